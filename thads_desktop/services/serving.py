"""The table of service of an issued paper: every recipient of its own list with way, day sent, day served and proof.

A line that is filled in sends the paper (``PaperSent``, where that was not told yet) and serves it; what that starts (the voluntary period, the
time to fetch money) is written by ``served_tells`` from the lines as they stand. What day is valid follows from the way (``law/service_law``).
A line told anew puts the one before right, its sending with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.file_events import ScanTaken
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import in_force
from thads_desktop.law import service_law
from thads_desktop.services import exchange_gate, inputs, masking, papers, projecting, sending, served_tells
from thads_desktop.services.event_words import WAY_WORDS
from thads_desktop.services.paper_place import subject_of
from thads_desktop.services.recipient_lines import INSIDE, THERE, meant
from thads_desktop.services.recipients import Recipient, is_of, recipients

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.matter import MatterState, PaperState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

RECEIVERS = {"self": "chính người nhận", "household": "người khác nhận thay", "refused": "từ chối nhận, có người chứng kiến"}


@dataclass(frozen=True, slots=True)
class Served:
    """A recipient and what is known of it. served None = not served yet; until: a posting stays up to this day; receiver, proof: in words; file: the
    scan that proves it, "" = none is attached."""

    recipient: Recipient
    way: str = ""
    sent: date | None = None
    served: date | None = None
    receiver: str = ""
    proof: str = ""
    until: date | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Of one paper, in the order of its list of recipients."""

    paper: str
    matter: str
    form: str
    title: str
    number_text: str
    issued: date
    rows: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """What is typed for all recipients chosen. served None: follows from the way where it does, else not served yet.

    receiver: a code of ``RECEIVERS``; who: who received it in another's place, and how they are related; witness: of a refusal.
    """

    way: str
    sent: date
    served: date | None = None
    receiver: str = "self"
    who: str = ""
    witness: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """How many lines were written, and what is to be told: late sendings, postings that must stay, whom the voluntary period runs for."""

    count: int
    told: tuple[str, ...]


def table(desk: Desk, paper: str) -> Table:
    """The table of service. Refused for a paper that was not issued."""
    with desk.reading() as reader:
        row = papers.known_row(reader, paper)
        matter = row["matter"]
        masking.refuse_paper(desk, reader, matter)
        events = reader.events_of(subject_of(matter))
        state = fold(events)
        stands = _issued(state, paper)
        lines = tuple(_rows(desk, reader, paper, stands, state, events))
        assert stands.numbered is not None
        number = str(row.get("number_text", "")) or stands.number_text
        return Table(paper, matter, stands.form, str(row.get("title", "")), number, stands.numbered, lines)


def rows_in(desk: Desk, reader: Reader, paper: str) -> list[Served]:
    """The lines of the table, inside a larger reading or transaction."""
    events = reader.events_of(subject_of(papers.known_row(reader, paper)["matter"]))
    state = fold(events)
    return _rows(desk, reader, paper, _issued(state, paper), state, events)


def _rows(desk: Desk, reader: Reader, paper: str, stands: PaperState, state: MatterState, events: list[ev.Event]) -> list[Served]:
    standing = in_force(events)
    gone = {e.body.scan for e in standing if isinstance(e.body, ScanTaken)}
    return [_line(desk, reader, r, stands, standing, paper, gone) for r in recipients(desk, reader, paper, state, events)]


def _line(
    desk: Desk, reader: Reader, who: Recipient, stands: PaperState, standing: list[ev.Event], paper: str, gone: set[str],
) -> Served:  # fmt: skip
    said = [(e.seq, e.body) for e in standing if isinstance(e.body, PaperServed) and e.body.doc == paper and is_of(reader, e.body, who)]
    if said:
        # What was told last counts, whichever day it tells of.
        last = max(said, key=lambda x: x[0])[1]
        row = reader.row("serving", last.row) or {}
        until = _until(desk, last.sent) if last.way == "posting" else None
        scan = str(row.get("scan", ""))
        receiver = " ".join(x for x in (RECEIVERS.get(last.receiver, ""), str(row.get("who", "")), str(row.get("witness", ""))) if x)
        return Served(who, last.way, last.sent, last.served, receiver, str(row.get("proof", "")), until, "" if scan in gone else scan)
    sent = next((s for s in reversed(stands.sendings) if s.to == who.to and who.to != "office" and s.recipient in ("", who.party)), None)
    return Served(who, sent.way, sent.day) if sent is not None else Served(who)


