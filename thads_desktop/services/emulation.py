"""Campaigns of emulation: criteria and points that name their evidence, rankings within bands of size. Points count while their entry stands."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import emulation_events as em
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ranking import Band, Placed, band_of, ranked
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import sort_key, spelling
from thads_desktop.paths import resource
from thads_desktop.services import emulation_evidence, inputs, staff

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

ABOUT = (("unit", "Tập thể (đơn vị)"), ("person", "Cá nhân"))
MOST = 1000
NOT_COUNTED = "chưa kê khối lượng"


@dataclass(frozen=True, slots=True)
class Entry:
    """Points given. what: the criterion in words; proof: the evidence in words; matter: its id where the evidence is one."""

    key: str
    who: str
    name: str
    criterion: str
    what: str
    points: int
    proof: str
    matter: str
    day: date


@dataclass(frozen=True, slots=True)
class Campaign:
    """criteria: code -> (name, most points). open: points may be given. closed, closed_seq: when and where in the log it ended; reopened: (day,
    reason) of each time that it was opened again."""

    key: str
    name: str
    start: date
    until: date
    about: str
    criteria: dict[str, tuple[str, int]]
    open: bool
    entries: tuple[Entry, ...]
    closed: date | None = None
    closed_seq: int | None = None
    reopened: tuple[tuple[date, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Rank:
    """A line of the ranking, with its name. Who was given no points yet has the place 0: that is no place."""

    placed: Placed
    name: str
    entries: int

    @property
    def place(self) -> int | None:
        """The place, None = no points given yet."""
        return self.placed.place or None


@cache
def data() -> dict[str, list[dict[str, Any]]]:
    """``resources/staff/emulation.toml``."""
    held: dict[str, list[dict[str, Any]]] = tomllib.loads(resource("staff", "emulation.toml").read_text(encoding="utf-8"))
    return held


def offered(kind: str, day: date) -> list[dict[str, Any]]:
    """The entries of band, award or handling that are offered on a day."""
    on = day.isoformat()
    return [row for row in data()[kind] if str(row.get("start", "")) <= on and (not row.get("end") or on <= str(row["end"]))]


def open_campaign(desk: Desk, name: str, start: date, until: date, about: str, criteria: str) -> str:
    """A campaign with its criteria, a line "name: points" each; its id. It may be announced ahead."""
    today = desk.clock.today()
    if until < start:
        raise Refused(Refusal("campaign.bad_term", {"since": short_date(start), "until": short_date(until)}, "until"))
    if about not in dict(ABOUT):
        raise Refused(Refusal("emulation.nobody", field="about"))
    clean, found = inputs.name(name, "name"), _criteria(criteria)
    with desk.writing("emulation") as uow:
        for known in (_campaign(uow, k) for k in uow.rows("campaign")):
            if spelling(known.name) == spelling(clean) and known.start <= until and start <= known.until:
                raise Refused(Refusal("campaign.known", {"name": known.name, "since": short_date(known.start)}, "name"))
        key = uuid4().hex
        codes = {f"t{at}": line for at, line in enumerate(found, start=1)}
        uow.write_row("campaign", key, {"name": clean, "criteria": {code: what for code, (what, _most) in codes.items()}})
        points = tuple((code, most) for code, (_what, most) in codes.items())
        uow.append(f"campaign:{key}", min(start, today), em.CampaignOpened(until, about, points, start if start > today else None))
        uow.commit()
    return key


def close_campaign(desk: Desk, campaign: str) -> None:
    """No more points; the ranking stands as it is now."""
    with desk.writing("emulation") as uow:
        _open(uow, campaign)
        uow.append(f"campaign:{campaign}", desk.clock.today(), em.CampaignClosed())
        uow.commit()


def reopen_campaign(desk: Desk, campaign: str, reason: str) -> None:
    """It ended by mistake, or something was overlooked; the reason stays."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("emulation") as uow:
        if _campaign(uow, campaign).open:
            raise Refused(Refusal("campaign.still_open"))
        key = uuid4().hex
        uow.write_row("campaign_reopen", key, {"campaign": campaign, "reason": why})
        uow.append(f"campaign:{campaign}", desk.clock.today(), em.CampaignReopened(key))
        uow.commit()


