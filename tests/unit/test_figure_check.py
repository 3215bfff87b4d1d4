"""Figures from elsewhere: the published sets keep every relation, each changed digit that breaks one is caught, bad files are told where."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.returns.definition import Regime, load_regimes
from thads_desktop.services import figure_check

REGIMES = {r.id: r for r in load_regimes()}
CSV = (Path(__file__).parents[1] / "golden" / "returns_published.csv").read_text(encoding="utf-8")
OF = {"D1": "2015", "D2": "2015", "D3": "2015", "D4": "2015", "D10": "2024"}
HEAD, *ROWS = CSV.splitlines()


def regime_of(row: str) -> Regime:
    return REGIMES[OF.get(row.partition(",")[0], "2019")]


def broken(text: str, regime: Regime) -> set[str]:
    (row,) = figure_check.read(f"{HEAD}\n{text}\n".encode(), "x.csv", regime)
    return {v.id for v in figure_check.check_figures(regime, row.cells)}


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.partition(",")[0])
def test_published_figures_pass(row: str) -> None:
    assert broken(row, regime_of(row)) == set()


def changed(row: str) -> list[tuple[str, str]]:
    """(column, the row with another digit there) for every digit of every figure."""
    names, cells = HEAD.split(","), row.split(",")
    made = []
    for at, cell in enumerate(cells[1:], 1):
        for place, digit in enumerate(cell):
            if digit.isdigit():
                for other in "0123456789":
                    if other != digit:
                        new = cell[:place] + other + cell[place + 1 :]
                        made.append((names[at], ",".join((*cells[:at], new, *cells[at + 1 :]))))
    return made


#: Of each set the cells of which some changed digit breaks no relation: those that stand in none with all its parts, or only in the
#: rate, whose two decimals do not see every change.
UNPROTECTED: dict[str, set[str]] = {
    "D1": set(), "D2": set(), "D3": {"c1", "c8"}, "D4": {"c8"}, "D5": set(), "D6": set(), "D7": set(), "D8": set(), "D9": {"c7"},
    "D10": set(), "D11": set(),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.partition(",")[0])
def test_every_changed_digit_that_breaks_a_relation_is_caught(row: str) -> None:
    regime, name = regime_of(row), row.partition(",")[0]
    missed: dict[str, list[str]] = {}
    for column, text in changed(row):
        if not broken(text, regime):
            missed.setdefault(column, []).append(text)
    assert set(missed) <= UNPROTECTED[name], missed
    for column, texts in missed.items():
        for text in texts:
            assert holds(text, regime), (column, text)


def holds(text: str, regime: Regime) -> bool:
    """Said anew, from the document alone: could these printed figures be true, given that none is below zero?"""
    cells = dict(zip(HEAD.split(","), text.split(","), strict=True))
    n = {k: int(v) for k, v in cells.items() if v and k not in ("id", "rate")}
    third = n.get("third", 0 if regime.id == "2015" else None)

    def closes(total: int | None, parts: list[int | None]) -> bool:
        if total is None:
            return True
        known = sum(p for p in parts if p is not None)
        return known == total if None not in parts else known <= total

    c = n.get
    if not closes(c("c1"), [c("c2"), c("c3")]) or not closes(c("c1"), [c("c6"), c("c4"), c("c5")]):
        return False
    if not closes(c("c6"), [c("c7"), c("c14"), third]) or not closes(c("c6"), [c("c8"), c("c17")]) or n["c8"] > n["c7"]:
        return False
    return Decimal(cells["rate"]) == (Decimal(n["c8"]) * 10000 / n["c7"] / 100).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


def test_the_unprotected_cells_are_listed() -> None:
    """What UNPROTECTED says is what is found, no more."""
    for row in ROWS:
        regime = regime_of(row)
        missed = {column for column, text in changed(row) if not broken(text, regime)}
        assert missed == UNPROTECTED[row.partition(",")[0]], row


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (b"", ["check.empty"]), (b"id,c1\n", ["check.empty"]), (b"c1,c2\n1,2\n", ["check.no_id"]),
        (b"id,c1,zz\nA,1,2\n", ["check.unknown_column"]), (b"id,c1,c1\nA,1,2\n", ["check.column_twice"]),
        (b"id,c1\nA,1\nA,2\n", ["check.row_twice"]), (b"id,c1\n,1\n", ["check.no_row_id"]), (b"id,c1\nA,1,2\n", ["check.too_many_cells"]),
        (b"id,c1,c2\nA,x,-5\n", ["check.bad_number", "check.negative"]), (b"id,rate\nA,1.234\n", ["check.bad_rate"]),
        (b"id,c1\nA,12.34\n", ["check.bad_number"]), ("id,c1\nA,năm\n".encode("cp1258", "replace"), ["check.encoding"]),
        (b"id,c1\nA,\xff\xfe\n", ["check.encoding"]), (b'id,c1\n"A,1\n', ["check.unclosed"]), (b"id,third,c15\nA,1,1\n", ["check.third_beside"]),
        (b"id,rate,c18\nA,1,1\n", ["check.rate_beside"]), (b"\xff\xfei", ["check.encoding"]),
    ],
)  # fmt: skip
def test_a_bad_file_is_told_in_words(text: bytes, codes: list[str]) -> None:
    with pytest.raises(Refused) as refused:
        figure_check.read(text, "so-lieu.csv", REGIMES["2024"])
    assert [r.code for r in refused.value.refusals] == codes
    for r in refused.value.refusals:
        assert "{" not in say(r)
    if codes == ["check.bad_number", "check.negative"]:
        assert "Dòng 2, cột c1: “x”" in say(refused.value.refusals[0])


@pytest.mark.parametrize(
    "text",
    [
        "id,c1,c2,c3,rate,c8,c7\nA,736747,290524,446223,63.75,369372,579413\n",
        "\ufeffid;c1;c2;c3;rate;c8;c7\r\nA;736.747;290.524;446.223;63,75;369.372;579.413\r\n",
        "id\tc1\tc2\tc3\trate\tc8\tc7\nA\t736 747\t290 524\t446 223\t63,75%\t369\u00a0372\t579 413\n",
        'ID,C1,C2,C3,Rate,C8,C7\n\nA,"736,747","290,524","446,223",63.75,369372,"579,413",,\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_ways_in_which_spreadsheets_write(text: str, encoding: str) -> None:
    data = text.replace("\ufeff", "").encode("utf-16") if encoding == "utf-16" else text.encode()
    (row,) = figure_check.read(data, "x.csv", REGIMES["2015"])
    assert row.cells == {"c1": 736747, "c2": 290524, "c3": 446223, "c18": Decimal("63.75"), "c8": 369372, "c7": 579413}


def test_the_command_prints_every_violation_and_ends_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "số liệu.csv"
    file.write_text("id,c1,c2,c3,c6,c8,c17\nA,10,4,5,9,3,7\nB,9,4,5,9,3,6\n", encoding="utf-8")
    assert main(["tool", "check", str(file), "--regime", "2024"]) == 2
    said = capsys.readouterr().out
    assert said.count("Dòng 2 (A), V1:") == 1
    assert "V6" in said
    assert "(B)" not in said
    assert main(["tool", "check", str(file), "--regime", "2024", "--json"]) == 2
    plain = json.loads(capsys.readouterr().out)
    assert {v["relation"] for v in plain["violations"]} == {"V1", "V6"}
    assert {v["row"] for v in plain["violations"]} == {2}
    assert main(["tool", "check", str(tmp_path / "khong-co.csv"), "--regime", "2024"]) == 2
    assert main(["tool", "check", str(file), "--regime", "1999"]) == 2
    assert "Không có chế độ báo cáo 1999" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("c1,c4,c5\n100,80,30", "V2"), ("c6,c8\n100,180", "V6"), ("c6,c9\n100,180", "V6"), ("c7,c9,c10\n100,80,30", "V8"),
        ("c8,rate\n100,180", "V7"), ("rate\n180", "V7"), ("c6,c8,rate\n120,100,50", "V7"), ("t1,t4,t5\n100,80,30", "V2"),
        ("c1,c3a\n10,30", "V8"), ("t8,t9,t10b\n50,40,20", "V4"),
    ],
)
def test_what_several_relations_rule_out_together_is_told(text: str, rule: str) -> None:
    head, row = text.split("\n")
    (read,) = figure_check.read(f"id,{head}\nA,{row}\n".encode(), "x", REGIMES["2024"])
    found = figure_check.check_figures(REGIMES["2024"], read.cells)
    assert rule in {v.id for v in found}, [v.says for v in found]
    assert all("-" not in v.says.rpartition(";")[2].replace("-", "", 1) for v in found)


@pytest.mark.parametrize(
    "text", ["c1,c4,c5\n100,70,30", "c6,c8\n100,100", "c7,c9,c10\n100,80,20", "c8,rate\n100,100", "c6,c8,rate\n200,100,50", "c7,rate\n3,33.33", "rate\n0",
             "c8,rate\n0,0", "c1,c3a\n30,30", "n0,m1,c1\n5,12458,3"],
)  # fmt: skip
def test_what_some_figures_could_fill_passes(text: str) -> None:
    head, row = text.split("\n")
    for regime in REGIMES.values():
        (read,) = figure_check.read(f"id,{head}\nA,{row}\n".encode(), "x", regime)
        assert figure_check.check_figures(regime, read.cells) == []


def test_a_workbook_is_told_and_the_line_of_the_separator_read() -> None:
    with pytest.raises(Refused) as refused:
        figure_check.read(b"PK\x03\x04abc", "so-lieu.xlsx", REGIMES["2024"])
    assert "CSV UTF-8" in say(refused.value.refusals[0])
    for head in ("sep=;", '"sep=;"', "SEP=;;;"):
        (row,) = figure_check.read(f"{head}\nid;c1;c2\nA;10;4\n".encode(), "x.csv", REGIMES["2024"])
        assert (row.line, row.cells) == (3, {"c1": 10, "c2": 4})
    with pytest.raises(Refused) as refused:
        figure_check.read(b"id,third,c15\nA,1,1\n", "x.csv", REGIMES["2024"])
    assert say(refused.value.refusals[0]).startswith("Dòng 2: ")


def test_a_reading_names_its_column_as_it_is_printed() -> None:
    for regime in REGIMES.values():
        for about, _certainty, _note in regime.readings:
            no, label = about.removeprefix("cột ").removesuffix(")").split(" (")
            assert next(c.label for c in regime.of_measure("viec") if c.no == no) == label


def test_a_third_group_of_before_2020_is_no_column() -> None:
    (row,) = figure_check.read(b"id,c6,c7,c14,third\nA,10,6,4,1\n", "x", REGIMES["2015"])
    assert [v.id for v in figure_check.check_figures(REGIMES["2015"], row.cells)] == ["V3"]


def test_returns_lists_every_definition(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["returns", "--json"]) == 0
    plain = json.loads(capsys.readouterr().out)["regimes"]
    assert [r["regime"] for r in plain] == ["2015", "2019", "2024", "2026"]
    late = plain[2]
    codes = [f["code"] for f in late["forms"]]
    assert codes[:12] == [f"{n:02d}/TK-THA" for n in range(1, 13)]
    assert codes[12:] == ["01/TKLN-THADS", "01/TKLN-THADS", "02/TKLN-THADS", "03/TKLN-THADS"]
    assert (plain[3]["from"], plain[3]["taken_over"], plain[3]["until"]) == ("2026-07-01", "2024", None)
    assert late["forms"][0]["criteria"][0] == {
        "key": "c1", "no": "1", "label": "Tổng số giải quyết", "level": 0, "unit": "count", "how": "sum", "of": ["c2", "c3"], "less": [],
    }  # fmt: skip
    assert all(f["criteria"] and f["status"] == "reconstructed" for r in plain for f in r["forms"])
    assert main(["returns", "--regime", "2015"]) == 0
    assert "Thông tư 08/2015/TT-BTP (2015), từ 01/07/2015 đến 04/01/2020" in capsys.readouterr().out
    assert main(["returns", "--regime", "x"]) == 2
