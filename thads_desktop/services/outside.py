"""Lists that an office sends to others: what is in one, what was sent before and what changed since, and the sending on record.

A sheet is plain: rows by their own key (a matter, a matter and a debtor), each a text by column. What was sent is kept as a blob beside
the very file that went, so that the next sheet can say what is new, changed or gone, and the file opens again byte by byte.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import outside_events as oe
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.services import exports, inputs
from thads_desktop.services.letter_words import LISTS

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

Cells = dict[str, str]
Progress = Callable[[int, int, str], object]
SUBJECT = "outsent"
#: How a list goes -> words.
WAYS = {"paper": "bản in, giao trực tiếp", "post": "bưu chính", "file": "tệp qua mạng nội bộ, thư công vụ", "disk": "USB, đĩa"}
#: With what a sheet is compared: every row with the last that was sent of it, with the last list of the same days, with the last list at all.
AGAINST = {"procuracy": "rows", "ended": "same", "publication": "last"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as of now. columns: (key, words); rows: as this account may see them; whole: as they are sent; hide: makes the one of the other,
    by row key; look: rows that a human must look at before it goes -> why; extra: what it was made of; at: how far the log was."""

    what: str
    title: str
    start: date
    end: date
    columns: tuple[tuple[str, str], ...]
    rows: dict[str, Cells]
    said: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    whole: dict[str, Cells] = field(default_factory=dict, repr=False)
    hide: Callable[[str, Cells], Cells] | None = field(default=None, repr=False, compare=False)
    look: dict[str, str] = field(default_factory=dict)
    extra: Any = field(default=None, repr=False, compare=False)
    at: int = field(default=0, compare=False)
    #: Rows that were sent and are no more, in whatever list they were sent.
    gone: tuple[str, ...] = ()
    #: Of such rows why, and in which list they went.
    reasons: dict[str, tuple[str, str]] = field(default_factory=dict, compare=False)

    @property
    def words(self) -> str:
        """The days it is about."""
        return f"từ ngày {short_date(self.start)} đến ngày {short_date(self.end)}"

    def shown(self, key: str, cells: Cells) -> Cells:
        """A row as this account may see it."""
        return self.hide(key, cells) if self.hide is not None else cells


@dataclass(frozen=True, slots=True)
class Sending:
    """A list that was sent."""

    key: str
    what: str
    day: date
    start: date
    end: date
    recipient: str
    way: str
    note: str
    count: int
    ending: str
    sha256: str
    file: str
    seq: int


@dataclass(frozen=True, slots=True)
class Change:
    """how: new | changed | gone; column "" = the whole row; name: what the row is called."""

    how: str
    key: str
    name: str
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Changes:
    """since: the list it was held against (None = none was sent)."""

    since: Sending | None
    rows: tuple[Change, ...]

    def count(self, how: str) -> int:
        """Rows that are new, changed or gone."""
        return len({c.key for c in self.rows if c.how == how})


def sendings(desk: Desk, what: str = "") -> list[Sending]:
    """What was sent, the latest first; what "" = of every list."""
    with desk.reading() as reader:
        return _sendings(reader, what)


def changes(desk: Desk, sheet: Sheet) -> Changes:
    """What of a sheet is other than what was sent before."""
    with desk.reading() as reader:
        return _changes(reader, sheet)


def send(
    desk: Desk, sheet: Sheet, recipient: str, way: str, day: date, note: str = "", ending: str = "xlsx", beside: Beside | None = None,
    data: bytes = b"",
) -> str:  # fmt: skip
    """The list went to somebody; it and its file are kept. Its key. beside: what is written with it, in the same transaction; data: the file,
    where it was made before."""
    from thads_desktop.services import outside_files

    desk.require("export")
    desk.require("secret")
    when = inputs.not_future(day, desk.clock.today())
    to = inputs.name(recipient, "recipient", required=False, limit=inputs.SENTENCE)
    said = inputs.name(note, "note", required=False, limit=inputs.SENTENCE)
    if not to:
        raise Refused(Refusal("outside.no_recipient", field="recipient"))
    if way not in WAYS:
        raise Refused(Refusal("outside.bad_way", {"known": ", ".join(WAYS.values())}, "way"))
    made = data or outside_files.data(desk, sheet, ending)
    with desk.writing("outside") as uow:
        key = uuid4().hex
        more = beside(uow, to, said, when) if beside is not None else {}
        sha, file = uow.store_blob(_kept(sheet)), uow.store_blob(made)
        uow.write_row(SUBJECT, key, {"recipient": to, "way": way, "note": said, **more})
        body = oe.OutsideSent(sheet.what, sheet.start, sheet.end, sha, file, ending, len(sheet.rows), key)
        uow.append(f"{SUBJECT}:{key}", when, body)
        exports.note_in(desk, uow, "outside", f"{LISTS[sheet.what]}, {sheet.words}", to, said or sheet.title, len(sheet.rows))
        uow.commit()
    return key


Beside = Callable[["UnitOfWork", str, str, date], dict[str, str]]


