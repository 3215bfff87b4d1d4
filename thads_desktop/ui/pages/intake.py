"""Judgments received: those that wait for a decision first; Enter prepares it, Ctrl+Y takes a request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import decided, delegation_ack, queries
from thads_desktop.services.queries import CASE_WORDS, IntakeRow
from thads_desktop.ui.chips import Chip, due_chip
from thads_desktop.ui.narrowing import Narrowing, Searched, searched
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

STATES = {
    "waiting": Chip("Chờ ra quyết định", "amber", "clock"),
    "waiting_request": Chip("Chờ yêu cầu", "neutral", "inbox"),
    "draft": Chip("Đang soạn", "neutral", "paper"),
    "submitted": Chip("Đang trình ký", "neutral", "sign"),
    "signed": Chip("Đã ký, chờ số", "neutral", "sign"),
    "returned": Chip("Bị trả lại", "amber", "sign"),
    "sent_back": Chip("Đã trả ủy thác", "neutral", "inbox"),
    "assets": Chip("Tài sản ủy thác", "neutral", "inbox"),
    "decided": Chip("Đã ra quyết định", "green", "check"),
}


class IntakePage(Page):
    """The book of received judgments."""

    name = "intake"
    title = "Bản án, quyết định đến"
    topics = ("intake",)

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        today = self.clock.today
        self.model = RowsModel(
            [
                Column("Số", lambda r: r.number, width=17),
                Column("Cơ quan ra bản án", lambda r: r.court, width=0, least=30),
                Column("Loại án", lambda r: CASE_WORDS.get(r.kind, r.kind), width=20, least=12, spare=4),
                Column("Ngày nhận", lambda r: r.received, width=10, spare=1),
                Column("Tình trạng", lambda r: STATES.get(r.state), width=20, least=12, chips=tuple(STATES.values())),
                Column("Đang giữ", lambda r: r.held or "", "right", 14, least=11, spare=2),
                Column("Hạn", lambda r: r.next_due, width=10),
                Column("", lambda r: due_chip((r.next_due - today()).days) if r.next_due else "", width=19, least=14, spare=3,
                       chips=(due_chip(-999),)),
            ],
            lambda r: r.judgment,
            self,
        )
        empty = "Chưa nhận bản án nào. Nhấn Ctrl+N để vào sổ bản án đầu tiên."
        self.table = TableView(self.model, self, empty)
        self.table.setObjectName("intake-table")
        self.table.picks_first = True
        self.table.opened.connect(self._decide)
        self.search = Narrowing(self, "số, ngày, cơ quan ra bản án, loại án, tình trạng", self.table, empty, self.model.set_rows)
        head = QHBoxLayout()
        head.addWidget(self.heading())
        head.addWidget(self.search, 1)
        request = QPushButton("Nhận yêu cầu   Ctrl+Y")
        request.setToolTip("Nhận yêu cầu thi hành án của dòng đang chọn")
        request.clicked.connect(lambda _checked=False: self._request())
        head.addWidget(request)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table, 1))
        self.action("Ra thêm quyết định thi hành án", "Ctrl+Shift+N", lambda: self._new(self.table.current_key()))
        self.action("Soạn hàng loạt quyết định chủ động (án phí, tiền phạt…)", "Ctrl+Shift+B", self._many)
        self.action("Nhận yêu cầu thi hành án", "Ctrl+Y", self._request)
        self.action("Từ chối yêu cầu thi hành án", "Ctrl+U", self._refuse)
        self.action("Diễn biến của bản án, xóa dòng ghi nhầm", "Ctrl+D", self._events)
        self.action("Tách bản án thành các quyết định", "Ctrl+Shift+P", self._parts)
        self.action("Mở gói ủy thác, thông báo nhận ủy thác", "Ctrl+O", self._open_package)
        self.action("Ủy thác đã nhận: thông báo, trả lại, tài sản", "Ctrl+Shift+U", self._came)
        self.action("Vật chứng, tài sản của bản án", "Ctrl+Shift+H", self._exhibits)
        self.action("Phiếu nhận, thông báo về yêu cầu, văn bản khác", "Ctrl+Shift+W", self._papers)
        self.action("Thu tiền khi chưa có quyết định", "Ctrl+T", self._money, icon="money")

    def refresh(self) -> None:
        self.worker.run_read(self._ask, self.search.take, key="intakes", owner=self)

    def _ask(self) -> list[Searched]:
        return [searched(row, _words(row)) for row in queries.intakes(self.desk)]

    def first_focus(self) -> QWidget:
        return self.table

    def help(self) -> str:
        return (
            "Sổ bản án, quyết định đến; việc chưa ra quyết định đứng trước, kèm hạn phải ra. Enter ra quyết định thi hành án cho dòng đang "
            "chọn, hoặc mở quyết định đang trình ký của dòng ấy; Ctrl+Shift+N ra thêm quyết định; Ctrl+F tìm, có dấu hoặc không dấu; Ctrl+Y "
            "vào yêu cầu thi hành án của dòng ấy, Ctrl+O mở gói ủy thác của cơ quan khác, Ctrl+Shift+U gửi thông báo nhận, "
            "Ctrl+U từ chối yêu cầu, Ctrl+T thu tiền khi chưa có quyết định, Ctrl+Shift+H vật chứng của bản án, Ctrl+Shift+W biên bản ghi yêu "
            "cầu, phiếu nhận, thông báo bổ sung, từ chối yêu cầu, Ctrl+Shift+P nhập các khoản và tách bản án thành các quyết định. "
            "Chọn nhiều dòng (Shift, Ctrl, Ctrl+A) rồi Ctrl+Shift+B soạn hàng loạt quyết "
            "định chủ động; chỉ một dòng được chọn thì xét mọi bản án đang chờ."
        )

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ra quyết định"), ("Ctrl+Y", "nhận yêu cầu"), ("Ctrl+Shift+B", "soạn hàng loạt"), ("Ctrl+N", "nhận bản án"))

    def _decide(self, key: object) -> None:
        """The decision that is on its way, else a new one."""
        if not isinstance(key, str):
            return
        if self.model.row(self.model.place(key)).state in ("assets", "sent_back"):
            self._came()
            return
        with self.desk.reading() as reader:
            going = decided.on_the_way(reader).get(key)
        if going:
            from thads_desktop.ui.pages.open_paper import open_paper

            open_paper(self.shell, going[0].matter, going[0].paper)
        else:
            self._new(key)

    def _new(self, key: object) -> None:
        from thads_desktop.ui.pages.decision import DecisionPage

        if isinstance(key, str):
            self.shell.open_page(DecisionPage(self.shell, key))

    def _many(self) -> None:
        """The chosen judgments together; one alone is not chosen for that: all that wait."""
        from thads_desktop.ui.pages.draft_many import DraftManyPage

        chosen = [k for k in self.table.selected_keys() if isinstance(k, str)]
        self.shell.open_page(DraftManyPage(self.shell, chosen if len(chosen) > 1 else ()))

    def _request(self) -> None:
        from thads_desktop.ui.pages.receive import RequestPage

        self._on_current(RequestPage)

    def _refuse(self) -> None:
        from thads_desktop.ui.pages.receive import RefusalPage

        self._on_current(RefusalPage)

    def _events(self) -> None:
        from thads_desktop.ui.pages.intake_events import IntakeEventsPage

        self._on_current(IntakeEventsPage)

    def _parts(self) -> None:
        from thads_desktop.ui.pages.split import SplitPage

        self._on_current(SplitPage)

    def _money(self) -> None:
        from thads_desktop.ui.pages.money import MoneyPage

        self._on_current(MoneyPage)

    def _papers(self) -> None:
        """What is made of a judgment or its requests before there is a decision."""
        from thads_desktop.ui.pages.intake_papers import IntakePapersPage

        self._on_current(IntakePapersPage)

    def _exhibits(self) -> None:
        """What came into the store with the judgment."""
        from thads_desktop.ui.pages.store import StorePage

        self._on_current(lambda shell, key, number: StorePage(shell, judgment=key, about=number))

    def _open_package(self) -> None:
        from thads_desktop.ui.pages.delegation_open import OpenPackagePage

        self.shell.open_page(OpenPackagePage(self.shell))

    def _came(self) -> None:
        from thads_desktop.ui.pages.delegation import CamePage

        key: Any = self.table.current_key()
        if isinstance(key, str):
            with self.desk.reading() as reader:
                came = delegation_ack.came(reader, key)
            if came is None:
                self.shell.warn("Bản án này không đến bằng gói ủy thác. Mở gói ủy thác của cơ quan khác: Ctrl+O.")
                return
        self._on_current(CamePage)

    def _on_current(self, page: Callable[[Shell, str, str], Page]) -> None:
        """Open a page about the judgment under the cursor."""
        key: Any = self.table.current_key()
        if isinstance(key, str):
            number = self.model.row(self.model.place(key)).number
            self.shell.open_page(page(self.shell, key, number))


def _words(row: IntakeRow) -> tuple[str, ...]:
    """What of a judgment is searched."""
    state = STATES.get(row.state)
    day = "/".join(reversed(row.day.split("-")))
    return (row.number, day, row.court, CASE_WORDS.get(row.kind, row.kind), short_date(row.received), state.word if state else "")
