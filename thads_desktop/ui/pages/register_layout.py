"""How a register is laid out: its columns moved, renamed, hidden, added; and the form of a register of the office's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.documents.register import load_registers
from thads_desktop.documents.register_sources import HAND, SOURCES
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import register_layouts
from thads_desktop.services.register_layouts import ALIGNS, YEAR_WORDS, Laid, LaidColumn
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import quiet_label
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal


class LayoutPage(Page):
    """The columns in their order; nothing is written before F9."""

    name = "register-layout"
    title = "Bố cục sổ"
    belongs = "registers"

    def __init__(self, shell: Shell, code: str) -> None:
        super().__init__(shell)
        self.code = code
        self.laid: Laid | None = None
        self.columns: list[LaidColumn] = []
        self.head = self.heading()
        self.body.addWidget(self.head)
        self.said = quiet_label()
        self.said.setObjectName("layout-said")
        self.body.addWidget(self.said)
        #: What was changed and is not written yet goes with the page.
        self.ask = AskTwice("Esc", "Esc", self.said)
        self.body.addWidget(self.ask)
        self.model = RowsModel([
            Column("Cột", lambda r: r[0] + 1, "right", 6), Column("Tiêu đề", lambda r: r[1].heading, width=0, least=30),
            Column("Lấy từ", lambda r: self._labels.get(r[1].field, r[1].field), width=36, least=20), Column("Độ rộng", lambda r: r[1].weight, "right", 9),
            Column("Cộng cột", lambda r: "cộng" if r[1].total else "", width=10), Column("Căn lề", lambda r: ALIGNS[r[1].align], width=8),
            Column("Hiện", lambda r: "ẩn" if r[1].hidden else "in", width=8, tone=lambda r: "amber" if r[1].hidden else "neutral"),
        ], lambda r: r[0], self)  # fmt: skip
        self.table = TableView(self.model, self, "Sổ chưa có cột nào.")
        self.table.setObjectName("layout-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.edit())
        self.body.addWidget(with_words(self.table), 1)
        self._labels: dict[str, str] = {}
        self.action("Sửa cột đang chọn", "Ctrl+E", self.edit, icon="pen")
        self.action("Thêm cột từ nguồn của sổ, hoặc cột trống ghi tay", "Ctrl+Shift+N", self.add, icon="plus")
        self.action("Ẩn, hiện cột đang chọn", "Ctrl+D", self.hide_column)
        self.action("Đưa cột lên trước", "Ctrl+Up", lambda: self.move_column(-1))
        self.action("Đưa cột ra sau", "Ctrl+Down", lambda: self.move_column(1))
        self.action("Ghi bố cục", "F9", self.keep, icon="save")
        self.action("Trả về bố cục ban đầu", "Ctrl+T", self.reset, icon="undo")
        self.action("Bỏ sổ riêng này", "Ctrl+Shift+D", self.drop)

    def refresh(self) -> None:
        if self.laid is None:
            code = self.code
            self.worker.run_read(lambda: register_layouts.laid(self.desk, code), self._take, key="register-layout", owner=self)

    def _take(self, found: Laid) -> None:
        self.laid, self.columns, self._labels = found, list(found.columns), dict(found.offered)
        self.head.setText(f"Bố cục: {found.name}")
        self._say()
        self._fill(0)

    @property
    def unsaved(self) -> bool:
        """Something was changed that is not written."""
        return self.laid is not None and tuple(self.columns) != self.laid.columns

    def escape(self) -> bool:
        """Esc asks before a change goes that nobody wrote; once more it goes."""
        if not self.unsaved:
            return False
        return not self.ask.ask(tuple(self.columns), "Bố cục có thay đổi chưa ghi.", "F9 để ghi; nhấn Esc lần nữa để bỏ thay đổi.")

    def _say(self) -> None:
        found = self.laid
        if found is not None:
            state = f"Bố cục do {found.by} sửa {found.at}." if found.by else "Bố cục như chương trình giao."
            changed = " Có thay đổi chưa ghi: F9 ghi." if self.unsaved else ""
            self.said.setText(f"{state}{changed} Kỳ đã kết sổ giữ nguyên dòng đã kết.")

    def _fill(self, at: int) -> None:
        self.model.set_rows(list(enumerate(self.columns)))
        self.table.select_key(max(0, min(at, len(self.columns) - 1)))
        self._say()

    def _at(self) -> int | None:
        key = self.table.current_key()
        if not isinstance(key, int) or not 0 <= key < len(self.columns):
            self.shell.warn("Hãy chọn một cột trong danh sách.")
            return None
        return key

    def move_column(self, by: int) -> None:
        """The chosen column changes places with its neighbour."""
        at = self._at()
        if at is not None and 0 <= at + by < len(self.columns):
            self.columns[at], self.columns[at + by] = self.columns[at + by], self.columns[at]
            self._fill(at + by)

    def hide_column(self) -> None:
        """The chosen column is printed no more, or again."""
        at = self._at()
        if at is not None:
            self.columns[at] = replace(self.columns[at], hidden=not self.columns[at].hidden)
            self._fill(at)

    def edit(self) -> None:
        """To the form of the chosen column."""
        at = self._at()
        if at is not None and self.laid is not None:
            self.shell.open_page(ColumnPage(self.shell, self.laid, self.columns[at], lambda made: self._put(at, made)))

    def add(self) -> None:
        """To the form of a column more, behind the chosen one."""
        at = self._at() if self.columns else -1
        if at is not None and self.laid is not None:
            self.shell.open_page(ColumnPage(self.shell, self.laid, None, lambda made: self._insert(at + 1, made)))

    def _put(self, at: int, made: LaidColumn) -> None:
        self.columns[at] = replace(made, hidden=self.columns[at].hidden)
        self._fill(at)

    def _insert(self, at: int, made: LaidColumn) -> None:
        self.columns.insert(at, made)
        self._fill(at)

    def keep(self) -> None:
        """Write the layout."""
        laid, columns = self.laid, tuple(self.columns)
        if laid is None:
            return

        def write() -> tuple[str, tuple[str, ...]]:
            register_layouts.change(self.desk, laid.code, columns, laid.seq)
            return "Đã ghi bố cục sổ.", ("registers",)

        self._write(write)

    def reset(self) -> None:
        """Back to the layout as it ships."""
        code = self.code

        def write() -> tuple[str, tuple[str, ...]]:
            register_layouts.reset(self.desk, code)
            return "Đã trả sổ về bố cục ban đầu.", ("registers",)

        self._write(write)

    def drop(self) -> None:
        """Keep a register of the office's own no more."""
        code = self.code

        def write() -> tuple[str, tuple[str, ...]]:
            register_layouts.drop(self.desk, code)
            return "Đã bỏ sổ riêng; các dòng vẫn còn trong việc và hồ sơ.", ("registers",)

        self._write(write)

    def _write(self, write: Callable[[], tuple[str, tuple[str, ...]]]) -> None:
        self.worker.run_write(write, self.back_saying, self._no, owner=self)

    def _no(self, refusals: Sequence[Refusal]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "sửa cột"), ("Ctrl+D", "ẩn, hiện"), ("F9", "ghi"), ("Ctrl+Shift+N", "thêm cột"))

    def help(self) -> str:
        return (
            "Cột theo thứ tự in. Ctrl+mũi tên lên, xuống đổi chỗ; Enter sửa tiêu đề, độ rộng, cộng cột; Ctrl+D ẩn hoặc hiện; Ctrl+Shift+N thêm cột từ "
            "những gì chương trình biết, hoặc cột trống để ghi tay. F9 ghi, Ctrl+T trả về bố cục ban đầu; Esc khi chưa ghi thì hỏi lại. "
            "Ai sửa, lúc nào có trong nhật ký."
        )


