"""Number series: which series a form takes its number from, which year a day belongs to, how a number reads.

A series is (key, year). Its year starts on a day that is a setting: decisions on 1 October, administrative papers on
1 January by default. By the setting ``series.decisions`` each kind of decision has a series of its own, or all share one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Series of administrative papers (calendar year); every other series is one of decisions.
ADMIN = ("admin", "notice", "summons")
#: Every series -> what takes its numbers.
KINDS = {
    "enforcement": "Quyết định thi hành án", "means_lacking": "Quyết định chưa có điều kiện", "deferral": "Quyết định hoãn",
    "suspension": "Quyết định tạm đình chỉ", "continuation": "Quyết định tiếp tục", "termination": "Quyết định đình chỉ",
    "delegation": "Quyết định ủy thác", "assignment": "Quyết định phân công", "amendment": "Quyết định sửa đổi, bổ sung",
    "withdrawal": "Quyết định thu hồi", "cancellation": "Quyết định hủy", "notice": "Thông báo", "summons": "Giấy báo",
    "security": "Quyết định bảo đảm", "coercion": "Quyết định cưỡng chế", "fee": "Quyết định phí thi hành án", "further": "Quyết định khác",
    "admin": "Công văn, giấy mời, văn bản hành chính khác",
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
    """What follows the number: "QĐ-CCTHADS", of a letter "CCTHADS-NV"; the symbol is the office's on that day."""
    from thads_desktop.services.people import identity

    symbol = identity(reader, day).symbol
    return f"{symbol}-NV" if form.letter else f"{kind_symbol(form)}-{symbol}"


def kind_symbol(form: Form) -> str:
    """What the number bears for the kind of paper (NĐ 30/2020, Phụ lục III): "QĐ", "TB", "GM"."""
    return form.symbol or ABBREVIATIONS.get(form.series, "QĐ")


def symbols(reader: Reader) -> frozenset[str]:
    """Every symbol that the office has borne."""
    from thads_desktop.services.people import office

    return frozenset(i.symbol for i in office(reader).identities if i.symbol)


def of_another(number: str, ours: frozenset[str]) -> bool:
    """A number recorded here bears the symbol of another enforcement office ("88/QĐ-CTHADS"): it is none of our series."""
    said = number.upper()
    return bool(ours) and "THADS" in said and not any(re.search(rf"(?<![A-ZĐ]){re.escape(x.upper())}(?![A-ZĐ])", said) for x in ours)


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


def overlapping(found: Sequence[SeriesState]) -> tuple[SeriesState, ...]:
    """The series of decisions that give the same numbers in one year, each under the same symbol: number and symbol are to be of one paper
    alone (NĐ 30/2020, Điều 15). () where all share one, or one alone has begun."""
    begun = tuple(s for s in found if s.series not in ADMIN and s.next_number > 1)
    return begun if len(begun) > 1 else ()


def twice(desk: Desk, reader: Reader, form: Form, day: date) -> str:
    """The number that a form's paper is given next, where a decision of another series of the office bears it already; "" = none does."""
    key = series_of(desk, reader, form)
    if not key or key in ADMIN:
        return ""
    year = year_of(desk, reader, key, day)
    following = reader.number_state(key, year)
    others = [k for k in KINDS if k not in (*ADMIN, key) and reader.number_state(k, year) > following]
    return number_text(reader, form, following, day) if others else ""


def begin(desk: Desk, uow: UnitOfWork, decisions: str, following: int) -> None:
    """The series of a fresh office. decisions: "one" of all of them, so that a number and its symbol are of one paper alone in a year, or
    "apart", one of each kind; following: the number of the next enforcement decision."""
    today = desk.clock.today()
    if decisions != desk.settings(uow)["series.decisions"]:
        uow.append("setting:series.decisions", today, ev.SettingChanged(json.dumps(decisions)))
    if following != 1:
        open_in(uow, SHARED, year_of(desk, uow, SHARED, today), following, today)


