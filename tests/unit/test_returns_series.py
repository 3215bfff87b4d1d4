"""Each period beside the closed returns before it: what moved to the separate book is named, nothing legitimate blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.office import Bench, bench
from tests.retold import founded
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import acts, office_settings, papers, reporting, return_reading, return_series

DECIDED = date(2019, 11, 5)


@pytest.fixture
@founded
def office(tmp_path: Path) -> Iterator[Bench]:
    """Three matters of the year 2020, which is closed, and so is the first month of 2021."""
    made = bench(tmp_path / "data", DECIDED)
    for n in range(3):
        made.decision(number=f"{n}/2019/DS-ST", debtor=f"Nguyễn Văn {'ABC'[n]}")
    for day, year, months in ((date(2020, 10, 3), 2020, 12), (date(2020, 11, 4), 2021, 1)):
        made.on(day)
        reporting.close(made.desk, reporting.make(made.desk, year, months))
    made.on(date(2021, 1, 10))
    yield made
    made.desk.close()


def append(office: Bench, matter: str, day: date, body: ev.Body) -> None:
    """A bare event, as a register or an act leaves it."""
    with office.desk.writing("keep") as uow:
        uow.append(f"matter:{matter}", day, body)
        uow.commit()


def told(made: reporting.Made) -> list[tuple[str, bool, str]]:
    return [(v.id, v.soft, v.says) for v in made.violations]


def test_nothing_is_said_where_every_matter_is_found_again(office: Bench) -> None:
    office.decision(number="9/2020/DS-ST", debtor="Vũ Thị Hạnh")
    made = reporting.make(office.desk, 2021, 3)
    assert told(made) == []
    assert made.all_forms[0].rows[0].cells["c2"] == 3


def test_matters_gone_to_the_separate_book_are_named_and_do_not_keep_from_closing(
    office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for matter in office.matters[:2]:
        append(office, matter, date(2020, 12, 2), ev.MeansLacking("a"))
        append(office, matter, date(2020, 12, 2), ev.MovedToSeparateBook())
    made = reporting.make(office.desk, 2021, 3)
    moved = "đã chốt: số năm trước chuyển sang giảm 2 việc do chuyển sổ theo dõi riêng: 01/QĐ-CCTHADS, 02/QĐ-CCTHADS."
    assert told(made) == [
        ("V12", True, f"So với báo cáo 01 tháng năm 2021 {moved}"), ("V13", True, f"So với báo cáo 12 tháng năm 2020 {moved}"),
    ]  # fmt: skip
    assert moved in made.text()
    assert len(made.json()["violations"]) == 2
    from thads_desktop.services.return_files import _notes

    assert _notes(made)[1:] == tuple(v.says for v in made.violations), "in print and workbook, after the word that it is open"
    assert reporting.close(office.desk, made).closed
    data = str(office.desk.folder)
    office.desk.close()
    main(["return", "--data", data, "--year", "2021", "--months", "3", "--json"])
    plain: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert plain["closed"]
    assert "02/QĐ-CCTHADS" in plain["violations"][0]


def test_no_more_than_twenty_matters_are_named(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(return_series, "NAMED", 2)
    with office.desk.reading() as reader:
        assert return_series.named(office.desk, reader, office.matters) == "01/QĐ-CCTHADS, 02/QĐ-CCTHADS và 1 việc nữa"
        assert return_series.named(office.desk, reader, ["x"]) == "x"


def test_what_was_entered_late_is_a_reason_until_the_earlier_period_is_closed_again(office: Bench) -> None:
    office.on(date(2020, 9, 20))
    acts.collect(office.desk, office.matters[0], date(2020, 9, 20), 1, 10_000_000)
    acts.complete(office.desk, office.matters[0], date(2020, 9, 20))
    office.on(date(2021, 1, 10))
    made = reporting.make(office.desk, 2021, 3)
    assert [(i, soft) for i, soft, _ in told(made)] == [("V12", True), ("V13", True)]
    assert all("do ghi sổ hoặc đổi cách tính sau khi chốt (cần báo cáo bổ sung): 01/QĐ-CCTHADS." in says for *_x, says in told(made))
    office.reopen(2020, 12, "2019")
    reporting.close(office.desk, reporting.make(office.desk, 2020, 12))
    assert [i for i, *_x in told(reporting.make(office.desk, 2021, 3))] == ["V12"]
    office.reopen(2021, 1, "2019")
    reporting.close(office.desk, reporting.make(office.desk, 2021, 1))
    assert told(reporting.make(office.desk, 2021, 3)) == []


def test_a_matter_that_comes_back_because_its_end_was_withdrawn_is_explained(tmp_path: Path) -> None:
    made = bench(tmp_path / "data", DECIDED)
    matter = made.decision()
    texts = {"reason": "lý do", "evidence": "xác minh", "consequence": "hậu quả"}
    made.on(date(2020, 9, 2))
    ended, _ = papers.issue_at_once(made.desk, papers.Draft("termination", Effect("termination", "c"), matter, texts), made.head)
    made.on(date(2020, 10, 3))
    reporting.close(made.desk, reporting.make(made.desk, 2020, 12))
    made.on(date(2020, 12, 3))
    draft = papers.Draft("withdrawal", Effect("withdrawal", "c", target=ended), matter, texts)
    papers.issue_at_once(made.desk, draft, made.head)
    made.on(date(2021, 1, 10))
    after = reporting.make(made.desk, 2021, 3)
    assert [(i, soft) for i, soft, _ in told(after)] == [("V13", True)]
    assert "do quyết định đã bị thu hồi hoặc hủy: 01/QĐ-CCTHADS." in told(after)[0][2]
    assert reporting.close(made.desk, after).closed
    made.desk.close()


def test_another_way_of_counting_is_a_reason(office: Bench) -> None:
    append(office, office.matters[0], date(2020, 10, 20), ev.MeansLacking("a"))
    append(office, office.matters[0], date(2020, 10, 20), ev.MovedToSeparateBook())
    reporting.close(office.desk, reporting.make(office.desk, 2021, 2))
    office_settings.change(office.desk, "return.opening", "constant")
    (only,) = [x for x in told(reporting.make(office.desk, 2021, 3)) if x[0] == "V12"]
    assert only[1]
    assert "khác ở 1 việc do ghi sổ hoặc đổi cách tính sau khi chốt" in only[2]


def test_an_opening_without_reason_keeps_from_closing(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = return_reading.read

    def lossy(*args: Any) -> Any:
        read = whole(*args)
        return replace(read, facts=tuple(f for f in read.facts if f.matter != office.matters[1]))

    monkeypatch.setattr(return_reading, "read", lossy)
    made = reporting.make(office.desk, 2021, 3)
    assert [(i, soft) for i, soft, _ in told(made)] == [("V12", False), ("V13", False)]
    with pytest.raises(Refused) as refused:
        reporting.close(office.desk, made)
    assert refused.value.refusals[0].code == "return.broken"
