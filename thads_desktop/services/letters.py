"""The books of letters in and out, read: a year's rows in the order of their numbers, with the columns of Decree 30/2020.

``rows_in`` and ``rows_out`` are what lists, prints and registers show. Out go the papers that the program numbered and what was made
elsewhere and entered (``letter_acts.send``). names: as of ``masking.names``, so that nothing is read past what an account may see.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.letters import SUBJECT, letter_of
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.office_time import local
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.law.books import books
from thads_desktop.services import masking, people, rounds
from thads_desktop.services.book_projecting import number_text
from thads_desktop.services.letter_cover import COVERED
from thads_desktop.services.letter_words import code, said_of
from thads_desktop.services.paper_place import entry_of, judgment_of
from thads_desktop.services.series import ADMIN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from thads_desktop.domain.events import Event
    from thads_desktop.domain.letters import LetterState
    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: What a list shows: code -> words.
SHOWS = {
    "all": "Tất cả", "waiting": "Chưa chuyển", "unanswered": "Chưa ghi trả lời", "matters": "Gắn với việc", "loose": "Không gắn với việc",
    "struck": "Đã xóa vì ghi nhầm",
}  # fmt: skip
#: The books: which -> (title, its ten columns by Decree 30/2020, Annex IV).
BOOKS = {
    "in": ("Sổ đăng ký văn bản đến", (
        "Ngày đến 9|Số đến 6|Tác giả 18|Số, ký hiệu 12|Ngày văn bản 9|Tên loại và trích yếu nội dung 30|Đơn vị hoặc người nhận 16|Ngày chuyển 9|"
        "Ký nhận 9|Ghi chú 14"
    )),
    "out": ("Sổ đăng ký văn bản đi", (
        "Số, ký hiệu văn bản 14|Ngày văn bản 9|Tên loại và trích yếu nội dung 30|Người ký 15|Nơi nhận 24|Đơn vị, người nhận bản lưu 13|"
        "Số lượng bản 7r|Ngày chuyển 9|Ký nhận 9|Ghi chú 12"
    )),
}  # fmt: skip
#: Setting: whether decisions stand in the book of letters out beside the administrative papers ("no" | "yes").
DECISIONS = "registers.letters_decisions"
_TYPES = ("PaperNumbered", "PaperSent", "PaperVoided", "PaperSigned", "Struck")


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One line of either book. way: in | out; key: of the letter ("" = a paper that the program made, named by ``paper``); number: of the book;
    number_text: the letter's own; who: the author, or where it went; to: whom it was passed to (out: who keeps the copy); meant: for whom it was
    when it came; late: entered after the day of arrival; at: how far the log was."""

    way: str
    key: str
    year: int
    number: int
    day: date | None
    number_text: str
    written: date | None
    kind: str
    title: str
    who: str
    to: str = ""
    signer: str = ""
    passed: date | None = None
    signed: bool = False
    note: str = ""
    matter: str = ""
    matter_text: str = ""
    judgment: str = ""
    judgment_text: str = ""
    entry: str = ""
    answered: date | None = None
    answer: str = ""
    scan: str = ""
    copies: int = 1
    struck: bool = False
    late: bool = False
    paper: str = ""
    at: int = 0
    meant: str = ""
    entry_text: str = ""

    @property
    def code(self) -> str:
        """As it is named on the screen."""
        return code(self.key) if self.key else self.number_text

    @property
    def said(self) -> str:
        """Kind and content, as the book has them in one column."""
        return said_of(self.kind, self.title)


def rows_in(reader: Reader, year: int, names: Names) -> list[LetterRow]:
    """Every letter that came in a calendar year, in the order of its numbers; those entered by mistake, too (``struck``)."""
    return _letters(reader, "in", year, names)


def rows_out(reader: Reader, year: int, names: Names, *, decisions: bool = False) -> list[LetterRow]:
    """Every letter that left in a calendar year: the numbered papers of the program and what was entered, by day and number. decisions: those
    of the office too, not its administrative papers alone."""
    found = _letters(reader, "out", year, names) + _papers(reader, year, names, decisions=decisions)
    return sorted(found, key=lambda r: (r.day or date.min, r.number_text, r.number))


def one(desk: Desk, key: str) -> LetterRow:
    """One letter. Refused("letter.unknown")."""
    with desk.reading() as reader:
        return row_of(reader, masking.names(desk, reader), key)


