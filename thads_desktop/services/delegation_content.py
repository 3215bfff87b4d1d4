"""What a delegation package brought to a received judgment, and what its sender was told since: read again from the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import delegation_events as de
from thads_desktop.domain.standing import in_force
from thads_desktop.services import anchors

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.exchange import delegation as box
    from thads_desktop.storage.reader import Reader


def taken(reader: Reader, judgment: str) -> tuple[de.DelegationTaken, date] | None:
    """What a package brought to this judgment, and the day it came; None where none did."""
    for event in in_force(reader.events_of(f"intake:{judgment}")):
        if isinstance(event.body, de.DelegationTaken) and event.day is not None:
            return event.body, event.day
    return None


def content_of(reader: Reader, body: de.DelegationTaken) -> box.Delegation:
    """The content of a package that was taken in."""
    from thads_desktop.exchange import delegation as box, package

    found = package.read_any(reader.blob(body.package))
    return box.read(found.parts, found.manifest.office_name, (anchors.PART,))


def told_of(reader: Reader, judgment: str, matter: str) -> tuple[str, date] | None:
    """(the office that delegated, the day) where the last acknowledgement names the decision of this matter."""
    last = [e for e in in_force(reader.events_of(f"intake:{judgment}")) if isinstance(e.body, de.DelegationAcknowledged)][-1:]
    if not last or last[0].day is None or not isinstance(last[0].body, de.DelegationAcknowledged) or last[0].body.matter != matter:
        return None
    return str((reader.row("delegation_out", last[0].body.row) or {}).get("recipient", "")), last[0].day
