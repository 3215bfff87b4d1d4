"""What happened to people since a copy was made: accounts closed, roles taken, posts ended, passwords set. Restoring undoes none of it.

Asked is the store that stands in the folder; where it cannot be, the newest copy after this one, and the slots of today
(``keys.json``): an account without a slot logs in nowhere, so it was closed. What nobody can tell is said to who restores.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Literal
from uuid import uuid4

from thads_desktop.domain import access_events as ae, events as ev
from thads_desktop.domain.copy_events import PowersKept
from thads_desktop.domain.refusal import Trouble
from thads_desktop.domain.standing import as_recorded
from thads_desktop.files import BACKUPS, STORE
from thads_desktop.services import access, copies, exchange_gate, people, rights, second, since_undone
from thads_desktop.services.event_words import POST_WORDS
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.peek import head_of, is_whole, looking

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from thads_desktop.services.access import Account
    from thads_desktop.services.people import HeldPost
    from thads_desktop.storage.keyring import Keyring
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: What was asked of today: the store, a later copy and the slots, the slots alone, nothing at all; or there is nothing to ask about.
Source = Literal["store", "copy", "slots", "nothing", "none"]


@dataclass(frozen=True, slots=True)
class People:
    """Who may what, as a store or a copy says. passwords: account -> (seq, how) of the last one set; sheet: (seq of its making, tried)."""

    seq: int
    head: str
    first: str
    accounts: dict[str, Account]
    passwords: dict[str, tuple[int, str]]
    #: Accounts whose password another has set.
    lent: frozenset[str]
    sheet: tuple[int, bool]
    posts: tuple[HeldPost, ...]
    names: dict[str, str]
    #: Of the store that this one took the place of by a restore nobody has confirmed yet: its last event (``since_undone``).
    unconfirmed: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Since:
    """What stays as it became after the copy, in names. known: today's store could be asked."""

    source: Source = "none"
    #: When the later copy was made that was asked in the store's place, "" = none.
    later: str = ""
    closed: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()
    passwords: tuple[str, ...] = ()
    #: Open today and not then, and opened again because nobody else could keep the accounts; the others that are lost; posts given since, lost too.
    again: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    #: Accounts whose powers of then count again because nothing tells what became of them.
    look: tuple[str, ...] = ()
    #: The slots of today cannot be read: the passwords are those of then, but for accounts whose password was set since.
    old_slots: bool = False
    lapsed: tuple[str, ...] = ()
    #: Unknown to today's store, which is a copy put back that nobody has confirmed: nobody closed them.
    back: tuple[str, ...] = ()

    @property
    def known(self) -> bool:
        return self.source in ("store", "none")


UNKNOWN = (
    "Không có kho và tệp khóa để hỏi, nên không biết sau bản sao đã khóa tài khoản nào, rút quyền của ai: tài khoản, quyền và mật khẩu"
    " là của lúc làm bản sao. Hãy xem lại ở Thiết lập › Tài khoản và Cán bộ."
)
#: Nothing to ask about.
NOTHING = Since()


@dataclass(frozen=True, slots=True)
class Plan:
    """``Since``, and what is recorded for it in the restored store: rows, then (subject, day or None for the day of restoring, event)."""

    since: Since = NOTHING
    rows: tuple[tuple[str, str, dict[str, Any]], ...] = ()
    acts: tuple[tuple[str, date | None, ev.Body], ...] = ()
    today: People | None = field(default=None, repr=False)
    #: Accounts whose password of then opens nothing any more, as today's store says, though today's slots cannot be read.
    lapsed: frozenset[str] = frozenset()
    #: Accounts that an undone restore did not know, and that log in by the password of then again.
    back: frozenset[str] = frozenset()


def asked(file: Path, key: bytes | None) -> People | None:
    """What a store or a copy says of its people; None where its log cannot be read to the end."""
    try:
        with looking(file, None if cipher.is_clear(file) else key) as reader:
            return people_of(reader) if is_whole(reader) else None
    except (Trouble, OSError, LookupError, ValueError, TypeError):
        return None


def of_today(folder: Path, key: bytes | None) -> People | None:
    """As ``asked`` for the store of a folder; None also for one in the clear: it has no accounts, or somebody has put it there."""
    store = folder / STORE
    try:
        return None if cipher.is_clear(store) else asked(store, key)
    except OSError:
        return None


