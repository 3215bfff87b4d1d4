"""Lists for others, whatever is in them: sent twice without change there are no changes; what is new, changed and gone adds up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.letter_events import LetterAnswered, LetterChanged, LetterPassedOn, LetterReceived
from thads_desktop.domain.letters import key_of, letter_of
from thads_desktop.services import outside, outside_files
from thads_desktop.services.outside import Sheet

DAY = date(2019, 10, 7)
KEYS = ("accepted", "debtors", "note")
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ROWS = st.dictionaries(st.sampled_from([f"m{n}" for n in range(8)]), st.fixed_dictionaries(dict.fromkeys(KEYS, TEXT)), max_size=8)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("outside") / "data", DAY)
    yield made
    made.desk.close()


def sheet(rows: dict[str, dict[str, str]], what: str = "ended", day: date = DAY) -> Sheet:
    return Sheet(what, "x", day, day, tuple((k, k) for k in KEYS), rows, whole=rows)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS, ROWS)
def test_sent_and_held_against(office: Bench, before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]) -> None:
    outside.send(office.desk, sheet(before), "VKS", "file", DAY, data=b"x")
    assert outside.changes(office.desk, sheet(before)).rows == ()
    found = outside.changes(office.desk, sheet(after))
    same = {k for k in after if before.get(k) == after[k]}
    assert found.count("new") == len(set(after) - set(before))
    assert found.count("gone") == len(set(before) - set(after))
    assert found.count("new") + found.count("changed") + len(same) == len(after)
    for change in found.rows:
        if change.how == "changed":
            assert (before[change.key][change.column], after[change.key][change.column]) == (change.old, change.new)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ROWS)
def test_any_text_is_plain_in_its_file(office: Bench, rows: dict[str, dict[str, str]]) -> None:
    made = sheet(rows)
    assert outside_files.data(office.desk, made, "xlsx")[:2] == b"PK"
    assert outside_files.data(office.desk, made, "pdf")[:4] == b"%PDF"


STEPS = st.lists(st.sampled_from([
    LetterReceived(2019, 1, "cong_van"), LetterChanged("thong_bao", matter="m"), LetterPassedOn("p", signed=True), LetterAnswered(row="r"),
]), max_size=8)  # fmt: skip


@given(STEPS, st.lists(st.integers(0, 7), max_size=4))
def test_a_letter_is_told_whatever_its_log(bodies: list[Any], struck: list[int]) -> None:
    key = key_of("in", 2019, 1)
    at = datetime(2019, 10, 8, tzinfo=UTC)
    events = [ev.Event(n, DAY, at, "x", "clerk", f"letter:{key}", "", body) for n, body in enumerate(bodies, 1)]
    events += [ev.Event(len(bodies) + 1 + i, None, at, "x", "clerk", f"letter:{key}", "", ev.Struck(n + 1)) for i, n in enumerate(struck)]
    made = letter_of(key, events)
    assert (made.way, made.year, made.number) == ("in", 2019, 1)
    standing = [b for n, b in enumerate(bodies) if n not in struck]
    assert made.struck == (not any(isinstance(b, LetterReceived) for b in standing))
    assert len(made.passed) == sum(isinstance(b, LetterPassedOn) for b in standing)
    assert replace(made, seq=0) == replace(letter_of(key, list(reversed(events))), seq=0)
