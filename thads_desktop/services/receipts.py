"""The official receipt of a sum that came in, cash that goes into the fund, and where a number stands already in the office.

The program prints no receipt: it keeps the number of the official one. An empty number is taken, and shown as missing. What is known
later or was wrong is given anew: the last that was recorded stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, ledger_events as le
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded, in_force
from thads_desktop.services import inputs, ledger_words, projecting
from thads_desktop.storage.projections import ReceiptRow
from thads_desktop.storage.receipt_lists import receipt_key, receipts_known

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Figures of a number where no law of the day says how many.
MOST_DIGITS = 20
#: Letters of the numbers that one sum bears, where it was made of several.
MOST_NUMBERS = 200


@dataclass(frozen=True, slots=True)
class Official:
    """What is typed of a receipt; as ``ledger_events.ReceiptGiven``. year None = of the day."""

    kind: str = "enforcement"
    number: str = ""
    form: str = "paper"
    book: str = ""
    payer: str = ""
    way: str = "cash"
    place: str = "office"
    back: date | None = None
    year: int | None = None
    asset: str = ""


def give(desk: Desk, uow: UnitOfWork, sum_: ev.Event, given: Official) -> None:
    """The receipt of a sum, in the open transaction. Refused("receipt.*") for a number that stands already, or that can be none."""
    assert sum_.day is not None
    body = _body(desk, uow, sum_, given)
    _refuse_twice(uow, body)
    uow.append(sum_.subject, sum_.day, body, desk.rules.law_on(sum_.day))


def carry_over(desk: Desk, uow: UnitOfWork, judgment: str, payer: str, collected: ev.Event) -> None:
    """Money held for a payer was applied: the receipt it was taken by is its receipt, where one is known. No number is given twice."""
    standing = in_force(uow.events_of(f"intake:{judgment}"))
    theirs = {e.seq for e in standing if isinstance(e.body, ev.MoneyHeld) and e.body.payer == payer}
    sums = {e.seq: e.body.amount for e in standing if e.seq in theirs and isinstance(e.body, ev.MoneyHeld)}
    # The oldest of it goes first: what went before, this sum among it, says where it begins.
    gone = sum(e.body.amount for e in standing if isinstance(e.body, ev.HeldApplied | ev.HeldReturned) and e.body.payer == payer)
    assert isinstance(collected.body, ev.Collected)
    begin, at, bear = gone - collected.body.amount, 0, []
    for seq, amount in sums.items():
        if at < gone and at + amount > begin:
            bear.append(seq)
        at += amount
    given = of_events(standing)
    known = [given[seq] for seq in bear if seq in given]
    if known and collected.day is not None:
        numbers = ", ".join(dict.fromkeys(g.number for g in known if g.number))
        number = collected.body.receipt or (numbers if len(numbers) <= MOST_NUMBERS else known[0].number)
        body = replace(known[0], of=collected.seq, number=number, payer=payer, way="held", place="office", back=None)
        uow.append(collected.subject, collected.day, body, desk.rules.law_on(collected.day))


def amend(desk: Desk, subject: str, seq: int, given: Official) -> None:
    """The receipt of a sum that was entered before, with its number or as it should be. subject: matter:<id> or intake:<judgment>."""
    with desk.writing("money") as uow:
        known = of_events(in_force(uow.events_of(subject))).get(seq)
        if known is not None and known.way == "held":
            raise Refused(Refusal("receipt.transfer"))
        # Of which asset the money is stays as it was said.
        give(desk, uow, _sum(uow, subject, seq), replace(given, asset=known.asset) if known is not None else given)
        project(desk, uow, subject)
        uow.commit()


def to_fund(desk: Desk, subject: str, sums: Sequence[int], day: date, voucher: str = "") -> None:
    """Cash of these sums went into the office's fund on a day."""
    inputs.not_future(day, desk.clock.today())
    number = inputs.name(voucher, "voucher", required=False, limit=40)
    with desk.writing("money") as uow:
        standing = in_force(uow.events_of(subject))
        if not sums:
            raise Refused(Refusal("fund.none"))
        known = of_events(standing)
        done = {of: e.day for e in standing if isinstance(e.body, le.CashInFund) for of in e.body.of}
        for seq in sums:
            taken = _sum(uow, subject, seq).day
            assert taken is not None
            if day < taken:
                raise Refused(Refusal("fund.before", {"day": short_date(day), "taken": short_date(taken)}, "day"))
            if (given := known.get(seq)) is not None and given.way != "cash":
                raise Refused(Refusal("fund.bank"))
            if (before := done.get(seq)) is not None:
                raise Refused(Refusal("fund.done", {"day": short_date(before)}))
        uow.append(subject, day, le.CashInFund(tuple(sums), number), desk.rules.law_on(day))
        project(desk, uow, subject)
        uow.commit()


