"""Whatever is typed into a book stands there as it was typed: not lost, not a formula, not markup; on both engines and in both files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import Phase, given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop.domain.text import bare, clean, nfc
from thads_desktop.services import book_files, book_queries, books as entries

DAY = date(2026, 9, 1)
#: Letters of every kind, with what a workbook, a print or a database could take for its own.
NASTY = st.sampled_from(["=1+1", "+cmd|' /C calc'!A0", "-2", "@SUM(A1)", "<b>đậm</b>", "<para>", "&amp;", "{matter}", "%s", "'; DROP TABLE x; --", "\t=1"])
TEXT = st.one_of(NASTY, st.text(st.characters(codec="utf-8", categories=("L", "M", "N", "P", "S", "Zs")), min_size=1, max_size=60))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder = tmp_path_factory.mktemp("books") / "data"
    if request.param == "postgresql":
        folder = request.getfixturevalue("postgres").lead(folder)
    made = bench(folder, DAY, clear=request.param == "postgresql")
    yield made
    made.desk.close()


def as_kept(text: str) -> str:
    """One line as every door of the program makes it."""
    return clean("".join(c if c.isprintable() or c == "\u00a0" else " " for c in text))


def test_no_value_is_lost_or_becomes_another(office: Bench, tmp_path: Path) -> None:
    @settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
    @given(who=TEXT, what=TEXT, amount=st.integers(0, 10**15))
    def told(who: str, what: str, amount: int) -> None:
        _tried(office, tmp_path, who, what, amount)

    told()


def _tried(office: Bench, folder: Path, who: str, what: str, amount: int) -> None:
    if not as_kept(who) or not as_kept(what):
        return
    typed: dict[str, Any] = {"received": DAY, "claimant": who, "content": what, "asked": amount}
    entry = entries.open_entry(office.desk, "boi_thuong", typed)
    view = book_queries.view(office.desk, entry)
    assert view.values["claimant"] == as_kept(who)
    assert clean(view.values["content"]) == as_kept(what)
    assert view.values["asked"] == amount
    # It is found by what was typed, and shown as it was.
    word = next(iter(bare(as_kept(who)).split()), "")
    if word:
        assert entry in book_queries.keys(office.desk, book_queries.wanted(office.desk, "boi_thuong", text=word))
    shown = book_queries.rows_in_order(office.desk, book_queries.ids(office.desk, book_queries.wanted(office.desk, "boi_thuong")))
    line = next(r for r in shown if r is not None and r.entry == entry)
    assert line.who == " ".join(as_kept(who).split())
    # Changed and changed back: the old value stays in what is told of it.
    entries.change_entry(office.desk, entry, {**typed, "claimant": "Ai Khác"})
    assert any(c.old == as_kept(who) and c.new == "Ai Khác" for c in book_queries.history(office.desk, entry))
    asked = book_queries.wanted(office.desk, "boi_thuong", text=view.number_text)
    made = book_files.listing(office.desk, asked, "x")
    sheet = openpyxl.load_workbook(book_files.write(folder / "so.xlsx", made)).active
    assert sheet is not None
    cells = [c for row in sheet.iter_rows() for c in row if c.value is not None]
    assert all(c.data_type != "f" for c in cells)
    assert any(nfc(str(c.value)) == view.values["content"] for c in cells)
    assert any(c.value == amount for c in cells)
    assert book_files.pdf(made).startswith(b"%PDF")


