"""The facts of a matter's money that are recorded from its ledger: fields of each, and the service that takes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import NOBODY, ledger
from thads_desktop.domain.money import dong
from thads_desktop.services import ledger_words, money_way, parties, payees, receipts
from thads_desktop.ui.form import Spec
from thads_desktop.ui.opening_form import CREDITORS
from thads_desktop.ui.receipt_fields import number_spec, official, receipt_specs

if TYPE_CHECKING:
    from thads_desktop.domain.ledger import Ledger
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView
    from thads_desktop.ui.pages.act_specs import Act

#: People in a choice at most: a matter may have tens of thousands, and the row that was chosen comes first.
MOST = 200
_DAY = "Ngày"


def book_of(desk: Desk, key: str) -> Ledger:
    """The ledger now."""
    with desk.reading() as reader:
        return ledger(reader.events_of(f"matter:{key}"))


def _day(desk: Desk, label: str = _DAY) -> Spec:
    return Spec("day", label, "date", required=True, value=desk.clock.today())


def _people(view: MatterView, of: Sequence[str]) -> list[tuple[str, str]]:
    return [(p, view.parties.get(p, p)) for p in dict.fromkeys(of)][:MOST]


def _held_lines(view: MatterView, book: Ledger, *, nobody: bool) -> list[tuple[int, str]]:
    held = [(x, book.account(x.line).held) for x in view.lines]
    found = [(x.line, f"{x.line}. {x.text or 'Khoản phải thi hành'}: giữ {dong(amount)}") for x, amount in held if amount > 0]
    if nobody and book.account(NOBODY).held > 0:
        found.append((NOBODY, f"Giữ cho người nộp: {dong(book.account(NOBODY).held)}"))
    return found[:MOST]


def told_fields(desk: Desk, view: MatterView, party: str) -> Sequence[Spec]:
    """Who is told; first the one under the hand, then those for whom money is held."""
    book = book_of(desk, view.key)
    due = [p for x in view.state.lines.values() if book.account(x.line.line).held > 0 for p in x.line.creditors]
    back = [p for x in view.state.lines.values() for p in x.line.debtors] if book.account(NOBODY).held > 0 else []
    people = _people(view, ([party] if party else []) + due + back)
    return (
        _day(desk, "Ngày thông báo"),
        Spec("party", "Người được nhận tiền", "choice", required=True, options=people, value=people[0][0] if people else None, beside=True, share=2),
        Spec("way", "Hình thức", "choice", options=[(k, w[:1].upper() + w[1:]) for k, w in ledger_words.TOLD.items()], value="direct", beside=True),
    )


def _told(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    payees.notify(desk, matter, v["day"], v["party"], v["way"] or "direct", seen)
    return "Đã ghi: thông báo người được nhận tiền. Hạn gửi bưu điện, ngân hàng khi không đến nhận ở phần Hạn."


def named_fields(desk: Desk, view: MatterView, line: int) -> Sequence[Spec]:
    """Of which obligation without a creditor, and who he is."""
    open_ = [(x.line, f"{x.line}. {x.text or 'Khoản phải thi hành'}") for x in view.lines if _nobody(view, x.line)]
    first = line if line in dict(open_) else open_[0][0] if open_ else None
    return (
        _day(desk, "Ngày ghi"),
        Spec("line", "Khoản chưa ghi người được thi hành án", "choice", required=True, options=open_[:MOST], value=first, beside=True, share=2),
        Spec("kind", "Loại", "choice", required=True, options=CREDITORS, value="person"),
        Spec("name", "Họ tên, tên tổ chức", note="Để trống với Ngân sách nhà nước", beside=True, share=2),
        Spec("birth", "Năm sinh", beside=True),
        Spec("address", "Địa chỉ", share=3),
    )


def _nobody(view: MatterView, line: int) -> bool:
    its = view.state.lines[line].line
    return its.due is not None and not its.creditors


def _named(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    state = v["kind"] == "state"
    name = parties.STATE_NAME if state else v["name"] or ""
    given = parties.PartyInput(name, v["kind"] or "person", None if state else parties.birth_year(v["birth"] or "", "birth"), (), v["address"] or "")
    payees.name_creditor(desk, matter, v["day"], v["line"], given, seen)
    return f"Đã ghi: người được thi hành án của khoản {v['line']} là {name}."


def _fund_fields(desk: Desk, view: MatterView) -> Sequence[Spec]:
    with desk.reading() as reader:
        cash = receipts.cash_outside(reader, view.key)
    each = [(seq, f"{short_date(day)}: {dong(amount)} đồng, biên lai {number or ledger_words.NO_NUMBER}") for seq, day, amount, number in cash]
    every = [(0, f"Mọi lần thu tiền mặt chưa nộp quỹ: {dong(sum(a for _, _, a, _ in cash))} đồng")] if each else []
    return (
        _day(desk, "Ngày nộp quỹ"),
        Spec("sum", "Tiền mặt của", "choice", required=True, options=[*every, *each[:MOST]], value=0 if each else None, beside=True, share=2),
        Spec("voucher", "Số phiếu thu", beside=True),
    )


def _fund(desk: Desk, matter: str, v: Mapping[str, Any], _seen: int, _s: int) -> object:
    with desk.reading() as reader:
        every = tuple(seq for seq, *_ in receipts.cash_outside(reader, matter))
    receipts.to_fund(desk, f"matter:{matter}", every if v["sum"] == 0 else (v["sum"],) if v["sum"] else (), v["day"], v["voucher"] or "")
    return "Đã ghi: nộp tiền mặt vào quỹ."


def deposit_fields(desk: Desk, view: MatterView, line: int, party: str) -> Sequence[Spec]:
    """Whose money of which obligation."""
    book = book_of(desk, view.key)
    lines = _held_lines(view, book, nobody=True)
    first = line if line in dict(lines) else lines[0][0] if lines else None
    left = book.account(first).held - book.laid(first) if first is not None else None
    hows = [(k, w[:1].upper() + w[1:]) for k, w in ledger_words.DEPOSITS.items()]
    return (
        _day(desk, "Ngày gửi"),
        Spec("line", "Tiền của khoản", "choice", required=True, options=lines, value=first, beside=True, share=2),
        _whose(view, first, party),
        Spec("amount", "Số tiền (đồng)", "money", required=True, value=left or None),
        Spec("how", "Gửi vào", "choice", options=hows, value="demand", beside=True),
        Spec("voucher", "Số sổ, chứng từ", beside=True),
    )


def _whose(view: MatterView, line: int | None, party: str) -> Spec:
    of = [p for n, s in view.state.lines.items() if line in (n, NOBODY, None) for p in (s.line.debtors if line == NOBODY else s.line.creditors)]
    others = [p for s in view.state.lines.values() for p in s.line.creditors]
    people = _people(view, ([party] if party else []) + of + others)
    return Spec("party", "Của người", "choice", required=True, options=people, value=people[0][0] if people else None, beside=True, share=2)


def _deposit(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    payees.deposit(desk, matter, v["day"], v["line"], v["party"], v["amount"], v["how"] or "demand", v["voucher"] or "", seen)
    return f"Đã ghi: gửi {dong(v['amount'])} đồng; tiền vẫn giữ cho người được nhận."


def forfeit_fields(desk: Desk, view: MatterView, line: int, party: str) -> Sequence[Spec]:
    """As of a deposit; the decision by its number."""
    book = book_of(desk, view.key)
    lines = _held_lines(view, book, nobody=False)
    first = line if line in dict(lines) else lines[0][0] if lines else None
    return (
        _day(desk, "Ngày sung quỹ"),
        Spec("line", "Tiền của khoản", "choice", required=True, options=lines, value=first, beside=True, share=2),
        _whose(view, first, party),
        Spec("amount", "Số tiền (đồng)", "money", required=True, value=book.account(first).held if first is not None else None),
        Spec("voucher", "Số quyết định sung quỹ", required=True, beside=True),
        way_spec("bank", "nộp Kho bạc"),
    )


def _forfeit(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, _s: int) -> object:
    payees.forfeit(desk, matter, v["day"], v["line"], v["party"], v["amount"], v["voucher"], way=v["way"] or "", seen=seen)
    return f"Đã ghi: sung quỹ {dong(v['amount'])} đồng."


def back_fields(desk: Desk, view: MatterView, subject: int) -> Sequence[Spec]:
    """subject: seq of the payment."""
    found = next((e for e in _events(desk, view.key) if e.seq == subject and isinstance(e.body, le.PaidOut)), None)
    paid = found.body.payments if found is not None and isinstance(found.body, le.PaidOut) else ()
    options = [(i, f"Khoản {p.line}, {view.parties.get(p.party, p.party)}: {dong(p.amount)}") for i, p in enumerate(paid)][:MOST]
    only = paid[0] if len(paid) == 1 else None
    return (
        _day(desk, "Ngày tiền bị trả về"),
        Spec("which", "Người nhận", "choice", required=True, options=options, value=0 if only is not None else None, beside=True, share=2),
        Spec("amount", "Số tiền bị trả về (đồng)", "money", required=True, value=only.amount if only is not None else None, beside=True),
        way_spec("cash" if found is not None and isinstance(found.body, le.PaidOut) and found.body.way == "cash" else "bank", "theo lần chi"),
    )


def way_spec(value: str, why: str = "", label: str = "Hình thức") -> Spec:
    """Cash or bank; why: whence the one that stands there first comes."""
    note = f"{money_way.WAYS[value]}: {why}" if value and why else ""
    return Spec("way", label, "choice", required=True, options=list(money_way.WAYS.items()), value=value or None, note=note, beside=True)


def came_in(desk: Desk, subject: str, payer: str = "") -> Spec:
    """As the money came in, where that is known."""
    with desk.reading() as reader:
        usual = money_way.usual(reader, subject, payer)
    made = way_spec(usual, "như lúc thu")
    return made if usual else replace(made, required=False, note="Để trống thì không tính vào quỹ; bổ sung sau: Ctrl+Shift+X")


def way_fields(_desk: Desk, _view: MatterView) -> Sequence[Spec]:
    """Of a movement that nobody told the way of."""
    return (way_spec(""),)


def _way(desk: Desk, matter: str, v: Mapping[str, Any], _seen: int, subject: int) -> object:
    money_way.tell(desk, f"matter:{matter}", subject, v["way"] or "")
    return f"Đã ghi hình thức: {money_way.WAYS[v['way']].lower()}."


def _events(desk: Desk, key: str) -> list[Any]:
    with desk.reading() as reader:
        return reader.events_of(f"matter:{key}")


def _back(desk: Desk, matter: str, v: Mapping[str, Any], seen: int, subject: int) -> object:
    found = next((e.body for e in _events(desk, matter) if e.seq == subject and isinstance(e.body, le.PaidOut)), None)
    p = found.payments[v["which"]] if found is not None else le.Payment(0, "", 0)
    payees.came_back(desk, matter, v["day"], subject, p.line, p.party, v["amount"], v["way"] or "", seen)
    return f"Đã ghi: {dong(v['amount'])} đồng bị trả về, giữ lại cho người được nhận."


def receipt_fields(desk: Desk, view: MatterView, subject: int) -> Sequence[Spec]:
    """The receipt of a sum as it stands; subject: seq of the sum."""
    book = book_of(desk, view.key)
    given = book.receipts.get(subject)
    body = given.body if given is not None and isinstance(given.body, le.ReceiptGiven) else None
    sum_ = book.sums.get(subject)
    old = getattr(sum_.body, "receipt", "") if sum_ is not None else ""
    first, *others = receipt_specs("budget" if view.state.kind == "cd" else "enforcement", _people(view, view.debtors), body)
    return (first, number_spec(body.number if body is not None else old or None), *others)


def _receipt(desk: Desk, matter: str, v: Mapping[str, Any], _seen: int, subject: int) -> object:
    receipts.amend(desk, f"matter:{matter}", subject, official(v))
    return f"Đã ghi: biên lai của lần thu. {receipts.unsure(desk, official(v), desk.clock.today())}".strip()


def act_of(key: str, subject: int = 0, line: int = 0, party: str = "") -> Act:
    """An act on a matter's money; subject, line, party: what stands under the hand in the ledger."""
    from thads_desktop.ui.pages.act_specs import Act

    made = {
        "payee": Act("Thông báo người được nhận tiền", lambda desk, view: told_fields(desk, view, party), _told),
        "named": Act("Ghi người được thi hành án của khoản", lambda desk, view: named_fields(desk, view, line), _named),
        "fund": Act("Nộp tiền mặt vào quỹ", _fund_fields, _fund),
        "deposit": Act("Gửi tiền chưa trả được", lambda desk, view: deposit_fields(desk, view, line, party), _deposit),
        "forfeit": Act("Sung quỹ tiền không ai nhận", lambda desk, view: forfeit_fields(desk, view, line, party), _forfeit),
        "back": Act("Tiền đã chi trả bị trả về", lambda desk, view: back_fields(desk, view, subject), _back),
        "way": Act("Hình thức trả tiền", way_fields, _way),
        "receipt": Act("Biên lai của lần thu", lambda desk, view: receipt_fields(desk, view, subject), _receipt),
    }
    return made[key]