def share(desk: Desk, uow: UnitOfWork, day: date) -> None:
    """All decisions share one series from now on: it goes on above every number that a decision of the year bears."""
    year = year_of(desk, uow, SHARED, day)
    highest = max(uow.number_state(key, year) for key in KINDS if key not in ADMIN)
    if highest > uow.number_state(SHARED, year):
        open_in(uow, SHARED, year, highest, day)


def take(desk: Desk, uow: UnitOfWork, form: Form, day: date, number: int = 0) -> tuple[str, int, int, str]:
    """(series, year, number, text) of the paper that is numbered next; ("", year, 0, "") for a form without number.

    number: the next one where earlier papers of the same transaction are not written yet; 0 = as the series stands.
    Refused when a recorded paper bears that number already (where all decisions share a series: any paper), or the day is before that of
    the last number.
    """
    series = series_of(desk, uow, form)
    year = year_of(desk, uow, series, day)
    if not series:
        return "", year, 0, ""
    last = uow.number_day(series, year)
    if last is not None and day < last:
        raise Refused(Refusal("series.out_of_order", {"last": short_date(last)}, "day"))
    following = number or uow.take_number(series, year)
    text = number_text(uow, form, following, day)
    stages = ("numbered", "sent", "recorded") if series == SHARED and desk.settings(uow)["series.decisions"] == "one" else ("recorded",)
    if borne := days_of(desk, uow, form, text, day, stages):
        recorded = any(stage == "recorded" for _, stage in borne)
        raise Refused(Refusal("series.recorded" if recorded else "series.borne", {"number": text}, "day"))
    return series, year, following, text


def days_of(
    desk: Desk, reader: Reader, form: Form, text: str, day: date, stages: Sequence[str] = ("numbered", "sent", "recorded")
) -> list[tuple[date, str]]:
    """(day, stage) of the papers at these stages that bear this number already in the series' year of the day."""
    from thads_desktop.documents.form import load_forms

    number, tail = _parts(text)
    series = series_of(desk, reader, form)
    if not series or not number:
        return []
    year = year_of(desk, reader, series, day)
    forms = {f.id: f for f in load_forms()}
    found = []
    for known, other, on, stage in reader.projections.numbered_like(number, stages):
        theirs, their_tail = _parts(other)
        if theirs != number or known not in forms or (tail and their_tail and tail != their_tail):
            continue
        if series_of(desk, reader, forms[known]) == series and year_of(desk, reader, series, on) == year:
            found.append((on, stage))
    return found


def _parts(text: str) -> tuple[str, str]:
    """ "05/QĐ-CCTHADS" -> ("5", "qdccthads"): what makes two numbers the same, however they are written."""
    found = re.search(r"[0-9]+", text)
    if found is None:
        return "", ""
    return found[0].lstrip("0") or "0", "".join(c for c in bare(text[found.end() :]) if c.isalnum())


def subject_of(series: str, year: int) -> str:
    """Where the openings of a series stand in the log."""
    return f"series:{series}:{year}"


def open_series(desk: Desk, series: str, year: int, next_number: int, at: int | None = None) -> None:
    """Continue a paper series: the first number this program will give. Refused once numbers were taken.

    at: how far the log was when the page showed the series; Refused("stale") when somebody else opened it since.
    """
    with desk.writing("setting") as uow:
        uow.refuse_newer(subject_of(series, year), at)
        open_in(uow, series, year, next_number, desk.clock.today())
        uow.commit()


def open_in(uow: UnitOfWork, series: str, year: int, next_number: int, day: date) -> None:
    """As ``open_series``, inside a larger transaction."""
    if not 1 <= next_number < 10**7:
        raise Refused(Refusal("series.bad_number", field="next"))
    if uow.number_state(series, year) > next_number:
        raise Refused(Refusal("series.taken", {"next": str(uow.number_state(series, year))}, "next"))
    uow.append(subject_of(series, year), day, ev.SeriesOpened(series, year, next_number))
