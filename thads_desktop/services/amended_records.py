"""What the records of a matter have and its enforcement decision says otherwise since it was amended.

An amendment writes new words in the place of old ones. Where the old ones are what a record has (a party's name, year of birth, number,
address; the words of an obligation) the papers after it say the new ones, and a paper that cites the decision says by what it was amended.
All of it is derived from the amendments that stand: when one is withdrawn the decision reads as before, and so does what is made of it.
The words of obligations are the matter's own and are written anew as well (``write_lines``). A party is one in all its matters, whose
papers may be right: who prepares a paper is told what the register of persons still has, and where it is put right.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import means
from thads_desktop.domain.dates import long_date
from thads_desktop.domain.fold import fold
from thads_desktop.services import masking, paper_text
from thads_desktop.services.paper_place import entry_of, judgment_of
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: The form of an amendment that corrects by a letter.
_LETTER = "correction"
#: What passes to another, by side.
_SIDES = {"debtor": "nghĩa vụ", "creditor": "quyền"}
_TOKEN = re.compile(r"\w+|\W")
#: What no name, number or year has: where an amendment puts one of these into it, more was written than the record holds.
_BOUNDS = frozenset(",;:(")
#: How far before a detail its person is named at most.
_BACK = 600
#: What a list of obligations has after the words of one.
_AFTER_WORDS = r"(?=[:;.]| \(|$)"


@dataclass(frozen=True, slots=True)
class Replaced:
    """A record that reads otherwise in the decision. kind: party | line; key: of the party, number of the obligation; word: name |
    birth_year | ids | address | words; new: "" = not to be told from the text."""

    kind: str
    key: str
    word: str
    old: str
    new: str


class _Turn:
    """A paragraph of the decision as it read once, and as it reads now; what differs lies between ``first`` and ``last``."""

    def __init__(self, text: str, now: str) -> None:
        self.text, self.now = text, now
        was, became = _TOKEN.findall(text), _TOKEN.findall(now)
        before = _alike(was, became)
        behind = _alike(was[before:][::-1], became[before:][::-1])
        self.first, self.last = sum(map(len, was[:before])), len(text) - sum(map(len, was[len(was) - behind :]))
        self._called: list[tuple[int, str]] | None = None

    def near(self, record: str, behind: str = r"(?!\w)") -> re.Match[str] | None:
        """Where the paragraph had the record, on or beside what differs; behind: what must follow it."""
        if not record:
            return None
        found = re.compile(rf"(?<!\w){re.escape(record)}{behind}")
        return found.search(self.text, max(self.first - len(record), 0), self.last + len(record) + 2)

    def reading(self, at: re.Match[str]) -> str:
        """What stands there now; "" where that is not to be told."""
        start, end = min(self.first, at.start()), max(self.last, at.end())
        was, became = (_TOKEN.findall(x) for x in (self.text[start:end], self.now[start : len(self.now) - (len(self.text) - end)]))
        first, last = (_place(was, x - start) for x in (at.start(), at.end()))
        left = right = None
        for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, became, autojunk=False).get_opcodes():
            if i1 <= first < i2:
                left = j1 + first - i1 if tag == "equal" else j1 if first == i1 else None
            if i1 < last <= i2:
                right = j1 + last - i1 if tag == "equal" else j2 if last == i2 else None
            elif i1 == i2 == last and right is not None:
                right = j2
        return "".join(became[left:right]).strip() if left is not None and right is not None else ""

    def of_whom(self, at: int, called: Iterable[str]) -> str:
        """Of whom a place speaks: of who was named last before it."""
        if self._called is None:
            start = max(self.first - _BACK, 0)
            around = self.text[start : self.last + _BACK]
            self._called = sorted((start + p, x) for x in called if x and (p := around.find(x)) >= 0)
        return max(((p, x) for p, x in self._called if p < at), default=(0, ""))[1]


def _alike(was: Sequence[str], became: Sequence[str]) -> int:
    """How many of their first tokens are the same."""
    return next((n for n, (a, b) in enumerate(zip(was, became, strict=False)) if a != b), min(len(was), len(became)))


def _place(tokens: Sequence[str], at: int) -> int:
    """Which token begins at a place of the text."""
    seen = 0
    for n, token in enumerate(tokens):
        if seen >= at:
            return n
        seen += len(token)
    return len(tokens)


def _sources(state: MatterState) -> list[str]:
    """The decisions of whose words the records were made: the one that opened the matter, and those by which another took a party's place."""
    passed = (p.paper for p in state.papers.values() if p.form == "transfer" and p.stage != "void" and p.paper not in state.undone)
    return [state.opening_paper, *passed]


