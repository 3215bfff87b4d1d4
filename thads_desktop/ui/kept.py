"""What is typed in a page's form is kept: a moment after the last key, and when the page is left in whatever way.

It stands there again when the page is opened for the same subject, until the act was carried out or a key throws it away.
A form in which nothing was typed keeps nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from thads_desktop.domain.refusal import Refusal, Trouble
from thads_desktop.services import drafts, others
from thads_desktop.ui import theme, wording
from thads_desktop.ui.both_sides import words_of
from thads_desktop.ui.conflict import Side, asked
from thads_desktop.ui.fields import ChoiceField
from thads_desktop.ui.worker import Worker, alive

if TYPE_CHECKING:
    from thads_desktop.ui.form import Form
    from thads_desktop.ui.page import Page

Content = dict[str, Any]
#: Carried out on the worker's thread: keeps the content it was made for; answers the topics that changed.
Write = Callable[[], tuple[str, ...]]
#: What is in the store as far as this window knows, by worker and place: another desk's is not written over unasked.
_STORED: WeakKeyDictionary[Worker, dict[str, Content]] = WeakKeyDictionary()
#: What could not be sent because the server was away, by worker and place; sent again when it is back.
_TO_SEND: WeakKeyDictionary[Worker, dict[str, Callable[[bool], None]]] = WeakKeyDictionary()
#: What is on its way to the store, by worker and place: who comes back at once finds it too.
_ON_THE_WAY: WeakKeyDictionary[Worker, dict[str, Content]] = WeakKeyDictionary()


def differing(form: Form, first: Mapping[str, Any]) -> Content:
    """What stands in a form and did not at first; fields it did not have then, too."""
    return {name: raw for name, raw in form.draft().items() if name not in first or raw != first[name]}


def put_back(form: Form, typed: Mapping[str, Any]) -> None:
    """Put what was typed back; a choice that is no longer offered stays as the form has it."""
    for field in form.fields():
        if field.name in typed:
            before = field.raw()
            field.set_raw(typed[field.name])
            if isinstance(field, ChoiceField) and field.raw() != typed[field.name]:
                field.set_raw(before)


def send_again(worker: Worker) -> None:
    """The server answers: what it did not take before is kept now. That it could not be was said then."""
    for send in _TO_SEND.pop(worker, {}).values():
        send(True)


class Kept(QWidget):
    """Keeps for one form of a page; to be seen it is the quiet line that says so, with the button that throws it away.

    The page calls ``keep`` when the form tells of a draft and before it carries out, ``done`` after, ``closing`` in its own.
    """

    def __init__(
        self, page: Page, place: str, typed: Callable[[], Content], write: Callable[[Content], Write], renew: Callable[[], None]
    ) -> None:
        """place: tells it from everything else that is kept; typed(): what is to be kept, {} for nothing; write(content): who
        keeps it, or drops it when it is {}; renew(): puts the form as it was before anything was typed."""
        # A child from the start: shown before it stands in a layout it must not be a window.
        super().__init__(page)
        self._page, self._place, self._typed, self._write, self._renew = page, place, typed, write, renew
        self.content: Content = {}
        #: Where another desk's version is found, by the services; "" = this is nobody else's.
        self.where: Callable[[], str] = lambda: ""
        #: The form whose fields are kept under "fields".
        self.form: Form | None = None
        #: Both versions in words (mine, theirs), and how theirs is put into a form that is as before anything was typed.
        self.sides: Callable[[Content, Content], list[Side]] = self._sides
        self.take: Callable[[Content], None] = self._take
        self._done = self._choosing = self._doubted = False
        self.said = QLabel(wording.DRAFT_BACK)
        self.said.setObjectName("draft-back")
        self.said.setProperty("quiet", True)
        self.button = QPushButton(f"{wording.DRAFT_AWAY}   {wording.DRAFT_AWAY_KEY}")
        self.button.setObjectName("draft-away")
        self.button.clicked.connect(lambda _checked=False: self.throw_away())
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.space(2))
        line.addWidget(self.said)
        line.addWidget(self.button)
        line.addStretch(1)
        self.hide()
        page.action(wording.DRAFT_AWAY, wording.DRAFT_AWAY_KEY, self.throw_away)

    def found(self, stored: Callable[[], Content | None]) -> Content:
        """What was kept and is to be put back; {} for nothing."""
        waiting = _ON_THE_WAY.get(self._page.worker, {})
        if self._place in waiting:
            self.content = waiting[self._place]
        else:
            self.content = self._known()[self._place] = stored() or {}
        self.setVisible(bool(self.content))
        return self.content

    @property
    def over(self) -> Content:
        """What is in the store as far as this window knows; asked on the worker's thread, where writes follow each other."""
        return self._known().get(self._place, {})

    def _known(self) -> dict[str, Content]:
        return _STORED.setdefault(self._page.worker, {})

    def keep(self) -> None:
        """Keep what stands there now, if it is not kept already."""
        content = self._typed()
        if not self._done and (self._doubted or content != self.content):
            self._doubted, self.content = False, content
            self._send(content)

    def doubt(self) -> None:
        """An act was refused because another desk has typed here: the next ``keep`` asks, though nothing more was typed. Any thread."""
        self._doubted = True

    def done(self) -> None:
        """The act was carried out, and what was kept is dropped: nothing more is kept."""
        self._done = True

    def closing(self) -> None:
        self.keep()
        self._done = True

    def leave(self) -> None:
        """Back to the page before, saying that what was typed is kept."""
        said = wording.DRAFT_KEPT if self.content else ""
        self._page.shell.back()
        self._page.shell.tell(said)

    def throw_away(self) -> None:
        """The form is as it was before anything was typed; says so."""
        if not self._typed():
            self._page.shell.tell(wording.DRAFT_NONE)
            return
        self._renew()
        self.hide()
        self.keep()
        place = self._page.first_focus()
        if place is not None:
            place.setFocus()
        self._page.shell.tell(wording.DRAFT_GONE)

    def _send(self, content: Content) -> None:
        waiting = _ON_THE_WAY.setdefault(self._page.worker, {})
        waiting[self._place] = content
        write, place, worker = self._write(content), self._place, self._page.worker
        known, shared = self._known(), others.shared(self._page.desk)

        def carry_out() -> tuple[None, tuple[str, ...]]:
            topics = write()
            known[place] = content
            return None, topics

        def arrived(_none: None) -> None:
            if waiting.get(place) is content:
                del waiting[place]

        def failed(trouble: Trouble, *, quiet: bool) -> None:
            if shared and waiting.get(place) is content:
                _TO_SEND.setdefault(worker, {})[place] = send
            if worker.on_trouble is not None and not quiet:
                worker.on_trouble(trouble)

        def refused(refusals: Sequence[Refusal]) -> None:
            arrived(None)
            where = self.where() if alive(self) and any(r.code == "draft.changed" for r in refusals) else ""
            if where:
                desk = self._page.desk
                worker.run_read(lambda: drafts.theirs(desk, where), lambda found: self._choose(content, found), owner=self)
            elif worker.on_refused is not None:
                worker.on_refused(tuple(refusals))

        def send(quiet: bool = False) -> None:
            # Nobody owns it: it is kept though the page is gone.
            if not worker.run_write(carry_out, arrived, refused, partial(failed, quiet=quiet)):
                waiting.pop(place, None)

        send()

    def _choose(self, mine: Content, found: drafts.Theirs) -> None:
        """Another desk kept something else meanwhile: both side by side."""
        if self._choosing or self._done:
            return
        self._known()[self._place] = found.typed
        self._choosing = True
        try:
            choice = asked(self._page, wording.CONFLICT_DRAFT, found.who, self.sides(mine, found.typed))
        finally:
            self._choosing = False
        if choice == "theirs":
            self._renew()
            self.take(found.typed)
            self.content = self._typed()
        elif choice == "mine":
            self.content = self._typed()
            self._send(self.content)

    def _sides(self, mine: Content, theirs: Content) -> list[Side]:
        ours, other = mine.get("fields", {}), theirs.get("fields", {})
        fields = [f for f in self.form.fields() if f.name in ours or f.name in other] if self.form is not None else []
        return [Side(f.label, words_of(f, ours.get(f.name)), words_of(f, other.get(f.name))) for f in fields]

    def _take(self, theirs: Content) -> None:
        if self.form is not None:
            put_back(self.form, theirs.get("fields", {}))


