"""From officer to head to department: each officer signs the own return, the head confirms it, the office closes when all are there.

An officer's own return is that officer's rows of the forms by unit and officer, known by the digest of the facts behind them: whatever
moves a figure or a matter of it asks for a new signature. Since the first signature in an office every closing waits for all of them, or
for the head's recorded reason; an office that never began keeps closing as before. The calendar of a year (``follow``) lets the terms run.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import chain_events as ch, events as ev
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import sort_key
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.returns.compute import compute, contributions
from thads_desktop.services import inputs, masking, people, projecting_steps, reporting, slips

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.returns.compute import Return
    from thads_desktop.returns.facts import Fact
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.services.reporting import Made
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: State of an officer's return -> as people read it.
STATES = {"open": "chưa ký", "changed": "số liệu đổi sau khi ký", "signed": "đã ký, chờ xác nhận", "sent_back": "trả lại", "confirmed": "đã xác nhận"}


@dataclass(frozen=True, slots=True)
class OfficerReturn:
    """One officer's own return of a period. matters: by its first column; signed, confirmed: on which day; note: the remark it was given back with."""

    officer: str
    name: str
    matters: int
    state: str
    digest: str
    signed: date | None = None
    confirmed: date | None = None
    note: str = ""
    on_paper: bool = False

    @property
    def more(self) -> str:
        """What the state alone does not say."""
        if self.state == "signed" and self.on_paper:
            return "bản giấy"
        return self.note if self.state == "sent_back" else ""

    @property
    def words(self) -> str:
        """How far it is."""
        said = STATES[self.state]
        if self.state == "signed" and self.on_paper:
            said = "đã ký bản giấy, chờ xác nhận"
        return f"{said}: {self.note}" if self.state == "sent_back" and self.note else said


@dataclass(frozen=True, slots=True)
class Chain:
    """The officers of a period and how far they are. reason: why it is closed without those in ``without``; in_use: closing waits for it."""

    period: Period
    officers: tuple[OfficerReturn, ...]
    in_use: bool
    without: tuple[str, ...] = ()
    reason: str = ""

    @property
    def missing(self) -> tuple[OfficerReturn, ...]:
        """Those not confirmed."""
        return tuple(x for x in self.officers if x.state != "confirmed")

    @property
    def held(self) -> tuple[OfficerReturn, ...]:
        """Those for whom a closing waits."""
        return tuple(x for x in self.missing if x.officer not in self.without) if self.in_use else ()

    @property
    def words(self) -> str:
        """One sentence."""
        done = len(self.officers) - len(self.missing)
        said = f"Đã xác nhận {done}/{len(self.officers)} báo cáo của Chấp hành viên"
        if self.reason and self.missing:
            return f"{said}; chốt khi thiếu vì: {self.reason}"
        return f"{said}; còn {', '.join(x.name for x in self.missing)}." if self.missing else f"{said}."


def subject_of(period: Period) -> str:
    """Where the way of a period stands in the log."""
    return f"chain:{period[0]}-{period[1]}-{period[2]:02d}"


def of(desk: Desk, made: Made) -> Chain:
    """How far the officers' returns of a computed return are; the words of humans as this account may read them."""
    with desk.reading() as reader:
        found = _of(reader, made)
        if not masking.hides(desk):
            return found
        names = masking.names(desk, reader)
        officers = tuple(replace(x, note=names.words(x.note)) for x in found.officers)
        return replace(found, officers=officers, reason=names.words(found.reason))


def own_forms(made: Made, officer: str) -> tuple[Return, ...]:
    """An officer's own return: the rows of that officer in the forms that go by officer."""
    name = made.office.officers.get(officer, officer)
    forms = compute(made.regime, [f for f in made.facts if f.officer == officer], {officer: name})
    kept = [replace(f, rows=tuple(r for r in f.rows if r.key.startswith("chv."))) for f in forms]
    return tuple(f for f in kept if f.rows)


def sign(desk: Desk, made: Made, officer: str, *, on_paper: bool = False) -> None:
    """The officer signs the own return as it is now. on_paper: a colleague records that the print was signed. Refused before the period
    is over, for somebody else's return, and for one signed as it stands."""
    end, period = made.end, _period(made)
    _refuse_early(desk, made)
    with desk.writing("sign_return") as uow:
        now = _one(_of(uow, made), officer)
        if desk.access is not None and desk.actor != officer and not on_paper:
            raise Refused(Refusal("chain.not_own", {"name": now.name}))
        if now.state == "signed":
            raise Refused(Refusal("chain.signed", {"name": now.name}))
        if now.state == "confirmed":
            raise Refused(Refusal("chain.confirmed", {"name": now.name}))
        _expect(desk, uow, period, end)
        uow.append(subject_of(period), desk.clock.today(), ch.OfficerReturnSigned(officer, made.seq, now.digest, on_paper))
        projecting_steps.period(desk, uow, subject_of(period))
        uow.commit()


