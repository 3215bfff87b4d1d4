"""Down the line: the department composes what offices are to do, signs one package for each office, and sees how far each is.

The packages to one office are numbered 1, 2, 3 ...; what was sent is kept and can be written again. Progress is what the last return of
each office said (part ``progress.json``), nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop.domain import direction_events as dr, events as ev
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.listing import ListColumn, Listing, ListTable
from thads_desktop.domain.office import file_slug
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import sort_key
from thads_desktop.services import exchange_gate, inputs, inspection_files, people, receiving, return_files
from thads_desktop.services.leading_words import BOOKS, KINDS, STATES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.domain.listing import Cell
    from thads_desktop.exchange import direction as box
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Where what is being composed is kept.
DRAFT = "form::directions"


@dataclass(frozen=True, slots=True)
class Composed:
    """One item not sent yet; fields as of ``exchange.direction.Item``; file: of a pack."""

    key: str
    kind: str
    text: str
    due: date
    detail: str = ""
    person: str = ""
    matter: str = ""
    about: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """An item that was sent to an office and what the office last said of it. told: as of that day, None = it has said nothing."""

    direction: str
    no: int
    sent: date
    office: str
    office_name: str
    item: str
    kind: str
    text: str
    detail: str
    about: str
    person: str
    due: date
    state: str
    done: date | None
    report: str
    reported: date | None
    told: date | None

    def late(self, today: date) -> bool:
        """Its day is over and nothing says that it is done."""
        return self.state in ("", "open") and self.due < today


def offices(desk: Desk) -> list[tuple[str, str]]:
    """(id, name) of the offices whose keys are trusted, by name."""
    with desk.reading() as reader:
        return sorted(((k, r["name"]) for k, r in receiving.trusted(reader).items()), key=lambda x: sort_key(x[1]))


def composed(desk: Desk) -> list[Composed]:
    """What stands ready to be sent, in the order it was written."""
    with desk.reading() as reader:
        return _composed(reader)


def compose(desk: Desk, kind: str, text: str, due: date, **further: str) -> str:
    """Write one item down to be sent; its key. further: detail, person, matter, about, file; key: of one that is changed.

    Refused for a kind that is none, a day that is over, a pack without its file.
    """
    from thads_desktop.exchange import direction as box

    _refuse_office(desk)
    today = desk.clock.today()
    if kind not in KINDS:
        raise Refused(Refusal("direction.bad_kind", {"known": ", ".join(KINDS.values())}, "kind"))
    if due < today:
        raise Refused(Refusal("direction.past", {"day": short_date(due), "today": short_date(today)}, "due"))
    file = further.get("file", "").strip()
    if kind == "pack" and not file:
        raise Refused(Refusal("direction.no_pack", field="file"))
    if file:
        if kind != "pack":
            raise Refused(Refusal("direction.pack_only", field="file"))
        _pack(file)
    made = Composed(
        further.get("key", "") or uuid4().hex, kind, inputs.name(text, "text", limit=200), due,
        inputs.body(further.get("detail", ""), "detail", limit=4_000), inputs.name(further.get("person", ""), "person", required=False),
        inputs.name(further.get("matter", ""), "matter", required=False), inputs.name(further.get("about", ""), "about", required=False), file,
    )  # fmt: skip
    with desk.writing("direct") as uow:
        held = _composed(uow)
        at = next((n for n, c in enumerate(held) if c.key == made.key), len(held))
        held[at : at + 1] = [made]
        _refuse_many_packs(held)
        if len(held) > box.MOST_ITEMS:
            raise Refused(Refusal("direction.many", {"count": str(len(held)), "most": str(box.MOST_ITEMS)}))
        _keep(uow, held)
        uow.commit()
    return made.key


def take_out(desk: Desk, key: str) -> None:
    """An item is not to be sent."""
    with desk.writing("direct") as uow:
        held = _composed(uow)
        if all(c.key != key for c in held):
            raise Refused(Refusal("direction.unknown"))
        _keep(uow, [c for c in held if c.key != key])
        uow.commit()


def send(desk: Desk, to: Sequence[str], folder: Path, signed_by: str, number: str = "") -> list[Path]:
    """Sign one package for each of these offices with all that was composed; the files. All of them or none.

    Refused where nothing is composed, an office is not trusted, a pack's file is gone, a day is over, the folder cannot be written.
    """
    from thads_desktop.exchange import direction as box, package, signature

    _refuse_office(desk)
    exchange_gate.require(desk)
    desk.look_at_chain()
    today = desk.clock.today()
    who = inputs.name(signed_by, "signed_by", limit=200)
    letter = inputs.name(number, "number", required=False, limit=100)
    desk.require("direct")
    if not composed(desk):
        raise Refused(Refusal("direction.nothing"))
    # The first key is a write of its own.
    secret = signature.ensure_key(desk.folder)
    shown = signature.fingerprint(signature.public_of(secret))
    with desk.writing("direct") as uow:
        held = _composed(uow)
        if not held:
            raise Refused(Refusal("direction.nothing"))
        _refuse_many_packs(held)
        known, own = receiving.trusted(uow), people.office(uow)
        if not to or any(office not in known for office in to):
            raise Refused(Refusal("direction.no_office", field="to"))
        for c in held:
            if c.due < today:
                raise Refused(Refusal("direction.past", {"day": short_date(c.due), "today": short_date(today)}, "due"))
        packs = {f"goi-{n:02d}.thads": _pack(c.file) for n, c in enumerate((c for c in held if c.file), 1)}
        named = dict(zip((c.key for c in held if c.file), packs, strict=True))
        items = tuple(
            box.Item(c.key, c.kind, c.text, c.due, c.detail, c.person, c.matter, c.about, named.get(c.key, "")) for c in held  # type: ignore[arg-type]  # one of KINDS
        )
        files = {}
        for office in dict.fromkeys(to):
            key, no = uuid4().hex, _next_no(uow, office)
            content = box.Direction(
                box.FORMAT, key, no, own.key, own.name, office, known[office]["name"], who, today, items, letter,
            )  # fmt: skip
            manifest = package.Manifest(box.KIND, own.key, own.name, shown, sent_version=no, made_on=today.isoformat())
            data = package.write(manifest, {box.CONTENT: box.write(content), **packs}, secret)
            uow.append(f"direction:{key}", today, dr.DirectionSent(office, no, uow.store_blob(data), len(items)))
            files[_file_name(known[office]["name"], office, no)] = data
        uow.drop_draft(DRAFT)
        written = return_files.write_files(folder, files)
        uow.commit()
    return written


def write_again(desk: Desk, direction: str, folder: Path) -> Path:
    """A package that was sent, byte for byte, once more into a folder."""
    exchange_gate.require(desk)
    desk.require("direct")
    with desk.reading() as reader:
        sent = next((b for key, _day, b in _sent(reader) if key == direction), None)
        if sent is None:
            raise Refused(Refusal("direction.unknown"))
        data = reader.blob(sent.sha256)
    return return_files.write_files(folder, {_file_name(_content(data).to_name, sent.to, sent.no): data})[0]


def followed(desk: Desk, office: str = "") -> list[Followed]:
    """Every item sent (to one office), by office, package and day, with what its office last said."""
    with desk.reading() as reader:
        said = {office: (p.made_on, {(t.direction, t.item): t for t in p.told}) for office, p in _last(reader).items()}
        found = []
        for key, day, body in _sent(reader):
            if office and body.to != office:
                continue
            content = _content(reader.blob(body.sha256))
            told, by = said.get(body.to, (None, dict[tuple[str, str], "box.Told"]()))
            for item in content.items:
                now = by.get((key, item.key))
                found.append(Followed(
                    key, body.no, day, body.to, content.to_name, item.key, item.kind, item.text, item.detail, item.about,
                    now.person if now and now.person else item.person, now.due if now else item.due, now.state if now else "",
                    now.done if now else None, now.report if now else "", now.reported if now else None, told if now else None,
                ))  # fmt: skip
    return sorted(found, key=lambda f: (sort_key(f.office_name), f.no, f.due, f.text))


def counted(rows: Sequence[Followed], today: date) -> list[tuple[str, int, int, int, int]]:
    """(office, items, done, late, nothing said) in the order of the rows."""
    found: dict[str, list[int]] = {}
    for row in rows:
        held = found.setdefault(row.office_name, [0, 0, 0, 0])
        for at, yes in enumerate((True, row.state in ("done", "dropped"), row.late(today), not row.state)):
            held[at] += yes
    return [(name, *held) for name, held in found.items()]  # type: ignore[misc]  # four counts


def letters_of(desk: Desk) -> dict[str, tuple[date, dict[str, tuple[int, int, int]]]]:
    """Office -> (as of which day, book -> (waiting, late, answered)) as its last return that says anything says."""
    with desk.reading() as reader:
        return {
            office: (progress.made_on, {x.book: (x.waiting, x.late, x.answered) for x in progress.letters}) for office, progress in _last(reader).items()
        }


def letters(desk: Desk) -> list[tuple[str, str, int, int, int, date]]:
    """(office, book, waiting, late, answered, as of) as each office's last return says, by office."""
    with desk.reading() as reader:
        names = {k: str(r["name"]) for k, r in receiving.trusted(reader).items()}
    found = [
        (names.get(office, office), BOOKS[book], *counts, day) for office, (day, by) in letters_of(desk).items() for book, counts in by.items()
    ]
    return sorted(found, key=lambda x: (sort_key(x[0]), x[1]))


