"""Trips of verification: who is to be gone and seen by a day, by commune; the bundle of records that is printed for a trip; what came back.

What is owed comes from the terms (R10, R12, R13); a trip is kept with whom it was printed for, so that who came back without a
result is seen. A result is the ordinary ``Verified`` of the matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, means, trip_events as te
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded, in_force
from thads_desktop.domain.text import bare, sort_key
from thads_desktop.services import acts, form_approval, inputs, masking, rounds, units
from thads_desktop.services.paper_facts import form_on
from thads_desktop.services.papers import Draft
from thads_desktop.services.rounds import Judged, briefs
from thads_desktop.storage import mark_lists

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from thads_desktop.documents.compose import Paper
    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.projections import MarkRow, MatterRow
    from thads_desktop.storage.reader import Reader

    Progress = Callable[[int, int, str], object]

#: Records of one bundle at most: more than that nobody visits on one trip, and the file would be unwieldy.
MOST = 400
NOWHERE = "Chưa rõ xã, phường"
_COVER = "TT -4|Người phải thi hành án 22|Địa chỉ 32|Quyết định 14|Còn phải thi hành -13|Việc phải làm 26|Hạn 9|Kết quả 14"


@dataclass(frozen=True, slots=True)
class Visit:
    """A debtor to be gone and seen. commune: the code of today, place: its name; due None = it is owed no more; rest: đồng."""

    matter: str
    party: str
    name: str
    address: str
    commune: str
    place: str
    number_text: str
    officer: str
    officer_name: str
    what: str
    due: date | None
    rest: int

    @property
    def key(self) -> str:
        return f"{self.matter}|{self.party}"


@dataclass(frozen=True, slots=True)
class Place:
    """A commune of today ("" = not known), how many are to be seen there, how many of them overdue."""

    commune: str
    name: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class Found:
    """What was found on the spot. result: means | none | partial."""

    matter: str
    party: str
    day: date
    result: str
    address_unknown: bool = False
    prisoner: bool = False
    #: It is booked as the ground for the decision that means are lacking, too.
    ground: bool = False

    @property
    def key(self) -> str:
        return f"{self.matter}|{self.party}"


@dataclass(frozen=True, slots=True)
class Trip:
    """A bundle that was printed. places: the communes in words; back: how many have a result since."""

    trip: str
    printed: date
    officer: str
    officer_name: str
    places: str
    count: int
    back: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A visit of a trip; found None = nothing came back yet."""

    visit: Visit
    found: ev.Verified | None
    day: date | None


# --- who is to be seen ------------------------------------------------------------------------------------


def places(desk: Desk, until: date, officer: str = "") -> list[Place]:
    """How many are to be seen in each commune by a day; the unknown place last. officer "-" = nobody's."""
    today = desk.clock.today()
    with desk.reading() as reader:
        counted = mark_lists.places(reader.projections, until, today, officer)
    found: dict[str, list[int]] = {}
    for commune, count, late in counted:
        sums = found.setdefault(place_of(commune, today), [0, 0])
        sums[0] += count
        sums[1] += late
    made = [Place(code, units.label(code, today) or NOWHERE, count, late) for code, (count, late) in found.items()]
    return sorted(made, key=lambda p: (not p.commune, sort_key(p.name)))


def due(desk: Desk, until: date, officer: str = "", communes: Collection[str] | None = None) -> list[Visit]:
    """Everybody whose verification is due by a day or overdue: by commune (unknown last), then by address. officer "-" = nobody's;
    communes: only there, codes of ``places``; None = everywhere."""
    today = desk.clock.today()
    with desk.reading() as reader:
        rows = mark_lists.visits(reader.projections, until, officer)
        if communes is not None:
            there = {(r.matter, r.party) for r in rows if place_of(r.commune, today) in communes}
            rows = [r for r in rows if (r.matter, r.party) in there]
        return visits_of(desk, reader, rows)


def place_of(code: str, today: date) -> str:
    """The commune of today of an address; "" for one that is not known."""
    now = units.current(code, today) if code else ""
    return now if now and units.known(now) else ""


