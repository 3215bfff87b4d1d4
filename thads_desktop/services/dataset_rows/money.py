"""Money that came in and went out: receipts and vouchers, of matters and of judgments that wait for a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.standing import standing
from thads_desktop.services.receipts import of_events

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thads_desktop.services.dataset_rows.context import Context, Row, View


def receipts(ctx: Context, view: View) -> Iterator[Row]:
    given = _given(ctx, view.events)
    for of, body in of_events(e for e in view.every if e.day is not None and e.day <= ctx.as_of).items():
        if "receipt_kind" not in given.get(of, {}):
            # Struck alone: its sum is followed all the same.
            given.setdefault(of, {}).update({**_official(ctx, body), "receipt_struck": True})
    for e in view.events:
        b = e.body
        if not ctx.within(e.day):
            continue
        if isinstance(b, le.Allotted):
            for at, part in enumerate(b.parts):
                own = _part(view.key, e.seq, at, len(b.parts))
                said = {"kind": "allotted", "line": part.line, "amount": part.amount, "day": e.day, "order": e.seq}
                yield {**ctx.ids("receipts", own), **ctx.matter(view), **said}
        if not isinstance(b, ev.Collected):
            continue
        payer = ctx.applied.get((view.key, e.seq), "")
        how: Row = {"kind": "collected"}
        if payer:
            how = {"kind": "applied", "judgment": ctx.ref("judgments", view.state.judgment), **_payer(ctx, payer)}
        yield {
            **ctx.ids("receipts", f"{view.key}.{e.seq}"), **ctx.matter(view), "line": b.line, "amount": b.amount, "day": e.day,
            "day_unknown": not b.day_known, "receipt": b.receipt, **given.get(e.seq, {}), **how, "order": e.seq,
        }  # fmt: skip


def _given(ctx: Context, events: list[ev.Event]) -> dict[int, Row]:
    """Seq of a sum -> its official receipt, and when its cash went into the fund."""
    found: dict[int, Row] = {}
    for of, g in of_events(events).items():
        found[of] = _official(ctx, g)
    for e in events:
        if isinstance(e.body, le.CashInFund):
            for of in e.body.of:
                found.setdefault(of, {}).update({"fund_day": e.day, "fund_voucher": e.body.voucher})
    return found


def _official(ctx: Context, g: le.ReceiptGiven) -> Row:
    return {
        "receipt_kind": g.kind, "form": g.form, "book": g.book, "book_year": g.year, "way": g.way, "place": g.place, "back": g.back,
        "receipt": g.number, **(_payer(ctx, g.payer) if g.payer else {}),
    }  # fmt: skip


def vouchers(ctx: Context, view: View) -> Iterator[Row]:
    for e in view.events:
        if ctx.within(e.day):
            told = list(_out(ctx, view, e))
            for at, said in enumerate(told):
                own = _part(view.key, e.seq, at, len(told))
                yield {**ctx.ids("vouchers", own), **ctx.matter(view), **said, "day": e.day, "order": e.seq}


def _out(ctx: Context, view: View, e: ev.Event) -> Iterable[Row]:
    """What an event paid: a row for each obligation and each who got it."""
    match e.body:
        case ev.SurplusReturned() as b:
            yield {"kind": "surplus", "amount": b.amount, "receipt": b.receipt}
        case le.PaidOut() as b:
            for p in b.payments:
                more = {"fee": p.fee or None, "way": b.way, "receipt": b.voucher, **_payer(ctx, p.party)}
                yield {"kind": "payout", "line": p.line, "amount": p.amount, **more}
        case le.Deducted() as b:
            yield {"kind": "deducted", "amount": b.amount, "deduction": b.kind, "receipt": b.voucher, **_payer(ctx, b.party)}
        case le.Deposited() as b:
            yield {"kind": "deposit", "line": b.line, "amount": b.amount, "deposit": b.how, "receipt": b.voucher, **_payer(ctx, b.party)}
        case le.Forfeited() as b:
            more = {"receipt": b.voucher, "paper": ctx.ref("decisions", b.paper), **_payer(ctx, b.party)}
            yield {"kind": "forfeit", "line": b.line, "amount": b.amount, **more}
        case le.CameBack() as b:
            yield {"kind": "came_back", "line": b.line, "amount": b.amount, "returned": _paid(ctx, view, b), **_payer(ctx, b.party)}
        case _:
            return


def _paid(ctx: Context, view: View, back: le.CameBack) -> str:
    """The row of the payment that came back."""
    paid = next((e for e in view.events if e.seq == back.of and isinstance(e.body, le.PaidOut)), None)
    if paid is None or not isinstance(paid.body, le.PaidOut):
        return ""
    parts = paid.body.payments
    at = next((i for i, p in enumerate(parts) if (p.line, p.party) == (back.line, back.party)), 0)
    return ctx.ref("vouchers", _part(view.key, back.of, at, len(parts)))


def _part(key: str, seq: int, at: int, of: int) -> str:
    """The id of a row of an event; of several, with its place."""
    return f"{key}.{seq}" if of == 1 else f"{key}.{seq}.{at}"


def held_receipts(ctx: Context) -> Iterator[Row]:
    yield from _held(ctx, ev.MoneyHeld, "receipts")


def held_vouchers(ctx: Context) -> Iterator[Row]:
    yield from _held(ctx, ev.HeldReturned, "vouchers")


def _held(ctx: Context, kind: type[ev.MoneyHeld | ev.HeldReturned], dataset: str) -> Iterator[Row]:
    for subject, events in ctx.reader.stream("intake"):
        key, stands = subject.partition(":")[2], standing(events, ctx.as_of)
        yield from held_rows(ctx, key, stands, kind, dataset)


def held_rows(ctx: Context, key: str, stands: list[ev.Event], kind: type[ev.MoneyHeld | ev.HeldReturned], dataset: str) -> Iterator[Row]:
    """Of one judgment: what was taken before any decision, or given back of it."""
    given = _given(ctx, stands) if kind is ev.MoneyHeld else {}
    for e in stands:
        if isinstance(e.body, kind) and ctx.within(e.day):
            yield {
                **ctx.ids(dataset, f"{key}.{e.seq}"), "kind": "held", "judgment": ctx.ref("judgments", key), "amount": e.body.amount,
                "day": e.day, "receipt": e.body.receipt, **given.get(e.seq, {}), **_payer(ctx, e.body.payer), "order": e.seq,
            }  # fmt: skip


def _payer(ctx: Context, party: str) -> Row:
    return {"payer": ctx.ref("parties", party), "payer_name": ctx.party(party)}
