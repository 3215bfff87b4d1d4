"""Recording an act issued on paper or on another system: its own number, day and signer; breaches are marked, not refused."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from thads_desktop.domain import breaches as marked
from thads_desktop.services import drafts, recording
from thads_desktop.ui import wording
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.kept import KeptForm
from thads_desktop.ui.page import Page, Shell

#: (number, signer, day, scan) -> (paper id, codes of the rules it broke).
Record = Callable[[str, str, date, bytes], tuple[str, tuple[str, ...]]]


class RecordPage(Page):
    """Number, day, signer, and a scan when there is one."""

    name = "record"
    title = "Ghi nhận văn bản đã ban hành"

    def __init__(self, shell: Shell, record: Record, day: date, name: str, matter: str = "", subject: str = "") -> None:
        """record: carries it out on the worker's thread; matter: whose page is to look again; subject: of what it is kept."""
        super().__init__(shell)
        self._record, self._matter = record, matter
        self.body.addWidget(self.heading(f"Ghi nhận: {name}"))
        specs = (
            Spec("number", "Số văn bản", required=True),
            Spec("day", "Ngày ban hành", "date", required=True, value=day, beside=True),
            Spec("signer", "Người ký", required=True),
            Spec("scan", "Tệp quét (PDF)", note="Đường dẫn tệp; để trống nếu chưa quét", beside=True),
        )
        self.form = build(specs, self.clock, leave=wording.LEAVE_DRAFT)
        self.form.keep_within(820)
        self.form.accepted.connect(self._accept)
        self.kept = KeptForm(self, self.form, subject or matter)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.body.addWidget(self.kept)
        self.body.addWidget(self.form)
        pick = QPushButton("Chọn tệp quét…   Ctrl+O")
        pick.clicked.connect(lambda _checked=False: self._pick())
        self.form.add_button(pick)
        self.body.addStretch(1)
        self.action("Chọn tệp quét", "Ctrl+O", self._pick)

    def first_focus(self) -> QWidget:
        return self.form["number"].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "ghi nhận"), ("Ctrl+O", "chọn tệp quét"))

    def help(self) -> str:
        return (
            "Văn bản đã ban hành trên giấy hoặc trên hệ thống khác được ghi nhận với số, ngày, người ký của chính nó. Trái quy định "
            "thì vẫn ghi và đánh dấu, không bị từ chối."
        )

    def closing(self) -> None:
        self.kept.closing()

    def _pick(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Chọn tệp quét", "", "PDF (*.pdf)")
        if name:
            self.form.set_values({"scan": name})

    def _accept(self, v: dict[str, Any]) -> None:
        self.kept.keep()

        def write() -> tuple[tuple[str, ...], tuple[str, ...]]:
            scan = recording.scan_of(Path(v["scan"])) if v["scan"].strip() else b""
            _paper, breaches = self._record(v["number"], v["signer"], v["day"], scan)
            drafts.done(self.desk, self.kept.key)
            return breaches, ("matters", "deadlines", "papers", "intake", f"matter:{self._matter}")

        self.worker.run_write(write, self._done, self.form.show_refusals, owner=self)

    def _done(self, breaches: tuple[str, ...]) -> None:
        self.kept.done()
        self.shell.back()
        self.shell.back()
        if breaches:
            self.shell.warn("Đã ghi nhận, có đánh dấu trái quy định: " + marked.words(breaches) + ".")
        else:
            self.shell.tell("Đã ghi nhận văn bản.")
