"""What the department says of a return, and what becomes of it at the office: a signed slip goes one way, a corrected version the other.

At the department ``judge`` writes the verdict and gives the slip; a return given back counts in no consolidation until a corrected one
comes. At the office ``take`` keeps the slip, makes a task of what it gives back, and the next package of that period ends the task.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import chain_events as ch, events as ev, task_events as te
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.office import file_slug
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import (
    delegation_in,
    exchange_gate,
    inputs,
    masking,
    people,
    projecting_steps,
    receiving,
    return_files,
    superior,
)
from thads_desktop.services.closings import all_closings

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thads_desktop.exchange import slip as box
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.receiving import Period
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Remark:
    """As ``exchange.slip.Remark``."""

    text: str
    form: str = ""
    row: str = ""
    cell: str = ""
    matter: str = ""

    @property
    def words(self) -> str:
        """Where, and what."""
        where = ", ".join(f"{label} {said}" for label, said in (
            ("biểu", self.form), ("dòng", self.row), ("cột", self.cell), ("việc", self.matter)) if said)  # fmt: skip
        return f"{where}: {self.text}" if where else self.text


@dataclass(frozen=True, slots=True)
class Received:
    """A slip at the office. answered: a corrected version was made since; task: what it became, "" = nothing."""

    sha256: str
    office: str
    package: str
    regime: str
    year: int
    months: int
    accepted: bool
    text: str
    remarks: tuple[Remark, ...]
    made_on: date
    answer_by: date | None
    signed_by: str
    written: bool = False
    task: str = ""
    answered: bool = False
    data: bytes = b""
    #: The very package was accepted by a later slip: nothing is to be made anew.
    settled: bool = False

    @property
    def words(self) -> str:
        """What it says, in one sentence."""
        of = f"báo cáo {self.months:02d} tháng năm {self.year}"
        if self.accepted:
            return f"{self.office} chấp nhận {of}."
        until = f", lập lại trước hết ngày {short_date(self.answer_by)}" if self.answer_by is not None else ""
        return f"{self.office} trả lại {of}{until}. {self.text}".strip()


# --- at the department ------------------------------------------------------------------------------------


def judge(
    desk: Desk, package: str, *, accepted: bool, text: str = "", remarks: Sequence[Remark] = (), arrived: date | None = None,
    answer_by: date | None = None,
) -> None:  # fmt: skip
    """Take a package that was received, or give it back. package: its SHA-256; arrived: the day it really came, where it was recorded
    later, None = as was said before. Refused for a package that is not here, a return without remarks, a place without a remark, days out
    of order."""
    from thads_desktop.exchange import slip

    today = desk.clock.today()
    said = inputs.body(text, "text", limit=inputs.SENTENCE)
    clean = tuple(_clean(r) for r in remarks if any(_plain(r).values()))
    if len(clean) > slip.MOST_REMARKS:
        raise Refused(Refusal("slip.many", {"most": str(slip.MOST_REMARKS)}, "more"))
    if not accepted and not said and not clean:
        raise Refused(Refusal("slip.no_remark", field="text"))
    if answer_by is not None and (accepted or answer_by < today):
        raise Refused(Refusal("slip.bad_day", {"day": short_date(answer_by)}, "answer_by"))
    with desk.writing("judge_return") as uow:
        _province(uow)
        came = _arrival(uow, package)
        if came is None:
            raise Refused(Refusal("slip.unknown"))
        day, body = came
        if arrived is not None and not days_ok(arrived, body, day):
            told = {"day": short_date(arrived), "end": short_date(days_of(body.year, body.months)[1]), "recorded": short_date(day)}
            raise Refused(Refusal("slip.bad_arrival", told, "arrived"))
        if arrived is None:
            before = verdicts(uow).get(package)
            arrived = before.arrived if before is not None else None
        row = ""
        if said or clean:
            row = uuid4().hex
            uow.write_row("chain_note", row, {"text": said, "remarks": [_plain(r) for r in clean]})
        uow.append(f"package:{package[:32]}", today, ch.ReturnJudged(package, accepted, row, arrived if arrived != day else None, answer_by))
        uow.commit()


def days_ok(arrived: date, body: ev.PackageReceived, recorded: date) -> bool:
    """A package came on the last day of its period at the earliest, and no later than it was recorded."""
    return days_of(body.year, body.months)[1] <= arrived <= recorded


def write(desk: Desk, package: str, folder: Path) -> Path:
    """The slip of a verdict as a signed package in a folder. Refused where nothing was said of the package yet."""
    from thads_desktop.exchange import package as container, signature, slip

    desk.require("judge_return")
    exchange_gate.require(desk)
    secret = signature.ensure_key(desk.folder)
    today = desk.clock.today()
    with desk.reading() as reader:
        _province(reader)
        came, verdict = _arrival(reader, package), verdicts(reader).get(package)
        if came is None or verdict is None:
            raise Refused(Refusal("slip.unknown"))
        own = people.office(reader)
        heads = [p.name for p in people.posts(reader) if p.post == "head" and p.on(today)]
        name = receiving.trusted(reader).get(came[1].sender, {}).get("name", "")
        note = reader.row("chain_note", verdict.row) or {} if verdict.row else {}
    body = came[1]
    content = slip.Slip(
        body.sender, name, package, body.regime, body.year, body.months, verdict.accepted, str(note.get("text", "")), today,
        heads[0] if heads else own.name, tuple(slip.Remark(**r) for r in note.get("remarks", ())),
        verdict.answer_by if verdict.answer_by is not None and verdict.answer_by >= today else None,
    )  # fmt: skip
    manifest = container.Manifest(
        slip.KIND, own.key, own.name, signature.fingerprint(signature.public_of(secret)), body.regime, body.year, body.months,
        made_on=today.isoformat(),
    )  # fmt: skip
    kind = "chap-nhan" if verdict.accepted else "tra-lai"
    file = f"phieu-{kind}-{file_slug(name, body.sender)}-{body.year}-{body.months:02d}-thang-{package[:6]}{receiving.SUFFIX}"
    return return_files.write_files(folder, {file: container.write(manifest, {slip.CONTENT: slip.write(content)}, secret)})[0]


def verdicts(reader: Reader, seq: int | None = None) -> dict[str, ch.ReturnJudged]:
    """SHA-256 of a package -> what was said of it last, as recorded up to a place in the log."""
    found = [
        (e.seq, e.body) for _subject, events in reader.stream("package", types=("ReturnJudged",))
        for e in in_force(events, None, seq) if isinstance(e.body, ch.ReturnJudged)
    ]  # fmt: skip
    return {b.package: b for _, b in sorted(found, key=lambda x: x[0])}


def note_of(reader: Reader, row: str) -> tuple[str, tuple[Remark, ...]]:
    """(the words, the remarks) of a verdict."""
    note = reader.row("chain_note", row) or {} if row else {}
    return str(note.get("text", "")), tuple(Remark(**r) for r in note.get("remarks", ()))


def _arrival(reader: Reader, package: str) -> tuple[date, ev.PackageReceived] | None:
    for e in in_force(reader.events_of(f"package:{package[:32]}")):
        if isinstance(e.body, ev.PackageReceived) and e.body.kind == "return" and e.body.sha256 == package and e.day is not None:
            return e.day, e.body
    return None


def _province(reader: Reader) -> None:
    if people.office(reader).level != "province":
        raise Refused(Refusal("office.wrong_level"))


def _clean(remark: Remark) -> Remark:
    if not remark.text.strip():
        raise Refused(Refusal("slip.no_words", {"where": replace(remark, text="").words.rstrip(": ")}, "where"))
    short = {n: inputs.name(getattr(remark, n), n, required=False, limit=100) for n in ("form", "row", "cell", "matter")}
    return Remark(inputs.body(remark.text, "text", required=True, limit=inputs.SENTENCE), **short)


def _plain(remark: Remark) -> dict[str, str]:
    return {n: getattr(remark, n) for n in ("text", "form", "row", "cell", "matter")}


# --- at the office ----------------------------------------------------------------------------------------


def look(desk: Desk, file: Path) -> Received:
    """Open a slip; nothing is written. Refused for one that is damaged, of nobody trusted, for another office, about no package of ours."""
    desk.require("close")
    data = receiving.content(file)
    with desk.reading() as reader:
        return _above(reader, data)


def take(desk: Desk, data: bytes, person: str = "") -> Received:
    """Keep a slip; what it gives back becomes a task. person: whose task, "" = the head's. Refused as ``look``, and for one kept already."""
    today = desk.clock.today()
    with desk.writing("close") as uow:
        found = _above(uow, data)
        if found.written:
            raise Refused(Refusal("slip.already", {"office": found.office}))
        sha = uow.store_blob(data)
        row = task = ""
        if found.text or found.remarks:
            row = uuid4().hex
            uow.write_row("chain_note", row, {"text": found.text, "remarks": [_plain(r) for r in found.remarks]})
        if found.accepted:
            _settle(desk, uow, found)
        elif not found.settled:
            task = _task(desk, uow, found, person)
        sender = delegation_in.opened(uow, data, _kind(), "phiếu về báo cáo").manifest.office
        uow.append(
            f"slip:{sha[:32]}", today,
            ch.SlipReceived(sha, sender, found.package, found.regime, found.year, found.months, found.accepted, row, task),
        )  # fmt: skip
        uow.commit()
    with desk.reading() as reader:
        return _judged(reader, data)


