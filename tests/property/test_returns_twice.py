"""Random offices counted twice: by the program, and slowly by ``slow_returns``; every cell of every row of the core forms agrees.

Beside that: the same pair (day, seq) gives the same return, the evidence of a cell adds up to it, what is dated or recorded after the
pair matters nothing, and what many offices make together depends neither on their order nor on how they are grouped.
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from tests.property import slow_returns
from thads_desktop.domain import events as ev
from thads_desktop.returns.checks import check, check_series
from thads_desktop.returns.compute import Office, cells_digest, compute, evidence
from thads_desktop.returns.consolidate import Evidence, consolidate, own_forms, total
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact, facts_of
from thads_desktop.returns.tally import merged

START, END = date(2019, 10, 1), date(2020, 3, 31)
NOW = datetime(2020, 7, 1, tzinfo=UTC)
REGIMES = {r.id: r for r in load_regimes()}
OFFICERS = {"a": "Lê A", "b": "Lê B"}
WORDS = ("thu", "thu", "thu", "xong", "đình chỉ", "đình chỉ một phần", "giảm", "ủy thác", "thu hồi", "hủy", "hoãn c", "hoãn", "tạm đình chỉ",
         "chưa có điều kiện", "sổ riêng", "tiếp tục", "chấp hành viên")  # fmt: skip


@st.composite
def matters(draw: st.DrawFn) -> dict[str, Any]:
    decided = START + timedelta(draw(st.integers(-400, 200)))
    lines = dict(enumerate(draw(st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=3)), 1))
    acts = []
    for _ in range(draw(st.integers(0, 7))):
        word = draw(st.sampled_from(WORDS))
        day = decided + timedelta(draw(st.integers(0, 500)))
        what: Any = draw(st.sampled_from(["a", "b"])) if word == "chấp hành viên" else draw(st.integers(1, 10**9))
        acts.append((day, word, draw(st.sampled_from(sorted(lines))), what))
    return {"key": "", "kind": draw(st.sampled_from(["cd", "yc"])), "type": draw(st.sampled_from(ev.CASE_TYPES)), "decided": decided,
            "delegated_in": draw(st.booleans()), "lines": lines, "acts": sorted(acts, key=lambda a: a[0])}  # fmt: skip


offices = st.lists(matters(), max_size=10).map(lambda ms: [m | {"key": f"m{i}"} for i, m in enumerate(ms)])


def body(word: str, line: int, what: Any) -> ev.Body:
    n = (line,)
    made: dict[str, ev.Body] = {
        "xong": ev.LineCompleted(line), "đình chỉ": ev.Terminated("a", n), "ủy thác": ev.Delegated("x", n), "thu hồi": ev.Withdrawn("a", n),
        "hủy": ev.Cancelled("a", n), "hoãn c": ev.Deferred("c", n), "hoãn": ev.Deferred("a", n), "tạm đình chỉ": ev.Suspended("a", n),
        "chưa có điều kiện": ev.MeansLacking("a", n), "sổ riêng": ev.MovedToSeparateBook(n), "tiếp tục": ev.Continued(n),
    }  # fmt: skip
    if word == "thu":
        return ev.Collected(line, what)
    if word in ("đình chỉ một phần", "giảm"):
        return ev.Terminated("c" if word != "giảm" else "e", n, what)
    return ev.OfficerAssigned(what) if word == "chấp hành viên" else made[word]


def events_of(m: dict[str, Any]) -> list[ev.Event]:
    lines = tuple(ev.Line(n, due) for n, due in m["lines"].items())
    first = ev.CarriedIn(m["kind"], m["type"], "", lines, date(2018, 10, 1), "b", 1, "", m["delegated_in"])
    told = [(m["decided"], first), *((day, body(word, line, what)) for day, word, line, what in m["acts"])]
    return [ev.Event(i, day, NOW, "", "", f"matter:{m['key']}", "", b) for i, (day, b) in enumerate(told, 1)]


def facts(office: list[dict[str, Any]], regime: str = "2019", seq: int | None = None, **chosen: str) -> tuple[Fact, ...]:
    counting = REGIMES[regime].with_settings(**chosen).counting
    return tuple(f for m in office for f in facts_of(events_of(m), START, END, counting, seq))


def place(key: str) -> str:
    """The row of the slow count for a row key of the program."""
    if key.startswith("chv."):
        return "@" + next((k for k, name in OFFICERS.items() if name == key.removeprefix("chv.")), "")
    kind, _, case = key.partition("la.")
    kind = kind.rstrip(".")
    return f"{'' if kind in ('tong', '') else kind}{'.' + case if case else ''}"


def agree(office: list[dict[str, Any]]) -> None:
    ways = (("2015", "constant", "left_out"), ("2019", "shrinks", "left_out"), ("2019", "constant", "counted"), ("2024", "shrinks", "counted"))
    for regime, opening, booked in ways:
        inside = regime == "2015"
        slow = slow_returns.forms(office, START, END, rests_inside=inside, constant=opening == "constant", booked=booked == "counted")
        found = facts(office, regime, opening=opening, booked_money=booked)
        whole = compute(REGIMES[regime], found, OFFICERS)
        made = [f for f in whole if f.measure in slow]
        assert len({f.form for f in made}) >= 4
        for form in made:
            for row in form.rows:
                wanted = slow[form.measure].get(place(row.key)) or slow_returns.empty(rests_inside=inside)
                cells = {k[1:]: v for k, v in row.cells.items()}
                assert cells == {k: v for k, v in wanted.items() if k in cells}, (regime, form.form, row.key)
        assert [v for v in check(REGIMES[regime], whole, found) if not v.soft] == []


@settings(max_examples=80, deadline=None)
@given(offices)
def test_a_slow_count_agrees_on_every_cell(office: list[dict[str, Any]]) -> None:
    agree(office)


@pytest.mark.long
@settings(max_examples=5000, deadline=None)
@given(offices)
def test_a_slow_count_agrees_on_every_cell_of_very_many_offices(office: list[dict[str, Any]]) -> None:
    agree(office)


@settings(max_examples=40, deadline=None)
@given(offices, st.randoms(use_true_random=False))
def test_the_same_pair_gives_the_same_return_whatever_comes_after_it(office: list[dict[str, Any]], chance: random.Random) -> None:
    regime = REGIMES["2019"]
    first = facts(office)
    again = cells_digest(compute(regime, first, OFFICERS))
    assert cells_digest(compute(regime, facts(office), OFFICERS)) == again
    shuffled = list(first)
    chance.shuffle(shuffled)
    assert cells_digest(compute(regime, shuffled, OFFICERS)) == again, "in whatever order the matters are read"
    later = [m | {"acts": [*m["acts"], (END + timedelta(1), "hủy", 1, 1)]} for m in office]
    assert facts(later) == first, "what is dated after the period"
    for m in office:
        told = events_of(m)
        seq = told[-1].seq
        further = [*told, ev.Event(seq + 1, END, NOW, "", "", told[0].subject, "", ev.Cancelled("a")),
                   ev.Event(seq + 2, None, NOW, "", "", told[0].subject, "", ev.Struck(1))]  # fmt: skip
        counting = regime.counting
        assert facts_of(further, START, END, counting, seq) == facts_of(told, START, END, counting, seq), "what is recorded after the pair"


@settings(max_examples=40, deadline=None)
@given(offices)
def test_the_evidence_of_every_cell_adds_up_to_it(office: list[dict[str, Any]]) -> None:
    regime = REGIMES["2024"]
    found = facts(office, "2024")
    for form in compute(regime, found, OFFICERS):
        if form.measure not in ("viec", "tien"):
            continue
        for row in form.rows:
            for cell, value in row.cells.items():
                if isinstance(value, int):
                    behind = evidence(regime, found, form.form, row.key, cell, OFFICERS)
                    assert sum(n for _, n in behind) == value
                    if form.measure == "viec" and cell not in ("c6", "c17"):
                        assert len(behind) == value, "as many matters as the cell counts"


@settings(max_examples=40, deadline=None)
@given(st.lists(offices, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_consolidation_depends_on_no_order_and_no_grouping(many: list[list[dict[str, Any]]], chance: random.Random) -> None:
    sent = [
        Evidence(Office(f"o{i}", f"Đơn vị {i}", OFFICERS), "2019", 2020, 6, END, 9, tuple(f._replace(matter=f"o{i}-{f.matter}") for f in facts(office)))
        for i, office in enumerate(many)
    ]
    regime = REGIMES["2019"]
    whole = consolidate(regime, sent)
    shuffled = list(sent)
    chance.shuffle(shuffled)
    assert consolidate(regime, shuffled) == whole
    cut = chance.randint(0, len(sent))
    assert merged([total(shuffled[:cut]), total(shuffled[cut:])]) == total(sent)
    assert [v for v in check(regime, whole.forms) if not v.soft] == []
    for each in sent:
        own = {f.form: f for f in own_forms(regime, each)}
        for form in whole.forms:
            unit = next((r for r in form.rows if r.key == f"dv.{each.office.key}"), None)
            if unit is not None:
                assert unit.cells == own[form.form].row("tong").cells


def paid_up(office: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Whatever is performed is paid in full first: what is missing of it would be owed no more, and the money of the opening less."""
    return [m | {"acts": [x for a in m["acts"] for x in ((a[0], "thu", a[2], 10**9), a) if a[1] == "xong" or x is a]} for m in office]


