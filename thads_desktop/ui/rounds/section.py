"""What a section of the place "Xác minh" is: a part of the page with keys of its own, which work while it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from thads_desktop.ui import icons, theme
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.page_parts import buttons, choice, quiet_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.page import Page

#: What every write here may have changed.
TOPICS = ("matters", "deadlines", "rounds")


class Section(QWidget):
    """``title`` is read on its tab; fill ``self.body``; ``refresh`` asks anew. Its actions are switched off while it is not shown."""

    title = ""
    #: A few sentences for F1.
    said = ""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.page, self.shell, self.worker, self.desk, self.clock = page, page.shell, page.worker, page.desk, page.clock
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, theme.space(2), 0, 0)
        self.body.setSpacing(theme.space(2))
        self.progress = ProgressPanel(self.worker, self)
        #: It was not asked since something changed.
        self.stale = True
        self._actions: list[QAction] = []

    # --- what a section says of itself --------------------------------------------------------------

    def refresh(self) -> None:
        """Ask again for what is shown."""

    def first(self) -> QWidget:
        """Where the caret goes when it is shown."""
        return self

    def hints(self) -> Sequence[tuple[str, str]]:
        """As of ``Page``."""
        return ()

    def escape(self) -> bool:
        """Esc: True when something was done with it."""
        return False

    # --- help for authors ---------------------------------------------------------------------------

    def action(self, text: str, keys: str, run: Callable[[], object], icon: str = "") -> QAction:
        """A key of this section."""
        made = QAction(text, self)
        if keys:
            made.setShortcut(QKeySequence(keys))
        made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        if icon:
            made.setIcon(icons.icon(icon))
        made.triggered.connect(lambda _checked=False: run())
        made.setEnabled(False)
        self.addAction(made)
        self._actions.append(made)
        return made

    def button(self, text: str, run: Callable[[], object]) -> QPushButton:
        """A button that says its key."""
        return buttons((text, run))[0]

    def choice(self, name: str, label: str, options: Sequence[tuple[str, Any]], least: int = 14) -> Combo:
        """A list of choices, each (words, value); it asks anew when another is chosen."""
        return choice(name, label, [(value, words) for words, value in options], least, self.refresh)

    def quiet(self, text: str = "") -> QLabel:
        """A line of plain, quiet words."""
        return quiet_label(text)

    def show_keys(self, on: bool) -> None:
        """Its actions work, or do not."""
        for action in self._actions:
            action.setEnabled(on)

    def look(self) -> None:
        """It is shown: ask if need be."""
        if self.stale:
            self.stale = False
            self.refresh()

    def warn(self, refusals: Sequence[Refusal]) -> None:
        """Refusals that belong to no field, in the bar of trouble; of many, the first ones and how many."""
        said = list(dict.fromkeys(sentence(r) for r in refusals))
        more = f" (và {len(said) - 3} dòng khác)" if len(said) > 3 else ""
        self.shell.warn(" ".join(said[:3]) + more)

    def open_matter(self, matter: str) -> None:
        """One matter over this page."""
        from thads_desktop.ui.pages.matter import MatterPage

        self.shell.open_page(MatterPage(self.shell, matter))


def officer_options(section: Section) -> list[tuple[str, str]]:
    """(words, key) of every officer, the whole office first, what nobody has last."""
    from thads_desktop.services import people

    with section.desk.reading() as reader:
        found = [(p.name, p.person) for p in people.officers(reader, section.clock.today())]
    return [("Mọi chấp hành viên", ""), *found, ("Chưa phân công", "-")]
