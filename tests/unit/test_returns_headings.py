"""The headings of the columns of a return: numbers and words as the printed form has them."""

from __future__ import annotations

import pytest

from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.vocabulary import FORM_MEASURES

REGIMES = {regime.id: regime for regime in load_regimes()}


def test_numbers_and_words_are_those_of_the_printed_form() -> None:
    found = {h.key: h for h in REGIMES["2019"].headings("viec")}
    assert (found["c1"].no, found["c1"].path) == ("1", ("Tổng số giải quyết", "Tổng số"))
    assert found["c1"].says == "Cột 1: Tổng số giải quyết (= 2 + 3)"
    assert (found["c3a"].no, found["c3a"].path) == ("4", ("Tổng số giải quyết", "Mới thụ lý", "Trong đó: nhận ủy thác"))
    assert found["c4"].path == ("Ủy thác thi hành án",)
    assert found["c9"].words == "Tổng số phải thi hành › Có điều kiện thi hành › Tổng số thi hành xong › Thi hành xong"


@pytest.mark.parametrize("regime", REGIMES)
def test_every_column_of_every_form_has_its_heading(regime: str) -> None:
    for measure in FORM_MEASURES:
        criteria, heads = REGIMES[regime].of_measure(measure), REGIMES[regime].headings(measure)
        assert [(h.key, h.no) for h in heads] == [(c.key, c.no) for c in criteria]
        assert len({h.path for h in heads}) == len(heads)
        assert all(len(h.path) >= c.level + 1 and c.label in h.path for h, c in zip(heads, criteria, strict=True))
