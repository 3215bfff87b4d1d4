"""The head's queue and the clerk's: papers waiting for a signature, and signed ones waiting for number and day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from thads_desktop.documents.form import form_name
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import batch, batch_steps, papers, queries
from thads_desktop.services.queries import STAGE_WORDS
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wording import short_form

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.refusal import Trouble
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import PaperRow

STAGES = ("submitted", "signed", "returned")
TOPICS = ("matters", "deadlines", "papers", "intake", "*")

#: Of so many papers issued together numbers and terms are told one by one; of more, the first and the last number.
_TOLD = 5


class QueuePage(Page):
    """Select, look, sign (F9) or send back; signed ones are numbered together (Ctrl+F9)."""

    name = "queue"
    title = "Trình ký và vào số"
    topics = ("papers", "matters")

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._signing = False
        #: Signed or being signed, though the list shows it later.
        self._signed: set[str] = set()
        self._remarks: dict[str, str] = {}
        #: Signed by the last F9: what Ctrl+F9 numbers, though the next one is under the hand.
        self._last: list[str] = []
        self.body.addWidget(self.heading())
        self.model = RowsModel(
            [
                Column("Bước", lambda r: STAGE_WORDS[r.stage], width=13),
                Column("Ngày", lambda r: r.day, width=10, spare=2),
                Column("Văn bản", lambda r: short_form(form_name(r.form, self.clock.today())), width=0, least=18),
                Column("Việc", lambda r: r.about, width=34, least=20),
                Column("Người ký", lambda r: r.signer, width=16, least=10, spare=3),
                Column("Ý kiến trả lại", lambda r: self._remarks.get(r.paper, ""), width=24, least=10, spare=4),
            ],
            lambda r: r.paper,
            self,
        )
        self.table = TableView(self.model, self, "Không có văn bản nào chờ ký hay chờ số.")
        self.table.setObjectName("queue-table")
        self.table.chosen.connect(self._show)
        self.table.opened.connect(self._open)
        self.preview = PaperPreview(self.worker, desk=self.desk)
        self.progress = ProgressPanel(self.worker, self)
        split = QSplitter()
        split.addWidget(with_words(self.table))
        split.addWidget(self.preview)
        split.setSizes([720, 370])
        self.body.addWidget(split, 1)
        line = QHBoxLayout()
        for button in buttons(
            ("Ký   F9", self._sign), ("Xem, trả lại   Enter", self._open_current), ("Vào số các văn bản đã chọn   Ctrl+F9", self._number),
        ):  # fmt: skip
            line.addWidget(button)
        line.addStretch(1)
        foot = QVBoxLayout()
        foot.addLayout(line)
        foot.addWidget(self.progress)
        self.body.addLayout(foot)
        self.action("Ký văn bản đang chọn", "F9", self._sign, icon="sign")
        self.action("Vào số các văn bản đã chọn", "Ctrl+F9", self._number)
        self.action("Trình, ký, vào số, in hàng loạt văn bản cùng loại", "Ctrl+Shift+B", self._batch)

    def refresh(self) -> None:
        def ask() -> tuple[list[PaperRow], dict[str, str]]:
            rows = queries.queue(self.desk, STAGES)
            return rows, queries.remarks(self.desk, [r.paper for r in rows if r.stage == "returned"])

        self.worker.run_read(ask, self._take, key="queue", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def help(self) -> str:
        return (
            "Văn bản chờ ký đứng trước, rồi đến văn bản đã ký chờ số. F9 ký văn bản đang chọn và sang văn bản sau, văn bản của người khác thì người ấy "
            "tự xác nhận; Enter xem, trả lại kèm ý kiến hoặc sửa văn bản bị trả lại; Ctrl+F9 cho số và in mọi văn bản đã ký trong các dòng được chọn, "
            "không chọn dòng nào đã ký thì văn bản vừa ký."
        )

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "ký"), ("Enter", "xem, trả lại"), ("Ctrl+F9", "vào số"), ("Ctrl+Shift+B", "hàng loạt"))

    def _take(self, answer: tuple[list[PaperRow], dict[str, str]]) -> None:
        rows, self._remarks = answer
        self.model.set_rows(sorted(rows, key=lambda r: STAGES.index(r.stage)))
        first = self.model.row(0).paper if rows else ""
        if rows and (self.table.current_key() is None or (self._signing and rows and self.model.row(0).stage == "submitted")):
            self.table.select_key(first)
        self._signing = False
        self._signed &= {r.paper for r in rows if r.stage == "submitted"}

    def _show(self, key: object) -> None:
        if isinstance(key, str):
            day = self.clock.today()
            self.preview.draw(lambda: papers.preview_pdf(self.desk, key, day), at_once=True, of=key)

    def _selected(self, stage: str) -> list[str]:
        keys = [k for k in self.table.selected_keys() if isinstance(k, str)]
        return [k for k in keys if self.model.row(self.model.place(k)).stage == stage]

    def _sign(self) -> None:
        chosen = self._selected("submitted")
        wanted = [key for key in chosen if key not in self._signed]
        if chosen and not wanted:
            # The key once more before the list has gone on: it is being signed.
            return
        if not wanted:
            self.shell.warn("Hãy chọn văn bản đang chờ ký.")
            return

        def write() -> tuple[int, tuple[str, ...]]:
            # After a confirmation once more: what came before the paper that wanted it is signed.
            waiting = {row.paper for row in queries.queue(self.desk)}
            rest = [key for key in wanted if key in waiting]
            done = batch_steps.sign(self.desk, rest or wanted, signer_of(self.desk), self.clock.today())
            if done.why:
                raise Refused(*done.why)
            return len(wanted), TOPICS

        def done(n: int) -> None:
            self._last = wanted
            self.shell.tell(f"Đã ký {n} văn bản.")

        # The next one to sign comes under the hand.
        self._signing = True
        self._signed |= set(wanted)
        self.worker.run_write(
            write, done, self._refused, self._troubled, owner=self, beside=True
        )

    def _number(self) -> None:
        chosen, day = [k for k in self.table.selected_keys() if isinstance(k, str)], self.clock.today()
        last = [*self._last, *self._signed]

        def work(progress: Any, cancelled: Any) -> tuple[tuple[batch.Batch, str], tuple[str, ...]]:
            # Asked when its turn comes: who types F9 and Ctrl+F9 at once has signed by then, though the list shows it later.
            signed = {row.paper for row in queries.queue(self.desk, ("signed",))}
            wanted = [key for key in chosen if key in signed] or [key for key in dict.fromkeys(last) if key in signed]
            done = batch.issue(self.desk, wanted, day, progress, cancelled)
            return (done, _issued(self.desk, done, day)), TOPICS

        self.progress.start("Đang vào số và in", work, self._numbered, writes=True)

    def _numbered(self, answer: tuple[batch.Batch, str]) -> str:
        done, said = answer
        self.refresh()
        if done.why:
            said = f"⚠ {said} Dừng lại: {sentence(done.why[0])}"
        elif not done.issued:
            said = "⚠ Hãy chọn văn bản đã ký, chờ số."
        if done.issued:
            # The draft that was shown is no more: this is how the last of them was issued.
            last = done.issued[-1][0]
            self.preview.draw(lambda: papers.stored(self.desk, last), at_once=True, of=last)
        return said

    def _batch(self) -> None:
        """All papers of the kind under the hand, from draft to print."""
        from thads_desktop.ui.pages.batch import BatchPage

        key = self.table.current_key()
        row = self.model.row(self.model.place(key)) if isinstance(key, str) else None
        self.shell.open_page(BatchPage(self.shell, row.form if row is not None else ""))

    def _open_current(self) -> None:
        self._open(self.table.current_key())

    def _open(self, key: object) -> None:
        if not isinstance(key, str) or key in self._signed:
            return
        row = self.model.row(self.model.place(key))
        from thads_desktop.ui.pages.open_paper import open_paper

        open_paper(self.shell, row.matter, key)

    def _troubled(self, what: Trouble) -> None:
        self._signed.clear()
        self.shell.trouble(what)

    def _refused(self, refusals: Any) -> None:
        self._signed.clear()
        self.shell.warn(" ".join(sentence(r) for r in refusals))
        self.refresh()


def signer_of(desk: Desk) -> str:
    """Who signs: the one who acts here, or where they may not the colleague who confirmed by password."""
    return desk.second.person if desk.second is not None and not desk.may("sign") else desk.actor


def _issued(desk: Desk, done: batch.Batch, day: date) -> str:
    """How many, their numbers and day, and the terms that they started."""
    numbers = [text for _paper, text in done.issued if text]
    of = f": từ số {numbers[0]} đến số {numbers[-1]}" if len(numbers) > _TOLD else f": số {', '.join(numbers)}" if numbers else ""
    said = f"Đã ban hành {len(done.issued)} văn bản{of}{f', ngày {short_date(day)}' if done.issued else ''}."
    terms = dict.fromkeys(queries.born_of(desk, paper) for paper, _text in done.issued[:_TOLD])
    return said + "".join(terms) + (" Hạn của các văn bản sau: trang Hạn (F4)." if len(done.issued) > _TOLD else "")
