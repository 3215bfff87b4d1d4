"""The duty to release an asset whose matter, or whose decision of coercion, has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.asset import HELD, AssetState
from thads_desktop.domain.dates import short_date
from thads_desktop.law.asset_walk import over
from thads_desktop.law.due import known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from thads_desktop.domain.asset import MatterFacts, Seizure
    from thads_desktop.law.asset_walk import Step
    from thads_desktop.law.due import Counter, Deadline

#: It is released, or given back: what ends the duty to do so.
RELEASES = ("seizure_released", "given_back")


def of_ended(desk: Counter, steps: list[Step], matters: Mapping[str, MatterFacts]) -> Iterator[Deadline]:
    """A matter it is seized for has ended, or its decision of coercion was, while it still stands: it is to be released for that matter."""
    state = AssetState()
    for body, day, before, state, _place in steps:
        if body.step in RELEASES and before.stage in HELD:
            left = {s.matter for s in state.seizures}
            for seizure in before.seizures:
                if seizure.matter not in left and not before.grounded(seizure.matter):
                    yield from _owed(desk, seizure, matters, day)
    if state.stage in HELD:
        for seizure in state.seizures:
            if not state.grounded(seizure.matter):
                yield from _owed(desk, seizure, matters, None)


def _owed(desk: Counter, seizure: Seizure, matters: Mapping[str, MatterFacts], done: date | None) -> Iterator[Deadline]:
    born = over(seizure, matters)
    if born is not None and (done is None or done >= born) and known(desk, "R43", "", born):
        yield desk.made("R43", born, f"Việc thi hành án, biện pháp cưỡng chế kết thúc ngày {short_date(born)} mà tài sản còn bị kê biên.", done)