def row_of(reader: Reader, names: Names, key: str) -> LetterRow:
    """As ``one``, in a transaction that is open."""
    events = reader.events_of(f"{SUBJECT}:{key}")
    if not events or key.count(":") != 2:
        raise Refused(Refusal("letter.unknown"))
    return _row(events, letter_of(key, events), names)


def years(desk: Desk, way: str) -> list[int]:
    """The calendar years in which a book has a line, that of today among them, the latest first."""
    today = desk.clock.today().year
    with desk.reading() as reader:
        found = {int(s.split(":")[2]) for s in reader.subjects(f"{SUBJECT}:{way}")}
    return sorted(found | {today}, reverse=True)


def shown(desk: Desk, way: str, year: int, text: str = "", show: str = "all") -> list[LetterRow]:
    """A year of a book under a filter, the latest line first. text: every word must stand somewhere in the line, with or without marks."""
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        decisions = desk.settings(reader)[DECISIONS] == "yes"
        rows = rows_in(reader, year, names) if way == "in" else rows_out(reader, year, names, decisions=decisions)
    words = bare(text).split()
    return [r for r in reversed(rows) if _fits(r, show) and _has(r, words)]


def scan(desk: Desk, key: str) -> bytes:
    """The kept copy of a letter. Refused where there is none, and of a matter whose papers this account may not see."""
    with desk.reading() as reader:
        found = row_of(reader, masking.names(desk, reader), key)
        if found.matter:
            masking.refuse_paper(desk, reader, found.matter)
        elif masking.hides(desk) and masking.young_names(reader, desk.clock.today().year):
            # Whom a scan names nobody can tell.
            desk.require("secret")
        if not found.scan:
            raise Refused(Refusal("letter.no_scan"))
        return reader.blob(found.scan)


def table(way: str, rows: Sequence[LetterRow]) -> ListTable:
    """The rows under the columns of Decree 30/2020."""
    columns = tuple(_column(one) for one in BOOKS[way][1].split("|"))
    cells = [_cells_in(r) if way == "in" else _cells_out(r) for r in rows]
    return ListTable("", columns, tuple(cells), "" if cells else "Sổ chưa có dòng nào như vậy.")


def listing(desk: Desk, way: str, year: int, text: str = "", show: str = "all") -> Listing:
    """The book of a year, or what of it a filter shows, to be printed or written."""
    rows = list(reversed(shown(desk, way, year, text, show)))
    narrowed = [SHOWS[show].lower()] if show != "all" else []
    narrowed += [f"tìm: {text.strip()}"] if text.strip() else []
    which = f" ({', '.join(narrowed)})" if narrowed else ""
    said = (f"Năm {year}; {len(rows)} dòng{which}",)
    with desk.reading() as reader:
        return rounds.listing(desk, reader, BOOKS[way][0], said, (table(way, rows),), ("Cột theo Phụ lục IV Nghị định số 30/2020/NĐ-CP.",))


# --- rows ---------------------------------------------------------------------------------------------


def _letters(reader: Reader, way: str, year: int, names: Names) -> list[LetterRow]:
    found = [(s.partition(":")[2], events) for s, events in reader.stream(f"{SUBJECT}:{way}:{year}")]
    states = [(letter_of(key, events), events) for key, events in found]
    names.ahead("letter", [s.key for s, _e in states])
    names.ahead("matter", {s.matter for s, _e in states})
    names.ahead("judgment", {s.judgment for s, _e in states})
    names.ahead("letter_step", {p[2] for s, _e in states for p in s.passed})
    return [_row(events, s, names) for s, events in states]


