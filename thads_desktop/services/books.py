"""Writing into the books around the matters: an entry under its number, changed, ended, opened again.

What is written is a register row, a new version each time, so that the old stays beside the new; the log says when and by whom. What is
kept apart (the name of a denouncer) is a row of its own and in no list.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain.book_events import EntryChanged, EntryClosed, EntryOpened, EntryReopened
from thads_desktop.domain.dates import parse_typed, short_date, statistical_year
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import nfc
from thads_desktop.services import book_projecting, book_rights, inputs
from thads_desktop.services.book_values import cleaned, day_of, differing, facts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.law.books import Book
    from thads_desktop.services.book_values import Values
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: A number with the day of its decision behind it.
_DAY = re.compile(r"(.*?\S)(?:\s*,\s*|\s+)\(?(?:ngày\s+)?([0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2})\)?", re.IGNORECASE)
#: Why an entry is watched no longer.
ENDS = {"done": "Đã xong", "mistaken": "Vào sổ nhầm"}


def open_entry(desk: Desk, book: str, typed: Mapping[str, Any], matter: str = "", party: str = "") -> str:
    """A new entry; its id. matter: a number as typed, or a matter's id; party: id of a known party. Refused with every problem at once."""
    of = book_rights.named(book)
    with desk.writing(of.write) as uow:
        values, link = _judged(desk, uow, of, typed, matter, party)
        day = day_of(values, of.day)
        assert day is not None
        year = statistical_year(day) if of.year == "statistical" else day.year
        number = uow.projections.entries.next_number(of.key, year)
        entry = f"{of.key}.{uuid4().hex}"
        _write(uow, of, entry, {"book": of.key, "year": year, "number": number, "matter": link, "party": party}, values)
        uow.append(f"entry:{entry}", day, EntryOpened(of.key, year, number, link, facts(of, values)))
        book_projecting.entry(desk, uow, entry)
        uow.commit()
    return entry


def change_entry(
    desk: Desk, entry: str, typed: Mapping[str, Any], matter: str = "", party: str = "", at: int | None = None,
) -> tuple[str, ...]:  # fmt: skip
    """Another version; the fields that changed. at: how far the log was when the page showed it; Refused("stale") when it changed since.

    What the account may write and not read (who denounces) stays as it is where nothing is typed.
    """
    of = book_rights.book_of(entry)
    with desk.writing(of.write) as uow:
        row = held(uow, entry)
        uow.refuse_newer(f"entry:{entry}", at)
        if row.get("end"):
            raise Refused(Refusal("entry.closed"))
        before = whole(uow, of, entry)
        kept = {f.name: before[f.name] for f in of.fields if f.secret and not desk.may(f.secret) and f.name in before and not typed.get(f.name)}
        values, link = _judged(desk, uow, of, {**typed, **kept}, matter, party)
        fields = differing({**before, "matter": row["matter"], "party": row["party"]}, {**values, "matter": link, "party": party})
        if not fields:
            raise Refused(Refusal("entry.unchanged"))
        _write(uow, of, entry, {**row, "matter": link, "party": party}, values)
        uow.append(f"entry:{entry}", desk.clock.today(), EntryChanged(fields, link, facts(of, values)))
        book_projecting.entry(desk, uow, entry)
        uow.commit()
    return fields


def close_entry(desk: Desk, entry: str, how: str, why: str) -> None:
    """Watch it no longer: nothing is due any more. Its number stays."""
    of = book_rights.book_of(entry)
    with desk.writing(of.write) as uow:
        row = held(uow, entry)
        if row.get("end"):
            raise Refused(Refusal("entry.closed"))
        if how not in ENDS:
            raise Refused(Refusal("entry.bad_end", field="how"))
        said = inputs.name(why, "why", limit=inputs.SENTENCE)
        uow.write_row("entry", entry, {**row, "end": {"how": how, "why": said}})
        uow.append(f"entry:{entry}", desk.clock.today(), EntryClosed(how))
        book_projecting.entry(desk, uow, entry)
        uow.commit()


def reopen_entry(desk: Desk, entry: str) -> None:
    """Watch it again."""
    of = book_rights.book_of(entry)
    with desk.writing(of.write) as uow:
        row = held(uow, entry)
        if not row.get("end"):
            raise Refused(Refusal("entry.not_closed"))
        uow.write_row("entry", entry, {**row, "end": {}})
        uow.append(f"entry:{entry}", desk.clock.today(), EntryReopened())
        book_projecting.entry(desk, uow, entry)
        uow.commit()


