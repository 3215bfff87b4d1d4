"""One period of one office counted by two circulars side by side, at one place in the log, with the differences of their definitions named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns.vocabulary import FORM_MEASURES
from thads_desktop.services import inspection_files, people, reporting
from thads_desktop.services.return_words import PART_WORDS, STATE_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.domain.listing import Cell as Printed
    from thads_desktop.returns.compute import Cell
    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reporting import Made

MEASURE_WORDS = {
    "matters": "số việc", "opening": "tiền phải thi hành đầu kỳ", "collected": "tiền thu trong kỳ", "rest": "tiền còn lại cuối kỳ",
    "terminated_part": "tiền đình chỉ một phần",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A criterion of the totals under both; "" and None where one circular has no such criterion. code: of the forms; says: how the definitions
    differ."""

    measure: str
    key: str
    code: tuple[str, str]
    no: tuple[str, str]
    label: tuple[str, str]
    values: tuple[Cell, Cell]
    says: str

    @property
    def difference(self) -> Cell:
        one, other = self.values
        return None if one is None or other is None else other - one

    @property
    def difference_words(self) -> str:
        """As people read it, with a minus that is one."""
        return "-" if self.difference is None else reporting.shown(self.difference).replace("-", "−")


@dataclass(frozen=True, slots=True)
class Beside:
    """Two circulars, as of one place in the log. settings: readings that are not the same."""

    one: Made
    other: Made
    pairs: tuple[Pair, ...]
    settings: tuple[str, ...]

    @property
    def period_words(self) -> str:
        return self.one.period_words


