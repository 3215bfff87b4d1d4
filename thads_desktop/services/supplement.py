"""Why a return is no longer what was closed: which matters, what was recorded of them since, when, by whom, and which cells it moves.

Computed from the log between two places of it, never typed; only the reason for opening the period again is a human's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.services import changed_items, inspection_files, masking, people, reopening, reporting, versions_told
from thads_desktop.services.closings import all_closings
from thads_desktop.services.return_words import ABSENT, EXPLANATION

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from thads_desktop.domain.listing import Cell
    from thads_desktop.returns.compute import Cell as Figure, Return
    from thads_desktop.returns.definition import Regime
    from thads_desktop.services.changed_items import Effect, Item
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.reopening import Reopened
    from thads_desktop.services.reporting import Made
    from thads_desktop.services.versions_told import History

#: Part of a package.
PART = EXPLANATION


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a form that is another, as people read it ("" = it was not there) and as a figure."""

    form: str
    code: str
    row: str
    label: str
    cell: str
    head: str
    was: str
    now: str
    figure_was: Figure = None
    figure_now: Figure = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """The difference to a closing. redefined: the forms or the readings in use are others, too."""

    regime: str
    year: int
    months: int
    closing: Closing
    at_seq: int
    reopened: Reopened | None
    items: tuple[Item, ...]
    cells: tuple[CellChange, ...]
    redefined: bool
    reopener: str = field(default="")
    history: History | None = None

    @property
    def period_words(self) -> str:
        return f"{self.months:02d} tháng năm {self.year}"

    @property
    def reason(self) -> str:
        return self.reopened.reason if self.reopened is not None else ""

    @property
    def told(self) -> tuple[str, ...]:
        """The lines above the tables."""
        closed = f" ngày {short_date(self.closing.day)}" if self.closing.day else ""
        upto = f"số liệu đến sự kiện {dong(self.closing.at_seq)}"
        said = [f"So với báo cáo {self.period_words} đã chốt{closed} ({upto}); nay đến sự kiện {dong(self.at_seq)}."]
        if self.reopened is not None:
            said.append(f"Mở lại kỳ ngày {short_date(self.reopened.day)}, {self.reopener}. Lý do: {self.reopened.reason}")
        if self.redefined:
            said.append("Biểu mẫu hoặc cách tính đã đổi từ khi chốt, nên có ô khác chỉ vì thế.")
        said.append(f"{changed_items.many(i.matter for i in self.items)} tính khác, {dong(len(self.cells))} ô khác.")
        return tuple(said)

    def json(self) -> dict[str, Any]:
        """records: what counts by records alone (entries of books, measures ...), which programs before them do not look at."""
        plain = {
            "closing": self.closing.key, "from_seq": self.closing.at_seq, "to_seq": self.at_seq, "reason": self.reason,
            "redefined": self.redefined,
            "matters": [_item(i) for i in self.items if _of_lines(i)],
            "records": [_item(i) for i in self.items if not _of_lines(i)],
            "cells": [{"form": c.form, "row": c.row, "cell": c.cell, "was": c.was, "now": c.now} for c in self.cells],
        }  # fmt: skip
        return plain if self.history is None else {**plain, **self.history.json()}


def _item(i: Item) -> dict[str, Any]:
    return {
        "matter": i.matter, "number": i.number, "was": i.was, "now": i.now, "happened": list(i.happened),
        "effects": [{"form": e.form, "cell": e.cell, "amount": e.amount} for e in i.effects],
    }  # fmt: skip


def _of_lines(i: Item) -> bool:
    return i.lines or i.now == ABSENT


def explain(desk: Desk, made: Made, closing: Closing) -> Explanation:
    """Why a computed return differs from an earlier closing of its period."""
    then = reporting.make(desk, made.year, made.months, regime=made.regime.id, seq=closing.at_seq)
    sources = changed_items.sources_of(made.regime)
    was, now = (changed_items.by_key(m.facts, m.records, sources) for m in (then, made))
    changed = [k for k in {**was, **now} if was.get(k) != now.get(k)]
    pairs = {k: (was.get(k, ()), now.get(k, ())) for k in changed}
    with desk.reading() as reader:
        found = changed_items.items(desk, reader, made.regime, pairs, closing.at_seq, made.seq, made.end)
        own = next((c for c in all_closings(reader) if c.key == made.closed), None)
        reopened = reopening.before(reader, own) if own is not None else reopening.standing(reader, closing)
        who = masking.names(desk, reader).recorder(reopened.actor) if reopened is not None else ""
        history = versions_told.history(desk, reader, made, own) if own is not None else None
    cells = _cells(made.regime, then.all_forms, made.all_forms)
    redefined = then.regime.digest != made.regime.digest or closing.definition_hash != made.regime.digest
    return Explanation(made.regime.id, made.year, made.months, closing, made.seq, reopened, tuple(found), tuple(cells), redefined, who, history)


def of_closed(desk: Desk, made: Made) -> Explanation | None:
    """The explanation of a supplementary return; None for any other."""
    if not (made.closed and made.supplementary):
        return None
    with desk.reading() as reader:
        closed = {c.key: c for c in all_closings(reader)}
    own = closed.get(made.closed)
    before = closed.get(own.supplementary_of) if own is not None else None
    return explain(desk, made, before) if before is not None else None


