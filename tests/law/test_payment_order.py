"""The order of payment under both laws: deductions, ranks, pro rata, pledged assets, who shares, what is kept and what is left."""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.law.payment_order import KEPT, Claim, Deduction, Plan, Source, plan
from thads_desktop.law.sharing import pro_rata

LAW = MoneyLaw.load()
M = 10**6
OLD, NEW = date(2020, 6, 1), date(2026, 8, 3)


def claim(key: str, kind: str, owed: int, **more: object) -> Claim:
    return Claim(key, f"Người {key}", kind, **({"awarded": owed, "principal": owed} | more))  # type: ignore[arg-type]  # of the table


def got(found: Plan) -> dict[str, int]:
    paid: dict[str, int] = {}
    for line in found.lines:
        paid[line.claim] = paid.get(line.claim, 0) + line.amount
    return paid


def of(amount: int, day: date, *claims: Claim, **more: object) -> Plan:
    found = plan(LAW, Source(amount, day, **more), claims)  # type: ignore[arg-type]  # of the table
    assert sum(a for _, a in found.deductions) + sum(line.amount for line in found.lines) + found.rest == amount
    return found


EVERY = (
    claim("A", "support", 10 * M), claim("B", "wages", 20 * M), claim("C", "injury", 10 * M), claim("D", "court_fees", 10 * M),
    claim("E", "fines", 10 * M), claim("F", "insurance", 10 * M), claim("G", "other", 30 * M),
)  # fmt: skip

# money, day, what each gets in million đồng; counted by hand
TABLE = [
    (40, OLD, {"A": 10, "B": 20, "C": 10}),
    (45, OLD, {"A": 10, "B": 20, "C": 10, "D": 5}),
    # 50 left for 10 + 10 + 30: all three share in the last rank
    (75, OLD, {"A": 10, "B": 20, "C": 10, "D": 10, "E": 5, "F": 5, "G": 15}),
    # under the new law fines go first, then insurance, then the rest
    (75, NEW, {"A": 10, "B": 20, "C": 10, "D": 10, "E": 10, "F": 10, "G": 5}),
    (55, NEW, {"A": 10, "B": 20, "C": 10, "D": 10, "E": 5}),
    (20, NEW, {"A": 5, "B": 10, "C": 5}),
    (100, OLD, {"A": 10, "B": 20, "C": 10, "D": 10, "E": 10, "F": 10, "G": 30}),
]


@pytest.mark.parametrize(("money", "day", "paid"), TABLE)
def test_the_ranks(money: int, day: date, paid: dict[str, int]) -> None:
    assert got(of(money * M, day, *EVERY)) == {key: amount * M for key, amount in paid.items()}


def test_what_is_left_goes_to_the_debtor_with_its_article() -> None:
    found = of(120 * M, OLD, *EVERY)
    assert found.rest == 20 * M
    assert "điểm c khoản 2 Điều 47" in found.cite
    assert "khoản 5 Điều 47" in found.due_cite
    assert (found.law, found.due_days) == ("2008", 10)
    assert "khoản 6 Điều 54" in of(1, NEW, *EVERY).due_cite


def test_deductions_come_first() -> None:
    cuts = (Deduction("costs", 5 * M), Deduction("rent", 15 * M), Deduction("taxes", 2 * M))
    found = of(40 * M, NEW, *EVERY, deductions=cuts)
    assert found.deductions == (("costs", 5 * M), ("rent", 15 * M), ("taxes", 2 * M))
    assert sum(got(found).values()) == 18 * M
    assert "khoản 3 Điều 67 Nghị định 152/2026" in found.cite
    assert not any("thuế" in n for n in found.notes)
    assert any("không nêu thuế" in n for n in of(40 * M, OLD, *EVERY, deductions=cuts).notes)
    short = of(4 * M, OLD, *EVERY, deductions=cuts)
    assert (short.deductions[0], short.lines) == (("costs", 4 * M), ())
    assert any("Không đủ tiền để trừ" in n for n in short.notes)


def test_pro_rata_to_what_was_awarded_to_the_last_dong() -> None:
    found = of(100, OLD, claim("A", "other", 1000), claim("B", "other", 1000), claim("C", "other", 1000))
    assert got(found) == {"A": 34, "B": 33, "C": 33}
    # what was paid before lowers the rest, not the weight; what one does not need goes to the other
    found = of(100, OLD, claim("A", "other", 10, awarded=1000), claim("B", "other", 1000))
    assert got(found) == {"A": 10, "B": 90}
    assert "chia theo tỷ lệ số tiền được thi hành" in " ".join(found.steps)


