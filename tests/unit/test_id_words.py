"""What papers call the number of a person: by the number and by the day, written out; an old number keeps its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.office import Bench, bench
from thads_desktop.documents import id_words
from thads_desktop.documents.compose import plain_text
from thads_desktop.law.errors import LawDataError
from thads_desktop.paths import forms
from thads_desktop.services import papers

OLD, NEW = "031080001", "031080000001"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2020, 3, 2))
    yield made
    made.desk.close()


@pytest.mark.parametrize(
    ("number", "day", "words"),
    [
        (OLD, date(2014, 5, 5), "số chứng minh nhân dân"), (OLD, date(2026, 8, 5), "số chứng minh nhân dân"),
        (NEW, date(2015, 12, 31), "số chứng minh nhân dân"), (NEW, date(2016, 1, 1), "số căn cước công dân"),
        (NEW, date(2024, 6, 30), "số căn cước công dân"), (NEW, date(2024, 7, 1), "số căn cước"),
        (NEW, date(2026, 6, 30), "số căn cước"), (NEW, date(2026, 7, 1), "số định danh cá nhân"),
        ("B1234567", date(2026, 8, 5), "hộ chiếu số"),
        ("B12••567", date(2026, 8, 5), "hộ chiếu số"), ("B-12", date(2026, 8, 5), "giấy tờ số"),
        ("031••••••001", date(2026, 8, 5), "số định danh cá nhân"),
    ],
)  # fmt: skip
def test_a_number_is_called_by_its_kind_and_the_day(number: str, day: date, words: str) -> None:
    assert id_words.words_of(number, day) == words


def test_two_numbers_of_one_person_are_told_apart() -> None:
    said = id_words.said((OLD, NEW), date(2026, 8, 5))
    assert said == f"số chứng minh nhân dân {OLD}, số định danh cá nhân {NEW}"


@pytest.mark.parametrize(("day", "words"), [(date(2020, 3, 2), "số căn cước công dân"), (date(2026, 8, 5), "số định danh cá nhân")])
def test_papers_write_it_out(office: Bench, day: date, words: str) -> None:
    office.on(day)
    matter = office.decision()
    with office.desk.reading() as reader:
        draft = papers.load(reader, next(r.paper for r in reader.projections.papers(stages=("numbered",)) if r.matter == matter))
        text = plain_text(papers.preview(office.desk, reader, replace(draft, paper=""), day))
    assert f", {words} {NEW};" in text
    assert not {"CMND", "CCCD"} & set(text.replace("/", " ").split())


def test_no_form_writes_the_old_abbreviation() -> None:
    for file in sorted(forms().rglob("*.toml")):
        assert not {"CMND", "CCCD"} & set(file.read_text(encoding="utf-8").replace("/", " ").split()), file.name


@pytest.mark.parametrize("text", [
    "x", '[[number]]\nfigures = 9\nfirst = 2000-01-01\nwords = "số"',
    '[[number]]\nfigures = 0\nfirst = 1900-01-01\nwords = ""',
])  # fmt: skip
def test_an_unsound_file_is_not_read(text: str) -> None:
    with pytest.raises(LawDataError):
        id_words.read(text)
