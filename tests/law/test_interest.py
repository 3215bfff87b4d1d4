"""Late interest: the rate of each day, days that do not count, payments, agreed rates; figures counted by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.interest import AGREED, CONTRACT, Debt, Interest, interest, merged
from thads_desktop.law.money_law import Choices, MoneyLaw

LAW = MoneyLaw.load()
M = 10**6


def day(text: str) -> date:
    return date.fromisoformat(text)


def of(principal: int, start: str, end: str, *pauses: tuple[str, str], chosen: dict[str, str] | None = None, **more: object) -> Interest:
    debt = Debt(principal, day(start), day(end), tuple((day(a), day(b)) for a, b in pauses), **more)  # type: ignore[arg-type]  # of the table
    return interest(LAW, Choices(LAW, chosen or {}), debt)


# principal, from, to, interest
TABLE = [
    (100 * M, "2019-01-01", "2020-01-01", 10_000_000),  # 365 days at 10 %
    (100 * M, "2020-01-01", "2021-01-01", 10_027_397),  # 366 / 365
    (100 * M, "2015-01-01", "2016-01-01", 9_000_000),  # base rate 9 %
    (365_000, "2016-12-30", "2017-01-02", 90 + 200),  # one day at 9 %, two at 10 %
    (365_000, "2016-12-31", "2017-01-01", 100),
    (365_000, "2026-06-30", "2026-07-02", 200),  # the Civil Code goes on
    (100 * M, "2020-01-01", "2020-01-01", 0),
    (0, "2020-01-01", "2021-01-01", 0),
]


@pytest.mark.parametrize(("principal", "start", "end", "made"), TABLE)
def test_interest_of_a_span(principal: int, start: str, end: str, made: int) -> None:
    assert of(principal, start, end).interest == made


def test_every_step_has_its_article_and_the_open_questions_are_told() -> None:
    found = of(100 * M, "2016-12-01", "2017-02-01")
    assert "khoản 2 Điều 305 Bộ luật Dân sự 2005" in found.cite
    assert "Điều 468, Điều 357 Bộ luật Dân sự 2015" in found.cite
    assert "100.000.000 × 9 % × 30 / 365 = 739.726,02." in found.steps[1]
    assert any("bao nhiêu ngày" in n for n in found.notes)
    assert "Điều 29 Nghị định 152/2026" in of(M, "2026-08-01", "2026-09-01").cite


def test_a_pause_takes_off_its_first_and_its_last_day() -> None:
    """April 2020 has 30 days; one that is its own last day is one day."""
    whole = of(100 * M, "2020-01-01", "2020-12-31", ("2020-04-01", "2020-04-30"))
    parts = of(100 * M, "2020-01-01", "2020-03-31").exact + of(100 * M, "2020-04-30", "2020-12-31").exact
    assert whole.exact == parts
    assert "Không tính lãi từ 01/04/2020 đến hết 30/04/2020: 30 ngày." in whole.steps
    single = of(365_000, "2020-01-01", "2020-01-11", ("2020-01-06", "2020-01-06"))
    assert single.interest == 900
    assert "Không tính lãi từ 06/01/2020 đến hết 06/01/2020: 1 ngày." in single.steps


def test_a_pause_from_the_first_day_takes_off_no_day_that_bears_no_interest() -> None:
    """The first day of the span bears none: what is said is what was taken off."""
    found = of(365_000, "2020-01-01", "2020-01-11", ("2019-12-20", "2020-01-03"))
    assert found.interest == 800
    assert "Không tính lãi từ 02/01/2020 đến hết 03/01/2020: 2 ngày." in found.steps
    assert of(365_000, "2020-01-01", "2020-01-11", ("2019-12-20", "2020-01-01")).interest == 1000


def test_pauses_that_follow_one_another_are_one() -> None:
    found = of(365_000, "2020-01-01", "2020-01-11", ("2020-01-03", "2020-01-04"), ("2020-01-05", "2020-01-06"))
    assert found.interest == 600
    assert "Không tính lãi từ 03/01/2020 đến hết 06/01/2020: 4 ngày." in found.steps


def test_pauses_over_each_other_count_once_and_outside_not_at_all() -> None:
    once = of(100 * M, "2020-01-01", "2021-01-01", ("2020-03-01", "2020-06-01"))
    over = of(100 * M, "2020-01-01", "2021-01-01", ("2020-04-01", "2020-06-01"), ("2020-03-01", "2020-05-01"), ("2022-01-01", "2022-02-01"))
    assert once.interest == over.interest
    assert any("được gộp" in step for step in over.steps)
    assert any("không có ngày nào trong kỳ" in step for step in over.steps)
    assert of(100 * M, "2020-01-01", "2021-01-01", ("2010-01-01", "2030-01-01")).interest == 0
    assert merged([(day("2020-01-01"), day("2020-01-01"))]) == []


def test_a_payment_comes_off_the_principal_first() -> None:
    found = of(100 * M, "2019-01-01", "2020-01-01", payments=((day("2019-07-02"), 40 * M),))
    assert found.exact == Fraction(100 * M * 182, 3650) + Fraction(60 * M * 183, 3650)
    assert (found.principal_left, found.paid, found.left) == (60 * M, 0, found.interest)
    more = of(100 * M, "2019-01-01", "2020-01-01", payments=((day("2019-07-02"), 103 * M),))
    assert (more.principal_left, more.paid, more.left, more.over) == (0, 3 * M, more.interest - 3 * M, 0)
    assert "khoản 1 Điều 6 Thông tư liên tịch 11/2016" in more.cite
    beyond = of(100 * M, "2019-01-01", "2020-01-01", payments=((day("2019-01-01"), 101 * M),))
    assert (beyond.interest, beyond.over) == (0, M)
    outside = of(100 * M, "2019-01-01", "2020-01-01", payments=((day("2018-01-01"), M),))
    assert outside.interest == 10 * M
    assert any("nằm ngoài kỳ" in step for step in outside.steps)


def test_an_agreed_rate_holds_up_to_the_cap_and_that_of_a_credit_contract_goes_on() -> None:
    year = ("2019-01-01", "2020-01-01")
    assert of(100 * M, *year, rate=1250, whose=AGREED).interest == 12_500_000
    capped = of(100 * M, *year, rate=2400, whose=AGREED)
    assert capped.interest == 20_000_000
    assert any("vượt mức trần" in step for step in capped.steps)
    contract = of(100 * M, *year, rate=2400, whose=CONTRACT)
    assert contract.interest == 24_000_000
    assert "Nghị quyết 01/2019" in contract.cite
    old = of(100 * M, "2015-01-01", "2016-01-01", rate=2400, whose=AGREED)
    assert old.interest == 24_000_000
    assert any("Mức trần" in note and "chưa xác lập" in note for note in old.notes)


def test_the_days_of_a_year_and_rounding_are_settings() -> None:
    assert of(100 * M, "2019-01-01", "2020-01-01", chosen={"day_count": "360"}).interest == 10_138_889
    assert of(100 * M, "2019-01-01", "2020-01-01", chosen={"day_count": "360", "rounding": "down"}).interest == 10_138_888
    assert of(100 * M, "2019-01-01", "2020-01-01", chosen={"day_count": "7"}).interest == 10 * M


def test_what_cannot_be_reckoned_is_refused() -> None:
    for pauses, start, end, expected in (
        ((), "2020-01-02", "2020-01-01", "interest.reversed"),
        ((("2020-02-02", "2020-02-01"),), "2020-01-02", "2021-01-01", "interest.bad_pause"),
        ((), "2004-01-01", "2020-01-01", "money.no_law"),
    ):
        with pytest.raises(Refused) as refused:
            of(1, start, end, *pauses)
        assert refused.value.refusals[0].code == expected
        assert say(refused.value.refusals[0])
    with pytest.raises(ValueError, match="zero"):
        of(-1, "2020-01-01", "2021-01-01")
