"""A page that is one form: the heading above, the caret in its first field, Esc leaves and keeps what is typed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import drafts
from thads_desktop.ui import wording
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.kept import KeptForm
from thads_desktop.ui.page import Page

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.worker import Write

#: Wide enough for three fields beside each other; wider, the eye loses the line.
WIDTH = 980


class FormPage(Page):
    """Call ``lay_out`` once; ``take(values)`` carries the form out by ``carry``."""

    form: Form
    kept: KeptForm
    #: The judgment that the form is about.
    judgment = ""

    def lay_out(self, specs: Sequence[Spec], heading: str = "", accept: str = wording.ACCEPT) -> None:
        """Heading and form; heading "" = the page's title."""
        self.body.addWidget(self.heading(heading))
        self.form = build(specs, self.clock, worker=self.worker, accept=accept, leave=wording.LEAVE_DRAFT)
        self.form.keep_within(WIDTH)
        self.form.accepted.connect(self.take)
        self.kept = KeptForm(self, self.form, self.subject())
        self.form.left.connect(lambda _draft: self._leave())
        self.body.addWidget(self.kept)
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def subject(self) -> str:
        """What is typed is kept of this."""
        return self.judgment

    def carry(self, write: Write, done: Callable[[Any], None]) -> None:
        """Carry the form out; what is typed is kept until that has succeeded."""
        self.kept.keep()
        desk, key = self.desk, self.kept.key

        def whole() -> tuple[Any, Iterable[str]]:
            answer = write()
            drafts.done(desk, key)
            return answer

        def carried(answer: Any) -> None:
            self.kept.done()
            done(answer)

        self.worker.run_write(whole, carried, self.refused, owner=self)

    def closing(self) -> None:
        self.kept.closing()

    def _leave(self) -> None:
        self.kept.leave()

    def take(self, v: dict[str, Any]) -> None:
        """The form was accepted with these values."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        return self.form.fields()[0].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "ghi"), ("Esc", "để sau"))

    def help(self) -> str:
        return (
            "Enter sang ô sau, Shift+Tab về ô trước. Ctrl+Enter ghi cả biểu; chỗ nào chưa đúng được nói ngay dưới ô ấy. Esc để sau: "
            "phần gõ dở được giữ, mở lại trang là thấy; Ctrl+Shift+Delete bỏ phần gõ dở."
        )

    def refused(self, refusals: Sequence[Refusal]) -> None:
        """Each refusal at its field."""
        self.form.show_refusals(refusals)
