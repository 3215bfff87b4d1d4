"""Matters, their obligations and their states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.services.dataset_rows.context import sent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.domain.matter import LineState, MatterState
    from thads_desktop.services.dataset_rows.context import Context, Row, View


def matters(ctx: Context, view: View) -> Iterator[Row]:
    state, row = view.state, view.row
    if not ctx.within(state.opened):
        return
    paper = ctx.names.row("paper", state.opening_paper) if state.opening_paper else {}
    yield {
        **ctx.ids("matters", view.key), "number": row.get("number_text", ""), "number_source": source_of(view, state.opening_paper, row),
        "day": state.opened, "kind": state.kind, "judgment": ctx.ref("judgments", state.judgment),
        "judgment_number": ctx.judgment(state.judgment).get("number", ""), "request": ctx.ref("requests", state.request),
        "delegated_in": state.delegated_in, "urgent": state.urgent, "signer": signer_of(ctx, state, state.opening_paper, paper),
        "officer": ctx.names.name("person", _first_officer(view)), "known_from": state.known_from, "status": state.status,
        **sent(view.events, state.opening_paper), "order": view.opening.seq,
    }  # fmt: skip


def source_of(view: View, paper: str, row: Row) -> str:
    """Whose number it is: of the program that gave it, or official as it was recorded; what came in says it itself."""
    if row.get("number_source"):
        return str(row["number_source"])
    stands = view.state.papers.get(paper)
    return "program" if stands is not None and stands.series else "official"


def signer_of(ctx: Context, state: MatterState, paper: str, row: Row) -> str:
    stands = state.papers.get(paper)
    return str(row.get("signer", "")) or (ctx.names.name("person", stands.signer) if stands is not None else "")


def _first_officer(view: View) -> str:
    """Who was named by the very decision."""
    body = view.opening.body
    if isinstance(body, ev.CarriedIn):
        return body.officer
    own = [e.body.officer for e in view.events if isinstance(e.body, ev.OfficerAssigned) and e.body.paper and e.body.paper == view.state.opening_paper]
    return own[0] if own else ""


def obligations(ctx: Context, view: View) -> Iterator[Row]:
    """As the decision opened them; the names are those of who owes now."""
    if not ctx.within(view.state.opened):
        return
    words = ctx.names.row("matter", view.key).get("obligations", {})
    for line in opened(view):
        now = view.state.lines[line.line].line if line.line in view.state.lines else line
        yield {
            **ctx.ids("obligations", f"{view.key}.{line.line}"), **ctx.matter(view), "line": line.line, "words": words.get(str(line.line), ""),
            "due": line.due, "debtors": ctx.refs("parties", line.debtors), "debtor_names": ctx.parties_of(now.debtors),
            "creditors": ctx.refs("parties", line.creditors), "creditor_names": ctx.parties_of(now.creditors), "joint": line.joint,
            "state_revenue": line.state_revenue,
        }  # fmt: skip


def opened(view: View) -> Iterator[ev.Line]:
    """The obligations as they were before any of them passed to somebody else."""
    seen: set[int] = set()
    for e in view.events:
        lines = e.body.lines if isinstance(e.body, (ev.MatterOpened, ev.CarriedIn)) else (e.body.line,) if isinstance(e.body, ev.LineAdded) else ()
        for line in lines:
            if line.line not in seen:
                seen.add(line.line)
                yield line


def statuses(ctx: Context, view: View) -> Iterator[Row]:
    for n, line in view.state.lines.items():
        yield {
            **ctx.ids("statuses", f"{view.key}.{n}"), **ctx.matter(view), "line": n, "state": line.state, "since": _since(line), "due": line.line.due,
            "collected": line.collected, "terminated": line.terminated, "rest": line.rest, "matter_status": view.state.status,
        }  # fmt: skip


def _since(line: LineState) -> date | None:
    if line.ended is not None:
        return line.ended.day
    return min((c.since for c in line.conditions if c.kind == line.state), default=None)
