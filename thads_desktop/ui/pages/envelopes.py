"""Envelopes of one or many papers as they will print; the size is chosen above."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from thads_desktop.documents.envelopes import layouts
from thads_desktop.services import dispatch
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.printed import PrintedPage
from thads_desktop.ui.text_pane import TextPane
from thads_desktop.ui.told import Told

#: As many names as the warning holds.
SHOWN = 3


class EnvelopesPage(PrintedPage):
    """only: keys of recipients, () = all of the papers' lists."""

    name = "envelopes"
    title = "Phong bì"

    def __init__(self, shell: Shell, papers: Sequence[str], only: Sequence[str] = ()) -> None:
        super().__init__(shell, self.title, self._pdf, f"phong-bi-{shell.clock.today():%Y%m%d}")
        self.papers, self.only = tuple(papers), tuple(only)
        self._said: tuple[str, ...] = ()
        self.layout_box = Combo()
        self.layout_box.setObjectName("layout")
        self.layout_box.setAccessibleName("Cỡ phong bì   Ctrl+B")
        for layout in layouts().values():
            self.layout_box.addItem(layout.title, layout.code)
        self._code = str(self.layout_box.currentData())
        self.layout_box.currentIndexChanged.connect(lambda _at: self._turned())
        self.told = Told(self, "", "left-out")
        self.body.insertWidget(1, self.layout_box)
        self.body.insertWidget(2, self.told)
        self.preview.shown.connect(lambda _pages: self.told.say(self._left_out()))
        self.action("Chọn cỡ phong bì", "Ctrl+B", self.layout_box.setFocus)
        self.action("Danh sách nơi nhận không có phong bì", "Ctrl+D", self.list_left_out)

    def _turned(self) -> None:
        self._code = str(self.layout_box.currentData())
        self.refresh()

    def _pdf(self) -> bytes:
        made = dispatch.envelopes(self.desk, self.papers, self._code, self.only)
        self._said = made.left_out
        return made.pdf

    def _left_out(self) -> str:
        if not self._said:
            return ""
        more = len(self._said) - SHOWN
        rest = f" và {more} nơi nhận khác (Ctrl+D: cả danh sách)" if more > 0 else ""
        return f"⚠ Không có phong bì của {len(self._said)} nơi nhận: {'; '.join(self._said[:SHOWN])}{rest}."

    def list_left_out(self) -> None:
        """Everybody without an envelope, with the reason."""
        if self._said:
            self.shell.open_page(LeftOutPage(self.shell, self._said))
        else:
            self.shell.tell("Mọi nơi nhận đều có phong bì.")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+B", "cỡ phong bì"), *super().hints())

    def help(self) -> str:
        return f"Ctrl+B chọn cỡ phong bì; Ctrl+D xem cả danh sách nơi nhận chưa có phong bì và vì sao. {super().help()}"


class LeftOutPage(Page):
    """Who has no envelope, one a line."""

    name = "envelopes-left-out"
    title = "Nơi nhận không có phong bì"

    def __init__(self, shell: Shell, said: Sequence[str]) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading(f"{self.title} ({len(said)})"))
        self.text = TextPane("left-out-list", self.title)
        self.text.say("\n".join(said))
        self.body.addWidget(self.text, 1)

    def first_focus(self) -> QWidget:
        return self.text

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+A", "chọn hết"), ("Ctrl+C", "chép"), ("Esc", "trở lại"))

    def help(self) -> str:
        return "Nơi nhận không in được phong bì, mỗi dòng một nơi, kèm số văn bản và lý do. Bổ sung địa chỉ ở trang Đương sự (Ctrl+P ở trang việc)."
