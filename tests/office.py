"""An invented office for tests: people, a judgment, a matter, each by the real services on a real file."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from shutil import copytree
from stat import S_IMODE
from tempfile import TemporaryDirectory
from typing import Any

from tests.retold import Stand, at, patched, retold
from thads_desktop import dated
from thads_desktop.documents.form import form_for
from thads_desktop.domain import access_events as ae, events as ev
from thads_desktop.domain.acts import Effect, Opening
from thads_desktop.domain.clock import FixedClock
from thads_desktop.domain.fold import fold
from thads_desktop.printing import recovery_sheet
from thads_desktop.services import (
    access,
    acts,
    first_account,
    form_approval,
    intake,
    measure_forms,
    papers,
    parties,
    people,
    reopening,
    upkeep,
)
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.storage import cipher, database, keyring
from thads_desktop.storage.reader import Reader
from thads_desktop.storage.server_place import place_of

OFFICE = "Chi cục Thi hành án dân sự quận Lê Chân"
LOGIN, PASSWORD = "thử", "mật khẩu để thử"
PARENT = "Cục Thi hành án dân sự thành phố Hải Phòng"


@dataclass
class Bench:
    """An open desk and the ids of what was set up."""

    desk: Desk
    clock: FixedClock
    head: str
    officer: str
    second: str
    matters: list[str] = field(default_factory=list)
    #: Of a copy: whose, and where its store stands as long as nobody wrote to it (``tests.retold``).
    model: Model | None = field(default=None, repr=False, compare=False)
    stand: Stand | None = field(default=None, repr=False, compare=False)
    written: tuple[object, ...] | None = field(default=None, repr=False, compare=False)

    def reopen(self, year: int = 2020, months: int = 3, regime: str = "2015") -> None:
        """The head opens a closed period again."""
        reopening.reopen(self.desk, regime, year, months, "ghi sổ muộn")

    def on(self, day: date) -> None:
        """It is this day from now on."""
        self.clock.day = day

    def judgment(self, number: str = "15/2019/DS-ST", received: date = date(2019, 10, 1)) -> str:
        return intake.receive_judgment(
            self.desk,
            intake.JudgmentInput(number, date(2019, 9, 2), "Tòa án nhân dân quận Lê Chân", "dan_su", received),
        )

    @retold
    def decision(
        self, *, due: int | None = 10_000_000, kind: str = "cd", day: date | None = None, debtor: str = "Nguyễn Văn An",
        number: str = "15/2019/DS-ST",
    ) -> str:  # fmt: skip
        """A matter opened by an issued enforcement decision; its id."""
        judgment = self.judgment(number)
        request = ""
        if kind == "yc":
            asked = parties.PartyInput("Công ty TNHH Ánh Dương", "org")
            request = intake.receive_request(self.desk, judgment, asked, date(2019, 10, 2))
        with self.desk.writing("keep") as uow:
            owes = parties.add(
                uow, parties.PartyInput(debtor, birth_year=1980, ids=("031080000001",), address="số 12 phố Cầu Đất")
            )
            owed = parties.add(uow, parties.PartyInput("Công ty TNHH Ánh Dương", "org"))
            uow.commit()
        line = ev.Line(1, due, (owes,), (owed,))
        opening = Opening(
            kind, "dan_su", judgment, (line,), request, judgment_day=date(2019, 9, 2), received=date(2019, 10, 1)
        )  # type: ignore[arg-type]  # rows of the case
        draft = papers.Draft(
            f"enforcement_{kind}", Effect("enforcement", officer=self.officer, opening=opening),
            texts={"obligation_1": "Trả nợ gốc", "notice_way": "trực tiếp"},
        )  # fmt: skip
        paper, _ = papers.issue_at_once(self.desk, draft, self.head, day)
        with self.desk.reading() as reader:
            matter = papers.load(reader, paper).matter
        self.matters.append(matter)
        return matter

    def verified(self, matter: str, day: date | None = None, result: str = "none") -> None:
        """The means of every debtor were verified: a decision that they are lacking rests on it."""
        acts.verify(self.desk, matter, day or self.clock.day, result)


def on_its_form(office: Bench, matter: str, effect: Effect, **texts: str) -> papers.Draft:
    """A measure taken, or ended, on the first form that it has of its own, with the samples of the form's fields."""
    with office.desk.reading() as reader:
        state = fold(reader.events_of(f"matter:{matter}"))
    measure = measure_forms.ended(state, effect.target) if effect.kind == "measure_end" else effect.measure
    form = measure_forms.first(effect.kind, measure, office.clock.day)
    return papers.Draft(form, effect, matter, {**{v.name: v.sample for v in form_for(form, office.clock.day).own}, **texts})


