"""Events around closed returns in the words of the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import closing_events as ce
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names


def detail(body: ce.ClosingBody, names: Names) -> str:
    """The particulars of an event."""
    match body:
        case ce.ReturnReopened():
            said = names.words(str(names.row("return_reason", body.reason).get("reason", "")))
            return f"{body.months:02d} tháng năm {body.year}" + (f", lý do: {said}" if said else "")
        case ce.EnteredLate():
            why = names.words(str(names.row("return_reason", body.reason).get("reason", ""))) if body.reason else ""
            return f"{body.count} việc, từ ngày {short_date(body.first)}, {len(body.closings)} kỳ đã chốt" + (f", lý do: {why}" if why else "")
        case ce.ReturnRemarked():
            return f"{body.months:02d} tháng năm {body.year}, biểu {body.form} ô {body.cell}" + ("" if body.remark else ", bỏ")
