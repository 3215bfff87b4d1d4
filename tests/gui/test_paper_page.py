"""The page of a paper offers what the law of the day and the state of the matter allow, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.services import intake, opening, papers, parties, queries
from thads_desktop.ui.pages.act import ActPage
from thads_desktop.ui.pages.paper import SEVERAL, PaperPage
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def opened(window: DeskWindow, office: Bench, form: str) -> Any:
    shown = PaperPage(window, form, queries.matter(office.desk, office.matters[0]))
    window.open_page(shown)
    return shown


def issued(qtbot: QtBot, window: DeskWindow, shown: Any) -> None:
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)


def test_an_unknown_address_offers_the_deferral_beside(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    office.verified(office.matters[0])
    shown = opened(window, office, "means_lacking")
    shown.form["clause"].set_value("a")
    qtbot.waitUntil(lambda: not shown.form["defers"].isVisibleTo(shown.form), timeout=2000)
    shown.form["clause"].set_value("c")
    qtbot.waitUntil(lambda: shown.form["defers"].isVisibleTo(shown.form), timeout=2000)
    shown.form["defers"].set_value(True)
    typed(shown.form["evidence"].editor, "Biên bản xác minh")
    issued(qtbot, window, shown)
    assert queries.matter(office.desk, office.matters[0]).state.status == "deferral"


def test_the_day_of_the_request_is_asked_where_the_law_counts_from_it(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, "deferral")
    shown.form["clause"].set_value("c")
    qtbot.waitUntil(lambda: not shown.form["asked"].isVisibleTo(shown.form), timeout=2000)
    shown.form["clause"].set_value("2")
    qtbot.waitUntil(lambda: shown.form["asked"].isVisibleTo(shown.form), timeout=2000)
    shown.form["asked"].set_value(date(2019, 10, 1))
    shown.form["until"].set_value(date(2020, 1, 6))
    qtbot.waitUntil(lambda: "01/01/2020" in shown.state.text(), timeout=5000)
    shown.form["clause"].set_value("a")
    assert shown._made().effect.asked is None


def test_the_legal_consequence_is_asked_with_an_example(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, "withdrawal")
    settled(qtbot, window)
    assert shown.form["consequence"].required
    assert "Ví dụ" in shown.form["consequence"].note()


def test_a_continuation_offers_the_ground_that_fits_and_needs_no_further_choice(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    matter = office.matters[0]
    papers.issue_at_once(office.desk, papers.Draft("suspension", Effect("suspension", "2"), matter, {"evidence": "x"}), office.head)
    shown = opened(window, office, "continuation")
    settled(qtbot, window)
    editor = shown.form["clause"].editor
    assert [editor.itemText(n)[:4] for n in range(editor.count())] == ["49.3"]
    issued(qtbot, window, shown)
    assert queries.matter(office.desk, matter).state.status == "issued"


def test_some_of_the_obligations_are_named_by_their_numbers(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    owes = parties.PartyInput("Lê Văn Năm", birth_year=1970)
    lines = tuple(opening.Obligation(text, 1_000_000) for text in ("Trả nợ", "Trả lãi", "Bồi thường"))
    judgment = office.judgment("77/2019/DS-ST")
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Trần Văn Tư", birth_year=1960), DAY)
    given = opening.OpeningInput(judgment, "yc", request, (owes,), (parties.PartyInput("Trần Văn Tư", birth_year=1960),), lines, office.officer)
    opening.issue(office.desk, given, office.head, DAY)
    matter = next(r.matter for r in queries.matters(office.desk) if r.matter not in office.matters)
    shown = PaperPage(window, "deferral", queries.matter(office.desk, matter))
    window.open_page(shown)
    settled(qtbot, window)
    assert not shown.form["lines"].isVisibleTo(shown.form)
    shown.form["clause"].set_value("d")
    shown.form["line"].set_value(SEVERAL)
    qtbot.waitUntil(lambda: shown.form["lines"].isVisibleTo(shown.form), timeout=2000)
    typed(shown.form["evidence"].editor, "Văn bản của Tòa án")
    assert "*" in shown.form["lines"].caption.text()
    for wrong, said in (("", "Hãy ghi số các khoản, ví dụ 1, 3."), ("1, 9", "không có khoản số 9"), ("một", "Hãy ghi số các khoản, ví dụ 1, 3.")):
        shown.form["lines"].set_value(wrong)
        settled(qtbot, window)
        qtbot.waitUntil(lambda said=said: said in shown.state.text(), timeout=5000)
        assert "khoản số 0" not in shown.state.text()
        QTest.keyClick(shown, Qt.Key.Key_F9)
        qtbot.waitUntil(lambda: bool(shown.form["lines"].refusal()), timeout=5000)
        assert said in shown.form["lines"].refusal()
    shown.form["lines"].set_value("1 và 3")
    issued(qtbot, window, shown)
    state = queries.matter(office.desk, matter).state
    assert [n for n, x in state.lines.items() if x.conditions] == [1, 3]


@pytest.mark.parametrize(("form", "field", "wrong"), [("termination", "amount", "5 triệu"), ("deferral", "until", "31022021")])
def test_f9_never_reads_what_is_none_as_all(
    window: DeskWindow, office: Bench, qtbot: QtBot, form: str, field: str, wrong: str
) -> None:
    shown = opened(window, office, form)
    settled(qtbot, window)
    shown.form["clause"].editor.setCurrentIndex(1)
    for name in ("evidence", "reason"):
        if name in {f.name for f in shown.form.fields()}:
            typed(shown.form[name].editor, "Văn bản")
    shown.form[field].editor.setText(wrong)
    QTest.keyClick(shown, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert window.page() is shown
    assert shown.form[field].refusal()
    assert queries.matter(office.desk, office.matters[0]).state.status == "issued"


def test_a_move_to_the_separate_book_that_happened_is_recorded_on_its_page(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    office.verified(matter)
    lack = papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "x"})
    papers.issue_at_once(office.desk, lack, office.head)
    shown = ActPage(window, matter, "book", queries.matter(office.desk, matter))
    window.open_page(shown)
    settled(qtbot, window)
    QTest.keyClick(shown.form["day"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(shown.form["day"].refusal()), timeout=5000)
    shown.form["happened"].set_value(True)
    QTest.keyClick(shown.form["day"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    assert "chưa đủ thời gian chuyển sổ theo dõi riêng" in window.notice.text()
    assert queries.matter(office.desk, matter).state.status == "separate_book"


def test_a_fact_from_before_the_decision_tells_its_mark(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    shown = ActPage(window, matter, "notice", queries.matter(office.desk, matter))
    window.open_page(shown)
    shown.form.set_values({"day": date(2019, 10, 3)})
    QTest.keyClick(shown.form["day"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    assert "trước ngày quyết định thi hành án 07/10/2019" in window.notice.text()
