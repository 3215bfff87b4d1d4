"""Which offices owe the department a return of a period: asked alike by the table of the year, the consolidated return and the series.

Those of the dated tree that stand on the period's last day; and beside them those whose key is trusted and whom the tree has never named, so
that a tree that is only begun takes nobody away. The office's own superior owes it nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare
from thads_desktop.services import org_tree, people, receiving

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.storage.reader import Reader

#: How the key of a unit begins whose packages are not known yet.
UNIT = "unit:"


def expected(
    trusted: Mapping[str, Mapping[str, str]], units: Mapping[str, org_tree.Unit], day: date, above: frozenset[str] = frozenset(),
) -> dict[str, str]:  # fmt: skip
    """Office -> name on a day; a unit whose packages are not known yet stands by itself. above: names (bare) of the superior."""
    named = {u.office for u in units.values() if u.office}
    found = {key: row["name"] for key, row in trusted.items() if key not in named and bare(row["name"]) not in above}
    return found | {u.office or f"{UNIT}{u.key}": u.name for u in org_tree.on(units, day)}


def on(reader: Reader, day: date) -> dict[str, str]:
    """Office -> name of those that owe a return of a period that ends on a day, as is known now."""
    return expected(receiving.trusted(reader), org_tree.tree(reader), day, above(reader))


def above(reader: Reader) -> frozenset[str]:
    """What the office's superiors of all times are called."""
    return frozenset(bare(i.parent) for i in people.office(reader).identities if i.parent)


def not_in_tree(reader: Reader) -> list[str]:
    """Names of the offices whose key is trusted and whom no unit of a tree that was begun bears."""
    units, over = org_tree.tree(reader), above(reader)
    named = {u.office for u in units.values()}
    return sorted(r["name"] for k, r in receiving.trusted(reader).items() if units and k not in named and bare(r["name"]) not in over)