def _until(desk: Desk, posted: date) -> date | None:
    """The last day of a posting; None where the law data have no number of days for that day."""
    limit = desk.rules.limits.on("notice_posting", posted)
    return None if limit is None or limit.value is None or limit.unit != "d" else posted + timedelta(days=limit.value)


def _issued(state: MatterState, paper: str) -> PaperState:
    stands = state.papers.get(paper)
    if stands is None or stands.stage not in papers.ISSUED or stands.numbered is None:
        raise Refused(Refusal("paper.not_issued"))
    return stands


# --- filling in -----------------------------------------------------------------------------------------


def mark(desk: Desk, paper: str, keys: Sequence[str], given: Given) -> Done:
    """These recipients had the paper in this way on these days: all lines or none. Refused, at its field, for what cannot be."""
    today = desk.clock.today()
    sent = inputs.not_future(given.sent, today, "sent")
    clean = replace(
        given, sent=sent, served=None if given.served is None else inputs.not_future(given.served, today, "served"),
        who=inputs.name(given.who, "who", required=False, limit=120), witness=inputs.name(given.witness, "witness", required=False, limit=120),
        proof=inputs.name(given.proof, "proof", required=False, limit=60),
    )  # fmt: skip
    way = _judged(desk, clean)
    if not keys:
        raise Refused(Refusal("serve.nobody"))
    with desk.writing("send") as uow:
        exchange_gate.refuse(uow)
        matter = papers.known_row(uow, paper)["matter"]
        masking.refuse_paper(desk, uow, matter)
        events = uow.events_of(subject_of(matter))
        state = fold(events)
        stands = _issued(state, paper)
        if stands.numbered is not None and sent < stands.numbered:
            raise Refused(Refusal("send.before_issue", {"issued": short_date(stands.numbered)}, "sent"))
        held = {r.key: r for r in recipients(desk, uow, paper, state, events)}
        told: list[str] = []
        chosen: list[Recipient] = []
        for key in dict.fromkeys(keys):
            who = held.get(key)
            if who is None or who.to == "inside":
                raise Refused(Refusal("serve.not_on_list", {"name": key.partition("|")[2][:80]}))
            chosen.append(who)
            write_line(desk, uow, matter, paper, who, clean, valid_day(way, clean, why_not(desk, uow, state, paper, who, clean)))
        told += served_tells.settle(desk, uow, matter, paper, {r.party for r in chosen if r.party})
        told += waits(desk, uow, state, paper, chosen, way, clean)
        if clean.way == "posting" and (until := _until(desk, sent)) is not None:
            told.append(f"Niêm yết đến hết ngày {short_date(until)}.")
        told += late(desk, uow, stands, chosen, sent)
        projecting.of_paper(desk, uow, matter)
        uow.commit()
    return Done(len(chosen), tuple(dict.fromkeys(told)))


def _judged(desk: Desk, given: Given) -> service_law.Way:
    way = service_law.way(given.way, desk.rules.law_on(given.sent))
    if way is None:
        raise Refused(Refusal("send.bad_way", {"known": ", ".join(WAY_WORDS.values())}, "way"))
    if given.served is not None and given.served < given.sent:
        raise Refused(Refusal("serve.before_sent", {"sent": short_date(given.sent)}, "served"))
    if given.receiver not in RECEIVERS:
        raise Refused(Refusal("serve.bad_receiver", field="receiver"))
    if given.receiver == "household" and not given.who:
        raise Refused(Refusal("serve.no_receiver", field="who"))
    if given.receiver == "refused" and not given.witness:
        raise Refused(Refusal("serve.no_witness", field="witness"))
    return way


def valid_day(way: service_law.Way, given: Given, why: str = "") -> date | None:
    """The day that makes the notice valid; None = it is not served yet, or (why) never is by this way."""
    if why:
        return None
    match way.valid:
        case "sent" | "posted":
            return given.sent
        case _:
            # Handed over on the day it was carried there, unless another one is told; a letter and a publication wait for their day.
            return given.served or (given.sent if way.way == "direct" else None)


def why_not(desk: Desk, reader: Reader, state: MatterState, paper: str, who: Recipient, given: Given) -> str:
    """Why a party is never validly told of this paper by this way; "" where it is."""
    if who.to != "party":
        return ""
    said = (served_tells.blocked(desk, start, given.way, given.sent) for start in served_tells.begins(reader, state, paper))
    return next((x for x in said if x), "")


