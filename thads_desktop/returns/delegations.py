"""V15 between offices: what was delegated out beside what was received, of all the evidence of a period; a lag of one period is allowed.

Evidence does not say to whom a matter went, nor does everything stay within the province: the difference is told, with the matters on both
sides, and never keeps from closing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.returns.checks import Violation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.consolidate import Evidence
    from thads_desktop.returns.facts import Fact


def out_of(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The matters that left by delegation."""
    return tuple(f.matter for f in facts if f.matters and f.part in {"old", "new"} and f.state == "delegated")


def into(facts: Sequence[Fact]) -> tuple[str, ...]:
    """The new matters that came by delegation."""
    return tuple(f.matter for f in facts if f.matters and f.part == "new" and f.delegated_in)


def check_delegations(now: Sequence[Evidence], before: Sequence[Evidence] = ()) -> list[Violation]:
    """Told when more went out, up to the period before, than came in by now; or when more came in than went out at all.

    before: the evidence of the same offices for the period before in the same year; without it the lag cannot be judged.
    """
    out = [m for e in now for m in out_of(e.facts)]
    came = [m for e in now for m in into(e.facts)]
    if len(out) == len(came):
        return []
    said = f"Ủy thác đi {len(out)} việc, nhận ủy thác {len(came)} việc"
    per = "; ".join(
        f"{e.office.name}: đi {len(out_of(e.facts))}, nhận {len(into(e.facts))}" for e in now if out_of(e.facts) or into(e.facts)
    )
    if len(came) > len(out):
        says = f"{said}: số nhận lớn hơn số đi, có ủy thác từ ngoài tỉnh hoặc có đơn vị chưa ghi quyết định ủy thác ({per})."
        return [Violation("V15", says, matters=tuple(sorted(came)), soft=True)]
    earlier = len([m for e in before for m in out_of(e.facts)])
    if before and len(came) < earlier:
        says = f"{said}; đến kỳ trước đã ủy thác đi {earlier} việc: quá một kỳ vẫn chưa thấy nơi nhận thụ lý ({per})."
    else:
        says = f"{said}: việc mới ủy thác có thể được thụ lý ở kỳ sau, hoặc ủy thác ra ngoài tỉnh ({per})."
    return [Violation("V15", says, matters=tuple(sorted(out)), soft=True)]
