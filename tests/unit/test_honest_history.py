"""Acts against the whole history: back-dating, striking, voiding, kin by any number, requests answered once, damage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, raw, reopen
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say
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
        call(*args, **options)  # type: ignore[operator]  # any call
    return [r.code for r in error.value.refusals]


def issued(office: Bench, kind: str, matter: str, day: date | None = None, **effect: object) -> str:
    texts = {"reason": "x", "evidence": "x", "consequence": "x", "payment_place": "x"}
    draft = papers.Draft(kind, Effect(kind, **effect), matter, texts)  # type: ignore[arg-type]  # the kind comes as a word
    return papers.issue_at_once(office.desk, draft, office.head, day)[0]


def state(office: Bench, matter: str) -> MatterState:
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
    issued(office, matter=matter, day=date(2019, 10, 25), **first)  # type: ignore[arg-type]  # options of the case
    texts = {"reason": "x", "evidence": "x"}
    kind = str(then.pop("kind"))
    draft = papers.Draft(kind, Effect(kind, **then), matter, texts)  # type: ignore[arg-type]  # the kind comes as a word
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
    keys = [next(iter(s.line.debtors)) for m in (first, second) for s in state(office, m).lines.values()]
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
    assert state(office, matter).verifications == []


def test_an_unknown_address_makes_the_longer_terms_by_itself(office: Bench) -> None:
    matter = office.decision()
    office.verified(matter)
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
    store = raw(tmp_path / "data")
    store.execute("DROP TRIGGER events_update")
    store.execute("UPDATE events SET text = replace(text, '10000000', '90000000')")
    store.close()
    with pytest.raises(Trouble) as trouble:
        reopen(tmp_path / "data", FixedClock(date(2020, 1, 10)))
    assert trouble.value.code == "store.damaged", "a small log is read through before it is opened"
    desk = reopen(tmp_path / "data", FixedClock(date(2020, 1, 10)), look="ends")
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
    with office.desk.writing("keep") as uow:
        uow.append(f"matter:{matter}", DAY, ev.LineCompleted(1), "2008")
        projecting.matter(office.desk, uow, matter)
        uow.commit()
    office.on(date(2020, 1, 10))
    made = reporting.make(office.desk, 2020, 3)
    assert [v.says for v in made.violations if not v.soft] == []
    assert reporting.close(office.desk, made).closed


def test_what_is_numbered_is_what_was_signed(office: Bench) -> None:
    matter = office.decision()
    office.on(LATER)
    draft = papers.save(
        office.desk, papers.Draft("termination", Effect("termination", "c"), matter, {"reason": "x", "evidence": "y"})
    )
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)
    acts.collect(office.desk, matter, LATER, 1, 9_000_000)
    with pytest.raises(Refused) as refusal:
        papers.issue(office.desk, draft.paper)
    told = refusal.value.refusals[0]
    assert told.code == "issue.changed"
    assert "10.000.000" in say(told), "the sentence shows what is different"
    papers.send_back(office.desk, draft.paper, "đã thu thêm tiền")
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)
    assert papers.issue(office.desk, draft.paper) == "01/QĐ-CCTHADS"
    assert upkeep.verify(office.desk).findings == ()


def test_a_paper_signed_on_one_day_is_numbered_on_another(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2019, 10, 20))
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "a"), matter, {"reason": "x"}))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)
    office.on(date(2019, 10, 25))
    assert papers.issue(office.desk, draft.paper) == "01/QĐ-CCTHADS", "the days in its text follow the day of issue"


def test_the_steps_of_a_paper_are_not_struck(office: Bench) -> None:
    matter = office.decision()
    office.on(LATER)
    draft = papers.save(office.desk, papers.Draft("deferral", Effect("deferral", "a"), matter, {"reason": "x"}))
    papers.submit(office.desk, draft.paper)
    assert refused(acts.strike, office.desk, matter, seq_of(office, matter, ev.PaperSubmitted), "nhầm") == ["strike.paper_step"]
    papers.sign(office.desk, draft.paper, office.head)
    papers.issue(office.desk, draft.paper)
    papers.void(office.desk, draft.paper, "in hỏng")
    for kind in (ev.PaperVoided, ev.PaperNumbered, ev.PaperSigned):
        assert refused(acts.strike, office.desk, matter, seq_of(office, matter, kind), "nhầm") == ["strike.issued"]


def seq_of(office: Bench, matter: str, kind: type) -> int:
    with office.desk.reading() as reader:
        return next(e.seq for e in reversed(reader.events_of(f"matter:{matter}")) if isinstance(e.body, kind))


def test_a_sum_is_terminated_of_one_obligation_of_money_only(office: Bench) -> None:
    people = (parties.PartyInput("Nguyễn Văn Bảy"),)
    owing = (opening.Obligation("Án phí", 200_000), opening.Obligation("Án phí", 300_000), opening.Obligation("Giao nhà", None))
    state = parties.PartyInput(parties.STATE_NAME, "state")
    opening.issue(office.desk, opening.OpeningInput(office.judgment(), "cd", "", people, (state,), owing), office.head, DAY)
    matter = queries.matters(office.desk)[0].matter
    texts = {"reason": "x", "evidence": "y"}
    for lines, amount, code in (
        ((), 1000, "termination.one_line"), ((3,), 1000, "termination.one_line"), ((1,), -3, "termination.bad_amount"),
        ((1,), 10**20, "termination.bad_amount"),
    ):  # fmt: skip
        draft = papers.Draft("termination", Effect("termination", "c", lines, amount=amount), matter, texts)
        assert refused(papers.issue_at_once, office.desk, draft, office.head, DAY) == [code]
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", "c", (1,), amount=1000), matter, texts), office.head, DAY)
    assert queries.matter(office.desk, matter).state.rest == 499_000


def test_a_paper_on_one_obligation_names_its_parties_alone(office: Bench) -> None:
    people = (parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Thị Tám"))
    owing = (opening.Obligation("Án phí", 200_000, (0,)), opening.Obligation("Án phí", 300_000, (1,)))
    state = parties.PartyInput(parties.STATE_NAME, "state")
    opening.issue(office.desk, opening.OpeningInput(office.judgment(), "cd", "", people, (state,), owing), office.head, DAY)
    matter = queries.matters(office.desk)[0].matter
    for form in ("means_lacking", "summons", "deferral", "termination", "delegation"):
        clause, to_office = ("55", "Chi cục khác") if form == "delegation" else ("a", "")
        effect = Effect(form, clause, (1,), to_office=to_office)  # type: ignore[arg-type]  # the kind comes as a word
        with office.desk.reading() as reader:
            draft = papers.Draft(form, effect, matter, {"reason": "x", "evidence": "y", "payment_place": "z"})
            words = plain_text(papers.preview(office.desk, reader, draft, DAY))
        assert "Nguyễn Văn Bảy" in words, form
        # A delegation says what else is to be performed and stays here, and by whom (papers of the office, number 36).
        told = words.partition("Các khoản đang thi hành, không ủy thác")[0] if form == "delegation" else words
        told = "\n".join(line for line in told.splitlines() if not (form == "delegation" and "300.000 đồng" in line))
        assert "Trần Thị Tám" not in told, form
        assert "500.000" not in words, f"{form}: sums of what it is about"


def test_an_interim_measure_has_no_voluntary_period_and_is_verified_at_once(office: Bench) -> None:
    judgment = intake.receive_judgment(
        office.desk,
        intake.JudgmentInput("5/2019/QĐ-BPKCTT", DAY, "Tòa án nhân dân quận Lê Chân", "dan_su", DAY, kind="quyet_dinh", urgent=True),
    )
    given = opening.OpeningInput(
        judgment, "cd", "", (parties.PartyInput("Ông Một"),), (parties.PartyInput("Bà Hai"),),
        (opening.Obligation("Cấm chuyển dịch nhà số 9", None),),
    )  # fmt: skip
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    matter = queries.matters(office.desk)[0].matter
    acts.valid_notice(office.desk, matter, DAY)
    rules = {d.rule: d.due for d in queries.matter(office.desk, matter).deadlines}
    assert "R09" not in rules
    assert rules["R10"] == DAY
    with office.desk.reading() as reader:
        words = plain_text(papers.preview(office.desk, reader, papers.load(reader, paper), DAY))
    assert "tự nguyện" not in words
    acts.verify(office.desk, matter, DAY, "means")
    assert all(d.discharged_on for d in queries.matter(office.desk, matter).deadlines if d.rule == "R10")


def test_a_deferral_for_the_appeal_authority_runs_three_months_at_most(office: Bench) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 4))
    draft = papers.Draft("deferral", Effect("deferral", "2", until=date(2020, 2, 5)), matter, {"reason": "x"})
    assert refused(papers.issue_at_once, office.desk, draft, office.head) == ["deferral.too_long"]
    assert refused(papers.issue_at_once, office.desk, replace(draft, effect=Effect("deferral", "2")), office.head)[0] == "deferral.no_until"
    papers.issue_at_once(office.desk, replace(draft, effect=Effect("deferral", "2", until=date(2020, 2, 4))), office.head)