def give(desk: Desk, campaign: str, who: str, criterion: str, points: str, evidence: str, of: str, day: date) -> str:
    """Points for a criterion, with what shows them; the key of the entry. Never more in sum than the criterion has.

    day: within the campaign, to which they belong."""
    inputs.not_future(day, desk.clock.today())
    proof, said = emulation_evidence.read(desk, evidence, of)
    with desk.writing("emulation") as uow:
        stands = _open(uow, campaign)
        if not stands.start <= day <= stands.until:
            raise Refused(Refusal("campaign.outside", {"since": short_date(stands.start), "until": short_date(stands.until)}, "day"))
        names = competitors(uow, stands.about, day)
        if who not in names:
            raise Refused(Refusal("emulation.nobody", field="who"))
        if criterion not in stands.criteria:
            raise Refused(Refusal("campaign.bad_criterion", field="criterion"))
        most = stands.criteria[criterion][1]
        low, high = min(0, most), max(0, most)
        typed = points.strip().replace("−", "-")
        if not re.fullmatch(r"-?[0-9]{1,4}", typed) or not low <= int(typed) <= high or int(typed) == 0:
            raise Refused(Refusal("campaign.bad_points", {"least": str(low or 1), "most": str(high or -1)}, "points"))
        had = sum(e.points for e in stands.entries if (e.who, e.criterion) == (who, criterion))
        if not low <= had + int(typed) <= high:
            raise Refused(Refusal("campaign.over", {"who": names[who], "had": str(had), "points": typed, "most": str(most)}, "points"))
        key = uuid4().hex
        uow.write_row("campaign_point", key, {"campaign": campaign, "said": said})
        uow.append(f"campaign:{campaign}", day, em.PointsGiven(key, who, criterion, int(typed), evidence, proof))
        uow.commit()
    return key


def take(desk: Desk, campaign: str, entry: str) -> None:
    """An entry was a mistake: its points count no more, the log keeps it."""
    with desk.writing("emulation") as uow:
        if not any(e.key == entry for e in _open(uow, campaign).entries):
            raise Refused(Refusal("campaign.no_entry"))
        uow.append(f"campaign:{campaign}", desk.clock.today(), em.PointsTaken(entry))
        uow.commit()


def campaigns(desk: Desk) -> list[Campaign]:
    """Every campaign, the latest first."""
    with desk.reading() as reader:
        found = [_campaign(reader, key) for key in reader.rows("campaign")]
    return sorted(found, key=lambda c: (c.start, c.name), reverse=True)


def ranking(desk: Desk, campaign: str) -> list[Rank]:
    """Everybody who competes, within bands of size (units) or all together (persons); who was given no points stands last, without a place.

    Of a campaign that ended: as it was when it ended, whatever was recorded since."""
    with desk.reading() as reader:
        stands = _campaign(reader, campaign)
        on, seq = stands.closed or desk.clock.today(), stands.closed_seq
        names = {**{e.who: e.name for e in stands.entries}, **competitors(reader, stands.about, min(on, max(stands.start, stands.until)), seq)}
        bands = dict.fromkeys(names, "")
        if stands.about == "unit":
            floors = [Band(str(b["name"]), int(b["from"])) for b in offered("band", on)]
            work = {f"staffunit:{u.key}": u.work for u in staff.units(reader, on, seq)}
            bands = {who: band_of(w.carried + w.intake, floors) if (w := work.get(who)) else NOT_COUNTED for who in names}
    given = {who: sum(e.who == who for e in stands.entries) for who in names}
    points = {who: sum(e.points for e in stands.entries if e.who == who) for who in names}
    order = ["", *(str(b["name"]) for b in data()["band"]), NOT_COUNTED]
    placed = ranked({who: points[who] for who in sorted(points, key=lambda who: order.index(bands[who])) if given[who]}, bands)
    placed += [Placed(who, bands[who], 0, 0, tied=False) for who in names if not given[who]]
    # Of a tie by name; the order of bands and places stays.
    placed.sort(key=lambda p: (order.index(p.band), not p.place, p.place, sort_key(names[p.who])))
    return [Rank(p, names[p.who], given[p.who]) for p in placed]