def pass_on_in(desk: Desk, uow: UnitOfWork, entry: str, old: str, new: str) -> None:
    """Another person handles the entry, inside a larger transaction. Refused where it is ended, or not that person's any more."""
    of = book_rights.book_of(entry)
    desk.require(of.write)
    row = held(uow, entry)
    if row.get("end") or row["values"].get(of.handler) != old:
        raise Refused(Refusal("handover.changed", {"number": book_projecting.number_text(of, row)}))
    values = {**row["values"], of.handler: new}
    uow.write_row("entry", entry, {**row, "values": values})
    uow.append(f"entry:{entry}", desk.clock.today(), EntryChanged((of.handler,), str(row["matter"]), facts(of, values)))
    book_projecting.entry(desk, uow, entry)


def held(reader: Reader, entry: str) -> dict[str, Any]:
    """The row of an entry. Refused("entry.unknown")."""
    row = reader.row("entry", entry)
    if row is None:
        raise Refused(Refusal("entry.unknown"))
    return row


def whole(reader: Reader, book: Book, entry: str) -> Values:
    """Every value of an entry, with what is kept apart."""
    apart = reader.row("entry_apart", entry) if any(f.secret for f in book.fields) else None
    return {**held(reader, entry)["values"], **(apart or {})}


def people_of(reader: Reader) -> dict[str, str]:
    """Who of the office can be named in a book: id -> name."""
    return {key: str(row.get("name", "")) for key, row in reader.rows("person").items()}


def spelled(row: MatterRow) -> str:
    """A matter as it is named in a book, fit to be typed again."""
    return f"{row.number_text} ngày {short_date(row.decision_day)}"


def matter_meant(reader: Reader, typed: str) -> str:
    """The matter that a number means, alone or with its day ("301/QĐ-CCTHADS 08/10/2019", "... ngày 08/10/2019"); "" for nothing typed. Refused
    when there is none, or several."""
    said = inputs.name(typed, "matter", required=False)
    if not said:
        return ""
    lists = reader.projections
    if (known := lists.matter_id(said)) is not None:
        return lists.matter_rows([known])[0].matter
    number, day = _numbered(said)
    rows = lists.matters_numbered(number)
    # A day that is typed is meant: another decision of that number is not.
    rows = [row for row in rows if day in (None, row.decision_day)]
    if len(rows) == 1:
        return rows[0].matter
    if not rows:
        raise Refused(Refusal("entry.no_matter", {"number": said[:60]}, "matter"))
    raise Refused(Refusal("entry.many_matters", {"known": "; ".join(spelled(row) for row in rows[:6])}, "matter"))


def _numbered(said: str) -> tuple[str, date | None]:
    """(number, day) of a decision as it is typed; the day stands behind the number, with "ngày" before it or without."""
    found = _DAY.fullmatch(nfc(said))
    day = parse_typed(found[2], date.min) if found else None
    return (found[1], day) if found and day else (said, None)


def matter_named(desk: Desk, number: str, unknown: str) -> str:
    """The one matter that a command means; unknown: the code of the refusal where there is none. Of several their days are said."""
    with desk.reading() as reader:
        try:
            found = matter_meant(reader, number)
        except Refused as refused:
            if refused.refusals[0].code != "entry.no_matter":
                raise
            found = ""
    if not found:
        raise Refused(Refusal(unknown, {"number": number.strip()[:60]}, "matter"))
    return found


def _judged(desk: Desk, uow: UnitOfWork, book: Book, typed: Mapping[str, Any], matter: str, party: str) -> tuple[Values, str]:
    refusals: list[Refusal] = []
    values: Values = {}
    link = ""
    try:
        values = cleaned(book, typed, desk.clock.today(), people_of(uow))
    except Refused as refused:
        refusals += refused.refusals
    try:
        link = matter_meant(uow, matter)
    except Refused as refused:
        refusals += refused.refusals
    if party and uow.row("party", party) is None:
        refusals.append(Refusal("entry.no_party", field=book.who))
    if refusals:
        raise Refused(*refusals)
    return values, link


def _write(uow: UnitOfWork, book: Book, entry: str, row: dict[str, Any], values: Values) -> None:
    """The row, and apart from it what is kept apart."""
    secret = {f.name for f in book.fields if f.secret}
    open_values = {n: v for n, v in values.items() if n not in secret}
    if uow.row("entry", entry) != (new := {**row, "values": open_values}):
        uow.write_row("entry", entry, new)
    apart = {n: v for n, v in values.items() if n in secret}
    if (uow.row("entry_apart", entry) or {}) != apart:
        uow.write_row("entry_apart", entry, apart)

