"""Whichever persons were summoned before in whatever order, a summons bears one more than those of the same person that stand."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from hypothesis import given, strategies as st

from thads_desktop.domain.acts import PLAIN, Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import PaperState
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import paper_terms, summonses
from thads_desktop.services.papers import Draft

PERSONS = ("Nguyễn Văn An", "Trần Thị Bé", "Lê Văn Cường")
#: How one and the same name is typed.
TYPED = st.sampled_from(("{}", "ông {}", "bà {}", "  {} ", "Ông  {}"))
EARLIER = st.lists(st.tuples(st.sampled_from(PERSONS), TYPED, st.sampled_from(("numbered", "sent", "void", "signed"))), max_size=12)


@given(EARLIER, st.sampled_from(PERSONS), TYPED)
def test_a_summons_is_numbered_by_person(earlier: list[tuple[str, str, Any]], who: str, how: str) -> None:
    state = fold([])
    texts = {}
    for at, (name, typed, stage) in enumerate(earlier):
        state.papers[str(at)] = PaperState(str(at), summonses.SUMMONS, stage)
        texts[str(at)] = {"summoned": typed.format(name)}
    names: Any = SimpleNamespace(row=lambda _kind, key: {"texts": texts[key]})
    draft = Draft(summonses.SUMMONS, Effect(PLAIN), "m", {"summoned": how.format(who)}, "new")  # type: ignore[arg-type]  # a kind of effect
    stand = [1 for name, _typed, stage in earlier if name == who and stage in ("numbered", "sent")]
    assert summonses.times(names, draft, state) == f"{len(stand) + 1:02d}"


def test_how_long_a_notice_hangs_is_said_by_the_law_of_the_day() -> None:
    desk: Any = SimpleNamespace(rules=Rules.load())
    assert paper_terms.figure(desk, *paper_terms.FIGURES["posting_days"], date(2026, 8, 5)) == "07"
