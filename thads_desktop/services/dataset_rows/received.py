"""Judgments, requests, parties: what came in before there was a matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.services.dataset_rows.context import Context, Row

_WORDS = ("number", "court", "kind", "case_type", "appeal_number", "appeal_day", "appeal_court", "delegated_from", "delegation_number")


def judgments(ctx: Context) -> Iterator[Row]:
    """Those that were received, and those that only a matter of an old register names."""
    came = {s.partition(":")[2]: standing(events, ctx.as_of) for s, events in ctx.reader.stream("intake")}
    for key, row in ctx.every_judgment.items():
        events = came.get(key)
        if events is None and key not in ctx.judgments:
            continue
        received = next((e for e in events or () if isinstance(e.body, ev.JudgmentReceived)), None)
        if (received is None and key not in ctx.judgments) or not ctx.within(received.day if received else None):
            continue
        said: Row = {**ctx.ids("judgments", key), "day": row.get("day", ""), **{w: row.get(w, "") for w in _WORDS}}
        if received is not None and isinstance(received.body, ev.JudgmentReceived):
            b = received.body
            said |= {"received": received.day, "way": b.way, "urgent": b.urgent, "bankruptcy": b.bankruptcy, "ex_officio": b.ex_officio}
        yield {**said, "note": ctx.names.words(str(row.get("note", "")))}


def requests(ctx: Context) -> Iterator[Row]:
    for subject, events in ctx.reader.stream("intake"):
        stands = standing(events, ctx.as_of)
        refused = {e.body.request: e for e in stands if isinstance(e.body, ev.RequestRefused)}
        judgment = subject.partition(":")[2]
        for e in stands:
            if not isinstance(e.body, ev.RequestReceived) or not ctx.within(e.day):
                continue
            party = str((ctx.reader.row("request", e.body.request) or {}).get("party", ""))
            no = refused.get(e.body.request)
            yield {
                **ctx.ids("requests", e.body.request), "judgment": ctx.ref("judgments", judgment),
                "judgment_number": ctx.judgment(judgment).get("number", ""), "party": ctx.ref("parties", party), "party_name": ctx.party(party),
                "day": e.day, "way": e.body.way, "refused_on": no.day if no else None,
                "refusal_ground": no.body.ground if no and isinstance(no.body, ev.RequestRefused) else "", "order": e.seq,
            }  # fmt: skip


def parties(ctx: Context) -> Iterator[Row]:
    """Everybody whom the office knows, but for those of an import that was undone."""
    for key in ctx.reader.rows("party"):
        if key not in ctx.parties and not ctx.reader.projections.parties_of((key,)):
            continue
        row = ctx.names.row("party", key)
        yield {
            **ctx.ids("parties", key), **{w: row.get(w, "") for w in ("name", "kind", "address", "commune", "account")},
            "birth_year": row.get("birth_year"), "ids": list(row.get("ids", ())),
        }  # fmt: skip


def delegated_in(ctx: Context) -> Iterator[Row]:
    for subject, events in ctx.reader.stream("intake"):
        key = subject.partition(":")[2]
        for e in standing(events, ctx.as_of):
            if isinstance(e.body, ev.DelegationReceived) and ctx.within(e.day):
                yield {
                    **ctx.ids("delegations", f"{key}.{e.seq}"), "way": "in", "judgment": ctx.ref("judgments", key),
                    "judgment_number": ctx.judgment(key).get("number", ""), "day": e.day, "office": e.body.from_office,
                }  # fmt: skip
