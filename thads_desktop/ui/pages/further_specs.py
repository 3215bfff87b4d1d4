"""The fields of the further decisions and measures on the page of a paper, and what was typed in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import reach
from thads_desktop.domain.acts import BESIDE, GROUND_KINDS, MEASURES, Effect
from thads_desktop.law import decisions
from thads_desktop.services import paper_steps, transfers
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.refusal import Refusal
    from thads_desktop.law.ruleset import Ground
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView

#: What the head, or who signs, may decide all the same: code of what is told -> (field, its words).
CONFIRMS = {
    "transition.silent": ("confirm_silent", "Thủ trưởng quyết định (luật không quy định)"),
    "measure.flight": ("confirm_flight", "Cần ngăn chặn tẩu tán tài sản"),
    "measure.everybody": ("confirm_everybody", "Áp dụng đối với mọi người phải thi hành án"),
    "seizure.told_late": ("confirm_late", "Không phải báo trước, hoặc cần ngăn chặn tẩu tán tài sản"),
    "delegation.tell_receiver": ("confirm_tell", "Sẽ báo cơ quan nhận ủy thác"),
    "facts.none": ("confirm_facts", "Có việc ấy, chưa ghi trong chương trình"),
    "fee.nothing_due": ("confirm_fee", "Có khoản phải thu phí, chưa ghi trong chương trình"),
    "fee.more_than_due": ("confirm_fee_more", "Số phí lớn hơn số chương trình tính"),
    paper_steps.TOLD: ("confirm_step", "Thủ trưởng quyết định ghi bước này của tài sản"),
    "continuation.several": ("confirm_several", "Mọi căn cứ đều không còn"),
}
#: Acts that name a party, and who that is.
_PARTY = {
    "confirmation": "Người đề nghị xác nhận", "fee": "Người nộp phí", "fee_relief": "Người được miễn, giảm",
    "cost_relief": "Người được miễn, giảm", "give_back": "Người được nhận lại", "to_budget": "Người không đến nhận",
    "transfer": "Người chuyển giao", "security": "Áp dụng đối với", "coercion": "Áp dụng đối với", "exit_ban": "Người bị tạm hoãn xuất cảnh",
}  # fmt: skip
#: Those that a debtor alone may be named in: the costs of coercion are the debtor's.
_DEBTORS = ("cost_relief",)
_SUM = {
    "fee": "Số phí phải nộp (đồng)", "fee_relief": "Số phí miễn, giảm (đồng)", "cost_relief": "Số tiền miễn, giảm (đồng)",
    "give_back": "Số tiền trả lại (đồng)", "to_budget": "Số tiền sung quỹ (đồng)", "remission": "Số tiền đề nghị (đồng)",
    "security": "Số tiền (đồng)", "coercion": "Số tiền (đồng)",
}  # fmt: skip
#: Figures on which the limit of a measure rests: field -> name in ``Effect.figures``.
_INCOME = ("income", "heads", "wage", "agreed")


def grounds(desk: Desk, state: MatterState, kind: str, today: date) -> Sequence[Ground]:
    """Those of the law of today for a kind of paper; of a continuation those that lift something of this matter."""
    wanted = GROUND_KINDS.get(kind)
    listed = desk.rules.grounds(wanted, today) if wanted else ()
    if kind != "continuation":
        return listed
    law = desk.law_on(today)
    fit = {code for end in reach.held(state, Effect("continuation")) for code in law.lifting(end)}
    return [g for g in listed if g.code in fit] or listed


def confirms() -> list[Spec]:
    """What may be confirmed; shown only where it is asked."""
    return [Spec(name, words, "check") for name, words in CONFIRMS.values()]


def of_assets(found: list[Spec], desk: Desk, matter: str, form: str, day: date) -> list[Spec]:
    """The fields with the asset whose step the paper is, after the day and who signs; unchanged of a paper that is none."""
    if form not in paper_steps.KINDS:
        return found
    with desk.reading() as reader:
        options, first = paper_steps.offered(desk, reader, matter, form, day)
    if not options:
        return found
    at = 1 + any(s.name == "signer" for s in found)
    note = "Ban hành thì ghi luôn bước xử lý vào thẻ tài sản này; bước đã ghi rồi thì văn bản gắn vào bước ấy"
    return [*found[:at], Spec(paper_steps.OF, "Tài sản", "choice", required=True, options=options, value=first, note=note), *found[at:]]


def specs(kind: str, view: MatterView, day: date, measure: str = "") -> list[Spec]:
    """The fields of one further decision; [] for a paper that is none. measure: the one that its form is for, "" = any."""
    if kind == "asset_delegation":
        return [Spec("to_office", "Cơ quan nhận ủy thác", required=True)]
    if kind == "measure_end":
        held = _held(view, day, measure)
        return [Spec("target", "Biện pháp", "choice", required=True, options=held, value=held[-1][0] if held else None)]
    found: list[Spec] = []
    if kind in ("security", "coercion"):
        known = [m for m in decisions.catalogue().measures(kind, day) if m.act != "exit_ban" and measure in ("", m.act)]
        options = [(m.act, m.title[:1].upper() + m.title[1:]) for m in known]
        found.append(Spec("measure", "Biện pháp", "choice", required=True, options=options, value=measure or None))
    if kind == "transfer":
        sides = (("creditor", "Quyền (bên được thi hành án)"), ("debtor", "Nghĩa vụ (bên phải thi hành án)"))
        found.append(Spec("side", "Chuyển giao", "choice", required=True, options=sides, value="creditor"))
    if kind == "fee_relief":
        fees = {d.paper for d in view.state.done if d.act == "fee"}
        options = [(p.paper, f"{p.title} {p.number_text}") for p in view.papers if p.paper in fees]
        found.append(Spec("target", "Quyết định thu phí", "choice", required=True, options=options, value=options[0][0] if options else None))
    if kind in _PARTY:
        found.append(_party(kind, view))
    if kind == "transfer":
        found.append(Spec("new_kind", "Người nhận là", "choice", options=(("person", "Cá nhân"), ("org", "Tổ chức")), value="person", beside=True))
    if kind in _SUM:
        found.append(Spec("amount", _SUM[kind], "money", required=kind in ("fee", "to_budget"), beside=kind not in MEASURES))
    if kind == "coercion":
        found += [
            Spec("income", "Thu nhập một tháng (đồng)", "money"),
            Spec("wage", "Lương tối thiểu vùng (đồng)", "money", beside=True, note="Mức đang áp dụng ở nơi người phải thi hành án sống"),
            Spec("heads", "Số người phụ thuộc đã đăng ký", beside=True),
            Spec("agreed", "Hai bên thỏa thuận trừ nhiều hơn", "check"),
        ]
    if kind == "coercion":
        note = "Nếu đã định; với lực lượng tham gia: ngoài 15 ngày trước và sau Tết"
        found.append(Spec("until", "Ngày cưỡng chế", "date", note=note))
    if kind in ("coercion", "security"):
        found.append(Spec("costs", "Chi phí thi hành án (đồng)", "money", note="Cộng vào mức cao nhất được khấu trừ, phong tỏa"))
    return found


def _party(kind: str, view: MatterView) -> Spec:
    of_debtors = kind in (*MEASURES, *_DEBTORS)
    every = list(view.debtors) if of_debtors else list(view.parties)
    options = [(p, f"{view.parties[p]} ({'phải' if p in view.debtors else 'được'} thi hành án)") for p in every if p in view.parties]
    if kind in MEASURES and len(every) > 1:
        # One account, one asset is somebody's: whose is chosen, or said to be everybody's.
        return Spec("party", _PARTY[kind], "choice", options=[*options, ("", "Mọi người phải thi hành án")], value=None)
    if kind != "transfer":
        options = [("", "Mọi người phải thi hành án" if of_debtors else "Không nêu riêng ai"), *options]
    # Rights pass more often than duties.
    only = next((p for p, _ in options if p not in view.debtors), None) if kind == "transfer" else ""
    return Spec("party", _PARTY[kind], "choice", options=options, value=only)


def _held(view: MatterView, day: date, measure: str = "") -> list[tuple[str, str]]:
    """The measures that stand, of a form for one measure those alone."""
    names = {p.paper: p.number_text for p in view.papers}
    found = []
    for m in (m for m in view.state.measures_held if measure in ("", m.kind)):
        entry = decisions.catalogue().of(m.kind, day)
        title = entry.title if entry is not None else m.kind
        found.append((m.paper, f"{title[:1].upper()}{title[1:]} {names.get(m.paper, '')} ngày {m.since:%d/%m/%Y}"))
    return found


def typed(kind: str, v: Mapping[str, Any]) -> dict[str, Any]:
    """What these fields mean, as parts of an ``Effect``."""
    found: dict[str, Any] = {"confirmed": tuple(code for code, (name, _) in CONFIRMS.items() if v.get(name))}
    if kind not in (*MEASURES, "transfer", *BESIDE):
        return found
    found |= {"measure": v.get("measure") or "", "side": v.get("side") or ""}
    if kind == "transfer" and str(v.get("new_party") or "").strip():
        # Who it is gets a number of its own when the decision is made.
        found["to_party"] = transfers.NEW
    asked = [*(_INCOME if v.get("measure") == "income" else ()), *(("costs",) if kind in ("coercion", "security") else ())]
    found["figures"] = tuple((name, _number(v.get(name))) for name in asked if v.get(name))
    return found


def _number(value: object) -> int:
    text = str(value).strip()
    return int(value) if isinstance(value, (bool, int)) else int(text) if text.isdecimal() and len(text) < 3 else 0


def values_of(e: Effect) -> dict[str, Any]:
    """The fields as a draft has them."""
    figures = dict(e.figures)
    heads = figures.get("heads")
    return {
        "measure": e.measure or None, "side": e.side or None, "income": figures.get("income"), "wage": figures.get("wage"),
        "heads": str(heads) if heads else "", "agreed": bool(figures.get("agreed")), "costs": figures.get("costs"),
        **{name: code in e.confirmed for code, (name, _) in CONFIRMS.items()},
    }  # fmt: skip


def shown(values: Mapping[str, Any], law: str) -> dict[str, bool]:
    """Which of the figures are asked for the measure that was chosen."""
    income = values.get("measure") == "income"
    return {
        "income": income, "wage": income and law == "2025", "heads": income and law == "2025", "agreed": income and law == "2008",
        "costs": values.get("measure") in ("deduct", "freeze"),
    }  # fmt: skip


def asked(refusals: Iterable[Refusal], values: Mapping[str, Any]) -> dict[str, bool]:
    """Which confirmations are asked, or were given."""
    codes = {r.code for r in refusals}
    return {name: code in codes or bool(values.get(name)) for code, (name, _) in CONFIRMS.items()}