def reopen(folder: Path, clock: FixedClock, *, actor: str = "", **further: Any) -> Desk:
    """The folder of an earlier ``bench``, opened again by its account."""
    desk = access.sign_in(folder, clock, LOGIN, PASSWORD, **further)
    desk.actor = actor or desk.actor
    return desk


def restore(folder: Path, copy: Path, clock: FixedClock) -> upkeep.Restored:
    """Put a copy in the place of a store, as somebody who can log in."""
    with access.unlocked(folder, clock, LOGIN, PASSWORD, copy):
        return upkeep.restore(folder, copy, clock)


def raw(folder: Path) -> Any:
    """A connection to the store past the program, as somebody would have who knows the key."""
    ring = keyring.read(folder)
    key = keyring.opened(ring, LOGIN, PASSWORD)[1] if ring is not None else None
    return cipher.connect(folder / "thads.db", key)


def set_account(desk: Desk, account: str) -> None:
    """Where money is paid to, under every name of the office."""
    with desk.reading() as reader:
        held = people.office(reader).identities
    people.change_identities(desk, tuple(replace(i, account=account) for i in held))


def set_up(desk: Desk, name: str = OFFICE, head: str = "Phạm Quang Minh", officers: list[str] | None = None, parent: str = PARENT) -> None:
    """An office with its people, whose head has approved every form: what is issued in tests is issued as in an office at work."""
    people.set_up_whole(desk, name, parent, "district", ["Trần Thị Bình", "Lê Văn Cường"] if officers is None else officers, head)
    with desk.reading() as reader:
        desk.actor = next((p.person for p in people.posts(reader) if p.post == "head"), "")
    form_approval.approve_all(desk)


def bench(folder: Path, day: date = date(2019, 10, 7), *, clear: bool = False, own: bool = False, name: str = OFFICE) -> Bench:
    """A fresh office with a head and two officers, and one account; its store is encrypted.

    clear: as before there were accounts, for what is done to the bytes of the file. own: no copy of another one, and none is made of it, for
    who changes how an office is founded.
    """
    if clear or own:
        return _fresh(folder, day, clear=clear, name=name)
    return alike(folder, ("bench", day, name), lambda place: _fresh(place, day, clear=False, name=name))


def alike(folder: Path, asked: Hashable, make: Callable[[Path], Bench]) -> Bench:
    """An office as ``make`` founds it, under its account: a copy of one that was founded so before. asked: what tells such offices apart."""
    if place_of(folder) is not None or (folder / "keys.json").exists() or (folder / "thads.db").exists():
        return make(folder)
    model = _model((asked, keyring.COST, dated.in_force().digest), make)
    return make(folder) if model is None else model.copied(folder)


def _fresh(folder: Path, day: date, *, clear: bool, name: str) -> Bench:
    clock = FixedClock(day)
    if clear:
        desk = open_desk(folder, clock, create=True)
        set_up(desk, name)
    else:
        with _sheet_not_drawn():
            desk = first_account.found(folder, clock, LOGIN, PASSWORD, lambda fresh: set_up(fresh, name)).desk
    with desk.reading() as reader:
        held = {p.name: p.person for p in people.posts(reader)}
    desk.actor = held["Phạm Quang Minh"]
    set_account(desk, "số 3949.0 tại Kho bạc Nhà nước")
    return Bench(desk, clock, held["Phạm Quang Minh"], held["Trần Thị Bình"], held["Lê Văn Cường"])