def plan(folder: Path, file: Path, key: bytes | None) -> Plan:
    """What is to stay when this copy comes back into this folder."""
    then = asked(file, key)
    if then is None:
        return Plan()
    now, ring, later = of_today(folder, key), _ring_of_today(folder, file), ""
    source: Source = "store"
    if now is None:
        if ring is None:
            return Plan(Since("nothing" if then.accounts else "none"))
        now, later = _from_later_copy(folder, key, then)
        source = "slots" if now is None else "copy"
    elif not now.accounts:
        return Plan()
    if now is not None and goes_on(file, key, now.seq, now.head):
        # The copy is further on than what stands here: nothing happened since.
        now = replace(now, accounts=then.accounts, passwords=then.passwords, sheet=then.sheet, posts=then.posts)
    lost = since_undone.put_aside(folder, file, key, now, asked) if now is not None and source == "store" else []
    made = _Difference(then, now, ring, source, lost)
    lapsed = made.lapsed()
    since = replace(made.since(), later=later, lapsed=tuple(_name(then.accounts[key]) for key in sorted(lapsed)))
    return Plan(since, made.rows(), made.acts(), now if source == "store" else None, lapsed, made.back())


def record(uow: UnitOfWork, kept: Plan, day: date, restorer: str, reason: str) -> None:
    """Write what stays into the restored store, by ordinary events. restorer: their account, "" = by the sheet."""
    if not (kept.acts or reason or kept.since.source in ("copy", "slots")):
        return
    uow.write_rows(kept.rows)
    for subject, on, body in kept.acts:
        at = day if on is None else min(on, day)
        if isinstance(body, (ae.SheetMade, ae.SheetTried)):
            subject = f"account:{restorer or 'office'}"
        elif isinstance(body, ev.PostEnded) and on is None:
            since = max((p.since for p in people.posts_of(uow, subject.partition(":")[2]) if p.post == body.post), default=day)
            at = min(day, max(since, day - timedelta(days=1)))
        uow.append(subject, at, body)
    row = uuid4().hex
    uow.write_row("restore", row, {"reason": reason, "told": told(kept.since)})
    uow.append(exchange_gate.SUBJECT, day, PowersKept(row, kept.since.known))


def told(since: Since) -> list[str]:
    """What stays and what could not be known, in sentences."""
    said = []
    if since.source == "nothing":
        return [UNKNOWN]
    if since.source == "copy":
        said.append(f"Không đọc được kho đang có: tài khoản và quyền lấy theo bản sao sau hơn ({since.later}) và theo tệp khóa.")
    elif since.source == "slots":
        said.append("Không đọc được kho đang có: chỉ tệp khóa cho biết ai còn đăng nhập được.")
    if since.old_slots and since.source == "store":
        said.append("Không đọc được tệp khóa: mật khẩu và tờ khôi phục là của lúc làm bản sao.")
    for names, words in (
        (since.closed, "Những tài khoản đã khóa từ sau bản sao vẫn khóa"),
        (since.roles, "Vai trò vẫn như hiện nay, không trở lại như trong bản sao"),
        (since.posts, "Chức vụ, quyền ký đã thôi từ sau bản sao vẫn thôi"),
        (since.lapsed, "Mật khẩu của lúc làm bản sao không dùng lại được vì đã đổi từ sau đó (trừ của người đang phục hồi), phải đặt lại cho"),
        (since.passwords, "Mật khẩu, tờ khôi phục đổi từ sau bản sao vẫn giữ"),
        (since.back, "Kho đang có do phục hồi mà có và chưa ai xác nhận, nên những tài khoản nó không biết vẫn mở như trước lần phục hồi ấy"),
        (since.again, "Tài khoản mở sau bản sao được mở lại, vì không còn ai khác quản lý được tài khoản"),
        (since.opened, "Tài khoản mở sau bản sao không còn, phải mở lại"),
        (since.given, "Chức vụ, quyền ký giao sau bản sao không còn, phải giao lại"),
        (since.look, "Không biết quyền nào đã bị rút từ sau bản sao, hãy xem lại quyền của"),
    ):
        if names:
            said.append(f"{words}: {'; '.join(names)}.")
    return said


# --- inside ---------------------------------------------------------------------------------------------


