"""What is typed stands there again, however the page was left; it goes with the act, or when a key throws it away."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.services import drafts, intake_strike, opening, papers, parties, queries
from thads_desktop.ui.kept import Kept
from thads_desktop.ui.page import Page
from thads_desktop.ui.pages.act import ActPage
from thads_desktop.ui.pages.decision import DecisionPage
from thads_desktop.ui.pages.money import MoneyPage
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.pages.receive import ReceivePage, RefusalPage, RequestPage
from thads_desktop.ui.palette import Palette
from thads_desktop.ui.run import DeskWindow

DAY = date(2019, 10, 7)
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Make = Callable[[DeskWindow, Bench], Page]


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    made.decision()
    yield made
    made.desk.close()


def _judgment(office: Bench) -> str:
    """The judgment that waits, received once."""
    waiting = [r.judgment for r in queries.intakes(office.desk) if r.number == "77/2019/DS-ST"]
    return waiting[0] if waiting else office.judgment("77/2019/DS-ST")


PAGES: dict[str, tuple[Make, str, str]] = {
    "receive": (lambda w, _o: ReceivePage(w), "court", "Tòa án nhân dân quận Lê Chân"),
    "request": (lambda w, o: RequestPage(w, _judgment(o), "77/2019/DS-ST"), "address", "số 5 phố Cầu Đất"),
    "refusal": (lambda w, o: RefusalPage(w, _judgment(o), "77/2019/DS-ST"), "day", "05/10/2019"),
    "money": (lambda w, o: MoneyPage(w, _judgment(o), "77/2019/DS-ST"), "receipt", "BL 17"),
    "act": (lambda w, o: ActPage(w, o.matters[0], "collect", queries.matter(o.desk, o.matters[0])), "receipt", "0000018"),
    "paper": (lambda w, o: PaperPage(w, "deferral", queries.matter(o.desk, o.matters[0])), "evidence", "Biên bản thỏa thuận"),
    "decision": (lambda w, o: DecisionPage(w, _judgment(o)), "debtor", "Nguyễn Văn Bảy"),
}


def opened(window: DeskWindow, office: Bench, which: str) -> Any:
    shown = PAGES[which][0](window, office)
    window.open_page(shown)
    return shown


def by_command(window: DeskWindow, qtbot: QtBot) -> None:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    palette = window.findChild(Palette)
    assert isinstance(palette, Palette)
    typed(palette.line, "Nhật ký")
    QTest.keyClick(palette.line, Qt.Key.Key_Return)


LEAVE: dict[str, Callable[[DeskWindow, QtBot], None]] = {
    "Esc": lambda w, _q: QTest.keyClick(w.focusWidget(), Qt.Key.Key_Escape),
    "F2": lambda w, _q: QTest.keyClick(w, Qt.Key.Key_F2),
    "Alt+Left": lambda w, _q: QTest.keyClick(w, Qt.Key.Key_Left, ALT),
    "Ctrl+K": by_command,
}


@pytest.mark.parametrize("which", PAGES)
def test_what_is_typed_stands_there_again(window: DeskWindow, office: Bench, qtbot: QtBot, which: str) -> None:
    _make, name, text = PAGES[which]
    whole = text
    shown = opened(window, office, which)
    for way, leave in LEAVE.items():
        editor = shown.form[name].editor
        editor.setFocus()
        editor.selectAll()
        typed(editor, whole)
        leave(window, qtbot)
        qtbot.waitUntil(lambda shown=shown: window.page() is not shown, timeout=3000)
        # At once, though the store may not have it yet.
        shown = opened(window, office, which)
        assert str(shown.form[name].raw()) == whole, way
        assert shown.findChild(Kept).isVisibleTo(shown)
        assert shown.findChild(Kept).said.text() == "Đã mở lại phần đang gõ dở."
        whole = whole if name == "day" else f"{whole} và nữa"
    settled(qtbot, window)


@pytest.mark.parametrize("which", PAGES)
def test_what_is_typed_outlives_the_window_and_the_program(window: DeskWindow, office: Bench, qtbot: QtBot, which: str) -> None:
    from thads_desktop.ui.run import window_for

    _make, name, text = PAGES[which]
    settled(qtbot, window)
    shown = opened(window, office, which)
    settled(qtbot, window)
    shown.form[name].editor.selectAll()
    typed(shown.form[name].editor, text)
    window.close()
    window.worker.close()
    other = window_for(office.desk)
    qtbot.addWidget(other)
    other.show()
    again = opened(other, office, which)
    assert str(again.form[name].raw()) == text
    settled(qtbot, other)
    other.worker.close()


def test_it_is_kept_half_a_second_after_the_last_key(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    for count, which in enumerate(PAGES, 1):
        shown = opened(window, office, which)
        settled(qtbot, window)
        typed(shown.form[PAGES[which][1]].editor, PAGES[which][2])
        qtbot.wait(480)
        with office.desk.reading() as reader:
            assert len(reader.drafts("")) == count, which


def test_where_nothing_was_typed_nothing_is_kept(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    for which in PAGES:
        shown = opened(window, office, which)
        qtbot.wait(400)
        editor = shown.form[PAGES[which][1]].editor
        editor.setFocus()
        typed(editor, "1")
        QTest.keyClick(editor, Qt.Key.Key_Backspace)
        QTest.keyClick(window, Qt.Key.Key_F2)
        settled(qtbot, window)
        with office.desk.reading() as reader:
            assert reader.drafts("") == {}, which
        again = opened(window, office, which)
        assert not again.findChild(Kept).isVisibleTo(again)
        settled(qtbot, window)


@pytest.mark.parametrize("which", PAGES)
def test_a_key_throws_it_away(window: DeskWindow, office: Bench, qtbot: QtBot, which: str) -> None:
    _make, name, text = PAGES[which]
    first = opened(window, office, which)
    was = first.form[name].raw()
    first.form[name].editor.setFocus()
    typed(first.form[name].editor, text)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Escape)
    again = opened(window, office, which)
    QTest.keyClick(again.form[name].editor, Qt.Key.Key_Delete, CTRL | SHIFT)
    assert again.form[name].raw() == was
    assert not again.findChild(Kept).isVisibleTo(again)
    assert window.notice.text().endswith("Đã bỏ phần gõ dở.")
    QTest.keyClick(window, Qt.Key.Key_F2)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}


def test_it_goes_with_the_act(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, "act")
    typed(shown.form["receipt"].editor, "0000018")
    QTest.keyClick(shown.form["receipt"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    shown = opened(window, office, "receive")
    for name, text in (("number", "99/2019/DS-ST"), ("day", "02092019"), ("court", "Tòa án")):
        typed(shown.form[name].editor, text)
    shown.form["case_type"].set_value("dan_su")
    QTest.keyClick(shown.form["court"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "decision", timeout=5000)
    qtbot.wait(400)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}
    assert opened(window, office, "receive").form["number"].value() == ""
    settled(qtbot, window)


def test_a_refused_act_keeps_what_is_typed(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, "act")
    shown.form["day"].set_value(date(2019, 12, 1))
    typed(shown.form["receipt"].editor, "0000018")
    QTest.keyClick(shown.form["receipt"].editor, Qt.Key.Key_Return, CTRL)
    QTest.keyClick(window, Qt.Key.Key_F2)
    settled(qtbot, window)
    kept = drafts.kept(office.desk, drafts.key_of("act", f"{office.matters[0]}:collect:0"))
    state = queries.matter(office.desk, office.matters[0]).state
    assert (kept is None) == (state.collected > 0)


def test_what_was_not_typed_is_of_the_day_on_which_it_is_opened(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    shown = opened(window, office, "act")
    typed(shown.form["receipt"].editor, "0000018")
    QTest.keyClick(window, Qt.Key.Key_F2)
    settled(qtbot, window)
    office.on(date(2019, 10, 9))
    assert opened(window, office, "act").form["day"].value() == date(2019, 10, 9)
    settled(qtbot, window)


def test_the_known_person_comes_back_with_the_name(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    with office.desk.reading() as reader:
        known = reader.projections.parties_named("Nguyễn Văn An")[0].party
    shown = opened(window, office, "request")
    shown.who.take(known)
    QTest.keyClick(window, Qt.Key.Key_F2)
    again = opened(window, office, "request")
    settled(qtbot, window)
    assert again.who.given().known == known


def test_a_returned_decision_keeps_what_is_mended(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    judgment = _judgment(office)
    owes = parties.PartyInput("Lê Văn Năm", birth_year=1970)
    given = opening.OpeningInput(
        judgment, "cd", "", (owes,), (parties.PartyInput(parties.STATE_NAME, "state"),), (opening.Obligation("Án phí", 200_000),), office.officer
    )
    paper = opening.submit(office.desk, given, DAY)
    papers.send_back(office.desk, paper, "Ghi địa chỉ.")
    for _ in range(2):
        shown: Any = DecisionPage(window, judgment, opening.returned(office.desk, paper))
        window.open_page(shown)
        typed(shown.form["debtor_address"].editor, "số 1, ")
        QTest.keyClick(window, Qt.Key.Key_F2)
        settled(qtbot, window)
    shown = DecisionPage(window, judgment, opening.returned(office.desk, paper))
    window.open_page(shown)
    assert shown.form["debtor_address"].value() == "số 1,số 1,"
    assert shown.form["debtor"].value() == "Lê Văn Năm"
    QTest.keyClick(shown, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not shown, timeout=5000)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}


def test_a_returned_paper_keeps_what_is_mended_and_goes_back_to_what_was_submitted(
    window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    matter = office.matters[0]
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "c", until=date(2019, 12, 1)), matter, {"evidence": "Biên bản"}))
    drafts.submit(office.desk, draft, DAY)
    papers.send_back(office.desk, draft.paper, "Ghi rõ hơn.")

    def back() -> Any:
        with office.desk.reading() as reader:
            found = papers.load(reader, draft.paper)
        made = PaperPage(window, "deferral", queries.matter(office.desk, matter), found)
        window.open_page(made)
        return made

    typed(back().form["evidence"].editor, "ngày 01/10/2019 ")
    QTest.keyClick(window, Qt.Key.Key_F2)
    again = back()
    assert again.form["evidence"].value() == "ngày 01/10/2019 Biên bản"
    QTest.keyClick(again.form["evidence"].editor, Qt.Key.Key_Delete, CTRL | SHIFT)
    assert again.form["evidence"].value() == "Biên bản"
    QTest.keyClick(again, Qt.Key.Key_F9)
    qtbot.waitUntil(lambda: window.page() is not again, timeout=5000)
    settled(qtbot, window)
    assert queries.matter(office.desk, matter).state.status == "deferral"
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}


@pytest.mark.parametrize("which", ["paper", "decision"])
def test_what_was_recorded_as_issued_elsewhere_is_no_draft(window: DeskWindow, office: Bench, qtbot: QtBot, which: str) -> None:
    shown = opened(window, office, which)
    typed(shown.form[PAGES[which][1]].editor, PAGES[which][2])
    if which == "paper":
        shown.form["clause"].set_value("d")
    else:
        typed(shown.form["text_1"].editor, "Án phí")
        typed(shown.form["due_1"].editor, "200000")
    QTest.keyClick(shown, Qt.Key.Key_R, CTRL)
    typed(page(window).form["number"].editor, "12/QĐ-CCTHADS")
    QTest.keyClick(window, Qt.Key.Key_F2)
    shown = opened(window, office, which)
    assert shown.form[PAGES[which][1]].value() == PAGES[which][2]
    QTest.keyClick(shown, Qt.Key.Key_R, CTRL)
    record = page(window)
    assert (record.name, record.form["number"].value()) == ("record", "12/QĐ-CCTHADS")
    typed(record.form["signer"].editor, "Phạm Quang Minh")
    QTest.keyClick(record.form["number"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window).name == "matters", timeout=5000)
    qtbot.wait(400)
    settled(qtbot, window)
    with office.desk.reading() as reader:
        assert reader.drafts("") == {}


def test_what_was_typed_of_a_judgment_goes_with_it(office: Bench) -> None:
    judgment = _judgment(office)
    for subject in (judgment, f"{judgment}:7", "another"):
        drafts.keep(office.desk, drafts.key_of("request", subject), {"fields": {"name": "x"}})
    with office.desk.reading() as reader:
        received = reader.events_of(f"intake:{judgment}")[0].seq
    intake_strike.strike(office.desk, judgment, received, "vào nhầm")
    with office.desk.reading() as reader:
        assert list(reader.drafts("form:")) == [drafts.key_of("request", "another")]