def listed(desk: Desk) -> list[Received]:
    """Every slip that came, the newest first; its words as this account may read them."""
    with desk.reading() as reader:
        found = [_judged(reader, reader.blob(b.sha256)) for _seq, b in _kept(reader)]
        if masking.hides(desk):
            names = masking.names(desk, reader)
            found = [
                replace(x, text=names.words(x.text), remarks=tuple(replace(r, text=names.words(r.text)) for r in x.remarks), data=b"") for x in found
            ]
    return found[::-1]


def answer(desk: Desk, uow: UnitOfWork, period: Period) -> None:
    """A package of the period leaves: what was given back before its figures were closed is answered, and its task done. The figures that were
    given back may leave once more, for the archive: they answer nothing."""
    closed = max((int(c.key) for c in all_closings(uow) if (c.regime, c.year, c.months) == period), default=0)
    open_ = [
        b for seq, b in _kept(uow) if (b.regime, b.year, b.months) == period and not b.accepted and seq < closed and not _answered(uow, b)
    ]  # fmt: skip
    for body in open_:
        uow.append(f"slip:{body.sha256[:32]}", desk.clock.today(), ch.SlipAnswered(body.package))
        _end_task(desk, uow, body.task)


def of_task(desk: Desk, task: str) -> str:
    """All that the slip says of which this task came, "" for a task that came of none."""
    with desk.reading() as reader:
        if all(b.task != task for _seq, b in _kept(reader)):
            return ""
    found = next(x for x in listed(desk) if x.task == task)
    return "\n".join((found.words, *(r.words for r in found.remarks)))


