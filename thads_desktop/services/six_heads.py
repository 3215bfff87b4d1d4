"""The check before issue under the six heads of the procuracy's review: what is in order, what is missing, what is to be known.

Nothing is judged a second time: what would refuse the paper (``papers.check``, the power of who signs) is sorted under its head
(``resources/papers/six_heads.toml``), and beside it stands what follows from issuing on that day.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.documents.form import Form, load_forms
from thads_desktop.domain import means
from thads_desktop.domain.acts import PLAIN
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.law import decisions, grouping, service_law
from thads_desktop.paths import resource
from thads_desktop.services import (
    addresses,
    amended_records,
    asset_decision,
    cited_decisions,
    fee_notice,
    fee_papers,
    form_approval,
    masking,
    people,
    series,
)
from thads_desktop.services.issuers import as_signed
from thads_desktop.services.paper_place import judgment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.papers import Check, Draft
    from thads_desktop.storage.reader import Reader

#: The terms of sending, and to whom.
_SENDINGS = (("R07", "gửi Viện kiểm sát"), ("R08", "thông báo cho đương sự"))


@dataclass(frozen=True, slots=True)
class Line:
    """kind: missing (it stands against the issue) | told (to be looked at) | known. field: of the form to which it leads, "" = none."""

    text: str
    kind: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A head and what is said under it. verdict: ok | missing | told."""

    key: str
    title: str
    lines: tuple[Line, ...]

    @property
    def verdict(self) -> str:
        kinds = {line.kind for line in self.lines}
        return "missing" if "missing" in kinds else "told" if "told" in kinds else "ok"


@dataclass(frozen=True, slots=True)
class OfParties:
    """What papers of some forms must say of the parties from a day on; what: address."""

    forms: tuple[str, ...]
    since: date
    what: str
    cite: str


@dataclass(frozen=True, slots=True)
class Table:
    """The words of the heads, which head a code falls under, and what papers must say of the parties."""

    heads: dict[str, str]
    first_word: dict[str, str]
    code: dict[str, str]
    default: str
    of_parties: tuple[OfParties, ...] = ()

    def known(self, code: str) -> str:
        """The head of a code; "" where only the default is left."""
        return self.code.get(code) or self.first_word.get(code.partition(".")[0], "")

    def of(self, code: str) -> str:
        return self.known(code) or self.default


@cache
def table() -> Table:
    """The shipped table."""
    data = tomllib.loads(resource("papers", "six_heads.toml").read_text(encoding="utf-8"))
    of_parties = tuple(OfParties(tuple(x["forms"]), x["from"], x["what"], x["cite"]) for x in data["of_parties"])
    return Table(data["heads"], data["first_word"], data["code"], data["default"], of_parties)


def looked(desk: Desk, reader: Reader, draft: Draft, day: date, check: Check, signer: str = "") -> tuple[Head, ...]:
    """The six heads of a draft as if it were issued on a day. check: what ``papers.check`` found of it; signer: who is to sign, "" = open."""
    known, found = table(), {key: list[Line]() for key in table().heads}
    for refusal in check.refusals:
        found[known.of(refusal.code)].append(Line(say(refusal), "missing", refusal.field))
    for name, label in check.missing:
        found["content"].append(Line(f"Còn thiếu: {label}.", "missing", name))
    form = next((f for f in load_forms() if f.id == draft.form and f.on(day)), None)
    if form is not None:
        state = fold(reader.events_of(f"matter:{draft.matter}"))
        form = as_signed(form, state, draft.effect)
        found["time"] += _times(desk, reader, form, draft, state, day)
        found["time"] += [Line(*said) for said in fee_notice.lines(desk, state, draft, day)]
        found["basis"].append(Line(f"Mẫu dẫn {len(form.grounds)} căn cứ của luật ngày {short_date(day)}.", "known"))
        found["basis"] += [Line(note, "told") for note in (form.note, *fee_papers.notes(desk, reader, draft, day)) if note]
        found["basis"] += _over(state, draft, day)
        found["basis"] += [Line(said, "told", field) for said, field in cited_decisions.told(reader, form, draft, state)]
        found["content"] += _standing(reader, state, draft, day)
        found["content"] += [Line(*said) for said in amended_records.told(desk, reader, draft, state, day)]
        found["competence"] += _signing(desk, reader, form, draft, state, day, signer)
        found["form"] += _form(reader, form)
        if number := series.twice(desk, reader, form, day):
            found["form"].append(Line(
                f"Số sắp cấp {number} đã cấp cho một quyết định loại khác trong năm; số và ký hiệu là duy nhất trong một năm (Điều 15 Nghị định "
                "30/2020/NĐ-CP). Hãy cho mọi loại quyết định chung một dãy số (Thiết lập, thẻ Lịch và cách tính).", "told",
            ))  # fmt: skip
        parties = _parties(reader, draft, state)
        found["content"] += _of_parties(desk, reader, form, parties, day)
        found["content"] += _sums(draft)
        found["other"] += _addresses(desk, reader, parties)
    return tuple(Head(key, title, tuple(dict.fromkeys(found[key]))) for key, title in known.heads.items())


