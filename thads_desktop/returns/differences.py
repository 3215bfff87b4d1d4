"""Two versions of one office's return: the cells that differ and the matters that make the difference; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.returns.compute import Cell, Return
from thads_desktop.returns.consolidate import own_forms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.returns.consolidate import Evidence
    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.facts import Fact
    from thads_desktop.returns.records import Record

ADDED, GONE, CHANGED = "thêm", "bớt", "đổi"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of one form; before, after: as it would be written, "" for a cell that is empty or not there."""

    form: str
    code: str
    row: str
    label: str
    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class MatterChange:
    """A matter, or an entry of a book, counted otherwise. what: thêm | bớt | đổi; moved: (fact's field, before, after) of those that differ,
    added up by matter; gone, new: its records that only the version before, or only the later one has."""

    matter: str
    what: str
    moved: tuple[tuple[str, str, str], ...]
    gone: tuple[Record, ...] = ()
    new: tuple[Record, ...] = ()


def cells(before: Iterable[Return], after: Iterable[Return]) -> tuple[CellChange, ...]:
    """The cells that differ, in the order of the forms."""
    was, now = _cells(before), _cells(after)
    found = []
    for key in dict.fromkeys((*now, *was)):
        old, new = was.get(key), now.get(key)
        a, b = (_said(old[2]) if old else ""), (_said(new[2]) if new else "")
        if a != b:
            code, label, _value = (new or old)  # type: ignore[misc]  # the key is of one of the two
            found.append(CellChange(key[0], code, key[1], label, key[2], a, b))
    return tuple(found)


def matters(before: Evidence, after: Evidence) -> tuple[MatterChange, ...]:
    """The matters and entries whose facts or records differ, by key."""
    was, now = _matters(before.facts), _matters(after.facts)
    had, has = _records(before.records), _records(after.records)
    found = []
    for key in sorted({*was, *now, *had, *has}):
        old, new, gone, more = was.get(key), now.get(key), had.get(key, ()), has.get(key, ())
        if old == new and gone == more:
            continue
        what = ADDED if old is None and not gone else GONE if new is None and not more else CHANGED
        moved = _moved(old, new) if old != new else ()
        found.append(MatterChange(key, what, moved, tuple(r for r in gone if r not in more), tuple(r for r in more if r not in gone)))
    return tuple(found)


def between(regime: Regime, before: Evidence, after: Evidence) -> tuple[tuple[CellChange, ...], tuple[MatterChange, ...]]:
    """(cells, matters) that differ between two versions."""
    return cells(own_forms(regime, before), own_forms(regime, after)), matters(before, after)


def _cells(forms: Iterable[Return]) -> dict[tuple[str, str, str], tuple[str, str, Cell]]:
    return {(f.form, r.key, k): (f.code, r.label, v) for f in forms for r in f.rows for k, v in r.cells.items()}


def _said(value: Cell) -> str:
    return "" if value is None else str(value)


def _matters(facts: Iterable[Fact]) -> dict[str, tuple[Fact, ...]]:
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.matter, []).append(fact)
    return {key: tuple(sorted(each)) for key, each in found.items()}


def _records(records: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(record.matter, []).append(record)
    return {key: tuple(sorted(each)) for key, each in found.items()}


def _moved(old: tuple[Fact, ...] | None, new: tuple[Fact, ...] | None) -> tuple[tuple[str, str, str], ...]:
    moved = []
    for name in ("state", "part", "officer"):
        a, b = _words(old, name), _words(new, name)
        if a != b:
            moved.append((name, a, b))
    for name in ("opening", "collected", "rest", "terminated_part"):
        x, y = (sum(getattr(f, name) for f in side or ()) for side in (old, new))
        if x != y:
            moved.append((name, str(x), str(y)))
    return tuple(moved)


def _words(facts: tuple[Fact, ...] | None, name: str) -> str:
    return ", ".join(dict.fromkeys(str(getattr(f, name)) for f in facts or ()))
