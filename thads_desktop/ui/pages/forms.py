"""The forms of the office: what each prints, whether its head has approved it, how often it was used, the office's own words in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import bare
from thads_desktop.services import form_approval
from thads_desktop.services.inputs import BODY
from thads_desktop.ui import forms_later
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages import blanks
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.search_line import SearchLine
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from thads_desktop.services.form_approval import FormRow

SIGNERS = {"head": "Thủ trưởng", "officer": "Chấp hành viên", "clerk": "người lập", "accountant": "kế toán", "issuer": "người đã ra văn bản"}
CHIPS = {
    "waiting": Chip("Chờ duyệt", "amber", "clock"), "changed": Chip("Đã đổi, duyệt lại", "amber", "undo"),
    "approved": Chip("Đã duyệt", "green", "check"), "established": Chip("Mẫu đã xác lập", "green", "paper"),
}  # fmt: skip
SHOWS = (("", "Mọi mẫu"), ("open", "Chờ Thủ trưởng duyệt"), ("approved", "Đã duyệt"), ("2025", "Của Luật 2025"), ("2008", "Của Luật 2008"))
#: Lines of what changed that are shown; the rest is counted.
_LINES = 12
TOPICS = ("forms", "papers")


class FormsPage(Page):
    """The list at the left, the chosen form's sample at the right; F9 approves."""

    name = "forms"
    title = "Mẫu văn bản"
    topics = ("forms", "packs")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.rows: tuple[FormRow, ...] = ()
        self.search = SearchLine("Tìm: số danh mục, tên mẫu …   Ctrl+F", "Tìm mẫu văn bản")
        self.search.textChanged.connect(lambda _text: self._show_rows())
        self.shows = Combo()
        self.shows.setObjectName("shows")
        self.shows.setAccessibleName("Lọc   Ctrl+H")
        for value, words in SHOWS:
            self.shows.addItem(words, value)
        self.shows.currentIndexChanged.connect(lambda _at: self._show_rows())
        self.count = QLabel()
        self.count.setProperty("quiet", True)
        self.approve_button = self._button("Duyệt mẫu đang chọn   F9", self.approve)
        self.all_button = self._button("Duyệt mọi mẫu đang hiện   Ctrl+F9", self.approve_all)
        self.withdraw_button = self._button("Thôi duyệt   Ctrl+Delete", self.withdraw)
        self.extra_button = self._button("Nội dung thêm của đơn vị   Ctrl+T", self.extra)
        self.body.addLayout(FlowRow(self.heading(), self.approve_button, self.all_button, self.withdraw_button, self.extra_button))
        self.body.addLayout(FlowRow(self.shows, self.count))
        self.body.addWidget(self.search)
        self.ask_all = AskTwice("Ctrl+F9", "Ctrl+F9", self.all_button, self)
        self.ask_withdraw = AskTwice("Ctrl+Delete", "Ctrl+Delete", self.withdraw_button, self)
        self.body.addWidget(self.ask_all)
        self.body.addWidget(self.ask_withdraw)
        self.model = RowsModel(
            [
                Column("Số", lambda r: r.number or "", "right", 5),
                Column("Mẫu văn bản", lambda r: r.name, width=0, least=44),
                Column("Luật", lambda r: r.law, width=6),
                Column("Hiệu lực", lambda r: f"{short_date(r.start)} – {short_date(r.until) if r.until else 'nay'}", width=24, least=12, spare=3),
                Column("Người ký", lambda r: SIGNERS.get(r.signer, r.signer), width=15, least=10, spare=2),
                Column("Tình trạng", lambda r: CHIPS[r.state], width=19, least=16, chips=tuple(CHIPS.values())),
                Column("Duyệt ngày", lambda r: r.approved, width=11, spare=1),
                Column("Người duyệt", lambda r: r.by, width=18, least=10, spare=4),
                Column("Đã dùng", lambda r: r.used or "", "right", 8),
                Column("Thêm", lambda r: "có" if r.extra else "", width=6, spare=5),
            ],
            lambda r: r.key,
            self,
        )
        self.table = WrappedRows(self.model, self, "Không có mẫu nào như vậy.", wraps=("Mẫu văn bản",))
        self.table.setObjectName("forms-table")
        self.table.picks_first = True
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _key: self.extra())
        self.search.down.connect(self.table.begin)
        self.search.left.connect(self.table.begin)
        # Samples are of invented persons: nothing of the office's leaves with them.
        self.preview = PaperPreview(self.worker)
        self.changes = Told(self, "", "changes")
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.changes)
        column.addWidget(self.preview, 1)
        split = QSplitter()
        split.addWidget(with_words(self.table))
        split.addWidget(right)
        split.setSizes([690, 400])
        self.body.addWidget(split, 1)
        self.action("Tìm mẫu văn bản", "Ctrl+F", self.search.take_up, icon="search", name="search")
        self.action("Lọc mẫu: chờ duyệt, đã duyệt, theo luật", "Ctrl+H", self.shows.setFocus)
        self.action("Duyệt mẫu đang chọn", "F9", self.approve, icon="sign")
        self.action("Duyệt mọi mẫu đang hiện", "Ctrl+F9", self.approve_all)
        self.action("Thôi duyệt mẫu đang chọn", "Ctrl+Delete", self.withdraw)
        self.action("Nội dung thêm của đơn vị vào mẫu đang chọn", "Ctrl+T", self.extra)
        self.action(blanks.OFFERED, blanks.KEY, lambda: self.shell.open_page(blanks.BlanksPage(self.shell)))
        self.action(f"Để sau: {forms_later.DAYS} ngày nữa mới nhắc duyệt mẫu khi mở chương trình", "Ctrl+Shift+L", self.put_off)
        self.action("In tờ mẫu đang xem", "F8", lambda: self.shell.tell(self.preview.prompt_print()), icon="print")

    def _button(self, text: str, run: Any) -> QPushButton:
        made = QPushButton(text)
        made.clicked.connect(lambda _checked=False: run())
        return made

    # --- asking -------------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: form_approval.listed(self.desk), self._take, key="forms", owner=self)

    def _take(self, rows: tuple[FormRow, ...]) -> None:
        self.rows = rows
        self._show_rows()

    def _show_rows(self) -> None:
        wanted, words = self.shows.currentData(), bare(self.search.text()).split()
        fits = [r for r in self.rows if _fits(r, wanted) and all(w in bare(f"{r.number} {r.name} {r.law} {r.form}") for w in words)]
        self.model.set_rows(fits)
        left = sum(r.state in ("waiting", "changed") for r in self.rows)
        self.count.setText(f"{len(fits)} mẫu; {f'còn {left} mẫu chờ Thủ trưởng duyệt' if left else 'không còn mẫu nào chờ duyệt'}.")
        if self.table.current_key() is None and fits:
            self.table.select_key(fits[0].key)

    def current(self) -> FormRow | None:
        """The form under the hand."""
        key = self.table.current_key()
        at = self.model.place(key) if isinstance(key, str) else -1
        row: FormRow | None = self.model.row(at) if at >= 0 else None
        return row

    def _chosen(self, _key: object) -> None:
        row = self.current()
        if row is None:
            return
        self.preview.name = f"Mẫu {row.name}"
        self.preview.draw(lambda: form_approval.sample_pdf(row.form, row.sha256), at_once=True, of=f"{row.form}.{row.sha256}")
        self.changes.say("")
        if row.state == "changed":
            key = self.table.current_key()

            def told(lines: list[str]) -> None:
                if self.table.current_key() == key:
                    self.changes.say(_changes(lines))

            self.worker.run_read(lambda: form_approval.changed(self.desk, row.form, row.sha256), told, key="form-changes", owner=self)

    # --- acts ---------------------------------------------------------------------------------------

    def approve(self) -> None:
        """The chosen form."""
        row = self.current()
        if row is None:
            self.shell.warn("Hãy chọn một mẫu trong danh sách.")
        elif row.state in ("approved", "established"):
            self.shell.warn(f"Mẫu “{row.name}” đã dùng được, không phải duyệt.")
        else:
            self._approve([row])

    def approve_all(self) -> None:
        """All that the search and the filter show."""
        open_rows = [r for r in (self.model.row(at) for at in range(self.model.rowCount())) if r.state in ("waiting", "changed")]
        if not open_rows:
            self.shell.warn("Các mẫu đang hiện không còn mẫu nào chờ duyệt.")
        elif self.ask_all.ask(tuple(r.key for r in open_rows), f"Duyệt {len(open_rows)} mẫu đang hiện để dùng ở đơn vị?"):
            self._approve(open_rows)

    def _approve(self, rows: Sequence[FormRow]) -> None:
        wanted = [(r.form, r.sha256) for r in rows]

        def write() -> tuple[int, tuple[str, ...]]:
            return form_approval.approve(self.desk, wanted), TOPICS

        self.worker.run_write(write, lambda n: self.shell.tell(f"Đã duyệt {n} mẫu văn bản."), self._refused, owner=self)

    def withdraw(self) -> None:
        """The approval of the chosen form is taken back."""
        row = self.current()
        if row is None or row.state != "approved":
            self.shell.warn("Hãy chọn một mẫu đã duyệt.")
        elif self.ask_withdraw.ask(row.key, f"Thôi duyệt mẫu “{row.name}”? Văn bản đã ban hành giữ nguyên, văn bản mới không ra được trên mẫu này."):

            def write() -> tuple[str, tuple[str, ...]]:
                form_approval.withdraw(self.desk, row.form, row.sha256)
                return f"Đã thôi duyệt mẫu “{row.name}”.", TOPICS

            self.worker.run_write(write, self.shell.tell, self._refused, owner=self)

    def extra(self) -> None:
        """The office's own words in the free article of the chosen form."""
        row = self.current()
        if row is not None:
            self.shell.open_page(ExtraPage(self.shell, row))

    def put_off(self) -> None:
        """The word on opening comes again in some days."""
        day = forms_later.later(self.desk)
        self.shell.tell(f"Khi mở chương trình trên máy này, từ ngày {short_date(day)} mới nhắc lại việc duyệt mẫu. Mẫu chưa duyệt vẫn chưa dùng được.")

    def _refused(self, refusals: Any) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "duyệt"), ("Ctrl+F9", "duyệt mọi mẫu đang hiện"), ("Enter", "nội dung thêm"), ("Ctrl+B", "tờ trống"))

    def help(self) -> str:
        return (
            "Mẫu dựng lại theo quy định chưa đối chiếu với mẫu in nên không in mã mẫu, và Thủ trưởng phải xem, duyệt nội dung trước khi dùng lần đầu. "
            "Chọn một dòng: tờ mẫu hiện ở bên phải. F9 duyệt mẫu đang chọn, Ctrl+F9 hai lần duyệt mọi mẫu đang hiện, Ctrl+Delete hai lần thôi duyệt. "
            "Mẫu đổi nội dung (theo gói hoặc chương trình mới) phải duyệt lại, chỗ đổi ghi phía trên tờ mẫu. Enter hoặc Ctrl+T ghi nội dung mà đơn vị "
            "thường thêm vào mẫu. Ctrl+Shift+L để sau: 7 ngày nữa mới nhắc duyệt mẫu khi mở chương trình. "
            "Ctrl+F tìm, Ctrl+H lọc. Văn bản đã ban hành nơi khác vẫn ghi nhận được dù mẫu chưa duyệt."
        )


