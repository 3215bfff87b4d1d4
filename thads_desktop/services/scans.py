"""Scans and photos of signed papers, attached to the document of the file they show; and the act that a code on a paper names.

A file is taken by what it holds, never by its name; what was attached once is not attached again. Bytes and small pictures are blobs of
the store. Taking a scan away leaves its bytes: that it was there is a fact.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import file_events as fe
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import case_file, file_letters, inputs, masking, paper_mark, projecting
from thads_desktop.services.paper_place import judgment_of, subject_of

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.case_file import Scan
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

MEGA = 1_000_000


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it was read and looked at; thumb: a small JPEG, b"" = none could be made here."""

    name: str
    data: bytes
    kind: str
    pages: int
    thumb: bytes = b""


def read(desk: Desk, file: Path) -> Given:
    """A file from the disk, looked at whole. Refused for what may not be attached; to be called off the main thread."""
    with desk.reading() as reader:
        most = int(desk.settings(reader)["file.scan_most"])
    try:
        size = file.stat().st_size
        if size > most * MEGA:
            raise Refused(_large(file.name, size, most))
        data = file.read_bytes()
    except OSError as error:
        raise Refused(Refusal("scan.unreadable", {"file": str(file)}, "scan")) from error
    return looked(data, file.name, most)


def looked(data: bytes, name: str, most: int) -> Given:
    """What the bytes are. most: megabytes."""
    from thads_desktop.exchange import scan_reading

    if not data:
        raise Refused(Refusal("scan.empty", {"file": name}, "scan"))
    if len(data) > most * MEGA:
        raise Refused(_large(name, len(data), most))
    try:
        found = scan_reading.read(data)
    except scan_reading.Unfit as unfit:
        match unfit.why:
            case "unknown":
                refusal = Refusal("scan.unknown_type", {"file": name}, "scan")
            case "active":
                refusal = Refusal("scan.active", {"file": name}, "scan")
            case "locked":
                refusal = Refusal("scan.locked", {"file": name}, "scan")
            case "large":
                limits = {"dots": str(scan_reading.MOST_DOTS // MEGA), "all": str(scan_reading.MOST_ALL // MEGA), "pages": str(scan_reading.MOST_PAGES)}
                refusal = Refusal("scan.unpacks", {"file": name, **limits}, "scan")
            case _:
                refusal = Refusal("scan.damaged", {"file": name}, "scan")
        raise Refused(refusal) from unfit
    return Given(name, data, found.kind, found.pages, found.thumb)


def attach(desk: Desk, matter: str, item: str, given: Given) -> str:
    """Attach it to a document of the list ("" = to the file as such); its id. Refused where the same bytes hang in this file."""
    with desk.writing("file") as uow:
        scan = attach_in(desk, uow, matter, item, given)
        uow.commit()
    return scan


def attach_in(desk: Desk, uow: UnitOfWork, matter: str, item: str, given: Given, *, again: bool = False) -> str:
    """As ``attach``, inside a larger transaction. again: the same bytes that hang in this file already are named, not refused."""
    sha = hashlib.sha256(given.data).hexdigest()
    file = case_file.opened(desk, uow, matter)
    document = file.document(item) if item else None
    if item and (document is None or document.taken):
        raise Refused(Refusal("file.unknown"))
    same = next((s for s in file.scans if s.sha256 == sha and not s.gone), None)
    if same is not None and again:
        return same.scan
    if same is not None:
        rows = case_file.told(desk, uow, matter).rows
        where = next((r.title for r in rows if r.key == same.item), "cả hồ sơ")
        raise Refused(Refusal("scan.known", {"file": given.name, "where": where}, "scan"))
    scan = uuid4().hex
    kept = uow.store_blob(given.data)
    thumb = uow.store_blob(given.thumb) if given.thumb else ""
    today = desk.clock.today()
    body = fe.ScanAttached(scan, item, kept, given.kind, given.pages, len(given.data), thumb)
    uow.append(subject_of(matter), today, body, desk.rules.law_on(today))
    projecting.of_paper(desk, uow, matter)
    return scan


def take_away(desk: Desk, matter: str, scan: str, reason: str) -> None:
    """It does not belong there; the bytes stay in the store."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    row = uuid4().hex
    with desk.writing("file") as uow:
        found = _scan(case_file.opened(desk, uow, matter).scans, scan)
        if found.by_record:
            raise Refused(Refusal("scan.of_letter" if found.item.startswith("letter:") else "scan.of_record"))
        uow.write_row("file_note", row, case_file.row_of(matter, {"reason": why}))
        today = desk.clock.today()
        uow.append(subject_of(matter), today, fe.ScanTaken(scan, row), desk.rules.law_on(today))
        projecting.of_paper(desk, uow, matter)
        uow.commit()


def content(desk: Desk, matter: str, scan: str) -> tuple[str, bytes]:
    """(kind, bytes) of one that was not taken away."""
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, matter)
        found = _scan(file_letters.readable(desk, reader, case_file.load(desk, reader, matter)[0].scans), scan)
        return found.kind, reader.blob(found.sha256)


def as_pdf(desk: Desk, matter: str, scan: str) -> bytes:
    """A scan as PDF, for the screen and the printer."""
    return drawn(*content(desk, matter, scan))


def drawn(kind: str, data: bytes, title: str = "") -> bytes:
    """The bytes of a scan as PDF. Refused("scan.cannot_draw") for what cannot be unpacked on this machine; title: which it is."""
    from thads_desktop.exchange import scan_reading

    try:
        return scan_reading.as_pdf(kind, data)
    except scan_reading.Unfit as unfit:
        raise Refused(Refusal("scan.cannot_draw", {"title": f"“{title}” " if title else ""}, "scan")) from unfit


def refuse_no_pdf(data: bytes, name: str, most: int) -> None:
    """Refused for bytes that are no whole, open PDF of at most so many megabytes; b"" = none were given."""
    if data and (len(data) > most * MEGA or looked(data, name, most).kind != "pdf"):
        raise Refused(Refusal("scan.not_a_pdf", {"file": name}, "scan"))


def thumbs(desk: Desk, matter: str) -> dict[str, bytes]:
    """Scan -> its small picture, of those that have one."""
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, matter)
        file, _events, _state = case_file.load(desk, reader, matter)
        return {s.scan: reader.blob(s.thumb) for s in file.scans if s.thumb and not s.gone}


def act_of(desk: Desk, code: str) -> tuple[str, str]:
    """(matter, key of the document) of the paper that a code names: the digits of its QR code, as the search line takes them, or its id.

    Refused("file.no_code") for what is in no file (a paper on a judgment received), and as ``paper_mark.found``.
    """
    said = inputs.name(code, "code", limit=inputs.SENTENCE)
    ids = [_coded(desk, said)] if paper_mark.is_code(said) else re.findall(r"[0-9a-f]{32}", said.lower())
    with desk.reading() as reader:
        for key in ids:
            place = str((reader.row("paper", key) or {}).get("matter", ""))
            if place and not judgment_of(place) and reader.events_of(subject_of(place)):
                masking.refuse_paper(desk, reader, place)
                if case_file.load(desk, reader, place)[0].document(f"paper:{key}") is not None:
                    return place, f"paper:{key}"
    raise Refused(Refusal("file.no_code", {"code": said[:60]}, "code"))


def _coded(desk: Desk, code: str) -> str:
    """The id of the paper, by the door of every code; what speaks against the code stands at its field."""
    try:
        return paper_mark.found(desk, code).paper
    except Refused as refused:
        raise Refused(*(replace(r, field="code") if r.code.startswith("mark.") else r for r in refused.refusals)) from refused


def _scan(scans: list[Scan], scan: str) -> Scan:
    found = next((s for s in scans if s.scan == scan and not s.gone), None)
    if found is None:
        raise Refused(Refusal("scan.gone"))
    return found


def _large(name: str, size: int, most: int) -> Refusal:
    return Refusal("scan.large", {"file": name, "size": str(-(-size // MEGA)), "most": str(most)}, "scan")
