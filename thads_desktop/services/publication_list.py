"""The list of who is published for want of means, with exactly the fields that the law of the day names (``law.publication``).

Nobody who is a minor is on it; no number of a person stands in it, nor a date of birth: every text goes through ``publication_clean``,
and a row of which something was taken out wants a human look before the list goes. It is printed, written as a workbook or as JSON;
what was sent is kept, so that the next one can say what changed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.documents import facts as prepared
from thads_desktop.domain import publication, publication_events as pub
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.listing import ListColumn, ListTable
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import as_recorded
from thads_desktop.domain.text import sort_key
from thads_desktop.law import publication as law
from thads_desktop.services import inputs, inspection_files, masking, projecting, rounds, units
from thads_desktop.services.projecting_marks import PUBLISHED
from thads_desktop.services.publication_clean import Cleaner
from thads_desktop.storage import mark_lists

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from thads_desktop.domain.listing import Listing
    from thads_desktop.domain.matter import LineState
    from thads_desktop.law.publication import Published
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

KIND = "means_lacking"
#: What of a row something was taken out of, in words.
_PARTS = {
    "name": "họ tên", "address": "địa chỉ", "judgment": "bản án", "decision": "quyết định", "obligation": "nghĩa vụ", "reason": "lý do",
}  # fmt: skip
_LOOKED = "Họ tên, tên tổ chức 24|Địa chỉ 26|Nghĩa vụ chưa thi hành 28|Phải xem lại vì 28"


@dataclass(frozen=True, slots=True)
class Made:
    """fields: (name, words) in the law's order; rows: by "matter|debtor", each field's text; minors: how many were left out; look: the rows that a
    human must look at before the list goes -> why."""

    day: date
    title: str
    cite: str
    fields: tuple[tuple[str, str], ...]
    rows: dict[str, dict[str, str]]
    minors: int
    look: dict[str, str] = field(default_factory=dict)
    #: What the law data say beside its fields.
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A list that was sent. proof: the number that proves it."""

    key: str
    day: date
    recipient: str
    proof: str
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What is other than in the list that was sent last (None = none was). how: "thêm" | "bỏ" | "sửa"."""

    since: Sent | None
    rows: tuple[tuple[str, dict[str, str]], ...]


def make(desk: Desk, progress: Callable[[int, int, str], object] = lambda _d, _w, _s: None) -> Made:
    """Everybody who is published now or must be: of whom means are lacking. Refused on a day on which no text names the fields."""
    today = desk.clock.today()
    allowed = _allowed(today)
    with desk.reading() as reader:
        lists = reader.projections
        wanted = [m.matter for m in mark_lists.marked(lists, PUBLISHED)]
        wanted += [s.partition(":")[2] for s, _rule, _due, _officer in mark_lists.owing(lists, ("R16",))]
        maker, rows, minors = _Maker(desk, reader, today, frozenset(name for name, _words in allowed.fields)), {}, 0
        matters = list(dict.fromkeys(wanted))
        for done, matter in enumerate(matters, 1):
            found, young = maker.of(matter)
            rows.update(found)
            minors += young
            progress(done, len(matters), "Đang lập danh sách đăng tải")
    kept = {k: {name: row[name] for name, _words in allowed.fields} for k, row in sorted(rows.items(), key=lambda x: (sort_key(x[1]["name"]), x[0]))}
    look = {k: maker.look[k] for k in kept if k in maker.look}
    return Made(today, allowed.title, allowed.cite, allowed.fields, kept, minors, look, allowed.note)


def _allowed(day: date) -> Published:
    found = law.allowed(KIND, day)
    if found is None:
        first = min(p.start for p in law.everything() if p.of == KIND)
        raise Refused(Refusal("publication.no_fields", {"day": short_date(first)}))
    return found


class _Maker:
    """The rows of one matter after the other."""

    def __init__(self, desk: Desk, reader: Reader, today: date, fields: frozenset[str]) -> None:
        """fields: those that the list carries; what was taken out of another wants no look."""
        self.desk, self.reader, self.today, self.fields = desk, reader, today, fields
        # What the law has published is read by everybody: it hides the same, whoever makes it.
        self.names = projecting.Names(reader)
        self.cleaner, self.look = Cleaner(masking.young_names(reader, today.year), today.year), dict[str, str]()

    def of(self, matter: str) -> tuple[dict[str, dict[str, str]], int]:
        """(its rows, how many debtors are minors and left out)."""
        state = fold(self.reader.events_of(f"matter:{matter}"))
        matter_row, minors = self.names.row("matter", matter), 0
        judgment = prepared.judgment_text(self.names.row("judgment", state.judgment))
        decided = f" ngày {short_date(state.opened)}" if state.opened else ""
        lines, made = publication.lacking(state), {}
        for debtor in publication.prints(state):
            party = self.names.row("party", debtor) if debtor else {}
            if not party:
                continue
            born = party.get("birth_year") or self.cleaner.birth_year(str(party.get("name", "")))
            if masking.is_minor(born, self.today.year):
                minors += 1
                continue
            theirs = [s for s in lines if debtor in s.line.debtors]
            row = _Row(self.cleaner, str(party.get("name", "")) if born else "", self.fields)
            texts = matter_row.get("obligations", {})
            address = row.said("address", str(party.get("address", "")))
            made[f"{matter}|{debtor}"] = {
                "name": row.said("name", str(party.get("name", ""))),
                "address": units.address(address, str(party.get("commune", "") or ""), self.today),
                "judgment": row.said("judgment", judgment),
                "decision": row.said("decision", f"số {matter_row.get('number_text', '')}{decided}"),
                "obligation": "; ".join(_obligation(row, s, texts) for s in theirs),
                "reason": row.said("reason", "; ".join(dict.fromkeys(x for x in map(self._reason, theirs) if x))),
            }
            if why := row.look(unknown=not born and party.get("kind", "person") == "person"):
                self.look[f"{matter}|{debtor}"] = why
        return made, minors

    def _reason(self, line: LineState) -> str:
        held = next((c for c in line.conditions if c.kind == "lacks_means"), None)
        if held is None:
            held = next(c for c in line.conditions if c.kind == "separate_book")
        grounds = self.desk.rules.grounds("means_lacking", held.since)
        return next((g.text for g in grounds if g.code == held.clause), "Chưa có điều kiện thi hành án")


class _Row:
    """The texts of one row, each cleaned. own: the debtor's name, of whom it is known that they are of age."""

    def __init__(self, cleaner: Cleaner, own: str, fields: frozenset[str]) -> None:
        self.cleaner, self.own, self.fields, self.cut, self.child = cleaner, own, fields, dict[str, None](), False

    def said(self, part: str, text: str) -> str:
        made, cut = self.cleaner.clean(text, self.own if part == "name" else "")
        if cut and part in self.fields:
            self.cut[_PARTS[part]] = None
        self.child = self.child or (part in ("address", "obligation") and self.cleaner.names_child(text))
        return made

    def look(self, *, unknown: bool) -> str:
        """Why a human must look at it; "" for no reason."""
        found = [f"đã bỏ thông tin cá nhân ở {', '.join(p for p in _PARTS.values() if p in self.cut)}"] if self.cut else []
        found += ["chưa rõ năm sinh, có thể là người chưa thành niên"] if unknown else []
        return "; ".join([*found, *(["có thể nêu tên trẻ em"] if self.child else [])])