#: Those that are copied, which takes a quarter of the time.
_models: dict[Hashable, list[Model]] = {}


class Model:
    """The closed folder of a fresh office, to be copied. Two copies have the same ids and keys: as long as the folder of one is
    there, another office is made or copied for who asks, so that offices that may meet are never twins."""

    def __init__(self, asked: Hashable, make: Callable[[Path], Bench]) -> None:
        # Gone with the process.
        self._held = TemporaryDirectory(prefix="thads-model-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
        self.folder, self.taken = Path(self._held.name) / "data", Path(self._held.name)
        made = make(self.folder)
        key = cipher.key_of(self.folder)
        assert key is not None
        self.root = Stand(self, self.folder, asked, key)
        self.root.people, self.root.actor, self.root.day = (made.head, made.officer, made.second), made.desk.actor, made.clock.day
        made.desk.close()

    @property
    def free(self) -> bool:
        return not self.taken.exists() or self.taken == self.folder.parent

    def copied(self, place: Path, stand: Stand | None = None) -> Bench:
        """An office that stands where another one stood, with all that was in its place; as a fresh one, unless said."""
        stand = stand or self.root
        had = place.stat().st_mode if place.exists() else None
        copytree(stand.folder, place, dirs_exist_ok=True)
        if had is not None:
            place.chmod(S_IMODE(had))
        folder, clock = place / stand.place, FixedClock(stand.day)
        self.taken = folder
        with _not_looked_through():
            desk = access.sign_in(folder, clock, LOGIN, PASSWORD)
        desk.actor = stand.actor
        desk.store.made, desk.store.made_folder, desk.store.looked_through = True, had is None, True
        made = Bench(desk, clock, *stand.people, list(stand.matters), self)
        at(made, stand)
        return made


def _model(asked: Hashable, make: Callable[[Path], Bench]) -> Model | None:
    """One that nobody has a copy of; None where there are many already, or the program is changed and there is none."""
    models = _models.setdefault(asked, [])
    found = next((m for m in models if m.free), None)
    if found is None and len(models) < 3 and not patched():
        models.append(found := Model(asked, make))
    return found


@contextmanager
def _sheet_not_drawn() -> Iterator[None]:
    """Half of what a fresh office costs is the drawing of its recovery sheet, which tests of their own look at."""
    drawn = recovery_sheet.draw_sheet
    recovery_sheet.draw_sheet = lambda *_args, **_named: b"%PDF-1.4\n%%EOF\n"
    try:
        yield
    finally:
        recovery_sheet.draw_sheet = drawn


@contextmanager
def _not_looked_through() -> Iterator[None]:
    """A copy is as sound as what it was copied from, which was read whole."""
    limit, database.READ_WHOLE = database.READ_WHOLE, 0
    try:
        yield
    finally:
        database.READ_WHOLE = limit


def owned(desk: Desk, account: str) -> str:
    """The account, as if its owner had changed the password it was opened with: only then they confirm what others do."""
    with desk.founding() as uow:
        uow.append(f"account:{account}", desk.clock.today(), ae.PasswordSet("own"))
        uow.commit()
    return account


def stood_by(reader: Reader) -> dict[int, str]:
    """Seq of each event that a second person stood by -> the account that confirmed."""
    found: dict[int, str] = {}
    for subject, events in reader.stream("account", types=("Confirmed",)):
        for event in events:
            if isinstance(event.body, ae.Confirmed):
                found |= dict.fromkeys(range(event.body.since, event.seq), subject.partition(":")[2])
    return found
