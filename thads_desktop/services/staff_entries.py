"""What was recorded of a person of the staff register, entry by entry, and how a wrong one is taken back: struck with a reason, never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, staff_events as se
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services import inputs, staff

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Recorded by the head alone.
_HEAD_S = (se.Seconded, se.SecondmentEnded)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry. since: the day from which it holds; until: the last one, where it has one."""

    seq: int
    what: str
    said: str
    since: date
    until: date | None
    planned: bool


def lines(desk: Desk, member: str) -> list[Line]:
    """Every entry that stands, the latest recorded first. Refused("staff.unknown")."""
    today = desk.clock.today()
    with desk.reading() as reader:
        names = {key: str(row["name"]) for key, row in reader.rows("staffunit").items()}
        found = [line for e in _standing(reader, member) if (line := _line(e, names, today)) is not None]
    return sorted(found, key=lambda x: -x.seq)


def strike(desk: Desk, member: str, seq: int, reason: str) -> None:
    """An entry was a mistake, or what was planned does not come about: it counts no more, the log keeps it and the reason.

    With a secondment goes its end. Secondments are the head's, here as well."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("staff") as uow:
        standing = _standing(uow, member)
        target = next((e for e in standing if e.seq == seq), None)
        if target is None:
            raise Refused(Refusal("staff.no_entry"))
        if isinstance(target.body, _HEAD_S):
            desk.require("secondment")
        gone = [seq]
        if isinstance(target.body, se.Seconded):
            b = target.body
            gone += [
                e.seq for e in standing
                if isinstance(e.body, se.SecondmentEnded) and e.seq > seq and e.day is not None
                and b.since <= e.day and (b.until is None or e.day <= b.until)
            ]  # fmt: skip
        uow.write_row("strike", uuid4().hex, {"subject": f"staff:{member}", "seq": seq, "reason": why})
        for each in gone:
            uow.append(f"staff:{member}", None, ev.Struck(each))
        staff.refuse_two_heads(uow, desk.clock.today())
        uow.commit()


def _standing(reader: Reader, member: str) -> list[ev.Event]:
    if reader.row("staff", member) is None:
        raise Refused(Refusal("staff.unknown"))
    return [e for e in as_recorded(reader.events_of(f"staff:{member}")) if isinstance(e.body, se.StaffBody)]


def _line(event: ev.Event, names: dict[str, str], today: date) -> Line | None:
    assert event.day is not None
    match event.body:
        case se.StaffPlaced() as b:
            said = f"{staff.rank_name(b.rank)}, {names.get(b.unit, '')}{', đứng đầu' if b.head else ''}{'' if b.movable else ', không điều đi'}"
            return Line(event.seq, "Ghi vào đơn vị", said, event.day, None, planned=False)
        case se.StaffLeft():
            return Line(event.seq, "Thôi việc", f"ngày cuối {short_date(event.day)}", event.day, None, planned=False)
        case se.LeaveTaken() as b:
            return Line(event.seq, "Nghỉ", staff.LEAVES.get(b.kind, b.kind), b.since, b.until, b.since > today)
        case se.Seconded() as b:
            return Line(event.seq, "Biệt phái", names.get(b.unit, ""), b.since, b.until, b.since > today)
        case se.SecondmentEnded():
            return Line(event.seq, "Kết thúc biệt phái", f"ngày cuối {short_date(event.day)}", event.day, None, planned=False)
        case _:
            return None