class _Difference:
    """What then and now differ in. now None: only the slots tell."""

    def __init__(self, then: People, now: People | None, ring: Keyring | None, source: Source, lost: Sequence[People] = ()) -> None:
        self._then, self._now, self._source, self._ring, self._lost = then, now, source, ring, lost
        held = None if ring is None or source == "store" else {s.id for s in ring.slots if s.kind == "account"}
        #: Logs of one office begin alike; of another's log nothing is said here.
        self._kin = now is not None and now.first == then.first
        self._wanted = {key: self._as_now(a, held) for key, a in then.accounts.items() if a.active}
        self._again: list[Account] = []
        if not then.accounts:
            # Of before there were accounts: whoever restores it is the first.
            return
        if not self._somebody() and now is not None:
            fresh = [a for a in now.accounts.values() if a.may("accounts") and a.key not in self._wanted]
            self._again = [a for a in fresh if held is None or a.key in held]
        if not self._somebody():
            # Nobody could be let in again by a colleague: those of then, whom the slots or the sheet let in.
            self._wanted = {key: then.accounts[key] for key in self._wanted}

    def _as_now(self, then: Account, held: set[str] | None) -> Account | None:
        """The account as it shall be; None = closed."""
        if held is not None and then.key not in held:
            return None
        if self._now is None:
            return then
        if not self._kin and then.key not in self._now.accounts:
            return then
        now = next((p.accounts[then.key] for p in (self._now, *self._lost) if then.key in p.accounts), None)
        if now is None:
            return None
        return replace(then, roles=now.roles) if now.active else None

    def _somebody(self) -> bool:
        table = rights.load()
        return any(table.may("accounts", a.roles) for a in (*self._wanted.values(), *self._again) if a is not None)

    def since(self) -> Since:
        now, then = self._now, self._then
        again = {a.key for a in self._again}
        opened = [a for a in now.accounts.values() if a.active and a.key not in then.accounts and a.key not in again] if now is not None else []
        unsure = [a for a in self._wanted.values() if a is not None] if self._source != "store" else []
        # One that was only tried is the same sheet.
        sheet = ["tờ khôi phục"] if any(isinstance(b, ae.SheetMade) for b in self._sheet()) else []
        return Since(
            self._source,
            closed=tuple(_name(then.accounts[key]) for key, a in self._wanted.items() if a is None),
            roles=tuple(_with_roles(a) for a in self._changed()),
            posts=tuple(_post(p) for p, _ in self._ended()),
            passwords=(*(_name(then.accounts[key]) for key, _ in self._set()), *sheet),
            back=tuple(_name(a) for a in self._back()),
            again=tuple(_with_roles(a) for a in self._again),
            opened=tuple(_name(a) for a in opened),
            given=tuple(_post(p) for p in self._given()),
            look=tuple(_with_roles(a) for a in unsure),
            old_slots=self._ring is None,
        )

    def rows(self) -> tuple[tuple[str, str, dict[str, Any]], ...]:
        assert self._now is not None or not self._again
        found: list[tuple[str, str, dict[str, Any]]] = []
        for a in self._again:
            if a.person and a.person not in self._then.names and a.name:
                found.append(("person", a.person, {"name": a.name}))
            found.append(("account", a.key, {"login": a.login}))
        return tuple(found)

    def acts(self) -> tuple[tuple[str, date | None, ev.Body], ...]:
        found: list[tuple[str, date | None, ev.Body]] = []
        found += [(f"account:{a.key}", None, ae.AccountOpened(a.person, a.roles)) for a in self._again]
        found += [(f"account:{a.key}", None, ae.RolesChanged(a.roles)) for a in self._changed()]
        found += [(f"account:{key}", None, ae.AccountClosed()) for key, a in self._wanted.items() if a is None]
        found += [(f"person:{p.person}", day, ev.PostEnded(p.post)) for p, day in self._ended()]
        found += [(f"account:{key}", None, ae.PasswordSet(how)) for key, how in self._set()]
        found += [("", None, body) for body in self._sheet()]
        return tuple(found)

    def _changed(self) -> list[Account]:
        return [a for key, a in self._wanted.items() if a is not None and set(a.roles) != set(self._then.accounts[key].roles)]

    def _set(self) -> Iterator[tuple[str, str]]:
        """Passwords set since, of the accounts that stay open: a lent one stays a lent one."""
        for key, a in self._wanted.items():
            last = self._now.passwords.get(key) if self._now is not None and self._kin and self._ring is not None else None
            if a is not None and last is not None and last != self._then.passwords.get(key):
                yield key, last[1]

    def _back(self) -> list[Account]:
        known = self._now.accounts if self._now is not None and self._kin else self._wanted
        return [a for key, a in self._wanted.items() if a is not None and key not in known]

    def back(self) -> frozenset[str]:
        """Those of them whose password was not set between the copy and the undone restore."""
        last = {key: p.passwords.get(key) for p in reversed(self._lost) for key in p.accounts}
        return frozenset(a.key for a in self._back() if last.get(a.key) == self._then.passwords.get(a.key))

    def lapsed(self) -> frozenset[str]:
        """Accounts that stay open and whose password was set since, where today's slots, which would say so, cannot be read."""
        if self._ring is not None or self._source != "store" or self._now is None or not self._kin:
            return frozenset()
        now, then = self._now.passwords, self._then.passwords
        return frozenset(key for key, a in self._wanted.items() if a is not None and now.get(key) != then.get(key))

    def _sheet(self) -> list[ev.Body]:
        if self._now is None or not self._kin or self._ring is None or not self._now.sheet[0] or self._now.sheet == self._then.sheet:
            return []
        made: list[ev.Body] = [ae.SheetMade()] if self._now.sheet[0] != self._then.sheet[0] else []
        return [*made, *([ae.SheetTried()] if self._now.sheet[1] else [])]

    def _ended(self) -> Iterator[tuple[HeldPost, date | None]]:
        """Posts of then that give more than those of today, and the day with which they ended (None = not told)."""
        if self._now is None or not self._kin:
            return
        seen = set()
        for p in self._then.posts:
            mine = [q for q in self._now.posts if (q.person, q.post) == (p.person, p.post)]
            if any(_covers(q, p) for q in mine):
                continue
            days = [q.until for q in mine if q.since == p.since and q.until is not None]
            day = max(*days, p.since) if days else None
            if (p.person, p.post, day) not in seen and (p.until is None or day is None or day < p.until):
                seen.add((p.person, p.post, day))
                yield p, day

    def _given(self) -> list[HeldPost]:
        if self._now is None or not self._kin:
            return []
        return [q for q in self._now.posts if q.until is None and not any(_covers(p, q) for p in self._then.posts if p.person == q.person)]


