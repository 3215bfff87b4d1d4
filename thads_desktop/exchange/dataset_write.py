"""Data sets as files: one JSON document, or one workbook with a sheet for each set and the sheet "Hướng dẫn".

Rows come as lines of JSON and go out one by one, so that an office of any size takes no more memory than one row. Texts are cells of text:
nothing that begins with = + - @ is ever a formula. Days are days, money is whole numbers.
"""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass
from datetime import date
from typing import IO, TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from thads_desktop.domain.dates import short_date
from thads_desktop.exchange.dataset_schema import NOT_OFFICIAL, TYPES, DataSet, Field, datasets

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

GUIDE = "Hướng dẫn"
#: Rows of a sheet below which Excel takes no more.
MOST_ROWS = 1_048_000
#: The widest cell that Excel takes.
_LONGEST = 32_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_EPOCH = date(1899, 12, 30).toordinal()
#: Before this day Excel's count of days is wrong by one.
_FIRST = date(1900, 3, 1)
_TEXT, _DAY, _NUMBER, _HEAD, _WRAP = 1, 2, 3, 4, 5


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the rows of every set. masked: names and numbers are hidden in it; since: "" = no span."""

    office: str
    as_of: date
    seq: int
    since: date | None = None
    masked: bool = False

    def plain(self, dataset: DataSet) -> dict[str, Any]:
        """As JSON has it, without the rows."""
        said: dict[str, Any] = {
            "dataset": dataset.key, "version": dataset.version, "office": self.office, "as_of": self.as_of.isoformat(), "seq": self.seq,
            "note": NOT_OFFICIAL,
        }  # fmt: skip
        if self.since is not None:
            said["since"] = self.since.isoformat()
        if self.masked:
            said["masked"] = True
        return said


@dataclass(frozen=True, slots=True)
class Part:
    """A set and its rows, each a line of JSON; lines may be asked for more than once."""

    dataset: DataSet
    lines: Callable[[], Iterable[str]]


def write_json(out: IO[bytes], head: Head, parts: list[Part]) -> None:
    """One container where there is one set, else {"datasets": [containers]}."""
    if len(parts) != 1:
        out.write(b'{"datasets": [\n')
    for at, part in enumerate(parts):
        if at:
            out.write(b",\n")
        _container(out, head, part)
    out.write(b"\n" if len(parts) == 1 else b"\n]}\n")


def _container(out: IO[bytes], head: Head, part: Part) -> None:
    opening = json.dumps(head.plain(part.dataset), ensure_ascii=False)[:-1] + ', "rows": ['
    out.write(opening.encode("utf-8"))
    first = True
    for line in part.lines():
        out.write((("\n" if first else ",\n") + line).encode("utf-8", "replace"))
        first = False
    out.write(b"]}" if first else b"\n]}")


def listed(items: Iterable[object]) -> str:
    """Several things in one cell: parted by a semicolon; one within a thing is written with a backslash before it."""
    return "; ".join(str(x).replace("\\", "\\\\").replace(";", "\\;") for x in items)


def parted(text: str) -> list[str]:
    """Inverse of ``listed``; empty things are left out."""
    found, held, quoted = [], "", False
    for char in text:
        if quoted:
            held, quoted = held + char, False
        elif char == "\\":
            quoted = True
        elif char == ";":
            found.append(held)
            held = ""
        else:
            held += char
    return [x.strip() for x in [*found, held] if x.strip()]


def write_book(out: IO[bytes], head: Head, parts: list[Part], tell: Callable[[str, int], object] = lambda _sheet, _rows: None) -> None:
    """The workbook; tell(sheet, rows so far) now and then."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as box:
        names = [GUIDE]
        _sheet(box, 1, _guide(head, [p.dataset for p in parts]), (22, 24, 16, 10, 44, 70, 12), 0)
        for part in parts:
            rows, more = iter(part.lines()), 0
            while True:
                taken = _Taken(rows, tell, part.dataset.sheet)
                names.append(part.dataset.sheet if not more else f"{part.dataset.sheet} ({more + 1})")
                _sheet(box, len(names), _table(head, part.dataset, taken), tuple(_width(f) for f in part.dataset.fields), 3)
                more += 1
                if taken.ended:
                    break
        _around(box, names)


