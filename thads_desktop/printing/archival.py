"""One maker of PDF files, fit for an archive: PDF/A-2b (ISO 19005-2, level B). Equal drawing gives equal bytes.

``canvas_for(out, title, author, size)`` gives a ReportLab canvas; whoever draws on it uses the shipped faces alone, no picture with
transparency and no link. What ReportLab leaves open is closed here: the metadata (XMP) say what the Info dictionary says, the
colours are sRGB by the profile beside the fonts, every stream ends as the norm wants, the file's id follows from its content.

No day of making is written: the bytes of a paper are the same whenever they are drawn. The day that counts stands on the paper.
"""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from thads_desktop.paths import resource
from thads_desktop.printing.fonts import REGULAR, ensure_fonts

if TYPE_CHECKING:
    from typing import BinaryIO

LANGUAGE = "vi-VN"
CREATOR, PRODUCER = "thads-desktop", "thads-desktop, ReportLab"
_PROFILE = "sRGB IEC61966-2.1"
_END = b"endstream\n"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format><dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<xmp:CreatorTool>{creator}</xmp:CreatorTool><pdf:Producer>{producer}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def canvas_for(out: BinaryIO, title: str, author: str, size: tuple[float, float], *, subject: str = "") -> Any:
    """A canvas that writes a file for the archive. title: shown by readers instead of the file's name; subject: what the paper is, by
    default its title."""
    from reportlab.pdfgen.canvas import Canvas

    ensure_fonts()
    # A face of our own from the start: ReportLab's would be named in the file and not be in it.
    canvas = Canvas(out, pagesize=size, invariant=1, pageCompression=1, lang=LANGUAGE, pdfVersion=(1, 7), initialFontName=REGULAR)
    for said, put in ((title, canvas.setTitle), (author, canvas.setAuthor), (subject or title, canvas.setSubject)):
        put(_said(said))
    canvas.setCreator(CREATOR)
    canvas.setProducer(PRODUCER)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    _archival(canvas._doc)  # noqa: SLF001 - ReportLab has no door to what PDF/A asks beyond it
    return canvas


def _said(text: str) -> str:
    """Plain words on one line: no character that XML or a reader's title bar cannot show."""
    return "".join(c for c in " ".join(text.split()) if c.isprintable())


def _archival(document: Any) -> None:
    made = _classes()
    document.__class__, document.info.__class__ = made["document"], made["info"]
    catalog = document.Catalog
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata, catalog.OutputIntents = made["metadata"](), made["intent"](document)


@lru_cache(64)
def _compressed(content: bytes) -> bytes:
    return zlib.compress(content)


@cache
def _classes() -> dict[str, Any]:
    """ReportLab's own objects with what PDF/A asks more of them."""
    from reportlab.pdfbase import pdfdoc

    class Stream(pdfdoc.PDFStream):  # type: ignore[misc]  # carries no types
        """The line end before "endstream" that ISO 19005-2, 6.1.7.1 wants."""

        def format(self, document: Any) -> bytes:
            made: bytes = super().format(document)
            return made[: -len(_END)] + b"\n" + _END

    class Packed(pdfdoc.PDFStreamFilterZCompress):  # type: ignore[misc]  # carries no types
        """A face's letters, which are the same bytes in one paper after the other, compressed once."""

        def encode(self, text: bytes) -> bytes:
            return _compressed(text)

    class Metadata(pdfdoc.PDFObject):  # type: ignore[misc]  # carries no types
        """XMP in the clear (6.6.2.1), written when everything else is known."""

        __RefOnly__ = 1

        def format(self, document: Any) -> bytes:
            told = document.info
            said = {k: escape(getattr(told, k)) for k in ("title", "author", "subject", "creator", "producer")}
            content = _XMP.format(language=LANGUAGE, **said).encode()
            return b"<<\n/Type /Metadata /Subtype /XML /Length %d\n>>\nstream\n%b\n%b" % (len(content), content, _END)

    class Document(pdfdoc.PDFDocument):  # type: ignore[misc]  # carries no types
        def Reference(self, obj: Any, name: str | None = None) -> Any:
            if type(obj) is pdfdoc.PDFStream:
                obj.__class__ = Stream
                if (name or "").startswith("fontFile:") and obj.filters:
                    obj.filters = [packed]
            return super().Reference(obj, name)

        def addPage(self, page: Any) -> None:
            self.updateSignature(page.stream.encode())
            super().addPage(page)

    class Info(pdfdoc.PDFInfo):  # type: ignore[misc]  # carries no types
        """What the metadata say, and no more."""

        def format(self, document: Any) -> bytes:
            named = (("Title", self.title), ("Author", self.author), ("Subject", self.subject), ("Creator", self.creator), ("Producer", self.producer))
            made: bytes = pdfdoc.PDFDictionary({k: pdfdoc.PDFString(v) for k, v in named}).format(document)
            return made

    packed = Packed()
    icc = zlib.compress(resource("colour", "sRGB.icc").read_bytes(), 9)

    def intent(document: Any) -> Any:
        # Compressed once: it is the same in every file.
        names = {"N": 3, "Filter": pdfdoc.PDFArray([pdfdoc.PDFName("FlateDecode")])}
        profile = pdfdoc.PDFStream(pdfdoc.PDFDictionary(names), icc)
        told = {
            "Type": pdfdoc.PDFName("OutputIntent"), "S": pdfdoc.PDFName("GTS_PDFA1"), "DestOutputProfile": document.Reference(profile),
            "OutputConditionIdentifier": pdfdoc.PDFString(_PROFILE), "Info": pdfdoc.PDFString(_PROFILE),
        }  # fmt: skip
        return pdfdoc.PDFArray([pdfdoc.PDFDictionary(told)])

    return {"document": Document, "info": Info, "metadata": Metadata, "intent": intent}
