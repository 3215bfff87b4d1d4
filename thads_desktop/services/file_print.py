"""What is printed of a file: its cover (``forms/file/cover.toml``), its list of documents with both signatures, and the minutes by
which one officer hands it to another."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import archive_events as ar
from thads_desktop.domain.archive import NONE
from thads_desktop.domain.cover import Cover, CoverField
from thads_desktop.domain.dates import long_date, short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.standing import in_force
from thads_desktop.paths import forms
from thads_desktop.services import case_file, entry_file, inspection_files, keeping, masking, people, queries, rounds
from thads_desktop.services.paper_place import entry_of, on_entry
from thads_desktop.services.queries import KIND_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Cell, Listing
    from thads_desktop.services.case_file import Row, Shown
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView
    from thads_desktop.storage.reader import Reader

#: Values that the cover's fields may ask for.
VALUES = ("number", "kind", "decision", "judgment", "debtors", "creditors", "obligations", "officer", "opened", "ended", "sheets", "kept", "place")
#: Parties and obligations that the cover names.
_NAMED = 4
#: Lines of what happened on page 2.
_HAPPENED = 60
AGAIN = "(bìa thay thế, mọi nội dung của bìa cũ được chép lại)"


class CoverDataError(Exception):
    """forms/file/cover.toml is not sound; the message names what."""


@dataclass(frozen=True, slots=True)
class _Signing:
    """Who signed, or is to sign: the officer, the examiner, the head who approved and when the file went to the archive."""

    officer: str
    examiner: str
    approver: str
    archived: str
    place: str


@cache
def layout() -> dict[str, Any]:
    """The file of the cover. CoverDataError for what is not sound."""
    data = tomllib.loads(forms("file", "cover.toml").read_text(encoding="utf-8"))
    keys = {"status", "note", "title", "margin", "size", "approval", "field", "second", "third", "fourth"}
    if set(data) != keys or data["status"] not in ("established", "reconstructed"):
        raise CoverDataError(f"cover.toml: {sorted(set(data) ^ keys)}")
    for field in data["field"]:
        if set(field) - {"label", "value", "lines"} or field["value"] not in VALUES:
            raise CoverDataError(f"cover.toml: {field}")
    return data


def cover_pdf(desk: Desk, matter: str, *, again: bool = False) -> bytes:
    """The cover as it prints. again: it takes the place of a worn one, all entries copied."""
    from thads_desktop.printing.cover_sheet import draw_cover

    return draw_cover(cover(desk, matter, again=again))


def cover(desk: Desk, matter: str, *, again: bool = False) -> Cover:
    """The cover of a matter, as of now."""
    if entry := entry_of(matter):
        return _of_entry(desk, entry, again=again)
    data, today = layout(), desk.clock.today()
    shown, view = case_file.shown(desk, matter), queries.matter(desk, matter)
    with desk.reading() as reader:
        who = people.identity(reader, today)
        wanted = desk.settings(reader)["file.cover"]
        signing = _signing(desk, reader, matter, view)
        kept = keeping.until(keeping.kinds(desk, reader), view.state)
        values = _values(desk, reader, shown, view) | {"kept": kept if view.state.ended else "", "place": signing.place}
        proof = inspection_files.proof(reader.head(), short_date(today))
    size = next(s for s in data["size"] if s["key"] == wanted)
    approval = data["approval"]
    archived = approval["said"].format(archived=signing.archived) if signing.archived else approval["unsaid"]
    third = data["third"]
    happened = [(short_date(i.day) if i.day else "", ": ".join(x for x in (i.what, i.detail) if x)) for i in reversed(view.timeline) if not i.minor]
    return Cover(
        size["width"], size["height"], size["folded"], data["margin"], who.parent, who.name, data["title"],
        tuple(CoverField(f["label"], values[f["value"]], f.get("lines", 2)) for f in data["field"]),
        (approval["title"], archived, who.head_title, approval["sign"]), signing.approver, data["second"]["title"], tuple(happened[:_HAPPENED]),
        third["title"], data["fourth"]["title"], rounds.columns(third["columns"]), tuple(_cells(r, final=shown.archived) for r in shown.rows),
        ((third["left"], signing.examiner), (third["right"], signing.officer)), proof, AGAIN if again else "",
    )  # fmt: skip


def _of_entry(desk: Desk, entry: str, *, again: bool) -> Cover:
    """The cover of the file of a complaint or of a denunciation."""
    data, own, today = layout(), entry_file.layout(), desk.clock.today()
    shown = case_file.shown(desk, on_entry(entry))
    happened = entry_file.happened(desk, entry)
    with desk.reading() as reader:
        who = people.identity(reader, today)
        wanted = desk.settings(reader)["file.cover"]
        fields = entry_file.cover_fields(desk, reader, entry, shown)
        proof = inspection_files.proof(reader.head(), short_date(today))
    size = next(s for s in data["size"] if s["key"] == wanted)
    approval, third = data["approval"], data["third"]
    return Cover(
        size["width"], size["height"], size["folded"], data["margin"], who.parent, who.name, own.title.format(KIND=entry_file.what(entry).upper()),
        fields, (approval["title"], approval["unsaid"], who.head_title, approval["sign"]), "", own.second, happened[:_HAPPENED],
        third["title"], data["fourth"]["title"], rounds.columns(third["columns"]), tuple(_cells(r) for r in shown.rows),
        ((own.left, ""), (own.right, "")), proof, AGAIN if again else "",
    )  # fmt: skip


def note(matter: str) -> str:
    """What is to be known of the cover of this file."""
    return entry_file.layout().note if entry_of(matter) else str(layout()["note"])


def document_list(desk: Desk, matter: str) -> Listing:
    """The list of documents, with room for the officer at the right and the examiner at the left."""
    third = layout()["third"]
    if entry := entry_of(matter):
        shown, own = case_file.shown(desk, matter), entry_file.layout()
        with desk.reading() as reader:
            table = rounds.table("", third["columns"], [_cells(r) for r in shown.rows], "Hồ sơ chưa có tài liệu nào.")
            title = f"Danh mục tài liệu hồ sơ {entry_file.what(entry)} số {shown.number_text}"
            return rounds.listing(desk, reader, title, (_counted(shown),), (table,), _notes(shown), (own.left, ""), (own.right, ""))
    shown, view = case_file.shown(desk, matter), queries.matter(desk, matter)
    rows: list[tuple[Cell, ...]] = [_cells(r, final=shown.archived) for r in shown.rows]
    with desk.reading() as reader:
        signing = _signing(desk, reader, matter, view)
        table = rounds.table("", third["columns"], rows, "Hồ sơ chưa có tài liệu nào.")
        return rounds.listing(
            desk, reader, f"Danh mục tài liệu hồ sơ thi hành án số {shown.number_text}", _said(view, shown), (table,), _notes(shown),
            (third["left"], signing.examiner), (third["right"], signing.officer),
        )  # fmt: skip


def minutes(desk: Desk, matter: str, giver: str, taker: str, day: date) -> Listing:
    """The minutes by which the file goes from hand to hand: how many documents and sheets, and their list."""
    shown, entry = case_file.shown(desk, matter), entry_of(matter)
    about = (_counted(shown),) if entry else _said(queries.matter(desk, matter), shown)
    of = entry_file.what(entry) if entry else "thi hành án"
    rows: list[tuple[Cell, ...]] = [_cells(r) for r in shown.rows if not r.gone]
    with desk.reading() as reader:
        names = masking.names(desk, reader)
        given, taken = names.name("person", giver), names.name("person", taker)
        table = rounds.table("", layout()["third"]["columns"], rows, "Hồ sơ chưa có tài liệu nào.")
        said = (f"Ngày {short_date(day)}; bên giao: {given}; bên nhận: {taken}", *about)
        made = rounds.listing(
            desk, reader, f"Biên bản bàn giao hồ sơ {of} số {shown.number_text}", said, (table,), _notes(shown), "Người giao", ("Người nhận", taken)
        )
    return replace(made, day=day, left=("Người giao", given))


def _cells(row: Row, *, final: bool = False) -> tuple[str, ...]:
    """final: of a file that lies in the archive; what was never counted there is left open, and said beneath."""
    sheets = f"{row.sheets}" if row.counted or row.kind == "judgment" else "" if final else f"{row.sheets} (chưa đếm)"
    return (
        row.numbers or "chưa đánh số", short_date(row.issued or row.obtained), row.title, row.number_text, row.author,
        "" if row.gone else sheets, row.note,
    )  # fmt: skip


def _said(view: MatterView, shown: Shown) -> tuple[str, ...]:
    debtors = _several([view.parties[p] for p in view.debtors])
    return f"{KIND_WORDS.get(view.state.kind, '')}; người phải thi hành án: {debtors}", _counted(shown)


def _counted(shown: Shown) -> str:
    count = sum(1 for r in shown.rows if not r.gone)
    return f"{count} tài liệu, {shown.sheets} tờ; số bút lục đã dùng: {shown.last or 'chưa đánh số'}"


def _notes(shown: Shown) -> tuple[str, ...]:
    left, _numbers = shown.waiting
    open_ones = sum(1 for r in shown.rows if not (r.gone or r.counted or r.kind == "judgment")) if shown.archived else 0
    said = (f"Còn {left} tài liệu chưa đánh số bút lục." if left else "", f"{open_ones} tài liệu không có số tờ đã đếm khi lưu trữ." if open_ones else "")
    return tuple(x for x in said if x)


def _several(names: list[str]) -> str:
    """Many names in few words."""
    from thads_desktop.domain.text import several

    return several(names)


def _values(desk: Desk, reader: Reader, shown: Shown, view: MatterView) -> dict[str, str]:
    state, names = view.state, masking.names(desk, reader)

    def named(ids: list[str]) -> str:
        found = [", ".join(x for x in (view.parties[p], str(names.row("party", p).get("address", ""))) if x) for p in ids[:_NAMED]]
        return "; ".join(found) + (f" và {len(ids) - _NAMED} người khác" if len(ids) > _NAMED else "")

    creditors = list(dict.fromkeys(p for s in state.lines.values() for p in s.line.creditors))
    owed = [": ".join(x for x in (v.text, f"{dong(v.due)} đồng" if v.due is not None else "") if x) for v in view.lines[:_NAMED]]
    j = view.judgment
    judged = ", ".join(str(x) for x in (j.get("number"), _dated(j.get("day")), j.get("court")) if x)
    appeal = ", ".join(str(x) for x in (j.get("appeal_number"), _dated(j.get("appeal_day")), j.get("appeal_court")) if x)
    return {
        "number": view.number_text, "kind": KIND_WORDS.get(state.kind, ""),
        "decision": f"số {view.number_text}, {long_date(state.opened)}" if state.opened else "",
        "judgment": "; ".join(x for x in (judged, f"phúc thẩm: {appeal}" if appeal else "") if x),
        "debtors": named(list(view.debtors)), "creditors": named(creditors),
        "obligations": "; ".join(owed) + (f"; và {len(view.lines) - _NAMED} khoản khác" if len(view.lines) > _NAMED else ""),
        "officer": view.officer, "opened": short_date(state.file_opened or state.opened) if state.opened else "",
        "ended": f"{short_date(state.status_day)}, {STATUS_WORDS.get(state.status, '').lower()}" if state.ended and state.status_day else "",
        "sheets": str(shown.last) if shown.last else "",
    }  # fmt: skip


def _dated(day: object) -> str:
    """The day of a judgment as its row keeps it; "" for none."""
    return long_date(date.fromisoformat(str(day))) if day else ""


def _signing(desk: Desk, reader: Reader, matter: str, view: MatterView) -> _Signing:
    names = masking.names(desk, reader)
    filed = view.state.archive or NONE
    events = [e for e in in_force(reader.events_of(f"matter:{matter}")) if filed.stage]
    approved = [e for e in events if isinstance(e.body, ar.ArchiveApproved)] if filed.stage == "approved" or filed.laid else []
    place = str(names.row("archive", filed.row).get("place", "")) if filed.row else ""
    by = approved[-1].body.by if approved and isinstance(approved[-1].body, ar.ArchiveApproved) else ""
    day = approved[-1].day if approved else None
    return _Signing(
        names.name("person", filed.by) or view.officer, names.name("person", filed.checked) if filed.checked else "",
        names.name("person", by) if by else "", long_date(day) if day else "", place,
    )  # fmt: skip
