"""The forms of the office: the head approves the text of each reconstructed form before its first use here.

What is approved is a text (``documents.form_text``), kept as a file of the office: a pack or a new program that changes it asks for
approval anew, and the two can be held beside each other. What was issued elsewhere is recorded whatever its form.
The office may also keep words of its own for the free article of a form (register row ``form_extra``).
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.documents.form_text import digest_of, readable, text_of
from thads_desktop.documents.samples import sample
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.form_events import FormApprovalWithdrawn, FormApproved
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services import inputs, paper_rights

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

RECONSTRUCTED = "reconstructed"


@dataclass(frozen=True, slots=True)
class Approval:
    """sha256: of the text approved; by: the person who recorded it ("" = the office)."""

    form: str
    law: str
    sha256: str
    day: date
    by: str


@dataclass(frozen=True, slots=True)
class FormRow:
    """A version of a form as the page of forms shows it. state: established | approved | changed | waiting; used: papers issued here on
    this version; approved, by: of the approval that holds, of a changed text the last one."""

    form: str
    sha256: str
    number: int
    name: str
    law: str
    start: date
    until: date | None
    status: str
    signer: str
    state: str
    approved: date | None
    by: str
    used: int
    extra: str

    @property
    def key(self) -> str:
        return f"{self.form}|{self.law}|{self.start.isoformat()}"


def approvals(reader: Reader, form: str) -> dict[str, Approval]:
    """Digest -> the approval that holds, in the order they were given."""
    found: dict[str, Approval] = {}
    for event in as_recorded(reader.events_of(f"form:{form}")):
        match event.body:
            case FormApproved(_, law, sha256) if event.day is not None:
                found.pop(sha256, None)
                found[sha256] = Approval(form, law, sha256, event.day, event.actor)
            case FormApprovalWithdrawn(_, _, sha256):
                found.pop(sha256, None)
            case _:
                pass
    return found


def against(reader: Reader, form: Form) -> list[Refusal]:
    """What stands against using the form here; nothing against an established one."""
    if form.status != RECONSTRUCTED:
        return []
    held = approvals(reader, form.id)
    if digest_of(form) in held:
        return []
    before = [a for a in held.values() if a.law == form.law]
    if before:
        return [Refusal("form.text_changed", {"form": form.name, "day": short_date(before[-1].day)}, "form")]
    return [Refusal("form.not_approved", {"form": form.name}, "form")]


def unapproved(reader: Reader, form: str, day: date) -> list[Refusal]:
    """As ``against``, of the version in force on a day; that there is none is said elsewhere."""
    return [r for f in load_forms() if f.id == form and f.on(day) for r in against(reader, f)]


def refuse(reader: Reader, form: Form) -> None:
    """Refused("form.not_approved" | "form.text_changed")."""
    if found := against(reader, form):
        raise Refused(*found)


def listed(desk: Desk) -> tuple[FormRow, ...]:
    """Every version of every form, in the order of the catalogue."""
    with desk.reading() as reader:
        # How many there are of a paper that few see is for them.
        used = [u for u in reader.projections.papers_by_form() if paper_rights.seen(desk, u[0])]
        people = {key: str(row.get("name", "")) for key, row in reader.rows("person").items()}
        held = {form: approvals(reader, form) for form in {f.id for f in load_forms()}}
        extras = {key: str(row.get("text", "")) for key, row in reader.rows("form_extra").items()}
    counts = {(f.id, f.start): sum(n for form, day, n in used if form == f.id and f.on(day)) for f in load_forms()}
    return tuple(_row(f, held[f.id], people, counts[f.id, f.start], extras.get(f.id, "")) for f in load_forms())


def _row(form: Form, held: dict[str, Approval], people: dict[str, str], used: int, extra: str) -> FormRow:
    sha = digest_of(form)
    same = held.get(sha)
    before = [a for a in held.values() if a.law == form.law]
    state = "established" if form.status != RECONSTRUCTED else "approved" if same is not None else "changed" if before else "waiting"
    shown = same or (before[-1] if before else None)
    return FormRow(
        form.id, sha, form.number, form.name, form.law, form.start, form.until, form.status, form.signer, state,
        shown.day if shown is not None else None, people.get(shown.by, "") if shown is not None else "", used, extra,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many forms in force today want the head's approval (changed: of these, whose approved text is another one by now); none: not one
    form of the office is approved."""

    count: int
    changed: int
    none: bool


