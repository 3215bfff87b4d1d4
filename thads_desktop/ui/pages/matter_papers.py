"""What is done with the paper under the hand on the page of a matter: whom it went to, and another paper that puts it right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thads_desktop.services import papers
from thads_desktop.ui.pages.mend import KEY as MEND_KEY, MendPage
from thads_desktop.ui.pages.service import KEY as SERVICE_KEY, open_service

if TYPE_CHECKING:
    from thads_desktop.services.queries import PaperView
    from thads_desktop.ui.pages.matter import MatterPage

#: The weightiest keys while the papers are seen.
HINTS = (("Enter", "mở văn bản"), ("F8", "in"), (SERVICE_KEY, "nơi nhận, tống đạt"), (MEND_KEY, "đính chính, thu hồi"), ("Ctrl+S", "lưu PDF"))
HELP = (
    "Ở phần Văn bản (Ctrl+3): Enter mở văn bản hay dự thảo, F8 in, Ctrl+S lưu thành tệp PDF, Ctrl+Delete bỏ dự thảo; "
    f"{SERVICE_KEY}: từng nơi nhận, ngày gửi, ngày nhận; {MEND_KEY}: đính chính, sửa đổi, thu hồi. "
)
_CHOOSE = "Hãy chọn một văn bản đã ban hành ở phần Văn bản (Ctrl+3)."


def actions(page: MatterPage) -> None:
    """The keys of an issued paper, the same as on its own page."""
    page.action("Nơi nhận, tống đạt của văn bản đang chọn", SERVICE_KEY, partial(service, page))
    page.action("Đính chính, sửa đổi, thu hồi văn bản đang chọn", MEND_KEY, partial(mend, page))


def chosen(page: MatterPage) -> PaperView | None:
    """The paper under the hand; where the papers are not seen, the enforcement decision."""
    if page.view is None:
        return None
    wanted = page.papers_table.current_key() if page.on_papers() else page.view.state.opening_paper
    return next((p for p in page.view.papers if p.paper == wanted), None)


def service(page: MatterPage) -> None:
    """Who had it."""
    if page.view is None or page.past():
        return
    paper = chosen(page)
    if paper is None:
        page.shell.warn(_CHOOSE)
    else:
        open_service(page.shell, paper.paper, _title(paper), paper.stage)


def mend(page: MatterPage) -> None:
    """Put it right by another paper."""
    if page.view is None or page.past():
        return
    paper = chosen(page)
    if paper is None:
        page.shell.warn(_CHOOSE)
    elif paper.stage not in papers.ISSUED:
        page.shell.warn("Văn bản chưa ban hành thì sửa ngay dự thảo (Enter); đã trình thì trả lại rồi soạn lại.")
    else:
        page.shell.open_page(MendPage(page.shell, paper.paper, _title(paper), page.view))


def _title(paper: PaperView) -> str:
    return f"{paper.title} {paper.number_text}".strip()
