"""Self-inspection by rule over the whole office: late decisions, verifications, sendings, missing papers, odd classification.

Nothing is stored and no rule is counted twice: the terms are those of ``law/due*``, the papers those of ``completeness``. A reading that
any day can be made anew; ``risk`` adds its findings up for the sample of an inspection. Beside the matters: ``self_check_around.py``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means, states
from thads_desktop.domain.dates import period, short_date, statistical_year
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import PASSING, deadlines_of
from thads_desktop.law.due import WAITS, Counter as Terms
from thads_desktop.law.self_check import heads
from thads_desktop.services import (
    books,
    completeness,
    inspection_files,
    masking,
    people,
    self_check_around as around,
    subject_terms,
)
from thads_desktop.storage import leading_lists
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow

    Progress = Callable[[int, int, str], object]

#: Lines that a print holds of one head.
MOST = 5_000
#: States that say that means are lacking.
_LACKING = ("lacks_means", "separate_book")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be. matter "" = of none; due, done: of a term; cite: what it rests on; opens: "kind:key" of where
    it stands."""

    group: str
    matter: str
    number_text: str
    debtor: str
    officer: str
    officer_name: str
    what: str
    due: date | None = None
    done: date | None = None
    cite: str = ""
    opens: str = ""

    def late(self, today: date) -> int:
        """Days after the last day."""
        return max(0, ((self.done or today) - self.due).days) if self.due is not None else 0


@dataclass(frozen=True, slots=True)
class Checked:
    """start, end: terms that ended in these days, and what was still undone at their end; looked: matters; counts: head -> findings; today:
    the day of the looking."""

    start: date
    end: date
    officer: str
    officer_name: str
    looked: int
    findings: tuple[Finding, ...]
    counts: dict[str, int]
    at: tuple[int, str]
    today: date

    def of(self, group: str) -> list[Finding]:
        """Those of one head, the latest first."""
        return sorted((f for f in self.findings if f.group == group), key=lambda f: (-f.late(self.today), f.number_text, f.what))


def usual(desk: Desk) -> tuple[date, date]:
    """The statistical year up to today."""
    today = desk.clock.today()
    return period(statistical_year(today), 12)[0], today


def over(
    desk: Desk, start: date | None = None, end: date | None = None, officer: str = "",
    progress: Progress = lambda _done, _whole, _said: None, *, papers: bool = True,
) -> Checked:  # fmt: skip
    """Look the office through as of today; progress may raise to stop. papers: also what files lack.

    What was still undone at the end of these days counts whenever it fell due. Refused where the days do not follow each other, or the
    end lies ahead.
    """
    first, today = usual(desk)
    start, end = start or first, end or today
    if start > end or end > today:
        raise Refused(Refusal("self_check.order", {"start": short_date(start), "end": short_date(end), "today": short_date(today)}, "start"))
    with desk.reading() as reader:
        lists = reader.projections
        rows = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(lists.matter_ids(MatterFilter(officer=officer))))}
        by, assets = subject_terms.counter(desk, reader), {m: min(by.values()) for m, by in leading_lists.assets_seized(lists).items()}
        found: list[Finding] = []
        for n, (subject, events) in enumerate(reader.stream("matter")):
            if n % 50 == 0:
                progress(n, len(rows), "Đang soát thời hạn, phân loại")
            row = rows.get(subject.partition(":")[2])
            if row is None:
                continue
            standing = in_force(events)
            state = fold(events)
            due = deadlines_of(events, by.rules, by.calendar, state=state)
            found += [_late(d, row) for d in due if counts(d, start, end, today)]
            if not row.closed:
                odd = (*_odd(state, standing, assets.get(row.matter)), *_unclassified(state, by, assets.get(row.matter), today))
                found += [Finding("class", *_named(row), said, opens=f"matter:{row.matter}") for said in odd]
        found += [_around(t, rows) for t in around.every(desk, reader, officer) if counts(t.term, start, end, today)]
        names = masking.names(desk, reader)
        name = names.name("person", officer) if officer else ""
        at = reader.head()
    if papers:
        for lacking in completeness.over(desk, officer, progress).rows:
            held = rows.get(lacking.matter)
            if held is not None:
                found.append(Finding("missing", *_named(held), lacking.words, opens=f"matter:{lacking.matter}"))
    return Checked(start, end, officer, name, len(rows), tuple(found), dict(Counter(f.group for f in found)), at, today)


def risk(made: Checked) -> dict[str, int]:
    """Matter -> points: the weights of its findings, added up."""
    points: Counter[str] = Counter()
    for f in made.findings:
        if f.matter:
            points[f.matter] += heads().named(f.group).weight
    return dict(points)


