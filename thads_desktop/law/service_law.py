"""Service as dated data (``resources/law/service.toml``): from which day a paper is validly notified, by the way it went, and what that starts."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from thads_desktop import dated
from thads_desktop.law.errors import LawDataError
from thads_desktop.law.happenings import known

FILE = "service.toml"
VALID = ("served", "sent", "posted", "published")
WHAT = ("decision", "payee", "things", "asset")
SENDINGS = ("R07", "R08")
ONLY = ("debtors", "creditors", "coerced")
#: Tables of the file that a pack of before may lack: then the shipped ones hold.
_LATER = ("starts", "apart", "unsent", "only")
_LAWS = ("2008", "2025")


@dataclass(frozen=True, slots=True)
class Way:
    """Under one law. valid: which day makes the notice valid (see the file); not_for: what it never notifies validly, and why."""

    way: str
    title: str
    valid: str
    cite: str
    note: str = ""
    not_for: tuple[str, ...] = ()
    not_cite: str = ""
    not_note: str = ""


@dataclass(frozen=True, slots=True)
class Start:
    """What the service of papers of these forms starts; fields as in the file."""

    what: str
    event: str
    forms: tuple[str, ...]
    opening: bool = False
    when: str = ""


@dataclass(frozen=True, slots=True)
class Service:
    ways: dict[tuple[str, str], Way]
    starts: tuple[Start, ...]
    #: Notices that no paper tells: event -> where their day comes from.
    apart: dict[str, str]
    #: (rule of sending, form) that the form does not owe -> why.
    unsent: dict[tuple[str, str], str]
    #: Form -> which parties alone it goes to.
    only: dict[str, str]


def way(code: str, law: str) -> Way | None:
    """The way under a law; None for none of the list."""
    return ways(dated.in_force()).get((code, law))


def ways(overlay: dated.Overlay) -> dict[tuple[str, str], Way]:
    """(way, law) -> what holds. LawDataError when the file is not sound."""
    return service(overlay).ways


def starts(form: str, *, opening: bool = False) -> tuple[Start, ...]:
    """What the service of a paper of this form starts; opening: it opened its matter."""
    return tuple(s for s in service(dated.in_force()).starts if form in s.forms or (opening and s.opening))


def unsent(rule: str, form: str) -> bool:
    """A paper of this form owes no sending of the rule, though it is a decision or changes the matter."""
    return (rule, form) in service(dated.in_force()).unsent


def only(form: str) -> str:
    """Which parties alone a paper of this form goes to; "" = all of the obligations it is about."""
    return service(dated.in_force()).only.get(form, "")


@cache
def service(overlay: dated.Overlay) -> Service:
    """The file whole. LawDataError when it is not sound."""
    try:
        data = tomllib.loads(overlay.of("law")[FILE].decode("utf-8"))
        found = {(w["way"], v["law"]): _way(w, v) for w in data["way"] for v in w["value"]}
        if not set(_LATER) <= set(data):
            # A pack lays its file over the shipped one whole.
            shipped = tomllib.loads(dated.SHIPPED.of("law")[FILE].decode("utf-8"))
            data = {**{name: shipped[name] for name in _LATER}, **data}
        begun = tuple(Start(**{**s, "forms": tuple(s["forms"])}) for s in data["starts"])
        apart = {a["event"]: a["why"] for a in data["apart"]}
        none = {(u["rule"], form): u["why"] for u in data["unsent"] for form in u["forms"]}
        some = {form: o["to"] for o in data["only"] for form in o["forms"]}
    except (ValueError, KeyError, TypeError) as error:
        raise LawDataError(f"{FILE}: {error!r}") from error
    if any(x.valid not in VALID or not set(x.not_for) <= set(WHAT) for x in found.values()) or {law for _, law in found} != set(_LAWS):
        raise LawDataError(f"{FILE}: valid, not_for or law")
    if any(x.not_for and not (x.not_cite and x.not_note) for x in found.values()):
        raise LawDataError(f"{FILE}: not_for without its article or its note")
    if any(s.what not in WHAT or not known(s.event) for s in begun) or not all(known(event) and why for event, why in apart.items()):
        raise LawDataError(f"{FILE}: starts or apart")
    if any(rule not in SENDINGS or not why for (rule, _form), why in none.items()) or not set(some.values()) <= set(ONLY):
        raise LawDataError(f"{FILE}: unsent or only")
    return Service(found, begun, apart, none, some)


def _way(w: dict[str, Any], v: dict[str, Any]) -> Way:
    return Way(
        w["way"], w["title"], v["valid"], v["cite"], v.get("note", ""), tuple(v.get("not_for", ())), v.get("not_cite", ""), v.get("not_note", ""),
    )  # fmt: skip
