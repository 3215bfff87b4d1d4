"""Is the store whole? Every page, the shape of the tables, every event against its chain and its columns, every row
against its digest, every blob against its name.

Looks at what was written once and reads it as bytes, so that no damage stops the looking. What it cannot know: that the
last events were taken off together with the head (only a head noted elsewhere shows that), and what a draft said before.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.archive_events import FileArchived
from thads_desktop.domain.cash_events import Reconciled
from thads_desktop.domain.chain_events import SlipReceived
from thads_desktop.domain.check_events import CheckMended, SampleDrawn
from thads_desktop.domain.copy_events import DrillDone
from thads_desktop.domain.direction_events import DirectionSent, DirectionTaken
from thads_desktop.domain.file_events import FilePassed, ScanAttached
from thads_desktop.domain.form_events import FormApproved
from thads_desktop.domain.given_copy_events import CopyGiven
from thads_desktop.domain.letter_events import LetterChanged, LetterReceived, LetterSent
from thads_desktop.domain.outside_events import OutsideSent
from thads_desktop.domain.publication_events import PublicationListSent
from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.register_events import RegisterClosed
from thads_desktop.domain.store_events import CountClosed
from thads_desktop.domain.task_events import HandedOver
from thads_desktop.storage import cipher, codec, schema
from thads_desktop.storage.beside import index_sound
from thads_desktop.storage.codec import GENESIS, canonical, chain, decode, moment, row_digest
from thads_desktop.storage.errors import FAULTS, trouble_of
from thads_desktop.storage.lists import ROWS_OF, row_of
from thads_desktop.storage.reader import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thads_desktop.storage.reader import Reader

#: Columns that hold text, by table: text of another storage class is damage.
TEXTS = {
    "events": ("subject", "day", "type", "recorded", "actor", "role", "law", "hash", "text"), "head": ("hash",),
    "register_rows": ("kind", "key", "content", "salt"), "blobs": ("sha256",), "drafts": ("key", "content", "saved"),
    "migrations": ("applied",),
}  # fmt: skip
_NAMES = ("sha256", "content", "thumb")


@dataclass(frozen=True, slots=True)
class Checked:
    """events, rows, blobs: how many were looked at; findings: Vietnamese sentences, empty = whole."""

    events: int
    rows: int
    blobs: int
    findings: tuple[str, ...]


def verify(reader: Reader, pause: Callable[[], None] | None = None) -> Checked:
    """Look at every byte that was written once. pause: as in ``hurt``; nothing is left out for it."""
    findings: list[str] = []
    digests: dict[Any, tuple[str, int]] = {}
    named: set[str] = set()
    _try(findings, "các trang", lambda: _pages(reader, findings))
    _try(findings, "các bảng", lambda: _types(reader, findings))
    _try(findings, "cấu trúc", lambda: _shape(reader, findings))
    count = _try(findings, "nhật ký", lambda: _events(reader, findings, digests, named, pause, exact=True))
    rows = _try(findings, "sổ", lambda: _rows(reader, findings, digests, pause))
    blobs = _try(findings, "bản lưu", lambda: _blobs(reader, findings, named, pause))
    _try(findings, "dự thảo", lambda: _drafts(reader, findings))
    return Checked(count or 0, rows or 0, blobs or 0, tuple(findings))

def hurt(reader: Reader, pause: Callable[[], None] = lambda: None) -> str:
    """What a look before writing finds: "" = nothing, "kept" = damage to what was written once; otherwise "pages" = to
    the file's structure, "lists" = to what the lists say (they are not counted again: that is ``beside``).

    Several times quicker than ``verify``: that a text is the one way to say what it says is left to the chain. pause: called
    between small parts, so that others get their turn. Trouble("event.newer") for a sound log of a newer program.
    """
    kept: list[str] = []
    digests: dict[Any, tuple[str, int]] = {}
    named: set[str] = set()
    _try(kept, "các bảng", lambda: _types(reader, kept))
    _try(kept, "nhật ký", lambda: _events(reader, kept, digests, named, pause))
    _try(kept, "sổ", lambda: _rows(reader, kept, digests))
    _try(kept, "bản lưu", lambda: _blobs(reader, kept, named))
    _try(kept, "dự thảo", lambda: _drafts(reader, kept))
    if kept:
        return "kept"
    derived: list[str] = []
    _try(derived, "các trang", lambda: _pages(reader, derived))
    _try(derived, "cấu trúc", lambda: _shape(reader, derived))
    if derived:
        return "pages"
    _try(derived, "danh sách", lambda: _lists(reader, derived))
    return "lists" if derived else ""


def _try(findings: list[str], what: str, look: Callable[[], int | None]) -> int | None:
    """One part of the looking; damage that stops it is a finding, and the other parts are looked at all the same."""
    try:
        return look()
    except FAULTS as error:
        trouble = trouble_of(error)
        if trouble is None or trouble.code != "store.damaged":
            raise
        findings.append(f"Tệp dữ liệu hỏng, không đọc được hết: {what}.")
        return None
    except Trouble as trouble:
        if trouble.code != "store.lists":
            raise
        findings.append(f"Tệp dữ liệu hỏng, không đọc được hết: {what}.")
        return None


def first_break(reader: Reader) -> int:
    """As ``codec.first_break``: ten times quicker than ``verify``, for acts that must not rest on a damaged log."""
    return codec.first_break(_stream(reader, codec.CHAIN))


def _pages(reader: Reader, findings: list[str]) -> None:
    if _on_server(reader):
        return  # the server looks after its own pages; every row is read here
    said = cipher.page_faults(reader.connection.connection, whole=True)
    findings += [f"Tệp dữ liệu có trang hỏng ({line})." for line in said[:5]]


def _lists(reader: Reader, findings: list[str]) -> None:
    """Every row of a list can be read, and the search index leads where it should."""
    for kind, table in ROWS_OF.items():
        for row in _stream(reader, f"SELECT {', '.join(f.name for f in fields(kind))} FROM {table}"):
            row_of(kind, row)
    if _on_server(reader):
        ((apart,),) = _all(reader, "SELECT count(*) FROM matter_list m FULL JOIN matter_search s ON s.rowid = m.id WHERE m.id + s.rowid IS NULL")
        sound = apart == 0
    else:
        sound = index_sound(reader.connection, "main")
    if not sound:
        findings.append("Bảng tìm kiếm bị hỏng: hãy dựng lại danh sách (lệnh rebuild).")


def _types(reader: Reader, findings: list[str]) -> None:
    if _on_server(reader):
        return  # a column there holds nothing but its own type
    for table, columns in TEXTS.items():
        wrong = " OR ".join(f"typeof({c}) <> 'text'" for c in columns)
        for (n,) in _all(reader, f"SELECT count(*) FROM {table} WHERE {wrong}"):
            findings += [f"Bảng {table} có {n} dòng mà chữ bị thay bằng thứ khác."] if n else []


def _shape(reader: Reader, findings: list[str]) -> None:
    """Tables, indexes and triggers are those this program makes."""
    steps = [(v, _is_moment(at)) for v, at in _all(reader, "SELECT version, applied FROM migrations ORDER BY version")]
    if steps != [(v, True) for v in sorted(schema.STEPS)]:
        findings.append("Sổ phiên bản của tệp dữ liệu đã bị thay đổi.")
    if _on_server(reader):
        from thads_desktop.storage import server_schema

        findings += server_schema.findings(reader.connection)
        return
    have = _shape_of(_all(reader, "SELECT type, name, sql FROM sqlite_master"))
    want = shape()
    for kind, name in sorted(want.keys() - have.keys()):
        findings.append(f"Thiếu {'chốt bảo vệ' if kind == 'trigger' else 'bảng'} {name} của tệp dữ liệu.")
    for kind, name in sorted(have.keys() & want.keys()):
        if have[kind, name] != want[kind, name]:
            findings.append(f"Cấu trúc {name} của tệp dữ liệu đã bị thay đổi.")
    findings += [f"Tệp dữ liệu có phần lạ {name}." for _, name in sorted(have.keys() - want.keys())]


def shape() -> dict[tuple[str, str], str]:
    """(kind, name) -> definition of everything in a store that was made just now."""
    return _made_by((schema.MIGRATIONS, *(s for step in schema.STEPS.values() for s in step), *schema.DERIVED))


@lru_cache(4)
def _made_by(statements: tuple[str, ...]) -> dict[tuple[str, str], str]:
    fresh = cipher.connect(":memory:")
    try:
        for statement in statements:
            fresh.execute(statement)
        return _shape_of(fresh.execute("SELECT type, name, sql FROM sqlite_master").fetchall())
    finally:
        fresh.close()


def _shape_of(rows: list[Any]) -> dict[tuple[str, str], str]:
    return {(kind, name): " ".join(str(sql).split()) for kind, name, sql in rows}


def _events(
    reader: Reader, findings: list[str], digests: dict[Any, tuple[str, int]], named: set[str], pause: Callable[[], None] | None = None,
    *, exact: bool = False,
) -> int:  # fmt: skip
    """pause: called now and then. exact: the texts are also written anew and compared."""
    previous, expected = GENESIS, 0
    for seq, version, *raw in _stream(
        reader,
        "SELECT seq, version, CAST(subject AS BLOB), CAST(day AS BLOB), CAST(type AS BLOB), CAST(recorded AS BLOB), "
        "CAST(actor AS BLOB), CAST(role AS BLOB), CAST(law AS BLOB), CAST(hash AS BLOB), CAST(text AS BLOB) "
        "FROM events ORDER BY seq",
    ):
        expected += 1
        if pause is not None and expected % 200 == 0:
            pause()
        if seq != expected:
            findings.append(f"Nhật ký thiếu sự kiện giữa {expected} và {seq}.")
            expected = seq
        *copied, hash_, text = [_text(x) for x in raw]
        if text is None or hash_ is None or None in copied:
            findings.append(f"Sự kiện {seq} không đọc được.")
            previous = hash_ or ""
            continue
        previous = chain(previous, text)
        if previous != hash_:
            findings.append(f"Sự kiện {seq} đã bị thay đổi: chuỗi xác nhận không khớp.")
            previous = hash_
        try:
            event = decode(text)
        except Trouble as trouble:
            if not exact and trouble.code == "event.newer" and not findings:
                raise
            findings.append(f"Sự kiện {seq} không đọc được.")
            continue
        if copied != _columns(event) or (event.seq, version) != (seq, 1) or (exact and not _is_canonical(text)):
            findings.append(f"Sự kiện {seq}: cột lưu khác với nội dung.")
        _note(event, digests, named)
    if _all(reader, "SELECT only, seq, CAST(hash AS BLOB) FROM head") != [(1, expected, previous.encode())]:
        findings.append("Đầu chuỗi của nhật ký không khớp với sự kiện cuối.")
    return expected


def _columns(event: ev.Event) -> list[str]:
    day = NO_DAY if event.day is None else event.day.isoformat()
    kind = type(event.body).__name__
    return [event.subject, day, kind, moment(event.recorded), event.actor, event.role, event.law]


def _note(event: ev.Event, digests: dict[Any, tuple[str, int]], named: set[str]) -> None:
    body = event.body
    if isinstance(body, ev.RowWritten):
        digests[body.kind, body.key, body.row_version] = (body.digest, event.seq)
    named.update(files_of(body))


def files_of(body: ev.Body) -> set[str]:
    """The SHA-256 of every stored file that an event names."""
    if isinstance(body, (ev.PaperNumbered, ev.PaperRecorded, ev.ReturnClosed, ev.PackageReceived, ev.PackInstalled, DrillDone, HandedOver,
                         CountClosed, FileArchived, Reconciled, PublicationListSent, ScanAttached, FormApproved, RegisterClosed,
                         FilePassed, CopyGiven, SlipReceived, DirectionSent, DirectionTaken, SampleDrawn, CheckMended)):
        return {sha for name in _NAMES if (sha := getattr(body, name, ""))}
    if isinstance(body, (LetterReceived, LetterSent, LetterChanged)):
        return {body.scan} if body.scan else set()
    return {body.sha256, body.file} if isinstance(body, OutsideSent) else set()


def _rows(
    reader: Reader, findings: list[str], digests: dict[Any, tuple[str, int]], pause: Callable[[], None] | None = None
) -> int:
    seen = 0
    for version, seq, *raw in _stream(
        reader,
        "SELECT version, seq, CAST(kind AS BLOB), CAST(key AS BLOB), CAST(content AS BLOB), CAST(salt AS BLOB) "
        "FROM register_rows",
    ):
        seen += 1
        if pause is not None and seen % 200 == 0:
            pause()
        kind, key, content, salt = (_text(x) for x in raw)
        if content is None or salt is None or digests.pop((kind, key, version), None) != (row_digest(salt, content), seq):
            said = f"{kind or ''} {(key or '')[:8]}"
            findings.append(f"Dòng sổ {said} bản {version} đã bị thay đổi hoặc không có trong nhật ký.")
    findings += [f"Dòng sổ {kind} {key[:8]} bản {version} đã mất." for kind, key, version in digests]
    return seen


def _blobs(reader: Reader, findings: list[str], named: set[str], pause: Callable[[], None] | None = None) -> int:
    seen: set[str] = set()
    for raw, data in _stream(reader, "SELECT CAST(sha256 AS BLOB), CAST(bytes AS BLOB) FROM blobs"):
        sha = _text(raw) or ""
        seen.add(sha)
        if pause is not None and len(seen) % 20 == 0:
            pause()
        if hashlib.sha256(data).hexdigest() != sha:
            findings.append(f"Bản lưu {sha[:12]} đã bị thay đổi.")
    findings += [f"Bản lưu {sha[:12]} đã mất." for sha in sorted(named - seen)]
    findings += [f"Bản lưu {sha[:12]} không có trong nhật ký." for sha in sorted(seen - named)]
    return len(seen)


def _drafts(reader: Reader, findings: list[str]) -> None:
    """A draft is work in progress and in no log: it must be readable, and that is all that can be known of it."""
    for raw_key, raw, saved in _stream(
        reader, "SELECT CAST(key AS BLOB), CAST(content AS BLOB), CAST(saved AS BLOB) FROM drafts"
    ):
        key, content = _text(raw_key), _text(raw)
        try:
            readable = key is not None and isinstance(json.loads(content or ""), dict) and _is_moment(_text(saved))
        except ValueError:
            readable = False
        if not readable:
            findings.append(f"Dự thảo {(key or '')[:40]} không đọc được.")


def _is_canonical(text: str) -> bool:
    """The text is the one way to write what it says; an event of an older program may know fewer fields."""
    try:
        return canonical(json.loads(text)) == text
    except (ValueError, RecursionError):
        return False


def _is_moment(text: Any) -> bool:
    try:
        return isinstance(datetime.fromisoformat(text), datetime)
    except (TypeError, ValueError):
        return False


def _text(raw: bytes | None) -> str | None:
    """Stored bytes as text, None when they are none."""
    try:
        return None if raw is None else raw.decode()
    except UnicodeDecodeError:
        return None


def _on_server(reader: Reader) -> bool:
    return reader.connection.dialect.name == "postgresql"


def _all(reader: Reader, statement: str) -> list[Any]:
    return [tuple(row) for row in reader.connection.exec_driver_sql(statement).fetchall()]


def _stream(reader: Reader, statement: str) -> Iterator[Any]:
    cursor = reader.connection.exec_driver_sql(statement, execution_options={"stream_results": True})
    while chunk := cursor.fetchmany(5000):
        yield from chunk
