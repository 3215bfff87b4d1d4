"""Rows of registers as an account may see them: the one door through which rows, frozen ones too, reach a screen, a print or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services import book_rights, masking, masking_text
from thads_desktop.services.letter_cover import COVERED, Cover

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from thads_desktop.documents.register_sources import Source
    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Fields that say from whom or to whom a letter is: a name and an address in one, as somebody typed them.
_ADDRESSED = ("recipients", "author", "receiver", "kept_by")
#: The cell that a covered letter still shows: its number in the book.
_OPEN = "number"


class Door:
    """What this account may not see is left out of the cells of a source."""

    def __init__(self, desk: Desk, reader: Reader, source: Source) -> None:
        self._masks, self._cover = masking.hides(desk), Cover(desk, reader)
        self._begins = book_rights.hidden(desk)
        self._reader, self._year = reader, desk.clock.today().year
        self._private = {f.name for f in source.fields if f.private}
        self._labels = {f.label for f in source.fields if f.private}
        self._addressed = {f.label for f in source.fields if f.name in _ADDRESSED}
        self._places = masking.young_places(reader, self._year) if self._masks else set()
        self._young = masking.young_names(reader, self._year) if self._masks else set()
        self._minors: dict[str, bool] = {}
        self._said: dict[tuple[str, bool], str] = {}

    def shown(self, cells: Mapping[str, Cell], parties: Iterable[str]) -> dict[str, Cell]:
        """The cells without numbers of persons and names of minors; of a row about a minor nothing private. parties: whom the row names,
        and what it is about."""
        if covered := self._covered(parties):
            return {n: COVERED if isinstance(cell, str) and cell and (n != _OPEN or covered == "entry") else cell for n, cell in cells.items()}
        if not self._masks:
            return dict(cells)
        minor = self._about_minor(parties)
        return {
            name: (COVERED if cell else cell) if minor and name in self._private
            else self._text(cell, addressed=name in _ADDRESSED) if isinstance(cell, str) else cell
            for name, cell in cells.items()
        }  # fmt: skip

    def told(self, label: str, said: str, parties: Iterable[str]) -> str:
        """What stood, or stands now, under a label: under the same cover as the cell itself."""
        if self._covered(parties):
            return COVERED if said else said
        if not self._masks:
            return said
        return COVERED if said and label in self._labels and self._about_minor(parties) else self._text(said, addressed=label in self._addressed)

    def hides(self, parties: Iterable[str]) -> bool:
        """The row is covered whole: it opens nothing and is nobody's."""
        return bool(self._covered(parties))

    def _covered(self, parties: Iterable[str]) -> str:
        """ "entry": an entry of a book that this account does not see; "letter": a letter, or a paper ("paper:entry:..."), that belongs to one;
        "" = neither."""
        for p in parties:
            if p.startswith("paper:entry:") and book_rights.covered(p.removeprefix("paper:"), self._begins):
                return "letter"
            if p.startswith("letter:") and self._cover.hides_subject(p):
                return "letter"
            if p.startswith("entry:") and book_rights.covered(p, self._begins):
                return "entry"
        return ""

    def _about_minor(self, parties: Iterable[str]) -> bool:
        return any(self._minor(p) for p in parties)

    def _text(self, said: str, *, addressed: bool) -> str:
        if (said, addressed) not in self._said:
            if addressed:
                made = masking_text.addressee(said, self._young, self._places, f"({masking.MINOR})")
            else:
                made = masking_text.without_places(masking_text.hidden(said, self._young), self._places)
            self._said[said, addressed] = made
        return self._said[said, addressed]

    def _minor(self, party: str) -> bool:
        if party not in self._minors:
            self._minors[party] = masking.is_minor((self._reader.row("party", party) or {}).get("birth_year"), self._year)
        return self._minors[party]
