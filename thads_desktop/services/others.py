"""What other desks did to a store that several use: how far it is, and which views look again because of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.services import access
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

#: More news than this is not told apart: every view looks again.
_MANY = 200
#: Kind of a subject (of a register row: its kind) -> topics of the window.
_TOPICS: dict[str, tuple[str, ...]] = {
    "matter": ("matters", "deadlines", "papers", "signed", "cash"), "intake": ("intake", "deadlines", "matters", "cash"),
    "paper": ("papers", "signed"), "party": ("parties", "matters"), "judgment": ("intake", "matters"),
    "person": ("people", "settings", "matters"), "office": ("people", "settings"), "setting": ("settings", "deadlines"),
    "calendar": ("settings", "deadlines"), "series": ("settings", "signed"), "return": ("returns",), "package": ("province",),
    "chain": ("returns", "deadlines"), "slip": ("returns", "tasks"), "unit": ("province",),
    "key": ("province",), "task": ("deadlines", "tasks"), "outage": ("outages", "deadlines"),
    "entry": ("books", "deadlines"), "entry_apart": ("books",), "fund": ("cash",), "reconciled": ("cash",), "item": ("store", "deadlines"),
    "item_out": ("store",), "item_note": ("store",), "stocktaking": ("store", "stocktakings"), "asset": ("assets", "deadlines", "matters"),
    "closing": ("registers",), "layout": ("registers",), "register_layout": ("registers",),
    "letter": ("letters",), "letter_step": ("letters",), "outsent": ("outside",), "return_remark": ("returns",), "return_reason": ("returns",),
    "target": ("targets",),
}  # fmt: skip
#: Told when an account was opened, changed or closed elsewhere.
ACCOUNTS = "accounts"
EVERY = (
    "matters", "deadlines", "papers", "signed", "intake", "parties", "people", "settings", "returns", "province", "tasks", "outages",
    "books", "cash", "store", "stocktakings", "assets", "registers", "letters", "outside", "targets",
)  # fmt: skip
#: Told when the server is met again after it was away.
MET_AGAIN = "met-again"


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a desk has seen the store: its last event, and which papers are begun (in no event)."""

    seq: int
    begun: str


@dataclass(frozen=True, slots=True)
class News:
    """seen: how far now; topics: of what others did since, () = nothing; who: names of those who did it, in order."""

    seen: Seen
    topics: tuple[str, ...] = ()
    who: tuple[str, ...] = ()


def shared(desk: Desk) -> bool:
    """Other desks may write to this store."""
    return desk.store.shared


def last_hand(reader: Reader, *subjects: str) -> str:
    """Who recorded last of these subjects, in words; "" = nobody did."""
    last = [events[-1] for subject in subjects if (events := reader.events_of(subject))]
    return Names(reader).recorder(max(last, key=lambda e: e.seq).actor) if last else ""


def last_hand_and_head(reader: Reader, *subjects: str) -> tuple[str, int]:
    """(``last_hand``, how far the log is)."""
    return last_hand(reader, *subjects), reader.head()[0]


def seen_now(desk: Desk) -> Seen:
    """How far the store is."""
    return Seen(*desk.store.pulse())


def since(desk: Desk, seen: Seen) -> News:
    """What others did since; what this desk did itself is no news, its views know.

    Where an account was changed the desk knows its own anew (``access.again``): who was closed reads nothing from here on, and hears of
    nothing but that.
    """
    now = seen_now(desk)
    if now == seen:
        return News(now)
    topics = dict.fromkeys(("papers",) if now.begun != seen.begun else ())
    own = desk.store.written_here(now.seq)
    fresh = now.seq - seen.seq
    if fresh < 0 or fresh > _MANY:
        access.again(desk)
        return _told(desk, now, (*EVERY, ACCOUNTS), ())
    with desk.looking() as reader:
        events = [e for e in reader.latest(fresh + 20) if seen.seq < e.seq <= now.seq and e.seq not in own]
        names = Names(reader)
        who = tuple(dict.fromkeys(names.recorder(e.actor) for e in reversed(events)))
    for event in events:
        kind, _, key = event.subject.partition(":")
        kind = key.partition(":")[0] if kind == "register" else kind
        topics |= dict.fromkeys((*_TOPICS.get(kind, EVERY), *((ACCOUNTS,) if kind == "account" else ()), event.subject))
    if ACCOUNTS in topics:
        access.again(desk)
    return _told(desk, now, tuple(topics), who)


def _told(desk: Desk, seen: Seen, topics: tuple[str, ...], who: tuple[str, ...]) -> News:
    """Who was closed is told that alone."""
    shut = desk.access is not None and not desk.access.account.active
    return News(seen, tuple(t for t in topics if t == ACCOUNTS), who) if shut else News(seen, topics, who)
