"""A new version of the program in the one signed container: the folder build as one archive, and a list of every file in it.

The list is signed with the rest; an archive is unpacked against it, file by file, so that nothing else gets out of it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc
from thads_desktop.exchange import package, signature

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

KIND, INFO, ARCHIVE, FORMAT = "program", "program.json", "program.zip", 1
#: Files and bytes of an unpacked program; that of today has 1,300 files and 240 MB.
MOST_FILES, MOST_BYTES = 20_000, 1_000_000_000
_EPOCH = (1980, 1, 1, 0, 0, 0)
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_ODD = re.compile(r'[\x00-\x1f<>:"|?*\\]')


@dataclass(frozen=True, slots=True)
class File:
    """A file of the build. path: with slashes, below the folder; run: it is a program; link: it is another name of a file of the
    build, said from where it stands ("" = a file of its own)."""

    path: str
    size: int
    sha256: str
    run: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Program:
    """A new version that was rightly signed. platform: "win32" | "linux" | "darwin" and the machine, as in ``here``."""

    version: str
    platform: str
    files: tuple[File, ...]
    archive: bytes
    publisher: str = ""

    @property
    def size(self) -> int:
        """Bytes of the unpacked folder."""
        return sum(f.size for f in self.files)


def here() -> str:
    """The system that this program runs on: "linux-x86_64", "win32-amd64"."""
    import platform
    import sys

    return f"{sys.platform}-{platform.machine().lower()}"


def write(
    version: str, platform: str, contents: Mapping[str, tuple[bytes, bool]], secret: bytes, publisher: str, made_on: str = "",
    links: Mapping[str, str] = MappingProxyType({}),
) -> bytes:  # fmt: skip
    """The signed file. contents: path -> (bytes, is a program); links: path -> what it points to, from where it stands.

    ValueError for a path or a version that ``read`` would refuse.
    """
    files = [File(p, len(data), hashlib.sha256(data).hexdigest(), run) for p, (data, run) in sorted(contents.items())]
    files += [File(p, 0, hashlib.sha256(b"").hexdigest(), False, target) for p, target in sorted(links.items())]
    if any(_odd(f.path) for f in files) or _stray(files) or not _VERSION.fullmatch(version):
        raise ValueError(f"{version}: {_stray(files)}")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for path, (data, _run) in sorted(contents.items()):
            entry = zipfile.ZipInfo(path, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            box.writestr(entry, data)
    info = {"format": FORMAT, "version": version, "platform": platform, "files": [asdict(f) for f in files]}
    shown = signature.fingerprint(signature.public_of(secret))
    manifest = package.Manifest(KIND, "publisher", publisher, shown, made_on=made_on)
    return package.write(manifest, {INFO: _canonical(info), ARCHIVE: out.getvalue()}, secret)


def read(data: bytes, trusted: Mapping[str, str]) -> Program:
    """The program in a file that one of the trusted keys (fingerprint -> name) signed. Refused otherwise, saying how."""
    found = package.read_any(data)
    m = found.manifest
    if m.kind != KIND:
        raise _refused("package.wrong_kind", wanted="bản cập nhật chương trình")
    if m.fingerprint not in trusted:
        raise _refused("pack.unknown_publisher", publisher=m.office_name, fingerprint=m.fingerprint)
    for part in sorted({INFO, ARCHIVE} - set(found.parts)):
        raise _refused("package.missing_part", part=part)
    version, platform, files = _info(found.parts[INFO])
    for file in files:
        if _odd(file.path):
            raise _refused("program.bad_path", file=file.path[:80])
    if stray := _stray(files):
        raise _refused("program.bad_path", file=stray[:80])
    if len({f.path.casefold() for f in files}) != len(files):
        raise _refused("program.bad_path", file="hai tệp cùng tên")
    if len(files) > MOST_FILES or sum(f.size for f in files) > MOST_BYTES:
        raise _refused("program.too_large")
    return Program(version, platform, files, found.parts[ARCHIVE], trusted[m.fingerprint])


def unpacked(program: Program) -> Iterator[tuple[File, bytes]]:
    """Each file of the list with its bytes, as signed, links last and without. Refused("program.bad_file") for one that is not so, or is not listed."""
    try:
        with zipfile.ZipFile(io.BytesIO(program.archive)) as box:
            listed = {f.path for f in program.files if not f.link}
            for name in box.namelist():
                if name not in listed:
                    raise _refused("program.bad_file", file=name[:80])
            for file in (f for f in program.files if not f.link):
                with box.open(file.path) as entry:
                    # One byte more than signed is enough to know that it is another file.
                    data = entry.read(file.size + 1)
                if len(data) != file.size or hashlib.sha256(data).hexdigest() != file.sha256:
                    raise _refused("program.bad_file", file=file.path)
                yield file, data
            yield from ((f, b"") for f in program.files if f.link)
    except (zipfile.BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise _refused("program.bad_file", file=ARCHIVE) from error


def _info(text: bytes) -> tuple[str, str, tuple[File, ...]]:
    try:
        info = json.loads(text)
        if isinstance(info.get("format"), int) and info["format"] > FORMAT:
            raise _refused("package.newer")
        files = tuple(File(**entry) for entry in info["files"])
        sound = (
            set(info) == {"format", "version", "platform", "files"} and _VERSION.fullmatch(info["version"])
            and isinstance(info["platform"], str) and files
            and all(
                (type(f.path), type(f.size), type(f.sha256), type(f.run), type(f.link)) == (str, int, str, bool, str) and f.size >= 0
                for f in files
            )
        )  # fmt: skip
        if not sound or _canonical(info) != text:
            raise ValueError("not as written")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refused("package.bad_manifest") from error
    return info["version"], info["platform"], files


def _odd(path: str) -> bool:
    """A path that does not name one plain file below a folder, on every system alike."""
    parts = path.split("/")
    return (
        not path or len(path) > 240 or nfc(path) != path or bool(_ODD.search(path)) or PurePosixPath(path).is_absolute()
        or any(not p or p in (".", "..") or p.endswith((" ", ".")) or _RESERVED.fullmatch(p) for p in parts)
    )  # fmt: skip


def _stray(files: Sequence[File]) -> str:
    """The first link that leads to anything but a file of the build; "" = none."""
    own = {f.path for f in files if not f.link}
    return next((f.path for f in files if f.link and (f.link.startswith("/") or normpath(join(dirname(f.path), f.link)) not in own)), "")


def _canonical(info: dict[str, Any]) -> bytes:
    return json.dumps(info, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _refused(code: str, **facts: str) -> Refused:
    return Refused(Refusal(code, facts))
