"""A province that trusts one office, and that office's packages changed in every way: by a stranger and by the office itself."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import struct
import zipfile
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.judged import Fault, outcome, sentence
from tests.fuzz.odd import odd_json, scrambled, written
from tests.office import LOGIN, PASSWORD, bench, reopen
from thads_desktop.domain.clock import FixedClock
from thads_desktop.exchange import package, signature
from thads_desktop.services import consolidation, first_account, people, reporting, upkeep
from thads_desktop.services.desk import Desk

DAY = date(2020, 1, 10)
PERIOD = ("2015", 2020, 3)
STRANGER = bytes(range(32))


class Province:
    """The real receiving service on a real store. ``take`` gives the verdict on a file and leaves the store as it was."""

    def __init__(self, folder: Path) -> None:
        made = bench(folder / "district", date(2019, 10, 7))
        made.decision()
        made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=None)
        made.on(DAY)
        written = reporting.write(made.desk, reporting.make(made.desk, 2020, 3), folder / "sent")
        self.sent = next(f for f in written if f.suffix == ".thads").read_bytes()
        self.secret = signature.ensure_key(made.desk.folder)
        key = consolidation.key_package(made.desk, folder / "khoa.thads")
        made.desk.close()
        self.key = Path(key.path).read_bytes()
        self._folder, self._whole = folder / "cuc", folder / "cuc-whole"
        desk = first_account.found(
            self._folder, FixedClock(DAY), LOGIN, PASSWORD,
            lambda made: people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province"),
        ).desk  # fmt: skip
        consolidation.trust(desk, Path(key.path))
        desk.close()
        shutil.copytree(self._folder, self._whole)
        self.desk: Desk = reopen(self._folder, FixedClock(DAY))
        self._accepted = 0
        self._file, self._out = folder / "thu.thads", folder / "ra"
        self.manifest = json.loads(self.parts_of(self.sent)["manifest.json"])
        self.content = self.parts_of(self.sent)
        with self.desk.reading() as reader:
            self._head = reader.head()

    def close(self) -> None:
        self.desk.close()

    @staticmethod
    def parts_of(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(data)) as box:
            return {name: box.read(name) for name in box.namelist()}

    def take(self, data: bytes, *, own: bool = False) -> str:
        """The code of the verdict, "" when it was accepted. own: the office itself signed this, and may say what it likes.

        Fault when anything but a refusal comes of what nobody trusted has signed, or a refusal leaves a trace.
        """
        self._file.write_bytes(data)
        code = outcome(self._taken)
        if code:
            with self.desk.reading() as reader:
                if reader.head() != self._head:
                    raise Fault("a refused package left a trace")
            outcome(lambda: consolidation.seen_key(self._file, self.desk).fingerprint)
            return code
        try:
            if not own and data != self.sent:
                raise Fault("accepted a package that was changed")
            outcome(self._lived_with)
        finally:
            self.desk.close()
            shutil.rmtree(self._folder)
            shutil.copytree(self._whole, self._folder)
            self.desk = reopen(self._folder, FixedClock(DAY))
        return ""

    def _taken(self) -> str:
        (verdict,) = consolidation.receive(self.desk, [self._file], PERIOD)
        sentence(verdict.says)
        if verdict.accepted != (verdict.code == ""):
            raise Fault("accepted with a code")
        consolidation.period_of(self.desk, [self._file])
        return verdict.code

    def _lived_with(self) -> str:
        """What was accepted is summed, shown, written and verified like any other."""
        made = consolidation.joined(self.desk, *PERIOD)
        sentence(made.text()[:2900])
        json.dumps(made.json()).encode()
        self._accepted += 1
        if self._accepted < 20 or self._accepted % 10 == 0:  # drawing takes longest
            consolidation.write(self.desk, made, self._out)
        consolidation.close_joined(self.desk, made)
        if found := upkeep.verify(self.desk).findings:
            raise Fault(found[0])
        return ""

    def signed(self, manifest: bytes, parts: dict[str, bytes], secret: bytes | None = None) -> bytes:
        """A package with this very text as manifest, rightly signed by the office (or by the secret given)."""
        secret = secret or self.secret
        return package._zip(manifest, parts, signature.public_of(secret), signature.sign(secret, manifest))

    def with_parts(self, changed: dict[str, bytes], fields: dict[str, Any] | None = None, secret: bytes | None = None) -> bytes:
        """The office's package with other content, its manifest telling the truth about it."""
        own = {n: b for n, b in self.content.items() if n not in ("manifest.json", "key.pub", "signature")} | changed
        listed = [{"name": n, "size": len(b), "sha256": hashlib.sha256(b).hexdigest()} for n, b in sorted(own.items())]
        plain = {**self.manifest, "parts": listed, **(fields or {})}
        if secret is not None:
            plain["fingerprint"] = signature.fingerprint(signature.public_of(secret))
        return self.signed(written(plain), own, secret)


