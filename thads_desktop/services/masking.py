"""What a role does not need is not shown to it: names of minors, numbers of identity papers, accounts of parties.

Asked where lists, pages and files are read, by the right "secret" (``resources/rights/acts.toml``); who has it sees everything. Of the free
text of obligations and reasons what looks like a number of a person goes, and names of known minors (``masking_text``); a paper of a matter
with a minor is refused whole. What is hidden is not found either: a search that answered by it would tell it (``matter_ids``).
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from thads_desktop.domain.text import bare
from thads_desktop.services import book_rights, masking_text, projecting
from thads_desktop.services.letter_cover import Cover
from thads_desktop.services.paper_place import entry_of, judgment_of
from thads_desktop.storage.projections import DeadlineRow, IntakeRow, MatterRow, PaperRow, PartyRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterFilter
    from thads_desktop.storage.reader import Reader

#: Who has not reached this age is a minor; of a year of birth alone the benefit of the doubt is theirs.
OF_AGE = 18
MINOR = "người chưa thành niên"
#: Kind of a register row -> what in it is words of a human: why, for what, to whom.
WORDS = {
    "strike": ("reason",), "paper": ("remark", "void_reason"), "given": ("recipient", "purpose", "document"), "export": ("what", "recipient", "purpose"),
    "return_reason": ("reason",), "return_remark": ("text",),
    "exchange": ("reason",), "restore": ("reason",), "sending": ("recipient",), "retention": ("basis",),
    "item": ("name", "state", "owner", "giver", "note", "spot", "seal"), "item_out": ("receiver", "note"), "item_note": ("text",),
    "stocktaking": ("title", "note"), "asset_step": ("words", "org"), "archive": ("reason", "place", "borrower"),
    "file_doc": ("title", "author"), "file_note": ("reason",),
    "letter": ("author", "number", "title", "to", "note"), "letter_step": ("to", "by", "note"), "outsent": ("note",),
}  # fmt: skip
#: Of letters, which of these words say from whom or to whom: a name and an address in one, as somebody typed them.
ADDRESSED = {"letter": ("author", "to"), "letter_step": ("to", "by")}
#: So many figures of an identity number are shown to everybody (``number``); who asks for more of them asks for what is hidden.
SHOWN = 3
#: What is shown of a task that may name a minor.
TASK = "Việc được giao"
Row = TypeVar("Row", MatterRow, DeadlineRow, PaperRow, IntakeRow)


def hides(desk: Desk) -> bool:
    """The account at this desk sees masked data."""
    return not desk.may("secret")


def names(desk: Desk, reader: Reader) -> projecting.Names:
    """Names and rows as this account may see them."""
    cover = Cover(desk, reader)
    if hides(desk):
        return _Masked(reader, desk.clock.today().year, cover)
    return _Apart(reader, cover) if cover.books else projecting.Names(reader)


def letters_cover(names: projecting.Names) -> Cover | None:
    """Which letters these names (``names``) do not tell; None = they tell all."""
    return names.cover if isinstance(names, _Apart) else None


def party(row: dict[str, Any], year: int) -> dict[str, Any]:
    """A party's row without what only those see who need it."""
    shown = {**row, "ids": [number(n) for n in row.get("ids", ())], "account": "•••" if row.get("account") else ""}
    if is_minor(row.get("birth_year"), year):
        shown |= {"name": initials(str(row.get("name", ""))), "birth_year": None, "address": "•••"}
    return shown


def shown(row: PartyRow, year: int, *, hidden: bool) -> tuple[str, str, int | None, str, str]:
    """(id, name, year of birth, identity numbers, address) of a line in the list of persons."""
    if not hidden:
        return row.party, row.name, row.birth_year, row.ids, row.address
    plain = party({"name": row.name, "birth_year": row.birth_year, "ids": row.ids.split(), "address": row.address}, year)
    return row.party, plain["name"], plain["birth_year"], " ".join(plain["ids"]), plain["address"]


def is_minor(birth_year: Any, year: int) -> bool:
    return isinstance(birth_year, int) and year - birth_year <= OF_AGE


def initials(name: str) -> str:
    """Nguyễn Văn An -> "N.V.A. (người chưa thành niên)"."""
    return f"{''.join(f'{w[0].upper()}.' for w in name.split() if w)} ({MINOR})"


def number(digits: str) -> str:
    """An identity number whose middle nobody reads: "031080000001" -> "031••••••001"."""
    return f"{digits[:3]}{'•' * max(0, len(digits) - 6)}{digits[-3:]}" if len(digits) > 6 else "•" * len(digits)


