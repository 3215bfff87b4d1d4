"""What a calculator answers: the result in one line, the article, the arithmetic line by line, and what must be checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Worked:
    """headline: the result; about: what it is the result of; notes: what the texts leave open, each a whole sentence."""

    headline: str
    about: str = ""
    cite: str = ""
    steps: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def text(self) -> str:
        """All of it, for the clipboard and the command line."""
        return "\n".join(x for x in (self.headline, self.about, self.cite, *self.steps, *self.notes) if x)