def raw(province: Province, random: Random) -> bytes:
    """The bytes of the package changed without its key: flips, cuts, doubled names, paths, bombs, other shells."""
    data = bytearray(province.sent)
    parts = dict(province.content)
    way = random.randrange(10)
    if way < 3:
        return scrambled(bytes(data), random)
    if way == 3:  # another shell around the same or changed parts
        name = random.choice(sorted(parts))
        if random.random() < 0.7:
            parts[name] = scrambled(parts[name], random)
        else:
            other = random.choice(sorted(parts))
            parts[name], parts[other] = parts[other], parts[name]
        return _box(list(parts.items()), random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
    if way == 4:
        name = random.choice(sorted(parts))
        return _box([*parts.items(), (name, random.choice((parts[name], b"{}")))])
    if way == 5:
        tricks = ("../x", "/etc/passwd", "C:\\x", "..\\..\\x", "a/b", "manifest.json/", "\\\\may\\chung", "x\0y", "CON", "é" * 300, ".", "..")
        return _box([*parts.items(), (random.choice(tricks), b"x")])
    if way == 6:
        return _linked([*parts.items()], random)
    if way == 7:  # a declared size that is not so
        at = data.rfind(b"PK\1\2", 0, len(data) - random.randrange(1, 400))
        field = at + random.choice((20, 24, 42))
        data[field : field + 4] = struct.pack("<I", random.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0xFFFFFFFE)))
        return bytes(data)
    if way == 8:
        size = random.choice((1, 20)) * 1_000_000
        return _box([*parts.items(), ("bomb", b"\0" * size)], zipfile.ZIP_DEFLATED)
    return _box([(f"p{n}", b"") for n in range(random.choice((51, 3000)))] + [*parts.items()])


def signed(province: Province, random: Random, secret: bytes | None = None) -> bytes:
    """The content changed and signed anew: by the office itself, or by a stranger who owns the secret."""
    way = random.randrange(6)
    name = random.choice([n for n in province.content if n not in ("manifest.json", "key.pub", "signature")])
    if way == 0:
        return province.with_parts({name: scrambled(province.content[name], random)}, secret=secret)
    if way in (1, 2):
        return province.with_parts({name: _odd_part(province.content[name], random)}, secret=secret)
    if way == 3:
        field = random.choice(sorted(province.manifest))
        return province.with_parts({}, {field: json.loads(odd_json(province.manifest[field], random, plain=True))}, secret)
    text = written({**province.manifest, **({"fingerprint": _shown(secret)} if secret else {})})
    text = odd_json(json.loads(text), random) if way == 4 else scrambled(text, random)
    return province.signed(text, {n: b for n, b in province.content.items() if n not in ("manifest.json", "key.pub", "signature")}, secret)


def _shown(secret: bytes) -> str:
    return signature.fingerprint(signature.public_of(secret))


def _odd_part(text: bytes, random: Random) -> bytes:
    lines = text.split(b"\n")
    at = random.choice([n for n, line in enumerate(lines) if line.strip()])
    lines[at] = odd_json(json.loads(lines[at]), random)
    return b"\n".join(lines)


def _box(files: list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    import warnings

    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", method) as box:
        warnings.simplefilter("ignore")
        for name, content in files:
            box.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def _linked(files: list[tuple[str, bytes]], random: Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for name, content in files:
            entry = zipfile.ZipInfo(name)
            if random.random() < 0.4:
                entry.external_attr, content = 0o120777 << 16, b"/etc/passwd"
            box.writestr(entry, content)
        link = zipfile.ZipInfo("lien-ket")
        link.external_attr = 0o120777 << 16
        box.writestr(link, "../../thads.db")
    return out.getvalue()
