"""Assets with what became of them, and the steps of their valuation and their sale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import asset_events as ae, breaches
from thads_desktop.domain.asset import AssetState, after, begun
from thads_desktop.domain.standing import standing
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_queries
from thads_desktop.services.dataset_rows.context import view_of
from thads_desktop.services.dataset_rows.matters import source_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from thads_desktop.domain import events as ev
    from thads_desktop.services.dataset_rows.context import Context, Row

#: Steps that open or end a round, and those whose sum is held against the price before them.
_ROUND = ("auction_day", "auction_held", "auction_failed")
_PRICED = (*_ROUND, "price_cut", "creditor_takes_asset", "taking_agreed", "asset_bought", "asset_sold")


@dataclass(slots=True)
class _Asset:
    """One asset as of the day: its events that stand, what it is by its card, the card."""

    key: str
    events: list[ev.Event]
    begun: AssetState
    row: Row


def assets(ctx: Context) -> Iterator[Row]:
    for one in _known(ctx):
        state = one.begun
        for e in one.events:
            state = after(state, e)
        kind = kinds().get(state.kind)
        values = asset_queries.shown_values(kind, one.row, ctx.names, hidden=ctx.hidden) if kind is not None else {}
        labels = {f.name: f.label for f in kind.fields} if kind is not None else {}
        commune = str(one.row.get("commune", ""))
        yield {
            **ctx.ids("assets", one.key), **_seizure(ctx, state), "kind": state.kind, "name": _title(ctx, one),
            "facts": [f"{labels[n]}: {said}" for n, said in values.items()], "immovable": state.immovable, "commune": commune,
            "commune_name": asset_queries.commune_words(commune, ctx.as_of) if commune else "", "owners": ctx.refs("parties", state.owners),
            "owner_names": ctx.parties_of(state.owners), "co_owners": ctx.refs("parties", state.co_owners),
            "co_owner_names": ctx.parties_of(state.co_owners), "stage": state.stage, "start": state.start, "price": state.price,
            "cuts": state.cuts, "rounds": state.rounds, "sale": state.how, "sold": state.sold, "handed": state.days.get("asset_handed_over"),
            "paid_out": state.days.get("paid_out"), "released": state.days.get("seizure_released") or state.days.get("given_back"),
            "note": ctx.names.words(str(one.row.get("note", ""))),
        }  # fmt: skip


def valuations(ctx: Context) -> Iterator[Row]:
    for _e, _body, _before, _now, said in _steps(ctx, "valuations"):
        yield said


def auctions(ctx: Context) -> Iterator[Row]:
    for _e, body, before, now, said in _steps(ctx, "auctions"):
        opened = now.rounds + 1 if body.step == "auction_day" else now.rounds
        yield {
            **said, "round": opened if body.step in _ROUND else None, "cut": now.cuts if body.step == "price_cut" else None,
            "start": before.price if body.step in _PRICED else None, "on": body.on,
        }  # fmt: skip


def _known(ctx: Context) -> Iterator[_Asset]:
    """Every asset of which something had happened by the day. A card that was written later stands as it was first written: steps of old
    days are recorded after them."""
    for subject, events in ctx.reader.stream("asset"):
        key, stands = subject.partition(":")[2], standing(events)
        noted = next((e for e in stands if isinstance(e.body, ae.AssetNoted)), None)
        told = standing(events, ctx.as_of)
        if noted is None or not told:
            continue
        if noted not in told:
            told = [*(e for e in stands if e.day == noted.day and isinstance(e.body, (ae.AssetNoted, ae.AssetLinked))), *told]
        yield _Asset(key, told, begun(stands), ctx.names.row("asset", key))


def _steps(ctx: Context, dataset: str) -> Iterator[tuple[ev.Event, ae.AssetStep, AssetState, AssetState, Row]]:
    """Each step of a set, with the asset before and after it and what its row says whatever the step."""
    wanted = datasets()[dataset].field("step").words
    for one in _known(ctx):
        before = one.begun
        for e in one.events:
            now, body = after(before, e), e.body
            if isinstance(body, ae.AssetStep) and body.step in wanted and e.day is not None and ctx.within(e.day):
                yield e, body, before, now, {**ctx.ids(dataset, f"{one.key}.{e.seq}"), **_said(ctx, one, e.day, body, now), "order": e.seq}
            before = now


def _said(ctx: Context, one: _Asset, day: date, body: ae.AssetStep, now: AssetState) -> Row:
    words, way = ctx.names.row("asset_step", body.row), asset_ways.table().of(asset_ways.LAWS[0]).get(body.step)
    return {
        "asset": ctx.ref("assets", one.key), "asset_name": _title(ctx, one), **_matters(ctx, now), "day": day, "step": body.step,
        "amount": body.amount, "org": words.get("org", ""), "number": words.get("number", ""), "number_source": "official",
        "party": ctx.ref("parties", body.party), "party_name": ctx.party(body.party),
        "why": way.why_words(body.why) if way is not None and body.why else "", "note": words.get("words", ""), "decided": bool(body.confirmed),
        "breaches": breaches.words(body.breaches),
    }  # fmt: skip


def _title(ctx: Context, one: _Asset) -> str:
    """The card in one line, without secret numbers."""
    kind = kinds().get(str(one.row.get("kind", "")))
    return ctx.names.words(kind.says(one.row.get("values", {}))) if kind is not None else ""


def _matters(ctx: Context, state: AssetState) -> Row:
    """The matters of an asset, the one it is seized for first."""
    first, *more = state.matters or ("",)
    return {
        "matter": ctx.ref("matters", first), "matter_number": ctx.names.row("matter", first).get("number_text", ""),
        "more_matters": ctx.refs("matters", more),
    }  # fmt: skip


def _seizure(ctx: Context, state: AssetState) -> Row:
    """For which matter, since when, by which decision, and whose number that is."""
    said = _matters(ctx, state)
    if not state.matters:
        return said
    matter = state.matters[0]
    seizure = next((s for s in state.seizures if s.matter == matter), None)
    link = next((x for x in state.links if x.matter == matter), None)
    lines = link.lines if link is not None and link.lines else seizure.lines if seizure is not None else ()
    said |= {"how": link.how if link is not None else "", "lines": list(lines), "seized": seizure.day if seizure is not None else None}
    view = view_of(ctx, matter, ctx.reader.events_of(f"matter:{matter}"))
    if view is None:
        return said
    paper = seizure.paper if seizure is not None else ""
    row = ctx.names.row("paper", paper) if paper else {}
    source = source_of(view, paper, row) if paper else source_of(view, view.state.opening_paper, view.row)
    return {**said, "paper": ctx.ref("decisions", paper), "number": row.get("number_text", ""), "number_source": source}
