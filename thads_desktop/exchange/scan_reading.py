"""What a file from outside is, by its content alone: PDF, JPEG, PNG or TIFF, each read as a reader would; pages and a small picture.

Nothing is believed that the name of the file says. A picture is unpacked within limits that are known before it is unpacked.
"""

from __future__ import annotations

import io
import re
import warnings
import zlib
from dataclasses import dataclass
from itertools import islice
from typing import Literal

Kind = Literal["pdf", "jpeg", "png", "tiff"]

#: Dots of one picture: A3 at 600 dots an inch has 70 million.
MOST_DOTS = 120_000_000
MOST_PAGES = 2_000
#: The longer side of a small picture.
THUMB = 220
_FORMATS: dict[str, Kind] = {"JPEG": "jpeg", "MPO": "jpeg", "PNG": "png", "TIFF": "tiff"}
#: An object stream of a PDF is unpacked up to here.
_UNPACKED = 20_000_000
#: Nodes of the tree of pages that are looked at, and how far around one its dictionary may reach.
_MOST_NODES, _AROUND = 200, 60_000


@dataclass(frozen=True, slots=True)
class Content:
    """thumb: JPEG of the first page, b"" for a PDF, which nothing here can draw."""

    kind: Kind
    pages: int
    thumb: bytes


class Unfit(Exception):
    """why: unknown (no such type) | damaged | locked (a PDF under a password) | large (unpacks to too much)."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read(data: bytes) -> Content:
    """Look at the whole of it. Unfit for what may not be kept."""
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return Content("pdf", pdf_pages(data), b"")
    if not data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*")):
        raise Unfit("unknown")
    return _picture(data)


def pdf_pages(data: bytes) -> int:
    """How many pages a PDF has. Unfit where its end, its table of places or its pages are not there."""
    end = data.rfind(b"%%EOF")
    place = re.search(rb"startxref\s+(\d+)\s+%%EOF", data[max(0, end - 64) : end + 5]) if end >= 0 else None
    # Some programs put their own bytes before the first line; places count from there.
    shift = data.find(b"%PDF-")
    if place is None or not _table(data, int(place[1]) + shift):
        raise Unfit("damaged")
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R", data):
        raise Unfit("locked")
    text = _objects(data)
    counts = [_count(text, m.start()) for m in islice(re.finditer(rb"/Type\s*/Pages\b", text), _MOST_NODES)]
    pages = max(counts, default=0) or len(re.findall(rb"/Type\s*/Page(?![A-Za-z])", text))
    if not pages:
        raise Unfit("damaged")
    if pages > MOST_PAGES:
        raise Unfit("large")
    return pages


def _count(text: bytes, at: int) -> int:
    """What the node of the tree of pages that says its type here says of its count; 0 for nothing."""
    first = max(0, at - _AROUND)
    begun: list[int] = []
    for m in re.finditer(rb"<<|>>", text[first : at + _AROUND]):
        if m[0] == b"<<":
            begun.append(m.start())
        elif begun:
            start = begun.pop()
            if first + start < at < first + m.start():
                found = re.search(rb"/Count\s+(\d{1,9})", text[first + start : first + m.end()])
                return int(found[1]) if found else 0
    return 0


def _table(data: bytes, at: int) -> bool:
    """Where the end points to stands a table of places, or the object that holds it."""
    return bool(re.match(rb"\s*(xref\b|\d+\s+\d+\s+obj\b)", data[at : at + 40])) if 0 <= at < len(data) else False


def _objects(data: bytes) -> bytes:
    """The file with what its object streams hold."""
    found, left = [data], _UNPACKED
    for m in re.finditer(rb"/Type\s*/ObjStm\b", data):
        start = data.find(b"stream", m.end())
        if start < 0 or start - m.end() > 2_000:
            continue
        start += 8 if data[start + 6 : start + 8] == b"\r\n" else 7
        try:
            unpacked = zlib.decompressobj().decompress(data[start:], left)
        except zlib.error as error:
            raise Unfit("damaged") from error
        found.append(unpacked)
        left -= len(unpacked)
        if left <= 0:
            raise Unfit("large")
    return b"\n".join(found)


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
                for page in reversed(range(pages)):
                    seen.seek(page)
                    if seen.width * seen.height > MOST_DOTS:
                        raise Unfit("large")
                    if page:
                        seen.load()
                # Of a photo only as much is unpacked as the small picture needs; the rest is held against its end.
                if kind == "jpeg" and b"\xff\xd9" not in data[-4_096:]:
                    raise Unfit("damaged")
                seen.load()
                return Content(kind, pages, _thumb(seen))
    except Unfit:
        raise
    except Image.DecompressionBombError as error:
        raise Unfit("large") from error
    except Exception as error:
        raise Unfit("damaged") from error


def as_pdf(kind: str, data: bytes) -> bytes:
    """A scan as PDF, page by page, for what shows and prints nothing else; a PDF is what it is."""
    if kind == "pdf":
        return data
    from PIL import Image, ImageOps, ImageSequence

    with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "TIFF"]) as seen:
        pages = [ImageOps.exif_transpose(page).convert("RGB") for page in (ImageSequence.Iterator(seen) if kind == "tiff" else [seen])]
    # A4 across its shorter side, whatever the camera says of dots an inch.
    dots = max(50.0, min(pages[0].size) / 8.27)
    out = io.BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=pages[1:], resolution=dots, quality=88)
    return out.getvalue()


def _thumb(seen: object) -> bytes:
    from PIL import Image, ImageOps

    assert isinstance(seen, Image.Image)
    # As the camera was held.
    small = ImageOps.exif_transpose(seen).convert("RGB")
    small.thumbnail((THUMB, THUMB))
    out = io.BytesIO()
    small.save(out, "JPEG", quality=75)
    return out.getvalue()
