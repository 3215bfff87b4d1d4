"""Whether a PDF opens as a reader opens it: from the root that its end names over the tree to each page, and what each page draws unpacks.

Words alone make no page: a file whose root, whose list of kids or one of whose pages is destroyed still has them, and no reader opens it; a
page over random bytes opens and shows nothing. All that is looked at is bounded, whoever made the file.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference, by the number of its object."""

    number: int


#: Strings are read as one word: nothing here asks what they say.
Value = bytes | Ref | list["Value"] | dict[bytes, "Value"]

#: Objects of a file, roots that are tried (each update of a file names one), and bearers of one number.
_OBJECTS, _ROOTS, _BEARERS = 500_000, 50, 20
#: So far reaches the dictionary of an object: the kids of 2,000 pages take a quarter of it.
_AROUND = 100_000
#: Words that are read of one file in all, how deep they nest, and bytes that are unpacked to see that they do.
_WORDS, _DEEP, _UNPACKED = 1_500_000, 60, 300_000_000
#: Of a picture this much of its packed bytes is tried.
_TRIED = 65_536
#: A stream written in letters, or a table of places, is read up to here.
_LETTERS = 30_000_000
#: Each begins with letters of its own, for by these a file is searched fast; what stands before "obj" is looked at where it is found.
_TRAILERS = (re.compile(rb"trailer\b"), re.compile(rb"/Type\s*/XRef\b"))
_OBJECT, _NUMBER, _BEFORE = re.compile(rb"obj\b"), re.compile(rb"(?<!\d)(\d{1,9})\s+\d{1,5}\s+\Z"), 48
_WORD = re.compile(
    rb"(?:[\s\0]|%[^\r\n]*)*+(<<|>>|\[|\]|\(|/[^\s\0<>\[\]()/%{}]*+|(\d{1,9})\s+\d{1,5}\s+R(?![^\s\0<>\[\]()/%])|<[0-9A-Fa-f\s\0]*+>|[^\s\0<>\[\]()/%{}]++)"
)
_PAREN = re.compile(rb"\\.|[()]", re.DOTALL)
_STREAM = re.compile(rb"[\s\0]*stream(?:\r\n|\n|\r)")


#: (the catalogue and the pages, number -> the objects that bear it) -> the file acts by itself.
Acts = Callable[[Sequence[Value], Callable[[int], list[Value]]], bool]


class Broken(Exception):
    """The file is none that a reader opens whole."""


class Active(Exception):
    """It acts by itself."""


class TooMuch(Exception):
    """It takes more to look at than any scan does."""


@dataclass(frozen=True, slots=True)
class Packed:
    """An object stream: where it begins in the file, its dictionary, what it holds."""

    at: int
    said: bytes
    held: bytes


@dataclass(slots=True)
class _File:
    data: bytes
    #: number -> (place in the file, in what, from where on) of each object that bears it
    objects: dict[int, list[tuple[int, bytes, int]]]
    words: int = _WORDS
    unpacked: int = _UNPACKED
    tried: set[int] = field(default_factory=set)

    def parsed(self, where: bytes, start: int) -> tuple[Value, int]:
        """(the value that begins there, where it ends). Broken for what is none."""
        stack: list[list[Value]] = [[]]
        opened: list[bytes] = []
        at, last = start, min(len(where), start + _AROUND)
        while True:
            m = _WORD.match(where, at, last)
            self.words -= 1
            if self.words < 0:
                raise TooMuch
            if m is None or len(opened) > _DEEP:
                raise Broken
            word, at = m[1], m.end()
            if word in (b"<<", b"["):
                opened.append(word)
                stack.append([])
                continue
            if word in (b">>", b"]"):
                if not opened or opened.pop() != (b"<<" if word == b">>" else b"["):
                    raise Broken
                held = stack.pop()
                stack[-1].append(_named(held) if word == b">>" else held)
            elif word == b"(":
                at = self._string(where, at, last)
                stack[-1].append(b"()")
            elif m[2] is not None:
                stack[-1].append(Ref(int(m[2])))
            elif not opened and word == b"endobj":
                raise Broken
            else:
                stack[-1].append(word)
            if not opened:
                return stack[0][0], at

    def _string(self, where: bytes, at: int, last: int) -> int:
        depth = 1
        for m in _PAREN.finditer(where, at, last):
            depth += {b"(": 1, b")": -1}.get(m[0], 0)
            self.words -= 1
            if not depth:
                return m.end()
            if self.words < 0:
                raise TooMuch
        raise Broken

    def bearers(self, number: int) -> list[tuple[Value, bytes, int]]:
        """(value, in what, where it ends) of the objects of a number, the newest first; of those that are no values at all none."""
        found = list[tuple[Value, bytes, int]]()
        for _place, where, start in islice(reversed(self.objects.get(number, [])), _BEARERS):
            try:
                value, end = self.parsed(where, start)
            except Broken:
                continue
            found.append((value, where, end))
        return found

    def plain(self, value: Value | None) -> Value | None:
        """What a value says, over one reference."""
        if isinstance(value, Ref):
            found = self.bearers(value.number)
            return found[0][0] if found else None
        return value

    def dictionary(self, value: Value | None, *names: bytes) -> dict[bytes, Value]:
        """The dictionary meant that has these names; Broken where there is none."""
        if isinstance(value, Ref):
            found = [v for v, _where, _end in self.bearers(value.number) if isinstance(v, dict) and all(n in v for n in names)]
        else:
            found = [value] if isinstance(value, dict) and all(n in value for n in names) else []
        if not found:
            raise Broken
        return found[0]


