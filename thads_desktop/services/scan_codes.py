"""What the QR code on a scan says: the act it is of, proposed as the place where the scan belongs; and where it cannot be found, why.

Nothing is placed by a code alone but where it names the very document that was chosen: else the clerk is asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import paper_code
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import case_file, paper_mark, scans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.case_file import Row
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.scans import Given

#: The place of a scan that is not attached.
NOWHERE = "nowhere"
WHOLE = "Bản quét chung của hồ sơ"


@dataclass(frozen=True, slots=True)
class Grey:
    """A page as it was drawn. line: bytes of a line; dots: a byte each."""

    size: tuple[int, int]
    line: int
    dots: bytes


@dataclass(frozen=True, slots=True)
class Seen:
    """Codes of papers of this program on a scan, once each; others: QR codes that are none."""

    codes: tuple[str, ...] = ()
    others: int = 0


@dataclass(frozen=True, slots=True)
class Proposal:
    """Where a scan may go: (place, words). place: what is proposed, "" = the clerk decides; said: what its code says."""

    given: Given
    said: str
    places: tuple[tuple[str, str], ...]
    place: str


def seen(given: Given, pages: Iterable[Grey] = ()) -> Seen:
    """The codes on a scan. pages: those of a PDF, drawn; a picture is looked at itself. To be called off the main thread."""
    from thads_desktop.exchange import code_reading

    if given.kind != "pdf":
        found = list(code_reading.of_picture(given.data))
    else:
        found = []
        for at, page in enumerate(pages):
            if at >= code_reading.MOST_PAGES:
                break
            found += code_reading.of_page(page.size, page.line, page.dots, hard=at < code_reading.HARD)
    ours = [code for code in dict.fromkeys(found) if paper_mark.is_code(code)]
    # Blanks and hyphens are no part of it.
    once = {paper_code.read(code): code for code in ours}
    return Seen(tuple(once.values()), len(set(found) - set(ours)))


def proposed(desk: Desk, matter: str, item: str, given: Given, found: Seen) -> Proposal | None:
    """What is to be asked before it is attached to this document ("" = to the file as such); None = nothing: it bears no code, or its own."""
    if not found.codes:
        return None
    said, places = [], dict[str, str]()
    for code in found.codes:
        try:
            where, key = scans.act_of(desk, code)
        except Refused as refused:
            said.append(_unknown(desk, code, refused))
            continue
        shown = case_file.shown(desk, where)
        row = next(r for r in shown.rows if r.key == key)
        words = _named(row)
        if row.gone:
            said.append(f"Mã trên bản quét là của {words}, đã bỏ khỏi danh mục hồ sơ {shown.number_text}.")
        elif where == matter:
            said.append(f"Mã trên bản quét là của {words}.")
            places[place_of(where, key)] = words
        else:
            said.append(f"Mã trên bản quét là của {words}, hồ sơ {shown.number_text}: không phải hồ sơ đang mở.")
            places[place_of(where, key)] = f"{words} (hồ sơ {shown.number_text})"
    chosen = place_of(matter, item)
    if list(places) == [chosen] and len(said) == 1:
        return None
    here = [place for place in places if place.startswith(f"{matter}|")]
    place = here[0] if len(here) == len(found.codes) == 1 else ""
    if chosen not in places:
        places[chosen] = f"{_chosen(desk, matter, item)} (đang chọn)"
    places[NOWHERE] = "Không đính kèm tệp này"
    return Proposal(given, " ".join(said), tuple(places.items()), place)


def place_of(matter: str, item: str) -> str:
    """A document of a file as one word."""
    return f"{matter}|{item}"


def attach(desk: Desk, place: str, given: Given) -> str:
    """Attach it where the clerk decided."""
    matter, _, item = place.partition("|")
    return scans.attach(desk, matter, item, given)


def _unknown(desk: Desk, code: str, refused: Refused) -> str:
    """Of a code that leads to no document of a file: what is known of it."""
    (first, *_) = refused.refusals
    if first.code == "file.no_code":
        paper = paper_mark.found(desk, code)
        return f"Mã trên bản quét là của {paper.title} {paper.number_text}".rstrip() + ", văn bản hiện không có trong danh mục hồ sơ nào."
    return f"Không tìm được văn bản theo mã trên bản quét. {say(first)}"


def _named(row: Row) -> str:
    return f"{row.title} {row.number_text}".rstrip()


def _chosen(desk: Desk, matter: str, item: str) -> str:
    row = next((r for r in case_file.shown(desk, matter).rows if r.key == item), None)
    return _named(row) if row is not None else WHOLE
