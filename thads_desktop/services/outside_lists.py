"""The three lists that go to others, asked for by name: made for a period, held against what was sent, recorded as sent, told again."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import period, short_date
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc
from thads_desktop.services import ended_list, inputs, outside, procuracy_book, publication_list
from thads_desktop.services.letter_words import LISTS
from thads_desktop.services.outside import Change, Changes, Sending, Sheet

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.outside import Progress
    from thads_desktop.services.publication_list import Made
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

def make(desk: Desk, what: str, start: date, end: date, progress: Progress = lambda _done, _whole, _said: None) -> Sheet:
    """A list. start, end: its days; of the ended matters one month, of the publication list it is as of today."""
    if what == "procuracy":
        return procuracy_book.make(desk, start, end, progress)
    if what == "ended":
        if (start.year, start.month) != (end.year, end.month):
            facts = {"start": short_date(start), "end": short_date(end), "month": f"{end.month}/{end.year}"}
            raise Refused(Refusal("ended.one_month", facts, "month"))
        return ended_list.sheet(desk, start.year, start.month)
    if what == "publication":
        return _published(publication_list.make(desk, progress))
    raise Refused(Refusal("outside.unknown_list", {"known": ", ".join(LISTS)}, "list"))


def span_of(typed: str, today: date) -> tuple[date, date]:
    """The days of a period as typed: a month ("8/2026", "2026-08"), a statistical year ("2026", "năm 2026"), a day from which on
    ("05/10/2026") or two days ("05/10/2026 - 20/10/2026"); "" = the month of today. Refused for what is none of these, or lies ahead."""
    text = " ".join(typed.split())
    # "tháng 8/2026", "năm 2026": said with its word.
    text = re.sub(r"^(?:tháng|năm)\s+(?=[0-9])", "", nfc(text), flags=re.IGNORECASE)
    if found := re.fullmatch(r"([0-9]{4})-([0-9]{2})", text):  # as machines write it
        text = f"{found[2]}/{found[1]}"
    if re.fullmatch(r"[0-9]{4}", text) and 1900 <= int(text) <= 2200:
        start, end = period(int(text), 12)
    elif text.count("/") > 1 or text.count(".") > 1:
        first, _, last = text.partition(" - ")
        start = inputs.day(first.strip(), today, "month")
        end = inputs.day(last.strip(), today, "month") if last else today
    else:
        return ended_list.days_of(*ended_list.month_of(text, today))
    procuracy_book.refuse_span(start, end, today)
    return start, end


def span_for(what: str, typed: str, today: date) -> tuple[date, date]:
    """As ``span_of``, for a list; Refused for a period of the publication list, which is as of today and of no other day."""
    start, end = span_of(typed, today)
    if what == "publication" and typed.strip() and not start <= today <= end:
        raise Refused(Refusal("publication.no_period", {"typed": typed.strip()[:40]}, "month"))
    return start, end


def changes(desk: Desk, sheet: Sheet) -> Changes:
    """What of a list is other than what was sent before, in this place or in that of publication."""
    if sheet.what != "publication":
        return outside.changes(desk, sheet)
    with desk.reading() as reader:
        last, before = publication_list.sent_rows(reader)
        if last is None:
            return Changes(None, ())
        since = next((s for s in _old(reader) if s.key == last.key), None)
    words, found = dict(sheet.columns), list[Change]()
    for key, cells in sheet.rows.items():
        if key not in before:
            found.append(Change("new", key, cells.get("name", ""), "", "", ""))
            continue
        old = before[key]
        found += [
            Change("changed", key, cells.get("name", ""), words.get(c, c), old.get(c, ""), cells.get(c, ""))
            for c in dict.fromkeys((*words, *old)) if cells.get(c, "") != old.get(c, "")
        ]  # fmt: skip
    found += [Change("gone", key, row.get("name", ""), "", "", "") for key, row in before.items() if key not in sheet.rows]
    return Changes(since, tuple(found))


def record(
    desk: Desk, sheet: Sheet, recipient: str, way: str, day: date, note: str = "", ending: str = "xlsx", *, looked: bool = False,
    data: bytes = b"",
) -> str:  # fmt: skip
    """The list went to somebody. note: of the publication list the number that proves it; data: the file, where it was made before. Refused as
    ``outside.send`` and, for that list, as ``publication_list.send``; Refused("outside.changed") where it is not what is on record now."""
    with desk.reading() as reader:
        newer = reader.head()[0] != sheet.at
    if newer and sheet.what != "publication" and sheet.whole != make(desk, sheet.what, sheet.start, sheet.end).whole:
        raise Refused(Refusal("outside.changed"))
    if sheet.what != "publication":
        return outside.send(desk, sheet, recipient, way, day, note, ending, data=data)
    desk.require("publication")
    given: Made = sheet.extra
    number = publication_list.refuse_unfit(given, note, looked=looked)

    def beside(uow: UnitOfWork, to: str, _note: str, when: date) -> dict[str, str]:
        return {"publication": publication_list.send_in(desk, uow, given, to, number, when)}

    return outside.send(desk, sheet, recipient, way, day, number, ending, beside, data)


def history(desk: Desk, what: str) -> list[Sending]:
    """Every sending of a list, the latest first; of the publication list also those recorded in the place of verification, which kept no file."""
    found = outside.sendings(desk, what)
    if what != "publication":
        return found
    with desk.reading() as reader:
        here = {str((reader.row("outsent", s.key) or {}).get("publication", "")) for s in found}
        found += [s for s in _old(reader) if s.key not in here]
    return sorted(found, key=lambda s: (s.day, s.seq), reverse=True)


def reopened(desk: Desk, sending: Sending) -> tuple[str, bytes]:
    """(name, the file as it went); a list that was sent without a file is printed again from what was kept of it."""
    if sending.file:
        return outside.kept_file(desk, sending.key)
    from thads_desktop.services import inspection_files

    name = outside.file_name("publication", sending.start, sending.end)
    return f"{name}-gui-{sending.day:%Y%m%d}.pdf", inspection_files.pdf(publication_list.as_sent(desk, sending.key))


def save_again(desk: Desk, sending: Sending, file: Path) -> Path:
    """The file as it went, under a name of its own."""
    from thads_desktop.services import return_files

    return return_files.write_files(file.parent, {file.name: reopened(desk, sending)[1]})[0]


def _published(made: Made) -> Sheet:
    notes = [said for said in (f"Nội dung theo {made.cite}.", made.note) if said]
    notes += [f"{made.minors} người chưa thành niên không đưa vào danh sách."] if made.minors else []
    said = (f"Đến ngày {made.day:%d/%m/%Y}; {len(made.rows)} dòng",)
    return Sheet("publication", made.title, made.day, made.day, made.fields, made.rows, said, tuple(notes), made.rows, None, made.look, made)


def _old(reader: Reader) -> list[Sending]:
    """Publication lists as they were recorded as sent, whatever the place."""
    return [
        Sending(s.key, "publication", s.day, s.day, s.day, s.recipient, "", s.proof, s.count, "pdf", s.sha256, "", 0)
        for s in publication_list.sent_in(reader)
    ]  # fmt: skip


def month_before(today: date) -> tuple[date, date]:
    """The month that is over, which is what is sent."""
    last = today.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
