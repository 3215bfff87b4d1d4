"""A register workbook of the program's own making, with the headings offices use: the start of one office of the sample."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.rows import COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date


def write(office: str, closing: date, rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The bytes of a workbook: rows by column key, title, headings in row 5, total row at the end."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sổ thụ lý"
    titles = (office.upper(), "SỔ THỤ LÝ THI HÀNH ÁN DÂN SỰ", f"Tính đến ngày {closing:%d/%m/%Y}")
    for at, text in enumerate(titles, 1):
        sheet.cell(at, 1, text).font = Font(bold=True)
    for at, column in enumerate(COLUMNS, 1):
        sheet.cell(5, at, column.heading).font = Font(bold=True)
    for number, row in enumerate(rows, 1):
        for at, column in enumerate(COLUMNS, 1):
            value = number if column.key == "stt" else row.get(column.key)
            if value is not None:
                cell = sheet.cell(5 + number, at, value)
                if column.kind == "day" and not isinstance(value, str):
                    cell.number_format = "dd/mm/yyyy"
    last = 6 + len(rows)
    sheet.cell(last, 1, "Tổng cộng")
    for at, column in enumerate(COLUMNS, 1):
        if column.key in ("due", "before", "now"):
            sheet.cell(last, at, sum(v for r in rows if isinstance(v := r.get(column.key), int)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
