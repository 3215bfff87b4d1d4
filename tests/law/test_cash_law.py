"""The dated data of receipts, costs and prisons: what ships is sound, and what is not sound is refused."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from datetime import date
from typing import Any

import pytest

from thads_desktop.law import cash_law
from thads_desktop.law.ruleset import LawDataError
from thads_desktop.paths import resource


def data() -> dict[str, Any]:
    return tomllib.loads(resource("law", "cash.toml").read_text(encoding="utf-8"))


def test_every_kind_has_a_bearer_with_its_article_or_a_note() -> None:
    law = cash_law.law()
    for kind in law.costs:
        assert kind.bearer in (*cash_law.BEARERS, "")
        assert kind.cite if kind.bearer else kind.note
        assert kind.certainty == "H" or kind.note
    for day in (date(2015, 7, 1), date(2026, 6, 30), date(2026, 7, 1)):
        assert {k.kind for k in law.kinds(day)} >= {"notice", "valuation", "storage", "verification", "other"}
    # Before the law as it was amended in 2014 nothing is established.
    assert {k.bearer for k in law.kinds(date(2015, 6, 30))} == {""}


def test_an_advance_goes_back_by_the_law_of_the_day() -> None:
    law = cash_law.law()
    assert "Điều 73" in law.give_back(date(2026, 6, 30)).cite
    assert "Điều 53" in law.give_back(date(2026, 7, 1)).cite
    assert law.give_back(date(2014, 1, 1)).cite == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.pop("prison"), lambda d: d.update(more={}),
        lambda d: d["cost"].append({"kind": "x", "title": "X", "bearer": "debtor", "certainty": "H"}),
        lambda d: d["cost"].append({"kind": "x", "title": "X", "bearer": "", "certainty": "unknown"}),
        lambda d: d["cost"].append(d["cost"][0]),
        lambda d: d["cost"][0].update(bearer="nobody"), lambda d: d["cost"][0].update(cite="XX 1"), lambda d: d["fund"].update(more=1),
    ],
)  # fmt: skip
def test_what_is_not_sound_is_refused(change: Any) -> None:
    wrong = deepcopy(data())
    change(wrong)
    with pytest.raises(LawDataError):
        cash_law.read(wrong)
