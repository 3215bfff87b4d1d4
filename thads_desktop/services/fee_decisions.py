"""Decisions on the fee, filled from what was kept back when money was paid out and is in no decision yet: one for each collection.

A collection is what one creditor (or several with the same claim) received of one sum that came in, by one pay-out. What was decided before
is taken off the oldest collections first.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.acts import Effect
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.fee import Instalment
from thads_desktop.law.reckon import percent, rounded
from thads_desktop.services import masking, matter_money, money_tools, papers

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.events import Event
    from thads_desktop.domain.ledger import Ledger, Row
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.fee import Fees
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

FORM = "fee"
#: Collections before, as many as a paper lists; of more the sums alone stand on it.
LISTED = 60


@dataclass(slots=True)
class Collection:
    """group: whose it is; day, number: of its receipt ("" = not known); received: what they got of it, fee included; fee: kept back of it;
    open: of that, what is in no decision; each: by party, where they are several."""

    group: tuple[str, ...]
    day: date
    paid: date
    number: str
    part: Instalment
    received: int = 0
    fee: int = 0
    open: int = 0
    lines: set[int] = field(default_factory=set)
    each: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Reckoned:
    """The fee of what came in of one sum for one obligation. part: how it was reckoned."""

    part: Instalment
    amount: int = 0
    fee: int = 0

    def add(self, amount: int, fee: int) -> None:
        self.amount, self.fee = self.amount + amount, self.fee + fee

    def share(self, amount: int) -> int:
        """Of so many đồng of it."""
        return self.fee * amount // self.amount if self.amount else 0


def draft(desk: Desk, key: str) -> papers.Draft:
    """The paper on the oldest collection that is in no decision, not kept yet. Refused where no fee is open, or the day has no such form."""
    return drafts(desk, key)[0]


def drafts(desk: Desk, key: str) -> list[papers.Draft]:
    """As ``draft``, of every such collection in its order."""
    from thads_desktop.documents.form import form_for

    today = desk.clock.today()
    try:
        form_for(FORM, today)
    except Refused as refused:
        raise Refused(Refusal("fee.no_form", {"day": short_date(today)})) from refused
    with desk.reading() as reader:
        stored = reader.events_of(f"matter:{key}")
        names, state = masking.names(desk, reader), fold(stored)
        found = collections(desk, reader, key, state, stored)
        groups: dict[tuple[str, ...], list[Collection]] = {}
        made = []
        for one in found:
            before = groups.setdefault(one.group, [])
            before.append(one)
            if one.open:
                made.append(_paper(desk, key, before, names))
    if not made:
        raise Refused(Refusal("fee.none_open"))
    return made


def collections(desk: Desk, reader: Reader, key: str, state: MatterState, stored: list[Event]) -> list[Collection]:
    """Everything that was paid out of what bears a fee, in the order it went out."""
    book = ledger(stored)
    try:
        rows = matter_money.fees_in(desk, reader, key, {}).rows
    except Refused:
        # Of a day whose fee is not established only what was kept back is known.
        rows = ()
    reckoned: dict[tuple[int, int], _Reckoned] = {}
    for r in rows:
        reckoned.setdefault((r.line, r.seq), _Reckoned(r.part)).add(r.amount, r.fee)
    found: dict[tuple[tuple[str, ...], int, int], Collection] = {}
    for row in book.rows:
        if row.event != le.PaidOut.__name__ or row.account not in state.lines or not state.lines[row.account].line.creditors:
            continue
        group = state.lines[row.account].line.creditors
        for seq, amount, fee in _shared(row, reckoned):
            one = found.get((group, row.seq, seq))
            if one is None:
                one = found[group, row.seq, seq] = _collection(book, group, row, seq, reckoned.get((row.account, seq)))
            one.received, one.fee, one.open = one.received + amount, one.fee + fee, one.open + fee
            one.lines.add(row.account)
            one.each[row.party] = one.each.get(row.party, 0) + fee
    listed = list(found.values())
    _decided(state, listed)
    return listed


def _collection(book: Ledger, group: tuple[str, ...], row: Row, seq: int, of: _Reckoned | None) -> Collection:
    came, given = book.sums.get(seq), book.receipts.get(seq)
    day = came.day if came is not None and came.day is not None else row.day
    number = given.body.number if given is not None and isinstance(given.body, le.ReceiptGiven) else ""
    return Collection(group, day, row.day, number, of.part if of is not None else Instalment(0, day))


def _shared(row: Row, reckoned: Mapping[tuple[int, int], _Reckoned]) -> list[tuple[int, int, int]]:
    """(seq of the sum, đồng of it, fee kept back of that) of one payment: as the fee was reckoned of each sum where that is what was kept
    back; else by the đồng, and the last one takes what is left."""
    sources = row.of or ((0, row.out),)
    known = [of.share(amount) if (of := reckoned.get((row.account, seq))) is not None else 0 for seq, amount in sources]
    if sum(known) != row.fee:
        whole = sum(amount for _, amount in sources)
        known = [row.fee * amount // whole for _, amount in sources]
        known[-1] += row.fee - sum(known)
    return [(seq, amount, fee) for (seq, amount), fee in zip(sources, known, strict=True)]


def _decided(state: MatterState, found: Sequence[Collection]) -> None:
    """Take off what is in a decision already, of the oldest collection it can be of first."""
    for done in (d for d in state.done if d.act == FORM):
        left = done.amount or 0
        for one in found:
            theirs = done.party in one.group if done.party else not done.lines or bool(one.lines & set(done.lines))
            if left and theirs:
                taken = min(left, one.open)
                one.open, left = one.open - taken, left - taken


def _paper(desk: Desk, key: str, until: Sequence[Collection], names: Names) -> papers.Draft:
    """The paper on the last of these collections of one creditor."""
    one, before = until[-1], sum(x.received for x in until[:-1])
    only = one.group[0] if len(one.group) == 1 else ""
    texts = {
        "base_text": f"{dong(one.received)} đồng", "received_day": one.day.isoformat(),
        "received_receipt": f"biên lai số {one.number}" if one.number else "", "received_before": str(before) if before else "",
        "evidence": f"việc chi trả tiền thi hành án ngày {short_date(one.paid)}", "fee_parts": _parts(until) if before else "",
    }  # fmt: skip
    texts |= _reckoned(desk, until)
    if not only:
        each = "; ".join(f"{names.name('party', p)}: {dong(fee)} đồng" for p, fee in one.each.items() if fee)
        texts["method_text"] = "; ".join(x for x in (texts.get("method_text", ""), each) if x)
    lines = () if only else tuple(sorted(one.lines))
    effect = Effect(FORM, amount=one.open, party=only, lines=lines)  # type: ignore[arg-type]  # the kind of its form
    return papers.Draft(FORM, effect, key, {name: text for name, text in texts.items() if text})


def _parts(until: Sequence[Collection]) -> str:
    """The collections so far, each a line; the last one with what is decided now."""
    if len(until) > LISTED:
        return ""
    fees = [*(x.fee for x in until[:-1]), until[-1].open]
    return "\n".join(f"Lần {n}, {short_date(x.day)}; {dong(x.received)}; {dong(fee)}" for n, (x, fee) in enumerate(zip(until, fees, strict=True), 1))


def _reckoned(desk: Desk, until: Sequence[Collection]) -> dict[str, str]:
    """The bands of everything received so far, what was covered before, and why not all of it is charged."""
    one = until[-1]
    try:
        found: Fees = money_tools.fees([replace(x.part, amount=x.received, pays=0) for x in until], money_tools.asked(desk))
    except Refused:
        return {}
    told = found.each[-1]
    bands = "\n".join(f"{dong(part)}; {percent(rate)}; {dong(rounded(told.fee_of(part, rate), 'nearest'))}" for part, rate in told.bands)
    said = list(told.why)
    if one.open != found.fees[-1]:
        said.append("theo số phí đã giữ lại khi chi trả, chưa có quyết định")
    covered = rounded(told.before, "nearest")
    return {"fee_bands": bands, "fee_before": str(covered) if covered else "", "method_text": "; ".join(said)}