def _obligation(row: _Row, line: LineState, texts: dict[str, str]) -> str:
    text = row.said("obligation", str(texts.get(str(line.line.line), "")) or "Khoản phải thi hành")
    return f"{text}: {dong(line.rest)} đồng" if line.line.due is not None else text


def listing(desk: Desk, made: Made) -> Listing:
    """On paper and as a workbook: the fields of the law, nothing else."""
    shares = {"name": 18, "address": 22, "judgment": 22, "decision": 14, "obligation": 22, "reason": 20}
    columns = tuple(ListColumn(words, float(shares.get(name, 16))) for name, words in made.fields)
    rows = [tuple(row[name] for name, _words in made.fields) for row in made.rows.values()]
    notes = [said for said in (f"Nội dung theo {made.cite}.", made.note) if said]
    if made.minors:
        notes.append(f"{made.minors} người chưa thành niên không đưa vào danh sách.")
    if made.look:
        notes.append(f"{len(made.look)} dòng phải có người xem lại trước khi gửi.")
    with desk.reading() as reader:
        table = ListTable("", columns, tuple(rows), "" if rows else "Không có ai phải đăng tải.")
        return rounds.listing(desk, reader, made.title, (f"Đến ngày {short_date(made.day)}; {len(rows)} dòng",), (table,), notes)


def look_listing(desk: Desk, made: Made) -> Listing:
    """For the desk alone: the rows that a human must look at before the list goes, and why."""
    rows = [(made.rows[k]["name"], made.rows[k].get("address", ""), made.rows[k].get("obligation", ""), why) for k, why in made.look.items()]
    with desk.reading() as reader:
        table = rounds.table("", _LOOKED, rows, "Không có dòng nào phải xem lại.")
        return rounds.listing(desk, reader, "Xem lại trước khi gửi danh sách đăng tải", (f"{len(rows)} dòng",), (table,))


