"""The buttons beneath the form of an enforcement decision: one more debtor, creditor or obligation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QPushButton

#: What there may be more of, in words, and its key.
MORE = (
    ("debtor", "Thêm người phải thi hành án", "Ctrl+Shift+P"), ("creditor", "Thêm người được thi hành án", "Ctrl+Shift+D"),
    ("line", "Thêm khoản phải thi hành", "Ctrl+Shift+K"),
)  # fmt: skip


def more_line(more: Callable[[str], object]) -> QHBoxLayout:
    """One button for each; more: called with which."""
    line = QHBoxLayout()
    for what, text, keys in MORE:
        button = QPushButton("+ " + text.removeprefix("Thêm ").removesuffix(" phải thi hành").capitalize())
        button.setObjectName(f"more-{what}")
        button.setToolTip(f"{text} ({keys})")
        button.clicked.connect(lambda _checked=False, what=what: more(what))
        line.addWidget(button)
    line.addStretch(1)
    return line