def visits_of(desk: Desk, reader: Reader, rows: Sequence[MarkRow]) -> list[Visit]:
    """In words, each debtor of a matter once, with the earliest day."""
    known = briefs(desk, reader, list(dict.fromkeys(r.matter for r in rows)))
    names, today = masking.names(desk, reader), desk.clock.today()
    names.ahead("party", {r.party for r in rows})
    hidden = masking.with_minors(reader, today.year) if masking.hides(desk) else set()
    each: dict[tuple[str, str], list[MarkRow]] = {}
    for row in rows:
        each.setdefault((row.matter, row.party), []).append(row)
    made = []
    for (matter, party), owed in each.items():
        line = known.get(matter)
        if line is not None:
            what = "; ".join(dict.fromkeys(words(desk, r.mark, r.detail) for r in owed))
            made.append(_visit(names, line, party, what, min(r.day for r in owed), today, hide=matter in hidden))
    return sorted(made, key=_order)


def words(desk: Desk, rule: str, case: str) -> str:
    """What is to be done under a rule, as the law data call it."""
    term = next((t for t in desk.rules.terms[rule] if t.case == case), None)
    if term is None or rule != "R13":
        return desk.rules.titles[rule]
    return f"Xác minh: {term.case_title}"


def _visit(names: Names, line: MatterRow, party: str, what: str, day: date | None, today: date, *, hide: bool) -> Visit:
    row = names.row("party", party) if party else {}
    code = place_of(str(row.get("commune", "") or ""), today)
    name = f"({masking.MINOR})" if hide else str(row.get("name", "")) or line.debtor
    place = _named(code, today)
    address = "•••" if hide else str(row.get("address", ""))
    return Visit(line.matter, party, name, address, code, place, line.number_text, line.officer, line.officer_name, what, day, line.rest)


@lru_cache(maxsize=2_000)
def _named(code: str, today: date) -> str:
    return units.label(code, today) or NOWHERE


@lru_cache(maxsize=2_000)
def _placed(place: str) -> str:
    return sort_key(place)


def _order(v: Visit) -> tuple[object, ...]:
    return (not v.commune, _placed(v.place), bare(v.address), bare(v.name), v.number_text, v.key)


# --- the bundle -------------------------------------------------------------------------------------------


def make(desk: Desk, chosen: Sequence[tuple[str, str]], progress: Progress = lambda _d, _w, _s: None) -> tuple[str, bytes]:
    """Draw the bundle for these (matter, debtor) and keep the trip: (its id, the PDF). Nothing is kept when it is refused or stopped."""
    desk.require("trip")
    wanted = list(dict.fromkeys(chosen))
    if not wanted:
        raise Refused(Refusal("trip.nothing"))
    if len(wanted) > MOST:
        raise Refused(Refusal("trip.too_many", {"count": str(len(wanted)), "limit": str(MOST)}))
    with desk.reading() as reader:
        visits = _chosen(desk, reader, wanted)
        data = _drawn(desk, reader, visits, progress)
    officers = {v.officer for v in visits}
    officer = officers.pop() if len(officers) == 1 else ""
    places = "; ".join(dict.fromkeys(v.place for v in visits))
    with desk.writing("trip") as uow:
        key = uuid4().hex
        uow.write_row("trip", key, {"places": places[: inputs.SENTENCE]})
        uow.append(f"trip:{key}", desk.clock.today(), te.TripPrinted(officer, tuple((v.matter, v.party) for v in visits)))
        uow.commit()
    return key, data


def again(desk: Desk, trip: str, progress: Progress = lambda _d, _w, _s: None) -> bytes:
    """The bundle of a trip once more, for those of whom nothing came back."""
    with desk.reading() as reader:
        left = [o.visit for o in outcomes(desk, reader, trip) if o.found is None]
        if not left:
            raise Refused(Refusal("trip.nothing"))
        return _drawn(desk, reader, left, progress)


