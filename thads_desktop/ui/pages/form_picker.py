"""Any paper of the catalogue for this matter: type a few letters of its name, Enter begins it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import form_picker
from thads_desktop.services.measure_forms import FAMILIES
from thads_desktop.ui.narrowing import Narrowing, searched
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import count_label
from thads_desktop.ui.pages import blanks
from thads_desktop.ui.pages.begin import barred_words
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.form_picker import Choice
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.theme import Tone

EMPTY = "Không có mẫu văn bản nào có hiệu lực."


class FormPickerPage(Page):
    """The forms in force today by family; what the matter bars is grey, with the reason."""

    name = "form-picker"
    title = "Văn bản khác"
    belongs = "matters"
    topics = ("forms", "packs")

    def __init__(self, shell: Shell, matter: str, view: MatterView, effect: str = "") -> None:
        """effect: the forms of this act alone, "" = every form."""
        super().__init__(shell)
        self.matter, self.view, self.effect = matter, view, effect
        self.title = FAMILIES.get(effect, self.title)
        self.count = count_label()
        self.body.addWidget(self.heading(f"{self.title}: {view.number_text}"))
        self.model = RowsModel(
            [
                Column("Nhóm", self._family, width=26, least=12),
                Column("Số", lambda r: r.number or "", "right", 5),
                Column("Văn bản", lambda r: r.name, width=0, least=72, tone=_tone),
                Column("Loại", lambda r: r.what, width=14, least=10, spare=1, tone=_tone),
                Column("Lúc này", lambda r: f"Chưa ra được: {r.why}" if r.why else r.note, width=46, least=16, tone=_tone),
            ],
            lambda r: r.form,
            self,
        )
        self.table = TableView(self.model, self, EMPTY)
        self.table.setObjectName("picker-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.begin_paper())
        self.search = Narrowing(self, "tên văn bản, số danh mục, nhóm", self.table, EMPTY, self._show)
        self.search.reached.connect(self._reached)
        self.body.addWidget(self.search)
        self.body.addWidget(self.count)
        self.body.addWidget(with_words(self.table, always="Văn bản"), 1)
        self.action(blanks.OFFERED, blanks.KEY, lambda: self.shell.open_page(blanks.BlanksPage(self.shell)))
        self.action("Ghi nhận văn bản đang chọn đã ban hành nơi khác", "Ctrl+R", self.record)

    def refresh(self) -> None:
        today = self.clock.today()
        self.worker.run_read(
            lambda: form_picker.choices(self.desk, self.matter, self.view.state, today, self.effect), self._take, key=f"picker-{id(self)}", owner=self
        )

    def _take(self, found: tuple[Choice, ...]) -> None:
        self.search.take([searched(c, (str(c.number), c.name, c.what, c.family, c.family_name, c.form, c.listed)) for c in found])

    def _show(self, rows: list[Any]) -> None:
        #: The first of each family bears its name.
        self._firsts = {r.form for at, r in enumerate(rows) if not at or rows[at - 1].family != r.family}
        self.model.set_rows(rows)
        barred = sum(bool(r.why) for r in rows)
        self.count.setText(f"{len(rows)} mẫu có hiệu lực hôm nay" + (f", {barred} mẫu chưa ra được lúc này (mờ)." if barred else "."))
        if rows:
            # What is typed leads to the first that can be begun.
            self.table.select_key(next((r.form for r in rows if not r.why), rows[0].form))

    def _family(self, row: Choice) -> str:
        return f"{row.family}. {row.family_name}".lstrip(". ") if row.form in self._firsts else ""

    def _reached(self) -> None:
        """Enter in the line: where one form is left it is meant."""
        if self.model.rowCount() == 1 and self.search.text().strip():
            self.begin_paper()

    def current(self) -> Choice | None:
        """The form under the hand."""
        key = self.table.current_key()
        at = self.model.place(key) if isinstance(key, str) else -1
        row: Choice | None = self.model.row(at) if at >= 0 else None
        return row

    def begin_paper(self) -> None:
        """The page of the chosen paper; of one that is barred the reason."""
        row = self.current()
        if row is None:
            return
        if row.why:
            self.shell.warn(barred_words(row.form, row.why))
        else:
            self._open(row.form, "")

    def record(self) -> None:
        """What was issued elsewhere, though it is barred here."""
        row = self.current()
        if row is not None:
            self._open(row.form, row.why)

    def _open(self, form: str, barred: str) -> None:
        from thads_desktop.ui.pages.paper import PaperPage

        # The paper takes the place of the list: leaving it leads back to the matter.
        view, matter_shell = self.view, self.shell
        matter_shell.back()
        matter_shell.open_page(PaperPage(matter_shell, form, view, barred=barred))

    def first_focus(self) -> QWidget:
        return self.search

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("gõ chữ", "lọc"), ("Enter", "soạn"), ("Ctrl+R", "ghi nhận"), ("Ctrl+B", "tờ trống"))

    def help(self) -> str:
        return (
            "Mọi mẫu văn bản có hiệu lực hôm nay, xếp theo nhóm của danh mục. Gõ vài chữ có dấu hoặc không dấu để lọc (theo tên mẫu, "
            "tên trong danh mục, số); còn đúng một mẫu thì Enter mở ngay trang soạn, còn nhiều thì Enter xuống bảng, Enter nữa mở. "
            "Mẫu mờ là chưa ra được lúc này, lý do ghi ở cột Lúc này; văn bản ấy đã ban hành nơi khác thì Ctrl+R để ghi nhận."
        )


def _tone(row: Choice) -> Tone:
    return "muted" if row.why else "neutral"
