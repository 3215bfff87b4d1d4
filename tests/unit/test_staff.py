"""The staff register as of any day, loads per head counted by hand, proposals told and kept; bad input."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.office import OFFICE, Bench, bench
from thads_desktop.domain.intake_forecast import Coming
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.workload import Weights
from thads_desktop.services import (
    inspection_files,
    staff,
    staff_entries,
    staff_files,
    staff_load,
    staff_proposal as sp,
    staff_returns,
    target_report,
    upkeep,
)
from thads_desktop.services.desk import Desk

DAY = date(2020, 1, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def three_units(desk: Desk) -> dict[str, str]:
    """A: 4 people and little work, B: 2 and much, C: 2 and some; who leads A is kept."""
    keys = {name: staff.set_unit(desk, f"Chi cục {name}", posts) for name, posts in (("A", "5"), ("B", "3"), ("C", "2"))}
    for name, carried, intake, money in (("A", "100", "100", 0), ("B", "600", "200", 40), ("C", "200", "100", 10)):
        staff.count_unit(desk, keys[name], DAY, carried, intake, money * 10**9, 0)
    for at, unit in enumerate("AAAABBCC"):
        rank = "chv_so" if at % 2 == 0 else "thu_ky"
        staff.place(desk, f"Cán bộ {'abcdefgh'[at]}", keys[unit], rank, date(2019, 1, 1), head=at in (0, 4, 6))
    return keys


def one(desk: Desk, name: str, day: date) -> staff.Member:
    with desk.reading() as reader:
        return next(m for m in staff.members(reader, day, with_left=True) if m.name == name)


def test_who_serves_where_on_which_day(office: Bench) -> None:
    desk = office.desk
    keys = three_units(desk)
    b = one(desk, "Cán bộ b", DAY)
    staff.second(desk, b.key, keys["B"], date(2020, 1, 13), date(2020, 3, 31))
    staff.take_leave(desk, b.key, date(2020, 2, 3), date(2020, 2, 7), "nam")
    assert one(desk, "Cán bộ b", DAY).at == keys["A"]
    assert one(desk, "Cán bộ b", date(2020, 1, 13)).at == keys["B"]
    assert one(desk, "Cán bộ b", date(2020, 2, 5)).away == "nghỉ hằng năm"
    assert one(desk, "Cán bộ b", date(2020, 4, 1)).at == keys["A"]
    office.on(date(2020, 2, 10))
    found = {x.unit.name: x for x in staff_load.loads(desk)}
    assert [(x.own, x.heads, x.lent, x.came, x.vacant) for x in found.values()] == [(2, 3, 0, 1, 1), (2, 2, 0, 0, 0), (4, 3, 1, 0, 1)]
    staff.end_secondment(desk, b.key, date(2020, 2, 10))
    assert one(desk, "Cán bộ b", date(2020, 2, 11)).at == keys["A"]
    staff.leave_service(desk, b.key, date(2020, 2, 10))
    office.on(date(2020, 2, 11))
    assert len(staff.listed(desk)[1]) == 7
    assert upkeep.verify(desk).findings == ()


def test_the_load_is_exact() -> None:
    work = staff.Work(DAY, 600, 200, 40 * 10**9, 8 * 10**9, 365 * 300)
    assert staff_load.weigh(work, Weights()) == (800 + 24 + 75) * 100
    assert staff_load.weigh(work, Weights(), 10, 50) == (820 + 26 + 75) * 100
    assert staff_load.words(Fraction(123456, 10)) == "123,5"


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda d, k, m: staff.set_unit(d, "chi cục  a", "3"), "staff.unit_known"),
        (lambda d, k, m: staff.set_unit(d, "Chi cục D", "ba"), "staff.bad_number"),
        (lambda d, k, m: staff.set_unit(d, "Chi cục D", "3", "Chi cục X: 5"), "staff.bad_distance"),
        (lambda d, k, m: staff.set_unit(d, "Chi cục D", "3", "Chi cục A: xa"), "staff.bad_distance"),
        (lambda d, k, m: staff.set_unit(d, "Chi cục D", "3.5"), "staff.bad_number"),
        (lambda d, k, m: staff.set_unit(d, "Chi cục D", "1.2345"), "staff.bad_number"),
        (lambda d, k, m: staff.set_unit(d, "Chi cục D", "3", "Chi cục A: 0000000009999999"), "staff.bad_distance"),
        (lambda d, k, m: staff.count_unit(d, k["A"], DAY, "1", "0", 0, 0, "1,"), "staff.bad_decimal"),
        (lambda d, k, m: staff.count_unit(d, k["A"], DAY, "1", "0", 0, 0, "1,055"), "staff.bad_decimal"),
        (lambda d, k, m: sp.asked("people", "", "", True, "", "1.000", "50", "30", {}), "staff.bad_decimal"),
        (lambda d, k, m: sp.asked("people", "", "", True, "", "-101", "50", "30", {}), "staff.bad_decimal"),
        (lambda d, k, m: staff.take_leave(d, m, DAY, date(2120, 1, 6), "nam"), "staff.long_term"),
        (lambda d, k, m: staff.second(d, m, k["B"], DAY, date(9999, 12, 31)), "staff.long_term"),
        (lambda d, k, m: staff.leave_service(d, m, date(2018, 12, 31)), "staff.left_early"),
        (lambda d, k, m: staff.place(d, "Trưởng hai", k["A"], "chv_so", DAY, head=True), "staff.two_heads"),
        (lambda d, k, m: staff_entries.strike(d, m, 1, "nhầm"), "staff.no_entry"),
        (lambda d, k, m: staff_entries.strike(d, "không", 1, "nhầm"), "staff.unknown"),
        (lambda d, k, m: staff_returns.fill(d), "staff.no_returns"),
        (lambda d, k, m: staff.count_unit(d, k["A"], DAY, "-1", "0", 0, 0), "staff.bad_number"),
        (lambda d, k, m: staff.count_unit(d, k["A"], DAY, "1", "0", -5, 0), "staff.bad_number"),
        (lambda d, k, m: staff.count_unit(d, k["A"], date(2020, 1, 7), "1", "0", 0, 0), "event.future_day"),
        (lambda d, k, m: staff.place(d, "Ai đó", k["A"], "tổng thống", DAY), "staff.bad_rank"),
        (lambda d, k, m: staff.place(d, " ", k["A"], "chv_so", DAY), "text.missing"),
        (lambda d, k, m: staff.second(d, m, k["A"], DAY), "staff.same_unit"),
        (lambda d, k, m: staff.second(d, m, k["B"], DAY, date(2020, 1, 5)), "staff.bad_term"),
        (lambda d, k, m: staff.end_secondment(d, m, DAY), "staff.not_seconded"),
        (lambda d, k, m: staff.take_leave(d, m, DAY, DAY, "chơi"), "staff.bad_leave"),
        (lambda d, k, m: staff.take_leave(d, "không có", DAY, DAY, "nam"), "staff.unknown"),
        (lambda d, k, m: sp.asked_of_unit("A", "5", "3", ""), "staff.least_most"),
        (lambda d, k, m: sp.asked("people", "nhiều", "", True, "", "10", "50", "30", {}), "staff.bad_number"),
    ],
)
def test_bad_input_is_said_and_nothing_written(office: Bench, act: Callable[[Desk, dict[str, str], str], object], code: str) -> None:
    keys = three_units(office.desk)
    member = one(office.desk, "Cán bộ b", DAY).key
    with office.desk.reading() as reader:
        before = reader.head()
    with pytest.raises(Refused) as refused:
        act(office.desk, keys, member)
    assert refused.value.refusals[0].code == code
    assert say(refused.value.refusals[0])
    with office.desk.reading() as reader:
        assert reader.head() == before


def test_twice_away_and_twice_seconded(office: Bench) -> None:
    keys = three_units(office.desk)
    member = one(office.desk, "Cán bộ b", DAY).key
    staff.take_leave(office.desk, member, DAY, date(2020, 1, 10), "nam")
    staff.second(office.desk, member, keys["B"], DAY)
    with pytest.raises(Refused, match=r"leave_twice"):
        staff.take_leave(office.desk, member, date(2020, 1, 10), date(2020, 1, 20), "om")
    with pytest.raises(Refused, match=r"staff\.seconded"):
        staff.second(office.desk, member, keys["C"], date(2020, 5, 1))


def strike(desk: Desk, member: str, what: str, reason: str = "ghi nhầm") -> None:
    staff_entries.strike(desk, member, next(x.seq for x in staff_entries.lines(desk, member) if x.what == what), reason)


def test_wrong_entries_are_struck_with_a_reason_and_recorded_anew(office: Bench) -> None:
    desk = office.desk
    keys = three_units(desk)
    b = one(desk, "Cán bộ b", DAY).key
    staff.second(desk, b, keys["B"], date(2020, 3, 1), date(2020, 5, 1))
    with pytest.raises(Refused, match=r"staff\.only_planned"):
        staff.end_secondment(desk, b, DAY)
    assert [x.planned for x in staff_entries.lines(desk, b)] == [True, False]
    strike(desk, b, "Biệt phái", "đơn vị thôi xin")
    staff.second(desk, b, keys["C"], date(2020, 3, 1), date(2020, 4, 1))
    staff.take_leave(desk, b, DAY, date(2024, 1, 6), "nam")
    strike(desk, b, "Nghỉ")
    staff.take_leave(desk, b, DAY, date(2020, 1, 10), "om")
    assert one(desk, "Cán bộ b", date(2020, 1, 13)).away == ""
    office.on(date(2020, 3, 2))
    staff.end_secondment(desk, b, date(2020, 3, 2))
    strike(desk, b, "Kết thúc biệt phái")
    assert one(desk, "Cán bộ b", date(2020, 3, 20)).at == keys["C"]
    staff.end_secondment(desk, b, date(2020, 3, 2))
    strike(desk, b, "Biệt phái")
    assert [x.what for x in staff_entries.lines(desk, b)] == ["Nghỉ", "Ghi vào đơn vị"], "the end goes with it"
    strike(desk, b, "Ghi vào đơn vị")
    assert all(m.key != b for m in staff.listed(desk, with_left=True)[1])
    assert upkeep.verify(desk).findings == ()


def test_who_left_comes_back_and_a_last_day_is_never_overwritten(office: Bench) -> None:
    desk = office.desk
    keys = three_units(desk)
    b = one(desk, "Cán bộ b", DAY).key
    office.on(date(2020, 12, 1))
    staff.leave_service(desk, b, date(2020, 6, 1))
    with pytest.raises(Refused, match=r"staff\.left_twice"):
        staff.leave_service(desk, b, date(2020, 5, 1))
    assert one(desk, "Cán bộ b", date(2020, 12, 1)).left == date(2020, 6, 1)
    strike(desk, b, "Thôi việc")
    staff.leave_service(desk, b, date(2020, 5, 1))
    staff.place(desk, "Cán bộ b", keys["C"], "chv_so", date(2020, 9, 1), member=b)
    then, now = one(desk, "Cán bộ b", date(2020, 7, 1)), one(desk, "Cán bộ b", date(2020, 12, 1))
    assert (then.since, then.left, then.unit) == (date(2019, 1, 1), date(2020, 5, 1), keys["A"])
    assert (now.since, now.left, now.unit) == (date(2020, 9, 1), None, keys["C"])
    with desk.reading() as reader:
        assert b not in {m.key for m in staff.members(reader, date(2020, 7, 1))}
    assert b in {m.key for m in staff.listed(desk)[1]}
    staff.leave_service(desk, b, date(2020, 11, 1))
    assert one(desk, "Cán bộ b", date(2020, 12, 1)).left == date(2020, 11, 1)


def test_a_last_day_before_a_later_entry_and_a_second_head_by_striking(office: Bench) -> None:
    desk = office.desk
    keys = three_units(desk)
    a, b = one(desk, "Cán bộ a", DAY).key, one(desk, "Cán bộ b", DAY).key
    staff.place(desk, "Cán bộ b", keys["C"], "thu_ky", DAY, member=b)
    with pytest.raises(Refused, match=r"staff\.left_before"):
        staff.leave_service(desk, b, date(2020, 1, 2))
    staff.place(desk, "Cán bộ a", keys["A"], "chv_so", DAY, member=a)
    staff.place(desk, "Cán bộ c", keys["A"], "chv_so", DAY, head=True, member=one(desk, "Cán bộ c", DAY).key)
    with pytest.raises(Refused, match=r"staff\.two_heads"):
        strike(desk, a, "Ghi vào đơn vị")


def test_secondments_are_struck_by_the_head_alone(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office.desk
    keys = three_units(desk)
    b = one(desk, "Cán bộ b", DAY).key
    staff.second(desk, b, keys["B"], date(2020, 3, 1))
    asked: list[str] = []
    monkeypatch.setattr(Desk, "require", lambda _desk, act: asked.append(act))
    strike(desk, b, "Biệt phái")
    assert asked == ["secondment"]


def test_numbers_are_taken_as_they_are_typed(office: Bench) -> None:
    desk = office.desk
    keys = three_units(desk)
    staff.count_unit(desk, keys["A"], DAY, "1.200", "0", 0, 0, "1,05")
    (work,) = (u.work for u in staff.listed(desk)[0] if u.key == keys["A"])
    assert work is not None
    assert (work.carried, work.age_days) == (1200, 1200 * 105 * 365 // 100)
    q = sp.asked("people", "1 200", "", True, "", "7,5", "-5", "30", {})
    assert (q.total, q.matters_growth, q.money_growth) == (1200, 750, -500)
    assert "+7,5 % việc, -5 % tiền" in sp.question_words(q)
    assert sp.propose(desk, replace(q, total=None)).worst_before == "417,5", "600 and 200 grown by 7,5 %, 40 billion at a half, two heads"


def test_a_large_total_is_quickly_answered(office: Bench) -> None:
    three_units(office.desk)
    made = sp.propose(office.desk, sp.Question(base="posts", total=99_999, seconds=20))
    assert sum(x.after or 0 for x in made.lines) == 99_999


def test_the_print_has_numbers_and_each_forecast(office: Bench) -> None:
    from decimal import Decimal
    from io import BytesIO

    from openpyxl import load_workbook

    desk = office.desk
    keys = three_units(desk)
    made = sp.propose(desk, sp.Question(units={keys["B"]: sp.UnitAsked(growth=(2000, -50))}))
    table = staff_files.proposal(desk, made).tables[0]
    b = next(r for r in table.rows if r[0] == "Chi cục B")
    assert (b[4], b[6]) == ("+20 %, -0,5 %", made.lines[1].after)
    assert isinstance(b[7], Decimal)
    book = load_workbook(BytesIO(inspection_files.workbook(staff_load.listing(desk))))
    row = next(r for r in book.worksheets[0].iter_rows(values_only=True) if r[0] == "Chi cục B")
    assert row[6:] == (400, 300, 20000, 820, 410)
    assert inspection_files.pdf(staff_load.listing(desk))


def test_each_move_is_told_and_nothing_is_applied(office: Bench) -> None:
    desk = office.desk
    three_units(desk)
    question = sp.Question(matters_growth=0, money_growth=0)
    with desk.reading() as reader:
        before = reader.head()
    made = sp.propose(desk, question)
    # B: 820 over 2 = 410. Two of A's make it 205, three 164, and A, whose head stays, 200 over 1: the best of all.
    assert (made.worst_before, made.worst_after, made.moved) == ("410,0", "200,0", 3)
    (said,) = made.moves
    assert said == (
        "Chuyển 3 người từ Chi cục A sang Chi cục B: Chi cục B từ 2 thành 5 người, khối lượng mỗi người từ 410,0 còn 164,0; "
        "Chi cục A từ 4 thành 1 người, khối lượng mỗi người từ 50,0 thành 200,0."
    )
    with desk.reading() as reader:
        assert reader.head() == before
    assert sp.propose(desk, question) == made


def test_growth_officers_posts_and_bounds(office: Bench) -> None:
    desk = office.desk
    keys = three_units(desk)
    grown = sp.propose(desk, sp.Question())
    assert grown.worst_before == "420,0"
    fewer = sp.propose(desk, sp.Question(most_moves=1, matters_growth=0, money_growth=0))
    assert fewer.moved <= 1
    officers = sp.propose(desk, sp.Question(base="officers"))
    assert [x.heads for x in officers.lines] == [2, 1, 1]
    posts = sp.propose(desk, sp.Question(base="posts", total=12, units={keys["B"]: sp.UnitAsked(1, 5)}))
    assert sum(x.after or 0 for x in posts.lines) == 12
    assert posts.moves[0].startswith("Giao thêm")
    assert next(x.after for x in posts.lines if x.name == "Chi cục B") == 5


def test_the_forecast_of_each_unit_is_fed_in(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = office.desk
    keys = three_units(desk)

    def coming(growth: int) -> Coming:
        return Coming(100, 100, 100, 100, growth, supposed=False)

    intake = (target_report.Intake("chi cục B", coming(2000), coming(0)), target_report.Intake("Cục X", coming(1), coming(1)))
    monkeypatch.setattr(target_report, "make", lambda _desk, _year: SimpleNamespace(intake=intake))
    question, without = sp.with_forecast(desk, sp.Question())
    assert question.units == {keys["B"]: sp.UnitAsked(growth=(2000, 0))}
    assert without == ("Chi cục A", "Chi cục C")
    made = sp.propose(desk, question)
    assert next(x.before_each for x in made.lines if x.key == keys["B"]) == "430,0", "600 + 240 matters, 40 billion at a half, two heads"
    assert "riêng 1 đơn vị theo dự báo" in sp.question_words(question)
    sp.keep(desk, "Theo dự báo", made)
    assert sp.kept(desk)[0].made == made
    said = {r[0]: r[1] for r in sp.compared(sp.kept(desk))}
    assert said["Dự báo thụ lý: việc, tiền"] == "1 đơn vị theo dự báo riêng, còn lại +10 %, +50 %"
    assert said["Chi cục B"].endswith("dự báo +20 %, +0 %")


def test_the_office_s_own_forecast_is_asked_for(office: Bench) -> None:
    staff.set_unit(office.desk, OFFICE, "5")
    question, without = sp.with_forecast(office.desk, sp.Question())
    assert without == ()
    assert [a.growth is not None for a in question.units.values()] == [True]


def test_what_clashes_is_said(office: Bench) -> None:
    keys = three_units(office.desk)
    made = sp.propose(office.desk, sp.Question(units={k: sp.UnitAsked(4) for k in keys.values()}))
    assert made.clashes[0].startswith("Không có phương án nào.")
    assert "tổng số người là 8" in made.clashes[0]
    assert all(x.after is None for x in made.lines)


def test_scenarios_are_kept_and_stand_side_by_side(office: Bench) -> None:
    desk = office.desk
    three_units(desk)
    one_, two = sp.propose(desk, sp.Question()), sp.propose(desk, sp.Question(most_moves=1))
    sp.keep(desk, "Không giới hạn", one_)
    sp.keep(desk, "Một người", two)
    found = sp.kept(desk)
    assert [(s.name, s.made) for s in found] == [("Một người", two), ("Không giới hạn", one_)]
    rows = sp.compared(found)
    assert rows[0] == ("Ngày lập", "06/01/2020", "06/01/2020")
    said = {r[0]: r[1:] for r in rows}
    assert said["Chuyển không quá"] == ("1 người", "không giới hạn")
    assert said["Tổng số trước, sau"] == ("8 → 8 người", "8 → 8 người")
    assert said["Người đứng đầu"] == ("giữ ở lại", "giữ ở lại")
    assert said["Dự báo thụ lý: việc, tiền"] == ("+10 %, +50 %", "+10 %, +50 %")
    assert inspection_files.pdf(staff_files.comparison(desk, found)).startswith(b"%PDF")
    assert len({len(r) for r in rows}) == 1
    assert replace(found[0].made.question, most_moves=None) == found[1].made.question
    assert upkeep.verify(desk).findings == ()


def test_time_runs_out_and_few_units(office: Bench) -> None:
    with pytest.raises(Refused, match=r"staff\.few_units"):
        sp.propose(office.desk, sp.Question())
    three_units(office.desk)
    with pytest.raises(Refused, match=r"staff\.stopped"):
        sp.propose(office.desk, sp.Question(), lambda: True)


def test_the_register_prints_and_no_text_is_a_formula(office: Bench) -> None:
    three_units(office.desk)
    staff.set_unit(office.desk, "=HYPERLINK(1)", "1")
    made = staff_load.listing(office.desk)
    assert len(made.tables[0].rows) == 4
    assert inspection_files.pdf(made).startswith(b"%PDF")
    assert inspection_files.workbook(made)


def test_the_command(office: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.office import LOGIN, PASSWORD
    from thads_desktop.__main__ import main

    three_units(office.desk)
    sp.keep(office.desk, "Một", sp.propose(office.desk, sp.Question()))
    folder = office.desk.folder
    office.desk.close()
    monkeypatch.setenv("THADS_LOGIN", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert main(["staff", "--data", str(folder), "--json"], office.clock) == 0
    plain = json.loads(capsys.readouterr().out)
    assert (len(plain["units"]), len(plain["people"]), plain["scenarios"][0]["name"]) == (3, 8, "Một")
