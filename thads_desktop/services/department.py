"""The department's table: which office has sent which return, in time or how late, what was said of it.

Which offices are expected on a period's last day says ``expected_offices``. A day of arrival is the one
recorded, unless a human said the real one; the last day is that of rule R62 (``resources/law/terms_returns.toml``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import chain_events as ch, events as ev
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.due_returns import AS_BEFORE, due_on
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import (
    chain,
    expected_offices,
    inspection_files,
    org_tree,
    people,
    receiving,
    reporting,
    slips,
    subject_terms,
)

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader

#: State of a cell -> as people read it.
STATES = {
    "ahead": "", "waiting": "chưa có", "missing": "quá hạn, chưa có", "in_time": "đúng hạn", "late": "chậm", "came": "đã có",
    "given_back": "đã trả lại", "draft": "mới có bản chưa chốt", "draft_late": "quá hạn, mới có bản chưa chốt", "gone": "không có đơn vị",
}  # fmt: skip
NO_TERM = "Thời hạn gửi của kỳ này chưa xác lập (Thông tư 05/2026): bảng chỉ nói đã có hay chưa, trừ khi Cục mở lịch báo cáo năm tính như trước."


@dataclass(frozen=True, slots=True)
class Arrival:
    """A package that came. arrived: the day that counts; recorded: the day it was taken in; nth: 1 for the first of its period; judged:
    "" | accepted | given_back, with the words of it."""

    sha256: str
    office: str
    period: Period
    recorded: date
    arrived: date
    nth: int
    version: int
    judged: str = ""
    text: str = ""
    remarks: tuple[slips.Remark, ...] = ()
    answer_by: date | None = None
    #: Its figures were not closed at the office: shown and summed, but no return that was sent.
    unclosed: bool = False

    @property
    def words(self) -> str:
        """Which version it is, and what was said of it."""
        of = f"lần {self.nth}" + (f", bổ sung {self.version - 1}" if self.version > 1 else "") + (", bản chưa chốt" if self.unclosed else "")
        return f"{of}{ {'accepted': ', đã chấp nhận', 'given_back': ', đã trả lại'}.get(self.judged, '')}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One office in one period. late: days after the last day; came: the packages in their order; what was never closed is no return."""

    office: str
    period: Period
    state: str
    due: date | None
    late: int = 0
    came: tuple[Arrival, ...] = ()

    @property
    def last(self) -> Arrival | None:
        return self.came[-1] if self.came else None

    @property
    def words(self) -> str:
        """As it stands in the table; never by colour alone."""
        said = STATES[self.state]
        if self.state == "late":
            said = f"chậm {self.late} ngày"
        last = self.last
        if last is None:
            return said
        more = [f"lần {last.nth}"] if last.nth > 1 else []
        more += ["bổ sung"] if last.version > 1 else []
        more += ["bản cuối chưa chốt"] if last.unclosed and self.state not in ("draft", "draft_late") else []
        more += ["chấp nhận"] if last.judged == "accepted" else []
        return ", ".join([said, *more])


