"""The fee of what is paid out: of each obligation's money in the order it goes, with its arithmetic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import ledger_check, matter_money

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.matter_money import FeeProposal

_NUMBER = re.compile(r"^\d+\. ", re.ASCII)
#: Creditors whose fee is told line by line.
TOLD = 40


@dataclass(frozen=True, slots=True)
class Fees:
    """By obligation, the sums in the order they are paid out: (đồng, fee)."""

    of: Mapping[int, Sequence[tuple[int, int]]]
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def until(self, line: int, amount: int) -> int:
        """The fee of the first so many đồng of an obligation; of a part of a sum, its part, rounded down until the sum is whole."""
        total = 0
        for each, fee in self.of.get(line, ()):
            part = min(each, amount)
            total += fee * part // each
            amount -= part
            if not amount:
                break
        return total


def of(
    desk: Desk, key: str, v: Mapping[str, Any], stored: list[ev.Event], day: date, parts: tuple[le.Part, ...], cuts: tuple[tuple[str, int], ...],
    book: Ledger,
) -> Fees:  # fmt: skip
    """Of the sums that are followed: of the others the fee was settled where they were paid out."""
    bodies: list[ev.Body] = [*(le.Deducted(kind, amount) for kind, amount in cuts), *([le.Allotted(parts)] if parts else [])]
    try:
        found: FeeProposal = matter_money.fees(desk, key, v.get("fee") or {}, ledger_check.ahead(stored, day, bodies))
    except Refused as refused:
        from thads_desktop.domain.sentences import say

        return Fees({}, (), (f"Chưa tính được phí nên chưa trừ phí: {say(refused.refusals[0])}",))
    of: dict[int, list[tuple[int, int]]] = {}
    for row in found.rows:
        if row.seq not in book.sums or row.seq in book.followed:
            of.setdefault(row.line, []).append((row.amount, row.fee))
    steps: list[str] = []
    notes: list[str] = [found.why_none] if found.why_none and not found.rows and v.get("say_none") else []
    for worked in [w for group, w in found.worked.items() if group][:TOLD]:
        steps += [f"{worked.headline}.", *(f"– {_NUMBER.sub('', step)}" for step in worked.steps)]
        notes += [n for n in worked.notes if n != matter_money.ON_COLLECTED]
    return Fees(of, tuple(steps), tuple(notes))
