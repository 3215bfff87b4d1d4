"""A delegation by keyboard: the package at the page of the matter, opened and taken in at the other office, decided as it stands ready,
and the acknowledgement back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.delegations import DEBTOR, Two, delegated, opened, receiver, two
from tests.gui.test_pages import settled, typed
from tests.office import Bench
from thads_desktop.services import delegation_ack, delegation_in, delegation_out, parties
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.pages.delegation import CamePage, DelegatePage, PackagePage, SendBackPage
from thads_desktop.ui.pages.delegation_open import OpenPackagePage
from thads_desktop.ui.pages.intake import IntakePage
from thads_desktop.ui.pages.matter import MatterPage
from thads_desktop.ui.pages.printed import PrintedPage
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Open = Callable[[Bench], DeskWindow]


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path)
    yield made
    made.close()


def opened_package(qtbot: QtBot, window: DeskWindow, file: Path) -> OpenPackagePage:
    """The page of incoming packages from the book of judgments, the package looked at."""
    book = IntakePage(window)
    window.open_page(book)
    settled(qtbot, window)
    QTest.keyClick(book, Qt.Key.Key_O, CTRL)
    page = window.page()
    assert isinstance(page, OpenPackagePage)
    assert page.place.hasFocus()
    typed(page.place, str(file))
    QTest.keyClick(page.place, Qt.Key.Key_Return)
    settled(qtbot, window)
    return page


def test_the_package_is_made_at_the_page_of_the_matter(both: Two, window_of: Open, qtbot: QtBot) -> None:
    delegated(both.here, both.matter)
    window = window_of(both.here)
    shown = MatterPage(window, both.matter)
    window.open_page(shown)
    settled(qtbot, window)
    assert shown.acts.item(0).text() == "Gói ủy thác gửi cơ quan nhận (chưa lập)"
    shown.acts.setFocus()
    QTest.keyClick(shown.acts, Qt.Key.Key_Return)
    page = window.page()
    assert isinstance(page, DelegatePage)
    typed(page.form["folder"].editor, str(both.out))
    QTest.keyClick(page.form["folder"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is shown, timeout=5000)
    settled(qtbot, window)
    (file,) = both.out.iterdir()
    assert delegation_in.look(both.there.desk, file).office == "Chi cục Thi hành án dân sự quận Lê Chân"
    titles = [shown.acts.item(n).text().splitlines()[0] for n in range(shown.acts.count())]
    assert "Gói ủy thác gửi cơ quan nhận (đã gửi, chưa có thông báo nhận)" in titles


def test_the_papers_that_come_along_are_read_before_and_after(both: Two, window_of: Open, qtbot: QtBot) -> None:
    delegated(both.here, both.matter)
    file = delegation_out.make(both.here.desk, both.matter, "", both.out)
    window = window_of(both.there)
    page = opened_package(qtbot, window, file)
    QTest.keyClick(page, Qt.Key.Key_2, CTRL)
    QTest.keyClick(page.tabs.tables[1], Qt.Key.Key_Return)
    settled(qtbot, window)
    shown = window.page()
    assert isinstance(shown, PrintedPage)
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    assert window.page() is page
    judgment = delegation_in.take(both.there.desk, file.read_bytes())
    came = CamePage(window, judgment, "15/2019/DS-ST")
    window.open_page(came)
    settled(qtbot, window)
    QTest.keyClick(came, Qt.Key.Key_D, CTRL)
    settled(qtbot, window)
    again = window.page()
    assert isinstance(again, PackagePage)
    assert again.view.papers.rowCount() == 2
    QTest.keyClick(again, Qt.Key.Key_2, CTRL)
    QTest.keyClick(again.view.tables[1], Qt.Key.Key_Return)
    settled(qtbot, window)
    assert isinstance(window.page(), PrintedPage)


def test_without_a_folder_it_is_said_at_its_field(both: Two, window_of: Open, qtbot: QtBot) -> None:
    delegated(both.here, both.matter)
    window = window_of(both.here)
    page = DelegatePage(window, both.matter, "x")
    window.open_page(page)
    settled(qtbot, window)
    QTest.keyClick(page.form["recipient"].editor, Qt.Key.Key_Return, CTRL)
    settled(qtbot, window)
    assert window.page() is page
    assert page.form["folder"].refusal()


def test_it_is_opened_taken_in_and_decided_without_typing(both: Two, window_of: Open, qtbot: QtBot) -> None:
    delegated(both.here, both.matter)
    file = delegation_out.make(both.here.desk, both.matter, "", both.out)
    with both.there.desk.writing("keep") as uow:
        known = parties.add(uow, DEBTOR)
        uow.commit()
    window = window_of(both.there)
    page = opened_package(qtbot, window, file)
    assert "Số tiền khớp: phải thi hành 13.500.001" in page.state.text()
    assert [page.lines.row(n).delegated for n in range(3)] == [10_000_000, 3_500_001, 0]
    # He bears the number of somebody known: a new person by Ctrl+J, and back.
    QTest.keyClick(page, Qt.Key.Key_4, CTRL)
    person = next(n for n in range(page.people.rowCount()) if page.people.row(n).name == "Nguyễn Văn An")
    page.people_table.select_key(page.people.row(person).key)
    assert page.people.row(person).meant == known
    QTest.keyClick(page, Qt.Key.Key_J, CTRL)
    assert page.people.row(person).meant == ""
    QTest.keyClick(page, Qt.Key.Key_J, CTRL)
    assert page.people.row(person).meant == known
    QTest.keyClick(page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: isinstance(window.page(), DecisionPage), timeout=5000)
    settled(qtbot, window)
    decision = window.page()
    assert isinstance(decision, DecisionPage)
    values = decision.form.values()
    assert (values["debtor"], values["text_1"], values["due_1"], values["due_2"]) == ("Nguyễn Văn An", "Án phí dân sự sơ thẩm", 10_000_000, 3_500_001)
    assert decision.state.text().startswith("Đủ điều kiện ban hành.")
    QTest.keyClick(decision, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not decision, timeout=10_000)
    settled(qtbot, window)
    with both.there.desk.reading() as reader:
        (subject,) = reader.subjects("matter")
        shown = MatterPage(window, subject.partition(":")[2])
    window.open_page(shown)
    settled(qtbot, window)
    assert shown.acts.item(0).text() == "Thông báo nhận ủy thác (chưa lập)"
    shown.acts.setFocus()
    QTest.keyClick(shown.acts, Qt.Key.Key_Return)
    came = window.page()
    assert isinstance(came, CamePage)
    typed(came.form["folder"].editor, str(both.out / "back"))
    QTest.keyClick(came.form["folder"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is shown, timeout=5000)
    settled(qtbot, window)
    (back,) = (both.out / "back").iterdir()
    # At the office that delegated.
    first = window_of(both.here)
    answer = opened_package(qtbot, first, back)
    assert "ra quyết định số" in answer.state.text()
    QTest.keyClick(answer, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: first.page() is not answer, timeout=5000)
    settled(qtbot, first)
    with both.here.desk.reading() as reader:
        assert delegation_out.of_matter(reader, both.matter)[0].answer == "decided"


def test_a_stranger_is_trusted_after_the_fingerprint_was_shown(both: Two, window_of: Open, qtbot: QtBot, tmp_path: Path) -> None:
    third = receiver(tmp_path / "third", name="Chi cục Thi hành án dân sự quận Hải An")
    try:
        delegated(both.here, both.matter, to="Chi cục Thi hành án dân sự quận Hải An")
        file = delegation_out.make(both.here.desk, both.matter, "", both.out)
        window = window_of(third)
        page = opened_package(qtbot, window, file)
        assert page.state.text().startswith("⚠ Chưa tin khóa của Chi cục Thi hành án dân sự quận Lê Chân")
        QTest.keyClick(page, Qt.Key.Key_F9)
        assert window.page() is page
        QTest.keyClick(page, Qt.Key.Key_T, CTRL)
        settled(qtbot, window)
        assert "dấu vân tay" in page.state.text()
        QTest.keyClick(page, Qt.Key.Key_T, CTRL)
        qtbot.waitUntil(lambda: page.found is not None, timeout=5000)
        settled(qtbot, window)
    finally:
        for each in (window,):
            qtbot.waitUntil(lambda each=each: each.worker.busy == 0, timeout=10_000)
        third.desk.close()


@pytest.mark.parametrize("content", [b"", b"PK\3\4xx", b"x" * 100])
def test_what_is_no_package_is_answered_with_a_sentence(both: Two, window_of: Open, qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    bad = tmp_path / "hong.thads"
    bad.write_bytes(content)
    window = window_of(both.there)
    page = opened_package(qtbot, window, bad)
    assert page.state.text().startswith("⚠ ")
    assert not page.accept.isEnabled()


def test_a_judgment_that_is_here_is_asked_about(both: Two, window_of: Open, qtbot: QtBot) -> None:
    opened(both.there)
    delegated(both.here, both.matter)
    file = delegation_out.make(both.here.desk, both.matter, "", both.out)
    window = window_of(both.there)
    page = opened_package(qtbot, window, file)
    assert page.even.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert "đã có trong sổ" in page.state.text()
    assert window.page() is page
    page.look()
    settled(qtbot, window)
    page.even.setFocus()
    QTest.keyClick(page.even, Qt.Key.Key_Space)
    QTest.keyClick(page, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: isinstance(window.page(), DecisionPage), timeout=5000)
    settled(qtbot, window)


def test_a_mistake_goes_back(both: Two, window_of: Open, qtbot: QtBot) -> None:
    delegated(both.here, both.matter)
    judgment = delegation_in.take(both.there.desk, delegation_out.make(both.here.desk, both.matter, "", both.out).read_bytes())
    window = window_of(both.there)
    book = IntakePage(window)
    window.open_page(book)
    settled(qtbot, window)
    book.table.select_key(judgment)
    QTest.keyClick(book, Qt.Key.Key_U, CTRL | SHIFT)
    came = window.page()
    assert isinstance(came, CamePage)
    QTest.keyClick(came, Qt.Key.Key_R, CTRL)
    back = window.page()
    assert isinstance(back, SendBackPage)
    typed(back.form["reason"].editor, "không cư trú ở quận")
    QTest.keyClick(back.form["reason"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page(), CamePage), timeout=5000)
    settled(qtbot, window)
    with both.there.desk.reading() as reader:
        found = delegation_ack.came(reader, judgment)
    assert found is not None
    assert found.reason == "không cư trú ở quận"


def test_who_may_not_take_in_is_told_who_may(both: Two, window_of: Open, qtbot: QtBot) -> None:
    """Only one with the right of intake opens what comes."""
    from thads_desktop.domain.refusal import Refused
    from thads_desktop.services import access, accounts

    delegated(both.here, both.matter)
    file = delegation_out.make(both.here.desk, both.matter, "", both.out)
    accounts.open_account(both.there.desk, both.there.second, "xem", ["inspector"], "mật khẩu để xem")
    key = next(a.key for a in accounts.listed(both.there.desk) if a.login == "xem")
    access.seat(both.there.desk, key)
    with pytest.raises(Refused) as error:
        delegation_in.look(both.there.desk, file)
    assert [r.code for r in error.value.refusals] == ["rights.none"]
    window = window_of(both.there)
    page = opened_package(qtbot, window, file)
    assert "không có quyền" in page.state.text()


