"""Registers as data: every statutory one is there, layouts are read strictly, names lead to the register that is meant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop import dated
from thads_desktop.documents.register import NOT_COMPARED, RegisterError, load_registers, register_in, registers_of
from thads_desktop.documents.register_sources import COMMON, SOURCES
from thads_desktop.domain.refusal import Refused
from thads_desktop.services import register_counts, register_layouts, register_view, registers
from thads_desktop.services.register_sources.registry import ROWS

SOUND = """
code = "X-01"
number = "01"
name = "Sổ thử"
circular = "Thông tư thử"
from = 2020-01-01
status = "reconstructed"
year = "statistical"
source = "matters"
order = 1
[[column]]
field = "number"
heading = "Số"
[[column]]
field = "due"
heading = "Tiền"
total = true
align = "right"
"""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data")
    yield made
    made.desk.close()


def code(refused: pytest.ExceptionInfo[Refused]) -> str:
    return refused.value.refusals[0].code


def test_every_statutory_register_has_its_layout() -> None:
    found = {r.code: r for r in load_registers()}
    assert {f"TT04-{n:02d}" for n in range(1, 22)} <= set(found)
    assert {"TT13-01", "TT13-02", "TT13-03", "S01", "S02", "ND30-DI", "ND30-DEN"} <= set(found)
    assert {f"TT01-{n:02d}" for n in range(5, 18)} <= set(found)
    for r in found.values():
        assert r.status in ("established", "reconstructed")
        assert r.circular
        assert (r.until is None) == (not r.code.startswith("TT01"))
    # The books of letters have the ten columns of the decree, in its order.
    assert [c.field for c in found["ND30-DI"].columns] == [
        "number", "day", "subject", "signer", "recipients", "kept_by", "copies", "sent", "signed_for", "note",
    ]  # fmt: skip
    assert [c.field for c in found["ND30-DEN"].columns] == [
        "day", "number", "author", "their_number", "written", "subject", "receiver", "passed", "signed_for", "note",
    ]  # fmt: skip
    assert found["TT04-13"].signers == ("accountant", "storekeeper")
    assert found["S01"].signers == ("accountant", "cashier")


def test_every_column_that_ships_can_be_read() -> None:
    for r in load_registers():
        register_layouts._refuse_narrow(r.columns)


def test_each_source_gives_rows_and_each_field_is_printed_or_documented(root: Path) -> None:
    assert set(ROWS) == set(SOURCES)
    used = {(r.source, c.field) for r in load_registers() for c in r.columns}
    said = (root / "docs" / "registers.md").read_text(encoding="utf-8")
    for source in SOURCES.values():
        assert f"`{source.key}`" in said
        for field in source.fields:
            assert (source.key, field.name) in used or f"`{field.name}`" in said, (source.key, field.name)
        assert not {f.name for f in source.fields} & {f.name for f in COMMON}


def test_the_document_is_as_its_script_writes_it(root: Path) -> None:
    import sys

    sys.path.insert(0, str(root / "scripts"))
    try:
        import register_docs  # type: ignore[import-not-found]  # a script, beside the package
    finally:
        sys.path.pop(0)
    assert register_docs.FILE.read_text(encoding="utf-8") == register_docs.document(), "chạy python scripts/register_docs.py"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('source = "matters"', 'source = "nothing"'), ('field = "number"', 'field = "no_such"'), ('status = "reconstructed"', 'status = "sure"'),
        ("order = 1", "order = 1\nextra = 2"), ('heading = "Số"', 'heading = " "'), ('field = "due"', 'field = "debtor"'), ("total = true", "weight = 0"),
        ('align = "right"', 'align = "top"'), ("from = 2020-01-01", "from = 2020-01-01\nuntil = 2019-01-01"), ('year = "statistical"', 'year = "moon"'),
        ('code = "X-01"', 'code = "x 01"'), ("from = 2020-01-01", 'from = "2020"'), ('name = "Sổ thử"', "name = 5"), ("order = 1", 'order = "a"'),
        ("order = 1", 'order = 1\nrunning = ["no_such"]'), ("order = 1", 'order = 1\nrunning = ["stt"]'),
    ],
)  # fmt: skip
def test_a_layout_that_is_not_sound_is_refused(old: str, new: str) -> None:
    assert register_in("x.toml", SOUND.encode()).columns[1].total
    with pytest.raises(RegisterError):
        register_in("x.toml", SOUND.replace(old, new, 1).encode())


def test_a_pack_may_replace_and_add_layouts() -> None:
    laid = dated.overlay({("registers", "x.toml"): SOUND.encode()})
    assert "X-01" in {r.code for r in registers_of(laid)}
    twice = dated.overlay({("registers", "x.toml"): SOUND.encode(), ("registers", "y.toml"): SOUND.encode()})
    with pytest.raises(RegisterError):
        registers_of(twice)


def test_a_register_is_meant_by_code_number_or_name(office: Bench) -> None:
    with office.desk.reading() as reader:
        def meant(name: str, year: int) -> str:
            return registers.named(office.desk, reader, name, year).code

        assert meant("TT04-03", 2020) == "TT04-03"
        assert meant("tt04-03", 2020) == "TT04-03"
        assert meant("3", 2024) == meant("03", 2024) == "TT04-03"
        assert meant("08", 2024) == "TT04-08"
        assert meant("08", 2020) == "TT01-08"
        # A number alone is that of the registers of enforcement, also in years of which another circular has one.
        assert [meant("03", year) for year in (2019, 2022, 2023, 2024)] == ["TT04-03"] * 4
        assert meant("TT13-03", 2022) == "TT13-03"
        assert meant("Sổ thụ lý thi hành án", 2020) == "TT04-03"
        assert meant("so theo doi luu tru ho so thi hanh an", 2024) == "TT04-21"
        assert meant("đi", 2024) == "ND30-DI"
        with pytest.raises(Refused) as unknown:
            meant("sổ không có", 2020)
        assert code(unknown) == "register.unknown"
        with pytest.raises(Refused) as many:
            meant("sổ ra quyết định", 2024)
        assert code(many) == "register.many"
        for name in ("0", "00", ""):
            with pytest.raises(Refused) as nothing:
                meant(name, 2020)
            assert code(nothing) == "register.unknown"
        with pytest.raises(Refused) as several:
            meant("thụ lý", 2022)
        assert code(several) == "register.many"
        assert all(x in several.value.refusals[0].facts["known"] for x in ("TT04-03", "TT13-02", "TT13-03"))
        with pytest.raises(Refused) as bad:
            meant("03", 5)
        assert code(bad) == "register.bad_year"


def test_years_are_those_of_the_register(office: Bench) -> None:
    found = {r.code: r for r in load_registers()}
    assert registers.span(found["TT04-03"], 2020) == (date(2019, 10, 1), date(2020, 9, 30))
    assert registers.span(found["ND30-DI"], 2020) == (date(2020, 1, 1), date(2020, 12, 31))
    with pytest.raises(Refused) as ahead:
        register_view.opened(office.desk, "TT04-03", 2022)
    assert code(ahead) == "register.bad_year"


def test_what_is_not_established_is_said(office: Bench) -> None:
    view = register_view.opened(office.desk, "TT04-03", 2020)
    assert view.notes[0] == NOT_COMPARED
    assert "chương trình chưa xác lập" in view.notes[1]
    found = {x.register.code for x in register_counts.of_year(office.desk, 2020)}
    # Of 2016's registers those that are known stand there, and today's for what is not known of then.
    assert {"TT01-08", "TT04-03", "TT04-01"} <= found
    assert not {"TT04-13", "TT04-16"} & found
    assert "TT04-13" in {x.register.code for x in register_counts.of_year(office.desk, 2025)}


def test_counts_are_those_of_the_registers(office: Bench) -> None:
    office.decision()
    office.decision(number="16/2019/DS-ST", kind="yc")
    listed = register_counts.of_year(office.desk, 2020)
    counts = register_counts.counted(office.desk, 2020, listed)
    for x in listed:
        year = 2019 if x.register.year == "calendar" else 2020
        assert counts[x.register.code] == len(register_view.opened(office.desk, x.register.code, year).lines)
    assert counts["TT04-03"] == 2
