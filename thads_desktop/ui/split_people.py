"""The people of one part of a judgment, several in one line: names with semicolons between, what is known of them in the same order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import units
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.services.parties import STATE_NAME, PartyInput, birth_year
from thads_desktop.ui.form import Form, Spec
from thads_desktop.ui.opening_form import NOBODY

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.ui.fields_typed import Suggest

Side = Literal["debtor", "creditor"]
PERSON, ORG, STATE = ("person", "Cá nhân"), ("org", "Tổ chức"), ("state", "Ngân sách nhà nước")
#: Of its own motion the office gives back or destroys what nobody owes: said on purpose, never by forgetting the name.
KINDS = {"debtor": (PERSON, ORG, NOBODY), "creditor": (STATE, PERSON, ORG)}
_WORDS = {"debtor": "Người phải thi hành án", "creditor": "Người được thi hành án"}
#: What is asked of each person beside the name.
DETAILS = {"address": "Địa chỉ", "commune": "Xã, phường", "birth": "Năm sinh", "ids": "Số định danh, giấy tờ, mã số"}


def specs(side: Side, communes: Suggest) -> list[Spec]:
    """The fields of a side."""
    return [
        Spec(f"{side}_kind", _WORDS[side], "choice", options=KINDS[side], value=KINDS[side][0][0], share=2),
        Spec(f"{side}s", "Họ tên, tên tổ chức", note="Nhiều người: dấu chấm phẩy", beside=True, share=3, limit=SENTENCE),
        Spec(f"{side}_address", DETAILS["address"], note="Nhiều người: cùng thứ tự, dấu chấm phẩy", share=3, limit=SENTENCE),
        Spec(f"{side}_commune", DETAILS["commune"], "name", note="Chọn trong danh sách", suggest=communes, beside=True, share=2),
        Spec(f"{side}_birth", DETAILS["birth"], share=2),
        Spec(f"{side}_ids", DETAILS["ids"], beside=True, share=3, limit=SENTENCE),
    ]


def hide_what_is_not_asked(form: Form) -> None:
    """Nobody, and the State, has no name, address or number."""
    for side, none in (("debtor", NOBODY[0]), ("creditor", STATE[0])):
        shown = form[f"{side}_kind"].value() != none
        for name in (f"{side}s", *(f"{side}_{what}" for what in DETAILS)):
            form[name].setVisible(shown)


def people(v: Mapping[str, Any], side: Side, day: date) -> tuple[PartyInput, ...]:
    """Who is meant. Refused, at its field, for what cannot be read, and where a debtor was forgotten."""
    kind = v[f"{side}_kind"]
    if kind == NOBODY[0]:
        return ()
    if kind == STATE[0]:
        return (PartyInput(STATE_NAME, "state"),)
    names = [name.strip() for name in (v[f"{side}s"] or "").split(";") if name.strip()]
    if not names and side == "debtor":
        raise Refused(Refusal("opening.no_debtor", field="debtors"))
    told = {what: _of_each(v, f"{side}_{what}", label, len(names)) for what, label in DETAILS.items()}
    return tuple(
        PartyInput(
            name, kind or "person", birth_year(told["birth"][at], f"{side}_birth"), tuple(told["ids"][at].split()), told["address"][at],
            _commune(told["commune"][at], f"{side}_commune", day),
        )
        for at, name in enumerate(names)
    )  # fmt: skip


def _of_each(v: Mapping[str, Any], field: str, label: str, count: int) -> list[str]:
    """One for each name, "" where nothing is typed of it."""
    typed = str(v[field] or "").strip().removesuffix(";")
    each = [x.strip() for x in typed.split(";")] if typed else []
    if len(each) not in (0, count):
        raise Refused(Refusal("split.other_count", {"what": label, "given": str(len(each)), "count": str(count)}, field))
    return each or [""] * count


def _commune(typed: str, field: str, day: date) -> str:
    code = units.code_of(typed, day)
    if typed and not code:
        raise Refused(Refusal("commune.unknown", {"commune": typed[:40]}, field))
    return code
