"""From the form of one enforcement decision to the page that brings its obligations into several."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import splitting
from thads_desktop.ui.opening_more import MORE

if TYPE_CHECKING:
    from thads_desktop.ui.pages.decision import DecisionPage

KEYS = "Ctrl+T"


def offer(page: DecisionPage) -> None:
    """The keys by which there is more of something, and by which what is typed becomes parts of the judgment."""
    for what, text, keys in MORE:
        page.action(text, keys, partial(page.more, what))
    page.action("Tách thành các quyết định thi hành án", KEYS, lambda: split(page))


def split(page: DecisionPage) -> None:
    """Keep what is typed as parts of the judgment and open the page that proposes the decisions."""
    from thads_desktop.ui.pages.split import SplitPage

    if page.worker.acting(page):
        return
    if page.paper:
        page.shell.warn("Quyết định này đã soạn thành dự thảo: sửa ở đây, hoặc bỏ dự thảo rồi tách ở Bản án đến (Ctrl+Shift+P).")
        return
    try:
        given = page.read()
    except Refused as refused:
        page.form.show_refusals(refused.refusals)
        return

    def write() -> tuple[int, tuple[str, ...]]:
        return splitting.take(page.desk, replace(given, lines=tuple(x for x in given.lines if x.text.strip())), page.kept.over), ("intake",)

    def done(taken: int) -> None:
        page.kept.done()
        page.shell.back()
        page.shell.open_page(SplitPage(page.shell, page.judgment, page.number))
        page.shell.tell(f"Đã đưa {taken} khoản vào trang tách. Chọn từng quyết định được đề xuất (Ctrl+2), Enter để soạn.")

    page.kept.keep()
    page.worker.run_write(write, done, page.form.show_refusals, owner=page)
