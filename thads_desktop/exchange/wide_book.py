"""A listing of many columns as a workbook, A3 landscape in small type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.exchange.listing_book import MANY_COLUMNS, write_book

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing


def write_wide(listing: Listing) -> bytes:
    """The bytes of an .xlsx file: one sheet for each table."""
    return write_book(listing, MANY_COLUMNS)
