"""The sample by risk: drawn again alike, whatever the order of candidates; no more than there are; likelier where the risk is."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, strategies as st

from thads_desktop.domain.sampling import draw

WEIGHTS = st.dictionaries(st.text("abcdef0123456789", min_size=1, max_size=6), st.integers(1, 50), max_size=40)


@given(WEIGHTS, st.integers(0, 50), st.text(max_size=20), st.randoms())
def test_it_is_drawn_again_alike_whatever_the_order(weights: dict[str, int], size: int, seed: str, random: object) -> None:
    pairs = list(weights.items())
    random.shuffle(pairs)  # type: ignore[attr-defined]  # hypothesis gives a Random
    found = draw(weights, size, seed)
    assert found == draw(dict(pairs), size, seed)
    assert len(found) == len(set(found)) == min(size, len(weights))
    assert set(found) <= set(weights)


@given(WEIGHTS, st.integers(0, 20), st.text(max_size=20))
def test_a_larger_sample_begins_with_the_smaller_one(weights: dict[str, int], size: int, seed: str) -> None:
    assert draw(weights, size + 5, seed)[:size] == draw(weights, size, seed)


def test_risk_makes_it_likelier() -> None:
    first = Counter(draw({"a": 1, "b": 9}, 1, str(n))[0] for n in range(1_000))
    assert 850 < first["b"] < 950


def test_a_weight_below_one_is_an_error() -> None:
    with pytest.raises(ValueError, match="weight"):
        draw({"a": 0}, 1, "")
