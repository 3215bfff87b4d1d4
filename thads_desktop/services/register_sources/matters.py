"""Rows of the register of matters, of the separate book, of the archive, and of what was paid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.register_sources import SOURCES
from thads_desktop.domain import archive_events as ar, events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import ends_lack, in_force
from thads_desktop.services import keeping
from thads_desktop.services.dataset_rows.context import sent
from thads_desktop.services.dataset_rows.matters import signer_of
from thads_desktop.services.ledger_words import WAYS
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.services.register_sources.base import (
    KIND_WORDS,
    SourceRow,
    Sweep,
    judgment_cells,
    matter_cells,
    named,
    of_matter,
)
from thads_desktop.services.register_sources.on_judgment import VOID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.dataset_rows.context import View


def matters(s: Sweep) -> Iterator[SourceRow]:
    gone: list[tuple[str, list[ev.Event]]] = []
    yield from _standing(s, gone)
    for key, events in gone:
        if (row := _void(s, key, events)) is not None:
            yield row


def _void(s: Sweep, key: str, events: list[ev.Event]) -> SourceRow | None:
    """The line of an enforcement decision whose number was voided: the matter is gone with it, the number stays in its register."""
    opened = next((e for e in events if isinstance(e.body, ev.MatterOpened)), None)
    void = {e.body.paper for e in events if isinstance(e.body, ev.PaperVoided)}
    at = next((e for e in events if isinstance(e.body, ev.PaperNumbered) and e.body.paper in void), None)
    if opened is None or at is None or at.day is None or not s.inside(at.day):
        return None
    body, numbered, row = opened.body, at.body, s.names.row("matter", key)
    assert isinstance(body, ev.MatterOpened)
    assert isinstance(numbered, ev.PaperNumbered)
    lines: tuple[ev.Line, ...] = body.lines
    debtors = list(dict.fromkeys(p for line in lines for p in line.debtors))
    creditors = list(dict.fromkeys(p for line in lines for p in line.creditors))
    cells: dict[str, Cell] = dict.fromkeys(f.name for f in SOURCES["matters"].fields)
    cells |= {
        "number": str(row.get("number_text", "")) or str(s.names.row("paper", numbered.paper).get("number_text", "")) or f"{numbered.number:02d}",
        "day": at.day, "matter_kind": KIND_WORDS.get(body.kind, ""), **judgment_cells(s, body.judgment), **named(s, debtors, creditors),
        "signer": s.names.name("person", str(s.names.row("paper", numbered.paper).get("signer", ""))), "note": VOID,
    }  # fmt: skip
    about = (f"matter:{key}", f"register:matter:{key}", f"register:judgment:{body.judgment}", f"register:paper:{numbered.paper}")
    return SourceRow(f"matter.{key}", at.day, numbered.number, cells, f"judgment:{body.judgment}", "", about, (*debtors, *creditors))


def _standing(s: Sweep, gone: list[tuple[str, list[ev.Event]]]) -> Iterator[SourceRow]:
    for view in s.views(ev.MatterOpened, ev.CarriedIn, gone=gone):
        state = view.state
        if not s.inside(state.opened) or state.opened is None:
            continue
        paper = s.names.row("paper", state.opening_paper) if state.opening_paper else {}
        said = matter_cells(s, view)
        dues = [line.line.due for line in state.lines.values() if line.line.due is not None]
        words = view.row.get("obligations", {})
        things = [str(words.get(str(n), "")) for n, line in state.lines.items() if line.line.due is None]
        cells: dict[str, Cell] = {
            **{k: v for k, v in said.items() if k not in ("matter_number", "matter_day")}, "number": said["matter_number"], "day": state.opened,
            "due": sum(dues) if dues else None, "things": "; ".join(x for x in things if x), "delegated_in": "x" if state.delegated_in else "",
            "result": result(s, view), "collected": sum(x.collected for x in state.lines.values()) if dues else None,
            **(_left_off(state) if dues else dict.fromkeys(("terminated", "delegated", "otherwise"))), "rest": state.rest if dues else None,
            "signer": signer_of(s, state, state.opening_paper, paper), "sent_procuracy": sent(view.events, state.opening_paper).get("sent_procuracy"),
            "note": "Tiếp nhận từ sổ cũ" if isinstance(view.opening.body, ev.CarriedIn) else "",
        }  # fmt: skip
        # The ordinal of the register is the number of the decision; of equal days it says the order.
        order = int(view.row.get("number") or 0) or view.opening.seq
        yield SourceRow(f"matter.{view.key}", state.opened, order, cells, **of_matter(view, state.opening_paper))


def _left_off(state: MatterState) -> dict[str, Cell]:
    """Where the money went that is neither collected nor still owed: with the rest and what was collected it makes up what was due."""
    found = {"terminated": 0, "delegated": 0, "otherwise": 0}
    for line in state.lines.values():
        found["terminated"] += line.terminated
        found["delegated"] += line.given_off
        if line.ended is not None and line.line.due is not None:
            found[line.ended.kind if line.ended.kind in ("terminated", "delegated") else "otherwise"] += line.left
    return {name: amount or None for name, amount in found.items()}


def result(s: Sweep, view: View) -> str:
    """How its obligations stand or ended, with number and day."""
    found: dict[str, None] = {}
    for n, line in view.state.lines.items():
        if line.ended is not None:
            found[_said(STATUS_WORDS.get(line.ended.kind, line.ended.kind), _numbered(s, view, n, "result", line.ended.paper, line.ended.day))] = None
        for c in line.conditions:
            if line.ended is None:
                which = "lack" if c.kind == "lacks_means" else "" if c.kind == "separate_book" else "result"
                found[_said(STATUS_WORDS.get(c.kind, c.kind), _numbered(s, view, n, which, c.paper, c.since))] = None
    return "; ".join(found)


def _numbered(s: Sweep, view: View, line: int, which: str, paper: str, day: date | None) -> str:
    """Number and day of a decision; where no paper of it is held, with the number that the old register has of an obligation."""
    if paper:
        return s.numbered(paper, day)
    number = str(((view.row.get("papers") or {}).get(str(line)) or {}).get(which) or "")
    return ", ".join(x for x in (number, short_date(day) if day else "") if x)


def _said(words: str, more: str) -> str:
    return f"{words} ({more})" if more else words


def separate_book(s: Sweep) -> Iterator[SourceRow]:
    """Each move of a matter: what went over on one day is one row, as many obligations as it is told of. It goes on until the matter comes back."""
    for view in s.views(ev.MovedToSeparateBook):
        moves: dict[date, list[ev.Event]] = {}
        for e in view.events:
            if isinstance(e.body, ev.MovedToSeparateBook) and e.day is not None and s.inside(e.day):
                moves.setdefault(e.day, []).append(e)
        for day, of_day in moves.items():
            first, bodies = of_day[0], [e.body for e in of_day if isinstance(e.body, ev.MovedToSeparateBook)]
            lines = tuple(dict.fromkeys(n for b in bodies for n in b.lines)) if all(b.lines for b in bodies) else ()
            chosen = [n for n in view.state.lines if not lines or n in lines]
            lacking = [(x.day, x.body) for x in view.events if isinstance(x.body, ev.MeansLacking) and x.day is not None and x.day <= day]
            paper = lacking[-1][1].paper if lacking else ""
            of = (lacking[-1][1].lines or tuple(chosen) or (0,))[0] if lacking else 0
            back = _back(view, of_day[-1], chosen, paper)
            until = back.day if back is not None else None
            state = view.state if back is None else fold([x for x in view.events if _place(x) < _place(back)])
            cells: dict[str, Cell] = {
                **matter_cells(s, view, lines), "day": day, "lacking": _numbered(s, view, of, "lack", paper, lacking[-1][0]) if lacking else "",
                "rest": sum(state.lines[n].rest for n in chosen if n in state.lines), "verified": _last(view, ev.Verified, until=until),
                "information": _last(view, ev.InformationReceived, day, until), "back": until, "note": "",
            }  # fmt: skip
            yield SourceRow(f"{view.key}.{first.seq}", day, first.seq, cells, **of_matter(view, paper))


def _back(view: View, moved: ev.Event, lines: Collection[int], lacking: str) -> ev.Event | None:
    """What brought the last of these obligations back from the separate book: it goes on, or the decision on which its being there rested is
    withdrawn."""
    left = set(lines)
    for e in in_force(view.events):
        b = e.body
        if _place(e) < _place(moved):
            continue
        withdrawn = isinstance(b, ev.EffectUndone) and lacking and b.target == lacking
        if isinstance(b, ev.Continued | ev.EffectUndone) and (withdrawn or ends_lack(b)):
            left -= set(b.lines or left)
        if not left:
            return e
    return None


def _place(e: ev.Event) -> tuple[date, int]:
    """Of an event that stands."""
    assert e.day is not None
    return e.day, e.seq


def _last(view: View, kind: type, since: date | None = None, until: date | None = None) -> date | None:
    days = [e.day for e in view.events if isinstance(e.body, kind) and e.day is not None]
    return max((d for d in days if (since is None or d >= since) and (until is None or d <= until)), default=None)


def archive(s: Sweep) -> Iterator[SourceRow]:
    kept = keeping.kinds(s.desk, s.reader)
    for view in s.views(ar.FileArchived):
        for e in view.events:
            if not isinstance(e.body, ar.FileArchived) or e.day is None or not s.inside(e.day):
                continue
            row, said = s.names.row("archive", e.body.row), matter_cells(s, view, day=e.day)
            kind = str(said["matter_kind"]).lower()
            later = next((x.seq for x in view.events if x.seq > e.seq and isinstance(x.body, ar.FileArchived)), None)
            # As listed; as it came back, where something was added while it was out.
            counted = [x.body.sheets for x in view.events if isinstance(x.body, ar.FileListed) and x.seq < e.seq][-1:]
            counted += [x.body.sheets for x in view.events if isinstance(x.body, ar.FileReturned) and e.seq < x.seq < (later or x.seq + 1)]
            sheets = next((n for n in reversed(counted) if n), None)
            loans = [_loan(s, x) for x in view.events if x.seq > e.seq and (later is None or x.seq < later)]
            ends = [line.ended.day for line in view.state.lines.values() if line.ended is not None]
            cells: dict[str, Cell] = {
                **{k: v for k, v in said.items() if k not in ("matter_number", "matter_day")}, "day": e.day, "file": said["matter_number"],
                "title": f"Hồ sơ thi hành án {kind} {said['matter_number']} ngày {short_date(view.state.opened) if view.state.opened else ''}".strip(),
                "sheets": sheets, "place": str(row.get("place", "")), "retention": _retention(kept, view),
                "loans": "; ".join(x for x in loans if x), "ended": max(ends, default=None), "note": "",
            }  # fmt: skip
            yield SourceRow(f"{view.key}.{e.seq}", e.day, e.seq, cells, **of_matter(view))


def _retention(kept: keeping.Kinds, view: View) -> str:
    """ "15 năm, đến hết ngày 31/12/2035", "vĩnh viễn"; nothing where no term is established."""
    found = kept.of_matter(view.state)
    if not found.known or found.forever:
        return found.words
    return f"{found.words}, {keeping.until(kept, view.state)}"


def _loan(s: Sweep, e: ev.Event) -> str:
    """That the file left the archive, to whom and by whose consent, or came back."""
    if e.day is None:
        return ""
    match e.body:
        case ar.FileWithdrawn(by, row):
            kept = s.names.row("archive", row)
            borrower, why = (s.names.words(str(kept.get(name, ""))) for name in ("borrower", "reason"))
            return f"rút {short_date(e.day)}: {borrower}, {why} (đồng ý: {s.names.name('person', by)})"
        case ar.FileReturned():
            return f"trả {short_date(e.day)}"
        case _:
            return ""


def payments(s: Sweep) -> Iterator[SourceRow]:
    for view in s.views(le.PaidOut):
        for e in view.events:
            if not isinstance(e.body, le.PaidOut) or e.day is None or not s.inside(e.day):
                continue
            for at, p in enumerate(e.body.payments):
                cells: dict[str, Cell] = {
                    **matter_cells(s, view, (p.line,), e.day), "day": e.day, "voucher": e.body.voucher, "party": s.party(p.party), "amount": p.amount,
                    "fee": p.fee or None, "way": WAYS.get(e.body.way, e.body.way), "note": "",
                }  # fmt: skip
                yield SourceRow(f"{view.key}.{e.seq}.{at:06d}", e.day, e.seq, cells, **of_matter(view))
