"""Is what a procurator looks for in a file there? Item by item for one matter, and which items are missing over many.

What is looked for is data (``law/completeness.py``); here each check of its vocabulary is a function of what happened. A check says
"there" with its day, "missing" with what of it, or that it is not asked of this matter now. Nothing is stored: it is asked anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from thads_desktop.domain import book_events as bk, case_file as cf, events as ev, ledger_events as le, means
from thads_desktop.domain.archive import NONE
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.ledger import ledger
from thads_desktop.domain.money import dong
from thads_desktop.domain.standing import OnLines, standing
from thads_desktop.law import completeness as asked
from thads_desktop.services import books, case_file, file_letters, masking, people, rounds, served_proofs
from thads_desktop.storage.projections import MatterFilter

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.case_file import CaseFile
    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.domain.matter import MatterState, PaperState
    from thads_desktop.law.completeness import Item
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader

State = Literal["has", "missing", "none"]
STATES: dict[State, str] = {"has": "có", "missing": "thiếu", "none": "chưa đặt ra"}
#: Lines that a print holds.
MOST = 20_000


@dataclass(frozen=True, slots=True)
class Answer:
    """day: since when it is there; said: what of it is missing, or how many there are."""

    state: State
    day: date | None = None
    said: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One item of one matter. basis: the citation, or where it comes from."""

    item: Item
    state: State
    day: date | None
    said: str
    basis: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A matter of which something is missing. missing: keys of the items; words: their titles with what of each."""

    matter: str
    number_text: str
    debtor: str
    officer_name: str
    missing: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Overview:
    """looked: matters that were looked at; counts: item -> of how many it is missing."""

    officer: str
    officer_name: str
    rows: tuple[Lacking, ...]
    looked: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _At:
    """What a check may ask."""

    state: MatterState
    events: list[ev.Event]
    file: CaseFile


_UNASKED = Answer("none")


def of_matter(desk: Desk, matter: str) -> tuple[Found, ...]:
    """Every item of one matter, or of one complaint or denunciation (its place). Refused as ``case_file.shown``."""
    today = desk.clock.today()
    with desk.reading() as reader:
        masking.refuse_paper(desk, reader, matter)
        file, events, state = case_file.load(desk, reader, matter)
        rules = desk.rules_for(reader)
        found = []
        for item, answer in _answers(_At(state, standing(events), file), "complaint" if file.kind == "complaint" else "completeness"):
            found.append(Found(item, answer.state, answer.day, answer.said, item.basis(rules, today)))
    return tuple(found)


def over(desk: Desk, officer: str = "", progress: Callable[[int, int, str], object] = lambda _done, _whole, _said: None) -> Overview:
    """What is missing where, over the matters of an officer ("" = of everybody) whose file is not in the archive."""
    with desk.reading() as reader:
        lists = reader.projections
        ids = lists.matter_ids(MatterFilter(officer=officer, descending=False))
        rows = {r.matter: r for r in masking.rows(desk, reader, lists.matter_rows(ids))}
        hidden = masking.with_minors(reader, desk.clock.today().year) if masking.hides(desk) else set()
        found, counts, looked = [], Counter[str](), 0
        for n, (matter, events) in enumerate(_each(reader, list(rows), len(ids))):
            if n % 50 == 0:
                progress(n, len(rows), "Đang soát hồ sơ")
            if matter not in rows or matter in hidden:
                continue
            state = fold(events)
            if not state.exists or (state.archive or NONE).stage == "archived":
                continue
            looked += 1
            made = _lacking(rows[matter], _At(state, standing(events), _file(reader, events, state)))
            if made is not None:
                found.append(made)
                counts.update(made.missing)
        name = str((reader.row("person", officer) or {}).get("name", "")) if officer else ""
    return Overview(officer, name, tuple(found), looked, dict(counts))


def unsigned(desk: Desk, reader: Reader, matter: str) -> tuple[str, ...]:
    """What is missing in the file of a matter for which its officer must say why when it is listed for the archive, in words."""
    file, events, state = case_file.load(desk, reader, matter)
    found = [(item, answer.said) for item, answer in _answers(_At(state, standing(events), file)) if answer.state == "missing" and item.signoff]
    return tuple(f"{item.title[:1].lower()}{item.title[1:]}" + (f" ({said})" if said else "") for item, said in found)


def listing(desk: Desk, made: Overview) -> Listing:
    """What is printed and written: how often each item is missing, and each matter with what it lacks."""
    items = {i.key: i for i in asked.items()}
    today = desk.clock.today()
    with desk.reading() as reader:
        rules = desk.rules_for(reader)
        counted: list[tuple[Cell, ...]] = [(i.stage, i.title, made.counts[k], i.basis(rules, today)) for k, i in items.items() if made.counts.get(k)]
        each: list[tuple[Cell, ...]] = [(n, r.number_text, r.debtor, r.officer_name, len(r.missing), r.words) for n, r in enumerate(made.rows[:MOST], 1)]
        tables = (
            rounds.table("Theo nội dung", "Giai đoạn 20|Nội dung 44|Số hồ sơ thiếu -10|Căn cứ, nguồn 40", counted, "Không hồ sơ nào thiếu."),
            rounds.table("Từng hồ sơ", "STT -4|Quyết định 15|Người phải thi hành án 22|Chấp hành viên 16|Thiếu -6|Nội dung thiếu 56", each, "Không có."),
        )
        whose = f"Chấp hành viên: {made.officer_name}" if made.officer_name else "Mọi chấp hành viên"
        said = (f"{whose}; đến ngày {short_date(today)}; soát {dong(made.looked)} hồ sơ chưa lưu trữ, {dong(len(made.rows))} hồ sơ thiếu",)
        return rounds.listing(desk, reader, "Hồ sơ còn thiếu", said, tables)


def officers(desk: Desk) -> list[tuple[str, str]]:
    """(person, name) of who has matters to look at."""
    with desk.reading() as reader:
        return [(p.person, p.name) for p in people.officers(reader, desk.clock.today())]


def _each(reader: Reader, wanted: list[str], some: int) -> Iterable[tuple[str, list[ev.Event]]]:
    """The wanted matters: one by one where they are few, else in one sweep."""
    if some <= 2_000:
        return ((m, reader.events_of(f"matter:{m}")) for m in wanted)
    return ((subject.partition(":")[2], events) for subject, events in reader.stream("matter"))


def _file(reader: Reader, events: list[ev.Event], state: MatterState) -> CaseFile:
    """The file as far as checks over many ask it."""
    return cf.case_file(events, letters=file_letters.letters_of(reader, events), proofs=served_proofs.told(reader, events, state))


def _lacking(row: MatterRow, at: _At) -> Lacking | None:
    missing = [(item, answer) for item, answer in _answers(at) if answer.state == "missing"]
    if not missing:
        return None
    words = "; ".join(f"{item.title[:1].lower()}{item.title[1:]}" + (f" ({answer.said})" if answer.said else "") for item, answer in missing)
    return Lacking(row.matter, books.spelled(row), row.debtor, row.officer_name, tuple(item.key for item, _a in missing), words)


def _answers(at: _At, of: str = "completeness") -> list[tuple[Item, Answer]]:
    opened = at.state.opened or at.events[0].day
    assert opened is not None
    return [(item, CHECKS[item.check](at)) for item in asked.items(of) if item.on(opened)]


# --- the checks ---------------------------------------------------------------------------------------------


def _of_each(days: Iterable[date | None], none: Answer = _UNASKED) -> Answer:
    """Of several: there with the last day, or how many lack it. none: what is said where there are none."""
    found = list(days)
    left = sum(1 for d in found if d is None)
    if not found:
        return none
    if left:
        return Answer("missing", said=f"{left}/{len(found)}" if len(found) > 1 else "")
    return Answer("has", max(d for d in found if d is not None))


def _document(at: _At, *kinds: str) -> Answer:
    found = [d.obtained for d in at.file.listed if d.kind in kinds]
    return Answer("has", min(found)) if found else Answer("missing")


def _request(at: _At) -> Answer:
    return _document(at, "request") if at.state.kind == "yc" else _UNASKED


def _opened(at: _At) -> Answer:
    return Answer("has", at.state.file_opened) if at.state.file_opened else Answer("missing")


def _decisions(at: _At) -> list[PaperState]:
    """Papers that decided something, as they stand."""
    acting = {getattr(e.body, "paper", "") for e in at.events if isinstance(e.body, OnLines | ev.MatterOpened)} - {""}
    return [p for key, p in at.state.papers.items() if key in acting and p.stage in ("numbered", "sent", "recorded")]


def _procuracy(at: _At) -> Answer:
    return _of_each(next((s.day for s in p.sendings if s.to == "procuracy"), None) for p in _decisions(at))


def _notified(at: _At) -> Answer:
    told = dict.fromkeys(means.debtors(at.state.lines.values()))
    days = at.state.notices
    return _of_each(min((d for d, party in days if party in ("", who)), default=None) for who in told)


def _proof(at: _At) -> Answer:
    sent = [e for e in at.events if isinstance(e.body, ev.PaperSent) and e.body.to == "party"]
    return _of_each(e.day if isinstance(e.body, ev.PaperSent) and (e.body.receipt or e.seq in at.file.proofs) else None for e in sent)


def _verified(at: _At) -> Answer:
    if not (at.state.notified or at.state.verifications):
        return _UNASKED
    if at.state.ended and not at.state.verifications:
        return _UNASKED
    told = means.debtors(at.state.lines.values())
    return _of_each(min((v.day for v in means.verifications_of(at.state, who)), default=None) for who in told)


def _means(at: _At) -> Answer:
    lacking = [e for e in at.events if isinstance(e.body, ev.MeansLacking)]
    looked = [v.day for v in at.state.verifications]
    return _of_each(max((d for d in looked if e.day is not None and d <= e.day), default=None) for e in lacking)


def _scanned(at: _At) -> Answer:
    days = {s.item: s.day for s in at.file.scans if not s.gone}
    return _of_each(days.get(f"paper:{p.paper}") for p in _decisions(at))


def _lifted(at: _At) -> Answer:
    if not at.state.ended or not at.state.measures:
        return _UNASKED
    left = len(at.state.measures_held)
    return Answer("missing", said=f"còn {left}") if left else Answer("has", max(m.ended for m in at.state.measures if m.ended is not None))


def _receipts(at: _At) -> Answer:
    numbers = {e.body.of: e.body.number for e in at.events if isinstance(e.body, le.ReceiptGiven)}
    taken = [(e, e.body) for e in at.events if isinstance(e.body, ev.Collected)]
    return _of_each(e.day if numbers.get(e.seq) or body.receipt else None for e, body in taken)


def _vouchers(at: _At) -> Answer:
    return _of_each(e.day if e.body.voucher else None for e in at.events if isinstance(e.body, le.PaidOut))


def _settled(at: _At) -> Answer:
    if not at.state.ended or not any(isinstance(e.body, ev.Collected) for e in at.events):
        return _UNASKED
    # Without a receipt nothing is followed: what the matter holds above its obligations is all there is to ask.
    receipted = any(isinstance(e.body, le.ReceiptGiven) for e in at.events)
    left = ledger(at.events).held if receipted else at.state.held
    return Answer("missing", said=f"còn giữ {dong(left)} đồng") if left > 0 else Answer("has", at.state.status_day)


def _ending(at: _At) -> Answer:
    ends = [s.ended for s in at.state.lines.values() if s.ended is not None] if at.state.ended else []
    # What is paid in full has ended without a paper.
    return _of_each(e.day if e.paper else None for e in ends if e.kind != "done")


def _numbered(at: _At) -> Answer:
    left = sum(1 for d in at.file.listed if d.given < d.wanted)
    return Answer("missing", said=f"{left}/{len(at.file.listed)} tài liệu") if left else Answer("has")


def _counted(at: _At) -> Answer:
    # What the program printed it counts itself.
    left = sum(1 for d in at.file.listed if not d.counted and not d.key.startswith("paper:"))
    return Answer("missing", said=f"{left}/{len(at.file.listed)} tài liệu") if left else Answer("has")


def _settlement(at: _At) -> Answer:
    """What settles a complaint is asked for once its book has the day."""
    found, told = _document(at, "settlement"), [e.body.facts for e in at.events if isinstance(e.body, bk.EntryOpened | bk.EntryChanged)]
    return found if found.state == "has" or "settled" in dict(told[-1] if told else ()) else _UNASKED


def _filed(at: _At, stages: tuple[str, ...]) -> Answer:
    filed = at.state.archive or NONE
    if not at.state.ended:
        return _UNASKED
    return Answer("has", filed.since) if filed.stage in stages else Answer("missing")


#: One function for each check of ``law.completeness.CHECKS``.
CHECKS: dict[str, Callable[[_At], Answer]] = {
    "judgment": lambda at: _document(at, "judgment"),
    "request": _request,
    "decision": lambda at: _document(at, "decision"),
    "officer": lambda at: Answer("has", at.state.officer_since) if at.state.officer else Answer("missing"),
    "opened": _opened,
    "procuracy": _procuracy,
    "notified": _notified,
    "proof": _proof,
    "verified": _verified,
    "lacking": _means,
    "scanned": _scanned,
    "lifted": _lifted,
    "receipts": _receipts,
    "vouchers": _vouchers,
    "settled": _settled,
    "ending": _ending,
    "numbered": _numbered,
    "counted": _counted,
    "listed": lambda at: _filed(at, ("listed", "checked", "approved", "archived", "withdrawn")),
    "archived": lambda at: _filed(at, ("archived",)),
    "acceptance": lambda at: _document(at, "acceptance"),
    "complaint": lambda at: _document(at, "complaint"),
    "proposal": lambda at: _document(at, "proposal"),
    "settlement": _settlement,
}
