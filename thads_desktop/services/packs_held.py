"""Which packs hold in an office, as of any place in its log, and the files they lay over those that ship."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop import __version__, dated
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused, Trouble

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Held:
    """A pack that holds. seq, day, actor: of its installing; files: "kind/name" of each; fingerprint: of the key that signed."""

    pack: str
    version: int
    title: str
    publisher: str
    fingerprint: str
    needs: str
    sha256: str
    files: tuple[str, ...]
    seq: int
    day: date | None
    actor: str


def held(reader: Reader, seq: int | None = None) -> list[Held]:
    """The packs that hold (up to a place in the log; None = now), in the order they were installed."""
    found: list[Held] = []
    for _subject, events in reader.stream("pack"):
        stack: list[Held] = []
        for event in sorted(events, key=lambda e: e.seq):
            if seq is not None and event.seq > seq:
                break
            match event.body:
                case ev.PackInstalled() as b:
                    stack.append(Held(
                        b.pack, b.version, b.title, b.publisher, b.fingerprint, b.needs, b.sha256, b.files, event.seq,
                        event.day, event.actor,
                    ))  # fmt: skip
                case ev.PackWithdrawn() if stack:
                    stack.pop()
                case _:
                    pass
        found += stack[-1:]
    return sorted(found, key=lambda h: h.seq)


def overlay(reader: Reader, packs: list[Held]) -> dated.Overlay:
    """What these packs lay over the shipped files; of two with the same file the later one holds.

    Trouble("store.pack_newer" | "store.pack_unread") when this program cannot read one.
    """
    if not packs:
        return dated.SHIPPED
    from thads_desktop.exchange import pack

    files: dict[tuple[str, str], bytes] = {}
    for each in packs:
        if is_newer(each.needs):
            raise Trouble("store.pack_newer", title=each.title, needs=each.needs, have=__version__)
        try:
            files.update(pack.kept(reader.blob(each.sha256)).files)
        except (Refused, Trouble) as error:
            raise Trouble("store.pack_unread", title=each.title) from error
    return dated.overlay(files)


def load(laid: dated.Overlay) -> None:
    """Read everything that lies over the shipped files with this program's loaders: a pack installed by another version of the
    program may hold what this one does not take. Trouble("store.pack_unread")."""
    from thads_desktop.documents import outside_layout
    from thads_desktop.documents.form import FormError, forms_of
    from thads_desktop.documents.register import RegisterError, registers_of
    from thads_desktop.law.holidays import calendar_of
    from thads_desktop.law.money_law import MoneyLaw
    from thads_desktop.law.ruleset import LawDataError, Rules
    from thads_desktop.law.units import units_of
    from thads_desktop.returns.definition import DefinitionError, regimes_of

    try:
        for of in (
            Rules.of, MoneyLaw.of, calendar_of, units_of, forms_of, regimes_of, registers_of, outside_layout.layout_of, outside_layout.figures_of,
        ):  # fmt: skip
            of(laid)
    except (LawDataError, FormError, RegisterError, DefinitionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise Trouble("store.pack_unread", title=str(error)[:80]) from error


def is_newer(version: str, than: str = __version__) -> bool:
    """A version ("1.2.3") is above another one; one that is none is above every one."""
    try:
        return _numbers(version) > _numbers(than)
    except ValueError:
        return True


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
