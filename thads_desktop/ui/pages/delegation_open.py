"""A package of another office is opened: a delegation, looked at whole before a human takes it in, or an acknowledgement."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.services import consolidation, delegation_ack, delegation_door, delegation_in
from thads_desktop.ui.fields_typed import DateField
from thads_desktop.ui.package_view import PackageView
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import state_label
from thads_desktop.ui.pages.key_words import seen_words
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.delegation_in import Person

TOPICS = ("matters", "deadlines", "intake", "parties")
EMPTY = "Chọn tệp gói (Ctrl+O) rồi nhấn Enter để xem. Chưa có gì được ghi cho đến khi nhấn F9."


class OpenPackagePage(Page):
    """Path, what it says, obligations and persons; F9 takes it in."""

    name = "open-package"
    title = "Mở gói ủy thác, thông báo nhận ủy thác"
    belongs = "intake"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.found: delegation_in.Incoming | delegation_ack.Acknowledgement | None = None
        self._key: consolidation.Key | None = None
        self.body.addWidget(self.heading())
        self.place = QLineEdit()
        self.place.setObjectName("place")
        self.place.setPlaceholderText("Tệp gói (.thads)")
        self.place.setAccessibleName("Tệp gói")
        self.place.returnPressed.connect(self.look)
        self.place.textEdited.connect(lambda _text: self._forget())
        line = QHBoxLayout()
        line.addWidget(self.place, 1)
        for text, name, run in (("Tệp…   Ctrl+O", "choose", self.prompt_file), ("Xem   Enter", "look", self.look)):
            line.addWidget(self._button(text, name, run))
        self.body.addLayout(line)
        self.state = state_label(EMPTY)
        self.body.addWidget(self.state)
        self.tabs = PackageView(self, self._print)
        self.lines = self.tabs.lines
        self.people = RowsModel(_person_columns(), lambda r: r.key, self)
        self.people_table = self.tabs.add(self.people, "Đương sự")
        self.people_table.setObjectName("people-table")
        self.people_table.opened.connect(self._other_person)
        self.body.addWidget(self.tabs, 1)
        self.body.addLayout(self._foot())
        self.action("Chọn tệp gói", "Ctrl+O", self.prompt_file)
        self.action("Nhận gói đang xem", "F9", self.take)
        self.action("Xem khóa của gói rồi tin khóa", "Ctrl+T", self.trust)
        self.action("Người này: người mới, hay đúng là người đã có", "Ctrl+J", lambda: self._other_person(self.people_table.current_key()))

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self.day = DateField("received", "Ngày nhận", self.clock)
        self.day.set_value(self.clock.today())
        self.even = QCheckBox("Vẫn nhận dù bản án đã có trong sổ")
        self.even.setObjectName("even-if-known")
        self.even.hide()
        self.accept = self._button("Nhận   F9", "accept", self.take)
        self.trusted = self._button("Xem khóa của gói   Ctrl+T", "trust", self.trust)
        self.accept.setProperty("primary", True)
        self.accept.setEnabled(False)
        line.addWidget(self.day)
        line.addWidget(self.even)
        line.addStretch(1)
        line.addWidget(self.trusted)
        line.addWidget(self.accept)
        return line

    def _button(self, text: str, name: str, run: Any) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.clicked.connect(lambda _checked=False: run())
        return made

    def first_focus(self) -> QWidget:
        return self.place

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "xem gói"), ("Ctrl+J", "đúng là người đã có"), ("F9", "nhận"))

    def help(self) -> str:
        return (
            "Gói ủy thác của cơ quan khác được kiểm tra chữ ký, số tiền và ngày tháng rồi hiện ra; chưa có gì được ghi. Ở phần Đương sự (Ctrl+4), Enter "
            "hoặc Ctrl+J đổi giữa người mới và người đã có trong sổ. F9 nhận: bản án vào sổ, quyết định thi hành án đã điền sẵn. Thông báo "
            "nhận ủy thác mở ở đây cũng vậy. Chưa tin khóa của cơ quan gửi: Ctrl+T hiện dấu vân tay, đọc qua điện thoại, đúng thì Ctrl+T lần nữa."
        )

    # --- looking ------------------------------------------------------------------------------------

    def prompt_file(self) -> None:
        """Ask for a file; no logic here."""
        name, _kind = QFileDialog.getOpenFileName(self, "Chọn gói", "", "Gói (*.thads);;Mọi tệp (*)")
        if name:
            self.choose(Path(name))

    def choose(self, file: Path) -> None:
        """This file is meant."""
        self._forget()
        self.place.setText(str(file))
        self.look()

    def look(self) -> None:
        """Open the package and say what it holds."""
        if not self.place.text().strip():
            self.shell.warn("Hãy chọn tệp gói (Ctrl+O).")
            return
        self._forget()
        file = Path(self.place.text().strip())
        self.worker.run_read(lambda: delegation_door.look(self.desk, file), self._looked, key="package", owner=self, on_refused=self._refused)

    def _forget(self) -> None:
        self.found, self._key = None, None
        self.accept.setEnabled(False)
        self.even.hide()
        self.even.setChecked(False)
        self.tabs.show_content(None)
        self.people.set_rows([])
        self.state.setText(EMPTY)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def _looked(self, found: delegation_in.Incoming | delegation_ack.Acknowledgement) -> None:
        self.found = found
        self.accept.setEnabled(True)
        if isinstance(found, delegation_ack.Acknowledgement):
            done = " Đã ghi trước đây." if found.written else " Nhấn F9 để ghi vào việc."
            self.state.setText(found.words() + done)
            return
        self.even.setVisible(found.known)
        self.tabs.show_content(found.content)
        self.people.set_rows(found.people)
        self.state.setText("\n".join(words(found)))

    def _print(self, part: str) -> bytes:
        return delegation_in.print_in(self.found.data, part) if self.found is not None else b""

    def _other_person(self, key: object) -> None:
        """The next of: who is offered, then a new person."""
        if not isinstance(key, str) or not isinstance(self.found, delegation_in.Incoming):
            return
        person = next(p for p in self.found.people if p.key == key)
        choices = [*(s.party for s in person.offered), ""]
        if len(choices) == 1:
            self.shell.warn("Không có người nào trong sổ giống người này: sẽ ghi là người mới.")
            return
        meant = choices[(choices.index(person.meant) + 1) % len(choices)]
        self.found = delegation_in.with_choice(self.found, key, meant)
        self.people.set_rows(self.found.people)
        self.people_table.select_key(key)

    # --- taking -------------------------------------------------------------------------------------

    def take(self) -> None:
        """A human says yes."""
        found = self.found
        if found is None:
            self.shell.warn("Hãy xem gói trước (Enter ở ô tệp gói).")
            return
        if isinstance(found, delegation_ack.Acknowledgement):
            self.worker.run_write(lambda: (delegation_ack.take(self.desk, found.data), (*TOPICS, f"matter:{found.matter}")), self._noted, self._refused,
                                  owner=self)  # fmt: skip
            return
        problem = self.day.own_problem()
        if problem:
            self.shell.warn(problem)
            return
        day, even, chosen = self.day.value(), self.even.isChecked(), {p.key: p.meant for p in found.people}
        self.worker.run_write(
            lambda: (delegation_in.take(self.desk, found.data, day, chosen, even_if_known=even), TOPICS), self._taken, self._refused, owner=self
        )

    def _noted(self, found: delegation_ack.Acknowledgement) -> None:
        self.back_saying(f"Đã ghi: {found.words()}")

    def _taken(self, judgment: str) -> None:
        from thads_desktop.ui.pages.decision import DecisionPage
        from thads_desktop.ui.pages.delegation import CamePage

        assert isinstance(self.found, delegation_in.Incoming)
        assets, number = self.found.content.decision.assets, self.found.content.judgment.number
        self.shell.back()
        self.shell.open_page(CamePage(self.shell, judgment, number) if assets else DecisionPage(self.shell, judgment))
        self.shell.tell("Đã nhận ủy thác. " + ("Hãy ghi quyết định xử lý tài sản (Ctrl+G)." if assets else "Quyết định thi hành án đã điền sẵn."))

    def trust(self) -> None:
        """First show whose key it is, then, when it was compared, trust it."""
        file = Path(self.place.text().strip() or "?")
        if self._key is None:
            self.worker.run_read(lambda: consolidation.seen_key(file, self.desk), self._seen, key="key", owner=self, on_refused=self._refused)
            return
        mark = self._key.fingerprint
        self.worker.run_write(lambda: (consolidation.trust(self.desk, file, mark), ("province",)), self._trusted, self._refused, owner=self)

    def _seen(self, key: consolidation.Key) -> None:
        if key.known:
            self.state.setText(f"Khóa của {key.office} ({key.fingerprint}) đã được tin.")
            return
        self._key = key
        self.state.setText(seen_words(key))

    def _trusted(self, key: consolidation.Key) -> None:
        self._key = None
        self.shell.tell(f"Đã tin khóa của {key.office}: {key.fingerprint}.")
        self.look()


def words(found: delegation_in.Incoming) -> list[str]:
    """What a delegation package says, above its tables."""
    c = found.content
    of = "ủy thác xử lý tài sản" if c.decision.assets else "ủy thác"
    head = (
        f"{c.sender.called or c.sender.name} {of} theo quyết định số {c.decision.number} ngày {short_date(c.decision.day)}; việc số {c.matter.number} "
        f"ngày {short_date(c.matter.day)}, bản án số {c.judgment.number} ngày {short_date(c.judgment.day)} của {c.judgment.court}."
    )
    asset = f" Tài sản: {c.decision.asset}." if c.decision.asset else ""
    money = (
        f"Số tiền khớp: phải thi hành {dong(c.total['due'])}, đã thu {dong(c.total['collected'])}, ủy thác {dong(c.total['delegated'])}, "
        f"còn ở nơi gửi {dong(c.total['rest'])} đồng; đang giữ {dong(c.held)} đồng; {len(c.papers)} văn bản kèm theo."
    )
    return [head + asset, money, *(f"• {told}" for told in found.told)]


def _person_columns() -> list[Column]:
    return [
        Column("Họ tên", lambda r: r.name, width=26, least=18),
        Column("Năm sinh", lambda r: str(r.birth_year or ""), width=8),
        Column("Số giấy tờ", lambda r: ", ".join(r.ids), width=16, least=12, spare=1),
        Column("Địa chỉ", lambda r: r.address, width=0, least=20),
        Column("Trong sổ", _here, width=44, least=26),
    ]


def _here(person: Person) -> str:
    if person.state:
        return ""
    meant = next((s for s in person.offered if s.party == person.meant), None)
    if meant is not None:
        return f"Đúng là {meant.name}. {meant.why}"
    return "Người mới" + (f" (Ctrl+J: {person.offered[0].name}? {person.offered[0].why})" if person.offered else "")
