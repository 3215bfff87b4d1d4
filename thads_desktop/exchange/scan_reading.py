"""What a file from outside is, by its content alone: PDF, JPEG, PNG or TIFF, each read as a reader would; pages and a small picture.

Nothing is believed that the name of the file says. A picture is unpacked within limits that are known before it is unpacked.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thads_desktop.exchange import pdf_active, pdf_tree

if TYPE_CHECKING:
    from PIL import Image

Kind = Literal["pdf", "jpeg", "png", "tiff"]

#: Dots of one picture: A3 at 600 dots an inch has 70 million.
MOST_DOTS = 120_000_000
MOST_PAGES = 2_000
#: Dots of all pages of a file: 80 pages of A4 at 600 dots an inch, 340 at 300. A fax page of so many dots takes a few bytes.
MOST_ALL = 3_000_000_000
#: The longer side of a page as it is shown and printed: A3 at 300 dots an inch.
_PRINTED = 4_961
#: The longer side of a small picture.
THUMB = 220
_FORMATS: dict[str, Kind] = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "TIFF": "tiff"}
#: An object stream of a PDF is unpacked up to here.
_UNPACKED = 20_000_000


@dataclass(frozen=True, slots=True)
class Content:
    """thumb: JPEG of the first page, b"" for a PDF, which nothing here can draw."""

    kind: Kind
    pages: int
    thumb: bytes


class Unfit(Exception):
    """why: unknown (no such type) | damaged | locked (a PDF under a password) | active (a PDF that runs
    scripts, starts programs, sends data) | large (unpacks to too much)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(data: bytes) -> Content:
    """Look at the whole of it. Unfit for what may not be kept."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Content("pdf", pdf_pages(data, acts=pdf_active.active), b"")
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")):
        raise Unfit("unknown")
    return _picture(data)


def acts(data: bytes) -> bool:
    """A PDF does something of its own when it is opened; False for what is none, or cannot be read."""
    try:
        pdf_pages(data, acts=pdf_active.active)
    except Unfit as unfit:
        return unfit.why == "active"
    return False


def pdf_pages(data: bytes, acts: pdf_tree.Acts | None = None) -> int:
    """How many pages a PDF has. Unfit where its end, its table of places or its pages are not there, and where ``acts`` finds that it acts."""
    end = data.rfind(b"%%EOF")
    place = re.search(rb"startxref\s+(\d+)\s+%%EOF", data[max(0, end - 64) : end + 5]) if end >= 0 else None
    # Some programs put their own bytes before the first line; places count from there.
    shift = data.find(b"%PDF-")
    if place is None or not _table(data, int(place[1]) + shift):
        raise Unfit("damaged")
    # An update was begun behind it and is cut short.
    tail = data[end + 5 :].strip(b"\0 \t\r\n\f")
    if re.match(rb"\d|xref|trailer|startxref", tail) or re.search(rb"\d\s+obj\b", tail):
        raise Unfit("damaged")
    if re.search(rb"/Encrypt\s*(<<|\d+\s+\d+\s+R)", data):
        raise Unfit("locked")
    try:
        pages = pdf_tree.pages(data, _packed_objects(data), MOST_PAGES, acts)
    except pdf_tree.Broken as error:
        raise Unfit("damaged") from error
    except pdf_tree.TooMuch as error:
        raise Unfit("large") from error
    except pdf_tree.Active as error:
        raise Unfit("active") from error
    if pages > MOST_PAGES:
        raise Unfit("large")
    return pages


def _table(data: bytes, at: int) -> bool:
    """Where the end points to stands a table of places, or the object that holds it."""
    return bool(re.match(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)", data[at : at + 40])) if 0 <= at < len(data) else False


def _packed_objects(data: bytes) -> list[pdf_tree.Packed]:
    """The object streams."""
    found, left = list[pdf_tree.Packed](), _UNPACKED
    for m in re.finditer(rb"/Type\s*/ObjStm\b", data):
        start = data.find(b"stream", m.end())
        if start < 0 or start - m.end() > 2_000:
            continue
        start += 8 if data[start + 6 : start + 8] == b"\r\n" else 7
        try:
            unpacked = zlib.decompressobj().decompress(data[start:], left)
        except zlib.error as error:
            raise Unfit("damaged") from error
        begins = max(data.rfind(b"obj", 0, m.start()), 0)
        found.append(pdf_tree.Packed(begins, data[begins:start], unpacked))
        left -= len(unpacked)
        if left <= 0:
            raise Unfit("large")
    return found


def _picture(data: bytes) -> Content:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # What is out of order in a picture is judged here, by whether it can be drawn.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "TIFF"]) as seen:
                kind = _FORMATS.get(seen.format or "")
                if kind is None:
                    raise Unfit("unknown")
                pages = getattr(seen, "n_frames", 1) if kind == "tiff" else 1
                if pages > MOST_PAGES:
                    raise Unfit("large")
                whole = 0
                # All are counted before the first is unpacked.
                for page in range(pages):
                    seen.seek(page)
                    whole += seen.width * seen.height
                    if seen.width * seen.height > MOST_DOTS or whole > MOST_ALL:
                        raise Unfit("large")
                for page in reversed(range(pages)):
                    seen.seek(page)
                    if page:
                        seen.load()
                # Of a photo only as much is unpacked as the small picture needs; the rest is held against its end.
                if kind == "jpeg" and b"\xff\xd9" not in data[-4_096:]:
                    raise Unfit("damaged")
                seen.load()
                return Content(kind, pages, _thumb(seen))
    except Unfit:
        raise
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Unfit("large") from error
    except Exception as error:
        raise Unfit("damaged") from error


def as_pdf(kind: str, data: bytes) -> bytes:
    """A scan as PDF, page by page, for what shows and prints nothing else; a PDF is what it is. Unfit for what cannot be unpacked here."""
    if kind == "pdf":
        return data
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "TIFF"]) as seen:
                return _drawn(seen, getattr(seen, "n_frames", 1) if kind == "tiff" else 1)
    except (Image.DecompressionBombError, MemoryError) as error:
        raise Unfit("large") from error
    except Exception as error:
        raise Unfit("damaged") from error


def _drawn(seen: Image.Image, pages: int) -> bytes:
    """A page for each; never more than one is unpacked at a time."""
    out, places, dots = io.BytesIO(), dict[int, int](), 0.0

    def put(number: int, said: bytes, stream: bytes | None = None) -> None:
        places[number] = out.tell()
        body = said if stream is None else said + b" /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream"
        out.write(b"%d 0 obj\n" % number + body + b"\nendobj\n")

    out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    for page in range(pages):
        seen.seek(page)
        image, (width, height) = _upright(seen, _PRINTED)
        # A4 across its shorter side, whatever the camera says of dots an inch.
        dots = dots or max(50.0, min(width, height) / 8.27)
        across, down = width / dots * 72, height / dots * 72
        space, bits, packing, packed = _packed(image)
        first = 3 + 3 * page
        put(first, b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %.2f %.2f] /Resources << /XObject << /I %d 0 R >> >> /Contents %d 0 R >>" % (
            across, down, first + 2, first + 1,
        ))  # fmt: skip
        put(first + 1, b"<<", b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (across, down))
        size = (*image.size, space, bits, packing)
        put(first + 2, b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%b /BitsPerComponent %d /Filter /%b" % size, packed)
    put(1, b"<< /Type /Catalog /Pages 2 0 R >>")
    put(2, b"<< /Type /Pages /Count %d /Kids [%b] >>" % (pages, b" ".join(b"%d 0 R" % (3 + 3 * page) for page in range(pages))))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % places[n] for n in sorted(places)))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, start))
    return out.getvalue()


def _packed(image: Image.Image) -> tuple[bytes, int, bytes, bytes]:
    """(colours, bits of each, packing, bytes): what is black and white stays so, the rest goes as JPEG."""
    if image.mode == "1":
        return b"DeviceGray", 1, b"FlateDecode", zlib.compress(image.tobytes())
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return b"DeviceGray" if image.mode == "L" else b"DeviceRGB", 8, b"DCTDecode", out.getvalue()


def _upright(seen: Image.Image, most: int) -> tuple[Image.Image, tuple[int, int]]:
    """(the picture as the camera was held, its longer side at most so many dots, of mode 1, L or RGB; its size before)."""
    from PIL import Image, ImageOps

    seen.load()
    turned, mode, size = seen.getexif().get(0x0112, 1), seen.mode, seen.size
    small: Image.Image = seen
    if mode not in ("1", "L", "RGB"):
        small = seen.convert("L" if mode in ("LA", "I", "F") or mode.startswith("I;") else "RGB")
    if max(size) > most:
        share = most / max(size)
        less = (max(1, round(size[0] * share)), max(1, round(size[1] * share)))
        grey = small.convert("L") if mode == "1" else small
        small = grey.resize(less, Image.Resampling.BOX)
        if mode == "1":
            small = small.point(lambda level: 255 if level > 127 else 0, "1")
    elif small is seen:
        small = seen.copy()
    if turned != 1:
        small.getexif()[0x0112] = turned
        small = ImageOps.exif_transpose(small)
        size = size[::-1] if turned >= 5 else size
    return small, size


def _thumb(seen: Image.Image) -> bytes:
    small, _size = _upright(seen, THUMB)
    out = io.BytesIO()
    small.convert("RGB").save(out, "JPEG", quality=75)
    return out.getvalue()
