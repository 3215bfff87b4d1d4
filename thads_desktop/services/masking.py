"""What a role does not need is not shown to it: names of minors, numbers of identity papers, accounts of parties.

Asked where lists, pages and files are read, by the right "secret" (``resources/rights/acts.toml``); who has it sees everything. Names inside
the free text of an obligation are not known as such and stay; a paper of a matter with a minor is refused whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from thads_desktop.services import projecting
from thads_desktop.storage.projections import DeadlineRow, IntakeRow, MatterRow, PaperRow, PartyRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Who has not reached this age is a minor; of a year of birth alone the benefit of the doubt is theirs.
OF_AGE = 18
MINOR = "người chưa thành niên"
Row = TypeVar("Row", MatterRow, DeadlineRow, PaperRow, IntakeRow)


def hides(desk: Desk) -> bool:
    """The account at this desk sees masked data."""
    return not desk.may("secret")


def names(desk: Desk, reader: Reader) -> projecting.Names:
    """Names and rows as this account may see them."""
    return _Masked(reader, desk.clock.today().year) if hides(desk) else projecting.Names(reader)


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
    parties stand in one text, whose ages are not known: none is shown."""
    listed = list(found)
    if not hides(desk) or not listed:
        return listed
    minors = reader.projections.matters_of_born_after(desk.clock.today().year - OF_AGE - 1)
    return [_hidden(row) if _covered(row, minors) else row for row in listed]


def refuse_paper(desk: Desk, reader: Reader, matter: str) -> None:
    """Refused("rights.none"): the paper of a matter with a minor, for who may not see such data."""
    if hides(desk) and matter in reader.projections.matters_of_born_after(desk.clock.today().year - OF_AGE - 1):
        desk.require("secret")


class _Masked(projecting.Names):
    """Register rows with parties masked."""

    def __init__(self, reader: Reader, year: int) -> None:
        super().__init__(reader)
        self._year = year

    def row(self, kind: str, key: str) -> dict[str, Any]:
        found = super().row(kind, key)
        return party(found, self._year) if kind == "party" and found else found


def _covered(row: MatterRow | DeadlineRow | PaperRow | IntakeRow, minors: set[str]) -> bool:
    match row:
        case MatterRow() | PaperRow():
            return row.matter in minors
        case DeadlineRow():
            return row.subject.partition(":")[2] in minors
        case IntakeRow():
            return True


def _hidden(row: Row) -> Row:
    said = f"({MINOR})"
    match row:
        case MatterRow():
            return replace(row, debtor=said, debtor_sort="", creditor=said)
        case DeadlineRow():
            return replace(row, debtor=said)
        case PaperRow():
            return replace(row, about=said)
        case IntakeRow():
            return replace(row, parties="•••" if row.parties else "")
