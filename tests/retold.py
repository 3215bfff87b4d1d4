"""What an office of the tests did before is not done again: its store is put to where it led then.

A store that nobody has written to since it was copied, or put somewhere, stands at a ``Stand``: its rows are known to the last. An act that
is asked for there with the same words as before (``retold``), and a fixture that founds an office as before (``founded``), lead to the same
rows; from the second time on these are copied. Where a test has changed anything of the program, everything is done.
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
import os
import shutil
from collections import Counter, OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from thads_desktop import dated
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.folder import FILE, LOCK_FILE, SHM, WAL

if TYPE_CHECKING:
    import pytest

    from tests.office import Bench, Model

P = ParamSpec("P")
R = TypeVar("R")
#: The patches of the test that runs.
patches: list[pytest.MonkeyPatch] = []
#: How many stores are kept at once; the one that was asked for longest ago goes.
MOST = 150
_heard: Counter[Hashable] = Counter()
_stands: OrderedDict[Path, Stand] = OrderedDict()
_founded: dict[Hashable, Stand] = {}
#: The fixture that founds an office now: its steps are kept only when they are heard again.
_founding: list[Hashable] = []
_held = TemporaryDirectory(prefix="thads-stand-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT"))
_PLAIN = (str, int, float, bool, date, type(None))


class Stand:
    """Where a store stood: its files (of the whole place that a fixture filled), whose people and matters they are, what was answered."""

    def __init__(self, model: Model, folder: Path, path: Hashable, key: bytes) -> None:
        self.model, self.folder, self.path, self.key = model, folder, path, key
        self.further: dict[Hashable, Stand] = {}
        self.matters: list[str] = []
        self.answer: object = None
        self.actor, self.day = "", date.min
        self.place, self.people = Path(), ("", "", "")
        self._source: Any = None

    def into(self, office: Bench) -> bool:
        """The office's store holds from now on what stood here. False: somebody is at it."""
        engine, _ = office.desk.store.engines
        if engine.pool.checkedout():  # type: ignore[attr-defined]  # of the pool that a store has
            return False
        if self._source is None:
            self._source = cipher.connect(self.folder / self.place / FILE, self.key)
        with closing(engine.raw_connection()) as connection:
            self._source.backup(connection.driver_connection)
        office.matters[:] = self.matters
        at(office, self)
        return True

    def drop(self) -> None:
        if self._source is not None:
            self._source.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def at(office: Bench, stand: Stand) -> None:
    """The office's store stands there now, as long as nobody writes."""
    office.stand, office.written = stand, _written(office)


def _written(office: Bench) -> tuple[object, ...] | None:
    """What is another once anybody wrote to the store."""
    engine, _ = office.desk.store.engines
    if engine.pool.checkedout():  # type: ignore[attr-defined]  # of the pool that a store has
        return None
    with closing(engine.raw_connection()) as connection:
        raw: Any = connection.driver_connection
        if not hasattr(raw, "total_changes"):
            # A store on a server does not tell.
            return None
        return raw, raw.total_changes, raw.execute("PRAGMA data_version").fetchone()[0]


def _at(office: Bench) -> Stand | None:
    """Where the office's store stands, if that is known."""
    desk = office.desk
    if office.stand is None or desk.closed or desk.damaged or desk.second is not None or desk.before_risk is not None or patched():
        return None
    if office.written is None or office.written != _written(office):
        office.stand = None
    return office.stand


def patched() -> bool:
    """The test has changed something of the program (or of Python), beside what every test changes."""
    return any((target, name) != (keyring, "COST") for patch in patches for target, name, _ in patch._setattr)


def frozen(value: object) -> Hashable:
    """The value as a key. TypeError for what is more than plain words."""
    if isinstance(value, _PLAIN):
        return type(value).__name__, value
    if isinstance(value, (tuple, list)):
        return tuple(frozen(x) for x in value)
    if isinstance(value, dict):
        return tuple((frozen(k), frozen(v)) for k, v in sorted(value.items()))
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return type(value).__qualname__, tuple(frozen(getattr(value, f.name)) for f in dataclasses.fields(value))
    raise TypeError(type(value))


