"""What the further decisions and measures say beside what every paper says: the measure and its article, the party, the sums."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents import facts as prepared
from thads_desktop.domain.decide_procedure import KINDS
from thads_desktop.domain.money import dong
from thads_desktop.law import decisions
from thads_desktop.services import transfers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.acts import Effect
    from thads_desktop.domain.money import Spelling
    from thads_desktop.services.projecting import Names

#: Measures that touch an account or an income: from 1 July 2026 their decisions do not go to the commune.
_NOT_TO_COMMUNE = ("deduct", "income")


def facts(names: Names, effect: Effect, day: date, spelling: Spelling, texts: Mapping[str, str], *, detailed: bool) -> dict[str, Any]:
    """Variables of a paper of ``KINDS``; {} of every other. detailed: the form says the details of its party."""
    if effect.kind not in KINDS:
        return {}
    found = {
        # Who is told apart by the details beside the name needs no more of them in it.
        "about_party": (prepared.person(names.row("party", effect.party)) if detailed else names.name("party", effect.party)) if effect.party else "",
        "about_details": prepared.details(names.row("party", effect.party), day) if effect.party else "",
        "new_details": prepared.details(_new(names, effect, texts), day).lstrip(",; ") if effect.kind == "transfer" else "",
        "side_text": {"debtor": "nghĩa vụ", "creditor": "quyền"}.get(effect.side, ""),
        "sum_text": prepared.amount_text(effect.amount, spelling) if effect.amount is not None and effect.amount > 0 else "",
        "costs_text": prepared.amount_text(costs, spelling) if (costs := effect.figure("costs")) else "",
        "limit_text": _limit(effect, day),
    }
    measure = decisions.catalogue().of(effect.measure, day) if effect.measure else None
    if measure is not None:
        found["measure_text"], found["measure_law"] = measure.title, prepared.law_words(measure.cite)
        new = measure.law == "2025"
        found["commune_told"] = "" if new and effect.measure in _NOT_TO_COMMUNE else "có"
    return found


def _new(names: Names, effect: Effect, texts: Mapping[str, str]) -> Mapping[str, Any]:
    """Who takes another's place: written already, or as typed."""
    return names.row("party", effect.to_party) if effect.to_party not in ("", transfers.NEW) else transfers.row(texts)


def _limit(effect: Effect, day: date) -> str:
    """How the sum of each month follows from the income, as the decision says it."""
    income, measure = effect.figure("income"), decisions.catalogue().of(effect.measure, day)
    if not income or measure is None:
        return ""
    said = f"thu nhập một tháng {dong(income)} đồng"
    if measure.per_head and not effect.figure("wage"):
        return f"{said}, để lại … đồng cho người phải thi hành án"
    if measure.per_head:
        heads, wage = effect.figure("heads") or 0, effect.figure("wage") or 0
        each = "" if not heads else " và cho 01 người phụ thuộc" if heads == 1 else f" và cho mỗi người trong {heads:02d} người phụ thuộc"
        return f"{said}, để lại {dong(wage)} đồng cho người phải thi hành án{each}"
    return f"{said}, theo thỏa thuận" if effect.figure("agreed") else f"{said}, trừ không quá {measure.percent} %"
