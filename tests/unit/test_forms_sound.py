"""What holds for every form that ships, whatever it is about: nothing optional leaves a gap, nothing is cited before its day."""

from __future__ import annotations

import pytest

from thads_desktop.documents.form import PLACE, Form, load_forms

FORMS = {f"{f.id}_{f.law}": f for f in load_forms() if f.effect != "none"}
#: Papers with a number; the blanks of minutes are filled in by hand.
NUMBERED = {name: f for name, f in FORMS.items() if f.series and not f.minutes}


def filled_by_hand(form: Form) -> set[str]:
    """The names whose value somebody types: the form's own and those of the registry that no data fills."""
    return {v.name for v in form.own} | {n for n in form.typed if form.variable(n).source == "typed"}


@pytest.mark.parametrize("form", NUMBERED.values(), ids=NUMBERED)
def test_what_may_be_left_empty_leaves_no_gap(form: Form) -> None:
    gaps = []
    for part in (*form.grounds, *form.opening, *form.articles):
        sure = {*form.needs, *part.when.split()}
        cells = {"n", "letter", "item", "said", *(f"c{k}" for k in range(1, 12))} if part.each else set()
        said = PLACE.findall(" ".join((part.text, *part.cells)))
        gaps += [(n, part.text) for n in said if n in filled_by_hand(form) - sure - cells]
    # Whom a letter is for, and what it is about, stand there whatever else is said.
    gaps += [(n, r.text) for r in form.to for n in PLACE.findall(r.text) if n in filled_by_hand(form) - {*form.needs, *r.when.split()}]
    gaps += [(n, form.subject) for n in PLACE.findall(form.subject) if n in filled_by_hand(form) - set(form.needs)]
    assert not gaps
