"""A circular nobody has seen: one more file with new forms, rows, criteria, relations and lists is computed, checked, printed and written."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from thads_desktop.domain.events import CASE_TYPES
from thads_desktop.exchange.sheets import BookHead, write_returns
from thads_desktop.paths import forms as shipped
from thads_desktop.printing.return_sheet import SheetHead, draw_returns
from thads_desktop.returns import vocabulary as words
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import Office, compute, evidence
from thads_desktop.returns.consolidate import Evidence, behind, consolidate, read_evidence, write_evidence
from thads_desktop.returns.definition import DefinitionError, Regime, load_regimes, regime_for
from thads_desktop.returns.facts import Fact
from thads_desktop.returns.listings import check_lists, lines_of
from thads_desktop.returns.records import Record

TEXT = """
id = "2031"
circular = "Thông tư 99/2031/TT-BTP"
issued = "ngày 01/02/2031"
from = 2031-03-01
status = "reconstructed"
certainty = "L"
cite = "Điều 1"
taken_over = "2026"
{settings}
[ladder]
agreed_clauses = ["c"]
line = ["separate_book", "suspension", "deferral", "deferral_agreed", "lacks_means", "enforcing"]
open = ["suspension", "enforcing", "deferral_agreed", "deferral", "lacks_means", "separate_book"]
ended = ["terminated", "done", "delegated", "withdrawn", "cancelled"]
[rows]
total = "Tất cả"
cd = "Chủ động"
yc = "Yêu cầu"
unassigned = "Chưa có ai"
[case_types]
{cases}
[[table]]
id = "no"
source = ["lines"]
[[table]]
id = "khach"
source = ["reception", "petition"]
[[form]]
id = "21"
code = "21/X"
title = "Nợ tổ chức tín dụng và ngân sách"
measure = "no"
unit = "Việc; 1.000 đồng"
orientation = "criteria_down"
paper = "A4"
rows = ["total", "by.obligation"]
note = "Biểu thử."
[[form]]
id = "22"
code = "22/X"
title = "Người đến cơ quan"
measure = "khach"
unit = "Lượt"
orientation = "criteria_across"
paper = "A3"
rows = ["total", "by.source"]
months = [7]
circular = "Thông tư liên tịch 5/2031/TTLT"
issued = "ngày 02/02/2031"
cosigner = "court"
[labels."no.obligation"]
tin_dung = "Tín dụng"
an_phi = "Án phí"
[labels."khach.source"]
reception = "Tiếp"
petition = "Kiến nghị"
[[criterion]]
measure = "no"
key = "x1"
no = "1"
label = "Nợ còn lại"
unit = "dong"
plus = ["x2", "x3"]
[[criterion]]
measure = "no"
key = "x2"
no = "2"
label = "Tín dụng"
level = 1
unit = "dong"
take = [{{ measure = "rest", obligation = ["tin_dung"] }}]
[[criterion]]
measure = "no"
key = "x3"
no = "3"
label = "Án phí"
level = 1
unit = "dong"
take = [{{ measure = "rest", obligation = ["an_phi"] }}]
[[criterion]]
measure = "no"
key = "x4"
no = "4"
label = "Tỷ lệ án phí"
rate = ["x3", "x1"]
[[criterion]]
measure = "khach"
key = "k1"
no = "1"
label = "Lượt"
take = [{{ measure = "records" }}]
[[criterion]]
measure = "khach"
key = "k2"
no = "2"
label = "Người của đoàn đông"
take = [{{ measure = "people", where = {{ source = ["reception"], large = ["co"] }} }}]
[[identity]]
id = "Z1"
measure = "no"
kind = "at_most"
says = "Án phí không quá một nửa"
left = "x3"
plus = ["x2"]
[[identity]]
id = "Z2"
measure = "khach"
kind = "at_most"
says = "Lượt không quá người"
left = "k1"
plus = ["k2"]
[[list]]
id = "vay"
title = "Danh sách nợ vay"
months = []
source = "lines"
take = [{{ measure = "matters", obligation = ["tin_dung"] }}]
columns = ["number", "rest"]
form = "22"
cell = "k1"
"""

SETTINGS = "\n".join(f'[settings.{k}]\nvalue = "{v[-1]}"\ncertainty = "L"\nnote = "thử"' for k, v in words.SETTINGS.items())
CASES = "\n".join(f'{k} = "{k}"' for k in CASE_TYPES)
HEAD = SheetHead("Đơn vị A", "Đơn vị B", 7, 2031, "Hà Nội", "Trưởng")


def fact(n: int, what: str, rest: int) -> Fact:
    return Fact(f"m{n}", 1, "cd", "dan_su", "k", False, "old", "enforcing", "enforcing", 1, rest, 0, rest, 0, True, what, int(what == "an_phi"))


FACTS = [fact(1, "tin_dung", 5000), fact(2, "an_phi", 7000), fact(3, "khac", 9000)]
RECORDS = [
    Record("entry:tiep_dan.a", 1, "reception", "", "new", ("handled=nhan_don", "kind=kien_nghi", "large=co", "regular=dinh_ky"), 1, 9, 0, 0),
    Record("entry:tiep_dan.a", 2, "petition", "", "new", ("state=dang_giai_quyet",), 1, 0, 0, 0),
]


@pytest.fixture
def regime(tmp_path: Path) -> Regime:
    shutil.copytree(shipped("returns"), tmp_path, dirs_exist_ok=True)
    (tmp_path / "thu.toml").write_text(TEXT.format(settings=SETTINGS, cases=CASES), encoding="utf-8")
    regimes = load_regimes(tmp_path)
    found = regime_for(date(2031, 4, 30), regimes)
    assert found is not None
    assert (found.id, regime_for(date(2031, 2, 28), regimes).id) == ("2031", "2026")  # type: ignore[union-attr]  # there is one
    return found


def test_computed_checked_and_explained(regime: Regime) -> None:
    one, two = compute(regime, FACTS, {"k": "Lê A"}, RECORDS)
    assert [(r.label, {k: str(v) for k, v in r.cells.items()}) for r in one.rows] == [
        ("Tất cả", {"x1": "12000", "x2": "5000", "x3": "7000", "x4": "58.33"}), ("Tín dụng", {"x1": "5000", "x2": "5000", "x3": "0", "x4": "0.00"}),
        ("Án phí", {"x1": "7000", "x2": "0", "x3": "7000", "x4": "100.00"}),
    ]  # fmt: skip
    assert [(r.key, r.cells["k1"], r.cells["k2"]) for r in two.rows] == [("tong", 2, 9), ("d.source.reception", 1, 9), ("d.source.petition", 1, 0)]
    found = [(v.id, v.row) for v in check(regime, (one, two), FACTS, RECORDS)]
    assert found == [("Z1", "tong"), ("Z1", "d.obligation.an_phi"), ("Z2", "d.source.petition")]
    assert evidence(regime, FACTS, "21", "d.obligation.tin_dung", "x1", records=RECORDS) == [("m1", 5000)]
    assert evidence(regime, FACTS, "22", "tong", "k1", records=RECORDS) == [("entry:tiep_dan.a", 2)]
    assert [x.key for x in lines_of(regime.lists[0], FACTS, RECORDS)] == ["m1"]
    assert [v.id for v in check_lists(regime, (one, two), FACTS, RECORDS)] == ["V14"]
    assert [f.id for f in regime.owed(date(2031, 4, 30), 7).forms] == ["21", "22"]
    assert [f.id for f in regime.owed(date(2031, 5, 31), 8).forms] == ["21"]


def test_printed_and_written(regime: Regime) -> None:
    forms = compute(regime, FACTS, {"k": "Lê A"}, RECORDS)
    pages = [" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(draw_returns(regime, forms, HEAD))).pages]
    assert len(pages) == 2
    for piece in ("Biểu số: 21/X", "Thông tư số 99/2031/TT-BTP", "Biểu thử.", "Chỉ tiêu tạm lấy theo chế độ 2026", "58,33", "NGƯỜI LẬP BIỂU"):
        assert piece in pages[0]
    for piece in ("Thông tư liên tịch số 5/2031/TTLT", "ngày 02/02/2031", "CHÁNH ÁN TÒA ÁN NHÂN DÂN", "Kiến nghị"):
        assert piece in pages[1]
    book = load_workbook(io.BytesIO(write_returns(regime, forms, BookHead("Đơn vị A", "07 tháng năm 2031"))))
    assert book.sheetnames == ["21-X", "22-X"]
    assert book["21-X"].cell(8, 2).value == 12000


def test_many_offices_together(regime: Regime) -> None:
    sent = [
        Evidence(Office(k, f"Đơn vị {k}", {"k": "Lê A"}), "2031", 2031, 7, date(2031, 4, 30), 5, tuple(FACTS), tuple(RECORDS)) for k in "ab"
    ]
    sent = [read_evidence(write_evidence(e)) for e in sent]
    made = consolidate(regime, sent)
    assert [f.rows[0].cells for f in made.forms][1] == {"k1": 4, "k2": 18}
    assert behind(regime, sent, "22", "d.source.reception", "k2") == [("a", "entry:tiep_dan.a", 9), ("b", "entry:tiep_dan.a", 9)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = ["lines"]', 'source = ["lines", "reception"]'), ('source = ["reception", "petition"]', 'source = ["tea"]'),
        ('large = ["co"]', 'large = ["rather"]'), ('large = ["co"]', 'size = ["co"]'), ('rows = ["total", "by.source"]', 'rows = ["total", "by.colour"]'),
        ('obligation = ["tin_dung"] }}]\n[[criterion]]', 'obligation = ["gold"] }}]\n[[criterion]]'), ("months = [7]", "months = [13]"),
        ('cosigner = "court"', 'cosigner = "bank"'), ('unit = "dong"', 'unit = "euro"'), ('cell = "k1"', 'cell = "zz"'), ('form = "22"', 'form = "99"'),
        ('columns = ["number", "rest"]', 'columns = ["number", "weather"]'), ('tin_dung = "Tín dụng"', 'vang = "Vàng"'),
        ('[labels."khach.source"]', '[labels."khach.mood"]'), ('id = "khach"', 'id = "no"'),
    ],
)  # fmt: skip
def test_what_the_vocabulary_does_not_know_is_refused(tmp_path: Path, old: str, new: str) -> None:
    assert old in TEXT
    (tmp_path / "thu.toml").write_text(TEXT.replace(old, new, 1).format(settings=SETTINGS, cases=CASES), encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"thu\.toml"):
        load_regimes(tmp_path)
