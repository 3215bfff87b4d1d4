"""The returns of a sample office, cell by cell, from its register unrolled into events (../shared/data/register)."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from thads_desktop.domain import events as ev
from thads_desktop.returns.checks import check, check_series
from thads_desktop.returns.compute import compute, evidence, json_cell, to_json
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact, FactReader

DATA = Path(__file__).resolve().parents[3] / "shared" / "data" / "register"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the sample register is not at hand")

KNOWN_FROM, OLD_YEAR_END = date(2018, 10, 1), date(2019, 9, 30)
CASES = dict(zip(
    ("Dân sự", "Hình sự", "Hành chính", "Hôn nhân và gia đình", "Kinh doanh thương mại", "Lao động", "Phá sản",
     "Trọng tài", "Khác"), ev.CASE_TYPES, strict=True,
))  # fmt: skip
ENDS = {"Đình chỉ": ev.Terminated, "Thu hồi": ev.Withdrawn, "Hủy": ev.Cancelled}


@dataclass
class Log:
    """Events of one matter, numbered as they are written."""

    subject: str
    events: list[ev.Event] = field(default_factory=list)

    def add(self, day: date, body: ev.Body) -> None:
        now = datetime(2020, 1, 2, tzinfo=UTC)
        self.events.append(ev.Event(len(self.events) + 1, day, now, "import", "", self.subject, "", body))


def a_day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value


def unroll(number: str, decided: date, rows: list[dict[str, Any]]) -> list[ev.Event]:
    """The events of one matter of the register."""
    log = Log(f"matter:{number} {decided}")
    lines = tuple(ev.Line(i + 1, r["Số tiền phải thi hành (đồng)"]) for i, r in enumerate(rows))
    first = rows[0]
    kind = "cd" if first["Loại (CĐ/YC)"] == "CĐ" else "yc"
    log.add(
        decided,
        ev.CarriedIn(kind, CASES[first["Loại án"]], "", lines, KNOWN_FROM, "b", 0, first["Chấp hành viên"],
                     bool(first["Nhận ủy thác từ"])),
    )  # fmt: skip
    acts: list[tuple[date, int, ev.Body]] = []
    for i, r in enumerate(rows):
        acts += line_acts(i + 1, decided, r)
    for day, _, body in sorted(acts, key=lambda a: a[:2]):
        log.add(day, body)
    return log.events


def line_acts(n: int, decided: date, r: dict[str, Any]) -> list[tuple[date, int, ev.Body]]:
    out: list[tuple[date, int, ev.Body]] = []
    result, ended = r["Kết quả"], a_day(r["Ngày QĐ kết quả"])
    if r["Phân loại"] == "Chưa ĐK" and r["Ngày QĐ chưa có ĐK"]:
        out.append((a_day(r["Ngày QĐ chưa có ĐK"]) or decided, 1, ev.MeansLacking("a", (n,))))
    if r["Ngày chuyển sổ theo dõi riêng"]:
        out.append((a_day(r["Ngày chuyển sổ theo dõi riêng"]) or decided, 2, ev.MovedToSeparateBook((n,))))
    last = a_day(r["Ngày thu gần nhất"])
    before, now = r["Đã thi hành năm trước (đồng)"], r["Đã thi hành năm nay (đồng)"]
    if before:
        day = last if last and not now else min(ended or OLD_YEAR_END, OLD_YEAR_END)
        out.append((day, 0, ev.Collected(n, before)))
    if now:
        out.append((last or ended or date(2019, 12, 31), 0, ev.Collected(n, now)))
    if result and ended:
        out.append((ended, 3, end_act(n, result, r["Căn cứ"] or "")))
    return out


def end_act(n: int, result: str, ground: str) -> ev.Body:
    clause = "c" if ground == "điểm c khoản 1 Điều 48" else "a"
    if result == "Xong":
        return ev.LineCompleted(n)
    if result == "Ủy thác":
        return ev.Delegated("other", (n,))
    if result == "Hoãn":
        return ev.Deferred(clause, (n,))
    if result == "Tạm đình chỉ":
        return ev.Suspended("a", (n,))
    made: ev.Body = ENDS[result]("a", (n,))
    return made


@cache
def sheet_rows() -> list[dict[str, Any]]:
    book = load_workbook(DATA / "so-thu-ly-le-chan.xlsx", read_only=True)
    table = list(book["Sổ thụ lý"].iter_rows(min_row=5, values_only=True))
    book.close()
    rows = [dict(zip(table[0], values, strict=True)) for values in table[1:]]
    return [r for r in rows if isinstance(r["STT"], int)]


@cache
def defects() -> dict[tuple[str, str], tuple[str, str]]:
    """Decision -> code and action of the unclean register's defects; the copied row (R14) takes nothing away."""
    found = json.loads((DATA / "expected-defects.json").read_text(encoding="utf-8"))["rows"]
    return {(r["decision"], r["decision_date"]): (r["code"], r["action"]) for r in found if r["code"] != "R14"}


