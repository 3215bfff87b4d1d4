"""A sample of every form from the registry's own samples: drawn by the program's test of itself and by golden tests."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.compose import Block, Facts, Head, Paper, compose
from thads_desktop.documents.facts import SIGNED_AS, amount_text, authority_line, law_words, own_fields
from thads_desktop.documents.form import Form, load_forms
from thads_desktop.documents.variables import VARIABLES
from thads_desktop.domain.acts import GROUND_KINDS
from thads_desktop.law.ruleset import Rules
from thads_desktop.paths import resource

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Abbreviations of the numbered papers that are no decisions.
_KIND = {"admin": "TB", "notice": "TB", "summons": "GB"}
#: 3 % of the sample of what was received, of who received it; and what of that is relieved.
_FEE = {
    "sum_text": "3.000.000 đồng (Ba triệu đồng)", "method_text": "", "evidence": "việc chi trả tiền thi hành án ngày 03 tháng 8 năm {year}",
    "reason": "người được thi hành án đã nhận tiền thi hành án",
}  # fmt: skip
_FEE_RELIEF = {
    "sum_text": "2.400.000 đồng (Hai triệu bốn trăm nghìn đồng)", "evidence": "giấy chứng nhận hộ nghèo ngày 03 tháng 01 năm {year}",
    "target_text": "Quyết định thu phí thi hành án số 04/QĐ-{symbol} ngày 03 tháng 8 năm {year}",
    "fee_basis": "Điều 7 Thông tư số 216/2016/TT-BTC của Bộ Tài chính", "reason": "người phải nộp phí thuộc hộ nghèo",
}  # fmt: skip
#: Whom the variants name: one plain person, or persons of long names.
_PLAIN = ("ông Nguyễn Văn An",)
_LONG = (
    "bà Nguyễn Hoàng Phương Uyên Thị Ánh Tuyết", "ông Trần Nguyễn Hoàng Minh Đức Thịnh Vượng", "bà Lê Phạm Thị Thanh Ngọc Bích Huyền",
    "ông Phạm Hoàng Gia Bảo Nguyễn Khánh", "bà Vũ Đặng Thị Phương Thảo Quỳnh Nguyên", "ông Đỗ Nguyễn Trường Giang Thế Phong",
    "bà Hoàng Thị Ngọc Thùy Dương Ánh Nguyệt", "ông Bùi Đinh Quang Huy Hữu Trường Thành",
)  # fmt: skip
_CREDITOR = "Công ty TNHH Thương mại Hải Sơn"
_FURTHER = (
    "Nội dung bổ sung theo yêu cầu của vụ việc: các bên có mặt đã nghe, đã hiểu và không có ý kiến khác; tài liệu kèm theo gồm bản sao "
    "giấy chứng nhận, bản vẽ hiện trạng và danh mục đồ vật được ghi nhận tại chỗ, có xác nhận của người giữ."
)
#: An obligation of which a part is done: what was decided, of that done, and what is left, which papers on it print. The sums of a paper are of its rows.
_WHOLE, _DONE, _REST = 12_000_000, 2_000_000, 10_000_000
#: Lines of the variant of many.
_MANY = 12
#: Rows by variant: how many, and how long the names are.
VARIANTS = ("short", "long", "many", "second")


def every_sample() -> Iterator[Paper]:
    """One paper of every form that ships."""
    for form in load_forms():
        yield sample(form)


#: A slip of the pen, which changes no sum and no term.
_SLIP = {
    "old_text": "số 12 phố Cầu Đât", "new_text": "số 12 phố Cầu Đất", "reason": "văn bản có lỗi kỹ thuật khi soạn thảo cần đính chính",
    "consequence": "các nội dung khác, bản chất và hiệu lực của văn bản giữ nguyên",
}  # fmt: skip


def sample(form: Form, variant: str = "short") -> Paper:
    """The form filled with invented persons. variant: short | long (names, reasons) | many (parties) | second (on to a second page)."""
    law, about = _said(form)
    words = law.pop("words", [])
    facts = {**sample_facts(variant), **law, **_ground(form), **own_sample(form, variant), **about}
    if "ended_how" in form.needs:
        # It ended as done: all of it.
        facts["total_done"] = amount_text(_WHOLE * len(facts["obligations_whole"]))
    if form.effect in ("fee", "fee_relief"):
        told = {"about_party": _CREDITOR, **(_FEE if form.effect == "fee" else _FEE_RELIEF)}
        facts |= {name: text.format(year=sample_day(form).year, symbol=_symbol(form)) for name, text in told.items()}
    if form.id == "correction":
        facts |= _SLIP
    if variant == "long":
        facts["reason"] = " ".join([facts["reason"]] * 25)
    facts = {name: _in_words(value, words) for name, value in facts.items()}
    if form.effect == "cancellation":
        # What an officer signed, whole: a decision of the head is not cancelled by the head.
        summons = f"Giấy báo tự nguyện thi hành án số 05/GB-{_symbol(form)} ngày 05 tháng 6 năm {sample_day(form).year}"
        facts = {**facts, "target_text": summons, "part": "", "obligations_undone": []}
    made = compose(form, facts, sample_head(form), sample_day(form)).paper
    return _going_on(made) if variant == "second" else made


def _said(form: Form) -> tuple[dict[str, Any], dict[str, str]]:
    """What ``resources/papers/samples.toml`` says for the law of the form, and for the form itself."""
    told = _told()
    about = [{k: v for k, v in row.items() if k != "forms"} for row in told["about"] if form.id in row["forms"]]
    return dict(told["law"][form.law]), {name: text for row in about for name, text in row.items()}


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(resource("papers", "samples.toml").read_text(encoding="utf-8"))


def _in_words(value: Any, words: list[list[str]]) -> Any:
    """Every text of a value with the words of the law's time."""
    if isinstance(value, str):
        for old, new in words:
            value = value.replace(old, new)
        return value
    if isinstance(value, dict):
        return {k: _in_words(v, words) for k, v in value.items()}
    return [_in_words(v, words) for v in value] if isinstance(value, list) else value


