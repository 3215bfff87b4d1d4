"""The law files are read strictly: what is not sound is named, and a change of one letter changes the digest."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from thads_desktop.law import money_law
from thads_desktop.law.ruleset import FILES, LawDataError, Rules, cite
from thads_desktop.paths import resource
from thads_desktop.services import money_tools, office_settings
from thads_desktop.services.desk import DEFAULTS

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


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "TT216"', 'code = "TT216"\ncodes = "x"'),
        ("free_base_salaries = 2", "free_base_salaries = 2\nrates = 3"),
        ("{ to = 7_000_000_000", "{ to = 4_000_000_000"),
        ("rate = 300 }]", "rate = 3.5 }]"),
        ('certainty = "H"', 'certainty = "unknown"'),
        ("from = 2013-07-01", "from = 2013-07-01\nuntil = 2012-01-01"),
        ("amount = 1_150_000\n", ""),
        ('cite = "TT216 4"', 'cite = "XX 4"'),
        ("percent = 80", "percent = 180"),
        ("agreed_cap = 2000\n", ""),
        ('["fines", "insurance", "other"]', '["fines", "other"]'),
        ('paid = "none"', 'paid = "some"'),
        ('small = "base_salary"', 'small = "wage"'),
        ("[settings.rounding]", "[settings.rounding]\nmore = 1"),
        ("[deduction_kinds]", "[deductions]"),
        ("years = 5\ncite", "years = 0\ncite"),
        ('setting = "fee_new_law"', 'setting = "fee_newer_law"'),
    ],
)
def test_unsound_law_of_money_is_refused(old: str, new: str) -> None:
    text = resource("law", "money.toml").read_text(encoding="utf-8")
    assert old in text
    with pytest.raises(LawDataError):
        money_law.read(text.replace(old, new, 1).encode())


def test_every_entry_of_money_has_its_article_and_what_is_not_sure_its_note() -> None:
    law = money_law.MoneyLaw.load()
    entries: list[money_law.Span] = [
        *law.tariffs, *law.reliefs, *law.base_salaries, *law.regional, *law.rates, *law.said, *law.payments, *law.remissions, *law.held,
    ]  # fmt: skip
    for entry in entries:
        assert entry.cite
        assert entry.certainty == "H" or entry.notes() or getattr(entry, "setting", "")
    assert all(s.note and "mặc định" in s.note for s in law.settings.values())


def test_the_offices_settings_are_those_of_the_law_of_money() -> None:
    shown = {name: (label, options) for name, label, options in office_settings.CHOICES}
    law = money_law.MoneyLaw.load()
    assert set(money_tools.SETTINGS.values()) == set(law.settings)
    for name, code in money_tools.SETTINGS.items():
        assert shown[name][1] == law.settings[code].choices
        assert DEFAULTS[name] == law.settings[code].choices[0][0]