@cache
def matters(name: str) -> list[list[ev.Event]]:
    """The register's matters; those of the unclean one after a careful import."""
    grouped: dict[tuple[str, date], list[dict[str, Any]]] = defaultdict(list)
    for row in sheet_rows():
        decided = a_day(row["Ngày QĐ THA"]) or KNOWN_FROM
        code, action = ("", "") if name == CLEAN else defects().get((row["Số QĐ THA"], decided.isoformat()), ("", ""))
        if action != "reject":
            stated = row | ({"Ngày QĐ chưa có ĐK": None} if code in {"W02", "W05"} else {})
            grouped[row["Số QĐ THA"], decided].append(stated)
    return [unroll(number, day, rows) for (number, day), rows in grouped.items()]


@cache
def facts(name: str, start: date, end: date) -> tuple[Fact, ...]:
    reader = FactReader(start, end, load_regimes()[0].counting)
    return tuple(f for m in matters(name) for f in reader.of(m))


@cache
def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"expected-{name}.json").read_text(encoding="utf-8"))
    return found


CLEAN, UNCLEAN = "le-chan", "le-chan-chua-sach"
PERIODS = [(name, end) for name in (CLEAN, UNCLEAN) for end in ("2019-09-30", "2019-12-31")]


def period(name: str, end: str) -> tuple[str, date, date]:
    p = expected(name)["periods"][end]
    return name, date.fromisoformat(p["start"]), date.fromisoformat(p["end"])


@pytest.mark.parametrize(("name", "end"), PERIODS)
@pytest.mark.parametrize("regime_id", ["2015", "2019"])
def test_every_cell(name: str, end: str, regime_id: str) -> None:
    regime = next(r for r in load_regimes() if r.id == regime_id)
    forms = compute(regime, facts(*period(name, end)), {n: n for n in expected(name)["officers"]})
    view = expected(name)["periods"][end]["views"]["R1b" if regime_id == "2015" else "R2"]
    for measure in ("viec", "tien"):
        want = {r["key"]: (r["label"], r["cells"]) for r in view[measure]}
        got = {
            r.key: (r.label, {k: json_cell(v) for k, v in r.cells.items()})
            for f in forms
            if f.measure == measure and f.form[0].isdigit()
            for r in f.rows
        }
        missing = {"tong"} | {k for k in want if k.startswith("la.")} if regime_id == "2015" else set()
        assert set(want) - set(got) <= missing
        assert got == {k: v for k, v in want.items() if k in got}
        assert list(got)[-9:] == [r["key"] for r in view[measure]][-9:]


@pytest.mark.parametrize(("name", "end"), PERIODS)
def test_memo(name: str, end: str) -> None:
    want = dict(expected(name)["periods"][end]["memo"])
    want.pop("chuyen_so_rieng_tu_30_9", None)
    for regime in load_regimes():
        memo = compute(regime, facts(*period(name, end)))[0].memo
        assert {k: memo[k] for k in want} == want


