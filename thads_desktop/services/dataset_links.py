"""What the other side calls a row that came in: the register row ``outside``, so that a later import updates instead of doubling.

own: what it is here (an id, or "subject#seq" of an event); digest: of the row as it came, so that the same is known at once.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.acts import PLAIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.storage.reader import Reader

KIND = "outside"


@dataclass(frozen=True, slots=True)
class Link:
    """own: of this store; seqs: the events that the row wrote, where it wrote events."""

    own: str
    digest: str
    seqs: tuple[int, ...] = ()


def key_of(dataset: str, source: str, known: str) -> str:
    """The key of the register row: an id may be longer than a key, and may hold anything."""
    return f"{dataset}.{hashlib.sha256(f'{source} {known}'.encode()).hexdigest()[:32]}"


def digest_of(values: Mapping[str, Any]) -> str:
    """Of a row as it came in; its order in the other log is no part of it, nor on which form a decision stands that its kind tells."""
    told = ("order", "id", "id_source", *(("form",) if values.get("kind") != PLAIN else ()))
    kept = {k: v for k, v in values.items() if k not in told}
    return hashlib.sha256(json.dumps(kept, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")).hexdigest()[:32]


def content(dataset: str, source: str, known: str, link: Link) -> dict[str, Any]:
    """The register row."""
    return {"dataset": dataset, "source": source, "id": known, "own": link.own, "digest": link.digest, "seqs": list(link.seqs)}


def found(reader: Reader, dataset: str, source: str, known: str) -> Link | None:
    """What a row of the other side is here; None for one that never came in."""
    row = reader.row(KIND, key_of(dataset, source, known))
    return Link(str(row["own"]), str(row["digest"]), tuple(row.get("seqs", ()))) if row is not None else None


def by_own(reader: Reader) -> dict[tuple[str, str], tuple[str, str]]:
    """(set, what it is here) -> (whose id, the id), of everything that came in."""
    return {(row["dataset"], row["own"]): (row["source"], row["id"]) for row in reader.rows(KIND).values()}
