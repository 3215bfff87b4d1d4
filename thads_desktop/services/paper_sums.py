"""Sums on papers of money: each row, the totals, and what is asked for agree with each other; more is not shared than came in."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from thads_desktop.domain.costs import costs as known_costs
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.held import by_payer
from thads_desktop.domain.ledger import Ledger, ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare, fold_name
from thads_desktop.services.paper_counts import amount, percentage, rows

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: How a row says that the debtor bears it.
_DEBTOR = "phai thi hanh an"
#: Prices may be rounded to a thousand đồng.
_ROUND = 1_000
#: Of more parties or obligations nobody is looked for by the name.
_MANY = 200


def distribution(reader: Reader, draft: Draft, state: MatterState) -> list[Refusal]:
    """Each share is its fee and what is paid of it; the totals are those of the rows; no more is shared than is held, or ever came in."""
    found, gross, fees, net = list[Refusal](), 0, 0, 0
    for n, row in enumerate(rows(draft.texts, "payout_lines", 5), 1):
        whole, fee, paid = (amount(row[c]) for c in ("c3", "c4", "c5"))
        fee = 0 if fee is None and not row["c4"] else fee
        if whole is None or fee is None or paid is None:
            return [Refusal("sums.unread", {"line": str(n), "what": "Thanh toán"}, "payout_lines")]
        gross, fees, net = gross + whole, fees + fee, net + paid
        if whole != fee + paid:
            found.append(Refusal("sums.row", {"line": str(n), "whole": dong(whole), "parts": dong(fee + paid)}, "payout_lines"))
    if not gross:
        return found
    for name, what, right in (("payout_sum", "Tổng thực nhận", net), ("fee_sum", "Tổng phí giữ lại", fees)):
        said = _typed(draft.texts, name)
        if said != right and (said is not None or (right and name == "fee_sum")):
            found.append(Refusal("sums.total", {"what": what, "right": dong(right), "said": dong(said or 0)}, name))
    held, first = _typed(draft.texts, "held_sum"), _typed(draft.texts, "first_off") or 0
    if held is not None and gross + first > held:
        found.append(Refusal("sums.more_than_held", {"sum": dong(gross + first), "held": dong(held)}, "held_sum"))
    if held is not None and state.exists and state.origin != "carried":
        came = ledger(reader.events_of(f"matter:{draft.matter}")).came_in
        if held > came:
            found.append(Refusal("sums.not_booked", {"held": dong(held), "came": dong(came)}, "held_sum"))
    return found


def notice(reader: Reader, draft: Draft, state: MatterState, day: date) -> list[Refusal]:
    """Nobody is told to come for more than there is for him on that day. Of a matter carried over the books of before are not here."""
    said = _typed(draft.texts, "payee_sum")
    if not said or not state.exists or state.origin == "carried":
        return []
    events = reader.events_of(f"matter:{draft.matter}")
    book, advances = ledger(events, day), known_costs(events, day).advances
    before = by_payer(e for e in in_force(reader.events_of(f"intake:{state.judgment}"), day)) if state.judgment else {}
    # What came without a receipt that was entered is not followed: it may still be here.
    whole = book.held + book.untold + sum(max(0, a.open) for a in advances.values()) + sum(before.values())
    if said > whole:
        return [Refusal("sums.notice_not_held", {"said": dong(said), "held": dong(whole), "day": short_date(day)}, "payee_sum")]
    party = _creditor(reader, book, draft.texts.get("payee", ""))
    if not party:
        return []
    others = [n for n, s in book.state.lines.items() if s.line.creditors and party not in s.line.creditors]
    theirs = whole - sum(max(0, book.account(n).held + book.account(n).untold) for n in others)
    if said > theirs:
        facts = {"said": dong(said), "held": dong(theirs), "day": short_date(day), "who": draft.texts.get("payee", "")}
        return [Refusal("sums.notice_not_theirs", facts, "payee_sum")]
    return []


def _creditor(reader: Reader, book: Ledger, who: str) -> str:
    """The one creditor of the matter whom these words name, with or without how one speaks of a person; "" = none, or several."""
    said = f" {fold_name(who)}"
    parties = {p for s in islice(book.state.lines.values(), _MANY) for p in islice(s.line.creditors, _MANY)} if len(book.state.lines) <= _MANY else set()
    named = [p for p in sorted(parties) if (name := fold_name(str((reader.row("party", p) or {}).get("name", "")))) and said.endswith(f" {name}")]
    return named[0] if len(named) == 1 and len(parties) <= _MANY else ""


def costs(draft: Draft, day: date) -> list[Refusal]:
    """The total is that of the rows; what the debtor still owes is what the rows lay on the debtor, less what was met or advanced; a notice
    leaves time to pay."""
    found, total, borne = list[Refusal](), 0, 0
    listed = rows(draft.texts, "cost_lines", 5)
    for n, row in enumerate(listed, 1):
        spent = amount(row["c4"])
        if spent is None:
            return [Refusal("sums.unread", {"line": str(n), "what": "Khoản chi"}, "cost_lines")]
        total += spent
        borne += spent if not row["c5"] or _DEBTOR in bare(row["c5"]) else 0
    said = _typed(draft.texts, "cost_sum")
    if listed and said is not None and said != total:
        found.append(Refusal("sums.total", {"what": "Tổng số chi phí", "right": dong(total), "said": dong(said)}, "cost_sum"))
    owed, met, advanced = (_typed(draft.texts, name) or 0 for name in ("cost_owed", "cost_met", "cost_advanced"))
    right = max(0, borne - met)
    if listed and owed and owed not in (right, max(0, right - advanced)):
        facts = {"borne": dong(borne), "met": dong(met), "advanced": dong(advanced), "right": dong(right), "owed": dong(owed)}
        found.append(Refusal("sums.costs_owed", facts, "cost_owed"))
    due = draft.texts.get("pay_by", "")
    if due and due < day.isoformat():
        found.append(Refusal("sums.pay_by", {"day": short_date(day)}, "pay_by"))
    return found


def cut(draft: Draft) -> list[Refusal]:
    """The cut that is said, a percentage or a sum, is the difference of the two prices."""
    old, new, said = _typed(draft.texts, "old_price"), _typed(draft.texts, "new_price"), draft.texts.get("cut_percent", "")
    share, off = percentage(said), amount(said)
    if old is None or new is None or (share is None and off is None):
        return []
    right = Fraction(old) * (100 - share) / 100 if share is not None else Fraction(old - (off or 0))
    if abs(right - new) < (_ROUND if share is not None else 1):
        return []
    return [Refusal("sums.cut", {"said": said[:40], "old": dong(old), "right": dong(round(right)), "new": dong(new)}, "cut_percent")]


def _typed(texts: Mapping[str, str], name: str) -> int | None:
    text = texts.get(name, "")
    return int(text) if text.isdecimal() else None