def cash_outside(reader: Reader, matter: str) -> list[tuple[int, date, int, str]]:
    """(seq, day, đồng, number) of the matter's cash that is not known to be in the fund."""
    book = ledger(reader.events_of(f"matter:{matter}"))
    found = []
    for seq, event in book.sums.items():
        given = book.receipts.get(seq)
        body = given.body if given is not None else None
        if isinstance(body, le.ReceiptGiven) and body.way == "cash" and seq not in book.in_fund and isinstance(event.body, ev.Collected):
            assert event.day is not None
            found.append((seq, event.day, event.body.amount, body.number))
    return found


def of_events(standing: Iterable[ev.Event]) -> dict[int, le.ReceiptGiven]:
    """Seq of a sum -> its receipt as it stands."""
    return {e.body.of: e.body for e in sorted(standing, key=lambda e: e.seq) if isinstance(e.body, le.ReceiptGiven)}


def rows_of(subject: str, events: list[ev.Event]) -> list[ReceiptRow] | None:
    """The subject's lines in the list of receipts; None where it never had one."""
    if not any(isinstance(e.body, le.ReceiptGiven) for e in events):
        return None
    standing = as_recorded(events)
    sums = {e.seq: e for e in standing if isinstance(e.body, ev.Collected | ev.MoneyHeld)}
    last = {e.body.of: e for e in standing if isinstance(e.body, le.ReceiptGiven)}
    found = []
    for of, event in last.items():
        body, came = event.body, sums.get(of)
        assert isinstance(body, le.ReceiptGiven)
        if came is None or came.day is None or body.way == "held":
            continue
        assert isinstance(came.body, ev.Collected | ev.MoneyHeld)
        payer = body.payer or (came.body.payer if isinstance(came.body, ev.MoneyHeld) else "")
        found.append(
            ReceiptRow(event.seq, subject, of, body.kind, body.form, body.book, body.year, body.number, came.day, came.body.amount, payer, body.way)
        )
    return found


def project(desk: Desk, uow: UnitOfWork, subject: str) -> None:
    """Refresh what is derived of a matter or a judgment."""
    kind, _, key = subject.partition(":")
    if kind == "intake":
        projecting.intake(desk, uow, key)
    else:
        projecting.matter(desk, uow, key)


def where(reader: Reader, subject: str) -> str:
    """The matter or the judgment of a subject by its number."""
    kind, _, key = subject.partition(":")
    if kind == "intake":
        return f"bản án, quyết định số {(reader.row('judgment', key) or {}).get('number', '')}"
    return f"việc {(reader.row('matter', key) or {}).get('number_text', '')}"


def strike_with(uow: UnitOfWork, subject: str, standing: Iterable[ev.Event], of: int) -> None:
    """The receipts of a sum that is struck go with it."""
    for event in standing:
        if isinstance(event.body, le.ReceiptGiven) and event.body.of == of:
            uow.append(subject, None, ev.Struck(event.seq))


