"""The page and the refusal ask one thing: what is offered can be made, and what is not is refused with the very sentence shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.domain import lawful_ways
from thads_desktop.domain.acts import GROUND_KINDS, Effect
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law import decisions
from thads_desktop.services import acts, concluding, measure_forms, offers, papers, queries, recording
from thads_desktop.services.offers import Offer

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "asset", "holder", "asked_by", "court", "result_text"), "theo đơn")
TEXTS["council"] = "ông A\nbà B\nông C"


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def state(office: Bench, matter: str) -> MatterState:
    return queries.matter(office.desk, matter).state


def offered(office: Bench, matter: str) -> dict[str, Offer]:
    return {o.key: o for o in offers.offers(office.desk, state(office, matter), office.clock.day, matter)}


def issue(office: Bench, matter: str, effect: Effect, **texts: str) -> str:
    said = {**TEXTS, **texts}
    draft = on_its_form(office, matter, effect, **said) if effect.kind in measure_forms.FAMILIES else papers.Draft(effect.kind, effect, matter, said)
    return papers.issue_at_once(office.desk, draft, _signer(office, effect.kind))[0]


def _signer(office: Bench, kind: str) -> str:
    return office.officer if kind in ("security", "coercion", "measure_end") else office.head


def bring(office: Bench, kind: str, to: str) -> str:
    """A matter brought to a state by its own acts."""
    matter, new = office.decision(kind=kind), office.clock.day >= NEW
    if to == "received":
        return matter
    acts.valid_notice(office.desk, matter, office.clock.day)
    office.verified(matter, result="none" if to in ("lacks_means", "deferral_of_lack") else "means")
    if to in ("lacks_means", "deferral_of_lack"):
        issue(office, matter, Effect("means_lacking", "a"))
    if to == "deferral":
        issue(office, matter, Effect("deferral", "a"))
    if to == "suspension":
        issue(office, matter, Effect("suspension", "1" if new else "2"))
    if to == "terminated":
        issue(office, matter, Effect("termination", "4" if new else "c"))
    if to == "measured":
        issue(office, matter, Effect("security", measure="freeze", amount=5))
    return matter


STATES = ("received", "enforcing", "lacks_means", "deferral", "suspension", "terminated", "measured")


@pytest.mark.parametrize("kind", ["cd", "yc"])
@pytest.mark.parametrize("to", STATES)
def test_a_paper_that_is_not_offered_is_refused_in_the_same_words(office: Bench, kind: str, to: str) -> None:
    matter = bring(office, kind, to)
    day = office.clock.day
    for key, offer in offered(office, matter).items():
        if offer.kind == "act":
            continue
        assert (offer.kind == "forms") == (key in measure_forms.FAMILIES)
        clauses = [g.code for g in office.desk.rules.grounds(GROUND_KINDS[key], day)] if GROUND_KINDS[key] else [""]
        measures = [m.act for m in decisions.catalogue().measures(key, day)] if key in ("security", "coercion") else [""]
        # Of an ended matter a withdrawal and a cancellation may be of the paper that ended it.
        ended = [s.ended.paper for s in state(office, matter).lines.values() if s.ended is not None]
        targets = ["", *ended] if key in ("withdrawal", "cancellation") else [""]
        said: set[str] = set()
        free = False
        for clause in clauses or [""]:
            for measure, target in product(measures, targets):
                effect = Effect(key, clause, measure=measure, target=target)  # type: ignore[arg-type]  # forms are named after their effects
                form = measure_forms.first(key, measure, day) if offer.kind == "forms" else key
                with office.desk.reading() as reader:
                    try:
                        found = papers.check(office.desk, reader, papers.Draft(form, effect, matter, TEXTS), day).refusals
                    except Refused as refused:
                        found = refused.refusals
                wrong = [r for r in found if r.code not in offers.TO_FILL | offers.RECORDED]
                said |= {say(r) for r in wrong}
                free = free or not wrong
        assert (not offer.why and not offer.note) == free, (key, offer, said)
        assert (offer.why or offer.note or next(iter(said), "")) in {*said, ""}, key


@pytest.mark.parametrize("to", STATES)
def test_a_fact_that_is_not_offered_is_refused_in_the_same_words(office: Bench, to: str) -> None:
    matter = bring(office, "yc", to)
    desk, day = office.desk, office.clock.day
    calls = {
        "file": lambda: acts.open_file(desk, matter, day), "notice": lambda: acts.valid_notice(desk, matter, day),
        "verify": lambda: acts.verify(desk, matter, day, "means"), "inform": lambda: acts.inform(desk, matter, day),
        "classify": lambda: acts.classify(desk, matter, day, True), "publish": lambda: acts.publish(desk, matter, day),
        "complete": lambda: acts.complete(desk, matter, day),
    }  # fmt: skip
    for key, call in calls.items():
        why = offered(office, matter)[key].why
        if not why:
            call()
            continue
        with pytest.raises(Refused) as refused:
            call()
        assert key == "complete" or why == say(refused.value.refusals[0])


@pytest.mark.parametrize("kind", ["cd", "yc"])
@pytest.mark.parametrize("to", STATES)
def test_the_separate_book_is_offered_when_the_law_has_it_and_not_before(office: Bench, kind: str, to: str) -> None:
    matter, first = bring(office, kind, to), office.clock.day

    def agreed() -> bool:
        """The page and the act say one thing; moved, or not yet."""
        day, why = office.clock.day, offered(office, matter)["book"].why
        if not why:
            acts.separate_book(office.desk, matter, day)
            return True
        with pytest.raises(Refused) as refused:
            acts.separate_book(office.desk, matter, day)
        assert to == "terminated" or why == say(refused.value.refusals[0])
        return False

    assert not agreed()
    if to != "lacks_means":
        return
    office.on(first + timedelta(days=1200))
    # The 2025 law asks for one verification, of matters of its own motion alone; the 2008 law for two, of any.
    assert agreed() == (first == NEW and kind == "cd")
    if first == OLD:
        office.verified(matter, first + timedelta(days=800))
        assert agreed()


def test_a_termination_for_bankruptcy_is_offered_to_be_withdrawn_and_no_other_on_that_ground(office: Bench) -> None:
    new = office.clock.day >= NEW
    stopped = "64.2" if new else "137.3"
    asked = bring(office, "yc", "terminated")
    assert not offered(office, asked)["withdrawal"].why, "a wrong termination is withdrawn on the other grounds"
    (by_request,) = {s.ended.paper for s in state(office, asked).lines.values() if s.ended is not None}
    with pytest.raises(Refused) as refused:
        issue(office, asked, Effect("withdrawal", stopped, target=by_request))
    assert [r.code for r in refused.value.refusals] == ["withdrawal.not_insolvency"]

    broke = office.decision(kind="yc", number="16/2019/DS-ST")
    office.verified(broke, result="means")
    target = issue(office, broke, Effect("termination", "8" if new else "g"))
    assert not offered(office, broke)["withdrawal"].why
    issue(office, broke, Effect("withdrawal", stopped, target=target))
    assert state(office, broke).status == "enforcing"

    with pytest.raises(Refused) as refused:
        issue(office, broke, Effect("withdrawal", stopped))
    assert "withdrawal.not_insolvency" in {r.code for r in refused.value.refusals}, "the enforcement decision is no termination"


def test_a_part_terminated_for_bankruptcy_is_owed_again(office: Bench) -> None:
    new = office.clock.day >= NEW
    matter = bring(office, "yc", "enforcing")
    target = issue(office, matter, Effect("termination", "8" if new else "g", (1,), 1_000_000))
    issue(office, matter, Effect("withdrawal", "64.2" if new else "137.3", target=target))
    assert state(office, matter).rest == 10_000_000


def test_lawful_ones_come_first_then_what_the_head_may_decide_then_the_rest(office: Bench) -> None:
    matter = bring(office, "yc", "lacks_means")
    ranks = [(bool(o.why), bool(o.note)) for o in offers.offers(office.desk, state(office, matter), office.clock.day, matter)]
    assert ranks == sorted(ranks)
    assert offered(office, matter)["deferral"].note
    assert not offered(office, matter)["continuation"].why


def test_what_the_texts_leave_open_is_recorded_as_the_heads_decision(office: Bench) -> None:
    matter = bring(office, "yc", "lacks_means")
    with pytest.raises(Refused) as refused:
        issue(office, matter, Effect("deferral", "a"))
    assert [r.code for r in refused.value.refusals] == [lawful_ways.SILENT]
    paper = issue(office, matter, Effect("deferral", "a", confirmed=(lawful_ways.SILENT,)))
    told = [i for i in queries.matter(office.desk, matter).timeline if i.what == "Người ký xác nhận"]
    assert [(i.paper, i.detail) for i in told] == [(paper, "luật không quy định ở trạng thái ấy, Thủ trưởng quyết định")]


def test_what_was_done_elsewhere_against_the_law_is_recorded_and_marked(office: Bench) -> None:
    matter = bring(office, "yc", "lacks_means")
    draft = papers.Draft("request_return", Effect("request_return"), matter, TEXTS)
    _, broken = recording.record(office.desk, draft, "9/TB", "Phạm Quang Minh", office.clock.day)
    wanted = {"transition.none"} if office.clock.day < NEW else {"return.too_early"}
    assert set(broken) == wanted
    assert state(office, matter).status == "returned"


def test_other_ends_exist_only_under_the_new_law(office: Bench) -> None:
    matter = bring(office, "yc", "enforcing")
    if office.clock.day < NEW:
        assert "khi đã thi hành xong hoặc có quyết định đình chỉ" in offered(office, matter)["conclude"].why
        with pytest.raises(Refused) as refused:
            concluding.conclude(office.desk, matter, office.clock.day, "a")
        assert "transition.none" in {r.code for r in refused.value.refusals}
        return
    assert not offered(office, matter)["conclude"].why
    concluding.conclude(office.desk, matter, office.clock.day, "e")
    assert state(office, matter).status == "concluded"


@pytest.mark.parametrize("ending", ["termination", "request_return"])
def test_a_decision_that_wrongly_ended_a_matter_may_be_taken_back(office: Bench, ending: str) -> None:
    """The matter goes on as it stood: of an ended matter the paper that ended it is what can be withdrawn."""
    new = office.clock.day >= NEW
    if ending == "request_return" and not new:
        pytest.skip("the old law returns requests otherwise")
    matter = bring(office, "yc", "lacks_means" if ending == "request_return" else "received")
    if ending == "request_return":
        recorded = papers.Draft(ending, Effect("request_return"), matter, TEXTS)
        paper, _broken = recording.record(office.desk, recorded, "7/QĐ", "Phạm Quang Minh", office.clock.day)
    else:
        paper = issue(office, matter, Effect("termination", "3" if new else "c"))
    assert state(office, matter).ended
    now = offered(office, matter)
    assert not now["withdrawal"].why
    assert not now["cancellation"].why, "its superior's may be recorded"
    issue(office, matter, Effect("withdrawal", "b", target=paper))
    assert not state(office, matter).ended


def test_a_matter_that_was_carried_out_has_nothing_to_take_back(office: Bench) -> None:
    matter = office.decision(kind="yc")
    acts.valid_notice(office.desk, matter, office.clock.day)
    acts.collect(office.desk, matter, office.clock.day, 1, 10_000_000)
    acts.complete(office.desk, matter, office.clock.day)
    assert state(office, matter).ended
    assert offered(office, matter)["withdrawal"].why
