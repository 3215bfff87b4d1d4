"""Definitions of returns: one TOML file under ``forms/returns`` or in a pack for each regime (circular), read strictly.

``load_regimes(folder)`` -> frozen ``Regime`` values sorted by their first day; anything the vocabulary does not know
raises ``DefinitionError`` with the file's name. ``regime_for(end, regimes)`` chooses by the END of the period.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import replace
from datetime import timedelta
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from thads_desktop import dated
from thads_desktop.domain.events import CASE_TYPES
from thads_desktop.returns import vocabulary as words
from thads_desktop.returns.reading import DefinitionError, Table
from thads_desktop.returns.record_words import MEASURES as RECORD_MEASURES, PARTS as RECORD_PARTS, SOURCES
from thads_desktop.returns.regime import (
    Bound,
    CountTable,
    Criterion,
    FormSpec,
    Identity,
    ListSpec,
    Memo,
    Regime,
    Setting,
    Take,
    Tie,
)
from thads_desktop.returns.vocabulary import Counting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

__all__ = ["Bound", "CountTable", "Criterion", "DefinitionError", "FormSpec", "Identity", "ListSpec", "Memo", "Regime", "Setting",
           "Take", "Tie", "load_regimes", "read_regime", "regime_for"]  # fmt: skip


def load_regimes(folder: Path | None = None) -> tuple[Regime, ...]:
    """Every regime of the folder (default: those in force), oldest first; their days may not overlap: one without an end
    ends when the next begins."""
    return regimes_of(dated.in_force()) if folder is None else _in_order(dated.read_folder(folder))


@cache
def regimes_of(overlay: dated.Overlay) -> tuple[Regime, ...]:
    """Every regime under these packs. DefinitionError names the file that is not sound."""
    return _in_order(overlay.of("returns"))


def _in_order(files: Mapping[str, bytes]) -> tuple[Regime, ...]:
    found = sorted((regime_in(name, data) for name, data in files.items()), key=_first_day)
    for at, (earlier, later) in enumerate(pairwise(found)):
        if earlier.until is None and earlier.start < later.start:
            # Nobody knows in advance when a circular ends: the next one says so.
            found[at] = replace(earlier, until=later.start - timedelta(days=1))
        elif earlier.until is None or earlier.until >= later.start:
            raise DefinitionError(f"regime_{later.id}", f"hiệu lực chồng lên chế độ {earlier.id}")
    return tuple(found)


def regime_for(end: date, regimes: Sequence[Regime]) -> Regime | None:
    """The regime in force on the last day of the period; None when there is none."""
    return next((r for r in regimes if r.start <= end and (r.until is None or end <= r.until)), None)


def read_regime(path: Path) -> Regime:
    """One definition file; see ``regime_in``."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DefinitionError(path.name, f"không đọc được: {error}") from error
    return regime_in(path.name, content)


