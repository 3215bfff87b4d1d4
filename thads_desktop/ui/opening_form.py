"""The form of an enforcement decision: as many parties and obligations as the hand asks for, read into an OpeningInput.

Fields of one party: ``debtor``, ``debtor_kind``, ``debtor_birth`` ...; of the second ``debtor_2``, ``debtor_2_kind`` ...
A further party or obligation that is left empty is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import units
from thads_desktop.services.inputs import BODY, SENTENCE
from thads_desktop.services.opening import NOTICE_WAYS, Obligation, OpeningInput, Side, field
from thads_desktop.services.paper_facts import form_on
from thads_desktop.services.parties import STATE_NAME, PartyInput, birth_year
from thads_desktop.ui.form import Form, Spec
from thads_desktop.ui.pages.paper_words import ARTICLES

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.ui.fields_typed import Suggest

DEBTORS = (("person", "Cá nhân"), ("org", "Tổ chức"))
#: Of its own motion the office gives back or destroys what nobody owes: said on purpose, never by forgetting the name.
NOBODY = ("none", "Không có (trả lại, tiêu hủy)")
CREDITORS = (("state", "Ngân sách nhà nước"), ("person", "Cá nhân"), ("org", "Tổ chức"))
SIDES: tuple[Side, ...] = ("debtor", "creditor")
WORDS = {"debtor": "Người phải thi hành án", "creditor": "Người được thi hành án"}
SHARED = (("several", "Theo phần"), ("joint", "Liên đới"))


@dataclass(frozen=True, slots=True)
class Shape:
    """How many of each the form shows; alone: some obligation is owed by nobody of those who owe others."""

    debtors: int = 1
    creditors: int = 1
    lines: int = 2
    alone: bool = False

    def more(self, what: str) -> Shape:
        """One more debtor, creditor or line."""
        return replace(self, **{f"{what}s": getattr(self, f"{what}s") + 1})

    def last(self, what: str) -> str:
        """The field in which the last of them begins."""
        return f"text_{self.lines}" if what == "line" else field("debtor", self.debtors - 1) if what == "debtor" else field("creditor", self.creditors - 1)

    def count(self, side: Side) -> int:
        return self.debtors if side == "debtor" else self.creditors


def party_specs(side: Side, shape: Shape, people: Suggest, communes: Suggest) -> list[Spec]:
    """The fields of every party of a side."""
    specs = []
    for at in range(shape.count(side)):
        n = f" {at + 1}" if shape.count(side) > 1 else ""
        lead = WORDS[side] + n
        kinds = CREDITORS if side == "creditor" else DEBTORS if at else (*DEBTORS, NOBODY)
        name = Spec(
            field(side, at), lead if side == "debtor" else f"Tên người được thi hành án{n}", "name",
            suggest=people,
            share=3, beside=side == "creditor",
        )  # fmt: skip
        kind = Spec(
            field(side, at, "kind"), "Loại" if side == "debtor" else lead, "choice", options=kinds,
            value="state" if side == "creditor" and at == 0 else "person", beside=side == "debtor",
            share=1 if side == "debtor" else 2,
        )  # fmt: skip
        specs += [name, kind] if side == "debtor" else [kind, name]
        specs += [
            Spec(field(side, at, "birth"), "Năm sinh"),
            Spec(field(side, at, "ids"), "Số định danh, giấy tờ, mã số", note="Nhiều số cách nhau bằng dấu cách", beside=True, share=3),
            Spec(field(side, at, "address"), "Địa chỉ", share=3, limit=SENTENCE),
            Spec(field(side, at, "commune"), "Xã, phường", "name", note="Chọn trong danh sách", suggest=communes, beside=True, share=2),
        ]
    return specs


def line_specs(shape: Shape, extra: str = "") -> list[Spec]:
    """The fields of every obligation, who owes whom only where there are several; last how the parties are told, and what more is said
    (extra: what the office usually adds)."""
    specs = []
    for n in range(1, shape.lines + 1):
        specs.append(Spec(f"text_{n}", f"Khoản {n}", required=n == 1, share=2, limit=SENTENCE))
        specs.append(Spec(f"due_{n}", "Số tiền (đồng)", "money", note="Để trống nếu không phải là tiền", beside=True))
        if shape.debtors > 1 or shape.creditors > 1 or shape.alone:
            note = "Số thứ tự, ví dụ 1 2; bỏ trống: tất cả; 0: không ai (trả lại, tịch thu)"
            specs.append(Spec(f"owes_{n}", "Ai phải thi hành", note=note))
        if shape.debtors > 1:
            specs.append(Spec(f"joint_{n}", "Chịu", "choice", options=SHARED, value="several", beside=True))
        if shape.creditors > 1:
            specs.append(Spec(f"owed_{n}", "Ai được thi hành", note="Số thứ tự, ví dụ 1; bỏ trống: tất cả", beside=True))
    ways = [(way, way.capitalize()) for way in NOTICE_WAYS]
    specs.append(Spec("notice", "Hình thức thông báo", "choice", options=ways, value=NOTICE_WAYS[0]))
    specs.append(Spec("extra", "Nội dung bổ sung", "long", lines=2, limit=BODY, value=extra or None, note=ARTICLES))
    return specs


def read(
    form_values: Mapping[str, Any], shape: Shape, judgment: str, day: date, known: Mapping[str, str], *, paper: str = "",
    matter: str = "",
) -> OpeningInput:  # fmt: skip
    """What is meant by the form. known: field of a party's name -> id of the party a human said it is.

    Refused, at its field, for what cannot be read.
    """
    v = form_values
    sides = {side: _side(v, side, shape, day, known) for side in SIDES}
    if not sides["debtor"] and not _nobody(v):
        raise Refused(Refusal("opening.no_debtor", field="debtor"))
    lines = tuple(
        Obligation(
            v[f"text_{n}"], v[f"due_{n}"], () if _none(v, n) else _chosen(v, f"owes_{n}", len(sides["debtor"])),
            _chosen(v, f"owed_{n}", len(sides["creditor"])), v.get(f"joint_{n}") == "joint", bool(sides["debtor"]) and _none(v, n),
        )
        for n in range(1, _last(shape.lines, lambda n: bool(v[f"text_{n}"].strip()) or v[f"due_{n}"] is not None) + 1)
    )  # fmt: skip
    kind, _, request = (v["kind"] or "cd").partition(":")
    return OpeningInput(
        judgment, kind, request, sides["debtor"], sides["creditor"], lines, v["officer"] or "", paper, matter,
        v.get("notice") or NOTICE_WAYS[0], extra=v.get("extra") or "",
    )  # fmt: skip


def fill(form: Form, given: OpeningInput, day: date) -> dict[str, str]:
    """Put a decision into a form of its shape; field of a party's name -> its id, for the known ones."""
    known = {}
    if not given.debtors:
        form.set_values({field("debtor", 0, "kind"): NOBODY[0]})
    form.set_values({"kind": f"{given.kind}:{given.request}" if given.request else given.kind, "officer": given.officer, "notice": given.notice})
    form.set_values({"extra": given.extra})
    for side, parties in (("debtor", given.debtors), ("creditor", given.creditors)):
        for at, party in enumerate(parties):
            fill_party(form, side, at, party, day)  # type: ignore[arg-type]  # the sides are the words above
            if party.known:
                known[field(side, at)] = party.known  # type: ignore[arg-type]  # as above
    for n, line in enumerate(given.lines, 1):
        form.set_values(
            {
                f"text_{n}": line.text, f"due_{n}": line.due, f"joint_{n}": "joint" if line.joint else "several",
                f"owes_{n}": "0" if line.nobody else _places(line.debtors, len(given.debtors)), f"owed_{n}": _places(line.creditors, len(given.creditors)),
            }
        )  # fmt: skip
    return known


