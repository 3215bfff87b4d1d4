"""What the store holds on one person, on one page: for a lawful request, and handed out only with recipient and purpose.

Held by the person's id (and the ids merged with it), so that nobody else's data get in. What only bears the same name or number is
told apart: it is looked at by a human and never printed. The log says to whom and when; words of humans stand in a register row.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inputs, inspection_files, parties, people
from thads_desktop.services.personal_tables import Gatherer

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Held:
    """tables: what is held by the person's id; alike: what may be about them, by name or number alone (never printed);
    notes: what is to be read with it; head: (seq, hash) of the log when it was read."""

    party: str
    name: str
    tables: tuple[ListTable, ...]
    alike: ListTable
    notes: tuple[str, ...]
    head: tuple[int, str]


def held(desk: Desk, party: str) -> Held:
    """Everything on a person. Refused("party.unknown"). Reads the whole log once: for rare questions, off the main thread."""
    desk.require("give")
    with desk.reading() as reader:
        whole = parties.resolve(reader, party)
        row = reader.row("party", whole)
        if row is None:
            raise Refused(Refusal("party.unknown"))
        same = (whole, *sorted(p for p in reader.projections.merged_parties() if parties.resolve(reader, p) == whole))
        gather = Gatherer(desk, reader, same)
        tables = (
            gather.identities(), gather.matters(), gather.judgments(), gather.money(), gather.papers(), gather.drafts(), gather.imports(),
            gather.given(), gather.entries(), gather.assets(), gather.kept(), gather.log(),
        )  # fmt: skip
        return Held(whole, str(row.get("name", "")), tables, gather.alike(), gather.notes(), reader.head())


def give(desk: Desk, party: str, recipient: str, purpose: str, document: str = "") -> bytes:
    """The print that is handed out, and the event that it was. Refused without recipient or purpose, before anything is read."""
    desk.require("give")
    if not party:
        raise Refused(Refusal("given.nobody"))
    to = inputs.name(recipient, "recipient", limit=inputs.SENTENCE)
    why = inputs.body(purpose, "purpose", required=True, limit=inputs.SENTENCE)
    asked = inputs.name(document, "document", required=False)
    found = held(desk, party)
    said = (f"Cung cấp cho: {to}", f"Mục đích: {why}", *((f"Theo văn bản: {asked}",) if asked else ()))
    with desk.reading() as reader:
        made = listing(desk, reader, found, said)
    pdf = inspection_files.pdf(made)
    request = uuid4().hex
    with desk.writing("give") as uow:
        uow.write_row("given", request, {"party": found.party, "recipient": to, "purpose": why, "document": asked})
        uow.append(f"party:{found.party}", desk.clock.today(), ev.DataGiven(request, hashlib.sha256(pdf).hexdigest()))
        uow.commit()
    return pdf


def listing(desk: Desk, reader: Reader, found: Held, said: tuple[str, ...]) -> Listing:
    """What is printed: all but what only looks alike."""
    today = desk.clock.today()
    who = people.identity(reader, today)
    heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    actor = str((reader.row("person", desk.actor) or {}).get("name", ""))
    return Listing(
        f"Dữ liệu đơn vị đang giữ về {found.name}", who.parent, who.name, who.place, today, said, found.tables, found.notes,
        ("Người lập", actor), people.signs(who, heads), inspection_files.proof(found.head, short_date(today)),
    )  # fmt: skip

