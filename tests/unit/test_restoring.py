"""Restoring: what is lost is said beforehand, the old store stays, nothing is exchanged until a person confirms; another computer."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests import office as others
from tests.office import Bench, bench, set_up
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.services import (
    access,
    accounts,
    consolidation,
    copies,
    exchange_gate,
    first_account,
    people,
    restoring,
    restoring_second,
    sending,
    upkeep,
)
from thads_desktop.storage import cipher, keyring

DAY = date(2019, 10, 7)
LOGIN, PASSWORD = "minh", "mat khau de nho"
BINH = "mat khau cua binh"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    """An encrypted office with one account."""
    clock = FixedClock(DAY)
    made = first_account.found(
        tmp_path / "data", clock, LOGIN, PASSWORD,
        set_up,
    )  # fmt: skip
    with made.desk.reading() as reader:
        held = {p.name: p.person for p in people.posts(reader)}
    made_bench = Bench(made.desk, clock, held["Phạm Quang Minh"], held["Trần Thị Bình"], held["Lê Văn Cường"])
    yield made_bench
    made_bench.desk.close()


def files(folder: Path) -> dict[str, bytes]:
    """What lies in a folder; reading a store may leave an empty journal beside it."""
    return {str(f.relative_to(folder)): f.read_bytes() for f in folder.rglob("*") if f.is_file() and not f.name.endswith(("-wal", "-shm"))}


def refused(code: str, act: object, *given: object) -> None:
    with pytest.raises(Refused) as caught:
        act(*given)  # type: ignore[operator]  # any call
    assert caught.value.refusals[0].code == code


def paper_of(office: Bench, matter: str) -> str:
    with office.desk.reading() as reader:
        return next(r.paper for r in reader.projections.papers(matter=matter))


def test_what_would_be_lost_is_told_before(office: Bench) -> None:
    office.decision()
    copy = copies.make(office.desk)
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    folder = office.desk.folder
    (choice,) = restoring.choices(folder)
    with office.desk.reading() as reader:
        missing = reader.head()[0] - copy.counted.seq
    assert (choice.head, choice.missing, choice.goes_on) == (copy.counted.head, missing, True)
    assert sum(n for _, n in choice.kinds) == missing
    found = restoring.loss(folder, copy.file, None)
    assert (found.events, len(found.papers)) == (missing, 1)
    assert "Quyết định" in found.papers[0]
    assert "số 02" in found.papers[0]
    said = " ".join(restoring.told(found))
    assert f"Sẽ mất {missing} sự kiện" in said
    assert copy.counted.head[:16] in said


def test_where_two_logs_have_split_both_ways_are_counted_from_there(office: Bench) -> None:
    """Whichever of the two is the longer one."""
    first, folder, clock = copies.make(office.desk), office.desk.folder, office.clock
    office.decision()
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    long = copies.make(office.desk)

    def put_back(file: Path) -> upkeep.Restored:
        office.desk.close()
        done = upkeep.restore(folder, file, clock, key=restoring.key_for(folder, file, LOGIN, PASSWORD))
        office.desk = access.sign_in(folder, clock, LOGIN, PASSWORD)
        return done

    put_back(first.file)
    office.decision(number="17/2019/DS-ST")
    short = copies.make(office.desk)
    at, one, other = first.counted.seq, long.counted.seq, short.counted.seq
    assert at < other < one
    found = restoring.loss(folder, long.file, None)
    assert (found.events, found.ahead, found.common, found.goes_on) == (other - at, one - at, at, False)
    assert sum(n for _, n in found.kinds) == other - at
    assert len(found.papers) == 1
    (choice,) = [c for c in restoring.choices(folder) if c.head == long.counted.head]
    assert (choice.missing, choice.goes_on, sum(n for _, n in choice.kinds)) == (other - at, False, other - at)
    said = put_back(long.file).text()
    assert f"Đã bỏ lại {other - at} sự kiện ghi từ chỗ hai nhật ký tách nhau (sau sự kiện {at})" in said
    assert f"Bản sao có thêm {one - at} sự kiện" in said
    off = exchange_gate.of(office.desk)
    assert off is not None
    assert off.lost == other - at
    with office.desk.reading() as reader:
        now = reader.head()[0]
    found = restoring.loss(folder, short.file, None)
    assert (found.events, found.ahead, found.common) == (now - at, other - at, at)
    assert f"Sẽ mất {now - at} sự kiện" in " ".join(restoring.told(found))
    of_now = put_back(first.file)
    assert (of_now.loss.events, of_now.loss.ahead, of_now.loss.goes_on) == (now - at, 0, True)


def test_restored_the_old_store_stays_and_exchange_is_off_until_confirmed(office: Bench) -> None:
    matter = office.decision()
    copy = copies.make(office.desk)
    office.judgment("17/2019/DS-ST")
    folder, clock = office.desk.folder, office.clock
    with office.desk.reading() as reader:
        old = reader.head()
    office.desk.close()
    key = restoring.key_for(folder, copy.file, LOGIN, PASSWORD)
    done = upkeep.restore(folder, copy.file, clock, key=key)
    assert done.kept is not None
    assert done.kept.exists()
    assert "Trao đổi dữ liệu đang tắt" in done.text()
    desk = office.desk = access.sign_in(folder, clock, LOGIN, PASSWORD)
    off = exchange_gate.of(desk)
    assert off is not None
    assert (off.seq, off.lost) == (copy.counted.seq, old[0] - copy.counted.seq)
    refused("exchange.off", consolidation.key_package, desk, folder.parent / "k.thads")
    refused("exchange.off", sending.send, desk, paper_of(office, matter), "procuracy", "")
    refused("exchange.no_reason", exchange_gate.confirm, desk, "  ")
    exchange_gate.confirm(desk, "Máy cũ đã thu hồi, đĩa đã hủy.")
    assert exchange_gate.of(desk) is None
    refused("exchange.on", exchange_gate.confirm, desk, "lần nữa")
    assert Path(consolidation.key_package(desk, folder.parent / "k.thads").path).exists()
    sending.send(desk, paper_of(office, matter), "procuracy", "")
    assert upkeep.verify(desk).findings == ()


@pytest.mark.skipif(os.name != "posix", reason="other systems have no such bits")
def test_what_is_restored_is_for_its_owner_alone(office: Bench) -> None:
    copy, folder = copies.make(office.desk).file, office.desk.folder
    office.desk.close()
    asks = restoring.opened(folder, copy, LOGIN, PASSWORD)
    kept = upkeep.restore(folder, copy, office.clock, key=asks.key, account=asks.account, login=asks.login).kept
    assert kept is not None
    assert [f.stat().st_mode & 0o077 for f in (folder / "thads.db", kept, folder / "keys.json")] == [0, 0, 0]
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)


def test_a_change_of_computer_by_password_and_by_the_sheet(office: Bench, tmp_path: Path) -> None:
    office.decision()
    _file, nine = accounts.new_sheet(office.desk)
    copy = copies.make(office.desk)
    alone = tmp_path / "usb" / "ban-sao.db"
    alone.parent.mkdir()
    shutil.copy(copy.file, alone)
    office.desk.close()
    shutil.rmtree(tmp_path / "data")
    words = " ".join(nine)
    for way in ("password", "sheet"):
        folder = tmp_path / way
        assert restoring.asks_for_password(folder, alone)
        refused("account.wrong", restoring.key_for, folder, alone, LOGIN, "sai mat khau")
        key = restoring.key_for(folder, alone, LOGIN, PASSWORD) if way == "password" else restoring.key_by_sheet(folder, alone, words)
        done = upkeep.restore(folder, alone, office.clock, key=key)
        assert done.kept is None
        desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
        try:
            assert upkeep.verify(desk).findings == ()
            assert exchange_gate.of(desk) is not None
        finally:
            desk.close()
        assert cipher.key_of(folder) is None


def test_who_may_not_is_refused_and_a_wrong_file_too(office: Bench, tmp_path: Path) -> None:
    accounts.open_account(office.desk, office.officer, "binh", ("clerk",), "mat khau cua binh")
    copy = copies.make(office.desk)
    folder = office.desk.folder
    refused("rights.none", restoring.key_for, folder, copy.file, "binh", "mat khau cua binh")
    (tmp_path / "x.db").write_bytes(b"nothing" * 2000)
    refused("backup.no_key", restoring.key_for, folder.parent / "new", tmp_path / "x.db", LOGIN, PASSWORD)
    refused("backup.no_file", restoring.key_for, folder, tmp_path / "none.db", LOGIN, PASSWORD)
    office.desk.close()
    with pytest.raises((Refused, Trouble)):
        upkeep.restore(folder, copy.file, office.clock)


def test_a_clear_copy_comes_back_encrypted_under_the_same_locks(office: Bench, tmp_path: Path) -> None:
    clear = bench(tmp_path / "clear", DAY, clear=True)
    copy = copies.make(clear.desk, tmp_path / "clear.db")
    clear.desk.close()
    folder = office.desk.folder
    _sheet, words = accounts.new_sheet(office.desk)
    accounts.open_account(office.desk, office.officer, "binh", ("clerk",), BINH)
    office.desk.close()
    before = files(folder)
    refused("account.wrong", upkeep.restore, folder, copy.file, office.clock)
    refused("account.wrong", restoring.opened, folder, copy.file, LOGIN, "sai mat khau")
    refused("rights.none", restoring.opened, folder, copy.file, "binh", BINH)
    refused("backup.clear_by_account", restoring.key_by_sheet, folder, copy.file, " ".join(words))
    with pytest.raises(Refused) as caught:
        upkeep.restore(folder, copy.file, office.clock, key=restoring.key_for(folder, copy.file, LOGIN, PASSWORD))
    assert caught.value.refusals[0].code == "backup.clear_by_account"
    assert files(folder) == before, "nothing changed"
    opened = restoring.opened(folder, copy.file, LOGIN, PASSWORD)
    (binh,) = restoring_second.confirming(folder, opened)
    upkeep.restore(folder, copy.file, office.clock, key=opened.key, account=opened.account, login=opened.login, second=binh.key)
    assert not cipher.is_clear(folder / "thads.db")
    refused("account.wrong", access.sign_in, folder, office.clock, "binh", BINH)
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    assert upkeep.verify(office.desk).findings == ()
    assert [a.login for a in accounts.listed(office.desk)] == [LOGIN]


def test_the_copy_of_another_office_needs_an_empty_folder(office: Bench, tmp_path: Path) -> None:
    other = bench(tmp_path / "other", DAY)
    copy = copies.make(other.desk, tmp_path / "other.db")
    other.desk.close()
    folder = office.desk.folder
    office.desk.close()
    before = files(folder)
    for who in ((LOGIN, PASSWORD), (others.LOGIN, others.PASSWORD)):
        refused("backup.other_office", restoring.opened, folder, copy.file, *who)
    key = restoring.key_for(tmp_path / "empty", copy.file, others.LOGIN, others.PASSWORD)
    with pytest.raises(Refused) as caught:
        upkeep.restore(folder, copy.file, office.clock, key=key)
    assert caught.value.refusals[0].code == "backup.other_office"
    assert files(folder) == before
    upkeep.restore(tmp_path / "empty", copy.file, office.clock, key=key)
    access.sign_in(tmp_path / "empty", office.clock, others.LOGIN, others.PASSWORD).close()


def test_of_a_damaged_store_the_copy_says_who_may(office: Bench) -> None:
    accounts.open_account(office.desk, office.officer, "binh", ("clerk",), BINH)
    copy, folder = copies.make(office.desk), office.desk.folder
    office.desk.close()
    (folder / "thads.db").write_bytes(b"x" * 40_000)
    refused("account.wrong", restoring.opened, folder, copy.file, LOGIN, "sai mat khau")
    refused("rights.none", restoring.opened, folder, copy.file, "binh", BINH)
    opened = restoring.opened(folder, copy.file, LOGIN, PASSWORD)
    upkeep.restore(folder, copy.file, office.clock, key=opened.key, account=opened.account)
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)


def test_accounts_opened_after_the_copy_leave_no_password_behind(
    office: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from thads_desktop.__main__ import main

    copy, folder = copies.make(office.desk), office.desk.folder
    accounts.open_account(office.desk, office.officer, "binh", ("clerk", "administrator"), BINH)
    office.desk.close()
    ghosts = (folder / "keys.json").read_bytes()
    key = restoring.key_for(folder, copy.file, LOGIN, PASSWORD)
    upkeep.restore(folder, copy.file, office.clock, key=key)
    after = keyring.read(folder)
    assert after is not None
    assert (len(after.slots), after.sheet is not None) == (2, True)
    monkeypatch.setenv("THADS_ACCOUNT", "binh")
    monkeypatch.setenv("THADS_PASSWORD", BINH)
    for slots in (keyring.to_bytes(after), ghosts):
        (folder / "keys.json").write_bytes(slots)
        for command in (["rebuild"], ["repair"], ["restore", str(copy.file)]):
            assert main([*command, "--data", str(folder), "--today", "2019-10-07"]) == 2, command
    keyring.write(folder, after)
    capsys.readouterr()
    office.desk = access.sign_in(folder, office.clock, LOGIN, PASSWORD)
    accounts.open_account(office.desk, office.officer, "binh", ("clerk",), BINH)


def test_nobody_restores_by_a_wrong_password(
    office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from thads_desktop.__main__ import main

    clear = bench(tmp_path / "clear", DAY, clear=True)
    copy = copies.make(clear.desk, tmp_path / "clear.db")
    clear.desk.close()
    mine, folder = copies.make(office.desk), office.desk.folder
    office.desk.close()
    before = files(folder)
    monkeypatch.setenv("THADS_ACCOUNT", "nobody")
    monkeypatch.setenv("THADS_PASSWORD", "wrong wrong")
    for file in (copy.file, mine.file):
        assert main(["restore", str(file), "--data", str(folder), "--today", "2019-10-07"]) == 2
        assert "mật khẩu" in capsys.readouterr().err
    assert files(folder) == before


def test_on_the_command_line_with_an_account(
    office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from thads_desktop.__main__ import main

    office.decision()
    copy = copies.make(office.desk)
    office.decision(number="16/2019/DS-ST", debtor="Đỗ Thị Ánh Tuyết")
    folder = office.desk.folder
    office.desk.close()
    given = ["--data", str(folder), "--today", "2019-10-07"]
    monkeypatch.delenv("THADS_ACCOUNT")
    assert main(["restore", str(copy.file), *given]) == 2
    assert "THADS_ACCOUNT" in capsys.readouterr().err
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    assert main(["restore", str(copy.file), *given]) == 0
    out = capsys.readouterr().out
    for said in ("Đã phục hồi", "Dữ liệu cũ giữ tại", "Đã bỏ lại", "số 02", "Trao đổi dữ liệu đang tắt"):
        assert said in out, out
    connection = cipher.connect(folder / "thads.db", restoring.key_of_store(folder, LOGIN, PASSWORD))
    connection.execute("DROP TRIGGER rows_delete")
    connection.execute("DELETE FROM register_rows WHERE kind = 'party'")
    connection.close()
    assert main(["repair", *given]) == 0
    assert "dòng sổ" in capsys.readouterr().out
