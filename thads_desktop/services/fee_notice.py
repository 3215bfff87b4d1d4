"""How long before an asset is handed to a creditor the fee must have been told (``limits.toml``, ``fee_notice``): what is known of it of a
paper that hands one over, or decides on the fee. Nothing is refused: whether a fee is due at all the office knows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft

_LIMIT, _FEE = "fee_notice", "fee"
#: The decision that hands an asset to a creditor, and its field for the day; a coercion of this measure says its day itself.
_TO_CREDITOR, _DAY, _HAND_OVER = "asset_to_creditor", "handover_day", "hand_over"


def lines(desk: Desk, state: MatterState, draft: Draft, day: date) -> Iterator[tuple[str, str, str]]:
    """(sentence, told | known, the field it leads to)."""
    when, field = _handed_over(draft)
    if draft.form != _FEE and when is None:
        return
    limit = desk.rules.limits.on(_LIMIT, when or day)
    if limit is None:
        return
    if limit.value is None:
        yield f"Giao tài sản cho người được thi hành án: {limit.note}", "known" if when is None else "told", field
        return
    by = f"trước khi giao tài sản ít nhất {limit.words} ({limit.cite})"
    if when is None:
        first = short_date(day + timedelta(limit.value))
        yield f"Thông báo phí {by}: báo ngày {short_date(day)} thì giao tài sản cho người được thi hành án sớm nhất ngày {first}.", "known", "day"
        return
    last, told = when - timedelta(limit.value), _told(state, day)
    if told is None:
        said = "chậm nhất" if day <= last else "lẽ ra chậm nhất"
        yield f"Chưa ghi đã báo phí cho đương sự. Nếu phải thu phí: báo {by}, {said} ngày {short_date(last)}.", "told", field
    elif told > last:
        first = short_date(told + timedelta(limit.value))
        yield f"Phí phải báo {by}: đã báo ngày {short_date(told)} nên giao tài sản sớm nhất ngày {first}.", "told", field
    else:
        yield f"Đã báo phí ngày {short_date(told)}, {by}.", "known", field


def _handed_over(draft: Draft) -> tuple[date | None, str]:
    """(the day on which the paper has an asset handed to a creditor, its field); (None, "") of any other paper, or without a day."""
    if draft.effect.measure == _HAND_OVER and draft.effect.kind == "coercion":
        return draft.effect.until, "until"
    if draft.form != _TO_CREDITOR:
        return None, ""
    try:
        return date.fromisoformat(draft.texts.get(_DAY, "")), _DAY
    except ValueError:
        return None, ""


def _told(state: MatterState, day: date) -> date | None:
    """The first day by then on which a decision on the fee that stands went to a party."""
    sent = [
        s.day for p in state.papers.values() if p.form == _FEE and p.stage in ("sent", "numbered", "recorded") and p.paper not in state.undone
        for s in p.sendings if s.to == "party" and s.day <= day
    ]  # fmt: skip
    return min(sent, default=None)
