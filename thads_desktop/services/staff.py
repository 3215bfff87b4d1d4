"""The staff register: units with their posts, people by rank, leave and secondments, each a dated fact. As of any day."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import staff_events as se
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import sort_key, spelling
from thads_desktop.paths import resource
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Kinds of leave: of this program, no list of any law.
LEAVES = {"nam": "nghỉ hằng năm", "om": "nghỉ ốm", "thai_san": "nghỉ thai sản", "hoc": "đi học, bồi dưỡng", "khong_luong": "nghỉ không lương",
          "khac": "nghỉ khác"}  # fmt: skip
MOST = 100_000
MOST_MONEY = 10**15


@dataclass(frozen=True, slots=True)
class Rank:
    """start, end: ISO days between which it is offered, "" = open; officer: an enforcement officer; note: what is not certain."""

    code: str
    name: str
    officer: bool = False
    start: str = ""
    end: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Work:
    """A unit's work as of a day."""

    day: date
    carried: int
    intake: int
    money: int
    money_new: int
    age_days: int


@dataclass(frozen=True, slots=True)
class Unit:
    """work None: not counted yet. km: id of another unit -> distance."""

    key: str
    name: str
    posts: int
    work: Work | None
    km: dict[str, int]


@dataclass(frozen=True, slots=True)
class Member:
    """unit: whose post; at: where the person serves that day; away: why and until when; left: the last day, None = serves."""

    key: str
    name: str
    unit: str
    rank: str
    head: bool
    movable: bool
    since: date
    note: str
    at: str
    seconded_until: date | None
    seconded_since: date | None
    away: str
    away_until: date | None
    left: date | None


@cache
def ranks() -> tuple[Rank, ...]:
    """Every rank of the list."""
    held = tomllib.loads(resource("staff", "ranks.toml").read_text(encoding="utf-8"))
    return tuple(Rank(**row) for row in held["rank"])


def ranks_on(day: date) -> tuple[Rank, ...]:
    """Those offered on a day."""
    on = day.isoformat()
    return tuple(r for r in ranks() if r.start <= on and (not r.end or on <= r.end))


def rank_name(code: str) -> str:
    """In words; a code that is no longer in the list speaks for itself."""
    return next((r.name for r in ranks() if r.code == code), code)


def is_officer(code: str) -> bool:
    return any(r.code == code and r.officer for r in ranks())


def set_unit(desk: Desk, name: str, posts: str, distances: str = "", unit: str = "") -> str:
    """A unit, new or changed, with its posts from today; its id. distances: a line "unit: km" each."""
    clean, count = inputs.name(name, "name"), number(posts, "posts", 0, 10_000)
    with desk.writing("staff") as uow:
        rows = uow.rows("staffunit")
        if unit and unit not in rows:
            raise Refused(Refusal("staff.no_unit"))
        if any(spelling(str(r["name"])) == spelling(clean) and key != unit for key, r in rows.items()):
            raise Refused(Refusal("staff.unit_known", {"name": clean}, "name"))
        key = unit or uuid4().hex
        content = {"name": clean, "km": _distances(distances, {k: str(r["name"]) for k, r in rows.items() if k != key})}
        if rows.get(key) != content:
            uow.write_row("staffunit", key, content)
        known = _unit(uow, key, desk.clock.today())
        if not unit or known.posts != count:
            uow.append(f"staffunit:{key}", desk.clock.today(), se.PostsSet(count))
        uow.commit()
    return key


