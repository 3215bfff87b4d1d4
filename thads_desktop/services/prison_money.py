"""Money collected in prison: noted when the prison says so, booked when it reaches the office; lists of what waits and of what came.

A term is told only where the dated law has its number (``limits.toml``, prison_money); what is not certain says so beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, prison_events as pr
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.prison_money import taken
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import fold_name
from thads_desktop.law import cash_law
from thads_desktop.law.reckon import rounded
from thads_desktop.services import (
    inputs,
    inspection_files,
    masking,
    matter_money,
    money_tools,
    people,
    projecting,
    receipts,
)
from thads_desktop.storage import money_lists

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.projections import MoneyRow
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

TERM = "prison_money"
NO_TERM = "chưa xác lập hạn chuyển tiền"
_WAITS = (
    ListColumn("Trại giam thu ngày", 11), ListColumn("Trại giam", 22), ListColumn("Phạm nhân", 24), ListColumn("Việc", 15),
    ListColumn("Chứng từ", 12), ListColumn("Số tiền", 14, "right"), ListColumn("Hạn chuyển tiền", 18), ListColumn("Căn cứ, lưu ý", 30),
)  # fmt: skip
_CAME = (
    ListColumn("Về cơ quan ngày", 11), ListColumn("Trại giam", 24), ListColumn("Phạm nhân", 26), ListColumn("Việc", 16),
    ListColumn("Biên lai", 12), ListColumn("Số tiền", 15, "right"), ListColumn("Phí thi hành án", 14, "right"),
    ListColumn("Phần của trại giam", 14, "right"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sum that a prison took and that has not reached the office. due None = no number is established; cite, note: of its term."""

    matter: str
    seq: int
    day: date
    prison: str
    who: str
    number: str
    voucher: str
    amount: int
    line: int
    due: date | None
    cite: str
    note: str

    @property
    def key(self) -> str:
        return f"{self.matter}:{self.seq}"


@dataclass(frozen=True, slots=True)
class Came:
    """A sum of a prison that reached the office; fee: as it would be reckoned of it, share: the prison's part of that."""

    day: date
    prison: str
    who: str
    number: str
    receipt: str
    amount: int
    fee: int
    share: int


def prisons(desk: Desk) -> list[tuple[str, str]]:
    """(id, name) of the prisons that were ever named."""
    with desk.reading() as reader:
        return sorted(((key, str(row["name"])) for key, row in reader.rows("prison").items()), key=lambda x: x[1])


def collect(
    desk: Desk, matter: str, day: date, line: int, amount: int, prison: str, *, party: str = "", voucher: str = "",
    arrived: date | None = None, receipt: str = "",
) -> None:  # fmt: skip
    """A prison took money of an obligation on a day; prison: its name; arrived: the day it reached the office, where it has."""
    with desk.writing("money") as uow:
        collect_in(desk, uow, matter, day, line, amount, prison_of(uow, prison), party=party, voucher=voucher, arrived=arrived, receipt=receipt)
        projecting.matter(desk, uow, matter)
        uow.commit()


def collect_in(
    desk: Desk, uow: UnitOfWork, matter: str, day: date, line: int, amount: int, prison: str, *, party: str = "", voucher: str = "",
    arrived: date | None = None, receipt: str = "",
) -> None:  # fmt: skip
    """As ``collect``, in the open transaction, which refreshes the lists; prison: its id."""
    inputs.not_future(day, desk.clock.today())
    inputs.amount(amount, "amount")
    number = inputs.name(voucher, "voucher", required=False, limit=40)
    state = _state(uow, matter, line, day)
    if party and party not in state.lines[line].line.debtors:
        raise Refused(Refusal("party.not_debtor", field="party"))
    law = desk.rules.law_on(day)
    noted = uow.append(f"matter:{matter}", day, pr.PrisonCollected(prison, line, amount, party, number), law)
    if arrived is not None:
        _arrived(desk, uow, matter, noted.seq, day, noted.body, arrived, receipt)


def arrive(desk: Desk, matter: str, of: int, day: date, receipt: str = "") -> int:
    """What a prison took reached the office: from now on money of the matter; đồng then held for the payer above what is due."""
    with desk.writing("money") as uow:
        found = next((t for t in taken(uow.events_of(f"matter:{matter}")) if t.seq == of), None)
        if found is None:
            raise Refused(Refusal("prison.unknown"))
        if found.collected:
            raise Refused(Refusal("prison.arrived"))
        _arrived(desk, uow, matter, of, found.day, found.body, day, receipt)
        held = projecting.matter(desk, uow, matter).held
        uow.commit()
    return held


def waiting(desk: Desk) -> list[Waiting]:
    """What prisons took and has not reached the office, the oldest first."""
    with desk.reading() as reader:
        names, calendar = masking.names(desk, reader), desk.calendar(reader)
        return [_waiting(desk, reader, names, calendar, row) for row in money_lists.of_kind(reader.projections, "prison_waits")]


def came(desk: Desk, since: date, until: date) -> list[Came]:
    """What of prisons reached the office within days, with the fee of each sum and the prison's part of it."""
    share, rounds = cash_law.law().said["prison"].number, money_tools.asked(desk).choices.value("rounding")
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        rows = money_lists.of_kind(reader.projections, "prison_in", since, until)
        of = {m: {t.collected: t for t in taken(reader.events_of(f"matter:{m}"))} for m in {r.matter for r in rows}}
        found = [
            (r, str(names.row("prison", of[r.matter][r.seq].body.prison).get("name", "")), _who(reader, names, r.matter, of[r.matter][r.seq].body.party),
             str(names.row("matter", r.matter).get("number_text", "")))
            for r in rows if r.seq in of[r.matter]
        ]  # fmt: skip
    fees: dict[str, dict[int, int]] = {}
    for row, *_words in found:
        if row.matter not in fees:
            fees[row.matter] = {f.key: f.fee for f in matter_money.fees(desk, row.matter, {}).rows}
    made = []
    for row, prison, who, number in found:
        fee = fees[row.matter].get(row.seq, 0)
        made.append(Came(row.day, prison, who, number, row.receipt, row.amount, fee, rounded(Fraction(fee * share, 100), rounds)))
    return made


