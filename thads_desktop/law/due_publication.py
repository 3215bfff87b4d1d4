"""Terms of what is published for want of means: brought up to date (R17), taken off (R18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, publication
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.happenings import parts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.law.due import Counter, Deadline
    from thads_desktop.law.ruleset import Term

#: Type of event -> what is said of it.
_BY = {
    "Terminated": "Đình chỉ thi hành án", "LineCompleted": "Thi hành xong", "Continued": "Tiếp tục thi hành án",
    "Withdrawn": "Thu hồi quyết định thi hành án", "EffectUndone": "Thu hồi, hủy quyết định về việc chưa có điều kiện",
}  # fmt: skip


def of_publication(desk: Counter, standing: list[ev.Event]) -> Iterable[Deadline]:
    """Of a matter, also of one that has ended. A term that the law data of the day do not know is not born."""
    made = publication.course(standing)
    for change in made.changes:
        if known(desk, "R17", change.day) is not None:
            yield desk.made("R17", change.day, f"Thông tin đã đăng tải thay đổi ngày {short_date(change.day)}.", change.done)
    for end in made.ends:
        term = known(desk, "R18", end.day)
        if term is not None and end.by in parts(term.counts_from):
            why = f"{_BY.get(end.by, 'Không còn căn cứ đăng tải')} ngày {short_date(end.day)}: không còn gì để đăng tải."
            yield desk.made("R18", end.day, why, end.done, parties=() if end.every else end.debtors)


def known(desk: Counter, rule: str, day: date) -> Term | None:
    """The term of the law of a day; None where its data have none."""
    try:
        return desk.rules.term(rule, day)
    except Refused:
        return None