def listing(desk: Desk) -> Listing:
    """The state of all directions by office, to print or to keep."""
    today = desk.clock.today()
    rows = followed(desk)
    with desk.reading() as reader:
        who, head = people.identity(reader, today), reader.head()
    sums: list[tuple[Cell, ...]] = list(counted(rows, today))
    lines: list[tuple[Cell, ...]] = [
        (r.office_name, r.no, KINDS[r.kind], r.text, r.person, r.due, STATES[r.state] + (", quá hạn" if r.late(today) else ""), r.done, r.report)
        for r in rows
    ]  # fmt: skip
    tables = (
        ListTable("Theo đơn vị", tuple(ListColumn(t, s, a) for t, s, a in (  # type: ignore[arg-type]  # left, right
            ("Đơn vị", 40, "left"), ("Số việc", 10, "right"), ("Đã xong", 10, "right"), ("Quá hạn", 10, "right"), ("Chưa báo", 10, "right"))),
            tuple(sums), "" if sums else "Chưa gửi chỉ đạo nào."),
        ListTable("Từng việc", tuple(ListColumn(t, s) for t, s in (
            ("Đơn vị", 18), ("Gói số", 5), ("Loại", 12), ("Việc phải làm", 26), ("Người làm", 12), ("Hạn", 9), ("Tình trạng", 11),
            ("Ngày xong", 9), ("Báo cáo gần nhất", 20))), tuple(lines), "" if lines else "Chưa gửi chỉ đạo nào."),
    )  # fmt: skip
    waiting: list[tuple[Cell, ...]] = list(letters(desk))
    books = ListTable("Văn bản phối hợp, xin ý kiến", tuple(ListColumn(t, s, a) for t, s, a in (  # type: ignore[arg-type]  # left, right
        ("Đơn vị", 34, "left"), ("Sổ", 20, "left"), ("Chờ trả lời", 10, "right"), ("Quá hạn", 10, "right"), ("Đã trả lời", 10, "right"),
        ("Theo báo cáo ngày", 12, "left"))), tuple(waiting), "" if waiting else "Chưa đơn vị nào báo.")  # fmt: skip
    return Listing(
        "Theo dõi thực hiện chỉ đạo", who.parent, who.name, who.place, today, (f"Đến hết {short_date(today)}, theo báo cáo gần nhất của từng đơn vị",),
        (*tables, books), (), right=(who.head_title, ""), proof=inspection_files.proof(head, short_date(today)),
    )  # fmt: skip


