"""No entry of the table of rules is dated before the text it cites existed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from thads_desktop.services import rule_table

TEXTS = [
    ("Điều 44a Luật Thi hành án dân sự 26/2008", date(2015, 7, 1)),
    ("Nghị định 62/2015/NĐ-CP", date(2015, 9, 1)),
    ("Thông tư liên tịch 11/2016", date(2016, 9, 30)),
]


@pytest.mark.parametrize(("words", "first"), TEXTS)
def test_rows_and_json_say_since_when_the_text_holds(tmp_path: Path, words: str, first: date) -> None:
    office = bench(tmp_path / "data")
    rules = office.desk.rules
    rows = [r for r in rule_table.rows(rules) if words in r.cite and ";" not in r.cite]
    assert rows
    assert [(r.part, r.title, r.start) for r in rows if r.start < first] == []
    told = rule_table.plain(rules)
    listed = [e for key in ("decisions", "measures", "transitions", "grouping", "grounds", "separate_book") for e in told[key]]
    listed += [v for rule in told["rules"] for v in rule["values"]]
    early = [e for e in listed if words in e["cite"] and ";" not in e["cite"] and e["from"] is not None and e["from"] < first.isoformat()]
    assert early == []
    office.desk.close()
