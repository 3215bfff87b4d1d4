"""The drill really restores what lies there, says what does not hold, and keeps its certificate."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.files import BACKUPS
from thads_desktop.services import copies, drill, drill_days, reporting, upkeep


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", clear=True)
    made.decision()
    made.on(date(2020, 1, 5))
    reporting.close(made.desk, reporting.make(made.desk, 2020, 3))
    yield made
    made.desk.close()


def test_the_newest_copy_of_each_place_comes_back_whole(office: Bench, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        drill.run(office.desk)
    assert caught.value.refusals[0].code == "backup.none"
    (tmp_path / "usb").mkdir()
    copies.choose_second(office.desk, tmp_path / "usb")
    made = copies.make(office.desk)
    office.judgment("19/2019/DS-ST")
    done = drill.run(office.desk)
    assert done.passed, done.text()
    assert [(t.place, t.seq, t.events, t.returns) for t in done.tried] == [
        ("Trên máy này", made.counted.seq, made.counted.seq, 1), ("Nơi cất thứ hai", made.counted.seq, made.counted.seq, 1),
    ]  # fmt: skip
    assert done.pdf.startswith(b"%PDF")
    with office.desk.reading() as reader:
        assert reader.blob(done.sha256) == done.pdf
    assert upkeep.verify(office.desk).findings == ()
    assert not list(office.desk.folder.glob(".dien-tap-*"))
    assert "Diễn tập phục hồi đạt" in done.text()


def test_a_copy_that_does_not_hold_is_told_and_does_not_count(office: Bench) -> None:
    made = copies.make(office.desk)
    damaged = bytearray(made.file.read_bytes())
    at = damaged.find(b'"MatterOpened"')
    damaged[at + 3] ^= 1
    made.file.write_bytes(damaged)
    done = drill.run(office.desk)
    assert not done.passed
    assert "CHƯA đạt" in done.text()
    assert drill_days.last(office.desk) is None


def test_a_copy_of_another_course_of_the_log_is_told(office: Bench) -> None:
    made = copies.make(office.desk)
    office.desk.close()
    upkeep.restore(office.desk.folder, made.file, office.clock)
    from thads_desktop.services.desk import open_desk

    office.desk = open_desk(office.desk.folder, office.clock)
    stray = bench(office.desk.folder.parent / "other", date(2020, 1, 5), clear=True)
    other = copies.make(stray.desk)
    stray.desk.close()
    shutil.copy(other.file, office.desk.folder / BACKUPS / "thads-20200105-040000-5.db")
    done = drill.run(office.desk)
    assert not done.passed
    assert "khác kho đang dùng" in done.text()


def test_once_a_year(office: Bench) -> None:
    copies.make(office.desk)
    assert drill_days.due(office.desk) == ""
    office.on(date(2020, 10, 8))
    assert "Chưa diễn tập" in drill_days.due(office.desk)
    drill.run(office.desk)
    assert drill_days.due(office.desk) == ""
    office.on(date(2021, 10, 8))
    assert "08/10/2020" in drill_days.due(office.desk)


def test_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    office = bench(tmp_path / "kin")
    office.decision()
    copies.make(office.desk)
    folder = office.desk.folder
    office.desk.close()
    assert main(["drill", "--data", str(folder), "--today", "2020-01-05", "--out", str(tmp_path / "x.pdf")]) == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    monkeypatch.chdir(tmp_path)
    assert main(["drill", "--data", os.path.relpath(folder), "--today", "2020-01-05", "--out", "y.pdf"]) == 0
    said = "".join("".join(page.extract_text().split()) for page in PdfReader("y.pdf").pages)
    assert f"Bảnsao:{folder / BACKUPS}" in said, "where it lies, from wherever it was asked"
    assert "Diễn tập phục hồi đạt" in capsys.readouterr().out
    assert main(["repair", "--data", str(folder), "--today", "2020-01-05"]) == 2
    assert "nguyên vẹn" in capsys.readouterr().err
