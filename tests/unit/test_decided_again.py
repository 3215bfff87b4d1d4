"""After its enforcement decision was withdrawn or cancelled whole, the request (or the judgment) is decided again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.services import answers, intake, opening, papers, parties, queries, recording, upkeep

DAY = date(2019, 10, 7)
WHO = parties.PartyInput("Lê Thị Chín")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def given(office: Bench, kind: str = "yc", lines: int = 1) -> opening.OpeningInput:
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, WHO, date(2019, 10, 2)) if kind == "yc" else ""
    return opening.OpeningInput(
        judgment, kind, request, (parties.PartyInput("Nguyễn Văn Bảy"),), (WHO,),
        tuple(opening.Obligation(f"Khoản {n}", 5_000_000) for n in range(lines)),
    )  # fmt: skip


def matter_of(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter


def undo(office: Bench, matter: str, kind: str = "withdrawal", clause: str = "b", **effect: object) -> str:
    texts = {"reason": "x", "consequence": "x"}
    draft = papers.Draft(kind, Effect(kind, clause, **effect), matter, texts)  # type: ignore[arg-type]  # the kind comes as a word
    if kind == "cancellation":
        # It is the superior's, issued there.
        return recording.record(office.desk, draft, "88/QĐ-CTHADS", "Đào Xuân Quý", DAY)[0]
    return papers.issue_at_once(office.desk, draft, office.head, DAY)[0]


def requests(office: Bench, judgment: str) -> list[str]:
    with office.desk.reading() as reader:
        return [key for key, _ in intake.requests(reader, judgment)]


def owed(office: Bench, wanted: opening.OpeningInput) -> set[tuple[str, date]]:
    """What the daily list says of the judgment."""
    return {(d.rule, d.due) for d in queries.deadlines(office.desk) if d.subject == f"intake:{wanted.judgment}"}


def states(office: Bench) -> list[str]:
    rows = queries.intakes(office.desk)
    upkeep.rebuild(office.desk)
    assert rows == queries.intakes(office.desk)
    return [r.state for r in rows]


@pytest.mark.parametrize(("kind", "clause"), [("withdrawal", "b"), ("cancellation", "3")])
@pytest.mark.parametrize("of", ["yc", "cd"])
def test_it_waits_again_and_is_decided_again(office: Bench, of: str, kind: str, clause: str) -> None:
    wanted = given(office, of)
    paper, _ = opening.issue(office.desk, wanted, office.head, DAY)
    if of == "yc":
        with pytest.raises(Refused) as refused:
            opening.issue(office.desk, wanted, office.head, DAY)
        assert [r.code for r in refused.value.refusals] == ["request.answered"]
    undo(office, matter_of(office, paper), kind, clause)
    assert states(office) == ["waiting"]
    assert requests(office, wanted.judgment) == ([wanted.request] if of == "yc" else [])
    # No text gives a term for the new decision: as we read it, the same term counts anew from the day the first was gone.
    of_its_own = {("R01", date(2019, 10, 8))} if of == "yc" else set()
    assert owed(office, wanted) == of_its_own | {("R04" if of == "yc" else "R01", date(2019, 10, 14))}
    again, number = opening.issue(office.desk, wanted, office.head, DAY)
    assert number == "02/QĐ-CCTHADS"
    assert requests(office, wanted.judgment) == []
    assert states(office) == (["waiting"] if of == "yc" else ["decided"]), "of its own motion something is still due"
    assert matter_of(office, again) != matter_of(office, paper)
    assert owed(office, wanted) == of_its_own
    assert upkeep.verify(office.desk).findings == ()


def test_a_part_withdrawn_leaves_the_request_answered(office: Bench) -> None:
    wanted = given(office, lines=2)
    matter = matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0])
    undo(office, matter, lines=(1,))
    assert requests(office, wanted.judgment) == []
    undo(office, matter, lines=(2,))
    assert requests(office, wanted.judgment) == [wanted.request]


@pytest.mark.parametrize("clause", ["57.1.a", "c"])
def test_withdrawn_to_be_delegated_or_for_want_of_a_ground_does_not_wait(office: Bench, clause: str) -> None:
    wanted = given(office, "cd")
    undo(office, matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0]), clause=clause)
    assert states(office) == ["decided"]
    assert owed(office, wanted) == set()


def test_a_recorded_withdrawal_and_the_undoing_of_a_withdrawal_count_too(office: Bench) -> None:
    wanted = given(office, "cd")
    matter = matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0])
    draft = papers.Draft("withdrawal", Effect("withdrawal", "b"), matter, {"reason": "x"})
    paper, _ = recording.record(office.desk, draft, "70/QĐ-CCTHADS", "Phạm Quang Minh", DAY)
    assert states(office) == ["waiting"]
    undo(office, matter, clause="c", target=paper)
    assert states(office) == ["decided"]


def test_what_waits_again_may_be_refused_and_take_money(office: Bench) -> None:
    wanted = given(office)
    undo(office, matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0]))
    assert intake.take_money(office.desk, wanted.judgment, WHO, 5, DAY) == 5
    intake.refuse_request(office.desk, wanted.judgment, wanted.request, "c", DAY)
    with pytest.raises(Refused) as refused:
        opening.issue(office.desk, replace(wanted), office.head, DAY)
    assert refused.value.refusals[0].code == "request.answered"


def test_the_term_counted_anew_says_that_this_is_how_we_read_the_law(office: Bench) -> None:
    wanted = given(office)
    undo(office, matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0]))
    titles = [d.title for d in queries.deadlines(office.desk) if d.rule == "R04"]
    assert titles == ["Ra quyết định thi hành án theo yêu cầu hoặc từ chối yêu cầu (lại, sau khi thu hồi, hủy)"]
    with office.desk.reading() as reader:
        events = reader.events_of(f"intake:{wanted.judgment}")
        found = deadlines_of(events, office.desk.rules, office.desk.calendar(reader), answers.gone_of(reader, events))
    first, again = (d for d in found if d.rule == "R04")
    assert (first.discharged_on, again.born, again.discharged_on) == (DAY, DAY, None)
    assert "07/10/2019" in again.why
    assert "cách hiểu của chương trình" in again.why


def test_a_second_decision_withdrawn_too_lets_the_term_run_once_more(office: Bench) -> None:
    wanted = given(office)
    for _ in range(2):
        undo(office, matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0]))
        assert [d.due for d in queries.deadlines(office.desk) if d.rule == "R04"] == [date(2019, 10, 14)]
    intake.refuse_request(office.desk, wanted.judgment, wanted.request, "c", DAY)
    assert [d for d in queries.deadlines(office.desk) if d.rule == "R04"] == []
