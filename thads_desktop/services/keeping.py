"""Until when the data of a matter are kept: by the law's figure where one is established, else by the office's own, else unsaid."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import retention
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

SETTING = "retention.matter"
_MOST = 200
UNKNOWN = "chưa xác định thời hạn lưu"


@dataclass(frozen=True, slots=True)
class Keeping:
    """years None = not established; basis: the text behind it, or the office's own words; note: what is uncertain, "" = nothing."""

    years: int | None
    basis: str
    note: str


def of_matters(desk: Desk, reader: Reader) -> Keeping:
    """What holds today for the files of matters."""
    law = retention.kept("matter", desk.clock.today())
    if law.years is not None:
        return Keeping(law.years, law.source, law.note)
    own = desk.settings(reader).get(SETTING)
    if not isinstance(own, int):
        return Keeping(None, "", law.note)
    basis = str((reader.row("retention", "matter") or {}).get("basis", ""))
    return Keeping(own, basis, f"Số năm do đơn vị đặt, tính từ ngày việc kết thúc. Căn cứ đơn vị nêu: {basis}.")


def set_years(desk: Desk, typed: str, basis: str) -> None:
    """The office sets its own figure, "" = none; the text it rests on is asked for. Refused for what is no number of years."""
    text = typed.strip()
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= _MOST):
        raise Refused(Refusal("retention.bad_years", field="years"))
    why = inputs.name(basis, "basis", required=bool(text), limit=inputs.SENTENCE)
    years = int(text) if text else None
    with desk.writing("setting") as uow:
        held = of_matters(desk, uow)
        if (held.years, held.basis) == (years, why):
            return
        uow.write_row("retention", "matter", {"basis": why})
        uow.append(f"setting:{SETTING}", desk.clock.today(), ev.SettingChanged(json.dumps(years)))
        uow.commit()


def until(keeping: Keeping, state: MatterState) -> str:
    """In words, of one matter."""
    ended = _ended(state)
    if ended is None:
        return "việc chưa kết thúc, còn phải lưu"
    if keeping.years is None:
        return UNKNOWN
    return f"đến hết ngày {short_date(retention.last_day(ended, keeping.years))}"


def _ended(state: MatterState) -> date | None:
    """The day on which the last obligation ended; None while one has not."""
    ends = [line.ended.day for line in state.lines.values() if line.ended is not None]
    return max(ends) if state.ended and ends else None
