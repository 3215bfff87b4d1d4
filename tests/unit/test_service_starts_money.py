"""The terms of money, things and prices that the service of a notice starts, under both laws."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests import assets
from tests.office import Bench, bench
from tests.unit.test_service_starts import after, decision, money_notice, office, old, served_lines, terms
from thads_desktop import dated
from thads_desktop.documents.form import form_for
from thads_desktop.domain import asset_events as ae, ledger_events as le
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law import service_law
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import (
    acts,
    asset_facts,
    asset_steps,
    papers,
    payees,
    queries,
    serving,
    store,
    striking,
    upkeep,
)
from thads_desktop.services.receipts import Official
from thads_desktop.services.store import ItemInput

__all__ = ["office", "old"]


def test_the_notice_to_come_for_money_starts_the_time_to_fetch_it(office: Bench) -> None:
    matter, paper, key = money_notice(office)
    assert terms(office, matter, "R42", "khong_den_nhan") == [], "issued is not told"
    issued = office.clock.day
    office.on(after(issued, 4))
    done = serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 2)))
    assert terms(office, matter, "R42", "khong_den_nhan") == [(after(issued, 2), after(issued, 17))]
    assert any("thời hạn đến nhận" in t for t in done.told)
    serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 3)))
    assert [born for born, _ in terms(office, matter, "R42", "khong_den_nhan")] == [after(issued, 3)]
    assert terms(office, matter, "R07") == terms(office, matter, "R08") == [] or "R07" not in {
        d.rule for d in queries.matter(office.desk, matter).deadlines if d.paper == paper
    }
    for line in reversed(served_lines(office, matter)):
        striking.strike(office.desk, matter, line, "ghi nhầm")
    assert terms(office, matter, "R42", "khong_den_nhan") == []
    assert upkeep.verify(office.desk).findings == ()


def test_money_that_came_late_goes_to_the_state_a_year_after_the_notice(tmp_path: Path) -> None:
    """R47: one year from the notice, of money that came in when the years from the judgment's effect were over."""
    for law, day in (("2008", date(2025, 3, 10)), ("2025", date(2026, 8, 3))):
        office = bench(tmp_path / law, day)
        office.on(date(2019, 10, 7))
        matter = office.decision(kind="yc")
        office.on(day)
        acts.collect(office.desk, matter, day, 1, 1_000_000, official=Official(number="0000123", book="AB"))
        creditor = queries.matter(office.desk, matter).state.lines[1].line.creditors[0]
        own = {v.name: v.sample for v in form_for("money_notice", day).own}
        said = {**own, "payee": "Công ty TNHH Ánh Dương", "payee_sum": "1000000", "payee_things": "", "fetch_when": "trong giờ hành chính"}
        paper, _ = papers.issue_at_once(office.desk, papers.Draft("money_notice", Effect(PLAIN), matter, said), office.officer)
        serving.mark(office.desk, paper, [f"party|{creditor}"], serving.Given("direct", day))
        office.on(after(day, 20))
        payees.deposit(office.desk, matter, after(day, 20), 1, creditor, 1_000_000)
        assert [born for born, _ in terms(office, matter, "R47", "thong_bao")] == [day]
        office.desk.close()


def test_without_a_receipt_it_is_said_that_the_term_is_not_counted(office: Bench) -> None:
    matter, paper, key = money_notice(office, receipt=False)
    done = serving.mark(office.desk, paper, [key], serving.Given("direct", office.clock.day))
    assert terms(office, matter, "R42", "khong_den_nhan") == []
    assert any("chưa có khoản thu nào ghi biên lai" in t for t in done.told)


def test_a_notice_typed_before_is_no_second_one(office: Bench) -> None:
    matter, paper, key = money_notice(office)
    payees.notify(office.desk, matter, office.clock.day, key.partition("|")[2])
    serving.mark(office.desk, paper, [key], serving.Given("direct", office.clock.day))
    with office.desk.reading() as reader:
        told = [e for e in in_force(reader.events_of(f"matter:{matter}")) if isinstance(e.body, le.PayeeNotified)]
    assert len(told) == 1


