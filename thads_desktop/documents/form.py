"""Document forms: dated TOML files under ``forms/documents`` or in a pack, read strictly.

A form names its grounds, articles, signer, number series and recipients. Text holds ``{names}`` of the closed registry; the
only logic is "when" (a variable is filled) and "each" (once for every row of a list).
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.documents.facts import field_faults
from thads_desktop.documents.variables import ROW_FIELDS, VARIABLES, Variable
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.domain.refusal import Refusal, Refused

if TYPE_CHECKING:
    from pathlib import Path

#: issuer: whoever issued the paper that it acts on, the head or an officer.
SIGNERS = ("head", "officer", "clerk", "accountant", "issuer")
FIELD_KINDS = ("text", "long", "money", "day", "moment", "hour", "lines")
#: What a paragraph that repeats for the lines of an own field may say, besides its cells.
_ROW = ("n", "letter", "item", "said")
#: What a paper may start: as ``law/due_procedure`` names it.
STARTS = ("", "urgent_freeze", "urgent_keep")
PLACE = re.compile(r"\{([a-z_0-9]+)\}")
_KEYS = {
    "id", "effect", "title", "subject", "number", "status", "law", "from", "until", "code", "signer", "series", "minutes",
    "resolves", "grounds", "opening", "article", "recipients", "needs", "signatures", "sealed", "letter", "to", "measure", "signed_as",
    "symbol", "field", "see", "starts", "needs_when", "note", "copies", "signed_by", "needs_one", "things",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """A paragraph. label: "Điều" numbers it, "" does not; when: variables, parted by blanks, that must all be filled; unless: those
    of which none may be; each: rows it repeats for; since: on papers of a day before it the paragraph is left out.

    heads, cells: instead of text a ruled table, a row of cells for each row; "" is left empty to be filled in by hand.
    """

    text: str = ""
    label: str = "Điều"
    when: str = ""
    unless: str = ""
    each: str = ""
    blank: int = 0
    heads: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    #: The first day of the text that a ground cites.
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who receives the paper; when: variables, parted by blanks, that must all be filled; unless: of which none may be."""

    text: str
    when: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class SignedBy:
    """A place of signature for each line of an own field. text: of its cells; plain: where one that it names is empty."""

    each: str
    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class Form:
    """A document form in force from a day (until None = still). number: of the catalogue of papers."""

    id: str
    effect: str
    title: str
    subject: str
    number: int
    status: str
    law: str
    start: date
    until: date | None
    code: str
    signer: str
    series: str
    minutes: bool
    resolves: str
    grounds: tuple[Article, ...]
    opening: tuple[Article, ...]
    articles: tuple[Article, ...]
    recipients: tuple[Recipient, ...]
    needs: tuple[str, ...]
    signatures: tuple[str, ...]
    #: Of the signatures those that carry the seal of their own body.
    sealed: tuple[str, ...]
    #: An official letter: what it is about stands under its number, whom it is for above its text.
    letter: bool = False
    to: tuple[Recipient, ...] = ()
    #: The measure that a form of security or coercion is for; "" = any.
    measure: str = ""
    #: Above the signature of who does not sign as head; "" = as usual.
    signed_as: str = ""
    #: What its number bears for the kind of paper ("GM"); "" = that of its series.
    symbol: str = ""
    #: The form's own fields, which no other form has.
    own: tuple[Variable, ...] = ()
    #: The act (``resources/rights``) without which nobody makes or reads such a paper; "" = as every paper.
    see: str = ""
    #: What became known with it and starts a term ("urgent_freeze"); "" = nothing.
    starts: str = ""
    #: What must be filled too where a variable is: (that variable, the names).
    needs_when: tuple[tuple[str, tuple[str, ...]], ...] = ()
    #: What is not certain of it, as its user reads it; never printed.
    note: str = ""
    #: Of a paper that prints no list of recipients: who holds a copy of it all the same; the file always does.
    copies: tuple[Recipient, ...] = ()
    #: Who signs beside those, one for each line ("all members sign"); None = nobody.
    signed_by: SignedBy | None = None
    #: Of each of these one at least must be filled.
    needs_one: tuple[tuple[str, ...], ...] = ()
    #: It is about obligations to hand over or to do something: none in money.
    things: bool = False

    def __hash__(self) -> int:
        """A form is looked up at every paper: by what tells forms apart, not by all their texts."""
        return hash((self.id, self.law, self.start, self.subject))

    @property
    def needed_otherwise(self) -> tuple[str, ...]:
        """What is needed where something else is filled, or is not."""
        return (*(n for when, more in self.needs_when for n in (when, *more)), *(n for names in self.needs_one for n in names))

    def variable(self, name: str) -> Variable:
        """A name that the form may say: its own field, or one of the registry."""
        return next((v for v in self.own if v.name == name), None) or VARIABLES[name]

    def on(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)

    @property
    def required(self) -> tuple[str, ...]:
        """What must be filled whatever the case: what the file needs, and but in minutes, whose gaps are filled in by hand, what a paragraph
        without a condition prints. What is optional stands in a paragraph that asks for it."""
        if self.minutes or self.effect == "none":
            return self.needs
        certain = [p.text for p in (*self.grounds, *self.opening, *self.articles) if not (p.when or p.unless or p.each)]
        return tuple(dict.fromkeys((*self.needs, *PLACE.findall(" ".join((self.subject, *certain))))))

    @property
    def name(self) -> str:
        """How lists call it: "Quyết định hoãn thi hành án"; what differs from paper to paper ("Lần thứ {n}") is no part of it."""
        subject = "" if PLACE.search(self.subject) else self.subject.removeprefix("Về việc ").removeprefix("về việc ").removeprefix("V/v ")
        title = self.title.capitalize()
        return f"{title} {subject[0].lower()}{subject[1:]}" if subject else title

    @property
    def code_printed(self) -> str:
        """A form that was reconstructed from the law bears no code of the ministry."""
        return self.code if self.status == "established" else ""

    @property
    def checked(self) -> tuple[Variable, ...]:
        """What is typed and must be of its kind: its own fields, and hours of the registry."""
        return (*self.own, *(VARIABLES[n] for n in self.typed if n in VARIABLES and VARIABLES[n].kind in ("moment", "hour")))

    @property
    def held(self) -> str:
        """The field with the hour and day that minutes begin with; "" where they say none."""
        hours = {v.name for v in self.checked if v.kind == "moment"}
        said = [name for part in self.opening for name in PLACE.findall(part.text) if name in hours]
        return said[0] if self.minutes and said else ""

    @property
    def typed(self) -> tuple[str, ...]:
        """The variables a clerk types for this form, in the order of the paper."""
        found: dict[str, None] = {}
        own = {v.name for v in self.own}
        parts = (*self.grounds, *(Article(r.text) for r in self.to), *self.opening, *self.articles)
        for part in parts:
            for name in (*PLACE.findall(" ".join((part.text, *part.cells))), *((part.each,) if part.each in own else ())):
                if name in own or (name in VARIABLES and VARIABLES[name].source == "typed"):
                    found[name] = None
        # What only a recipient, a signature or a condition says comes last.
        return (*found, *(name for name in (v.name for v in self.own) if name not in found))


