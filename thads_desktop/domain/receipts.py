"""Numbers of receipts and vouchers as they are written: the book they are of, and the number within it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare

if TYPE_CHECKING:
    from collections.abc import Iterable

#: A number of the years' own behind a stroke, as on electronic receipts: 12/2026.
_OF_YEAR = re.compile(r"(.*?)(\d{1,9})\s*/\s*(\d{4})")
_PLAIN = re.compile(r"(.*?)(\d{1,9})")


def parsed(text: str) -> tuple[str, int]:
    """(book, number): "AA/23 0000123" -> ("aa/23", 123), "12/2026" -> ("/2026", 12). A text that ends in no number has number 0."""
    plain = " ".join(bare(text).split())
    found = _OF_YEAR.fullmatch(plain)
    if found is not None and not found[1].rstrip().endswith("/"):
        return f"{found[1].strip()}/{found[3]}", int(found[2])
    found = _PLAIN.fullmatch(plain)
    return (found[1].strip(), int(found[2])) if found is not None else (plain, 0)


def book_of(said: str, prefix: str) -> str:
    """The book as lists keep it: kind|sign|year, the year of electronic ones alone; of a receipt of which only a number is known, what stands
    before that number is the sign."""
    kind, sign, year = (*said.split("|"), "", "")[:3] if said else ("", "", "")
    return f"{kind}|{' '.join(x for x in (bare(sign).strip(), prefix) if x)}|{year}"


def gaps(numbers: Iterable[int], size: int) -> list[tuple[tuple[int, int], list[int]]]:
    """((first, last of the book), numbers missing between the lowest and the highest used), of the books of so many sheets that miss any."""
    books: dict[int, set[int]] = {}
    for n in numbers:
        if n > 0:
            books.setdefault((n - 1) // size, set()).add(n)
    found = []
    for at, used in sorted(books.items()):
        missing = sorted(set(range(min(used), max(used))) - used)
        if missing:
            found.append(((at * size + 1, (at + 1) * size), missing))
    return found


def spans(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """Numbers in order as spans: 3, 4, 5, 9 -> (3, 5), (9, 9)."""
    found: list[tuple[int, int]] = []
    for n in numbers:
        if found and n == found[-1][1] + 1:
            found[-1] = (found[-1][0], n)
        else:
            found.append((n, n))
    return found
