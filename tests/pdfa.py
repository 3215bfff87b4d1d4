"""The rules of ISO 19005-2, level B, that the structure of a file shows, checked by a library that did not write it (pikepdf, on qpdf).

``broken(pdf) -> list[str]``: the rules that a file breaks, each with its clause; ``RULES`` is the table. What needs the eye of a full
validator (every operator against the grammar, every table of a font) is veraPDF's, where it is installed: ``verapdf(file)``.
"""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pikepdf

_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_ID = "{http://www.aiim.org/pdfa/ns/id/}"
#: The operators of ISO 32000-1, annex A.
_OPERATORS = frozenset(re.split(" ",
    "b B b* B* BDC BI BMC BT BX c cm CS cs d d0 d1 Do DP EI EMC ET EX f F f* G g gs h i ID j J K k l m M MP n q Q re RG rg ri s S SC sc SCN "
    "scn sh T* Tc Td TD Tf Tj TJ TL Tm Tr Ts Tw Tz v w W W* y ' \"",
))  # fmt: skip


@dataclass
class File:
    """A file as bytes and as objects."""

    data: bytes

    @cached_property
    def pdf(self) -> pikepdf.Pdf:
        return pikepdf.open(io.BytesIO(self.data))

    @cached_property
    def streams(self) -> list[Any]:
        return [o for o in self.pdf.objects if isinstance(o, pikepdf.Stream)]

    @cached_property
    def dictionaries(self) -> list[Any]:
        return [o for o in self.pdf.objects if isinstance(o, (pikepdf.Dictionary, pikepdf.Stream))]

    @cached_property
    def operations(self) -> list[tuple[Any, list[Any], str]]:
        """(page, operands, operator) of all pages."""
        return [(p, list(operands), str(op)) for p in self.pdf.pages for operands, op in pikepdf.parse_content_stream(p)]

    @cached_property
    def shown(self) -> list[tuple[Any, set[int]]]:
        """(font, the codes that are shown in it), each font once."""
        found: dict[object, tuple[Any, set[int]]] = {}
        for at, (font, codes) in enumerate(self.used):
            number = font.objgen if font is not None else None
            # A font that stands in the resources themselves has no number to be known by.
            found.setdefault(at if number == (0, 0) else number, (font, set()))[1].update(codes)
        return list(found.values())

    @cached_property
    def used(self) -> list[tuple[Any, bytes]]:
        """(font, shown bytes)."""
        found, font = [], None
        for page, operands, op in self.operations:
            if op == "Tf":
                font = page.Resources.Font[str(operands[0])]
            elif op in ("Tj", "'", '"'):
                found.append((font, bytes(operands[-1])))
            elif op == "TJ":
                found += [(font, bytes(part)) for part in operands[0] if isinstance(part, pikepdf.String)]
        return found

    @cached_property
    def fonts(self) -> list[Any]:
        return list({str(f.BaseFont): f for f, _ in self.used if f is not None}.values())

    @cached_property
    def xmp(self) -> dict[str, str]:
        root = ET.fromstring(bytes(self.pdf.Root.Metadata.read_bytes()).decode("utf-8").strip("\ufeff"))
        described = root.iter(f"{_RDF}Description")
        return {e.tag.partition("}")[2]: "".join(e.itertext()).strip() for d in described for e in d} | {
            f"pdfaid:{e.tag.removeprefix(_ID)}": e.text or "" for d in root.iter(f"{_RDF}Description") for e in d if e.tag.startswith(_ID)
        }

    def raw_streams(self) -> Iterator[tuple[int, int, bytes]]:
        """(length by its dictionary, place of its data, what follows the data), read from the bytes."""
        at = 0
        begun = re.compile(rb"/Length (\d+)[^>]*>>\s*?stream(\r\n|\n)")
        while (match := begun.search(self.data, at)) is not None:
            length = int(match[1])
            yield length, match.end(), self.data[match.end() + length : match.end() + length + 12]
            at = match.end() + length


def _strings(value: Any) -> Iterator[Any]:
    """Everything in an object, itself first; references are not followed."""
    yield value
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, held in value.items():
            yield key
            if not getattr(held, "is_indirect", False):
                yield from _strings(held)
    elif isinstance(value, pikepdf.Array):
        for held in value:
            if not getattr(held, "is_indirect", False):
                yield from _strings(held)


