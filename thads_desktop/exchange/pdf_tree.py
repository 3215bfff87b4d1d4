"""Whether the pages of a PDF are reached as a reader reaches them: from the root that its end names over the tree to a page.

Words alone make no page: a file whose root or whose list of kids is destroyed still has them, and no reader opens it.
"""

from __future__ import annotations

import re
from itertools import islice

#: Roots that are tried (each update of a file names one), and nodes that are looked at.
_ROOTS, _NODES = 50, 20_000
#: So far reaches the dictionary of an object: the kids of 2,000 pages take a quarter of it.
_AROUND = 100_000
_ROOT = re.compile(rb"/Root\s+(\d{1,9})\s+\d+\s+R\b")
_PAGES = re.compile(rb"/Pages\s+(\d{1,9})\s+\d+\s+R\b")
_KIDS = re.compile(rb"/Kids\s*(?:\[([^\]]*)\]|(\d{1,9})\s+\d+\s+R\b)")
_REFERENCE = re.compile(rb"(\d{1,9})\s+\d+\s+R\b")
_NODE = re.compile(rb"/Type\s*/Pages\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+obj\b")
_ENDS = re.compile(rb"\bendobj\b|\bstream\b")


def reaches_a_page(data: bytes, packed: list[tuple[bytes, bytes]]) -> bool:
    """data: the file; packed: (dictionary, what it holds) of its object streams. Of an object that is there several times any will do."""
    found = _objects(data, packed)
    roots = dict.fromkeys(int(m[1]) for m in islice(_ROOT.finditer(data), _ROOTS))
    waiting = [int(m[1]) for root in roots for place in found.get(root, ()) for m in _PAGES.finditer(_text(*place))]
    seen: set[int] = set()
    while waiting and len(seen) < _NODES:
        number = waiting.pop()
        if number in seen:
            continue
        seen.add(number)
        for text in (_text(*place) for place in found.get(number, ())):
            kids = _KIDS.search(text)
            if kids is not None:
                listed = kids[1] if kids[1] is not None else b" ".join(_text(*p) for p in found.get(int(kids[2]), ()))
                waiting += [int(m[1]) for m in _REFERENCE.finditer(listed)]
            elif text.lstrip().startswith(b"<<") and not _NODE.search(text):
                return True
    return False


def _objects(data: bytes, packed: list[tuple[bytes, bytes]]) -> dict[int, list[tuple[bytes, int]]]:
    """Number -> the places (in what, from where on) at which an object of this number stands."""
    found: dict[int, list[tuple[bytes, int]]] = {}
    for m in _OBJECT.finditer(data):
        found.setdefault(int(m[1]), []).append((data, m.end()))
    for said, held in packed:
        count, first = (re.search(rb"/%b\s+(\d{1,9})" % name, said) for name in (b"N", b"First"))
        if count is None or first is None:
            continue
        begins = int(first[1])
        pairs = [int(x) for x in re.findall(rb"\d{1,9}", held[:begins])][: 2 * int(count[1])]
        for number, at in zip(pairs[::2], pairs[1::2], strict=False):
            found.setdefault(number, []).append((held, begins + at))
    return found


def _text(where: bytes, start: int) -> bytes:
    """An object from its place to its end; in an object stream, which has no such word, as far as its own dictionary goes."""
    ends = _ENDS.search(where, start, start + _AROUND)
    text = where[start : ends.start() if ends is not None else start + _AROUND]
    depth = 0
    for m in re.finditer(rb"<<|>>", text) if ends is None else ():
        depth += 1 if m[0] == b"<<" else -1
        if depth <= 0:
            return text[: m.end()]
    return text
