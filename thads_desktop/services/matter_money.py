"""The fee and the interest of one matter, proposed from its own log: what came in and when, what was deferred, who is to get it.

Nothing is written. A proposal rests on the money that was collected; how it came and what relief there is the human may set otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev, means
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare
from thads_desktop.law.fee import COLLECTED, FACTOR_WORDS, VOLUNTARY, Instalment
from thads_desktop.services import masking, matter_claims, money_forms, money_tools
from thads_desktop.services.worked import Worked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from thads_desktop.domain.calendar import WorkingCalendar
    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.law.money_law import MoneyLaw
    from thads_desktop.law.ruleset import Rules
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader

ON_COLLECTED = "Tính trên số đã thu, coi như trả hết cho người được thi hành án; chỉ thu phí khi thực trả, bằng quyết định thu phí."
#: What may begin or end a deferral or a suspension.
_MOVES = (ev.Deferred, ev.Suspended, ev.Continued, ev.EffectUndone, ev.MeansLacking, ev.Terminated, ev.Withdrawn, ev.Cancelled, ev.LineCompleted)
#: What the law does not charge by its kind, and what a human says instead: charged as any other.
FREE, CHARGED = "support", "charged"
#: Kinds of claims that are of it whole; of the others these words are.
_FREE_KINDS = ("support", "wages", "injury")
_FREE_WORDS = ("danh du", "bao hiem xa hoi")
GUESSED_FREE = "đoán theo nội dung là khoản không thu phí nên không tính phí; không phải thì chọn “Thu phí như khoản thường”."
OPEN_PAUSE = "hoãn do đương sự thỏa thuận, đồng ý; luật mới chưa rõ có tính lãi không, đang tính lãi. Không tính thì thêm khoảng này vào ô."
NO_NOTICE = "Chưa ghi thông báo hợp lệ quyết định thi hành án nên chưa biết thời hạn tự nguyện: đang tính như đã hết."


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A sum that came in and its fee. how: in words; group: whose money it is; seq: of its event; part: as the fee was reckoned of it."""

    key: int
    seq: int
    day: date
    line: int
    receipt: str
    amount: int
    how: str
    fee: int
    creditor: str
    group: tuple[str, ...]
    part: Instalment


@dataclass(frozen=True, slots=True)
class FeeProposal:
    """Rows in their order; worked: by group, the arithmetic; why_none: why there is no fee at all."""

    rows: tuple[FeeRow, ...]
    worked: Mapping[tuple[str, ...], Worked]
    total: int
    why_none: str


