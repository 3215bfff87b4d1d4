"""Table models: a hundred thousand rows by ordered ids and pages on demand, or a short list held whole.

A column says how a cell reads; the model never raises while painting. ``PagedTableModel`` asks for the ids first and
fetches rows by pages of 200 when they are painted; ``RowsModel`` shows rows it is given. Both keep a key per row, by
which ``table_view.TableView`` restores what was selected.
"""

from __future__ import annotations

import itertools
from abc import abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import tenths
from thads_desktop.domain.money import dong
from thads_desktop.ui import theme, wording
from thads_desktop.ui.chips import CHIP_ROLE, Chip

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtWidgets import QStyledItemDelegate

    from thads_desktop.domain.refusal import Trouble
    from thads_desktop.ui.theme import Tone
    from thads_desktop.ui.worker import Worker

Index = QModelIndex | QPersistentModelIndex
Align = Literal["left", "right", "centre"]
#: Role of the row's key.
KEY_ROLE = Qt.ItemDataRole.UserRole
PAGE = 200
#: Pages of rows kept at most; 10,000 rows.
_PAGES_KEPT = 50

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
    "right": Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
    "centre": Qt.AlignmentFlag.AlignCenter,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    title: its heading. get: the cell of a row: text, int (shown 1.234.567), Decimal (shown 1.234,5), date (dd/MM/yyyy), Chip or None (empty).
    width: in characters; 0 takes what is left. least: to so many characters the column gives way when one that takes
    what is left would have less than its own least (on a small screen that one is cut too); 0 = it never does.
    order: key given to ``ids`` when the heading is clicked ("" = cannot be sorted). tone: colour of the text by row.
    spare: on a screen too small for all, a column with the highest number is hidden first (its words stand beneath the table); 0 = never.
    chips: what it may show; it is never narrower than the widest of them. tip: what hovering says. delegate: paints the cell, made per view.
    """

    title: str
    get: Callable[[Any], Any]
    align: Align = "left"
    width: int = 12
    order: str = ""
    tone: Callable[[Any], Tone] | None = None
    tip: Callable[[Any], str] | None = None
    delegate: Callable[[QObject], QStyledItemDelegate] | None = None
    least: int = 0
    spare: int = 0
    chips: Sequence[Chip] = ()


def shown(value: Any) -> str:
    """A cell's value as text."""
    if value is None:
        return ""
    if isinstance(value, Chip):
        return value.word
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return dong(value)
    if isinstance(value, Decimal):
        return tenths(value)
    return str(value)


class Painted(NamedTuple):
    """A cell as it is painted; ink "" = as any text."""

    text: str
    chip: Chip | None
    ink: str
    align: Qt.AlignmentFlag


class _Missing:
    """Stands for a row that is not here yet, or no longer."""


_WAITING, _LOST = _Missing(), _Missing()


