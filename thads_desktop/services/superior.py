"""Whose directions, slips and packs an office takes as its superior's: one trusted key.

The key that was said to be the superior's counts; as long as none was said, the one trusted office that bears a name of the office's
dated superiors. Two of such names are told apart by nobody but a human, so then none counts until one is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import chain_events as ch
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare, clean, sort_key
from thads_desktop.services import people, receiving

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader


def of(reader: Reader) -> str:
    """The office id whose trusted key is the superior's; "" where nobody is, or nobody can tell."""
    trusted = receiving.trusted(reader)
    told = said(reader)
    if told:
        # Set up anew under another key, it is asked for again: who took its place was trusted as an office, not as a superior.
        return told if told in trusted else ""
    named = {_same(i.parent) for i in people.office(reader).identities}
    found = [key for key, row in trusted.items() if _same(row["name"]) in named]
    return found[0] if len(found) == 1 else ""


def ever(reader: Reader) -> frozenset[str]:
    """The ids of the trusted offices that are, or at any time bore the name of, a superior: none of them owes this office a return."""
    named, told = {_same(i.parent) for i in people.office(reader).identities if i.parent}, said(reader)
    return frozenset(key for key, row in receiving.trusted(reader).items() if key == told or _same(row["name"]) in named)


def said(reader: Reader) -> str:
    """The office id that was said to be the superior's last; "" = none was."""
    told = [
        (e.seq, e.body.office) for _subject, events in reader.stream("key", types=("SuperiorSaid", "Struck")) for e in in_force(events)
        if isinstance(e.body, ch.SuperiorSaid)
    ]  # fmt: skip
    return max(told)[1] if told else ""


def require(reader: Reader, sender: str, name: str) -> None:
    """Refused for a trusted office that is not the superior. name: the sender's, for what is said."""
    held = of(reader)
    if sender == held:
        return
    known = receiving.trusted(reader).get(held, {}).get("name", "")
    raise Refused(Refusal("superior.other", {"office": name, "parent": known}) if known else Refusal("superior.none", {"office": name}))


def offered(desk: Desk) -> tuple[list[tuple[str, str]], str]:
    """((office id, name) of those that may be said, by name; the one that counts now)."""
    with desk.reading() as reader:
        trusted = receiving.trusted(reader)
        twice = [row["name"] for row in trusted.values()]
        # Of two under one name the fingerprint tells.
        names = [(k, r["name"] + (f" ({r['fingerprint'][:9]})" if twice.count(r["name"]) > 1 else "")) for k, r in trusted.items()]
        return sorted(names, key=lambda x: (sort_key(x[1]), x[0])), of(reader)


def say(desk: Desk, office: str) -> None:
    """From now on this trusted office is the superior. Refused for one whose key is not trusted, and at a department."""
    with desk.writing("trust") as uow:
        if people.office(uow).level != "district":
            raise Refused(Refusal("direction.not_office"))
        if office not in receiving.trusted(uow):
            raise Refused(Refusal("superior.unknown", field="office"))
        if said(uow) != office:
            uow.append(f"key:{office}", desk.clock.today(), ch.SuperiorSaid(office))
            uow.commit()


def _same(name: str) -> str:
    return bare(clean(name))