def _tables(font: Any) -> dict[str, bytes]:
    """The tables of an embedded TrueType font."""
    data = bytes(font.FontDescriptor.FontFile2.read_bytes())
    count = struct.unpack(">H", data[4:6])[0]
    rows = (struct.unpack(">4s3I", data[12 + 16 * n : 28 + 16 * n]) for n in range(count))
    return {tag.decode(): data[at : at + length] for tag, _sum, at, length in rows}


def _glyphs(font: Any) -> dict[int, int]:
    """Code -> glyph by the one table of the embedded cmap (formats 0 and 6)."""
    cmap = _tables(font)["cmap"]
    at = struct.unpack(">I", cmap[8:12])[0]
    kind = struct.unpack(">H", cmap[at : at + 2])[0]
    if kind == 6:
        first, count = struct.unpack(">2H", cmap[at + 6 : at + 10])
        return {first + n: struct.unpack(">H", cmap[at + 10 + 2 * n : at + 12 + 2 * n])[0] for n in range(count)}
    assert kind == 0
    return dict(enumerate(cmap[at + 6 : at + 262]))


def _advances(font: Any) -> Callable[[int], float]:
    tables = _tables(font)
    count = struct.unpack(">H", tables["hhea"][34:36])[0]
    unit = struct.unpack(">H", tables["head"][18:20])[0]
    return lambda glyph: struct.unpack(">H", tables["hmtx"][4 * min(glyph, count - 1) :][:2])[0] * 1000 / unit


def _header(f: File) -> bool:
    return re.match(rb"%PDF-1\.[0-7](\r\n|\n|\r)%[^\r\n]*?[\x80-\xff]{4}", f.data) is not None


def _trailer(f: File) -> bool:
    ids = f.pdf.trailer.get("/ID")
    return ids is not None and len(ids) == 2 and all(len(bytes(i)) >= 16 for i in ids) and "/Encrypt" not in f.pdf.trailer


def _profile(f: File) -> bool:
    intents = list(f.pdf.Root.get("/OutputIntents", []))
    if len(intents) != 1 or str(intents[0].S) != "/GTS_PDFA1" or not str(intents[0].OutputConditionIdentifier):
        return False
    icc, n = bytes(intents[0].DestOutputProfile.read_bytes()), int(intents[0].DestOutputProfile.N)
    return icc[36:40] == b"acsp" and icc[12:16] in (b"mntr", b"prtr") and icc[8] < 5 and len(icc) == struct.unpack(">I", icc[:4])[0] and (
        {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}[icc[16:20]] == n
    )  # fmt: skip


def _colours(f: File) -> bool:
    named = {"cs", "CS", "scn", "SCN", "sh"}
    return not any(op in ("k", "K") or op in named for _, _, op in f.operations)


def _states(f: File) -> bool:
    states = [s for p in f.pdf.pages for s in p.get("/Resources", {}).get("/ExtGState", {}).values()]
    return not any(
        "/TR" in s or "/HTP" in s or "/SMask" in s or str(s.get("/BM", "/Normal")) not in ("/Normal", "/Compatible")
        or float(s.get("/CA", 1)) != 1 or float(s.get("/ca", 1)) != 1
        for s in states
    )  # fmt: skip


def _no_transparency(f: File) -> bool:
    return not any("/Group" in p for p in f.pdf.pages) and not any("/SMask" in s for s in f.streams) and _states(f)


def _plain_objects(f: File) -> bool:
    return not any("/OPI" in s or "/Alternates" in s or "/Ref" in s or bool(s.get("/Interpolate", False)) or s.get("/Subtype") == "/PS" for s in f.streams)


def _embedded(f: File) -> bool:
    return bool(f.fonts) and all("/FontDescriptor" in x and "/FontFile2" in x.FontDescriptor for x in f.fonts)


def _subset(f: File) -> bool:
    return _embedded(f) and all(re.match(r"/[A-Z]{6}\+", str(x.BaseFont)) and x.BaseFont == x.FontDescriptor.FontName for x in f.fonts)


