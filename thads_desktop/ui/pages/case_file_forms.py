"""The small forms of a file: a document by hand, its sheets, why something leaves, and the code of a paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from thads_desktop.services import case_file, file_numbers, file_passing, file_words, paper_mark, scans
from thads_desktop.services.case_file import Put, Row
from thads_desktop.ui import scan_files, scanned
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.ui.page import Shell


def topics(matter: str) -> tuple[str, ...]:
    """What changes with a file."""
    return ("files", "matters", f"matter:{matter}")


class DocumentPage(FormPage):
    """A document that is put into the file by hand, or (known) put right."""

    name = "file-document"
    title = "Thêm tài liệu vào hồ sơ"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, number: str, key: str = "", known: Put | None = None) -> None:
        super().__init__(shell)
        self.matter, self.key = matter, key
        at = known or Put("", self.clock.today())
        self.lay_out((
            Spec("title", "Tên tài liệu", required=True, value=at.title),
            Spec("kind", "Loại", "choice", options=list(file_words.BY_HAND.items()), value=at.kind, beside=True),
            Spec("number", "Số, ký hiệu", value=at.number, limit=60),
            Spec("issued", "Ngày của tài liệu", "date", value=at.issued, beside=True),
            Spec("author", "Cơ quan, người lập", value=at.author, beside=True, share=2),
            Spec("day", "Ngày đơn vị có tài liệu", "date", required=True, value=at.day),
            Spec("sheets", "Số tờ", required=True, value=str(at.sheets), limit=5, beside=True,
                 note="bút lục đánh theo tờ; riêng quyết định thi hành án, bản án chỉ một số"),
        ), f"{'Sửa tài liệu' if key else self.title}: hồ sơ {number}")  # fmt: skip

    def subject(self) -> str:
        return f"{self.matter}:{self.key}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            given = Put(v["title"] or "", v["day"], whole(v["sheets"]), v["number"] or "", v["author"] or "", v["issued"], v["kind"] or "")
            case_file.put(self.desk, self.matter, given, self.key)
            return ("Đã sửa tài liệu." if self.key else "Đã thêm tài liệu; Ctrl+B để đánh số bút lục."), topics(self.matter)

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)


class SheetsPage(FormPage):
    """How many sheets a document has."""

    name = "file-sheets"
    title = "Số tờ của tài liệu"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, row: Row) -> None:
        super().__init__(shell)
        self.matter, self.row = matter, row
        note = f"đã có bút lục {row.numbers}: số đã đánh giữ nguyên, tờ thêm được đánh số tiếp" if row.numbers else ""
        self.lay_out((Spec("sheets", "Số tờ", required=True, value=str(row.sheets), limit=5, note=note),), f"{self.title}: {row.title}")

    def subject(self) -> str:
        return f"{self.matter}:{self.row.key}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            case_file.count(self.desk, self.matter, self.row.key, whole(v["sheets"]))
            return "Đã ghi số tờ.", topics(self.matter)

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)


class FirstNumberPage(FormPage):
    """The first number that is free on the paper of a file that was carried in."""

    name = "file-first"
    title = "Số bút lục đầu tiên còn trống"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, number: str, first: int) -> None:
        super().__init__(shell)
        self.matter = matter
        self.lay_out((Spec("first", self.title, required=True, value=str(first), limit=5,
                           note="hồ sơ tiếp nhận từ sổ cũ: số cuối đã đóng trên giấy cộng một; quyết định, bản án có sẵn giữ số trên giấy"),),
                     f"{self.title}: hồ sơ {number}")  # fmt: skip

    def subject(self) -> str:
        return self.matter

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            file_numbers.begin_at(self.desk, self.matter, whole(v["first"]))
            return f"Đã ghi: Ctrl+B đánh bút lục từ số {v['first']}.", topics(self.matter)

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)


class WhyPage(FormPage):
    """The reason for which a document leaves the list, or a scan is taken away; act(reason) carries it out."""

    name = "file-why"
    title = "Lý do"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, heading: str, said: str, act: Callable[[str], object]) -> None:
        super().__init__(shell)
        self.matter, self.said, self._act = matter, said, act
        self.lay_out((Spec("reason", "Lý do", required=True),), heading)

    def subject(self) -> str:
        return self.matter

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            self._act(v["reason"] or "")
            return self.said, topics(self.matter)

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)


class PassPage(FormPage):
    """The file goes to somebody else: who gives, who takes; the minutes are shown as they print."""

    name = "file-pass"
    title = "Bàn giao hồ sơ"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, number: str) -> None:
        super().__init__(shell)
        self.matter, self.number = matter, number
        today = self.clock.today()
        hands = file_passing.hands(self.desk, today)
        held = next((p for p in (file_passing.holder(self.desk, matter), self.desk.actor) if p in dict(hands)), None)
        self.lay_out((
            Spec("day", "Ngày", "date", required=True, value=today),
            Spec("giver", "Người giao", "choice", required=True, options=hands, value=held, beside=True, share=2),
            Spec("taker", "Người nhận", "choice", required=True, options=hands, beside=True, share=2,
                 note="người phụ trách việc không đổi theo biên bản này: phân công là việc riêng"),
        ), f"{self.title} {number}: biên bản kèm danh mục tài liệu")  # fmt: skip

    def subject(self) -> str:
        return self.matter

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[bytes, tuple[str, ...]]:
            return file_passing.pass_on(self.desk, self.matter, v["giver"] or "", v["taker"] or "", v["day"]), topics(self.matter)

        self.carry(write, self._done)

    def _done(self, data: bytes) -> None:
        from thads_desktop.ui.pages.printed import PrintedPage

        self.shell.back()
        self.shell.open_page(PrintedPage(self.shell, "Biên bản bàn giao hồ sơ", lambda: data, f"ban-giao-ho-so-{self.number}"))
        self.shell.tell("Đã lập biên bản bàn giao hồ sơ.")


class CodePage(FormPage):
    """The code of a paper, by a hand scanner or typed: its file opens at its document, what is in no file as its own page."""

    name = "file-code"
    title = "Tìm văn bản theo mã QR"
    belongs = "matters"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.lay_out((Spec("code", "Mã trên giấy", required=True,
                           note="đưa máy quét vào mã QR; hoặc thả tệp quét, ảnh chụp vào trang (Ctrl+O chọn tệp)"),))  # fmt: skip
        self.form.scans_into("code")
        self.action("Đọc mã từ bản quét, ảnh chụp của văn bản", "Ctrl+O", self.prompt_scan)
        self.setAcceptDrops(True)

    def prompt_scan(self) -> None:
        """Choose a scan or photo; the code on it is read."""
        chosen, _kind = QFileDialog.getOpenFileName(self, "Đọc mã từ bản quét, ảnh chụp", "", scan_files.KINDS)
        if chosen:
            self.read_from(Path(chosen))

    def read_from(self, file: Path) -> None:
        """What the code on a scan says is taken as if it had been typed."""
        from thads_desktop.ui.pages.case_file_scans import code_in

        def found(code: str) -> None:
            self.form["code"].set_value(code)
            self.form.accept()

        code_in(self, file, found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if scan_files.of_mime(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A scan that is dropped here is read for its code."""
        files = scan_files.of_mime(event.mimeData())
        event.acceptProposedAction()
        if files:
            self.read_from(files[0])

    def take(self, v: dict[str, Any]) -> None:
        code = v["code"] or ""
        self.worker.run_read(
            lambda: scans.act_of(self.desk, code), self._found, key="file-code", owner=self, on_refused=partial(self._in_no_file, code)
        )

    def _in_no_file(self, code: str, refusals: tuple[Refusal, ...]) -> None:
        if refusals[0].code == "file.no_code" and paper_mark.is_code(code):
            self.kept.done()
            self.shell.back()
            scanned.open_scanned(self.shell, code)
        else:
            self.form.show_refusals(refusals)

    def _found(self, found: tuple[str, str]) -> None:
        from thads_desktop.ui.pages.case_file import CaseFilePage

        matter, item = found
        self.kept.done()
        self.shell.back()
        self.shell.open_page(CaseFilePage(self.shell, matter, "", item))


def whole(typed: str | None) -> int:
    """The number typed; 0 for what is none, so that the service says so."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else 0
