"""What a pack changes, in the words of the office: file by file, and in a file of law term by term, before it is installed."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from thads_desktop.documents import outside_layout
from thads_desktop.documents.form import form_in
from thads_desktop.documents.register import register_in
from thads_desktop.domain.dates import short_date
from thads_desktop.law.absent import Absent
from thads_desktop.law.crossing import CROSSINGS
from thads_desktop.law.holidays import calendar_of
from thads_desktop.law.money_law import FILE as MONEY
from thads_desktop.law.ruleset import TERMS, Rules
from thads_desktop.law.units import units_of
from thads_desktop.returns.definition import regime_in
from thads_desktop.services.pack_changes_money import money_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import date

    from thads_desktop.dated import Overlay
    from thads_desktop.documents.form import Form
    from thads_desktop.exchange.pack import Pack
    from thads_desktop.law.limits import Limit
    from thads_desktop.law.ruleset import Ground, Term

_K = TypeVar("_K")
_V = TypeVar("_V")
#: Paragraphs of a form that are shown, of those that come and of those that go.
_SHOWN = 6
ADDED, REPLACED, SAME = "thêm", "thay", "như đang dùng"
_UNITS = {"wd": "ngày làm việc", "d": "ngày", "m": "tháng", "y": "năm", "h": "giờ"}
_GROUNDS = {
    "means_lacking": "chưa có điều kiện", "deferral": "hoãn", "suspension": "tạm đình chỉ", "termination": "đình chỉ",
    "suspension_notice": "thông báo tạm đình chỉ", "continuation": "tiếp tục", "withdrawal": "thu hồi", "cancellation": "hủy",
    "amendment": "sửa đổi, bổ sung", "delegation": "ủy thác",
}  # fmt: skip
#: Tables of law of which the entries are counted -> what they are called.
_TABLES = {
    "asset_ways.toml": "trạng thái và bước của tài sản", "decisions.toml": "danh mục quyết định, biện pháp", "grouping.toml": "cách ra quyết định",
    "service.toml": "hình thức thông báo", "store.toml": "kho vật chứng", "transitions.toml": "các bước hợp lệ",
}  # fmt: skip
_SIGNERS = {
    "head": "thủ trưởng", "officer": "Chấp hành viên", "clerk": "Thư ký, Thẩm tra viên", "accountant": "Kế toán",
    "issuer": "người đã ra văn bản bị tác động",
}
_STATUS = {"established": "đã đối chiếu", "reconstructed": "dựng lại"}
#: What a form says of itself beside its paragraphs.
_HEADS: tuple[tuple[str, Callable[[Form], str]], ...] = (
    ("người ký", lambda f: _SIGNERS[f.signer]), ("tình trạng", lambda f: _STATUS[f.status]), ("mã mẫu in ra", lambda f: f.code_printed or "không"),
    ("số danh mục", lambda f: str(f.number or "không")), ("dãy số", lambda f: f.series or "không"),
)  # fmt: skip


#: Kind of a file -> what it is called.
KINDS = {
    "law": "quy định", "calendar": "lịch nghỉ", "units": "địa danh", "documents": "mẫu văn bản", "returns": "biểu báo cáo",
    "registers": "mẫu sổ", "outside": "bố cục gửi nơi khác",
}  # fmt: skip


def kinds_of(files: Iterable[str]) -> str:
    """ "quy định, 2 mẫu văn bản" of "law/terms.toml" and two forms."""
    counted = Counter(file.partition("/")[0] for file in files)
    return ", ".join(f"{n} {KINDS.get(kind, kind)}" if n > 1 else KINDS.get(kind, kind) for kind, n in counted.items())


@dataclass(frozen=True, slots=True)
class Change:
    """A file of a pack. what: thêm | thay | như đang dùng; lines: what becomes different in it, each a short sentence."""

    file: str
    what: str
    lines: tuple[str, ...]


def changes(pack: Pack, before: Overlay, after: Overlay) -> tuple[Change, ...]:
    """Every file of a pack that was judged sound, in order."""
    found = []
    known: dict[str, dict[str, bytes]] = {}
    for (kind, name), data in sorted(pack.files.items()):
        shipped = known.setdefault(kind, before.of(kind))
        what = ADDED if name not in shipped else (SAME if shipped[name] == data else REPLACED)
        lines = () if what == SAME else tuple(_lines(kind, name, data, shipped.get(name), before, after))
        found.append(Change(f"{kind}/{name}", what, lines))
    return tuple(found)


def _lines(kind: str, name: str, data: bytes, old: bytes | None, before: Overlay, after: Overlay) -> list[str]:
    match kind:
        case "law":
            held, new = Rules.of(before), Rules.of(after)
            if name == MONEY:
                return money_changes(before, after)
            if name in TERMS:
                return _terms(held, new, set(tomllib.loads(data.decode("utf-8"))))
            said_by = {"grounds.toml": _grounds, "topics.toml": _topics, "limits.toml": _limits}
            return said_by[name](held, new) if name in said_by else _entries(name, data, old)
        case "calendar":
            return _days(before, after)
        case "units":
            return _communes(before, after)
        case "documents":
            form = form_in(name, data)
            said = [f"{form.name}, hiệu lực {_span_of(form)}"]
            return said if old is None else said + _words(form_in(name, old), form)
        case "registers":
            register = register_in(name, data)
            said = [f"{register.title}, hiệu lực {_span(register.start, register.until)}, {len(register.columns)} cột"]
            if old is not None and (before_ := register_in(name, old).columns) != register.columns:
                said.append(f"trước có {len(before_)} cột; kỳ đã kết sổ giữ nguyên, bố cục đơn vị tự sửa giữ nguyên")
            return said
        case "outside":
            return [outside_layout.told(name, data)]
        case _:
            regime = regime_in(name, data)
            said = [f"chế độ báo cáo {regime.id} ({regime.circular}), hiệu lực {_span(regime.start, regime.until)}"]
            if old is not None and regime_in(name, old).file_digest != regime.file_digest:
                said.append("cách tính hoặc biểu thay đổi; kỳ đã chốt giữ số liệu đã chốt, lập lại thì theo biểu mới")
            return said


def _entries(name: str, data: bytes, old: bytes | None) -> list[str]:
    """Of a table of law that is read whole: how many of its entries come, go and become different."""
    then, now = (_flat(tomllib.loads((x or b"").decode("utf-8"))) for x in (old, data))
    more, fewer = len(now.keys() - then.keys()), len(then.keys() - now.keys())
    other = sum(now[key] != then[key] for key in now.keys() & then.keys())
    counted = ", ".join(f"{words} {n} mục" for words, n in (("thêm", more), ("bỏ", fewer), ("thay", other)) if n)
    return [f"{_TABLES.get(name, name)}: {counted}"] if counted else []


def _flat(data: dict[str, object]) -> dict[tuple[str, str], object]:
    """(table, entry) -> what stands there; an entry of a list is known by what is written in it."""
    found: dict[tuple[str, str], object] = {}
    for table, content in data.items():
        if isinstance(content, dict):
            found |= {(table, str(key)): value for key, value in content.items()}
        elif isinstance(content, list):
            found |= {(table, repr(value)): value for value in content}
        else:
            found[table, ""] = content
    return found


def _words(old: Form, new: Form) -> list[str]:
    """When another span holds, and the paragraphs that come and go."""
    said = [f"trước: {_span_of(old)}"] if _span_of(old) != _span_of(new) else []
    said += [f"{words}: {told(old)} → {told(new)}" for words, told in _HEADS if told(old) != told(new)]
    held, now = _paragraphs(old), _paragraphs(new)
    said += [f"bỏ: “{text}”" for text in held if text not in now][:_SHOWN]
    said += [f"thêm: “{text}”" for text in now if text not in held][:_SHOWN]
    return said or ["cách in hoặc điều kiện của các đoạn thay đổi"]


def _paragraphs(form: Form) -> list[str]:
    parts = (*form.grounds, *form.opening, *form.articles)
    return [form.title, form.subject, *(" | ".join((p.text, *p.heads, *p.cells)).strip(" |") for p in parts), *(r.text for r in form.recipients)]


def _span_of(form: Form) -> str:
    return _span(form.start, form.until)


def _span(start: date, until: date | None) -> str:
    return f"từ {short_date(start)}" + (f" đến {short_date(until)}" if until is not None else "")


def _compared(held: Mapping[_K, _V], new: Mapping[_K, _V], say: Callable[[_V], tuple[str, ...]], name: Callable[[_V], str]) -> list[str]:
    """Sentences on what came, went and became different, in the order of the new ones."""
    said = []
    for key, value in new.items():
        if key not in held:
            said.append(f"{name(value)}: thêm {', '.join(x for x in say(value) if x)}")
        elif held[key] != value:
            apart = [(then, now) for then, now in zip(say(held[key]), say(value), strict=True) if then != now]
            told = "; ".join(f"{then or 'không'} → {now or 'không'}" for then, now in apart)
            said.append(f"{name(value)}: {told or 'ghi chú hoặc điều kiện thay đổi'}")
    return said + [f"{name(held[key])}: bỏ {', '.join(x for x in say(held[key]) if x)}" for key in held if key not in new]


def _terms(held: Rules, new: Rules, of: set[str]) -> list[str]:
    """of: the rules that stand in the file."""

    def keyed(rules: Rules) -> dict[tuple[str, str, str, date], Term | Absent]:
        values: list[Term | Absent] = [t for rule in of for t in rules.terms.get(rule, ())]
        values += [a for rule in of for a in rules.absent.get(rule, ())]
        return {(t.rule, t.law, t.case, t.start): t for t in sorted(values, key=lambda t: (t.rule, t.case, t.law, t.start))}

    def name(t: Term | Absent) -> str:
        return f"{t.rule} {t.title}" + (f", {t.case_title}" if t.case_title else "")

    def say(t: Term | Absent) -> tuple[str, ...]:
        if isinstance(t, Absent):
            return t.words, _span(t.start, t.until), "", t.cite
        rolls = "lùi sang ngày làm việc" if t.rolls else "không lùi khi trùng ngày nghỉ"
        return f"{t.n} {_UNITS[t.unit]}", _span(t.start, t.until), rolls, t.cite

    said = _compared(keyed(held), keyed(new), say, name)
    if "separate_book" in of and held.book != new.book:
        said.append("điều kiện chuyển sổ theo dõi riêng thay đổi")
    if "crossing" in of and held.crossing != new.crossing:
        said.append(f"thời hạn vắt qua 01/7/2026: {CROSSINGS[held.crossing]} → {CROSSINGS[new.crossing]}")
    return said


def _limits(held: Rules, new: Rules) -> list[str]:
    def keyed(rules: Rules) -> dict[tuple[str, str, str, date], Limit]:
        return {(x.code, x.law, x.case, x.start): x for of in rules.limits.of.values() for x in of}

    said = _compared(keyed(held), keyed(new), lambda x: (x.words, _span(x.start, x.until), x.cite), lambda x: x.title)
    return said + (["cách tính thời gian thay đổi"] if held.limits.principles != new.limits.principles else [])


def _grounds(held: Rules, new: Rules) -> list[str]:
    def keyed(rules: Rules) -> dict[tuple[str, str, str, date], tuple[str, Ground]]:
        return {(kind, g.law, g.code, g.start): (kind, g) for kind, of in rules.grounds_of.items() for g in of}

    def name(of: tuple[str, Ground]) -> str:
        kind = _GROUNDS.get(of[0], _GROUNDS["continuation"] if of[0].startswith("continuation") else of[0])
        return f"Căn cứ {kind}, điểm {of[1].code}"

    def say(of: tuple[str, Ground]) -> tuple[str, ...]:
        return f"“{of[1].text}”", _span(of[1].start, of[1].until), of[1].cite

    return _compared(keyed(held), keyed(new), say, name)


def _topics(held: Rules, new: Rules) -> list[str]:
    def keyed(rules: Rules) -> dict[tuple[str, str], str]:
        return {(topic, law): cite for topic, of in rules.topics.items() for law, cite in of.items()}

    return _compared(keyed(held), keyed(new), lambda cite: (cite or "không viện dẫn",), lambda _cite: "Viện dẫn")


def _days(before: Overlay, after: Overlay) -> list[str]:
    held, new = calendar_of(before), calendar_of(after)
    said = []
    for words, then, now in (("nghỉ", held.days_off, new.days_off), ("làm bù", held.working, new.working)):
        said += _listed(f"thêm ngày {words}", now - then) + _listed(f"bỏ ngày {words}", then - now)
    if (held.known_from, held.known_until) != (new.known_from, new.known_until):
        said.append(f"lịch có từ năm {new.known_from.year} đến năm {new.known_until.year}")
    return said


def _listed(words: str, days: Iterable[date]) -> list[str]:
    said = ", ".join(short_date(d) for d in sorted(days))
    return [f"{words}: {said}"] if said else []


def _communes(before: Overlay, after: Overlay) -> list[str]:
    held, new = units_of(before), units_of(after)
    added = [c for code, c in new.communes.items() if code not in held.communes]
    said = [f"thêm {len(added)} xã, phường: {', '.join(c.names[0][1] for c in added[:5])}{' …' if len(added) > 5 else ''}"] if added else []
    for code, c in new.communes.items():
        then = held.communes.get(code)
        if then is None or then == c:
            continue
        if c.into and c.into != then.into and c.until is not None:
            said.append(f"{c.names[-1][1]} nhập vào {new.communes[c.into].names[-1][1]} sau ngày {short_date(c.until)}")
        elif c.names != then.names:
            said.append(f"{then.names[-1][1]} thành {c.names[-1][1]} từ {short_date(c.names[-1][0])}")
        else:
            said.append(f"{c.names[-1][1]}: thông tin thay đổi")
    return said
