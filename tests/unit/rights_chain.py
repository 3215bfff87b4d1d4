"""The commands of the way of a return and of the tree of offices, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import chain, org_tree, reporting, slips, superior

DAY = date(2020, 1, 6)
#: Name -> what calls it on what ``test_rights_table`` has set up.
COMMANDS: dict[str, Callable[[Any], object]] = {
    "chain.sign": lambda g: chain.sign(g.desk, reporting.make(g.desk, 2020, 3), g.officer, on_paper=True),
    "chain.confirm": lambda g: chain.confirm(g.desk, reporting.make(g.desk, 2020, 3), g.officer),
    "chain.send_back": lambda g: chain.send_back(g.desk, reporting.make(g.desk, 2020, 3), g.officer, "sai"),
    "chain.close_without": lambda g: chain.close_without(g.desk, reporting.make(g.desk, 2020, 3), "ốm"),
    "chain.follow": lambda g: chain.follow(g.desk, 2020),
    "chain.note_sent": lambda g: chain.note_sent(g.desk, ("2015", 2020, 3), "x" * 64),
    "slips.judge": lambda g: slips.judge(g.desk, "x" * 64, accepted=True),
    "slips.take": lambda g: slips.take(g.desk, b"x"),
    "superior.say": lambda g: superior.say(g.desk, "x"),
    "org_tree.seed": lambda g: org_tree.seed(g.desk, DAY),
    "org_tree.put": lambda g: org_tree.put(g.desk, "Phòng X", "region", DAY),
    "org_tree.follow": lambda g: org_tree.follow(g.desk, "x", DAY, [("y", 1000)]),
    "org_tree.unfollow": lambda g: org_tree.unfollow(g.desk, "x"),
}
