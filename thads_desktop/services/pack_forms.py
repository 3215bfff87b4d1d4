"""A form or register of a pack judged beyond what the loader asks: what prints wrong, what no day has, or what means another act is refused.

The loaders stay as they are: packs that offices installed before must go on loading. What is wrong is said in words of an office.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.catalogue import catalogue
from thads_desktop.domain.dates import short_date
from thads_desktop.law.ruleset import Rules
from thads_desktop.services import rights
from thads_desktop.services.register_files import MOST_COLUMNS
from thads_desktop.services.series import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thads_desktop.documents.form import Form
    from thads_desktop.documents.register import Register

_TEXTS = ("id", "effect", "title", "subject", "status", "law", "code", "signer", "series", "resolves", "measure", "signed_as", "symbol", "see", "starts")
_LISTS = ("grounds", "opening", "article", "recipients", "needs", "signatures", "sealed", "to", "field")
_FLAGS = ("minutes", "letter")
_ID, _SYMBOL = re.compile(r"[a-z][a-z0-9_]{0,59}"), re.compile(r"[A-ZĐ]{0,8}")
#: The longest that still stands well on a page, in letters; lines that stand free, and paragraphs.
_LINES = {"title": 120, "subject": 300, "signed_as": 60, "code": 40, "resolves": 60}
_PARAGRAPH, _SHORT, _WORD = 4000, 300, 60
#: A heading of a register.
_HEADING = 200
_MOST = {"columns": 12, "signatures": 12, "recipients": 40, "blank": 40}


def faults(form: Form, data: bytes, before: Iterable[Form]) -> Iterator[str]:
    """What is wrong with a form that the loader took. before: the forms that hold without the pack."""
    raw = tomllib.loads(data.decode("utf-8"))
    yield from (wrong := list(_shape(raw)))
    if wrong:
        return
    yield from _days(form)
    yield from _codes(form, tuple(before))
    yield from _words(form, raw)
    yield from _substance(form, raw)


def gap(before: Iterable[Form], after: Iterable[Form]) -> str:
    """The form that has no text on a day from which it had one, and that day; "" for none."""
    later = list(after)
    for old in before:
        if not any(f.id == old.id and f.on(old.start) for f in later):
            return f"{old.name} ngày {short_date(old.start)}"
    return ""


def register_faults(register: Register, data: bytes, before: Iterable[Register]) -> Iterator[str]:
    """What is wrong with a layout of a register that the loader took. before: those that hold without the pack."""
    raw = tomllib.loads(data.decode("utf-8"))
    yield from (f"“{name}” phải là ngày" for name in ("from", "until") if name in raw and type(raw[name]) is not date)
    yield from _unfit(raw)
    for text in (register.name, register.number, register.circular, register.annex, *(c.heading for c in register.columns)):
        if len(text) > _HEADING:
            yield f"dòng dài quá {_HEADING} chữ: “{_shown(text)}”"
    if len(register.columns) > MOST_COLUMNS:
        yield f"quá {MOST_COLUMNS} cột"
    if type(raw["from"]) is date and any(r.code == register.code and r.start < register.start for r in before):
        yield "sổ đang dùng có từ trước ngày ấy: các năm trước sẽ không còn bố cục"


def _shape(raw: dict[str, Any]) -> Iterator[str]:
    """A text where a list belongs would be read letter by letter."""
    for names, kind, words in ((_TEXTS, str, "chữ"), (_LISTS, list, "danh sách"), (_FLAGS, bool, "có, không"), (("number",), int, "số nguyên")):
        for name in names:
            if name in raw and type(raw[name]) is not kind:
                yield f"“{name}” phải là {words}"
    for name in ("from", "until"):
        if name in raw and type(raw[name]) is not date:
            yield f"“{name}” phải là ngày"


def _days(form: Form) -> Iterator[str]:
    if form.until is not None and form.until < form.start:
        yield "ngày hết hiệu lực trước ngày có hiệu lực"
    if form.law not in ("2008", "2025") or Rules.law_on(form.start) != form.law or (form.until and Rules.law_on(form.until) != form.law):
        yield f"ngày hiệu lực không thuộc Luật {form.law}"


def _codes(form: Form, held: tuple[Form, ...]) -> Iterator[str]:
    if not _ID.fullmatch(form.id):
        yield "mã mẫu phải là chữ thường không dấu, số, dấu gạch dưới"
    if form.number and catalogue().of(form.number) is None:
        yield f"số danh mục {form.number} không có"
    if form.series and form.series not in KINDS:
        yield f"dãy số {form.series} không có"
    if form.see and form.see not in rights.load().acts:
        yield f"quyền {form.see} không có"
    if not _SYMBOL.fullmatch(form.symbol):
        yield "ký hiệu của loại văn bản phải là chữ in hoa"
    if form.measure and form.measure not in {f.measure for f in held}:
        yield f"biện pháp {form.measure} không có"
    if any((f.effect, f.measure) != (form.effect, form.measure) for f in held if f.id == form.id):
        yield "mẫu đang dùng có tác dụng khác: mẫu mới phải mang mã khác"


def _words(form: Form, raw: dict[str, Any]) -> Iterator[str]:
    yield from _unfit(raw)
    free = [(getattr(form, name), most) for name, most in _LINES.items()]
    free += [(text, _SHORT) for text in (*form.signatures, *(r.text for r in (*form.recipients, *form.to)))]
    free += [(text, _SHORT) for text in ((form.signed_by.text, form.signed_by.plain) if form.signed_by is not None else ())]
    free += [(text, _SHORT) for v in form.own for text in (v.label, v.note)]
    for text, most in free:
        if len(text) > most:
            yield f"dòng dài quá {most} chữ: “{_shown(text)}”"
    parts = (*form.grounds, *form.opening, *form.articles)
    if any(not part.text.strip() and not part.cells for part in parts):
        yield "có đoạn trống"
    if any(not 0 <= part.blank <= _MOST["blank"] for part in parts):
        yield f"số dòng để trống phải từ 0 đến {_MOST['blank']}"
    if any(part.label not in ("", "Điều") for part in parts):
        yield "đoạn chỉ đánh số theo Điều"
    columns = max((len(x) for x in (*(p.heads for p in parts), *(v.columns for v in form.own))), default=0)
    counted = ((columns, "columns", "cột"), (len(form.signatures), "signatures", "chữ ký"), (len(form.recipients), "recipients", "nơi nhận"))
    for count, name, words in counted:
        if count > _MOST[name]:
            yield f"quá {_MOST[name]} {words}"


def _substance(form: Form, raw: dict[str, Any]) -> Iterator[str]:
    if not form.title.strip():
        yield "chưa có tên loại văn bản"
    if not raw.get("article") and not form.opening:
        yield "chưa có nội dung"
    if not form.grounds and not form.minutes and not form.letter:
        yield "chưa có căn cứ"
    if not form.recipients and form.series:
        yield "chưa có nơi nhận"
    if any(v.source != "typed" for v in form.own):
        yield "trường riêng của mẫu phải là trường được nhập"


def _unfit(raw: dict[str, Any]) -> Iterator[str]:
    for text in _texts(raw):
        if unicodedata.normalize("NFC", text) != text or any(unicodedata.category(c).startswith("C") and c != "\n" for c in text):
            yield f"chữ có ký tự không in được: “{_shown(text)}”"
        if len(text) > _PARAGRAPH or any(len(word) > _WORD for word in text.split()):
            yield f"đoạn hoặc từ quá dài: “{_shown(text)}”"


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for x in value:
                yield from _texts(x)
        case dict():
            for x in value.values():
                yield from _texts(x)
        case _:
            pass


def _shown(text: str) -> str:
    said = "".join(c if unicodedata.category(c)[0] != "C" else "�" for c in text)
    return said if len(said) <= 40 else f"{said[:39]}…"