def fill_party(form: Form, side: Side, at: int, party: PartyInput, day: date) -> None:
    """Put a party into its fields."""
    form.set_values(
        {
            field(side, at): "" if party.kind == "state" else party.name, field(side, at, "kind"): party.kind,
            field(side, at, "birth"): str(party.birth_year or ""), field(side, at, "ids"): " ".join(party.ids),
            field(side, at, "address"): party.address, field(side, at, "commune"): units.label(party.commune, day),
        }
    )  # fmt: skip


def hide_what_is_not_asked(form: Form, shape: Shape) -> None:
    """Nobody, and a creditor that is the State, has no name, number or address; the way of notice only a form that says it."""
    somebody = form[field("debtor", 0, "kind")].value() != NOBODY[0]
    for what in ("", "birth", "ids", "address", "commune"):
        form[field("debtor", 0, what)].setVisible(somebody)
    for at in range(shape.creditors):
        shown = form[field("creditor", at, "kind")].value() != "state"
        for what in ("", "birth", "ids", "address", "commune"):
            form[field("creditor", at, what)].setVisible(shown)
    day = form["day"].value()
    form["notice"].setVisible(day is not None and _says_the_way(day))


def _says_the_way(day: date) -> bool:
    try:
        return "notice_way" in form_on("enforcement_cd", day).needs
    except Refused:
        return False


