"""The enforcement decision on a received judgment: parties and obligations at the left, the paper at the right; F9 issues."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import intake, opening, papers, people
from thads_desktop.services.parties import PartyInput
from thads_desktop.ui.fields_typed import Suggestion
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.refusals import sentence

#: Obligations on one form; further ones are rarer than further decisions.
LINES = 4
TOPICS = ("matters", "deadlines", "papers", "intake")
PERSONS = (("person", "Cá nhân"), ("org", "Tổ chức"))
CREDITORS = (("state", "Ngân sách nhà nước"), ("person", "Cá nhân"), ("org", "Tổ chức"))


class DecisionPage(Page):
    """From a judgment to a signed, numbered enforcement decision."""

    name = "decision"
    title = "Quyết định thi hành án"

    def __init__(self, shell: Shell, judgment: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        with self.desk.reading() as reader:
            row = intake.judgment(reader, judgment)
            self.requests = intake.requests(reader, judgment)
            today = self.clock.today()
            self._officers = [(p.person, p.name) for p in people.officers(reader, today)]
            self._heads = [(p.person, p.name) for p in people.posts(reader) if p.post in ("head", "deputy") and p.on(today)]
        self.body.addWidget(self.heading(f"Quyết định thi hành án: {row['number']}"))
        self.form = build(self._specs(), self.clock, worker=self.worker, accept="Trình ký")
        self.form.changed.connect(self._changed)
        self.form.accepted.connect(lambda v: self._write(v, at_once=False))
        self.form.left.connect(lambda _draft: self.shell.back())
        self.preview = PaperPreview(self.worker)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        column.addWidget(self.form)
        column.addWidget(self.state)
        issue = QPushButton("Ban hành   F9")
        issue.setObjectName("issue-button")
        issue.clicked.connect(self._issue)
        column.addWidget(issue, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(left)
        split = QSplitter()
        split.addWidget(scroll)
        split.addWidget(self.preview)
        split.setSizes([620, 470])
        self.body.addWidget(split, 1)
        self.action("Ban hành ngay", "F9", self._issue, icon="sign", name="issue")
        self.action("Nhận yêu cầu thi hành án", "Ctrl+Y", self._request)

    def first_focus(self) -> QWidget:
        return self.form["debtor"].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "ban hành"), ("Ctrl+Enter", "trình ký"), ("Esc", "để sau"))

    def refresh(self) -> None:
        self._changed()

    def _specs(self) -> list[Spec]:
        kinds = [("cd", "Chủ động"), *((f"yc:{r}", f"Theo yêu cầu của {name}") for r, name in self.requests)]
        specs = [
            Spec("kind", "Loại quyết định", "choice", options=kinds, value=kinds[-1][0], required=True, share=2),
            Spec("day", "Ngày quyết định", "date", required=True, value=self.clock.today(), beside=True),
            Spec("officer", "Chấp hành viên", "choice", options=[("", "Chưa phân công"), *self._officers], value="", share=2),
            Spec("signer", "Người ký", "choice", options=self._heads, value=self._heads[0][0] if self._heads else None, beside=True, share=2),
            Spec("debtor", "Người phải thi hành án", "name", required=True, suggest=self._suggest, share=3),
            Spec("debtor_kind", "Loại", "choice", options=PERSONS, value="person", beside=True),
            Spec("debtor_birth", "Năm sinh"),
            Spec("debtor_ids", "Số CMND/CCCD", note="Nhiều số cách nhau bằng dấu cách", beside=True, share=2),
            Spec("debtor_address", "Địa chỉ người phải thi hành án"),
            Spec("creditor_kind", "Người được thi hành án", "choice", options=CREDITORS, value="state"),
            Spec("creditor", "Tên người được thi hành án", note="Bỏ trống khi là Nhà nước", beside=True, share=2),
            Spec("creditor_address", "Địa chỉ người được thi hành án"),
        ]
        for n in range(1, LINES + 1):
            specs.append(Spec(f"text_{n}", f"Khoản {n}", required=n == 1, share=2))
            specs.append(Spec(f"due_{n}", "Số tiền (đồng)", "money", note="Để trống nếu không phải là tiền", beside=True))
        return specs

    def _suggest(self, text: str) -> list[Suggestion]:
        with self.desk.reading() as reader:
            rows = reader.projections.parties_named(text)
        return [Suggestion(r.name, f"{r.birth_year or ''} {r.ids} {r.address}".strip(), r) for r in rows]

    def _given(self, v: dict[str, Any]) -> opening.OpeningInput:
        birth = v["debtor_birth"].strip()
        if birth and not birth.isdigit():
            raise Refused(Refusal("party.bad_birth_year", {"year": birth[:20]}, "debtor_birth"))
        debtor = PartyInput(v["debtor"], v["debtor_kind"], int(birth) if birth else None, tuple(v["debtor_ids"].split()), v["debtor_address"])
        state = v["creditor_kind"] == "state"
        creditor = PartyInput("Ngân sách nhà nước" if state else v["creditor"], v["creditor_kind"], address="" if state else v["creditor_address"])
        lines = tuple((v[f"text_{n}"], v[f"due_{n}"]) for n in range(1, LINES + 1) if v[f"text_{n}"].strip())
        kind, _, request = (v["kind"] or "cd").partition(":")
        return opening.OpeningInput(self.judgment, kind, request, debtor, creditor, lines, v["officer"] or "")

    def _changed(self) -> None:
        values = self.form.values()

        def draw() -> bytes:
            return opening.preview(self.desk, self._given(values), values["day"] or self.clock.today())

        def check() -> papers.Check:
            return opening.check(self.desk, self._given(values), values["day"] or self.clock.today())

        if values["debtor"] and values["text_1"]:
            self.preview.draw(draw)
            self.worker.run_read(check, self._checked, key=f"check-{id(self)}", owner=self, on_refused=self._say)

    def _checked(self, found: papers.Check) -> None:
        lines = [f"• {sentence(r)}" for r in found.refusals] + [f"• Còn thiếu: {label}" for _, label in found.missing]
        self.state.setText("\n".join(lines) if lines else "Đủ điều kiện ban hành.")

    def _say(self, refusals: tuple[Refusal, ...]) -> None:
        self.state.setText("\n".join(f"• {sentence(r)}" for r in refusals))

    def _issue(self) -> None:
        self._write(self.form.values(), at_once=True)

    def _write(self, values: dict[str, Any], *, at_once: bool) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            given = self._given(values)
            day = values["day"] or self.clock.today()
            if at_once:
                _paper, number = opening.issue(self.desk, given, values["signer"] or self.desk.actor, day)
                return f"Đã ban hành quyết định số {number} ngày {short_date(day)}.", TOPICS
            opening.submit(self.desk, given, day)
            return "Đã trình ký quyết định thi hành án.", TOPICS

        self.worker.run_write(write, self._done, self.form.show_refusals, owner=self)

    def _done(self, said: str) -> None:
        self.shell.back()
        self.shell.tell(said)

    def _request(self) -> None:
        from thads_desktop.ui.pages.receive import RequestPage

        self.shell.back()
        self.shell.open_page(RequestPage(self.shell, self.judgment, ""))
