"""Who a paper's own list names: the procuracy, each party by name, bodies, those inside the office; of a paper that prints no list, who has a copy.

The list is that of the paper as it was made (``paper_then``): what becomes of the matter later takes nobody off it and puts nobody on it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare
from thads_desktop.services import amended_records, intake_papers, masking, paper_then, papers, recipient_parties, units
from thads_desktop.services.event_words import TO_WORDS
from thads_desktop.services.paper_facts import compose_paper
from thads_desktop.services.paper_place import judgment_of
from thads_desktop.services.projecting import Names
from thads_desktop.services.recipient_parties import untitled
from thads_desktop.services.served_parties import known

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.compose import Named
    from thads_desktop.domain import events as ev
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.paper_facts import ComposedPaper
    from thads_desktop.services.paper_then import Then
    from thads_desktop.storage.reader import Reader


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
    """Who the paper's own list names: the procuracy, each party by name, the bodies, those inside the office; then whomever it was served on
    beside. state: what the events fold to."""
    names, stands = masking.names(desk, reader), state.papers[paper]
    assert stands.numbered is not None
    draft = papers.load(reader, paper)
    early = bool(judgment_of(draft.matter))
    with paper_then.of(desk, reader, events, stands, draft.effect) as then:
        wanted = intake_papers.addressees(reader, draft) if early else then.wanted
        found: list[Recipient] = []
        composed = _composed(then, draft, stands.numbered)
        if composed is not None:
            for told in recipient_parties.told(then.reader, composed.named, then.lines, draft.effect, wanted, composed.also, early=early):
                if told.party:
                    found.append(_party(reader, names.name("party", told.party), told.party))
                else:
                    found.append(Recipient(told.to, "", told.name, _typed_address(draft, told.line) if told.to == "office" else ""))
        else:
            # Recorded on a form of before our own: whom its list named is not known, so whoever the law has it sent to.
            found = [Recipient("procuracy", "", TO_WORDS["procuracy"], ""), *(_party(reader, names.name("party", p), p) for p in wanted if p)]
        said = Names(reader)
        amended_records.stand_in(said, draft, then.state, stands.numbered)
    found += _beside(reader, names, paper, events, found)
    return [_as_printed(reader, said, r, stands.numbered) for r in known(reader, {r.key: r for r in found}.values(), stands.numbered)]


def _as_printed(reader: Reader, said: Names, who: Recipient, day: date) -> Recipient:
    """A party as the paper names it: by what the decision says since it was amended, where the register of persons has other words still."""
    row, stands = reader.row("party", who.party) or {}, said.row("party", who.party) if who.party else {}
    if not who.party or row == stands:
        return who
    address = units.address(str(stands.get("address", "")), str(stands.get("commune", "") or ""), day)
    # A name that is not to be seen stays so.
    return replace(who, name=str(stands["name"]), address=address) if who.name == row.get("name") else who


def _beside(reader: Reader, names: Names, paper: str, events: list[ev.Event], listed: list[Recipient]) -> list[Recipient]:
    """Those on whom the paper was served though its list does not name them: what was told is never lost from view."""
    found: list[Recipient] = []
    for e in in_force(events):
        if isinstance(e.body, PaperServed) and e.body.doc == paper and not any(is_of(reader, e.body, who) for who in (*listed, *found)):
            if e.body.recipient:
                found.append(_party(reader, names.name("party", e.body.recipient), e.body.recipient))
            else:
                found.append(Recipient(e.body.to, "", str((reader.row("serving", e.body.row) or {}).get("recipient", "")), ""))
    return [r for r in found if r.name]


def is_of(reader: Reader, body: PaperServed, who: Recipient) -> bool:
    """The line is of this recipient."""
    if body.to == "office" and who.party:
        # Told while a line of the list was taken for a body: it names the party.
        said = str((reader.row("serving", body.row) or {}).get("recipient", ""))
        return bare(untitled(said)) == bare(who.name)
    if body.to != who.to:
        return False
    if who.party or body.recipient:
        return body.recipient == who.party
    return who.to == "procuracy" or str((reader.row("serving", body.row) or {}).get("recipient", "")) == who.name


def _typed_address(draft: papers.Draft, line: Named) -> str:
    """The address typed beside the name of who is no party: "payee_address" beside "payee", "told_address" beside "told_to"."""
    for name in line.names:
        for field in (f"{name}_address", f"{name.partition('_')[0]}_address"):
            if draft.texts.get(field, "").strip():
                return draft.texts[field].strip()
    return ""


def _composed(then: Then, draft: papers.Draft, numbered: date) -> ComposedPaper | None:
    """The paper as it was issued; None of one whose list is not known."""
    try:
        return compose_paper(then.desk, then.reader, draft, then.state, numbered, number="x", signer=None)
    except Refused:
        return None


def _party(reader: Reader, name: str, party: str) -> Recipient:
    address = str((reader.row("party", party) or {}).get("address", ""))
    return Recipient("party", party, name, address)
