"""The states S0-S16 of the procedure, as the table of lawful ways names them, read from what is known of a matter.

An obligation bears every condition that stands at once; what bears none is in one of S2 to S5, as far as facts were recorded:
no notice on record does not say that nobody was told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import means

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.matter import LineState, MatterState, Measure

ENDS = {
    "done": "S13", "terminated": "S12", "delegated": "S11", "withdrawn": "S10", "cancelled": "S10", "returned": "S14",
    "concluded": "S15", "taken_up": "S16",
}  # fmt: skip
CONDITIONS = {"lacks_means": "S6", "separate_book": "S7", "deferral": "S8", "suspension": "S9"}
_GOING = ("S2", "S3", "S4", "S5")
_UNTOLD, _UNKNOWN = ("S2", "S3", "S4"), ("S5", "S2", "S3", "S4")


def standing(line: LineState) -> tuple[str, ...]:
    """The end, or every condition that holds, in the order of the codes; () for an obligation that simply goes on."""
    if line.ended is not None:
        return (ENDS[line.ended.kind],)
    found = {CONDITIONS[c.kind] for c in line.conditions}
    if "S7" in found:
        # The separate book holds what lacks means.
        found.discard("S6")
    return tuple(sorted(found))


def stands(codes: tuple[str, ...]) -> bool:
    """The codes are conditions or an end, not the places where an obligation that goes on may be."""
    return codes[0] not in _GOING


def going(state: MatterState, line: LineState, measures: Sequence[Measure] | None = None) -> tuple[str, ...]:
    """Where an obligation without a condition may be between S2 and S5: the first is what the record says, the others what it
    does not rule out. measures: those that tell it, where not all that hold do."""
    nobody = not line.line.debtors or line.line.ownerless
    if state.urgent or nobody or state.classified or _measured(state.measures_held if measures is None else measures, line):
        return ("S5",)
    results = [[v.result for v in means.verifications_of(state, d)] for d in means.debtors((line,))]
    if any(r and r[-1] in ("means", "partial") for r in results):
        return ("S5",)
    if any(results) or state.classified is False:
        return ("S4",)
    if state.origin == "carried":
        return _UNKNOWN
    return ("S3", "S4") if state.notices else _UNTOLD


def of_lines(state: MatterState) -> dict[int, tuple[str, ...]]:
    """Line -> ``standing``, or where it may be; worked out once for a folded state, for a page asks for many acts at once."""
    if state.coded is None:
        # What is known of debtors is the same for every line of the same debtors, where no measure is on some lines only.
        known: dict[tuple[str, ...], tuple[str, ...]] = {}
        alike = not any(m.lines for m in state.measures_held)
        found = {}
        for n, line in state.lines.items():
            held = standing(line)
            if not held and alike:
                held = known.get(line.line.debtors, ())
                if not held:
                    held = known[line.line.debtors] = going(state, line)
            found[n] = held or going(state, line)
        state.coded = found
    return state.coded


def code(state: MatterState, line: LineState) -> str:
    """The one state that names the obligation."""
    held = standing(line)
    return held[-1] if held else going(state, line)[0]


def _measured(measures: Sequence[Measure], line: LineState) -> bool:
    """A measure holds on it."""
    n = line.line.line
    return any(not m.lines or n in m.lines for m in measures)
