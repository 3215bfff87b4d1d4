"""Blank papers that an office hands to citizens (``forms/blanks``): headings and dotted lines, filled in by hand. They bear no number, no issuer
and no form code, and come back as received papers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from thads_desktop.documents.compose import GAP, Block, Head, Paper
from thads_desktop.documents.form import FormError
from thads_desktop.paths import forms

#: Names of the files, in the order of the catalogue.
FILES = ("request", "declaration")
#: The width of a line, of a letter and of a dot mark, in points of the type that papers are set in: how many dots end a line.
_LINE, _LETTER, _DOT = 452.0, 6.7, 14.0
_OFFICE = f"cơ quan thi hành án dân sự {GAP}"
_DAY = "……………, ngày …… tháng …… năm ………"


@dataclass(frozen=True, slots=True)
class Part:
    """A heading over named fields, over so many empty lines, or a sentence."""

    head: str = ""
    fields: tuple[str, ...] = ()
    lines: int = 0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """number: of the catalogue; to: whom it is for ({office}, {dots}); signed: how it is signed, in words."""

    id: str
    number: int
    title: str
    to: str
    signatures: tuple[str, ...]
    signed: str
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        return f"{self.title.capitalize()} (tờ trống)"


@cache
def blanks() -> tuple[Blank, ...]:
    """Those that ship. FormError names the file that is not sound."""
    return tuple(_read(name) for name in FILES)


def blank_of(said: str) -> Blank | None:
    """By its id or its number in the catalogue; None for none of them."""
    return next((b for b in blanks() if said in (b.id, str(b.number))), None)


def composed(blank: Blank, office: str = "") -> Paper:
    """The sheet as it is printed. office: the name of the office that hands it out, "" = left open."""
    blocks: list[Block] = []
    for part in blank.parts:
        if part.head:
            blocks.append(Block("text", "", part.head))
        blocks += [Block("text", _dotted(f"{name}: ")) for name in part.fields]
        if part.lines:
            blocks.append(Block("blank", "", lines=part.lines))
        if part.text:
            blocks.append(Block("text", part.text))
    blocks.append(Block("text", blank.signed))
    head = Head("", "", "", _DAY, "", blank.signatures, "")
    to = blank.to.replace("{office}", office or _OFFICE).replace("{dots}", GAP)
    return Paper(head, blank.title, "", tuple(blocks), 0, "", (), author=office, to=(to,))


def _dotted(label: str) -> str:
    return label + "…" * max(8, int((_LINE - len(label) * _LETTER) / _DOT))


def _read(name: str) -> Blank:
    try:
        d = tomllib.loads(forms("blanks", f"{name}.toml").read_text(encoding="utf-8"))
        parts = tuple(Part(x.get("head", ""), tuple(x.get("fields", ())), x.get("lines", 0), x.get("text", "")) for x in d.pop("part"))
        return Blank(d["id"], d["number"], d["title"], d["to"], tuple(d["signatures"]), d["signed"], parts)
    except (ValueError, KeyError, TypeError) as error:
        raise FormError(f"{name}.toml: {error!r}") from error
