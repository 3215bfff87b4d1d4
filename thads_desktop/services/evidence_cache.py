"""The evidence inside packages that were accepted, read once: their bytes never change, for they are known by their digest.

At most so many facts are kept; the least recently asked for go first.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from thads_desktop.returns.consolidate import Evidence, bucket_sums, read_evidence

if TYPE_CHECKING:
    from thads_desktop.returns.tally import Tally
    from thads_desktop.storage.reader import Reader

#: About 400 bytes each.
MOST_FACTS = 600_000
_KEPT: OrderedDict[str, tuple[Evidence, Tally]] = OrderedDict()
_PARTS: dict[tuple[str, str], bytes | None] = {}
_UNCLOSED: dict[str, bool] = {}
#: Small parts kept beside.
MOST_PARTS = 200
_LOCK = Lock()


def evidence(reader: Reader, sha256: str) -> Evidence:
    """The evidence of an accepted package."""
    return _of(reader, sha256)[0]


def sums(reader: Reader, sha256: str) -> Tally:
    """Its bucket sums, under its office."""
    return _of(reader, sha256)[1]


def part(reader: Reader, sha256: str, name: str) -> bytes | None:
    """Another part of an accepted package, None where it has none."""
    with _LOCK:
        if (sha256, name) in _PARTS:
            return _PARTS[sha256, name]
    from thads_desktop.exchange import package

    found = package.read_any(reader.blob(sha256)).parts.get(name)
    with _LOCK:
        if len(_PARTS) >= MOST_PARTS:
            _PARTS.clear()
        _PARTS[sha256, name] = found
    return found


def unclosed(reader: Reader, sha256: str) -> bool:
    """The return in an accepted package was not closed at the office."""
    with _LOCK:
        if sha256 in _UNCLOSED:
            return _UNCLOSED[sha256]
    from thads_desktop.exchange import package

    # Its bytes were judged when it was accepted, and are known by their digest.
    found = says_unclosed(package.files_of(reader.blob(sha256))["return.json"])
    with _LOCK:
        _UNCLOSED[sha256] = found
    return found


def says_unclosed(content: bytes) -> bool:
    """The forms beside the evidence say that they are not closed."""
    return not json.loads(content).get("closed")


def forget() -> None:
    """Nothing is kept any more: for measuring, and for tests of damage."""
    with _LOCK:
        _KEPT.clear()
        _PARTS.clear()
        _UNCLOSED.clear()


def keep(sha256: str, found: Evidence, own: Tally | None = None) -> None:
    """What was read and judged when the package was received need not be read again. own: its bucket sums, under no office."""
    own = bucket_sums(found) if own is None else own
    made = (found, {bucket._replace(office=found.office.key): values for bucket, values in own.items()})
    with _LOCK:
        _KEPT[sha256] = made
        _KEPT.move_to_end(sha256)
        held = sum(len(e.facts) for e, _ in _KEPT.values())
        while held > MOST_FACTS and len(_KEPT) > 1:
            _, (gone, _sums) = _KEPT.popitem(last=False)
            held -= len(gone.facts)


def _of(reader: Reader, sha256: str) -> tuple[Evidence, Tally]:
    with _LOCK:
        found = _KEPT.get(sha256)
        if found is not None:
            _KEPT.move_to_end(sha256)
            return found
    from thads_desktop.exchange import package

    keep(sha256, read_evidence(package.read_any(reader.blob(sha256)).parts["evidence.jsonl"]))
    with _LOCK:
        return _KEPT[sha256]
