"""A cell named by the numbers on paper, in both ways that forms lie; a matter by its number, with its day where the number recurs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.printing.return_table import grids
from thads_desktop.services import emulation_evidence, queries, reporting

DAY = date(2020, 1, 6)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.decision(number="2/2019/DS-ST")
    made.on(DAY)
    yield made
    made.desk.close()


def closed(office: Bench) -> reporting.Made:
    return reporting.close(office.desk, reporting.make(office.desk, 2020, 3))


def test_every_cell_is_the_one_that_is_printed_there(office: Bench) -> None:
    """Of every form that was closed, the figure found by line and column is that of the printed grid's line and column."""
    with pytest.raises(Refused, match=r"no_closing"):
        emulation_evidence.read(office.desk, "cell", "2020/3 01 7 1")
    made = closed(office)
    ways = set()
    for form in made.all_forms:
        down = made.regime.form(form.form).orientation == "criteria_down"
        ways.add(down)
        at = 0
        for grid in grids(made.regime, form, 250):
            for line, row in enumerate(grid.body):
                named = row.label.partition(".")[0] if down or (row.depth and row.label[:1].isdigit()) else "tong" if line == 0 else str(line + 1)
                for column, shown in zip(grid.numbers[1:], row.cells, strict=True):
                    (_key, _form, key, cell), words = emulation_evidence.read(office.desk, "cell", f"2020/3 {form.form} {named} {column}")
                    value = form.row(key).cells[cell]
                    said = words.rpartition(": ")[2]
                    assert said == reporting.shown(value) + (" đồng" if said.endswith("đồng") else "")
                    if not said.endswith("đồng"):
                        assert (said if said != "-" else "") == shown, (form.form, named, column)
                    at += 1
        assert at == sum(len(r.cells) for r in form.rows)
    assert ways == {True, False}


def test_what_is_no_cell_is_said_with_what_there_is(office: Bench) -> None:
    made = closed(office)
    criteria = made.regime.of_measure(made.all_forms[0].measure)
    for bad, code in (("2020/3 99 1 3", "bad_cell"), ("2020/3 01 999 1", "no_cell"), ("2020/3 01 1 999", "no_cell"), ("năm nay", "bad_cell")):
        with pytest.raises(Refused, match=code) as refused:
            emulation_evidence.read(office.desk, "cell", bad)
        told = say(refused.value.refusals[0])
        assert code == "bad_cell" or f"… {criteria[-1].no};" in told


def test_a_matter_by_its_number_and_by_its_day(office: Bench) -> None:
    first, second = queries.matters(office.desk)
    (matter,), words = emulation_evidence.read(office.desk, "matter", first.number_text)
    assert (matter, words) == (first.matter, f"Việc {first.number_text} ngày {first.decision_day:%d/%m/%Y}")
    (matter,), _words = emulation_evidence.read(office.desk, "matter", f"{second.number_text} ngày {second.decision_day:%d/%m/%Y}")
    assert matter == second.matter


def test_a_number_that_recurs_is_asked_for_its_day(office: Bench) -> None:
    number = queries.matters(office.desk)[-1].number_text
    office.on(date(2020, 10, 5))
    office.decision(number="9/2020/DS-ST")
    same = [r for r in queries.matters(office.desk) if r.number_text == number]
    assert len(same) == 2, "numbers begin anew with the year"
    with pytest.raises(Refused, match=r"many_matters") as refused:
        emulation_evidence.read(office.desk, "matter", number)
    assert "hãy ghi cả ngày" in say(refused.value.refusals[0])
    assert refused.value.refusals[0].field == "of"
    for row in same:
        (matter,), _words = emulation_evidence.read(office.desk, "matter", f"{number} ngày {row.decision_day:%d/%m/%Y}")
        assert matter == row.matter
