"""The parts of a judgment: entered once, brought into the decisions that the law of the day calls for; which part has none yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import splitting, units
from thads_desktop.services.splitting import GroupView, PartInput, Split
from thads_desktop.ui import split_people
from thads_desktop.ui.fields_typed import Suggestion
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.told import Told

MOTIONS = (("cd", "Chủ động"), ("yc", "Theo yêu cầu"))
_FLAGS = (
    ("joint", "Liên đới (những người phải thi hành cùng chịu)"), ("returned", "Trả lại tiền, tài sản cho người được thi hành"),
    ("common", "Tài sản chung, thừa kế, ly hôn"),
)  # fmt: skip


class SplitPage(Page):
    """Parts above, the decisions they call for beneath; at the right one more part."""

    name = "split"
    title = "Các khoản của bản án"
    belongs = "intake"
    topics = ("intake", "parties")

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        self.about = number
        self.body.addWidget(self.heading(f"Tách bản án {number} thành các quyết định thi hành án"))
        self.told = QLabel()
        self.told.setObjectName("uncovered")
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.body.addWidget(self.told)
        self.lacks = Told(self, "", "lacks")
        self.body.addWidget(self.lacks)
        self.parts = RowsModel(
            [
                Column("Khoản", lambda r: str(r.part.n), width=5),
                Column("Loại", lambda r: "CĐ" if r.part.motion == "cd" else "YC", width=4),
                Column("Nội dung", lambda r: r.part.text, width=0, least=22),
                Column("Số tiền", lambda r: r.part.due if r.part.due is not None else "", "right", 11, least=10),
                Column("Ai phải", lambda r: ", ".join(r.debtors), width=14, least=10, spare=1),
                Column("Ai được", lambda r: ", ".join(r.creditors), width=14, least=10, spare=2),
                Column("Quyết định", lambda r: r.covered or "chưa có", width=11, least=9),
            ],
            lambda r: r.part.n,
            self,
        )
        self.parts_table = TableView(self.parts, self, "Chưa nhập khoản nào: nhập ở bên phải, Ctrl+Enter thêm khoản.")
        self.parts_table.setObjectName("parts-table")
        self.groups = RowsModel(
            [
                Column("Số", lambda r: str(r.place), width=3),
                Column("Khoản", lambda r: ", ".join(map(str, r.parts)), width=7, least=5),
                Column("Vì sao", lambda r: r.says, width=0, least=36),
                Column("Căn cứ", lambda r: r.cite, width=14, least=8, spare=1),
                Column("Tình trạng", _state, width=16, least=12),
            ],
            lambda r: r.place,
            self,
        )
        self.groups_table = TableView(self.groups, self, "Chưa có khoản nào để đề xuất quyết định.")
        self.groups_table.setObjectName("groups-table")
        self.groups_table.picks_first = True
        self.groups_table.opened.connect(self._decide)
        self.form: Form = build(self._specs(), self.clock, worker=self.worker, accept="Thêm khoản", leave="Trở lại")
        self.form.setObjectName("part-form")
        self.form.accepted.connect(self._add)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.form.changed.connect(lambda: split_people.hide_what_is_not_asked(self.form))
        split_people.hide_what_is_not_asked(self.form)
        self.among = FormAmong(self.form)
        self.body.addWidget(self._split(), 1)
        self.action("Các khoản", "Ctrl+1", self.parts_table.setFocus)
        self.action("Các quyết định được đề xuất", "Ctrl+2", self.groups_table.setFocus)
        self.action("Thêm khoản", "Ctrl+3", self.form["text"].editor.setFocus)
        self.action("Bỏ khoản đang chọn", "Ctrl+Delete", self._remove)
        self.action("Đương sự của các khoản: bổ sung địa chỉ, năm sinh, số giấy tờ", "Ctrl+P", self._persons)

    def _split(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        for words, table in (("Các khoản   Ctrl+1", self.parts_table), ("Quyết định nên ra   Ctrl+2", self.groups_table)):
            label = QLabel(words)
            label.setBuddy(table)
            column.addWidget(label)
            column.addWidget(with_words(table), 1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.form)
        split.setStretchFactor(0, 1)
        split.setSizes([640, 520])
        return split

    def _specs(self) -> list[Spec]:
        return [
            Spec("text", "Nội dung khoản", required=True, share=3),
            Spec("due", "Số tiền (đồng)", "money", beside=True, share=2),
            Spec("motion", "Ra quyết định", "choice", required=True, options=MOTIONS, value="cd", share=2),
            Spec("exhibit", "Cùng một vật chứng, tài sản", note="Ghi tên vật; cùng tên được ra chung", beside=True, share=3),
            *split_people.specs("debtor", self._communes),
            *split_people.specs("creditor", self._communes),
            *(Spec(name, words, "check") for name, words in _FLAGS),
        ]

    def _communes(self, text: str) -> list[Suggestion]:
        return [Suggestion(said, "", code) for code, said in units.suggest(self.desk, text)]

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(
            lambda: splitting.split(self.desk, self.judgment, self.clock.today()), self._take, key=f"split-{id(self)}", owner=self
        )

    def _take(self, found: Split) -> None:
        self.parts.set_rows(list(found.parts))
        self.groups.set_rows(list(found.groups))
        self.told.setText(_told(found))
        self.lacks.say(f"⚠ {found.without}: quyết định và phong bì sẽ thiếu. Ctrl+P để bổ sung." if found.without else "")

    def first_focus(self) -> QWidget:
        return self.form["text"].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (
            ("Ctrl+Enter", "thêm khoản"), ("Enter", "soạn quyết định đang chọn"), ("Ctrl+1 2 3", "các phần"), ("Ctrl+P", "đương sự"), ("Esc", "trở lại"),
        )  # fmt: skip

    def help(self) -> str:
        return (
            "Nhập từng khoản của bản án một lần; chương trình đề xuất các quyết định thi hành án theo luật đang áp dụng và cho biết khoản nào "
            "chưa có quyết định. Địa chỉ, năm sinh, số giấy tờ của từng người ghi ngay ở khoản (nhiều người thì cùng thứ tự tên, cách nhau bằng dấu chấm "
            "phẩy) và đi vào quyết định, phong bì, sổ giao nhận; ghi thiếu thì Ctrl+P bổ sung ở trang Đương sự. "
            "Ctrl+Enter thêm khoản, Ctrl+Delete bỏ khoản nhập nhầm; ở danh sách quyết định, Enter mở trang soạn với các "
            "khoản ấy. Khoản được coi là đã có quyết định khi một quyết định đang có hiệu lực có khoản cùng nội dung và số tiền."
        )

    # --- what is done -------------------------------------------------------------------------------

    def _add(self, v: dict[str, Any]) -> None:
        day = self.clock.today()
        try:
            given = PartInput(
                v["motion"] or "", v["text"] or "", v["due"], split_people.people(v, "debtor", day), split_people.people(v, "creditor", day),
                bool(v["joint"]), bool(v["returned"]), v["exhibit"] or "", bool(v["common"]),
            )  # fmt: skip
        except Refused as refused:
            self.form.show_refusals(refused.refusals)
            return

        def write() -> tuple[int, tuple[str, ...]]:
            return splitting.add(self.desk, self.judgment, given), ("intake",)

        self.worker.run_write(write, self._added, self.form.show_refusals, owner=self)

    def _added(self, n: int) -> None:
        # The next part is often of the same people; what is known of them by now must not become another one's.
        details = {f"{side}_{what}": "" for side in split_people.KINDS for what in split_people.DETAILS}
        self.form.set_values({"text": "", "due": None, "exhibit": "", **details})
        self.form["text"].editor.setFocus()
        self.shell.tell(f"Đã thêm khoản {n}.")
        self.refresh()

    def _remove(self) -> None:
        n = self.parts_table.current_key()
        if not isinstance(n, int):
            self.shell.warn("Chưa chọn khoản nào.")
            return

        def write() -> tuple[str, tuple[str, ...]]:
            splitting.remove(self.desk, self.judgment, n)
            return f"Đã bỏ khoản {n}.", ("intake",)

        self.worker.run_write(write, self._removed, owner=self)

    def _removed(self, said: str) -> None:
        self.shell.tell(said)
        self.refresh()

    def _persons(self) -> None:
        from thads_desktop.ui.pages.persons import PersonsPage

        every = splitting.parties_of([self.parts.row(at).part for at in range(self.parts.rowCount())])
        if every:
            self.shell.open_page(PersonsPage(self.shell, every))
        else:
            self.shell.warn("Chưa nhập khoản nào: đương sự được ghi cùng khoản, ở bên phải.")

    def _decide(self, key: object) -> None:
        from thads_desktop.ui.pages.decision import DecisionPage

        at = self.groups.place(key) if isinstance(key, int) else -1
        if at < 0:
            return
        group: GroupView = self.groups.row(at)
        if not group.open_parts:
            self.shell.warn("Các khoản này đã có quyết định thi hành án.")
            return
        try:
            given = splitting.begin(self.desk, self.judgment, self.clock.today(), group.place)
        except Refused as refused:
            self.shell.warn(" ".join(sentence(r) for r in refused.refusals))
            return
        self.shell.open_page(DecisionPage(self.shell, self.judgment, given))
        if group.apart:
            self.shell.warn("Khoản có nhiều người phải thi hành theo phần: hãy tách khoản theo từng người trước khi ra quyết định.")


def _state(group: GroupView) -> str:
    if not group.open_parts:
        return "đã có quyết định"
    said = "chưa có" if len(group.open_parts) == len(group.parts) else f"còn khoản {', '.join(map(str, group.open_parts))}"
    return f"{said}; cần chia theo người" if group.apart else said


def _told(found: Split) -> str:
    if not found.parts:
        return "Chưa nhập khoản nào của bản án này."
    left = found.uncovered
    if not left:
        return "Mọi khoản đã nhập đều có quyết định thi hành án."
    return f"Chưa có quyết định thi hành án cho khoản {', '.join(map(str, left))}."
