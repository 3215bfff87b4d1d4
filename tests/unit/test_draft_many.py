"""Decisions of the office's own motion drafted many at once: each that has all it needs, the others told why and left as they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    assignments,
    batch,
    batch_steps,
    draft_many,
    drafts,
    intake_strike,
    opening,
    parties,
    queries,
    splitting,
    upkeep,
)
from thads_desktop.services.draft_many import Officers, Proposed, Wanted
from thads_desktop.services.splitting import PartInput

DAY, NEW = date(2019, 10, 7), date(2026, 8, 3)
STATE = parties.PartyInput(parties.STATE_NAME, "state")


@pytest.fixture(params=[DAY, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def fee(office: Bench, judgment: str, name: str = "Nguyễn Văn An", due: int = 300_000) -> None:
    splitting.add(office.desk, judgment, PartInput("cd", "Án phí dân sự sơ thẩm", due, (parties.PartyInput(name),), (STATE,)))


def fees(office: Bench, count: int) -> list[str]:
    """So many judgments, each with a court fee of its own debtor."""
    made = [office.judgment(f"{n}/2019/DS-ST") for n in range(1, count + 1)]
    for n, judgment in enumerate(made):
        fee(office, judgment, f"Nguyễn Văn An {'ABCDEFGHIJ'[n % 10]}", 200_000 + n)
    return made


def look(office: Bench, judgments: list[str], officers: Officers | None = None) -> tuple[Proposed, ...]:
    return draft_many.look(office.desk, judgments, officers or Officers(), office.clock.day)


def all_of(rows: tuple[Proposed, ...]) -> list[Wanted]:
    return [Wanted(r.key, r.officer) for r in rows]


def codes(rows: tuple[Proposed, ...]) -> list[str]:
    return [r.why[0].code if r.why else "" for r in rows]


def test_each_that_has_all_it_needs_is_drafted_and_goes_on_to_its_number(office: Bench) -> None:
    judgments = fees(office, 4)
    assert draft_many.waiting(office.desk) == judgments
    rows = look(office, judgments)
    assert codes(rows) == [""] * 4
    assert {r.officer_name for r in rows} == {"Trần Thị Bình", "Lê Văn Cường"}
    done = draft_many.draft(office.desk, all_of(rows), office.clock.day)
    assert [key for key, _ in done.made] == [r.key for r in rows]
    assert done.left == ()
    ids = [paper for _key, paper in done.made]
    shown = batch_steps.of_form(office.desk, "enforcement_cd")
    assert [r.stage for r in shown] == ["draft"] * 4
    assert "Nguyễn Văn An A" in {r.about for r in shown}
    assert {r.state for r in queries.intakes(office.desk)} == {"draft"}
    assert codes(look(office, judgments)) == ["many.covered"] * 4
    assert upkeep.verify(office.desk).findings == ()
    assert len(batch_steps.submit(office.desk, ids, office.clock.day).issued) == 4
    assert len(batch_steps.sign(office.desk, ids, office.head, office.clock.day).issued) == 4
    numbered = batch.issue(office.desk, ids, office.clock.day)
    assert [text.partition("/")[0] for _, text in numbered.issued] == ["01", "02", "03", "04"]
    assert [splitting.split(office.desk, j, office.clock.day).uncovered for j in judgments] == [()] * 4
    assert upkeep.verify(office.desk).findings == ()


def test_one_officer_for_all_and_the_kin_of_a_party_is_told(office: Bench) -> None:
    judgments = fees(office, 2)
    rows = look(office, judgments, Officers(person=office.second))
    assert [r.officer for r in rows] == [office.second] * 2
    assignments.set_duties(office.desk, office.second, [], [("Nguyễn Văn An A", "")])
    assert codes(look(office, judgments, Officers(person=office.second))) == ["officer.kin", ""]
    assert codes(look(office, judgments)) == ["", ""]


def test_what_cannot_be_drafted_says_why_and_is_left_as_it_was(office: Bench) -> None:
    good = fees(office, 1)[0]
    bare = office.judgment("21/2019/DS-ST")
    asked = office.judgment("22/2019/DS-ST")
    splitting.add(office.desk, asked, PartInput("yc", "Trả nợ gốc", 9, (parties.PartyInput("A"),), (parties.PartyInput("B"),)))
    typed = office.judgment("23/2019/DS-ST")
    fee(office, typed)
    opening.keep(office.desk, typed, {"debtor": "Nguyễn"})
    other = office.judgment("24/2019/DS-ST")
    fee(office, other)
    begun = splitting.begin(office.desk, other, office.clock.day, 1)
    line = replace(begun.lines[0], text="Án phí hình sự")
    opening.issue(office.desk, replace(begun, officer=office.officer, lines=(line,)), office.head, office.clock.day)
    rows = look(office, [good, bare, asked, typed, other])
    assert codes(rows) == ["", "many.no_parts", "many.no_own", "many.by_hand", "many.other"]
    assert all("{" not in say(r.why[0]) for r in rows[1:])
    seq = _head(office)
    done = draft_many.draft(office.desk, all_of(rows), office.clock.day)
    assert [key for key, _ in done.made] == [rows[0].key]
    assert [key for key, _ in done.left] == [r.key for r in rows[1:]]
    assert _head(office) == seq
    assert opening.kept(office.desk, typed) == {"debtor": "Nguyễn"}


def _head(office: Bench) -> tuple[int, str]:
    with office.desk.reading() as reader:
        return reader.head()


def test_two_debtors_with_the_same_fee_of_one_judgment(office: Bench) -> None:
    judgment = office.judgment()
    fee(office, judgment, "Trần Văn Bảo")
    fee(office, judgment, "Lê Thị Hoa")
    rows = look(office, [judgment])
    assert len(rows) == (1 if office.clock.day == DAY else 2)
    if office.clock.day == DAY:
        return
    second = draft_many.draft(office.desk, all_of(rows[1:]), NEW).made[0][1]
    again = look(office, [judgment])
    assert [r.debtors for r in again] == [("Trần Văn Bảo",)]
    first = draft_many.draft(office.desk, all_of(again), NEW).made[0][1]
    assert len(batch_steps.submit(office.desk, [first, second], NEW).issued) == 2
    batch_steps.sign(office.desk, [first, second], office.head, NEW)
    assert len(batch.issue(office.desk, [first, second], NEW).issued) == 2
    assert upkeep.verify(office.desk).findings == ()


def test_a_decision_made_by_hand_meanwhile_stops_the_batch_with_its_reason(office: Bench) -> None:
    judgments = fees(office, 2)
    ids = [p for _, p in draft_many.draft(office.desk, all_of(look(office, judgments)), office.clock.day).made]
    given = splitting.begin(office.desk, judgments[1], office.clock.day, 1)
    with pytest.raises(Refused, match=r"decision\.repeated"):
        opening.issue(office.desk, replace(given, officer=office.officer), office.head, office.clock.day)
    opening.issue(office.desk, replace(given, officer=office.officer, even_if_decided=True), office.head, office.clock.day)
    done = batch_steps.submit(office.desk, ids, office.clock.day)
    assert (len(done.issued), done.stopped_at, done.why[0].code) == (1, ids[1], "many.same_lines")
    assert draft_many.discard(office.desk, ids[1:]) == 1
    with pytest.raises(Refused, match=r"paper\.wrong_stage"):
        draft_many.discard(office.desk, ids[:1])
    assert upkeep.verify(office.desk).findings == ()


def test_parts_that_were_changed_meanwhile_stop_the_draft_with_its_reason(office: Bench) -> None:
    first, second = fees(office, 2)
    ids = [paper for _key, paper in draft_many.draft(office.desk, all_of(look(office, [first, second])), office.clock.day).made]
    splitting.remove(office.desk, first, 1)
    fee(office, first, "Nguyễn Văn An A", 2_000_000)
    stopped = batch_steps.submit(office.desk, ids, office.clock.day)
    assert (stopped.issued, stopped.stopped_at, [r.code for r in stopped.why]) == ((), ids[0], ["many.changed"])
    assert [p for p, _ in batch_steps.submit(office.desk, ids[1:], office.clock.day).issued] == ids[1:]


def test_a_draft_that_is_mended_by_hand_keeps_its_paper(office: Bench) -> None:
    judgment = fees(office, 1)[0]
    paper = draft_many.draft(office.desk, all_of(look(office, [judgment])), office.clock.day).made[0][1]
    given = opening.returned(office.desk, paper)
    assert opening.submit(office.desk, replace(given, officer=office.second), office.clock.day) == paper
    assert [r.stage for r in batch_steps.of_form(office.desk, "enforcement_cd")] == ["submitted"]


def test_a_judgment_with_a_draft_is_not_struck_until_the_draft_is_gone(office: Bench) -> None:
    judgment = office.judgment("31/2019/DS-ST")
    fee(office, judgment)
    paper = draft_many.draft(office.desk, all_of(look(office, [judgment])), office.clock.day).made[0][1]
    with office.desk.reading() as reader:
        seq = reader.events_of(f"intake:{judgment}")[0].seq
    with pytest.raises(Refused, match=r"strike\.pending"):
        intake_strike.strike(office.desk, judgment, seq, "ghi nhầm")
    drafts.throw_away(office.desk, paper)
    intake_strike.strike(office.desk, judgment, seq, "ghi nhầm")


def test_nothing_chosen_too_many_and_an_unknown_key(office: Bench) -> None:
    with pytest.raises(Refused, match=r"many\.nothing"):
        draft_many.draft(office.desk, [], office.clock.day)
    with pytest.raises(Refused, match=r"many\.too_many"):
        look(office, ["x"] * (draft_many.MOST + 1))
    with pytest.raises(Refused, match=r"batch\.nothing"):
        draft_many.discard(office.desk, [])


def test_cancelled_in_the_middle_leaves_whole_groups(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(draft_many, "GROUP", 2)
    wanted = all_of(look(office, fees(office, 5)))
    told: list[tuple[int, int]] = []
    done = draft_many.draft(office.desk, wanted, office.clock.day, lambda n, of: told.append((n, of)), lambda: bool(told))
    assert (len(done.made), done.cancelled, told) == (2, True, [(2, 5)])
    assert len(batch_steps.of_form(office.desk, "enforcement_cd")) == 2


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(order=st.permutations(range(4)), names=st.lists(st.sampled_from(["Bảo", "Hoa", "Nam"]), min_size=4, max_size=4))
def test_every_part_is_in_one_decision_in_whatever_order(tmp_path_factory: pytest.TempPathFactory, order: list[int], names: list[str]) -> None:
    """Parts that look alike, drafted one by one in any order: in the end every đồng is drafted once."""
    made = bench(tmp_path_factory.mktemp("any") / "data", NEW)
    try:
        judgment = made.judgment()
        for n, name in enumerate(names):
            fee(made, judgment, name, 200_000 + 100_000 * (n % 2))
        for at in order:
            rows = [r for r in look(made, [judgment]) if not r.why]
            if rows:
                draft_many.draft(made.desk, all_of((rows[at % len(rows)],)), NEW)
        while rows := [r for r in look(made, [judgment]) if not r.why]:
            draft_many.draft(made.desk, all_of((rows[0],)), NEW)
        with made.desk.reading() as reader:
            drafted = [x.due for p in reader.projections.papers(stages=("draft",)) for x in _lines(reader, p.paper)]
        assert sorted(drafted) == sorted(200_000 + 100_000 * (n % 2) for n in range(4))
    finally:
        made.desk.close()


def _lines(reader: object, paper: str) -> list[object]:
    from thads_desktop.services import papers

    opened = papers.load(reader, paper).effect.opening  # type: ignore[arg-type]  # a Reader
    return list(opened.lines) if opened is not None else []


def test_whose_address_is_missing_is_told_before_it_is_drafted(office: Bench) -> None:
    judgment = office.judgment()
    fee(office, judgment)
    (row,) = look(office, [judgment])
    assert (row.why, row.told) == ((), "Chưa có địa chỉ của Nguyễn Văn An")
    other = office.judgment("2/2019/DS-ST")
    who = parties.PartyInput("Trần Văn Bảo", address="Số 2 phố Cầu Đất")
    splitting.add(office.desk, other, PartInput("cd", "Án phí dân sự sơ thẩm", 5, (who,), (STATE,)))
    (row,) = look(office, [other])
    assert row.told == ""
