"""Questions to the lists for the watch list and self-inspection: what concerns whole groups of matters, from indexes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thads_desktop.storage.lists import Lists


def papers_of(lists: Lists, forms: Sequence[str]) -> dict[str, dict[str, date]]:
    """Matter -> paper of one of these forms that was issued in it -> its day."""
    if not forms:
        return {}
    marks = ", ".join("?" * len(forms))
    issued = "stage IN ('numbered', 'sent') AND day IS NOT NULL"
    return _by_matter(lists.fetched(f"SELECT matter, paper, day FROM paper_list WHERE form IN ({marks}) AND {issued} ORDER BY paper", list(forms)))


def assets_seized(lists: Lists) -> dict[str, dict[str, date]]:
    """Matter -> asset of it that is seized and not yet through -> since when."""
    return _by_matter(
        lists.fetched("SELECT matter, asset, seized FROM asset_list WHERE closed = 0 AND seized IS NOT NULL AND matter <> '' ORDER BY id", [])
    )


def entries_open(lists: Lists, books: Sequence[str]) -> dict[str, dict[str, date]]:
    """Matter -> entry of these books that is still open -> its day."""
    if not books:
        return {}
    marks = ", ".join("?" * len(books))
    rows = lists.fetched(f"SELECT matter, entry, day FROM entry_list WHERE book IN ({marks}) AND state = 'open' AND matter <> '' ORDER BY id", list(books))
    return _by_matter(rows)


def letters(lists: Lists, books: Iterable[str], today: date) -> dict[str, tuple[int, int, int]]:
    """Book -> (entries that wait, of these those whose day is over, entries that are done), of books that have any. What is watched no longer is
    none of them: see ``closed``."""
    found = {}
    for book in books:
        rows = lists.fetched(
            "SELECT count(CASE WHEN state = 'open' THEN 1 END), count(CASE WHEN state = 'open' AND next_due IS NOT NULL AND next_due < ? THEN 1 END), "
            "count(CASE WHEN state = 'done' THEN 1 END) FROM entry_list WHERE book = ?", [today.isoformat(), book],
        )  # fmt: skip
        counts = int(rows[0][0]), int(rows[0][1]), int(rows[0][2])
        if any(counts):
            found[book] = counts
    return found


def closed(lists: Lists, book: str) -> list[str]:
    """Entries of a book that are watched no longer."""
    return [str(e) for (e,) in lists.fetched("SELECT entry FROM entry_list WHERE book = ? AND state = 'closed' ORDER BY id", [book])]


def _by_matter(rows: Iterable[Sequence[Any]]) -> dict[str, dict[str, date]]:
    found: dict[str, dict[str, date]] = {}
    for matter, key, day in rows:
        found.setdefault(str(matter), {})[str(key)] = _day(day)
    return found


def _day(text: Any) -> date:
    return text if isinstance(text, date) else date.fromisoformat(str(text)[:10])
