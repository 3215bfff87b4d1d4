"""A matter of very many parties: asked for with few questions, told in few words, looked at line by line only where it is shown."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from bench import crowd, folding
from thads_desktop.domain import events as ev
from thads_desktop.domain.fold import fold
from thads_desktop.domain.text import several
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import queries
from thads_desktop.services.line_views import Lines
from thads_desktop.services.projecting import Names
from thads_desktop.storage.reader import Reader

FEW, MANY = 150, 300


@pytest.mark.parametrize("count", [FEW])
def test_opening_asks_few_questions_and_the_list_names_some(tmp_path: Path, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = crowd.fill(tmp_path / "data", count)
    try:
        asked: list[str] = []
        plain = Reader._rows

        def counted(self: Reader, statement: str, *values: object) -> list[Any]:
            asked.append(statement)
            return plain(self, statement, *values)

        monkeypatch.setattr(Reader, "_rows", counted)
        view = queries.matter(desk, crowd.MATTER)
        assert len(asked) < 30
        assert len(view.lines) == len(view.parties) - 1 == count
        assert view.lines[2].creditors == (view.parties[view.state.lines[3].line.creditors[0]],)
        assert [x.line for x in view.lines[-2:]] == [count - 1, count]
        (row,) = queries.matters(desk, text="Vạn Phúc")
        assert row.creditor.endswith(f"và {count - 50} người khác")
        last = view.lines[-1].creditors[0]
        assert [r.matter for r in queries.matters(desk, text=last)] == [crowd.MATTER], "found by who is not named in the list too"
    finally:
        desk.close()


def test_lines_are_made_when_they_are_looked_at() -> None:
    lines = tuple(ev.Line(n, 1000, ("d",), ("c",)) for n in range(1, 4))
    opened = ev.MatterOpened("issued", "yc", "dan_su", "j", lines)
    state = fold([ev.Event(1, date(2020, 1, 1), datetime(2020, 1, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", opened)])
    views = Lines(list(state.lines.values()), {"2": "hai"}, {"d": "An", "c": "Bình"})
    assert [x.text for x in views] == ["", "hai", ""]
    assert views[1].debtors == ("An",)
    assert repr(views[1:2]) == repr([views[1]])
    with pytest.raises(IndexError):
        views[3]


def test_rows_are_asked_for_together(tmp_path: Path) -> None:
    desk = crowd.fill(tmp_path / "data", 3)
    try:
        with desk.reading() as reader:
            keys = list(reader.rows("party"))
            found = reader.rows_of("party", [*keys, "nobody"])
            assert found == {key: reader.row("party", key) for key in keys}
            assert reader.rows_of("party", []) == {}
            names = Names(reader)
            names.ahead("party", [*keys, "nobody", ""])
            assert {key: names.row("party", key) for key in keys} == found
            assert names.name("party", "nobody") == ""
    finally:
        desk.close()


def test_a_new_version_of_a_row_is_the_one_that_counts(tmp_path: Path) -> None:
    desk = crowd.fill(tmp_path / "data", 2)
    try:
        with desk.writing("keep") as uow:
            uow.write_row("note", "a", {"text": "một"})
            uow.write_row("note", "a", {"text": "hai"})
            uow.write_row("note", "b", {"text": "ba"})
            assert uow.rows_of("note", ["b", "a"]) == {"a": {"text": "hai"}, "b": {"text": "ba"}}
    finally:
        desk.close()


def test_very_many_names_are_told_by_the_first_and_a_number() -> None:
    names = [f"Người {n}" for n in range(1, 1236)]
    assert several(names[:2]) == "Người 1, Người 2"
    assert several(names[:50]).endswith("Người 50")
    assert several(names, 1) == "Người 1 và 1.234 người khác"
    assert several([]) == ""


def life(debtors: int) -> list[ev.Event]:
    """Each debtor told and half of them verified, one by one; means lacking; some obligations done."""
    lines = tuple(ev.Line(n, 1_000_000, (f"d{n}",), ("c",)) for n in range(1, debtors + 1))
    bodies: list[ev.Body] = [ev.MatterOpened("issued", "yc", "dan_su", "j", lines, "p"), ev.OfficerAssigned("o")]
    bodies += [ev.ValidNotice("direct", f"d{n}") for n in range(1, debtors + 1)]
    bodies += [ev.Verified("none", party=f"d{n}") for n in range(1, debtors + 1, 2)]
    bodies += [ev.MeansLacking("a"), ev.InformationReceived(), *(ev.LineCompleted(n) for n in range(1, debtors + 1, 5))]
    days = (date(2019, 1, 1) + timedelta(days=min(at, 40)) for at in range(len(bodies)))
    moment = datetime(2020, 1, 1, tzinfo=UTC)
    return [ev.Event(seq, day, moment, "a", "clerk", "matter:m", "2008", b) for seq, (day, b) in enumerate(zip(days, bodies, strict=True), 1)]


def work(debtors: int) -> int:
    """Lines of Python that the terms of such a matter take: a measure that no other work on the computer changes."""
    events, rules, calendar = life(debtors), Rules.load(), load_calendar()
    counted: Counter[str] = Counter()

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        counted[event] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        assert deadlines_of(events, rules, calendar)
    finally:
        sys.settrace(before)
    return counted["line"]


def test_terms_of_twice_as_many_debtors_take_twice_the_work() -> None:
    work(10)
    few, many = work(FEW), work(MANY)
    assert many < few * 2.5, (few, many)


def test_every_kind_of_act_is_in_the_log_that_is_folded() -> None:
    told: list[tuple[Any, ...]] = []
    folding.measure(1_000, lambda *given: told.append(given))
    assert told[0][0] == "folding 9000 events, all acts"
