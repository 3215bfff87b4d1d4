"""What a paper lacks because of something that is refused already: one gap, one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import one_decision, projecting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: An amount that cannot be cannot be printed in words either.
UNSAYABLE = ("line.bad_amount", "termination.bad_amount", "part_away.bad_amount")
#: Code of a refusal -> the variables that are empty because of it.
_TOLD_BY = {
    "ground.missing": ("ground_law", "ground_text"), "ground.unknown": ("ground_law", "ground_text"),
    "delegation.no_office": ("to_office",), "deferral.no_until": ("until_text",), "refund.owed": ("debtors",),
    "summons.nobody": ("voluntary_days", "obligations_hit", "debtors"), "ending.not_ended": ("ended_how", "ended_on"),
    "measure.no_income": ("limit_text",), "measure.no_wage": ("limit_text",), "act.no_amount": ("sum_text",),
}  # fmt: skip


def told(reader: Reader, draft: Draft, refusals: Iterable[Refusal]) -> set[str]:
    """The names of variables of whose emptiness nothing more is to be said."""
    found = {name for r in refusals for name in _TOLD_BY.get(r.code, ())}
    if draft.effect.opening is not None:
        # Where the law wants somebody on a side, the opening's own rules have said so.
        found |= {side for side in ("debtors", "creditors") if not any(getattr(x, side) for x in draft.effect.opening.lines)}
        found |= {"debtors"} if one_decision.of_nobody(projecting.Names(reader), draft) else set()
    return found
