"""Who issued a decision mends and withdraws it; what the officer decides the head does not sign, but as an officer who has the matter."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench, on_its_form
from tests.unit.test_forms_measures import DAYS, matter_of
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import paper_mending, papers, people, queries, recording, six_heads
from thads_desktop.services.paper_facts import form_on

ARTICLES = {"2008": {"officer": "Điều 20", "head": "Điều 23"}, "2025": {"officer": "Điều 25", "head": "Điều 22"}}
SAID = {"reason": "có sai sót", "evidence": "biên bản", "consequence": "hết hiệu lực từ ngày ký", "old_text": "0031000123456", "new_text": "0031000123457"}


@pytest.fixture(params=list(DAYS))
def law(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def office(law: str, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAYS[law])
    yield made
    made.desk.close()


def text_of(office: Bench, paper: str) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(papers.stored(office.desk, paper))).pages).split())


def issue(office: Bench, draft: papers.Draft, signer: str) -> str:
    return papers.issue_at_once(office.desk, draft, signer)[0]


def refused(office: Bench, draft: papers.Draft, signer: str) -> list[str]:
    with pytest.raises(Refused) as error:
        issue(office, draft, signer)
    assert all(say(r) for r in error.value.refusals)
    return [r.code for r in error.value.refusals]


def frozen(office: Bench, matter: str) -> str:
    return issue(office, on_its_form(office, matter, Effect("security", measure="freeze", amount=1_000_000)), office.officer)


def mending(office: Bench, matter: str, kind: str, target: str) -> papers.Draft:
    clause = office.desk.rules.grounds(kind, office.clock.day)[0].code
    return papers.Draft(kind, Effect(kind, clause, target=target), matter, SAID)  # type: ignore[arg-type]  # one of two


@pytest.mark.parametrize("kind", ["withdrawal", "amendment"])
def test_the_officer_withdraws_and_amends_what_the_officer_decided(office: Bench, law: str, kind: str) -> None:
    matter = matter_of(office)
    draft = mending(office, matter, kind, frozen(office, matter))
    assert refused(office, draft, office.head) == ["signer.no_power"]
    assert refused(office, draft, office.second) == ["signer.no_power"]
    said = text_of(office, issue(office, draft, office.officer))
    assert f"Căn cứ {ARTICLES[law]['officer']} Luật" in said
    assert f"Căn cứ {ARTICLES[law]['head']} Luật" not in said
    assert said.count("CHẤP HÀNH VIÊN") >= 2
    assert "TRƯỞNG" not in said.partition("Nơi nhận")[2]
    assert "Trần Thị Bình" in said.partition("Nơi nhận")[2]


@pytest.mark.parametrize("kind", ["withdrawal", "amendment"])
def test_the_head_withdraws_and_amends_what_the_head_decided(office: Bench, law: str, kind: str) -> None:
    matter = matter_of(office)
    clause = office.desk.rules.grounds("deferral", office.clock.day)[0].code
    effect = Effect("deferral", clause, until=date(office.clock.day.year, 12, 31))
    target = issue(office, papers.Draft("deferral", effect, matter, SAID), office.head)
    draft = mending(office, matter, kind, target)
    draft = papers.Draft(draft.form, draft.effect, matter, {**SAID, "old_text": "có sai sót"})
    assert refused(office, draft, office.officer) == ["signer.no_power"]
    said = text_of(office, issue(office, draft, office.head))
    assert f"Căn cứ {ARTICLES[law]['head']} Luật" in said
    assert f"Căn cứ {ARTICLES[law]['officer']} Luật" not in said
    assert "Phạm Quang Minh" in said.partition("Nơi nhận")[2]


def test_the_officer_corrects_by_a_letter_what_the_officer_decided(office: Bench, law: str) -> None:
    matter = matter_of(office)
    target = frozen(office, matter)
    draft = paper_mending.draft(office.desk, target, "typing", "Ngân hàng", "Ngân hàng (sửa)")
    assert draft.form == "correction"
    assert refused(office, draft, office.head) == ["signer.no_power"]
    paper = issue(office, draft, office.officer)
    said = text_of(office, paper)
    assert "V/v đính chính" in said
    assert "CHẤP HÀNH VIÊN" in said.partition("Nơi nhận")[2]
    assert paper_mending.changes(office.desk, target)
    issue(office, mending(office, matter, "withdrawal", paper), office.officer)
    assert paper_mending.changes(office.desk, target) == (), "a correction that was withdrawn writes nothing"


def test_a_withdrawal_of_the_officers_own_is_withdrawn_by_the_officer(office: Bench) -> None:
    matter = matter_of(office)
    first = issue(office, mending(office, matter, "withdrawal", frozen(office, matter)), office.officer)
    again = mending(office, matter, "withdrawal", first)
    assert refused(office, again, office.head) == ["signer.no_power"]
    issue(office, again, office.officer)


def test_the_page_is_told_who_may(office: Bench) -> None:
    matter = matter_of(office)
    draft = mending(office, matter, "withdrawal", frozen(office, matter))
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft, office.clock.day)
        heads = six_heads.looked(office.desk, reader, draft, office.clock.day, found)
        assert papers.preview(office.desk, reader, draft, office.clock.day).head.signer_title == ("CHẤP HÀNH VIÊN",)
    assert any(line.text == "Có thẩm quyền ký: Trần Thị Bình." for head in heads for line in head.lines)


def test_what_an_officer_withdrew_elsewhere_is_recorded_without_a_breach(office: Bench) -> None:
    matter = matter_of(office)
    draft = mending(office, matter, "withdrawal", frozen(office, matter))
    assert recording.record(office.desk, draft, "31/QĐ", "Trần Thị Bình", office.clock.day)[1] == ()


def test_the_head_signs_no_decision_and_no_minutes_of_an_officer(office: Bench) -> None:
    matter = matter_of(office)
    taking = on_its_form(office, matter, Effect("security", measure="freeze", amount=1_000_000))
    minutes = papers.Draft("working_minutes", Effect(PLAIN), matter, {v.name: v.sample for v in form_on("working_minutes", office.clock.day).own})
    for draft in (taking, minutes):
        assert refused(office, draft, office.head) == ["signer.no_power"]
        issue(office, draft, office.officer)


def test_a_head_who_is_an_officer_too_signs_as_the_officer_of_the_matter(office: Bench) -> None:
    matter = matter_of(office)
    people.give_post(office.desk, office.head, "officer", date(2010, 1, 1), rank="so")
    draft = on_its_form(office, matter, Effect("security", measure="freeze", amount=1_000_000))
    # The matter is another officer's.
    assert refused(office, draft, office.head) == ["signer.no_power"]
    assign = papers.Draft("assignment", Effect("assignment", officer=office.head), matter, SAID)
    issue(office, assign, office.head)
    assert queries.matter(office.desk, matter).state.officer == office.head
    said = text_of(office, issue(office, draft, office.head))
    assert said.partition("Nơi nhận")[2].count("CHẤP HÀNH VIÊN") == 1
    assert "TRƯỞNG" not in said.partition("Lưu:")[2]


def test_what_a_clerk_takes_down_is_signed_by_who_took_it_down(office: Bench) -> None:
    """The title is that of who writes it, though it is the head."""
    with office.desk.reading() as reader:
        for form_id in ("oral_request", "request_receipt"):
            form = form_on(form_id, office.clock.day)
            assert people.capacity(office.desk, reader, office.head, form, office.clock.day) == "clerk"


def test_the_refusal_cites_the_powers_of_who_should_sign(office: Bench, law: str) -> None:
    taking = on_its_form(office, matter_of(office), Effect("security", measure="freeze", amount=1_000_000))
    with pytest.raises(Refused) as error:
        issue(office, taking, office.head)
    assert error.value.refusals[0].cite.startswith(f"{ARTICLES[law]['officer']} Luật")
