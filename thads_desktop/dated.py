"""The dated data in force: the files that ship, and over them those of the packs that this office installed.

A leaf like ``paths``. The loaders of law, calendar, communes, forms and returns ask here which bytes hold, and keep what they made
of them by the overlay. One process works for one office at a time: ``Desk`` says whose packs hold; ``under`` reads as of another
state, for the thread that asks only.
"""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from thads_desktop.paths import forms, resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

#: Kind of dated data -> its shipped folder.
KINDS: dict[str, Callable[[], Path]] = {
    "law": lambda: resource("law"),
    "calendar": lambda: resource("calendar"),
    "units": lambda: resource("units"),
    "documents": lambda: forms("documents"),
    "returns": lambda: forms("returns"),
    "registers": lambda: forms("registers"),
    "outside": lambda: forms("outside"),
}
ENDING = ".toml"


@dataclass(frozen=True, slots=True)
class Overlay:
    """Files by (kind, name) that stand over the shipped ones. Two are equal when their digests are; "" = nothing stands over."""

    digest: str = ""
    files: Mapping[tuple[str, str], bytes] = field(default_factory=lambda: MappingProxyType({}), compare=False, repr=False)

    def of(self, kind: str) -> dict[str, bytes]:
        """Name -> bytes of every file of a kind, by name. KeyError for an unknown kind, OSError for what cannot be read."""
        found = read_folder(KINDS[kind]())
        found.update({name: data for (of, name), data in self.files.items() if of == kind})
        return dict(sorted(found.items()))


SHIPPED = Overlay()


def overlay(files: Mapping[tuple[str, str], bytes]) -> Overlay:
    """What stands over the shipped files; the same files give the same digest."""
    if not files:
        return SHIPPED
    whole = hashlib.sha256()
    for (kind, name), data in sorted(files.items()):
        whole.update(f"{kind}/{name}:{hashlib.sha256(data).hexdigest()}\n".encode())
    return Overlay(whole.hexdigest(), MappingProxyType(dict(files)))


def read_folder(folder: Path) -> dict[str, bytes]:
    """Name -> bytes of the data files of a folder, by name."""
    return {file.name: file.read_bytes() for file in sorted(folder.glob(f"*{ENDING}"))}


#: What the desk that was used last has installed.
_held = [SHIPPED]
_here: ContextVar[Overlay | None] = ContextVar("dated", default=None)


def in_force() -> Overlay:
    """What holds for whoever asks."""
    return _here.get() or _held[0]


def use(found: Overlay) -> None:
    """From here on this holds in the process."""
    _held[0] = found


@contextmanager
def under(found: Overlay) -> Iterator[None]:
    """While this lasts, this holds for the thread that asks, whatever holds in the process."""
    token = _here.set(found)
    try:
        yield
    finally:
        _here.reset(token)
