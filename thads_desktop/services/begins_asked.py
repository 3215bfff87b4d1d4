"""For which paper of which matter the store is asked what its fields begin with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.services import masking

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader


@dataclass(frozen=True, slots=True)
class Asked:
    """wanted: names of the fields of the form."""

    desk: Desk
    reader: Reader
    matter: str
    form: Form
    day: date

    @property
    def wanted(self) -> frozenset[str]:
        return frozenset(self.form.typed)

    def names(self) -> Names:
        """Names and rows as this account may see them."""
        return masking.names(self.desk, self.reader)