def test_the_notice_to_come_for_things_starts_their_time_on_the_card(office: Bench) -> None:
    matter, paper, key = money_notice(office, payee_sum="", payee_things="01 điện thoại Nokia màu đen")
    issued = office.clock.day
    number = queries.matter(office.desk, matter).number_text
    phone = ItemInput("Điện thoại Nokia", "1", "cái", issued, "05/LNK", fate="return", matter=number, kind="thing", owner="x")
    other = replace(phone, name="Ví da", order="06/LNK")
    items = [store.take_in(office.desk, x) for x in (phone, other)]
    office.on(after(issued, 4))
    done = serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 2)))
    started = [born for born, _ in terms(office, matter, "R46", "tai_san")]
    assert started == [after(issued, 2)], done.told
    with office.desk.reading() as reader:
        noticed = [s.notice for item, s in sorted(queries_state(office, matter).items()) if item == items[0]]
        assert reader is not None
    assert noticed == [after(issued, 2)]
    serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 3)))
    assert [born for born, _ in terms(office, matter, "R46", "tai_san")] == [after(issued, 3)]
    for line in reversed(served_lines(office, matter)):
        striking.strike(office.desk, matter, line, "ghi nhầm")
    assert terms(office, matter, "R46", "tai_san") == []
    assert upkeep.verify(office.desk).findings == ()


def queries_state(office: Bench, matter: str) -> dict[str, object]:
    return dict(queries.matter(office.desk, matter).state.exhibits)


# --- the cover that names the decision ------------------------------------------------------------------


def test_the_notice_that_names_the_decision_tells_it(office: Bench) -> None:
    matter, opening, key = decision(office)
    view = queries.matter(office.desk, matter)
    own = {v.name: v.sample for v in form_for("notice_of_enforcement", office.clock.day).own}
    for told, started in (("Quyết định số 999/QĐ-X ngày 01/10/2019", False), (f"Quyết định số {view.number_text} ngày 07/10/2019", True)):
        draft = papers.Draft("notice_of_enforcement", Effect(PLAIN), matter, {**own, "told_to": "ông Nguyễn Văn An", "paper_told": told})
        paper, _ = papers.issue_at_once(office.desk, draft, office.officer)
        serving.mark(office.desk, paper, [key], serving.Given("direct", office.clock.day))
        assert bool(terms(office, matter, "R09")) == started
    assert opening


# --- assets -----------------------------------------------------------------------------------------------


def valued(office: Bench) -> str:
    """An asset with a price found by a valuer, of which nobody was told."""
    office.decision(due=500_000_000)
    day = office.clock.day
    office.on(after(day, 60))
    asset = assets.card(office)
    for step, days, more in (
        ("asset_seized", 7, {"matter": office.matters[0]}), ("valuation_contract", 9, {"org": "Công ty Thẩm định giá A"}),
        ("valuation_received", 21, {"amount": 300_000_000}),
    ):  # fmt: skip
        assets.take(office, asset, step, after(day, days), **more)
    office.on(after(day, 22))
    return asset


def told_paper(office: Bench, form_id: str) -> str:
    own = {v.name: v.sample for v in form_for(form_id, office.clock.day).own}
    draft = papers.Draft(form_id, Effect(PLAIN), office.matters[0], {**own, "asset": "xe ô tô", "reason": "x", "evidence": "x"})
    return papers.issue_at_once(office.desk, draft, office.officer)[0]


def parties_of(office: Bench, paper: str) -> list[str]:
    return [r.recipient.key for r in serving.table(office.desk, paper).rows if r.recipient.to == "party"]


def asset_terms(office: Bench, asset: str, rule: str, case: str) -> list[tuple[date, date | None]]:
    with office.desk.reading() as reader:
        return [(d.born, d.discharged_on) for d in asset_facts.now(office.desk, reader, asset).terms if d.rule == rule and d.case == case]