def _turns(reader: Reader, state: MatterState, source: str, day: date, pending: tuple[str, str], gone: Collection[str]) -> list[_Turn]:
    """Every earlier reading of the paragraphs of a decision that amendments changed, those of amendments withdrawn since among them."""
    made = [_written(reader, state, paper) for paper in state.amended.get(source, ()) if (on := _numbered(state, paper)) is not None and on <= day]
    undone = [x for x in _withdrawn(reader, state, gone) if x[0]] if source == state.opening_paper else []
    found = []
    for line in paper_text.signed(reader, source).splitlines():
        readings = [line]
        for old, new in (*made, pending):
            readings.append(readings[-1].replace(old, new) if old else readings[-1])
        now = readings[-1]
        readings += [now.replace(old, new) for old, new in undone]
        found += [_Turn(text, now) for text in dict.fromkeys(readings) if text != now]
    return found


def _numbered(state: MatterState, paper: str) -> date | None:
    stands = state.papers.get(paper)
    return stands.numbered if stands is not None else None


def _written(reader: Reader, state: MatterState, paper: str) -> tuple[str, str]:
    """(old words, new words) of an amendment, as it reads since it was amended itself."""
    texts = (reader.row("paper", paper) or {}).get("texts", {})
    old, new = (str(texts.get(name, "")) for name in ("old_text", "new_text"))
    for later in state.amended.get(paper, ()):
        was, now = _written(reader, state, later)
        old, new = (x.replace(was, now) if was else x for x in (old, new))
    return old, new


def _withdrawn(reader: Reader, state: MatterState, gone: Collection[str] = ()) -> Iterator[tuple[str, str]]:
    """What amendments of the decision wrote that were withdrawn or voided since. gone: papers that were struck."""
    for paper in sorted({*state.undone, *(p.paper for p in state.papers.values() if p.stage == "void"), *gone}):
        row = reader.row("paper", paper) or {}
        effect, texts = row.get("effect", {}), row.get("texts", {})
        if effect.get("kind") == "amendment" and effect.get("target", "") in ("", state.opening_paper):
            yield str(texts.get("old_text", "")), str(texts.get("new_text", ""))


def replaced(
    names: Names, state: MatterState, matter: str, day: date, draft: Draft | None = None, gone: Collection[str] = ()
) -> tuple[Replaced, ...]:
    """The records of the matter that the enforcement decision as it stands on a day says otherwise. draft: an amendment in the making, of
    which the same holds; gone: amendments that were struck."""
    pending = ("", "")
    if draft is not None and draft.effect.kind == "amendment" and draft.effect.target in ("", state.opening_paper):
        pending = (draft.texts.get("old_text", ""), draft.texts.get("new_text", ""))
    sources = _sources(state)
    if not state.opening_paper or not (any(map(state.amended.get, sources)) or all(pending) or any(_withdrawn(names.reader, state, gone))):
        return ()
    turns = [
        t for paper in sources for t in _turns(names.reader, state, paper, day, pending if paper == state.opening_paper else ("", ""), gone)
    ]  # fmt: skip
    if not turns:
        return ()
    texts = names.row("matter", matter).get("obligations", {})
    return (*_of_parties(names, means.parties(state.lines.values()), turns), *_of_lines({str(k): str(v) for k, v in texts.items()}, turns))


