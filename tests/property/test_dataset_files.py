"""Files of data sets as no program writes them: whatever is changed in one, it is taken whole, told row by row, or refused; never half, never a crash."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.datasets import empty_like
from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, data_export, data_import, receipts
from thads_desktop.services.data_export import Wanted
from thads_desktop.services.desk import Desk

pytestmark = pytest.mark.timeout(180)
DAY = date(2019, 10, 7)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-5, 10**20), st.floats(allow_nan=False), st.text(max_size=30), st.lists(st.text(max_size=5), max_size=3),
    st.sampled_from(["=1+1", "2019-13-01", "9999-12-31", "", "M", "enforcement", "x" * 3000, {"a": 1}]), st.lists(st.integers(-1, 3), max_size=3),
)  # fmt: skip


class Offices:
    """A filled office's document and book, and an empty office they can come into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source: Bench = bench(folder / "source", DAY)
        matter = self.source.decision(kind="yc")
        official = receipts.Official("enforcement", "0000123")
        acts.collect(self.source.desk, matter, DAY, 1, 2_000_000, official=official)
        acts.verify(self.source.desk, matter, DAY, "none")
        acts.valid_notice(self.source.desk, matter, DAY)
        for name in ("ra.json", "ra.xlsx"):
            data_export.write(self.source.desk, folder / name, Wanted(), "a", "b")
        self.said = json.loads((folder / "ra.json").read_text(encoding="utf-8"))
        self.target: Desk = empty_like(self.source.desk, folder / "target")

    def judged(self, file: Path) -> None:
        """A trial: told or refused in sentences, and nothing written."""
        with self.target.reading() as reader:
            before = reader.head()
        told = ["no file"]
        try:
            done = data_import.take(self.target, file, dry_run=True)
            told = [done.text(), *(x.says for x in done.lines if x.outcome in ("problem", "differs"))]
        except Refused as refused:
            told = [say(r) for r in refused.refusals]
        assert all(told)
        with self.target.reading() as reader:
            assert reader.head() == before


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    from thads_desktop.storage import keyring

    before, keyring.COST = keyring.COST, keyring.Cost(1, 64, 1)
    made = Offices(tmp_path_factory.mktemp("mutated"))
    yield made
    made.target.close()
    made.source.desk.close()
    keyring.COST = before


@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_value_in_any_place(offices: Offices, data: st.DataObject) -> None:
    said = copy.deepcopy(offices.said)
    for _ in range(data.draw(st.integers(1, 3))):
        box = data.draw(st.sampled_from([c for c in said["datasets"] if c["rows"]]))
        # The rows may be no list any more: a change before this one put something else there.
        place: Any = data.draw(st.sampled_from([box, *(box["rows"] if isinstance(box["rows"], list) else ())]))
        names = sorted(place) if isinstance(place, dict) else []
        if names and data.draw(st.booleans()):
            place[data.draw(st.sampled_from(names))] = data.draw(VALUES)
        elif isinstance(place, dict):
            place[data.draw(st.sampled_from(["id", "matter", "day", "kind", "lines", "amount", "party", "target", "returned", "x"]))] = data.draw(VALUES)
    file = offices.folder / "vao.json"
    file.write_text(json.dumps(said), encoding="utf-8")
    offices.judged(file)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_bytes_in_a_document(offices: Offices, data: st.DataObject) -> None:
    raw = bytearray((offices.folder / "ra.json").read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    file = offices.folder / "vao.json"
    file.write_bytes(bytes(raw[: data.draw(st.integers(0, len(raw)))]) if data.draw(st.booleans()) else bytes(raw))
    offices.judged(file)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_cell_of_a_workbook(offices: Offices, data: st.DataObject) -> None:
    book = openpyxl.load_workbook(offices.folder / "ra.xlsx")
    for _ in range(data.draw(st.integers(1, 4))):
        sheet = data.draw(st.sampled_from(book.worksheets[1:]))
        cell = sheet.cell(data.draw(st.integers(1, 6)), data.draw(st.integers(1, 32)))
        cell.value = data.draw(st.one_of(
            st.none(), st.integers(-5, 10**12), st.floats(allow_nan=False, allow_infinity=False), st.dates(date(1900, 3, 2), date(9999, 1, 1)),
            st.sampled_from(["=1+1", '=HYPERLINK("x")', "Mã dòng", "Số tiền", "có", "#REF!", "masked", "x" * 400]), st.booleans(),
        ))  # fmt: skip
    file = offices.folder / "vao.xlsx"
    book.save(file)
    offices.judged(file)


@pytest.mark.parametrize("value", ["=1+1", "=cmd|' /C calc'!A0"])
def test_a_formula_is_told_with_its_row_and_column(offices: Offices, value: str) -> None:
    book = openpyxl.load_workbook(offices.folder / "ra.xlsx")
    sheet = book["Tiền thu"]
    at = [c.value for c in sheet[3]].index("Số tiền") + 1
    sheet.cell(4, at).value = value
    file = offices.folder / "vao.xlsx"
    book.save(file)
    done = data_import.take(offices.target, file, dry_run=True)
    wrong = next(x for x in done.lines if x.outcome == "problem")
    assert (wrong.dataset.key, wrong.row, wrong.column, wrong.says) == ("receipts", 4, "Số tiền", "Ô là công thức: hãy dán thành giá trị.")


def test_a_workbook_that_would_unpack_to_too_much_is_not_opened(offices: Offices) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("xl/worksheets/sheet1.xml", b"<a>" + b" " * 200_000_000 + b"</a>")
    file = offices.folder / "lon.xlsx"
    file.write_bytes(made.getvalue())
    with pytest.raises(Refused, match=r"import\.too_large"):
        data_import.take(offices.target, file, dry_run=True)
