"""How long data are kept and what may be published are data: read strictly, nothing invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from thads_desktop.law import publication, retention
from thads_desktop.law.ruleset import LawDataError

TEXTS = {"documents": {"T": "Thông tư"}}


def _kept(**changed: Any) -> dict[str, Any]:
    return {"of": "matter", "title": "Hồ sơ", "from": date(2026, 1, 1), "source": "T", "years": 20, "certainty": "H"} | changed


def test_no_figure_is_shipped_that_nobody_established() -> None:
    for entry in retention.everything():
        assert entry.years is None
        assert not entry.forever
        assert entry.note
    assert "07/2025/TT-BTP" in retention.kept("matter", date(2026, 11, 29)).source


def test_the_entry_of_the_day_holds_and_before_the_first_the_first() -> None:
    read = retention.read({**TEXTS, "kept": [_kept(), _kept(**{"from": date(2027, 1, 1), "years": 30})]})
    assert [k.years for k in read] == [20, 30]
    (always,) = retention.read({**TEXTS, "kept": [{k: v for k, v in _kept(forever=True).items() if k != "years"}]})
    assert (always.years, always.forever) == (None, True)
    assert retention.kept("matter", date(1999, 1, 1)) == retention.kept("matter", date(2025, 6, 10))
    assert retention.last_day(date(2020, 2, 29), 1) == date(2021, 2, 28)


@pytest.mark.parametrize(
    "changed",
    [{"years": 0}, {"years": None}, {"forever": True}, {"years": None, "forever": True, "certainty": "unknown", "note": "x"},
     {"source": ""}, {"source": "X"}, {"certainty": "sure"}, {"yeers": 1}, {"certainty": "unknown"},
     {"certainty": "unknown", "years": None}],
)  # fmt: skip
def test_an_unsound_entry_is_named(changed: dict[str, Any]) -> None:
    with pytest.raises(LawDataError):
        retention.read({**TEXTS, "kept": [{k: v for k, v in _kept(**changed).items() if v is not None}]})


def test_a_list_carries_the_fields_that_the_decree_names() -> None:
    found = publication.allowed("means_lacking", date(2026, 7, 1))
    assert found is not None
    assert [name for name, _words in found.fields] == ["name", "address", "judgment", "decision", "obligation", "reason"]
    assert found.cite == "khoản 1 Điều 23 Nghị định 152/2026/NĐ-CP"
    assert publication.allowed("auction", date(2026, 7, 1)) is None


@pytest.mark.parametrize(
    ("day", "fields", "cite"),
    [
        (date(2015, 6, 30), None, ""),
        (date(2015, 7, 1), "name address obligation", "khoản 2 Điều 44a Luật Thi hành án dân sự 26/2008/QH12"),
        (date(2015, 9, 1), "name address obligation", "khoản 1 Điều 11 Nghị định 62/2015/NĐ-CP"),
        (date(2023, 9, 30), "name address obligation", "khoản 1 Điều 11 Nghị định 62/2015/NĐ-CP"),
        (date(2023, 10, 1), "name address judgment decision obligation reason", "khoản 1 Điều 4 Thông tư 04/2023/TT-BTP"),
        (date(2026, 6, 30), "name address judgment decision obligation reason", "khoản 1 Điều 4 Thông tư 04/2023/TT-BTP"),
        (date(2026, 7, 1), "name address judgment decision obligation reason", "khoản 1 Điều 23 Nghị định 152/2026/NĐ-CP"),
    ],
)
def test_the_fields_of_the_list_are_those_of_the_law_of_the_day(day: date, fields: str | None, cite: str) -> None:
    found = publication.allowed("means_lacking", day)
    if fields is None:
        assert found is None
        return
    assert found is not None
    assert [name for name, _words in found.fields] == fields.split()
    assert found.cite.startswith(cite)
    # What is not held against the original is said where the list is read.
    assert bool(found.note) == (date(2015, 9, 1) <= day <= date(2026, 6, 30))


@pytest.mark.parametrize("changed", [{"fields": []}, {"fields": ["ids"]}, {"cite": "X 1"}, {"more": 1}])
def test_an_unsound_list_is_named(changed: dict[str, Any]) -> None:
    table = {"of": "x", "title": "X", "from": date(2026, 7, 1), "cite": "T 1", "fields": ["name"]} | changed
    with pytest.raises(LawDataError):
        publication.read({**TEXTS, "fields": {"name": "Tên"}, "list": [table]})
