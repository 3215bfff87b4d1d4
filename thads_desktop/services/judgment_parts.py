"""The parts of a judgment as the office entered them: a register row of the judgment, read back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.splitting import Part
from thads_desktop.services import parties

if TYPE_CHECKING:
    from thads_desktop.storage.reader import Reader

KIND = "parts"


def parts_of(reader: Reader, judgment: str) -> list[Part]:
    """Every part, in the order it was entered; who was merged since is the one who is kept."""
    row: dict[str, Any] = reader.row(KIND, judgment) or {"parts": []}
    made = [
        Part(
            p["n"], p["motion"], p["text"], p["due"], tuple(p["debtors"]), tuple(p["creditors"]), p["joint"], p["returned"], p["exhibit"],
            p["common"],
        )
        for p in row["parts"]
    ]  # fmt: skip
    return [
        replace(p, debtors=tuple(parties.resolve(reader, d) for d in p.debtors), creditors=tuple(parties.resolve(reader, c) for c in p.creditors))
        for p in made
    ]
