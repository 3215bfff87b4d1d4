"""Certified copies of one issued paper: which were given, and one more, seen beside its form before it is given."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from thads_desktop.services import paper_copies, people
from thads_desktop.services.paper_copies import MEDIA, CopyInput, Given
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told

if TYPE_CHECKING:
    from datetime import date

#: From the page of a paper.
KEY = "Ctrl+Shift+Y"
TITLE = "Bản sao: sao y, sao lục, trích sao"
TOPICS = ("papers", "matters")


class PaperCopiesPage(Page):
    """The copies given at the upper left, the form of one more beneath, the copy itself at the right."""

    name = "paper-copies"
    title = "Bản sao"
    belongs = "matters"
    topics = ("papers", "people")

    def __init__(self, shell: Shell, paper: str, title: str, form: str = "") -> None:
        super().__init__(shell)
        self.paper, self.about, self._kind = paper, title, form
        rule = paper_copies.rule_on(self.clock.today())
        self.body.addWidget(self.heading(f"Bản sao của {title}"))
        self.note = Told(self, rule.note, "note")
        self.note.setToolTip(rule.certain)
        self.body.addWidget(self.note)
        self.model = RowsModel(
            [
                Column("Số bản sao", lambda r: r.number_text, width=16, least=12),
                Column("Ngày", lambda r: r.day, width=10),
                Column("Cấp cho", lambda r: r.recipient, width=0, least=18),
                Column("Để làm gì", lambda r: r.purpose, width=20, least=12, spare=2),
                Column("Hình thức", lambda r: MEDIA.get(r.medium, r.medium), width=15, least=12, spare=3),
                Column("Người ký", lambda r: r.signer, width=16, least=10, spare=1),
            ],
            lambda r: r.key,
            self,
        )
        self.table = TableView(self.model, self, "Chưa cấp bản sao nào của văn bản này.")
        self.table.setObjectName("copies-table")
        self.table.opened.connect(self._show)
        with self.desk.reading() as reader:
            heads = [(p.person, p.name) for p in people.leaders(reader, self.clock.today())]
        self.form: Form = build(
            (
                Spec("kind", "Hình thức sao", "choice", required=True, options=[(k.code, k.says) for k in rule.kinds], value=rule.kinds[0].code, share=2),
                Spec("medium", "Bản sao", "choice", required=True, options=tuple(MEDIA.items()), value="paper", beside=True),
                Spec("articles", "Trích những điều", note="Khi trích sao: số điều, như 1, 3"),
                Spec("recipient", "Cấp cho", required=True, share=2),
                Spec("day", "Ngày", "date", required=True, value=self.clock.today(), beside=True),
                Spec("purpose", "Để làm gì", required=True),
                Spec("signer", "Người ký bản sao", "choice", required=True, options=heads, value=heads[0][0] if heads else None),
            ),
            self.clock, worker=self.worker, accept="Cấp bản sao", leave="Trở lại",
        )  # fmt: skip
        self.form.setObjectName("copy-form")
        self.form.changed.connect(self._draw)
        self.form.accepted.connect(self._give)
        self.form.left.connect(lambda _draft: self.shell.back())
        FormAmong(self.form)
        self.preview = PaperPreview(self.worker, desk=self.desk)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(with_words(self.table), 1)
        column.addWidget(self.form)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([620, 470])
        self.body.addWidget(split, 1)
        self.action("Các bản sao đã cấp", "Ctrl+1", self.table.setFocus)
        self.action("Cấp bản sao mới", "Ctrl+2", self.form["recipient"].editor.setFocus)
        self.action("In", "F8", lambda: self.shell.tell(self.preview.prompt_print()), icon="print")
        self.action("Lưu thành tệp PDF", "Ctrl+S", lambda: self.shell.tell(self.preview.prompt_copy()))

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        paper = self.paper
        self.worker.run_read(lambda: paper_copies.listed(self.desk, paper), self._take, key=f"copies-{id(self)}", owner=self)
        if self.preview.paper is None:
            self._draw()

    def _take(self, rows: tuple[Given, ...]) -> None:
        self.model.set_rows(list(rows))

    def _input(self, v: dict[str, Any]) -> CopyInput:
        day: date = v["day"] or self.clock.today()
        return CopyInput(
            v["kind"] or "", v["medium"] or "", v["recipient"] or "", v["purpose"] or "", v["signer"] or "", day, v["articles"] or "",
        )  # fmt: skip

    def _draw(self) -> None:
        """As it would be given; what is not typed yet is dotted."""
        given = self._input(self.form.values())
        self.preview.name, self.preview.kind = paper_name("Bản sao", self.about), self._kind
        self.preview.draw(partial(paper_copies.preview, self.desk, self.paper, given), of="form")

    def _show(self, key: object) -> None:
        """A copy that was given, as it was given."""
        if isinstance(key, str) and (at := self.model.place(key)) >= 0:
            self.preview.name = paper_name("Bản sao", self.model.row(at).number_text)
            self.preview.draw(lambda: paper_copies.stored(self.desk, self.paper, key), at_once=True, of=key)

    # --- what is done -------------------------------------------------------------------------------

    def _give(self, v: dict[str, Any]) -> None:
        given = self._input(v)

        def write() -> tuple[tuple[str, bytes], tuple[str, ...]]:
            return paper_copies.give(self.desk, self.paper, given), TOPICS

        self.worker.run_write(write, self._given, self.form.show_refusals, owner=self)

    def _given(self, made: tuple[str, bytes]) -> None:
        number, data = made
        self.form.set_values({"recipient": "", "purpose": "", "articles": ""})
        self.preview.name = paper_name("Bản sao", number)
        self.preview.draw(lambda: data, at_once=True, of=number)
        self.shell.tell(f"Đã cấp bản sao số {number}. F8 in bản sao.")
        self.table.setFocus()
        self.refresh()

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.form["recipient"].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "cấp bản sao"), ("F8", "in"), ("Ctrl+1 2", "đã cấp, cấp mới"), ("Esc", "trở lại"))

    def help(self) -> str:
        return (
            "Bản sao cấp sau khi văn bản đã gửi: chọn hình thức sao, bản giấy hay bản điện tử, ghi cấp cho ai và để làm gì, chọn người ký rồi "
            "Ctrl+Enter; bản sao lấy số tiếp theo của dãy bản sao, được giữ lại và ghi nhật ký. Bản chính không đổi, in lại vẫn giống hệt. "
            "Trích sao: ghi số các điều cần trích. Ctrl+1 đến các bản đã cấp, Enter xem lại; F8 in, Ctrl+S lưu thành tệp PDF."
        )
