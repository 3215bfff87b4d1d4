"""A return beside other periods, with remarks that are kept, printed and sent; and two circulars beside each other."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.exchange import package
from thads_desktop.exchange.listing_book import write_listing
from thads_desktop.printing.listing_sheet import draw_listing
from thads_desktop.services import acts, reporting, return_compare, two_regimes


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """One matter in each of three years by November, four in the fourth."""
    made = bench(tmp_path_factory.mktemp("compare") / "data", date(2019, 10, 20))
    for year, count in ((2019, 1), (2020, 1), (2021, 2), (2022, 4)):
        for n in range(count):
            made.on(date(year, 10, 20))
            matter = made.decision(number=f"{n}/{year}/DS-ST", debtor=f"Nguyễn Văn {'ABCD'[n]} {year}")
            made.on(date(year, 11, 20))
            acts.collect(made.desk, matter, date(year, 11, 20), 1, 2_000_000)
    made.on(date(2023, 1, 10))
    yield made
    made.desk.close()


def line(found: return_compare.Compared, cell: str) -> return_compare.Line:
    return next(x for x in found.lines if x.cell == cell)


def test_each_figure_stands_beside_the_period_before_last_year_and_what_is_usual(office: Bench) -> None:
    found = return_compare.compare(office.desk, reporting.make(office.desk, 2023, 2))
    new = line(found, "c3")
    assert (new.now, new.before, new.last_year, new.low, new.high, new.outside) == (4, 4, 2, 0, 3, True)
    assert found.rule == "Khoảng thường thấy: thấp nhất và cao nhất của cùng kỳ 3 năm trước của đơn vị (2022, 2021, 2020), nới mỗi phía 10 %."
    assert (found.before_words, found.year_words) == ("01 tháng năm 2023", "02 tháng năm 2022")
    assert return_compare.change(4, 2) == "+100,0 %"
    assert return_compare.change(1, 3) == "−66,7 %"
    assert return_compare.change(Decimal("50.00"), Decimal("49.25")) == "+0,75 điểm"
    assert return_compare.change(Decimal("20.00"), Decimal("23.08")) == "−3,08 điểm"
    first = return_compare.compare(office.desk, reporting.make(office.desk, 2020, 1))
    assert "Chưa có khoảng thường thấy" in first.rule
    assert {x.low for x in first.lines} == {None}
    assert first.before_words == "không có kỳ trước trong năm"


def test_a_remark_is_kept_printed_and_sent(office: Bench, tmp_path: Path) -> None:
    made = reporting.make(office.desk, 2023, 2)
    assert not return_compare.any_remark(office.desk, made)
    outside = return_compare.compare(office.desk, made).unexplained
    return_compare.remark(office.desk, made, "01", "c3", "bản nháp")
    return_compare.remark(office.desk, made, "01", "c3", "=Án ma túy <b>tăng</b>")
    kept = return_compare.compare(office.desk, made)
    assert (line(kept, "c3").remark, line(kept, "c3").said_by) == ("=Án ma túy <b>tăng</b>", "Phạm Quang Minh")
    assert kept.unexplained == outside - 1
    sheet = return_compare.listing(office.desk, kept)
    text = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(draw_listing(sheet))).pages)
    assert "Ngoài khoảng. =Án ma túy" in text
    assert "nới mỗi phía 10 %" in text
    assert write_listing(sheet)[:2] == b"PK"
    paths = {p.name.partition("thang-2019")[2]: p for p in reporting.write(office.desk, made, tmp_path / "x")}
    assert {"-so-sanh.pdf", "-so-sanh.xlsx"} <= set(paths)
    part = package.read_any(paths[".thads"].read_bytes()).parts[return_compare.PART]
    assert [x["remark"] for x in json.loads(part)["lines"] if x["remark"]] == ["=Án ma túy <b>tăng</b>"]
    return_compare.remark(office.desk, made, "01", "c3", "")
    assert not return_compare.any_remark(office.desk, made)


def test_a_remark_that_cannot_be_kept_is_refused(office: Bench) -> None:
    made = reporting.make(office.desk, 2023, 2)
    for form, cell, text, code in (("01", "c99", "x", "return.no_such_cell"), ("99", "c1", "x", "return.no_such_cell"),
                                   ("01", "c1", "x" * 2001, "text.too_long")):  # fmt: skip
        with pytest.raises(Refused) as refused:
            return_compare.remark(office.desk, made, form, cell, text)
        assert refused.value.refusals[0].code == code


def test_a_comparison_that_does_not_fit_its_package_is_told() -> None:
    sent = {("01", "tong", "c1"): "1"}
    good = {"rule": "", "lines": [dict.fromkeys(("form", "cell", "remark", "now", "before", "last_year", "low", "high"), "") | {
        "form": "01", "cell": "c1", "outside": False}]}  # fmt: skip
    assert return_compare.sound(json.dumps(good).encode(), sent) == ""
    assert "c1 không có trong biểu" in return_compare.sound(json.dumps(good).encode(), {})
    for bad in (b"", b"[]", b"{}", b'{"lines": [1], "rule": ""}'):
        assert "hỏng" in return_compare.sound(bad, sent)


# --- two circulars --------------------------------------------------------------------------------------


def test_two_circulars_on_the_same_data_with_their_differences_named(office: Bench) -> None:
    acts_before = reporting.make(office.desk, 2023, 2, regime="2019")
    found = two_regimes.beside(office.desk, 2023, 2, "2015", "2019")
    assert found.one.seq == found.other.seq == acts_before.seq
    pairs = {p.key: p for p in found.pairs}
    assert pairs["c3"].values == (4, 4)
    assert pairs["c3"].difference == 0
    assert pairs["c3"].code == ("06/TK-THA", "01/TK-THA")
    assert next(p.code for p in found.pairs if p.measure == "tien") == ("07/TK-THA", "02/TK-THA"), "money has another number in each"
    less = replace(pairs["c3"], values=(Decimal("23.08"), Decimal("20.00")))
    assert less.difference_words == "−3,08"
    assert "cách tính: 2015 = cột 9 + 12 + 13 + 16 + 14 + 15; 2019 = cột 9 + 12 + 13 + 14" in pairs["c7"].says
    totals = {c: v for f in acts_before.all_forms if f.form in ("01", "02") for c, v in f.rows[0].cells.items()}
    assert {k: p.values[1] for k, p in pairs.items() if k in totals} == totals
    sheet = two_regimes.listing(office.desk, found)
    text = " ".join(" ".join(p.extract_text().split()) for p in PdfReader(io.BytesIO(draw_listing(sheet))).pages)
    assert "HAI CHẾ ĐỘ BÁO CÁO TRÊN CÙNG SỐ LIỆU" in text
    assert write_listing(sheet)[:2] == b"PK"
    with pytest.raises(Refused) as refused:
        two_regimes.beside(office.desk, 2023, 2, "2015", "2015")
    assert refused.value.refusals[0].code == "return.nothing_to_compare"
