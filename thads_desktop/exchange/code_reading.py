"""QR codes on a scan or a photo: the one door to the reader of codes (zxing-cpp).

A page is looked at as it is; where nothing is found on it and it is looked at hard, once more larger (a coarse scan) or smoothed (a noisy one).
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

#: Pages of one file that are looked at; those that are looked at hard: the code of a paper stands on its first page.
MOST_PAGES, HARD = 40, 2
#: The longer side of what is looked at; one below the second figure is looked at enlarged too.
_MOST_SIDE, _COARSE = 5_000, 2_600


def of_picture(data: bytes) -> tuple[str, ...]:
    """What the codes on a JPEG, PNG or TIFF say, in the order of its pages; none for what cannot be unpacked here."""
    from PIL import Image

    found: dict[str, None] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=["JPEG", "PNG", "TIFF"]) as seen:
                pages = min(getattr(seen, "n_frames", 1) if seen.format == "TIFF" else 1, MOST_PAGES)
                for page in range(pages):
                    seen.seek(page)
                    found.update(dict.fromkeys(_codes(_grey(seen), hard=page < HARD)))
    except Exception:  # noqa: BLE001 - what cannot be unpacked has no code that can be read; whether it is fit is judged elsewhere
        return tuple(found)
    return tuple(found)


def of_page(size: tuple[int, int], line: int, grey: bytes, *, hard: bool) -> tuple[str, ...]:
    """What the codes on one drawn page say. line: bytes of a line of it; grey: a byte for each dot."""
    from PIL import Image

    return tuple(_codes(Image.frombytes("L", size, grey, "raw", "L", line), hard=hard))


def _grey(seen: Image.Image) -> Image.Image:
    from PIL import Image

    seen.load()
    most = max(seen.size)
    grey = seen.convert("L")
    if most > _MOST_SIDE:
        share = _MOST_SIDE / most
        grey = grey.resize((max(1, round(grey.width * share)), max(1, round(grey.height * share))), Image.Resampling.BOX)
    return grey


def _codes(grey: Image.Image, *, hard: bool) -> list[str]:
    from PIL import Image, ImageFilter

    found = _read(grey)
    if found or not hard:
        return found
    if max(grey.size) <= _COARSE:
        found = _read(grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC))
    return found or _read(grey.filter(ImageFilter.MedianFilter(3)))


def _read(grey: Image.Image) -> list[str]:
    import zxingcpp

    return [code.text for code in zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)) if code.valid and code.text]