def rows(desk: Desk, reader: Reader, found: Iterable[Row]) -> list[Row]:
    """Rows of a list as this account may see them: where a party of the matter is a minor, no name. Of a judgment that waits the
    parties stand in one text, whose ages are not known: none is shown. A paper on an entry of a book not seen is left out."""
    begins = book_rights.hidden(desk)
    listed = [row for row in found if not book_rights.covered(getattr(row, "matter", ""), begins)]
    if not hides(desk) or not listed:
        return listed
    minors = with_minors(reader, desk.clock.today().year)
    shown = [_hidden(row) if _covered(row, minors) else row for row in listed]
    if any(getattr(row, "subject", "").startswith(("entry:", "asset:")) for row in shown):
        young = young_names(reader, desk.clock.today().year)
        shown = [_of_text(row, young, books=desk.may("books")) for row in shown]
    return shown


def line(names: projecting.Names, row: Row) -> Row:
    """One row of a list as these names (``names``) may say it."""
    return _hidden(row) if isinstance(names, _Masked) and _covered(row, names.minors) else row


def with_minors(reader: Reader, year: int) -> set[str]:
    """The matters with a party who is a minor in this year."""
    return reader.projections.matters_of_born_after(year - OF_AGE - 1)


def covered(desk: Desk, reader: Reader, matter: str) -> bool:
    """The matter has a minor, and this account may not know whom."""
    if entry_of(matter):
        return not desk.may(book_rights.book_of(entry_of(matter)).see)
    # Of whom a judgment tells before there is a matter no age is known.
    return hides(desk) and (bool(judgment_of(matter)) or matter in with_minors(reader, desk.clock.today().year))


def matter_ids(desk: Desk, reader: Reader, wanted: MatterFilter) -> list[int]:
    """As ``Lists.matter_ids``, neither found nor ordered by what this account may not see: a matter with a minor is found by its numbers
    alone, and so is every matter where what is typed may be part of an identity number."""
    lists = reader.projections
    text = wanted.text.strip()
    if not hides(desk) or not (text or wanted.order_by == "debtor"):
        return lists.matter_ids(wanted)
    hidden = {lists.matter_id(key) for key in with_minors(reader, desk.clock.today().year)}
    ids = lists.matter_ids(replace(wanted, most=0))
    if text:
        doubtful = ids if _may_be_identity(text) else [i for i in ids if i in hidden]
        ids = _without(ids, set(doubtful) - _by_number(reader, doubtful, text))
        if wanted.most:
            latest = set(sorted(ids)[-wanted.most :])
            ids = [i for i in ids if i in latest]
    if wanted.order_by == "debtor":
        ids = _without(ids, hidden) + sorted(i for i in ids if i in hidden)
    return ids


def _without(ids: list[int], left_out: Collection[int | None]) -> list[int]:
    return [i for i in ids if i not in left_out]


def _may_be_identity(text: str) -> bool:
    """More figures in a row, whatever stands between them but letters, than are shown of an identity number."""
    run = 0
    for char in unicodedata.normalize("NFKC", text):
        run = run + 1 if char.isdigit() else 0 if char.isalpha() else run
        if run > SHOWN:
            return True
    return False


def _by_number(reader: Reader, ids: list[int], text: str) -> set[int]:
    """Those in whose decision's number (also with its year) or judgment's number each word begins."""
    words = _words(text)
    found = set()
    for at, row in reader.projections.matter_rows_by_id(ids).items():
        number = row.number_text.partition("/")[0]
        years = {row.decision_day.year, row.stat_year}
        known = _words(" ".join([row.number_text, *(f"{n}/{y}" for n in (number, number.lstrip("0")) for y in years)]))
        if not _begin(words, known):
            judgment = str((reader.row("matter", row.matter) or {}).get("judgment", ""))
            known += _words(str((reader.row("judgment", judgment) or {}).get("number", "")) if judgment else "")
        if _begin(words, known):
            found.add(at)
    return found


def _begin(words: list[str], known: list[str]) -> bool:
    return bool(words) and all(any(k.startswith(w) for k in known) for w in words)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() or c in "/-" else " " for c in bare(text)).split()


def young_names(reader: Reader, year: int) -> set[str]:
    """The names of all who are minors in this year."""
    return reader.projections.names_born_after(year - OF_AGE - 1)


