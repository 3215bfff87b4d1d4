"""What must be looked at before money is paid out: obligations that are stayed, other matters of the same debtors, the fee's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.law.due_money import for_review, without_term
from thads_desktop.services import matter_claims, parties

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import Condition, MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

NO_DECISION = "Đã trừ phí thi hành án: nhớ ra quyết định thu phí (Ctrl+Shift+Q ở Sổ thu, chi)."
#: Sentences of stayed obligations at most; a matter may have tens of thousands.
_MOST = 8


def of_lines(desk: Desk, state: MatterState, day: date, lines: Collection[int] | None = None) -> list[str]:
    """A sentence for each obligation (None = of all) that is deferred or suspended, with the answer of the law of the day."""
    found = []
    for n, s in state.lines.items():
        if lines is not None and n not in lines:
            continue
        for c in s.conditions:
            if c.kind in ("deferral", "suspension") and s.ended is None and (c.until is None or c.until >= day):
                found.append(f"Khoản {n} đang {'hoãn' if c.kind == 'deferral' else 'tạm đình chỉ'} từ ngày {short_date(c.since)}: {_answer(desk, c, day)}")
    if len(found) > _MOST:
        found = [*found[:_MOST], f"Còn {len(found) - _MOST} khoản nữa đang hoãn, tạm đình chỉ."]
    return found


def _answer(desk: Desk, c: Condition, day: date) -> str:
    if not for_review(desk.rules, c):
        return "luật không nói riêng về chi trả lúc này, hãy kiểm tra trước khi chi."
    cite = ""
    law = desk.rules.law_on(day)
    try:
        cite = desk.rules.term("R42", day, law, case="gui_khi_hoan").cite
    except Refused:
        cite = next((a.cite for a in desk.rules.absent.get("R42", ()) if a.case == "gui_khi_hoan" and a.law == law), "")
    return f"tiền phải gửi, chưa chi trả, khi hoãn, tạm đình chỉ để xem xét giám đốc thẩm, tái thẩm{f' ({cite})' if cite else ''}."


def after_stay(desk: Desk, stored: list[ev.Event], book: Ledger, state: MatterState, day: date) -> list[str]:
    """A sentence for each obligation whose deposit waits since its stay was over before a day, where the law of that day has no term known here."""
    found = []
    for n, over, left in without_term(desk.rules, in_force(stored), book, state):
        if over > day:
            continue
        law = desk.rules.law_on(over)
        note = next((a.note for a in desk.rules.absent.get("R42", ()) if a.case == "het_tro_ngai" and a.law == law), "")
        found.append(f"Khoản {n}: hết hoãn, tạm đình chỉ ngày {short_date(over)}, còn gửi {dong(left)} đồng chưa chi trả. {note}".strip())
    return found[:_MOST]


def elsewhere(reader: Reader, key: str, state: MatterState) -> list[str]:
    """Other open matters of the same debtors in this office: their creditors may share."""
    named = {p for s in state.lines.values() for p in s.line.debtors}
    if not named or len(named) > matter_claims.MOST_DEBTORS:
        return []
    debtors = {parties.resolve(reader, p) for p in named}
    others = [m for m in matter_claims.matters_of(reader, key, debtors) if m != key]
    at = [reader.projections.matter_id(m) for m in others]
    rows = [r for r in reader.projections.matter_rows([i for i in at if i is not None]) if not r.closed and r.rest]
    if not rows:
        return []
    said = ", ".join(r.number_text for r in rows[:5]) + ("…" if len(rows) > 5 else "")
    return [f"Người phải thi hành án này còn {len(rows)} việc khác trong đơn vị ({said}): tiền thu được có phải chia chung không, xem Thứ tự thanh toán."]
