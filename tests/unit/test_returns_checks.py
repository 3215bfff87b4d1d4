"""The relations between cells: kept by published figures, broken by wrong ones, with the matters behind."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from thads_desktop.returns.checks import check, check_cells, check_series
from thads_desktop.returns.compute import Cell, compute, rate
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact

R2015, R2019, R2024 = load_regimes()[:3]
CSV = Path(__file__).parents[1] / "golden" / "returns_published.csv"
PUBLISHED = list(csv.DictReader(CSV.read_text(encoding="utf-8").splitlines()))
REGIME = {"D1": R2015, "D2": R2015, "D3": R2015, "D4": R2015, "D10": R2024}


def published(row: dict[str, str]) -> dict[str, Cell]:
    """The printed figures; the third group stands in c15, rates in c18; what was not printed is left out."""
    cells: dict[str, Cell] = {k: int(v) for k, v in row.items() if v and k[0] == "c"}
    if row["third"]:
        cells |= {"c15": int(row["third"]), "c16": 0}
    return cells | {"c18": Decimal(row["rate"])}


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda r: r["id"])
def test_published_figures_keep_every_relation_that_can_be_judged(row: dict[str, str]) -> None:
    regime, cells = REGIME.get(row["id"], R2019), published(row)
    assert check_cells(regime, "viec", cells) == []
    wrong = check_cells(regime, "viec", cells | {"c8": int(row["c8"]) + int(row["c7"])})
    assert {"V7", "V8"} <= {v.id for v in wrong}


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda r: r["id"])
def test_a_changed_total_is_noticed(row: dict[str, str]) -> None:
    cells = published(row)
    tests = [("c1", "V1", ("c2", "c3")), ("c6", "V2", ("c1", "c4", "c5")), ("c17", "V6", ("c6", "c8"))]
    for key, rule, needs in tests:
        if all(k in cells for k in (key, *needs)):
            changed = cells | {key: (cells[key] or 0) + 1}  # type: ignore[operator]  # both are numbers
            assert rule in {v.id for v in check_cells(REGIME.get(row["id"], R2019), "viec", changed)}


def test_the_third_group_stands_outside_since_2020_only() -> None:
    cells: dict[str, Cell] = {"c6": 10, "c7": 6, "c14": 3, "c15": 1, "c16": 0}
    assert check_cells(R2019, "viec", cells) == []
    assert [v.id for v in check_cells(R2015, "viec", cells)] == ["V3"]


def fact(matter: str, state: str = "enforcing", **changes: object) -> Fact:
    made = Fact(matter, 1, "cd", "dan_su", "a", False, "old", state, state, 1, 100, 40, 60, 0)
    return made._replace(**changes)


def test_all_violations_at_once_with_the_matters_behind() -> None:
    facts = [fact("sound"), fact("short", "done"), fact("paid", "done", collected=100, rest=0)]
    found = check(R2019, compute(R2019, facts), facts)
    closing = [v for v in found if v.id == "V6" and v.form == "02" and v.row == "tong"]
    assert [v.matters for v in closing] == [("short",)]
    assert {v.form for v in found} == {"02", "05", "LC01T", "LN01T"}
    assert all(v.says.endswith(".") and not v.soft for v in found)


def test_rows_and_forms_must_agree() -> None:
    forms = compute(R2019, [fact("m")], {"a": "Lê A"})
    assert check(R2019, forms) == []
    last = forms[2].rows[-1]
    changed = replace(last, cells={**last.cells, "c2": 5, "c1": 5, "c6": 5})
    broken = replace(forms[2], rows=(*forms[2].rows[:-1], changed))
    assert "V9" in {v.id for v in check(R2019, (*forms[:2], broken, forms[3]))}
    total = forms[2].rows[0]
    higher = replace(forms[2], rows=(replace(total, cells={**total.cells, "c2": 5}), *forms[2].rows[1:]))
    assert "V10" in {v.id for v in check(R2019, (*forms[:2], higher, forms[3]))}


def test_negative_cells_and_too_large_parts() -> None:
    assert [v.id for v in check_cells(R2019, "tien", {"t4": -1})] == ["V8"]
    assert [v.id for v in check_cells(R2019, "tien", {"t3": 1, "t3a": 2})] == ["V8"]


def test_a_smaller_opening_is_explained_by_the_separate_book() -> None:
    earlier = [fact("stays"), fact("moved"), fact("gone"), fact("ended", "done"), fact("back", part="book")]
    later = [fact("stays"), fact("moved", "separate_book", part="book_now"), fact("ended", "done"), fact("back"),
             fact("sudden")]  # fmt: skip
    found = check_series(R2019, earlier, later, same_year=True)
    assert [(v.id, v.matters, v.soft) for v in found] == [
        ("V12", ("moved",), True), ("V12", ("back",), True), ("V12", ("gone",), False), ("V12", ("sudden",), False),
        ("V12", ("moved",), True),
    ]  # fmt: skip
    assert found[-1].says == "Tiền thi hành xong (đã thu, đình chỉ, giảm) thấp hơn kỳ trước ở 1 việc, cộng 40 đồng, do chuyển sổ theo dõi riêng."
    across = check_series(R2019, earlier, later, same_year=False)
    assert ("V13", ("ended", "sudden"), False) in [(v.id, v.matters, v.soft) for v in across]


def test_what_was_recorded_or_undone_since_explains_another_opening() -> None:
    earlier, later = [fact("gone"), fact("odd")], [fact("revived"), fact("sudden")]
    found = check_series(R2019, earlier, later, same_year=False, late={"gone"}, undone={"revived"})
    assert [(v.matters, v.soft) for v in found] == [
        (("gone",), True), (("revived",), True), (("odd",), False), (("sudden",), False),
    ]  # fmt: skip
    new = [fact("m", part="new"), fact("n", part="new")]
    moved = check_series(R2019, new, [fact("m", "separate_book", part="book_now"), fact("n")._replace(part="new")], same_year=True)
    assert [(v.says, v.matters, v.soft) for v in moved if not v.says.startswith("Tiền")] == [
        ("Số mới thụ lý giảm 1 việc do chuyển sổ theo dõi riêng.", ("m",), True),
    ]


def test_what_was_counted_once_does_not_vanish_within_the_year() -> None:
    found = check_series(R2019, [fact("m", "done"), fact("n", part="new")], [fact("m"), fact("n")], same_year=True)
    assert [v.matters for v in found if "kỳ này không còn" in v.says] == [("n",), ("m",)]
    assert all("việc" in v.says for v in found)


@pytest.mark.parametrize(("part", "whole", "want"), [(1, 3, "33.33"), (1, 8, "12.50"), (5, 400, "1.25"),
                                                     (1, 800, "0.13"), (0, 7, "0.00"), (3, 2, "150.00")])  # fmt: skip
def test_rates_have_two_decimals_half_up(part: int, whole: int, want: str) -> None:
    assert str(rate(part, whole)) == want
    assert rate(part, 0) is None


def test_the_date_of_the_period_end_chooses_the_circular() -> None:
    from thads_desktop.returns.definition import regime_for

    regimes = load_regimes()
    days = [date(2015, 6, 30), date(2019, 12, 31), date(2020, 1, 4), date(2020, 1, 31), date(2024, 9, 30),
            date(2026, 7, 31)]  # fmt: skip
    assert [getattr(regime_for(d, regimes), "id", "") for d in days] == ["", "2015", "2015", "2019", "2024", "2026"]
