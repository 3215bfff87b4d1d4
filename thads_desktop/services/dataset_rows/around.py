"""Books and tasks: complaints (never what is kept apart, never denunciations), requests for guidance, what persons were given to do (but
about denunciations)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import book_queries, books, masking, tasks
from thads_desktop.services.book_queries import STATES
from thads_desktop.services.book_rights import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.services.book_queries import EntryLine
    from thads_desktop.services.dataset_rows.context import Context, Row


def complaints(ctx: Context) -> Iterator[Row]:
    book = named("khieu_nai")
    for line, values, matter in _entries(ctx, "khieu_nai"):
        yield {
            **ctx.ids("complaints", line.entry), "number": line.number_text, "number_source": "program", "matter": ctx.ref("matters", matter),
            "received": line.day, "level": book.words("level", str(values.get("level", ""))),
            "object": book.words("object", str(values.get("object", ""))),
            "accepted": values.get("accepted"), "settled": values.get("settled"), "state": STATES.get(line.state, ""),
        }  # fmt: skip


def guidance(ctx: Context) -> Iterator[Row]:
    for line, values, matter in _entries(ctx, "xin_y_kien"):
        yield {
            **ctx.ids("guidance", line.entry), "number": line.number_text, "number_source": "program", "paper_number": values.get("number", ""),
            "matter": ctx.ref("matters", matter), "asked": line.day, "superior": values.get("superior", ""),
            "content": masking.free_text(ctx.desk, ctx.reader, str(values.get("content", ""))), "answered": values.get("answered"),
            "state": STATES.get(line.state, ""),
        }  # fmt: skip


def _entries(ctx: Context, book: str) -> Iterator[tuple[EntryLine, dict[str, Any], str]]:
    """Each entry with its values (none of what is kept apart) and the key of its matter."""
    found = book_queries.ids(ctx.desk, book_queries.wanted(ctx.desk, book, show="all"), descending=False)
    for line in book_queries.rows_in_order(ctx.desk, found):
        if line is not None and ctx.within(line.day):
            row = books.held(ctx.reader, line.entry)
            yield line, {n: v for n, v in row["values"].items() if v not in (None, "")}, row["matter"]


def given(ctx: Context) -> Iterator[Row]:
    for task in tasks.listed(ctx.desk):
        if ctx.within(task.given) and not task.apart:
            yield {
                **ctx.ids("tasks", task.task), "matter": ctx.ref("matters", task.matter), "text": task.text, "person": task.name, "given": task.given,
                "due": task.due,
            }  # fmt: skip
