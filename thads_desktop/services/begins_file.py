"""What is known of the exhibits and the papers of a matter, and of the complaints about it, for its papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.services import store_queries

if TYPE_CHECKING:
    from thads_desktop.services.begins_asked import Asked
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

NAMES = frozenset({
    # What the matter has in the store: code, what and in which state, how much, note.
    "item_lines", "item_givers",
    # The papers of the matter: number, day, name; how many.
    "document_lines", "document_count",
})  # fmt: skip


def values(of: Asked) -> dict[str, Any]:
    """Name -> value of what is known."""
    names, wanted = of.names(), of.wanted
    found: dict[str, Any] = {}
    if wanted & {"item_lines", "item_givers"}:
        found |= _items(of.desk, of.matter, names)
    if wanted & {"document_lines", "document_count"}:
        rows = _documents(of.reader, of.matter, names)
        found |= {"document_lines": rows, "document_count": f"{len(rows):02d}" if rows else ""}
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _items(desk: Desk, matter: str, names: Names) -> dict[str, Any]:
    rows: list[tuple[str, str, str, str]] = []
    givers: dict[str, None] = {}
    for line in store_queries.of_matter(desk, matter):
        if not line.left:
            continue
        row = names.row("item", line.item)
        rows.append((line.name, line.rest, str(row.get("state", "")), line.code))
        givers[str(row.get("giver", ""))] = None
    return {"item_lines": rows, "item_givers": ", ".join(x for x in givers if x)}


def _documents(reader: Reader, matter: str, names: Names) -> list[tuple[str, str, str]]:
    """(name, number, day) of every paper of the matter that was issued, by day."""
    state = fold(reader.events_of(f"matter:{matter}"))
    made = []
    for key, paper in state.papers.items():
        if paper.numbered is None or paper.stage not in ("numbered", "sent", "recorded"):
            continue
        row = names.row("paper", key)
        made.append((paper.numbered, str(row.get("title", "")) or "Văn bản", paper.number_text or str(row.get("number_text", ""))))
    return [(title, number, short_date(on)) for on, title, number in sorted(made)]
