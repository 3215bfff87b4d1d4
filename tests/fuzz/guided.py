"""What the guided fuzzer changes: bytes that say what is to be done with a sound file, and the sound files to begin with.

The first byte says how the rest is to be understood, so that changes get past a checksum or a signature to what lies behind.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.fuzz import delegations, packages, stores, workbooks
from thads_desktop.exchange import delegation as box

#: Tries one input (Fault for a fault), and the inputs to begin with.
Target = tuple[Callable[[bytes], object], list[bytes]]
_OWN = ("manifest.json", "evidence.jsonl", "return.json", "matters.json", "log.json")


def package(folder: Path) -> Target:
    """0: the bytes of a package; else a package of a stranger whose manifest or part the bytes are."""
    province = packages.Province(folder)

    def one(data: bytes) -> object:
        if not data or data[0] % 8 == 0:
            return province.take(data[1:])
        return province.take(_with(province, data, packages.STRANGER))

    seeds = [b"\0" + province.sent, b"\0" + province.key]
    seeds += [bytes([1 + n]) + province.content[name] for n, name in enumerate(_OWN) if name in province.content]
    return one, seeds + [b"\0" + packages.raw(province, Random(n)) for n in range(40)]


def content(folder: Path) -> Target:
    """A package rightly signed by the office itself, whose manifest or part the bytes are."""
    province = packages.Province(folder)
    seeds = [bytes([1 + n]) + province.content[name] for n, name in enumerate(_OWN) if name in province.content]
    return lambda data: province.take(_with(province, data or b"\1", None), own=True), seeds


def _with(province: packages.Province, data: bytes, secret: bytes | None) -> bytes:
    name, text = _OWN[(data[0] - 1) % len(_OWN)], data[1:]
    if name == "manifest.json":
        return province.signed(text, {n: b for n, b in province.content.items() if n in _OWN[1:]}, secret)
    return province.with_parts({name: text}, secret=secret)


def workbook(folder: Path) -> Target:
    """0: the bytes of a workbook; else the workbook with one part replaced by the bytes."""
    office = workbooks.Office(folder)
    names = sorted(office.parts)

    def one(data: bytes) -> object:
        if not data or data[0] == 0:
            return office.take(data[1:])
        return office.take(office.zipped({names[(data[0] - 1) % len(names)]: data[1:]}))

    seeds = [b"\0" + office.whole, *(bytes([1 + n]) + office.parts[name] for n, name in enumerate(names))]
    for n in range(120):
        seeds += [bytes([1 + names.index(name)]) + text for name, text in workbooks.swapped(office, Random(n)).items()]
    return one, seeds


def store(folder: Path) -> Target:
    """Changes of a store (first byte even) or of a copy that is restored (odd): places and bytes, twelve at a time."""
    archive = stores.Archive(folder)

    def one(data: bytes) -> object:
        way = data[0] if data else 0
        if way % 8 == 7:
            return archive.take(stores.forged(archive.whole, Random(data)), forged=True)
        if way % 8 >= 5:
            return archive.put_back(stores.changed(archive.copy, Random(data)))
        if way % 8 == 4:
            return archive.take(stores.changed(archive.whole, Random(data)))
        whole = bytearray(archive.copy if way % 2 else archive.whole)
        for at in range(1, min(len(data), 12 * 8), 12):
            place = int.from_bytes(data[at : at + 4], "big") % len(whole)
            new = data[at + 4 : at + 12]
            whole[place : place + len(new)] = new
        return archive.put_back(bytes(whole)) if way % 2 else archive.take(bytes(whole))

    random = Random(1)
    seeds = [bytes([way]) + random.randbytes(12 * n) for way in range(8) for n in (1, 2, 4)]
    # Where the file begins: its header and the definitions of its tables.
    seeds += [bytes([way]) + at.to_bytes(4, "big") + random.randbytes(8) for way in (0, 1) for at in range(0, 4096, 64)]
    return one, seeds


def delegation(folder: Path) -> Target:
    """0: the bytes of a delegation package; 1: one rightly signed by the office itself, whose content the bytes are."""
    receiver = delegations.Receiver(folder)

    def one(data: bytes) -> object:
        if not data or data[0] % 2 == 0:
            return receiver.take(data[1:])
        return receiver.take(receiver.with_parts({box.CONTENT: data[1:]}), own=True)

    return one, [b"\0" + receiver.sent, b"\1" + receiver.content[box.CONTENT], *(b"\0" + packages.raw(receiver, Random(n)) for n in range(20))]


TARGETS: dict[str, Callable[[Path], Target]] = {
    "package": package, "content": content, "workbook": workbook, "store": store, "delegation": delegation}


def dictionary(folder: Path) -> Path:
    """Words that a change may put in, in the fuzzer's own notation."""
    words = [
        b"null", b"true", b"NaN", b"1e999", b"18446744073709551616", b"-1", b"[]", b"{}", b'""', b'"\\ud800"', b"[[[[[[[[", b"../",
        b"PK\1\2", b"PK\3\4", b"PK\5\6",
        b"\xff\xff\xff\xff", b"<!DOCTYPE", b"<f>", b"<v>", b'ref="A1:XFD1048576"', b't="d"', b't="e"', b't="b"', b'"parts":', b'"format":',
        b'"officers":', b"&#x0;",
    ]  # fmt: skip
    file = folder / "words.txt"
    file.write_text("".join('"' + "".join(f"\\x{b:02x}" for b in word) + '"\n' for word in words), encoding="ascii")
    return file
