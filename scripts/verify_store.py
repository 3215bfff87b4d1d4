"""A second opinion on a store: the log, the registers and the papers checked without the program.

    python scripts/verify_store.py DATA_FOLDER | BACKUP.db [--password-file FILE]

Nothing of the program is imported, so that a fault of the program cannot hide a fault of the data. A store in the clear needs
Python's own library alone; an encrypted one also ``sqlcipher3`` and ``cryptography``, an account in THADS_ACCOUNT and its password
in THADS_PASSWORD or in a file.
Says in Vietnamese what does not hold; exit code 0 when everything does, 1 when something does not, 2 when there is nothing to check.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GENESIS = "0" * 64
CLEAR = b"SQLite format 3\0"
#: Behind a copy's last page: the slots of the data key, their length in eight figures, the mark.
MARK, PAGE = b"THADS-KHOA-1", 4096
#: Where the digest of a stored file stands in an event.
FILES = {
    "PaperNumbered": "sha256", "PaperRecorded": "sha256", "ReturnClosed": "content", "PackageReceived": "sha256", "DrillDone": "sha256",
    "PackInstalled": "sha256", "FormApproved": "sha256",
}  # fmt: skip
#: Column of the table -> name in the event's text.
COLUMNS = ("subject", "type", "actor", "role", "law", "recorded")
NO_DAY = ""


class CannotOpenError(Exception):
    """The store is encrypted, and what was given does not open it. The text is the sentence."""


def main(arguments: list[str]) -> int:
    """Check the store that is named."""
    password_file = None
    if "--password-file" in arguments:
        at = arguments.index("--password-file")
        password_file = "".join(arguments[at + 1 : at + 2])
        arguments = [*arguments[:at], *arguments[at + 2 :]]
    if len(arguments) != 1 or password_file == "":
        print("Cách dùng: python scripts/verify_store.py THƯ_MỤC_DỮ_LIỆU hoặc BẢN_SAO.db [--password-file TỆP]")
        return 2
    file = Path(arguments[0])
    file = file / "thads.db" if file.is_dir() else file
    if not file.is_file():
        print(f"Không có tệp dữ liệu {file}.")
        return 2
    try:
        connection, fault = opened(file, password_file)
    except CannotOpenError as error:
        print(error)
        return 2
    try:
        findings, counts = check(connection)
        seq, head = connection.execute("SELECT seq, hash FROM head").fetchone() or (0, b"")
    except fault as error:
        findings, counts, seq, head = [f"Tệp dữ liệu hỏng, không đọc được hết ({error})."], (0, 0, 0), 0, b""
    finally:
        connection.close()
    whole = f"Nguyên vẹn: {counts[0]} sự kiện, {counts[1]} dòng sổ, {counts[2]} văn bản và gói."
    print("\n".join(findings) if findings else f"{whole} Đầu chuỗi {_text(head)[:16]} ở sự kiện {seq}.")
    return 1 if findings else 0


def opened(file: Path, password_file: str | None) -> tuple[Any, type[Exception]]:
    """(a connection that only reads, what it raises for a damaged file). Raises CannotOpenError."""
    name = f"{file.absolute().as_uri()}?mode=ro"
    with file.open("rb") as head:
        clear = head.read(len(CLEAR)) == CLEAR
    if clear:
        connection: Any = sqlite3.connect(name, uri=True)
        connection.text_factory = bytes
        return connection, sqlite3.Error
    ring = slots(file)
    if ring is None:
        raise CannotOpenError(f"Tệp {file} đã mã hóa mà không thấy khóa (keys.json, hoặc phần cuối của bản sao), hoặc không phải kho dữ liệu.")
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        raise CannotOpenError("Kho đã mã hóa: cần thêm hai thư viện sqlcipher3 và cryptography.") from error
    key = data_key(ring, *credentials(password_file))
    driver: Any = dbapi2
    connection = driver.connect(name, uri=True)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.text_factory = bytes
    return connection, driver.Error


def credentials(password_file: str | None) -> tuple[str, str]:
    """(log-in name, password), from the environment or the file."""
    login, password = os.environ.get("THADS_ACCOUNT", ""), os.environ.get("THADS_PASSWORD", "")
    if password_file is not None:
        try:
            password = Path(password_file).read_text(encoding="utf-8-sig").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise CannotOpenError(f"Không đọc được mật khẩu trong tệp {password_file}.") from error
    if not login.strip() or not password:
        raise CannotOpenError("Kho đã mã hóa: hãy đặt biến THADS_ACCOUNT và THADS_PASSWORD, hoặc dùng --password-file TỆP.")
    return unicodedata.normalize("NFC", login).strip().casefold(), unicodedata.normalize("NFC", password)


def slots(file: Path) -> dict[str, Any] | None:
    """The slots behind a copy, or beside a store; None where there are none."""
    data = file.read_bytes()[-1_100_000:]
    if data.endswith(MARK) and data[-len(MARK) - 8 : -len(MARK)].isdigit():
        length = int(data[-len(MARK) - 8 : -len(MARK)])
        start = len(data) - -(-(length + len(MARK) + 8) // PAGE) * PAGE
        data = data[start : start + length] if start >= 0 else b""
    else:
        beside = file.parent / "keys.json"
        data = beside.read_bytes() if beside.is_file() else b""
    try:
        ring = json.loads(data)
        return ring if isinstance(ring, dict) and isinstance(ring.get("slots"), list) else None
    except ValueError:
        return None


def data_key(ring: dict[str, Any], login: str, password: str) -> bytes:
    """The data key out of the slot of this account. Raises CannotOpenError."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    wrong = CannotOpenError("Tên đăng nhập hoặc mật khẩu chưa đúng.")
    try:
        for slot in ring["slots"]:
            if slot["kind"] != "account" or hashlib.sha256(bytes.fromhex(slot["name_salt"]) + login.encode()).hexdigest() != slot["name"]:
                continue
            cost = slot["cost"]
            wrapping = Argon2id(
                salt=bytes.fromhex(slot["salt"]), length=32, iterations=int(cost["passes"]), lanes=int(cost["lanes"]),
                memory_cost=int(cost["memory"]),
            ).derive(password.encode())  # fmt: skip
            bound = f"thads:{ring['format']}:{ring['office']}:account:{slot['id']}".encode()
            return AESGCM(wrapping).decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["sealed"]), bound)
    except (InvalidTag, ValueError, KeyError, TypeError):
        raise wrong from None
    raise wrong


def check(connection: Any) -> tuple[list[str], tuple[int, int, int]]:
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


def _events(connection: Any, findings: list[str]) -> Iterator[tuple[int, dict[str, Any]]]:
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
    connection: Any, wanted: dict[tuple[str, str, int], tuple[str, int]], findings: list[str]
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


def _files(connection: Any, wanted: set[str], findings: list[str]) -> int:
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
