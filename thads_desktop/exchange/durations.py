"""How long things took at an office, as its return's package carries it: counts alone, no matter, no name, no officer.

Strict: any other spelling of the same is refused, so that what was received is what was sent.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

from thads_desktop.domain.durations import FROM_START, MEASURES, Cell, Counts, Seen
from thads_desktop.domain.events import CASE_TYPES

PART = "durations.json"
#: A day that a register may hold, counted from another.
MOST_DAYS = 60_000
_KINDS = ("cd", "yc")


def write(counts: Counts, day: date, seq: int) -> bytes:
    """Officers are added up; equal counts give equal bytes."""
    plain: dict[tuple[str, str, int, str], Counter[Seen]] = {}
    for (cell, measure), seen in counts.items():
        plain.setdefault((cell.kind, cell.case_type, cell.year, measure), Counter()).update(seen)
    cells = [[*key, [[*map(int, one), n] for one, n in sorted(plain[key].items())]] for key in sorted(plain)]
    return _text({"format": 1, "day": day.isoformat(), "seq": seq, "cells": cells})


def read(data: bytes, office: str) -> tuple[date, int, Counts]:
    """(day, seq, counts), the cells under the office's id. ValueError for whatever ``write`` would not have made."""
    try:
        plain = json.loads(data)
        if set(plain) != {"format", "day", "seq", "cells"} or plain["format"] != 1 or type(plain["seq"]) is not int or plain["seq"] < 0:
            raise ValueError("head")
        counts: Counts = {}
        for kind, case_type, year, measure, seen in plain["cells"]:
            if kind not in _KINDS or case_type not in CASE_TYPES or measure not in MEASURES or not _whole(year, 1900, 2200):
                raise ValueError("cell")
            counts[Cell(office, kind, case_type, "", year), measure] = _seen(seen)
        day = date.fromisoformat(plain["day"])
    except (TypeError, KeyError, AttributeError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError("shape") from error
    if write(counts, day, plain["seq"]) != data:
        raise ValueError("spelling")
    return day, plain["seq"], counts


def _seen(listed: Any) -> Counter[Seen]:
    found: Counter[Seen] = Counter()
    for days, over, after, n in listed:
        if not (_whole(days, 0, MOST_DAYS) and _whole(over, 0, 1) and _whole(after, FROM_START, MOST_DAYS) and _whole(n, 1, 10**9)):
            raise ValueError("count")
        found[Seen(days, bool(over), after)] += n
    if not found:
        raise ValueError("empty")
    return found


def _whole(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _text(plain: Any) -> bytes:
    return json.dumps(plain, separators=(",", ":"), sort_keys=True).encode()
