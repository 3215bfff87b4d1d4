"""A paper is signed by whom it was laid before: an officer's paper by the officer, whoever sits at the queue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.unit.test_access import as_first, clerk, refusal
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.sentences import say
from thads_desktop.services import batch_steps, papers, people, queries, upkeep
from thads_desktop.services.paper_facts import form_on

DAY = date(2019, 10, 7)
FORM = "summons"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def laid(office: Bench, signer: str = "", form: str = FORM) -> str:
    """A paper waiting for its signature; nobody is chosen unless told."""
    matter = office.decision()
    kind = form_on(form, DAY).effect
    texts = dict.fromkeys(form_on(form, DAY).typed, "x")
    draft = papers.Draft(form, Effect(kind, "c" if kind == "termination" else ""), matter, texts, signer=signer)  # type: ignore[arg-type]  # kind
    made = papers.save(office.desk, draft)
    papers.submit(office.desk, made.paper, DAY)
    return made.paper


def test_the_officer_is_who_signs_the_officers_paper(office: Bench) -> None:
    paper = laid(office)
    assert [r.signer for r in queries.queue(office.desk)] == ["Trần Thị Bình"]
    done = batch_steps.sign(office.desk, [paper], office.head, DAY)
    assert [p for p, _ in done.issued] == [paper]
    stands = queries.matter(office.desk, office.matters[0]).state.papers[paper]
    assert (stands.signer, stands.capacity) == (office.officer, "officer")


def test_the_one_who_was_chosen_is_kept_shown_and_signs(office: Bench) -> None:
    deputy = people.add_person(office.desk, "Ngô Văn Dũng", "deputy", date(2019, 1, 1), powers=people.EVERY)
    paper = laid(office, office.head, "termination")
    assert [r.signer for r in queries.queue(office.desk)] == ["Phạm Quang Minh"]
    with office.desk.reading() as reader:
        draft = papers.load(reader, paper)
        assert draft.signer == office.head
        assert papers.preview(office.desk, reader, draft, DAY).head.signer_name == "Phạm Quang Minh"
    upkeep.rebuild(office.desk)
    assert [r.signer for r in queries.queue(office.desk)] == ["Phạm Quang Minh"]
    batch_steps.sign(office.desk, [paper], deputy, DAY)
    stands = queries.matter(office.desk, office.matters[0]).state.papers[paper]
    assert (stands.signer, stands.capacity) == (office.head, "head"), "only because it was chosen"


def test_the_head_chosen_on_an_officers_paper_does_not_sign_it(office: Bench) -> None:
    paper = laid(office, office.head)
    assert [r.signer for r in queries.queue(office.desk)] == ["Trần Thị Bình"]
    batch_steps.sign(office.desk, [paper], office.head, DAY)
    stands = queries.matter(office.desk, office.matters[0]).state.papers[paper]
    assert (stands.signer, stands.capacity) == (office.officer, "officer")


def test_a_deputy_chosen_is_not_replaced_by_the_head(office: Bench) -> None:
    deputy = people.add_person(office.desk, "Ngô Văn Dũng", "deputy", date(2019, 1, 1), powers=people.EVERY)
    paper = laid(office, deputy, "termination")
    with office.desk.reading() as reader:
        shown = papers.preview(office.desk, reader, papers.load(reader, paper), DAY).head
    assert (shown.signer_name, shown.signer_title[0][:3]) == ("Ngô Văn Dũng", "KT.")
    batch_steps.sign(office.desk, [paper], office.head, DAY)
    assert queries.matter(office.desk, office.matters[0]).state.papers[paper].capacity == "deputy"


def test_nobody_chosen_for_the_heads_paper_is_signed_by_who_sits_here(office: Bench) -> None:
    paper = laid(office, form="termination")
    batch_steps.sign(office.desk, [paper], office.head, DAY)
    assert queries.matter(office.desk, office.matters[0]).state.papers[paper].signer == office.head


def test_the_head_who_sits_there_is_told_whose_signature_it_is(office: Bench) -> None:
    paper = laid(office)
    clerk(office)
    desk = as_first(office)
    told = refusal(batch_steps.sign, desk, [paper], office.head, DAY)
    assert (told.code, told.facts["who"]) == ("rights.signer", "Trần Thị Bình")
    assert say(told).startswith("Văn bản này do Trần Thị Bình ký")
    assert queries.matter(desk, office.matters[0]).state.papers[paper].stage == "submitted"


def test_one_chosen_who_may_no_longer_sign_is_passed_over(office: Bench) -> None:
    deputy = people.add_person(office.desk, "Ngô Văn Dũng", "deputy", date(2019, 1, 1), powers=people.EVERY)
    paper = laid(office, deputy, "termination")
    office.on(date(2019, 10, 9))
    people.end_post(office.desk, deputy, "deputy", date(2019, 10, 8))
    batch_steps.sign(office.desk, [paper], office.head, date(2019, 10, 9))
    assert queries.matter(office.desk, office.matters[0]).state.papers[paper].signer == office.head


def test_minutes_are_signed_by_who_writes_them_down(office: Bench) -> None:
    """A paper of clerks begins with the one at the desk, then clerks, other staff, officers; the head, who records nothing, comes last."""
    one, two = (people.add_person(office.desk, name, "clerk", date(2019, 1, 1)) for name in ("Hoàng Thị Lan", "Vũ Văn Tám"))
    form = form_on("notice_failed", DAY)
    with office.desk.reading() as reader:
        officers = [p.person for p in people.posts(reader) if p.post == "officer"]
        assert [p.person for p in people.likely(reader, form, DAY, actor=two)][:2] == [two, one]
        assert [p.person for p in people.likely(reader, form, DAY, actor=office.officer)] == [office.officer, one, two, office.second, office.head]
        assert [p.person for p in people.likely(reader, form, DAY, actor=office.head)] == [one, two, *officers, office.head]
        assert people.likely(reader, form_on("deferral", DAY), DAY, actor=two)[0].person == office.head
