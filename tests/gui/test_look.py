"""Contrast, icons, chips, the preview, printing, progress, the crash report, what is kept of the window."""

from __future__ import annotations

import threading
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.paths import resource
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.ui import theme, wording
from thads_desktop.ui.app import keep_window, make_app, read_window, restore_window
from thads_desktop.ui.chips import CHIPS, ChipLabel, chip_of, due_chip
from thads_desktop.ui.crash import CrashHandler, diagnosis
from thads_desktop.ui.icons import icon, pixmap
from thads_desktop.ui.preview import Paper, PaperPreview, print_paper, save_copy
from thads_desktop.ui.progress import ProgressPanel, seconds_left
from thads_desktop.ui.window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from thads_desktop.domain.clock import FixedClock
    from thads_desktop.ui.worker import Worker

TONES = ("neutral", "blue", "red", "amber", "green")


# --- colour -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("look", theme.THEMES, ids=lambda t: t.name)
def test_every_text_stands_out_from_its_ground(look: theme.Theme) -> None:
    pairs = [(look.text, g) for g in (look.window, look.surface, look.selection, look.selection_quiet)]
    pairs += [(look.muted, g) for g in (look.window, look.surface)]
    pairs += [(look.on_blue, look.blue)]
    for tone in TONES:
        pairs.append((look.ink(tone), look.tint(tone)))
        pairs += [(look.ink(tone), ground) for ground in (look.window, look.surface)]
    assert {pair: round(theme.contrast(*pair), 2) for pair in pairs if theme.contrast(*pair) < 4.5} == {}


@pytest.mark.parametrize("look", theme.THEMES, ids=lambda t: t.name)
def test_borders_and_the_focus_can_be_seen(look: theme.Theme) -> None:
    for colour in (look.border, look.blue, look.red):
        assert theme.contrast(colour, look.surface) >= 3


def test_contrast_is_computed_as_published() -> None:
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert theme.contrast("#123456", "#123456") == 1


def test_space_is_on_the_grid_at_every_zoom(desk_app: Any) -> None:
    for percent in range(theme.ZOOM_LEAST, theme.ZOOM_MOST + 1, theme.ZOOM_STEP):
        theme.apply(desk_app, theme.LIGHT, percent)
        assert all(theme.space(n) % theme.GRID == 0 and theme.space(n) > 0 for n in range(1, 9))


def test_the_state_of_a_matter_has_a_chip_with_word_colour_and_shape(qtbot: QtBot, desk_app: Any) -> None:
    assert CHIPS.keys() == STATUS_WORDS.keys()
    for chip in CHIPS.values():
        assert chip.word
        assert resource("icons", f"{chip.icon}.svg").is_file()
    assert due_chip(-3).word == "Quá hạn 3 ngày"
    assert [due_chip(days).tone for days in (-1, 0, 7, 8)] == ["red", "amber", "amber", "neutral"]
    assert chip_of("unheard of").word == "unheard of"
    label = ChipLabel(chip_of("done"))
    qtbot.addWidget(label)
    label.show()
    assert label.accessibleName() == "Thi hành xong"
    assert label.sizeHint().width() > label.fontMetrics().horizontalAdvance("Thi hành xong")


def test_an_icon_takes_the_colour_asked_for(desk_app: Any) -> None:
    drawn = pixmap("check", 32, "#ff0000").toImage()
    pixels = [drawn.pixelColor(x, y) for x in range(32) for y in range(32)]
    colours = {pixel.name() for pixel in pixels if pixel.alpha() == 255}
    assert colours == {"#ff0000"}
    assert not icon("check").isNull()
    assert icon("there is none").isNull()


# --- the paper --------------------------------------------------------------------------------------


