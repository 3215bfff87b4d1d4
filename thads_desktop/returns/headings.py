"""The headings of a form's columns as it is printed: the number of a column, and the words that stand above it.

A criterion with deeper ones after it heads a group: its words span them, its own column beneath says "Tổng số".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from thads_desktop.returns.compute import Cell
    from thads_desktop.returns.definition import Criterion

TOTAL = "Tổng số"


@dataclass(frozen=True, slots=True)
class Heading:
    """One column. path: the words above it from the widest group down to its own; formula: "= 2 + 3", or ""."""

    key: str
    no: str
    path: tuple[str, ...]
    formula: str = ""

    @property
    def words(self) -> str:
        """The column's whole heading in one line, a total under the name of what it sums."""
        own = self.path[:-1] if len(self.path) > 1 and self.path[-1] == TOTAL else self.path
        return " › ".join(own)

    @property
    def says(self) -> str:
        """Number, words and formula: what a tip holds."""
        return f"Cột {self.no}: {self.words}" + (f" ({self.formula})" if self.formula else "")


def headings(criteria: Sequence[Criterion]) -> tuple[Heading, ...]:
    """The columns of a measure in their order."""
    made, above = [], list[str]()
    for at, c in enumerate(criteria):
        above[c.level :] = [c.label]
        heads = at + 1 < len(criteria) and criteria[at + 1].level > c.level
        made.append(Heading(c.key, c.no, (*above, TOTAL) if heads else tuple(above), formula(criteria, c)))
    return tuple(made)


def in_words(heads: Sequence[Heading], cells: Mapping[str, Cell], shown: Callable[[Cell], str]) -> str:
    """A row as one sentence: what each column counts and its figure, columns of the lower levels only where there is one."""
    said = []
    for head in heads:
        own = [name for name in head.path if name != TOTAL]
        value = cells.get(head.key)
        if head.key in cells and (value or len(own) == 1):
            said.append(f"{own[-1].partition(' (')[0]} {shown(value)}")
    return ", ".join(said)


def formula(criteria: Sequence[Criterion], c: Criterion) -> str:
    """ "= 2 + 3" from the printed numbers of the criteria a sum is made of."""
    no = {x.key: x.no for x in criteria}
    if not c.plus:
        return ""
    return "= " + " + ".join(no[k] for k in c.plus) + "".join(f" - {no[k]}" for k in c.minus)
