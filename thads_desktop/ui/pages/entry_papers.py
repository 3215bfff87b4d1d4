"""The papers of a complaint or a denunciation on its own file, where they are seen by those alone who see its book."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.services import book_rights, entry_papers, entry_view
from thads_desktop.services.paper_place import entry_of, on_entry
from thads_desktop.ui.pages.intake_papers import PlacePapersPage
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.pages.paper_words import as_values

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.form import Spec
    from thads_desktop.ui.page import Shell

KEY, TITLE = "Ctrl+Shift+V", "Văn bản của hồ sơ khiếu nại, tố cáo"


class EntryPapersPage(PlacePapersPage):
    """Of an entry of a book."""

    name = "entry-papers"
    title = TITLE
    belongs = "books"
    topics = ("books", "papers")
    short = "entry"
    empty = "Chưa lập văn bản nào ở hồ sơ này."

    def __init__(self, shell: Shell, entry: str, number: str) -> None:
        self.entry = entry
        super().__init__(shell, on_entry(entry), number)

    def forms_of(self) -> list[Form]:
        return entry_papers.forms_on(book_rights.book_of(self.entry), self.clock.today())

    def view_of(self) -> MatterView:
        return entry_view.of_entry(self.desk, self.entry)

    def page_of(self, form: str) -> PaperPage:
        return EntryPaperPage(self.shell, form, self.view_of())

    def help(self) -> str:
        return (
            "Văn bản lập ở hồ sơ này, ai thấy sổ mới thấy: thông báo thụ lý, quyết định giải quyết khiếu nại, kết luận nội dung tố cáo. Enter ở phần "
            "trên lập văn bản mới, ở phần dưới làm bước tiếp theo của văn bản: sửa, ký, vào số, gửi, hủy số. Văn bản có số thì ngày và số vào sổ. "
            "Văn bản về tố cáo không nêu tên, địa chỉ người tố cáo."
        )


class EntryPaperPage(PaperPage):
    """One paper of an entry: the page of a paper, begun with what the book has."""

    name = "entry-paper"
    belongs = "books"

    def help(self) -> str:
        return (
            "Ô nào sổ đã ghi thì có sẵn, sửa được. F9 trình, ký và vào số trong một bước; Ctrl+Enter chỉ trình ký. Văn bản có số thì ngày và số của "
            "nó vào sổ, thời hạn chờ nó hết. Văn bản về tố cáo nêu tên, địa chỉ người tố cáo thì chương trình không cho trình."
        )

    def _specs(self) -> list[Spec]:
        with self.desk.reading() as reader:
            begun = as_values(self.document, entry_papers.begins(self.desk, reader, entry_of(self.view.key), self.document))
        return [replace(s, value=begun[s.name]) if begun.get(s.name) and not s.value else s for s in super()._specs()]

    def _record(self) -> None:
        self.shell.warn("Văn bản này lập và cho số ở đây. Văn bản lập ở nơi khác: ghi ngày và số của nó vào sổ.")
