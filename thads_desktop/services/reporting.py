"""Returns of one office: computed from events as of (day, seq), checked, closed, printed, exported and sent.

A closed return stores its pair, digests and cells; computing it again at that pair must give the same cells. A later
closing of the same period is supplementary: its difference is what was recorded since.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import events as ev
from thads_desktop.domain.dates import period as days_of, short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.returns.checks import Violation, check
from thads_desktop.returns.compute import (
    Office,
    Return,
    Row as ReturnRow,
    cells_digest,
    compute,
    evidence,
    inexact,
    inexact_note,
    to_json,
)
from thads_desktop.returns.definition import Regime, load_regimes, regime_for
from thads_desktop.returns.facts import Fact, FactReader
from thads_desktop.returns.headings import in_words
from thads_desktop.returns.listings import check_lists
from thads_desktop.returns.records import ENTRY
from thads_desktop.services import (
    closed_forms,
    masking,
    people,
    reopening,
    return_basis,
    return_lists,
    return_reading,
    return_series,
)
from thads_desktop.services.closings import Closing, all_closings, closings
from thads_desktop.services.return_files import (
    content_of,
    draw,
    evidence_of,
    pack,
    refuse_unwritable,
    sheet,
    write,
    write_files,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from thads_desktop.returns.records import Record
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterRow
    from thads_desktop.services.return_lists import EntryBrief
    from thads_desktop.storage.reader import Reader

__all__ = ["Closing", "Form", "Made", "Row", "behind", "close", "closings", "default_regime", "draw", "evidence_of", "make", "pack", "printed_order",
           "refuse_unwritable", "regime_of", "regimes", "sheet", "shown", "write", "write_files"]  # fmt: skip

_KEPT = "Sổ tiếp nhận sau chỉ đầy đủ từ ngày {known}: đây là số liệu của kỳ này như đã chốt."

#: One form of a return and one of its rows, as pages show them.
Form = Return
Row = ReturnRow


#: Said of figures that are no longer those of the closing.
_REDEFINED = (
    "Kỳ này đã chốt với số liệu khác (đến sự kiện {seq}): biểu mẫu báo cáo đã thay đổi từ khi chốt, và có thể có việc ghi sau. "
    "Số liệu đã chốt giữ nguyên; chốt nữa là báo cáo bổ sung theo biểu mới."
)
_GROWN = (
    "Kỳ này đã chốt (đến sự kiện {seq}) và số liệu của các biểu đã chốt không đổi; các biểu {forms} có thêm từ khi chốt, chưa chốt. "
    "Chốt nữa là báo cáo bổ sung gồm cả các biểu này."
)
_LATE = (
    "Kỳ này đã chốt với số liệu khác (đến sự kiện {seq}); số liệu này gồm cả những gì ghi sau khi chốt. Chốt nữa là báo cáo bổ sung."
)


@dataclass(frozen=True, slots=True)
class Made:
    """A computed return. forms: those asked for; all_forms: every form of the regime; closed: key of its closing, or
    ""; kept: why the figures are those of the closing and not of now, or ""; late: that it was closed with others, or ""."""

    regime: Regime
    year: int
    months: int
    start: date
    end: date
    seq: int
    chain_head: str
    office: Office
    facts: tuple[Fact, ...]
    all_forms: tuple[Return, ...]
    forms: tuple[Return, ...]
    violations: tuple[Violation, ...]
    closed: str = ""
    supplementary: bool = False
    changed: tuple[str, ...] = ()
    kept: str = ""
    late: str = ""
    #: The day of the last closing of the period, also when its figures were others.
    closed_on: date | None = None
    records: tuple[Record, ...] = ()
    #: That the office's name on the forms is not its own yet, or "".
    header: str = ""
    #: Codes of the forms that came since the period was closed, whose forms have the figures of the closing.
    further: tuple[str, ...] = ()

    @property
    def period_words(self) -> str:
        return f"{self.months:02d} tháng năm {self.year}"

    @property
    def inexact(self) -> int:
        """Matters with money whose day is not known, and which may belong to this period."""
        return len(inexact(self.facts))

    @property
    def inexact_words(self) -> str:
        """The same as a sentence, "" when every amount is exact."""
        return inexact_note(self.facts)

    def json(self) -> dict[str, Any]:
        """The document of ``return --json``. inexact: matters with money whose day is not known."""
        plain = to_json(
            self.regime, self.forms, year=self.year, months=self.months, office=self.office.name,
            day=self.end.isoformat(), seq=self.seq,
        )  # fmt: skip
        said = {"closed": bool(self.closed), "violations": [v.says for v in self.violations], "lists": return_lists.plain(self)}
        return {**plain, **said, "inexact": self.inexact, "late": bool(self.late)}

    def text(self) -> str:
        """A short account for people: the totals of each form, and what does not tie."""
        lines = [f"{self.office.name}: {self.period_words} ({self.regime.circular}), số liệu đến sự kiện {self.seq}."]
        for form in self.forms:
            cells = form.rows[0].cells if form.rows else {}
            lines.append(f"Biểu {form.code}, {form.title}: {in_words(self.regime.headings(form.measure), cells, shown)}.")
        lines += [x for x in (self.kept, self.late, self.header, self.inexact_words) if x]
        lines += [v.says for v in self.violations]
        if self.closed:
            lines.append("Báo cáo bổ sung đã chốt." if self.supplementary else "Báo cáo đã chốt.")
        if self.changed:
            lines.append(f"Thay đổi so với lần chốt trước ở {len(self.changed)} việc: {', '.join(self.changed)}.")
        return "\n".join(lines)


def regimes() -> tuple[Regime, ...]:
    """Every reporting regime in force; read once for each state of the data."""
    return load_regimes()


def circular_of(regime: str) -> str:
    """The circular of a regime as people know it; of one that is not known here what was said."""
    return next((r.circular for r in regimes() if r.id == regime), f"chế độ {regime}")


def regime_of(period: tuple[str, int, int]) -> Regime:
    """The regime of (regime, year, months). Refused when there is no such regime or period."""
    regime, year, months = period
    if not (2010 <= year <= 2100 and 1 <= months <= 12):
        raise Refused(Refusal("return.bad_period", field="months"))
    return _regime(regime, days_of(year, months)[1])


def other_regime(regime: Regime, end: date) -> Refusal | None:
    """Why a period that ends on this day is not closed under a regime: it has another one, or none here yet."""
    right = regime_for(end, regimes())
    if right is None:
        return Refusal("return.only_seen", {"end": short_date(end), "given": regime.id}, "regime")
    if right.id == regime.id:
        return None
    facts = {"end": short_date(end), "right": right.id, "circular": right.circular, "given": regime.id}
    return Refusal("return.other_regime", facts, "regime")


def default_regime(year: int, months: int) -> str:
    """The regime in force on the last day of a period."""
    if not (2010 <= year <= 2100 and 1 <= months <= 12):
        raise Refused(Refusal("return.bad_period", field="months"))
    return _regime(None, days_of(year, months)[1]).id


def make(
    desk: Desk, year: int, months: int, *, regime: str | None = None, forms: tuple[str, ...] = (), seq: int | None = None,
    progress: Callable[[int], None] | None = None, cancelled: Callable[[], bool] | None = None,
) -> Made:  # fmt: skip
    """Compute the return of a period as recorded now, or up to ``seq``.

    A period that a later register made uncomputable is shown as it was closed, if it was.
    """
    if not (2010 <= year <= 2100 and 1 <= months <= 12):
        raise Refused(Refusal("return.bad_period", field="months"))
    start, end = days_of(year, months)
    picked = _regime(regime, end)
    with desk.reading() as reader:
        own = [c for c in all_closings(reader) if (c.regime, c.year, c.months) == (picked.id, year, months)]
        kept = ""
        refusal = return_basis.unknown_past(reader, start, seq)
        if refusal is not None:
            if seq is not None or not own or people.office(reader).level != "district":
                raise Refused(refusal)
            seq, kept = own[-1].at_seq, _KEPT.format(known=refusal.facts["known"])
        chosen = return_basis.with_settings(desk, reader, picked, seq).owed(end, months)
        wanted = _wanted(chosen, forms)
        head, chain = reader.head()
        earlier = return_series.before(desk, reader, regimes(), chosen, year, months) if seq is None else []
        read = return_reading.read(desk, reader, FactReader(start, end, chosen.counting, seq), earlier, progress, cancelled)
        facts, records = read.facts, read.records
        met = {f.officer for f in facts}
        office = return_basis.office(reader, start, end, met, seq)
        header = return_basis.unsure_name(reader, end)
        all_forms = compute(chosen, facts, office.officers, records)
        closed = bool(own) and own[-1].cells_digest == cells_digest(all_forms)
        more: tuple[str, ...] = ()
        if own and not closed and seq is None:
            # Officers who came or went since without a matter of this period change rows of zeros, not the return.
            then = return_basis.office(reader, start, end, met, own[-1].at_seq)
            again = compute(chosen, facts, then.officers, records)
            kept_forms = closed_forms.of(reader, own[-1])
            if closed_forms.same(own[-1], kept_forms, all_forms):
                closed = True
            elif closed_forms.same(own[-1], kept_forms, again):
                office, all_forms, closed = then, again, True
            else:
                more = closed_forms.further(own[-1], kept_forms, all_forms) or closed_forms.further(own[-1], kept_forms, again)
        found = check(chosen, all_forms, facts, records) + check_lists(chosen, all_forms, facts, records)
        found += return_series.judge(desk, reader, chosen, earlier, facts, records)
    shown = tuple(sorted((f for f in all_forms if not wanted or f.form in wanted), key=printed_order))
    return Made(
        chosen, year, months, start, end, head if seq is None else seq, chain, office, facts, all_forms, shown,
        tuple(found), own[-1].key if closed else "", supplementary=closed and bool(own[-1].supplementary_of), kept=kept,
        late=_late(chosen, own[-1], more) if own and not closed and seq is None else "", closed_on=own[-1].day if own else None,
        records=records, further=more, header=header,
    )  # fmt: skip


def printed_order(form: Return) -> tuple[bool, str]:
    """By number, the forms shared with other authorities last."""
    return not form.form[:1].isdigit(), form.form


def _late(regime: Regime, last: Closing, more: tuple[str, ...] = ()) -> str:
    if more:
        return _GROWN.format(seq=last.at_seq, forms=", ".join(more))
    return (_LATE if regime.digest == last.definition_hash else _REDEFINED).format(seq=last.at_seq)


def close(desk: Desk, made: Made) -> Made:
    """Close the period: its pair and cells are kept for ever. Refused under another regime than that of its last day,
    before its end, when a relation is broken, when nothing changed since the last closing, and ("return.stale") when something that
    counts was recorded since the figures were computed: nobody closes what he has not seen."""
    from thads_desktop.services import chain

    desk.require("close")
    made = _as_of_now(desk, made)
    today = desk.clock.today()
    wrong = other_regime(made.regime, made.end)
    if wrong is not None:
        raise Refused(wrong)
    if made.end >= today:
        raise Refused(Refusal("return.not_over", {"end": short_date(made.end)}))
    hard = [v for v in made.violations if not v.soft]
    if hard:
        raise Refused(*(Refusal("return.broken", {"says": v.says}) for v in hard))
    if made.closed:
        raise Refused(Refusal("return.closed"))
    chain.refuse_incomplete(desk, made)
    desk.look_at_chain()
    earlier = closings(desk, made.regime.id, made.year, made.months)
    with desk.reading() as reader:
        reopening.refuse_closed(reader, earlier)
    desk.risk()
    with desk.writing("reopen" if earlier else "close") as uow:
        _refuse_stale(uow, made)
        sha = uow.store_blob(content_of(made))
        body = ev.ReturnClosed(
            made.regime.id, made.year, made.months, made.end, made.seq, made.regime.digest, desk.rules.digest,
            cells_digest(made.all_forms), hashlib.sha256(evidence_of(made)).hexdigest(), sha,
            earlier[-1].key if earlier else "",
        )  # fmt: skip
        event = uow.append(f"return:{made.regime.id}-{made.year}-{made.months:02d}", today, body)
        uow.commit()
    changed = _changed(desk, made, earlier[-1]) if earlier else ()
    return replace(made, closed=str(event.seq), supplementary=bool(earlier), changed=changed, late="", closed_on=today, further=())


def _as_of_now(desk: Desk, made: Made) -> Made:
    """The same figures as of the head of the log. Refused("return.stale") where they are others by now."""
    with desk.reading() as reader:
        if reader.head()[0] == made.seq:
            return made
    again = make(desk, made.year, made.months, regime=made.regime.id)
    if made.closed and again.closed:
        return made
    if not again.closed and (again.facts, again.records, cells_digest(again.all_forms)) != (made.facts, made.records, cells_digest(made.all_forms)):
        raise Refused(Refusal("return.stale", {"period": made.period_words}))
    wanted = {f.form for f in made.forms}
    return replace(again, forms=tuple(f for f in again.forms if f.form in wanted))


def _refuse_stale(reader: Reader, made: Made) -> None:
    """Something that counts came between the last look and the closing, from another station."""
    if any(e.subject.startswith(("matter:", "entry:")) for e in reader.since(made.seq, return_reading.ALL_TYPES)):
        raise Refused(Refusal("return.stale", {"period": made.period_words}))


def _changed(desk: Desk, made: Made, before: Closing) -> tuple[str, ...]:
    """The numbers of the matters and entries that count otherwise than at an earlier closing."""
    then = make(desk, made.year, made.months, regime=made.regime.id, seq=before.at_seq)
    keys = {f.matter for f in set(made.facts) ^ set(then.facts)} | {r.matter for r in set(made.records) ^ set(then.records)}
    with desk.reading() as reader:
        entries = [(k, return_lists.brief(desk, reader, k)) for k in keys if return_lists.is_entry(k)]
        rows = [(k, reader.projections.matter_id(k)) for k in keys if not return_lists.is_entry(k)]
        said = [reader.projections.matter_rows([n])[0].number_text if n is not None else k for k, n in rows]
        return tuple(sorted([*said, *(b.number_text if b is not None else k for k, b in entries)]))


def behind(desk: Desk, made: Made, form: str, row: str, cell: str) -> list[tuple[str, MatterRow | EntryBrief | None, int]]:
    """The matters or entries behind a cell, each once with all that counts of it: (key, its row, amount), largest first."""
    try:
        found = evidence(made.regime, made.facts, form, row, cell, made.office.officers, made.records)
    except KeyError as error:
        raise Refused(Refusal("return.unknown_cell")) from error
    with desk.reading() as reader:
        listed: list[tuple[str, MatterRow | EntryBrief | None, int]] = []
        for key, amount in sorted(found, key=lambda x: (-abs(x[1]), x[0])):
            if key.startswith(ENTRY):
                listed.append((key, return_lists.brief(desk, reader, key), amount))
                continue
            rowid = reader.projections.matter_id(key)
            rows = masking.rows(desk, reader, reader.projections.matter_rows([rowid])) if rowid is not None else []
            listed.append((key, rows[0] if rows else None, amount))
    return listed


def _regime(wanted: str | None, end: date) -> Regime:
    known = regimes()
    if wanted is not None:
        found = next((r for r in known if r.id == wanted), None)
        if found is None:
            facts = {"regime": wanted[:40], "known": ", ".join(r.id for r in known)}
            raise Refused(Refusal("return.unknown_regime", facts, "regime"))
        return found
    chosen = regime_for(end, known)
    if chosen is None:
        raise Refused(Refusal("return.no_regime", {"end": short_date(end)}, "regime"))
    return chosen


def _wanted(regime: Regime, forms: tuple[str, ...]) -> set[str]:
    wanted = set()
    for name in forms:
        # One code may stand on several forms (01/TKLN-THADS: việc and tiền): whoever names it wants them all.
        own = {f.id for f in regime.forms if name in (f.id, f.code)}
        if not own:
            facts = {"form": name[:40], "known": ", ".join(dict.fromkeys(f.code for f in regime.forms))}
            raise Refused(Refusal("return.unknown_form", facts, "forms"))
        wanted |= own
    return wanted


def shown(value: Any) -> str:
    """A cell as people read it: 1.234, 49,19, - for a cell that the form leaves empty."""
    if value is None:
        return "-"
    return dong(value) if isinstance(value, int) else str(value).replace(".", ",")
