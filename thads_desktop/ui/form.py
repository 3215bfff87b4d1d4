"""Forms from a list of field specifications: a dictionary of values, problems at their field, drafts kept.

``Form`` takes fields in rows; ``build`` makes them from ``Spec``. Enter goes to the next field, Ctrl+Enter accepts,
Esc leaves and keeps the draft.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from thads_desktop.ui import theme, wording
from thads_desktop.ui.enter import EnterMoves, is_enter
from thads_desktop.ui.fields import (
    LONG_LIMIT,
    TEXT_LIMIT,
    CheckField,
    ChoiceField,
    Field,
    LongTextField,
    TextField,
)
from thads_desktop.ui.fields_typed import DateField, MoneyField, NameField, Suggest
from thads_desktop.ui.share_row import ShareRow
from thads_desktop.ui.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.clock import Clock
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.worker import Worker

Kind = Literal["text", "long", "date", "money", "choice", "check", "name"]
#: Pause after a change before the draft is kept.
_DRAFT_PAUSE = 300


@dataclass(frozen=True, slots=True)
class Spec:
    """One field.

    beside: on the same line as the one before; share: part of the line's width; value: what it starts with.
    """

    name: str
    label: str
    kind: Kind = "text"
    required: bool = False
    note: str = ""
    options: Sequence[tuple[Any, str]] = ()
    beside: bool = False
    share: int = 1
    value: Any = None
    limit: int = 0
    suggest: Suggest | None = None
    lines: int = 4


class _Sheet(QWidget):
    """What is scrolled: as high as its sentences need at its width, so that none is cut."""

    measured = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._measure()
        return answer

    def _measure(self) -> None:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.width())
            if height != self.minimumHeight():
                self.setMinimumHeight(height)
                self.measured.emit()


class _Area(QScrollArea):
    """Scrolls the sheet when it must, and takes no more height than the sheet has."""

    def __init__(self, sheet: _Sheet) -> None:
        super().__init__()
        self._sheet = sheet
        #: Never smaller than the sheet: what is around it scrolls.
        self.whole = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setWidget(sheet)
        sheet.measured.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        height = max(self._sheet.minimumHeight(), self._sheet.minimumSizeHint().height())
        return QSize(self._sheet.sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        # Room for the bar that comes when it must scroll, so that it covers no field.
        bar = self.verticalScrollBar().sizeHint().width()
        width = self._sheet.minimumSizeHint().width()
        return QSize(width, self.sizeHint().height()) if self.whole else QSize(width + bar, theme.space(20))


class Form(QWidget):
    """Fields in their order. ``accepted`` carries the values once no field has a problem."""

    accepted = Signal(dict)
    #: Esc: carries the draft.
    left = Signal(dict)
    #: What stands in the form, a moment after the last change.
    draft_changed = Signal(dict)
    changed = Signal()

    def __init__(
        self, rows: Iterable[Sequence[tuple[Field, int]]], *, accept: str = wording.ACCEPT, leave: str = wording.LEAVE, buttons: bool = True,
        checks: Callable[[Mapping[str, Any]], Iterable[Refusal]] | None = None,
    ) -> None:  # fmt: skip
        """checks(values): refusals of the whole form, asked when every field alone is in order."""
        # Before Qt's own: it may tell of a change of the letters at once.
        self._widest = 0
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._scanned: list[QObject] = []
        self._checks = checks
        self._moves = EnterMoves(self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_DRAFT_PAUSE)
        self._pause.timeout.connect(lambda: self.draft_changed.emit(self.draft()))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space(2))
        self._sheet = _Sheet()
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, theme.space(2), 0)
        column.setSpacing(theme.space(1))
        for row in rows:
            line = ShareRow()
            for field, share in row:
                self._add(field)
                line.add(field, share)
            boxes = [field for field, _ in row if isinstance(field, CheckField)]
            for box in boxes if len(boxes) == len(row) else ():
                # Beside a field it stands in the line of that one's input; among themselves boxes need no room for words above.
                box.stand_close()
            column.addLayout(line)
        self.summary = WrappedLabel()
        self.summary.setProperty("refusal", True)
        self.summary.hide()
        column.addStretch(1)
        self._area = _Area(self._sheet)
        # So much more than the stretch beneath that it never loses a pixel to it, and no scroll bar is drawn for one.
        outer.addWidget(self._area, 100_000)
        outer.addWidget(self.summary)
        self.accept_action = self._action(accept, ("Ctrl+Return", "Ctrl+Enter"), self.accept)
        self.leave_action = self._action(leave, ("Esc",), self.leave)
        self.accept_button, self.leave_button = QPushButton(), QPushButton()
        if buttons:
            outer.addLayout(self._buttons(accept, leave))
        outer.addStretch(1)
        # The order of Tab is the order of the fields, whatever the layout.
        chain: list[QWidget] = [f.editor for f in self._fields.values()]
        chain += [self.accept_button, self.leave_button] if buttons else []
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _add(self, field: Field) -> None:
        if field.name in self._fields:
            raise ValueError(field.name)
        self._fields[field.name] = field
        self._moves.watch(field.editor)
        field.editor.installEventFilter(self)
        field.changed.connect(self._on_changed)

    def _action(self, text: str, keys: Sequence[str], run: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.setShortcuts([QKeySequence(k) for k in keys])
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        return action

    def _buttons(self, accept: str, leave: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(theme.space(2))
        self.accept_button.setText(f"{accept}  Ctrl+Enter")
        self.accept_button.setObjectName("accept")
        self.accept_button.setProperty("primary", True)
        self.accept_button.clicked.connect(lambda _checked=False: self.accept())
        self.leave_button.setText(f"{leave}  Esc")
        self.leave_button.setObjectName("leave")
        self.leave_button.clicked.connect(lambda _checked=False: self.leave())
        for button in (self.accept_button, self.leave_button):
            self._moves.watch(button)
            line.addWidget(button)
        self._button_line = line
        if any(f.required for f in self._fields.values()):
            legend = QLabel(wording.REQUIRED_NOTE)
            legend.setProperty("quiet", True)
            line.addWidget(legend)
        line.addStretch(1)
        return line

    def add_button(self, button: QPushButton) -> None:
        """A further way to end the form, after its own two."""
        self._moves.watch(button)
        self._button_line.insertWidget(2, button)
        QWidget.setTabOrder(self.leave_button, button)

    # --- what is in it ------------------------------------------------------------------------------

    def __getitem__(self, name: str) -> Field:
        return self._fields[name]

    def fields(self) -> tuple[Field, ...]:
        return tuple(self._fields.values())

    def values(self) -> dict[str, Any]:
        """Name -> value of every field."""
        return {name: field.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Names that the form does not have are passed over."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].set_value(value)

    def draft(self) -> dict[str, Any]:
        """Name -> what stands there; fit for JSON."""
        return {name: field.raw() for name, field in self._fields.items()}

    def set_draft(self, draft: Mapping[str, Any]) -> None:
        """Put a draft back; an older form's names are passed over."""
        for name, raw in draft.items():
            if name in self._fields:
                self._fields[name].set_raw(raw)

    def scans_into(self, name: str) -> None:
        """A hand scanner types into this field and sends Enter: that carries the form out."""
        self._scanned.append(self._fields[name].editor)

    # --- accepting ----------------------------------------------------------------------------------

    def keep_within(self, pixels: int) -> None:
        """No wider than this at the usual size of letters, and as much more as they grow: lines stay short, nothing is cut."""
        self._widest = pixels
        self.setMaximumWidth(round(pixels * theme.zoom() / 100))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange) and self._widest:
            self.keep_within(self._widest)

    def show_whole(self) -> None:
        """Never scroll within the form: it stands on a page that scrolls."""
        self._area.whole = True
        self._area.updateGeometry()

    def show_field(self, field: Field) -> None:
        """Scroll until the field and its sentence are seen, the form and what is around it."""
        around: QWidget | None = self._area
        while around is not None:
            if isinstance(around, QScrollArea):
                around.ensureWidgetVisible(field, 0, theme.space(2))
            around = around.parentWidget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field that gets the caret comes into sight; Enter ends the form in a field that a scanner types into."""
        if watched in self._scanned and is_enter(event):
            self.accept()
            return True
        if event.type() == QEvent.Type.FocusIn:
            for field in self._fields.values():
                if field.editor is watched:
                    self.show_field(field)
        return False

    def accept(self) -> bool:
        """Judge every field; go to the first problem, or hand the values out."""
        values = self.judged()
        if values is None:
            return False
        self.accepted.emit(values)
        return True

    def unfit_fields(self) -> list[tuple[str, str]]:
        """(name, label) of the seen fields in which stands what is none (no date, no amount)."""
        return [(f.name, f.label) for f in self._fields.values() if f.own_problem() and f.isVisibleTo(self)]

    def unfit(self) -> list[str]:
        """Labels of those."""
        return [label for _name, label in self.unfit_fields()]

    def judged(self) -> dict[str, Any] | None:
        """The values when every field is in order; else None, each problem at its field and the caret in the first. For every
        way to end the form."""
        self.clear_refusals()
        first: Field | None = None
        for field in self._fields.values():
            # A field takes its written form when it is left; Ctrl+Enter leaves none.
            field.settle()
            problem = field.problem() if field.isVisibleTo(self) else ""
            if problem:
                field.set_refusal(problem, focus=False)
                first = first or field
        if first is not None:
            first.set_refusal(first.refusal())
            self.show_field(first)
            return None
        values = self.values()
        if self._checks is not None:
            refusals = tuple(self._checks(values))
            if refusals:
                self.show_refusals(refusals)
                return None
        return values

    def leave(self) -> None:
        self._pause.stop()
        draft = self.draft()
        self.draft_changed.emit(draft)
        self.left.emit(draft)

    def show_refusals(self, refusals: Iterable[Refusal]) -> None:
        """Each refusal under its field, the rest under the form; the focus goes to the first."""
        from thads_desktop.ui.refusals import show

        show(self, refusals)

    def clear_refusals(self) -> None:
        for field in self._fields.values():
            if field.refusal():
                field.set_refusal("")
        self.say("")

    def say(self, text: str) -> None:
        """A refusal that belongs to no single field."""
        self.summary.setText(f"⚠ {text}" if text else "")
        self.summary.setVisible(bool(text))

    def _on_changed(self) -> None:
        self._pause.start()
        self.changed.emit()


def make_field(spec: Spec, clock: Clock, worker: Worker | None, working: Callable[[date, int], date] | None) -> Field:
    """The field of a specification, holding its first value."""
    required, note = spec.required, spec.note
    field: Field
    if spec.kind == "date":
        field = DateField(spec.name, spec.label, clock, working=working, required=required, note=note)
    elif spec.kind == "money":
        field = MoneyField(spec.name, spec.label, required=required, note=note)
    elif spec.kind == "choice":
        field = ChoiceField(spec.name, spec.label, spec.options, required=required, note=note, empty=spec.value is None)
    elif spec.kind == "check":
        field = CheckField(spec.name, spec.label, note=note)
    elif spec.kind == "name":
        field = NameField(spec.name, spec.label, spec.suggest, worker, required=required, note=note)
    elif spec.kind == "long":
        field = LongTextField(
            spec.name, spec.label, required=required, note=note, lines=spec.lines, limit=spec.limit or LONG_LIMIT
        )
    else:
        field = TextField(spec.name, spec.label, required=required, note=note, limit=spec.limit or TEXT_LIMIT)
    if spec.value is not None:
        field.set_value(spec.value)
    return field


def build(
    specs: Sequence[Spec], clock: Clock, *, worker: Worker | None = None,
    working: Callable[[date, int], date] | None = None, accept: str = wording.ACCEPT, leave: str = wording.LEAVE, buttons: bool = True,
    checks: Callable[[Mapping[str, Any]], Iterable[Refusal]] | None = None,
) -> Form:  # fmt: skip
    """A form from specifications, in their order."""
    rows: list[list[tuple[Field, int]]] = []
    for spec in specs:
        made = (make_field(spec, clock, worker, working), spec.share)
        if spec.beside and rows:
            rows[-1].append(made)
        else:
            rows.append([made])
    return Form(rows, accept=accept, leave=leave, buttons=buttons, checks=checks)