def _of_parties(names: Names, parties: Sequence[str], turns: list[_Turn]) -> Iterator[Replaced]:
    names.ahead("party", parties)
    rows = {p: names.row("party", p) for p in parties}
    called = Counter(str(r.get("name", "")) for r in rows.values())
    held = Counter(record for r in rows.values() for _, record in _details(r))
    for key, row in rows.items():
        name = str(row.get("name", ""))
        if not name or row.get("kind") == "state":
            continue
        if called[name] > 1:
            yield from _of_namesake(key, row, [x for x in rows.values() if x is not row and x.get("name") == name], turns)
            continue
        yield from _one("party", key, "name", name, turns, plain=True)
        for word, record in _details(row):
            # Where the text has another name than the record now, what nobody else has is still theirs.
            whose = {name, ""} if held[record] == 1 else {name}
            own = [t for t in turns if (at := t.near(record)) is not None and t.of_whom(at.start(), called) in whose]
            yield from _one("party", key, word, record, own, plain=word != "address")


def _of_namesake(key: str, row: dict[str, Any], others: Sequence[dict[str, Any]], turns: list[_Turn]) -> Iterator[Replaced]:
    """Of two of one name a paragraph speaks of the one whose year, number or address it alone has; without any, of whom is not told."""
    theirs = {detail for other in others for _, detail in _details(other) if detail}
    ours = {detail for _, detail in _details(row) if detail}
    own = [t for t in turns if any(d in t.text for d in ours - theirs) and not any(d in t.text for d in theirs - ours)]
    for word, record in (("name", str(row["name"])), *_details(row)):
        yield from _one("party", key, word, record, own, plain=word != "address")


def _details(row: dict[str, Any]) -> list[tuple[str, str]]:
    """What identifies a party beside the name, as it is recorded: (word, record)."""
    return [(word, str(row.get(word) or "")) for word in ("birth_year", "address")] + [("ids", str(x)) for x in row.get("ids", ())]


def _of_lines(texts: dict[str, str], turns: list[_Turn]) -> Iterator[Replaced]:
    said = Counter(texts.values())
    for n, words in texts.items():
        own = [t for t in turns if said[words] == 1 or t.text.lstrip().startswith(f"{n}. ")]
        yield from _one("line", n, "words", words, own, plain=False)


def _one(kind: str, key: str, word: str, record: str, turns: Iterable[_Turn], *, plain: bool) -> Iterator[Replaced]:
    news: dict[str, None] = {}
    for turn in turns:
        at = turn.near(record, _AFTER_WORDS) if kind == "line" else turn.near(record)
        if at is not None and (new := turn.reading(at)) != record:
            news["" if plain and _BOUNDS & set(new) else new] = None
    if news:
        new = next(iter(news)) if len(news) == 1 else ""
        yield Replaced(kind, key, word, record, "" if word == "birth_year" and not new.isdecimal() else new)


def stand_in(names: Names, draft: Draft, state: MatterState, day: date) -> None:
    """The registers say from here on what a paper of the day says: what the decision says otherwise since it was amended takes the place of
    the record."""
    if draft.effect.opening is not None or not state.exists:
        return
    for found in replaced(names, state, draft.matter, day, draft):
        if found.new:
            kind, key = ("party", found.key) if found.kind == "party" else ("matter", draft.matter)
            names.stands(kind, key, _with(names.row(kind, key), found))


#: What of a party's record a sentence speaks of.
_WORDS = {"name": "họ tên", "birth_year": "năm sinh", "ids": "số giấy tờ", "address": "địa chỉ", "words": "nội dung khoản phải thi hành"}


