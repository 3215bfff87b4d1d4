"""The further decisions do what they say: a request goes back and comes again, rights pass, measures hold and end, fees and confirmations
leave the obligations as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.acts import SECURITY, Effect, from_plain, to_plain
from thads_desktop.domain.refusal import Refused
from thads_desktop.law import decisions
from thads_desktop.services import acts, intake, measure_forms, opening, papers, parties, queries, recording, transfers

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)
TEXTS = dict.fromkeys(("reason", "evidence", "consequence", "asset", "holder", "asked_by", "court", "result_text", "unclear"), "theo đơn ngày 01/6")
TEXTS |= {"council": "ông A\nbà B\nông C", "requester": "bà Lê Thị Hoa", "judgment_item": "trả lại tài sản"}


def office_on(tmp_path: Path, day: date) -> Bench:
    return bench(tmp_path / "data", day)


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Bench]:
    made = office_on(tmp_path, OLD)
    yield made
    made.desk.close()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Bench]:
    made = office_on(tmp_path, NEW)
    yield made
    made.desk.close()


def issue(office: Bench, matter: str, effect: Effect, **texts: str) -> str:
    signer = office.officer if effect.kind in ("security", "coercion", "measure_end") else office.head
    if effect.kind in measure_forms.FAMILIES:
        return papers.issue_at_once(office.desk, on_its_form(office, matter, effect, **{**TEXTS, **texts}), signer)[0]
    draft = transfers.named(office.desk, papers.Draft(effect.kind, effect, matter, {**TEXTS, **texts}))
    return papers.issue_at_once(office.desk, draft, signer)[0]


def codes(office: Bench, matter: str, effect: Effect) -> set[str]:
    with pytest.raises(Refused) as refused:
        issue(office, matter, effect)
    return {r.code for r in refused.value.refusals}


def assigned(office: Bench, **how: object) -> str:
    matter = office.decision(**how)  # type: ignore[arg-type]  # as the bench takes it
    acts.valid_notice(office.desk, matter, office.clock.day)
    office.verified(matter, result="means")
    return matter


def lacking(office: Bench) -> str:
    matter = office.decision(kind="yc")
    acts.valid_notice(office.desk, matter, office.clock.day)
    office.verified(matter)
    issue(office, matter, Effect("means_lacking", "a"))
    return matter


def state(office: Bench, matter: str) -> queries.MatterState:
    return queries.matter(office.desk, matter).state


# --- the request that goes back, and comes again -----------------------------------------------------


def test_a_request_goes_back_after_two_years_and_comes_again_with_proof(new: Bench) -> None:
    matter = lacking(new)
    assert codes(new, matter, Effect("request_return")) == {"return.too_early"}
    new.on(date(2028, 8, 3))
    issue(new, matter, Effect("request_return"))
    held = state(new, matter)
    assert (held.status, held.lines[1].state, held.rest) == ("returned", "returned", 0)
    with new.desk.reading() as reader:
        line = held.lines[1].line
        debtor, creditor = (parties.input_of(reader, p) for p in (line.debtors[0], line.creditors[0]))
    request = intake.receive_request(new.desk, held.judgment, creditor, new.clock.day)
    given = opening.OpeningInput(
        held.judgment, "yc", request, (debtor,), (creditor,), (opening.Obligation("Trả nợ gốc", 10_000_000),), new.officer
    )
    with pytest.raises(Refused) as refused:
        opening.issue(new.desk, given, new.head, new.clock.day)
    assert {r.code for r in refused.value.refusals} == {"request.proof"}
    paper, _ = opening.issue(new.desk, replace(given, confirmed=("request.proof",)), new.head, new.clock.day)
    with new.desk.reading() as reader:
        again = papers.load(reader, paper).matter
    assert again != matter
    assert state(new, again).links == [(matter, "re_requested")]
    told = {i.what: i.detail for i in queries.matter(new.desk, again).timeline}
    assert told["Tiếp nối việc khác"].startswith("yêu cầu lại sau khi gửi lại yêu cầu của việc 01/")


def test_new_information_and_a_matter_of_the_offices_own_motion_keep_the_request_here(new: Bench) -> None:
    matter = lacking(new)
    new.on(date(2028, 8, 4))
    acts.inform(new.desk, matter, new.clock.day)
    assert codes(new, matter, Effect("request_return")) == {"return.new_information"}
    own = new.decision(kind="cd", number="16/2019/DS-ST")
    assert codes(new, own, Effect("request_return")) >= {"return.ex_officio"}


def test_what_a_creditor_gave_up_is_asked_about_when_he_requests_again(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    issue(old, matter, Effect("termination", "c"))
    held = state(old, matter)
    with old.desk.reading() as reader:
        line = held.lines[1].line
        debtor, creditor = (parties.input_of(reader, p) for p in (line.debtors[0], line.creditors[0]))
    request = intake.receive_request(old.desk, held.judgment, creditor, OLD)
    given = opening.OpeningInput(held.judgment, "yc", request, (debtor,), (creditor,), (opening.Obligation("Trả lãi", 1_000),), old.officer)
    with pytest.raises(Refused) as refused:
        opening.issue(old.desk, given, old.head, OLD)
    (told,) = refused.value.refusals
    assert told.code == "request.renounced"
    assert told.cite.startswith("khoản 3 Điều 5 Nghị định 62/2015/NĐ-CP")
    opening.issue(old.desk, replace(given, confirmed=("request.renounced",)), old.head, OLD)


# --- rights and duties ------------------------------------------------------------------------------


def test_a_right_passes_to_another_and_the_matter_stays_the_same(new: Bench) -> None:
    matter = assigned(new, kind="yc")
    before = state(new, matter).lines[1].line
    effect = Effect("transfer", side="creditor", party=before.creditors[0], to_party=transfers.NEW)
    paper = issue(new, matter, effect, new_party="Trần Thị Nhận")
    view = queries.matter(new.desk, matter)
    assert view.lines[0].creditors == ("Trần Thị Nhận",)
    assert view.state.status == "enforcing"
    assert papers.stored(new.desk, paper)
    draft = papers.Draft("withdrawal", Effect("withdrawal", "b", target=paper), matter, TEXTS)
    papers.issue_at_once(new.desk, draft, new.head)
    assert state(new, matter).lines[1].line.creditors == before.creditors


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"party": "?"}, "transfer.not_party"), ({"to_party": ""}, "transfer.no_new_party"), ({"side": "debtor"}, "transfer.not_party")],
)
def test_a_transfer_names_who_stands_there_and_somebody_else(new: Bench, changes: dict[str, str], code: str) -> None:
    matter = assigned(new, kind="yc")
    party = state(new, matter).lines[1].line.creditors[0]
    effect = replace(Effect("transfer", side="creditor", party=party, to_party="another"), **changes)
    assert code in codes(new, matter, effect)


def test_nobody_owes_himself(new: Bench) -> None:
    matter = assigned(new, kind="yc")
    line = state(new, matter).lines[1].line
    effect = Effect("transfer", side="creditor", party=line.creditors[0], to_party=line.debtors[0])
    assert "transfer.both_sides" in codes(new, matter, effect)


def test_under_the_old_law_the_decision_is_withdrawn_instead(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    effect = Effect("transfer", side="creditor", party="x", to_party="y")
    with pytest.raises(Refused) as refused:
        issue(old, matter, effect)
    told = next(r for r in refused.value.refusals if r.code == "transition.none")
    assert told.cite.startswith("khoản 3 Điều 54")


# --- measures ---------------------------------------------------------------------------------------

INCOME = (("income", 10_000_000),)
LAST_OLD, FIRST_NEW = date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("day", "measure", "amount", "figures", "code", "article"),
    [
        # 30 % of what he earns, unless agreed
        (OLD, "income", 3_000_000, INCOME, "", ""),
        (OLD, "income", 3_000_001, INCOME, "measure.over_share", "khoản 3 Điều 78"),
        (OLD, "income", 5_000_000, (*INCOME, ("agreed", 1)), "", ""),
        (OLD, "income", 1, (), "measure.no_income", "khoản 3 Điều 78"),
        (LAST_OLD, "income", 3_000_001, INCOME, "measure.over_share", "khoản 3 Điều 78"),
        # one minimum wage for him, and one for each who depends on him
        (FIRST_NEW, "income", 4_690_000, (*INCOME, ("wage", 5_310_000)), "", ""),
        (FIRST_NEW, "income", 4_690_001, (*INCOME, ("wage", 5_310_000)), "measure.below_wage", "khoản 1 Điều 51"),
        (FIRST_NEW, "income", 1, (*INCOME, ("wage", 5_310_000), ("heads", 1)), "measure.below_wage", "khoản 1 Điều 51"),
        (FIRST_NEW, "income", 1, INCOME, "measure.no_wage", "khoản 1 Điều 51"),
        # never above the duty with its costs
        (OLD, "deduct", 10_000_000, (), "", ""),
        (OLD, "deduct", 10_000_001, (), "measure.over_duty", "Điều 76"),
        (OLD, "deduct", 10_000_500, (("costs", 500),), "", ""),
        (FIRST_NEW, "deduct", 10_000_001, (), "measure.over_duty", "Điều 73"),
    ],
)
def test_the_limits_of_a_measure(
    tmp_path: Path, day: date, measure: str, amount: int, figures: tuple[tuple[str, int], ...], code: str, article: str
) -> None:
    office = office_on(tmp_path, day)
    matter = assigned(office, kind="yc")
    effect = Effect("coercion", measure=measure, amount=amount, figures=figures)
    if not code:
        paper = issue(office, matter, effect)
        (held,) = state(office, matter).measures_held
        assert (held.kind, held.amount, held.paper) == (measure, amount, paper)
    else:
        with pytest.raises(Refused) as refused:
            issue(office, matter, effect)
        (told,) = refused.value.refusals
        assert told.code == code
        assert told.cite.startswith(article)
    office.desk.close()


@pytest.mark.parametrize(("day", "count"), [(OLD, 3), (NEW, 3)])
def test_each_law_has_its_security_measures(tmp_path: Path, day: date, count: int) -> None:
    """Three of the officer's; the ban on leaving the country is the head's (the fourth of the new law)."""
    office = office_on(tmp_path, day)
    matter = assigned(office, kind="yc")
    for measure in ("freeze", "keep", "halt"):
        issue(office, matter, Effect("security", measure=measure, amount=1 if measure == "freeze" else None))
    issue(office, matter, Effect("exit_ban"), banned_ids="hộ chiếu số C1234567", ban_term="đến khi thi hành xong")
    assert len(state(office, matter).measures_held) == count + 1
    office.desk.close()


def test_a_measure_ends_by_its_own_decision_and_falls_with_its_paper(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    paper = issue(old, matter, Effect("security", measure="freeze", amount=5))
    assert codes(old, matter, Effect("measure_end", target="other")) >= {"measure.not_held"}
    issue(old, matter, Effect("measure_end", target=paper))
    assert state(old, matter).measures_held == []
    other = issue(old, matter, Effect("security", measure="keep"))
    papers.void(old.desk, other, "in hỏng")
    assert state(old, matter).measures_held == []
    assert codes(old, matter, Effect("measure_end", target=other)) >= {"measure.none_held"}


def test_before_the_voluntary_period_is_over_only_to_stop_a_flight_of_assets(old: Bench) -> None:
    matter = old.decision(kind="yc")
    acts.valid_notice(old.desk, matter, OLD)
    effect = Effect("coercion", measure="seize")
    with pytest.raises(Refused) as refused:
        issue(old, matter, effect)
    (told,) = refused.value.refusals
    assert (told.code, told.cite[:17]) == ("measure.flight", "khoản 2 Điều 45 L")
    issue(old, matter, replace(effect, confirmed=("measure.flight",)))


def test_a_security_measure_does_not_say_that_the_voluntary_period_is_over(old: Bench) -> None:
    matter = old.decision(kind="yc")
    acts.valid_notice(old.desk, matter, OLD)
    issue(old, matter, Effect("security", measure="freeze", amount=10))
    seize = Effect("coercion", measure="seize")
    assert codes(old, matter, seize) == {"measure.flight"}
    issue(old, matter, replace(seize, confirmed=("measure.flight",)))
    issue(old, matter, Effect("coercion", measure="deduct", amount=1))
    told = old.decision(kind="yc", number="16/2019/DS-ST")
    acts.valid_notice(old.desk, told, OLD)
    issue(old, told, Effect("security", measure="freeze", amount=10))
    old.verified(told, result="means")
    issue(old, told, seize)


@pytest.mark.parametrize(
    ("day", "when", "code", "article"),
    [
        (OLD, date(2019, 10, 11), "", ""),
        (OLD, date(2019, 10, 12), "measure.day_off", "khoản 2 Điều 46"),
        (OLD, date(2020, 1, 1), "measure.day_off", "khoản 2 Điều 46"),
        (NEW, date(2026, 8, 8), "measure.day_off", "khoản 5 Điều 72"),
        (NEW, date(2026, 9, 2), "measure.day_off", "khoản 5 Điều 72"),
        (NEW, date(2026, 8, 2), "measure.day_past", ""),
    ],
)
def test_nobody_is_coerced_on_a_day_off(tmp_path: Path, day: date, when: date, code: str, article: str) -> None:
    office = office_on(tmp_path, day)
    matter = assigned(office, kind="yc")
    effect = Effect("coercion", measure="seize", until=when)
    if not code:
        issue(office, matter, effect)
    else:
        with pytest.raises(Refused) as refused:
            issue(office, matter, effect)
        (told,) = refused.value.refusals
        assert (told.code, told.cite[: len(article)]) == (code, article)
    office.desk.close()


def test_a_measure_of_somebody_who_does_not_owe_or_that_does_not_exist(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    assert "party.not_debtor" in codes(old, matter, Effect("security", measure="keep", party="?"))
    assert "measure.unknown" in codes(old, matter, Effect("security", measure="seize"))
    assert "measure.missing" in codes(old, matter, Effect("coercion", measure=""))


# --- what leaves the obligations as they are ---------------------------------------------------------


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize("kind", ["confirmation", "cost_relief", "destruction", "to_budget", "explanation", "review_petition"])
def test_such_a_paper_is_made_and_the_obligations_stay(tmp_path: Path, day: date, kind: str) -> None:
    office = office_on(tmp_path, day)
    matter = assigned(office, kind="yc")
    before = state(office, matter)
    # Nothing on record calls for some of them: who signs says that it is there.
    told = ("facts.none",) if kind in ("cost_relief", "destruction", "to_budget") else ()
    paper = issue(office, matter, Effect(kind, amount=1_000, confirmed=told))  # type: ignore[arg-type]  # kinds as words
    after = state(office, matter)
    assert (after.status, after.rest, after.lines) == (before.status, before.rest, before.lines)
    assert [(d.act, d.amount, d.paper) for d in after.done] == [(kind, 1_000, paper)]
    assert queries.matter(office.desk, matter).timeline
    office.desk.close()


@pytest.mark.parametrize(("party", "amount", "code"), [("creditor", 5, "party.not_debtor"), ("nobody", 5, "party.not_debtor"), ("", -5, "paper.missing")])
def test_relief_from_costs_is_of_a_debtor_and_of_a_sum(tmp_path: Path, party: str, amount: int, code: str) -> None:
    office = office_on(tmp_path, NEW)
    matter = assigned(office, kind="yc")
    line = next(iter(state(office, matter).lines.values())).line
    who = line.creditors[0] if party == "creditor" else party
    assert code in codes(office, matter, Effect("cost_relief", amount=amount, party=who, confirmed=("facts.none",)))
    issue(office, matter, Effect("cost_relief", amount=5, party=line.debtors[0], confirmed=("facts.none",)))
    office.desk.close()


def test_a_fee_is_taken_and_relieved_under_both_laws(tmp_path: Path) -> None:
    office = office_on(tmp_path, OLD)
    matter = assigned(office, kind="yc")
    assert codes(office, matter, Effect("fee")) >= {"act.no_amount"}
    assert codes(office, matter, Effect("fee_relief", amount=1)) >= {"fee.none"}
    bands = {"base_text": "10.000.000 đồng", "received_day": OLD.isoformat(), "fee_bands": "10.000.000; 3 %; 300.000"}
    paper = issue(office, matter, Effect("fee", amount=300_000, confirmed=("fee.nothing_due",)), **bands)
    issue(office, matter, Effect("fee_relief", target=paper, amount=90_000), relief_share="30 %")
    office.on(NEW)
    assert "transition.none" not in codes(office, matter, Effect("fee", amount=1))
    # What was received before is decided by the tariff of its day, and relieved.
    paper = issue(office, matter, Effect("fee", amount=300_000, confirmed=("fee.nothing_due",)), **bands)
    issue(office, matter, Effect("fee_relief", target=paper, amount=90_000), relief_share="30 %")
    office.desk.close()


def test_remission_is_of_what_the_state_receives(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    assert codes(old, matter, Effect("remission")) >= {"remission.not_state"}


def test_asset_handling_is_delegated_since_march_2022_and_the_matter_stays(tmp_path: Path) -> None:
    office = office_on(tmp_path, date(2022, 2, 28))
    matter = assigned(office, kind="yc")
    assert codes(office, matter, Effect("asset_delegation", to_office="X")) >= {"transition.none"}
    office.on(date(2022, 3, 1))
    issue(office, matter, Effect("asset_delegation", to_office="Chi cục Thi hành án dân sự huyện An Dương"))
    assert state(office, matter).status == "enforcing"
    office.desk.close()


def test_the_file_is_taken_up_by_the_province_and_only_recorded_here(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    assert codes(old, matter, Effect("taking_up")) == {"taking_up.elsewhere"}
    draft = papers.Draft("taking_up", Effect("taking_up"), matter, TEXTS)
    _, broken = recording.record(old.desk, draft, "7/QĐ-CTHADS", "Đào Xuân Quý", OLD)
    assert set(broken) <= {"signer.not_known"}
    assert state(old, matter).status == "taken_up"


def test_an_effect_with_everything_survives_its_row() -> None:
    effect = Effect(
        "coercion", "", (1, 2), 5, measure="income", party="p", figures=(("income", 7), ("heads", 2)), confirmed=("measure.flight",)
    )
    assert from_plain(to_plain(effect)) == effect
    old_row = {k: v for k, v in to_plain(Effect("deferral", "a")).items() if k not in ("confirmed", "measure", "side", "to_party", "figures")}
    assert from_plain(old_row) == Effect("deferral", "a")


def test_the_new_events_are_written_and_read(old: Bench) -> None:
    matter = assigned(old, kind="yc")
    bodies = (
        pe.RequestReturned("", (1,), "p"), pe.Concluded("a"), pe.TakenUp((), "p"), pe.RightsTransferred("debtor", "a", "b", (1,), "p"),
        pe.MeasureTaken("freeze", (1,), "", 5, "p"), pe.MeasureEnded("p", "", "q"), pe.ActDone("fee", amount=5), pe.HeadDecided(("x",), "p"),
        pe.Linked("m", "re_requested"),
    )  # fmt: skip
    with old.desk.writing("happen") as uow:
        for body in bodies:
            uow.append(f"matter:{matter}", OLD, body, "2008")
        uow.commit()
    with old.desk.reading() as reader:
        assert tuple(e.body for e in reader.events_of(f"matter:{matter}"))[-len(bodies) :] == bodies
    assert isinstance(ev.BODIES["Linked", 1], type)


def test_the_fold_knows_the_security_measures_of_the_catalogue() -> None:
    assert {m.act for day in (OLD, NEW) for m in decisions.catalogue().measures("security", day)} == set(SECURITY)
