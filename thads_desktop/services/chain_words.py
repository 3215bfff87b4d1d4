"""The way of a return and the tree of offices, in the words of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import chain_events as ch
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = ch.ChainBody
WORDS = {
    "PeriodExpected": "Mở hạn báo cáo của một kỳ",
    "OfficerReturnSigned": "Chấp hành viên ký báo cáo của mình",
    "OfficerReturnConfirmed": "Thủ trưởng xác nhận báo cáo của Chấp hành viên",
    "OfficerReturnSentBack": "Trả lại báo cáo của Chấp hành viên",
    "OfficersComplete": "Khóa phần báo cáo của Chấp hành viên",
    "ReturnSentUp": "Lập gói báo cáo gửi cấp trên",
    "ReturnJudged": "Xét báo cáo của đơn vị",
    "SlipReceived": "Nhận phiếu của cấp trên về báo cáo",
    "SlipAnswered": "Lập lại báo cáo theo phiếu trả",
    "SuperiorSaid": "Ghi cơ quan cấp trên gửi chỉ đạo, phiếu",
    "UnitSet": "Ghi cơ quan vào cây tổ chức",
    "UnitFollowed": "Ghi sắp xếp tổ chức",
}


def detail(body: Body, names: Names) -> str:
    """The particulars of an event."""
    match body:
        case ch.PeriodExpected():
            return f"{body.months:02d} tháng năm {body.year}"
        case ch.OfficerReturnSigned() | ch.OfficerReturnConfirmed():
            return names.name("person", body.officer)
        case ch.OfficerReturnSentBack():
            return ", ".join(x for x in (names.name("person", body.officer), _note(body.row, names)) if x)
        case ch.OfficersComplete():
            left = f"thiếu {', '.join(names.name('person', p) for p in body.missing)}" if body.missing else "đủ xác nhận"
            return ", ".join(x for x in (left, _note(body.row, names)) if x)
        case ch.ReturnJudged():
            said = "chấp nhận" if body.accepted else "trả lại"
            return ", ".join(x for x in (said, _note(body.row, names)) if x)
        case ch.SlipReceived():
            said = "chấp nhận" if body.accepted else "trả lại"
            return f"{body.months:02d} tháng năm {body.year}, {said}"
        case ch.SuperiorSaid():
            return names.name("trusted", body.office)
        case ch.UnitFollowed():
            return f"từ {short_date(body.since)}: {', '.join(str(names.row('unit', u).get('name', '')) for u, _share in body.into)}"
        case _:
            return ""


def _note(row: str, names: Names) -> str:
    return names.words(str(names.row("chain_note", row).get("text", ""))) if row else ""