def pages(data: bytes, packed: list[Packed], most: int, acts: Acts | None = None) -> int:
    """How many pages are reached, at most one more than ``most``. Broken where one of them is not, or cannot be drawn; TooMuch; Active where
    ``acts`` says so of the catalogue and the pages."""
    file = _File(data, _objects(data, packed))
    for root in _roots(file):
        try:
            catalogue = file.dictionary(root, b"/Pages")
            leaves = _leaves(file, catalogue[b"/Pages"], most)
        except Broken:
            continue
        if leaves:
            for leaf in leaves[: most + 1]:
                _drawable(file, leaf)
            if acts is not None and acts([catalogue, *leaves], lambda number: [v for v, _where, _end in file.bearers(number)]):
                raise Active
            return len(leaves)
    raise Broken


def _roots(file: _File) -> list[Value]:
    """What the ends of the file name as its root, the last end first."""
    found = list[Value]()
    ends = sorted((m for one in _TRAILERS for m in islice(one.finditer(file.data), 1_000)), key=lambda m: m.start())
    for m in islice(reversed(ends), _ROOTS):
        start = m.end() if m[0] == b"trailer" else _begins(file.data, m.start())
        try:
            said, end = file.parsed(file.data, start)
            if isinstance(said, dict) and m[0] != b"trailer" and said.get(b"/Filter") == b"/FlateDecode":
                stream = _STREAM.match(file.data, end)
                if stream is None:
                    continue
                _inflates(file, file.data[stream.end() : stream.end() + _LETTERS], whole=True)
        except Broken:
            continue
        if isinstance(said, dict) and b"/Root" in said and said[b"/Root"] not in found:
            found.append(said[b"/Root"])
    return found


def _begins(data: bytes, at: int) -> int:
    """Where the object around a place begins."""
    begun = [end for _number, _start, end in _begun(data, max(0, at - 2_000), at)]
    return begun[-1] if begun else at


