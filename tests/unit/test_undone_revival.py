"""A matter that ended does not come back to life beside the decision that took its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_decided_again import DAY, given, matter_of, undo
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.breaches import words
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, intake, opening, papers, recording

TEXTS = dict.fromkeys(("reason", "consequence"), "nội dung")


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", DAY)


def refusal(call: Callable[..., object], *args: object) -> Refusal:
    with pytest.raises(Refused) as refused:
        call(*args)
    return refused.value.refusals[0]


def status(office: Bench, matter: str) -> str:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}")).status


@pytest.mark.parametrize("of", ["yc", "cd"])
def test_what_was_decided_again_is_not_revived(office: Bench, of: str) -> None:
    wanted = given(office, of)
    first = matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0])
    withdrawal = undo(office, first)
    paper, number = opening.issue(office.desk, wanted, office.head, DAY)
    second = matter_of(office, paper)
    for call in (
        lambda: undo(office, first, target=withdrawal),
        lambda: papers.void(office.desk, withdrawal, "in hỏng"),
    ):
        told = refusal(call)
        assert told.code == "undo.decided_since"
        assert number in say(told)
    assert (status(office, first), status(office, second)) == ("withdrawn", "issued")
    draft = papers.Draft("cancellation", Effect("cancellation", "3", target=withdrawal), first, TEXTS)
    _, broken = recording.record(office.desk, draft, "88/QĐ-CTHADS", "Đào Xuân Quý", DAY)
    assert broken == ("undo.decided_since",)
    assert "quyết định thi hành án khác" in words(broken)


def test_once_the_newer_decision_is_void_the_older_one_lives(office: Bench) -> None:
    wanted = given(office)
    first = matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0])
    withdrawal = undo(office, first)
    paper, _ = opening.issue(office.desk, wanted, office.head, DAY)
    papers.void(office.desk, paper, "in hỏng")
    undo(office, first, target=withdrawal)
    assert status(office, first) == "issued"


def test_a_recorded_withdrawal_is_not_struck_beside_a_newer_decision(office: Bench) -> None:
    wanted = given(office)
    first = matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0])
    recording.record(
        office.desk, papers.Draft("withdrawal", Effect("withdrawal", "b"), first, TEXTS), "7/QĐ", "Phạm Quang Minh", DAY
    )
    opening.issue(office.desk, wanted, office.head, DAY)
    with office.desk.reading() as reader:
        seq = reader.events_of(f"matter:{first}")[-1].seq
    assert refusal(acts.strike, office.desk, first, seq, "nhầm").code == "undo.decided_since"


def test_a_matter_whose_request_was_refused_since_stays_ended(office: Bench) -> None:
    wanted = given(office)
    first = matter_of(office, opening.issue(office.desk, wanted, office.head, DAY)[0])
    withdrawal = undo(office, first)
    intake.refuse_request(office.desk, wanted.judgment, wanted.request, "c", DAY)
    assert refusal(papers.void, office.desk, withdrawal, "in hỏng").code == "undo.refused_since"
    assert refusal(lambda: undo(office, first, target=withdrawal)).code == "undo.refused_since"
