"""Recording an act issued on paper or on another system: its own number, day and signer; breaches are marked, not refused."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.sentences import REFUSALS
from thads_desktop.services import papers, recording
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.page import Page, Shell

if TYPE_CHECKING:
    from datetime import date


class RecordPage(Page):
    """Number, day, signer, and a scan when there is one."""

    name = "record"
    title = "Ghi nhận văn bản đã ban hành"

    def __init__(self, shell: Shell, draft: papers.Draft, day: date, name: str) -> None:
        super().__init__(shell)
        self.draft = draft
        self.body.addWidget(self.heading(f"Ghi nhận: {name}"))
        specs = (
            Spec("number", "Số văn bản", required=True),
            Spec("day", "Ngày ban hành", "date", required=True, value=day, beside=True),
            Spec("signer", "Người ký", required=True),
            Spec("scan", "Tệp quét (PDF)", note="Đường dẫn tệp; để trống nếu chưa quét", beside=True),
        )
        self.form = build(specs, self.clock)
        self.form.setMaximumWidth(820)
        self.form.accepted.connect(self._accept)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.form["number"].editor

    def _accept(self, v: dict[str, Any]) -> None:
        def write() -> tuple[tuple[str, ...], tuple[str, ...]]:
            scan = recording.scan_of(Path(v["scan"])) if v["scan"].strip() else b""
            _paper, breaches = recording.record(self.desk, self.draft, v["number"], v["signer"], v["day"], scan)
            return breaches, ("matters", "deadlines", "papers", "intake", f"matter:{self.draft.matter}")

        self.worker.run_write(write, self._done, self.form.show_refusals, owner=self)

    def _done(self, breaches: tuple[str, ...]) -> None:
        self.shell.back()
        self.shell.back()
        if breaches:
            self.shell.warn("Đã ghi nhận. Lưu ý: " + " ".join(REFUSALS[b].partition(":")[0] + "." for b in breaches))
        else:
            self.shell.tell("Đã ghi nhận văn bản.")
