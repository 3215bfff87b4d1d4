"""Amounts in figures and in words, and what is typed for an amount."""

from __future__ import annotations

import pytest

from thads_desktop.domain.money import Spelling, dong, parse_dong, spelled, spoken, unwords, words

SAID = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi bốn"),
    (25, "hai mươi lăm"),
    (55, "năm mươi lăm"),
    (91, "chín mươi mốt"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (115, "một trăm mười lăm"),
    (999, "chín trăm chín mươi chín"),
    (1_000, "một nghìn"),
    (1_001, "một nghìn không trăm linh một"),
    (1_010, "một nghìn không trăm mười"),
    (1_021, "một nghìn không trăm hai mươi mốt"),
    (1_100, "một nghìn một trăm"),
    (21_000, "hai mươi mốt nghìn"),
    (105_000, "một trăm linh năm nghìn"),
    (300_000, "ba trăm nghìn"),
    (1_000_000, "một triệu"),
    (1_000_005, "một triệu không trăm linh năm"),
    (1_001_000, "một triệu không trăm linh một nghìn"),
    (10_500_000_000, "mười tỷ năm trăm triệu"),
    (1_000_000_005, "một tỷ không trăm linh năm"),
    (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
    (10**12, "một nghìn tỷ"),
    (1_001 * 10**9, "một nghìn không trăm linh một tỷ"),
    (10**15, "một triệu tỷ"),
]


@pytest.mark.parametrize(("amount", "said"), SAID)
def test_spoken(amount: int, said: str) -> None:
    assert spoken(amount) == said
    assert words(amount) == said[0].upper() + said[1:] + " đồng"


def test_the_south_says_le() -> None:
    assert words(1_105, Spelling("lẻ")) == "Một nghìn một trăm lẻ năm đồng"
    assert unwords("Một nghìn một trăm lẻ năm đồng") == 1_105


def test_a_thousand_is_said_as_the_office_says_it() -> None:
    south = Spelling("lẻ", "ngàn")
    assert words(2_001_105_000, south) == "Hai tỷ không trăm lẻ một triệu một trăm lẻ năm ngàn đồng"
    assert words(10**15 + 1_005_000, south) == "Một triệu tỷ không trăm lẻ một triệu không trăm lẻ năm ngàn đồng"
    assert words(3_000 * 10**9, south) == "Ba ngàn tỷ đồng"
    assert spelled(1_105) == [
        "Một nghìn một trăm linh năm đồng", "Một ngàn một trăm linh năm đồng", "Một nghìn một trăm lẻ năm đồng", "Một ngàn một trăm lẻ năm đồng",
    ]  # fmt: skip
    assert {unwords(text) for text in spelled(1_105)} == {1_105}
    with pytest.raises(ValueError, match="ngàn"):
        unwords("Một ngàn một trăm linh năm nghìn đồng")


@pytest.mark.parametrize("amount", [-1, -(10**9), 10**18])
def test_amounts_without_words_are_refused(amount: int) -> None:
    with pytest.raises(ValueError, match=str(amount)):
        words(amount)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "đồng",
        "Một nghìn linh một đồng",
        "Hai mươi một đồng",
        "Mười năm đồng",
        "Một triệu một nghìn triệu đồng",
        "một trăm đồng",
        "Một trăm",
        "Một vạn đồng",
        "tỷ tỷ",
    ],
)
def test_words_nobody_would_print_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        unwords(text)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "0"), (999, "999"), (1_000, "1.000"), (1_234_567, "1.234.567"), (10**12, "1.000.000.000.000")],
)
def test_dong(amount: int, shown: str) -> None:
    assert dong(amount) == shown
    assert parse_dong(shown) == amount


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500000", 1_500_000),
        ("1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("1\u00a0500\u00a0000", 1_500_000),
        (" 1.500.000đ ", 1_500_000),
        ("1.500.000 đồng", 1_500_000),
        ("0", 0),
        ("15 tr", None),
        ("1,5", None),
        ("1.5", None),
        ("1.500.00", None),
        ("1.500,000", None),
        ("1500.000", None),
        (".500", None),
        ("-5", None),
        ("+5", None),
        ("1e6", None),
        ("١٢", None),
        ("", None),
        ("9" * 19, None),
    ],
)
def test_typed_amounts_are_never_guessed(typed: str, amount: int | None) -> None:
    assert parse_dong(typed) == amount
