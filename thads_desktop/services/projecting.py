"""Refresh what lists and counters show, from the log and the registers. Everything here can be rebuilt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import delegation_events as de, events as ev, held, means
from thads_desktop.domain.asset import fold_asset
from thads_desktop.domain.dates import statistical_year
from thads_desktop.domain.fold import fold
from thads_desktop.domain.matter import MatterState, PaperState
from thads_desktop.domain.office import THE_OFFICE
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import several, sort_key
from thads_desktop.law.deadlines import PASSING, Deadline, deadlines_of
from thads_desktop.services import answers, book_projecting, money_projecting, projecting_marks, projecting_steps
from thads_desktop.services.paper_place import entry_of, judgment_of, subject_of
from thads_desktop.storage.projections import DeadlineRow, IntakeRow, MatterRow, PaperRow

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class Names:
    """Register rows asked for again and again while many matters are refreshed."""

    reader: Reader
    _seen: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def row(self, kind: str, key: str) -> dict[str, Any]:
        found = self._seen.get((kind, key))
        if found is None:
            found = (self.reader.row(kind, key) if key else None) or {}
            self._seen[kind, key] = found
        return found

    def ahead(self, kind: str, keys: Collection[str]) -> None:
        """Ask for these rows together: they will be asked for one by one."""
        missing = [key for key in keys if key and (kind, key) not in self._seen]
        if len(missing) > 1:
            found = self.reader.rows_of(kind, missing)
            self._seen.update(((kind, key), found.get(key) or {}) for key in missing)

    def stands(self, kind: str, key: str, row: dict[str, Any]) -> None:
        """This is said in the place of a row."""
        self._seen[kind, key] = row

    def name(self, kind: str, key: str) -> str:
        return str(self.row(kind, key).get("name", ""))

    def words(self, said: str) -> str:
        """The words of a human, as who asks may read them."""
        return said

    def recorder(self, actor: str) -> str:
        """Who recorded an event, in words; the office by the name it was set up with."""
        said = self.name("office", "self") if actor == THE_OFFICE else self.name("person", actor)
        return said or "chương trình"


def matter(desk: Desk, uow: UnitOfWork, key: str, names: Names | None = None) -> MatterState:
    """Refresh one matter: its line, its deadlines, its papers. Returns the folded state.

    names: of a sweep over many matters, which refreshes the judgments by itself.
    """
    whole, names = names is not None, names or Names(uow)
    events = uow.events_of(f"matter:{key}")
    state = fold(events)
    if not state.exists:
        uow.projections.drop_matter(key)
    owed = [d for d in deadlines_of(events, desk.rules_for(uow), desk.calendar(uow), state=state) if d.discharged_on is None]
    names.ahead("party", means.parties(state.lines.values()))
    if state.exists:
        sides = [(p, side) for side in ("debtors", "creditors") for p in _keys(state, side)]
        uow.projections.put_matter(matter_row(key, state, names, owed), search_text(key, state, names), sides)
    row = names.row("matter", key)
    uow.projections.put_deadlines(
        f"matter:{key}", [_deadline_row(f"matter:{key}", d, state.officer, row, names, state) for d in owed]
    )
    uow.projections.put_marks(key, projecting_marks.of(events, state, owed, names, key))
    from thads_desktop.services import asset_projecting

    # What its assets owe stands before the matter, too; they are looked at when its line is there, whose number they bear.
    of_assets = asset_projecting.of_matter(desk, uow, key, state)
    owed = [*owed, *of_assets]
    if state.exists and of_assets:
        uow.projections.set_next_due(key, *_next(owed))
    projecting_steps.matter(desk, uow, key, state, owed, str(row.get("number_text", "")), _parties(state, names, "debtors"))
    money_projecting.matter(uow, key, events, state)
    _papers(uow, key, names, state)
    _receipts(uow, f"matter:{key}", events)
    if not whole and state.judgment and any(isinstance(e.body, (ev.Withdrawn, ev.Cancelled)) for e in events):
        # Whether the judgment waits again hangs on what became of its decision.
        intake(desk, uow, state.judgment)
    return state


def matter_row(key: str, state: MatterState, names: Names, owed: list[Deadline]) -> MatterRow:
    """The matter's line in the list, as of now."""
    assert state.opened is not None
    row = names.row("matter", key)
    number_text = str(row.get("number_text", ""))
    next_due, next_rule = _next(owed)
    debtor = several(_parties(state, names, "debtors"))
    officer = names.name("person", state.officer)
    return MatterRow(
        matter=key,
        number_text=number_text,
        number=int(row.get("number") or 0),
        symbol=number_text.partition("/")[2],
        decision_day=state.opened,
        stat_year=statistical_year(state.opened),
        kind=state.kind,
        case_type=state.case_type,
        debtor=debtor,
        debtor_sort=sort_key(debtor),
        creditor=several(_parties(state, names, "creditors")),
        due=state.due,
        collected=state.collected,
        rest=state.rest,
        officer=state.officer,
        officer_name=officer,
        officer_sort=sort_key(officer),
        status=state.status,
        status_day=state.status_day,
        next_due=next_due,
        next_rule=next_rule,
        closed=state.ended,
        delegated_in=state.delegated_in,
        last_seq=state.last_seq,
    )


