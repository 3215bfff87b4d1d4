"""The pack for the weekly or monthly meeting: one PDF of progress, intake and backlog, what is overdue, key matters, tasks, durations.

Everything is as of (today, the log's head), which stands on each page. Progress and key matters are plain rows (``Progress``, ``KeyMatter``),
so that other sources of them can take the place of the present ones: the rates of the running return, the matters with most left and the oldest.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain.chart import Chart, Section
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import (
    briefing_parts as parts,
    briefing_province as of_offices,
    durations,
    inspection_files,
    people,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.office import OfficeIdentity
    from thads_desktop.services.briefing_parts import Part
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.durations import Study

Rhythm = Literal["week", "month"]
RHYTHMS: dict[Rhythm, str] = {"week": "tuần", "month": "tháng"}
_STEPS = 7


@dataclass(frozen=True, slots=True)
class Pack:
    """What the meeting gets. start, end: the week or the month of the day; head: the log as of which it was made."""

    rhythm: Rhythm
    day: date
    start: date
    end: date
    head: tuple[int, str]
    sections: tuple[Section, ...]

    @property
    def words(self) -> str:
        """Which week or month."""
        return f"{RHYTHMS[self.rhythm]} từ {short_date(self.start)} đến {short_date(self.end)}"


def make(
    desk: Desk, rhythm: Rhythm = "week", progress: Callable[[int, int, str], object] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Pack:  # fmt: skip
    """The pack of the week or month of today, as this account may see names. A department's is of what its offices sent. Refused when
    cancelled."""
    today = desk.clock.today()
    start, end = span(rhythm, today)
    with desk.reading() as reader:
        district = people.office(reader).level == "district"
        who, head = people.identity(reader, today), reader.head()

    def step(n: int, words: str) -> None:
        if cancelled is not None and cancelled():
            raise Refused(Refusal("import.cancelled"))
        if progress is not None:
            progress(n, _STEPS, words)

    step(0, "Đang đọc từng việc")
    study = durations.make(desk, today, head[0], None, cancelled)
    made: list[Part] = []
    when = today, head[0], span(rhythm, end + timedelta(days=1))[1]
    sections = _own(desk, study, rhythm, when, cancelled) if district else _of_offices(desk, study, when, cancelled)
    for n, (words, part) in enumerate(sections, 1):
        step(n, words)
        made.append(part())
    step(_STEPS, "Đang vẽ")
    pair = f"Số liệu đến hết ngày {short_date(today)}, sự kiện {head[0]}"
    named = f"{RHYTHMS[rhythm].capitalize()} từ {short_date(start)} đến {short_date(end)}"
    # Each page says it, also those that go on with a section.
    proof = f"{pair}. {inspection_files.proof(head, short_date(today))}"
    lead = ListTable("", (ListColumn("Mục", 24), ListColumn("Nói ngắn gọn", 76)), tuple((p.title, p.short) for p in made))
    cover = _listing(who, today, f"Tài liệu giao ban {RHYTHMS[rhythm]}", (named, pair), (lead,), () if district else (of_offices.ELSEWHERE,), proof)
    pages = [Section(cover, _cover_charts(made))]
    pages += [Section(_listing(who, today, p.title, (named, pair), p.tables, p.notes, proof), p.charts) for p in made]
    return Pack(rhythm, today, start, end, head, tuple(pages))


def span(rhythm: Rhythm, day: date) -> tuple[date, date]:
    """First and last day of the week (from Monday) or the month of a day."""
    if rhythm == "week":
        start = day - timedelta(days=day.weekday())
        return start, start + timedelta(days=6)
    start = day.replace(day=1)
    return start, (start + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def pdf(made: Pack) -> bytes:
    """A4 landscape, fit for the archive."""
    from thads_desktop.printing.briefing_sheet import draw_briefing

    return draw_briefing(made.sections)


def file_name(made: Pack) -> str:
    """What its file is called, without ending."""
    return f"giao-ban-{'tuan' if made.rhythm == 'week' else 'thang'}-{made.day:%Y%m%d}"


def _own(
    desk: Desk, study: Study, rhythm: Rhythm, when: tuple[date, int, date], cancelled: Callable[[], bool] | None,
) -> list[tuple[str, Callable[[], Part]]]:  # fmt: skip
    """What is said while each section is made, and what makes it; when: today, the place in the log, the last day of the period after this one."""
    today, seq, until = when
    return [
        ("Đang tính kết quả", lambda: parts.progress(desk, today, seq, cancelled)),
        ("Đang tính thụ lý, tồn", lambda: parts.trend(study, rhythm)),
        ("Đang xem việc quá hạn", lambda: parts.overdue(desk)),
        ("Đang chọn việc trọng điểm", lambda: parts.key_matters(desk, study)),
        ("Đang xem việc được giao", lambda: parts.tasks_due(desk, until)),
        ("Đang tính thời gian", lambda: parts.lasting(study)),
    ]


def _of_offices(
    desk: Desk, study: Study, when: tuple[date, int, date], cancelled: Callable[[], bool] | None,
) -> list[tuple[str, Callable[[], Part]]]:  # fmt: skip
    """As ``_own``, of a department."""
    today, seq, until = when
    came = of_offices.received(desk, cancelled)
    return [
        ("Đang tính kết quả", lambda: of_offices.progress(desk, today, seq, came, cancelled)),
        ("Đang tính thụ lý, tồn", lambda: of_offices.trend(came)),
        ("Đang xem việc đã giao", lambda: of_offices.directed(desk, until)),
        ("Đang xem việc được giao", lambda: parts.tasks_due(desk, until)),
        ("Đang tính thời gian", lambda: of_offices.lasting(study)),
    ]


def _cover_charts(made: list[Part]) -> tuple[Chart, ...]:
    """Of the first two sections the first chart, so that the first page shows where the office stands."""
    return tuple(p.charts[0] for p in made[:2] if p.charts)


def _listing(
    who: OfficeIdentity, day: date, title: str, said: tuple[str, ...], tables: tuple[ListTable, ...], notes: tuple[str, ...], proof: str,
) -> Listing:  # fmt: skip
    return Listing(title, who.parent, who.name, who.place, day, said, tables, notes, proof=proof)