def confirm(desk: Desk, made: Made, officer: str) -> None:
    """The head confirms what the officer signed. Refused when it is not signed, or changed since."""
    _refuse_early(desk, made)
    with desk.writing("confirm_return") as uow:
        before = _of(uow, made)
        now = _one(before, officer)
        told = {"name": now.name}
        if now.state == "confirmed":
            raise Refused(Refusal("chain.confirmed", told))
        if now.state == "changed":
            raise Refused(Refusal("chain.changed", told))
        if now.state != "signed":
            raise Refused(Refusal("chain.not_signed", told))
        subject = subject_of(_period(made))
        uow.append(subject, desk.clock.today(), ch.OfficerReturnConfirmed(officer, now.digest))
        if [x.officer for x in before.missing] == [officer]:
            uow.append(subject, desk.clock.today(), ch.OfficersComplete())
        projecting_steps.period(desk, uow, subject)
        uow.commit()


def send_back(desk: Desk, made: Made, officer: str, text: str) -> None:
    """The head gives an officer's return back with a remark."""
    said = inputs.body(text, "text", required=True, limit=inputs.SENTENCE)
    with desk.writing("confirm_return") as uow:
        now = _one(_of(uow, made), officer)
        if now.signed is None:
            raise Refused(Refusal("chain.not_signed", {"name": now.name}))
        uow.append(subject_of(_period(made)), desk.clock.today(), ch.OfficerReturnSentBack(officer, _note(uow, said)))
        projecting_steps.period(desk, uow, subject_of(_period(made)))
        uow.commit()


def close_without(desk: Desk, made: Made, reason: str) -> None:
    """The head closes without those not confirmed, for a reason that stays in the log. Refused without one, or when nobody is missing."""
    said = inputs.body(reason, "reason", limit=inputs.SENTENCE)
    if not said:
        raise Refused(Refusal("chain.no_reason", field="reason"))
    _refuse_early(desk, made)
    with desk.writing("confirm_return") as uow:
        missing = _of(uow, made).missing
        if not missing:
            raise Refused(Refusal("chain.complete"))
        _expect(desk, uow, _period(made), made.end)
        subject = subject_of(_period(made))
        uow.append(subject, desk.clock.today(), ch.OfficersComplete(tuple(x.officer for x in missing), _note(uow, said)))
        projecting_steps.period(desk, uow, subject)
        uow.commit()


def refuse_incomplete(desk: Desk, made: Made) -> None:
    """Before a closing: everybody is confirmed, or the head said why not; an office where nobody ever signed is not asked."""
    held = of(desk, made).held
    if held:
        raise Refused(Refusal("chain.missing", {"names": ", ".join(x.name for x in held)}))


def follow(desk: Desk, year: int, *, as_before: bool = False) -> int:
    """Open the calendar of a statistical year: the terms of its twelve periods run; how many were opened. as_before: those of the circular
    of 2026, whose terms are not known here, are counted as under the one before. Refused when all are open so."""
    if not 2010 <= year <= 2100:
        raise Refused(Refusal("return.bad_period", field="year"))
    with desk.writing("return_calendar") as uow:
        level, made = people.office(uow).level, 0
        for months in range(1, 13):
            end = days_of(year, months)[1]
            period = (_regime(end), year, months)
            told = ch.PeriodExpected(*period, end, level, as_before and end >= NEW_LAW)
            known = _expected(uow, period)
            if known is None or known.as_before != told.as_before:
                uow.append(subject_of(period), desk.clock.today(), told)
                projecting_steps.period(desk, uow, subject_of(period))
                made += 1
        if not made:
            raise Refused(Refusal("chain.known", {"year": str(year)}))
        uow.commit()
    return made


def as_before(reader: Reader) -> bool:
    """The office counts the periods of the circular of 2026 as those before: what it said last."""
    told = [
        (e.seq, e.body) for _s, events in reader.stream("chain", types=("PeriodExpected",)) for e in in_force(events)
        if isinstance(e.body, ch.PeriodExpected) and e.body.end >= NEW_LAW
    ]  # fmt: skip
    return max(told, key=lambda x: x[0])[1].as_before if told else False