def _next(owed: list[Deadline]) -> tuple[date | None, str]:
    """The day and the rule of what is to be done first; time that only passes comes after what is to be done."""
    first = min(owed, key=lambda d: (d.rule in PASSING, d.due), default=None)
    return (first.due, first.rule) if first is not None else (None, "")


def search_text(key: str, state: MatterState, names: Names) -> str:
    """Everything a clerk may remember of a matter: number (also with its year), names, identity numbers, addresses, judgment."""
    row, judgment = names.row("matter", key), names.row("judgment", state.judgment)
    number = str(row.get("number_text", ""))
    words = [number, *_with_year(number, state.opened), str(judgment.get("number", "")), str(judgment.get("court", ""))]
    for side in ("debtors", "creditors"):
        for party in _keys(state, side):
            content = names.row("party", party)
            words += [str(content.get("name", "")), *content.get("ids", ()), str(content.get("address", ""))]
    return " ".join(w for w in words if w)


def _with_year(number_text: str, day: date | None) -> list[str]:
    """ "10/2020" for decision 10 of 2020, by the calendar and by its statistical year."""
    number = number_text.partition("/")[0].strip()
    if day is None or not number.isdecimal():
        return []
    return sorted({f"{n}/{year}" for n in (number, number.lstrip("0")) for year in (day.year, statistical_year(day))})


def of_paper(desk: Desk, uow: UnitOfWork, place: str) -> None:
    """Refresh what a paper stands on: its matter, the judgment received, or an entry of a book."""
    judgment = judgment_of(place)
    if entry := entry_of(place):
        book_projecting.entry(desk, uow, entry)
    elif judgment:
        intake(desk, uow, judgment)
    else:
        matter(desk, uow, place)


def intake(desk: Desk, uow: UnitOfWork, key: str) -> None:
    """Refresh one received judgment: what it waits for."""
    from thads_desktop.services import subject_terms

    subject = f"intake:{key}"
    events = uow.events_of(subject)
    standing = in_force(events)
    money_projecting.intake(uow, key, events)
    _receipts(uow, subject, events)
    if not standing:
        uow.projections.drop_intake(key)
        uow.projections.put_deadlines(subject, [])
        for paper_key, _form in uow.projections.drafts_of(subject):
            # What was begun on it goes with it.
            uow.drop_draft(f"paper:{paper_key}")
            uow.projections.drop_paper(paper_key)
        return
    row = uow.row("judgment", key) or {}
    gone = answers.gone_of(uow, standing)
    owed = [d for d in subject_terms.of_judgment(uow, subject_terms.counter(desk, uow), subject, events) if d.discharged_on is None]
    decided = any(isinstance(e.body, ev.IntakeDecided) for e in standing)
    # Where the decision is gone it waits, also where no term runs anew.
    again = bool(gone) and answers.waits_again(uow, key)
    received = next(e for e in standing if isinstance(e.body, ev.JudgmentReceived))
    assert received.day is not None
    uow.projections.put_intake(
        IntakeRow(
            judgment=key,
            number=str(row.get("number", "")),
            day=str(row.get("day", "")),
            court=str(row.get("court", "")),
            parties="",
            received=received.day,
            kind=str(row.get("case_type", "")),
            state=_intake_state(standing, waits=bool(owed) or again, decided=decided),
            next_due=min((d.due for d in owed), default=None),
            held=sum(held.by_payer(standing).values()),
        )
    )
    names = Names(uow)
    uow.projections.put_deadlines(subject, [_deadline_row(subject, d, "", row, names, None) for d in owed])
    papers_of(uow, subject, events, names)


