"""Who is told to come for money is told of no more than the books of the matter hold for him on that day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, costs, intake, papers, parties, payouts, queries, six_heads
from thads_desktop.services.parties import PartyInput
from thads_desktop.services.receipts import Official

DAYS = {"2008": date(2024, 3, 4), "2025": date(2026, 8, 3)}
CREDITOR = "Công ty TNHH Ánh Dương"


@pytest.fixture(params=sorted(DAYS))
def office(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAYS[request.param])
    yield made
    made.desk.close()


def notice(office: Bench, matter: str, amount: int, payee: str = CREDITOR) -> papers.Draft:
    texts = {"payee": payee, "payee_address": "số 7", "fetch_when": "08 giờ", "fetch_place": "trụ sở", "payee_sum": str(amount)}
    return papers.Draft("money_notice", Effect("paper"), matter, texts)


def said(office: Bench, draft: papers.Draft) -> list[str]:
    with office.desk.reading() as reader:
        found = papers.check(office.desk, reader, draft, office.clock.day).refusals
    assert all("hãy" in say(r) and six_heads.table().known(r.code) == "content" for r in found)
    return [r.code for r in found]


def take(office: Bench, matter: str, amount: int, line: int = 1, day: date | None = None) -> None:
    acts.collect(office.desk, matter, day or office.clock.day, line, amount, official=Official(number=f"{line}{amount // 1000:05d}", way="cash"))


def test_a_notice_of_more_than_is_held_is_refused(office: Bench) -> None:
    matter = office.decision(due=50_000_000, kind="yc")
    assert said(office, notice(office, matter, 1)) == ["sums.notice_not_held"]
    take(office, matter, 3_000_000)
    assert said(office, notice(office, matter, 3_000_000)) == []
    with pytest.raises(Refused) as refused:
        papers.issue_at_once(office.desk, notice(office, matter, 3_000_001), office.officer)
    assert [r.code for r in refused.value.refusals] == ["sums.notice_not_held"]
    assert "3.000.001" in say(refused.value.refusals[0])
    assert "3.000.000" in say(refused.value.refusals[0])


def test_what_was_paid_out_is_there_no_more(office: Bench) -> None:
    matter = office.decision(due=50_000_000, kind="yc")
    take(office, matter, 3_000_000)
    creditor = queries.matter(office.desk, matter).state.lines[1].line.creditors[0]
    payouts.pay(office.desk, matter, payouts.Order(office.clock.day, (le.Payment(1, creditor, 2_000_000, 0),), voucher="PC01"))
    assert said(office, notice(office, matter, 1_000_000)) == []
    assert said(office, notice(office, matter, 1_000_001)) == ["sums.notice_not_held"]


def test_an_advance_that_is_given_back_is_money_that_is_there(office: Bench) -> None:
    matter = office.decision(due=50_000_000, kind="yc")
    creditor = queries.matter(office.desk, matter).state.lines[1].line.creditors[0]
    costs.advance(office.desk, matter, office.clock.day, creditor, 4_000_000)
    assert said(office, notice(office, matter, 4_000_000)) == []
    assert said(office, notice(office, matter, 4_000_001)) == ["sums.notice_not_held"]


def test_money_of_others_is_not_his(office: Bench) -> None:
    matter = two_creditors(office)
    take(office, matter, 1_000_000, 1)
    take(office, matter, 500_000, 2)
    assert said(office, notice(office, matter, 500_000, "bà Trần Thị Nhận")) == []
    assert said(office, notice(office, matter, 500_001, "bà Trần Thị Nhận")) == ["sums.notice_not_theirs"]
    assert said(office, notice(office, matter, 1_500_000, "ông Phạm Văn Ngoài")) == [], "of who is no party the whole is the bound"


def two_creditors(office: Bench) -> str:
    """A matter in which the debtor owes the company and a person."""
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, PartyInput(CREDITOR, "org"), date(2019, 10, 2))
    with office.desk.writing("keep") as uow:
        debtor = parties.add(uow, PartyInput("Nguyễn Văn An", birth_year=1980, address="số 12"))
        owed = [parties.add(uow, PartyInput(name, kind)) for name, kind in ((CREDITOR, "org"), ("Trần Thị Nhận", "person"))]
        uow.commit()
    lines = tuple(ev.Line(n, 10_000_000, (debtor,), (party,)) for n, party in enumerate(owed, 1))
    opening = Opening("yc", "dan_su", judgment, lines, request, judgment_day=date(2019, 9, 2), received=date(2019, 10, 1))
    texts = {"obligation_1": "Trả nợ gốc", "obligation_2": "Bồi thường", "notice_way": "trực tiếp"}
    draft = papers.Draft("enforcement_yc", Effect("enforcement", officer=office.officer, opening=opening), texts=texts)
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        return papers.load(reader, paper).matter
