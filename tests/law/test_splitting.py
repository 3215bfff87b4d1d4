"""Which decisions the parts of a judgment call for, under each law: each row as a lawyer reads it.

A part reads "motion text debtors>creditors flags": A, B owe; C, D receive; * = jointly, < = given back, #x = exhibit x, % = common.
"""

from __future__ import annotations

from datetime import date

import pytest

from thads_desktop.domain.splitting import Part, Proposal, proposed
from thads_desktop.law import grouping
from thads_desktop.law.ruleset import LawDataError

OLD, NEW = date(2026, 6, 30), date(2026, 7, 1)


def part(n: int, said: str) -> Part:
    motion, sides, *flags = said.split()
    owe, _, get = sides.partition(">")
    exhibit = next((f[1:] for f in flags if f.startswith("#")), "")
    return Part(n, motion, f"khoản {n}", None, tuple(owe), tuple(get), "*" in flags, "<" in flags, exhibit, "%" in flags)  # type: ignore[arg-type]  # cd or yc


CASES = [
    # the 2008 law: of its own motion one decision for the judgment ...
    ("fines of two debtors", OLD, ["cd A>S", "cd B>S"], [("whole", (1, 2))], "Điều 6 Nghị định 62/2015/NĐ-CP"),
    # ... but who is given back, who has several items, who has a right and a duty, and who owe together, have their own
    ("who is given back", OLD, ["cd A>S", "cd >C <", "cd >D <"], [("whole", (1,)), ("returned", (2,)), ("returned", (3,))], "Điều 6"),
    ("one with several items", OLD, ["cd A>S", "cd A>S", "cd B>S"], [("several", (1, 2)), ("whole", (3,))], "Điều 6"),
    ("one debtor only: one decision", OLD, ["cd A>S", "cd A>S"], [("whole", (1, 2))], "Điều 6"),
    ("a right and a duty", OLD, ["cd A>S", "cd >A <", "cd B>S"], [("both", (1, 2)), ("whole", (3,))], "Điều 6"),
    ("who owe together", OLD, ["cd AB>S *", "cd B>S"], [("joint", (1,)), ("whole", (2,))], "Điều 6"),
    # on request: one for each request, one common where several ask at one time of one debtor
    ("two requests", OLD, ["yc A>C", "yc A>D"], [("request", (1,)), ("request", (2,))], "khoản 1 Điều 7 Nghị định 62/2015/NĐ-CP"),
    ("two at one time", OLD, ["yc A>E", "yc A>F"], [("together", (1, 2))], "điểm 1 khoản 1 Điều 9 Thông tư liên tịch 11/2016"),
    ("one time, two debtors", OLD, ["yc A>E", "yc B>F"], [("request", (1,)), ("request", (2,))], "khoản 1 Điều 7"),
    # the 2025 law: one for each debtor ...
    ("fines of two debtors", NEW, ["cd A>S", "cd B>S"], [("debtor", (1,)), ("debtor", (2,))], "khoản 1 Điều 8 Nghị định 152/2026/NĐ-CP"),
    ("several items of one", NEW, ["cd A>S", "cd B>S", "cd A>S"], [("debtor", (1, 3)), ("debtor", (2,))], "khoản 1 Điều 8"),
    # ... with its exceptions
    ("who is given back", NEW, ["cd >C <", "cd >D <"], [("returned", (1,)), ("returned", (2,))], "khoản 1 Điều 8"),
    ("nobody owes what is taken", NEW, ["cd >", "cd >", "cd A>S"], [("taken", (1, 2)), ("debtor", (3,))], "khoản 1 Điều 8"),
    ("one exhibit", NEW, ["cd A>S #xe", "cd B>S #xe", "cd B>S"], [("exhibit", (1, 2)), ("debtor", (3,))], "khoản 1 Điều 8"),
    ("who owe together", NEW, ["cd AB>S *", "cd A>S"], [("joint", (1,)), ("debtor", (2,))], "khoản 1 Điều 8"),
    ("a right and a duty", NEW, ["cd A>S", "cd >A <"], [("both", (1, 2))], "khoản 1 Điều 8"),
    ("on request for each debtor", NEW, ["yc A>C", "yc B>C", "yc A>D"], [("debtor", (1, 3)), ("debtor", (2,))], "khoản 1 Điều 11"),
    ("an inheritance", NEW, ["yc A>C %", "yc B>C %"], [("common", (1, 2))], "khoản 1 Điều 11 Nghị định 152/2026/NĐ-CP"),
    ("who owe together, on request", NEW, ["yc AB>C *", "yc A>C"], [("joint", (1,)), ("debtor", (2,))], "khoản 1 Điều 11"),
    # never of both motions
    ("own motion and request", NEW, ["cd A>S", "yc A>C"], [("debtor", (1,)), ("debtor", (2,))], "khoản 1 Điều"),
]


@pytest.mark.parametrize(("facts", "day", "parts", "wanted", "article"), CASES, ids=lambda x: str(x)[:40] if isinstance(x, str) else "")
def test_the_decisions_that_are_called_for(
    facts: str, day: date, parts: list[str], wanted: list[tuple[str, tuple[int, ...]]], article: str
) -> None:
    assert facts
    rules = grouping.rules_on(day)
    found = proposed([part(n, said) for n, said in enumerate(parts, 1)], rules.keys(), {"E": 1, "F": 1})
    assert [(p.rule, p.parts) for p in found] == wanted
    assert rules[found[0].motion, found[0].rule].cite.startswith(article)


def test_several_debtors_who_do_not_owe_together_are_for_a_human_to_divide() -> None:
    (only,) = proposed([part(1, "cd AB>S")], grouping.rules_on(NEW).keys(), {})
    assert only == Proposal("cd", "debtor", (1,), apart=True)


@pytest.mark.parametrize("changes", [{"kind": "x"}, {"2008": {"says": "x"}}, {"2008": {"says": "x", "cite": "XX 1"}}, {"more": 1}])
def test_an_unsound_file_is_not_read(changes: dict[str, object]) -> None:
    rule = {"code": "whole", "kind": "cd", "2008": {"says": "x", "cite": "ND62 6"}}
    assert grouping.read({"documents": {"ND62": "Nghị định"}, "rule": [rule]})
    with pytest.raises(LawDataError):
        grouping.read({"documents": {"ND62": "Nghị định"}, "rule": [{**rule, **changes}]})
