"""Every form of rows 37 to 60 of the catalogue goes the whole way of a paper by the real services; what its fields do not take is refused
with the field's name; measures are recorded and ended; days are held against the law; nothing is typed twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from tests.delegations import delegated, two
from tests.office import Bench, bench, on_its_form
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import Form, form_for, load_forms
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    asset_cards,
    costs,
    delegation_in,
    delegation_out,
    masking,
    opening,
    paper_counts,
    papers,
    parties,
    queries,
    sending,
    urgent_hours,
)
from thads_desktop.services.beginnings import measures, table

#: A day of each law on which no day of the samples has gone by.
DAYS = {"2008": date(2020, 8, 5), "2025": date(2026, 8, 5)}
GENERIC = ("security", "coercion", "measure_end", "exit_ban", "transfer")
FORMS = {
    f"{f.id}_{f.law}": f for f in load_forms()
    if (f.number in (37, 40) or 41 <= f.number <= 60) and f.id not in GENERIC
}  # fmt: skip
#: The figures under which 2.000.000 đồng of an income may be taken.
INCOME = {"2008": (("income", 10_000_000),), "2025": (("income", 10_000_000), ("wage", 4_000_000), ("heads", 1))}
NUMBERS = itertools.count(100)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Bench]]:
    made = {law: bench(tmp_path_factory.mktemp(law) / "data", day) for law, day in DAYS.items()}
    yield made
    for office in made.values():
        office.desk.close()


@pytest.fixture
def office(offices: dict[str, Bench]) -> Bench:
    return offices["2025"]


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[Bench]:
    """An office of its own, for what lets days go by."""
    made = bench(tmp_path / "data", DAYS["2025"])
    yield made
    made.desk.close()


def matter_of(office: Bench, *, things: bool = False) -> str:
    """A matter whose debtor was told, and has means. things: something is to be handed over or done, no money is owed."""
    matter = office.decision(kind="yc", number=f"{next(NUMBERS)}/2019/DS-ST", due=None if things else 10_000_000)
    acts.valid_notice(office.desk, matter, office.clock.day)
    office.verified(matter, result="means")
    return matter


def effect_of(form: Form, target: str = "") -> Effect:
    measure = "" if form.effect == "measure_end" else form.measure
    figures = INCOME[form.law] if measure == "income" else (("costs", 200_000),) if measure in ("deduct", "freeze") else ()
    amount = 2_000_000 if form.effect in ("security", "coercion") else None
    # The voluntary period of this matter has only just begun.
    early = ("measure.flight",) if form.effect == "coercion" else ()
    return Effect(form.effect, measure=measure, amount=amount, figures=figures, target=target, confirmed=early)  # type: ignore[arg-type]  # of a form


def draft_of(office: Bench, form: Form, matter: str) -> papers.Draft:
    """The form with its samples, on a matter that has what the form ends."""
    target = ""
    if form.effect == "measure_end":
        kind = "exit_ban" if form.measure == "exit_ban" else "security"
        taken = Effect(kind, measure="" if kind == "exit_ban" else form.measure, amount=None if kind == "exit_ban" else 1_000_000)  # type: ignore[arg-type]  # one of two
        signer = office.head if kind == "exit_ban" else office.officer
        exit_ban = papers.Draft(kind, taken, matter, {"banned_ids": "hộ chiếu số C1", "ban_term": "đến khi thi hành xong"})
        target = papers.issue_at_once(office.desk, exit_ban if kind == "exit_ban" else on_its_form(office, matter, taken), signer)[0]
    return papers.Draft(form.id, effect_of(form, target), matter, {v.name: v.sample for v in form.own})


def codes(office: Bench, draft: papers.Draft, day: date | None = None) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, draft, office.officer, day)
    return [(r.code, r.field) for r in refused.value.refusals]


@pytest.mark.parametrize("name", sorted(FORMS))
def test_each_form_goes_from_draft_to_sent_and_does_what_it_says(offices: dict[str, Bench], name: str) -> None:
    form = FORMS[name]
    office = offices[form.law]
    matter = matter_of(office)
    draft = papers.save(office.desk, draft_of(office, form, matter))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head if form.signer == "head" else office.officer)
    number = papers.issue(office.desk, draft.paper)
    assert bool(number) == bool(form.series)
    with office.desk.reading() as reader:
        assert papers.pdf(reader, draft.paper).startswith(b"%PDF")
    if form.series:
        sending.send(office.desk, draft.paper, "procuracy", "Viện kiểm sát", "direct", office.clock.day)
    state = queries.matter(office.desk, matter).state
    held = [m.kind for m in state.measures_held if m.paper == draft.paper]
    assert held == ([form.measure] if form.effect in ("security", "coercion") else [])
    if form.effect == "measure_end":
        assert state.measures_held == []


@pytest.mark.parametrize("name", sorted(FORMS))
def test_an_empty_needed_field_is_named_and_nothing_is_written(offices: dict[str, Bench], name: str) -> None:
    form = FORMS[name]
    office = offices[form.law]
    needed = {v.name for v in form.own} & set(form.needs)
    if not needed:
        return
    draft = draft_of(office, form, matter_of(office))
    with office.desk.reading() as reader:
        before = reader.head()
        found = papers.check(office.desk, reader, replace(draft, texts={}), office.clock.day)
    assert needed <= {n for n, _label in found.missing}
    assert all(label for _n, label in found.missing)
    assert {("paper.missing", n) for n in needed} <= set(codes(office, replace(draft, texts={})))
    with office.desk.reading() as reader:
        assert reader.head() == before


@pytest.mark.parametrize(
    ("form", "field", "typed", "code"),
    [("seizure_notice", "seizure_day", "ngày mai", "field.no_day"), ("coercion_plan", "cost_estimate", "-1", "field.no_money"),
     ("coercion_plan", "cost_estimate", "mười triệu", "field.no_money"), ("keep_minutes", "cash", "500.000; 20; 10; 4", "field.too_many_cells")],
)  # fmt: skip
def test_what_is_none_of_its_kind_is_refused_at_its_field(office: Bench, form: str, field: str, typed: str, code: str) -> None:
    draft = draft_of(office, FORMS[f"{form}_2025"], matter_of(office))
    assert (code, field) in codes(office, replace(draft, texts={**draft.texts, field: typed}))


def test_typed_text_is_text_and_nothing_else(office: Bench) -> None:
    form = FORMS["freeze_account_2025"]
    draft = draft_of(office, form, matter_of(office))
    draft = replace(draft, texts={**draft.texts, "bank": "Ngân hàng {officer} <b>A & B</b>; DROP TABLE x"})
    with office.desk.reading() as reader:
        said = plain_text(papers.preview(office.desk, reader, draft, office.clock.day))
    assert "Ngân hàng {officer} <b>A & B</b>; DROP TABLE x" in said


# --- limits -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["deduct_account", "freeze_account", "money_third"])
@pytest.mark.parametrize("law", ["2008", "2025"])
def test_no_more_is_taken_than_the_duty_with_its_costs(offices: dict[str, Bench], name: str, law: str) -> None:
    office = offices[law]
    draft = draft_of(office, FORMS[f"{name}_{law}"], matter_of(office))
    over = replace(draft, effect=replace(draft.effect, amount=10_200_001))
    assert ("measure.over_duty", "amount") in codes(office, over)
    papers.issue_at_once(office.desk, replace(draft, effect=replace(draft.effect, amount=10_200_000)), office.officer)


@pytest.mark.parametrize(("law", "most", "code"), [("2008", 3_000_000, "measure.over_share"), ("2025", 2_000_000, "measure.below_wage")])
def test_of_an_income_no_more_is_taken_than_the_law_leaves(offices: dict[str, Bench], law: str, most: int, code: str) -> None:
    office = offices[law]
    draft = draft_of(office, FORMS[f"deduct_income_{law}"], matter_of(office))
    assert (code, "amount") in codes(office, replace(draft, effect=replace(draft.effect, amount=most + 1)))
    papers.issue_at_once(office.desk, replace(draft, effect=replace(draft.effect, amount=most)), office.officer)


@pytest.mark.parametrize("law", ["2008", "2025"])
def test_a_deduction_says_its_seven_things_and_spares_the_commune_under_the_new_law(offices: dict[str, Bench], law: str) -> None:
    form = form_for("deduct_account", DAYS[law])
    assert any("commune" in r.text for r in form.recipients) == (law == "2008")
    body = [a.text for a in form.articles if a.text != "{extra}"]
    said = " ".join(body)
    places = ("account_name", "account_number", "bank", "bank_address", "sum_text", "office", "account", "pay_term")
    assert all(f"{{{p}}}" in said for p in places)
    assert set(form.needs) >= set(places) - {"office"}
    assert "obligations_hit" not in {a.each for a in form.articles}


# --- days -------------------------------------------------------------------------------------------


def test_a_seizure_is_told_in_time_or_the_head_is_asked(fresh: Bench) -> None:
    """Of Wednesday 12 August 2026 three working days before are Friday 7 August."""
    draft = draft_of(fresh, FORMS["seizure_notice_2025"], matter_of(fresh))
    fresh.on(date(2026, 8, 10))
    assert codes(fresh, draft) == [("seizure.told_late", "seizure_day")]
    fresh.on(date(2026, 8, 7))
    papers.issue_at_once(fresh.desk, draft, fresh.officer)
    fresh.on(date(2026, 8, 11))
    asked = replace(draft, effect=replace(draft.effect, confirmed=("seizure.told_late",)))
    papers.issue_at_once(fresh.desk, asked, fresh.officer)


@pytest.mark.parametrize(("day", "code"), [("2026-08-15", "measure.day_off"), ("2026-09-02", "measure.day_off"), ("2026-08-03", "measure.day_past")])
@pytest.mark.parametrize(("form", "field"), [("seizure_notice", "seizure_day"), ("coercion_plan", "coercion_day")])
def test_nobody_is_coerced_on_a_day_off_or_on_one_that_is_past(office: Bench, form: str, field: str, day: str, code: str) -> None:
    draft = draft_of(office, FORMS[f"{form}_2025"], matter_of(office))
    assert (code, field) in codes(office, replace(draft, texts={**draft.texts, field: day}))


# --- measures and their ends ------------------------------------------------------------------------


def test_a_form_ends_the_measure_it_is_for_and_no_other(office: Bench) -> None:
    matter = matter_of(office)
    kept = papers.issue_at_once(office.desk, draft_of(office, FORMS["keep_assets_2025"], matter), office.officer)[0]
    form = FORMS["freeze_end_2025"]
    draft = papers.Draft(form.id, Effect("measure_end", target=kept), matter, {v.name: v.sample for v in form.own})
    assert codes(office, draft) == [("measure.other_ended", "target")]
    papers.issue_at_once(office.desk, on_its_form(office, matter, draft.effect, reason="đã thi hành xong"), office.officer)
    assert queries.matter(office.desk, matter).state.measures_held == []


def test_a_form_of_one_measure_is_for_no_other(office: Bench) -> None:
    draft = draft_of(office, FORMS["seize_house_2025"], matter_of(office))
    assert ("form.other_measure", "measure") in codes(office, replace(draft, effect=replace(draft.effect, measure="hand_over")))


@pytest.mark.parametrize(("minutes", "decision", "hour"), [("freeze_minutes", "freeze_account", "08:30"), ("keep_minutes", "keep_assets", "08:30")])
def test_urgent_minutes_let_the_hours_run_until_the_decision(office: Bench, minutes: str, decision: str, hour: str) -> None:
    matter = matter_of(office)
    for _ in range(2):
        # Written down again they start nothing anew.
        papers.issue_at_once(office.desk, draft_of(office, FORMS[f"{minutes}_2025"], matter), office.officer)
    (term,) = [d for d in queries.matter(office.desk, matter).deadlines if d.rule == "R31"]
    assert (term.born, term.hour, term.discharged_on) == (office.clock.day, hour, None)
    papers.issue_at_once(office.desk, draft_of(office, FORMS[f"{decision}_2025"], matter), office.officer)
    (term,) = [d for d in queries.matter(office.desk, matter).deadlines if d.rule == "R31"]
    assert term.discharged_on == office.clock.day


def test_minutes_written_up_after_the_decision_start_nothing(office: Bench) -> None:
    matter = matter_of(office)
    papers.issue_at_once(office.desk, draft_of(office, FORMS["keep_assets_2025"], matter), office.officer)
    papers.issue_at_once(office.desk, draft_of(office, FORMS["keep_minutes_2025"], matter), office.officer)
    assert [d for d in queries.matter(office.desk, matter).deadlines if d.rule == "R31"] == []


@pytest.mark.parametrize(("text", "hour"), [
    ("08 giờ 30 phút, ngày 05 tháng 8", "08:30"), ("9 giờ", "09:00"), ("14h05", "14:05"), ("25 giờ 00", ""), ("10 giờ 75 phút", ""),
    ("sáng", ""), ("", ""),
])  # fmt: skip
def test_the_hour_of_minutes_is_read(text: str, hour: str) -> None:
    assert urgent_hours.hour_of(text) == hour


# --- nothing twice ----------------------------------------------------------------------------------


def begun(office: Bench, matter: str, form: str) -> dict[str, str]:
    with office.desk.reading() as reader:
        return table.begins(office.desk, reader, matter, FORMS[form], office.clock.day)


def test_papers_begin_with_the_cards_of_the_matter(office: Bench) -> None:
    matter = matter_of(office)
    number = f"{next(NUMBERS)}"
    debtor = parties.PartyInput("Nguyễn Văn An")
    for kind, values in (
        ("account", {"account": f"0031000{number}", "bank": "Ngân hàng A & B"}), ("income", {"payer": "Công ty Sông Cấm", "worker": "Nguyễn Văn An"}),
        ("land", {"parcel": number, "sheet": "14", "area": "86,5", "certificate": f"CĐ100{number}", "place": "số 12 phố Cầu Đất"}),
    ):
        co_owner = (parties.PartyInput("Lê Thị Hoa"),) if kind == "land" else ()
        card = asset_cards.CardInput(kind, values, owners=(debtor,), co_owners=co_owner, no_commune="chưa rõ xã")
        asset_cards.note(office.desk, card, asset_cards.LinkInput(matter))
    freeze = begun(office, matter, "freeze_account_2025")
    assert (freeze["account_number"], freeze["bank"], freeze["account_name"]) == (f"0031000{number}", "Ngân hàng A & B", "Nguyễn Văn An")
    assert begun(office, matter, "deduct_income_2025")["payer"] == "Công ty Sông Cấm"
    land = begun(office, matter, "seize_land_2025")
    assert (land["land_parcel"], land["land_area"], land["co_owners"]) == (f"số {number}, tờ bản đồ số 14", "86,5 m²", "Lê Thị Hoa")
    (line,) = begun(office, matter, "seize_asset_2025")["assets"].split("\n")
    assert line.startswith("Quyền sử dụng đất, thửa")
    assert line.split("; ")[1] == "86,5 m²"


@pytest.mark.parametrize(("form", "sums"), [
    ("freeze_account_2025", {"amount": 10_300_000, "costs": 300_000}), ("deduct_account_2025", {"amount": 10_300_000, "costs": 300_000}),
    ("deduct_income_2025", {}), ("freeze_end_2025", {}),
])  # fmt: skip
def test_what_may_be_taken_is_the_duty_with_the_costs_to_date(office: Bench, form: str, sums: dict[str, int]) -> None:
    matter = matter_of(office)
    costs.incur(office.desk, matter, office.clock.day, "storage", 300_000, bearer="debtor")
    costs.approve(office.desk, matter, office.clock.day, office.head)
    with office.desk.reading() as reader:
        assert measures.sums(reader, matter, FORMS[form]) == sums


def test_papers_begin_with_what_was_said_and_decided_before(office: Bench) -> None:
    matter = matter_of(office)
    freeze = draft_of(office, FORMS["freeze_account_2025"], matter)
    papers.issue_at_once(office.desk, freeze, office.officer)
    deduct = begun(office, matter, "deduct_account_2025")
    assert {n: deduct[n] for n in ("bank", "bank_address", "account_number")} == {n: freeze.texts[n] for n in ("bank", "bank_address", "account_number")}
    assert begun(office, matter, "freeze_end_2025")["frozen"].startswith("tài khoản số 0031000123456 tại Ngân hàng")
    seized, number = papers.issue_at_once(office.desk, draft_of(office, FORMS["seize_land_2025"], matter), office.officer)
    notice = begun(office, matter, "seizure_notice_2025")
    assert f"số {number} ngày 05 tháng 8 năm 2026" in notice["coercion_decision"]
    assert notice["seize_place"] == "số 12 phố Cầu Đất, quận Lê Chân"
    assert "seizure_day" not in notice
    # What was withdrawn is not said again.
    text = {"evidence": "Biên bản", "consequence": "quyết định hết hiệu lực", "reason": "căn cứ không còn"}
    papers.issue_at_once(office.desk, papers.Draft("withdrawal", Effect("withdrawal", "c", target=seized), matter, text), office.officer)
    again = begun(office, matter, "seizure_notice_2025")
    assert number not in again.get("coercion_decision", "")
    assert "seize_place" not in again


def test_the_notice_that_a_delegation_came_says_whose_it_is_and_when(tmp_path: Path) -> None:
    both = two(tmp_path)
    file = delegation_out.make(both.here.desk, both.matter, delegated(both.here, both.matter, ()), both.out)
    both.on(date(2019, 10, 16))
    judgment = delegation_in.take(both.there.desk, delegation_in.look(both.there.desk, file).data, both.there.clock.day)
    with both.there.desk.reading() as reader:
        ready = delegation_in.ready(both.there.desk, reader, judgment)
    assert ready is not None
    paper, number = opening.issue(both.there.desk, ready, both.there.head, both.there.clock.day)
    form = FORMS["delegation_receipt_2008"]
    with both.there.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
        texts = table.begins(both.there.desk, reader, matter, form, both.there.clock.day)
        made = papers.preview(both.there.desk, reader, papers.Draft(form.id, Effect("paper"), matter, texts), both.there.clock.day)
    said = plain_text(made)
    assert "Kính gửi:\nChi cục Thi hành án dân sự quận Lê Chân\n" in said
    assert "vào ngày 16 tháng 10 năm 2019, theo Quyết định ủy thác thi hành án số 01/QĐ-CCTHADS" in said
    assert f"số {number} ngày 16 tháng 10 năm 2019" in said
    papers.issue_at_once(both.there.desk, papers.Draft(form.id, Effect("paper"), matter, texts), both.there.head)
    both.close()


# --- money that is counted --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cash", "total", "code"),
    [("500.000 đồng; 20; 9.000.000 đồng", "10000000", "cash.miscounted"), ("500.000 đồng; 20; 10.000.000", "9000000", "cash.other_total"),
     ("500.000 đồng; 20\n200.000 đồng; 3; 600.000 đồng", "10600000", ""), ("100 USD; 5; 500 USD\n500.000; 20", "1", "")],
)  # fmt: skip
def test_kept_cash_is_counted(office: Bench, cash: str, total: str, code: str) -> None:
    draft = draft_of(office, FORMS["keep_minutes_2025"], matter_of(office))
    with office.desk.reading() as reader:
        draft = replace(draft, texts={**draft.texts, "cash": cash, "cash_total": total})
        found = papers.check(office.desk, reader, draft, office.clock.day)
    assert [r.code for r in found.refusals] == ([code] if code else [])


NOTES = st.tuples(st.sampled_from([1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000]), st.integers(1, 10**6))


@given(st.lists(NOTES, min_size=1, max_size=9))
def test_a_right_count_is_never_refused_and_one_more_always_is(notes: list[tuple[int, int]]) -> None:
    form = FORMS["keep_minutes_2025"]
    cash = "\n".join(f"{dong(worth)} đồng; {dong(count)}; {dong(worth * count)} đồng" for worth, count in notes)
    total = sum(worth * count for worth, count in notes)
    assert paper_counts.objections(form, {"cash": cash, "cash_total": str(total)}) == []
    (wrong,) = paper_counts.objections(form, {"cash": cash, "cash_total": str(total + 1)})
    assert (wrong.code, wrong.facts["right"]) == ("cash.other_total", dong(total))


def test_nothing_begins_with_what_an_account_may_not_see(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = matter_of(office)
    assert begun(office, matter, "freeze_account_2025")
    monkeypatch.setattr(masking, "covered", lambda *_: True)
    assert begun(office, matter, "freeze_account_2025") == {}


# --- the forms for any measure ----------------------------------------------------------------------
