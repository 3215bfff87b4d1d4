"""The term of passing on a decision of cassation or retrial on a matter that was delegated (R28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, review_events as rv
from thads_desktop.domain.dates import short_date
from thads_desktop.law.due_publication import known

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.due import Counter, Deadline


def of_review(desk: Counter, standing: list[ev.Event], state: MatterState) -> Iterable[Deadline]:
    """Of a matter delegated to this office or from it; each decision that came is answered by the next passing on."""
    if not entrusted(state):
        return
    for at, e in enumerate(standing):
        if isinstance(e.body, rv.ReviewReceived) and e.day is not None and known(desk, "R28", e.day) is not None:
            done = next((x.day for x in standing[at:] if isinstance(x.body, rv.ReviewForwarded)), None)
            yield desk.made("R28", e.day, f"Nhận quyết định giám đốc thẩm, tái thẩm về việc đã ủy thác ngày {short_date(e.day)}.", done)


def entrusted(state: MatterState) -> bool:
    """Another office has a part in it: it came from one, or an obligation went to one."""
    return state.delegated_in or any(s.ended is not None and s.ended.kind == "delegated" for s in state.lines.values())
