"""What makes each time limit run: events of the log, entries of a book, or nothing but the calculator, which is said here with its reason.

The wiring is read from the code that makes terms and from the books, rule by rule and case by case: a rule that nothing wires must be listed,
and one that is listed must not be wired, so that the lists here are what is true.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from thads_desktop.law import store_law
from thads_desktop.law.books import books
from thads_desktop.law.ruleset import Rules

ROOT = Path(__file__).parents[2] / "thads_desktop"
#: Where terms are made from events.
MAKERS = [*sorted(ROOT.glob("law/due*.py")), ROOT / "law" / "deadlines.py"]
#: Calls that only look a value up: who names a rule there makes no term of it.
LOOK_UPS = {"term", "known", "_known", "on", "get", "not_urgent"}
_RULE = re.compile(r"R\d\d")
#: Rules whose beginning or end is no event and no entry of a book: why.
CALCULATOR = {
    "R15": "no number of days in either law; the day from which a request may be given back is seen ahead (RETURN_OPENS)",
    "R30": "heirs are told by announcement; the answer is no event",
    "R54": "the list of the month is made on its page; its sending is kept in no event, and the 2025 law gives no day",
    "R56": "closing of the paper books; no number of days in either law",
    "R59": "the limitation of a request is looked at on receipt, and is no duty of the office",
    "R64": "steps between offices that sign together are no events",
    "R60": "the longest deferral is a limit of the decision itself (decide), not a duty with a day",
}
#: Cases of rules that are wired otherwise, which nothing wires: why.
CASES = {
    ("R32", "cham_dut"): "the end of a measure is decided when its ground is gone, which is no event",
    ("R42", "nhieu_nguoi"): "a number only under the 2025 law, from a day that no event says: when the list of payees is complete",
    ("R42", "ngoai_te"): "the ledger is of đồng",
    ("R47", "tam_thu"): "money taken for a judgment that never came: that it does not come is no event",
    ("R52", "khang_nghi_cap_tren"): "the procuracy's own time to protest: it runs of what it knows",
    ("R52", "khang_nghi_cung_cap"): "as khang_nghi_cap_tren",
    ("R52", "viec_da_ket_thuc"): "as khang_nghi_cap_tren",
    ("R53", "khong_thu_ly"): "the entry's term of taking a complaint up ends with its refusal, too",
    ("R53", "vung_xa"): "added to the term of settling: typed as the later day of the entry",
}


@cache
def strings_of_makers() -> frozenset[str]:
    """Every string that the makers use otherwise than to look a value up; docstrings are none."""
    found: set[str] = set()
    for file in MAKERS:
        tree = ast.parse(file.read_text(encoding="utf-8"))
        passed = {id(a) for n in ast.walk(tree) if isinstance(n, ast.Call) and _called(n) in LOOK_UPS for a in (*n.args, *(k.value for k in n.keywords))}
        said = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
        found |= {n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str) and id(n) not in passed | said}
    return frozenset(found)


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def by_events() -> set[str]:
    return {s for s in strings_of_makers() if _RULE.fullmatch(s)}


def by_books() -> set[tuple[str, str]]:
    """(rule, case) that an entry of a book owes or is checked by."""
    terms = {(t.rule, t.case) for book in books().values() for t in book.terms if t.rule}
    return terms | {(c.rule, c.case) for book in books().values() for c in book.checks}


def cases(rule: str) -> set[str]:
    """The cases of a rule in either law, with a number or without one; what stands for all of them is none."""
    rules = Rules.load()
    named = [*rules.terms.get(rule, ()), *rules.absent.get(rule, ())]
    return {t.case for t in named if t.case and not getattr(t, "default", False)}


def test_what_the_calculator_alone_knows_is_exactly_what_nothing_wires() -> None:
    unwired = set(Rules.load().rules()) - by_events() - {rule for rule, _case in by_books()}
    assert unwired == set(CALCULATOR), (sorted(unwired - set(CALCULATOR)), sorted(set(CALCULATOR) - unwired))
    assert all(CALCULATOR.values())


def test_of_a_wired_rule_every_case_is_wired_or_listed() -> None:
    grounds = re.findall(r'^case = "(\w+)"$', (ROOT.parent / "resources" / "law" / "grounds.toml").read_text(encoding="utf-8"), re.MULTILINE)
    named = strings_of_makers() | set(store_law.load().cases.values()) | set(grounds)
    wired = by_events()
    unwired = {
        (rule, case) for rule in set(Rules.load().rules()) - set(CALCULATOR) for case in cases(rule)
        if (rule, case) not in by_books() and not (rule in wired and case in named)
    }  # fmt: skip
    assert unwired == set(CASES), (sorted(unwired - set(CASES)), sorted(set(CASES) - unwired))
    assert all(CASES.values())


def test_the_look_sees_what_is_wired_and_what_is_not() -> None:
    """The reading of the code itself: a rule in a docstring, a comment or a look-up is no wiring."""
    assert {"R07", "R09", "R17", "R28", "R34", "R42", "R44", "R47", "R55", "R57"} <= by_events()
    assert not {"R54", "R60"} & by_events()
    assert {"R48", "R52", "R53"} <= {rule for rule, _case in by_books()}
    assert {"R26", "R27", "R29", "R31", "R32", "R33", "R43", "R48", "R49", "R50", "R51"} <= by_events()
