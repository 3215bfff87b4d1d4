"""What comes back of a delegation: given back as mistaken, acknowledgements out of order; and to whom nobody delegates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.delegations import DAY, Two, assets_delegated, delegated, state, two
from tests.unit.test_delegations import codes, decided, sent, taken
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.due import DELEGATION_RETURNED
from thads_desktop.services import delegation_ack, delegation_out, papers, queries, why


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path)
    yield made
    made.close()


def test_what_came_back_is_owed_until_the_decision_is_withdrawn(both: Two) -> None:
    judgment = taken(both, sent(both))
    delegation_ack.send_back(both.there.desk, judgment, "không cư trú ở quận")
    delegation_ack.take(both.here.desk, delegation_ack.make(both.there.desk, judgment, both.out).read_bytes())

    def owed() -> list[queries.DeadlineRow]:
        return [d for d in queries.deadlines(both.here.desk) if d.rule == DELEGATION_RETURNED]

    (row,) = owed()
    assert (row.due, row.title) == (DAY, "Ủy thác bị trả lại vì nhầm lẫn: thu hồi quyết định ủy thác để thi hành tiếp")
    said = why.of_deadline(both.here.desk, row.subject, row.rule, row.due)
    assert said.parts[1].lines == ("Nhắc của chương trình, không phải thời hạn của luật.",)
    late = queries.counters(both.here.desk)["deadlines"][0]
    both.on(date(2019, 10, 15))
    assert queries.counters(both.here.desk)["deadlines"][0] == late + 1
    with both.here.desk.reading() as reader:
        (out,) = delegation_out.of_matter(reader, both.matter)
    assert out.words().endswith("Hãy thu hồi quyết định ủy thác để thi hành tiếp.")
    draft = papers.Draft(
        "withdrawal", Effect("withdrawal", "c", target=out.paper), both.matter, {"reason": "ủy thác nhầm", "consequence": "thi hành tiếp"}
    )
    papers.issue_at_once(both.here.desk, draft, both.here.head, date(2019, 10, 15))
    assert owed() == []
    assert not state(both.here, both.matter).ended
    with both.here.desk.reading() as reader:
        assert all("thu hồi" not in x.words() for x in delegation_out.of_matter(reader, both.matter))


def test_an_older_acknowledgement_does_not_take_the_place_of_a_newer_one(both: Two) -> None:
    judgment = taken(both, sent(both))
    decided(both, judgment)
    older = delegation_ack.make(both.there.desk, judgment, both.out / "older").read_bytes()
    same_day = delegation_ack.make(both.there.desk, judgment, both.out / "same").read_bytes()
    both.on(date(2019, 10, 15))
    newer = delegation_ack.make(both.there.desk, judgment, both.out / "newer").read_bytes()
    delegation_ack.take(both.here.desk, same_day)
    delegation_ack.take(both.here.desk, newer)
    for late in (older, same_day):
        with pytest.raises(Refused) as error:
            delegation_ack.take(both.here.desk, late)
        assert codes(error) == ["delegation.newer_answer" if late is older else "package.already"]


@pytest.mark.parametrize("to", ["Chi cục Thi hành án dân sự quận Lê Chân", "chi cục THADS quận Lê Chân"])
def test_nobody_delegates_to_the_own_office(both: Two, to: str) -> None:
    for attempt in (delegated, assets_delegated):
        with pytest.raises(Refused) as error:
            attempt(both.here, both.matter, (1,), to=to)
        assert "delegation.own_office" in codes(error)
    assert not state(both.here, both.matter).ended
