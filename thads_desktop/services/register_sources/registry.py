"""Which function gives the rows of which source of ``documents/register_sources``."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thads_desktop.services.register_sources import around, decisions, letters, matters, money, received, things

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thads_desktop.services.register_sources.base import SourceRow, Sweep

ROWS: dict[str, Callable[[Sweep], Iterator[SourceRow]]] = {
    "judgments": received.judgments, "requests": received.requests, "matters": matters.matters, "delegations_in": received.delegations_in,
    "asset_handlings": received.asset_handlings, "custody": things.custody, "sales": things.sales, "separate_book": matters.separate_book,
    "archive": matters.archive, "receipts": money.receipts, "receipt_books": money.receipt_books, "payments": matters.payments,
    "letters_out": letters.out, "letters_in": letters.in_,
    **{key: partial(decisions.rows, source=key) for key in decisions.KINDS}, **{key: partial(around.entries, source=key) for key in around.BOOKS},
    "complaints_received": around.received,
}  # fmt: skip


def rows(s: Sweep, source: str) -> list[SourceRow]:
    """The rows of a source, in the order of the register, however they were read."""
    return sorted(ROWS[source](s), key=lambda r: r.place)
