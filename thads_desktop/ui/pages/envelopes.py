"""Envelopes of one or many papers as they will print; the size is chosen above."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from thads_desktop.documents.envelopes import layouts
from thads_desktop.services import dispatch
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.pages.printed import PrintedPage
from thads_desktop.ui.told import Told

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell


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

    def _turned(self) -> None:
        self._code = str(self.layout_box.currentData())
        self.refresh()

    def _pdf(self) -> bytes:
        made = dispatch.envelopes(self.desk, self.papers, self._code, self.only)
        self._said = made.left_out
        return made.pdf

    def _left_out(self) -> str:
        return f"⚠ Không có phong bì: {'; '.join(self._said)}." if self._said else ""

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+B", "cỡ phong bì"), *super().hints())
