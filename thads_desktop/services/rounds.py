"""What lists over many matters share: their lines as an account may see them, one judgment for each row, the frame of a listing."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inspection_files, masking, people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader


def briefs(desk: Desk, reader: Reader, matters: Sequence[str]) -> dict[str, MatterRow]:
    """Matter -> its line of the list, as this account may see it; unknown ones are left out."""
    lists = reader.projections
    found = lists.matter_rows(lists.matter_ids_of(matters))
    return {r.matter: r for r in masking.rows(desk, reader, found)}


class Judged:
    """Gathers what stands against each row of a batch, under the row's key, so that all of it is told at once and nothing is half done."""

    def __init__(self) -> None:
        self.found: list[Refusal] = []

    @contextmanager
    def row(self, key: str) -> Iterator[None]:
        """What is refused within belongs to this row."""
        try:
            yield
        except Refused as refused:
            self.found += [replace(r, field=key) for r in refused.refusals]

    def end(self) -> None:
        """Refused with everything that was gathered."""
        if self.found:
            raise Refused(*self.found)


def columns(heads: str) -> tuple[ListColumn, ...]:
    """ "heading share|heading share": a share below zero stands at the right."""
    made = []
    for head in heads.split("|"):
        words, _, share = head.rpartition(" ")
        made.append(ListColumn(words, abs(float(share)), "right" if share.startswith("-") else "left"))
    return tuple(made)


def listing(
    desk: Desk, reader: Reader, title: str, said: Sequence[str], tables: Sequence[ListTable], notes: Sequence[str] = (),
    left: str | tuple[str, str] = "Người lập", right: tuple[str, str] | None = None,
) -> Listing:  # fmt: skip
    """The office above, who makes it and the head beneath; left, right: who signs there instead (of ``left`` as a word: who makes it)."""
    today = desk.clock.today()
    who = people.identity(reader, today)
    heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
    maker = str((reader.row("person", desk.actor) or {}).get("name", ""))
    return Listing(
        title, who.parent, who.name, who.place, today, tuple(said), tuple(tables), tuple(notes), (left, maker) if isinstance(left, str) else left,
        right or people.signs(who, heads), inspection_files.proof(reader.head(), short_date(today)),
    )  # fmt: skip


def table(title: str, heads: str, rows: Sequence[tuple[Cell, ...]], none: str) -> ListTable:
    """heads as of ``columns``; none: what stands where there are no rows."""
    return ListTable(title, columns(heads), tuple(rows), "" if rows else none)


def communes_words(communes: Iterable[str]) -> str:
    """To how many communes a trip goes; those of whom the commune is not known ("") are no commune."""
    every = list(communes)
    known, unknown = len(set(filter(None, every))), every.count("")
    return f"{known} xã, phường" + f", {unknown} người chưa rõ xã, phường" * bool(unknown) if known else "chưa rõ xã, phường"
