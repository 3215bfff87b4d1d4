"""The command ``rules`` and the table it prints: every value with its article, as text, JSON, workbook and print."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.office import PASSWORD, bench
from tests.packs import longer, packed, trusted_superior
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.law.absent import WORDS
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import office_settings, rule_files, rule_table

RULES = Rules.load()


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    # On a day on which the office still has the superior that it had when it was set up.
    code = main(["rules", *args], FixedClock(date(2020, 3, 2)))
    said = capsys.readouterr()
    return code, said.out, said.err


def read(capsys: pytest.CaptureFixture[str], *args: str) -> dict[str, Any]:
    code, out, _err = run(capsys, *args, "--json")
    assert code == 0
    found: dict[str, Any] = json.loads(out)
    return found


def test_json_lists_every_rule_with_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    found = read(capsys)
    assert [r["rule"] for r in found["rules"]] == [f"R{n:02d}" for n in range(1, 65)]
    for rule in found["rules"]:
        assert rule["title"]
        assert {v["law"] for v in rule["values"]} == {"2008", "2025"}, rule["rule"]
        for value in rule["values"]:
            assert value["cite"] or value["absent"] == "unknown"
            assert (value["n"] is None) == bool(value["absent"])
            assert not value["absent"] or value["note"]
            assert value["certainty"] in ("H", "M", "L", "unknown")
            date.fromisoformat(value["from"])
            assert value["counts_from"]
            assert value["discharged_by"]
    destroy = next(r for r in found["rules"] if r["rule"] == "R45")
    told = {(v["law"], v["case"]): (v["n"], v["unit"]) for v in destroy["values"]}
    assert told == {("2008", "hoi_dong"): (1, "m"), ("2025", "hoi_dong"): (1, "m"), ("2008", "tieu_huy"): (10, "d"), ("2025", "tieu_huy"): (20, "d")}
    assert {g["of"] for g in found["grounds"]} >= {"deferral", "termination", "means_lacking", "refusal", "withdrawal", "suspension"}
    assert all(g["cite"] and g["text"] for g in found["grounds"])
    assert next(x for x in found["limits"] if x["limit"] == "price_cut")["value"] == 10
    assert found["crossing"]["default"] == "earlier"
    assert found["digest"] == RULES.digest


def test_one_law_alone(capsys: pytest.CaptureFixture[str]) -> None:
    found = read(capsys, "--law", "2025")
    assert {v["law"] for r in found["rules"] for v in r["values"]} == {"2025"}
    assert {g["law"] for g in found["grounds"]} == {"2025"}


def test_without_json_it_is_a_table_that_says_what_is_open(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _err = run(capsys)
    assert code == 0
    assert out.count("\nR36  ") == 5, "a heading for each case"
    assert "R15  Gửi lại yêu cầu thi hành án" in out
    assert all(words in out for words in WORDS.values())
    assert "chắc chắn: thấp" in out
    assert "CĂN CỨ TỪ CHỐI YÊU CẦU" in out


@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_it_is_written_as_one_table(tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str) -> None:
    file = tmp_path / f"quy-dinh.{ending}"
    code, out, _err = run(capsys, "--out", str(file))
    assert code == 0
    assert str(file) in out
    if ending == "pdf":
        assert file.read_bytes().startswith(b"%PDF-")
        return
    book = load_workbook(io.BytesIO(file.read_bytes()))
    assert len(book.worksheets) == 1
    rows = [r for r in book.worksheets[0].iter_rows(values_only=True) if r[0] is not None]
    assert sum(1 for r in rows if r[1] == "R36") == 10
    head = next(r for r in rows if r[1] == "Mã")
    assert "Điều luật" in head
    assert "Gặp ngày nghỉ" in head


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _out, err = run(capsys, "--out", str(tmp_path / "quy-dinh.doc"))
    assert code == 2
    assert err == "Bảng quy định chỉ lưu thành .xlsx hoặc .pdf: hãy đổi tên tệp.\n"
    assert list(tmp_path.iterdir()) == []


def test_with_a_folder_it_is_what_holds_in_that_office(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = bench(tmp_path / "data", date(2020, 3, 2))
    office_settings.change(office.desk, office_settings.CROSSING, "old")
    office.desk.close()
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    found = read(capsys, "--data", str(tmp_path / "data"))
    assert found["crossing"]["default"] == "old"


def test_a_pack_that_is_not_installed_is_read_as_it_would_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    office = bench(tmp_path / "data", date(2020, 3, 2))
    pack = tmp_path / "goi.thads"
    pack.write_bytes(packed(longer(), secret=trusted_superior(office.desk, tmp_path)))
    office.desk.close()
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert _first(read(capsys, "--data", str(tmp_path / "data"), "--pack", str(pack))) == 7
    assert _first(read(capsys, "--data", str(tmp_path / "data"))) == 5, "nothing was installed"
    # Without an office only the publisher's own packs are taken.
    code, _out, err = run(capsys, "--pack", str(pack))
    assert code == 2
    assert err.endswith(".\n")


def _first(found: dict[str, Any]) -> int:
    days: int = found["rules"][0]["values"][0]["n"]
    return days


def test_every_kind_of_ground_has_words() -> None:
    assert set(RULES.grounds_of) <= set(rule_table.KINDS)


def test_every_row_of_the_table_can_be_read() -> None:
    for row in rule_table.rows(RULES):
        assert row.title
        assert row.sure
        assert row.cite or row.sure == "chưa xác lập", row
        assert row.when or row.part != rule_table.TERMS
        assert not any(part[:1].isupper() and part.isalpha() and part.isascii() and len(part) > 8 for part in row.when.split()), row.when
    made = rule_files.listing(RULES, date(2026, 7, 1))
    assert len(made.tables) == 1
    assert len(made.tables[0].rows) == len(rule_table.rows(RULES))


def test_the_law_of_money_stands_in_the_table_and_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    money = read(capsys)["money"]
    (since_2017,) = [f for f in money["fees"] if f["code"] == "TT216"]
    assert since_2017["brackets"][0] == [5_000_000_000, 300]
    assert since_2017["from"] == "2017-01-01"
    assert [w["amount"] for w in money["base_salaries"]][-2:] == [2_340_000, 2_530_000]
    assert money["base_salaries"][0]["until"] == "2016-04-30"
    assert [s["default"] for s in money["settings"]] == ["receipt", "nearest", "open", "365"]
    new = read(capsys, "--law", "2025")["money"]
    assert [p["law"] for p in new["payment"]] == ["2025"]
    assert len(new["interest"]) == 2
    rows = [r for r in rule_table.rows(RULES) if r.part.startswith("Tiền: ")]
    said = {r.title: r.value for r in rows if r.law == "2025"}
    assert said["Hàng c"] == "Tiền phạt, truy thu cho Nhà nước"
    assert any("chưa xác lập" in r.sure and "Thông tư 216/2016" in r.cite for r in rows), "the tariff from 1 July 2026"
    assert not [r for r in rows if r.sure == "chưa xác lập" and not r.note]


#: What each list of ``rules --json`` holds of an entry; ``docs/quy-dinh-json.md`` tells it.
SHAPES = {
    "decisions": {"no", "act", "title", "years", "law", "has", "why", "cite", "certainty", "note", "from", "until"},
    "measures": {
        "measure", "family", "title", "limit", "limit_cite", "percent", "per_head", "law", "has", "why", "cite", "certainty", "note", "from", "until",
    },
    "transitions": {
        "from_states", "to_states", "by", "act", "law", "mark", "beside", "clauses", "cite", "why", "note", "from", "until",
    },
    "grouping": {"code", "kind", "law", "says", "cite", "note", "from", "until"},
    "grounds": {"of", "code", "text", "law", "cite", "from", "until", "certainty", "note"},
}  # fmt: skip
TOP = {"digest", "crossing", "rules", "separate_book", "grounds", "limits", "money", "states", "counting", *SHAPES}


def test_json_has_decisions_measures_ways_and_grouping_in_a_stable_shape(capsys: pytest.CaptureFixture[str]) -> None:
    found = read(capsys)
    assert set(found) == TOP
    for name, keys in SHAPES.items():
        assert found[name], name
        for entry in found[name]:
            assert set(entry) == keys, name
            assert date.fromisoformat(entry["from"]) <= date.fromisoformat(entry["until"] or "9999-12-31")
    for law in ("2008", "2025"):
        assert {d["no"] for d in found["decisions"] if d["law"] == law} >= {f"D{n}" for n in range(1, 29)}, law
    assert {w["mark"] for w in found["transitions"]} == {"E", "I", "-"}
    assert {s for w in found["transitions"] for s in (*w["from_states"], *w["to_states"])} <= set(found["states"])
    (income,) = [m for m in found["measures"] if m["measure"] == "income" and m["law"] == "2008"]
    assert (income["percent"], income["until"]) == (30, "2026-06-30")
    (handling,) = [d for d in found["decisions"] if d["act"] == "asset_handling" and d["law"] == "2008"]
    assert handling["from"] == "2022-03-01"
    assert found["money"]["fees"]
    new = read(capsys, "--law", "2025")
    for name in ("decisions", "measures", "transitions", "grouping", "grounds"):
        assert {x["law"] for x in new[name]} == {"2025"}


def test_nothing_lacks_its_citation_or_the_note_that_says_why(capsys: pytest.CaptureFixture[str]) -> None:
    found = read(capsys)
    for name in ("decisions", "measures", "transitions", "grouping", "grounds", "counting"):
        for entry in found[name]:
            assert entry["cite"], (name, entry)
            # What that law does not have says why; what is not sure says what is open.
            if not entry.get("has", True) or entry.get("mark") == "-":
                assert entry["why"], (name, entry)
            if entry.get("certainty", "H") != "H":
                assert entry["note"] or entry.get("why"), (name, entry)
    for entry in found["limits"]:
        assert entry["cite"] or entry["note"], entry
    for rule in found["rules"]:
        for value in rule["values"]:
            assert value["cite"] or value["note"], (rule["rule"], value)


def test_the_table_for_a_lawyer_shows_them_too() -> None:
    parts = {r.part for r in rule_table.rows(RULES)}
    assert {"Quyết định", "Biện pháp bảo đảm", "Biện pháp cưỡng chế", "Chuyển trạng thái", "Tách quyết định"} <= parts
    rows = [r for r in rule_table.rows(RULES) if r.part == "Quyết định"]
    assert len({r.code for r in rows if r.code}) == 28
    assert all(r.note for r in rows if r.value == "luật không có")
    made = rule_files.listing(RULES, date(2026, 7, 1))
    assert any("S9 tạm đình chỉ" in note for note in made.notes)
