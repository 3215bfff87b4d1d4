"""A paper that is a step of an asset records it once, or is linked to the step that was there; voided and withdrawn it takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import assets
from tests.assets import take
from tests.office import Bench, bench, on_its_form
from tests.retold import founded
from thads_desktop.documents.form import form_for, load_forms
from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.asset import fold_asset
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import standing
from thads_desktop.law import asset_ways
from thads_desktop.law.due import counted_by
from thads_desktop.law.happenings import parts
from thads_desktop.services import asset_cards, asset_facts, asset_steps, paper_steps, papers, sending, serving
from thads_desktop.services.asset_steps import StepInput
from thads_desktop.services.parties import PartyInput

DAY = date(2020, 5, 25)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = assets.two_matters(bench(tmp_path / "data", date(2020, 3, 2)))
    made.on(DAY)
    yield made
    made.desk.close()


def failed(office: Bench) -> str:
    """An asset whose first auction failed, of which the parties were told; they agreed on nothing."""
    asset = assets.seized(office)
    take(office, asset, "valuation_contract", date(2020, 3, 12), org="Công ty Thẩm định giá A")
    take(office, asset, "valuation_received", date(2020, 3, 20), amount=300_000_000)
    take(office, asset, "valuation_told", date(2020, 3, 20))
    take(office, asset, "auction_contract", date(2020, 4, 1), why="org", org="Công ty đấu giá B")
    take(office, asset, "auction_failed", date(2020, 4, 29), why="nobody")
    take(office, asset, "failed_auction_told", date(2020, 5, 4))
    return asset


def drafted(office: Bench, form_id: str, **texts: str) -> papers.Draft:
    form = form_for(form_id, office.clock.day)
    own = {v.name: v.sample for v in form.own}
    kind = "measure_end" if form.effect == "measure_end" else PLAIN
    return papers.Draft(form_id, Effect(kind), office.matters[0], {**own, "asset": "xe ô tô", "reason": "x", "evidence": "x", **texts})  # type: ignore[arg-type]  # a kind of effect


def steps(office: Bench, asset: str) -> list[str]:
    with office.desk.reading() as reader:
        return [e.body.step for e in standing(reader.events_of(f"asset:{asset}")) if isinstance(e.body, ae.AssetStep)]


def stage(office: Bench, asset: str, day: date | None = None) -> str:
    with office.desk.reading() as reader:
        return fold_asset(reader.events_of(f"asset:{asset}"), day).stage


def does(office: Bench, draft: papers.Draft) -> str:
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft, office.clock.day)
    assert found.ready, found
    return " ".join(found.does)


def issue(office: Bench, draft: papers.Draft) -> str:
    return papers.issue_at_once(office.desk, draft, office.officer)[0]


def cut(office: Bench, amount: int = 270_000_000, **texts: str) -> papers.Draft:
    return drafted(office, "price_cut", new_price=str(amount), old_price="300000000", **texts)


def test_the_decision_to_cut_a_price_is_the_step(office: Bench) -> None:
    asset = failed(office)
    draft = cut(office)
    assert "ghi bước “Quyết định giảm giá” của" in does(office, draft)
    assert "270.000.000 đồng" in does(office, draft)
    issue(office, draft)
    assert steps(office, asset)[-1] == "price_cut"
    with office.desk.reading() as reader:
        state = asset_facts.now(office.desk, reader, asset).state
    assert (state.stage, state.price, state.cuts) == ("cut", 270_000_000, 1)
    assets.sound(office)


def test_a_step_that_was_recorded_is_linked_and_not_recorded_twice(office: Bench) -> None:
    asset = failed(office)
    take(office, asset, "price_cut", DAY, amount=270_000_000, why="officer")
    draft = cut(office)
    assert "đã ghi ngày 25/05/2020" in does(office, draft)
    paper = issue(office, draft)
    assert steps(office, asset).count("price_cut") == 1
    papers.void(office.desk, paper, "Sai ngày")
    assert steps(office, asset).count("price_cut") == 1, "the step was there before the paper"
    paper = issue(office, cut(office))
    with office.desk.reading() as reader:
        at = next(e.seq for e in reversed(reader.events_of(f"asset:{asset}")) if isinstance(e.body, ae.AssetStep))
    asset_steps.strike(office.desk, asset, at, "Ghi nhầm")
    assert stage(office, asset) == "failed"
    assets.sound(office)


def test_voiding_the_number_takes_the_step_back_and_only_the_last(office: Bench) -> None:
    asset = failed(office)
    paper = issue(office, cut(office))
    with office.desk.reading() as reader:
        at = next(e.seq for e in reversed(reader.events_of(f"asset:{asset}")) if isinstance(e.body, ae.AssetStep))
    with pytest.raises(Refused) as refused:
        asset_steps.strike(office.desk, asset, at, "Ghi nhầm")
    assert assets.codes(refused) == ["asset.strike_paper"]
    later = take(office, asset, "auction_contract", DAY, why="org", org="Công ty đấu giá C")
    with pytest.raises(Refused) as refused:
        papers.void(office.desk, paper, "Sai giá")
    assert assets.codes(refused) == ["asset.void_last"]
    asset_steps.strike(office.desk, asset, later, "Ghi nhầm")
    papers.void(office.desk, paper, "Sai giá")
    assert stage(office, asset) == "failed"
    issue(office, cut(office, 280_000_000, cut_percent="20.000.000 đồng"))
    assert stage(office, asset) == "cut"
    assets.sound(office)


def test_withdrawing_the_decision_ends_the_step_from_that_day(office: Bench) -> None:
    asset = failed(office)
    paper = issue(office, cut(office))
    sending.send(office.desk, paper, "procuracy", "", day=DAY)
    office.on(date(2020, 5, 28))
    clause = office.desk.rules.grounds("withdrawal", office.clock.day)[0].code
    draft = papers.Draft(
        "withdrawal", Effect("withdrawal", clause, target=paper), office.matters[0], {"reason": "x", "evidence": "x", "consequence": "x"},
    )
    assert "thôi có hiệu lực từ ngày 28/05/2020" in does(office, draft)
    undone = papers.issue_at_once(office.desk, draft, office.officer)[0]
    assert (stage(office, asset), stage(office, asset, date(2020, 5, 27))) == ("failed", "cut")
    assets.sound(office)
    papers.void(office.desk, undone, "Thu hồi nhầm")
    assert stage(office, asset) == "cut"
    assets.sound(office)


def test_what_the_law_refuses_of_the_step_refuses_the_paper_whole(office: Bench) -> None:
    asset = failed(office)
    take(office, asset, "auction_contract", DAY, why="org", org="Công ty đấu giá C", confirmed=True)
    with pytest.raises(Refused) as refused:
        issue(office, cut(office, of_asset=asset))
    assert {c.partition(".")[0] for c in assets.codes(refused)} == {"asset"}
    assert {r.field for r in refused.value.refusals} == {paper_steps.OF}
    assert stage(office, asset) == "auction"
    with office.desk.reading() as reader:
        assert not [p for p in reader.projections.papers(matter=office.matters[0]) if p.form == "price_cut"], "nothing half done"
    issue(office, cut(office, of_asset=paper_steps.NONE))
    assert stage(office, asset) == "auction", "said that it is of no card"


def test_of_several_assets_the_paper_says_which(office: Bench) -> None:
    first = failed(office)
    second = assets.card(office, apart="Xe khác, cùng biển số cũ")
    asset_steps.take(office.desk, second, StepInput("asset_seized", date(2020, 4, 29), office.matters[0], note="tài sản khác"))
    minutes = drafted(office, "seizure_minutes", of_asset=second)
    with office.desk.reading() as reader:
        options, _first = paper_steps.offered(office.desk, reader, office.matters[0], "seizure_minutes", DAY)
    assert {key for key, _ in options} >= {first, second, paper_steps.NONE}
    assert "không ghi lần nữa" in does(office, minutes)
    issue(office, minutes)
    assert steps(office, second) == ["asset_seized"]


def test_minutes_of_a_seizure_seize_the_card(office: Bench) -> None:
    asset = assets.card(office)
    issue(office, drafted(office, "seizure_notice"))
    issue(office, drafted(office, "seizure_minutes"))
    assert steps(office, asset) == ["seizure_told", "asset_seized"]
    with office.desk.reading() as reader:
        state = asset_facts.now(office.desk, reader, asset).state
    assert [s.matter for s in state.seizures] == [office.matters[0]]


def test_every_form_that_is_a_step_exists_and_its_fields_do() -> None:
    for form_id, kind in paper_steps.KINDS.items():
        versions = [f for f in load_forms() if f.id == form_id]
        assert versions
        for form in versions:
            own = {v.name for v in form.own}
            assert {x for x in (kind.amount, kind.org) if x} <= own, (form_id, form.law)
            way = asset_ways.table().of(form.law)[kind.step]
            assert {a.name for a in way.asks if a.required} <= {"amount", "why", "matter"}
            assert not kind.why or kind.why in dict(way.whys)


def due(office: Bench, asset: str, step: str) -> list[str]:
    """The open terms of an asset that a step ends."""
    with office.desk.reading() as reader:
        rules = office.desk.rules_for(reader)
        found = asset_facts.now(office.desk, reader, asset).open
        return [d.rule for d in found if step in parts(rules.term(counted_by(d.rule), d.born, d.law or None, d.case).discharged_by)]


@pytest.mark.parametrize("form_id", ["seizure_notice", "valuation_result", "auction_failed", "price_cut", "asset_handover", "release"])
def test_the_paper_ends_the_term_of_its_step(office: Bench, form_id: str) -> None:
    draft = drafted(office, form_id)
    match form_id:
        case "seizure_notice":
            plot = asset_cards.CardInput("land", {"parcel": "12", "sheet": "3"}, "", (PartyInput("Nguyễn Văn An"),), no_commune="chưa rõ")
            asset = asset_cards.note(office.desk, plot, asset_cards.LinkInput(office.matters[0]))
            take(office, asset, "seizure_day", date(2020, 5, 20), on=date(2020, 6, 10))
        case "valuation_result":
            asset = assets.seized(office)
            take(office, asset, "valuation_contract", date(2020, 3, 12), org="Công ty Thẩm định giá A")
            take(office, asset, "valuation_received", date(2020, 3, 20), amount=300_000_000)
        case "asset_handover":
            asset = assets.sold(office)
            take(office, asset, "buyer_paid", date(2020, 5, 11), amount=310_000_000)
        case "release":
            taken = Effect("coercion", measure="seize", confirmed=("measure.flight",))
            said = {"asset": "xe ô tô", "holder": "x", "reason": "x", "evidence": "x"}
            paper = papers.issue_at_once(office.desk, on_its_form(office, office.matters[0], taken, **said), office.officer, date(2020, 3, 9))[0]
            asset = assets.seized(office)
            take(office, asset, "release_ground", date(2020, 5, 18), matter=office.matters[0], why="other")
            draft = replace(draft, effect=Effect("measure_end", target=paper))
        case _:
            asset = failed(office)
            draft = cut(office) if form_id == "price_cut" else draft
            if form_id == "auction_failed":
                with office.desk.reading() as reader:
                    at = next(e.seq for e in reversed(reader.events_of(f"asset:{asset}")) if isinstance(e.body, ae.AssetStep))
                asset_steps.strike(office.desk, asset, at, "Chưa thông báo")
    step = paper_steps.KINDS[form_id].step
    assert due(office, asset, step), "a term runs that asks for it"
    paper = issue(office, draft)
    assert steps(office, asset)[-1] == step
    if form_id in ("valuation_result", "auction_failed"):
        # Issued is not told: the duty to tell ends when the paper has gone to every party.
        assert due(office, asset, step)
        keys = [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to == "party"]
        serving.mark(office.desk, paper, keys[:1], serving.Given("direct", office.clock.day))
        assert due(office, asset, step)
        serving.mark(office.desk, paper, keys[1:], serving.Given("direct", office.clock.day))
    assert due(office, asset, step) == []
    assets.sound(office)


def test_an_amendment_changes_no_sum_that_stands_on_the_card(office: Bench) -> None:
    asset = failed(office)
    paper = issue(office, cut(office))
    sending.send(office.desk, paper, "procuracy", "", day=DAY)
    clause = office.desk.rules.grounds("amendment", office.clock.day)[0].code

    def told(old: str, new: str) -> list[str]:
        texts = {"reason": "x", "evidence": "x", "consequence": "x", "old_text": old, "new_text": new}
        draft = papers.Draft("amendment", Effect("amendment", clause, target=paper), office.matters[0], texts)
        with office.desk.reading() as reader:
            return [r.code for r in papers.check(office.desk, reader, draft, office.clock.day).refusals]

    for old in ("270.000.000", "70.000", "Hai trăm bảy mươi triệu", "270.000.000 đồng (Hai trăm"):
        assert told(old, "275.000.000") == ["asset.paper_amount"], old
    assert told("Giảm giá lần thứ", "Giảm giá lần") == []
    assert stage(office, asset) == "cut"


def test_an_asset_of_another_matter_is_none_of_this_paper(office: Bench) -> None:
    failed(office)
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, cut(office, **{paper_steps.OF: "nosuch"}), office.clock.day)
    assert [r.code for r in found.refusals] == ["asset.paper_unknown"]
