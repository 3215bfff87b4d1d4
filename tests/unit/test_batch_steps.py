"""Papers of one kind together: submitted, signed, numbered in order; stopped at the first refusal, gone on with once it is mended; whatever
dies in the middle, nothing is half done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import batch, batch_steps, papers, queries, upkeep

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def drafts(office: Bench, count: int, wrong: tuple[int, ...] = ()) -> list[str]:
    """So many terminations, each of a matter of its own; those at ``wrong`` lack their ground."""
    made = []
    for n in range(count):
        matter = office.decision(number=f"{len(office.matters)}/2019/DS-ST")
        draft = papers.Draft("termination", Effect("termination", "" if n in wrong else "c"), matter)
        made.append(papers.save(office.desk, draft).paper)
    return made


def stages(office: Bench, wanted: list[str]) -> list[str]:
    found = {p.paper: p.stage for m in office.matters for p in queries.matter(office.desk, m).papers}
    return [found[p] for p in wanted]


def mend(office: Bench, paper: str) -> None:
    with office.desk.reading() as reader:
        draft = papers.load(reader, paper)
    papers.save(office.desk, papers.Draft(draft.form, Effect("termination", "c"), draft.matter, draft.texts, paper))


def test_it_stops_at_the_first_refusal_and_goes_on_after_mending(office: Bench) -> None:
    wanted = drafts(office, 5, wrong=(2,))
    done = batch_steps.submit(office.desk, wanted, DAY)
    assert [p for p, _ in done.issued] == wanted[:2]
    assert (done.stopped_at, [r.code for r in done.why]) == (wanted[2], ["ground.missing"])
    assert stages(office, wanted) == ["submitted", "submitted", "draft", "draft", "draft"]
    mend(office, wanted[2])
    assert len(batch_steps.submit(office.desk, wanted[2:], DAY).issued) == 3
    assert len(batch_steps.sign(office.desk, wanted, office.head, DAY).issued) == 5
    issued = batch.issue(office.desk, wanted, DAY)
    assert [text for _, text in issued.issued] == [f"{n:02d}/QĐ-CCTHADS" for n in range(1, 6)]
    assert upkeep.verify(office.desk).findings == ()


def test_who_has_not_the_power_signs_none_of_them(office: Bench) -> None:
    wanted = drafts(office, 2)
    batch_steps.submit(office.desk, wanted, DAY)
    done = batch_steps.sign(office.desk, wanted, office.officer, DAY)
    assert (done.issued, done.stopped_at, [r.code for r in done.why]) == ((), wanted[0], ["signer.no_power"])


def test_nothing_chosen_and_stopped_in_the_middle(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Refused) as refused:
        batch_steps.submit(office.desk, [], DAY)
    assert [r.code for r in refused.value.refusals] == ["batch.nothing"]
    wanted = drafts(office, 5)
    monkeypatch.setattr(batch_steps, "GROUP", 2)
    told: list[tuple[int, int]] = []
    done = batch_steps.submit(office.desk, wanted, DAY, lambda n, of: told.append((n, of)), lambda: bool(told))
    assert done.cancelled
    assert told == [(2, 5)]
    assert stages(office, wanted) == ["submitted"] * 2 + ["draft"] * 3


def test_what_dies_in_the_middle_of_a_group_leaves_that_group_as_it_was(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = drafts(office, 5)
    monkeypatch.setattr(batch_steps, "GROUP", 2)
    real, seen = papers.submit_in, []

    def dies(*args: object) -> str:
        seen.append(1)
        if len(seen) == 4:
            raise KeyboardInterrupt
        return real(*args)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(papers, "submit_in", dies)
    with pytest.raises(KeyboardInterrupt):
        batch_steps.submit(office.desk, wanted, DAY)
    monkeypatch.setattr(papers, "submit_in", real)
    assert stages(office, wanted) == ["submitted"] * 2 + ["draft"] * 3
    assert upkeep.verify(office.desk).findings == ()
    assert len(batch_steps.submit(office.desk, wanted[2:], DAY).issued) == 3


def test_the_kinds_on_their_way_are_told_with_their_stages(office: Bench) -> None:
    wanted = drafts(office, 3)
    batch_steps.submit(office.desk, wanted[:1], DAY)
    kind = batch_steps.kinds(office.desk)[0]
    assert (kind.form, kind.counts) == ("termination", {"draft": 2, "submitted": 1})
    batch_steps.sign(office.desk, wanted[:1], office.head, DAY)
    batch.issue(office.desk, wanted[:1], DAY)
    rows = batch_steps.of_form(office.desk, "termination", wanted[:1])
    assert [r.stage for r in rows] == ["numbered", "draft", "draft"]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_numbers_follow_the_order_given_without_a_gap_whatever_is_refused(office: Bench, data: st.DataObject) -> None:
    count = data.draw(st.integers(2, 5))
    wrong = tuple(data.draw(st.sets(st.integers(0, count - 1), max_size=2)))
    wanted = drafts(office, count, wrong)
    order = data.draw(st.permutations(wanted))
    issued: list[str] = []
    rest = list(order)
    while rest:
        done = batch_steps.submit(office.desk, rest, DAY)
        rest = rest[len(done.issued) :]
        if done.why:
            assert rest[0] == done.stopped_at
            assert done.stopped_at in {wanted[at] for at in wrong}
            mend(office, rest[0])
    batch_steps.sign(office.desk, order, office.head, DAY)
    done = batch.issue(office.desk, order, DAY)
    issued = [text for _, text in done.issued]
    assert [p for p, _ in done.issued] == list(order)
    first = int(issued[0].partition("/")[0])
    assert issued == [f"{first + n:02d}/QĐ-CCTHADS" for n in range(count)]