def _receipts(uow: UnitOfWork, subject: str, events: list[ev.Event]) -> None:
    from thads_desktop.services import receipts

    if (rows := receipts.rows_of(subject, events)) is not None:
        uow.projections.put_receipts(subject, rows)


def _intake_state(standing: list[ev.Event], *, waits: bool, decided: bool) -> str:
    """waiting | decided | sent_back | assets | waiting_request."""
    bodies = [e.body for e in standing]
    if not decided and any(isinstance(b, de.DelegationMistaken) for b in bodies):
        return "sent_back"
    if any(isinstance(b, de.DelegationTaken) and b.assets for b in bodies):
        return "assets"
    return "waiting" if waits else ("decided" if decided else "waiting_request")


def papers_of(uow: UnitOfWork, place: str, events: list[ev.Event], names: Names | None = None) -> None:
    """The papers of a judgment received, or of an entry, in the list of papers."""
    if any(isinstance(e.body, (ev.PaperSubmitted, ev.PaperSigned)) for e in events) or uow.projections.drafts_of(place):
        _papers(uow, place, names or Names(uow), fold(events))


def _papers(uow: UnitOfWork, place: str, names: Names, state: MatterState) -> None:
    for paper in state.papers.values():
        # A decision on entrusted assets that an older program numbered has its row once it is taken up.
        if not judgment_of(place) or names.row("paper", paper.paper):
            uow.projections.put_paper(_paper_row(place, paper, names, state))
    for key, form in uow.projections.drafts_of(place):
        # A draft that is only kept stands in the list too, and says what its place says now.
        if key not in state.papers:
            uow.projections.put_paper(_paper_row(place, PaperState(key, form, "draft"), names, state))


def draft_paper(uow: UnitOfWork, matter_key: str, paper: str, form: str) -> None:
    """A draft in the list of papers; nothing counted depends on it."""
    state = fold(uow.events_of(subject_of(matter_key)))
    stands = state.papers.get(paper) or PaperState(paper, form, "draft")
    uow.projections.put_paper(_paper_row(matter_key, stands, Names(uow), state, uow.draft(f"paper:{paper}")))


def everything(
    desk: Desk, uow: UnitOfWork, progress: Callable[[int], None] | None = None, matters: Iterable[str] | None = None
) -> int:
    """Rebuild every projection from nothing (or only the matters named). How many matters were refreshed."""
    names, whole = Names(uow), matters is None
    if matters is None:
        uow.projections.rebuild()
        for key, content in uow.rows("party").items():
            from thads_desktop.services import parties

            parties.project(uow, key, content, parties.merged_into(uow, key))
        for subject in uow.subjects("intake"):
            intake(desk, uow, subject.partition(":")[2])
        # Tasks before their matters, before which they stand.
        for subject in uow.subjects("task"):
            projecting_steps.task(uow, subject.partition(":")[2])
        from thads_desktop.services import asset_projecting

        # And assets, which say to which matters they belong.
        asset_projecting.everything(desk, uow)
        matters = [s.partition(":")[2] for s in uow.subjects("matter")]
    done = 0
    left: set[str] = set()
    for done, key in enumerate(matters, 1):
        if not matter(desk, uow, key, names).exists:
            left |= _carried_in(uow, key)
        if progress is not None and done % 100 == 0:
            progress(done)
    if whole:
        from thads_desktop.services import store_projecting

        book_projecting.everything(desk, uow)
        projecting_steps.periods(desk, uow)
        money_projecting.fund(uow)
        store_projecting.everything(uow)
    for key, content in uow.drafts("paper:").items():
        draft_paper(uow, content["matter"], key.partition(":")[2], content["form"])
    uow.projections.drop_idle_parties(left)
    return done


