"""Recipients and service of one paper: who is to have it, who had it when and how; the same way and day for all that are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal
from thads_desktop.services import dispatch, scans, service_proof, serving, vneid
from thads_desktop.services.event_words import WAY_WORDS
from thads_desktop.ui import scan_files
from thads_desktop.ui.ask_place import ask_file
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.leaving import may_leave
from thads_desktop.ui.listing_actions import show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import count_label
from thads_desktop.ui.pages.printed import PrintedPage
from thads_desktop.ui.preview import save_copy
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.tables import Column, RowsModel
from thads_desktop.ui.wrapped_rows import WrappedRows

if TYPE_CHECKING:
    from thads_desktop.services.serving import Done, Served, Table

#: From the pages of a paper.
KEY = "Ctrl+Shift+Z"
TITLE = "Nơi nhận, tống đạt"
WAYS = tuple((code, words[:1].upper() + words[1:]) for code, words in WAY_WORDS.items())
RECEIVERS = tuple((code, words[:1].upper() + words[1:]) for code, words in serving.RECEIVERS.items())
_SERVED, _SENT, _OPEN, _INSIDE, _THERE = (
    Chip("Đã tống đạt", "green", "check"), Chip("Đã gửi", "blue", "send"), Chip("Chưa gửi", "amber", "clock"), Chip("Bản lưu", "neutral", "folder"),
    Chip("Giao tại chỗ", "neutral", "check"),
)  # fmt: skip


class ServicePage(Page):
    """One line for each recipient; what is typed beneath holds for all chosen lines."""

    name = "service"
    title = TITLE

    def __init__(self, shell: Shell, paper: str, title: str = "") -> None:
        super().__init__(shell)
        self.paper = paper
        self.found: Table | None = None
        self.topics_of_matter: tuple[str, ...] = ()
        self.count = count_label()
        self.body.addLayout(FlowRow(self.heading(f"{TITLE}: {title}" if title else TITLE), self.count))
        self.model = RowsModel(
            [
                Column("Nơi nhận", lambda r: r.recipient.name, width=0, least=30),
                Column("Địa chỉ", lambda r: r.recipient.address, width=26, least=12, spare=2),
                Column("Tình trạng", _chip, width=16, least=14, chips=(_SERVED, _SENT, _OPEN, _INSIDE, _THERE)),
                Column("Hình thức", lambda r: WAY_WORDS.get(r.way, ""), width=20, least=12, spare=1),
                Column("Gửi ngày", lambda r: r.sent, width=10),
                Column("Nhận ngày", lambda r: r.served, width=10),
                Column("Người nhận", lambda r: r.receiver, width=24, least=12, spare=3),
                Column("Bằng chứng", lambda r: " · ".join(x for x in (r.proof, "có tệp" if r.file else "") if x), width=18, least=8, spare=4),
                Column("Niêm yết đến", lambda r: r.until, width=10, spare=5),
            ],
            lambda r: r.recipient.key,
            self,
        )
        self.table = WrappedRows(self.model, self, "Văn bản này không có nơi nhận.", wraps=("Nơi nhận", "Địa chỉ"))
        self.table.setObjectName("service-table")
        self.table.picks_first = True
        self.table.chosen.connect(self._chosen)
        self.table.opened.connect(lambda _key: self.form["way"].editor.setFocus())
        self.body.addWidget(with_words(self.table), 1)
        today = self.clock.today()
        self.form: Form = build(
            (
                Spec("way", "Hình thức (cho các dòng đã chọn)", "choice", options=WAYS, value="direct", share=2),
                Spec("sent", "Ngày gửi, giao, niêm yết", "date", required=True, value=today, beside=True),
                Spec("served", "Ngày nhận", "date", beside=True, note="Trống: theo hình thức; bưu chính, đăng báo thì ghi sau"),
                Spec("receiver", "Người nhận", "choice", options=RECEIVERS, value="self"),
                Spec("who", "Ai nhận thay, quan hệ", beside=True, share=2),
                Spec("witness", "Người chứng kiến", beside=True),
                Spec("proof", "Bằng chứng", note="Số bưu gửi, số và trang sổ giao nhận, biên bản giao thông báo…"),
            ),
            self.clock, accept="Ghi tống đạt",
        )  # fmt: skip
        self.form.accepted.connect(self._mark)
        self.form.left.connect(lambda _draft: self.table.setFocus())
        self.form.changed.connect(self._ask)
        FormAmong(self.form)
        self.body.addWidget(self.form)
        self._ask()
        self.action("Chọn mọi nơi nhận", "Ctrl+A", self.table.selectAll)
        self.action("Chọn các nơi nhận chưa gửi", "Ctrl+B", self.choose_open)
        self.action("In đủ số bản theo nơi nhận", "F8", self.print_copies, icon="print")
        self.action("Phong bì của các nơi nhận đã chọn", "Ctrl+M", self.envelopes)
        self.action("Phiếu gửi, chuyển giao văn bản", "Ctrl+P", self.slip)
        self.action("Gắn tệp bằng chứng vào các dòng đã chọn", "Ctrl+O", self.prompt_proof)
        self.action("Xem tệp bằng chứng của dòng đang chọn", "Ctrl+Shift+O", self.show_proof)
        self.action("Tệp dữ liệu thông báo qua VNeID cho các nơi nhận đã chọn", "Ctrl+E", self.vneid_file, icon="export")

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        self.worker.run_read(lambda: serving.table(self.desk, self.paper), self._take, key=f"service-{id(self)}", owner=self)

    def _take(self, found: Table) -> None:
        self.found = found
        self.model.set_rows(list(found.rows))
        outside = [r for r in found.rows if r.recipient.to != "inside"]
        served, sent = sum(r.served is not None for r in outside), sum(r.sent is not None for r in outside)
        self.count.setText(f"ban hành {short_date(found.issued)} · {len(outside)} nơi nhận, {sent} đã gửi, {served} đã tống đạt")

    def _chosen(self, _key: object) -> None:
        """A line that waits for its day of receipt is gone on with: the form takes over what is known of it."""
        row = self._current()
        if row is not None and row.sent is not None and row.served is None and self.form.values()["served"] is None:
            self.form.set_values({"way": row.way or "direct", "sent": row.sent, "proof": row.proof})

    def _current(self) -> Served | None:
        key = self.table.current_key()
        at = self.model.place(key) if isinstance(key, str) else -1
        row: Served | None = self.model.row(at) if at >= 0 else None
        return row

    def _ask(self) -> None:
        """Only what the way and the receiver want to know."""
        v = self.form.values()
        by_hand = v["way"] in ("direct", "post")
        for name, shown in (("receiver", by_hand), ("who", by_hand and v["receiver"] == "household"), ("witness", by_hand and v["receiver"] == "refused")):
            self.form[name].setVisible(shown)

    # --- what is done -------------------------------------------------------------------------------

    def choose_open(self) -> None:
        """The lines to which nothing was sent."""
        rows = self.found.rows if self.found is not None else ()
        wanted = [r.recipient.key for r in rows if r.sent is None and r.recipient.to != "inside"]
        self.table.select_keys(wanted)
        if not wanted:
            self.shell.warn("Không còn nơi nhận nào chưa gửi.")

    def selected(self) -> list[str]:
        """The lines that are chosen; copies that stay in the office are left out."""
        keys = {k for k in self.table.selected_keys() if isinstance(k, str)}
        rows = self.found.rows if self.found is not None else ()
        return [r.recipient.key for r in rows if r.recipient.key in keys and r.recipient.to != "inside"]

    def _mark(self, v: dict[str, Any]) -> None:
        keys, found = self.selected(), self.found
        if not keys or found is None:
            self.shell.warn("Hãy chọn trong danh sách các nơi nhận trước (Ctrl+A: tất cả, Ctrl+B: chưa gửi).")
            self.table.setFocus()
            return
        given = serving.Given(
            v["way"], v["sent"], v["served"], v["receiver"] or "self", v["who"] or "", v["witness"] or "", v["proof"] or ""
        )

        def write() -> tuple[Done, tuple[str, ...]]:
            done = serving.mark(self.desk, self.paper, keys, given)
            return done, ("papers", "deadlines", "matters", f"matter:{found.matter}")

        self.worker.run_write(write, self._marked, self.form.show_refusals, owner=self)

    def _marked(self, done: Done) -> None:
        self.form.set_values({"served": None, "proof": "", "who": "", "witness": "", "receiver": "self"})
        self.shell.tell(" ".join((f"Đã ghi {done.count} nơi nhận.", *done.told)))
        self.refresh()
        self.table.setFocus()

    def print_copies(self) -> None:
        """As many as the list of recipients wants, through the queue of the printer."""
        from thads_desktop.ui.pages.printing import open_queue
        from thads_desktop.ui.print_queue import Item

        def take(found: list[dispatch.Copies]) -> None:
            open_queue(self.shell, [Item(f"{c.title} {c.number_text}".strip(), c.form, c.paper, copies=c.count) for c in found])
            self.shell.tell(f"Số bản: {'; '.join(found[0].names)}." if found else "")

        self.worker.run_read(lambda: dispatch.copies(self.desk, [self.paper]), take, key=f"copies-{id(self)}", owner=self)

    def envelopes(self) -> None:
        """Of the chosen recipients; one chosen line that stays in the office means all."""
        from thads_desktop.ui.pages.envelopes import EnvelopesPage

        self.shell.open_page(EnvelopesPage(self.shell, [self.paper], self.selected()))

    def slip(self) -> None:
        """The slip that goes with the paper."""
        show_print(self, "Phiếu gửi, chuyển giao văn bản", lambda: dispatch.slip(self.desk, [self.paper]), "phieu-gui")

    def prompt_proof(self) -> None:
        """Choose the file that proves the chosen lines."""
        keys = self._lines()
        if keys:
            chosen, _kind = QFileDialog.getOpenFileName(self, "Chọn tệp bằng chứng", "", scan_files.KINDS)
            if chosen:
                self.attach(Path(chosen), keys)

    def attach(self, file: Path, keys: Sequence[str]) -> None:
        """The file is looked at by its content and kept in the file of the matter."""
        found = self.found

        def write() -> tuple[str, tuple[str, ...]]:
            service_proof.attach(self.desk, self.paper, keys, scan_files.read(self.desk, file))
            return f"Đã gắn {file.name} vào {len(keys)} dòng.", ("papers", *((f"matter:{found.matter}",) if found is not None else ()))

        def told(said: str) -> None:
            self.shell.tell(said)
            self.refresh()

        self.worker.run_write(write, told, self._warn, owner=self)

    def _lines(self) -> list[str]:
        keys = self.selected()
        if not keys:
            self.shell.warn("Hãy chọn dòng đã ghi tống đạt trong danh sách trước.")
        return keys

    def _warn(self, refusals: tuple[Refusal, ...]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    def show_proof(self) -> None:
        """The file that proves the line under the hand."""
        row = self._current()
        if row is None or not row.file:
            self._warn((Refusal("serve.no_proof_file"),))
            return
        key, paper, desk = row.recipient.key, self.paper, self.desk
        title = f"Bằng chứng tống đạt: {row.recipient.name}"
        page = PrintedPage(self.shell, title, lambda: scans.drawn(*service_proof.content(desk, paper, key), title), "bang-chung-tong-dat")
        self.shell.open_page(page)

    def vneid_file(self) -> None:
        """Asked where to, to whom and for what; the program sends nothing."""
        keys, title = self.selected(), self.found.title if self.found is not None else ""

        def take(made: vneid.Made) -> None:
            file = ask_file(self, "Lưu tệp dữ liệu thông báo qua VNeID", self.desk.folder, f"{made.name}.zip", "Tệp nén (*.zip)")
            if file is None or not may_leave(self.desk, self.worker, "vneid", title, self):
                return
            said = save_copy(made.data, file)
            left = f" Không có trong tệp: {'; '.join(made.left_out)}." if made.left_out else ""
            self.shell.tell(f"{said} {made.count} người nhận. Mẫu tải lên của hệ thống chưa xác lập: xem DOC-TRUOC.txt trong tệp.{left}")

        self.worker.run_read(lambda: vneid.made(self.desk, self.paper, keys), take, key=f"vneid-{id(self)}", owner=self, on_refused=self._warn)

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+A", "chọn tất cả"), ("Enter", "điền"), ("Ctrl+Enter", "ghi"), ("Ctrl+M", "phong bì"))

    def help(self) -> str:
        return (
            "Mỗi nơi nhận của văn bản một dòng. Chọn một hay nhiều dòng (Shift+↓, Ctrl+A tất cả, Ctrl+B các dòng chưa gửi), Enter xuống biểu, chọn hình "
            "thức, ngày, Ctrl+Enter ghi cho mọi dòng đã chọn. Giao trực tiếp: ngày nhận để trống là ngày giao. Niêm yết: ngày niêm yết là ngày được "
            "thông báo hợp lệ, cột cuối ghi phải niêm yết đến ngày nào. Bưu chính, đăng báo: ghi gửi trước, chọn lại dòng ấy để ghi ngày nhận sau. "
            "Quyết định thi hành án tống đạt cho người phải thi hành án chính là thông báo hợp lệ: thời hạn tự nguyện tính từ ngày ấy; thông báo nhận "
            "tiền, tài sản, thông báo kết quả thẩm định giá, đấu giá không thành cũng tính hạn từ ngày người nhận được thông báo hợp lệ. Ghi nhầm ngày "
            "thì chọn dòng ấy, ghi lại cùng hình thức với ngày đúng: hạn chuyển theo; ghi nhầm cả dòng thì xóa ở Diễn biến của việc. "
            "F8 in đủ số bản theo nơi nhận, Ctrl+M phong bì của các dòng đã chọn, Ctrl+P phiếu gửi. Ctrl+O gắn tệp bằng chứng (xác nhận của hệ thống, "
            "bản chụp biên bản, hồi báo) vào các dòng đã ghi, Ctrl+Shift+O xem; Ctrl+E lập tệp dữ liệu để cán bộ nhập thông báo qua VNeID: chương trình "
            "không tự gửi, mẫu tải lên của hệ thống chưa xác lập."
        )


def _chip(row: Served) -> Chip:
    if row.recipient.to == "inside":
        return _THERE if row.recipient.name.startswith(serving.THERE) else _INSIDE
    return _SERVED if row.served is not None else _SENT if row.sent is not None else _OPEN


def open_service(shell: Shell, paper: str, title: str, stage: str) -> None:
    """The table of service of an issued paper; of another one what must come before."""
    if stage in ("numbered", "sent", "recorded"):
        shell.open_page(ServicePage(shell, paper, title))
    else:
        shell.warn("Chỉ văn bản đã ban hành mới có nơi nhận để ghi gửi, tống đạt: hãy chọn văn bản đã vào số.")
