"""Terms of what a matter has in the store, day by day as a lawyer counts them (``store_terms.csv``), and the data they rest on."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from thads_desktop.domain import events as ev, procedure_events as pe, store_events as se
from thads_desktop.domain.calendar import WorkingCalendar
from thads_desktop.law import store_law
from thads_desktop.law.deadlines import Deadline, deadlines_of
from thads_desktop.law.ruleset import LawDataError, Rules
from thads_desktop.paths import resource

SHIPPED = Rules.load()
TABLE = list(csv.DictReader((Path(__file__).parent / "store_terms.csv").read_text(encoding="utf-8").splitlines()))
RULES = ("R44", "R45", "R46", "R47")
LINE = ev.Line(1, None, (), ("p",))


def found(opened: date, *acts: tuple[date, ev.Body], rules: Rules = SHIPPED, first: ev.Body | None = None) -> list[Deadline]:
    log = [(opened, first or ev.MatterOpened("issued", "cd", "hinh_su", "j", (LINE, replace(LINE, line=2)), "d1", "r1")), *acts]
    at = datetime(2020, 1, 1, tzinfo=UTC)
    events = [ev.Event(n, day, at, "a", "clerk", "matter:m", rules.law_on(day), body) for n, (day, body) in enumerate(log, 1)]
    return [d for d in deadlines_of(events, rules, WorkingCalendar(frozenset(), frozenset())) if d.rule in RULES]


def thing(fate: str, *, kind: str = "thing", left: int = 10_000, line: int = 1, item: str = "i", how: str = "in", **more: Any) -> se.ExhibitStands:
    return se.ExhibitStands(item, how, kind, fate, line, left, 2, **more)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("row", TABLE, ids=lambda r: f"{r['fate']}-{r['kind']}-{r['rule']}-{r['case']}-{r['due']}-{r['done']}")
def test_by_the_table(row: dict[str, str]) -> None:
    opened = date.fromisoformat(row["opened"])
    notice, effect, council, out = (_day(row[n]) for n in ("notice", "effect", "council", "out"))
    acts: list[tuple[date, ev.Body]] = [(opened, thing(row["fate"], kind=row["kind"]))]
    if notice:
        acts.append((notice, thing(row["fate"], kind=row["kind"], how="notice", notice=notice, effect=effect)))
    if council:
        acts.append((council, pe.ActDone("destruction", lines=(1,), paper="p2")))
    if out:
        acts.append((out, thing(row["fate"], kind=row["kind"], how="out", left=0, notice=notice, effect=effect)))
    terms = [d for d in found(opened, *acts) if (d.rule, d.case) == (row["rule"], row["case"])]
    assert [(d.due, d.discharged_on, d.lines) for d in terms] == [(date.fromisoformat(row["due"]), _day(row["done"]), (1,))]
    assert terms[0].cite
    assert terms[0].steps(SHIPPED, WorkingCalendar(frozenset(), frozenset()))


@pytest.mark.parametrize("day", [date(2020, 6, 1), date(2026, 6, 1)])
def test_what_the_old_law_gives_no_number_for_is_not_born(day: date) -> None:
    told = thing("return", kind="perishable", notice=day)
    assert [d.case for d in found(day, (day, told), rules=replace(SHIPPED, crossing="old"))] == []
    assert found(day, (day, told), (day, thing("return", kind="perishable", how="out", left=0, notice=day))) == []


def test_several_things_of_one_obligation_are_one_term_met_with_the_last() -> None:
    day = date(2020, 6, 1)
    two = [(day, thing("confiscate")), (day, thing("confiscate", item="k"))]
    out = [(date(2020, 6, 4), thing("confiscate", how="out", left=0)), (date(2020, 6, 8), thing("confiscate", item="k", how="out", left=0))]
    assert [d.discharged_on for d in found(day, *two, out[0])] == [None]
    assert [d.discharged_on for d in found(day, *two, *out)] == [date(2020, 6, 8)]
    apart = [(day, thing("confiscate")), (day, thing("confiscate", item="k", line=2))]
    assert [(d.lines, d.discharged_on) for d in found(day, *apart, out[0])] == [((1,), date(2020, 6, 4)), ((2,), None)]


def test_what_comes_back_is_owed_again_and_another_matter_s_is_not_owed() -> None:
    day, later = date(2020, 6, 1), date(2020, 6, 9)
    assert [d.discharged_on for d in found(day, (day, thing("confiscate", left=0)), (later, thing("confiscate")))] == [None]
    assert found(day, (day, thing("confiscate")), (later, thing("confiscate", how="unlink", here=False))) == []
    assert found(day, (day, thing("confiscate")), (later, thing("secure", how="link"))) == []


def test_the_end_of_the_obligation_ends_its_terms() -> None:
    day, later = date(2020, 6, 1), date(2020, 6, 5)
    ended = (later, ev.LineCompleted(1))
    assert [d.discharged_on for d in found(day, (day, thing("confiscate")), ended)] == [later]
    assert [d.discharged_on for d in found(day, (day, thing("confiscate", line=2)), ended)] == [None]


def test_forfeiting_answers_what_nobody_fetches() -> None:
    day = date(2020, 6, 1)
    told = thing("return", notice=day, effect=day)
    (term,) = [d for d in found(day, (day, told), (date(2025, 7, 1), pe.ActDone("to_budget", lines=(1,)))) if d.rule == "R47"]
    assert term.discharged_on == date(2025, 7, 1)


def test_a_matter_carried_in_owes_only_what_lies_ahead() -> None:
    day = date(2020, 6, 1)
    carried = ev.CarriedIn("cd", "hinh_su", "j", (LINE,), day, "b", 1)
    told = thing("return", notice=day, item="k")
    assert {(d.rule, d.case) for d in found(day, (day, thing("confiscate")), (day, told), first=carried)} == {("R46", "tai_san")}


def test_the_data_of_the_store_are_read_strictly() -> None:
    data = tomllib.loads((resource("law") / "store.toml").read_text(encoding="utf-8"))
    law = store_law.read(data)
    assert law.reason("destroyed", date(2020, 1, 1)).cite == "Điều 125 Luật Thi hành án dân sự 26/2008/QH12"  # type: ignore[union-attr]  # it has
    assert law.usual_place(date(2026, 6, 30)) == "own"
    assert law.usual_place(date(2026, 7, 1)) == "police"
    assert law.must_move(date(2026, 6, 30), "other")
    assert not law.must_move(date(2026, 7, 1), "other")
    assert not law.must_move(date(2026, 6, 30), "own")
    assert set(law.cases.values()) == {"tai_san", "mau_hong", "giay_to", "tien"}
    for change in (
        {"kind": [{"code": "x"}]}, {"more": 1}, {"out": [{"code": "x", "title": "y", "2008": {"needs": "luck"}, "2025": {"needs": "order"}}]},
        {"move": {**data["move"], "place": "moon"}}, {"move": {**data["move"], "before": "2028"}}, {"move": {**data["move"], "cite": "XX 1"}},
    ):  # fmt: skip
        with pytest.raises((LawDataError, KeyError)):
            store_law.read({**data, **change})
