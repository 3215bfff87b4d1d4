"""Which offices owe the department a return of a period: asked alike by the table of the year, the consolidated return and the series.

Those of the dated tree that stand on the period's last day; and beside them those whose key is trusted and whom the tree has never named, so
that a tree that is only begun takes nobody away. The office's own superior owes it nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import org_tree, receiving, superior

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.storage.reader import Reader

#: How the key of a unit begins whose packages are not known yet.
UNIT = "unit:"


def on(reader: Reader, day: date) -> dict[str, str]:
    """Office -> name of those that owe a return of a period that ends on a day, as is known now."""
    return expected(below(reader), org_tree.tree(reader), day)


def expected(below: Mapping[str, Mapping[str, str]], units: Mapping[str, org_tree.Unit], day: date) -> dict[str, str]:
    """As ``on``, of what was read already; a unit whose packages are not known yet stands by itself. below: as the function of this name."""
    named = {u.office for u in units.values() if u.office}
    found = {key: row["name"] for key, row in below.items() if key not in named}
    return found | {u.office or f"{UNIT}{u.key}": u.name for u in org_tree.on(units, day)}


def below(reader: Reader) -> dict[str, dict[str, str]]:
    """The trusted offices that may owe a return here: an office trusts its superior too, for its slips and directions."""
    over = superior.ever(reader)
    return {key: row for key, row in receiving.trusted(reader).items() if key not in over}


def not_in_tree(reader: Reader) -> list[str]:
    """Names of the offices that may owe a return and whom no unit of a tree that was begun bears."""
    units = org_tree.tree(reader)
    named = {u.office for u in units.values()}
    return sorted(r["name"] for k, r in below(reader).items() if units and k not in named)