def _ground(form: Form) -> dict[str, str]:
    """The first ground that the law of the form's day has for its kind of decision; {} where it chooses none."""
    kind = GROUND_KINDS.get(form.effect, "")
    found = Rules.load().grounds(kind, sample_day(form)) if kind else ()
    return {"ground_law": law_words(found[0].cite), "ground_text": found[0].text} if found else {}


def _going_on(paper: Paper) -> Paper:
    """Content that the case needs beyond the form's (TT 04/2023, Điều 35.2), more than a page of it, before its last paragraph."""
    added = tuple(Block("text", f"{n}. {_FURTHER}") for n in range(1, 25))
    return replace(paper, blocks=(*paper.blocks[:-1], *added, *paper.blocks[-1:]))


def own_sample(form: Form, variant: str = "short") -> dict[str, Any]:
    """The form's own fields with their samples, as they print."""
    texts = typed_sample(form, variant)
    return {**texts, **own_fields(form.checked, texts, day=sample_day(form))}


def typed_sample(form: Form, variant: str = "short") -> dict[str, str]:
    """The same as they are typed; in the long variants each says more, in "many" lines are many, and sums are of so many lines."""
    texts, many = {v.name: v.sample for v in form.own}, _told()["many"]
    for v in form.own:
        if variant == "many" and v.kind == "lines" and v.name not in many["once"]:
            texts[v.name] = _lines(v.sample)
        elif variant == "many" and v.name in many["sums"] and any(x.kind == "lines" for x in form.own):
            texts[v.name] = str(int(v.sample) * _MANY)
        elif variant == "long" and v.kind == "long":
            texts[v.name] = " ".join([v.sample] * 8)
    return texts | {v.name: v.sample for v in form.checked if v not in form.own}


def _lines(text: str) -> str:
    """Many lines like these. Of a council each member is named once, and one alone presides."""
    lines = text.split("\n")
    if len(lines) == 1 or not all(line.startswith(("ông ", "bà ")) for line in lines):
        return "\n".join(lines * _MANY)
    further = [f"{who};{lines[1 + n % (len(lines) - 1)].partition(';')[2]}" for n, who in enumerate(_LONG)]
    return "\n".join([*lines, *further])


