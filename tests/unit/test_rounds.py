"""Trips of verification and their forecast, by the services alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from tests.rounds import codes, debtor, lacking
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.listing import Listing
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    acts,
    forecast,
    inspection_files,
    papers,
    queries,
    trips,
)
from thads_desktop.services.trips import Found

#: A Monday under the new law.
DAY = date(2026, 7, 6)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def test_who_is_due_stands_by_commune_and_the_unknown_place_apart(office: Bench) -> None:
    first = lacking(office, commune="11296")
    second = lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    assert trips.due(office.desk, date(2027, 1, 5)) == []
    found = trips.due(office.desk, date(2027, 1, 6))
    assert [(v.matter, v.due, v.commune) for v in found] == [(first, date(2027, 1, 6), found[0].commune), (second, date(2027, 1, 6), "")]
    assert found[0].place != trips.NOWHERE
    assert found[1].place == trips.NOWHERE
    assert found[0].what == "Xác minh lại điều kiện thi hành án"


def test_new_information_and_a_dispute_are_one_visit_with_the_earliest_day(office: Bench) -> None:
    matter = lacking(office)
    acts.inform(office.desk, matter, DAY)
    acts.ground(office.desk, matter, DAY, "verify_again")
    (found,) = trips.due(office.desk, date(2027, 1, 6))
    assert found.due == date(2026, 7, 13)
    assert "thông tin mới" in found.what


def test_the_bundle_is_one_pdf_and_the_trip_is_kept_until_all_came_back(office: Bench, tmp_path: Path) -> None:
    from pypdf import PdfReader

    one = lacking(office)
    two = lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    office.on(date(2027, 1, 4))
    chosen = [(v.matter, v.party) for v in trips.due(office.desk, date(2027, 1, 6))]
    told: list[tuple[int, int]] = []
    trip, data = trips.make(office.desk, chosen, lambda done, whole, _said: told.append((done, whole)))
    (tmp_path / "x.pdf").write_bytes(data)
    text = [page.extract_text() for page in PdfReader(tmp_path / "x.pdf").pages]
    assert "DANH SÁCH ĐI XÁC MINH" in text[0]
    assert sum("Về việc xác minh điều kiện" in page for page in text) == 2
    assert told[-1] == (2, 2)
    assert [(t.trip, t.count, t.back, t.closed) for t in trips.listed(office.desk)] == [(trip, 2, 0, False)]
    office.on(date(2027, 1, 5))
    assert trips.enter(office.desk, [Found(one, debtor(office, one), date(2027, 1, 5), "none", prisoner=True)], trip) == 1
    assert [(o.visit.matter, o.found.result if o.found else "") for o in trips.opened(office.desk, trip)] == [(one, "none"), (two, "")]
    assert [(t.count, t.back) for t in trips.listed(office.desk)] == [(2, 1)]
    # What is printed again is what did not come back.
    (tmp_path / "y.pdf").write_bytes(trips.again(office.desk, trip))
    assert sum("Về việc xác minh điều kiện" in p.extract_text() for p in PdfReader(tmp_path / "y.pdf").pages) == 1
    # The prisoner is seen in a year, the other is still due.
    assert {v.matter: v.due for v in trips.due(office.desk, date(2028, 2, 1))} == {one: date(2028, 1, 5), two: date(2027, 1, 6)}
    trips.close(office.desk, trip)
    assert trips.listed(office.desk)[0].closed
    with pytest.raises(Refused) as refused:
        trips.close(office.desk, trip)
    assert codes(refused) == ["trip.closed"]


def test_results_are_all_taken_or_none_and_each_refusal_names_its_row(office: Bench) -> None:
    one, two = lacking(office), lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    party = debtor(office, two)
    good, bad = Found(one, debtor(office, one), DAY, "none"), Found(two, party, date(2026, 7, 7), "none")
    before = office.desk.store
    with pytest.raises(Refused) as refused:
        trips.enter(office.desk, [good, bad, Found(two, "x", DAY, "none"), Found(two, party, DAY, "maybe")])
    assert codes(refused) == ["event.future_day", "party.not_debtor", "trip.twice"]
    assert [r.field for r in refused.value.refusals] == [f"{two}|{party}", f"{two}|x", f"{two}|{party}"]
    assert len(queries.matter(office.desk, one).state.verifications) == 1
    assert before is office.desk.store
    with pytest.raises(Refused) as refused:
        trips.enter(office.desk, [])
    assert codes(refused) == ["trip.no_result"]


def test_who_need_not_be_seen_is_not_printed(office: Bench) -> None:
    matter = lacking(office)
    party = debtor(office, matter)
    papers.issue_at_once(office.desk, papers.Draft("termination", Effect("termination", clause="4"), matter, {"reason": "rút yêu cầu"}), office.head)
    for chosen, code in (([(matter, party)], "trip.gone"), ([], "trip.nothing"), ([(str(n), "") for n in range(500)], "trip.too_many")):
        with pytest.raises(Refused) as refused:
            trips.make(office.desk, chosen)
        assert codes(refused) == [code]
    assert trips.listed(office.desk) == []
    with pytest.raises(Refused) as refused:
        trips.opened(office.desk, "x")
    assert codes(refused) == ["trip.unknown"]


def test_printing_that_is_stopped_keeps_no_trip(office: Bench) -> None:
    matter = lacking(office)

    def stop(done: int, _whole: int, _said: str) -> None:
        if done:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        trips.make(office.desk, [(matter, debtor(office, matter))], stop)
    assert trips.listed(office.desk) == []


def test_the_next_quarter_by_officer_and_commune_with_who_stands_behind(office: Bench) -> None:
    one, _two = lacking(office, commune="11296"), lacking(office, number="16/2019/DS-ST", name="Trần Thị Tám")
    assert forecast.look(office.desk).total == 0  # due on 6 January, after the quarter
    office.on(date(2026, 10, 5))
    made = forecast.look(office.desk)
    assert (made.start, made.end, made.total) == (date(2027, 1, 1), date(2027, 3, 31), 2)
    assert [label for _c, label in made.communes][1] == trips.NOWHERE
    assert [name for _o, name in made.officers] == ["Trần Thị Bình"]
    cell = forecast.behind(office.desk, made, office.officer, made.communes[0][0])
    assert [v.matter for v in cell] == [one]
    assert len(forecast.behind(office.desk, made, None, None)) == 2
    assert forecast.look(office.desk, "months").total == 0
    assert forecast.span("months", date(2026, 11, 30)) == (date(2026, 12, 1), date(2027, 2, 28))
    assert forecast.span("quarter", date(2026, 12, 31)) == (date(2027, 1, 1), date(2027, 3, 31))
    shown: Listing = forecast.listing(office.desk, made)
    assert shown.tables[0].rows[-1] == ("Cộng", 2, 2)
    assert inspection_files.pdf(shown).startswith(b"%PDF")
    with pytest.raises(Refused) as refused:
        forecast.look(office.desk, "year")
    assert codes(refused) == ["span.bad"]


def test_what_is_due_before_is_done_and_comes_back_where_the_interval_is_short(office: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    lacking(office)
    terms = tuple(replace(t, n=2) if t.law == "2025" and t.case == "thuong" else t for t in office.desk.rules.terms["R12"])
    monkeypatch.setattr(office.desk, "_rules", replace(office.desk.rules, terms={**office.desk.rules.terms, "R12": terms}))
    # In the lists it is due on 6 January; as if done that day, then on 8 March, which counts in the quarter from January as well.
    office.on(date(2026, 10, 5))
    made = forecast.look(office.desk)
    assert (made.total, made.again) == (2, 1)
