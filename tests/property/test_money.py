"""Money adds up, whatever the figures: fees of instalments, interest of adjoining spans, plans of payment, remission."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings, strategies as st

from thads_desktop.law.fee import COLLECTED, SETTLED, VOLUNTARY, Instalment, fees, of_whole
from thads_desktop.law.interest import Debt, interest
from thads_desktop.law.money_law import Choices, MoneyLaw
from thads_desktop.law.payment_order import Claim, Deduction, Source, plan
from thads_desktop.law.reckon import rounded
from thads_desktop.law.remission import Item, remission
from thads_desktop.law.sharing import pro_rata

LAW = MoneyLaw.load()
AMOUNTS = st.one_of(st.integers(0, 10**7), st.integers(0, 3 * 10**10))
WAYS = st.sampled_from(["nearest", "down", "up"])
DAYS = st.dates(date(2011, 1, 1), date(2030, 1, 1))
FEE_DAYS = st.dates(date(2017, 1, 1), date(2030, 1, 1))


@given(
    st.lists(AMOUNTS, min_size=1, max_size=8), st.dates(date(2011, 1, 1), date(2016, 12, 31)) | FEE_DAYS,
    st.sampled_from([COLLECTED, SETTLED]), WAYS,
)  # fmt: skip
def test_instalments_alike_cost_what_the_whole_costs(amounts: list[int], day: date, factor: str, way: str) -> None:
    if day.year < 2017:
        factor = COLLECTED
    choices = Choices(LAW, {"rounding": way})
    parts = fees(LAW, choices, [Instalment(a, day, factor) for a in amounts])
    whole = fees(LAW, choices, [Instalment(sum(amounts), day, factor)])
    assert parts.total == whole.total
    assert min(parts.fees) >= 0


@given(
    st.lists(
        st.tuples(AMOUNTS, st.sampled_from([COLLECTED, SETTLED, VOLUNTARY]), st.sampled_from(["", "poor", "found", "merit"])), min_size=1, max_size=6
    ),
    FEE_DAYS,
)
def test_otherwise_they_are_the_differences_times_each_factor(parts: list[tuple[int, str, str]], day: date) -> None:
    found = fees(LAW, Choices(LAW), [Instalment(a, day, f, relief=r) for a, f, r in parts])
    tariff = LAW.tariff(day)
    wage = LAW.base_salary(day).amount
    assert wage is not None
    total, before, received = Fraction(0), Fraction(0), 0
    for amount, factor, relief in parts:
        received += amount
        now = of_whole(tariff, 2 * wage, received)
        kept = {"": 100, "poor": 20, "found": 70, "merit": 0}[relief]
        total += (now - before) * Fraction(tariff.factors[factor].n, tariff.factors[factor].of) * Fraction(kept, 100)
        before = now
    assert found.total == rounded(total, "nearest")
    assert min(found.fees) >= 0


@given(st.lists(st.tuples(AMOUNTS, FEE_DAYS), min_size=1, max_size=6))
def test_no_fee_is_below_zero_when_law_and_wages_change(parts: list[tuple[int, date]]) -> None:
    found = fees(LAW, Choices(LAW), [Instalment(a, d) for a, d in sorted(parts, key=lambda p: p[1])])
    assert min(found.fees) >= 0
    assert found.total <= sum(a for a, _ in parts)


@given(st.integers(0, 10**12), st.lists(DAYS, min_size=3, max_size=3), st.lists(st.tuples(DAYS, DAYS), max_size=4), WAYS)
def test_interest_of_adjoining_spans_adds_up(principal: int, days: list[date], pauses: list[tuple[date, date]], way: str) -> None:
    start, middle, end = sorted(days)
    choices = Choices(LAW, {"rounding": way})
    off = tuple((min(p), max(p)) for p in pauses)
    whole, first, second = (interest(LAW, choices, Debt(principal, a, b, off)) for a, b in ((start, end), (start, middle), (middle, end)))
    assert whole.exact == first.exact + second.exact
    assert abs(whole.interest - first.interest - second.interest) <= 1
    assert whole.interest >= 0


@given(st.integers(0, 10**12), DAYS, st.integers(0, 3000), st.lists(st.tuples(DAYS, st.integers(0, 10**12)), max_size=5))
def test_payments_never_make_interest_negative_and_never_raise_it(principal: int, start: date, days: int, paid: list[tuple[date, int]]) -> None:
    end = start + timedelta(days=days)
    found = interest(LAW, Choices(LAW), Debt(principal, start, end, payments=tuple(paid)))
    assert 0 <= found.interest <= interest(LAW, Choices(LAW), Debt(principal, start, end)).interest
    assert min(found.left, found.paid, found.principal_left, found.over) >= 0
    inside = sum(amount for day, amount in paid if start <= day <= end)
    assert principal - found.principal_left + found.paid + found.over == inside


@given(st.integers(0, 10**9), st.lists(st.tuples(st.integers(1, 10**9), st.integers(0, 10**9)), max_size=8))
def test_sharing_is_exact_and_gives_nobody_too_much(money: int, parts: list[tuple[int, int]]) -> None:
    weights, owed = [w for w, _ in parts], [o for _, o in parts]
    got = pro_rata(money, weights, owed)
    assert sum(got) == min(money, sum(owed))
    assert all(0 <= g <= o for g, o in zip(got, owed, strict=True))
    # Two who are both short stand to each other as their weights, to one đồng each.
    short = [(g, w) for g, o, w in zip(got, owed, weights, strict=True) if g < o]
    for g, w in short:
        for other, weight in short:
            assert abs(g * weight - other * w) <= w + weight


KINDS = st.sampled_from(sorted(LAW.claim_kinds))
CLAIM = st.tuples(
    KINDS, st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 10**8), st.none() | DAYS, st.sampled_from(["", "1", "2"]),
    st.booleans(), st.booleans(),
)  # fmt: skip


@settings(max_examples=300)
@given(
    st.integers(0, 4 * 10**9), st.dates(date(2015, 7, 1), date(2030, 1, 1)), st.lists(CLAIM, max_size=7),
    st.lists(st.tuples(st.sampled_from(["costs", "rent", "taxes"]), st.integers(0, 10**9)), max_size=3),
    st.booleans(), st.booleans(), st.booleans(), st.data(),
)  # fmt: skip
def test_a_plan_adds_up_and_pays_no_lower_rank_before_a_higher_one(
    money: int, day: date, drawn: list[tuple[str, int, int, int, date | None, str, bool, bool]], cuts: list[tuple[str, int]],
    coerced: bool, pledged: bool, interest_first: bool, data: st.DataObject,
) -> None:  # fmt: skip
    claims = [Claim(str(n), f"Người {n}", *values) for n, values in enumerate(drawn)]
    named = (data.draw(st.sampled_from([c.key for c in claims])),) if pledged and claims else ()
    since = data.draw(st.dates(date(2011, 1, 1), day)) if coerced else None
    source = Source(money, day, tuple(Deduction(k, a) for k, a in cuts), since, named, interest_first=interest_first)
    found = plan(LAW, source, claims)
    assert sum(a for _, a in found.deductions) + sum(line.amount for line in found.lines) + found.rest == money
    assert found.rest >= 0
    assert all(line.principal >= 0 and line.interest >= 0 for line in found.lines)
    got = {c.key: sum(line.amount for line in found.lines if line.claim == c.key) for c in claims}
    assert all(got[c.key] <= c.owed for c in claims)
    if found.lines:
        assert sum(a for _, a in found.deductions) == sum(a for _, a in cuts), "what is deducted first is deducted whole first"
    rules = next(p for p in LAW.payments if p.on(day))
    rank = {kind: n for n, kinds in enumerate(rules.ranks) for kind in kinds}
    shared = [c for c in claims if (c.decided is None or c.decided <= day) and (c.requested or not c.late)]
    for circle in ("1", "2"):
        def inside(c: Claim, circle: str = circle) -> bool:
            first = since is None or c.decided is None or c.decided <= since
            return (circle == "1") == first

        for line in found.lines:
            if line.place[0] == circle:
                for c in shared:
                    higher = inside(c) and rank[c.kind] < rank[line.kind]
                    assert not (higher and got[c.key] < c.owed), "a higher rank was served whole before"
                    if circle == "2" and inside(c, "1"):
                        assert got[c.key] == c.owed, "the first circle was served whole before the second"
    if found.rest:
        assert all(got[c.key] == c.owed for c in shared)


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 10**9), st.integers(1, 10**9), st.dates(date(2015, 7, 1), date(2035, 1, 1)))
def test_no_more_is_remitted_than_is_left(first: date, paid: int, rest: int, day: date) -> None:
    found = remission(LAW, Item(first, paid, rest), day)
    assert 0 <= found.most <= rest
    assert (found.most == 0) == (found.gives == "nothing")
    assert found.gives != "nothing" or found.missing
