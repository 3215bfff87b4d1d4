"""Why a return is no longer what was closed: which matters, what was recorded of them since, when, by whom, and which cells it moves.

Computed from the log between two places of it, never typed; only the reason for opening the period again is a human's.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.office_time import local
from thads_desktop.returns.compute import contributions
from thads_desktop.returns.facts import COUNTED_TYPES
from thads_desktop.returns.vocabulary import FORM_MEASURES
from thads_desktop.services import inspection_files, masking, people, reopening, reporting
from thads_desktop.services.closings import all_closings
from thads_desktop.services.event_words import describe
from thads_desktop.services.return_words import EXPLANATION, placed

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.returns.compute import Return
    from thads_desktop.returns.definition import Regime
    from thads_desktop.returns.facts import Fact
    from thads_desktop.services.closings import Closing
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.services.reopening import Reopened
    from thads_desktop.services.reporting import Made
    from thads_desktop.storage.reader import Reader

#: Part of a package.
PART = EXPLANATION
NO_EVENT = "không ghi gì thêm về việc này: số liệu khác do cách tính hoặc biểu mẫu đã đổi"


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of a matter that was recorded since."""

    seq: int
    day: date | None
    recorded: date
    actor: str
    words: str

    @property
    def says(self) -> str:
        dated = f" ngày {short_date(self.day)}" if self.day else ""
        return f"{self.words}{dated}; ghi ngày {short_date(self.recorded)}, {self.actor}"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a matter adds to a cell of the totals more than before. code: of the form; no: the column."""

    form: str
    code: str
    cell: str
    no: str
    amount: int

    @property
    def says(self) -> str:
        return f"{self.code} cột {self.no}: {'+' if self.amount > 0 else '−'}{dong(abs(self.amount))}"


@dataclass(frozen=True, slots=True)
class Item:
    """A matter that counts otherwise."""

    matter: str
    number: str
    was: str
    now: str
    events: tuple[Happened, ...]
    effects: tuple[Effect, ...]

    @property
    def happened(self) -> tuple[str, ...]:
        return tuple(e.says for e in self.events) or (NO_EVENT,)


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a form that is another; "" = it was not there."""

    form: str
    code: str
    row: str
    label: str
    cell: str
    head: str
    was: str
    now: str


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
        said.append(f"{dong(len(self.items))} việc tính khác, {dong(len(self.cells))} ô khác.")
        return tuple(said)

    def json(self) -> dict[str, Any]:
        return {
            "closing": self.closing.key, "from_seq": self.closing.at_seq, "to_seq": self.at_seq, "reason": self.reason,
            "redefined": self.redefined,
            "matters": [
                {"matter": i.matter, "number": i.number, "was": i.was, "now": i.now, "happened": list(i.happened),
                 "effects": [{"form": e.form, "cell": e.cell, "amount": e.amount} for e in i.effects]}
                for i in self.items
            ],
            "cells": [{"form": c.form, "row": c.row, "cell": c.cell, "was": c.was, "now": c.now} for c in self.cells],
        }  # fmt: skip


def explain(desk: Desk, made: Made, closing: Closing) -> Explanation:
    """Why a computed return differs from an earlier closing of its period."""
    then = reporting.make(desk, made.year, made.months, regime=made.regime.id, seq=closing.at_seq)
    was, now = by_matter(then.facts), by_matter(made.facts)
    changed = [k for k in {**was, **now} if was.get(k) != now.get(k)]
    with desk.reading() as reader:
        found = items(desk, reader, made.regime, {k: (was.get(k, ()), now.get(k, ())) for k in changed}, closing.at_seq, made.seq, made.end)
        own = next((c for c in all_closings(reader) if c.key == made.closed), None)
        reopened = reopening.before(reader, own) if own is not None else reopening.standing(reader, closing)
        who = masking.names(desk, reader).recorder(reopened.actor) if reopened is not None else ""
    cells = _cells(made.regime, then.all_forms, made.all_forms)
    redefined = then.regime.digest != made.regime.digest or closing.definition_hash != made.regime.digest
    return Explanation(made.regime.id, made.year, made.months, closing, made.seq, reopened, tuple(found), tuple(cells), redefined, who)


def of_closed(desk: Desk, made: Made) -> Explanation | None:
    """The explanation of a supplementary return; None for any other."""
    if not (made.closed and made.supplementary):
        return None
    with desk.reading() as reader:
        closed = {c.key: c for c in all_closings(reader)}
    own = closed.get(made.closed)
    before = closed.get(own.supplementary_of) if own is not None else None
    return explain(desk, made, before) if before is not None else None


def by_matter(facts: Sequence[Fact]) -> dict[str, tuple[Fact, ...]]:
    """The facts of each matter, in one order."""
    found: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[fact.matter].append(fact)
    return {key: tuple(sorted(each)) for key, each in found.items()}


