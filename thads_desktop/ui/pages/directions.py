"""The department's directions: what is composed, what was sent, how far each office is; composed and sent by keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QTabWidget, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import directions, people
from thads_desktop.services.leading_words import KINDS, STATES
from thads_desktop.ui.ask_place import ask_folder, saved
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.services.directions import Composed, Followed

TOPICS = ("directions",)


class DirectionsPage(Page):
    """Two tables: ready to be sent, and sent with what the offices said."""

    name = "directions"
    title = "Chỉ đạo các đơn vị"
    belongs = "province"
    topics = ("directions", "province")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Thêm việc   Ctrl+T", self.add), ("Gửi   F9", self.send), ("Ghi lại gói đã gửi   Ctrl+S", self.prompt_again),
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )))  # fmt: skip
        self.state = state_label("Việc đã soạn được gửi thành một gói có chữ ký cho từng đơn vị; đơn vị báo lại trong báo cáo kế tiếp.")
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.drafts = RowsModel(_draft_columns(), lambda c: c.key, self)
        self.draft_table = TableView(self.drafts, self, "Chưa soạn việc nào. Ctrl+T để thêm.")
        self.draft_table.setObjectName("composed-table")
        self.draft_table.opened.connect(self._open)
        today = self.clock.today()
        self.sent = RowsModel(_sent_columns(today), lambda f: (f.direction, f.item), self)
        self.sent_table = TableView(self.sent, self, "Chưa gửi chỉ đạo nào. Soạn việc (Ctrl+T) rồi F9 để gửi.")
        self.sent_table.setObjectName("sent-table")
        self.tabs = QTabWidget()
        for n, (table, words) in enumerate(((self.draft_table, "Đang soạn"), (self.sent_table, "Đã gửi")), 1):
            table.picks_first = True
            self.tabs.addTab(with_words(table), words)
            self.action(words, f"Ctrl+{n}", partial(self._turn, n - 1))
        self.body.addWidget(self.tabs, 1)
        self.action("Thêm một việc để gửi", "Ctrl+T", self.add, icon="plus")
        self.action("Bỏ việc đang chọn khỏi gói đang soạn", "Ctrl+Delete", self.drop)
        self.action("Gửi các việc đã soạn", "F9", self.send, icon="send")
        self.action("Ghi lại gói đã gửi ra thư mục", "Ctrl+S", self.prompt_again)
        self.action("In bảng theo dõi chỉ đạo", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu bảng theo dõi chỉ đạo thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: (directions.composed(self.desk), directions.followed(self.desk)), self._take, key="directions", owner=self
        )

    def _take(self, found: tuple[list[Composed], list[Followed]]) -> None:
        self.drafts.set_rows(found[0])
        self.sent.set_rows(found[1])
        late = sum(f.late(self.clock.today()) for f in found[1])
        if found[1]:
            self.state.setText(f"Đã soạn {len(found[0])} việc chưa gửi; đã gửi {len(found[1])} việc, trong đó {late} việc quá hạn chưa báo xong.")

    def _turn(self, at: int) -> None:
        self.tabs.setCurrentIndex(at)
        (self.draft_table, self.sent_table)[at].setFocus()

    def add(self) -> None:
        """To the form of one more item."""
        self.shell.open_page(ComposePage(self.shell))

    def _open(self, key: object) -> None:
        found = next((c for c in self._rows(self.drafts) if c.key == key), None)
        if found is not None:
            self.shell.open_page(ComposePage(self.shell, found))

    def drop(self) -> None:
        """The chosen item is not sent."""
        key = self.draft_table.current_key()
        if self.tabs.currentIndex() != 0 or not isinstance(key, str):
            self.shell.warn("Hãy chọn một việc trong bảng Đang soạn (Ctrl+1).")
            return

        def write() -> tuple[str, tuple[str, ...]]:
            directions.take_out(self.desk, key)
            return "Đã bỏ việc khỏi gói đang soạn.", TOPICS

        self.worker.run_write(write, self.shell.tell, self._refused, owner=self)

    def send(self) -> None:
        """To whom, signed by whom."""
        if not self.drafts.rowCount():
            self.shell.warn("Chưa soạn việc nào để gửi: Ctrl+T để thêm một việc.")
            return
        self.shell.open_page(SendPage(self.shell))

    def prompt_again(self) -> None:
        """Ask for the folder of a package that goes once more."""
        key = self.sent_table.current_key()
        if not isinstance(key, tuple):
            self.shell.warn("Hãy chọn một việc trong bảng Đã gửi (Ctrl+2): gói của nó được ghi lại.")
            return
        folder = ask_folder(self, "Chọn thư mục ghi gói chỉ đạo", self.desk.folder)
        if folder is not None:
            self.write_again(key[0], folder)

    def write_again(self, direction: str, folder: Path) -> None:
        """A package that was sent, once more into a folder."""
        self.worker.run_write(
            lambda: (directions.write_again(self.desk, direction, folder), ()), lambda file: self.shell.tell(saved([file])), self._refused, owner=self
        )

    def print_out(self) -> None:
        """As it will print."""
        show_print(self, "Theo dõi thực hiện chỉ đạo", lambda: directions.listing(self.desk), "theo-doi-chi-dao")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "direction", "Lưu bảng theo dõi chỉ đạo", lambda: directions.listing(self.desk), "theo-doi-chi-dao")

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        from thads_desktop.ui.refusals import sentence

        self.shell.warn(" ".join(sentence(r) for r in refusals))

    @staticmethod
    def _rows(model: RowsModel) -> list[Any]:
        return [model.row(at) for at in range(model.rowCount())]

    def first_focus(self) -> QWidget:
        return self.draft_table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "thêm việc"), ("F9", "gửi"), ("Ctrl+2", "đã gửi"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Soạn từng việc (Ctrl+T): chỉ tiêu, chỉ đạo, kết luận kiểm tra, trả lời xin ý kiến, gói quy định và biểu mẫu, mỗi việc có hạn và có thể "
            "ghi người làm. F9 chọn đơn vị, người ký và thư mục: mỗi đơn vị một gói có chữ ký, đánh số nối tiếp. Đơn vị mở gói thì các việc thành "
            "việc được giao; tình hình thực hiện về theo gói báo cáo kế tiếp và hiện ở bảng Đã gửi (Ctrl+2). Enter sửa việc đang soạn, Ctrl+Delete bỏ. "
            "Ctrl+S ghi lại một gói đã gửi khi đơn vị làm mất."
        )


class ComposePage(FormPage):
    """One item."""

    name = "direction-item"
    title = "Việc giao cho đơn vị"
    belongs = "province"

    def __init__(self, shell: Shell, item: Composed | None = None) -> None:
        super().__init__(shell)
        self.item = item
        held = item
        self.lay_out(
            (
                Spec("kind", "Loại việc", "choice", required=True, options=list(KINDS.items()), value=held.kind if held else "direction"),
                Spec("due", "Hạn", "date", required=True, beside=True, value=held.due if held else None, note="ngày, hoặc +15 là mười lăm ngày nữa"),
                Spec("text", "Việc phải làm", required=True, limit=200, value=held.text if held else None),
                Spec("detail", "Nội dung đầy đủ", "long", value=held.detail if held else None, limit=4_000),
                Spec("person", "Người làm ở đơn vị", value=held.person if held else None, note="để trống: Thủ trưởng đơn vị"),
                Spec("matter", "Việc thi hành án số", beside=True, value=held.matter if held else None, note="số quyết định thi hành án, nếu có"),
                Spec("about", "Theo văn bản, chỉ tiêu, kết luận", value=held.about if held else None),
                Spec("file", "Tệp gói quy định, biểu mẫu", beside=True, value=held.file if held else None, note="chỉ khi giao cài gói"),
            ),
            self.title, "Ghi vào gói đang soạn",
        )  # fmt: skip

    def subject(self) -> str:
        return self.item.key if self.item is not None else ""

    def take(self, v: dict[str, Any]) -> None:
        key = self.item.key if self.item is not None else ""

        def write() -> tuple[str, tuple[str, ...]]:
            further = {name: v[name] or "" for name in ("detail", "person", "matter", "about", "file")}
            directions.compose(self.desk, v["kind"], v["text"], v["due"], key=key, **further)
            return "Đã ghi việc vào gói đang soạn.", TOPICS

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)


ALL = "*"


class SendPage(FormPage):
    """To which office, by whom, into which folder."""

    name = "direction-send"
    title = "Gửi chỉ đạo"
    belongs = "province"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._offices = directions.offices(self.desk)
        with self.desk.reading() as reader:
            heads = [p.name for p in people.leaders(reader, self.clock.today())]
        options = [(ALL, f"Mọi đơn vị ({len(self._offices)})"), *self._offices] if self._offices else []
        self.lay_out(
            (
                Spec("to", "Đơn vị nhận", "choice", required=True, options=options, value=ALL if options else None),
                Spec("signed_by", "Người ký", required=True, beside=True, value=heads[0] if heads else None),
                Spec("number", "Số văn bản chỉ đạo", note="nếu có văn bản giấy đi kèm"),
                Spec("folder", "Thư mục ghi gói", required=True, beside=True, value=str(self.desk.folder.resolve().parent / "chi-dao")),
            ),
            self.title, "Ký và ghi gói",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        to = [key for key, _name in self._offices] if v["to"] == ALL else [v["to"]]

        def write() -> tuple[list[Path], tuple[str, ...]]:
            return directions.send(self.desk, to, Path(v["folder"]), v["signed_by"], v["number"] or ""), TOPICS

        self.carry(write, self._done)

    def _done(self, files: list[Path]) -> None:
        self.shell.back()
        self.shell.tell(saved(files))


def _draft_columns() -> list[Column]:
    return [
        Column("Loại", lambda c: KINDS[c.kind], width=26, least=12),
        Column("Việc phải làm", lambda c: c.text, width=0, least=36),
        Column("Người làm", lambda c: c.person or "Thủ trưởng", width=18, least=10, spare=1),
        Column("Việc thi hành án", lambda c: c.matter, width=18, least=8, spare=2),
        Column("Hạn", lambda c: short_date(c.due), width=12),
    ]


def _sent_columns(today: date) -> list[Column]:
    return [
        Column("Đơn vị", lambda f: short_name(f.office_name), width=20, least=14),
        Column("Gói", lambda f: f.no, "right", 5),
        Column("Việc phải làm", lambda f: f.text, width=0, least=30),
        Column("Người làm", lambda f: f.person or "Thủ trưởng", width=16, least=10, spare=2),
        Column("Hạn", lambda f: short_date(f.due), width=12),
        Column("Tình trạng", lambda f: state_chip(f.state, late=f.late(today)), width=18),
        Column("Ngày xong", lambda f: short_date(f.done) if f.done else "", width=12, spare=3),
        Column("Báo cáo gần nhất", lambda f: f.report, width=24, least=12, spare=1),
    ]


def state_chip(state: str, *, late: bool) -> Chip:
    """How far an item is; red once its day is over."""
    if late:
        return Chip(f"Quá hạn, {STATES[state]}", "red", "clock")
    colours = {"": ("neutral", "clock"), "open": ("blue", "clock"), "done": ("green", "check"), "dropped": ("neutral", "close")}
    return Chip(STATES[state][:1].upper() + STATES[state][1:], *colours[state])  # type: ignore[arg-type]  # colours of chips
