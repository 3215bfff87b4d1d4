"""Assets: the decision behind a seizure, what was done elsewhere, bad input, striking, the order of what is offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.assets import PLATE, card, codes, seized, sold, sound, take, two_matters
from tests.office import Bench, bench, on_its_form
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    asset_cards,
    asset_queries,
    asset_steps,
    journal,
    measure_forms,
    paper_steps,
    papers,
    queries,
)
from thads_desktop.services.asset_cards import CardInput, LinkInput
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.parties import PartyInput


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    yield made
    made.desk.close()


def coerced(office: Bench) -> tuple[str, str]:
    """(asset, paper): seized by a decision of coercion on 3 August, in the first matter; it is 17 August."""
    matter = office.matters[0]
    acts.valid_notice(office.desk, matter, date(2020, 3, 2))
    office.verified(matter, date(2020, 6, 1), "means")
    office.on(date(2020, 8, 3))
    paper = issued(office, Effect("coercion", measure="seize"), office.officer)
    asset = card(office)
    take(office, asset, "asset_seized", date(2020, 8, 3), matter=matter)
    office.on(date(2020, 8, 17))
    return asset, paper


def issued(office: Bench, effect: Effect, who: str) -> str:
    texts = {"reason": "có tài sản", "consequence": "không còn kê biên", "asset": "xe ô tô", "evidence": "biên bản", paper_steps.OF: paper_steps.NONE}
    measure = effect.kind in measure_forms.FAMILIES
    draft = on_its_form(office, office.matters[0], effect, **texts) if measure else papers.Draft(effect.kind, effect, office.matters[0], texts)
    return papers.issue_at_once(office.desk, draft, who)[0]


def test_the_decision_of_coercion_it_was_seized_by_and_its_end(office: Bench) -> None:
    asset, paper = coerced(office)
    (seizure,) = asset_queries.view(office.desk, asset).raw.seizures
    assert seizure.paper == paper
    issued(office, Effect("measure_end", target=paper), office.officer)
    (owed,) = [d for d in asset_queries.view(office.desk, asset).terms if d.rule == "R43"]
    assert (owed.born, owed.due) == (date(2020, 8, 17), date(2020, 8, 24))
    assert any(d.rule == "R43" for d in queries.deadlines(office.desk) if d.subject == f"asset:{asset}")
    sound(office)


@pytest.mark.parametrize("kind", ["withdrawal", "cancellation"])
def test_a_decision_of_coercion_that_is_withdrawn_or_cancelled_is_a_ground_to_release(office: Bench, kind: str) -> None:
    asset, paper = coerced(office)
    clause = office.desk.rules.grounds(kind, date(2020, 8, 17))[0].code
    # Who issued it withdraws it; the head cancels it.
    issued(office, Effect(kind, target=paper, clause=clause), office.officer if kind == "withdrawal" else office.head)
    terms = {d.rule: d for d in asset_queries.view(office.desk, asset).terms}
    assert (terms["R43"].born, terms["R43"].due, terms["R43"].discharged_on) == (date(2020, 8, 17), date(2020, 8, 24), None)
    assert terms["R34"].discharged_on == date(2020, 8, 17), "nothing is left to be valued"
    take(office, asset, "seizure_released", date(2020, 8, 17))
    assert not [d for d in asset_queries.view(office.desk, asset).terms if d.discharged_on is None]
    sound(office)


def test_what_was_done_elsewhere_stands_with_its_breach(office: Bench) -> None:
    asset = sold(office)
    with pytest.raises(Refused) as refused:
        take(office, asset, "buyer_paid", date(2020, 6, 5), amount=310_000_000)
    assert codes(refused) == ["asset.pay_until"]
    take(office, asset, "buyer_paid", date(2020, 6, 5), amount=310_000_000, elsewhere=True)
    history = asset_queries.view(office.desk, asset).history
    assert "trái quy định: người mua nộp tiền quá hạn" in history[0].detail
    # What would say nothing true is refused all the same.
    other = asset_cards.note(office.desk, CardInput("other", {"what": "Tủ lạnh"}))
    with pytest.raises(Refused) as refused:
        take(office, other, "co_owner_notice", date(2020, 6, 5), elsewhere=True)
    assert codes(refused) == ["asset.has_co_owners"]
    # A step out of its order is recorded, and marked.
    take(office, other, "auction_held", date(2020, 6, 5), amount=5_000_000, elsewhere=True)
    assert "sai trình tự" in asset_queries.view(office.desk, other).history[0].detail
    assert any("sai trình tự" in row.detail for row in journal.journal(office.desk))


def test_what_the_text_leaves_open_is_told_and_the_head_decides(office: Bench) -> None:
    asset = seized(office)
    with pytest.raises(Refused) as refused:
        take(office, asset, "seizure_released", date(2020, 4, 8))
    assert codes(refused) == ["asset.release_known"]
    assert refused.value.refusals[0].field == "confirmed"
    take(office, asset, "seizure_released", date(2020, 4, 8), confirmed=True)
    assert "Thủ trưởng xác nhận" in asset_queries.view(office.desk, asset).history[0].detail


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ({"step": "fly", "day": date(2020, 4, 6)}, "asset.bad_step"),
        ({"step": "valuation_contract", "day": date(2020, 12, 1), "org": "A"}, "event.future_day"),
        ({"step": "valuation_contract", "day": date(2020, 3, 1), "org": "A"}, "asset.day_before"),
        ({"step": "valuation_contract", "day": date(2020, 4, 6), "org": "  "}, "text.missing"),
        ({"step": "valuation_contract", "day": date(2020, 4, 6), "org": "x" * 400}, "text.too_long"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 0, "why": "small"}, "amount.out_of_range"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 10**16, "why": "small"}, "amount.out_of_range"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 5, "why": "because"}, "asset.bad_why"),
        ({"step": "asset_priced", "day": date(2020, 4, 6), "amount": 5, "why": "small", "region": "V"}, "asset.bad_why"),
        ({"step": "asset_redeemed", "day": date(2020, 4, 6), "amount": 5, "party": "nobody"}, "entry.no_party"),
        ({"step": "asset_seized", "day": date(2020, 4, 6), "matter": "nowhere", "note": "x"}, "matter.unknown"),
    ],
)
def test_bad_input_of_a_step_is_answered_and_nothing_is_half_done(office: Bench, given: dict[str, object], wanted: str) -> None:
    asset = seized(office)
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        asset_steps.take(office.desk, asset, StepInput(**given))  # type: ignore[arg-type]  # fields of the case
    assert wanted in codes(refused)
    assert all("{" not in say(r) for r in refused.value.refusals)
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_the_debtor_does_not_answer_for_the_co_owners(office: Bench) -> None:
    owner, shared = (PartyInput("Nguyễn Văn An"),), (PartyInput("Lê Thị Chung"), PartyInput("Lê Văn Chung"))
    asset = asset_cards.note(office.desk, CardInput("vehicle", PLATE, "", owner, shared), LinkInput(office.matters[0]))
    take(office, asset, "asset_seized", date(2020, 3, 9), matter=office.matters[0])
    take(office, asset, "asset_priced", date(2020, 3, 10), amount=300_000_000, why="agreed")
    take(office, asset, "co_owner_notice", date(2020, 3, 12))
    view = asset_queries.view(office.desk, asset)
    one, two = (key for key, _name in view.co_owners)
    for party in (view.owners[0][0], ""):
        with pytest.raises(Refused) as refused:
            take(office, asset, "co_owner_answered", date(2020, 3, 13), why="refuses", party=party, elsewhere=True)
        assert codes(refused) == ["asset.is_co_owner"]
    take(office, asset, "co_owner_answered", date(2020, 3, 13), why="refuses", party=one)
    take(office, asset, "co_owner_answered", date(2020, 3, 16), why="buys", party=two)
    assert asset_queries.view(office.desk, asset).raw.answers == {one: "refuses", two: "buys"}
    with pytest.raises(Refused) as refused:
        take(office, asset, "asset_bought", date(2020, 3, 17), amount=300_000_000, party=view.owners[0][0])
    assert codes(refused) == ["asset.is_co_owner"]
    take(office, asset, "asset_bought", date(2020, 3, 17), amount=300_000_000, party=two)
    sound(office)


def test_only_the_last_step_is_struck(office: Bench) -> None:
    asset = sold(office)
    history = asset_queries.view(office.desk, asset).history
    with pytest.raises(Refused) as refused:
        asset_steps.strike(office.desk, asset, history[1].seq, "nhầm")
    assert codes(refused) == ["asset.strike_last"]
    asset_steps.strike(office.desk, asset, history[0].seq, "ghi nhầm giá")
    view = asset_queries.view(office.desk, asset)
    assert view.stage == "auction"
    assert view.history[0].struck
    sound(office)


def test_what_the_text_offers_comes_in_the_order_of_what_is_due(office: Bench) -> None:
    asset = seized(office)
    offered = asset_queries.offers(office.desk, asset)
    assert offered[0].way.code == "valuation_contract"
    marks = [o.mark for o in offered]
    assert marks == sorted(marks, key=["ok", "open", "no"].index)
    assert all(o.why for o in offered if o.mark != "ok")
    refused = next(o for o in offered if o.way.code == "auction_held")
    assert refused.why[0].cite
