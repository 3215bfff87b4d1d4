"""What of each page can be asked "vì sao?": the row or the act under the hand, as a question to ``services.why``."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt

from thads_desktop.services import why, why_ledger, why_matter
from thads_desktop.services.paper_place import subject_of
from thads_desktop.services.projecting_steps import TASK_RULE

if TYPE_CHECKING:
    from thads_desktop.services.why import Why
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.window import MainWindow

Question = Callable[[], "Why"]


def of_page(window: MainWindow, page: Page) -> Question | None:
    """The question about what is under the hand; None where there is nothing of the kind."""
    asks = _PAGES.get(page.name)
    return asks(page) if asks is not None and window.desk is not None else None


def _deadlines(page: Any) -> Question | None:
    row = page.current()
    return partial(why.of_deadline, page.desk, row.subject, row.rule, row.due, "" if row.rule == TASK_RULE else row.case_) if row is not None else None


def _missed(page: Any) -> Question | None:
    key = page.table.current_key()
    return partial(why_matter.of_missed, page.desk, key) if isinstance(key, str) else None


def _matters(page: Any) -> Question | None:
    key = page.table.current_key()
    row = page.model.content(page.model.place(key)) if isinstance(key, int) else None
    return partial(why_matter.of_matter, page.desk, row.matter) if row is not None else None


def _intake(page: Any) -> Question | None:
    key = page.table.current_key()
    return partial(why.of_judgment, page.desk, key) if isinstance(key, str) else None


def _outgoing(page: Any) -> Question | None:
    rows = page.selected()
    return partial(why.of_deadline, page.desk, subject_of(rows[0].matter), rows[0].rule, rows[0].due) if rows else None


def _matter(page: Any) -> Question | None:
    """An act that cannot be done, an obligation, a deadline, an event; else the matter as a whole."""
    if page.view is None:
        return None
    focus: Any = page.focusWidget()
    subject, day = f"matter:{page.key}", page.as_of.value()
    if focus is page.acts:
        item = page.acts.currentItem()
        reason = str(item.data(Qt.ItemDataRole.UserRole + 1) or "") if item is not None else ""
        if reason:
            return partial(_act, page.desk, page.key, item.text().partition("\n")[0], reason, day)
    elif focus is page.lines_table and isinstance(line := page.lines_table.current_key(), int):
        return partial(why_matter.of_line, page.desk, page.key, line, day)
    elif focus is page.deadlines_table and isinstance(at := page.deadlines_table.current_key(), int):
        term = page.deadlines.row(page.deadlines.place(at))
        given = term.rule == TASK_RULE
        return partial(why.of_deadline, page.desk, f"task:{term.case}" if given else subject, term.rule, term.due, "" if given else term.case)
    elif focus is page.timeline_table and isinstance(seq := page.timeline_table.current_key(), int):
        return partial(why.of_event, page.desk, subject, seq)
    return partial(why_matter.of_matter, page.desk, page.key, day)


def _asset(page: Any) -> Question | None:
    """A step that cannot be done, a term, an event of the asset."""
    focus: Any = page.focusWidget()
    subject = f"asset:{page.asset}"
    if focus is page.steps and (item := page.steps.currentItem()) is not None:
        reason = str(item.data(Qt.ItemDataRole.UserRole + 1) or "")
        title = item.text().partition("\n")[0]
        return partial(why.Why, f"Vì sao chưa làm được: {title}?", reason, ()) if reason else None
    if focus is page.history and isinstance(seq := page.history.current_key(), int):
        return partial(why.of_event, page.desk, subject, seq)
    term = page.current_term()
    return partial(why.of_deadline, page.desk, subject, term.rule, term.due, term.case) if term is not None else None


def _act(desk: Any, matter: str, title: str, reason: str, day: Any) -> Why:
    """Why an act is not lawful now: the reason with its article, and the state it rests on."""
    stands = why_matter.of_matter(desk, matter, day)
    return why.Why(f"Vì sao chưa làm được: {title}?", reason, stands.parts)


def _money(page: Any) -> Question | None:
    """A movement, an obligation of the ledger; of the other panes nothing: their arithmetic stands beside."""
    pane, focus = page.ledger, page.focusWidget()
    if focus is pane.line_table and (line := pane.line()) is not None and line.line >= 0:
        return partial(why_ledger.of_account, page.desk, page.key, line.line)
    row = pane.movement()
    return partial(why_ledger.of_movement, page.desk, page.key, row.key) if focus is pane.move_table and row is not None else None


_PAGES: dict[str, Callable[[Any], Question | None]] = {
    "deadlines": _deadlines, "missed": _missed, "matters": _matters, "outgoing": _outgoing, "matter": _matter, "intake": _intake,
    "asset": _asset, "matter-money": _money,
}  # fmt: skip
