"""Data sets out: what stands in them, who sees what, spans, texts that stay texts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.office import Bench, bench
from tests.unit.test_store import KNIFE
from thads_desktop.domain.access_events import Exported
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange.dataset_write import listed, parted
from thads_desktop.services import acts, books, data_export, masking, parties, store
from thads_desktop.services.data_export import Wanted

DAY = date(2019, 10, 7)
#: What begins a formula in a spreadsheet.
EVIL = '=HYPERLINK("http://x","y")'


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def out(office: Bench, tmp_path: Path, wanted: Wanted | None = None, name: str = "ra.json") -> Any:
    file = tmp_path / name
    data_export.write(office.desk, file, wanted or Wanted(), "Bộ", "đối chiếu")
    return json.loads(file.read_text(encoding="utf-8")) if name.endswith("json") else openpyxl.load_workbook(file)


def rows(said: Any, key: str) -> list[dict[str, Any]]:
    return next(c["rows"] for c in said["datasets"] if c["dataset"] == key)


def test_every_number_says_whose_it_is_and_every_file_that_it_is_not_official(office: Bench, tmp_path: Path) -> None:
    matter = office.decision(kind="yc")
    acts.collect(office.desk, matter, DAY, 1, 5_000, receipt="0000007")
    said = out(office, tmp_path)
    for container in said["datasets"]:
        assert container["note"] == "Số liệu của đơn vị, không phải số liệu chính thức của Bộ"
        assert container["office"] == "Chi cục Thi hành án dân sự quận Lê Chân"
        assert container["as_of"] == "2019-10-07"
        assert container["seq"] > 0
    assert rows(said, "matters")[0]["number_source"] == "program"
    assert rows(said, "decisions")[0]["number_source"] == "program"
    assert rows(said, "receipts")[0]["receipt"] == "0000007"
    book = out(office, tmp_path, name="ra.xlsx")
    for sheet in book.worksheets:
        assert sheet.cell(1, 1).value == "Số liệu của đơn vị, không phải số liệu chính thức của Bộ"
    assert book.worksheets[0].title == "Hướng dẫn"
    headings = [c.value for c in book["Việc"][3]]
    shown = dict(zip(headings, [c.value for c in book["Việc"][4]], strict=False))
    assert shown["Nguồn số"] == "số của chương trình"
    assert shown["Ngày quyết định"].date() == DAY
    money = dict(zip([c.value for c in book["Tiền thu"][3]], [c.value for c in book["Tiền thu"][4]], strict=False))
    assert money["Số tiền"] == 5_000
    assert money["Số biên lai"] == "0000007"


def test_that_it_left_stands_in_the_log(office: Bench, tmp_path: Path) -> None:
    office.decision()
    with pytest.raises(Refused, match=r"export\.no_purpose"):
        data_export.write(office.desk, tmp_path / "x.json", Wanted(), "", "")
    out(office, tmp_path, Wanted(("matters",)))
    with office.desk.reading() as reader:
        bodies = [e.body for _s, events in reader.stream("export") for e in events]
    assert [b.what for b in bodies if isinstance(b, Exported)] == ["datasets"]


@pytest.mark.parametrize("lead", ["=1+1", "+1", "-1", "@SUM(1)", "\t=1", EVIL])
def test_a_text_is_never_a_formula(office: Bench, tmp_path: Path, lead: str) -> None:
    matter = office.decision(debtor="Nguyễn Văn An")
    with office.desk.reading() as reader:
        party = next(k for k, r in reader.rows("party").items() if r["name"] == "Nguyễn Văn An")
        known = parties.input_of(reader, party)
    parties.change(office.desk, party, replace(known, address=lead))
    acts.collect(office.desk, matter, DAY, 1, 5_000, receipt=lead.strip()[:40])
    book = out(office, tmp_path, name="ra.xlsx")
    for sheet in book.worksheets:
        assert {c.data_type for line in sheet.iter_rows() for c in line} <= {"s", "n", "d", "inlineStr"}
    assert lead.strip() in {c.value for line in book["Đương sự"].iter_rows() for c in line}


def test_minors_and_numbers_are_masked_and_such_a_file_says_so(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office.decision(debtor="Lê Thị Bé")
    with office.desk.reading() as reader:
        party = next(k for k, r in reader.rows("party").items() if r["name"] == "Lê Thị Bé")
        known = parties.input_of(reader, party)
    parties.change(office.desk, party, replace(known, birth_year=2010, ids=("031210000001",), account="19001"))
    monkeypatch.setattr(masking, "hides", lambda _desk: True)
    said = out(office, tmp_path)
    text = json.dumps(said, ensure_ascii=False)
    assert "Lê Thị Bé" not in text
    assert "031210000001" not in text
    assert "19001" not in text
    assert all(c["masked"] for c in said["datasets"])


def test_complaints_leave_for_who_may_see_them_and_without_what_is_apart(
    office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"received": DAY, "level": "1", "complainant": "Vũ Thị Kêu", "object": "bao_dam", "content": "nội dung kín", "way": "truc_tiep"}
    books.open_entry(office.desk, "khieu_nai", given)
    books.open_entry(office.desk, "to_cao", {"received": DAY, "denouncer": "Người Tố Cáo", "content": "điều tố cáo"} | _further(office))
    said = out(office, tmp_path)
    text = json.dumps(said, ensure_ascii=False)
    assert len(rows(said, "complaints")) == 1
    assert rows(said, "complaints")[0]["number_source"] == "program"
    for secret in ("Vũ Thị Kêu", "nội dung kín", "Người Tố Cáo", "điều tố cáo"):
        assert secret not in text
    monkeypatch.setattr(type(office.desk), "may", lambda _desk, act: act != "complaints")
    assert "complaints" not in {s.key for s in data_export.allowed(office.desk)}
    assert "complaints" not in {c["dataset"] for c in out(office, tmp_path)["datasets"]}


def _further(office: Bench) -> dict[str, Any]:
    """What else an entry of that book must have."""
    from thads_desktop.services.book_rights import named

    book = named("to_cao")
    typed: dict[str, Any] = {}
    for f in book.fields:
        if f.required and f.name not in ("received", "denouncer", "content"):
            typed[f.name] = f.options[0][0] if f.options else DAY if f.kind == "date" else office.head if f.kind == "person" else "x"
    return typed


def test_exhibits_leave_with_what_is_left_of_them(office: Bench, tmp_path: Path) -> None:
    store.take_in(office.desk, replace(KNIFE, quantity="1,5", day=DAY))
    (row,) = rows(out(office, tmp_path), "exhibits")
    assert (row["quantity"], row["left"], row["taken"]) == ("1,5", "1,5", "2019-10-07")
    assert row["number"].startswith("VC2020-")
    assert row["number_source"] == "program"


def test_a_span_takes_the_rows_of_its_days_and_states_as_of_its_end(office: Bench, tmp_path: Path) -> None:
    matter = office.decision()
    office.on(date(2019, 11, 5))
    acts.collect(office.desk, matter, date(2019, 10, 20), 1, 1_000)
    acts.collect(office.desk, matter, date(2019, 11, 5), 1, 2_000)
    said = out(office, tmp_path, Wanted((), date(2019, 10, 15), date(2019, 10, 31)))
    assert [r["amount"] for r in rows(said, "receipts")] == [1_000]
    assert rows(said, "matters") == []
    assert [r["collected"] for r in rows(said, "statuses")] == [1_000]
    assert said["datasets"][0]["since"] == "2019-10-15"
    before = out(office, tmp_path, Wanted((), None, date(2019, 10, 1)))
    assert rows(before, "matters") == []
    assert rows(before, "statuses") == []


def test_what_cannot_be_chosen_is_refused_before_anything_is_written(office: Bench, tmp_path: Path) -> None:
    for wanted, code in (
        (Wanted(("không có",)), "data.unknown_set"), (Wanted((), date(2019, 10, 8), DAY), "data.bad_span"),
        (Wanted((), None, date(2019, 10, 8)), "event.future_day"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            data_export.write(office.desk, tmp_path / "x.json", wanted, "a", "b")
    for name in ("x.csv", "x.pdf"):
        with pytest.raises(Refused, match=r"data\.bad_format"):
            data_export.write(office.desk, tmp_path / name, Wanted(), "a", "b")
    with pytest.raises(Refused, match=r"import\.cancelled"):
        data_export.write(office.desk, tmp_path / "x.json", Wanted(), "a", "b", cancelled=lambda: True)
    assert list(tmp_path.glob("x.*")) == []


def test_a_folder_takes_a_file_for_each_set_and_one_workbook(office: Bench, tmp_path: Path) -> None:
    office.decision()
    made = data_export.write(office.desk, tmp_path / "ra", Wanted(("matters", "parties")), "a", "b")
    assert {f.name for f in made.files} == {
        "du-lieu-matters.json", "du-lieu-parties.json", "du-lieu-chi-cuc-thi-hanh-an-dan-su-quan-le-chan.xlsx",
    }  # fmt: skip
    assert json.loads((tmp_path / "ra" / "du-lieu-matters.json").read_text(encoding="utf-8"))["dataset"] == "matters"
    only = data_export.write(office.desk, tmp_path / "chi", Wanted(("matters",)), "a", "b", formats=("json",))
    assert [f.name for f in only.files] == ["du-lieu-matters.json"]
    assert data_export.counts(office.desk, Wanted(("matters", "parties"))).counts == made.counts


@pytest.mark.parametrize("items", [["a"], ["a; b", "c"], ["\\", ";", "a\\;b"], ["=1", " x "]])
def test_many_things_in_one_cell_come_apart_again(items: list[str]) -> None:
    assert parted(listed(items)) == [x.strip() for x in items]
