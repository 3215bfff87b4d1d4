"""What is known of the means of each debtor: who was told, who was verified, what is still to come.

A notice, a verification or new information names one debtor, or nobody: then it holds for every debtor.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from thads_desktop.domain.matter import LineState, MatterState, Verification


@dataclass(frozen=True, slots=True)
class Book:
    """What the separate book asks of one obligation. verified: days of the debtor verified least often.

    informed: new information on one of its debtors that no verification has followed.
    """

    line: int
    decided: date
    verified: tuple[date, ...]
    informed: bool
    long: bool


def debtors(lines: Iterable[LineState]) -> tuple[str, ...]:
    """The debtors of these obligations, each once, in their order; ("",) where the register named none, or nobody owes."""
    found = dict.fromkeys(p for s in lines if not s.line.ownerless for p in s.line.debtors)
    return tuple(found) or ("",)


def parties(lines: Iterable[LineState]) -> tuple[str, ...]:
    """Debtors, then creditors, each once."""
    kept = list(lines)
    found = dict.fromkeys(p for s in kept for p in s.line.debtors)
    found.update(dict.fromkeys(p for s in kept for p in s.line.creditors))
    return tuple(found)


def first_days(told: Iterable[tuple[date, str]], wanted: Sequence[str], start: date | None = None) -> dict[str, date]:
    """For each party wanted, the first day (from ``start`` on) on which it, or everybody, was told; untold left out."""
    found: dict[str, date] = {}
    known = set(wanted)
    for day, party in told:
        if start is not None and day < start:
            continue
        for who in wanted if not party else (party,):
            if who in known and (who not in found or day < found[who]):
                found[who] = day
    if wanted == ("",) and not found:
        # A register that names no debtor: whoever was told, was told.
        days = [day for day, _ in told if start is None or day >= start]
        return {"": min(days)} if days else {}
    return found


def verifications_of(state: MatterState, debtor: str) -> list[Verification]:
    """Verifications of one debtor, in the order of the log."""
    if not debtor:
        return list(state.verifications)
    if state.verified is None:
        # Worked out once for a folded state: there may be very many debtors.
        state.verified = {}
        for at, v in enumerate(state.verifications):
            state.verified.setdefault(v.party, []).append((at, v))
    of_all, own = state.verified.get("", []), state.verified.get(debtor, [])
    return [v for _, v in (sorted([*of_all, *own]) if own else of_all)]


def lines_by_debtor(lines: Iterable[LineState]) -> dict[str, list[LineState]]:
    """Debtor -> its obligations, in their order."""
    found: dict[str, list[LineState]] = {}
    for s in lines:
        for debtor in dict.fromkeys(s.line.debtors) if not s.line.ownerless else ():
            found.setdefault(debtor, []).append(s)
    return found


def lacking(state: MatterState) -> list[LineState]:
    """The open obligations whose lack of means runs: not suspended, not in the separate book, and not deferred but by the
    decision itself that found no means."""
    return [s for s in state.lines.values() if s.conditions and s.ended is None and (s.state == "lacks_means" or _declared(s))]


def _declared(line: LineState) -> bool:
    return line.declared and not any(c.kind in ("suspension", "separate_book") for c in line.conditions)


def decided(line: LineState) -> date:
    """The day of the latest live decision that means are lacking on an obligation of ``lacking``."""
    return max(c.since for c in line.conditions if c.kind == "lacks_means")


def why_long(state: MatterState, debtor: str, lines: Iterable[LineState]) -> tuple[str, ...]:
    """Why the longer terms apply to a debtor (prisoner, address_unknown), () when they do not: the latest finding, decision or
    verification, decides."""
    told = [
        (c.since, c.why_long) for s in lines if not debtor or debtor in s.line.debtors
        for c in s.conditions if c.kind == "lacks_means"
    ]  # fmt: skip
    told += [(v.day, v.why_long) for v in verifications_of(state, debtor)]
    # On the same day the decision and the verification it rests on speak together.
    last = max((day for day, _ in told), default=None)
    return tuple(dict.fromkeys(why for day, whys in told if day == last for why in whys))


def book(state: MatterState, line: LineState) -> Book:
    """What is known of one obligation of ``lacking`` that is to move to the separate book."""
    each = {d: verifications_of(state, d) for d in debtors((line,))}
    informed = False
    for debtor, done in each.items():
        # On one day the log says which came first.
        last = max(((v.day, v.seq) for v in done), default=None)
        news = max(((i.day, i.seq) for i in state.informs if i.party in ("", debtor) or not debtor), default=None)
        informed = informed or (news is not None and last is not None and news > last)
    least = min(each.values(), key=len)
    return Book(
        line.line.line,
        decided(line),
        tuple(sorted(v.day for v in least)),
        informed,
        # The decision's own ground keeps its longer term, whatever later verifications found.
        any(c.why_long for c in line.conditions if c.kind == "lacks_means") or any(why_long(state, d, (line,)) for d in each),
    )
