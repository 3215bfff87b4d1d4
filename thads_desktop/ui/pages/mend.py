"""An issued paper put right: the paragraph that is wrong is picked from its own text and written anew; the question says which paper does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import paper_mending
from thads_desktop.services.inputs import BODY
from thads_desktop.services.paper_place import entry_of, judgment_of
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.narrowing import Narrowing, searched
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.paper_text import Paragraph
    from thads_desktop.services.queries import MatterView

#: From the page of an issued paper, and from the list of a matter's papers.
KEY = "Ctrl+Shift+S"
TITLE = "Đính chính, sửa đổi, thu hồi văn bản đã ban hành"
EMPTY = "Văn bản này không có nội dung để sửa."


class MendPage(Page):
    """Paragraphs at the left, the question and the new words at the right, the difference beneath."""

    name = "mend"
    title = TITLE
    belongs = "matters"

    def __init__(self, shell: Shell, paper: str, title: str, view: MatterView) -> None:
        super().__init__(shell)
        self.paper, self.view = paper, view
        #: The paragraph whose words stand in the form; None = none was chosen.
        self.at: int | None = None
        self.body.addWidget(self.heading(f"{TITLE}: {title}"))
        self.model = RowsModel(
            [
                Column("Đoạn của văn bản", lambda r: r[1].text, width=0, least=40),
                Column("Nay là", lambda r: r[1].now, width=24, least=10, spare=1),
            ],
            lambda r: r[0],
            self,
        )
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("paragraphs")
        self.table.picks_first = True
        self.table.chosen.connect(lambda _key: self._chosen())
        self.table.opened.connect(lambda _key: self.form["new"].editor.setFocus())
        self.search = Narrowing(self, "chữ trong văn bản", self.table, EMPTY, self.model.set_rows)
        self.form: Form = build(
            (
                Spec("way", "Sai thế nào", "choice", required=True, options=[(w.code, w.title) for w in paper_mending.ways()], value="typing"),
                Spec("old", "Nội dung đã ghi (giữ lại đúng phần sai)", "long", lines=4, limit=BODY),
                Spec("new", "Nay ghi là", "long", lines=4, limit=BODY),
            ),
            self.clock, accept="Soạn văn bản",
        )  # fmt: skip
        self.rule, self.difference = QLabel(), QLabel()
        for label in (self.rule, self.difference):
            label.setWordWrap(True)
        self.difference.setObjectName("difference")
        self.form.changed.connect(self._changed)
        self.form.accepted.connect(self._go)
        self.form.left.connect(lambda _draft: self.table.setFocus())
        FormAmong(self.form)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(with_words(self.table), 1)
        beside = QVBoxLayout(right)
        beside.setContentsMargins(8, 0, 0, 0)
        beside.addWidget(self.form)
        beside.addWidget(self.rule)
        beside.addWidget(self.difference)
        beside.addStretch(1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([560, 530])
        self.body.addWidget(split, 1)
        self._changed()

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: paper_mending.paragraphs(self.desk, self.paper), self._take, key=f"mend-{id(self)}", owner=self, on_refused=self._refused
        )

    def _take(self, found: tuple[Paragraph, ...]) -> None:
        self.search.take([searched((at, p), (p.text, p.now)) for at, p in enumerate(found)])

    def _chosen(self) -> None:
        """The paragraph under the hand, as it reads today, is what is to be put right."""
        key = self.table.current_key()
        if isinstance(key, int) and (at := self.model.place(key)) >= 0:
            text, self.at = self.model.row(at)[1].stands, key
            self.form.set_values({"old": text, "new": text})
            self._changed()

    def _changed(self) -> None:
        v = self.form.values()
        way = next((w for w in paper_mending.ways() if w.code == v["way"]), None)
        mends = way is not None and way.mends
        for name in ("old", "new"):
            self.form[name].setVisible(mends)
        self.rule.setText(f"{way.rule} (Căn cứ: {way.cite}.)" if way is not None else "")
        old, new = v["old"] or "", v["new"] or ""
        self.difference.setText(f"Khác: {paper_mending.difference(old, new)}" if mends and old != new else "")

    def _go(self, v: dict[str, Any]) -> None:
        from thads_desktop.ui.pages.entry_papers import EntryPaperPage
        from thads_desktop.ui.pages.intake_paper import IntakePaperPage
        from thads_desktop.ui.pages.paper import PaperPage

        try:
            made = paper_mending.draft(self.desk, self.paper, v["way"], v["old"] or "", v["new"] or "", at=self.at)
        except Refused as refused:
            self.form.show_refusals(refused.refusals)
            return
        shell, view = self.shell, self.view
        shell.back()
        page = IntakePaperPage if judgment_of(view.key) else EntryPaperPage if entry_of(view.key) else PaperPage
        shell.open_page(page(shell, made.form, view, made))

    def _refused(self, refusals: Any) -> None:
        self.table.set_empty(" ".join(sentence(r) for r in refusals))
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "sửa đoạn"), ("Ctrl+Enter", "soạn văn bản"), ("Ctrl+F", "tìm đoạn"))

    def help(self) -> str:
        return (
            "Chọn đoạn sai trong văn bản đã ký, Enter sang ô sửa: ô trên giữ lại đúng phần sai, ô dưới ghi nội dung đúng; chỗ khác nhau hiện ở dưới. "
            "Chọn sai thế nào: lỗi kỹ thuật thì đính chính bằng công văn, thiếu hoặc cần sửa mà bản chất không đổi thì sửa đổi, bổ sung, sai bản chất "
            "thì thu hồi rồi ra quyết định mới. Ctrl+Enter mở trang soạn với nội dung cũ, mới đã điền."
        )
