"""Targets (chỉ tiêu): set by the head, held against the return's own figures, forecast to the end of the year.

A general target of the branch (``resources/targets``) stands in where the head has set none of that measure for the whole office.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import target_events as te
from thads_desktop.domain.dates import period, short_date, statistical_year
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.targets import DIRECTIONS, MEASURES, SHARES, Share, Version, in_force, versions
from thads_desktop.law import targets as targets_law
from thads_desktop.services import inputs, people
from thads_desktop.services.receiving import trusted

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

SUBJECT = "target"
DIRECTION_WORDS = {"at_least": "từ", "more_than": "trên", "at_most": "không quá"}


@dataclass(frozen=True, slots=True)
class TargetInput:
    """What the head sets. scope: "" = the whole office; threshold: as typed; basis: the decision it rests on, in words."""

    year: int
    measure: str
    threshold: str
    since: date
    scope: str = ""
    direction: str = "at_least"
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A target with its versions; now: the one in force on the day that was asked for, None = none. general: not set here."""

    key: str
    year: int
    measure: str
    scope: str
    name: str
    versions: tuple[Version, ...]
    now: Version | None
    basis: str
    general: bool = False

    @property
    def words(self) -> str:
        """What is to be reached."""
        return f"{DIRECTION_WORDS[self.now.direction]} {percent(self.now.threshold)} %" if self.now is not None else "đã thôi"


def percent(hundredths: int | None) -> str:
    """82,50; "-" where there is nothing."""
    if hundredths is None:
        return "-"
    whole, part = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole},{part:02d}"


def key_of(year: int, measure: str, scope: str = "") -> str:
    """Subject and row of a target: the same target is the same subject on every desk."""
    return f"{year}-{measure}" + (f"-{scope}" if scope else "")


def put(desk: Desk, said: TargetInput) -> str:
    """Set a target, or a new version of it from a day on; its key. Refused for what is no measure, percent, person, unit or day of the year."""
    year = sound_year(said.year)
    if said.measure not in MEASURES:
        raise Refused(Refusal("target.bad_measure", {"known": ", ".join(MEASURES)}, "measure"))
    if said.direction not in DIRECTIONS:
        raise Refused(Refusal("target.bad_direction", field="direction"))
    threshold = targets_law.percent(said.threshold)
    if threshold is None:
        raise Refused(Refusal("target.bad_threshold", {"text": said.threshold[:20]}, "threshold"))
    basis = inputs.body(said.basis, "basis", limit=inputs.SENTENCE)
    key = key_of(year, said.measure, said.scope)
    with desk.writing("target") as uow:
        _refuse_scope(uow, said.measure, said.scope)
        refuse_day(said.since, year)
        stands = _one(uow, key, year, said.measure, said.scope, said.since)
        if stands is not None and stands.now is not None:
            now = stands.now
            if (now.direction, now.threshold, now.since, stands.basis) == (said.direction, threshold, said.since, basis):
                raise Refused(Refusal("target.same", {"day": short_date(said.since)}))
        row = uow.write_row(SUBJECT, key, {"basis": basis})
        body = te.TargetSet(year, said.measure, said.scope, said.direction, threshold, said.since, row)
        uow.append(f"{SUBJECT}:{key}", desk.clock.today(), body)
        uow.commit()
    return key


def end(desk: Desk, key: str, since: date, reason: str) -> None:
    """There is no such target any more since a day. Refused for one that does not stand on that day, and without a reason."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("target") as uow:
        found = known(uow, key, since)
        if found.now is None:
            raise Refused(Refusal("target.unknown"))
        refuse_day(since, found.year)
        row = uow.write_row(SUBJECT, key, {"basis": why})
        uow.append(f"{SUBJECT}:{key}", desk.clock.today(), te.TargetEnded(since, row))
        uow.commit()


def known(reader: Reader, key: str, day: date) -> Target:
    """One target that was ever set. Refused for another."""
    year, measure, scope = _parts(key)
    found = _one(reader, key, year, measure, scope, day)
    if found is None:
        raise Refused(Refusal("target.unknown"))
    return found


def of_year(desk: Desk, reader: Reader, year: int, day: date, seq: int | None = None) -> list[Target]:
    """Every target of a year as this account sees it, with the version of a day: the office's first, then by name and measure."""
    found = []
    for subject in reader.subjects(SUBJECT):
        key = subject.partition(":")[2]
        of, measure, scope = _parts(key)
        if of != year or not may_see(desk, reader, scope):
            continue
        one = _one(reader, key, of, measure, scope, day, seq)
        if one is not None:
            found.append(one)
    set_here = {t.measure for t in found if not t.scope}
    for measure, general in targets_law.load().of_year(year).items():
        if measure not in set_here:
            start = period(year, 12)[0]
            version = Version(start, general.direction, general.threshold, 0, 0)
            doubt = f" ({general.doubt})" if general.doubt else ""
            cite = f"{general.cite}{doubt}: chỉ tiêu chung, đơn vị chưa được giao riêng"
            found.append(Target("", year, measure, "", "", (version,), version, cite, general=True))
    return sorted(found, key=lambda t: (t.scope != "", t.name, MEASURES.index(t.measure)))


