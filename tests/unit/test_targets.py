"""Targets held against figures that come of events: what is met, what is missing, versions, rights, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest

from tests import assets, targets as sample
from tests.office import Bench, bench
from thads_desktop.domain import events as ev
from thads_desktop.domain.listing import Cell
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.target_forecast import Forecast
from thads_desktop.law import targets as targets_law
from thads_desktop.law.errors import LawDataError
from thads_desktop.services import access, accounts, inspection_files, target_files, target_report, targets
from thads_desktop.services.target_ways import WAYS
from thads_desktop.services.targets import TargetInput

LATER = date(2019, 10, 7)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    made = bench(tmp_path_factory.mktemp("office") / "data", LATER)
    sample.fill(made.desk, made.officer)
    sample.set_all(made.desk)
    yield made
    made.desk.close()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", LATER)
    yield made
    made.desk.close()


def test_the_sample_meets_as_many_targets_as_the_report_tells(filled: Bench) -> None:
    for year, (met, of) in sample.MET.items():
        made = target_report.make(filled.desk, year)
        assert (made.met, len(made.own)) == (met, of), year
        assert all((s.gap == 0) == s.met for s in made.own)
        assert f"đạt {met} trên {of}" in target_files.state(made)


def test_the_end_of_september_is_forecast_and_the_method_tried_on_the_years_before(filled: Bench) -> None:
    made = target_report.make(filled.desk, 2019, date(2019, 6, 30))
    assert (made.day, made.past) == (date(2019, 6, 30), 4)
    whole = {s.target.measure: s.share.value for s in target_report.make(filled.desk, 2019).own if s.share}
    for s in made.own:
        f = s.forecast
        assert f is not None
        assert f.seasonal
        assert f.low is not None
        assert f.high is not None
        assert f.low <= f.value <= f.high
        actual = whole[s.target.measure]
        assert actual is not None
        if s.target.measure == "rate_matters":
            assert f.low <= actual <= f.high
    tried = {(m, t.months): t for m, t in made.tried}
    assert {m for _, m in tried} == {3, 6, 9}
    at_six = tried[("rate_matters", 6)]
    assert [t.year for t in at_six.trials] == [2015, 2016, 2017, 2018]
    assert at_six.with_interval == 4
    assert at_six.straight_error is not None
    assert at_six.error < at_six.straight_error
    assert 0 <= at_six.straight_covered <= 4
    table = next(t for t in target_files.tables(made) if t.title == "Kiểm chứng dự báo")
    assert [(row[1], row[4], row[5]) for row in table.rows if row[0] == "Việc xong / có điều kiện"][1][:2] == (6, 4), "numbers stand by themselves"


def test_doing_so_many_rows_of_the_list_closes_the_gap_and_none_is_a_change_of_class(filled: Bench) -> None:
    made = target_report.make(filled.desk, 2018, date(2018, 6, 30))
    (of,) = (s for s in made.own if s.target.measure == "rate_matters")
    assert of.gap
    assert of.share is not None
    assert {w.way for w in made.ways} <= set(WAYS)
    assert "xong đến dòng" in target_files.closing(made, of)
    assert made.ways[of.gap - 1].matters_so_far == of.gap
    assert [w.rest for w in made.ways] == sorted(w.rest for w in made.ways), "what is nearest to done comes first"


@pytest.mark.parametrize("short_of", [0, 1])
def test_the_gap_closes_exactly_with_the_last_row_that_is_named(office: Bench, short_of: int) -> None:
    """The very events are recorded that the list asks for, and everything is counted anew."""
    sample.fill(office.desk, office.officer, {2019: sample.Plan(50, 30, 40, 7)}, date(2019, 6, 30))
    for measure, threshold in (("rate_matters", "80"), ("rate_money", "70")):
        targets.put(office.desk, TargetInput(2019, measure, threshold, date(2018, 10, 1)))
    office.on(date(2019, 7, 1))
    before = target_report.make(office.desk, 2019)
    for n, s in enumerate(before.own):
        assert s.gap
        assert s.share is not None
        at = next(k for k, w in enumerate(before.ways, 1) if (w.money_so_far if s.share.money else w.matters_so_far) >= s.gap)
        assert f"đến dòng {at} là đạt" in target_files.closing(before, s)
        if s.share.money:
            continue
        with office.desk.writing("keep") as uow:
            for w in before.ways[: at - short_of]:
                uow.append(f"matter:{w.matter}", date(2019, 7, 1), ev.Collected(1, w.rest))
                uow.append(f"matter:{w.matter}", date(2019, 7, 1), ev.LineCompleted(1))
            uow.commit()
        after = target_report.make(office.desk, 2019).own[n]
        assert (after.met, after.gap) == (not short_of, short_of)


def test_a_matter_with_an_obligation_held_back_is_not_done_with_the_others(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        lines = (ev.Line(1, sample.MILLION), ev.Line(2, sample.MILLION))
        for name in ("x", "y"):
            uow.append(f"matter:{name}", date(2019, 1, 7), ev.MatterOpened("recorded", "cd", "dan_su", name, lines))
        uow.append("matter:x", date(2019, 2, 7), ev.Verified("none"))
        uow.append("matter:x", date(2019, 2, 11), ev.MeansLacking("a", (2,)))
        uow.commit()
    ways = target_report.make(office.desk, 2019).ways
    assert [(w.matter, w.part, w.matters_so_far, w.money_so_far) for w in ways] == [("y", False, 1, 2_000_000), ("x", True, 1, 3_000_000)]


def test_figures_are_those_recorded_up_to_a_place_in_the_log(filled: Bench) -> None:
    before = target_report.make(filled.desk, 2017)
    again = target_report.make(filled.desk, 2017, seq=before.seq)
    assert (again.own, again.figures, again.tried) == (before.own, before.figures, before.tried)
    assert target_report.make(filled.desk, 2017, seq=1).figures.means == 0


def test_next_year_goes_by_the_years_before_or_by_what_the_file_supposes(filled: Bench, office: Bench) -> None:
    (coming,) = target_report.make(filled.desk, 2019).intake
    assert coming.matters.base == 78
    assert not coming.matters.supposed
    assert coming.matters.low <= coming.matters.value <= coming.matters.high
    sample.fill(office.desk, office.officer, {2019: sample.Plan(50, 10)})
    (coming,) = target_report.make(office.desk, 2019).intake
    assert (coming.matters.base, coming.matters.value, coming.money.value) == (50, 55, 75 * sample.MILLION)
    assert coming.matters.supposed
    assert "giả định" in target_report.intake_method(target_report.make(office.desk, 2019))


def test_the_first_days_of_a_year_are_made_neither_a_whole_year_nor_its_growth(office: Bench) -> None:
    """Five days with many matters would else stand for a year of seventy times as many, and for how the office grows."""
    sample.fill(office.desk, office.officer)
    with office.desk.writing("keep") as uow:
        for n in range(40):
            body = ev.MatterOpened("recorded", "cd", "dan_su", f"new{n}", (ev.Line(1, sample.MILLION),))
            uow.append(f"matter:new{n}", date(2019, 10, 3), body)
        uow.commit()
    ends = [target_report.make(office.desk, y).figures.new for y in range(2016, 2020)]
    made = target_report.make(office.desk, 2020, date(2019, 10, 5))
    assert made.figures.new == 40
    (coming,) = made.intake
    most = max(b / a for a, b in pairwise(ends))
    assert not coming.matters.supposed
    assert coming.matters.base <= ends[-1] * most + 1
    assert coming.matters.high <= coming.matters.base * most + 1
    assert "mới qua chưa được ba tháng" in target_report.intake_method(made)
    assert "ba tháng" not in target_report.intake_method(target_report.make(office.desk, 2019))


def test_a_target_set_anew_within_the_year_holds_from_its_day(office: Bench) -> None:
    put = lambda threshold, since: targets.put(office.desk, TargetInput(2019, "rate_matters", threshold, since))  # noqa: E731 - said three times
    key = put("73", date(2018, 10, 1))
    assert put("75,5", date(2019, 7, 31)) == key
    for day, threshold in ((date(2019, 7, 30), 7300), (date(2019, 7, 31), 7550)):
        (one,) = target_report.make(office.desk, 2019, day).own
        assert one.target.now is not None
        assert one.target.now.threshold == threshold
    put("76", date(2019, 7, 31))
    with office.desk.reading() as reader:
        assert [v.threshold for v in targets.known(reader, key, LATER).versions] == [7300, 7600], "the same day again puts it right"
    targets.end(office.desk, key, date(2019, 9, 1), "Rút chỉ tiêu")
    assert target_report.make(office.desk, 2019, date(2019, 8, 31)).own
    assert not target_report.make(office.desk, 2019).own


def test_the_known_target_of_the_branch_stands_in_until_one_is_set(office: Bench) -> None:
    made = target_report.make(office.desk, 2020)
    assert [(s.target.measure, s.target.general) for s in made.own] == [("rate_matters", True), ("rate_money", True)]
    assert "suy ra" in made.own[0].target.basis
    targets.put(office.desk, TargetInput(2020, "rate_matters", "81", date(2019, 10, 1)))
    assert [s.target.general for s in target_report.make(office.desk, 2020).own] == [False, True]


def test_an_officer_has_own_targets_and_sees_no_others(office: Bench) -> None:
    sample.fill(office.desk, office.officer, {2019: sample.Plan(50, 40)})
    for who in (office.officer, office.second):
        targets.put(office.desk, TargetInput(2019, "rate_matters", "70", date(2018, 10, 1), who))
    made = target_report.make(office.desk, 2019)
    assert [(s.target.name, s.met) for s in made.parts] == [("Lê Văn Cường", False), ("Trần Thị Bình", True)]


def test_moves_without_a_fresh_verification_are_shown_with_what_they_do_to_the_rate(office: Bench) -> None:
    sample.fill(office.desk, office.officer, {2019: sample.Plan(50, 40)})
    subjects = [f"matter:s2019{n:03d}" for n in (45, 46, 47)]
    with office.desk.writing("keep") as uow:
        uow.append(subjects[0], date(2019, 9, 20), ev.Verified("none"))
        for subject in subjects:
            uow.append(subject, date(2019, 9, 25), ev.MeansLacking("a"))
        uow.append(subjects[2], date(2019, 10, 3), ev.Continued((), ("means_lacking",)))
        uow.commit()
    targets.put(office.desk, TargetInput(2019, "verification_right", "100", date(2018, 10, 1)))
    made = target_report.make(office.desk, 2019)
    assert [(m.matter, m.marks) for m in made.moves] == [
        ("s2019045", ("late",)), ("s2019046", ("late", "stale")), ("s2019047", ("late", "stale", "back")),
    ]  # fmt: skip
    assert made.figures.means == 47
    assert target_report.effect_of_all(made)[0].whole == 50
    (right,) = made.own
    assert right.share is not None
    assert (right.share.part, right.share.whole, right.gap) == (1, 3, None)
    assert "không còn đạt được" in str(next(t for t in target_files.tables(made) if t.title == "Chỉ tiêu").rows[0])


def test_more_than_all_there_is_can_never_be_met(office: Bench) -> None:
    sample.fill(office.desk, office.officer, {2019: sample.Plan(2, 1)})
    targets.put(office.desk, TargetInput(2019, "rate_matters", "100", date(2018, 10, 1), direction="more_than"))
    (one,) = target_report.make(office.desk, 2019).own
    assert (one.met, one.gap) == (False, None)
    assert standings(office, 2019)[0][4] == "không còn đạt được"


def standings(made: Bench, year: int, day: date | None = None, title: str = "Chỉ tiêu") -> tuple[tuple[Cell, ...], ...]:
    return next(t for t in target_files.tables(target_report.make(made.desk, year, day)) if t.title == title).rows


def test_a_year_that_is_over_is_not_forecast(filled: Bench) -> None:
    made = target_report.make(filled.desk, 2018)
    assert made.over
    assert all(s.forecast is None for s in made.own)
    table = next(t for t in target_files.tables(made) if t.title == "Dự báo đến 30/9")
    assert (table.rows, table.note) == ((), target_files.OVER)


def test_a_cut_is_closed_by_rows_as_a_rate_is(filled: Bench) -> None:
    made = target_report.make(filled.desk, 2018, date(2018, 6, 30))
    cuts = [s for s in made.own if s.target.measure == "cut_matters" and s.gap]
    assert cuts
    note = next(t for t in target_files.tables(made) if t.title == target_files.WAYS_TITLE).note
    assert all(target_files.closing(made, s) in note for s in cuts)


def test_an_officers_interval_says_whose_error_it_is(office: Bench) -> None:
    sample.fill(office.desk, office.officer, until=date(2019, 6, 30))
    ask = lambda: next(  # noqa: E731 - asked twice
        t.note for t in target_files.tables(target_report.make(office.desk, 2019, date(2019, 3, 31))) if t.title == "Dự báo đến 30/9"
    )
    targets.put(office.desk, TargetInput(2019, "rate_matters", "73", date(2018, 10, 1)))
    assert "từng chấp hành viên" not in ask()
    targets.put(office.desk, TargetInput(2019, "rate_matters", "73", date(2018, 10, 1), office.officer))
    assert "của từng chấp hành viên lấy theo cả đơn vị" in ask()


@pytest.mark.parametrize(
    ("low", "value", "high", "direction", "says"),
    [
        (5000, 6000, 7000, "at_least", "cả khoảng đều đạt"), (5000, 6000, 7000, "more_than", "dự báo đạt, chưa chắc"),
        (4000, 4500, 5000, "more_than", "cả khoảng đều chưa đạt"), (4000, 4500, 5000, "at_least", "dự báo chưa đạt, chưa chắc"),
        (4000, 4500, 5000, "at_most", "cả khoảng đều trong mức"), (4000, 4500, 5001, "at_most", "dự báo trong mức, chưa chắc"),
        (5001, 6000, 7000, "at_most", "cả khoảng đều vượt mức"), (None, 5000, None, "more_than", "dự báo chưa đạt, chưa chắc"),
    ],
)  # fmt: skip
def test_what_a_forecast_says_of_a_target_of_50_percent(low: int | None, value: int, high: int | None, direction: str, says: str) -> None:
    assert target_files._likely(Forecast(value, None, low, high), 5000, direction) == says


def test_notes_tell_days_in_numbers() -> None:
    law = targets_law.load()
    said = f"{law.measures['verification_right'].note} {law.note_late}"
    assert "90 ngày" in said
    assert not set("{}_") & set(said)


def test_numbers_in_the_workbook_are_numbers_and_days_days(filled: Bench, tmp_path: Path) -> None:
    made = target_files.listing(filled.desk, target_report.make(filled.desk, 2018, date(2018, 6, 30)))
    book = openpyxl.load_workbook(inspection_files.write(tmp_path / "x.xlsx", made))
    for sheet, table in zip(book.worksheets, made.tables, strict=True):
        rows = list(sheet.iter_rows(values_only=True))
        head = next(n for n, row in enumerate(rows) if row[: len(table.columns)] == tuple(c.title for c in table.columns)) if table.rows else 0
        for at, column in enumerate(table.columns):
            if column.align == "right" or column.title.endswith("ngày"):
                found = {type(row[at]) for row in rows[head + 1 : head + 1 + len(table.rows)]} if table.rows else set()
                assert str not in found, (table.title, column.title)
    first = next(row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] == "Việc xong / có điều kiện")
    assert (first[1], first[2], type(first[10])) == ("từ", 74, datetime)


def test_what_is_nearest_to_done_stands_first(office: Bench) -> None:
    """Collected in full, sold and paid for, a ground to terminate, not money, least left to collect; deferred and lacking means not at all."""
    office.on(date(2020, 9, 1))
    whole, ground, much, little, work, lacking, agreed = (
        office.decision(day=date(2020, 3, 2), due=due, number=f"{n}/2019/DS-ST")
        for n, due in enumerate((5_000_000, 90_000_000, 80_000_000, 1_000_000, None, 3_000_000, 3_000_000), 1)
    )
    with office.desk.writing("keep") as uow:
        day = date(2020, 8, 3)
        uow.append(f"matter:{whole}", day, ev.Collected(1, 5_000_000))
        uow.append(f"matter:{ground}", day, ev.GroundArose("termination", "c"))
        uow.append(f"matter:{lacking}", day, ev.MeansLacking("a"))
        uow.append(f"matter:{agreed}", day, ev.Deferred("c"))
        uow.commit()
    asset = assets.seized(office)  # of the first matter: what is collected in full stays so
    assert asset
    made = target_report.make(office.desk, 2020)
    assert [(w.matter, w.way) for w in made.ways] == [
        (whole, "payout"), (ground, "ground"), (work, "act"), (little, "collect"), (much, "collect"),
    ]  # fmt: skip
    assert [w.matters_so_far for w in made.ways] == [1, 2, 3, 4, 5]
    assert made.ways[-1].money_so_far == 171_000_000
    assert made.ways[0].debtor == "Nguyễn Văn An"


def test_an_asset_that_is_paid_for_comes_before_what_must_still_be_collected(office: Bench) -> None:
    office.on(assets.TODAY)
    assets.two_matters(office)
    assets.sold(office)
    made = target_report.make(office.desk, 2020)
    assert {w.matter: w.way for w in made.ways}[office.matters[0]] in ("paid_asset", "sold_asset")
    assert made.ways[0].matter == office.matters[0]


def test_an_officer_sees_the_office_and_the_own_target_alone(office: Bench) -> None:
    sample.fill(office.desk, office.officer, {2019: sample.Plan(50, 30)})
    for scope in ("", office.officer, office.second):
        targets.put(office.desk, TargetInput(2019, "rate_matters", "70", date(2018, 10, 1), scope))
    account = accounts.open_account(office.desk, office.second, "cường", ["officer"], "mật khẩu mới")
    access.seat(office.desk, account)
    made = target_report.make(office.desk, 2019)
    assert (len(made.own), [s.target.name for s in made.parts], made.ways) == (1, ["Lê Văn Cường"], ())
    with pytest.raises(Refused) as refused:
        targets.put(office.desk, TargetInput(2019, "rate_matters", "75", date(2018, 10, 1)))
    assert refused.value.refusals[0].code == "rights.none"


def test_decisions_in_time_are_those_of_the_terms(office: Bench) -> None:
    office.decision()
    targets.put(office.desk, TargetInput(2020, "decisions_in_time", "100", date(2019, 10, 1)))
    made = target_report.make(office.desk, 2020)
    (one,) = (s for s in made.own if s.target.measure == "decisions_in_time")
    assert one.share is not None
    assert (one.share.part, one.share.whole, one.met) == (1, 1, True)


def test_it_prints_and_is_written_as_a_workbook(filled: Bench, tmp_path: Path) -> None:
    made = target_files.listing(filled.desk, target_report.make(filled.desk, 2018))
    assert inspection_files.pdf(made).startswith(b"%PDF")
    assert inspection_files.write(tmp_path / "x.xlsx", made).stat().st_size > 1000


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"year": 1990}, "target.bad_year", "year"), ({"measure": "đạt"}, "target.bad_measure", "measure"),
        ({"direction": "ít"}, "target.bad_direction", "direction"), ({"threshold": "nhiều"}, "target.bad_threshold", "threshold"),
        ({"threshold": "100,01"}, "target.bad_threshold", "threshold"), ({"threshold": "-5"}, "target.bad_threshold", "threshold"),
        ({"threshold": "٥٠"}, "target.bad_threshold", "threshold"), ({"since": date(2020, 10, 1)}, "target.out_of_year", "since"),
        ({"scope": "ai"}, "target.bad_scope", "scope"),
    ],
)  # fmt: skip
def test_what_is_no_target_is_refused_and_nothing_is_written(office: Bench, changes: dict[str, object], code: str, field: str) -> None:
    said = {"year": 2020, "measure": "rate_matters", "threshold": "80", "since": date(2019, 10, 1)} | changes
    with office.desk.reading() as reader:
        head = reader.head()
    with pytest.raises(Refused) as refused:
        targets.put(office.desk, TargetInput(**said))  # type: ignore[arg-type]  # rows of the case
    assert [(r.code, r.field) for r in refused.value.refusals] == [(code, field)]
    with office.desk.reading() as reader:
        assert reader.head() == head


def test_what_cannot_be_asked_or_ended(office: Bench) -> None:
    key = targets.put(office.desk, TargetInput(2020, "rate_matters", "80", date(2019, 10, 5)))
    cases = (
        (lambda: target_report.make(office.desk, 2021), "target.not_yet"), (lambda: target_report.make(office.desk, 3000), "target.bad_year"),
        (lambda: target_report.make(office.desk, 2020, date(2019, 9, 30)), "target.out_of_year"),
        (lambda: target_report.make(office.desk, 2020, date(2019, 10, 8)), "event.future_day"),
        (lambda: targets.end(office.desk, key, date(2019, 10, 2), "Thôi"), "target.unknown"),
        (lambda: targets.end(office.desk, "x", date(2019, 10, 6), "Thôi"), "target.unknown"),
        (lambda: targets.end(office.desk, key, date(2019, 10, 6), " "), "text.missing"),
        (lambda: targets.put(office.desk, TargetInput(2020, "rate_matters", "80", date(2019, 10, 5))), "target.same"),
        (lambda: targets.put(office.desk, TargetInput(2020, "decisions_in_time", "80", date(2019, 10, 5), office.officer)), "target.office_only"),
    )  # fmt: skip
    for run, code in cases:
        with pytest.raises(Refused) as refused:
            run()
        assert refused.value.refusals[0].code == code


def test_a_file_of_targets_that_is_not_as_it_should_be_is_refused() -> None:
    with pytest.raises(LawDataError):
        targets_law.read({"settings": {}, "measure": {}, "target": []})
    assert [targets_law.percent(x) for x in ("82,5", "82.50 %", "7", "100", "100,5", "1,234", "")] == [8250, 8250, 700, 10_000, None, None, None]
