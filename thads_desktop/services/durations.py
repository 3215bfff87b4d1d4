"""How long matters take, from request and from decision to the first pay-out and to the end, as of (day, seq).

One sweep of the log gives the course of every matter (``domain/course.py``); what is shown is counted from those. A department has no matters
of its own: it adds up the counts that came with its offices' returns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import course as courses, durations as d
from thads_desktop.domain.dates import period, short_date, statistical_year
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import sort_key
from thads_desktop.exchange import durations as part
from thads_desktop.services import masking, people, receiving, superior
from thads_desktop.services.durations_read import Case, cases_of, count
from thads_desktop.services.queries import CASE_WORDS, KIND_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterRow
    from thads_desktop.storage.reader import Reader

SPAN_WORDS = {
    "request_paid": "Từ yêu cầu đến lần chi trả đầu", "request_end": "Từ yêu cầu đến kết thúc",
    "decision_paid": "Từ quyết định đến lần chi trả đầu", "decision_end": "Từ quyết định đến kết thúc",
}  # fmt: skip
WITHOUT_HOLD = "không kể thời gian tạm dừng"
HOLD_WORDS = {
    "deferral": "Hoãn", "suspension": "Tạm đình chỉ", "lacks_means": "Chưa có điều kiện", "separate_book": "Sổ theo dõi riêng",
}  # fmt: skip
GROUP_WORDS = {"kind": "Loại việc", "case_type": "Loại án", "officer": "Chấp hành viên", "office": "Đơn vị", "year": "Năm thụ lý"}
SCOPE_WORDS = {"others": "Trừ kinh doanh thương mại", "commercial": "Kinh doanh thương mại", "all": "Mọi loại án"}
NOT_REACHED = "chưa tới"
_NOBODY = "(chưa phân công)"


@dataclass(frozen=True, slots=True)
class Study:
    """counts: all that was seen; cases: the matters behind it (none at a department); offices: id -> name; missing: offices whose packages
    carry no durations, with those that sent nothing; days: of each office (at a department they may differ)."""

    office: str
    level: str
    day: date
    head: tuple[int, str]
    counts: d.Counts
    cases: tuple[Case, ...] = field(default=(), repr=False)
    offices: dict[str, str] = field(default_factory=dict)
    officers: dict[str, str] = field(default_factory=dict)
    days: dict[str, date] = field(default_factory=dict)
    missing: tuple[str, ...] = ()

    @property
    def as_of(self) -> str:
        """The pair, in words."""
        return f"số liệu đến ngày {short_date(self.day)}, sự kiện {self.head[0]}"


class Row(NamedTuple):
    """One group. key: of the group; figures: of its matters."""

    key: str | int
    words: str
    figures: d.Figures


class Behind(NamedTuple):
    """A matter of a group: what it counts as, on hold how many days of that; row None where the account's lists do not hold it."""

    matter: str
    row: MatterRow | None
    since: date
    seen: d.Seen
    held: int


