"""A return as files: print, workbook, signed package."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop import files
from thads_desktop.domain import events as ev
from thads_desktop.domain.office import file_slug
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange import durations as durations_part
from thads_desktop.returns.compute import inexact_note
from thads_desktop.returns.consolidate import FORMAT, Evidence, write_evidence
from thads_desktop.services import (
    anchors,
    direction_items,
    durations_read,
    exchange_gate,
    people,
    return_basis,
    return_lists,
)
from thads_desktop.services.closings import closings

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.office import OfficeIdentity
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reporting import Made


#: Stands under every form of a return that is not closed yet.
UNCLOSED = "BẢN CHƯA CHỐT: số liệu còn có thể thay đổi."


def evidence_of(made: Made, written: int = FORMAT) -> bytes:
    """The facts and records behind the cells, as the package carries them: keys and amounts, no party's name. written: in which
    format; older closings have theirs."""
    records = made.records if written > 1 else ()
    return write_evidence(
        Evidence(made.office, made.regime.id, made.year, made.months, made.end, made.seq, made.facts, records, written)
    )


def content_of(made: Made) -> bytes:
    """The document of every form, as a closing keeps it and a package carries it."""
    whole: dict[str, Any] = replace(made, forms=made.all_forms).json()
    return json.dumps({**made.json(), "forms": whole["forms"], "evidence": FORMAT}, ensure_ascii=False, sort_keys=True).encode()


def draw(desk: Desk, made: Made) -> bytes:
    """The printed forms as PDF."""
    from thads_desktop.printing.return_sheet import SheetHead, draw_returns

    who, signs, received = _head(desk, made)
    head = SheetHead(
        who.name, who.parent, made.months, made.year, who.place, who.head_title, None, signs, "",
        _notes(made), received=received,
    )  # fmt: skip
    return draw_returns(made.regime, made.forms, head)


def _head(desk: Desk, made: Made) -> tuple[OfficeIdentity, str, int]:
    """The office as it was called on the period's last day, its head's name, and how many judgments it received in the period."""
    with desk.reading() as reader:
        heads = [p.name for p in people.posts(reader) if p.post == "head" and p.on(made.end)]
        received = return_basis.received(reader, made.start, made.end, made.seq)
        return people.identity(reader, made.end), heads[0] if heads else "", received


def sheet(desk: Desk, made: Made) -> bytes:
    """The forms as a workbook."""
    from thads_desktop.exchange.sheets import BookHead, write_returns

    who, signs, received = _head(desk, made)
    head = BookHead(made.office.name, made.period_words, _notes(made), "", who.head_title, signs, received)
    return write_returns(made.regime, made.forms, head)


def pack(desk: Desk, made: Made) -> bytes:
    """The signed package for the superior office."""
    from thads_desktop.exchange import package, signature
    from thads_desktop.services import matter_part

    secret = signature.ensure_key(desk.folder)
    with desk.reading() as reader:
        # The name the office was set up under, and its key trusted under; the forms bear the name of their day.
        own = people.office(reader).name
        log, head = anchors.part_of(reader), reader.hash_at(made.seq)
        matters = matter_part.make(reader, made.facts, made.records)
        progress = direction_items.part_of(desk, reader, made.office.key)
        lasted = durations_read.part_of(reader, made.end, made.seq)
    before = len(closings(desk, made.regime.id, made.year, made.months))
    manifest = package.Manifest(
        "return", made.office.key, own, signature.fingerprint(signature.public_of(secret)), made.regime.id,
        made.year, made.months, made.end.isoformat(), made.seq, head, max(1, before),
        desk.clock.today().isoformat(), made.regime.digest,
    )  # fmt: skip
    parts = {"evidence.jsonl": evidence_of(made), "return.json": content_of(made), anchors.PART: log, matter_part.PART: matters}
    parts[durations_part.PART] = lasted
    return package.write(manifest, parts | progress | _beside(desk, made), secret)


def _beside(desk: Desk, made: Made) -> dict[str, bytes]:
    """What a package says of its figures: why a supplementary return differs from the one before, and the remarks beside them."""
    from thads_desktop.services import return_compare, supplement

    explained = supplement.of_closed(desk, made)
    parts = {} if explained is None else {supplement.PART: supplement.content_of(explained)}
    if return_compare.any_remark(desk, made):
        parts[return_compare.PART] = return_compare.content_of(return_compare.compare(desk, made))
    return parts


def explanation(desk: Desk, made: Made) -> dict[str, bytes]:
    """Ending of the file name -> print and workbook of the explanation of a supplementary return, and of the comparison that bears
    remarks; nothing where there is neither."""
    from thads_desktop.exchange.listing_book import write_listing
    from thads_desktop.printing.listing_sheet import draw_listing
    from thads_desktop.services import return_compare, supplement

    listings = {}
    explained = supplement.of_closed(desk, made)
    if explained is not None:
        listings["-giai-trinh"] = supplement.listing(desk, explained)
    if return_compare.any_remark(desk, made):
        listings["-so-sanh"] = return_compare.listing(desk, return_compare.compare(desk, made))
    found = {f"{name}.pdf": draw_listing(listing) for name, listing in listings.items()}
    return found | {f"{name}.xlsx": write_listing(listing) for name, listing in listings.items()}


def write(desk: Desk, made: Made, folder: Path) -> list[Path]:
    """Workbook, print and signed package in a folder; the paths. Nothing is left half written.

    That the package was made is written down first and stays only with the files. Refused("rights.none" | "exchange.off").
    """
    from thads_desktop.services import chain

    desk.allow("send_return")
    exchange_gate.require(desk)
    desk.look_at_chain()
    with desk.reading() as reader:
        # The name the office was set up under: its packages are told from each other by it, whatever it is called that day.
        own = people.office(reader)
    name = file_slug(own.name, own.key)
    name = f"bao-cao-{name}-{made.year}-{made.months:02d}-thang-{made.regime.id}"
    contents = {f"{name}.xlsx": sheet(desk, made), f"{name}.pdf": draw(desk, made), f"{name}.thads": pack(desk, made)}
    contents |= {f"{name}-danh-sach{ending}": data for ending, data in return_lists.files(desk, made).items()}
    contents |= {f"{name}{ending}": data for ending, data in explanation(desk, made).items()}
    with desk.writing("send_return") as uow:
        sha = hashlib.sha256(contents[f"{name}.thads"]).hexdigest()
        body = ev.PackageMade("return", sha, made.regime.id, made.year, made.months, made.seq)
        uow.append(f"package:{sha[:32]}", desk.clock.today(), body)
        if made.closed:
            # A draft meets no term and answers no slip: its figures may still change.
            chain.sent_up(desk, uow, (made.regime.id, made.year, made.months), sha)
        written = write_files(folder, contents)
        uow.commit()
    return written


def write_files(folder: Path, contents: dict[str, bytes]) -> list[Path]:
    """Write files beside each other, all or none. Refused when the folder cannot be written."""
    try:
        return files.write_together(folder, contents)
    except OSError as error:
        raise _cannot_write(folder) from error


def refuse_unwritable(folder: Path | None) -> None:
    """Refused before anything is closed or received when its files could not be written afterwards; None = no files."""
    if folder is None:
        return
    try:
        files.try_folder(folder)
    except OSError as error:
        raise _cannot_write(folder) from error


def _cannot_write(folder: Path) -> Refused:
    return Refused(Refusal("output.cannot_write", {"folder": str(folder)}, "out"))


def _notes(made: Made) -> tuple[str, ...]:
    notes = ("" if made.closed else UNCLOSED, made.kept, made.late, inexact_note(made.facts), *(v.says for v in made.violations if v.soft))
    return tuple(x for x in notes if x)
