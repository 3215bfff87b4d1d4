"""The command ``outside``: files of a list, what it answers, what is refused."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.office import bench
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import outside_lists

OPENED = date(2020, 11, 2)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    from tests.office import LOGIN, PASSWORD

    office = bench(tmp_path / "data", OPENED)
    office.decision()
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    return tmp_path


def run(folder: Path, *args: str) -> int:
    return main(["outside", *args, "--data", str(folder / "data"), "--today", "2020-11-30"])


def test_files_and_answer(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = folder / "ra"
    said = ("--recipient", "VKSND quận", "--purpose", "kiểm sát")
    assert run(folder, "procuracy", "--month", "2020-11", "--out", str(out), "--json-file", "--json", *said) == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["list"], answer["start"], answer["end"]) == ("procuracy", "2020-11-01", "2020-11-30")
    assert (len(answer["rows"]), len(answer["columns"])) == (1, 24)
    assert sorted(f.name for f in out.iterdir()) == [f"so-thu-ly-kiem-sat-2020-11.{e}" for e in ("json", "pdf", "xlsx")]
    assert json.loads((out / "so-thu-ly-kiem-sat-2020-11.json").read_text(encoding="utf-8"))["rows"] == answer["rows"]
    assert run(folder, "ended", "--month", "11/2020") == 0
    assert "0 dòng" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("procuracy", "--month", "2020-13"), "13/2020"),
        (("procuracy", "--month", "2021-01"), "chưa"),
        (("procuracy", "--month", "20/11/2020 - 05/11/2020"), "Khoảng ngày chưa đúng"),
        (("procuracy", "--month", "32/01/2020 - 33/01/2020"), "không phải là một ngày"),
        (("procuracy", "--month", "2020-11", "--out", "ra"), "nơi nhận"),
        (("ended", "--month", "2020"), "lập theo từng tháng, không theo kỳ 01/10/2019 - 30/09/2020: hãy nhập một tháng, ví dụ 9/2020"),
        (("ended", "--month", "05/09/2020 - 20/11/2020"), "lập theo từng tháng"),
        (("publication", "--month", "2020-03"), "lập theo hiện trạng hôm nay, không lập lại theo kỳ 2020-03"),
    ],
)  # fmt: skip
def test_what_is_refused(folder: Path, capsys: pytest.CaptureFixture[str], args: tuple[str, ...], words: str) -> None:
    assert run(folder, *args) != 0
    caught = capsys.readouterr()
    assert words.lower() in (caught.out + caught.err).lower()


@pytest.mark.parametrize(
    ("typed", "span"),
    [
        ("", ("2020-11-01", "2020-11-30")), ("2020-10", ("2020-10-01", "2020-10-31")), ("2/2020", ("2020-02-01", "2020-02-29")),
        ("2020", ("2019-10-01", "2020-09-30")), ("năm 2020", ("2019-10-01", "2020-09-30")), ("tháng 2/2020", ("2020-02-01", "2020-02-29")),
        ("05/11/2020", ("2020-11-05", "2020-11-30")), (" 05/11/2020 - 20/11/2020 ", ("2020-11-05", "2020-11-20")),
    ],
)  # fmt: skip
def test_a_period_as_it_is_typed(typed: str, span: tuple[str, str]) -> None:
    start, end = outside_lists.span_of(typed, date(2020, 11, 30))
    assert (start.isoformat(), end.isoformat()) == span


@pytest.mark.parametrize("typed", ["x", "0/2020", "2020-00", "99999", "2030", "1/1/1", "=1+1", "../..", "2020-11-01x"])
def test_what_is_no_period(typed: str) -> None:
    with pytest.raises(Refused):
        outside_lists.span_of(typed, date(2020, 11, 30))


@pytest.mark.parametrize("typed", ["", "2020-11", "11/2020"])
def test_the_publication_list_is_of_today(typed: str) -> None:
    assert outside_lists.span_for("publication", typed, date(2020, 11, 30)) == (date(2020, 11, 1), date(2020, 11, 30))
    assert outside_lists.span_for("procuracy", "2020-03", date(2020, 11, 30))[0] == date(2020, 3, 1)
