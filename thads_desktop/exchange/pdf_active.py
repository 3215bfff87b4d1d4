"""Whether a PDF does something of its own when it is opened or clicked at: scripts, programs that are started, data that are sent.

Looked for in what the root of the file reaches and in every page, in every object of a number, so that none hides behind a newer one. Links to
web sites and leaps within the file are left alone; what a page draws is none of this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thads_desktop.exchange.pdf_tree import Ref, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

#: Actions (/S) and kinds of annotations (/Subtype) that act.
_ACTIONS = {b"/JavaScript", b"/Launch", b"/ImportData", b"/SubmitForm", b"/Rendition", b"/RichMediaExecute", b"/Movie"}
_KINDS = {b"/RichMedia", b"/3D", b"/Movie", b"/Screen"}
#: Names that hold a script wherever they stand.
_SCRIPTS = {b"/JS", b"/XFA"}
#: What is drawn, how text is tagged, and the way back up.
_PASSED = {b"/Contents", b"/Resources", b"/StructTreeRoot", b"/Parent", b"/P", b"/Metadata", b"/AP", b"/Dest", b"/D"}
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def active(tops: Iterable[Value], bearers: Callable[[int], Iterable[Value]]) -> bool:
    """tops: the catalogue and the pages; bearers: of a number, every object that bears it."""
    waiting, seen = list(tops), set[int]()
    while waiting:
        value = waiting.pop()
        if isinstance(value, Ref):
            if value.number not in seen:
                seen.add(value.number)
                waiting += bearers(value.number)
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, dict):
            said = {_plain(name): held for name, held in value.items()}
            if _acts(said, bearers):
                return True
            waiting += [held for name, held in said.items() if name not in _PASSED]
    return False


def _acts(said: dict[bytes, Value], bearers: Callable[[int], Iterable[Value]]) -> bool:
    opens = [v for v in _meant(said.get(b"/OpenAction"), bearers) if isinstance(v, dict)]
    # A site that opens with the file was asked for by nobody.
    by_itself = any(_plain(v.get(b"/S")) == b"/URI" for v in opens)
    kinds = ((b"/S", _ACTIONS), (b"/Subtype", _KINDS))
    return by_itself or bool(_SCRIPTS & said.keys()) or any(_plain(v) in wrong for name, wrong in kinds for v in _meant(said.get(name), bearers))


def _meant(value: Value | None, bearers: Callable[[int], Iterable[Value]]) -> list[Value]:
    if value is None:
        return []
    return list(bearers(value.number)) if isinstance(value, Ref) else [value]


def _plain(name: Value | None) -> bytes:
    """A name without its escapes; b"" for what is none."""
    return _ESCAPED.sub(lambda m: bytes([int(m[1], 16)]), name) if isinstance(name, bytes) else b""
