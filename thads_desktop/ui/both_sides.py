"""A form whose subject another desk changed meanwhile: which of the two versions goes on, and what stands in the form then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from thads_desktop.ui.conflict import Choice, Side, asked
from thads_desktop.ui.fields import CheckField, ChoiceField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from thads_desktop.ui.fields import Field
    from thads_desktop.ui.form import Form

Outcome = Literal["write", "taken", "later"]


def words_of(field: Field, raw: Any) -> str:
    """What stands in a field, as a human reads it there."""
    if isinstance(field, ChoiceField):
        return field.words(raw)
    if isinstance(field, CheckField):
        return "có" if raw else "không"
    return str(raw or "")


def settle(
    parent: QWidget, form: Form, before: Mapping[str, Any], now: Mapping[str, Any], *, what: str, who: str, ask_always: bool = False
) -> tuple[Outcome, dict[str, Any]]:  # fmt: skip
    """(what comes of it, what the form says of what holds now). before: what it said before anything was typed (raw); now: what
    holds now, by field.

    Mine is what I changed; what only the other one changed stays as they have it. Nobody is asked where the two do not meet in a
    field, unless ask_always. "write" = the form holds what is to be written, "taken" = it shows the other version, "later" = it is
    as it was.
    """
    mine, meant = form.draft(), form.values()
    form.set_values(now)
    theirs, means = form.draft(), form.values()
    own = [name for name, raw in mine.items() if raw != before.get(name) and meant[name] != means[name]]
    form.set_draft(mine)
    choice: Choice = "mine"
    if ask_always or any(theirs[name] != before.get(name) for name in own):
        fields = [f for f in form.fields() if f.name in mine]
        sides = [Side(f.label, words_of(f, mine[f.name]), words_of(f, theirs[f.name])) for f in fields]
        choice = asked(parent, what, who, sides)
    if not choice:
        return "later", theirs
    form.set_draft({**theirs, **{name: mine[name] for name in own}} if choice == "mine" else theirs)
    return "write" if choice == "mine" else "taken", theirs
