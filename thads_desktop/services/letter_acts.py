"""Writing into the books of letters: a letter that came takes the next number of the year at once; passed on, answered, put right, struck.

Codes and days are events on ``letter:<way>:<year>:<number>``, words a register row under the same key. What a letter is to a matter is
written beside it on that matter (``LetterStands``), in the same transaction, so that its time line tells it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.domain import events as ev, letter_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.letters import MOST, SUBJECT, key_of, letter_of
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import standing
from thads_desktop.domain.text import bare
from thads_desktop.law.letter_kinds import kinds
from thads_desktop.services import inputs, letter_typed as typed, people, projecting, recording, scans, series
from thads_desktop.services.letter_cover import Cover
from thads_desktop.services.letter_typed import LetterInput, SentInput
from thads_desktop.services.letter_words import code
from thads_desktop.services.store_steps import Problems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.domain.letters import LetterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: The series of which a letter made elsewhere may take the next number.
OWN = "admin"
_LATE = "Vào sổ ngày {today}, sau ngày đến {day}: văn bản đến phải được vào sổ trong ngày."


@dataclass(frozen=True, slots=True)
class Entered:
    """key, number: of the letter; notes: what the person should know."""

    key: str
    number: int
    number_text: str
    notes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        return code(self.key)


def receive(desk: Desk, given: LetterInput) -> Entered:
    """A letter that came; it has its number at once. Refused with every problem at once, also when the same letter is in the book."""
    today = desk.clock.today()
    with desk.writing("letter") as uow:
        problems = Problems()
        day = problems.of(lambda: inputs.not_future(given.day, today), given.day)
        row = typed.words_in(problems, given)
        link = typed.link(desk, problems, uow, given, "in")
        problems.of(lambda: scans.refuse_no_pdf(given.scan, recording.SCAN, recording.MOST_MEGA), None)
        if given.written is not None and given.written > given.day:
            facts = {"written": short_date(given.written), "day": short_date(given.day)}
            problems.found.append(Refusal("letter.written_later", facts, "written"))
        number = problems.of(lambda: _next(uow, "in", day.year, given.start), 0)
        if not problems.found and not given.anyway:
            problems.of(lambda: _refuse_twice(uow, day.year, row, given.written), None)
        problems.end()
        key = key_of("in", day.year, number)
        sha = uow.store_blob(given.scan) if given.scan else ""
        uow.write_row("letter", key, row)
        body = le.LetterReceived(day.year, number, given.kind, given.written, *link, sha)
        event = uow.append(f"{SUBJECT}:{key}", day, body)
        _tell(desk, uow, link[0], event, "in", key)
        uow.commit()
    notes = (_LATE.format(today=short_date(today), day=short_date(day)),) if day < today else ()
    return Entered(key, number, str(number), notes)


def send(desk: Desk, given: SentInput) -> Entered:
    """A letter that left and was not made here. Refused with every problem at once."""
    today = desk.clock.today()
    with desk.writing("letter") as uow:
        problems = Problems()
        day = problems.of(lambda: inputs.not_future(given.day, today), given.day)
        row = typed.words_out(problems, given)
        link = typed.link(desk, problems, uow, given, "out")
        problems.of(lambda: scans.refuse_no_pdf(given.scan, recording.SCAN, recording.MOST_MEGA), None)
        ordinal = problems.of(lambda: _next(uow, "out", day.year, 0), 0)
        year, number = problems.of(lambda: _own(desk, uow, day), ("", 0)) if given.own else (0, 0)
        if not given.own and not row["number"]:
            problems.found.append(Refusal("letter.number_missing", field="number"))
        problems.end()
        if given.own:
            row["number"] = f"{number:02d}/{row['number'] or _tail(uow, given.kind, day)}"
        key = key_of("out", day.year, ordinal)
        sha = uow.store_blob(given.scan) if given.scan else ""
        uow.write_row("letter", key, row)
        body = le.LetterSent(
            day.year, ordinal, OWN if given.own else "", int(year or 0), number, given.kind, *link, sha, given.copies,
        )  # fmt: skip
        event = uow.append(f"{SUBJECT}:{key}", day, body)
        _tell(desk, uow, link[0], event, "out", key)
        uow.commit()
    return Entered(key, number or ordinal, row["number"])


def correct(desk: Desk, key: str, given: LetterInput | SentInput, at: int | None = None) -> None:
    """What was typed wrong is put right; what stood before stays beside it. at: as of ``LetterRow``; Refused("stale") when it changed since."""
    with desk.writing("letter") as uow:
        s = held(uow, key)
        Cover(desk, uow).refuse(key)
        uow.refuse_newer(f"{SUBJECT}:{key}", at)
        problems = Problems()
        is_in = isinstance(given, LetterInput)
        row = typed.words_in(problems, given) if isinstance(given, LetterInput) else typed.words_out(problems, given)
        link = typed.link(desk, problems, uow, given, s.way)
        problems.of(lambda: scans.refuse_no_pdf(given.scan, recording.SCAN, recording.MOST_MEGA), None)
        day = problems.of(lambda: inputs.not_future(given.day, desk.clock.today()), given.day)
        if day.year != s.year or (s.series and day != s.day):
            # Its number is of that year, and the numbers of a series follow each other by their days.
            problems.found.append(Refusal("letter.before", {"day": short_date(day), "first": short_date(s.day or day)}, "day"))
        written = given.written if isinstance(given, LetterInput) else day
        if is_in and written is not None and written > day:
            problems.found.append(Refusal("letter.written_later", {"written": short_date(written), "day": short_date(day)}, "written"))
        problems.end()
        before = uow.row("letter", key) or {}
        if not is_in and s.series:
            row["number"] = before.get("number", "")
        sha = uow.store_blob(given.scan) if given.scan else s.scan
        copies = given.copies if isinstance(given, SentInput) else 1
        body = le.LetterChanged(given.kind, written, *link, sha, copies)
        was = le.LetterChanged(s.kind, s.written, s.matter, s.judgment, s.entry, s.scan, s.copies)
        if row == before and body == was and day == s.day:
            raise Refused(Refusal("letter.nothing_changed"))
        if row != before:
            uow.write_row("letter", key, row)
        event = uow.append(f"{SUBJECT}:{key}", day, body)
        if s.matter != link[0]:
            _tell(desk, uow, s.matter, event, "unlinked", key)
            _tell(desk, uow, link[0], event, "linked", key)
        uow.commit()


def pass_on(desk: Desk, keys: Sequence[str], day: date, person: str = "", to: str = "", *, signed: bool = False) -> int:
    """Letters go to a person of the office, or to whom ``to`` names; how many. Of letters out: they were posted, handed over."""
    with desk.writing("letter") as uow:
        when = inputs.not_future(day, desk.clock.today())
        said = inputs.name(to, "to", required=False)
        if person and uow.row("person", person) is None:
            raise Refused(Refusal("letter.no_receiver", field="to"))
        if not person and not said:
            raise Refused(Refusal("letter.no_receiver", field="to"))
        for key in dict.fromkeys(keys):
            s = held(uow, key)
            _refuse_before(s, when)
            row = _step(uow, key, {"to": said}) if said else ""
            uow.append(f"{SUBJECT}:{key}", when, le.LetterPassedOn(person, row, signed))
        uow.commit()
    return len(dict.fromkeys(keys))


def answer(desk: Desk, key: str, day: date, number: str = "", by: str = "") -> None:
    """A letter in was answered: by the paper or letter out of that number, else by what ``by`` says; nothing said = no answer is needed."""
    with desk.writing("letter") as uow:
        s = held(uow, key)
        when = inputs.not_future(day, desk.clock.today())
        if s.way != "in":
            raise Refused(Refusal("letter.only_in"))
        if s.answered is not None:
            raise Refused(Refusal("letter.answered", {"day": short_date(s.answered[0])}))
        _refuse_before(s, when)
        said = inputs.body(by, "by", limit=inputs.SENTENCE)
        paper, letter = typed.answer_meant(uow, inputs.name(number, "number", required=False, limit=typed.NUMBER), when)
        row = _step(uow, key, {"by": said}) if said else ""
        event = uow.append(f"{SUBJECT}:{key}", when, le.LetterAnswered(paper, letter, row))
        _tell(desk, uow, s.matter, event, "answered", key)
        uow.commit()


def strike(desk: Desk, key: str, reason: str, *, whole: bool = False) -> str:
    """A typing error: the last step (passed on, answered, put right) reads as never recorded, or, whole, the letter itself, whose number stays void.
    What was struck: a type of event."""
    why = inputs.body(reason, "reason", required=True, limit=inputs.SENTENCE)
    with desk.writing("letter_strike", two=False) as uow:
        s = held(uow, key)
        events = sorted(standing(uow.events_of(f"{SUBJECT}:{key}")), key=lambda e: e.seq)
        last = events[-1]
        if not whole and isinstance(last.body, le.LetterReceived | le.LetterSent):
            raise Refused(Refusal("letter.nothing_to_strike"))
        gone = events if whole else [last]
        desk.allow("letter_strike")
        uow.write_row("strike", uuid4().hex, {"subject": f"{SUBJECT}:{key}", "seq": last.seq, "reason": why})
        for event in gone:
            uow.append(f"{SUBJECT}:{key}", None, ev.Struck(event.seq))
        if isinstance(last.body, le.LetterChanged) and not whole:
            _put_back(uow, key, last.seq)
        after = letter_of(key, uow.events_of(f"{SUBJECT}:{key}"))
        for matter in {s.matter, after.matter} - {""}:
            _untell(desk, uow, matter, key, {e.seq for e in gone})
        uow.commit()
    return type(last.body).__name__


def held(reader: Reader, key: str) -> LetterState:
    """A letter that stands. Refused where there is none, and where it was entered by mistake."""
    events = reader.events_of(f"{SUBJECT}:{key}") if key.count(":") == 2 else []
    if not events:
        raise Refused(Refusal("letter.unknown"))
    s = letter_of(key, events)
    if s.struck:
        raise Refused(Refusal("letter.struck", {"code": code(key)}))
    return s


# --- numbers ---------------------------------------------------------------------------------------------


def _next(uow: UnitOfWork, way: str, year: int, start: int) -> int:
    last = next(reversed(uow.subjects(f"{SUBJECT}:{way}:{year}")), "")
    number = int(last.rpartition(":")[2]) if last else 0
    if start and not 1 <= start <= MOST:
        raise Refused(Refusal("letter.bad_number", field="start"))
    if start and number:
        raise Refused(Refusal("letter.number_taken", {"year": str(year), "last": str(number)}, "start"))
    if number >= MOST:
        raise Refused(Refusal("letter.full", {"year": str(year)}))
    return start or number + 1


def _tail(uow: UnitOfWork, kind: str, day: date) -> str:
    """What stands behind a number of ours: "TB-CCTHADS", of a letter "CCTHADS-NV"."""
    symbol, of = people.identity(uow, day).symbol, kinds()[kind].symbol if kind else ""
    return f"{of}-{symbol}" if of else f"{symbol}-NV"


def _own(desk: Desk, uow: UnitOfWork, day: date) -> tuple[int, int]:
    """(year, next number) of the office's administrative papers. Refused for a day before that of the last number."""
    year = series.year_of(desk, uow, OWN, day)
    last = uow.number_day(OWN, year)
    if last is not None and day < last:
        raise Refused(Refusal("letter.out_of_order", {"day": short_date(day), "last": short_date(last)}, "day"))
    return year, uow.take_number(OWN, year)


