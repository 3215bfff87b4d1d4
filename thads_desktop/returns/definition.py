"""Definitions of returns: one TOML file under ``forms/returns`` or in a pack for each regime (circular), read strictly.

``load_regimes(folder)`` -> frozen ``Regime`` values sorted by their first day; anything the vocabulary does not know
raises ``DefinitionError`` with the file's name. ``regime_for(end, regimes)`` chooses by the END of the period.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from thads_desktop import dated
from thads_desktop.domain.events import CASE_TYPES
from thads_desktop.returns import vocabulary as words
from thads_desktop.returns.headings import Heading, headings
from thads_desktop.returns.reading import DefinitionError, Table
from thads_desktop.returns.vocabulary import Counting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from pathlib import Path

__all__ = ["Criterion", "DefinitionError", "FormSpec", "Identity", "Memo", "Regime", "Setting", "Take", "Tie",
           "load_regimes", "read_regime", "regime_for"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Take:
    """What a cell adds up: a measure over the facts whose words are among those given (empty = any)."""

    measure: str
    part: tuple[str, ...] = ()
    state: tuple[str, ...] = ()
    line: tuple[str, ...] = ()
    delegated_in: bool | None = None

    def fits(self, part: str, state: str, line: str, *, delegated_in: bool) -> bool:
        return (
            (not self.part or part in self.part)
            and (not self.state or state in self.state)
            and (not self.line or line in self.line)
            and (self.delegated_in is None or delegated_in == self.delegated_in)
        )


@dataclass(frozen=True, slots=True)
class Criterion:
    """One column (or line) of the forms of a measure: taken from facts, or a sum, or a rate of other criteria."""

    measure: str
    key: str
    no: str
    label: str
    level: int = 0
    take: tuple[Take, ...] = ()
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()
    rate: tuple[str, ...] = ()
    zero: bool = False


@dataclass(frozen=True, slots=True)
class FormSpec:
    """A printed form: which rows of which measure, and how it lies on paper."""

    id: str
    code: str
    title: str
    measure: str
    unit: str
    orientation: str
    paper: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Memo:
    """A figure beside the forms."""

    key: str
    label: str
    take: tuple[Take, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation between the cells of one row. equal: left = plus - minus; at_most: left <= plus - minus;
    rate: left = 100 x plus[0] / plus[1]."""

    id: str
    measure: str
    kind: str
    says: str
    left: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """The totals of the forms on the left add up to those of the forms on the right, cell by cell."""

    id: str
    says: str
    left: tuple[str, ...]
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """A reading of a rule that the law leaves open, shown to the user with its note."""

    name: str
    value: str
    certainty: str
    note: str


@dataclass(frozen=True, slots=True)
class Regime:
    """A circular's returns: everything that computing, checking and printing them needs."""

    id: str
    circular: str
    issued: str
    start: date
    until: date | None
    status: str
    certainty: str
    cite: str
    note: str
    settings: tuple[Setting, ...]
    readings: tuple[tuple[str, str, str], ...]
    counting: Counting
    row_labels: Mapping[str, str]
    case_types: Mapping[str, str]
    forms: tuple[FormSpec, ...]
    criteria: tuple[Criterion, ...]
    memos: tuple[Memo, ...]
    identities: tuple[Identity, ...]
    ties: tuple[Tie, ...]
    file_digest: str

    def of_measure(self, measure: str) -> tuple[Criterion, ...]:
        return tuple(c for c in self.criteria if c.measure == measure)

    def headings(self, measure: str) -> tuple[Heading, ...]:
        """What stands above the columns of the forms of a measure."""
        return headings(self.of_measure(measure))

    def form(self, wanted: str) -> FormSpec:
        """By id ("01") or code ("01/TK-THA"); KeyError when the regime has no such form."""
        for spec in self.forms:
            if wanted in {spec.id, spec.code}:
                return spec
        raise KeyError(wanted)

    @property
    def digest(self) -> str:
        """SHA-256 of the definition with the settings in use; what a closed return stores."""
        chosen = ",".join(f"{s.name}={s.value}" for s in self.settings)
        return hashlib.sha256(f"{self.file_digest}|{chosen}".encode()).hexdigest()

    def with_settings(self, **changes: str) -> Regime:
        """The same regime with other readings; ValueError for an unknown setting or reading."""
        for name, value in changes.items():
            if value not in words.SETTINGS.get(name, ()):
                raise ValueError(f"{name}={value}")
        settings = tuple(replace(s, value=changes.get(s.name, s.value)) for s in self.settings)
        return replace(self, settings=settings, counting=replace(self.counting, **cast("dict[str, Any]", changes)))


