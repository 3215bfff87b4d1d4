"""A draft of a paper as a Word document (.docx), to be negotiated over: plain paragraphs in Times New Roman, never the issued act.

``write(draft) -> bytes``: equal input gives equal bytes. The office's own few parts of the format are written here (ECMA-376: one document, its
styles, two headers); what a person typed stands in ``w:t`` alone, where nothing is markup, a field or a link.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.sax.saxutils import escape

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: What XML cannot hold.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: Twips: A4, margins of the decree (20, 15, 20, 30 mm), first-line indent of 12.7 mm, the two columns of the head (75 and 90 mm).
_PAGE = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567" w:gutter="0"/>'
_INDENT, _COLUMNS, _WIDTH = 720, (4252, 5103), 9355
#: The number of the page, above the text from the second one on: the one field, and it is ours.
_NUMBER = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
_HELD = (("rId1", "styles", "styles.xml"), ("rId2", "header", "header1.xml"), ("rId3", "header", "header2.xml"))
_KINDS = (
    ("/word/document.xml", f"{_OFFICE}.document.main+xml"), ("/word/styles.xml", f"{_OFFICE}.styles+xml"),
    ("/word/header1.xml", f"{_OFFICE}.header+xml"), ("/word/header2.xml", f"{_OFFICE}.header+xml"),
    ("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
)  # fmt: skip
DRAFT = "DỰ THẢO"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph. label: bold lead; look: of b (bold), i (italic); align: both | center | left; size: in points."""

    text: str
    label: str = ""
    look: str = ""
    align: str = "both"
    size: float = 13.5
    indent: bool = False
    above: int = 0


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns without borders: the head, or the foot."""

    left: tuple[Words, ...]
    right: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Ruled, the heads first."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class WordDraft:
    """title: of the document; author: the office; parts in their order."""

    title: str
    author: str
    parts: tuple[Words | Beside | Table, ...]


def write(draft: WordDraft) -> bytes:
    """The bytes of the file."""
    body = "".join(_part(part) for part in draft.parts)
    section = f'<w:sectPr><w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId3"/>{_PAGE}<w:titlePg/></w:sectPr>'
    marked = _paragraph(Words(DRAFT, look="b", align="center", size=14))
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations((("rId1", "officeDocument", "word/document.xml"),), core=True),
        "docProps/core.xml": _core(draft),
        "word/document.xml": f'<w:document {_W} xmlns:r="{_REL}"><w:body>{body}{section}</w:body></w:document>',
        "word/styles.xml": _styles(),
        "word/header1.xml": f"<w:hdr {_W}>{_NUMBER}{marked}</w:hdr>",
        "word/header2.xml": f"<w:hdr {_W}>{marked}</w:hdr>",
        "word/_rels/document.xml.rels": _relations(_HELD),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            # The earliest day that a zip file knows: the same bytes whenever it is written.
            file.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), _DECLARED + content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _part(part: Words | Beside | Table) -> str:
    if isinstance(part, Words):
        return _paragraph(part)
    if isinstance(part, Table):
        width = _WIDTH // max(1, len(part.rows[0]))
        cells = tuple(tuple((Words(c, look="" if n else "b", align="left", size=11),) for c in row) for n, row in enumerate(part.rows))
        return _table(cells, (width,) * len(part.rows[0]), ruled=True)
    return _table(((part.left, part.right),), _COLUMNS, ruled=False)


def _table(rows: tuple[tuple[tuple[Words, ...], ...], ...], widths: tuple[int, ...], *, ruled: bool) -> str:
    edge = "".join(f'<w:{side} w:val="{"single" if ruled else "nil"}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    made = "".join(
        "<w:tr>" + "".join(f'<w:tc><w:tcPr><w:tcW w:w="{w}" w:type="dxa"/></w:tcPr>{"".join(map(_paragraph, cell)) or "<w:p/>"}</w:tc>'
                           for cell, w in zip(row, widths, strict=True)) + "</w:tr>"
        for row in rows
    )  # fmt: skip
    # The columns of the head are as wide as their words: no room is lost at their sides.
    near = "" if ruled else '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
    properties = f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{edge}</w:tblBorders><w:tblLayout w:type="fixed"/>{near}</w:tblPr>'
    return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


def _paragraph(words: Words) -> str:
    indent = f'<w:ind w:firstLine="{_INDENT}"/>' if words.indent else ""
    properties = f'<w:pPr><w:spacing w:before="{words.above * 20}" w:after="0"/>{indent}<w:jc w:val="{words.align}"/></w:pPr>'
    lead = _run(f"{words.label} ", "b", words.size) if words.label else ""
    return f"<w:p>{properties}{lead}{_run(words.text, words.look, words.size)}</w:p>"


def _run(text: str, look: str, size: float) -> str:
    plain = escape(_CONTROL.sub("", text))
    how = "".join(f"<w:{mark}/>" for mark in ("b", "i") if mark in look)
    return f'<w:r><w:rPr>{how}<w:sz w:val="{round(size * 2)}"/></w:rPr><w:t xml:space="preserve">{plain}</w:t></w:r>'


def _styles() -> str:
    faces = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="Times New Roman" w:cs="Times New Roman"/>'
    plain = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    usual = f'<w:rPrDefault><w:rPr>{faces}<w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault>'
    return f"<w:styles {_W}><w:docDefaults>{usual}</w:docDefaults>{plain}</w:styles>"


def _core(draft: WordDraft) -> str:
    spaces = 'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    title, author = (escape(_CONTROL.sub("", x)) for x in (f"{DRAFT} {draft.title}", draft.author))
    return f"<cp:coreProperties {spaces}><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator></cp:coreProperties>"


def _relations(told: tuple[tuple[str, str, str], ...], *, core: bool = False) -> str:
    made = "".join(f'<Relationship Id="{key}" Type="{_REL}/{kind}" Target="{target}"/>' for key, kind, target in told)
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    made += f'<Relationship Id="rId9" Type="{package}/metadata/core-properties" Target="docProps/core.xml"/>' if core else ""
    return f'<Relationships xmlns="{package}">{made}</Relationships>'


def _types() -> str:
    made = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in _KINDS)
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    plain = f'<Default Extension="rels" ContentType="{relations}"/><Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{plain}{made}</Types>'
