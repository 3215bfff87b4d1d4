"""Does something stand before an open matter: a term that runs, a task with a day, or a lawful rest?

A matter without any of them is one that nobody would miss. Rests: a deferral until its day; a suspension; the separate book, from
which only new information leads, where the verifications that it asks for were made (else until the next one).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import means
from thads_desktop.law.deadlines import PASSING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.law.due import Counter, Deadline

#: Something stands before the matter, without an end that is known.
ALWAYS = "9999-12-31"
#: Nothing does.
NEVER = ""
#: Code of what could be next -> what is shown. A suggestion of the program, no rule of law.
HINTS = {
    "assign": "Phân công chấp hành viên",
    "complete": "Đã thu đủ: ghi thi hành xong",
    "deferral": "Hoãn không ghi thời hạn: xem căn cứ hoãn còn không, ghi căn cứ tiếp tục",
    "notify": "Thông báo quyết định thi hành án",
    "verify": "Xác minh điều kiện thi hành án",
    "ground": "Xác minh chưa có điều kiện: ghi Phát sinh căn cứ (chưa có điều kiện) để hạn ra quyết định chạy",
    "enforce": "Có điều kiện: chọn biện pháp, hoặc ghi thỏa thuận thi hành án",
    "lacking": "Chưa có điều kiện, luật không đòi xác minh lại: xem điều kiện chuyển sổ theo dõi riêng, trả đơn",
    "book": "Trong sổ theo dõi riêng nhưng chưa đủ lần xác minh: xác minh lại",
}


def next_step(
    state: MatterState, owed: Iterable[Deadline], *, task: bool, count: Callable[[], Counter]
) -> tuple[str, str]:  # fmt: skip
    """(until when something stands before it, as text that is ordered like days: ``ALWAYS``, a day, ``NEVER``; code of ``HINTS``).

    owed: its open deadlines; task: a task with a day is open; count: asked for only where a day is counted.
    """
    listed = list(owed)
    if task or any(d.rule not in PASSING for d in listed):
        return ALWAYS, ""
    until = min((_rest(state, line, count) for line in state.open_lines), default=NEVER)
    passing = max((d.due.isoformat() for d in listed), default=NEVER)
    last = max(until, passing)
    return last, "" if last == ALWAYS else _hint(state)


def _rest(state: MatterState, line: LineState, count: Callable[[], Counter]) -> str:
    """Until when one obligation rests lawfully."""
    found = NEVER
    for condition in line.conditions:
        if condition.kind == "suspension":
            return ALWAYS
        if condition.kind == "deferral" and condition.until is not None:
            found = max(found, condition.until.isoformat())
        elif condition.kind == "separate_book":
            found = max(found, _book(state, line, condition.since, count))
    return found


def _book(state: MatterState, line: LineState, since: date, count: Callable[[], Counter]) -> str:
    if state.origin == "carried":
        # What the old register had in the separate book had fulfilled its conditions before.
        return ALWAYS
    by, long = count(), any(c.why_long for c in line.conditions)
    book = by.rules.separate_book(since, state.kind, long)
    if book is None:
        # The law of that day knows no such book for this matter: it rests on nothing.
        return NEVER
    each = [means.verifications_of(state, d) for d in means.debtors((line,))]
    if min(len(done) for done in each) >= book.verifications:
        return ALWAYS
    last = max([since, *(v.day for done in each for v in done)])
    return by.made("R12", last, "", case="dai_han" if long else "thuong").due.isoformat()


def _hint(state: MatterState) -> str:
    lines = state.open_lines
    kinds = {c.kind for s in lines for c in s.conditions}
    if not state.officer:
        return "assign"
    if lines and all(s.paid for s in lines):
        return "complete"
    for kind, hint in (("separate_book", "book"), ("deferral", "deferral"), ("lacks_means", "lacking")):
        if kind in kinds:
            return hint
    if state.verifications:
        last = max(state.verifications, key=lambda v: (v.day, v.seq))
        return "enforce" if state.classified or last.result in ("means", "partial") else "ground"
    if state.classified:
        return "enforce"
    return "verify" if state.notices or state.origin == "carried" else "notify"
