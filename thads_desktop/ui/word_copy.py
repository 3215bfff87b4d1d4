"""The draft of a paper saved as a Word document, from the page on which it is prepared or waits for its number."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths

from thads_desktop.services import exports
from thads_desktop.ui import wording
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.preview import PaperPreview

KEY, WORDS, FILES = "Ctrl+Shift+J", "Bản thảo Word", "Văn bản Word (*.docx)"


def offered(page: Page, preview: PaperPreview, made: Callable[[], Callable[[], bytes]]) -> PaperPreview:
    """The preview of a page, and the action beside it. made(): what draws the draft as it stands now; run off the main thread."""
    page.action(WORDS, KEY, lambda: save(page, preview.name, made(), preview.kind), icon="export")
    return preview


def save(page: Page, name: str, draw: Callable[[], bytes], form: str = "") -> None:
    """Draw, ask where to, to whom and what for, and write; a refusal is said and nothing is asked."""

    def drawn(data: bytes) -> None:
        from PySide6.QtWidgets import QFileDialog

        from thads_desktop.ui.leaving import may_leave
        from thads_desktop.ui.preview import save_copy

        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(documents) / f"Dự thảo {name or wording.PAPER}.docx")
        chosen, _ = QFileDialog.getSaveFileName(page, "Lưu bản thảo Word vào", suggested, FILES)
        if not chosen:
            return
        file = Path(chosen) if Path(chosen).suffix.lower() == ".docx" else Path(f"{chosen}.docx")
        if may_leave(page.desk, page.worker, "paper", exports.named(f"bản thảo {name}", form), page):
            page.shell.tell(save_copy(data, file))

    def refused(refusals: tuple[Refusal, ...]) -> None:
        page.shell.warn(" ".join(sentence(r) for r in refusals))

    page.worker.run_read(draw, drawn, key=f"word-{id(page)}", owner=page, on_refused=refused)
