"""The lists that go with a return: which matters or entries stand in each, and whether their count is what the forms say (V14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thads_desktop.returns.checks import Violation
from thads_desktop.returns.vocabulary import LINES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.compute import Return
    from thads_desktop.returns.facts import Fact
    from thads_desktop.returns.records import Record
    from thads_desktop.returns.regime import ListSpec, Regime


class Line(NamedTuple):
    """A line of a list: a matter with the sums of its obligations that stand in it, or an entry of a book."""

    key: str
    officer: str = ""
    part: str = ""
    state: str = ""
    opening: int = 0
    collected: int = 0
    rest: int = 0
    asked: int = 0
    given: int = 0
    #: Numbers of the obligations that stand in the list.
    lines: tuple[int, ...] = ()


def lines_of(spec: ListSpec, facts: Sequence[Fact], records: Sequence[Record]) -> tuple[Line, ...]:
    """The lines of a list, in the order of the facts: a matter stands in it when one of its obligations does."""
    if spec.source != LINES:
        return tuple(
            Line(r.matter, r.officer, r.part, _word(r, "state"), asked=r.asked, given=r.given)
            for r in records if r.source == spec.source and any(t.counts(r.source, r.part, r.words) for t in spec.take)
        )  # fmt: skip
    found: dict[str, Line] = {}
    judged: dict[tuple[object, ...], bool] = {}
    for f in facts:
        if f.state == "separate_book" and f.part in ("old", "new"):
            continue  # what was done of it in the period counts in money; the matter stands in the separate book
        words = (f.part, f.state, f.line_state, f.delegated_in, f.obligation)
        if words not in judged:
            judged[words] = any(t.fits(*words[:3], delegated_in=f.delegated_in, obligation=f.obligation) for t in spec.take)
        if not judged[words]:
            continue
        old = found.get(f.matter)
        if old is None:
            found[f.matter] = Line(f.matter, f.officer, f.part, f.state, f.opening, f.collected, f.rest, lines=(f.line,))
        else:
            found[f.matter] = old._replace(
                opening=old.opening + f.opening, collected=old.collected + f.collected, rest=old.rest + f.rest, lines=(*old.lines, f.line)
            )
    return tuple(found.values())


def check_lists(regime: Regime, forms: Sequence[Return], facts: Sequence[Fact], records: Sequence[Record]) -> list[Violation]:
    """V14: the count of each list is that of the memo or cell it names."""
    found = []
    by_id = {f.form: f for f in forms}
    for spec in regime.lists:
        if spec.form and spec.form in by_id:
            form = by_id[spec.form]
            where, wanted = f"ô {spec.cell} của biểu {form.code}", form.rows[0].cells[spec.cell]
        elif spec.memo and forms:
            where, wanted = next(m.label for m in regime.memos if m.key == spec.memo), forms[0].memo[spec.memo]
        else:
            continue
        keys = [x.key for x in lines_of(spec, facts, records)]
        if len(keys) != wanted:
            says = f"{spec.title} có {len(keys)} dòng, khác với {where} ({wanted})."
            found.append(Violation("V14", says, spec.form, matters=tuple(keys[:200])))
    return found


def _word(record: Record, dim: str) -> str:
    return next((w.partition("=")[2] for w in record.words if w.startswith(f"{dim}=")), "")
