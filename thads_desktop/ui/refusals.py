"""Refusals and troubles on the screen: at their field, in words, with the article."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

from thads_desktop.domain.sentences import REFUSALS, TROUBLES, say, say_trouble

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thads_desktop.domain.refusal import Refusal, Trouble
    from thads_desktop.ui.form import Form


#: What the command line says by its options and the window by what one sees in it.
IN_THE_WINDOW = {
    "return.no_regime": (
        "Kỳ kết thúc ngày {end} chưa có biểu mẫu: phụ lục thông tư của kỳ này chưa có trong chương trình. Chọn một chế độ cũ ở ô "
        "“Chế độ” để xem số liệu theo biểu của chế độ ấy; theo chế độ cũ không chốt được."
    ),
    "import.no_file": "Hãy chọn tệp sổ thụ lý trước.",
}


#: Refusals said lately, by their sentence: what is shown can be asked about.
_said: OrderedDict[str, Refusal] = OrderedDict()
_KEPT = 100


def sentence(refusal: Refusal) -> str:
    """The refusal in words; a code that has none is shown itself rather than nothing."""
    said = say(refusal, IN_THE_WINDOW.get(refusal.code, "")) if refusal.code in REFUSALS else refusal.code
    _said[said] = refusal
    _said.move_to_end(said)
    while len(_said) > _KEPT:
        _said.popitem(last=False)
    return said


def told(shown: str) -> list[Refusal]:
    """The refusals whose sentences stand in a text that is shown."""
    return [refusal for said, refusal in _said.items() if said in shown]


def trouble_sentence(trouble: Trouble) -> str:
    return say_trouble(trouble) if trouble.code in TROUBLES else trouble.code


def show(form: Form, refusals: Iterable[Refusal]) -> None:
    """Each under its field; several of one field in one line; those of no field of this form beneath the form."""
    by_field: dict[str, list[str]] = {}
    rest: list[str] = []
    names = {field.name for field in form.fields()}
    for refusal in refusals:
        if refusal.field in names:
            by_field.setdefault(refusal.field, []).append(sentence(refusal))
        else:
            rest.append(sentence(refusal))
    form.clear_refusals()
    form.say("\n".join(rest))
    first = True
    for field in form.fields():
        if field.name in by_field:
            field.set_refusal(" ".join(by_field[field.name]), focus=first)
            first = False
