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


@pytest.mark.parametrize("kind", [ev.PaperRecorded, ev.Deferred])
def test_a_recorded_paper_that_went_to_nobody_is_struck_whole(office: Bench, kind: type) -> None:
    matter = office.decision()
    paper = record(office, matter, DEFERRAL)
    strike(office, matter, seqs(office, matter, kind)[-1])
    now = state(office, matter)
    assert (now.status, paper in now.papers) == ("issued", False)
    assert [x.struck for x in queries.matter(office.desk, matter).timeline[:2]] == [True, True]
    other = office.decision(number="16/2019/DS-ST")
    draft = papers.Draft("deferral", DEFERRAL, other)
    assert recording.record(office.desk, draft, "99/QĐ-CCTHADS", HEAD, DAY)[1] == (), "its number is free again"
    assert upkeep.verify(office.desk).findings == ()


def test_a_recorded_paper_that_went_out_stays(office: Bench) -> None:
    matter = office.decision()
    record(office, matter, DEFERRAL, sent=("party",))
    for seq in seqs(office, matter, ev.PaperRecorded, ev.Deferred, ev.PaperSent)[-3:]:
        assert refused(strike, office, matter, seq).code == "strike.issued"


def test_a_recorded_paper_stays_while_a_later_one_rests_on_it(office: Bench) -> None:
    matter = office.decision()
    paper = record(office, matter, DEFERRAL)
    going = record(office, matter, Effect("continuation", "48.4", ends=("deferral",)), "100/QĐ-CCTHADS")
    (deferred,) = seqs(office, matter, ev.Deferred)
    told = refused(strike, office, matter, deferred)
    assert told.code == "strike.rests_on"
    assert "100/QĐ-CCTHADS" in say(told)
    strike(office, matter, seqs(office, matter, ev.Continued)[0])
    assert going not in state(office, matter).papers
    record(office, matter, Effect("withdrawal", "c", target=paper), "101/QĐ-CCTHADS")
    assert refused(strike, office, matter, deferred).code == "strike.rests_on"
    strike(office, matter, seqs(office, matter, ev.EffectUndone)[0])
    strike(office, matter, deferred)
    assert list(state(office, matter).papers) == [state(office, matter).opening_paper]
    assert upkeep.verify(office.desk).findings == ()


def test_a_recorded_opening_is_struck_while_nothing_else_happened(office: Bench) -> None:
    who = parties.PartyInput("Nguyễn Văn Bảy")
    given = opening.OpeningInput(
        office.judgment(), "cd", "", (who,), (parties.PartyInput(parties.STATE_NAME, "state"),),
        (opening.Obligation("Án phí", 200_000),), office.officer,
    )  # fmt: skip
    opening.record(office.desk, given, "12/QĐ-CCTHADS", HEAD, DAY)
    matter = queries.matters(office.desk)[0].matter
    acts.open_file(office.desk, matter, DAY)
    (opened,) = seqs(office, matter, ev.MatterOpened)
    assert refused(strike, office, matter, opened).code == "strike.issued"
    strike(office, matter, seqs(office, matter, ev.FileOpened)[0])
    # What was struck is nothing that happened.
    strike(office, matter, opened)
    assert queries.matters(office.desk) == []
    assert [r.state for r in queries.intakes(office.desk)] == ["waiting"]
    assert upkeep.verify(office.desk).findings == ()
    assert opening.record(office.desk, given, "12/QĐ-CCTHADS", HEAD, DAY)[1] == ()


def test_money_that_a_numbered_paper_printed_is_not_struck(office: Bench) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, DAY, 1, 4_000_000)
    paper = issue(office, matter, Effect("termination", "c"))
    (money,) = seqs(office, matter, ev.Collected)
    told = refused(strike, office, matter, money)
    assert told.code == "strike.rests_on"
    assert "01/QĐ-CCTHADS" in say(told)
    assert "hủy số" in say(told)
    sending.send(office.desk, paper, "all", "")
    assert "sửa đổi, thu hồi hoặc hủy" in say(refused(strike, office, matter, money))
    issue(office, matter, Effect("withdrawal", "c", target=paper))
    strike(office, matter, money)
    assert state(office, matter).collected == 0


def test_money_under_an_amended_paper_or_another_obligation_is_struck(office: Bench) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, DAY, 1, 4_000_000)
    summons = issue(office, matter, Effect("summons"))
    (money,) = seqs(office, matter, ev.Collected)
    assert refused(strike, office, matter, money).code == "strike.rests_on"
    sending.send(office.desk, summons, "party", "")
    # Who issued the summons amends it.
    amendment = papers.Draft("amendment", Effect("amendment", "2", target=summons), matter, TEXTS)
    papers.issue_at_once(office.desk, amendment, office.officer)
    strike(office, matter, money)
    acts.collect(office.desk, matter, DAY, 0, 5_000)
    issue(office, matter, Effect("deferral", "a"))
    strike(office, matter, seqs(office, matter, ev.Collected)[-1])


def test_what_later_papers_do_not_print_is_struck(office: Bench) -> None:
    matter = office.decision()
    acts.open_file(office.desk, matter, DAY)
    acts.valid_notice(office.desk, matter, DAY)
    acts.verify(office.desk, matter, DAY, "none")
    issue(office, matter, Effect("means_lacking", "a"))
    strike(office, matter, seqs(office, matter, ev.FileOpened)[0])
    strike(office, matter, seqs(office, matter, ev.ValidNotice)[0])
    (found,) = seqs(office, matter, ev.Verified)
    assert refused(strike, office, matter, found).code == "strike.rests_on", "means were found lacking by it"


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
