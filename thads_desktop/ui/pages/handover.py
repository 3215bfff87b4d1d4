"""An officer leaves: choose who receives, look at the plan line by line, print minutes and state sheets, F9 hands over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.services import handover, handover_sheets
from thads_desktop.services.handover import SHARES, Part, Plan
from thads_desktop.services.handover_loose import KINDS, Loose
from thads_desktop.services.queries import STATUS_WORDS
from thads_desktop.ui.combo import Combo
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, state_label
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal

RECEIVERS = "Giao cho"


def _state_of(row: Part | Loose) -> str:
    if isinstance(row, Part):
        return STATUS_WORDS.get(row.matter.status, "")
    return f"hạn {short_date(row.due)}" if row.due is not None else ""


class HandoverPage(Page):
    """A form, the plan beneath it, and what is done with it."""

    name = "handover"
    title = "Bàn giao toàn bộ việc của một chấp hành viên"
    belongs = "assignment"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.plan: Plan | None = None
        self._people = handover.candidates(self.desk)
        with_matters = [(p, f"{name} ({dong(n)} việc)") for p, name, n in self._people if n]
        self.body.addWidget(self.heading())
        specs = [
            Spec("leaving", "Người giao", "choice", required=True, options=with_matters, value=with_matters[0][0] if with_matters else None),
            Spec("share", "Cách chia", "choice", required=True, options=tuple(SHARES.items()), value="load", beside=True),
            Spec("day", "Ngày bàn giao", "date", required=True, value=self.clock.today(), beside=True),
            *(Spec(f"to:{p}", name, "check", beside=bool(at)) for at, (p, name, _n) in enumerate(self._people)),
        ]
        self.form = build(specs, self.clock, accept="Lập phương án")
        self.form.accepted.connect(self._make)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.form["leaving"].changed.connect(self._back_to_kept)
        FormAmong(self.form)
        self.body.addWidget(self.form)
        self.state = state_label("Ctrl+Enter để lập phương án. Chưa có gì được ghi cho đến F9.")
        self.body.addWidget(self.state)
        self._build_plan()
        self._back_to_kept()

    def _build_plan(self) -> None:
        self.to = Combo()
        self.to.setObjectName("to")
        self.to.setAccessibleName("Giao các dòng đã chọn cho")
        self.to.setToolTip("Giao các dòng đã chọn cho   Ctrl+H")
        self.to.activated.connect(lambda _at: self._choose())
        acts = buttons(
            ("Biên bản   Ctrl+P", self.print_minutes), ("Phiếu hiện trạng   Ctrl+G", self.print_sheets), ("Bàn giao   F9", self.carry_out),
            ("Bỏ phương án   Ctrl+Delete", self.throw_away),
        )  # fmt: skip
        label = QLabel("Giao các dòng đã chọn cho   Ctrl+H")
        label.setBuddy(self.to)
        self.body.addLayout(FlowRow(label, self.to, *acts))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.model = RowsModel(
            [
                Column("Số QĐ", lambda r: r.matter.number_text if isinstance(r, Part) else KINDS[r.kind], width=17, least=12),
                Column("Người phải thi hành án, nội dung", lambda r: r.matter.debtor if isinstance(r, Part) else r.text, width=24, least=18),
                Column("Còn phải thu", lambda r: r.matter.rest if isinstance(r, Part) else "", "right", 14, least=12, spare=1),
                Column("Trạng thái", _state_of, width=18, least=12, spare=2),
                Column("Giao cho", lambda r: r.name or "chưa có người nhận", width=20, least=14, tone=lambda r: "neutral" if r.officer else "red"),
                Column("Vì sao", lambda r: r.why, width=0, least=40),
            ],
            lambda r: r.matter.matter if isinstance(r, Part) else r.row,
            self,
        )
        self.table = TableView(self.model, self, "Chưa lập phương án.")
        self.table.setObjectName("handover-table")
        self.table.picks_first = True
        self.table.opened.connect(self._open)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Giao các dòng đã chọn cho", "Ctrl+H", self.to.setFocus)
        self.action("Chọn tất cả", "Ctrl+A", self.table.selectAll)
        self.action("Xem, in biên bản bàn giao", "Ctrl+P", self.print_minutes, icon="print")
        self.action("Xem, in phiếu hiện trạng từng việc", "Ctrl+G", self.print_sheets, icon="print")
        self.action("Bàn giao theo phương án", "F9", self.carry_out, icon="people")
        self.action("Bỏ phương án", "Ctrl+Delete", self.throw_away)

    # --- the plan -----------------------------------------------------------------------------------

    def _back_to_kept(self) -> None:
        """The choices of a plan that was begun for this officer."""
        leaving = self.form["leaving"].value()
        # Nobody hands over to himself; the words above stand over the first of the others.
        others = [p for p, _name, _n in self._people if p != leaving]
        for person, _name, _n in self._people:
            box = self.form[f"to:{person}"]
            box.setVisible(person in others)
            # A blank keeps the boxes in one line.
            box.set_caption(RECEIVERS if others[:1] == [person] else "\u00a0")
            if person not in others:
                box.set_value(False)
        kept = handover.kept(self.desk, leaving) if leaving else None
        self._own: dict[str, str] = dict(kept["own"]) if kept else {}
        if kept:
            self.form.set_values({"share": kept["share"], **{f"to:{p}": p in kept["to"] for p, _name, _n in self._people}})
            self.state.setText("Có phương án đang lập dở cho người này: Ctrl+Enter để xem lại. Chưa có gì được ghi cho đến F9.")

    def _make(self, v: dict[str, Any]) -> None:
        leaving, share, own = v["leaving"], v["share"], self._own
        to = [p for p, _name, _n in self._people if v[f"to:{p}"]]
        self.state.setText("Đang lập phương án …")
        self.worker.run_read(
            lambda: handover.plan(self.desk, leaving, to, share, own), self._planned, key="handover-plan", owner=self, on_refused=self._refused
        )

    def _planned(self, made: Plan) -> None:
        self._show(made)
        self._keep()
        self.table.begin()

    def _show(self, made: Plan | None) -> None:
        self.plan = made
        self.model.set_rows((*made.parts, *made.loose) if made is not None else ())
        self.to.clear()
        for person, name in made.to if made is not None else ():
            self.to.addItem(name, person)
        if made is None:
            return
        shared = "; ".join(f"{name} {dong(len(made.of(p)))} việc" for p, name in made.to)
        left = len([p for p in made.parts if not p.officer])
        nobody = f" ⚠ {dong(left)} việc chưa có người nhận." if left else ""
        free = len([x for x in made.loose if not x.officer])
        beside = f" Kèm {dong(len(made.loose))} việc được giao, dòng sổ" + (f", {dong(free)} cần người nhận (không chặn bàn giao)" if free else "")
        beside = f"{beside}." if made.loose else ""
        self.state.setText(f"Phương án cho {dong(len(made.parts))} việc của {made.name}: {shared}.{nobody}{beside} Chưa ghi gì; F9 bàn giao.")

    def _choose(self) -> None:
        made, officer = self.plan, self.to.currentData()
        keys = [k for k in self.table.selected_keys() if isinstance(k, str)]
        if made is None or not keys:
            self.shell.warn("Hãy lập phương án và chọn ít nhất một dòng trước.")
            return
        self.worker.run_read(
            lambda: handover.choose(self.desk, made, keys, officer), self._chosen, key="handover-choose", owner=self, on_refused=self._warned
        )

    def _chosen(self, made: Plan) -> None:
        self._own = {p.matter.matter: p.officer for p in made.parts if p.chosen} | {x.row: x.officer for x in made.loose if x.chosen}
        self._show(made)
        self._keep()
        self.table.setFocus()

    def _keep(self) -> None:
        made = self.plan
        if made is not None:

            def write() -> tuple[None, tuple[str, ...]]:
                handover.keep(self.desk, made)
                return None, ()

            self.worker.run_write(write, lambda _none: None, owner=self)

    def throw_away(self) -> None:
        """Nothing is left of the plan, and nothing was done."""
        made = self.plan
        if made is None:
            self.shell.warn("Chưa có phương án nào để bỏ.")
            return

        def write() -> tuple[None, tuple[str, ...]]:
            handover.throw_away(self.desk, made.leaving)
            return None, ()

        def gone(_none: None) -> None:
            self._own = {}
            self._show(None)
            self.state.setText("Đã bỏ phương án; chưa có việc nào được bàn giao.")

        self.worker.run_write(write, gone, owner=self)

    # --- what is done with it -----------------------------------------------------------------------

    def print_minutes(self) -> None:
        """The minutes as they will print."""
        made, day = self.plan, self.form["day"].value() or self.clock.today()
        if made is None:
            self.shell.warn("Hãy lập phương án trước.")
            return
        from thads_desktop.ui.pages.printed import PrintedPage

        keep = f"bien-ban-ban-giao-{day:%Y%m%d}"
        self.shell.open_page(PrintedPage(self.shell, "Biên bản bàn giao", lambda: handover_sheets.minutes_pdf(self.desk, made, day), keep))

    def print_sheets(self) -> None:
        """A sheet for each matter that is chosen; for all of the plan where one line or none is."""
        made = self.plan
        if made is None:
            self.shell.warn("Hãy lập phương án trước.")
            return
        known = {p.matter.matter for p in made.parts}
        chosen = [k for k in self.table.selected_keys() if k in known]
        keys = chosen if len(chosen) > 1 else [p.matter.matter for p in made.parts]

        def work(progress: Any, _cancelled: Any) -> bytes:
            return handover_sheets.sheets_pdf(self.desk, keys, progress)

        def drawn(pdf: bytes) -> str:
            from thads_desktop.ui.pages.printed import PrintedPage

            self.shell.open_page(PrintedPage(self.shell, "Phiếu hiện trạng", lambda: pdf, f"phieu-hien-trang-{self.clock.today():%Y%m%d}"))
            return f"Đã lập {dong(len(keys))} phiếu hiện trạng."

        self.progress.start("Đang lập phiếu hiện trạng", work, drawn)

    def carry_out(self) -> None:
        """Hand over as planned, as one act; Esc stops it and leaves nothing done."""
        made, day = self.plan, self.form["day"].value()
        if made is None or day is None:
            self.shell.warn("Hãy lập phương án và ghi ngày bàn giao trước.")
            return

        def work(progress: Any, _cancelled: Any) -> tuple[tuple[int, tuple[Refusal, ...]], tuple[str, ...]]:
            return handover.carry_out(self.desk, made, day, progress), ("matters", "deadlines", "people", "*")

        self.progress.start("Đang bàn giao", work, self._done, writes=True, on_refused=self._warned)

    def _done(self, answer: tuple[int, tuple[Refusal, ...]]) -> str:
        count, warned = answer
        self._own = {}
        self._show(None)
        said = " ".join((f"Đã bàn giao {dong(count)} việc.", *(sentence(w) for w in warned)))
        self.state.setText(f"{said} Biên bản được giữ trong dữ liệu.")
        return said

    def _open(self, key: object) -> None:
        if isinstance(key, str) and ":" not in key:
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, key))

    def _refused(self, refusals: Sequence[Refusal]) -> None:
        self.state.setText("⚠ " + " ".join(sentence(r) for r in refusals))

    def _warned(self, refusals: Sequence[Refusal]) -> None:
        self.shell.warn(" ".join(sentence(r) for r in refusals))

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.form["leaving"].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "lập phương án"), ("Ctrl+H", "đổi người nhận"), ("F9", "bàn giao"))

    def help(self) -> str:
        return (
            "Chia mọi việc đang thi hành của một chấp hành viên cho một hay nhiều người, theo khối lượng hoặc địa bàn; việc của cùng người phải thi "
            "hành án về cùng một người, người thân thích của đương sự không được nhận. Ctrl+Enter lập phương án; chọn dòng rồi Ctrl+H đổi người nhận. "
            "Phương án được giữ như bản nháp, Ctrl+Delete bỏ; chưa có gì được ghi. Ctrl+P biên bản, Ctrl+G phiếu hiện trạng (nhiều dòng đã chọn, "
            "hoặc tất cả). Việc được giao không thuộc hồ sơ và dòng sổ người ấy phụ trách đứng sau các việc: có người nhận thì chuyển cùng, chưa có "
            "thì biên bản ghi rõ. F9 bàn giao tất cả trong một lần, Esc dừng thì không việc nào được giao."
        )
