"""Minutes say when they were held by hours and days that are checked, and close without a gap where something was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents.compose import plain_text
from thads_desktop.documents.form import form_for, load_forms
from thads_desktop.domain import moments
from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import intake, intake_papers, papers, parties, people
from thads_desktop.services.paper_place import on_intake

DAYS = [date(2020, 8, 5), date(2026, 8, 5)]
MINUTES = sorted({f.id for f in load_forms() if f.held})


@pytest.fixture(params=DAYS, ids=["2008", "2025"])
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", request.param)
    yield made
    made.desk.close()


def said(office: Bench, draft: papers.Draft) -> str:
    with office.desk.reading() as reader:
        return plain_text(papers.preview(office.desk, reader, replace(draft, paper=""), office.clock.today()))


def refused(office: Bench, draft: papers.Draft, signer: str = "") -> list[str]:
    with pytest.raises(Refused) as told:
        papers.issue_at_once(office.desk, draft, signer or office.officer)
    return [r.code for r in told.value.refusals]


@pytest.mark.parametrize(
    ("typed", "hour", "day"),
    [
        ("08:30", (8, 30), None), ("8h", (8, 0), None), ("8 giờ 05 phút", (8, 5), None), ("8h30 05/8/2026", (8, 30), date(2026, 8, 5)),
        ("08 giờ 30 phút, ngày 05 tháng 8 năm 2026", (8, 30), date(2026, 8, 5)), ("05/08/2026 08:30", (8, 30), date(2026, 8, 5)),
        ("2026-08-05T08:30", (8, 30), date(2026, 8, 5)),
    ],
)  # fmt: skip
def test_an_hour_is_read_as_it_is_typed(typed: str, hour: tuple[int, int], day: date | None) -> None:
    found = moments.parse(typed)
    assert found is not None
    assert (found.hour, found.minute, found.day) == (*hour, day)


@pytest.mark.parametrize("typed", ["03082026", "25:00", "8:75", "8:30 31/2/2026", "sáng mai", "", "8:30 ngày mai", "08 giờ 30 phút, ngày 05 tháng 8"])
def test_what_is_no_hour_is_none(typed: str) -> None:
    assert moments.parse(typed) is None


def test_what_is_printed_reads_back() -> None:
    for hour in range(24):
        for minute in range(60):
            for day in (date(2020, 1, 1), date(2026, 12, 31), date(2024, 2, 29)):
                found = moments.Moment(hour, minute, day)
                assert moments.parse(found.said(date(2000, 1, 1))) == found
                assert moments.parse(found.clock) == moments.Moment(hour, minute)


def test_every_minutes_of_the_catalogue_begins_with_a_checked_hour() -> None:
    held = {f.id for f in load_forms() if f.minutes}
    # The reconciliation of registers taken over prints its day by itself.
    assert held - set(MINUTES) == {"opening_minutes"}
    for form in load_forms():
        if form.held:
            whole = " ".join(a.text for a in form.articles)
            assert "…… giờ" not in whole, form.id
            assert {"ended_when", "end_time"} & {v.name for v in form.own if v.kind == "hour"}, form.id


@pytest.mark.parametrize("form_id", ["working_minutes", "verification", "seizure_minutes"])
def test_the_opening_is_whole(office: Bench, form_id: str) -> None:
    day = office.clock.day
    matter = office.decision()
    form = form_for(form_id, day)
    effect = Effect("verification") if form_id == "verification" else Effect(PLAIN)
    closing = "end_time" if form_id == "seizure_minutes" else "ended_when"
    not_signed = "unsigned" if form_id == "seizure_minutes" else "not_signed"
    place = "verify_place" if form_id == "verification" else "held_place"
    texts = {
        form.held: "8:30", place: "trụ sở đơn vị", closing: "9h45", "copies": "02", not_signed: "ông An từ chối ký", "opinions": "không",
        "others_say": "không", "coercion_decision": "Quyết định số 1", "assets": "Xe máy; 01; tốt; 1",
    }  # fmt: skip
    draft = papers.Draft(form_id, effect, matter, {k: v for k, v in texts.items() if k in form.typed})
    text = said(office, draft)
    assert f"Hôm nay, hồi 08 giờ 30 phút, ngày 05 tháng 8 năm {day.year}, tại trụ sở đơn vị." in text
    assert "lập xong hồi 09 giờ 45 phút cùng ngày" in text
    assert "02 bản" in text
    assert "ông An từ chối ký." in text
    assert "……" not in text.partition("lập xong")[2]
    for wrong in ("03082026", "sáng"):
        assert refused(office, replace(draft, texts={**draft.texts, form.held: wrong})) == ["field.no_moment"]
    assert refused(office, replace(draft, texts={**draft.texts, closing: "chiều"})) == ["field.no_hour"]
    other = replace(draft, texts={**draft.texts, form.held: f"8:30 05/7/{day.year}"})
    assert refused(office, other) == ["minutes.other_day"]
    assert papers.issue_at_once(office.desk, draft, office.officer)
    blank = said(office, replace(draft, texts={k: v for k, v in draft.texts.items() if k in form.needs}))
    assert "Hôm nay, hồi …… giờ …… phút, ngày …… tháng …… năm ………, tại" in blank


def test_minutes_of_the_last_day_of_a_law_do_not_tell_a_day_of_the_next(tmp_path: Path) -> None:
    made = bench(tmp_path / "data", date(2026, 6, 30))
    matter = made.decision()
    draft = papers.Draft("working_minutes", Effect(PLAIN), matter, {"held_when": "08 giờ 30 phút, ngày 05 tháng 7 năm 2026"})
    with pytest.raises(Refused) as told:
        papers.issue_at_once(made.desk, draft, made.officer)
    assert [r.code for r in told.value.refusals] == ["minutes.other_day"]
    assert "05/07/2026" in say(told.value.refusals[0])
    made.desk.close()


@pytest.mark.parametrize("typed", [{}, {"receiver": "bà Mai", "relation": "vợ"}, {"receiver": "ông An"}], ids=["blank", "substitute", "himself"])
def test_a_delivery_numbers_every_point_and_keeps_the_promise(office: Bench, typed: dict[str, str]) -> None:
    matter = office.decision()
    draft = papers.Draft("notice_delivery", Effect(PLAIN), matter, {"paper_told": "Quyết định số 1", "told_to": "ông An", **typed})
    text = said(office, draft)
    assert [line[:2] for line in text.splitlines() if line[:2] in ("1.", "2.", "3.", "4.", "5.")] == ["1.", "2.", "3.", "4.", "5."]
    assert ("cam kết giao tận tay" in text) == ("relation" in typed or not typed)


def test_the_receipt_of_a_request_is_signed_as_it_says_by_whoever_signs(office: Bench) -> None:
    judgment = office.judgment()
    request = intake.receive_request(office.desk, judgment, parties.PartyInput("Phạm Thị Hoa"), office.clock.day)
    form = form_for("request_receipt", office.clock.day)
    texts = {**{v.name: v.sample for v in form.own}, intake_papers.REQUEST: request, "came_on": office.clock.day.isoformat()}
    draft = papers.Draft("request_receipt", Effect(PLAIN), on_intake(judgment), texts)
    late = replace(draft, texts={**texts, "came_on": f"{office.clock.day.year}-09-01"})
    assert refused(office, late, office.head) == ["request.came_after"]
    paper, _ = papers.issue_at_once(office.desk, draft, office.head)
    with office.desk.reading() as reader:
        stored = reader.row("paper", paper) or {}
        text = plain_text(
            papers.compose_paper(
                office.desk, reader, papers.load(reader, paper), papers.fold(reader.events_of(f"intake:{judgment}")), office.clock.day, number="x",
                signer=(office.head, "head"),
            ).paper
        )
    assert stored
    assert "NGƯỜI NHẬN\nPhạm Quang Minh" in text
    assert "TRƯỞNG\nPhạm Quang Minh" not in text


def test_a_receipt_into_the_fund_is_signed_by_no_head_as_accountant(office: Bench) -> None:
    matter = office.decision()
    # The form follows the circular of October 2023.
    office.on(max(office.clock.day, date(2024, 1, 4)))
    form = form_for("cash_in", office.clock.day)
    draft = papers.Draft("cash_in", Effect(PLAIN), matter, {v.name: v.sample for v in form.own})
    text = said(office, replace(draft, signer=office.head))
    assert "KẾ TOÁN" in text
    assert "Phạm Quang Minh" not in text.partition("KẾ TOÁN")[2].split("\n")[1]
    accountant = people.add_person(office.desk, "Đỗ Thị Sáu", "accountant", date(2019, 1, 1))
    assert "KẾ TOÁN\nĐỗ Thị Sáu" in said(office, replace(draft, signer=accountant))
