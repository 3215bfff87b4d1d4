"""Certified copies of issued papers, given later: form of copy, number of the series of copies, who signs, to whom and for what.

The paper itself stays as it is: the copy is composed anew of what the registers held when it was numbered, and only where that gives the
stored bytes again is anything copied. Words, series and what of them is not certain stand in ``resources/papers/copies.toml``.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.documents.compose import CopyMark, Paper, plain_text
from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.given_copy_events import CopyGiven
from thads_desktop.domain.office_time import local
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.paths import resource
from thads_desktop.services import exchange_gate, inputs, masking, paper_rights, papers, people, projecting, redrawing
from thads_desktop.services.paper_place import subject_of

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

ROW = "given_copy"
MEDIA = {"paper": "Bản sao giấy", "digital": "Bản sao điện tử"}


@dataclass(frozen=True, slots=True)
class Kind:
    """A form of copy."""

    code: str
    title: str
    symbol: str
    says: str


@dataclass(frozen=True, slots=True)
class Rule:
    """How copies are made from a day on. together: one series for all forms of copy."""

    since: date
    together: bool
    kinds: tuple[Kind, ...]
    certain: str
    note: str


@dataclass(frozen=True, slots=True)
class CopyInput:
    """articles: of an extract, as typed ("1, 3")."""

    kind: str
    medium: str
    recipient: str
    purpose: str
    signer: str
    day: date
    articles: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A copy that was given."""

    key: str
    day: date
    kind: str
    medium: str
    number_text: str
    recipient: str
    purpose: str
    signer: str
    sha256: str


@cache
def rules() -> tuple[Rule, ...]:
    """Oldest first."""
    data = tomllib.loads(resource("papers", "copies.toml").read_text(encoding="utf-8"))
    return tuple(
        Rule(r["from"], r["series"] == "together", tuple(Kind(**k) for k in r["kind"]), r["certain"], r["note"]) for r in data["rule"]
    )


def rule_on(day: date) -> Rule:
    """The rule of a day; of a day before all of them the first."""
    return next((r for r in reversed(rules()) if r.since <= day), rules()[0])


def listed(desk: Desk, paper: str) -> tuple[Given, ...]:
    """The copies of a paper that were given, oldest first."""
    with desk.reading() as reader:
        row = papers.known_row(reader, paper)
        paper_rights.refuse_reading(desk, reader, row["matter"], row["form"])
        names = masking.names(desk, reader)
        found = []
        for event in in_force(reader.events_of(subject_of(row["matter"]))):
            body = event.body
            if isinstance(body, CopyGiven) and body.doc == paper and event.day is not None:
                said = names.row(ROW, body.row)
                kind = next((k.title for k in rule_on(event.day).kinds if k.code == body.kind), body.kind)
                to, why = (names.words(str(said.get(x, ""))) for x in ("recipient", "purpose"))
                number = str(said.get("number_text", ""))
                found.append(Given(body.row, event.day, kind, body.medium, number, to, why, names.name("person", body.signer), body.sha256))
        return tuple(found)


def stored(desk: Desk, paper: str, key: str) -> bytes:
    """A copy as it was given: printed again it is the same."""
    found = next((g for g in listed(desk, paper) if g.key == key), None)
    if found is None:
        raise Refused(Refusal("copy.unknown"))
    with desk.reading() as reader:
        return reader.blob(found.sha256)


def preview(desk: Desk, paper: str, given: CopyInput) -> bytes:
    """The copy as it would be given, its number and what is not typed yet open; nothing is kept."""
    from thads_desktop.printing.draw import draw

    open_words = replace(given, recipient=given.recipient.strip() or "…", purpose=given.purpose.strip() or "…")
    with desk.reading() as reader:
        found, _capacity = _composed(desk, reader, paper, _cleaned(desk, open_words), 0)
        return draw(found)


def give(desk: Desk, paper: str, given: CopyInput) -> tuple[str, bytes]:
    """Number, print and log a copy in one transaction: (its number, its bytes)."""
    from thads_desktop.printing.draw import draw

    with desk.writing("copy") as uow:
        exchange_gate.refuse(uow)
        clean = _cleaned(desk, given)
        row = papers.known_row(uow, paper)
        number = _next(uow, clean)
        made, capacity = _composed(desk, uow, paper, clean, number)
        assert made.copy is not None
        data = draw(made)
        key, text = _key(clean, number), _text(uow, clean, number)
        sha = uow.store_blob(data)
        said = {
            "paper": paper, "kind": clean.kind, "year": clean.day.year, "number": number, "number_text": text, "day": clean.day.isoformat(),
            "recipient": clean.recipient, "purpose": clean.purpose, "articles": clean.articles,
        }  # fmt: skip
        uow.write_row(ROW, key, said)
        body = CopyGiven(paper, clean.kind, clean.medium, clean.day.year, number, clean.signer, capacity, sha, key)
        uow.append(subject_of(row["matter"]), clean.day, body, desk.rules.law_on(clean.day))
        projecting.of_paper(desk, uow, row["matter"])
        uow.commit()
    return text, data


#: What a copy says of a decision that stands no more.
GONE = "Văn bản này đã được thu hồi hoặc hủy"


# --- what is asked -------------------------------------------------------------------------------------


