"""Self-inspection by rule: what is late, what is missing, what is oddly classified, each under one head."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.assets import seized
from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.due import Deadline
from thads_desktop.law.self_check import heads
from thads_desktop.services import books, check_plans, inspection_files, papers, self_check


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision(debtor="Trần Thị Tám")
    made.on(date(2020, 1, 6))
    yield made
    made.desk.close()


def test_late_terms_stand_under_one_head_each_and_done_in_time_under_none(office: Bench) -> None:
    made = self_check.over(office.desk)
    assert (made.start, made.end, made.looked) == (date(2019, 10, 1), date(2020, 1, 6), 1)
    sending = made.of("sending")
    assert {f.what for f in sending} >= {"Gửi quyết định cho Viện kiểm sát"}
    assert all(f.done is None and f.due is not None and f.late(made.end) == (made.end - f.due).days > 0 for f in sending)
    assert made.of("missing")
    assert sum(made.counts.values()) == len(made.findings) == sum(len(made.of(g.id)) for g in heads().every)
    points = self_check.risk(made)
    assert points == {office.matters[0]: sum(heads().named(f.group).weight for f in made.findings if f.matter)}
    before = self_check.over(office.desk, date(2019, 10, 1), date(2019, 10, 7))
    assert before.of("sending") == [], "no term was over by then"
    assert inspection_files.pdf(self_check.listing(office.desk, made)).startswith(b"%PDF")


def test_lacking_means_after_means_were_found_is_odd(office: Bench) -> None:
    matter = office.matters[0]
    assert self_check.over(office.desk, papers=False).of("class") == []
    office.verified(matter)
    papers.issue_at_once(office.desk, papers.Draft("means_lacking", Effect("means_lacking", "a"), matter, {"evidence": "biên bản"}), office.head)
    assert self_check.over(office.desk, papers=False).of("class") == []
    office.on(date(2020, 1, 20))
    office.verified(matter, result="means")
    (odd,) = self_check.over(office.desk, papers=False).of("class")
    assert "20/01/2020" in odd.what


def test_days_in_the_wrong_order_are_said(office: Bench) -> None:
    for start, end in ((date(2020, 1, 2), date(2020, 1, 1)), (date(2020, 1, 1), date(2020, 2, 1))):
        with pytest.raises(Refused) as refused:
            self_check.over(office.desk, start, end)
        assert refused.value.refusals[0].code == "self_check.order"


def test_what_is_still_undone_counts_whenever_it_fell_due(office: Bench) -> None:
    office.on(date(2022, 10, 3))
    made = self_check.over(office.desk, papers=False)
    assert made.start == date(2022, 10, 1)
    old = [f for f in made.findings if f.due is not None and f.due < made.start]
    assert {f.what for f in old} >= {"Gửi quyết định cho Viện kiểm sát"}
    assert all(f.done is None and f.late(made.today) == (made.today - f.due).days for f in old if f.due)
    check = check_plans.plan(office.desk, "full", "Toàn diện", date(2022, 10, 3), date(2022, 10, 7))
    check_plans.draw(office.desk, check, 1)
    assert check_plans.known(office.desk, check).sample[0].points == 1 + self_check.risk(self_check.over(office.desk))[office.matters[0]]


DUE, START, END = date(2019, 11, 15), date(2019, 11, 1), date(2019, 11, 30)


@pytest.mark.parametrize(
    ("due", "done", "today", "yes"),
    [
        (DUE, None, date(2019, 11, 30), True), (DUE, date(2019, 11, 15), END, False), (DUE, date(2019, 11, 16), END, True),
        (END, None, END, False), (END, None, date(2019, 12, 1), True), (END, date(2019, 12, 2), date(2020, 1, 1), True),
        (date(2019, 10, 31), None, END, True), (date(2019, 10, 31), date(2019, 11, 5), END, False),
        (date(2019, 10, 31), date(2019, 12, 5), date(2020, 1, 1), True), (date(2019, 12, 1), None, date(2020, 1, 1), False),
    ],
)  # fmt: skip
def test_a_term_is_late_in_its_period_and_in_each_at_whose_end_it_is_undone(due: date, done: date | None, today: date, *, yes: bool) -> None:
    term = Deadline("R07", "", "x", date(2019, 10, 1), due, "", "", done)
    assert self_check.counts(term, START, END, today) is yes


def test_every_breach_is_in_some_period_whatever_its_day() -> None:
    months = [(date(2019, 10, 1), date(2019, 10, 31)), (date(2019, 11, 1), date(2019, 11, 30)), (date(2019, 12, 1), date(2019, 12, 31))]
    for n in range(92):
        due = date.fromordinal(date(2019, 10, 1).toordinal() + n)
        for done in (None, date(2020, 2, 1)):
            term = Deadline("R07", "", "x", due, due, "", "", done)
            assert any(self_check.counts(term, start, end, date(2020, 2, 2)) for start, end in months), due


def test_entries_of_the_books_and_assets_are_looked_at_too(office: Bench) -> None:
    desk, matter = office.desk, office.matters[0]
    typed = {
        "received": "06/01/2020", "level": "1", "complainant": "Trần Thị Tám", "object": "cuong_che", "content": "Kê biên sai", "settler": office.officer,
    }
    entry = books.open_entry(desk, "khieu_nai", typed, matter)
    letter = {"sent": "06/01/2020", "kind": "toa_an", "recipient": "Tòa án quận", "content": "Đề nghị giải thích", "due": "10/01/2020",
              "officer": office.second}  # fmt: skip
    closed = books.open_entry(desk, "phoi_hop", letter)
    asset = seized(office, day=date(2020, 1, 6))
    office.on(date(2020, 6, 1))
    made = self_check.over(desk, papers=False)
    opens = {f.opens: f for f in made.findings}
    assert f"entry:{entry}" in opens
    assert f"asset:{asset}" in opens
    assert opens[f"entry:{closed}"].officer_name == "Lê Văn Cường"
    assert {f.opens for f in self_check.over(desk, officer=office.second, papers=False).findings} == {f"entry:{closed}"}
    books.close_entry(desk, closed, "done", "Thôi theo dõi")
    assert f"entry:{closed}" not in {f.opens for f in self_check.over(desk, papers=False).findings}
    assert inspection_files.pdf(self_check.listing(desk, made)).startswith(b"%PDF")


def test_going_on_though_no_means_were_found_is_odd_once_the_time_to_decide_is_over(office: Bench) -> None:
    matter = office.matters[0]
    office.verified(matter)
    assert self_check.over(office.desk, papers=False).of("class") == []
    office.on(date(2020, 1, 20))
    (odd,) = self_check.over(office.desk, papers=False).of("class")
    assert "06/01/2020" in odd.what
    assert "đang thi hành" in odd.what
    office.verified(matter, result="means")
    assert self_check.over(office.desk, papers=False).of("class") == []


@pytest.mark.parametrize(
    ("rule", "case", "group"),
    [
        ("R26", "", "decision"), ("R29", "", "decision"), ("R49", "", "decision"), ("R50", "", "decision"), ("R51", "", "decision"),
        ("R28", "", "sending"), ("R30", "thua_ke", "sending"), ("R35", "thong_bao", "sending"), ("R54", "", "sending"), ("R58", "", "sending"),
        ("R53", "gui_vien_kiem_sat", "sending"), ("R53", "thu_ly", "other"), ("R41", "", "other"),
    ],
)  # fmt: skip
def test_decisions_and_notices_stand_under_their_own_heads(rule: str, case: str, group: str) -> None:
    assert heads().of(rule, case).id == group
