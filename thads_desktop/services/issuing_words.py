"""The approval of forms, and service, in the words of timelines and of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.domain.form_events import FormBody

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = FormBody


def detail(body: FormBody, _names: Names) -> str:
    """The particulars of an event."""
    law = {"2008": "Luật 2008", "2025": "Luật 2025"}.get(body.law, body.law)
    name = next((f.name for f in load_forms() if f.id == body.form), body.form)
    return f"{name} ({law})"
