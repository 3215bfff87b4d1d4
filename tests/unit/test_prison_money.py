"""Money collected in prison: what waits with its term, what came with the prison's part of the fee, a prison's list taken in whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import cashier, inspection_files, payouts, prison_batch, prison_money, striking

DAY = date(2019, 10, 8)
PRISON = "Trại giam Xuân Nguyên"


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Nguyễn Văn An")
    made.decision(number="16/2019/DS-ST", debtor="Trần Thị Tám", kind="yc", due=50_000_000)
    made.on(date(2019, 11, 20))
    yield made
    made.desk.close()


def code(run: Any) -> str:
    with pytest.raises(Refused) as refused:
        run()
    return refused.value.refusals[0].code


def collected(office: Bench, at: int = 0) -> int:
    with office.desk.reading() as reader:
        return fold(reader.events_of(f"matter:{office.matters[at]}")).collected


def last(office: Bench, name: str, at: int = 0) -> int:
    with office.desk.reading() as reader:
        return [e.seq for e in reader.events_of(f"matter:{office.matters[at]}") if type(e.body).__name__ == name][-1]


def head(office: Bench) -> object:
    with office.desk.reading() as reader:
        return reader.head()


def test_what_a_prison_took_is_no_money_of_the_matter_until_it_arrives(office: Bench) -> None:
    desk, matter = office.desk, office.matters[0]
    prison_money.collect(desk, matter, DAY, 1, 300_000, PRISON, voucher="PT 3")
    assert collected(office) == 0
    assert not cashier.ids(desk, cashier.wanted(DAY, DAY))
    waits = prison_money.waiting(desk)[0]
    # One month from 8 October 2019 ends on Friday 8 November.
    assert (waits.prison, waits.who, waits.amount, waits.due, waits.note) == (PRISON, "Nguyễn Văn An", 300_000, date(2019, 11, 8), "")
    assert "Điều 8" in waits.cite
    assert "quá 12 ngày" in prison_money.due_words(waits, desk.clock.today())
    assert code(lambda: prison_money.arrive(desk, matter, waits.seq, date(2019, 10, 7))) == "prison.before"
    assert prison_money.arrive(desk, matter, waits.seq, date(2019, 11, 5), "0000007") == 0
    assert code(lambda: prison_money.arrive(desk, matter, waits.seq, date(2019, 11, 5))) == "prison.arrived"
    assert collected(office) == 300_000
    assert not prison_money.waiting(desk)
    line = cashier.lines(desk, cashier.ids(desk, cashier.wanted(date(2019, 11, 5), date(2019, 11, 5))))[0]
    assert line is not None
    assert (line.kind, line.income, line.form, line.receipt) == ("prison_in", 300_000, "Chuyển khoản", "0000007")
    assert [name for _key, name in prison_money.prisons(desk)] == [PRISON]


def test_a_number_that_is_not_certain_says_so(office: Bench) -> None:
    with office.desk.reading() as reader:
        calendar = office.desk.calendar(reader)
    due, cite, note = prison_money.term(office.desk, calendar, date(2026, 8, 3))
    assert due == date(2026, 9, 3)
    assert cite
    assert "Chưa chắc chắn" in note
    assert prison_money.term(office.desk, calendar, date(2014, 1, 1))[0] is None


def test_the_prisons_part_of_the_fee(office: Bench) -> None:
    desk, matter = office.desk, office.matters[1]
    prison_money.collect(desk, matter, DAY, 1, 10_000_001, PRISON, arrived=date(2019, 10, 30))
    came = prison_money.came(desk, date(2019, 10, 1), date(2019, 10, 31))
    # 3 % of 10,000,001, of which 65 %.
    assert [(c.amount, c.fee, c.share) for c in came] == [(10_000_001, 300_000, 195_000)]
    sheet = prison_money.listing(desk, date(2019, 10, 1), date(2019, 10, 31))
    assert "65 %" in sheet.notes[0]
    assert inspection_files.pdf(sheet).startswith(b"%PDF")


def test_money_that_is_struck_waits_again(office: Bench) -> None:
    desk, matter = office.desk, office.matters[0]
    prison_money.collect(desk, matter, DAY, 1, 300_000, PRISON, arrived=date(2019, 10, 30))
    with desk.reading() as reader:
        here = next(e.seq for e in reader.events_of(f"matter:{matter}") if type(e.body).__name__ == "Collected")
    striking.strike(desk, matter, here, "nhầm")
    assert [w.amount for w in prison_money.waiting(desk)] == [300_000]


def test_an_arrival_is_struck_with_its_money_whichever_line_is_struck(office: Bench) -> None:
    desk, matter = office.desk, office.matters[0]
    for struck in ("PrisonArrived", "Collected"):
        if not prison_money.waiting(desk):
            prison_money.collect(desk, matter, DAY, 1, 300_000, PRISON)
        prison_money.arrive(desk, matter, prison_money.waiting(desk)[0].seq, date(2019, 10, 30), "0000007")
        assert collected(office) == 300_000
        noted, there = (last(office, name) for name in ("PrisonCollected", struck))
        assert code(lambda seq=noted: striking.strike(desk, matter, seq, "nhầm")) == "prison.strike_first"
        striking.strike(desk, matter, there, "nhầm")
        assert collected(office) == 0
        assert [w.amount for w in prison_money.waiting(desk)] == [300_000]
        assert code(lambda: striking.strike(desk, matter, last(office, "PrisonArrived"), "nhầm")) == "strike.unknown"
    striking.strike(desk, matter, last(office, "PrisonCollected"), "nhầm")
    assert not prison_money.waiting(desk)


def test_an_arrival_that_was_paid_out_is_not_struck(office: Bench) -> None:
    desk, matter = office.desk, office.matters[1]
    prison_money.collect(desk, matter, DAY, 1, 300_000, PRISON, arrived=date(2019, 10, 30))
    with desk.reading() as reader:
        creditor = fold(reader.events_of(f"matter:{matter}")).lines[1].line.creditors[0]
    payouts.pay(desk, matter, payouts.Order(date(2019, 11, 1), (le.Payment(1, creditor, 300_000),)))
    before = head(office)
    for name in ("PrisonArrived", "Collected"):
        assert code(lambda name=name: striking.strike(desk, matter, last(office, name, 1), "nhầm")) == "strike.paid_out"
    assert head(office) == before


def test_what_cannot_be_is_refused(office: Bench) -> None:
    desk, matter = office.desk, office.matters[0]
    for wanted, run in (
        ("line.unknown", lambda: prison_money.collect(desk, matter, DAY, 9, 5, PRISON)),
        ("text.missing", lambda: prison_money.collect(desk, matter, DAY, 1, 5, " ")),
        ("act.before_decision", lambda: prison_money.collect(desk, matter, date(2019, 10, 1), 1, 5, PRISON)),
        ("party.not_debtor", lambda: prison_money.collect(desk, matter, DAY, 1, 5, PRISON, party="x")),
        ("prison.unknown", lambda: prison_money.arrive(desk, matter, 1, DAY)),
    ):
        assert code(run) == wanted


def test_a_list_is_matched_by_name_and_year_of_birth(office: Bench) -> None:
    desk = office.desk
    text = (
        "nguyen van an;1980;200.000;08/10/2019;PT 1;;\n"
        "Nguyễn Văn An;;200.000;08/10/2019;PT 2;;\n"
        "Nguyễn Văn An;1981;5;08/10/2019;;;\n"
        "TRẦN THỊ TÁM;1980;60.000.000;08/10/2019;;2;\n"
        "Trần Thị Tám;1980;5;08/10/2019;;99;\n"
    )
    rows = prison_batch.parse(desk, text)
    assert [r.state for r in rows] == ["certain", "unsure", "none", "unsure", "none"]
    assert "năm sinh" in rows[1].why
    assert "lớn hơn" in rows[3].why
    before = head(office)
    assert code(lambda: prison_batch.book(desk, PRISON, [])) == "prison.nothing"
    assert code(lambda: prison_batch.book(desk, PRISON, [(rows[0], "x")])) == "prison.choice"
    assert head(office) == before


def test_all_or_nothing(office: Bench) -> None:
    desk = office.desk
    text = "Nguyễn Văn An;1980;200.000;08/10/2019;PT 1;;30/10/2019\nTrần Thị Tám;1980;300.000;06/10/2019;;;\n"
    rows = prison_batch.parse(desk, text)
    chosen = [(r, r.candidates[0].key) for r in rows]
    before = head(office)
    # The second is of a day before its decision.
    assert code(lambda: prison_batch.book(desk, PRISON, chosen)) == "prison.row"
    assert head(office) == before
    assert prison_batch.book(desk, PRISON, chosen[:1]) == 1
    assert collected(office) == 200_000
    assert [r.state for r in prison_batch.parse(desk, text)] == ["known", "certain"]


def test_days_that_cannot_be(office: Bench) -> None:
    desk = office.desk
    assert code(lambda: prison_batch.parse(desk, "An;1980;5;08/10/2030;;;")) == "prison.future"
    assert code(lambda: prison_batch.parse(desk, "An;1980;5;08/10/2019;;;07/10/2019")) == "prison.row_before"
    assert code(lambda: prison_batch.parse(desk, "An;80;5;08/10/2019;;;")) == "figures.bad_year"


def test_the_template_of_a_prisons_list(office: Bench, tmp_path: Path) -> None:
    file = prison_batch.save_template(tmp_path / "mau.xlsx")
    assert code(lambda: prison_batch.read(office.desk, file)) == "figures.no_rows"