class ColumnPage(FormPage):
    """One column: what it takes, its heading, its width."""

    name = "register-column"
    title = "Cột của sổ"
    belongs = "registers"

    def __init__(self, shell: Shell, laid: Laid, column: LaidColumn | None, then: Callable[[LaidColumn], None]) -> None:
        super().__init__(shell)
        self._then = then
        now = column or LaidColumn(HAND, "", 10)
        self.lay_out((
            Spec("field", "Lấy từ", "choice", required=True, options=laid.offered, value=now.field),
            Spec("heading", "Tiêu đề", value=now.heading or None, limit=120, note="để trống: theo tên mục"),
            Spec("weight", "Độ rộng", required=True, value=str(now.weight), limit=3, note="từ 1 đến 100, so với các cột khác", beside=True),
            Spec("align", "Căn lề", "choice", options=tuple(ALIGNS.items()), value=now.align),
            Spec("total", "Cộng cột ở cuối kỳ", "check", value=now.total, beside=True),
        ), f"Cột của {laid.name[:1].lower()}{laid.name[1:]}", "Nhận cột")  # fmt: skip
        self._labels = dict(laid.offered)
        self._field = now.field
        self.form["field"].changed.connect(self._propose)

    def _propose(self) -> None:
        """Another field: its own heading, unless the clerk has typed one."""
        field, heading = str(self.form["field"].value() or ""), self.form["heading"]
        said = str(heading.value() or "").strip()
        if field and field != self._field:
            if not said or said in headings_of(self._field, self._labels):
                heading.set_value(self._labels.get(field) or None)
            self._field = field

    def take(self, v: dict[str, Any]) -> None:
        said = str(v["weight"] or "").strip()
        if not (said.isascii() and said.isdigit() and 1 <= int(said) <= 100):
            self.shell.warn("Độ rộng phải là số từ 1 đến 100.")
            return
        heading = (v["heading"] or "").strip() or self._labels.get(v["field"], "")
        made = LaidColumn(v["field"], heading, int(said), bool(v["total"]), v["align"] or "left")
        self.kept.done()
        self.shell.back()
        self._then(made)


