"""Whom to assign a matter to: proposals with their reasons; the head decides.

Order of the rules: close kin are never proposed (LQ.21.5; L106.16.2d); a debtor with an open matter stays with the
officer who has it; then the rule the office chose: by area, by judgment number, or by load. The load counts matters,
money and age with weights the office may set; who is absent is passed over.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RuleName = Literal["area", "number", "load"]


@dataclass(frozen=True, slots=True)
class Weights:
    """What one matter, one billion đồng still to enforce, and one year of age weigh."""

    matter: float = 1.0
    billion: float = 0.5
    year: float = 0.25


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer as the proposal sees them: open matters, rest in đồng, sum of ages in days, areas (commune codes)."""

    person: str
    name: str
    matters: int = 0
    rest: int = 0
    age_days: int = 0
    areas: frozenset[str] = frozenset()
    absent: bool = False
    kin: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Waiting:
    """A matter to assign. parties: party ids; commune: of the first debtor; judgment_number: its leading integer."""

    matter: str
    debtors: tuple[str, ...]
    parties: tuple[str, ...]
    commune: str = ""
    judgment_number: int = 0
    rest: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """officer "" = nobody can be proposed. why: one Vietnamese sentence; passed_over: (name, why) of the others."""

    matter: str
    officer: str
    name: str
    why: str
    passed_over: tuple[tuple[str, str], ...] = ()


def load_of(officer: Officer, weights: Weights) -> float:
    """The weighted load of an officer, without unit."""
    return (
        officer.matters * weights.matter
        + officer.rest / 1_000_000_000 * weights.billion
        + officer.age_days / 365 * weights.year
    )


def propose(
    waiting: Sequence[Waiting], officers: Sequence[Officer], has_debtor: Mapping[str, str], rule: RuleName,
    weights: Weights | None = None,
) -> list[Proposal]:  # fmt: skip
    """One proposal for each matter, in order; each one counts into the load seen by the next.

    has_debtor: debtor's party id -> person id of the officer with an open matter against them.
    """
    scale = weights or Weights()
    now = {o.person: o for o in officers}
    known = dict(has_debtor)
    made = []
    for matter in waiting:
        proposal = _one(matter, list(now.values()), known, rule, scale)
        made.append(proposal)
        if proposal.officer:
            old = now[proposal.officer]
            now[old.person] = Officer(
                old.person, old.name, old.matters + 1, old.rest + matter.rest, old.age_days, old.areas, old.absent,
                old.kin,
            )  # fmt: skip
            known.update(dict.fromkeys(matter.debtors, old.person))
    return made


def kin_of(officer: Officer, parties: Sequence[str]) -> bool:
    """The officer is a party, or close kin of one."""
    return any(p in officer.kin for p in parties)


def _one(
    matter: Waiting, officers: list[Officer], has_debtor: Mapping[str, str], rule: RuleName, weights: Weights
) -> Proposal:
    passed = [(o.name, "là đương sự hoặc người thân thích của đương sự") for o in officers if kin_of(o, matter.parties)]
    passed += [(o.name, "đang vắng mặt") for o in officers if o.absent and not kin_of(o, matter.parties)]
    free = [o for o in officers if not o.absent and not kin_of(o, matter.parties)]
    if not free:
        return Proposal(matter.matter, "", "", "Không còn chấp hành viên nào có thể phân công.", tuple(passed))
    for debtor in matter.debtors:
        mine = next((o for o in free if o.person == has_debtor.get(debtor)), None)
        if mine is not None:
            why = f"{mine.name} đang thi hành một việc khác của cùng người phải thi hành án."
            return Proposal(matter.matter, mine.person, mine.name, why, tuple(passed))
    chosen, why = _by_rule(matter, free, rule, weights)
    return Proposal(matter.matter, chosen.person, chosen.name, why, tuple(passed))


def _by_rule(matter: Waiting, free: list[Officer], rule: RuleName, weights: Weights) -> tuple[Officer, str]:
    if rule == "area":
        here = [o for o in free if matter.commune and matter.commune in o.areas]
        if here:
            chosen = min(here, key=lambda o: (load_of(o, weights), o.name))
            return chosen, f"{chosen.name} phụ trách địa bàn nơi người phải thi hành án cư trú."
    if rule == "number" and matter.judgment_number > 0:
        ordered = sorted(free, key=lambda o: o.name)
        chosen = ordered[matter.judgment_number % len(ordered)]
        return chosen, f"Số bản án {matter.judgment_number} chia lần lượt cho {len(ordered)} chấp hành viên."
    chosen = min(free, key=lambda o: (load_of(o, weights), o.name))
    load = f"{load_of(chosen, weights):.1f}".replace(".", ",")
    return chosen, f"{chosen.name} đang có khối lượng thấp nhất ({chosen.matters} việc, hệ số {load})."
