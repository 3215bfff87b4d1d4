"""The code of an issued paper, typed by a hand scanner: the paper is opened, or it is said why not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import paper_mark
from thads_desktop.ui.page import Entry
from thads_desktop.ui.pages.open_paper import open_paper
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell


def open_scanned(window: Any, text: str) -> bool:
    """window: the one in which it was scanned; False for what is no code, or where no paper can be opened (a dialog)."""
    if not paper_mark.is_code(text) or getattr(window, "desk", None) is None:
        return False
    try:
        found = paper_mark.found(window.desk, text)
    except Refused as refused:
        window.warn(sentence(refused.refusals[0]))
        return True
    open_paper(window, found.matter, found.paper)
    return True


def entries(window: Shell, text: str) -> list[Entry]:
    """For the palette: the scanned paper, or why there is none; nothing for what is no code. Runs off the main thread."""
    if not paper_mark.is_code(text):
        return []
    try:
        found = paper_mark.found(window.desk, text)
    except Refused as refused:
        said = sentence(refused.refusals[0])
        return [Entry(said, partial(window.warn, said), "", "", "warning")]
    return [Entry(f"{found.title} {found.number_text}".strip(), partial(open_paper, window, found.matter, found.paper), "văn bản vừa quét", "", "paper")]
