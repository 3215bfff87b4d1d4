"""A paper about another one goes to everybody who had that one, by name: those of its own list, whatever its form calls them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from tests.unit.test_forms_measures import DAYS, matter_of
from thads_desktop.domain.acts import Effect
from thads_desktop.services import papers, recording, serving
from thads_desktop.services.paper_facts import form_on

BANK = "Ngân hàng TMCP Đông Hải, chi nhánh Hải Phòng"
SAID = {
    "reason": "đã nộp đủ tiền", "evidence": "biên lai", "asset": "nhà số 12", "consequence": "hết hiệu lực từ ngày ký",
    "old_text": "0031000123456", "new_text": "7",
}  # fmt: skip


@pytest.fixture(params=list(DAYS))
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAYS[request.param])
    yield made
    made.desk.close()


def issued(office: Bench, matter: str, form: str, effect: Effect) -> str:
    found = form_on(form, office.clock.day)
    texts = {**SAID, **{v.name: v.sample for v in found.own}}
    return papers.issue_at_once(office.desk, papers.Draft(form, effect, matter, texts), office.head if found.signer == "head" else office.officer)[0]


def printed(office: Bench, draft: papers.Draft) -> tuple[str, ...]:
    with office.desk.reading() as reader:
        return papers.preview(office.desk, reader, draft, office.clock.day).recipients


def seized(office: Bench, matter: str) -> str:
    return issued(office, matter, "seize_pledged", Effect("coercion", measure="seize", confirmed=("measure.flight",)))


def frozen(office: Bench, matter: str) -> str:
    return issued(office, matter, "freeze_account", Effect("security", measure="freeze", amount=2_000_000))


def test_the_release_of_a_seizure_goes_to_all_who_had_the_decision(office: Bench) -> None:
    matter = matter_of(office)
    effect = Effect("measure_end", target=seized(office, matter))
    lines = printed(office, papers.Draft("release", effect, matter, {**SAID, "of_asset": "-"}))
    banks = ("Ngân hàng TMCP Đông Hải, hợp đồng thế chấp", "Văn phòng đăng ký đất đai")
    for who in (*banks, "Ủy ban nhân dân phường An Biên", "Công an phường An Biên", "bà Lê Thị Hoa"):
        assert sum(who in line for line in lines) == 1, (who, lines)
    # Whom it names stands in the place of the general words.
    assert not [line for line in lines if line.endswith("nơi cưỡng chế;")]
    assert sum("Viện kiểm sát" in line for line in lines) == 1
    assert len([x for x in lines if x.startswith("Lưu")]) == 1


@pytest.mark.parametrize(("form", "kind"), [("withdrawal", "withdrawal"), ("amendment", "amendment"), ("cancellation", "cancellation")])
def test_who_was_told_of_a_freeze_is_told_that_it_is_withdrawn_amended_or_cancelled(office: Bench, form: str, kind: str) -> None:
    matter = matter_of(office)
    clause = office.desk.rules.grounds(kind, office.clock.day)[0].code
    lines = printed(office, papers.Draft(form, Effect(kind, clause, target=frozen(office, matter)), matter, SAID))  # type: ignore[arg-type]  # one of three
    assert f"{BANK};" in lines
    assert sum("Kế toán" in line for line in lines) <= 1


def test_a_second_paper_about_the_first_one_goes_on_to_them(office: Bench) -> None:
    matter = matter_of(office)
    ended = issued(office, matter, "freeze_end", Effect("measure_end", target=frozen(office, matter)))
    clause = office.desk.rules.grounds("withdrawal", office.clock.day)[0].code
    assert f"{BANK};" in printed(office, papers.Draft("withdrawal", Effect("withdrawal", clause, target=ended), matter, SAID))


def test_who_holds_what_is_kept_and_who_was_to_deduct_are_told_of_the_end(office: Bench) -> None:
    matter = matter_of(office)
    kept = issued(office, matter, "keep_assets", Effect("security", measure="keep"))
    lines = printed(office, papers.Draft("keep_end", Effect("measure_end", target=kept), matter, SAID))
    assert "Người đang quản lý, sử dụng: ông Nguyễn Văn An;" in lines
    assert lines.count("Thủ kho;") == 1
    assert sum("ế toán nghiệp vụ" in line for line in lines) == 1
    deducted = papers.issue_at_once(
        office.desk, on_its_form(office, matter, Effect("coercion", measure="deduct", amount=1_000_000, confirmed=("measure.flight",))), office.officer
    )[0]
    draft = papers.Draft("measure_end", Effect("measure_end", target=deducted), matter, SAID)
    assert f"{BANK};" in printed(office, draft)
    paper = papers.issue_at_once(office.desk, draft, office.officer)[0]
    # The table of service has them as bodies, each once.
    assert [(r.recipient.to, r.recipient.name) for r in serving.table(office.desk, paper).rows].count(("office", BANK)) == 1


def test_what_was_issued_elsewhere_is_followed_as_far_as_it_is_known(office: Bench) -> None:
    matter = matter_of(office)
    effect = Effect("security", measure="freeze", amount=1_000_000)
    known = papers.Draft("freeze_account", effect, matter, {"bank": BANK})
    paper, _ = recording.record(office.desk, known, "12/QĐ-CTHADS", "Trần Thị Bình", office.clock.day)
    assert f"{BANK};" in printed(office, papers.Draft("freeze_end", Effect("measure_end", target=paper), matter, SAID))
    older = papers.Draft("freeze_account", effect, matter, {})
    paper, _ = recording.record(office.desk, older, "13/QĐ-CTHADS", "Trần Thị Bình", min(office.clock.day, date(2026, 7, 30)))
    assert printed(office, papers.Draft("freeze_end", Effect("measure_end", target=paper), matter, SAID))


def test_two_papers_that_name_each_other_are_followed_once(office: Bench) -> None:
    """As data that came from elsewhere may have them."""
    matter = matter_of(office)
    day, clause = office.clock.day, office.desk.rules.grounds("withdrawal", office.clock.day)[0].code
    first = papers.Draft("withdrawal", Effect("withdrawal", clause, target="b" * 32), matter, SAID, "a" * 32)
    second = papers.Draft("withdrawal", Effect("withdrawal", clause, target="a" * 32), matter, SAID, "b" * 32)
    for at, draft in enumerate((first, second)):
        recording.record(office.desk, draft, f"{at}/QĐ-CTHADS", "Trần Thị Bình", day)
    assert printed(office, papers.Draft("withdrawal", Effect("withdrawal", clause, target="a" * 32), matter, SAID))
