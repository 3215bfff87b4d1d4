"""Ways to change bytes and JSON that any reader must bear; all by a given source of chance, so that a run can be repeated."""

from __future__ import annotations

import copy
import json
from random import Random
from typing import Any

#: What no reader expects in the place of anything.
ODD: tuple[Any, ...] = (
    None, True, False, -1, 0, 1, 2**31, 2**63, 2**64, -(2**63) - 1, 10**400, 10**4299, 1.5, -0.0, "", " ", "x", "x" * 5000, "2019-13-45", "2020-02-30",
    "../x", "=1+1", "\ud800", "\x00", "\x07", "\u202e", "<b>&amp;", "'; DROP TABLE events;--", "%s{0}", [], {}, [[]], {"": None}, ["x"], {"x": ["y"]},
    "9" * 5000, "０１", "é", "e\u0301", "\ufffe", "🙂", "\n", "NaN",
)  # fmt: skip
#: Texts that json.dumps would not write.
RAW = (b"NaN", b"Infinity", b"-Infinity", b"1e400", b"[" * 5000, b'{"a":' * 5000, b"9" * 6000, b'"\\ud800"', b'{"a":1,"a":2}', b"\xff\xfe", b"01", b"'a'")


def scrambled(data: bytes, random: Random) -> bytes:
    """One to four changes: flipped bits, lost, doubled, moved or foreign bytes, a cut."""
    made = bytearray(data)
    for _ in range(random.choice((1, 1, 1, 2, 4))):
        if not made:
            return b""
        at = random.randrange(len(made))
        way = random.randrange(7)
        if way <= 1:
            made[at] ^= 1 << random.randrange(8)
        elif way == 2:
            made[at] = random.choice((0, 0xFF, 0x7F, 0x3C, 0x22, 0x2D, 0x39))
        elif way == 3:
            del made[at : at + random.choice((1, 4, 64, 1000))]
        elif way == 4:
            made[at:at] = made[max(0, at - 60) : at] or b"\0"
        elif way == 5:
            span = made[at : at + random.choice((1, 16, 200))]
            made[random.randrange(len(made)) :][: len(span)] = span
            to = random.randrange(len(made))
            made[to : to + len(span)] = span
        else:
            del made[at:]
    return bytes(made)


def odd_json(value: Any, random: Random, *, plain: bool = False) -> bytes:
    """JSON of the value with one place in it changed: another type, a missing or further key, a text JSON does not have.

    plain: only what ``json.loads`` reads again.
    """
    value = copy.deepcopy(value)
    places = list(_places(value))
    if not places:
        return json.dumps(random.choice(ODD)).encode()
    holder, key = random.choice(places)
    way = random.randrange(10)
    if way == 0:
        del holder[key]
    elif way == 1 and isinstance(holder, dict):
        holder[random.choice(("", "x", "\ud800", "format"))] = random.choice(ODD)
    elif way == 2 and isinstance(holder, list):
        holder.append(copy.deepcopy(holder[key]))
    elif way == 3 and not plain:
        holder[key] = "@@"
        return written(value).replace(b'"@@"', random.choice(RAW))
    else:
        holder[key] = random.choice(ODD)
    return json.dumps(value).encode() if plain else written(value)


def written(value: Any) -> bytes:
    """As the program writes it where that can be done, so that not all is refused for its spelling."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    try:
        return text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()


def _places(value: Any) -> Any:
    keys: Any = range(len(value)) if isinstance(value, list) else list(value) if isinstance(value, dict) else ()
    for key in keys:
        yield value, key
        yield from _places(value[key])