class KeptForm(Kept):
    """Of a form that is the whole page: kept under the page and its subject, put back at once."""

    def __init__(self, page: Page, form: Form, subject: str) -> None:
        self._form, self._first = form, form.draft()
        self.key = drafts.key_of(page.name, subject)
        #: What is kept beside the fields: name -> what stands there.
        self._beside: dict[str, Callable[[], Any]] = {}
        super().__init__(page, self.key, self._now, self._to, lambda: put_back(form, self._first))
        self.form, self.where = form, lambda: self.key
        put_back(form, self.found(lambda: drafts.kept(page.desk, self.key)).get("fields", {}))
        form.draft_changed.connect(lambda _draft: self.keep())

    def beside(self, name: str, now: Callable[[], Any]) -> Any:
        """Something more is kept (fit for JSON); what was kept of it, or None."""
        self._beside[name] = now
        return self.content.get(name)

    def _now(self) -> Content:
        fields = differing(self._form, self._first)
        return {"fields": fields, **{name: now() for name, now in self._beside.items()}} if fields else {}

    def _to(self, content: Content) -> Write:
        desk, key = self._page.desk, self.key

        def write() -> tuple[str, ...]:
            drafts.keep(desk, key, content, self.over)
            return ()

        return write

    def begin_anew(self) -> None:
        """What was typed is carried out and the form stays for the next: what stands in it now is how it begins."""
        self._first, self.content, self._done = self._form.draft(), {}, False
        self._known().pop(self._place, None)
        self.hide()