def _fits(row: FormRow, wanted: str) -> bool:
    if wanted == "open":
        return row.state in ("waiting", "changed")
    return wanted in ("", row.law) or (wanted == "approved" and row.state == "approved")


def _changes(lines: list[str]) -> str:
    shown = lines[:_LINES]
    rest = [f"… và {len(lines) - len(shown)} dòng nữa."] if len(lines) > len(shown) else []
    return "\n".join(("⚠ So với bản đã duyệt (dấu - là bỏ, dấu + là mới):", *shown, *rest))


class ExtraPage(FormPage):
    """What the office usually adds to a form: its free article begins with it."""

    name = "form-extra"
    title = "Nội dung thêm của đơn vị"

    def __init__(self, shell: Shell, row: FormRow) -> None:
        super().__init__(shell)
        self.row = row
        self.lay_out(
            (Spec("extra", "Nội dung thêm", "long", lines=6, limit=BODY, value=row.extra or None,
                  note="Ô Nội dung bổ sung của mỗi văn bản theo mẫu này bắt đầu bằng nội dung này; sửa được khi soạn"),),
            f"Nội dung thêm của đơn vị: {row.name}",
        )  # fmt: skip

    def subject(self) -> str:
        return f"form:{self.row.form}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            form_approval.keep_extra(self.desk, self.row.form, v["extra"] or "")
            return f"Đã ghi nội dung thêm của mẫu “{self.row.name}”.", TOPICS

        self.carry(write, self.back_saying)
