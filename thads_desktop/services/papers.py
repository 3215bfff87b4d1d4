"""The way of a paper made here: draft, submitted, signed or returned, numbered and dated, sent; or voided.

The number, the printed bytes, the act's event and the lists are one transaction. The print for signature leaves
number and day open. Each step has its own legal day, and each day may start terms of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import acts, decide, events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.delegation import packaged
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState, PaperState
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import (
    amended_records,
    inputs,
    one_decision,
    paper_gaps,
    paper_steps,
    people,
    projecting,
    resting,
    second,
    signed,
    signing,
    undoing,
)
from thads_desktop.services.book_papers import answer as answer_entry, withdraw as withdraw_answer
from thads_desktop.services.form_approval import refuse as refuse_unapproved, unapproved
from thads_desktop.services.intake_papers import carry_out as tell_request, undo as untell_request
from thads_desktop.services.issuers import as_signed
from thads_desktop.services.matter_opened import open_matter, wait_again
from thads_desktop.services.paper_facts import compose_paper, form_on
from thads_desktop.services.paper_mark import marked
from thads_desktop.services.paper_place import judgment_of, subject_of
from thads_desktop.services.paper_rights import refuse as refuse_form, refuse_reading
from thads_desktop.services.paper_rules import objections, told
from thads_desktop.services.series import take
from thads_desktop.services.urgent_hours import begin as start_terms

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.compose import Paper
    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

ISSUED = ("numbered", "sent", "recorded")


@dataclass(frozen=True, slots=True)
class Draft:
    """A paper being prepared. form: id of the document form; matter: "" until an enforcement decision opens one; before, ``paper_place``.

    texts: what was typed for the form's free variables (reason, term of payment ...), by variable name. signer: the person chosen to sign.
    """

    form: str
    effect: Effect
    matter: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    paper: str = ""
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """What stands between a draft and its issue: refusals of law, and variables still empty (name, label)."""

    refusals: tuple[Refusal, ...]
    missing: tuple[tuple[str, str], ...]
    #: What issuing it does beside its matter, in sentences.
    does: tuple[str, ...] = ()

    @property
    def ready(self) -> bool:
        return not self.refusals and not self.missing


def save(desk: Desk, draft: Draft) -> Draft:
    """Keep a draft; gives it its paper id, and its matter id when it opens one. Nothing counted depends on it."""
    clean = cleaned(draft)
    refuse_form(desk, clean.form, clean.matter)
    with desk.writing("draft") as uow:
        _refuse_unless(stage_of(uow, clean.matter, clean.paper), ("", "draft", "returned"))
        uow.save_draft(f"paper:{clean.paper}", row_of(clean))
        projecting.draft_paper(uow, clean.matter, clean.paper, clean.form)
        uow.commit()
    return clean


def load(reader: Reader, paper: str) -> Draft:
    """The draft, or the submitted text, of a paper. Refuses an unknown paper."""
    written = reader.row("paper", paper)
    row = written or reader.draft(f"paper:{paper}")
    if row is None:
        raise Refused(Refusal("paper.unknown"))
    if written is not None and stage_of(reader, row["matter"], paper) in ("returned", "draft"):
        row = reader.draft(f"paper:{paper}") or row
    return Draft(row["form"], acts.from_plain(row["effect"]), row["matter"], dict(row["texts"]), paper, str(row.get("to_sign", "")))


def check(desk: Desk, reader: Reader, draft: Draft, day: date) -> Check:
    """Everything that is wrong or missing, all at once."""
    state = _fold(reader, draft.matter)
    found = [*objections(desk, reader, state, draft, day), *unapproved(reader, draft.form, day), *paper_steps.objections(desk, reader, draft, day)]
    if any(r.code in paper_gaps.UNSAYABLE for r in found):
        return Check(tuple(found), ())
    try:
        composed = compose_paper(desk, reader, draft, state, day, number="", signer=None)
    except Refused as refused:
        return Check((*found, *refused.refusals), ())
    said = paper_gaps.told(reader, draft, found)
    return Check((*found, *composed.refusals), tuple(x for x in composed.missing if x[0] not in said), paper_steps.does(desk, reader, draft, day))


def preview(desk: Desk, reader: Reader, draft: Draft, day: date) -> Paper:
    """The paper as it would print for signature, number and day open, gaps dotted."""
    state = _fold(reader, draft.matter)
    return compose_paper(desk, reader, draft, state, day, number="", signer=signing.ahead(desk, reader, draft, state, day)).paper


def submit(desk: Desk, paper: str, day: date | None = None) -> None:
    """Lay the draft before the head. Refused with everything that is wrong or missing."""
    when = _day(desk, day)
    with desk.writing("submit") as uow:
        _submit(desk, uow, load(uow, paper), when)
        uow.commit()


def send_back(desk: Desk, paper: str, remark: str, day: date | None = None) -> None:
    """The head returns a paper with a remark; the draft opens again for the clerk."""
    when = _day(desk, day)
    said = inputs.body(remark, "remark", required=True, limit=inputs.SENTENCE)
    with desk.writing("return") as uow:
        draft = load(uow, paper)
        _refuse_unless(stage_of(uow, draft.matter, paper), ("submitted", "signed"))
        uow.write_row("paper", paper, {**row_of(draft), "remark": said})
        uow.save_draft(f"paper:{paper}", {**row_of(draft), "remark": said})
        uow.append(subject_of(draft.matter), when, ev.PaperReturned(paper), desk.rules.law_on(when))
        projecting.of_paper(desk, uow, draft.matter)
        uow.commit()


def sign(desk: Desk, paper: str, signer: str, day: date | None = None) -> None:
    """Signed by a person with the power that day. Refused otherwise, naming who may."""
    when = _day(desk, day)
    with desk.writing("sign", two=False) as uow:
        sign_in(desk, uow, paper, signer, when)
        uow.commit()


def sign_in(desk: Desk, uow: UnitOfWork, paper: str, signer: str, day: date) -> None:
    """As ``sign``, inside a larger transaction."""
    draft = load(uow, paper)
    refuse_form(desk, draft.form, draft.matter)
    _refuse_unless(stage_of(uow, draft.matter, paper), ("submitted",))
    _sign(desk, uow, draft, signer, day)
    projecting.of_paper(desk, uow, draft.matter)


def issue(desk: Desk, paper: str, day: date | None = None) -> str:
    """Number and date a signed paper: the act exists from now on. The number's text."""
    when = _day(desk, day)
    with desk.writing("number") as uow:
        draft = load(uow, paper)
        _refuse_unless(stage_of(uow, draft.matter, paper), ("signed",))
        text = _issue(desk, uow, draft, when)
        uow.commit()
    return text


