"""A whole matter leaves as a folder that opens in any browser without a network: time line, obligations, money, documents, every print and
scan. Sealed under a password that is told apart from it; to whom and for what stands in the log before a byte is written.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop import files
from thads_desktop.domain import movements
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.guessable import guessable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.printing.listing_sheet import shown as cell_words
from thads_desktop.services import (
    case_file,
    exports,
    file_words,
    handover_sheets,
    masking,
    outputs,
    people,
    queries,
    scans,
)
from thads_desktop.services.cash_words import KINDS, WAYS
from thads_desktop.services.paper_place import entry_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.listing import Cell, Listing, ListTable
    from thads_desktop.services.case_file import Shown
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView
    from thads_desktop.storage.reader import Reader

#: What may be left out -> its words. Who and what the matter is about, and the list of documents, always go.
PARTS: dict[str, str] = {
    "timeline": "Diễn biến", "obligations": "Nghĩa vụ", "money": "Thu, chi tiền", "papers": "Bản in văn bản", "scans": "Bản quét, ảnh chụp",
}  # fmt: skip
LEAST = 12
_WORDS = 6
_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png", "tiff": "application/pdf"}
_ENDINGS = {"pdf": "pdf", "jpeg": "jpg", "png": "png", "tiff": "pdf"}


@dataclass(frozen=True, slots=True)
class Made:
    """folder: where it lies; files: how many papers and scans are in it; size: bytes."""

    folder: Path
    files: int
    size: int


def password() -> str:
    """A strong password that can be read aloud: six words of five letters (96 bits)."""
    from thads_desktop.storage.words import words_of

    return "-".join(words_of(secrets.token_bytes(16))[:_WORDS])


def make(
    desk: Desk, matter: str, out: Path, secret: str, recipient: str, purpose: str, parts: tuple[str, ...] = tuple(PARTS),
    progress: Callable[[int, int, str], object] = lambda _done, _whole, _said: None, *, rounds: int = 0,
) -> Made:  # fmt: skip
    """Write the folder beneath ``out``. Refused before anything is written or logged for a weak password, a part that is none, a place that
    cannot be written, a matter with a minor for who may not see whom. rounds: of the key, 0 = as many as are usual (tests take fewer)."""
    from thads_desktop.exchange import sealed_folder

    if entry_of(matter):
        # A complaint's, a denunciation's file does not leave in one piece: who complains is named in it.
        raise Refused(Refusal("folder.no_entry"))
    exports.refuse_unsaid(recipient, purpose)
    desk.require("export")
    shown, view, sheet = case_file.shown(desk, matter), queries.matter(desk, matter), handover_sheets.sheet(desk, matter)
    _refuse(secret, parts)
    # Whose file it is stands inside alone: the name is seen by whoever carries it.
    folder = out / f"ho-so-ma-hoa-{desk.clock.today():%Y%m%d}-{hashlib.sha256(matter.encode()).hexdigest()[:6]}"
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refused(Refusal("folder.exists", {"folder": str(folder)}, "out"))
    outputs.refuse_unfit_folder(out, folder.name)
    seal = sealed_folder.Seal(secret, rounds=rounds or sealed_folder.ROUNDS)
    contents: dict[str, bytes] = {}
    with desk.reading() as reader:
        named = _files(desk, reader, matter, shown, parts)
        listed: dict[str, list[dict[str, str]]] = {}
        for n, (key, title, kind, sha) in enumerate(named, 1):
            progress(n - 1, len(named), "Đang mã hóa hồ sơ")
            part, data = f"phan-{n:04d}", _bytes(reader, kind, sha, title)
            contents[f"{part}.js"] = seal.script(part, data)
            name = f"{part[5:]}-{_plain(title)[:60]}.{_ENDINGS[kind]}"
            listed.setdefault(key, []).append({"part": part, "title": title, "type": _TYPES[kind], "name": name})
        content = _content(desk, reader, (shown, view, sheet), parts, listed, recipient, purpose)
    office = content["office"]
    asks = ("Hồ sơ được mã hóa; mật khẩu được trao riêng. Mở được khi không có mạng, không gửi gì ra ngoài.", f"Lập bởi: {office}")
    contents[sealed_folder.PAGE] = seal.page(content, "Hồ sơ thi hành án", asks)
    progress(len(named), len(named), "Đang ghi thư mục")
    exports.note(desk, "folder", f"{shown.number_text}: {', '.join(PARTS[p].lower() for p in parts)}", recipient, purpose, max(1, len(named)))
    try:
        files.write_together(folder, contents)
    except OSError as error:
        raise Refused(Refusal("output.cannot_write", {"folder": str(folder)}, "out")) from error
    return Made(folder, len(named), sum(len(data) for data in contents.values()))


def _refuse(secret: str, parts: tuple[str, ...]) -> None:
    if not parts:
        raise Refused(Refusal("folder.nothing", field="parts"))
    for part in parts:
        if part not in PARTS:
            raise Refused(Refusal("folder.bad_part", {"part": part[:40], "known": ", ".join(PARTS)}, "parts"))
    if len(secret.strip()) < LEAST:
        raise Refused(Refusal("folder.weak", {"least": str(LEAST)}, "secret"))
    if guessable(secret):
        raise Refused(Refusal("folder.guessable", field="secret"))


def _files(desk: Desk, reader: Reader, matter: str, shown: Shown, parts: tuple[str, ...]) -> list[tuple[str, str, str, str]]:
    """(key of the document, title, kind, SHA-256) of everything that goes along."""
    state = case_file.load(desk, reader, matter)[2]
    found = []
    recorded = {s.item for s in shown.scans if s.by_record}
    for row in shown.rows:
        paper = state.papers.get(row.paper)
        if "papers" in parts and row.printed and row.key not in recorded and paper is not None:
            found.append((row.key, f"Bản in: {row.title}", "pdf", paper.sha256))
        if "scans" in parts:
            theirs = [s for s in shown.scans if s.item == row.key and not s.gone]
            found += [(row.key, f"Bản quét {n}: {row.title}", s.kind, s.sha256) for n, s in enumerate(theirs, 1)]
    if "scans" in parts:
        loose = [s for s in shown.scans if not s.item and not s.gone]
        found += [("", f"Bản quét chung {n} ({file_words.SCAN_KINDS.get(s.kind, s.kind)})", s.kind, s.sha256) for n, s in enumerate(loose, 1)]
    return found


def _bytes(reader: Reader, kind: str, sha: str, title: str) -> bytes:
    """A browser draws no TIFF: its pages go as PDF."""
    from thads_desktop.exchange import scan_reading

    data = reader.blob(sha)
    if kind == "pdf" and scan_reading.acts(data):
        # Kept before such files were refused.
        raise Refused(Refusal("folder.active", {"title": title}, "parts"))
    return scans.drawn(kind, data, title) if kind == "tiff" else data


def _content(
    desk: Desk, reader: Reader, about: tuple[Shown, MatterView, Listing], parts: tuple[str, ...], listed: dict[str, list[dict[str, str]]],
    recipient: str, purpose: str,
) -> dict[str, Any]:  # fmt: skip
    today = desk.clock.today()
    who = people.identity(reader, today).name
    shown, view, sheet = about
    parties, owed, held = sheet.tables[:3]
    sections = [_section(parties)]
    if "obligations" in parts:
        sections.append(_section(owed))
    if "money" in parts:
        sections += [_section(held), _money(desk, reader, shown.matter)]
    if "timeline" in parts:
        happened: list[tuple[Cell, ...]] = [(i.day, i.what, i.detail, i.actor) for i in reversed(view.timeline) if not i.struck]
        sections.append(_table("Diễn biến", ("Ngày", "Việc", "Chi tiết", "Người ghi"), happened))
    sections.append(_documents(shown, listed))
    return {
        "title": f"Hồ sơ thi hành án số {shown.number_text}", "office": who,
        "said": [*sheet.said, f"Lập ngày {short_date(today)} bởi {who}. Cung cấp cho: {recipient.strip()}. Mục đích: {purpose.strip()}.",
                 f"Gồm: {', '.join(PARTS[p].lower() for p in parts)}, danh mục tài liệu."],
        "sections": sections,
    }  # fmt: skip


def _documents(shown: Shown, listed: dict[str, list[dict[str, str]]]) -> dict[str, Any]:
    rows: list[tuple[Cell, ...]] = [
        (r.numbers or "chưa đánh số", r.issued or r.obtained, r.title + (f" ({r.note})" if r.note else ""), r.number_text, r.author,
         "" if r.gone else str(r.sheets)) for r in shown.rows
    ]  # fmt: skip
    along = [listed.get(r.key, []) for r in shown.rows]
    if "" in listed:
        rows.append(("", None, "Bản quét chung của hồ sơ", "", "", ""))
        along.append(listed[""])
    made = _table("Danh mục tài liệu", ("Bút lục", "Ngày", "Tài liệu", "Số, ký hiệu", "Cơ quan, người lập", "Số tờ"), rows)
    return made | {"files": along}


def _money(desk: Desk, reader: Reader, matter: str) -> dict[str, Any]:
    names = masking.names(desk, reader)
    moved = [m for m in movements.of_subject(reader.events_of(f"matter:{matter}")) if m.way in WAYS]
    moved.sort(key=lambda m: (m.day, m.seq))
    rows: list[tuple[Cell, ...]] = [(m.day, WAYS[m.way], KINDS.get(m.kind, m.kind), m.amount, names.name("party", m.party), m.receipt) for m in moved]
    return _table("Thu, chi tiền", ("Ngày", "Thu, chi", "Nội dung", "Số tiền (đồng)", "Người nộp, người nhận", "Biên lai"), rows, right=(3,))


def _section(table: ListTable) -> dict[str, Any]:
    right = tuple(n for n, c in enumerate(table.columns) if c.align == "right")
    return _table(table.title, tuple(c.title for c in table.columns), list(table.rows), table.note, right)


def _table(title: str, heads: tuple[str, ...], rows: list[tuple[Cell, ...]], note: str = "", right: tuple[int, ...] = ()) -> dict[str, Any]:
    """Words alone: the page sets them as text."""
    columns = [[head, "right" if n in right else ""] for n, head in enumerate(heads)]
    return {"title": title, "columns": columns, "rows": [[cell_words(c) for c in row] for row in rows], "note": note}


def _plain(text: str) -> str:
    """As part of a name of a file or folder."""
    from thads_desktop.domain.text import bare

    return re.sub(r"[^a-z0-9]+", "-", bare(text)).strip("-")
