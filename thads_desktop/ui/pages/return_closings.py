"""The closed periods: what of each changed since it was sent, with the matters behind; the head opens one again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import reopening, since_closed
from thads_desktop.services.changed_items import many
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.return_lists import open_key
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.changed_items import Item
    from thads_desktop.services.since_closed import Since

TOPICS = ("returns",)
REOPEN, TAKE_BACK = "Ctrl+Shift+O", "Ctrl+Shift+U"


class ReturnClosingsPage(Page):
    """Every closed period; Enter shows what changed since."""

    name = "return-closings"
    title = "Các kỳ đã chốt"
    belongs = "returns"
    topics = ("returns", "matters", "settings")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        reopen = QPushButton(f"Mở lại kỳ   {REOPEN}")
        reopen.clicked.connect(lambda _checked=False: self.reopen())
        back = QPushButton(f"Bỏ lần mở lại   {TAKE_BACK}")
        back.clicked.connect(lambda _checked=False: self.take_back())
        self.body.addLayout(FlowRow(self.heading(), reopen, back))
        self.model = RowsModel([
            Column("Kỳ", lambda r: r.closing.period_words, width=20), Column("Chế độ", lambda r: r.closing.regime, width=9),
            Column("Chốt ngày", lambda r: r.closing.day, width=11), Column("Lần", lambda r: r.versions, "right", 6),
            Column("Gửi ngày", lambda r: r.sent, width=11, spare=2),
            Column("Đã đổi từ khi gửi", lambda r: r.words, width=0, least=24, tone=lambda r: "red" if r.matters else "neutral"),
            Column("Ghi muộn", lambda r: r.late or "", "right", 10, spare=1), Column("Mở lại", _reopened, width=30, least=12),
        ], lambda r: r.closing.key, self)  # fmt: skip
        self.table = TableView(self.model, self, "Chưa chốt kỳ nào. Chốt ở trang Báo cáo (F9).")
        self.table.setObjectName("return-closings-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Mở lại kỳ đang chọn để chốt bổ sung", REOPEN, self.reopen)
        self.action("Bỏ lần mở lại nhầm của kỳ đang chọn", TAKE_BACK, self.take_back)

    def refresh(self) -> None:
        self.worker.run_read(lambda: since_closed.counted(self.desk), self.model.set_rows, key="return-closings", owner=self)

    def _current(self) -> Since | None:
        key = self.table.current_key()
        row: Since | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một kỳ đã chốt trong danh sách.")
        return row

    def _open(self, _key: object) -> None:
        row = self._current()
        if row is not None:
            self.shell.open_page(ChangedPage(self.shell, row))

    def reopen(self) -> None:
        """To the form that asks why."""
        row = self._current()
        if row is not None:
            self.shell.open_page(ReopenPage(self.shell, row.closing.regime, row.closing.year, row.closing.months))

    def take_back(self) -> None:
        """To the form that asks why the opening was a mistake."""
        row = self._current()
        if row is not None and row.reopened is None:
            self.shell.warn(f"Báo cáo {row.closing.period_words} không đang mở lại nên không có gì để bỏ.")
        elif row is not None:
            self.shell.open_page(TakeBackPage(self.shell, row.closing.regime, row.closing.year, row.closing.months))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "việc đã đổi"), (REOPEN, "mở lại kỳ"), (TAKE_BACK, "bỏ lần mở lại"), ("Esc", "quay lại"))

    def help(self) -> str:
        return (
            "Mỗi kỳ đã chốt một dòng, kèm số việc nay tính khác so với khi chốt. Enter xem từng việc: đã ghi gì, ngày nào, ai ghi, ảnh hưởng "
            f"đến ô nào. {REOPEN} mở lại kỳ: chỉ thủ trưởng, phải nêu lý do; sau đó chốt báo cáo bổ sung ở trang Báo cáo (F9). {TAKE_BACK} bỏ lần "
            "mở lại nhầm: kỳ trở lại như đã chốt. Lần mở lại, lần bỏ và lý do ở lại trong nhật ký."
        )


class ChangedPage(Page):
    """The matters and entries of a closed period that count otherwise by now; Enter opens one."""

    name = "return-changed"
    title = "Đã đổi từ khi gửi"
    belongs = "returns"
    topics = ("returns", "matters")

    def __init__(self, shell: Shell, since: Since) -> None:
        super().__init__(shell)
        self.since = since
        self.body.addWidget(self.heading(f"{self.title}: báo cáo {since.closing.period_words}"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.said)
        self.model = RowsModel([
            Column("Số", lambda r: r.number, width=16), Column("Khi chốt", lambda r: r.was, width=28, least=18),
            Column("Nay", lambda r: r.now, width=28, least=18), Column("Đã ghi", lambda r: "; ".join(r.happened), width=0, least=26),
            Column("Ảnh hưởng", lambda r: "; ".join(e.says for e in r.effects), width=24, least=14, spare=1),
        ], lambda r: r.matter, self)  # fmt: skip
        self.table = TableView(self.model, self, "Không có việc nào tính khác.")
        self.table.setObjectName("return-changed-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)

    def refresh(self) -> None:
        closing = self.since.closing
        self.worker.run_read(
            lambda: (since_closed.behind(self.desk, closing), since_closed.late_entries(self.desk, closing)), self._take, key="return-changed", owner=self
        )

    def _take(self, found: tuple[list[Item], list[Any]]) -> None:
        items, late = found
        told = [f"{many(i.matter for i in items)} tính khác so với số liệu đã chốt."]
        for day, who, numbers, count, why in late[:5]:
            of = ", ".join(numbers) + ("…" if count > len(numbers) else "")
            told.append(f"Ghi muộn ngày {short_date(day) if day else ''}, {who}: {of}" + (f". Lý do: {why}" if why else ""))
        told += [f"Và {len(late) - 5} lần ghi muộn nữa (xem Nhật ký)." for _ in late[5:6]]
        self.said.setText("\n".join(told))
        self.model.set_rows(items)

    def _open(self, key: object) -> None:
        open_key(self.shell, key)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở việc"), ("Esc", "quay lại"), ("Ctrl+C", "chép"))

    def help(self) -> str:
        return (
            "Mỗi việc, mỗi mục của sổ theo dõi một dòng: khi chốt tính vào đâu, nay tính vào đâu, vì đã ghi gì, ngày nào, ai ghi, và ô nào của "
            "dòng tổng số đổi bao nhiêu."
        )


class ReopenPage(FormPage):
    """Why a closed period is opened again."""

    name = "return-reopen"
    title = "Mở lại báo cáo đã chốt"
    belongs = "returns"

    def __init__(self, shell: Shell, regime: str, year: int, months: int) -> None:
        super().__init__(shell)
        self.period = (regime, year, months)
        note = "Số liệu đã chốt và đã gửi giữ nguyên; lần mở lại này và lý do ở lại trong nhật ký, in kèm báo cáo bổ sung."
        self.lay_out((Spec("reason", "Lý do mở lại", "long", required=True, lines=4, note=note),), f"{self.title}: {months:02d} tháng năm {year}")

    def subject(self) -> str:
        return f"{self.period[0]}-{self.period[1]}-{self.period[2]:02d}"

    def take(self, v: dict[str, Any]) -> None:
        regime, year, months = self.period

        def write() -> tuple[str, tuple[str, ...]]:
            made = reopening.reopen(self.desk, regime, year, months, v["reason"])
            return f"Đã mở lại kỳ {months:02d} tháng năm {year} ngày {short_date(made.day)}. Ghi cho đủ rồi chốt bổ sung (F9).", TOPICS

        self.carry(write, self.back_saying)


class TakeBackPage(FormPage):
    """Why an opening of a closed period is taken back."""

    name = "return-take-back"
    title = "Bỏ lần mở lại"
    belongs = "returns"

    def __init__(self, shell: Shell, regime: str, year: int, months: int) -> None:
        super().__init__(shell)
        self.period = (regime, year, months)
        note = "Kỳ trở lại như đã chốt; việc đã ghi trong lúc mở vẫn còn và được đếm là đã đổi từ khi chốt. Lần mở và lần bỏ ở lại trong nhật ký."
        self.lay_out((Spec("reason", "Lý do bỏ lần mở lại", "long", required=True, lines=4, note=note),), f"{self.title}: {months:02d} tháng năm {year}")

    def subject(self) -> str:
        return f"{self.period[0]}-{self.period[1]}-{self.period[2]:02d}"

    def take(self, v: dict[str, Any]) -> None:
        regime, year, months = self.period

        def write() -> tuple[str, tuple[str, ...]]:
            reopening.take_back(self.desk, regime, year, months, v["reason"])
            return f"Đã bỏ lần mở lại kỳ {months:02d} tháng năm {year}: kỳ trở lại như đã chốt.", TOPICS

        self.carry(write, self.back_saying)


def _reopened(since: Since) -> str:
    made = since.reopened
    return f"ngày {short_date(made.day)}: {made.reason}" if made is not None else ""
