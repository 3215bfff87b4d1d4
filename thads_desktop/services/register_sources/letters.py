"""Rows of the books of letters out and in (NĐ 30/2020, ten columns each).

Out: the administrative papers that the program numbered, with their sendings; letters made elsewhere and letters in are events of subjects
``letter:<id>``. ``entered`` is the one place where such events become rows: it reads them by the names of their types, so that a store
without any gives none. A further kind of letter is a further name there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.standing import standing
from thads_desktop.services import served_proofs
from thads_desktop.services.dataset_rows.matters import signer_of
from thads_desktop.services.event_words import TO_WORDS
from thads_desktop.services.letter_words import said_of
from thads_desktop.services.letters import DECISIONS
from thads_desktop.services.register_sources import on_judgment
from thads_desktop.services.register_sources.base import SourceRow, Sweep, of_matter
from thads_desktop.services.series import ADMIN, of_another

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.dataset_rows.context import View

_KEPT = "Văn thư"


def out(s: Sweep) -> Iterator[SourceRow]:
    """Papers of the administrative series (by setting every numbered decision too) and letters that were made elsewhere."""
    decisions = s.desk.settings(s.reader).get(DECISIONS, "no") == "yes"
    for view in s.views(ev.PaperNumbered, ev.PaperRecorded):
        for key, paper in view.state.papers.items():
            if paper.numbered is None or paper.stage not in ("numbered", "sent", "recorded", "void") or not s.inside(paper.numbered):
                continue
            row = s.names.row("paper", key)
            number = str(row.get("number_text", "")) or paper.number_text
            if paper.stage in ("recorded", "sent") and of_another(number, s.symbols):
                continue  # another office's paper: it went out of that one's book
            if number and (decisions or (paper.series or _series(paper.form)) in ADMIN):
                yield _paper(s, view, key, number)
    yield from on_judgment.letters(s, None if decisions else frozenset(ADMIN))
    yield from entered(s, "LetterSent")


def _series(form: str) -> str:
    """The series that a form takes its numbers from, for papers that were recorded with a number of their own."""
    from thads_desktop.documents.form import load_forms

    return next((f.series for f in load_forms() if f.id == form), "")


def _paper(s: Sweep, view: View, key: str, number: str) -> SourceRow:
    paper, row = view.state.papers[key], s.names.row("paper", key)
    assert paper.numbered is not None
    to = dict.fromkeys(s.party(x.recipient) if x.recipient else TO_WORDS.get(x.to, x.to) for x in paper.sendings)
    proofs = served_proofs.numbers(lambda one: s.names.row("serving", one), view.events, key)
    about = str(row.get("title", ""))
    cells: dict[str, Cell] = {
        "number": number, "day": paper.numbered, "subject": about, "signer": signer_of(s, view.state, key, row),
        "recipients": "; ".join(x for x in to if x),
        "kept_by": _KEPT, "copies": str(max(1, len(paper.sendings))), "sent": min((x.day for x in paper.sendings), default=None),
        "signed_for": "; ".join(proofs), "matter_number": str(view.row.get("number_text", "")),
        "note": "Số đã hủy" if paper.stage == "void" else "",
    }  # fmt: skip
    figures = re.search(r"[0-9]{1,9}", number)
    return SourceRow(key, paper.numbered, paper.number or (int(figures[0]) if figures else 0), cells, **of_matter(view, key))


def in_(s: Sweep) -> Iterator[SourceRow]:
    """Letters that came."""
    yield from entered(s, "LetterReceived")


def entered(s: Sweep, type_: str) -> Iterator[SourceRow]:
    """Letters entered by hand: events of ``letter:<id>``, words in the register row ``letter`` of the same id. One entered by mistake keeps
    its number and says so."""
    for subject, events in s.subjects("letter"):
        key = subject.partition(":")[2]
        first = next((e for e in events if type(e.body).__name__ == type_), None)
        if first is None or first.day is None:
            continue
        stands = sorted(standing(events, s.as_of), key=lambda e: e.seq)
        # Whatever day it names, the last record of what it says counts.
        last = next((e for e in reversed(stands) if type(e.body).__name__ == "LetterChanged"), first)
        if s.inside(last.day):
            yield _entered(s, key, first, last, stands)


def _entered(s: Sweep, key: str, first: ev.Event, last: ev.Event, stands: list[ev.Event]) -> SourceRow:
    assert last.day is not None
    row, said = s.names.row("letter", key), last.body
    came = type(first.body).__name__ == "LetterReceived"
    passed = sorted((e for e in stands if type(e.body).__name__ == "LetterPassedOn"), key=lambda e: (e.day, e.seq))
    matter, to = _text(said, "matter"), str(row.get("to", ""))
    hands = [s.names.name("person", _text(e.body, "person")) or str(s.names.row("letter_step", _text(e.body, "row")).get("to", "")) for e in passed]
    signed = [short_date(e.day) for e in passed if getattr(e.body, "signed", False) and e.day is not None]
    number, struck = int(getattr(first.body, "number", 0) or 0), first not in stands
    common: dict[str, Cell] = {
        "day": last.day, "subject": said_of(_text(said, "kind"), str(row.get("title", ""))), "signed_for": "; ".join(signed),
        "matter_number": str(s.names.row("matter", matter).get("number_text", "")) if matter else "",
        "note": "; ".join(x for x in ("Vào sổ nhầm, số hủy" if struck else "", str(row.get("note", ""))) if x),
    }  # fmt: skip
    cells: dict[str, Cell]
    if came:
        cells = {
            **common, "number": f"{number:02d}", "author": str(row.get("author", "")), "their_number": str(row.get("number", "")),
            "written": getattr(said, "written", None), "receiver": "; ".join(x for x in hands if x) or to, "passed": passed[0].day if passed else None,
        }  # fmt: skip
    else:
        cells = {
            **common, "number": str(row.get("number", "")), "signer": str(row.get("signer", "")), "recipients": to,
            "kept_by": str(row.get("keeper", "")) or _KEPT, "copies": str(getattr(said, "copies", "") or ""), "sent": passed[0].day if passed else None,
        }  # fmt: skip
    order = number if came else int(getattr(first.body, "ordinal", 0) or 0)
    return SourceRow(f"letter.{key}", last.day, order, cells, "place:letters", "", (f"letter:{key}", f"register:letter:{key}"), (f"letter:{key}",))


def _text(body: object, name: str) -> str:
    return str(getattr(body, name, "") or "")
