"""The staff register: units with their posts, people by rank, leave and secondments, each a dated fact. As of any day."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any
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
MOST_KM = 5000
#: Years that a leave or a secondment takes at most: a later day is a slip of the pen.
LEAVE_YEARS, SECONDED_YEARS = 5, 10
_DECIMAL = re.compile(r"(-?)([0-9]{1,4})(?:[.,]([0-9]{1,2}))?")


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
    """A unit's work as of a day: what came over from the year before, what came in during the year; age_days: of what came over, summed."""

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
    """unit: whose post; at: where the person serves that day; away: why and until when; left: the last day, None = serves. since: the first
    day, of who came back the first one since then."""

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
    """The unit's work as of a day. years: mean age of what came over, with two decimals at most."""
    inputs.not_future(day, desk.clock.today())
    found = (number(carried, "carried", 0, 10_000_000), number(intake, "intake", 0, 10_000_000))
    for field, value in (("money", money), ("money_new", money_new)):
        if not 0 <= value <= MOST_MONEY:
            raise Refused(Refusal("staff.bad_number", {"text": str(value), "least": "0", "most": str(MOST_MONEY)}, field))
    age = hundredths(years or "0", "years", 0, 100)
    with desk.writing("staff") as uow:
        if uow.row("staffunit", unit) is None:
            raise Refused(Refusal("staff.no_unit"))
        uow.append(f"staffunit:{unit}", day, se.UnitCounted(*found, money, money_new, found[0] * age * 365 // 100))
        uow.commit()


def place(
    desk: Desk, name: str, unit: str, rank: str, since: date, *, head: bool = False, movable: bool = True, note: str = "", member: str = "",
) -> str:  # fmt: skip
    """A person enters the register, changes unit, rank or name, or comes back after the last day; the id."""
    inputs.not_future(since, desk.clock.today(), "since")
    clean, said = inputs.name(name, "name", limit=100), inputs.body(note, "note", limit=inputs.SENTENCE)
    if rank not in {r.code for r in ranks_on(since)}:
        raise Refused(Refusal("staff.bad_rank", {"day": short_date(since)}, "rank"))
    with desk.writing("staff") as uow:
        if uow.row("staffunit", unit) is None:
            raise Refused(Refusal("staff.no_unit", field="unit"))
        if member and uow.row("staff", member) is None:
            raise Refused(Refusal("staff.unknown"))
        if head:
            _refuse_second_head(uow, unit, member, {since, desk.clock.today()})
        key, content = member or uuid4().hex, {"name": clean, "note": said}
        if uow.row("staff", key) != content:
            uow.write_row("staff", key, content)
        uow.append(f"staff:{key}", since, se.StaffPlaced(unit, rank, head, movable))
        uow.commit()
    return key


def leave_service(desk: Desk, member: str, day: date) -> None:
    """The last day of service; a wrong one is struck before another is recorded (``staff_entries``)."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("staff") as uow:
        who = _member(uow, member, desk.clock.today())
        if who.left is not None:
            raise Refused(Refusal("staff.left_twice", {"name": who.name, "day": short_date(who.left)}, "day"))
        if day < who.since:
            raise Refused(Refusal("staff.left_early", {"name": who.name, "day": short_date(day), "since": short_date(who.since)}, "day"))
        later = [e.day for e in in_force(uow.events_of(f"staff:{member}")) if isinstance(e.body, se.StaffPlaced) and e.day is not None and e.day > day]
        if later:
            raise Refused(Refusal("staff.left_before", {"name": who.name, "day": short_date(later[0])}, "day"))
        uow.append(f"staff:{member}", day, se.StaffLeft())
        uow.commit()


def take_leave(desk: Desk, member: str, since: date, until: date, kind: str) -> None:
    """Away from a day until a day; it may be planned."""
    _refuse_term(since, until, LEAVE_YEARS)
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
        _refuse_term(since, until, SECONDED_YEARS)
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
    """The last day of the secondment that stands on it. One that is only planned is struck (``staff_entries``)."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("secondment") as uow:
        who = _member(uow, member, day)
        if who.at == who.unit:
            planned = any(since > day for _to, since, _until in _secondments(uow, member))
            raise Refused(Refusal("staff.only_planned" if planned else "staff.not_seconded", {"name": who.name}, "day"))
        uow.append(f"staff:{member}", day, se.SecondmentEnded())
        uow.commit()


def units(reader: Reader, day: date, seq: int | None = None) -> list[Unit]:
    """Every unit that was known (by a place in the log), as of a day, by name."""
    known = (key for key in reader.rows("staffunit") if seq is None or any(e.seq <= seq for e in reader.events_of(f"staffunit:{key}")))
    return sorted((_unit(reader, key, day, seq) for key in known), key=lambda u: sort_key(u.name))


def members(reader: Reader, day: date, *, with_left: bool = False, seq: int | None = None) -> list[Member]:
    """Who serves on a day (as recorded by a place in the log), by name."""
    found = [m for key, row in reader.rows("staff").items() if (m := _served(reader, key, row, day, seq)) is not None]
    return sorted(
        (m for m in found if m.since <= day and (with_left or m.left is None or day <= m.left)), key=lambda m: (sort_key(m.name), m.key)
    )


def listed(desk: Desk, *, with_left: bool = False) -> tuple[list[Unit], list[Member]]:
    """The register of today."""
    today = desk.clock.today()
    with desk.reading() as reader:
        return units(reader, today), members(reader, today, with_left=with_left)


def number(text: str, field: str, least: int, most: int) -> int:
    """A whole number as typed, with points or spaces between thousands alone ("1.200"); refused with what was typed."""
    found = inputs.whole(text)
    if found is None or not least <= found <= most:
        raise Refused(Refusal("staff.bad_number", {"text": text.strip()[:20], "least": str(least), "most": str(most)}, field))
    return found


def hundredths(text: str, field: str, least: int, most: int) -> int:
    """A number with two decimals at most, after a comma or a point, in hundredths; refused with what was typed."""
    typed = _DECIMAL.fullmatch(text.strip().replace("\u2212", "-"))
    if typed is not None:
        value = int(typed[2]) * 100 + int((typed[3] or "").ljust(2, "0"))
        value = -value if typed[1] else value
        if least * 100 <= value <= most * 100:
            return value
    raise Refused(Refusal("staff.bad_decimal", {"text": text.strip()[:20], "least": str(least), "most": str(most)}, field))


def decimal_text(value: int) -> str:
    """Hundredths as ``hundredths`` reads them: "7,5"."""
    whole, part = divmod(abs(value), 100)
    return ("-" if value < 0 else "") + str(whole) + (f",{part:02d}".rstrip("0") if part else "")


def distances_text(unit: Unit, names: dict[str, str]) -> str:
    """As ``set_unit`` reads them."""
    return "\n".join(f"{names[k]}: {km}" for k, km in unit.km.items() if k in names)


def _distances(text: str, names: dict[str, str]) -> dict[str, int]:
    found = {}
    for line in filter(None, (x.strip() for x in text.splitlines())):
        name, _, km = line.rpartition(":")
        key = next((k for k, n in names.items() if spelling(n) == spelling(name.strip())), "")
        if not key or not re.fullmatch(r"[0-9]{1,4}", km.strip()) or int(km) > MOST_KM:
            raise Refused(Refusal("staff.bad_distance", {"text": line[:60]}, "distances"))
        found[key] = int(km)
    return found


def _unit(reader: Reader, key: str, day: date, seq: int | None = None) -> Unit:
    row = reader.row("staffunit", key) or {}
    posts, work = 0, None
    for event in in_force(reader.events_of(f"staffunit:{key}"), day, seq):
        b = event.body
        if isinstance(b, se.PostsSet):
            posts = b.posts
        elif isinstance(b, se.UnitCounted) and event.day is not None:
            work = Work(event.day, b.carried, b.intake, b.money, b.money_new, b.age_days)
    return Unit(key, str(row.get("name", "")), posts, work, {str(k): int(v) for k, v in (row.get("km") or {}).items()})


def _secondments(reader: Reader, member: str, seq: int | None = None) -> list[tuple[str, date, date | None]]:
    """(unit, first day, last day) of each, in order of recording."""
    found: list[tuple[str, date, date | None]] = []
    for event in sorted(in_force(reader.events_of(f"staff:{member}"), None, seq), key=lambda e: e.seq):
        b = event.body
        if isinstance(b, se.Seconded):
            found.append((b.unit, b.since, b.until))
        elif isinstance(b, se.SecondmentEnded) and event.day is not None:
            on = event.day
            found = [(u, a, on if a <= on and (z is None or on <= z) else z) for u, a, z in found]
    return found


def _member(reader: Reader, key: str, day: date) -> Member:
    row = reader.row("staff", key)
    found = _served(reader, key, row, day) if row is not None else None
    if found is None:
        raise Refused(Refusal("staff.unknown"))
    return found


def _served(reader: Reader, key: str, row: dict[str, Any], day: date, seq: int | None = None) -> Member | None:
    """Somebody on a day: as of the service that stands on it, else of the one before, else of the first. None = every entry was struck."""
    events = in_force(reader.events_of(f"staff:{key}"), None, seq)
    #: Each service: its entries, its last day.
    services: list[tuple[list[tuple[date, se.StaffPlaced]], list[date]]] = []
    for e in events:
        if isinstance(e.body, se.StaffPlaced) and e.day is not None:
            if not services or services[-1][1]:
                services.append(([], []))
            services[-1][0].append((e.day, e.body))
        elif isinstance(e.body, se.StaffLeft) and services and e.day is not None:
            services[-1][1].append(e.day)
    if not services:
        return None
    placed, left = next((s for s in reversed(services) if s[0][0][0] <= day), services[0])
    first, body = placed[0]
    for on, b in placed:
        if on <= day:
            body = b
    away = next((e.body for e in events if isinstance(e.body, se.LeaveTaken) and e.body.since <= day <= e.body.until), None)
    gone = next(((u, a, z) for u, a, z in _secondments(reader, key, seq) if a <= day and (z is None or day <= z)), None)
    return Member(
        key, str(row["name"]), body.unit, body.rank, body.head, body.movable, first, str(row.get("note", "")), gone[0] if gone else body.unit,
        gone[2] if gone else None, gone[1] if gone else None, LEAVES.get(away.kind, away.kind) if away else "", away.until if away else None,
        left[0] if left else None,
    )  # fmt: skip


def _refuse_second_head(reader: Reader, unit: str, member: str, days: set[date]) -> None:
    """A unit has one head."""
    for day in sorted(days):
        for m in members(reader, day):
            if m.head and m.unit == unit and m.key != member:
                named = str((reader.row("staffunit", unit) or {}).get("name", ""))
                raise Refused(Refusal("staff.two_heads", {"name": m.name, "unit": named, "day": short_date(day)}, "head"))


def refuse_two_heads(reader: Reader, day: date) -> None:
    """Once an entry is struck, an earlier one counts again: not so that a unit would have two heads."""
    for m in members(reader, day):
        if m.head:
            _refuse_second_head(reader, m.unit, m.key, {day})


def _refuse_left(who: Member, day: date) -> None:
    if who.left is not None and day > who.left:
        raise Refused(Refusal("staff.left", {"name": who.name, "day": short_date(who.left)}))


def _refuse_term(since: date, until: date, years: int) -> None:
    said = {"since": short_date(since), "until": short_date(until)}
    if until < since:
        raise Refused(Refusal("staff.bad_term", said, "until"))
    if until.year - since.year > years:
        raise Refused(Refusal("staff.long_term", {**said, "years": str(years)}, "until"))
