"""Tables and forms one beneath the other on a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from thads_desktop.ui import theme
from thads_desktop.ui.form import Form
from thads_desktop.ui.table_view import TableView


def stacked(*widgets: QWidget) -> QScrollArea:
    """A hairline above each form: there one act ends and another begins."""
    inner = QWidget()
    column = QVBoxLayout(inner)
    for widget in widgets:
        if isinstance(widget, TableView):
            widget.setMinimumHeight(theme.space(55))
        if isinstance(widget, Form):
            line = QFrame()
            line.setFrameShape(QFrame.Shape.HLine)
            line.setObjectName("hairline")
            column.addWidget(line)
        column.addWidget(widget, 1 if isinstance(widget, TableView) else 0)
    if not any(isinstance(w, TableView) for w in widgets):
        column.addStretch(1)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    # No stop of Tab of its own: the fields in it scroll it.
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    scroll.setFrameShape(QScrollArea.Shape.NoFrame)
    scroll.setWidget(inner)
    return scroll


def captioned(label: str, widget: QWidget) -> QWidget:
    """A widget in its own width, its words before it."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    if label:
        caption = QLabel(label)
        caption.setBuddy(widget)
        line.addWidget(caption)
    line.addWidget(widget)
    line.addStretch(1)
    return made