def _last(reader: Reader) -> dict[str, box.Progress]:
    """Office -> the newest that a return of it said."""
    from thads_desktop.exchange import direction as box, package

    found: dict[str, tuple[tuple[str, int, int], box.Progress]] = {}
    for _subject, events in reader.stream("package", types=("PackageReceived",)):
        for event in in_force(events):
            b = event.body
            if not isinstance(b, ev.PackageReceived) or b.kind != "return":
                continue
            got = package.read_any(reader.blob(b.sha256))
            m = got.manifest
            progress = box.read_progress(got.parts, m.office, m.office_name, m.made_on)
            order = (m.made_on, m.seq, event.seq)
            if progress is not None and (b.sender not in found or order > found[b.sender][0]):
                found[b.sender] = order, progress
    return {office: progress for office, (_order, progress) in found.items()}


def _next_no(reader: Reader, office: str) -> int:
    """After all that was sent, and after all that the office says to have taken: also where the store came back from a copy."""
    from thads_desktop.exchange import direction as box, package

    last = [b.no for _key, _day, b in _sent(reader) if b.to == office]
    for body in receiving.received(reader):
        if body.sender == office:
            got = package.read_any(reader.blob(body.sha256))
            progress = box.read_progress(got.parts, office, got.manifest.office_name, got.manifest.made_on)
            last += [progress.last] if progress is not None else []
    return max(last, default=0) + 1


