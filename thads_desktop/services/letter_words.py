"""Events of the books of letters and of the lists sent to others in words, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import letter_events as le, outside_events as oe
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import bare
from thads_desktop.law.letter_kinds import kinds

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

Body = le.LetterBody | oe.OutsideBody

WORDS: dict[str, str] = {
    "LetterReceived": "Vào sổ văn bản đến",
    "LetterSent": "Vào sổ văn bản đi",
    "LetterChanged": "Sửa dòng của sổ văn bản",
    "LetterPassedOn": "Chuyển văn bản",
    "LetterAnswered": "Trả lời văn bản đến",
    "LetterStands": "Văn bản đến, đi của việc",
    "OutsideSent": "Gửi danh sách cho cơ quan khác",
}
#: What happened to a letter -> words on the time line of its matter.
HOW = {"in": "đến", "out": "đi", "answered": "đã trả lời", "linked": "gắn vào việc", "unlinked": "gắn sang việc khác"}
#: The lists that are sent to others.
LISTS = {
    "procuracy": "Sổ thụ lý kiểm sát gửi Viện kiểm sát", "ended": "Danh sách việc kết thúc", "publication": "Danh sách đăng tải",
}  # fmt: skip


def code(key: str) -> str:
    """A letter as it is named on the screen: "đến 12/2026"; key: as of its subject ("in:2026:000012")."""
    way, _, rest = key.partition(":")
    year, _, number = rest.partition(":")
    if way not in ("in", "out") or not number.isdecimal():
        return ""
    return f"{'đến' if way == 'in' else 'đi'} {int(number)}/{year}"


def said_of(kind: str, title: str) -> str:
    """Kind and content, as the books have them in one column."""
    of = kinds()[kind].title if kind in kinds() else ""
    if not of or bare(title).startswith(bare(of)):
        return title or of
    return f"{of}: {title}" if title else of


def detail(body: Body, names: Names) -> str:
    """Its number, kind, to whom, by what."""
    match body:
        case le.LetterReceived():
            return _said(f"số đến {body.number} năm {body.year}", _kind(body.kind))
        case le.LetterSent():
            return _said(f"số thứ tự {body.ordinal} năm {body.year}", _kind(body.kind))
        case le.LetterChanged():
            return _kind(body.kind)
        case le.LetterPassedOn():
            to = names.name("person", body.person) if body.person else str(names.row("letter_step", body.row).get("to", ""))
            return _said(to, "đã ký nhận" if body.signed else "")
        case le.LetterAnswered():
            paper = names.row("paper", body.paper) if body.paper else {}
            by = " ".join(x for x in (str(paper.get("title", "")), str(paper.get("number_text", ""))) if x)
            by = by or (f"văn bản {code(body.letter)}" if body.letter else "")
            return by or str(names.row("letter_step", body.row).get("by", "")) or "không phải trả lời"
        case le.LetterStands():
            row = names.row("letter", body.letter)
            return _said(HOW.get(body.how, ""), code(body.letter), str(row.get("author") or row.get("to") or ""), str(row.get("title", "")))
        case oe.OutsideSent():
            row = names.row("outsent", body.row)
            span = f"từ {short_date(body.start)} đến {short_date(body.end)}"
            return _said(LISTS.get(body.what, ""), span, f"{body.count} dòng", f"đến {row.get('recipient', '')}")


def about(names: Names, kind: str, key: str) -> tuple[str, str]:
    """(what a subject of these books is, in words; what opens from it)."""
    if kind == "outsent":
        return "danh sách gửi cơ quan khác", "place:outside"
    if kind == "letter_step":
        key = str(names.row(kind, key).get("letter", ""))
    row = names.row("letter", key)
    return _said(f"văn bản {code(key)}" if code(key) else "văn bản", str(row.get("title", ""))), "place:letters"


def _kind(key: str) -> str:
    kind = kinds().get(key)
    return kind.title[:1].lower() + kind.title[1:] if kind is not None else ""


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)