def retold(act: Callable[P, R]) -> Callable[P, R]:
    """Of an act of an office (its first argument) that changes nothing but the store, and answers in plain words."""

    @functools.wraps(act)
    def told(*args: P.args, **named: P.kwargs) -> R:
        office: Any = args[0]
        here = _at(office)
        desk = office.desk
        try:
            said = frozen((args[1:], named)) if here is not None else ()
        except TypeError:
            here = None
        if here is None:
            return act(*args, **named)
        who = desk.access.account.key if desk.access is not None else ""
        way = (act.__qualname__, said, office.clock.day, desk.actor, who, desk.role, desk.asks_late, desk.late_reason, dated.in_force().digest)
        there = here.further.get(way)
        if there is not None and there.folder in _stands and there.into(office):
            _stands.move_to_end(there.folder)
            return there.answer  # type: ignore[return-value]  # what the act answered
        path = (here.path, way)
        _heard[path] += 1
        before = _names(desk.folder)
        answer = act(*args, **named)
        if (_heard[path] > 1 or not _founding) and before == _names(desk.folder) and isinstance(answer, _PLAIN):
            here.further[way] = made = _keep(office, here.model, path, desk.folder)
            made.answer = answer
            at(office, made)
        return answer

    return told


def founded(make: Callable[..., Any]) -> Callable[..., Any]:
    """Of a fixture that founds an office in ``tmp_path`` and does something there; what else it asks for is ``request`` at most, for its parameter."""

    @functools.wraps(make)
    def founding(**given: Any) -> Iterator[Bench]:
        place: Path = given["tmp_path"]
        request = given.get("request")
        path = ("founded", make.__module__, make.__qualname__, frozen(request.param) if request else None, keyring.COST, dated.in_force().digest)
        kept = _founded.get(path)
        clean = not any(place.iterdir()) and not patched()
        if kept is not None and clean and kept.folder in _stands and kept.model.free:
            _stands.move_to_end(kept.folder)
            again = kept.model.copied(place, kept)
            yield again
            again.desk.close()
            return
        _founding.append(path)
        try:
            made = make(**given)
            steps = made if inspect.isgenerator(made) else iter((made,))
            office: Bench = next(steps)
        finally:
            _founding.pop()
        if clean and office.model is not None and _is_plain(office):
            _founded[path] = stand = _keep(office, office.model, path, place)
            at(office, stand)
        yield office
        for _ in steps:
            pass

    return founding


def _is_plain(office: Bench) -> bool:
    """Its desk is one that whoever signs in again has."""
    from tests.office import LOGIN

    desk = office.desk
    odd = desk.damaged or desk.passing or desk.second or desk.before_risk or desk.asks_late or desk.closed or desk.practice
    return not odd and desk.access is not None and desk.access.account.login == LOGIN and desk.clock is office.clock


def _names(folder: Path) -> set[Path]:
    return {p.relative_to(folder) for p in folder.rglob("*") if p.name not in (FILE + WAL, FILE + SHM)}


def _keep(office: Bench, model: Model, path: Hashable, place: Path) -> Stand:
    """Keep all that is in a place where the office's folder is."""
    desk = office.desk
    folder = Path(_held.name) / str(len(_heard) * 1000 + len(_stands)) / "x"
    while folder in _stands:
        folder = folder.with_name(folder.name + "x")
    shutil.copytree(place, folder, ignore=shutil.ignore_patterns(LOCK_FILE, FILE + SHM))
    key = cipher.key_of(desk.folder)
    assert key is not None
    stand = Stand(model, folder, path, key)
    stand.place, stand.matters, stand.actor, stand.day = desk.folder.relative_to(place), list(office.matters), desk.actor, office.clock.day
    stand.people = office.head, office.officer, office.second
    # The journal goes into the file, so that it is one.
    whole = cipher.connect(folder / stand.place / FILE, key)
    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    _stands[folder] = stand
    while len(_stands) > MOST:
        _stands.popitem(last=False)[1].drop()
    return stand
