"""Two offices on the command line: delegate, look, take and decide, acknowledge, close the loop."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.delegations import DAY, delegated, opened, two
from tests.office import LOGIN, PASSWORD
from thads_desktop.__main__ import main


@pytest.fixture
def twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, str]:
    """One office where a number of a decision occurs in two years; its second matter delegated."""
    made = two(tmp_path)
    office = made.here
    office.on(date(2020, 10, 5))
    again = opened(office, date(2020, 10, 5), "99/2020/DS-ST")
    delegated(office, again, day=date(2020, 10, 5))
    with office.desk.reading() as reader:
        first, second = (str((reader.row("matter", m) or {})["number_text"]) for m in (made.matter, again))
    office.judgment("77/2020/DS-ST", date(2020, 10, 5))
    made.close()
    assert first == second
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    return tmp_path / "here", first


def test_a_number_of_two_years_is_named_with_its_day(twice: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    folder, number = twice

    def asked(*words: str) -> tuple[int, str]:
        code = main([*words, "--data", str(folder), "--today", "2020-10-05"])
        said = capsys.readouterr()
        return code, said.out + said.err

    for typed in (number, number.partition("/")[0]):
        code, said = asked("delegate", "--matter", typed)
        assert code == 2
        assert f"{number} ngày 07/10/2019; {number} ngày 05/10/2020" in said
    assert asked("delegate", "--matter", f"{number} ngày 07/10/2019")[1].strip() == "Việc chưa có quyết định ủy thác."
    assert "quận Ngô Quyền" in asked("delegate", "--matter", f"{number} ngày 05/10/2020")[1]
    code, said = asked("delegation", "--matter", number, "--mistaken", "nhầm")
    assert (code, "ngày 05/10/2020" in said) == (2, True)
    code, said = asked("delegation", "--matter", "77/2020/DS-ST", "--mistaken", "nhầm")
    assert (code, "không đến bằng gói ủy thác" in said) == (2, True)


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path, str]:
    made = two(tmp_path)
    delegated(made.here, made.matter)
    with made.here.desk.reading() as reader:
        number = str((reader.row("matter", made.matter) or {})["number_text"])
    made.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    return tmp_path / "here", tmp_path / "there", number


def run(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    code = main([*map(str, words), "--json", "--today", DAY.isoformat()])
    said = capsys.readouterr()
    assert code == 0, said.err
    return json.loads(said.out)


def test_the_loop_by_command_line(folders: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, there, number = folders
    out = run(capsys, "delegate", "--matter", number, "--out", tmp_path / "out", "--data", here)
    looked = run(capsys, "delegation", out["file"], "--data", there)
    assert (looked["matter"], looked["taken"]) == (number, False)
    assert [x["delegated"] for x in looked["lines"]] == [10_000_000, 3_500_001, 0]
    assert {p["known"] for p in looked["people"]} == {""}
    took = run(capsys, "delegation", out["file"], "--take", "--issue", "--data", there)
    own = took["decision_here"]
    (matter,) = run(capsys, "matters", "--data", there)["matters"]
    assert (matter["number_text"], matter["due"], matter["delegated_in"]) == (own, 13_500_001, True)
    ack = run(capsys, "delegation", "--matter", own, "--acknowledge", tmp_path / "back", "--data", there)
    seen = run(capsys, "delegation", ack["file"], "--take", "--data", here)
    assert (seen["answer"], seen["matter"], seen["taken"]) == ("decided", number, True)
    (loop,) = run(capsys, "delegate", "--matter", number, "--data", here)["delegations"]
    assert loop["answer"] == "decided"
    assert own in loop["says"]
    for folder in (here, there):
        assert main(["verify", "--data", str(folder), "--today", DAY.isoformat()]) == 0


def test_sent_by_mistake_by_command_line(folders: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    here, there, number = folders
    out = run(capsys, "delegate", "--matter", number, "--out", tmp_path / "out", "--data", here)
    run(capsys, "delegation", out["file"], "--take", "--data", there)
    words = ["--mistaken", "không cư trú ở đây", "--acknowledge", tmp_path / "back"]
    ack = run(capsys, "delegation", "--matter", "15/2019/DS-ST", *words, "--data", there)
    assert run(capsys, "delegation", ack["file"], "--take", "--data", here)["answer"] == "mistaken"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--take", "--mistaken", "nhầm", "--acknowledge", "back"], "--acknowledge, --mistaken không dùng được cùng một tệp gói"),
        (["--mistaken", "nhầm"], "--mistaken không dùng được cùng một tệp gói"),
        (["--issue"], "--issue không dùng được cùng việc chỉ xem gói; hãy thêm --take"),
        (["--submit", "--even-if-known"], "hãy thêm --take"),
    ],
)
def test_a_package_does_nothing_that_was_not_asked_of_it(
    folders: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    here, there, number = folders
    out = run(capsys, "delegate", "--matter", number, "--out", tmp_path / "out", "--data", here)
    given = [str(tmp_path / w) if w == "back" else w for w in words]
    assert main(["delegation", out["file"], *given, "--data", str(there), "--today", DAY.isoformat()]) == 2
    assert says in capsys.readouterr().err
    assert not (tmp_path / "back").exists()
    assert run(capsys, "delegation", out["file"], "--take", "--data", there)["taken"], "nothing had been taken in before"


def test_what_needs_a_package_is_refused_beside_a_matter(
    folders: tuple[Path, Path, str], capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["delegation", "--matter", "15/2019/DS-ST", "--mistaken", "nhầm", "--take"]
    assert main([*words, "--data", str(folders[1]), "--today", DAY.isoformat()]) == 2
    assert "--take không dùng được cùng --matter" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["delegate", "--matter", "99/QĐ", "--out", "out"], "Không có việc số"),
        (["delegation"], "Hãy nêu tệp gói"),
        (["delegation", "khong-co.thads"], "Không đọc được tệp"),
    ],
)
def test_what_cannot_be_is_refused(
    folders: tuple[Path, Path, str], tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str], says: str
) -> None:
    given = [str(tmp_path / w) if w in ("out", "khong-co.thads") else w for w in words]
    assert main([*given, "--data", str(folders[0]), "--today", DAY.isoformat()]) == 2
    assert says in capsys.readouterr().err
