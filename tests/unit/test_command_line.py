"""The help of the command line: every option of every command says in Vietnamese what it does."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, bench, reopen
from tests.registers import book, judged, open_office, row
from thads_desktop.__main__ import main, parser
from thads_desktop.domain.clock import FixedClock, SystemClock

ROOT = Path(__file__).resolve().parents[2]

#: Told to nobody: for tests and replays.
HIDDEN = {"--today"}


def walk(one: argparse.ArgumentParser, name: str = "thads-desktop") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield name, one
    for action in one._actions:
        if isinstance(action, argparse._SubParsersAction):
            for word, inner in action.choices.items():
                yield from walk(inner, f"{name} {word}")


PARSERS = dict(walk(parser()))


@pytest.mark.parametrize("name", PARSERS)
def test_every_option_says_what_it_does(name: str) -> None:
    for action in PARSERS[name]._actions:
        called = " ".join(action.option_strings) or str(action.metavar or action.dest)
        if isinstance(action, argparse._SubParsersAction):
            told = {choice.dest: choice.help for choice in action._choices_actions}
            assert set(told) == set(action.choices), name
            assert all(told.values()), f"{name}: {told}"
            continue
        if action.help == argparse.SUPPRESS:
            assert HIDDEN & set(action.option_strings) or name.startswith("thads-desktop tool"), called
            continue
        assert action.help, f"{name} {called}"
        assert not action.help.isascii(), f"{name} {called}: not Vietnamese"


@pytest.mark.parametrize("name", PARSERS)
def test_the_help_itself_is_vietnamese(name: str) -> None:
    text = PARSERS[name].format_help()
    assert text.startswith("Cách dùng: ")
    for english in ("usage", "options:", "positional", "show this", "version number"):
        assert english not in text


@pytest.mark.parametrize("command", [["return", "--year", "2020", "--months", "3", "--out", ""], ["key", "--out", " "], ["matters", "--data", ""]])
def test_an_empty_path_is_no_folder(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(command)
    assert stopped.value.code == 2
    assert "đường dẫn để trống" in capsys.readouterr().err


def test_undoing_is_not_mixed_with_taking_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = open_office(tmp_path / "data")
    file = book(tmp_path, [row(1)])
    done = judged(desk, file)
    desk.close()
    clock = FixedClock(date(2021, 7, 15))
    for further in ([str(file)], ["--dry-run"], ["--report", str(tmp_path / "r.xlsx")]):
        assert main(["import", "--data", str(tmp_path / "data"), *further, "--undo", done.batch], clock) == 2
        assert "--undo" in capsys.readouterr().err
    assert main(["import", "--data", str(tmp_path / "data"), "--undo", done.batch], clock) == 0


def test_a_stated_day_does_not_say_when_it_was_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = bench(tmp_path / "data")
    made.desk.close()
    really = datetime(2021, 3, 4, 5, 6, 7, tzinfo=UTC)
    monkeypatch.setattr(SystemClock, "now", lambda _self: really)
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert main(["account", "sheet", "--data", str(made.desk.folder), "--today", "2019-10-09"]) == 0
    desk = reopen(made.desk.folder, made.clock)
    with desk.reading() as reader:
        (last,) = reader.latest(1)
    assert (last.day, last.recorded) == (date(2019, 10, 9), really)
    desk.close()


@pytest.mark.parametrize("streams", [{}, {"PYTHONIOENCODING": "ascii"}])
def test_vietnamese_words_are_understood_where_the_terminal_knows_none(streams: dict[str, str], tmp_path: Path) -> None:
    """LC_ALL=C without Python's own help: arguments come as bytes, and paths go back to the system as they came."""
    room = {
        "PYTHONPATH": str(ROOT), "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "THADS_ACCOUNT": LOGIN, "THADS_PASSWORD": PASSWORD,
        "PYTHONDONTWRITEBYTECODE": "1", **streams,
    }  # fmt: skip
    office = bench(tmp_path / "dữ liệu")
    office.decision()
    office.desk.close()
    out = tmp_path / "sổ in"

    def run(*command: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([sys.executable, "-m", "thads_desktop", *command], env=room, cwd=tmp_path, capture_output=True, check=False)

    place = ("--data", str(tmp_path / "dữ liệu"), "--today", "2019-10-07")
    made = run("register", "Sổ thụ lý thi hành án", "--year", "2020", *place, "--out", str(out), "--json")
    assert made.returncode == 0, made.stderr.decode()
    told = json.loads(made.stdout.decode("utf-8"))
    assert told["register"]["name"] == "Sổ thụ lý thi hành án"
    assert sorted(told["files"]) == sorted(str(f) for f in out.iterdir())
    assert "Không có biểu mẫu hoãn" in run("paper", "hoãn", "--out", str(out / "a.pdf")).stderr.decode("utf-8")
