"""Two versions of an enforcement decision's form in words, field by field, though one names more parties or obligations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from thads_desktop.ui import wording
from thads_desktop.ui.both_sides import words_of
from thads_desktop.ui.conflict import Side
from thads_desktop.ui.opening_form import Shape

if TYPE_CHECKING:
    from thads_desktop.ui.fields import Field
    from thads_desktop.ui.form import Form


def sides(
    form_of: Callable[[Shape], Form], first: Mapping[str, Any], shape: Shape, mine: Mapping[str, Any], theirs: Mapping[str, Any]
) -> list[Side]:  # fmt: skip
    """What differs, and what either typed. form_of: makes a form of a shape, for its labels; first, shape: what the page's form
    started with, before anything was typed."""
    shapes = [_shape(shape, v) for v in (mine, theirs)]
    form = form_of(Shape(*(max(getattr(s, what) for s in shapes) for what in ("debtors", "creditors", "lines"))))
    counts = [wording.CONFLICT_COUNTS.format(debtors=s.debtors, creditors=s.creditors, lines=s.lines) for s in shapes]
    found = [Side(wording.CONFLICT_SHAPE, *counts)] if counts[0] != counts[1] else []
    for field in form.fields():
        one, other = (_said(field, first, v) for v in (mine, theirs))
        if one != other or any(field.name in v.get("fields", {}) for v in (mine, theirs)):
            found.append(Side(field.label, one, other))
    form.deleteLater()
    return found


def _shape(first: Shape, version: Mapping[str, Any]) -> Shape:
    return Shape(*version["shape"]) if version else first


def _said(field: Field, first: Mapping[str, Any], version: Mapping[str, Any]) -> str:
    raw = version.get("fields", {}).get(field.name, first.get(field.name, ""))
    known = version.get("known", {}).get(field.name)
    return words_of(field, raw) + (wording.CONFLICT_KNOWN if known and known[1] == raw else "")
