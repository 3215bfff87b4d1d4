"""A number and its symbol are of one decision alone in a year (NĐ 30/2020, Điều 15)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import OFFICE, PARENT, Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import office_settings, papers, people, queries, series, six_heads
from thads_desktop.services.desk import open_desk
from thads_desktop.ui.pages import settings_now

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def deferral(office: Bench, matter: str) -> papers.Draft:
    return papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})


def told(office: Bench, draft: papers.Draft) -> list[str]:
    with office.desk.reading() as reader:
        check = papers.check(office.desk, reader, draft, DAY)
        heads = six_heads.looked(office.desk, reader, draft, DAY, check)
    return [line.text for h in heads if h.key == "form" for line in h.lines if line.kind == "told" and "duy nhất" in line.text]


def states(office: Bench) -> list[series.SeriesState]:
    with office.desk.reading() as reader:
        return series.states(office.desk, reader)


def test_a_fresh_office_gives_all_its_decisions_one_series(tmp_path: Path) -> None:
    desk = open_desk(tmp_path / "data", FixedClock(DAY), create=True)
    people.set_up_whole(desk, OFFICE, PARENT, "district", ["Trần Thị Bình"], "Phạm Quang Minh", 7)
    with desk.reading() as reader:
        assert desk.settings(reader)["series.decisions"] == "one"
        assert [(s.series, s.next_number) for s in series.states(desk, reader) if s.series not in series.ADMIN] == [("enforcement", 7)]
    desk.close()


def test_an_office_of_before_is_told_and_goes_on_above_every_number_once_it_shares(office: Bench) -> None:
    assert "⚠" not in settings_now.of_series(states(office))
    first, second = office.decision(), office.decision(number="16/2019/DS-ST")
    assert told(office, deferral(office, first)) != []
    assert papers.issue_at_once(office.desk, deferral(office, first), office.head)[1] == "01/QĐ-CCTHADS"
    assert "⚠ 2 dãy quyết định" in settings_now.of_series(states(office))
    series.open_series(office.desk, "termination", 2020, 30)
    office_settings.change(office.desk, "series.decisions", "one")
    assert "⚠" not in settings_now.of_series(states(office))
    assert told(office, deferral(office, second)) == []
    assert papers.issue_at_once(office.desk, deferral(office, second), office.head)[1] == "30/QĐ-CCTHADS"
    assert queries.matter(office.desk, office.decision(number="17/2019/DS-ST")).number_text == "31/QĐ-CCTHADS"


def test_a_paper_numbered_beside_the_shared_series_keeps_its_number_from_being_given_again(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = office.decision(), office.decision(number="16/2019/DS-ST")
    series.open_series(office.desk, "deferral", 2020, 3)
    papers.issue_at_once(office.desk, deferral(office, first), office.head)
    # As in a store that began to share before the series went on above the highest number.
    monkeypatch.setattr(series, "share", lambda *_: None)
    office_settings.change(office.desk, "series.decisions", "one")
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, deferral(office, second), office.head)
    assert [r.code for r in refused.value.refusals] == ["series.borne"]
    series.open_series(office.desk, "enforcement", 2020, 4)
    assert papers.issue_at_once(office.desk, deferral(office, second), office.head)[1] == "04/QĐ-CCTHADS"