def _sent(reader: Reader) -> list[tuple[str, date, dr.DirectionSent]]:
    """(direction, day, event) of everything sent, in order."""
    found = [
        (e.seq, subject.partition(":")[2], e.day, e.body)
        for subject, events in reader.stream("direction", types=("DirectionSent",)) for e in events
        if isinstance(e.body, dr.DirectionSent) and e.day is not None
    ]  # fmt: skip
    return [(key, day, body) for _seq, key, day, body in sorted(found, key=lambda x: x[0])]


def _content(data: bytes) -> box.Direction:
    from thads_desktop.exchange import direction as box, package

    return box.read(package.read_any(data))


def _composed(reader: Reader) -> list[Composed]:
    plain: dict[str, Any] = reader.draft(DRAFT) or {}
    return [Composed(**{**row, "due": date.fromisoformat(row["due"])}) for row in plain.get("items", [])]


def _keep(uow: UnitOfWork, held: Sequence[Composed]) -> None:
    rows = [{**{n: getattr(c, n) for n in Composed.__dataclass_fields__}, "due": c.due.isoformat()} for c in held]
    if rows:
        uow.save_draft(DRAFT, {"items": rows})
    else:
        uow.drop_draft(DRAFT)


def _pack(file: str) -> bytes:
    """A sound pack's bytes, whoever signed it: the office judges the rest."""
    from thads_desktop.services import packs

    return packs.content_of(Path(file))


def _refuse_many_packs(held: Sequence[Composed]) -> None:
    """More than an office would open."""
    from thads_desktop.exchange import direction as box

    if sum(bool(c.file) for c in held) > box.MOST_PACKS:
        raise Refused(Refusal("direction.many_packs", {"most": str(box.MOST_PACKS)}, "file"))


def _file_name(name: str, office: str, no: int) -> str:
    return f"chi-dao-{file_slug(name, office)}-{no:03d}{receiving.SUFFIX}"


def _refuse_office(desk: Desk) -> None:
    with desk.reading() as reader:
        if people.office(reader).level != "province":
            raise Refused(Refusal("direction.not_department"))
