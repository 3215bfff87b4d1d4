"""The six heads: every refusal of a paper has its own, and what follows from issuing on a day stands beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import thads_desktop
from tests.office import Bench, bench, on_its_form
from thads_desktop.documents.form import load_forms
from thads_desktop.documents.form_text import digest_of
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.sentences import REFUSALS
from thads_desktop.services import form_approval, office_settings, opening, papers, parties, queries, six_heads

ROOT = Path(thads_desktop.__file__).parent
DAY = date(2019, 10, 7)
#: Where the refusals of a paper are made (``papers.check``, the power of who signs).
MAKERS = (
    "domain/decide", "domain/decide_procedure", "domain/reach", "domain/giving", "domain/lawful_ways", "services/paper_rules",
    "services/called_for", "services/fee_due", "services/delegation_rules", "services/asked_before", "services/assignments",
    "services/undoing", "services/intake", "services/paper_facts", "services/paper_further", "services/form_approval", "services/people",
    "services/one_decision", "services/signed", "services/papers", "documents/facts", "documents/form",
)  # fmt: skip


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_every_refusal_of_a_paper_has_its_head() -> None:
    known = six_heads.table()
    said = {c for m in MAKERS for c in re.findall(r'"([a-z_]+\.[a-z_0-9]+)"', (ROOT / f"{m}.py").read_text(encoding="utf-8")) if c in REFUSALS}
    assert len(said) > 100
    #: Of numbering, voiding and rights: none of them comes of a check.
    elsewhere = {"void", "rights", "send", "account"}
    assert {c for c in said if not known.known(c) and c.partition(".")[0] not in elsewhere} == set()
    assert set(known.code) <= set(REFUSALS)
    assert {*known.code.values(), *known.first_word.values(), known.default} <= set(known.heads)
    assert list(known.heads) == ["time", "basis", "competence", "form", "content", "other"]


def heads(office: Bench, draft: papers.Draft, signer: str = "") -> dict[str, six_heads.Head]:
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft, office.clock.day)
        return {h.key: h for h in six_heads.looked(office.desk, reader, draft, office.clock.day, found, signer)}


def test_a_sound_draft_is_in_order_and_says_until_when_it_must_be_sent(office: Bench) -> None:
    matter = office.decision()
    office_settings.change(office.desk, "series.decisions", "one")
    draft = papers.Draft("deferral", Effect("deferral", "c", until=date(2020, 3, 1)), matter, {"reason": "thỏa thuận"})
    found = heads(office, draft, office.head)
    # The creditor of the tests has no address.
    assert {k: h.verdict for k, h in found.items()} == {
        "time": "ok", "basis": "ok", "competence": "ok", "form": "ok", "content": "ok", "other": "told",
    }  # fmt: skip
    assert "chậm nhất ngày 10/10/2019" in found["time"].lines[0].text
    assert "Phạm Quang Minh" in found["competence"].lines[0].text
    assert "Công ty TNHH Ánh Dương" in found["other"].lines[0].text


def test_what_is_missing_stands_under_its_head_and_leads_to_its_field(office: Bench) -> None:
    matter = office.decision()
    form_approval.withdraw(office.desk, "deferral", digest_of(next(f for f in load_forms() if f.id == "deferral" and f.law == "2008")))
    found = heads(office, papers.Draft("deferral", Effect("deferral", ""), matter, {}), office.officer)
    assert {k for k, h in found.items() if h.verdict == "missing"} == {"basis", "competence", "form"}
    assert "clause" in {x.field for x in found["basis"].lines}
    assert "signer" in {x.field for x in found["competence"].lines}
    gap = heads(office, papers.Draft("summons", Effect("summons"), matter, {}))["content"]
    assert (gap.verdict, [x.field for x in gap.lines]) == ("missing", ["payment_place"])


def test_minutes_have_no_term_of_sending_of_their_own(office: Bench) -> None:
    matter = office.decision()
    found = heads(office, papers.Draft("verification", Effect("verification"), matter, {}))
    assert found["competence"].verdict == "ok"


def test_an_enforcement_decision_is_looked_at_before_it_stands(office: Bench) -> None:
    owed = (opening.Obligation("Trả nợ", 1_000_000),)
    given = opening.OpeningInput(
        office.judgment(), "cd", "", (parties.PartyInput("Bùi Văn Nam", address="số 1"),), (parties.PartyInput("Lê Thị Mơ", address="số 2"),), owed,
    )  # fmt: skip
    before = len(queries.matters(office.desk))
    check, found = opening.looked(office.desk, given, DAY, office.head)
    assert check.ready
    assert {h.verdict for h in found} == {"ok"}
    assert len(queries.matters(office.desk)) == before


@pytest.mark.parametrize("kind", ["withdrawal", "cancellation"])
def test_that_a_measure_ended_already_is_told_before_it_is_taken_back(office: Bench, kind: str) -> None:
    matter = office.decision()
    taken = on_its_form(office, matter, Effect("security", measure="freeze", amount=1_000_000))
    target = papers.issue_at_once(office.desk, taken, office.officer)[0]
    clause = office.desk.rules.grounds(kind, DAY)[0].code
    effect = Effect(kind, clause, target=target)  # type: ignore[arg-type]  # one of the two
    draft = papers.Draft(kind, effect, matter, {"reason": "sai", "consequence": "hết hiệu lực"})

    def said() -> list[str]:
        return [x.text for x in heads(office, draft)["basis"].lines if x.kind == "told"]

    assert said() == []
    office.clock.day = date(2019, 10, 9)
    papers.issue_at_once(office.desk, on_its_form(office, matter, Effect("measure_end", target=target)), office.officer)
    office.clock.day = date(2019, 10, 14)
    (line,) = said()
    assert "đã chấm dứt bằng quyết định từ ngày 09/10/2019" in line
    assert heads(office, draft)["basis"].verdict == "told"


@pytest.mark.parametrize("kind", ["withdrawal", "cancellation"])
def test_a_measure_that_outlives_its_decision_is_told(office: Bench, kind: str) -> None:
    matter = office.decision()
    code = office.desk.rules.grounds(kind, DAY)[0].code
    draft = papers.Draft(kind, Effect(kind, code), matter, {"reason": "sai", "consequence": "như chưa ra"})  # type: ignore[arg-type]  # one of the kinds

    def told() -> list[str]:
        return [x.text for x in heads(office, draft)["content"].lines if "không tự giải tỏa" in x.text]

    assert told() == []
    freeze = on_its_form(office, matter, Effect("security", measure="freeze", lines=(1,), amount=5))
    paper, number = papers.issue_at_once(office.desk, freeze, office.officer)
    (line,) = told()
    assert "phong tỏa" in line
    assert number in line
    end = on_its_form(office, matter, Effect("measure_end", target=paper), reason="xong")
    papers.issue_at_once(office.desk, end, office.officer)
    assert told() == []


@pytest.mark.parametrize(("day", "verdict"), [(date(2026, 8, 3), "told"), (DAY, "ok")])
def test_the_law_of_the_day_wants_the_address_in_the_decision(tmp_path: Path, day: date, verdict: str) -> None:
    made = bench(tmp_path / "data", day)
    debtor = parties.PartyInput("Nguyễn Văn An")
    given = opening.OpeningInput(
        made.judgment(), "cd", "", (debtor,), (parties.PartyInput(parties.STATE_NAME, "state"),), (opening.Obligation("Án phí", 300_000),), made.officer,
    )  # fmt: skip
    _found, found = opening.looked(made.desk, given, day, made.head)
    content = next(h for h in found if h.key == "content")
    assert content.verdict == verdict
    if verdict == "told":
        assert "Chưa có địa chỉ của Nguyễn Văn An" in content.lines[0].text
        assert "Nghị định 152/2026/NĐ-CP" in content.lines[0].text
        with_one = replace(given, debtors=(replace(debtor, address="Số 1 phố Hàng Kênh"),))
        assert next(h for h in opening.looked(made.desk, with_one, day, made.head)[1] if h.key == "content").verdict == "ok"
    made.desk.close()


def test_a_sum_that_is_not_told_is_told_of(office: Bench) -> None:
    debtor = parties.PartyInput("Nguyễn Văn An", address="Số 1 phố Hàng Kênh")
    state = parties.PartyInput(parties.STATE_NAME, "state")
    judgment = office.judgment()
    for text, due, verdict in (("Án phí dân sự sơ thẩm", None, "told"), ("Án phí dân sự sơ thẩm", 5, "ok"), ("Tịch thu một xe máy", None, "ok")):
        given = opening.OpeningInput(judgment, "cd", "", (debtor,), (state,), (opening.Obligation(text, due),), office.officer)
        content = next(h for h in opening.looked(office.desk, given, DAY, office.head)[1] if h.key == "content")
        assert content.verdict == verdict, (text, due)
        assert [x.field for x in content.lines if x.kind == "told"] == (["due_1"] if verdict == "told" else [])
