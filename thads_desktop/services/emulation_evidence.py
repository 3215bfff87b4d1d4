"""What shows that points were earned: a cell of a closed return, a matter, terms counted, another paper. Looked up where it can be."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.printing.return_table import roman
from thads_desktop.services import books, closings, inputs, packs_held, reporting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.desk import Desk

KINDS = (("cell", "Ô của báo cáo đã chốt"), ("terms", "Số thời hạn làm đúng / tổng số"), ("matter", "Việc thi hành án"),
         ("paper", "Văn bản, tài liệu khác"))  # fmt: skip
#: How a cell is named, with an example.
HOW = (
    "ô: năm/số tháng, biểu, dòng, cột theo số in trên biểu, ví dụ 2019/12 01 7 1 (biểu 01, chỉ tiêu 7, cột 1); dòng tổng ghi tong; "
    "thời hạn: 45/48; việc: số quyết định, trùng số thì thêm ngày: 02/QĐ-CCTHADS ngày 01/09/2020"
)
_CELL = re.compile(r"(\d{4})\s*/\s*(\d{1,2})\s+(\S+)\s+(\S+)\s+(\S+)", re.ASCII)
_TOTAL = ("tong", "tổng", "ts")


def read(desk: Desk, kind: str, of: str) -> tuple[tuple[str, ...], str]:
    """What the event holds of the evidence, and its words. Refused where it is none."""
    said = inputs.name(of, "of")
    if kind == "matter":
        return _matter(desk, said)
    if kind == "terms":
        typed = re.fullmatch(r"([0-9]{1,7})\s*/\s*([0-9]{1,7})", said)
        if typed is None or not 0 <= int(typed[1]) <= int(typed[2]) or int(typed[2]) == 0:
            raise Refused(Refusal("emulation.bad_terms", {"text": said[:60]}, "of"))
        return (typed[1], typed[2]), f"Làm đúng {typed[1]} trên {typed[2]} thời hạn (số do người cho điểm ghi)"
    if kind == "cell":
        return _cell(desk, said)
    if kind != "paper":
        raise Refused(Refusal("emulation.bad_cell", {"text": said[:60]}, "evidence"))
    return (), said


def _matter(desk: Desk, said: str) -> tuple[tuple[str, ...], str]:
    """By its number; of several of one number by the day as well."""
    with desk.reading() as reader:
        try:
            matter = books.matter_meant(reader, said)
        except Refused as refused:
            code, facts = refused.refusals[0].code, refused.refusals[0].facts
            if code == "entry.many_matters":
                raise Refused(Refusal("emulation.many_matters", {"known": facts["known"]}, "of")) from None
            raise Refused(Refusal("emulation.no_matter", {"text": said[:60]}, "of")) from None
        lists = reader.projections
        (row,) = lists.matter_rows([known for known in [lists.matter_id(matter)] if known is not None])
    return (matter,), f"Việc {books.spelled(row)}"


def _cell(desk: Desk, said: str) -> tuple[tuple[str, ...], str]:
    """A cell of the last closing of a period, by the numbers that are printed on the form: its figure is read from what was kept."""
    typed = _CELL.fullmatch(said)
    wrong = Refused(Refusal("emulation.bad_cell", {"text": said[:60]}, "of"))
    if typed is None:
        raise wrong
    year, months, form, line, column = int(typed[1]), int(typed[2]), typed[3].upper(), typed[4].casefold(), typed[5].casefold()
    of_period = [c for c in closings.closings(desk) if (c.year, c.months) == (year, months)]
    if not of_period:
        raise Refused(Refusal("emulation.no_closing", {"year": str(year), "months": str(months)}, "of"))
    closing = of_period[-1]
    with desk.reading() as reader:
        kept = json.loads(reader.blob(closing.content))
        laid = packs_held.overlay(reader, packs_held.held(reader, int(closing.key)))
    with dated.under(laid):
        regime = reporting.regime_of((closing.regime, year, months))
    found = next((f for f in kept["forms"] if str(f["form"]).upper() in (form, form.partition("/")[0])), None)
    if found is None or all(f.id != found["form"] for f in regime.forms):
        raise wrong
    rows, columns = _numbered(regime, found)
    down = regime.form(str(found["form"])).orientation == "criteria_down"
    row, criterion = (columns.get(column), rows.get(line)) if down else (rows.get(line), columns.get(column))
    if row is None or criterion is None or criterion not in row["cells"]:
        raise Refused(Refusal("emulation.no_cell", {
            "form": str(found["form"]), "line": typed[4][:20], "column": typed[5][:20], "lines": _range(list(rows)), "columns": _range(list(columns)),
        }, "of"))  # fmt: skip
    label = next(c.label for c in regime.of_measure(regime.form(str(found["form"])).measure) if c.key == criterion)
    names = (label, str(row["label"])) if down else (str(row["label"]), label)
    held = row["cells"][criterion]
    # A rate, kept as plain JSON, has two decimals on paper.
    value = reporting.shown(held if held is None or isinstance(held, int) else Decimal(str(held)).quantize(Decimal("0.01")))
    money = " đồng" if criterion in regime.money(regime.form(str(found["form"])).measure) else ""
    words = f"Biểu {found['form']}, {closing.period_words}, dòng {typed[4]} “{names[0]}”, cột {typed[5]} “{names[1]}”: {value}{money}"
    return (closing.key, str(found["form"]), str(row["key"]), criterion), words


def _numbered(regime: Regime, form: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The lines and the columns of a form by the numbers that stand on paper: a criterion's key, or a row."""
    criteria = {c.no.casefold(): c.key for c in regime.of_measure(regime.form(str(form["form"])).measure)}
    rows: list[dict[str, Any]] = form["rows"]
    if regime.form(str(form["form"])).orientation == "criteria_down":
        return criteria, {str(at): row for at, row in enumerate(rows, start=1)}
    return _lines(rows), criteria


def _lines(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Rows as they stand beneath each other: units as I, II, officers as 1, 2 within theirs ("II.1"); where nobody is named by their place."""
    found: dict[str, Any] = {}
    named = any("chv." in str(r["key"]) or str(r["key"]).startswith("dv.") for r in rows)
    unit = officer = 0
    for at, row in enumerate(rows, start=1):
        key = str(row["key"])
        if key == "tong":
            found.update(dict.fromkeys(_TOTAL, row))
        if key.startswith("dv.") and ".chv." not in key:
            unit, officer = unit + 1, 0
            found[roman(unit).casefold()] = row
        elif "chv." in key:
            officer += 1
            found[f"{roman(unit).casefold()}.{officer}" if unit else str(officer)] = row
        elif not named:
            found[str(at)] = row
    return found


def _range(known: list[str]) -> str:
    """What there is, in words."""
    shown = [k.upper() if k.partition(".")[0].isalpha() and k not in _TOTAL else k for k in known if k not in _TOTAL[1:]]
    return ", ".join(shown) if len(shown) <= 3 else f"{shown[0]}, {shown[1]} … {shown[-1]}"
