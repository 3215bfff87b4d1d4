"""A term that runs over 1 July 2026: the day under each law, and which of the two stands as the office has set."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given, strategies as st

from tests.cases import in_lots
from thads_desktop.domain import events as ev
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.crossing import CROSSINGS, crosses, ending, has_number, last_day
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import NEW_LAW, Rules
from thads_desktop.services.tools import due

RULES, CALENDAR = Rules.load(), load_calendar()
#: rule, case, first day, setting, the day that stands and its law, the other law's day.
ROWS = [
    # First verification: 10 days before, 9 days after; 4/7 and 5/7 are a weekend.
    ("R10", "thuong", "2026-06-24", "earlier", "2026-07-03", "2025", "2026-07-06"),
    ("R10", "thuong", "2026-06-24", "old", "2026-07-06", "2008", "2026-07-03"),
    ("R10", "thuong", "2026-06-24", "new", "2026-07-03", "2025", "2026-07-06"),
    # A confirmation: 5 working days before, 3 after.
    ("R48", "", "2026-06-29", "earlier", "2026-07-02", "2025", "2026-07-06"),
    ("R48", "", "2026-06-29", "old", "2026-07-06", "2008", "2026-07-02"),
    # Priority of a co-owner, 3 months before, 15 days after: the time of somebody else is not cut, the later day holds.
    ("R36", "bat_dong_san", "2026-06-20", "earlier", "2026-09-21", "2008", "2026-07-06"),
    ("R36", "bat_dong_san", "2026-06-20", "old", "2026-09-21", "2008", "2026-07-06"),
    ("R36", "bat_dong_san", "2026-06-20", "new", "2026-07-06", "2025", "2026-09-21"),
    # Of the debtor who may still pay (30 days before, 5 working days after), of whoever may fetch a thing (3 months, 30 days) or a paper.
    ("R39", "nop_tien", "2026-06-26", "earlier", "2026-07-27", "2008", "2026-07-03"),
    ("R39", "nop_tien", "2026-06-26", "new", "2026-07-03", "2025", "2026-07-27"),
    ("R46", "tai_san", "2026-06-15", "earlier", "2026-09-15", "2008", "2026-07-15"),
    ("R46", "giay_to", "2026-06-15", "earlier", "2027-06-15", "2008", "2026-09-15"),
    # Of whoever complains of a freezing: 3 working days before, 10 days after.
    ("R53", "khieu_nai_phong_toa", "2026-06-29", "earlier", "2026-07-09", "2025", "2026-07-02"),
    # The new law is longer: 10 days to destroy before, 20 after.
    ("R45", "tieu_huy", "2026-06-25", "earlier", "2026-07-06", "2008", "2026-07-15"),
    ("R45", "tieu_huy", "2026-06-25", "new", "2026-07-15", "2025", "2026-07-06"),
    # The new law's day lies before it was in force: no term ends by it.
    ("R48", "", "2026-06-24", "earlier", "2026-07-01", "2008", "2026-06-29"),
    ("R48", "", "2026-06-24", "new", "2026-07-01", "2008", "2026-06-29"),
    # Counted back from a coercion on 2 July: told by 29 June under the old law, by 30 June under the new one.
    ("R57", "", "2026-07-02", "earlier", "2026-06-29", "2008", "2026-06-30"),
    ("R57", "", "2026-07-02", "new", "2026-06-30", "2025", "2026-06-29"),
    ("R57", "", "2026-07-02", "old", "2026-06-29", "2008", "2026-06-30"),
]


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r[0]}-{r[2]}-{r[3]}")
def test_which_day_stands(row: tuple[str, ...]) -> None:
    rule, case, start, crossing, stands, law, other = row
    found = due(rule, date.fromisoformat(start), case=case, crossing=crossing)
    assert (found.due.isoformat(), found.law, str(found.other_due)) == (stands, law, other)
    assert "vắt qua 01/7/2026" in found.note
    assert found.other_cite
    assert found.other_steps


def test_without_a_setting_the_law_data_decide() -> None:
    assert RULES.crossing == "earlier"
    assert RULES.crossing_note.endswith(".")
    assert due("R48", date(2026, 6, 29)).due == date(2026, 7, 2)


def test_where_the_other_law_gives_no_number_that_is_said() -> None:
    found = due("R50", date(2026, 6, 29))
    assert found.other_due is None
    assert "chưa xác lập" in found.note


@pytest.mark.parametrize(("crossing", "day"), [("earlier", date(2026, 7, 3)), ("old", date(2026, 7, 6)), ("new", date(2026, 7, 3))])
def test_the_deadlines_of_a_matter_follow_it(crossing: str, day: date) -> None:
    told = date(2026, 6, 14)
    log = (ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 1_000_000, ("d",), ("c",)),), "x"), ev.ValidNotice("direct"))
    events = [ev.Event(n, told, datetime(2026, 6, 14, tzinfo=UTC), "", "", "matter:m", "", b) for n, b in enumerate(log, 1)]
    rules = replace(RULES, crossing=crossing)
    first = next(d for d in deadlines_of(events, rules, CALENDAR) if d.rule == "R10")
    assert first.born == date(2026, 6, 24)
    assert first.due == day
    assert "vắt qua 01/7/2026" in first.steps(rules, CALENDAR)[-1]


@given(
    st.sampled_from([(t.rule, t.case) for of in RULES.terms.values() for t in of if t.law == "2008"]),
    st.integers(-120, 120), st.sampled_from(sorted(CROSSINGS)),
)  # fmt: skip
def test_what_stands_is_one_of_the_two(which: tuple[str, str], days: int, crossing: str) -> None:
    start = NEW_LAW + timedelta(days)
    rule, case = which
    absent = {(a.law, a.case) for a in RULES.absent.get(rule, ())}
    if (RULES.law_on(start), case) in absent:
        return
    found = ending(replace(RULES, crossing=crossing), CALENDAR, rule, start, case=case)
    assert found.due == last_day(found.term, start, CALENDAR)
    if found.other is None or found.other_due is None:
        return
    assert found.other_due == last_day(found.other, start, CALENDAR)
    assert crosses(start, found.due) or crosses(start, found.other_due)
    # A term that begins under the old law ends by the new one only on a day on which that held.
    if start < NEW_LAW and found.term.law == "2025":
        assert found.due >= NEW_LAW
    if crossing == "earlier" and not (found.other.law == "2025" and found.other_due < NEW_LAW):
        assert found.due >= found.other_due if found.term.of == "other" else found.due <= found.other_due


#: What the old law set no number for, and the new one does: rule, case, first day, setting, the day, or "" for refused.
NO_NUMBER = [
    # Ten days from 1 July: 11 July is a Saturday.
    ("R29", "", "2026-06-20", "earlier", "2026-07-13"),
    ("R29", "", "2026-06-20", "new", "2026-07-13"),
    ("R29", "", "2026-06-20", "old", ""),
    ("R29", "", "2026-06-30", "earlier", "2026-07-13"),
    # From the new law's first day on its own count: 10 days after 1 July as well.
    ("R29", "", "2026-07-01", "old", "2026-07-13"),
    ("R29", "", "2026-07-06", "old", "2026-07-16"),
]


@pytest.mark.parametrize("row", NO_NUMBER, ids=lambda r: f"{r[0]}-{r[2]}-{r[3]}")
def test_what_had_no_number_has_the_new_one_from_the_change_on(row: tuple[str, ...]) -> None:
    rule, case, start, crossing, stands = row
    if not stands:
        with pytest.raises(Refused) as error:
            due(rule, date.fromisoformat(start), case=case, crossing=crossing)
        assert error.value.refusals[0].code == "tool.rule_absent"
        return
    found = due(rule, date.fromisoformat(start), case=case, crossing=crossing)
    assert (found.due.isoformat(), found.law) == (stands, "2025")
    assert ("Chưa làm xong trước ngày ấy thì tính theo Luật 106/2025 từ 01/7/2026" in found.note) == (start < "2026-07-01")


def test_a_rule_that_is_new_starts_on_no_day_before_it_holds() -> None:
    """R05 and R28: the old law has no such term. Named law or not, nothing is counted from a day on which it did not hold."""
    for rule in ("R05", "R28"):
        with pytest.raises(Refused):
            due(rule, date(2026, 6, 25))
        found = due(rule, date(2026, 6, 25), law="2025")
        assert found.due == due(rule, NEW_LAW).due
        assert "từ 01/7/2026, như đã chọn" in found.note


@given(
    st.sampled_from([(t.rule, t.case) for of in RULES.terms.values() for t in of if t.law == "2025" and not t.before]),
    st.integers(1, 400), st.sampled_from(sorted(CROSSINGS)),
)  # fmt: skip
def test_the_new_law_ends_nothing_before_it_held(which: tuple[str, str], days: int, crossing: str) -> None:
    rule, case = which
    if any(t.law == "2008" and t.case == case for t in RULES.terms[rule]):
        return
    start = NEW_LAW - timedelta(days)
    rules = replace(RULES, crossing=crossing)
    for law in (None, "2025"):
        try:
            found = ending(rules, CALENDAR, rule, start, law, case)
        except Refused:
            continue
        assert found.due >= NEW_LAW
        assert found.counted_from == NEW_LAW
    assert has_number(rules, rule, start, case) == (crossing != "old" and any(
        (a.law, a.case, a.why) == ("2008", case, "unset") and a.counts_from == RULES.term(rule, NEW_LAW, "2025", case).counts_from
        for a in RULES.absent.get(rule, ())
    ))  # fmt: skip


@pytest.mark.parametrize(("crossing", "day"), [("earlier", date(2026, 7, 13)), ("new", date(2026, 7, 13)), ("old", None)])
def test_a_matter_owes_what_had_no_number_from_the_change_on(crossing: str, day: date | None) -> None:
    known = date(2026, 6, 20)
    log = (ev.MatterOpened("issued", "yc", "dan_su", "j", (ev.Line(1, 1_000_000, ("d",), ("c",)),), "x"), ev.GroundArose("transfer"))
    events = [ev.Event(n, known, datetime(2026, 6, 20, tzinfo=UTC), "", "", "matter:m", "", b) for n, b in enumerate(log, 1)]
    rules = replace(RULES, crossing=crossing)
    found = [d for d in deadlines_of(events, rules, CALENDAR) if d.rule == "R29"]
    assert [d.due for d in found] == ([day] if day else [])
    for d in found:
        assert d.born == known
        assert "từ 01/7/2026" in d.steps(rules, CALENDAR)[-1]


def test_whose_time_it_is_does_not_change_with_the_law() -> None:
    of: dict[tuple[str, str], set[str]] = {}
    for terms in RULES.terms.values():
        for t in terms:
            of.setdefault((t.rule, t.case), set()).add(t.of)
    assert {key: owners for key, owners in of.items() if len(owners) > 1} == {}
    others = {key for key, owners in of.items() if owners == {"other"}}
    assert {("R36", "bat_dong_san"), ("R36", "dong_san"), ("R36", "lan_sau"), ("R36", "mua"), ("R39", "nop_tien"), ("R46", "tai_san")} <= others
    assert not others & {("R10", "thuong"), ("R37", "hop_dong"), ("R45", "tieu_huy"), ("R48", "")}


#: Each law counts from an event of its own: rule, case, the old law's event, its day; what the new law counts from; its day from one there.
APART = [
    ("R37", "hop_dong", "2026-06-26", "2026-07-06", "hết thời hạn yêu cầu định giá lại", "2026-07-08", "2026-07-15"),
    ("R36", "mua", "2026-06-26", "2026-07-03", "chủ sở hữu chung trả lời", "2026-06-29", "2026-07-06"),
    ("R38", "khong_dau_gia", "2026-06-29", "2026-07-06", "có giá tài sản", "2026-07-02", "2026-07-09"),
    ("R32", "phong_toa", "2026-06-22", "2026-07-02", "có căn cứ cưỡng chế", "2026-06-29", "2026-07-09"),
]


@pytest.mark.parametrize("row", APART, ids=lambda r: f"{r[0]}-{r[1]}")
@pytest.mark.parametrize("crossing", sorted(CROSSINGS))
def test_no_number_is_counted_from_an_event_that_its_law_does_not_count_from(row: tuple[str, ...], crossing: str) -> None:
    rule, case, start, old, event, own, new = row
    begins, rules = date.fromisoformat(start), replace(RULES, crossing=crossing)
    found = due(rule, begins, case=case, crossing=crossing)
    assert (found.due.isoformat(), found.law, found.other_due) == (old, "2008", None)
    assert f"tính từ khi {event}, chưa có ngày ấy" in found.note
    assert "Luật 106/2025" in found.note
    known = ending(rules, CALENDAR, rule, begins, case=case, new_from=date.fromisoformat(own))
    assert known.other is not None
    assert known.other_due is not None
    assert sorted([known.due, known.other_due]) == sorted([date.fromisoformat(old), date.fromisoformat(new)])
    later = known.term.of == "other"
    law = {"old": "2008", "new": "2025", "earlier": "2025" if later == (new > old) else "2008"}[crossing]
    assert known.term.law == law
    assert known.begins == (begins if law == "2008" else date.fromisoformat(own))
    # Asked for by the law that stands, as a deadline is, it is the same.
    again = ending(rules, CALENDAR, rule, begins, law, case, new_from=date.fromisoformat(own))
    assert (again.due, again.other_due) == (known.due, known.other_due)


@in_lots("rule, days", product(RULES.rules(), range(20, 31)), 88)
def test_every_rule_answers_over_the_change_or_says_why_not(rule: str, days: int) -> None:
    start = date(2026, 6, days)
    for case in [c for c, _words in RULES.cases(rule)] or [""]:
        try:
            found = due(rule, start, case=case)
        except Refused as refused:
            (why,) = refused.refusals
            assert why.code == "tool.rule_absent"
            assert why.facts["says"]
            continue
        terms = [t for t in RULES.terms[rule] if t.case == case and (t.until is None or start <= t.until)]
        begins = start if any(t.law == "2008" for t in terms) else NEW_LAW
        own = {t.law: last_day(t, begins, CALENDAR) for t in terms}
        assert found.due >= min(own.values())
        assert found.cite
        assert found.steps
        held = {t.law for t in RULES.terms[rule] if t.case == case}
        if start < NEW_LAW <= found.due and held == {"2008", "2025"}:
            assert "01/7/2026" in found.note
            apart = {t.law: t.counts_from for t in RULES.terms[rule] if t.case == case}
            assert (found.other_due is None) == (set(apart["2008"].split(", ")).isdisjoint(apart["2025"].split(", ")))


def test_what_had_no_number_and_begins_with_another_event_is_not_counted_from_the_change() -> None:
    with pytest.raises(Refused) as error:
        due("R46", date(2026, 6, 25), case="thong_bao")
    assert error.value.refusals[0].code == "tool.rule_absent"
