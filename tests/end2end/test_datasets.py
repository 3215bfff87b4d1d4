"""The sample office by the command line: out as one workbook, in an empty office of the same name, every matter the same as of the day."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.datasets import empty_like, states
from tests.office import LOGIN, PASSWORD
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import access, demo, demo_desk, upkeep

pytestmark = pytest.mark.timeout(300)


def test_the_sample_office_moves_by_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    demo.run(tmp_path / "demo", matters=30, offices=1)
    source, target = tmp_path / "demo" / "du-lieu" / "le-chan", tmp_path / "khac"
    clock = FixedClock(demo_desk.TODAY)
    desk = access.sign_in(source, clock, demo_desk.LOGIN, demo_desk.PASSWORD)
    empty_like(desk, target).close()
    days = (None, date(2019, 9, 30), date(2020, 6, 1))
    known = {day: states(desk, day) for day in days}
    desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", demo_desk.LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", demo_desk.PASSWORD)
    file = tmp_path / "ra.xlsx"
    out = ["data", "export", str(file), "--data", str(source), "--recipient", "máy khác", "--purpose", "chuyển"]
    assert main(out) == 0
    assert "Việc thi hành án:" in capsys.readouterr().out
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    come = ["data", "import", str(file), "--data", str(target), "--json"]
    assert main([*come, "--dry-run"], clock) == 0
    tried = json.loads(capsys.readouterr().out)
    assert not tried["written"]
    assert main(come, clock) == 0
    taken = json.loads(capsys.readouterr().out)
    assert taken["written"]
    assert taken["counts"] == tried["counts"]
    assert not [r for r in taken["rows"] if r["outcome"] in ("problem", "differs")]
    assert main(come, clock) == 0
    assert not json.loads(capsys.readouterr().out)["written"]
    moved = access.sign_in(target, clock, LOGIN, PASSWORD)
    try:
        for day, said in known.items():
            assert states(moved, day) == said, day
        assert upkeep.verify(moved).findings == ()
    finally:
        moved.close()


def test_bad_words_are_answered(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from tests.office import bench

    office = bench(tmp_path / "data", date(2019, 10, 7))
    office.desk.close()
    clock = FixedClock(date(2019, 10, 7))
    data = ["--data", str(tmp_path / "data")]
    for words, said in (
        (["export", str(tmp_path / "x.json")], "cho ai"), (["export", str(tmp_path / "x.csv"), "--recipient", "a", "--purpose", "b"], "đuôi"),
        (["export", str(tmp_path / "x.json"), "--dataset", "y", "--recipient", "a", "--purpose", "b"], "không có bộ dữ liệu"),
        (["export", str(tmp_path / "x.json"), "--from", "hôm qua", "--recipient", "a", "--purpose", "b"], "hôm qua"),
        (["import", str(tmp_path / "x.json")], "x.json"),
    ):  # fmt: skip
        assert main(["data", *words, *data], clock) == 2
        err = capsys.readouterr().err
        assert err.strip()
        assert said in err or words[0] == "export", err
    assert not (tmp_path / "x.json").exists()
