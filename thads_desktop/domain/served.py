"""What the lines of a table of service say together: of each way the line told last counts, of several ways the first valid day.

A line told anew in the same way puts the one before right; one in another way is a further service, and what was valid first stays valid.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.events import PaperSent
from thads_desktop.domain.service_events import PaperServed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.domain.events import Event


@dataclass(frozen=True, slots=True)
class Valid:
    """Since when a party is validly told of a paper, by which way; seq, row: of the line that says so."""

    party: str
    day: date
    way: str
    sent: date
    seq: int
    row: str


def lines_of(standing: Iterable[Event], doc: str) -> dict[str, dict[str, Event]]:
    """Party -> way -> the line of the paper that counts."""
    found: dict[str, dict[str, Event]] = {}
    for event in sorted(standing, key=lambda e: e.seq):
        body = event.body
        if isinstance(body, PaperServed) and body.doc == doc and body.to == "party" and body.recipient:
            found.setdefault(body.recipient, {})[body.way] = event
    return found


def valid(standing: Iterable[Event], doc: str) -> dict[str, Valid]:
    """Party -> since when it is validly told; those who are not told yet are left out."""
    found: dict[str, Valid] = {}
    for party, ways in lines_of(standing, doc).items():
        for event in ways.values():
            body = event.body
            assert isinstance(body, PaperServed)
            if body.served is not None and (party not in found or body.served < found[party].day):
                found[party] = Valid(party, body.served, body.way, body.sent, event.seq, body.row)
    return found


def sent(standing: list[Event], doc: str, wanted: Iterable[str]) -> dict[str, date]:
    """Party -> the first day on which the paper went to it, as a line of the table or its sending says; of those wanted."""
    parties = tuple(wanted)
    found: dict[str, date] = {}

    def take(party: str, day: date) -> None:
        found[party] = min(found.get(party, day), day)

    for party, ways in lines_of(standing, doc).items():
        for event in ways.values():
            assert isinstance(event.body, PaperServed)
            take(party, event.body.sent)
    for event in standing:
        if isinstance(event.body, PaperSent) and event.body.paper == doc and event.body.to == "party" and event.day is not None:
            for party in (event.body.recipient,) if event.body.recipient else parties:
                take(party, event.day)
    return {p: found[p] for p in parties if p in found}


def lines_for(standing: Iterable[Event], doc: str = "") -> dict[int, tuple[PaperSent, dict[str, list[str]]]]:
    """Place in the log of each sending that bears no number itself and has lines in the table of service -> (it, recipient -> the rows of its
    lines in the order of recording); of one paper, or ("") of all. Only parties and the procuracy: a body is known by its name alone."""
    events = sorted(standing, key=lambda e: e.seq)
    sent = [(e.seq, e.body) for e in events if isinstance(e.body, PaperSent) and not e.body.receipt and e.body.to in ("party", "procuracy")]
    wanted = {body.paper for _seq, body in sent if doc in ("", body.paper)}
    if not wanted:
        return {}
    rows: dict[tuple[str, str], dict[str, list[str]]] = {}
    for event in events:
        body = event.body
        if isinstance(body, PaperServed) and body.doc in wanted:
            rows.setdefault((body.doc, body.to), {}).setdefault(body.recipient, []).append(body.row)
    found = {}
    for seq, body in sent:
        theirs = {who: kept for who, kept in rows.get((body.paper, body.to), {}).items() if body.recipient in ("", who)}
        if theirs:
            found[seq] = (body, theirs)
    return found
