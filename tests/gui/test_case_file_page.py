"""The file of a matter by keyboard: documents, bút lục, scans that are pasted and dropped, cover and list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QTransform
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.scans import broken_pdfs, pdf, picture
from tests.unit import test_intake_papers
from thads_desktop.domain import paper_code
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import scan_reading, sealed_folder
from thads_desktop.services import case_file, intake, papers, parties, scan_codes, scans
from thads_desktop.ui import scan_files
from thads_desktop.ui.preview import Paper
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 7, 6))
    made.decision(kind="yc")
    yield made
    made.desk.close()


def opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> Any:
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    QTest.keyClick(window.focusWidget(), Key.Key_E, CTRL | SHIFT)
    settled(qtbot, window)
    shown = page(window)
    assert shown.name == "case-file"
    return shown


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    QTest.keyClick(window.focusWidget() or window, key, modifier)


def test_documents_and_their_numbers(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    assert [r.kind for r in shown.view.rows] == ["decision", "request", "judgment"]
    press(window, Key.Key_T)
    form = page(window)
    typed(window.focusWidget(), "Công văn của ngân hàng")
    form.form["sheets"].editor.setFocus()
    form.form["sheets"].editor.clear()
    typed(window.focusWidget(), "không")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "Số tờ phải là số nguyên" in form.form["sheets"].refusal()
    form.form["sheets"].editor.setFocus()
    form.form["sheets"].editor.clear()
    typed(window.focusWidget(), "3")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_B)
    assert shown.ask_number.asked, "the request was counted by nobody"
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert "bút lục 1 đến 6" in window.notice.text()
    assert [r.numbers for r in shown.view.rows] == ["1", "2", "3", "4-6"]
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert "không có gì để đánh số" in window.notice.text()
    shown.table.select_key(shown.view.rows[3].key)
    shown.table.setFocus()
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    assert page(window).form["title"].value() == "Công văn của ngân hàng"
    press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    shown.table.setFocus()
    press(window, Key.Key_Delete)
    typed(window.focusWidget(), "của hồ sơ khác")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert shown.view.rows[3].note == "bỏ khỏi danh mục: của hồ sơ khác"


def test_scans_are_pasted_dropped_shown_and_taken_away(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    photo, paper, bad = tmp_path / "ảnh.jpg", tmp_path / "quét.pdf", tmp_path / "giả.pdf"
    photo.write_bytes(picture())
    paper.write_bytes(pdf(2))
    bad.write_bytes(b"MZ not a paper")
    shown = opened(window, office, qtbot)
    QGuiApplication.clipboard().setText(str(photo))
    press(window, Key.Key_V)
    settled(qtbot, window)
    assert "Đã đính kèm 1 bản quét" in window.notice.text()
    press(window, Key.Key_V)
    settled(qtbot, window)
    assert "không đính kèm lần nữa" in window.notice.text()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(paper)), QUrl.fromLocalFile(str(bad))])
    index = shown.model.index(2, 0)
    at = shown.table.viewport().mapTo(shown, shown.table.visualRect(index).center())
    drop = QDropEvent(QPointF(at), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    shown.dropEvent(drop)
    settled(qtbot, window)
    assert "Đã đính kèm 1 tệp; dừng lại" in window.notice.text()
    judgment = shown.view.rows[2].key
    found = [s for s in shown.view.scans if s.item == judgment]
    assert [(s.kind, s.pages, bool(s.thumb)) for s in found] == [("pdf", 2, True)]
    assert shown.table.current_key() == judgment
    qtbot.waitUntil(lambda: shown.preview.paper is not None and shown.preview.paper.pages == 2, timeout=5000)
    shown.table.select_key(shown.view.rows[0].key)
    press(window, Key.Key_J)
    press(window, Key.Key_Right, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: shown.strip.count() == 2 and shown.strip.currentRow() == 1, timeout=5000)
    qtbot.waitUntil(lambda: shown.preview.paper is not None and shown.preview.paper.pages == 1, timeout=5000)
    press(window, Key.Key_Delete)
    typed(window.focusWidget(), "mờ")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert scans.thumbs(office.desk, office.matters[0]).keys() == {found[0].scan}


def test_a_pdf_of_which_one_page_is_destroyed_is_refused(office: Bench, tmp_path: Path, desk_app: object) -> None:
    file, whole = tmp_path / "quét.pdf", pdf(3)
    leaves = [m.start() for m in re.finditer(rb"/Type /Page\b(?!s)", whole)]
    begins, ends = whole.rfind(b"obj", 0, leaves[1]) + 3, whole.find(b"endobj", leaves[1])
    file.write_bytes(whole[:begins] + b" " * (ends - begins) + whole[ends:])
    assert scans.read(office.desk, file).pages == 3, "by its words and its tree it is whole"
    with pytest.raises(Refused) as refused:
        scan_files.read(office.desk, file)
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


def test_prints_and_the_code_of_a_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    for key, modifier in ((Key.Key_P, CTRL), (Key.Key_I, CTRL), (Key.Key_I, CTRL | SHIFT)):
        press(window, key, modifier)
        settled(qtbot, window)
        over = page(window)
        qtbot.waitUntil(lambda over=over: over.preview.paper is not None, timeout=5000)
        press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        settled(qtbot, window)
    paper = case_file.shown(office.desk, office.matters[0]).rows[0].paper
    press(window, Key.Key_F)
    typed(window.focusWidget(), "mã sai")
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert "Không đọc được mã" in page(window).form["code"].refusal()
    page(window).form["code"].editor.clear()
    typed(window.focusWidget(), f"thads:{paper}")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window).name == "case-file" and page(window) is not shown, timeout=5000)
    settled(qtbot, window)
    assert page(window).table.current_key() == f"paper:{paper}"


def code_of(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return paper_code.code_of(paper_code.office_of(reader.hash_at(1)), paper)


def test_the_code_of_a_print_opens_its_act_as_a_hand_scanner_types_it(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    row = case_file.shown(office.desk, office.matters[0]).rows[0]
    code = code_of(office, row.paper)
    press(window, Key.Key_F)
    for wrong, said in ((paper_code.code_of("000000", row.paper), "đơn vị khác"), (code_of(office, "f" * 32), "Không có văn bản này")):
        typed(window.focusWidget(), wrong)
        press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
        settled(qtbot, window)
        # The next scan takes the place of what was no code of ours.
        assert said in page(window).form["code"].refusal()
    typed(window.focusWidget(), code)
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: page(window).name == "case-file" and page(window) is not shown, timeout=5000)
    settled(qtbot, window)
    assert page(window).table.current_key() == row.key


def test_the_code_of_a_paper_that_stands_in_no_file_opens_the_paper(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment("88/2019/DS-ST")
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Phạm Thị Hoa", birth_year=1975), office.clock.day)
    draft = test_intake_papers.drafted(office, "request_refusal", judgment, request, "c", reason="đã quá 05 năm", evidence="đơn yêu cầu")
    paper, _number = papers.issue_at_once(office.desk, draft, office.head)
    shown = opened(window, office, qtbot)
    press(window, Key.Key_F)
    typed(window.focusWidget(), code_of(office, paper))
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    qtbot.waitUntil(lambda: page(window).name == "way", timeout=5000)
    assert page(window).paper.paper == paper
    press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    assert page(window) is shown


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


def test_what_is_missing_in_one_file_and_over_many(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    press(window, Key.Key_2)
    settled(qtbot, window)
    assert shown.check.table.hasFocus()
    assert shown.panes.tabText(1) == "Soát hồ sơ (thiếu 6)"
    press(window, Key.Key_1)
    assert shown.table.hasFocus()
    entry = next(a for a in window.actions() if a.text() == "Soát hồ sơ: hồ sơ nào còn thiếu gì")
    entry.trigger()
    settled(qtbot, window)
    many = page(window)
    press(window, Key.Key_P)
    assert "Ctrl+Enter" in window.notice.text()
    many.officer.setCurrentIndex(0)
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: many.model.rowCount() == 1, timeout=5000)
    settled(qtbot, window)
    assert "1 hồ sơ thiếu" in many.progress.result.text()
    press(window, Key.Key_P)
    settled(qtbot, window)
    assert page(window).name == "printed"
    press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    many.table.setFocus()
    press(window, Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    assert page(window).name == "case-file"
    assert page(window).check.table.hasFocus()


def test_a_file_goes_to_somebody_else(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    press(window, Key.Key_L, CTRL | SHIFT)
    settled(qtbot, window)
    assert "chưa lập biên bản" in window.notice.text()
    press(window, Key.Key_B, CTRL | SHIFT)
    settled(qtbot, window)
    form = page(window)
    form.form.set_values({"giver": office.officer, "taker": office.second})
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=5000)
    settled(qtbot, window)
    press(window, Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    settled(qtbot, window)
    assert page(window) is shown
    press(window, Key.Key_L, CTRL | SHIFT)
    qtbot.waitUntil(lambda: page(window).name == "printed", timeout=5000)


def test_a_file_leaves_as_a_folder(window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealed_folder, "ROUNDS", 1000)
    opened(window, office, qtbot)
    press(window, Key.Key_O, CTRL | SHIFT)
    settled(qtbot, window)
    form = page(window)
    form.form["out"].editor.setText(str(tmp_path / "ra"))
    press(window, Key.Key_Return)
    settled(qtbot, window)
    assert form.form["recipient"].refusal()
    typed(form.form["recipient"].editor, "Viện kiểm sát")
    typed(form.form["purpose"].editor, "kiểm sát")
    form.form["timeline"].editor.setFocus()
    press(window, Key.Key_Space, Qt.KeyboardModifier.NoModifier)
    secret = form.secret.text()
    press(window, Key.Key_C, CTRL | SHIFT)
    assert QGuiApplication.clipboard().text() == secret
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: "Đã lập" in form.progress.result.text(), timeout=10_000)
    settled(qtbot, window)
    (folder,) = (tmp_path / "ra").iterdir()
    assert {f.name for f in folder.iterdir()} == {"mo-ho-so.html", "phan-0001.js"}
    assert not any(secret in str(v) for v in drafts_of(office).values())


def drafts_of(office: Bench) -> dict[str, Any]:
    with office.desk.reading() as reader:
        return reader.drafts("")


def test_sheets_that_nobody_counted_are_asked_about(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    assert shown.view.uncounted
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert shown.ask_number.asked
    assert "chưa ai đếm tờ" in shown.ask_number.label.text()
    assert all(not r.numbers for r in shown.view.rows), "nothing is done before the answer"
    # Any other key is a no.
    press(window, Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    assert not shown.ask_number.asked
    press(window, Key.Key_B)
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert all(r.numbers for r in shown.view.rows)
