"""The monthly workbook for the procuracy: every matter accepted or touched in a period, in the 24 columns of its register."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, get_args

from thads_desktop.documents.outside_layout import LayoutError, procuracy
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.file_events import FileBody
from thads_desktop.domain.office_time import begins
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import masking, outside, procuracy_rows, projecting
from thads_desktop.services.outside import Cells, Sending, Sheet
from thads_desktop.storage.register_reads import parties_of

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.outside import Progress
    from thads_desktop.storage.reader import Reader

WHAT = "procuracy"
_NOTES = (
    "Cột 18 đến 23 do chương trình tự kiểm tra theo quy định có trong chương trình, không thay ý kiến của Viện kiểm sát; cột 24 để Kiểm sát viên ghi.",
)
#: Events that say nothing of a matter to others: letters, and how its file is kept.
_QUIET = ("LetterStands", *(b.__name__ for b in get_args(FileBody)))
#: Register rows whose words stand in a row of the sheet, by the matter, its judgment and its parties.
_WORDS = ("matter", "judgment", "party")


def make(desk: Desk, start: date, end: date, progress: Progress = lambda _done, _whole, _said: None) -> Sheet:
    """The sheet of a period, as of its last day (or today). progress: may stop the work by raising. Refused for a period that ends before it
    begins, or has not begun."""
    today = desk.clock.today()
    refuse_span(start, end, today)
    until = min(end, today)
    try:
        layout = procuracy()
    except LayoutError as error:
        raise Refused(Refusal("outside.bad_layout")) from error
    with desk.reading() as reader:
        wanted, sent = touched(reader, start, end), outside.last_sent(reader, WHAT)
        again = changed(reader, sent, until, today) - set(wanted)
        wanted, gone = sorted({*wanted, *again}), list[str]()
        maker, whole = procuracy_rows.Rows(desk, reader, until, projecting.Names(reader)), dict[str, Cells]()
        order: list[tuple[date, int, str]] = []
        for done, matter in enumerate(wanted, 1):
            cells = maker.of(matter)
            row = {c.key: cells.get(c.key, "") for c in layout.columns}
            if not cells:
                gone += [matter] if matter in sent else []
            elif matter not in again or row != sent[matter][1]:
                whole[matter] = row
                order.append((*_place(maker.names, matter), matter))
            if done % 25 == 0 or done == len(wanted):
                progress(done, len(wanted), "Đang lập sổ thụ lý kiểm sát")
        whole = {matter: whole[matter] for *_key, matter in sorted(order)}
        hide, at = _hide(desk, reader), reader.head()[0]
    rows = {matter: hide(matter, cells) for matter, cells in whole.items()} if hide is not None else whole
    span = f"từ ngày {short_date(start)} đến ngày {short_date(end)}"
    said = (f"Việc thụ lý hoặc có diễn biến {span}; số liệu đến ngày {short_date(until)}; {len(rows)} việc",)
    more = len(again & set(rows))
    also = (f"Gồm {more} việc đã gửi kỳ trước, nay có sửa đổi",) if more else ()
    columns = tuple((c.key, c.words) for c in layout.columns)
    notes = (*_NOTES, *((layout.source,) if layout.status != "established" else ()))
    return Sheet(WHAT, layout.title, start, end, columns, rows, (*said, *also), notes, whole, hide, extra=layout, at=at, gone=tuple(gone))


def refuse_span(start: date, end: date, today: date) -> None:
    """Refused for days that are no period, and for one that lies ahead."""
    facts = {"start": short_date(start), "end": short_date(end)}
    if end < start:
        raise Refused(Refusal("outside.bad_span", facts, "end"))
    if start > today:
        raise Refused(Refusal("outside.ahead", facts, "start"))


def touched(reader: Reader, start: date, end: date) -> list[str]:
    """The matters of which something happened, or was recorded, in the period."""
    found = {s.partition(":")[2] for s in reader.subjects_on("matter", start, end, _QUIET)}
    marks = reader.recorded.marks(begins(start), begins(end + timedelta(days=1)))
    found |= {m[5].partition(":")[2] for m in marks if m[5].startswith("matter:") and m[3] not in (*_QUIET, "Struck")}
    return sorted(found)


def changed(reader: Reader, sent: Mapping[str, tuple[Sending, Cells]], until: date, today: date) -> set[str]:
    """Of the matters that were sent those of which something was recorded, struck or put right since, of a day that the sheet knows."""
    if not sent:
        return set()
    seqs, words = dict[str, int](), dict[str, int]()
    first = min(s.day for s, _row in sent.values())
    for seq, _recorded, day, type_, _actor, subject, _marked in reader.recorded.marks(begins(first), begins(today + timedelta(days=1))):
        kind, _, key = subject.partition(":")
        if kind == "matter" and type_ not in _QUIET and (not day or day <= until.isoformat()):
            seqs[key] = seq
        elif kind == "register" and key.startswith(tuple(f"{w}:" for w in _WORDS)):
            words[key] = seq
    found = {m for m, (s, _row) in sent.items() if max(seqs.get(m, 0), words.get(f"matter:{m}", 0)) > s.seq}
    if len(words) > sum(w.startswith("matter:") for w in words):
        parties = parties_of(reader, sent)
        rows = reader.rows_of("matter", list(sent))
        for m, (s, _row) in sent.items():
            of = [f"judgment:{rows.get(m, {}).get('judgment', '')}", *(f"party:{p}" for p in parties.get(m, ()))]
            if any(words.get(w, 0) > s.seq for w in of):
                found.add(m)
    return found


def _place(names: projecting.Names, matter: str) -> tuple[date, int]:
    """Where a matter stands in the book: by the day and number of its decision."""
    row = names.row("matter", matter)
    said = str(row.get("day") or "")
    return (date.fromisoformat(said) if said else date.min, int(row.get("number") or 0))


def _hide(desk: Desk, reader: Reader) -> Callable[[str, Cells], Cells] | None:
    if not masking.hides(desk):
        return None
    year = desk.clock.today().year
    covered, young = masking.with_minors(reader, year), masking.young_names(reader, year)
    return lambda matter, cells: procuracy_rows.shield(cells, young, covered=matter in covered)
