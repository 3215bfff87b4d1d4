"""The commands of the file of a matter, for the table of rights."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from thads_desktop.services import case_file, file_folder, file_numbers, file_passing, scans, service_proof

#: Name -> what calls it on what ``test_rights_table`` has set up.
COMMANDS: dict[str, Callable[[Any], object]] = {
    "case_file.put": lambda g: case_file.put(g.desk, g.matter, case_file.Put("Đơn", date(2020, 1, 6))),
    "case_file.count": lambda g: case_file.count(g.desk, g.matter, "judgment", 2),
    "case_file.take": lambda g: case_file.take(g.desk, g.matter, "judgment", "nhầm"),
    "case_file.number": lambda g: case_file.number(g.desk, g.matter),
    "file_numbers.begin_at": lambda g: file_numbers.begin_at(g.desk, g.matter, 47),
    "file_folder.make": lambda g: file_folder.make(g.desk, g.matter, g.scratch / "ra", "x" * 20, "Tòa án", "xét lại", rounds=1000),
    "file_passing.pass_on": lambda g: file_passing.pass_on(g.desk, g.matter, g.officer, g.head, date(2020, 1, 6)),
    "service_proof.attach": lambda g: service_proof.attach(g.desk, "x", ["procuracy|"], scans.Given("x.pdf", b"x", "pdf", 1)),
    "scans.attach": lambda g: scans.attach(g.desk, g.matter, "", scans.Given("x.pdf", b"x", "pdf", 1)),
    "scans.take_away": lambda g: scans.take_away(g.desk, g.matter, "x", "nhầm"),
}
