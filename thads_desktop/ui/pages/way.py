"""A paper on its way: see it, send it back or sign it, number it, send it, void it; whatever its stage allows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal
from thads_desktop.law import service_law
from thads_desktop.services import (
    addresses,
    intake_papers,
    paper_mending,
    papers,
    people,
    procedure_words,
    queries,
    sending,
    sent_out,
    signing,
    six_heads,
    word_drafts,
)
from thads_desktop.services.issuers import as_signed
from thads_desktop.services.paper_facts import form_on
from thads_desktop.services.paper_place import entry_of, judgment_of
from thads_desktop.services.queries import STAGE_WORDS
from thads_desktop.ui import word_copy
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.form_among import FormAmong
from thads_desktop.ui.heads_row import HeadsRow
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.mend import KEY as MEND_KEY, TITLE as MEND, MendPage
from thads_desktop.ui.pages.paper_copies import KEY as COPIES_KEY, TITLE as COPIES, PaperCopiesPage
from thads_desktop.ui.pages.service import KEY, TITLE, open_service
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.told import Told, remark_words

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView, PaperView

TO = (("procuracy", "Viện kiểm sát"), ("party", "Mọi đương sự"), ("office", "Cơ quan khác"), ("other", "Nơi nhận khác"))
WAYS = (("direct", "Giao trực tiếp"), ("post", "Bưu chính"), ("posting", "Niêm yết"), ("electronic", "Điện tử"), ("media", "Báo, đài"))
TOPICS = ("matters", "deadlines", "papers", "intake")


class WayPage(Page):
    """The next step of a paper as a short form beside the paper itself."""

    name = "way"

    def __init__(self, shell: Shell, paper: PaperView, view: MatterView) -> None:
        super().__init__(shell)
        self.paper, self.view = paper, view
        self.title = paper.title
        number = paper.number_text or "chưa có số"
        self.body.addWidget(self.heading(f"{self.title} · {number} · {STAGE_WORDS[paper.stage]}"))
        self.body.addWidget(Told(self, remark_words(paper.remark if paper.stage == "returned" else ""), "remark"))
        self.body.addWidget(Told(self, self._confirms(), "confirmed"))
        self.body.addWidget(Told(self, self._amended(), "amended"))
        self.preview = word_copy.offered(self, PaperPreview(self.worker, desk=self.desk), self._word)
        left = QWidget()
        column = QVBoxLayout(left)
        self.forms: list[Form] = []
        for title, specs, carry in self._steps():
            form = build(specs, self.clock, accept=title)
            form.accepted.connect(lambda values, carry=carry, title=title, form=form: self._run(carry, values, title, form))
            form.left.connect(lambda _draft: self.shell.back())
            FormAmong(form)
            column.addWidget(form)
            self.forms.append(form)
        self.question = AskTwice("Ctrl+Return", "Ctrl+Enter", self, self)
        column.addWidget(self.question)
        column.addStretch(1)
        self.heads = HeadsRow(self)
        self.heads.form = self.forms[0] if self.forms else None
        self.heads.setVisible(paper.stage in ("draft", "returned", "submitted"))
        column.addWidget(self.heads)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([430, 640])
        self.body.addWidget(split, 1)
        self.action("In", "F8", lambda: self.shell.tell(self.preview.prompt_print()), icon="print")
        self.action(TITLE, KEY, lambda: open_service(self.shell, paper.paper, f"{paper.title} {paper.number_text}".strip(), paper.stage))
        self.action(MEND, MEND_KEY, self._mend)
        self.action(COPIES, COPIES_KEY, self._copies)
        self.action("Lưu thành tệp PDF", "Ctrl+S", lambda: self.shell.tell(self.preview.prompt_copy()))

    def _confirms(self) -> str:
        """What the signature of a paper that waits for it confirms."""
        if self.paper.stage != "submitted":
            return ""
        with self.desk.reading() as reader:
            return procedure_words.confirmed(papers.load(reader, self.paper.paper).effect.confirmed)

    def _amended(self) -> str:
        """What of an issued paper reads otherwise since."""
        if self.paper.stage not in papers.ISSUED:
            return ""
        return paper_mending.told(paper_mending.changes(self.desk, self.paper.paper))

    def _mend(self) -> None:
        """Put an issued paper right by another one."""
        if self.paper.stage in papers.ISSUED:
            self.shell.open_page(MendPage(self.shell, self.paper.paper, f"{self.title} {self.paper.number_text}".strip(), self.view))
        else:
            self.shell.warn("Văn bản chưa ban hành thì sửa ngay dự thảo: trả lại rồi soạn lại.")

    def _copies(self) -> None:
        """Copies that are given of a paper that has left."""
        if self.paper.stage == "sent":
            title = f"{self.title} {self.paper.number_text}".strip()
            self.shell.open_page(PaperCopiesPage(self.shell, self.paper.paper, title, self.paper.form))
        else:
            code = "copy.no_file" if self.paper.stage == "recorded" else "copy.not_sent"
            self.shell.warn(sentence(Refusal(code)))

    def _word(self) -> partial[bytes]:
        return partial(word_drafts.of_draft, self.desk, self.paper.paper, self.clock.today())

    def refresh(self) -> None:
        self.preview.name, self.preview.kind = paper_name(self.paper.title, self.paper.number_text), self.paper.form
        if self.paper.has_file:
            self.preview.draw(lambda: papers.stored(self.desk, self.paper.paper), at_once=True)
        elif self.paper.stage != "recorded":
            if self.heads.isVisibleTo(self):
                self.worker.run_read(self._look, self.heads.show_heads, key=f"heads-{id(self)}", owner=self)
            self.preview.draw(lambda: papers.preview_pdf(self.desk, self.paper.paper, self.clock.today()), at_once=True)

    def _look(self) -> tuple[six_heads.Head, ...]:
        today = self.clock.today()
        with self.desk.reading() as reader:
            draft = papers.load(reader, self.paper.paper)
            return six_heads.looked(self.desk, reader, draft, today, papers.check(self.desk, reader, draft, today))

    def first_focus(self) -> QWidget | None:
        return self.forms[0].fields()[0].editor if self.forms else None

    def help(self) -> str:
        return (
            "Các bước của một văn bản: trình, ký hoặc trả lại, vào số, ghi đã gửi, hủy số. Ctrl+Enter làm bước đang có con trỏ. "
            "Ctrl+Shift+Z: từng nơi nhận, ngày gửi, ngày nhận; Ctrl+Shift+S: đính chính, sửa đổi, thu hồi; Ctrl+Shift+Y: cấp bản sao. "
            "F8 in, Ctrl+S lưu thành tệp PDF, Ctrl+Shift+J lưu bản thảo Word để trao đổi, Esc trở lại việc."
        )

    def hints(self) -> Sequence[tuple[str, str]]:
        issued = ((KEY, "nơi nhận, tống đạt"), (MEND_KEY, "đính chính, thu hồi")) if self.paper.stage in papers.ISSUED else ()
        return (("Ctrl+Enter", "làm bước này"), ("F8", "in"), *issued, ("Esc", "quay lại"))

    def _steps(self) -> list[tuple[str, Sequence[Spec], Callable[[dict[str, Any]], object]]]:
        desk, key, today = self.desk, self.paper.paper, self.clock.today()
        day = Spec("day", "Ngày", "date", required=True, value=today)
        match self.paper.stage:
            case "draft" | "returned":
                return [
                    ("Trình ký", (day,), lambda v: papers.submit(desk, key, v["day"])),
                ]
            case "submitted":
                with desk.reading() as reader:
                    draft = papers.load(reader, key)
                    form = as_signed(form_on(self.paper.form, today), self.view.state, draft.effect)
                    held = people.likely(reader, form, today, self.view.state.officer, desk.actor)
                    first = signing.chosen(reader, draft, self.view.state, today)
                names = [(p.person, p.name) for p in held]
                signer = Spec("signer", "Người ký", "choice", required=True, options=names, value=first or (names[0][0] if names else None), beside=True)
                remark = Spec("remark", "Ý kiến", "long", required=True, lines=3)
                return [
                    ("Ký", (day, signer), lambda v: papers.sign(desk, key, v["signer"], v["day"])),
                    ("Trả lại kèm ý kiến", (remark,), lambda v: papers.send_back(desk, key, v["remark"])),
                ]
            case "signed":
                remark = Spec("remark", "Lý do", "long", required=True, lines=2)
                return [
                    ("Vào số, ban hành", (day,), lambda v: papers.issue(desk, key, v["day"])),
                    ("Trả lại để trình ký lại", (remark,), lambda v: papers.send_back(desk, key, v["remark"])),
                ]
            case "numbered" | "sent" | "recorded":
                to = Spec("to", "Gửi", "choice", required=True, options=self._recipients(), value=self._next(), beside=True, share=2)
                recipient = Spec("recipient", "Tên nơi nhận", value=self._asker(), note="Để trống: ghi theo nơi đã chọn ở ô Gửi.")
                way = Spec("way", "Hình thức", "choice", options=WAYS, value="direct", beside=True)
                receipt = Spec("receipt", "Bằng chứng gửi", note="Số bưu gửi, số và trang sổ giao nhận, biên bản giao nhận…")
                steps: list[tuple[str, Sequence[Spec], Callable[[dict[str, Any]], object]]] = [
                    ("Ghi đã gửi", (day, to, recipient, way, receipt),
                     lambda v: _send(desk, key, v)),
                ]  # fmt: skip
                if self.paper.stage == "numbered" and self.paper.number_text:
                    reason = Spec("reason", "Lý do hủy số", required=True, note="Chỉ khi văn bản chưa gửi đi; số vẫn giữ trong dãy.")
                    steps.append(("Hủy số", (reason,), lambda v: papers.void(desk, key, v["reason"])))
                return steps
            case _:
                return []

    def _of_request(self) -> bool:
        """A paper of a judgment that is for who made a request."""
        return bool(judgment_of(self.view.key)) and not self.view.parties

    def _recipients(self) -> list[tuple[str, str]]:
        """The kinds of recipient; each party by name too, where there are several."""
        if entry_of(self.view.key):
            return [("other", "Nơi nhận ghi ở ô Tên nơi nhận"), *(x for x in TO if x[0] in ("procuracy", "office"))]
        if self._of_request():
            return [("other", "Người yêu cầu, nơi nhận khác"), *(x for x in TO if x[0] in ("procuracy", "office"))]
        names = self._names()
        each = [(f"party:{p}", name) for p, name in names.items()] if len(names) > 1 else []
        both = [("all", "Viện kiểm sát và mọi đương sự")] if all(self._owes(rule) for rule in service_law.SENDINGS) else []
        return [*both, *(x for to in TO for x in ((to, *each) if to[0] == "party" else (to,)))]

    def _owes(self, rule: str) -> bool:
        """Papers of this form go to the procuracy (R07), to the parties (R08)."""
        return not service_law.unsent(rule, self.paper.form)

    def _asker(self) -> str | None:
        """Who made the request that a paper of a judgment is about."""
        if not self._of_request():
            return None
        with self.desk.reading() as reader:
            return intake_papers.asker_of(reader, papers.load(reader, self.paper.paper)) or None

    def _names(self) -> dict[str, str]:
        """The parties to whom the paper goes."""
        return sending.names(self.desk, self.view.key, self.paper.paper) or dict(self.view.parties)

    def _next(self) -> str:
        """Who has not had the paper yet: all of them, the procuracy, the parties, then anybody else."""
        if self._of_request() or entry_of(self.view.key):
            return "other"
        sendings = self.view.state.papers[self.paper.paper].sendings
        procuracy, parties = (self._owes(rule) for rule in service_law.SENDINGS)
        if procuracy and parties and not sendings:
            return "all"
        if procuracy and all(s.to != "procuracy" for s in sendings):
            return "procuracy"
        if not parties:
            return "other"
        served = {s.recipient for s in sendings if s.to == "party"}
        names = self._names()
        left = [p for p in names if "" not in served and p not in served]
        if left:
            return f"party:{left[0]}" if served and len(names) > 1 else "party"
        return "other"

    def _unasked(self, values: dict[str, Any], form: Form) -> bool:
        """Handing the paper to every party starts their terms, and is not taken back by one key: asked about once."""
        names = list(self._names().values()) if values.get("to") in ("all", "party") and values.get("way") == "direct" else []
        if not names:
            return True
        said = f"Ghi đã giao trực tiếp cho {addresses.some(names)} ngày {short_date(values['day'])}? Các hạn của đương sự tính từ ngày này."
        self.question.button = form.accept_button
        return self.question.ask((values["to"], values["way"], values["day"]), f"{said} Chỉ giao cho vài người thì dùng {KEY}.")

    def _run(self, carry: Callable[[dict[str, Any]], object], values: dict[str, Any], title: str, form: Form) -> None:
        if not self._unasked(values, form):
            return

        def write() -> tuple[str, tuple[str, ...]]:
            said = carry(values)
            number = said if isinstance(said, str) else ""
            done = f"{title}: xong{f', số {number}' if number else ''}."
            done += queries.born_of(self.desk, self.paper.paper) if number else ""
            told = said if isinstance(said, tuple) else ()
            return " ".join((done, *told)), (*TOPICS, "books", f"matter:{self.view.key}")

        self.worker.run_write(write, self.back_saying, form.show_refusals, owner=self)


def _send(desk: Desk, paper: str, v: dict[str, Any]) -> tuple[str, ...]:
    to, _, party = v["to"].partition(":")
    return sent_out.send(desk, paper, to, v["recipient"] or "", v["way"], v["day"], party, receipt=v["receipt"] or "")
