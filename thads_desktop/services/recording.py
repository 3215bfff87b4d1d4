"""Acts issued on paper or on another system, recorded with their own number, day and signer; and their scans.

Recording never refuses what has happened: it marks the breach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import decide, events as ev, reach
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.domain.fold import fold
from thads_desktop.domain.lawful_ways import HEADS_OWN
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import meant
from thads_desktop.services import (
    amended_records,
    book_papers,
    inputs,
    one_decision,
    paper_rules,
    papers,
    people,
    projecting,
    scans,
    series,
)
from thads_desktop.services.issuers import as_signed
from thads_desktop.services.matter_opened import open_matter

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

MOST_MEGA = 20
#: What the bytes of a scan are called that were not read from a file here.
SCAN = "bản quét"
#: What is wrong with our forms and our order of recording, not with the act; and where the texts are silent nothing is broken.
_NO_BREACH = (
    "form.not_in_force", "form.other_effect", "measure.own_form", "act.before_later", "taking_up.elsewhere", "mend.not_in_text", "fee.tariff_open",
    "fee.not_established", "opening.no_text", *HEADS_OWN,
)  # fmt: skip


def record(
    desk: Desk,
    draft: papers.Draft,
    number: str,
    signer: str,
    day: date,
    scan: bytes = b"",
    sent: tuple[str, ...] = (),
) -> tuple[str, tuple[str, ...]]:
    """Record an act issued on paper or on the Ministry's platform: (paper id, codes of the rules it broke).

    sent: to whom it went on its own day (procuracy, party ...), as its sheet says. Recording never refuses what has
    happened; only what cannot be true (a future day, an unknown matter) is refused.
    """
    with desk.writing("record") as uow:
        made = record_in(desk, uow, draft, number, signer, day, scan, sent)
        uow.commit()
    return made


def record_in(
    desk: Desk, uow: UnitOfWork, draft: papers.Draft, number: str, signer: str, day: date, scan: bytes = b"",
    sent: tuple[str, ...] = (),
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """``record`` within a transaction that is already open; not committed here."""
    when = inputs.not_future(day, desk.clock.today())
    scans.refuse_no_pdf(scan, SCAN, MOST_MEGA)
    clean = papers.cleaned(draft)
    text = inputs.name(number, "number", limit=60)
    events = uow.events_of(f"matter:{clean.matter}")
    state, then = fold(events), fold(events, when)
    if not state.exists and clean.effect.opening is None:
        raise Refused(Refusal("matter.no_decision", field="matter"))
    if clean.effect.amount is not None:
        inputs.amount(clean.effect.amount, "amount")
    who = inputs.name(signer, "signer", limit=100)
    form = form_named(clean.form, when)
    person, breaches = judged(desk, uow, clean, state, then, text, who, when)
    law = desk.rules.law_on(when)
    subject = f"matter:{clean.matter}"
    row = {**papers.row_of(clean), "title": form.name, "number_text": text, "signer": who}
    uow.write_row("paper", clean.paper, row)
    uow.drop_draft(f"paper:{clean.paper}")
    sha = uow.store_blob(scan) if scan else ""
    uow.append(subject, when, ev.PaperRecorded(clean.paper, clean.form, text, person, breaches, sha), law)
    marked = one_decision.marked(projecting.Names(uow), clean)
    effect = reach.acting(then, paper_rules.told(desk, marked, when, state))
    for body in decide.effect_events(state, effect, clean.paper, "recorded"):
        uow.append(subject, when, body, law)
    book_papers.answer(desk, uow, clean.matter, clean.effect, clean.form, when, text)
    for to in sent:
        uow.append(subject, when, ev.PaperSent(clean.paper, to, "", "direct"), law)
    if clean.effect.opening is not None:
        open_matter(desk, uow, clean, text, 0, when, law)
    amended_records.write_lines(uow, state, clean.matter, clean.effect.kind, when)
    projecting.matter(desk, uow, clean.matter)
    return clean.paper, breaches


def judged(
    desk: Desk, uow: UnitOfWork, clean: papers.Draft, state: MatterState, then: MatterState, number: str, signer: str, day: date
) -> tuple[str, tuple[str, ...]]:  # fmt: skip
    """(the person of the office who signed, "" = nobody here; codes of the rules that an act with this number and signer broke on its
    day). state: the matter as it is now; then: as it was on the day."""
    form = form_named(clean.form, day)
    found = _broken(desk, uow, state, clean, day)
    if not reach.paid_up(then, clean.effect):
        # What was paid up later was still owed on that day.
        found = [code for code in found if code != "line.paid"]
    person = people.person_named(uow, signer)
    if clean.effect.kind == "cancellation" and not person:
        # Nobody of this office: the superior, whose it is to cancel what the head issued.
        found = [code for code in found if code != "cancellation.own"]
    elif not _may_sign(uow, state, as_signed(form, state, clean.effect), signer, day):
        found.append("signer.not_known")
    found += _number_breaches(desk, uow, clean, form, number, day)
    return person, tuple(dict.fromkeys(found))


def _broken(desk: Desk, uow: UnitOfWork, state: MatterState, draft: papers.Draft, day: date) -> list[str]:
    """Codes of the rules that the act itself broke."""
    kind = GROUND_KINDS[draft.effect.kind]
    # Of a day before the oldest law that is known, no ground can be told wrong.
    known = _NO_BREACH if not kind or desk.rules.grounds(kind, day) else (*_NO_BREACH, "ground.unknown")
    return [r.code for r in paper_rules.objections(desk, uow, state, draft, day) if r.code not in known]


def form_named(form_id: str, day: date) -> Form:
    """The form in force on the day, else the version nearest to it: what was issued is named, whatever form it was on."""
    from thads_desktop.documents.form import form_for, load_forms

    versions = [f for f in load_forms() if f.id == form_id]
    if not versions or any(f.on(day) for f in versions):
        return form_for(form_id, day)
    return min(versions, key=lambda f: abs((f.start - day).days))


def _may_sign(uow: UnitOfWork, state: MatterState, form: Form, name: str, day: date) -> bool:
    """A person of this name had the power to sign such a paper that day."""
    return bool(meant(name, (p.name for p in people.signers(uow, form, day, state.officer))))


def _number_breaches(
    desk: Desk, uow: UnitOfWork, draft: papers.Draft, form: Form, text: str, day: date
) -> list[str]:
    """The same number on the same day is the same decision once more; on another day of its series' year, a number twice."""
    days = series.days_of(desk, uow, form, text, day)
    again = draft.effect.opening is not None and uow.projections.known_decision(text, day) is not None
    found = ["decision.recorded"] if again or day in (d for d, _stage in days) else []
    if any(d != day or stage != "recorded" for d, stage in days):
        found.append("number.taken")
    return found


def scan_of(file: Path) -> bytes:
    """The bytes of a scanned paper. Refused when the file cannot be read, is no whole and open PDF, or is larger than 20 MB."""
    try:
        if file.stat().st_size > MOST_MEGA * scans.MEGA:
            raise Refused(Refusal("scan.not_a_pdf", {"file": file.name}, "scan"))
        data = file.read_bytes()
    except OSError as error:
        raise Refused(Refusal("scan.unreadable", {"file": str(file)}, "scan")) from error
    if not data:
        raise Refused(Refusal("scan.empty", {"file": file.name}, "scan"))
    scans.refuse_no_pdf(data, file.name, MOST_MEGA)
    return data
