"""For which paper of which matter the store is asked what its fields begin with, and a row of the table of those who know."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.domain.fold import fold
from thads_desktop.services import masking

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.domain.events import Event
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

#: What a field begins with: a sum, a day, words, or rows of cells; what is empty, or 0, is not known.
Value = int | date | str | Sequence[Sequence[object]] | None


@dataclass(frozen=True)
class Asked:
    """What every row needs is read once, when the first one asks."""

    desk: Desk
    reader: Reader
    matter: str
    form: Form
    day: date

    @cached_property
    def names(self) -> Names:
        """Names and rows as this account may see them."""
        return masking.names(self.desk, self.reader)

    @cached_property
    def events(self) -> list[Event]:
        return self.reader.events_of(f"matter:{self.matter}")

    @cached_property
    def state(self) -> MatterState:
        return fold(self.events, self.day)


class Begin(NamedTuple):
    """A row of the table. names: the fields for whose sake ``find`` is asked (none: of every form); what it finds for others that the form
    has is taken too. measures: asked for the papers up to those of measures alone.
    """

    names: frozenset[str]
    find: Callable[[Asked], Mapping[str, Value]]
    measures: bool = False
