"""What an issued paper says of the obligations it reaches, and what it may not be issued without."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench, set_account
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import (
    acts,
    intake,
    office_settings,
    opening,
    papers,
    parties,
    people,
    queries,
    recording,
    upkeep,
)

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)
TEXTS = {"reason": "x", "evidence": "x", "consequence": "quyết định hết hiệu lực", "old_text": "1", "new_text": "2"}
TEXTS |= {"needed_info": "không có", "enclosures": "Bản sao bản án"}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OLD)
    yield made
    made.desk.close()


def matter(office: Bench) -> str:
    """Of two debtors: 5 million, 7 million, a house."""
    people = (parties.PartyInput("Nguyễn Văn Bảy"), parties.PartyInput("Trần Thị Tám"))
    owing = (
        opening.Obligation("Trả nợ gốc", 5_000_000, (0,)), opening.Obligation("Bồi thường", 7_000_000, (1,)),
        opening.Obligation("Giao nhà số 9", None, (1,)),
    )  # fmt: skip
    given = opening.OpeningInput(office.judgment(), "cd", "", people, (parties.PartyInput("Lê Thị Chín"),), owing)
    opening.issue(office.desk, given, office.head, OLD)
    return queries.matters(office.desk)[0].matter


def issue(office: Bench, effect: Effect, of: str, **texts: str) -> str:
    day = office.clock.today()
    return papers.issue_at_once(office.desk, papers.Draft(effect.kind, effect, of, {**TEXTS, **texts}), office.head, day)[0]


def state(office: Bench, of: str) -> MatterState:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{of}"))


def says(office: Bench, effect: Effect, of: str, **texts: str) -> str:
    draft = papers.Draft(effect.kind, effect, of, {**TEXTS, **texts})
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, draft, office.clock.today()))


def missing(office: Bench, effect: Effect, of: str, **texts: str) -> list[str]:
    draft = papers.Draft(effect.kind, effect, of, texts)
    with office.desk.reading() as reader:
        return [name for name, _ in papers.check(office.desk, reader, draft, office.clock.today()).missing]


def refused(office: Bench, effect: Effect, of: str) -> list[str]:
    with pytest.raises(Refused) as error:
        issue(office, effect, of)
    return [r.code for r in error.value.refusals]


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize(("kind", "word", "clauses"), [("withdrawal", "Thu hồi", "aa"), ("cancellation", "Hủy", "34")])
def test_a_withdrawal_in_part_says_so_and_lists_what_is_taken_back(
    office: Bench, day: date, kind: str, word: str, clauses: str
) -> None:
    of = matter(office)
    office.on(day)
    clause = clauses[day == NEW]
    part = says(office, Effect(kind, clause, (1,)), of)  # type: ignore[arg-type]  # the kind comes as a word
    assert f"{word} một phần Quyết định thi hành án chủ động số 01" in part
    assert "1. Trả nợ gốc: 5.000.000 đồng" in part
    assert "Bồi thường" not in part
    whole = says(office, Effect(kind, clause), of)  # type: ignore[arg-type]  # the kind comes as a word
    assert f"{word} Quyết định thi hành án chủ động số 01" in whole
    assert "một phần" not in whole
    assert "Trả nợ gốc" not in whole


@pytest.mark.parametrize(("day", "article"), [(OLD, "khoản 3 Điều 37"), (NEW, "khoản 4 Điều 52")])
def test_the_head_cancels_what_an_officer_signed_and_no_decision_of_his_own(office: Bench, day: date, article: str) -> None:
    of = matter(office)
    office.on(day)
    clause = "4" if day == NEW else "3"
    deputy = people.add_person(office.desk, "Vũ Thị Dung", "deputy", date(2019, 1, 1), powers=("*",))
    draft = papers.Draft("deferral", Effect("deferral", "a"), of, TEXTS)
    theirs, _ = papers.issue_at_once(office.desk, draft, deputy)
    for target in ("", state(office, of).opening_paper, theirs):
        with pytest.raises(Refused) as error:
            issue(office, Effect("cancellation", clause, target=target), of)
        (told,) = error.value.refusals
        assert told.code == "cancellation.own"
        assert article in say(told)
        assert "Ctrl+R" in say(told)
    issue(office, Effect("assignment", officer=office.officer), of)
    called = Effect("summons", party=state(office, of).lines[1].line.debtors[0])
    summons = papers.Draft("summons", called, of, {**TEXTS, "payment_place": "trụ sở"})
    with pytest.raises(Refused) as error:
        papers.issue_at_once(office.desk, summons, office.head)
    assert [r.code for r in error.value.refusals] == ["signer.no_power"]
    by_officer, _ = papers.issue_at_once(office.desk, summons, office.officer)
    effect = Effect("cancellation", clause, target=by_officer)
    assert "Hủy Giấy báo" in says(office, effect, of)
    issue(office, effect, of)
    assert by_officer in state(office, of).undone
    assert upkeep.verify(office.desk).findings == ()


def test_a_cancellation_by_the_superior_is_recorded_without_a_breach_and_one_by_the_head_with_it(office: Bench) -> None:
    of = matter(office)
    draft = papers.Draft("cancellation", Effect("cancellation", "3"), of)
    above = replace(draft, effect=replace(draft.effect, lines=(1,)))
    assert recording.record(office.desk, above, "88/QĐ-CTHADS", "Đào Xuân Quý", OLD)[1] == ()
    assert state(office, of).lines[1].state == "cancelled"
    own = recording.record(office.desk, replace(draft, effect=replace(draft.effect, lines=(2,))), "9/QĐ", "Phạm Quang Minh", OLD)
    assert own[1] == ("cancellation.own",)
    officers = recording.record(office.desk, draft, "10/QĐ", "Trần Thị Bình", OLD)
    assert officers[1] == ("cancellation.own", "signer.not_known")


def test_all_that_a_paper_did_is_no_part_of_it(office: Bench) -> None:
    of = matter(office)
    target = issue(office, Effect("deferral", "a", (1,)), of)
    effect = Effect("withdrawal", "c", (1,), target=target)
    assert "một phần" not in says(office, effect, of)
    issue(office, effect, of)
    assert target in state(office, of).undone


def test_a_terminated_obligation_that_is_taken_back_is_named_with_what_was_left(office: Bench) -> None:
    of = matter(office)
    target = issue(office, Effect("termination", "c", (1, 2)), of)
    said = says(office, Effect("withdrawal", "c", (2,), target=target), of)
    assert "Thu hồi một phần Quyết định đình chỉ thi hành án" in said
    assert "2. Bồi thường: 7.000.000 đồng" in said


@pytest.mark.parametrize("day", [OLD, NEW])
@pytest.mark.parametrize(("kind", "clauses"), [("withdrawal", "aa"), ("cancellation", "34"), ("amendment", "22")])
def test_what_changes_a_decision_names_its_ground_content_and_consequence(
    office: Bench, day: date, kind: str, clauses: str
) -> None:
    of = matter(office)
    office.on(day)
    effect = Effect(kind, clauses[day == NEW])  # type: ignore[arg-type]  # the kind comes as a word
    assert missing(office, effect, of, reason="x", old_text="1", new_text="2") == ["consequence"]
    said = says(office, effect, of)
    assert "Hậu quả pháp lý: quyết định hết hiệu lực." in said
    assert "Lý do: quyết định" in said or "Lý do: người ra quyết định" in said


def test_a_delegation_names_what_is_due_done_going_on_here_and_delegated(office: Bench) -> None:
    of = matter(office)
    acts.collect(office.desk, of, OLD, 1, 2_000_000)
    office.on(NEW)
    said = says(office, Effect("delegation", "49", (2,), to_office="Thi hành án dân sự tỉnh Nghệ An"), of)
    away, rest = said.split("a) Các khoản phải thi hành:")
    due, rest = rest.split("b) Các khoản đã thi hành xong:")
    done, here = rest.split("c) Các khoản đang thi hành, không ủy thác:")
    assert "2. Bồi thường: 7.000.000 đồng" in away
    assert "Trả nợ gốc" not in away
    assert "1. Trả nợ gốc: 5.000.000 đồng" in due
    assert "3. Giao nhà số 9" in due
    assert "1. Trả nợ gốc: 2.000.000 đồng" in done
    assert "1. Trả nợ gốc: 3.000.000 đồng" in here
    assert "3. Giao nhà số 9" in here
    assert "Bồi thường" not in done + here


def test_a_delegation_of_all_says_that_nothing_goes_on_here(office: Bench) -> None:
    of = matter(office)
    office.on(NEW)
    said = says(office, Effect("delegation", "49", to_office="Thi hành án dân sự tỉnh Nghệ An"), of)
    assert "b) Các khoản đã thi hành xong: không có." in said
    assert "c) Các khoản đang thi hành, không ủy thác: không có." in said


def decision(office: Bench, kind: str = "cd", notice: str = "trực tiếp") -> opening.OpeningInput:
    who = parties.PartyInput("Lê Thị Chín")
    judgment = office.judgment("16/2019/DS-ST")
    request = intake.receive_request(office.desk, judgment, who, OLD) if kind == "yc" else ""
    owing = (opening.Obligation("Trả nợ gốc", 5_000_000),)
    return opening.OpeningInput(
        judgment, kind, request, (parties.PartyInput("Nguyễn Văn Bảy"),), (who,), owing, office.officer, notice=notice
    )


@pytest.mark.parametrize("kind", ["cd", "yc"])
def test_a_decision_under_the_2025_law_says_how_it_is_told_and_where_money_goes(office: Bench, kind: str) -> None:
    set_account(office.desk, "")
    given = decision(office, kind, "niêm yết công khai")
    office.on(NEW)
    assert opening.check(office.desk, given, NEW).ready, "an office without an account takes money at its seat"
    with office.desk.writing("keep") as uow:
        gaps = plain_text(papers.preview(office.desk, uow, opening._draft(uow, given), NEW))
    assert "Tiền thi hành án nộp trực tiếp tại" in gaps
    assert "tài khoản" not in gaps
    set_account(office.desk, "số 3949.0 tại Kho bạc Nhà nước")
    paper, _ = opening.issue(office.desk, given, office.head, NEW)
    with office.desk.reading() as reader:
        said = plain_text(papers.preview(office.desk, reader, replace(papers.load(reader, paper), paper=""), NEW))
    assert "Hình thức thông báo thi hành án: niêm yết công khai." in said
    assert "Tiền thi hành án nộp vào tài khoản số 3949.0 tại Kho bạc Nhà nước hoặc" in said
    assert opening.returned(office.desk, paper).notice == "niêm yết công khai"


def test_a_decision_under_the_2008_law_needs_neither(office: Bench) -> None:
    set_account(office.desk, "")
    assert opening.check(office.desk, decision(office), OLD).ready


def test_an_unknown_address_may_defer_the_matter_in_the_same_decision(office: Bench) -> None:
    of = matter(office)
    office.verified(of)
    effect = Effect("means_lacking", "c", (3,), defers="b")
    said = says(office, effect, of)
    assert "Căn cứ điểm b khoản 1 Điều 48 Luật Thi hành án dân sự" in said
    assert "Căn cứ khoản 3 Điều 9 Nghị định số 62/2015/NĐ-CP" in said
    assert "Hoãn thi hành án đối với nghĩa vụ nêu trên theo điểm b khoản 1 Điều 48" in said
    assert "Hoãn thi hành án" not in says(office, Effect("means_lacking", "c", (3,)), of)
    paper = issue(office, effect, of)
    lines = state(office, of).lines
    assert lines[3].state == "deferral"
    assert {(c.kind, c.clause, c.paper) for c in lines[3].conditions} == {("lacks_means", "c", paper), ("deferral", "b", paper)}
    assert lines[1].conditions == ()
    issue(office, Effect("withdrawal", "c", target=paper), of)
    assert state(office, of).lines[3].conditions == ()


def test_another_ground_or_the_2025_law_defers_nothing_beside(office: Bench) -> None:
    of = matter(office)
    office.verified(of)
    assert refused(office, Effect("means_lacking", "a", defers="b"), of) == ["means.no_deferral"]
    office.on(NEW)
    assert refused(office, Effect("means_lacking", "c", defers="b"), of) == ["means.no_deferral"]


def test_a_lack_of_means_goes_to_the_commune_that_the_law_names(office: Bench) -> None:
    of = matter(office)
    assert "Ủy ban nhân dân cấp xã nơi xác minh" in says(office, Effect("means_lacking", "a"), of)
    office.on(NEW)
    assert "Ủy ban nhân dân cấp xã nơi người phải thi hành án cư trú, có trụ sở" in says(office, Effect("means_lacking", "a"), of)


def test_a_continuation_of_all_lists_and_lifts_what_was_stopped(office: Bench) -> None:
    of = matter(office)
    deferral = issue(office, Effect("deferral", "a", (1,)), of)
    issue(office, Effect("suspension", "2", (2,)), of)
    go_on = Effect("continuation", "48.4", ends=("deferral",))
    said = says(office, go_on, of)
    assert "1. Trả nợ gốc: 5.000.000 đồng" in said
    assert "Bồi thường" not in said
    assert "Giao nhà" not in said
    assert "chấm dứt hiệu lực của Quyết định hoãn thi hành án" in said
    assert "tạm đình chỉ" not in said
    assert "Căn cứ khoản 4 Điều 48" in said
    assert "Điều 49" not in said
    issue(office, go_on, of)
    lines = state(office, of).lines
    assert (lines[1].state, lines[2].state) == ("enforcing", "suspension")
    assert not state(office, of).anomalies
    assert deferral in state(office, of).papers


def test_a_ground_that_does_not_fit_is_refused_under_both_laws(office: Bench) -> None:
    of = matter(office)
    office.verified(of)
    issue(office, Effect("suspension", "2"), of)
    with pytest.raises(Refused) as error:
        issue(office, Effect("continuation", "48.4"), of)
    (refusal,) = error.value.refusals
    assert refusal.code == "continuation.other_ground"
    assert "49.3" in say(refusal)
    assert "khoản 3 Điều 49" in say(refusal)
    office.on(NEW)
    assert refused(office, Effect("continuation", "46.3"), of) == ["continuation.other_ground"]
    issue(office, Effect("continuation", "47.3"), of)
    issue(office, Effect("means_lacking", "a"), of)
    assert refused(office, Effect("continuation", "46.3"), of) == ["continuation.other_ground"]
    issue(office, Effect("continuation", "38.2"), of)
    assert state(office, of).status == "enforcing"


@pytest.mark.parametrize(("day", "article"), [(OLD, "Điều 130"), (NEW, "Điều 62")])
def test_an_interim_measure_gives_no_voluntary_period(office: Bench, day: date, article: str) -> None:
    office.on(day)
    court = "Tòa án nhân dân quận Lê Chân"
    order = intake.JudgmentInput("3/2019/QĐ-BPKCTT", date(2019, 9, 2), court, "dan_su", OLD, urgent=True)
    given = replace(decision(office), judgment=intake.receive_judgment(office.desk, order))
    paper, _ = opening.issue(office.desk, given, office.head, day)
    with office.desk.reading() as reader:
        said = plain_text(papers.preview(office.desk, reader, replace(papers.load(reader, paper), paper=""), day))
    assert "tự nguyện" not in said
    assert article in said
    (matter_of,) = [r.matter for r in queries.matters(office.desk)]
    assert state(office, matter_of).urgent


def test_who_got_the_paper_gets_its_withdrawal(office: Bench) -> None:
    of = matter(office)
    office.verified(of)
    lack = issue(office, Effect("means_lacking", "a", (1,)), of)
    away = issue(office, Effect("delegation", "55", (2,), to_office="Chi cục Thi hành án dân sự huyện An Dương"), of)
    assert "- Ủy ban nhân dân cấp xã nơi xác minh (để niêm yết);" in says(office, Effect("withdrawal", "c", target=lack), of)
    said = says(office, Effect("withdrawal", "c", target=away), of)
    assert "- Chi cục Thi hành án dân sự huyện An Dương;" in said
    assert said.count("Kế toán nghiệp vụ") == 1


def test_a_summons_names_its_addressee_with_the_address(office: Bench) -> None:
    office.decision(number="17/2019/DS-ST")
    said = says(office, Effect("summons"), office.matters[0], payment_place="trụ sở")
    assert "Kính gửi:\nNguyễn Văn An, sinh năm 1980" in said
    assert "Yêu cầu Nguyễn Văn An tự nguyện thi hành các khoản sau đây:" in said
    assert "số 12 phố Cầu Đất" in said


def test_a_first_assignment_rests_on_no_change_of_officer(office: Bench) -> None:
    of = matter(office)
    office.on(NEW)
    first = says(office, Effect("assignment", officer=office.officer), of)
    assert "Điều 13 Nghị định" not in first
    assert "- Chấp hành viên Trần Thị Bình;" in first
    issue(office, Effect("assignment", officer=office.officer), of)
    change = says(office, Effect("assignment", officer=office.second), of)
    assert "Điều 13 Nghị định số 152/2026/NĐ-CP" in change
    assert "- Chấp hành viên Trần Thị Bình;" in change
    assert "- Chấp hành viên Lê Văn Cường;" in change


def test_amounts_are_said_as_the_office_says_them_wherever_a_paper_has_words(office: Bench) -> None:
    given = opening.OpeningInput(
        office.judgment(), "cd", "", (parties.PartyInput("Nguyễn Văn Bảy"),), (parties.PartyInput("Lê Thị Chín"),), (opening.Obligation("Nợ", 5_105_000),)
    )  # fmt: skip
    opening.issue(office.desk, given, office.head, OLD)
    of = queries.matters(office.desk)[0].matter
    effect = Effect("termination", clause="c", lines=(1,), amount=1_101_000)
    usual = ("năm triệu một trăm linh năm nghìn", "một triệu một trăm linh một nghìn")
    south = tuple(text.replace("linh", "lẻ").replace("nghìn", "ngàn") for text in usual)
    own = {"cost_amount": "2005", "paid_sum": "2005"}
    assert all(text in says(office, effect, of, **own).lower() for text in usual)
    office_settings.change_all(office.desk, {"words.zero_tens": "lẻ", "words.thousand": "ngàn"})
    said = says(office, effect, of, **own).lower()
    assert all(text in said for text in south)
    assert " nghìn" not in said
    assert " linh " not in said
