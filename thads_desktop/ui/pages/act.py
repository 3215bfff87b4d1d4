"""One fact recorded on a matter: a short form, one key to accept, one line saying what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain import breaches
from thads_desktop.domain.dates import short_date
from thads_desktop.services import drafts
from thads_desktop.ui import wording
from thads_desktop.ui.form import Form, build
from thads_desktop.ui.kept import KeptForm
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.act_specs import ACTS, Act
from thads_desktop.ui.row_words import struck_line

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterView


class ActPage(Page):
    """The form of one act; the matter's page comes back when it is done."""

    name = "act"

    def __init__(self, shell: Shell, matter: str, key: str, view: MatterView, subject: int = 0, act: Act | None = None) -> None:
        """act: one that is not in the list of ``ACTS``."""
        super().__init__(shell)
        self.matter, self.act, self.seen, self.subject = matter, act or ACTS[key], view.state.last_seq, subject
        self.opened = view.state.opened
        self.title = self.act.title
        self.body.addWidget(self.heading(f"{self.act.title}: {view.number_text}"))
        if key == "strike" and (line := next((i for i in view.timeline if i.seq == subject), None)) is not None:
            self.body.addWidget(struck_line(line))
        specs = self.act.fields(self.desk, view)
        self.form: Form = build(specs, self.clock, worker=self.worker, leave=wording.LEAVE_DRAFT)
        self.form.keep_within(820)
        self.form.accepted.connect(self._accept)
        self.kept = KeptForm(self, self.form, f"{matter}:{key}:{subject}")
        self.form.left.connect(lambda _draft: self._leave())
        self.body.addWidget(self.kept)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget | None:
        fields = self.form.fields()
        return fields[0].editor if fields else None

    def help(self) -> str:
        return (
            "Ghi một việc đã làm, không qua văn bản. Enter sang ô sau, Ctrl+Enter ghi và trở lại việc; ghi nhầm thì xóa ở phần Diễn biến "
            "(Ctrl+Delete). Esc để sau, phần gõ dở được giữ; Ctrl+Shift+Delete bỏ phần gõ dở."
        )

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "ghi"), ("Esc", "để sau"))

    def closing(self) -> None:
        self.kept.closing()

    def _leave(self) -> None:
        self.kept.leave()

    def _accept(self, values: dict[str, Any]) -> None:
        self.kept.keep()

        def write() -> tuple[object, tuple[str, ...]]:
            said = self.act.carry(self.desk, self.matter, values, self.seen, self.subject)
            if self.opened is not None and values.get("day") is not None and values["day"] < self.opened:
                done = said if isinstance(said, str) else f"Đã ghi: {self.act.title.lower()}."
                said = f"{done} Có đánh dấu: {breaches.words(['act.before_decision'])} {short_date(self.opened)}."
            drafts.done(self.desk, self.kept.key)
            return said, ("matters", f"matter:{self.matter}", "deadlines", "intake")

        self.worker.run_write(write, self._done, self.form.show_refusals, owner=self)

    def _done(self, said: object) -> None:
        self.kept.done()
        self.shell.back()
        self.shell.tell(said if isinstance(said, str) else f"Đã ghi: {self.act.title.lower()}.")
