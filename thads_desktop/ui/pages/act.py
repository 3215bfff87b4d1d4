"""One fact recorded on a matter: a short form, one key to accept, one line saying what happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain import breaches
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import drafts, queries
from thads_desktop.ui import wording
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.form import Form, build
from thads_desktop.ui.kept import KeptForm
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.act_specs import ACTS, Act
from thads_desktop.ui.row_words import struck_line

if TYPE_CHECKING:
    from thads_desktop.services.queries import MatterView


#: A verification found no means, and nothing runs from it yet.
NO_GROUND = "Chưa có điều kiện: hãy ghi phát sinh căn cứ để hạn ra quyết định chưa có điều kiện bắt đầu chạy (Ctrl+J: Phát sinh căn cứ)."
GROUND_NOW = "Phát sinh căn cứ"


class ActPage(Page):
    """The form of one act; the matter's page comes back when it is done."""

    name = "act"

    def __init__(self, shell: Shell, matter: str, key: str, view: MatterView, subject: int = 0, act: Act | None = None) -> None:
        """act: one that is not in the list of ``ACTS``."""
        super().__init__(shell)
        self.key = key
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
        #: What is still owed in the whole matter, and the question about more than that.
        self.rest = view.state.rest
        self.question = AskTwice("Ctrl+Return", "Ctrl+Enter", self.form, self)
        self.kept = KeptForm(self, self.form, f"{matter}:{key}:{subject}")
        self.form.left.connect(lambda _draft: self._leave())
        self.body.addWidget(self.kept)
        self.body.addWidget(self.form)
        self.body.addWidget(self.question)
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
        if self._too_much(values):
            return
        self.kept.keep()

        def write() -> tuple[object, tuple[str, ...]]:
            said = self.act.carry(self.desk, self.matter, values, self.seen, self.subject)
            if self.opened is not None and values.get("day") is not None and values["day"] < self.opened:
                done = said if isinstance(said, str) else f"Đã ghi: {self.act.title.lower()}."
                said = f"{done} Có đánh dấu: {breaches.words(['act.before_decision'])} {short_date(self.opened)}."
            drafts.done(self.desk, self.kept.key)
            if self.key == "verify" and not said and values["result"] == "none" and self._ground_open():
                return None, ("matters", f"matter:{self.matter}", "deadlines", "intake")
            said = said or f"Đã ghi: {self.act.title.lower()}."
            return said, ("matters", f"matter:{self.matter}", "deadlines", "intake")

        self.worker.run_write(write, self._done, self.form.show_refusals, owner=self)

    def _done(self, said: object) -> None:
        self.kept.done()
        self.shell.back()
        if said is None:
            self.shell.warn("Đã ghi kết quả xác minh. " + NO_GROUND, (GROUND_NOW, self._ground))
        else:
            self.shell.tell(said if isinstance(said, str) else f"Đã ghi: {self.act.title.lower()}.")

    def _too_much(self, values: dict[str, Any]) -> bool:
        """More money than everything that is still owed in the matter is asked about once: a nought too many is typed easily."""
        amount = values.get("amount") or 0
        if self.key != "collect" or amount <= self.rest:
            return False
        said = f"Số tiền {dong(amount)} đồng lớn hơn tổng còn phải thi hành của việc ({dong(self.rest)} đồng); phần dư sẽ giữ cho người nộp."
        return not self.question.ask((amount, values.get("line"), values.get("day")), said)

    def _ground_open(self) -> bool:
        """Some obligation has no decision yet that means are lacking."""
        state = queries.matter(self.desk, self.matter).state
        return any(s.state != "separate_book" and not any(c.kind == "lacks_means" for c in s.conditions) for s in state.open_lines)

    def _ground(self) -> None:
        """The form of the ground, filled in with what was found."""
        page = ActPage(self.shell, self.matter, "ground", queries.matter(self.desk, self.matter))
        self.shell.open_page(page)
        page.form["of"].set_value("means_lacking")
