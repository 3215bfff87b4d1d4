"""How many verifications fall due in the next quarter, by officer and commune, and which matters stand behind each figure.

From the terms that run now, and from those that follow on them: a repeated verification that is due before the span is taken as
done on its day (what is overdue: today), and counts again where the next one falls into the span. What is assumed is said.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import add_months, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import sort_key
from thads_desktop.services import people, rounds, subject_terms, trips, units
from thads_desktop.storage import mark_lists
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.law.due import Counter
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.trips import Visit
    from thads_desktop.storage.reader import Reader

#: The rule that comes back by itself.
AGAIN = "R12"
#: Spans that may be asked for -> words.
SPANS = {"quarter": "Quý tới", "months": "3 tháng tới"}
NOBODY = "Chưa phân công"
#: Officers that a print has a column for; beyond, they stand in rows.
_WIDE = 8
#: No law repeats more often than each week of a quarter.
_MOST = 13


@dataclass(frozen=True, slots=True)
class Forecast:
    """start, end: the span, both included. officers, communes: (key, words); counts: (officer, commune) -> verifications due; again: of
    them, those whose term is not born yet; before: due before the span, overdue ones included; untold: matters without a valid notice."""

    which: str
    start: date
    end: date
    officers: tuple[tuple[str, str], ...]
    communes: tuple[tuple[str, str], ...]
    counts: dict[tuple[str, str], int]
    again: int
    before: int
    untold: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of_commune(self, commune: str) -> int:
        return sum(n for (_o, c), n in self.counts.items() if c == commune)

    def of_officer(self, officer: str) -> int:
        return sum(n for (o, _c), n in self.counts.items() if o == officer)


def span(which: str, today: date) -> tuple[date, date]:
    """The next quarter of the calendar, or three months from tomorrow on. Refused for another."""
    if which == "quarter":
        first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
        start = add_months(first, 3)
        return start, add_months(start, 3) - timedelta(days=1)
    if which == "months":
        return today + timedelta(days=1), add_months(today, 3)
    raise Refused(Refusal("span.bad", {"today": short_date(today)}, "span"))


def look(desk: Desk, which: str = "quarter") -> Forecast:
    """Counted from the lists alone: quick whatever the number of matters."""
    today = desk.clock.today()
    start, end = span(which, today)
    with desk.reading() as reader:
        counts: dict[tuple[str, str], int] = defaultdict(int)
        following = _Following(subject_terms.counter(desk, reader), today, start, end)
        again, before, known = 0, 0, dict[str, str]()
        for officer, commune, rule, case, day, many in mark_lists.visit_counts(reader.projections, None, end):
            place = known.get(commune)
            if place is None:
                place = known[commune] = trips.place_of(commune, today)
            due = date.fromisoformat(day)
            if due >= start:
                counts[officer, place] += many
            else:
                before += many
            n = following.times(rule, case, due) * many
            if n:
                counts[officer, place] += n
                again += n
        officers = _officers(reader, {o for o, _c in counts})
        communes = [(c, units.label(c, today) or trips.NOWHERE) for c in {c for _o, c in counts}]
        untold = reader.projections.matter_totals(MatterFilter(status="issued", closed=False))[0]
    communes.sort(key=lambda x: (not x[0], sort_key(x[1])))
    return Forecast(which, start, end, tuple(officers), tuple(communes), dict(counts), again, before, untold)


def behind(desk: Desk, made: Forecast, officer: str | None, commune: str | None) -> list[Visit]:
    """Who stands behind a figure; None = all officers, all communes."""
    today = desk.clock.today()
    with desk.reading() as reader:
        following = _Following(subject_terms.counter(desk, reader), today, made.start, made.end)
        rows = [
            r for r in mark_lists.visits(reader.projections, made.end, "" if officer is None else officer or "-")
            if (commune is None or trips.place_of(r.commune, today) == commune) and (r.day >= made.start or following.times(r.mark, r.detail, r.day))
        ]  # fmt: skip
        return trips.visits_of(desk, reader, rows)


def assumed(made: Forecast) -> tuple[str, ...]:
    """What the figures rest on, in words."""
    said = [
        "Đếm theo từng người phải xác minh: hạn xác minh lần đầu, xác minh lại và xác minh theo thông tin mới đang chạy, rơi vào kỳ.",
        f"Xác minh lại đến hạn trước kỳ coi là làm đúng hạn (quá hạn: làm hôm nay), vẫn chưa có điều kiện; lần kế tiếp vào kỳ: thêm {made.again} lượt.",
        "Chưa tính được: việc mới thụ lý, thông tin mới sẽ đến, và lần xác minh lại sau quyết định chưa có điều kiện sẽ ra.",
    ]
    if made.before:
        said.append(f"Đến hạn trước kỳ, kể cả quá hạn: {made.before} lượt, không nằm trong bảng.")
    if made.untold:
        said.append(f"{made.untold} việc chưa ghi thông báo hợp lệ nên chưa biết hạn xác minh lần đầu, không nằm trong bảng.")
    return tuple(said)


def listing(desk: Desk, made: Forecast) -> Listing:
    """The table on paper and as a workbook: communes down, officers across; many officers stand in rows of their own table."""
    whole: tuple[Cell, ...]
    if len(made.officers) <= _WIDE:
        heads = "|".join(["Xã, phường 28", *(f"{name.replace('|', ' ')} -10" for _o, name in made.officers), "Cộng -8"])
        rows: list[tuple[Cell, ...]] = [
            (label, *(made.counts.get((o, c)) or None for o, _n in made.officers), made.of_commune(c)) for c, label in made.communes
        ]
        whole = ("Cộng", *(made.of_officer(o) for o, _n in made.officers), made.total)
        tables = [rounds.table("", heads, [*rows, whole] if rows else [], "Trong kỳ không có xác minh nào đến hạn.")]
    else:
        tables = [
            rounds.table("Theo chấp hành viên", "Chấp hành viên 40|Số lượt -12", [
                *((n, made.of_officer(o)) for o, n in made.officers), ("Cộng", made.total)
            ], ""),
            rounds.table("Theo xã, phường", "Xã, phường 40|Số lượt -12", [(label, made.of_commune(c)) for c, label in made.communes], ""),
            rounds.table("Từng ô", "Chấp hành viên 26|Xã, phường 32|Số lượt -12", [
                (n, label, made.counts[o, c]) for o, n in made.officers for c, label in made.communes if made.counts.get((o, c))
            ], ""),
        ]  # fmt: skip
    said = (f"{SPANS[made.which]}: từ {short_date(made.start)} đến {short_date(made.end)}; {made.total} lượt xác minh",)
    with desk.reading() as reader:
        return rounds.listing(desk, reader, "Dự báo khối lượng xác minh", said, tables, assumed(made))


class _Following:
    """How many repeated verifications after a due one fall into a span; asked once for each case and day."""

    def __init__(self, by: Counter, today: date, start: date, end: date) -> None:
        self.by, self.today, self.start, self.end = by, today, start, end
        self._known: dict[tuple[str, date], int] = {}

    def times(self, rule: str, case: str, due: date) -> int:
        """Of one verification due on a day before the end of the span."""
        if rule != AGAIN:
            return 0
        at = max(due, self.today)
        found = self._known.get((case, at))
        if found is None:
            found = self._known[case, at] = sum(1 for d in self._days(case, at) if d >= self.start)
        return found

    def _days(self, case: str, at: date) -> list[date]:
        days: list[date] = []
        # Where the law ends the repeating after so many empty ones, the next one is not certain: it is not counted.
        while not self.by.rules.term(AGAIN, at, case=case).stops_after and len(days) < _MOST:
            at = self.by.made(AGAIN, at, "", case=case).due
            if at > self.end:
                break
            days.append(at)
        return days


def _officers(reader: Reader, keys: set[str]) -> list[tuple[str, str]]:
    named = {p.person: p.name for p in people.posts(reader)}
    made = [(k, named.get(k) or str((reader.row("person", k) or {}).get("name", "")) or NOBODY) for k in keys]
    return sorted(made, key=lambda x: (not x[0], sort_key(x[1])))
