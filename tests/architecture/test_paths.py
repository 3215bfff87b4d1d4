"""Where data lies: in the checkout, beside an installed program, and in the user's own folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from thads_desktop import paths

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def fresh_root() -> Iterator[None]:
    paths._root.cache_clear()
    yield
    paths._root.cache_clear()


def test_a_checkout_uses_its_own_forms_and_resources(root: Path) -> None:
    assert paths.forms("documents") == root / "forms" / "documents"
    assert (
        paths.resource("fonts", "OFL.txt")
        == paths.resource("fonts/OFL.txt")
        == root / "resources" / "fonts" / "OFL.txt"
    )
    assert paths.resource("fonts/OFL.txt").is_file()


@pytest.mark.usefixtures("fresh_root")
def test_an_installed_program_uses_what_lies_beside_its_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "_data").mkdir()
    monkeypatch.setattr(paths, "__file__", str(tmp_path / "paths.py"))
    assert paths.resource("law") == tmp_path / "_data" / "resources" / "law"


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_DATA_HOME": "/srv/data"}, "/srv/data/thads-desktop"),
        ("linux", {"XDG_DATA_HOME": "relative"}, "/people/an/.local/share/thads-desktop"),
        ("linux", {"XDG_DATA_HOME": ""}, "/people/an/.local/share/thads-desktop"),
        ("win32", {"LOCALAPPDATA": "/people/an/local"}, "/people/an/local/thads-desktop"),
        ("win32", {"LOCALAPPDATA": ""}, "/people/an/AppData/Local/thads-desktop"),
        ("darwin", {}, "/people/an/Library/Application Support/thads-desktop"),
    ],
)
def test_the_users_data_folder_is_where_the_system_keeps_such_things(
    platform: str, variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(Path, "home", staticmethod(lambda: Path("/people/an")))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert paths.default_data_folder() == Path(expected)
