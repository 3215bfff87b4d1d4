"""Terms that a paper tells somebody, in words, by the rules in force on its day; nothing where that law has no number for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import PLACE
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.limits import UNITS

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk

#: Variable -> (rule, case).
TERMS = {
    "revalue_days": ("R35", "de_nghi"), "cut_agree_days": ("R39", "thoa_thuan"), "handover_days": ("R41", "dau_gia"),
    "payee_days": ("R42", "khong_den_nhan"), "things_days": ("R46", "tai_san"), "destroy_days": ("R45", "tieu_huy"),
    "second_complaint_days": ("R53", "khieu_nai_lan_hai"),
}  # fmt: skip


def facts(desk: Desk, form: Form, day: date) -> dict[str, str]:
    """Those that the form says."""
    said = {name for part in (*form.opening, *form.articles) for name in PLACE.findall(part.text)}
    return {name: words(desk, *TERMS[name], day) for name in TERMS if name in said}


def words(desk: Desk, rule: str, case: str, day: date) -> str:
    """ "05 ngày làm việc"; "" where the law of the day has no such term, or gives it no number."""
    try:
        term = desk.rules.term(rule, day, case=case)
    except Refused:
        return ""
    return f"{term.n:02d} {UNITS[term.unit]}"
