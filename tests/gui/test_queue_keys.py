"""The head's keys in the queue, faster than the list: nothing is signed twice, nothing is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.services import batch, drafts, papers, queries
from thads_desktop.ui.pages.queue import _issued
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    for form, clause in (("deferral", "d"), ("suspension", "2")):
        effect = Effect(form, clause)  # type: ignore[arg-type]  # the kind comes as a word
        draft = papers.cleaned(papers.Draft(form, effect, made.matters[0], {"evidence": "x"}))
        drafts.submit(made.desk, draft, date(2019, 10, 7))
    yield made
    made.desk.close()


def stages(office: Bench) -> list[str]:
    return sorted(r.stage for r in queries.queue(office.desk, ("submitted", "signed")))


@pytest.fixture
def queue(window: DeskWindow, qtbot: QtBot) -> Any:
    shown: Any = window.go("queue")
    qtbot.waitUntil(lambda: shown.model.rowCount() == 2, timeout=5000)
    settled(qtbot, window)
    return shown


@pytest.mark.parametrize("second", [Qt.Key.Key_F9, Qt.Key.Key_Return])
def test_a_second_quick_key_does_not_sign_again(
    queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot, second: Qt.Key
) -> None:
    first = queue.table.current_key()
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    QTest.keyClick(queue.table, second)
    assert page(window) is queue
    settled(qtbot, window)
    assert stages(office) == ["signed", "submitted"]
    assert window.notice.text().endswith("Đã ký 1 văn bản.")
    assert queue.table.current_key() != first, "the next one is under the hand"
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert stages(office) == ["signed", "signed"]


def test_a_second_quick_key_on_the_paper_itself_is_no_second_step(queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    QTest.keyClick(queue.table, Qt.Key.Key_Return)
    way = page(window)
    assert way.name == "way"
    for _ in range(2):
        QTest.keyClick(way.forms[0].fields()[0].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page(window) is queue, timeout=5000)
    settled(qtbot, window)
    assert stages(office) == ["signed", "submitted"]
    assert window.notice.text().endswith("Ký: xong.")


def test_numbering_tells_number_day_and_terms_and_shows_what_was_issued(
    queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bytes] = []
    kept = queue.preview.show_pdf
    monkeypatch.setattr(queue.preview, "show_pdf", lambda pdf: (shown.append(pdf), kept(pdf)))
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    QTest.keyClick(queue.table, Qt.Key.Key_F9, CTRL)
    settled(qtbot, window)
    said = queue.progress.result.text()
    issued = [r for r in queries.queue(office.desk, ("numbered",)) if r.form in ("deferral", "suspension")]
    assert len(issued) == 1
    assert said.startswith(f"Đã ban hành 1 văn bản: số {issued[0].number_text}, ngày 07/10/2019. Hạn ")
    # The last one of the list: nothing is left to be looked at but the paper itself.
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    settled(qtbot, window)
    QTest.keyClick(queue.table, Qt.Key.Key_F9, CTRL)
    settled(qtbot, window)
    qtbot.waitUntil(lambda: queue.model.rowCount() == 0, timeout=5000)
    settled(qtbot, window)
    last = queries.queue(office.desk, ("numbered",))[-1].paper
    # On a busy computer the drawing comes after the list.
    qtbot.waitUntil(lambda: bool(shown) and shown[-1] == papers.stored(office.desk, last), timeout=10_000)


def test_of_several_the_numbers_or_the_first_and_the_last_are_told(queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    for key in [r.paper for r in queries.queue(office.desk, ("submitted",))]:
        papers.sign(office.desk, key, office.head)
    queue.refresh()
    settled(qtbot, window)
    queue.table.selectAll()
    QTest.keyClick(queue.table, Qt.Key.Key_F9, CTRL)
    settled(qtbot, window)
    said = queue.progress.result.text()
    # Two of one matter: the second is decided after the first.
    numbers = [r.number_text for r in queries.queue(office.desk, ("numbered",)) if r.form != "enforcement_cd"]
    assert said.startswith("Đã ban hành 2 văn bản: số ")
    assert all(number in said for number in numbers)
    assert "ngày 07/10/2019." in said
    made = tuple((f"p{n}", f"{n:02d}/QĐ-CCTHADS") for n in range(1, 8))
    assert _issued(office.desk, batch.Batch(made), date(2019, 10, 7)).startswith(
        "Đã ban hành 7 văn bản: từ số 01/QĐ-CCTHADS đến số 07/QĐ-CCTHADS, ngày 07/10/2019."
    )


def test_what_was_just_signed_is_numbered_though_the_next_one_is_under_the_hand(
    queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot
) -> None:
    first = queue.table.current_key()
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    settled(qtbot, window)
    assert queue.table.current_key() != first
    QTest.keyClick(queue.table, Qt.Key.Key_F9, CTRL)
    qtbot.waitUntil(lambda: stages(office) == ["submitted"], timeout=10000)
    settled(qtbot, window)
    assert queries.matter(office.desk, office.matters[0]).state.papers[first].stage == "numbered"


def test_the_signature_of_another_is_asked_of_them(queue: Any, window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    matter = office.matters[0]
    draft = papers.cleaned(papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"}))
    drafts.submit(office.desk, draft, date(2019, 10, 7))
    queue.refresh()
    qtbot.waitUntil(lambda: queue.model.rowCount() == 3, timeout=5000)
    settled(qtbot, window)
    queue.table.select_key(draft.paper)
    assert queue.model.row(queue.model.place(draft.paper)).signer == "Trần Thị Bình"
    QTest.keyClick(queue.table, Qt.Key.Key_F9)
    settled(qtbot, window)
    stands = queries.matter(office.desk, matter).state.papers[draft.paper]
    assert (stands.stage, stands.capacity) == ("signed", "officer"), "an office of one account signs for the officer, never as the head"
