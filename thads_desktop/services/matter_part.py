"""Part ``matters.json`` of a return's package: the numbers of its matters and of the entries of books it counts; which matters went to whom by
delegation, or came from whom.

Numbers of matters and decisions, days and names of offices; never a party. A package of an older program has no such part: its matters are
known by their keys, and its delegations are not matched.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import delegation_events as de, events as ev
from thads_desktop.domain.standing import in_force
from thads_desktop.law.books import books
from thads_desktop.returns.records import ENTRY
from thads_desktop.services import book_projecting, delegation_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.facts import Fact
    from thads_desktop.returns.records import Record
    from thads_desktop.storage.reader import Reader

PART = "matters.json"
#: Of one text, and of what a part holds.
MOST_TEXT, MOST_LINES = 300, 100_000


@dataclass(frozen=True, slots=True)
class Sent:
    """A delegation of this office. matter: key here; paper: id of the decision; to: the office it names."""

    matter: str
    paper: str
    number: str
    day: str
    to: str


@dataclass(frozen=True, slots=True)
class Came:
    """A matter that came by delegation. sender, of, paper: keys as its package said, "" = it came on paper; number, office: as typed."""

    matter: str
    number: str
    office: str
    day: str
    sender: str = ""
    of: str = ""
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Matters:
    """What a part says."""

    numbers: dict[str, str]
    sent: tuple[Sent, ...]
    came: tuple[Came, ...]


EMPTY = Matters({}, (), ())


def make(reader: Reader, facts: Sequence[Fact], records: Sequence[Record] = ()) -> bytes:
    """The part for the matters of a return, and for the entries of books that it counts."""
    counted = {r.matter for r in records}
    keys = sorted({f.matter for f in facts} | {k for k in counted if not k.startswith(ENTRY)})
    rows = reader.rows_of("matter", keys)
    numbers = {k: str(rows[k].get("number_text", "")) for k in keys if k in rows and rows[k].get("number_text")}
    entries = sorted(k.removeprefix(ENTRY) for k in counted if k.startswith(ENTRY))
    for key, row in reader.rows_of("entry", entries).items():
        if (book := books().get(key.partition(".")[0])) is not None:
            numbers[f"{ENTRY}{key}"] = f"{book.short}, {book_projecting.number_text(book, row)}"
    out = sorted({f.matter for f in facts if "delegated" in (f.state, f.line_state)})
    into = sorted({f.matter for f in facts if f.delegated_in})
    sent = [asdict(x) for key in out for x in _sent(reader, key)]
    came = [asdict(x) for key in into if (x := _came(reader, key, rows.get(key, {}))) is not None]
    return json.dumps({"numbers": numbers, "sent": sent, "came": came}, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def read(data: bytes | None) -> Matters:
    """What the part says; EMPTY for none, and for one that is not sound: it moves no figure, so it refuses no package."""
    if data is None:
        return EMPTY
    try:
        plain = json.loads(data)
        numbers = plain["numbers"]
        sent = tuple(Sent(**x) for x in plain["sent"])
        came = tuple(Came(**x) for x in plain["came"])
        both: tuple[Sent | Came, ...] = (*sent, *came)
        texts = [*numbers, *numbers.values(), *(v for x in both for v in asdict(x).values())]
        if len(texts) > 10 * MOST_LINES or not all(_fit(x) for x in texts):
            return EMPTY
        for x in both:
            date.fromisoformat(x.day)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return EMPTY
    return Matters(numbers, sent, came)


def _fit(value: Any) -> bool:
    return type(value) is str and len(value) <= MOST_TEXT and value.isprintable()


def _sent(reader: Reader, matter: str) -> list[Sent]:
    found = delegation_out.of_matter(reader, matter)
    return [Sent(matter, x.paper, _short(x.number_text), x.day.isoformat(), _short(x.to_office)) for x in found if not x.assets]


def _came(reader: Reader, matter: str, row: dict[str, Any]) -> Came | None:
    events = in_force(reader.events_of(f"matter:{matter}"))
    opened = next((e for e in events if isinstance(e.body, (ev.MatterOpened, ev.CarriedIn))), None)
    if opened is None or opened.day is None:
        return None
    judgment = str(getattr(opened.body, "judgment", "") or row.get("judgment", ""))
    said = (reader.row("judgment", judgment) or {}) if judgment else {}
    taken = next((e.body for e in in_force(reader.events_of(f"intake:{judgment}")) if isinstance(e.body, de.DelegationTaken)), None) if judgment else None
    of = (taken.sender, taken.matter, taken.paper) if taken is not None else ("", "", "")
    return Came(matter, _short(said.get("delegation_number", "")), _short(said.get("delegated_from", "")), opened.day.isoformat(), *of)


def _short(value: Any) -> str:
    return " ".join(str(value or "").split())[:MOST_TEXT]
