"""The commands of directions, the watch list and inspections, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import check_plans, credit_names, directions, directions_in, people, watch_list

DAY = date(2020, 1, 6)


def _department(g: Any, run: Callable[[Any], object]) -> object:
    """The command as at a department: its level is asked before its right."""
    held = people.office
    people.office = lambda reader: people.Office(held(reader).key, "province", "Cục", ())  # type: ignore[assignment]  # put in for one command
    try:
        return run(g)
    finally:
        people.office = held  # type: ignore[assignment]  # as it was


COMMANDS: dict[str, Callable[[Any], object]] = {
    "directions.compose": lambda g: _department(g, lambda g: directions.compose(g.desk, "direction", "x", DAY)),
    "directions.take_out": lambda g: directions.take_out(g.desk, "x"),
    "directions.send": lambda g: _department(g, lambda g: directions.send(g.desk, ["x"], g.scratch / "out", "A")),
    "directions_in.take": lambda g: directions_in.take(g.desk, b"x"),
    "directions_in.report": lambda g: directions_in.report(g.desk, "x", "y", "đang làm"),
    "watch_list.set_silent_days": lambda g: watch_list.set_silent_days(g.desk, "20"),
    "watch_list.put": lambda g: watch_list.put(g.desk, g.matter, "phức tạp"),
    "watch_list.take_off": lambda g: watch_list.take_off(g.desk, g.matter, "đã ổn định"),
    "watch_list.direct": lambda g: watch_list.direct(g.desk, g.matter, "làm ngay", g.officer, DAY),
    "watch_list.report": lambda g: watch_list.report(g.desk, g.matter, "đang làm"),
    "credit_names.set_own": lambda g: credit_names.set_own(g.desk, "Công ty X", ""),
    "check_plans.plan": lambda g: check_plans.plan(g.desk, "full", "x", DAY, DAY),
    "check_plans.draw": lambda g: check_plans.draw(g.desk, "x", 5),
    "check_plans.note": lambda g: check_plans.note(g.desk, "x", "a", "b", g.officer, DAY),
    "check_plans.mend": lambda g: check_plans.mend(g.desk, "x", "y", "đã sửa", "5/BC"),
    "check_plans.close": lambda g: check_plans.close(g.desk, "x", "tốt"),
}