def load_regimes(folder: Path | None = None) -> tuple[Regime, ...]:
    """Every regime of the folder (default: those in force), oldest first; their days may not overlap."""
    return regimes_of(dated.in_force()) if folder is None else _in_order(dated.read_folder(folder))


@cache
def regimes_of(overlay: dated.Overlay) -> tuple[Regime, ...]:
    """Every regime under these packs. DefinitionError names the file that is not sound."""
    return _in_order(overlay.of("returns"))


def _in_order(files: Mapping[str, bytes]) -> tuple[Regime, ...]:
    found = sorted((regime_in(name, data) for name, data in files.items()), key=_first_day)
    for earlier, later in pairwise(found):
        if earlier.until is None or earlier.until >= later.start:
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
    chosen = tuple(_setting(name, settings.table(name)) for name in words.SETTINGS)
    settings.done()
    regime = Regime(
        id=t.text("id"), circular=t.text("circular"), issued=t.text("issued"), start=t.day("from"),
        until=t.day_or_none("until"), status=t.word("status", words.STATUSES),
        certainty=t.word("certainty", words.CERTAINTIES), cite=t.text("cite"), note=t.text("note", ""),
        settings=chosen, readings=tuple(_reading(x) for x in t.tables("reading")),
        counting=_counting(ladder, chosen),
        row_labels={k: rows.text(k) for k in ("total", "cd", "yc", "unassigned")},
        case_types={k: cases.text(k) for k in cases.keys_left()},
        forms=tuple(_form(x) for x in t.tables("form")),
        criteria=tuple(_criterion(x) for x in t.tables("criterion")),
        memos=tuple(_memo(x) for x in t.tables("memo")),
        identities=tuple(_identity(x) for x in t.tables("identity")),
        ties=tuple(_tie(x) for x in t.tables("tie")), file_digest=digest,
    )  # fmt: skip
    for table in (ladder, rows, cases, t):
        table.done()
    return regime


def _setting(name: str, t: Table) -> Setting:
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
        t.every_word("ended", words.END_STATES), **{s.name: s.value for s in settings},
    )  # fmt: skip


def _take(t: Table) -> Take:
    made = Take(
        t.word("measure", words.MEASURES), t.words("part", words.PARTS), t.words("state", words.STATES),
        t.words("line", words.STATES), t.flag_or_none("delegated_in"),
    )  # fmt: skip
    t.done()
    return made


def _criterion(t: Table) -> Criterion:
    made = Criterion(
        t.word("measure", words.FORM_MEASURES), t.text("key"), t.text("no"), t.text("label"), t.number("level", 0),
        tuple(_take(x) for x in t.tables("take")), t.texts("plus"), t.texts("minus"), t.texts("rate"),
        t.word("zero", ("no_event",), "") == "no_event",
    )  # fmt: skip
    t.done()
    if sum(map(bool, (made.take, made.plus, made.rate, made.zero))) != 1 or len(made.rate) not in {0, 2}:
        raise t.wrong(f"chỉ tiêu {made.key} phải có đúng một cách tính: take, plus, rate hoặc zero")
    return made


def _form(t: Table) -> FormSpec:
    made = FormSpec(
        t.text("id"), t.text("code"), t.text("title"), t.word("measure", words.FORM_MEASURES), t.text("unit"),
        t.word("orientation", words.ORIENTATIONS), t.word("paper", words.PAPERS), t.words("rows", words.ROW_GROUPS),
    )  # fmt: skip
    t.done()
    return made


def _memo(t: Table) -> Memo:
    made = Memo(t.text("key"), t.text("label"), tuple(_take(x) for x in t.tables("take")))
    t.done()
    return made


def _identity(t: Table) -> Identity:
    made = Identity(
        t.text("id"), t.word("measure", words.FORM_MEASURES), t.word("kind", words.IDENTITY_KINDS), t.text("says"),
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
    for measure in words.FORM_MEASURES:
        own = regime.of_measure(measure)
        keys = [c.key for c in own]
        used = [(c.key, k) for c in own for k in (*c.plus, *c.minus, *c.rate)]
        used += [(i.id, k) for i in regime.identities if i.measure == measure for k in (i.left, *i.plus, *i.minus)]
        _known(used, keys, file)
        _no_circle({c.key: c.plus + c.minus + c.rate for c in own}, file)
    ids = [f.id for f in regime.forms]
    _known([(t.id, k) for t in regime.ties for k in t.left + t.right], ids, file)
    _known([("case_types", k) for k in regime.case_types], list(CASE_TYPES), file)
    _known([("case_types", k) for k in CASE_TYPES], list(regime.case_types), file)


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
