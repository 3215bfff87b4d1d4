"""Preparing a paper: the form at the left, the paper as it will print at the right, what is missing beneath.

F9 issues it at once when one's office signs so; otherwise Ctrl+Enter lays it before the head. The number appears on issue only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain import decide, reach
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal
from thads_desktop.services import (
    assignments,
    drafts,
    form_approval,
    papers,
    people,
    queries,
    recording,
    six_heads,
    transfers,
    word_drafts,
)
from thads_desktop.services.beginnings import measures, notices, table
from thads_desktop.services.paper_facts import form_on
from thads_desktop.ui import word_copy, wording
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.heads_row import HeadsRow
from thads_desktop.ui.kept import Kept, Write, differing, put_back
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages import further_specs, paper_people
from thads_desktop.ui.pages.paper_signers import Signers
from thads_desktop.ui.pages.paper_special import special
from thads_desktop.ui.pages.paper_words import (
    NOTES,
    NUMBERS,
    SEVERAL,
    as_texts,
    as_values,
    numbers,
    readable,
    typed_specs,
)
from thads_desktop.ui.preview import PaperPreview, paper_name
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.told import Told, remark_words

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form as DocumentForm
    from thads_desktop.law.ruleset import Ground
    from thads_desktop.services.queries import MatterView

TOPICS = ("matters", "deadlines", "papers", "intake", "books")


class PaperPage(Page):
    """One paper of a matter, from its form to its issue."""

    name = "paper"
    topics = ("forms",)

    def __init__(self, shell: Shell, form_id: str, view: MatterView, draft: papers.Draft | None = None, barred: str = "") -> None:
        """barred: why it is not to be issued here; it may be recorded only."""
        super().__init__(shell)
        self.view, self.form_id, self.barred = view, form_id, barred
        self.document: DocumentForm = form_on(form_id, self.clock.today())
        self.title = self.document.name
        self.draft = draft or papers.Draft(form_id, Effect(self.document.effect), view.key)  # type: ignore[arg-type]  # checked when the form is read
        self.body.addWidget(self.heading(f"{'Ghi nhận: ' if barred else ''}{self.document.name}: {view.number_text}"))
        remark = queries.remarks(self.desk, [draft.paper])[draft.paper] if draft else ""
        self.body.addWidget(Told(self, remark_words(remark), "remark"))
        self.body.addWidget(Told(self, self.document.note, "uncertain"))
        place = f"paper:{draft.paper if draft else ''}:{view.key}:{form_id}"
        self.kept = Kept(self, place, self._typed, self._keeps, lambda: put_back(self.form, self._first))
        self.kept.where = lambda: f"paper:{self.draft.paper}"
        self.body.addWidget(self.kept)
        with self.desk.reading() as reader:
            self._extra = form_approval.extra_of(reader, form_id)
            self._officers = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
            self._begun = table.begins(self.desk, reader, view.key, self.document, self.clock.today())
            self._ground = notices.ground(reader, view.key, self.document.effect)
            self._sums = measures.sums(reader, view.key, self.document)
        self._signers = Signers(self.desk, self.document, view.state, self.clock.today())
        self.signers = self._signers.options
        self.form: Form = build(self._specs(), self.clock, worker=self.worker, accept="Ghi nhận" if barred else "Trình ký", leave=wording.LEAVE_DRAFT)
        if "clause" in {f.name for f in self.form.fields()}:
            cite = self.desk.law_on(self.clock.today()).cite(self.document.effect)
            self.form["clause"].when_missing = sentence(Refusal("ground.missing", cite=cite))
        if "lines" in {f.name for f in self.form.fields()}:
            self.form["lines"].when_missing = NUMBERS
        self.kept.form = self.form
        paper_people.follow(self.form)
        self._begin(draft)
        self.form.draft_changed.connect(lambda _draft: self.kept.keep())
        self.form.changed.connect(self._changed)
        self.form.accepted.connect(lambda _v: self._submit())
        self.form.left.connect(lambda _draft: self._leave())
        self.preview = word_copy.offered(self, PaperPreview(self.worker, desk=self.desk), self._word)
        # Of what matter: the paper itself has no number yet.
        self.preview.name, self.preview.kind = paper_name(self.document.name, view.number_text), form_id
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setObjectName("check")
        self.heads = HeadsRow(self)
        self.heads.form = self.form
        self.body.addWidget(self._split(), 1)
        self.action("Ban hành ngay", "F9", self._issue, icon="sign", name="issue")
        self.action("In bản trình ký", "F8", lambda: self.shell.tell(self.preview.prompt_print()), icon="print")
        self.action("Ghi nhận văn bản đã ban hành nơi khác", "Ctrl+R", self._record)
        if self.document.status == "reconstructed":
            self.state.setToolTip("Mẫu dựng lại theo quy định, chưa đối chiếu với mẫu in; không in mã mẫu.")

    def _word(self) -> partial[bytes]:
        return partial(word_drafts.of_draft, self.desk, self._made(), self._day())

    def refresh(self) -> None:
        self._changed()

    def first_focus(self) -> QWidget | None:
        fields = self.form.fields()
        return fields[0].editor if fields else None

    def hints(self) -> Sequence[tuple[str, str]]:
        does = (("Ctrl+Enter", "ghi nhận"),) if self.barred else (("F9", "ban hành"), ("Ctrl+Enter", "trình ký"))
        return (*does, ("Esc", "giữ nháp"))

    def help(self) -> str:
        return (
            "F9 trình, ký và vào số trong một bước khi đơn vị có một người ký. Ctrl+Enter chỉ trình ký; số và ngày để trống "
            "đến khi văn thư vào số. Ctrl+R ghi nhận văn bản đã ban hành trên giấy hoặc trên hệ thống khác. Phần gõ dở là dự thảo ở phần "
            "Văn bản của việc; Ctrl+Shift+Delete bỏ đi. Ctrl+Shift+J lưu bản thảo Word (docx) để trao đổi; không phải bản ban hành."
        )

    # --- the form -----------------------------------------------------------------------------------

    def _specs(self) -> list[Spec]:
        kind, today = self.document.effect, self.clock.today()
        specs: list[Spec] = [Spec("day", "Ngày", "date", required=True, value=today)]
        if self.signers:
            specs.append(Spec("signer", "Người ký", "choice", options=self.signers, value=self.signers[0][0], beside=True, share=2))
        grounds = self._grounds(kind)
        if grounds:
            options = [(g.code, f"{g.code}) {g.text}") for g in grounds]
            value = self._only_ground() or (self._ground if self._ground in dict(options) else None)
            specs.append(Spec("clause", "Căn cứ", "choice", required=True, options=options, value=value))
        lines = [(n, x) for n, x in ((x.line, f"{x.line}. {x.text or 'Khoản phải thi hành'}") for x in self.view.lines)]
        every = "Mọi khoản còn lại"
        if kind == "continuation":
            going, every = reach.stopped(self.view.state, Effect("continuation")), "Mọi khoản đang dừng"
            lines = [(n, text) for n, text in lines if n in going]
        if len(lines) > 1 and kind not in ("assignment", "amendment", PLAIN):
            several = [(SEVERAL, "Một số khoản…")] if len(lines) > 2 else []
            specs.append(Spec("line", "Khoản", "choice", options=[(0, every), *lines, *several], value=0))
            if several:
                specs.append(Spec("lines", "Số các khoản", required=True, note="Ví dụ: 1, 3"))
        specs += special(kind, self.desk, self.view, today, self._officers) + further_specs.specs(kind, self.view, today, self.document.measure)
        specs = [replace(s, value=self._sums.get(s.name, s.value)) for s in specs]
        specs += typed_specs(self.document, self._begins, lambda name: NOTES.get((kind, name), ""))
        specs = paper_people.offering(specs, self.desk, self.view, today)
        return further_specs.of_assets(specs, self.desk, self.view.key, self.form_id, today) + further_specs.confirms()

    def _begins(self, name: str) -> str:
        """What a field starts with, where the store knows it."""
        if name == "extra":
            return self._extra
        return self._begun.get(name, "")

    def _grounds(self, kind: str) -> Sequence[Ground]:
        return further_specs.grounds(self.desk, self.view.state, kind, self.clock.today())

    def _only_ground(self) -> str | None:
        """Where the law gives but one, it is chosen."""
        grounds = self._grounds(self.document.effect)
        return grounds[0].code if len(grounds) == 1 else None

    def _ends(self, clause: str, lines: tuple[int, ...]) -> tuple[str, ...]:
        """What a continuation lifts follows from its ground."""
        return decide.ends_of(self.view.state, clause, lines, self.desk.law_on(self._day()))

    def _limited(self, clause: str) -> bool:
        """A deferral on this ground runs so many months at most."""
        return self.desk.law_on(self._day()).latest_until("deferral", clause) is not None

    def _begin(self, given: papers.Draft | None) -> None:
        """What the form starts with, as the paper was returned; over it what was kept of the paper."""
        with self.desk.reading() as reader:
            known = drafts.paper_of(reader, given.paper) if given else drafts.begun(reader, self.view.key, self.form_id)
        was = known.was if known else given
        if was is not None:
            self.form.set_values(self._values_of(was))
        self._signers.follow(self.form)
        self._first = self.form.draft()
        found = self.kept.found(lambda: {"fields": known.typed, "paper": known.draft.paper} if known and known.typed else None)
        if known is not None:
            self.draft = known.draft
        if found:
            self.draft = replace(self.draft, paper=found["paper"])
            put_back(self.form, found["fields"])
            self._signers.follow(self.form)
            put_back(self.form, found["fields"])  # who was chosen is offered only now
        elif known is not None:
            self.form.set_values(self._values_of(known.draft))
            self.kept.content = self._typed()
            self.kept.setVisible(bool(self.kept.content))

    def _typed(self) -> dict[str, Any]:
        fields = differing(self.form, self._first)
        if fields and not self.draft.paper:
            self.draft = replace(self.draft, paper=uuid4().hex)
        return {"fields": fields, "paper": self.draft.paper} if fields else {}

    def _keeps(self, content: dict[str, Any]) -> Write:
        draft, kept = self._made(), self.kept

        def write() -> tuple[str, ...]:
            if content:
                drafts.keep_paper(self.desk, draft, content["fields"], kept.over.get("fields", {}))
            else:
                drafts.throw_away(self.desk, draft.paper)
            return ("papers", f"matter:{draft.matter}")

        return write

    def closing(self) -> None:
        self.kept.closing()

    def _made(self) -> papers.Draft:
        """The draft as the form stands."""
        v = self.form.values()
        lines = numbers(v.get("lines") or "") if v.get("line") == SEVERAL else (v["line"],) if v.get("line") else ()
        ends = self._ends(v.get("clause") or "", lines) if self.document.effect == "continuation" else ()
        effect = Effect(
            self.document.effect,  # type: ignore[arg-type]  # checked when the form is read
            clause=v.get("clause") or "", lines=lines, amount=v.get("amount"),
            until=v.get("until"), officer=v.get("officer") or "", to_office=v.get("to_office") or "",
            target=v.get("target") or "", ends=ends, result=v.get("result") or "",
            address_unknown=bool(v.get("address_unknown")), prisoner=bool(v.get("prisoner")), party=v.get("party") or "",
            defers=self.desk.law_on(self._day()).defers(v.get("clause") or "") if v.get("defers") else "",
            asked=v.get("asked") if self._limited(v.get("clause") or "") else None,
            **further_specs.typed(self.document.effect, v),
        )  # fmt: skip
        self._new_kind = v.get("new_kind") or "person"
        texts = as_texts(self.document, v)
        return papers.Draft(self.form_id, effect, self.view.key, texts, self.draft.paper, v.get("signer") or "")

    def _values_of(self, draft: papers.Draft) -> dict[str, Any]:
        e = draft.effect
        found: dict[str, Any] = {
            "clause": e.clause or self._only_ground(), "line": SEVERAL if len(e.lines) > 1 else e.lines[0] if e.lines else 0,
            "lines": ", ".join(map(str, e.lines)), "amount": e.amount, "until": e.until, "asked": e.asked,
            "officer": e.officer or None, "to_office": e.to_office, "target": e.target, "result": e.result,
            "address_unknown": e.address_unknown, "prisoner": e.prisoner, "party": e.party,
            "defers": bool(e.defers), **further_specs.values_of(e),
            # What was emptied stays empty, whatever the store would begin it with.
            **dict.fromkeys(self.document.typed), **as_values(self.document, draft.texts),
        }  # fmt: skip
        return {name: value for name, value in found.items() if name in {f.name for f in self.form.fields()}}

    def _named(self, draft: papers.Draft) -> papers.Draft:
        """With the party to whom a right or duty passes written in the register."""
        return transfers.named(self.desk, draft, self._new_kind)

    def _day(self) -> date:
        day: date | None = self.form.values().get("day")
        return day or self.clock.today()

    # --- what is shown ------------------------------------------------------------------------------

    def _split(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 8, 0)
        issue = QPushButton("Ban hành   F9")
        issue.setObjectName("issue-button")
        issue.clicked.connect(self._issue)
        self.form.add_button(issue)
        issue.setVisible(not self.barred)
        column.addWidget(self.form, 1)
        column.addWidget(self.state)
        column.addWidget(self.heads)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([560, 530])
        return split

    def _changed(self) -> None:
        self._signers.follow(self.form)
        if "defers" in {f.name for f in self.form.fields()}:
            self.form["defers"].setVisible(bool(self.desk.law_on(self._day()).defers(self.form.values()["clause"] or "")))
        if "asked" in {f.name for f in self.form.fields()}:
            self.form["asked"].setVisible(self._limited(self.form.values()["clause"] or ""))
        if "lines" in {f.name for f in self.form.fields()}:
            self.form["lines"].setVisible(self.form.values()["line"] == SEVERAL)
        self._show(further_specs.shown(self.form.values(), self.desk.rules.law_on(self._day())))
        if self.document.measure:
            # A form for one measure has it, and a day of coercion where its text names one.
            self._show({"measure": False, "until": any("until_text" in f"{a.text} {a.when}" for a in self.document.articles)})
        draft, day = self._made(), self._day()

        signer = self.form.values().get("signer") or ""

        def ask() -> tuple[papers.Check, tuple[six_heads.Head, ...]]:
            with self.desk.reading() as reader:
                found = papers.check(self.desk, reader, draft, day)
                return found, six_heads.looked(self.desk, reader, draft, day, found, signer)

        self.worker.run_read(ask, self._checked, key=f"check-{id(self)}", owner=self)
        self.preview.draw(lambda: papers.preview_pdf(self.desk, draft, day))

    def _show(self, visible: dict[str, bool]) -> None:
        """Fields of this form that are asked only sometimes."""
        held = {f.name for f in self.form.fields()}
        for name, seen in visible.items():
            if name in held:
                self.form[name].setVisible(seen)

    def _checked(self, answer: tuple[papers.Check, tuple[six_heads.Head, ...]]) -> None:
        found, heads = answer
        self.heads.show_heads(heads)
        self._show(further_specs.asked(found.refusals, self.form.values()))
        lines = [f"• {sentence(r)}" for r in readable(found.refusals, several=True)]
        missing = ", ".join(label for _, label in found.missing)
        lines += [f"• Còn thiếu: {missing}."] if missing else []
        lines += [f"• Chưa đúng: {label}." for label in self.form.unfit()]
        self.state.setText("\n".join([*(lines or ["✓ Đủ điều kiện ban hành."]), *(f"→ {x}" for x in found.does)]))

    # --- what is done -------------------------------------------------------------------------------

    def _submit(self) -> None:
        if self.barred:
            self._record()
            return
        # By Ctrl+Enter: the form has been judged.
        self.kept.keep()
        draft, day = self._made(), self._day()

        def write() -> tuple[str, tuple[str, ...]]:
            drafts.submit(self.desk, self._named(draft), day)
            return "Đã trình ký.", (*TOPICS, f"matter:{self.view.key}")

        self.worker.run_write(write, self._done, self._refused, owner=self)

    def _issue(self) -> None:
        if self.barred:
            self.shell.warn(f"{self.barred} Ở đây chỉ ghi nhận văn bản đã ban hành nơi khác: Ctrl+R.")
            return
        if self.form.judged() is None:
            return
        self.kept.keep()
        draft, day = self._made(), self._day()
        signer = self.form.values().get("signer") or self.desk.actor

        def write() -> tuple[str, tuple[str, ...]]:
            paper, number = papers.issue_at_once(self.desk, self._named(draft), signer, day)
            what = f"số {number} " if number else ""
            said = f"Đã ban hành {what}ngày {short_date(day)}." + queries.born_of(self.desk, paper)
            said += assignments.warned_of(self.desk, paper)
            return said, (*TOPICS, f"matter:{draft.matter}")

        self.worker.run_write(write, self._done, self._refused, owner=self)

    def _record(self) -> None:
        from thads_desktop.ui.pages.record import RecordPage

        if self.worker.acting(self) or self.form.judged() is None:
            return
        self.kept.keep()
        draft = self._made()

        def record(*how: Any) -> tuple[str, tuple[str, ...]]:
            made = recording.record(self.desk, self._named(draft), *how)
            self.kept.done()
            return made

        subject = f"{draft.matter}:{self.form_id}"
        self.shell.open_page(RecordPage(self.shell, record, self._day(), self.document.name, draft.matter, subject))

    def _leave(self) -> None:
        said = "Đã giữ dự thảo; mở lại ở phần Văn bản của việc." if self.kept.content else ""
        self.back_saying(said)

    def _refused(self, refusals: Any) -> None:
        self.form.show_refusals(readable(refusals, several=self.form.values().get("line") == SEVERAL))

    def _done(self, said: str) -> None:
        self.kept.done()
        self.back_saying(said)
