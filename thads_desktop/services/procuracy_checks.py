"""The six heads under which a procuracy looks at a decision, answered by the program's own rules. Pure: each answer follows from ``Decision``.

The rules that a recorded act broke are divided among the heads: every code belongs to exactly one (``head_of``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import breaches
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.calendar import WorkingCalendar

#: The heads that breaches are divided among; the time of sending has none, it is counted.
HEADS = ("ground", "power", "form", "content", "other")
_POWER = {"signer.not_known", "cancellation.own"}
_FORM = {"number.taken", "decision.recorded"}
_CONTENT = {
    "line.unknown", "line.bad_amount", "line.no_debtor", "party.not_debtor", "act.no_amount", "termination.bad_amount", "termination.one_line",
    "termination.more_than_rest", "deferral.no_until", "deferral.until_past", "delegation.no_office", "officer.missing", "transfer.no_new_party",
    "measure.missing", "measure.no_income", "measure.no_wage", "fee.no_decision",
}  # fmt: skip
#: How codes begin that say something of the ground.
_GROUNDS = (
    "ground.", "means.", "deferral.", "suspension.", "withdrawal.", "continuation.", "termination.", "delegation.", "return.", "transfer.", "measure.",
    "fee.", "remission.", "transition.", "separate_book.", "request.", "target.", "undo.", "decision.no_", "decision.already", "line.ended", "line.paid",
)  # fmt: skip
_FINE = "không phát hiện sai"
#: Why a question cannot be answered: of what an old register told the decision itself is not here; of others none was recorded.
CARRIED, NONE_KNOWN = "không có dữ liệu: việc nhận từ sổ cũ", "không có dữ liệu: chưa ghi quyết định nào"
_FIRST = "quyết định thi hành án: không có dữ liệu (việc nhận từ sổ cũ)"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is known of one decision. recorded: it was made outside the program and entered; elsewhere: by another office, which sends it;
    ground: the article it cites, needs_ground: its kind cites one;
    confirmed: the head confirmed what the texts do not speak of; had_power: whoever signed might sign such a paper that day (None = not known);
    in_force: a form of its kind was in force; missing: labels of what its form demands and it lacks; due, sent: to the procuracy."""

    number: str
    title: str
    issued: date
    recorded: bool = False
    breaches: tuple[str, ...] = ()
    ground: str = ""
    needs_ground: bool = False
    confirmed: bool = False
    signer: str = ""
    capacity: str = ""
    had_power: bool | None = None
    in_force: bool = True
    established: bool = True
    numbered: bool = True
    missing: tuple[str, ...] = ()
    due: date | None = None
    sent: date | None = None
    undone: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Late:
    """A term of the matter that was or is not kept: what, its last day, when it was done."""

    title: str
    due: date
    done: date | None


def head_of(code: str) -> str:
    """Under which head a breach stands."""
    if code in _POWER:
        return "power"
    if code in _FORM:
        return "form"
    if code in _CONTENT:
        return "content"
    return "ground" if code.startswith(_GROUNDS) else "other"


def time_of(d: Decision, calendar: WorkingCalendar, end: date) -> str:
    """18: on which working day of how many it was sent, as of a day."""
    if d.due is None:
        return "lập ở nơi khác, nơi ban hành gửi" if d.elsewhere else "không thuộc loại phải gửi"
    whole = _working(calendar, d.issued, d.due)
    if d.recorded and d.sent is None:
        # Of a paper that was entered nobody knows more than was entered.
        return f"chưa ghi ngày gửi, hạn {short_date(d.due)}"
    if d.sent is None or d.sent > end:
        return f"chưa gửi, hạn {short_date(d.due)}" if end <= d.due else f"chưa gửi, quá hạn {short_date(d.due)}"
    nth = _working(calendar, d.issued, d.sent)
    said = f"đã gửi ngày {short_date(d.sent)}, ngày làm việc thứ {nth}/{whole}" if nth else f"đã gửi ngay ngày ban hành {short_date(d.sent)}"
    return said if d.sent <= d.due else f"đã gửi ngày {short_date(d.sent)}, quá hạn {short_date(d.due)}"


def ground_of(d: Decision) -> str:
    """19: what it rests on."""
    broken = _broken(d, "ground")
    if broken:
        return broken
    if d.needs_ground and not d.ground:
        return "chưa ghi căn cứ"
    said = d.ground or "theo mẫu của quyết định"
    return f"{said}; người ký đã xác nhận điều luật chưa nêu rõ" if d.confirmed else said