def test_principal_before_late_interest_unless_agreed() -> None:
    debt = claim("A", "other", 100, interest=30)
    (line,) = of(110, OLD, debt).lines
    assert (line.principal, line.interest) == (100, 10)
    assert "khoản 1 Điều 6 Thông tư liên tịch 11/2016" in of(110, OLD, debt).cite
    assert "khoản 2 Điều 29 Nghị định 152/2026" in of(110, NEW, debt).cite
    (line,) = of(110, OLD, debt, interest_first=True).lines
    assert (line.principal, line.interest) == (80, 30)
    before = of(110, date(2016, 1, 1), debt)
    assert any("chưa xác lập" in n for n in before.notes)


def test_a_pledged_asset_pays_the_court_fees_of_that_judgment_then_its_creditor() -> None:
    bank = claim("N", "other", 80 * M, judgment="1")
    fees, others = claim("P", "court_fees", 5 * M, judgment="1"), claim("Q", "court_fees", 5 * M, judgment="2")
    support = claim("A", "support", 50 * M)
    for day in (OLD, NEW):
        found = of(92 * M, day, support, fees, others, bank, secured=("N",), deductions=(Deduction("costs", 2 * M),))
        assert got(found) == {"P": 5 * M, "N": 80 * M, "A": 5 * M}
        assert [line.place for line in found.lines] == ["s0", "s", "1a"]
        assert any("suy ra từ luật" in n for n in found.notes)
    assert got(of(60 * M, OLD, support, fees, bank, secured=("N",))) == {"P": 5 * M, "N": 55 * M}


def test_money_of_a_coercion_is_for_those_of_that_day_first() -> None:
    early = claim("A", "other", 40 * M, decided=date(2020, 1, 2))
    late = claim("B", "support", 30 * M, decided=date(2020, 3, 2))
    after = claim("C", "support", 30 * M, decided=date(2020, 6, 2))
    found = of(50 * M, OLD, early, late, after, coerced=date(2020, 2, 3))
    assert got(found) == {"A": 40 * M, "B": 10 * M}
    assert [line.place for line in found.lines] == ["1c", "2a"]
    assert "điểm b khoản 2 Điều 47" in found.cite
    assert got(of(50 * M, OLD, early, late, after)) == {"B": 30 * M, "A": 20 * M}


def test_the_share_of_a_co_creditor_who_has_not_asked_is_kept() -> None:
    asks, silent = claim("A", "other", 60 * M), claim("B", "other", 40 * M, requested=False)
    found = of(50 * M, OLD, asks, silent)
    assert got(found) == {"A": 30 * M, "B": 20 * M}
    assert [line.how for line in found.lines] == ["paid", KEPT]
    assert "khoản 7 Điều 49 Nghị định 62/2015" in found.cite
    late = of(50 * M, OLD, asks, claim("B", "other", 40 * M, requested=False, late=True))
    assert got(late) == {"A": 50 * M}


def test_what_cannot_be_shared_is_refused() -> None:
    for more, code in (
        ({"bad_debt": True}, "order.bad_debt"),
        ({"coerced": date(2020, 6, 2)}, "order.coerced_later"),
        ({"day": date(2015, 6, 30)}, "money.no_law"),
    ):
        with pytest.raises(Refused) as refused:
            plan(LAW, Source(1, **({"day": OLD} | more)), EVERY)  # type: ignore[arg-type]  # of the table
        assert refused.value.refusals[0].code == code
        assert say(refused.value.refusals[0])
    with pytest.raises(Refused):
        of(1, OLD, claim("A", "gift", 1))
    for bad in (claim("A", "other", -1), claim("A", "other", 1, awarded=0)):
        with pytest.raises(ValueError, match="figures"):
            of(1, OLD, bad)


@pytest.mark.parametrize(
    ("money", "weights", "owed", "shares"),
    [
        (10, [1, 1, 1], [10, 10, 10], [4, 3, 3]),
        (10, [1, 2, 1], [10, 10, 10], [3, 5, 2]),
        (100, [1, 1], [30, 100], [30, 70]),
        (100, [9, 1, 1], [10, 10, 10], [10, 10, 10]),
        (0, [1, 1], [5, 5], [0, 0]),
        (5, [3, 0], [5, 0], [5, 0]),
    ],
)
def test_sharing(money: int, weights: list[int], owed: list[int], shares: list[int]) -> None:
    assert pro_rata(money, weights, owed) == shares


def test_a_matter_with_tens_of_thousands_of_creditors_is_shared_to_the_dong() -> None:
    many = [claim(str(n), "other", 10**6 + n, interest=1000, decided=date(2020, 1, 1)) for n in range(43_000)]
    found = of(20_000_000_007, OLD, *many, coerced=date(2020, 2, 1))
    assert len(found.lines) == 43_000
    assert found.rest == 0
