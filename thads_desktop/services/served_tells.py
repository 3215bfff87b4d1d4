"""What the service of a paper starts (``law/service_law.starts``): written once for each party from the lines of the table as they stand, moved
when a line is put right, taken back when it is struck.

The enforcement decision: ``ValidNotice``; who gets money: ``PayeeNotified``; who gets things: ``ItemNoticed`` on their cards. The terms of an
asset read the lines themselves (``domain/served``). What a line wrote stands in its row ``serving`` ("told": subject and place in the log).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import (
    asset_events as ae,
    events as ev,
    ledger_events as le,
    means,
    paper_moment,
    served,
    store_events as se,
)
from thads_desktop.domain.asset import holding
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.delegation import packaged
from thads_desktop.domain.fold import fold
from thads_desktop.domain.given_copy_events import CopyGiven
from thads_desktop.domain.refusal import Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.service_events import PaperServed
from thads_desktop.domain.standing import in_force, standing
from thads_desktop.domain.store import item_of
from thads_desktop.domain.text import bare
from thads_desktop.law import service_law
from thads_desktop.services import masking, resting, store, store_mending, store_steps
from thads_desktop.services.paper_place import judgment_of, subject_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.domain.served import Valid
    from thads_desktop.law.service_law import Start
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.projecting import Names
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Ways of a service that the ledger knows by another name.
_LEDGER_WAY = {"media": "posting"}


@dataclass(frozen=True, slots=True)
class _Due:
    """One thing that is told to a party by a line: what is to stand on a subject since a day."""

    valid: Valid
    subject: str
    body: ev.Body
    said: str


@dataclass(frozen=True, slots=True)
class Written:
    """What a line of the table wrote and still stands; row: of that line."""

    subject: str
    event: ev.Event
    row: str


def begins(reader: Reader, state: MatterState, paper: str) -> tuple[Start, ...]:
    """What the service of a paper of a matter starts."""
    stands = state.papers.get(paper)
    if stands is None or not state.exists:
        return ()
    texts, opens = _texts(reader, paper), paper == state.opening_paper
    found = (s for s in service_law.starts(stands.form, opening=opens) if not s.when or str(texts.get(s.when, "")).strip())
    return tuple(s for s in found if s.what != "decision" or opens or _names_decision(reader, state, paper))


def written(reader: Reader, events: list[ev.Event], paper: str) -> list[Written]:
    """What the lines of a paper, those struck included, wrote that still stands."""
    found: dict[tuple[str, int], str] = {}
    state = fold(events)
    for event in events:
        body = event.body
        if isinstance(body, PaperServed) and body.doc == paper:
            row = reader.row("serving", body.row) or {}
            for subject, seq in row.get("told", ()) or _before(events, event, state):
                found[str(subject), int(seq)] = body.row
    stand: dict[str, dict[int, ev.Event]] = {}
    for subject, _seq in found:
        stand.setdefault(subject, {e.seq: e for e in standing(reader.events_of(subject))})
    return [Written(subject, stand[subject][seq], row) for (subject, seq), row in found.items() if seq in stand[subject]]


def _before(events: list[ev.Event], line: ev.Event, state: MatterState) -> list[tuple[str, int]]:
    """What a line of an older program wrote, which noted it nowhere: the notice right behind it."""
    body = line.body
    assert isinstance(body, PaperServed)
    if body.doc != state.opening_paper or body.served is None:
        return []
    after = next((e for e in events if e.seq == line.seq + 1), None)
    own = after is not None and isinstance(after.body, ev.ValidNotice) and after.body.party == body.recipient and after.day == body.served
    return [(after.subject, after.seq)] if after is not None and own else []


def settle(desk: Desk, uow: UnitOfWork, matter: str, paper: str, about: Collection[str] = ()) -> list[str]:
    """What the lines of the paper start stands as they say, and nothing else that they wrote; what changed, in words.

    about: the parties whose lines were written just now, of whom more is told.
    """
    if judgment_of(matter) or not subject_of(matter).startswith("matter:"):
        return []
    subject = subject_of(matter)
    events = uow.events_of(subject)
    state = fold(events)
    starts = begins(uow, state, paper)
    old = written(uow, events, paper)
    if not starts and not old:
        return []
    names, told = masking.names(desk, uow), list[str]()
    debtors = means.debtors(paper_moment.lines(events, state, paper).values())
    found = _Asked(desk, uow, matter, paper, state, in_force(events), {(w.subject, w.event.seq) for w in old}, frozenset(about), told, debtors)
    wanted = [d for valid in served.valid(found.stand, paper).values() for start in starts for d in found.due(start, valid)]
    kept = [(w, d) for d in wanted for w in old if w.subject == d.subject and w.event.day == d.valid.day and _same(w.event.body, d.body)]
    gone = [w for w in old if all(w is not k for k, _d in kept)]
    fresh = [d for d in wanted if all(d is not k for _w, k in kept)]
    _refuse_rested(desk, uow, events, subject, gone, fresh)
    for w in gone:
        if not _take_back(uow, desk, w, told):
            fresh = [d for d in fresh if d.subject != w.subject]
            continue
        if all(d.subject != w.subject or _party(d.body) != _party(w.event.body) for d in fresh):
            told.append(_over(names, w.event))
    for d in fresh:
        at = _append(desk, uow, d, told)
        if at:
            row = uow.row("serving", d.valid.row) or {}
            uow.write_row("serving", d.valid.row, {**row, "told": [*row.get("told", ()), [d.subject, at]]})
            told.append(d.said)
    return told


def line_of(reader: Reader, events: list[ev.Event], target: ev.Event) -> ev.Event:
    """The line of service that wrote an event, where one did: both go as one. Else the event itself."""
    if not isinstance(target.body, ev.ValidNotice | le.PayeeNotified):
        return target
    lines = {e.body.row: e for e in in_force(events) if isinstance(e.body, PaperServed)}
    docs = dict.fromkeys(e.body.doc for e in lines.values() if isinstance(e.body, PaperServed))
    rows = (w.row for doc in docs for w in written(reader, events, doc) if w.event.seq == target.seq)
    return next((lines[row] for row in rows if row in lines), target)


def with_line(reader: Reader, events: list[ev.Event], line: ev.Event) -> list[ev.Event]:
    """What goes with a line of service that is struck: what it started on its own matter, and its sending, unless more rests on that."""
    body = line.body
    if not isinstance(body, PaperServed):
        return []
    stand = standing(events)
    seqs = {w.event.seq for w in written(reader, events, body.doc) if w.row == body.row and w.subject == line.subject}
    if not packaged(stand, body.doc) and not any(isinstance(e.body, CopyGiven) and e.body.doc == body.doc for e in stand):
        shared = {s for e in stand if e.seq != line.seq and isinstance(e.body, PaperServed)
                  for s in (reader.row("serving", e.body.row) or {}).get("sent", ())}  # fmt: skip
        seqs |= {s for s in (reader.row("serving", body.row) or {}).get("sent", ()) if s not in shared}
    return [e for e in stand if e.seq in seqs]


# --- what is to stand -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Asked:
    """mine: what the lines of this paper wrote, by subject and place; debtors: who owed when it was made."""

    desk: Desk
    reader: Reader
    matter: str
    paper: str
    state: MatterState
    stand: list[ev.Event]
    mine: set[tuple[str, int]]
    about: frozenset[str]
    told: list[str]
    debtors: tuple[str, ...]

    def due(self, start: Start, valid: Valid) -> list[_Due]:
        who = masking.names(self.desk, self.reader).name("party", valid.party)
        match start.what:
            case "decision":
                return self._decision(start, valid, who)
            case "payee":
                return self._payee(valid, who)
            case "things":
                return self._things(start, valid, who)
            case _:
                self._asset(valid, who)
                return []

    def _say(self, valid: Valid, said: str) -> None:
        if valid.party in self.about:
            self.told.append(said)

    def _typed(self, kind: type[ev.Body], party: Collection[str]) -> list[date]:
        """The days of such events that no line of this paper wrote."""
        subject = subject_of(self.matter)
        return [
            e.day for e in self.stand
            if isinstance(e.body, kind) and _party(e.body) in party and e.day is not None and (subject, e.seq) not in self.mine
        ]  # fmt: skip

    def _decision(self, start: Start, valid: Valid, who: str) -> list[_Due]:
        """The voluntary period of a debtor begins with the notice of the decision."""
        if valid.party not in self.debtors or blocked(self.desk, start, valid.way, valid.sent):
            return []
        typed = self._typed(ev.ValidNotice, ("", valid.party))
        if typed and min(typed) <= valid.day:
            if min(typed) < valid.day:
                self._say(valid, f"{who} đã có thông báo hợp lệ ngày {short_date(min(typed))}: thời hạn tự nguyện tính từ ngày ấy.")
            return []
        said = f"Thông báo hợp lệ cho {who} ngày {short_date(valid.day)}: thời hạn tự nguyện tính từ đó."
        return [_Due(valid, subject_of(self.matter), ev.ValidNotice(valid.way, valid.party), said)]

    def _payee(self, valid: Valid, who: str) -> list[_Due]:
        """Who gets money has been told to come for it."""
        if valid.day in self._typed(le.PayeeNotified, (valid.party,)):
            return []
        day = short_date(valid.day)
        if not any(isinstance(e.body, le.ReceiptGiven) for e in self.stand):
            self._say(valid, f"{who} được thông báo nhận tiền ngày {day}; việc chưa có khoản thu nào ghi biên lai nên chưa tính hạn đến nhận.")
        said = f"{who} được thông báo nhận tiền ngày {day}: thời hạn đến nhận, gửi tiết kiệm, sung quỹ tính từ đó."
        body = le.PayeeNotified(valid.party, (), _LEDGER_WAY.get(valid.way, valid.way))
        return [_Due(valid, subject_of(self.matter), body, said)]

    def _things(self, start: Start, valid: Valid, who: str) -> list[_Due]:
        """The things of the store that the notice names are to be fetched since."""
        said = bare(str(_texts(self.reader, self.paper).get(start.when, "")))
        found = []
        for item, stands in self.state.exhibits.items():
            if stands.fate != "return" or not stands.here or stands.left <= 0:
                continue
            card = item_of(self.reader.events_of(f"item:{item}"))
            owners = {card.party} - {""} or ({*self.state.lines[stands.line].line.creditors} if stands.line in self.state.lines else set())
            if not owners or valid.party in owners:
                found.append((item, str((self.reader.row("item", item) or {}).get("name", ""))))
        named = [x for x in found if x[1] and bare(x[1]) in said] or (found if len(found) == 1 else [])
        if not named:
            self._say(valid, f"Chưa rõ tài sản nào trong kho được thông báo cho {who}: hãy ghi ngày thông báo trên thẻ của tài sản ấy ở Vật chứng.")
        day = short_date(valid.day)
        return [
            _Due(valid, f"item:{item}", se.ItemNoticed(None, valid.party), f"{who} được thông báo nhận {name} ngày {day}: hạn đến nhận tính từ đó.")
            for item, name in named
        ]  # fmt: skip

    def _asset(self, valid: Valid, who: str) -> None:
        """The terms of the asset read the line themselves; here it is only said whether there is a step that they run from."""
        tied = any(
            isinstance(e.body, ae.StepOnPaper) and e.body.doc == self.paper
            for key in self.reader.projections.assets.of_matter(self.matter) for e in holding(self.reader.events_of(f"asset:{key}"))
        )  # fmt: skip
        on = f"{who} được thông báo hợp lệ ngày {short_date(valid.day)}"
        left = "văn bản không gắn với thẻ tài sản nào nên chưa tính hạn: hãy ghi bước thông báo trên thẻ tài sản"
        self._say(valid, f"{on}: thời hạn của người ấy tính từ đó." if tied else f"{on}; {left}.")


def blocked(desk: Desk, start: Start, code: str, sent: date) -> str:
    """Why this way never tells that validly under the law of the day, in words; "" where it does."""
    way = service_law.way(code, desk.rules.law_on(sent))
    if way is None or start.what not in way.not_for:
        return ""
    return f"{way.not_note} ({way.not_cite})"


def _texts(reader: Reader, paper: str) -> dict[str, Any]:
    return dict((reader.row("paper", paper) or {}).get("texts") or {})


def _names_decision(reader: Reader, state: MatterState, paper: str) -> bool:
    """The notice tells of the enforcement decision, by its number."""
    number = str((reader.row("paper", state.opening_paper) or {}).get("number_text", "")) if state.opening_paper else ""
    return bool(number) and number in str(_texts(reader, paper).get("paper_told", ""))


# --- what is written --------------------------------------------------------------------------------


def _same(one: ev.Body, other: ev.Body) -> bool:
    """They tell the same; words beside them (``row``, since when a judgment has effect) are no difference."""
    if isinstance(one, se.ItemNoticed) and isinstance(other, se.ItemNoticed):
        return one.party == other.party
    return one == other


def _party(body: ev.Body) -> str:
    return str(getattr(body, "party", ""))


def _refuse_rested(desk: Desk, uow: UnitOfWork, events: list[ev.Event], subject: str, gone: list[Written], fresh: list[_Due]) -> None:
    """A notice is moved or taken back only while no later paper would lose what it rests on."""
    out: set[int] = set()
    put: dict[int, ev.Event] = {}
    for w in (w for w in gone if w.subject == subject):
        moved = next((d for d in fresh if d.subject == subject and type(d.body) is type(w.event.body) and _party(d.body) == _party(w.event.body)), None)
        if moved is None:
            out.add(w.event.seq)
        else:
            put[w.event.seq] = replace(w.event, day=moved.valid.day, body=moved.body)
    if out or put:
        resting.refuse(desk, uow, events, out, "", "strike.rests_on", put)


def _take_back(uow: UnitOfWork, desk: Desk, w: Written, told: list[str]) -> bool:
    """False where the card of a thing goes on behind it: then it stands, and is said."""
    if not w.subject.startswith("item:"):
        uow.append(w.subject, None, ev.Struck(w.event.seq))
        return True
    item = w.subject.partition(":")[2]
    before, code = store_steps.held(uow, item)
    last = max(standing(uow.events_of(w.subject)), key=lambda e: e.seq)
    if last.seq != w.event.seq:
        told.append(f"Thẻ {code} đã có dòng sau nên ngày thông báo trên thẻ giữ nguyên: hãy xem lại ở Vật chứng.")
        return False
    store_mending.strike_in(desk, uow, item, w.event.seq, before)
    return True


def _append(desk: Desk, uow: UnitOfWork, d: _Due, told: list[str]) -> int:
    """The place in the log; 0 where it cannot be written, which is said."""
    if d.subject.startswith("item:"):
        try:
            assert isinstance(d.body, se.ItemNoticed)
            return store.notify_in(desk, uow, d.subject.partition(":")[2], d.valid.day, None, d.body.party)
        except Refused as refused:
            told.append(" ".join(say(r) for r in refused.refusals))
            return 0
    return uow.append(d.subject, d.valid.day, d.body, desk.rules.law_on(d.valid.day)).seq


def _over(names: Names, event: ev.Event) -> str:
    who = names.name("party", _party(event.body))
    what = "Thông báo hợp lệ" if isinstance(event.body, ev.ValidNotice) else "Thông báo nhận tiền, tài sản"
    day: date | None = event.day
    return f"{what} cho {who}{f' ngày {short_date(day)}' if day is not None else ''} không còn: hạn tính từ đó được bỏ."