def may_see(desk: Desk, reader: Reader, scope: str) -> bool:
    """The office's are everybody's; of an officer only who has the right, and the officer."""
    return not scope or scope == desk.actor or desk.may("targets_all") or (reader.row("person", scope) is None and scope in trusted(reader))


def scopes(desk: Desk, day: date) -> list[tuple[str, str]]:
    """(scope, words) that may get a target: the office, then officers in post, or at a department its offices."""
    with desk.reading() as reader:
        own = people.office(reader)
        if own.level == "province":
            named = [(key, str(row["name"])) for key, row in sorted(trusted(reader).items(), key=lambda x: x[1]["name"])]
        else:
            named = [(p.person, p.name) for p in people.officers(reader, day)]
    return [("", "Cả đơn vị"), *named]


def sound_year(year: int) -> int:
    """Refused outside what returns know."""
    if not 2010 <= year <= 2100:
        raise Refused(Refusal("target.bad_year", {"year": str(year)}, "year"))
    return year


def day_in(year: int, today: date) -> date:
    """Today within its year, the last day of a year that is over. Refused for one that has not begun."""
    start, end_ = period(sound_year(year), 12)
    if today < start:
        raise Refused(Refusal("target.not_yet", {"year": str(year), "start": short_date(start)}, "year"))
    return min(today, end_)


def first_day(year: int) -> date:
    """1 October."""
    return period(year, 12)[0]


def last_day(year: int) -> date:
    """30 September."""
    return period(year, 12)[1]


def gap_words(share: Share, missing: int) -> str:
    """What is missing, in matters or đồng."""
    return f"{dong(missing)} {'đồng' if share.money else 'việc'}"


def _refuse_scope(reader: Reader, measure: str, scope: str) -> None:
    province = people.office(reader).level == "province"
    if province and measure in SHARES:
        raise Refused(Refusal("target.not_here", field="measure"))
    if not scope:
        return
    if province:
        if scope not in trusted(reader):
            raise Refused(Refusal("target.bad_scope", field="scope"))
    elif not any(p.person == scope and p.post == "officer" for p in people.posts_of(reader, scope)):
        raise Refused(Refusal("target.bad_scope", field="scope"))
    elif measure == "decisions_in_time":
        raise Refused(Refusal("target.office_only", field="scope"))


def refuse_day(day: date, year: int) -> None:
    """Refused for a day of another year."""
    if statistical_year(day) != year:
        start, end_ = period(year, 12)
        facts = {"day": short_date(day), "year": str(year), "start": short_date(start), "end": short_date(end_)}
        raise Refused(Refusal("target.out_of_year", facts, "since"))


def _parts(key: str) -> tuple[int, str, str]:
    year, _, rest = key.partition("-")
    measure, _, scope = rest.partition("-")
    if not year.isdigit() or measure not in MEASURES:
        raise Refused(Refusal("target.unknown"))
    return int(year), measure, scope


def _one(reader: Reader, key: str, year: int, measure: str, scope: str, day: date, seq: int | None = None) -> Target | None:
    held = versions(reader.events_of(f"{SUBJECT}:{key}"), seq)
    if not held:
        return None
    now = in_force(held, day)
    row = (reader.row(SUBJECT, key, now.row if now is not None else held[-1].row)) or {}
    name = str((reader.row("person", scope) or trusted(reader).get(scope) or {}).get("name", "")) if scope else ""
    return Target(key, year, measure, scope, name, tuple(held), now, str(row.get("basis", "")))
