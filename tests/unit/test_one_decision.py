"""What is given back is owed by nobody and stands in a decision of its own; from July 2026 every debtor has his own decision."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, draft_many, intake, opening, papers, parties, queries, splitting, upkeep
from thads_desktop.services.opening import Obligation, OpeningInput
from thads_desktop.services.parties import PartyInput

OLD, NEW = date(2019, 10, 7), date(2026, 8, 3)
STATE = PartyInput(parties.STATE_NAME, "state")
AN = PartyInput("Nguyễn Văn An", birth_year=1980, address="số 1 phố Cầu Đất")
BICH = PartyInput("Trần Thị Bích", birth_year=1970, address="số 2 phố Cát Dài")
FEE, REFUND = "Án phí dân sự sơ thẩm", "Hoàn trả tiền tạm ứng án phí"
HEAD = "Phạm Quang Minh"


@pytest.fixture(params=[OLD, NEW], ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", NEW)
    yield made
    made.desk.close()


def beside(office: Bench, payee: PartyInput, number: str = "15/2019/DS-ST", **line: object) -> OpeningInput:
    """An owes a court fee; the advance goes back to somebody."""
    lines = (Obligation(FEE, 1_000_000, creditors=(0,)), Obligation(REFUND, 300_000, creditors=(1,), **line))  # type: ignore[arg-type]  # of the case
    return OpeningInput(office.judgment(number, date(2019, 10, 1)), "cd", "", (AN,), (STATE, payee), lines, office.officer)


def refused(office: Bench, given: OpeningInput) -> list[str]:
    with pytest.raises(Refused) as told:
        opening.issue(office.desk, given, office.head, office.clock.day)
    assert {r.code for r in opening.check(office.desk, given, office.clock.day).refusals} >= {r.code for r in told.value.refusals} - {"paper.missing"}
    return [r.code for r in told.value.refusals]


def said(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, replace(papers.load(reader, paper), paper=""), office.clock.today()))


def matters(office: Bench) -> list[str]:
    return [row.matter for row in queries.matters(office.desk)]


@pytest.mark.parametrize("line", [{}, {"nobody": True}], ids=["told by its words", "said by hand"])
def test_what_is_given_back_beside_another_debt_is_refused_and_two_decisions_are_made(office: Bench, line: dict[str, object]) -> None:
    given = beside(office, BICH, **line)
    assert refused(office, given) == ["decision.divide"]
    (told,) = opening.check(office.desk, given, office.clock.day).refusals
    assert "2 quyết định" in say(told)
    assert "khoản 2 (người được trả lại tiền" in " ".join(say(told).split())
    assert "Ctrl+T" in say(told)
    assert told.cite
    taken = splitting.take(office.desk, given)
    assert taken == 2
    found = splitting.split(office.desk, given.judgment, office.clock.day)
    assert [g.parts for g in found.groups] == [(1,), (2,)]
    texts = []
    for place in (1, 2):
        one = replace(splitting.begin(office.desk, given.judgment, office.clock.day, place), officer=office.officer, even_if_decided=True)
        texts.append(said(office, opening.issue(office.desk, one, office.head, office.clock.day)[0]))
    fee, back = texts
    assert "Thời hạn tự nguyện thi hành án là 10 ngày" in fee
    assert "Người được thi hành án: Trần Thị Bích, sinh năm 1970; địa chỉ: số 2 phố Cát Dài." in back
    assert ("điểm b khoản 2, khoản 3 Điều 36" if office.clock.day == OLD else "khoản 2 Điều 33, Điều 59") in back
    for wrong in ("tự nguyện", "cưỡng chế", "Nguyễn Văn An"):
        assert wrong not in back
    assert splitting.split(office.desk, given.judgment, office.clock.day).uncovered == ()
    assert upkeep.verify(office.desk).findings == ()


def test_who_owes_and_gets_back_has_one_decision_that_says_both(office: Bench) -> None:
    given = beside(office, AN)
    assert opening.check(office.desk, given, office.clock.day).ready
    text = said(office, opening.issue(office.desk, given, office.head, office.clock.day)[0])
    assert f"2. {REFUND}: 300.000 đồng (Ba trăm nghìn đồng) (trả lại cho Nguyễn Văn An)." in text
    assert "Tổng số tiền phải thi hành: 1.000.000 đồng" in text
    assert "đối với khoản người phải thi hành án phải thi hành là 10 ngày" in text
    assert "Khoản trả lại không có thời hạn tự nguyện thi hành án" in text
    assert "Người được thi hành án: Nguyễn Văn An, sinh năm 1980; địa chỉ: số 1 phố Cầu Đất." in text
    ground = "khoản 2 (đối với khoản trả lại: điểm b khoản 2), khoản 3 Điều 36, Điều 45" if office.clock.day == OLD else "Điều 59 (đối với khoản trả lại)"
    assert ground in text
    view = queries.matter(office.desk, matters(office)[0])
    assert [bool(s.line.debtors) for s in view.state.lines.values()] == [True, False]


def test_who_gets_back_beside_a_debt_must_have_an_address(office: Bench) -> None:
    given = beside(office, PartyInput("Nguyễn Văn An"))
    assert [name for name, _ in opening.check(office.desk, given, office.clock.day).missing] == ["refund_address"]


@pytest.mark.parametrize("holder", ["Kho bạc Nhà nước quận Lê Chân", "Chi cục Thi hành án dân sự quận Lê Chân", "Tòa án nhân dân quận Lê Chân"])
def test_a_body_that_holds_the_money_owes_nothing(office: Bench, holder: str) -> None:
    line = Obligation("Trả lại cho bà Bích số tiền đã nộp", 300_000)
    given = OpeningInput(office.judgment(), "cd", "", (PartyInput(holder, "org", address="số 9"),), (BICH,), (line,), office.officer)
    without = replace(given, creditors=(PartyInput("Trần Thị Bích"),))
    assert [name for name, _ in opening.check(office.desk, without, office.clock.day).missing] == ["refund_address"]
    text = said(office, opening.issue(office.desk, given, office.head, office.clock.day)[0])
    assert f"Cơ quan đang giữ, chi trả tiền, tài sản: {holder}; địa chỉ: số 9." in text
    assert f"- {holder};" in text
    for wrong in ("tự nguyện", "cưỡng chế", "Người phải thi hành án:", "nộp vào tài khoản", "Điều 45" if office.clock.day == OLD else "Điều 36"):
        assert wrong not in text, wrong


def test_somebody_named_as_debtor_of_a_refund_is_refused(office: Bench) -> None:
    chosen = beside(office, AN, debtors=(0,))
    alone = OpeningInput(office.judgment("16/2019/DS-ST"), "cd", "", (AN,), (BICH,), (Obligation(REFUND, 300_000),), office.officer)
    with pytest.raises(Refused) as told:
        opening.issue(office.desk, chosen, office.head, office.clock.day)
    assert "opening.same_party" not in (codes := [r.code for r in told.value.refusals])
    assert codes == ["refund.owed"]
    assert "refund.owed" in refused(office, alone)


def fines(office: Bench, *, joint: bool = False, kind: str = "cd", number: str = "15/2019/DS-ST") -> OpeningInput:
    judgment, request, to = office.judgment(number), "", STATE
    if kind == "yc":
        to = PartyInput("Công ty Ánh Dương", "org")
        request = intake.receive_request(office.desk, judgment, to, office.clock.day)
    both = (0, 1)
    lines = (
        Obligation("Khoản một", 300_000, both if joint else (0,), joint=joint), Obligation("Khoản hai", 500_000, both if joint else (1,), joint=joint),
    )  # fmt: skip
    return OpeningInput(judgment, kind, request, (AN, BICH), (to,), lines, office.officer)


@pytest.mark.parametrize("kind", ["cd", "yc"])
def test_two_debtors_have_two_decisions_by_the_law_of_2025_alone(office: Bench, kind: str) -> None:
    given = fines(office, kind=kind)
    if office.clock.day == OLD:
        assert opening.check(office.desk, given, OLD).ready
        return
    assert refused(office, given) == ["decision.divide"]
    told = opening.check(office.desk, given, NEW).refusals[0]
    assert ("Điều 8" if kind == "cd" else "Điều 11") in told.cite


@pytest.mark.parametrize("kind", ["cd", "yc"])
def test_who_owe_together_stay_together(office: Bench, kind: str) -> None:
    assert opening.check(office.desk, fines(office, joint=True, kind=kind), office.clock.day).ready


def test_each_by_a_part_is_for_the_office_to_divide(new: Bench) -> None:
    given = fines(new)
    whole = replace(given, lines=(Obligation("Trả nợ", 900_000),))
    assert refused(new, whole) == ["decision.apart"]


def test_an_inheritance_or_one_exhibit_is_said_where_the_parts_are(new: Bench) -> None:
    given = fines(new, kind="yc")
    for text, due, who in (("Khoản một", 300_000, AN), ("Khoản hai", 500_000, BICH)):
        splitting.add(new.desk, given.judgment, splitting.PartInput("yc", text, due, (who,), given.creditors, common=True))
    assert opening.check(new.desk, given, NEW).ready
    things = fines(new, number="16/2019/DS-ST")
    things = replace(things, lines=tuple(Obligation(f"Tịch thu xe máy, phần {n}", None, (n,)) for n in (0, 1)))
    assert refused(new, things) == ["decision.divide"]
    for n, who in enumerate((AN, BICH)):
        splitting.add(new.desk, things.judgment, splitting.PartInput("cd", f"Tịch thu xe máy, phần {n}", None, (who,), (STATE,), exhibit="xe máy"))
    assert opening.check(new.desk, things, NEW).ready


def test_one_request_against_two_is_answered_by_two_decisions(new: Bench) -> None:
    given = fines(new, kind="yc")
    assert splitting.take(new.desk, given) == 2
    for place in (1, 2):
        one = replace(splitting.begin(new.desk, given.judgment, NEW, place), officer=new.officer)
        assert one.request == given.request
        opening.issue(new.desk, one, new.head, NEW)
    assert splitting.split(new.desk, given.judgment, NEW).uncovered == ()
    # The same debtor's decision a second time answers what is answered.
    again = replace(splitting.begin(new.desk, given.judgment, NEW, 2), officer=new.officer)
    assert "request.answered" in refused(new, again)


def test_what_is_typed_is_taken_over_once(new: Bench) -> None:
    given = fines(new)
    assert splitting.take(new.desk, given) == 2
    assert splitting.take(new.desk, given) == 0
    parts = splitting.split(new.desk, given.judgment, NEW).parts
    assert [(v.part.text, v.part.due, v.debtors) for v in parts] == [
        ("Khoản một", 300_000, ("Nguyễn Văn An",)), ("Khoản hai", 500_000, ("Trần Thị Bích",)),
    ]  # fmt: skip
    with new.desk.reading() as reader:
        assert parties.input_of(reader, parts[0].part.debtors[0]).address == AN.address


def test_the_batch_makes_each_its_own(new: Bench) -> None:
    given = fines(new)
    splitting.take(new.desk, given)
    found = draft_many.look(new.desk, [given.judgment], draft_many.Officers(person=new.officer), NEW)
    assert [len(p.debtors) for p in found] == [1, 1]
    made = draft_many.draft(new.desk, [draft_many.Wanted(p.key, p.officer) for p in found], NEW)
    assert (len(made.made), made.left) == (2, ())


def test_what_was_issued_elsewhere_bears_it_as_a_breach(office: Bench) -> None:
    paper, breaches = opening.record(office.desk, beside(office, BICH), "12/QĐ", HEAD, office.clock.day)
    assert breaches == ("decision.divide",)
    assert paper
    # Of a day before the decree that says so nothing is broken by it.
    early = beside(office, BICH, "16/2019/DS-ST")
    assert "decision.divide" not in opening.record(office.desk, early, "13/QĐ", HEAD, date(2015, 8, 31))[1]


def test_nobody_is_called_to_perform_what_is_given_back(office: Bench) -> None:
    from thads_desktop.domain.acts import Effect

    given = beside(office, AN)
    opening.issue(office.desk, given, office.head, office.clock.day)
    (matter,) = matters(office)
    acts.valid_notice(office.desk, matter, office.clock.day)
    draft = papers.Draft("summons", Effect("summons"), matter, {"payment_place": "trụ sở"})
    with office.desk.reading() as reader:
        text = plain_text(papers.preview(office.desk, reader, draft, office.clock.day))
    assert FEE in text
    assert REFUND not in text
    assert "Tổng số tiền còn phải thi hành: 1.000.000 đồng" in text


def test_what_goes_to_a_body_that_holds_money_of_the_state_is_no_refund(office: Bench) -> None:
    treasury = PartyInput("Kho bạc Nhà nước quận Lê Chân", "org")
    line = Obligation("Nộp tạm ứng án phí còn thiếu", 300_000)
    given = OpeningInput(office.judgment(), "cd", "", (AN,), (treasury,), (line,), office.officer)
    assert opening.check(office.desk, given, office.clock.day).ready
    text = said(office, opening.issue(office.desk, given, office.head, office.clock.day)[0])
    assert "Thời hạn tự nguyện thi hành án là 10 ngày" in text
