"""The law of money as rows of the table of rules and as JSON: tariffs, reliefs, wages, rates, ranks, thresholds, open questions."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.law.fee import FACTOR_WORDS
from thads_desktop.law.money_law import Rate
from thads_desktop.law.reckon import percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.law.money_law import Band, MoneyLaw, PaymentLaw, Span, Tariff

#: A row: part, code, title, value, the entry.
Row = tuple[str, str, str, str, "Span"]
OLD_LAW = date(2026, 6, 30)
PAID = {"none": "chưa nộp phần nào", "part": "đã nộp một phần", "any": "đã nộp hay chưa"}
_RELIEF = {"not_charged": "không thu", "exempt": "miễn", "reduced": "giảm"}


def law_of(entry: Span) -> str:
    """ "2008", "2025", or "" for what holds under both."""
    named = getattr(entry, "law", "")
    if named:
        return str(named)
    if isinstance(entry, Rate):
        return ""
    if entry.start > OLD_LAW:
        return "2025"
    return "2008" if entry.until is not None and entry.until <= OLD_LAW else ""


def rows(law: MoneyLaw) -> Iterator[Row]:
    """Every entry in words."""
    for t in law.tariffs:
        yield "Tiền: phí thi hành án", t.code, t.payer, _tariff(t), t
    for r in law.reliefs:
        value = _RELIEF[r.kind] + (f"{' đến' if r.at_most else ''} {r.percent} %" if r.kind == "reduced" else "")
        yield "Tiền: không thu, miễn, giảm phí", r.code, r.text, value, r
    for w in (*law.base_salaries, *law.regional):
        title = f"Lương tối thiểu vùng {w.region}" if w.region else "Lương cơ sở"
        yield "Tiền: mức lương", "", title, f"{dong(w.amount)} đồng" if w.amount is not None else "chưa xác lập", w
    for i in law.rates:
        cap = f", lãi thỏa thuận không quá {percent(i.agreed_cap)}" if i.agreed_cap is not None else ""
        yield "Tiền: lãi chậm thi hành án", "", i.words, f"{percent(i.rate)} một năm{cap}", i
    for s in law.said:
        yield "Tiền: lãi, tiền tạm thu", s.code, s.text, f"{s.years:02d} năm" if s.years else "", s
    for p in law.payments:
        yield from _payment(law, p)
    for m in law.remissions:
        for band in m.bands:
            yield "Tiền: miễn, giảm nghĩa vụ", "", f"{_rest(band)}, {PAID[band.paid]}", _gives(band), m
        yield "Tiền: miễn, giảm nghĩa vụ", "", m.special, "phần còn lại", m
    for h in law.held:
        value = f"báo {h.notice_days} ngày; sung quỹ {h.public_years} năm từ ngày có hiệu lực, hoặc {h.late_years} năm từ ngày báo nếu thu sau đó"
        yield "Tiền: tiền chưa có người nhận", "", h.deposit, value, h


def plain(law: MoneyLaw, of: str = "") -> dict[str, Any]:
    """The same for machines, with the settings; of: only what holds under this law."""
    def listed(entries: tuple[Span, ...]) -> list[dict[str, Any]]:
        return [_json({"law": law_of(e)} | asdict(e)) for e in entries if not of or law_of(e) in ("", of)]

    return {
        "fees": listed(law.tariffs), "fee_reliefs": listed(law.reliefs), "base_salaries": listed(law.base_salaries),
        "regional_wages": listed(law.regional), "interest": listed(law.rates), "said": listed(law.said), "payment": listed(law.payments),
        "remission": listed(law.remissions), "held": listed(law.held),
        "settings": [
            {"setting": s.code, "title": s.title, "choices": dict(s.choices), "default": s.choices[0][0], "note": s.note} for s in law.settings.values()
        ],
    }  # fmt: skip


def _json(value: Any) -> Any:
    if isinstance(value, dict):
        # The keys of the other tables: from, until.
        return {{"start": "from"}.get(k, k): _json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json(v) for v in value]
    return value.isoformat() if isinstance(value, date) else value


def _tariff(t: Tariff) -> str:
    said, before = [], 0
    for to, rate in t.brackets:
        end = f"đến {dong(to)}" if to is not None else f"trên {dong(before)}" if before else "mọi mức"
        said.append(f"{end}: {percent(rate)}")
        before = to or 0
    said += [f"tối đa {dong(t.cap)} đồng"] if t.cap else []
    said += [f"không thu khi không quá {t.free_wages} lần lương cơ sở"] if t.free_wages else []
    for code, f in t.factors.items():
        said.append(f"{FACTOR_WORDS[code]}: {Fraction(f.n, f.of)}")
    return "; ".join(said)


def _payment(law: MoneyLaw, p: PaymentLaw) -> Iterator[Row]:
    part = "Tiền: thứ tự thanh toán"
    cuts = ", ".join(law.deduction_kinds[kind].lower() for kind in p.deductions)
    yield part, "", "Trừ trước", cuts, p
    for name, kinds in zip(p.names, p.ranks, strict=True):
        yield part, name, f"Hàng {name}", "; ".join(law.claim_kinds[kind] for kind in kinds), p
    yield part, "", "Thanh toán trong", f"{p.due_days} ngày", p


def _rest(band: Band) -> str:
    low = f"từ {dong(band.least)}" if band.least > 1 else ""
    high = f"đến {dong(band.most_rest)}" if band.most_rest is not None else ""
    return f"Còn {f'{low} {high}'.strip()} đồng, quá {band.years} năm"


def _gives(band: Band) -> str:
    if band.gives == "all":
        return "miễn phần còn lại"
    return f"giảm không quá {band.n}/{band.d}" + (f", tối đa {dong(band.most)} đồng" if band.most is not None else "") + " mỗi lần"
