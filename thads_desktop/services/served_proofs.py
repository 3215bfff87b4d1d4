"""What proves a sending that was told before its proof was: the number typed later at the line of the table of service.

A sending made with its line bears the number itself (``PaperSent.receipt``); one told earlier stays as it is in the log, and its line has it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.events import PaperSent
from thads_desktop.domain.served import lines_for
from thads_desktop.domain.standing import in_force
from thads_desktop.law import deadlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.storage.reader import Reader


def told(reader: Reader, events: list[Event], state: MatterState) -> dict[int, str]:
    """Place in the log of a sending without a number -> the numbers that its lines have. One that goes to all the parties has its number when the
    line of each of them has one."""
    standing, found = in_force(events), {}
    for seq, (body, lines) in lines_for(standing).items():
        proofs = {who: _last(lambda key: reader.row("serving", key), rows) for who, rows in lines.items()}
        to_all = body.to == "party" and not body.recipient and body.paper in state.papers
        asked = deadlines.addressees(events, standing, state, state.papers[body.paper]) if to_all else ()
        if all(proofs.get(who) for who in {*proofs, *asked}):
            found[seq] = "; ".join(dict.fromkeys(proofs.values()))
    return found


def numbers(row: Callable[[str], dict[str, Any] | None], standing: Iterable[Event], paper: str) -> list[str]:
    """Every number that proves a sending of a paper, each once, in the order of the sendings. row: of the register ``serving``."""
    events = list(standing)
    later = lines_for(events, paper)
    found: list[str] = []
    for e in events:
        if isinstance(e.body, PaperSent) and e.body.paper == paper:
            found += [e.body.receipt] if e.body.receipt else [_last(row, rows) for rows in later.get(e.seq, (e.body, {}))[1].values()]
    return [x for x in dict.fromkeys(found) if x]


def _last(row: Callable[[str], dict[str, Any] | None], keys: list[str]) -> str:
    """The number that the line told last bears."""
    return next((p for p in (str((row(key) or {}).get("proof", "")) for key in reversed(keys)) if p), "")
