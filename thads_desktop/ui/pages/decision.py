"""The enforcement decision on a received judgment: parties and obligations at the left, the paper at the right; F9 issues."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import astuple, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.lawful_ways import HEADS_OWN
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import assignments, decided, intake, opening, papers, parties, people, queries, units
from thads_desktop.services.delegation_in import ready as delegated
from thads_desktop.services.form_approval import said as usual_words
from thads_desktop.services.six_heads import Head
from thads_desktop.services.word_drafts import of_opening
from thads_desktop.ui import opening_form, opening_sides, opening_split, word_copy, wording
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.conflict import Side
from thads_desktop.ui.fields_typed import NameField, Suggestion
from thads_desktop.ui.form import Form, Spec, build
from thads_desktop.ui.heads_row import HeadsRow
from thads_desktop.ui.kept import Kept, Write, differing, put_back
from thads_desktop.ui.known_person import offered
from thads_desktop.ui.opening_form import Shape
from thads_desktop.ui.opening_more import more_line
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.preview import PaperPreview
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.told import NO_ACCOUNT, NO_EX_OFFICIO, Told, decided_words, remark_words

TOPICS = ("matters", "deadlines", "papers", "intake")


class DecisionPage(Page):
    """From a judgment, or from a decision the head returned, to a signed, numbered enforcement decision."""

    name = "decision"
    topics = ("forms",)
    title = "Quyết định thi hành án"

    def __init__(self, shell: Shell, judgment: str, given: opening.OpeningInput | None = None) -> None:
        """given: a decision that was returned (``opening.returned``), or what a new one starts with (its paper is "")."""
        super().__init__(shell)
        self.judgment = judgment
        self._given_paper = given
        #: Field of a party's name -> (id, name) of the party a human said it is.
        self._known: dict[str, tuple[str, str]] = {}
        self._offer: list[tuple[str, parties.Suggestion]] = []
        with self.desk.reading() as reader:
            row = intake.known(reader, judgment)
            #: What a delegation brought stands in the form without typing.
            self._ready = None if given is not None else delegated(self.desk, reader, judgment)
            self.requests = intake.requests(reader, judgment)
            unasked = intake.of_its_own_motion(reader, judgment)
            there = decided.all_of(reader, judgment, given.paper if given else "")
            today = self.clock.today()
            self._officers = [(p.person, p.name) for p in people.officers(reader, today)]
            self._heads = [(p.person, p.name) for p in people.leaders(reader, today)]
        self.body.addWidget(self.heading(f"Quyết định thi hành án: {row['number']}"))
        remark = queries.remarks(self.desk, [given.paper])[given.paper] if given and given.paper else ""
        self.body.addWidget(Told(self, remark_words(remark), "remark"))
        self.number = str(row["number"])
        self.body.addWidget(Told(self, "" if unasked or self.requests or given else NO_EX_OFFICIO, "no-ex-officio"))
        self.body.addWidget(Told(self, decided_words(there), "decided"))
        self.kept = Kept(self, f"opening:{judgment}:{given.paper if given else ''}", self._typed, self._keeps, self._renew)
        self.kept.where = lambda: opening.draft_of(judgment, given.paper if given else "")
        self.kept.sides, self.kept.take = self._sides, self._put
        self.body.addWidget(self.kept)
        self.preview = word_copy.offered(self, PaperPreview(self.worker, desk=self.desk), self._word)
        self.state, self.same, self.heads = QLabel(), QPushButton(), HeadsRow(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.same.setObjectName("same-person")
        self.same.clicked.connect(self._accept_same)
        self.same.hide()
        left = QWidget()
        self._column = QVBoxLayout(left)
        self._column.setContentsMargins(0, 0, 8, 0)
        #: At once, or to be signed: each key answers its own question.
        self._asked: tuple[str, ...] = ()
        self.questions = {True: AskTwice("F9", "F9", self), False: AskTwice("Ctrl+Return", "Ctrl+Enter", self)}
        self.form = self._form(Shape())
        # The form scrolls by itself; what is said of it stays in sight beneath.
        self._column.addWidget(self.form, 1)
        self._column.addLayout(more_line(self.more))
        self._column.addWidget(self.same, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.state)
        self._column.addWidget(self.heads)
        for question in self.questions.values():
            self._column.addWidget(question)
        split = QSplitter()
        split.addWidget(left)
        split.addWidget(self.preview)
        split.setSizes([620, 470])
        self.body.addWidget(split, 1)
        self.action("Ban hành ngay", "F9", self._issue, icon="sign", name="issue")
        self.action("Nhận yêu cầu thi hành án", "Ctrl+Y", self._request)
        self.action("Ghi nhận quyết định đã ban hành nơi khác", "Ctrl+R", self._record)
        self.action("Đúng là người đã có", "Ctrl+J", self._accept_same)
        opening_split.offer(self)
        self._begin()

    # --- the form -----------------------------------------------------------------------------------

    def _form(self, shape: Shape) -> Form:
        self.shape = shape
        made = build(self._specs(shape), self.clock, worker=self.worker, accept="Trình ký", leave=wording.LEAVE_DRAFT)
        made.changed.connect(self._changed)
        made.draft_changed.connect(lambda _draft: self.kept.keep())
        made.accepted.connect(lambda v: self._write(v, at_once=False))
        made.left.connect(lambda _draft: self.kept.leave())
        issue = QPushButton("Ban hành  F9")
        issue.setObjectName("issue-button")
        issue.clicked.connect(lambda _checked=False: self._issue())
        made.add_button(issue)
        self.questions[True].button, self.questions[False].button = issue, made.accept_button
        opening_form.hide_what_is_not_asked(made, shape)
        made.changed.connect(lambda: opening_form.hide_what_is_not_asked(made, shape))
        for side in opening_form.SIDES:
            for at in range(shape.count(side)):
                field = made[opening.field(side, at)]
                assert isinstance(field, NameField)
                field.chosen.connect(lambda chosen, side=side, at=at: self._take_known(side, at, str(chosen.payload)))
        return made

    def _reshape(self, shape: Shape, *, empty: bool = False) -> None:
        """Another form with what stands in this one, or empty."""
        draft, old = {} if empty else self.form.draft(), self.form
        old.blockSignals(True)
        self.form = self._form(shape)
        self.form.set_draft(draft)
        self._column.replaceWidget(old, self.form)
        old.hide()
        # At once: the next key may already be meant for it.
        self.form.show()
        old.deleteLater()

    def more(self, what: str) -> None:
        """One more debtor, creditor or line, ready to be typed."""
        shape = self.shape.more(what)
        if max(shape.debtors, shape.creditors, shape.lines) > opening.MOST:
            self.shell.warn(sentence(Refusal("opening.too_many", {"most": str(opening.MOST)})))
            return
        self._reshape(shape)
        self.form[shape.last(what)].editor.setFocus()
        self._changed()

    def _specs(self, shape: Shape) -> list[Spec]:
        kinds = opening_form.kinds(self.requests, self._given_paper or self._ready)
        return [
            Spec("kind", "Loại quyết định", "choice", options=kinds, value=kinds[-1][0], required=True, share=2),
            Spec("day", "Ngày quyết định", "date", required=True, value=self.clock.today(), beside=True),
            Spec("officer", "Chấp hành viên", "choice", options=[("", "Phân công bằng quyết định riêng"), *self._officers], value="", share=2),
            Spec("signer", "Người ký", "choice", options=self._heads, value=self._heads[0][0] if self._heads else None, beside=True, share=2),
            *opening_form.party_specs("debtor", shape, self._suggest, self._communes),
            *opening_form.party_specs("creditor", shape, self._suggest, self._communes),
            *opening_form.line_specs(shape, usual_words(self.desk, f"enforcement_{kinds[-1][0][:2]}")),
        ]

    def _begin(self) -> None:
        """What the form starts with: the returned decision or the creditor who asked, and over it what was kept."""
        self._start()
        # What a new one starts with is not laid under what was typed for another.
        if self._given_paper is None or self.paper:
            self._put(self.kept.found(lambda: opening.kept(self.desk, self.judgment, self.paper)))

    def _put(self, kept: dict[str, Any]) -> None:
        """Over what the form starts with; {} = nothing was typed."""
        if kept:
            self._reshape(Shape(*kept["shape"]))
            put_back(self.form, kept["fields"])
            self._known = {name: (pair[0], pair[1]) for name, pair in kept["known"].items()}

    def _sides(self, mine: dict[str, Any], theirs: dict[str, Any]) -> list[Side]:
        return opening_sides.sides(lambda s: build(self._specs(s), self.clock, worker=self.worker), self._first, self._first_shape, mine, theirs)

    def _start(self) -> None:
        if (ready := self._given_paper or self._ready) is not None:
            self._fill(ready)
        elif self.requests:
            with self.desk.reading() as reader:
                who = intake.requester(reader, self.requests[-1][0])
            if who:
                self._take_known("creditor", 0, who)
        self._first, self._first_shape = self.form.draft(), self.shape

    def _fill(self, given: opening.OpeningInput) -> None:
        alone = any(x.nobody for x in given.lines)
        self._reshape(Shape(max(1, len(given.debtors)), max(1, len(given.creditors)), max(2, len(given.lines)), alone))
        known = opening_form.fill(self.form, given, self.clock.today())
        values = self.form.values()
        self._known = {name: (party, values[name]) for name, party in known.items() if values[name]}

    def _typed(self) -> dict[str, Any]:
        fields = differing(self.form, self._first)
        if not fields and self.shape == self._first_shape:
            return {}
        return {
            "shape": list(astuple(self.shape)), "fields": fields,
            "known": {name: list(pair) for name, pair in self._known.items()},
        }  # fmt: skip

    def _keeps(self, content: dict[str, Any]) -> Write:
        def write() -> tuple[str, ...]:
            opening.keep(self.desk, self.judgment, content, self.paper, self.kept.over)
            return ()

        return write

    def _renew(self) -> None:
        self._known = {}
        self._reshape(Shape(), empty=True)
        self._start()
        self._changed()

    def closing(self) -> None:
        self.kept.closing()

    # --- persons known already ----------------------------------------------------------------------

    def _suggest(self, text: str) -> list[Suggestion]:
        return offered(self.desk, text)

    def _communes(self, text: str) -> list[Suggestion]:
        return [Suggestion(said, "", code) for code, said in units.suggest(self.desk, text)]

    def _take_known(self, side: opening.Side, at: int, party: str) -> None:
        """This is that person: put what is known into the fields."""
        with self.desk.reading() as reader:
            known = parties.as_seen(self.desk, reader, party := parties.resolve(reader, party))
        opening_form.fill_party(self.form, side, at, known, self.clock.today())
        name = opening.field(side, at)
        self._known[name] = (party, self.form.values()[name])
        self._changed()

    def _ids(self, values: dict[str, Any]) -> dict[str, str]:
        """The known ones whose name still reads as it did."""
        return {name: party for name, (party, read) in self._known.items() if values.get(name) == read}

    def _look_alike(self, values: dict[str, Any], shape: Shape) -> list[tuple[str, parties.Suggestion]]:
        """(field of the name, who it may be) of the parties that are typed as new."""
        typed = opening_form.new_parties(values, shape, self.clock.today(), self._ids(values)) if self.desk.may("secret") else ()
        with self.desk.reading() as reader:
            return [(name, s) for name, party in typed for s in parties.suggestions(reader, party)[:1]]

    def _offered(self, found: list[tuple[str, parties.Suggestion]]) -> None:
        self._offer = found
        self.same.setVisible(bool(found))
        if found:
            self.same.setText(f"{(who := found[0][1]).name}: {who.why} Đúng là người này   Ctrl+J")
            self.same.setToolTip(f"{who.name}, {who.address}")

    def _accept_same(self) -> None:
        if self._offer:
            name, who = self._offer[0]
            side, _, place = name.partition("_")
            self._take_known("debtor" if side == "debtor" else "creditor", int(place or 1) - 1, who.party)

    # --- the page -----------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        return self.form["debtor"].editor

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("F9", "ban hành"), ("Ctrl+Enter", "trình ký"), ("Ctrl+Shift+P/D/K", "thêm người, khoản"), ("Esc", "để sau"))

    def help(self) -> str:
        return (
            "Gõ tên, chọn người đã có trong danh sách gợi ý hoặc gõ tiếp người mới. Ctrl+Shift+P thêm người phải thi hành án, "
            "Ctrl+Shift+D thêm người được thi hành án, Ctrl+Shift+K thêm khoản; khi có nhiều người thì mỗi khoản ghi ai phải thi "
            "hành (0: không ai), cho ai, liên đới hay theo phần; Ctrl+T tách thành các quyết định. Phần gõ dở được giữ lại, Ctrl+Shift+Delete bỏ đi. "
            "F9 ban hành ngay, Ctrl+Enter trình ký; đã ban hành nơi khác thì Ctrl+R để ghi nhận. Ctrl+Shift+J lưu bản thảo Word để trao đổi."
        )

    def refresh(self) -> None:
        self._changed()

    def _given(self, v: dict[str, Any], shape: Shape) -> opening.OpeningInput:
        """Also on the worker's thread, where the page may have another shape already."""
        back = self._given_paper
        return opening_form.read(
            v, shape, self.judgment, self.clock.today(), self._ids(v), paper=back.paper if back else "",
            matter=back.matter if back else "",
        )  # fmt: skip

    @property
    def paper(self) -> str:
        """Of a decision that was returned, or drafted with others; "" of a new one."""
        return self._given_paper.paper if self._given_paper else ""

    def read(self) -> opening.OpeningInput:
        """The decision as the form stands. Refused, at its field, for what cannot be read."""
        return self._given(self.form.values(), self.shape)

    def _word(self) -> Callable[[], bytes]:
        values, shape = self.form.values(), self.shape
        return lambda: of_opening(self.desk, self._given(values, shape), values["day"] or self.clock.today())

    def _changed(self) -> None:
        values, shape = self.form.values(), self.shape

        def draw() -> bytes:
            return opening.preview(self.desk, self._given(values, shape), values["day"] or self.clock.today())

        def check() -> tuple[papers.Check, tuple[Head, ...], bool]:
            day = values["day"] or self.clock.today()
            return *opening.looked(self.desk, self._given(values, shape), day, values["signer"] or ""), opening.pays_directly(self.desk, day)

        if values["text_1"] or values["debtor"]:
            self.preview.draw(draw)
            self.worker.run_read(check, self._checked, key=f"check-{id(self)}", owner=self, on_refused=self._say)
            self.worker.run_read(lambda: self._look_alike(values, shape), self._offered, key=f"alike-{id(self)}", owner=self)

    def _checked(self, answer: tuple[papers.Check, tuple[Head, ...], bool]) -> None:
        found, heads, directly = answer
        self.heads.form = self.form
        self.heads.show_heads(heads)
        lines = [*(f"• {sentence(r)}" for r in found.refusals), *(f"• Còn thiếu: {label}" for _, label in found.missing),
                 *(f"• Chưa đúng: {label}." for label in self.form.unfit())]  # fmt: skip
        self.state.setText("\n".join((lines or ["Đủ điều kiện ban hành."]) + [NO_ACCOUNT] * directly))

    def _say(self, refusals: tuple[Refusal, ...]) -> None:
        self.state.setText("\n".join(f"• {sentence(r)}" for r in refusals))

    def _issue(self) -> None:
        if (values := self.form.judged()) is not None:
            self._write(values, at_once=True)

    def _write(self, values: dict[str, Any], *, at_once: bool) -> None:
        shape, question = self.shape, self.questions[at_once]
        again, told = question.answered(values["kind"]), self._asked

        def write() -> tuple[str, tuple[str, ...]]:
            given = replace(self._given(values, shape), even_if_decided=again, confirmed=told if again else ())
            day = values["day"] or self.clock.today()
            if at_once:
                paper, number = opening.issue(self.desk, given, values["signer"] or self.desk.actor, day, self.kept.over)
                said = f"Đã ban hành quyết định số {number} ngày {short_date(day)}."
                return said + queries.born_of(self.desk, paper) + assignments.warned_of(self.desk, paper), TOPICS
            opening.submit(self.desk, given, day, self.kept.over, values["signer"] or "")
            return "Đã trình ký quyết định thi hành án.", TOPICS
        self.kept.keep()
        self.worker.run_write(write, self._done, partial(self._refused, question, values["kind"]), owner=self)

    def _refused(self, question: AskTwice, kind: str, refusals: Sequence[Refusal]) -> None:
        codes = tuple(r.code for r in refusals)
        if codes == ("draft.changed",):
            self.kept.doubt()
            self.kept.keep()
        elif codes == ("decision.repeated",) or set(codes) <= set(HEADS_OWN):
            # What was told and may be decided all the same.
            self._asked = tuple(dict.fromkeys((*self._asked, *(c for c in codes if c in HEADS_OWN))))
            question.ask(kind, " ".join(sentence(r) for r in refusals))
        else:
            self.form.show_refusals(refusals)

    def _record(self) -> None:
        """The decision was issued on paper or on another system: record it as it was."""
        from thads_desktop.ui.pages.record import RecordPage

        if self.worker.acting(self):
            return
        values = self.form.judged()
        if values is None:
            return
        try:
            given = self._given(values, self.shape)
        except Refused as refused:
            self.form.show_refusals(refused.refusals)
            return
        day = values["day"] or self.clock.today()
        self.kept.keep()

        def record(number: str, signer: str, on: date, scan: bytes) -> tuple[str, tuple[str, ...]]:
            try:
                made = opening.record(self.desk, given, number, signer, on, scan, self.kept.over)
            except Refused as refused:
                if any(r.code == "draft.changed" for r in refused.refusals):
                    self.kept.doubt()
                raise
            self.kept.done()
            return made

        self.shell.open_page(RecordPage(self.shell, record, day, "quyết định thi hành án", subject=self.judgment))

    def _done(self, said: str) -> None:
        self.kept.done()
        self.back_saying(said)

    def _request(self) -> None:
        from thads_desktop.ui.pages.receive import RequestPage

        self.shell.back()
        self.shell.open_page(RequestPage(self.shell, self.judgment, self.number))