def power_of(d: Decision) -> str:
    """20: who signed, and whether they might."""
    who = ", ".join(x for x in (d.signer, d.capacity) if x)
    broken = _broken(d, "power")
    if broken:
        return f"{who}: {broken}" if who else broken
    if d.had_power is None:
        return f"{who}: chưa đối chiếu được quyền ký" if who else "chưa rõ người ký"
    return f"{who}: đúng thẩm quyền" if d.had_power else f"{who}: không có quyền ký ngày {short_date(d.issued)}"


def form_of(d: Decision) -> str:
    """21: the form, the number."""
    said = [_broken(d, "form")]
    said += [] if d.in_force else [f"mẫu không có hiệu lực ngày {short_date(d.issued)}"]
    said += [] if d.numbered else ["chưa có số"]
    found = "; ".join(x for x in said if x)
    if found:
        return found
    if d.recorded:
        return f"{_outside(d)}, chưa đối chiếu mẫu"
    return "đúng mẫu đang có hiệu lực" if d.established else "mẫu phục dựng, đang có hiệu lực"


def content_of(d: Decision) -> str:
    """22: what its form demands."""
    said = [_broken(d, "content"), f"thiếu: {', '.join(d.missing)}" if d.missing else ""]
    found = "; ".join(x for x in said if x)
    if found:
        return found
    return f"{_outside(d)}, chưa đối chiếu nội dung" if d.recorded else "đủ nội dung bắt buộc của mẫu"


def _outside(d: Decision) -> str:
    return "lập ở nơi khác" if d.elsewhere else "lập ngoài chương trình"


def other_of(d: Decision) -> str:
    """23: what stands under no other head; "" = nothing."""
    said = [_broken(d, "other"), "đã bị thu hồi, hủy" if d.undone else ""]
    return "; ".join(x for x in said if x)


def late_words(found: Sequence[Late], end: date) -> list[str]:
    """Terms not kept, as of a day, each in words."""
    said = []
    for late in found:
        done = f"làm ngày {short_date(late.done)}" if late.done is not None and late.done <= end else "chưa làm"
        said.append(f"quá hạn {short_date(late.due)}, {done}: {late.title[:1].lower()}{late.title[1:]}")
    return list(dict.fromkeys(said))


def answers(
    decisions: Sequence[Decision], lates: Sequence[Late], calendar: WorkingCalendar, end: date, unknown: str = "", *, carried: bool = False
) -> dict[str, str]:
    """The cells 18 to 23 of a matter: a line for each decision, with its number where there are several.

    unknown: what is said where there is none to answer for; carried: of an old register, so that nothing is known of its first decision.
    """
    asked = {
        "check_time": lambda d: time_of(d, calendar, end), "check_ground": ground_of, "check_power": power_of, "check_form": form_of,
        "check_content": content_of,
    }  # fmt: skip
    several = carried or len(decisions) > 1
    found = {key: _together([(d, ask(d)) for d in decisions], several=several) for key, ask in asked.items()}
    other = [_said(d, other_of(d), several=several) for d in decisions if other_of(d)] + late_words(lates, end)
    found["check_other"] = "\n".join(other) or (_FINE if decisions and not carried else "")
    # Nothing stays empty without a word of why.
    first = (_FIRST if carried else "") if decisions else unknown
    return {key: "\n".join(x for x in (first, said) if x) for key, said in found.items()}


def _together(said: Sequence[tuple[Decision, str]], *, several: bool) -> str:
    """The answers behind each other; once for all of them where they are the same."""
    words = {answer for _d, answer in said}
    if len(said) > 1 and len(words) == 1:
        return f"cả {len(said)} quyết định: {words.pop()}"
    return "\n".join(_said(d, answer, several=several) for d, answer in said)


def _said(d: Decision, words: str, *, several: bool) -> str:
    return f"{_named(d)}: {words}" if several else words


def _named(d: Decision) -> str:
    """Decisions of several series may bear the same number: what it decides stands beside it."""
    return f"{d.number} ({kind_of(d.title)})" if d.number else d.title


def kind_of(title: str) -> str:
    """What a decision is about, by its title: "hoãn thi hành án"."""
    kind = title.removeprefix("Quyết định ").removeprefix("về việc ")
    return kind[:1].lower() + kind[1:]


def _broken(d: Decision, head: str) -> str:
    return breaches.words(c for c in d.breaches if head_of(c) == head)


def _working(calendar: WorkingCalendar, start: date, end: date) -> int:
    """Working days after start up to end."""
    return sum(calendar.is_working(start.fromordinal(n)) for n in range(start.toordinal() + 1, end.toordinal() + 1))
