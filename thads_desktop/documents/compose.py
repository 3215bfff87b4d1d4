"""From a form and a flat record of prepared strings to a paper: blocks of plain text, no markup, no store, no Qt.

A gap prints as dots and is named as missing: where the form needs it and, but in minutes, wherever it would print. What a user
typed is put in once and never read again as a place to fill.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from thads_desktop.documents.citations import Cited, once
from thads_desktop.documents.form import PLACE, Article, Form, Recipient
from thads_desktop.domain.text import nfc

if TYPE_CHECKING:
    from datetime import date

#: How variables end that name an article, or what a fee rests on.
LAWS = ("_law", "fee_basis")
GAP = "……………………"
#: The label that is numbered; a line of further content that begins one.
_ARTICLE = "Điều"
_TYPED_ARTICLE = re.compile(r"Điều(?:\s+\d+)?\s*[.:]\s*(\S.*)")
#: How a ground begins.
_GROUND = "Căn cứ "
Facts = Mapping[str, "str | Sequence[Mapping[str, str]]"]


@dataclass(frozen=True, slots=True)
class Block:
    """kind: ground | article | text | item | blank | table. label: bold lead ("Điều 1."); lines: dotted lines of a blank;
    rows: of a table, its heads first."""

    kind: str
    text: str
    label: str = ""
    lines: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Head:
    """The page's head and foot as plain strings. number_line, day_line "" = not on this paper."""

    parent: str
    issuer: str
    number_line: str
    day_line: str
    authority: str
    signer_title: tuple[str, ...]
    signer_name: str
    code: str = ""
    #: A section of the issuer, under its name.
    section: str = ""


@dataclass(frozen=True, slots=True)
class CopyMark:
    """What makes a print a copy. digital: the lines at the upper right of its first page; else what stands at its end."""

    title: str
    digital: tuple[str, ...] = ()
    issuer: tuple[str, str] = ("", "")
    number_line: str = ""
    day_line: str = ""
    signer_title: tuple[str, ...] = ()
    signer_name: str = ""
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper ready to draw. signatures: titles of the further signers under minutes; sealed: those of them who also seal."""

    head: Head
    title: str
    subject: str
    blocks: tuple[Block, ...]
    resolves_at: int
    resolves: str
    recipients: tuple[str, ...]
    minutes: bool = False
    signatures: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()
    author: str = ""
    #: An official letter, and whom it is for.
    letter: bool = False
    to: tuple[str, ...] = ()
    #: The code by which the issued paper is found again ("" = a draft, which has none).
    mark: str = ""
    #: Of a certified copy; None = the paper itself.
    copy: CopyMark | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A line of recipients and the line of the form that it was made of, without the names that are not known."""

    text: str
    template: str

    @property
    def names(self) -> tuple[str, ...]:
        """What the form fills in there."""
        return tuple(PLACE.findall(self.template))


@dataclass(frozen=True, slots=True)
class Composed:
    """The paper, the needed variables that are empty as (name, label), and whom it names: above its text, then at its foot; of one without
    such a list who holds a copy."""

    paper: Paper
    missing: tuple[tuple[str, str], ...]
    named: tuple[Named, ...]


