"""A pack judged before it holds: every file read by the product's own loaders, every form composed and drawn with its sample, every
return computed and drawn, and nothing lost that papers, returns, acts and persons may rest on.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from itertools import combinations
from typing import TYPE_CHECKING

from thads_desktop.documents import outside_layout
from thads_desktop.documents.form import FormError, forms_of
from thads_desktop.documents.register import RegisterError, register_in, registers_of
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say
from thads_desktop.law import asset_ways, decisions, grouping, service_law, store_law, transitions
from thads_desktop.law.holidays import FILE as HOLIDAYS, calendar_of
from thads_desktop.law.money_law import MoneyLaw
from thads_desktop.law.ruleset import FILES as LAW, LawDataError, Rules
from thads_desktop.law.units import units_of
from thads_desktop.returns.definition import DefinitionError, regimes_of
from thads_desktop.services import pack_forms
from thads_desktop.services.pack_changes_money import money_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thads_desktop.dated import Overlay
    from thads_desktop.documents.form import Form
    from thads_desktop.exchange.pack import Pack
    from thads_desktop.returns.definition import Regime

#: What a loader or a sample may end in when a file is not sound.
_FAULTS = (
    LawDataError, FormError, DefinitionError, RegisterError, Refused, Trouble, ArithmeticError, AttributeError, LookupError, TypeError, ValueError,
    StopIteration,
)  # fmt: skip
#: Of the files of these kinds the program reads no others.
_ONLY = {"law": (*LAW, transitions.FILE, decisions.FILE, grouping.FILE, asset_ways.FILE, store_law.FILE, service_law.FILE), "calendar": (HOLIDAYS,),
         "outside": (outside_layout.FILE, outside_layout.FIGURES)}


def check(pack: Pack, before: Overlay, after: Overlay, tell: Callable[[str], object] = lambda _: None) -> None:
    """Refused("pack.*") when the pack may not hold. before, after: what lies over the shipped files without and with it."""
    for kind, name in pack.files:
        if kind in _ONLY and name not in _ONLY[kind]:
            raise Refused(Refusal("pack.unknown_file", {"file": f"{kind}/{name}"}))
    kinds = {kind for kind, _name in pack.files}
    for kind, judge in _JUDGES.items():
        if kind in kinds:
            judge(pack, before, after, tell)


@contextmanager
def _sound(file: str) -> Iterator[None]:
    try:
        yield
    except _FAULTS as error:
        raise Refused(Refusal("pack.bad_file", {"file": file, "says": _says(error)})) from error


def _says(error: BaseException) -> str:
    """What is wrong, in words of an office; a parser's own are for its maker and stay with the error."""
    chain = [error]
    while (deeper := chain[-1].__cause__ or chain[-1].__context__) is not None and deeper not in chain:
        chain.append(deeper)
    for each in chain:
        if isinstance(each, Refused):
            return " ".join(say(r).rstrip(".") for r in each.refusals)
        if isinstance(each, UnicodeDecodeError):
            return "không phải chữ UTF-8"
        if isinstance(each, tomllib.TOMLDecodeError):
            at = re.search(r"line (\d+), column (\d+)", str(each))
            return "sai cú pháp TOML" + (f" ở dòng {at[1]}, cột {at[2]}" if at else "")
    # Sentences of our own have Vietnamese letters.
    return f"{error}" if isinstance(error, ValueError) and not f"{error}".isascii() else "nội dung không đúng mẫu chương trình đọc được"


def _lose_nothing(what: str, before: Iterable[object], after: Iterable[object]) -> None:
    lost = sorted(str(x) for x in set(before) - set(after))
    if lost:
        raise Refused(Refusal("pack.lost", {"what": f"{what} {', '.join(lost[:3])}{' …' if len(lost) > 3 else ''}"}))


def _law(_pack: Pack, before: Overlay, after: Overlay, _tell: Callable[[str], object]) -> None:
    held = Rules.of(before)
    with _sound("law"):
        new = Rules.of(after)
        for law in ("2008", "2025"):
            day = next(t.start for t in new.terms["R01"] if t.law == law)
            for long in (False, True):
                new.separate_book(day, "cd", long)
    _lose_nothing("thời hạn", _terms(held), _terms(new))
    _lose_nothing("mức", _limits(held), _limits(new))
    _lose_nothing("căn cứ", _grounds(held), _grounds(new))
    _lose_nothing("viện dẫn", held.topics, new.topics)
    with _sound("law/money.toml"):
        money = MoneyLaw.of(after)
    _lose_nothing("quy định về tiền", money_names(MoneyLaw.of(before)), money_names(money))
    with _sound(f"law/{transitions.FILE}"):
        ways = transitions.of(after)
    with _sound(f"law/{decisions.FILE}"):
        listed = decisions.of(after)
    with _sound(f"law/{grouping.FILE}"):
        rules = grouping.of(after)
    with _sound(f"law/{asset_ways.FILE}"):
        chain = asset_ways.of(after)
    _lose_nothing("trạng thái tài sản", asset_ways.of(before).states, chain.states)
    with _sound(f"law/{service_law.FILE}"):
        served = service_law.ways(after)
    _lose_nothing("hình thức thông báo", (way for way, _ in service_law.ways(before)), (way for way, _ in served))
    with _sound(f"law/{store_law.FILE}"):
        kept = store_law.of(after)
    _lose_nothing("mục của kho vật chứng", store_law.of(before).codes, kept.codes)
    _lose_nothing("cách ra quyết định", ((r.kind, r.code, r.law) for r in grouping.of(before)), ((r.kind, r.code, r.law) for r in rules))
    _lose_nothing("trạng thái", transitions.of(before).states, ways.states)
    _lose_nothing("quyết định, biện pháp", (e.act for e in decisions.of(before).entries), (e.act for e in listed.entries))
    for rule in new.rules():
        with _sound(f"law/terms.toml, {rule}"):
            for term in new.terms[rule]:
                new.term(rule, term.start, term.law, term.case)


