"""The file of a matter by keyboard: documents, bút lục, scans that are pasted and dropped, cover and list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from tests.scans import pdf, picture
from tests.unit import test_intake_papers
from tests.unit.test_file_numbers import carried
from thads_desktop.domain import paper_code
from thads_desktop.exchange import sealed_folder
from thads_desktop.services import case_file, intake, papers, parties, scans
from thads_desktop.ui.run import DeskWindow

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
@founded
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


def test_the_one_who_gives_a_file_is_who_has_it(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    from thads_desktop.ui.pages.case_file_forms import PassPage

    page = PassPage(window, office.matters[0], "01")
    window.open_page(page)
    settled(qtbot, window)
    assert office.desk.actor != office.officer
    assert page.form["giver"].value() == office.officer


def test_the_first_free_number_of_a_file_from_an_old_register(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.matters.insert(0, carried(office))
    case_file.put(office.desk, office.matters[0], case_file.Put("Đơn đề nghị", date(2026, 7, 6), 2))
    shown = opened(window, office, qtbot)
    press(window, Key.Key_N, CTRL | SHIFT)
    form = page(window)
    assert form.name == "file-first"
    form.form["first"].editor.setFocus()
    form.form["first"].editor.clear()
    typed(window.focusWidget(), "75")
    press(window, Key.Key_Return)
    qtbot.waitUntil(lambda: page(window) is shown, timeout=5000)
    settled(qtbot, window)
    assert "từ số 75" in window.notice.text()
    press(window, Key.Key_B)
    settled(qtbot, window)
    assert "bút lục 75 đến 76" in window.notice.text()
    assert [r.numbers for r in shown.view.rows] == [case_file.ON_PAPER, case_file.ON_PAPER, "75-76"]
