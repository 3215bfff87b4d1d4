"""When the Ministry's platform could not be used: from when to when, what could not be done, who noticed; a print that explains a delay.

No rule that lengthens a term because of an outage is known to the program: a term that refers to one stays overdue, and says why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import task_events as te
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.office_time import MINUTE, minute_words
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services import inputs, inspection_files, masking, people, subject_terms

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell
    from thads_desktop.law.due import Deadline
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: What the print says of the law.
NO_RULE = "Chưa xác lập trong chương trình quy định nào kéo dài thời hạn vì sự cố hệ thống: bản ghi này chỉ giải thích vì sao chậm."

#: Beside a term into which the outage, as it was put right, did not fall.
MISSED = "(sự cố đã sửa lại, không rơi vào thời hạn này)"


@dataclass(frozen=True, slots=True)
class Cited:
    """A term that refers to an outage. subject: of the term; on: the day it was said; fits: the outage, as it was put right since, fell
    into the term."""

    subject: str
    rule: str
    due: date
    title: str
    number_text: str
    debtor: str
    on: date | None
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Outage:
    """start, end: as events hold them; end "" = it still stands."""

    outage: str
    start: str
    end: str
    could_not: str
    noticed: str
    cited: tuple[Cited, ...]

    @property
    def words(self) -> str:
        """From when to when."""
        return f"từ {minute_words(self.start)}" + (f" đến {minute_words(self.end)}" if self.end else ", chưa dùng lại được")


def note(
    desk: Desk, day: date, hour: str, could_not: str, noticed: str = "", end_day: date | None = None, end_hour: str = "", outage: str = "",
) -> str:  # fmt: skip
    """Write an outage down; its id. noticed: who noticed, "" = who records it; outage: one that is put right, all of it: without an end
    it still stands.

    Refused for an hour that is none, an end that is not after the start, a day to come.
    """
    today = desk.clock.today()
    start = _minute(inputs.not_future(day, today), hour, "hour")
    end_ = _minute(inputs.not_future(end_day, today, "end_day"), end_hour, "end_hour") if end_day is not None else ""
    _refuse_order(start, end_)
    said = inputs.body(could_not, "could_not", required=True, limit=inputs.SENTENCE)
    who = inputs.name(noticed, "noticed", required=False, limit=100)
    with desk.writing("outage") as uow:
        if outage and uow.row("outage", outage) is None:
            raise Refused(Refusal("outage.unknown"))
        key = outage or uuid4().hex
        who = who or str((uow.row("person", desk.actor) or {}).get("name", ""))
        uow.write_row("outage", key, {"could_not": said, "noticed": who})
        uow.append(f"outage:{key}", day, te.OutageNoted(start, end_))
        uow.commit()
    return key


def end(desk: Desk, outage: str, day: date, hour: str) -> None:
    """The platform can be used again since then."""
    at = _minute(inputs.not_future(day, desk.clock.today()), hour, "hour")
    with desk.writing("outage") as uow:
        stands = _one(uow, outage)
        if stands.end:
            raise Refused(Refusal("outage.ended"))
        _refuse_order(stands.start, at)
        uow.append(f"outage:{outage}", day, te.OutageEnded(at))
        uow.commit()


def cite(desk: Desk, outage: str, subject: str, rule: str, due: date) -> None:
    """A term refers to the outage. Refused where the outage did not fall into it, or there is no such term."""
    with desk.writing("outage") as uow:
        stands = _one(uow, outage)
        term = _term(desk, uow, subject, rule, due)
        if term is None:
            raise Refused(Refusal("outage.no_term"))
        if not _falls(desk, stands.start, stands.end, term.born, due):
            facts = {"start": minute_words(stands.start), "born": short_date(term.born), "due": short_date(due)}
            raise Refused(Refusal("outage.not_in_term", facts))
        if any((c.subject, c.rule, c.due) == (subject, rule, due) for c in stands.cited):
            raise Refused(Refusal("outage.cited"))
        uow.append(f"outage:{outage}", desk.clock.today(), te.OutageCited(subject, rule, due))
        uow.commit()


def listed(desk: Desk) -> list[Outage]:
    """Every outage, the latest first."""
    with desk.reading() as reader:
        found = [_one(reader, s.partition(":")[2], desk) for s in reader.subjects("outage")]
    return sorted(found, key=lambda o: o.start, reverse=True)


def of_term(desk: Desk, subject: str, rule: str, due: date) -> list[Outage]:
    """The outages to which a term refers and that fell into it."""
    return [o for o in listed(desk) if any((c.subject, c.rule, c.due, c.fits) == (subject, rule, due, True) for c in o.cited)]


def record(desk: Desk, outage: str) -> Listing:
    """The print: the outage, and the terms that refer to it."""
    today = desk.clock.today()
    with desk.reading() as reader:
        found = _one(reader, outage, desk)
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    facts: list[tuple[Cell, ...]] = [
        ("Bắt đầu", minute_words(found.start)), ("Dùng lại được", minute_words(found.end) if found.end else "chưa dùng lại được"),
        ("Không làm được", found.could_not), ("Người phát hiện", found.noticed),
    ]  # fmt: skip
    rows: list[tuple[Cell, ...]] = [(c.due, c.title if c.fits else f"{c.title} {MISSED}", c.number_text, c.debtor) for c in found.cited]
    return Listing(
        "Bản ghi nhận sự cố hệ thống của Bộ", who.parent, who.name, who.place, today, (found.words,),
        (ListTable("Sự cố", (ListColumn("Nội dung", 20), ListColumn("Ghi nhận", 70)), tuple(facts)),
         ListTable("Thời hạn dẫn sự cố này", (ListColumn("Hạn", 9), ListColumn("Việc phải làm", 40), ListColumn("Số", 14), ListColumn("Đương sự", 26)),
                   tuple(rows), "" if rows else "Chưa có thời hạn nào dẫn sự cố này.")),
        (NO_RULE,), ("Người phát hiện", found.noticed), people.signs(who, heads), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _one(reader: Reader, outage: str, desk: Desk | None = None) -> Outage:
    """As it stands; desk: to say of the terms that refer to it what they are."""
    start = end_ = ""
    said: list[tuple[te.OutageCited, date | None]] = []
    # In the order of recording: a note says all there is to say, and puts right what was said before it whatever day it names.
    for event in as_recorded(reader.events_of(f"outage:{outage}")):
        body = event.body
        if isinstance(body, te.OutageNoted):
            start, end_ = body.start, body.end
        elif isinstance(body, te.OutageEnded):
            end_ = body.end
        elif isinstance(body, te.OutageCited):
            said.append((body, event.day))
    if not start:
        raise Refused(Refusal("outage.unknown"))
    cited = tuple(_cited(desk, reader, body, on, (start, end_)) for body, on in said)
    row = reader.row("outage", outage) or {}
    return Outage(outage, start, end_, str(row.get("could_not", "")), str(row.get("noticed", "")), cited)


def _cited(desk: Desk | None, reader: Reader, body: te.OutageCited, on: date | None, span: tuple[str, str]) -> Cited:
    if desk is None:
        return Cited(body.about, body.rule, body.due, "", "", "", on)
    kind, _, key = body.about.partition(":")
    at = reader.projections.matter_id(key) if kind == "matter" else None
    rows = masking.rows(desk, reader, reader.projections.matter_rows([at])) if at is not None else []
    number = rows[0].number_text if rows else str((reader.row("judgment", key) or {}).get("number", ""))
    term = _term(desk, reader, body.about, body.rule, body.due)
    # Of a term that is met by now only its last day is known.
    fits = _falls(desk, *span, term.born if term else None, body.due)
    return Cited(body.about, body.rule, body.due, term.title if term else body.rule, number, rows[0].debtor if rows else "", on, fits)


def _falls(desk: Desk, start: str, end_: str, born: date | None, due: date) -> bool:
    """Whether an outage fell into a term."""
    last = end_[:10] or desk.clock.today().isoformat()
    return start[:10] <= due.isoformat() and (born is None or last >= born.isoformat())


def _term(desk: Desk, reader: Reader, subject: str, rule: str, due: date) -> Deadline | None:
    _events, found = subject_terms.of(desk, reader, subject)
    return next((d for d in found if (d.rule, d.due) == (rule, due)), None)


def _minute(day: date, hour: str, field: str) -> str:
    found = re.fullmatch(r"\s*(\d{1,2})\s*[:hg.]\s*(\d{1,2})?\s*", hour.lower())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise Refused(Refusal("outage.bad_hour", {"text": hour[:20]}, field))
    return datetime(day.year, day.month, day.day, int(found[1]), int(found[2] or 0)).strftime(MINUTE)  # noqa: DTZ001 - by the office's clock


def _refuse_order(start: str, end_: str) -> None:
    if end_ and end_ <= start:
        raise Refused(Refusal("outage.end_first", {"start": minute_words(start), "end": minute_words(end_)}, "end_hour"))
