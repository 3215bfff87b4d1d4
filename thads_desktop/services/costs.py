"""The costs of a matter: spent, approved by the head, advanced and given back, paid by who bears them; proposed to the order of payment.

Who bears a cost is what the dated law says of its kind (``law/cash_law.py``); where it says nothing the human does. What went beyond what
was advanced, spent or owed is refused, on its day and now.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain import cost_events as co, costs as pure
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import cash_law
from thads_desktop.services import inputs, inspection_files, masking, people, projecting
from thads_desktop.services.cash_words import BEARERS, source

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain import events as ev
    from thads_desktop.domain.costs import Cost
    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Approves costs.
HEADS = ("head", "deputy")
_ROWS = (
    ListColumn("Ngày", 9), ListColumn("Khoản chi", 28), ListColumn("Chứng từ", 11), ListColumn("Số tiền", 13, "right"),
    ListColumn("Được duyệt", 13, "right"), ListColumn("Người duyệt", 20), ListColumn("Nguồn chi", 20), ListColumn("Ai chịu", 22), ListColumn("Căn cứ", 26),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A cost in words. approved None = waits; who: approved, and when; other: the law says another bearer than was recorded."""

    seq: int
    day: date
    title: str
    voucher: str
    amount: int
    approved: int | None
    who: str
    source: str
    bearer: str
    cite: str
    other: str


@dataclass(frozen=True, slots=True)
class View:
    """The costs of a matter as this account may see them. owed: bearer in words -> (to bear, met, still owed); advances: (source, in words,
    taken, spent, given back, open); notes: what the human must look at; debtors, creditors: (id, name)."""

    key: str
    number: str
    rows: tuple[Row, ...]
    owed: tuple[tuple[str, int, int, int], ...]
    advances: tuple[tuple[str, str, int, int, int, int], ...]
    spent: int
    unapproved: int
    remitted: int
    notes: tuple[str, ...]
    debtors: tuple[tuple[str, str], ...]
    creditors: tuple[tuple[str, str], ...]
    head: tuple[int, str]


def view(desk: Desk, matter: str) -> View:
    """The costs of one matter. Refused("matter.unknown")."""
    with desk.reading() as reader:
        events = reader.events_of(f"matter:{matter}")
        if not events:
            raise Refused(Refusal("matter.unknown"))
        return _view(desk, matter, events, masking.names(desk, reader), reader.head())


def _view(desk: Desk, matter: str, events: list[ev.Event], names: Names, head: tuple[int, str]) -> View:
    state, found, law = fold(events), pure.costs(events), cash_law.law()
    rows = tuple(_row(c, names) for c in sorted(found.costs.values(), key=lambda c: (c.day, c.seq)))
    owed = tuple(
        (BEARERS[b], found.borne(b), found.borne(b) if b == "budget" else found.met(b), found.owed(b))
        for b in cash_law.BEARERS
        if found.borne(b) or found.met(b)
    )
    advances = tuple((s, source(s, names), a.taken, a.spent, a.repaid, a.open) for s, a in found.advances.items())
    notes = [f"{r.title} ({short_date(r.day)}): {r.other}" for r in rows if r.other]
    notes += dict.fromkeys(k.note for c in found.costs.values() if (k := law.kind(c.body.kind, c.day)) is not None and k.note)
    budget = found.advances.get(co.BUDGET)
    if budget is not None and budget.open > 0 and found.money_since is not None:
        said = law.give_back(desk.clock.today())
        notes.insert(0, f"Việc đã có tiền thu từ ngày {short_date(found.money_since)}, tạm ứng ngân sách còn {dong(budget.open)} đồng. {said.words}")
    if found.met("debtor") > found.borne("debtor"):
        notes.append(f"Đã trừ, thu, miễn giảm nhiều hơn chi phí đã duyệt {dong(found.met('debtor') - found.borne('debtor'))} đồng: hãy đối chiếu.")
    return View(
        matter, str(names.row("matter", matter).get("number_text", "")), rows, owed, advances, found.spent, found.unapproved, found.remitted,
        tuple(notes), _people(state, names, "debtors"), _people(state, names, "creditors"), head,
    )  # fmt: skip


def proposal(desk: Desk, matter: str) -> tuple[int, str]:
    """(đồng of costs to be kept back of proceeds before anybody is paid, what they are); (0, "") where there is nothing to say."""
    with desk.reading() as reader:
        found = pure.costs(reader.events_of(f"matter:{matter}"))
    if not found.costs:
        return 0, ""
    owed = found.owed("debtor")
    said = f"Chi phí đã duyệt người phải thi hành án còn phải chịu: {dong(owed)} đồng."
    if found.unapproved:
        said += f" Còn {dong(found.unapproved)} đồng chi phí chưa được duyệt nên chưa trừ."
    return owed, said


