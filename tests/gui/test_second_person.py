"""A second person confirms on the spot: asked for once, by keyboard, and the very same act is done; Esc leaves it undone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.seated import (
    CLERK,
    CLERK_PASSWORD,
    HEAD,
    OFFICER,
    OFFICER_PASSWORD,
    PASSWORD,
    alone,
    shown,
    sit,
    with_officer,
    write,
)
from tests.office import Bench, stood_by
from thads_desktop.domain.access_events import Confirmed
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.events import PaperSigned
from thads_desktop.domain.refusal import Refusal
from thads_desktop.services import accounts, drafts, papers, second
from thads_desktop.ui.run import DeskWindow


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made, _words = alone(tmp_path / "data")
    made.decision()
    with_officer(made)
    yield made
    made.desk.close()


class Act:
    """A write that wants a second person: the officer's roles are changed."""

    def __init__(self, window: DeskWindow, office: Bench) -> None:
        self.window, self.desk = window, office.desk
        self.account = next(a.key for a in accounts.listed(office.desk) if a.login == OFFICER)
        self.runs = 0
        self.done: list[Any] = []
        self.refused: list[Refusal] = []

    def write(self, *_progress: Any) -> tuple[str, tuple[str, ...]]:
        self.runs += 1
        accounts.change_roles(self.desk, self.account, ("officer", "clerk"))
        return "xong", ("settings",)

    def roles(self) -> tuple[str, ...]:
        return next(a.roles for a in accounts.listed(self.desk) if a.key == self.account)

    def confirmations(self) -> int:
        with self.desk.reading() as reader:
            return sum(isinstance(e.body, Confirmed) for _s, events in reader.stream("account") for e in events)


@pytest.fixture
def act(window: DeskWindow, office: Bench) -> Act:
    return Act(window, office)


def asked(qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: shown("second-dialog") is not None, timeout=10_000)
    return shown("second-dialog")


def confirm(dialog: Any, login: str, password: str) -> None:
    write(dialog.asking.fields["login"].editor, login)
    write(dialog.asking.fields["password"].editor, password)
    QTest.keyClick(dialog.asking.fields["password"].editor, Qt.Key.Key_Return)


def quiet(window: DeskWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.busy == 0, timeout=10_000)


def test_a_colleague_confirms_and_the_same_act_is_done_once(window: DeskWindow, act: Act, qtbot: QtBot) -> None:
    window.worker.run_write(act.write, act.done.append, act.refused.extend, owner=window)
    dialog = asked(qtbot)
    assert "mở, sửa và khóa tài khoản" in dialog.sentence.text()
    assert "Trần Thị Bình" in dialog.sentence.text()
    assert window.worker.acting(window), "the page gives no further command meanwhile"
    confirm(dialog, OFFICER, "khong phai")
    qtbot.waitUntil(lambda: bool(dialog.asking.fields["password"].refusal()), timeout=10_000)
    confirm(dialog, HEAD, PASSWORD)
    qtbot.waitUntil(lambda: bool(dialog.asking.fields["login"].refusal()), timeout=10_000)
    assert "người khác" in dialog.asking.fields["login"].refusal()
    assert act.roles() == ("officer",)
    confirm(dialog, OFFICER, OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: act.done == ["xong"], timeout=10_000)
    assert act.runs == 2
    assert act.refused == []
    assert act.roles() == ("clerk", "officer")
    assert act.confirmations() == 1
    assert act.desk.second is None
    assert not window.worker.acting(window)


def test_escape_leaves_it_undone_and_says_who_may(window: DeskWindow, act: Act, qtbot: QtBot) -> None:
    window.worker.run_write(act.write, act.done.append, owner=window)
    QTest.keyClick(asked(qtbot), Qt.Key.Key_Escape)
    assert act.done == []
    assert act.roles() == ("officer",)
    assert "Người xác nhận được: Trần Thị Bình" in window.notice.text()
    assert not window.worker.acting(window)


def test_long_work_that_writes_is_asked_too(window: DeskWindow, act: Act, qtbot: QtBot) -> None:
    window.worker.run_long(act.write, act.done.append, on_refused=act.refused.extend, owner=window, writes=True)
    confirm(asked(qtbot), OFFICER, OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: act.done == ["xong"], timeout=10_000)
    assert act.roles() == ("clerk", "officer")


def test_what_is_refused_again_is_told_and_not_asked_twice(
    window: DeskWindow, act: Act, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the signer had to confirm and somebody else did."""

    def never(*_progress: Any) -> tuple[str, tuple[str, ...]]:
        act.runs += 1
        from thads_desktop.domain.refusal import Refused

        raise Refused(Refusal("rights.signer", {"act": "", "who": "Lê Văn Cường"}, "sign"))

    window.worker.run_write(never, act.done.append, act.refused.extend, owner=window)
    confirm(asked(qtbot), OFFICER, OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: bool(act.refused), timeout=10_000)
    assert act.runs == 2
    assert shown("second-dialog") is None


def test_the_queue_signs_with_the_one_who_submitted_beside(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    """The head submitted and signs: one person would do both, so a colleague stands by it."""
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "d"), office.matters[0], {"evidence": "x"}))
    paper = drafts.submit(office.desk, draft, office.clock.day)
    page: Any = window.go("queue")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
    page.table.select_key(paper)
    QTest.keyClick(page.table, Qt.Key.Key_F9)
    confirm(asked(qtbot), OFFICER, OFFICER_PASSWORD)
    qtbot.waitUntil(lambda: "Đã ký 1 văn bản" in window.notice.text(), timeout=10_000)
    with office.desk.reading() as reader:
        assert len(stood_by(reader)) > 0


def test_a_clerk_lays_a_paper_before_the_head_who_signs_on_the_spot(window: DeskWindow, office: Bench, qtbot: QtBot) -> None:
    draft = papers.cleaned(papers.Draft("deferral", Effect("deferral", "d"), office.matters[0], {"evidence": "x"}))
    drafts.submit(office.desk, draft, office.clock.day)
    with second.standing_by(office.desk, next(a for a in accounts.listed(office.desk) if a.login == OFFICER)):
        clerk = accounts.open_account(office.desk, office.second, CLERK, ("clerk",), CLERK_PASSWORD)
    sit(office, clerk)
    page: Any = window.go("queue")
    qtbot.waitUntil(lambda: page.model.rowCount() == 1, timeout=10_000)
    QTest.keyClick(page.table, Qt.Key.Key_F9)
    dialog = asked(qtbot)
    assert "không có quyền ký văn bản. Người có quyền: Trần Thị Bình, Phạm Quang Minh" in dialog.sentence.text()
    confirm(dialog, HEAD, PASSWORD)
    qtbot.waitUntil(lambda: "Đã ký 1 văn bản" in window.notice.text(), timeout=10_000)
    with office.desk.reading() as reader:
        signed = [e for e in reader.events_of(f"matter:{office.matters[0]}") if isinstance(e.body, PaperSigned)]
    last = signed[-1]
    assert isinstance(last.body, PaperSigned)
    assert (last.actor, last.body.signer, last.body.capacity) == (office.second, office.head, "head")
