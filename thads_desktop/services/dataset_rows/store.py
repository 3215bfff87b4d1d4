"""Exhibits and kept property: what came into the store and what of it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import quantity
from thads_desktop.domain.store import item_of
from thads_desktop.services import masking, store_projecting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.services.dataset_rows.context import Context, Row


def exhibits(ctx: Context) -> Iterator[Row]:
    for subject, events in ctx.reader.stream("item"):
        key, state = subject.partition(":")[2], item_of(events, ctx.as_of)
        if state.taken is None or not ctx.within(state.taken):
            continue
        row = ctx.names.row("item", key)
        owner = ctx.party(state.party) or str(row.get("owner", ""))
        yield {
            **ctx.ids("exhibits", key), "number": store_projecting.code(int(row.get("year", 0)), int(row.get("number", 0))), "number_source": "program",
            "name": masking.free_text(ctx.desk, ctx.reader, str(row.get("name", ""))), "unit": row.get("unit", ""), "kind": state.kind, "fate": state.fate,
            "place": state.place, "matter": ctx.ref("matters", state.matter), "line": state.line or None, "judgment": ctx.ref("judgments", state.judgment),
            "owner": ctx.ref("parties", state.party), "owner_name": masking.free_text(ctx.desk, ctx.reader, owner), "taken": state.taken,
            "quantity": quantity.shown(state.quantity), "left": quantity.shown(state.left), "value": state.value, "noticed": state.noticed,
        }  # fmt: skip