def _settle(desk: Desk, uow: UnitOfWork, found: Received) -> None:
    """A package is accepted: what earlier slips gave back of it need not be made anew."""
    for _seq, body in _kept(uow):
        if body.package == found.package and not body.accepted and _judged(uow, uow.blob(body.sha256)).made_on <= found.made_on:
            _end_task(desk, uow, body.task, done=False)


def _end_task(desk: Desk, uow: UnitOfWork, task: str, *, done: bool = True) -> None:
    if task and projecting_steps.stands(uow, task) is not None:
        uow.append(f"task:{task}", desk.clock.today(), te.TaskEnded(done))
        projecting_steps.task(uow, task)


def _kind() -> str:
    from thads_desktop.exchange import slip

    return slip.KIND


def _kept(reader: Reader) -> list[tuple[int, ch.SlipReceived]]:
    found = [
        (e.seq, e.body) for _subject, events in reader.stream("slip") for e in in_force(events) if isinstance(e.body, ch.SlipReceived)
    ]  # fmt: skip
    return sorted(found, key=lambda x: x[0])


def _answered(reader: Reader, body: ch.SlipReceived) -> bool:
    return any(isinstance(e.body, ch.SlipAnswered) for e in in_force(reader.events_of(f"slip:{body.sha256[:32]}")))


