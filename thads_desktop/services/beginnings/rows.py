"""A row of cells as a line of a field."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def line(row: Sequence[object], columns: int) -> str:
    """Cells parted as the field parts them; what stands in a cell parts nothing."""
    cells = [" ".join(str(cell).replace(";", ",").split()) for cell in row]
    return "; ".join(cells[:columns]).rstrip("; ") if columns else ", ".join(cell for cell in cells if cell)
