"""What the store puts into a table of a paper is read back row by row and cell by cell, whatever stands in it; sums and days too."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from thads_desktop.documents.facts import amount_text, field_faults, own_fields
from thads_desktop.documents.variables import Variable
from thads_desktop.services.beginnings.table import MOST, text_of

CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.lists(CELL, min_size=3, max_size=5), max_size=MOST + 5), st.integers(1, 4))
def test_a_table_reads_back(rows: list[list[str]], columns: int) -> None:
    field = Variable("x", "X", "x", "lines", "typed", columns=tuple("ABCD"[:columns]))
    text = text_of(field, rows)
    assert field_faults((field,), {"x": text}) == []
    said = own_fields((field,), {"x": text})["x"]
    plain = [[" ".join(cell.replace(";", ",").split()) for cell in row[:columns]] for row in rows[:MOST]]
    wanted = [row + [""] * (columns - len(row)) for row in plain if any(row)]
    assert [[row[f"c{k}"] for k in range(1, columns + 1)] for row in said] == wanted


@given(st.integers(1, 10**15))
def test_a_sum_reads_back(amount: int) -> None:
    field = Variable("x", "X", "1", "money", "typed")
    text = text_of(field, amount)
    assert field_faults((field,), {"x": text}) == []
    assert own_fields((field,), {"x": text})["x"] == amount_text(amount)


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_day_reads_back(day: date) -> None:
    field = Variable("x", "X", "2020-01-01", "day", "typed")
    assert field_faults((field,), {"x": text_of(field, day)}) == []
