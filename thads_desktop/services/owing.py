"""Who owes in a matter of the office's own motion: what is given back, confiscated or destroyed is owed by nobody, or by the State."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.events import Line
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.projecting import Names


def nobody_owes(names: Names, kind: str, lines: Sequence[Line]) -> bool:
    """No obligation has a debtor but the State, so that nobody is given time to perform of his own will."""
    return kind == "cd" and bool(lines) and all(_state(names, p) for x in lines for p in x.debtors)


def nobodys_means(names: Names, state: MatterState, lines: tuple[int, ...] = ()) -> bool:
    """Of these open obligations (none named = all) there is nobody whose means could be lacking. Of a register that names
    no debtor it is not known."""
    hit = [state.lines[n].line for n in state.named(lines)]
    return state.origin != "carried" and nobody_owes(names, state.kind, hit)


def purposes(names: Names, kind: str, lines: Sequence[Line]) -> dict[str, str]:
    """What the decision is for, where nobody owes: given_back, to somebody beside the State; taken, for the State or nobody."""
    nobody = nobody_owes(names, kind, lines)
    back = [any(not _state(names, p) for p in x.creditors) for x in lines] if nobody else []
    told = {"nobody_owes": nobody, "given_back": any(back), "taken": not all(back)}
    return {name: "có" if holds else "" for name, holds in told.items()}


def refund_address(names: Names, party: str, lines: Sequence[Line]) -> str:
    """The addresses of those to whom money or a thing is given back: this party, else all creditors beside the State; "" where
    nobody is there, or one has no address."""
    payees = (party,) if party else tuple(dict.fromkeys(p for x in lines for p in x.creditors if not _state(names, p)))
    rows = [names.row("party", p) for p in payees]
    found = [str(row.get("address") or row.get("commune") or "").strip() for row in rows]
    return "; ".join(found) if all(found) else ""


def _state(names: Names, party: str) -> bool:
    return bool(names.row("party", party).get("kind") == "state")
