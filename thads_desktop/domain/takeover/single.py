"""A row against itself: what contradicts (rejected), what is missing or odd (accepted with a warning)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import add_months, period, statistical_year
from thads_desktop.domain.takeover.people import debtors_of
from thads_desktop.domain.takeover.rows import COLUMNS
from thads_desktop.domain.takeover.unroll import AGREED, clause_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.takeover.row import Row

#: No debtor is older in years.
_OLDEST = 120
ENDS = ("Xong", "Đình chỉ", "Ủy thác", "Thu hồi", "Hủy")
_DATES = tuple(c.key for c in COLUMNS if c.kind == "day")
#: Days of things that follow the decision; the day of assignment has a warning of its own.
_AFTER_DECISION = ("notified", "verified", "lack_day", "book_day", "paid_day")


#: Is a citation (điểm, khoản, Điều) a ground of deferral in the law of a day?
Deferrals = Callable[[tuple[str, str, str], "date"], bool]


def any_deferral(clause: tuple[str, str, str], day: date) -> bool:  # noqa: ARG001 - without the law at hand whatever is cited is one
    """What stands in for the law where none is at hand."""
    return any(clause)


def against_itself(row: Row, closing: date, deferrals: Deferrals = any_deferral) -> None:
    """Everything that can be said of the row without looking at another."""
    r = row.read
    if r["day"] is None and not row.refused("day"):
        row.say("R11", "day")
    for key in _DATES:
        if r.get(key) is not None and r[key] > closing:
            row.say("R09", key, r[key])
    if r["result"] and r["result_day"] is None and not row.refused("result_day"):
        row.say("R12", "result_day")
    if r["result"] and r["result_day"] and r["day"] and r["result_day"] < r["day"]:
        row.say("R01", "result_day", r["result_day"])
    _money(row, closing)
    _untrue(row, closing)
    _years_of_birth(row, closing)
    if not row.rejected:
        _odd(row, closing, deferrals)
        _odd_debtor(row)


def _money(row: Row, closing: date) -> None:
    r = row.read
    before, now, due = r["before"] or 0, r["now"] or 0, r["due"] or 0
    if any(row.refused(key) for key in ("due", "before", "now")):
        return
    if before + now > due:
        row.say("R08", "before" if before > due or not now else "now")
    elif before and r["day"] and r["day"] >= period(statistical_year(closing), 1)[0]:
        row.say("R18", "before", before)


def _untrue(row: Row, closing: date) -> None:
    """Facts of which one must be wrong, where a figure or the matter's standing hangs on it."""
    r = row.read
    if r["judgment_day"] and r["day"] and r["judgment_day"] > r["day"]:
        row.say("R26", "judgment_day", r["judgment_day"])
    if not r["result"] and not row.refused("result") and (r["result_day"] or _numbered(r["result_number"])):
        row.say("R28", "result", r["result_day"] or r["result_number"])
    if not r["obligation"] and r["due"] is None and not (row.refused("due") or row.refused("obligation")) and "due" not in row.raw.merged:
        row.say("R27", "obligation")
    if r["paid_day"] and (r["before"] or r["now"]) and not row.refused("paid_day"):
        year = statistical_year(closing)
        first, last = period(year if r["now"] else year - 1, 12)
        if not first <= r["paid_day"] <= last:
            row.say("R29", "paid_day", r["paid_day"])


def _numbered(text: str | None) -> bool:
    """A dash is how some write nothing."""
    return any(c.isdigit() for c in text or "")


def _years_of_birth(row: Row, closing: date) -> None:
    """A year nobody can be born in is not taken."""
    year = (row.read["day"] or closing).year
    for at, born in enumerate(row.read["birth"] or ()):
        if born is not None and not year - _OLDEST <= born <= year:
            row.say("W23", "birth", str(born))
            row.read["birth"][at] = None


def _odd(row: Row, closing: date, deferrals: Deferrals) -> None:
    r = row.read
    if r["judgment_day"] and r["day"] and not r["from_office"]:
        if r["kind"] == "YC" and r["day"] > add_months(r["judgment_day"], 60):
            row.say("W03", "judgment_day", r["judgment_day"])
        if r["kind"] == "CĐ" and r["day"] - r["judgment_day"] > timedelta(days=120):
            row.say("W04", "judgment_day", r["judgment_day"])
    if not r["case_type"]:
        row.say("W10", "case_type")
    if r["assigned"] and r["day"] and r["assigned"] < r["day"]:
        row.say("W07", "assigned", r["assigned"])
    for key in _AFTER_DECISION:
        if r[key] and r["day"] and r[key] < r["day"]:
            row.say("W13", key, r["day"])
    _odd_result(row, closing, deferrals)
    _odd_claim(row)


def _odd_claim(row: Row) -> None:
    """The obligation itself, and whether its debtor is said to have means."""
    r = row.read
    if r["due"] == 0 and "due" not in row.raw.merged:
        row.say("W19", "due")
    if not r["obligation"]:
        row.say("W21", "obligation")
    if r["means"] == "Có ĐK" and (r["lack_number"] or r["lack_day"]):
        row.say("W02", "lack_number" if r["lack_number"] else "lack_day")
    if r["means"] == "Chưa ĐK" and r["lack_day"] is None:
        row.say("W05", "lack_day")
    if not r["means"] and (r["lack_number"] or r["lack_day"]):
        row.say("W26", "means")
    if r["book_day"] and r["means"] != "Chưa ĐK":
        row.say("W27", "means")


def _odd_result(row: Row, closing: date, deferrals: Deferrals) -> None:
    r = row.read
    if r["result"] == "Xong" and r["due"] and (r["before"] or 0) + (r["now"] or 0) < r["due"]:
        row.say("W11", "result", r["result"])
    if r["result"] == "Hoãn":
        clause = clause_of(r["ground"] or "")
        # What is counted as agreed, whatever the day, is recognised.
        if clause != AGREED and not deferrals(clause, r["result_day"] or closing):
            row.say("W12", "ground", r["ground"])
    year = statistical_year(closing)
    this_year = period(year, 1)[0]
    unpaid = not (r["before"] or r["now"] or row.raw.merged & {"before", "now"})
    if r["paid_day"] and unpaid and r["paid_day"] >= period(year - 1, 1)[0]:
        row.say("W24", "paid_day")
    if r["paid_day"] and r["result"] in ENDS and r["result_day"] and r["paid_day"] > r["result_day"]:
        row.say("W25", "paid_day", r["result_day"])
    if r["now"] and r["result"] in ENDS and r["result_day"] and r["result_day"] < this_year:
        row.say("W17", "now", r["now"])


def _odd_debtor(row: Row) -> None:
    r = row.read
    if not r["debtor"]:
        return
    debtors = debtors_of(r)
    people = [p for p in debtors if p.kind == "person"]
    for key in ("birth", "ids"):
        rest = [str(x) for x in r[key][len(debtors) :] if x]
        if rest:
            row.say("W28", key, "; ".join(rest))
    if any(not p.number for p in people):
        row.say("W01", "ids")
    if any(p.birth_year is None for p in people) and not any(f.code in ("W18", "W23") for f in row.findings):
        row.say("W08", "birth")
    if not r["address"]:
        row.say("W06", "address")
