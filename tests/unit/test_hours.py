"""The hour of what happened is a fact of its own: typed with the ground or later, refused where it cannot be, and the term follows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, hours, offers, queries, upkeep, why

DAY = date(2019, 10, 14)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.on(DAY)
    yield made
    made.desk.close()


def term(office: Bench, rule: str) -> queries.DeadlineRow:
    (found,) = [d for d in queries.deadlines(office.desk) if d.rule == rule]
    return found


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    assert all(say(r).strip() for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def test_the_hour_goes_with_the_ground_or_comes_later(office: Bench) -> None:
    (matter,) = office.matters
    acts.ground(office.desk, matter, DAY, "urgent_freeze", hour="8h30")
    row = term(office, "R31")
    assert row.title.endswith("(hết lúc 08:30)")
    assert "24 giờ sau là 08:30" in why.of_deadline(office.desk, row.subject, row.rule, row.due).text()
    acts.ground(office.desk, matter, DAY, "delegation", urgent=True)
    assert "hết lúc" not in term(office, "R24").title
    with office.desk.reading() as reader:
        first, second = hours.candidates(office.desk, reader, matter)
        state = queries.matter(office.desk, matter).state
    assert "đã ghi 08:30" in second[1]
    assert "hour" in [o.key for o in offers.offers(office.desk, state, DAY, matter)]
    hours.note(office.desk, matter, first[0], "09:00")
    assert "hết lúc 09:00" in term(office, "R24").title
    assert upkeep.verify(office.desk).findings == ()


def test_the_hour_of_coercion_says_must_or_may(office: Bench) -> None:
    (matter,) = office.matters
    acts.ground(
        office.desk, matter, DAY, "deferral", "2", urgent=True, hour="08:00", coercion_day=date(2019, 10, 15), coercion_hour="9h"
    )
    row = term(office, "R19")
    assert "phải hoãn" in why.of_deadline(office.desk, row.subject, row.rule, row.due).answer


def test_what_cannot_be_is_refused_and_nothing_is_half_done(office: Bench) -> None:
    (matter,) = office.matters
    before = queries.matter(office.desk, matter).state.last_seq
    for given, code in (
        ({"of": "urgent_freeze", "hour": "25:00"}, "hour.bad"),
        ({"of": "urgent_freeze", "coercion_day": DAY, "coercion_hour": "8:00"}, "hour.missing"),
        ({"of": "termination", "hour": "8:00"}, "hour.unknown"),
        ({"of": "deferral", "clause": "2", "hour": "8:00", "coercion_day": DAY}, "hour.coercion"),
        ({"of": "urgent_freeze", "hour": "23:59"}, "hour.ahead"),
    ):
        with pytest.raises(Refused) as error:
            acts.ground(office.desk, matter, DAY, given.pop("of"), given.pop("clause", ""), **given)  # type: ignore[arg-type]  # mixed
        assert codes(error) == [code]
    assert queries.matter(office.desk, matter).state.last_seq == before
    state = queries.matter(office.desk, matter).state
    assert "hour" not in [o.key for o in offers.offers(office.desk, state, DAY, matter)]
