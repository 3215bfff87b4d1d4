"""A decision on the fee, filled from what was kept back when money was paid out and is in no decision yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.services import masking, papers

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk

FORM = "fee"


def draft(desk: Desk, key: str) -> papers.Draft:
    """The paper, not kept yet: of one creditor with his name, of several of all. Refused where no fee is open, or the day has no such form."""
    from thads_desktop.documents.form import form_for

    today = desk.clock.today()
    try:
        form_for(FORM, today)
    except Refused as refused:
        raise Refused(Refusal("fee.no_form", {"day": short_date(today)})) from refused
    with desk.reading() as reader:
        stored = reader.events_of(f"matter:{key}")
        names = masking.names(desk, reader)
        state, book = fold(stored), ledger(stored)
        decided: dict[str, int] = {}
        for d in state.done:
            if d.act == FORM:
                decided[d.party] = decided.get(d.party, 0) + (d.amount or 0)
        kept: dict[str, int] = {}
        base: dict[str, int] = {}
        days: dict[str, list[date]] = {}
        for event in in_force(stored):
            for p in event.body.payments if isinstance(event.body, le.PaidOut) else ():
                if p.fee and event.day is not None:
                    kept[p.party] = kept.get(p.party, 0) + p.fee
                    base[p.party] = base.get(p.party, 0) + p.amount + p.fee
                    days.setdefault(p.party, []).append(event.day)
        general = decided.get("", 0)
        open_ = {p: fee - decided.get(p, 0) for p, fee in kept.items() if fee > decided.get(p, 0)}
        called = {p: names.name("party", p) for p in open_}
    total = sum(open_.values()) - general
    if total <= 0 or book.fee <= 0:
        raise Refused(Refusal("fee.none_open"))
    only = next(iter(open_)) if len(open_) == 1 else ""
    received = sum(base[p] for p in open_)
    on = ", ".join(short_date(day) for day in sorted({d for p in open_ for d in days[p]})[:6])
    each = "; ".join(f"{called[p]}: {dong(fee)} đồng" for p, fee in list(open_.items())[:20]) if len(open_) > 1 else ""
    texts = {
        "base_text": f"{dong(received)} đồng",
        "evidence": f"việc chi trả tiền thi hành án ngày {on}",
        "method_text": f"tính lũy kế trên số tiền thực nhận{f'; {each}' if each else ''}",
    }  # fmt: skip
    return papers.Draft(FORM, Effect(FORM, amount=total, party=only), key, texts)  # type: ignore[arg-type]  # the kind of its form
