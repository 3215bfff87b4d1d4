"""What makes each time limit run: events of the log, entries of a book, or nothing but the calculator, which is said here with its reason.

A rule that is wired since may be taken out of ``CALCULATOR``; one that nothing wires and nobody lists fails the test.
"""

from __future__ import annotations

import re
from pathlib import Path

from thads_desktop.law.books import books
from thads_desktop.law.ruleset import Rules

ROOT = Path(__file__).parents[2] / "thads_desktop"
#: Where terms are made from events.
MAKERS = [*sorted(ROOT.glob("law/due*.py")), ROOT / "law" / "deadlines.py"]
#: Rules whose beginning or end is no event and no entry of a book yet: why.
CALCULATOR = {
    "R05": "a request that is to be mended is no event: what comes in incomplete is noted on paper",
    "R15": "no number of days in either law; the return of a request is offered once its conditions hold (decide_procedure)",
    "R17": "what is published is kept on the Ministry's page; its change is no event",
    "R18": "as R17: the end of a publication",
    "R28": "a review of what was delegated whole belongs to a matter that has ended here",
    "R30": "heirs are told by announcement; the answer is no event",
    "R34": "valuation contracts", "R35": "valuation results", "R36": "co-owners' priority", "R37": "auction contracts", "R38": "auctions",
    "R39": "failed auctions", "R40": "what a buyer pays", "R41": "hand-over to a buyer",
    "R42": "paying out is no event", "R44": "handing over what was confiscated", "R45": "councils of destruction and destruction itself",
    "R46": "what is not fetched after its notice", "R47": "unclaimed money goes to the budget years after the judgment",
    "R54": "the list of the month is made on its page; its sending is kept in no event, and the 2025 law gives no day",
    "R55": "the cashier's own day", "R56": "closing of the paper books",
    "R57": "costs told before coercion: the day of coercion is in the paper, not in the log", "R58": "seizure told before: as R57",
    "R59": "the limitation of a request is looked at on receipt, and is no duty of the office",
    "R60": "the longest deferral is a limit of the decision itself (decide), not a duty with a day",
}  # fmt: skip


def by_events() -> set[str]:
    return {rule for file in MAKERS for rule in re.findall(r'"(R\d\d)"', file.read_text(encoding="utf-8"))}


def by_books() -> set[str]:
    return {term.rule for book in books().values() for term in book.terms if term.rule}


def test_every_rule_is_wired_or_said_to_be_of_the_calculator_alone() -> None:
    unwired = set(Rules.load().rules()) - by_events() - by_books()
    assert unwired <= set(CALCULATOR), sorted(unwired - set(CALCULATOR))
    assert set(CALCULATOR) <= set(Rules.load().rules())
    assert all(CALCULATOR.values())


def test_the_books_and_events_that_are_meant_to_wire_do() -> None:
    assert {"R48", "R52", "R53"} <= by_books()
    assert {"R26", "R27", "R29", "R31", "R32", "R33", "R43", "R48", "R49", "R50", "R51"} <= by_events()
