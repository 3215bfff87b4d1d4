"""How long matters take at an office and at its department: the service, the files, the command, what travels."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.end2end.test_province import code, resigned
from tests.office import LOGIN, PASSWORD, Bench, bench
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.durations import Figures, Seen
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    consolidation,
    durations,
    durations_files,
    inspection_files,
    people,
    projecting,
    reporting,
)
from thads_desktop.services.desk import open_desk

LATER = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Three matters of 7 October: one done on 6 November, one on hold, one that nobody touched since."""
    made = bench(tmp_path / "data", date(2019, 10, 7))
    done = made.decision(kind="yc")
    held = made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=None)
    made.decision(number="17/2019/DS-ST", debtor="Trần Thị Tám")
    made.on(LATER)
    with made.desk.writing("keep") as uow:
        uow.append(f"matter:{done}", date(2019, 11, 6), ev.LineCompleted(1))
        uow.append(f"matter:{held}", date(2019, 12, 1), ev.MeansLacking("a"))
        for matter in (done, held):
            projecting.matter(made.desk, uow, matter)
        uow.commit()
    yield made
    made.desk.close()


def refused(call: object) -> str:
    with pytest.raises(Refused) as found:
        call()  # type: ignore[operator]  # a call of the case
    return found.value.refusals[0].code


def test_open_matters_count_as_at_least_so_long(office: Bench) -> None:
    study = durations.make(office.desk)
    (row,) = durations.rows(study, "year", "decision_end")
    assert (row.words, row.figures) == ("2020", Figures(3, 1, 2, 30, None, None, 95))
    assert [(r.words, r.figures.n, r.figures.over) for r in durations.rows(study, "kind", "decision_end")] == [
        ("Tất cả", 3, 1), ("Chủ động", 2, 0), ("Theo yêu cầu", 1, 1),
    ]  # fmt: skip
    (asked,) = [r for r in durations.rows(study, "kind", "request_end") if r.key == "yc"]
    assert asked.figures.median == 35, "the request came on 2 October"
    (hold,) = durations.rows(study, "kind", "hold/lacks_means")
    assert (hold.figures.n, hold.figures.open_, hold.figures.longest) == (1, 1, 40)
    assert durations.rows(study, "kind", "decision_end", "commercial") == []
    assert durations.groups(study) == ["kind", "case_type", "officer", "year"]


