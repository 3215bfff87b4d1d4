"""Typing errors at the counter are struck as long as nothing rests on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, held, intake, opening, papers, parties, queries, upkeep

DAY = date(2019, 10, 7)
WHO = parties.PartyInput("Lê Thị Chín")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def seq_of(office: Bench, judgment: str, kind: type, last: bool = True) -> int:
    with office.desk.reading() as reader:
        found = [e.seq for e in reader.events_of(f"intake:{judgment}") if isinstance(e.body, kind)]
    return found[-1 if last else 0]


def strike(office: Bench, judgment: str, kind: type, last: bool = True) -> None:
    acts.strike(office.desk, f"intake:{judgment}", seq_of(office, judgment, kind, last), "gõ nhầm")


def refused(call: object, *args: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args)  # type: ignore[operator]  # any call
    return [r.code for r in error.value.refusals]


def decision(judgment: str, request: str) -> opening.OpeningInput:
    line = opening.Obligation("Trả nợ", 5_000_000)
    return opening.OpeningInput(judgment, "yc", request, (parties.PartyInput("Nguyễn Văn Bảy"),), (WHO,), (line,))


def test_a_doubled_request_and_a_wrong_amount_go(office: Bench) -> None:
    judgment = office.judgment()
    first = intake.receive_request(office.desk, judgment, WHO, DAY)
    intake.receive_request(office.desk, judgment, WHO, DAY)
    intake.take_money(office.desk, judgment, WHO, 50_000_000, DAY)
    strike(office, judgment, ev.RequestReceived)
    strike(office, judgment, ev.MoneyHeld)
    intake.take_money(office.desk, judgment, WHO, 5_000_000, DAY)
    with office.desk.reading() as reader:
        assert [key for key, _ in intake.requests(reader, judgment)] == [first]
    assert queries.intakes(office.desk)[0].held == 5_000_000
    assert len([d for d in queries.deadlines(office.desk) if d.rule == "R04"]) == 1
    shown = queries.received(office.desk, judgment)
    assert [(i.what, i.struck) for i in shown if i.struck] == [
        ("Thu tiền khi chưa có quyết định, giữ cho người nộp", True), ("Nhận yêu cầu thi hành án", True)
    ]  # fmt: skip
    assert {i.detail for i in shown if i.what == "Nhận yêu cầu thi hành án"} == {"Lê Thị Chín"}
    assert refused(strike, office, judgment, ev.RequestReceived) == ["strike.unknown"]
    assert upkeep.verify(office.desk).findings == ()


def test_what_a_decision_rests_on_stays(office: Bench) -> None:
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, WHO, DAY)
    intake.receive_request(office.desk, judgment, WHO, DAY)
    paper = opening.submit(office.desk, decision(judgment, request), DAY)
    assert refused(strike, office, judgment, ev.RequestReceived, False) == ["strike.pending"]
    papers.sign(office.desk, paper, office.head, DAY)
    papers.issue(office.desk, paper, DAY)
    assert refused(strike, office, judgment, ev.RequestReceived, False) == ["strike.decided"]
    assert refused(strike, office, judgment, ev.JudgmentReceived) == ["strike.decided"]
    assert refused(strike, office, judgment, ev.IntakeDecided) == ["strike.issued"]
    strike(office, judgment, ev.RequestReceived)
    papers.void(office.desk, paper, "in hỏng")
    strike(office, judgment, ev.RequestReceived, False)


def test_a_refusal_goes_before_its_request(office: Bench) -> None:
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, WHO, DAY)
    intake.refuse_request(office.desk, judgment, request, "c", DAY)
    assert refused(strike, office, judgment, ev.RequestReceived) == ["strike.refused_before"]
    strike(office, judgment, ev.RequestRefused)
    with office.desk.reading() as reader:
        assert intake.requests(reader, judgment)
    strike(office, judgment, ev.RequestReceived)


def test_a_judgment_received_by_mistake_goes_whole(office: Bench) -> None:
    given = intake.JudgmentInput(
        "9/2019/DS-ST", date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", DAY, delegated_from="Chi cục khác"
    )
    judgment = intake.receive_judgment(office.desk, given)
    intake.take_money(office.desk, judgment, WHO, 5, DAY)
    assert refused(strike, office, judgment, ev.DelegationReceived) == ["strike.with_judgment"]
    assert refused(strike, office, judgment, ev.JudgmentReceived) == ["strike.judgment_used"]
    strike(office, judgment, ev.MoneyHeld)
    strike(office, judgment, ev.JudgmentReceived)
    assert (queries.intakes(office.desk), queries.deadlines(office.desk)) == ([], [])
    assert refused(intake.receive_request, office.desk, judgment, WHO, DAY) == ["judgment.unknown"]
    assert refused(opening.issue, office.desk, decision(judgment, "x"), office.head, DAY) == ["judgment.unknown"]
    assert intake.receive_judgment(office.desk, given) != judgment, "it is not known any more"
    before = queries.intakes(office.desk)
    upkeep.rebuild(office.desk)
    assert queries.intakes(office.desk) == before
    assert upkeep.verify(office.desk).findings == ()


def test_money_that_was_used_stays(office: Bench) -> None:
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, WHO, DAY)
    intake.take_money(office.desk, judgment, WHO, 300, DAY)
    paper, _ = opening.issue(office.desk, decision(judgment, request), office.head, DAY)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
        payer = held.payers(reader, judgment)[0][0]
    held.give_back(office.desk, matter, DAY, payer, 100)
    held.apply(office.desk, matter, DAY, payer, 1, 50)
    assert refused(strike, office, judgment, ev.MoneyHeld) == ["strike.money_used"]
    assert refused(strike, office, judgment, ev.HeldApplied) == ["strike.in_matter"]
    strike(office, judgment, ev.HeldReturned)
    with office.desk.reading() as reader:
        collected = next(e for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.Collected))
    acts.strike(office.desk, matter, collected.seq, "nhầm")
    view = queries.matter(office.desk, matter)
    assert (view.held_before, view.state.collected) == (300, 0)
    strike(office, judgment, ev.MoneyHeld)
    assert queries.matter(office.desk, matter).held_before == 0
    assert upkeep.verify(office.desk).findings == ()
