"""Which function gives the rows of which set. A further set is a file under ``resources/datasets``, a function, and its line here.

OF_MATTER: asked for each matter in one sweep; OF_OFFICE: asked once, after the sweep (``BEFORE`` lists the sets that need it done).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from thads_desktop.services.dataset_rows import around, assets, course, decisions, matters, money, received, store
from thads_desktop.services.dataset_rows.context import Context, Row, View

OF_MATTER: dict[str, Callable[[Context, View], Iterator[Row]]] = {
    "matters": matters.matters,
    "obligations": matters.obligations,
    "decisions": decisions.decisions,
    "statuses": matters.statuses,
    "verifications": course.verifications,
    "coercion": decisions.coercion,
    "security": decisions.security,
    "receipts": money.receipts,
    "vouchers": money.vouchers,
    "milestones": course.milestones,
    "delegations": decisions.delegated_out,
}
OF_OFFICE: dict[str, Callable[[Context], Iterator[Row]]] = {
    "judgments": received.judgments,
    "parties": received.parties,
    "requests": received.requests,
    "receipts": money.held_receipts,
    "vouchers": money.held_vouchers,
    "delegations": received.delegated_in,
    "assets": assets.assets,
    "valuations": assets.valuations,
    "auctions": assets.auctions,
    "exhibits": store.exhibits,
    "complaints": around.complaints,
    "guidance": around.guidance,
    "tasks": around.given,
}
#: Of these only what the matters name is told.
BEFORE = ("judgments", "parties")
