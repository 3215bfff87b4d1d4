"""Behind a provincial cell: offices and matters that add up to it; delegations between offices matched whatever the order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings, strategies as st

from tests.office import bench
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.returns.compute import json_cell
from thads_desktop.returns.record_words import SOURCES
from thads_desktop.returns.records import Record
from thads_desktop.services import (
    consolidation,
    delegations_matched as dm,
    department_lists,
    drill_cells,
    evidence_words,
    inspection_files,
    matter_part as mp,
    people,
    reporting,
)
from thads_desktop.services.desk import Desk, open_desk

LATER, END = date(2020, 1, 3), date(2019, 12, 31)


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Desk]:
    made = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    people.set_up(made, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    for n in range(2):
        office = bench(tmp_path / f"o{n}", date(2019, 10, 7))
        for k in range(n + 1):
            office.decision(number=f"{k + 1}/2019/DS-ST", debtor=f"Lê Văn {'ABC'[k]}", day=date(2019, 10, 7))
        office.on(LATER)
        key = consolidation.key_package(office.desk, tmp_path / f"{n}.thads")
        consolidation.trust(made, Path(key.path), key.fingerprint)
        reporting.write(office.desk, reporting.close(office.desk, reporting.make(office.desk, 2020, 3)), tmp_path / "gui" / str(n))
        office.desk.close()
    consolidation.receive(made, [tmp_path / "gui"])
    yield made
    made.close()


def test_every_cell_is_the_sum_of_its_offices_and_they_of_their_matters(province: Desk) -> None:
    period = consolidation.periods(province)[0][:3]
    made = consolidation.joined(province, *period)
    assert made.regime is not None
    seen = 0
    for form in made.forms:
        for row in form.rows:
            for cell, value in row.cells.items():
                if made.regime.of_measure(form.measure) and not isinstance(json_cell(value), int):
                    continue
                found = drill_cells.offices_of(province, period, form.form, row.key, cell)
                assert sum(o.amount for o in found) == value, (form.form, row.key, cell)
                for office in found:
                    assert sum(n for _k, _number, n in office.matters) == office.amount
                    assert all("/QĐ-" in number for _k, number, _n in office.matters), "the number its package says"
                    seen += 1
    assert seen > 20
    with pytest.raises(Refused) as refused:
        drill_cells.offices_of(province, period, made.forms[0].form, made.forms[0].rows[0].key, "c99")
    assert refused.value.refusals[0].code == "return.unknown_cell"


def test_a_matter_opens_to_what_its_package_says(province: Desk) -> None:
    period = consolidation.periods(province)[0][:3]
    made = consolidation.joined(province, *period)
    office = drill_cells.offices_of(province, period, made.forms[0].form, made.forms[0].rows[0].key, "c1")[0]
    key, number, _amount = office.matters[0]
    found = drill_cells.behind(province, period, office.office, key)
    assert (found.number, found.office) == (number, office.name)
    (line,) = found.lines
    assert (line.no, line.state, line.opening, line.opening - line.collected - line.cut) == ("1", "đang thi hành", 10_000_000, line.rest)
    assert "phải thi hành 10.000.000 đồng" in found.words
    listing = department_lists.evidence(province, period, found)
    assert inspection_files.pdf(listing).startswith(b"%PDF")
    assert inspection_files.pdf(department_lists.drilled(province, period, "Cột 1", [office], money=False)).startswith(b"%PDF")
    with pytest.raises(Refused) as refused:
        drill_cells.behind(province, period, office.office, "khong-co")
    assert refused.value.refusals[0].code == "return.unknown_cell"


def test_an_entry_of_a_book_is_known_by_its_number_or_by_what_it_is() -> None:
    assert evidence_words.reference("entry:tiep_dan.05b9aa77", {"entry:tiep_dan.05b9aa77": "Tiếp công dân, TD 3/2019"}) == "Tiếp công dân, TD 3/2019"
    assert evidence_words.reference("entry:tiep_dan.05b9aa77", {}) == "Sổ tiếp công dân, mục có mã 05b9aa (gói không ghi số)"
    assert evidence_words.reference("4b97d02b", {}) == "Việc có mã 4b97d0 (gói không ghi số)"


def test_every_record_has_words() -> None:
    """No dimension and no word of the closed vocabulary is shown as its key."""
    for source in SOURCES.values():
        assert "_" not in evidence_words.kind(source.name)
        for dim, words in source.dims.items():
            for word in words:
                said = evidence_words.record(Record("m", 1, source.name, "", "new", (f"{dim}={word}",), 1, 2, 3, 4))
                assert "_" not in said, (source.name, dim, word, said)
                assert not said.startswith(f"{dim} "), said
                assert said.partition("; ")[0].rpartition(" ")[2] not in {"freeze", "keep", "halt", "deduct", "income", "seize", "exploit", "perform"}


OFFICES = {k: dm._Office(f"Chi cục {k}", {f"chi cuc {k}"}) for k in "abc"}


def part(sent: tuple[mp.Sent, ...] = (), came: tuple[mp.Came, ...] = ()) -> mp.Matters:
    return mp.Matters({}, sent, came)


def states(parts: dict[str, mp.Matters]) -> list[tuple[str, str, str]]:
    whole = {k: parts.get(k, part()) for k in OFFICES}
    return sorted((p.state, p.sender, p.receiver) for p in dm._pairs(OFFICES, whole, END))


def test_by_package_by_paper_waiting_and_alone() -> None:
    old, young = "2019-10-10", "2019-12-20"
    out = part(sent=(
        mp.Sent("m1", "p1", "1/QĐ", old, "Chi cục b"), mp.Sent("m2", "p2", "2/QĐ", old, "Chi cục b"), mp.Sent("m3", "p3", "3/QĐ", young, "Chi cục b"),
        mp.Sent("m4", "p4", "4/QĐ", old, "Chi cục c"), mp.Sent("m5", "p5", "5/QĐ", old, "Chi cục xa"),
    ))  # fmt: skip
    into = part(came=(
        mp.Came("n1", "", "", young, "a", "m1", "p1"), mp.Came("n2", "2/qđ", "CHI CỤC A", young), mp.Came("n9", "9/QĐ", "Chi cục c", young),
        mp.Came("n8", "8/QĐ", "Cục tỉnh khác", young),
    ))  # fmt: skip
    assert states({"a": out, "b": into}) == sorted([
        (dm.MATCHED, "Chi cục a", "Chi cục b"), (dm.MATCHED, "Chi cục a", "Chi cục b"), (dm.WAITING, "Chi cục a", "Chi cục b"),
        (dm.NOT_CAME, "Chi cục a", "Chi cục c"), (dm.OUTSIDE, "Chi cục a", "Chi cục xa"), (dm.NOT_SENT, "Chi cục c", "Chi cục b"),
        (dm.OUTSIDE, "Cục tỉnh khác", "Chi cục b"),
    ])  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=12), st.randoms())
def test_each_side_stands_once_and_order_moves_nothing(told: list[tuple[str, str, bool, bool]], random: Random) -> None:
    sent: dict[str, list[mp.Sent]] = {k: [] for k in OFFICES}
    came: dict[str, list[mp.Came]] = {k: [] for k in OFFICES}
    for n, (a, b, out, into) in enumerate(told):
        if out:
            sent[a].append(mp.Sent(f"m{n}", f"p{n}", f"{n}/QĐ", "2019-10-10", f"Chi cục {b}"))
        if into:
            came[b].append(mp.Came(f"n{n}", f"{n}/QĐ", f"Chi cục {a}", "2019-11-10"))
    first = states({k: part(tuple(sent[k]), tuple(came[k])) for k in OFFICES})
    pairs = sum(out and into for *_ab, out, into in told)
    assert len(first) == sum(out for *_ab, out, _i in told) + sum(into for *_ab, into in told) - pairs
    assert sum(s == dm.MATCHED for s, *_names in first) == pairs
    for k in OFFICES:
        random.shuffle(sent[k])
        random.shuffle(came[k])
    assert states({k: part(tuple(sent[k]), tuple(came[k])) for k in random.sample("abc", 3)}) == first


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b'{"numbers":{},"sent":[{}],"came":[]}', b'{"numbers":[],"sent":[],"came":[]}', b"\xff"])
def test_a_part_that_is_not_sound_is_as_none(data: bytes) -> None:
    assert mp.read(data) == mp.EMPTY


def test_numbers_begin_anew_each_year() -> None:
    """One number of two years, on paper: each decision meets what came of it, not the other year's."""
    out = part(sent=(mp.Sent("m1", "p1", "2/QĐ", "2018-11-10", "Chi cục b"), mp.Sent("m2", "p2", "2/QĐ", "2019-11-10", "Chi cục b")))
    into = part(came=(mp.Came("n2", "2/QĐ", "Chi cục a", "2019-11-20"), mp.Came("n1", "2/QĐ", "Chi cục a", "2018-11-20")))
    whole = {k: {"a": out, "b": into}.get(k, part()) for k in OFFICES}
    found = dm._pairs(OFFICES, whole, END)
    assert sorted((p.state, p.sent, p.came) for p in found) == [(dm.MATCHED, "m1", "n1"), (dm.MATCHED, "m2", "n2")]
    # What came before the decision is not of it.
    whole["a"] = part(sent=out.sent[1:])
    whole["b"] = part(came=into.came[1:])
    assert {p.state for p in dm._pairs(OFFICES, whole, END)} == {dm.NOT_CAME, dm.NOT_SENT}


