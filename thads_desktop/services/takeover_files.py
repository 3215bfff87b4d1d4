"""The files of an import: the outcome of every row, the rows to be mended, the minutes held against the paper book."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import form_approval, outputs, people
from thads_desktop.services.reporting import write_files

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from thads_desktop.domain.takeover.rows import RawSheet, Takeover
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.takeover import Done
    from thads_desktop.storage.reader import Reader


def write(
    file: Path, sheet: RawSheet, taken: Takeover, report: Path | None, correction: Path | None
) -> tuple[str, ...]:
    """The report and the correction workbook, where a path is given; paths of what was written."""
    from thads_desktop.exchange import correction_sheet

    written: list[str] = []
    if report is not None:
        written += map(str, write_files(report.parent, {report.name: correction_sheet.report(taken)}))
    if correction is not None and taken.count("reject"):
        data = correction_sheet.correction(file, sheet, taken)
        written += map(str, write_files(correction.parent, {correction.name: data}))
    return tuple(written)


def refuse_over(file: Path, targets: Sequence[Path | None]) -> None:
    """Refuse results that cannot be written, one over the register itself, or two in one file. Nothing is left of them."""
    seen = {file.resolve()}
    for target in filter(None, targets):
        if target.resolve() in seen or (target.exists() and file.exists() and target.samefile(file)):
            raise Refused(Refusal("import.over_itself", {"file": target.name}, "out"))
        seen.add(target.resolve())
        outputs.refuse_unfit(target)


def opening_minutes(desk: Desk, done: Done, target: Path, reader: Reader | None = None) -> Path:
    """Print the opening minutes: control totals of the import, to be held against the paper book and signed."""
    from thads_desktop.documents.compose import Head, compose
    from thads_desktop.documents.form import form_for
    from thads_desktop.domain.dates import long_date
    from thads_desktop.printing.draw import draw

    day = desk.clock.today()
    with nullcontext(reader) if reader is not None else desk.reading() as opened:
        who, kept_by = people.identity(opened, day), people.identity(opened, done.closing_day)
    rows = [
        {
            "label": t.label, "book": "" if t.workbook is None else dong(t.workbook), "taken": dong(t.accepted),
            "difference": ("" if t.workbook is None else "0") if not t.difference else dong(t.difference),
        }
        for t in done.totals
    ]  # fmt: skip
    facts: dict[str, Any] = {
        "office": who.name, "import_office": kept_by.name, "import_file": done.file, "import_closing": long_date(done.closing_day),
        "from_text": long_date(day), "import_totals": rows,
    }  # fmt: skip
    head = Head(who.parent, who.name, "", "", "", (who.head_title,), "")
    form = form_for("opening_minutes", day)
    paper = compose(form, facts, head, day).paper
    with nullcontext(reader) if reader is not None else desk.reading() as opened:
        if form_approval.against(opened, form):
            # The head has not approved this text: what is printed says so, and is no minutes yet.
            paper = replace(paper, title=f"DỰ THẢO {paper.title}")
    return write_files(target.parent, {target.name: draw(paper)})[0]


def write_correction(desk: Desk, file: Path, done: Done, target: Path) -> Path:
    """The workbook of rejected rows, to be mended and taken over. Refused("rights.none"), or when the register is no longer the one
    tried."""
    from thads_desktop.exchange import correction_sheet
    from thads_desktop.exchange.register_sheet import read

    desk.require("export")
    refuse_over(file, (target,))
    sheet = read(file)
    if hashlib.sha256(file.read_bytes()).hexdigest() != done.sha:
        raise Refused(Refusal("import.changed", {"file": file.name}, "file"))
    data = correction_sheet.correction(file, sheet, done.takeover)
    return write_files(target.parent, {target.name: data})[0]