class _Taken:
    """As many lines as a sheet holds."""

    def __init__(self, lines: Iterator[str], tell: Callable[[str, int], object], sheet: str) -> None:
        self.lines, self.tell, self.sheet, self.ended = lines, tell, sheet, False

    def __iter__(self) -> Iterator[str]:
        for n in range(MOST_ROWS):
            line = next(self.lines, None)
            if line is None:
                self.ended = True
                return
            if n % 1000 == 0:
                self.tell(self.sheet, n)
            yield line


def _guide(head: Head, sets: list[DataSet]) -> Iterator[list[str]]:
    yield [_cell(NOT_OFFICIAL, _HEAD)]
    yield [_cell("Đơn vị"), _cell(head.office)]
    span = f"từ {short_date(head.since)} đến {short_date(head.as_of)}" if head.since else f"đến {short_date(head.as_of)}"
    yield [_cell("Tính"), _cell(span)]
    yield [_cell("Nhật ký đến dòng"), _number(head.seq)]
    if head.masked:
        yield [_cell("Đã che"), _cell("Tên người chưa thành niên, số giấy tờ, số tài khoản đã che: tệp này không nhận vào được.")]
    yield []
    yield [_cell(x, _HEAD) for x in ("Bộ dữ liệu", "Cột", "Kiểu", "Bắt buộc", "Danh mục", "Ý nghĩa", "Che")]
    for s in sets:
        yield [_cell(s.title, _HEAD), _cell(f"mã {s.key}"), _cell(f"phiên bản {s.version}"), "", "", _cell(s.meaning, _WRAP)]
        for f in s.fields:
            codes = listed(words for _code, words in f.codes) if f.codes else datasets()[f.of].title if f.of else ""
            meaning = f"{f.meaning} (chỉ để đọc)" if f.shown else f.meaning
            yield [
                _cell(s.sheet), _cell(f.heading), _cell(TYPES[f.type]), _cell("có" if f.required else ""), _cell(codes, _WRAP), _cell(meaning, _WRAP),
                _cell("có" if f.secret else ""),
            ]  # fmt: skip


def _table(head: Head, dataset: DataSet, lines: Iterable[str]) -> Iterator[list[str]]:
    yield [_cell(NOT_OFFICIAL, _HEAD)]
    said: list[str] = []
    for words, value in (
        ("Bộ dữ liệu", _cell(dataset.key)), ("Phiên bản", _number(dataset.version)), ("Đơn vị", _cell(head.office)), ("Tính đến", _day(head.as_of)),
        ("Nhật ký", _number(head.seq)), ("Đã che", _cell("có") if head.masked else _cell("không")),
    ):  # fmt: skip
        said += [_cell(words), value]
    yield said
    yield [_cell(f.heading, _HEAD) for f in dataset.fields]
    shown = [(f.name, _PUT[f.type], f.words) for f in dataset.fields]
    for line in lines:
        row = json.loads(line)
        yield [put(row.get(name), words) if row.get(name) is not None else "" for name, put, words in shown]


def _cell(value: object, style: int = _TEXT) -> str:
    text = escape(_CONTROL.sub(" ", str(value))[:_LONGEST])
    return f'<c{{}} s="{style}" t="inlineStr"><is><t xml:space="preserve">{text.replace("{", "{{").replace("}", "}}")}</t></is></c>' if text else ""


def _number(value: int) -> str:
    return f'<c{{}} s="{_NUMBER}"><v>{value}</v></c>'


