"""Between which offices a delegation may go: district to district under the 2008 law; from 1 July 2026 only between provinces and with the
offices of the army (Luật 106/2025, Điều 49)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.delegations import opened
from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.sentences import say
from thads_desktop.services import offers, paper_rules, papers

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A district office of Hải Phòng until 30 June 2025, from then on the provincial office."""
    made = bench(tmp_path_factory.mktemp("levels") / "data")
    made.matters.append(opened(made))
    made.on(date(2026, 8, 3))
    return made


# day of the paper, to whom, what it is refused with
TABLE = (
    (OLD, "Chi cục Thi hành án dân sự quận Ngô Quyền", ""),
    (OLD, "Thi hành án dân sự thành phố Hà Nội", ""),
    (NEW, "Thi hành án dân sự thành phố Hà Nội", ""),
    (NEW, "Thi hành án dân sự tỉnh Quảng Ninh", ""),
    (NEW, "Phòng Thi hành án Quân khu 3", ""),
    (NEW, "Thi hành án dân sự thành phố Hải Phòng", "delegation.same_province"),
    (NEW, "Phòng Thi hành án dân sự khu vực 2 - Hải Phòng", "delegation.same_province"),
    (NEW, "THADS HẢI PHÒNG", "delegation.same_province"),
    (NEW, "Chi cục Thi hành án dân sự quận Ba Đình", "delegation.not_province"),
    (NEW, "Phòng Thi hành án dân sự khu vực 4", "delegation.not_province"),
)


@pytest.mark.parametrize("kind", ["delegation", "asset_delegation"])
@pytest.mark.parametrize(("day", "to", "code"), TABLE)
def test_between_which_offices(office: Bench, kind: str, day: date, to: str, code: str) -> None:
    matter = office.matters[0]
    grounds = [g.code for g in office.desk.rules.grounds("delegation", day)]
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{matter}"))
        effect = Effect(kind, grounds[0] if kind == "delegation" else "", to_office=to)  # type: ignore[arg-type]  # the kinds above
        found = paper_rules.objections(office.desk, reader, state, papers.Draft(kind, effect, matter), day)
    mine = [r for r in found if r.code.startswith("delegation.")]
    assert [r.code for r in mine] == ([code] if code else [])
    assert all("Điều 49" in say(r) for r in mine)


def test_the_page_offers_the_paper_until_it_names_an_office(office: Bench) -> None:
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{office.matters[0]}"))
    found = {o.key: o for o in offers.offers(office.desk, state, NEW, office.matters[0])}
    assert found["delegation"].why == ""
