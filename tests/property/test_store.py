"""Whatever happens to an item: what is here is what came in less what went out, never below nothing, and the same on any day asked."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from tests.office import Bench, bench
from thads_desktop.domain import events as ev, quantity, store_events as se
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.store import item_of
from thads_desktop.services import store, store_mending, store_queries, upkeep
from thads_desktop.services.store import ItemInput, Leaving

DAY = date(2019, 10, 7)
AMOUNTS = st.integers(1, 40_000)


LINES = st.tuples(st.sampled_from(("out", "lost", "moved", "sealed")), st.integers(0, 10**6), st.integers(0, 30))
ACTS = st.tuples(st.sampled_from(("in", "out", "out", "damage", "strike")), st.integers(0, 5), AMOUNTS, st.integers(0, 2))


@given(st.integers(1, 10**9), st.lists(LINES, max_size=20))
def test_the_fold_is_in_less_out_on_every_day(came: int, acts: list[tuple[str, int, int]]) -> None:
    at, log = datetime(2020, 1, 1, tzinfo=UTC), [(0, se.ItemTaken(came, "thing", "return", "own"))]
    left = came
    for kind, amount, day in acts:
        part = min(amount, left) if kind in ("out", "lost") else 0
        left -= part
        log.append((day, {
            "out": se.ItemOut(part, "police"), "lost": se.ItemDamaged(part), "moved": se.ItemMoved("other"), "sealed": se.ItemSealed(True),
        }[kind]))  # type: ignore[arg-type]  # each a body of the store
    events = [ev.Event(n, DAY + timedelta(day), at, "a", "clerk", "item:i", "", body) for n, (day, body) in enumerate(log, 1)]
    assert item_of(events).left == left
    for day in range(31):
        on = DAY + timedelta(day)
        gone = sum(e.body.quantity for e in events if e.day and e.day <= on and isinstance(e.body, (se.ItemOut, se.ItemDamaged)))
        then = item_of(events, on)
        assert then.left == came - gone >= 0
        assert all(m.left >= 0 for m in then.moves)
    for seq in range(1, len(events) + 1):
        assert item_of(events, None, seq).left == came - sum(-m.change for m in item_of(events, None, seq).moves[1:])


@dataclass
class _Plain:
    """What the test itself knows of an item: (day, change) in order."""

    item: str
    moves: list[tuple[date, int]] = field(default_factory=list)

    def on(self, day: date) -> int:
        return sum(change for on, change in self.moves if on <= day)


def _less(office: Bench, kind: str, item: str, said: str, day: date) -> None:
    if kind == "out":
        store.take_out(office.desk, [(item, said)], Leaving("police", day, "2", "Công an"))
    else:
        store.damage(office.desk, item, said, "vỡ", day)


@settings(max_examples=6, deadline=None)
@given(st.lists(ACTS, min_size=3, max_size=14))
def test_the_stock_of_any_day_is_what_the_cards_say(acts: list[tuple[str, int, int, int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        office = bench(Path(folder) / "data", DAY)
        known: list[_Plain] = []
        today = DAY
        try:
            for kind, which, amount, days in acts:
                today += timedelta(days)
                office.on(today)
                said = quantity.shown(amount)
                if kind == "in" or not known:
                    known.append(_Plain(store.take_in(office.desk, ItemInput("vật", said, "kg", today, "1")), [(today, amount)]))
                    continue
                plain = known[which % len(known)]
                left = plain.on(today)
                if kind == "strike":
                    store_mending.strike_last(office.desk, plain.item, store_queries.card(office.desk, plain.item).last, "nhầm")
                    plain.moves.pop()
                    known = [p for p in known if p.moves]
                elif amount > left:
                    with pytest.raises(Refused) as refused:
                        _less(office, kind, plain.item, said, today)
                    assert {r.code for r in refused.value.refusals} <= {"store.too_much", "store.nothing_left"}
                else:
                    _less(office, kind, plain.item, said, today)
                    plain.moves.append((today, -amount))
            for back in range((today - DAY).days + 1):
                day = DAY + timedelta(back)
                shown = store_queries.lines(office.desk, store_queries.wanted(office.desk, show="all", day=day))
                assert {x.item: x.left for x in shown} == {p.item: p.on(day) for p in known if p.moves[0][0] <= day}
            now = store_queries.lines(office.desk, store_queries.wanted(office.desk))
            assert {x.item: x.left for x in now} == {p.item: p.on(today) for p in known if p.on(today) > 0}
            assert upkeep.verify(office.desk).findings == ()
        finally:
            office.desk.close()


@given(st.integers(0, quantity.MOST))
def test_a_quantity_is_read_as_it_is_shown(parts: int) -> None:
    assert quantity.parse(quantity.shown(parts)) == parts