def _cells(regime: Regime, then: Sequence[Return], now: Sequence[Return]) -> list[CellChange]:
    was = {(f.form, r.key, c): v for f in then for r in f.rows for c, v in r.cells.items()}
    found = []
    for f in now:
        heads = {c.key: f"cột {c.no}, {c.label}" for c in regime.of_measure(f.measure)}
        for r in f.rows:
            for c, value in r.cells.items():
                old = was.pop((f.form, r.key, c), 0)
                if old != value:
                    told = reporting.shown(old), reporting.shown(value)
                    found.append(CellChange(f.form, f.code, r.key, r.label, c, heads.get(c, c), *told, old, value))
    found += [CellChange(f, f, r, r, c, c, reporting.shown(old), "", old) for (f, r, c), old in was.items() if old]
    return found


def listing(desk: Desk, made: Explanation) -> Listing:
    """The explanation on paper, as it goes with a supplementary return."""
    today = desk.clock.today()
    with desk.reading() as reader:
        who = people.identity(reader, today)
        heads = [p for p in people.posts(reader) if p.post == "head" and p.on(today)]
        head = reader.head()
    matters: list[tuple[Cell, ...]] = [
        (n, i.number, i.was, i.now, "; ".join(i.happened), _by_form(i.effects) or "không ô nào của dòng tổng số")
        for n, i in enumerate(made.items, 1)
    ]
    # The first row of each form is its whole; of what it is made the package and the workbook of the return tell.
    first = {c.form: c.row for c in reversed(made.cells)}
    whole = [c for c in made.cells if c.row == first[c.form]]
    cells: list[tuple[Cell, ...]] = [
        (c.code, c.label, c.head, _figure(c.figure_was), _figure(c.figure_now) if c.now else "không còn") for c in whole
    ]  # fmt: skip
    further = len(made.cells) - len(whole)
    rest = f"Và {dong(further)} ô của các dòng thành phần, có đủ trong gói báo cáo." if further else ""
    return Listing(
        f"Giải trình báo cáo bổ sung {made.period_words}", who.parent, who.name, who.place, today, made.told,
        (ListTable("Các việc, mục sổ tính khác", (
            ListColumn("Số", 4, "right"), ListColumn("Quyết định, số sổ", 12), ListColumn("Khi chốt", 20), ListColumn("Nay", 20),
            ListColumn("Đã ghi gì, ai ghi", 30), ListColumn("Ảnh hưởng đến ô", 22)), tuple(matters), "" if matters else "Không có việc nào tính khác."),
         ListTable("Các ô khác, dòng đầu của từng biểu", (
             ListColumn("Biểu", 12), ListColumn("Dòng", 18), ListColumn("Ô", 36), ListColumn("Đã chốt", 17, "right"), ListColumn("Nay", 17, "right")),
                   tuple(cells), rest if cells else "Không có ô nào khác.")),
        (), ("Người lập", ""), people.signs(who, heads), inspection_files.proof(head, short_date(today)), sealed=True,
    )  # fmt: skip


def _figure(value: Figure) -> Cell:
    """A number stays one; a cell that the form leaves empty is told."""
    return reporting.shown(value) if value is None else value


def _by_form(effects: Sequence[Effect]) -> str:
    """"01/TK-THA: cột 1 +1, cột 3 +1; 02/TK-THA: …"."""
    found: dict[str, list[str]] = {}
    for e in effects:
        found.setdefault(e.code, []).append(f"cột {e.no} {'+' if e.amount > 0 else '−'}{dong(abs(e.amount))}")
    return "; ".join(f"{code}: {', '.join(said)}" for code, said in found.items())


def content_of(made: Explanation) -> bytes:
    """As a part of a package."""
    return json.dumps(made.json(), ensure_ascii=False, sort_keys=True).encode()


def sound(data: bytes, matters: Collection[str]) -> str:
    """What is wrong with the explanation in a package whose evidence counts these matters and entries (keys) or counted them before;
    "" = nothing."""
    try:
        plain = json.loads(data, parse_float=_refuse)
        listed = [*plain["matters"], *plain.get("records", ())]
        texts = [x[n] for x in listed for n in ("matter", "number", "was", "now")] + [t for x in listed for t in x["happened"]]
        if not all(type(t) is str and t.isprintable() for t in texts) or type(plain["reason"]) is not str:
            raise TypeError("texts")
        if len({x["matter"] for x in listed}) < len(listed) or any(not x["matter"] for x in listed):
            raise ValueError("a matter twice")
        if any(type(e["amount"]) is not int for x in listed for e in x["effects"]):
            raise TypeError("amounts")
        versions_told.read(plain)
        gone = [x["matter"] for x in listed if x["matter"] not in matters and x["now"] != ABSENT]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "phần giải trình bị hỏng hoặc không đúng cấu trúc."
    return "phần giải trình nêu việc không có trong bằng chứng." if gone else ""


def _refuse(_text: str) -> float:
    raise ValueError("no fractions")