def _begun(data: bytes, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """(number, where it is said, where the object begins) of each object of a part of the file."""
    for m in _OBJECT.finditer(data, first, last):
        since = max(0, m.start() - _BEFORE)
        said = _NUMBER.search(data[since : m.start()])
        if said is not None:
            yield int(said[1]), since + said.start(), m.end()


def _leaves(file: _File, top: Value, most: int) -> list[dict[bytes, Value]]:
    """The pages of a tree in any order. Broken for a node or page that is none."""
    found, waiting, seen = list[dict[bytes, Value]](), [top], set[int]()
    while waiting and len(found) <= most:
        value = waiting.pop()
        node = file.dictionary(value)
        kind = file.plain(node.get(b"/Type"))
        if b"/Kids" not in node:
            if kind not in (None, b"/Page"):
                raise Broken
            found.append(node)
            continue
        if isinstance(value, Ref):
            if value.number in seen:
                raise Broken
            seen.add(value.number)
        kids = file.plain(node[b"/Kids"])
        if not isinstance(kids, list):
            raise Broken
        waiting += kids
    return found


def _drawable(file: _File, page: dict[bytes, Value]) -> None:
    """What the page draws, and the pictures that it names as its own, unpack."""
    contents = file.plain(page.get(b"/Contents"))
    named = contents if isinstance(contents, list) else [page[b"/Contents"]] if b"/Contents" in page else []
    for one in named:
        _unpacks(file, one, whole=True)
    held = file.plain(page.get(b"/Resources"))
    pictures = file.plain(held.get(b"/XObject")) if isinstance(held, dict) else None
    for one in pictures.values() if isinstance(pictures, dict) else ():
        _unpacks(file, one, whole=False)


def _unpacks(file: _File, one: Value, *, whole: bool) -> None:
    """A stream of the two usual packings begins as one; what a page draws with is unpacked to its end."""
    if not isinstance(one, Ref) or one.number in file.tried or (not whole and one.number not in file.objects):
        # A picture that is named and not there is none that a page needs: what was left out when pages were taken from another file.
        return
    file.tried.add(one.number)
    found = [(v, where, end) for v, where, end in file.bearers(one.number) if isinstance(v, dict)]
    if not found:
        raise Broken
    said, where, end = found[0]
    begins = _STREAM.match(where, end)
    if begins is None:
        raise Broken
    assert isinstance(said, dict)
    packing = file.plain(said.get(b"/Filter"))
    packings = packing if isinstance(packing, list) else [packing]
    at = begins.end()
    stop = where.find(b"endstream", at)
    packed = where[at : stop if stop >= 0 else len(where)]
    if packings[:1] == [b"/ASCII85Decode"]:
        packings, packed = packings[1:], _plain_letters(packed)
    if packings[:1] == [b"/DCTDecode"] and not packed[:64].lstrip().startswith(b"\xff\xd8\xff"):
        raise Broken
    if packings[:1] == [b"/FlateDecode"]:
        _inflates(file, packed, whole=whole)


def _plain_letters(packed: bytes) -> bytes:
    if len(packed) > _LETTERS:
        raise TooMuch
    try:
        return base64.a85decode(packed.strip().removeprefix(b"<~").partition(b"~")[0])
    except ValueError as error:
        raise Broken from error


def _inflates(file: _File, packed: bytes, *, whole: bool) -> None:
    unpacker = zlib.decompressobj()
    try:
        rest = packed if whole else packed[:_TRIED]
        while rest and not unpacker.eof:
            got = unpacker.decompress(rest, 1_000_000)
            file.unpacked -= len(got)
            if file.unpacked < 0:
                raise TooMuch
            rest = unpacker.unconsumed_tail
            if not got and rest:
                break
            if not whole:
                break
    except zlib.error as error:
        # Unpacked whole, and the sum behind it is wrong: every reader shows it.
        if "incorrect data check" not in str(error):
            raise Broken from error


def _named(held: list[Value]) -> dict[bytes, Value]:
    names = held[::2]
    if len(held) % 2 or not all(isinstance(n, bytes) and n.startswith(b"/") for n in names):
        raise Broken
    return {n: v for n, v in zip(names, held[1::2], strict=True) if isinstance(n, bytes)}


def _objects(data: bytes, packed: list[Packed]) -> dict[int, list[tuple[int, bytes, int]]]:
    """Number -> the places at which an object of this number stands, in the order of the file."""
    found: dict[int, list[tuple[int, bytes, int]]] = {}
    for n, (number, at, begins) in enumerate(_begun(data, 0, len(data))):
        if n > _OBJECTS:
            raise TooMuch
        found.setdefault(number, []).append((at, data, begins))
    for one in packed:
        count, first = (re.search(rb"/%b\s+(\d{1,9})" % name, one.said) for name in (b"N", b"First"))
        if count is None or first is None:
            continue
        begins = int(first[1])
        pairs = [int(x) for x in re.findall(rb"\d{1,9}", one.held[:begins])][: 2 * int(count[1])]
        for number, at in zip(pairs[::2], pairs[1::2], strict=False):
            found.setdefault(number, []).append((one.at, one.held, begins + at))
    for places in found.values():
        places.sort(key=lambda place: place[0])
    return found