def _chosen(desk: Desk, reader: Reader, wanted: Sequence[tuple[str, str]]) -> list[Visit]:
    """The visits of these, in the order of the trip. Refused for who need not be seen any more, and for a minor this account may not see."""
    marks = mark_lists.visits_of(reader.projections, list(dict.fromkeys(m for m, _p in wanted)))
    keys, judged = set(wanted), Judged()
    found = visits_of(desk, reader, [r for r in marks if (r.matter, r.party) in keys])
    known = {(v.matter, v.party) for v in found}
    names = masking.names(desk, reader)
    for matter, party in wanted:
        with judged.row(f"{matter}|{party}"):
            if (matter, party) not in known:
                number = str(names.row("matter", matter).get("number_text", ""))
                facts = {"number": number, "name": names.name("party", party) or "người đã chọn"}
                raise Refused(Refusal("trip.gone", facts) if number else Refusal("trip.no_matter"))
            masking.refuse_paper(desk, reader, matter)
    judged.end()
    return found


def _drawn(desk: Desk, reader: Reader, visits: Sequence[Visit], progress: Progress) -> bytes:
    from thads_desktop.printing.bundle import draw_bundle

    form_approval.refuse(reader, form_on("verification", desk.clock.today()))
    progress(0, len(visits), "Đang lập biên bản xác minh")
    return draw_bundle(cover(desk, reader, visits), _records(desk, reader, visits, progress))


def _records(desk: Desk, reader: Reader, visits: Sequence[Visit], progress: Progress) -> Iterator[Paper]:
    """One record for each, known facts filled in, what is found on the spot dotted."""
    from thads_desktop.services.paper_facts import compose_paper

    today = desk.clock.today()
    for done, visit in enumerate(visits, 1):
        masking.refuse_paper(desk, reader, visit.matter)
        state = fold(reader.events_of(f"matter:{visit.matter}"))
        draft = Draft("verification", Effect("verification", party=visit.party), visit.matter)
        made = compose_paper(desk, reader, draft, state, today, number="", signer=None)
        if made.refusals:
            raise Refused(*made.refusals)
        yield made.paper
        progress(done, len(visits), "Đang lập biên bản xác minh")


def cover(desk: Desk, reader: Reader, visits: Sequence[Visit]) -> Listing:
    """The list on top: one table for each commune, in the order of the records."""
    places: dict[str, list[Visit]] = {}
    for visit in visits:
        places.setdefault(visit.place, []).append(visit)
    tables, number = [], 0
    for place, theirs in places.items():
        rows: list[tuple[Cell, ...]] = []
        for v in theirs:
            number += 1
            rows.append((number, v.name, v.address, v.number_text, v.rest or None, v.what, v.due, ""))
        tables.append(rounds.table(f"{place} ({len(theirs)} người)", _COVER, rows, ""))
    officers = list(dict.fromkeys(v.officer_name or "chưa phân công" for v in visits))
    said = (f"Chấp hành viên: {', '.join(officers)}; {len(visits)} người, {rounds.communes_words(v.commune for v in visits)}",)
    late = sum(v.due is not None and v.due < desk.clock.today() for v in visits)
    notes = ["Biên bản kèm theo xếp đúng thứ tự bảng này; những gì thấy tại chỗ ghi vào dòng chấm."]
    notes += [f"{late} người đã quá hạn xác minh."] if late else []
    return rounds.listing(desk, reader, "Danh sách đi xác minh điều kiện thi hành án", said, tables, notes)


def enter(desk: Desk, rows: Sequence[Found], trip: str = "") -> int:
    """Record the results of many visits: all of them or, when one is refused, none; each refusal bears the key of its row. How many.
    trip: only whom it was printed for, and while it is open."""
    desk.require("happen")
    if not rows:
        raise Refused(Refusal("trip.no_result"))
    judged, seen = Judged(), set[str]()
    with desk.writing("happen") as uow:
        printed, closed = _stands(uow, trip) if trip else (None, False)
        if closed:
            raise Refused(Refusal("trip.closed"))
        mine = printed.body.visits if printed is not None and isinstance(printed.body, te.TripPrinted) else None
        for row in rows:
            with judged.row(row.key):
                if row.key in seen:
                    raise Refused(Refusal("trip.twice"))
                seen.add(row.key)
                if mine is not None and (row.matter, row.party) not in mine:
                    raise Refused(Refusal("trip.not_in"))
                if printed is not None and printed.day is not None and row.day < printed.day:
                    raise Refused(Refusal("trip.before_print", {"day": short_date(row.day), "printed": short_date(printed.day)}))
                found = ev.Verified(row.result, "", row.address_unknown, row.prisoner, party=row.party)
                acts.verify_in(desk, uow, row.matter, row.day, found)
                if row.ground:
                    acts.ground_in(desk, uow, row.matter, row.day, row.result, row.party)
        judged.end()
        uow.commit()
    return len(rows)


