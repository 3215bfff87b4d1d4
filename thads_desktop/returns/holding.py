"""Which rows of a form hold a bucket."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thads_desktop.returns.compute import RowKey
    from thads_desktop.returns.tally import Bucket


class Holding:
    """Which rows hold a place, by what they ask for: a province has hundreds of rows, a place stands in few of them."""

    def __init__(self, rows: list[RowKey], cells: list[dict[str, int]]) -> None:
        self._by: dict[tuple[str | None, str, str, str | None], list[tuple[RowKey, dict[str, int]]]] = defaultdict(list)
        for row, own in zip(rows, cells, strict=True):
            self._by[row.office, row.kind, row.case_type, row.officer].append((row, own))

    def of(self, b: Bucket) -> list[dict[str, int]]:
        """The cells of the rows that hold a bucket, as ``RowKey.holds`` says."""
        asked = {(o, k, c, x) for o in (b.office, None) for k in (b.kind, "") for c in (b.case_type, "") for x in (b.officer, None)}
        return [
            own
            for key in asked
            for row, own in self._by.get(key, ())
            if row.holds(b.office, b.kind, b.case_type, b.officer, b.obligation, b.words, b.source)
        ]
