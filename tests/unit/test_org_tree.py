"""The dated tree of offices: who owes a return on a day, mergers and splits, figures of before on today's map."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.returns.compute import total_cells
from thads_desktop.returns.tally import merged
from thads_desktop.services import (
    consolidation,
    department,
    evidence_cache,
    org_tree,
    people,
    receiving,
    reporting,
    restated,
)
from thads_desktop.services.desk import Desk, open_desk

BEFORE, CHANGE = date(2015, 1, 1), date(2020, 7, 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path / "cuc", FixedClock(date(2020, 9, 1)), create=True)
    people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    yield made
    made.close()


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    first = refused.value.refusals[0]
    assert "{" not in say(first)
    return first.code


def tree(desk: Desk) -> dict[str, org_tree.Unit]:
    with desk.reading() as reader:
        return org_tree.tree(reader)


def names(desk: Desk, day: date) -> list[str]:
    return [u.name for u in org_tree.on(tree(desk), day)]


def test_a_merger_and_a_split_are_dated(desk: Desk) -> None:
    a, b, c = (org_tree.put(desk, f"Chi cục {x}", "district", BEFORE) for x in "ABC")
    one, two = (org_tree.put(desk, f"Phòng khu vực {n}", "region", CHANGE) for n in (1, 2))
    for unit in (a, b):
        org_tree.follow(desk, unit, CHANGE, [(one, 1000)])
    org_tree.follow(desk, c, CHANGE, [(one, 400), (two, 600)])
    assert names(desk, date(2020, 6, 30)) == ["Chi cục A", "Chi cục B", "Chi cục C"]
    assert names(desk, CHANGE) == ["Phòng khu vực 1", "Phòng khu vực 2"]
    units = tree(desk)
    assert org_tree.follows(units, a, CHANGE) == (one,)
    assert org_tree.follows(units, a, date(2020, 6, 30)) == (a,)
    assert set(org_tree.follows(units, c, CHANGE)) == {one, two}
    three = org_tree.put(desk, "Phòng khu vực 3", "region", date(2020, 8, 1))
    org_tree.follow(desk, one, date(2020, 8, 1), [(three, 1000)])
    assert org_tree.follows(tree(desk), a, date(2020, 9, 1)) == (three,)


def test_what_makes_no_tree_is_refused(desk: Desk) -> None:
    a = org_tree.put(desk, "Chi cục A", "district", BEFORE)
    b = org_tree.put(desk, "Phòng 1", "region", CHANGE, parent=a)
    for into, said in (([(b, 999)], "unit.shares"), ([(b, 500), (b, 500)], "unit.shares"), ([], "unit.shares"), ([("x", 1000)], "unit.unknown")):
        with pytest.raises(Refused) as refused:
            org_tree.follow(desk, a, CHANGE, into)
        assert code(refused) == said
    with pytest.raises(Refused) as refused:
        org_tree.follow(desk, a, date(2020, 6, 1), [(b, 1000)])
    assert code(refused) == "unit.not_there"
    with pytest.raises(Refused) as refused:
        org_tree.put(desk, "Chi cục A", "district", BEFORE, parent=b, key=a)
    assert code(refused) == "unit.circle"
    with pytest.raises(Refused) as refused:
        org_tree.put(desk, "Chi cục A", "district", BEFORE, date(2014, 1, 1))
    assert code(refused) == "unit.bad_days"
    org_tree.follow(desk, a, CHANGE, [(b, 1000)])
    with pytest.raises(Refused) as refused:
        org_tree.follow(desk, a, CHANGE, [(b, 1000)])
    assert code(refused) == "unit.again"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12))
def test_following_ends_whatever_the_tree(pairs: list[tuple[int, int]]) -> None:
    """Successors of successors, circles too, are walked once each, and who is given stands on the day."""
    units = {
        f"{n}": org_tree.Unit(f"{n}", f"{n}", "", "region", BEFORE, date(2020, 6, 30) if n % 2 else None, "", (), None) for n in range(8)
    }
    for frm, to in pairs:
        of = units[f"{frm}"]
        units[f"{frm}"] = org_tree.Unit(of.key, of.name, "", "region", BEFORE, date(2020, 6, 30), "", (*of.into, (f"{to}", 1)), CHANGE)
    for key in units:
        found = org_tree.follows(units, key, date(2020, 9, 1))
        assert len(set(found)) == len(found)
        assert all(units[f].on(date(2020, 9, 1)) for f in found)


def _office(tmp_path: Path, desk: Desk, name: str, debtors: list[str]) -> str:
    made = bench(tmp_path / name, date(2019, 10, 7))
    for n, debtor in enumerate(debtors):
        made.decision(number=f"{n + 1}/2019/DS-ST", debtor=debtor)
    made.on(date(2020, 1, 3))
    key = consolidation.key_package(made.desk, tmp_path / f"{name}.thads")
    consolidation.trust(desk, Path(key.path), key.fingerprint)
    reporting.write(made.desk, reporting.close(made.desk, reporting.make(made.desk, 2020, 3)), tmp_path / "gui" / name)
    made.desk.close()
    return key.office_id


def test_the_table_follows_the_tree_and_figures_are_shown_on_todays_map(desk: Desk, tmp_path: Path) -> None:
    first, second = _office(tmp_path, desk, "a", ["Lê A"]), _office(tmp_path, desk, "b", ["Lê B", "Lê C"])
    consolidation.receive(desk, [tmp_path / "gui"])
    a = org_tree.put(desk, "Chi cục A", "district", BEFORE, office=first)
    b = org_tree.put(desk, "Chi cục B", "district", BEFORE, office=second)
    one, _two = (org_tree.put(desk, f"Phòng {n}", "region", CHANGE) for n in (1, 2))
    with pytest.raises(Refused) as refused:
        org_tree.put(desk, "Chi cục X", "district", BEFORE, office=first)
    assert code(refused) == "unit.taken"
    made = restated.series(desk, date(2020, 9, 1))
    assert {r.name: r.values for r in made.rows} == {"Chi cục A": (1,), "Chi cục B": (2,), "Phòng 1": (None,), "Phòng 2": (None,)}

    org_tree.follow(desk, a, CHANGE, [(one, 1000)])
    org_tree.follow(desk, b, CHANGE, [(one, 1000)])
    made = restated.series(desk, date(2020, 9, 1))
    assert {r.name: r.values for r in made.rows} == {"Phòng 1": (3,), "Phòng 2": (None,)}
    assert made.notes == ()
    # The table of the year: both Chi cục owe until June, both Phòng since July.
    grid = department.grid(desk, 2020)
    owing = {r.name: [c.state for c in r.cells] for r in grid.rows}
    assert owing["Chi cục A"][8] != "gone"
    assert owing["Chi cục A"][9] == "gone"
    assert owing["Phòng 1"][8] == "gone"
    assert owing["Phòng 1"][9] != "gone"


def test_a_split_is_told_by_evidence_or_not_at_all(desk: Desk, tmp_path: Path) -> None:
    old = _office(tmp_path, desk, "a", ["Lê A", "Lê B"])
    consolidation.receive(desk, [tmp_path / "gui"])
    unit = org_tree.put(desk, "Chi cục A", "district", BEFORE, office=old)
    one, two = (org_tree.put(desk, f"Phòng {n}", "region", CHANGE) for n in (1, 2))
    org_tree.follow(desk, unit, CHANGE, [(one, 500), (two, 500)])
    made = restated.series(desk, date(2020, 9, 1))
    assert {r.name: r.values for r in made.rows}["Chưa phân được theo cơ quan mới"] == (2,)
    (note,) = made.notes
    assert "2 việc" in note


def test_the_map_moves_no_total(desk: Desk, tmp_path: Path) -> None:
    """Whatever the tree, the rows of a period add up to the return of all."""
    _office(tmp_path, desk, "a", ["Lê A"])
    _office(tmp_path, desk, "b", ["Lê B", "Lê C"])
    consolidation.receive(desk, [tmp_path / "gui"])
    with desk.reading() as reader:
        period = consolidation.periods(desk)[0][:3]
        held = receiving.accepted(reader, *period)
        sums = merged(evidence_cache.sums(reader, sha) for _e, sha in held.values())
    whole = total_cells(reporting.regime_of(period), "viec", sums)["c6"]
    assert org_tree.seed(desk, BEFORE) == 2
    assert org_tree.seed(desk, BEFORE) == 0
    assert sum(int(r.values[0] or 0) for r in restated.series(desk, date(2020, 9, 1)).rows) == whole == 3


def test_a_part_is_never_shown_as_the_whole(desk: Desk, tmp_path: Path) -> None:
    """Two offices became one: while only one of them sent, the figure says whose return it does without."""
    first, second = _office(tmp_path, desk, "a", ["Lê A"]), _office(tmp_path, desk, "b", ["Lê B", "Lê C"])
    consolidation.receive(desk, [tmp_path / "gui" / "a"])
    one = org_tree.put(desk, "Phòng 1", "region", CHANGE)
    for name, office in (("Chi cục A", first), ("Chi cục B", second)):
        org_tree.follow(desk, org_tree.put(desk, name, "district", BEFORE, office=office), CHANGE, [(one, 1000)])
    made = restated.series(desk, date(2020, 9, 1))
    (row,) = made.rows
    assert (row.values, row.lacking, row.shown(0)) == ((1,), (("Chi cục B",),), "1 (thiếu 1)")
    assert made.notes == ("03 tháng 2020: số của Phòng 1 thiếu báo cáo của Chi cục B.",)
    consolidation.receive(desk, [tmp_path / "gui" / "b"])
    made = restated.series(desk, date(2020, 9, 1))
    assert (made.rows[0].shown(0), made.notes) == ("3", ())


def test_a_mistaken_merger_is_taken_back(desk: Desk) -> None:
    a, b, c = (org_tree.put(desk, f"Chi cục {x}", "district", BEFORE) for x in "ABC")
    org_tree.follow(desk, a, CHANGE, [(c, 1000)])
    with pytest.raises(Refused) as refused:
        org_tree.put(desk, "Chi cục A", "district", date(2021, 1, 1), key=a)
    assert code(refused) == "unit.since_moved"
    with pytest.raises(Refused) as refused:
        org_tree.put(desk, "Chi cục C", "district", date(2020, 8, 1), key=c)
    assert code(refused) == "unit.follows_then"
    with pytest.raises(Refused) as refused:
        org_tree.unfollow(desk, b)
    assert code(refused) == "unit.not_moved"
    org_tree.unfollow(desk, a)
    assert names(desk, CHANGE) == ["Chi cục A", "Chi cục B", "Chi cục C"]
    assert (tree(desk)[a].moved, tree(desk)[a].until, tree(desk)[a].into) == (None, None, ())
    org_tree.follow(desk, a, CHANGE, [(b, 1000)])
    assert org_tree.follows(tree(desk), a, CHANGE) == (b,)


def test_an_office_that_goes_on_gives_a_part_away(desk: Desk) -> None:
    a, b = (org_tree.put(desk, f"Chi cục {x}", "district", BEFORE, office=x) for x in "AB")
    with pytest.raises(Refused) as refused:
        org_tree.follow(desk, a, CHANGE, [(a, 1000)])
    assert code(refused) == "unit.only_itself"
    org_tree.follow(desk, a, CHANGE, [(a, 700), (b, 300)])
    assert names(desk, date(2020, 6, 30)) == names(desk, CHANGE) == ["Chi cục A", "Chi cục B"]
    units = tree(desk)
    (on,) = [u for u in units.values() if u.office == "A" and u.key != a]
    assert (on.since, units[a].until) == (CHANGE, date(2020, 6, 30))
    assert set(org_tree.follows(units, a, CHANGE)) == {on.key, b}
    assert org_tree.follows(units, on.key, CHANGE) == (on.key,)
    # It can be merged later, and each is taken back in its turn.
    org_tree.follow(desk, on.key, date(2020, 8, 1), [(b, 1000)])
    with pytest.raises(Refused) as refused:
        org_tree.unfollow(desk, a)
    assert code(refused) == "unit.moved_since"
    org_tree.unfollow(desk, on.key)
    org_tree.unfollow(desk, a)
    assert set(tree(desk)) == {a, b}
    assert names(desk, CHANGE) == ["Chi cục A", "Chi cục B"]