@pytest.mark.parametrize(("name", "end"), PERIODS)
def test_every_matter_stands_in_its_column(name: str, end: str) -> None:
    columns = {"done": "c9", "terminated": "c10", "enforcing": "c11", "deferral_agreed": "c12", "lacks_means": "c14",
               "deferral": "c15", "suspension": "c16", "delegated": "c4", "withdrawn": "c5", "cancelled": "c5",
               "separate_book": "m1"}  # fmt: skip
    open_states = set(load_regimes()[0].counting.open_order)
    got: dict[str, list[Any]] = {}
    for f in facts(*period(name, end)):
        cell = got.setdefault(f.matter, [columns[f.state], 0])
        cell[1] += f.rest if f.line_state in open_states else 0
    stamp = end.replace("-", "")
    with (DATA / f"expected-{name}-tung-viec.csv").open(encoding="utf-8") as file:
        want = {
            f"{r['so_qd']} {r['ngay_qd']}": [r[f"cot_{stamp}"], int(r[f"con_lai_{stamp}"] or 0)]
            for r in csv.DictReader(file)
            if r[f"cot_{stamp}"]
        }
    assert got == want


@pytest.mark.parametrize(("name", "end"), PERIODS)
def test_evidence_adds_up_to_every_cell(name: str, end: str) -> None:
    names = {n: n for n in expected(name)["officers"]}
    have = facts(*period(name, end))
    for regime in load_regimes()[:2]:
        for form in compute(regime, have, names):
            for row in form.rows:
                if row.key in {"tong", "cd.la.dan_su", "chv.Lê Văn Quyết"}:
                    for cell, value in row.cells.items():
                        if not cell.endswith("18"):
                            assert sum(n for _, n in evidence(regime, have, form.form, row.key, cell, names)) == value


@pytest.mark.parametrize(("name", "end"), PERIODS)
def test_identities_hold(name: str, end: str) -> None:
    have = facts(*period(name, end))
    for regime in load_regimes():
        assert check(regime, compute(regime, have), have) == []


@pytest.mark.parametrize(("name", "end"), PERIODS)
def test_the_constant_opening_keeps_the_matters_moved_within_the_period(name: str, end: str) -> None:
    memo = expected(name)["periods"][end]["memo"]
    regime = load_regimes()[1].with_settings(opening="constant")
    reader = FactReader(*period(name, end)[1:], regime.counting)
    constant = [f for m in matters(name) for f in reader.of(m)]
    shrinking = compute(regime, facts(*period(name, end)))
    for old, new, letter, size in zip(
        shrinking[2:4], compute(regime, constant)[2:4], "ct", (memo["m1_trong_ky"], memo["m1_trong_ky_tien"]), strict=True
    ):
        was, now = old.rows[0].cells, new.rows[0].cells
        moved = {k: now[k] - was[k] for k in was if now[k] != was[k]}  # type: ignore[operator]  # both are numbers
        collected = moved.get("t9", 0)
        assert moved.pop(f"{letter}14") == moved.pop(f"{letter}17") == size
        assert {moved.pop(f"{letter}{n}") for n in (1, 2, 6)} == {size + collected}
        assert set(moved) <= {"t7", "t8", "t9", "t18"}


def test_the_opening_of_the_new_year_is_explained() -> None:
    before, after = facts(*period(CLEAN, "2019-09-30")), facts(*period(CLEAN, "2019-12-31"))
    (found,) = check_series(load_regimes()[0], before, after, same_year=False)
    assert (found.id, found.soft) == ("V13", True)
    assert len(found.matters) == expected(CLEAN)["periods"]["2019-12-31"]["memo"]["chuyen_so_rieng_tu_30_9"]


def test_document() -> None:
    regime = load_regimes()[0]
    forms = compute(regime, facts(*period(CLEAN, "2019-12-31")))
    made = json.loads(json.dumps(to_json(regime, forms, year=2020, months=3, office="o", day="2019-12-31", seq=7)))
    assert [f["form"] for f in made["forms"]] == ["01", "02", "03", "04", "06", "07", "05", *(f"{n:02d}" for n in range(8, 15)), "LC01", "LC01T"]
    assert made["forms"][4]["rows"][0]["cells"]["c18"] == 26.88
