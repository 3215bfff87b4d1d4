"""The fee and the interest of a matter, proposed from its own log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    intake,
    matter_claims,
    matter_money,
    money_forms,
    money_order,
    office_settings,
    papers,
    parties,
)

DAY = date(2019, 10, 7)
NOTHING: dict[str, Any] = {}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def append(office: Bench, matter: str, day: date | None, *bodies: ev.Body) -> None:
    with office.desk.writing("money") as uow:
        for body in bodies:
            uow.append(f"matter:{matter}", day, body)
        uow.commit()


def test_what_came_in_by_creditor_and_by_the_time_of_ones_own_will(office: Bench) -> None:
    """Notified Mon 07/10/2019, ten days: Thu 17/10/2019. What came that day costs nothing, what came later its part of the whole."""
    matter = office.decision(due=10_000_000, kind="yc")
    office.on(date(2020, 1, 10))
    acts.valid_notice(office.desk, matter, DAY)
    for day, amount in ((date(2019, 10, 17), 4_000_000), (date(2019, 10, 18), 2_000_000), (date(2019, 12, 2), 5_000_000)):
        acts.collect(office.desk, matter, day, 1, amount, receipt="1")
    found = matter_money.fees(office.desk, matter, NOTHING)
    # the last million is above what was due: held for the payer, no fee
    assert [(r.amount, r.fee) for r in found.rows] == [(4_000_000, 0), (2_000_000, 60_000), (4_000_000, 120_000)]
    assert found.rows[0].how == "thi hành trong thời hạn tự nguyện"
    assert found.total == 180_000
    (worked,) = found.worked.values()
    assert worked.headline == "Công ty TNHH Ánh Dương: phí thi hành án: 180.000 đồng"
    assert "Thông tư 216/2016/TT-BTC" in worked.cite
    assert any("quyết định thu phí" in n for n in worked.notes)


def test_the_human_sets_how_it_came_and_what_relief_there_is(office: Bench) -> None:
    matter = office.decision(due=10_000_000, kind="yc")
    acts.collect(office.desk, matter, DAY, 1, 10_000_000)
    (row,) = matter_money.fees(office.desk, matter, NOTHING).rows
    assert row.fee == 300_000
    (worked,) = matter_money.fees(office.desk, matter, NOTHING).worked.values()
    assert matter_money.NO_NOTICE in worked.notes
    assert matter_money.fees(office.desk, matter, {"how": "settled"}).total == 100_000
    assert matter_money.fees(office.desk, matter, {"relief": "poor", "percent": "50"}).total == 150_000
    for wrong in ({"percent": "nhiều"}, {"relief": "found", "percent": "10"}):
        with pytest.raises(Refused) as refused:
            matter_money.fees(office.desk, matter, wrong)
        assert refused.value.refusals[0].code == "fee.bad_percent"


def test_what_the_office_chose_holds(office: Bench) -> None:
    """The decision is of 2019, the money of July 2023: which base salary, the office says."""
    matter = office.decision(due=3_300_000, kind="yc")
    office.on(date(2023, 8, 1))
    acts.collect(office.desk, matter, date(2023, 7, 3), 1, 3_300_000)
    assert matter_money.fees(office.desk, matter, NOTHING).total == 0
    office_settings.change(office.desk, "money.fee_base_day", "enforcement_decision")
    assert matter_money.fees(office.desk, matter, NOTHING).total == 99_000


def with_texts(office: Bench, *texts: str) -> str:
    """A matter on request with an obligation of ten million of each text, all of it collected a month after the voluntary period."""
    judgment = office.judgment("18/2019/HN-ST")
    who = parties.PartyInput("Trần Thị Mai", "person")
    request = intake.receive_request(office.desk, judgment, who, date(2019, 10, 2))
    with office.desk.writing("keep") as uow:
        owes, owed = (parties.add(uow, parties.PartyInput(name)) for name in ("Nguyễn Văn An", "Trần Thị Mai"))
        uow.commit()
    of = tuple(ev.Line(n, 10_000_000, (owes,), (owed,)) for n in range(1, len(texts) + 1))
    opening = Opening("yc", "hon_nhan", judgment, of, request, judgment_day=date(2019, 9, 2), received=date(2019, 10, 1))
    said = {f"obligation_{n}": text for n, text in enumerate(texts, 1)} | {"notice_way": "trực tiếp"}
    draft = papers.Draft("enforcement_yc", Effect("enforcement", officer=office.officer, opening=opening), texts=said)
    paper, _ = papers.issue_at_once(office.desk, draft, office.head, None)
    with office.desk.reading() as reader:
        matter = papers.load(reader, paper).matter
    acts.valid_notice(office.desk, matter, DAY)
    office.on(date(2019, 12, 2))
    for n in range(1, len(texts) + 1):
        acts.collect(office.desk, matter, date(2019, 12, 2), n, 10_000_000)
    return matter


@pytest.mark.parametrize(
    ("text", "free"),
    [("Cấp dưỡng nuôi con", True), ("Bồi thường danh dự, nhân phẩm", True), ("Trả tiền lương còn nợ", True), ("Tiền bảo hiểm xã hội", True),
     ("Bồi thường tiền bảo hiểm xe", False), ("Trả nợ gốc", False)],
)  # fmt: skip
def test_what_bears_no_fee_by_its_kind_is_not_charged_and_it_is_said(office: Bench, text: str, free: bool) -> None:
    """Article 6 of the circular; another obligation of the matter is charged as ever."""
    matter = with_texts(office, text, "Trả tiền vay")
    found = matter_money.fees(office.desk, matter, NOTHING)
    assert [r.fee for r in found.rows] == [0 if free else 300_000, 300_000]
    (worked,) = found.worked.values()
    assert any(n.startswith(f"Khoản 1 ({text})") for n in worked.notes) is free
    assert matter_money.fees(office.desk, matter, {"relief": matter_money.CHARGED}).total == 600_000
    assert matter_money.fees(office.desk, matter, {"percent": "50"}).total == found.total


def test_the_human_sets_one_sum_otherwise_than_the_others(office: Bench) -> None:
    """One of two sums was settled between the parties, the other came with a relief; each has its own percentage."""
    matter = with_texts(office, "Trả tiền vay", "Trả tiền hàng")
    first, second = (r.key for r in matter_money.fees(office.desk, matter, NOTHING).rows)

    def set_so(each: dict[int, dict[str, str]], **everywhere: str) -> list[int]:
        return [r.fee for r in matter_money.fees(office.desk, matter, {**everywhere, "each": each}).rows]

    assert set_so({first: {"how": "settled"}}) == [100_000, 300_000]
    assert set_so({first: {"how": "settled"}, second: {"relief": "poor", "percent": "50"}}) == [100_000, 150_000]
    assert set_so({second: {}}, how="settled") == [100_000, 300_000], "what is set of one is all that is said of it"
    with pytest.raises(Refused) as refused:
        set_so({second: {"relief": "poor", "percent": "90"}})
    assert refused.value.refusals[0].code == "fee.bad_percent"


def test_of_the_offices_own_motion_there_is_no_fee(office: Bench) -> None:
    matter = office.decision()
    acts.collect(office.desk, matter, DAY, 1, 1_000_000)
    found = matter_money.fees(office.desk, matter, NOTHING)
    assert (found.rows, found.total) == ((), 0)
    assert "chủ động" in found.why_none
    with pytest.raises(Refused):
        matter_money.fees(office.desk, "none", NOTHING)


def test_interest_of_an_obligation_comes_ready_to_be_reckoned(office: Bench) -> None:
    matter = office.decision(due=100_000_000, kind="yc")
    office.on(date(2020, 10, 2))
    acts.collect(office.desk, matter, date(2020, 4, 2), 1, 40_000_000)
    append(office, matter, date(2019, 12, 2), ev.Deferred("c", (), date(2020, 1, 2)))  # the creditor agreed: no interest
    append(office, matter, date(2020, 2, 3), ev.Deferred("d", ()))  # a dispute before the court: interest runs on
    append(office, matter, date(2020, 3, 2), ev.Continued((), ("deferral",)))
    append(office, matter, date(2020, 5, 4), ev.Suspended("1", (), by_notice=True))
    append(office, matter, date(2020, 6, 1), ev.Continued((), ("suspension",)))
    (line,) = matter_money.lines(office.desk, matter)
    assert (line.due, line.rest, line.start, line.end) == (100_000_000, 60_000_000, date(2019, 10, 2), date(2020, 10, 2))
    assert line.payments == ((date(2020, 4, 2), 40_000_000),)
    assert line.pauses == ((date(2019, 12, 2), date(2020, 1, 2)), (date(2020, 5, 4), date(2020, 5, 31)))
    worked = money_forms.interest(office.desk, line.typed())
    # 183 days less 32 on 100 million, 183 days less 28 on 60 million (on the day of going on interest runs), a year of 365
    expected = round((100_000_000 * (183 - 32) + 60_000_000 * (183 - 28)) / 3650)
    assert worked.headline == f"Lãi chậm thi hành án: {expected:,} đồng".replace(",", ".")


def test_a_deferral_that_goes_on_lasts_until_today_and_a_struck_sum_is_no_sum(office: Bench) -> None:
    matter = office.decision(due=10_000_000, kind="yc")
    office.on(date(2020, 3, 2))
    append(office, matter, date(2020, 1, 2), ev.Deferred("2", (), date(2020, 12, 31)))
    acts.collect(office.desk, matter, date(2019, 11, 1), 1, 1_000_000)
    with office.desk.reading() as reader:
        seq = reader.events_of(f"matter:{matter}")[-1].seq
    append(office, matter, None, ev.Struck(seq))
    (line,) = matter_money.lines(office.desk, matter)
    assert line.pauses == ((date(2020, 1, 2), date(2020, 3, 2)),)
    assert line.payments == ()
    assert matter_money.fees(office.desk, matter, NOTHING).rows == ()


NEW = date(2026, 8, 3)


def under_the_new_law(office: Bench, *bodies: ev.Body) -> matter_money.LineMoney:
    """An obligation on which these bodies stood for a hundred days under Law 106."""
    office.on(NEW)
    matter = office.decision(due=100_000_000, kind="yc")
    append(office, matter, NEW, *bodies)
    office.on(date(2026, 11, 11))
    (line,) = matter_money.lines(office.desk, matter)
    return line


@pytest.mark.parametrize(
    ("body", "last"),
    [(ev.Deferred("2", (), date(2026, 10, 22)), date(2026, 10, 22)), (ev.Suspended("2", (), by_notice=True), date(2026, 11, 11)),
     (ev.Suspended("1", ()), None), (ev.Deferred("a", ()), None)],
)  # fmt: skip
def test_the_new_law_stops_interest_too(office: Bench, body: ev.Body, last: date | None) -> None:
    """Points 46.2 and 47.2 of Law 106 as 48.2 and 49.1 before; a bankruptcy and an illness stop nothing."""
    line = under_the_new_law(office, body)
    assert line.pauses == (((NEW, last),) if last else ())
    assert line.notes == ()
    worked = money_forms.interest(office.desk, line.typed())
    assert ("khoản 2 Điều 46," in worked.cite) is (last is not None)


def test_a_deferral_by_agreement_under_the_new_law_is_left_to_the_human(office: Bench) -> None:
    """Whether interest runs is not established: nothing is taken off, and it is said, before reckoning and after."""
    line = under_the_new_law(office, ev.Deferred("c", (), date(2026, 10, 22)))
    assert line.pauses == ()
    (note,) = line.notes
    assert "Từ 03/08/2026 đến hết 22/10/2026" in note
    assert any("chưa xác lập" in n and "đồng ý" in n for n in money_forms.interest(office.desk, line.typed()).notes)


def test_a_line_that_ends_while_deferred_bore_no_interest_on_that_day(office: Bench) -> None:
    matter = office.decision(due=10_000_000, kind="yc")
    office.on(date(2020, 3, 2))
    append(office, matter, date(2020, 1, 2), ev.Deferred("2", (), date(2020, 3, 31)))
    append(office, matter, date(2020, 2, 3), ev.Terminated("c", ()))
    (line,) = matter_money.lines(office.desk, matter)
    assert (line.pauses, line.end) == (((date(2020, 1, 2), date(2020, 2, 3)),), date(2020, 2, 3))


def test_what_is_no_money_is_not_there(office: Bench) -> None:
    assert matter_money.lines(office.desk, office.decision(due=None, kind="yc")) == ()


def test_the_claims_on_a_debtor_come_from_all_their_matters_here(office: Bench) -> None:
    first = office.decision(due=60_000_000, kind="yc")
    other = office.decision(due=40_000_000, kind="yc", number="16/2019/DS-ST")
    strange = office.decision(due=5_000_000, number="17/2019/DS-ST", debtor="Lê Văn Khác")
    with office.desk.reading() as reader:
        debtors = [fold(reader.events_of(f"matter:{m}")).lines[1].line.debtors[0] for m in (first, other)]
    parties.merge(office.desk, debtors[1], debtors[0])
    acts.collect(office.desk, first, DAY, 1, 10_000_000)
    found = matter_claims.claims_of(office.desk, first)
    assert [(v["awarded"], v["principal"]) for v in found.values] == [(60_000_000, 50_000_000), (40_000_000, 40_000_000)]
    assert "2 khoản tiền" in found.said
    assert [v["principal"] for v in matter_claims.claims_of(office.desk, strange).values] == [5_000_000]
    typed = [money_order.claim(str(n), v) for n, v in enumerate(found.values)]
    shared = money_order.plan(office.desk, {"amount": 9_000_000, "day": DAY}, typed)
    assert [line.amount for line in shared.plan.lines] == [5_400_000, 3_600_000]
    with pytest.raises(Refused):
        matter_claims.claims_of(office.desk, "none")


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Án phí dân sự sơ thẩm", "court_fees"), ("Cấp dưỡng nuôi con mỗi tháng", "support"), ("Tiền phạt bổ sung", "fines"),
     ("Trả nợ gốc và lãi", "other"), ("Bồi thường tổn thất tinh thần", "injury"), ("Đóng bảo hiểm xã hội", "insurance"), ("", "other")],
)  # fmt: skip
def test_the_kind_of_a_claim_is_proposed_by_its_words(text: str, kind: str) -> None:
    assert matter_claims.kind(text) == kind
