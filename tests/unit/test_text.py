"""Vietnamese text: one form at the door, folding for search, the order of the alphabet."""

from __future__ import annotations

import random
import unicodedata

import pytest

from thads_desktop.domain.takeover.values import tidy
from thads_desktop.domain.text import bare, clean, fold_name, has_marks, nfc, one_line, seen, sort_key
from thads_desktop.services import inputs


def test_clean_composes_and_joins_blanks() -> None:
    spread = unicodedata.normalize("NFD", "  Nguyễn\u00a0 Văn\tÁnh \n")
    assert clean(spread) == "Nguyễn Văn Ánh"
    assert clean(" \t\u00a0") == ""
    assert nfc(unicodedata.normalize("NFD", "ệ")) == "ệ"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Nguyễn Thị Đào", "nguyen thi dao"),
        ("ĐƯỜNG ƯỚC", "duong uoc"),
        (unicodedata.normalize("NFD", "Ngô Quyền"), "ngo quyen"),
        ("Đ/c 12-B", "d/c 12-b"),
        ("", ""),
    ],
)
def test_bare(text: str, plain: str) -> None:
    assert bare(text) == plain
    assert bare(plain) == plain


@pytest.mark.parametrize(
    ("text", "marked"), [("Hòa", True), ("da", False), ("đa", True), ("Cục", True), ("THADS 12", False)]
)
def test_has_marks(text: str, marked: bool) -> None:
    assert has_marks(text) is marked
    assert has_marks(unicodedata.normalize("NFD", text)) is marked


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Trần Văn Hòa", "TRẦN VĂN HOÀ"),
        ("Thúy  Kiều", "Thuý Kiều"),
        ("Đoàn Quý", "đoàn quý"),
        ("Lê Khoẻ", "Lê Khỏe"),
    ],
)
def test_names_match_whatever_the_place_of_the_tone(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


def test_different_names_do_not_fall_together() -> None:
    assert fold_name("Nguyễn Văn An") != fold_name("Nguyễn Văn Anh")


ORDERED = [
    list("aăâbcdđeêghiklmnoôơpqrstuưvxy"),
    ["ma", "mà", "mả", "mã", "má", "mạ"],
    ["", "an", "an bình", "anh", "ăn", "âm", "ba"],
    ["Bảo An", "Bào Anh", "Bảo Anh"],
    ["Dũng", "Đan", "Đào", "Đạt"],
    ["Lê Văn An", "Lê Văn Ân", "Lê Văn Bình", "Lý An"],
    ["Nguyễn Thị Hoa", "Nguyễn Thị Hòa", "Nguyễn Thị Hoàn"],
    ["2 tháng 9", "Ánh"],
    ["Xuân", "Yến", "Zung"],
]  # fmt: skip


@pytest.mark.parametrize("ordered", ORDERED, ids=lambda names: names[-1])
def test_sort_key_follows_the_alphabet(ordered: list[str]) -> None:
    mixed = random.Random(7).sample(ordered, len(ordered))
    assert sorted(mixed, key=sort_key) == ordered
    assert len({sort_key(name) for name in ordered}) == len(ordered)


def test_the_key_does_not_depend_on_case_or_form() -> None:
    name = "Đặng Thị Hường"
    assert sort_key(name) == sort_key(name.upper()) == sort_key(unicodedata.normalize("NFD", name))


#: Names as they come out of PDF files, web pages and Word, and what is seen of them.
COPIED = [
    ("Ng\u200bọc Nguy\u00adễn\u202e Văn\u200d An\ufeff", "Ngọc Nguyễn Văn An"),
    ("Nguy\u00adễn Văn\u00a0An\u2028Bình", "Nguyễn Văn An Bình"),
    ("Nguye\u200b\u0302\u0303n", "Nguyễn"),
    ("Ngọc\x00 Nguyễn\x07\x1b Văn\nAn\tB", "Ngọc Nguyễn Văn An B"),
    ("Ng\u0007ọc", "Ngọc"),
    ("Nguyễn\u0007Văn\u0000An", "Nguyễn Văn An"),
    ("QĐ\u0007TH", "QĐTH"),
    ("Hà\u2011Nội \u2010 Huế - Đà Nẵng", "Hà-Nội - Huế - Đà Nẵng"),
    ("\u2066An\u2069 \u2060B\ufe0f", "An B"),
]


@pytest.mark.parametrize(("copied", "plain"), COPIED)
def test_what_vanishes_in_print_goes_and_is_no_space(copied: str, plain: str) -> None:
    assert clean(copied) == one_line(copied) == inputs.name(copied, "name") == inputs.body(copied, "text").replace("\n", " ") == plain
    assert tidy(copied) == plain
    assert " ".join(seen(copied).split()) == plain or not unicodedata.is_normalized("NFC", seen(copied))


def test_a_body_keeps_its_lines_whatever_ends_them() -> None:
    assert inputs.body("một\r\nhai\u2028ba\rbốn\x0bnăm\n\nsáu\t bảy \n", "text") == "một\nhai\nba\nbốn\nnăm\n\nsáu bảy"


def test_no_letter_of_the_language_and_no_sign_of_prose_is_taken_out() -> None:
    from thads_desktop.printing.fonts import vietnamese_letters

    shown = "".join(sorted(vietnamese_letters())) + "“”‘’–—…•·°×§½²₫@#%&<>|\\^~€"
    assert clean(shown) == shown


def test_a_character_of_private_use_parts_words() -> None:
    assert inputs.name("An\uf0b7Bình \ud83d C", "name") == "An Bình C"
