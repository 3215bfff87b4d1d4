"""The lawful ways between the states, row by row: what the law of the day says of an act from a state, with its article.

ways.csv is read as one table: state (S0-S16), act, clause of the ground, day, what the law says (lawful = the text says so,
implied = practice, silent = no text, refused = that law has no such way), article.
"""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cases import in_lots
from thads_desktop.domain import decide, events as ev, lawful_ways, procedure_events as pe, states
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState
from thads_desktop.law.ruleset import LawDataError, Rules
from thads_desktop.law.transitions import read, table
from thads_desktop.services.lawview import LawOn

ROWS = list(csv.DictReader((Path(__file__).parent / "ways.csv").read_text(encoding="utf-8").splitlines()))
MARKS = {"lawful": "E", "implied": "I", "beside": "I", "silent": "", "refused": "-"}
OPENED, RULES = date(2019, 3, 1), Rules.load()
LINE = ev.Line(1, 1_000_000, ("p",), ("q",))
ONE = ev.MatterOpened("issued", "yc", "dan_su", "j", (LINE,), "d1", "r1")
NOTICE, NONE, MEANS = ev.ValidNotice("direct"), ev.Verified("none"), ev.Verified("means")
#: What happened to bring a matter into each state.
FACTS: dict[str, tuple[ev.Body, ...]] = {
    "S2": (ONE,),
    "S3": (ONE, NOTICE),
    "S4": (ONE, NOTICE, NONE),
    "S5": (ONE, NOTICE, MEANS),
    "S6": (ONE, NOTICE, NONE, ev.MeansLacking("a")),
    "S7": (ONE, NOTICE, NONE, ev.MeansLacking("a"), ev.MovedToSeparateBook()),
    "S8": (ONE, NOTICE, MEANS, ev.Deferred("a")),
    "S9": (ONE, NOTICE, MEANS, ev.Suspended("2")),
    "S10": (ONE, ev.Withdrawn("a")),
    "S11": (ONE, ev.Delegated("Chi cục khác")),
    "S12": (ONE, ev.Terminated("c")),
    "S13": (ONE, ev.LineCompleted(1)),
    "S14": (ONE, pe.RequestReturned()),
    "S15": (ONE, pe.Concluded("a")),
    "S16": (ONE, pe.TakenUp()),
}


def named(row: dict[str, str]) -> str:
    return f"{row['state']}-{row['act']}-{row['clause']}-{row['day']}"


def matter(state: str) -> MatterState:
    """A matter in a state."""
    at = datetime(2019, 3, 1, tzinfo=UTC)
    return fold([ev.Event(n, OPENED, at, "a", "clerk", "matter:m", "2008", b) for n, b in enumerate(FACTS[state], 1)])


@in_lots("row", ROWS, 101, named)
def test_what_the_law_says(row: dict[str, str]) -> None:
    found = table().look(row["act"], row["state"], date.fromisoformat(row["day"]), row["clause"])
    assert found.mark == MARKS[row["says"]]
    assert found.beside == (row["says"] == "beside")
    assert found.cite.startswith(row["article"])
    assert bool(found.cite) == bool(row["article"])
    assert bool(found.why) == (row["says"] == "refused")


def test_every_way_of_the_file_has_a_row() -> None:
    """A way that the text gives, and one that a law does not have, each from every state it names."""
    told = {(r["state"], r["act"], Rules.law_on(date.fromisoformat(r["day"])), MARKS[r["says"]]) for r in ROWS}
    wanted = {(s, w.act, w.law, w.mark) for w in table().ways for s in w.start if w.mark in ("E", "-")}
    assert not wanted - told


@pytest.mark.parametrize("state", FACTS)
def test_facts_lead_to_the_state(state: str) -> None:
    held = matter(state)
    assert states.code(held, held.lines[1]) == state


MOVES = [r for r in ROWS if r["act"] in lawful_ways.MOVES and r["state"] in FACTS]


@in_lots("row", MOVES, 73, named)
def test_what_the_program_does_with_a_paper_made_here(row: dict[str, str]) -> None:
    """Lawful: nothing against it; silent or implied: told to the head, passed once he decides; refused with the article."""
    day = date.fromisoformat(row["day"])
    law = LawOn(RULES, day)
    effect = Effect(row["act"], row["clause"])  # type: ignore[arg-type]  # acts of the table
    found = lawful_ways.objections(matter(row["state"]), effect, law)
    wanted = {"lawful": [], "beside": [], "refused": [lawful_ways.NONE]}.get(row["says"], [lawful_ways.SILENT])
    assert [r.code for r in found] == wanted
    if row["says"] == "refused":
        assert found[0].cite.startswith(row["article"])
    if wanted == [lawful_ways.SILENT]:
        decided = Effect(row["act"], row["clause"], confirmed=(lawful_ways.SILENT,))  # type: ignore[arg-type]  # as above
        assert not lawful_ways.objections(matter(row["state"]), decided, law)


