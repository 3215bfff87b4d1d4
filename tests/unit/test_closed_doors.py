"""What an account that only looks on, or brings a register in, finds closed; and forged or foreign files that come from outside."""

from __future__ import annotations

import json
import os
import stat
from datetime import date
from pathlib import Path

import pytest

from tests import registers
from tests.office import Bench, bench, reopen
from thads_desktop.__main__ import main
from thads_desktop.domain import events as ev
from thads_desktop.domain.access_events import Exported
from thads_desktop.domain.refusal import Refused
from thads_desktop.files import KEY, KEYS, SERVER
from thads_desktop.services import access, accounts, commands_update, copies, people, repairing, reporting, return_files
from thads_desktop.services.desk import Desk
from thads_desktop.storage import keyring
from thads_desktop.storage.server_place import Place, keep_place

DAY = ["--today", "2020-01-06"]
SECRET = "mật khẩu của người ấy"


def as_role(office: Bench, role: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on the command line is asked by an account of this role, and the office's desk is closed."""
    accounts.open_account(office.desk, office.officer, "nguoi", [role], SECRET)
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", "nguoi")
    monkeypatch.setenv("THADS_PASSWORD", SECRET)


@pytest.fixture
def office(tmp_path: Path) -> Bench:
    made = bench(tmp_path / "data")
    made.decision()
    made.on(date(2020, 1, 6))
    return made


@pytest.mark.parametrize("role", ["inspector", "storekeeper"])
def test_who_only_looks_on_moves_no_copies_makes_no_key_and_no_package(
    office: Bench, role: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office.desk.folder
    copies.make(office.desk)
    (tmp_path / "usb").mkdir()
    as_role(office, role, monkeypatch)
    out = str(tmp_path / "out")
    for line in (["backup", "--second", str(tmp_path / "usb")], ["key"], ["drill"], ["rebuild"],
                 ["return", "--year", "2020", "--months", "3", "--out", out]):  # fmt: skip
        assert main([*line, "--data", str(folder), *DAY]) == 2, line
        assert "không có quyền" in capsys.readouterr().err
    assert not (folder / copies.PLACES).exists()
    assert not (folder / KEYS / KEY).exists()
    assert not Path(out).exists() or not list(Path(out).iterdir())
    # A copy that is made by itself asks nobody.
    desk = access.sign_in(folder, office.clock, "nguoi", SECRET)
    assert copies.make_if_due(desk, "close") is not None
    desk.close()


def made_of(desk: Desk) -> list[ev.PackageMade]:
    with desk.reading() as reader:
        return [e.body for _, events in reader.stream("package") for e in events if isinstance(e.body, ev.PackageMade)]


def test_a_package_whose_files_cannot_be_written_is_not_noted_and_one_that_is_noted_is_there(office: Bench, tmp_path: Path) -> None:
    made = reporting.make(office.desk, 2020, 3)
    (tmp_path / "tep").write_text("x")
    with pytest.raises(Refused):
        return_files.write(office.desk, made, tmp_path / "tep")
    assert made_of(office.desk) == []
    assert len(return_files.write(office.desk, made, tmp_path / "out")) == 3
    assert [b.months for b in made_of(office.desk)] == [3]
    office.desk.close()


def test_an_administrator_takes_a_register_over_without_the_files_that_show_names(tmp_path: Path) -> None:
    desk = registers.open_office(tmp_path / "data")
    file, report = registers.book(tmp_path, [registers.row(1), registers.row(2, due="x")]), tmp_path / "kq.xlsx"
    from thads_desktop.services import takeover

    assert desk.access is not None
    mine = desk.access.account.person
    with desk.reading() as reader:
        person = next(p.person for p in people.posts(reader) if p.person != mine)
    key = accounts.open_account(desk, person, "qt", ["administrator"], SECRET)
    access.seat(desk, key)
    for dry in (True, False):
        for option in ("report", "correction", "minutes"):
            with pytest.raises(Refused) as refused:
                takeover.take_over(desk, file, dry_run=dry, **{option: report})  # type: ignore[arg-type]  # options of the case
            assert refused.value.refusals[0].code == "rights.none"
            assert not report.exists()
    assert takeover.take_over(desk, file, dry_run=True).takeover.count("accept") == 1
    desk.close()


def test_the_files_of_a_real_import_stand_in_the_log_and_those_of_a_trial_do_not(tmp_path: Path) -> None:
    from thads_desktop.services import takeover

    desk = registers.open_office(tmp_path / "data")
    file, report = registers.book(tmp_path, [registers.row(1)]), tmp_path / "kq.xlsx"

    def noted() -> list[tuple[str, str, str, int]]:
        with desk.reading() as reader:
            bodies = [e.body for _, events in reader.stream("export") for e in events if isinstance(e.body, Exported)]
            rows = [(reader.row("export", b.row) or {}, b) for b in bodies]
        return [(str(r["what"]), str(r["recipient"]), str(r["purpose"]), b.count) for r, b in rows]

    takeover.take_over(desk, file, dry_run=True, report=report)
    assert report.exists()
    assert noted() == []
    done = takeover.take_over(desk, file, report=report)
    assert noted() == [("kết quả tiếp nhận sổ so.xlsx", registers.OFFICE, "đối chiếu sổ tiếp nhận", 1)]
    assert takeover.undo(desk, done.batch) == 1
    desk.close()


def test_another_program_asks_who_and_the_right(
    office: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = office.desk.folder
    back = ["update", "--back", "--data"]
    monkeypatch.setenv("THADS_PASSWORD", "sai mật khẩu")
    office.desk.close()
    assert main([*back, str(folder)]) == 2
    assert "mật khẩu" in capsys.readouterr().err
    # An empty folder that is named leads past the office's own no more than none.
    monkeypatch.setattr(commands_update, "default_data_folder", lambda: folder)
    assert main([*back, str(tmp_path / "trong")]) == 2
    assert "mật khẩu" in capsys.readouterr().err
    office.desk = reopen(folder, office.clock)
    as_role(office, "clerk", monkeypatch)
    assert main([*back, str(folder)]) == 2
    assert "không có quyền" in capsys.readouterr().err
    monkeypatch.setattr(commands_update, "default_data_folder", lambda: tmp_path / "khong")
    assert main([*back, str(tmp_path / "trong")]) == 2
    assert "chỉ bản đóng gói" in capsys.readouterr().err, "where there are no data nobody is asked"


@pytest.mark.parametrize(
    "cost",
    [
        {"passes": float("inf")}, {"memory": float("nan")}, {"memory": 8, "lanes": 16}, {"memory": 1 << 20, "passes": 20},
        {"memory": 1 << 20, "passes": 5},
    ],
)  # fmt: skip
def test_a_ring_that_asks_for_what_no_ring_asks_for_is_none(cost: dict[str, float]) -> None:
    ring = keyring.with_account(keyring.empty(), bytes(32), "aa", "an", "mật khẩu một")
    said = json.loads(keyring.to_bytes(ring))
    assert keyring.from_bytes(json.dumps(said).encode()) == ring
    said["slots"][0]["cost"].update(cost)
    assert keyring.from_bytes(json.dumps(said).encode()) is None


def test_the_dearest_ring_is_still_one() -> None:
    ring = keyring.with_account(keyring.empty(), bytes(32), "aa", "an", "mật khẩu một")
    said = json.loads(keyring.to_bytes(ring))
    said["slots"][0]["cost"] = {"passes": 4, "memory": 1 << 20, "lanes": 4}
    assert keyring.from_bytes(json.dumps(said).encode()) is not None


def test_a_folder_that_leads_to_a_server_has_no_file_to_repair(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_place(tmp_path, Place("127.0.0.1", "thads", "thads", 1))
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / SERVER).stat().st_mode) == 0o600
    assert main(["repair", "--data", str(tmp_path)]) == 2
    assert "rebuild" in capsys.readouterr().err
    with pytest.raises(Refused) as refused:
        repairing.repair(tmp_path, registers.FixedClock(date(2020, 1, 6)))
    assert refused.value.refusals[0].code == "repair.on_server"
    assert [p.name for p in tmp_path.iterdir()] == [SERVER]


def test_exchange_is_told_and_confirmed_on_the_command_line(office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = copies.make(office.desk, tmp_path / "usb.db").file
    folder = office.desk.folder
    office.desk.close()

    def run(*words: str) -> tuple[int, str]:
        code = main([*words, "--data", str(folder), *DAY])
        said = capsys.readouterr()
        return code, said.out + said.err

    assert run("exchange") == (0, "Trao đổi dữ liệu đang bật.\n")
    assert run("exchange", "--confirm", "máy hỏng")[0] == 2, "nothing to confirm"
    assert run("restore", str(file))[0] == 0
    code, said = run("exchange")
    assert (code, "đang tắt" in said, "--confirm" in said) == (0, True, True)
    assert run("key")[0] == 2
    assert run("exchange", "--confirm", " ")[0] == 2
    assert run("exchange", "--confirm", "máy cũ đã hỏng")[0] == 0
    assert run("exchange") == (0, "Trao đổi dữ liệu đang bật.\n")
    assert run("key")[0] == 0


def test_a_restore_into_an_empty_folder_speaks_of_no_store_of_before(
    office: Bench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = copies.make(office.desk, tmp_path / "usb.db").file
    office.desk.close()
    assert main(["restore", str(file), "--data", str(tmp_path / "moi"), *DAY]) == 0
    said = capsys.readouterr().out
    assert "Trong bản sao" in said
    assert "kho đang có" not in said
    assert "kho cũ, nên" not in said
    assert "sẽ mất" not in said.lower()
