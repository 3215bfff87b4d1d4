"""The files of ended matters on their way to the archive; Ctrl+Enter leads to the next step of the chosen ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import archiving, people
from thads_desktop.services.archiving import File
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.rounds.section import TOPICS, Section
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.ui.page import Page, Shell

#: Stage -> what the next step is called.
NEXT = {"": "Lập mục lục hồ sơ", "listed": "Thẩm tra hồ sơ", "checked": "Phê duyệt lưu trữ", "approved": "Bàn giao vào lưu trữ"}


class ArchiveSection(Section):
    """One list, furthest on first."""

    title = "Lưu trữ"
    said = (
        "Lưu trữ: hồ sơ đã kết thúc chưa vào lưu trữ. Chọn các dòng cùng bước, Ctrl+Enter sang bước tiếp theo: chấp hành viên lập mục lục, "
        "thẩm tra viên, Thủ trưởng phê duyệt, bàn giao (in biên bản). Ctrl+Delete trả lại hồ sơ kèm lý do. Hồ sơ còn giữ tiền, còn biện pháp, "
        "còn mục theo dõi, còn đăng tải thì chưa đi được; lý do nói rõ số việc. Enter mở việc, Ctrl+P in danh sách, F8 lưu."
    )

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.count = self.quiet()
        self.count.setWordWrap(False)
        self.body.addLayout(FlowRow(
            self.button("Bước tiếp theo   Ctrl+Enter", self.next_step), self.button("Trả lại   Ctrl+Delete", self.send_back),
            self.button("In danh sách   Ctrl+P", self.print_out), self.button("Lưu   F8", self.save), self.count,
        ))  # fmt: skip
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Lưu trữ", lambda r: r.words, width=30, least=18, tone=lambda r: "red" if r.stage == "out" else "blue" if r.stage else "neutral"),
                Column("Số", lambda r: r.number_text, width=16, least=12),
                Column("Người phải thi hành án", lambda r: r.debtor, width=0, least=22),
                Column("Kết thúc", lambda r: r.ended, width=18, least=12),
                Column("Ngày", lambda r: r.ended_on, width=10, spare=2),
                Column("Chấp hành viên", lambda r: r.officer_name, width=20, least=12, spare=1),
            ],
            lambda r: r.matter, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Không có hồ sơ nào chờ lưu trữ.")
        self.table.setObjectName("rounds-archive")
        self.table.picks_first = True
        self.table.opened.connect(lambda key: self.open_matter(str(key)))
        self.body.addWidget(with_words(self.table), 1)
        self.action("Bước tiếp theo của hồ sơ lưu trữ", "Ctrl+Return", self.next_step, icon="check")
        self.action("Trả lại hồ sơ lưu trữ để hoàn thiện", "Ctrl+Delete", self.send_back)
        self.action("Chọn tất cả", "Ctrl+A", self.table.selectAll)
        self.action("In danh sách hồ sơ chờ lưu trữ", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu danh sách hồ sơ chờ lưu trữ", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: archiving.waiting(self.desk), self._take, key="rounds-archive", owner=self)

    def _take(self, answer: tuple[list[File], int]) -> None:
        files, left = answer
        self.model.set_rows(files)
        more = f"; còn {dong(left)} hồ sơ nữa sẽ hiện sau" if left else ""
        self.count.setText(f"{dong(len(files))} hồ sơ chờ lưu trữ{more}")

    def chosen(self) -> list[File]:
        """The selected rows."""
        found = (self.model.content(self.model.place(key)) for key in self.table.selected_keys() if isinstance(key, str))
        return [f for f in found if f is not None]

    def next_step(self) -> None:
        """To the form of the step that the chosen files wait for."""
        files = self.chosen()
        if not files:
            self.shell.warn("Hãy chọn hồ sơ trong danh sách trước.")
        elif any(f.stage == "out" for f in files):
            self.shell.warn("Hồ sơ này đã rút khỏi lưu trữ vì việc mở lại: kết thúc việc rồi mới lập mục lục lại. Enter để mở việc.")
        elif len({f.stage for f in files}) > 1:
            self.shell.warn("Các dòng đã chọn đang ở những bước khác nhau: hãy chọn các dòng cùng một bước.")
        else:
            self.shell.open_page(StepPage(self.shell, files[0].stage, [f.matter for f in files], files[0].officer))

    def send_back(self) -> None:
        """To the form that says why."""
        files = self.chosen()
        if not files or any(f.stage in ("", "out") for f in files):
            self.shell.warn("Hãy chọn hồ sơ đã lập mục lục, đã thẩm tra hoặc đã duyệt để trả lại.")
        else:
            self.shell.open_page(BackPage(self.shell, [f.matter for f in files]))

    def _listing(self) -> Listing:
        return archiving.waiting_listing(self.desk, archiving.waiting(self.desk)[0])

    def _file(self) -> str:
        return f"cho-luu-tru-{self.clock.today():%Y%m%d}"

    def print_out(self) -> None:
        """The list as it will print."""
        show_print(self.page, "Hồ sơ chờ lưu trữ", self._listing, self._file())

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self.page, self.progress, "archive", "Lưu danh sách hồ sơ chờ lưu trữ", self._listing, self._file())

    def first(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "bước tiếp theo"), ("Ctrl+Delete", "trả lại"), ("Enter", "mở việc"))


class StepPage(FormPage):
    """One step of the chosen files."""

    name = "archive-step"
    belongs = "rounds"

    def __init__(self, shell: Shell, stage: str, matters: Sequence[str], officer: str = "") -> None:
        super().__init__(shell)
        self.stage, self.matters, self.title = stage, list(matters), NEXT[stage]
        today = self.clock.today()
        with self.desk.reading() as reader:
            held = [p for p in people.posts(reader) if p.on(today)]
        if stage == "checked":
            held = [p for p in held if p.post in ("head", "deputy")]
        named = list(dict.fromkeys((p.person, p.name) for p in held))
        first = {"": officer, "checked": self.desk.actor}.get(stage, "")
        day = Spec("day", "Ngày", "date", required=True, value=today)
        by = Spec(
            "by", {"": "Chấp hành viên ký mục lục", "listed": "Thẩm tra viên"}.get(stage, "Người phê duyệt"), "choice", required=True, options=named,
            value=first if first in dict(named) else None, beside=True, share=2,
        )  # fmt: skip
        fields: tuple[Spec, ...] = (day, by)
        if stage == "":
            fields = (*fields, Spec("sheets", "Số tờ (bút lục) mỗi hồ sơ", note="để trống: theo bút lục đã đánh", limit=7))
        elif stage == "approved":
            fields = (day, Spec("receiver", "Người nhận", required=True, beside=True, share=2), Spec("place", "Nơi lưu (kho, giá, hộp)", required=True))
        self.lay_out(fields, f"{self.title}: {len(self.matters)} hồ sơ")

    def subject(self) -> str:
        return self.stage

    def take(self, v: dict[str, Any]) -> None:
        carried: Callable[[], tuple[int, bytes]]
        match self.stage:
            case "":
                carried = lambda: (archiving.list_file(self.desk, self.matters, v["by"], v["day"], _sheets(v["sheets"])), b"")  # noqa: E731 - one of four
            case "listed":
                carried = lambda: (archiving.check(self.desk, self.matters, v["by"], v["day"]), b"")  # noqa: E731 - one of four
            case "checked":
                carried = lambda: (archiving.approve(self.desk, self.matters, v["by"], v["day"]), b"")  # noqa: E731 - one of four
            case _:
                carried = lambda: archiving.hand_over(self.desk, self.matters, v["day"], v["place"], v["receiver"])  # noqa: E731 - one of four

        self.carry(lambda: (carried(), (*TOPICS, *(f"matter:{m}" for m in self.matters))), self._done)

    def _done(self, answer: tuple[int, bytes]) -> None:
        count, minutes = answer
        self.shell.back()
        if minutes:
            from thads_desktop.ui.pages.printed import PrintedPage

            name = f"ban-giao-luu-tru-{self.clock.today():%Y%m%d}"
            self.shell.open_page(PrintedPage(self.shell, "Biên bản bàn giao hồ sơ lưu trữ", lambda: minutes, name))
        self.shell.tell(f"Đã ghi: {self.title.lower()}, {count} hồ sơ.")


class BackPage(FormPage):
    """Why the files go back."""

    name = "archive-back"
    title = "Trả lại hồ sơ lưu trữ"
    belongs = "rounds"

    def __init__(self, shell: Shell, matters: Sequence[str]) -> None:
        super().__init__(shell)
        self.matters = list(matters)
        self.lay_out(
            (Spec("day", "Ngày", "date", required=True, value=self.clock.today()), Spec("reason", "Lý do", required=True, beside=True, share=3)),
            f"Trả lại để hoàn thiện: {len(self.matters)} hồ sơ",
        )

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[int, tuple[str, ...]]:
            return archiving.send_back(self.desk, self.matters, v["day"], v["reason"]), (*TOPICS, *(f"matter:{m}" for m in self.matters))

        self.carry(write, lambda count: self.back_saying(f"Đã trả lại {count} hồ sơ."))


def _sheets(typed: str | None) -> int:
    """The number typed; below zero what is none, so that the service says so."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else 0 if not text else -1
