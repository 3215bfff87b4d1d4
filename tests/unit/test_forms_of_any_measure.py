"""The forms for any measure, beside those that measures have of their own."""

from __future__ import annotations

import pytest

from tests.office import Bench, on_its_form
from tests.unit.test_forms_measures import DAYS, INCOME, codes, matter_of, office, offices
from thads_desktop.documents.form import load_forms
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law import decisions
from thads_desktop.services import (
    form_picker,
    measure_forms,
    offers,
    papers,
    queries,
    recording,
)

__all__ = ["office", "offices"]


@pytest.mark.parametrize("law", list(DAYS))
def test_the_form_for_any_measure_stands_in_for_no_measure_that_has_its_own(offices: dict[str, Bench], law: str) -> None:
    """Where a measure has its own form, with what the law wants said of it, the general one is refused and names it."""
    office, day = offices[law], DAYS[law]
    matter = matter_of(office)
    for kind in ("security", "coercion"):
        for measure in (m.act for m in decisions.catalogue().measures(kind, day) if m.act != "exit_ban"):
            said = {"asset": "tài khoản số 1", "holder": "Ngân hàng"}
            effect = Effect(kind, measure=measure, amount=1_000_000, figures=INCOME[law], confirmed=("measure.flight",))  # type: ignore[arg-type]  # one of two
            with pytest.raises(Refused) as refused:
                papers.issue_at_once(office.desk, papers.Draft(kind, effect, matter, said), office.officer)
            (refusal,) = [r for r in refused.value.refusals if r.code == "measure.own_form"]
            assert all(f.name in say(refusal) for f in measure_forms.own(kind, measure, day)), measure
            assert measure_forms.own(kind, measure, day), measure


@pytest.mark.parametrize("law", list(DAYS))
def test_the_form_for_any_end_stands_in_for_none_that_a_measure_has_of_its_own(offices: dict[str, Bench], law: str) -> None:
    office = offices[law]
    taken = {"freeze": "security", "keep": "security", "halt": "security", "seize": "coercion", "exploit": "coercion"}
    for measure, kind in taken.items():
        matter = matter_of(office)
        effect = Effect(kind, measure=measure, amount=1_000_000, confirmed=("measure.flight",))  # type: ignore[arg-type]  # one of two
        target = papers.issue_at_once(office.desk, on_its_form(office, matter, effect, reason="x", asset="nhà"), office.officer)[0]
        end = Effect("measure_end", target=target)
        assert ("measure.own_form", "target") in codes(office, papers.Draft("measure_end", end, matter, {"reason": "đã nộp đủ"}))
        own = on_its_form(office, matter, end, reason="đã nộp đủ", asset="tài sản")
        assert own.form != "measure_end"
        papers.issue_at_once(office.desk, own, office.officer)
        assert queries.matter(office.desk, matter).state.measures_held == []


@pytest.mark.parametrize("law", list(DAYS))
def test_what_another_office_decided_on_any_measure_is_recorded_without_a_breach(offices: dict[str, Bench], law: str) -> None:
    office = offices[law]
    effect = Effect("coercion", measure="deduct", amount=1_000_000, confirmed=("measure.flight",))
    draft = papers.Draft("coercion", effect, matter_of(office), {"asset": "tài khoản số 1"})
    assert recording.record(office.desk, draft, "12/QĐ-CTHADS", "Trần Thị Bình", DAYS[law])[1] == ()


def test_the_matter_offers_the_families_and_each_its_forms(office: Bench) -> None:
    matter = matter_of(office)
    state = queries.matter(office.desk, matter).state
    offered = {o.key: o for o in offers.offers(office.desk, state, office.clock.day, matter)}
    assert {key: offered[key].kind for key in measure_forms.FAMILIES} == dict.fromkeys(measure_forms.FAMILIES, "forms")
    assert not offered["coercion"].why
    listed = form_picker.choices(office.desk, matter, state, office.clock.day, "coercion")
    assert {c.form for c in listed} == {f.id for f in load_forms() if f.effect == "coercion" and f.on(office.clock.day)}
    why = {c.form: c.why for c in listed}
    assert not why["deduct_account"]
    assert "có mẫu riêng" in why["coercion"]
