"""The journal: who recorded what, newest first, and of what each line is: its matter, judgment, person or setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thads_desktop.documents.form import load_forms
from thads_desktop.domain import events as ev
from thads_desktop.domain.standing import in_force
from thads_desktop.law import retention
from thads_desktop.law.books import books
from thads_desktop.services import (
    asset_words,
    book_rights,
    keeping,
    leading_words,
    letter_words,
    masking,
    register_words,
    series,
    store_words,
)
from thads_desktop.services.book_projecting import number_text
from thads_desktop.services.event_words import describe
from thads_desktop.services.letter_cover import Cover
from thads_desktop.services.office_settings import CHOICES
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.projections import MatterRow
    from thads_desktop.storage.reader import Reader

#: Kind of a register row -> what was written.
ROWS = {
    "matter": "việc", "judgment": "bản án, quyết định", "request": "yêu cầu thi hành án", "party": "đương sự",
    "paper": "văn bản", "sending": "nơi nhận", "strike": "lý do xóa", "person": "cán bộ", "officer": "cán bộ",
    "account": "tài khoản", "export": "nơi nhận dữ liệu", "office": "đơn vị", "trusted": "đơn vị được tin khóa", "key": "khóa của đơn vị",
    "exchange": "lý do bật lại trao đổi", "given": "yêu cầu cung cấp dữ liệu", "retention": "căn cứ thời hạn lưu",
    "restore": "lý do phục hồi", "parts": "các khoản của bản án", "delegation_out": "gói ủy thác gửi đi",
    "delegation_in": "gói ủy thác đến", "delegation_answer": "trả lời ủy thác", "delegation_back": "lý do trả ủy thác",
    "asset_handling": "quyết định xử lý tài sản ủy thác", "task": "việc được giao", "outage": "sự cố hệ thống của Bộ",
    "entry": "dòng của sổ theo dõi", "entry_apart": "phần giữ riêng của sổ theo dõi", "item": "vật chứng, tài sản tạm giữ",
    "item_out": "người nhận vật chứng", "item_note": "ghi chú về vật chứng", "stocktaking": "kiểm kê kho", "asset": "thẻ tài sản",
    "asset_step": "bước xử lý tài sản", "prison": "trại giam", "letter": "văn bản đến, đi", "letter_step": "chuyển, trả lời văn bản",
    "outsent": "danh sách gửi cơ quan khác", "register_layout": "bố cục sổ", "return_reason": "lý do mở lại, ghi muộn vào báo cáo đã chốt",
    "return_remark": "lời giải thích số liệu báo cáo", "chain_note": "ý kiến về báo cáo", "unit": "cơ quan của cây tổ chức",
    "target": "chỉ tiêu thi hành án", "direction_in": "chỉ đạo của cấp trên", "direction_report": "báo cáo thực hiện chỉ đạo",
    "watch": "việc trọng điểm", "check": "kế hoạch kiểm tra", "check_note": "nội dung kiểm tra", "given_copy": "bản sao văn bản",
    "staff": "cán bộ trong sổ cán bộ", "staffunit": "đơn vị trong sổ cán bộ", "scenario": "phương án biên chế, biệt phái",
    "campaign": "phong trào thi đua", "campaign_point": "dẫn chứng của điểm thi đua",
    "campaign_reopen": "lý do mở lại phong trào thi đua", "award": "khen thưởng",
    "violation": "vi phạm của cán bộ, đơn vị",
}  # fmt: skip
#: Kind of a subject that has no words of its own -> the place it opens.
_PLACES = {
    "package": "place:province", "slip": "place:returns", "chain": "place:returns", "unit": "place:province", "pack": "place:settings",
}  # fmt: skip
#: Kind of a subject that needs no looking up -> what it is, what it opens.
_SAID = {"outage": ("sự cố hệ thống của Bộ", ""), "target": ("chỉ tiêu thi hành án", "place:targets")}
#: What is told by the name in its row.
_NAMED = ("staff", "staffunit", "scenario", "campaign")
SETTINGS = {name: label for name, label, _options in CHOICES} | {
    "series.decision.start": "Ngày bắt đầu dãy số quyết định", "series.admin.start": "Ngày bắt đầu dãy số văn bản",
    "assignment.weights": "Hệ số phân công", "practice.day": "Ngày của dữ liệu mẫu",
    "watch.silent_days": "Số ngày im lặng của việc trọng điểm", "credit.add": "Tên thêm là tổ chức tín dụng",
    "credit.leave": "Tên không phải tổ chức tín dụng",
    **{f"{keeping.SETTING}{k.of}": f"Thời hạn lưu {k.title[:1].lower()}{k.title[1:]}" for k in retention.everything() if k.file},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class JournalRow:
    """One line. about: what it belongs to, in words; opens: "kind:key" of what can be opened from it, or ""."""

    seq: int
    day: date | None
    what: str
    detail: str
    about: str
    opens: str
    actor: str
    struck: bool


def journal(desk: Desk, limit: int = 500) -> list[JournalRow]:
    """The newest lines of the office."""
    with desk.reading() as reader:
        teller = Teller(reader, masking.names(desk, reader))
        begins, cover = book_rights.hidden(desk), Cover(desk, reader)
        events = [e for e in reader.latest(limit) if not book_rights.covered(e.subject, begins) and not cover.hides_subject(e.subject)]
        struck = {e.body.target for e in events if isinstance(e.body, ev.Struck)}
        return [teller.row(e, e.seq in struck) for e in sorted(events, key=lambda e: -e.seq)]


def written(event: ev.Event, what: str) -> str:
    """What happened, with the kind of the row that was written."""
    return f"{what}: {ROWS.get(event.body.kind, 'mục khác')}" if isinstance(event.body, ev.RowWritten) else what


class Teller:
    """Says of what an event is; asks each register row and each matter once."""

    def __init__(self, reader: Reader, names: Names) -> None:
        self.reader, self.names = reader, names
        self._matters: dict[str, MatterRow | None] = {}
        self._judgments: dict[str, tuple[str, str]] = {}

    def row(self, event: ev.Event, struck: bool) -> JournalRow:
        kind, _, key = event.subject.partition(":")
        what, detail = describe(event, self.names, self.opened(key) if kind == "matter" else None)
        about, opens = self.about(kind, key)
        actor = self.names.recorder(event.actor)
        return JournalRow(event.seq, event.day, written(event, what), detail, about, opens, actor, struck)

    def about(self, kind: str, key: str) -> tuple[str, str]:
        """(of what a subject is, in words; what opens from it) as of ``JournalRow``."""
        match kind:
            case "matter":
                return self._matter(key), f"matter:{key}" if self._matter(key) else ""
            case "intake" | "judgment":
                return self._judgment(key)
            case "person" | "officer":
                return self.names.name("person", key), "place:settings"
            case "party":
                return self.names.name("party", key), f"party:{key}"
            case "register":
                return self._written(*key.partition(":")[::2])
            case "setting":
                return SETTINGS.get(key, key), "place:settings"
            case "calendar":
                return f"lịch năm {key}", "place:settings"
            case "series":
                name, _, year = key.partition(":")
                return f"{series.KINDS.get(name, name)}, năm {year}", "place:settings"
            case "batch":
                return f"lô {key}", "place:takeover"
            case "return":
                return "báo cáo thống kê", "place:returns"
            case "key":
                return self.names.name("trusted", key), "place:province"
            case _:
                return self._elsewhere(kind, key)

    def _elsewhere(self, kind: str, key: str) -> tuple[str, str]:
        if kind == "account":
            # The log-in name: of the same person one account may follow another.
            return str(self.names.row("account", key).get("login", "")) or "đơn vị", "place:settings"
        if kind in ("form", "export"):
            return next((f.name for f in load_forms() if f.id == key), key) if kind == "form" else str(self.names.row("export", key).get("what", "")), ""
        if kind == "task":
            of = str(self.names.row("task", key).get("matter", ""))
            return self._matter(of) or "việc được giao", f"matter:{of}" if self._matter(of) else ""
        if kind in _SAID:
            return _SAID[kind]
        if kind in ("closing", "layout", "register_layout"):
            return register_words.about(key, self.names.row("register_layout", key.partition(".")[0])), "place:registers"
        if kind in ("fund", "reconciled"):
            return ("quỹ tiền mặt" if kind == "fund" else "đối chiếu với kế toán"), "place:cash"
        if kind in ("asset", "asset_step"):
            of = key if kind == "asset" else str(self.names.row("asset_step", key).get("asset", ""))
            return asset_words.title(of, self.names), f"asset:{of}"
        if kind in ("entry", "entry_apart"):
            return self._entry(key)
        if kind in ("item", "item_out", "item_note", "stocktaking"):
            return store_words.about(self.names, kind, key)
        if kind in ("letter", "letter_step", "outsent"):
            return letter_words.about(self.names, kind, key)
        if kind == "copies":
            return ("bản sao", "place:settings") if key == "store" else self.about("matter", key)
        named = str(self.names.row(kind, key).get("name", "")) if kind in _NAMED else ""
        return leading_words.ABOUT.get(kind, (named, _PLACES.get(kind, "")))

    def _entry(self, key: str) -> tuple[str, str]:
        """Number and book of an entry. Who may not see the book does not come so far."""
        book, row = books().get(key.partition(".")[0]), self.names.row("entry", key)
        return (f"{book.short}, {number_text(book, row)}", f"entry:{key}") if book is not None and row else ("sổ theo dõi", "place:books")

    def _written(self, kind: str, key: str) -> tuple[str, str]:
        """A register row: what it is called, and the matter or judgment to which it belongs."""
        content: dict[str, Any] = self.names.row(kind, key)
        match kind:
            case "paper":
                title = " ".join(x for x in (str(content.get("title", "")), str(content.get("number_text", ""))) if x)
                of = str(content.get("matter", ""))
                return " · ".join(x for x in (self._matter(of), title) if x), f"matter:{of}" if self._matter(of) else ""
            case "sending" | "given_copy":
                return self._written("paper", str(content.get("paper", "")))
            case "strike":
                subject = str(content.get("subject") or f"matter:{content.get('matter', '')}")
                return self.about(*subject.partition(":")[::2])
            case "request":
                return self.about("intake", str(content.get("judgment", "")))
            case "parts":
                return self.about("intake", key)
            case "key":
                return "khóa của đơn vị", "place:settings"
            case "given":
                return self.about("party", str(content.get("party", "")))
            case "retention":
                return "thời hạn lưu", "place:settings"
            case "office" | "trusted":
                return str(content.get("name", "")), "place:settings" if kind == "office" else "place:province"
            case _:
                return self.about(kind, key)

    def _matter(self, key: str) -> str:
        """Number and debtor; "" for one that is not in the list."""
        row = self._listed(key)
        return " · ".join(x for x in (row.number_text, row.debtor) if x) if row is not None else ""

    def opened(self, key: str) -> date | None:
        """The day of a matter's enforcement decision."""
        row = self._listed(key)
        return row.decision_day if row is not None else None

    def _listed(self, key: str) -> MatterRow | None:
        if key not in self._matters:
            rowid = self.reader.projections.matter_id(key) if key else None
            rows = self.reader.projections.matter_rows([rowid]) if rowid is not None else []
            self._matters[key] = masking.line(self.names, rows[0]) if rows else None
        return self._matters[key]

    def _judgment(self, key: str) -> tuple[str, str]:
        """Number and court; opens the matter of its last decision where there is one."""
        if key not in self._judgments:
            row, events = self.names.row("judgment", key), self.reader.events_of(f"intake:{key}")
            said = ", ".join(str(x) for x in (row.get("number"), row.get("court")) if x)
            decided = [e.body.matter for e in in_force(events) if isinstance(e.body, ev.IntakeDecided)]
            of = next((m for m in reversed(decided) if self._matter(m)), "")
            if of:
                self._judgments[key] = (f"{self._matter(of)} · {said}", f"matter:{of}")
            else:
                self._judgments[key] = (said, f"judgment:{key}" if row else "")
        return self._judgments[key]
