"""The offices of the sample province: fifteen districts as they were in 2020, with an invented intake each."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """A district of the sample. a_year: matters that come in within a statistical year; register: the first of its two years comes from
    the office's old register, as where the program was taken into use on 1 October 2019."""

    kind: str
    name: str
    slug: str
    a_year: int
    register: bool = True

    @property
    def words(self) -> str:
        """As an office is called after it: "quận Lê Chân"."""
        return f"{self.kind} {self.name}"


#: Together 17,500 matters a year. The first three make a smaller province.
PLACES = (
    Place("quận", "Lê Chân", "le-chan", 2100), Place("quận", "Ngô Quyền", "ngo-quyen", 1950, register=False),
    Place("quận", "Kiến An", "kien-an", 1000, register=False), Place("quận", "Hồng Bàng", "hong-bang", 1800),
    Place("quận", "Hải An", "hai-an", 1700), Place("huyện", "Thủy Nguyên", "thuy-nguyen", 2600), Place("huyện", "An Dương", "an-duong", 1900),
    Place("huyện", "Kiến Thụy", "kien-thuy", 850), Place("huyện", "An Lão", "an-lao", 800), Place("huyện", "Vĩnh Bảo", "vinh-bao", 750),
    Place("huyện", "Tiên Lãng", "tien-lang", 700), Place("quận", "Dương Kinh", "duong-kinh", 700), Place("quận", "Đồ Sơn", "do-son", 500),
    Place("huyện", "Cát Hải", "cat-hai", 120), Place("huyện", "Bạch Long Vĩ", "bach-long-vi", 30),
)  # fmt: skip