def compose(form: Form, facts: Facts, head: Head, day: date | None = None, told: Mapping[str, str] | None = None) -> Composed:
    """Fill a form as of a day (None = today's text). Facts that the form does not name are ignored. told: what some variables say among
    the recipients alone, "" for nobody."""
    cited = Cited()
    grounds = [b for part in form.grounds if _is_in_force(part, day) for b in _blocks(form, part, facts, "ground", 0, cited)[0]]
    grounds = [replace(b, text=text) for b, text in zip(grounds, once([b.text for b in grounds]), strict=True) if text]
    grounds = _punctuated(list({b.text: b for b in grounds}.values()))
    body: list[Block] = []
    count = 0
    parts = [p for p in (*form.opening, *form.articles) if _is_in_force(p, day) and _holds(p, facts)]
    last = max((at for at, p in enumerate(parts) if p.label == _ARTICLE), default=-1)
    lists: list[tuple[int, str]] = []
    # An article that the office adds has its own number; the last one, of the effect of the paper, stays the last.
    within, added = _added(str(facts.get("extra") or "")) if last >= 0 else ("", [])
    for at, part in enumerate(parts):
        if at == last:
            for text in added:
                count += 1
                body += _paragraphs("article", f"{_ARTICLE} {count}.", nfc(_begun(text)))
        kind = "article" if part.label else "ground" if form.minutes and part.text.startswith(_GROUND) else "text"
        made, count = _blocks(form, part, {**facts, "extra": within} if added else facts, kind, count, cited)
        body += made
        lists += [(len(body) - 1, _point(part))] if made else []
    body = _listed(body, lists)
    listed = {**facts, **(told or {})}
    to, recipients = _named(form, form.to, listed), _named(form, form.recipients, listed)
    needed = (*form.needs, *(n for when, names in form.needs_when if facts.get(when) for n in names), *_printed(form, facts, day))
    missing = tuple((n, form.variable(n).label) for n in dict.fromkeys(needed) if not facts.get(n))
    missing += tuple((names[0], " hoặc ".join(form.variable(n).label for n in names)) for names in form.needs_one if not any(facts.get(n) for n in names))
    paper = Paper(
        head=head,
        title=form.title,
        subject=nfc(_fill(form, form.subject, facts, {})),
        blocks=(*grounds, *_ended(_grounded(body), minutes=form.minutes)),
        resolves_at=len(grounds),
        resolves="" if form.minutes else form.resolves,
        # One body that is two things to a paper is told once.
        recipients=tuple(dict.fromkeys(r.text for r in recipients)),
        minutes=form.minutes,
        signatures=(*_signed_by(form, facts), *(nfc(_fill(form, s, facts, {})) for s in form.signatures)),
        sealed=tuple(nfc(_fill(form, s, facts, {})) for s in form.sealed),
        author=head.issuer,
        letter=form.letter,
        # One alone stands beside the words, several are a list.
        to=tuple(r.text.rstrip(" ;") if len(to) == 1 else r.text for r in to),
    )
    return Composed(paper, missing, (*to, *recipients, *_named(form, form.copies, facts)))


def _signed_by(form: Form, facts: Facts) -> list[str]:
    """The places of those who all sign, a line each: in what capacity, then the name."""
    if (by := form.signed_by) is None:
        return []
    found = []
    for row in (x for x in facts.get(by.each) or () if not isinstance(x, str)):
        text = by.text if all(row.get(n) for n in PLACE.findall(by.text)) else by.plain
        capacity, colon, name = nfc(_fill(form, text, facts, row)).partition(":")
        found.append(f"{capacity.upper()}{colon}{name}")
    return found


def plain_text(paper: Paper) -> str:
    """The whole paper as text, one block a line: what golden tests compare."""
    h = paper.head
    lines = [h.code, h.parent, h.issuer, h.section, h.number_line, h.day_line, paper.title, paper.subject, h.authority]
    lines += ["Kính gửi:" if paper.to else "", *paper.to]
    for at, block in enumerate(paper.blocks):
        if at == paper.resolves_at:
            lines.append(paper.resolves)
        lines += _plain(block)
    lines += ["Nơi nhận:" if paper.recipients else "", *(f"- {r}" for r in paper.recipients)]
    lines += [*h.signer_title, h.signer_name, *(f"{s} {signed_how(paper, s)}" for s in paper.signatures)]
    return "\n".join(line for line in lines if line) + "\n"


def signed_how(paper: Paper, title: str) -> str:
    """What a further signer is asked for."""
    return "(ký, ghi rõ họ tên, đóng dấu)" if title in paper.sealed else "(ký, ghi rõ họ tên)"


def _plain(block: Block) -> list[str]:
    match block.kind:
        case "blank":
            return [f"[{block.lines} dòng trống]"]
        case "table":
            return [" | ".join(row) for row in block.rows]
        case _:
            return [f"{block.label} {block.text}".strip()]