def waiting(desk: Desk) -> Waiting:
    """What an office is told on opening until its head has approved every form that can be used today."""
    rows, today = listed(desk), desk.clock.today()
    held = [r for r in rows if r.state in ("waiting", "changed") and r.start <= today and (r.until is None or today <= r.until)]
    return Waiting(len(held), sum(r.state == "changed" for r in held), not any(row.approved for row in rows))


def approve(desk: Desk, wanted: Sequence[tuple[str, str]]) -> int:
    """The head approves these texts, each as (form, digest of what was looked at); how many were not approved before.

    Refused("form.changed_since") where the text is another one by now.
    """
    if not wanted:
        raise Refused(Refusal("form.none_chosen"))
    today = desk.clock.today()
    with desk.writing("approve_form") as uow:
        versions = {(f.id, digest_of(f)): f for f in load_forms()}
        held: dict[str, dict[str, Approval]] = {}
        fresh = []
        for form, sha in dict.fromkeys(wanted):
            version = versions.get((form, sha)) or _version(form, sha)
            if form not in held:
                held[form] = approvals(uow, form)
            if version.status == RECONSTRUCTED and sha not in held[form]:
                fresh.append((version, sha))
        uow.store_blobs([text_of(version).encode() for version, _ in fresh])
        uow.append_many([(f"form:{v.id}", today, FormApproved(v.id, v.law, sha), "") for v, sha in fresh])
        uow.commit()
    return len(fresh)


def approve_all(desk: Desk) -> int:
    """As ``approve``, of every form there is; how many."""
    return approve(desk, [(f.id, digest_of(f)) for f in load_forms() if f.status == RECONSTRUCTED])


def withdraw(desk: Desk, form: str, sha256: str) -> None:
    """The head takes the approval of a text back: from now on nothing is issued on it. What was issued stands."""
    with desk.writing("approve_form") as uow:
        held = approvals(uow, form).get(sha256)
        if held is None:
            raise Refused(Refusal("form.no_approval", {"form": _name(form)}, "form"))
        uow.append(f"form:{form}", desk.clock.today(), FormApprovalWithdrawn(form, held.law, sha256))
        uow.commit()


def keep_extra(desk: Desk, form: str, text: str) -> None:
    """The office's own words that the free article of a form begins with; "" = none."""
    said = inputs.body(text, "extra")
    if not takes_extra(form):
        raise Refused(Refusal("form.no_extra", {"form": _name(form)}, "extra"))
    with desk.writing("approve_form") as uow:
        if extra_of(uow, form) == said:
            return
        uow.write_row("form_extra", form, {"text": said})
        uow.commit()


def extra_of(reader: Reader, form: str) -> str:
    """The office's own words for the free article of a form; "" = none."""
    return str((reader.row("form_extra", form) or {}).get("text", ""))


def said(desk: Desk, form: str) -> str:
    """As ``extra_of``, in a transaction of its own."""
    with desk.reading() as reader:
        return extra_of(reader, form)


def takes_extra(form: str) -> bool:
    """The form has a free article."""
    return any("extra" in f.typed for f in load_forms() if f.id == form)


def sample_pdf(form: str, sha256: str) -> bytes:
    """The version with this text, filled with invented persons."""
    from thads_desktop.printing.draw import draw

    return draw(sample(_version(form, sha256)))


def changed(desk: Desk, form: str, sha256: str) -> list[str]:
    """What this text says otherwise than the one approved last under the same law: "- " and "+ " lines; [] = nothing to hold it against."""
    version = _version(form, sha256)
    with desk.reading() as reader:
        before = [a for a in approvals(reader, form).values() if a.law == version.law and a.sha256 != sha256]
        if not before:
            return []
        old = reader.blob(before[-1].sha256).decode()
    lines = difflib.ndiff(readable(version, old).splitlines(), readable(version, text_of(version)).splitlines())
    return [line for line in lines if line[:2] in ("- ", "+ ")]


def texts(wanted: Collection[str]) -> dict[str, bytes]:
    """Digest -> text of those wanted that a form of today has."""
    return {digest_of(f): text_of(f).encode() for f in load_forms() if digest_of(f) in wanted}


def _version(form: str, sha256: str) -> Form:
    found = next((f for f in load_forms() if f.id == form and digest_of(f) == sha256), None)
    if found is None:
        raise Refused(Refusal("form.changed_since", {"form": _name(form)}, "form"))
    return found


def _name(form: str) -> str:
    return next((f.name for f in load_forms() if f.id == form), form[:40])
