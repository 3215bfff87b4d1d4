"""Results never take the place of what the data folder lives on or of what is read; a refused command leaves nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from tests.registers import book, row
from thads_desktop import files
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused

CLOCK = FixedClock(date(2020, 1, 5))
OWN = ("thads.db", "thads.db-wal", "thads.db-shm", "dang-mo.lock", "window.json", "keys/office.key", "thads-cu-1.db")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    made = bench(tmp_path / "data")
    made.decision()
    made.desk.close()
    assert main(["key", "--data", str(made.desk.folder)], CLOCK) == 0
    (made.desk.folder / "window.json").write_text("{}")
    return made.desk.folder


def everything(folder: Path) -> dict[str, bytes | None]:
    """Every file and folder below with its bytes; what SQLite keeps beside an open store is of no account."""
    return {
        str(f.relative_to(folder)): f.read_bytes() if f.is_file() else None
        for f in folder.rglob("*") if not f.name.endswith(("-wal", "-shm"))
    }  # fmt: skip


def run(folder: Path, capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    capsys.readouterr()
    try:
        code = main([*map(str, words), "--data", str(folder)], CLOCK)
    except SystemExit as left:
        code = int(str(left.code))
    return code, capsys.readouterr().err


def test_no_command_writes_over_the_stores_own_files(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = book(tmp_path, [row(1), row(2, due="x")])
    (tmp_path / "quanh").symlink_to(data)
    (tmp_path / "ten-hai.db").hardlink_to(data / "thads.db")
    before = everything(tmp_path)
    commands: tuple[Callable[[Path], list[object]], ...] = (
        lambda f: ["key", "--out", f],
        lambda f: ["backup", "--out", f],
        *(lambda f, o=option: ["import", register, o, f] for option in ("--report", "--correction", "--minutes")),
    )
    places = [data / own for own in OWN] + [tmp_path / "quanh" / "thads.db", tmp_path / "ten-hai.db", data / "keys" / "x"]
    for place in places:
        for command in commands:
            code, said = run(data, capsys, *command(place))
            assert (code, "của chính thư mục dữ liệu" in said) == (2, True), (place, command(place), said)
            assert everything(tmp_path) == before, place
    for words in (
        ["return", "--year", 2020, "--months", 3, "--close", "--out", data / "keys"], ["demo", "--out", data / "thads.db"],
    ):  # fmt: skip
        code, said = run(data, capsys, *words)
        assert (code, said.count("\n")) == (2, 1), said
    assert everything(tmp_path) == before


def test_the_files_of_another_office_are_no_place_either(data: Path, tmp_path: Path) -> None:
    other = bench(tmp_path / "other")
    other.desk.close()
    with pytest.raises(Refused) as refused:
        files.write_whole(data / "thads.db", b"x")
    assert refused.value.refusals[0].code == "output.own_file"


def test_no_result_over_its_input_by_whatever_name(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    register = book(tmp_path, [row(1), row(2, due="x")])
    (tmp_path / "hai.xlsx").hardlink_to(register)
    (tmp_path / "ba.xlsx").symlink_to(register)
    before = everything(tmp_path)
    for name in (register.name, "hai.xlsx", "ba.xlsx"):
        assert run(data, capsys, "import", register, "--report", tmp_path / name)[0] == 2
    packages = tmp_path / "goi"
    packages.mkdir()
    (packages / "tong-hop-2020-03-thang-2019.thads").write_bytes(b"x")
    os.link(packages / "tong-hop-2020-03-thang-2019.thads", packages / "a.thads")
    with files.reading_from([packages / "a.thads"]), pytest.raises(Refused) as refused:
        files.write_whole(packages / "tong-hop-2020-03-thang-2019.thads", b"y")
    assert refused.value.refusals[0].code == "output.over_input"
    code, said = run(data, capsys, "consolidate", packages / "a.thads", "--out", packages)
    assert code == 2
    assert "trùng với tệp đang đọc" in said
    assert {k: v for k, v in everything(tmp_path).items() if not k.startswith("goi")} == before


def test_what_a_result_is_written_through_is_not_a_link_that_stands_there(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"kept")
    (tmp_path / "a.part").hardlink_to(tmp_path / "kept")
    files.write_whole(tmp_path / "a", b"new")
    assert ((tmp_path / "kept").read_bytes(), (tmp_path / "a").read_bytes()) == (b"kept", b"new")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a place that takes no files")
def test_refused_means_nothing_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = bench(tmp_path / "data")
    made.desk.close()
    data = made.desk.folder
    register = book(tmp_path, [row(1), row(2, due="x")])
    before = everything(tmp_path)
    for words in (
        ["return", "--year", 2020, "--months", 3, "--out", "/proc/x"],
        ["return", "--year", 2020, "--months", 3, "--close", "--out", "/proc/x"],
        ["key", "--out", "/proc/nope.thads"],
        ["key", "--out", register / "x"],
        ["import", register, "--report", tmp_path / "neu" / "ok.xlsx", "--minutes", "/proc/nope.pdf"],
        ["import", register, "--report", tmp_path / "ok.xlsx", "--minutes", tmp_path],
    ):  # fmt: skip
        code, said = run(data, capsys, *words)
        assert (code, said.count("\n")) == (2, 1), (words, said)
        assert everything(tmp_path) == before, words


def test_no_sentence_repeats_a_long_name(data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    long = "a" * 100_000
    folder = "/".join(["b" * 200] * 40)
    register = book(tmp_path, [row(1)])
    for words in (
        ["import", long], ["import", register, "--report", long], ["import", register, "--minutes", folder],
        ["key", "--out", long], ["key", "--out", folder + "/x"], ["restore", long], ["restore", folder],
        ["backup", "--out", long], ["trust", long], ["consolidate", long], ["return", "--year", "2020", "--months", "3", "--out", long],
        ["matters", "--status", long], ["import", "--undo", long], ["tool", "words", long], ["tool", "due", long, "--from", "1/1/2020"],
        ["matters", "--limit", long], ["return", long, "--year", "2020", "--months", "3"], [long], ["matters", "--as", long],
        ["demo", "--out", long],
    ):  # fmt: skip
        code, said = run(data, capsys, *words)
        assert code == 2, (words[0], said[:300])
        assert max(said.count("a"), said.count("b")) < 160, (words[0], len(said))
        assert "File name too long" not in said
        assert "Traceback" not in said


@pytest.mark.parametrize("typed", ["1.5", "1234.5", "..7", "1.234,567", "1,234.567", "12.34.567", "1..000", "", "1 000.000", "-5"])
def test_a_number_with_odd_groups_is_not_guessed_at(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(["tool", "words", "--", typed])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)


@pytest.mark.parametrize("typed", ["1234567", "1.234.567", "1,234,567", "1 234 567", " 1.234.567 "])
def test_a_number_in_groups_of_three_is_read(typed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tool", "words", typed, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["number"] == 1234567


def test_words_are_said_as_an_office_says_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tool", "words", "5.105"]) == 0
    assert main(["tool", "words", "5.105", "--zero-tens", "lẻ", "--thousand", "ngàn"]) == 0
    assert capsys.readouterr().out.splitlines() == ["Năm nghìn một trăm linh năm đồng", "Năm ngàn một trăm lẻ năm đồng"]
