"""Terms and figures that papers name, by the law of their day: no form writes a number of days or hours itself; "" where that law has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import PLACE
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.limits import UNITS

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.law.ruleset import Term
    from thads_desktop.services.desk import Desk

#: Variable -> (rule, its case, the unit that the form's own words name).
NUMBERS = {"money_days": ("R27", "", "wd"), "urgent_hours": ("R31", "phong_toa", "h")}
#: Variable -> (rule, its case), said with its unit.
TERMS = {
    "revalue_days": ("R35", "de_nghi"), "cut_agree_days": ("R39", "thoa_thuan"), "handover_days": ("R41", "dau_gia"),
    "payee_days": ("R42", "khong_den_nhan"), "things_days": ("R46", "tai_san"), "destroy_days": ("R45", "tieu_huy"),
    "second_complaint_days": ("R53", "khieu_nai_lan_hai"),
}  # fmt: skip
#: Variable -> (figure of the law, its case, the unit that the form's own words name): no term, but how long something hangs, or one has.
FIGURES = {
    "posting_days": ("notice_posting", "", "d"), "answer_days": ("third_party_answer", "", "wd"), "bank_hours": ("bank_report", "", "h"),
    "proxy_days_registered": ("verify_by_proxy", "dang_ky", "d"), "proxy_days_longest": ("verify_by_proxy", "dang_ky_keo_dai", "d"),
    "proxy_days_other": ("verify_by_proxy", "khac", "d"),
}  # fmt: skip


def facts(desk: Desk, form: Form, day: date) -> dict[str, str]:
    """The numbers and figures; of the terms those that the form says."""
    said = {name for part in (*form.opening, *form.articles) for name in PLACE.findall(part.text)}
    numbers = {name: number(desk, *of, day) for name, of in NUMBERS.items()} | {name: figure(desk, *of, day) for name, of in FIGURES.items()}
    return numbers | {name: words(desk, *of, day) for name, of in TERMS.items() if name in said}


def number(desk: Desk, rule: str, case: str, unit: str, day: date) -> str:
    """ "05": the number of a rule on a day, as papers write it; "" where it is of another unit."""
    term = _term(desk, rule, case, day)
    return f"{term.n:02d}" if term is not None and term.n and term.unit == unit else ""


def figure(desk: Desk, code: str, case: str, unit: str, day: date) -> str:
    """The same of a figure of the limits."""
    found = desk.rules.limits.on(code, day, case)
    return f"{found.value:02d}" if found is not None and found.value is not None and found.unit == unit else ""


def words(desk: Desk, rule: str, case: str, day: date) -> str:
    """ "05 ngày làm việc"."""
    term = _term(desk, rule, case, day)
    return f"{term.n:02d} {UNITS[term.unit]}" if term is not None else ""


def _term(desk: Desk, rule: str, case: str, day: date) -> Term | None:
    try:
        return desk.rules.term(rule, day, case=case)
    except Refused:
        return None
