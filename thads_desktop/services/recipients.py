"""Who a paper's own list names: the procuracy, each party by name, bodies, those inside the office; of a paper that prints no list, who has a copy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, means
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare
from thads_desktop.law.deadlines import addressees
from thads_desktop.services import intake_papers, masking, papers
from thads_desktop.services.event_words import TO_WORDS
from thads_desktop.services.paper_facts import compose_paper
from thads_desktop.services.paper_place import judgment_of
from thads_desktop.services.recipient_lines import meant
from thads_desktop.services.served_parties import known

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.documents.compose import Named
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: How a paper calls a person before the name.
_TITLE = re.compile(r"^(ông|bà|anh|chị|em|cháu)\s+", re.IGNORECASE)

@dataclass(frozen=True, slots=True)
class Recipient:
    """key: "to|party or name"; to: procuracy | party | office | inside; party: its id, "" for a body."""

    to: str
    party: str
    name: str
    address: str

    @property
    def key(self) -> str:
        return f"{self.to}|{self.party or self.name}"


def recipients(desk: Desk, reader: Reader, paper: str, state: MatterState, events: list[ev.Event]) -> list[Recipient]:
    """Who the paper's own list names: the procuracy, each party by name, the bodies, those inside the office."""
    names, stands = masking.names(desk, reader), state.papers[paper]
    assert stands.numbered is not None
    draft = papers.load(reader, paper)
    early = bool(judgment_of(draft.matter))
    wanted = intake_papers.addressees(reader, draft) if early else addressees(in_force(events), state, stands)
    found: list[Recipient] = []
    listed = _listed(desk, reader, draft, state, stands.numbered)
    for line in listed or ():
        for to, name in meant(line):
            if to == "party":
                keys = wanted if early else _parties(state, draft.effect, line, wanted)
            else:
                keys = [named] if to == "office" and (named := party_named(reader, state, name)) else []
                found += [] if keys else [Recipient(to, "", name, _typed_address(draft, line) if to == "office" else "")]
            found += [_party(reader, names.name("party", p), p) for p in keys]
    if listed is None:
        # Recorded on a form of before our own: whom its list named is not known, so whoever the law has it sent to.
        found = [Recipient("procuracy", "", TO_WORDS["procuracy"], ""), *(_party(reader, names.name("party", p), p) for p in wanted if p)]
    return known(reader, {r.key: r for r in found}.values(), stands.numbered)


def _parties(state: MatterState, effect: Effect, line: Named, wanted: Sequence[str]) -> list[str]:
    """The parties whom a line stands for: the one the paper is about, who takes another's place, a side, or all to whom the paper goes."""
    names = set(line.names)
    if one := [p for name, p in (("about_party", effect.party), ("coerced_names", effect.party), ("new_party", effect.to_party)) if name in names and p]:
        return one
    owing = {p for s in state.lines.values() for p in s.line.debtors}
    owed = {p for s in state.lines.values() for p in s.line.creditors}
    sides = (owing if names & {"debtor_names", "coerced_names", "addressee"} else set()) | (owed if "creditor_names" in names else set())
    return [p for p in wanted if p and (p in sides or not names)]


def untitled(said: str) -> str:
    """A name as a paper writes it, without "ông" or "bà" before it."""
    return _TITLE.sub("", said.strip())


def party_named(reader: Reader, state: MatterState, said: str) -> str:
    """The party of the matter whom a line means by name, as "ông Nguyễn Văn An"; "" for somebody else, or where two are called so."""
    name = bare(untitled(said))
    held = means.parties(state.lines.values())
    found = [p for p in held if p and bare(str((reader.row("party", p) or {}).get("name", ""))) == name]
    return found[0] if len(found) == 1 else ""


def _typed_address(draft: papers.Draft, line: Named) -> str:
    """The address typed beside the name of who is no party: "payee_address" beside "payee", "told_address" beside "told_to"."""
    for name in line.names:
        for field in (f"{name}_address", f"{name.partition('_')[0]}_address"):
            if draft.texts.get(field, "").strip():
                return draft.texts[field].strip()
    return ""


def _listed(desk: Desk, reader: Reader, draft: papers.Draft, state: MatterState, numbered: date) -> tuple[Named, ...] | None:
    """The lines of the paper's own list of recipients; None of a paper whose list is not known."""
    try:
        return compose_paper(desk, reader, draft, state, numbered, number="x", signer=None).named
    except Refused:
        return None


def _party(reader: Reader, name: str, party: str) -> Recipient:
    address = str((reader.row("party", party) or {}).get("address", ""))
    return Recipient("party", party, name, address)
