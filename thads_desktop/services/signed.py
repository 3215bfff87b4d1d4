"""What was signed is what is numbered: the text as signed is kept and held against the text that gets the number."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.ruleset import NEW_LAW
from thads_desktop.services import form_approval, people
from thads_desktop.services.paper_facts import compose_paper, form_on
from thads_desktop.services.paper_rules import objections

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.compose import Paper
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: As much of a line as a sentence can show.
_SHOWN = 60


def text_of(paper: Paper) -> str:
    """The words of a paper without its number and day, which are open until it is issued."""
    return plain_text(replace(paper, head=replace(paper.head, number_line="", day_line="")))


def refuse_unfit(desk: Desk, reader: Reader, draft: Draft, state: MatterState, day: date) -> None:
    """Refused when a signed paper may not be numbered on this day, whatever its text."""
    signed = state.papers[draft.paper].signed
    if signed is not None and day < signed:
        raise Refused(Refusal("issue.before_signing", {"signed": f"{signed:%d/%m/%Y}"}, "day"))
    if signed is not None and _changed_between(desk, reader, draft, signed, day):
        # A ground of the old law is none of the new one: said is why, not only that.
        refuse_changed(desk, reader, draft, state, day)
    wrong = [*form_approval.against(reader, form_on(draft.form, day)), *objections(desk, reader, state, draft, day)]
    if wrong:
        raise Refused(*wrong)


def refuse_changed(desk: Desk, reader: Reader, draft: Draft, state: MatterState, day: date) -> None:
    """Refused, with the first line that differs, when the paper as it is printed on this day does not say what was signed.

    Only its number and day may be new; a day that runs from them is open in what is signed.
    """
    kept = str((reader.row("paper", draft.paper) or {}).get("signed_text", ""))
    if not kept:
        return
    stands = state.papers[draft.paper]
    paper = compose_paper(desk, reader, draft, state, day, number="", signer=(stands.signer, stands.capacity)).paper
    now = text_of(paper)
    if kept == now:
        return
    was, became = kept.splitlines(), now.splitlines()
    at = next((n for n, pair in enumerate(zip(was, became, strict=False)) if pair[0] != pair[1]), min(len(was), len(became)))
    facts = {"was": _line(was, at), "now": _line(became, at)}
    changed = _changed_between(desk, reader, draft, stands.signed, day) if stands.signed is not None else None
    if changed is None:
        raise Refused(Refusal("issue.changed", facts))
    what, since = changed
    facts |= {"what": what, "since": short_date(since), "last": short_date(since - timedelta(days=1))}
    raise Refused(Refusal("issue.times_changed", facts, "day"))


def _changed_between(desk: Desk, reader: Reader, draft: Draft, signed: date, day: date) -> tuple[str, date] | None:
    """What is another one on the day of the number than on the day of signing, and since when; None = nothing."""
    if desk.rules.law_on(signed) != desk.rules.law_on(day):
        return "luật", NEW_LAW
    if (form := form_on(draft.form, day)) != form_on(draft.form, signed):
        return "mẫu văn bản", form.start
    if (who := people.identity(reader, day)) != people.identity(reader, signed):
        return "tên gọi, chức danh của đơn vị", who.valid_from
    return None


def _line(lines: list[str], at: int) -> str:
    said = lines[at] if at < len(lines) else "(hết)"
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"
