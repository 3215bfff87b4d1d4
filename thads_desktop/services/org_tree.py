"""The dated tree of offices: which stand on a day, under whom, what became of them; a figure of before shown on the map of another day.

Of a merger the sums are shown. Of a split only what evidence tells: a matter that a later return of a successor bears is that successor's;
the rest is said not to be told. Shares are kept as they were written down and move no figure. An office that goes on and gives a part away
is written as two: the one of before, and one of the same name and key from the day on, beside those that got the part. What was written down
by mistake is taken back (``unfollow``): struck, as any error of recording.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import chain_events as ch, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.domain.text import sort_key
from thads_desktop.services import inputs, people, receiving, superior

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

LEVELS = {"province": "Cơ quan cấp tỉnh", "district": "Chi cục cấp huyện", "region": "Phòng khu vực"}
#: A whole, in thousandths.
WHOLE = 1000


@dataclass(frozen=True, slots=True)
class Unit:
    """One office of the tree. office: key of its packages, "" = none known; into: who stands in its place from the day after ``until``,
    with shares in thousandths."""

    key: str
    name: str
    parent: str
    level: str
    since: date
    until: date | None = None
    office: str = ""
    into: tuple[tuple[str, int], ...] = ()
    moved: date | None = None

    def on(self, day: date) -> bool:
        """It stands on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


def tree(reader: Reader) -> dict[str, Unit]:
    """Every office that was ever written down, by its key."""
    found: dict[str, Unit] = {}
    anew = receiving.instead(reader)
    for subject in reader.subjects("unit"):
        key = subject.partition(":")[2]
        made: Unit | None = None
        for event in as_recorded(reader.events_of(subject)):
            body = event.body
            if isinstance(body, ch.UnitSet):
                name = str((reader.row("unit", key) or {}).get("name", ""))
                kept = (made.into, made.moved) if made is not None else ((), None)
                made = Unit(key, name, body.parent, body.level, body.since, body.until, anew.get(body.office, body.office), *kept)
            elif isinstance(body, ch.UnitFollowed) and made is not None:
                made = replace(made, into=body.into, moved=body.since, until=body.since - timedelta(days=1))
        if made is not None:
            found[key] = made
    return found


def on(units: Mapping[str, Unit], day: date) -> list[Unit]:
    """The offices below the province that stand on a day, by name."""
    return sorted((u for u in units.values() if u.level != "province" and u.on(day)), key=lambda u: (sort_key(u.name), u.key))


def seed(desk: Desk, since: date) -> int:
    """Every office below whose key is trusted and that no unit bears becomes a unit from a day on; how many."""
    with desk.writing("unit") as uow:
        _province(uow)
        known = {u.office for u in tree(uow).values()} | superior.ever(uow)
        made = 0
        for office, row in sorted(receiving.trusted(uow).items(), key=lambda x: sort_key(x[1]["name"])):
            if office not in known:
                _write(desk, uow, uuid4().hex, row["name"], ch.UnitSet("", "district", since, None, office))
                made += 1
        if made:
            uow.commit()
    return made


def put(
    desk: Desk, name: str, level: str, since: date, until: date | None = None, *, office: str = "", parent: str = "", key: str = "",
) -> str:  # fmt: skip
    """Write an office down, or put right what is known of one (key); its key."""
    said = inputs.name(name, "name")
    if level not in LEVELS:
        raise Refused(Refusal("unit.bad_level", field="level"))
    if until is not None and until < since:
        raise Refused(Refusal("unit.bad_days", {"since": short_date(since), "until": short_date(until)}, "until"))
    with desk.writing("unit") as uow:
        _province(uow)
        units = tree(uow)
        if (key and key not in units) or (parent and parent not in units):
            raise Refused(Refusal("unit.unknown"))
        if key and (moved := units[key].moved) is not None:
            # Its last day is that before the others stand in its place.
            until = units[key].until
            if since >= moved:
                raise Refused(Refusal("unit.since_moved", {"name": said, "day": short_date(moved)}, "since"))
        _refuse_away(units, key, said, since, until)
        above: str = parent
        while above:
            if above == key:
                raise Refused(Refusal("unit.circle", {"name": said}, "parent"))
            above = units[above].parent
        for other in units.values():
            if office and other.key != key and other.office == office and _overlap(since, until, other):
                raise Refused(Refusal("unit.taken", {"name": other.name}, "office"))
        made = key or uuid4().hex
        _write(desk, uow, made, said, ch.UnitSet(parent, level, since, until, office))
        uow.commit()
    return made


