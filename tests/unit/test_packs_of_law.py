"""Packs that bring figures of law: what the texts leave open gets its number, what they leave alone stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.packs import PUBLISHERS, packed, shipped
from thads_desktop.services import packs, tools


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    yield made
    made.desk.close()


def test_a_pack_gives_a_number_where_there_was_none(office: Bench) -> None:
    unknown = 'absent = "unknown"\ncertainty = "unknown"\nnote = "Văn bản về phí'
    number = 'n = 4\nunit = "wd"\nrolls = true\ncite = "L106 53.1"\ncertainty = "M"\nnote = "Văn bản về phí'
    files = {
        ("law", "terms_money.toml"): shipped("law", "terms_money.toml", (unknown, number)),
        ("law", "limits.toml"): shipped("law", "limits.toml", ('value = 10\nunit = "percent"', 'value = 15\nunit = "percent"')),
    }
    told = {c.file: c.lines for c in packs.look(office.desk, packed(files), PUBLISHERS).changes}
    cite = "khoản 1 Điều 53 Luật Thi hành án dân sự 106/2025/QH15"
    assert told["law/terms_money.toml"] == (
        f"R50 Quyết định miễn, giảm phí thi hành án: chưa xác lập → 4 ngày làm việc; không → lùi sang ngày làm việc; không → {cite}",
    )
    assert told["law/limits.toml"] == ("Mức giảm giá mỗi lần, nhiều nhất: 10% → 15%",)
    packs.install(office.desk, packs.look(office.desk, packed(files), PUBLISHERS), PUBLISHERS)
    assert tools.due("R50", date(2026, 7, 1)).due == date(2026, 7, 7)
    assert tools.due("R51", date(2026, 7, 1)).due == date(2026, 7, 6), "what the pack leaves alone stands"