def _row(events: list[Event], s: LetterState, names: Names) -> LetterRow:
    cover = masking.letters_cover(names)
    hidden = cover is not None and cover.hides(s.key, events)
    row: dict[str, Any] = names.row("letter", s.key)
    last = s.passed[-1] if s.passed else None
    to = str(row.get("keeper" if s.way == "out" else "to", ""))
    if last is not None and s.way == "in":
        to = names.name("person", last[1]) or str(names.row("letter_step", last[2]).get("to", "")) or to
    answered = s.answered
    made = LetterRow(
        s.way, s.key, s.year, s.number, s.day, str(row.get("number", "")), s.written, s.kind, str(row.get("title", "")),
        str(row.get("author" if s.way == "in" else "to", "")), to, str(row.get("signer", "")), last[0] if last else None, bool(last and last[3]),
        str(row.get("note", "")), s.matter, str(names.row("matter", s.matter).get("number_text", "")) if s.matter else "", s.judgment,
        str(names.row("judgment", s.judgment).get("number", "")) if s.judgment else "", s.entry, answered[0] if answered else None,
        _answer(names, answered), s.scan, s.copies, s.struck, s.day is not None and local(events[0].recorded).date() > s.day, "", s.seq,
        str(row.get("to", "")), entry_text(names, s.entry),
    )  # fmt: skip
    return _covered(made) if hidden else made


def _covered(row: LetterRow) -> LetterRow:
    """A letter of a book that is not seen: number and days alone."""
    return replace(
        row, number_text=COVERED, kind="", title=COVERED, who=COVERED, to="", signer="", note="", matter="", matter_text="", judgment="",
        judgment_text="", entry="", entry_text="", answer="", scan="", meant="",
    )  # fmt: skip


def entry_text(names: Names, entry: str) -> str:
    """An entry of a book as it is named there; its number alone, whoever may see the book."""
    book, row = books().get(entry.partition(".")[0]), names.row("entry", entry) if entry else {}
    return number_text(book, row) if book is not None and row else ""


def _answer(names: Names, answered: tuple[date, str, str, str] | None) -> str:
    if answered is None:
        return ""
    _day, paper, letter, step = answered
    if paper:
        return str(names.row("paper", paper).get("number_text", ""))
    if letter:
        return str(names.row("letter", letter).get("number", "")) or code(letter)
    return str(names.row("letter_step", step).get("by", "")) or "không phải trả lời"


def _papers(reader: Reader, year: int, names: Names, *, decisions: bool) -> list[LetterRow]:
    """The numbered papers of the program, one line each."""
    found: list[tuple[str, Event, list[Event]]] = []
    for subject, events in (x for kind in ("matter", "intake", "entry") for x in reader.stream(kind, types=_TYPES)):
        struck = {e.body.target for e in events if isinstance(e.body, ev.Struck)}
        theirs = [e for e in events if isinstance(e.body, ev.PaperNumbered) and e.body.number and e.seq not in struck and e.day is not None
                  and (decisions or e.body.series in ADMIN)]
        found += [(subject.removeprefix("matter:"), e, [x for x in events if x.seq not in struck]) for e in theirs if e.day and e.day.year == year]
    names.ahead("paper", [getattr(e.body, "paper", "") for _m, e, _all in found])
    names.ahead("matter", {m for m, _e, _all in found if not judgment_of(m) and not entry_of(m)})
    return [_of_paper(matter, event, beside, names) for matter, event, beside in found]


def _of_paper(matter: str, event: Event, beside: list[Event], names: Names) -> LetterRow:
    body = event.body
    assert isinstance(body, ev.PaperNumbered)
    mine = [e for e in beside if getattr(e.body, "paper", "") == body.paper]
    sent = [e for e in mine if isinstance(e.body, ev.PaperSent)]
    signer = next((e.body.signer for e in reversed(mine) if isinstance(e.body, ev.PaperSigned)), "")
    row, void = names.row("paper", body.paper), any(isinstance(e.body, ev.PaperVoided) for e in mine)
    to = dict.fromkeys(_recipient(e.body, names) for e in sent if isinstance(e.body, ev.PaperSent))
    judgment, entry = judgment_of(matter), entry_of(matter)
    about = str(names.row("judgment", judgment).get("number", "")) if judgment else ""
    matter = "" if judgment or entry else matter
    of = str(names.row("matter", matter).get("number_text", "")) if matter else ""
    made = LetterRow(
        "out", "", event.day.year if event.day else 0, body.number, event.day, str(row.get("number_text", "")), event.day, "", str(row.get("title", "")),
        "; ".join(x for x in to if x), "Văn thư, hồ sơ thi hành án", names.name("person", signer), min((e.day for e in sent if e.day), default=None),
        bool(sent), "Số đã hủy" if void else "", matter, of, judgment, about, copies=max(1, len(sent)), struck=void,
        paper=body.paper, entry=entry, entry_text=entry_text(names, entry),
    )  # fmt: skip
    cover = masking.letters_cover(names)
    return _covered(made) if cover is not None and cover.hides_entry(entry) else made


