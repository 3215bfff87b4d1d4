"""A second opinion on a store: the log, the registers and the papers checked by Python's own library alone.

    python scripts/verify_store.py DATA_FOLDER | BACKUP.db

Nothing of the program is imported, so that a fault of the program cannot hide a fault of the data. Says in Vietnamese
what does not hold; exit code 0 when everything does, 1 when something does not, 2 when there is nothing to check.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
#: Where the digest of a stored file stands in an event.
FILES = {"PaperNumbered": "sha256", "PaperRecorded": "sha256", "ReturnClosed": "content", "PackageReceived": "sha256",
         "PackInstalled": "sha256"}  # fmt: skip
#: Column of the table -> name in the event's text.
COLUMNS = ("subject", "type", "actor", "role", "law", "recorded")
NO_DAY = ""


def main(arguments: list[str]) -> int:
    """Check the store that is named."""
    if len(arguments) != 1:
        print("Cách dùng: python scripts/verify_store.py THƯ_MỤC_DỮ_LIỆU hoặc BẢN_SAO.db")
        return 2
    file = Path(arguments[0])
    file = file / "thads.db" if file.is_dir() else file
    if not file.is_file():
        print(f"Không có tệp dữ liệu {file}.")
        return 2
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)
    connection.text_factory = bytes
    try:
        findings, counts = check(connection)
    except sqlite3.Error as error:
        findings, counts = [f"Tệp dữ liệu hỏng, không đọc được hết ({error})."], (0, 0, 0)
    finally:
        connection.close()
    print("\n".join(findings) if findings else f"Nguyên vẹn: {counts[0]} sự kiện, {counts[1]} dòng sổ, {counts[2]} văn bản và gói.")
    return 1 if findings else 0


def check(connection: sqlite3.Connection) -> tuple[list[str], tuple[int, int, int]]:
    """(what does not hold, (events, register rows, stored files))."""
    findings: list[str] = []
    for (said,) in connection.execute("PRAGMA integrity_check(5)"):
        if said != b"ok":
            findings.append(f"Tệp dữ liệu có trang hỏng ({_text(said)}).")
    rows: dict[tuple[str, str, int], tuple[str, int]] = {}
    files: set[str] = set()
    events = 0
    for seq, event in _events(connection, findings):
        events = seq
        body, kind = event.get("body", {}), event.get("type", "")
        if kind == "RowWritten":
            rows[body["kind"], body["key"], body["row_version"]] = (body["digest"], seq)
        name = body.get(FILES.get(kind, ""), "")
        files |= {name} if name else set()
    count = _registers(connection, rows, findings)
    kept = _files(connection, files, findings)
    return findings, (events, count, kept)


def _events(connection: sqlite3.Connection, findings: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Every event that can be read, in order; what is wrong with the chain on the way."""
    previous, expected = GENESIS, 0
    query = f"SELECT seq, day, hash, text, {', '.join(COLUMNS)} FROM events ORDER BY seq"
    for seq, day, digest, text, *columns in connection.execute(query):
        expected += 1
        if seq != expected:
            findings.append(f"Nhật ký thiếu sự kiện giữa {expected} và {seq}.")
            expected = seq
        previous = hashlib.sha256(previous.encode() + (text or b"")).hexdigest()
        if previous.encode() != digest:
            findings.append(f"Sự kiện {seq} đã bị thay đổi: chuỗi xác nhận không khớp.")
            previous = _text(digest)
        try:
            event = json.loads(text)
        except (ValueError, TypeError):
            findings.append(f"Sự kiện {seq} không đọc được.")
            continue
        said = [event.get("day") or NO_DAY, *(event.get(name) for name in COLUMNS)]
        if [_text(day), *(_text(x) for x in columns)] != said or event.get("seq") != seq:
            findings.append(f"Sự kiện {seq}: cột lưu khác với nội dung.")
        yield seq, event
    if connection.execute("SELECT seq, hash FROM head").fetchall() != [(expected, previous.encode())]:
        findings.append("Đầu chuỗi của nhật ký không khớp với sự kiện cuối.")


def _registers(
    connection: sqlite3.Connection, wanted: dict[tuple[str, str, int], tuple[str, int]], findings: list[str]
) -> int:
    """Each row has the digest its event names; none is missing, none was added."""
    count = 0
    for kind, key, version, content, salt, seq in connection.execute(
        "SELECT kind, key, version, content, salt, seq FROM register_rows"
    ):
        count += 1
        digest = hashlib.sha256((salt or b"") + b"|" + (content or b"")).hexdigest()
        if wanted.pop((_text(kind), _text(key), version), None) != (digest, seq):
            findings.append(f"Dòng sổ {_text(kind)} {_text(key)[:8]} bản {version} đã bị thay đổi hoặc không có trong nhật ký.")
    findings += [f"Dòng sổ {kind} {key[:8]} bản {version} đã mất." for kind, key, version in wanted]
    return count


def _files(connection: sqlite3.Connection, wanted: set[str], findings: list[str]) -> int:
    """Each stored file has the digest it is called by, and the log knows it."""
    seen: set[str] = set()
    for name, data in connection.execute("SELECT sha256, bytes FROM blobs"):
        sha = _text(name)
        seen.add(sha)
        if hashlib.sha256(data or b"").hexdigest() != sha:
            findings.append(f"Bản lưu {sha[:12]} đã bị thay đổi.")
    findings += [f"Bản lưu {sha[:12]} đã mất." for sha in sorted(wanted - seen)]
    findings += [f"Bản lưu {sha[:12]} không có trong nhật ký." for sha in sorted(seen - wanted)]
    return len(seen)


def _text(raw: object) -> str:
    return raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
