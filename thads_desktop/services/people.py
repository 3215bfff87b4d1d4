"""The office and its people: dated identities, posts, powers, absences. Every one of them is an event."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import events as ev
from thads_desktop.domain.office import (
    SIGN_PREFIXES,
    OfficeIdentity,
    defaults_for,
    identity_from_plain,
    identity_on,
    to_plain,
)
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import meant, sort_key, spelling
from thads_desktop.services import inputs, series

if TYPE_CHECKING:
    from thads_desktop.documents.form import Form
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

POSTS = ("head", "deputy", "unit_head", "officer", "examiner", "clerk", "accountant", "other")
RANKS = ("", "so", "trung", "cao")
#: A deputy with every power; an empty tuple is none.
EVERY = ("*",)
#: A form that was part of another one, or is a lesser way of it -> that one: who may sign that may sign this.
_POWER = {"enforcement_interim": "enforcement_cd", "correction": "amendment"}
#: What of an identity is one line on papers.
_IDENTITY_WORDS = ("name", "parent", "symbol", "place", "head_title", "account")
#: Where the office's names stand in the log.
OFFICE_ROW = "register:office:self"
#: The day from which an office and people without a known start hold.
BEGINNING = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A person in a post. since None = from the beginning; until None = still; powers: forms a deputy, or the head of a section, may sign."""

    person: str
    name: str
    post: str
    rank: str
    since: date
    until: date | None
    powers: tuple[str, ...]

    def on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Office:
    """The office of this data folder. key: UUID shared with other offices; level: district | province."""

    key: str
    level: str
    name: str
    identities: tuple[OfficeIdentity, ...]


def set_up(desk: Desk, name: str, parent: str, level: str) -> Office:
    """Set the office up: identities by period from its name and superior. Refused when it is set up already."""
    with desk.writing("office") as uow:
        made = _set_up(uow, name, parent, level)
        uow.commit()
    return made


def _set_up(uow: UnitOfWork, name: str, parent: str, level: str) -> Office:
    if level not in ("district", "province"):
        raise Refused(Refusal("office.bad_level", field="level"))
    if uow.row("office", "self") is not None:
        raise Refused(Refusal("office.exists"))
    clean_name, clean_parent = inputs.name(name, "name"), inputs.name(parent, "parent")
    made = Office(uuid4().hex, level, clean_name, defaults_for(level, clean_name, clean_parent))
    _write_office(uow, made)
    return made


def change_identities(desk: Desk, identities: tuple[OfficeIdentity, ...]) -> None:
    """Correct or extend the dated identities; papers already issued keep what they printed."""
    with desk.writing("office") as uow:
        now = office(uow)
        if not identities:
            raise Refused(Refusal("office.no_identity"))
        taken = sorted(map(_cleaned, identities), key=lambda i: i.valid_from)
        _write_office(uow, Office(now.key, now.level, now.name, tuple(taken)))
        uow.commit()


def put_identity(desk: Desk, made: OfficeIdentity, at: int | None = None) -> tuple[OfficeIdentity, ...]:
    """Write one identity over that of its day; the later ones that took its new account, for theirs was its old one or none.

    at: how far the log was when the page showed it; Refused("stale") when somebody else wrote an identity since.
    """
    made = _cleaned(made)
    if made.sign_prefix not in SIGN_PREFIXES:
        raise Refused(Refusal("office.bad_prefix", field="sign_prefix"))
    if bool(made.sign_prefix) != bool(made.region_title.strip()):
        raise Refused(Refusal("office.prefix_and_title", field="region_title" if made.sign_prefix else "sign_prefix"))
    with desk.writing("office") as uow:
        uow.refuse_newer(OFFICE_ROW, at)
        now = office(uow)
        before = identity_on(now.identities, made.valid_from).account
        others = [i for i in now.identities if i.valid_from != made.valid_from]
        changed = made.account != before
        takers = [i for i in others if changed and i.valid_from > made.valid_from and i.account in ("", before)]
        after = [replace(i, account=made.account) if i in takers else i for i in others]
        _write_office(uow, replace(now, identities=tuple(sorted((*after, made), key=lambda i: i.valid_from))))
        uow.commit()
    return tuple(takers)


