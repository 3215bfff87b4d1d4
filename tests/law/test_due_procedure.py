"""Terms of measures and of what was asked for, born and discharged by their events: day by day as a lawyer counts them.

The numbers stand in the law files of their own; here they are laid beside the rules that ship, so that the counting is proved alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.calendar import WorkingCalendar
from thads_desktop.law.deadlines import Deadline, deadlines_of
from thads_desktop.law.ruleset import Rules, Term

OPENED = date(2020, 6, 1)
SHIPPED = Rules.load()
LINE = ev.Line(1, 1_000, ("p",), ("q",))
MATTER = ev.MatterOpened("issued", "yc", "dan_su", "j", (LINE,), "d1", "r1")
FREEZE, KEEP = pe.MeasureTaken("freeze", (1,), "p", 5, "m1"), pe.MeasureTaken("keep", (1,), "p", None, "m1")


def terms(rule: str, n: tuple[int, int], unit: str, case: str = "") -> tuple[Term, ...]:
    made = []
    for law, day, number in (("2008", OPENED, n[0]), ("2025", date(2026, 7, 1), n[1])):
        made.append(replace(SHIPPED.term("R20", day), rule=rule, n=number, unit=unit, case=case, law=law))
    return tuple(made)


RULES = replace(SHIPPED, terms={
    **SHIPPED.terms, "R31": (*terms("R31", (1, 1), "d", "phong_toa"), *terms("R31", (1, 1), "d", "tam_giu")),
    "R32": (*terms("R32", (10, 10), "d", "phong_toa"), *terms("R32", (10, 10), "d", "tam_giu")), "R43": terms("R43", (5, 3), "wd"),
    "R48": terms("R48", (5, 3), "wd"), "R29": (replace(terms("R29", (10, 10), "d")[1], counts_from="transfer_ground"),), "R51": terms("R51", (5, 3), "wd"),
})  # fmt: skip


def found(rule: str, *acts: tuple[date, ev.Body], rules: Rules = RULES, opened: date = OPENED) -> list[Deadline]:
    log = [(opened, MATTER), *acts]
    at = datetime(2020, 1, 1, tzinfo=UTC)
    events = [ev.Event(n, day, at, "a", "clerk", "matter:m", RULES.law_on(day), body) for n, (day, body) in enumerate(log, 1)]
    return [d for d in deadlines_of(events, rules, WorkingCalendar(frozenset(), frozenset())) if d.rule == rule]


def ground(of: str) -> ev.GroundArose:
    return ev.GroundArose(of)


JUNE, AUG = date(2020, 6, 8), date(2026, 8, 3)


@pytest.mark.parametrize(
    ("rule", "acts", "due", "done"),
    [
        # a freeze under the 2008 law runs from its decision: 08/6 + 10 days = 18/6
        ("R32", [(JUNE, FREEZE)], date(2020, 6, 18), None),
        ("R32", [(JUNE, FREEZE), (date(2020, 6, 12), pe.MeasureTaken("deduct", (1,), "p", 5, "m2"))], date(2020, 6, 18), date(2020, 6, 12)),
        ("R32", [(JUNE, FREEZE), (date(2020, 6, 12), pe.MeasureEnded("m1"))], date(2020, 6, 18), date(2020, 6, 12)),
        # what somebody else's measure, or another obligation's, does is no answer
        ("R32", [(JUNE, FREEZE), (date(2020, 6, 12), pe.MeasureTaken("seize", (2,), "", None, "m2"))], date(2020, 6, 18), None),
        # property that was kept: from the day its owner was known
        ("R32", [(JUNE, KEEP), (date(2020, 6, 15), ground("ownership"))], date(2020, 6, 25), None),
        # under the 2025 law: from the day there are grounds for coercion
        ("R32", [(AUG, FREEZE), (date(2026, 8, 10), ground("coercion"))], date(2026, 8, 20), None),
        ("R31", [(JUNE, ground("urgent_freeze"))], date(2020, 6, 9), None),
        ("R31", [(JUNE, ground("urgent_freeze")), (date(2020, 6, 9), FREEZE)], date(2020, 6, 9), date(2020, 6, 9)),
        ("R31", [(JUNE, ground("urgent_keep")), (date(2020, 6, 9), FREEZE)], date(2020, 6, 9), None),
        ("R43", [(JUNE, ground("release"))], date(2020, 6, 15), None),
        ("R43", [(AUG, ground("release"))], date(2026, 8, 6), None),
        ("R48", [(JUNE, ground("confirmation")), (date(2020, 6, 10), pe.ActDone("confirmation"))], date(2020, 6, 15), date(2020, 6, 10)),
        ("R48", [(AUG, ground("confirmation")), (AUG, pe.ActDone("fee"))], date(2026, 8, 6), None),
        ("R29", [(AUG, ground("transfer"))], date(2026, 8, 13), None),
        ("R51", [(AUG, ground("cost_relief"))], date(2026, 8, 6), None),
    ],
)
def test_the_day_and_what_answers(rule: str, acts: list[tuple[date, ev.Body]], due: date, done: date | None) -> None:
    (only,) = found(rule, *acts)
    assert (only.due, only.discharged_on) == (due, done)


def test_what_the_law_gives_no_number_for_is_no_deadline() -> None:
    assert found("R29", (JUNE, ground("transfer")), rules=replace(RULES, crossing="old")) == []
    # Not done by 1 July 2026 it is owed by the new law's number from then on.
    assert [d.due for d in found("R29", (JUNE, ground("transfer")))] == [date(2026, 7, 13)]
    assert found("R32", (AUG, FREEZE)) == []
    assert found("R48", (JUNE, ground("confirmation")), rules=replace(SHIPPED, terms={k: v for k, v in SHIPPED.terms.items() if k != "R48"})) == []


def test_over_the_change_each_law_counts_a_freeze_from_its_own_event() -> None:
    """Frozen 22 June 2026: 10 days from that by the 2008 law, from the grounds for coercion by the new one."""
    frozen = date(2026, 6, 22)
    (alone,) = found("R32", (frozen, FREEZE), rules=SHIPPED)
    assert (alone.due, alone.law) == (date(2026, 7, 2), "2008")
    assert "tính từ khi có căn cứ cưỡng chế, chưa có ngày ấy" in alone.steps(SHIPPED, WorkingCalendar(frozenset(), frozenset()))[-1]
    for crossing, due in (("earlier", date(2026, 7, 2)), ("new", date(2026, 7, 9))):
        rules = replace(SHIPPED, crossing=crossing)
        (both,) = found("R32", (frozen, FREEZE), (date(2026, 6, 29), ground("coercion")), rules=rules)
        assert both.due == due
        steps = both.steps(rules, WorkingCalendar(frozenset(), frozenset()))
        assert ("09/07/2026" if due.day == 2 else "02/07/2026") in steps[-1]
    # Kept in June, the owner known in July: by the new law, which counts from the grounds for coercion alone.
    assert found("R32", (frozen, KEEP), (date(2026, 7, 3), ground("ownership")), rules=SHIPPED) == []
    (later,) = found("R32", (frozen, KEEP), (date(2026, 7, 3), ground("coercion")), rules=SHIPPED)
    assert (later.born, later.due, later.law) == (date(2026, 7, 3), date(2026, 7, 13), "2025")
