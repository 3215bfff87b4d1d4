"""One opened data folder and the person at it: what every service is given.

Holds the store, the clock, the law and who acts. Nothing here decides; it opens, and it answers which office,
people, calendar and settings hold on a day.
"""

from __future__ import annotations

import json
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from thads_desktop import dated
from thads_desktop.domain import events as ev
from thads_desktop.domain.access_events import Confirmed
from thads_desktop.domain.calendar import WorkingCalendar
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.money import USUAL, Spelling
from thads_desktop.domain.office import THE_OFFICE
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.standing import as_recorded
from thads_desktop.law.holidays import load_calendar
from thads_desktop.law.ruleset import NEW_LAW, Rules
from thads_desktop.services import book_rights, freezing, packs_held, server_password
from thads_desktop.services.lawview import LawOn
from thads_desktop.storage.database import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.access import Access, Account
    from thads_desktop.storage.database import Look
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Settings and what they are when nobody changed them. Values are JSON.
DEFAULTS: dict[str, Any] = {
    "series.decision.start": "10-01",
    "series.admin.start": "01-01",
    "series.decisions": "apart",
    "return.officer": "at_end",
    "return.opening": "shrinks",
    "one_signer": False,
    "voluntary_account": "",
    "words.zero_tens": USUAL.zero_tens,
    "words.thousand": USUAL.thousand,
    "practice.day": "",
    "money.fee_base_day": "receipt",
    "money.rounding": "nearest",
    "money.fee_new_law": "open",
    "money.day_count": "365",
    "file.sides": "one",
    "file.cover": "a3",
    "file.scan_most": "20",
    "registers.letters_decisions": "no",
}


def spelling_in(settings: Mapping[str, Any]) -> Spelling:
    """How an office with these settings writes amounts in words."""
    return Spelling(settings["words.zero_tens"], settings["words.thousand"])


@dataclass(slots=True)
class Desk:
    """store: the open data folder; actor: person id ("" = the office itself records); role: what the actor is here.

    practice: invented data that stand on a day of their own, however late it is outside.
    """

    store: Store
    clock: Clock
    folder: Path
    #: As ``rules``, once they were asked for.
    _rules: Rules | None = None
    actor: str = ""
    role: str = "clerk"
    practice: bool = False
    #: The trouble that was found with the store ("" = none): nothing more is written.
    damaged: str = ""
    #: The folder was let go of.
    closed: bool = False
    #: A private copy of a folder that takes no writing: it goes with the desk.
    passing: bool = False
    #: Who sits here (``services.access``); None = no account holds this desk: it is being set up, or it is the program's own.
    access: Access | None = None
    #: The colleague who confirmed the act that is carried out now (``services.second``).
    second: Account | None = None
    #: What is done just before an act that is hard to take back (a whole import, its undoing, a closing): a copy.
    before_risk: Callable[[], object] | None = field(default=None, repr=False)
    #: Somebody sits at a window: what falls into a closed period is asked for first (``services.freezing``), and why it comes late.
    asks_late: bool = False
    late_reason: str = ""
    #: What the installed packs lay over the shipped files.
    packs: dated.Overlay = dated.SHIPPED
    _calendar: tuple[dict[date, bool], WorkingCalendar] | None = field(default=None, repr=False)
    #: What returns have read of the log (``services.return_reading``).
    returns_read: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @property
    def rules(self) -> Rules:
        """The law under the packs that hold; read with the first question, which the first window does not ask."""
        if self._rules is None:
            self._rules = Rules.of(self.packs)
        return self._rules

    @contextmanager
    def writing(self, act: str, *, two: bool | None = None) -> Iterator[UnitOfWork]:
        """A unit of work for an act, in the actor's name (the office's where nobody is); rolled back unless ``commit`` was called.

        Refused("rights.*") where the account may not, or a second person must confirm (two: as the table says, unless the
        caller judges that itself).
        """
        if self.damaged:
            raise Trouble(self.damaged, folder=str(self.folder))
        dated.use(self.packs)
        role = self.allow(act, two=two)
        with self.store.writing(self.actor or THE_OFFICE, role) as uow:
            if self.access is not None:
                uow.before_append = partial(book_rights.refuse_subject, self)
            second = self.second
            watch = freezing.Watch(self, uow)
            uow.on_append = watch.saw
            since = uow.head()[0] + 1 if second is not None else 0

            def settle() -> None:
                watch.settle()
                # What is typed is kept beside an act that two do: nobody stands by that.
                if second is not None and act != "keep":
                    uow.append(f"account:{second.key}", self.clock.today(), Confirmed(act, since))

            uow.before_commit = settle
            yield uow

    @contextmanager
    def founding(self) -> Iterator[UnitOfWork]:
        """A unit of work before anybody can be asked for a right: the first account, a password by the recovery sheet."""
        with self.store.writing(self.actor or THE_OFFICE, "administrator") as uow:
            yield uow

    def allow(self, act: str, *, two: bool | None = None) -> str:
        """The role in which the act is done. Refused("rights.none" | "rights.second"), naming who may."""
        if self.access is None:
            return self.role
        from thads_desktop.services import second

        return second.allowed(self, act, two=two)

    def may(self, act: str) -> bool:
        """The account has this right, whoever may have to confirm."""
        return self.access is None or self.access.account.may(act)

    def require(self, act: str) -> None:
        """Refused("rights.none") where the account has not this right: for what is read."""
        self.allow(act, two=False)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A consistent snapshot, read only. Refused("account.closed") once another desk has closed the account that sits here."""
        if self.access is not None and not self.access.account.active:
            raise Refused(Refusal("account.closed", field="login"))
        with self.looking() as reader:
            yield reader

    @contextmanager
    def looking(self) -> Iterator[Reader]:
        """As ``reading``, whoever sits here: for getting in, and for what became of the account."""
        dated.use(self.packs)
        with self.store.reading() as reader:
            yield reader

    def hold(self, packs: dated.Overlay) -> None:
        """From here on these packs lie over the shipped files: for this desk, and for the process as long as it is used."""
        self.packs, self._rules, self._calendar = packs, None, None
        dated.use(packs)

    def risk(self) -> None:
        """An act that is hard to take back begins now: everything has been judged, nothing is written yet."""
        if self.before_risk is not None:
            self.before_risk()

    def law_on(self, day: date) -> LawOn:
        return LawOn(self.rules, day)

    def calendar(self, reader: Reader) -> WorkingCalendar:
        """The working calendar with the office's own changes."""
        changed: dict[date, bool] = {}
        for _subject, events in reader.stream("calendar"):
            for event in as_recorded(events):
                if isinstance(event.body, ev.CalendarChanged):
                    changed[event.body.on] = event.body.day_off
        if self._calendar is None or self._calendar[0] != changed:
            self._calendar = (changed, load_calendar(changed))
        return self._calendar[1]

    def rules_for(self, reader: Reader, day: date | None = None) -> Rules:
        """The rules with what the office has set for terms that run over 1 July 2026, as asked about a day (None = today)."""
        said = [e.body for e in as_recorded(reader.events_of("setting:transition.term")) if isinstance(e.body, ev.SettingChanged)]
        crossing = json.loads(said[-1].value) if said else self.rules.crossing
        changed = (day or self.clock.today()) >= NEW_LAW
        same = (crossing, changed) == (self.rules.crossing, self.rules.changed)
        return self.rules if same else replace(self.rules, crossing=crossing, changed=changed)

    def settings(self, reader: Reader, seq: int | None = None) -> dict[str, Any]:
        """Every setting that moves a derived figure, as of a place in the log (None = now)."""
        return {"transition.term": self.rules.crossing, **self.said(reader, seq)}

    def spelling(self, reader: Reader) -> Spelling:
        """How this office writes amounts in words."""
        return spelling_in(self.said(reader))

    def said(self, reader: Reader, seq: int | None = None) -> dict[str, Any]:
        """As ``settings``, without those whose default the law has."""
        values = dict(DEFAULTS)
        for subject, events in reader.stream("setting"):
            for event in as_recorded(events, seq):
                if isinstance(event.body, ev.SettingChanged):
                    values[subject.partition(":")[2]] = json.loads(event.body.value)
        return values

    def look_through(self, pause: Callable[[], None] = lambda: None) -> None:
        """Read all that was written once and the lists. Trouble("store.damaged" | "store.lists") when something does not hold;
        from then on nothing is written. pause: called between small parts, so that a window keeps its turn."""
        from thads_desktop.storage.verify import hurt

        with self.reading() as reader:
            found = hurt(reader, pause)
        if found:
            self._shut("store.damaged" if found == "kept" else "store.lists")

    def look_at_chain(self) -> None:
        """As ``look_through`` for the chain alone: before each act that fixes figures for good."""
        from thads_desktop.storage.verify import first_break

        with self.reading() as reader:
            broken = first_break(reader)
        if broken:
            self._shut("store.damaged")

    def _shut(self, code: str) -> NoReturn:
        self.damaged = code
        raise Trouble(code, folder=str(self.folder))

    def close(self) -> None:
        from thads_desktop.exchange import signature

        self.closed = True
        signature.watch(self.folder, None)
        dated.use(dated.SHIPPED)
        self.store.close()
        if self.passing:
            shutil.rmtree(self.folder, ignore_errors=True)


