"""What the table of lawful ways says of an act on the obligations it reaches: refused with the article where that law has no such
way, told to the head where the texts are silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from thads_desktop.domain import states
from thads_desktop.domain.refusal import Refusal

if TYPE_CHECKING:
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import MatterState

SILENT, NONE = "transition.silent", "transition.none"
#: What a head may decide all the same, once it was told.
HEADS_OWN = (
    SILENT, "request.proof", "request.renounced", "measure.flight", "continuation.several",
    "delegation.tell_receiver", "delegation.other_amount", "facts.none", "fee.nothing_due", "fee.more_than_due",
    "seizure.told_late", "measure.everybody",
)  # fmt: skip
#: Acts that lead from state to state. A continuation is judged by what it lifts; a cancellation of the enforcement decision is the
#: superior's, and recorded.
MOVES = (
    "means_lacking", "deferral", "suspension", "suspension_notice", "termination", "delegation", "withdrawal", "request_return",
    "taking_up", "conclusion", "asset_delegation",
)  # fmt: skip
_RANK = {"E": 0, "I": 1, "": 2, "-": 3}


class Said(NamedTuple):
    """mark: E, I, "" (silent) or "-" (that law has no such way); why: the reason of a "-"; beside: no text forbids this reason beside the
    one that stands, and nobody is asked."""

    mark: str
    cite: str = ""
    why: str = ""
    beside: bool = False


class Ways(Protocol):
    """The table, seen on a day."""

    def way(self, act: str, state: str, clause: str) -> Said:
        """What the law says of the act from the state."""

    def state_words(self, state: str) -> str:
        """The state as a sentence names it."""


def judged(codes: tuple[str, ...], act: str, clause: str, law: Ways) -> tuple[Said, str]:
    """(what the law says, of which state): of several conditions at once the least lawful, of what the record leaves open the
    most lawful."""
    found = [(law.way(act, s, clause), s) for s in codes]
    return (max if states.stands(codes) else min)(found, key=lambda f: _RANK[f[0].mark])


def objections(state: MatterState, effect: Effect, law: Ways) -> list[Refusal]:
    """Against an act of ``MOVES`` on its open obligations."""
    if effect.kind not in MOVES or (effect.kind == "withdrawal" and effect.target not in ("", state.opening_paper)):
        return []
    silent: dict[str, list[int]] = {}
    cite = ""
    coded = states.of_lines(state)
    once: dict[tuple[str, ...], tuple[Said, str]] = {}
    for n in state.named(effect.lines):
        codes = coded[n]
        if codes not in once:
            once[codes] = judged(codes, effect.kind, effect.clause, law)
        said, where = once[codes]
        if said.mark == "-":
            return [Refusal(NONE, {"says": said.why}, cite=said.cite)]
        if said.mark != "E" and not said.beside:
            silent.setdefault(where, []).append(n)
            cite = cite or said.cite
    if not silent or SILENT in effect.confirmed:
        return []
    where, lines = next(iter(silent.items()))
    facts = {"lines": ", ".join(str(n) for n in lines[:10]) + ("…" if len(lines) > 10 else ""), "state": law.state_words(where)}
    return [Refusal(SILENT, facts, "confirmed", cite)]