@dataclass(frozen=True, slots=True)
class LineMoney:
    """An obligation in money: what interest can be reckoned of it with. start: the day of the request, None when there is none."""

    line: int
    text: str
    due: int
    collected: int
    rest: int
    start: date | None
    payments: tuple[tuple[date, int], ...]
    pauses: tuple[tuple[date, date], ...]
    end: date
    #: What the human must decide: spans of which it is not established whether interest runs.
    notes: tuple[str, ...] = ()

    def typed(self) -> dict[str, Any]:
        """As the form of interest takes it."""
        return {
            "principal": self.due, "from": self.start, "to": self.end,
            "paid": "\n".join(f"{short_date(day)} {dong(amount)}" for day, amount in self.payments),
            "pause": "\n".join(f"{short_date(first)} đến {short_date(last)}" for first, last in self.pauses),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sum:
    key: int
    seq: int
    day: date
    line: int
    amount: int
    receipt: str


@dataclass(frozen=True, slots=True)
class _Stay:
    """A deferral or suspension that stops interest; unsure: whether it does is not established."""

    since: date
    kind: str
    clause: str
    unsure: bool


def fees(desk: Desk, key: str, v: Mapping[str, Any], ahead: Sequence[ev.Event] = ()) -> FeeProposal:
    """The fee of every sum that came in, by creditor. v: how, relief (CHARGED: none), percent as the human sets them
    ("" = as proposed); each: the same three of single sums by their key, in the place of those. ahead: what is about to be recorded."""
    with desk.reading() as reader:
        return fees_in(desk, reader, key, v, ahead)


def fees_in(desk: Desk, reader: Reader, key: str, v: Mapping[str, Any], ahead: Sequence[ev.Event] = ()) -> FeeProposal:
    """``fees`` where the store is open already."""
    stored, _events, state = _read([*reader.events_of(f"matter:{key}"), *ahead])
    names = masking.names(desk, reader)
    texts = names.row("matter", key).get("obligations", {})
    names.ahead("party", means.parties(state.lines.values()))
    creditors = {s.line.creditors: _names(names, s.line.creditors) for s in state.lines.values()}
    calendar = desk.calendar(reader)
    if state.kind != "yc":
        return FeeProposal((), {}, 0, "Việc chủ động thi hành án không thu phí thi hành án.")
    sums = sums_of(ledger(stored))
    by = money_tools.asked(desk)
    ends = _voluntary_ends(state, desk.rules, calendar)
    each: Mapping[int, Mapping[str, Any]] = v.get("each") or {}
    groups: dict[tuple[str, ...], list[_Sum]] = {}
    for s in sums:
        groups.setdefault(state.lines[s.line].line.creditors, []).append(s)
    rows: list[FeeRow] = []
    worked: dict[tuple[str, ...], Worked] = {}
    odd, no_notice = _odd(state, sums), () if state.notices or v.get("how") else (NO_NOTICE,)
    for group, of in groups.items():
        parts, free = [], set()
        for s in of:
            said = each.get(s.key, v)
            relief, percent = said.get("relief") or "", money_forms.percent(said.get("percent") or "")
            if not relief and by.law.relief(FREE, s.day) and _is_free(str(texts.get(str(s.line), ""))):
                free.add(s.line)
                relief, percent = FREE, None
            elif relief == CHARGED:
                relief = ""
            parts.append(Instalment(s.amount, s.day, said.get("how") or _how(state, s, ends), relief=relief, percent=percent, decision_day=state.opened))
        found = money_tools.fees(parts, by)
        who = creditors[group]
        rows += [
            FeeRow(s.key, s.seq, s.day, s.line, s.receipt, s.amount, FACTOR_WORDS[part.factor], fee, who, group, part)
            for s, part, fee in zip(of, parts, found.fees, strict=True)
        ]
        shown = money_tools.worked_fees(found)
        guessed = (f"Khoản {n} ({texts.get(str(n))}): {GUESSED_FREE}" for n in sorted(free))
        notes = (*shown.notes, *guessed, ON_COLLECTED, *no_notice, *odd)
        worked[group] = Worked(f"{who}: {shown.headline[0].lower()}{shown.headline[1:]}", shown.about, shown.cite, shown.steps, notes)
    rows.sort(key=lambda r: (r.day, r.key))
    return FeeProposal(tuple(rows), worked, sum(r.fee for r in rows), "" if rows else "Chưa thu khoản tiền nào.")


def lines(desk: Desk, key: str) -> tuple[LineMoney, ...]:
    """The obligations in money of a matter."""
    with desk.reading() as reader:
        stored, _events, state = _read(reader.events_of(f"matter:{key}"))
        texts = masking.names(desk, reader).row("matter", key).get("obligations", {})
        asked = [
            e.day for e in in_force(reader.events_of(f"intake:{state.judgment}"))
            if isinstance(e.body, ev.RequestReceived) and e.body.request == state.request
        ] if state.judgment and state.request else []  # fmt: skip
    law = money_tools.asked(desk).law
    sums = sums_of(ledger(stored))
    today = desk.clock.today()
    made = []
    for n, s in state.lines.items():
        if s.line.due is None:
            continue
        end = s.ended.day if s.ended is not None else today
        pauses, open_ = _pauses(stored, n, law, end)
        notes = tuple(f"Từ {short_date(a)} đến hết {short_date(b)}: {OPEN_PAUSE}" for a, b in open_)
        payments = tuple((x.day, x.amount) for x in sums if x.line == n)
        made.append(LineMoney(n, str(texts.get(str(n), "")), s.line.due, s.collected, s.rest, next(iter(asked), None), payments, pauses, end, notes))
    return tuple(made)


def _read(stored: list[ev.Event]) -> tuple[list[ev.Event], list[ev.Event], MatterState]:
    """Everything of a matter, what stands of it, and what it is."""
    if not stored:
        raise Refused(Refusal("matter.unknown"))
    return stored, list(in_force(stored)), fold(stored)


def sums_of(book: Ledger) -> list[_Sum]:
    """What came in of each obligation, at most what was due: what is above that is held for the payer. What was allotted later is
    of the day on which it came in."""
    found = []
    for row in book.rows:
        if row.account == NOBODY or row.event not in ("Collected", "Allotted"):
            continue
        if row.event == "Collected":
            found.append(_Sum(row.seq, row.seq, row.day, row.account, row.into, row.voucher))
            continue
        for at, (seq, amount) in enumerate(row.of):
            came = book.sums[seq]
            assert isinstance(came.body, ev.Collected)
            assert came.day is not None
            found.append(_Sum((row.seq << 40) + (row.account << 16) + at, row.seq, came.day, row.account, amount, came.body.receipt))
    return found


def _odd(state: MatterState, sums: Sequence[_Sum]) -> list[str]:
    """Money of the matter that the rows do not show."""
    total = sum(s.amount for s in sums)
    applied = sum(s.collected for s in state.lines.values())
    return [f"Hồ sơ ghi đã thu {dong(applied)} đồng, các lần trên cộng {dong(total)} đồng: hãy đối chiếu."] if total != applied else []


def _voluntary_ends(state: MatterState, rules: Rules, calendar: WorkingCalendar) -> dict[str, date]:
    """Debtor ("" = every debtor) -> last day of the time to perform of one's own will."""
    ends: dict[str, date] = {}
    for day, debtor in state.notices:
        term = rules.term("R09", day)
        ends[debtor] = max(ends.get(debtor, date.min), calendar.due(day, term.n, term.unit, term.rolls))
    return ends


def _is_free(text: str) -> bool:
    """Do the words of an obligation speak of what bears no fee: support, damages for life, health, honour, wages, social insurance?"""
    return matter_claims.kind(text) in _FREE_KINDS or any(words in bare(text) for words in _FREE_WORDS)


def _how(state: MatterState, s: _Sum, ends: Mapping[str, date]) -> str:
    """Voluntary up to the last day of the time of every debtor of the obligation; collected from then on."""
    theirs = [ends.get(d, ends.get("")) for d in state.lines[s.line].line.debtors or ("",)]
    known = [end for end in theirs if end is not None]
    return VOLUNTARY if known and len(known) == len(theirs) and s.day <= min(known) else COLLECTED


def _pauses(stored: list[ev.Event], line: int, law: MoneyLaw, end: date) -> list[tuple[tuple[date, date], ...]]:
    """The spans in which the obligation was deferred or suspended on a ground under which interest does not run, and on one of which that
    is not established."""
    days = sorted({e.day for e in stored if e.day is not None and isinstance(e.body, _MOVES)})
    spans: dict[_Stay, date] = {}
    until: dict[_Stay, date] = {}
    for day in days:
        state = fold([e for e in stored if e.day is None or e.day <= day], day)
        held = state.lines.get(line)
        live: set[_Stay] = set()
        for c in held.conditions if held is not None else ():
            rule = law.rule("pauses", c.since)
            off = () if rule is None else {"deferral": rule.deferrals, "suspension": rule.suspensions}.get(c.kind, ())
            unsure = rule is not None and c.kind == "deferral" and c.clause in rule.open_deferrals
            if c.clause in off or unsure:
                span = _Stay(c.since, str(c.kind), c.clause, unsure)
                live.add(span)
                spans.setdefault(span, min(c.until or end, end))
                until.pop(span, None)
        if held is None or held.ended is None:
            # interest runs again on the day that ends the stay; an obligation that ended was held until its last day
            until |= {gone: day - timedelta(1) for gone in spans if gone not in live and gone not in until}
    found = [(of.unsure, of.since, min(last, until.get(of, last))) for of, last in spans.items()]
    return [tuple(sorted((a, b) for unsure, a, b in found if a <= b and unsure is asked)) for asked in (False, True)]


def _names(names: Names, group: tuple[str, ...]) -> str:
    return ", ".join(names.name("party", p) for p in group) or "Chưa ghi người được thi hành án"