def test_the_time_to_ask_for_another_valuation_runs_from_the_service_on_each_party(office: Bench) -> None:
    asset = valued(office)
    issued = office.clock.day
    paper = told_paper(office, "valuation_result")
    assert asset_terms(office, asset, "R35-CHO", "de_nghi") == [], "issued is not told"
    assert [done for _, done in asset_terms(office, asset, "R35", "thong_bao")] == [None]
    office.on(after(issued, 7))
    first, second = parties_of(office, paper)
    serving.mark(office.desk, paper, [first], serving.Given("direct", after(issued, 1)))
    assert [born for born, _ in asset_terms(office, asset, "R35-CHO", "de_nghi")] == [after(issued, 1)]
    with pytest.raises(Refused) as refused:
        assets.take(office, asset, "auction_contract", after(issued, 7), why="org", org="B")
    assert "asset.result_told" in assets.codes(refused), "one party does not know of it yet"
    serving.mark(office.desk, paper, [second], serving.Given("direct", after(issued, 4)))
    assert [born for born, _ in asset_terms(office, asset, "R35-CHO", "de_nghi")] == [after(issued, 1), after(issued, 4)]
    assert [done for _, done in asset_terms(office, asset, "R35", "thong_bao")] == [after(issued, 4)]
    with office.desk.reading() as reader:
        window = max(d.due for d in asset_facts.now(office.desk, reader, asset).terms if d.rule == "R35-CHO")
        contract = [d.born for d in asset_facts.now(office.desk, reader, asset).terms if (d.rule, d.case) == ("R37", "hop_dong")]
    assert (window in contract) == (office.desk.rules.law_on(issued) == "2025"), "the contract of auction follows the last window"
    serving.mark(office.desk, paper, [second], serving.Given("direct", after(issued, 6)))
    assert [born for born, _ in asset_terms(office, asset, "R35-CHO", "de_nghi")] == [after(issued, 1), after(issued, 6)]
    striking.strike(office.desk, office.matters[0], served_lines(office, office.matters[0])[0], "ghi nhầm")
    assert [born for born, _ in asset_terms(office, asset, "R35-CHO", "de_nghi")] == [after(issued, 6)]
    stands = {d.rule for d in queries.deadlines(office.desk) if d.subject == f"asset:{asset}"}
    assert "R35-CHO" in stands, "the lists follow"
    assets.sound(office)


def test_a_step_typed_by_hand_counts_from_its_own_day(office: Bench) -> None:
    asset = valued(office)
    assets.take(office, asset, "valuation_told", office.clock.day)
    assert [born for born, _ in asset_terms(office, asset, "R35-CHO", "de_nghi")] == [office.clock.day]


def test_the_parties_agree_on_a_price_from_the_service_of_the_failed_auction(old: Bench) -> None:
    asset = valued(old)
    day = old.clock.day
    old.on(after(day, 120))
    for step, days, more in (("valuation_told", 0, {}), ("auction_contract", 10, {"why": "org", "org": "B"}), ("auction_failed", 50, {"why": "nobody"})):
        assets.take(old, asset, step, after(day, days), **more)
    old.on(after(day, 52))
    paper = told_paper(old, "auction_failed")
    assert asset_terms(old, asset, "R39-CHO", "thoa_thuan") == []
    old.on(after(day, 55))
    keys = parties_of(old, paper)
    serving.mark(old.desk, paper, keys[:1], serving.Given("direct", after(day, 53)))
    with old.desk.reading() as reader:
        found = asset_facts.now(old.desk, reader, asset)
        said = asset_steps.judged_of(old.desk, reader, found, asset_steps.StepInput("price_cut", old.clock.day, amount=270_000_000, why="officer"))
    assert "asset.parties_may_agree" in [r.code for r in said[1]]
    serving.mark(old.desk, paper, keys[1:], serving.Given("direct", after(day, 55)))
    assert [born for born, _ in asset_terms(old, asset, "R39-CHO", "thoa_thuan")] == [after(day, 53), after(day, 55)]
    with old.desk.reading() as reader:
        assert any(isinstance(e.body, ae.StepOnPaper) for e in reader.events_of(f"asset:{asset}"))


# --- every rule that counts from a notice -----------------------------------------------------------------


def test_every_rule_that_counts_from_a_notice_is_started_by_service_or_says_why_not() -> None:
    """Words of happenings that are a telling of somebody, in the place where terms begin."""
    telling = {
        "ValidNotice", "payee_notified", "return_notice", "valuation_told", "failed_auction_told", "co_owner_notice", "debtor_told_of_taking",
        "heirs_notice", "act_known", "act_known_to_procuracy", "first_settlement_received", "end_notice",
    }  # fmt: skip
    rules = Rules.load()
    starts = {word for rule in rules.rules() for t in (*rules.terms.get(rule, ()), *rules.absent.get(rule, ())) for word in words_of(t.counts_from)}
    held = service_law.service(dated.in_force())
    assert starts & telling == telling, "the list is what the law data have"
    known = {s.event for s in held.starts} | set(held.apart)
    assert known == telling
    assert not {s.event for s in held.starts} & set(held.apart)
    spoken = {w for w in starts if any(mark in w for mark in ("told", "notice", "known", "notified"))} - telling
    assert spoken == {"GroundArose suspension_notice"}, "a ground that came in, of which the office tells the parties"


def words_of(said: str) -> list[str]:
    return [p.strip() for p in said.split(",")]