def kinds(requests: Sequence[tuple[str, str]], given: OpeningInput | None) -> list[tuple[str, str]]:
    """On whose motion it may be decided. requests: (id, who asked); given: a returned decision, whose own request stays open to it."""
    found = [("cd", "Chủ động"), *((f"yc:{r}", f"Theo yêu cầu của {name}") for r, name in requests)]
    if given is not None and given.request and all(value != f"yc:{given.request}" for value, _ in found):
        found.append((f"yc:{given.request}", "Theo yêu cầu đã nhận"))
    if given is not None and given.kind == "yc" and not given.request:
        # The request was made where it was delegated from.
        found.append(("yc", "Theo yêu cầu (nhận ủy thác)"))
    return found


def new_parties(form_values: Mapping[str, Any], shape: Shape, day: date, known: Mapping[str, str]) -> list[tuple[str, PartyInput]]:
    """(field of the name, the party) of those that nobody said are known."""
    places = [(side, at) for side in SIDES for at in range(shape.count(side)) if field(side, at) not in known]
    typed = [(field(side, at), party_at(form_values, side, at, day, known)) for side, at in places]
    return [(name, party) for name, party in typed if party is not None]


def party_at(
    form_values: Mapping[str, Any], side: Side, at: int, day: date, known: Mapping[str, str]
) -> PartyInput | None:
    """The party of a place, or None while it is empty, cannot be read, or is the State."""
    nobody = side == "debtor" and _nobody(form_values)
    if nobody or _state(form_values, side, at) or not form_values[field(side, at)]:
        return None
    try:
        return _party(form_values, side, at, day, known)
    except Refused:
        return None


def _side(
    v: Mapping[str, Any], side: Side, shape: Shape, day: date, known: Mapping[str, str]
) -> tuple[PartyInput, ...]:
    """The parties of a side, up to the last that is not empty; none where nothing is typed of it at all."""
    if side == "debtor" and _nobody(v):
        return ()
    if not any(v[field(side, n, what)] for n in range(shape.count(side)) for what in ("", "ids", "address", "birth")) and not any(
        _state(v, side, n) for n in range(shape.count(side))
    ):
        return ()
    last = _last(shape.count(side), lambda n: bool(v[field(side, n - 1)]) or _state(v, side, n - 1))
    return tuple(_party(v, side, at, day, known) for at in range(last))


def _last(count: int, there: Callable[[int], bool]) -> int:
    """The last of 1..count that is there; at least 1."""
    return max((n for n in range(1, count + 1) if there(n)), default=1)


def _nobody(v: Mapping[str, Any]) -> bool:
    return bool(v[field("debtor", 0, "kind")] == NOBODY[0])


def _state(v: Mapping[str, Any], side: Side, at: int) -> bool:
    return bool(v[field(side, at, "kind")] == "state")


def _party(v: Mapping[str, Any], side: Side, at: int, day: date, known: Mapping[str, str]) -> PartyInput:
    if _state(v, side, at):
        return PartyInput(STATE_NAME, "state")
    birth = birth_year(v[field(side, at, "birth")], field(side, at, "birth"))
    typed = v[field(side, at, "commune")].strip()
    commune = units.code_of(typed, day)
    if typed and not commune:
        raise Refused(Refusal("commune.unknown", {"commune": typed[:40]}, field(side, at, "commune")))
    return PartyInput(
        v[field(side, at)], v[field(side, at, "kind")], birth, tuple(v[field(side, at, "ids")].split()),
        v[field(side, at, "address")], commune, known=known.get(field(side, at), ""),
    )  # fmt: skip


def _none(v: Mapping[str, Any], n: int) -> bool:
    """Nobody owes it, as was said on purpose."""
    return str(v.get(f"owes_{n}") or "").strip() == "0"


def _chosen(v: Mapping[str, Any], name: str, count: int) -> tuple[int, ...]:
    """ "1 3" -> (0, 2); empty for all."""
    words = str(v.get(name) or "").replace(",", " ").replace(";", " ").split()
    chosen = []
    for word in words:
        at = int(word) - 1 if word.isascii() and word.isdigit() and len(word) <= 3 else -1
        if not 0 <= at < count:
            raise Refused(Refusal("opening.bad_place", {"place": word[:20]}, name))
        chosen.append(at)
    return tuple(dict.fromkeys(chosen))


def _places(chosen: tuple[int, ...], of: int) -> str:
    return "" if len(chosen) in (0, of) else " ".join(str(at + 1) for at in chosen)
