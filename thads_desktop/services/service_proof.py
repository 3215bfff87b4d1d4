"""The file that proves a service (the receipt of a digital notice, a scanned slip or minutes), attached to lines of the table.

It is a scan of the paper in the file of its matter, taken by what it holds as every scan is (``scans``); a line knows it by the row ``serving``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import in_force
from thads_desktop.services import masking, papers, scans, serving
from thads_desktop.services.paper_place import judgment_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.scans import Given


def attach(desk: Desk, paper: str, keys: Sequence[str], given: Given) -> str:
    """The file proves these lines; its id among the scans. Refused where a line is not filled in yet, and for what scans refuse; a file that hangs in
    the matter already is not kept twice."""
    if not keys:
        raise Refused(Refusal("serve.nobody"))
    with desk.writing("file") as uow:
        matter = papers.known_row(uow, paper)["matter"]
        masking.refuse_paper(desk, uow, matter)
        if judgment_of(matter):
            # The file of a matter begins with its decision.
            raise Refused(Refusal("serve.no_file_yet"))
        held = {r.recipient.key: r.recipient for r in serving.rows_in(desk, uow, paper)}
        standing = sorted(in_force(uow.events_of(subject_of(matter))), key=lambda e: e.seq)
        told = [e.body for e in standing if isinstance(e.body, PaperServed) and e.body.doc == paper]
        rows = []
        for key in dict.fromkeys(keys):
            who = held.get(key)
            lines = [] if who is None else [body for body in told if serving.is_of(uow, body, who)]
            if not lines:
                raise Refused(Refusal("serve.no_line", {"name": who.name if who is not None else key.partition("|")[2][:80]}))
            rows.append(lines[-1].row)
        scan = scans.attach_in(desk, uow, matter, f"paper:{paper}", given, again=True)
        for row in rows:
            uow.write_row("serving", row, {**(uow.row("serving", row) or {}), "scan": scan})
        uow.commit()
    return scan


def content(desk: Desk, paper: str, key: str) -> tuple[str, bytes]:
    """(kind, bytes) of the file that proves a line. Refused where none is there."""
    row = next((r for r in serving.table(desk, paper).rows if r.recipient.key == key), None)
    if row is None or not row.file:
        raise Refused(Refusal("serve.no_proof_file"))
    with desk.reading() as reader:
        matter = papers.known_row(reader, paper)["matter"]
    return scans.content(desk, matter, row.file)