def _refuse_twice(uow: UnitOfWork, year: int, row: dict[str, str], written: date | None) -> None:
    if not row["number"] or written is None:
        return
    known = {s.partition(":")[2] for y in (year, year - 1) for s in uow.subjects(f"{SUBJECT}:in:{y}")}
    for key, other in uow.rows_of("letter", known).items():
        if (_plain(str(other.get("number", ""))), bare(str(other.get("author", "")))) != (_plain(row["number"]), bare(row["author"])):
            continue
        s = letter_of(key, uow.events_of(f"{SUBJECT}:{key}"))
        if not s.struck and s.written == written:
            facts = {"author": row["author"], "number": row["number"], "written": short_date(written), "code": code(key)}
            raise Refused(Refusal("letter.twice", facts, "anyway"))


def _plain(number: str) -> str:
    """A number however it was typed: "05/CV" is "5/cv"."""
    return re.sub(r"(?<![0-9])0+(?=[0-9])", "", "".join(bare(number).split()))


def _refuse_before(s: LetterState, day: date) -> None:
    if s.day is not None and day < s.day:
        raise Refused(Refusal("letter.before", {"day": short_date(day), "first": short_date(s.day)}, "day"))


# --- beside it -------------------------------------------------------------------------------------------


def _step(uow: UnitOfWork, letter: str, words: dict[str, str]) -> str:
    key = uuid4().hex
    uow.write_row("letter_step", key, {"letter": letter, **words})
    return key


