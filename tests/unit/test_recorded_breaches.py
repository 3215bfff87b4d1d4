"""What was done is recorded whatever rule it broke, and the breach stands beside it in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_each_party import two_debtors
from thads_desktop.domain import breaches, events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import REFUSALS, say
from thads_desktop.services import acts, journal, papers, queries, recording

DAY = date(2019, 10, 7)
HEAD = "Phạm Quang Minh"


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", DAY)


def refused(call: Callable[..., object], *args: object) -> tuple[Refusal, ...]:
    with pytest.raises(Refused) as refusal:
        call(*args)
    return refusal.value.refusals


def record(office: Bench, matter: str, effect: Effect, number: str = "77/QĐ-CCTHADS", day: date = DAY) -> tuple[str, ...]:
    return recording.record(office.desk, papers.Draft(effect.kind, effect, matter), number, HEAD, day)[1]


def detail(office: Bench, matter: str, kind: type) -> str:
    """What the timeline says of the last event of a kind."""
    with office.desk.reading() as reader:
        seq = max(e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, kind))
    told = next(x.detail for x in queries.matter(office.desk, matter).timeline if x.seq == seq)
    assert next(x.detail for x in journal.journal(office.desk) if x.seq == seq) == told
    return told


@pytest.mark.parametrize(("clause", "code", "words"), [
    ("", "ground.missing", "không ghi căn cứ"), ("zz", "ground.unknown", "căn cứ không có trong luật của ngày ấy"),
])  # fmt: skip
def test_an_act_without_a_ground_of_the_law_bears_the_breach(office: Bench, clause: str, code: str, words: str) -> None:
    matter = office.decision()
    assert record(office, matter, Effect("deferral", clause)) == (code,)
    assert detail(office, matter, ev.PaperRecorded) == f"77/QĐ-CCTHADS, trái quy định: {words}"


def test_every_breach_has_its_words() -> None:
    assert set(breaches.BREACHES) <= set(REFUSALS)
    for code in (*breaches.BREACHES, "officer.same_name"):
        said = breaches.words([code])
        assert said
        assert not set(said) & set("{}:."), said


def test_a_lack_of_means_rests_on_a_verification_of_each_debtor(office: Bench) -> None:
    matter, _paper, (first, second) = two_debtors(office)
    both, one = Effect("means_lacking", "a"), Effect("means_lacking", "a", (1,))
    acts.verify(office.desk, matter, DAY, "none", party=first)
    office.on(date(2019, 11, 4))
    issue = papers.Draft("means_lacking", both, matter, {"evidence": "x"})
    (told,) = refused(papers.issue_at_once, office.desk, issue, office.head)
    assert told.code == "means.not_verified"
    assert "44a" in told.cite
    assert queries.matter(office.desk, matter).parties[second] in say(told)
    assert record(office, matter, both, day=date(2019, 11, 4)) == ("means.not_verified",)
    third = office.decision(number="16/2019/DS-ST")
    office.verified(third)
    papers.issue_at_once(office.desk, replace(issue, matter=third, effect=one), office.head)


def test_a_verification_after_the_decision_is_none_for_it(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 4))
    office.verified(matter, date(2019, 11, 1))
    draft = papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x"})
    assert [r.code for r in refused(papers.issue_at_once, office.desk, draft, office.head, date(2019, 10, 31))] == ["means.not_verified"]
    papers.issue_at_once(office.desk, draft, office.head, date(2019, 11, 1))
    now = office.clock.day
    bare = office.decision(number="16/2019/DS-ST")
    assert record(office, bare, Effect("means_lacking", "a"), day=now) == ("means.not_verified",)
    other = office.decision(number="17/2019/DS-ST")
    office.verified(other)
    assert record(office, other, Effect("means_lacking", "a"), "78/QĐ-CCTHADS", now) == ()
