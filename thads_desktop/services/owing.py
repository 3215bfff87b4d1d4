"""Who owes in a matter of the office's own motion: what is given back, confiscated or destroyed is owed by nobody, or by the State.

What is given back is known by its debtor (nobody, the State, a body that only holds it) or by its words (``law/grouping.py``): whoever
else is named owes none of it, and nobody is given time for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.law import grouping

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.domain.events import Line
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.projecting import Names

    #: The words of each obligation, by its number as text.
    Texts = Mapping[str, object]


def ownerless(names: Names, kind: str, line: Line, texts: Texts) -> bool:
    """Nobody but the State owes it: it is given back, confiscated or destroyed."""
    if kind != "cd":
        return False
    owe = [p for p in line.debtors if not _state(names, p)]
    if not owe:
        return True
    payees = _payees(names, line)
    known = grouping.given_back()
    said = str(texts.get(str(line.line), ""))
    if (payees or line.due is None or grouping.taken().says(said)) and all(known.holds(str(names.row("party", p).get("name", ""))) for p in owe):
        return True
    return bool(payees) and known.says(said)


def goes_back(names: Names, kind: str, line: Line, texts: Texts) -> bool:
    """Nobody owes it, and somebody beside the State gets it."""
    return bool(_payees(names, line)) and ownerless(names, kind, line, texts)


def owed(names: Names, kind: str, lines: Sequence[Line], texts: Texts) -> list[Line]:
    """The obligations that somebody must perform."""
    return [x for x in lines if not ownerless(names, kind, x, texts)]


def debtors(names: Names, kind: str, lines: Sequence[Line], texts: Texts) -> list[str]:
    """Who is called a debtor: those who owe, and the State where it gives back, confiscates or destroys."""
    found = [p for x in owed(names, kind, lines, texts) for p in x.debtors]
    return list(dict.fromkeys((*found, *(p for x in lines for p in x.debtors if _state(names, p)))))


def holders(names: Names, kind: str, lines: Sequence[Line], texts: Texts) -> list[str]:
    """Who only holds, or pays out, what is given back or taken."""
    known = grouping.given_back()
    found = [p for x in lines if ownerless(names, kind, x, texts) for p in x.debtors if not _state(names, p)]
    return [p for p in dict.fromkeys(found) if known.holds(str(names.row("party", p).get("name", "")))]


def told(names: Names, parties: Sequence[str]) -> list[str]:
    """Of these who is a party that a paper goes to: nobody brings one to the State's budget."""
    return [p for p in parties if not _state(names, p)]


def nobody_owes(names: Names, kind: str, lines: Sequence[Line], texts: Texts) -> bool:
    """No obligation has a debtor but the State, so that nobody is given time to perform of his own will."""
    return bool(lines) and not owed(names, kind, lines, texts)


def nobodys_means(names: Names, state: MatterState, texts: Texts, lines: tuple[int, ...] = ()) -> bool:
    """Of these open obligations (none named = all) there is nobody whose means could be lacking. Of a register that names
    no debtor it is not known."""
    hit = [state.lines[n].line for n in state.named(lines)]
    return state.origin != "carried" and nobody_owes(names, state.kind, hit, texts)


def purposes(names: Names, kind: str, lines: Sequence[Line], texts: Texts) -> dict[str, str]:
    """What the decision is for: nobody_owes; given_back, where something goes to somebody beside the State; taken, where nobody owes and
    something is for the State or nobody; beside, where something is given back beside what somebody owes."""
    back = [goes_back(names, kind, x, texts) for x in lines]
    nobody = nobody_owes(names, kind, lines, texts)
    told = {"nobody_owes": nobody, "given_back": any(back), "taken": nobody and not all(back), "beside": any(back) and not nobody}
    return {name: "có" if holds else "" for name, holds in told.items()}


def refund_address(names: Names, party: str, lines: Sequence[Line], kind: str = "", texts: Texts | None = None) -> str:
    """The addresses of those to whom money or a thing is given back: this party, else all creditors beside the State of what goes back
    (of what is no enforcement decision: of all); "" where nobody is there, or one has no address."""
    back = [x for x in lines if texts is not None and goes_back(names, kind, x, texts)] or lines
    payees = (party,) if party else tuple(dict.fromkeys(p for x in back for p in _payees(names, x)))
    rows = [names.row("party", p) for p in payees]
    found = [str(row.get("address") or row.get("commune") or "").strip() for row in rows]
    return "; ".join(found) if all(found) else ""


def _payees(names: Names, line: Line) -> list[str]:
    """Who gets it beside the State and those who hold its money."""
    known = grouping.given_back()
    return [p for p in line.creditors if not _state(names, p) and not known.holds(str(names.row("party", p).get("name", "")))]


def _state(names: Names, party: str) -> bool:
    return bool(names.row("party", party).get("kind") == "state")
