"""An office of the sample province at work: its day, its people, its account, and the papers it makes or records."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.text import slug
from thads_desktop.law.holidays import load_calendar
from thads_desktop.services import first_account, papers, recording, reporting, sending, series
from thads_desktop.services.paper_facts import form_on

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.queues import SimpleQueue

    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.invented import Inventor

#: The last day of the sample's life, and the day on which its data stand afterwards.
LAST = date(2020, 9, 30)
TODAY = date(2020, 10, 5)
#: What a clerk types into the open places of a form.
TYPED = {
    "reason": "đề nghị của Chấp hành viên là có căn cứ",
    "evidence": "tài liệu có trong hồ sơ thi hành án",
    "payment_place": "trụ sở Chi cục Thi hành án dân sự",
    "consequence": "việc thi hành án được tiếp tục theo quy định của pháp luật",
    "needed_info": "không có",
    "enclosures": "Bản sao bản án, quyết định được thi hành",
}
#: How invented data are opened.
LOGIN, PASSWORD = "mau", "thi-hanh-an"
HINT = f"Dữ liệu mẫu, hư cấu: tài khoản {LOGIN}, mật khẩu {PASSWORD}"
#: From this day on every act of an office is done once, on papers issued here.
EVERY_ACT = date(2020, 9, 1)
ELSEWHERE_FROM = 300
#: Where this process says how far it is; None = nobody listens.
_lines: SimpleQueue[str | None] | None = None


def founded(folder: Path, clock: FixedClock, set_up: Callable[[Desk], object]) -> Desk:
    """A practice office with its one account. Its recovery sheet is of no use: how it is opened is written on the door."""
    made = first_account.found(folder, clock, LOGIN, PASSWORD, set_up, hint=HINT)
    made.sheet.unlink()
    made.desk.store.hasten()
    return made.desk


def tell_through(lines: SimpleQueue[str | None]) -> None:
    """From here on the parts that are done are told there."""
    global _lines  # noqa: PLW0603 - what a process of the pool is given when it starts
    _lines = lines


@dataclass(slots=True)
class Lived:
    """What an office has done, for the account at the end. files: readable names of what was written."""

    district: str
    counts: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def add(self, name: str, n: int = 1) -> None:
        self.counts[name] = self.counts.get(name, 0) + n


@dataclass(slots=True)
class AtWork:
    """An office of the sample at work: its desk, the day it is there, its people, what it has done."""

    desk: Desk
    clock: FixedClock
    head: str
    officers: list[str]
    inventor: Inventor
    lived: Lived
    out: Path
    papers_left: int
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def on(self, day: date) -> None:
        self.clock.day = max(self.clock.day, min(day, LAST))

    def paper_number(self, form: str, day: date) -> str:
        """The next number that a form got outside this program; far above those that are given here."""
        at = (form, statistical_year(day))
        self.numbers[at] = self.numbers.get(at, ELSEWHERE_FROM) + 1
        return f"{self.numbers[at]}/{series.kind_symbol(form_on(form, day))}-CCTHADS"

    def name(self, person: str) -> str:
        with self.desk.reading() as reader:
            return str((reader.row("person", person) or {}).get("name", ""))


def issue_or_record(office: AtWork, draft: papers.Draft, signer: str, day: date) -> str:
    """Issue the paper here while the share of printed papers lasts, else record it as issued elsewhere; the matter's id."""
    desk = office.desk
    if office.papers_left > 0 and office.inventor.random.random() < 0.12 and _in_order(office, draft.form, day):
        office.papers_left -= 1
        paper, text = papers.issue_at_once(desk, draft, signer, day)
        send_out(office, paper, day)
        return print_out(office, draft.form, paper, text, day)
    number = office.paper_number(draft.form, day)
    paper, _ = recording.record(desk, draft, number, office.name(signer), day, sent=("procuracy", "party"))
    with desk.reading() as reader:
        return papers.load(reader, paper).matter


def _in_order(office: AtWork, form_id: str, day: date) -> bool:
    """A number may still be given on this day: the courses of life run matter by matter, the numbers by their days, and
    the last month of the sample has its own papers."""
    if day >= EVERY_ACT:
        return False
    with office.desk.reading() as reader:
        key = series.series_of(office.desk, reader, form_on(form_id, day))
        last = reader.number_day(key, series.year_of(office.desk, reader, key, day)) if key else None
    return last is None or last <= day


def send_out(office: AtWork, paper: str, day: date) -> None:
    """To the procuracy and to the parties, each with the way it went."""
    sending.send(office.desk, paper, "procuracy", "Viện kiểm sát nhân dân", "direct", day)
    sending.send(office.desk, paper, "party", "đương sự", "post", day)


def print_out(office: AtWork, form: str, paper: str, number: str, day: date) -> str:
    """Copy an issued paper under a readable name; its matter's id."""
    with office.desk.reading() as reader:
        matter, data = papers.load(reader, paper).matter, papers.pdf(reader, paper)
    title = slug(form_on(form, day).name)
    name = f"{title}-{number.replace('/', '-') or paper[:8]}-{day:%Y%m%d}.pdf"
    folder = office.out / "van-ban" / slug(office.lived.district)
    office.lived.files += map(str, reporting.write_files(folder, {name: data}))
    office.lived.add("văn bản in")
    return matter


def workday(day: date, days: int) -> date:
    """So many days later, or the next day on which an office works."""
    return load_calendar().next_working(day + timedelta(days=days))


class Timed:
    """Adds the seconds of a block to the account."""

    def __init__(self, lived: Lived, name: str) -> None:
        self.lived, self.name, self.start = lived, name, 0.0

    def __enter__(self) -> None:
        self.start = time.perf_counter()

    def __exit__(self, *_error: object) -> None:
        self.lived.seconds[self.name] = time.perf_counter() - self.start
        if _lines is not None:
            _lines.put(f"Chi cục {self.lived.district}: {self.name}, {self.lived.seconds[self.name]:.1f} giây")
