"""Decisions of the office's own motion drafted many at once, from the judgments that wait: what can be drafted, and why the rest cannot.

What is looked at is what is drafted: the decisions that ``splitting`` proposes for the parts that have none, each a paper of its own, held to
the same checks as one that is laid before the head. A group of them is one transaction; one that cannot be drafted is left as it was, with
its reason, and keeps no other from being drafted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import (
    addresses,
    assignments,
    decided,
    form_approval,
    intake,
    judgment_parts,
    masking,
    opening,
    papers,
    people,
    projecting,
    queries,
    splitting,
)
from thads_desktop.services.batch import GROUP

if TYPE_CHECKING:
    from thads_desktop.domain.splitting import Part
    from thads_desktop.domain.workload import RuleName
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.splitting import GroupView
    from thads_desktop.storage.reader import Reader

#: Judgments taken at once.
MOST = 2000
FORM = "enforcement_cd"
#: States of a judgment whose own-motion parts may still have no decision.
_OPEN = ("waiting", "waiting_request", "decided", *decided.ON_THE_WAY)
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Officers:
    """Who is to be the officer: one person for all, else proposed by a rule."""

    rule: RuleName = "load"
    person: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """A decision that a judgment calls for, or (place 0) a judgment of which none can be proposed. why: () = it can be drafted; told: what
    is to be known of it all the same."""

    judgment: str
    place: int
    number: str
    court: str
    debtors: tuple[str, ...] = ()
    what: str = ""
    due: int = 0
    says: str = ""
    officer: str = ""
    officer_name: str = ""
    officer_why: str = ""
    why: tuple[Refusal, ...] = ()
    told: str = ""

    @property
    def key(self) -> str:
        """Names the decision as long as the parts of its judgment stay."""
        return f"{self.judgment}:{self.place}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """One decision as it was looked at: ``Proposed.key`` and the officer it shall name."""

    key: str
    officer: str


@dataclass(frozen=True, slots=True)
class Drafted:
    """made: (key, paper) in order; left: (key, why); cancelled: the rest was not looked at any more."""

    made: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, tuple[Refusal, ...]], ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class _Called:
    """A decision that is called for, before it has an officer."""

    group: GroupView
    parts: tuple[Part, ...]
    debtors: tuple[str, ...]
    why: tuple[Refusal, ...] = ()


def waiting(desk: Desk) -> list[str]:
    """The judgments that may call for a decision of the office's own motion: those that wait, and those with parts entered. The one whose
    term ends first comes first, then by their numbers."""
    rows = sorted(queries.intakes(desk), key=lambda r: (r.next_due or date.max, _leading(r.number), r.number))
    with desk.reading() as reader:
        entered = {key for key, row in reader.rows(judgment_parts.KIND).items() if any(p["motion"] == "cd" for p in row["parts"])}
    return [r.judgment for r in rows if r.state == "waiting" or (r.judgment in entered and r.state in _OPEN)]


def look(
    desk: Desk, judgments: Sequence[str], officers: Officers, day: date, progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None, *, open_only: bool = False,
) -> tuple[Proposed, ...]:  # fmt: skip
    """What these judgments call for, in their order. open_only: without those that call for nothing any more."""
    _refuse_too_many(judgments)
    found: list[Proposed] = []
    called: list[tuple[str, _Called]] = []
    with desk.reading() as reader:
        going = decided.on_the_way(reader)
        for judgment in judgments:
            called += [(judgment, c) for c in _called(desk, reader, judgment, day, going.get(judgment, ()))]
        given = {f"{j}:{c.group.place}": _given(desk, reader, j, c) for j, c in called if not c.why}
        proposals = _officers(desk, reader, given, officers, day)
        names = masking.names(desk, reader)
        for at, (judgment, one) in enumerate(called):
            if cancelled is not None and cancelled():
                break
            if one.why and one.why[0].code in ("many.covered", "many.no_own") and open_only:
                continue
            row = reader.row("judgment", judgment) or {}
            made = Proposed(
                judgment, one.group.place, str(row.get("number", "")), str(row.get("court", "")), one.debtors,
                "; ".join(masking.free_text(desk, reader, p.text) for p in one.parts), sum(p.due or 0 for p in one.parts), one.group.says,
                why=one.why, told=addresses.said(names, reader, splitting.parties_of(one.parts)),
            )  # fmt: skip
            if not one.why:
                officer, name, why = proposals[made.key]
                made = replace(made, officer=officer, officer_name=name, officer_why=why)
                found.append(replace(made, why=_objections(desk, reader, given[made.key], made.officer, why, day)))
            else:
                found.append(made)
            if progress is not None:
                progress(at + 1, len(called))
    return tuple(found)


def preview(desk: Desk, wanted: Wanted, day: date) -> bytes:
    """One of them as it would print for signature; nothing is kept."""
    from thads_desktop.printing.draw import draw

    if masking.hides(desk):
        # Of a party there is no matter yet by which a minor would be known.
        desk.require("secret")
    with desk.reading() as reader:
        judgment, place = _named(wanted.key)
        called = {c.group.place: c for c in _called(desk, reader, judgment, day, decided.on_the_way(reader).get(judgment, ()))}
        one = called.get(place)
        if one is None or one.why:
            raise Refused(*(one.why if one is not None else (Refusal("many.covered"),)))
        draft = _draft(reader, _given(desk, reader, judgment, one), wanted.officer)
        return draw(papers.preview(desk, reader, draft, day))


def draft(
    desk: Desk, wanted: Sequence[Wanted], day: date, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
) -> Drafted:  # fmt: skip
    """Draft each that has all it needs, judged anew; those that have not stay as they are."""
    rest = list({w.key: w for w in wanted}.values())
    if not rest:
        raise Refused(Refusal("many.nothing"))
    made: list[tuple[str, str]] = []
    left: list[tuple[str, tuple[Refusal, ...]]] = []
    total = len(rest)
    while rest:
        if cancelled is not None and cancelled():
            return Drafted(tuple(made), tuple(left), cancelled=True)
        _group(desk, rest[:GROUP], day, made, left)
        rest = rest[GROUP:]
        if progress is not None:
            progress(total - len(rest), total)
    return Drafted(tuple(made), tuple(left))


def discard(desk: Desk, wanted: Sequence[str]) -> int:
    """Throw drafts away that were never laid before anybody: all of them, or none when one is on its way."""
    if not wanted:
        raise Refused(Refusal("batch.nothing"))
    with desk.writing("draft") as uow:
        for paper in wanted:
            stage = papers.stage_of(uow, papers.load(uow, paper).matter, paper)
            if stage not in ("", "draft"):
                raise Refused(Refusal("paper.wrong_stage", {"stage": stage}))
            uow.drop_draft(f"paper:{paper}")
            uow.projections.drop_paper(paper)
        uow.commit()
    return len(wanted)


# --- one transaction ----------------------------------------------------------------------------------


def _group(
    desk: Desk, wanted: Sequence[Wanted], day: date, made: list[tuple[str, str]], left: list[tuple[str, tuple[Refusal, ...]]]
) -> None:  # fmt: skip
    drafted: list[tuple[str, str]] = []
    with desk.writing("draft") as uow:
        going = decided.on_the_way(uow)
        # The places of a judgment are those of before any of it is drafted: they do not move under the ones that follow.
        called = {
            f"{j}:{c.group.place}": c
            for j in dict.fromkeys(_named(w.key)[0] for w in wanted) for c in _called(desk, uow, j, day, going.get(j, ()))
        }  # fmt: skip
        for one in wanted:
            found = called.get(one.key)
            why = (Refusal("many.covered"),) if found is None else found.why
            if found is not None and not why:
                given = _given(desk, uow, _named(one.key)[0], found)
                why = _objections(desk, uow, given, one.officer, "", day)
            if found is None or why:
                left.append((one.key, why))
                continue
            draft = papers.cleaned(_draft(uow, given, one.officer))
            uow.save_draft(f"paper:{draft.paper}", papers.row_of(draft))
            projecting.draft_paper(uow, draft.matter, draft.paper, draft.form)
            drafted.append((one.key, draft.paper))
        uow.commit()
    made += drafted


# --- what a judgment calls for ------------------------------------------------------------------------


def _called(desk: Desk, reader: Reader, judgment: str, day: date, going: Iterable[decided.Decision]) -> list[_Called]:
    """The decisions of its own motion without one, each with what stands against drafting it with others; never empty."""
    none = splitting.GroupView(0, "cd", "", "", (), (), apart=False)
    reason = _against(reader, judgment)
    if reason:
        return [_Called(none, (), (), (Refusal(reason),))]
    found = splitting.split_in(desk, reader, judgment, day)
    own = [v for v in found.parts if v.part.motion == "cd"]
    if not own:
        return [_Called(none, (), (), (Refusal("many.no_own" if found.parts else "many.no_parts"),))]
    there = [d for d in (*decided.standing(reader, judgment), *going) if d.kind == "cd"]
    taken, others = splitting.matched(reader, [v.part for v in own], {d: decided.lines_in(reader, d) for d in there})
    if others:
        return [_Called(none, (), (), (Refusal("many.other", {"what": ", ".join(d.words() for d in others)}),))]
    views = {v.part.n: v for v in own}
    made = []
    for group in found.groups:
        parts = tuple(n for n in group.parts if n not in taken)
        if group.motion == "cd" and parts:
            who = tuple(dict.fromkeys(x for n in parts for x in views[n].debtors))
            why = (Refusal("many.apart", {"parts": ", ".join(map(str, parts))}),) if group.apart else ()
            made.append(_Called(group, tuple(views[n].part for n in parts), who, why))
    return made or [_Called(none, (), (), (Refusal("many.covered"),))]


def _against(reader: Reader, judgment: str) -> str:
    """The code of what keeps a judgment from being drafted with others, "" for nothing."""
    intake.known(reader, judgment)
    if intake.is_urgent(reader, judgment):
        return "many.urgent"
    if reader.draft(opening.draft_of(judgment)):
        return "many.by_hand"
    state = next((r.state for r in reader.projections.intakes_of([judgment])), "")
    return "" if state in _OPEN else "many.not_waiting"


def _given(desk: Desk, reader: Reader, judgment: str, called: _Called) -> opening.OpeningInput:
    given = splitting.begin_with(desk, reader, judgment, "cd", called.parts)
    return replace(given, extra=form_approval.extra_of(reader, FORM))


def _draft(reader: Reader, given: opening.OpeningInput, officer: str) -> papers.Draft:
    made = opening.of_known(reader, replace(given, officer=officer))
    return replace(made, matter=made.matter or uuid4().hex)


def _objections(desk: Desk, reader: Reader, given: opening.OpeningInput, officer: str, said: str, day: date) -> tuple[Refusal, ...]:
    """All that keeps it from being laid before the head."""
    if not officer:
        return (Refusal("many.no_officer", {"why": said}, "officer"),)
    try:
        found = papers.check(desk, reader, _draft(reader, given, officer), day)
    except Refused as refused:
        return refused.refusals
    missing = (Refusal("paper.missing", {"what": label}, name) for name, label in found.missing)
    return (*found.refusals, *missing)


def _officers(
    desk: Desk, reader: Reader, given: dict[str, opening.OpeningInput], officers: Officers, day: date
) -> dict[str, tuple[str, str, str]]:  # fmt: skip
    """Key -> (person, name, why)."""
    if officers.person:
        name = next((p.name for p in people.officers(reader, day) if p.person == officers.person), "")
        return dict.fromkeys(given, (officers.person, name, "Chọn chung cho mọi quyết định."))
    wanted = []
    for key, one in given.items():
        try:
            made = opening.of_known(reader, one).effect.opening
        except Refused:
            made = None
        wanted.append((key, one.judgment, made.lines if made is not None else ()))
    return {p.matter: (p.officer, p.name, p.why) for p in assignments.ahead(desk, reader, wanted, officers.rule)}


def _leading(number: str) -> int:
    """The number of a judgment before its year: "9/2019/DS-ST" comes before "10/2019/DS-ST"."""
    first = number.partition("/")[0].strip()
    return int(first) if first.isdecimal() else 0


def _named(key: str) -> tuple[str, int]:
    judgment, _, place = key.rpartition(":")
    return judgment, int(place) if place.isdigit() else 0


def _refuse_too_many(judgments: Sequence[str]) -> None:
    if len(judgments) > MOST:
        raise Refused(Refusal("many.too_many", {"count": str(len(judgments)), "most": str(MOST)}))
