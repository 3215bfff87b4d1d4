"""Every rule of law that the program holds, as one table: for a lawyer to read on paper or in a workbook, for machines as JSON."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.calendar import UNIT_WORDS
from thads_desktop.domain.dates import short_date
from thads_desktop.law import decisions, money_law
from thads_desktop.law.absent import Absent
from thads_desktop.law.crossing import CROSSINGS
from thads_desktop.law.happenings import HAPPENINGS, parts
from thads_desktop.services import rule_table_money, rule_table_procedure
from thads_desktop.services.event_words import GROUND_WORDS, WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.law.limits import Limit
    from thads_desktop.law.ruleset import Ground, Rules, Term

#: Of a value that is the time of somebody else.
OF_OTHER = "Thời gian của người khác: vắt qua 01/7/2026 thì lấy hạn muộn hơn."
TERMS, BOOK, GROUNDS, LIMITS, COUNTING = "Thời hạn", "Sổ theo dõi riêng", "Căn cứ", "Mức, tỷ lệ", "Cách tính thời gian"
_SHORT = {"2008": "26/2008", "2025": "106/2025"}
SURE = {"H": "cao", "M": "vừa", "L": "thấp", "unknown": "chưa xác lập"}
#: Kind of a ground -> the decision it is for.
KINDS = {
    "deferral": "hoãn", "suspension": "tạm đình chỉ", "suspension_notice": "thông báo tạm đình chỉ", "continuation": "tiếp tục",
    "continuation_of_deferral": "tiếp tục sau hoãn", "continuation_of_suspension": "tiếp tục sau tạm đình chỉ",
    "continuation_of_means_lacking": "tiếp tục sau chưa có điều kiện", "termination": "đình chỉ", "means_lacking": "chưa có điều kiện",
    "deferral_with_means_lacking": "hoãn kèm chưa có điều kiện", "withdrawal": "thu hồi", "amendment": "sửa đổi, bổ sung",
    "cancellation": "hủy", "delegation": "ủy thác", "refusal": "từ chối yêu cầu",
    "conclusion": "kết thúc khác",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One value of one rule, in words. law: "2008", "2025" or "" (of both); roll: where the last day goes that is a day off."""

    part: str
    code: str
    title: str
    law: str
    value: str
    when: str
    cite: str
    start: date
    until: date | None
    sure: str
    note: str
    roll: str = ""

    @property
    def law_words(self) -> str:
        return _SHORT.get(self.law, "")

    @property
    def span(self) -> str:
        """From when until when it holds."""
        return f"{short_date(self.start)} – {short_date(self.until) if self.until else 'nay'}"


def rows(rules: Rules, law: str = "") -> list[RuleRow]:
    """Every value in the order of the table; law: only this one's."""
    found: list[RuleRow] = []
    for rule in rules.rules():
        found += [_term(v) for v in values_of(rules, rule)]
    found += [_book(e) for e in rules.book]
    found += [_ground(kind, g) for kind, of in rules.grounds_of.items() for g in of]
    found += [_limit(x) for of in rules.limits.of.values() for x in of]
    for part, code, title, value, e in rule_table_money.rows(money_law.read(rules.money)):
        note = " ".join(e.notes())
        found.append(RuleRow(part, code, title, rule_table_money.law_of(e), value, "", e.cite, e.start, e.until, SURE[e.certainty], note))
    found += [
        RuleRow(r.part, r.code, r.title, r.law, r.value, "", r.cite, r.start, r.until, SURE[r.sure], r.note)
        for r in rule_table_procedure.rows(rules.overlay)
    ]
    found += [RuleRow(COUNTING, "", p.text, "", "", "", p.cite, p.start, p.until, SURE[p.certainty], p.note) for p in rules.limits.principles]
    texts = decisions.of(rules.overlay)
    return [_row_in_time(texts, row) for row in found if not law or row.law in ("", law)]


def _row_in_time(texts: decisions.Catalogue, row: RuleRow) -> RuleRow:
    """Not dated before the text it cites; what was done before is recorded by the same rule, which the note says."""
    first = texts.text_from(row.cite)
    if first is None or row.start >= first:
        return row
    return replace(row, start=first, note=f"{row.note} {_earlier(row.start)}".strip())


