"""Questions to the list of movements of money: keys of a period in order, sums by kind, the cash of the fund, numbers of receipts, sums of
matters. All of it from indexes, so that a hundred thousand matters are answered while a key is pressed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from thads_desktop.storage.lists import day_of, row_of
from thads_desktop.storage.projections import MoneyRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.storage.lists import Lists
    from thads_desktop.storage.projections import MoneyFilter

_MONEY = ", ".join(f.name for f in fields(MoneyRow))
_PART = 500
#: What counts as money that came to the office or left it; the rest moves within.
_REAL = "way IN ('in', 'out')"
#: What bears official receipts, and what bears vouchers.
_RECEIPTS = ("held", "collected", "prison_in", "applied")
_VOUCHERS = ("held_back", "surplus_back", "paid", "forfeited", "asset_sent", "deducted_out", "cost", "advance_back")
#: What should bear the number of a receipt and does not.
_BARE = "receipt = '' AND kind IN ('held', 'collected', 'prison_in')"


def ids(lists: Lists, wanted: MoneyFilter) -> list[int]:
    """Row ids under a filter, in the order of the day and of the log."""
    where, values = _where(wanted)
    return [n for (n,) in lists.fetched(f"SELECT id FROM money_list{where} ORDER BY day, seq, part", values)]


def rows(lists: Lists, wanted: Sequence[int]) -> dict[int, MoneyRow]:
    """Row id -> row; those that are gone are left out."""
    found: dict[int, MoneyRow] = {}
    for at in range(0, len(wanted), _PART):
        part = list(wanted[at : at + _PART])
        for r in lists.fetched(f"SELECT id, {_MONEY} FROM money_list WHERE id IN ({', '.join('?' * len(part))})", part):
            found[int(r[0])] = row_of(MoneyRow, r[1:])
    return found


def of_matter(lists: Lists, matter: str, since: date, until: date) -> list[MoneyRow]:
    """The movements of a matter within days, in order."""
    said = f"SELECT {_MONEY} FROM money_list WHERE matter = ? AND day >= ? AND day <= ? ORDER BY day, seq, part"
    return [row_of(MoneyRow, r) for r in lists.fetched(said, [matter, since.isoformat(), until.isoformat()])]


def sums(lists: Lists, wanted: MoneyFilter) -> list[tuple[str, str, str, int, int]]:
    """(kind, way, form, how many, đồng) under a filter."""
    where, values = _where(wanted)
    said = f"SELECT kind, way, form, count(*), sum(amount) FROM money_list{where} GROUP BY kind, way, form ORDER BY way, kind, form"
    return [(str(r[0]), str(r[1]), str(r[2]), int(r[3]), int(r[4])) for r in lists.fetched(said, values)]


def unnumbered(lists: Lists, wanted: MoneyFilter) -> int:
    """How many receipts under a filter have no number."""
    where, values = _where(wanted)
    return int(lists.fetched(f"SELECT count(*) FROM money_list{where} AND {_BARE}", values)[0][0])


def counted(lists: Lists, before: date) -> tuple[date, int] | None:
    """(day, đồng) of the last counting of the cash on a day before; None where it was never counted."""
    said = "SELECT day, amount, seq FROM money_list WHERE kind = 'counted' AND day < ? ORDER BY day DESC, seq DESC LIMIT 1"
    found = lists.fetched(said, [before.isoformat()])
    return (day_of(found[0][0]), int(found[0][1])) if found else None


def cash(lists: Lists, after: date | None, before: date) -> int:
    """What the cash of the fund changed by on the days after one (None = ever) and before another."""
    where, values = ("day > ? AND day < ?", [after.isoformat(), before.isoformat()]) if after is not None else ("day < ?", [before.isoformat()])
    return int(lists.fetched(f"SELECT coalesce(sum(cash), 0) FROM money_list WHERE {where}", values)[0][0])


def numbers(lists: Lists, since: date, until: date, way: str) -> list[tuple[str, int]]:
    """(book, number) of the receipts (way "in", with what was applied) or vouchers ("out") of these days."""
    kinds = _RECEIPTS if way == "in" else _VOUCHERS
    said = f"SELECT DISTINCT receipt_book, receipt_no FROM money_list WHERE day >= ? AND day <= ? AND receipt_no > 0 AND kind IN ({_marks(kinds)})"
    return [(str(r[0]), int(r[1])) for r in lists.fetched(f"{said} ORDER BY 1, 2", [since.isoformat(), until.isoformat(), *kinds])]


def numbered(lists: Lists, book: str, first: int, last: int, way: str) -> list[tuple[int, str, str, str]]:
    """(number, day, subject, kind) of what bears a number of a book, of whatever day, in order."""
    kinds = _RECEIPTS if way == "in" else _VOUCHERS
    said = (
        "SELECT DISTINCT receipt_no, day, subject, kind FROM money_list WHERE receipt_book = ? AND receipt_no >= ? AND receipt_no <= ? "
        f"AND kind IN ({_marks(kinds)}) ORDER BY 1, 2, 3, 4"
    )
    return [(int(r[0]), str(r[1]), str(r[2]), str(r[3])) for r in lists.fetched(said, [book, first, last, *kinds])]


def by_matter(lists: Lists, since: date | None, until: date) -> dict[str, dict[str, int]]:
    """Matter -> kind -> đồng, of the movements within days (since None = ever)."""
    where, values = ("day >= ? AND day <= ?", [since.isoformat(), until.isoformat()]) if since is not None else ("day <= ?", [until.isoformat()])
    found: dict[str, dict[str, int]] = {}
    for matter, kind, amount in lists.fetched(
        f"SELECT matter, kind, sum(amount) FROM money_list WHERE {where} AND matter <> '' GROUP BY matter, kind ORDER BY 1, 2", values
    ):
        found.setdefault(str(matter), {})[str(kind)] = int(amount)
    return found


def without_receipt(lists: Lists, until: date) -> set[str]:
    """The matters of which a sum that came in by a day says nothing of how it came: perhaps it has no receipt."""
    said = "SELECT DISTINCT matter FROM money_list WHERE kind IN ('collected', 'applied', 'prison_in') AND form = '' AND matter <> '' AND day <= ?"
    return {str(r[0]) for r in lists.fetched(said, [until.isoformat()])}


def advanced(lists: Lists) -> list[str]:
    """The matters for whose costs more was advanced than went back."""
    said = (
        "SELECT matter FROM money_list WHERE kind IN ('advance', 'advance_back') AND matter <> '' GROUP BY matter "
        "HAVING sum(CASE WHEN kind = 'advance' THEN amount ELSE -amount END) > 0 ORDER BY matter"
    )
    return [str(r[0]) for r in lists.fetched(said, [])]


def by_party(lists: Lists, since: date, until: date) -> dict[tuple[str, str], int]:
    """(kind, party) -> đồng of these days, of what went to or came back from somebody."""
    said = (
        "SELECT kind, party, sum(amount) FROM money_list WHERE day >= ? AND day <= ? "
        "AND kind IN ('paid', 'forfeited', 'fee', 'came_back', 'surplus_back', 'held_back') GROUP BY kind, party ORDER BY 1, 2"
    )
    return {(str(r[0]), str(r[1])): int(r[2]) for r in lists.fetched(said, [since.isoformat(), until.isoformat()])}


def matters(lists: Lists) -> dict[str, str]:
    """Matter -> its kind."""
    return {str(r[0]): str(r[1]) for r in lists.fetched("SELECT matter, kind FROM matter_list", [])}


def of_kind(lists: Lists, kind: str, since: date | None = None, until: date | None = None) -> list[MoneyRow]:
    """The movements of a kind (of these days), the oldest first."""
    where, values = "kind = ?", [kind]
    for said, day in (("day >= ?", since), ("day <= ?", until)):
        if day is not None:
            where, values = f"{where} AND {said}", [*values, day.isoformat()]
    return [row_of(MoneyRow, r) for r in lists.fetched(f"SELECT {_MONEY} FROM money_list WHERE {where} ORDER BY day, seq", values)]


def held_judgments(lists: Lists) -> list[tuple[str, int]]:
    """(judgment, đồng) of those for which money taken before a decision is still held, oldest received first."""
    return [(str(r[0]), int(r[1])) for r in lists.fetched("SELECT judgment, held FROM intake_list WHERE held > 0 ORDER BY received, judgment", [])]


def _where(wanted: MoneyFilter) -> tuple[str, list[Any]]:
    where, values = ["day >= ?", "day <= ?", "kind NOT IN ('counted', 'prison_waits')"], [wanted.since.isoformat(), wanted.until.isoformat()]
    if wanted.officer:
        where.append("officer = ?")
        values.append("" if wanted.officer == "-" else wanted.officer)
    if wanted.kinds:
        where.append(f"kind IN ({_marks(wanted.kinds)})")
        values += wanted.kinds
    if wanted.form:
        where.append("form = ?" if wanted.form != "?" else f"form = ? AND {_REAL}")
        values.append("" if wanted.form == "?" else wanted.form)
    if wanted.unnumbered:
        where.append(_BARE)
    return f" WHERE {' AND '.join(where)}", values


def _marks(values: Sequence[Any]) -> str:
    return ", ".join("?" * len(values))