def sent_up(desk: Desk, uow: UnitOfWork, period: Period, sha256: str) -> None:
    """A signed package of the period leaves: its term is met where one runs, slips that gave it back are answered."""
    if _expected(uow, period) is not None:
        uow.append(subject_of(period), desk.clock.today(), ch.ReturnSentUp(sha256))
        projecting_steps.period(desk, uow, subject_of(period))
    slips.answer(desk, uow, period)


def note_sent(desk: Desk, period: Period, sha256: str) -> None:
    """The department's consolidated package leaves: as ``sent_up``, where its calendar runs and the period was closed; else nothing is written."""
    desk.require("send_return")
    with desk.reading() as reader:
        if _expected(reader, period) is None:
            return
    if not reporting.closings(desk, *period):
        return
    with desk.writing("send_return") as uow:
        sent_up(desk, uow, period, sha256)
        uow.commit()


def digest_of(facts: list[Fact], regime: str) -> str:
    """What an officer signs: every fact of the own matters, and the definitions they are counted by."""
    return hashlib.sha256(json.dumps([regime, sorted(facts)], ensure_ascii=False).encode()).hexdigest()


def _of(reader: Reader, made: Made) -> Chain:
    by: dict[str, list[Fact]] = defaultdict(list)
    for fact in made.facts:
        if fact.officer:
            by[fact.officer].append(fact)
    events = in_force(reader.events_of(subject_of(_period(made))))
    in_use = any(True for _s, found in reader.stream("chain", types=("OfficerReturnSigned",)) for _e in found)
    # As the first column of the paper that is signed counts them: what went to the separate book is none of them.
    criteria = made.regime.of_measure("viec")
    officers = []
    for officer, facts in by.items():
        digest = digest_of(facts, made.regime.digest)
        matters = sum(n for _matter, n in contributions(criteria, facts, criteria[0].key))
        officers.append(_stands(reader, officer, made.office.officers.get(officer, officer), matters, digest, events))
    complete = next((e.body for e in reversed(events) if isinstance(e.body, ch.OfficersComplete)), None)
    reason = str((reader.row("chain_note", complete.row) or {}).get("text", "")) if complete is not None and complete.row else ""
    return Chain(
        _period(made), tuple(sorted(officers, key=lambda x: (sort_key(x.name), x.officer))), in_use,
        complete.missing if complete is not None else (), reason,
    )  # fmt: skip


def _stands(reader: Reader, officer: str, name: str, matters: int, digest: str, events: list[ev.Event]) -> OfficerReturn:
    signed: date | None = None
    confirmed: date | None = None
    state, of, note, on_paper = "open", "", "", False
    for e in events:
        body = e.body
        if getattr(body, "officer", "") != officer:
            continue
        if isinstance(body, ch.OfficerReturnSigned):
            state, of, signed, confirmed, on_paper = "signed", body.digest, e.day, None, body.on_paper
        elif isinstance(body, ch.OfficerReturnConfirmed):
            state, confirmed = "confirmed", e.day
        elif isinstance(body, ch.OfficerReturnSentBack):
            state, confirmed = "sent_back", None
            note = str((reader.row("chain_note", body.row) or {}).get("text", ""))
    if state in ("signed", "confirmed") and of != digest:
        state = "changed"
    return OfficerReturn(officer, name, matters, state, digest, signed, confirmed, note, on_paper)


def _one(chain: Chain, officer: str) -> OfficerReturn:
    found = next((x for x in chain.officers if x.officer == officer), None)
    if found is None:
        raise Refused(Refusal("chain.unknown_officer"))
    return found


def _period(made: Made) -> Period:
    return made.regime.id, made.year, made.months


def _refuse_early(desk: Desk, made: Made) -> None:
    if made.end >= desk.clock.today():
        raise Refused(Refusal("chain.not_over", {"end": short_date(made.end)}))


def _expected(reader: Reader, period: Period) -> ch.PeriodExpected | None:
    events = in_force(reader.events_of(subject_of(period)))
    return next((e.body for e in reversed(events) if isinstance(e.body, ch.PeriodExpected)), None)


def _expect(desk: Desk, uow: UnitOfWork, period: Period, end: date) -> None:
    """The terms of a period run at the latest when somebody acts on it."""
    if _expected(uow, period) is None:
        before = as_before(uow) and end >= NEW_LAW
        uow.append(subject_of(period), desk.clock.today(), ch.PeriodExpected(*period, end, people.office(uow).level, before))


def _regime(end: date) -> str:
    from thads_desktop.returns.definition import regime_for

    found = regime_for(end, reporting.regimes())
    return found.id if found is not None else "none"


def _note(uow: UnitOfWork, text: str) -> str:
    row = uuid4().hex
    uow.write_row("chain_note", row, {"text": text})
    return row
