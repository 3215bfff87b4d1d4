"""A decision that means are lacking goes to the committee of the commune where the debtor lives, by its name where it is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.services import acts, opening, papers, parties, queries, serving, units

DAYS = [date(2020, 8, 5), date(2026, 8, 5)]


@pytest.fixture(params=DAYS, ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def matter(office: Bench, commune: str) -> str:
    code = units.code_of(commune, office.clock.day) if commune else ""
    debtor = parties.PartyInput("Nguyễn Văn An", address="thôn 2", commune=code)
    state = parties.PartyInput(parties.STATE_NAME, "state")
    given = opening.OpeningInput(office.judgment(), "cd", "", (debtor,), (state,), (opening.Obligation("Án phí", 1_000_000),), office.officer)
    opening.issue(office.desk, given, office.head, office.clock.day)
    of = queries.matters(office.desk)[0].matter
    acts.valid_notice(office.desk, of, office.clock.day)
    office.verified(of)
    return of


@pytest.mark.parametrize(("commune", "named"), [("xã An Thắng", "- Ủy ban nhân dân xã An Thắng, "), ("", "- Ủy ban nhân dân cấp xã nơi ")])
def test_the_committee_is_named_where_the_commune_is_known(office: Bench, commune: str, named: str) -> None:
    of = matter(office, commune)
    clause = office.desk.rules.grounds("means_lacking", office.clock.day)[0].code
    draft = papers.Draft("means_lacking", Effect("means_lacking", clause), of, {"evidence": "biên bản", "reason": "x"})
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, draft, office.clock.day))
    assert named in text
    assert text.count("Ủy ban nhân dân") == 1
    assert "(để niêm yết)" in text
    listed = [r.recipient.name for r in serving.table(office.desk, paper).rows if r.recipient.to == "office"]
    assert [name.startswith(named[2:]) for name in listed] == [True]
    # Who had the decision has its withdrawal.
    back = papers.Draft("withdrawal", Effect("withdrawal", "c", target=paper), of, {"reason": "x", "consequence": "y"})
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, back, office.clock.day))
    assert named in text
    assert text.count("(để niêm yết)") == 1