def _blocks(form: Form, part: Article, facts: Facts, kind: str, count: int, cited: Cited) -> tuple[list[Block], int]:
    """The blocks of one paragraph, and how many numbered articles there are now. cited: what the paper has named so far of the law."""
    if not _holds(part, facts):
        return [], count
    rows: Sequence[Mapping[str, str]] = [{}]
    if part.each:
        given = facts.get(part.each) or ()
        rows = given if not isinstance(given, str) else ()
    if part.cells:
        filled = tuple(tuple(nfc(_fill(form, cell, facts, row)) for cell in part.cells) for row in rows)
        return ([Block("table", "", rows=(part.heads, *filled))] if filled else []), count
    made = []
    for row in rows:
        label = ""
        if kind == "article":
            count += 1
            label = f"{part.label} {count}." if part.label == _ARTICLE else part.label
        names = PLACE.findall(part.text)
        if part.blank and names and not any(facts.get(n) for n in names):
            made.append(Block("text", nfc(PLACE.sub("", part.text).strip()), label))
            made.append(Block("blank", "", lines=part.blank))
            continue
        text = _stopped(form, part, nfc(_fill(form, cited.said(part.text), _lawful(facts, part, cited), row)))
        made += _paragraphs(kind, label, _begun(text) if PLACE.match(part.text) else text)
    return made, count


def _lawful(facts: Facts, part: Article, cited: Cited) -> Facts:
    """The facts with what names a law in them said as the paper cites it; what was typed stays as it is."""
    laws = [n for n in PLACE.findall(part.text) if n.endswith(LAWS)]
    return {**facts, **{n: cited.said(said) for n in laws if isinstance(said := facts.get(n), str)}} if laws else facts


def _stopped(form: Form, part: Article, text: str) -> str:
    """A line of minutes that ends with what was typed ends with a full stop."""
    ends = form.minutes and part.text.endswith("}") and text[-1:].isalnum()
    return f"{text}." if ends else text


def _added(extra: str) -> tuple[str, list[str]]:
    """What was typed as further content: the paragraphs of its place, and the articles, each begun by a line "Điều." (a number typed there is
    as the paper counts it)."""
    within: list[str] = []
    added: list[str] = []
    for line in extra.split("\n"):
        if begun := _TYPED_ARTICLE.match(line.strip()):
            added.append(begun[1])
        elif added:
            added[-1] += f"\n{line}"
        else:
            within.append(line)
    return "\n".join(within).strip(), [text for text in added if text.strip()]


def _printed(form: Form, facts: Facts, day: date | None) -> list[str]:
    """The names that the paper prints as it stands: what is optional stands in a paragraph that asks for it, so that nothing else may be
    a gap (TT 04/2023, Điều 36.2). None of minutes, whose gaps are filled in by hand."""
    if form.minutes or form.effect == "none":
        return []
    found = PLACE.findall(form.subject)
    for part in (p for p in (*form.grounds, *form.opening, *form.articles) if _is_in_force(p, day) and _holds(p, facts)):
        rows = facts.get(part.each) or () if part.each else ({},)
        cells = {name for row in rows if not isinstance(row, str) for name in row}
        found += [n for n in PLACE.findall(" ".join((part.text, *part.cells))) if n not in cells] if rows else []
    return found


def _begun(text: str) -> str:
    """A sentence that begins with what was filled in begins with a capital; the letter of a point, "a)", is none."""
    return text[:1].upper() + text[1:] if text[1:2].isalpha() or text[1:2] == " " else text


def _is_in_force(part: Article, day: date | None) -> bool:
    """What the paragraph cites was in force on that day."""
    return day is None or part.since is None or part.since <= day


def _holds(part: Article | Recipient, facts: Facts) -> bool:
    """Every variable that its condition names is filled, and none of those that speak against it."""
    return all(facts.get(name) for name in part.when.split()) and not any(facts.get(name) for name in part.unless.split())


def _paragraphs(kind: str, label: str, text: str) -> list[Block]:
    """Typed line breaks become paragraphs of their own."""
    first, *rest = text.split("\n")
    return [Block(kind, first, label), *(Block("text", line) for line in rest if line.strip())]


def _fill(form: Form, text: str, facts: Facts, row: Mapping[str, str]) -> str:
    """One pass: what is put in is never looked at again."""
    made, typed, at = "", False, 0
    for match in PLACE.finditer(text):
        made, typed = _joined(made, text[at : match.start()], typed=typed)
        name, at = match[1], match.end()
        found = row[name] if name in row else facts.get(name)
        if name in row or (found and isinstance(found, str)):
            # What a row does not have is no gap: an organisation without details, an obligation without an amount.
            made, typed = _joined(made, _ENDED.sub(".", str(found)), typed=typed, filled=True)
        else:
            made, typed = made + (form.variable(name).gap or GAP), False
    return _joined(made, text[at:], typed=typed)[0]