def _terms(rules: Rules) -> list[str]:
    numbers = {(t.rule, t.law, t.case) for of in rules.terms.values() for t in of}
    told = {(a.rule, a.law, a.case) for of in rules.absent.values() for a in of}
    return [" ".join(x for x in key if x) for key in numbers | told]


def _limits(rules: Rules) -> list[str]:
    return [" ".join(x for x in (f.code, f.law, f.case) if x) for of in rules.limits.of.values() for f in of]


def _grounds(rules: Rules) -> list[str]:
    return [f"{kind} {g.law} {g.code}" for kind, of in rules.grounds_of.items() for g in of]


def _calendar(_pack: Pack, before: Overlay, after: Overlay, _tell: Callable[[str], object]) -> None:
    held = calendar_of(before)
    with _sound(f"calendar/{HOLIDAYS}"):
        new = calendar_of(after)
        if any(day.weekday() < 5 for day in new.working):
            raise ValueError("ngày làm việc bù phải là thứ Bảy hoặc Chủ nhật")
    _lose_nothing("lịch năm", *(range(c.known_from.year, c.known_until.year + 1) for c in (held, new)))


def _units(_pack: Pack, before: Overlay, after: Overlay, _tell: Callable[[str], object]) -> None:
    with _sound("units"):
        new = units_of(after)
        for code in new.communes:
            new.name_on(code, new.note[0])
    _lose_nothing("xã, phường", units_of(before).communes, new.communes)


def _documents(pack: Pack, before: Overlay, after: Overlay, tell: Callable[[str], object]) -> None:
    from thads_desktop.documents.form import form_in
    from thads_desktop.documents.samples import VARIANTS, sample
    from thads_desktop.printing.draw import draw

    for (kind, name), data in sorted(pack.files.items()):
        if kind == "documents":
            with _sound(f"{kind}/{name}"):
                if wrong := next(pack_forms.faults(form_in(name, data), data, forms_of(before)), ""):
                    raise ValueError(wrong)
    with _sound("documents"):
        new = forms_of(after)
    _lose_nothing("mẫu", {f"{f.id} {f.law}" for f in forms_of(before)}, {f"{f.id} {f.law}" for f in new})
    if lost := pack_forms.gap(forms_of(before), new):
        raise Refused(Refusal("pack.lost", {"what": f"mẫu {lost}"}))
    _refuse_overlap(new)
    for (kind, name), data in sorted(pack.files.items()):
        if kind == "documents":
            with _sound(f"{kind}/{name}"):
                form = form_in(name, data)
                tell(form.name)
                for variant in VARIANTS:
                    if not draw(sample(form, variant)).startswith(b"%PDF"):
                        raise ValueError(form.title)


def _refuse_overlap(forms: tuple[Form, ...]) -> None:
    for one, other in combinations(forms, 2):
        day = max(one.start, other.start)
        if one.id == other.id and one.on(day) and other.on(day):
            raise Refused(Refusal("pack.overlap", {"form": one.name, "day": f"{day:%d/%m/%Y}"}))


def _returns(pack: Pack, before: Overlay, after: Overlay, tell: Callable[[str], object]) -> None:
    from thads_desktop.returns.definition import regime_in

    with _sound("returns"):
        new = regimes_of(after)
    _lose_nothing("chế độ báo cáo", [r.id for r in regimes_of(before)], [r.id for r in new])
    for (kind, name), data in sorted(pack.files.items()):
        if kind == "returns":
            with _sound(f"{kind}/{name}"):
                regime = regime_in(name, data)
                tell(regime.circular)
                _draw(regime)


def _draw(regime: Regime) -> None:
    """The forms of a regime of an office without matters: computed, checked, printed, as a sheet."""
    from thads_desktop.exchange.sheets import BookHead, write_returns
    from thads_desktop.printing.return_sheet import SheetHead, draw_returns
    from thads_desktop.returns.checks import check as check_return
    from thads_desktop.returns.compute import compute

    forms = compute(regime, (), {})
    if wrong := [v.says for v in check_return(regime, forms, ()) if not v.soft]:
        raise ValueError(wrong[0])
    head = SheetHead("Đơn vị thử", "Cơ quan cấp trên", 12, regime.start.year + 1, "Hải Phòng", "THỦ TRƯỞNG")
    if not draw_returns(regime, forms, head).startswith(b"%PDF") or not write_returns(regime, forms, BookHead("Đơn vị thử", "", ())):
        raise ValueError(regime.id)


def _registers(pack: Pack, before: Overlay, after: Overlay, tell: Callable[[str], object]) -> None:
    held = registers_of(before)
    for kind, name in sorted(pack.files):
        if kind == "registers":
            data = pack.files[kind, name]
            with _sound(f"{kind}/{name}"):
                register = register_in(name, data)
                tell(register.name)
                if wrong := next(pack_forms.register_faults(register, data, held), ""):
                    raise ValueError(wrong)
    with _sound("registers"):
        new = registers_of(after)
    _lose_nothing("sổ", [r.code for r in held], [r.code for r in new])


def _outside(_pack: Pack, _before: Overlay, after: Overlay, tell: Callable[[str], object]) -> None:
    for read in (outside_layout.layout_of, outside_layout.figures_of):
        with _sound("outside"):
            tell(read(after).title)


_JUDGES = {
    "outside": _outside, "law": _law, "calendar": _calendar, "units": _units, "documents": _documents, "returns": _returns, "registers": _registers,
}  # fmt: skip
