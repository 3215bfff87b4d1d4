"""The parts of a judgment, as the office entered them: which enforcement decisions they call for, and which part has none yet.

The parts are a register row of the judgment; parties in it are ids. Which decision covers a part is derived: one that stands, with an
obligation of the same words and sum.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import splitting
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.splitting import Part
from thads_desktop.domain.text import bare
from thads_desktop.law import grouping
from thads_desktop.services import (
    addresses,
    decided,
    drafts,
    form_approval,
    inputs,
    intake,
    masking,
    opening,
    parties,
    projecting,
)
from thads_desktop.services.judgment_parts import KIND, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.services import papers
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

MOST = 200


@dataclass(frozen=True, slots=True)
class PartInput:
    """A part as typed: parties by name."""

    motion: str
    text: str
    due: int | None
    debtors: tuple[parties.PartyInput, ...] = ()
    creditors: tuple[parties.PartyInput, ...] = ()
    joint: bool = False
    returned: bool = False
    exhibit: str = ""
    common: bool = False


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its parties' names, the number of the decision that covers it ("" = none yet), and the place of the decision that
    is proposed for it."""

    part: Part
    debtors: tuple[str, ...]
    creditors: tuple[str, ...]
    covered: str
    group: int


@dataclass(frozen=True, slots=True)
class GroupView:
    """A decision that is called for: what groups it, its article, and whether every part, some or none has a decision."""

    place: int
    motion: str
    says: str
    cite: str
    parts: tuple[int, ...]
    open_parts: tuple[int, ...]
    apart: bool


@dataclass(frozen=True, slots=True)
class Split:
    """The whole: parts, and the decisions they call for under the law of the day; without: whose address is not known, in words."""

    parts: tuple[PartView, ...]
    groups: tuple[GroupView, ...]
    without: str = ""

    @property
    def uncovered(self) -> tuple[int, ...]:
        """The parts that no decision covers."""
        return tuple(v.part.n for v in self.parts if not v.covered)


def split(desk: Desk, judgment: str, day: date) -> Split:
    """What the judgment's parts call for on a day. Refused for an unknown judgment."""
    with desk.reading() as reader:
        intake.known(reader, judgment)
        return split_in(desk, reader, judgment, day)


def add(desk: Desk, judgment: str, given: PartInput) -> int:
    """One more part; its number. Refused without words, without a party it needs, or with an amount that cannot be."""
    _refuse_nonsense(given)
    with desk.writing("intake") as uow:
        intake.known(uow, judgment)
        n = _add(uow, judgment, given)
        projecting.intake(desk, uow, judgment)
        uow.commit()
    return n


def take(desk: Desk, given: opening.OpeningInput, over: Mapping[str, Any] | None = None) -> int:
    """What stands in the form of a decision as parts of its judgment, to be brought into several decisions; how many were not there yet.

    What was kept of the form goes with it, unless it says more than the parts hold; over: as ``opening.issue``.
    """
    parts = [_part(given, x) for x in opening.without_owner(given).lines if x.text.strip()]
    for part in parts:
        _refuse_nonsense(part)
    with desk.writing("intake") as uow:
        intake.known(uow, given.judgment)
        there = [(p.motion, bare(p.text), p.due) for p in parts_of(uow, given.judgment)]
        taken = 0
        for part in parts:
            if (known := (part.motion, bare(part.text), part.due)) in there:
                there.remove(known)
                continue
            _add(uow, given.judgment, part)
            taken += 1
        projecting.intake(desk, uow, given.judgment)
        if given.extra.strip() in ("", form_approval.extra_of(uow, f"enforcement_{given.kind}").strip()):
            drafts.drop_seen(desk, uow, opening.draft_of(given.judgment), over)
        uow.commit()
    return taken


def _part(given: opening.OpeningInput, line: opening.Obligation) -> PartInput:
    owe = () if line.nobody else tuple(given.debtors[at] for at in line.debtors) or given.debtors
    owed = tuple(given.creditors[at] for at in line.creditors) or given.creditors
    back = given.kind == "cd" and not owe and any(p.kind != "state" for p in owed)
    return PartInput(given.kind, line.text, line.due, owe, owed, line.joint, back)


