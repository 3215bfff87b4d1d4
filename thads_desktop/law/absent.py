"""Time limits without a number: the law has none, gives no number, or it is not established here. Never guessed, always told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.law.errors import LawDataError
from thads_desktop.law.happenings import known

if TYPE_CHECKING:
    from collections.abc import Callable

#: Why there is no number -> as people read it.
WORDS = {
    "none": "luật này không có thời hạn ấy",
    "unset": "văn bản không định số ngày",
    "unknown": "chưa xác lập",
}
_KEYS = {"law", "from", "until", "absent", "cite", "certainty", "case", "case_title", "default", "counts_from", "discharged_by", "note"}


@dataclass(frozen=True, slots=True)
class Absent:
    """A value that is not there. why: none | unset | unknown; cite "" only where it is unknown."""

    rule: str
    title: str
    law: str
    case: str
    case_title: str
    why: str
    cite: str
    note: str
    certainty: str
    start: date
    until: date | None
    counts_from: str
    discharged_by: str

    @property
    def words(self) -> str:
        """Why there is no number, as people read it."""
        return WORDS[self.why]


def read_absent(rule: str, table: dict[str, Any], cite: Callable[[str], str]) -> tuple[Absent, ...]:
    """The values of a rule that have no number. LawDataError for what is not sound."""
    found = []
    for v in table["value"]:
        if "absent" not in v:
            continue
        why, short, note = v["absent"], v.get("cite", ""), v.get("note", "")
        sure = v.get("certainty") in ("H", "M") if why != "unknown" else v.get("certainty") == "unknown"
        counts, done = v.get("counts_from", table["counts_from"]), v.get("discharged_by", table["discharged_by"])
        if set(v) - _KEYS or why not in WORDS or not note or not sure or not (short or why == "unknown"):
            raise LawDataError(f"[{rule}]: {sorted(v)}")
        if not isinstance(v["from"], date) or not (known(counts) and known(done)):
            raise LawDataError(f"[{rule}]: {counts}, {done}")
        said = " ".join(x for x in (table.get("note", ""), note) if x)
        found.append(
            Absent(
                rule, table["title"], v["law"], v.get("case", ""), v.get("case_title", ""), why, cite(short) if short else "", said,
                v["certainty"], v["from"], v.get("until"), counts, done,
            )
        )  # fmt: skip
    return tuple(found)
