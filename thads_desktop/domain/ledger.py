"""The ledger of a matter: what came in of each obligation, what of it is held, and what became of the rest, to the đồng.

Accounts are the obligations and, under 0, what the matter holds for none of them. It is read from the same steps as the fold, so that
what came in of an obligation is what the fold says. Of a sum that is paid out the oldest money of its account goes first; that says
which receipt is paid out and since when (``Row.of``, ``Ledger.open``, ``Ledger.settled``).

Of money of an obligation whose receipt was never entered (registers taken over, what was entered before there was this ledger) nobody
knows here whether it was paid out: it is not held (``Account.untold``). With its receipt it is followed as any other, and stays so when the
receipt is struck and the sum is not: then its number is missing. Total: what was paid
beyond what was there is in ``beyond``.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.fold import STEPS
from thads_desktop.domain.matter import MatterState
from thads_desktop.domain.standing import force

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

#: The account of what is held for no obligation.
NOBODY = 0
#: đồng of a sum that came in, by its seq.
Source = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One movement of one account. event: its type; account: the line, or ``NOBODY``; balance: of the account after it; whole: all that
    the matter holds after it; fee: of what went out; of: out of which sums (of what moved or went out)."""

    seq: int
    day: date
    event: str
    account: int
    party: str
    into: int
    out: int
    fee: int
    balance: int
    whole: int
    voucher: str = ""
    of: tuple[Source, ...] = ()


@dataclass(slots=True)
class Account:
    """Sums of one account. taken: given back to the payer or deducted before anybody was paid; moved: out to obligations; untold: of it
    nobody knows here what became."""

    into: int = 0
    paid: int = 0
    fee: int = 0
    forfeited: int = 0
    taken: int = 0
    moved: int = 0
    untold: int = 0

    @property
    def held(self) -> int:
        return self.into - self.paid - self.fee - self.forfeited - self.taken - self.moved - self.untold


@dataclass(slots=True)
class Share:
    """What one creditor got of one obligation; deposited: of what is held for him, laid in a deposit."""

    paid: int = 0
    fee: int = 0
    deposited: int = 0
    forfeited: int = 0


@dataclass(slots=True)
class Ledger:
    """What the money of a matter is as of a day. Treat as read-only."""

    state: MatterState
    rows: list[Row] = field(default_factory=list)
    accounts: dict[int, Account] = field(default_factory=dict)
    shares: dict[tuple[int, str], Share] = field(default_factory=dict)
    came_in: int = 0
    returned: int = 0
    deducted: int = 0
    #: Seq of a sum -> the event of its official receipt that stands.
    receipts: dict[int, ev.Event] = field(default_factory=dict)
    #: (account, seq of what came in or came back) -> what of it is neither paid out nor laid in a deposit, and the day the last of it went.
    open: dict[tuple[int, int], int] = field(default_factory=dict)
    settled: dict[tuple[int, int], date] = field(default_factory=dict)
    #: Seq of a sum -> its obligation as entered, and the day it went into the fund.
    sums: dict[int, ev.Event] = field(default_factory=dict)
    in_fund: dict[int, date] = field(default_factory=dict)
    #: Seqs of the sums that are followed.
    followed: set[int] = field(default_factory=set)
    told: list[tuple[date, le.PayeeNotified]] = field(default_factory=list)
    #: Line -> what of its money lies in deposits.
    deposits: dict[int, int] = field(default_factory=dict)
    #: (account, seq of what came in) -> what of it lies in deposits, and the day the last of it left them.
    lying: dict[tuple[int, int], int] = field(default_factory=dict)
    fetched: dict[tuple[int, int], date] = field(default_factory=dict)
    #: Seqs of movements that took more than there was.
    beyond: list[int] = field(default_factory=list)
    #: Seq of a payment -> (line, party) -> what of it came back.
    back: dict[int, dict[tuple[int, str], int]] = field(default_factory=dict)

    @property
    def held(self) -> int:
        """All that the matter holds."""
        return sum(a.held for a in self.accounts.values())

    @property
    def paid(self) -> int:
        return sum(a.paid for a in self.accounts.values())

    @property
    def fee(self) -> int:
        return sum(a.fee for a in self.accounts.values())

    @property
    def forfeited(self) -> int:
        return sum(a.forfeited for a in self.accounts.values())

    @property
    def untold(self) -> int:
        return sum(a.untold for a in self.accounts.values())

    def account(self, line: int) -> Account:
        """Sums of an obligation (or ``NOBODY``); empty where nothing moved."""
        return self.accounts.get(line) or Account()

    def share(self, line: int, party: str) -> Share:
        """What a creditor got of an obligation; empty where nothing went to him."""
        return self.shares.get((line, party)) or Share()

    def loose(self, line: int) -> int:
        """What is held of an account and lies in no deposit."""
        return self.account(line).held - self.laid(line)

    def laid(self, line: int) -> int:
        """What of an obligation's money lies in deposits."""
        return self.deposits.get(line, 0)


