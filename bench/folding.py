"""Folding a large log: every decision, measure, end and part of it, held against as many plain events of the same number of matters."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from random import Random

from bench.store import life
from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.acts import BESIDE, SECURITY
from thads_desktop.domain.fold import fold

#: Events of each matter, and matters made, folded and thrown away together: a log is never held whole.
EACH = 9
_TOGETHER = 2_000
_START = date(2017, 10, 1)
_RECORDED = datetime(2020, 10, 5, tzinfo=UTC)
Life = list[ev.Event]


def measure(matters: int, say: Callable[..., None]) -> None:
    """Fold both logs in turn, so that a busy moment meets both."""
    plain, whole = 0.0, 0.0
    shown: set[type] = set()
    gc.collect()
    for first in range(0, matters, _TOGETHER):
        many = range(first, min(first + _TOGETHER, matters))
        plain += _folded([_plain(n) for n in many])
        lives = [_whole(n) for n in many]
        shown.update(type(e.body) for x in lives for e in x)
        whole += _folded(lives)
    missing = {type(b) for acts in _acts(Random(0), "p0") for b in acts} - shown
    assert matters < 1_000 or not missing, missing
    name = f"folding {matters * EACH} events, all acts"
    say(name, whole * 1000, "ms", whole / plain, "as many plain events", "aim 2 x")


def _folded(lives: list[Life]) -> float:
    start = time.perf_counter()
    for events in lives:
        fold(events)
    return time.perf_counter() - start


def _plain(n: int) -> Life:
    items = life(f"matter:{n:08d}", Random(n), "o1", EACH)
    return [_event(seq, subject, day, body, law) for seq, (subject, day, body, law) in enumerate(items, 1)]


def _whole(n: int) -> Life:
    """A matter of three obligations, one of them no money, and what is next in the row of all acts."""
    random, papers = Random(n), count()
    due = random.randint(1, 900) * 100_000
    lines = (ev.Line(1, due, ("p",), ("q",)), ev.Line(2, due * 2, ("p", "r"), ("q",), joint=True), ev.Line(3, None, ("r",), ("q",)))
    bodies: list[ev.Body] = [ev.MatterOpened("issued", "cd" if n % 2 else "yc", "dan_su", "j", lines, "p")]
    acts = _acts(random, f"p{n}-{next(papers)}")
    at = n * 7
    while len(bodies) < EACH:
        bodies += acts[at % len(acts)]
        at += 1
        acts = _acts(random, f"p{n}-{next(papers)}")
    day, law = _START + timedelta(days=random.randint(0, 1000)), "2025" if n % 3 == 0 else "2008"
    return [_event(seq, f"matter:{n:08d}", day + timedelta(days=7 * seq), body, law) for seq, body in enumerate(bodies[:EACH], 1)]


def _event(seq: int, subject: str, day: date | None, body: ev.Body, law: str) -> ev.Event:
    return ev.Event(seq, day, _RECORDED, "a", "clerk", subject, law, body)


def _acts(random: Random, paper: str) -> list[tuple[ev.Body, ...]]:
    """Everything that can happen to a matter, each with what goes before it. paper: id of the paper that does it."""
    part = random.choice(((), (1,), (2,), (1, 2)))
    return [
        *((act,) for act in _plain_acts(random)),
        *((act, *_papered(paper)) for act in _decisions(part, paper, random)),
        *((act, ev.EffectUndone(paper, part[:1], f"{paper}u")) for act in _decisions(part, paper, random)),
        *((pe.MeasureTaken(kind, part, "p", 5_000_000, paper), pe.MeasureEnded(paper, "d", f"{paper}e")) for kind in (*SECURITY, "deduct", "seize")),
        *((pe.ActDone(kind, "", part, 100_000, "p", "", paper),) for kind in BESIDE),
    ]  # fmt: skip


def _plain_acts(random: Random) -> Iterator[ev.Body]:
    yield from (ev.OfficerAssigned("o1"), ev.FileOpened(), ev.ValidNotice("direct", "p"), ev.Verified("none", party="r"))
    yield from (ev.InformationReceived("p"), ev.Classified(True), ev.GroundArose("deferral", "a"), ev.Published(), ev.SummonsServed())
    yield from (ev.Collected(1, random.randint(1, 50) * 100_000), ev.Collected(0, 300_000), ev.SurplusReturned(100_000))
    yield from (ev.LineCompleted(1), ev.LineCompleted(3), ev.LineAdded(ev.Line(4, 700_000, ("p",), ("q",))), ev.Struck(2))
    yield from (pe.HeadDecided(("transition.silent",)), pe.Linked("m0", "re_requested"), ev.Amended("p"), ev.PaperReturned("p"))


def _decisions(part: tuple[int, ...], paper: str, random: Random) -> Iterator[ev.Body]:
    yield from (ev.MeansLacking("a", part, paper), ev.MovedToSeparateBook(part), ev.Deferred("a", part, None, paper))
    yield from (ev.Suspended("2", part, paper=paper), ev.Continued(part, ("deferral",), paper), ev.Continued(part, (), paper))
    yield from (ev.Terminated("c", part, None, paper), ev.Terminated("c", part, random.randint(1, 9) * 100_000, paper))
    yield from (ev.Delegated("khác", part, paper), ev.Withdrawn("c", part, paper), ev.Cancelled("a", part, paper))
    yield from (pe.RequestReturned("a", part, paper), pe.Concluded("a", part, paper), pe.TakenUp(part, paper))
    yield from (pe.RightsTransferred("debtor", "p", "s", part, paper), pe.RightsTransferred("creditor", "q", "s", part, paper))


def _papered(paper: str) -> tuple[ev.Body, ...]:
    """The steps of the paper itself."""
    return (
        ev.PaperSubmitted(paper, "deferral"), ev.PaperSigned(paper, "h", "head"), ev.PaperNumbered(paper, "deferral", "s", 2020, 1, "0" * 64),
        ev.PaperSent(paper, "party"),
    )  # fmt: skip
