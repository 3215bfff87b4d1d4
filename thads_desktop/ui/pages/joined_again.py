"""The consolidated figures on the department's page, computed anew when what they rest on changed elsewhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.services import consolidation

if TYPE_CHECKING:
    from thads_desktop.ui.pages.province import ProvincePage


def look(page: ProvincePage) -> None:
    """What was given back, taken or received meanwhile changes the sum that is shown; what is the same stays as it stands."""
    made = page.made
    if made is None or made.regime is None:
        return
    period = made.regime.id, made.year, made.months

    def compared(now: consolidation.Consolidation) -> None:
        shown = page.made
        if shown is None or shown.regime is None or (shown.regime.id, shown.year, shown.months) != period or _sum(shown) == _sum(now):
            return
        before, own = page.state.text(), page.state.text() == page.said
        page.show_joined(replace(now, verdicts=shown.verdicts))
        if not own:
            # What was said of a key or a package is still being read.
            page.state.setText(before)
        page.shell.tell(f"Số tổng hợp {now.months:02d} tháng năm {now.year} đã tính lại: {len(now.offices)} đơn vị.")

    page.worker.run_read(lambda: consolidation.joined(page.desk, *period), compared, key="joined-again", owner=page)


def _sum(made: consolidation.Consolidation) -> tuple[Any, ...]:
    """What a consolidation says, whatever became of it."""
    return made.offices, made.missing, made.twice, made.forms, made.violations
