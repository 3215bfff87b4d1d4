"""The law of money comes by pack like any other law: told entry by entry, judged, in the digest, taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.packs import PUBLISHERS, packed, shipped
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.services import money_tools, packs


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    yield made
    made.desk.close()


NEWER_WAGE = '[[base_salary]]\nfrom = 2027-07-01\namount = 2_700_000\nsource = "Nghị định mới"\ncertainty = "H"\n'


def test_a_pack_of_the_law_of_money_is_told_entry_by_entry_and_holds(office: Bench) -> None:
    changed = shipped(
        "law", "money.toml", ("amount = 2_530_000", "amount = 2_600_000"),
        ("[[base_salary]]\nfrom = 2013-07-01", f"{NEWER_WAGE}[[base_salary]]\nfrom = 2013-07-01"),
    )  # fmt: skip
    digest = office.desk.rules.digest
    data = packed({("law", "money.toml"): changed})
    (change,) = packs.look(office.desk, data, PUBLISHERS).changes
    assert change.lines == (
        "Lương cơ sở từ 01/07/2027: thêm (Nghị định mới)",
        "Lương cơ sở từ 01/07/2026: đến không có → 30/06/2027; mức 2.530.000 → 2.600.000",
    )
    packs.install(office.desk, packs.look(office.desk, data, PUBLISHERS), PUBLISHERS)
    assert office.desk.rules.digest != digest
    day = date(2026, 8, 3)
    with office.desk.reading():
        assert MoneyLaw.load().base_salary(day).amount == 2_600_000
        assert money_tools.asked(office.desk).law.base_salary(date(2027, 7, 1)).amount == 2_700_000
    packs.withdraw(office.desk, "quy-dinh")
    assert MoneyLaw.load().base_salary(day).amount == 2_530_000


def test_a_pack_loses_no_entry_of_the_law_of_money(office: Bench) -> None:
    lost = shipped("law", "money.toml", ('code = "TT216"\nfrom = 2017-01-01', 'code = "TT216"\nfrom = 2017-02-01'))
    broken = shipped("law", "money.toml", ("percent = 80", "percent = 180"))
    for data, code in ((lost, "pack.lost"), (broken, "pack.bad_file")):
        with pytest.raises(Refused) as refused:
            packs.look(office.desk, packed({("law", "money.toml"): data}), PUBLISHERS)
        assert refused.value.refusals[0].code == code