def follow(desk: Desk, unit: str, since: date, into: Sequence[tuple[str, int]]) -> None:
    """From a day on others stand in the place of an office: one (merged) or several (split, with shares); itself among several = it goes
    on and gives the rest away. Refused for shares that are no whole, a day outside its time, a successor that does not stand then."""
    with desk.writing("unit") as uow:
        _province(uow)
        units = tree(uow)
        if unit not in units or any(u not in units for u, _share in into):
            raise Refused(Refusal("unit.unknown"))
        of = units[unit]
        if of.moved is not None:
            raise Refused(Refusal("unit.again", {"name": of.name, "day": short_date(of.moved)}))
        if not of.since < since or (of.until is not None and since > of.until + timedelta(days=1)):
            raise Refused(Refusal("unit.not_after", {"name": of.name, "day": short_date(since)}, "since"))
        if not into or len({u for u, _ in into}) < len(into) or any(s <= 0 for _, s in into) or sum(s for _, s in into) != WHOLE:
            raise Refused(Refusal("unit.shares", field="shares"))
        if [u for u, _share in into] == [unit]:
            raise Refused(Refusal("unit.only_itself", {"name": of.name}, "into"))
        for other, _share in into:
            if other != unit and not units[other].on(since):
                raise Refused(Refusal("unit.not_there", {"name": units[other].name, "day": short_date(since)}, "into"))
        goes_on = uuid4().hex if any(u == unit for u, _share in into) else ""
        if goes_on:
            _write(desk, uow, goes_on, of.name, ch.UnitSet(of.parent, of.level, since, of.until, of.office))
        body = ch.UnitFollowed(since, tuple((goes_on if u == unit else u, share) for u, share in into))
        uow.append(f"unit:{unit}", desk.clock.today(), body)
        uow.commit()


def unfollow(desk: Desk, unit: str) -> None:
    """Take back what was written down of who stands in the place of an office, as an error of recording. Refused where nothing was, and
    while the office that goes on from then has itself been moved since."""
    with desk.writing("unit") as uow:
        _province(uow)
        units = tree(uow)
        of = units.get(unit)
        if of is None:
            raise Refused(Refusal("unit.unknown"))
        if of.moved is None:
            raise Refused(Refusal("unit.not_moved", {"name": of.name}))
        gone = [f"unit:{u}" for u in _going_on(units, of)]
        for key in (x.partition(":")[2] for x in gone):
            if units[key].moved is not None or any(key in (u for u, _share in x.into) for x in units.values() if x.key != unit):
                raise Refused(Refusal("unit.moved_since", {"name": units[key].name}))
        struck = [e for e in as_recorded(uow.events_of(f"unit:{unit}")) if isinstance(e.body, ch.UnitFollowed)]
        struck += [e for subject in gone for e in as_recorded(uow.events_of(subject))]
        for event in struck:
            uow.append(event.subject, None, ev.Struck(event.seq))
        uow.commit()


def _going_on(units: Mapping[str, Unit], of: Unit) -> list[str]:
    """The unit that ``follow`` made of an office that goes on."""
    held = [units[u] for u, _share in of.into if u in units]
    return [u.key for u in held if len(of.into) > 1 and u.since == of.moved and (u.name, u.office) == (of.name, of.office)]


def follows(units: Mapping[str, Unit], unit: str, day: date) -> tuple[str, ...]:
    """Who stands on a day where a unit stood, that unit itself if it still does; several after a split, () when it is not told."""
    seen: set[str] = set()
    found: dict[str, None] = {}
    todo = [unit]
    while todo:
        key = todo.pop(0)
        of = units.get(key)
        if of is None or key in seen:
            continue
        seen.add(key)
        if of.on(day):
            found[key] = None
        elif of.moved is not None and of.moved <= day:
            todo += [u for u, _share in of.into]
    return tuple(found)


def named(units: Mapping[str, Unit], office: str, day: date) -> Unit | None:
    """The unit whose packages bear this key on a day."""
    return next((u for u in units.values() if u.office == office and u.on(day)), None)


def _refuse_away(units: Mapping[str, Unit], key: str, name: str, since: date, until: date | None) -> None:
    """An office stands on every day on which it takes the place of another."""
    for other in units.values():
        if key and other.moved is not None and any(u == key for u, _share in other.into) and not (
            since <= other.moved and (until is None or other.moved <= until)
        ):  # fmt: skip
            raise Refused(Refusal("unit.follows_then", {"name": name, "other": other.name, "day": short_date(other.moved)}, "since"))


def _overlap(since: date, until: date | None, other: Unit) -> bool:
    return (until is None or other.since <= until) and (other.until is None or since <= other.until)


def _write(desk: Desk, uow: UnitOfWork, key: str, name: str, body: ch.UnitSet) -> None:
    if (uow.row("unit", key) or {}).get("name") != name:
        uow.write_row("unit", key, {"name": name})
    uow.append(f"unit:{key}", desk.clock.today(), body)


def _province(reader: Reader) -> None:
    if people.office(reader).level != "province":
        raise Refused(Refusal("office.wrong_level"))
