"""All open matters of an officer who leaves go to others: a plan that is nothing yet, then one act for all of them.

A plan shares the matters by commune or load among those chosen; whom a matter's parties are kin of never gets it. Until it is
carried out it is a draft: made anew, changed line by line, thrown away. Carrying it out is one transaction with the minutes in it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import task_events as te
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import assignments, drafts, handover_loose, inputs, people, projecting_steps
from thads_desktop.storage import agenda_lists
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.workload import Proposal, RuleName
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.handover_loose import Loose
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader

#: How the matters are shared -> its words.
SHARES: dict[RuleName, str] = {"load": "Theo khối lượng việc", "area": "Theo địa bàn"}


@dataclass(frozen=True, slots=True)
class Part:
    """One matter and who is to get it (officer "" = nobody can yet). chosen: by hand, not by the share."""

    matter: MatterRow
    officer: str
    name: str
    why: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """to: (person, name) of those who receive; seq: how far the log was."""

    leaving: str
    name: str
    share: RuleName
    to: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    seq: int
    #: Tasks that go with no matter of the plan, and entries of books.
    loose: tuple[Loose, ...] = ()

    def of(self, officer: str) -> tuple[Part, ...]:
        """What one of them gets."""
        return tuple(p for p in self.parts if p.officer == officer)

    @property
    def receiving(self) -> tuple[tuple[str, str], ...]:
        """(person, name) of those who get something."""
        getting = {p.officer for p in self.parts} | {x.officer for x in self.loose}
        return tuple(x for x in self.to if x[0] in getting)


def plan(
    desk: Desk, leaving: str, to: Sequence[str], share: RuleName, chosen: dict[str, str] | None = None,
) -> Plan:  # fmt: skip
    """Who gets which matter. chosen: matter -> officer set by hand. Refused where nobody receives or there is nothing to hand over."""
    today = desk.clock.today()
    with desk.reading() as reader:
        name = str((reader.row("person", leaving) or {}).get("name", ""))
        here = {p.person: p.name for p in people.officers(reader, today)}
        receivers = tuple((p, here[p]) for p in dict.fromkeys(to) if p in here and p != leaving)
        if not receivers:
            raise Refused(Refusal("handover.nobody", field="to"))
        rows = reader.projections.matter_rows(reader.projections.matter_ids(MatterFilter(officer=leaving, closed=False, descending=False)))
        if not leaving or not (rows or handover_loose.count(desk, reader, leaving)):
            raise Refused(Refusal("handover.nothing", {"name": name}, "leaving"))
        proposed = {p.matter: p for p in assignments.among(desk, reader, [r.matter for r in rows], [p for p, _n in receivers], share)}
        known, seq = dict(receivers), reader.head()[0]
        parts = _parts(rows, proposed, known, chosen or {})
        loose = handover_loose.listed(desk, reader, leaving, {p.matter.matter: p.officer for p in parts}, known, chosen or {})
    return Plan(leaving, name, share, receivers, parts, seq, loose)


def _parts(
    rows: Sequence[MatterRow], proposed: Mapping[str, Proposal], known: Mapping[str, str], chosen: Mapping[str, str]
) -> tuple[Part, ...]:  # fmt: skip
    parts = []
    for row in rows:
        found, own = proposed[row.matter], chosen.get(row.matter, "")
        if own in known:
            parts.append(Part(row, own, known[own], "Chọn bằng tay.", chosen=True))
        else:
            parts.append(Part(row, found.officer, found.name, found.why))
    return tuple(parts)


def choose(desk: Desk, made: Plan, matters: Sequence[str], officer: str) -> Plan:
    """These lines (matters, tasks, entries) go to this receiver. Refused for kin of a party, and for who does not receive."""
    name = dict(made.to).get(officer, "")
    if not name:
        raise Refused(Refusal("handover.nobody", field="to"))
    wanted = set(matters)
    with desk.reading() as reader:
        for part in made.parts:
            if part.matter.matter in wanted:
                _refuse_kin(desk, reader, part.matter, officer, name)
    if any(x.row in wanted and not x.may for x in made.loose):
        raise Refused(Refusal("handover.not_written", field="to"))
    return replace(made, parts=tuple(
        replace(p, officer=officer, name=name, why=handover_loose.BY_HAND, chosen=True) if p.matter.matter in wanted else p for p in made.parts
    ), loose=tuple(
        replace(x, officer=officer, name=name, why=handover_loose.BY_HAND, chosen=True) if x.row in wanted else x for x in made.loose
    ))  # fmt: skip


def carry_out(
    desk: Desk, made: Plan, day: date, progress: Callable[[int, int, str], object] = lambda _done, _whole, _said: None,
) -> tuple[int, tuple[Refusal, ...]]:  # fmt: skip
    """Hand everything over as planned: all of it or, refused or cancelled by what ``progress`` raises, none. How many, and what to
    look at again. The minutes are kept with it."""
    from thads_desktop.services import handover_sheets

    inputs.not_future(day, desk.clock.today())
    left = [p for p in made.parts if not p.officer]
    if left:
        raise Refused(Refusal("handover.left", {"count": str(len(left)), "number": left[0].matter.number_text}))
    minutes = handover_sheets.minutes_pdf(desk, made, day)
    warned: list[Refusal] = []
    with desk.writing("handover") as uow:
        for done, part in enumerate(made.parts):
            progress(done, len(made.parts), "Đang bàn giao")
            key = part.matter.matter
            state = fold(uow.events_of(f"matter:{key}"))
            if state.officer != made.leaving or state.ended or not state.exists:
                raise Refused(Refusal("handover.changed", {"number": part.matter.number_text}))
            _refuse_kin(desk, uow, part.matter, part.officer, part.name)
            for task in agenda_lists.tasks_of(uow.projections, key):
                if task.person == made.leaving:
                    uow.append(f"task:{task.task}", desk.clock.today(), te.TaskSet(part.officer, task.due, key))
                    projecting_steps.task(uow, task.task)
            warned += assignments.assign_in(desk, uow, key, part.officer, day)
        handover_loose.move(desk, uow, made.leaving, made.loose)
        sha = uow.store_blob(minutes)
        assert sha == hashlib.sha256(minutes).hexdigest()
        to = tuple(p for p, _name in made.receiving)
        uow.append(f"person:{made.leaving}", day, te.HandedOver(to, len(made.parts), sha))
        uow.drop_draft(_key(made.leaving))
        uow.commit()
    return len(made.parts), tuple(dict.fromkeys(warned))


def keep(desk: Desk, made: Plan) -> None:
    """Keep the plan as a draft: nothing of it is done."""
    own = {p.matter.matter: p.officer for p in made.parts if p.chosen} | {x.row: x.officer for x in made.loose if x.chosen}
    drafts.keep(desk, _key(made.leaving), {"to": [p for p, _name in made.to], "share": made.share, "own": own})


def kept(desk: Desk, leaving: str) -> dict[str, Any] | None:
    """The choices of a plan that was begun; None for none."""
    return drafts.kept(desk, _key(leaving))


def throw_away(desk: Desk, leaving: str) -> None:
    """Nothing is left of the plan."""
    drafts.keep(desk, _key(leaving), {})


def candidates(desk: Desk) -> list[tuple[str, str, int]]:
    """(person, name, open matters and what else they have) of officers in post, and of those who were."""
    today = desk.clock.today()
    with desk.reading() as reader:
        names = {p.person: p.name for p in people.officers(reader, today)}
        for key in people.former_officers(reader, today):
            names[key] = str((reader.row("person", key) or {}).get("name", ""))
        lists = reader.projections
        return [
            (p, n, lists.matter_totals(MatterFilter(officer=p, closed=False))[0] + handover_loose.count(desk, reader, p)) for p, n in names.items()
        ]


def _refuse_kin(desk: Desk, reader: Reader, row: MatterRow, officer: str, name: str) -> None:
    lines = [s.line for s in fold(reader.events_of(f"matter:{row.matter}")).lines.values()]
    found = assignments.officer_objections(desk, reader, lines, officer, desk.clock.today())
    for refusal in found:
        if refusal.code == "officer.kin":
            raise Refused(Refusal("handover.kin", {"number": row.number_text, "name": name}, "to", refusal.cite))
    if found:
        raise Refused(*found)


def _key(leaving: str) -> str:
    return drafts.key_of("handover", leaving)
