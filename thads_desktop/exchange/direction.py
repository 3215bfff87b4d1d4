"""What packages of the kind ``direction`` hold (down the line), and the part of a return that answers them (up), read strictly.

Equal content gives equal bytes; any other spelling, an unknown field, an odd day is refused, saying what.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.exchange.strict_part import ENCODER, decoded, odd_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.exchange.package import Package

FORMAT = 1
KIND = "direction"
#: The part with the content; packs of law and forms lie beside it. The part of a return that carries the progress.
CONTENT, PROGRESS = "direction.json", "progress.json"
MOST_ITEMS, MOST_PACKS, MOST_TOLD, MOST_BYTES = 200, 20, 5_000, 8_000_000
EARLIEST = date(2000, 1, 1)

Key = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[0-9a-zA-Z_-]+$")]
Word = Annotated[str, msgspec.Meta(max_length=300)]
Title = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Long = Annotated[str, msgspec.Meta(max_length=4_000)]
ItemKind = Literal["target", "direction", "finding", "answer", "pack"]


class _Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """No field that is not known, none missing, none of another type."""


class Item(_Whole, frozen=True):
    """One thing to be done. person: by whom, as the department says it ("" = the head); matter: number of a decision; about: the letter,
    target or inspection that it answers or rests on; pack: the part that holds a pack of law or forms."""

    key: Key
    kind: ItemKind
    text: Title
    due: date
    detail: Long = ""
    person: Word = ""
    matter: Word = ""
    about: Word = ""
    pack: Annotated[str, msgspec.Meta(max_length=20)] = ""


class Direction(_Whole, frozen=True):
    """The content. no: 1, 2, 3 ... of what this sender sends to this office; number: of the letter it goes with."""

    format: int
    key: Key
    no: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    sender: Key
    sender_name: Title
    to: Key
    to_name: Title
    signed_by: Title
    made_on: date
    items: Annotated[tuple[Item, ...], msgspec.Meta(min_length=1, max_length=MOST_ITEMS)]
    number: Word = ""


class Told(_Whole, frozen=True):
    """How far one item is. done: the day it was ended; report: the last one, of the day reported."""

    direction: Key
    no: Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]
    item: Key
    state: Literal["open", "done", "dropped"]
    person: Word
    due: date
    done: date | None = None
    report: Long = ""
    reported: date | None = None


class Letters(_Whole, frozen=True):
    """How many letters of a book wait for an answer, how many of these too long, how many were answered; counts alone."""

    book: Literal["phoi_hop", "xin_y_kien"]
    waiting: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    late: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    answered: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]


class Progress(_Whole, frozen=True):
    """All items that an office was sent, as of a day. last: the last package it took in; letters: of its books."""

    format: int
    office: Key
    made_on: date
    last: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
    told: Annotated[tuple[Told, ...], msgspec.Meta(max_length=MOST_TOLD)] = ()
    letters: Annotated[tuple[Letters, ...], msgspec.Meta(max_length=2)] = ()


_DIRECTION = msgspec.json.Decoder(Direction)
_PROGRESS = msgspec.json.Decoder(Progress)


def write(content: Direction | Progress) -> bytes:
    """The content as a part of a package."""
    return ENCODER.encode(content)


def read(found: Package) -> Direction:
    """The content of a package of directions, checked whole against its manifest and the parts beside it."""
    m = found.manifest
    data: Direction = decoded(found.parts, CONTENT, m.office_name, _DIRECTION, newest=FORMAT, most=MOST_BYTES, bad=_bad)
    says = odd_text(data) or _odd_items(data, set(found.parts) - {CONTENT})
    if not says and (data.sender, data.sender_name, data.made_on.isoformat(), data.no) != (m.office, m.office_name, m.made_on, m.sent_version):
        says = "đơn vị, ngày hoặc số thứ tự khác với bản kê."
    if says:
        raise _bad(says, m.office_name)
    return data


def read_progress(parts: Mapping[str, bytes], office: str, name: str, made_on: str) -> Progress | None:
    """What a return says of directions; None where it carries nothing. office, name, made_on: as its manifest says."""
    if PROGRESS not in parts:
        return None
    data: Progress = decoded(parts, PROGRESS, name, _PROGRESS, newest=FORMAT, most=MOST_BYTES, bad=_bad)
    says = odd_text(data)
    keys = [(t.direction, t.item) for t in data.told]
    if not says and len(set(keys)) != len(keys):
        says = "một việc được báo hai lần."
    if not says and (data.office, data.made_on.isoformat()) != (office, made_on):
        says = "đơn vị hoặc ngày khác với bản kê."
    if not says and any(t.no > data.last for t in data.told):
        says = "báo về gói chưa nhận."
    if not says and (len({x.book for x in data.letters}) != len(data.letters) or any(x.late > x.waiting for x in data.letters)):
        says = "số văn bản phối hợp, xin ý kiến không khớp."
    for t in data.told:
        days = [d for d in (t.done, t.reported) if d is not None]
        if not says and ((t.state == "open") != (t.done is None) or any(not EARLIEST <= d <= data.made_on for d in days)):
            says = "ngày làm xong hoặc ngày báo không khớp."
        if not says and bool(t.report) != (t.reported is not None):
            says = "lời báo không có ngày."
    if says:
        raise _bad(says, name)
    return data


def _odd_items(data: Direction, beside: set[str]) -> str:
    keys = [i.key for i in data.items]
    if len(set(keys)) != len(keys):
        return "một việc đứng hai lần."
    named = [i.pack for i in data.items if i.pack]
    if any(bool(i.pack) != (i.kind == "pack") for i in data.items) or len(set(named)) != len(named) or set(named) != beside or len(named) > MOST_PACKS:
        return "các gói quy định, biểu mẫu kèm theo khác với bản kê."
    if any(not (name.startswith("goi-") and name.endswith(".thads") and name[4:-6].isdigit()) for name in named):
        return "tên gói kèm theo không đúng."
    if not data.made_on >= EARLIEST or any(not EARLIEST <= i.due <= date(2100, 12, 31) for i in data.items):
        return "có ngày không có thật."
    return ""


def _bad(says: str, office: str) -> Refused:
    return Refused(Refusal("direction.bad_content", {"says": says, "office": office}))
