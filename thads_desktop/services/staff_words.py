"""The events of the staff register and of emulation in words. Of a violation nothing is told but that there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import emulation_events as em, staff_events as sf
from thads_desktop.domain.dates import short_date

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = sf.StaffBody | em.EmulationBody
#: Type of event -> what was done.
WORDS = {
    "PostsSet": "Chỉ tiêu biên chế của đơn vị", "UnitCounted": "Kê khối lượng của đơn vị", "StaffPlaced": "Ghi cán bộ vào đơn vị",
    "StaffLeft": "Cán bộ thôi việc", "LeaveTaken": "Cán bộ nghỉ", "Seconded": "Biệt phái", "SecondmentEnded": "Kết thúc biệt phái",
    "ScenarioKept": "Lưu phương án biên chế, biệt phái",
    "CampaignOpened": "Phát động thi đua", "CampaignClosed": "Kết thúc phong trào thi đua",
    "CampaignReopened": "Mở lại phong trào thi đua", "PointsGiven": "Cho điểm thi đua",
    "PointsTaken": "Rút điểm thi đua", "Awarded": "Khen thưởng", "AwardUndone": "Hủy ghi khen thưởng", "ViolationNoted": "Ghi nhận vi phạm",
    "ViolationHandled": "Xử lý vi phạm",
}  # fmt: skip


def detail(body: Body, names: Names) -> str:
    """What the line says beside it."""
    match body:
        case sf.PostsSet():
            return f"{body.posts} biên chế"
        case em.PointsGiven():
            return f"{body.points} điểm"
        case sf.LeaveTaken():
            return f"từ {short_date(body.since)} đến {short_date(body.until)}"
        case sf.Seconded():
            return f"{names.row('staffunit', body.unit).get('name', '')}, từ {short_date(body.since)}"
        case em.CampaignReopened():
            return str(names.row("campaign_reopen", body.key).get("reason", ""))
        case _:
            return ""
