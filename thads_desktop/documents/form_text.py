"""The text of a form as somebody approves it: every word it prints, its conditions and its signer, in one canonical order.

Two versions with the same text are the same form to whoever approved it, whatever their days and whatever notes their files hold.
"""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING

from thads_desktop.documents.form import PLACE
from thads_desktop.documents.variables import VARIABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thads_desktop.documents.form import Article, Form

_SIGNERS = {"head": "Thủ trưởng", "officer": "Chấp hành viên", "clerk": "Người lập", "accountant": "Kế toán", "issuer": "Người đã ra văn bản bị tác động"}


@cache
def text_of(form: Form) -> str:
    """All that the form says, one paragraph a line; {names} stand for what is filled in."""
    lines = [form.title, form.subject, f"Người ký: {_SIGNERS.get(form.signer, form.signer)}{f' ({form.signed_as})' if form.signed_as else ''}"]
    lines += [f"Kính gửi: {r.text}{_when(r.when, r.unless)}" for r in form.to]
    lines += [*_said("Căn cứ", form.grounds), form.resolves, *_said("Mở đầu", form.opening), *_said("Nội dung", form.articles)]
    lines.append("Nơi nhận:")
    lines += [f"- {r.text}{_when(r.when, r.unless)}" for r in form.recipients]
    lines += [f"Cùng ký: {s}{' (đóng dấu)' if s in form.sealed else ''}" for s in form.signatures]
    lines += [f"Cùng ký, mỗi dòng của {form.signed_by.each}: {form.signed_by.text}"] if form.signed_by is not None else []
    lines.append(f"Phải có: {', '.join(form.needs)}")
    lines += [f"Phải có: {', '.join(names)}{_when(when)}" for when, names in form.needs_when]
    lines += [f"Phải có: {' hoặc '.join(names)}" for names in form.needs_one]
    return "\n".join(x for x in lines if x) + "\n"


@cache
def digest_of(form: Form) -> str:
    """SHA-256 of the text."""
    return hashlib.sha256(text_of(form).encode()).hexdigest()


def readable(form: Form, text: str) -> str:
    """A text of this form (of whichever version) with the names of what is filled in said in words, in brackets."""
    labels = {name: v.label for name, v in VARIABLES.items()} | {v.name: v.label for v in form.own}
    return PLACE.sub(lambda m: f"[{labels.get(m[1], m[1])}]", text)


def _when(when: str, unless: str = "") -> str:
    asks = [*([f"khi có {when}"] if when else ()), *([f"khi không có {unless}"] if unless else ())]
    return f" [{'; '.join(asks)}]" if asks else ""


def _said(part: str, articles: Iterable[Article]) -> Iterator[str]:
    count = 0
    for article in articles:
        if article.label == "Điều":
            count += 1
            lead = f"Điều {count}. "
        else:
            lead = f"{article.label} " if article.label else ""
        body = article.text or " | ".join(f"{head}: {cell}" for head, cell in zip(article.heads, article.cells, strict=True))
        asks = [
            *([f"khi có {article.when}"] if article.when else ()), *([f"khi không có {article.unless}"] if article.unless else ()),
            *([f"mỗi dòng của {article.each}"] if article.each else ()), *([f"từ {article.since:%d/%m/%Y}"] if article.since else ()),
        ]  # fmt: skip
        tail = f" [{'; '.join(asks)}]" if asks else ""
        yield f"{part}: {lead}{body}{tail}"
