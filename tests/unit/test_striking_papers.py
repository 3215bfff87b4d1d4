"""A typing error is mended while nothing rests on it: a recorded paper goes whole, printed money and what continues stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, opening, papers, parties, queries, recording, sending, upkeep

DAY = date(2019, 10, 7)
HEAD = "Phạm Quang Minh"
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "old_text", "new_text", "payment_place"), "nội dung")


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    return bench(tmp_path / "data", DAY)


def state(office: Bench, matter: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"))


def seqs(office: Bench, matter: str, *kinds: type) -> list[int]:
    with office.desk.reading() as reader:
        return [e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, kinds)]


def record(office: Bench, matter: str, effect: Effect, number: str = "99/QĐ-CCTHADS", sent: tuple[str, ...] = ()) -> str:
    draft = papers.Draft(effect.kind, effect, matter, TEXTS)
    return recording.record(office.desk, draft, number, HEAD, office.clock.day, sent=sent)[0]


def issue(office: Bench, matter: str, effect: Effect) -> str:
    signer = office.officer if effect.kind == "summons" else office.head
    return papers.issue_at_once(office.desk, papers.Draft(effect.kind, effect, matter, TEXTS), signer)[0]


def refused(call: Callable[..., object], *args: object) -> Refusal:
    with pytest.raises(Refused) as refusal:
        call(*args)
    (told,) = refusal.value.refusals
    return told


def strike(office: Bench, matter: str, seq: int) -> None:
    acts.strike(office.desk, matter, seq, "ghi nhầm việc")


DEFERRAL = Effect("deferral", "c", until=date(2020, 3, 1))


@pytest.mark.parametrize("is_sent", [False, True])
def test_a_paper_is_not_voided_under_its_continuation(office: Bench, is_sent: bool) -> None:
    matter = office.decision()
    deferral = issue(office, matter, DEFERRAL)
    going = issue(office, matter, Effect("continuation", "48.4", ends=("deferral",)))
    if is_sent:
        sending.send(office.desk, going, "all", "")
    told = refused(papers.void, office.desk, deferral, "nhầm")
    assert told.code == "void.rests_on"
    assert "Quyết định tiếp tục thi hành án số 01/QĐ-CCTHADS ngày 07/10/2019" in say(told)
    if not is_sent:
        papers.void(office.desk, going, "nhầm")
        papers.void(office.desk, deferral, "nhầm")
        assert state(office, matter).anomalies == []


def test_a_lack_of_means_is_not_voided_under_the_separate_book(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter)
    lack = issue(office, matter, Effect("means_lacking", "a"))
    office.on(date(2020, 11, 9))
    for day in (date(2020, 5, 4), date(2020, 10, 5)):
        office.verified(matter, day)
    acts.separate_book(office.desk, matter, date(2020, 11, 9))
    told = refused(papers.void, office.desk, lack, "nhầm")
    assert "chuyển sổ theo dõi riêng ngày 09/11/2020" in say(told)
    strike(office, matter, seqs(office, matter, ev.MovedToSeparateBook)[0])
    papers.void(office.desk, lack, "nhầm")
    assert state(office, matter).status == "enforcing"