def listing(desk: Desk, since: date, until: date) -> Listing:
    """What is printed or written: what waits today, what came within the days."""
    waits, here = waiting(desk), came(desk, since, until)
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        head = reader.head()
    rows: list[tuple[Cell, ...]] = [
        (w.day, w.prison, w.who, w.number, w.voucher, w.amount, due_words(w, today), "; ".join(x for x in (w.cite, w.note) if x)) for w in waits
    ]
    if rows:
        rows.append(("", "Cộng", "", "", "", sum(w.amount for w in waits), "", ""))
    lines: list[tuple[Cell, ...]] = [(c.day, c.prison, c.who, c.number, c.receipt, c.amount, c.fee, c.share) for c in here]
    if lines:
        lines.append(("", "Cộng", "", "", "", *(sum(getattr(c, n) for c in here) for n in ("amount", "fee", "share"))))
    return Listing(
        "Tiền trại giam thu", who.parent, who.name, who.place, today,
        (f"Chưa về cơ quan: đến ngày {short_date(today)}; đã về: từ ngày {short_date(since)} đến ngày {short_date(until)}",),
        (ListTable("Trại giam đã thu, chưa về cơ quan", _WAITS, tuple(rows), "" if rows else "Không có khoản nào chưa về."),
         ListTable("Đã về cơ quan", _CAME, tuple(lines), "" if lines else "Không có khoản nào.")),
        (cash_law.law().said["prison"].words,), ("Người lập", ""), ("Kế toán", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def due_words(w: Waiting, today: date) -> str:
    """The term in words, late said."""
    if w.due is None:
        return NO_TERM
    return short_date(w.due) + (f", quá {(today - w.due).days} ngày" if w.due < today else "")


def prison_of(uow: UnitOfWork, name: str) -> str:
    """The id of a prison by its name; a new one is written down."""
    said = inputs.name(name, "prison", limit=200)
    known = next((key for key, row in uow.rows("prison").items() if fold_name(str(row["name"])) == fold_name(said)), None)
    if known is None:
        known = uuid4().hex
        uow.write_row("prison", known, {"name": said})
    return known


def term(desk: Desk, calendar: WorkingCalendar, day: date) -> tuple[date | None, str, str]:
    """(last day or None, article, note) for a sum that a prison took on a day."""
    limit = desk.rules.limits.on(TERM, day)
    if limit is None or limit.value is None or limit.unit not in ("wd", "d", "m", "y"):
        return None, "", limit.note if limit is not None else NO_TERM
    return calendar.due(day, limit.value, limit.unit, True), limit.cite, limit.note  # type: ignore[arg-type]  # one of the four


def _arrived(
    desk: Desk, uow: UnitOfWork, matter: str, of: int, taken_on: date, body: ev.Body, day: date, receipt: str
) -> None:  # fmt: skip
    assert isinstance(body, pr.PrisonCollected)
    inputs.not_future(day, desk.clock.today(), "arrived")
    if day < taken_on:
        raise Refused(Refusal("prison.before", {"day": short_date(day), "taken": short_date(taken_on)}, "arrived"))
    number = inputs.name(receipt, "receipt", required=False, limit=40)
    law = desk.rules.law_on(day)
    here = uow.append(f"matter:{matter}", day, ev.Collected(body.line, body.amount, True, number), law)
    receipts.give(desk, uow, here, receipts.Official(number=number, payer=body.party, way="bank"))
    uow.append(f"matter:{matter}", day, pr.PrisonArrived(of, here.seq), law)


def _state(uow: UnitOfWork, matter: str, line: int, day: date) -> MatterState:
    state = fold(uow.events_of(f"matter:{matter}"))
    if state.opened is None:
        raise Refused(Refusal("matter.no_decision"))
    if day < state.opened:
        raise Refused(Refusal("act.before_decision", {"day": short_date(day), "opened": short_date(state.opened)}, "day"))
    known = state.lines.get(line)
    if known is None:
        raise Refused(Refusal("line.unknown", {"line": str(line)}, "line"))
    if known.line.due is None:
        raise Refused(Refusal("line.not_money", {"line": str(line)}, "line"))
    return state


def _waiting(desk: Desk, reader: Reader, names: Names, calendar: WorkingCalendar, row: MoneyRow) -> Waiting:
    body = next((t.body for t in taken(reader.events_of(row.subject)) if t.seq == row.seq), pr.PrisonCollected("", row.line, row.amount))
    due, cite, note = term(desk, calendar, row.day)
    return Waiting(
        row.matter, row.seq, row.day, str(names.row("prison", body.prison).get("name", "")), _who(reader, names, row.matter, body.party),
        str(names.row("matter", row.matter).get("number_text", "")), body.voucher, row.amount, body.line, due, cite, note,
    )  # fmt: skip


def _who(reader: Reader, names: Names, matter: str, party: str) -> str:
    if party:
        return names.name("party", party)
    at = reader.projections.matter_id(matter)
    rows = reader.projections.matter_rows([at]) if at is not None else []
    return masking.line(names, rows[0]).debtor if rows else ""


def total(rows: list[Waiting]) -> str:
    """How many and how much, in words."""
    return f"{len(rows)} khoản, {dong(sum(r.amount for r in rows))} đồng chưa về cơ quan." if rows else "Không có khoản nào chưa về cơ quan."