def issue_at_once(desk: Desk, draft: Draft, signer: str, day: date | None = None) -> tuple[str, str]:
    """Submit, sign and number in one act, for an office with one signer; (paper id, number text)."""
    with desk.writing("sign", two=False) as uow:
        made = issue_in(desk, uow, cleaned(draft), signer, _day(desk, day))
        uow.commit()
    return made


def issue_in(desk: Desk, uow: UnitOfWork, draft: Draft, signer: str, day: date) -> tuple[str, str]:
    """As ``issue_at_once``, inside a larger transaction; the draft must be ``cleaned``."""
    stage = stage_of(uow, draft.matter, draft.paper)
    _refuse_unless(stage, ("", "draft", "returned", "submitted", "signed"))
    if stage in ("submitted", "signed"):
        # What was laid before the signer is what they sign, whatever stands in a form since.
        draft = load(uow, draft.paper)
    if stage in ("", "draft", "returned"):
        _submit(desk, uow, draft, day)
    if stage != "signed":
        _sign(desk, uow, draft, signer, day)
    return draft.paper, _issue(desk, uow, draft, day)


def submit_in(desk: Desk, uow: UnitOfWork, draft: Draft, day: date) -> str:
    """As ``submit``, inside a larger transaction; the draft must be ``cleaned``. The paper's id."""
    _submit(desk, uow, draft, inputs.not_future(day, desk.clock.today()))
    return draft.paper


