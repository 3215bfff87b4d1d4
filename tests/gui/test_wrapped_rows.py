"""What has no room in the lines of a row is cut between words: no amount reads as a smaller one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLabel

from thads_desktop.ui.wrapped_rows import lines_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

SAID = "Trả cho ông Nguyễn Văn Thành tiền nợ gốc 1.200.000.000 đồng và lãi chậm trả 200.000.000 đồng theo bản án"


def metrics() -> QFontMetrics:
    return QLabel().fontMetrics()


def test_every_number_that_is_read_is_whole_at_any_width(desk_app: QApplication) -> None:
    known, of = set(SAID.split()), metrics()
    cut = 0
    for width in range(of.horizontalAdvance("1.200.000.000 … đồng án") + 8, of.horizontalAdvance(SAID), 7):
        for most in (1, 2, 3):
            said = lines_of(SAID, of, width, most)
            assert len(said) <= most
            assert all(of.horizontalAdvance(line) <= width for line in said)
            words = " ".join(said).split()
            cut += "…" in words
            assert set(words) <= known | {"…"}
            assert all(number in known for number in re.findall(r"[\d.]+", " ".join(said)) if number.strip("."))
    assert cut


def test_beginning_and_end_are_read(desk_app: QApplication) -> None:
    of = metrics()
    (said,) = lines_of(SAID, of, of.horizontalAdvance(SAID) // 2, 1)
    first, last = said.split(" … ")
    assert SAID.startswith(first)
    assert SAID.endswith(last)
    assert min(len(first), len(last)) > 8
    assert len(lines_of("Tên" * 60, of, 80, 1)[0]) < 60, "one endless word is cut by letters"
    assert lines_of(SAID, of, of.horizontalAdvance(SAID), 1) == [SAID]
