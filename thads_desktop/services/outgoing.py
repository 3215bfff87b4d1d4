"""What must leave the house today: issued papers and who still has to get each, by which day; marked sent with its proof.

What is owed follows from the terms of sending (R07 to the procuracy, R08 to the parties); that it was sent is ``PaperSent``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.documents.form import form_name
from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.office_time import begins
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import addressees
from thads_desktop.services import (
    exchange_gate,
    inputs,
    inspection_files,
    masking,
    people,
    sent_out,
    subject_terms,
)
from thads_desktop.services.event_words import TO_WORDS, WAY_WORDS
from thads_desktop.storage import agenda_lists

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: The terms of sending -> who is to get the paper.
RULES = {"R07": "procuracy", "R08": "party"}
#: More papers than this are not gone through at once; what is left is said.
MOST = 500


@dataclass(frozen=True, slots=True)
class Owed:
    """A paper that one recipient has not had yet. to: procuracy | party; party: its id ("" for the procuracy)."""

    paper: str
    matter: str
    number_text: str
    title: str
    issued: date
    to: str
    party: str
    name: str
    address: str
    due: date
    cite: str
    rule: str

    @property
    def key(self) -> str:
        return f"{self.paper}|{self.to}|{self.party}"


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent on a day, with what proves it."""

    number_text: str
    title: str
    name: str
    way: str
    receipt: str
    day: date
    about: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """owed: earliest due first; sent: in the order of the log; left: matters that were not gone through, earliest due later than all shown."""

    day: date
    owed: tuple[Owed, ...]
    sent: tuple[Sent, ...]
    left: int = 0


def look(desk: Desk, ahead: int = 0) -> Outgoing:
    """What must go today (ahead: or within so many days), what is overdue included, and what went today."""
    today = desk.clock.today()
    until = today + timedelta(days=ahead)
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        subjects = [s for s, _due in agenda_lists.subjects_owing(reader.projections, tuple(RULES), until) if s.startswith(("matter:", "intake:"))]
        hidden = masking.with_minors(reader, today.year) if masking.hides(desk) else set()
        owed = [o for s in subjects[:MOST] for o in _of(desk, reader, names, s, until, hidden)]
        sent = _sent(desk, reader, names, today, hidden)
    owed.sort(key=lambda o: (o.due, o.number_text, o.paper, o.to != "procuracy", o.name))
    return Outgoing(today, tuple(owed), tuple(sent), max(0, len(subjects) - MOST))


@dataclass(frozen=True, slots=True)
class Marked:
    """How many went; told: what that started, or what is missing until it does, in words."""

    count: int
    told: tuple[str, ...] = ()


def mark(desk: Desk, items: Sequence[Owed], way: str, day: date, receipt: str) -> Marked:
    """These went to their recipients, in this way, on this day, proved by this number (of the letters, or of the book of
    deliveries): all of them or none. Whom the way serves on that very day is served by it. Refused without proof, which is what the list
    is kept for."""
    when = inputs.not_future(day, desk.clock.today())
    if not items:
        raise Refused(Refusal("send.nothing"))
    if way not in WAY_WORDS:
        raise Refused(Refusal("send.bad_way", {"known": ", ".join(WAY_WORDS.values())}, "way"))
    if not receipt.strip():
        raise Refused(Refusal("send.no_proof", field="receipt"))
    with desk.writing("send") as uow:
        exchange_gate.refuse(uow)
        told = [x for item in items for x in sent_out.send_in(desk, uow, item.paper, item.to, "", way, when, item.party, receipt)]
        uow.commit()
    return Marked(len(items), tuple(dict.fromkeys(told)))


