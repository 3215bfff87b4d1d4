"""Questions to the lists for the watch list and self-inspection: what concerns whole groups of matters, from indexes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.storage.lists import Lists


def papers_of(lists: Lists, forms: Sequence[str]) -> dict[str, date]:
    """Matter -> the first day on which a paper of one of these forms was issued in it."""
    if not forms:
        return {}
    marks = ", ".join("?" * len(forms))
    issued = "stage IN ('numbered', 'sent') AND day IS NOT NULL"
    rows = lists.fetched(f"SELECT matter, min(day) FROM paper_list WHERE form IN ({marks}) AND {issued} GROUP BY matter", list(forms))
    return {str(m): _day(d) for m, d in rows}


def assets_since(lists: Lists) -> dict[str, date]:
    """Matter -> the earliest day since which an asset of it is seized and not yet through."""
    rows = lists.fetched("SELECT matter, min(seized) FROM asset_list WHERE closed = 0 AND seized IS NOT NULL AND matter <> '' GROUP BY matter", [])
    return {str(m): _day(d) for m, d in rows}


def entries_open(lists: Lists, books: Sequence[str]) -> dict[str, date]:
    """Matter -> the earliest day of an entry of these books that is still open."""
    if not books:
        return {}
    marks = ", ".join("?" * len(books))
    rows = lists.fetched(
        f"SELECT matter, min(day) FROM entry_list WHERE book IN ({marks}) AND state = 'open' AND matter <> '' GROUP BY matter", list(books)
    )
    return {str(m): _day(d) for m, d in rows}


def _day(text: Any) -> date:
    return text if isinstance(text, date) else date.fromisoformat(str(text)[:10])
