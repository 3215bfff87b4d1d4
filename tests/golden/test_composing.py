"""What a form makes of what is typed and of what is missing."""

from __future__ import annotations

from thads_desktop.documents.compose import compose
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import sample_facts, sample_head
from thads_desktop.documents.variables import VARIABLES

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}


def test_a_full_stop_typed_at_the_end_is_not_doubled() -> None:
    form = FORMS["enforcement_yc_2008"]
    facts = {**sample_facts(), "creditors": [{"person": "Công ty A & B Co., Ltd.", "details": ""}]}
    texts = [b.text for b in compose(form, facts, sample_head(form)).paper.blocks]
    assert "Người được thi hành án: Công ty A & B Co., Ltd." in texts


def test_a_party_without_details_and_an_obligation_without_money_leave_no_dots() -> None:
    form = FORMS["enforcement_yc_2008"]
    facts = {
        **sample_facts(),
        "creditors": [{"person": "Công ty TNHH Ánh Dương", "details": ""}],
        "obligations": [{"n": "1", "obligation": "Giao nhà", "amount": ""}],
    }
    texts = [b.text for b in compose(form, facts, sample_head(form)).paper.blocks]
    assert "Người được thi hành án: Công ty TNHH Ánh Dương." in texts
    assert "1. Giao nhà." in texts


def test_a_gap_is_dotted_and_named() -> None:
    form = FORMS["means_lacking_2008"]
    facts = {k: v for k, v in sample_facts().items() if k != "evidence"}
    composed = compose(form, facts, sample_head(form))
    assert composed.missing == (("evidence", VARIABLES["evidence"].label),)


def test_what_a_user_typed_is_never_a_place_to_fill() -> None:
    form = FORMS["deferral_2008"]
    composed = compose(form, {**sample_facts(), "reason": "{debtor_names} & <i>x</i>"}, sample_head(form))
    assert any("{debtor_names} & <i>x</i>" in b.text for b in composed.paper.blocks)
