"""Late terms in column 23 of the procuracy's workbook."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.office import bench
from tests.outside import OPENED
from thads_desktop.domain.acts import Effect
from thads_desktop.services import outside_lists, papers

START, END = date(2019, 10, 1), date(2019, 10, 31)


def test_a_late_term_of_a_paper_names_it_with_its_day_and_kind(tmp_path: Path) -> None:
    office = bench(tmp_path / "data", OPENED)
    matter = office.decision(kind="yc")
    office.on(date(2019, 10, 14))
    draft = papers.Draft("deferral", Effect("deferral", "a"), matter, {"evidence": "đơn", "reason": "đơn"})
    papers.issue_at_once(office.desk, draft, office.head)
    office.on(END)
    told = [x for x in outside_lists.make(office.desk, "procuracy", START, END).rows[matter]["check_other"].splitlines() if "01/QĐ-CCTHADS" in x]
    assert len(told) > 1
    assert any("(01/QĐ-CCTHADS ngày 14/10/2019, hoãn thi hành án)" in x for x in told)
    assert any("(01/QĐ-CCTHADS ngày 07/10/2019, thi hành án theo yêu cầu)" in x for x in told)
    office.desk.close()
