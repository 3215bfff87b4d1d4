"""Accounts of an office whose store is on a server: every desk asks the same ring, and signs with the same key."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, owned, reopen
from tests.postgres import Cluster
from thads_desktop.__main__ import main
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import access, accounts, consolidation, moving, people, second, striking, upkeep
from thads_desktop.storage.server_place import keep_place


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
        access.found(folder, office.clock, "khác", "mật khẩu khác")
    assert refused.value.refusals[0].code == "account.has_accounts"
    words = main(["account", "sheet", "--data", str(folder)], office.clock)
    assert words == 0
    desk = reopen(folder, office.clock)
    _, sheet = accounts.new_sheet(desk)
    desk.close()
    access.recover(folder, office.clock, " ".join(sheet), LOGIN, "mật khẩu mới toanh").close()
    access.sign_in(folder, office.clock, LOGIN, "mật khẩu mới toanh").close()
