"""Key matters, self-inspection, inspections and special reports name no minor to who does not need it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.office import Bench
from tests.unit.test_masking import CHILD, GROWN, NEEDS, YOUNG, as_role, office
from thads_desktop.services import check_plan_files, check_plans, self_check, special_reports, watch_list

__all__ = ["office"]
ROLES = ("clerk", "inspector", "city")


def said(office: Bench, check: str) -> str:
    """Everything that the lists and prints of leading say."""
    desk = office.desk
    found = [watch_list.listed(desk), watch_list.listing(desk), check_plans.listed(desk), check_plan_files.listing(desk, check)]
    made = self_check.over(desk)
    reports = [special_reports.make(desk, which) for which in special_reports.REPORTS]
    return repr([*found, made, self_check.listing(desk, made), *reports, *(special_reports.listing(desk, r) for r in reports)])


@pytest.mark.parametrize("role", ROLES)
def test_no_minor_is_named(role: str, office: Bench) -> None:
    desk = office.desk
    office.on(desk.clock.today() + timedelta(days=40))
    today = desk.clock.today()
    for matter in _matters(office):
        watch_list.put(desk, matter, f"Gia đình {CHILD} tập trung đông người")
        watch_list.direct(desk, matter, f"Vận động {CHILD}", office.officer, today)
        watch_list.report(desk, matter, f"Đã gặp {YOUNG}")
    check = check_plans.plan(desk, "full", f"Kiểm tra việc {CHILD}", today, today, f"Việc của {YOUNG}")
    check_plans.draw(desk, check, 20)
    for matter in ("", *_matters(office)):
        check_plans.note(desk, check, f"Chưa báo {CHILD}", f"Báo {YOUNG}", office.officer, today, matter)
    for finding in check_plans.known(desk, check).findings:
        check_plans.mend(desk, check, finding.finding, f"Đã báo {CHILD}", f"Biên bản {YOUNG}")
    check_plans.close(desk, check, f"Xong với {CHILD}")
    whole = said(office, check)
    assert all(name in whole for name in (CHILD, YOUNG, GROWN))
    as_role(office, role)
    shown = said(office, check)
    assert GROWN in shown
    assert (CHILD in shown, YOUNG in shown) == (role in NEEDS, role in NEEDS)


def _matters(office: Bench) -> list[str]:
    with office.desk.reading() as reader:
        lists = reader.projections
        from thads_desktop.storage.projections import MatterFilter

        return [r.matter for r in lists.matter_rows(lists.matter_ids(MatterFilter(closed=False)))]


def test_the_day_is_one_on_which_they_are_minors() -> None:
    assert date(2019, 11, 20).year - 2004 < 18
