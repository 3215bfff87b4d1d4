"""The commands of the cashier, of costs, of the reconciliation and of money of prisons, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import cashier, costs, held, prison_batch, prison_money, reconciling

DAY = date(2020, 1, 6)
MATCHED = prison_batch.Matched(1, "An", 1980, 5, DAY, "", "", None, (), "none", "")
#: Name -> what calls it on what ``test_rights_table`` has set up.
COMMANDS: dict[str, Callable[[Any], object]] = {
    "cashier.count": lambda g: cashier.count(g.desk, DAY, 5),
    "cashier.move": lambda g: cashier.move(g.desk, DAY, 5),
    "cashier.strike": lambda g: cashier.strike(g.desk, 1, "nhầm"),
    "costs.incur": lambda g: costs.incur(g.desk, g.matter, DAY, "fuel", 5),
    "costs.approve": lambda g: costs.approve(g.desk, g.matter, DAY, g.head),
    "costs.advance": lambda g: costs.advance(g.desk, g.matter, DAY, "budget", 5),
    "costs.repay": lambda g: costs.repay(g.desk, g.matter, DAY, "budget", 5),
    "costs.collect": lambda g: costs.collect(g.desk, g.matter, DAY, "debtor", 5),
    "held.refund": lambda g: held.refund(g.desk, g.judgment, DAY, "x", 5),
    "prison_money.collect": lambda g: prison_money.collect(g.desk, g.matter, DAY, 1, 5, "Trại giam X"),
    "prison_money.arrive": lambda g: prison_money.arrive(g.desk, g.matter, 1, DAY),
    "prison_batch.book": lambda g: prison_batch.book(g.desk, "Trại giam X", [(MATCHED, "x")]),
    "reconciling.keep": lambda g: reconciling.keep(g.desk, reconciling.compare(g.desk, DAY, DAY, [])),
}