#: How a typed text is ended in Word: that is the end of the paper, and the paper has its own.
_ENDED = re.compile(r"[ .;]*\./\.[ ]*$", re.MULTILINE)
#: A full stop that belongs to the word.
_SHORTENED = re.compile(r"(?:\b(?:Ltd|Co|Corp|Inc|JSC|TP|Tp)|v\.v)\.$")


def _joined(before: str, after: str, *, typed: bool, filled: bool = False) -> tuple[str, bool]:
    """Two pieces of a sentence together, and whether it now ends with what somebody typed. typed: before does; filled: after is.

    Of the mark that ends what was typed and the form's own one stays: the form's, but for a question, a call and three dots.
    """
    if not after:
        return before, typed
    mark = after[0]
    if not typed or mark not in ".;,:":
        return before + after, filled
    if before.endswith(("?", "!", "…", "...")):
        return before + (after[1:] if mark == "." else after), filled
    words = before.rstrip(" .;,:")
    if mark != "." and before[len(words) :].startswith(".") and (_SHORTENED.search(f"{words}.") or (filled and mark != ":")):
        words += "."
    return words + after, filled


def _named(form: Form, recipients: Sequence[Recipient], facts: Facts) -> list[Named]:
    """The lines of recipients of whom one at least is known; those not known are left out of their line."""
    found = []
    for text in (r.text for r in recipients if _holds(r, facts)):
        names = PLACE.findall(text)
        unknown = [n for n in names if not facts.get(n)]
        if names and len(unknown) == len(names):
            continue
        for name in unknown:
            place = f"{{{name}}}"
            text = text.replace(f"{place}; ", "").replace(f"; {place}", "")
        if all(facts.get(n) for n in PLACE.findall(text)):
            # Several who stand for one name are a line each.
            *first, last = nfc(_fill(form, text, facts, {})).split("\n")
            found += [Named(line, text) for line in (*(f"{x.rstrip(' ;.')};" for x in first), last)]
    return found


def _punctuated(grounds: list[Block]) -> list[Block]:
    """Grounds end in ";", the last one in "." (NĐ 30/2020)."""
    made = []
    for at, block in enumerate(grounds):
        mark = "." if at == len(grounds) - 1 else ";"
        made.append(Block(block.kind, block.text.rstrip(" .;,:") + mark, block.label))
    return made


def _grounded(body: list[Block]) -> list[Block]:
    """The grounds of minutes stand in their text: each run of them ends as those above a decision do."""
    runs = [list(run) for _, run in groupby(body, key=lambda b: b.kind == "ground")]
    return [b for run in runs for b in (_punctuated(run) if run[0].kind == "ground" else run)]


#: How a point of a list begins, in the text of a form.
_POINT = re.compile(r"(?:([-+]) |(\{n\}|\d+)\. |(\{letter\}|[a-zđ])\) )(.*)", re.DOTALL)


def _point(part: Article) -> str:
    """By what the points of its list are told ("-", "1", "a"), and whether they end in ";"; "" for a paragraph that is none."""
    match = None if part.label else _POINT.fullmatch(part.text)
    if match is None:
        return ""
    return (match[1] or ("1" if match[2] else "a")) + (";" if match[4].endswith(";") else "")


def _listed(body: list[Block], parts: list[tuple[int, str]]) -> list[Block]:
    """The last point of a list ends in a full stop. parts: of each paragraph that prints the place of its last block, and its ``_point``."""
    made = list(body)
    for (at, point), following in zip(parts, [*(p for _, p in parts[1:]), ""], strict=True):
        block = made[at]
        if point.endswith(";") and point[0] != following[:1] and block.text.endswith(";"):
            said = block.text[:-1]
            made[at] = replace(block, text=said if said.endswith((".", "?", "!", "…")) else f"{said}.")
    return made


def _ended(body: list[Block], *, minutes: bool) -> list[Block]:
    """The last words of a paper end in "./." (NĐ 30/2020); minutes are crossed out instead, and a table has no last words."""
    if minutes or not body or body[-1].kind == "table":
        return body
    last = body[-1]
    return [*body[:-1], Block(last.kind, last.text.rstrip(" .;,:") + "./.", last.label)]
