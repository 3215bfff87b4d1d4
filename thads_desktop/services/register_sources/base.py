"""What every source of rows is given, and what a row is."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev, procedure_events as pe
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.services import series
from thads_desktop.services.dataset_rows.context import Context, View, view_of
from thads_desktop.services.projecting import Names
from thads_desktop.storage.register_reads import happened, happened_to

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from thads_desktop.domain.listing import Cell
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: So many subjects are looked at together, their register rows asked for in few questions.
_TOGETHER = 500
#: So many obligations of a row are said in full.
_SAID = 20
KIND_WORDS = {"cd": "Chủ động", "yc": "Theo yêu cầu"}


@dataclass(slots=True)
class SourceRow:
    """One line of a register. key: what it is, for ever; day: of the entry; order: its place within a day (``seq``, or a number); opens: what
    Enter opens; officer: a person; about: subjects whose events change it; parties: whom it names, or which letter it is ("letter:..."), or of
    which entry the paper is ("paper:entry:..."); struck: recorded by mistake, its line stays."""

    key: str
    day: date
    order: int
    cells: dict[str, Cell]
    opens: str = ""
    officer: str = ""
    about: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    struck: bool = False

    @property
    def place(self) -> tuple[date, int, str]:
        """Where it stands among the rows of its register, in whatever order they were read."""
        return self.day, self.order, self.key

    @property
    def subjects(self) -> tuple[str, ...]:
        """Whose events may change what it says: what it is about, and everybody it names."""
        return *self.about, *(f"register:party:{p}" for p in self.parties if ":" not in p)


@dataclass
class Sweep(Context):
    """The store as of a day, unmasked; end: the last day of rows; only: subjects that are looked at, None = all. Who reads them masks them
    (``register_masking``)."""

    end: date = field(kw_only=True)
    only: frozenset[str] | None = field(kw_only=True, default=None)

    @classmethod
    def of(cls, desk: Desk, reader: Reader, start: date, end: date, as_of: date | None = None, only: frozenset[str] | None = None) -> Sweep:
        """as_of None = today: what a closing fixes is as it stood at the end of its period, however late it is closed."""
        return cls(desk, reader, as_of or max(desk.clock.today(), end), start, raw=True, end=end, only=only)

    @cached_property
    def names(self) -> Names:
        return Names(self.reader)

    @cached_property
    def symbols(self) -> frozenset[str]:
        """Every symbol that the office has borne."""
        return series.symbols(self.reader)

    @cached_property
    def hidden(self) -> bool:
        return False

    @cached_property
    def first(self) -> date:
        assert self.since is not None
        return self.since

    def judgment(self, key: str) -> dict[str, Any]:
        return self.names.row("judgment", key)

    def inside(self, day: date | None) -> bool:
        return day is not None and self.first <= day <= self.end

    def happened(self, kind: str, *types: type) -> Iterator[tuple[str, list[ev.Event]]]:
        """(key, its events) of each subject of a kind with an event of these types in the span."""
        yield from self.happened_since(self.first, kind, *types)

    def happened_since(self, first: date, kind: str, *types: type) -> Iterator[tuple[str, list[ev.Event]]]:
        """``happened``, from a day before the span on."""
        names = [t.__name__ for t in types]
        if self.only is None:
            found = happened(self.reader, kind, names, first, self.end)
        else:
            found = happened_to(self.reader, self._of_kind(kind), names, first, self.end)
        for subject, events in found:
            yield subject.partition(":")[2], events

    def subjects(self, kind: str) -> Iterator[tuple[str, list[ev.Event]]]:
        """(subject, its events) of every subject of a kind, whatever happened to it and when."""
        yield from self.reader.stream(kind) if self.only is None else self.reader.histories(self._of_kind(kind))

    def _of_kind(self, kind: str) -> list[str]:
        return sorted(x for x in self.only or () if x.startswith(f"{kind}:"))

    def views(self, *types: type, gone: list[tuple[str, list[ev.Event]]] | None = None) -> Iterator[View]:
        """Each matter with an event of these types in the span, folded as of the day. gone: takes those that read as never recorded."""
        held: list[tuple[str, list[ev.Event]]] = []
        for pair in self.happened("matter", *types):
            held.append(pair)
            if len(held) >= _TOGETHER:
                yield from self._viewed(held, gone)
                held = []
        yield from self._viewed(held, gone)

    def _viewed(self, pairs: list[tuple[str, list[ev.Event]]], gone: list[tuple[str, list[ev.Event]]] | None = None) -> Iterator[View]:
        names = self.names
        names.ahead("matter", [key for key, _ in pairs])
        bodies = [e.body for _, events in pairs for e in events]
        names.ahead("paper", {p for b in bodies if (p := getattr(b, "paper", ""))})
        opened = [b for b in bodies if isinstance(b, ev.MatterOpened | ev.CarriedIn)]
        names.ahead("judgment", {b.judgment for b in opened})
        names.ahead("party", {p for b in opened for line in b.lines for p in (*line.debtors, *line.creditors)})
        for key, events in pairs:
            view = view_of(self, key, events)
            if view is not None:
                yield view
            elif gone is not None:
                gone.append((key, events))

    def ground(self, kind: str, clause: str, day: date | None) -> str:
        """A ground in the words of the law of its day."""
        if not clause or day is None:
            return ""
        key = (kind, clause, self.desk.rules.law_on(day))
        if key not in self._grounds:
            self._grounds[key] = next((g.text for g in self.desk.rules.grounds(kind, day) if g.code == clause), f"điểm {clause}")
        return self._grounds[key]

    @cached_property
    def _grounds(self) -> dict[tuple[str, str, str], str]:
        return {}

    def numbered(self, paper: str, day: date | None) -> str:
        """ "05/QĐ-CCTHADS, 05/01/2020"."""
        number = str(self.names.row("paper", paper).get("number_text", "")) if paper else ""
        return ", ".join(x for x in (number, short_date(day) if day else "") if x)


def iso(text: object) -> date | None:
    """The day of a register row, None for none or what is no day."""
    try:
        return date.fromisoformat(str(text)[:10]) if text else None
    except ValueError:
        return None


def judgment_cells(s: Sweep, key: str) -> dict[str, Cell]:
    row = s.judgment(key) if key else {}
    return {"judgment_number": str(row.get("number", "")), "judgment_day": iso(row.get("day")), "court": str(row.get("court", ""))}


def people(view: View, lines: Collection[int] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(debtors, creditors) of these obligations of a matter, all where none is named."""
    debtors: dict[str, None] = {}
    creditors: dict[str, None] = {}
    for n, line in view.state.lines.items():
        if not lines or n in lines:
            debtors.update(dict.fromkeys(line.line.debtors))
            creditors.update(dict.fromkeys(line.line.creditors))
    return tuple(debtors), tuple(creditors)


