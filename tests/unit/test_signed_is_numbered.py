"""Between signing and numbering the law, the form or the office's name may change: what was signed is what is numbered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.office import ONE_LEVEL
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import batch, papers, people, queries, upkeep

LAST_OLD, FIRST_NEW = date(2026, 6, 30), date(2026, 7, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    yield made
    made.desk.close()


def signed(office: Bench, effect: Effect, day: date) -> str:
    matter = office.decision()
    office.on(day)
    draft = papers.save(office.desk, papers.Draft(effect.kind, effect, matter, {"reason": "x", "consequence": "y", "evidence": "z"}))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)
    return draft.paper


def refused(office: Bench, paper: str) -> str:
    """The one sentence of the refusal, alike one by one and in a batch."""
    with pytest.raises(Refused) as error:
        papers.issue(office.desk, paper)
    found = batch.issue(office.desk, [paper], office.clock.today())
    assert (found.issued, found.stopped_at, found.why) == ((), paper, error.value.refusals)
    (told,) = error.value.refusals
    assert told.code == "issue.times_changed"
    return say(told)


@pytest.mark.parametrize("effect", [
    # The same letter means something else in the new law; a clause that the new law does not know.
    Effect("deferral", "h"), Effect("withdrawal", "57.1.a"), Effect("suspension", "2"),
], ids=lambda e: e.kind)  # fmt: skip
def test_what_was_signed_under_one_law_is_not_numbered_under_the_other(office: Bench, effect: Effect) -> None:
    paper = signed(office, effect, LAST_OLD)
    office.on(FIRST_NEW)
    said = refused(office, paper)
    assert "Từ ngày 01/07/2026 luật đã thay đổi" in said
    assert "không sau 30/06/2026" in said
    assert papers.issue(office.desk, paper, LAST_OLD) == "01/QĐ-THADS", "the last day of the old law is still allowed"
    assert upkeep.verify(office.desk).findings == ()


def test_a_paper_sent_back_is_signed_anew_under_the_new_law(office: Bench) -> None:
    paper = signed(office, Effect("deferral", "h"), LAST_OLD)
    office.on(FIRST_NEW)
    refused(office, paper)
    papers.send_back(office.desk, paper, "luật mới")
    papers.submit(office.desk, paper)
    papers.sign(office.desk, paper, office.head)
    assert papers.issue(office.desk, paper) == "01/QĐ-THADS"


def test_an_office_that_got_another_name_does_not_number_under_it_what_was_signed_under_the_old_one(office: Bench) -> None:
    paper = signed(office, Effect("deferral", "a"), date(2025, 6, 30))
    office.on(ONE_LEVEL)
    said = refused(office, paper)
    assert "Từ ngày 01/07/2025 tên gọi, chức danh của đơn vị đã thay đổi" in said
    assert "Cục Thi hành án dân sự thành phố Hải Phòng" in said
    assert papers.issue(office.desk, paper, date(2025, 6, 30)) == "01/QĐ-CCTHADS"


def test_a_new_account_that_the_paper_does_not_print_changes_nothing(office: Bench) -> None:
    paper = signed(office, Effect("deferral", "a"), date(2019, 10, 10))
    with office.desk.reading() as reader:
        known = people.office(reader).identities
    other = replace(known[0], valid_from=date(2019, 10, 11), account="số 9")
    people.change_identities(office.desk, (*known, other))
    office.on(date(2019, 10, 14))
    assert papers.issue(office.desk, paper) == "01/QĐ-CCTHADS"


def test_a_term_that_runs_from_the_day_of_the_paper_is_open_until_there_is_one(office: Bench) -> None:
    paper = signed(office, Effect("deferral", "a"), date(2019, 12, 31))
    with office.desk.reading() as reader:
        shown = papers.preview(office.desk, reader, papers.load(reader, paper), date(2019, 12, 31))
    assert any("Thời hạn hoãn: từ ngày …… tháng …… năm ………" in b.text for b in shown.blocks)
    office.on(date(2020, 1, 2))
    assert papers.issue(office.desk, paper) == "01/QĐ-CCTHADS"
    assert queries.matters(office.desk)[0].status == "deferral"


def test_a_batch_does_not_number_before_the_day_of_signing(office: Bench) -> None:
    paper = signed(office, Effect("deferral", "a"), date(2019, 10, 10))
    found = batch.issue(office.desk, [paper], date(2019, 10, 9))
    assert [r.code for r in found.why] == ["issue.before_signing"]
