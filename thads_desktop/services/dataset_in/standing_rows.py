"""States of a file are only held against ours as of the same day: what differs is told, nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.fold import fold
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services.dataset_in.taking import differences

if TYPE_CHECKING:
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.dataset_in.taking import Taking


def check(t: Taking) -> None:
    """After everything else of the file came in."""
    folded: dict[str, MatterState] = {}
    for row in t.rows("statuses"):
        with t.row("statuses", row) as v:
            matter = t.own("matters", v["matter"], "matter")
            if matter not in folded:
                if len(folded) > 200:
                    folded.clear()
                folded[matter] = fold(t.uow.events_of(f"matter:{matter}"), t.file.as_of)
            number = str(t.names.row("matter", matter).get("number_text", ""))
            line = folded[matter].lines.get(v["line"])
            what = f"{number}, khoản {v['line']}"
            if line is None:
                t.tell("statuses", row, "differs", what, "chương trình không có khoản này")
                continue
            ours = {
                "matter": v["matter"], "line": v["line"], "state": line.state, "collected": line.collected, "terminated": line.terminated,
                "rest": line.rest,
                **({} if line.line.due is None else {"due": line.line.due}),
            }  # fmt: skip
            said = differences(datasets()["statuses"], ours, v)
            t.tell("statuses", row, "differs" if said else "same", what, said)