def listing(desk: Desk, made: Checked) -> Listing:
    """The report: how many under each head, by officer, and each finding."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
    sums: list[tuple[Cell, ...]] = [(g.says, made.counts.get(g.id, 0)) for g in heads().every]
    by: Counter[tuple[str, str]] = Counter((f.officer_name or "Chưa phân công", f.group) for f in made.findings)
    whose: list[tuple[Cell, ...]] = [
        (name, *(by[name, g.id] for g in heads().every), sum(by[name, g.id] for g in heads().every)) for name in sorted({n for n, _g in by})
    ]
    tables = [
        ListTable("Tổng hợp", (ListColumn("Nội dung", 60), ListColumn("Số trường hợp", 15, "right")), tuple(sums)),
        ListTable("Theo chấp hành viên", (ListColumn("Chấp hành viên", 22), *(ListColumn(g.says, 12, "right") for g in heads().every),
                  ListColumn("Cộng", 8, "right")), tuple(whose), "" if whose else "Không có trường hợp nào."),
    ]  # fmt: skip
    for group in heads().every:
        lines = [_line(f, made.today) for f in made.of(group.id)]
        columns = ("Số 15", "Người phải thi hành án 19", "Chấp hành viên 15", "Nội dung 32", "Hạn 9", "Đã làm ngày 9", "Chậm (ngày) -8", "Căn cứ 22")
        more = f"In {dong(MOST)} dòng đầu trong {dong(len(lines))}; đủ các dòng ở tệp Excel lập theo từng chấp hành viên." if len(lines) > MOST else ""
        tables.append(ListTable(group.says, tuple(_column(c) for c in columns), tuple(lines[:MOST]), more if lines else "Không có trường hợp nào."))
    said = f"{made.officer_name or 'Toàn đơn vị'}; {days_words(made)}; soát {dong(made.looked)} việc"
    return Listing(
        "Báo cáo tự kiểm tra", who.parent, who.name, who.place, today, (said,), tuple(tables), (heads().note,), right=(who.head_title, ""),
        proof=inspection_files.proof(made.at, short_date(today)),
    )  # fmt: skip


def days_words(made: Checked) -> str:
    """Which terms are looked at, in words."""
    return f"thời hạn hết từ {short_date(made.start)} đến {short_date(made.end)}, và việc quá hạn từ trước đến hết ngày {short_date(made.end)} chưa làm"


def _column(said: str) -> ListColumn:
    words, _, share = said.rpartition(" ")
    return ListColumn(words, abs(float(share)), "right" if share.startswith("-") else "left")


def _line(f: Finding, today: date) -> tuple[Cell, ...]:
    return f.number_text, f.debtor, f.officer_name, f.what, f.due, f.done, f.late(today) or None, f.cite


def _named(row: MatterRow) -> tuple[str, str, str, str, str]:
    return row.matter, books.spelled(row), row.debtor, row.officer, row.officer_name


def _late(d: Deadline, row: MatterRow) -> Finding:
    return Finding(heads().of(d.rule, d.case).id, *_named(row), d.title, d.due, d.discharged_on, d.cite, f"matter:{row.matter}")


def _around(t: around.Term, rows: dict[str, MatterRow]) -> Finding:
    d = t.term
    matter = t.matter if t.matter in rows else ""
    group = heads().of(d.rule, d.case).id
    return Finding(group, matter, t.number_text, t.who, t.officer, t.officer_name, t.says or d.title, d.due, d.discharged_on, d.cite, t.opens)


def counts(d: Deadline, start: date, end: date, today: date) -> bool:
    """A duty of the office that was not kept: its last day lies in the period and it was done later, or it was undone when the period
    ended, whenever it fell due. A last day that is today is not over."""
    if d.rule in PASSING or d.rule.endswith(WAITS) or d.due > end:
        return False
    done = d.discharged_on
    if not (d.due < today if done is None else done > d.due):
        return False
    return d.due >= start or done is None or done > end


def _odd(state: MatterState, standing: list[ev.Event], asset: date | None) -> list[str]:
    """What speaks against the class in which an open matter stands."""
    if state.status not in _LACKING:
        return []
    seen = [(e.day, e.body) for e in standing if isinstance(e.body, ev.Verified) and e.day is not None]
    found = []
    if asset is not None:
        found.append(f"Xếp chưa có điều kiện trong khi có tài sản kê biên từ {short_date(asset)} chưa xử lý xong")
    if not seen:
        found.append("Xếp chưa có điều kiện mà chưa ghi lần xác minh nào")
    else:
        day, last = max(seen, key=lambda x: x[0])
        if last.result == "means":
            found.append(f"Xếp chưa có điều kiện trong khi lần xác minh cuối ({short_date(day)}) có điều kiện")
    return found


def _unclassified(state: MatterState, by: Terms, asset: date | None, today: date) -> list[str]:
    """An open matter goes on though the last verification of its debtors found no means, and the time to decide that is over."""
    if asset is not None or state.status != "enforcing":
        return []
    lines = [x for x in state.open_lines if x.state == "enforcing" and not x.paid]
    if not lines or any(states.going(state, x) != ("S4",) for x in lines):
        return []
    last = [v[-1].day for d in means.debtors(lines) if (v := means.verifications_of(state, d))]
    if not last or by.made("R11", max(last), "").due >= today:
        return []
    return [f"Lần xác minh cuối ({short_date(max(last))}) không có điều kiện mà việc vẫn xếp đang thi hành"]