def kept_file(desk: Desk, key: str) -> tuple[str, bytes]:
    """(its name, the file as it went). Refused("outside.unknown"); whoever may not see such data does not get it."""
    desk.require("secret")
    with desk.reading() as reader:
        one = next((s for s in _sendings(reader, "") if s.key == key), None)
        if one is None or not one.file:
            raise Refused(Refusal("outside.unknown"))
        return f"{file_name(one.what, one.start, one.end)}-gui-{one.day:%Y%m%d}.{one.ending}", reader.blob(one.file)


def file_name(what: str, start: date, end: date) -> str:
    """How the file of a list is called, without its ending."""
    of = {"procuracy": "so-thu-ly-kiem-sat", "ended": "viec-ket-thuc", "publication": "dang-tai"}[what]
    whole = (start.year, start.month) == (end.year, end.month) and start.day == 1
    return f"{of}-{start:%Y-%m}" if whole else f"{of}-{start:%Y%m%d}-{end:%Y%m%d}"


def _sendings(reader: Reader, what: str) -> list[Sending]:
    found = []
    for subject, events in reader.stream(SUBJECT):
        for e in as_recorded(events):
            if isinstance(e.body, oe.OutsideSent) and e.day is not None and what in ("", e.body.what):
                row, b = reader.row(SUBJECT, e.body.row) or {}, e.body
                found.append(Sending(
                    subject.partition(":")[2], b.what, e.day, b.start, b.end, str(row.get("recipient", "")), str(row.get("way", "")),
                    str(row.get("note", "")), b.count, b.ending, b.sha256, b.file, e.seq,
                ))  # fmt: skip
    return sorted(found, key=lambda s: -s.seq)


def _changes(reader: Reader, sheet: Sheet) -> Changes:
    sent = _sendings(reader, sheet.what)
    same = [s for s in sent if (s.start, s.end) == (sheet.start, sheet.end)]
    last = {"rows": same or sent, "same": same, "last": sent}[AGAINST[sheet.what]]
    if not last and not sheet.gone:
        return Changes(None, ())
    before = _rows(reader, last[0]) if last else {}
    every = {key: row for s in reversed(sent) for key, row in _rows(reader, s).items()} if sheet.gone or AGAINST[sheet.what] == "rows" else {}
    known = every if AGAINST[sheet.what] == "rows" else before
    whole_list = AGAINST[sheet.what] != "rows" or bool(same)
    words, found = dict(sheet.columns), list[Change]()
    # Without a list of the same days nothing of this one is new or other; what was told before and stands no more is said all the same.
    whole = (sheet.whole or sheet.rows) if last else {}
    for key, cells in whole.items():
        shown, old = sheet.shown(key, cells), known.get(key)
        if old is None:
            found.append(Change("new", key, _called(sheet, shown), "", "", ""))
            continue
        was = sheet.shown(key, old)
        found += [
            Change("changed", key, _called(sheet, shown), words.get(c, c), was.get(c, ""), shown.get(c, ""))
            for c in dict.fromkeys((*words, *old)) if cells.get(c, "") != old.get(c, "")
        ]  # fmt: skip
    if whole_list:
        found += [_gone(sheet, k, row) for k, row in before.items() if k not in whole]
    told = {c.key for c in found if c.how == "gone"}
    found += [_gone(sheet, k, every[k]) for k in sheet.gone if k in every and k not in told]
    return Changes(last[0] if last else None, tuple(found))


def _gone(sheet: Sheet, key: str, row: Cells) -> Change:
    sent, why = sheet.reasons.get(key, ("", ""))
    return Change("gone", key, _called(sheet, sheet.shown(key, row)), "", sent, why)


def _rows(reader: Reader, sending: Sending) -> dict[str, Cells]:
    found: dict[str, Cells] = json.loads(reader.blob(sending.sha256))["rows"]
    return found


def last_of_days(reader: Reader, what: str) -> list[tuple[Sending, dict[str, Cells]]]:
    """Of each period the list that was sent last, with its rows."""
    last: dict[tuple[date, date], Sending] = {}
    for s in _sendings(reader, what):
        last.setdefault((s.start, s.end), s)
    return [(s, _rows(reader, s)) for s in last.values()]


def last_sent(reader: Reader, what: str) -> dict[str, tuple[Sending, Cells]]:
    """Row -> the last sending that it was in, and how it stood there."""
    return {key: (s, row) for s in reversed(_sendings(reader, what)) for key, row in _rows(reader, s).items()}


def _called(sheet: Sheet, cells: Cells) -> str:
    """What a row is called: its decision, or its first column, and whose it is."""
    first = cells.get("decision") or next((cells.get(k, "") for k, _w in sheet.columns), "")
    who = cells.get("debtors") or cells.get("debtor") or cells.get("name") or ""
    return " · ".join(x for x in (first.partition(";")[0], who.partition("\n")[0]) if x)


def _kept(sheet: Sheet) -> bytes:
    said = {
        "title": sheet.title, "start": sheet.start.isoformat(), "end": sheet.end.isoformat(), "columns": [list(c) for c in sheet.columns],
        "rows": sheet.whole or sheet.rows,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
