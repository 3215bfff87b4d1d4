"""To which matter a row belongs: by the number and day of its decision; where these cannot be read, by what else it says.

A matter is taken over whole or not at all. A row with a defect in its number or day is therefore sought a matter: the one above
where its party cells are empty ("as above"), otherwise the one with the same debtor, judgment, kind and the half of number and
day that can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.rows import PARTY_COLUMNS
from thads_desktop.domain.text import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.takeover.row import Row

def groups(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows of each matter in their order, without copies and rows whose number another debtor has."""
    return _Sorting([r for r in rows if not _has(r, "R14")]).groups()


class _Sorting:
    """One pass down the register; the rows further down are known beforehand by what they say."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.named = {r.key for r in rows if r.key and r.read.get("debtor")}
        self.like: dict[Any, Any] = {}
        for row in rows:
            if not _broken(row) and row.read.get("debtor") and not _has(row, "R07"):
                for half in _halves(row):
                    self.like.setdefault((half, _who(row)), row.key)
        #: The matter of the latest row with a number, and with a day.
        self.latest: dict[Any, Any] = {}
        self.seen: set[Any] = set()
        self.alias: dict[Any, Any] = {}

    def groups(self) -> list[list[Row]]:
        found: dict[Any, list[Row]] = {}
        above: Row | None = None
        place: Any = None
        for at, row in enumerate(self.rows):
            below = self.rows[at + 1] if at + 1 < len(self.rows) else None
            if above is not None and _has(above, "R07") and not row.read.get("debtor") and row.key in (None, above.key):
                # What stands as above under a row that is left out is left out with it.
                row.findings = [f for f in above.findings if f.code == "R07"]
            if _has(row, "R07"):
                above, place = row, ("?", row.raw.row)
                continue
            place = self._place(row, above, place, below)
            found.setdefault(place, []).append(row)
            self.seen.add(place)
            self.latest.update(dict.fromkeys(_halves(row), place))
            above = row
        return list(found.values())

    def _place(self, row: Row, above: Row | None, place: Any, below: Row | None) -> Any:
        own = row.key or ("?", row.raw.row)
        if _broken(row):
            return self._sought(row, above, place, below) or own
        if own in self.alias:
            return self.alias[own]
        if above is None or own in self.seen or own in self.named or any(row.read.get(k) for k in PARTY_COLUMNS):
            return own
        if _broken(above):
            self.alias[own] = place
            return place
        if set(_halves(row)) & set(_halves(above)):
            row.say("R31", "number", above.raw.row)
            return place
        return own

    def _sought(self, row: Row, above: Row | None, place: Any, below: Row | None) -> Any:
        """The matter of a row whose number or day cannot be relied on; None = none is known."""
        halves = _halves(row)
        if row.read.get("debtor"):
            # A number is written once; a day or nothing at all counts with the neighbours only.
            same = next((self.like[h, _who(row)] for h in halves if h[0] == "number" and (h, _who(row)) in self.like), None)
            if same is not None:
                return same
            if above is not None and _neighbours(row, above):
                return place
            return below.key if below is not None and not _broken(below) and _neighbours(row, below) else None
        if above is None:
            return None
        near = set(halves) & set(_halves(above))
        return place if near or not halves else next((self.latest[h] for h in halves if h in self.latest), place)


def _broken(row: Row) -> bool:
    return row.key is None or row.refused("number") or row.refused("day")


def _halves(row: Row) -> list[tuple[str, Any]]:
    """What can be relied on of number and day."""
    return [(k, row.read[k]) for k in ("number", "day") if row.read.get(k) and not row.refused(k)]


def _who(row: Row) -> tuple[Any, ...]:
    return (fold_name(row.read.get("debtor") or ""), row.read.get("judgment"), row.read.get("kind"))


def _neighbours(row: Row, other: Row) -> bool:
    """Two rows that may be of one matter: nothing that can be read of number and day differs."""
    mine, theirs = dict(_halves(row)), dict(_halves(other))
    return _who(row) == _who(other) and all(mine[k] == theirs[k] for k in mine.keys() & theirs.keys())


def _has(row: Row, code: str) -> bool:
    return any(f.code == code for f in row.findings)