def _cleaned(made: OfficeIdentity) -> OfficeIdentity:
    """Words as they may stand on every paper. Refused without a name, or with words too long for a line."""
    said: dict[str, Any] = {field: inputs.name(getattr(made, field), field, required=field == "name") for field in _IDENTITY_WORDS}
    return replace(made, **said, note=inputs.body(made.note, "note"))


def office(reader: Reader) -> Office:
    """The office, or a refusal when nobody has set it up yet."""
    row = reader.row("office", "self")
    if row is None:
        raise Refused(Refusal("office.missing"))
    identities = tuple(identity_from_plain(x) for x in row["identities"])
    return Office(row["id"], row["level"], row["name"], identities)


def identity(reader: Reader, day: date) -> OfficeIdentity:
    """What the office was called on a day."""
    return identity_on(office(reader).identities, day)


def names_of(reader: Reader) -> tuple[str, ...]:
    """Every name the office has borne, the one it was set up with first."""
    known = office(reader)
    return tuple(dict.fromkeys((known.name, *(i.name for i in known.identities))))


def add_person(
    desk: Desk, name: str, post: str, since: date, *, rank: str = "", powers: tuple[str, ...] = (),
    until: date | None = None,
) -> str:  # fmt: skip
    """A new person in a post; the person's id. Refuses a name that already stands in the same post."""
    if _act(post) == "powers":
        with desk.reading() as reader:
            known = person_spelled(reader, name)
        _refuse_own(desk, known, post)
    with desk.writing(_act(post)) as uow:
        key = add_person_in(uow, name, post, since, rank=rank, powers=powers, until=until)
        uow.commit()
    return key


def add_person_in(
    uow: UnitOfWork, name: str, post: str, since: date, *, rank: str = "", powers: tuple[str, ...] = (),
    until: date | None = None, key: str = "",
) -> str:  # fmt: skip
    """As ``add_person``, inside a larger transaction. key: the id of a new person, "" for a fresh one."""
    clean = inputs.name(name, "name", limit=100)
    if post not in POSTS or rank not in RANKS:
        raise Refused(Refusal("person.bad_post", field="post"))
    if until is not None and until < since:
        raise Refused(Refusal("person.bad_term", field="until"))
    if any(spelling(p.name) == spelling(clean) and p.post == post for p in posts(uow)):
        raise Refused(Refusal("person.known", {"name": clean}, "name"))
    same = person_spelled(uow, clean)
    key = same or key or uuid4().hex
    if not same:
        uow.write_row("person", key, {"name": clean})
    uow.append(f"person:{key}", since, ev.PostHeld(post, rank, until, powers))
    return key


def give_post(
    desk: Desk, person: str, post: str, since: date, *, rank: str = "", powers: tuple[str, ...] = (),
    until: date | None = None,
) -> None:  # fmt: skip
    """A known person takes a (further) post."""
    _refuse_own(desk, person, post)
    if post not in POSTS or rank not in RANKS:
        raise Refused(Refusal("person.bad_post", field="post"))
    if until is not None and until < since:
        raise Refused(Refusal("person.bad_term", field="until"))
    with desk.writing(_act(post)) as uow:
        if uow.row("person", person) is None:
            raise Refused(Refusal("person.unknown"))
        uow.append(f"person:{person}", since, ev.PostHeld(post, rank, until, powers))
        uow.commit()


def end_post(desk: Desk, person: str, post: str, day: date) -> None:
    """The post ends with this day."""
    with desk.writing(_act(post)) as uow:
        if not any(p.person == person and p.post == post and p.on(day) for p in posts(uow)):
            raise Refused(Refusal("person.no_such_post", field="post"))
        uow.append(f"person:{person}", day, ev.PostEnded(post))
        uow.commit()


def absent(desk: Desk, person: str, since: date, until: date) -> None:
    """Absent from a day until a day, both included: proposals pass the person over."""
    if until < since:
        raise Refused(Refusal("person.bad_term", field="until"))
    with desk.writing("office") as uow:
        if uow.row("person", person) is None:
            raise Refused(Refusal("person.unknown"))
        # An event is never dated ahead; the leave it tells of may be.
        uow.append(f"person:{person}", min(since, desk.clock.today()), ev.Absent(until, since))
        uow.commit()


