"""Matters without an officer, proposals for them, areas and kinship; the assignment itself is a paper or a record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev, identity
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.text import same_letters
from thads_desktop.domain.workload import Officer, Proposal, RuleName, Waiting, Weights, kin_of, propose
from thads_desktop.services import inputs, office_settings, parties, people, projecting, units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


_LEFT = "{name} không còn giữ chức chấp hành viên. "


def unassigned(desk: Desk) -> list[str]:
    """Open matters that nobody in post looks after, oldest decision first."""
    with desk.reading() as reader:
        return reader.projections.unassigned(people.former_officers(reader, desk.clock.today()))


def proposals(
    desk: Desk, matters: list[str], rule: RuleName = "load", weights: Weights | None = None
) -> list[Proposal]:
    """A proposal with its reason for each matter."""
    with desk.reading() as reader:
        today = desk.clock.today()
        merged = _merged(reader)
        waiting = [_waiting(reader, key, today, merged) for key in matters]
        held = weights or office_settings.weights(desk, reader)
        found = propose(waiting, _officers(reader, today), _by_debtor(reader), rule, held)
        gone = {p.person: p.name for p in people.posts(reader) if p.post == "officer" and not p.on(today)}
        kept = reader.projections.officers_of(matters)
        return [replace(p, why=_LEFT.format(name=gone[kept[p.matter]]) + p.why) if kept.get(p.matter) in gone else p for p in found]


def among(desk: Desk, reader: Reader, matters: Sequence[str], officers: Sequence[str], rule: RuleName) -> list[Proposal]:
    """As ``proposals``, but only these officers come into question, and none is passed over for being away."""
    today = desk.clock.today()
    merged = _merged(reader)
    waiting = [_waiting(reader, key, today, merged) for key in matters]
    free = [replace(o, absent=False) for o in _officers(reader, today) if o.person in officers]
    return propose(waiting, free, _by_debtor(reader), rule, office_settings.weights(desk, reader))


def ahead(desk: Desk, reader: Reader, wanted: Sequence[tuple[str, str, Sequence[ev.Line]]], rule: RuleName) -> list[Proposal]:
    """As ``proposals``, of decisions that are still to be made: (any key, judgment, obligations) each."""
    today = desk.clock.today()
    merged = _merged(reader)
    waiting = [_waiting_of(reader, key, judgment, lines, sum(x.due or 0 for x in lines), today, merged) for key, judgment, lines in wanted]
    return propose(waiting, _officers(reader, today), _by_debtor(reader), rule, office_settings.weights(desk, reader))


def assign(desk: Desk, matter: str, officer: str, day: date, seen: int | None = None) -> tuple[Refusal, ...]:
    """Assign (or change) the officer without a separate paper; what to look at again. Refuses kin and who is no officer
    that day."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("assign") as uow:
        if seen is not None:
            uow.expect(f"matter:{matter}", seen)
        warned = assign_in(desk, uow, matter, officer, day)
        uow.commit()
    return warned


