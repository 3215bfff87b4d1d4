"""Persons and organisations of the office: found, mended, merged when a human says they are one, separated again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import parties, units
from thads_desktop.ui import wording
from thads_desktop.ui.both_sides import settle
from thads_desktop.ui.fields_typed import NameField, Suggestion
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.search_line import SearchLine
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

KINDS = (("person", "Cá nhân"), ("org", "Tổ chức"), ("state", "Nhà nước"))
TOPICS = ("matters", "parties", "intake")
PAUSE_MS = 150
#: A key that no line of text takes for itself.
APART = "Ctrl+Shift+G"
NOBODY = "Chưa có đương sự nào. Họ được ghi khi nhận yêu cầu và lập quyết định."


class PersonsPage(Page):
    """The list at the left, the chosen one's details at the right."""

    name = "persons"
    title = "Đương sự"
    topics = ("parties", "matters")

    def __init__(self, shell: Shell, only: tuple[str, ...] = ()) -> None:
        """only: ids of the parties of one matter; () = all of the office."""
        super().__init__(shell)
        self._only = only
        self._party = ""
        #: The chosen one as the page saw it: how far its row was, and what the form said then.
        self._at, self._shown = 0, dict[str, Any]()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        self.body.addWidget(self.heading())
        self.search = SearchLine("Tìm theo họ tên, tên tổ chức, có dấu hoặc không dấu, hoặc số giấy tờ", "Tìm đương sự")
        self.search.textChanged.connect(lambda _text: self._pause.start())
        if only:
            self.search.hide()
        self.model = RowsModel(
            [
                Column("Họ tên, tên tổ chức", lambda r: r.name, width=0, least=26),
                Column("Năm sinh", lambda r: str(r.birth_year or ""), width=8, spare=1),
                Column("Số giấy tờ", lambda r: r.ids, width=15, least=13),
                Column("Việc", lambda r: r.matters, "right", 5, spare=3),
                Column("Đã gộp vào", lambda r: r.merged_into_name, width=16, least=12, spare=2),
            ],
            lambda r: r.party,
            self,
        )
        self.table = TableView(self.model, self, NOBODY)
        self.table.setObjectName("persons-table")
        self.table.opened.connect(self._open)
        self.table.chosen.connect(self._choose)
        self.search.left.connect(self.table.setFocus)
        self.search.down.connect(self._to_table)
        self.form = build(self._specs(), self.clock, worker=self.worker, accept="Ghi")
        self.form.accepted.connect(self._write)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.into = NameField("into", "Gộp vào (cùng một người)", self._suggest, self.worker, note="Gõ tên, chọn trong danh sách")
        merge, apart = QPushButton("Gộp   Ctrl+G"), QPushButton(f"Tách lại   {APART}")
        merge.clicked.connect(lambda _checked=False: self.merge())
        apart.clicked.connect(lambda _checked=False: self.separate())
        self.body.addWidget(self._split(merge, apart), 1)
        self.action("Tìm đương sự", "Ctrl+F", self.search.take_up)
        self.action("Gộp đương sự đang chọn vào người đã nêu", "Ctrl+G", self.merge)
        self.action("Tách đương sự đã gộp", APART, self.separate)
        self.action("Mọi dữ liệu về người này", "Ctrl+D", self.data)

    def _split(self, merge: QPushButton, apart: QPushButton) -> QSplitter:
        left, right = QWidget(), QWidget()
        down = QVBoxLayout(left)
        down.setContentsMargins(0, 0, 0, 0)
        down.addWidget(self.search)
        down.addWidget(self.table, 1)
        down.addWidget(RowWords(self.table, 1))
        column = QVBoxLayout(right)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(self.form)
        column.addWidget(self.into)
        line = QHBoxLayout()
        line.addWidget(merge)
        line.addWidget(apart)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(1)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(right)
        split.setSizes([640, 500])
        return split

    def _specs(self) -> tuple[Spec, ...]:
        return (
            Spec("name", "Họ tên, tên tổ chức", required=True, share=3),
            Spec("kind", "Loại", "choice", options=KINDS, value="person", beside=True),
            Spec("birth_year", "Năm sinh"),
            Spec("ids", "Số định danh, giấy tờ, mã số", note="Nhiều số cách nhau bằng dấu cách", beside=True, share=3),
            Spec("address", "Địa chỉ"),
            Spec("commune", "Xã, phường", "name", note="Chọn trong danh sách", suggest=self._communes),
            Spec("account", "Tài khoản"),
        )

    def refresh(self) -> None:
        text, only = self.search.text(), self._only
        self.worker.run_read(lambda: parties.listed(self.desk, text, only), self._take, key="persons", owner=self)

    def _take(self, rows: list[parties.PartyView]) -> None:
        self.table.set_empty("Không có đương sự nào khớp: Ctrl+F rồi Esc để xóa chữ đã gõ." if self.search.text() else NOBODY)
        self.model.set_rows(rows)
        if rows and self.table.current_key() is None:
            self.table.select_key(rows[0].party)

    def _to_table(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self.refresh()
        self.table.begin()

    def first_focus(self) -> QWidget:
        return self.table if self._only else self.search

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "sửa"), ("Ctrl+Enter", "ghi"), ("Ctrl+G", "gộp"), ("Ctrl+D", "mọi dữ liệu"), (APART, "tách"))

    def help(self) -> str:
        return (
            "Enter trên một dòng chuyển sang phần chi tiết; Ctrl+Enter ghi. Văn bản đã ban hành giữ nguyên như đã in. Hai dòng là "
            "một người: chọn dòng thừa, gõ tên người đúng ở ô Gộp vào, chọn trong danh sách rồi nhấn Ctrl+G; gộp nhầm thì "
            f"chọn lại dòng ấy, {APART}. Ctrl+D xem mọi dữ liệu đơn vị giữ về người ấy, để cung cấp theo yêu cầu hợp pháp."
        )

    # --- one party ----------------------------------------------------------------------------------

    def _choose(self, key: object) -> None:
        if isinstance(key, str):
            self.worker.run_read(lambda: (key, *parties.stands(self.desk, key)), self._show, key="person", owner=self)

    def _show(self, found: tuple[str, parties.PartyInput, int, str]) -> None:
        party, p, at, _who = found
        if party == self._party and self.form.draft() != self._shown:
            return  # what is being typed is not taken away because another desk changed the same person
        self._party, self._at = party, at
        self.form.set_values(self._said(p))
        self._shown = self.form.draft()
        self.form.clear_refusals()
        self.into.set_value("")

    def _said(self, p: parties.PartyInput) -> dict[str, Any]:
        return {
            "name": p.name, "kind": p.kind, "birth_year": str(p.birth_year or ""), "ids": " ".join(p.ids), "address": p.address,
            "commune": units.label(p.commune, self.clock.today()), "account": p.account,
        }  # fmt: skip

    def _open(self, key: object) -> None:
        self._choose(key)
        self.form["name"].editor.setFocus()

    def _write(self, v: dict[str, Any]) -> None:
        party, day, at = self._party, self.clock.today(), self._at

        def write() -> tuple[str, tuple[str, ...]]:
            birth, typed = v["birth_year"].strip(), v["commune"].strip()
            if birth and not (birth.isascii() and birth.isdigit() and len(birth) <= 4):
                raise Refused(Refusal("party.bad_birth_year", {"year": birth[:20]}, "birth_year"))
            commune = units.code_of(typed, day)
            if typed and not commune:
                raise Refused(Refusal("commune.unknown", {"commune": typed[:40]}, "commune"))
            given = parties.PartyInput(
                v["name"], v["kind"], int(birth) if birth else None, tuple(v["ids"].split()), v["address"], commune, v["account"]
            )
            parties.change(self.desk, party, given, at)
            return given.name, TOPICS

        def done(name: str) -> None:
            self.shell.tell(f"Đã ghi {name}.")
            self._shown = self.form.draft()
            self._choose(party)

        self.worker.run_write(write, done, self._refused_write, owner=self)

    def _refused_write(self, refusals: Sequence[Refusal]) -> None:
        if not any(r.code == "stale" for r in refusals):
            self.form.show_refusals(refusals)
            return
        party = self._party
        self.worker.run_read(lambda: parties.stands(self.desk, party), lambda found: self._both(party, *found), owner=self)

    def _both(self, party: str, now: parties.PartyInput, at: int, who: str) -> None:
        """Another desk changed the same person meanwhile: both side by side."""
        if party != self._party:
            return
        came, theirs = settle(
            self, self.form, self._shown, self._said(now), what=wording.CONFLICT_PARTY, who=who, ask_always=True
        )  # fmt: skip
        if came != "later":
            self._at, self._shown = at, theirs
        if came == "write":
            self._write(self.form.values())

    def merge(self) -> None:
        """The chosen one is the same as the one named."""
        chosen, party = self.into.taken(), self._party
        if chosen is None or not party:
            self.into.set_refusal("Hãy gõ tên người đúng rồi chọn trong danh sách gợi ý.")
            return
        into = str(chosen.payload)
        self._do(lambda: parties.merge(self.desk, party, into), f"Đã gộp vào {chosen.name}.")

    def separate(self) -> None:
        """Undo the merge of the chosen one."""
        party = self._party
        self._do(lambda: parties.undo_merge(self.desk, party), "Đã tách lại.")

    def data(self) -> None:
        """All that the store holds on the chosen one."""
        if not self._party:
            self.shell.warn("Hãy chọn một đương sự trong danh sách trước.")
            return
        from thads_desktop.ui.pages.person_data import PersonDataPage

        self.shell.open_page(PersonDataPage(self.shell, self._party))

    def _do(self, act: Any, said: str) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            act()
            return said, TOPICS

        self.worker.run_write(write, self.shell.tell, self._refused, owner=self)

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.into.set_refusal(" ".join(sentence(r) for r in refusals))

    def _suggest(self, text: str) -> list[Suggestion]:
        return [
            Suggestion(r.name, f"{r.birth_year or ''} {r.ids} {r.address}".strip(), r.party)
            for r in parties.listed(self.desk, text) if not r.merged_into_name and r.party != self._party
        ]  # fmt: skip

    def _communes(self, text: str) -> list[Suggestion]:
        return [Suggestion(said, "", code) for code, said in units.suggest(self.desk, text)]
