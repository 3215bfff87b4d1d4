"""Who is published for want of means: what is to be done, who is published, what was sent, what a human must look at before the list goes;
many rows are marked by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import publication_list, publications
from thads_desktop.services.publications import NEEDS, Board, Shown
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.chips import due_chip
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.listing_actions import show_print
from thads_desktop.ui.rounds.section import TOPICS, Section
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.ui.page import Page, Shell

VIEWS = ("Phải làm", "Đang đăng tải", "Danh sách đã gửi", "Xem lại trước khi gửi")
#: What is to be done -> what is recorded once it is.
DONE = {"publish": "publish", "update": "update", "end": "end", "silent": "end", "current": "update"}


class PublicationSection(Section):
    """Ctrl+B turns between the four views."""

    title = "Đăng tải"
    said = (
        "Đăng tải: ai phải đăng tải, cập nhật, chấm dứt, hạn ngày nào. Chọn các dòng (Shift+↓, Ctrl+A), Ctrl+Enter ghi đã làm đúng việc của từng "
        "dòng trong ngày ghi ở trên (Ctrl+D đổi ngày); Ctrl+Y ghi xã đã niêm yết, Ctrl+U xã đã thôi niêm yết. Ctrl+B xem ai đang đăng tải, các "
        "danh sách đã gửi và những dòng phải xem lại trước khi gửi: đã bỏ bớt thông tin cá nhân, chưa rõ năm sinh, có thể nêu tên "
        "trẻ em. Ctrl+P in danh sách đúng các nội dung luật nêu, F8 lưu Excel, PDF hoặc JSON, Ctrl+T ghi đã gửi kèm số công văn, "
        "Ctrl+I xem thay đổi từ lần gửi trước."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.made: Board | None = None
        self.day = DateField("publication-day", "Ngày ghi", self.clock)
        self.day.set_value(self.clock.today())
        self.turner = self.button("", self.turn)
        self.count = self.quiet()
        self.body.addLayout(FlowRow(
            self.day, self.turner, self.button("Ghi đã làm   Ctrl+Enter", self.mark), self.button("In danh sách   Ctrl+P", self.print_out),
            self.button("Lưu   F8", self.save), self.button("Ghi đã gửi   Ctrl+T", self.send), self.button("Thay đổi   Ctrl+I", self.changes),
        ))  # fmt: skip
        self.body.addWidget(self.count)
        self.body.addWidget(self.progress)
        today = self.clock.today
        self.todo_model = RowsModel(
            [
                Column("Phải làm", lambda r: NEEDS[r.need], width=24, least=15),
                Column("Hạn", lambda r: r.due, width=10),
                Column("", lambda r: due_chip((r.due - today()).days) if r.due else None, width=19, least=15, chips=(due_chip(-999),), spare=2),
                Column("Số", lambda r: r.number_text, width=16, least=12),
                Column("Người phải thi hành án", lambda r: r.debtor, width=0, least=22),
                Column("Chấp hành viên", lambda r: r.officer_name, width=20, least=12, spare=1),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.todo = self._table(self.todo_model, "publication-todo", "Không còn gì phải đăng tải, cập nhật hay chấm dứt.")
        self.shown_model = RowsModel(
            [
                Column("Đăng tải từ", lambda r: r.since, width=11),
                Column("Niêm yết tại xã", lambda r: r.posted, width=27, least=12, spare=2),
                Column("Số", lambda r: r.number_text, width=16, least=12),
                Column("Người phải thi hành án", lambda r: r.debtor, width=0, least=22),
                Column("Chấp hành viên", lambda r: r.officer_name, width=20, least=12, spare=1),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.shown = self._table(self.shown_model, "publication-shown", "Hiện không đăng tải ai.")
        self.sent_model = RowsModel(
            [
                Column("Ngày gửi", lambda r: r.day, width=10),
                Column("Nơi nhận", lambda r: r.recipient, width=0, least=24),
                Column("Số công văn, bằng chứng", lambda r: r.proof, width=26, least=16),
                Column("Dòng", lambda r: r.count, "right", 8),
                Column("Dấu của danh sách", lambda r: r.sha256[:16], width=20, least=16, spare=1),
            ],
            lambda r: r.key, self,
        )  # fmt: skip
        self.sent = TableView(self.sent_model, self, "Chưa ghi gửi danh sách nào.")
        self.sent.setObjectName("publication-sent")
        self.sent.picks_first = True
        self.sent.opened.connect(self._as_sent)
        self.views = QStackedWidget()
        self.doubt_model = RowsModel(
            [
                Column("Họ tên, tên tổ chức", lambda r: r[1]["name"], width=24, least=16),
                Column("Địa chỉ", lambda r: r[1].get("address", ""), width=30, least=16, spare=1),
                Column("Nghĩa vụ chưa thi hành", lambda r: r[1].get("obligation", ""), width=0, least=24),
                Column("Phải xem lại vì", lambda r: r[2], width=42, least=28),
            ],
            lambda r: r[0], self,
        )  # fmt: skip
        self.doubts = self._table(self.doubt_model, "publication-look", "Không có dòng nào phải xem lại trước khi gửi.")
        for table in (self.todo, self.shown, self.sent, self.doubts):
            self.views.addWidget(with_words(table))
        self.body.addWidget(self.views, 1)
        self.posting = self.quiet()
        self.body.addWidget(self.posting)
        self._show(0)
        self._make_actions()

    def _make_actions(self) -> None:
        for words, keys, run, icon in (
            ("Phải làm, đang đăng tải, danh sách đã gửi, xem lại trước khi gửi", "Ctrl+B", self.turn, ""),
            ("Ngày ghi đăng tải", "Ctrl+D", self.day.editor.setFocus, ""),
            ("Chọn tất cả", "Ctrl+A", lambda: self._table_shown().selectAll(), ""),
            ("Ghi đã đăng tải, cập nhật, chấm dứt các dòng đã chọn", "Ctrl+Return", self.mark, "check"),
            ("Ghi xã đã niêm yết", "Ctrl+Y", lambda: self._write("post"), ""),
            ("Ghi xã đã thôi niêm yết", "Ctrl+U", lambda: self._write("unpost"), ""),
            ("In danh sách đăng tải", "Ctrl+P", self.print_out, "print"),
            ("Lưu danh sách đăng tải thành Excel, PDF, JSON", "F8", self.save, "export"),
            ("Ghi đã gửi danh sách đăng tải", "Ctrl+T", self.send, "send"),
            ("Thay đổi từ lần gửi danh sách trước", "Ctrl+I", self.changes, ""),
            ("Mở việc đang chọn", "Ctrl+G", lambda: self._open(self._table_shown().current_key()), ""),
        ):
            self.action(words, keys, run, icon)

    def _table(self, model: RowsModel, name: str, empty: str) -> TableView:
        made = TableView(model, self, empty)
        made.setObjectName(name)
        made.picks_first = True
        made.opened.connect(self._open)
        return made

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: (publications.board(self.desk), publication_list.sent(self.desk)), self._take, key="rounds-publication", owner=self)

    def _take(self, answer: tuple[Board, list[publication_list.Sent]]) -> None:
        self.made, sent = answer
        self.todo_model.set_rows(self.made.todo)
        self.shown_model.set_rows(self.made.shown)
        self.sent_model.set_rows(sent)
        today = self.clock.today()
        late = sum(s.due is not None and s.due < today for s in self.made.todo)
        said = f"{dong(len(self.made.todo))} việc phải làm" + (f", {dong(late)} quá hạn" if late else "")
        self.count.setText(f"{said} · đang đăng tải: {dong(len(self.made.shown))} việc · đã gửi {dong(len(sent))} danh sách")
        self.posting.setText(self.made.posting)

    def turn(self) -> None:
        """To the next view."""
        self._show((self.views.currentIndex() + 1) % len(VIEWS))
        self._table_shown().begin()
        if self._table_shown() is self.doubts:
            self.worker.run_read(
                lambda: publication_list.make(self.desk), self._take_look, key="rounds-publication-look", owner=self, on_refused=self.warn
            )

    def _take_look(self, made: publication_list.Made) -> None:
        self.doubt_model.set_rows([(key, made.rows[key], why) for key, why in made.look.items()])
        self.doubts.begin()

    def _show(self, at: int) -> None:
        self.views.setCurrentIndex(at)
        self.turner.setText(f"{VIEWS[at]} · xem tiếp   Ctrl+B")

    def _table_shown(self) -> TableView:
        return (self.todo, self.shown, self.sent, self.doubts)[self.views.currentIndex()]

    def chosen(self) -> list[Shown]:
        """The selected rows of the two views of matters."""
        if self.made is None or self.views.currentIndex() > 1:
            return []
        keys = set(self._table_shown().selected_keys())
        rows = self.made.todo if not self.views.currentIndex() else self.made.shown
        return [r for r in rows if r.key in keys]

    # --- what is done -------------------------------------------------------------------------------

    def mark(self) -> None:
        """Each chosen row: what it asks for was done."""
        self._write("")

    def _write(self, what: str) -> None:
        day, rows = self.day.value(), self.chosen()
        problem = self.day.own_problem() or ("" if day is not None else "Hãy nhập ngày ghi (Ctrl+D).")
        if problem or day is None:
            self.shell.warn(problem)
            return
        wanted = [(r.matter, what or DONE[r.need]) for r in rows]

        def write() -> tuple[int, tuple[str, ...]]:
            return publications.mark_each(self.desk, wanted, day), (*TOPICS, *(f"matter:{m}" for m, _w in wanted))

        self.worker.run_write(write, lambda n: self.shell.tell(f"Đã ghi {n} dòng."), self.warn, owner=self)

    def _list(self) -> Listing:
        return publication_list.listing(self.desk, publication_list.make(self.desk))

    def _file(self) -> str:
        return f"dang-tai-{self.clock.today():%Y%m%d}"

    def print_out(self) -> None:
        """The list as it will print; in the view of what is to be looked at, that."""
        if self._table_shown() is self.doubts:
            show_print(
                self.page, "Xem lại trước khi gửi", lambda: publication_list.look_listing(self.desk, publication_list.make(self.desk)),
                f"{self._file()}-xem-lai",
            )  # fmt: skip
            return
        show_print(self.page, "Danh sách đăng tải", self._list, self._file())

    def save(self) -> None:
        """Ask for a file: .xlsx, .pdf or .json."""
        kinds = "Excel (*.xlsx);;PDF (*.pdf);;JSON (*.json)"
        file = ask_file(self, "Lưu danh sách đăng tải", self.desk.folder, f"{self._file()}.xlsx", kinds)
        if file is not None and may_leave(self.desk, self.worker, "publication", self._file(), self):
            self.progress.start(
                "Đang lập danh sách đăng tải",
                lambda progress, _c: publication_list.write(self.desk, file, publication_list.make(self.desk, progress)),
                lambda written: saved([written]),
            )

    def changes(self) -> None:
        """What is other than in the list that was sent last."""

        def make() -> Listing:
            made = publication_list.make(self.desk)
            return publication_list.changed_listing(self.desk, made, publication_list.changed(self.desk, made))

        show_print(self.page, "Thay đổi của danh sách đăng tải", make, f"{self._file()}-thay-doi")

    def send(self) -> None:
        """To the form that says to whom the list went, and what proves it."""
        self.shell.open_page(SentPage(self.shell, lambda: self._show(2)))

    def _as_sent(self, key: object) -> None:
        if isinstance(key, str):
            show_print(self.page, "Danh sách đã gửi", lambda: publication_list.as_sent(self.desk, key), self._file())

    def _open(self, key: object) -> None:
        if isinstance(key, str) and "|" in key:
            self.open_matter(key.partition("|")[0])

    # --- the section --------------------------------------------------------------------------------

    def first(self) -> QWidget:
        return self._table_shown()

    def escape(self) -> bool:
        if self.day.editor.hasFocus():
            self._table_shown().setFocus()
            return True
        if self.views.currentIndex():
            self._show(0)
            self.todo.begin()
            return True
        return False

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "ghi đã làm"), ("Ctrl+B", "xem tiếp"), ("Ctrl+P", "in danh sách"))


class SentPage(FormPage):
    """To whom the list of today went."""

    name = "publication-sent"
    title = "Ghi đã gửi danh sách đăng tải"
    belongs = "rounds"

    def __init__(self, shell: Shell, after: Callable[[], object]) -> None:
        super().__init__(shell)
        self.after = after
        self.lay_out((
            Spec("recipient", "Nơi nhận", required=True, note="Trang thông tin điện tử, cơ quan đăng tải", share=2),
            Spec("proof", "Số công văn, bằng chứng gửi", required=True, beside=True),
            Spec("day", "Ngày gửi", "date", required=True, value=self.clock.today(), beside=True),
            Spec("looked", "Đã xem lại từng dòng phải xem lại (Ctrl+B ở trang Đăng tải)", "check"),
        ), "Ghi đã gửi danh sách đăng tải lập hôm nay")  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[int, tuple[str, ...]]:
            made = publication_list.make(self.desk)
            publication_list.send(self.desk, made, v["recipient"], v["proof"], v["day"], looked=bool(v["looked"]))
            return len(made.rows), TOPICS

        self.carry(write, self._done)

    def _done(self, count: int) -> None:
        self.shell.back()
        self.after()
        self.shell.tell(f"Đã ghi gửi danh sách {count} dòng.")
