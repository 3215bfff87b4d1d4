"""Event <-> canonical text. The text is the event: columns are copies, the hash covers these very bytes.

Canonical: UTF-8, NFC, keys sorted, no spaces, no floats, dates ISO, the moment as UTC with microseconds and Z.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from thads_desktop.domain.events import BODIES, Body, Event
from thads_desktop.domain.refusal import Trouble

GENESIS = "0" * 64


class _Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    actor: str
    body: msgspec.Raw
    day: date | None
    law: str
    recorded: datetime
    role: str
    seq: int
    subject: str
    type: str
    version: int


class _Written(msgspec.Struct, frozen=True):
    """The envelope on its way out; the fields stand in sorted order."""

    actor: str
    body: msgspec.Raw
    day: date | None
    law: str
    recorded: str
    role: str
    seq: int
    subject: str
    type: str
    version: int


_ENCODER = msgspec.json.Encoder(order="sorted")
_ENVELOPE = msgspec.json.Decoder(_Envelope)
_BODIES: dict[tuple[str, int], msgspec.json.Decoder[Any]] = {}


def encode(event: Event) -> str:
    """The canonical text of an event. ValueError for what has no canonical form (a float, a lone surrogate)."""
    body = event.body
    raw = _ENCODER.encode(
        _Written(
            event.actor, msgspec.Raw(_ENCODER.encode(body)), event.day, event.law, moment(event.recorded), event.role,
            event.seq, event.subject, type(body).__name__, 1,
        )
    )  # fmt: skip
    if raw.isascii():
        return raw.decode()
    text = raw.decode()
    return text if unicodedata.is_normalized("NFC", text) else canonical(msgspec.json.decode(raw))


def canonical(content: Any) -> str:
    """Canonical JSON text of plain values (mappings, lists, text, whole numbers, days); ValueError for a float."""
    return _ENCODER.encode(_plain(content)).decode()


def decode(text: str | bytes) -> Event:
    """The event in a stored text.

    Trouble("event.newer") for a pair this program does not know, ("store.damaged") for a text that is no event.
    """
    try:
        return parse(text)
    except ValueError as error:
        raise Trouble("store.damaged") from error


def parse(text: str | bytes) -> Event:
    """As ``decode``; ValueError for a text that is no event or whose values are not of the body's types."""
    try:
        e = _ENVELOPE.decode(text)
        pair = (e.type, e.version)
        reader = _BODIES.get(pair)
        if reader is None:
            if pair not in BODIES:
                raise Trouble("event.newer", type=e.type, version=str(e.version))
            reader = _BODIES[pair] = msgspec.json.Decoder(BODIES[pair])
        body: Body = reader.decode(e.body)
    except RecursionError as error:
        raise ValueError("nested without an end") from error
    return Event(e.seq, e.day, e.recorded, e.actor, e.role, e.subject, e.law, body)


def moment(at: datetime) -> str:
    """A moment as it is stored: UTC, microseconds, Z."""
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def chain(previous: str, text: str) -> str:
    """The hash of an event: SHA-256 over the previous hash and its text."""
    return hashlib.sha256(previous.encode() + text.encode()).hexdigest()


def first_break(rows: Iterable[tuple[int, bytes | None, bytes | None]]) -> int:
    """The seq of the first event that does not follow from the one before it; 0 when the chain holds.

    rows: (seq, hash, text) of every event in order, as bytes, so that no damage stops the reading.
    """
    previous = GENESIS
    for seq, hash_, text in rows:
        if text is None or hash_ is None:
            return _place(seq)
        now = hashlib.sha256(previous.encode() + text).hexdigest()
        if now.encode() != hash_:
            return _place(seq)
        previous = now
    return 0


def _place(seq: object) -> int:
    """A damaged place is no number: then -1, which is no place in the log either."""
    return seq if type(seq) is int and seq else -1


#: What ``first_break`` reads.
CHAIN = "SELECT seq, CAST(hash AS BLOB), CAST(text AS BLOB) FROM events ORDER BY seq"


def has_false_row(rows: Iterable[tuple[Any, ...]]) -> bool:
    """Is there a register row that is not the one its event tells of? rows: as ``ROWS`` reads them."""
    for version, kind, key, salt, content, text in rows:
        if kind is None or key is None or salt is None or content is None or text is None:
            return True
        digest = hashlib.sha256(salt + b"|" + content).hexdigest()
        try:
            body = canonical({"digest": digest, "key": key.decode(), "kind": kind.decode(), "row_version": version})
        except ValueError:
            return True
        if body.encode() not in text:
            return True
    return False


#: What ``has_false_row`` reads.
ROWS = (
    "SELECT r.version, CAST(r.kind AS BLOB), CAST(r.key AS BLOB), CAST(r.salt AS BLOB), CAST(r.content AS BLOB), "
    "CAST(e.text AS BLOB) FROM register_rows r LEFT JOIN events e ON e.seq = r.seq"
)


def row_digest(salt: str, content: str) -> str:
    """The salted digest of a register row's canonical content."""
    return hashlib.sha256(f"{salt}|{content}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, (bool, int)) or value is None:
        return value
    # What is asked of an abstract class costs more than all else here.
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, (dict, Mapping)):
        return {_plain(str(k)): _plain(v) for k, v in value.items()}
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError(f"not storable: {type(value).__name__}")
