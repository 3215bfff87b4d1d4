"""The tables of ``personal_data``: each a kind of thing that the store holds on a person, from the log and the registers."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.form import form_name
from thads_desktop.domain import (
    cost_events as co,
    events as ev,
    intake_events as ie,
    ledger_events as le,
    prison_events as pr,
    quantity,
)
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.office_time import local
from thads_desktop.domain.service_events import PaperAddressed
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import nfc
from thads_desktop.law import asset_ways, retention
from thads_desktop.law.books import books
from thads_desktop.services import asset_facts, book_rights, event_words, judgment_parts, keeping, queries, units
from thads_desktop.services.book_projecting import number_text
from thads_desktop.services.book_values import day_of
from thads_desktop.services.inspection_lines import Lines
from thads_desktop.services.journal import ROWS
from thads_desktop.services.letter_cover import Cover
from thads_desktop.services.paper_place import entry_of
from thads_desktop.services.projecting import Names

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.domain.listing import Cell
    from thads_desktop.domain.matter import MatterState
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

KINDS = {"person": "cá nhân", "org": "tổ chức", "state": "Nhà nước"}
SIDES = {"debtors": "phải thi hành", "creditors": "được thi hành"}
#: Rows that are shown by other tables.
_SHOWN = ("party", "given")
_Rows = list[tuple["Cell", ...]]


class Gatherer:
    """same: the person's id, and the ids that were merged with it."""

    def __init__(self, desk: Desk, reader: Reader, same: tuple[str, ...]) -> None:
        self.desk, self.reader, self.same = desk, reader, same
        self.today: date = desk.clock.today()
        self.names = Names(reader)
        self.lines = Lines(reader, self.names)

    # --- what several tables ask ----------------------------------------------------------------------

    @cached_property
    def _naming(self) -> list[ev.Event]:
        """Every event that names the person, in order."""
        seqs = self.reader.recorded.naming(self.same)
        found = self.reader.recorded.events(seqs)
        return [found[seq] for seq in seqs]

    @cached_property
    def _states(self) -> dict[str, MatterState]:
        """The matters in which the person stands, oldest first."""
        keys = {m for p in self.same for m in self.reader.projections.matters_of_party(p)}
        keys |= {key for key in self._subjects("matter") if any(self._sides(fold(self.reader.events_of(f"matter:{key}"))).values())}
        states = {key: fold(self.reader.events_of(f"matter:{key}")) for key in keys}
        return dict(sorted(states.items(), key=lambda x: (str(x[1].opened or ""), x[0])))

    @cached_property
    def _asked(self) -> dict[str, dict[str, Any]]:
        """Their requests: key -> row."""
        found = self.reader.recorded.rows_holding([f'"party":"{key}"' for key in self.same])
        return {key: self.names.row("request", key) for kind, key, _seq, _content in found if kind == "request"}

    def _subjects(self, kind: str) -> list[str]:
        return list(dict.fromkeys(e.subject.partition(":")[2] for e in self._naming if e.subject.startswith(f"{kind}:")))

    def _sides(self, state: MatterState) -> dict[str, list[int]]:
        """Side -> the obligations in which the person stands on it."""
        own = set(self.same)
        return {side: [n for n, x in state.lines.items() if own & set(getattr(x.line, side))] for side in SIDES}

    def _number(self, key: str) -> str:
        return str(self.names.row("matter", key).get("number_text", "")) or "chưa có số"

    def _judgment(self, key: str) -> str:
        row = self.names.row("judgment", key)
        return ", ".join(str(x) for x in (row.get("number"), row.get("court")) if x)

    # --- the tables ------------------------------------------------------------------------------------

    def identities(self) -> ListTable:
        """Every version of who they are and where they live."""
        rows: _Rows = []
        for key in self.same:
            written = self.reader.recorded.versions("party", key)
            events = self.reader.recorded.events([seq for seq, _row in written])
            for seq, row in written:
                at = events[seq]
                rows.append((
                    f"{local(at.recorded):%d/%m/%Y %H:%M}", self.names.recorder(at.actor), str(row.get("name", "")),
                    KINDS.get(str(row.get("kind", "")), ""), str(row.get("birth_year") or ""), ", ".join(row.get("ids", ())),
                    ", ".join(x for x in (str(row.get("address", "")), units.label(str(row.get("commune", "")), self.today)) if x),
                    str(row.get("account", "")),
                ))  # fmt: skip
        return _table(
            "Danh tính, địa chỉ", "Ghi lúc 10|Người ghi 13|Họ tên, tên tổ chức 17|Loại 7|Năm sinh 6|Số giấy tờ 13|"
            "Địa chỉ 24|Tài khoản 12", rows,
        )  # fmt: skip

    def matters(self) -> ListTable:
        """Where they stand, with the money, and until when it is kept."""
        kept, rows = keeping.kinds(self.desk, self.reader), _Rows()
        for key, state in self._states.items():
            for side, lines in self._sides(state).items():
                if lines:
                    own = [state.lines[n] for n in lines]
                    due = sum(x.line.due or 0 for x in own)
                    rows.append((
                        self._number(key), state.opened, SIDES[side], ", ".join(str(n) for n in lines), due, sum(x.collected for x in own),
                        sum(x.rest for x in own), queries.STATUS_WORDS.get(state.status, state.status), keeping.until(kept, state),
                    ))  # fmt: skip
        return _table(
            "Việc thi hành án (tiền: đồng)", "Số quyết định 13|Ngày 8|Là người 9|Khoản 6|Phải thi hành 11 r|Đã thu 11 r|Còn lại 11 r|"
            "Trạng thái 13|Lưu 20", rows,
        )  # fmt: skip

    def judgments(self) -> ListTable:
        """Requests they made, and the parts of judgments that name them."""
        rows: _Rows = []
        for key, row in self._asked.items():
            judgment = str(row.get("judgment", ""))
            for event in in_force(self.reader.events_of(f"intake:{judgment}")):
                if isinstance(event.body, ev.RequestReceived | ev.RequestRefused | ie.IntakeBody) and event.body.request == key:
                    rows.append((event.day, self._judgment(judgment), event_words.WORDS[type(event.body).__name__]))
        own = set(self.same)
        holding = self.reader.recorded.rows_holding([f'"{key}"' for key in self.same])
        for judgment in dict.fromkeys(key for kind, key, _seq, _content in holding if kind == judgment_parts.KIND):
            for part in self.names.row(judgment_parts.KIND, judgment).get("parts", ()):
                if own & {*part["debtors"], *part["creditors"]}:
                    rows.append((None, self._judgment(judgment), f"Khoản {part['n']}: {part['text']}"))
        return _table("Yêu cầu đã nộp, khoản của bản án", "Ngày 10|Bản án, quyết định 40|Nội dung 30", rows)

    def money(self) -> ListTable:
        """Each sum of their obligations, and what was held for them."""
        rows: _Rows = []
        for key, state in self._states.items():
            own = {n for lines in self._sides(state).values() for n in lines}
            for event in in_force(self.reader.events_of(f"matter:{key}")):
                body = event.body
                if isinstance(body, ev.Collected) and body.line in own:
                    rows.append((event.day, self._number(key), f"Thu tiền, khoản {body.line}", body.amount, body.receipt))
                elif isinstance(body, le.PaidOut):
                    theirs = [p for p in body.payments if p.party in self.same]
                    rows += [(event.day, self._number(key), f"Chi trả, khoản {p.line}{_fee(p.fee)}", p.amount, body.voucher) for p in theirs]
                elif isinstance(body, le.Deposited | le.Forfeited | le.CameBack) and body.party in self.same:
                    said = f"{event_words.WORDS[type(body).__name__]}, khoản {body.line}"
                    rows.append((event.day, self._number(key), said, body.amount, getattr(body, "voucher", "")))
        for event in self._naming:
            body = event.body
            if isinstance(body, ev.MoneyHeld | ev.HeldApplied | ev.HeldReturned) and body.payer in self.same:
                of = self._judgment(event.subject.partition(":")[2])
                rows.append((event.day, of, event_words.WORDS[type(body).__name__], body.amount, getattr(body, "receipt", "")))
            elif isinstance(body, pr.PrisonCollected | co.CostBody) and {getattr(body, "party", ""), getattr(body, "source", "")} & set(self.same):
                of = self._number(event.subject.partition(":")[2])
                rows.append((event.day, of, event_words.WORDS[type(body).__name__], body.amount, getattr(body, "voucher", "")))
        return _table("Tiền", "Ngày 9|Việc, bản án 24|Nội dung 30|Số tiền (đồng) 13 r|Số biên lai 14", rows)

    def papers(self) -> ListTable:
        """The papers of their matters: each names its parties."""
        rows: _Rows = []
        for key in self._states:
            for paper in self.reader.projections.papers(matter=key):
                if paper.stage != "draft":
                    title = paper.title or form_name(paper.form, self.today)
                    rows.append((self._number(key), paper.day, title, paper.number_text, queries.STAGE_WORDS.get(paper.stage, paper.stage)))
        for request, row in self._asked.items():
            # Made on their request before there was a matter.
            for paper in self.reader.projections.papers(matter=f"intake:{row.get('judgment', '')}"):
                if paper.stage != "draft" and self.names.row("paper", paper.paper).get("texts", {}).get("request") == request:
                    title, stage = paper.title or form_name(paper.form, self.today), queries.STAGE_WORDS.get(paper.stage, paper.stage)
                    rows.append((self._judgment(str(row["judgment"])), paper.day, title, paper.number_text, stage))
        for subject, events in self.reader.stream("intake", types=("PaperAddressed",)):
            # About assets entrusted here; their matter is elsewhere.
            docs = {e.body.doc for e in events if isinstance(e.body, PaperAddressed) and set(e.body.parties) & set(self.same)}
            for paper in self.reader.projections.papers(matter=subject) if docs else ():
                if paper.paper in docs:
                    of, stage = self._judgment(subject.partition(":")[2]), queries.STAGE_WORDS.get(paper.stage, paper.stage)
                    rows.append((of, paper.day, paper.title or form_name(paper.form, self.today), paper.number_text, stage))
        return _table("Văn bản của các việc ấy", "Việc 16|Ngày 9|Văn bản 38|Số 16|Bước 12", rows)

    def drafts(self) -> ListTable:
        """What is typed and not carried out, by id."""
        kept = dict(self.reader.recorded.drafts_holding(self.same))
        papers = {f"paper:{paper}": "" for key in self._states for paper, _form in self.reader.projections.drafts_of(key)}
        rows: _Rows = [self._draft(key, saved) for key, saved in (papers | kept).items()]
        return _table("Phần gõ dở, dự thảo", "Loại 20|Của 50|Giữ ngày 16", rows)

    def _draft(self, key: str, saved: str) -> tuple[Cell, ...]:
        kind, _, paper = key.partition(":")
        if kind != "paper":
            return ("phần gõ dở", "một trang nhập liệu", _day(saved))
        row = self.reader.draft(key) or self.names.row("paper", paper)
        return ("dự thảo văn bản", f"{form_name(str(row.get('form', '')), self.today)}, {self._number(str(row.get('matter', '')))}", _day(saved))

    def imports(self) -> ListTable:
        """From which row of which register their matters came."""
        rows: _Rows = []
        for key in self._states:
            row = self.names.row("matter", key)
            for event in self.reader.events_of(f"matter:{key}"):
                if isinstance(event.body, ev.CarriedIn | ev.LineAdded) and event.body.row:
                    rows.append((self._number(key), str(row.get("file", "")), event.body.row, str(row.get("batch", ""))))
        return _table("Tiếp nhận từ sổ cũ", "Việc 16|Tệp sổ 40|Dòng 8 r|Lô 16", rows)

    def given(self) -> ListTable:
        """To whom their data were given before."""
        rows: _Rows = []
        for event in self._naming:
            if isinstance(event.body, ev.DataGiven):
                row = self.names.row("given", event.body.request)
                rows.append((
                    event.day, str(row.get("recipient", "")), str(row.get("purpose", "")), str(row.get("document", "")),
                    self.names.recorder(event.actor),
                ))  # fmt: skip
        return _table("Đã cung cấp dữ liệu", "Ngày 9|Cho ai 24|Mục đích 34|Theo văn bản 16|Người lập 15", rows)

    def entries(self) -> ListTable:
        """What the books that this account sees hold on them, by id."""
        found = self.reader.recorded.rows_holding([f'"party":"{key}"' for key in self.same])
        keys = dict.fromkeys(key for kind, key, _seq, _content in found if kind == "entry")
        rows: _Rows = []
        for key in keys:
            book, row = book_rights.book_of(key), self.reader.row("entry", key) or {}
            if self.desk.may(book.see) and row.get("party") in self.same:
                values = row["values"]
                rows.append((book.short, number_text(book, row), day_of(values, book.day), str(values.get(book.what, ""))))
        return _table("Sổ theo dõi", "Sổ 18|Số 10|Ngày 9|Nội dung 60", rows)

    def assets(self) -> ListTable:
        """The assets they own, alone or with others."""
        rows: _Rows = []
        for key in self._subjects("asset"):
            found = asset_facts.now(self.desk, self.reader, key)
            owns = {"chủ sở hữu": found.state.owners, "chủ sở hữu chung": found.state.co_owners}
            how = ", ".join(words for words, who in owns.items() if set(who) & set(self.same))
            if how:
                numbers = ", ".join(self._number(m) for m in found.state.matters)
                rows.append((found.title, how, asset_ways.table().states[found.state.stage], numbers))
        return _table("Tài sản", "Tài sản 46|Là 16|Tình trạng 24|Việc số 14", rows)

    def kept(self) -> ListTable:
        """What of theirs lies or lay in the store, and what they received from it."""
        lists = self.reader.projections.items
        at = [i for i in (lists.id_of(key) for key in self._subjects("item")) if i is not None]
        rows: _Rows = [(row.code, row.taken, row.name, f"{quantity.shown(row.rest)} {row.unit}") for row in lists.rows(at).values()]
        return _table("Vật chứng, tài sản tạm giữ", "Mã 14|Ngày nhập 10|Tên 50|Còn trong kho 16", rows)

    def log(self) -> ListTable:
        """Who recorded or changed what that names them."""
        rows: _Rows = []
        for act in self.lines.of([e.seq for e in self._naming]):
            if act is not None:
                # Of a matter its number alone: the other parties' names are not theirs.
                about = act.about.partition(" · ")[0]
                rows.append((f"{act.recorded:%d/%m/%Y %H:%M}", act.day, act.who, act.role, act.what, about, act.reason))
        return _table("Ai đã ghi, sửa gì", "Ghi lúc 11|Ngày pháp lý 9|Người ghi 15|Chức vụ 12|Đã làm 24|Của 16|Lý do 20", rows)

    def alike(self) -> ListTable:
        """Rows and drafts in which the name or a number stands, but not the id: perhaps somebody else's."""
        words = self._words()
        rows: _Rows = []
        own = set(self._states) | set(self._asked)
        hidden = (*book_rights.hidden(self.desk), *Cover(self.desk, self.reader).subjects())
        for kind, key, seq, content in self.reader.recorded.rows_holding(words):
            theirs = kind == "paper" and str(self.names.row(kind, key).get("matter", "")) in self._states
            # Of the books nothing is found by a name that a list of the books would not find: who denounces stays unknown.
            if kind == "entry_apart" or book_rights.covered(f"register:{kind}:{key}", hidden):
                continue
            if kind not in _SHOWN and key not in own and not theirs and not any(p in content for p in self.same):
                (act,) = self.lines.of([seq])
                about = act.about if act is not None else ""
                rows.append((ROWS.get(kind, "mục khác"), about, f"{act.recorded:%d/%m/%Y %H:%M}" if act is not None else ""))
        ours = {key for key, _saved in self.reader.recorded.drafts_holding(self.same)}
        rows += [self._draft(key, saved) for key, saved in self.reader.recorded.drafts_holding(words)
                 if key not in ours and not _apart(key) and not self._on_secret_entry(key)
                 and not book_rights.covered(f"task:{key.removeprefix('form:').partition(':')[0]}", hidden)]
        return _table(
            "Có thể cùng người", "Loại 20|Của 50|Ghi lúc 16", rows,
            "Chỉ trùng chữ của họ tên hoặc số giấy tờ, có thể là người khác: người xem tự đối chiếu. Phần này không bao giờ in.",
        )  # fmt: skip

    def _on_secret_entry(self, key: str) -> bool:
        """A draft of a paper on an entry of a book that few see."""
        place = str((self.reader.draft(key) or {}).get("matter", "")) if key.startswith("paper:") else ""
        return bool(entry_of(place)) and book_rights.book_of(entry_of(place)).secret

    def _words(self) -> list[str]:
        """The names and numbers they have borne, as JSON text holds them."""
        found: dict[str, None] = {}
        for key in self.same:
            for _seq, row in self.reader.recorded.versions("party", key):
                for word in (str(row.get("name", "")), *row.get("ids", ())):
                    if len(word) > 5:
                        found[nfc(word).replace("\\", "\\\\").replace('"', '\\"')] = None
        return list(found)

    def notes(self) -> tuple[str, ...]:
        """What is to be read with the tables."""
        voucher = retention.kept("voucher", self.today)
        return tuple(x for x in (
            *keeping.kinds(self.desk, self.reader).said,
            f"{voucher.title}: {voucher.note}",
            "Diễn biến từng việc nằm trong hồ sơ việc ấy; bản sao lưu chứa cùng dữ liệu như trên.",
        ) if x)  # fmt: skip


def _apart(key: str) -> bool:
    """What is being typed into a book that few see."""
    return any(key.startswith((f"form:{book.key}.", f"form:entry:{book.key}.")) for book in books().values() if book.secret)


def _day(saved: str) -> date | None:
    """The day of the office of a moment as stored; None for none."""
    return local(datetime.fromisoformat(saved)).date() if saved else None


def _table(title: str, heads: str, rows: _Rows, note: str = "") -> ListTable:
    """heads: "heading share", parted by a stroke; a trailing r stands right."""
    columns = []
    for head in heads.split("|"):
        right = head.endswith(" r")
        words, _, share = head.removesuffix(" r").rpartition(" ")
        columns.append(ListColumn(words, float(share), "right" if right else "left"))
    return ListTable(title, tuple(columns), tuple(rows), note or ("" if rows else "Không có."))


def _fee(amount: int) -> str:
    return f", trừ phí {dong(amount)} đồng" if amount else ""
