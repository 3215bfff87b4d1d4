"""``terms*.csv``: rule, case, first day -> last day and article, by hand from the texts; every value has a row, and in ``absent.csv``
every value that the texts leave open, with why."""

from __future__ import annotations

import csv
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from tests.cases import in_lots
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law.crossing import counted, last_day
from thads_desktop.law.happenings import HAPPENINGS, known, parts
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar()
LAST_OLD = date(2026, 6, 30)
HERE = Path(__file__).parent


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


ROWS = [row for file in sorted(HERE.glob("terms*.csv")) for row in _rows(file)]
ABSENT = _rows(HERE / "absent.csv")
#: Documents of which article and clause are not established: the citation says so, certainty and note too.
OPEN = "(chưa xác lập điều, khoản)"


@in_lots("row", ROWS, 75, lambda r: f"{r['rule']}-{r['case']}-{r['day']}")
def test_row(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["day"])
    term = RULES.term(row["rule"], day, case=row["case"])
    assert (str(term.n), term.unit, term.law) == (row["n"], row["unit"], row["law"])
    assert last_day(term, day, CALENDAR) == date.fromisoformat(row["due"])
    assert counted(term, day, CALENDAR).due == date.fromisoformat(row["due"])
    # The name of the law may go on with its amendment.
    assert _short(term.cite) == row["cite"]


def _short(cite: str) -> str:
    return cite.removesuffix(" (sửa đổi, bổ sung năm 2014)")


def test_no_value_without_a_row() -> None:
    held = {(t.rule, t.case, t.law, str(t.n), t.unit) for terms in RULES.terms.values() for t in terms}
    assert held == {(r["rule"], r["case"], r["law"], r["n"], r["unit"]) for r in ROWS}


def test_the_rules_of_the_catalogue_are_held() -> None:
    assert RULES.rules() == tuple(f"R{n:02d}" for n in range(1, 65))


def test_what_has_no_number_has_a_row_that_says_why() -> None:
    held = {(a.rule, a.case, a.law, a.why, _short(a.cite)) for of in RULES.absent.values() for a in of}
    assert held == {(r["rule"], r["case"], r["law"], r["why"], r["cite"]) for r in ABSENT}
    for of in RULES.absent.values():
        for a in of:
            assert a.note.endswith("."), a
            assert a.cite or a.why == "unknown", a


@in_lots("row", ABSENT, 60, lambda r: f"{r['rule']}-{r['case']}-{r['law']}")
def test_what_has_no_number_is_refused_with_the_reason(row: dict[str, str]) -> None:
    with pytest.raises(Refused) as refused:
        RULES.term(row["rule"], date(2026, 6, 1), row["law"], row["case"])
    said = refused.value.refusals[0]
    assert said.code == "tool.rule_absent"
    assert say(said).endswith(".")


def test_every_rule_and_case_says_something_of_both_laws() -> None:
    for rule in RULES.rules():
        values = [*RULES.terms[rule], *RULES.absent.get(rule, ())]
        for case in {v.case for v in values}:
            assert {v.law for v in values if v.case == case} == {"2008", "2025"}, (rule, case)


def test_what_starts_and_ends_a_term_is_known() -> None:
    for rule in RULES.rules():
        for value in (*RULES.terms[rule], *RULES.absent.get(rule, ())):
            assert known(value.counts_from), value
            assert known(value.discharged_by), value


@pytest.mark.parametrize("said", ["", "asset_siezed", "JudgmentRecieved", "asset_seized,", "R9"])
def test_a_misspelt_happening_is_not_known(said: str) -> None:
    assert not known(said)


def test_no_word_of_the_list_is_idle() -> None:
    values = [v for rule in RULES.rules() for v in (*RULES.terms[rule], *RULES.absent.get(rule, ()))]
    used = {part for v in values for said in (v.counts_from, v.discharged_by) for part in parts(said)}
    assert set(HAPPENINGS) - used == set()


def test_every_value_says_where_it_stands_and_how_sure_it_is() -> None:
    for terms in RULES.terms.values():
        for term in terms:
            assert term.cite.startswith(("Điều", "khoản", "điểm")) or (term.cite.endswith(OPEN) and term.certainty == "M" and term.note), term
            assert term.title
            assert term.certainty in ("H", "M", "L")
            assert term.until is None or term.start < term.until


def test_values_of_a_rule_follow_each_other_without_gap() -> None:
    for rule, terms in RULES.terms.items():
        for case in {t.case for t in terms}:
            inline = sorted((t for t in terms if t.case == case), key=lambda t: t.start)
            for before, after in pairwise(inline):
                assert before.until is not None, (rule, case)
                assert (after.start - before.until).days == 1, (rule, case)
            # A term that the new law does not know, or gives no number for, ends with the old law.
            ends = any(a.law == "2025" and a.case == case for a in RULES.absent.get(rule, ()))
            assert inline[-1].until == (LAST_OLD if ends else None), (rule, case)


@pytest.mark.parametrize(("day", "law"), [("2015-10-01", "2008"), ("2026-06-30", "2008"), ("2026-07-01", "2025")])
def test_the_law_of_a_day(day: str, law: str) -> None:
    assert RULES.law_on(date.fromisoformat(day)) == law


@pytest.mark.parametrize(
    ("rule", "law", "case", "code"),
    [
        ("R99", None, "", "tool.rule_unknown"),
        ("r01", None, "", "tool.rule_unknown"),
        ("R12", None, "", "tool.case_needed"),
        ("R19", None, "", "tool.case_needed"),
        ("R12", None, "khac", "tool.case_unknown"),
        ("R01", None, "thuong", "tool.case_unknown"),
        ("R05", "2008", "", "tool.rule_absent"),
        ("R36", None, "", "tool.case_needed"),
        ("R01", "2014", "", "tool.rule_not_in_law"),
    ],
)
def test_what_the_rules_do_not_know(rule: str, law: str | None, case: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        RULES.term(rule, date(2020, 6, 1), law, case)
    assert [r.code for r in refused.value.refusals] == [code]


def test_a_case_that_is_asked_for_is_listed() -> None:
    with pytest.raises(Refused) as refused:
        RULES.term("R12", date(2020, 6, 1))
    assert {case for case, _ in RULES.cases("R12")} == {"thuong", "dai_han"}
    assert all(case in refused.value.refusals[0].facts["cases"] for case, _ in RULES.cases("R12"))
    assert RULES.cases("R01") == ()


def test_the_usual_delegation_needs_no_case() -> None:
    assert RULES.term("R24", date(2020, 6, 1)).case == "thuong"


@pytest.mark.parametrize(
    ("day", "kind", "long", "n", "verifications"),
    [
        ("2020-06-01", "yc", False, 1, 2),
        ("2020-06-01", "cd", False, 1, 2),
        ("2020-06-01", "cd", True, 2, 2),
        ("2026-07-01", "cd", False, 2, 1),
        ("2026-07-01", "cd", True, 2, 1),
    ],
)
def test_separate_book(day: str, kind: str, long: bool, n: int, verifications: int) -> None:
    book = RULES.separate_book(date.fromisoformat(day), kind, long)
    assert book is not None
    assert (book.n, book.unit, book.verifications) == (n, "y", verifications)
    assert book.cite


def test_the_2025_law_has_no_separate_book_for_requests() -> None:
    assert RULES.separate_book(date(2026, 7, 1), "yc", long=False) is None
