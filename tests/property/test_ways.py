"""No sequence of acts that are lawful, or that the head decided, leads an obligation where the table of lawful ways does not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, strategies as st

from thads_desktop.domain import decide, events as ev, lawful_ways, states
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.law.ruleset import Rules
from thads_desktop.law.transitions import table
from thads_desktop.services.lawview import LawOn

RULES = Rules.load()
LINES = st.sampled_from([(), (1,), (2,), (1, 2)])
CLAUSES = ("a", "b", "c", "2", "1", "4", "6", "48.4", "49.3", "9.4", "46.3", "47.3", "38.2", "55", "49")
EFFECTS = st.builds(
    lambda kind, clause, lines, confirmed, ends: Effect(
        kind, clause, lines, to_office="Chi cục khác", ends=ends, confirmed=(lawful_ways.SILENT,) if confirmed else (),
    ),
    st.sampled_from([*lawful_ways.MOVES, "continuation"]), st.sampled_from(CLAUSES), LINES, st.booleans(),
    st.sampled_from([("deferral",), ("suspension",), ("means_lacking",)]),
)  # fmt: skip
FACTS = st.sampled_from([ev.ValidNotice("direct"), ev.Verified("none"), ev.Verified("means"), ev.LineCompleted(1), ev.Classified(True)])
STEPS = st.lists(st.one_of(EFFECTS, EFFECTS, FACTS), min_size=1, max_size=12)


@given(STEPS, st.sampled_from([date(2019, 6, 3), date(2026, 8, 3)]), st.sampled_from(["cd", "yc"]))
def test_every_state_that_is_reached_is_reached_by_a_way_of_the_table(steps: list[object], start: date, kind: str) -> None:
    lines = (ev.Line(1, None, ("p",), ("q",)), ev.Line(2, 5_000, ("p",), ("q",)))
    log = [_event(1, start, ev.MatterOpened("issued", kind, "dan_su", "j", lines, "d1", "r"))]  # type: ignore[arg-type]  # drawn
    for at, step in enumerate(steps, 1):
        day, before = start + timedelta(days=at), fold(log)
        law = LawOn(RULES, day)
        if isinstance(step, Effect):
            if decide.objections(before, step, day, law):
                continue
            bodies = decide.effect_events(before, step, f"p{at}", "issued")
        else:
            bodies = [step]  # type: ignore[list-item]  # drawn
        for body in bodies:
            log.append(_event(len(log) + 1, day, body))
        after = fold(log)
        decided = isinstance(step, Effect) and lawful_ways.SILENT in step.confirmed
        for n in before.lines:
            was, now = _codes(before, n), _codes(after, n)
            told = isinstance(step, ev.LineCompleted)
            assert set(now) <= set(table().states)
            for new in set(_told(after, n)) - set(_told(before, n)):
                # What anybody may pay at any time is a fact; what the head decided where the texts are silent is his.
                assert told or decided or any(table().joins(s, new, RULES.law_on(day)) for s in was), (was, new, step)


def _told(state: MatterState, n: int) -> tuple[str, ...]:
    return states.standing(state.lines[n])


def _codes(state: MatterState, n: int) -> tuple[str, ...]:
    return _told(state, n) or states.going(state, state.lines[n])


def _event(seq: int, day: date, body: ev.Body) -> ev.Event:
    return ev.Event(seq, day, datetime(2026, 1, 1, tzinfo=UTC), "a", "clerk", "matter:m", RULES.law_on(day), body)
