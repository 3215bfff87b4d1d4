"""Vietnamese text: one form at the door, folding for search, the order of the alphabet."""

from __future__ import annotations

import random
import unicodedata

import pytest

from thads_desktop.domain.text import bare, clean, fold_name, has_marks, nfc, sort_key


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
