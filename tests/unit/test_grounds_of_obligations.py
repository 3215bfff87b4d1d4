"""A ground that names its obligation: recorded on the page, kept in the log, waiting for that obligation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, opening, papers, parties, queries
from thads_desktop.storage.codec import decode, encode
from thads_desktop.ui.pages.act_specs import ACTS

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def matter_of_two(office: Bench) -> str:
    who = (parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Văn Tám"))
    owed = tuple(opening.Obligation(f"Khoản {n + 1}", 5_000_000, (n,)) for n in range(2))
    given = opening.OpeningInput(office.judgment(), "cd", "", who, (parties.PartyInput("Lê Thị Chín"),), owed)
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter


def titles(office: Bench) -> list[str]:
    return [d.title for d in queries.deadlines(office.desk) if d.rule == "R11"]


def test_the_page_asks_for_the_obligation_and_the_list_names_it(office: Bench) -> None:
    matter = matter_of_two(office)
    view = queries.matter(office.desk, matter)
    assert "line" in [f.name for f in ACTS["ground"].fields(office.desk, view)]
    values = {"day": DAY, "of": "means_lacking", "urgent": False, "line": 2}
    ACTS["ground"].carry(office.desk, matter, values, view.state.last_seq, 0)
    assert titles(office) == ["Ra quyết định về việc chưa có điều kiện thi hành án (khoản 2)"]
    assert queries.matter(office.desk, matter).timeline[0].detail.endswith("khoản 2")
    effect = Effect("means_lacking", "a", (1,))
    office.verified(matter)
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", effect, matter, {"evidence": "x"}), office.head)
    assert len(titles(office)) == 1
    papers.issue_at_once(
        office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a", (2,)), matter, {"evidence": "x"}), office.head
    )
    assert titles(office) == []


def test_a_matter_of_one_obligation_is_not_asked(office: Bench) -> None:
    view = queries.matter(office.desk, office.decision())
    assert "line" not in [f.name for f in ACTS["ground"].fields(office.desk, view)]
    ACTS["ground"].carry(office.desk, view.key, {"day": DAY, "of": "deferral", "urgent": False}, view.state.last_seq, 0)


def test_a_ground_of_an_obligation_that_is_not_there_is_refused(office: Bench) -> None:
    matter = matter_of_two(office)
    with pytest.raises(Refused) as refused:
        acts.ground(office.desk, matter, DAY, "deferral", lines=(2, 9))
    assert [(r.code, r.field) for r in refused.value.refusals] == [("line.unknown", "line")]


def test_a_ground_of_the_log_before_it_named_obligations_is_read(office: Bench) -> None:
    matter = office.decision()
    acts.ground(office.desk, matter, DAY, "deferral", "a", lines=(1,))
    with office.desk.reading() as reader:
        event = reader.events_of(f"matter:{matter}")[-1]
    old = encode(event).replace('"lines":[1],', "")
    assert decode(old).body == ev.GroundArose("deferral", "a")
    assert decode(encode(event)).body == ev.GroundArose("deferral", "a", lines=(1,))
