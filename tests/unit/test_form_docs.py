"""Every form, variable and field is used, sampled and documented."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from tests.cases import in_lots
from thads_desktop.documents.catalogue import catalogue
from thads_desktop.documents.form import PLACE, Form, load_forms
from thads_desktop.documents.samples import sample_facts
from thads_desktop.documents.variables import ROW_FIELDS, VARIABLES

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def docs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("form_docs", ROOT / "scripts" / "form_docs.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def test_the_document_is_what_the_files_say(docs: ModuleType) -> None:
    assert (ROOT / "docs" / "bieu-mau.md").read_text(encoding="utf-8") == docs.text(), "run python scripts/form_docs.py"


def test_every_variable_is_used_by_a_form_and_has_a_sample(docs: ModuleType) -> None:
    used = {name for form in load_forms() for name in docs.said(form)} | {n for form in load_forms() for n in form.needs}
    used |= {n for form in load_forms() for n in form.needed_otherwise}
    assert set(VARIABLES) - used == set()
    assert set(ROW_FIELDS) <= used
    filled = sample_facts()
    # What is empty in the sample says that the usual case has none.
    assert set(VARIABLES) - set(filled) == set()


@in_lots("form", load_forms(), 70, lambda f: f"{f.id}_{f.law}_{f.start:%Y%m%d}")
def test_a_form_uses_all_its_fields_and_lets_an_office_add_content(form: Form) -> None:
    texts = [(*PLACE.findall(" ".join((p.text, *p.cells))), p.each, *p.when.split()) for p in (*form.grounds, *form.opening, *form.articles)]
    said = {name for found in texts for name in found} | {n for r in (*form.recipients, *form.to) for n in PLACE.findall(r.text)}
    said |= {n for line in (form.subject, *form.signatures) for n in PLACE.findall(line)}
    # Which summons it is, and who takes another's place, is typed and said by a variable that is made of it.
    assert {v.name for v in form.own} - {"times", "new_birth", "new_ids", "new_address"} <= said
    # Minutes of taking over an old register are made by the program alone.
    assert "extra" in said or form.effect == "none"


def test_most_papers_that_an_office_makes_have_a_form() -> None:
    numbers = {f.number for f in load_forms()}
    ours = {e.number for e in catalogue().entries if e.made == "office"}
    assert len(numbers & ours) >= 80
    assert {e.number for e in catalogue().entries if e.number not in numbers and e.made == "office" and not e.note} == set()
