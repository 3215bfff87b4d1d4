"""A restore that is undone, or done without the key file: today's store, and the one put aside, say who is closed and whose password counts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import Bench
from tests.unit.test_restoring_people import BINH, CUONG, DAY, MINH, NEW, by, of, put_back, refused, three
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import access, accounts, copies, people, restoring, restoring_second, upkeep


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = three(tmp_path / "data")
    yield made
    made.desk.close()


def test_undoing_a_mistaken_restore_closes_nobody(office: Bench) -> None:
    """The store that was put aside knows whom the mistaken copy did not: nobody closed them, and their passwords open again."""
    old, folder = copies.make(office.desk), office.desk.folder
    person = people.add_person(office.desk, "Ngô Thị Dung", "clerk", DAY)
    with by(office.desk, BINH, "accounts"):
        dung = accounts.open_account(office.desk, person, "dung", ("clerk",), "mật khẩu của Dung")
        accounts.close(office.desk, of(office.desk)["cuong"].key)
    aside = put_back(office, old.file, BINH).kept
    assert aside is not None
    put_back(office, old.file, BINH)
    done = put_back(office, aside, BINH)
    assert done.loss.since.back == ("Ngô Thị Dung (dung)",)
    assert done.loss.since.closed == ()
    assert of(office.desk)["dung"].active
    assert not of(office.desk)["cuong"].active
    assert upkeep.verify(office.desk).findings == ()
    office.desk.close()
    refused("account.wrong", access.sign_in, folder, office.clock, *CUONG)
    desk = access.sign_in(folder, office.clock, "dung", "mật khẩu của Dung")
    assert desk.access is not None
    assert desk.access.account.key == dung
    desk.close()
    office.desk = access.sign_in(folder, office.clock, *MINH)


@pytest.mark.parametrize("keys", [None, b"{}"])
def test_without_a_key_file_two_restore_and_old_passwords_stay_old(office: Bench, keys: bytes | None) -> None:
    """Today's store is sound: it says who must confirm, and whose password was changed since."""
    folder, known = office.desk.folder, of(office.desk)
    with by(office.desk, BINH, "accounts"):
        accounts.change_roles(office.desk, known["cuong"].key, ("administrator", "officer"))
    copy = copies.make(office.desk).file
    with by(office.desk, BINH, "password"):
        accounts.reset_password(office.desk, known["cuong"].key, NEW)
    office.desk.close()
    if keys is None:
        (folder / "keys.json").unlink()
    else:
        (folder / "keys.json").write_bytes(keys)
    asks = restoring.opened(folder, copy, *MINH)
    given = {"key": asks.key, "account": asks.account, "login": asks.login}
    with pytest.raises(Refused) as caught:
        upkeep.restore(folder, copy, office.clock, **given)  # type: ignore[arg-type]  # as restoring.opened says
    assert caught.value.refusals[0].code == "rights.second"
    stands = restoring_second.confirmed(folder, asks, *BINH).key
    done = upkeep.restore(folder, copy, office.clock, second=stands, **given)  # type: ignore[arg-type]  # as restoring.opened says
    assert "phải đặt lại cho: Lê Văn Cường (cuong)" in done.text()
    refused("account.wrong", access.sign_in, folder, office.clock, *CUONG)
    access.sign_in(folder, office.clock, *BINH).close()
    office.desk = access.sign_in(folder, office.clock, *MINH)
    with by(office.desk, BINH, "password"):
        accounts.reset_password(office.desk, known["cuong"].key, NEW)
    office.desk.close()
    access.sign_in(folder, office.clock, "cuong", NEW).close()
    office.desk = access.sign_in(folder, office.clock, *MINH)