def _symbolic(f: File) -> bool:
    """A symbolic TrueType font has no Encoding and one cmap of its own."""
    return _embedded(f) and all(
        int(x.FontDescriptor.Flags) & 4 and not int(x.FontDescriptor.Flags) & 32 and "/Encoding" not in x and _tables(x)["cmap"][2:4] == b"\0\1"
        for x in f.fonts
    )


def _widths(f: File) -> bool:
    for font, shown in f.shown if _embedded(f) else ():
        glyphs, advance, first = _glyphs(font), _advances(font), int(font.FirstChar)
        if any(abs(float(font.Widths[c - first]) - advance(glyphs[c])) > 1 for c in shown):
            return False
    return _embedded(f)


def _drawn(f: File) -> bool:
    """Nothing shown is the glyph for "none"."""
    return _embedded(f) and all(glyphs.get(c, 0) for glyphs, shown in ((_glyphs(font), shown) for font, shown in f.shown) for c in shown)


def _to_unicode(f: File) -> bool:
    """Every code that is shown is mapped to Unicode."""
    for font, shown in f.shown:
        if font is None or "/ToUnicode" not in font:
            return False
        said = bytes(font.ToUnicode.read_bytes()).decode("latin-1")
        pairs = {int(a, 16): int(b, 16) for a, b in re.findall(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{4})>", said)}
        for low, _high, held in re.findall(r"<([0-9A-Fa-f]{2})>\s*<([0-9A-Fa-f]{2})>\s*\[([^\]]*)\]", said):
            pairs |= {int(low, 16) + n: int(x, 16) for n, x in enumerate(re.findall(r"<([0-9A-Fa-f]+)>", held))}
        if any(pairs.get(c, 0) in (0, 0xFEFF, 0xFFFE) for c in shown):
            return False
    return True


def _metadata(f: File) -> bool:
    if "/Metadata" not in f.pdf.Root:
        return False
    told = f.pdf.Root.Metadata
    return told.get("/Type") == "/Metadata" and told.get("/Subtype") == "/XML" and "/Filter" not in told and bool(f.xmp)


def _agrees(f: File) -> bool:
    if not _metadata(f):
        return False
    pairs = (("/Title", "title"), ("/Author", "creator"), ("/Subject", "description"), ("/Creator", "CreatorTool"), ("/Producer", "Producer"))
    return all(str(f.pdf.docinfo.get(a, "")) == f.xmp.get(b, "") for a, b in pairs) and not {"/CreationDate", "/ModDate"} & set(f.pdf.docinfo.keys())


def _limits(f: File) -> bool:
    for held in (s for o in f.pdf.objects for s in _strings(o)):
        if isinstance(held, pikepdf.String) and len(bytes(held)) > 32767:
            return False
        if isinstance(held, (str, pikepdf.Name)) and len(str(held).encode()) > 128:
            return False
        if isinstance(held, int) and not -(2**31) <= held < 2**31:
            return False
    return len(f.pdf.objects) < 8_388_607


def _nested(f: File) -> bool:
    depth = most = 0
    for _, _, op in f.operations:
        depth += (op == "q") - (op == "Q")
        most = max(most, depth)
    return most <= 28 and depth == 0


def _named(f: File) -> bool:
    """Fonts and objects that a page uses stand in its own resources."""
    return all(
        str(operands[0]) in page.Resources.get("/Font" if op == "Tf" else "/XObject", {}) for page, operands, op in f.operations if op in ("Tf", "Do")
    )


def _none_of(*keys: str) -> Callable[[File], bool]:
    return lambda f: not any(k in d for d in f.dictionaries for k in keys)


#: (clause, what it asks, holds(file)).
RULES: tuple[tuple[str, str, Callable[[File], bool]], ...] = (
    ("6.1.2", "header %PDF-1.0 to 1.7, then a comment of four bytes above 127", _header),
    ("6.1.3", "trailer with ID, without Encrypt", _trailer),
    ("6.1.3", "nothing after the last end-of-file mark", lambda f: re.search(rb"%%EOF[\r\n]{0,2}\Z", f.data) is not None),
    ("6.1.4", "cross-reference table: keyword and heading parted by one line end",
     lambda f: re.search(rb"\nxref\n0 \d+\n0000000000 65535 f", f.data) is not None),
    ("6.1.7.1", "Length of each stream is that of its data, a line end before endstream",
     lambda f: len(list(f.raw_streams())) == len(f.streams) and all(after.startswith(b"\nendstream") for _, _, after in f.raw_streams())),
    ("6.1.7.1", "no stream in a file of its own", _none_of("/F", "/FFilter", "/FDecodeParms")),
    ("6.1.7.2", "no LZW, no Crypt", lambda f: not any(x in str(s.get("/Filter", "")) for s in f.streams for x in ("LZWDecode", "Crypt"))),
    ("6.1.10", "no inline images", lambda f: not any(op in ("INLINE IMAGE", "BI") for _, _, op in f.operations)),
    ("6.1.12", "no permissions beyond a signature's", lambda f: "/Perms" not in f.pdf.Root),
    ("6.1.13", "limits of numbers, names, strings and objects", _limits),
    ("6.1.13", "graphics states nested at most 28 deep", _nested),
    ("6.2.2", "only operators of ISO 32000-1", lambda f: all(op in _OPERATORS for _, _, op in f.operations)),
    ("6.2.2", "what a page uses is in its own resources", _named),
    ("6.2.3", "one output intent with a sound ICC profile", _profile),
    ("6.2.4.3", "colours of the device are grey or RGB, as the intent's", _colours),
    ("6.2.5", "no transfer functions, halftones or blend modes", _states),
    ("6.2.8", "no alternates, OPI, references, PostScript, interpolation", _plain_objects),
    ("6.2.10", "no transparency", _no_transparency),
    ("6.2.11.2", "fonts by one name in dictionary and descriptor, with the tag of a subset", _subset),
    ("6.2.11.4", "every font that is used is embedded", _embedded),
    ("6.2.11.5", "widths are those of the embedded font", _widths),
    ("6.2.11.6", "symbolic TrueType: no Encoding, one cmap", _symbolic),
    ("6.2.11.7", "every character that is shown is mapped to Unicode", _to_unicode),
    ("6.2.11.8", "no reference to the glyph .notdef", _drawn),
    ("6.3", "no annotations", _none_of("/Annots")),
    ("6.4", "no form fields", lambda f: "/AcroForm" not in f.pdf.Root),
    ("6.5", "no actions", _none_of("/OpenAction", "/AA", "/JavaScript", "/JS")),
    ("6.6.2.1", "metadata in the clear", _metadata),
    ("6.6.4", "says part 2, conformance B", lambda f: _metadata(f) and (f.xmp.get("pdfaid:part"), f.xmp.get("pdfaid:conformance")) == ("2", "B")),
    ("6.6.3", "metadata and Info agree", _agrees),
    ("6.8", "no embedded files", _none_of("/EmbeddedFiles", "/EF")),
    ("6.9", "no optional content", lambda f: "/OCProperties" not in f.pdf.Root),
    ("6.10", "no alternate presentations, no steps", _none_of("/AlternatePresentations", "/PresSteps")),
    ("6.11", "no requirements of readers", lambda f: "/Requirements" not in f.pdf.Root),
    ("ours", "language, and the title in the reader's title bar",
     lambda f: str(f.pdf.Root.get("/Lang", "")) == "vi-VN" and bool(str(f.pdf.docinfo.get("/Title", "")))
     and bool(f.pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False))),
)  # fmt: skip


def broken(data: bytes) -> list[str]:
    """The rules that a file breaks."""
    file = File(data)
    found = [f"{clause} {what}" for clause, what, holds in RULES if not holds(file)]
    found += [f"qpdf: {said}" for said in file.pdf.check_pdf_syntax()]
    return found


def verapdf(file: Path) -> str | None:
    """What veraPDF says against a file as PDF/A-2b, "" = nothing; None where it is not installed."""
    program = shutil.which("verapdf")
    if program is None:
        return None
    done = subprocess.run([program, "--flavour", "2b", "--format", "text", "-v", str(file)], capture_output=True, text=True, check=False)
    return "" if done.stdout.startswith("PASS") else done.stdout + done.stderr
