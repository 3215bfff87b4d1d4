"""What an account may not see is covered in registers and books of letters too: frozen rows, what changed of them, letters of secret books."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_register_closings import as_role, closed
from thads_desktop.services import intake, parties, register_files, register_view


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 1, 6))
    yield made
    made.desk.close()


def test_what_changed_of_a_minor_is_covered_as_the_cell_is(office: Bench) -> None:
    asked = parties.PartyInput("Bé Trần Ngọc Ánh", birth_year=2010, address="số 7 ngõ Kín")
    judgment = office.judgment("15/2019/DS-ST", received=date(2019, 12, 2))
    request = intake.receive_request(office.desk, judgment, asked, date(2019, 12, 3))
    with office.desk.reading() as reader:
        minor = str((reader.row("request", request) or {}).get("party"))
    closed(office, "q1", "TT04-01")
    closed(office, "q1", "TT04-02")
    parties.change(office.desk, minor, replace(asked, address="số 99 ngõ Mới"))
    for code_, label in (("TT04-01", "Tên, địa chỉ đương sự"), ("TT04-02", "Địa chỉ người yêu cầu")):
        changed = register_view.opened(office.desk, code_, 2020).changes
        assert [("ngõ Kín" in c.was, "ngõ Mới" in c.now) for c in changed if c.label == label] == [(True, True)]
    as_role(office, "storekeeper")
    for code_ in ("TT04-01", "TT04-02"):
        view = register_view.opened(office.desk, code_, 2020)
        said = str([line.cells for line in view.lines]) + str(view.changes) + str(register_files.printed(office.desk, view))
        assert view.changes
        assert not any(word in said for word in ("ngõ Kín", "ngõ Mới", "Ngọc Ánh"))
