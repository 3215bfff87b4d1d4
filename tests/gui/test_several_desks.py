"""Two desks on one server: what one does the other sees; what both typed stands side by side; a server that goes away and comes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QInputDialog
from pytestqt.qtbot import QtBot

from tests.gui.test_pages import page, settled, typed
from tests.gui.test_persons_and_duties import choose, persons
from tests.office import LOGIN, PASSWORD, Bench, bench, reopen
from tests.postgres import Cluster
from tests.storage.test_server import cut
from thads_desktop.domain.acts import Effect
from thads_desktop.services import (
    access,
    accounts,
    acts,
    drafts,
    others,
    papers,
    parties,
    people,
    queries,
    second as confirming,
    server_password,
)
from thads_desktop.services.desk import Desk
from thads_desktop.storage import server
from thads_desktop.storage.server_place import Place, keep_place, place_of
from thads_desktop.ui.conflict import Conflict
from thads_desktop.ui.dialogs.login import LoginDialog
from thads_desktop.ui.getting_in import desk_of
from thads_desktop.ui.lock import SAID_CLOSED
from thads_desktop.ui.others import Others
from thads_desktop.ui.run import DeskWindow

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Second:
    """The desk of another computer, and where both of them work."""

    desk: Desk
    place: Place


@pytest.fixture
def office(tmp_path: Path, postgres: Cluster) -> Iterator[Bench]:
    made = bench(postgres.lead(tmp_path / "data"))
    made.decision()
    yield made
    made.desk.close()


@pytest.fixture
def second(office: Bench, tmp_path: Path) -> Iterator[Second]:
    place = place_of(office.desk.folder)
    assert place is not None
    folder = tmp_path / "second"
    folder.mkdir()
    keep_place(folder, place)
    desk = reopen(folder, office.clock, actor=office.second)
    yield Second(desk, place)
    desk.close()


def answer(qtbot: QtBot, keys: Qt.Key, seen: list[Any]) -> None:
    """Once both versions stand there: note what they say, and press a key."""

    def look() -> None:
        shown = QApplication.activeModalWidget()
        if not isinstance(shown, Conflict) or QApplication.focusWidget() is not shown.mine:
            QTimer.singleShot(20, look)
            return
        table = shown.table
        seen.append([[table.item(r, c).text() for c in range(3)] for r in range(table.rowCount())])  # type: ignore[union-attr]  # the widget is of that kind
        if keys == Qt.Key.Key_Escape:
            QTest.keyClick(shown, keys)
        else:
            (shown.mine if keys == Qt.Key.Key_1 else shown.theirs).click()

    QTimer.singleShot(20, look)


def test_what_another_desk_did_is_seen_within_two_seconds(
    window: DeskWindow, office: Bench, second: Second, qtbot: QtBot
) -> None:
    matters: Any = window.go("matters")
    settled(qtbot, window)
    assert matters.model.content(0).officer_name == "Trần Thị Bình"
    Others(window)
    acts.collect(second.desk, office.matters[0], office.clock.day, 1, 10_000_000)
    began = time.monotonic()

    def rest() -> int | None:
        row = matters.model.content(0)
        return None if row is None else int(row.rest)

    qtbot.waitUntil(lambda: rest() == 0, timeout=5000)
    assert time.monotonic() - began < 2


def test_what_this_desk_did_itself_is_no_news(office: Bench, second: Second) -> None:
    before = others.seen_now(office.desk)
    acts.collect(office.desk, office.matters[0], office.clock.day, 1, 1000)
    assert others.since(office.desk, before).topics == ()
    news = others.since(second.desk, before)
    assert f"matter:{office.matters[0]}" in news.topics
    assert news.who == ("Phạm Quang Minh",)
    assert others.since(second.desk, news.seen) == replace(news, topics=(), who=())


def test_a_draft_begun_elsewhere_is_news_too(office: Bench, second: Second) -> None:
    before = others.seen_now(office.desk)
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "d"), office.matters[0], {"evidence": "x"}))
    drafts.keep_paper(second.desk, draft, {"evidence": "x"})
    assert others.since(office.desk, before).topics == ("papers",)


@pytest.mark.parametrize(
    ("key", "name", "address"),
    [
        (Qt.Key.Key_1, "Nguyễn Văn Ân", "số 9 phố Mới"), (Qt.Key.Key_2, "Nguyễn Văn An", "số 9 phố Mới"),
        (Qt.Key.Key_Escape, "Nguyễn Văn An", "số 9 phố Mới"),
    ],
)  # fmt: skip
def test_two_mend_one_person(
    window: DeskWindow, office: Bench, second: Second, qtbot: QtBot, key: Qt.Key, name: str, address: str
) -> None:
    shown = persons(window, qtbot, "nguyen van an")
    party = choose(shown, "Nguyễn Văn An", qtbot)
    shown.form.set_values({"name": "Nguyễn Văn Ân"})
    was = parties.known(second.desk, party)
    parties.change(second.desk, party, replace(was, address="số 9 phố Mới"))
    seen: list[Any] = []
    answer(qtbot, key, seen)
    shown.form["name"].editor.setFocus()
    QTest.keyClick(shown.form["name"].editor, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    settled(qtbot, window)
    assert ["Họ tên, tên tổ chức", "Nguyễn Văn Ân", "Nguyễn Văn An"] in seen[0]
    assert ["Địa chỉ", "số 12 phố Cầu Đất", "số 9 phố Mới"] in seen[0]
    now = parties.known(office.desk, party)
    assert (now.name, now.address) == (name, address)
    assert shown.form["name"].value() == ("Nguyễn Văn An" if key == Qt.Key.Key_2 else "Nguyễn Văn Ân")


def test_what_is_being_typed_is_not_taken_away_by_news(
    window: DeskWindow, office: Bench, second: Second, qtbot: QtBot
) -> None:
    shown = persons(window, qtbot, "nguyen van an")
    party = choose(shown, "Nguyễn Văn An", qtbot)
    Others(window, 50)
    shown.form.set_values({"account": "đang gõ"})
    parties.change(second.desk, party, replace(parties.known(second.desk, party), address="số 9 phố Mới"))
    qtbot.waitUntil(lambda: shown.model.row(0).address == "số 9 phố Mới", timeout=5000)
    settled(qtbot, window)
    assert shown.form["account"].value() == "đang gõ"


def started(window: DeskWindow, office: Bench, qtbot: QtBot, text: str) -> Any:
    """A deferral begun in the window, its first letters kept."""
    window.open_matter(office.matters[0])
    settled(qtbot, window)
    page(window)._start("deferral")
    typed(page(window).form["evidence"].editor, text)
    shown = page(window)
    qtbot.waitUntil(lambda: shown.kept.over.get("fields", {}).get("evidence") == text, timeout=5000)
    return shown


@pytest.mark.parametrize(("key", "kept"), [(Qt.Key.Key_1, "Biên bản mớ"), (Qt.Key.Key_2, "Của người kia")])
def test_two_type_one_draft(
    window: DeskWindow, office: Bench, second: Second, qtbot: QtBot, key: Qt.Key, kept: str
) -> None:
    shown = started(window, office, qtbot, "Biên bản")
    with second.desk.reading() as reader:
        theirs = drafts.paper_of(reader, shown.draft.paper)
    assert theirs is not None
    drafts.keep_paper(second.desk, theirs.draft, {"evidence": "Của người kia"})
    seen: list[Any] = []
    answer(qtbot, key, seen)
    typed(shown.form["evidence"].editor, " mớ")
    qtbot.waitUntil(lambda: bool(seen), timeout=5000)
    settled(qtbot, window)
    assert [row[1:] for row in seen[0]] == [["Biên bản mớ", "Của người kia"]]
    shown.kept.keep()
    settled(qtbot, window)
    with office.desk.reading() as reader:
        found = drafts.paper_of(reader, shown.draft.paper)
    assert found is not None
    assert found.typed == {"evidence": kept}
    assert shown.form["evidence"].value() == kept


def test_a_draft_that_had_to_wait_for_another_desk_is_kept_afterwards(
    window: DeskWindow, office: Bench, second: Second, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = started(window, office, qtbot, "Biên")
    Others(window, 50)
    with second.desk.writing("keep") as uow:
        uow.head()
        office.desk.store.engines[0].dispose()
        monkeypatch.setattr(server, "_OPTIONS", server._OPTIONS.replace("lock_timeout=5s", "lock_timeout=100ms"))
        typed(shown.form["evidence"].editor, " bản")
        qtbot.waitUntil(lambda: "đang bận" in window.notice.text(), timeout=10_000)
    qtbot.waitUntil(lambda: shown.kept.over.get("fields") == {"evidence": "Biên bản"}, timeout=10_000)


def test_the_one_who_typed_is_named(office: Bench, second: Second) -> None:
    drafts.keep(second.desk, "form:m:act", {"fields": {"day": "x"}})
    found = drafts.theirs(office.desk, "form:m:act")
    with office.desk.reading() as reader:
        name = next(p.name for p in people.posts(reader) if p.person == office.second)
    assert (found.typed, found.who) == ({"fields": {"day": "x"}}, name)
    assert drafts.kept(office.desk, "form:m:act") == {"fields": {"day": "x"}}


def test_a_lost_server_is_said_once_and_what_is_typed_is_kept_when_it_is_back(
    window: DeskWindow, office: Bench, second: Second, postgres: Cluster, qtbot: QtBot
) -> None:
    watch = Others(window, 50)
    shown = started(window, office, qtbot, "Biên")
    database = second.place.database
    postgres.ask(f"ALTER DATABASE {database} ALLOW_CONNECTIONS false")
    try:
        cut(postgres, second.place)
        typed(shown.form["evidence"].editor, " bản")
        qtbot.waitUntil(lambda: watch.away, timeout=15_000)
        said = window.notice.text()
        assert "áy chủ dữ liệu" in said
        qtbot.wait(300)
        assert not window.close(), "what is typed lives in the window alone"
        assert "chưa được giữ" in window.notice.text()
    finally:
        postgres.ask(f"ALTER DATABASE {database} ALLOW_CONNECTIONS true")
    qtbot.waitUntil(lambda: not watch.away, timeout=15_000)
    settled(qtbot, window)

    def kept() -> object:
        with office.desk.reading() as reader:
            found = drafts.paper_of(reader, shown.draft.paper)
        return found.typed if found else None

    qtbot.waitUntil(lambda: kept() == {"evidence": "Biên bản"}, timeout=5000)
    assert queries.matter_ids(office.desk, queries.MatterFilter()) != []


def test_the_window_asks_for_the_password_and_keeps_it_nowhere(
    office: Bench, second: Second, postgres: Cluster, qtbot: QtBot, desk_app: QApplication
) -> None:
    postgres.ask("DROP ROLE IF EXISTS typist", "CREATE ROLE typist LOGIN SUPERUSER PASSWORD 'mật khẩu'")
    folder = office.desk.folder.parent / "third"
    folder.mkdir()
    keep_place(folder, replace(second.place, user="typist"))
    asked: list[str] = []

    def type_() -> None:
        shown = QApplication.activeModalWidget()
        if isinstance(shown, LoginDialog) and shown.first.isVisible() and not shown.first.running:
            shown.first.fields["login"].set_value(LOGIN)
            shown.first.fields["password"].set_value(PASSWORD)
            shown.first.accepted.emit()
            return
        if not isinstance(shown, QInputDialog):
            QTimer.singleShot(20, type_)
            return
        asked.append(shown.labelText())
        shown.setTextValue("sai" if len(asked) == 1 else "mật khẩu")
        shown.accept()
        if len(asked) <= 2:
            QTimer.singleShot(20, type_)

    QTimer.singleShot(20, type_)
    with postgres.scram("typist"):
        try:
            desk = desk_of(folder, office.clock)
        finally:
            server_password.forget()
    assert desk is not None
    desk.close()
    assert len(asked) == 2
    assert "không cho vào" in asked[0]
    assert all("mật khẩu".encode() not in p.read_bytes() for p in folder.iterdir() if p.is_file())


def test_a_file_is_not_shared(tmp_path: Path, office: Bench) -> None:
    made: Callable[[Path], Bench] = bench
    alone = made(tmp_path / "alone")
    assert (others.shared(alone.desk), others.shared(office.desk)) == (False, True)
    alone.desk.close()


def test_who_is_closed_at_another_desk_is_locked_out(window: DeskWindow, office: Bench, second: Second, qtbot: QtBot) -> None:
    window.go("matters")
    settled(qtbot, window)
    accounts.open_account(second.desk, office.officer, "binh", ["administrator", "head"], "mật khẩu của Bình")
    access.seat(office.desk, access.proved(office.desk, "binh", "mật khẩu của Bình"))
    window.name_people()
    Others(window)
    assert second.desk.access is not None
    binh = second.desk.access.others[0]
    with confirming.standing_by(second.desk, binh):
        accounts.close(second.desk, binh.key)
    assert window.lock is not None
    lock = window.lock
    qtbot.waitUntil(lambda: lock.locked, timeout=5000)
    assert lock.dialog is not None
    assert lock.dialog.sentence.text() == SAID_CLOSED
    assert not lock.dialog.other.isVisible()
    assert lock.dialog.login.isVisible()
    lock.dialog.login.set_value(LOGIN)
    lock.dialog.asking.fields["password"].set_value(PASSWORD)
    lock.dialog.asking.accept_button.click()
    qtbot.waitUntil(lambda: not lock.locked, timeout=10_000)
    settled(qtbot, window)
    assert office.desk.access is not None
    assert office.desk.access.account.login == LOGIN
