"""A listing from the screen to paper or a file: looked at as it will print, kept as Excel or PDF after it was said who gets it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from thads_desktop.services import inspection_files
from thads_desktop.ui.ask_place import ask_file, saved
from thads_desktop.ui.leaving import may_leave

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.ui.page import Page
    from thads_desktop.ui.progress import ProgressPanel


def show_print(page: Page, title: str, make: Callable[[], Listing], keep_name: str) -> None:
    """The listing as it will lie on the table, over the page; make: run off the main thread."""
    from thads_desktop.ui.pages.printed import PrintedPage

    page.shell.open_page(PrintedPage(page.shell, title, lambda: inspection_files.pdf(make()), keep_name))


def prompt_save(
    page: Page, progress: ProgressPanel, kind: str, title: str, make: Callable[[], Listing], keep_name: str, in_book: Callable[[], Listing] | None = None,
) -> None:  # fmt: skip
    """Ask for a file, .xlsx or .pdf, and for whom and what; kind: of ``exports.KINDS``; in_book: what a workbook has, where that is more."""
    file = ask_file(page, title, page.desk.folder, f"{keep_name}.xlsx", "Excel (*.xlsx);;PDF (*.pdf)")
    if file is not None and may_leave(page.desk, page.worker, kind, keep_name, page):
        made = in_book if in_book is not None and file.suffix.lower() == ".xlsx" else make
        progress.start("Đang lập bảng", lambda _progress, _cancelled: inspection_files.write(file, made()), lambda written: saved([written]))
