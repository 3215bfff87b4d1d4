"""What was done is recorded whatever rule it broke, and the breach stands beside it in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import breaches, events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.sentences import REFUSALS
from thads_desktop.services import journal, papers, queries, recording

DAY = date(2019, 10, 7)
HEAD = "Phạm Quang Minh"


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", DAY)


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
