"""A typing error in what came in at the counter: the event reads as never recorded, as long as nothing rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import delegation_events as de, events as ev, held, intake_events as ie
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.service_events import PaperAddressed
from thads_desktop.domain.standing import in_force
from thads_desktop.services import drafts, inputs, intake_papers, money_way, projecting, receipts

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

_PENDING = ("submitted", "signed")
#: What came with the judgment and goes with it.
_WITH = (ev.DelegationReceived, de.DelegationTaken)


def strike(desk: Desk, judgment: str, seq: int, reason: str) -> None:
    """Strike an event of a received judgment. Refused where a decision, or another event, rests on it."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    subject = f"intake:{judgment}"
    # Who confirms is called once it is known that it can be struck.
    with desk.writing("strike", two=False) as uow:
        standing = in_force(uow.events_of(subject))
        target = next((e for e in standing if e.seq == seq), None)
        if target is None:
            raise Refused(Refusal("strike.unknown"))
        if wrong := _rests(uow, judgment, target, standing):
            raise Refused(Refusal(wrong))
        desk.allow("strike")
        gone = [target.seq]
        if isinstance(target.body, ev.RequestReceived):
            gone += [e.seq for e in standing if isinstance(e.body, ie.RequestLacking) and e.body.request == target.body.request]
        if isinstance(target.body, ev.JudgmentReceived):
            gone += [e.seq for e in standing if isinstance(e.body, _WITH)]
            uow.drop_draft(f"opening:{judgment}")
            drafts.drop_of(uow, judgment)
        uow.write_row("strike", uuid4().hex, {"subject": subject, "seq": seq, "reason": why})
        for each in gone:
            uow.append(subject, None, ev.Struck(each))
        receipts.strike_with(uow, subject, standing, seq)
        money_way.strike_with(uow, subject, standing, seq)
        projecting.intake(desk, uow, judgment)
        uow.commit()


def _rests(reader: Reader, judgment: str, target: ev.Event, standing: list[ev.Event]) -> str:
    """The code of what rests on the event; "" where nothing does."""
    body = target.body
    decided = [e.body for e in standing if isinstance(e.body, ev.IntakeDecided)]
    match body:
        case ev.IntakeDecided() | ie.FixAsked() | ev.PaperSigned() | ev.PaperNumbered() | ev.PaperVoided():
            return "strike.issued"
        case ev.PaperSubmitted() | ev.PaperReturned() | ev.PaperSent() | PaperAddressed() | ev.Amended() | ev.EffectUndone():
            return "strike.paper_step"
        case ev.RequestRefused(request=request):
            return "strike.issued" if intake_papers.is_refused_by_paper(reader, judgment, request) else ""
        case ev.DelegationReceived() | de.DelegationTaken():
            return "strike.with_judgment"
        case de.DelegationAcknowledged() | de.DelegationMistaken() | de.AssetHandlingDecided():
            return _told(standing) or _printed(reader, body)
        case ev.HeldApplied():
            return "strike.in_matter"
        case ev.MoneyHeld(amount=amount, payer=payer):
            return "strike.money_used" if held.by_payer(standing).get(payer, 0) < amount else ""
        case ev.RequestReceived(request=request):
            return _request_rests(reader, judgment, request, standing)
        case ev.JudgmentReceived():
            if decided:
                return "strike.decided"
            if any(not isinstance(e.body, (ev.JudgmentReceived, *_WITH)) for e in standing):
                return "strike.judgment_used"
            return "strike.pending" if _pending(reader, judgment) else ""
        case _:
            return ""


def _request_rests(reader: Reader, judgment: str, request: str, standing: list[ev.Event]) -> str:
    if any(isinstance(e.body, ev.IntakeDecided) and e.body.request == request for e in standing):
        return "strike.decided"
    if any(isinstance(e.body, ev.RequestRefused) and e.body.request == request for e in standing):
        return "strike.refused_before"
    return "strike.pending" if _pending(reader, judgment, request) else intake_papers.refuse_on_the_way(reader, judgment, request)


def _printed(reader: Reader, body: ev.Body) -> str:
    """A decision that was numbered here goes by voiding its number."""
    made = isinstance(body, de.AssetHandlingDecided) and (reader.row("asset_handling", body.row) or {}).get("paper")
    return "strike.issued" if made else ""


def _told(standing: list[ev.Event]) -> str:
    """What was said to the office that delegated stays said."""
    return "strike.left" if any(isinstance(e.body, de.DelegationAcknowledged) for e in standing) else ""


def _pending(reader: Reader, judgment: str, request: str = "") -> bool:
    """A decision on the judgment (on this request of it) lies before the head, waits for its number, or was drafted with others."""
    for key, row in reader.drafts("paper:").items():
        opening = (row.get("effect") or {}).get("opening") or {}
        if opening.get("judgment") == judgment and request in ("", opening.get("request")) and reader.row("paper", key.partition(":")[2]) is None:
            return True
    for paper in reader.projections.papers(stages=_PENDING):
        opening = ((reader.row("paper", paper.paper) or {}).get("effect") or {}).get("opening") or {}
        if opening.get("judgment") == judgment and request in ("", opening.get("request")):
            return True
    return False
