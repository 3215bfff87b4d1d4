"""From the sound rows of one decision to the matter that is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.takeover.people import creditors_of, debtors_of
from thads_desktop.domain.takeover.rows import TakenLine, TakenMatter
from thads_desktop.domain.takeover.values import CASE_KEYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def taken_matter(rows: Sequence[Mapping[str, Any]], numbers: Sequence[int]) -> TakenMatter:
    """rows: what was read of each row, by column key; numbers: Excel's row numbers. The first row heads the matter."""
    head = rows[0]
    return TakenMatter(
        number_text=head["number"],
        number=int(head["number"].partition("/")[0]),
        day=head["day"],
        kind="cd" if head["kind"] == "CĐ" else "yc",
        from_office=head["from_office"] or "",
        judgment=head["judgment"] or "",
        judgment_day=head["judgment_day"],
        court=head["court"] or "",
        case_type=CASE_KEYS.get(head["case_type"] or "", "khac"),
        officer=head["officer"] or "",
        lines=tuple(_line(row, number, at) for at, (row, number) in enumerate(zip(rows, numbers, strict=True), 1)),
    )


def _line(r: Mapping[str, Any], number: int, at: int) -> TakenLine:
    return TakenLine(
        row=number,
        line=at,
        debtors=debtors_of(r),
        creditors=creditors_of(r),
        obligation=r["obligation"] or "",
        due=r["due"],
        assigned=r["assigned"],
        notified=r["notified"],
        verified=r["verified"],
        means=r["means"] or "",
        lack_number=r["lack_number"] or "",
        lack_day=r["lack_day"],
        book_day=r["book_day"],
        before=r["before"] or 0,
        now=r["now"] or 0,
        paid_day=r["paid_day"],
        result=r["result"] or "",
        ground=r["ground"] or "",
        result_number=r["result_number"] or "",
        result_day=r["result_day"],
        note=r["note"] or "",
    )
