"""Money that came in and went back: receipts and vouchers, of matters and of judgments that wait for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.services.dataset_rows.context import Context, Row, View


def receipts(ctx: Context, view: View) -> Iterator[Row]:
    for e in view.events:
        b = e.body
        if not isinstance(b, ev.Collected) or not ctx.within(e.day):
            continue
        payer = ctx.applied.get((view.key, e.seq), "")
        said: Row = {"kind": "collected"}
        if payer:
            said = {"kind": "applied", "judgment": ctx.ref("judgments", view.state.judgment), **_payer(ctx, payer)}
        yield {
            **ctx.ids("receipts", f"{view.key}.{e.seq}"), **ctx.matter(view), **said, "line": b.line, "amount": b.amount, "day": e.day,
            "day_unknown": not b.day_known, "receipt": b.receipt, "order": e.seq,
        }  # fmt: skip


def vouchers(ctx: Context, view: View) -> Iterator[Row]:
    for e in view.events:
        if isinstance(e.body, ev.SurplusReturned) and ctx.within(e.day):
            yield {
                **ctx.ids("vouchers", f"{view.key}.{e.seq}"), **ctx.matter(view), "kind": "surplus", "amount": e.body.amount, "day": e.day,
                "receipt": e.body.receipt, "order": e.seq,
            }  # fmt: skip


def held_receipts(ctx: Context) -> Iterator[Row]:
    yield from _held(ctx, ev.MoneyHeld, "receipts")


def held_vouchers(ctx: Context) -> Iterator[Row]:
    yield from _held(ctx, ev.HeldReturned, "vouchers")


def _held(ctx: Context, kind: type[ev.MoneyHeld | ev.HeldReturned], dataset: str) -> Iterator[Row]:
    for subject, events in ctx.reader.stream("intake"):
        key = subject.partition(":")[2]
        for e in standing(events, ctx.as_of):
            if isinstance(e.body, kind) and ctx.within(e.day):
                yield {
                    **ctx.ids(dataset, f"{key}.{e.seq}"), "kind": "held", "judgment": ctx.ref("judgments", key), "amount": e.body.amount,
                    "day": e.day, "receipt": e.body.receipt, **_payer(ctx, e.body.payer), "order": e.seq,
                }  # fmt: skip


def _payer(ctx: Context, party: str) -> Row:
    return {"payer": ctx.ref("parties", party), "payer_name": ctx.party(party)}