#: Fields that are no content of the paper, and their head.
_OF_HEAD = {"day": "time", "signer": "competence", "clause": "basis"}


def with_unfit(heads: Sequence[Head], unfit: Iterable[tuple[str, str]]) -> tuple[Head, ...]:
    """The heads with what stands in the form and is none of its kind (no date, no amount), which no draft can bear: (name, label) of fields."""
    wrong: dict[str, list[Line]] = {}
    for name, label in unfit:
        wrong.setdefault(_OF_HEAD.get(name, "content"), []).append(Line(f"Chưa đúng: {label}.", "missing", name))
    return tuple(replace(h, lines=(*wrong.get(h.key, ()), *h.lines)) for h in heads)


def _times(desk: Desk, reader: Reader, form: Form, draft: Draft, state: MatterState, day: date) -> Iterable[Line]:
    if form.effect == PLAIN and (not form.series or form.series in series.ADMIN):
        yield Line("Luật không định thời hạn gửi văn bản này.", "known")
        return
    opening = draft.effect.opening
    urgent = opening.urgent if opening is not None else state.urgent
    calendar = desk.calendar(reader)
    first = mended(state, draft)
    owed = [(rule, what) for rule, what in _SENDINGS if not service_law.unsent(rule, first or form.id)]
    if not owed:
        yield Line("Luật không định thời hạn gửi văn bản này.", "known")
    for rule, what in owed:
        if rule == "R08" and form.id == "confirmation" and not draft.effect.party:
            # It is for who asked, who is no party here.
            continue
        term = desk.rules.term(rule, day)
        if not (urgent and term.not_urgent):
            due = calendar.count(day, term.n, term.unit, rolls=term.rolls).due
            yield Line(f"Ban hành ngày {short_date(day)} thì {what} chậm nhất ngày {short_date(due)} ({term.cite}).", "known", "day")


def mended(state: MatterState, draft: Draft) -> str:
    """The form of the paper that a draft puts right or takes back, whose recipients it has; "" where it mends none."""
    target = state.papers.get(draft.effect.target)
    return target.form if target is not None and draft.effect.kind in ("amendment", "withdrawal", "cancellation") else ""


def _over(state: MatterState, draft: Draft, day: date) -> Iterable[Line]:
    """A measure that is taken back and has ended by then: nothing of it is left to be lifted."""
    if draft.effect.kind not in ("withdrawal", "cancellation"):
        return
    for measure in state.measures:
        if measure.paper and measure.paper == draft.effect.target and measure.ended is not None and measure.ended <= day:
            how = "tự chấm dứt theo luật" if measure.lapsed else "đã chấm dứt bằng quyết định"
            yield Line(
                f"Biện pháp của văn bản này {how} từ ngày {short_date(measure.ended)}: không còn gì để giải tỏa. Chỉ ban hành khi chính quyết định ấy "
                "ra sai; nếu chỉ cần thôi áp dụng thì đã xong.", "told", "target",
            )  # fmt: skip


