"""Forms on a small screen: one thing scrolls, the field with the caret is seen whole, the buttons stay; rows break where they must."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.clock import FixedClock
from thads_desktop.ui import theme
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.run import DeskWindow
from thads_desktop.ui.share_row import ShareRow
from thads_desktop.ui.wrapped_label import WrappedLabel

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    yield made
    made.desk.close()


def seen_whole(widget: QWidget, window: QWidget) -> bool:
    """No area around cuts it, and it is within the window."""
    around = widget.parentWidget()
    while around is not None and around is not window:
        if isinstance(around.parentWidget(), QScrollArea) and around.parentWidget().viewport() is around:
            top = widget.mapTo(around, QPoint(0, 0)).y()
            if top < 0 or top + widget.height() > around.height():
                return False
        around = around.parentWidget()
    return True


@pytest.mark.parametrize("percent", [100, 150])
def test_a_new_complaint_scrolls_to_the_field_and_keeps_its_buttons(
    window: DeskWindow, qtbot: QtBot, keys: Callable[..., None], percent: int
) -> None:
    window.set_zoom(percent)
    window.resize(1366, 768)
    QTest.keyClick(window, Key.Key_F3, SHIFT)
    settled(qtbot, window)
    keys(window, (Key.Key_N, CTRL | SHIFT))
    shown = page(window)
    assert shown.name == "entry"
    settled(qtbot, window)
    qtbot.wait(20)
    holder = shown.parent().parent()
    assert (holder.verticalScrollBar().maximum(), holder.horizontalScrollBar().maximum()) == (0, 0), "the page itself does not scroll"
    fields = shown.form.fields()
    for field in fields:
        assert QApplication.focusWidget() is field.editor, field.name
        assert seen_whole(field.editor, window), field.name
        assert seen_whole(shown.form.accept_button, window), field.name
        QTest.keyClick(field.editor, Key.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is fields[-1].editor
    # What is missing is at the top: Ctrl+Enter leads back there.
    keys(window, (Key.Key_Return, CTRL))
    assert QApplication.focusWidget() is fields[0].editor
    assert seen_whole(fields[0], window)


def test_nobody_hands_over_to_himself(office: Bench, window: DeskWindow, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    next(e for e in window.commands() if e.title == "Bàn giao toàn bộ việc của một chấp hành viên").run()
    shown = page(window)
    settled(qtbot, window)

    def offered() -> list[str]:
        return [f.label for f in shown.form.fields() if f.name.startswith("to:") and f.isVisible()]

    assert offered() == ["Lê Văn Cường"], "names alone, without the one who goes"
    shown.form[f"to:{office.second}"].set_value(True)
    shown.form["leaving"].set_value(office.officer)
    words = [label.text() for label in shown.form.findChildren(QLabel) if label.isVisible()]
    assert words.count("Giao cho") == 1, "said once, above the first"


def box(text: str) -> QPushButton:
    made = QPushButton(text)
    made.setMinimumWidth(100)
    return made


def laid(desk_app: QApplication, shares: list[int], width: int) -> tuple[QWidget, list[QPushButton]]:
    around, row = QWidget(), ShareRow()
    boxes = [box(str(i)) for i in range(len(shares))]
    for made, share in zip(boxes, shares, strict=True):
        row.add(made, share)
    around.setLayout(row)
    row.setContentsMargins(0, 0, 0, 0)
    around.resize(width, row.heightForWidth(width))
    around.show()
    desk_app.processEvents()
    return around, boxes


def test_a_row_shares_its_width_and_breaks_where_it_is_too_narrow(desk_app: QApplication) -> None:
    gap = theme.space(4)
    around, boxes = laid(desk_app, [1, 3], 400 + gap)
    assert [b.width() for b in boxes] == [100, 300]
    assert len({b.y() for b in boxes}) == 1
    around, boxes = laid(desk_app, [1, 1, 3], 320)
    assert [b.y() > 0 for b in boxes] == [False, False, True], "two in the first line, the third beneath"
    assert boxes[2].width() == 320
    around, boxes = laid(desk_app, [1] * 5, 2 * 150 + gap)
    assert {b.x() for b in boxes} == {0, 150 + gap}, "like parts stand beneath each other"
    assert boxes[4].width() == 150
    boxes[1].hide()
    around.layout().activate()  # type: ignore[union-attr]  # it has one
    assert boxes[2].x() == 150 + gap, "what is hidden takes no room"
    assert around.layout().minimumSize().width() == 100  # type: ignore[union-attr]  # as above


def test_boxes_among_themselves_take_no_room_for_words(desk_app: QApplication, qtbot: QtBot) -> None:
    specs = [Spec("a", "Một", "check"), Spec("b", "Hai", "check", beside=True), Spec("c", "Ba"), Spec("d", "Bốn", "check", beside=True)]
    form = build(specs, FixedClock(date(2019, 10, 7)))
    qtbot.addWidget(form)
    form.show()
    assert not form["a"].caption.isVisible()
    assert not form["a"].beneath.isVisible()
    assert form["d"].caption.isVisible(), "beside a field it stands in its line"
    form["a"].set_refusal("Chưa đánh dấu.")
    assert form["a"].beneath.isVisible(), "what is refused is said all the same"


def test_wrapped_words_are_as_high_as_they_need(desk_app: QApplication, qtbot: QtBot) -> None:
    label = WrappedLabel("một hai ba bốn năm sáu bảy tám chín mười " * 6)
    qtbot.addWidget(label)
    label.resize(300, 10)
    label.show()
    high = label.minimumHeight()
    assert high >= 4 * label.fontMetrics().height()
    label.resize(900, high)
    assert label.minimumHeight() < high
    assert not label.sizePolicy().hasHeightForWidth()
    label.setText("")
    assert label.minimumHeight() == 0


def test_the_look_of_the_frame_is_no_fields_look() -> None:
    """A field that bears the name of a part of the frame would look like it."""
    sheet = theme.style_sheet(theme.LIGHT)
    bare = set(re.findall(r"(?:^|[},]\s*)#([a-z-]+)(?=[:\s{,])", sheet, re.MULTILINE)) - {"topline", "statusline"}
    source = "\n".join(p.read_text(encoding="utf-8") for p in (Path(theme.__file__).parent).rglob("*.py"))
    named = set(re.findall(r'Spec\(\s*"(\w+)"', source))
    assert "person" in named
    assert bare
    assert not bare & named


def test_a_field_of_a_person_has_its_frame(window: DeskWindow, qtbot: QtBot) -> None:
    next(e for e in window.commands() if e.title == "Giao một việc có ngày").run()
    settled(qtbot, window)
    combo: Any = page(window).form["person"].editor
    other: Any = page(window).form["due"].editor
    shown, plain = combo.grab().toImage(), other.grab().toImage()
    assert shown.pixelColor(shown.width() // 2, 0) == plain.pixelColor(plain.width() // 2, 0)