def again(desk: Desk, uow: UnitOfWork, touched: Callable[[DeadlineRow], bool]) -> int:
    """Derive anew every matter and intake with such an open deadline, after what terms are counted by has changed. How many."""
    names = Names(uow)
    rows = [row for secret in (False, True) for row in uow.projections.deadlines(secret=secret)]
    subjects = dict.fromkeys(row.subject for row in rows if touched(row))
    for subject in subjects:
        kind, _, key = subject.partition(":")
        if kind == "intake":
            intake(desk, uow, key)
        elif kind == "entry":
            book_projecting.entry(desk, uow, key)
        elif kind == "chain":
            projecting_steps.period(desk, uow, subject)
        elif kind == "asset":
            from thads_desktop.services import asset_projecting

            asset_projecting.asset(desk, uow, key)
            for of in fold_asset(uow.events_of(subject)).matters:
                matter(desk, uow, of, names)
        else:
            matter(desk, uow, key, names)
    return len(subjects)


def _carried_in(reader: Reader, key: str) -> set[str]:
    """The parties that came with a matter of an import; of an import undone, nobody else may know them."""
    first = reader.events_of(f"matter:{key}")[0].body
    return {p for line in first.lines for p in (*line.debtors, *line.creditors)} if isinstance(first, ev.CarriedIn) else set()


def owed_title(owed: Deadline, names: Names) -> str:
    """What is to be done; where part of it is done already, for whom or for which obligation it still stands."""
    who = several([x for x in (names.name("party", p) for p in owed.parties) if x])
    lines = f"khoản {several([str(n) for n in owed.lines])}" if owed.lines else ""
    left = "; ".join(x for x in (who, lines) if x)
    return f"{owed.title} ({left})" if left else owed.title


def _deadline_row(
    subject: str, owed: Deadline, officer: str, row: dict[str, Any], names: Names, state: MatterState | None
) -> DeadlineRow:
    debtor = several(_parties(state, names, "debtors")) if state else str(row.get("court", ""))
    return DeadlineRow(
        subject=subject,
        rule=owed.rule,
        case_=owed.case,
        title=owed_title(owed, names),
        born=owed.born,
        due=owed.due,
        cite=owed.cite,
        officer=officer,
        number_text=str(row.get("number_text") or row.get("number", "")),
        debtor=debtor,
    )


def _paper_row(key: str, paper: PaperState, names: Names, state: MatterState, draft: dict[str, Any] | None = None) -> PaperRow:
    """draft: what is kept of a paper that was never submitted; whom a decision names is all that is told of it."""
    content = names.row("paper", paper.paper) or {"effect": (draft or {}).get("effect")}
    return PaperRow(
        paper=paper.paper,
        matter=key,
        form=paper.form,
        title=str(content.get("title", "")),
        stage=paper.stage,
        number_text=paper.number_text or str(content.get("number_text", "")),
        day=paper.numbered or paper.signed or paper.submitted or state.last_day,
        signer=names.name("person", paper.signer or content.get("to_sign", "")) or paper.signer,
        sha256=paper.sha256,
        updated_seq=state.last_seq,
        about=_about(key, content, names, state),
    )


def _about(key: str, content: dict[str, Any], names: Names, state: MatterState) -> str:
    """Number and debtors of the matter; of a decision not yet numbered, the debtors its draft names; of a judgment its number and court;
    of an entry its number."""
    if judgment_of(key):
        row = names.row("judgment", judgment_of(key))
        return " · ".join(str(row[x]) for x in ("number", "court") if row.get(x))
    if entry_of(key):
        return book_projecting.number_in(names, entry_of(key))
    number = str(names.row("matter", key).get("number_text", ""))
    found = _parties(state, names, "debtors")
    opening = (content.get("effect") or {}).get("opening")
    if not found and opening:
        found = list(dict.fromkeys(names.name("party", p) for x in opening["lines"] for p in x["debtors"]))
    return " · ".join(x for x in (number, several(found)) if x)


def _keys(state: MatterState, side: str) -> list[str]:
    return list(dict.fromkeys(key for line in state.lines.values() for key in getattr(line.line, side)))


def _parties(state: MatterState, names: Names, side: str) -> list[str]:
    return [name for name in (names.name("party", key) for key in _keys(state, side)) if name]