def headings_of(field: str, labels: dict[str, str]) -> set[str]:
    """What a column of this field is headed where nobody typed a heading: its label, or as a register ships."""
    return {labels.get(field, ""), *(c.heading for r in load_registers() for c in r.columns if c.field == field)}


class OwnPage(FormPage):
    """A register of the office's own: its name, what it draws from, what its rows must say."""

    name = "register-own"
    title = "Lập sổ riêng của đơn vị"
    belongs = "registers"

    def __init__(self, shell: Shell, then: Callable[[str], None]) -> None:
        """then: takes the code of the register that was made."""
        super().__init__(shell)
        self._then = then
        self.lay_out((
            Spec("name", "Tên sổ", required=True, limit=150),
            Spec("source", "Lấy dòng từ", "choice", required=True, options=tuple(register_layouts.sources(self.desk)), value="matters"),
            Spec("year", "Mở theo", "choice", options=tuple(YEAR_WORDS.items()), value="statistical", beside=True),
            Spec("only", "Chỉ các dòng có chữ", note="để trống: mọi dòng; ví dụ tên người, nội dung khoản phải thi hành", limit=100),
            Spec("where", "Chữ ấy ở mục", note="tên mục, ví dụ Khoản phải thi hành; để trống: Ghi chú", beside=True, limit=60),
        ), accept="Lập sổ")  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        try:
            only = _only(str(v["source"]), (v["only"] or "").strip(), (v["where"] or "").strip())
        except Refused as refused:
            self.shell.warn(" ".join(sentence(r) for r in refused.refusals))
            return

        def write() -> tuple[str, tuple[str, ...]]:
            return register_layouts.make(self.desk, v["name"], v["source"], v["year"] or "statistical", only=only), ("registers",)

        def made(code: str) -> None:
            self.back_saying(f"Đã lập sổ riêng {v['name']} (mã {code}). Ctrl+E sửa cột.")
            self._then(code)

        self.carry(write, made)


def _only(source: str, words: str, where: str) -> list[tuple[str, str]]:
    """The filter as it is typed: the field by its label. Refused("register.bad_field") for a label the source has not."""
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.domain.text import bare

    if not words:
        return []
    if not where:
        return [("note", words)]
    found = next((f.name for f in SOURCES[source].fields if bare(f.label) == bare(where)), "") or next(
        (f.name for f in SOURCES[source].fields if bare(where) in bare(f.label)), ""
    )
    if not found:
        raise Refused(Refusal("register.bad_field", {"field": where, "known": ", ".join(f.label for f in SOURCES[source].fields)}, "where"))
    return [(found, words)]
