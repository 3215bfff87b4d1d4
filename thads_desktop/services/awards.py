"""Awards and violations of units and people. Violations are seen by few: ``violation_see`` is asked before a word of them is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import emulation_events as em
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import spelling
from thads_desktop.services import emulation, inputs

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Award:
    """kind: its code; what: title or form in words; note: what is not certain of it; number: of the decision."""

    key: str
    who: str
    name: str
    day: date
    what: str
    note: str
    number: str
    said: str
    campaign: str
    kind: str


@dataclass(frozen=True, slots=True)
class Violation:
    """handled "" = not yet."""

    key: str
    who: str
    name: str
    day: date
    said: str
    handled: str
    handled_day: date | None
    handled_said: str


def award(desk: Desk, who: str, kind: str, day: date, number: str, said: str = "", campaign: str = "") -> str:
    """A decision on a title or commendation, recorded; its id."""
    inputs.not_future(day, desk.clock.today())
    content = {"number": inputs.name(number, "number", limit=60), "said": inputs.body(said, "said", limit=inputs.SENTENCE)}
    about = {"staff": "person", "staffunit": "unit"}.get(who.partition(":")[0], "")
    if not any(a["code"] == kind and a.get("about", "") in ("", about) for a in emulation.offered("award", day)):
        raise Refused(Refusal("award.bad_kind", {"day": short_date(day)}, "kind"))
    with desk.writing("commend") as uow:
        if not emulation.name_of(uow, who):
            raise Refused(Refusal("emulation.nobody", field="who"))
        if campaign and uow.row("campaign", campaign) is None:
            raise Refused(Refusal("campaign.unknown", field="campaign"))
        for known in (a for k in uow.rows("award") if (a := _award(uow, k)) is not None and a.who == who and a.day == day):
            if known.kind == kind and spelling(known.number) == spelling(content["number"]):
                facts = {"name": known.name, "award": known.what, "number": known.number, "day": short_date(day)}
                raise Refused(Refusal("award.twice", facts, "number"))
        key = uuid4().hex
        uow.write_row("award", key, content)
        uow.append(f"award:{key}", day, em.Awarded(who, kind, campaign))
        uow.commit()
    return key


def undo_award(desk: Desk, key: str) -> None:
    """Recorded by mistake, or taken back."""
    with desk.writing("commend") as uow:
        if _award(uow, key) is None:
            raise Refused(Refusal("award.unknown"))
        uow.append(f"award:{key}", desk.clock.today(), em.AwardUndone())
        uow.commit()


def note_violation(desk: Desk, who: str, day: date, said: str) -> str:
    """A violation that became known; its id."""
    inputs.not_future(day, desk.clock.today())
    what = inputs.body(said, "said", required=True, limit=inputs.SENTENCE)
    with desk.writing("violation") as uow:
        if not emulation.name_of(uow, who):
            raise Refused(Refusal("emulation.nobody", field="who"))
        key = uuid4().hex
        uow.write_row("violation", key, {"said": what, "handled": ""})
        uow.append(f"violation:{key}", day, em.ViolationNoted(who))
        uow.commit()
    return key


def handle_violation(desk: Desk, key: str, handling: str, day: date, said: str = "") -> None:
    """How it was handled."""
    inputs.not_future(day, desk.clock.today())
    words = inputs.body(said, "said", limit=inputs.SENTENCE)
    if handling not in {h["code"] for h in emulation.offered("handling", day)}:
        raise Refused(Refusal("violation.bad_handling", field="handling"))
    with desk.writing("violation") as uow:
        known = _violation(uow, key)
        if known is None:
            raise Refused(Refusal("violation.unknown"))
        if day < known.day:
            raise Refused(Refusal("violation.early", {"day": short_date(day), "noted": short_date(known.day)}, "day"))
        uow.write_row("violation", key, {"said": known.said, "handled": words})
        uow.append(f"violation:{key}", day, em.ViolationHandled(handling))
        uow.commit()


def awards(desk: Desk, who: str = "") -> list[Award]:
    """Every award that stands, of one or of all, the latest first."""
    with desk.reading() as reader:
        found = [a for key in reader.rows("award") if (a := _award(reader, key)) is not None and who in ("", a.who)]
    return sorted(found, key=lambda a: (a.day, a.key), reverse=True)


def violations(desk: Desk, who: str = "") -> list[Violation]:
    """Every violation, of one or of all, the latest first. Refused("rights.none") for who may not see them."""
    desk.require("violation_see")
    with desk.reading() as reader:
        found = [v for key in reader.rows("violation") if (v := _violation(reader, key)) is not None and who in ("", v.who)]
    return sorted(found, key=lambda v: (v.day, v.key), reverse=True)


def _award(reader: Reader, key: str) -> Award | None:
    events = sorted(in_force(reader.events_of(f"award:{key}")), key=lambda e: e.seq)
    given = next((e for e in events if isinstance(e.body, em.Awarded)), None)
    if given is None or given.day is None or not isinstance(given.body, em.Awarded) or any(isinstance(e.body, em.AwardUndone) for e in events):
        return None
    b, row = given.body, reader.row("award", key) or {}
    entry = next((a for a in emulation.data()["award"] if a["code"] == b.award), {})
    campaign = str((reader.row("campaign", b.campaign) or {}).get("name", "")) if b.campaign else ""
    what = str(entry.get("name", b.award))
    name, note = emulation.name_of(reader, b.who), str(entry.get("note", ""))
    return Award(key, b.who, name, given.day, what, note, str(row.get("number", "")), str(row.get("said", "")), campaign, b.award)


def _violation(reader: Reader, key: str) -> Violation | None:
    events = sorted(in_force(reader.events_of(f"violation:{key}")), key=lambda e: e.seq)
    noted = next((e for e in events if isinstance(e.body, em.ViolationNoted)), None)
    if noted is None or noted.day is None or not isinstance(noted.body, em.ViolationNoted):
        return None
    row, who = reader.row("violation", key) or {}, noted.body.who
    last = next((e for e in reversed(events) if isinstance(e.body, em.ViolationHandled)), None)
    code = last.body.handling if last is not None and isinstance(last.body, em.ViolationHandled) else ""
    words = next((str(h["name"]) for h in emulation.data()["handling"] if h["code"] == code), code)
    name, on = emulation.name_of(reader, who), last.day if last is not None else None
    return Violation(key, who, name, noted.day, str(row.get("said", "")), words, on, str(row.get("handled", "")))