def open_desk(
    folder: Path, clock: Clock, *, create: bool = False, actor: str = "", role: str = "clerk",
    progress: Callable[[int], None] | None = None, look: Look = "quick", key: bytes | None = None, password: str | None = None,
) -> Desk:  # fmt: skip
    """Open (or create) the data folder. Raises Trouble when it cannot be used; see ``storage.database``.

    key: the office's data key; None = the store is in the clear, or this process has it open already.
    Lists made by another version of the program are built anew first; progress(matters done) is told of that.
    password: for a folder that leads to a server; None = as ``server_password`` knows it.
    """
    password = server_password.known() if password is None else password
    store = Store.open(folder, clock, create=create, look=look, key=key, password=password)
    desk = Desk(store, clock, folder, None, actor, role)
    try:
        try:
            with desk.reading() as reader:
                day = desk.said(reader)["practice.day"]
                laid = packs_held.overlay(reader, packs_held.held(reader))
            if laid.digest:
                packs_held.load(laid)
            desk.hold(laid)
            if day:
                desk.practice = True
                desk.clock = desk.store.clock = FixedClock(date.fromisoformat(day))
        except (ValueError, TypeError) as error:
            # What was not read through before may say anything.
            raise Trouble("store.damaged", folder=str(folder)) from error
        from thads_desktop.exchange import signature
        from thads_desktop.services import office_key

        signature.watch(desk.folder, office_key.Keeper(desk))
        if desk.store.stale:
            _build_lists(desk, progress)
    except BaseException:
        desk.close()
        raise
    return desk


def _build_lists(desk: Desk, progress: Callable[[int], None] | None) -> None:
    from thads_desktop.services import projecting

    with desk.writing("keep") as uow:
        projecting.everything(desk, uow, progress)
        uow.commit()
    desk.store.stale = False


def mark_as_practice(desk: Desk, day: date) -> None:
    """Make this a practice office that stands on a day for ever; only the demonstration does so, with invented data."""
    with desk.writing("setting") as uow:
        uow.append("setting:practice.day", desk.clock.today(), ev.SettingChanged(json.dumps(day.isoformat())))
        uow.commit()
