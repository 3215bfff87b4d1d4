"""The commands of forms, of service and of batches, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import batch_steps, draft_many, form_approval, opening, paper_copies, sent_out, serving

DAY = date(2020, 1, 6)
#: Name -> what calls it on what ``test_rights_table`` has set up.
COMMANDS: dict[str, Callable[[Any], object]] = {
    "opening.looked": lambda g: opening.looked(g.desk, g.opening, DAY),
    "form_approval.approve": lambda g: form_approval.approve(g.desk, [("deferral", "x")]),
    "form_approval.withdraw": lambda g: form_approval.withdraw(g.desk, "deferral", "x"),
    "form_approval.keep_extra": lambda g: form_approval.keep_extra(g.desk, "deferral", "x"),
    "sent_out.send": lambda g: sent_out.send(g.desk, "x", "procuracy", "VKS"),
    "serving.mark": lambda g: serving.mark(g.desk, "x", ["procuracy|"], serving.Given("direct", DAY)),
    "draft_many.draft": lambda g: draft_many.draft(g.desk, [draft_many.Wanted(f"{g.judgment}:1", g.officer)], DAY),
    "draft_many.discard": lambda g: draft_many.discard(g.desk, ["x"]),
    "paper_copies.give": lambda g: paper_copies.give(g.desk, "x", paper_copies.CopyInput("whole", "paper", "Tòa án", "hồ sơ", g.head, DAY)),
    "batch_steps.submit": lambda g: batch_steps.submit(g.desk, ["x"], DAY),
    "batch_steps.sign": lambda g: batch_steps.sign(g.desk, ["x"], g.head, DAY),
}
