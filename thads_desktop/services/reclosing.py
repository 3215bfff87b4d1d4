"""Every closed return computed again as of its place in the log, and compared with what was kept when it was closed.

An office's own return comes out of its events again, a consolidated one out of the packages received by then. What
differs in figures or in the matters behind them is a finding; forms or law that were brought up to date since are told,
and are no damage. Packs are those that held when it was closed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from thads_desktop import dated
from thads_desktop.domain.refusal import Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble
from thads_desktop.returns.compute import Office, cells_digest, json_cell
from thads_desktop.returns.consolidate import EvidenceError, consolidate
from thads_desktop.services import closed_forms, packs_held, receiving, reporting
from thads_desktop.services.closings import all_closings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from thads_desktop.returns.compute import Return
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: Cells named in a sentence.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Rechecked:
    """How many closings were looked at, what does not hold, and what is good to know."""

    count: int
    findings: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Again:
    """A closing computed again."""

    forms: Sequence[Return]
    evidence: str
    definition: str


def recheck(desk: Desk, pause: Callable[[], None] | None = None) -> Rechecked:
    """Compute every closing again. A closing that cannot be computed any more is a finding, never an exit. pause: between two."""
    with desk.reading() as reader:
        found = all_closings(reader)
    findings, notes = [], []
    for closing in found:
        if pause is not None:
            pause()
        name = f"Báo cáo {closing.period_words} ({closing.regime})"
        try:
            wrong, known = _compare(desk, closing)
        except Refused as refused:
            wrong, known = [f"không tính lại được: {say(refused.refusals[0])}"], []
        except (Trouble, EvidenceError) as error:
            says = say_trouble(error) if isinstance(error, Trouble) else str(error)
            wrong, known = [f"không tính lại được: {says}"], []
        except (ValueError, LookupError):
            wrong, known = ["không tính lại được: nội dung lưu khi chốt không đọc được."], []
        findings += [f"{name}: {x}" for x in wrong]
        notes += [f"{name}: {x}" for x in known]
    return Rechecked(len(found), tuple(findings), tuple(notes))


def _compare(desk: Desk, closing: Closing) -> tuple[list[str], list[str]]:
    with desk.reading() as reader:
        content = _content(reader, closing)
        laid = packs_held.overlay(reader, packs_held.held(reader, int(closing.key)))
    with dated.under(laid):
        again = _joined(desk, closing) if "packages" in content else _own(desk, closing, content.get("evidence", 1))
    redefined, wrong, known = again.definition != closing.definition_hash, [], []
    # Forms that the circular's file got since were not closed.
    forms = closed_forms.those(again.forms, closed_forms.in_content(content)) if redefined else again.forms
    if cells_digest(forms) != closing.cells_digest:
        where = _differences(content, forms)
        since = " theo biểu mẫu đã thay đổi từ khi chốt" if redefined else ""
        wrong.append(f"tính lại{since} không ra số liệu đã chốt{where}.")
    elif redefined:
        known.append("định nghĩa biểu mẫu đã thay đổi từ khi chốt; số liệu tính lại vẫn như đã chốt.")
    if again.evidence != closing.evidence_digest:
        what = "các gói đã tổng hợp" if "packages" in content else "các việc làm nên số liệu"
        wrong.append(f"{what} không còn như khi chốt.")
    if desk.rules.digest != closing.rules_hash:
        known.append("quy định về thời hạn và căn cứ của chương trình đã cập nhật từ khi chốt; số liệu không vì thế mà đổi.")
    return wrong, known


def _own(desk: Desk, closing: Closing, written: int) -> _Again:
    made = reporting.make(desk, closing.year, closing.months, regime=closing.regime, seq=closing.at_seq)
    return _Again(made.all_forms, hashlib.sha256(reporting.evidence_of(made, written)).hexdigest(), made.regime.digest)


def _joined(desk: Desk, closing: Closing) -> _Again:
    """From the packages: those known when it was computed make the cells, those known when it was closed the digest."""
    period = (closing.regime, closing.year, closing.months)
    regime = reporting.regime_of(period).owed(closing.as_of, closing.months)
    with desk.reading() as reader:
        evidences = [e for e, _ in receiving.accepted(reader, *period, closing.at_seq).values()]
        known = receiving.trusted(reader, closing.at_seq)
        shas = sorted(sha for _, sha in receiving.accepted(reader, *period, int(closing.key)).values())
    expected = [Office(k, row["name"], {}) for k, row in sorted(known.items(), key=lambda x: x[1]["name"])]
    forms = consolidate(regime, evidences, expected).forms
    return _Again(forms, hashlib.sha256("".join(shas).encode()).hexdigest(), regime.digest)


def _content(reader: Reader, closing: Closing) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(reader.blob(closing.content))
    return plain


def _differences(content: dict[str, Any], forms: Sequence[Return]) -> str:
    """ ": biểu 01, dòng tong, ô c2 đã chốt 5, tính lại 6"; "" where the difference is not in a printed cell."""
    kept = {
        (form["form"], row["key"], cell): value
        for form in content["forms"]
        for row in form["rows"]
        for cell, value in row["cells"].items()
    }
    made = {(f.form, r.key, c): json_cell(v) for f in forms for r in f.rows for c, v in r.cells.items()}
    off = [k for k in {**kept, **made} if k not in kept or k not in made or kept[k] != made[k]]
    if not off:
        return ""
    said = [f"biểu {f}, dòng {r}, ô {c} đã chốt {_cell(kept, (f, r, c))}, tính lại {_cell(made, (f, r, c))}" for f, r, c in off[:_NAMED]]
    more = f" và {len(off) - _NAMED} ô nữa" if len(off) > _NAMED else ""
    return ": " + "; ".join(said) + more


def _cell(cells: dict[Any, Any], key: tuple[str, str, str]) -> str:
    return reporting.shown(cells[key]) if key in cells else "không có"
