"""Approval of forms: nothing is issued on a reconstructed one before its head has approved its text; a changed text asks anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.cases import in_lots
from tests.office import Bench, bench
from tests.packs import PUBLISHERS, packed, shipped
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.documents.form_text import digest_of
from thads_desktop.documents.samples import sample
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import batch, batch_steps, form_approval, packs, papers, recording, upkeep

DAY = date(2019, 10, 7)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def deferral(matter: str) -> papers.Draft:
    return papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})


def old(form: str, law: str = "2008") -> Form:
    return next(f for f in load_forms() if f.id == form and f.law == law)


def taken_back(office: Bench, form: str) -> None:
    form_approval.withdraw(office.desk, form, digest_of(old(form)))


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [r.code for r in refused.value.refusals]


def test_nothing_is_submitted_or_issued_before_the_head_has_approved(office: Bench) -> None:
    matter = office.decision()
    taken_back(office, "deferral")
    draft = papers.save(office.desk, deferral(matter))
    for act in (lambda: papers.submit(office.desk, draft.paper), lambda: papers.issue_at_once(office.desk, draft, office.head)):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["form.not_approved"]
        said = say(refused.value.refusals[0])
        assert "hoãn thi hành án" in said
        assert "Ctrl+Shift+F5" in said
    with office.desk.reading() as reader:
        assert [r.code for r in papers.check(office.desk, reader, draft, DAY).refusals] == ["form.not_approved"]
    assert form_approval.approve(office.desk, [("deferral", digest_of(old("deferral")))]) == 1
    papers.submit(office.desk, draft.paper)


def test_a_text_whose_approval_was_taken_back_on_the_way_is_not_signed(office: Bench) -> None:
    draft = papers.save(office.desk, deferral(office.decision()))
    papers.submit(office.desk, draft.paper)
    taken_back(office, "deferral")
    with pytest.raises(Refused) as refused:
        papers.sign(office.desk, draft.paper, office.head)
    assert codes(refused) == ["form.not_approved"]
    done = batch_steps.sign(office.desk, [draft.paper], office.head, DAY)
    assert (done.issued, done.stopped_at, [r.code for r in done.why]) == ((), draft.paper, ["form.not_approved"])
    # Sent back, it cannot be laid before the head again either; approved anew, it goes on.
    papers.send_back(office.desk, draft.paper, "chờ duyệt mẫu")
    with pytest.raises(Refused) as refused:
        papers.submit(office.desk, draft.paper)
    assert codes(refused) == ["form.not_approved"]
    form_approval.approve(office.desk, [("deferral", digest_of(old("deferral")))])
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)


def test_what_is_signed_is_not_numbered_once_the_approval_is_gone(office: Bench) -> None:
    draft = papers.save(office.desk, deferral(office.decision()))
    papers.submit(office.desk, draft.paper)
    papers.sign(office.desk, draft.paper, office.head)
    taken_back(office, "deferral")
    with pytest.raises(Refused) as refused:
        papers.issue(office.desk, draft.paper)
    assert codes(refused) == ["form.not_approved"]
    done = batch.issue(office.desk, [draft.paper], DAY)
    assert (done.issued, done.stopped_at, [r.code for r in done.why]) == ((), draft.paper, ["form.not_approved"])


def test_what_was_issued_elsewhere_is_recorded_all_the_same(office: Bench) -> None:
    matter = office.decision()
    taken_back(office, "deferral")
    _paper, breaches = recording.record(office.desk, deferral(matter), "05/QĐ-CCTHADS", "Phạm Quang Minh", DAY)
    assert breaches == ()


def test_a_text_that_a_pack_changes_is_approved_anew_and_shows_what_changed(office: Bench) -> None:
    matter = office.decision()
    new = shipped("documents", "deferral_2008.toml", ("Chấp hành viên", "Chấp hành viên phụ trách"))
    packs.install(office.desk, packs.look(office.desk, packed({("documents", "deferral_2008.toml"): new}), PUBLISHERS), PUBLISHERS)
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, deferral(matter), office.head)
    assert codes(refused) == ["form.text_changed"]
    row = next(r for r in form_approval.listed(office.desk) if r.form == "deferral" and r.law == "2008")
    assert row.state == "changed"
    lines = form_approval.changed(office.desk, row.form, row.sha256)
    assert any(line.startswith("+ ") and "Chấp hành viên phụ trách" in line for line in lines)
    assert any(line.startswith("- ") for line in lines)
    assert form_approval.approve(office.desk, [(row.form, row.sha256)]) == 1
    papers.issue_at_once(office.desk, deferral(matter), office.head)
    assert upkeep.verify(office.desk).findings == ()


def test_what_was_not_looked_at_is_not_approved(office: Bench) -> None:
    with pytest.raises(Refused) as refused:
        form_approval.approve(office.desk, [("deferral", "0" * 64)])
    assert codes(refused) == ["form.changed_since"]
    with pytest.raises(Refused) as refused:
        form_approval.approve(office.desk, [])
    assert codes(refused) == ["form.none_chosen"]
    with pytest.raises(Refused) as refused:
        form_approval.withdraw(office.desk, "deferral", "0" * 64)
    assert codes(refused) == ["form.no_approval"]


def test_the_list_says_who_approved_and_how_often_a_form_was_used(office: Bench) -> None:
    matter = office.decision()
    papers.issue_at_once(office.desk, deferral(matter), office.head)
    row = next(r for r in form_approval.listed(office.desk) if r.form == "deferral" and r.law == "2008")
    assert (row.state, row.by, row.approved, row.used) == ("approved", "Phạm Quang Minh", DAY, 1)
    # Approved twice is approved once.
    with office.desk.reading() as reader:
        before = reader.head()
    assert form_approval.approve(office.desk, [(row.form, row.sha256)]) == 0
    with office.desk.reading() as reader:
        assert reader.head() == before
    assert form_approval.sample_pdf(row.form, row.sha256).startswith(b"%PDF")


def test_an_office_is_told_until_every_form_in_force_is_approved(office: Bench) -> None:
    assert form_approval.waiting(office.desk) == form_approval.Waiting(0, 0, none=False)
    for form, sha in {(row.form, row.sha256) for row in form_approval.listed(office.desk)}:
        form_approval.withdraw(office.desk, form, sha)
    today = office.desk.clock.today()
    of_today = [f for f in load_forms() if f.on(today)]
    told = form_approval.waiting(office.desk)
    assert told == form_approval.Waiting(len(of_today), 0, none=True)
    assert 0 < told.count < len(load_forms()), "what is not in force today cannot be used today"
    # One approved: the others are still told.
    form_approval.approve(office.desk, [(of_today[0].id, form_approval.digest_of(of_today[0]))])
    assert form_approval.waiting(office.desk) == form_approval.Waiting(len(of_today) - 1, 0, none=False)


def test_the_own_words_of_the_office_stand_until_they_are_taken_away(office: Bench) -> None:
    form_approval.keep_extra(office.desk, "deferral", "Nội dung của đơn vị.")
    with office.desk.reading() as reader:
        assert form_approval.extra_of(reader, "deferral") == "Nội dung của đơn vị."
        assert form_approval.extra_of(reader, "termination") == ""
    form_approval.keep_extra(office.desk, "deferral", "")
    with office.desk.reading() as reader:
        assert form_approval.extra_of(reader, "deferral") == ""
    with pytest.raises(Refused) as refused:
        form_approval.keep_extra(office.desk, "opening_minutes", "x")
    assert codes(refused) == ["form.no_extra"]


@in_lots("form", (f for f in load_forms() if f.effect != "none"), 70, lambda f: f"{f.id}-{f.law}")
def test_every_form_takes_content_of_its_own(form: Form) -> None:
    assert "extra" in form.typed
    assert "Nội dung thứ nhất" in plain_text(sample(form, "long"))


def test_no_reconstructed_form_prints_a_code() -> None:
    form = replace(old("deferral"), code="A27-THADS")
    assert form.code_printed == ""
    assert replace(form, status="established").code_printed == "A27-THADS"


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_the_digest_is_that_of_the_text_and_of_nothing_else(data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(load_forms()))
    other = replace(form, start=date(2030, 1, 1), until=None, number=form.number + 1)
    assert digest_of(other) == digest_of(form)
    at = data.draw(st.integers(0, len(form.articles) - 1))
    changed = replace(form.articles[at], when=form.articles[at].when + " money")
    assert digest_of(replace(form, articles=(*form.articles[:at], changed, *form.articles[at + 1 :]))) != digest_of(form)
    assert digest_of(replace(form, subject=form.subject + "x")) != digest_of(form)
