"""Jobs off the main thread: order, stale answers, refusals, trouble, cancel, topics, the end."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.ui.worker import Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot



def test_an_answer_comes_back_on_the_main_thread(worker: Worker, settled: Callable[[], None]) -> None:
    seen: list[tuple[int, bool]] = []
    main = threading.current_thread()
    worker.run_read(threading.get_ident, lambda t: seen.append((t, threading.current_thread() is main)))
    settled()
    assert len(seen) == 1
    assert seen[0][0] != main.ident
    assert seen[0][1]


def test_writes_are_carried_out_in_their_order_on_one_thread(worker: Worker, settled: Callable[[], None]) -> None:
    done: list[int] = []
    threads: set[int] = set()
    answers: list[int] = []

    def write(n: int) -> tuple[int, tuple[str, ...]]:
        done.append(n)
        threads.add(threading.get_ident())
        return n, ()

    for n in range(20):
        worker.run_write(lambda n=n: write(n), answers.append)
    settled()
    assert done == answers == list(range(20))
    assert len(threads) == 1


def test_only_the_newest_question_of_a_key_is_answered(worker: Worker, settled: Callable[[], None]) -> None:
    gate = threading.Event()
    seen: list[str] = []
    worker.run_read(lambda: gate.wait(5) and "old", seen.append, key="search")
    worker.run_read(lambda: "other", seen.append, key="another")
    worker.run_read(lambda: "new", seen.append, key="search")
    gate.set()
    settled()
    assert sorted(seen) == ["new", "other"]


def test_a_question_overtaken_before_it_began_is_not_even_asked(worker: Worker, settled: Callable[[], None]) -> None:
    gate, asked = threading.Event(), []
    for _ in range(2):  # both readers are busy
        worker.run_read(lambda: gate.wait(5), lambda _: None)
    for n in range(5):
        worker.run_read(lambda n=n: asked.append(n), lambda _: None, key="k")
    gate.set()
    settled()
    assert asked == [4]


def test_forgotten_means_not_answered(worker: Worker, settled: Callable[[], None]) -> None:
    seen: list[int] = []
    worker.run_read(lambda: 1, seen.append, key="k")
    worker.forget("k")
    settled()
    assert seen == []


def test_the_answer_to_a_page_that_is_gone_is_dropped(worker: Worker, settled: Callable[[], None]) -> None:
    gate, seen = threading.Event(), []
    page = QObject()
    worker.run_read(lambda: gate.wait(5), seen.append, owner=page)
    page.deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
    gate.set()
    settled()
    assert seen == []


def refuse() -> Any:
    raise Refused(Refusal("text.missing", field="name"), Refusal("stale"))


def fail() -> Any:
    raise Trouble("store.full")


def test_refusals_come_to_the_asker_else_to_the_window(worker: Worker, settled: Callable[[], None]) -> None:
    mine: list[Any] = []
    windows: list[Any] = []
    done: list[Any] = []
    worker.on_refused = windows.append
    worker.run_write(refuse, done.append, mine.append)
    worker.run_write(refuse, done.append)
    settled()
    assert [[r.code for r in refusals] for refusals in mine] == [["text.missing", "stale"]]
    assert len(windows) == 1
    assert done == []


def test_trouble_is_told_even_when_the_asker_is_gone(worker: Worker, settled: Callable[[], None]) -> None:
    told: list[str] = []
    worker.on_trouble = lambda trouble: told.append(trouble.code)
    worker.run_read(fail, lambda _: None, key="k")
    worker.forget("k")
    mine: list[str] = []
    worker.run_write(fail, lambda _: None, on_trouble=lambda t: mine.append(t.code))
    settled()
    assert told == ["store.full"]
    assert mine == ["store.full"]


def test_any_other_error_is_a_crash(worker: Worker, settled: Callable[[], None], crashes: list[Exception]) -> None:
    worker.run_read(lambda: 1 // 0, lambda _: None)
    settled()
    assert [type(e) for e in crashes] == [ZeroDivisionError]


def test_views_hear_of_their_topics_after_the_answer(worker: Worker, settled: Callable[[], None]) -> None:
    heard: list[str] = []
    views = [QObject(), QObject(), QObject()]
    worker.subscribe(views[0], ("matters",), lambda _: heard.append("matters"))
    worker.subscribe(views[1], ("money",), lambda _: heard.append("money"))
    worker.subscribe(views[2], ("*",), lambda _: heard.append("all"))
    worker.run_write(lambda: (None, ("matters",)), lambda _: heard.append("answer"))
    settled()
    assert heard == ["answer", "matters", "all"]
    views[2].deleteLater()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(views[2], QEvent.Type.DeferredDelete)
    worker.publish(("money",))
    assert heard == ["answer", "matters", "all", "money"]


def test_a_refused_write_changes_nothing_and_tells_nobody(worker: Worker, settled: Callable[[], None]) -> None:
    heard: list[Any] = []
    saved: list[bool] = []
    view = QObject()
    worker.subscribe(view, ("*",), heard.append)
    worker.saved.connect(lambda: saved.append(True))
    worker.run_write(refuse, lambda _: None, lambda _: None)
    settled()
    assert heard == []
    assert saved == []


def test_long_work_reports_and_ends(worker: Worker, settled: Callable[[], None]) -> None:
    reports: list[tuple[int, int, str]] = []
    done: list[str] = []

    def work(progress: Any, _cancelled: Any) -> str:
        for n in range(1, 101):
            progress(n, 100, "đọc")
        return "xong"

    worker.run_long(work, done.append, on_progress=lambda *r: reports.append(r))
    settled()
    assert done == ["xong"]
    assert reports[-1] == (100, 100, "đọc")
    assert len(reports) < 100, "every step was painted"


def test_cancel_really_stops_the_work(worker: Worker, settled: Callable[[], None], qtbot: QtBot) -> None:
    steps: list[int] = []
    ends: list[str] = []
    started, go_on = threading.Event(), threading.Event()

    def work(progress: Any, _cancelled: Any) -> tuple[None, tuple[str, ...]]:
        for n in range(1000):
            steps.append(n)
            started.set()
            go_on.wait(5)
            progress(n, 1000)
        return None, ()

    handle = worker.run_long(
        work, lambda _: ends.append("done"), on_cancelled=lambda: ends.append("cancelled"), writes=True
    )
    started.wait(5)
    assert worker.writing
    handle.cancel()
    go_on.set()
    settled()
    assert ends == ["cancelled"]
    assert steps == [0]
    assert not worker.writing


def test_long_reads_do_not_delay_a_command(worker: Worker, qtbot: QtBot, settled: Callable[[], None]) -> None:
    gate, done = threading.Event(), []
    worker.run_long(lambda _p, _c: gate.wait(10), lambda _: done.append("long"))
    worker.run_write(lambda: (None, ()), lambda _: done.append("write"))
    qtbot.waitUntil(lambda: done == ["write"], timeout=5000)
    gate.set()
    settled()
    assert done == ["write", "long"]


def test_closing_finishes_writes_and_answers_nobody(desk_app: object, qtbot: QtBot) -> None:
    worker = Worker()
    written: list[int] = []
    answers: list[int] = []
    for n in range(5):
        worker.run_write(lambda n=n: (written.append(n), ()), answers.append)
    worker.close()
    assert written == list(range(5))
    assert worker.run_write(lambda: (written.append(9), ()), answers.append) == 0
    qtbot.wait(10)
    assert answers == []
    assert 9 not in written
    worker.close()
