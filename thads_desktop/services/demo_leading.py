"""How the sample is led: targets, directions, key matters, an inspection, and the packs for the meeting, by the services of the head."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop.domain.targets import RATES
from thads_desktop.services import (
    briefing,
    chain,
    check_plans,
    consolidation,
    directions,
    directions_in,
    org_tree,
    queries,
    return_files,
    targets,
    watch_list,
)
from thads_desktop.services.demo_desk import TODAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.demo_desk import AtWork
    from thads_desktop.services.desk import Desk

DUE = date(2020, 10, 30)
#: (year, measure, percent): invented but for the two of 2020, which go on from the last published ones.
TARGETS = (
    (2020, "rate_matters", "73"), (2020, "rate_money", "33"),
    (2021, "rate_matters", "74"), (2021, "rate_money", "34"), (2021, "cut_matters", "5"), (2021, "decisions_in_time", "95"),
)  # fmt: skip
BASIS = "Chỉ tiêu mẫu, hư cấu"
#: What the department wants done: (kind, what, more of it).
DIRECTIONS = (
    ("direction", "Thi hành dứt điểm các việc có điều kiện đã kéo dài trên một năm", "Báo cáo từng việc, người làm, thời hạn."),
    ("direction", "Xác minh lại các việc chưa có điều kiện đã quá kỳ", "Lập kế hoạch xác minh theo xã, phường."),
    ("target", "Chỉ tiêu năm 2021: 74% về việc, 34% về tiền", "Giao cho từng Chấp hành viên trước ngày 30/10/2020."),
)
#: Matters of the list that the head gives a direction to; matters that the inspection draws.
DIRECTED, DRAWN = 3, 6


def set_targets(desk: Desk, scopes: Sequence[str] = ("",), *, rates_only: bool = False) -> None:
    """The same for each scope: "" = the whole office, an officer, or at the department an office. rates_only: what returns alone tell."""
    for year, measure, percent in TARGETS:
        for scope in scopes:
            if measure in RATES or (not scope and not rates_only):
                targets.put(desk, targets.TargetInput(year, measure, percent, targets.first_day(year), scope, basis=BASIS))


def lead(office: AtWork) -> None:
    """What the head of an office has set on foot on the day the sample stands on."""
    desk = office.desk
    set_targets(desk, ("", *office.officers[:2]))
    chain.follow(desk, 2021)
    if not watch_list.listed(desk):
        # A small office has nothing that meets a criterion: the head puts its largest matter there.
        rows = queries.matter_rows(desk, queries.matter_ids(desk, queries.MatterFilter(status="enforcing", closed=False)))
        watch_list.put(desk, max(rows, key=lambda r: r.rest).matter, "Số tiền còn phải thi hành lớn nhất của đơn vị")
    for found in watch_list.listed(desk)[:DIRECTED]:
        watch_list.direct(desk, found.matter, "Kê biên, xử lý tài sản đã xác minh; báo cáo kết quả hằng tuần", office.officers[0], DUE)
        office.lived.add("việc trọng điểm có chỉ đạo")
    check = check_plans.plan(desk, "surprise", "Kiểm tra đột xuất hồ sơ quý IV", TODAY, DUE, "Hồ sơ đang thi hành", office.name(office.head))
    office.lived.add("hồ sơ rút kiểm tra", check_plans.draw(desk, check, DRAWN))
    matter = check_plans.known(desk, check).sample[0].matter
    check_plans.note(desk, check, "Hồ sơ thiếu bút lục biên bản xác minh", "Bổ sung, đánh lại bút lục", office.officers[1], DUE, matter)


def of_department(desk: Desk, out: Path, signed_by: str) -> list[Path]:
    """The tree of offices, their targets, and one package of directions for each; the packages."""
    org_tree.seed(desk, date(2018, 10, 1))
    chain.follow(desk, 2021)
    offices = [key for key, _name in directions.offices(desk)]
    set_targets(desk, ("", *offices), rates_only=True)
    for kind, text, more in DIRECTIONS:
        directions.compose(desk, kind, text, DUE, detail=more)
    return directions.send(desk, offices, out, signed_by, "125/CTHADS-NV")


def take_directions(desk: Desk, key: Path, package: Path) -> int:
    """An office trusts its superior's key, takes its directions as tasks and says of the first one how far it is."""
    consolidation.trust(desk, key)
    taken = directions_in.take(desk, package.read_bytes())
    first = next(i for i in directions_in.listed(desk) if i.state == "open")
    directions_in.report(desk, first.direction, first.item, "Đã rà soát xong danh sách, giao từng Chấp hành viên.")
    return taken


def brief(desk: Desk, rhythm: briefing.Rhythm, out: Path, name: str) -> Path:
    """The pack for the meeting as a file."""
    made = briefing.make(desk, rhythm)
    return return_files.write_files(out, {f"{briefing.file_name(made)}-{name}.pdf": briefing.pdf(made)})[0]
