"""Restoring an office whose store is on a server brings no closed account back, and is done by two."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, Bench, bench, owned, reopen
from tests.postgres import Cluster
from thads_desktop.__main__ import main
from thads_desktop.services import accounts, copies, second, since_copy

BINH, CUONG = ("binh", "mật khẩu của Bình"), ("cuong", "mật khẩu của Cường")


@dataclass
class Given:
    office: Bench
    desk: Path
    copy: Path
    new: Path
    postgres: Cluster

    def move(self) -> int:
        place = self.postgres.place()
        server = f"{place.host}:{place.port}/{place.database}"
        return main(["move-store", "--data", str(self.new), "--to-server", server, "--user", place.user], self.office.clock)

    def accounts(self) -> dict[str, tuple[bool, tuple[str, ...]]]:
        desk = reopen(self.new, self.office.clock)
        try:
            return {a.login: (a.active, a.roles) for a in accounts.listed(desk)}
        finally:
            desk.close()


@pytest.fixture
def given(tmp_path: Path, postgres: Cluster, monkeypatch: pytest.MonkeyPatch) -> Given:
    """On the server Cường was closed and Bình lost a role since the copy."""
    office = bench(postgres.lead(tmp_path / "desk"))
    binh = owned(office.desk, accounts.open_account(office.desk, office.officer, BINH[0], ("deputy", "administrator", "clerk"), BINH[1]))

    def by_binh() -> object:
        return second.standing_by(office.desk, second.confirmed(office.desk, "accounts", *BINH))

    with by_binh():  # type: ignore[attr-defined]  # a context manager
        cuong = owned(office.desk, accounts.open_account(office.desk, office.second, CUONG[0], ("administrator", "officer"), CUONG[1]))
    copy = copies.make(office.desk, tmp_path / "copy.db").file
    with by_binh():  # type: ignore[attr-defined]  # a context manager
        accounts.close(office.desk, cuong)
    with by_binh():  # type: ignore[attr-defined]  # a context manager
        accounts.change_roles(office.desk, binh, ("deputy", "administrator"))
    office.desk.close()
    monkeypatch.setenv("THADS_ACCOUNT", LOGIN)
    monkeypatch.setenv("THADS_PASSWORD", PASSWORD)
    return Given(office, tmp_path / "desk", copy, tmp_path / "new", postgres)


def confirmed_by(monkeypatch: pytest.MonkeyPatch, who: tuple[str, str]) -> None:
    monkeypatch.setenv("THADS_SECOND_ACCOUNT", who[0])
    monkeypatch.setenv("THADS_SECOND_PASSWORD", who[1])


def test_beside_todays_server_powers_stay_and_two_restore(
    given: Given, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    order = ["restore", "--data", str(given.desk), "--into", str(given.new), str(given.copy), "--reason", "nhập nhầm sổ"]
    assert main(order, given.office.clock) == 2
    assert "Trần Thị Bình" in capsys.readouterr().err
    assert not given.new.exists()
    confirmed_by(monkeypatch, CUONG)
    assert main(order, given.office.clock) == 2, "who was closed since confirms nothing"
    confirmed_by(monkeypatch, BINH)
    assert main(order, given.office.clock) == 0
    told = capsys.readouterr().out
    assert "vẫn khóa: Lê Văn Cường (cuong)" in told
    assert given.move() == 0
    assert since_copy.UNKNOWN not in capsys.readouterr().out
    assert given.accounts()["cuong"][0] is False
    assert given.accounts()["binh"] == (True, ("deputy", "administrator"))
    assert main(["verify", "--data", str(given.new)], given.office.clock) == 0


def test_where_no_server_was_asked_it_moves_by_two_and_that_is_said(
    given: Given, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", "--data", str(given.new), str(given.copy)], given.office.clock) == 0
    capsys.readouterr()
    assert given.move() == 2
    assert "Trần Thị Bình" in capsys.readouterr().err
    assert (given.new / "thads.db").exists()
    confirmed_by(monkeypatch, BINH)
    assert given.move() == 0
    assert since_copy.UNKNOWN in capsys.readouterr().out


def test_into_wants_a_server_and_an_empty_folder(given: Given, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "x").write_text("x")
    assert main(["restore", "--data", str(given.desk), "--into", str(taken), str(given.copy)], given.office.clock) == 2
    assert main(["restore", "--data", str(tmp_path / "none"), "--into", str(given.new), str(given.copy)], given.office.clock) == 2
    assert "không trống" in capsys.readouterr().err
    assert not given.new.exists()