def as_json(made: Made) -> bytes:
    """For a machine: the same fields, and where they come from."""
    said: dict[str, Any] = {
        "title": made.title, "cite": made.cite, "day": made.day.isoformat(), "fields": dict(made.fields), "rows": list(made.rows.values()),
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def write(desk: Desk, file: Path, made: Made) -> Path:
    """The list in a file by its ending: .xlsx, .pdf or .json. Refused for another."""
    from thads_desktop.services import return_files

    if file.suffix.lower() == ".json":
        return return_files.write_files(file.parent, {file.name: as_json(made)})[0]
    if file.suffix.lower() not in (".xlsx", ".pdf"):
        raise Refused(Refusal("publication.bad_file", field="out"))
    return inspection_files.write(file, listing(desk, made))


# --- what was sent ----------------------------------------------------------------------------------------


def send(desk: Desk, made: Made, recipient: str, proof: str, day: date, *, looked: bool = False) -> str:
    """The list went to whoever publishes it; it is kept as it was. Its key. Refused without the number that proves it, and while nobody
    has looked at the rows that want it."""
    desk.require("publication")
    when = inputs.not_future(day, desk.clock.today())
    to = inputs.name(recipient, "recipient", limit=inputs.SENTENCE)
    number = refuse_unfit(made, proof, looked=looked)
    with desk.writing("publication") as uow:
        key = send_in(desk, uow, made, to, number, when)
        uow.commit()
    return key


def refuse_unfit(made: Made, proof: str, *, looked: bool) -> str:
    """The number that proves the sending. Refused without one, and while nobody has looked at the rows that want it."""
    number = inputs.name(proof, "proof", required=False, limit=100)
    if not number:
        raise Refused(Refusal("publication.no_proof", field="proof"))
    if made.look and not looked:
        raise Refused(Refusal("publication.look", {"count": str(len(made.look)), "name": made.rows[next(iter(made.look))]["name"]}, "looked"))
    return number


def send_in(desk: Desk, uow: UnitOfWork, made: Made, recipient: str, proof: str, day: date) -> str:
    """As ``send``, inside a larger transaction that has asked for the right and looked at what is typed."""
    key = uuid4().hex
    sha = uow.store_blob(_kept(made))
    uow.write_row("publication", key, {"recipient": recipient, "proof": proof})
    uow.append(f"publication:{key}", day, pub.PublicationListSent(sha, len(made.rows), key), desk.rules.law_on(day))
    return key


def sent_rows(reader: Reader) -> tuple[Sent | None, dict[str, dict[str, str]]]:
    """The list that was sent last, and its rows."""
    last = next(iter(sent_in(reader)), None)
    rows: dict[str, dict[str, str]] = json.loads(reader.blob(last.sha256))["rows"] if last is not None else {}
    return last, rows


def sent(desk: Desk) -> list[Sent]:
    """Every list that was sent, the latest first."""
    with desk.reading() as reader:
        return sent_in(reader)


def changed(desk: Desk, made: Made) -> Changed:
    """What of it is other than in the list that was sent last."""
    with desk.reading() as reader:
        last, before = sent_rows(reader)
    found = [("thêm", made.rows[k]) for k in made.rows if k not in before]
    found += [("sửa", made.rows[k]) for k in made.rows if k in before and before[k] != made.rows[k]]
    found += [("bỏ", row) for k, row in before.items() if k not in made.rows]
    return Changed(last, tuple(found))


def changed_listing(desk: Desk, made: Made, found: Changed) -> Listing:
    """For the desk alone: it is no list that is published."""
    rows = [(how, *(row.get(name, "") for name, _words in made.fields)) for how, row in found.rows]
    columns = (ListColumn("Thay đổi", 9), *(ListColumn(words, 18) for _name, words in made.fields))
    since = found.since
    said = f"So với danh sách gửi ngày {short_date(since.day)}, số {since.proof}" if since is not None else "Chưa gửi danh sách nào"
    with desk.reading() as reader:
        table = ListTable("", columns, tuple(rows), "" if rows else "Không có thay đổi.")
        return rounds.listing(desk, reader, "Thay đổi của danh sách đăng tải", (f"{said}; {len(rows)} dòng",), (table,))


def as_sent(desk: Desk, key: str) -> Listing:
    """A list as it went, printed again."""
    with desk.reading() as reader:
        one = next((s for s in sent_in(reader) if s.key == key), None)
        if one is None:
            raise Refused(Refusal("publication.none"))
        kept = json.loads(reader.blob(one.sha256))
    fields = tuple((n, w) for n, w in kept["fields"])
    made = Made(date.fromisoformat(kept["day"]), kept["title"], kept["cite"], fields, kept["rows"], 0, note=kept.get("note", ""))
    return listing(desk, made)


def _kept(made: Made) -> bytes:
    said = {"title": made.title, "cite": made.cite, "day": made.day.isoformat(), "fields": [list(f) for f in made.fields], "rows": made.rows}
    if made.note:
        said["note"] = made.note
    return json.dumps(said, ensure_ascii=False, sort_keys=True).encode()


def sent_in(reader: Reader) -> list[Sent]:
    """As ``sent``, in a transaction that is open."""
    found: list[tuple[int, Sent]] = []
    for subject in reader.subjects("publication"):
        for e in as_recorded(reader.events_of(subject)):
            if isinstance(e.body, pub.PublicationListSent) and e.day is not None:
                row = reader.row("publication", e.body.row) or {}
                key = subject.partition(":")[2]
                found.append((e.seq, Sent(key, e.day, str(row.get("recipient", "")), str(row.get("proof", "")), e.body.count, e.body.sha256)))
    return [s for _seq, s in sorted(found, key=lambda x: -x[0])]
