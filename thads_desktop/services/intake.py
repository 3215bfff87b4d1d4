"""What comes in at the counter: judgments, requests, delegated matters. Each starts the term for a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev, held as money, intake_events as ie
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare, clean
from thads_desktop.services import answers, inputs, parties, projecting, receipts

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

WAYS = ("direct", "post", "electronic")
KINDS = ("ban_an", "quyet_dinh", "phan_quyet")


@dataclass(frozen=True, slots=True)
class JudgmentInput:
    """A judgment or decision to be enforced. kind: ban_an | quyet_dinh | phan_quyet; appeal_*: the appeal judgment.

    ex_officio: it holds parts the office must enforce of its own motion; delegated_from: the office it came from.
    """

    number: str
    day: date
    court: str
    case_type: str
    received: date
    kind: str = "ban_an"
    way: str = "direct"
    urgent: bool = False
    bankruptcy: bool = False
    ex_officio: bool = True
    appeal_number: str = ""
    appeal_day: date | None = None
    appeal_court: str = ""
    delegated_from: str = ""
    delegation_number: str = ""
    note: str = ""
    even_if_known: bool = False


def receive_judgment(desk: Desk, given: JudgmentInput) -> str:
    """Enter a judgment in the book of received judgments; its id. Refuses one received before it was given."""
    today = desk.clock.today()
    inputs.not_future(given.received, today, "received")
    if given.appeal_day is not None:
        inputs.not_future(given.appeal_day, today, "appeal_day")
    with desk.writing("intake") as uow:
        key = write_judgment(uow, desk, given)
        projecting.intake(desk, uow, key)
        uow.commit()
    return key


def write_judgment(uow: UnitOfWork, desk: Desk, given: JudgmentInput) -> str:
    """As ``receive_judgment``, inside a larger transaction, which refreshes the lists; its id."""
    content = _content(given)
    if given.day > given.received:
        facts = {"day": f"{given.day:%d/%m/%Y}", "received": f"{given.received:%d/%m/%Y}"}
        raise Refused(Refusal("judgment.received_before", facts, "received"))
    if not given.even_if_known and _known(uow, content):
        raise Refused(Refusal("judgment.known", {"number": content["number"]}, "number"))
    key = uuid4().hex
    uow.write_row("judgment", key, content)
    law = desk.rules.law_on(given.received)
    subject = f"intake:{key}"
    uow.append(
        subject, given.received,
        ev.JudgmentReceived(
            given.case_type, given.day, given.way, given.urgent, given.bankruptcy,
            given.ex_officio and not given.delegated_from,
        ),
        law,
    )  # fmt: skip
    if given.delegated_from:
        uow.append(subject, given.received, ev.DelegationReceived(content["delegated_from"]), law)
    return key


def receive_request(desk: Desk, judgment: str, requester: parties.PartyInput, day: date, way: str = "direct", *, lacking: bool = False) -> str:
    """A request for enforcement of a judgment the office has; the id of the request. lacking: it is incomplete, its maker is to be asked to
    mend it."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("intake") as uow:
        row = known(uow, judgment)
        if day.isoformat() < row["day"]:
            raise Refused(Refusal("request.before_judgment", {"judgment": _shown(row["day"])}, "day"))
        key = uuid4().hex
        uow.write_row("request", key, {"judgment": judgment, "party": parties.take(uow, requester), "day": str(day)})
        uow.append(f"intake:{judgment}", day, ev.RequestReceived(key, way), desk.rules.law_on(day))
        if lacking:
            uow.append(f"intake:{judgment}", day, ie.RequestLacking(key), desk.rules.law_on(day))
        projecting.intake(desk, uow, judgment)
        uow.commit()
    return key


def refuse_request(desk: Desk, judgment: str, request: str, ground: str, day: date) -> None:
    """Record the notice of refusal of a request."""
    inputs.not_future(day, desk.clock.today())
    with desk.writing("intake") as uow:
        if wrong := refusal_objections(desk, uow, judgment, request, ground, day):
            raise Refused(*wrong)
        uow.append(f"intake:{judgment}", day, ev.RequestRefused(request, ground), desk.rules.law_on(day))
        projecting.intake(desk, uow, judgment)
        uow.commit()


def refusal_objections(desk: Desk, reader: Reader, judgment: str, request: str, ground: str, day: date) -> list[Refusal]:
    """What stands against refusing a request on a ground on a day."""
    found = []
    if ground not in {g.code for g in desk.rules.grounds("refusal", day)}:
        found.append(Refusal("ground.unknown" if ground else "ground.missing", {"clause": ground}, "ground"))
    asked = in_force(reader.events_of(f"intake:{judgment}"))
    came = [e.day for e in asked if isinstance(e.body, ev.RequestReceived) and e.body.request == request and e.day is not None]
    if not came:
        found.append(Refusal("request.unknown", field="request"))
    elif day < min(came):
        found.append(Refusal("request.refused_before", {"came": short_date(min(came))}, "day"))
    if any(x.request == request for x in answers.answering(reader, judgment)):
        found.append(Refusal("request.answered", field="request"))
    return found