def listing(desk: Desk, found: Outgoing) -> Listing:
    """The list of the day on paper and as a workbook: what is to go with room for the proof, and what went with it."""
    today = found.day
    with desk.reading() as reader:
        who = people.identity(reader, today)
        clerk = str((reader.row("person", desk.actor) or {}).get("name", ""))
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    said = f"{len(found.owed)} lượt gửi phải đi, {len(found.sent)} lượt đã gửi trong ngày"
    notes = [f"Còn {found.left} việc có văn bản phải gửi chưa kê ở đây: kê tiếp sau khi gửi xong danh sách này."] if found.left else []
    return Listing(
        "Danh sách văn bản gửi đi", who.parent, who.name, who.place, today, (f"Ngày {short_date(today)}; {said}",),
        (_owed_table(found), _sent_table(found)), tuple(notes), ("Người lập", clerk), (who.head_title, heads[0].name if heads else ""),
        inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _owed_table(found: Outgoing) -> ListTable:
    columns = (
        ListColumn("Số", 12), ListColumn("Văn bản", 24), ListColumn("Ngày", 8), ListColumn("Nơi nhận", 22), ListColumn("Địa chỉ", 26),
        ListColumn("Hạn gửi", 8), ListColumn("Cách gửi", 10), ListColumn("Bằng chứng gửi", 16),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(o.number_text, o.title, o.issued, o.name, o.address, o.due, "", "") for o in found.owed]
    return ListTable("Phải gửi", columns, tuple(rows), "" if rows else "Không còn văn bản nào phải gửi.")


def _sent_table(found: Outgoing) -> ListTable:
    columns = (
        ListColumn("Số", 12), ListColumn("Văn bản", 26), ListColumn("Nơi nhận", 26), ListColumn("Cách gửi", 14), ListColumn("Bằng chứng gửi", 18),
        ListColumn("Của việc", 26),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(s.number_text, s.title, s.name, s.way, s.receipt or "chưa ghi", s.about) for s in found.sent]
    return ListTable("Đã gửi trong ngày", columns, tuple(rows), "" if rows else "Chưa gửi văn bản nào trong ngày.")


def _of(desk: Desk, reader: Reader, names: Names, subject: str, until: date, hidden: set[str]) -> list[Owed]:
    events, terms = subject_terms.of(desk, reader, subject)
    # As the papers have it: a judgment received is told by its whole subject (``paper_place``).
    matter = subject.removeprefix("matter:")
    hidden = hidden | ({matter} if masking.covered(desk, reader, matter) else set())
    state, standing = fold(events), in_force(events)
    found = []
    for d in terms:
        if d.rule not in RULES or d.discharged_on is not None or d.due > until or d.paper not in state.papers:
            continue
        paper = state.papers[d.paper]
        row = names.row("paper", d.paper)
        number = str(row.get("number_text", "")) or paper.number_text
        title = str(row.get("title", "")) or form_name(paper.form, d.born)
        wanted = ("",) if d.rule == "R07" else d.parties or addressees(events, standing, state, paper) or ("",)
        for party in wanted:
            content = names.row("party", party) if party else {}
            name = TO_WORDS["procuracy"] if d.rule == "R07" else str(content.get("name", "")) or TO_WORDS["party"]
            if matter in hidden and party:
                name = f"({masking.MINOR})"
            address = "" if matter in hidden else str(content.get("address", ""))
            found.append(Owed(d.paper, matter, number, title, d.born, RULES[d.rule], party, name, address, d.due, d.cite, d.rule))
    return found


def _sent(desk: Desk, reader: Reader, names: Names, day: date, hidden: set[str]) -> list[Sent]:
    """What was recorded since the day began as sent on that day."""
    seqs = [m[0] for m in reader.recorded.marks(begins(day), begins(day + timedelta(days=1))) if m[3] == "PaperSent" and m[2] == day.isoformat()]
    events = reader.recorded.events(seqs)
    struck = reader.recorded.struck(list(dict.fromkeys(e.subject for e in events.values())))
    found = []
    for seq in seqs:
        event = events[seq]
        body = event.body
        if seq in struck or not isinstance(body, ev.PaperSent):
            continue
        row = names.row("paper", body.paper)
        matter = event.subject.partition(":")[2]
        listed = reader.projections.matter_id(matter)
        about = masking.rows(desk, reader, reader.projections.matter_rows([listed])) if listed is not None else []
        name = names.name("party", body.recipient) if body.recipient else TO_WORDS.get(body.to, body.to)
        if body.recipient and (matter in hidden or (event.subject.startswith("intake:") and masking.hides(desk))):
            name = f"({masking.MINOR})"
        said = " · ".join(x for r in about for x in (r.number_text, r.debtor) if x)
        found.append(
            Sent(str(row.get("number_text", "")), str(row.get("title", "")), name, WAY_WORDS.get(body.way, body.way), body.receipt, day, said)
        )
    return found
