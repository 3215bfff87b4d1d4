"""Who had the paper that another one mends, withdraws, cancels or ends: that one goes to them too (papers.md 2.6, rows 33-35 and 46)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import paper_moment
from thads_desktop.domain.acts import from_plain
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import paper_then, recipient_lines, recipient_parties
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.paper_facts import ComposedPaper
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: What undoes another paper; what acts on one at all. Of the first three no target is the decision that opened the matter.
UNDOING = ("withdrawal", "cancellation")
_ON_OPENING = (*UNDOING, "amendment")
ACTING = (*_ON_OPENING, "measure_end")


@dataclass(frozen=True, slots=True)
class Had:
    """bodies: who had the target beside the parties, the procuracy and the office's own, by name; debtors, creditors: its parties by id;
    officer: who has the matter once the target is undone, "" = whoever has it now."""

    bodies: tuple[str, ...] = ()
    debtors: tuple[str, ...] = ()
    creditors: tuple[str, ...] = ()
    officer: str = ""
    #: The obligations it was about; () = the whole matter.
    lines: tuple[int, ...] = ()


def had(desk: Desk, reader: Reader, draft: Draft, state: MatterState, acting: Sequence[str], compose: Callable[..., ComposedPaper]) -> Had:
    """Those of the target's own list, as it was made. acting: the papers whose recipients are asked for; compose: ``compose_paper``."""
    kind = draft.effect.kind
    target = draft.effect.target or (state.opening_paper if kind in _ON_OPENING else "")
    stands = state.papers.get(target)
    if kind not in ACTING or stands is None or stands.numbered is None or not stands.form or target in (draft.paper, *acting):
        return Had()
    events = reader.events_of(subject_of(draft.matter))
    row = reader.row("paper", target)
    if not row or not events:
        return Had()
    acted = replace(draft, form=stands.form, effect=from_plain(row["effect"]), texts=dict(row["texts"]), paper=target, signer="")
    found = Had()
    with paper_then.of(desk, reader, events, stands, acted.effect) as then:
        try:
            composed = compose(then.desk, then.reader, acted, then.state, stands.numbered, number="x", signer=None, acting=(*acting, draft.paper))
        except Refused:
            # Issued elsewhere before the oldest of our forms: who received it is not known.
            return found
        told = recipient_parties.told(then.reader, composed.named, then.lines, acted.effect, then.wanted, composed.also)
        parties = list(dict.fromkeys(t.party for t in told if t.party))
        if target == state.opening_paper and draft.effect.lines:
            # Of a part of the matter those of that part.
            held = {p for n in draft.effect.lines if n in then.lines for p in (*then.lines[n].line.debtors, *then.lines[n].line.creditors)}
            parties = [p for p in parties if p in held]
        owing = {*recipient_parties.debtors(then.lines), *((acted.effect.to_party,) if acted.effect.side == "debtor" else ())}
        found = Had(
            tuple(recipient_lines.beside(composed.named)), tuple(p for p in parties if p in owing), tuple(p for p in parties if p not in owing),
            lines=() if kind == "measure_end" else acted.effect.lines,
        )
    if kind not in UNDOING or target == state.opening_paper or draft.effect.lines:
        return found
    after = paper_moment.without(events, target, draft.paper).officer
    return replace(found, officer=after if after != state.officer else "")
