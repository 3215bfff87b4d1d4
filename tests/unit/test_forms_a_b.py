"""Every form of the families A and B that stands on a matter goes its whole way through the real services, under both laws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import Form, form_for, form_name, load_forms
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    intake,
    opening,
    papers,
    parties,
    people,
    queries,
    recording,
    sending,
)
from thads_desktop.services.beginnings import notices, table
from thads_desktop.services.beginnings.asked import Asked

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)
#: Made before there is a matter: ``test_intake_papers``.
INTAKE = ("oral_request", "request_receipt", "request_fix", "request_refusal", "explanation_before")
PLAINS = sorted({f.id for f in load_forms() if f.effect == PLAIN and 1 <= f.number <= 27} - set(INTAKE))
assert len(PLAINS) >= 15


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def matter(office: Bench) -> str:
    """A matter without means, as the note of the separate book wants one."""
    of = office.decision()
    acts.valid_notice(office.desk, of, office.clock.day)
    office.verified(of)
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a"), of, {"evidence": "biên bản"}), office.head)
    return of


def texts(form: Form) -> dict[str, str]:
    """What its sample would type."""
    return {**{v.name: v.sample for v in form.own}, **{n: form.variable(n).sample for n in form.typed if not any(v.name == n for v in form.own)}}


def signer(office: Bench, form: Form) -> str:
    return office.head if form.signer == "head" else office.officer


def test_each_form_goes_from_draft_to_sent(office: Bench) -> None:
    of = matter(office)
    day = office.clock.day
    for form_id in PLAINS:
        form = form_for(form_id, day)
        draft = papers.save(office.desk, papers.Draft(form_id, Effect(PLAIN), of, texts(form)))  # type: ignore[arg-type]  # a kind of effect
        papers.submit(office.desk, draft.paper)
        papers.sign(office.desk, draft.paper, signer(office, form))
        number = papers.issue(office.desk, draft.paper)
        assert bool(number) == bool(form.series), form_id
        if form.symbol:
            assert f"/{form.symbol}-" in number
        with office.desk.reading() as reader:
            assert papers.pdf(reader, draft.paper).startswith(b"%PDF")
            said = plain_text(papers.preview(office.desk, reader, replace(draft, paper=""), day))
        for field in form.own:
            for line in field.sample.split("\n") if field.kind in ("text", "long") else ():
                assert line.rstrip(".") in said, (form_id, field.name)
        sending.send(office.desk, draft.paper, "other", "Người nhận")
    shown = queries.matter(office.desk, of)
    assert {p.form for p in shown.papers if p.stage == "sent"} >= set(PLAINS)
    assert shown.state.status == "lacks_means"


def test_no_term_of_sending_starts_from_letters_and_minutes(office: Bench) -> None:
    of = matter(office)
    before = {(d.rule, d.paper) for d in queries.matter(office.desk, of).deadlines}
    for form_id in ("information_bank", "working_minutes", "invitation", "notice_of_enforcement"):
        form = form_for(form_id, office.clock.day)
        papers.issue_at_once(office.desk, papers.Draft(form_id, Effect(PLAIN), of, texts(form)), office.officer)  # type: ignore[arg-type]  # a kind of effect
    assert {(d.rule, d.paper) for d in queries.matter(office.desk, of).deadlines} == before


@pytest.mark.parametrize("form_id", PLAINS)
def test_a_needed_field_that_is_empty_is_named(office: Bench, form_id: str) -> None:
    of = matter(office)
    form = form_for(form_id, office.clock.day)
    own = {v.name: v for v in form.own}
    given = texts(form)
    for name in (n for n in form.needs if n in own):
        with office.desk.reading() as reader:
            found = papers.check(office.desk, reader, papers.Draft(form_id, Effect(PLAIN), of, {**given, name: ""}), office.clock.day)  # type: ignore[arg-type]  # a kind of effect
        assert (name, own[name].label) in found.missing
        with pytest.raises(Refused) as error:
            papers.issue_at_once(office.desk, papers.Draft(form_id, Effect(PLAIN), of, {**given, name: ""}), signer(office, form))  # type: ignore[arg-type]  # a kind of effect
        assert own[name].label in " ".join(say(r) for r in error.value.refusals)
        # One is enough for a form: the rule is the same for each.
        break


@pytest.mark.parametrize(("form_id", "field", "wrong", "code"), [
    ("information_land", "answer_by", "tuần sau", "field.no_day"),
    ("posting_minutes", "posted_on", "05/8", "field.no_day"),
    ("information_tax", "asked_body", "Chi cục Thuế \u2603", "printing.missing_glyphs"),
])  # fmt: skip
def test_what_is_none_of_its_kind_is_refused_and_nothing_is_half_done(office: Bench, form_id: str, field: str, wrong: str, code: str) -> None:
    of = matter(office)
    form = form_for(form_id, office.clock.day)
    before = len(queries.matter(office.desk, of).papers)
    with pytest.raises(Refused) as error:
        papers.issue_at_once(office.desk, papers.Draft(form_id, Effect(PLAIN), of, {**texts(form), field: wrong}), office.officer)  # type: ignore[arg-type]  # a kind of effect
    assert code in [r.code for r in error.value.refusals]
    assert len(queries.matter(office.desk, of).papers) == before


def test_a_summons_counts_those_of_the_same_person(office: Bench) -> None:
    of = office.decision()
    form = form_for("summons_to_appear", office.clock.day)

    def said(who: str, times: str = "") -> str:
        draft = papers.Draft(form.id, Effect(PLAIN), of, {**texts(form), "summoned": who, "times": times})
        with office.desk.reading() as reader:
            return papers.preview(office.desk, reader, draft, office.clock.day).subject

    assert said("ông Nguyễn Văn An") == "Lần thứ 01"
    papers.issue_at_once(office.desk, papers.Draft(form.id, Effect(PLAIN), of, {**texts(form), "times": ""}), office.officer)
    assert said("Nguyễn văn An") == "Lần thứ 02"
    assert said("bà Trần Thị Bé") == "Lần thứ 01"
    assert said("ông Nguyễn Văn An", "3") == "Lần thứ 03"
    assert form.name == "Giấy triệu tập"


def test_days_of_posting_and_answers_are_those_of_the_law(office: Bench) -> None:
    of = office.decision()
    old = office.clock.day == OLD

    def said(form_id: str) -> str:
        form = form_for(form_id, office.clock.day)
        with office.desk.reading() as reader:
            return plain_text(papers.preview(office.desk, reader, papers.Draft(form_id, Effect(PLAIN), of, texts(form)), office.clock.day))

    assert ("10 ngày" if old else "07 ngày") in said("posting_minutes")
    assert "03 ngày làm việc" in said("information_vehicle")
    assert "30 ngày" in said("verification_proxy")
    assert "người làm chứng" in said("notice_failed") if old else "người chứng kiến" in said("notice_failed")


def test_an_interim_measure_is_decided_on_its_own_form_and_older_ones_are_read(office: Bench) -> None:
    order = intake.JudgmentInput("3/QĐ-BPKCTT", office.clock.day, "Tòa án nhân dân quận Lê Chân", "dan_su", office.clock.day, urgent=True)
    judgment = intake.receive_judgment(office.desk, order)
    given = opening.OpeningInput(
        judgment, "cd", "", (parties.PartyInput("Nguyễn Văn An"),), (parties.PartyInput("Trần Thị Bé"),),
        (opening.Obligation("Cấm xuất cảnh", None),), office.officer,
    )
    paper, number = opening.issue(office.desk, given, office.head, office.clock.day)
    (row,) = [r for r in queries.queue(office.desk, ("numbered",)) if r.paper == paper]
    assert row.form == "enforcement_interim"
    assert number.startswith("01/QĐ-")
    assert queries.matter(office.desk, row.matter).state.urgent
    # A decision made on the older form stands as it did.
    assert form_name("enforcement_cd", office.clock.day) == "Quyết định thi hành án chủ động"


def test_a_deputy_with_the_power_of_the_older_form_signs_the_interim_one(office: Bench) -> None:
    deputy = people.add_person(office.desk, "Vũ Thị Dung", "deputy", date(2019, 1, 1), powers=("enforcement_cd",))
    with office.desk.reading() as reader:
        form = form_for("enforcement_interim", office.clock.day)
        assert deputy in [p.person for p in people.signers(reader, form, office.clock.day)]


def test_one_issued_elsewhere_is_recorded(office: Bench) -> None:
    of = matter(office)
    form = form_for("invitation", office.clock.day)
    draft = papers.Draft("invitation", Effect(PLAIN), of, texts(form))
    recording.record(office.desk, draft, "12/GM-CCTHADS", "Trần Thị Bình", office.clock.day, b"")
    assert any(p.form == "invitation" and p.stage == "recorded" for p in queries.matter(office.desk, of).papers)


def test_whom_and_what_a_notice_tells_is_not_typed_again(office: Bench) -> None:
    of = matter(office)
    with office.desk.reading() as reader:
        found = {
            name: value
            # Two fields are begun of one form alone: whom a court is, and on which minutes a lack of means rests.
            for form_id in ("explanation", "means_lacking", "posting_minutes") for row in notices.TABLE
            for name, value in row.find(Asked(office.desk, reader, of, form_for(form_id, office.clock.day), office.clock.day)).items()
        }  # fmt: skip
        shown = table.begins(office.desk, reader, of, form_for("notice_of_enforcement", office.clock.day), office.clock.day)
    names = frozenset[str]().union(*(row.names for row in notices.TABLE))
    assert found["summoned"] == "Nguyễn Văn An"
    assert found["told_address"] == "số 12 phố Cầu Đất"
    assert found["paper_told"].startswith("Quyết định chưa có điều kiện thi hành án số 01/QĐ-")
    assert found["verified_list"].endswith(": chưa có điều kiện")
    assert set(found) == names
    assert {"told_to", "told_address", "paper_told"} <= set(shown)
    typed = {name for f in load_forms() if 1 <= f.number <= 27 for name in f.typed}
    assert typed >= names
