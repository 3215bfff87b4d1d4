"""Terms of a return's way (subject ``chain:<regime>-<year>-<months>``): the officers' returns, and the office's own to its superior.

They are born when somebody opens the calendar of a year, on the last day of each period; met when all officers' returns are confirmed
(or the head closes without them, for a reason), and when the signed package has left. What the law data do not know is not born: since
1 July 2026 only where the office said that it counts as under the circular before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import chain_events as ch
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.ruleset import NEW_LAW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain import events as ev
    from thads_desktop.law.due import Counter, Deadline

#: What is said of a period under the circular of 2026 that is counted by the one before.
AS_BEFORE = "Thời hạn theo Thông tư 05/2026 chưa xác lập: đơn vị cho tính như Thông tư 05/2024."


def of_chain(desk: Counter, standing: list[ev.Event]) -> Iterable[Deadline]:
    """The terms of one period."""
    expected = next((e.body for e in reversed(standing) if isinstance(e.body, ch.PeriodExpected)), None)
    if expected is None:
        return
    complete = next((e.day for e in standing if isinstance(e.body, ch.OfficersComplete)), None)
    sent = next((e.day for e in standing if isinstance(e.body, ch.ReturnSentUp)), None)
    own = [("R61", complete or sent)] if expected.level == "district" else []
    for rule, done in (*own, ("R62" if expected.level == "district" else "R63", sent)):
        made = _made(desk, rule, expected, done)
        if made is not None:
            yield made


def due_on(desk: Counter, rule: str, end: date, *, as_before: bool) -> date | None:
    """The last day of a term of a period that ends on a day; None = not known."""
    try:
        return desk.made(rule, end, "", law="2008" if end >= NEW_LAW and as_before else None).due
    except Refused:
        return None


def _made(desk: Counter, rule: str, of: ch.PeriodExpected, done: date | None) -> Deadline | None:
    before = of.end >= NEW_LAW
    why = f"Kỳ {of.months:02d} tháng năm {of.year} hết ngày {short_date(of.end)}."
    try:
        return desk.made(rule, of.end, f"{why} {AS_BEFORE}" if before else why, done, law="2008" if before and of.as_before else None)
    except Refused:
        return None
