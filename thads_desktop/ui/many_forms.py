"""A page of several forms, each of which is one act: what each showed, how far the log was then, and who was faster."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from thads_desktop.domain.refusal import Refusal
from thads_desktop.ui.both_sides import settle
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.page import Page, Shell

TOPICS = ("people", "settings", "matters", "deadlines")


@dataclass(frozen=True, slots=True)
class Now:
    """What holds now. values: by field of the form; what: the thing, in words; who: recorded it last, "" = nobody; at: how far the
    log is."""

    values: dict[str, Any]
    what: str
    who: str
    at: int


#: Asked on the worker's thread, of the values that were to be written.
Ask = Callable[[Mapping[str, Any]], Now]


class ManyForms(Page):
    """What is typed in one form and not yet written stays, whatever the others do."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        #: What each form showed before anything was typed in it.
        self.shown: dict[Form, dict[str, Any]] = {}
        #: How far the log was then; and how far it was when the page was filled last.
        self._at: dict[Form, int] = {}
        self.read = 0

    def held(self) -> dict[str, Any]:
        """What else the acts are given: what is chosen beside the forms."""
        return {}

    def emptied(self) -> None:
        """What was typed in a form was thrown away."""

    def form_of(self, specs: Sequence[Spec], accept: str, carry: Any, now: Ask | None = None) -> Form:
        """carry: the act, given the values, ``held``, "at" (how far the log was when the form was filled) and "before" (what it
        said then). now: what is asked when another desk changed the same thing meanwhile; None = the form only adds."""
        form = build(specs, self.clock, worker=self.worker, accept=accept, leave="Bỏ phần vừa gõ")
        form.accepted.connect(lambda values: self._carry(form, carry, values, accept, now))
        empty = self.shown[form] = form.draft()
        form.left.connect(lambda _draft: self._emptied(form, empty))
        FormAmong(form)
        return form

    def show_now(self, form: Form, values: dict[str, Any]) -> None:
        """The present state in a form in which nothing is typed; what is typed and not yet written stays."""
        if form.draft() == self.shown[form]:
            form.set_values(values)
            self.shown[form], self._at[form] = form.draft(), self.read

    def _emptied(self, form: Form, empty: dict[str, Any]) -> None:
        """As it was before anything was filled in; what shows the present state shows it again."""
        form.set_draft(empty)
        form.clear_refusals()
        self.shown[form] = form.draft()
        self.emptied()

    def _carry(self, form: Form, carry: Any, values: dict[str, Any], title: str, now: Ask | None) -> None:
        # Asked here: lists belong to this thread.
        given = {**values, **self.held(), "at": self._at.get(form), "before": self.shown[form]}
        stood = form.draft()

        def write() -> tuple[str, tuple[str, ...]]:
            said = carry(given)
            return said if isinstance(said, str) and said.startswith(" ") else "", TOPICS

        def done(said: str) -> None:
            # What was written is no longer something typed: the form shows what holds now.
            self.shown[form] = stood
            self.shell.tell(f"{title}: xong.{said}")

        def refused(refusals: Sequence[Refusal]) -> None:
            if now is None or not any(r.code == "stale" for r in refusals):
                form.show_refusals(refusals)
                return
            self.worker.run_read(lambda: now(values), lambda found: self._both(form, found), owner=form)

        # Each form of the page by itself.
        self.worker.run_write(write, done, refused, owner=form)

    def _both(self, form: Form, now: Now) -> None:
        """Another desk changed the same thing meanwhile: both side by side."""
        came, theirs = settle(self, form, self.shown[form], now.values, what=now.what, who=now.who)
        if came != "later":
            self.shown[form], self._at[form] = theirs, now.at
        if came == "write":
            form.accept()
        elif came == "taken":
            self.refresh()