def _earlier(start: date) -> str:
    return f"Ngày bắt đầu là ngày văn bản được viện dẫn có hiệu lực; việc từ {short_date(start)} đến trước ngày ấy chương trình vẫn ghi theo dòng này."


def _in_time(texts: decisions.Catalogue, found: Any) -> Any:
    """As ``_row_in_time``, of every entry for machines."""
    if isinstance(found, list):
        return [_in_time(texts, x) for x in found]
    if not isinstance(found, dict):
        return found
    made = {key: _in_time(texts, x) for key, x in found.items()}
    cite, start = made.get("cite"), made.get("from")
    if not isinstance(cite, str) or not isinstance(start, str):
        return made
    first = texts.text_from(cite)
    if first is None or start >= first.isoformat():
        return made
    return {**made, "from": first.isoformat(), "note": f"{made.get('note') or ''} {_earlier(date.fromisoformat(start))}".strip()}


def values_of(rules: Rules, rule: str) -> list[Term | Absent]:
    """Every value of a rule, case by case, the old law first."""
    values: list[Term | Absent] = [*rules.terms[rule]]
    values += rules.absent.get(rule, ())
    order = {case: at for at, (case, _words) in enumerate(rules.cases(rule))}
    return sorted(values, key=lambda v: (order.get(v.case, 0), v.law, v.start))


def said(happening: str) -> str:
    """What starts or ends a term, in words."""
    return ", ".join(_said(part) for part in parts(happening))


def plain(rules: Rules, law: str = "") -> dict[str, Any]:
    """The same for machines: values as they are in the data, with citation, certainty, dates and note."""
    made = {
        "digest": rules.digest,
        "crossing": {"default": rules.crossing, "words": CROSSINGS[rules.crossing], "note": rules.crossing_note},
        "rules": [
            {"rule": rule, "title": rules.titles[rule], "values": values}
            for rule in rules.rules()
            if (values := [_value(v) for v in values_of(rules, rule) if v.law == law or not law])
        ],
        "separate_book": [_dates(dict(e)) for e in rules.book if e["law"] == law or not law],
        "grounds": [
            {"of": kind, "code": g.code, "text": g.text, "law": g.law, "cite": g.cite, "from": _iso(g.start), "until": _iso(g.until),
             "certainty": g.certainty, "note": g.note}
            for kind, of in rules.grounds_of.items() for g in of if g.law == law or not law
        ],
        "limits": [
            {"limit": x.code, "title": x.title, "topic": x.topic, "case": x.case, "case_title": x.case_title, "law": x.law, "value": x.value,
             "unit": x.unit, "absent": x.absent, "cite": x.cite, "from": _iso(x.start), "until": _iso(x.until), "certainty": x.certainty,
             "note": x.note}
            for of in rules.limits.of.values() for x in of if x.law in ("", law) or not law
        ],
        "money": rule_table_money.plain(money_law.read(rules.money), law),
        **rule_table_procedure.plain(rules.overlay, law),
        "counting": [
            {"text": p.text, "cite": p.cite, "from": _iso(p.start), "until": _iso(p.until), "certainty": p.certainty, "note": p.note}
            for p in rules.limits.principles
        ],
    }  # fmt: skip
    told: dict[str, Any] = _in_time(decisions.of(rules.overlay), made)
    return told


def length(term: Term | Absent) -> str:
    """ "05 ngày làm việc", "03 ngày làm việc trước", "ngay", "văn bản không định số ngày"."""
    if isinstance(term, Absent):
        return term.words
    if not term.n:
        return "ngay"
    return f"{term.n:02d} {UNIT_WORDS[term.unit]}{' trước' if term.before else ''}"


def _term(v: Term | Absent) -> RuleRow:
    title = f"{v.title}: {v.case_title}" if v.case_title else v.title
    when = f"từ: {said(v.counts_from)}; xong khi: {said(v.discharged_by)}"
    notes, roll = [v.note], ""
    if not isinstance(v, Absent):
        if v.n and v.unit in ("d", "m", "y") and not v.before:
            roll = "sang ngày làm việc tiếp theo" if v.rolls else "không chuyển"
        if v.stop_note:
            notes.append(v.stop_note)
        notes += [OF_OTHER] if v.of else []
        notes += [f"Điều này được sửa đổi bởi {by} từ {short_date(day)}; văn bản trước đó chưa đối chiếu." for day, by in v.reworded]
    return RuleRow(
        TERMS, v.rule, title, v.law, length(v), when, v.cite, v.start, v.until, SURE[v.certainty], " ".join(n for n in notes if n), roll
    )


