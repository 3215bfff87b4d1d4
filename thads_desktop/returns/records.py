"""Records: what a return counts besides obligation lines, each with its words and sums (``record_words``).

Those of a matter (measures, proposals, requests to courts) are read from its events, those of a book from the events of an entry. An entry
is read as recorded up to ``at_seq`` and judged by the days it holds, because what is written of it later bears the day of writing.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.book_events import EntryChanged, EntryClosed, EntryOpened, EntryReopened
from thads_desktop.domain.kind_events import ForcesSaid
from thads_desktop.domain.standing import as_recorded, in_force
from thads_desktop.returns import remissions
from thads_desktop.returns.record_words import COERCION, OPEN, REFUSED, SECURITY, SETTLED, SOURCES, UNSAID, said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.returns.facts import FactReader
    from thads_desktop.returns.record_words import Source

#: How the key of a record of a book begins; the rest is the entry's id.
ENTRY = "entry:"
_KINDS = frozenset((*SECURITY, *COERCION))
_COURT = frozenset(SOURCES["court"].dims["kind"])


class Record(NamedTuple):
    """One thing counted. matter: the key of its matter, or ``ENTRY`` and the entry's id; no: its number there; words: "dimension=word"."""

    matter: str
    no: int
    source: str
    officer: str
    part: str
    words: tuple[str, ...]
    records: int
    people: int
    asked: int
    given: int


#: Types of events of a matter that make records, and those that say more of them.
MAKES = (pe.MeasureTaken, pe.ActDone)
RECORD_TYPES = frozenset(t.__name__ for t in (*MAKES, pe.MeasureEnded, ForcesSaid, ev.GroundArose))
ENTRY_TYPES = frozenset(t.__name__ for t in (EntryOpened, EntryChanged, EntryClosed, EntryReopened, *ev.DAYLESS))


def of_matter(facts: FactReader, events: list[ev.Event]) -> tuple[Record, ...]:
    """The records of one matter (all its events) for the period and place in the log of a reader of facts."""
    if not any(type(e.body) in MAKES for e in events):
        return ()
    now = in_force(events, facts.end, facts.at_seq)
    # Whether forces were called in is told of the day of the coercion, whenever it was written down.
    forces = {e.body.paper: e.body.forces for e in in_force(events, None, facts.at_seq) if isinstance(e.body, ForcesSaid)}
    key, officer = events[0].subject.partition(":")[2], _officer(now)
    found: list[Record] = []
    answers: dict[int, remissions.Answer] | None = None
    for e in now:
        assert e.day is not None
        body, made = e.body, None
        if isinstance(body, pe.MeasureTaken) and e.day >= facts.start and body.measure in _KINDS:
            made = Record(key, 0, "measure", officer, "new", _measured(body, now, forces.get(body.paper)), 1, 0, body.amount or 0, 0)
        elif isinstance(body, pe.ActDone) and body.act in _COURT and e.day >= facts.start:
            made = Record(key, 0, "court", officer, "new", (said("kind", body.act),), 1, 0, 0, 0)
        elif isinstance(body, pe.ActDone) and body.act == "remission":
            answers = remissions.answers(facts, events, now) if answers is None else answers
            made = _remission(facts, e, answers[e.seq])
            made = made and made._replace(matter=key, officer=officer)
        if made:
            found.append(made._replace(no=len(found) + 1))
    return tuple(found)


def of_entry(events: list[ev.Event], start: date, end: date, at_seq: int | None = None) -> tuple[Record, ...]:
    """The records of one entry of a book: one for each source that counts it."""
    told = as_recorded(events, at_seq)
    opened = next((e for e in told if isinstance(e.body, EntryOpened)), None)
    if opened is None:
        return ()
    assert isinstance(opened.body, EntryOpened)
    held, closed = dict(opened.body.facts), None
    for e in told:
        if isinstance(e.body, EntryChanged):
            held = dict(e.body.facts)
        elif isinstance(e.body, EntryClosed):
            if e.body.how == "mistaken":
                closed = "mistaken"
            else:
                closed = e.day.isoformat() if e.day else None
        elif isinstance(e.body, EntryReopened):
            closed = None
    if closed == "mistaken":
        return ()
    received = held.get("received") or (opened.day.isoformat() if opened.day else "")
    book = opened.body.book
    made = (_entry(s, held, received, closed or "", start.isoformat(), end.isoformat()) for s in SOURCES.values() if s.book == book)
    key = f"{ENTRY}{opened.subject.partition(':')[2]}"
    return tuple(r._replace(matter=key, no=n) for n, r in enumerate((r for r in made if r is not None), 1))


def _entry(s: Source, held: Mapping[str, str], received: str, closed: str, start: str, end: str) -> Record | None:
    """Days are ISO text, whose order is that of the days."""
    if not received or received > end or (s.only is not None and held.get(s.only[0]) not in s.only[1]):
        return None
    over = min((d for d in (held.get(s.settled, ""), closed) if d), default="")
    refused = held.get(s.refused, "") if s.refused else ""
    gone = min((d for d in (over, refused) if d), default="")
    if received < start and (s.flow or (gone and gone < start)):
        return None
    words = [said(dim, held.get(name) or UNSAID) for dim, name in s.choices.items() if dim != "result"]
    words += [said(dim, "co" if "" < held.get(name, "") <= end else "khong") for dim, name in s.yes_days.items()]
    state = SETTLED if over and over <= end else REFUSED if refused and refused <= end else OPEN
    if "state" in s.dims:
        words.append(said("state", state))
    if "result" in s.choices:
        words.append(said("result", held.get(s.choices["result"]) or UNSAID if state == SETTLED else UNSAID))
    strange = [w for w in words if (at := w.partition("="))[2] not in s.dims[at[0]]]
    words = [said(w.partition("=")[0], UNSAID) if w in strange else w for w in words]
    people = max(1, _number(held.get(s.people))) if s.people else 0
    decided = "decided" not in s.yes_days or said("decided", "co") in words
    given = _number(held.get(s.given)) if s.given and decided else 0
    part = "old" if received < start else "new"
    return Record("", 0, s.name, "", part, tuple(sorted(words)), 1, people, _number(held.get(s.asked)), given)


def _measured(body: pe.MeasureTaken, now: Sequence[ev.Event], called: bool | None) -> tuple[str, ...]:
    ended = any(isinstance(e.body, pe.MeasureEnded) and body.paper and e.body.target == body.paper for e in now)
    forces = UNSAID if called is None else "co" if called else "khong"
    family = "security" if body.measure in SECURITY else "coercion"
    return tuple(sorted((
        said("family", family), said("kind", body.measure), said("forces", forces), said("state", "cham_dut" if ended else "dang_ap_dung"),
    )))  # fmt: skip


def _remission(facts: FactReader, asked: ev.Event, answer: remissions.Answer) -> Record | None:
    """A proposal with what was answered to it; one answered before the period belongs to another."""
    assert isinstance(asked.body, pe.ActDone)
    assert asked.day is not None
    if asked.day < facts.start and answer.state != OPEN and answer.day < facts.start:
        return None
    part = "old" if asked.day < facts.start else "new"
    return Record("", 0, "remission", "", part, (said("state", answer.state),), 1, 0, asked.body.amount or 0, answer.given)


def _officer(now: Sequence[ev.Event]) -> str:
    officer = ""
    for e in now:
        if isinstance(e.body, (ev.OfficerAssigned, ev.CarriedIn)) and e.body.officer:
            officer = e.body.officer
    return officer


def _number(value: str | None) -> int:
    return int(value) if value and value.isascii() and value.isdigit() else 0