def count_unit(desk: Desk, unit: str, day: date, carried: str, intake: str, money: int, money_new: int, years: str = "0") -> None:
    """The unit's work as of a day. years: mean age of its open matters, with one decimal at most."""
    inputs.not_future(day, desk.clock.today())
    found = (number(carried, "carried", 0, 10_000_000), number(intake, "intake", 0, 10_000_000))
    for field, value in (("money", money), ("money_new", money_new)):
        if not 0 <= value <= MOST_MONEY:
            raise Refused(Refusal("staff.bad_number", {"text": str(value), "least": "0", "most": str(MOST_MONEY)}, field))
    whole, _, tenth = years.strip().replace(",", ".").partition(".")
    tenths = number(whole or "0", "years", 0, 100) * 10 + (number(tenth, "years", 0, 9) if tenth else 0)
    with desk.writing("staff") as uow:
        if uow.row("staffunit", unit) is None:
            raise Refused(Refusal("staff.no_unit"))
        uow.append(f"staffunit:{unit}", day, se.UnitCounted(*found, money, money_new, found[0] * tenths * 365 // 10))
        uow.commit()


def place(
    desk: Desk, name: str, unit: str, rank: str, since: date, *, head: bool = False, movable: bool = True, note: str = "", member: str = "",
) -> str:  # fmt: skip
    """A person enters the register, or changes unit, rank or name; the id."""
    inputs.not_future(since, desk.clock.today(), "since")
    clean, said = inputs.name(name, "name", limit=100), inputs.body(note, "note", limit=inputs.SENTENCE)
    if rank not in {r.code for r in ranks_on(since)}:
        raise Refused(Refusal("staff.bad_rank", {"day": short_date(since)}, "rank"))
    with desk.writing("staff") as uow:
        if uow.row("staffunit", unit) is None:
            raise Refused(Refusal("staff.no_unit", field="unit"))
        if member:
            _refuse_left(_member(uow, member, since), since)
        key, content = member or uuid4().hex, {"name": clean, "note": said}
        if uow.row("staff", key) != content:
            uow.write_row("staff", key, content)
        uow.append(f"staff:{key}", since, se.StaffPlaced(unit, rank, head, movable))
        uow.commit()
    return key


def leave_service(desk: Desk, member: str, day: date) -> None:
    """The last day of service."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("staff") as uow:
        _refuse_left(_member(uow, member, desk.clock.today()), day)
        uow.append(f"staff:{member}", day, se.StaffLeft())
        uow.commit()


def take_leave(desk: Desk, member: str, since: date, until: date, kind: str) -> None:
    """Away from a day until a day; it may be planned."""
    _refuse_term(since, until)
    if kind not in LEAVES:
        raise Refused(Refusal("staff.bad_leave", field="kind"))
    with desk.writing("staff") as uow:
        who = _member(uow, member, since)
        _refuse_left(who, since)
        for event in in_force(uow.events_of(f"staff:{member}")):
            b = event.body
            if isinstance(b, se.LeaveTaken) and b.since <= until and since <= b.until:
                raise Refused(Refusal("staff.leave_twice", {"name": who.name, "since": short_date(b.since), "until": short_date(b.until)}, "since"))
        uow.append(f"staff:{member}", min(since, desk.clock.today()), se.LeaveTaken(since, until, kind))
        uow.commit()


def second(desk: Desk, member: str, unit: str, since: date, until: date | None = None) -> None:
    """To another unit for a time. The head alone records it; no proposal ever does."""
    if until is not None:
        _refuse_term(since, until)
    with desk.writing("secondment") as uow:
        if uow.row("staffunit", unit) is None:
            raise Refused(Refusal("staff.no_unit", field="unit"))
        who = _member(uow, member, since)
        _refuse_left(who, since)
        names = {k: str(r["name"]) for k, r in uow.rows("staffunit").items()}
        if who.unit == unit:
            raise Refused(Refusal("staff.same_unit", {"name": who.name, "unit": names[unit]}, "unit"))
        for to, first, last in _secondments(uow, member):
            if (until is None or first <= until) and (last is None or since <= last):
                raise Refused(Refusal("staff.seconded", {"name": who.name, "unit": names.get(to, to)}, "since"))
        uow.append(f"staff:{member}", min(since, desk.clock.today()), se.Seconded(unit, since, until))
        uow.commit()


def end_secondment(desk: Desk, member: str, day: date) -> None:
    """The last day of the secondment that stands on it."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("secondment") as uow:
        who = _member(uow, member, day)
        if who.at == who.unit:
            raise Refused(Refusal("staff.not_seconded", {"name": who.name}, "day"))
        uow.append(f"staff:{member}", day, se.SecondmentEnded())
        uow.commit()


def units(reader: Reader, day: date) -> list[Unit]:
    """Every unit, as of a day, by name."""
    return sorted((_unit(reader, key, day) for key in reader.rows("staffunit")), key=lambda u: sort_key(u.name))


def members(reader: Reader, day: date, *, with_left: bool = False) -> list[Member]:
    """Who serves on a day, by name."""
    found = [_member(reader, key, day) for key in reader.rows("staff")]
    return sorted(
        (m for m in found if m.since <= day and (with_left or m.left is None or day <= m.left)), key=lambda m: (sort_key(m.name), m.key)
    )


def listed(desk: Desk) -> tuple[list[Unit], list[Member]]:
    """The register of today."""
    today = desk.clock.today()
    with desk.reading() as reader:
        return units(reader, today), members(reader, today)


def number(text: str, field: str, least: int, most: int) -> int:
    """A whole number as typed (points between thousands are passed over); refused with what was typed."""
    typed = text.strip().replace(".", "").replace(" ", "")
    if not (typed.isascii() and typed.isdigit()) or len(typed) > 18 or not least <= int(typed) <= most:
        raise Refused(Refusal("staff.bad_number", {"text": text.strip()[:20], "least": str(least), "most": str(most)}, field))
    return int(typed)


def distances_text(unit: Unit, names: dict[str, str]) -> str:
    """As ``set_unit`` reads them."""
    return "\n".join(f"{names[k]}: {km}" for k, km in unit.km.items() if k in names)


def _distances(text: str, names: dict[str, str]) -> dict[str, int]:
    found = {}
    for line in filter(None, (x.strip() for x in text.splitlines())):
        name, _, km = line.rpartition(":")
        key = next((k for k, n in names.items() if spelling(n) == spelling(name.strip())), "")
        if not key or not km.strip().isdecimal() or not km.strip().isascii() or int(km[:9]) > 5000:
            raise Refused(Refusal("staff.bad_distance", {"text": line[:60]}, "distances"))
        found[key] = int(km)
    return found


def _unit(reader: Reader, key: str, day: date) -> Unit:
    row = reader.row("staffunit", key) or {}
    posts, work = 0, None
    for event in in_force(reader.events_of(f"staffunit:{key}"), day):
        b = event.body
        if isinstance(b, se.PostsSet):
            posts = b.posts
        elif isinstance(b, se.UnitCounted) and event.day is not None:
            work = Work(event.day, b.carried, b.intake, b.money, b.money_new, b.age_days)
    return Unit(key, str(row.get("name", "")), posts, work, {str(k): int(v) for k, v in (row.get("km") or {}).items()})


def _secondments(reader: Reader, member: str) -> list[tuple[str, date, date | None]]:
    """(unit, first day, last day) of each, in order of recording."""
    found: list[tuple[str, date, date | None]] = []
    for event in sorted(in_force(reader.events_of(f"staff:{member}")), key=lambda e: e.seq):
        b = event.body
        if isinstance(b, se.Seconded):
            found.append((b.unit, b.since, b.until))
        elif isinstance(b, se.SecondmentEnded) and event.day is not None:
            on = event.day
            found = [(u, a, on if a <= on and (z is None or on <= z) else z) for u, a, z in found]
    return found


def _member(reader: Reader, key: str, day: date) -> Member:
    row = reader.row("staff", key)
    if row is None:
        raise Refused(Refusal("staff.unknown"))
    events = [e for e in in_force(reader.events_of(f"staff:{key}")) if e.day is not None]
    placed = [(e.day, e.body) for e in events if isinstance(e.body, se.StaffPlaced)]
    # Before the first day the person is as on it: who is asked about is named all the same.
    first, body = placed[0]
    for on, b in placed:
        if on is not None and on <= day:
            body = b
    left = next((e.day for e in events if isinstance(e.body, se.StaffLeft)), None)
    away = next((e.body for e in events if isinstance(e.body, se.LeaveTaken) and e.body.since <= day <= e.body.until), None)
    gone = next(((u, a, z) for u, a, z in _secondments(reader, key) if a <= day and (z is None or day <= z)), None)
    assert first is not None
    return Member(
        key, str(row["name"]), body.unit, body.rank, body.head, body.movable, first, str(row.get("note", "")), gone[0] if gone else body.unit,
        gone[2] if gone else None, gone[1] if gone else None, LEAVES.get(away.kind, away.kind) if away else "", away.until if away else None, left,
    )  # fmt: skip


def _refuse_left(who: Member, day: date) -> None:
    if who.left is not None and day > who.left:
        raise Refused(Refusal("staff.left", {"name": who.name, "day": short_date(who.left)}))


def _refuse_term(since: date, until: date) -> None:
    if until < since:
        raise Refused(Refusal("staff.bad_term", {"since": short_date(since), "until": short_date(until)}, "until"))
