"""What is given back, confiscated or destroyed names nobody who owes it; a recorded decision is taken as it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, offers, opening, papers, parties, queries, reporting, splitting, upkeep

DAY = date(2019, 10, 7)
STATE = parties.PartyInput(parties.STATE_NAME, "state")
HEAD = "Phạm Quang Minh"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def destroying(office: Bench, creditors: tuple[parties.PartyInput, ...] = (STATE,)) -> opening.OpeningInput:
    line = opening.Obligation("Tiêu hủy 01 con dao", None)
    return opening.OpeningInput(office.judgment(), "cd", "", (), creditors, (line,), office.officer)


@pytest.mark.parametrize("creditors", [(STATE,), ()])
def test_nobody_need_owe_what_is_destroyed(office: Bench, creditors: tuple[parties.PartyInput, ...]) -> None:
    given = destroying(office, creditors)
    assert opening.check(office.desk, given, DAY).ready
    paper, number = opening.issue(office.desk, given, office.head, DAY)
    assert number == "01/QĐ-CCTHADS"
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
        assert papers.pdf(reader, paper).startswith(b"%PDF")
    view = queries.matter(office.desk, matter)
    assert (view.lines[0].debtors, view.state.status) == ((), "issued")
    assert offers.offers(office.desk, view.state, DAY)
    assert opening.returned(office.desk, paper).debtors == ()
    assert upkeep.verify(office.desk).findings == ()
    office.on(date(2019, 11, 4))
    assert [v.says for v in reporting.make(office.desk, 2020, 1).violations if not v.soft] == []


def test_where_somebody_must_owe_it_the_office_refuses(office: Bench) -> None:
    given = destroying(office)
    money = replace(given, lines=(opening.Obligation("Án phí", 200_000),))
    for wrong in (money, replace(given, kind="yc", request="x")):
        with pytest.raises(Refused) as refused:
            opening.issue(office.desk, wrong, office.head, DAY)
        assert refused.value.refusals[0].code == "opening.no_party"


def test_a_recorded_decision_is_taken_as_it_is(office: Bench) -> None:
    given = destroying(office, ())
    paper, breaches = opening.record(office.desk, given, "12/QĐ-CCTHADS", HEAD, DAY)
    assert breaches == ()
    money = replace(given, judgment=office.judgment("16/2019/DS-ST"), lines=(opening.Obligation("Án phí", 200_000),))
    paper, breaches = opening.record(office.desk, money, "13/QĐ-CCTHADS", HEAD, DAY)
    assert breaches == ("line.no_debtor",)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    assert queries.matter(office.desk, matter).state.due == 200_000


OLD, NEW = DAY, date(2026, 8, 3)
WHO = parties.PartyInput("Trần Thị Nhận", birth_year=1980, address="số 7 phố Cát Dài")


def giving_back(office: Bench, *, due: int | None = 300_000, owing: tuple[parties.PartyInput, ...] = ()) -> opening.OpeningInput:
    line = opening.Obligation("Hoàn trả tiền tạm ứng án phí" if due else "Trả lại 01 xe máy", due)
    return opening.OpeningInput(office.judgment(), "cd", "", owing, (WHO,), (line,), office.officer)


def text_of(office: Bench, paper: str) -> str:
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, replace(papers.load(reader, paper), paper=""), office.clock.today()))


@pytest.mark.parametrize("day", [OLD, NEW])
def test_what_is_given_back_to_somebody_without_an_address_is_not_decided(office: Bench, day: date) -> None:
    office.on(day)
    at = parties.PartyInput("Lê Thị Không")
    whole = giving_back(office)
    for creditors, ready in (((at,), False), ((WHO, at), False), ((STATE, at), False), ((WHO,), True), ((STATE, WHO), True)):
        given = replace(whole, creditors=creditors)
        found = opening.check(office.desk, given, day)
        assert found.ready == ready
        assert [name for name, _ in found.missing] == ([] if ready else ["refund_address"])
    with pytest.raises(Refused) as refused:
        opening.issue(office.desk, replace(whole, creditors=(at,)), office.head, day)
    assert "địa chỉ" in say(refused.value.refusals[0])
    # Where somebody owes it, nothing is given back: the address of who gets it may be unknown.
    line = replace(whole.lines[0], text="Bồi thường thiệt hại")
    owed = replace(whole, debtors=(parties.PartyInput("Nguyễn Văn An"),), creditors=(at,), lines=(line,))
    assert opening.check(office.desk, owed, day).ready


def test_a_refund_names_who_gets_it_where(office: Bench) -> None:
    matter = office.decision(kind="yc")
    (owes,), (owed,) = (getattr(queries.matter(office.desk, matter).state.lines[1].line, side) for side in ("debtors", "creditors"))
    texts = {"asset": "01 điện thoại", "reason": "x", "evidence": "x", "judgment_item": "trả lại điện thoại"}

    def issued(party: str) -> str:
        effect = Effect("give_back", party=party, confirmed=("facts.none",))
        return papers.issue_at_once(office.desk, papers.Draft("give_back", effect, matter, texts), office.head)[0]

    # The creditors of this matter are known by name only.
    for nowhere in ("", owed):
        with pytest.raises(Refused) as refused:
            issued(nowhere)
        assert [(r.code, r.field) for r in refused.value.refusals] == [("paper.missing", "refund_address")]
    said = text_of(office, issued(owes))
    assert "cho Nguyễn Văn An, sinh năm 1980" in said
    assert "địa chỉ: số 12 phố Cầu Đất." in said
    assert "Căn cứ khoản 1 Điều 126 Luật Thi hành án dân sự" in said


@pytest.mark.parametrize("due", [300_000, None])
@pytest.mark.parametrize("owing", [(), (STATE,)])
@pytest.mark.parametrize(("day", "ground"), [
    (OLD, "Căn cứ điểm b khoản 2, khoản 3 Điều 36 Luật"), (NEW, "Căn cứ khoản 2 Điều 33, Điều 59 Luật"),
])  # fmt: skip
def test_what_is_given_back_names_who_gets_it_and_gives_nobody_time(
    office: Bench, day: date, ground: str, owing: tuple[parties.PartyInput, ...], due: int | None
) -> None:
    office.on(day)
    given = giving_back(office, due=due, owing=owing)
    assert opening.check(office.desk, given, day).ready
    paper, _ = opening.issue(office.desk, given, office.head, day)
    said = text_of(office, paper)
    assert "Người được thi hành án: Trần Thị Nhận, sinh năm 1980; địa chỉ: số 7 phố Cát Dài." in said
    assert ground in said
    # The voluntary period: Điều 45 of the law of 2008, Điều 36 of that of 2025.
    for wrong in ("Điều 45" if day == OLD else "Điều 36", "tự nguyện", "nộp vào tài khoản", "nộp trực tiếp", "cưỡng chế", "……"):
        assert wrong not in said.partition("Nơi nhận")[0].partition("QUYẾT ĐỊNH")[2], wrong
    # Nobody brings a paper to the State's budget.
    assert "- Đương sự: Trần Thị Nhận;" in said
    assert ("300.000 đồng (Ba trăm nghìn đồng)" in said) == bool(due)
    (row,) = queries.matters(office.desk)
    view = queries.matter(office.desk, row.matter)
    offered = [o.key for o in offers.offers(office.desk, view.state, day, row.matter) if not (o.why or o.note)]
    assert offered[:2] == ["file", "notice"]
    assert "summons" not in offered, "nobody is called to do what nobody owes"
    assert {"verification", "verify"} <= set(offered[-4:])
    assert upkeep.verify(office.desk).findings == ()


def test_money_given_back_is_paid_out_and_the_return_holds(office: Bench) -> None:
    opening.issue(office.desk, giving_back(office), office.head, DAY)
    (row,) = queries.matters(office.desk)
    acts.collect(office.desk, row.matter, DAY, 1, 300_000)
    acts.complete(office.desk, row.matter, DAY)
    assert queries.matter(office.desk, row.matter).state.status == "done"
    office.on(date(2019, 11, 4))
    assert [v.says for v in reporting.make(office.desk, 2020, 1).violations if not v.soft] == []


@pytest.mark.parametrize(("day", "ground"), [(OLD, "Căn cứ điểm c khoản 2, khoản 3 Điều 36 Luật"), (NEW, "Căn cứ khoản 2 Điều 33 Luật")])
def test_what_is_destroyed_gives_nobody_time_and_goes_to_no_budget(office: Bench, day: date, ground: str) -> None:
    office.on(day)
    paper, _ = opening.issue(office.desk, destroying(office), office.head, day)
    said = text_of(office, paper)
    assert ground in said
    assert "tài khoản" not in said
    assert "Điều 45" not in said
    assert "Người được thi hành án: Ngân sách nhà nước." in said
    assert "Đương sự" not in said.partition("Nơi nhận")[2]


def test_who_owes_beside_the_state_is_given_time_as_ever(office: Bench) -> None:
    given = giving_back(office, owing=(STATE, parties.PartyInput("Nguyễn Văn Bảy")))
    given = replace(given, lines=(replace(given.lines[0], text="Bồi thường thiệt hại", joint=True),))
    paper, _ = opening.issue(office.desk, given, office.head, DAY)
    said = text_of(office, paper)
    assert "Điều 45" in said
    assert "Thời hạn tự nguyện" in said


def test_money_that_nobody_owes_is_refused_on_request_and_for_the_state(office: Bench) -> None:
    given = giving_back(office)
    for wrong in (replace(given, creditors=()), replace(given, creditors=(STATE,)), replace(given, kind="yc", request="x")):
        with pytest.raises(Refused) as refused:
            opening.issue(office.desk, wrong, office.head, DAY)
        assert refused.value.refusals[0].code == "opening.no_party"
    assert opening.record(office.desk, given, "12/QĐ-CCTHADS", HEAD, DAY)[1] == ()


TAKEN = opening.Obligation("Tịch thu sung quỹ nhà nước số tiền thu giữ của bị cáo", 5_000_000)


def taking(office: Bench, **change: object) -> opening.OpeningInput:
    given = opening.OpeningInput(office.judgment(), "cd", "", (), (STATE,), (TAKEN,), office.officer)
    return replace(given, **change)  # type: ignore[arg-type]  # options of the case


@pytest.mark.parametrize("creditors", [(STATE,), ()])
@pytest.mark.parametrize(("day", "ground"), [(OLD, "Căn cứ điểm c khoản 2, khoản 3 Điều 36 Luật"), (NEW, "Căn cứ khoản 2 Điều 33 Luật")])
def test_money_that_is_confiscated_needs_nobody_who_owes_it(
    office: Bench, day: date, ground: str, creditors: tuple[parties.PartyInput, ...]
) -> None:
    office.on(day)
    given = taking(office, creditors=creditors)
    assert opening.check(office.desk, given, day).ready
    paper, _ = opening.issue(office.desk, given, office.head, day)
    said = text_of(office, paper)
    assert ground in said
    assert "5.000.000 đồng (Năm triệu đồng)" in said
    assert "tự nguyện" not in said.partition("Nơi nhận")[0].partition("QUYẾT ĐỊNH")[2]
    (row,) = queries.matters(office.desk)
    line = queries.matter(office.desk, row.matter).state.lines[1].line
    assert (line.debtors, line.due, line.state_revenue, line.obligation) == ((), 5_000_000, True, "tich_thu")
    acts.collect(office.desk, row.matter, day, 1, 5_000_000)
    acts.complete(office.desk, row.matter, day)
    assert queries.matter(office.desk, row.matter).state.status == "done"
    assert upkeep.verify(office.desk).findings == ()


@pytest.mark.parametrize("text", ["Phạt tiền sung quỹ nhà nước", "Truy thu sung công", "Án phí"])
def test_what_somebody_owes_to_the_state_is_not_confiscated(office: Bench, text: str) -> None:
    given = taking(office, lines=(replace(TAKEN, text=text),))
    for wrong in (given, replace(given, kind="yc", request="x", lines=(TAKEN,))):
        with pytest.raises(Refused) as refused:
            opening.issue(office.desk, wrong, office.head, DAY)
        assert refused.value.refusals[0].code == "opening.no_party"
        assert "Tịch thu" in say(refused.value.refusals[0])


def test_what_is_confiscated_beside_what_somebody_owes(office: Bench) -> None:
    fee = opening.Obligation("Án phí", 200_000)
    who = (parties.PartyInput("Nguyễn Văn An", birth_year=1980),)
    given = taking(office, debtors=who, lines=(fee, replace(TAKEN, nobody=True)))
    # One decision of all for its judgment under the old law; a decision of its own under the new one.
    assert opening.check(office.desk, given, DAY).ready
    office.on(NEW)
    assert [r.code for r in opening.check(office.desk, given, NEW).refusals] == ["decision.divide"]
    splitting.take(office.desk, given)
    assert [g.parts for g in splitting.split(office.desk, given.judgment, NEW).groups] == [(1,), (2,)]
    apart = splitting.begin(office.desk, given.judgment, NEW, 2)
    opening.issue(office.desk, replace(apart, officer=office.officer), office.head, NEW)
    assert [row.due for row in queries.matters(office.desk)] == [5_000_000]


def test_money_to_confiscate_that_a_body_holds_is_owed_by_nobody(office: Bench) -> None:
    holder = (parties.PartyInput("Công an thành phố Hải Phòng", "org"),)
    paper, _ = opening.issue(office.desk, taking(office, debtors=holder), office.head, DAY)
    assert "Thời hạn tự nguyện" not in text_of(office, paper)