@lru_cache(64)
def regime_in(name: str, content: bytes) -> Regime:
    """The definition in the bytes of a file; DefinitionError names the file and what is wrong."""
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(name, f"không đọc được: {error}") from error
    digest = hashlib.sha256(json.dumps(data, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()
    regime = _regime(Table(data, name), digest)
    _consistent(regime, name)
    return regime


def _first_day(regime: Regime) -> date:
    return regime.start


def _regime(t: Table, digest: str) -> Regime:
    settings, ladder, rows, cases = t.table("settings"), t.table("ladder"), t.table("rows"), t.table("case_types")
    chosen = tuple(_setting(name, settings) for name in words.SETTINGS)
    tables = (*(CountTable(n, (words.LINES,)) for n in words.FORM_MEASURES), *(_table(x) for x in t.tables("table")))
    known = {x.name: x.sources for x in tables}
    settings.done()
    regime = Regime(
        id=t.text("id"), circular=t.text("circular"), issued=t.text("issued"), start=t.day("from"),
        until=t.day_or_none("until"), status=t.word("status", words.STATUSES),
        certainty=t.word("certainty", words.CERTAINTIES), cite=t.text("cite"), note=t.text("note", ""),
        settings=chosen, readings=tuple(_reading(x) for x in t.tables("reading")),
        counting=_counting(ladder, chosen),
        row_labels={k: rows.text(k) for k in ("total", "cd", "yc", "unassigned")},
        case_types={k: cases.text(k) for k in cases.keys_left()},
        forms=tuple(_form(x, known) for x in t.tables("form")),
        criteria=tuple(_criterion(x, known) for x in t.tables("criterion")),
        memos=tuple(_memo(x) for x in t.tables("memo")),
        identities=tuple(_identity(x, known) for x in t.tables("identity")),
        ties=tuple(_tie(x) for x in t.tables("tie")), file_digest=digest, tables=tables,
        bounds=tuple(_bound(x) for x in t.tables("bound")), lists=tuple(_list(x) for x in t.tables("list")),
        labels=_labels(t, known), taken_over=t.text("taken_over", ""),
    )  # fmt: skip
    for table in (ladder, rows, cases, t):
        table.done()
    return regime


def _setting(name: str, settings: Table) -> Setting:
    if name in words.LATER_SETTINGS and name not in settings.keys_left():
        return Setting(name, words.SETTINGS[name][0], "unknown", words.LATER_SETTINGS[name])
    t = settings.table(name)
    made = Setting(name, t.word("value", words.SETTINGS[name]), t.word("certainty", words.CERTAINTIES), t.text("note"))
    t.done()
    return made


def _reading(t: Table) -> tuple[str, str, str]:
    made = (t.text("about"), t.word("certainty", words.CERTAINTIES), t.text("note"))
    t.done()
    return made


def _counting(t: Table, settings: tuple[Setting, ...]) -> Counting:
    return Counting(
        t.texts("agreed_clauses"), t.every_word("line", words.OPEN_STATES), t.every_word("open", words.OPEN_STATES),
        t.every_word("ended", words.END_STATES), **{s.name: s.value for s in settings}, reduced_clauses=t.texts("reduced_clauses"),
    )  # fmt: skip


def _table(t: Table) -> CountTable:
    made = CountTable(t.text("id"), t.words("source", (words.LINES, *SOURCES)))
    t.done()
    if not made.sources or (words.LINES in made.sources and len(made.sources) > 1):
        raise t.wrong("source phải là lines, hoặc một hay nhiều loại sổ")
    return made


def _dims(sources: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Every dimension that some of these sources have, with all its words."""
    if words.LINES in sources:
        return {"obligation": words.OBLIGATIONS}
    made: dict[str, tuple[str, ...]] = {"source": sources}
    for name in sources:
        for dim, known in SOURCES[name].dims.items():
            made[dim] = tuple(dict.fromkeys((*made.get(dim, ()), *known)))
    return made


def _take(t: Table, sources: tuple[str, ...] = (words.LINES,)) -> Take:
    if words.LINES in sources:
        made = Take(
            t.word("measure", words.MEASURES), t.words("part", words.PARTS), t.words("state", words.STATES),
            t.words("line", words.LINE_STATES), t.flag_or_none("delegated_in"), t.words("obligation", words.OBLIGATIONS),
        )  # fmt: skip
    else:
        dims = _dims(sources)
        measure, part, where = t.word("measure", RECORD_MEASURES), t.words("part", RECORD_PARTS), t.table("where") if t.has("where") else None
        held = tuple((dim, where.words(dim, dims[dim])) for dim in where.keys_left() if dim in dims) if where is not None else ()
        if where is not None:
            where.done()
        chosen = dict(held).get("source", sources)
        made = Take(measure, part, where=tuple(x for x in held if x[0] != "source"), sources=chosen)
    t.done()
    return made


def _criterion(t: Table, tables: Mapping[str, tuple[str, ...]]) -> Criterion:
    measure = t.word("measure", tuple(tables))
    made = Criterion(
        measure, t.text("key"), t.text("no"), t.text("label"), t.number("level", 0),
        tuple(_take(x, tables[measure]) for x in t.tables("take")), t.texts("plus"), t.texts("minus"), t.texts("rate"),
        t.word("zero", ("no_event",), "") == "no_event", t.word("unit", words.UNITS, "dong" if measure == "tien" else "count"),
    )  # fmt: skip
    t.done()
    if sum(map(bool, (made.take, made.plus, made.rate, made.zero))) != 1 or len(made.rate) not in {0, 2}:
        raise t.wrong(f"chỉ tiêu {made.key} phải có đúng một cách tính: take, plus, rate hoặc zero")
    return made


def _form(t: Table, tables: Mapping[str, tuple[str, ...]]) -> FormSpec:
    measure = t.word("measure", tuple(tables))
    by = tuple(f"by.{dim}" for dim in _dims(tables[measure]))
    groups = (*words.ROW_GROUPS, *by) if words.LINES in tables[measure] else ("total", "officers", *by)
    made = FormSpec(
        t.text("id"), t.text("code"), t.text("title"), measure, t.text("unit"), t.word("orientation", words.ORIENTATIONS),
        t.word("paper", words.PAPERS), t.words("rows", groups), t.numbers("months", 1, 12), t.text("circular", ""), t.text("issued", ""),
        t.day_or_none("from"), t.day_or_none("until"), t.word("cosigner", words.COSIGNERS, ""), t.text("note", ""),
    )  # fmt: skip
    t.done()
    return made


def _labels(t: Table, tables: Mapping[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """For "table.dimension", the words that rows are made of, with their labels."""
    if not t.has("labels"):
        return ()
    labels, made = t.table("labels"), []
    for name in labels.keys_left():
        measure, _, dim = name.partition(".")
        allowed = _dims(tables[measure]).get(dim, ()) if measure in tables else ()
        own = labels.table(name)
        if strange := [w for w in own.keys_left() if w not in allowed]:
            raise own.wrong("có từ lạ " + ", ".join(strange))
        made.append((name, tuple((word, own.text(word)) for word in own.keys_left())))
    return tuple(made)


def _list(t: Table) -> ListSpec:
    source = t.word("source", (words.LINES, *SOURCES))
    made = ListSpec(
        t.text("id"), t.text("title"), t.numbers("months", 1, 12), source, tuple(_take(x, (source,)) for x in t.tables("take")),
        t.words("columns", words.LIST_COLUMNS if source == words.LINES else words.RECORD_COLUMNS),
        t.text("memo", ""), t.text("form", ""), t.text("cell", ""), t.text("note", ""),
    )  # fmt: skip
    t.done()
    return made


def _bound(t: Table) -> Bound:
    made = Bound(t.text("id"), t.text("says"), t.text("left"), t.texts("right"), t.pairs("cells"))
    t.done()
    return made


def _memo(t: Table) -> Memo:
    made = Memo(t.text("key"), t.text("label"), tuple(_take(x) for x in t.tables("take")))
    t.done()
    return made


def _identity(t: Table, tables: Mapping[str, tuple[str, ...]]) -> Identity:
    made = Identity(
        t.text("id"), t.word("measure", tuple(tables)), t.word("kind", words.IDENTITY_KINDS), t.text("says"),
        t.text("left"), t.texts("plus"), t.texts("minus"),
    )  # fmt: skip
    t.done()
    return made


def _tie(t: Table) -> Tie:
    made = Tie(t.text("id"), t.text("says"), t.texts("left"), t.texts("right"))
    t.done()
    return made


def _consistent(regime: Regime, file: str) -> None:
    """Every name used is defined, once; a criterion depends on others of its measure, without a circle."""
    _known([], [t.name for t in regime.tables], file)
    keys_of = {t.name: [c.key for c in regime.of_measure(t.name)] for t in regime.tables}
    for measure, keys in keys_of.items():
        own = regime.of_measure(measure)
        used = [(c.key, k) for c in own for k in (*c.plus, *c.minus, *c.rate)]
        used += [(i.id, k) for i in regime.identities if i.measure == measure for k in (i.left, *i.plus, *i.minus)]
        _known(used, keys, file)
        _no_circle({c.key: c.plus + c.minus + c.rate for c in own}, file)
    ids = [f.id for f in regime.forms]
    _known([(t.id, k) for t in regime.ties for k in t.left + t.right], ids, file)
    _known([("case_types", k) for k in regime.case_types], list(CASE_TYPES), file)
    _known([("case_types", k) for k in CASE_TYPES], list(regime.case_types), file)
    labelled = [name for name, _ in regime.labels]
    by = [(f.id, f"{f.measure}.{g[3:]}") for f in regime.forms for g in f.rows if g.startswith("by.")]
    _known(by, labelled, file)
    _known([(x.id, x.memo) for x in regime.lists if x.memo], [m.key for m in regime.memos], file)
    _known([(x.id, x.form) for x in regime.lists if x.form] + [(b.id, f) for b in regime.bounds for f in (b.left, *b.right)], ids, file)
    measure_of = {f.id: f.measure for f in regime.forms}
    _known([], [x.id for x in regime.lists], file)
    for where, form, cell in (
        *((x.id, x.form, x.cell) for x in regime.lists if x.form), *((b.id, b.left, c) for b in regime.bounds for c, _ in b.cells),
        *((b.id, f, c) for b in regime.bounds for f in b.right for _, c in b.cells),
    ):  # fmt: skip
        _known([(where, cell)], keys_of[measure_of[form]], file)


def _known(used: list[tuple[str, str]], defined: list[str], file: str) -> None:
    twice = next((k for k in defined if defined.count(k) > 1), None)
    if twice is not None:
        raise DefinitionError(file, f"{twice} được định nghĩa hai lần")
    for where, name in used:
        if name not in defined:
            raise DefinitionError(file, f"{where} dùng {name} chưa được định nghĩa")


def _no_circle(needs: Mapping[str, tuple[str, ...]], file: str) -> None:
    settled: set[str] = set()
    while len(settled) < len(needs):
        ready = {k for k, v in needs.items() if k not in settled and settled.issuperset(v)}
        if not ready:
            raise DefinitionError(file, "các chỉ tiêu tính vòng quanh: " + ", ".join(sorted(set(needs) - settled)))
        settled |= ready