def _add(uow: UnitOfWork, judgment: str, given: PartInput) -> int:
    row = uow.row(KIND, judgment) or {"parts": [], "next": 1}
    if len(row["parts"]) >= MOST:
        raise Refused(Refusal("opening.too_many", {"most": str(MOST)}))
    n = int(row["next"])
    owes, owed = _taken(uow, row, given.debtors), _taken(uow, row, given.creditors)
    if parties.one_on_both(uow, owes, owed):
        raise Refused(Refusal("opening.same_party", {"line": str(n)}, "creditors"))
    kept = {
        "n": n, "motion": given.motion, "text": inputs.body(given.text, "text", required=True, limit=inputs.SENTENCE), "due": given.due,
        "debtors": owes, "creditors": owed, "joint": given.joint,
        "returned": given.returned, "exhibit": inputs.name(given.exhibit, "exhibit", required=False), "common": given.common,
    }  # fmt: skip
    uow.write_row(KIND, judgment, {"parts": [*row["parts"], kept], "next": n + 1})
    return n


def remove(desk: Desk, judgment: str, n: int) -> None:
    """A part that was entered by mistake; its number is not used again."""
    with desk.writing("intake") as uow:
        row = uow.row(KIND, judgment) or {"parts": [], "next": 1}
        left = [p for p in row["parts"] if p["n"] != n]
        if len(left) == len(row["parts"]):
            raise Refused(Refusal("line.unknown", {"line": str(n)}))
        uow.write_row(KIND, judgment, {**row, "parts": left})
        projecting.intake(desk, uow, judgment)
        uow.commit()


def begin(desk: Desk, judgment: str, day: date, place: int) -> opening.OpeningInput:
    """What the page of the enforcement decision starts with for one of the decisions that are called for: its parts without one yet."""
    with desk.reading() as reader:
        found = split_in(desk, reader, judgment, day)
        group = next((g for g in found.groups if g.place == place), None)
        if group is None:
            raise Refused(Refusal("line.unknown", {"line": str(place)}))
        return begin_with(desk, reader, judgment, group.motion, [v.part for v in found.parts if v.part.n in (group.open_parts or group.parts)])


def begin_with(desk: Desk, reader: Reader, judgment: str, motion: str, parts: Sequence[Part]) -> opening.OpeningInput:
    """A decision of these parts."""
    owes = list(dict.fromkeys(p for x in parts for p in x.debtors))
    owed = list(dict.fromkeys(p for x in parts for p in x.creditors))
    lines = tuple(
        opening.Obligation(
            x.text, x.due, tuple(owes.index(p) for p in x.debtors), tuple(owed.index(p) for p in x.creditors), x.joint,
            bool(owes) and not x.debtors,
        )
        for x in parts
    )  # fmt: skip
    # A request is answered by several decisions where each debtor has his own: one that no decision answers yet comes first.
    every = [*intake.requests(reader, judgment, decided_too=True), *intake.requests(reader, judgment)] if motion == "yc" else []
    asked = {intake.requester(reader, r): r for r, _ in every}
    only = next(iter(asked.values())) if len(asked) == 1 else ""
    request = next((asked[c] for c in owed if c in asked), only)
    sides = [tuple(parties.as_seen(desk, reader, p) for p in side) for side in (owes, owed)]
    return opening.OpeningInput(judgment, motion, request, sides[0], sides[1], lines)


def split_in(desk: Desk, reader: Reader, judgment: str, day: date) -> Split:
    """As ``split``, of a judgment that is known, inside a transaction."""
    parts = parts_of(reader, judgment)
    rules = grouping.rules_on(day)
    found = splitting.proposed(parts, rules.keys(), _asked(reader, judgment))
    names, covered = masking.names(desk, reader), _covered(reader, judgment, parts)
    place = {n: at for at, g in enumerate(found, 1) for n in g.parts}
    views = tuple(
        PartView(p, tuple(names.name("party", d) for d in p.debtors), tuple(names.name("party", c) for c in p.creditors), covered.get(p.n, ""),
                 place[p.n])
        for p in parts
    )  # fmt: skip
    groups = tuple(
        GroupView(at, g.motion, rules[g.motion, g.rule].says, rules[g.motion, g.rule].cite, g.parts,
                  tuple(n for n in g.parts if n not in covered), g.apart)
        for at, g in enumerate(found, 1)
    )  # fmt: skip
    return Split(views, groups, addresses.said(names, reader, parties_of(parts)))


def parties_of(parts: Sequence[Part]) -> tuple[str, ...]:
    """Everybody in these parts, in their order."""
    return tuple(dict.fromkeys(p for x in parts for p in (*x.debtors, *x.creditors)))


