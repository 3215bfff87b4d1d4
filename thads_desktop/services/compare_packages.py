"""Two versions of one return, as their packages tell it: which cells differ, which matters are behind, what happened to them.

Nothing but the two files is asked; what the later one explains of itself (``supplement``) is told with it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.returns.consolidate import EvidenceError, read_evidence, sent_cells
from thads_desktop.returns.record_words import SOURCES
from thads_desktop.returns.records import Record
from thads_desktop.services import changed_items, evidence_words, matter_part, reporting, versions_told
from thads_desktop.services.receiving import content
from thads_desktop.services.return_words import EXPLANATION

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.exchange.package import Package
    from thads_desktop.returns.consolidate import Evidence
    from thads_desktop.services.changed_items import Counts
    from thads_desktop.services.versions_told import History

#: Cells and matters told in words; --json has all.
TOLD = 20


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that differs, as each version gave it; "" = empty, or not there. label: the row's words, where a package says them."""

    form: str
    row: str
    cell: str
    was: str
    now: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """A matter or an entry of a book that counts otherwise. number: where a package tells it; happened: the events that the later one
    names."""

    matter: str
    number: str
    was: str
    now: str
    happened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """Which version a package is."""

    file: str
    version: int
    seq: int
    made_on: str
    closed: bool

    @property
    def words(self) -> str:
        made = f", lập ngày {self.made_on[8:]}/{self.made_on[5:7]}/{self.made_on[:4]}" if self.made_on else ""
        return f"{self.file}: lần gửi {self.version}, số liệu đến sự kiện {self.seq}{made}, {'đã chốt' if self.closed else 'chưa chốt'}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """The earlier version first. reason: why the period was opened again, as the later one says; partial: the place in the log from which
    its explanation goes, where that is after the earlier version (else 0)."""

    office: str
    regime: str
    year: int
    months: int
    first: Version
    second: Version
    swapped: bool
    same_bytes: bool
    definition: bool
    key: bool
    cells: tuple[Cell, ...]
    matters: tuple[Changed, ...]
    reason: str = ""
    partial: int = 0

    @property
    def same(self) -> bool:
        return not self.cells and not self.matters

    def json(self) -> dict[str, Any]:
        return {
            "office": self.office, "regime": self.regime, "year": self.year, "months": self.months, "same": self.same,
            "versions": [{"file": v.file, "version": v.version, "seq": v.seq, "made_on": v.made_on, "closed": v.closed}
                         for v in (self.first, self.second)],
            "definition_changed": self.definition, "key_changed": self.key, "reason": self.reason,
            "explained_from": self.partial or self.first.seq,
            "cells": [{"form": c.form, "row": c.row, "cell": c.cell, "was": c.was, "now": c.now} for c in self.cells],
            "matters": [{"matter": m.matter, "number": m.number, "was": m.was, "now": m.now, "happened": list(m.happened)}
                        for m in self.matters],
        }  # fmt: skip

    def _column(self, cell: Cell) -> str:
        """A cell by the number of its column as printed; by its key where the definitions here do not know it."""
        regime = next((r for r in reporting.regimes() if r.id == self.regime), None)
        form = next((f for f in regime.forms if f.id == cell.form), None) if regime is not None else None
        heads = regime.headings(form.measure) if regime is not None and form is not None else ()
        return next((f"cột {h.no}" for h in heads if h.key == cell.cell), f"ô {cell.cell}")

    def text(self) -> str:
        of = f"{self.months:02d} tháng năm {self.year} ({reporting.circular_of(self.regime)})"
        lines = [f"{self.office}, {of}.", self.first.words + ".", self.second.words + "."]
        if self.swapped:
            lines.append("Gói nêu sau là bản trước: hai bản được xếp lại theo thứ tự gửi.")
        if self.same:
            lines.append("Hai gói là cùng một tệp." if self.same_bytes else "Hai bản giống nhau: mọi ô và mọi việc làm nên số liệu đều như nhau.")
            return "\n".join(lines)
        if self.reason:
            lines.append(f"Lý do mở lại kỳ, theo bản sau: {self.reason}")
        if self.definition:
            lines.append("Biểu mẫu, cách tính của hai bản khác nhau: có ô khác chỉ vì thế.")
        if self.key:
            lines.append("Hai gói ký bằng hai khóa khác nhau của đơn vị.")
        lines.append(f"Khác nhau ở {dong(len(self.cells))} ô:" if self.cells else "Mọi ô như nhau.")
        lines += [f"  biểu {c.form}, dòng {c.label or c.row}, {self._column(c)}: {shown(c.was)} -> {shown(c.now)}" for c in self.cells[:TOLD]]
        lines += [f"  và {dong(len(self.cells) - TOLD)} ô nữa (xem --json)." for _ in self.cells[TOLD : TOLD + 1]]
        if self.matters:
            lines.append(f"Do {changed_items.many(m.matter for m in self.matters)}:")
        else:
            lines.append("Không việc nào và không mục sổ nào tính khác: ô khác do biểu mẫu hoặc do tên, dòng.")
        if self.partial:
            lines.append(
                f"  Giải trình trong bản sau chỉ kể từ lần chốt trước nó (sự kiện {dong(self.partial)}): những gì ghi trước đó, xem giải trình của "
                "các bản gửi giữa hai bản này."
            )
        for m in self.matters[:TOLD]:
            lines.append(f"  {m.number or evidence_words.reference(m.matter, {})}: {m.was} -> {m.now}")
            lines += [f"    {x}" for x in m.happened or ("bản sau không nêu đã ghi gì.",)]
        lines += [f"  và {dong(len(self.matters) - TOLD)} việc nữa (xem --json)." for _ in self.matters[TOLD : TOLD + 1]]
        return "\n".join(lines)


def compare(one: Path, other: Path) -> Comparison:
    """The difference of two versions. Refused: no sound package, another kind, office, period or regime."""
    from thads_desktop.exchange import package

    found = [(p, package.read_any(content(p))) for p in (one, other)]
    for path, each in found:
        if each.manifest.kind != "return":
            raise Refused(Refusal("compare.kind", {"file": path.name}))
    a, b = (each.manifest for _, each in found)
    if a.office != b.office:
        if bare(a.office_name) == bare(b.office_name):
            raise Refused(Refusal("compare.keys", {"office": a.office_name, "one": a.fingerprint, "other": b.fingerprint}))
        raise Refused(Refusal("compare.office", {"one": a.office_name, "other": b.office_name}))
    if (a.regime, a.year, a.months) != (b.regime, b.year, b.months):
        names = (f"{m.months:02d} tháng năm {m.year}, {reporting.circular_of(m.regime)}" for m in (a, b))
        raise Refused(Refusal("compare.period", dict(zip(("one", "other"), names, strict=True))))
    swapped = (b.sent_version, b.seq, b.made_on) < (a.sent_version, a.seq, a.made_on)
    if swapped:
        found.reverse()
    (path, early), (path_, late) = found
    was, now = _evidence(path, early), _evidence(path_, late)
    first, second = _cells(path, early), _cells(path_, late)
    labels = {**_labels(early), **_labels(late)}
    told = _told(late)
    history = _history(told)
    numbers = [matter_part.read(each.parts.get(matter_part.PART)).numbers for each in (early, late)]
    first_seq, from_seq = early.manifest.seq, told.get("from_seq")
    partial = from_seq if history is None and type(from_seq) is int and from_seq > first_seq else 0
    return Comparison(
        late.manifest.office_name, a.regime, a.year, a.months, _version(path, early), _version(path_, late), swapped,
        early.sha256 == late.sha256, early.manifest.definition != late.manifest.definition,
        early.manifest.fingerprint != late.manifest.fingerprint,
        tuple(
            Cell(*k, first.get(k, ""), second.get(k, ""), labels.get(k[:2], ""))
            for k in sorted({**first, **second}) if first.get(k, "") != second.get(k, "")
        ),
        tuple(_matters(was, now, told, history, (first_seq, late.manifest.seq), numbers[0] | numbers[1])),
        _reason(told, history, first_seq), partial,
    )  # fmt: skip


def shown(text: str) -> str:
    """A figure of a package as people read it; a rate with two decimals, as forms print it."""
    if not text:
        return "để trống"
    if text.removeprefix("-").isdigit():
        return dong(int(text))
    try:
        return str(Decimal(text).quantize(Decimal("0.01"))).replace(".", ",")
    except InvalidOperation:
        return text


def _version(path: Path, found: Package) -> Version:
    m = found.manifest
    return Version(path.name, m.sent_version, m.seq, m.made_on, bool(json.loads(found.parts["return.json"]).get("closed")))


def _evidence(path: Path, found: Package) -> Evidence:
    try:
        return read_evidence(found.parts["evidence.jsonl"])
    except KeyError as error:
        raise Refused(Refusal("compare.evidence", {"file": path.name, "says": "gói thiếu phần bằng chứng."})) from error
    except EvidenceError as error:
        raise Refused(Refusal("compare.evidence", {"file": path.name, "says": str(error)})) from error


def _cells(path: Path, found: Package) -> dict[tuple[str, str, str], str]:
    try:
        return sent_cells(found.parts["return.json"])
    except KeyError as error:
        raise Refused(Refusal("compare.evidence", {"file": path.name, "says": "gói thiếu phần số liệu."})) from error
    except EvidenceError as error:
        raise Refused(Refusal("compare.evidence", {"file": path.name, "says": str(error)})) from error


def _labels(found: Package) -> dict[tuple[str, str], str]:
    """(form, row) -> the row's words; the part was judged by ``_cells``."""
    forms = json.loads(found.parts["return.json"])["forms"]
    return {(form["form"], row["key"]): str(row.get("label", ""))[:100] for form in forms for row in form["rows"]}