def _recipient(body: ev.PaperSent, names: Names) -> str:
    from thads_desktop.services.event_words import TO_WORDS

    said = names.name("party", body.recipient) or TO_WORDS.get(body.to, body.to)
    return said[:1].upper() + said[1:]


# --- what is shown ------------------------------------------------------------------------------------


def _fits(row: LetterRow, show: str) -> bool:
    match show:
        case "waiting":
            return not row.struck and row.passed is None
        case "unanswered":
            return row.way == "in" and not row.struck and row.answered is None
        case "matters":
            return bool(row.matter or row.judgment or row.entry)
        case "loose":
            return not (row.matter or row.judgment or row.entry)
        case "struck":
            return row.struck
        case _:
            return True


def _has(row: LetterRow, words: list[str]) -> bool:
    if not words:
        return True
    text = bare(" ".join((
        str(row.number), row.number_text, row.said, row.who, row.to, row.signer, row.note, row.matter_text, row.judgment_text, row.entry_text, row.answer,
        *(short_date(d) for d in (row.day, row.written) if d),
    )))  # fmt: skip
    return all(w in text for w in words)


def _cells_in(r: LetterRow) -> tuple[Cell, ...]:
    note = [r.note, f"việc {r.matter_text}" if r.matter_text else "", r.entry_text, f"trả lời: {r.answer}" if r.answer else "",
            "ghi nhầm, số bỏ" if r.struck else "", "vào sổ sau ngày đến" if r.late else ""]  # fmt: skip
    return (
        r.day, str(r.number), r.who, r.number_text, r.written, r.said, r.to, r.passed, "đã ký nhận" if r.signed else "", "; ".join(x for x in note if x),
    )  # fmt: skip


def _cells_out(r: LetterRow) -> tuple[Cell, ...]:
    note = [r.note, f"việc {r.matter_text}" if r.matter_text and not r.paper else "", "ghi nhầm, số bỏ" if r.struck and not r.paper else ""]
    return (
        r.number_text, r.day, r.said, r.signer, r.who, r.to, r.copies, r.passed, "đã ký nhận" if r.signed else "", "; ".join(x for x in note if x),
    )  # fmt: skip


def _column(said: str) -> ListColumn:
    title, _, share = said.rpartition(" ")
    return ListColumn(title, float(share.rstrip("r")), "right" if share.endswith("r") else "left")


# --- labels ---------------------------------------------------------------------------------------------


def stamps(desk: Desk, keys: Sequence[str], first: int = 0) -> bytes:
    """The stamp ĐẾN of letters in, 35 x 50 mm. first: as of ``draw_stamps``. Refused for none, and for a place that a sheet has not."""
    from thads_desktop.printing.arrival_stamp import ON_SHEET, Stamp, draw_stamps

    if not 0 <= first <= ON_SHEET:
        raise Refused(Refusal("letter.bad_place", {"most": str(ON_SHEET)}, "first"))
    with desk.reading() as reader:
        names, office = masking.names(desk, reader), people.identity(reader, desk.clock.today()).name
        found = [row_of(reader, names, key) for key in keys]
    chosen = [r for r in found if r.way == "in" and not r.struck]
    if not chosen:
        raise Refused(Refusal("letter.none_chosen"))
    made = [Stamp(office.upper(), str(r.number), short_date(r.day) if r.day else "", r.to, r.matter_text) for r in chosen]
    return draw_stamps(made, first)


def authors(desk: Desk, text: str, most: int = 8) -> list[str]:
    """Who wrote before, by what is typed of their name; who wrote last stands first."""
    words, today = bare(text).split(), desk.clock.today()
    if not words:
        return []
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        keys = [s.partition(":")[2] for y in (today.year, today.year - 1) for s in reversed(reader.subjects(f"{SUBJECT}:in:{y}"))]
        found: dict[str, None] = {}
        rows, cover = reader.rows_of("letter", keys), masking.letters_cover(names)
        for key in keys:
            if cover is not None and cover.hides(key):
                continue
            said = names.words(str(rows.get(key, {}).get("author", "")))
            if said and said not in found and all(w in bare(said) for w in words):
                found[said] = None
                if len(found) == most:
                    break
    return list(found)
