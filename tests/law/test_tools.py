"""The calculators of the command line: a term with its counting, its article and, over 1 July 2026, its other date."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from typing import Any

import pytest

from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.holidays import load_calendar
from thads_desktop.services.tools import due, words


def test_a_term_with_everything_that_is_shown() -> None:
    found = due("R01", date(2021, 4, 29))
    assert (found.rule, found.law, found.case) == ("R01", "2008", "")
    assert found.due == date(2021, 5, 10)
    assert found.length == "05 ngày làm việc"
    assert found.cite == "khoản 2 Điều 36 Luật Thi hành án dân sự 26/2008/QH12 (sửa đổi, bổ sung năm 2014)"
    assert found.steps[0] == "thứ Năm 29/04/2021: ngày bắt đầu, không tính."
    assert found.steps[-1] == "thứ Hai 10/05/2021: ngày làm việc thứ 5."
    assert (found.other_due, found.other_cite, found.note) == (None, "", "")


def test_over_the_first_of_july_the_earlier_date_stands_and_both_are_shown() -> None:
    found = due("R10", date(2026, 6, 24))
    assert (found.law, found.due, found.length) == ("2025", date(2026, 7, 3), "09 ngày")
    assert found.other_due == date(2026, 7, 6)
    assert "26/2008" in found.other_cite
    assert "106/2025" in found.cite
    assert "vắt qua 01/7/2026" in found.note
    assert "03/07/2026" in found.steps[-1]


def test_a_law_that_was_named_stands() -> None:
    found = due("R10", date(2026, 6, 24), law="2008")
    assert (found.law, found.due, found.other_due) == ("2008", date(2026, 7, 6), date(2026, 7, 3))
    assert "106/2025" in found.other_cite


@pytest.mark.parametrize(
    ("rule", "start", "ends", "theirs"),
    [("R10", "2026-06-21", "2026-07-01", "2026-06-30")],
)
def test_no_term_ends_by_a_law_that_did_not_yet_hold(rule: str, start: str, ends: str, theirs: str) -> None:
    found = due(rule, date.fromisoformat(start))
    assert (found.due.isoformat(), found.law) == (ends, "2008")
    assert found.other_due is not None
    assert found.other_due.isoformat() == theirs
    assert "trước ngày luật ấy có hiệu lực" in found.note
    assert due(rule, date.fromisoformat(start), law="2025").due.isoformat() == theirs, "asked for, it is given"


def test_the_move_to_the_separate_book_has_no_number_of_days_under_the_new_law() -> None:
    found = due("R14", date(2026, 6, 29))
    assert (found.due, found.law, found.other_due) == (date(2026, 7, 2), "2008", None)
    assert "không định số ngày" in found.note
    with pytest.raises(Refused) as refused:
        due("R14", date(2026, 7, 1))
    assert refused.value.refusals[0].code == "tool.rule_absent"


@pytest.mark.parametrize("start", ["2026-06-18", "2026-07-01"])
def test_a_term_within_one_law_has_no_other_date(start: str) -> None:
    assert due("R10", date.fromisoformat(start)).other_due is None


def test_a_case() -> None:
    assert due("R12", date(2020, 6, 1), case="dai_han").due == date(2021, 6, 1)
    assert due("R24", date(2020, 6, 5), case="khan_cap").length == "24 giờ"
    at_once = due("R02", date(2020, 6, 6))
    assert (at_once.due, at_once.length) == (date(2020, 6, 6), "ngay")
    assert at_once.steps == ("thứ Bảy 06/06/2020: phải làm ngay trong ngày.",)


@pytest.mark.parametrize(
    ("rule", "start", "years"),
    [("R01", "2027-02-04", [2027]), ("R01", "2026-08-03", [2026]), ("R01", "2026-12-30", [2026, 2027]), ("R01", "2025-06-02", []),
     ("R13", "2026-12-25", [2027])],
)  # fmt: skip
def test_holidays_that_are_not_certain_are_said_of_the_years_that_were_counted(rule: str, start: str, years: list[int]) -> None:
    """Working days pass through every year of the term; what only moves off a day off looks at the year it ends in."""
    found = due(rule, date.fromisoformat(start))
    assert [n.split(":")[0] for n in found.notes if n.startswith("Lịch nghỉ")] == [f"Lịch nghỉ năm {y}" for y in years]


def test_what_is_not_certain_is_said() -> None:
    assert "đối chiếu" in due("R09", date(2015, 6, 15)).note
    assert "đối chiếu" not in due("R09", date(2020, 6, 1)).note


def test_a_day_before_the_article_and_one_before_its_present_words_are_told() -> None:
    assert "chưa đối chiếu" not in due("R07", date(2020, 6, 1)).note
    before = due("R34", date(2014, 6, 2))
    assert before.note == "Quy định này chương trình có từ ngày 01/07/2015; văn bản của ngày 02/06/2014 chưa đối chiếu."
    reworded = due("R11", date(2020, 6, 1)).note
    assert "Nghị định 152/2024/NĐ-CP (từ 01/01/2025)" in reworded
    assert "33/2020" not in reworded
    assert due("R11", date(2025, 6, 2)).note == ""


def test_counted_back_from_a_day() -> None:
    found = due("R57", date(2020, 6, 11))
    assert found.due == date(2020, 6, 8)
    assert found.length == "03 ngày làm việc"
    assert found.steps == (
        "thứ Năm 11/06/2020: ngày tiến hành, không tính.",
        "thứ Tư 10/06/2020: ngày làm việc thứ 1 trước đó.",
        "thứ Ba 09/06/2020: ngày làm việc thứ 2 trước đó.",
        "thứ Hai 08/06/2020: ngày làm việc thứ 3 trước đó.",
    )


def test_beyond_the_calendar_the_counting_warns() -> None:
    assert "Ngoài phạm vi lịch nghỉ" in due("R01", date(2030, 1, 2)).steps[-1]


def test_the_offices_own_days_count() -> None:
    storm = load_calendar({date(2020, 6, 2): True})
    assert due("R01", date(2020, 6, 1), calendar=storm).due == date(2020, 6, 9)


@pytest.mark.parametrize(
    ("rule", "law", "case", "said"),
    [
        ("R77", None, None, "Không có thời hạn R77"),
        ("R12", None, None, "dai_han"),
        ("R12", None, "khac", "không có trường hợp khac"),
        ("R05", "2008", None, "luật này không có thời hạn ấy"),
    ],
)
def test_a_refusal_says_what_to_do(rule: str, law: str | None, case: str | None, said: str) -> None:
    with pytest.raises(Refused) as refused:
        due(rule, date(2020, 6, 1), law=law, case=case)
    assert said in say(refused.value.refusals[0])


def test_words_end_in_dong() -> None:
    assert words(1_001) == "Một nghìn không trăm linh một đồng"


def test_a_week_of_the_year_is_no_day() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "thads_desktop", "tool", "due", "R09", "--from", "2024-W05-1"],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert "không phải là một ngày có thật" in done.stderr


def said(capsys: pytest.CaptureFixture[str], *command: str) -> tuple[int, dict[str, Any], str]:
    code = main(["tool", *command, "--json"], FixedClock(date(2026, 8, 3)))
    out, err = capsys.readouterr()
    return code, json.loads(out), err


def test_the_fee_of_instalments_as_json_and_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, plain, _ = said(capsys, "fee", "1000000", "1.000.000", "1000000", "2000000", "--on", "2017-03-01")
    assert (code, plain["fees"], plain["total"]) == (0, [0, 0, 90_000, 60_000], 150_000)
    assert set(plain) == {"fees", "total", "cite", "steps"}
    assert "Thông tư 216/2016/TT-BTC" in plain["cite"]
    assert any("3 % × 3.000.000 = 90.000" in step for step in plain["steps"])
    assert any(step.startswith("Lưu ý: ") for step in plain["steps"])
    assert main(["tool", "fee", "300000000", "--on", "01/03/2017", "--settled"], FixedClock(date(2026, 8, 3))) == 0
    assert capsys.readouterr().out.startswith("Phí thi hành án: 3.000.000 đồng\n")
    assert said(capsys, "fee", "300000000", "--on", "2026-07-01", "--voluntary")[1]["total"] == 0


def test_late_interest_as_json_and_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    span = ("--from", "2019-01-01", "--to", "2020-01-01")
    code, plain, _ = said(capsys, "interest", "100000000", *span)
    assert (code, plain["interest"], set(plain)) == (0, 10_000_000, {"interest", "cite", "steps"})
    one = said(capsys, "interest", "100000000", *span, "--pause", "2019-02-01:2019-03-01", "2019-02-15:2019-04-01")[1]
    two = said(capsys, "interest", "100000000", *span, "--pause", "2019-02-01:2019-03-01", "--pause", "2019-02-15:2019-04-01")[1]
    assert one == two
    assert one["interest"] == 8_356_164  # 305 days: 01/02 and 01/04 are both of the pause
    assert said(capsys, "interest", "100000000", *span, "--rate", "9,5")[1]["interest"] == 9_500_000
    assert said(capsys, "interest", "100000000", *span, "--paid", "2019-07-02:40.000.000")[1]["interest"] == 7_994_521
    assert main(["tool", "interest", "100000000", *span], FixedClock(date(2026, 8, 3))) == 0
    assert capsys.readouterr().out.startswith("Lãi chậm thi hành án: 10.000.000 đồng\n")


@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("fee -5 --on 2020-01-01", "money.bad_amount"),
        ("fee ba --on 2020-01-01", "money.bad_amount"),
        ("fee 1.5 --on 2020-01-01", "money.bad_amount"),
        ("fee 9999999999999999 --on 2020-01-01", "money.bad_amount"),
        ("fee 900000000000000 900000000000000 --on 2020-01-01", "money.too_much"),
        ("fee 5 --on 2010-12-31", "money.no_law"),
        ("fee 5 --on 1800-01-01", "date.out_of_range"),
        ("fee 5 --on mai", "date.bad"),
        ("fee 5 --on 2016-01-01 --settled", "fee.no_factor"),
        ("interest ba --from 2020-01-01 --to 2021-01-01", "money.bad_amount"),
        ("interest -5 --from 2020-01-01 --to 2021-01-01", "money.bad_amount"),
        ("interest 5 --from 2021-01-02 --to 2021-01-01", "interest.reversed"),
        ("interest 5 --from 2005-12-30 --to 2021-01-01", "money.no_law"),
        ("interest 5 --from 2020-01-01 --to 2020-02-30", "date.bad"),
        ("interest 5 --from 2020-01-01 --to 2021-01-01 --pause 2020-02-01", "interest.bad_span"),
        ("interest 5 --from 2020-01-01 --to 2021-01-01 --pause 2020-03-01:2020-02-01", "interest.bad_pause"),
        ("interest 5 --from 2020-01-01 --to 2021-01-01 --paid 2020-03-01", "money.bad_line"),
        ("interest 5 --from 2020-01-01 --to 2021-01-01 --rate 101", "interest.bad_rate"),
        ("interest 5 --from 2020-01-01 --to 2021-01-01 --rate lãi", "interest.bad_rate"),
    ],
)
def test_what_was_typed_wrong_is_refused_in_a_sentence(capsys: pytest.CaptureFixture[str], command: str, code: str) -> None:
    done, plain, err = said(capsys, *command.split())
    assert done == 2
    assert plain["refused"][0]["code"] == code
    assert err.strip() == plain["refused"][0]["says"]


def test_two_ways_at_once_and_nothing_at_all_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (["fee", "5", "--on", "2020-01-01", "--settled", "--voluntary"], ["fee", "--on", "2020-01-01"], ["interest", "5"]):
        with pytest.raises(SystemExit) as stopped:
            main(["tool", *command])
        assert stopped.value.code == 2
        assert capsys.readouterr().err.startswith("Lệnh chưa đúng: ")
