"""The commands of the staff register and of proposals, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import awards, emulation, staff, staff_entries, staff_proposal, staff_returns

DAY = date(2020, 1, 6)
MADE = staff_proposal.Made(staff_proposal.Question(), (), "", "", 0, ())
COMMANDS: dict[str, Callable[[Any], object]] = {
    "staff.set_unit": lambda g: staff.set_unit(g.desk, "Chi cục A", "5"),
    "staff.count_unit": lambda g: staff.count_unit(g.desk, "x", DAY, "1", "1", 1, 1),
    "staff.place": lambda g: staff.place(g.desk, "Lê Văn Ba", "x", "chv_so", DAY),
    "staff.leave_service": lambda g: staff.leave_service(g.desk, "x", DAY),
    "staff.take_leave": lambda g: staff.take_leave(g.desk, "x", DAY, DAY, "nam"),
    "staff_entries.strike": lambda g: staff_entries.strike(g.desk, "x", 1, "nhầm"),
    "staff_returns.fill": lambda g: staff_returns.fill(g.desk),
    "staff.second": lambda g: staff.second(g.desk, "x", "y", DAY),
    "staff.end_secondment": lambda g: staff.end_secondment(g.desk, "x", DAY),
    "staff_proposal.keep": lambda g: staff_proposal.keep(g.desk, "một", MADE),
    "emulation.open_campaign": lambda g: emulation.open_campaign(g.desk, "Quý I", DAY, DAY, "unit", "Việc: 30"),
    "emulation.close_campaign": lambda g: emulation.close_campaign(g.desk, "x"),
    "emulation.reopen_campaign": lambda g: emulation.reopen_campaign(g.desk, "x", "nhầm"),
    "emulation.give": lambda g: emulation.give(g.desk, "x", "y", "t1", "5", "paper", "Báo cáo", DAY),
    "emulation.take": lambda g: emulation.take(g.desk, "x", "y"),
    "awards.award": lambda g: awards.award(g.desk, "staff:x", "ltt", DAY, "1/QĐ"),
    "awards.undo_award": lambda g: awards.undo_award(g.desk, "x"),
    "awards.note_violation": lambda g: awards.note_violation(g.desk, "staff:x", DAY, "đi muộn"),
    "awards.handle_violation": lambda g: awards.handle_violation(g.desk, "x", "nhac_nho", DAY),
}
