"""Six buttons, one for each head of the procuracy's review: green, amber or red; a button tells what stands under it and leads to its field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from thads_desktop.services import six_heads
from thads_desktop.ui import theme
from thads_desktop.ui.flow import FlowRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.six_heads import Head
    from thads_desktop.ui.form import Form
    from thads_desktop.ui.page import Page

#: Leads into the row.
KEY = "Ctrl+Shift+Q"
_MARKS = {"ok": "✓", "missing": "✗", "told": "!"}
_TONES = {"ok": "green", "missing": "red", "told": "amber"}


class HeadsRow(QWidget):
    """``show_heads`` when they are known; form: whose fields the lines lead to."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.setObjectName("six-heads")
        self.form: Form | None = None
        self.heads: tuple[Head, ...] = ()
        self.buttons: dict[str, QPushButton] = {}
        for key, title in six_heads.table().heads.items():
            button = QPushButton(title)
            button.setObjectName(f"head-{key}")
            button.setEnabled(False)
            button.clicked.connect(lambda _checked=False, key=key: self.open(key))
            self.buttons[key] = button
        self.detail = QLabel()
        self.detail.setObjectName("head-lines")
        self.detail.setWordWrap(True)
        self.detail.setTextFormat(Qt.TextFormat.PlainText)
        self.detail.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GRID)
        column.addLayout(FlowRow(*self.buttons.values()))
        column.addWidget(self.detail)
        page.action("Kiểm tra trước khi ban hành theo sáu mục", KEY, self.begin)

    def show_heads(self, heads: Sequence[Head]) -> None:
        """What was found, and what in the form is no date or no amount; what is opened stays opened."""
        self.heads = six_heads.with_unfit(heads, self.form.unfit_fields() if self.form is not None else ())
        now = theme.current()
        for head in self.heads:
            button = self.buttons[head.key]
            button.setEnabled(True)
            button.setText(f"{_MARKS[head.verdict]} {head.title}")
            button.setToolTip("\n".join(line.text for line in head.lines))
            button.setStyleSheet(f"color: {now.ink(_TONES[head.verdict])}; padding: {theme.GRID}px {2 * theme.GRID}px;")  # type: ignore[arg-type]  # the tones above
        opened = str(self.detail.property("head") or "")
        if opened:
            self._say(opened)

    def begin(self) -> None:
        """The caret on the first head that misses something."""
        worst = next((h for v in ("missing", "told", "ok") for h in self.heads if h.verdict == v), None)
        if worst is not None:
            self.buttons[worst.key].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._say(worst.key)

    def open(self, key: str) -> None:
        """Tell what stands under a head, and go to the first field that it is about."""
        self._say(key)
        head = next((h for h in self.heads if h.key == key), None)
        if head is None or self.form is None:
            return
        held = {f.name: f for f in self.form.fields()}
        field = next((held[x.field] for x in head.lines if x.kind != "known" and x.field in held and held[x.field].isVisible()), None)
        if field is not None:
            field.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say(self, key: str) -> None:
        head = next((h for h in self.heads if h.key == key), None)
        lines = [f"{'✗' if x.kind == 'missing' else '!' if x.kind == 'told' else '•'} {x.text}" for x in head.lines] if head is not None else []
        self.detail.setText("\n".join(lines) or "• Không có gì phải bổ sung.")
        self.detail.setProperty("head", key)
        self.detail.show()
