"""A page that is one form: the heading above, the caret in its first field, Esc leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.ui import wording
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.page import Page

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal

#: Wide enough for three fields beside each other; wider, the eye loses the line.
WIDTH = 980


class FormPage(Page):
    """Call ``lay_out`` once; ``take(values)`` carries the form out."""

    form: Form

    def lay_out(self, specs: Sequence[Spec], heading: str = "", accept: str = wording.ACCEPT) -> None:
        """Heading and form; heading "" = the page's title."""
        self.body.addWidget(self.heading(heading))
        self.form = build(specs, self.clock, worker=self.worker, accept=accept)
        self.form.keep_within(WIDTH)
        self.form.accepted.connect(self.take)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def take(self, v: dict[str, Any]) -> None:
        """The form was accepted with these values."""
        raise NotImplementedError

    def first_focus(self) -> QWidget:
        return self.form.fields()[0].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "ghi"), ("Esc", "thôi"))

    def help(self) -> str:
        return "Enter sang ô sau, Shift+Tab về ô trước. Ctrl+Enter ghi cả biểu; chỗ nào chưa đúng được nói ngay dưới ô ấy. Esc thôi."

    def refused(self, refusals: Sequence[Refusal]) -> None:
        """Each refusal at its field."""
        self.form.show_refusals(refusals)