def _tail(form: Form) -> str:
    return f"{_symbol(form)}-NV" if form.letter else f"{form.symbol or _KIND.get(form.series, 'QĐ')}-{_symbol(form)}"


def _symbol(form: Form) -> str:
    return "CCTHADS" if form.law == "2008" else "THADS"


def sample_day(form: Form) -> date:
    """The day of a sample: one on which its form is in force, with every paragraph that came into it later."""
    day = date(2020 if form.law == "2008" else 2026, 8, 5)
    last = max([form.start, *(part.since for part in (*form.grounds, *form.opening, *form.articles) if part.since)])
    return day if day >= last else date(last.year + (last > day.replace(year=last.year)), 8, 5)


def sample_head(form: Form) -> Head:
    """Header and foot as an office of that law's time prints them."""
    old = form.law == "2008"
    issuer = "Chi cục Thi hành án dân sự quận Lê Chân" if old else "Thi hành án dân sự thành phố Hải Phòng"
    parent = "Cục Thi hành án dân sự thành phố Hải Phòng" if old else "Cục Quản lý Thi hành án dân sự"
    title = "CHI CỤC TRƯỞNG" if old else "TRƯỞNG THI HÀNH ÁN DÂN SỰ"
    officer = form.signer == "officer"
    place, year = "Lê Chân" if old else "Hải Phòng", sample_day(form).year
    return Head(
        parent=parent,
        issuer=issuer,
        number_line=f"Số: 05/{_tail(form)}" if form.series else "",
        day_line="" if form.minutes else f"{place}, ngày 05 tháng 8 năm {year}",
        authority=""
        if form.minutes or form.letter or not form.resolves
        else ("CHẤP HÀNH VIÊN" if officer else authority_line(title, issuer)),
        signer_title=(form.signed_as or SIGNED_AS[form.signer],) if form.signer in SIGNED_AS else (title,),
        signer_name="Phạm Quang Minh" if form.signer in ("head", "issuer") else "Trần Thị Bình",
    )


def sample_facts(variant: str = "short") -> Facts:
    """Every variable with a value."""
    facts: dict[str, str | list[dict[str, str]]] = {name: v.sample for name, v in VARIABLES.items() if v.kind != "rows"}
    many = variant == "many"
    people = _PLAIN if variant == "short" else _LONG if many else _LONG[:1]
    facts["debtors"] = [
        {"person": p, "details": f", sinh năm 1980, số định danh 031{int(p.startswith('bà'))}8000000{n}; địa chỉ: số 12 phố Cầu Đất, quận Lê Chân"}
        for n, p in enumerate(people, 1)
    ]
    facts["holders"] = []
    facts["creditors"] = [{"person": _CREDITOR, "details": "; địa chỉ: số 1 phố Lạch Tray"}]
    facts["debtor_names"], facts["creditor_names"] = "; ".join(people), _CREDITOR
    number = _MANY if many else 1
    rows, whole = (
        [{"n": str(n), "obligation": "Trả nợ gốc theo hợp đồng tín dụng", "amount": f": {amount_text(each)}"} for n in range(1, number + 1)]
        for each in (_REST, _WHOLE)
    )
    facts["obligations"] = facts["obligations_hit"] = facts["obligations_undone"] = rows
    facts["obligations_whole"] = facts["judgment_duties"] = whole
    facts["obligations_done"], facts["obligations_here"] = rows[:2], rows[:4]
    for name, each in (("total_due", _REST), ("total_rest", _REST), ("total_done", _DONE)):
        facts[name] = amount_text(each * number)
    totals = ({"label": "Số tiền phải thi hành (đồng)", "book": "758.050.700.000", "taken": "758.030.300.000", "difference": "-20.400.000"},
              {"label": "Việc chưa kết thúc tại ngày khóa sổ", "book": "", "taken": "844", "difference": ""})  # fmt: skip
    facts["import_totals"] = [*totals] * (20 if many else 1)
    if variant == "long":
        facts["extra"] = "Nội dung thứ nhất.\nNội dung thứ hai."
    return facts
