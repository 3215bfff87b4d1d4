"""The samples of every form as they are drawn, each once in a process: the same bytes are looked at in many ways."""

from __future__ import annotations

from functools import cache

from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import sample
from thads_desktop.printing.draw import draw

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}


@cache
def drawn(name: str, variant: str = "short") -> bytes:
    """The sample of a form, by its name and law, as a file."""
    return draw(sample(FORMS[name], variant))
