"""What happened in a matter: verifications, and the milestones that are no decision with a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.services.dataset_rows.context import Context, Row, View


def verifications(ctx: Context, view: View) -> Iterator[Row]:
    for e in view.events:
        b = e.body
        if isinstance(b, ev.Verified) and ctx.within(e.day):
            yield {
                **ctx.ids("verifications", f"{view.key}.{e.seq}"), **ctx.matter(view), "day": e.day, "result": b.result,
                "party": ctx.ref("parties", b.party), "party_name": ctx.party(b.party), "address_unknown": b.address_unknown, "prisoner": b.prisoner,
                "stated": b.stated, "paper": ctx.ref("decisions", b.paper), "order": e.seq,
            }  # fmt: skip


def milestones(ctx: Context, view: View) -> Iterator[Row]:
    for e in view.events:
        said = _milestone(ctx, e.body) if ctx.within(e.day) else None
        if said is not None:
            yield {**ctx.ids("milestones", f"{view.key}.{e.seq}"), **ctx.matter(view), "day": e.day, **said, "order": e.seq}


def _milestone(ctx: Context, body: ev.Body) -> Row | None:
    """The kind of a milestone and what belongs to it; None for what stands in another set."""
    match body:
        case ev.ValidNotice():
            return {"kind": "notice", "way": body.way, "party": ctx.ref("parties", body.party)}
        case ev.FileOpened():
            return {"kind": "file_opened"}
        case ev.OfficerAssigned(paper=""):
            return {"kind": "officer", "officer": ctx.names.name("person", body.officer)}
        case ev.InformationReceived():
            return {"kind": "information", "party": ctx.ref("parties", body.party)}
        case ev.Classified():
            return {"kind": "means_yes" if body.has_means else "means_no"}
        case ev.GroundArose():
            return {"kind": "ground", "of": body.of, "clause": body.clause, "urgent": body.urgent, "lines": list(body.lines)}
        case ev.Published():
            return {"kind": "published"}
        case ev.MovedToSeparateBook():
            return {"kind": "separate_book", "lines": list(body.lines), "breaches": list(body.breaches)}
        case ev.SummonsServed(paper=""):
            return {"kind": "summons", "lines": list(body.lines)}
        case le.PayeeNotified():
            return {"kind": "payee", "party": ctx.ref("parties", body.party), "lines": list(body.lines), "way": body.way}
        case ev.LineCompleted():
            return {"kind": "completed", "lines": [body.line]}
        case _:
            return None
