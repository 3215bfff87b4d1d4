"""One entry of a book: written anew or changed; its terms above, its changes and its end by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import book_queries, book_rights, books, entry_papers, tasks
from thads_desktop.services.book_queries import STATES
from thads_desktop.services.paper_place import on_entry
from thads_desktop.ui import book_form
from thads_desktop.ui.fields_typed import NameField
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import WIDTH, FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.row_words import RowWords
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.law.books import Book
    from thads_desktop.services.book_queries import EntryView

TOPICS = ("books", "deadlines")


class EntryPage(FormPage):
    """entry "" = a new one of the book, with the matter and values given."""

    name = "entry"
    belongs = "books"

    def __init__(self, shell: Shell, book: str, entry: str = "", *, matter: str = "", given: Mapping[str, Any] | None = None) -> None:
        super().__init__(shell)
        self.book: Book = book_rights.named(book)
        self.entry = entry
        self.view: EntryView | None = book_queries.view(self.desk, entry) if entry else None
        #: The person of the office's list who was taken from it, and the name as it was then.
        self._party, self._party_name = "", ""
        view, values = self.view, dict(given or {})
        if view is not None:
            values, matter = view.values, view.matter
            self._party, self._party_name = view.party, str(values.get(self.book.who, ""))
        elif values:
            values = {**{f.name: f.value for f in self.book.fields if f.value}, **values}
        heading = f"{self.book.short}, {view.number_text}" if view is not None else f"{self.book.title}: ghi mới"
        self.lay_out(book_form.specs(self.desk, self.book, values, matter), heading, "Ghi lại" if entry else "Vào sổ")
        self.told = WrappedLabel("\n".join(self._lines()))
        self.told.setObjectName("told")
        self.told.setMaximumWidth(WIDTH)
        self.body.insertWidget(1, self.told)
        who = self.form[self.book.who]
        if isinstance(who, NameField):
            who.chosen.connect(lambda chosen: self._is(str(chosen.payload), chosen.name))
        if view is not None:
            if entry_papers.has(self.book):
                self.action("Văn bản của dòng này: lập, ký, vào số, gửi", "Ctrl+Shift+V", self._papers, icon="paper")
                self.action("Hồ sơ của dòng này: tài liệu, bút lục, bìa", "Ctrl+Shift+E", self._file)
            self.action("Các lần ghi, sửa dòng này", "Ctrl+D", self._history)
            self.action("Thôi theo dõi, theo dõi lại", "Ctrl+E", self._end)
            self.action("Mở việc của dòng này", "Ctrl+Shift+M", self._matter)
            self.action("Giao một việc về dòng này", "Ctrl+T", self._give_task, icon="plus")

    def subject(self) -> str:
        # What is typed into a book that few see is kept for who typed it.
        return f"{self.entry or self.book.key}{f'.{self.desk.actor}' if self.book.secret else ''}"

    def _is(self, party: str, name: str) -> None:
        self._party, self._party_name = party, name

    def _lines(self) -> list[str]:
        view, today = self.view, self.clock.today()
        if view is None:
            return [x for x in (self.book.said_cite(), self.book.note) if x]
        said = [f"{STATES[view.state]}{f': {view.why}' if view.why else ''}."]
        for owed in sorted(view.deadlines, key=lambda d: (d.discharged_on is not None, d.due)):
            if owed.discharged_on is not None:
                late = "" if owed.discharged_on <= owed.due else f", chậm so với hạn {short_date(owed.due)}"
                said.append(f"✓ {owed.title}: đã làm ngày {short_date(owed.discharged_on)}{late}.")
            else:
                over = " QUÁ HẠN." if owed.due < today else ""
                said.append(f"{'⚠' if over else '•'} {owed.title}: hạn {short_date(owed.due)}.{over} {owed.why} {owed.cite}.")
        given = [f"☐ Việc được giao: {t.text} ({t.name}), hạn {short_date(t.due)}." for t in tasks.of_entry(self.desk, view.entry)]
        return [*said, *given, *(f"⚠ {note}" for note in view.notes)]

    def take(self, v: dict[str, Any]) -> None:
        typed = {f.name: v[f.name] for f in self.book.fields}
        party = self._party if self._party and v[self.book.who] == self._party_name else ""
        matter, entry, book, at = v[book_form.MATTER], self.entry, self.book.key, self.view.at if self.view is not None else None
        desk = self.desk

        def write() -> tuple[EntryView, tuple[str, ...]]:
            key = entry
            if key:
                books.change_entry(desk, key, typed, matter, party, at)
            else:
                key = books.open_entry(desk, book, typed, matter, party)
            view = book_queries.view(desk, key)
            topics = (*TOPICS, f"matter:{view.matter_key}") if view.matter_key else TOPICS
            return view, topics

        self.carry(write, self._done)

    def _done(self, view: EntryView) -> None:
        self.shell.back()
        due = [d for d in sorted(view.deadlines, key=lambda d: d.due) if d.discharged_on is None]
        said = "".join(f" Hạn {short_date(d.due)}: {d.title[:1].lower()}{d.title[1:]}." for d in due[:2])
        if view.notes:
            self.shell.warn(f"Đã ghi {view.number_text}.{said} {' '.join(view.notes)}")
        else:
            self.shell.tell(f"Đã ghi {view.number_text} vào sổ.{said}")

    def _history(self) -> None:
        if self.view is not None:
            self.shell.open_page(HistoryPage(self.shell, self.entry, self.view.number_text))

    def _end(self) -> None:
        view = self.view
        if view is None:
            return
        if view.state in ("closed", "mistaken"):
            desk, entry = self.desk, self.entry

            def write() -> tuple[None, tuple[str, ...]]:
                books.reopen_entry(desk, entry)
                return None, TOPICS

            self.worker.run_write(write, self._again, self.refused, owner=self)
        else:
            self.shell.back()
            self.shell.open_page(EndPage(self.shell, view))

    def _again(self, _none: None) -> None:
        number = self.view.number_text if self.view is not None else ""
        self.back_saying(f"Theo dõi lại {number}.")

    def _papers(self) -> None:
        from thads_desktop.ui.pages.entry_papers import EntryPapersPage

        if self.view is not None:
            # What a paper writes into the book is shown when the entry is opened again.
            self.shell.back()
            self.shell.open_page(EntryPapersPage(self.shell, self.entry, self.view.number_text))

    def _file(self) -> None:
        from thads_desktop.ui.pages.case_file import CaseFilePage

        if self.view is not None:
            self.shell.open_page(CaseFilePage(self.shell, on_entry(self.entry), self.view.number_text))

    def _give_task(self) -> None:
        from thads_desktop.ui.pages.task import TaskPage

        if self.view is not None:
            self.shell.open_page(TaskPage(self.shell, about=self.view.number_text, entry=self.entry))

    def _matter(self) -> None:
        if self.view is None or not self.view.matter_key:
            self.shell.warn("Dòng này không thuộc việc nào.")
            return
        from thads_desktop.ui.pages.matter import MatterPage

        self.shell.open_page(MatterPage(self.shell, self.view.matter_key))

    def hints(self) -> Sequence[tuple[str, str]]:
        further = (("Ctrl+D", "các lần sửa"), ("Ctrl+E", "thôi theo dõi")) if self.entry else ()
        if self.entry and entry_papers.has(self.book):
            further = (("Ctrl+Shift+V", "văn bản"), ("Ctrl+Shift+E", "hồ sơ"), *further)
        return (*super().hints(), *further)

    def help(self) -> str:
        return (
            f"{super().help()} Các mục, thời hạn và người được xem là dữ liệu của sổ. Trên cùng: việc phải làm, hạn và điều luật; chỗ luật không "
            "có con số thì chương trình nói rõ, đơn vị tự ghi hạn. Sửa dòng không xóa điều đã ghi: Ctrl+D xem lại từng lần. Ctrl+E thôi theo "
            "dõi khi đã xong hoặc vào sổ nhầm; số của dòng vẫn giữ."
        )


class EndPage(FormPage):
    """Why an entry is watched no longer."""

    name = "entry-end"
    title = "Thôi theo dõi"
    belongs = "books"

    def __init__(self, shell: Shell, view: EntryView) -> None:
        super().__init__(shell)
        self.view = view
        specs = (
            Spec("how", "Vì sao", "choice", required=True, options=tuple(books.ENDS.items()), value="done"),
            Spec("why", "Lý do", required=True, note="Không còn thời hạn nào của dòng này; số và điều đã ghi vẫn giữ", beside=True, share=3),
        )
        self.lay_out(specs, f"{self.title}: {view.book.short}, {view.number_text}")

    def subject(self) -> str:
        return self.view.entry

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            books.close_entry(self.desk, self.view.entry, v["how"], v["why"])
            return None, TOPICS

        self.carry(write, self._ended)

    def _ended(self, _none: None) -> None:
        self.back_saying(f"Thôi theo dõi {self.view.number_text}.")


class HistoryPage(Page):
    """What was written when, over what."""

    name = "entry-history"
    title = "Các lần ghi, sửa"
    belongs = "books"
    topics = ("books",)

    def __init__(self, shell: Shell, entry: str, number: str) -> None:
        super().__init__(shell)
        self._entry = entry
        self.body.addWidget(self.heading(f"{self.title}: {number}"))
        self.model = RowsModel(
            [
                Column("Ghi lúc", lambda c: c.at, width=15),
                Column("Người ghi", lambda c: c.who, width=18, least=12),
                Column("Mục", lambda c: c.label, width=28, least=16),
                Column("Trước", lambda c: c.old, width=26, least=14),
                Column("Nay", lambda c: c.new, width=0, least=20),
            ],
            None, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa có lần ghi nào.")
        self.table.setObjectName("entry-history")
        self.table.picks_first = True
        self.body.addWidget(self.table, 1)
        self.body.addWidget(RowWords(self.table))

    def refresh(self) -> None:
        self.worker.run_read(lambda: book_queries.history(self.desk, self._entry), self.model.set_rows, key="entry-history", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def help(self) -> str:
        return "Mỗi dòng là một mục đã ghi: lúc nào, ai ghi, trước là gì và nay là gì. Ctrl+C chép; Esc trở lại."
