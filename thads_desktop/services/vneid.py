"""The data of a digital notice through VNeID, for whoever enters them on the national platform: recipients with their identity numbers, the paper,
its number and day, its print. The program sends nothing, and no format of upload is established: the file says so (``resources/papers/vneid.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.text import bare
from thads_desktop.exchange.notice_bundle import bundle, table
from thads_desktop.paths import resource
from thads_desktop.services import papers, people, serving
from thads_desktop.services.paper_place import subject_of
from thads_desktop.services.serving import Given

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.serving import Recipient

#: The way of a service that this is.
WAY = "electronic"
_KINDS = {"person": "cá nhân", "org": "tổ chức"}


@dataclass(frozen=True, slots=True)
class Layout:
    """start: since when the law knows this way; columns: (name, heading)."""

    start: date
    cite: str
    note: tuple[str, ...]
    columns: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """data: the archive; name: of the file, without its ending; left_out: who is not in it and why, in words."""

    data: bytes
    name: str
    count: int
    left_out: tuple[str, ...]


@cache
def layout() -> Layout:
    """The shipped file."""
    data = tomllib.loads(resource("papers", "vneid.toml").read_text(encoding="utf-8"))
    return Layout(data["from"], data["cite"], tuple(data["note"]), tuple((name, heading) for name, heading in data["columns"]))


def made(desk: Desk, paper: str, keys: Sequence[str] = ()) -> Made:
    """Of the parties chosen (none = all of the paper's list). Refused before the law knew the way, for a paper that it does not notify, where nobody
    can be told so, and for an account that may not see identity numbers."""
    desk.require("secret")
    of, today = layout(), desk.clock.today()
    if today < of.start:
        raise Refused(Refusal("vneid.not_yet", {"since": short_date(of.start), "cite": of.cite}))
    pdf = papers.stored(desk, paper)
    found = serving.table(desk, paper)
    with desk.reading() as reader:
        chosen = [r.recipient for r in found.rows if r.recipient.to == "party" and (not keys or r.recipient.key in keys)]
        state = fold(reader.events_of(subject_of(found.matter)))
        why = next((x for r in chosen if (x := serving.why_not(desk, reader, state, paper, r, Given(WAY, today)))), "")
        if why:
            raise Refused(Refusal("vneid.not_for", {"why": why}))
        matter = str((reader.row("matter", found.matter) or {}).get("number_text", ""))
        file = f"van-ban-{_plain(found.number_text) or 'chua-co-so'}.pdf"
        rows: list[dict[str, str]] = []
        left: list[str] = []
        for who in chosen:
            row = reader.row("party", who.party) or {}
            number = next((str(x).strip() for x in row.get("ids", ()) if str(x).strip()), "")
            if number:
                rows.append(_row(who, row, number, found, matter, file, len(rows) + 1))
            else:
                left.append(f"{who.name}: chưa có số định danh, phải thông báo trực tiếp, qua bưu chính hoặc cách khác")
        office = people.identity(reader, today).name
    if not rows:
        raise Refused(Refusal("vneid.nobody", {"why": "; ".join(left) or "không có đương sự nào trong các dòng đã chọn"}))
    lines = [f"{office}, lập ngày {short_date(today)}.", *of.note, f"Căn cứ: {of.cite}.", f"Số người nhận: {len(rows)}."]
    lines += [f"Không có trong bảng: {x}." for x in left]
    data = bundle({
        "DOC-TRUOC.txt": "\r\n".join(lines).encode("utf-8-sig"),
        "thong-bao.csv": table([heading for _name, heading in of.columns], [[row[name] for name, _heading in of.columns] for row in rows]),
        file: pdf,
    })  # fmt: skip
    return Made(data, f"thong-bao-vneid-{_plain(found.number_text)}", len(rows), tuple(left))


def _row(who: Recipient, row: dict[str, Any], identity: str, found: serving.Table, matter: str, file: str, number: int) -> dict[str, str]:
    return {
        "number": str(number), "name": who.name, "kind": _KINDS.get(str(row.get("kind", "")), ""), "identity": identity, "address": who.address,
        "title": found.title, "number_text": found.number_text, "issued": short_date(found.issued), "matter": matter, "file": file,
    }  # fmt: skip


def _plain(text: str) -> str:
    """A number as part of the name of a file."""
    return "-".join("".join(c if c.isalnum() else " " for c in bare(text)).split())