def beside(
    desk: Desk, year: int, months: int, one: str, other: str, *,
    progress: Callable[[int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Beside:  # fmt: skip
    """Count a period by both. Refused: an unknown regime, or twice the same."""
    if one == other:
        raise Refused(Refusal("return.nothing_to_compare", {"regime": one[:40]}, "other"))
    with desk.reading() as reader:
        seq = reader.head()[0]
    made = [reporting.make(desk, year, months, regime=r, seq=seq, progress=progress, cancelled=cancelled) for r in (one, other)]
    pairs = [p for m in FORM_MEASURES for p in _pairs(made[0], made[1], m)]
    return Beside(made[0], made[1], tuple(pairs), tuple(_settings(made[0].regime, made[1].regime)))


def _totals(made: Made, measure: str) -> tuple[str, dict[str, Cell]]:
    """Code of the form, and its first row."""
    form = next((f for f in made.all_forms if f.measure == measure and f.rows[0].key == "tong"), None)
    return (form.code, dict(form.rows[0].cells)) if form is not None else ("", {})


def _pairs(one: Made, other: Made, measure: str) -> list[Pair]:
    left = {c.key: c for c in one.regime.of_measure(measure)}
    right = {c.key: c for c in other.regime.of_measure(measure)}
    (code, cells), (other_code, other_cells) = _totals(one, measure), _totals(other, measure)
    keys = list(left)
    for at, key in enumerate(right):
        if key not in left:
            keys.insert(at, key)
    found = []
    for key in keys:
        a, b = left.get(key), right.get(key)
        found.append(Pair(
            measure, key, (code, other_code), (a.no if a else "", b.no if b else ""), (a.label if a else "", b.label if b else ""),
            (cells.get(key), other_cells.get(key)), _differs(one.regime, other.regime, measure, key),
        ))  # fmt: skip
    return found


def _differs(one: Regime, other: Regime, measure: str, key: str) -> str:
    """How the definitions of a criterion differ; "" when they say the same."""
    ways = [_way(r, measure, key) for r in (one, other)]
    labels = [next((c.label for c in r.of_measure(measure) if c.key == key), "") for r in (one, other)]
    if not all(labels):
        return f"chỉ có ở chế độ {one.id if labels[0] else other.id}"
    said = []
    if labels[0] != labels[1]:
        said.append(f"tên: “{labels[0]}” và “{labels[1]}”")
    if ways[0] != ways[1] and _keys(one, measure, key) != _keys(other, measure, key):
        said.append(f"cách tính: {one.id} = {ways[0]}; {other.id} = {ways[1]}")
    return "; ".join(said)


def _keys(regime: Regime, measure: str, key: str) -> object:
    """The definition of a criterion itself, whatever its columns are numbered."""
    c = next(c for c in regime.of_measure(measure) if c.key == key)
    return sorted(c.plus), sorted(c.minus), c.rate, c.zero, c.take


def _no(regime: Regime, measure: str, key: str) -> str:
    return next((c.no for c in regime.of_measure(measure) if c.key == key), key)


def _way(regime: Regime, measure: str, key: str) -> str:
    c = next((c for c in regime.of_measure(measure) if c.key == key), None)
    if c is None:
        return ""
    if c.rate:
        return f"100 × cột {_no(regime, measure, c.rate[0])} / cột {_no(regime, measure, c.rate[1])}"
    if c.plus or c.minus:
        # In one order, so that only what is added or taken away makes a difference.
        plus, minus = (sorted(keys, key=lambda k: (len(k), k)) for keys in (c.plus, c.minus))
        return "cột " + " + ".join(_no(regime, measure, x) for x in plus) + "".join(f" − {_no(regime, measure, x)}" for x in minus)
    if c.zero:
        return "luôn bằng không"
    said = []
    for t in c.take:
        words = [MEASURE_WORDS.get(t.measure, t.measure)]
        words += [" hoặc ".join(PART_WORDS.get(p, p) for p in t.part)] if t.part else []
        words += [" hoặc ".join(STATE_WORDS.get(s, s) for s in t.state)] if t.state else []
        words += ["khoản " + " hoặc ".join(STATE_WORDS.get(s, s) for s in t.line)] if t.line else []
        words += ["nhận ủy thác"] if t.delegated_in else []
        said.append(", ".join(words))
    return " + ".join(said)


def _settings(one: Regime, other: Regime) -> list[str]:
    theirs = {s.name: s for s in other.settings}
    return [
        f"Cách đọc chỗ quy định chưa rõ ({s.name}): chế độ {one.id} dùng {s.value}, chế độ {other.id} dùng {theirs[s.name].value}."
        for s in one.settings if s.name in theirs and theirs[s.name].value != s.value
    ]


def listing(desk: Desk, made: Beside) -> Listing:
    """Both on one sheet, for print and workbook."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        head = reader.head()
    one, other = made.one.regime, made.other.regime
    tables = []
    for measure, title in (("viec", "Tính bằng việc, dòng tổng số"), ("tien", "Tính bằng tiền (đồng), dòng tổng số")):
        rows: list[tuple[Printed, ...]] = [
            (p.no[0], p.no[1], p.label[0] or p.label[1], reporting.shown(p.values[0]), reporting.shown(p.values[1]), p.difference_words, p.says)
            for p in made.pairs if p.measure == measure
        ]  # fmt: skip
        tables.append(ListTable(title, (
            ListColumn(f"Cột {one.id}", 6, "centre"), ListColumn(f"Cột {other.id}", 6, "centre"), ListColumn("Chỉ tiêu", 26),
            ListColumn(f"Chế độ {one.id}", 14, "right"), ListColumn(f"Chế độ {other.id}", 14, "right"), ListColumn("Chênh lệch", 12, "right"),
            ListColumn("Định nghĩa khác nhau", 34)), tuple(rows)))  # fmt: skip
    said = (f"{one.id}: {one.circular}. {other.id}: {other.circular}. Cùng dữ liệu đến sự kiện {made.one.seq}.", *made.settings)
    return Listing(
        f"Hai chế độ báo cáo trên cùng số liệu, {made.period_words}", who.parent, who.name, who.place, today, said, tuple(tables), (),
        ("", ""), ("", ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip
