"""The enforcement decision on its page: several parties, persons known already, communes, drafts, the returned one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench, set_account
from tests.scans import pdf
from thads_desktop.domain.fold import fold
from thads_desktop.services import opening, papers, parties, queries
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def opened(window: DeskWindow, judgment: str) -> Any:
    made = DecisionPage(window, judgment)
    window.open_page(made)
    return made


def fill(shown: Any, **texts: str) -> None:
    for name, text in texts.items():
        typed(shown.form[name].editor, text)


def text_of(paper: bytes, tmp_path: Path) -> str:
    (tmp_path / "paper.pdf").write_bytes(paper)
    document = QPdfDocument()
    document.load(str(tmp_path / "paper.pdf"))
    return " ".join(" ".join(document.getAllText(n).text().split()) for n in range(document.pageCount()))


def test_two_debtors_two_creditors_and_who_owes_whom(
    window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = opened(window, office.judgment())
    fill(shown, debtor="Nguyễn Văn Bảy", debtor_address="số 3 phố Cát Cụt", debtor_commune="Cát Dài")
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL_SHIFT)
    assert window.focusWidget() is shown.form["debtor_2"].editor
    fill(shown, debtor_2="Trần Thị Tám")
    shown.form["creditor_kind"].set_value("org")
    fill(shown, creditor="Công ty TNHH Ánh Dương")
    QTest.keyClick(shown, Qt.Key.Key_D, CTRL_SHIFT)
    fill(shown, creditor_2="Lê Thị Chín")
    fill(shown, text_1="Trả nợ gốc", due_1="10000000", owed_1="1", text_2="Trả tiền công", due_2="500000", owes_2="2", owed_2="2")
    shown.form["joint_1"].set_value("joint")
    QTest.keyClick(shown, Qt.Key.Key_K, CTRL_SHIFT)
    fill(shown, text_3="Trả lại giấy tờ xe", owes_3="1", owed_3="2")
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 1, timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        matter = queries.matters(office.desk)[0].matter
        state = fold(reader.events_of(f"matter:{matter}"))
        lines = [s.line for _, s in sorted(state.lines.items())]
        named = {p: parties.input_of(reader, p) for x in lines for p in (*x.debtors, *x.creditors)}
        paper = papers.pdf(reader, queries.matter(office.desk, matter).papers[0].paper)
    said = [([named[p].name for p in x.debtors], [named[p].name for p in x.creditors], x.joint, x.due) for x in lines]
    assert said == [
        (["Nguyễn Văn Bảy", "Trần Thị Tám"], ["Công ty TNHH Ánh Dương"], True, 10_000_000),
        (["Trần Thị Tám"], ["Lê Thị Chín"], False, 500_000),
        (["Nguyễn Văn Bảy"], ["Lê Thị Chín"], False, None),
    ]
    assert next(p.commune for p in named.values() if p.name == "Nguyễn Văn Bảy") == "11368"
    text = text_of(paper, tmp_path)
    assert "số 3 phố Cát Cụt, phường Cát Dài, quận Lê Chân" in text
    assert "người phải thi hành liên đới: Nguyễn Văn Bảy; Trần Thị Tám" in text


def test_a_number_known_already_suggests_the_person_and_a_human_confirms(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    office.decision()
    shown = opened(window, office.judgment("18/2019/DS-ST"))
    fill(shown, debtor="Nguyen Van An", debtor_ids="031080000001", text_1="Án phí", due_1="200000")
    qtbot.waitUntil(shown.same.isVisible, timeout=5000)
    assert "Cùng số giấy tờ 031080000001" in shown.same.text()
    QTest.keyClick(shown, Qt.Key.Key_J, CTRL)
    assert shown.form["debtor"].value() == "Nguyễn Văn An"
    assert shown.form["debtor_birth"].value() == "1980"
    qtbot.waitUntil(lambda: not shown.same.isVisible(), timeout=5000)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 2, timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        debtors = {
            p for m in queries.matters(office.desk) for s in fold(reader.events_of(f"matter:{m.matter}")).lines.values()
            for p in s.line.debtors
        }  # fmt: skip
    assert len(debtors) == 1


def test_a_new_name_over_a_known_person_is_a_new_person(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.decision()
    with office.desk.reading() as reader:
        known = reader.projections.parties_named("nguyen van an")[0].party
    shown = opened(window, office.judgment("18/2019/DS-ST"))
    shown._take_known("debtor", 0, known)
    shown.form["debtor"].set_value("Nguyễn Văn Ẩn")
    shown.form["debtor_ids"].set_value("")
    fill(shown, text_1="Án phí", due_1="200000")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 2, timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert parties.input_of(reader, known).name == "Nguyễn Văn An"


def test_what_is_typed_comes_back_and_goes_when_the_decision_is_issued(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    judgment = office.judgment()
    shown = opened(window, judgment)
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL_SHIFT)
    fill(shown, debtor="Nguyễn Văn Bảy", debtor_2="Trần Thị Tám", text_1="Án phí", due_1="200000", text_2="Nộp lại giấy tờ", owes_2="2")
    QTest.keyClick(shown.form["debtor"].editor, Qt.Key.Key_Escape)
    settled(qtbot, window)
    again = opened(window, judgment)
    assert again.form["debtor_2"].value() == "Trần Thị Tám"
    assert (again.form["due_1"].value(), again.form["owes_2"].value()) == (200_000, "2")
    QTest.keyClick(again, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 1, timeout=5000)
    qtbot.wait(700)
    settled(qtbot, window)
    assert opening.kept(office.desk, judgment) is None


def test_a_returned_decision_is_opened_from_the_queue_mended_and_submitted_again(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    shown = opened(window, office.judgment())
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL_SHIFT)
    fill(shown, debtor="Nguyễn Văn Bảy", debtor_2="Trần Thị Tám", text_1="Án phí", due_1="200000", text_2="Nộp lại giấy tờ", owes_2="2")
    QTest.keyClick(shown.form["debtor"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(queries.queue(office.desk, ("submitted",))) == 1, timeout=5000)
    settled(qtbot, window)
    paper = queries.queue(office.desk, ("submitted",))[0].paper
    papers.send_back(office.desk, paper, "Ghi thêm địa chỉ.")
    window.go("queue")
    settled(qtbot, window)
    queue = page(window)
    qtbot.waitUntil(lambda: queue.model.rowCount() == 1, timeout=5000)
    queue._open(paper)
    again = page(window)
    assert again.name == "decision"
    assert (again.form["debtor"].value(), again.form["owes_2"].value()) == ("Nguyễn Văn Bảy", "2")
    settled(qtbot, window)
    fill(again, debtor_2_address="số 8 phố Hồ Sen")
    QTest.keyClick(again.form["debtor"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(queries.queue(office.desk, ("submitted",))) == 1, timeout=5000)
    settled(qtbot, window)
    assert queries.queue(office.desk, ("submitted",))[0].paper == paper
    with office.desk.reading() as reader:
        found = reader.projections.parties_named("tran thi tam")
    assert [p.address for p in found] == ["số 8 phố Hồ Sen"]


@pytest.mark.parametrize(
    ("field", "text", "at", "says"),
    [
        ("debtor_commune", "Không Có Đâu", "debtor_commune", "Không có xã, phường"),
        ("debtor_ids", "123", "debtor_ids", "123"),
        ("debtor_birth", "năm 80", "debtor_birth", "năm 80"),
        ("owes_1", "7", "owes_1", "Không có người thứ “7”"),
        ("debtor_2_ids", "12", "debtor_2_ids", "12"),
        ("owes_1", "1", "debtor_2", "Chưa có khoản nào của Trần Thị Tám"),
    ],
)
def test_bad_input_stands_under_its_field_and_nothing_is_written(
    window: DeskWindow, office: Bench, qtbot: QtBot, field: str, text: str, at: str, says: str
) -> None:
    shown = opened(window, office.judgment())
    QTest.keyClick(shown, Qt.Key.Key_P, CTRL_SHIFT)
    fill(shown, debtor="Nguyễn Văn Bảy", debtor_2="Trần Thị Tám", text_1="Án phí", due_1="200000", **{field: text})
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: says in shown.form[at].refusal(), timeout=5000)
    settled(qtbot, window)
    assert queries.matters(office.desk) == []


def test_who_asked_is_offered_as_creditor(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    from thads_desktop.services import intake

    judgment = office.judgment()
    intake.receive_request(office.desk, judgment, parties.PartyInput("Lê Thị Chín", address="số 1"), date(2019, 10, 2))
    shown = opened(window, judgment)
    assert shown.form["creditor"].value() == "Lê Thị Chín"
    assert shown.form["creditor_kind"].value() == "person"
    settled(qtbot, window)


def test_every_way_of_adding_has_a_button_in_reach_of_tab(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office.judgment())
    for what in ("debtor", "creditor", "line"):
        button = shown.findChild(QPushButton, f"more-{what}")
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
        button.click()
    assert (shown.shape.debtors, shown.shape.creditors, shown.shape.lines) == (2, 2, 3)
    settled(qtbot, window)


def test_a_decision_issued_elsewhere_is_recorded_with_its_own_number_and_its_breach(
    window: DeskWindow, office: Bench, qtbot: QtBot, tmp_path: Path
) -> None:
    shown = opened(window, office.judgment(received=date(2019, 10, 4)))
    fill(shown, debtor="Nguyễn Văn Bảy", text_1="Án phí", due_1="200000")
    settled(qtbot, window)
    QTest.keyClick(shown, Qt.Key.Key_R, CTRL)
    recording = page(window)
    assert recording.name == "record"
    scan = tmp_path / "quét.pdf"
    scan.write_bytes(pdf())
    recording.form.set_values({"number": "77/QĐ-CCTHADS", "day": date(2019, 10, 2), "signer": "Vũ Văn Khác", "scan": str(tmp_path / "không có.pdf")})
    recording.form["number"].editor.setFocus()
    QTest.keyClick(recording.form["number"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(recording.form["scan"].refusal()), timeout=5000)
    recording.form.set_values({"scan": str(scan)})
    QTest.keyClick(recording.form["number"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 1, timeout=5000)
    settled(qtbot, window)
    assert "trước ngày nhận bản án" in window.notice.text()
    view = queries.matter(office.desk, queries.matters(office.desk)[0].matter)
    assert (view.number_text, view.papers[0].breaches) == ("77/QĐ-CCTHADS", ("decision.before_receipt", "signer.not_known"))
    with office.desk.reading() as reader:
        assert papers.pdf(reader, view.papers[0].paper) == scan.read_bytes()


def test_how_the_decision_is_told_stands_ready_under_the_2025_law_only(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    shown = opened(window, office.judgment())
    assert not shown.form["notice"].isVisibleTo(shown.form)
    shown.form["day"].set_value(date(2026, 8, 3))
    qtbot.waitUntil(lambda: shown.form["notice"].isVisibleTo(shown.form), timeout=2000)
    assert shown.form.values()["notice"] == "trực tiếp"


def test_what_is_destroyed_is_decided_without_a_debtor(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office.judgment())
    fill(shown, text_1="Tiêu hủy 01 con dao")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: "chọn “Không có”" in shown.form["debtor"].refusal(), timeout=5000)
    shown.form["debtor_kind"].set_value("none")
    assert not shown.form["debtor"].isVisibleTo(shown.form)
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    fill(shown, due_1="200000")
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert queries.matters(office.desk) == [], "money is owed by somebody"
    shown.form["due_1"].set_value(None)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: len(queries.matters(office.desk)) == 1, timeout=5000)
    settled(qtbot, window)


@pytest.mark.parametrize(("field", "wrong"), [("due_1", "5 triệu"), ("due_1", "1.5"), ("day", "31022019")])
def test_f9_judges_every_field_first(window: DeskWindow, office: Bench, qtbot: QtBot, field: str, wrong: str) -> None:
    shown = opened(window, office.judgment())
    fill(shown, debtor="Nguyễn Văn Bảy", debtor_address="số 3 phố Cát Cụt", text_1="Án phí", due_1="200000")
    shown.form[field].editor.setText(wrong)
    shown.form.changed.emit()
    qtbot.waitUntil(lambda: "Chưa đúng" in shown.state.text(), timeout=5000)
    for key, mark in ((Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_R, CTRL)):
        QTest.keyClick(shown, key, mark)
        settled(qtbot, window)
        assert page(window) is shown
        assert shown.form[field].refusal()
        assert shown.form[field].editor.text() == wrong
        assert queries.matters(office.desk) == []


def test_a_pasted_document_is_told_whole_with_one_limit(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office.judgment())
    shown.form.set_values({"debtor": "Nguyễn Văn Bảy", "text_1": "Án phí", "due_1": 5, "creditor_kind": "state"})
    editor = shown.form["text_2"].editor
    editor.setFocus()
    QApplication.clipboard().setText("a" * 100_000)
    QTest.keyClick(editor, Qt.Key.Key_V, CTRL)
    assert len(editor.text()) == 100_000
    QTest.keyClick(editor, Qt.Key.Key_Return)
    said = "Nội dung dài 100000 ký tự, vượt mức 2000 ký tự: hãy rút gọn."
    assert said in shown.form["text_2"].refusal()
    qtbot.waitUntil(lambda: said in shown.state.text(), timeout=5000)
    qtbot.waitUntil(lambda: said in shown.preview.state.text(), timeout=5000)


@pytest.mark.parametrize(("day", "account", "told"), [
    (date(2026, 8, 3), "", True), (date(2026, 8, 3), "số 3949.0 tại Kho bạc Nhà nước", False), (DAY, "", False),
])  # fmt: skip
def test_a_decision_that_will_say_to_pay_at_the_office_warns_of_it(
    window: DeskWindow, office: Bench, qtbot: QtBot, day: date, account: str, told: bool
) -> None:
    set_account(office.desk, account)
    office.on(day)
    shown = opened(window, office.judgment())
    shown.form.set_values({"debtor": "Nguyễn Văn Bảy", "text_1": "Án phí", "due_1": 5, "creditor_kind": "state"})
    qtbot.waitUntil(lambda: "Đủ điều kiện" in shown.state.text(), timeout=5000)
    settled(qtbot, window)
    assert ("Chưa khai tài khoản nhận tiền: Thiết lập (F12), Đơn vị" in shown.state.text()) is told
