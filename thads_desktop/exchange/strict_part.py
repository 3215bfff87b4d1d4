"""A part of a package read strictly: of one format, spelled just as the program writes it, with letters that print."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from thads_desktop.domain.refusal import Refusal, Refused

ENCODER = msgspec.json.Encoder(order="sorted")


def decoded(
    parts: Mapping[str, bytes], name: str, office: str, decoder: Any, *, newest: int, most: int, bad: Callable[[str, str], Refused]
) -> Any:  # fmt: skip
    """The part as the decoder reads it. newest: the newest format known; most: bytes; bad(says, office) is raised for what is not sound.
    Refused("package.missing_part" | "package.too_large" | "package.newer")."""
    if name not in parts:
        raise Refused(Refusal("package.missing_part", {"part": name, "office": office}))
    if len(parts[name]) > most:
        raise Refused(Refusal("package.too_large"))
    try:
        data = decoder.decode(parts[name])
        same = ENCODER.encode(data) == parts[name]
    except (msgspec.MsgspecError, RecursionError, ValueError, OverflowError) as error:
        raise bad("không đọc được.", office) from error
    if data.format > newest:
        raise Refused(Refusal("package.newer", {"office": office}))
    if data.format < 1 or not same:
        # Written another way than the program does: a field twice, or hidden spaces.
        raise bad("không đúng dạng.", office)
    return data


def odd_text(data: Any) -> str:
    """What is wrong with the texts, "" = nothing."""
    return "" if all(_fit(text) for text in _texts(msgspec.to_builtins(data))) else "có chữ không in được."


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _texts(each)


def _fit(text: str) -> bool:
    return unicodedata.is_normalized("NFC", text) and all(c.isprintable() or c in "\n\u00a0" for c in text)
