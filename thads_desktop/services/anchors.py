"""The log of an office seen from outside: every return says how the log stood when earlier ones left, and the province,
which keeps those, notices a log that went back (an old copy restored) or went another way (two copies in use).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.exchange.package import Manifest, Package
    from thads_desktop.storage.reader import Reader

#: The part of a package that holds them: {"head": [seq, hash], "anchors": [[seq, hash], ...]}, one of each package that left.
PART = "log.json"
ROLLED_BACK, FORKED = "rolled_back", "forked"
#: What is said beside the office's name.
WORDS = {
    ROLLED_BACK: "Lưu ý: nhật ký của đơn vị không còn gói đã gửi trước đây, kho dữ liệu đã lùi về một bản cũ; hãy hỏi đơn vị.",
    FORKED: "Lưu ý: nhật ký của đơn vị khác với nhật ký của gói đã gửi trước đây, có hai bản dữ liệu đang dùng; hãy hỏi đơn vị.",
}


def part_of(reader: Reader) -> bytes:
    """How the log stood at each package that has left."""
    made = [
        e.body.at_seq for _subject, events in reader.stream("package", types=("PackageMade",))
        for e in events if isinstance(e.body, ev.PackageMade) and e.body.at_seq
    ]  # fmt: skip
    return json.dumps({"head": reader.head(), "anchors": [[seq, reader.hash_at(seq)] for seq in sorted(set(made))]}).encode()


def judged(found: Package, before: Iterable[Manifest]) -> str:
    """What a package says against the earlier ones of its sender: ROLLED_BACK, FORKED, or "" when the log goes on.

    before: manifests of packages accepted earlier. Refused when the part is not one. A package of an older program has no
    such part and says nothing.
    """
    if PART not in found.parts:
        return ""
    head, anchors = _read(found)
    seen = list(before)
    if any(m.seq in anchors and anchors[m.seq] != m.chain_head for m in seen):
        return FORKED
    # What came late by post may be older than what is here already: it cannot know of that.
    ahead = any(m.seq > head and m.made_on < found.manifest.made_on for m in seen)
    return ROLLED_BACK if ahead or any(m.seq <= head and m.seq not in anchors for m in seen) else ""


def known_from(reader: Reader, packages: Iterable[str]) -> list[Manifest]:
    """The manifests of accepted packages (by SHA-256) that carry anchors; the others were made before there were any."""
    from thads_desktop.exchange import package

    found = (package.read_any(reader.blob(sha)) for sha in packages)
    return [x.manifest for x in found if PART in x.parts]


def told(reader: Reader, sender: str) -> list[str]:
    """The SHA-256 of every package accepted from an office."""
    return [
        e.body.sha256 for _subject, events in reader.stream("package", types=("PackageReceived",))
        for e in in_force(events) if isinstance(e.body, ev.PackageReceived) and e.body.sender == sender
    ]  # fmt: skip


def _read(found: Package) -> tuple[int, dict[int, str]]:
    """(seq of the sender's last event, its anchors: seq -> hash)."""
    try:
        plain = json.loads(found.parts[PART])
        pairs = [plain["head"], *plain["anchors"]]
        if not all(type(seq) is int and type(head) is str for seq, head in pairs):
            raise ValueError(PART)
        known: dict[int, str] = dict(pairs)
        if len(known) < len(pairs) - 1:
            raise ValueError(PART)
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        facts = {"says": "phần nhật ký không đọc được.", "office": found.manifest.office_name}
        raise Refused(Refusal("package.bad_evidence", facts)) from error
    # Its own place in the log, which the signed manifest names.
    return int(plain["head"][0]), {**known, found.manifest.seq: found.manifest.chain_head}
