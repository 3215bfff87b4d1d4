"""The approval of forms, and service, in the words of timelines and of the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.form_events import FormBody
from thads_desktop.domain.given_copy_events import CopyGiven
from thads_desktop.domain.service_events import PaperAddressed, PaperServed

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = FormBody | PaperServed | PaperAddressed | CopyGiven
#: Who took a paper that was handed over.
RECEIVED = {"household": "người khác nhận thay", "refused": "từ chối nhận"}


def detail(body: Body, names: Names) -> str:
    """The particulars of an event."""
    if isinstance(body, CopyGiven):
        row = names.row("given_copy", body.row)
        parts = [str(row.get("number_text", "")), f"cho {names.words(str(row.get('recipient', '')))}", names.words(str(row.get("purpose", "")))]
        return ", ".join(x for x in parts if x)
    if isinstance(body, PaperAddressed):
        return ", ".join(x for x in (names.name("party", p) for p in body.parties) if x)
    if isinstance(body, PaperServed):
        from thads_desktop.services.event_words import TO_WORDS, WAY_WORDS

        row = names.row("serving", body.row)
        to = names.name("party", body.recipient) or str(row.get("recipient", "")) or TO_WORDS.get(body.to, body.to)
        when = "" if body.served is not None else f"đã gửi ngày {short_date(body.sent)}, chưa có kết quả"
        said = (f"đến {to}", WAY_WORDS.get(body.way, body.way), RECEIVED.get(body.receiver, ""), when, names.words(str(row.get("proof", ""))))
        return ", ".join(x for x in said if x)
    law = {"2008": "Luật 2008", "2025": "Luật 2025"}.get(body.law, body.law)
    name = next((f.name for f in load_forms() if f.id == body.form), body.form)
    return f"{name} ({law})"
