"""The officers' own returns of one period: signed, confirmed, given back; what a closing waits for, and the calendar of the year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import chain, chain_files, people
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.chain import Chain, OfficerReturn
    from thads_desktop.services.reporting import Made

TOPICS = ("returns", "deadlines", "province")
CHIPS = {
    "open": Chip("Chưa ký", "amber", "clock"), "changed": Chip("Đổi sau khi ký", "red", "warning"), "signed": Chip("Chờ xác nhận", "blue", "sign"),
    "sent_back": Chip("Trả lại", "amber", "close"), "confirmed": Chip("Đã xác nhận", "green", "check"),
}  # fmt: skip


class ChainPage(Page):
    """Every officer of the computed return, and how far each is."""

    name = "chain"
    title = "Báo cáo của Chấp hành viên"
    belongs = "returns"

    def __init__(self, shell: Shell, made: Made) -> None:
        super().__init__(shell)
        self.made = made
        self.body.addLayout(FlowRow(self.heading(f"{self.title}: {made.period_words}"), *buttons(
            ("Ký   Ctrl+T", self.sign), ("Đã ký bản giấy   Ctrl+G", self.on_paper), ("Xác nhận   F9", self.confirm),
            ("Trả lại…   Ctrl+D", self.send_back), ("Chốt khi thiếu…   Ctrl+H", self.without), ("In   Ctrl+P", self.print_out),
        )))  # fmt: skip
        self.state = state_label()
        self.body.addWidget(self.state)
        self.model = RowsModel(
            [
                Column("Chấp hành viên", lambda r: r.name, width=0, least=24),
                Column("Số việc", lambda r: r.matters, "right", 10),
                Column("", lambda r: CHIPS[r.state], width=18, chips=tuple(CHIPS.values())),
                Column("Ngày ký", lambda r: r.signed, width=12),
                Column("Ngày xác nhận", lambda r: r.confirmed, width=14),
                Column("Ghi chú", lambda r: r.more, width=34, least=14, spare=1),
            ],
            lambda r: r.officer,
            self,
        )
        self.table = TableView(self.model, self, "Kỳ này chưa Chấp hành viên nào có việc.")
        self.table.setObjectName("officers-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.print_out())
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(quiet_label(
            "Từ khi có người ký lần đầu, chốt báo cáo của đơn vị phải đủ xác nhận, hoặc Thủ trưởng ghi lý do. Số liệu đổi thì ký lại."
        ))  # fmt: skip
        self.action("Ký báo cáo của mình", "Ctrl+T", self.sign, icon="sign")
        self.action("Ghi đã ký bản giấy", "Ctrl+G", self.on_paper)
        self.action("Thủ trưởng xác nhận báo cáo đang chọn", "F9", self.confirm)
        self.action("Trả lại báo cáo đang chọn", "Ctrl+D", self.send_back)
        self.action("Chốt khi còn thiếu xác nhận, có lý do", "Ctrl+H", self.without)
        self.action("In báo cáo của Chấp hành viên đang chọn", "Ctrl+P", self.print_out, icon="print")

    def refresh(self) -> None:
        self.worker.run_read(lambda: chain.of(self.desk, self.made), self._show, key="chain", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "ký"), ("F9", "xác nhận"), ("Ctrl+D", "trả lại"), ("Enter", "in"))

    def help(self) -> str:
        return (
            "Mỗi Chấp hành viên một dòng. Ctrl+T: chính người ấy ký phần của mình; Ctrl+G: ghi là bản giấy đã ký. F9: Thủ trưởng xác nhận. "
            "Ctrl+D trả lại kèm ý kiến. Ctrl+H: chốt khi còn thiếu, lý do giữ trong nhật ký. Enter xem bản in có chỗ ký của Chấp hành viên và "
            "Thủ trưởng."
        )

    def _show(self, found: Chain) -> None:
        self.model.set_rows(found.officers)
        self.state.setText(found.words)

    def _current(self) -> OfficerReturn | None:
        key = self.table.current_key()
        row: OfficerReturn | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một Chấp hành viên trong danh sách.")
        return row

    def _write(self, act: Callable[[str], object], says: str) -> None:
        row = self._current()
        if row is None:
            return

        def write() -> tuple[str, tuple[str, ...]]:
            act(row.officer)
            return f"{says}: {row.name}.", TOPICS

        self.worker.run_write(write, self._done, lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self)

    def _done(self, said: str) -> None:
        self.shell.tell(said)
        self.refresh()

    def sign(self) -> None:
        """The officer signs the own return."""
        self._write(lambda officer: chain.sign(self.desk, self.made, officer), "Đã ký báo cáo")

    def on_paper(self) -> None:
        """The print was signed."""
        self._write(lambda officer: chain.sign(self.desk, self.made, officer, on_paper=True), "Đã ghi ký bản giấy")

    def confirm(self) -> None:
        """The head confirms."""
        self._write(lambda officer: chain.confirm(self.desk, self.made, officer), "Đã xác nhận báo cáo")

    def send_back(self) -> None:
        """To the remark."""
        row = self._current()
        if row is not None and row.signed is None:
            self.shell.warn(f"Chấp hành viên {row.name} chưa ký báo cáo của kỳ này: chưa có gì để trả lại.")
        elif row is not None:
            self.shell.open_page(WordsPage(
                self.shell, f"Trả lại báo cáo của {row.name}", "text", "Ý kiến",
                lambda said: chain.send_back(self.desk, self.made, row.officer, said), f"Đã trả lại báo cáo của {row.name}.", self.refresh,
            ))  # fmt: skip

    def without(self) -> None:
        """To the reason."""
        self.shell.open_page(WordsPage(
            self.shell, "Chốt khi còn thiếu xác nhận", "reason", "Lý do",
            lambda said: chain.close_without(self.desk, self.made, said), "Đã ghi lý do; chốt được báo cáo của đơn vị.", self.refresh,
        ))  # fmt: skip

    def print_out(self) -> None:
        """The officer's return as it will print."""
        row = self._current()
        if row is not None:
            from thads_desktop.ui.pages.printed import PrintedPage

            self.shell.open_page(PrintedPage(
                self.shell, f"Báo cáo của {row.name}", lambda: chain_files.draw(self.desk, self.made, row.officer),
                f"bao-cao-chv-{self.made.year}-{self.made.months:02d}",
            ))  # fmt: skip


