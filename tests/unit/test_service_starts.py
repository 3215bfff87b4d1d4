"""What the service of a paper starts, under either law: every term that counts from a notice runs from the valid day of the table, moves when a
line is put right, and is taken back when it is struck. The way page and the list of the day agree with the table."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import Bench, bench, on_its_form
from thads_desktop.documents.form import form_for
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import standing
from thads_desktop.services import (
    acts,
    outgoing,
    papers,
    queries,
    sent_out,
    serving,
    striking,
    upkeep,
)
from thads_desktop.services.receipts import Official

DAY = {"2008": date(2019, 10, 7), "2025": date(2026, 8, 3)}


@pytest.fixture(params=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY[request.param])
    yield made
    made.desk.close()


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY["2008"])
    yield made
    made.desk.close()


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY["2025"])
    yield made
    made.desk.close()


def decision(office: Bench, kind: str = "cd") -> tuple[str, str, str]:
    """(matter, its decision, the key of the debtor in the table)."""
    matter = office.decision(kind=kind)
    view = queries.matter(office.desk, matter)
    return matter, view.state.opening_paper, f"party|{view.debtors[0]}"


def terms(office: Bench, matter: str, rule: str, case: str = "") -> list[tuple[date, date]]:
    """(born, due) of the terms of a rule that stand open in the matter."""
    return [(d.born, d.due) for d in queries.matter(office.desk, matter).deadlines if d.rule == rule and case in ("", d.case) and d.discharged_on is None]


def served_lines(office: Bench, matter: str) -> list[int]:
    with office.desk.reading() as reader:
        return [e.seq for e in standing(reader.events_of(f"matter:{matter}")) if isinstance(e.body, PaperServed)]


def notices(office: Bench, matter: str) -> list[tuple[date, str]]:
    return queries.matter(office.desk, matter).state.notices


def after(day: date, days: int) -> date:
    return day + timedelta(days=days)


# --- a wrong day put right, or struck ---------------------------------------------------------------


@pytest.mark.parametrize("right", [2, 9])
def test_a_day_put_right_moves_the_voluntary_period_and_the_sending(office: Bench, right: int) -> None:
    matter, paper, key = decision(office)
    issued = office.clock.day
    office.on(after(issued, 10))
    serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 5)))
    assert [born for born, _ in terms(office, matter, "R09")] == [after(issued, 5)]
    done = serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, right)))
    assert [born for born, _ in terms(office, matter, "R09")] == [after(issued, right)]
    assert [day for day, _ in notices(office, matter)] == [after(issued, right)]
    assert any("thời hạn tự nguyện tính từ đó" in t for t in done.told)
    sent = [s.day for s in queries.matter(office.desk, matter).state.papers[paper].sendings if s.to == "party"]
    assert sent == [after(issued, right)], "the term of sending is met on the right day, too"
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == key)
    assert (row.sent, row.served) == (after(issued, right),) * 2
    assert upkeep.verify(office.desk).findings == ()


def test_a_struck_line_takes_its_notice_and_its_sending_with_it(office: Bench) -> None:
    matter, paper, key = decision(office)
    serving.mark(office.desk, paper, [key], serving.Given("direct", office.clock.day))
    (line,) = served_lines(office, matter)
    striking.strike(office.desk, matter, line, "ghi nhầm người")
    assert terms(office, matter, "R09") == []
    assert notices(office, matter) == []
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == key)
    assert (row.sent, row.served) == (None, None)
    assert [d.paper for d in queries.matter(office.desk, matter).deadlines if d.rule == "R08" and d.discharged_on is None] == [paper]
    assert queries.matter(office.desk, matter).state.papers[paper].stage == "numbered"
    assert upkeep.verify(office.desk).findings == ()


def test_striking_the_notice_strikes_the_line_that_wrote_it(office: Bench) -> None:
    matter, paper, key = decision(office)
    serving.mark(office.desk, paper, [key], serving.Given("direct", office.clock.day))
    with office.desk.reading() as reader:
        notice = next(e.seq for e in reader.events_of(f"matter:{matter}") if isinstance(e.body, ev.ValidNotice))
    striking.strike(office.desk, matter, notice, "ghi nhầm")
    assert served_lines(office, matter) == []
    assert terms(office, matter, "R09") == []


def test_the_line_before_stands_again_with_what_it_started(office: Bench) -> None:
    matter, paper, key = decision(office)
    issued = office.clock.day
    office.on(after(issued, 10))
    serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 3)))
    serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 6)))
    striking.strike(office.desk, matter, served_lines(office, matter)[-1], "ghi nhầm")
    assert [born for born, _ in terms(office, matter, "R09")] == [after(issued, 3)]
    striking.strike(office.desk, matter, served_lines(office, matter)[-1], "ghi nhầm")
    assert terms(office, matter, "R09") == []
    assert upkeep.verify(office.desk).findings == ()


def test_a_further_service_by_another_way_moves_nothing(office: Bench) -> None:
    matter, paper, key = decision(office)
    issued = office.clock.day
    office.on(after(issued, 10))
    serving.mark(office.desk, paper, [key], serving.Given("posting", after(issued, 1)))
    serving.mark(office.desk, paper, [key], serving.Given("direct", after(issued, 6)))
    assert [born for born, _ in terms(office, matter, "R09")] == [after(issued, 1)]
    # The posting was a mistake: what was handed over is the notice.
    striking.strike(office.desk, matter, served_lines(office, matter)[0], "không niêm yết")
    assert [born for born, _ in terms(office, matter, "R09")] == [after(issued, 6)]


def test_a_notice_is_put_right_behind_a_later_decision(old: Bench) -> None:
    matter, paper, key = decision(old)
    issued = old.clock.day
    old.on(after(issued, 30))
    serving.mark(old.desk, paper, [key], serving.Given("direct", after(issued, 1)))
    old.verified(matter, after(issued, 20), "means")
    texts = {"asset": "xe ô tô", "holder": "x", "reason": "x", "evidence": "x", "income": "x"}
    papers.issue_at_once(old.desk, on_its_form(old, matter, Effect("coercion", measure="seize"), **texts), old.officer)
    serving.mark(old.desk, paper, [key], serving.Given("direct", after(issued, 2)))
    assert [day for day, _ in notices(old, matter)] == [after(issued, 2)]
    assert upkeep.verify(old.desk).findings == ()


def test_a_line_of_an_older_program_is_put_right_too(old: Bench) -> None:
    """It noted nowhere what it wrote: the notice right behind it is its own."""
    matter, paper, key = decision(old)
    issued = old.clock.day
    party = key.partition("|")[2]
    old.on(after(issued, 9))
    with old.desk.writing("send") as uow:
        uow.write_row("serving", "r1", {"paper": paper, "recipient": "", "who": "", "witness": "", "proof": ""})
        day = after(issued, 5)
        uow.append(f"matter:{matter}", day, PaperServed(paper, "party", party, "direct", "r1", day, day, "self"), "2008")
        uow.append(f"matter:{matter}", day, ev.ValidNotice("direct", party), "2008")
        uow.commit()
    serving.mark(old.desk, paper, [key], serving.Given("direct", after(issued, 7)))
    assert notices(old, matter) == [(after(issued, 7), party)]


# --- VNeID is no valid notice of the enforcement decision --------------------------------------------


def test_the_decision_is_not_validly_notified_by_vneid_under_the_new_law(new: Bench) -> None:
    matter, paper, key = decision(new)
    done = serving.mark(new.desk, paper, [key], serving.Given("electronic", new.clock.day, new.clock.day))
    assert notices(new, matter) == []
    assert terms(new, matter, "R09") == []
    said = " ".join(done.told)
    assert "khoản 1 Điều 16 Nghị định 152/2026/NĐ-CP" in said
    assert "chưa tính là thông báo hợp lệ" in said
    row = next(r for r in serving.table(new.desk, paper).rows if r.recipient.key == key)
    assert (row.sent, row.served) == (new.clock.day, None)
    serving.mark(new.desk, paper, [key], serving.Given("direct", new.clock.day))
    assert [day for day, _ in notices(new, matter)] == [new.clock.day]


def test_by_the_old_law_an_electronic_notice_the_party_asked_for_is_valid(old: Bench) -> None:
    matter, paper, key = decision(old)
    serving.mark(old.desk, paper, [key], serving.Given("electronic", old.clock.day))
    assert [day for day, _ in notices(old, matter)] == [old.clock.day]


def test_other_papers_are_validly_notified_by_vneid(new: Bench) -> None:
    matter, paper, key = money_notice(new)
    serving.mark(new.desk, paper, [key], serving.Given("electronic", new.clock.day))
    assert terms(new, matter, "R42", "khong_den_nhan") == [(new.clock.day, after(new.clock.day, 15))]


# --- the way page and the list of the day ------------------------------------------------------------


@pytest.mark.parametrize("way", ["direct", "posting"])
def test_a_sending_told_beside_the_paper_fills_the_table_and_starts_the_period(office: Bench, way: str) -> None:
    matter, paper, key = decision(office)
    told = sent_out.send(office.desk, paper, "all", "", way, office.clock.day)
    assert [born for born, _ in terms(office, matter, "R09")] == [office.clock.day]
    assert any("thời hạn tự nguyện tính từ đó" in t for t in told)
    rows = [r for r in serving.table(office.desk, paper).rows if r.recipient.to != "inside"]
    assert [(r.way, r.sent, r.served) for r in rows] == [(way, office.clock.day, office.clock.day)] * 3
    assert terms(office, matter, "R07") == terms(office, matter, "R08") == []
    assert any(r.recipient.key == key for r in rows)


def test_what_is_missing_is_said(new: Bench) -> None:
    matter, paper, key = decision(new)
    party = key.partition("|")[2]
    told = sent_out.send(new.desk, paper, "party", "", "post", new.clock.day, party)
    assert terms(new, matter, "R09") == []
    assert any("chưa tính là được thông báo hợp lệ" in t for t in told)
    told = sent_out.send(new.desk, paper, "party", "", "electronic", new.clock.day, party)
    assert any("khoản 1 Điều 16" in t for t in told)
    assert sent_out.send(new.desk, paper, "procuracy", "", "post", new.clock.day) == ()


def test_a_body_of_the_list_is_found_by_its_name(office: Bench) -> None:
    matter, _paper, _key = decision(office)
    clause = office.desk.rules.grounds("delegation", office.clock.day)[0].code
    texts = {"reason": "x", "needed_info": "x", "enclosures": "Bản án"}
    draft = papers.Draft("delegation", Effect("delegation", clause, to_office="Thi hành án dân sự tỉnh Quảng Ninh"), matter, texts)
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    sent_out.send(office.desk, paper, "office", "Thi hành án dân sự tỉnh Quảng Ninh", "direct", office.clock.day)
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.to == "office")
    assert row.served == office.clock.day


def test_the_list_of_the_day_agrees_with_the_table(office: Bench) -> None:
    matter, paper, key = decision(office)
    owed = [o for o in outgoing.look(office.desk, 5).owed if o.paper == paper]
    done = outgoing.mark(office.desk, owed, "direct", office.clock.day, "sổ giao nhận trang 3")
    assert done.count == len(owed) == 3
    assert any("thời hạn tự nguyện" in t for t in done.told)
    assert [born for born, _ in terms(office, matter, "R09")] == [office.clock.day]
    row = next(r for r in serving.table(office.desk, paper).rows if r.recipient.key == key)
    assert (row.served, row.proof) == (office.clock.day, "sổ giao nhận trang 3")


# --- money and things ---------------------------------------------------------------------------------


def money_notice(office: Bench, *, receipt: bool = True, **texts: str) -> tuple[str, str, str]:
    """(matter, the notice to its creditor to come for money, the key of the creditor)."""
    matter = office.decision(kind="yc")
    view = queries.matter(office.desk, matter)
    acts.collect(office.desk, matter, office.clock.day, 1, 1_000_000, official=Official(number="0000123", book="AB") if receipt else None)
    own = {v.name: v.sample for v in form_for("money_notice", office.clock.day).own}
    said = {**own, "payee": "Công ty TNHH Ánh Dương", "payee_sum": "1000000", "payee_things": "", **texts}
    paper, _ = papers.issue_at_once(office.desk, papers.Draft("money_notice", Effect(PLAIN), matter, said), office.officer)
    return matter, paper, f"party|{view.state.lines[1].line.creditors[0]}"
