"""Which organisations are credit institutions by their name: the office's own words before those of the program."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.paths import resource
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: The office's own: names, or parts of names, that are one, and that are none.
ADD, LEAVE = "credit.add", "credit.leave"
#: Between two of them, as they are kept.
_BETWEEN = "; "
MOST = 200
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Own:
    """What the office said, as it was typed."""

    add: tuple[str, ...] = ()
    leave: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Data:
    branches: tuple[str, ...]
    words: tuple[str, ...]
    companies: tuple[str, ...]
    forms: tuple[str, ...]
    none: tuple[str, ...]
    note: str


def is_credit(name: str, own: Own = Own()) -> bool:
    """An organisation's name is that of a credit institution. What the office leaves out is none, whatever else is said of it."""
    said, known = _plain(name), _data()
    if any(_within(said, w) for w in own.leave):
        return False
    if any(_within(said, w) for w in own.add):
        return True
    rest = _without(said, known.branches)
    if _begins(rest, known.none):
        return False
    if _begins(rest, known.words):
        return True
    if rest != said and not _begins(rest, known.forms):
        # Of a branch the place may be said before the institution.
        return any(_within(rest, w) for w in known.words) and not any(_within(rest, w) for w in known.none)
    bare_name = _without(rest, known.forms)
    return bare_name != rest and _begins(bare_name, known.companies)


def note() -> str:
    """How it is told, for whoever reads the report."""
    return _data().note


def own(desk: Desk, reader: Reader) -> Own:
    """The office's own words as they stand."""
    held = desk.settings(reader)
    return Own(*(tuple(filter(None, str(held.get(name) or "").split(_BETWEEN))) for name in (ADD, LEAVE)))


def set_own(desk: Desk, add: str, leave: str) -> None:
    """The office's own words, one a line; each counts where it stands in a name as whole words. Refused for a word that says nothing, one that is in
    both, too many."""
    typed = {"add": _typed(add, "add"), "leave": _typed(leave, "leave")}
    both = {_plain(w) for w in typed["add"]} & {_plain(w) for w in typed["leave"]}
    if both:
        word = next(w for w in typed["leave"] if _plain(w) in both)
        raise Refused(Refusal("credit.both", {"word": word[:60]}, "leave"))
    with desk.writing("setting") as uow:
        before = own(desk, uow)
        for name, words, held in ((ADD, typed["add"], before.add), (LEAVE, typed["leave"], before.leave)):
            if words != held:
                uow.append(f"setting:{name}", desk.clock.today(), ev.SettingChanged(json.dumps(_BETWEEN.join(words), ensure_ascii=False)))
        uow.commit()


def _typed(text: str, field: str) -> tuple[str, ...]:
    lines = [inputs.name(part, field) for line in inputs.body(text, field).split("\n") for part in line.split(";") if part.strip()]
    found = tuple(dict.fromkeys(lines))
    for line in found:
        if len(_plain(line)) < 2:
            raise Refused(Refusal("credit.short", {"word": line[:60]}, field))
    if len(found) > MOST:
        raise Refused(Refusal("credit.many", {"most": str(MOST)}, field))
    return found


def _plain(name: str) -> str:
    return _OTHER.sub(" ", bare(name)).strip()


def _within(said: str, word: str) -> bool:
    return f" {_plain(word)} " in f" {said} "


def _begins(said: str, words: tuple[str, ...]) -> bool:
    return f"{said} ".startswith(tuple(f"{w} " for w in words))


def _without(said: str, words: tuple[str, ...]) -> str:
    """A name without what is said before it, the longest first, as often as it stands there."""
    while (word := next((w for w in words if f"{said} ".startswith(f"{w} ")), "")) and len(word) < len(said):
        said = said[len(word) :].strip()
    return said


@cache
def _data() -> _Data:
    plain = tomllib.loads(resource("watch/credit.toml").read_text(encoding="utf-8"))
    lists = {n: tuple(sorted(map(_plain, plain[n]), key=len, reverse=True)) for n in ("branches", "words", "companies", "forms", "none")}
    return _Data(note=str(plain["note"]), **lists)
