"""Rankings: places follow points within a band, ties share a place, nobody is lost, the order of asking does not matter."""

from __future__ import annotations

from hypothesis import given, strategies as st

from thads_desktop.domain.ranking import Band, Placed, band_of, ranked

POINTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(-20, 20), max_size=12)


@given(POINTS, st.randoms(use_true_random=False))
def test_places_follow_points(points: dict[str, int], chance: object) -> None:
    bands = {who: "lớn" if len(who) > 1 else "nhỏ" for who in points}
    found = ranked(points, bands)
    assert sorted(p.who for p in found) == sorted(points)
    for p in found:
        others = [n for who, n in points.items() if bands[who] == p.band]
        assert p.place == 1 + sum(n > p.points for n in others)
        assert p.tied == (others.count(p.points) > 1)
    mixed = list(points)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis' own random
    again = ranked({who: points[who] for who in mixed}, bands)
    assert sorted(again, key=lambda p: p.who) == sorted(found, key=lambda p: p.who)


def test_ties_leave_the_next_place_out() -> None:
    found = ranked({"a": 5, "b": 5, "c": 3}, {})
    assert found == [Placed("a", "", 5, 1, tied=True), Placed("b", "", 5, 1, tied=True), Placed("c", "", 3, 3, tied=False)]


def test_the_floor_belongs_to_its_band() -> None:
    bands = (Band("vừa", 500), Band("lớn", 5000))
    assert [band_of(n, bands) for n in (0, 499, 500, 4999, 5000, 10**6)] == ["", "", "vừa", "vừa", "lớn", "lớn"]