class FormError(Exception):
    """A form file is not sound; the text names the file and the fault."""


def form_for(form_id: str, day: date) -> Form:
    """The version of a form in force on a day. Refused: no such form, or none in force then."""
    versions = [f for f in load_forms() if f.id == form_id]
    if not versions:
        raise Refused(Refusal("form.unknown", {"form": form_id[:40]}, "form"))
    for form in versions:
        if form.on(day):
            return form
    raise Refused(Refusal("form.not_in_force", {"day": f"{day:%d/%m/%Y}"}, "day"))


def form_name(form: str, day: date) -> str:
    """The name of a document form in force on a day, else that of the version nearest to it."""
    versions = [f for f in load_forms() if f.id == form]
    found = next((f for f in versions if f.on(day)), None) or min(versions, key=lambda f: abs((f.start - day).days), default=None)
    return found.name if found is not None else form


def load_forms() -> tuple[Form, ...]:
    """All forms in force, by id and first day."""
    return forms_of(dated.in_force())


@cache
def forms_of(overlay: dated.Overlay) -> tuple[Form, ...]:
    """All forms under these packs. FormError names the file that is not sound."""
    found = [form_in(name, data) for name, data in overlay.of("documents").items()]
    return tuple(sorted(found, key=lambda f: (f.number, f.id, f.start)))


def read_form(path: Path) -> Form:
    """One file, checked; see ``form_in``."""
    return form_in(path.name, path.read_bytes())


@lru_cache(1024)
def form_in(name: str, content: bytes) -> Form:
    """The form in the bytes of a file, checked: no unknown key, no unknown name, no missing need. FormError.

    A pack changes few files: the others are not read anew for every state that is looked at.
    """
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except ValueError as error:
        raise FormError(f"{name}: {error}") from error
    if unknown := set(data) - _KEYS:
        raise FormError(f"{name}: {sorted(unknown)}")
    try:
        form = _form(data)
    except (KeyError, TypeError, AttributeError) as error:
        raise FormError(f"{name}: {error!r}") from error
    _check(form, name)
    return form


def _form(d: dict[str, Any]) -> Form:
    return Form(
        d["id"], d["effect"], d["title"], d["subject"], d["number"], d["status"], d["law"], d["from"], d.get("until"),
        d.get("code", ""), d["signer"], d.get("series", ""), d.get("minutes", False), d.get("resolves", "QUYẾT ĐỊNH:"),
        tuple(_article(x) for x in d.get("grounds", ())), tuple(_article(x) for x in d.get("opening", ())),
        _with_room(tuple(_article(x) for x in d.get("article", ())), d), tuple(_recipient(x) for x in d.get("recipients", ())), tuple(d.get("needs", ())),
        tuple(d.get("signatures", ())), tuple(d.get("sealed", ())), d.get("letter", False), tuple(_recipient(x) for x in d.get("to", ())),
        d.get("measure", ""), d.get("signed_as", ""), d.get("symbol", ""), tuple(_field(x) for x in d.get("field", ())), d.get("see", ""),
        d.get("starts", ""), tuple((when, tuple(names)) for when, names in d.get("needs_when", {}).items()),
        d.get("note", ""), _copies(d), SignedBy(**d["signed_by"]) if "signed_by" in d else None,
        tuple(tuple(names) for names in d.get("needs_one", ())), d.get("things", False),
    )  # fmt: skip