def incur(
    desk: Desk, matter: str, day: date, kind: str, amount: int, *, bearer: str = "", from_: str = "", party: str = "", voucher: str = "",
    form: co.Form = "",
) -> None:  # fmt: skip
    """A cost was paid. bearer "" = as the law says; from_: out of whose advance ("" = none). Refused beyond the advance."""
    inputs.amount(amount, "amount")
    known = cash_law.law().kind(kind, day)
    if known is None:
        raise Refused(Refusal("cost.unknown_kind", {"day": short_date(day)}, "kind"))
    bears = bearer or known.bearer
    if bears not in cash_law.BEARERS:
        raise Refused(Refusal("cost.no_bearer", {"note": known.note}, "bearer"))
    number = inputs.name(voucher, "voucher", required=False, limit=40)
    _write(desk, matter, day, co.CostIncurred(kind, amount, bears, from_, party if bears == "creditor" else "", number, form))


def approve(desk: Desk, matter: str, day: date, by: str, cost: int = 0, amount: int | None = None) -> int:
    """The head approved a cost (0: all that wait, each in full); how many. by: who held the office of head or deputy that day."""
    with desk.writing("cost_approve") as uow:
        _opened, events = _state(desk, uow, matter, day)
        if not any(p.person == by and p.post in HEADS and p.on(day) for p in people.posts(uow)):
            raise Refused(Refusal("cost.not_head", {"day": short_date(day)}, "by"))
        found = pure.costs(events)
        wanted = [cost] if cost else [c.seq for c in found.costs.values() if c.approved is None]
        if not wanted:
            raise Refused(Refusal("cost.none_waiting"))
        if amount is not None and len(wanted) > 1:
            raise Refused(Refusal("cost.which", field="cost"))
        for seq in wanted:
            known = found.costs.get(seq)
            full = known.body.amount if known is not None else 1
            given = inputs.amount(full if amount is None else amount, "amount")
            body = co.CostApproved(seq, given, by)
            if (no := pure.against(found, body)) is not None:
                raise Refused(no)
            if known is not None and day < known.day:
                raise Refused(Refusal("act.before_decision", {"day": short_date(day), "opened": short_date(known.day)}, "day"))
            uow.append(f"matter:{matter}", day, body, desk.rules.law_on(day))
        _done(desk, uow, matter)
    return len(wanted)


def advance(desk: Desk, matter: str, day: date, from_: str, amount: int, *, voucher: str = "", form: co.Form = "") -> None:
    """Money was advanced by the budget (``co.BUDGET``) or by a party of the matter."""
    inputs.amount(amount, "amount")
    _write(desk, matter, day, co.AdvanceTaken(from_, amount, inputs.name(voucher, "voucher", required=False, limit=40), form))


def repay(desk: Desk, matter: str, day: date, to: str, amount: int, *, voucher: str = "", form: co.Form = "") -> None:
    """Of an advance this went back. Refused beyond what of it is open."""
    inputs.amount(amount, "amount")
    _write(desk, matter, day, co.AdvanceRepaid(to, amount, inputs.name(voucher, "voucher", required=False, limit=40), form))


def collect(
    desk: Desk, matter: str, day: date, bearer: str, amount: int, *, party: str = "", receipt: str = "", form: co.Form = "",
) -> None:  # fmt: skip
    """Who bears costs paid them. Refused beyond what was approved and is still owed."""
    inputs.amount(amount, "amount")
    if bearer not in ("debtor", "creditor"):
        raise Refused(Refusal("cost.no_bearer", field="bearer"))
    _write(desk, matter, day, co.CostCollected(bearer, amount, party, inputs.name(receipt, "receipt", required=False, limit=40), form))


def refuse_beyond(before: list[ev.Event], after: list[ev.Event]) -> None:
    """Refused when striking leaves a matter in which more was spent, given back or paid than there is."""
    known = pure.costs(before).beyond
    if any(code not in known for code in pure.costs(after).beyond):
        raise Refused(Refusal("cost.strike_rests"))


def listing(desk: Desk, matter: str) -> Listing:
    """What is printed or written of the costs of a matter."""
    made = view(desk, matter)
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        officers = reader.projections.officers_of([matter])
        officer = str((reader.row("person", officers.get(matter, "")) or {}).get("name", ""))
    return Listing(
        "Bảng kê chi phí thi hành án", who.parent, who.name, who.place, today, (f"Việc {made.number}",), tables(made), made.notes,
        ("Chấp hành viên", officer), people.signs(who, heads), inspection_files.proof(made.head, short_date(today)),
    )  # fmt: skip


