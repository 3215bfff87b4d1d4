"""Money taken before any decision that still waits: for whom, since when, and whether there is a matter now to which it can go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, held
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.standing import in_force
from thads_desktop.law import cash_law
from thads_desktop.services import answers, inspection_files, masking, people
from thads_desktop.storage import money_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

_COLUMNS = (
    ListColumn("Thu ngày", 9), ListColumn("Người nộp", 24), ListColumn("Bản án, quyết định", 18), ListColumn("Tòa án", 24),
    ListColumn("Còn giữ", 13, "right"), ListColumn("Số ngày", 8, "right"), ListColumn("Việc có thể chuyển vào", 22),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """What is held for one payer on one judgment. since: the day of his oldest sum; received: of the
    judgment; matters: (key, number) of the decisions that stand."""

    judgment: str
    number: str
    court: str
    payer: str
    who: str
    amount: int
    since: date
    received: date | None
    matters: tuple[tuple[str, str], ...]

    @property
    def where(self) -> str:
        """Into what it can go, and what must be known of it."""
        said = [", ".join(n for _k, n in self.matters) or "chưa có quyết định"]
        if self.received is not None and self.since < self.received:
            said.append(f"thu trước ngày nhận bản án {short_date(self.received)}")
        return "; ".join(said)

    @property
    def key(self) -> str:
        return f"{self.judgment}:{self.payer}"


def waiting(desk: Desk) -> list[Waiting]:
    """All of it, the oldest first."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        found = [w for judgment, _held in money_lists.held_judgments(reader.projections) for w in _of(reader, names, judgment)]
    return sorted(found, key=lambda w: (w.since, w.number))


def one(desk: Desk, judgment: str, payer: str) -> Waiting | None:
    """As it stands now; None when nothing is held any more."""
    with desk.reading() as reader:
        return next((w for w in _of(reader, masking.names(desk, reader), judgment) if w.payer == payer), None)


def listing(desk: Desk) -> Listing:
    """What is printed or written."""
    rows = waiting(desk)
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        head = reader.head()
    cells: list[tuple[Cell, ...]] = [
        (w.since, w.who, w.number, w.court, w.amount, (today - w.since).days, w.where) for w in rows
    ]
    if rows:
        cells.append(("", "Cộng", "", "", sum(w.amount for w in rows), "", ""))
    return Listing(
        "Tiền thu trước khi có quyết định, còn giữ", who.parent, who.name, who.place, today, (f"Đến ngày {short_date(today)}",),
        (ListTable("", _COLUMNS, tuple(cells), "" if rows else "Không còn giữ khoản nào."),), (cash_law.law().said["refund"].words,),
        ("Thủ quỹ", ""), ("Kế toán", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _of(reader: Reader, names: Names, judgment: str) -> list[Waiting]:
    standing = in_force(reader.events_of(f"intake:{judgment}"))
    since: dict[str, date] = {}
    for event in standing:
        if isinstance(event.body, ev.MoneyHeld) and event.day is not None:
            since.setdefault(event.body.payer, event.day)
    row = names.row("judgment", judgment)
    received = next((e.day for e in standing if isinstance(e.body, ev.JudgmentReceived)), None)
    decided = [a.matter for a in answers.answering(reader, judgment) if isinstance(a, ev.IntakeDecided)]
    matters = tuple((m, str(names.row("matter", m).get("number_text", ""))) for m in decided)
    return [
        Waiting(
            judgment, str(row.get("number", "")), str(row.get("court", "")), payer, names.name("party", payer), amount, since[payer], received,
            matters,
        )
        for payer, amount in held.by_payer(standing).items()
        if amount > 0
    ]  # fmt: skip
