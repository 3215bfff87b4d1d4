"""Is the store whole? Every event against its chain and its columns, every row against its digest, every blob against its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Trouble
from thads_desktop.storage.codec import GENESIS, chain, decode, encode, row_digest

if TYPE_CHECKING:
    from thads_desktop.storage.reader import Reader

TRIGGERS = {
    "events_next", "events_head", "events_update", "events_delete", "rows_update", "rows_delete", "blobs_update",
    "blobs_delete",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """events, rows, blobs: how many were looked at; findings: Vietnamese sentences, empty = whole."""

    events: int
    rows: int
    blobs: int
    findings: tuple[str, ...]


def verify(reader: Reader) -> Checked:
    """Look at every byte that was written once."""
    findings: list[str] = []
    digests: dict[tuple[str, str, int], str] = {}
    named: set[str] = set()
    count = _events(reader, findings, digests, named)
    rows = _rows(reader, findings, digests)
    blobs = _blobs(reader, findings, named)
    have = {r[0] for r in reader.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    findings += [f"Thiếu chốt bảo vệ {name} của tệp dữ liệu." for name in sorted(TRIGGERS - have)]
    return Checked(count, rows, blobs, tuple(findings))


def _events(reader: Reader, findings: list[str], digests: dict[Any, str], named: set[str]) -> int:
    previous, expected = GENESIS, 0
    cursor = reader.connection.exec_driver_sql(
        "SELECT seq, subject, day, type, version, actor, role, law, hash, text FROM events ORDER BY seq"
    )
    while chunk := cursor.fetchmany(5000):
        for seq, subject, day, type_, version, actor, role, law, hash_, text in chunk:
            expected += 1
            if seq != expected:
                findings.append(f"Nhật ký thiếu sự kiện giữa {expected} và {seq}.")
                expected = seq
            previous = chain(previous, text)
            if previous != hash_:
                findings.append(f"Sự kiện {seq} đã bị thay đổi: chuỗi xác nhận không khớp.")
                previous = hash_
            try:
                event = decode(text)
            except (Trouble, ValueError):
                findings.append(f"Sự kiện {seq} không đọc được.")
                continue
            copied = (event.subject, event.day.isoformat() if event.day else "", type(event.body).__name__, event.actor,
                      event.role, event.law, event.seq)  # fmt: skip
            if copied != (subject, day, type_, actor, role, law, seq) or version != 1 or encode(event) != text:
                findings.append(f"Sự kiện {seq}: cột lưu khác với nội dung.")
            _note(event.body, digests, named)
    head = reader.head()
    if head != (expected, previous):
        findings.append("Đầu chuỗi của nhật ký không khớp với sự kiện cuối.")
    return expected


def _note(body: ev.Body, digests: dict[Any, str], named: set[str]) -> None:
    if isinstance(body, ev.RowWritten):
        digests[body.kind, body.key, body.row_version] = body.digest
    for name in ("sha256", "content"):
        sha = getattr(body, name, "")
        if sha and isinstance(body, (ev.PaperNumbered, ev.PaperRecorded, ev.ReturnClosed, ev.PackageReceived)):
            named.add(sha)


def _rows(reader: Reader, findings: list[str], digests: dict[Any, str]) -> int:
    seen = 0
    for kind, key, version, content, salt in reader.connection.exec_driver_sql(
        "SELECT kind, key, version, content, salt FROM register_rows"
    ):
        seen += 1
        if digests.pop((kind, key, version), None) != row_digest(salt, content):
            findings.append(f"Dòng sổ {kind} {key[:8]} bản {version} đã bị thay đổi hoặc không có trong nhật ký.")
    findings += [f"Dòng sổ {kind} {key[:8]} bản {version} đã mất." for kind, key, version in digests]
    return seen


def _blobs(reader: Reader, findings: list[str], named: set[str]) -> int:
    seen = set()
    for sha, data in reader.connection.exec_driver_sql("SELECT sha256, bytes FROM blobs"):
        seen.add(sha)
        if hashlib.sha256(data).hexdigest() != sha:
            findings.append(f"Bản lưu {sha[:12]} đã bị thay đổi.")
    findings += [f"Bản lưu {sha[:12]} đã mất." for sha in sorted(named - seen)]
    return len(seen)