def of_span(office: list[dict[str, Any]], start: date, end: date) -> tuple[Fact, ...]:
    return tuple(f for m in office for f in facts_of(events_of(m), start, end, REGIMES["2019"].counting))


@settings(max_examples=80, deadline=None)
@given(offices)
def test_what_a_year_leaves_is_what_the_next_begins_with(office: list[dict[str, Any]]) -> None:
    """Closing equals opening, in matters and in money, but for the separate book, of which each matter is named."""
    regime, office = REGIMES["2019"], paid_up(office)
    last = of_span(office, date(2018, 10, 1), date(2019, 9, 30))
    first, later = of_span(office, START, date(2019, 12, 31)), of_span(office, START, END)
    for earlier, now, same_year in ((last, first, False), (last, later, False), (first, later, True)):
        found = check_series(regime, earlier, now, same_year=same_year)
        assert [v.says for v in found if not v.soft] == []
        assert [v.says for v in found if v.says.startswith("Tiền năm trước")] == []
    open_states = regime.counting.open_order
    carried = {f.matter for f in last if f.matters and f.part in ("old", "new") and f.state in open_states}
    begun = {f.matter for f in later if f.matters and f.part == "old"}
    told = {m for v in check_series(regime, last, later, same_year=False) for m in v.matters}
    assert carried ^ begun == told