class TableModel(QAbstractTableModel):
    """What both models share: columns, headings, cells that never raise."""

    #: Rows are known and laid out (also after a refresh).
    loaded = Signal()

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)

    @abstractmethod
    def keys(self) -> Sequence[Hashable]:
        """Keys of all rows in their order."""

    @abstractmethod
    def row(self, at: int) -> Any:
        """The row's content; a ``_Missing`` when it is not here."""

    def content(self, at: int) -> Any | None:
        """The row's content, None while it is not here."""
        found = self.row(at) if 0 <= at < len(self.keys()) else None
        return None if isinstance(found, _Missing) else found

    def key(self, at: int) -> Any:
        keys = self.keys()
        return keys[at] if 0 <= at < len(keys) else None

    def place(self, key: Hashable) -> int:
        """Row of a key, -1 when it is not in the list."""
        try:
            return self.keys().index(key)
        except ValueError:
            return -1

    def with_rows(self, _places: Sequence[int], then: Callable[[], object]) -> bool:
        """Call ``then`` once the rows at these places are here; False when they are too many."""
        then()
        return True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.keys())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return _ALIGN[column.align] if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not (0 <= index.row() < len(self.keys()) and 0 <= index.column() < len(self.columns)):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[index.column()].align]
        if role == KEY_ROLE:
            return self.keys()[index.row()]
        try:
            return self._cell(self.row(index.row()), self.columns[index.column()], role)
        except Exception:  # noqa: BLE001 - an error while painting would come again with every repaint
            return wording.UNREADABLE if role == Qt.ItemDataRole.DisplayRole else None

    def painted(self, at: int, column: int) -> Painted:
        """What is painted of a cell, asked for once; as ``data``, without a question for each role."""
        of = self.columns[column]
        row = self.row(at) if at < len(self.keys()) else _LOST
        if isinstance(row, _Missing):
            return Painted(self._cell(row, of, Qt.ItemDataRole.DisplayRole), None, theme.current().muted, _ALIGN[of.align])
        try:
            value = of.get(row)
            ink = theme.current().ink(of.tone(row)) if of.tone is not None else ""
            return Painted(shown(value), value if isinstance(value, Chip) else None, ink, _ALIGN[of.align])
        except Exception:  # noqa: BLE001 - as in data
            return Painted(wording.UNREADABLE, None, "", _ALIGN[of.align])

    def _cell(self, row: Any, column: Column, role: int) -> Any:
        if isinstance(row, _Missing):
            if role == Qt.ItemDataRole.DisplayRole:
                return wording.LOADING if row is _WAITING else (wording.GONE if column is self.columns[0] else "")
            return QColor(theme.current().muted) if role == Qt.ItemDataRole.ForegroundRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(column.get(row))
        if role == CHIP_ROLE:
            value = column.get(row)
            return value if isinstance(value, Chip) else None
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            return QColor(theme.current().ink(column.tone(row)))
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tip(row) if column.tip is not None else shown(column.get(row)) or None
        return None


class RowsModel(TableModel):
    """A short list held whole. key_of: the key of a row, by default its place."""

    def __init__(
        self, columns: Sequence[Column], key_of: Callable[[Any], Hashable] | None = None, parent: QObject | None = None
    ) -> None:
        super().__init__(columns, parent)
        self._key_of = key_of
        self._rows: Sequence[Any] = []
        self._keys: list[Hashable] = []

    def set_rows(self, rows: Sequence[Any], keys: Sequence[Hashable] | None = None) -> None:
        """Replace all rows. keys: where they are known, no row is looked at before it is painted."""
        self.beginResetModel()
        self._rows = list(rows) if keys is None else rows
        if keys is not None:
            self._keys = list(keys)
        else:
            self._keys = [self._key_of(r) for r in self._rows] if self._key_of else list(range(len(self._rows)))
        self.endResetModel()
        self.loaded.emit()

    def keys(self) -> Sequence[Hashable]:
        return self._keys

    def row(self, at: int) -> Any:
        return self._rows[at]


Ids = Callable[[str, bool], Sequence[Hashable]]
Rows = Callable[[Sequence[Any]], Sequence[Any]]


