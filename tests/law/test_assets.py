"""The chain of an asset under both laws: every term it starts, and which step is lawful when. Days counted by hand."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from thads_desktop.domain import asset_events as ae, events as ev
from thads_desktop.domain.asset import LEADS, MatterFacts, fold_asset
from thads_desktop.domain.asset_lawful import NEEDS, Typed, judged, least_price
from thads_desktop.domain.sentences import REFUSALS, say
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_figures import figures
from thads_desktop.law.asset_kinds import kinds, read as read_kinds
from thads_desktop.law.deadlines import PASSING, deadlines_of
from thads_desktop.law.due import Counter, Deadline
from thads_desktop.law.errors import LawDataError
from thads_desktop.law.happenings import HAPPENINGS, parts
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.law.ruleset import Rules
from thads_desktop.paths import resource

HERE = Path(__file__).parent
RULES, CALENDAR = Rules.load(), load_calendar()
STEP = re.compile(r"(\w+)@(\d{4}-\d\d-\d\d)(?:=(\d+))?(?::(\w+))?(?:>(\d{4}-\d\d-\d\d))?")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def log(steps: str, *, immovable: bool, co_owners: bool) -> list[ev.Event]:
    """An asset with these steps, seized for matter m."""
    found: list[ev.Event] = []

    def put(day: date, body: ev.Body) -> None:
        found.append(ev.Event(len(found) + 1, day, datetime(2026, 1, 1, tzinfo=UTC), "", "clerk", "asset:a", "", body))

    put(date(2019, 1, 1), ae.AssetNoted("land" if immovable else "goods", immovable, ("p",), ("q",) if co_owners else ()))
    for said in steps.split():
        told = STEP.fullmatch(said)
        assert told is not None, said
        step, day, amount, why, on = told.groups()
        matter = "m" if step == "asset_seized" else ""
        put(date.fromisoformat(day), ae.AssetStep(step, matter, (), int(amount) if amount else None, date.fromisoformat(on) if on else None,
                                                  why=why or ""))  # fmt: skip
    return found


def terms(events: list[ev.Event], ended: date | None = None, *, state: bool = False) -> list[Deadline]:
    return deadlines_of(events, RULES, CALENDAR, seized_for={"m": MatterFacts(ended, state)})


@pytest.mark.parametrize("row", rows("asset_terms.csv"), ids=lambda r: f"{r['case']} {r['law']}")
def test_every_step_begins_and_ends_its_term(row: dict[str, str]) -> None:
    found = terms(log(row["steps"], immovable=row["immovable"] == "1", co_owners=row["co_owners"] == "1"))
    of = [d for d in found if (d.rule, d.case, str(d.born)) == (row["rule"], row["term_case"], row["born"])]
    assert len(of) == 1, [(d.rule, d.case, str(d.born), str(d.due)) for d in found]
    assert (str(of[0].due), str(of[0].discharged_on or "")) == (row["due"], row["done"])
    assert of[0].cite
    assert of[0].why
    assert of[0].steps(RULES, CALENDAR), "the counting can be asked for"
    if row["law"] == "2025":
        assert of[0].law == "2025"


@pytest.mark.parametrize("row", rows("asset_steps.csv"), ids=lambda r: f"{r['case']} {r['law']}")
def test_what_each_law_says_of_a_step(row: dict[str, str]) -> None:
    events = log(row["steps"], immovable=row["immovable"] == "1", co_owners=row["co_owners"] == "1")
    day, state = date.fromisoformat(row["day"]), fold_asset(events)
    assert RULES.law_on(day) == row["law"]
    typed = Typed(day, int(row["amount"]) if row["amount"] else None, date.fromisoformat(row["on"]) if row["on"] else None, row["why"])
    by = figures(Counter(RULES, CALENDAR), MoneyLaw.load(), state, terms(events), typed, {})
    said = judged(state, asset_ways.table().of(row["law"])[row["step"]], typed, by, asset_ways.table().states)
    mark = "no" if said.against else "open" if said.told else "ok"
    found = said.against or said.told
    assert (mark, row["code"] in ("", *(r.code for r in found))) == (row["mark"], True), found
    for refusal in found:
        assert refusal.cite
        assert "{" not in say(refusal)
    if row["cite"]:
        assert any(row["cite"] in r.cite for r in found if r.code == row["code"]), [r.cite for r in found]


def test_the_matters_end_is_the_ground_to_release() -> None:
    events = log("asset_seized@2020-03-09 valuation_contract@2020-03-12", immovable=False, co_owners=False)
    assert not [d for d in terms(events) if d.rule == "R43"]
    (owed,) = [d for d in terms(events, date(2020, 4, 6)) if d.rule == "R43"]
    assert (owed.born, owed.due, owed.discharged_on) == (date(2020, 4, 6), date(2020, 4, 13), None)
    released = log("asset_seized@2020-03-09 seizure_released@2020-04-08", immovable=False, co_owners=False)
    (owed,) = [d for d in terms(released, date(2020, 4, 6)) if d.rule == "R43"]
    assert owed.discharged_on == date(2020, 4, 8)
    # What was sold before is handed over and paid out; nothing is to be released.
    sold = log("asset_seized@2020-03-09 valuation_received@2020-03-20=5 auction_held@2020-04-01=5", immovable=False, co_owners=False)
    assert not [d for d in terms(sold, date(2020, 4, 6)) if d.rule == "R43"]


def test_in_matters_of_the_budget_the_cut_has_its_days_under_the_2008_law() -> None:
    events = log("asset_seized@2020-03-02 valuation_received@2020-03-20=50000000 auction_failed@2020-05-04", immovable=False, co_owners=False)
    assert not [d for d in terms(events) if (d.rule, d.case) == ("R39", "giam_gia")]
    (owed,) = [d for d in terms(events, state=True) if (d.rule, d.case) == ("R39", "giam_gia")]
    assert owed.due == date(2020, 5, 14)


def test_a_day_that_is_set_anew_takes_the_place_of_the_first() -> None:
    events = log("seizure_day@2020-03-02>2020-03-16 seizure_day@2020-03-05>2020-03-23", immovable=True, co_owners=False)
    assert [(d.rule, d.born) for d in terms(events)] == [("R57", date(2020, 3, 23)), ("R58", date(2020, 3, 23))]


def test_the_time_of_others_only_passes() -> None:
    waits = {r["rule"] for r in rows("asset_terms.csv") if r["rule"].endswith("-CHO")}
    assert waits <= set(PASSING)


def test_the_file_and_the_fold_agree_and_every_word_has_its_sentence() -> None:
    table = asset_ways.table()
    for law in ("2008", "2025"):
        assert set(table.of(law)) == set(LEADS)
        for way in table.of(law).values():
            assert way.cite
            assert way.says
            assert set(way.start) <= set(table.states)
    for code in NEEDS:
        assert f"asset.{code}" in REFUSALS
    # What ends a term of assets is a step of the chain, or the end of another term.
    for rule in ("R34", "R35", "R36", "R37", "R38", "R39", "R40", "R41", "R43"):
        for term in RULES.terms[rule]:
            for word in parts(term.discharged_by):
                assert word in LEADS, word
    assert {s for s in LEADS if s in HAPPENINGS} >= {"asset_seized", "auction_day", "price_cut", "buyer_paid", "paid_out", "release_ground"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('to = "seized"', 'to = "valued"'), ('from = ["valuing"]', 'from = ["nowhere"]'), ('needs = ["cut_limit", ', 'needs = ["unknown", '),
        ('how = "hard", cite = "LQ 104.5"', 'how = "soft", cite = "LQ 104.5"'), ('cite = "LQ 98.2"', 'cite = "XX 98.2"'),
        ('code = "price_cut"', 'code = "price_cut2"'), ("\n[need]\n", "\n[needs]\n"), ('mark = "-"', 'mark = "?"'),
    ],
)  # fmt: skip
def test_a_file_that_is_not_sound_is_refused(old: str, new: str) -> None:
    import tomllib

    text = resource("law", asset_ways.FILE).read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(LawDataError):
        asset_ways.read(tomllib.loads(text.replace(old, new, 1)))


def test_kinds_are_read_strictly_and_marks_know_an_asset_again() -> None:
    text = resource("assets", "kinds.toml").read_text(encoding="utf-8")
    broken = (('name = "plate"', 'name = "chassis"'), ('marks = [["plate"]', 'marks = [["plates"]'), ("immovable = true", "immovable = true\nx = 1"))
    for old, new in broken:
        with pytest.raises(LawDataError):
            read_kinds(text.replace(old, new, 1))
    vehicle = kinds()["vehicle"]
    assert vehicle.marks_of({"plate": "15A-123.45"}, "") == vehicle.marks_of({"plate": "15a12345"}, "")
    land = kinds()["land"]
    assert land.marks_of({"parcel": "125", "sheet": "14"}, "") == (), "a plot is known by its commune as well"
    assert land.marks_of({"parcel": "125", "sheet": "14"}, "11407") == ("land:parcel=125;sheet=14;commune=11407",)
    assert "•" not in kinds()["account"].says({"account": "0031", "bank": "Ngân hàng X"})
    assert "0031" not in kinds()["account"].says({"account": "0031", "bank": "Ngân hàng X"})


@pytest.mark.parametrize(("price", "least"), [(100, 90), (101, 91), (99, 90), (1, 1), (1_000_000_001, 900_000_001)])
def test_no_dong_is_lost_by_rounding_a_cut(price: int, least: int) -> None:
    assert least_price(price, 10) == least


def test_between_the_two_days_of_somebody_else_both_are_said() -> None:
    """A co-owner of land told on 22 June 2026: until 22 September by the 2008 law, 7 July by the new one, whose reading is not sure."""
    steps = "asset_seized@2026-06-01 valuation_received@2026-06-12=50000000 co_owner_notice@2026-06-22 auction_contract@2026-07-01"
    events, day = log(steps, immovable=True, co_owners=True), date(2026, 7, 9)
    for crossing in ("earlier", "old", "new"):
        rules = replace(RULES, crossing=crossing)
        found = deadlines_of(events, rules, CALENDAR, seized_for={"m": MatterFacts(None, False)})
        by = figures(Counter(rules, CALENDAR), MoneyLaw.load(), fold_asset(events), found, Typed(day, 51_000_000), {})
        said = judged(fold_asset(events), asset_ways.table().of("2025")["auction_held"], Typed(day, 51_000_000), by, asset_ways.table().states)
        assert not said.against
        (told,) = [say(r) for r in said.told]
        assert "22/09/2026" in told
        assert "07/07/2026" in told
        assert "Thủ trưởng xác nhận" in told
        assert ("đối chiếu khoản 1 Điều 83" in told) == (crossing == "new")


def test_the_new_laws_day_of_the_contract_of_auction_counts_from_the_end_of_the_window() -> None:
    steps = "asset_seized@2026-06-10 valuation_received@2026-06-26=50000000"
    for told, says in (("", "tính từ khi hết thời hạn yêu cầu định giá lại, chưa có ngày ấy"), (" valuation_told@2026-07-01", "15/07/2026")):
        found = terms(log(steps + told, immovable=False, co_owners=False))
        (contract,) = [d for d in found if (d.rule, d.case) == ("R37", "hop_dong")]
        assert contract.due == date(2026, 7, 6)
        assert says in contract.steps(RULES, CALENDAR)[-1]