def test_what_ended_before_a_register_is_complete_counts_nowhere(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        for n, end in enumerate((date(2016, 6, 1), date(2017, 12, 1), None)):
            subject = f"matter:old{n}"
            body = ev.CarriedIn("cd", "dan_su", f"j{n}", (ev.Line(1, 1_000_000),), date(2017, 10, 1), "b", n, office.officer)
            uow.append(subject, date(2016, 1, 1), body)
            if end is not None:
                uow.append(subject, end, ev.LineCompleted(1))
        uow.commit()
    study = durations.make(office.desk)
    (row,) = [r for r in durations.rows(study, "year", "decision_end") if r.key == 2016]
    assert (row.figures.n, row.figures.over) == (2, 1)
    assert len(durations.behind(office.desk, study, "year", 2016, "decision_end")) == 2
    assert "không có việc nào" in durations_files.text(study), "no commercial matters: a heading does not stand alone"


def test_the_matters_of_a_line_are_those_it_counts(office: Bench) -> None:
    study = durations.make(office.desk)
    for by in durations.groups(study):
        for row in durations.rows(study, by, "decision_end/net"):
            assert len(durations.behind(office.desk, study, by, row.key, "decision_end/net")) == row.figures.n
    found = durations.behind(office.desk, study, "year", "", "decision_end/net")
    assert [(b.seen, b.held) for b in found] == [(Seen(95, False), 0), (Seen(55, False), 40), (Seen(30, True), 0)]
    assert found[1].row is not None
    assert found[1].row.debtor == "Đỗ Thị Ánh Tuyết"


def test_as_of_another_day_and_place(office: Bench) -> None:
    then = durations.make(office.desk, date(2019, 11, 5))
    assert durations.rows(then, "year", "decision_end")[0].figures.over == 0
    with office.desk.reading() as reader:
        seq = reader.head()[0]
    assert durations.make(office.desk, None, seq).counts == durations.make(office.desk).counts
    assert durations.make(office.desk, None, seq - 6).counts != durations.make(office.desk).counts


def test_what_cannot_be_asked(office: Bench) -> None:
    assert refused(lambda: durations.make(office.desk, date(2020, 1, 11))) == "event.future_day"
    assert refused(lambda: durations.last_day(2021, LATER)) == "event.future_day"
    assert refused(lambda: durations.last_day(20, LATER)) == "target.bad_year"
    assert (durations.last_day(2020, LATER), durations.last_day(2019, LATER)) == (LATER, date(2019, 9, 30))


def test_it_prints_and_is_written(office: Bench, tmp_path: Path) -> None:
    made = durations_files.listing(office.desk, durations.make(office.desk))
    assert inspection_files.write(tmp_path / "a.pdf", made).read_bytes().startswith(b"%PDF")
    assert inspection_files.write(tmp_path / "a.xlsx", made).read_bytes().startswith(b"PK")
    assert "chưa tới" in str(made.tables)
    assert "Nguyễn" not in str(made.tables)


def test_the_command(office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    log_in = ["--data", str(tmp_path / "data")]
    assert main(["durations", *log_in, "--year", "2020", "--json"], FixedClock(LATER)) == 0
    plain = json.loads(capsys.readouterr().out)
    (row,) = [r for r in plain["rows"] if (r["measure"], r["scope"], r["by"], r["key"]) == ("decision_end", "others", "kind", "yc")]
    assert (row["n"], row["ended"], row["censored"], row["median"]) == (1, 1, 0, 30)
    assert (plain["day"], plain["missing"]) == ("2020-01-10", [])
    out = ["--out", str(tmp_path / "b.xlsx")]
    assert main(["durations", *log_in, "--year", "2020", *out], FixedClock(LATER)) == 2
    assert main(["durations", *log_in, "--year", "2020", *out, "--recipient", "Cục", "--purpose", "họp"], FixedClock(LATER)) == 0
    assert "trung vị" in capsys.readouterr().out
    assert main(["durations", *log_in, "--year", "2022"], FixedClock(LATER)) == 2


def test_the_department_adds_up_what_came_with_the_returns(office: Bench, tmp_path: Path) -> None:
    files = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "sent")
    sent = next(f for f in files if f.suffix == ".thads")
    cuc = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    try:
        people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
        consolidation.trust(cuc, Path(consolidation.key_package(office.desk, tmp_path / "khoa.thads").path))
        assert durations.make(cuc).missing == ("Chi cục Thi hành án dân sự quận Lê Chân",)
        for change in ({"durations.json": b"[1"}, {"durations.json": b'{"cells":[],"day":"2019-12-31","format":1,"seq":1}'}):
            assert code(cuc, tmp_path, resigned(sent, office.desk, lambda p, _f, c=change: p.update(c))) == "package.bad_durations"  # type: ignore[misc]  # a default of the lambda
        assert code(cuc, tmp_path, sent.read_bytes()) == ""
        there, here = durations.make(cuc), durations.make(office.desk, date(2019, 12, 31))
        assert (there.missing, there.cases, durations.groups(there)) == ((), (), ["kind", "case_type", "office", "year"])
        for measure in ("decision_end", "request_end/net", "hold/lacks_means"):
            assert durations.rows(there, "kind", measure) == durations.rows(here, "kind", measure)
        assert [r.words for r in durations.rows(there, "office", "decision_end")] == ["Chi cục Thi hành án dân sự quận Lê Chân"]
        assert "31/12/2019" in " ".join(durations_files.missing_words(there))
    finally:
        cuc.close()


def test_a_package_of_an_older_program_is_taken_without_them(office: Bench, tmp_path: Path) -> None:
    files = reporting.write(office.desk, reporting.make(office.desk, 2020, 3), tmp_path / "sent")
    sent = next(f for f in files if f.suffix == ".thads")
    cuc = open_desk(tmp_path / "cuc", FixedClock(LATER), create=True)
    try:
        people.set_up(cuc, "Cục Thi hành án dân sự thành phố Hải Phòng", "Tổng cục Thi hành án dân sự", "province")
        consolidation.trust(cuc, Path(consolidation.key_package(office.desk, tmp_path / "khoa.thads").path))
        assert code(cuc, tmp_path, resigned(sent, office.desk, lambda p, _f: p.pop("durations.json"))) == ""
        assert durations.make(cuc).missing == ("Chi cục Thi hành án dân sự quận Lê Chân",)
    finally:
        cuc.close()