def _refuse_own(desk: Desk, person: str, post: str) -> None:
    """A post that lets sign is confirmed by another than who takes it."""
    if _act(post) == "powers" and person:
        from thads_desktop.services import second

        second.refuse_own(desk, "powers", person)


def _act(post: str) -> str:
    """Whom a post lets sign is a power of its own."""
    return "powers" if post in ("head", "deputy", "unit_head") else "office"


def absent_on(reader: Reader, day: date) -> set[str]:
    """Persons absent on a day."""
    found = set()
    for subject, events in reader.stream("person"):
        for e in in_force(events):
            if isinstance(e.body, ev.Absent) and e.day is not None and (e.body.since or e.day) <= day <= e.body.until:
                found.add(subject.partition(":")[2])
    return found


def posts(reader: Reader, seq: int | None = None) -> list[HeldPost]:
    """Every post ever held, by name; seq: as recorded up to there."""
    rows = reader.rows("person")
    found: list[HeldPost] = []
    for subject, events in reader.stream("person"):
        key = subject.partition(":")[2]
        found += _held(key, rows.get(key, {}), events, seq)
    return sorted(found, key=lambda p: (sort_key(p.name), p.since))


def posts_of(reader: Reader, person: str) -> list[HeldPost]:
    """The posts of one person, as they were taken; [] for nobody known."""
    return _held(person, reader.row("person", person) or {}, reader.events_of(f"person:{person}"))


def _held(key: str, row: dict[str, Any], events: list[ev.Event], seq: int | None = None) -> list[HeldPost]:
    held: list[HeldPost] = []
    # Ends on a day when the post was not held yet: recorded while a clock was behind, they end what had been recorded by then.
    early: list[tuple[str, int]] = []
    for e in in_force(events, None, seq):
        assert e.day is not None
        if isinstance(e.body, ev.PostHeld):
            b = e.body
            if any(post == b.post and at > e.seq for post, at in early):
                continue
            held.append(HeldPost(key, row["name"], b.post, b.rank, e.day, b.until, b.powers))
        elif isinstance(e.body, ev.PostEnded):
            if not any(p.post == e.body.post and p.on(e.day) for p in held):
                early.append((e.body.post, e.seq))
            held = [_ended(p, e.day) if p.post == e.body.post and p.on(e.day) else p for p in held]
    return held


def former_officers(reader: Reader, day: date) -> list[str]:
    """Those who were officers by that day and are no longer: what is left with them wants another."""
    held = [p for p in posts(reader) if p.post == "officer"]
    return sorted({p.person for p in held if p.since <= day} - {p.person for p in held if p.on(day)})


def officers(reader: Reader, day: date) -> list[HeldPost]:
    """The office's enforcement officers on a day, in Vietnamese alphabetical order."""
    return [p for p in posts(reader) if p.post == "officer" and p.on(day)]


def person_spelled(reader: Reader, name: str) -> str:
    """The id of a person of the office whose name is spelled so, or ""."""
    return next((key for key, row in reader.rows("person").items() if spelling(row["name"]) == spelling(name)), "")


def person_named(reader: Reader, name: str) -> str:
    """The id of the person of the office that a name means, be it typed without any mark; "" for nobody or several."""
    rows = reader.rows("person")
    found = meant(name, (row["name"] for row in rows.values()))
    return next((key for key, row in rows.items() if row["name"] in found), "") if len(found) == 1 else ""


def capacity(desk: Desk, reader: Reader, signer: str, form: Form, day: date, officer: str = "") -> str:
    """In which capacity a person signs a form on a day: head, deputy, officer, clerk or accountant. Refused, naming who may."""
    held = [p for p in posts(reader) if p.on(day)]
    mine = [p for p in held if p.person == signer and _may(p, form, officer)]
    if mine:
        # Who holds the very post that the form names signs as that; who takes down what a clerk takes down signs as who took it down.
        first = next((p for p in mine if p.post == form.signer), None) or next((p for p in mine if p.post == "head"), mine[0])
        if form.signer == "clerk":
            return "officer" if first.post == "officer" else "clerk"
        if first.post == "unit_head" and not identity(reader, day).sign_prefix:
            raise Refused(Refusal("signer.no_prefix", {"name": first.name}, "signer"))
        return first.post
    may = _who_may(held, form, officer)
    row = reader.row("person", signer) or {}
    facts = {
        "name": str(row.get("name", "Người này")), "day": f"{day:%d/%m/%Y}", "who": may or "chưa có ai được khai báo",
    }  # fmt: skip
    raise Refused(Refusal("signer.no_power", facts, "signer", desk.law_on(day).cite("signing_officer" if form.signer == "officer" else "signing")))