def competitors(reader: Reader, about: str, day: date, seq: int | None = None) -> dict[str, str]:
    """Subject -> name of units, persons, or ("" ) both."""
    found = {f"staffunit:{u.key}": u.name for u in staff.units(reader, day, seq)} if about in ("unit", "") else {}
    return found | ({f"staff:{m.key}": m.name for m in staff.members(reader, day, seq=seq)} if about in ("person", "") else {})


def choices(desk: Desk, about: str) -> list[tuple[str, str]]:
    """As ``competitors`` of today, for a box."""
    with desk.reading() as reader:
        return list(competitors(reader, about, desk.clock.today()).items())


def name_of(reader: Reader, who: str) -> str:
    """Of a person or unit, also of one that left."""
    kind, _, key = who.partition(":")
    return str((reader.row(kind, key) or {}).get("name", ""))


def _criteria(text: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for line in filter(None, (x.strip() for x in text.splitlines())):
        what, _, most = line.rpartition(":")
        typed = most.strip().replace("−", "-")
        if not what.strip() or not re.fullmatch(r"-?[0-9]{1,4}", typed) or not 0 < abs(int(typed)) <= MOST:
            raise Refused(Refusal("campaign.bad_criteria", {"text": line[:60]}, "criteria"))
        clean = inputs.name(what, "criteria")
        if any(spelling(clean) == spelling(known) for known, _most in found):
            raise Refused(Refusal("campaign.twice", {"text": clean[:60]}, "criteria"))
        found.append((clean, int(typed)))
    if not found:
        raise Refused(Refusal("campaign.bad_criteria", {"text": ""}, "criteria"))
    return found


def _open(reader: Reader, campaign: str) -> Campaign:
    stands = _campaign(reader, campaign)
    if not stands.open:
        raise Refused(Refusal("campaign.closed"))
    return stands


def _campaign(reader: Reader, key: str) -> Campaign:
    row = reader.row("campaign", key)
    events = sorted(in_force(reader.events_of(f"campaign:{key}")), key=lambda e: e.seq) if row is not None else []
    opened = next((e for e in events if isinstance(e.body, em.CampaignOpened)), None)
    if row is None or opened is None or opened.day is None or not isinstance(opened.body, em.CampaignOpened):
        raise Refused(Refusal("campaign.unknown"))
    names = {str(k): str(v) for k, v in row["criteria"].items()}
    taken = {e.body.key for e in events if isinstance(e.body, em.PointsTaken)}
    entries = []
    for e in events:
        b = e.body
        if isinstance(b, em.PointsGiven) and b.key not in taken and e.day is not None:
            said = str((reader.row("campaign_point", b.key) or {}).get("said", ""))
            matter = b.of[0] if b.evidence == "matter" else ""
            entries.append(Entry(b.key, b.who, name_of(reader, b.who), b.criterion, names.get(b.criterion, ""), b.points, said, matter, e.day))
    turns = [e for e in events if isinstance(e.body, em.CampaignClosed | em.CampaignReopened)]
    end = turns[-1] if turns and isinstance(turns[-1].body, em.CampaignClosed) else None
    again = tuple(
        (e.day, str((reader.row("campaign_reopen", e.body.key) or {}).get("reason", "")))
        for e in turns if isinstance(e.body, em.CampaignReopened) and e.day is not None
    )  # fmt: skip
    body = opened.body
    criteria = {code: (names.get(code, code), most) for code, most in body.points}
    return Campaign(
        key, str(row["name"]), body.since or opened.day, body.until, body.about, criteria, end is None, tuple(entries), end.day if end else None,
        end.seq if end else None, again,
    )  # fmt: skip
