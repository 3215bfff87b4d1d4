"""Relations that the cells of a return must keep, all violations at once, each with the matters behind it.

A violation is hard (the return does not close) or soft (figures that need a word of explanation). V1-V8 hold within a
row, V9 between the rows of a form, V10 between forms, V12 and V13 between the returns of two periods.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from thads_desktop.law.return_relations import strength
from thads_desktop.returns.compute import Cell, Return, contributions, of_sources, parts_of, rate
from thads_desktop.returns.record_words import OPEN, said

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from thads_desktop.returns.definition import Identity, Regime
    from thads_desktop.returns.facts import Fact
    from thads_desktop.returns.records import Record

_BOOK = ("book", "book_now")


@dataclass(frozen=True, slots=True)
class Violation:
    """id: V1...; says: Vietnamese sentence; form, row: where ("" = between forms); matters: what is behind it."""

    id: str
    says: str
    form: str = ""
    row: str = ""
    matters: tuple[str, ...] = ()
    soft: bool = False


def check(
    regime: Regime, forms: Sequence[Return], facts: Sequence[Fact] = (), records: Sequence[Record] = ()
) -> list[Violation]:
    """V1-V11 over the forms of one return. facts and records (of one office) name the matters; without them none are named."""
    found: list[Violation] = []
    for form in forms:
        behind = of_sources(regime, form.measure, facts, records)
        for row in form.rows:
            found += check_cells(regime, form.measure, row.cells, form.form, row.key, behind)
        found += _rows_add_up(form)
    return graded(regime, found + _forms_agree(regime, forms) + _within(regime, forms))


def graded(regime: Regime, found: Iterable[Violation]) -> list[Violation]:
    """Hard or soft as the data say for the regime; a relation that does not hold under it is left out."""
    strengths = [(v, strength(v.id, regime.start)) for v in found]
    return [v if how == "told" else replace(v, soft=how == "soft") for v, how in strengths if how]


def _within(regime: Regime, forms: Sequence[Return]) -> list[Violation]:
    """V11: what a form tells of a part is no more than what others tell of the whole."""
    by_id = {f.form: f for f in forms}
    found = []
    for bound in regime.bounds:
        if not {bound.left, *bound.right} <= set(by_id):
            continue
        part, whole = _totals([by_id[bound.left]]), _totals([by_id[i] for i in bound.right])
        over = [left for left, right in bound.cells if part.get(left, 0) > whole.get(right, 0)]
        if over:
            found.append(Violation(bound.id, f"{bound.says}; lớn hơn ở ô {', '.join(over)}.", bound.left, by_id[bound.left].rows[0].key))
    return found


def check_cells(
    regime: Regime,
    measure: str,
    cells: Mapping[str, Cell],
    form: str = "",
    row: str = "",
    facts: Sequence[Fact | Record] = (),
) -> list[Violation]:
    """V1-V8 over one row. A relation with a cell that is not given is passed over (published figures have gaps)."""
    found = [
        Violation("V8", f"Biểu {form}, dòng {row}: ô {key} là số âm ({value}).", form, row)
        for key, value in cells.items()
        if value is not None and value < 0
    ]
    for identity in regime.identities:
        if identity.measure == measure:
            fault = _fault(identity, cells)
            if fault:
                behind = _behind(regime, identity, facts)
                where = f"Biểu {form}, dòng {row}: " if form else ""
                found.append(Violation(identity.id, f"{where}{identity.says}; {fault}.", form, row, behind))
    return found


def _fault(identity: Identity, cells: Mapping[str, Cell]) -> str:
    """What is wrong, or "" when the relation holds or cannot be judged."""
    if any(k not in cells for k in (identity.left, *identity.plus, *identity.minus)):
        return ""
    left = cells[identity.left]
    if identity.kind == "rate":
        part, whole = (cells[k] for k in identity.plus)
        should = rate(_int(part), _int(whole))
        return "" if left == should else f"ô {identity.left} là {_shown(left)}, tính ra {_shown(should)}"
    right = sum(_int(cells[k]) for k in identity.plus) - sum(_int(cells[k]) for k in identity.minus)
    if _int(left) == right or (identity.kind == "at_most" and _int(left) <= right):
        return ""
    return f"ô {identity.left} là {_shown(left)}, vế phải là {_shown(right)}"


def _behind(regime: Regime, identity: Identity, facts: Sequence[Fact | Record]) -> tuple[str, ...]:
    """The matters that break the relation by themselves."""
    if identity.kind == "rate":
        return ()
    criteria = regime.of_measure(identity.measure)
    off: dict[str, int] = {}
    sides = [(1, identity.left), *((-1, k) for k in identity.plus), *((1, k) for k in identity.minus)]
    for sign, key in sides:
        for matter, n in contributions(criteria, facts, key):
            off[matter] = off.get(matter, 0) + sign * n
    return tuple(matter for matter, n in off.items() if (n > 0 if identity.kind == "at_most" else n))


def _rows_add_up(form: Return) -> list[Violation]:
    """V9: the parts of a row add up to it - kinds of judgment, the two ways of opening, officers, units."""
    rows = {r.key: r.cells for r in form.rows}
    found = []
    for whole, parts in parts_of(list(rows)):
        wrong = [c for c in rows[whole] if not _adds_up(rows, whole, parts, c)]
        if wrong:
            says = f"Biểu {form.form}: các dòng thành phần cộng lại khác dòng {whole} ở ô {', '.join(wrong)}."
            found.append(Violation("V9", says, form.form, whole))
    return found


def _adds_up(rows: Mapping[str, Mapping[str, Cell]], whole: str, parts: list[str], cell: str) -> bool:
    value = rows[whole][cell]
    return value is None or isinstance(value, Decimal) or sum(_int(rows[p][cell]) for p in parts) == value


def _forms_agree(regime: Regime, forms: Sequence[Return]) -> list[Violation]:
    """V10: the totals of forms that show the same matters by different rows are the same."""
    by_id = {f.form: f for f in forms}
    found = []
    for tie in regime.ties:
        if not {*tie.left, *tie.right} <= set(by_id):
            continue
        left, right = (_totals([by_id[i] for i in side]) for side in (tie.left, tie.right))
        wrong = [c for c in left if left[c] != right.get(c)]
        if wrong:
            found.append(Violation(tie.id, f"{tie.says}; khác nhau ở ô {', '.join(wrong)}."))
    return found


def _totals(forms: Sequence[Return]) -> dict[str, int]:
    """Whole cells of the first row of each form (its total), added."""
    total: dict[str, int] = {}
    for form in forms:
        for key, value in form.rows[0].cells.items():
            if isinstance(value, int):
                total[key] = total.get(key, 0) + value
    return total


def check_series(
    regime: Regime, earlier: Iterable[Fact], later: Iterable[Fact], *, same_year: bool, late: Collection[str] = (),
    undone: Collection[str] = (),
) -> list[Violation]:  # fmt: skip
    """V12 (same year) or V13 (last period of a year and a period of the next) between two returns, by their facts.

    What was old or carried over must be found again. Soft, because there is a reason: gone to the separate book or come
    back from it; ``late`` (counts otherwise in the earlier period by what was recorded since); ``undone`` (a decision
    on it was withdrawn or cancelled since). Anything else that disappeared, or appeared in the opening, is hard.
    """
    open_states = set(regime.counting.open_order)
    earlier, later = tuple(earlier), tuple(later)
    first, second = _by_matter(earlier), _by_matter(later)
    if same_year:
        was = {k for k, f in first.items() if f.part == "old"}
    else:
        was = {k for k, f in first.items() if f.part in {"old", "new"} and f.state in open_states}
    now = {k for k, f in second.items() if f.part == "old"}
    less, more = was - now, now - was
    booked = {k for k in less if k in second and second[k].part in _BOOK}
    returned = {k for k in more if k in first and first[k].part in _BOOK and k not in late}
    left = (less | more) - booked - returned
    by_decision = {k for k in left if k in undone}
    recorded = {k for k in left if k in late} - by_decision
    left -= recorded | by_decision
    told = (
        (booked, f"Số năm trước chuyển sang giảm {len(booked)} việc do chuyển sổ theo dõi riêng.", True),
        (returned, f"Số năm trước chuyển sang tăng {len(returned)} việc do ra khỏi sổ theo dõi riêng.", True),
        (recorded, f"Số năm trước chuyển sang khác ở {len(recorded)} việc do ghi sổ hoặc đổi cách tính sau khi chốt (cần báo cáo bổ sung).", True),
        (by_decision, f"Số năm trước chuyển sang khác ở {len(by_decision)} việc do quyết định đã bị thu hồi hoặc hủy.", True),
        (less & left, f"Có {len(less & left)} việc ở kỳ trước không còn trong số năm trước chuyển sang mà không rõ lý do.", False),
        (more & left, f"Có {len(more & left)} việc trong số năm trước chuyển sang mà kỳ trước không có.", False),
    )  # fmt: skip
    rule = "V12" if same_year else "V13"
    found = [Violation(rule, says, matters=tuple(sorted(keys)), soft=soft) for keys, says, soft in told if keys]
    outside = {k for side in (first, second) for k, f in side.items() if f.part in _BOOK}
    found += _money(rule, earlier, later, open_states, outside, same_year=same_year)
    return found + (_flows(first, second) + _done_money(earlier, later, outside) if same_year else [])


def _money(
    rule: str, earlier: Sequence[Fact], later: Sequence[Fact], open_states: set[str], outside: Collection[str], *, same_year: bool
) -> list[Violation]:
    """The money of a matter that was carried over is what was left of it. Always told, never in the way: an obligation may be added,
    money entered late, a decision undone. outside: matters in the separate book, told by themselves."""
    left: dict[str, int] = {}
    opened: dict[str, int] = {}
    for f in earlier:
        if same_year and f.part == "old":
            left[f.matter] = left.get(f.matter, 0) + f.opening
        elif not same_year and f.part in {"old", "new"} and f.state in open_states:
            left[f.matter] = left.get(f.matter, 0) + (f.rest if f.line_state in open_states else 0)
    for f in later:
        if f.part == "old":
            opened[f.matter] = opened.get(f.matter, 0) + f.opening
    off = {k: n - left[k] for k, n in opened.items() if k in left and n != left[k] and k not in outside}
    if not off:
        return []
    says = (
        f"Tiền năm trước chuyển sang khác ở {len(off)} việc, cộng lệch {_shown(sum(off.values()))} đồng, do ghi sổ sau khi chốt, thêm khoản, "
        "ghi xong khi chưa thu đủ, hoặc quyết định đã bị thu hồi, hủy."
    )
    return [Violation(rule, says, matters=tuple(sorted(off)), soft=True)]


def _done_money(earlier: Sequence[Fact], later: Sequence[Fact], outside: Collection[str]) -> list[Violation]:
    """V12: within a year, money that counts as done stays so. A matter that is gone altogether is told by itself."""
    was, now, there = _done(earlier), _done(later), {f.matter for f in later}
    less = {k: n - now.get(k, 0) for k, n in was.items() if n > now.get(k, 0) and k in there}
    found = []
    for keys, why in (
        ([k for k in less if k in outside], "do chuyển sổ theo dõi riêng"),
        ([k for k in less if k not in outside], "do trả lại tiền, ghi lại, hoặc quyết định đã bị thu hồi, hủy"),
    ):
        if keys:
            off = _shown(sum(less[k] for k in keys))
            says = f"Tiền thi hành xong (đã thu, đình chỉ, giảm) thấp hơn kỳ trước ở {len(keys)} việc, cộng {off} đồng, {why}."
            found.append(Violation("V12", says, matters=tuple(sorted(keys)), soft=True))
    return found


def _done(facts: Iterable[Fact]) -> dict[str, int]:
    done: dict[str, int] = {}
    for f in facts:
        if f.part not in _BOOK:
            n = f.collected + f.terminated_part + (f.rest if f.line_state == "terminated" else 0)
            done[f.matter] = done.get(f.matter, 0) + n
    return done


def _flows(first: Mapping[str, Fact], second: Mapping[str, Fact]) -> list[Violation]:
    """V12: within a year, what was newly received or ended stays so; a new matter may go to the separate book."""
    booked = [k for k, f in first.items() if f.part == "new" and k in second and second[k].part in _BOOK]
    found = []
    if booked:
        says = f"Số mới thụ lý giảm {len(booked)} việc do chuyển sổ theo dõi riêng."
        found.append(Violation("V12", says, matters=tuple(sorted(booked)), soft=True))
    for says, test in (
        ("mới thụ lý", lambda f: f.part == "new"),
        ("ủy thác", lambda f: f.part in {"old", "new"} and f.state == "delegated"),
        ("thu hồi, hủy", lambda f: f.part in {"old", "new"} and f.state in {"withdrawn", "cancelled"}),
        ("thi hành xong", lambda f: f.part in {"old", "new"} and f.state in {"done", "terminated"}),
    ):
        gone = [k for k, f in first.items() if test(f) and k not in booked and not (k in second and test(second[k]))]
        if gone:
            sentence = f"Có {len(gone)} việc đã tính vào {says} ở kỳ trước nhưng kỳ này không còn."
            found.append(Violation("V12", sentence, matters=tuple(sorted(gone)), soft=True))
    return found


def check_records(
    earlier: Iterable[Record], later: Iterable[Record], *, same_year: bool, sources: Collection[str], late: Collection[str] = (),
) -> list[Violation]:  # fmt: skip
    """V12 or V13 of what is carried over of records (proposals, complaints, claims ...): open at the end of a year, it is found in the next;
    within a year its opening stays. Always told, never in the way: books are written up late. ``late`` as in ``check_series``."""
    open_ = said("state", OPEN)

    def carried(records: Iterable[Record], *, opening: bool) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for r in records:
            if r.source in sources and (r.part == "old" if opening else open_ in r.words):
                found[r.matter, r.source] = found.get((r.matter, r.source), 0) + r.records
        return found

    was, now = carried(earlier, opening=same_year), carried(later, opening=True)
    off = {key for key in {*was, *now} if was.get(key, 0) != now.get(key, 0)}
    keys = {matter for matter, _source in off}
    rule = "V12" if same_year else "V13"
    told = (
        (keys & set(late), "do ghi hoặc sửa sổ sau khi chốt (cần báo cáo bổ sung)"),
        (keys - set(late), "mà từ khi chốt không ghi gì thêm (quyết định đã bị thu hồi, hủy, hoặc biểu mẫu đã đổi)"),
    )
    return [
        Violation(rule, f"Hồ sơ, vụ việc kỳ trước chuyển sang khác ở {len(which)} mục, {why}.", matters=tuple(sorted(which)), soft=True)
        for which, why in told if which
    ]  # fmt: skip


def _by_matter(facts: Iterable[Fact]) -> dict[str, Fact]:
    return {f.matter: f for f in facts if f.matters}


def _int(value: Cell) -> int:
    return int(value) if value is not None else 0


def _shown(value: Cell) -> str:
    if value is None:
        return "để trống"
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    return f"{value:,}".replace(",", ".")
