"""How a paper cites texts of law: one with a number in full where it is first named, then short (``resources/papers/citations.toml``); an
article and its own clause are one ground."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import long_date
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = "citations.toml"
_KEYS = {"kind", "number", "day", "body", "title", "note"}
_ARTICLE = re.compile(r"Điều \d+[a-zđ]?")
#: Articles behind each other of one text, and nothing else: "Căn cứ khoản 2, khoản 3 Điều 36, Điều 45 Luật Thi hành án dân sự".
_GROUND = re.compile(r"Căn cứ (?P<items>(?:(?:điểm|khoản|Điều) \w+(?:,? ))+)(?P<text>(?:Luật|Nghị định|Thông tư).+)")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of law with a number. title "" = not established."""

    kind: str
    number: str
    day: date
    body: str
    title: str

    @property
    def short(self) -> str:
        return f"{self.kind} số {self.number}"

    @property
    def full(self) -> str:
        return f"{self.short} {long_date(self.day)} của {self.body}" + (f" {self.title}" if self.title else "")

    @property
    def written(self) -> re.Pattern[str]:
        """Every way in which forms and law data write it."""
        said = rf"{re.escape(self.kind)} (?:số )?{re.escape(self.number)}(?: {re.escape(long_date(self.day))})?(?: của {re.escape(self.body)})?"
        return re.compile(said + (rf"(?: {re.escape(self.title)})?" if self.title else ""))


@cache
def texts() -> tuple[tuple[Text, re.Pattern[str]], ...]:
    """Every text that is cited so, with all the ways in which it is written."""
    return tuple((t, t.written) for t in read(resource("papers", FILE).read_text(encoding="utf-8")))


def read(content: str) -> tuple[Text, ...]:
    """The texts of a file, judged. LawDataError for what is not sound."""
    try:
        rows = tomllib.loads(content)["text"]
        made = tuple(Text(r["kind"], r["number"], r["day"], r["body"], r["title"]) for r in rows)
    except (ValueError, KeyError, TypeError) as error:
        raise LawDataError(f"{FILE}: {error!r}") from error
    if any(set(r) - _KEYS or type(r["day"]) is not date or not (r["kind"] and r["number"] and r["body"]) for r in rows):
        raise LawDataError(f"{FILE}: {rows}")
    return made


class Cited:
    """The texts of law that one paper has named so far."""

    def __init__(self) -> None:
        self._named: set[str] = set()

    def said(self, text: str) -> str:
        """The text, each law with a number in full where the paper first names it, then short."""
        for law, written in texts():
            if law.number in text:
                text = written.sub(partial(self._once, law), text)
        return text

    def _once(self, law: Text, _match: re.Match[str]) -> str:
        if law.number in self._named:
            return law.short
        self._named.add(law.number)
        return law.full


def once(grounds: Sequence[str]) -> list[str]:
    """The grounds, each article once: one that a clause or point of it is cited beside, or that stood before, is left out; "" for a ground
    of which nothing is left. What is more than articles of one text stays as it is."""
    read_ = [_GROUND.fullmatch(g) for g in grounds]
    parts = [(m["text"], _items(m["items"])) if m is not None else ("", []) for m in read_]
    finer = {(text, _ARTICLE.findall(item)[-1]) for text, items in parts for item in items if not item.startswith("Điều")}
    seen: set[tuple[str, str]] = set()
    found = []
    for ground, (text, items) in zip(grounds, parts, strict=True):
        if not items:
            found.append(ground)
            continue
        kept = []
        for item in items:
            whole = item.startswith("Điều")
            if (text, item) in seen or (whole and (text, item) in finer):
                continue
            seen.add((text, item))
            kept.append(item)
        found.append(f"Căn cứ {', '.join(kept)} {text}" if kept else "")
    return found


def _items(said: str) -> list[str]:
    """ "khoản 2, khoản 3 Điều 36, Điều 45 " -> the clauses with their article, then the article alone."""
    found, open_ = [], ""
    for piece in said.strip().split(", "):
        open_ = f"{open_}, {piece}" if open_ else piece
        if _ARTICLE.search(piece):
            found.append(open_)
            open_ = ""
    return found if not open_ else []