#: Whatever prints no list of recipients lies in the file.
FILE_COPY = "Lưu: HS THA."


def _copies(d: dict[str, Any]) -> tuple[Recipient, ...]:
    if d.get("recipients") or d.get("to"):
        return ()
    return tuple(_recipient(x) for x in d.get("copies", (FILE_COPY,)))


#: What the office adds of its own (TT 04/2023, Điều 35 khoản 2).
_EXTRA = Article("{extra}", "", "extra")


def _with_room(articles: tuple[Article, ...], d: dict[str, Any]) -> tuple[Article, ...]:
    """The paragraphs with room for content that the case needs: where the file names no place for it, before the last one."""
    if d["effect"] == "none" or any("{extra}" in part.text for part in articles):
        return articles
    return (*articles[:-1], _EXTRA, *articles[-1:]) if len(articles) > 1 else (*articles, _EXTRA)


def _article(x: str | dict[str, Any]) -> Article:
    if isinstance(x, str):
        return Article(x, "")
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in x.items()}
    return Article(**values)


def _field(x: dict[str, Any]) -> Variable:
    columns = tuple(x.get("columns", ()))
    return Variable(**{"source": "typed", **x, "columns": columns})


def _recipient(x: str | dict[str, Any]) -> Recipient:
    return Recipient(x) if isinstance(x, str) else Recipient(**x)


def _check(form: Form, file: str) -> None:
    if form.effect not in GROUND_KINDS and form.effect != "none":
        raise FormError(f"{file}: effect {form.effect}")
    if form.status not in ("established", "reconstructed") or form.signer not in SIGNERS:
        raise FormError(f"{file}: status or signer")
    if form.starts not in STARTS:
        raise FormError(f"{file}: starts {form.starts}")
    own = _own_names(form, file)
    rows = {**ROW_FIELDS, **{v.name: {*_ROW, *(f"c{k}" for k in range(1, len(v.columns) + 1))} for v in form.own if v.kind == "lines"}}
    names = set(VARIABLES) | own
    _check_signed_by(form, rows, file)
    for part in (*form.grounds, *form.opening, *form.articles):
        known = names | rows.get(part.each, set())
        if part.each and part.each not in rows:
            raise FormError(f"{file}: each {part.each}")
        _check_since(form, part, file)
        if len(part.heads) != len(part.cells) or bool(part.text) == bool(part.cells):
            raise FormError(f"{file}: a paragraph is either text or a table with as many heads as cells")
        wrong = [n for n in (*PLACE.findall(" ".join((part.text, *part.cells))), *part.when.split(), *part.unless.split()) if n not in known]
        if wrong:
            raise FormError(f"{file}: {wrong}")
    for text in (form.subject, *_said_of_recipients(form, file), *form.signatures):
        if wrong := [n for n in PLACE.findall(text) if n not in names]:
            raise FormError(f"{file}: {wrong}")
    if wrong := [s for s in form.sealed if s not in form.signatures]:
        raise FormError(f"{file}: sealed {wrong}")
    if wrong := [n for n in (*form.needs, *form.needed_otherwise) if n not in names]:
        raise FormError(f"{file}: needs {wrong}")


def _said_of_recipients(form: Form, file: str) -> list[str]:
    """The texts that name variables in lines of recipients; a copy always lies in the file."""
    if form.copies and not any(r.text == FILE_COPY for r in form.copies):
        raise FormError(f"{file}: copies without {FILE_COPY}")
    lines = (*form.recipients, *form.to, *form.copies)
    return [text for r in lines for text in (r.text, " ".join(f"{{{name}}}" for name in (*r.when.split(), *r.unless.split())))]


def _check_signed_by(form: Form, rows: dict[str, set[str]], file: str) -> None:
    by = form.signed_by
    if by is not None and {n for text in (by.text, by.plain) for n in PLACE.findall(text)} - rows.get(by.each, set()):
        raise FormError(f"{file}: signed_by {by.each}")


def _check_since(form: Form, part: Article, file: str) -> None:
    if part.since is not None and (type(part.since) is not date or part.since <= form.start):
        raise FormError(f"{file}: since {part.since}")


def _own_names(form: Form, file: str) -> set[str]:
    """The names of a form's own fields: each once, none of the registry, each with its label and a sample of its kind."""
    names = [v.name for v in form.own]
    if len(set(names)) != len(names) or set(names) & set(VARIABLES) or not all(re.fullmatch(r"[a-z][a-z_0-9]*", n) for n in names):
        raise FormError(f"{file}: field {names}")
    for v in form.own:
        sound = v.kind in FIELD_KINDS and v.label and v.sample and (not v.columns or v.kind == "lines")
        if not sound or field_faults((v,), {v.name: v.sample}):
            raise FormError(f"{file}: field {v.name}")
    return set(names)
