"""Number series: which series a form takes its number from, which year a day belongs to, how a number reads.

A series is (key, year). Its year starts on a day that is a setting: decisions on 1 October, administrative papers on
1 January by default. By the setting ``series.decisions`` each kind of decision has a series of its own, or all share one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Series of administrative papers (calendar year); every other series is one of decisions.
ADMIN = ("admin", "notice", "summons")
#: Every series -> what takes its numbers.
KINDS = {
    "enforcement": "Quyết định thi hành án", "means_lacking": "Quyết định chưa có điều kiện", "deferral": "Quyết định hoãn",
    "suspension": "Quyết định tạm đình chỉ", "continuation": "Quyết định tiếp tục", "termination": "Quyết định đình chỉ",
    "delegation": "Quyết định ủy thác", "assignment": "Quyết định phân công", "amendment": "Quyết định sửa đổi, bổ sung",
    "withdrawal": "Quyết định thu hồi", "cancellation": "Quyết định hủy", "notice": "Thông báo", "summons": "Giấy báo",
}  # fmt: skip
ABBREVIATIONS = {"admin": "TB", "notice": "TB", "summons": "GB"}


#: The series that all decisions share where the office keeps one: that of enforcement decisions, which goes on.
SHARED = "enforcement"


def series_of(desk: Desk, reader: Reader, form: Form) -> str:
    """The series key of a form; "" = its papers carry no number (minutes)."""
    if not form.series or form.series in ADMIN:
        return form.series
    return SHARED if desk.settings(reader)["series.decisions"] == "one" else form.series


def year_of(desk: Desk, reader: Reader, series: str, day: date) -> int:
    """The series year of a day, named after the calendar year in which it ends."""
    return years(desk, reader, series)(day) if series else day.year


def years(desk: Desk, reader: Reader, series: str) -> Callable[[date], int]:
    """``year_of`` for many days: the setting is read once."""
    start = desk.settings(reader)["series.admin.start" if series in ADMIN else "series.decision.start"]
    month, first = (int(x) for x in start.split("-"))
    if (month, first) == (1, 1):
        return lambda day: day.year
    return lambda day: day.year + 1 if (day.month, day.day) >= (month, first) else day.year


def number_tail(reader: Reader, form: Form, day: date) -> str:
    """What follows the number: "QĐ-CCTHADS"; the symbol is the office's on that day."""
    from thads_desktop.services.people import identity

    return f"{ABBREVIATIONS.get(form.series, 'QĐ')}-{identity(reader, day).symbol}"


def number_text(reader: Reader, form: Form, number: int, day: date) -> str:
    """A number below 10 gets a leading 0 (NĐ 30/2020)."""
    return f"{number:02d}/{number_tail(reader, form, day)}"


@dataclass(frozen=True, slots=True)
class SeriesState:
    """A series in its year of today: the next number it gives."""

    series: str
    words: str
    year: int
    next_number: int


def states(desk: Desk, reader: Reader) -> list[SeriesState]:
    """Every series that the office keeps, in its year of today."""
    shared = desk.settings(reader)["series.decisions"] == "one"
    found = []
    for key, words in KINDS.items():
        if shared and key not in (*ADMIN, SHARED):
            continue
        year = year_of(desk, reader, key, desk.clock.today())
        number = reader.number_state(key, year)
        said = "Quyết định, mọi loại" if shared and key == SHARED else words
        found.append(SeriesState(key, said, year, number))
    return found


def open_series(desk: Desk, series: str, year: int, next_number: int) -> None:
    """Continue a paper series: the first number this program will give. Refused once numbers were taken."""
    if not 1 <= next_number < 10**7:
        raise Refused(Refusal("series.bad_number", field="next"))
    with desk.writing() as uow:
        if uow.number_state(series, year) > next_number:
            raise Refused(Refusal("series.taken", {"next": str(uow.number_state(series, year))}, "next"))
        uow.append(f"series:{series}:{year}", desk.clock.today(), ev.SeriesOpened(series, year, next_number))
        uow.commit()
