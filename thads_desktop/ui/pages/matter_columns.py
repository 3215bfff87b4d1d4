"""The columns of the tables on the page of one matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.text import several
from thads_desktop.services.queries import STAGE_WORDS
from thads_desktop.ui.chips import CHIPS, chip_of, due_chip
from thads_desktop.ui.row_words import reached
from thads_desktop.ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


def timeline() -> list[Column]:
    """What happened."""
    return [
        Column("Ngày", lambda r: r.day, width=10),
        Column("Diễn biến", lambda r: r.what + (" (đã xóa)" if r.struck else ""), width=30, least=22),
        Column("Chi tiết", lambda r: r.told, width=0, least=30),
        Column("Người ghi", lambda r: r.actor, width=18, least=12, spare=1),
    ]


def lines() -> list[Column]:
    """The obligations."""
    return [
        Column("Khoản", lambda r: str(r.line), width=3),
        Column("Nội dung", lambda r: r.text, width=0, least=22),
        Column("Người phải THA", lambda r: several(r.debtors), width=24, least=13, spare=2),
        Column("Người được THA", lambda r: several(r.creditors), width=22, least=15, spare=3),
        Column("Phải thi hành", lambda r: r.due if r.due is not None else "không phải tiền", "right", 15, least=12, spare=1),
        Column("Đã thu", lambda r: r.collected, "right", 14, least=10),
        Column("Còn lại", lambda r: r.rest, "right", 14, least=12),
        Column("Trạng thái", lambda r: chip_of(r.state), width=20, least=11, spare=1, chips=tuple(CHIPS.values())),
    ]


def papers() -> list[Column]:
    """The papers."""
    return [
        Column("Số", lambda r: r.number_text or "chưa có số", width=16, least=12),
        Column("Ngày", lambda r: r.day, width=10, spare=2),
        Column("Văn bản", lambda r: r.title, width=0, least=24),
        Column("Bước", lambda r: STAGE_WORDS[r.stage], width=13, least=9, spare=1),
    ]


def deadlines(today: Callable[[], date]) -> list[Column]:
    """The deadlines, as of the day of the clock."""
    return [
        Column("Hạn", lambda r: r.due, width=10),
        Column("", lambda r: reached(r, today()), width=19, least=16, chips=(due_chip(-999),)),
        Column("Việc phải làm", lambda r: r.title, width=0, least=44),
        Column("Vì sao", lambda r: r.why, width=40, least=14, spare=1),
        Column("Căn cứ", lambda r: r.cite, width=30, least=10, spare=2),
    ]
