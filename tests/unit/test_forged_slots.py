"""Whoever has the data key can write a slot for another account into keys.json: the log tells it, and it lets nobody in."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from tests.office import LOGIN, Bench, bench, owned
from tests.unit.test_access import FIXTURE
from tests.unit.test_restoring_people import BINH, MINH, NEW, by, changed_since, of, office, put_back, refused
from thads_desktop.domain import access_events as ae
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import access, accounts, copies, first_account, restoring, second, slots, upkeep
from thads_desktop.storage import keyring

__all__ = ["office"]

FORGED = (MINH[0], "kẻ gian tự đặt")


def forge(folder: Path, account: str = "") -> None:
    """Binh puts a slot of his own making in the place of Minh's."""
    ring = keyring.read(folder)
    assert ring is not None
    _mine, key = keyring.opened(ring, *BINH)
    theirs = account or keyring.opened(ring, *MINH)[0]
    keyring.write(folder, keyring.with_account(keyring.without(ring, theirs), key, theirs, *FORGED))


def test_a_forged_slot_lets_nobody_in_and_verify_tells_it(office: Bench) -> None:
    folder, head = office.desk.folder, of(office.desk)["minh"].key
    office.desk.close()
    forge(folder)
    refused("account.forged", access.sign_in, folder, office.clock, *FORGED)
    office.desk = access.sign_in(folder, office.clock, *BINH)
    (finding,) = upkeep.verify(office.desk).findings
    assert "của tài khoản minh" in finding
    refused("account.forged", second.confirmed, office.desk, "accounts", *FORGED)
    refused("account.forged", second.named, office.desk, *FORGED)
    refused("account.forged", access.proved, office.desk, *FORGED)
    accounts.reset_password(office.desk, head, NEW)
    assert upkeep.verify(office.desk).findings == (), "a password set by the program makes it good"
    office.desk.close()
    office.desk = access.sign_in(folder, office.clock, MINH[0], NEW)


def test_a_change_of_ones_own_password_makes_no_forged_slot_good(office: Bench) -> None:
    folder = office.desk.folder
    office.desk.close()
    forge(folder)
    office.desk = access.sign_in(folder, office.clock, *BINH)
    accounts.change_own_password(office.desk, BINH[1], NEW)
    assert len(upkeep.verify(office.desk).findings) == 1
    office.desk.close()
    refused("account.forged", access.sign_in, folder, office.clock, *FORGED)
    office.desk = access.sign_in(folder, office.clock, BINH[0], NEW)


def test_an_older_slot_of_ones_own_is_not_taken_back(office: Bench) -> None:
    folder = office.desk.folder
    before = (folder / "keys.json").read_bytes()
    accounts.change_own_password(office.desk, MINH[1], NEW)
    office.desk.close()
    (folder / "keys.json").write_bytes(before)
    refused("account.forged", access.sign_in, folder, office.clock, *MINH)
    office.desk = access.sign_in(folder, office.clock, *BINH)


def test_a_forged_sheet_recovers_nothing(office: Bench) -> None:
    folder = office.desk.folder
    office.desk.close()
    ring = keyring.read(folder)
    assert ring is not None
    made, words = keyring.with_sheet(ring, keyring.opened(ring, *BINH)[1])
    keyring.write(folder, made)
    refused("sheet.forged", access.recover, folder, office.clock, " ".join(words), MINH[0], NEW)
    office.desk = access.sign_in(folder, office.clock, *MINH)
    assert "của tờ khôi phục" in upkeep.verify(office.desk).findings[0]
    refused("sheet.forged", accounts.try_sheet, office.desk, " ".join(words))
    with by(office.desk, BINH, "accounts"):
        _file, good = accounts.new_sheet(office.desk)
    assert upkeep.verify(office.desk).findings == ()
    office.desk.close()
    office.desk = access.recover(folder, office.clock, " ".join(good), MINH[0], NEW)
    assert upkeep.verify(office.desk).findings == ()


