"""A row against itself: what contradicts (rejected), what is missing or odd (accepted with a warning)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import add_months, period, statistical_year
from thads_desktop.domain.takeover.people import debtors_of
from thads_desktop.domain.takeover.rows import COLUMNS
from thads_desktop.domain.takeover.unroll import clause_of

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.takeover.row import Row

ENDS = ("Xong", "Đình chỉ", "Ủy thác", "Thu hồi", "Hủy")
_DATES = tuple(c.key for c in COLUMNS if c.kind == "day")
#: Days of things that follow the decision; the day of assignment has a warning of its own.
_AFTER_DECISION = ("notified", "verified", "lack_day", "book_day", "paid_day")


def against_itself(row: Row, closing: date) -> None:
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
    if not row.rejected:
        _odd(row, closing)
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


def _odd(row: Row, closing: date) -> None:
    r = row.read
    if r["judgment_day"] and r["day"] and not r["from_office"]:
        if r["kind"] == "YC" and r["day"] > add_months(r["judgment_day"], 60):
            row.say("W03", "judgment_day", r["judgment_day"])
        if r["kind"] == "CĐ" and r["day"] - r["judgment_day"] > timedelta(days=120):
            row.say("W04", "judgment_day", r["judgment_day"])
    if not r["case_type"]:
        row.say("W10", "case_type")
    if r["means"] == "Có ĐK" and r["lack_number"]:
        row.say("W02", "lack_number", r["lack_number"])
    if r["means"] == "Chưa ĐK" and r["lack_day"] is None:
        row.say("W05", "lack_day")
    if r["assigned"] and r["day"] and r["assigned"] < r["day"]:
        row.say("W07", "assigned", r["assigned"])
    for key in _AFTER_DECISION:
        if r[key] and r["day"] and r[key] < r["day"]:
            row.say("W13", key, r["day"])
    _odd_result(row, closing)


def _odd_result(row: Row, closing: date) -> None:
    r = row.read
    if r["result"] == "Xong" and r["due"] and (r["before"] or 0) + (r["now"] or 0) < r["due"]:
        row.say("W11", "result", r["result"])
    if r["result"] == "Hoãn" and not any(clause_of(r["ground"] or "")):
        row.say("W12", "ground", r["ground"])
    this_year = period(statistical_year(closing), 1)[0]
    if r["now"] and r["result"] in ENDS and r["result_day"] and r["result_day"] < this_year:
        row.say("W17", "now", r["now"])


def _odd_debtor(row: Row) -> None:
    r = row.read
    if not r["debtor"]:
        return
    people = [p for p in debtors_of(r) if p.kind == "person"]
    if any(not p.number for p in people):
        row.say("W01", "ids")
    if any(p.birth_year is None for p in people) and not any(f.code == "W18" for f in row.findings):
        row.say("W08", "birth")
    if not r["address"]:
        row.say("W06", "address")
