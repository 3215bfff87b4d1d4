"""The fold of a matter: conditions, endings, money, papers, and what does not fit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState

D = date(2019, 3, 1)
OPENED = ev.MatterOpened(
    "issued", "yc", "dan_su", "j1", (ev.Line(1, 10_000_000, ("p1",), ("p2",)), ev.Line(2, None, ("p1",), ("p2",)))
)


def told(*bodies: ev.Body | tuple[date, ev.Body]) -> MatterState:
    """Fold these bodies, one a day from D, or on the day given."""
    log = []
    for seq, item in enumerate(bodies, 1):
        day, body = item if isinstance(item, tuple) else (date(2019, 3, seq), item)
        shown = None if isinstance(body, ev.DAYLESS) else day
        log.append(ev.Event(seq, shown, datetime(2019, 3, 1, tzinfo=UTC), "a", "clerk", "matter:m", "2008", body))
    return fold(log)


def test_the_decision_opens_the_matter() -> None:
    state = told(OPENED)
    assert (state.opened, state.kind, state.status) == (D, "yc", "issued")
    assert (state.due, state.rest, len(state.open_lines)) == (10_000_000, 10_000_000, 2)


def test_nothing_stands_before_a_decision() -> None:
    state = told(ev.PaperSubmitted("x", "enforcement"))
    assert not state.exists
    assert (state.status, state.ended) == ("received", False)


def test_conditions_name_the_matter_by_the_ladder() -> None:
    lacking = told(OPENED, ev.MeansLacking("a"))
    assert lacking.status == "lacks_means"
    assert told(OPENED, ev.MeansLacking("a"), ev.MovedToSeparateBook()).status == "separate_book"
    assert told(OPENED, ev.MeansLacking("a"), ev.Deferred("c")).status == "deferral"
    part = told(OPENED, ev.MeansLacking("a", (1,)))
    assert part.status == "issued", "one line is still being enforced"


def test_continuation_lifts_what_it_names() -> None:
    both = (OPENED, ev.Deferred("c"), ev.Suspended("2"))
    assert told(*both, ev.Continued((), ("deferral",))).status == "suspension"
    assert told(*both, ev.Continued()).status == "issued"
    back = told(OPENED, ev.MeansLacking("a"), ev.MovedToSeparateBook(), ev.Continued((), ("means_lacking",)))
    assert back.status == "issued", "leaving the lack of means leaves the separate book"


def test_money_above_the_rest_is_held_for_the_payer() -> None:
    state = told(OPENED, ev.Collected(1, 12_000_000))
    assert (state.collected, state.rest, state.held) == (10_000_000, 0, 2_000_000)
    assert told(ev.Collected(1, 5)).held == 5


def test_part_termination_keeps_the_line_until_nothing_is_left() -> None:
    part = told(OPENED, ev.Terminated("c", (1,), 4_000_000))
    assert (part.rest, part.lines[1].ended) == (6_000_000, None)
    whole = told(OPENED, ev.Terminated("c", (1,), 10_000_000))
    assert whole.lines[1].state == "terminated"


def test_part_performed_and_the_rest_ended_counts_as_done() -> None:
    assert told(OPENED, ev.Collected(1, 1), ev.Terminated("c")).status == "done"
    assert told(OPENED, ev.Terminated("c")).status == "terminated"
    assert told(OPENED, ev.Delegated("Chi cục khác")).status == "delegated"


def test_a_paper_walks_its_way() -> None:
    way = (
        OPENED,
        ev.PaperSubmitted("x", "deferral"),
        ev.PaperSigned("x", "h", "head"),
        ev.PaperNumbered("x", "deferral", "decision", 2019, 7, "ff"),
        ev.PaperSent("x", "procuracy"),
    )
    assert [told(*way[:n]).papers["x"].stage for n in (2, 3, 4, 5)] == ["submitted", "signed", "numbered", "sent"]
    last = told(*way).papers["x"]
    assert (last.submitted, last.signed, last.numbered) == (date(2019, 3, 2), date(2019, 3, 3), date(2019, 3, 4))
    assert last.sendings[0].day == date(2019, 3, 5)


def test_what_does_not_fit_is_a_finding() -> None:
    state = told(OPENED, ev.Terminated("c"), ev.Deferred("c"), OPENED)
    assert [a.code for a in state.anomalies] == ["deferral.no_open_line", "matter.opened_twice"]


def test_a_late_entry_with_an_early_day_takes_its_place() -> None:
    state = told(OPENED, (date(2019, 5, 1), ev.OfficerAssigned("o2")), (date(2019, 4, 1), ev.OfficerAssigned("o1")))
    assert state.officer == "o2"


def test_under_the_2025_law_security_measures_end_by_themselves_with_the_termination_of_what_they_secure() -> None:
    def held(law: str, *bodies: ev.Body) -> list[str]:
        at = datetime(2026, 9, 1, tzinfo=UTC)
        log = [ev.Event(n, date(2026, 8, n), at, "a", "clerk", "matter:m", law, b) for n, b in enumerate((OPENED, *taken, *bodies), 1)]
        state = fold(log)
        assert not state.anomalies
        return [m.paper for m in state.measures_held]

    taken = (
        pe.MeasureTaken("freeze", (1,), paper="f"), pe.MeasureTaken("exit_ban", paper="x"), pe.MeasureTaken("seize", (1,), paper="s"),
    )  # fmt: skip
    part, whole = ev.Terminated("4", (1,), 5), ev.Terminated("4", paper="t")
    one = replace(whole, lines=(1,))
    assert held("2025", part) == ["f", "x", "s"]
    assert held("2025", one) == ["x", "s"], "the ban secures the other obligation too"
    assert held("2025", one, ev.Terminated("4", (2,))) == held("2025", whole) == ["s"]
    assert held("2025", part, ev.Terminated("4", (1,), 9_999_995)) == ["x", "s"], "terminated to the last dong"
    assert held("2025", ev.LineCompleted(2), one) == ["s"]
    assert held("2025", one, ev.LineCompleted(2)) == ["x", "s"], "performed, not terminated: it is lifted by a decision"
    assert held("2025", whole, pe.MeasureEnded("f", paper="e")) == ["s"], "lifted on paper as well"
    assert held("2008", whole) == ["f", "x", "s"]