def test_passwords_and_sheet_of_today_stay_good_when_an_older_copy_comes_back(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    put_back(office, copy.file)
    verified = upkeep.verify(office.desk)
    assert (verified.findings, verified.notes) == ((), ())
    folder = office.desk.folder
    office.desk.close()
    office.desk = access.sign_in(folder, office.clock, BINH[0], NEW)


def test_also_where_the_store_of_today_cannot_be_read(office: Bench) -> None:
    copy = copies.make(office.desk)
    changed_since(office)
    folder = office.desk.folder
    office.desk.close()
    (folder / "thads.db").write_bytes(b"x" * 8192)
    asks = restoring.opened(folder, copy.file, *MINH)
    upkeep.restore(folder, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login)
    office.desk = access.sign_in(folder, office.clock, BINH[0], NEW)
    assert upkeep.verify(office.desk).findings == ()


def test_a_copy_alone_opens_in_an_empty_folder(office: Bench, tmp_path: Path) -> None:
    accounts.change_own_password(office.desk, MINH[1], NEW)
    copy, other = copies.make(office.desk), tmp_path / "máy khác"
    other.mkdir()
    asks = restoring.opened(other, copy.file, MINH[0], NEW)
    upkeep.restore(other, copy.file, office.clock, key=asks.key, account=asks.account, login=asks.login)
    desk = access.sign_in(other, office.clock, MINH[0], NEW)
    assert upkeep.verify(desk).findings == ()
    desk.close()


def test_nobody_restores_or_confirms_by_a_forged_slot_and_restoring_makes_none_good(office: Bench) -> None:
    copy = copies.make(office.desk)
    accounts.change_own_password(office.desk, MINH[1], NEW)
    folder, clock, known = office.desk.folder, office.clock, of(office.desk)
    office.desk.close()
    forge(folder, account=known["minh"].key)
    asks = restoring.opened(folder, copy.file, *FORGED)

    def restore(account: str, login: str, colleague: str) -> None:
        upkeep.restore(folder, copy.file, clock, key=asks.key, account=account, login=login, second=colleague)

    refused("account.forged", restore, known["minh"].key, "minh", known["binh"].key)
    refused("account.forged", restore, known["binh"].key, "binh", known["minh"].key)
    office.desk = access.sign_in(folder, clock, *BINH)
    head = of(office.desk)["minh"].key
    with office.desk.founding() as uow:
        uow.append(f"account:{head}", clock.today(), ae.RolesChanged(("inspector",)))
        uow.commit()
    office.desk.close()
    # With the head only looking on, another colleague of the house stands by.
    restore(known["binh"].key, "binh", known["cuong"].key)
    refused("account.forged", access.sign_in, folder, clock, *FORGED)
    office.desk = access.sign_in(folder, clock, *BINH)
    assert "của tài khoản minh" in upkeep.verify(office.desk).findings[0]


def test_slots_of_before_count_until_the_password_is_next_set_and_verify_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of a store of an earlier version says nothing of slots."""
    with monkeypatch.context() as patched:
        patched.setattr(slots, "tell", lambda *_given: None)
        made = bench(tmp_path / "data", own=True)
        owned(made.desk, accounts.open_account(made.desk, made.officer, BINH[0], ("clerk",), BINH[1]))
    folder = made.desk.folder
    made.desk.close()
    made.desk = access.sign_in(folder, made.clock, *BINH)
    verified = upkeep.verify(made.desk)
    assert verified.findings == ()
    assert [n for n in verified.notes if f"của tài khoản binh, của tài khoản {LOGIN}, của tờ khôi phục" in n]
    accounts.change_own_password(made.desk, BINH[1], NEW)
    (note,) = [n for n in upkeep.verify(made.desk).notes if "dấu" in n]
    assert "binh" not in note
    made.desk.close()
    made.desk = access.sign_in(folder, made.clock, BINH[0], NEW)
    made.desk.close()


def test_a_store_of_before_there_were_accounts_has_its_first_slots_told(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", FixedClock(date(2026, 11, 29))
    folder.mkdir()
    (folder / "thads.db").write_bytes(gzip.decompress(FIXTURE.read_bytes()))
    desk = first_account.found(folder, clock, *MINH).desk
    verified = upkeep.verify(desk)
    assert verified.findings == ()
    assert not [n for n in verified.notes if "dấu" in n]
    with desk.reading() as reader:
        assert len([e for _, events in reader.stream("account") for e in events if isinstance(e.body, ae.SlotMade)]) == 2
    desk.close()
    access.sign_in(folder, clock, *MINH).close()

