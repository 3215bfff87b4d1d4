"""Two versions of a return beside each other: what differs, which matters, what happened; what cannot be compared is refused."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.services import acts, compare_packages, consolidation, reopening, reporting

LATER = date(2020, 1, 10)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2019, 10, 7))
    made.decision()
    made.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết", due=5_000_000)
    made.on(LATER)
    yield made
    made.desk.close()


def package(office: Bench, folder: Path, months: int = 3, *, close: bool = True) -> Path:
    made = reporting.make(office.desk, 2020, months)
    if close and not made.closed:
        made = reporting.close(office.desk, made)
    return next(p for p in reporting.write(office.desk, made, folder) if p.suffix == ".thads")


def late(office: Bench) -> None:
    """Money of December that was entered after the closing."""
    acts.collect(office.desk, office.matters[0], date(2019, 12, 20), 1, 4_000_000)
    reopening.reopen(office.desk, "2015", 2020, 3, "Biên lai tháng 12 vào sổ muộn")


def test_what_differs_is_explained_by_matter_and_event(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = package(office, tmp_path / "1")
    late(office)
    second = package(office, tmp_path / "2")
    made = compare_packages.compare(second, first)
    assert made.swapped
    assert (made.first.version, made.second.version) == (1, 2)
    (changed,) = made.matters
    assert changed.number == "01/QĐ-CCTHADS"
    assert "đã thu 0, còn 10.000.000" in changed.was
    assert "đã thu 4.000.000, còn 6.000.000" in changed.now
    (told,) = changed.happened
    assert told == "Thu tiền, 4.000.000 đồng ngày 20/12/2019; ghi ngày 10/01/2020, Phạm Quang Minh"
    assert ("07", "tong", "t9", "0", "4000000") in [(c.form, c.row, c.cell, c.was, c.now) for c in made.cells]
    assert made.reason == "Biên lai tháng 12 vào sổ muộn"
    office.desk.close()
    assert main(["compare", str(first), str(second)]) == 0
    said = capsys.readouterr().out
    assert "Lý do mở lại kỳ, theo bản sau: Biên lai tháng 12 vào sổ muộn" in said
    assert "biểu 07, dòng Tổng số, cột 9: 0 -> 4.000.000" in said
    assert "01/QĐ-CCTHADS" in said
    assert main(["compare", str(first), str(second), "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)
    assert plain["same"] is False
    assert [m["number"] for m in plain["matters"]] == ["01/QĐ-CCTHADS"]


def test_without_a_closing_between_them_the_facts_alone_tell(office: Bench, tmp_path: Path) -> None:
    first = package(office, tmp_path / "1", close=False)
    office.decision(number="17/2019/DS-ST", debtor="Lê Văn Muộn", day=date(2019, 11, 4))
    second = package(office, tmp_path / "2", close=False)
    (changed,) = compare_packages.compare(first, second).matters
    assert (changed.was, changed.number, changed.happened) == ("không có trong kỳ", "03/QĐ-CCTHADS", ())
    assert changed.now.startswith("mới thụ lý, đang thi hành")


def test_versions_that_are_the_same_are_said_to_be(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = package(office, tmp_path / "1"), package(office, tmp_path / "2")
    made = compare_packages.compare(first, second)
    assert made.same
    assert main(["compare", str(first), str(first)]) == 0
    assert "Hai gói là cùng một tệp." in capsys.readouterr().out
    assert "Hai bản giống nhau" in made.text() or "cùng một tệp" in made.text()


def test_what_cannot_be_compared_is_refused(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = package(office, tmp_path / "1")
    month = package(office, tmp_path / "2", months=2)
    other = bench(tmp_path / "other", date(2019, 10, 7))
    other.decision()
    other.on(LATER)
    theirs = package(other, tmp_path / "3")
    key = Path(consolidation.key_package(office.desk, tmp_path / "k.thads").path)
    other.desk.close()
    broken = tmp_path / "hong.thads"
    broken.write_bytes(own.read_bytes()[:-50])
    for file, says in (
        (month, "Hai gói của hai kỳ khác nhau"), (theirs, "nhưng ký bằng hai khóa khác nhau"), (key, "không phải gói báo cáo thống kê"),
        (broken, ""), (tmp_path / "khong-co.thads", ""),
    ):  # fmt: skip
        assert main(["compare", str(own), str(file)]) == 2
        err = capsys.readouterr().err
        assert says in err
        assert err.strip()
