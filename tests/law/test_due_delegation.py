"""When what of a delegation is due: the receiver's decision, the reminder of the sender, entrusted assets (Luật 2008, Điều 57; Luật 106/2025,
Điều 49, 50; Nghị định 152/2026, Điều 27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from thads_desktop.domain import delegation_events as de, events as ev
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.due_delegation import WAITS
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

#: As the law data have them once R26 and R27 are among them: five working days, as R25.
_R25 = Rules.load().terms["R25"]
RULES = replace(
    Rules.load(), terms={**Rules.load().terms, **{rule: tuple(replace(t, rule=rule) for t in _R25) for rule in ("R26", "R27")}},
)  # fmt: skip
AT = datetime(2020, 1, 6, tzinfo=UTC)
TAKEN = de.DelegationTaken("s", "k", "m", "p", "r")


def due(subject: str, *found: tuple[date, ev.Body], rules: Rules = RULES) -> list[tuple[str, date, date | None]]:
    events = [ev.Event(n, day, AT, "x", "clerk", subject, "", body) for n, (day, body) in enumerate(found, 1)]
    return [(d.rule, d.due, d.discharged_on) for d in deadlines_of(events, rules, load_calendar({}))]


def came(day: date) -> tuple[tuple[date, ev.Body], ...]:
    return (day, ev.JudgmentReceived("dan_su", date(2019, 9, 2))), (day, ev.DelegationReceived("nơi gửi")), (day, TAKEN)


# day of receipt, due; one over New Year and one over Tết
RECEIVED = ((date(2019, 10, 16), date(2019, 10, 23)), (date(2019, 12, 30), date(2020, 1, 7)), (date(2020, 1, 21), date(2020, 2, 4)),
            (date(2026, 7, 2), date(2026, 7, 9)))  # fmt: skip


@pytest.mark.parametrize(("day", "last"), RECEIVED)
def test_the_receiver_decides_within_five_working_days_of_receipt(day: date, last: date) -> None:
    assert due("intake:j", *came(day)) == [("R25", last, None)]
    assert due("intake:j", *came(day), (last, ev.IntakeDecided("m", "cd"))) == [("R25", last, last)]
    assert due("intake:j", *came(day), (last, de.DelegationMistaken("r"))) == [("R25", last, last)]


def test_entrusted_assets_owe_their_own_decision_then_the_money() -> None:
    day, over = date(2022, 3, 7), date(2022, 5, 9)
    found = [(day, ev.JudgmentReceived("dan_su", date(2019, 9, 2))), (day, ev.DelegationReceived("nơi gửi")), (day, replace(TAKEN, assets=True))]
    assert due("intake:j", *found) == [("R26", date(2022, 3, 14), None)]
    found += [(date(2022, 3, 9), de.AssetHandlingDecided("r")), (over, de.AssetHandedOver())]
    assert due("intake:j", *found) == [("R26", date(2022, 3, 14), date(2022, 3, 9)), ("R27", date(2022, 5, 16), None)]
    found.append((date(2022, 5, 12), de.AssetMoneySent(5)))
    assert due("intake:j", *found)[1] == ("R27", date(2022, 5, 16), date(2022, 5, 12))


def test_a_term_that_the_law_data_do_not_know_is_not_born() -> None:
    bare = replace(RULES, terms={k: v for k, v in RULES.terms.items() if k not in ("R26", "R27")})
    day = date(2022, 3, 7)
    found = [(day, ev.JudgmentReceived("dan_su", date(2019, 9, 2))), (day, ev.DelegationReceived("x")), (day, replace(TAKEN, assets=True))]
    assert due("intake:j", *found, (day, de.AssetHandedOver()), rules=bare) == []


def test_the_sender_is_reminded_until_an_answer_comes() -> None:
    day = date(2019, 10, 14)
    opened = (date(2019, 10, 7), ev.MatterOpened("issued", "cd", "dan_su", "j", (ev.Line(1, 5),)))
    sent = (day, de.DelegationPackaged("p", "s", "r"))
    events = [ev.Event(n, d, AT, "x", "clerk", "matter:m", "", body) for n, (d, body) in enumerate((opened, sent), 1)]
    (waits,) = [d for d in deadlines_of(events, RULES, load_calendar({})) if d.title == WAITS]
    assert (waits.due, waits.discharged_on) == (date(2019, 10, 21), None)
    assert "luật không đặt thời hạn cho cơ quan ủy thác" in waits.why
    answered = de.DelegationAnswered("p", "a", "decided", day, "r", day)
    events.append(ev.Event(3, date(2019, 10, 18), AT, "x", "clerk", "matter:m", "", answered))
    (waits,) = [d for d in deadlines_of(events, RULES, load_calendar({})) if d.title == WAITS]
    assert waits.discharged_on == date(2019, 10, 18)
