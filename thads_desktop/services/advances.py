"""Advances for costs that are still to be given back, over the whole office: whose, of which matter, and whether money has come since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import cost_events as co, costs as pure
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.law import cash_law
from thads_desktop.services import inspection_files, masking, people
from thads_desktop.services.cash_words import source
from thads_desktop.storage import money_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk

_COLUMNS = (
    ListColumn("Việc", 16), ListColumn("Của ai", 34), ListColumn("Đã tạm ứng", 14, "right"), ListColumn("Đã chi", 14, "right"),
    ListColumn("Còn phải hoàn", 14, "right"), ListColumn("Việc có tiền thu từ", 16),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Open:
    """An advance that is not given back whole. money_since: the day money of the matter first came in; at_once: of the budget, and it has."""

    matter: str
    number: str
    source: str
    who: str
    taken: int
    spent: int
    left: int
    money_since: date | None

    @property
    def key(self) -> str:
        return f"{self.matter}:{self.source}"

    @property
    def at_once(self) -> bool:
        return self.source == co.BUDGET and self.money_since is not None


def open_ones(desk: Desk) -> list[Open]:
    """All of them; those that are to be given back at once first."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        found = []
        for matter in money_lists.advanced(reader.projections):
            made = pure.costs(reader.events_of(f"matter:{matter}"))
            number = str(names.row("matter", matter).get("number_text", ""))
            found += [
                Open(matter, number, s, source(s, names), a.taken, a.spent, a.open, made.money_since) for s, a in made.advances.items() if a.open > 0
            ]
    return sorted(found, key=lambda o: (not o.at_once, o.number, o.source))


def listing(desk: Desk) -> Listing:
    """What is printed or written."""
    rows = open_ones(desk)
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        head = reader.head()
    cells: list[tuple[Cell, ...]] = [(o.number, o.who, o.taken, o.spent, o.left, o.money_since or "chưa có") for o in rows]
    if rows:
        cells.append(("Cộng", "", *(sum(getattr(o, n) for o in rows) for n in ("taken", "spent", "left")), ""))
    return Listing(
        "Tạm ứng chi phí còn phải hoàn trả", who.parent, who.name, who.place, today, (f"Đến ngày {short_date(today)}",),
        (ListTable("", _COLUMNS, tuple(cells), "" if rows else "Không còn tạm ứng nào phải hoàn trả."),),
        (cash_law.law().give_back(today).words,), ("Thủ quỹ", ""), ("Kế toán", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