def _asked(reader: Reader, judgment: str) -> dict[str, int]:
    """Creditor -> the day of his request."""
    from datetime import date as _date

    found = {}
    for request, _name in intake.requests(reader, judgment, decided_too=True):
        row = reader.row("request", request) or {}
        if row.get("day") and row.get("party"):
            found[parties.resolve(reader, str(row["party"]))] = _date.fromisoformat(row["day"]).toordinal()
    return found


def _covered(reader: Reader, judgment: str, parts: list[Part]) -> dict[int, str]:
    """Part -> the number of a decision that stands and has an obligation of its words and sum; each obligation covers one part."""
    numbers = {d: d.number_text for d in decided.standing(reader, judgment)}
    return {n: numbers[d] for n, d in matched(reader, parts, {d: decided.lines_in(reader, d) for d in numbers})[0].items()}


def matched(
    reader: Reader, parts: Sequence[Part], held: Mapping[decided.Decision, list[decided.Line]]
) -> tuple[dict[int, decided.Decision], list[decided.Decision]]:  # fmt: skip
    """(part -> the decision with an obligation of its words and sum, of the same debtors first; decisions with obligations of no part)."""
    rest = [(d, line) for d, lines in held.items() for line in lines]
    known = {p.n: decided.line(reader, p.text, p.due, p.debtors) for p in parts}
    found: dict[int, decided.Decision] = {}
    for exactly in (3, 2):
        for n, mine in known.items():
            hit = next((x for x in rest if x[1][:exactly] == mine[:exactly]), None) if n not in found else None
            if hit is not None:
                rest.remove(hit)
                found[n] = hit[0]
    return found, list(dict.fromkeys(d for d, _ in rest))


def refuse_changed(reader: Reader, draft: papers.Draft) -> None:
    """Refused("many.changed"), of a decision drafted with others, when the sums or debtors of its obligations are no more those entered.
    Words may have been mended in the draft."""
    made = draft.effect.opening
    if made is None or made.kind != "cd":
        return
    rest = [decided.line(reader, p.text, p.due, p.debtors)[1:] for p in parts_of(reader, made.judgment) if p.motion == "cd"]
    for mine in (line[1:] for line in decided.lines_of(reader, draft)):
        if mine not in rest:
            raise Refused(Refusal("many.changed"))
        rest.remove(mine)


def _taken(uow: Any, row: dict[str, Any], given: tuple[parties.PartyInput, ...]) -> list[str]:
    """The ids of the parties; a name that stands in another part of this judgment is that party, with what more is typed of it now."""
    known = {p for part in row["parts"] for side in ("debtors", "creditors") for p in part[side]}
    names = {bare(str((uow.row("party", p) or {}).get("name", ""))): p for p in sorted(known)}
    known_as = {party: names.get(bare(party.name), "") if party.kind != "state" else "" for party in given}
    return [parties.take(uow, _with_more(uow, known_as[party], party) if known_as[party] else party) for party in given]


def _with_more(reader: Reader, known: str, given: parties.PartyInput) -> parties.PartyInput:
    """A party as it stands, with what is typed of it; nothing that is known is emptied by what is not typed again."""
    stands = parties.input_of(reader, known)
    ids = tuple(dict.fromkeys((*stands.ids, *given.ids)))
    return replace(
        stands, birth_year=given.birth_year or stands.birth_year, ids=ids, address=given.address or stands.address,
        commune=given.commune or stands.commune,
    )  # fmt: skip


def _refuse_nonsense(given: PartInput) -> None:
    if given.motion not in ("cd", "yc"):
        raise Refused(Refusal("split.bad_motion", field="motion"))
    if given.due is not None:
        inputs.amount(given.due, "due")
    elif grouping.sums().says(given.text):
        raise Refused(Refusal("split.no_amount", {"what": given.text.strip()[:60]}, "due"))
    taken = given.motion == "cd" and not given.debtors and (given.due is None or grouping.taken().says(given.text))
    alone = taken or (given.motion == "cd" and (given.due is None or given.returned))
    if not given.debtors and not alone:
        raise Refused(Refusal("opening.no_debtor", field="debtors"))
    if not given.creditors and not taken and not (given.motion == "cd" and given.due is None):
        raise Refused(Refusal("opening.no_party", field="creditors"))
