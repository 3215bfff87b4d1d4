"""Rows of the register of matters, of the separate book, of the archive, and of what was paid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import archive_events as ar, events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.services.dataset_rows.context import sent
from thads_desktop.services.dataset_rows.matters import signer_of
from thads_desktop.services.ledger_words import WAYS
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.services.register_sources.base import SourceRow, Sweep, matter_cells, of_matter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.dataset_rows.context import View


def matters(s: Sweep) -> Iterator[SourceRow]:
    for view in s.views(ev.MatterOpened, ev.CarriedIn):
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
    for line in view.state.lines.values():
        if line.ended is not None:
            found[_said(STATUS_WORDS.get(line.ended.kind, line.ended.kind), s.numbered(line.ended.paper, line.ended.day))] = None
        for c in line.conditions:
            if line.ended is None:
                found[_said(STATUS_WORDS.get(c.kind, c.kind), s.numbered(c.paper, c.since))] = None
    return "; ".join(found)


def _said(words: str, more: str) -> str:
    return f"{words} ({more})" if more else words


def separate_book(s: Sweep) -> Iterator[SourceRow]:
    for view in s.views(ev.MovedToSeparateBook):
        for e in view.events:
            body = e.body
            if not isinstance(body, ev.MovedToSeparateBook) or e.day is None or not s.inside(e.day):
                continue
            lacking = [x for x in view.events if isinstance(x.body, ev.MeansLacking) and x.day is not None and x.day <= e.day]
            paper = lacking[-1].body.paper if lacking and isinstance(lacking[-1].body, ev.MeansLacking) else ""
            chosen = [n for n in view.state.lines if not body.lines or n in body.lines]
            cells: dict[str, Cell] = {
                **matter_cells(s, view, body.lines), "day": e.day, "lacking": s.numbered(paper, lacking[-1].day) if lacking else "",
                "rest": sum(view.state.lines[n].rest for n in chosen), "verified": _last(view, ev.Verified),
                "information": _last(view, ev.InformationReceived, e.day), "back": _back(view, e),
                "note": "",
            }  # fmt: skip
            yield SourceRow(f"{view.key}.{e.seq}", e.day, e.seq, cells, **of_matter(view, paper))


def _back(view: View, moved: ev.Event) -> date | None:
    """When it came back from the separate book."""
    after = (x for x in view.events if isinstance(x.body, ev.Continued) and x.day is not None and moved.day is not None and x.day >= moved.day)
    return next((x.day for x in after if x.seq > moved.seq), None)


def _last(view: View, kind: type, since: date | None = None) -> date | None:
    days = [e.day for e in view.events if isinstance(e.body, kind) and e.day is not None and (since is None or e.day >= since)]
    return max(days, default=None)


def archive(s: Sweep) -> Iterator[SourceRow]:
    for view in s.views(ar.FileArchived):
        for e in view.events:
            if not isinstance(e.body, ar.FileArchived) or e.day is None or not s.inside(e.day):
                continue
            row, said = s.names.row("archive", e.body.row), matter_cells(s, view)
            sheets = next((x.body.sheets for x in reversed(view.events) if x.seq < e.seq and isinstance(x.body, ar.FileListed)), 0)
            kind = str(said["matter_kind"]).lower()
            later = next((x.seq for x in view.events if x.seq > e.seq and isinstance(x.body, ar.FileArchived)), None)
            loans = [_loan(s, x) for x in view.events if x.seq > e.seq and (later is None or x.seq < later)]
            ends = [line.ended.day for line in view.state.lines.values() if line.ended is not None]
            cells: dict[str, Cell] = {
                **{k: v for k, v in said.items() if k not in ("matter_number", "matter_day")}, "day": e.day, "file": said["matter_number"],
                "title": f"Hồ sơ thi hành án {kind} {said['matter_number']} ngày {short_date(view.state.opened) if view.state.opened else ''}".strip(),
                "sheets": sheets or None, "place": str(row.get("place", "")), "retention": "",
                "loans": "; ".join(x for x in loans if x), "ended": max(ends, default=None), "note": "",
            }  # fmt: skip
            yield SourceRow(f"{view.key}.{e.seq}", e.day, e.seq, cells, **of_matter(view))


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
                    **matter_cells(s, view, (p.line,)), "day": e.day, "voucher": e.body.voucher, "party": s.party(p.party), "amount": p.amount,
                    "fee": p.fee or None, "way": WAYS.get(e.body.way, e.body.way), "note": "",
                }  # fmt: skip
                yield SourceRow(f"{view.key}.{e.seq}.{at:06d}", e.day, e.seq, cells, **of_matter(view))
