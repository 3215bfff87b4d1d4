"""The loop of a delegation is closed: the receiver says when it came and what it decided, or that it was sent by mistake; the sender
opens that and sees it beside its own decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop import files
from thads_desktop.domain import delegation as money, delegation_events as de, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.office import file_slug, short_slug
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare
from thads_desktop.services import (
    answers,
    delegation_assets,
    delegation_content,
    delegation_in,
    delegation_out,
    exchange_gate,
    inputs,
    people,
    projecting,
    receiving,
    return_files,
)

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.exchange import delegation as box
    from thads_desktop.exchange.package import Package
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: What is noted of an acknowledgement that leaves.
PURPOSE = "Thông báo nhận ủy thác"


@dataclass(frozen=True, slots=True)
class Came:
    """A delegation that was taken in and how far it is. number, decided: of the own decision; reason: why it was given back;
    told: the day of the last acknowledgement."""

    judgment: str
    office: str
    received: date
    assets: bool
    matter: str = ""
    number: str = ""
    decided: date | None = None
    reason: str = ""
    told: date | None = None

    def words(self) -> str:
        """The state of the loop in a sentence."""
        head = f"Nhận ủy thác{' xử lý tài sản' if self.assets else ''} của {self.office} ngày {short_date(self.received)}"
        if self.reason:
            done = "trả lại vì nhầm lẫn"
        elif self.decided is not None:
            done = f"ra quyết định số {self.number} ngày {short_date(self.decided)}"
        else:
            return f"{head}; chưa ra quyết định."
        return f"{head}; {done}; " + (f"đã lập thông báo ngày {short_date(self.told)}." if self.told else "chưa lập thông báo gửi cơ quan ủy thác.")


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """An acknowledgement that was opened: sound, of a trusted office, and of a package that left here. written: it stands already."""

    matter: str
    number_text: str
    office: str
    answer: box.Answer
    sha256: str
    data: bytes
    written: bool = False

    def words(self) -> str:
        """What it says."""
        a = self.answer
        if a.answer == "mistaken":
            return f"{self.office} nhận ủy thác của việc {self.number_text} ngày {short_date(a.received)}, trả lại vì nhầm lẫn: {a.reason}"
        return (
            f"{self.office} nhận ủy thác của việc {self.number_text} ngày {short_date(a.received)}, ra quyết định số {a.number} "
            f"ngày {short_date(a.decided or a.received)}."
        )


def came(reader: Reader, judgment: str) -> Came | None:
    """How far a delegation to this office is; None for a judgment that no package brought."""
    found = delegation_content.taken(reader, judgment)
    if found is None:
        return None
    body, received = found
    office = str((reader.row("delegation_in", body.row) or {}).get("office", ""))
    told, reason, own = None, "", delegation_assets.decided(reader, judgment) if body.assets else _decided(reader, judgment)
    for e in in_force(reader.events_of(f"intake:{judgment}")):
        if isinstance(e.body, de.DelegationAcknowledged):
            told = e.day
        elif isinstance(e.body, de.DelegationMistaken):
            reason = str((reader.row("delegation_back", e.body.row) or {}).get("reason", ""))
    return Came(judgment, office, received, body.assets, *own, reason, told)


def send_back(desk: Desk, judgment: str, reason: str, day: date | None = None) -> None:
    """The delegation was sent by mistake (the only case in which it may be refused); nothing is decided on it any more."""
    when = desk.clock.today() if day is None else inputs.not_future(day, desk.clock.today())
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("intake") as uow:
        found = came(uow, judgment)
        if found is None:
            raise Refused(Refusal("delegation.not_delegated"))
        if found.decided is not None:
            raise Refused(Refusal("delegation.decided"))
        if found.reason:
            raise Refused(Refusal("delegation.sent_back"))
        if when < found.received:
            told = {"received": short_date(when), "day": short_date(found.received)}
            raise Refused(Refusal("delegation.received_before", told, "day"))
        row = uuid4().hex
        uow.write_row("delegation_back", row, {"reason": why})
        uow.append(f"intake:{judgment}", when, de.DelegationMistaken(row), desk.rules.law_on(when))
        projecting.intake(desk, uow, judgment)
        uow.commit()


def make(desk: Desk, judgment: str, folder: Path) -> Path:
    """The acknowledgement for the office that delegated, as a signed package in a folder; noted in the log with it.

    Refused until the own decision is issued or the delegation was given back as mistaken.
    """
    from thads_desktop.exchange import delegation as box, package, signature

    desk.allow("send")
    exchange_gate.require(desk)
    desk.look_at_chain()
    secret = signature.ensure_key(desk.folder)
    today = desk.clock.today()
    with desk.reading() as reader:
        found, body = came(reader, judgment), delegation_content.taken(reader, judgment)
        if found is None or body is None:
            raise Refused(Refusal("delegation.not_delegated"))
        if found.decided is None and not found.reason:
            raise Refused(Refusal("delegation.not_decided"))
        own, (seq, head) = people.office(reader), reader.head()
        content = box.Answer(
            box.FORMAT, box.Office(own.name, own.key, people.identity(reader, today).name), body[0].package, body[0].matter, body[0].paper,
            "mistaken" if found.reason else "decided", found.received, today, None if found.reason else found.decided,
            "" if found.reason else found.number, found.reason,
        )  # fmt: skip
        parts = {box.ANSWER: box.write(content)}
        box.read_answer(parts, own.name)
        number = str((reader.row("judgment", judgment) or {}).get("number", ""))
        manifest = package.Manifest(
            box.ACKNOWLEDGEMENT, own.key, own.name, signature.fingerprint(signature.public_of(secret)), as_of=today.isoformat(), seq=seq,
            chain_head=head, made_on=today.isoformat(),
        )  # fmt: skip
        data = package.write(manifest, parts, secret)
    slug = "-".join("".join(c if c.isalnum() else " " for c in bare(found.number or number)).split())
    target = folder / f"nhan-uy-thac-{file_slug(own.name, own.key)}-{slug or judgment[:8]}.thads"
    files.refuse_kept(target)
    with desk.writing("send") as uow:
        sha, row = delegation_out.digest(data), uuid4().hex
        said = {"recipient": found.office, "purpose": PURPOSE, "office": body[0].sender, "name": found.office, "digest": sha}
        uow.write_row("delegation_out", row, said)
        uow.append(f"package:{sha[:32]}", today, ev.PackageMade(box.ACKNOWLEDGEMENT, sha, at_seq=seq))
        done = de.DelegationAcknowledged(sha, row, "" if found.reason else found.matter)
        uow.append(f"intake:{judgment}", today, done, desk.rules.law_on(today))
        projecting.intake(desk, uow, judgment)
        return_files.write_files(folder, {target.name: data})
        uow.commit()
    return target


def look(desk: Desk, file: Path) -> Acknowledgement:
    """Open an acknowledgement; nothing is written. Refused when it is damaged, of nobody trusted, or of no package that left here."""
    desk.require("intake")
    data = receiving.content(file)
    with desk.reading() as reader:
        return judged(desk, reader, data)


def judged(desk: Desk, reader: Reader, data: bytes) -> Acknowledgement:
    """As ``look``, of bytes."""
    from thads_desktop.exchange import delegation as box

    found = delegation_in.opened(reader, data, box.ACKNOWLEDGEMENT, "thông báo nhận ủy thác")
    m = found.manifest
    answer = box.read_answer(found.parts, m.office_name)
    told = {"office": m.office_name}
    if (answer.office.key, answer.office.name, answer.made_on.isoformat()) != (m.office, m.office_name, m.made_on):
        raise Refused(Refusal("delegation.bad_content", {**told, "says": "đơn vị hoặc ngày khác với bản kê."}))
    if answer.made_on > desk.clock.today():
        raise Refused(Refusal("delegation.bad_content", {**told, "says": f"thông báo lập ngày {short_date(answer.made_on)}, chưa tới."}))
    sent = next((
        e for e in in_force(reader.events_of(f"matter:{answer.matter}"))
        if isinstance(e.body, de.DelegationPackaged) and (e.body.sha256, e.body.paper) == (answer.delegation, answer.paper)
    ), None)  # fmt: skip
    if sent is None or sent.day is None:
        raise Refused(Refusal("delegation.not_sent", told))
    assert isinstance(sent.body, de.DelegationPackaged)
    _refuse_other(reader, sent.body, found, answer)
    number = str((reader.row("matter", answer.matter) or {}).get("number_text", ""))
    written = any(
        isinstance(e.body, de.DelegationAnswered) and e.body.sha256 == found.sha256 for e in in_force(reader.events_of(f"matter:{answer.matter}"))
    )
    return Acknowledgement(answer.matter, number, answer.office.called or m.office_name, answer, found.sha256, data, written)


def take(desk: Desk, data: bytes) -> Acknowledgement:
    """Write down what an acknowledgement says; the reminder ends. Refused when it was opened before."""
    from thads_desktop.exchange import delegation as box

    today = desk.clock.today()
    with desk.writing("intake") as uow:
        found = judged(desk, uow, data)
        if found.written:
            raise Refused(Refusal("package.already", {"office": found.office}))
        _refuse_older(uow, found)
        a, sha, row = found.answer, uow.store_blob(data), uuid4().hex
        uow.write_row("delegation_answer", row, {"office": found.office, "number": a.number, "reason": a.reason})
        body = de.DelegationAnswered(a.paper, sha, a.answer, a.received, row, a.decided)
        uow.append(f"matter:{a.matter}", today, body, desk.rules.law_on(today))
        uow.append(f"package:{sha[:32]}", today, ev.PackageReceived(box.ACKNOWLEDGEMENT, sha, a.office.key, "", 0, 0, 1))
        projecting.matter(desk, uow, a.matter)
        uow.commit()
    return found


def _refuse_older(reader: Reader, found: Acknowledgement) -> None:
    """What the receiver said last counts, in whichever order its packages are opened: by its day and its place in the receiver's log."""
    from thads_desktop.exchange import package

    new = package.read_any(found.data).manifest
    for e in in_force(reader.events_of(f"matter:{found.matter}")):
        if isinstance(e.body, de.DelegationAnswered) and e.body.paper == found.answer.paper:
            known = package.read_any(reader.blob(e.body.sha256)).manifest
            if (known.made_on, known.seq) > (new.made_on, new.seq):
                told = {"office": found.office, "day": short_date(date.fromisoformat(known.made_on))}
                raise Refused(Refusal("delegation.newer_answer", told))


def _decided(reader: Reader, judgment: str) -> tuple[str, str, date | None]:
    """(matter, number, day) of the own enforcement decision that stands."""
    for body in answers.answering(reader, judgment):
        if isinstance(body, ev.IntakeDecided):
            row = reader.row("matter", body.matter) or {}
            if row.get("day"):
                return body.matter, str(row.get("number_text", "")), date.fromisoformat(row["day"])
    return "", "", None


def _refuse_other(reader: Reader, sent: de.DelegationPackaged, found: Package, answer: box.Answer) -> None:
    """Only the office to which it was sent may answer."""
    row = reader.row("delegation_out", sent.row) or {}
    to, key = str(row.get("name", "")), str(row.get("office", ""))
    names = (found.manifest.office_name, answer.office.called)
    fits = key == found.manifest.office if key else any(
        money.same_office(to, x, short_slug(to), short_slug(x)) for x in names if x
    )
    if not fits:
        raise Refused(Refusal("delegation.other_office", {"office": found.manifest.office_name, "to": to}))