def make(
    desk: Desk, day: date | None = None, seq: int | None = None, progress: Callable[[int, int, str], object] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Study:  # fmt: skip
    """The study as of a day (None = today) and a place in the log (None = now). Refused for a day to come, when there is no office, and when
    cancelled."""
    today = desk.clock.today()
    day = day or today
    if day > today:
        raise Refused(Refusal("event.future_day", {"day": short_date(day)}, "day"))
    with desk.reading() as reader:
        own = people.office(reader)
        head = reader.head() if seq is None else (seq, reader.hash_at(seq))
        name = people.identity(reader, day).name
        if own.level != "district":
            return _of_packages(reader, name, day, head, seq)
        cases = cases_of(reader, day, seq, progress, cancelled)
        counts = count(cases, own.key, day)
        officers = {key: str((reader.row("person", key) or {}).get("name", "")) or _NOBODY for key in {c.course.officer for c in cases}}
    return Study(name, own.level, day, head, counts, cases, {own.key: name}, officers, {own.key: day})


def last_day(year: int, today: date) -> date:
    """The day as of which a statistical year is told: its last one, or today while it is not over. Refused for a year to come, and for none."""
    if not 2010 <= year <= 2100:
        raise Refused(Refusal("target.bad_year", {"year": str(year)}, "year"))
    start, end = period(year, 12)
    if start > today:
        raise Refused(Refusal("event.future_day", {"day": short_date(start)}, "year"))
    return min(end, today)


def rows(study: Study, by: str, measure: str, scope: str = "others") -> list[Row]:
    """The groups in the order of their words (years: the latest first); the sum of all first where there are several."""
    found = d.grouped(study.counts, measure, by, scope)
    listed = [Row(key, words(study, by, key), d.figures(seen)) for key, seen in found.items()]
    listed.sort(key=lambda r: (-r.key, ()) if isinstance(r.key, int) else (0, sort_key(r.words)))
    if len(listed) > 1:
        whole: Counter[d.Seen] = Counter()
        for seen in found.values():
            whole.update(seen)
        listed.insert(0, Row("", "Tất cả", d.figures(whole)))
    return listed


def words(study: Study, by: str, key: str | int) -> str:
    """A group as people read it."""
    named = {"kind": KIND_WORDS, "case_type": CASE_WORDS, "officer": study.officers, "office": study.offices}.get(by)
    return str(key) if named is None else named.get(str(key), "") or str(key) or _NOBODY


def groups(study: Study) -> list[str]:
    """By what this study can be told apart: a department knows no officers, an office no other."""
    return [g for g in d.GROUPS if g != ("officer" if study.level != "district" else "office")]


def behind(desk: Desk, study: Study, by: str, key: str | int, measure: str, scope: str = "others") -> list[Behind]:
    """The matters of a group, the longest first, as this account may see them; key "" of any group = all."""
    found: list[tuple[Case, d.Seen]] = []
    for case in study.cases:
        c = case.course
        cell = d.Cell("", c.kind, c.case_type, c.officer, statistical_year(c.opened))
        if not d.in_scope(cell, scope) or (key not in ("", getattr(cell, by))):
            continue
        found += [(case, seen) for name, seen in courses.seen(c, case.began, study.day) if name == measure]
    found.sort(key=lambda x: (-x[1].days, x[0].matter))
    with desk.reading() as reader:
        ids = reader.projections.matter_ids_of(sorted({case.matter for case, _seen in found}))
        listed = masking.rows(desk, reader, reader.projections.matter_rows(ids))
    shown = {r.matter: r for r in listed}
    return [_behind(case, seen, measure, study.day, shown.get(case.matter)) for case, seen in found]


def _behind(case: Case, seen: d.Seen, measure: str, day: date, row: MatterRow | None) -> Behind:
    c = case.course
    since = case.began if measure.startswith("request") and case.began is not None else c.opened
    if measure.startswith(d.HOLD):
        kind = measure.removeprefix(d.HOLD)
        since = next((h.since for h in c.holds if h.kind == kind and ((h.until or day) - h.since).days == seen.days), c.opened)
        return Behind(case.matter, row, since, seen, seen.days)
    stop = (c.paid or c.ended or day) if "_paid" in measure else (c.ended or day)
    return Behind(case.matter, row, since, seen, courses.held(c, since, stop))


def _of_packages(reader: Reader, name: str, day: date, head: tuple[int, str], seq: int | None) -> Study:
    """Of each trusted office below the newest return that was received by then and is of no later day."""
    from thads_desktop.exchange import package

    over = superior.ever(reader)
    names = {key: row["name"] for key, row in receiving.trusted(reader, seq).items() if key not in over}
    newest: dict[str, tuple[tuple[int, int, int], str]] = {}
    for at, b in enumerate(receiving.received(reader, seq)):
        place = (b.year, b.months, at)
        if b.sender in names and period(b.year, b.months)[1] <= day and place > newest.get(b.sender, ((0, 0, 0), ""))[0]:
            newest[b.sender] = (place, b.sha256)
    counts, days, missing = list[d.Counts](), dict[str, date](), list[str]()
    for office, called in sorted(names.items(), key=lambda x: sort_key(x[1])):
        held = package.read_any(reader.blob(newest[office][1])).parts.get(part.PART) if office in newest else None
        if held is None:
            missing.append(called)
            continue
        days[office], _seq, its = part.read(held, office)
        counts.append(its)
    return Study(name, "province", day, head, d.joined(counts), (), names, {}, days, tuple(missing))