def _book(e: dict[str, Any]) -> RuleRow:
    years = f"{e['years']:02d} năm" + (f" ({e['long_years']:02d} năm trường hợp dài hạn)" if e["long_years"] != e["years"] else "")
    value = f"{years}, {e['verifications']:02d} lần xác minh" + (", chỉ việc chủ động" if e["ex_officio_only"] else "")
    when = f"từ: {_said('MeansLacking')}"
    return RuleRow(
        BOOK, "", "Điều kiện chuyển sổ theo dõi riêng", e["law"], value, when, e["cite"], e["from"], e.get("until"), SURE[e["certainty"]],
        e.get("note", ""),
    )  # fmt: skip


def _ground(kind: str, g: Ground) -> RuleRow:
    return RuleRow(
        f"{GROUNDS} {KINDS.get(kind, kind)}", g.code, g.text, g.law, _conditions(g), "", g.cite, g.start, g.until, SURE[g.certainty], g.note
    )


def _conditions(g: Ground) -> str:
    found = [f"nhiều nhất {g.max_months:02d} tháng"] if g.max_months else []
    found += ["một lần"] if g.once else []
    found += ["phải ghi thời hạn"] if g.needs_until else []
    return ", ".join(found)


def _limit(x: Limit) -> RuleRow:
    title = f"{x.title}: {x.case_title}" if x.case_title else x.title
    return RuleRow(f"{LIMITS}: {x.topic}", "", title, x.law, x.words, "", x.cite, x.start, x.until, SURE[x.certainty], x.note)


def _said(part: str) -> str:
    if part in HAPPENINGS:
        return HAPPENINGS[part]
    if re.fullmatch(r"R\d\d", part):
        return f"hết thời hạn {part}"
    name, _, of = part.partition(" ")
    words = WORDS.get(name, name)
    words = words[:1].lower() + words[1:]
    return f"{words}: {GROUND_WORDS.get(of, of)}" if of else words


def _value(v: Term | Absent) -> dict[str, Any]:
    held: dict[str, Any] = {
        "law": v.law, "case": v.case, "case_title": v.case_title, "n": None, "unit": None, "rolls": None, "before": False, "of": "", "absent": "",
        "words": length(v), "cite": v.cite, "certainty": v.certainty, "note": v.note, "from": _iso(v.start), "until": _iso(v.until),
        "counts_from": list(parts(v.counts_from)), "discharged_by": list(parts(v.discharged_by)),
    }  # fmt: skip
    if isinstance(v, Absent):
        return {**held, "absent": v.why}
    reworded = [{"from": _iso(day), "by": by} for day, by in v.reworded]
    return {**held, "n": v.n, "unit": v.unit, "rolls": v.rolls, "before": v.before, "of": v.of, "default": v.default, "reworded": reworded}


def _dates(held: dict[str, Any]) -> dict[str, Any]:
    return {key: _iso(value) if key in ("from", "until") else value for key, value in held.items()}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def text(found: Iterable[RuleRow]) -> str:
    """The table on a terminal: a heading for each part, a line for each value, its note beneath."""
    lines: list[str] = []
    part = title = ""
    for row in found:
        if row.part != part:
            lines += ["", row.part.upper()] if lines else [row.part.upper()]
            part, title = row.part, ""
        if row.title != title:
            lines.append(f"{row.code}  {row.title}" if row.code else row.title)
            title = row.title
        roll = f"ngày cuối là ngày nghỉ: {row.roll}" if row.roll else ""
        law, sure = (f"Luật {row.law_words}" if row.law else ""), (f"chắc chắn: {row.sure}" if row.sure != "cao" else "")
        facts = (law, row.value, roll, row.when, row.cite, row.span, sure)
        lines.append("    " + " | ".join(x for x in facts if x))
        if row.note:
            lines.append(f"      {row.note}")
    return "\n".join(lines)
