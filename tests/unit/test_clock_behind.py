"""A clock that went back undoes no act that was acknowledged: what holds from its recording on holds as recorded last."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, owned
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    access,
    accounts,
    copies,
    office_settings,
    parties,
    people,
    restoring,
    second,
    since_copy,
    upkeep,
)

DAY = date(2019, 10, 7)
BACK = DAY - timedelta(days=1)
BINH = ("binh", "mật khẩu của Bình")


@pytest.fixture
def office(tmp_path: Path, on_engine: Callable[[Path], Path]) -> Iterator[Bench]:
    made = bench(on_engine(tmp_path / "data"), DAY)
    yield made
    made.desk.close()


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", DAY)
    yield made
    made.desk.close()


def by(office: Bench, act: str = "accounts") -> AbstractContextManager[None]:
    return second.standing_by(office.desk, second.confirmed(office.desk, act, *BINH))


def of(office: Bench) -> dict[str, access.Account]:
    return {a.login: a for a in accounts.listed(office.desk)}


def test_roles_taken_and_accounts_closed_count_at_once(office: Bench) -> None:
    owned(office.desk, accounts.open_account(office.desk, office.officer, BINH[0], ("deputy", "administrator"), BINH[1]))
    with by(office):
        cuong = owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ("officer",), "mật khẩu của Cường"))
    office.on(BACK)
    with by(office):
        accounts.change_roles(office.desk, cuong, ("inspector",))
    assert of(office)["cuong"].roles == ("inspector",)
    with by(office):
        accounts.close(office.desk, cuong)
    assert not of(office)["cuong"].active
    with pytest.raises(Refused), by(office):
        accounts.change_roles(office.desk, cuong, ("clerk",))


def test_settings_and_days_off_are_as_set_last(office: Bench) -> None:
    office_settings.change(office.desk, "return.opening", "constant")
    office_settings.change_day(office.desk, date(2019, 12, 2), day_off=True)
    office.on(BACK)
    office_settings.change(office.desk, "return.opening", "shrinks")
    office_settings.change_day(office.desk, date(2019, 12, 2), day_off=False)
    with office.desk.reading() as reader:
        assert office.desk.settings(reader)["return.opening"] == "shrinks"
        assert office.desk.calendar(reader).is_working(date(2019, 12, 2))


def test_two_who_were_told_apart_again_stay_apart(office: Bench) -> None:
    with office.desk.writing("keep") as uow:
        one, two = (parties.add(uow, parties.PartyInput("Nguyễn Văn An", birth_year=year)) for year in (1980, 1981))
        uow.commit()
    parties.merge(office.desk, one, two)
    office.on(BACK)
    parties.undo_merge(office.desk, one)
    with office.desk.reading() as reader:
        assert parties.resolve(reader, one) == one


@pytest.mark.parametrize("clock", [date(2018, 1, 1), date(1999, 1, 1), BACK, date(2031, 1, 1)])
def test_restoring_keeps_powers_whatever_the_clock_says(in_file: Bench, clock: date) -> None:
    office, folder = in_file, in_file.desk.folder
    people.give_post(office.desk, office.second, "deputy", DAY, powers=people.EVERY)
    binh = owned(office.desk, accounts.open_account(office.desk, office.officer, BINH[0], ("deputy", "administrator"), BINH[1]))
    copy = copies.make(office.desk).file
    office.on(DAY + timedelta(days=9))
    with by(office, "powers"):
        people.end_post(office.desk, office.second, "deputy", DAY + timedelta(days=2))
    with by(office):
        accounts.close(office.desk, binh)
    office.desk.close()
    office.on(clock)
    asks = restoring.opened(folder, copy, LOGIN, PASSWORD)
    upkeep.restore(folder, copy, office.clock, key=asks.key, account=asks.account, login=asks.login, reason="thử")
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    assert not of(office)["binh"].active
    with office.desk.reading() as reader:
        assert not [p for p in people.posts(reader) if p.post == "deputy" and p.on(DAY + timedelta(days=9))]


def test_the_password_set_last_is_lent_or_not(office: Bench) -> None:
    binh = accounts.open_account(office.desk, office.officer, BINH[0], ("clerk",), BINH[1])
    accounts.reset_password(office.desk, binh, "mật khẩu cho mượn")
    folder = office.desk.folder
    office.desk.close()
    office.on(BACK)
    desk = access.sign_in(folder, office.clock, "binh", "mật khẩu cho mượn")
    accounts.change_own_password(desk, "mật khẩu cho mượn", BINH[1])
    with desk.reading() as reader:
        assert since_copy.people_of(reader).passwords[binh][1] == "own"
    desk.close()
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
