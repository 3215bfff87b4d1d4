"""Whatever is recorded of costs in whatever order, as long as nothing stood against it: nobody owes less than nothing, no advance gives
more than it took, and the đồng that went are the đồng that are told."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import given, strategies as st

from thads_desktop.domain import cost_events as co, events as ev
from thads_desktop.domain.costs import against, costs
from thads_desktop.domain.movements import of_subject

DAY = date(2019, 10, 8)
AMOUNT = st.integers(1, 30)
SOURCES = st.sampled_from([co.BUDGET, "p"])
BEARERS = st.sampled_from(["debtor", "creditor", "budget"])
FORMS = st.sampled_from(["cash", "bank", ""])
BODIES: st.SearchStrategy[Any] = st.one_of(
    st.builds(co.AdvanceTaken, SOURCES, AMOUNT, form=FORMS),
    st.builds(co.CostIncurred, st.just("storage"), AMOUNT, BEARERS, st.sampled_from(["", co.BUDGET, "p"]), form=FORMS),
    st.builds(co.CostApproved, st.integers(1, 12), AMOUNT, st.just("h")),
    st.builds(co.AdvanceRepaid, SOURCES, AMOUNT, form=FORMS),
    st.builds(co.CostCollected, st.sampled_from(["debtor", "creditor"]), AMOUNT, form=FORMS),
)


def event(seq: int, body: Any) -> ev.Event:
    return ev.Event(seq, DAY, datetime(2019, 10, 8, tzinfo=UTC), "a", "clerk", "matter:m", "2008", body)


@given(st.lists(BODIES, max_size=30))
def test_nothing_goes_beyond(bodies: list[Any]) -> None:
    log: list[ev.Event] = []
    for body in bodies:
        if against(costs(log), body) is None:
            log.append(event(len(log) + 1, body))
    found = costs(log)
    assert found.beyond == []
    for source, advance in found.advances.items():
        assert advance.open >= 0
        assert found.available(source) >= 0
        assert advance.spent <= advance.taken
    for bearer in ("debtor", "creditor"):
        assert 0 <= found.owed(bearer) <= found.borne(bearer)
        assert found.collected.get(bearer, 0) <= found.borne(bearer)
    assert all((c.approved or 0) <= c.body.amount for c in found.costs.values())


@given(st.lists(BODIES, max_size=30))
def test_what_moved_is_what_is_told(bodies: list[Any]) -> None:
    log = [event(n, body) for n, body in enumerate(bodies, 1)]
    told = of_subject(log)
    found = costs(log)
    assert sum(m.amount for m in told if m.kind == "cost") == found.spent
    assert sum(m.amount for m in told if m.kind == "advance") == sum(a.taken for a in found.advances.values())
    assert sum(m.amount for m in told if m.kind == "advance_back") == sum(a.repaid for a in found.advances.values())
    assert all(abs(m.cash) in (0, m.amount) and (m.cash == 0) == (m.form != "cash") for m in told)
