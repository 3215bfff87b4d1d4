"""What a paper sets for somebody is a real hour of a day to come, and nobody is coerced before the time he was given is over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cases import every
from tests.office import Bench, bench
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.domain import moments
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.breaches import BREACHES
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.sentences import say
from thads_desktop.services import acts, offers, opening, papers, parties, queries

DAY = date(2026, 8, 3)
LINES = (opening.Obligation("Trả nợ gốc", 10_000_000), opening.Obligation("Trả nhà số 8", None))


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    owes, owed = parties.PartyInput("Nguyễn Văn An", birth_year=1980), parties.PartyInput("Lê Thị Hoa", address="số 8")
    given = opening.OpeningInput(made.judgment(received=DAY), "cd", "", (owes,), (owed,), LINES, made.officer)
    opening.issue(made.desk, given, made.head, DAY)
    made.matters.append(queries.matters(made.desk)[0].matter)
    yield made
    made.desk.close()


def form(name: str) -> Form:
    return next(f for f in load_forms() if f.id == name and f.on(DAY))


def against(office: Bench, name: str, effect: Effect, **texts: str) -> list[Refusal]:
    said = {v.name: v.sample for v in form(name).own} | texts
    with office.desk.reading() as reader:
        return list(papers.check(office.desk, reader, papers.Draft(name, effect, office.matters[0], said), DAY).refusals)


@pytest.mark.parametrize("name", ["summons_to_appear", "invitation"])
@pytest.mark.parametrize(("when", "code"), [
    ("25 giờ 70 phút ngày 31/02/2026", "field.no_moment"), ("sáng mai", "field.no_moment"), ("08 giờ 00 ngày 01/01/2020", "field.day_gone"),
    ("08:30", "field.no_such_day"), ("08 giờ 30 phút, ngày 12 tháng 8 năm 2026", ""), ("8h30 03/8/2026", ""),
])  # fmt: skip
def test_who_is_called_is_called_to_an_hour_that_comes(office: Bench, name: str, when: str, code: str) -> None:
    found = against(office, name, Effect("paper"), come_when=when)
    assert [(r.code, r.field) for r in found] == ([(code, "come_when")] if code else [])


@pytest.mark.parametrize(("when", "code"), [
    ("từ 08 giờ 00 phút ngày 10 tháng 8 năm 2026", ""), ("trong giờ hành chính", ""), ("từ 25 giờ 00 phút ngày 10/8/2026", "field.no_such_day"),
    ("từ 08 giờ 70 phút", "field.no_such_day"), ("từ ngày 31/02/2027", "field.no_such_day"), ("từ ngày 01/7/2026 đến ngày 01/9/2026", "field.day_gone"),
])  # fmt: skip
def test_words_that_name_a_time_name_a_real_one_to_come(office: Bench, when: str, code: str) -> None:
    found = against(office, "money_notice", Effect("paper"), fetch_when=when)
    assert [(r.code, r.field) for r in found if r.field == "fetch_when"] == ([(code, "fetch_when")] if code else [])


HOUSE = Effect("coercion", measure="hand_over", lines=(2,), confirmed=("measure.flight",))


@pytest.mark.parametrize(("by", "until", "code"), [
    ("2026-08-20", date(2026, 8, 21), ""), ("2026-08-20", None, ""), ("2026-07-20", None, "field.day_gone"),
    ("2026-08-20", date(2026, 8, 20), "measure.before_time"), ("2026-08-20", date(2026, 8, 4), "measure.before_time"),
    ("2026-08-03", DAY, "measure.before_time"),
])  # fmt: skip
def test_nobody_is_coerced_within_the_time_he_was_given(office: Bench, by: str, until: date | None, code: str) -> None:
    found = against(office, "return_house", replace(HOUSE, until=until), deliver_by=by)
    assert [r.code for r in found if r.code.startswith(("field.", "measure."))] == ([code] if code else [])
    if code:
        assert say(next(r for r in found if r.code == code))
        assert code in BREACHES


@pytest.mark.parametrize("name", [
    "return_house", "return_thing", "transfer_land", "return_papers", "perform_act", "refrain_act", "hand_over_child", "reinstate_worker",
])  # fmt: skip
def test_a_debt_is_not_coerced_by_handing_over_or_doing_something(office: Bench, name: str) -> None:
    asked = replace(HOUSE, measure=form(name).measure)
    for lines, refused in (((1,), True), ((), True), ((1, 2), True), ((2,), False)):
        found = against(office, name, replace(asked, lines=lines))
        assert ("measure.some_money" in [r.code for r in found]) == refused, lines
    assert "khoản 1 là tiền" in say(next(r for r in against(office, name, replace(asked, lines=(1,))) if r.code == "measure.some_money"))
    # The form is offered, for one obligation is of its kind; where none is, it is not.
    assert offered(office, name).why == ""
    acts.complete(office.desk, office.matters[0], DAY, 2)
    assert "chỉ còn khoản tiền" in offered(office, name).why


def offered(office: Bench, name: str) -> offers.Offer:
    matter = office.matters[0]
    with office.desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
        return offers.of_form(office.desk, reader, fold(events), form(name), DAY, matter, events)


def test_what_was_sold_is_handed_to_its_buyer_for_a_debt(office: Bench) -> None:
    codes = {r.code for r in against(office, "buyer_coercion", replace(HOUSE, lines=(1,)))}
    assert not codes & {"measure.of_money", "measure.some_money"}


def test_a_field_of_an_hour_is_one_by_its_kind() -> None:
    with every() as case:
        for found in load_forms():
            for field in found.own:
                with case((found.id, found.law, field.name)):
                    assert field.kind in ("moment", "hour", "lines") or moments.parse(field.sample) is None
                    assert not field.ahead or field.kind in ("day", "moment", "text")
