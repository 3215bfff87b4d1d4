"""Random small offices: an independent slow count from the rows agrees, and sums do not depend on order or grouping."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings, strategies as st

from thads_desktop.domain import events as ev
from thads_desktop.returns.checks import check
from thads_desktop.returns.compute import Office, compute
from thads_desktop.returns.consolidate import Evidence, behind, consolidate, own_forms, read_evidence, write_evidence
from thads_desktop.returns.definition import load_regimes
from thads_desktop.returns.facts import Fact, facts_of
from thads_desktop.returns.tally import merged, tally

START, END = date(2019, 10, 1), date(2019, 12, 31)
R2015, R2019 = load_regimes()[:2]
NOW = datetime(2020, 1, 1, tzinfo=UTC)
RESULTS = ("", "Xong", "Đình chỉ", "Ủy thác", "Thu hồi", "Hủy", "Hoãn c", "Hoãn", "Tạm đình chỉ")
STRUCK = RESULTS[1:6]


@dataclass(frozen=True)
class SheetRow:
    """A register row as in the sample register: dates are days from the start of the period."""

    due: int | None
    before: int
    within: int
    result: str
    result_day: date
    lacks: date | None
    book: date | None


@dataclass(frozen=True)
class SheetMatter:
    key: str
    decided: date
    kind: str
    case_type: str
    officer: str
    delegated_in: bool
    rows: tuple[SheetRow, ...]


@st.composite
def sheet_rows(draw: st.DrawFn, decided: date) -> SheetRow:
    ahead = (date(2020, 2, 1) - decided).days
    day = st.integers(0, ahead).map(lambda n: decided + timedelta(n))
    due = draw(st.none() | st.integers(0, 10**9))
    before = draw(st.integers(0, due)) if due and decided < START else 0
    within = draw(st.integers(0, due - before)) if due else 0
    result, result_day = draw(st.sampled_from(RESULTS)), draw(day)
    if result in STRUCK and result_day < START:
        within = 0
    if result == "Xong" and due is not None:  # performed means that everything came in
        if result_day < START:
            before, within = due, 0
        else:
            within = due - before
    return SheetRow(due, before, within, result, result_day, draw(st.none() | day), draw(st.none() | day))


@st.composite
def sheet_matters(draw: st.DrawFn) -> SheetMatter:
    decided = date(2018, 11, 1) + timedelta(draw(st.integers(0, 440)))
    return SheetMatter(
        "", decided, draw(st.sampled_from(["cd", "yc"])), draw(st.sampled_from(ev.CASE_TYPES)),
        draw(st.sampled_from(["a", "b", ""])), draw(st.booleans()),
        tuple(draw(st.lists(sheet_rows(decided), min_size=1, max_size=3))),
    )  # fmt: skip


offices = st.lists(sheet_matters(), max_size=12).map(
    lambda ms: [SheetMatter(f"m{i}", *(getattr(m, n) for n in list(m.__annotations__)[1:])) for i, m in enumerate(ms)]
)


def unrolled(m: SheetMatter) -> list[ev.Event]:
    acts: list[tuple[date, int, ev.Body]] = []
    for n, r in enumerate(m.rows, 1):
        if r.before:
            acts.append((max(m.decided, min(START - timedelta(1), last_day(r))), 0, ev.Collected(n, r.before)))
        if r.within:
            acts.append((max(START, m.decided), 0, ev.Collected(n, r.within)))
        if r.lacks:
            acts.append((r.lacks, 1, ev.MeansLacking("a", (n,))))
        if r.book:
            acts.append((r.book, 2, ev.MovedToSeparateBook((n,))))
        body: ev.Body | None = {
            "Xong": ev.LineCompleted(n), "Đình chỉ": ev.Terminated("a", (n,)), "Ủy thác": ev.Delegated("x", (n,)),
            "Thu hồi": ev.Withdrawn("a", (n,)), "Hủy": ev.Cancelled("a", (n,)), "Hoãn c": ev.Deferred("c", (n,)),
            "Hoãn": ev.Deferred("a", (n,)), "Tạm đình chỉ": ev.Suspended("a", (n,)),
        }.get(r.result)  # fmt: skip
        if body:
            acts.append((r.result_day, 3, body))
    lines = tuple(ev.Line(n, r.due) for n, r in enumerate(m.rows, 1))
    first = ev.CarriedIn(m.kind, m.case_type, "", lines, date(2018, 10, 1), "b", 1, m.officer, m.delegated_in)
    days = [(m.decided, first), *((d, b) for d, _, b in sorted(acts, key=lambda a: a[:2]))]
    return [ev.Event(i, d, NOW, "", "", f"matter:{m.key}", "", b) for i, (d, b) in enumerate(days, 1)]


def last_day(r: SheetRow) -> date:
    return r.result_day if r.result in STRUCK else START


def facts_of_office(office: list[SheetMatter]) -> tuple[Fact, ...]:
    return tuple(f for m in office for f in facts_of(unrolled(m), START, END, R2015.counting))


# ---- the slow count, straight from the register's rules -----------------------------------------------------


def line_state(r: SheetRow) -> str:
    if r.result in STRUCK and r.result_day <= END:
        return r.result
    if r.result and r.result not in STRUCK and r.result_day <= END:
        return r.result
    if r.book and r.book <= END:
        return "so_rieng"
    return "ccdk" if r.lacks and r.lacks <= END else "dang"


def matter_state(m: SheetMatter) -> str:
    states = [line_state(r) for r in m.rows]
    open_states = [s for s in states if s not in STRUCK]
    if open_states:
        return next(s for s in ("dang", "Hoãn c", "Hoãn", "Tạm đình chỉ", "ccdk", "so_rieng") if s in open_states)
    if "Xong" in states or any(r.before or (r.within and m.decided <= END) for r in m.rows):
        return "Xong"
    return next(s for s in ("Đình chỉ", "Ủy thác", "Thu hồi", "Hủy") if s in states)


def slow(office: list[SheetMatter], *, held_inside: bool) -> tuple[dict[str, object], dict[str, object]]:
    c = dict.fromkeys(["2", "3", "3a", "4", "5", "9", "10", "11", "12", "14", "15", "16", "17"], 0)
    t = dict(c)
    column = {"Ủy thác": "4", "Thu hồi": "5", "Hủy": "5", "Xong": "9", "Đình chỉ": "10", "dang": "11", "Hoãn c": "12",
              "ccdk": "14", "Hoãn": "15", "Tạm đình chỉ": "16", "so_rieng": "14"}  # fmt: skip
    for m in office:
        state, is_new = matter_state(m), m.decided >= START
        live = [r for r in m.rows if not (r.result in STRUCK and r.result_day < START)]
        if m.decided > END or not live or state == "so_rieng":
            continue
        for key in ("3" if is_new else "2", "3a" if is_new and m.delegated_in else "", column[state]):
            if key:
                c[key] += 1
        c["17"] += state not in STRUCK
        for r in live:
            opening = (r.due or 0) - r.before
            t["3" if is_new else "2"] += opening
            t["3a"] += opening if is_new and m.delegated_in else 0
            t["9"] += r.within
            own = line_state(r)
            if own != "Xong":
                t[column[own]] += opening - r.within
            t["17"] += opening - r.within if own not in STRUCK else 0
    return finish(c, held_inside), finish(t, held_inside)


def finish(x: dict[str, int], held_inside: bool) -> dict[str, object]:
    out: dict[str, object] = {**x, "13": 0}
    out["1"] = x["2"] + x["3"]
    out["6"] = x["2"] + x["3"] - x["4"] - x["5"]
    out["8"] = done = x["9"] + x["10"]
    out["7"] = able = done + x["11"] + x["12"] + (x["15"] + x["16"] if held_inside else 0)
    out["18"] = (Decimal(100 * done) / able).quantize(Decimal("0.01"), ROUND_HALF_UP) if able else None
    return out


@settings(max_examples=150, deadline=None)
@given(offices)
def test_a_slow_count_from_the_rows_agrees(office: list[SheetMatter]) -> None:
    facts = facts_of_office(office)
    for regime, inside in ((R2015, True), (R2019, False)):
        forms = compute(regime, facts)
        viec, tien = slow(office, held_inside=inside)
        count = next(f for f in forms if f.rows[0].key == "tong" and f.measure == "viec").rows[0].cells
        money = next(f for f in forms if f.rows[0].key == "tong" and f.measure == "tien").rows[0].cells
        assert {k[1:]: v for k, v in count.items()} == viec
        assert {k[1:]: v for k, v in money.items() if k != "t10b"} == tien
        assert check(regime, forms, facts) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(offices, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_order_and_grouping_never_change_sums(many: list[list[SheetMatter]], chance: object) -> None:
    sent = [
        Evidence(Office(f"o{i}", f"Đơn vị {i}", {"a": "Lê A", "b": "Lê B"}), "2019", 2020, 3, END, 9,
                 tuple(f._replace(matter=f"o{i}-{f.matter}") for f in facts_of_office(office)))
        for i, office in enumerate(many)
    ]  # fmt: skip
    whole = consolidate(R2019, sent)
    shuffled = list(sent)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a Random
    assert consolidate(R2019, shuffled) == whole
    parts = [tally(e.facts, e.office.key) for e in sent]
    assert merged([merged(parts[:2]), merged(parts[2:])]) == merged(parts)
    assert check(R2019, whole.forms) == []
    for i, e in enumerate(sent):
        unit = next(f for f in whole.forms if f.form == "05").row(f"dv.o{i}").cells
        assert unit == own_forms(R2019, e)[3].row("tong").cells
    for cell in ("t1", "t7", "t17"):
        value = next(f for f in whole.forms if f.form == "05").row("tong").cells[cell]
        assert sum(n for _, _, n in behind(R2019, sent, "05", "tong", cell)) == value


@settings(max_examples=60, deadline=None)
@given(offices)
def test_evidence_comes_back_as_it_was(office: list[SheetMatter]) -> None:
    facts = tuple(sorted(facts_of_office(office)))
    sent = Evidence(Office("o", "Đơn vị Ơ", {"a": "Lê Ấ"}), "2019", 2020, 3, END, 9, facts)
    data = write_evidence(sent)
    assert read_evidence(data) == sent
    assert write_evidence(read_evidence(data)) == data
