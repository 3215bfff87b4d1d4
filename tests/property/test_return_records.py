"""Random offices with measures, proposals and entries: evidence adds up to every cell, sums depend on no order, what is kept is what is read."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from hypothesis import given, settings, strategies as st

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.book_events import EntryChanged, EntryClosed, EntryOpened, EntryReopened
from thads_desktop.law.books import books
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import Office, compute, evidence
from thads_desktop.returns.consolidate import Evidence, behind, consolidate, read_evidence, write_evidence
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import FactReader
from thads_desktop.returns.record_words import SOURCES
from thads_desktop.returns.records import Record, of_entry, of_matter

START, END = date(2024, 10, 1), date(2024, 12, 31)
REGIME = load_regimes()[2].owed(END, 3)
NOW = datetime(2025, 1, 10, tzinfo=UTC)
BOOKS = sorted({s.book for s in SOURCES.values() if s.book})
DAYS = st.integers(0, 460).map(lambda n: date(2024, 1, 1) + timedelta(n))


@st.composite
def told(draw: st.DrawFn, book: str) -> tuple[tuple[str, str], ...]:
    """Days, choices and numbers of an entry, each there or not."""
    made = []
    for f in books()[book].fields:
        if f.secret or f.kind not in ("date", "choice", "money", "number"):
            continue
        if not f.required and draw(st.booleans()):
            continue
        values = {"date": DAYS.map(date.isoformat), "choice": st.sampled_from([c for c, _ in f.options] or [""])}
        made.append((f.name, draw(values.get(f.kind, st.integers(0, 10**9).map(str)))))
    return tuple(made)


@st.composite
def entries(draw: st.DrawFn) -> list[list[ev.Event]]:
    made, seq = [], 0
    for n in range(draw(st.integers(0, 12))):
        book = draw(st.sampled_from(BOOKS))
        bodies: list[ev.Body] = [EntryOpened(book, 2024, n + 1, "", draw(told(book)))]
        if draw(st.booleans()):
            bodies.append(EntryChanged((), "", draw(told(book))))
        bodies += draw(st.sampled_from([[], [EntryClosed("done")], [EntryClosed("mistaken")], [EntryClosed("mistaken"), EntryReopened()]]))
        events = []
        for body in bodies:
            seq += 1
            events.append(ev.Event(seq, draw(DAYS), NOW, "a", "", f"entry:{book}.{n}", "", body))
        made.append(events)
    return made


def records_of(office: list[list[ev.Event]]) -> list[Record]:
    return [r for events in office for r in of_entry(events, START, END)]


@settings(max_examples=60, deadline=None)
@given(entries())
def test_every_cell_is_the_sum_of_what_is_behind_it(office: list[list[ev.Event]]) -> None:
    records = records_of(office)
    forms = compute(REGIME, [], {}, records)
    assert check(REGIME, forms, (), records) == []
    for form in forms:
        for row in form.rows:
            for c in REGIME.of_measure(form.measure):
                if not c.rate:
                    found = evidence(REGIME, [], form.form, row.key, c.key, {}, records)
                    assert sum(n for _, n in found) == row.cells[c.key]


@settings(max_examples=60, deadline=None)
@given(entries())
def test_a_slow_count_agrees(office: list[list[ev.Event]]) -> None:
    """Said anew for the reception of citizens and the administrative judgments."""
    visits = people = open_before = new = ended = 0
    for events in office:
        held: dict[str, str] = {}
        mistaken = False
        closed: date | None = None
        for e in events:
            if isinstance(e.body, (EntryOpened, EntryChanged)):
                held = dict(e.body.facts)
            elif isinstance(e.body, EntryClosed):
                mistaken, closed = e.body.how == "mistaken", e.day if e.body.how == "done" else None
            elif isinstance(e.body, EntryReopened):
                mistaken, closed = False, None
        received = date.fromisoformat(held["received"])
        book = events[0].subject.partition(":")[2].partition(".")[0]
        if mistaken or received > END:
            continue
        if book == "tiep_dan" and received >= START:
            visits += 1
            people += max(1, int(held.get("people", "0")))
        if book == "hanh_chinh":
            over = min((d for d in (date.fromisoformat(held["ended"]) if "ended" in held else None, closed) if d), default=None)
            if received < START and over is not None and over < START:
                continue
            open_before += received < START
            new += received >= START
            ended += over is not None and over <= END
    forms = {f.form: f.rows[0].cells for f in compute(REGIME, [], {}, records_of(office))}
    assert (forms["09"]["td1"], forms["09"]["td2"]) == (visits, people)
    assert (forms["12"]["hc2"], forms["12"]["hc3"], forms["12"]["hc6"]) == (open_before, new, ended)


#: What happens to the proposals of a matter of two obligations: (days on, what, which obligations, đồng).
COURSE = st.lists(
    st.tuples(st.integers(0, 200), st.sampled_from(["đề nghị", "đề nghị", "miễn", "giảm", "không", "xong"]), st.sampled_from([(1,), (2,), (1, 2)]),
              st.integers(1, 50)),
    max_size=9,
)  # fmt: skip


def body_of(what: str, lines: tuple[int, ...], amount: int) -> list[ev.Body]:
    made: dict[str, list[ev.Body]] = {
        "đề nghị": [pe.ActDone("remission", lines=lines, amount=amount)], "miễn": [ev.Terminated("e", lines)],
        "giảm": [ev.Terminated("e", lines, amount)], "không": [ev.GroundArose("remission_denied", lines=lines)],
        "xong": [ev.LineCompleted(n) for n in lines],
    }  # fmt: skip
    return made[what]


@settings(max_examples=150, deadline=None)
@given(COURSE)
def test_a_slow_count_of_the_proposals_agrees(course: list[tuple[int, str, tuple[int, ...], int]]) -> None:
    """A proposal waits until the court answers it (the oldest that waits is answered first) or all that it asks for has ended."""
    day, opened = date(2023, 6, 1), ev.MatterOpened("issued", "cd", "dan_su", "j", tuple(ev.Line(n, 10**9, state_revenue=True) for n in (1, 2)))
    told: list[tuple[date, ev.Body]] = [(day, opened)]
    waiting: list[dict[str, Any]] = []
    closed: list[dict[str, Any]] = []
    ended: dict[int, date] = {}
    for on, what, lines, amount in course:
        day += timedelta(on + 1)
        told += [(day, b) for b in body_of(what, lines, amount)]
        if day > END:
            continue
        if what == "đề nghị":
            waiting.append({"on": day, "lines": set(lines), "asked": amount, "how": "6", "over": None})
        if what in ("miễn", "giảm", "không"):
            one = next((x for x in waiting if x["lines"] & set(lines)), None)
            if one is not None:
                waiting.remove(one)
                closed.append(one)
                one |= {"how": {"miễn": "4", "giảm": "5", "không": "5b"}[what], "over": day}
        if what in ("miễn", "xong"):
            ended |= {n: day for n in lines if n not in ended}
    for one in waiting:
        if one["lines"] <= set(ended):
            one |= {"how": "5c", "over": max(one["on"], *(ended[n] for n in one["lines"]))}
    counted = dict.fromkeys(("2", "3", "4", "5", "5b", "5c", "6", "7"), 0)
    for one in [*closed, *waiting]:
        if one["on"] < START and one["over"] is not None and one["over"] < START:
            continue
        counted["2" if one["on"] < START else "3"] += 1
        counted[one["how"]] += 1
        counted["7"] += one["asked"]
    events = [ev.Event(n, on, NOW, "a", "", "matter:m", "2008", b) for n, (on, b) in enumerate(told, 1)]
    found = of_matter(FactReader(START, END, REGIME.counting), events)
    row = next(f for f in compute(REGIME, [], {}, found) if f.form == "06").rows[0].cells
    assert {k: row[f"mg{k}"] for k in counted} == counted
    assert row["mg1"] == counted["2"] + counted["3"]


@settings(max_examples=40, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=4), st.integers(0, 1000))
def test_neither_order_nor_grouping_changes_the_whole(offices: list[list[list[ev.Event]]], seed: int) -> None:
    sent = [
        Evidence(Office(f"o{n}", f"Đơn vị {n}", {}), "2024", 2025, 3, END, 9, (), tuple(sorted(records_of(o)))) for n, o in enumerate(offices)
    ]
    for e in sent:
        assert read_evidence(write_evidence(e)) == e
    whole = consolidate(REGIME, sent)
    shuffled = list(sent)
    Random(seed).shuffle(shuffled)
    assert [f.rows[0].cells for f in consolidate(REGIME, shuffled).forms] == [f.rows[0].cells for f in whole.forms]
    alone = [compute(REGIME, [], {}, e.records) for e in sent]
    for at, form in enumerate(whole.forms):
        rates = {c.key for c in REGIME.of_measure(form.measure) if c.rate}
        for key, value in form.rows[0].cells.items():
            if key not in rates:
                assert sum(int(a[at].rows[0].cells[key] or 0) for a in alone) == value  # type: ignore[misc]  # whole numbers
                assert sum(n for _, _, n in behind(REGIME, sent, form.form, form.rows[0].key, key)) == value