def _day(value: date) -> str:
    if value < _FIRST:
        return _cell(short_date(value))
    return f'<c{{}} s="{_DAY}"><v>{value.toordinal() - _EPOCH}</v></c>'


def _as_text(value: Any, _words: dict[str, str]) -> str:
    return _cell(value)


def _as_list(value: Any, words: dict[str, str]) -> str:
    return _cell(listed(words.get(str(x), x) for x in value))


_PUT: dict[str, Callable[[Any, dict[str, str]], str]] = {
    "id": _as_text, "text": _as_text, "long": _as_text, "ref": _as_text,
    "texts": _as_list, "codes": _as_list, "lines": _as_list, "refs": _as_list,
    "day": lambda v, _w: _day(date.fromisoformat(v)),
    "money": lambda v, _w: _number(v),
    "count": lambda v, _w: _number(v),
    "flag": lambda v, _w: _cell("có" if v else "không"),
    "code": lambda v, words: _cell(words.get(str(v), v)),
}  # fmt: skip


def _width(f: Field) -> int:
    return {"long": 40, "texts": 24, "refs": 24, "text": 22, "id": 18, "ref": 18, "money": 16, "code": 20}.get(f.type, 12)


# --- the parts of a workbook ---------------------------------------------------------------------------

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACK = "http://schemas.openxmlformats.org/package/2006"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def _letters(at: int) -> str:
    found = ""
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(65 + rest) + found
    return found


def _sheet(box: zipfile.ZipFile, number: int, rows: Iterable[list[str]], widths: tuple[int, ...], frozen: int) -> None:
    columns = "".join(f'<col min="{n}" max="{n}" width="{w}" customWidth="1"/>' for n, w in enumerate(widths, 1))
    pane = f'<pane ySplit="{frozen}" topLeftCell="A{frozen + 1}" activePane="bottomLeft" state="frozen"/>' if frozen else ""
    letters = [_letters(n) for n in range(1, 60)]
    with box.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as out:
        out.write(
            f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
            f"<cols>{columns}</cols><sheetData>".encode()
        )
        for n, row in enumerate(rows, 1):
            # Each cell is a pattern that waits for its place.
            cells = "".join(c.format(f' r="{letters[at]}{n}"') for at, c in enumerate(row) if c)
            out.write(f'<row r="{n}">{cells}</row>'.encode())
        out.write(b"</sheetData></worksheet>")


def _around(box: zipfile.ZipFile, names: list[str]) -> None:
    sheets = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    box.writestr("xl/workbook.xml", f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}"><sheets>{sheets}</sheets></workbook>')
    links = "".join(f'<Relationship Id="rId{n}" Type="{_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(names) + 1))
    links += f'<Relationship Id="rId{len(names) + 1}" Type="{_RELS}/styles" Target="styles.xml"/>'
    box.writestr("xl/_rels/workbook.xml.rels", f'{_XML}<Relationships xmlns="{_PACK}/relationships">{links}</Relationships>')
    root = f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/>'
    box.writestr("_rels/.rels", f'{_XML}<Relationships xmlns="{_PACK}/relationships">{root}</Relationships>')
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>' for n in range(1, len(names) + 1)
    )
    box.writestr(
        "[Content_Types].xml",
        f'{_XML}<Types xmlns="{_PACK}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'{parts}<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/></Types>',
    )
    box.writestr("xl/styles.xml", _styles())


def _styles() -> str:
    font = '<font>{}<sz val="11"/><name val="Times New Roman"/></font>'
    plain = 'numFmtId="{}" fontId="{}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"'
    formats = [(0, 0), (49, 0), (164, 0), (3, 0), (49, 1)]
    cells = "".join(f"<xf {plain.format(*x)}/>" for x in formats)
    cells += f'<xf {plain.format(49, 0)} applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
    return (
        f'{_XML}<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
        f'<fonts count="2">{font.format("")}{font.format("<b/>")}</fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(formats) + 1}">{cells}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
