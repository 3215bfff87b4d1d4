"""What is missing in a file, by the data and by the checks: one matter item by item, and over many."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.rounds import ended, lacking, laid_away
from tests.scans import pdf
from thads_desktop.law import completeness as asked
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import resource
from thads_desktop.services import acts, case_file, completeness, inspection_files, receipts, scans, sending
from thads_desktop.services.completeness import of_matter, over

DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def states(office: Bench, matter: str) -> dict[str, str]:
    return {f.item.key: f.state for f in of_matter(office.desk, matter)}


def test_every_check_of_the_data_has_its_function_and_every_item_a_basis(office: Bench) -> None:
    assert set(completeness.CHECKS) == set(asked.CHECKS) == {i.check for of in ("completeness", "complaint") for i in asked.items(of)}
    with office.desk.reading() as reader:
        for day in (date(2019, 10, 1), date(2024, 1, 1), DAY):
            assert all(i.basis(office.desk.rules_for(reader, day), day) for i in asked.items())
    circular = next(i for i in asked.items() if i.key == "judgment")
    assert circular.basis(office.desk.rules, date(2019, 10, 1)) == asked.PRACTICE
    assert "04/2023" in circular.basis(office.desk.rules, DAY)


@pytest.mark.parametrize("spoilt", [{"check": "magic"}, {"stage": "nowhere"}, {"cite": ""}, {"more": 1}, {"key": "request"}])
def test_an_unsound_file_is_refused(spoilt: dict[str, Any]) -> None:
    data = deepcopy(tomllib.loads(resource("file", "completeness.toml").read_text(encoding="utf-8")))
    data["item"][0] |= spoilt
    with pytest.raises(LawDataError):
        asked.read(data)


def test_what_happens_fills_the_items(office: Bench) -> None:
    matter = office.decision(kind="yc")
    before = states(office, matter)
    assert {k for k, s in before.items() if s == "has"} == {"judgment", "request", "decision", "officer"}
    assert {k for k, s in before.items() if s == "missing"} == {"opened", "procuracy", "notified", "scanned", "numbered", "counted"}
    paper = case_file.shown(office.desk, matter).rows[0].paper
    acts.open_file(office.desk, matter, DAY)
    sending.send(office.desk, paper, "procuracy", "Viện kiểm sát", "direct", DAY)
    sending.send(office.desk, paper, "party", "Nguyễn Văn An", "post", DAY)
    acts.valid_notice(office.desk, matter, DAY)
    acts.collect(office.desk, matter, DAY, 1, 1_000_000, official=receipts.Official("enforcement", "12"))
    acts.collect(office.desk, matter, DAY, 1, 1_000_000)
    scans.attach(office.desk, matter, f"paper:{paper}", scans.looked(pdf(), "x", 20))
    found = {f.item.key: f for f in of_matter(office.desk, matter)}
    assert {k for k, f in found.items() if f.state == "missing"} == {"proof", "verified", "receipts", "numbered", "counted"}
    assert found["receipts"].said == "1/2"
    assert (found["procuracy"].day, found["scanned"].day) == (DAY, DAY)
    acts.verify(office.desk, matter, DAY, "none")
    for row in case_file.shown(office.desk, matter).rows:
        if not row.counted:
            case_file.count(office.desk, matter, row.key, 1)
    case_file.number(office.desk, matter)
    assert {k for k, s in states(office, matter).items() if s == "missing"} == {"proof", "receipts"}


def test_the_end_asks_for_more(office: Bench) -> None:
    matter = ended(office)
    found = states(office, matter)
    assert (found["ending"], found["listed"], found["archived"], found["verified"]) == ("has", "missing", "missing", "none")
    laid_away(office, [matter])
    assert states(office, matter)["archived"] == "has"


def test_over_many_only_what_is_missing_is_listed(office: Bench) -> None:
    first = lacking(office, number="1/2019/DS-ST", name="Đỗ Văn Một")
    second = ended(office, "2/2019/DS-ST", "Trần Thị Hai")
    away = ended(office, "3/2019/DS-ST", "Lý Văn Ba")
    laid_away(office, [away])
    told: list[tuple[int, int, str]] = []
    made = over(office.desk, progress=lambda *said: told.append(said))
    assert made.looked == 2
    assert {r.matter for r in made.rows} == {first, second}
    assert told[0][1] == 3
    assert made.counts["procuracy"] == 2
    assert "gửi Viện kiểm sát từng quyết định (2/2)" in next(r.words for r in made.rows if r.matter == second)
    for row in made.rows:
        assert set(row.missing) == {k for k, s in states(office, row.matter).items() if s == "missing"}
    assert over(office.desk, office.second).rows == ()
    assert inspection_files.pdf(completeness.listing(office.desk, made)).startswith(b"%PDF")

    def stop(_done: int, _whole: int, _said: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        over(office.desk, progress=stop)
