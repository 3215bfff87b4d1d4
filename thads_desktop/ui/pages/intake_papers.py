"""The papers of what has no matter's page: those that can be made, and those made with their stage. Of a received judgment, before any
enforcement decision (``IntakePapersPage``); ``PlacePapersPage`` is the page itself, of which the file of a complaint makes its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import intake_papers, intake_view, masking, papers
from thads_desktop.services.paper_place import on_intake
from thads_desktop.services.queries import STAGE_WORDS
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.pages.paper import PaperPage


class PlacePapersPage(Page):
    """At the left the forms and the papers, at the right the paper under the cursor. place: as ``paper_place``."""

    #: Begins the names by which its tables are known.
    short = ""
    #: Said where nothing was made yet.
    empty = ""

    def __init__(self, shell: Shell, place: str, number: str) -> None:
        super().__init__(shell)
        self.place = place
        self.body.addWidget(self.heading(f"{self.title}: {number}"))
        self.forms = RowsModel([Column("Lập văn bản mới", lambda f: f.name, width=0)], lambda f: f.id, self)
        self.forms_table = TableView(self.forms, self, "Ngày này không có mẫu nào.")
        self.forms_table.setObjectName(f"{self.short}-forms-table")
        self.forms_table.picks_first = True
        self.forms_table.opened.connect(self._new)
        self.model = RowsModel(
            [
                Column("Bước", lambda r: STAGE_WORDS[r.stage], width=13),
                Column("Văn bản", lambda r: r.title, width=0, least=26),
                Column("Số", lambda r: r.number_text, width=16, least=12),
                Column("Ngày", lambda r: r.day, width=10, spare=1),
                Column("Người ký", lambda r: r.signer, width=16, least=10, spare=2),
            ],
            lambda r: r.paper,
            self,
        )
        self.table = TableView(self.model, self, self.empty)
        self.table.setObjectName(f"{self.short}-papers-table")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.preview = PaperPreview(self.worker, desk=self.desk)
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.addWidget(self.forms_table)
        lists.addWidget(with_words(self.table))
        lists.setSizes([170, 400])
        split = QSplitter()
        split.addWidget(lists)
        split.addWidget(self.preview)
        split.setSizes([640, 450])
        self.body.addWidget(split, 1)
        self.action("Mẫu văn bản lập mới", "Ctrl+1", self.forms_table.setFocus)
        self.action("Văn bản đã lập", "Ctrl+2", self.table.setFocus)
        self.action("In văn bản đang chọn", "F8", lambda: self.shell.tell(self.preview.prompt_print()), icon="print")

    def forms_of(self) -> list[Form]:
        """The forms that can be made here today."""
        raise NotImplementedError

    def view_of(self) -> MatterView:
        """What is shown, as the pages of a paper see it."""
        raise NotImplementedError

    def page_of(self, form: str) -> PaperPage:
        """The page of a new paper."""
        raise NotImplementedError

    def refresh(self) -> None:
        self.forms.set_rows(self.forms_of())
        self.worker.run_read(self.view_of, self._take, key=f"{self.short}-papers-{self.place}", owner=self)

    def first_focus(self) -> QWidget:
        return self.forms_table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "lập, mở"), ("Ctrl+1", "mẫu"), ("Ctrl+2", "văn bản"), ("F8", "in"), ("Esc", "trở lại"))

    def _take(self, view: MatterView) -> None:
        self.model.set_rows(list(view.papers))

    def _show(self, key: object) -> None:
        if not isinstance(key, str):
            return
        row, day = self.model.row(self.model.place(key)), self.clock.today()
        self.preview.name, self.preview.kind = paper_name(row.title, row.number_text), row.form
        if row.has_file:
            self.preview.draw(lambda: papers.stored(self.desk, key), at_once=True, of=key)
        else:
            self.preview.draw(lambda: papers.preview_pdf(self.desk, key, day), at_once=True, of=key)

    def _new(self, key: object) -> None:
        if isinstance(key, str) and self._may():
            self.shell.open_page(self.page_of(key))

    def _open(self, key: object) -> None:
        from thads_desktop.ui.pages.open_paper import open_paper

        if isinstance(key, str):
            open_paper(self.shell, self.place, key)

    def _may(self) -> bool:
        """Who may not see persons whole does not prepare papers that name them."""
        try:
            with self.desk.reading() as reader:
                masking.refuse_paper(self.desk, reader, self.place)
        except Refused as refused:
            self.shell.warn(sentence(refused.refusals[0]))
            return False
        return True


class IntakePapersPage(PlacePapersPage):
    """Of a received judgment."""

    name = "intake-papers"
    title = "Văn bản của bản án, yêu cầu"
    belongs = "intake"
    topics = ("intake", "papers")
    short = "intake"
    empty = "Chưa lập văn bản nào cho bản án, yêu cầu này."

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        self.judgment = judgment
        super().__init__(shell, on_intake(judgment), number)

    def forms_of(self) -> list[Form]:
        with self.desk.reading() as reader:
            return intake_papers.forms_of(reader, self.judgment, self.clock.today())

    def view_of(self) -> MatterView:
        return intake_view.of_judgment(self.desk, self.judgment)

    def page_of(self, form: str) -> PaperPage:
        from thads_desktop.ui.pages.intake_paper import IntakePaperPage

        return IntakePaperPage(self.shell, form, self.view_of())

    def help(self) -> str:
        return (
            "Văn bản lập khi chưa có quyết định thi hành án: biên bản ghi nhận yêu cầu bằng lời nói, phiếu nhận yêu cầu, thông báo sửa đổi, bổ sung và "
            "thông báo từ chối yêu cầu; nơi nhận ủy thác xử lý tài sản còn có quyết định xử lý tài sản ủy thác. "
            "Enter ở phần trên lập văn bản mới, ở phần dưới làm bước tiếp theo của văn bản: sửa, ký, vào số, gửi, hủy số. "
            "Văn bản chờ ký và chờ số cũng có ở trang Trình ký."
        )
