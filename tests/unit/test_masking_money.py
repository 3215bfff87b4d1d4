"""What is told of money is masked as every list is: a minor's name reaches no role that does not need it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.office import Bench
from tests.unit import test_masking as masked
from tests.unit.test_masking import CHILD, NEEDS, YOUNG, as_role
from thads_desktop.services import (
    acts,
    cash_files,
    cashier,
    costs,
    held_waiting,
    intake,
    parties,
    prison_batch,
    prison_money,
    reconciling,
    reconciling_files,
    rights,
)

office = masked.office
DAY = date(2019, 10, 10)


@pytest.fixture
def moved(office: Bench) -> Bench:
    """Money of the matters with a minor: taken, held before a decision, spent, advanced, collected in prison."""
    office.on(date(2019, 11, 1))
    desk, matter = office.desk, office.matters[1]
    acts.collect(desk, matter, DAY, 1, 1_000, receipt="1")
    prison_money.collect(desk, matter, DAY, 1, 500, "Trại giam X", party=costs.view(desk, matter).debtors[0][0])
    prison_money.collect(desk, matter, DAY, 1, 600, "Trại giam X", party=costs.view(desk, matter).debtors[0][0], arrived=DAY)
    costs.advance(desk, matter, DAY, costs.view(desk, matter).debtors[0][0], 700)
    child = masked.party_of(office, CHILD)
    judgment = office.judgment("30/2019/DS-ST")
    with desk.reading() as reader:
        row = reader.row("party", child) or {}
    intake.take_money(desk, judgment, parties.PartyInput(str(row["name"]), birth_year=row["birth_year"], known=child), 900, DAY, "2")
    return office


def told(office: Bench) -> str:
    desk, matter = office.desk, office.matters[1]
    span = cashier.wanted(date(2019, 10, 1), date(2019, 10, 31))
    made = reconciling.compare(desk, span.since, span.until, [])
    batch = prison_batch.parse(desk, f"{YOUNG};;5;10/10/2019;;;")
    found: list[object] = [
        *cashier.lines(desk, cashier.ids(desk, span)), cash_files.listing(desk, span), *held_waiting.waiting(desk), held_waiting.listing(desk),
        costs.view(desk, matter), costs.listing(desk, matter), *prison_money.waiting(desk), *prison_money.came(desk, span.since, span.until),
        prison_money.listing(desk, span.since, span.until), reconciling_files.listing(desk, made),
        *reconciling.movements(desk, matter, span.since, span.until), *(c for row in batch for c in row.candidates),
    ]  # fmt: skip
    return "\n".join(map(str, found))


@pytest.mark.parametrize("role", rights.load().roles)
def test_who_does_not_need_a_minors_name_reads_it_nowhere(moved: Bench, role: str) -> None:
    as_role(moved, role)
    said = told(moved)
    for name in (CHILD, YOUNG):
        assert (name in said) == (role in NEEDS), name
