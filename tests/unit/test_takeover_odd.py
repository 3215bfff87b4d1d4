"""Registers as no sample has them: each oddity gets its outcome, the rejected rows come back to be mended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from tests.registers import AT, CLOSING, book, codes, judged, open_office, row
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.takeover.rows import COLUMNS
from thads_desktop.services import acts, queries, takeover, takeover_files
from thads_desktop.services.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_office(tmp_path / "data")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("change", "code", "outcome"),
    [
        ({"case_type": None}, "W10", "warn"),
        ({"result": "Xong", "result_day": date(2021, 2, 1)}, "W11", "warn"),
        ({"result": "Hoãn", "result_day": date(2021, 2, 1), "ground": "theo đơn"}, "W12", "warn"),
        ({"result": "Hoãn", "result_day": date(2021, 2, 1), "ground": "điểm z khoản 9 Điều 99"}, "W12", "warn"),
        ({"result": "Hoãn", "result_day": date(2021, 2, 1), "ground": "điểm c khoản 1 Điều 44a"}, "W12", "warn"),
        ({"result": "Hoãn", "result_day": date(2021, 2, 1), "ground": "Điểm đ, khoản 1, Điều 48"}, "", "accept"),
        ({"result": "Hoãn", "result_day": date(2021, 2, 1), "ground": "khoản 2 Điều 48 Luật THADS"}, "", "accept"),
        ({"notified": date(2020, 10, 1)}, "W13", "warn"),
        ({"obligation": "Tr¶ nî theo bản án"}, "W14", "warn"),
        ({"day": date(2020, 8, 1), "judgment_day": date(2020, 5, 4), "assigned": None, "before": 50_000_000, "now": 0,
          "result": "Xong", "result_day": date(2020, 9, 1)}, "", "accept"),
        ({"before": 1_000_000}, "R18", "reject"),
        ({"obligation": "x" * 2_001}, "R19", "reject"),
        ({"birth": "không rõ"}, "W18", "warn"),
        ({"day": date(20, 11, 2)}, "R05", "reject"),
        ({"due": 10**16}, "R03", "reject"),
        ({"number": "QĐ-CCTHADS"}, "R04", "reject"),
        ({"number": "12/5"}, "R04", "reject"),
        ({"officer": "12345"}, "R06", "reject"),
        ({"debtor": None}, "R17", "reject"),
        ({"means": "ĐK gì đó"}, "R15", "reject"),
        ({"case_type": "Án khác lạ"}, "R16", "reject"),
        ({"debtor": "=1+1"}, "R22", "reject"),
        ({"due": "=2*x"}, "R22", "reject"),
        ({"judgment": "#REF!"}, "R22", "reject"),
        ({"judgment_day": date(2020, 12, 1)}, "R26", "reject"),
        ({"obligation": None, "due": None}, "R27", "reject"),
        ({"obligation": None}, "W21", "warn"),
        ({"due": 0}, "W19", "warn"),
        ({"due": None}, "", "accept"),
        ({"creditor": None, "creditor_address": None}, "W20", "warn"),
        ({"officer": None}, "W22", "warn"),
        ({"result_day": date(2021, 2, 1)}, "R28", "reject"),
        ({"result_number": "15/QĐ-CCTHADS"}, "R28", "reject"),
        ({"result_number": "-"}, "", "accept"),
        ({"result": "Xong"}, "R12", "reject"),
        ({"judgment_day": date(2021, 7, 1)}, "R09", "reject"),
        ({"verified": date(2021, 7, 1)}, "R09", "reject"),
        ({"now": 1_000_000, "paid_day": date(2020, 9, 30)}, "R29", "reject"),
        ({"now": 1_000_000, "paid_day": date(2020, 10, 1), "day": date(2020, 10, 1), "assigned": None}, "", "accept"),
        ({"day": date(2020, 8, 1), "judgment_day": date(2020, 7, 1), "assigned": None, "before": 1_000_000,
          "paid_day": date(2020, 10, 1)}, "R29", "reject"),
        ({"day": date(2019, 8, 1), "judgment_day": date(2019, 7, 1), "assigned": None, "before": 1_000_000,
          "paid_day": date(2019, 9, 30)}, "R29", "reject"),
        ({"paid_day": date(2021, 2, 1)}, "W24", "warn"),
        ({"now": 50_000_000, "paid_day": date(2021, 3, 1), "result": "Xong", "result_day": date(2021, 2, 1)}, "W25", "warn"),
        ({"birth": 19750}, "W18", "warn"),
        ({"birth": "19750"}, "W18", "warn"),
        ({"birth": 9999}, "W18", "warn"),
        ({"birth": date(1905, 5, 29)}, "W18", "warn"),
        ({"birth": 2022}, "W23", "warn"),
        ({"birth": 1899}, "W23", "warn"),
        ({"birth": 1900}, "", "accept"),
        ({"means": "Có ĐK", "lack_day": date(2021, 2, 1)}, "W02", "warn"),
        ({"lack_number": "9/QĐ-CCTHADS", "lack_day": date(2021, 2, 1)}, "W26", "warn"),
        ({"book_day": date(2021, 2, 1)}, "W27", "warn"),
        ({"ids": "031075000111; 031075000112"}, "W28", "warn"),
        ({"judgment": None}, "W29", "warn"),
        ({"judgment_day": None}, "W29", "warn"),
        ({"ids": "031075000333"}, "", "accept"),
        ({"debtor": "Công ty TNHH Sao Mai", "birth": None, "ids": "0200123456"}, "", "accept"),
        ({"debtor": "Bùi Văn Nam\nTrần Thị Hoa", "birth": "1975; 1980", "ids": "031075000111; 031080000222"}, "N02", "normalise"),
        ({"debtor": "Bùi Văn\nNam"}, "N02", "normalise"),
    ],
)  # fmt: skip
def test_each_oddity_has_its_outcome(desk: Desk, tmp_path: Path, change: dict[str, Any], code: str, outcome: str) -> None:
    done = judged(desk, book(tmp_path, [row(1, **change), row(2, judgment="9/2020/DS-ST")]))
    odd, sound = done.takeover.rows
    assert (odd.outcome, odd.first.code if odd.first else "") == (outcome, code)
    assert (sound.outcome, sound.findings) == ("accept", ())
    assert len(done.takeover.matters) == (1 if outcome == "reject" else 2)


@pytest.mark.parametrize(
    ("birth", "taken"), [(19750, None), (2022, None), (1899, None), (1975, 1975), (date(1975, 5, 12), 1975), ("SN 1981", 1981)]
)
def test_a_year_of_birth_is_never_made_up(desk: Desk, tmp_path: Path, birth: Any, taken: int | None) -> None:
    done = judged(desk, book(tmp_path, [row(1, birth=birth)]))
    assert [p.birth_year for m in done.takeover.matters for x in m.lines for p in x.debtors] == [taken]
    assert taken is not None or str(birth) in done.takeover.rows[0].findings[0].reason


def test_joint_debtors_one_a_line_are_two_persons(desk: Desk, tmp_path: Path) -> None:
    joint = row(1, debtor="Bùi Văn Nam\n Trần Thị Hoa", birth="1975; 1980", ids="031075000111\n031080000222")
    (matter,) = judged(desk, book(tmp_path, [joint])).takeover.matters
    told = [(p.name, p.birth_year, p.number) for p in matter.lines[0].debtors]
    assert told == [("Bùi Văn Nam", 1975, "031075000111"), ("Trần Thị Hoa", 1980, "031080000222")]


def test_details_without_a_name_are_those_of_the_debtor_above(desk: Desk, tmp_path: Path) -> None:
    below = dict.fromkeys(("debtor", "address", "creditor", "creditor_address"))
    done = judged(desk, book(tmp_path, [row(1), row(1, obligation="Lãi", **below, birth=1957, ids="031075000999")]))
    assert codes(done) == {6: [], 7: ["W16", "W16"]}
    (matter,) = done.takeover.matters
    assert matter.lines[0].debtors == matter.lines[1].debtors


def test_a_copy_is_known_wherever_it_stands(desk: Desk, tmp_path: Path) -> None:
    """Cell by cell, or only what the cells say."""
    rows = [row(1), row(2), row(1), row(3), row(2, due="50.000.000", day="02/11/2020")]
    done = judged(desk, book(tmp_path, rows))
    assert codes(done) == {6: [], 7: [], 8: ["R14"], 9: [], 10: ["R14"]}
    assert "dòng 6" in done.takeover.rows[2].findings[0].reason
    assert len(done.takeover.matters) == 3


def test_rows_are_held_against_others_of_the_book(desk: Desk, tmp_path: Path) -> None:
    below = dict.fromkeys(("debtor", "birth", "ids", "address", "creditor", "creditor_address"))
    rows = [
        row(1), row(1, **below, note="chép lại"), row(1, day=date(2020, 11, 12), assigned=None),
        row(2, debtor="Mai Thị Lụa"), row(1, day=date(2021, 3, 1), debtor="Ngô Bá Khá", ids="031075000777", assigned=None),
        row(1, day=date(2019, 11, 2), judgment_day=date(2019, 10, 1), assigned=None),
    ]  # fmt: skip
    done = judged(desk, book(tmp_path, rows))
    assert codes(done) == {6: [], 7: ["W32"], 8: ["R30"], 9: ["W31"], 10: ["W30"], 11: []}


def test_an_obligation_that_the_store_lacks_is_told(desk: Desk, tmp_path: Path) -> None:
    """A copy was left out because it should have named another obligation: mended, its matter is known and lacks it."""
    target = tmp_path / "can-sua.xlsx"
    judged(desk, book(tmp_path, [row(1), row(1)]), correction=target)
    mended = load_workbook(target)
    mended.active.cell(6, AT["obligation"]).value = "Lãi chậm trả"
    mended.save(target)
    (again,) = judged(desk, target).takeover.rows
    assert (again.outcome, again.findings[0].code) == ("known", "K01")
    assert "Lãi chậm trả" in again.findings[0].reason


def test_a_row_under_the_totals_is_data_and_a_total_in_other_words_is_none(desk: Desk, tmp_path: Path) -> None:
    def add(opened: Any) -> None:
        sheet = opened.active
        sheet.cell(7, 1).value = "TỔNG CỘNG TOÀN SỔ: 1 việc"
        for key in ("number", "debtor", "obligation", "due"):
            sheet.cell(9, AT[key]).value = row(2)[key]
        for at, text in enumerate(("Người lập", "Kế toán", "Thẩm tra viên", "Thủ trưởng"), 2):
            sheet.cell(11, at).value = text

    done = judged(desk, book(tmp_path, [row(1)], add))
    assert [(r.row, r.outcome) for r in done.takeover.rows] == [(6, "accept"), (9, "reject")]
    assert dict(done.set_aside) == {7: "dòng tổng", 11: "phần ký tên"}
    assert {t.label: t.workbook for t in done.totals}["Số tiền phải thi hành (đồng)"] == 50_000_000


def test_a_stray_cell_far_away_leaves_the_correction_as_it_is(desk: Desk, tmp_path: Path) -> None:
    def stray(opened: Any) -> None:
        opened.active.cell(5, 16_384).value = "x"
        opened.active.cell(1_048_576, 1).value = "y"

    target = tmp_path / "can-sua.xlsx"
    judged(desk, book(tmp_path, [row(1, due="x")], stray), correction=target)
    assert load_workbook(target).active.max_column == len(COLUMNS) + 3


def test_a_stopped_import_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path, [row(n, ids=f"0310{n:08d}", debtor=f"Người Thứ {chr(65 + n % 26)}") for n in range(1, 450)])
    with desk.reading() as reader:
        before = reader.head()
    for asked in range(1, 10):
        calls = iter(range(1, 100))
        with pytest.raises(Refused) as refused:
            takeover.take_over(desk, file, cancelled=lambda calls=calls, asked=asked: next(calls) >= asked)  # type: ignore[misc]  # bound at once
        assert refused.value.refusals[0].code == "import.cancelled"
    with desk.reading() as reader:
        assert reader.head() == before
    assert queries.matters(desk, text="", status="", limit=5) == []


def test_mended_rows_keep_the_symbol_of_their_register(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "can-sua.xlsx"
    rows = [row(n, number=f"{n}/QĐ-CCTHA", ids=None, debtor="Công ty Sao Mai", birth=None) for n in range(1, 22)]
    judged(desk, book(tmp_path, [*rows, row(77, number="77", day="31/02/2021")]), correction=target)
    mended = load_workbook(target)
    mended.active.cell(6, AT["day"]).value = date(2020, 11, 2)
    mended.save(target)
    assert [m.number_text for m in judged(desk, target).takeover.matters] == ["77/QĐ-CCTHA"]


def test_a_day_mended_in_the_workbook_does_not_make_a_second_matter(desk: Desk, tmp_path: Path) -> None:
    judged(desk, book(tmp_path, [row(1), row(2)]))
    rows = [row(1, day=date(2020, 11, 3)), row(2), row(2, day=date(2020, 11, 3), debtor="Ngô Bá Khá", ids="031075000777")]
    done = judged(desk, book(tmp_path, rows, name="so2.xlsx"))
    assert [(r.outcome, [f.code for f in r.findings]) for r in done.takeover.rows] == [
        ("reject", ["R30"]), ("known", []), ("warn", ["W30"]),
    ]  # fmt: skip
    assert "02/11/2020" in done.takeover.rows[0].findings[0].reason


def test_a_matter_lacks_only_what_none_of_its_rows_says(desk: Desk, tmp_path: Path) -> None:
    blank = dict.fromkeys(("debtor", "birth", "ids", "address", "creditor", "creditor_address", "judgment", "court", "officer"))
    done = judged(desk, book(tmp_path, [row(1), row(1, obligation="Lãi", **blank)]))
    assert codes(done) == {6: [], 7: []}


def test_a_new_officer_must_have_a_name(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, book(tmp_path, [row(1, officer="12345"), row(2, officer="Ngô Bá Khá")]), create_officers=True)
    assert codes(done) == {6: ["R23"], 7: ["N18"]}
    assert done.takeover.new_officers == ("Ngô Bá Khá",)


def test_rows_of_one_matter_must_agree(desk: Desk, tmp_path: Path) -> None:
    below = dict.fromkeys(("debtor", "birth", "ids", "address", "creditor", "creditor_address"))
    rows = [row(1), row(1, kind="CĐ", **below), row(2), row(2, court="TAND quận Kiến An", obligation="Lãi", **below)]
    done = judged(desk, book(tmp_path, rows))
    assert codes(done) == {6: ["H01"], 7: ["R21"], 8: [], 9: ["W16"]}


def test_a_sum_merged_over_a_matter_counts_once(desk: Desk, tmp_path: Path) -> None:
    def merge(opened: Any) -> None:
        sheet = opened.active
        for key in ("number", "day", "due", "now", "paid_day"):
            sheet.merge_cells(start_row=6, end_row=7, start_column=AT[key], end_column=AT[key])

    paid = {"now": 1_000_000, "paid_day": date(2021, 3, 4)}
    done = judged(desk, book(tmp_path, [row(1, **paid), row(1, obligation="Lãi chậm trả")], merge))
    assert codes(done) == {6: [], 7: ["W15", "W15"]}
    assert sum(x.due or 0 for m in done.takeover.matters for x in m.lines) == 50_000_000


def test_rows_that_are_no_data_are_named(desk: Desk, tmp_path: Path) -> None:
    def sign(opened: Any) -> None:
        sheet = opened.active
        sheet.cell(9, 3, "NGƯỜI LẬP SỔ")
        sheet.cell(11, 3, "Trần Thị Bé")
        sheet.cell(20, 1, 77)

    done = judged(desk, book(tmp_path, [row(1)], sign))
    assert dict(done.set_aside) == {
        7: "dòng tổng", 9: "phần ký tên", 11: "phần ký tên", 20: "không có nội dung ngoài số thứ tự",
    }  # fmt: skip
    assert "9 (phần ký tên)" in done.text()


def test_a_second_register_or_none_is_refused(desk: Desk, tmp_path: Path) -> None:
    two = book(tmp_path, [row(1)], lambda b: b.copy_worksheet(b.active))
    with pytest.raises(Refused) as refused:
        takeover.take_over(desk, two)
    assert refused.value.refusals[0].code == "import.two_registers"
    none = book(tmp_path, [])
    with pytest.raises(Refused) as refused:
        takeover.take_over(desk, none)
    assert refused.value.refusals[0].code == "import.no_rows"


def test_what_is_known_is_said_and_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    judged(desk, book(tmp_path, [row(1), row(2), row(3)]))
    with desk.reading() as reader:
        before = reader.head()
    changed = [row(1, due=60_000_000), row(2), row(3, debtor="Người Khác Hẳn", ids="031075000222")]
    done = judged(desk, book(tmp_path, changed, name="so2.xlsx"))
    assert codes(done) == {6: ["K01"], 7: [], 8: ["R24"]}
    assert [r.outcome for r in done.takeover.rows] == ["known", "known", "reject"]
    assert "60.000.000" in done.takeover.rows[0].findings[0].reason
    assert done.batch == ""
    with desk.reading() as reader:
        assert reader.head() == before


def test_rejected_rows_are_mended_and_taken_over(desk: Desk, tmp_path: Path) -> None:
    below = dict.fromkeys(("debtor", "birth", "ids", "address", "creditor", "creditor_address"))

    def old_font(opened: Any) -> None:
        cell = opened.active.cell(6, AT["obligation"])
        cell.value, cell.font = "Tr¶ nî", Font(name=".VnTime")

    rows = [row(1), row(1, obligation="Lãi", due="khoảng 5tr", **below), row(2), row(3, day="31/02/2021")]
    file = book(tmp_path, rows, old_font)
    target = tmp_path / "can-sua.xlsx"
    done = judged(desk, file, correction=target)
    assert [r.outcome for r in done.takeover.rows] == ["reject", "reject", "accept", "reject"]
    mended = load_workbook(target)
    sheet = mended.active
    assert [sheet.cell(n, len(COLUMNS) + 1).value for n in (6, 7, 8)] == [6, 7, 9]
    assert sheet.cell(7, AT["debtor"]).value == "Bùi Văn Nam"
    sheet.cell(7, AT["due"]).value = 5_000_000
    sheet.cell(8, AT["day"]).value = "28/02/2021"
    mended.save(target)
    again = judged(desk, target)
    assert [r.outcome for r in again.takeover.rows] == ["normalise", "accept", "warn"]
    assert len(again.takeover.matters) == 2
    listed = queries.matters(desk, text="", status="", limit=100)
    assert sorted(m.number_text for m in listed) == ["01/QĐ-CCTHADS", "02/QĐ-CCTHADS", "03/QĐ-CCTHADS"]
    assert sum(m.rest for m in listed) == 155_000_000


def test_formulas_count_with_their_values_and_stay_out_of_the_correction(desk: Desk, tmp_path: Path) -> None:
    """A workbook that Excel saved keeps the value beside the formula; one that a program wrote keeps none."""
    file = book(tmp_path, [row(1, due="=SUM(1,2)"), row(2), row(3, debtor="=A1"), row(4, obligation="#REF!")])
    target = tmp_path / "can-sua.xlsx"
    done = judged(desk, file, correction=target)
    assert codes(done) == {6: ["R22"], 7: [], 8: ["R22"], 9: ["R22"]}
    cell = load_workbook(target).active.cell(6, AT["due"])
    assert (cell.value, cell.data_type) == ("=SUM(1,2)", "s")
    assert codes(judged(desk, target)) == {6: ["R22"], 7: ["R22"], 8: ["R22"]}, "a formula kept as text is no entry either"


def test_an_import_is_undone_until_it_lives_on(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path, [row(1), row(2)])
    first = judged(desk, file)
    assert takeover.undo(desk, first.batch) == 2
    assert queries.matters(desk, text="", status="", limit=10) == []
    second = judged(desk, file)
    assert second.takeover.count("accept") == 2
    matter = queries.matters(desk, text="02/QĐ", status="", limit=10)[0].matter
    acts.collect(desk, matter, date(2021, 7, 1), 1, 1_000_000)
    with pytest.raises(Refused) as refused:
        takeover.undo(desk, second.batch)
    assert refused.value.refusals[0].code == "import.lives_on"


def test_the_minutes_are_printed(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, book(tmp_path, [row(1), row(2, due="x")]))
    assert Path(takeover_files.opening_minutes(desk, done, tmp_path / "bb.pdf")).read_bytes().startswith(b"%PDF")


def test_results_never_fall_on_the_register_nor_on_each_other(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path, [row(1, due="x")])
    before = file.read_bytes()
    for targets in ({"correction": file}, {"report": file}, {"report": tmp_path / "a", "correction": tmp_path / "a"}):
        with pytest.raises(Refused) as refused:
            takeover.take_over(desk, file, **targets)  # type: ignore[arg-type]  # options of the case
        assert refused.value.refusals[0].code == "import.over_itself"
    assert file.read_bytes() == before


def test_corrections_come_from_the_workbook_that_was_tried(desk: Desk, tmp_path: Path) -> None:
    file = book(tmp_path, [row(1, due="x")])
    done = takeover.take_over(desk, file, dry_run=True)
    book(tmp_path, [row(2)])
    with pytest.raises(Refused) as refused:
        takeover_files.write_correction(desk, file, done, tmp_path / "sua.xlsx")
    assert refused.value.refusals[0].code == "import.changed"


def test_minutes_that_cannot_be_written_leave_nothing_taken_over(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    with pytest.raises(Refused):
        takeover.take_over(desk, book(tmp_path, [row(1)]), minutes=tmp_path / "tep" / "bb.pdf")
    assert queries.matters(desk, text="", status="", limit=5) == []
    done = takeover.take_over(desk, book(tmp_path, [row(1)]), minutes=tmp_path / "bb.pdf")
    assert (tmp_path / "bb.pdf").read_bytes().startswith(b"%PDF")
    assert done.written == (str(tmp_path / "bb.pdf"),)


def test_an_import_takes_over_events_of_their_days(desk: Desk, tmp_path: Path) -> None:
    done = judged(desk, book(tmp_path, [row(1, now=10_000_000, paid_day=date(2021, 3, 4))]))
    with desk.reading() as reader:
        (subject,) = reader.subjects("matter")
        bodies = {type(e.body): e.day for e in reader.events_of(subject)}
    assert bodies[ev.CarriedIn] == date(2020, 11, 2)
    assert bodies[ev.Collected] == date(2021, 3, 4)
    assert done.closing_day == CLOSING