def assign_all(desk: Desk, wanted: list[tuple[str, str]], day: date) -> tuple[Refusal, ...]:
    """Assign several matters, (matter, officer) each: all of them, or none when one is refused. What to look at again."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("assign") as uow:
        warned = [said for matter, officer in wanted for said in assign_in(desk, uow, matter, officer, day)]
        uow.commit()
    return tuple(warned)


def assign_in(desk: Desk, uow: UnitOfWork, matter: str, officer: str, day: date) -> tuple[Refusal, ...]:
    """As ``assign``, inside a larger transaction; not committed here."""
    subject = f"matter:{matter}"
    state = fold(uow.events_of(subject))
    if not state.exists:
        raise Refused(Refusal("matter.no_decision"))
    assert state.opened is not None
    if day < state.opened:
        facts = {"day": short_date(day), "opened": short_date(state.opened)}
        raise Refused(Refusal("act.before_decision", facts, "day"))
    if state.ended:
        raise Refused(Refusal("matter.ended", {"day": f"{state.status_day:%d/%m/%Y}"}, "matter"))
    if state.officer == officer:
        raise Refused(Refusal("officer.same", field="officer"))
    lines = [s.line for s in state.lines.values()]
    wrong = officer_objections(desk, uow, lines, officer, day)
    if wrong:
        raise Refused(*wrong)
    uow.append(subject, day, ev.OfficerAssigned(officer, bool(state.officer)), desk.rules.law_on(day))
    projecting.matter(desk, uow, matter)
    return warnings(desk, uow, lines, officer, day)


def warnings(desk: Desk, reader: Reader, lines: Sequence[ev.Line], officer: str, day: date) -> tuple[Refusal, ...]:
    """An officer of the same full name as a party may be that party: nobody's own matter is theirs to enforce."""
    name = str((reader.row("person", officer) or {}).get("name", ""))
    keys = [p for line in lines for p in (*line.debtors, *line.creditors)]
    names = {same_letters(str((reader.row("party", key) or {}).get("name", ""))) for key in keys}
    if name and same_letters(name) in names:
        return (Refusal("officer.same_name", {"name": name}, "officer", desk.law_on(day).cite("kinship")),)
    return ()


def warned_of(desk: Desk, paper: str) -> str:
    """What to look at again about the officer whom an issued paper names, to follow what was done; "" for nothing."""
    with desk.reading() as reader:
        row = reader.row("paper", paper) or {}
        effect = row.get("effect") or {}
        if effect.get("kind") not in ("enforcement", "assignment") or not effect.get("officer"):
            return ""
        lines = [s.line for s in fold(reader.events_of(f"matter:{row['matter']}")).lines.values()]
        found = warnings(desk, reader, lines, str(effect["officer"]), desk.clock.today())
    return "".join(f" {say(w)}" for w in found)


def officer_objections(desk: Desk, reader: Reader, lines: Sequence[ev.Line], officer: str, day: date) -> list[Refusal]:
    """What stands against an officer on these obligations: no such post that day, and kin of a party."""
    found = []
    if not any(p.post == "officer" and p.on(day) for p in people.posts_of(reader, officer)):
        found.append(Refusal("officer.not_in_post", {"day": f"{day:%d/%m/%Y}"}, "officer"))
    kin = _kin(reader.row("officer", officer) or {})
    if not kin:
        return found
    name = str((reader.row("person", officer) or {}).get("name", ""))
    keys = [p for line in lines for p in (*line.debtors, *line.creditors)]
    if kin_of(Officer(officer, name, kin=kin), _marks(reader, keys, _merged(reader))):
        found.append(Refusal("officer.kin", {"name": name}, "officer", desk.law_on(day).cite("kinship")))
    return found


