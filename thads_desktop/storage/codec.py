"""Event <-> canonical text. The text is the event: columns are copies, the hash covers these very bytes.

Canonical: UTF-8, NFC, keys sorted, no spaces, no floats, dates ISO, the moment as UTC with Z.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from dataclasses import asdict
from datetime import UTC, date, datetime
from typing import Any

import msgspec

from thads_desktop.domain.events import BODIES, Body, Event
from thads_desktop.domain.refusal import Trouble

GENESIS = "0" * 64


class _Envelope(msgspec.Struct, frozen=True):
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


_ENVELOPE = msgspec.json.Decoder(_Envelope)
_BODIES: dict[tuple[str, int], msgspec.json.Decoder[Any]] = {}


def encode(event: Event) -> str:
    """The canonical text of an event."""
    envelope = {
        "actor": event.actor,
        "body": asdict(event.body),
        "day": event.day,
        "law": event.law,
        "recorded": event.recorded.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "role": event.role,
        "seq": event.seq,
        "subject": event.subject,
        "type": type(event.body).__name__,
        "version": 1,
    }
    return canonical(envelope)


def canonical(content: Any) -> str:
    """Canonical JSON text of plain values; ValueError for a float."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
    return unicodedata.normalize("NFC", text)


def decode(text: str | bytes) -> Event:
    """The event in a canonical text. Trouble("event.newer") for a pair this program does not know."""
    e = _ENVELOPE.decode(text)
    pair = (e.type, e.version)
    reader = _BODIES.get(pair)
    if reader is None:
        if pair not in BODIES:
            raise Trouble("event.newer", type=e.type, version=str(e.version))
        reader = _BODIES[pair] = msgspec.json.Decoder(BODIES[pair])
    body: Body = reader.decode(e.body)
    return Event(e.seq, e.day, e.recorded, e.actor, e.role, e.subject, e.law, body)


def chain(previous: str, text: str) -> str:
    """The hash of an event: SHA-256 over the previous hash and its text."""
    return hashlib.sha256(previous.encode() + text.encode()).hexdigest()


def row_digest(salt: str, content: str) -> str:
    """The salted digest of a register row's canonical content."""
    return hashlib.sha256(f"{salt}|{content}".encode()).hexdigest()


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"not storable: {type(value).__name__}")