def told(desk: Desk, reader: Reader, draft: Draft, state: MatterState, day: date) -> list[tuple[str, str]]:
    """(sentence, known | told) for who prepares a paper: by what the decision was amended, and which records still say otherwise."""
    if draft.effect.opening is not None or not state.exists:
        return []
    names = Names(reader)
    seen, by = masking.names(desk, reader), cited(names, state, state.opening_paper, day).strip(" ()")
    said = [(f"Quyết định thi hành án: {by}; văn bản này in theo nội dung đang có hiệu lực.", "known")] if by else []
    for found in replaced(names, state, draft.matter, day, draft):
        of = f" của {seen.name('party', found.key)}" if found.kind == "party" and found.word != "name" else ""
        if found.kind == "party" and masking.hides(desk) and seen.name("party", found.key) != names.name("party", found.key):
            # Of whom nothing is to be seen nothing is said.
            continue
        text = f"Hồ sơ còn ghi {_WORDS[found.word]}{of} “{found.old}”, quyết định thi hành án đang có hiệu lực ghi "
        if not found.new:
            text += "khác, chưa rõ là chữ nào: văn bản này in theo hồ sơ. Hãy đối chiếu và ghi lại trước khi trình ký"
        else:
            text += f"“{found.new}”: văn bản này in “{found.new}”"
        if found.kind == "party":
            said.append((f"{text}; ghi lại đương sự bằng Ctrl+P ở trang việc.", "told"))
        elif found.new:
            said.append((f"{text}, và hồ sơ được ghi lại khi ban hành.", "known"))
        else:
            said.append((f"{text}, bằng một quyết định sửa đổi, bổ sung nêu trọn nội dung của khoản.", "told"))
    return said


def write_lines(uow: UnitOfWork, before: MatterState, matter: str, kind: str, day: date, gone: Collection[str] = ()) -> None:
    """The words of the matter's obligations as its decision says them, after a paper of a kind was issued, recorded, voided or struck.
    before: the matter until then; one that no amendment touched is not read again for a paper of another kind."""
    if judgment_of(matter) or entry_of(matter) or (kind not in ("amendment", "withdrawal", "cancellation") and not before.amended):
        return
    names, state = Names(uow), fold(uow.events_of(f"matter:{matter}"))
    row = kept = names.row("matter", matter)
    for found in replaced(names, state, matter, day, gone=gone):
        if found.kind == "line" and found.new:
            row = _with(row, found)
    if row != kept:
        uow.write_row("matter", matter, row)


def _with(row: dict[str, Any], found: Replaced) -> dict[str, Any]:
    if found.kind == "line":
        return {**row, "obligations": {**row.get("obligations", {}), found.key: found.new}}
    if found.word == "ids":
        return {**row, "ids": [found.new if str(x) == found.old else x for x in row.get("ids", ())]}
    return {**row, found.word: int(found.new) if found.word == "birth_year" else found.new}


def cited(names: Names, state: MatterState, paper: str, day: date | None = None) -> str:
    """By what a paper was amended and, of the enforcement decision, by what its rights or duties passed to others, as another paper cites
    it; "" = by nothing that stands on the day."""
    said = []
    for made in state.amended.get(paper, ()):
        how = "đính chính bởi Công văn" if names.row("paper", made).get("form") == _LETTER else "sửa đổi, bổ sung bởi Quyết định"
        said.append(_by(names, state, made, day, f"được {how}"))
    for p in state.papers.values() if paper == state.opening_paper else ():
        if p.form == "transfer" and p.stage != "void" and p.paper not in state.undone:
            side = _SIDES.get(names.row("paper", p.paper).get("effect", {}).get("side", ""), "quyền, nghĩa vụ")
            said.append(_by(names, state, p.paper, day, f"{side} đã chuyển giao theo Quyết định"))
    told = ", ".join(x for x in said if x)
    return f" ({told})" if told else ""


def _by(names: Names, state: MatterState, paper: str, day: date | None, how: str) -> str:
    on = _numbered(state, paper)
    if on is None or (day is not None and on > day):
        return ""
    number = state.papers[paper].number_text or str(names.row("paper", paper).get("number_text", ""))
    return f"{how}{f' số {number}' if number else ''} {long_date(on)}"