def test_several_reasons_stand_until_all_are_gone() -> None:
    at = datetime(2019, 3, 1, tzinfo=UTC)
    bodies = (*FACTS["S8"], ev.Suspended("2"), ev.Continued((), ("suspension",)))
    held = fold([ev.Event(n, OPENED, at, "a", "clerk", "matter:m", "2008", b) for n, b in enumerate(bodies, 1)])
    assert states.standing(held.lines[1]) == ("S8",)
    assert held.status == "deferral"
    both = fold([ev.Event(n, OPENED, at, "a", "clerk", "matter:m", "2008", b) for n, b in enumerate(bodies[:-1], 1)])
    assert states.standing(both.lines[1]) == ("S8", "S9")


def test_of_several_reasons_the_least_lawful_speaks() -> None:
    """Lacking means and deferred: what the texts say of one only is told."""
    at = datetime(2019, 3, 1, tzinfo=UTC)
    bodies = (*FACTS["S6"], ev.Deferred("2"))
    held = fold([ev.Event(n, OPENED, at, "a", "clerk", "matter:m", "2008", b) for n, b in enumerate(bodies, 1)])
    law = LawOn(RULES, date(2020, 6, 1))
    assert [r.code for r in decide.objections(held, Effect("delegation", "55", to_office="X"), date(2020, 6, 1), law)] == ["transition.silent"]


@pytest.mark.parametrize(
    ("key", "value"),
    [("from", ["S99"]), ("beside", "yes"),
     ("2008", {"mark": "?", "cite": "LQ 36"}), ("2008", {"mark": "E", "cite": ""}), ("2008", {"mark": "-", "cite": "LQ 36"}),
     ("2008", {"mark": "E", "cite": "XX 36"}), ("extra", 1)],
)  # fmt: skip
def test_an_unsound_file_is_not_read(key: str, value: object) -> None:
    way = {"from": ["S0"], "to": ["S2"], "by": "D1", "act": "enforcement", "2008": {"mark": "E", "cite": "LQ 36"}, "2025": {"mark": "E", "cite": "LQ 34"}}
    data = {"documents": {"LQ": "Luật"}, "states": {"S0": "đã nhận", "S2": "đã ra quyết định"}, "way": [way]}
    assert read(data).states
    with pytest.raises(LawDataError):
        read({**data, "way": [{**way, key: value}]})


@pytest.mark.parametrize(
    ("day", "clauses"), [(date(2020, 6, 1), ("2", "1", "a", "c")), (date(2026, 8, 3), ("1", "2", "a", "c"))], ids=["2008", "2025"]
)  # fmt: skip
def test_every_reason_stands_beside_the_others_and_it_goes_on_when_all_are_gone(day: date, clauses: tuple[str, ...]) -> None:
    """D11, D12 and two deferrals on one obligation: nobody is asked to take them in; only going on asks whether all are gone."""
    at, law = datetime(2019, 3, 1, tzinfo=UTC), LawOn(RULES, day)
    bankrupt, notice, ill, agreed = clauses
    log = [ev.Event(n, OPENED, at, "a", "clerk", "matter:m", "2008", b) for n, b in enumerate(FACTS["S5"], 1)]

    def act(effect: Effect) -> list[str]:
        state = fold(log)
        found = [r.code for r in decide.objections(state, effect, day, law)]
        if not found:
            for body in decide.effect_events(state, effect, f"p{len(log)}", "issued"):
                log.append(ev.Event(len(log) + 1, day, at, "a", "clerk", "matter:m", "", body))
        return found

    until = {"until": day, "asked": None}
    assert act(Effect("suspension", bankrupt)) == []
    assert act(Effect("suspension_notice", notice)) == []
    assert act(Effect("deferral", ill)) == []
    assert act(Effect("deferral", agreed, **until)) == []  # type: ignore[arg-type]  # a day and nothing
    assert act(Effect("deferral", ill)) == ["deferral.already"]
    held = fold(log).lines[1]
    assert [(c.kind, c.clause) for c in held.conditions] == [
        ("suspension", bankrupt), ("suspension", notice), ("deferral", ill), ("deferral", agreed)
    ]  # fmt: skip
    for kind in ("suspension", "deferral"):
        clause = law.lifting(kind)[0]
        assert act(Effect("continuation", clause, ends=(kind,))) == ["continuation.several"]
        assert act(Effect("continuation", clause, ends=(kind,), confirmed=("continuation.several",))) == []
        left = {c.kind for c in fold(log).lines[1].conditions}
        assert left == ({"deferral"} if kind == "suspension" else set())
