"""Acts against the whole history: back-dating, striking, voiding, kin by any number, requests answered once, damage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.services import (
    acts,
    assignments,
    intake,
    opening,
    papers,
    parties,
    projecting,
    queries,
    recording,
    reporting,
    upkeep,
)
from thads_desktop.services.desk import open_desk

DAY = date(2019, 10, 7)
LATER = date(2019, 11, 4)
STATE = parties.PartyInput(parties.STATE_NAME, "state")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def refused(call: object, *args: object, **options: object) -> list[str]:
    with pytest.raises(Refused) as error:
        call(*args, **options)  # type: ignore[operator]
    return [r.code for r in error.value.refusals]


def issued(office: Bench, kind: str, matter: str, day: date | None = None, **effect: object) -> str:
    texts = {"reason": "x", "evidence": "x", "consequence": "x", "payment_place": "x"}
    draft = papers.Draft(kind, Effect(kind, **effect), matter, texts)  # type: ignore[arg-type]
    return papers.issue_at_once(office.desk, draft, office.head, day)[0]


def state(office: Bench, matter: str) -> object:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{matter}"))


def test_a_completion_does_not_come_before_its_money(office: Bench) -> None:
    matter = office.decision()
    office.on(LATER)
    acts.collect(office.desk, matter, date(2019, 10, 25), 1, 10_000_000)
    assert refused(acts.complete, office.desk, matter, date(2019, 10, 24)) == ["line.rest_open"]
    acts.complete(office.desk, matter, date(2019, 10, 25))
    with office.desk.reading() as reader:
        money = next(e for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.Collected))
    assert refused(acts.strike, office.desk, matter, money.seq, "nhầm") == ["strike.leaves_done"]
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize(
    ("first", "then", "code"),
    [
        ({"kind": "deferral", "clause": "a"}, {"kind": "continuation", "clause": "48.4", "ends": ("deferral",)}, "continuation"),
        ({"kind": "deferral", "clause": "a"}, {"kind": "termination", "clause": "c"}, "act.before_later"),
    ],
)
def test_a_paper_made_here_is_not_dated_before_what_came_later(
    office: Bench, first: dict[str, object], then: dict[str, object], code: str
) -> None:
    matter = office.decision()
    office.on(LATER)
    issued(office, matter=matter, day=date(2019, 10, 25), **first)  # type: ignore[arg-type]
    texts = {"reason": "x", "evidence": "x"}
    kind = str(then.pop("kind"))
    draft = papers.Draft(kind, Effect(kind, **then), matter, texts)  # type: ignore[arg-type]
    found = refused(papers.issue_at_once, office.desk, draft, office.head, date(2019, 10, 20))
    assert any(x.startswith(code) or x == "act.before_later" for x in found)


def test_a_withdrawal_is_not_older_than_what_it_withdraws(office: Bench) -> None:
    matter = office.decision()
    office.on(LATER)
    paper = issued(office, "deferral", matter, date(2019, 10, 25), clause="c", until=date(2020, 3, 1))
    draft = papers.Draft("withdrawal", Effect("withdrawal", "c", target=paper), matter, {"reason": "x", "consequence": "x"})
    assert refused(papers.issue_at_once, office.desk, draft, office.head, date(2019, 10, 20)) == ["act.before_later"]


def test_a_voided_enforcement_decision_lets_its_judgment_wait_again(office: Bench) -> None:
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Lê Thị Chín"), date(2019, 10, 2))
    given = opening.OpeningInput(
        judgment, "yc", request, (parties.PartyInput("Nguyễn Văn Bảy"),), (parties.PartyInput("Lê Thị Chín"),),
        (opening.Obligation("Trả nợ", 5_000_000),),
    )  # fmt: skip
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    assert refused(opening.issue, office.desk, given, office.head, DAY) == ["request.answered"]
    papers.void(office.desk, paper, "in hỏng")
    with office.desk.reading() as reader:
        assert [key for key, _ in intake.requests(reader, judgment)] == [request]
    assert [r.state for r in queries.intakes(office.desk)] == ["waiting"]
    assert upkeep.verify(office.desk).findings == ()
    _, number = opening.issue(office.desk, given, office.head, DAY)
    assert number == "02/QĐ-CCTHADS"


def test_a_request_of_another_judgment_or_a_later_one_is_no_ground(office: Bench) -> None:
    mine, other = office.judgment(), office.judgment("16/2019/DS-ST")
    who = parties.PartyInput("Lê Thị Chín")
    late = intake.receive_request(office.desk, mine, who, DAY)
    foreign = intake.receive_request(office.desk, other, who, date(2019, 10, 2))
    given = opening.OpeningInput(
        mine, "yc", late, (parties.PartyInput("Nguyễn Văn Bảy"),), (who,), (opening.Obligation("Trả nợ", 5_000_000),)
    )
    assert refused(opening.issue, office.desk, given, office.head, date(2019, 10, 4)) == ["decision.before_request"]
    foreign_one = replace(given, request=foreign)
    assert refused(opening.issue, office.desk, foreign_one, office.head, DAY) == ["request.unknown"]
    intake.refuse_request(office.desk, mine, late, "c", DAY)
    assert refused(opening.issue, office.desk, given, office.head, DAY) == ["request.answered"]


@pytest.mark.parametrize(
    ("kin", "ids", "is_kin"),
    [
        (("Phạm Văn Nợ", "031 080 001 234"), ("031080001234",), True),
        (("Phạm Văn Nợ", "031080001"), ("031080001234",), True),
        (("Phạm Văn Nợ", "031080001234"), (), True),
        (("Phạm Văn Nợ", ""), ("031080001234",), True),
        (("Phạm Văn Nợ", "031080009999"), ("031080001234",), False),
        (("Trần Văn Khác", "031080009999"), ("031080001234",), False),
    ],
)
def test_kin_is_known_by_any_number_and_by_name_where_no_number_speaks_against_it(
    office: Bench, kin: tuple[str, str], ids: tuple[str, ...], is_kin: bool
) -> None:
    assignments.set_duties(office.desk, office.officer, [], [kin])
    given = opening.OpeningInput(
        office.judgment(), "cd", "", (parties.PartyInput("Phạm Văn Nợ", ids=ids),), (STATE,),
        (opening.Obligation("Án phí", 200_000),), office.officer,
    )  # fmt: skip
    if is_kin:
        assert refused(opening.issue, office.desk, given, office.head, DAY) == ["officer.kin"]
    else:
        opening.issue(office.desk, given, office.head, DAY)


def test_who_was_merged_is_kin_too_and_stays_with_the_same_officer(office: Bench) -> None:
    first = office.decision()
    second = office.decision(number="16/2019/DS-ST", debtor="Nguyen Van An")
    keys = [next(iter(s.line.debtors)) for m in (first, second) for s in state(office, m).lines.values()]  # type: ignore[attr-defined]
    assignments.assign(office.desk, first, office.second, DAY)
    parties.merge(office.desk, keys[1], keys[0])
    assert assignments.proposals(office.desk, [second], "load")[0].officer == office.second
    assignments.set_duties(office.desk, office.second, [], [("Nguyễn Văn An", "")])
    assert refused(assignments.assign, office.desk, second, office.second, DAY) == ["officer.kin"]


def test_days_of_the_way_keep_their_order(office: Bench) -> None:
    matter = office.decision()
    office.on(LATER)
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "x"}))
    acts.open_file(office.desk, matter, LATER)
    assert upkeep.verify(office.desk).findings == ()
    papers.submit(office.desk, draft.paper, date(2019, 10, 28))
    assert refused(papers.sign, office.desk, draft.paper, office.head, date(2019, 10, 26)) == ["sign.before_submission"]
    papers.sign(office.desk, draft.paper, office.head, date(2019, 10, 29))
    papers.issue(office.desk, draft.paper, date(2019, 10, 30))
    assert refused(papers.void, office.desk, draft.paper, "x", date(2019, 10, 29)) == ["void.before_issue"]


def test_a_result_typed_wrong_into_a_record_that_was_not_sent_is_struck(office: Bench) -> None:
    matter = office.decision()
    record = papers.Draft("verification", Effect("verification"), matter, {})
    paper, _ = papers.issue_at_once(office.desk, record, office.officer)
    acts.verify(office.desk, matter, DAY, "means", paper=paper)
    with office.desk.reading() as reader:
        typed = next(e for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.Verified))
    acts.strike(office.desk, matter, typed.seq, "gõ nhầm")
    assert state(office, matter).verifications == []  # type: ignore[attr-defined]


def test_an_unknown_address_makes_the_longer_terms_by_itself(office: Bench) -> None:
    matter = office.decision()
    issued(office, "means_lacking", matter, clause="c")
    again = next(d for d in queries.matter(office.desk, matter).deadlines if d.rule == "R12")
    assert (again.case, again.due) == ("dai_han", date(2020, 10, 7))


def test_a_form_carries_its_own_act_only(office: Bench) -> None:
    matter = office.decision()
    draft = papers.Draft("deferral", Effect("termination", "c"), matter, {"reason": "x"})
    assert "form.other_effect" in refused(papers.issue_at_once, office.desk, draft, office.head)
    long = papers.Draft("delegation", Effect("delegation", "a", to_office="o" * 100_000), matter, {"reason": "x"})
    assert refused(papers.issue_at_once, office.desk, long, office.head) == ["text.too_long"]
    cut = papers.Draft("termination", Effect("termination", "c", amount=-5), matter, {"reason": "x"})
    assert refused(recording.record, office.desk, cut, "5/QĐ", "Ai", DAY) == ["amount.out_of_range"]


def test_nothing_is_closed_on_a_damaged_log(tmp_path: Path) -> None:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    made.desk.close()
    with sqlite3.connect(tmp_path / "data" / "thads.db") as store:
        store.execute("DROP TRIGGER events_update")
        store.execute("UPDATE events SET text = replace(text, '10000000', '90000000')")
    store.close()
    with pytest.raises(Trouble) as trouble:
        open_desk(tmp_path / "data", FixedClock(date(2020, 1, 10)))
    assert trouble.value.code == "store.damaged", "a small log is read through before it is opened"
    desk = open_desk(tmp_path / "data", FixedClock(date(2020, 1, 10)), look="ends")
    assert upkeep.verify(desk).findings, "to find the damage it can be opened"
    with pytest.raises(Trouble) as trouble:
        reporting.close(desk, reporting.make(desk, 2020, 3))
    assert trouble.value.code == "store.damaged"
    assert reporting.closings(desk) == []
    matter = queries.matters(desk)[0].matter
    with pytest.raises(Trouble) as trouble:
        acts.collect(desk, matter, DAY, 1, 1000)
    assert trouble.value.code == "store.damaged", "found once, nothing more is written"
    desk.close()


def test_a_line_done_with_less_than_was_due_does_not_keep_a_return_from_closing(office: Bench) -> None:
    matter = office.decision()
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    acts.collect(office.desk, matter, DAY, 1, 4_000_000)
    with office.desk.writing() as uow:
        uow.append(f"matter:{matter}", DAY, ev.LineCompleted(1), "2008")
        projecting.matter(office.desk, uow, matter)
        uow.commit()
    office.on(date(2020, 1, 10))
    made = reporting.make(office.desk, 2020, 3)
    assert [v.says for v in made.violations if not v.soft] == []
    assert reporting.close(office.desk, made).closed