def _covers(wide: HeldPost, narrow: HeldPost) -> bool:
    """A post gives all that another gives, as long."""
    lasts = wide.until is None or (narrow.until is not None and narrow.until <= wide.until)
    signs = wide.powers == people.EVERY or set(narrow.powers) <= set(wide.powers)
    return (wide.person, wide.post) == (narrow.person, narrow.post) and lasts and signs


def people_of(reader: Reader) -> People:
    """Who may what, as this store says."""
    seq, head = reader.head()
    passwords: dict[str, tuple[int, str]] = {}
    made, tried = 0, False
    for subject, events in reader.stream("account", types=("PasswordSet", "SheetMade", "SheetTried")):
        for event in as_recorded(events):
            if isinstance(event.body, ae.PasswordSet):
                passwords[subject.partition(":")[2]] = (event.seq, event.body.how)
            elif isinstance(event.body, ae.SheetMade):
                made = max(made, event.seq)
    tried = any(
        isinstance(e.body, ae.SheetTried) and e.seq > made for _, events in reader.stream("account", types=("SheetTried",)) for e in events
    )  # fmt: skip
    names = {key: str(row.get("name", "")) for key, row in reader.rows("person").items()}
    known = {a.key: a for a in access.accounts(reader)}
    lent = frozenset(key for key in known if second.is_lent(reader, key))
    posts, undone = tuple(people.posts(reader)), since_undone.unconfirmed(reader)
    return People(seq, head, reader.hash_at(1), known, passwords, lent, (made, tried), posts, names, undone)


def goes_on(file: Path, key: bytes | None, seq: int, head: str) -> bool:
    """The copy's log is one with this last event, further on."""
    try:
        with looking(file, None if cipher.is_clear(file) else key) as reader:
            return reader.head()[0] > seq and reader.hash_at(seq) == head
    except (Trouble, OSError):
        return False


def _ring_of_today(folder: Path, file: Path) -> Keyring | None:
    """The slots of today, where they are this office's."""
    try:
        ring = keyring.read(folder)
        behind, _ = keyring.from_copy(file)
    except (Trouble, OSError):
        return None
    return ring if ring is not None and (behind is None or behind.office == ring.office) else None


def _from_later_copy(folder: Path, key: bytes | None, then: People) -> tuple[People | None, str]:
    """What the newest copy says that is of this office and after this one, and when it was made."""
    found = [c for place in {folder / BACKUPS, *copies.second_folders(folder)} for c in copies.listed(place)]
    for copy in sorted(found, key=lambda c: (c.seq, c.made), reverse=True):
        if copy.seq <= then.seq:
            break
        if head_of(copy.file, key) is None:
            continue
        now = asked(copy.file, key)
        if now is not None and now.accounts and now.first == then.first:
            return now, f"{copy.made.astimezone():%d/%m/%Y %H:%M}"
    return None, ""


def _name(account: Account) -> str:
    return f"{account.name} ({account.login})" if account.name else account.login


def _with_roles(account: Account) -> str:
    table = rights.load()
    return f"{_name(account)}: {', '.join(table.role_words(r) for r in account.roles)}"


def _post(post: HeldPost) -> str:
    return f"{post.name}: {POST_WORDS.get(post.post, post.post)}"

