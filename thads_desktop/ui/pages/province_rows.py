"""The lists of the department's page: what became of each package, and each office with its key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.text import office_tail
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.tables import Column

if TYPE_CHECKING:
    from thads_desktop.services.receiving import Verdict

OK, NO = Chip("Đã nhận", "green", "check"), Chip("Không nhận", "red", "close")
MISSING = Chip("Còn thiếu", "amber", "clock")
#: What is no fault of the package: it is of another period, it is here already, its key is to be compared first.
OTHERS = {
    "package.wrong_period": Chip("Kỳ khác", "blue", "calendar"), "package.already": Chip("Có rồi", "neutral", "list"),
    "package.unknown_sender": Chip("Chưa tin khóa", "amber", "lock"),
    "trusted": Chip("Đã tin khóa", "blue", "lock"),
}  # fmt: skip


def verdict_columns() -> list[Column]:
    """Of ``Verdict`` rows."""
    return [
        Column("Gói", lambda v: v.file, width=34, least=14),
        Column("Đơn vị", lambda v: short_name(v.office), width=18, least=12),
        Column("", lambda v: OK if v.accepted else OTHERS.get(v.code, NO), width=17),
        Column("Nội dung", _says, width=0, least=66),
    ]


def office_columns() -> list[Column]:
    """Of (name, fingerprint, chip) rows."""
    return [
        Column("Đơn vị", lambda r: r[0], width=0),
        Column("Kỳ này", lambda r: r[2], width=16),
        Column("Dấu vân tay khóa", lambda r: r[1], width=44, least=30),
    ]


def short_name(office: str) -> str:
    """An office without what all of them share: "quận Lê Chân"."""
    return office_tail(office)


def trusted_now(verdict: Verdict) -> Verdict:
    """A package whose key was trusted since it was refused."""
    return replace(verdict, code="trusted", fingerprint="", says="Đã tin khóa: nhấn F9 để nhận gói này.")


def _says(verdict: Verdict) -> str:
    """What became of a package; a fingerprint that is to be compared stands first, where a small screen does not cut it."""
    if verdict.fingerprint:
        return f"{verdict.fingerprint} là dấu vân tay của khóa chưa tin: đối chiếu rồi nhấn Ctrl+T."
    return verdict.says