class PagedTableModel(TableModel):
    """Ids first, rows by pages on demand, forgotten when a topic of theirs changes."""

    _count = itertools.count(1)
    #: How many ids came.
    counted = Signal(int)

    def __init__(
        self, worker: Worker, columns: Sequence[Column], ids: Ids, rows: Rows, topics: Collection[str] = (),
        parent: QObject | None = None, order: str = "", descending: bool = False, whole: bool = False,
    ) -> None:  # fmt: skip
        """whole: the first rows are asked for with the ids.

        ids(order, descending) -> keys in their order; rows(keys) -> one row per key in the same order (None = gone).

        Both run off the main thread. Nothing is asked before ``reload``.
        """
        super().__init__(columns, parent)
        self._worker, self._ask_ids, self._ask_rows = worker, ids, rows
        self._order, self._descending, self._whole = order, descending, whole
        self._keys: list[Hashable] = []
        self._places: dict[Hashable, int] | None = None
        self._pages: OrderedDict[int, list[Any]] = OrderedDict()
        self._asked: set[int] = set()
        self._generation = 0
        self._wished: tuple[list[int], Callable[[], object]] | None = None
        self._name = f"table-{next(self._count)}"
        self.is_loaded = False
        if topics:
            worker.subscribe(self, topics, lambda _changed: self.reload())

    def keys(self) -> Sequence[Hashable]:
        return self._keys

    def place(self, key: Hashable) -> int:
        if self._places is None:
            self._places = {k: i for i, k in enumerate(self._keys)}
        return self._places.get(key, -1)

    def reload(self) -> None:
        """Ask for the ids again; what is shown stays until they come, and the first rows with them: nothing is painted twice."""
        order, descending = self._order, self._descending

        def ask() -> tuple[list[Hashable], list[Any]]:
            keys = list(self._ask_ids(order, descending))
            return keys, list(self._ask_rows(keys[:PAGE])) if self._whole else []

        self._worker.run_read(ask, self._take_ids, key=f"{self._name}.ids", owner=self)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By the column's order key; a column without one changes nothing."""
        if not 0 <= column < len(self.columns) or not self.columns[column].order:
            return
        wanted = (self.columns[column].order, order == Qt.SortOrder.DescendingOrder)
        if wanted != (self._order, self._descending):
            self._order, self._descending = wanted
            self.reload()

    def sorted_by(self) -> tuple[int, bool]:
        """(column, descending) of the present order; column -1 when it is no column's."""
        found = (i for i, c in enumerate(self.columns) if c.order and c.order == self._order)
        return next(found, -1), self._descending

    def row(self, at: int) -> Any:
        page = at // PAGE
        found = self._pages.get(page)
        if found is None:
            self._fetch(page)
            return _WAITING
        self._pages.move_to_end(page)
        row = found[at - page * PAGE] if at - page * PAGE < len(found) else None
        return _LOST if row is None else row

    def with_rows(self, places: Sequence[int], then: Callable[[], object]) -> bool:
        """As said; a change of the list meanwhile forgets the wish. At most as many rows as are kept."""
        missing = {p // PAGE for p in places} - self._pages.keys()
        if len(missing) > _PAGES_KEPT:
            return False
        if not missing:
            then()
            return True
        self._wished = (list(places), then)
        for page in missing:
            self._fetch(page)
        return True

    def _take_ids(self, answer: tuple[list[Hashable], list[Any]]) -> None:
        keys, first = answer
        self._generation += 1
        self._asked.clear()
        self._wished = None
        self.is_loaded = True
        if keys == self._keys:
            # The same rows: their content may have changed, the layout and the selection have not.
            stale, self._pages = self._pages, OrderedDict()
            for page in stale:
                self._fetch(page)
        else:
            self.beginResetModel()
            self._keys, self._places = keys, None
            self._pages.clear()
            if first:
                self._pages[0] = first
            self.endResetModel()
        self.counted.emit(len(keys))
        self.loaded.emit()

    def _fetch(self, page: int) -> None:
        if page in self._asked:
            return
        self._asked.add(page)
        generation, keys = self._generation, self._keys[page * PAGE : (page + 1) * PAGE]

        def take(rows: list[Any]) -> None:
            if generation == self._generation:
                self._take_rows(page, rows)

        def failed(trouble: Trouble) -> None:
            # Asked again with the next reload, not with the next repaint.
            if self._worker.on_trouble is not None:
                self._worker.on_trouble(trouble)

        self._worker.run_read(lambda: list(self._ask_rows(keys)), take, owner=self, on_trouble=failed)

    def _take_rows(self, page: int, rows: list[Any]) -> None:
        self._asked.discard(page)
        self._pages[page] = rows
        while len(self._pages) > _PAGES_KEPT:
            self._pages.popitem(last=False)
        first, last = page * PAGE, min((page + 1) * PAGE, len(self._keys)) - 1
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        if self._wished is not None and not {p // PAGE for p in self._wished[0]} - self._pages.keys():
            (_, then), self._wished = self._wished, None
            then()
