"""The ledger of a matter and its pay-out in the real window, by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.gui.test_why_key import answer
from tests.office import Bench, bench
from tests.retold import founded
from tests.unit.test_payouts import NAMES, OPENED, matter_of
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.services import acts, counter, inspection_files, intake, ledger_view, parties, payouts
from thads_desktop.services.receipts import Official
from thads_desktop.storage.receipt_lists import receipts_of
from thads_desktop.ui.pages.intake_events import IntakeEventsPage
from thads_desktop.ui.run import DeskWindow

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
DAY = date(2025, 3, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    key = matter_of(made, [("Trả nợ gốc", 30_000_000, 0), ("Cấp dưỡng nuôi con", 10_000_000, 1), ("Trả nợ vay", 60_000_000, 2)])
    made.on(DAY)
    acts.collect(made.desk, key, DAY, 0, 42_000_000, official=Official(number="0000015", book="TH/25"))
    yield made
    made.desk.close()


def press(window: DeskWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or window, key, modifier)


def opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> Any:
    window.resize(1366, 768)
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    press(window, Key.Key_M, CTRL | SHIFT)
    settled(qtbot, window)
    press(window, Key.Key_4, CTRL)
    settled(qtbot, window)
    return page(window)


def test_money_is_taken_paid_out_and_decided_upon_by_keyboard(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, qtbot)
    assert QApplication.focusWidget() is shown.ledger.move_table
    assert [(r.receipt, r.into, r.balance) for r in shown.ledger.moves._rows] == [("0000015 TH/25", 42_000_000, 42_000_000)]
    assert shown.panes.tabText(3) == "Sổ thu, chi: giữ 42.000.000 đồng"
    press(window, Key.Key_C, CTRL | SHIFT)
    settled(qtbot, window)
    paying = page(window)
    assert paying.name == "payout"
    qtbot.waitUntil(lambda: len(paying.rows()) == 3, timeout=5000)
    # costs are deducted first
    paying.source_form.set_values({"costs": 2_000_000})
    paying.source_form.fields()[0].editor.setFocus()
    press(window, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: paying.found.cuts == (("costs", 2_000_000),), timeout=5000)
    assert [(r.name, r.amount, r.fee) for r in paying.rows()] == [
        (NAMES[0], 9_700_000, 300_000), (NAMES[1], 10_000_000, 0), (NAMES[2], 19_400_000, 600_000)
    ]  # fmt: skip
    assert "Cộng: chi trả 39.100.000 đồng, phí giữ lại 900.000 đồng, trừ trước 2.000.000 đồng." in paying.total.text()
    # one of them is paid less this time
    paying.table.setFocus()
    paying.table.select_key(paying.rows()[0].key)
    press(window, Key.Key_Return)
    paying.row_form.set_values({"amount": 5_000_000})
    press(window, Key.Key_Return, CTRL)
    assert paying.rows()[0].amount == 5_000_000
    paying.book_form.set_values({"voucher": "UNC 07"})
    press(window, Key.Key_F9)
    settled(qtbot, window)
    assert page(window).name == "matter-money"
    assert "Đã ghi chi trả 34.400.000 đồng" in window.notice.text()
    assert "quyết định thu phí" in window.notice.text()
    qtbot.waitUntil(lambda: len(shown.ledger.moves._rows) == 9, timeout=5000)
    assert shown.ledger.found.warnings == (ledger_view.OPEN_FEE.format(fee="900.000", decided="0", left="900.000"),)
    # why is this amount so?
    shown.ledger.show_tab(0)
    shown.ledger.move_table.select_key(shown.ledger.moves._rows[-1].key)
    asked = answer(window, qtbot)
    assert "Vì sao chi 20.000.000 đồng" in asked
    assert "20.000.000 đồng thu ngày 10/03/2025: Biên lai thu tiền thi hành án, ký hiệu TH/25, số 0000015" in asked
    shown.ledger.show_tab(1)
    assert "10.000.000 (đã thu) − 5.000.000 (chi trả) − 300.000 (phí) = 4.700.000 đồng" in answer(window, qtbot)
    # the decision on the fee comes filled, one for each who pays it
    for amount, base, rest in ((300_000, "5.300.000 đồng", "còn 1 lần"), (600_000, "20.000.000 đồng", "")):
        press(window, Key.Key_Q, CTRL | SHIFT)
        settled(qtbot, window)
        paper = page(window)
        assert paper.name == "paper"
        assert paper.form["amount"].value() == amount
        assert paper.form["base_text"].value() == base
        assert (rest in window.notice.text()) or not rest
        press(window, Key.Key_F9)
        settled(qtbot, window)
    with office.desk.reading() as reader:
        book = ledger(reader.events_of(f"matter:{office.matters[0]}"))
    assert [(d.act, d.amount) for d in book.state.done] == [("fee", 300_000), ("fee", 600_000)]
    view = ledger_view.of(office.desk, office.matters[0])
    assert view.fee_open == 0
    assert [(day, amount) for day, _, amount in view.decisions] == [(DAY, 300_000), (DAY, 600_000)]
    assert view.decisions[0][1]


def test_acts_on_the_money_begin_from_the_ledger(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    key = office.matters[0]
    acts.collect(office.desk, key, DAY, 1, 1_000_000, official=Official())
    shown = opened(window, office, qtbot)
    qtbot.waitUntil(lambda: len(shown.ledger.moves._rows) == 2, timeout=5000)
    assert "Có 1 lần thu chưa ghi số biên lai" in shown.ledger.warnings.text()
    # the number that was missing
    shown.ledger.move_table.select_key(1)
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    page(window).form.set_values({"receipt": "0000015", "receipt_book": "TH/25"})
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert page(window).name == "act", "the number stands at another sum"
    assert "đã ghi cho biên lai thu tiền thi hành án của việc" in page(window).form["receipt"].refusal()
    page(window).form.set_values({"receipt": "0000016"})
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: not shown.ledger.warnings.isVisible(), timeout=5000)
    # cash into the fund, the creditor told, money laid in a deposit
    for letter, name in ((Key.Key_I, "Nộp tiền mặt"), (Key.Key_B, "Thông báo người"), (Key.Key_K, "Gửi tiền")):
        press(window, letter, CTRL | SHIFT)
        settled(qtbot, window)
        assert page(window).act.title.startswith(name)
        press(window, Key.Key_Return, CTRL)
        settled(qtbot, window)
        assert page(window).name == "matter-money", name
    view = ledger_view.of(office.desk, key)
    assert view.rows[-1].event == "Deposited"
    # a typing error is struck, and the tables are gone through by keys
    qtbot.waitUntil(lambda: len(shown.ledger.moves._rows) == 3, timeout=5000)
    shown.ledger.move_table.select_key(2)
    press(window, Key.Key_Delete, CTRL)
    settled(qtbot, window)
    page(window).form.set_values({"reason": "Ghi nhầm."})
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: len(shown.ledger.moves._rows) == 2, timeout=5000)
    press(window, Key.Key_5, CTRL)
    assert QApplication.focusWidget() is shown.ledger.line_table
    press(window, Key.Key_6, CTRL)
    assert QApplication.focusWidget() is shown.ledger.person_table
    assert [(p.name, p.side, p.held) for p in shown.ledger.persons._rows][1] == (NAMES[0], "creditor", 1_000_000)
    press(window, Key.Key_R, CTRL | SHIFT)
    assert "một lần chi trả" in window.notice.text()


def test_the_ledger_prints(office: Bench) -> None:
    made = ledger_view.listing(office.desk, ledger_view.of(office.desk, office.matters[0]))
    assert inspection_files.pdf(made).startswith(b"%PDF")
    assert inspection_files.workbook(made)[:2] == b"PK"
    assert "Đã thu 42.000.000 = còn giữ 42.000.000" in made.said[1]


def test_the_receipt_of_money_taken_before_a_decision_is_filled_in_later(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = office.judgment("88/2025/DS-ST", DAY)
    intake.take_money(office.desk, judgment, parties.PartyInput("Lê Thị Chín"), 1_000_000, DAY, official=Official("advance"))
    window.open_page(IntakeEventsPage(window, judgment, "88/2025/DS-ST"))
    settled(qtbot, window)
    shown = page(window)
    shown.table.select_key(next(r.seq for r in shown.model._rows if "giữ cho người nộp" in r.what))
    press(window, Key.Key_R, CTRL)
    settled(qtbot, window)
    assert page(window).form["receipt_kind"].value() == "advance"
    page(window).form.set_values({"receipt": "21"})
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert [r.number for r in receipts_of(reader.projections, f"intake:{judgment}")] == ["21"]
        assert [d.rule for d in reader.projections.deadlines(subject=f"intake:{judgment}") if d.rule == "R55"] == ["R55"]
    press(window, Key.Key_I, CTRL | SHIFT)
    settled(qtbot, window)
    press(window, Key.Key_Return, CTRL)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert not [d for d in reader.projections.deadlines(subject=f"intake:{judgment}") if d.rule == "R55"]
    shown.table.select_key(next(r.seq for r in shown.model._rows if "Nhận bản án" in r.what))
    press(window, Key.Key_R, CTRL)
    assert "dòng thu tiền" in window.notice.text()


def test_the_counter_says_what_was_paid_out(office: Bench) -> None:
    key = office.matters[0]
    made = payouts.propose(office.desk, key, {"day": DAY})
    row = made.rows[0]
    payouts.pay(office.desk, key, payouts.Order(DAY, (le.Payment(row.line, row.party, row.amount, row.fee),), "cash", "", made.allots))
    assert f"Đã chi trả {dong(row.amount)} đồng, giữ lại phí {dong(row.fee)} đồng" in " ".join(counter.answer(office.desk, key).sentences)