def _above(reader: Reader, data: bytes) -> Received:
    """As ``_judged``, of the superior alone: what came before stays readable whoever the superior is now."""
    m = delegation_in.opened(reader, data, _kind(), "phiếu về báo cáo").manifest
    superior.require(reader, m.office, m.office_name)
    return _judged(reader, data)


def _judged(reader: Reader, data: bytes) -> Received:
    from thads_desktop.exchange import slip

    found = delegation_in.opened(reader, data, slip.KIND, "phiếu về báo cáo")
    m = found.manifest
    content = slip.read(found.parts, m.office_name)
    told = {"office": m.office_name}
    if (content.regime, content.year, content.months, content.made_on.isoformat()) != (m.regime, m.year, m.months, m.made_on):
        raise Refused(Refusal("slip.bad", {**told, "says": "kỳ hoặc ngày khác với bản kê."}))
    if content.to != people.office(reader).key:
        raise Refused(Refusal("slip.not_for_us", {**told, "to": content.to_name}))
    if not _ours(reader, content):
        raise Refused(Refusal("slip.no_package", told))
    all_ = _kept(reader)
    at, kept = next(((seq, b) for seq, b in all_ if b.sha256 == found.sha256), (0, None))
    settled = not content.accepted and any(
        b.accepted and b.package == content.package and _later(reader, b.sha256, content.made_on, after=kept is not None and seq > at)
        for seq, b in all_
    )  # fmt: skip
    return Received(
        found.sha256, m.office_name, content.package, content.regime, content.year, content.months, content.accepted, content.text,
        tuple(_of(r) for r in content.remarks), content.made_on, content.answer_by, content.signed_by, kept is not None,
        kept.task if kept is not None else "", kept is not None and _answered(reader, kept), data, settled,
    )  # fmt: skip


def _later(reader: Reader, slip: str, day: date, *, after: bool) -> bool:
    """A kept slip was made after a day; after: on that day is later, too, for it came later."""
    from thads_desktop.exchange import package

    made_on = date.fromisoformat(package.read_any(reader.blob(slip)).manifest.made_on)
    return made_on > day or (after and made_on == day)


def _of(remark: box.Remark) -> Remark:
    return Remark(remark.text, remark.form, remark.row, remark.cell, remark.matter)


def _ours(reader: Reader, content: box.Slip) -> bool:
    """The slip is about a return that left from here, of that period."""
    return any(
        isinstance(b := e.body, ev.PackageMade)
        and (b.kind, b.sha256, b.regime, b.year, b.months) == ("return", content.package, content.regime, content.year, content.months)
        for e in reader.events_of(f"package:{content.package[:32]}")
    )  # fmt: skip


def _task(desk: Desk, uow: UnitOfWork, found: Received, person: str) -> str:
    """The task that a return given back is; its words are the department's."""
    today = desk.clock.today()
    posts = people.posts(uow)
    who = person or next((p.person for p in posts if p.post == "head" and p.on(today)), "") or desk.actor
    key = uuid4().hex
    text = f"Lập lại báo cáo {found.months:02d} tháng năm {found.year} theo phiếu trả: " + " ".join(
        x for x in (found.text, *(r.words for r in found.remarks)) if x
    )
    uow.write_row("task", key, {"text": text if len(text) <= 200 else f"{text[:199]}…", "matter": ""})
    due = found.answer_by if found.answer_by is not None and found.answer_by >= today else today
    uow.append(f"task:{key}", today, te.TaskSet(who, due, ""))
    projecting_steps.task(uow, key)
    return key
