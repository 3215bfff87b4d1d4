"""Accounts of an office whose store is on a server: every desk asks the same ring, and signs with the same key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, owned, reopen
from tests.postgres import Cluster
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import (
    access,
    accounts,
    consolidation,
    copies,
    first_account,
    locks,
    masking,
    moving,
    others,
    parties,
    people,
    queries,
    second,
    striking,
    sweep,
    upkeep,
)
from thads_desktop.services.desk import Desk
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.peek import head_of
from thads_desktop.storage.server_place import keep_place, place_of

BINH = ("binh", "mật khẩu của Bình")


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    made = bench(tmp_path / "data")
    made.decision()
    return made


def test_it_moves_with_its_accounts_and_another_desk_logs_in(
    office: Bench, postgres: Cluster, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = consolidation.key_package(office.desk, tmp_path / "k.thads").fingerprint
    folder, place = office.desk.folder, postgres.place()
    office.desk.close()
    with access.unlocked(folder, office.clock, LOGIN, PASSWORD):
        moving.to_server(folder, place, office.clock)
    assert not (folder / "keys.json").exists()
    # Who has no account there leads no folder to it.
    stranger = tmp_path / "stranger"
    for who in (("ai", PASSWORD), (LOGIN, "sai rồi nhé")):
        with pytest.raises(Refused) as wrong:
            moving.join(stranger, place, office.clock, None, who)
        assert wrong.value.refusals[0].code == "account.wrong"
        assert list(stranger.iterdir()) == []
    assert moving.join(stranger, place, office.clock, None, (LOGIN, PASSWORD))[0] > 0
    # A colleague's computer: an empty folder that leads to the server.
    other = tmp_path / "other"
    other.mkdir()
    keep_place(other, place)
    with pytest.raises(Refused):
        access.sign_in(other, office.clock, LOGIN, "sai rồi nhé")
    desk = reopen(other, office.clock)
    assert consolidation.key_package(desk, tmp_path / "k2.thads").fingerprint == shown, "every desk signs with the office's key"
    key = owned(desk, accounts.open_account(desk, office.officer, "binh", ["clerk"], "mật khẩu của Bình"))
    desk.close()
    # What was changed at one desk holds at the other.
    desk = access.sign_in(folder, office.clock, "binh", "mật khẩu của Bình")
    with pytest.raises(Refused) as refused:
        people.add_person(desk, "Vũ Thị Dung", "officer", office.clock.today())
    assert refused.value.refusals[0].code == "rights.none"
    desk.close()
    office.desk = desk = reopen(folder, office.clock)
    received = f"intake:{office.judgment('16/2019/DS-ST')}"
    with desk.reading() as reader:
        last = reader.events_of(received)[-1].seq
    with pytest.raises(Refused) as refused:
        striking.strike(desk, received, last, "nhận trùng")
    assert refused.value.refusals[0].code == "rights.second"
    with second.standing_by(desk, second.confirmed(desk, "strike", "binh", "mật khẩu của Bình")):
        striking.strike(desk, received, last, "nhận trùng")
    with second.standing_by(desk, second.confirmed(desk, "accounts", "binh", "mật khẩu của Bình")):
        accounts.close(desk, key)
    assert upkeep.verify(desk).findings == ()
    desk.close()
    with pytest.raises(Refused):
        access.sign_in(other, office.clock, "binh", "mật khẩu của Bình")
    assert main(["verify", "--data", str(other)], office.clock) == 0
    assert main(["backup", "--data", str(other)], office.clock) == 0
    capsys.readouterr()
    # And home again, encrypted, with the accounts of today.
    with access.unlocked(folder, office.clock, LOGIN, PASSWORD):
        moving.to_file(folder, office.clock)
    desk = reopen(folder, office.clock)
    assert [(a.login, a.active) for a in accounts.listed(desk)] == [("binh", False), (LOGIN, True)]
    assert b"SQLite format 3" not in (folder / "thads.db").read_bytes()[:16]
    desk.close()


def test_the_first_account_of_a_store_that_was_on_the_server_before(postgres: Cluster, tmp_path: Path) -> None:
    office = bench(postgres.lead(tmp_path / "data"))
    assert office.desk.access is not None
    folder = office.desk.folder
    office.desk.close()
    with pytest.raises(Refused) as refused:
        first_account.found(folder, office.clock, "khác", "mật khẩu khác")
    assert refused.value.refusals[0].code == "account.has_accounts"
    words = main(["account", "sheet", "--data", str(folder)], office.clock)
    assert words == 0
    desk = reopen(folder, office.clock)
    _, sheet = accounts.new_sheet(desk)
    desk.close()
    access.recover(folder, office.clock, " ".join(sheet), LOGIN, "mật khẩu mới toanh").close()
    access.sign_in(folder, office.clock, LOGIN, "mật khẩu mới toanh").close()


def test_who_is_lowered_or_closed_elsewhere_sees_less_and_nothing(postgres: Cluster, tmp_path: Path) -> None:
    office = bench(postgres.lead(tmp_path / "data"))
    with office.desk.writing("keep") as uow:
        parties.add(uow, parties.PartyInput("Nguyễn Văn Bé", birth_year=2012, ids=("001215000001",)))
        uow.commit()
    binh = owned(office.desk, accounts.open_account(office.desk, office.officer, BINH[0], ["clerk"], BINH[1]))
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", *BINH)):
        owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ["deputy", "administrator"], "mật khẩu của Cường"))
    other = postgres_desk(office, tmp_path / "other")
    assert not masking.hides(other)
    seen = others.seen_now(other)
    by_cuong = second.confirmed(office.desk, "accounts", "cuong", "mật khẩu của Cường")
    with second.standing_by(office.desk, by_cuong):
        accounts.change_roles(office.desk, binh, ["inspector"])
    news = others.since(other, seen)
    assert others.ACCOUNTS in news.topics
    assert masking.hides(other)
    assert [row.name for row in parties.listed(other)] == ["N.V.B. (người chưa thành niên)"]
    with second.standing_by(office.desk, by_cuong):
        accounts.close(office.desk, binh)
    news = others.since(other, news.seen)
    assert news.topics == (others.ACCOUNTS,)
    assert not other.may("read")
    for act in (parties.listed, queries.counters, copies.make):
        with pytest.raises(Refused) as refused:
            act(other)
        assert refused.value.refusals[0].code == "account.closed"
    assert others.since(other, news.seen).topics == ()
    # Somebody else takes the desk.
    access.seat(other, access.proved(other, "cuong", "mật khẩu của Cường"))
    assert parties.listed(other)
    other.close()
    office.desk.close()


def postgres_desk(office: Bench, folder: Path, who: tuple[str, str] = BINH) -> Desk:
    """The desk of another computer."""
    place = place_of(office.desk.folder)
    assert place is not None
    folder.mkdir()
    keep_place(folder, place)
    return access.sign_in(folder, office.clock, *who)


def test_what_moving_left_aside_opens_to_nobody_who_was_closed_since(office: Bench, postgres: Cluster, tmp_path: Path) -> None:
    key = owned(office.desk, accounts.open_account(office.desk, office.officer, BINH[0], ["clerk", "administrator"], BINH[1]))
    with second.standing_by(office.desk, second.confirmed(office.desk, "accounts", *BINH)):
        owned(office.desk, accounts.open_account(office.desk, office.second, "cuong", ["deputy", "administrator"], "mật khẩu của Cường"))
    folder = office.desk.folder
    office.desk.close()
    with access.unlocked(folder, office.clock, LOGIN, PASSWORD):
        moving.to_server(folder, postgres.place(), office.clock)
    (aside,) = folder.glob("thads-cu-*.keys.json")
    ring = keyring.from_bytes(aside.read_bytes())
    assert ring is not None
    assert keyring.opened(ring, *BINH)[0] == key
    office.desk = reopen(folder, office.clock)
    other = postgres_desk(office, tmp_path / "other", (LOGIN, PASSWORD))
    with second.standing_by(other, second.confirmed(other, "accounts", "cuong", "mật khẩu của Cường")):
        accounts.close(other, key)
    # At another computer: this one follows at its next log-in.
    sweep.clear_left(office.desk)
    closed = keyring.from_bytes(aside.read_bytes())
    assert closed is not None
    with pytest.raises(Refused):
        keyring.opened(closed, *BINH)
    # Here at once.
    accounts.change_own_password(office.desk, PASSWORD, "mật khẩu mới toanh")
    changed = keyring.from_bytes(aside.read_bytes())
    assert changed is not None
    with pytest.raises(Refused):
        keyring.opened(changed, LOGIN, PASSWORD)
    _, data_key = keyring.opened(changed, LOGIN, "mật khẩu mới toanh")
    assert head_of(next(folder.glob("thads-cu-*.db")), data_key) is not None
    other.close()
    office.desk.close()
def test_a_slot_forged_on_the_server_lets_nobody_in(office: Bench, postgres: Cluster) -> None:
    """Whoever writes into the table of the ring has not written into the log."""
    folder, place = office.desk.folder, postgres.place()
    owned(office.desk, accounts.open_account(office.desk, office.officer, "binh", ["clerk"], "mật khẩu của Bình"))
    office.desk.close()
    with access.unlocked(folder, office.clock, LOGIN, PASSWORD):
        moving.to_server(folder, place, office.clock)
    desk = access.sign_in(folder, office.clock, "binh", "mật khẩu của Bình")
    assert upkeep.verify(desk).findings == ()
    ring, key = locks.ring(desk), cipher.key_of(folder)
    assert ring is not None
    assert key is not None
    head = next(a.key for a in accounts.listed(desk) if a.login == LOGIN)
    with desk.founding() as uow:
        made = keyring.with_account(keyring.without(ring, head), key, head, LOGIN, "kẻ gian tự đặt")
        uow.save_draft(keyring.ROW, keyring.to_plain(made))
        uow.commit()
    with pytest.raises(Refused) as refused:
        second.confirmed(desk, "accounts", LOGIN, "kẻ gian tự đặt")
    assert refused.value.refusals[0].code == "account.forged"
    assert LOGIN in upkeep.verify(desk).findings[0]
    desk.close()
    with pytest.raises(Refused) as refused:
        access.sign_in(folder, office.clock, LOGIN, "kẻ gian tự đặt")
    assert refused.value.refusals[0].code == "account.forged"
