"""Qt's own buttons, menus and dialogs speak Vietnamese."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QLocale, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QCalendarWidget,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QProgressDialog,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QToolButton,
)

from thads_desktop.paths import resource
from thads_desktop.ui import vietnamese_qt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

BUTTONS = {
    "Ok": "Đồng ý", "Save": "Lưu", "SaveAll": "Lưu tất cả", "Open": "Mở", "Yes": "Có", "YesToAll": "Có với tất cả",
    "No": "Không", "NoToAll": "Không với tất cả", "Abort": "Hủy bỏ", "Retry": "Thử lại", "Ignore": "Bỏ qua",
    "Close": "Đóng", "Cancel": "Thôi", "Discard": "Không lưu", "Help": "Trợ giúp", "Apply": "Áp dụng",
    "Reset": "Đặt lại", "RestoreDefaults": "Về mặc định",
}  # fmt: skip
OTHER_NAMES = {
    "NoButton",
    "FirstButton",
    "LastButton",
    "YesAll",
    "NoAll",
    "Default",
    "Escape",
    "FlagMask",
    "ButtonMask",
}
MENU = ["Hoàn tác", "Làm lại", "Cắt", "Sao chép", "Dán", "Xóa", "Chọn tất cả"]


@pytest.fixture(autouse=True)
def _vietnamese(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    vietnamese_qt.install(qapp)
    yield
    for translator in qapp.findChildren(QTranslator, "vietnamese-qt"):
        qapp.removeTranslator(translator)
        translator.setParent(None)
    QLocale.setDefault(before)


def texts(menu: QMenu) -> list[str]:
    """Labels of a menu, without the shortcut behind the tab."""
    return [action.text().split("\t")[0] for action in menu.actions() if not action.isSeparator()]


def test_every_standard_button_is_vietnamese(qtbot: QtBot) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    singles = [b for b in QDialogButtonBox.StandardButton if b.name in BUTTONS]
    known = {b.name for b in QDialogButtonBox.StandardButton}
    assert known - set(BUTTONS) <= OTHER_NAMES
    assert {b.name: box.addButton(b).text() for b in singles} == BUTTONS


@pytest.mark.parametrize("widget", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_the_menu_of_a_text_field_is_vietnamese(
    qtbot: QtBot, widget: type[QLineEdit | QPlainTextEdit | QTextEdit]
) -> None:
    field = widget()
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    assert [text for text in texts(menu) if "Unicode" not in text] == MENU


def test_a_question_asks_in_vietnamese(qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    box.setDetailedText("chi tiết")
    assert sorted(button.text() for button in box.buttons()) == ["Có", "Không", "Xem chi tiết"]


def test_the_progress_of_long_work_can_be_stopped_in_vietnamese(qtbot: QtBot) -> None:
    dialog = QProgressDialog()
    qtbot.addWidget(dialog)
    assert [button.text() for button in dialog.findChildren(QPushButton)] == ["Thôi"]
    dialog.reset()


def test_a_calendar_shows_vietnamese_months(qtbot: QtBot) -> None:
    calendar = QCalendarWidget()
    qtbot.addWidget(calendar)
    calendar.setSelectedDate(QDate(2026, 11, 24))
    shown = [button.text() for button in calendar.findChildren(QToolButton)]
    assert any("tháng 11" in text.lower() for text in shown)
    assert calendar.locale().dayName(1) == "Thứ Hai"


def test_a_file_dialog_shows_no_english(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    qtbot.addWidget(dialog)
    labels = {label.text() for label in dialog.findChildren(QLabel)} | {
        b.text() for b in dialog.findChildren(QPushButton)
    }
    assert {"Trong:", "Tên tệp:", "Loại tệp:", "Lưu", "Thôi"} <= {label.replace("&", "") for label in labels}


def test_texts_without_a_translation_stay_as_they_are(qtbot: QtBot) -> None:
    spin = QSpinBox()
    qtbot.addWidget(spin)
    assert QCoreApplication.translate("QNothing", "Some text") == "Some text"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Thôi"


def test_installing_twice_changes_nothing(qapp: QApplication) -> None:
    vietnamese_qt.install(qapp)
    assert len(qapp.findChildren(QTranslator, "vietnamese-qt")) == 1


def test_translations_keep_the_places_of_names_and_numbers() -> None:
    for (context, source), text in vietnamese_qt.read_texts(resource("qt", "qtbase_vi.ts")).items():
        for place in ("%1", "%2", "%3"):
            assert source.count(place) == text.count(place), (context, source)
        assert "&" not in text.replace("&nbsp;", ""), (context, source)
