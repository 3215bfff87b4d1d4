"""Where papers are chosen one after the other, none is seen under the label of another."""

from __future__ import annotations

import threading

from pytestqt.qtbot import QtBot

from tests.gui.test_look import pdf
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.worker import Worker


def test_a_paper_that_was_chosen_takes_the_one_before_off_the_screen_whatever_becomes_of_it(worker: Worker, qtbot: QtBot) -> None:
    preview = PaperPreview(worker)
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show()

    def refuse() -> bytes:
        raise Refused(Refusal("text.missing"))

    gate = threading.Event()
    with qtbot.waitSignal(preview.shown):
        preview.draw(pdf, at_once=True, of="one")
    for n, fn in enumerate((refuse, lambda: b"torn")):
        preview.draw(lambda: (gate.wait(0.2) and pdf()) or pdf(), at_once=True, of=f"late {n}")
        qtbot.wait(20)
        with qtbot.waitSignal(preview.shown) as shown:
            preview.draw(fn, at_once=True, of=f"two {n}")
            assert preview.paper is None, "its label is another's already"
        assert shown.args == [0]
        qtbot.wait(300)
        assert preview.paper is None, "a late drawing of another is none of this"
        with qtbot.waitSignal(preview.shown):
            preview.draw(pdf, at_once=True, of="one")
        assert preview.paper is not None
    preview.draw(refuse, at_once=True, of="one")
    qtbot.waitUntil(lambda: "Còn để trống" in preview.state.text(), timeout=3000)
    assert preview.paper is not None, "of the same paper the last sound one stays"
