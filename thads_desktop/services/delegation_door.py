"""One door for what comes from another office: a delegation or an acknowledgement, whichever the package is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import delegation_ack, delegation_in, receiving

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.services.desk import Desk


def look(desk: Desk, file: Path) -> delegation_in.Incoming | delegation_ack.Acknowledgement:
    """What the package is, checked whole; nothing is written. Refused for every other kind."""
    from thads_desktop.exchange import delegation as box, package

    kind = package.read_any(receiving.content(file)).manifest.kind
    if kind == box.DELEGATION:
        return delegation_in.look(desk, file)
    if kind == box.ACKNOWLEDGEMENT:
        return delegation_ack.look(desk, file)
    raise Refused(Refusal("package.wrong_kind", {"wanted": "gói ủy thác hoặc thông báo nhận ủy thác"}))
