"""All that the store holds on one person; given out on a lawful request, with recipient and purpose, which the log keeps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.services import keeping, personal_data
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_view import ListingView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.refusals import sentence


class PersonDataPage(Page):
    """Kinds of data at the left, the chosen one at the right. F9 gives them out."""

    name = "person-data"
    title = "Dữ liệu về một người"
    topics = ("parties", "matters")

    def __init__(self, shell: Shell, party: str) -> None:
        super().__init__(shell)
        self._party = party
        self.found: personal_data.Held | None = None
        self.head = self.heading()
        acts = buttons(("Cung cấp theo yêu cầu   F9", self.give, "give"), ("Thời hạn lưu   Ctrl+T", self.keep, "keep"))
        self.body.addLayout(FlowRow(self.head, *acts))
        self.state = state_label("Đang đọc mọi sổ và nhật ký …")
        self.body.addWidget(self.state)
        self.view = ListingView()
        self.body.addWidget(self.view, 1)
        self.action("Cung cấp dữ liệu của người này theo yêu cầu", "F9", self.give, icon="print")
        self.action("Đặt thời hạn lưu hồ sơ", "Ctrl+T", self.keep)

    def refresh(self) -> None:
        party = self._party
        self.worker.run_read(
            lambda: personal_data.held(self.desk, party), self._take, key="person-data", owner=self,
            on_refused=lambda refusals: self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals)),
        )  # fmt: skip

    def _take(self, found: personal_data.Held) -> None:
        self.found = found
        self.head.setText(f"{self.title}: {found.name}")
        self.state.setText(found.notes[0])
        self.view.show_tables((*found.tables, found.alike))

    def give(self) -> None:
        """To the form that asks for recipient and purpose."""
        if self.found is not None:
            self.shell.open_page(GivePage(self.shell, self.found.party, self.found.name))

    def keep(self) -> None:
        """To the form of the office's own figure."""
        self.shell.open_page(KeepPage(self.shell))

    def enter(self) -> None:
        # What was given out or set meanwhile stands in it.
        self._stale = True
        super().enter()

    def first_focus(self) -> QWidget:
        return self.view.names

    def escape(self) -> bool:
        return self.view.back()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem"), ("F9", "cung cấp"), ("Ctrl+T", "thời hạn lưu"))

    def help(self) -> str:
        return (
            "Mọi thứ đơn vị đang giữ về người này, kể cả dưới các tên đã gộp vào. F9 lập bản để giao theo yêu cầu hợp pháp: phải ghi ai "
            "yêu cầu và để làm gì, nhật ký giữ lại việc ấy. Mục cuối chỉ trùng tên hoặc số, có thể là người khác, nên không bao giờ in. "
            "Ctrl+T đặt số năm lưu hồ sơ khi luật chưa có con số trong chương trình."
        )


class GivePage(FormPage):
    """Who asks and what for; then the print."""

    name = "give-data"
    title = "Cung cấp dữ liệu theo yêu cầu"

    def __init__(self, shell: Shell, party: str, person: str) -> None:
        super().__init__(shell)
        self._party, self._person = party, person
        specs = (
            Spec("recipient", "Cung cấp cho ai", required=True, note="Người hoặc cơ quan yêu cầu", limit=SENTENCE),
            Spec("document", "Theo văn bản", note="Số, ngày đơn hoặc công văn, nếu có", beside=True),
            Spec("purpose", "Mục đích, căn cứ", "long", required=True, note="Ghi vào sổ và in trên bản cung cấp", lines=3),
        )
        self.lay_out(specs, f"{self.title}: {person}", "Lập bản cung cấp")

    def subject(self) -> str:
        return f"party:{self._party}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[bytes, tuple[str, ...]]:
            pdf = personal_data.give(self.desk, self._party, v["recipient"], v["purpose"], v["document"])
            return pdf, ("parties",)

        self.carry(write, self._given)

    def _given(self, pdf: bytes) -> None:
        from thads_desktop.ui.pages.printed import PrintedPage

        person = self._person
        self.shell.back()
        self.shell.open_page(PrintedPage(self.shell, f"Bản cung cấp dữ liệu: {person}", lambda: pdf))
        self.shell.tell("Đã ghi việc cung cấp vào nhật ký. Ctrl+P in, Ctrl+S lưu tệp.")


class KeepPage(FormPage):
    """The office's own figures of the kinds of files, where the law's are not established."""

    name = "keep-data"
    title = "Thời hạn lưu hồ sơ"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        with self.desk.reading() as reader:
            held = keeping.kinds(self.desk, reader)
        # What the law has a figure of is not the office's to set.
        self._kinds = [kind for kind, k in held.each.items() if k.own or not k.known]
        specs: list[Spec] = []
        for kind in self._kinds:
            k, within = held.each[kind], held.within[kind]
            years = keeping.FOREVER if k.forever else str(k.years or "")
            note = "Số năm, hoặc “vĩnh viễn”; để trống: " + ("theo hồ sơ thi hành án" if within else "chưa xác định")
            specs += [
                Spec(keeping.field_of("years", kind), k.title, value=years, note=note, share=2),
                Spec(
                    keeping.field_of("basis", kind), "Căn cứ", value=k.basis if k.own else "", note="Văn bản, mục, số thứ tự", beside=True, share=3,
                    limit=SENTENCE,
                ),
            ]  # fmt: skip
        self.lay_out(tuple(specs))
        said = QLabel(held.each[keeping.MATTER].note)
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setMaximumWidth(980)
        self.body.insertWidget(1, said)

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            keeping.set_kinds(self.desk, {k: (v[keeping.field_of("years", k)], v[keeping.field_of("basis", k)]) for k in self._kinds})
            return None, ("parties", "settings")

        self.carry(write, self._kept)

    def _kept(self, _answer: None) -> None:
        self.back_saying("Đã ghi thời hạn lưu hồ sơ.")