class WordsPage(FormPage):
    """A few words that an act of the chain needs."""

    name = "chain-words"
    title = "Ý kiến"
    belongs = "returns"

    def __init__(
        self, shell: Shell, heading: str, field: str, label: str, act: Callable[[str], object], says: str, after: Callable[[], object],
    ) -> None:  # fmt: skip
        super().__init__(shell)
        self._field, self._act, self._says, self._after = field, act, says, after
        self.lay_out((Spec(field, label, "long", required=True, lines=4),), heading)

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            self._act(v[self._field])
            return self._says, TOPICS

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)
        self._after()


class CalendarPage(FormPage):
    """The terms of the periods of a year are opened."""

    name = "return-calendar"
    title = "Mở lịch báo cáo của năm"
    belongs = "returns"

    def __init__(self, shell: Shell, year: int) -> None:
        super().__init__(shell)
        told = quiet_label(
            "Ghi hạn gửi của 12 kỳ báo cáo trong năm, theo thông tư của từng kỳ: hạn của Chấp hành viên, hạn của đơn vị gửi lên. Các hạn hiện ở trang "
            "Hạn (F4) và tự hết khi báo cáo được xác nhận, gói có chữ ký được lưu. Không chốt, không gửi gì."
        )
        self.lay_out((
            Spec("year", "Năm thống kê", required=True, value=str(year), limit=4),
            Spec(
                "as_before", "Kỳ từ 01/7/2026: tính như Thông tư 05/2024", "check",
                note="thời hạn theo Thông tư 05/2026 chưa xác lập; không chọn thì các kỳ ấy không có hạn",
            ),
        ), "", "Mở lịch năm")  # fmt: skip
        self.body.insertWidget(1, told)

    def take(self, v: dict[str, Any]) -> None:
        typed = str(v["year"]).strip()

        def write() -> tuple[int, tuple[str, ...]]:
            return chain.follow(self.desk, int(typed) if typed.isdecimal() else 0, as_before=bool(v["as_before"])), TOPICS

        self.carry(write, self._done)

    def _done(self, opened: int) -> None:
        self.shell.back()
        with self.desk.reading() as reader:
            where = "hạn gửi của Cục hiện ở dòng trên bảng theo dõi, theo kỳ" if people.office(reader).level == "province" else "hạn hiện ở trang Hạn"
        self.shell.tell(f"Đã mở hạn của {opened} kỳ; {where}.")


