"""The sums that a sample prints are those of its rows: what was decided is what is done and what is left, in every variant and by both laws."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.cases import in_lots
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.samples import VARIANTS, sample, typed_sample
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.matter import MatterState
from thads_desktop.services import paper_sums, papers
from thads_desktop.services.paper_counts import amount

FORMS = {f"{f.id}_{f.law}": f for f in load_forms()}
_ROW = re.compile(r"^\d+\. Trả nợ gốc[^:]*: ([\d.]+) đồng")
#: Label -> whether it is all of the rows above or below it.
_ALL = ("Tổng số tiền phải thi hành", "Tổng số tiền phải thi hành án", "Tổng số tiền còn phải thi hành")
_DONE, _REST = "Số tiền đã thi hành", "Số tiền còn phải thi hành"


def told(text: str) -> tuple[list[int], dict[str, int]]:
    """(the sum of each list of obligations, what the paper says of sums by its words)."""
    lists, said, last = list[int](), dict[str, int](), False
    for line in text.splitlines():
        row = _ROW.match(line)
        if row:
            lists = [*lists[:-1], lists[-1] + number(row[1])] if last else [*lists, number(row[1])]
        elif (m := re.match(r"^([^:.]+?)(?: đến ngày ký giấy này)?: ([\d.]+) đồng \(", line.removeprefix("- "))) is not None:
            said[m[1]] = number(m[2])
        last = row is not None
    return lists, said


def number(text: str) -> int:
    return int(text.replace(".", ""))


@in_lots("name, variant", [(name, variant) for name in sorted(FORMS) for variant in VARIANTS], 200)
def test_totals_of_obligations_are_those_of_the_list(name: str, variant: str) -> None:
    lists, said = told(plain_text(sample(FORMS[name], variant)))
    for label in _ALL:
        if label in said:
            assert lists
            assert set(lists) == {said[label]}, label
    if _DONE in said and _REST in said:
        assert set(lists) == {said[_DONE] + said[_REST]}
    elif _DONE in said and FORMS[name].id == "ending_notice":
        assert set(lists) == {said[_DONE]}


def test_the_forms_with_such_sums_are_looked_at() -> None:
    """What the test above looks for is there."""
    found = {name for name in FORMS for _lists, said in [told(plain_text(sample(FORMS[name])))] if said.keys() & {*_ALL, _DONE}}
    assert {n.rpartition("_")[0] for n in found} == {
        "confirmation", "deduct_income", "ending_notice", "enforcement_cd", "enforcement_yc", "remission", "summons", "termination",
    }  # fmt: skip


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("law", ["2008", "2025"])
def test_totals_of_tables_are_those_of_their_lines(law: str, variant: str) -> None:
    def texts(form: str) -> dict[str, str]:
        return typed_sample(FORMS[f"{form}_{law}"], variant)

    for form in ("cost_list", "cost_notice"):
        assert paper_sums.costs(papers.Draft(form, Effect("paper"), "", texts(form)), date(2020, 8, 5)) == []
    shares = papers.Draft("distribution", Effect("paper"), "", texts("distribution"))
    assert paper_sums.distribution(None, shares, MatterState()) == []  # type: ignore[arg-type]  # no matter, no books
    kept = texts("keep_minutes")
    assert sum(amount(line.split(";")[2]) or 0 for line in kept["cash"].splitlines()) == int(kept["cash_total"])


def test_a_council_of_many_has_one_chair_and_names_nobody_twice() -> None:
    for name in ("destruction_minutes_2008", "destruction_minutes_2025", "price_minutes_2025"):
        text = plain_text(sample(FORMS[name], "many"))
        signed = [line for line in text.splitlines() if line.endswith("(ký, ghi rõ họ tên)") and "HỘI ĐỒNG" in line]
        assert len(signed) > 9
        assert len(signed) == len({line.partition(":")[2] for line in signed}), name
        assert sum("CHỦ TỊCH" in line for line in signed) <= 1