@dataclass(frozen=True, slots=True)
class GridRow:
    """An office expected, with its cells by number of months."""

    office: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A statistical year. periods: (period, last day, last day of sending or None); note: what is not known."""

    year: int
    periods: tuple[tuple[Period, date, date | None], ...]
    rows: tuple[GridRow, ...]
    note: str = ""
    #: Of each period in one clause: until when the department sends its own, and whether it has; "" where its calendar does not run.
    own: tuple[str, ...] = ()

    def counts(self, at: int) -> str:
        """What one period comes to."""
        cells = [row.cells[at] for row in self.rows if row.cells[at].state != "gone"]
        parts = [f"{sum(c.state in ('in_time', 'late', 'came') for c in cells)}/{len(cells)} đã có"]
        parts += [f"{n} chậm" for n in [sum(c.state == "late" for c in cells)] if n]
        parts += [f"{n} chưa chốt" for n in [sum(c.state in ("draft", "draft_late") for c in cells)] if n]
        parts += [f"{n} trả lại" for n in [sum(c.state == "given_back" for c in cells)] if n]
        return ", ".join(parts)


def grid(desk: Desk, year: int) -> Grid:
    """The table of a statistical year, from the log alone."""
    if not 2010 <= year <= 2100:
        raise Refused(Refusal("return.bad_period", field="year"))
    today = desk.clock.today()
    with desk.reading() as reader:
        came = arrivals(reader, year)
        known, below, units = receiving.trusted(reader), expected_offices.below(reader), org_tree.tree(reader)
        counting = receiving.counting(reader)
        counter, before = subject_terms.counter(desk, reader), chain.as_before(reader)
        periods: list[tuple[Period, date, date | None]] = []
        lists: list[dict[str, str]] = []
        own: list[str] = []
        for months in range(1, 13):
            end = days_of(year, months)[1]
            period = (_regime(year, months), year, months)
            periods.append((period, end, due_on(counter, "R62", end, as_before=before)))
            lists.append(expected_offices.expected(below, units, end))
            own.append(_own(reader, period, due_on(counter, "R63", end, as_before=before)))
    names: dict[str, str] = {}
    for each in lists:
        names.update(each)
    # A package of another regime than the period's own is no return of it, and an office beyond the list is shown all the same.
    for office, _period in came:
        names.setdefault(office, known.get(office, {}).get("name", office))
    rows = [
        GridRow(key, name, tuple(
            _cell(key, of, due, came.get((key, of), ()), today, expected=key in there, end=end, counts=(key, of) in counting)
            for (of, end, due), there in zip(periods, lists, strict=True)
        ))
        for key, name in sorted(names.items(), key=lambda x: (x[1], x[0]))
    ]  # fmt: skip
    open_ = any(due is None and end < today for _of, end, due in periods)
    note = NO_TERM if open_ else AS_BEFORE if before and days_of(year, 12)[1] >= NEW_LAW else ""
    return Grid(year, tuple(periods), tuple(rows), note, tuple(own))


def _own(reader: Reader, period: Period, due: date | None) -> str:
    bodies = [e.body for e in in_force(reader.events_of(chain.subject_of(period)))]
    if due is None or not any(isinstance(b, ch.PeriodExpected) for b in bodies):
        return ""
    sent = any(isinstance(b, ch.ReturnSentUp) for b in bodies)
    return f"Cục gửi cấp trên trước hết ngày {short_date(due)}, {'đã lập gói' if sent else 'chưa lập gói'}"


def arrivals(reader: Reader, year: int = 0) -> dict[tuple[str, Period], tuple[Arrival, ...]]:
    """(office, period) -> its packages in the order they came; of offices that were set up anew under another key nothing."""
    said, gone = slips.verdicts(reader), receiving.replaced(reader)
    found: dict[tuple[str, Period], list[Arrival]] = {}
    told = sorted(
        ((e.seq, e.day, e.body) for _subject, events in reader.stream("package", types=("PackageReceived", "Struck")) for e in in_force(events)
         if isinstance(e.body, ev.PackageReceived) and e.body.kind == "return" and e.day is not None),
        key=lambda x: x[0],
    )  # fmt: skip
    for _seq, day, body in told:
        if body.sender in gone or (year and body.year != year):
            continue
        assert day is not None
        before = found.setdefault((body.sender, (body.regime, body.year, body.months)), [])
        verdict = said.get(body.sha256)
        text, remarks = slips.note_of(reader, verdict.row) if verdict is not None else ("", ())
        before.append(Arrival(
            body.sha256, body.sender, (body.regime, body.year, body.months), day,
            verdict.arrived if verdict is not None and verdict.arrived is not None else day, len(before) + 1, body.sent_version,
            "" if verdict is None else "accepted" if verdict.accepted else "given_back", text, remarks,
            verdict.answer_by if verdict is not None else None, receiving.is_draft(reader, body),
        ))  # fmt: skip
    return {key: tuple(each) for key, each in found.items()}


def _regime(year: int, months: int) -> str:
    try:
        return reporting.default_regime(year, months)
    except Refused:
        return ""


def _cell(
    office: str, period: Period, due: date | None, came: tuple[Arrival, ...], today: date, *, expected: bool, end: date,
    counts: bool,
) -> Cell:
    first = next((a for a in came if not a.unclosed), None)
    if came and not counts:
        state = "given_back"
    elif came and first is None:
        state = "draft_late" if due is not None and today > due else "draft"
    elif first is not None:
        state = "came" if due is None else "in_time" if first.arrived <= due else "late"
    elif not expected:
        state = "gone"
    elif today <= end:
        state = "ahead"
    else:
        state = "missing" if due is not None and today > due else "waiting"
    late = (first.arrived - due).days if state == "late" and first is not None and due is not None else 0
    return Cell(office, period, state, due, late, came)


def listing(desk: Desk, made: Grid) -> Listing:
    """The table as print and workbook; one row an office, one column a period."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    columns = (ListColumn("Đơn vị", 26), *(ListColumn(f"{of[2]:02d} tháng", 11) for of, _end, _due in made.periods))
    ends = ("Hạn gửi", *(short_date(due) if due is not None else "chưa xác lập" for _of, _end, due in made.periods))
    sums = ("Cộng", *(made.counts(at) for at in range(len(made.periods))))
    body = tuple((row.name, *(c.words for c in row.cells)) for row in made.rows)
    return Listing(
        f"Bảng theo dõi báo cáo thống kê năm {made.year}", who.parent, who.name, who.place, today, (f"{len(made.rows)} đơn vị",),
        (ListTable("Đơn vị và kỳ báo cáo", columns, (ends, *body, sums), "" if body else "Chưa có đơn vị nào."),),
        (made.note,) if made.note else (), ("Người lập", ""), people.signs(who, heads),
        inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