#: After one of these a matter is of other people, or of another officer.
_OTHERS = (ev.OfficerAssigned, pe.RightsTransferred, ev.LineAdded, ev.EffectUndone)


def then(view: View, day: date | None) -> View:
    """The matter as it was on a day; itself where nobody came or went since."""
    if day is None or not any(e.day is not None and e.day > day and isinstance(e.body, _OTHERS) for e in view.events):
        return view
    state = fold([e for e in view.events if e.day is not None and e.day <= day])
    return replace(view, state=state) if state.exists else view


def matter_cells(s: Sweep, view: View, lines: Collection[int] = (), day: date | None = None) -> dict[str, Cell]:
    """What a row says of its matter, for the obligations named. day: of the entry, whose people and officer are told; None = those of now."""
    view = then(view, day)
    state, row = view.state, view.row
    debtors, creditors = people(view, lines)
    return {
        "matter_number": str(row.get("number_text", "")), "matter_day": state.opened, "matter_kind": KIND_WORDS.get(state.kind, ""),
        **judgment_cells(s, state.judgment), **named(s, debtors, creditors), "content": content(view, lines),
        "officer": s.names.name("person", state.officer),
    }  # fmt: skip


def content(view: View, lines: Collection[int] = ()) -> str:
    """The obligations in the words of the judgment."""
    words = view.row.get("obligations", {})
    said = [text for n in view.state.lines if (not lines or n in lines) and (text := str(words.get(str(n), "")).strip())]
    more = len(said) - _SAID
    return "; ".join(said[:_SAID]) + (f" và {more} khoản khác" if more > 0 else "")


def of_matter(view: View, *papers: str) -> dict[str, Any]:
    """What a row of a matter has beside its cells."""
    debtors, creditors = people(view)
    about = [f"matter:{view.key}", f"register:matter:{view.key}", f"register:judgment:{view.state.judgment}"]
    about += [f"register:paper:{p}" for p in papers if p]
    some = (*debtors[:20], *creditors[:20])
    about += [f"register:party:{p}" for p in some]
    return {"opens": f"matter:{view.key}", "officer": view.state.officer, "about": tuple(about), "parties": (*debtors, *creditors)}


def named(s: Sweep, debtors: Iterable[str], creditors: Iterable[str]) -> dict[str, Cell]:
    """Who owes and who is owed, with addresses."""
    return {
        "debtor": _named(s, debtors), "debtor_address": _addresses(s, debtors), "creditor": _named(s, creditors),
        "creditor_address": _addresses(s, creditors),
    }  # fmt: skip


def _named(s: Sweep, parties: Iterable[str]) -> str:
    return everybody([s.party(p) for p in parties])


def _addresses(s: Sweep, parties: Iterable[str]) -> str:
    return everybody(list(dict.fromkeys(a for p in parties if (a := str(s.names.row("party", p).get("address", ""))))))


def everybody(names: Iterable[str]) -> str:
    """All of them, however many: a register leaves nobody out."""
    return ", ".join(names)
