"""A register workbook changed in every way: its bytes, its parts, its cells; read, judged and answered by the real import."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import load_workbook

from tests.fuzz.judged import Fault, outcome, sentence
from tests.fuzz.odd import scrambled
from tests.registers import AT, CLOSING, OFFICE, open_office, row
from thads_desktop.exchange.sample_register import write
from thads_desktop.services import takeover, upkeep

ROWS = [
    row(1), row(2, debtor="Trần Văn Bảy", due=1_500_000, ids="031075000222"),
    row(3, kind="CĐ", creditor="", creditor_address="", due="2.000.000"),
    row(4, day="32/13/2020"),
]  # fmt: skip
ODD_CELLS: tuple[Any, ...] = (
    "=1+1", '=HYPERLINK("http://x","y")', "+1", "-1", "@SUM(A1)", "\tx", "=cmd|' /C calc'!A0", "x" * 33000, -1, 0, 1e300, 1e15, 2**70, 1.5, 0.1, True,
    date(1900, 1, 1), date(9999, 12, 31), datetime(2020, 1, 1, 23, 59, 59),  # noqa: DTZ001 - as a sheet has it
    time(1, 2), "", " ", "\u00a0", "\u202eabc", "<b>&</b>", "'; DROP TABLE events;--",
    "../../x", "%", "*", "Tổng cộng", "#REF!", "#N/A", "2020-02-30", "31/02/2020", "1.000.000,5", "１２３", "n\u0303", "{0}", "99999999999999999999",
)  # fmt: skip
XML = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><x>&c;</x>',
    b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>',
    b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    b"", b"<", b"<x/>", b"\xff\xfe<\0x\0/\0>\0", b"<a>" * 3000, b"\0" * 4096,
)  # fmt: skip
#: What stands in a sheet's text and what is put there instead.
SWAPS: tuple[tuple[bytes, bytes], ...] = (
    (rb'r="[A-Z]+\d+"', b'r="XFD1048576"'),
    (rb'r="[A-Z]+\d+"', b'r="A99999999999"'),
    (rb'r="[A-Z]+\d+"', b'r="0"'),
    (rb'r="\d+"', b'r="-5"'),
    (rb'r="\d+"', b'r="4000000000"'),
    (rb"<v>[^<]*</v>", b"<v>999999999</v>"),
    (rb"<v>[^<]*</v>", b"<v>-1</v>"),
    (rb"<v>[^<]*</v>", b"<v>1e999</v>"),
    (rb"<v>[^<]*</v>", b"<v>NaN</v>"),
    (rb"<v>[^<]*</v>", b"<f>SUM(A1:A9)</f><v></v>"),
    (rb"<v>[^<]*</v>", b"<v>" + b"9" * 5000 + b"</v>"),
    (rb' t="\w+"', b' t="d"'),
    (rb' t="\w+"', b' t="b"'),
    (rb' t="\w+"', b' t="e"'),
    (rb' t="\w+"', b' t="str"'),
    (rb' t="\w+"', b' t="zz"'),
    (rb' s="\d+"', b' s="99999"'),
    (rb' s="\d+"', b' s="-1"'),
    (rb"<dimension[^>]*/>", b'<dimension ref="A1:XFD1048576"/>'),
    (rb"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A9:T1048576"/></mergeCells>'),
    (rb"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    (rb"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="Z9:A1"/></mergeCells>'),
    (rb"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="B9:B12"/><mergeCell ref="B10:B14"/></mergeCells>'),
    (rb"<sheetData>", b"<sheetData><row/><row r='7'/>"),
    (rb"<cols>", b'<cols><col min="1" max="999999999" width="1e99"/>'),
    (rb'name="[^"]*"', b'name="a/b*?[]:"'),
    (rb'name="[^"]*"', b'name="' + b"x" * 300 + b'"'),
    (rb'Target="[^"]*"', b'Target="../../../etc/passwd"'),
    (rb'Target="[^"]*"', b'Target="http://example.invalid/x" TargetMode="External"'),
    (rb'count="\d+"', b'count="2000000000"'),
    (rb"formatCode=\"[^\"]*\"", b'formatCode="[h]:mm:ss"'),
    (rb"<si>", b"<si><r><t>a</t></r><rPh sb='0' eb='1'><t>b</t></rPh>"),
    (rb"<t[^>]*>[^<]*</t>", b"<t>_x0000__x0007__xD800_</t>"),
    (rb"<t[^>]*>[^<]*</t>", b"<t>&#xFFFE;</t>"),
    (rb"<t[^>]*>[^<]*</t>", b"<t>=1+1</t>"),
    (rb"date1904=\"\w+\"", b'date1904="1"'),
    (rb"<workbookPr", b'<workbookPr date1904="1"'),
)  # fmt: skip


class Office:
    """The real import into a real store, with the answers it writes. ``take`` leaves the store as it was."""

    def __init__(self, folder: Path) -> None:
        self.desk = open_office(folder / "office")
        self.whole = write(OFFICE, CLOSING, ROWS)
        self._file, self._report, self._correction = folder / "so.xlsx", folder / "ra" / "ket-qua.xlsx", folder / "ra" / "sua.xlsx"
        # Saved once more, its texts stand in a table of shared ones, as Excel has them.
        shared = io.BytesIO()
        load_workbook(io.BytesIO(self.whole)).save(shared)
        with zipfile.ZipFile(shared) as box:
            self.parts = {name: box.read(name) for name in box.namelist()}
        with self.desk.reading() as reader:
            self._head = reader.head()

    def close(self) -> None:
        self.desk.close()

    def take(self, data: bytes, *, real: bool = False) -> str:
        """The code of the refusal, or "judged" / "taken". real: taken over, verified and undone again."""
        self._file.write_bytes(data)
        came = outcome(self._real if real else self._tried)
        with self.desk.reading() as reader:
            if not real and reader.head() != self._head:
                raise Fault("a dry run left a trace")
            if real and came != "taken" and reader.head() != self._head:
                raise Fault("a refused workbook left a trace")
            self._head = reader.head()
        return came

    def _tried(self) -> str:
        for file in (self._report, self._correction):
            file.unlink(missing_ok=True)
        done = takeover.take_over(
            self.desk, self._file, dry_run=True, create_officers=True, report=self._report, correction=self._correction
        )
        self._sound(done)
        for file in (self._report, self._correction):
            if file.exists() and any(c.data_type == "f" for s in load_workbook(file).worksheets for r in s.iter_rows() for c in r):
                raise Fault("a formula was written")
        return "judged"

    def _real(self) -> str:
        done = takeover.take_over(self.desk, self._file, create_officers=True)
        self._sound(done)
        if found := upkeep.verify(self.desk).findings:
            raise Fault(found[0])
        if done.batch:
            takeover.undo(self.desk, done.batch)
        return "taken"

    @staticmethod
    def _sound(done: takeover.Done) -> None:
        for line in done.text().splitlines():
            sentence(line[:2900] or "-")
        done.json()
        for each in done.takeover.rows:
            if each.outcome == "reject" and not each.findings:
                raise Fault(f"row {each.row} is rejected without a reason")

    def zipped(self, changed: dict[str, bytes]) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as box:
            for name, content in {**self.parts, **changed}.items():
                box.writestr(name, content)
        return out.getvalue()


def changed(office: Office, random: Random) -> bytes:
    """One changed workbook."""
    way = random.randrange(10)
    if way <= 1:
        return scrambled(office.whole, random)
    name = random.choice(sorted(office.parts))
    if way == 2:
        return office.zipped({name: scrambled(office.parts[name], random)})
    if way == 3:
        return office.zipped({name: random.choice(XML)})
    if way == 4:
        other = random.choice(sorted(office.parts))
        return office.zipped({name: office.parts[other], other: office.parts[name]})
    if way <= 7:
        return office.zipped(swapped(office, random))
    return celled(office, random)


def swapped(office: Office, random: Random) -> dict[str, bytes]:
    """Parts with one thing in their text put in another's place."""
    for _ in range(50):
        pattern, new = random.choice(SWAPS)
        name = random.choice(sorted(office.parts))
        found = list(re.finditer(pattern, office.parts[name]))
        if found:
            at = random.choice(found)
            text = office.parts[name]
            return {name: text[: at.start()] + new + text[at.end() :]}
    return {}


def celled(office: Office, random: Random) -> bytes:
    """Cells of odd types and contents, where any register has its own."""
    book = load_workbook(io.BytesIO(office.whole))
    sheet = book.worksheets[0]
    first = sheet.max_row - len(ROWS) + 1
    for _ in range(random.choice((1, 2, 5))):
        value = random.choice(ODD_CELLS)
        cell = sheet.cell(random.randrange(max(1, first - 3), first + len(ROWS)), random.choice(sorted(AT.values())))
        cell.value = value[:32767] if isinstance(value, str) else value
        if isinstance(value, str) and random.random() < 0.5:
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