def test_a_delegation_of_the_year_before_is_no_fault_of_the_sender() -> None:
    """The matter has left the sender's return; the receiver still reports it."""
    start = date(2019, 10, 1)
    whole = {k: part() for k in OFFICES}
    whole["b"] = part(came=(mp.Came("n1", "", "", "2018-11-20", "a", "m1", "p1"), mp.Came("n2", "7/QĐ", "Chi cục a", "2019-10-20")))
    assert {p.state for p in dm._pairs(OFFICES, whole, END, start=start)} == {dm.EARLIER}, "no return of the year before is here"
    before = {"a": {2019: (mp.Sent("m1", "p1", "1/QĐ", "2018-11-10", "Chi cục b"),)}}
    found = {p.came: p.state for p in dm._pairs(OFFICES, whole, END, before, start)}
    assert found == {"n1": dm.MATCHED, "n2": dm.NOT_SENT}
    young = {k: part() for k in OFFICES} | {"b": part(came=(mp.Came("n3", "8/QĐ", "Chi cục a", "2019-12-20"),))}
    assert {p.state for p in dm._pairs(OFFICES, young, END, start=start)} == {dm.NOT_SENT}


def test_the_returns_of_the_year_before_are_asked(tmp_path: Path) -> None:
    from tests.delegations import delegated, two
    from thads_desktop.services import delegation_in, delegation_out, opening

    of = two(tmp_path / "hai")
    file = delegation_out.make(of.here.desk, of.matter, delegated(of.here, of.matter), of.out)
    taken = delegation_in.take(of.there.desk, delegation_in.look(of.there.desk, file).data, of.there.clock.day)
    of.on(date(2019, 10, 16))
    with of.there.desk.reading() as reader:
        ready = delegation_in.ready(of.there.desk, reader, str(taken))
    opening.issue(of.there.desk, ready, of.there.head, of.there.clock.day)
    desk = open_desk(tmp_path / "cuc", FixedClock(date(2021, 1, 5)), create=True)
    people.set_up(desk, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
    of.on(date(2021, 1, 5))
    for at, office in enumerate((of.here, of.there)):
        key = consolidation.key_package(office.desk, tmp_path / f"k{at}.thads")
        consolidation.trust(desk, Path(key.path), key.fingerprint)
    sent = {
        year: [f for at, office in enumerate((of.here, of.there))
               for f in reporting.write(office.desk, reporting.make(office.desk, year, 3), tmp_path / f"{year}-{at}") if f.suffix == ".thads"]
        for year in (2020, 2021)
    }  # fmt: skip
    consolidation.receive(desk, sent[2021])
    assert [p.state for p in dm.matched(desk, ("2019", 2021, 3))] == [dm.EARLIER]
    consolidation.receive(desk, sent[2020])
    assert [p.state for p in dm.matched(desk, ("2019", 2021, 3))] == [dm.MATCHED]
    assert [p.state for p in dm.matched(desk, ("2015", 2020, 3))] == [dm.MATCHED]
    for each in (of.here.desk, of.there.desk, desk):
        each.close()
