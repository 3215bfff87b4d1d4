"""Money that came in within the year of a matter that then went to the separate book: it stays where it was counted, and a fall is told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.office import Bench, bench
from tests.unit.test_return_forms import append, cells
from thads_desktop.domain import events as ev
from thads_desktop.domain.kind_events import KindOfLine, LineKindSaid
from thads_desktop.returns.checks import check_series
from thads_desktop.returns.consolidate import read_evidence, write_evidence
from thads_desktop.returns.facts import facts_of
from thads_desktop.services import office_settings, reporting

OPENED = date(2023, 10, 9)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", OPENED)
    yield made
    made.desk.close()


def booked(office: Bench) -> str:
    matter = office.decision(due=10_000_000)
    office.on(date(2025, 10, 10))
    append(office, matter, OPENED, LineKindSaid((KindOfLine(1, "an_phi"),)))
    append(office, matter, date(2024, 10, 20), ev.Collected(1, 4_000_000))
    append(office, matter, date(2024, 11, 3), ev.MeansLacking("a", (1,)))
    return matter


def test_what_is_left_out_is_said_on_the_form_and_its_fall_is_told(office: Bench) -> None:
    matter = booked(office)
    reporting.close(office.desk, reporting.make(office.desk, 2025, 2))
    append(office, matter, date(2024, 12, 10), ev.MovedToSeparateBook((1,)))
    made = reporting.make(office.desk, 2025, 3)
    assert made.all_forms[1].memo["da_thu_so_rieng"] == 4_000_000
    (told,) = [v for v in made.violations if "thi hành xong" in v.says]
    assert (told.id, told.soft, told.matters) == ("V12", True, (matter,))
    assert "cộng 4.000.000 đồng, do chuyển sổ theo dõi riêng" in told.says
    pages = PdfReader(io.BytesIO(reporting.draw(office.desk, made))).pages
    said = " ".join(" ".join(p.extract_text().split()) for p in pages)
    assert "của việc ở sổ theo dõi riêng, không tính trong biểu: 4.000 nghìn đồng" in said


def test_what_was_collected_stays_where_the_office_counts_it_and_only_the_rest_goes_to_the_book(office: Bench) -> None:
    office_settings.change(office.desk, "return.booked_money", "counted")
    matter = booked(office)
    two = reporting.make(office.desk, 2025, 2)
    reporting.close(office.desk, two)
    append(office, matter, date(2024, 12, 10), ev.MovedToSeparateBook((1,)))
    three = reporting.make(office.desk, 2025, 3)
    assert cells(two, "02")["t9"] == 4_000_000
    assert {k: v for k, v in cells(three, "02").items() if k != "t18"} == dict.fromkeys(("t1", "t2", "t6", "t7", "t8", "t9"), 4_000_000)
    assert cells(three, "01") == {}
    assert cells(three, "03")["nt9"] == 4_000_000
    assert three.all_forms[1].memo["m1_tien"] == 6_000_000
    assert three.all_forms[1].memo["da_thu_so_rieng"] == 0
    assert [v.id for v in three.violations if not v.soft] == []
    assert not any("thi hành xong" in v.says for v in three.violations)
    sent = reporting.evidence_of(three)
    assert write_evidence(read_evidence(sent)) == sent


def test_paid_while_in_the_book_counts_too(office: Bench) -> None:
    office_settings.change(office.desk, "return.booked_money", "counted")
    matter = office.decision(due=10_000_000)
    office.on(date(2025, 10, 10))
    append(office, matter, OPENED, ev.MeansLacking("a", (1,)))
    append(office, matter, date(2024, 9, 10), ev.MovedToSeparateBook((1,)))
    append(office, matter, date(2024, 12, 20), ev.Collected(1, 4_000_000))
    made = reporting.make(office.desk, 2025, 3)
    assert (cells(made, "02")["t2"], cells(made, "02")["t9"], made.all_forms[1].memo["m1_tien"]) == (4_000_000, 4_000_000, 6_000_000)
    append(office, matter, date(2025, 1, 20), ev.Collected(1, 6_000_000), ev.LineCompleted(1))
    made = reporting.make(office.desk, 2025, 6)
    assert (cells(made, "01")["c9"], cells(made, "02")["t2"], cells(made, "02")["t9"]) == (1, 10_000_000, 10_000_000)


def test_money_that_counts_as_done_no_more_is_told(office: Bench) -> None:
    matter = booked(office)
    regime = reporting.make(office.desk, 2025, 3).regime
    append(office, matter, date(2024, 12, 10), ev.MovedToSeparateBook((1,)))
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
    start = date(2024, 10, 1)
    first, later = (facts_of(events, start, end, regime.counting) for end in (date(2024, 11, 30), date(2024, 12, 31)))
    (told,) = [v for v in check_series(regime, first, later, same_year=True) if "thi hành xong" in v.says]
    assert told.soft
    assert told.matters == (matter,)
    assert "cộng 4.000.000 đồng, do chuyển sổ theo dõi riêng" in told.says
