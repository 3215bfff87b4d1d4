"""What a matter, or a judgment that waits, holds before a file is taken in: rows as the file would have them, to be told apart from new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import standing
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services.dataset_in.taking import Values, normal
from thads_desktop.services.dataset_rows import money
from thads_desktop.services.dataset_rows.context import Context, view_of
from thads_desktop.services.dataset_rows.registry import OF_MATTER

if TYPE_CHECKING:
    from thads_desktop.services.dataset_in.taking import Taking

#: Set -> by what a row without a known id is recognised; where the first of them is empty it is not.
NATURAL: dict[str, tuple[str, ...]] = {
    "decisions": ("number", "kind", "day"),
    "coercion": ("measure", "day", "number"),
    "security": ("measure", "day", "number"),
    "verifications": ("day", "result", "party"),
    "receipts": ("receipt", "day", "amount", "line", "kind"),
    "vouchers": ("receipt", "day", "amount", "kind", "payer", "line"),
    "milestones": ("kind", "day", "lines", "party"),
}
#: Of these the number tells: as often as it comes, it is the one that is here.
NUMBERED = ("receipts", "vouchers", "coercion", "security")


@dataclass(slots=True)
class OwnRows:
    """Set -> id -> row, in ids of this store."""

    rows: dict[str, dict[str, Values]] = field(default_factory=dict)
    used: set[tuple[str, str]] = field(default_factory=set)

    def of(self, dataset: str, known: str) -> Values | None:
        return self.rows.get(dataset, {}).get(known)

    def alike(self, dataset: str, values: Values) -> str:
        """The id of the row here that this one is, by what it says; "" for none."""
        wanted = _natural(dataset, values)
        if wanted is None:
            return ""
        for known, row in self.rows.get(dataset, {}).items():
            if _natural(dataset, row) == wanted and (dataset in NUMBERED or (dataset, known) not in self.used):
                self.used.add((dataset, known))
                return known
        return ""

    def add(self, dataset: str, known: str, values: Values) -> None:
        """A row of the file that was written just now; only what bears a number is recognised again within one file."""
        if dataset in NUMBERED:
            self.rows.setdefault(dataset, {})[known] = values


def _natural(dataset: str, values: Values) -> tuple[str, ...] | None:
    names = NATURAL[dataset]
    return tuple(str(values.get(n, "")) for n in names) if values.get(names[0]) else None


def of_matter(t: Taking, matter: str) -> OwnRows:
    ctx = Context(t.desk, t.uow, t.desk.clock.today(), raw=True)
    found = OwnRows()
    view = view_of(ctx, matter, t.uow.events_of(f"matter:{matter}"))
    if view is not None:
        for dataset in NATURAL:
            known = datasets()[dataset]
            # What money was applied is asked by judgment, not of the whole log.
            ctx.applied = applied(t, view.state.judgment)
            for row in OF_MATTER[dataset](ctx, view):
                found.rows.setdefault(dataset, {})[str(row["id"])] = normal(known, _plain(row))
    return found


def applied(t: Taking, judgment: str) -> dict[tuple[str, int], str]:
    """(matter, seq of the sum there) -> payer, of money held on a judgment."""
    events = t.uow.events_of(f"intake:{judgment}") if judgment else []
    return {(e.body.matter, e.body.collected): e.body.payer for e in standing(events) if isinstance(e.body, ev.HeldApplied)}


def of_judgment(t: Taking, judgment: str) -> OwnRows:
    found, ctx = OwnRows(), Context(t.desk, t.uow, t.desk.clock.today(), raw=True)
    stands = standing(t.uow.events_of(f"intake:{judgment}"))
    for dataset, kind in (("receipts", ev.MoneyHeld), ("vouchers", ev.HeldReturned)):
        for row in money.held_rows(ctx, judgment, stands, kind, dataset):
            found.rows.setdefault(dataset, {})[str(row["id"])] = normal(datasets()[dataset], _plain(row))
    return found


def _plain(row: Values) -> Values:
    """As a JSON document has it."""
    return {k: v.isoformat() if isinstance(v, date) else list(v) if isinstance(v, tuple) else v for k, v in row.items()}
