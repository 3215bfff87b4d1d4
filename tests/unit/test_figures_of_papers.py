"""What papers say in figures holds together: within the paper, and with the books of the matter."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.domain.acts import Effect
from thads_desktop.services import paper_further


@pytest.mark.parametrize(("heads", "said"), [
    (0, "cho người phải thi hành án"), (1, "và cho 01 người phụ thuộc"), (2, "và cho mỗi người trong 02 người phụ thuộc"),
])  # fmt: skip
def test_one_dependant_is_no_choice_among_several(heads: int, said: str) -> None:
    effect = Effect("coercion", measure="income", figures=(("income", 20_000_000), ("wage", 5_310_000), ("heads", heads)))
    assert paper_further._limit(effect, date(2026, 8, 3)).endswith(said)
