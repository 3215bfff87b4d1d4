"""A search line over a list that is held whole: narrows it as one types, with and without marks; Enter goes down to the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.text import bare, clean, has_marks, place_tones
from thads_desktop.ui.page_parts import ListSearch

if TYPE_CHECKING:
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.table_view import TableView

NOTHING = "Không có dòng nào như vậy: hãy gõ ngắn hơn hoặc bỏ bớt điều kiện lọc."
#: A row, and what of it is searched: with its marks and without.
Searched = tuple[Any, str, str]


def searched(row: Any, words: Iterable[str]) -> Searched:
    """May be asked off the main thread."""
    text = place_tones(clean(" ".join(words)).casefold())
    return row, text, bare(text)


class Narrowing(ListSearch):
    """Every word that is typed stands somewhere in a row that stays; marks count once one is typed."""

    def __init__(self, page: Page | None, what: str, table: TableView, empty: str, show: Callable[[list[Any]], None]) -> None:
        """what: is searched, as read on the line; empty: what the table says when there are no rows at all.

        page: gets the key that leads here; None where the page has several such lists and leads to the one that is seen.
        """
        super().__init__(f"Tìm: {what} …   Ctrl+F", f"Tìm: {what}", self.narrow)
        self._table, self._empty, self._show = table, empty, show
        self._rows: Sequence[Searched] = ()
        self.reached.connect(table.begin)
        if page is not None:
            page.action("Tìm trong danh sách", "Ctrl+F", self.take_up, icon="search", name="search")

    def take(self, rows: Sequence[Searched]) -> None:
        """The rows as they are now, all of them."""
        self._rows = rows
        self.narrow()

    def narrow(self) -> None:
        """Show the rows that fit."""
        self.rest()
        typed = clean(self.text())
        at = 1 if has_marks(typed) else 2
        words = (place_tones(typed.casefold()) if at == 1 else bare(typed)).split()
        found = [row[0] for row in self._rows if all(word in row[at] for word in words)]
        self._table.set_empty(NOTHING if self._rows else self._empty)
        self._show(found)
