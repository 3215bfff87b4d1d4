"""Bút lục whatever happens to a file: given once, never changed, never twice, without a gap, in the order of the rule."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given, settings, strategies as st

from thads_desktop.domain import events as ev, file_events as fe
from thads_desktop.domain.case_file import ORDERS, CaseFile, case_file, ordered, to_number

FIRST = date(2026, 7, 6)
NOW = datetime(2026, 7, 6, tzinfo=UTC)


class Log:
    """Events of one matter as they are recorded."""

    def __init__(self, kind: str) -> None:
        self.events: list[ev.Event] = []
        self.intake: list[ev.Event] = []
        line = (ev.Line(1, 1_000, ("a",), ("b",)),)
        self.add(ev.PaperNumbered("p0", "enforcement_cd", "qd", 2026, 1, "s0"), FIRST)
        self.add(ev.MatterOpened("issued", kind, "dan_su", "j", line, "p0", "r" if kind == "yc" else ""), FIRST)  # type: ignore[arg-type]  # one of two
        self.intake.append(ev.Event(1, FIRST - timedelta(4), NOW, "", "", "intake:j", "", ev.JudgmentReceived("dan_su", FIRST - timedelta(60))))
        self.intake.append(ev.Event(2, FIRST - timedelta(2), NOW, "", "", "intake:j", "", ev.RequestReceived("r")))

    def add(self, body: Any, day: date | None) -> int:
        seq = 10 + len(self.events)
        self.events.append(ev.Event(seq, day, NOW, "", "", "matter:m", "", body))
        return seq

    def file(self) -> CaseFile:
        return case_file(self.events, self.intake, {"s0": 2}, appealed=True)


def numbers(file: CaseFile) -> dict[str, list[int]]:
    return {d.key: [n for first, last in d.runs for n in range(first, last + 1)] for d in file.documents if d.runs}


COMES = st.one_of(
    st.tuples(st.just("put"), st.integers(0, 30), st.integers(1, 9), st.sampled_from(["", "judgment", "request"])),
    st.tuples(st.just("paper"), st.integers(0, 30), st.integers(0, 9), st.just("")),
    st.tuples(st.just("record"), st.integers(0, 30), st.integers(0, 9), st.just("")),
)
STEP = st.one_of(
    COMES,
    st.tuples(st.just("count"), st.integers(0, 30), st.integers(1, 9), st.just("")),
    st.tuples(st.just("mend"), st.integers(0, 30), st.integers(1, 9), st.just("")),
    st.tuples(st.just("take"), st.integers(0, 30), st.integers(1, 9), st.just("")),
    st.tuples(st.just("strike"), st.integers(0, 30), st.integers(1, 9), st.just("")),
    st.tuples(st.just("number"), st.integers(0, 30), st.integers(1, 9), st.just("")),
)


def step(log: Log, made: tuple[str, int, int, str]) -> None:
    what, at, many, kind = made
    day, file = FIRST + timedelta(at), log.file()
    listed = file.listed
    chosen = listed[at % len(listed)] if listed else None
    match what:
        case "put":
            log.add(fe.DocumentPut(f"d{len(log.events)}", many, kind, day - timedelta(many)), day)
        case "paper":
            log.add(ev.PaperNumbered(f"p{len(log.events)}", "x", "qd", 2026, len(log.events), ""), day)
        case "record":
            log.add(ev.Verified("none"), day)
        case "count" if chosen is not None:
            log.add(fe.SheetsCounted(chosen.key, many), FIRST + timedelta(40))
        case "mend" if chosen is not None and chosen.key.startswith("doc:"):
            log.add(fe.DocumentPut(chosen.key[4:], many, "", None), day)
        case "take" if chosen is not None:
            log.add(fe.DocumentTaken(chosen.key, "why"), FIRST + timedelta(40))
        case "strike":
            last = log.events[-1]
            if not isinstance(last.body, ev.Struck | fe.SheetsNumbered | ev.MatterOpened | ev.PaperNumbered):
                log.add(ev.Struck(last.seq), None)
        case "number":
            runs = to_number(file)
            if runs:
                log.add(fe.SheetsNumbered(runs), FIRST + timedelta(40))
        case _:
            pass


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["cd", "yc"]), st.lists(STEP, max_size=25))
def test_numbers_never_change_never_repeat_and_leave_no_gap(kind: str, steps: list[tuple[str, int, int, str]]) -> None:
    log, before = Log(kind), {}  # type: ignore[var-annotated]  # filled below
    for made in steps:
        step(log, made)
        file = log.file()
        now = numbers(file)
        given_ = sorted(n for own in now.values() for n in own)
        assert given_ == list(range(1, file.last + 1))
        for key, own in before.items():
            assert now[key][: len(own)] == own
        before = now
    step(log, ("number", 0, 1, ""))
    assert to_number(log.file()) == ()
    assert all(d.given >= d.wanted for d in log.file().listed)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(["cd", "yc"]), st.lists(COMES, max_size=12), st.randoms())
def test_the_first_giving_follows_the_rule_however_documents_came(kind: str, steps: list[tuple[str, int, int, str]], chance: Any) -> None:
    log = Log(kind)
    for made in steps:
        step(log, made)
    documents = log.file().listed
    mixed = list(documents)
    chance.shuffle(mixed)
    assert [d.key for d in ordered(mixed, kind)] == [d.key for d in documents]
    ranks = [ORDERS[kind].index(d.kind) if d.kind in ORDERS[kind] else 9 for d in documents]
    assert ranks == sorted(ranks)
    rest = [(d.obtained, d.issued or d.obtained) for d, rank in zip(documents, ranks, strict=True) if rank == 9]
    assert rest == sorted(rest)
    assert documents[0].key == "paper:p0"
    runs = to_number(log.file())
    assert [key for key, _first, _last in runs] == [d.key for d in documents]
    assert runs[0] == ("paper:p0", 1, 1)


def test_a_file_of_a_complaint_begins_with_its_three() -> None:
    events = [
        ev.Event(seq, day, NOW, "", "", "entry:x", "", fe.DocumentPut(str(seq), 2, kind))
        for seq, day, kind in ((1, FIRST, ""), (2, FIRST, "proposal"), (3, FIRST - timedelta(1), "complaint"), (4, FIRST, "acceptance"))
    ]
    file = case_file(events, kind="complaint")
    assert [d.kind for d in file.documents] == ["acceptance", "complaint", "proposal", "doc"]
    assert [run[1:] for run in to_number(file)] == [(1, 2), (3, 4), (5, 6), (7, 8)]