def void(desk: Desk, paper: str, reason: str, day: date | None = None) -> None:
    """Void a numbered paper that never left: its act is struck, its number stays in the series, shown void."""
    when = _day(desk, day)
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("void") as uow:
        row = known_row(uow, paper)
        subject = subject_of(row["matter"])
        state = _fold(uow, row["matter"])
        stands = state.papers[paper]
        events = uow.events_of(subject)
        if stands.stage != "numbered" or stands.number == 0 or packaged(in_force(events), paper):
            raise Refused(Refusal("void.left_house"))
        if stands.numbered is not None and when < stands.numbered:
            raise Refused(Refusal("void.before_issue", {"issued": f"{stands.numbered:%d/%m/%Y}"}, "day"))
        born = [e for e in in_force(events) if _rests_on(e.body, paper)]
        if judgment_of(row["matter"]):
            untell_request(uow, load(uow, paper))
        elif paper != state.opening_paper:
            resting.refuse(desk, uow, events, {e.seq for e in born}, paper, "void.rests_on")
        elif any(getattr(e.body, "paper", "") != paper for e in in_force(events)):
            raise Refused(Refusal("void.matter_lives"))
        for event in born:
            uow.append(subject, None, ev.Struck(event.seq))
        undoing.refuse(uow, row["matter"], events, uow.events_of(subject), born)
        if paper == state.opening_paper:
            wait_again(desk, uow, state.judgment, row["matter"])
        paper_steps.undo(desk, uow, row["matter"], paper)
        withdraw_answer(desk, uow, row["matter"], row["effect"], row["form"], str(row.get("number_text", "")), stands.numbered)
        uow.write_row("paper", paper, {**row, "void_reason": why})
        uow.append(subject, when, ev.PaperVoided(paper, stands.series, stands.year, stands.number))
        amended_records.write_lines(uow, state, row["matter"], str(row["effect"].get("kind", "")), when)
        projecting.of_paper(desk, uow, row["matter"])
        uow.commit()


def pdf(reader: Reader, paper: str) -> bytes:
    """The stored bytes of an issued paper: every reprint is identical."""
    row = known_row(reader, paper)
    stands = _fold(reader, row["matter"]).papers[paper]
    if not stands.sha256:
        raise Refused(Refusal("paper.not_issued"))
    return reader.blob(stands.sha256)


def stored(desk: Desk, paper: str) -> bytes:
    """As ``pdf``, in a transaction of its own."""
    with desk.reading() as reader:
        row = known_row(reader, paper)
        refuse_reading(desk, reader, row["matter"], row["form"])
        return pdf(reader, paper)


# --- steps inside one transaction --------------------------------------------------------------------


def _submit(desk: Desk, uow: UnitOfWork, draft: Draft, day: date) -> None:
    refuse_form(desk, draft.form, draft.matter)
    found = check(desk, uow, draft, day)
    if not found.ready:
        missing = [Refusal("paper.missing", {"what": label}, name) for name, label in found.missing]
        raise Refused(*found.refusals, *missing)
    _refuse_unless(stage_of(uow, draft.matter, draft.paper), ("", "draft", "returned"))
    chosen = signing.chosen(uow, draft, _fold(uow, draft.matter), day)
    uow.write_row("paper", draft.paper, row_of(replace(draft, signer=chosen)))
    uow.drop_draft(f"paper:{draft.paper}")
    uow.append(subject_of(draft.matter), day, ev.PaperSubmitted(draft.paper, draft.form), desk.rules.law_on(day))
    projecting.of_paper(desk, uow, draft.matter)


def _sign(desk: Desk, uow: UnitOfWork, draft: Draft, signer: str, day: date) -> None:
    state = _fold(uow, draft.matter)
    submitted = state.papers[draft.paper].submitted
    if submitted is not None and day < submitted:
        raise Refused(Refusal("sign.before_submission", {"submitted": f"{submitted:%d/%m/%Y}"}, "day"))
    second.signing(desk, uow, draft.matter, draft.paper, signer)
    form = form_on(draft.form, day)
    refuse_unapproved(uow, form)
    capacity = people.capacity(desk, uow, signer, as_signed(form, state, draft.effect), day, officer=state.officer)
    composed = compose_paper(desk, uow, draft, state, day, number="", signer=(signer, capacity))
    uow.write_row("paper", draft.paper, {**row_of(draft), "signed_text": signed.text_of(composed.paper)})
    uow.append(subject_of(draft.matter), day, ev.PaperSigned(draft.paper, signer, capacity), desk.rules.law_on(day))


def _issue(desk: Desk, uow: UnitOfWork, draft: Draft, day: date) -> str:
    state = _fold(uow, draft.matter)
    stands = state.papers[draft.paper]
    signed.refuse_unfit(desk, uow, draft, state, day)
    return _number(desk, uow, draft, state, stands, form_on(draft.form, day), day)


