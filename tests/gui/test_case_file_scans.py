"""Scans that come to a file: by the code on them, broken ones, and ones of before that are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QTransform
from pytestqt.qtbot import QtBot

from tests.gui.test_case_file_page import opened, press
from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from tests.scans import broken_pdfs, pdf, picture
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import scan_reading
from thads_desktop.services import case_file, papers, scan_codes, scans
from thads_desktop.ui import scan_files
from thads_desktop.ui.preview import Paper
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 7, 6))
    made.decision(kind="yc")
    yield made
    made.desk.close()


def print_of(office: Bench, matter: str) -> QImage:
    """The first page of its decision as a scanner would give it, laid on it the other way round."""
    paper = Paper(papers.stored(office.desk, case_file.shown(office.desk, matter).rows[0].paper))
    return paper.image(0, QSize(1240, 1754)).transformed(QTransform().rotate(181.5), Qt.TransformationMode.SmoothTransformation)


def as_pdf(picture: QImage, file: Path) -> Path:
    photo = file.with_suffix(".jpg")
    picture.save(str(photo), "JPG", 70)
    file.write_bytes(scan_reading.as_pdf("jpeg", photo.read_bytes()))
    return file


def dropped(files: list[Path], at: QPointF) -> QDropEvent:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(f)) for f in files])
    event = QDropEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event.mime = mime  # type: ignore[attr-defined]  # kept as long as the event
    return event


def test_a_dropped_scan_is_laid_to_the_act_that_its_code_names(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    other = office.decision(number="16/2026/DS-ST", debtor="Lê Thị Xong")
    shown = opened(window, office, qtbot)
    decision, _request, judgment = shown.view.rows
    shown.table.select_key(judgment.key)
    mine, foreign, plain = as_pdf(print_of(office, office.matters[0]), tmp_path / "một.pdf"), tmp_path / "khác.png", tmp_path / "trơn.jpg"
    print_of(office, other).save(str(foreign))
    plain.write_bytes(picture())
    shown.dropEvent(dropped([mine, foreign, plain], QPointF(0, 0)))
    qtbot.waitUntil(lambda: page(window).name == "file-scan-places", timeout=20_000)
    settled(qtbot, window)
    assert {s.item for s in case_file.shown(office.desk, office.matters[0]).scans} == {judgment.key}, "what bears no code goes where it was dropped"
    form = page(window).form
    assert form["place-0"].value() == scan_codes.place_of(office.matters[0], decision.key)
    assert form["place-1"].value() is None
    assert "không phải hồ sơ đang mở" in form["place-1"].note()
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert form["place-1"].refusal(), "the clerk decides"
    target = case_file.shown(office.desk, other).rows[0].key
    form["place-1"].set_value(scan_codes.place_of(other, target))
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "Đã đính kèm 2 bản quét" in window.notice.text()
    assert [s.item for s in case_file.shown(office.desk, other).scans] == [target]
    assert {s.item for s in case_file.shown(office.desk, office.matters[0]).scans} == {judgment.key, decision.key}
    # Left without an answer nothing is attached, and that is said.
    again = as_pdf(print_of(office, other), tmp_path / "lần nữa.pdf")
    shown.dropEvent(dropped([again], QPointF(0, 0)))
    qtbot.waitUntil(lambda: page(window).name == "file-scan-places", timeout=20_000)
    press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    assert "1 tệp chưa được đính kèm" in window.notice.text()
    # Laid on its own line it goes there unasked.
    shown.table.select_key(decision.key)
    print_of(office, office.matters[0]).save(str(tmp_path / "lần hai.png"))
    shown.dropEvent(dropped([tmp_path / "lần hai.png"], QPointF(0, 0)))
    settled(qtbot, window)
    assert "Đã đính kèm 1 bản quét" in window.notice.text()
    assert page(window) is shown


def test_a_scan_dropped_on_the_page_of_codes_opens_its_act(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    shown = opened(window, office, qtbot)
    press(window, Key.Key_F)
    plain, scan = tmp_path / "trơn.jpg", as_pdf(print_of(office, office.matters[0]), tmp_path / "một.pdf")
    plain.write_bytes(picture())
    page(window).dropEvent(dropped([plain], QPointF(0, 0)))
    settled(qtbot, window)
    assert "Không đọc được mã văn bản trên tệp trơn.jpg" in window.notice.text()
    page(window).dropEvent(dropped([scan], QPointF(0, 0)))
    qtbot.waitUntil(lambda: page(window).name == "case-file" and page(window) is not shown, timeout=10_000)
    settled(qtbot, window)
    assert page(window).table.current_key() == case_file.shown(office.desk, office.matters[0]).rows[0].key


def test_a_pdf_of_which_one_page_is_destroyed_is_refused(office: Bench, tmp_path: Path, desk_app: object) -> None:
    file, whole = tmp_path / "quét.pdf", pdf(3)
    leaves = [m.start() for m in re.finditer(rb"/Type /Page\b(?!s)", whole)]
    begins, ends = whole.rfind(b"obj", 0, leaves[1]) + 3, whole.find(b"endobj", leaves[1])
    file.write_bytes(whole[:begins] + b" " * (ends - begins) + whole[ends:])
    for read in (scans.read, scan_files.read):
        with pytest.raises(Refused) as refused:
            read(office.desk, file)
        assert refused.value.refusals[0].code == "scan.damaged"
    file.write_bytes(whole)
    assert scan_files.read(office.desk, file).pages == 3


@pytest.mark.parametrize("what", sorted(broken_pdfs()))
def test_a_broken_pdf_is_refused_before_it_is_a_scan(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, what: str) -> None:
    shown = opened(window, office, qtbot)
    file = tmp_path / "quét.pdf"
    file.write_bytes(broken_pdfs()[what])
    shown.attach([file])
    settled(qtbot, window)
    assert "quét.pdf bị hỏng" in window.notice.text()
    assert shown.view.scans == ()


def test_a_broken_scan_of_before_says_so_and_shows_no_other_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    """Attached when a PDF was taken by its words alone."""
    matter = office.matters[0]
    key = case_file.shown(office.desk, matter).rows[0].key
    scan = scans.attach(office.desk, matter, key, scans.Given("quét.pdf", broken_pdfs()["no kids"], "pdf", 1))
    shown = opened(window, office, qtbot)
    qtbot.waitUntil(lambda: shown.preview.paper is not None, timeout=5000)
    item = next(shown.strip.item(n) for n in range(shown.strip.count()) if shown.strip.item(n).data(Qt.ItemDataRole.UserRole) == scan)
    assert "hỏng, không mở được" in item.text()
    shown.strip.setCurrentItem(item)
    qtbot.waitUntil(lambda: "gỡ ra" in shown.preview.state.text(), timeout=5000)
    assert shown.preview.paper is None
