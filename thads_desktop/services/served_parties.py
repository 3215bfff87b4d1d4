"""Parties as those whom a paper is served on: with their whole address, and without the State's budget, which is nobody to be served."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.services import state_money, units

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from thads_desktop.services.recipients import Recipient
    from thads_desktop.storage.reader import Reader


def known(reader: Reader, found: Iterable[Recipient], day: date) -> list[Recipient]:
    """The recipients who are served or have a copy, each party at the address that a paper of this day prints."""
    return [replace(r, address=address(reader, r.party, day)) if r.party else r for r in found if not state_money.is_state(reader, r.party)]


def address(reader: Reader, party: str, day: date) -> str:
    """Street, commune and district of a party as decisions print them."""
    row = reader.row("party", party) or {}
    return units.address(str(row.get("address", "")), str(row.get("commune", "") or ""), day)