def _number(desk: Desk, uow: UnitOfWork, draft: Draft, state: MatterState, stands: PaperState, form: Form, day: date) -> str:
    from thads_desktop.printing.draw import draw
    series, year, number, text = take(desk, uow, form, day)
    composed = compose_paper(desk, uow, draft, state, day, number=text, signer=(stands.signer, stands.capacity))
    signed.refuse_changed(desk, uow, draft, state, day)
    finish(desk, uow, Numbered(draft, state, form, day, series, year, number, text), draw(marked(uow, composed.paper, draft.paper)))
    return text


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paper that has its number and day and waits for its bytes. number 0 = a paper without number."""

    draft: Draft
    state: MatterState
    form: Form
    day: date
    series: str
    year: int
    number: int
    text: str


def finish(desk: Desk, uow: UnitOfWork, made: Numbered, data: bytes) -> None:
    """Number, bytes, event, effects and lists of one paper, in the transaction at hand."""
    draft, day = made.draft, made.day
    law = desk.rules.law_on(day)
    subject = subject_of(draft.matter)
    sha = uow.store_blob(data)
    uow.write_row("paper", draft.paper, {**row_of(draft), "title": made.form.name, "number_text": made.text})
    numbered = ev.PaperNumbered(draft.paper, made.form.id, made.series, made.year, made.number, sha)
    uow.append(subject, day, numbered, law)
    effect = one_decision.marked(projecting.Names(uow), draft)
    for body in decide.effect_events(made.state, told(desk, effect, made.day, made.state), draft.paper, "issued"):
        uow.append(subject, day, body, law)
    answer_entry(desk, uow, draft.matter, draft.effect, made.form.id, day, made.text)
    start_terms(desk, uow, draft, made.form, day)
    tell_request(uow, draft, day, law)
    paper_steps.carry_out(desk, uow, draft, day, made.text)
    amended_records.write_lines(uow, made.state, draft.matter, draft.effect.kind, day)
    if draft.effect.opening is not None:
        open_matter(desk, uow, draft, made.text, made.number, day, law)
    projecting.of_paper(desk, uow, draft.matter)


# --- small questions --------------------------------------------------------------------------------


def cleaned(draft: Draft) -> Draft:
    """The draft with clean texts and, where it has none yet, its paper and matter ids."""
    texts = {k: inputs.body(v, k) for k, v in draft.texts.items()}
    clause = inputs.name(draft.effect.clause, "clause", required=False, limit=40)
    effect = replace(draft.effect, clause=clause, to_office=inputs.name(draft.effect.to_office, "to_office", required=False))
    return Draft(draft.form, effect, draft.matter or uuid4().hex, texts, draft.paper or uuid4().hex, draft.signer)


def row_of(draft: Draft) -> dict[str, Any]:
    row = {"form": draft.form, "matter": draft.matter, "effect": acts.to_plain(draft.effect), "texts": dict(draft.texts)}
    return {**row, "to_sign": draft.signer} if draft.signer else row


def known_row(reader: Reader, paper: str) -> dict[str, Any]:
    row = reader.row("paper", paper)
    if row is None:
        raise Refused(Refusal("paper.unknown"))
    return row


def _fold(reader: Reader, matter: str) -> MatterState:
    return fold(reader.events_of(subject_of(matter)))


def stage_of(reader: Reader, matter: str, paper: str) -> str:
    """Where a paper is on its way; "" before anything of it is in the log."""
    stands = _fold(reader, matter).papers.get(paper)
    return "" if stands is None else stands.stage


def _refuse_unless(stage: str, allowed: tuple[str, ...]) -> None:
    if stage not in allowed:
        raise Refused(Refusal("paper.wrong_stage", {"stage": stage or "draft"}))


def _rests_on(body: ev.Body, paper: str) -> bool:
    """Effects of the paper, not the steps of its way."""
    return getattr(body, "paper", "") == paper and not isinstance(
        body, (ev.PaperSubmitted, ev.PaperReturned, ev.PaperSigned, ev.PaperNumbered, ev.PaperSent, ev.PaperVoided)
    )


def _day(desk: Desk, day: date | None) -> date:
    return desk.clock.today() if day is None else inputs.not_future(day, desk.clock.today())


def preview_pdf(desk: Desk, draft: Draft | str, day: date) -> bytes:
    """A draft (or the draft of a paper id) drawn as it would print for signature."""
    from thads_desktop.printing.draw import draw

    with desk.reading() as reader:
        given = load(reader, draft) if isinstance(draft, str) else draft
        refuse_reading(desk, reader, given.matter, given.form)
        return draw(preview(desk, reader, given, day))
