"""The command line meets the same rights as the window: ``test_rights_table`` says who may, here each door is tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.office import LOGIN, PASSWORD, bench
from tests.unit.test_rights_table import DAY, ROLE_PASSWORD, ROLES
from thads_desktop.__main__ import main
from thads_desktop.domain.clock import FixedClock
from thads_desktop.services import access, accounts

LINES = {
    "import": (["import", "x.xlsx"], {"clerk", "head", "deputy", "administrator"}),
    "return": (["return", "--year", "2020", "--months", "3", "--close"], {"clerk", "head", "deputy", "city"}),
    "matters": (["matters"], set(ROLES)),
    "data import": (["data", "import", "x.xlsx"], {"clerk", "head", "deputy"}),
    "data export": (
        ["data", "export", "out", "--recipient", "a", "--purpose", "b"],
        {"clerk", "officer", "head", "deputy", "accountant", "inspector", "city"},
    ),
    "verify": (["verify"], set(ROLES)),
    "backup": (["backup"], set(ROLES)),
    "rebuild": (["rebuild"], {"clerk", "officer", "head", "deputy", "accountant", "administrator"}),
    "return --out": (["return", "--year", "2020", "--months", "3", "--out", "out"], {"clerk", "head", "deputy", "city"}),
    "account open": (["account", "open", "ai", "--person", "Trần Thị Bình", "--role", "clerk"], {"head", "administrator"}),
}


@pytest.mark.parametrize("line", LINES)
def test_the_command_line_meets_the_same_rights(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = bench(tmp_path / "data")
    office.decision()
    accounts.open_account(office.desk, office.officer, "vai", ["inspector"], ROLE_PASSWORD)
    key = next(a.key for a in accounts.listed(office.desk) if a.login == "vai")
    words, may = LINES[line]
    monkeypatch.setenv("THADS_NEW_PASSWORD", "mật khẩu của ai")
    (tmp_path / "x.xlsx").write_bytes(b"x")
    for role in ROLES:
        # The first account gives the role and confirms to itself through the log alone.
        with office.desk.founding() as uow:
            from thads_desktop.domain.access_events import RolesChanged

            uow.append(f"account:{key}", office.clock.today(), RolesChanged((role,)))
            uow.commit()
        office.desk.close()
        monkeypatch.setenv("THADS_ACCOUNT", "vai")
        monkeypatch.setenv("THADS_PASSWORD", ROLE_PASSWORD)
        given_ = [str(tmp_path / w) if w in ("x.xlsx", "out") else w for w in words]
        code = main([*given_, "--data", str(tmp_path / "data")], FixedClock(DAY))
        said = capsys.readouterr()
        assert ("không có quyền" in said.err) == (role not in may), (role, said.err)
        assert role in may or code == 2
        office.desk = access.sign_in(tmp_path / "data", office.clock, LOGIN, PASSWORD)
    office.desk.close()
