"""The pack for the meeting: its sections from a real office, from plain rows, on paper, by the command."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import durations as d, events as ev
from thads_desktop.domain.chart import Bars, Lines
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.refusal import Refused
from thads_desktop.returns.compute import Row
from thads_desktop.services import (
    briefing,
    briefing_parts as parts,
    briefing_province as of_offices,
    consolidation,
    directions,
    people,
    projecting,
    reporting,
    targets,
    tasks,
    watch_list,
)
from thads_desktop.services.consolidation import Consolidation
from thads_desktop.services.desk import open_desk
from thads_desktop.services.durations import Study

TODAY = date(2019, 11, 13)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """A Wednesday; one matter done last week, one open, a task overdue, one of next week and one of next month."""
    made = bench(tmp_path / "data", date(2019, 10, 7))
    done = made.decision()
    matter = made.decision(number="16/2019/DS-ST", debtor="Trần Thị Tám", due=50_000_000)
    tasks.put(made.desk, "Gọi cho ngân hàng", made.officer, date(2019, 11, 11), matter)
    tasks.put(made.desk, "Họp với phường", made.second, date(2019, 11, 22), matter)
    tasks.put(made.desk, "Việc xa", made.second, date(2019, 12, 12))
    made.on(TODAY)
    with made.desk.writing("keep") as uow:
        uow.append(f"matter:{done}", date(2019, 11, 6), ev.LineCompleted(1))
        projecting.matter(made.desk, uow, done)
        uow.commit()
    yield made
    made.desk.close()


def part(made: briefing.Pack, title: str) -> parts.ListTable:
    return next(s.listing.tables[0] for s in made.sections if s.listing.title == title)


def test_the_week_and_the_month_of_a_day() -> None:
    assert briefing.span("week", TODAY) == (date(2019, 11, 11), date(2019, 11, 17))
    assert briefing.span("month", TODAY) == (date(2019, 11, 1), date(2019, 11, 30))
    assert briefing.span("month", date(2020, 2, 29)) == (date(2020, 2, 1), date(2020, 2, 29))
    assert briefing.span("month", date(2019, 12, 31)) == (date(2019, 12, 1), date(2019, 12, 31))


def test_every_section_is_as_of_one_pair(office: Bench) -> None:
    told: list[str] = []
    made = briefing.make(office.desk, "week", lambda _d, _o, words: told.append(words))
    assert [s.listing.title for s in made.sections] == [
        "Tài liệu giao ban tuần", "Kết quả so với chỉ tiêu", "Thụ lý và tồn", "Việc quá hạn", "Việc trọng điểm", "Việc được giao", "Thời gian thi hành án",
    ]  # fmt: skip
    with office.desk.reading() as reader:
        seq = reader.head()[0]
    assert {s.listing.said[1] for s in made.sections} == {f"Số liệu đến hết ngày 13/11/2019, sự kiện {seq}"}
    assert told[-1] == "Đang vẽ"
    assert briefing.pdf(made) == briefing.pdf(briefing.make(office.desk, "week"))


def test_what_the_sections_say(office: Bench) -> None:
    made = briefing.make(office.desk, "week")
    new, done, left = part(made, "Thụ lý và tồn").rows
    assert (new[-6:], done[-6:], left[-6:]) == ((2, 0, 0, 0, 0, 0), (0, 0, 0, 0, 1, 0), (2, 2, 2, 2, 1, 1))
    assert sum(x for x in (*new[1:8], *done[1:8], *left[1:8]) if isinstance(x, int)) == 0
    assert [(r[1], r[2]) for r in part(made, "Việc được giao").rows] == [("quá hạn", "Gọi cho ngân hàng"), ("", "Họp với phường")]
    assert [r[4:] for r in part(made, "Việc trọng điểm").rows] == [(50_000_000, "còn phải thi hành nhiều nhất")]
    assert [r[0] for r in part(briefing.make(office.desk, "month"), "Việc được giao").rows][-1] == date(2019, 12, 12)
    rows = part(made, "Kết quả so với chỉ tiêu").rows
    assert [r[0] for r in rows[:2]] == ["Việc xong / có điều kiện", "Tiền xong / có điều kiện"], "the general targets of the year"


def test_sections_from_plain_rows() -> None:
    rows = [parts.Progress("Về việc", 8_351, "835", "1.000", 8_300, met=True), parts.Progress("Về tiền", None, "0", "0", 4_000)]
    made = parts.progress_part(rows, [], "n")
    assert made.short == "Về việc 83,51 %; Về tiền -; đạt 1 trên 2 chỉ tiêu."
    assert isinstance(made.charts[0], Bars)
    assert (made.charts[0].bars[0].mark, made.charts[0].bars[0].mark_said) == (8_300, "chỉ tiêu 83,00 %")
    assert made.notes == ("n",)
    key = parts.key_part([parts.KeyMatter("01/QĐ", "A", "B", TODAY, 0, "khiếu nại")], "n")
    assert (key.short, key.charts) == ("1 việc cần bàn.", ())


def test_who_may_not_see_a_minor_gets_a_pack_without_the_name(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Trần Thị Tám" in str(briefing.make(office.desk).sections)
    with office.desk.writing("keep") as uow:
        key, row = next((k, r) for k, r in uow.rows("party").items() if r["name"] == "Trần Thị Tám")
        uow.write_row("party", key, {**row, "birth_year": 2010})
        projecting.everything(office.desk, uow)
        uow.commit()
    monkeypatch.setattr("thads_desktop.services.masking.hides", lambda _desk: True)
    assert "Trần Thị Tám" not in str(briefing.make(office.desk).sections)


def test_cancelled(office: Bench) -> None:
    with pytest.raises(Refused) as stopped:
        briefing.make(office.desk, "week", None, lambda: True)
    assert stopped.value.refusals[0].code == "import.cancelled"


def test_a_department_tells_of_what_its_offices_sent(office: Bench, tmp_path: Path) -> None:
    later = date(2019, 12, 10)
    cuc = open_desk(tmp_path / "cuc", FixedClock(later), create=True)
    try:
        people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
        none = briefing.make(cuc, "month")
        assert none.sections[0].listing.tables[0].rows[0][1] == "Chưa nhận gói báo cáo nào của đơn vị."
        consolidation.trust(cuc, Path(consolidation.key_package(office.desk, tmp_path / "khoa.thads").path))
        office.on(later)
        for months in (1, 2):
            files = reporting.write(office.desk, reporting.make(office.desk, 2020, months), tmp_path / "sent")
            (verdict,) = consolidation.receive(cuc, [f for f in files if f.suffix == ".thads"], None)
            assert verdict.accepted
        made = briefing.make(cuc, "month")
        assert [s.listing.title for s in made.sections[1:]] == [
            "Kết quả so với chỉ tiêu", "Thụ lý và tồn", "Việc đã giao các đơn vị", "Việc được giao", "Thời gian thi hành án",
        ]  # fmt: skip
        whole, own = part(made, "Thụ lý và tồn").rows
        assert whole[1:] == own[1:] == (0, 2, 1, 1)
        flows = next(s for s in made.sections if s.listing.title == "Thụ lý và tồn").charts[0]
        assert isinstance(flows, Lines)
        assert (flows.places, flows.lines[1].values) == (("1 tháng/2020", "2 tháng/2020"), (0, 1))
        assert "không đi theo gói" in made.sections[0].listing.notes[0]
        assert briefing.pdf(made).startswith(b"%PDF")
        for text, due in (("Báo cáo việc tồn đọng", date(2019, 12, 20)), ("Xác minh lại", date(2020, 3, 2))):
            directions.compose(cuc, "direction", text, due)
        directions.send(cuc, [directions.offices(cuc)[0][0]], tmp_path / "chi-dao", "Hoàng Văn Hải")
        counts, items = next(s.listing.tables for s in briefing.make(cuc, "month").sections if s.listing.title == "Việc đã giao các đơn vị")
        assert counts.rows == (("Chi cục Thi hành án dân sự quận Lê Chân", 2, 0, 0, 2),)
        assert [row[3] for row in items.rows] == ["Báo cáo việc tồn đọng"], "due by the end of the next month"
        assert isinstance(cuc.clock, FixedClock)
        cuc.clock.day = date(2020, 1, 2)
        short = briefing.make(cuc, "week").sections[0].listing.tables[0].rows[2][1]
        assert short == "2 việc đã giao, 0 đã xong hoặc thôi, 1 quá hạn."
        assert briefing.pdf(briefing.make(cuc, "week")).startswith(b"%PDF")
    finally:
        cuc.close()


def test_a_departments_sums_since_october_are_not_joined_across_the_years() -> None:
    def came(year: int, months: int, new: int, left: int, *offices: str) -> Consolidation:
        row = Row("tong", "Tổng", {"c2": 0, "c3": new, "c8": 0, "c17": left})
        form = SimpleNamespace(measure="viec", rows=(row,))
        return Consolidation((), None, year, months, None, "", offices, ("X",) if months == 3 else (), (), (form,), ())  # type: ignore[arg-type]  # a form of what is asked alone

    made = of_offices.trend([came(2018, 9, 50, 20), came(2018, 12, 70, 15), came(2019, 3, 10, 18)])
    flows, stock = made.charts[:2]
    assert isinstance(flows, Lines)
    assert isinstance(stock, Lines)
    assert (flows.places, flows.lines[0].values) == (("9 tháng/2018", "12 tháng/2018", "", "3 tháng/2019"), (50, 70, None, 10))
    assert (stock.places, stock.lines[0].values) == (("9 tháng/2018", "12 tháng/2018", "3 tháng/2019"), (20, 15, 18))
    assert "thiếu báo cáo của 1 đơn vị (X)" in made.notes[0]
    flows, stock = of_offices.trend([came(2019, 3, 50, 20, "A"), came(2019, 6, 70, 15, "A", "B")]).charts[:2]
    assert isinstance(flows, Lines)
    assert isinstance(stock, Lines)
    assert (flows.lines[0].values, stock.lines[0].values) == ((50, None, 70), (20, None, 15)), "other offices: no line joins them"


def test_a_cut_below_nothing_reads_as_it_is() -> None:
    made = parts.progress_part([parts.Progress("Giảm", -3_333, "-1", "3", 500), parts.Progress("Giảm nữa", -33, "-1", "300", 500)], [], "n")
    assert [r[3] for r in made.tables[0].rows] == ["-33,33 %", "-0,33 %"]


def test_the_curve_ends_with_what_was_watched() -> None:
    cell = d.Cell("", "cd", "dan_su", "", 2019)
    counts: d.Counts = {(cell, "decision_end"): Counter([d.Seen(10, over=True), *[d.Seen(61, over=False)] * 3]),
                        (cell._replace(case_type=d.COMMERCIAL), "decision_end"): Counter([d.Seen(20, over=True)])}  # fmt: skip
    (chart,) = parts.lasting(Study("", "district", TODAY, (1, "0" * 64), counts)).charts
    assert isinstance(chart, Lines)
    assert chart.places == ("0", "5", "10", "15", "20", "25", "30", "35", "40", "45", "50", "55", "60")
    assert chart.lines[0].values == (0, 0, *[25] * 11)
    assert chart.lines[1].values == (0, 0, 0, 0, 100, *[None] * 8)
    assert (parts._days_drawn(95)[-1], parts._days_drawn(720)[-1], parts._days_drawn(5000)[-1], len(parts._days_drawn(0))) == (90, 720, 720, 1)


def test_tasks_are_those_due_by_the_end_of_the_next_week_or_month(office: Bench) -> None:
    for day, month, week in ((date(2019, 2, 15), "31/03/2019", "24/02/2019"), (date(2019, 9, 30), "31/10/2019", "13/10/2019"),
                             (date(2019, 1, 31), "28/02/2019", "10/02/2019")):  # fmt: skip
        for rhythm, last in (("month", month), ("week", week)):
            until = briefing.span(rhythm, briefing.span(rhythm, day)[1] + timedelta(days=1))[1]  # type: ignore[arg-type]  # the rhythm comes as a word
            assert short_date(until) == last
    (short,) = [s.listing for s in briefing.make(office.desk, "month").sections if s.listing.title == "Việc được giao"][:1]
    tasks.put(office.desk, "Việc cuối tháng sau", office.second, date(2019, 12, 31))
    tasks.put(office.desk, "Việc tháng sau nữa", office.second, date(2020, 1, 1))
    found = [r[2] for r in part(briefing.make(office.desk, "month"), "Việc được giao").rows]
    assert "Việc cuối tháng sau" in found
    assert "Việc tháng sau nữa" not in found
    assert short.proof.startswith("Số liệu đến hết ngày 13/11/2019, sự kiện ")


def test_the_overdue_of_every_officer_stand_in_a_table(office: Bench) -> None:
    part_ = parts.overdue(office.desk)
    by_officer = next(t for t in part_.tables if t.title == "Theo chấp hành viên")
    chart = part_.charts[0]
    assert isinstance(chart, Bars)
    assert [(r[0], r[3]) for r in by_officer.rows] == [(b.label, sum(b.values)) for b in chart.bars]


def test_the_pages_are_counted_through_and_charts_are_drawn_not_pictured(office: Bench) -> None:
    import pikepdf

    made = briefing.make(office.desk, "month")
    with pikepdf.open(io.BytesIO(briefing.pdf(made))) as file:
        assert len(file.pages) >= len(made.sections)
        assert all("/XObject" not in page.Resources for page in file.pages)
    assert {type(c) for s in made.sections for c in s.charts} == {Bars, Lines}


def test_the_command(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    given = ["briefing", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "out")]
    assert main([*given, "--json"], FixedClock(TODAY)) == 0
    plain = json.loads(capsys.readouterr().out)
    assert (plain["rhythm"], plain["start"], len(plain["sections"])) == ("week", "2019-11-11", 6)
    assert [Path(f).name for f in plain["files"]] == ["giao-ban-tuan-20191113.pdf"]
    assert main([*given, "--month"], FixedClock(TODAY)) == 0
    assert (tmp_path / "out" / "giao-ban-thang-20191113.pdf").read_bytes().startswith(b"%PDF")
    assert "Việc quá hạn" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main([*given, "--month", "--week"], FixedClock(TODAY))


def test_targets_that_were_set_take_the_place_of_the_plain_rates(office: Bench) -> None:
    targets.put(office.desk, targets.TargetInput(2020, "rate_matters", "83,5", date(2019, 10, 1), basis="QĐ giao chỉ tiêu"))
    made = briefing.make(office.desk, "week")
    rows = part(made, "Kết quả so với chỉ tiêu").rows
    assert rows[0][4] == "83,50 %"
    assert "trên 2 chỉ tiêu" in str(made.sections[0].listing.tables[0].rows[0][1])
    charts = next(s for s in made.sections if s.listing.title == "Kết quả so với chỉ tiêu").charts
    assert isinstance(charts[0], Bars)
    assert charts[0].bars[0].mark == 8_350


def test_the_watch_list_says_which_matters_to_speak_of(office: Bench) -> None:
    watch_list.put(office.desk, office.matters[1], "Tỉnh ủy yêu cầu báo cáo")
    watch_list.direct(office.desk, office.matters[1], "Kê biên nhà", office.officer, date(2019, 11, 30))
    (row,) = part(briefing.make(office.desk), "Việc trọng điểm").rows
    assert "Tỉnh ủy yêu cầu báo cáo" in str(row[5])
    assert "chỉ đạo: Kê biên nhà (Trần Thị Bình, hạn 30/11/2019)" in str(row[5])