def _standing(reader: Reader, state: MatterState, draft: Draft, day: date) -> Iterable[Line]:
    """Measures that hold when the enforcement decision they serve is taken back: it lifts none of them."""
    effect = draft.effect
    if effect.kind not in ("withdrawal", "cancellation") or effect.target not in ("", state.opening_paper) or not state.exists:
        return
    gone = set(effect.lines or state.lines)
    for measure in state.measures_held:
        on = set(measure.lines or state.lines)
        if measure.since > day or not gone & on:
            continue
        known = decisions.catalogue().of(measure.kind, day)
        number = str((reader.row("paper", measure.paper) or {}).get("number_text", ""))
        said = f"{known.title if known is not None else 'biện pháp'} từ ngày {short_date(measure.since)}{f' (quyết định số {number})' if number else ''}"
        yield Line(
            f"Đang còn áp dụng {said}: quyết định này không tự giải tỏa; hãy ra quyết định chấm dứt biện pháp, giải tỏa cùng lúc, hoặc nêu rõ ở hậu "
            "quả pháp lý.", "told", "consequence",
        )  # fmt: skip


def _signing(desk: Desk, reader: Reader, form: Form, draft: Draft, state: MatterState, day: date, signer: str) -> Iterable[Line]:
    officer = draft.effect.officer or state.officer
    if signer:
        try:
            people.capacity(desk, reader, signer, form, day, officer=officer)
        except Refused as refused:
            yield from (Line(say(r), "missing", "signer") for r in refused.refusals)
            return
    names = list(dict.fromkeys(p.name for p in people.signers(reader, form, day, officer)))
    if names:
        yield Line(f"Có thẩm quyền ký: {', '.join(names)}.", "known", "signer")
    else:
        yield Line("Chưa khai báo ai có thẩm quyền ký văn bản này: hãy thêm ở trang Thiết lập.", "missing", "signer")


def _form(reader: Reader, form: Form) -> Iterable[Line]:
    if form.status != form_approval.RECONSTRUCTED:
        yield Line(f"Mẫu đã xác lập{f', mã {form.code}' if form.code else ''}.", "known")
    elif not form_approval.against(reader, form):
        yield Line("Mẫu dựng lại theo quy định, Thủ trưởng đã duyệt; không in mã mẫu.", "known")


def _parties(reader: Reader, draft: Draft, state: MatterState) -> list[str]:
    """The parties that a draft goes to."""
    opening = draft.effect.opening
    if opening is not None:
        return list(dict.fromkeys(p for x in opening.lines for p in (*x.debtors, *x.creditors)))
    return list(asset_decision.addressed(reader, judgment_of(draft.matter)) if judgment_of(draft.matter) else means.parties(state.lines.values()))


def _of_parties(desk: Desk, reader: Reader, form: Form, parties: Sequence[str], day: date) -> Iterable[Line]:
    """What the law wants said of them in the paper itself, and nobody has entered."""
    for rule in table().of_parties:
        if form.id in rule.forms and rule.since <= day and (said := addresses.said(masking.names(desk, reader), reader, parties)):
            yield Line(f"{said}: văn bản phải ghi địa chỉ của đương sự ({rule.cite}). Hãy bổ sung trước khi trình.", "told")


def _sums(draft: Draft) -> Iterable[Line]:
    """Obligations that are sums by their words and have none."""
    opening = draft.effect.opening
    for line in opening.lines if opening is not None else ():
        text = str(draft.texts.get(f"obligation_{line.line}", ""))
        if line.due is None and grouping.sums().says(text):
            yield Line(f"Khoản {line.line} “{text[:60]}” là một khoản tiền mà chưa ghi số tiền: hãy ghi theo bản án.", "told", f"due_{line.line}")


def _addresses(desk: Desk, reader: Reader, parties: Sequence[str]) -> Iterable[Line]:
    said = addresses.said(masking.names(desk, reader), reader, parties)
    if said:
        yield Line(f"{said}: không gửi bưu chính, không in phong bì được (Ctrl+P ở trang việc).", "told")
    elif parties:
        yield Line("Đương sự đều có địa chỉ để gửi.", "known")
