"""What a package of the kind ``return_slip`` holds, read strictly: what the department says of one return of one office.

It names the package it is about by its SHA-256; remarks name forms, rows, cells and matters, never a party.
"""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Annotated

import msgspec

from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND, CONTENT, FORMAT = "return_slip", "slip.json", 1
MOST_REMARKS, MOST_BYTES = 500, 1_000_000

Word = Annotated[str, msgspec.Meta(max_length=300)]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern="^[0-9a-zA-Z_-]+$")]
Sha = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
Long = Annotated[str, msgspec.Meta(max_length=2_000)]


class Remark(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing to be looked at: where (form, row, cell as the return's own keys; matter as its evidence), "" = the whole; and what."""

    text: Long
    form: Word = ""
    row: Word = ""
    cell: Word = ""
    matter: Word = ""


class Slip(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """to: key of the office; package: SHA-256 of its return; answer_by: until when a corrected version is asked for."""

    to: Key
    to_name: Word
    package: Sha
    regime: Word
    year: int
    months: int
    accepted: bool
    text: Long
    made_on: date
    signed_by: Word
    remarks: tuple[Remark, ...] = ()
    answer_by: date | None = None
    format: int = FORMAT


_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(Slip)


def write(slip: Slip) -> bytes:
    """The content as a part; equal content gives equal bytes."""
    return _ENCODER.encode(slip)


def read(parts: Mapping[str, bytes], office: str) -> Slip:
    """The content of a slip, checked whole. office: who signed, for what is said."""
    if set(parts) != {CONTENT}:
        raise Refused(Refusal("slip.bad", {"says": "thiếu phần hoặc có phần lạ trong gói.", "office": office}))
    data = parts[CONTENT]
    if len(data) > MOST_BYTES:
        raise Refused(Refusal("package.too_large"))
    try:
        slip = _DECODER.decode(data)
        same = _ENCODER.encode(slip) == data
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError) as error:
        raise Refused(Refusal("slip.bad", {"says": "không đọc được.", "office": office})) from error
    if slip.format > FORMAT:
        raise Refused(Refusal("package.newer", {"office": office}))
    says = "" if same and slip.format == FORMAT else "không đúng dạng."
    texts = (slip.text, slip.to_name, slip.signed_by, *(x for r in slip.remarks for x in (r.text, r.form, r.row, r.cell, r.matter)))
    if not says and not all(_fit(x) for x in texts):
        says = "có chữ không in được."
    if not says and (len(slip.remarks) > MOST_REMARKS or any(not r.text.strip() for r in slip.remarks)):
        says = "ý kiến trống hoặc quá nhiều."
    if not says and not slip.accepted and not (slip.text.strip() or slip.remarks):
        says = "phiếu trả lại không nêu lý do."
    if not says and slip.answer_by is not None and (slip.accepted or slip.answer_by < slip.made_on):
        says = "hạn lập lại không hợp lý."
    if says:
        raise Refused(Refusal("slip.bad", {"says": says, "office": office}))
    return slip


def _fit(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and all(c.isprintable() or c == "\n" for c in text)
