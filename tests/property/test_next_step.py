"""Whatever happened in a matter: what stands before it is told the same again, a term or a task always counts, and nothing is said of
an ended one."""

from __future__ import annotations

from datetime import date

from hypothesis import given, strategies as st

from tests.property.test_fold import logs
from thads_desktop.domain import events as ev
from thads_desktop.domain.fold import fold
from thads_desktop.law.deadlines import PASSING, deadlines_of
from thads_desktop.law.due import Counter
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.next_step import ALWAYS, HINTS, NEVER, next_step
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar()


@given(logs(), st.booleans())
def test_a_step_is_told_alike_and_terms_and_tasks_always_count(log: list[ev.Event], task: bool) -> None:
    state = fold(log)
    if not state.exists:
        return
    owed = [d for d in deadlines_of(log, RULES, CALENDAR) if d.discharged_on is None]
    until, hint = next_step(state, owed, task=task, count=lambda: Counter(RULES, CALENDAR))
    assert (until, hint) == next_step(fold(list(reversed(log))), list(reversed(owed)), task=task, count=lambda: Counter(RULES, CALENDAR))
    if task or any(d.rule not in PASSING for d in owed):
        assert (until, hint) == (ALWAYS, "")
        return
    assert until in (ALWAYS, NEVER) or date.fromisoformat(until)
    assert (hint == "") == (until == ALWAYS)
    assert hint == "" or hint in HINTS
    if state.ended:
        assert until == max((d.due.isoformat() for d in owed), default=NEVER)
        return
    free = [s for s in state.open_lines if not s.conditions]
    if free and not owed:
        assert until == NEVER, "an obligation that nothing holds rests on nothing"
    if all(any(c.kind == "suspension" for c in s.conditions) for s in state.open_lines):
        assert until == ALWAYS, "every obligation is suspended"
