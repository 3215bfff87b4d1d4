"""Whom the printed lines of a paper's list name, and whom a paper about another one goes to: those of that one's own list, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.documents.compose import Named

#: Who holds a copy of minutes since they were made.
THERE = "Giao tại chỗ"
#: Recipients inside the office, as forms name them: they have a copy and are not served.
INSIDE = ("Kế toán", "Lưu", "Thủ kho", "Thống kê", "Chấp hành viên", THERE)
#: Of these, those whom every form names itself.
_OWN = ("Kế toán", "Lưu")
#: Whom a letter is for, once more at its foot.
_ABOVE = "Như trên"
#: Names of a form that stand for parties; for the procuracy; for all whom another paper named.
PARTIES = {"debtor_names", "creditor_names", "coerced_names", "about_party", "new_party", "addressee"}
_PROCURACY, _OTHERS, _COMMUNES = "procuracy", "target_recipients", "commune_bodies"


def meant(line: Named) -> list[tuple[str, str]]:
    """(procuracy | party | office | inside, name) of those whom a printed line names, by what its form says there, whatever was typed."""
    names, text = set(line.names), line.text.rstrip(" ;.")
    if line.template.startswith(_ABOVE):
        # They stand above its text, each by itself.
        return []
    if _PROCURACY in names:
        return [("procuracy", text)]
    if names & PARTIES or line.template.startswith("Đương sự"):
        return [("party", text)]
    if _COMMUNES in names:
        return [("office", x) for x in text.split("; ") if x]
    # Those of another paper's list say what they are by their own words.
    return [("inside" if (text if _OTHERS in names else line.template).startswith(INSIDE) else "office", text)]


def beside(named: Iterable[Named]) -> list[str]:
    """Who has a paper beside the parties, the procuracy and those whom every form names itself, one a line."""
    found = [name for line in named for to, name in meant(line) if to in ("office", "inside")]
    return list(dict.fromkeys(x for x in found if x and not x.startswith(_OWN)))