def pdf(pages: int = 1) -> bytes:
    """A small PDF with a word on each page."""
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=(595, 842))
    for n in range(pages):
        canvas.drawString(72, 700, f"Trang {n + 1}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, worker: Worker) -> PaperPreview:
    made = PaperPreview(worker)
    qtbot.addWidget(made)
    made.resize(500, 600)
    made.show()
    return made


def test_a_paper_is_drawn_on_white(preview: PaperPreview) -> None:
    preview.show_pdf(pdf(2))
    assert preview.paper is not None
    assert preview.paper.pages == 2
    image = preview.paper.image(0, QSize(300, 424))
    assert image.pixelColor(2, 2) == QColor("white")
    assert any(image.pixelColor(x, y) != QColor("white") for x in range(300) for y in range(424))
    assert preview.state.text().startswith("Trang 1/2 ")


def test_only_the_newest_of_many_drawings_is_shown(
    preview: PaperPreview, qtbot: QtBot, settled: Callable[[], None]
) -> None:
    drawn: list[int] = []

    def draw(n: int) -> bytes:
        drawn.append(n)
        return pdf(n)

    with qtbot.waitSignal(preview.shown) as shown:
        for n in (1, 2, 3):  # typing
            preview.draw(lambda n=n: draw(n))
    assert shown.args == [3]
    assert drawn == [3]


def test_the_window_does_not_wait_for_a_drawing(preview: PaperPreview, qtbot: QtBot) -> None:
    gate = threading.Event()
    preview.draw(lambda: (gate.wait(5) and pdf()) or pdf(), at_once=True)
    qtbot.waitUntil(lambda: preview.state.text() == wording.PREVIEW_DRAWING)
    with qtbot.waitSignal(preview.shown):
        gate.set()


@pytest.mark.parametrize("broken", [b"", b"no pdf", b"%PDF-1.4 torn"])
def test_a_broken_pdf_is_a_sentence(preview: PaperPreview, broken: bytes) -> None:
    preview.show_pdf(pdf())
    preview.show_pdf(broken)
    assert preview.state.text() == wording.PREVIEW_BROKEN
    assert preview.paper is not None, "the last sound paper stays"


def test_a_refused_drawing_says_why(preview: PaperPreview, qtbot: QtBot) -> None:
    def refuse() -> bytes:
        raise Refused(Refusal("text.missing"))

    with qtbot.waitSignal(preview.shown):
        preview.draw(refuse, at_once=True)
    assert "Còn để trống" in preview.state.text()


def test_the_place_on_the_paper_and_the_zoom_stay_while_one_types(preview: PaperPreview) -> None:
    preview.show_pdf(pdf(3))
    preview.set_zoom(1.5)
    bar = preview._area.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    assert before > 0
    preview.show_pdf(pdf(3))
    assert bar.value() == before
    assert preview.zoom() == 1.5
    preview.set_zoom(100)
    assert preview.zoom() == 4.0


def test_a_printed_page_is_the_kept_page_in_its_true_size(preview: PaperPreview, tmp_path: Path) -> None:
    file = tmp_path / "in.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(150)
    preview.show_pdf(pdf(2))
    assert preview.print_to(printer) == wording.PRINTED.format(pages=2)
    printed = QPdfDocument()
    assert printed.load(str(file)) == QPdfDocument.Error.None_
    assert printed.pageCount() == 2
    assert printed.pagePointSize(0).height() == pytest.approx(842, abs=3)
    image, kept = Paper(file.read_bytes()).image(0, QSize(595, 842)), Paper(pdf(2)).image(0, QSize(595, 842))
    assert abs(ink(image)[0] - ink(kept)[0]) <= 3
    assert abs(ink(image)[1] - ink(kept)[1]) <= 3


def ink(image: Any) -> tuple[int, int]:
    """Left-most and upper-most place that is not white."""
    places = [(x, y) for x in range(image.width()) for y in range(image.height())]
    dark = [(x, y) for x, y in places if image.pixelColor(x, y).lightness() < 128]
    return min(x for x, _ in dark), min(y for _, y in dark)


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_opened_is_a_sentence(preview: PaperPreview, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no such folder" / "in.pdf"))
    assert print_paper(Paper(pdf()), printer) == 0


def test_a_copy_is_the_very_bytes(tmp_path: Path) -> None:
    assert save_copy(b"%PDF", tmp_path / "a.pdf") == wording.COPY_SAVED.format(file="a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF"
    assert save_copy(b"%PDF", tmp_path / "a.pdf" / "b.pdf") == wording.COPY_FAILED.format(file="b.pdf")


# --- long work --------------------------------------------------------------------------------------


def test_time_left_is_guessed_late_and_roughly() -> None:
    assert seconds_left(1.0, 50, 100) is None
    assert seconds_left(10.0, 0, 100) is None
    assert seconds_left(10.0, 10, 0) is None
    assert seconds_left(10.0, 25, 100) == pytest.approx(30)
    assert wording.time_left(30) == "còn khoảng 30 giây"
    assert wording.time_left(200) == "còn khoảng 3 phút"
    assert wording.count_of(1204, 60000) == "1.204 / 60.000"


def test_long_work_on_the_page_can_be_stopped(qtbot: QtBot, worker: Worker) -> None:
    panel = ProgressPanel(worker)
    qtbot.addWidget(panel)
    gate, seen = threading.Event(), []

    def work(progress: Any, _cancelled: Any) -> str:
        for n in range(100):
            progress(n, 100, "Đang đọc sổ")
            seen.append(n)
            gate.wait(5)
        return "unreachable"

    panel.start("Tiếp nhận sổ", work, lambda _: "xong")
    qtbot.waitUntil(lambda: panel.title.text() == "Đang đọc sổ")
    assert panel.running
    with qtbot.waitSignal(panel.ended):
        panel.cancel_button.click()
        gate.set()
    assert panel.result.text() == wording.WORK_CANCELLED
    assert seen == [0]
    with qtbot.waitSignal(panel.ended):
        panel.start("Lần nữa", lambda _p, _c: 7, lambda n: f"Đã đọc {n} dòng.")
    assert panel.result.text() == "Đã đọc 7 dòng."
    assert panel.result.isVisible()


# --- when it breaks ---------------------------------------------------------------------------------


def test_the_diagnosis_names_no_person_and_no_figure() -> None:
    try:
        try:
            raise ValueError("Nguyễn Văn A nợ 5.000.000 đồng")
        except ValueError as error:
            raise KeyError("Nguyễn Văn A") from error
    except KeyError as error:
        text = diagnosis(KeyError, error, error.__traceback__)
    assert "KeyError" in text
    assert "ValueError" in text
    assert "test_look.py" in text
    assert "Nguyễn" not in text
    assert "5.000.000" not in text
    assert "/home/" not in text
    assert str(Path.home()) not in text


def test_a_crash_is_written_down_and_shown_once(
    qtbot: QtBot, clock: FixedClock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handler = CrashHandler(clock, tmp_path / "logs")
    for _ in range(2):
        try:
            raise ValueError("bí mật")
        except ValueError as error:
            handler.caught(ValueError, error, error.__traceback__)
    qtbot.waitUntil(lambda: handler.dialog is not None)
    files = sorted((tmp_path / "logs").glob("crash-*.txt"))
    assert [f.name for f in files] == ["crash-20200302-030000-01.txt", "crash-20200302-030000-02.txt"]
    assert "bí mật" not in files[0].read_text(encoding="utf-8")
    assert "bí mật" not in capsys.readouterr().err
    dialog: Any = handler.dialog
    qtbot.addWidget(dialog)
    assert dialog.isVisible()
    assert "ValueError" in dialog.details.toPlainText()
    dialog.accept()
    assert handler.dialog is None


def test_a_crash_without_a_folder_to_write_is_still_shown(qtbot: QtBot, clock: FixedClock, tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("a file, not a folder", encoding="utf-8")
    handler = CrashHandler(clock, tmp_path / "logs")
    assert handler.fault_file() is None
    handler.caught(ValueError, ValueError(), None)
    qtbot.waitUntil(lambda: handler.dialog is not None)
    assert handler.dialog is not None
    qtbot.addWidget(handler.dialog)
    handler.dialog.accept()


def test_zoom_and_place_of_the_window_are_kept(qtbot: QtBot, worker: Worker, clock: FixedClock, tmp_path: Path) -> None:
    assert read_window(tmp_path) == {}
    window = MainWindow(worker, clock)
    qtbot.addWidget(window)
    window.set_zoom(130)
    keep_window(tmp_path, window)
    theme.apply(make_app(), theme.LIGHT, 100)
    restore_window(tmp_path, window)
    assert theme.zoom() == 130
    (tmp_path / "window.json").write_text('{"zoom": "big", "geometry": "§§"}', encoding="utf-8")
    restore_window(tmp_path, window)
    assert theme.zoom() == 130
    (tmp_path / "window.json").write_text("[1", encoding="utf-8")
    assert read_window(tmp_path) == {}
    keep_window(tmp_path / "none", window)


def test_calls_into_qt_never_use_none_up(desk_app: Any) -> None:
    """PySide6 6.12 gives back references to None that it never took; Python below 3.12 would end."""
    import sys

    before = sys.getrefcount(None)
    for _ in range(20_000):
        desk_app.setObjectName("x")
    assert sys.getrefcount(None) > min(before, 1 << 30)


def test_a_row_of_filters_goes_on_in_the_next_line(qtbot: QtBot, desk_app: Any) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

    from thads_desktop.ui.flow import FlowRow

    window, buttons = QWidget(), [QPushButton(f"Bộ lọc số {n}") for n in range(6)]
    column = QVBoxLayout(window)
    column.addLayout(FlowRow(*buttons))
    column.addStretch(1)
    qtbot.addWidget(window)
    window.show()
    window.resize(2000, 400)
    assert {b.y() for b in buttons} == {buttons[0].y()}
    window.resize(250, 400)
    assert len({b.y() for b in buttons}) > 1
    assert all(b.geometry().right() < window.width() for b in buttons)
    assert column.minimumSize().width() < 250


def test_a_long_title_goes_on_in_the_next_line(qtbot: QtBot, desk_app: Any) -> None:
    from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

    from thads_desktop.ui.flow import FlowRow
    from thads_desktop.ui.wrapped_label import HeadingLabel

    window, button, rest = QWidget(), QPushButton("In"), QPushButton("Thôi")
    beside, alone = HeadingLabel("Ghi phát hiện: kiểm tra việc phân loại án năm 2020 của các chấp hành viên"), HeadingLabel("Việc phải làm " * 9)
    column = QVBoxLayout(window)
    column.addLayout(FlowRow(beside, button))
    column.addWidget(alone)
    column.addWidget(rest)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.show()
    window.resize(2000, 400)
    assert button.y() == beside.y()
    short = beside.height()
    window.resize(400, 400)
    qtbot.wait(10)
    for label, below in ((beside, button), (alone, rest)):
        assert label.geometry().right() < 400
        assert label.height() >= label.heightForWidth(label.width()) > short
        assert below.y() > label.geometry().bottom()
    window.resize(2000, 400)
    qtbot.wait(10)
    assert (button.y(), beside.height()) == (beside.y(), short), "no line is left over"