def signers(reader: Reader, form: Form, day: date, officer: str = "") -> list[HeldPost]:
    """Who may sign this form on this day."""
    return [p for p in posts(reader) if p.on(day) and _may(p, form, officer)]


def leaders(reader: Reader, day: date) -> list[HeldPost]:
    """Head and deputies on a day, the head first."""
    return foremost([p for p in posts(reader) if p.post in ("head", "deputy") and p.on(day)], "head")


def foremost(held: list[HeldPost], post: str) -> list[HeldPost]:
    """Those in the post that a form names first, each person once."""
    found = sorted(held, key=lambda p: p.post != post)
    return list({p.person: p for p in reversed(found)}.values())[::-1]


def likely(reader: Reader, form: Form, day: date, officer: str = "", actor: str = "") -> list[HeldPost]:
    """Who may sign a form on a day, each person once, the likeliest first: who holds the post that the form names; of what is signed by who
    writes it down (papers of clerks) the one at the desk, and the head, who signs nothing of that, last."""
    held = foremost(signers(reader, form, day, officer), form.signer)
    if form.signer != "clerk":
        return held
    order = ("clerk", "examiner", "other", "officer")
    return sorted(held, key=lambda p: (p.post not in order, p.person != actor, order.index(p.post) if p.post in order else 0))


def _may(post: HeldPost, form: Form, officer: str) -> bool:
    if form.signer == "officer":
        # What the officer decides or takes down, the head does not: but as an officer, where the head is one and has the matter.
        return post.post == "officer" and officer in ("", post.person)
    if form.signer == "clerk":
        return post.post in ("clerk", "examiner", "other", "officer", "head")
    if form.signer == "accountant":
        return post.post in ("accountant", "head")
    return post.post == "head" or (post.post in ("deputy", "unit_head") and (
        post.powers == EVERY or bool({form.id, _POWER.get(form.id, form.id)} & set(post.powers))))  # fmt: skip


def _who_may(held: list[HeldPost], form: Form, officer: str) -> str:
    return ", ".join(dict.fromkeys(p.name for p in held if _may(p, form, officer)))


def _ended(post: HeldPost, day: date) -> HeldPost:
    return HeldPost(post.person, post.name, post.post, post.rank, post.since, day, post.powers)


def _write_office(uow: UnitOfWork, made: Office) -> None:
    plain = asdict(made)
    content = {"id": made.key, "level": plain["level"], "name": plain["name"]}
    uow.write_row("office", "self", {**content, "identities": [to_plain(x) for x in made.identities]})


def set_up_whole(
    desk: Desk, name: str, parent: str, level: str, officer_names: list[str], head: str = "", following: int = 1
) -> Office:  # fmt: skip
    """Office, officers and head in one go, all valid from the beginning; undone as a whole when one is refused.

    following: the number of the next enforcement decision, where an office goes on with a series.
    """
    people = [(head, "head")] if head else []
    people += [(officer, "officer") for officer in officer_names]
    first = uuid4().hex
    with desk.writing("office") as uow:
        if people:
            # Who sets an office up is the first of its people, of whom nothing is known before.
            uow.actor = first
        made = _set_up(uow, name, parent, level)
        for at, (person, post) in enumerate(people):
            add_person_in(uow, person, post, BEGINNING, key="" if at else first)
        if following != 1:
            today = desk.clock.today()
            series.open_in(uow, "enforcement", series.year_of(desk, uow, "enforcement", today), following, today)
        uow.commit()
    return made


def usual_actor(reader: Reader, day: date) -> str:
    """Who records when nobody else is named: clerk, head, whoever comes first; "" = nobody."""
    by_post = {p.post: p.person for p in reversed(posts(reader)) if p.on(day)}
    return by_post.get("clerk") or by_post.get("head") or next((p.person for p in posts(reader) if p.on(day)), "")