def young_places(reader: Reader, year: int) -> set[str]:
    """The addresses of minors."""
    return reader.projections.addresses_born_after(year - OF_AGE - 1)


def free_text(desk: Desk, reader: Reader, said: str, more: Collection[str] = ()) -> str:
    """Free text as this account may see it. more: names to hide beside those of known minors."""
    if not hides(desk) or not said:
        return said
    return masking_text.hidden(said, young_names(reader, desk.clock.today().year) | set(more))


def refuse_paper(desk: Desk, reader: Reader, matter: str) -> None:
    """Refused("rights.none"): the paper of a matter with a minor, or on an entry of a book, for who may not see such data."""
    book_rights.refuse_place(desk, matter)
    if covered(desk, reader, matter):
        desk.require("secret")


class _Apart(projecting.Names):
    """Register rows without the words of letters that belong to a book this account does not see."""

    def __init__(self, reader: Reader, cover: Cover | None = None) -> None:
        super().__init__(reader)
        self.cover = cover

    def row(self, kind: str, key: str) -> dict[str, Any]:
        found = super().row(kind, key)
        return self.cover.row(kind, found, key) if self.cover is not None else found


class _Masked(_Apart):
    """Register rows with parties and words of reason masked."""

    def __init__(self, reader: Reader, year: int, cover: Cover | None = None) -> None:
        super().__init__(reader, cover)
        self._year = year
        self._minors: set[str] | None = None
        self._young: set[str] | None = None
        self._places: set[str] | None = None

    @property
    def minors(self) -> set[str]:
        """The matters with a minor; asked once."""
        if self._minors is None:
            self._minors = with_minors(self.reader, self._year)
        return self._minors

    @property
    def places(self) -> set[str]:
        """The addresses of minors; asked once."""
        if self._places is None:
            self._places = young_places(self.reader, self._year)
        return self._places

    @property
    def young(self) -> set[str]:
        """The names of minors; asked once."""
        if self._young is None:
            self._young = young_names(self.reader, self._year)
        return self._young

    def row(self, kind: str, key: str) -> dict[str, Any]:
        found = super().row(kind, key)
        if kind == "matter" and found.get("obligations"):
            return {**found, "obligations": {n: self.words(str(said)) for n, said in found["obligations"].items()}}
        if kind in ADDRESSED:
            said = {word: str(found[word]) for word in WORDS[kind] if found.get(word)}
            return {**found, **{word: self.addressed(text) if word in ADDRESSED[kind] else self._placeless(text) for word, text in said.items()}}
        if kind in WORDS:
            return {**found, **{word: self.words(str(found[word])) for word in WORDS[kind] if found.get(word)}}
        return party(found, self._year) if kind == "party" and found else found

    def words(self, said: str) -> str:
        return masking_text.hidden(said, self.young) if said else said

    def addressed(self, said: str) -> str:
        """Name and address in one."""
        return masking_text.addressee(said, self.young, self.places, f"({MINOR})")

    def _placeless(self, said: str) -> str:
        return masking_text.without_places(self.words(said), self.places)


def _covered(row: MatterRow | DeadlineRow | PaperRow | IntakeRow, minors: set[str]) -> bool:
    match row:
        case MatterRow() | PaperRow():
            return row.matter in minors
        case DeadlineRow():
            # Of a task the matter stands in its case.
            return (row.case_ if row.subject.startswith("task:") else row.subject.partition(":")[2]) in minors
        case IntakeRow():
            return True


def _of_text(row: Row, young: set[str], *, books: bool) -> Row:
    """The deadline of an entry of a book or of an asset: who it is about is free text. books: the account sees these."""
    match row:
        case DeadlineRow():
            if not row.subject.startswith(("entry:", "asset:")):
                return row
            hidden = not books and row.subject.startswith("entry:")
            title = row.title if row.subject.startswith("entry:") else masking_text.hidden(row.title, young)
            return replace(row, title=title, debtor="•••" if hidden else masking_text.hidden(row.debtor, young))
        case _:
            return row


def _hidden(row: Row) -> Row:
    said = f"({MINOR})"
    match row:
        case MatterRow():
            return replace(row, debtor=said, debtor_sort="", creditor=said)
        case DeadlineRow():
            # For whom it still stands is said behind the title.
            title = TASK if row.subject.startswith("task:") else row.title.partition(" (")[0]
            return replace(row, debtor=said, title=title)
        case PaperRow():
            return replace(row, about=said)
        case IntakeRow():
            return replace(row, parties="•••" if row.parties else "")