def tables(made: View) -> tuple[ListTable, ...]:
    """Costs, advances, who owes."""
    rows: list[tuple[Cell, ...]] = [(r.day, r.title, r.voucher, r.amount, r.approved, r.who, r.source, r.bearer, r.cite) for r in made.rows]
    if rows:
        rows.append(("", "Cộng", "", made.spent, sum(r.approved or 0 for r in made.rows), "", "", "", ""))
    sums = ("Tạm ứng", "Đã chi", "Đã hoàn trả", "Còn phải hoàn")
    return (
        ListTable("Chi phí", _ROWS, tuple(rows), "" if rows else "Chưa ghi khoản chi phí nào."),
        ListTable(
            "Tạm ứng", (ListColumn("Của ai", 40), *(ListColumn(s, 15, "right") for s in sums)), tuple(a[1:] for a in made.advances),
            "" if made.advances else "Chưa ghi tạm ứng nào.",
        ),
        ListTable(
            "Ai chịu", (ListColumn("Người chịu", 40), *(ListColumn(s, 15, "right") for s in ("Đã duyệt", "Đã trừ, thu, miễn giảm", "Còn phải trả"))),
            made.owed, "" if made.owed else "Chưa có chi phí nào được duyệt.",
        ),
    )  # fmt: skip


def _write(desk: Desk, matter: str, day: date, body: co.CostBody) -> None:
    with desk.writing("cost") as uow:
        state, events = _state(desk, uow, matter, day)
        _refuse_stranger(state, body)
        # On its day, and now, after all that came later.
        for found in (pure.costs(events, day), pure.costs(events)):
            if (no := pure.against(found, body)) is not None:
                raise Refused(no)
        uow.append(f"matter:{matter}", day, body, desk.rules.law_on(day))
        _done(desk, uow, matter)


def _state(desk: Desk, uow: UnitOfWork, matter: str, day: date) -> tuple[MatterState, list[ev.Event]]:
    inputs.not_future(day, desk.clock.today())
    events = uow.events_of(f"matter:{matter}")
    state = fold(events)
    if state.opened is None:
        raise Refused(Refusal("matter.no_decision"))
    if day < state.opened:
        raise Refused(Refusal("act.before_decision", {"day": short_date(day), "opened": short_date(state.opened)}, "day"))
    return state, events


def _done(desk: Desk, uow: UnitOfWork, matter: str) -> None:
    projecting.matter(desk, uow, matter)
    uow.commit()


def _refuse_stranger(state: MatterState, body: co.CostBody) -> None:
    """Whoever is named is a party of the matter, on the side that is meant."""
    debtors = {p for s in state.lines.values() for p in s.line.debtors}
    creditors = {p for s in state.lines.values() for p in s.line.creditors}
    match body:
        case co.CostIncurred():
            named = ((body.source, debtors | creditors | {co.BUDGET}), (body.party, creditors))
        case co.AdvanceTaken() | co.AdvanceRepaid():
            named = ((body.source or "?", debtors | creditors | {co.BUDGET}), ("", set()))
        case co.CostCollected():
            named = ((body.party, debtors if body.bearer == "debtor" else creditors), ("", set()))
        case co.CostApproved():
            return
    if any(who and who not in known for who, known in named):
        raise Refused(Refusal("cost.bad_party", field="party"))


def _row(c: Cost, names: Names) -> Row:
    law = cash_law.law()
    kind = law.kind(c.body.kind, c.day)
    other = ""
    if kind is not None and kind.bearer and kind.bearer != c.body.bearer:
        other = f"quy định: {BEARERS[kind.bearer].lower()} chịu ({kind.cite}), đã ghi {BEARERS[c.body.bearer].lower()} chịu."
    who = f"{names.name('person', c.approved_by)}, {short_date(c.approved_on)}" if c.approved_on is not None else "chưa duyệt"
    bearer = BEARERS[c.body.bearer] + (f": {names.name('party', c.body.party)}" if c.body.party else "")
    return Row(
        c.seq, c.day, law.title(c.body.kind), c.body.voucher, c.body.amount, c.approved, who, source(c.body.source, names), bearer,
        kind.cite if kind is not None else "", other,
    )  # fmt: skip


def _people(state: MatterState, names: Names, side: str) -> tuple[tuple[str, str], ...]:
    keys = dict.fromkeys(p for s in state.lines.values() for p in getattr(s.line, side))
    return tuple((k, names.name("party", k)) for k in keys)