def duties(desk: Desk, officer: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """(codes of the communes an officer looks after, close kin as (name, number or ""))."""
    with desk.reading() as reader:
        row = reader.row("officer", officer) or {}
    return tuple(row.get("areas", ())), tuple((k["name"], k["id"]) for k in row.get("kin", ()))


def set_duties(desk: Desk, officer: str, communes: list[str], kin: list[tuple[str, str]]) -> None:
    """The communes an officer looks after, by code, and the close kin declared. Refuses a code that is in no list."""
    unknown = next((code for code in communes if not units.known(code)), None)
    if unknown is not None:
        raise Refused(Refusal("commune.unknown", {"commune": unknown[:40]}, "areas"))
    cleaned = [{"name": inputs.name(n, "kin"), "id": inputs.name(i, "kin", required=False)} for n, i in kin]
    _write(desk, officer, {"areas": sorted(set(communes)), "kin": cleaned})


def _write(desk: Desk, officer: str, change: dict[str, object]) -> None:
    with desk.writing("assign") as uow:
        if uow.row("person", officer) is None:
            raise Refused(Refusal("person.unknown"))
        uow.write_row("officer", officer, {**(uow.row("officer", officer) or {}), **change})
        uow.commit()


def _officers(reader: Reader, day: date) -> list[Officer]:
    away, loads = people.absent_on(reader, day), reader.projections.loads(day)
    found = []
    for post in people.officers(reader, day):
        row = reader.row("officer", post.person) or {}
        count, rest, age = loads.get(post.person, (0, 0, 0))
        found.append(
            Officer(
                post.person, post.name, count, rest, age, _areas(row, day), post.person in away,
                _kin(row),
            )
        )  # fmt: skip
    return found


def _by_debtor(reader: Reader) -> dict[str, str]:
    """Debtor -> officer of an open matter against them; who was merged counts as the one they stand for."""
    found = reader.projections.officers_by_debtor()
    for party in reader.projections.merged_parties():
        if party in found:
            found.setdefault(parties.resolve(reader, party), found[party])
    return found


def _kin(row: dict[str, Any]) -> frozenset[str]:
    """Marks of the close kin declared: the number, and the name where no number of that kind says otherwise."""
    marks: set[str] = set()
    for kin in row.get("kin", ()):
        name, number = same_letters(kin["name"]), identity.key(kin["id"])
        marks |= {f"#{number}", f"{name}~{len(number)}"} if number else {name}
    return frozenset(marks)


def _areas(row: dict[str, Any], day: date) -> frozenset[str]:
    """Codes of the communes looked after, under the codes they go by today."""
    return frozenset(units.current(str(code), day) for code in row.get("areas", ()))


def _merged(reader: Reader) -> dict[str, list[str]]:
    """Party -> the rows that were merged into it."""
    found: dict[str, list[str]] = {}
    for party in reader.projections.merged_parties():
        found.setdefault(parties.resolve(reader, party), []).append(party)
    return found


def _waiting(reader: Reader, key: str, day: date, merged: dict[str, list[str]]) -> Waiting:
    state = fold(reader.events_of(f"matter:{key}"))
    return _waiting_of(reader, key, state.judgment, [s.line for s in state.lines.values()], state.rest, day, merged)


def _waiting_of(
    reader: Reader, key: str, judgment: str, lines: Sequence[ev.Line], rest: int, day: date, merged: dict[str, list[str]]
) -> Waiting:  # fmt: skip
    owing = dict.fromkeys(p for line in lines for p in line.debtors)
    debtors = tuple(dict.fromkeys(parties.resolve(reader, p) for p in owing))
    creditors = tuple(p for line in lines for p in line.creditors)
    first = (reader.row("party", debtors[0]) if debtors else None) or {}
    number = str((reader.row("judgment", judgment) or {}).get("number", "")).partition("/")[0]
    leading = "".join(c for c in number if c.isdigit())
    return Waiting(
        key, debtors, _marks(reader, [*debtors, *creditors], merged), units.current(str(first.get("commune", "")), day),
        int(leading) if leading else 0, rest,
    )  # fmt: skip


def _marks(reader: Reader, keys: list[str], merged: dict[str, list[str]]) -> tuple[str, ...]:
    """What kinship is recognised by, of the parties and of every row that is the same person: see ``_kin``."""
    found: list[str] = []
    whole = ((key, one, *merged.get(one, ())) for key in keys for one in (parties.resolve(reader, key),))
    for meant in dict.fromkeys(x for rows in whole for x in rows):
        row = reader.row("party", meant) or {}
        name, ids = same_letters(str(row.get("name", ""))), [identity.key(str(x)) for x in row.get("ids", ())]
        found += [f"#{x}" for x in ids] + [name]
        # CMND and CCCD are two numbers of one person: only a number of the same kind can tell two of one name apart.
        found += [f"{name}~{length}" for length in (9, 12) if not any(len(x) == length for x in ids)]
    return tuple(dict.fromkeys(found))