def take_money(
    desk: Desk, judgment: str, payer: parties.PartyInput, amount: int, day: date, receipt: str = "", *, apart: bool = False,
    official: receipts.Official | None = None,
) -> int:  # fmt: skip
    """Money paid before any decision, booked in full as held for the payer; đồng now held on this judgment.

    Where a decision stands money is taken in its matter, unless a human says that it is meant for what is not decided
    yet (apart): case fees may be decided of the office's own motion while nobody has requested the debt. official: its receipt.
    It may be of a day before the judgment came here: advances of court fees are taken before there is any.
    """
    inputs.not_future(day, desk.clock.today())
    inputs.amount(amount, "amount")
    number = inputs.name(official.number if official is not None else receipt, "receipt", required=False, limit=40)
    with desk.writing("money") as uow:
        known(uow, judgment)
        subject = f"intake:{judgment}"
        if not apart and decided(uow, judgment):
            raise Refused(Refusal("money.decided", field="judgment"))
        body = ev.MoneyHeld(amount, parties.take(uow, payer), number)
        came = uow.append(subject, day, body, desk.rules.law_on(day))
        if official is not None:
            receipts.give(desk, uow, came, official)
        projecting.intake(desk, uow, judgment)
        total = held(uow, judgment)
        uow.commit()
    return total


def decided(reader: Reader, judgment: str) -> bool:
    """An enforcement decision on this judgment stands."""
    return any(isinstance(x, ev.IntakeDecided) for x in answers.answering(reader, judgment))


def held(reader: Reader, judgment: str) -> int:
    """Đồng held for payers on a judgment, taken before any decision and neither applied nor given back."""
    return sum(money.by_payer(in_force(reader.events_of(f"intake:{judgment}"))).values())


def known(reader: Reader, key: str) -> dict[str, Any]:
    """The judgment's row. Refuses an unknown key, and a receipt that was struck."""
    row, events = reader.row("judgment", key), reader.events_of(f"intake:{key}")
    if row is None or (events and not in_force(events)):
        raise Refused(Refusal("judgment.unknown", field="judgment"))
    return row


def is_urgent(reader: Reader, key: str) -> bool:
    """The judgment is an interim measure: executed at once, without a voluntary period."""
    return any(
        isinstance(e.body, ev.JudgmentReceived) and e.body.urgent for e in in_force(reader.events_of(f"intake:{key}"))
    )


def of_its_own_motion(reader: Reader, key: str) -> bool:
    """The office may decide on the judgment unasked: it has such a part, is urgent, of a bankruptcy, came from another office, or
    nothing is known of how it came (a carried-in one)."""
    bodies = [e.body for e in in_force(reader.events_of(f"intake:{key}"))]
    received = [b for b in bodies if isinstance(b, ev.JudgmentReceived)]
    if not received or any(isinstance(b, ev.DelegationReceived) for b in bodies):
        return True
    return any(b.ex_officio or b.urgent or b.bankruptcy for b in received)


def requests(reader: Reader, key: str, *, decided_too: bool = False) -> list[tuple[str, str]]:
    """(request id, name of who asked) of the requests on a judgment that no answer stands against; decided_too: also those that a decision
    answers, which may be one of several (each debtor's own)."""
    standing = in_force(reader.events_of(f"intake:{key}"))
    answered = {x.request for x in answers.answering(reader, key) if x.request and not (decided_too and isinstance(x, ev.IntakeDecided))}
    found = []
    for e in standing:
        if isinstance(e.body, ev.RequestReceived) and e.body.request not in answered:
            row = reader.row("request", e.body.request) or {}
            party = reader.row("party", str(row.get("party", ""))) or {}
            found.append((e.body.request, str(party.get("name", ""))))
    return found


def requester(reader: Reader, request: str) -> str:
    """The party who made a request; "" for an unknown one."""
    return str((reader.row("request", request) or {}).get("party", ""))


def _content(given: JudgmentInput) -> dict[str, Any]:
    if given.case_type not in ev.CASE_TYPES:
        raise Refused(Refusal("judgment.bad_case_type", {"value": given.case_type[:40]}, "case_type"))
    if given.kind not in KINDS:
        raise Refused(Refusal("judgment.bad_kind", field="kind"))
    if given.way not in WAYS:
        raise Refused(Refusal("judgment.bad_way", field="way"))
    return {
        "number": inputs.name(given.number, "number"),
        "day": given.day.isoformat(),
        "court": inputs.name(given.court, "court"),
        "kind": given.kind,
        "case_type": given.case_type,
        "received": given.received.isoformat(),
        "appeal_number": inputs.name(given.appeal_number, "appeal_number", required=False),
        "appeal_day": given.appeal_day.isoformat() if given.appeal_day else "",
        "appeal_court": inputs.name(given.appeal_court, "appeal_court", required=False),
        "delegated_from": inputs.name(given.delegated_from, "delegated_from", required=False),
        "delegation_number": inputs.name(given.delegation_number, "delegation_number", required=False),
        "note": inputs.body(given.note, "note", limit=inputs.SENTENCE),
    }


def _known(uow: UnitOfWork, content: dict[str, Any]) -> bool:
    return is_known(uow, content["number"], date.fromisoformat(content["day"]), content["court"])


def is_known(reader: Reader, number: str, day: date, court: str) -> bool:
    """A judgment of this number, day and court is in the book."""
    return reader.projections.intake_known(bare(clean(number)), day.isoformat(), bare(clean(court)))


def _shown(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
