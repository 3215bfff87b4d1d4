"""The law files are read strictly: what is not sound is named, and a change of one letter changes the digest."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from thads_desktop.law.ruleset import FILES, LawDataError, Rules, cite
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = {"LQ": "Luật Thi hành án dân sự"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped law files."""
    return shutil.copytree(resource("law"), tmp_path / "law")


def alter(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_copy_reads_the_same(folder: Path) -> None:
    assert Rules.load(folder) == Rules.load()


@pytest.mark.parametrize("name", FILES)
def test_the_digest_covers_every_file(folder: Path, name: str) -> None:
    with (folder / name).open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert Rules.load(folder).digest != Rules.load().digest
    assert len(Rules.load().digest) == 64


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("terms.toml", "rolls = true", "rolls = true\nrols = true"),
        ("terms.toml", 'counts_from = "JudgmentReceived"', 'counted_from = "JudgmentReceived"'),
        ("terms.toml", 'unit = "wd"', 'unit = "week"'),
        ("terms.toml", 'certainty = "H"', 'certainty = "sure"'),
        ("terms.toml", "n = 5", 'n = "5"'),
        ("terms.toml", "n = 5", "n = 2.5"),
        ("terms.toml", "from = 2009-07-01", 'from = "2009-07-01"'),
        ("terms.toml", 'cite = "LQ 36.2"', 'cite = ""'),
        ("terms.toml", 'cite = "LQ 36.2"', 'cite = "LQ"'),
        ("terms.toml", 'cite = "LQ 36.2"', 'cite = "XX 36.2"'),
        ("grounds.toml", 'code = "a"', 'code = "a"\nclause = "a"'),
        ("grounds.toml", 'cite = "LQ ', 'cite = "XX '),
        ("topics.toml", '2008 = "LQ ', '2008 = "XX '),
        ("terms.toml", 'default = "earlier"', 'default = "later"'),
        ("terms.toml", 'absent = "none"', 'absent = "gone"'),
        ("terms.toml", 'absent = "none"\ncite = "LQ 31.4"', 'absent = "none"'),
        ("terms_assets.toml", "[R34]", "[R01]"),
        ("terms_assets.toml", 'TL9 = "Thông', 'LQ = "Thông'),
        ("terms_assets.toml", 'counts_from = "asset_seized"', 'counts_from = "asset_siezed"'),
        ("terms_assets.toml", 'discharged_by = "valuation_contract"', 'discharged_by = ""'),
        ("terms_special.toml", 'cite = "ND152 ?"\ncertainty = "M"', 'cite = "ND152 ?"\ncertainty = "H"'),
        ("terms_money.toml", 'certainty = "unknown"', 'certainty = "H"'),
        ("limits.toml", 'unit = "d"', 'unit = "days"'),
        ("limits.toml", 'cite = "LQ 28.1"\n', ""),
        ("limits.toml", "value = 30", 'value = "30"'),
        ("limits.toml", 'title = "', 'titel = "'),
    ],
)
def test_what_is_not_sound_is_refused(folder: Path, name: str, old: str, new: str) -> None:
    alter(folder, name, old, new)
    with pytest.raises(LawDataError):
        Rules.load(folder)


@pytest.mark.parametrize(
    ("short", "said"),
    [
        ("LQ 36", "Điều 36 Luật Thi hành án dân sự"),
        ("LQ 36.2", "khoản 2 Điều 36 Luật Thi hành án dân sự"),
        ("LQ 48.1.đ", "điểm đ khoản 1 Điều 48 Luật Thi hành án dân sự"),
        ("LQ 44a.1.a", "điểm a khoản 1 Điều 44a Luật Thi hành án dân sự"),
    ],
)
def test_citations_read_as_printed(short: str, said: str) -> None:
    assert cite(short, DOCUMENTS) == said
