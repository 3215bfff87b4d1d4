"""Whatever happens to a matter in whatever order: who is published and may not be is known, and who is taken off owes nothing more."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings, strategies as st

from thads_desktop.domain import (
    archive_events as ar,
    events as ev,
    procedure_events as pe,
    publication,
    publication_events as pub,
)
from thads_desktop.domain.fold import fold
from thads_desktop.domain.standing import in_force
from thads_desktop.law.deadlines import deadlines_of
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import Rules

RULES, CALENDAR = Rules.load(), load_calendar({})
START = date(2026, 5, 4)
LINES = (ev.Line(1, 100, ("p",), ("q",)), ev.Line(2, 50, ("r", "p"), ("q",)), ev.Line(3, None, ("r",), ("q",)))
OPENED = ev.MatterOpened("issued", "yc", "dan_su", "j", LINES, "d")

_lines = st.sampled_from([(), (1,), (2,), (3,), (1, 2)])
_happens = st.one_of(
    st.builds(ev.Published), st.builds(pub.PublicationUpdated), st.builds(pub.PublicationChanged), st.builds(pub.CommunePosted),
    st.builds(pub.CommunePostingEnded), st.builds(pub.PublicationEnded, party=st.sampled_from(["", "p", "r"])),
    st.builds(ev.MeansLacking, st.just("a"), _lines, st.sampled_from(["k", "l"])), st.builds(ev.Continued, _lines),
    st.builds(ev.Terminated, st.just("c"), _lines, st.sampled_from([None, 10]), st.just("t")), st.builds(ev.LineCompleted, st.integers(1, 3)),
    st.builds(ev.Collected, st.integers(0, 3), st.integers(1, 80)), st.builds(ev.EffectUndone, st.sampled_from(["k", "l", "t"])),
    st.builds(pe.RequestReturned, paper=st.just("g")), st.builds(ev.MovedToSeparateBook), st.builds(ev.Verified, st.just("none")),
    st.builds(ar.FileListed, st.just("x")), st.builds(ar.FileChecked, st.just("y")), st.builds(ar.ArchiveApproved, st.just("z")),
    st.builds(ar.FileArchived, st.just("s"), st.just("w")), st.builds(ar.FileWithdrawn, st.just("h"), st.just("l")),
    st.builds(ar.FileReturned, st.just("b"), st.integers(0, 3)),
)  # fmt: skip


def log(steps: list[tuple[int, ev.Body]]) -> list[ev.Event]:
    day, made = START, []
    for n, (days, body) in enumerate([(0, OPENED), *steps], 1):
        day += timedelta(days=days)
        made.append(ev.Event(n, day, datetime(2026, 5, 4, tzinfo=UTC), "a", "clerk", "matter:m", RULES.law_on(day), body))
    return made


_course = st.lists(st.tuples(st.integers(0, 40), _happens), max_size=25)


@settings(max_examples=300, deadline=None)
@given(_course)
def test_who_is_published_without_lacking_means_is_to_be_taken_off_and_nobody_else(steps: list[tuple[int, ev.Body]]) -> None:
    standing = in_force(log(steps))
    made, lacking = publication.course(standing), publication.prints(fold(standing))
    assert set(made.gone) <= set(made.shown)
    assert {d for d in made.shown if d not in lacking} == set(made.gone)
    if made.stale is not None:
        assert set(made.shown) - set(made.gone)


@settings(max_examples=200, deadline=None)
@given(_course)
def test_taken_off_whole_nothing_is_owed_and_brought_up_to_date_nothing_is_stale(steps: list[tuple[int, ev.Body]]) -> None:
    off = publication.course(in_force(log([*steps, (1, pub.PublicationEnded())])))
    assert (off.shown, off.gone, off.stale) == ({}, {}, None)
    assert all(e.done is not None for e in off.ends)
    assert publication.course(in_force(log([*steps, (1, pub.PublicationUpdated())]))).stale is None


@settings(max_examples=200, deadline=None)
@given(_course)
def test_every_term_ends_on_or_after_it_begins_and_any_day_can_be_asked(steps: list[tuple[int, ev.Body]]) -> None:
    events = log(steps)
    for d in deadlines_of(events, RULES, CALENDAR):
        assert d.due >= d.born
        assert d.rule not in ("R17", "R18") or d.discharged_on is None or d.discharged_on >= d.born
    for at in (START, START + timedelta(days=60)):
        publication.course(in_force(events, at))


@settings(max_examples=300, deadline=None)
@given(_course)
def test_a_file_is_in_the_archive_only_while_its_matter_is_ended(steps: list[tuple[int, ev.Body]]) -> None:
    state = fold(log(steps))
    filed = state.archive
    assert filed is None or not filed.stage or state.ended
    if filed is not None and filed.was is not None and not state.ended:
        assert filed.out
    # Only what lies in the archive leaves it, and only what left it comes back.
    assert filed is None or bool(filed.loan) == (filed.stage == "withdrawn")
    assert filed is None or not filed.laid or filed.was is not None