def close(desk: Desk, trip: str) -> None:
    """Nothing more is expected of the trip. Refused for one that is closed."""
    with desk.writing("trip") as uow:
        if _stands(uow, trip)[1]:
            raise Refused(Refusal("trip.closed"))
        uow.append(f"trip:{trip}", desk.clock.today(), te.TripClosed())
        uow.commit()


def listed(desk: Desk, most: int = 200) -> list[Trip]:
    """The trips, the latest first; what came back is counted for those that are not closed."""
    with desk.reading() as reader:
        names, made = masking.names(desk, reader), []
        held = [(s.partition(":")[2], *_stands(reader, s.partition(":")[2])) for s in reader.subjects("trip")]
        for key, printed, closed in sorted(held, key=lambda x: -x[1].seq)[:most]:
            body = printed.body
            assert isinstance(body, te.TripPrinted)
            assert printed.day is not None
            back = sum(_result(reader, m, p, printed.seq) is not None for m, p in body.visits)
            places = str((reader.row("trip", key) or {}).get("places", ""))
            made.append(Trip(key, printed.day, body.officer, names.name("person", body.officer), places, len(body.visits), back, closed))
        return made


def opened(desk: Desk, trip: str) -> list[Outcome]:
    """Every visit of a trip with what came back, in its order."""
    with desk.reading() as reader:
        return outcomes(desk, reader, trip)


def outcomes(desk: Desk, reader: Reader, trip: str) -> list[Outcome]:
    """As ``opened``."""
    printed, _closed = _stands(reader, trip)
    body = printed.body
    assert isinstance(body, te.TripPrinted)
    matters = list(dict.fromkeys(m for m, _p in body.visits))
    owed = {(v.matter, v.party): v for v in visits_of(desk, reader, mark_lists.visits_of(reader.projections, matters))}
    known, names, today = briefs(desk, reader, matters), masking.names(desk, reader), desk.clock.today()
    hidden = masking.with_minors(reader, today.year) if masking.hides(desk) else set()
    made = []
    for matter, party in body.visits:
        line = known.get(matter)
        if line is None:
            continue
        visit = owed.get((matter, party)) or _visit(names, line, party, "", None, today, hide=matter in hidden)
        found = _result(reader, matter, party, printed.seq)
        made.append(Outcome(visit, *(found or (None, None))))
    return made


def why_long(desk: Desk, visits: Sequence[Visit]) -> dict[str, tuple[str, ...]]:
    """Key -> what the latest finding said of a debtor that lengthens the terms (prisoner, address_unknown): it is not asked anew."""
    with desk.reading() as reader:
        states = {m: fold(reader.events_of(f"matter:{m}")) for m in dict.fromkeys(v.matter for v in visits)}
    return {v.key: means.why_long(states[v.matter], v.party, states[v.matter].open_lines) for v in visits}


def _result(reader: Reader, matter: str, party: str, after: int) -> tuple[ev.Verified, date] | None:
    """The first result recorded of a debtor after a place in the log."""
    for e in in_force(reader.events_of(f"matter:{matter}")):
        if e.seq > after and isinstance(e.body, ev.Verified) and (e.body.party in ("", party) or not party) and e.day is not None:
            return e.body, e.day
    return None


def _stands(reader: Reader, trip: str) -> tuple[ev.Event, bool]:
    """(how it was printed, whether it is closed). Refused for an unknown one."""
    events = as_recorded(reader.events_of(f"trip:{trip}"))
    printed = next((e for e in events if isinstance(e.body, te.TripPrinted)), None)
    if printed is None:
        raise Refused(Refusal("trip.unknown"))
    return printed, any(isinstance(e.body, te.TripClosed) for e in events)
