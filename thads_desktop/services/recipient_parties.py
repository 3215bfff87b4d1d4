"""Which parties the printed lines of a paper's list name: by the variables of their form, among those who were parties when it was made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain import means
from thads_desktop.domain.text import bare
from thads_desktop.services.recipient_lines import meant

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from thads_desktop.documents.compose import Named
    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.matter import LineState
    from thads_desktop.storage.reader import Reader

#: How a paper calls a person before the name.
_TITLE = re.compile(r"^(ông|bà|anh|chị|em|cháu)\s+", re.IGNORECASE)


class Told(NamedTuple):
    """Somebody whom a line names. to: procuracy | party | office | inside; party: its id, "" for who is none."""

    to: str
    party: str
    name: str
    line: Named


def told(
    reader: Reader, named: Iterable[Named], lines: Mapping[int, LineState], effect: Effect, wanted: Sequence[str],
    also: Mapping[str, Sequence[str]], *, early: bool = False,
) -> Iterator[Told]:  # fmt: skip
    """Whom these lines name, in their order. lines: the obligations as the paper had them; wanted: the parties it goes to; also: variable ->
    who stands there beside those of the obligations; early: of a paper of before there are any, where all wanted are meant."""
    for line in named:
        for to, name in meant(line):
            if to == "party":
                keys = list(wanted) if early else _parties(lines, effect, line, wanted, also)
                yield from (Told(to, p, name, line) for p in keys)
            elif to == "office" and (key := party_named(reader, lines, name)):
                yield Told("party", key, name, line)
            else:
                yield Told(to, "", name, line)


def _parties(lines: Mapping[int, LineState], effect: Effect, line: Named, wanted: Sequence[str], also: Mapping[str, Sequence[str]]) -> list[str]:
    """The parties whom a line stands for: the one the paper is about, who takes another's place, a side, or all to whom the paper goes."""
    names = set(line.names)
    if one := [p for name, p in (("about_party", effect.party), ("coerced_names", effect.party), ("new_party", effect.to_party)) if name in names and p]:
        return one
    sides = set[str]()
    if names & {"debtor_names", "coerced_names", "addressee"}:
        sides.update(debtors(lines))
    if "creditor_names" in names:
        sides |= {p for s in lines.values() for p in s.line.creditors}
    found = [p for p in wanted if p and (p in sides or not names)]
    return list(dict.fromkeys((*found, *(p for name in line.names for p in also.get(name, ())))))


def debtors(lines: Mapping[int, LineState]) -> Collection[str]:
    """Who owes any of these obligations."""
    return {p for s in lines.values() for p in s.line.debtors}


def untitled(said: str) -> str:
    """A name as a paper writes it, without "ông" or "bà" before it."""
    return _TITLE.sub("", said.strip())


def party_named(reader: Reader, lines: Mapping[int, LineState], said: str) -> str:
    """The party of the matter whom a line means by name, as "ông Nguyễn Văn An"; "" for somebody else, or where two are called so."""
    name = bare(untitled(said))
    held = means.parties(lines.values())
    found = [p for p in held if p and bare(str((reader.row("party", p) or {}).get("name", ""))) == name]
    return found[0] if len(found) == 1 else ""
