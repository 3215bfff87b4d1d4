"""A decision on entrusted assets that an older program signed and numbered at once: it is read, and taken up where something is to be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from tests.delegations import Two, two
from tests.handlings import DAY, LATER, came, drafted, issued, owed, text_of
from thads_desktop.documents.form import form_for
from thads_desktop.domain import delegation_events as de, events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import in_force
from thads_desktop.printing.draw import draw
from thads_desktop.services import (
    asset_decision,
    intake_view,
    papers,
    projecting,
    series,
    serving,
    upkeep,
)
from thads_desktop.services.paper_facts import compose_paper
from thads_desktop.services.paper_place import on_intake


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Two]:
    made = two(tmp_path, DAY)
    yield made
    made.close()


def before(both: Two, judgment: str) -> str:
    """A decision as an older program made it: signed and numbered at once, with no row of a paper. Its number."""
    desk, head = both.there.desk, both.there.head
    with desk.writing("number") as uow:
        paper, row, form = uuid4().hex, uuid4().hex, form_for(asset_decision.FORM, DAY)
        given = replace(drafted(judgment, both.there.officer), paper=paper)
        key, year, number, text = series.take(desk, uow, form, DAY)
        composed = compose_paper(desk, uow, given, fold([]), DAY, number=text, signer=(head, "head"))
        sha, subject = uow.store_blob(draw(composed.paper)), on_intake(judgment)
        uow.write_row("asset_handling", row, {
            "judgment": judgment, "number": text, "officer": both.there.officer, "paper": paper, "extra": "", "asset": "",
        })  # fmt: skip
        uow.append(subject, DAY, ev.PaperSigned(paper, head, "head"), "2008")
        uow.append(subject, DAY, ev.PaperNumbered(paper, form.id, key, year, number, sha), "2008")
        uow.append(subject, DAY, de.AssetHandlingDecided(row), "2008")
        projecting.intake(desk, uow, judgment)
        uow.commit()
    return text


def test_a_decision_of_an_older_program_is_read_and_taken_up(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    number = before(both, judgment)
    assert not owed(both, "R26")
    assert intake_view.of_judgment(desk, judgment).papers == ()
    upkeep.rebuild(desk)
    paper = asset_decision.take_up(desk, judgment)
    assert asset_decision.take_up(desk, judgment) == paper
    (shown,) = intake_view.of_judgment(desk, judgment).papers
    assert (shown.paper, shown.stage, shown.number_text, shown.title) == (paper, "numbered", number, "Quyết định xử lý tài sản ủy thác")
    assert number in text_of(papers.stored(desk, paper))
    assert not owed(both, "R07"), "nobody asks of it what nobody asked then"
    serving.mark(desk, paper, [serving.table(desk, paper).rows[0].recipient.key], serving.Given("direct", DAY))
    assert upkeep.verify(desk).findings == ()


def test_a_decision_of_an_older_program_is_voided(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    before(both, judgment)
    papers.void(desk, asset_decision.take_up(desk, judgment), "in sai")
    assert owed(both, "R26")
    assert issued(both, judgment)[1].startswith("02/")


def test_a_decision_of_an_older_program_is_withdrawn_from_its_day_on(both: Two) -> None:
    judgment, desk = came(both), both.there.desk
    before(both, judgment)
    paper = asset_decision.take_up(desk, judgment)
    both.on(LATER)
    draft = papers.Draft("withdrawal", Effect("withdrawal", desk.rules.grounds("withdrawal", LATER)[0].code, target=paper), on_intake(judgment),
                         {"consequence": "hết hiệu lực"})  # fmt: skip
    papers.issue_at_once(desk, draft, both.there.head)
    assert owed(both, "R26")
    with desk.reading() as reader:
        events = reader.events_of(on_intake(judgment))
        held = [e for e in in_force(events, DAY) if isinstance(e.body, de.AssetHandlingDecided)]
        assert len(held) == 1, "on the days before it stood"
        assert asset_decision.current(reader, judgment) == ""
