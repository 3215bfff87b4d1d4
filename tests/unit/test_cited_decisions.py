"""The decision of a measure that a paper cites is one of the matter's own that stands, or the check before issue says that it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_forms_measures import DAYS, FORMS, draft_of, matter_of
from thads_desktop.domain.acts import Effect
from thads_desktop.services import papers, six_heads

LONG = {"2008": "05 tháng 8 năm 2020", "2025": "05 tháng 8 năm 2026"}
SHORT = {law: f"{day.day}/{day.month}/{day.year}" for law, day in DAYS.items()}


@pytest.fixture(params=["2008", "2025"])
def law(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def office(tmp_path: Path, law: str) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAYS[law])
    yield made
    made.desk.close()


def told(office: Bench, matter: str, said: str) -> str:
    """What the check before issue tells of the decision that a notice of the seizure cites."""
    texts = {"coercion_decision": said, "assets": "Nhà", "seizure_day": "2026-08-20", "seize_time": "08 giờ 00 phút", "seize_place": "Số 12"}
    draft = papers.Draft("seizure_notice", Effect("paper"), matter, texts)
    with office.desk.reading() as reader:
        found = six_heads.looked(office.desk, reader, draft, office.clock.day, papers.check(office.desk, reader, draft, office.clock.day))
    (basis,) = [h for h in found if h.key == "basis"]
    return " ".join(x.text for x in basis.lines if x.kind == "told" and x.field == "coercion_decision")


def test_a_cited_decision_is_one_of_the_matter(office: Bench, law: str) -> None:
    matter = matter_of(office)
    assert "Việc này chưa có quyết định nào như vậy" in told(office, matter, "99/QĐ-THADS ngày 31/02/2030")
    paper, number = papers.issue_at_once(office.desk, draft_of(office, FORMS[f"seize_land_{law}"], matter), office.officer)
    for sound in (number, f"{number} ngày {SHORT[law]}", f"Quyết định cưỡng chế số {number} ngày {LONG[law]} của Chấp hành viên", number.lower()):
        assert told(office, matter, sound) == "", sound
    wrong = ("99/QĐ-THADS ngày 31/02/2030", f"{number} ngày 4/8/2026", "Quyết định cưỡng chế của Trưởng", f"{number} và 99/QĐ-THADS", f"1{number}")
    for typed in wrong:
        assert "Việc này đang có: Quyết định" in told(office, matter, typed), typed
        assert f"số {number} ngày" in told(office, matter, typed), typed
    text = {"evidence": "Biên bản", "consequence": "quyết định hết hiệu lực", "reason": "căn cứ không còn"}
    papers.issue_at_once(office.desk, papers.Draft("withdrawal", Effect("withdrawal", "c", target=paper), matter, text), office.officer)
    assert "Việc này chưa có quyết định nào như vậy" in told(office, matter, number), "withdrawn, it stands no more"


def test_what_the_form_begins_with_is_sound(office: Bench, law: str) -> None:
    from thads_desktop.services.beginnings import table

    matter = matter_of(office)
    papers.issue_at_once(office.desk, draft_of(office, FORMS[f"seize_land_{law}"], matter), office.officer)
    with office.desk.reading() as reader:
        begun = table.begins(office.desk, reader, matter, FORMS[f"seizure_notice_{law}"], office.clock.day)
    assert begun["coercion_decision"]
    assert told(office, matter, begun["coercion_decision"]) == ""