def _cleaned(desk: Desk, given: CopyInput) -> CopyInput:
    day = inputs.not_future(given.day, desk.clock.today())
    kinds = rule_on(day).kinds
    found = []
    if given.kind not in {k.code for k in kinds}:
        found.append(Refusal("copy.bad_kind", {"known": ", ".join(k.title for k in kinds)}, "kind"))
    if given.medium not in MEDIA:
        found.append(Refusal("copy.bad_medium", field="medium"))
    articles = given.articles.strip()
    if given.kind == "part" and not articles:
        found.append(Refusal("copy.no_articles", field="articles"))
    if given.kind != "part" and articles:
        found.append(Refusal("copy.articles_whole", field="articles"))
    if found:
        raise Refused(*found)
    to = inputs.name(given.recipient, "recipient", limit=inputs.SENTENCE)
    why = inputs.body(given.purpose, "purpose", required=True, limit=inputs.SENTENCE)
    return replace(given, day=day, recipient=to, purpose=why, articles=inputs.name(articles, "articles", required=False))


def _composed(desk: Desk, reader: Reader, paper: str, given: CopyInput, number: int) -> tuple[Paper, str]:
    """(the copy, the signer's capacity). number 0 = open. Refused where the paper cannot be copied, and for who may not sign."""
    from thads_desktop.printing.draw import draw
    from thads_desktop.printing.fonts import missing_glyphs

    row = papers.known_row(reader, paper)
    paper_rights.refuse_reading(desk, reader, row["matter"], row["form"])
    events = reader.events_of(subject_of(row["matter"]))
    state = fold(events)
    stands = state.papers.get(paper)
    if stands is not None and stands.stage == "recorded":
        raise Refused(Refusal("copy.no_file"))
    if stands is None or stands.stage != "sent":
        raise Refused(Refusal("copy.not_sent"))
    if stands.numbered is not None and given.day < stands.numbered:
        raise Refused(Refusal("copy.before_issue", {"issued": short_date(stands.numbered)}, "day"))
    post = next((p for p in people.leaders(reader, given.day) if p.person == given.signer), None)
    if post is None:
        raise Refused(Refusal("copy.no_power", {"day": short_date(given.day)}, "signer"))
    event = next(e for e in events if isinstance(e.body, ev.PaperNumbered) and e.body.paper == paper)
    original = redrawing.as_issued(desk, reader, subject_of(row["matter"]), event)
    if hashlib.sha256(draw(original)).hexdigest() != stands.sha256:
        raise Refused(Refusal("copy.not_same"))
    mark = _mark(desk, reader, given, number, post, gone=state.taken_back(paper))
    made = replace(_part(original, given), copy=mark)
    if chars := missing_glyphs(" ".join((plain_text(made), *mark.recipients))):
        raise Refused(Refusal("printing.missing_glyphs", {"chars": " ".join(chars[:20])}))
    return made, post.post


def _mark(desk: Desk, reader: Reader, given: CopyInput, number: int, post: people.HeldPost, *, gone: bool) -> CopyMark:
    who = people.identity(reader, given.day)
    kind = next(k for k in rule_on(given.day).kinds if k.code == given.kind)
    if given.medium == "digital":
        moment = local(desk.clock.now()).isoformat(timespec="seconds")
        said = f"{kind.title} {_text(reader, given, number)}" if number else kind.title
        # The day is the one that was typed; the hour is that of the office's clock.
        top = (said, who.name, f"{given.day.isoformat()}{moment[10:]}", *((GONE,) if gone else ()))
        return CopyMark(kind.title, top)
    titles = people.signs(who, [post])[:1] if post.post == "head" else (f"KT. {who.head_title}", f"PHÓ {who.head_title}")
    number_line = f"Số: {_text(reader, given, number)}" if number else f"Số:       /{kind.symbol}-{who.symbol}"
    day_line = prepared.day_line(who.place, given.day, is_open=False)
    recipients = (f"{given.recipient};", "Lưu: VT.", *((f"({GONE})",) if gone else ()))
    return CopyMark(kind.title, (), (who.parent, who.name), number_line, day_line, titles, post.name, recipients)


def _part(paper: Paper, given: CopyInput) -> Paper:
    """Of an extract the grounds and the articles that were named; the others are left out."""
    if given.kind != "part":
        return paper
    of: list[str] = []
    now = ""
    for block in paper.blocks:
        now = block.label.removeprefix("Điều").strip(" .") if block.kind == "article" and block.label else now
        of.append(now)
    known = list(dict.fromkeys(x for x in of if x))
    wanted = [x for x in given.articles.replace("Điều", " ").replace(",", " ").replace(";", " ").split() if x]
    wrong = next((x for x in wanted if x not in known), None)
    if wrong is not None:
        raise Refused(Refusal("copy.unknown_article", {"article": wrong, "known": ", ".join(known) or "không có"}, "articles"))
    kept = [block for block, article in zip(paper.blocks, of, strict=True) if not article or article in wanted]
    return replace(paper, blocks=tuple(kept))


# --- numbers -------------------------------------------------------------------------------------------


def _next(reader: Reader, given: CopyInput) -> int:
    """Of the series of the calendar year; the writer's lock keeps it without gaps."""
    there = [r for r in _rows(reader, given) if r["year"] == given.day.year]
    last = max((str(r["day"]) for r in there), default="")
    if last > given.day.isoformat():
        raise Refused(Refusal("copy.out_of_order", {"last": short_date(date.fromisoformat(last))}, "day"))
    return max((int(r["number"]) for r in there), default=0) + 1


def _rows(reader: Reader, given: CopyInput) -> list[dict[str, Any]]:
    together = rule_on(given.day).together
    return [r for r in reader.rows(ROW).values() if together or r["kind"] == given.kind]


def _text(reader: Reader, given: CopyInput, number: int) -> str:
    symbol = next(k.symbol for k in rule_on(given.day).kinds if k.code == given.kind)
    return f"{number:02d}/{symbol}-{people.identity(reader, given.day).symbol}"


def _key(given: CopyInput, number: int) -> str:
    series = "" if rule_on(given.day).together else f"{given.kind}:"
    return f"{series}{given.day.year}:{number:06d}"
