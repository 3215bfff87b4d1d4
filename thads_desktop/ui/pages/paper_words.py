"""Words and small readings of the form of a paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal
from thads_desktop.services.inputs import BODY
from thads_desktop.services.paper_steps import OF
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form

#: The choice that asks for the numbers of several obligations.
SEVERAL = -1
LONG = {
    "reason", "evidence", "old_text", "new_text", "consequence", "extra", "verify_people", "verify_assets", "verify_income",
    "verify_other",
}  # fmt: skip

#: What is usual to say, where the law asks for a sentence of one's own.
NOTES = {
    ("amendment", "consequence"): "Ví dụ: các nội dung khác của quyết định giữ nguyên hiệu lực",
    ("withdrawal", "consequence"): "Ví dụ: quyết định bị thu hồi hết hiệu lực kể từ ngày ký quyết định này",
    ("cancellation", "consequence"): "Ví dụ: quyết định bị hủy không còn giá trị thi hành",
}
#: Of the content that an office adds.
ARTICLES = "Dòng bắt đầu bằng “Điều.” thành một điều riêng: chương trình đánh số"
NUMBERS = "Hãy ghi số các khoản, ví dụ 1, 3."


def numbers(typed: str) -> tuple[int, ...]:
    """Obligations as typed, "1, 3"; what is no number stands for one that no matter has, and is refused as that."""
    found = [int(x) if x.isdecimal() and len(x) < 6 else 0 for x in re.split(r"[\s,;.]+|và", typed.strip()) if x]
    return tuple(dict.fromkeys(found)) or (0,)


def readable(refusals: Iterable[Refusal], *, several: bool) -> list[Refusal]:
    """The refusals at the field that is seen; what could not be read as a number is said as that."""
    found = [Refusal("lines.unreadable", field="lines") if r.code == "line.unknown" and r.facts.get("line") == "0" else r for r in refusals]
    return [r if r.field != "lines" or several else replace(r, field="line") for r in found]


#: Kind of a form's own field -> kind of what it is typed in.
_KINDS = {"text": "text", "long": "long", "lines": "long", "money": "money", "day": "date", "moment": "text", "hour": "text"}


def typed_specs(form: Form, begins: Callable[[str], str], note: Callable[[str], str]) -> list[Spec]:
    """The fields of what a clerk types for a form. begins: what a field starts with; note: what is usual to say."""
    found = []
    for name in form.typed:
        field = form.variable(name)
        kind = "long" if name in LONG else _KINDS[field.kind] if field in form.own else "text"
        numbered = ARTICLES if name == "extra" and any(a.label == "Điều" for a in form.articles) else ""
        said = field.note or note(name) or numbered or ("; ".join(("Mỗi dòng: " + field.columns[0], *field.columns[1:])) if field.columns else "")
        spec = Spec(name, field.label, kind, lines=3 if field.kind == "lines" else 2, required=name in form.required, note=said, limit=BODY)  # type: ignore[arg-type]  # the kinds above
        # As it is typed: a day is a day, a sum a number.
        found.append(replace(spec, value=as_values(form, {name: begun})[name] if (begun := begins(name)) else None))
    return found


def as_texts(form: Form, values: Mapping[str, Any]) -> dict[str, str]:
    """What was typed as a draft keeps it: days as ISO, sums as digits."""
    found = {}
    for name in form.typed:
        value = values.get(name)
        if value not in (None, ""):
            found[name] = value.isoformat() if isinstance(value, date) else str(value)
    return {**found, OF: str(values[OF])} if values.get(OF) else found


def as_values(form: Form, texts: Mapping[str, str]) -> dict[str, Any]:
    """Inverse of ``as_texts``: an own field that was left empty stays so, whatever it begins with."""
    found: dict[str, Any] = {**dict.fromkeys(field.name for field in form.own), **texts}
    for field in form.own:
        text = texts.get(field.name, "")
        if field.kind == "money" and text:
            found[field.name] = int(text) if text.isdecimal() else None
        elif field.kind == "day" and text:
            found[field.name] = parse_iso(text)
    return found


def parse_iso(text: str) -> date | None:
    """A day as drafts keep it; None for what is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