def ledger(events: list[ev.Event], day: date | None = None, seq: int | None = None) -> Ledger:
    """The ledger of one matter (all its events) as of (day, seq)."""
    standing, unterminated = force(events, day, seq)
    state = MatterState()
    state.unterminated = unterminated
    # A receipt that was struck alone leaves its sum to be followed: the money is still there.
    followed = {
        e.body.of for e in events
        if isinstance(e.body, le.ReceiptGiven) and (day is None or (e.day is not None and e.day <= day)) and (seq is None or e.seq <= seq)
    }  # fmt: skip
    run = _Run(Ledger(state, followed=followed))
    for event in standing:
        step = STEPS.get(type(event.body))
        if step is not None:
            step(state, event, event.body)
        run.take(event)
    return run.book


class _Run:
    def __init__(self, book: Ledger) -> None:
        self.book = book
        #: Account, of a deposit (line, party) -> what of which sum is left there, in the order it came.
        self.lots: dict[int | tuple[int, str], deque[list[int]]] = {}
        self.whole = 0

    def take(self, event: ev.Event) -> None:
        """Add what an event moves."""
        match event.body:
            case ev.Collected(line=line, amount=amount):
                self.book.sums[event.seq] = event
                self.book.came_in += amount
                self._came(event, line, amount)
            case ev.SurplusReturned(amount=amount, receipt=voucher):
                self.book.returned += amount
                self._left(event, amount, "", voucher)
            case le.Deducted(amount=amount, party=party, voucher=voucher):
                self.book.deducted += amount
                self._left(event, amount, party, voucher)
            case le.Allotted(parts=parts):
                self._allotted(event, parts)
            case le.PaidOut(payments=payments, voucher=voucher):
                self._paid(event, payments, voucher)
            case le.CameBack():
                self._came_back(event, event.body)
            case le.Deposited(line=line, party=party, amount=amount):
                self._share(line, party).deposited += amount
                self.book.deposits[line] = self.book.laid(line) + amount
                of = self._draw(event, line, amount)
                self.lots.setdefault((line, party), deque()).extend([seq, part] for seq, part in of)
                for seq, part in of:
                    self.book.lying[line, seq] = self.book.lying.get((line, seq), 0) + part
                self._row(event, line, party, 0, 0, 0, event.body.voucher, of)
            case le.Forfeited(line=line, party=party, amount=amount):
                self._account(line).forfeited += amount
                self._share(line, party).forfeited += amount
                of = self._from_deposit(event, line, party, amount)
                self._row(event, line, party, 0, amount, 0, event.body.voucher, of)
            case _:
                self._fact(event)

    def _fact(self, event: ev.Event) -> None:
        """What moves nothing."""
        assert event.day is not None
        match event.body:
            case le.ReceiptGiven(of=of):
                known = self.book.receipts.get(of)
                if known is None or known.seq < event.seq:
                    self.book.receipts[of] = event
            case le.CashInFund(of=of):
                for each in of:
                    self.book.in_fund.setdefault(each, event.day)
            case le.PayeeNotified():
                self.book.told.append((event.day, event.body))
            case _:
                pass

    # --- in -----------------------------------------------------------------------------------------

    def _came(self, event: ev.Event, line: int, amount: int) -> None:
        """What the fold has applied to the obligation is its money, what is above that nobody's."""
        applied = self._gained(line)
        for account, part in ((line, applied), (NOBODY, amount - applied)):
            if not part:
                continue
            self._account(account).into += part
            if account == NOBODY or event.seq in self.book.followed:
                self._lot(account, event.seq, part)
                self._row(event, account, "", part, 0, 0, _receipt(event.body))
            else:
                self._account(account).untold += part
                self._row(event, account, "", part, part, 0, _receipt(event.body), ((event.seq, part),))

    def _allotted(self, event: ev.Event, parts: Iterable[le.Part]) -> None:
        # As many đồng as the fold applied; it clamps what could not be.
        gained = [(line, self._gained(line)) for line in dict.fromkeys(p.line for p in parts)]
        total = sum(amount for _, amount in gained)
        if not total:
            return
        self._account(NOBODY).moved += total
        moved = {line: self._move(event, NOBODY, line, amount) for line, amount in gained if amount}
        self._row(event, NOBODY, "", 0, total, 0, "", tuple(chain.from_iterable(moved.values())))
        for line, amount in gained:
            if amount:
                self._account(line).into += amount
                self._row(event, line, "", amount, 0, 0, "", moved[line])

    def _came_back(self, event: ev.Event, body: le.CameBack) -> None:
        self._account(body.line).paid -= body.amount
        self._share(body.line, body.party).paid -= body.amount
        back = self.book.back.setdefault(body.of, {})
        back[body.line, body.party] = back.get((body.line, body.party), 0) + body.amount
        self._lot(body.line, event.seq, body.amount)
        self._row(event, body.line, body.party, body.amount, 0, 0, "")

    # --- out ----------------------------------------------------------------------------------------

    def _left(self, event: ev.Event, amount: int, party: str, voucher: str) -> None:
        """Out of what is held for nobody; what is not there was taken back from obligations by the fold."""
        missing = amount - max(0, self._account(NOBODY).held)
        if missing > 0:
            for line in self.book.state.lines:
                gone = -self._gained(line)
                if gone > 0:
                    self._back(event, line, gone, voucher)
        loose = self.book.loose(NOBODY)
        self._account(NOBODY).taken += amount
        of: tuple[Source, ...] = ()
        for (line, whose), share in self.book.shares.items() if amount > loose and self.book.laid(NOBODY) else ():
            # What was laid in a deposit is given back from there.
            part = min(share.deposited, amount - max(0, loose)) if line == NOBODY else 0
            if part:
                share.deposited -= part
                self.book.deposits[NOBODY] -= part
                of += self._unlaid(event, NOBODY, whose, part)
                amount -= part
        drawn = (*of, *self._draw(event, NOBODY, amount))
        self._row(event, NOBODY, party, 0, amount + sum(part for _, part in of), 0, voucher, drawn)

    def _back(self, event: ev.Event, line: int, gone: int, voucher: str) -> None:
        """Money of an obligation is nobody's again: first what was not followed, which has to be here after all."""
        account = self._account(line)
        untold = min(gone, account.untold)
        if untold:
            account.untold -= untold
            self._lot(line, event.seq, untold)
            self._row(event, line, "", untold, 0, 0, voucher)
        account.taken += gone
        self._account(NOBODY).into += gone
        of = self._move(event, line, NOBODY, gone)
        self._row(event, line, "", 0, gone, 0, voucher, of)
        self._row(event, NOBODY, "", gone, 0, 0, voucher, of)

    def _paid(self, event: ev.Event, payments: Iterable[le.Payment], voucher: str) -> None:
        for p in payments:
            account, share = self._account(p.line), self._share(p.line, p.party)
            account.paid += p.amount
            account.fee += p.fee
            share.paid += p.amount
            share.fee += p.fee
            of = self._from_deposit(event, p.line, p.party, p.amount + p.fee)
            self._row(event, p.line, p.party, 0, p.amount + p.fee, p.fee, voucher, of)

    def _from_deposit(self, event: ev.Event, line: int, party: str, amount: int) -> tuple[Source, ...]:
        """What was laid in a deposit for the party goes first; it left the open money when it was laid there."""
        share = self._share(line, party)
        laid = min(share.deposited, amount)
        if laid:
            share.deposited -= laid
            self.book.deposits[line] -= laid
        return (*self._unlaid(event, line, party, laid), *self._draw(event, line, amount - laid))

    def _unlaid(self, event: ev.Event, line: int, party: str, amount: int) -> tuple[Source, ...]:
        assert event.day is not None
        of = self._taken((line, party), amount)
        for seq, part in of:
            self.book.lying[line, seq] -= part
            if not self.book.lying[line, seq]:
                self.book.fetched[line, seq] = event.day
        return of

    # --- lots ---------------------------------------------------------------------------------------

    def _lot(self, account: int, seq: int, amount: int) -> None:
        self.lots.setdefault(account, deque()).append([seq, amount])
        self.book.open[account, seq] = self.book.open.get((account, seq), 0) + amount
        self.book.settled.pop((account, seq), None)

    def _move(self, event: ev.Event, account: int, to: int, amount: int) -> tuple[Source, ...]:
        """Money of one account becomes money of another, and stays of the sums it came in by."""
        moved = self._draw(event, account, amount)
        for seq, part in moved:
            self._lot(to, seq, part)
        return moved

    def _taken(self, account: int | tuple[int, str], amount: int) -> tuple[Source, ...]:
        """The oldest money of an account, which it has no more."""
        found: list[Source] = []
        lots = self.lots.get(account) or deque()
        while amount and lots:
            part = min(amount, lots[0][1])
            found.append((lots[0][0], part))
            lots[0][1] -= part
            amount -= part
            if not lots[0][1]:
                lots.popleft()
        return tuple(found)

    def _draw(self, event: ev.Event, account: int, amount: int) -> tuple[Source, ...]:
        """Money goes out of an account."""
        assert event.day is not None
        drawn = self._taken(account, amount)
        for seq, part in drawn:
            self.book.open[account, seq] -= part
            if not self.book.open[account, seq]:
                self.book.settled[account, seq] = event.day
        if sum(part for _, part in drawn) < amount:
            self.book.beyond.append(event.seq)
        return drawn

    # --- words --------------------------------------------------------------------------------------

    def _gained(self, line: int) -> int:
        """What the fold applied to an obligation since it was last looked at; below zero: took back."""
        known = self.book.state.lines.get(line)
        account = self._account(line) if known is not None else None
        return known.collected - account.into + account.taken if known is not None and account is not None else 0

    def _account(self, line: int) -> Account:
        return self.book.accounts.setdefault(line, Account())

    def _share(self, line: int, party: str) -> Share:
        return self.book.shares.setdefault((line, party), Share())

    def _row(
        self, event: ev.Event, account: int, party: str, into: int, out: int, fee: int, voucher: str, of: tuple[Source, ...] = ()
    ) -> None:  # fmt: skip
        assert event.day is not None
        self.whole += into - out
        balance = self._account(account).held
        self.book.rows.append(
            Row(event.seq, event.day, type(event.body).__name__, account, party, into, out, fee, balance, self.whole, voucher, of)
        )


def _receipt(body: ev.Body) -> str:
    return body.receipt if isinstance(body, ev.Collected) else ""
