"""More than a thousand mutated packages, workbooks, stores and copies in every run: none accepted, none a traceback, memory bounded.

The same ways of changing things, a hundred times as often and guided by coverage: ``make fuzz``.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tracemalloc
import zipfile
from collections import Counter
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from tests.fuzz import judged, packages, stores, workbooks

#: How many of each in every run: 1,160 in all.
RAW, OWN, STRANGE, BOOKS, STORES, COPIES, FORGED = 300, 150, 250, 200, 140, 70, 50


@pytest.fixture(scope="module")
def province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[packages.Province]:
    made = packages.Province(tmp_path_factory.mktemp("province"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[workbooks.Office]:
    made = workbooks.Office(tmp_path_factory.mktemp("office"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> stores.Archive:
    return stores.Archive(tmp_path_factory.mktemp("archive"))


@pytest.fixture(scope="module", autouse=True)
def bounded() -> Iterator[None]:
    before = judged.grown()
    yield
    assert judged.grown() - before < judged.MEGABYTES


def run(count: int, seed: int, one: Any) -> Counter[str]:
    """What came of so many changed files; the number of the first that led to a fault stands in what fails."""
    came: Counter[str] = Counter()
    for n in range(count):
        try:
            came[one(Random(f"{seed}-{n}"))] += 1
        except judged.Fault as fault:
            raise AssertionError(f"seed {seed}, number {n}: {fault}") from fault
    return came


def test_packages_changed_without_the_key(province: packages.Province) -> None:
    came = run(RAW, 1, lambda random: province.take(packages.raw(province, random)))
    assert came[""] < RAW / 10, "changes that changed nothing"
    assert {"package.altered_part", "package.bad_name", "package.too_large", "package.truncated"} <= set(came)


def test_packages_made_by_a_stranger(province: packages.Province) -> None:
    came = run(STRANGE, 2, lambda random: province.take(packages.signed(province, random, packages.STRANGER)))
    assert came[""] == 0
    assert came["package.key_changed"]


@pytest.mark.timeout(120)
def test_packages_of_a_trusted_office_with_odd_content(province: packages.Province) -> None:
    came = run(OWN, 3, lambda random: province.take(packages.signed(province, random), own=True))
    assert {"package.bad_evidence", "package.bad_manifest", "package.arithmetic"} <= set(came)


@pytest.mark.timeout(180)
def test_workbooks(office: workbooks.Office) -> None:
    numbers = iter(range(BOOKS))
    came = run(BOOKS, 4, lambda random: office.take(workbooks.changed(office, random), real=next(numbers) % 10 == 0))
    assert {"judged", "taken", "import.not_a_workbook"} <= set(came)


def test_stores(archive: stores.Archive) -> None:
    assert archive.take(archive.whole) == ""

    def one(random: Random) -> str:
        return archive.take(stores.changed(archive.whole, random), tail=random.choice((b"", b"", b"", random.randbytes(5000))))

    assert run(STORES, 5, one)["store.damaged"]


def test_copies_given_back(archive: stores.Archive) -> None:
    assert archive.put_back(archive.copy) == "True"
    assert run(COPIES, 6, lambda random: archive.put_back(stores.changed(archive.copy, random)))["backup.not_a_backup"]


def test_stores_whose_chain_was_made_anew(archive: stores.Archive) -> None:
    run(FORGED, 7, lambda random: archive.take(stores.forged(archive.whole, random), forged=True))


# ------------------------------------------------------------------------------------------ what was found, one by one


@pytest.mark.parametrize("name", [{}, [], 5, None])
def test_a_part_is_named_by_a_text(province: packages.Province, name: Any) -> None:
    listed = [{"name": name, "size": 0, "sha256": ""}]
    assert province.take(province.with_parts({}, {"parts": listed}, packages.STRANGER)) == "package.bad_manifest"


@pytest.mark.parametrize("change", [
    {"parts": {}}, {"format": "1"}, {"format": 0}, {"format": True}, {"sent_version": 10**30}, {"seq": -(10**13)},
    {"office_name": "x" * 600}, {"office_name": "a\nb"}, {"office_name": "a\u202eb"},
])  # fmt: skip
def test_a_manifest_says_what_can_be_shown_and_kept(province: packages.Province, change: dict[str, Any]) -> None:
    assert province.take(province.with_parts({}, change), own=True) == "package.bad_manifest"


def test_letters_that_cannot_be_written_are_in_no_cell(province: packages.Province) -> None:
    text = province.content["return.json"].replace(b'"cells": {', b'"cells": {"\\ud800": 1, ')
    assert text != province.content["return.json"]
    assert province.take(province.with_parts({"return.json": text}), own=True) == "package.bad_evidence"


def test_amounts_have_an_end(province: packages.Province) -> None:
    lines = province.content["evidence.jsonl"].decode().splitlines()
    row = next(n for n, line in enumerate(lines) if n > 1 and "10000000" in line)
    lines[row] = lines[row].replace("10000000", "9" * 4299)
    assert province.take(province.with_parts({"evidence.jsonl": ("\n".join(lines) + "\n").encode()}), own=True) == "package.bad_evidence"


def test_parts_that_lie_over_each_other_are_not_read(province: packages.Province) -> None:
    tracemalloc.start()
    try:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as box:
            box.writestr("a", b"\0" * 8_000_000)
            first = box.infolist()[0]
            for n in range(40):
                other = zipfile.ZipInfo(f"a{n}")
                other.header_offset, other.file_size, other.compress_size, other.CRC = 0, first.file_size, first.compress_size, first.CRC
                box.filelist.append(other)
        tracemalloc.reset_peak()
        assert province.take(out.getvalue()) == "package.too_large"
        assert tracemalloc.get_traced_memory()[1] < 60_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("merge", ["A9:T1048576", "A1:XFD1048576", "$A$1:$XFD$1048576", "T1048576:A9"])
def test_a_merge_over_the_whole_sheet_is_not_unfolded(office: workbooks.Office, merge: str) -> None:
    assert office.take(with_sheet(office, b"</sheetData>", f'</sheetData><mergeCells><mergeCell ref="{merge}"/></mergeCells>'.encode())) == (
        "import.too_large"
    )


@pytest.mark.parametrize("size", [40, 400])
def test_a_sheet_that_unpacks_to_a_hundred_times_its_size_is_not_read(office: workbooks.Office, size: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name, text in office.parts.items():
            head, tag, rest = text.partition(b"<sheetData>")
            with box.open(name, "w") as part:
                part.write(head + tag)
                for _ in range(size if tag else 0):
                    part.write(b"<row><c/></row>" * (1_000_000 // 15))
                part.write(rest)
    assert len(out.getvalue()) < 2_000_000
    before = judged.grown()
    assert office.take(out.getvalue()) == "import.too_large"
    assert judged.grown() - before < 60


def test_more_cells_than_any_register_has_are_not_read(office: workbooks.Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from thads_desktop.exchange import workbook_guard

    monkeypatch.setattr(workbook_guard, "MAX_CELLS", 2000)
    assert office.take(with_sheet(office, b"<sheetData>", b"<sheetData>" + b'<row><c r="A1"/></row>' * 3000)) == "import.too_large"


@pytest.mark.parametrize("spelling", ["utf-16", "cp037", "utf-7"])
def test_a_part_in_letters_that_hide_what_it_says_is_not_read(office: workbooks.Office, spelling: str) -> None:
    text = '<?xml version="1.0" encoding="' + spelling + '"?>'
    bomb = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    for data in ((text + bomb).encode(spelling), text.encode() + bomb.encode(spelling)):
        assert office.take(office.zipped({"xl/sharedStrings.xml": data})) == "import.not_a_workbook"


@pytest.mark.parametrize("title", ["x" * 60, "   ", "a'b"])
def test_the_correction_bears_a_name_that_a_sheet_may_have(office: workbooks.Office, title: str) -> None:
    text = office.parts["xl/workbook.xml"]
    start = text.index(b"<sheet ")
    at = text.index(b'name="', start) + 6
    changed = text[:at] + title.encode() + text[text.index(b'"', at) :]
    assert office.take(office.zipped({"xl/workbook.xml": changed})) == "judged"


def test_a_version_that_is_no_number_is_damage(archive: stores.Archive) -> None:
    raw = sqlite3.connect(":memory:")
    raw.deserialize(archive.whole)
    raw.executescript("DROP TABLE migrations; CREATE TABLE migrations (version, applied); INSERT INTO migrations VALUES (x'ff', '')")
    raw.commit()
    assert archive.take(raw.serialize(), forged=True) == "store.damaged"


def test_a_copy_with_a_changed_paper_takes_no_stores_place(archive: stores.Archive) -> None:
    at = archive.copy.index(b"%PDF-")
    assert archive.put_back(archive.copy[:at] + b"%PDG-" + archive.copy[at + 5 :]) == "backup.not_a_backup"


def test_a_text_in_another_encoding_is_damage(archive: stores.Archive) -> None:
    data = bytearray(archive.whole)
    data[56:60] = (2).to_bytes(4, "big")
    assert archive.take(bytes(data)) in ("found", "store.damaged")


def test_an_event_nested_without_an_end_is_damage(archive: stores.Archive) -> None:
    raw = sqlite3.connect(":memory:")
    raw.deserialize(archive.whole)
    raw.execute("DROP TRIGGER events_update")
    plain = json.loads(raw.execute("SELECT text FROM events WHERE seq = 5").fetchone()[0])
    text = json.dumps({**plain, "body": {"x": "@"}}).replace('"@"', "[" * 50_000 + "]" * 50_000)
    raw.execute("UPDATE events SET text = ? WHERE seq = 5", (text,))
    raw.commit()
    assert archive.take(raw.serialize()) in ("found", "store.damaged")


def test_a_copy_with_a_changed_column_of_an_event_takes_no_stores_place(archive: stores.Archive) -> None:
    raw = sqlite3.connect(":memory:")
    raw.deserialize(archive.copy)
    raw.execute("DROP TRIGGER events_update")
    raw.execute("UPDATE events SET actor = 'x' WHERE seq = 3")
    raw.execute("UPDATE drafts SET content = '{'")
    raw.commit()
    assert archive.put_back(raw.serialize()) == "backup.not_a_backup"


def test_a_copy_whose_names_are_no_text_is_no_copy(archive: stores.Archive) -> None:
    data = archive.copy.replace(b"CREATE TABLE events", b"CREATE TABLE \xff\xff\xff\xff\xff\xff")
    assert archive.put_back(data) == "backup.not_a_backup"


def with_sheet(office: workbooks.Office, old: bytes, new: bytes) -> bytes:
    return office.zipped({"xl/worksheets/sheet1.xml": office.parts["xl/worksheets/sheet1.xml"].replace(old, new, 1)})
