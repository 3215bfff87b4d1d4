"""Sheets for others as files: the workbook, the A3 print, the list as a machine reads it; and what changed since the last one, for the desk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inspection_files, rounds
from thads_desktop.services.outside import file_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thads_desktop.documents.outside_layout import Layout
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.outside import Changes, Sheet

ENDINGS = ("xlsx", "pdf", "json")
HOW = {"new": "thêm mới", "changed": "thay đổi", "gone": "không còn"}
_SHARES = {
    "ended": {"number": 14, "decided": 8, "debtor": 20, "creditor": 20, "ended": 9, "why": 25},
    "publication": {"name": 18, "address": 22, "judgment": 22, "decision": 14, "obligation": 22, "reason": 20},
}


def listing(desk: Desk, sheet: Sheet) -> Listing:
    """The sheet under its columns, the office above, the signatures beneath."""
    if sheet.what == "procuracy":
        layout: Layout = sheet.extra
        columns = tuple(ListColumn(f"({c.number})\n{c.heading}{f'{chr(10)}({c.under})' if c.under else ''}", c.share) for c in layout.columns)
    else:
        shares = _SHARES[sheet.what]
        columns = tuple(ListColumn(words, float(shares.get(key, 14))) for key, words in sheet.columns)
    rows = tuple(tuple(cells.get(key, "") for key, _words in sheet.columns) for cells in sheet.rows.values())
    if sheet.what == "ended":
        columns = (ListColumn("STT", 4, "right"), *columns)
        rows = tuple((str(n), *row) for n, row in enumerate(rows, 1))
    table = ListTable("", columns, rows, "" if rows else "Trong kỳ không có dòng nào.")
    with desk.reading() as reader:
        return rounds.listing(desk, reader, sheet.title, sheet.said, (table,), sheet.notes)


def changes_listing(desk: Desk, sheet: Sheet, found: Changes) -> Listing:
    """What is new, changed and gone since the last sending: for the receiver who has that list, and for the desk."""
    columns = (ListColumn("Dòng", 22), ListColumn("Thay đổi", 8), ListColumn("Cột", 16), ListColumn("Đã gửi", 27), ListColumn("Nay là", 27))
    rows = tuple((c.name, HOW[c.how], c.column, c.old, c.new) for c in found.rows)
    since = found.since
    said = "Chưa gửi danh sách nào của kỳ này" if since is None else f"So với lần gửi ngày {since.day:%d/%m/%Y} cho {since.recipient}"
    counted = f"{found.count('new')} dòng mới, {found.count('changed')} dòng đổi, {found.count('gone')} dòng không còn"
    with desk.reading() as reader:
        table = ListTable("", columns, rows, "" if rows else "Không có thay đổi.")
        return rounds.listing(desk, reader, f"Thay đổi: {sheet.title}", (f"{said}; {counted}",), (table,))


def data(desk: Desk, sheet: Sheet, ending: str) -> bytes:
    """The file of a sheet by its ending. Refused for another."""
    if ending == "json":
        return as_json(sheet)
    if ending not in ENDINGS:
        raise Refused(Refusal("publication.bad_file", field="ending"))
    made = listing(desk, sheet)
    if sheet.what != "procuracy":
        return inspection_files.pdf(made) if ending == "pdf" else inspection_files.workbook(made)
    if ending == "pdf":
        return wide_pdf(made)
    from thads_desktop.exchange.wide_book import write_wide

    return write_wide(made)


def wide_pdf(made: Listing) -> bytes:
    """A listing of many columns on A3."""
    from thads_desktop.printing.listing_sheet import draw_wide

    return draw_wide(made)


def as_json(sheet: Sheet) -> bytes:
    """For a machine: the same columns and rows."""
    said = {
        "list": sheet.what, "title": sheet.title, "start": sheet.start.isoformat(), "end": sheet.end.isoformat(), "columns": dict(sheet.columns),
        "rows": list(sheet.rows.values()),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def write(desk: Desk, folder: Path, sheet: Sheet, endings: Sequence[str] = ("xlsx", "pdf")) -> list[Path]:
    """The files of a sheet in a folder, all of them or none."""
    from thads_desktop.services import return_files

    name = file_name(sheet.what, sheet.start, sheet.end)
    return return_files.write_files(folder, {f"{name}.{ending}": data(desk, sheet, ending) for ending in endings})


def write_one(desk: Desk, file: Path, sheet: Sheet) -> Path:
    """As ``write``, under a name of its own."""
    from thads_desktop.services import return_files

    return return_files.write_files(file.parent, {file.name: data(desk, sheet, file.suffix.lower().lstrip("."))})[0]
