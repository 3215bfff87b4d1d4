"""What the day's work shows is masked as every list is: a minor's name and address reach no role that does not need them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from tests.office import Bench
from tests.unit import test_masking as masked
from tests.unit.test_masking import CHILD, GROWN, NEEDS, YOUNG, as_role
from thads_desktop.services import (
    agenda,
    handover_sheets,
    next_steps,
    outages,
    outgoing,
    queries,
    tasks,
    weekly,
    why,
    why_matter,
)

office = masked.office
DUE = date(2019, 10, 10)


@pytest.fixture
def busy(office: Bench) -> Iterator[Bench]:
    """A task that names each minor, and an outage that a term of each matter refers to."""
    office.on(DUE)
    key = outages.note(office.desk, date(2019, 10, 9), "8:00", "Không gửi được")
    for matter, name in zip(office.matters, (GROWN, YOUNG, CHILD), strict=True):
        tasks.put(office.desk, f"Gọi cho {name}", office.officer, DUE + timedelta(days=1), matter)
        outages.cite(office.desk, key, f"matter:{matter}", "R07", DUE)
    return office


def said(office: Bench) -> str:
    """All that the pages of the day's work say."""
    desk = office.desk
    found: list[object] = [
        *agenda.rows(desk, agenda.ids(desk, "all")), *tasks.listed(desk), outgoing.look(desk), outgoing.listing(desk, outgoing.look(desk)),
        weekly.week(desk, office.officer, DUE), *outages.listed(desk), outages.record(desk, outages.listed(desk)[0].outage),
        *next_steps.rows(desk, office.matters),
    ]  # fmt: skip
    for matter in office.matters:
        found += [handover_sheets.sheet(desk, matter), why_matter.of_missed(desk, matter)]
        found += [why_matter.of_matter(desk, matter), why_matter.of_line(desk, matter, 1)]
        found += [why.of_deadline(desk, d.subject, d.rule, d.due) for d in queries.deadlines(desk) if d.subject == f"matter:{matter}"]
        with desk.reading() as reader:
            seqs = [e.seq for e in reader.events_of(f"matter:{matter}")]
        found += [why.of_event(desk, f"matter:{matter}", seq) for seq in seqs]
    return "\n".join(map(str, found)).replace(masked.OBLIGATION, "")


@pytest.mark.parametrize("role", ["inspector", "administrator", "officer", "clerk"])
def test_each_role_sees_what_it_needs(role: str, busy: Bench) -> None:
    as_role(busy, role)
    text = said(busy)
    for secret in (CHILD, YOUNG, "ngõ Gạo"):
        assert (secret in text) == (role in NEEDS), secret
    assert GROWN in text


def test_what_is_hidden_is_not_found(busy: Bench) -> None:
    assert agenda.ids(busy.desk, "all", "", YOUNG) != []
    as_role(busy, "inspector")
    assert agenda.ids(busy.desk, "all", "", YOUNG) == []
    assert agenda.ids(busy.desk, "all", "", GROWN) != []
