"""The decision of a measure that a paper cites, held against the decisions of its matter: one that is none of them is told before the issue."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.domain.acts import SECURITY
from thads_desktop.domain.text import bare
from thads_desktop.services import projecting
from thads_desktop.services.beginnings.measures import DECISIONS
from thads_desktop.services.beginnings.table import LATER
from thads_desktop.services.paper_facts import paper_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.documents.form import Form
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.papers import Draft
    from thads_desktop.storage.reader import Reader

#: "05/QĐ-THADS", without marks.
_NUMBER = re.compile(r"(?<![\d/])(\d{1,6})\s*/\s*([a-z][a-z\d.-]*)")
#: Days as they are typed, without marks.
_DAY, _LONG_DAY = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)"), re.compile(r"ngay (\d{1,2}) thang (\d{1,2}) nam (\d{4})")


def told(reader: Reader, form: Form, draft: Draft, state: MatterState) -> Iterable[tuple[str, str]]:
    """(sentence, field) of each decision that is cited and is none of the matter's that stands."""
    if form.number >= LATER or not state.exists:
        return
    names = projecting.Names(reader)
    for field in form.own:
        typed = str(draft.texts.get(field.name, "") or "").strip()
        if field.name not in DECISIONS or not typed:
            continue
        kinds = DECISIONS[field.name]
        taken = [m for m in state.measures if (m.kind in kinds if kinds else m.kind not in SECURITY) and m.paper not in state.undone]
        if any(not m.paper or m.paper not in state.papers for m in taken):
            # Of a register that was carried in, or recorded without its paper: nothing is known to hold it against.
            continue
        stand = {p: state.papers[p] for p in dict.fromkeys(m.paper for m in taken)}
        known = {_plain(x.number_text or str(names.row("paper", p).get("number_text", ""))): x.numbered for p, x in stand.items() if x.numbered}
        if not _cites(typed, known):
            there = "; ".join(paper_text(names, state, p) for p in stand)
            what = f"Việc này đang có: {there}." if there else "Việc này chưa có quyết định nào như vậy đang có hiệu lực."
            mended = "Hãy ghi đúng; quyết định đã ban hành ở nơi khác thì ghi nhận vào việc trước (Ctrl+R ở trang việc)."
            yield f"{field.label}: “{typed[:120]}” không phải số, ngày của quyết định đang có trong việc. {what} {mended}", field.name


def _cites(typed: str, known: dict[str, date]) -> bool:
    """Every number is one of these, and a day beside them is the day of one that is named."""
    text = bare(typed)
    numbers = [f"{int(n)}/{symbol.rstrip('.-')}" for n, symbol in _NUMBER.findall(text)]
    if not numbers or any(n not in known for n in numbers):
        return False
    days = {(int(d), int(m), int(y)) for pattern in (_DAY, _LONG_DAY) for d, m, y in pattern.findall(text)}
    return days <= {(on.day, on.month, on.year) for on in (known[n] for n in numbers)}


def _plain(number_text: str) -> str:
    """ "05/QĐ-THADS" as what is typed is read."""
    first, _, symbol = bare(number_text).replace(" ", "").partition("/")
    return f"{int(first)}/{symbol}" if first.isdecimal() else bare(number_text)
