"""Every form that answers a term ends that term when it is issued and served through the real services; every other form has its reason here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from tests.unit.test_forms_measures import DAYS, NUMBERS, draft_of
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.documents.variables import VARIABLES
from thads_desktop.domain.acts import GROUND_KINDS, PLAIN, Effect
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.due import Deadline
from thads_desktop.services import acts, paper_steps, papers, queries, serving

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}
TESTS = Path(__file__).parents[1]
#: Form -> (what became known, the rule of the term it starts): what the form decides answers it.
GROUNDS: dict[str, tuple[str, str]] = {
    "means_lacking": ("means_lacking", "R11"), "deferral": ("deferral", "R19"), "suspension": ("suspension", "R20"),
    "suspension_notice": ("suspension_notice", "R21"), "termination": ("termination", "R23"), "delegation": ("delegation", "R24"),
    "freeze_account": ("urgent_freeze", "R31"), "freeze_deposit": ("urgent_freeze", "R31"), "keep_assets": ("urgent_keep", "R31"),
    "confirmation": ("confirmation", "R48"), "cost_relief": ("cost_relief", "R51"),
    "assignment": ("officer_change", "R49"), "verification": ("verify_again", "R13"), "release": ("release", "R43"),
    "freeze_end": ("release", "R43"), "keep_end": ("release", "R43"), "halt_end": ("release", "R43"),
}  # fmt: skip
#: Forms whose term is ended elsewhere in the tests: where.
ELSEWHERE = {
    "request_fix": "R05: test_intake_papers", "request_refusal": "R04: test_intake_papers", "request_return": "R15: test_further_decisions",
    "enforcement_cd": "R01: test_deadlines", "enforcement_yc": "R04: test_deadlines", "enforcement_interim": "R02: test_deadlines",
    "continuation": "R22: test_deadlines_each", "transfer": "R29: test_due_procedure",
    "complaint_accepted": "R53: test_paper_begins", "denunciation_accepted": "R53: test_entry_papers", "denunciation_conclusion": "R53: test_entry_papers",
    "complaint_first": "R53: test_paper_begins", "complaint_second": "R53: test_paper_begins",
    **dict.fromkeys(("seizure_notice", "valuation_result", "price_cut", "auction_failed", "asset_handover"), "of the asset: test_paper_steps"),
    "fee_relief": "R50: test_further_decisions, on its fee decision", "destruction": "R45: test_due_store", "summons": "R08: test_deadlines",
    "money_notice": "R46: test_due_money", "notice_of_enforcement": "R08, R09: test_serving, by the service of the decision it tells of",
    "delegation_receipt": "R26: test_due_delegation", "asset_handling": "R27: test_delegated_assets",
}  # fmt: skip
#: Why other forms end no term: no term of the law data asks for them.
NONE: dict[str, tuple[str, ...]] = {
    "a measure that the officer may take, for which no term runs": (
        "business_income", "buyer_coercion", "coercion", "deduct_account", "deduct_income", "exit_ban", "exit_ban_change", "exit_ban_lift",
        "exit_ban_request", "exploitation", "exploitation_end", "halt_transfer", "hand_over_child", "measure_end", "money_held", "money_third",
        "perform_act", "refrain_act", "reinstate_worker", "return_house", "return_papers", "return_thing", "securities_sell",
        "securities_take", "security", "seize_asset", "seize_house", "seize_ip", "seize_land", "seize_more", "seize_pledged", "seize_share",
        "transfer_land", "enforcement_fine", "keep_return",
    ),
    "it starts a term, or is beside one, and answers none": (
        "freeze_minutes", "keep_minutes", "seizure_minutes", "seizure_minutes_land", "price_agreement", "price_council", "price_minutes",
        "coercion_plan", "police_letter", "registration_request", "oral_request", "request_receipt", "fee", "cost_list", "cost_notice",
        "distribution",
    ),
    "it decides what is done; what is done ends the term": (
        "asset_to_buyer", "asset_to_creditor", "asset_delegation", "give_back", "to_budget", "taking_up",
    ),
    "minutes, slips and cards of what happened, which is recorded by itself": (
        "agreement_minutes", "cash_in", "cash_out", "coercion_minutes", "collected_slip", "collected_slip_transfer", "custody_minutes",
        "destruction_minutes", "exhibit_handover", "file_handover", "notice_delivery", "notice_failed", "opening_minutes",
        "paying_minutes", "posting_minutes",
        "seal_minutes", "separate_book_note", "stock_card", "stock_count", "store_order_in", "store_order_out", "store_voucher_in",
        "store_voucher_out", "transfer_minutes", "unlock_minutes", "unseal_minutes", "violation_minutes", "working_minutes",
    ),
    "a letter or an invitation": (
        "information_bank", "information_insurance", "information_land", "information_request", "information_tax", "information_vehicle",
        "invitation", "summons_to_appear", "verification_proxy", "transfer_answer", "ending_notice",
    ),
    "the law data name no day by which it is issued": (
        "amendment", "correction", "withdrawal", "cancellation", "remission", "explanation", "explanation_before", "review_petition",
        "financial_guarantee", "violation_fine",
    ),
}  # fmt: skip

#: Made on a received judgment, a complaint or a delegation that came in, or (the slip) on a move to the separate book.
NOT_OF_A_MATTER = {
    "separate_book_note", "explanation_before",
    "oral_request", "request_receipt", "request_fix", "request_refusal", "asset_handling", "complaint_accepted", "complaint_first", "complaint_second",
    "denunciation_accepted", "denunciation_conclusion",
}  # fmt: skip
#: Kinds of effect whose papers are served as they are.
SERVED = (PLAIN, "security", "coercion", "measure_end", "cost_relief")
#: Forms that end a coercive measure -> the measure they are tried on.
ENDS = {"release": "seize", "measure_end": "deduct", "exploitation_end": "exploit"}
#: For a measure without a form of its own, and to record what was issued elsewhere: every measure of the law has its own.
FOR_ANY = ("security", "coercion")


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Bench]]:
    made = {law: bench(tmp_path_factory.mktemp(law) / "data", day) for law, day in DAYS.items()}
    yield made
    for office in made.values():
        office.desk.close()


def terms(office: Bench, matter: str) -> list[Deadline]:
    with office.desk.reading() as reader:
        return deadlines_of(reader.events_of(f"matter:{matter}"), office.desk.rules_for(reader), office.desk.calendar(reader))


def drafted(office: Bench, form: Form, matter: str, clause: str) -> papers.Draft:
    """The form with samples in every field that is typed, on what it ends or needs."""
    of_coercion = form.effect == "measure_end" and form.id in ENDS
    if of_coercion:
        taken = Effect("coercion", measure=ENDS[form.id], amount=1_000_000, confirmed=("measure.flight",))
        typed = {n: VARIABLES[n].sample for n in ("asset", "reason", "evidence")}
        target = papers.issue_at_once(office.desk, on_its_form(office, matter, taken, **typed), office.officer)[0]
        draft = papers.Draft(form.id, Effect("measure_end", target=target), matter, {v.name: v.sample for v in form.own})
    else:
        draft = draft_of(office, form, matter)
    effect = draft.effect
    told = (*(("facts.none",) if form.effect == "cost_relief" else ()), *effect.confirmed)
    listed = [g.code for g in office.desk.rules.grounds(GROUND_KINDS[form.effect], office.clock.day)] if GROUND_KINDS[form.effect] else [""]
    more = {"deferral": {"until": date(office.clock.day.year, 10, 1)}, "delegation": {"to_office": "Thi hành án dân sự tỉnh Quảng Ninh"},
            "assignment": {"officer": office.second}, "verification": {"result": "none"},
            "cost_relief": {"amount": 100_000}}.get(form.effect, {})  # fmt: skip
    effect = replace(effect, clause=clause or listed[0], confirmed=told, **more)  # type: ignore[arg-type]  # fields of an effect
    texts = {n: VARIABLES[n].sample for n in form.typed if n in VARIABLES and VARIABLES[n].source == "typed"}
    return replace(draft, effect=effect, texts={**texts, **draft.texts})


def issue(office: Bench, draft: papers.Draft, form: Form) -> str:
    return papers.issue_at_once(office.desk, draft, office.officer if form.signer == "officer" else office.head)[0]


@pytest.mark.parametrize("name", sorted(n for n, f in FORMS.items() if f.id in GROUNDS))
def test_the_form_ends_the_term_of_what_it_answers(offices: dict[str, Bench], name: str) -> None:
    form, day = FORMS[name], DAYS[FORMS[name].law]
    office, (of, rule) = offices[FORMS[name].law], GROUNDS[FORMS[name].id]
    matter = office.decision(kind="yc", number=f"{next(NUMBERS)}/2019/DS-ST")
    acts.valid_notice(office.desk, matter, day)
    office.verified(matter, result="none" if of == "means_lacking" else "means")
    clauses = [g.code for g in office.desk.rules.grounds(of, day)] or [""]
    draft = drafted(office, form, matter, "" if GROUND_KINDS[form.effect] != of else clauses[0])
    acts.ground(office.desk, matter, day, of, draft.effect.clause if GROUND_KINDS[form.effect] == of else "")
    assert [d.discharged_on for d in terms(office, matter) if d.rule == rule and d.discharged_on is None] == [None]
    issue(office, draft, form)
    assert [d for d in terms(office, matter) if d.rule == rule and d.discharged_on is None] == []


@pytest.mark.parametrize("name", sorted(n for n, f in FORMS.items() if f.series and f.effect in SERVED))
def test_serving_everybody_on_its_own_list_ends_the_terms_of_sending(offices: dict[str, Bench], name: str) -> None:
    form = FORMS[name]
    if form.id in paper_steps.KINDS or form.id in NOT_OF_A_MATTER or form.id in FOR_ANY:
        return
    office = offices[form.law]
    if not form.on(office.clock.day):
        return
    matter = office.decision(kind="yc", number=f"{next(NUMBERS)}/2019/DS-ST", due=None if form.things else 10_000_000)
    acts.valid_notice(office.desk, matter, DAYS[form.law])
    office.verified(matter, result="means")
    if form.id == "ending_notice":
        # It is on a matter that has ended.
        acts.collect(office.desk, matter, office.clock.day, 1, queries.matter(office.desk, matter).state.rest)
        acts.complete(office.desk, matter, office.clock.day)
    if form.id == "money_notice":
        # It tells of money that is there.
        acts.collect(office.desk, matter, office.clock.day, 1, 10_000_000)
    paper = issue(office, drafted(office, form, matter, ""), form)
    keys = [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to != "inside"]
    if keys:
        serving.mark(office.desk, paper, keys, serving.Given("direct", office.clock.day, office.clock.day))
    left = [(d.rule, d.parties) for d in terms(office, matter) if d.paper == paper and d.rule in ("R07", "R08") and d.discharged_on is None]
    assert left == [], f"{name}: its list names {keys}"


def test_every_form_answers_a_term_or_has_its_reason() -> None:
    without = [form for forms in NONE.values() for form in forms]
    said = [*GROUNDS, *ELSEWHERE, *without]
    assert len(said) == len(set(said))
    assert {f.id for f in load_forms()} == set(said), set(said) ^ {f.id for f in load_forms()}
    assert set(paper_steps.KINDS) <= set(said)
    for form, where in ELSEWHERE.items():
        rule, _, file = where.partition(": ")
        found = [x.read_text(encoding="utf-8") for x in TESTS.glob(f"*/{file.partition(',')[0]}.py")]
        assert found, where
        assert any(form in text or rule.split(",")[0] in text for text in found), (form, where)
