"""What a page saw of the settings, and what somebody else changed since: refused, on both engines, and only where the two meet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import office_settings, others, people, series
from thads_desktop.services.desk import Desk

DAY = date(2019, 10, 8)


@pytest.fixture
def office(tmp_path: Path, on_engine: Callable[[Path], Path]) -> Iterator[Bench]:
    made = bench(on_engine(tmp_path / "data"))
    yield made
    made.desk.close()


def head(desk: Desk) -> int:
    with desk.reading() as reader:
        return reader.head()[0]


def place(desk: Desk, name: str, at: int | None = None) -> None:
    with desk.reading() as reader:
        first = people.office(reader).identities[0]
    people.put_identity(desk, replace(first, place=name), at)


#: The act of the other desk, then mine with what the page saw; both change the same thing.
ACTS: dict[str, tuple[Callable[[Desk], object], Callable[[Desk, int | None], object]]] = {
    "setting": (
        lambda d: office_settings.change(d, "words.zero_tens", "lẻ"),
        lambda d, at: office_settings.change_all(d, {"words.zero_tens": "linh"}, at),
    ),
    "weights": (lambda d: office_settings.change_weights(d, "123"), lambda d, at: office_settings.change_weights(d, "124", at)),
    "day": (
        lambda d: office_settings.change_day(d, DAY, day_off=True), lambda d, at: office_settings.change_day(d, DAY, day_off=False, at=at),
    ),
    "name": (lambda d: place(d, "Một nơi"), lambda d, at: place(d, "Nơi khác", at)),
    "series": (lambda d: series.open_series(d, "deferral", 2020, 5), lambda d, at: series.open_series(d, "deferral", 2020, 7, at)),
}  # fmt: skip


@pytest.mark.parametrize("what", ACTS)
def test_who_was_slower_is_told_and_changes_nothing(office: Bench, what: str) -> None:
    theirs, mine = ACTS[what]
    saw = head(office.desk)
    theirs(office.desk)
    now = head(office.desk)
    with pytest.raises(Refused) as refused:
        mine(office.desk, saw)
    assert [r.code for r in refused.value.refusals] == ["stale"]
    assert head(office.desk) == now
    mine(office.desk, now)
    assert head(office.desk) > now


def test_what_is_so_already_is_no_conflict(office: Bench) -> None:
    saw = head(office.desk)
    for n in (0, 1, 2):
        (lambda d: office_settings.change(d, "words.zero_tens", "lẻ"), ACTS["weights"][0], ACTS["day"][0])[n](office.desk)
    now = head(office.desk)
    office_settings.change(office.desk, "words.zero_tens", "lẻ", saw)
    office_settings.change_weights(office.desk, "123", saw)
    office_settings.change_day(office.desk, DAY, day_off=True, at=saw)
    assert head(office.desk) == now


def test_another_setting_or_day_is_nobodys_business(office: Bench) -> None:
    saw = head(office.desk)
    office_settings.change(office.desk, "words.zero_tens", "lẻ")
    office_settings.change_day(office.desk, DAY, day_off=True)
    office_settings.change_all(office.desk, {"return.officer": "at_start", "words.zero_tens": "lẻ"}, saw)
    office_settings.change_day(office.desk, date(2019, 10, 9), day_off=True, at=saw)


def test_all_of_them_or_none(office: Bench) -> None:
    saw = head(office.desk)
    office_settings.change(office.desk, "words.zero_tens", "lẻ")
    with pytest.raises(Refused):
        office_settings.change_all(office.desk, {"return.officer": "at_start", "words.zero_tens": "linh"}, saw)
    with office.desk.reading() as reader:
        assert office.desk.settings(reader)["return.officer"] == "at_end"


def test_who_changed_it_last_is_named(office: Bench) -> None:
    office_settings.change(office.desk, "words.zero_tens", "lẻ")
    with office.desk.reading() as reader:
        assert others.last_hand(reader, "setting:return.officer", "setting:words.zero_tens") == "Phạm Quang Minh"
        assert others.last_hand(reader, "setting:return.officer") == ""
