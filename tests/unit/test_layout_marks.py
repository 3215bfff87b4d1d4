"""Copies, blanks and the code on the page, measured in the file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.drawn import FORMS
from tests.pages import read
from tests.unit.test_layout import (
    COPY,
    HALF,
    PAPERS,
    close,
    inside,
)
from thads_desktop.documents.compose import Block
from thads_desktop.documents.samples import sample
from thads_desktop.printing.draw import draw


@pytest.mark.parametrize("name", ["deferral_2025", "deferral_2008", "verification_2025"])
def test_a_certified_copy_keeps_the_margins_and_has_its_day_under_the_nation(name: str) -> None:
    many = replace(COPY, signer_name=" ".join(["Nguyễn"] * 40), recipients=tuple(f"Ông Nguyễn Văn {n};" for n in range(90)))
    for mark in (COPY, many):
        pages = read(draw(replace(sample(FORMS[name]), copy=mark)))
        at = next(n for n, page in enumerate(pages) if any(p.text == mark.title for p in page.lines()))
        day, number = pages[at].one(mark.day_line), pages[at].one(mark.number_line)
        assert close(day.y, number.y)
        assert number.right < day.x - 2
        assert close(day.right, 195) or day.right < 195
        for page in pages[at:]:
            assert all(p.x >= 30 - HALF and p.right <= 195 + HALF and p.y <= 277 for p in inside(page))
        assert sum(p.text.startswith("- Ông Nguyễn Văn") for page in pages[at:] for p in page.lines()) == len(mark.recipients) - (mark is COPY)


def test_blanks_are_drawn_lines_and_not_typed_dots() -> None:
    paper = sample(FORMS["verification_2008"])
    paper = replace(paper, blocks=(*paper.blocks[:3], Block("blank", "", lines=4), *paper.blocks[3:]))
    page = read(draw(paper))[0]
    assert sum(close(r.length, 165) and r.flat for r in page.rules) >= 4
    assert not any("...." in p.text for p in page.lines())


# --- the code by which a paper is found ---------------------------------------------------------------


def test_the_code_stands_in_the_margin_at_the_foot_of_the_first_page_and_disturbs_nothing() -> None:
    for name in ("deferral_2025-second", "verification_2008-second", "enforcement_yc_2008-many"):
        plain, marked = PAPERS[name], replace(PAPERS[name], mark="1" + "234567" * 7 + "89012")
        without, pages = read(draw(plain)), read(draw(marked))
        assert [p.lines() for p in pages] == [p.lines() for p in without], "nothing else moves"
        assert [bool(p.filled) for p in pages] == [True] + [False] * (len(pages) - 1)
        left, top = min(f[0] for f in pages[0].filled), min(f[1] for f in pages[0].filled)
        right, foot = max(f[0] + f[2] for f in pages[0].filled), max(f[1] + f[3] for f in pages[0].filled)
        assert left >= 30
        assert right < 60
        assert top > 277
        assert foot < 297 - 5
        assert min(f[3] for f in pages[0].filled) > 0.33, "squares that a hand scanner can tell apart"
        assert draw(marked) == draw(marked)


def encoded(digits: str) -> tuple[int, int]:
    """The side and the squares as bits, by ReportLab's encoder under the same mask."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(digits)
    code.version = code.calculate_version()
    code.makeImpl(False, 3)
    return code.getModuleCount(), int("".join("1" if dark else "0" for row in code.modules for dark in row), 2)


def test_a_code_is_what_the_encoder_makes() -> None:
    import random

    from thads_desktop.printing import qr

    chance: Any = random.Random(5)
    for _ in range(40):
        digits = "".join(chance.choice("0123456789") for _ in range(qr.DIGITS))
        side, whole = encoded(digits)
        assert "".join(qr.squares(digits)) == f"{whole:0{side * side}b}"
    for wrong in ("", "12", "x" * qr.DIGITS, "٣" * qr.DIGITS):
        with pytest.raises(ValueError, match="digits"):
            qr.squares(wrong)