def _told(found: Package) -> dict[str, Any]:
    """What the package explains of itself; nothing where it holds no explanation, or one of another shape."""
    try:
        plain = json.loads(found.parts.get(EXPLANATION, b"{}"))
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}


def _history(told: dict[str, Any]) -> History | None:
    try:
        return versions_told.read(told)
    except (ValueError, LookupError, TypeError, AttributeError):
        return None


def _reason(told: dict[str, Any], history: History | None, first: int) -> str:
    """Every reason for which the period was opened again between the two, in order."""
    own = [why for seq, why in history.reasons if seq > first] if history is not None else []
    return "; ".join(dict.fromkeys(own)) or str(told.get("reason", ""))


def _matters(
    was: Evidence, now: Evidence, told: dict[str, Any], history: History | None, seqs: tuple[int, int], numbers: dict[str, str]
) -> list[Changed]:  # fmt: skip
    every = frozenset(SOURCES)
    before, after = (changed_items.by_key(e.facts, e.records, every) for e in (was, now))
    listed = _listed(told)
    kept = {t.key: t for t in history.items} if history is not None else {}
    officers = dict(was.office.officers) | dict(now.office.officers)
    found = []
    for key in sorted({*before, *after}):
        one, other = (_plain(side.get(key, ())) for side in (before, after))
        if sorted(map(repr, one)) == sorted(map(repr, other)):
            continue
        item = listed.get(key, {})
        number = str(item.get("number") or (kept[key].number if key in kept else "") or numbers.get(key, ""))[:100]
        if history is not None:
            happened = [said for seq, said in kept[key].events if seqs[0] < seq <= seqs[1]] if key in kept else []
        else:
            events: Any = item.get("happened")
            happened = [str(x) for x in events] if isinstance(events, list) else []
        found.append(Changed(key, number, *changed_items.beside(one, other, officers), tuple(x[:500] for x in happened)))
    return found


def _plain(counts: Counts) -> Counts:
    """Without the places of records among those of their matter, which another may have moved."""
    return tuple(x._replace(no=0) if isinstance(x, Record) else x for x in counts)


def _listed(told: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The matters and entries of which the explanation tells, by key."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("matters", "records"):
        items = told.get(name)
        found |= {str(x.get("matter")): x for x in items if isinstance(x, dict)} if isinstance(items, list) else {}
    return found