def _sum(reader: Reader, subject: str, seq: int) -> ev.Event:
    found = next((e for e in in_force(reader.events_of(subject)) if e.seq == seq), None)
    if found is None or not isinstance(found.body, ev.Collected | ev.MoneyHeld):
        raise Refused(Refusal("receipt.no_sum"))
    return found


def _body(desk: Desk, reader: Reader, sum_: ev.Event, given: Official) -> le.ReceiptGiven:
    assert sum_.day is not None
    if given.kind not in le.RECEIPT_KINDS or given.form not in ledger_words.FORMS or given.way not in ("cash", "bank"):
        raise Refused(Refusal("receipt.kind", {"kind": given.kind[:40]}, "receipt_kind"))
    if given.place not in ledger_words.PLACES or (given.way == "bank" and given.place != "office"):
        raise Refused(Refusal("receipt.bank", field="place"))
    if given.back is not None:
        inputs.not_future(given.back, desk.clock.today(), "back")
        if given.place != "outside":
            raise Refused(Refusal("receipt.back_office", field="back"))
        if given.back < sum_.day:
            raise Refused(Refusal("receipt.back", {"back": short_date(given.back), "day": short_date(sum_.day)}, "back"))
    number = inputs.name(given.number, "receipt", required=False, limit=40)
    if given.form == "paper" and number:
        _refuse_number(desk, number, sum_.day)
    book = inputs.name(given.book, "receipt_book", required=False, limit=40)
    payer = given.payer if given.payer and reader.row("party", given.payer) is not None else ""
    return le.ReceiptGiven(
        sum_.seq, given.kind, given.year or sum_.day.year, number, given.form, book, payer, given.way, given.place, given.back,  # type: ignore[arg-type]  # each is one of the words above
        _asset(reader, sum_.subject, given.asset),
    )  # fmt: skip


def _asset(reader: Reader, subject: str, asset: str) -> str:
    if asset and asset not in reader.projections.assets.of_matter(subject.removeprefix("matter:")):
        raise Refused(Refusal("receipt.asset"))
    return asset


def _refuse_number(desk: Desk, number: str, day: date) -> None:
    plain = number.replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and int(plain)):
        raise Refused(Refusal("receipt.digits", {"number": number}, "receipt"))
    limit = desk.rules.limits.on("receipt_digits", day)
    most = limit.value if limit is not None and limit.value is not None else MOST_DIGITS
    if len(plain) > most:
        raise Refused(Refusal("receipt.too_long", {"number": number, "digits": f"{most:02d}"}, "receipt", limit.cite if limit else ""))


def unsure(desk: Desk, given: Official, day: date) -> str:
    """What is to be looked at again of a number that is longer than the last rule known allows, where that of the day is not established."""
    plain = given.number.replace(" ", "")
    limits = desk.rules.limits
    limit, last = limits.on("receipt_digits", day), limits.before("receipt_digits", day)
    if given.form != "paper" or limit is None or limit.value is not None or last is None or last.value is None or len(plain) <= last.value:
        return ""
    until = f" (đến hết {short_date(last.until)})" if last.until is not None else ""
    known = f"quy định gần nhất biết được{until} là nhiều nhất {last.value:02d} ({last.cite})"
    return f"Số biên lai có {len(plain)} chữ số; {known}, từ đó chưa xác lập: hãy đối chiếu tờ biên lai."


def _refuse_twice(uow: UnitOfWork, body: le.ReceiptGiven) -> None:
    """The same number of the same kind, form, book and year stands at another sum."""
    for row in receipts_known(uow.projections, receipt_key(body.kind, body.form, body.book, body.year, body.number)):
        if row.of_seq != body.of:
            facts = {
                "number": body.number, "kind": ledger_words.KINDS[row.kind][0].lower() + ledger_words.KINDS[row.kind][1:],
                "where": where(uow, row.subject), "day": short_date(row.day), "amount": dong(row.amount),
            }  # fmt: skip
            raise Refused(Refusal("receipt.taken", facts, "receipt"))
