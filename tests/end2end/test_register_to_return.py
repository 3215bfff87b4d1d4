"""From the command line: an office takes its register over and its returns fall out of the events, cell by cell."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from thads_desktop.__main__ import main

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "register"
OFFICE = "Chi cục Thi hành án dân sự quận Lê Chân"
FORMS = {"R1b": "2015", "R2": "2019"}

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="sample registers are not beside this checkout")


def run(capsys: pytest.CaptureFixture[str], *args: str) -> Any:
    assert main([*args, "--json"]) == 0, capsys.readouterr().err
    return json.loads(capsys.readouterr().out)


def officers() -> list[str]:
    names = (DATA / "chap-hanh-vien-le-chan.txt").read_text(encoding="utf-8").splitlines()
    return [part for name in names if name.strip() for part in ("--officer", name.strip())]


@pytest.mark.parametrize(
    ("book", "expected"),
    [
        ("so-thu-ly-le-chan.xlsx", "expected-le-chan.json"),
        ("so-thu-ly-le-chan-chua-sach.xlsx", "expected-le-chan-chua-sach.json"),
    ],
)
def test_every_cell_of_both_periods_and_views(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], book: str, expected: str
) -> None:
    data = str(tmp_path / "data")
    run(
        capsys,
        "init",
        "--data",
        data,
        "--office",
        OFFICE,
        "--parent",
        "Cục Thi hành án dân sự thành phố Hải Phòng",
        *officers(),
    )
    first = run(capsys, "import", str(DATA / book), "--data", data)
    wanted = json.loads((DATA / expected).read_text(encoding="utf-8"))
    for period in wanted["periods"].values():
        for view, regime in FORMS.items():
            made = run(
                capsys, "return", "--data", data, "--year", str(period["year"]), "--months", str(period["months"]),
                "--regime", regime,
            )  # fmt: skip
            compare(made, period["views"][view])
    again = run(capsys, "import", str(DATA / book), "--data", data)
    assert (again["accepted"], again["matters"], again["batch"]) == (0, 0, "")
    assert again["known"] + again["rejected"] == len(first["rows"])


def compare(made: dict[str, Any], view: dict[str, Any]) -> None:
    """Every row of every form is a row of the expected figures with the same cells."""
    seen = set()
    for form in made["forms"]:
        if form["measure"] not in view:
            # The register tells of matters and money alone; what the other forms count came later.
            continue
        expected = {r["key"]: r for r in view[form["measure"]]}
        for row in form["rows"]:
            seen.add((form["measure"], row["key"]))
            assert row["cells"] == expected[row["key"]]["cells"], (form["form"], row["key"])
            assert row["label"] == expected[row["key"]]["label"] or form["form"] not in ("01", "02", "04", "05")
    missing = {(m, r["key"]) for m in ("viec", "tien") for r in view[m]} - seen
    allowed = {key for _, key in missing if key.startswith("la.")} if made["regime"] == "2015" else set()
    assert {key for _, key in missing} == allowed


def test_each_matter_stands_in_its_column(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = str(tmp_path / "data")
    run(capsys, "init", "--data", data, "--office", OFFICE, "--parent", "Cục", *officers())
    run(capsys, "import", str(DATA / "so-thu-ly-le-chan.xlsx"), "--data", data)
    with (DATA / "expected-le-chan-tung-viec.csv").open(encoding="utf-8") as file:
        wanted = list(csv.DictReader(file))
    listed = run(capsys, "matters", "--data", data)["matters"]
    assert sorted((m["number_text"], m["decision_day"]) for m in listed) == sorted(
        (w["so_qd"], w["ngay_qd"]) for w in wanted
    )
    rest = {(m["number_text"], m["decision_day"]): m["rest"] for m in listed}
    for w in wanted:
        if w["cot_20191231"] and w["cot_20191231"] != "m1":
            assert rest[w["so_qd"], w["ngay_qd"]] == int(w["con_lai_20191231"] or 0), w


def test_a_batch_can_be_undone_and_taken_over_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, book = str(tmp_path / "data"), str(DATA / "so-thu-ly-le-chan-chua-sach.xlsx")
    run(capsys, "init", "--data", data, "--office", OFFICE, "--parent", "Cục", *officers())
    dry = run(capsys, "import", book, "--data", data, "--dry-run")
    assert run(capsys, "matters", "--data", data)["matters"] == []
    real = run(capsys, "import", book, "--data", data, "--correction", str(tmp_path / "sua.xlsx"))
    assert {**dry, "batch": "", "dry_run": False, "written": []} == {**real, "batch": "", "written": []}
    mended = run(capsys, "import", str(tmp_path / "sua.xlsx"), "--data", data, "--dry-run")
    assert [r["code"] for r in mended["rows"] if r["outcome"] == "reject"], "unmended rows are rejected again"
    assert run(capsys, "import", "--data", data, "--undo", real["batch"])["matters"] == real["matters"]
    assert run(capsys, "matters", "--data", data)["matters"] == []
    assert main(["import", "--data", data, "--undo", real["batch"]]) == 2
    assert run(capsys, "import", book, "--data", data)["matters"] == real["matters"]


def test_unknown_officers_are_rejected_or_created_on_request(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, book = str(tmp_path / "data"), str(DATA / "so-thu-ly-le-chan.xlsx")
    run(capsys, "init", "--data", data, "--office", OFFICE, "--parent", "Cục")
    assert run(capsys, "import", book, "--data", data, "--dry-run")["rejected"] == 1871
    made = run(capsys, "import", book, "--data", data, "--create-officers")
    assert (made["rejected"], len(made["new_officers"])) == (0, 9)