def _tell(desk: Desk, uow: UnitOfWork, matter: str, event: ev.Event, how: str, key: str) -> None:
    """Say on the matter what the letter is to it."""
    if not matter:
        return
    opened = fold(uow.events_of(f"matter:{matter}")).opened
    assert event.day is not None
    # What came before the decision is of the matter since there is one.
    day = max(event.day, opened) if opened is not None else event.day
    uow.append(f"matter:{matter}", day, le.LetterStands(key, how, event.seq))
    projecting.matter(desk, uow, matter)


def _untell(desk: Desk, uow: UnitOfWork, matter: str, key: str, seqs: set[int]) -> None:
    told = [e for e in standing(uow.events_of(f"matter:{matter}")) if isinstance(e.body, le.LetterStands)]
    for event in told:
        assert isinstance(event.body, le.LetterStands)
        if event.body.letter == key and event.body.of in seqs:
            uow.append(f"matter:{matter}", None, ev.Struck(event.seq))
    projecting.matter(desk, uow, matter)


def _put_back(uow: UnitOfWork, key: str, seq: int) -> None:
    """The words as they stood before a correction that is struck."""
    # The row was written just before its event.
    before = uow.row_as_of("letter", key, seq - 2)
    if before is not None and before != uow.row("letter", key):
        uow.write_row("letter", key, before)
