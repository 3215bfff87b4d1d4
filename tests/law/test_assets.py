"""The chain of an asset under both laws: every term it starts, and which step is lawful when. Days counted by hand."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cases import in_lots
from thads_desktop.domain import asset_events as ae, events as ev
from thads_desktop.domain.asset import LEADS, MatterFacts, fold_asset
from thads_desktop.domain.asset_lawful import NEEDS, Judged, Typed, judged, least_price
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
STEP = re.compile(r"(\w+)@(\d{4}-\d\d-\d\d)(?:=(\d+))?(?::(\w+))?(?:>(\d{4}-\d\d-\d\d))?(?:/(\w+))?")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((HERE / name).read_text(encoding="utf-8").splitlines()))


def log(steps: str, *, immovable: bool, co_owners: bool | tuple[str, ...]) -> list[ev.Event]:
    """An asset with these steps, seized for matter m. co_owners: q, or who they are; "/x" of a step: its person, of a seizure, its ground
    and its release the matter."""
    shared = co_owners if isinstance(co_owners, tuple) else ("q",) if co_owners else ()
    found: list[ev.Event] = []

    def put(day: date, body: ev.Body) -> None:
        found.append(ev.Event(len(found) + 1, day, datetime(2026, 1, 1, tzinfo=UTC), "", "clerk", "asset:a", "", body))

    put(date(2019, 1, 1), ae.AssetNoted("land" if immovable else "goods", immovable, ("p",), shared))
    for said in steps.split():
        told = STEP.fullmatch(said)
        assert told is not None, said
        step, day, amount, why, on, who = told.groups()
        of_matter = step in ("asset_seized", "seized_again", "release_ground", "seizure_released")
        matter = (who or ("m" if step == "asset_seized" else "")) if of_matter else ""
        put(date.fromisoformat(day), ae.AssetStep(step, matter, (), int(amount) if amount else None, date.fromisoformat(on) if on else None,
                                                  party="" if of_matter else who or "", why=why or ""))  # fmt: skip
    return found


def terms(events: list[ev.Event], ended: date | None = None, *, state: bool = False) -> list[Deadline]:
    return deadlines_of(events, RULES, CALENDAR, seized_for={"m": MatterFacts(ended, state)})


def judge(step: str, events: list[ev.Event], typed: Typed, matters: dict[str, MatterFacts] | None = None) -> Judged:
    """What the law of the day says of a step after these."""
    facts = matters or {"m": MatterFacts()}
    state, way = fold_asset(events), asset_ways.table().of(RULES.law_on(typed.day))[step]
    due = deadlines_of(events, RULES, CALENDAR, seized_for=facts)
    return judged(state, way, typed, figures(Counter(RULES, CALENDAR), MoneyLaw.load(), state, due, typed, facts), asset_ways.table().states)


@in_lots("row", rows("asset_terms.csv"), 70, lambda r: f"{r['case']} {r['law']}")
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


@in_lots("row", rows("asset_steps.csv"), 70, lambda r: f"{r['case']} {r['law']}")
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


def test_a_release_for_one_of_two_matters_leaves_the_other_seizure() -> None:
    both = "asset_seized@2020-03-09/m seized_again@2020-03-10/n "
    facts = {"m": MatterFacts(date(2020, 4, 6)), "n": MatterFacts()}

    def of(steps: str, facts: dict[str, MatterFacts] = facts) -> list[tuple[str, str, date | None]]:
        events = log(both + steps, immovable=False, co_owners=False)
        return [(d.rule, str(d.born), d.discharged_on) for d in deadlines_of(events, RULES, CALENDAR, seized_for=facts)]

    assert of("") == [("R34", "2020-03-09", None), ("R43", "2020-04-06", None)], "of the matter that ended, though the other goes on"
    released = "seizure_released@2020-04-08/m "
    assert of(released) == [("R34", "2020-03-09", None), ("R43", "2020-04-06", date(2020, 4, 8))]
    state = fold_asset(log(both + released, immovable=False, co_owners=False))
    assert (state.stage, [s.matter for s in state.seizures], state.matters) == ("seized", ["n"], ("n", "m"))
    # Each of its own ground: one released, one still to be.
    grounds = "release_ground@2020-03-16:paid/n seizure_released@2020-03-18/n "
    assert of(grounds) == [("R34", "2020-03-09", date(2020, 4, 6)), ("R43", "2020-03-16", date(2020, 3, 18)), ("R43", "2020-04-06", None)]
    ended = {"m": MatterFacts(date(2020, 4, 6)), "n": MatterFacts(date(2020, 4, 13))}
    assert of("", ended)[1:] == [("R43", "2020-04-06", None), ("R43", "2020-04-13", None)]
    assert of(released + "seizure_released@2020-04-15/n ", ended)[1:] == [
        ("R43", "2020-04-06", date(2020, 4, 8)), ("R43", "2020-04-13", date(2020, 4, 15))
    ]  # fmt: skip
    # A ground of one is none of the other.
    for matter, told in (("m", []), ("n", ["asset.release_known"])):
        said = judge("seizure_released", log(both, immovable=False, co_owners=False), Typed(date(2020, 4, 8), matter=matter), facts)
        assert [r.code for r in said.told] == told


def test_in_matters_of_the_budget_the_cut_has_its_days_under_the_2008_law() -> None:
    events = log("asset_seized@2020-03-02 valuation_received@2020-03-20=50000000 auction_failed@2020-05-04", immovable=False, co_owners=False)
    assert not [d for d in terms(events) if (d.rule, d.case) == ("R39", "giam_gia")]
    (owed,) = [d for d in terms(events, state=True) if (d.rule, d.case) == ("R39", "giam_gia")]
    assert owed.due == date(2020, 5, 14)


def test_the_card_holds_for_steps_of_days_before_it_was_typed() -> None:
    """The card is what is known of the asset, no event of the day on which somebody typed it."""
    steps = (
        "seizure_day@2020-02-24>2020-03-09 asset_seized@2020-03-09 valuation_contract@2020-03-12 valuation_received@2020-03-20=50000000 "
        "valuation_told@2020-03-20 co_owner_notice@2020-03-23 auction_contract@2020-04-01"
    )
    wanted = terms(log(steps, immovable=True, co_owners=True))
    late = [e for e in log(steps, immovable=True, co_owners=True) if e.seq > 1]
    noted = ev.Event(0, date(2020, 9, 1), datetime(2026, 1, 1, tzinfo=UTC), "", "clerk", "asset:a", "", ae.AssetNoted("goods", False, ("p",)))
    changed = ae.AssetChanged("land", True, ("kind", "co_owners"), ("p",), ("q",))
    anew = ev.Event(99, date(2020, 9, 1), datetime(2026, 1, 1, tzinfo=UTC), "", "clerk", "asset:a", "", changed)
    found = terms([noted, *late, anew])
    assert found == wanted
    assert {(d.rule, d.case) for d in found} >= {("R58", ""), ("R36", "thong_bao"), ("R36-CHO", "bat_dong_san"), ("R38", "bat_dong_san")}
    assert fold_asset([noted, *late, anew]).immovable
    assert not fold_asset([noted, *late, anew], seq=50).immovable, "as it was known then"


SHARED = (
    "asset_seized@2020-03-02 valuation_received@2020-03-19=50000000 valuation_told@2020-03-19 co_owner_notice@2020-03-23 "
    "auction_contract@2020-04-06 "
)


@pytest.mark.parametrize(
    ("answers", "day", "code"),
    [
        ("co_owner_answered@2020-04-07:refuses/q", "2020-04-08", "asset.priority_over"),
        ("co_owner_answered@2020-04-07:refuses/q co_owner_answered@2020-04-08:refuses/r", "2020-04-09", ""),
        ("co_owner_answered@2020-04-07:refuses/q", "2020-04-24", ""),
        ("co_owner_answered@2020-04-07:refuses/q co_owner_answered@2020-04-08:buys/r", "2020-04-09", "asset.priority_over"),
        ("co_owner_answered@2020-04-08:buys/r", "2020-05-04", "asset.priority_over"),
        ("co_owner_answered@2020-04-08:buys/r", "2020-05-05", ""),
        ("co_owner_answered@2020-04-07:refuses/q co_owner_answered@2020-04-08:buys/r co_owner_answered@2020-04-09:refuses/r", "2020-04-09", ""),
        ("co_owner_answered@2020-04-07:refuses co_owner_answered@2020-04-07:refuses", "2020-04-08", "asset.priority_over"),
    ],
)
def test_a_sale_waits_for_every_co_owner(answers: str, day: str, code: str) -> None:
    """The time of a movable ends on 23 April 2020; who wants to buy has five working days more, over two holidays: 4 May."""
    events = log(SHARED + answers, immovable=False, co_owners=("q", "r"))
    said = judge("auction_held", events, Typed(date.fromisoformat(day), 51_000_000))
    assert [r.code for r in said.against] == ([code] if code else [])
    assert all("{" not in say(r) for r in said.against)


def test_the_time_of_the_co_owners_ends_with_the_answer_of_the_last() -> None:
    one = "co_owner_answered@2020-04-07:refuses/q "
    (waits,) = [d for d in terms(log(SHARED + one, immovable=False, co_owners=("q", "r"))) if d.case == "dong_san" and d.rule == "R36-CHO"]
    assert waits.discharged_on is None
    both = log(SHARED + one + "co_owner_answered@2020-04-09:refuses/r", immovable=False, co_owners=("q", "r"))
    (waits,) = [d for d in terms(both) if d.case == "dong_san" and d.rule == "R36-CHO"]
    assert waits.discharged_on == date(2020, 4, 9)


@pytest.mark.parametrize("step", ["co_owner_answered", "asset_bought"])
def test_only_a_co_owner_answers_and_buys(step: str) -> None:
    events = log(SHARED, immovable=False, co_owners=("q", "r"))
    for party, wanted in (("p", ["asset.is_co_owner"]), ("", ["asset.is_co_owner"]), ("r", [])):
        said = judge(step, events, Typed(date(2020, 4, 7), 50_000_000 if step == "asset_bought" else None, why="refuses", party=party))
        assert [r.code for r in said.against] == wanted
    alone = judge(step, log(SHARED, immovable=False, co_owners=True), Typed(date(2020, 4, 7), why="refuses"))
    assert not alone.against, "of one alone it is clear who is meant"


UNSOLD = (
    "asset_seized@2020-03-02 valuation_received@2020-03-19=50000000 valuation_told@2020-03-19 auction_contract@2020-04-06:org "
    "auction_failed@2020-05-04 "
)
TWICE_CUT = UNSOLD + (
    "price_cut@2020-05-18=45000000:agreed auction_day@2020-05-19>2020-06-01 auction_failed@2020-06-01 price_cut@2020-06-15=40500000:agreed "
    "auction_day@2020-06-16>2020-06-29 auction_failed@2020-06-29"
)


def codes(step: str, steps: str, typed: Typed, owed: int | None = None) -> tuple[list[str], list[str]]:
    """(refused, told) of a movable."""
    said = judge(step, log(steps, immovable=False, co_owners=False), typed, {"m": MatterFacts(rests=((1, owed),) if owed else ())})
    assert all(r.cite and "{" not in say(r) for r in (*said.against, *said.told))
    return [r.code for r in said.against], [r.code for r in said.told]


def test_where_no_auctioneer_is_to_be_had_the_officer_auctions_whatever_the_price() -> None:
    priced = "asset_seized@2020-03-02 valuation_received@2020-03-19=300000000 valuation_told@2020-03-19 "
    day = date(2020, 4, 1)
    assert codes("auction_contract", priced, Typed(day, why="own")) == (["asset.own_auction"], [])
    assert codes("auction_contract", priced, Typed(day, why="own_none")) == ([], [])
    assert codes("auction_contract", f"{priced}auction_contract_failed@2020-03-30", Typed(day, why="own")) == ([], [])
    old = f"{priced}auction_contract_failed@2020-03-20 revaluation_ground@2020-03-23:other valuation_received@2020-03-24=300000000 "
    assert codes("auction_contract", f"{old}valuation_told@2020-03-24", Typed(day, why="own"))[0] == ["asset.own_auction"], "of the sale before"
    later = priced.replace("2020", "2027")
    assert codes("auction_contract", later, Typed(date(2027, 4, 1), why="own_none"))[1] == ["asset.own_auction_unknown"]


def test_a_creditor_who_takes_it_below_the_last_price_is_told() -> None:
    day = date(2020, 7, 1)
    assert codes("creditor_takes_asset", TWICE_CUT, Typed(day, 40_500_000)) == ([], [])
    assert codes("creditor_takes_asset", TWICE_CUT, Typed(day, 1_000_000)) == ([], ["asset.price_at_least"])


def test_a_redemption_of_less_than_is_owed_is_told() -> None:
    steps, day = "asset_seized@2020-03-02 asset_priced@2020-03-03=300000000:agreed", date(2020, 4, 1)
    assert codes("asset_redeemed", steps, Typed(day, 1), 500_000_000) == ([], ["asset.redeem_whole"])
    assert codes("asset_redeemed", steps, Typed(day, 500_000_000), 500_000_000) == ([], [])
    assert codes("asset_redeemed", steps, Typed(day, 1)) == ([], []), "nothing is known to be owed"


def test_a_new_price_after_failed_rounds_is_no_way_around_the_limit_of_a_cut() -> None:
    steps, day = f"{UNSOLD}revaluation_ground@2020-05-18:other", date(2020, 5, 19)
    assert codes("asset_priced", steps, Typed(day, 44_999_999, why="no_valuer")) == ([], ["asset.price_drop"])
    assert codes("asset_priced", steps, Typed(day, 45_000_000, why="no_valuer")) == ([], [])
    assert codes("valuation_received", f"{steps} valuation_contract@2020-05-18", Typed(day, 1)) == ([], []), "a valuer said so"
    first = "asset_seized@2020-03-02 asset_priced@2020-03-03=50000000:no_valuer revaluation_ground@2020-03-04:breach"
    assert codes("asset_priced", first, Typed(date(2020, 3, 5), 1, why="no_valuer")) == ([], []), "no round has failed"
    found = terms(log(f"{steps} asset_priced@2020-05-19=1:no_valuer", immovable=False, co_owners=False))
    (owed,) = [d for d in found if (d.rule, d.case) == ("R38", "khong_dau_gia")]
    assert (owed.born, owed.due) == (date(2020, 5, 19), date(2020, 5, 26)), "of the day of the price, not of the seizure long ago"


def test_no_auction_succeeds_before_its_day() -> None:
    steps = "asset_seized@2020-03-02 valuation_received@2020-03-19=50000000 auction_contract@2020-04-01:org auction_day@2020-04-02>2020-04-28"
    assert codes("auction_held", steps, Typed(date(2020, 4, 27), 50_000_000)) == (["asset.auction_day_come"], [])
    assert codes("auction_held", steps, Typed(date(2020, 4, 28), 50_000_000)) == ([], [])
    anew = f"{steps} auction_failed@2020-04-06:nobody price_cut@2020-04-20=45000000:agreed auction_contract@2020-04-21:org"
    assert codes("auction_held", anew, Typed(date(2020, 4, 22), 45_000_000)) == ([], []), "the day of the round that failed is no day of this one"


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
    assert land.marks_of({"parcel": "125", "sheet": "14"}, "11407") == ("immovable:parcel=125;sheet=14;commune=11407",)
    assert land.weak_of({"parcel": "125", "sheet": "14"}) == kinds()["house"].weak_of({"parcel": "125", "sheet": "14"}) != ()
    assert vehicle.weak_of({"plate": "15A-123.45"}) == ()
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