def waits(
    desk: Desk, reader: Reader, state: MatterState, paper: str, chosen: Sequence[Recipient], way: service_law.Way, given: Given,
) -> list[str]:  # fmt: skip
    """What is missing until the service of the paper starts its term, in words."""
    to = [r for r in chosen if r.to == "party"]
    if not to or not served_tells.begins(reader, state, paper):
        return []
    if why := why_not(desk, reader, state, paper, to[0], given):
        return [f"{why} Đã ghi là đã gửi, chưa tính là thông báo hợp lệ."]
    if valid_day(way, given) is None:
        return [f"{way.title}: chưa tính là được thông báo hợp lệ; có ngày nhận (ngày đăng lần cuối) thì ghi ở Nơi nhận, tống đạt, ô Ngày nhận."]
    return []


def write_line(desk: Desk, uow: UnitOfWork, matter: str, paper: str, who: Recipient, given: Given, valid: date | None) -> None:
    """One line: sent where that was not told, and served. What it starts is ``served_tells.settle``'s."""
    sent = _sent_with(uow, subject_of(matter), paper, who, given)
    if sent is None:
        sent = list(sending.send_in(desk, uow, paper, who.to, "" if who.party else who.name, given.way, given.sent, who.party, given.proof))
    line_in(desk, uow, matter, paper, who, given, valid, sent)


def line_in(desk: Desk, uow: UnitOfWork, matter: str, paper: str, who: Recipient, given: Given, valid: date | None, sent: Sequence[int]) -> None:
    """The line alone; sent: the sendings in the log that are its own."""
    row = uuid4().hex
    receiver = given.receiver if valid is not None and given.way in ("direct", "post") else ""
    uow.write_row("serving", row, {
        "paper": paper, "recipient": who.name if not who.party else "", "who": given.who, "witness": given.witness, "proof": given.proof,
        "sent": list(sent),
    })  # fmt: skip
    day = valid or given.sent
    uow.append(subject_of(matter), day, PaperServed(paper, who.to, who.party, given.way, row, given.sent, valid, receiver), desk.rules.law_on(day))


def _sent_with(uow: UnitOfWork, subject: str, paper: str, who: Recipient, given: Given) -> list[int] | None:
    """The sendings that this line has: those of the line it puts right, or [] for one told elsewhere; None where it is to be sent now."""
    standing = in_force(uow.events_of(subject))
    lines = [e for e in standing if isinstance(e.body, PaperServed) and e.body.doc == paper and is_of(uow, e.body, who)]
    own = {seq for e in lines if isinstance(e.body, PaperServed) for seq in (uow.row("serving", e.body.row) or {}).get("sent", ())}
    mine = [e for e in standing if e.seq in own and isinstance(e.body, ev.PaperSent)]
    if any(e.body.way == given.way for e in lines if isinstance(e.body, PaperServed)):
        same = [(e, e.body) for e in mine if isinstance(e.body, ev.PaperSent) and e.body.way == given.way]
        wrong = [e for e, body in same if e.day != given.sent or given.proof not in ("", body.receipt)]
        for event in wrong:
            uow.append(subject, None, ev.Struck(event.seq))
        if wrong:
            return None
    if mine:
        return [e.seq for e in mine]
    sendings = fold(uow.events_of(subject)).papers[paper].sendings
    told = bool(lines) if who.to == "office" else any(s.to == who.to and s.recipient in ("", who.party) for s in sendings)
    return [] if told else None


def late(desk: Desk, reader: Reader, stands: PaperState, sent_to: Sequence[Recipient], sent: date) -> list[str]:
    """Sendings after the last day of the law."""
    told = []
    assert stands.numbered is not None
    for rule, to, words in (("R07", "procuracy", "Viện kiểm sát"), ("R08", "party", "đương sự")):
        if any(r.to == to for r in sent_to) and not service_law.unsent(rule, stands.form):
            term = desk.rules.term(rule, stands.numbered)
            due = desk.calendar(reader).count(stands.numbered, term.n, term.unit, rolls=term.rolls).due
            if sent > due:
                told.append(f"Gửi {words} chậm: hạn là ngày {short_date(due)} ({term.cite}).")
    return told


__all__ = ["INSIDE", "RECEIVERS", "THERE", "Done", "Given", "Recipient", "Served", "Table", "is_of", "mark", "meant", "recipients", "table"]
