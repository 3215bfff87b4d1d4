"""Numbers of days and hours that papers name, by the rules in force on their day: no form writes one itself; nothing where the law of
the day has none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.documents.form import PLACE
from thads_desktop.domain.refusal import Refused
from thads_desktop.law.limits import UNITS

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk

#: Variable -> (rule, case): said with its unit, "05 ngày làm việc".
TERMS = {
    "revalue_days": ("R35", "de_nghi"), "cut_agree_days": ("R39", "thoa_thuan"), "handover_days": ("R41", "dau_gia"),
    "payee_days": ("R42", "khong_den_nhan"), "things_days": ("R46", "tai_san"), "destroy_days": ("R45", "tieu_huy"),
    "second_complaint_days": ("R53", "khieu_nai_lan_hai"),
}  # fmt: skip
#: Variable -> (rule, case, the unit that its words name): said as a number, "05".
NUMBERS = {"money_days": ("R27", "", "wd"), "urgent_hours": ("R31", "phong_toa", "h")}
#: Variable -> (figure of the limits, case, the unit that its words name): said as a number.
FIGURES = {
    "posting_days": ("notice_posting", "", "d"),
    "answer_days": ("third_party_answer", "", "wd"),
    "proxy_days_registered": ("verify_by_proxy", "dang_ky", "d"),
    "proxy_days_longest": ("verify_by_proxy", "dang_ky_keo_dai", "d"),
    "proxy_days_other": ("verify_by_proxy", "khac", "d"),
}


def facts(desk: Desk, form: Form, day: date) -> dict[str, str]:
    """Those that the form says or hangs on."""
    said: set[str] = set()
    for part in (*form.grounds, *form.opening, *form.articles):
        said |= {*PLACE.findall(part.text), *part.when.split(), *part.unless.split()}
    found = {name: words(desk, *TERMS[name], day) for name in TERMS if name in said}
    found |= {name: number(desk, *NUMBERS[name], day) for name in NUMBERS if name in said}
    return found | {name: figure(desk, *FIGURES[name], day) for name in FIGURES if name in said}


def words(desk: Desk, rule: str, case: str, day: date) -> str:
    """ "05 ngày làm việc"; "" where the law of the day has no such term, or gives it no number."""
    try:
        term = desk.rules.term(rule, day, case=case)
    except Refused:
        return ""
    return f"{term.n:02d} {UNITS[term.unit]}"


def number(desk: Desk, rule: str, case: str, unit: str, day: date) -> str:
    """ "05"; "" where the law of the day has no such number in this unit."""
    try:
        term = desk.rules.term(rule, day, case=case)
    except Refused:
        return ""
    return f"{term.n:02d}" if term.n and term.unit == unit else ""


def figure(desk: Desk, code: str, case: str, unit: str, day: date) -> str:
    """As ``number``, of a figure of the limits."""
    found = desk.rules.limits.on(code, day, case)
    return f"{found.value:02d}" if found is not None and found.value is not None and found.unit == unit else ""
