"""Questions to the list of official receipts: where a number stands already, which were given in a period."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from thads_desktop.domain.text import bare
from thads_desktop.storage.projections import ReceiptRow

if TYPE_CHECKING:

    from thads_desktop.storage.lists import Lists

_NAMES = ", ".join(f.name for f in fields(ReceiptRow))


def receipt_sign(book: str) -> str:
    """The sign of a book, however it was typed: one in capitals and in small letters, with spaces or without, is one."""
    return bare(book).replace(" ", "")


def receipt_key(kind: str, form: str, book: str, year: int, number: str) -> str:
    """What two receipts have in common when they are one; "" for one without a number. Zeros before a number say nothing.

    The book of paper receipts runs over the turn of the year: under its sign a number stands once. Electronic ones begin anew each year, and
    of paper ones without a sign nobody knows whether it is the same book.
    """
    plain = bare(number).replace(" ", "")
    if plain.isascii() and plain.isdigit():
        plain = plain.lstrip("0") or "0"
    sign = receipt_sign(book)
    return f"{kind}|{form}|{sign}|{'' if sign and form == 'paper' else year}|{plain}" if plain else ""


def receipts_known(lists: Lists, key: str) -> list[ReceiptRow]:
    """The receipts under a key of ``receipt_key``."""
    return lists.typed(ReceiptRow, "receipt_list", " WHERE known = ? ORDER BY seq", [key]) if key else []


def receipts_of(lists: Lists, subject: str) -> list[ReceiptRow]:
    """The receipts of a matter or a judgment, as they were given."""
    return lists.typed(ReceiptRow, "receipt_list", " WHERE subject = ? ORDER BY seq", [subject])