def items(
    desk: Desk, reader: Reader, regime: Regime, pairs: Mapping[str, tuple[Sequence[Fact], Sequence[Fact]]], since: int, until: int, end: date
) -> list[Item]:  # fmt: skip
    """What each of these matters did to the return between two places of the log, by number. pairs: its facts then and now."""
    names = masking.names(desk, reader)
    people_of = {f.officer for pair in pairs.values() for facts in pair for f in facts if f.officer}
    officers = {k: names.name("person", k) for k in people_of}
    cells = [(m, _whole_form(regime, m), c) for m in FORM_MEASURES for c in regime.of_measure(m) if not c.rate]
    found = []
    for key, (was, now) in pairs.items():
        at = reader.projections.matter_id(key)
        rows = reader.projections.matter_rows([at]) if at is not None else []
        number = rows[0].number_text if rows else str((reader.row("matter", key) or {}).get("number_text") or key)
        effects = []
        for measure, (form, code), c in cells:
            criteria = regime.of_measure(measure)
            moved = sum(n for _, n in contributions(criteria, now, c.key)) - sum(n for _, n in contributions(criteria, was, c.key))
            if moved:
                effects.append(Effect(form, code, c.key, c.no, moved))
        happened = _happened(reader, names, key, since, until, end)
        found.append(Item(key, number, placed(was, officers), placed(now, officers), happened, tuple(effects)))
    return sorted(found, key=lambda i: (i.number, i.matter))


def _whole_form(regime: Regime, measure: str) -> tuple[str, str]:
    """(id, code) of the form of a measure that shows the whole."""
    own = [f for f in regime.forms if f.measure == measure]
    form = next((f for f in own if f.rows[0] == "total"), own[0])
    return form.id, form.code


def _happened(reader: Reader, names: Names, key: str, since: int, until: int, end: date) -> tuple[Happened, ...]:
    events = reader.events_of(f"matter:{key}")
    by_seq = {e.seq: e for e in events}
    opened = next((e.day for e in events if isinstance(e.body, ev.MatterOpened | ev.CarriedIn)), None)
    found = []
    for e in events:
        if not since < e.seq <= until or type(e.body).__name__ not in COUNTED_TYPES:
            continue
        if e.day is not None and e.day > end and not isinstance(e.body, ev.EffectUndone):
            continue
        words = _words(e, names, opened)
        if isinstance(e.body, ev.Struck) and e.body.target in by_seq:
            gone = by_seq[e.body.target]
            dated = f" ngày {short_date(gone.day)}" if gone.day else ""
            words = f"{words}: {_words(gone, names, opened)}{dated}"
        found.append(Happened(e.seq, e.day, local(e.recorded).date(), names.recorder(e.actor), words))
    return tuple(found)


def _words(event: ev.Event, names: Names, opened: date | None) -> str:
    what, detail = describe(event, names, opened)
    return f"{what}, {detail}" if detail else what


def _cells(regime: Regime, then: Sequence[Return], now: Sequence[Return]) -> list[CellChange]:
    was = {(f.form, r.key, c): v for f in then for r in f.rows for c, v in r.cells.items()}
    found = []
    for f in now:
        heads = {c.key: f"cột {c.no}, {c.label}" for c in regime.of_measure(f.measure)}
        for r in f.rows:
            for c, value in r.cells.items():
                old = was.pop((f.form, r.key, c), 0)
                if old != value:
                    found.append(CellChange(f.form, f.code, r.key, r.label, c, heads.get(c, c), reporting.shown(old), reporting.shown(value)))
    found += [CellChange(f, f, r, r, c, c, reporting.shown(old), "") for (f, r, c), old in was.items() if old]
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
    cells: list[tuple[Cell, ...]] = [(c.code, c.label, c.head, c.was, c.now or "không còn") for c in whole]
    further = len(made.cells) - len(whole)
    rest = f"Và {dong(further)} ô của các dòng thành phần, có đủ trong gói báo cáo." if further else ""
    return Listing(
        f"Giải trình báo cáo bổ sung {made.period_words}", who.parent, who.name, who.place, today, made.told,
        (ListTable("Các việc tính khác", (
            ListColumn("Số", 4, "right"), ListColumn("Quyết định", 12), ListColumn("Khi chốt", 20), ListColumn("Nay", 20),
            ListColumn("Đã ghi gì, ai ghi", 30), ListColumn("Ảnh hưởng đến ô", 22)), tuple(matters), "" if matters else "Không có việc nào tính khác."),
         ListTable("Các ô khác, dòng đầu của từng biểu", (
             ListColumn("Biểu", 12), ListColumn("Dòng", 18), ListColumn("Ô", 36), ListColumn("Đã chốt", 17, "right"), ListColumn("Nay", 17, "right")),
                   tuple(cells), rest if cells else "Không có ô nào khác.")),
        (), ("Người lập", ""), (who.head_title, heads[0].name if heads else ""), inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


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
    """What is wrong with the explanation in a package whose evidence holds these matters or held them before; "" = nothing."""
    try:
        plain = json.loads(data, parse_float=_refuse)
        listed = plain["matters"]
        texts = [x[n] for x in listed for n in ("matter", "number", "was", "now")] + [t for x in listed for t in x["happened"]]
        if not all(type(t) is str and t.isprintable() for t in texts) or type(plain["reason"]) is not str:
            raise TypeError("texts")
        if len({x["matter"] for x in listed}) < len(listed) or any(not x["matter"] for x in listed):
            raise ValueError("a matter twice")
        if any(type(e["amount"]) is not int for x in listed for e in x["effects"]):
            raise TypeError("amounts")
        gone = [x["matter"] for x in listed if x["matter"] not in matters and x["now"] != placed((), {})]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return "phần giải trình bị hỏng hoặc không đúng cấu trúc."
    return "phần giải trình nêu việc không có trong bằng chứng." if gone else ""


def _refuse(_text: str) -> float:
    raise ValueError("no fractions")
