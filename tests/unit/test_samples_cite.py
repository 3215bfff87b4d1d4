"""A sample cites what an issued paper of its form would cite, and gives no reason of another paper."""

from __future__ import annotations

import pytest

from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.facts import law_words, within
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import sample, sample_day
from thads_desktop.domain.acts import FORM_GROUNDS, GROUND_KINDS
from thads_desktop.law import decisions
from thads_desktop.law.ruleset import Rules

FORMS = {f"{f.id}:{f.law}": f for f in load_forms()}
#: Which lists of the law's articles a measure is looked for in.
MEASURED = sorted(name for name, f in FORMS.items() if any("{measure_law}" in g.text or "{ended_law}" in g.text for g in f.grounds))


def test_the_measures_are_found() -> None:
    assert len(MEASURED) > 20


@pytest.mark.parametrize("name", MEASURED)
def test_a_sample_rests_on_the_article_of_its_own_measure(name: str) -> None:
    form = FORMS[name]
    day, said = sample_day(form), plain_text(sample(form))
    every = {e.act: law_words(e.cite) for family in decisions.FAMILIES for e in decisions.catalogue().measures(family, day)}
    cited = {act for act, law in every.items() if f"Căn cứ {law};" in said}
    if form.measure:
        assert form.measure in cited, said
        assert {every[act] for act in cited} == {every[form.measure]}, said
    else:
        family = {"security": "security", "coercion": "coercion"}.get(form.effect)
        found = decisions.catalogue().measures(family, day) if family else ()
        assert cited, said
        assert not family or cited <= {e.act for e in found}, said
        assert not family or any(f" {e.title} " in said for e in found if e.act in cited), said


@pytest.mark.parametrize("name", sorted(n for n, f in FORMS.items() if f.id in FORM_GROUNDS or GROUND_KINDS.get(f.effect)))
def test_a_sample_rests_on_a_ground_of_its_own_kind(name: str) -> None:
    form = FORMS[name]
    kind = FORM_GROUNDS.get(form.id) or GROUND_KINDS[form.effect]
    grounds = Rules.load().grounds(kind, sample_day(form))
    said = plain_text(sample(form))
    others = {
        g.text[:1].lower() + g.text[1:] for other in {*FORM_GROUNDS.values(), *GROUND_KINDS.values()} - {kind, ""}
        for g in Rules.load().grounds(other, sample_day(form))
    } - {g.text[:1].lower() + g.text[1:] for g in grounds}  # fmt: skip
    for line in said.splitlines():
        assert not any(text in line or text[:1].upper() + text[1:] in line for text in others if len(text) > 30), line


@pytest.mark.parametrize("name", sorted(FORMS))
def test_no_notice_letter_or_minutes_calls_itself_a_decision(name: str) -> None:
    form = FORMS[name]
    if form.title == "QUYẾT ĐỊNH":
        return
    assert "ra quyết định này" not in plain_text(sample(form))
    (alone,) = sample(form).to if len(sample(form).to) == 1 else ("",)
    assert not alone.endswith(";")


def test_a_court_keeps_its_capital_within_a_sentence() -> None:
    assert within("Tòa án đã thụ lý đơn") == "Tòa án đã thụ lý đơn"
    assert within("Quyết định sai") == "quyết định sai"
    for form in FORMS.values():
        assert "tòa án" not in plain_text(sample(form)), form.id
