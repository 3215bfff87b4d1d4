"""One matter out of a copy: what it was then and is now, side by side, and what of then is taken back.

The log only grows: nothing is undone by this. A register row of then comes back as a new version, a draft as a draft, a lost file
by its very bytes; what was struck, or was recorded in a log that went another way, is recorded anew by the ordinary act, judged
as everything is. What cannot be recorded so (papers with numbers, what a paper did) is refused with a sentence.
"""

from __future__ import annotations

import hashlib
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain import cost_events as co, events as ev
from thads_desktop.domain.copy_events import TakenBack
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force
from thads_desktop.services import acts, costs, masking, masking_text, parties, projecting, queries, restoring
from thads_desktop.services.desk import Desk, open_desk
from thads_desktop.services.event_words import describe
from thads_desktop.storage import cipher, keyring
from thads_desktop.storage.folder import FILE
from thads_desktop.storage.verify import files_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from thads_desktop.services.queries import MatterRow, MatterView
    from thads_desktop.storage.reader import Reader

ROW_WORDS = {"matter": "Nội dung việc", "judgment": "Bản án, quyết định", "request": "Yêu cầu thi hành án", "party": "Đương sự"}
_NOT_BY_HAND = "Văn bản và những gì văn bản làm ra không ghi lại được: hãy ghi nhận văn bản đã ban hành (Ctrl+R) ở trang của việc."
_AHEAD = (
    "Bản sao này đi tiếp sau kho đang có {n} sự kiện: kho đã mất phần cuối. Hãy dùng Sửa dữ liệu (lệnh repair) để lấy lại nguyên vẹn cả "
    "phần ấy."
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something of then that is not so now. id: to choose it by; then, now: in words; refusal: why it cannot be taken, "" = it can."""

    id: str
    title: str
    then: str
    now: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A matter then and now. then, now: lines of text (now empty: the store does not know it); told: sentences to be read first."""

    matter: str
    seq: int
    head: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    offers: tuple[Offer, ...]
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """What was taken back; refused: sentences for what the ordinary acts refused."""

    rows: int
    drafts: int
    blobs: int
    events: int
    refused: tuple[str, ...]

    def text(self) -> str:
        counts = ((self.rows, "dòng sổ"), (self.drafts, "bản nháp"), (self.blobs, "văn bản"), (self.events, "diễn biến"))
        said = ", ".join(f"{n} {what}" for n, what in counts if n)
        return " ".join([f"Đã lấy lại {said}." if said else "Không lấy lại được mục nào.", *self.refused])


@contextmanager
def opened_copy(desk: Desk, file: Path, key: bytes | None = None) -> Iterator[Desk]:
    """A desk on a copy: on a further copy of it beside the store, so that the copy itself is only read. Refused("backup.*").

    Who sits at the desk sits at the copy too, with the same rights; Refused("rights.none") without that of restoring.
    """
    desk.require("restore")
    if not file.is_file():
        raise Refused(Refusal("backup.no_file", {"file": str(file)}, "file"))
    key = None if cipher.is_clear(file) else key or cipher.key_of(desk.folder)
    _ring, length = keyring.from_copy(file)
    with tempfile.TemporaryDirectory(dir=desk.folder, prefix=".xem-ban-sao-") as scratch:
        (Path(scratch) / FILE).write_bytes(file.read_bytes()[:length])
        try:
            other = open_desk(Path(scratch), desk.clock, look="whole", key=key)
        except Trouble as trouble:
            if trouble.code != "store.damaged":
                raise
            raise Refused(Refusal("backup.not_a_backup", {"file": str(file)}, "file")) from trouble
        try:
            other.access = desk.access
            yield other
        finally:
            other.close()


def found(copy: Desk, text: str, most: int = 50) -> list[MatterRow]:
    """Matters of the copy by what is typed, as far as who opened it may see them."""
    copy.require("restore")
    return queries.matters(copy, text=text, limit=most)


def compare(desk: Desk, copy: Desk, matter: str) -> Compared:
    """A matter of the copy against the store, as this account may see it. Refused("rights.none" | "copy.no_matter")."""
    # Another may have taken the desk since the copy was opened.
    copy.access = desk.access
    desk.require("restore")
    with copy.reading() as then, desk.reading() as now:
        if not then.last_seq(f"matter:{matter}"):
            raise Refused(Refusal("copy.no_matter"))
        seq, head = then.head()
        known = bool(now.last_seq(f"matter:{matter}"))
        told, offers = _offers(desk, then, now, matter) if known else ((), ())
        minors = _minors(desk, (then, now), matter)
        if not known:
            told = ("Kho đang dùng không có việc này.",)
        last = now.head()[0]
        if seq > last and (last == 0 or then.hash_at(last) == now.head()[1]):
            told, offers = (*told, _AHEAD.format(n=seq - last)), ()
        elif not known:
            told = (*told, _NOT_BY_HAND)
    here = _lines(queries.matter(desk, matter)) if known else ()
    there = _lines(queries.matter(copy, matter))
    if minors:
        there, here = (tuple(masking_text.without_names(x, minors) for x in side) for side in (there, here))
        offers = tuple(
            replace(o, **{n: masking_text.without_names(getattr(o, n), minors) for n in ("title", "then", "now")}) for o in offers
        )
    return Compared(matter, seq, head, there, here, tuple(offers), tuple(told))


def _minors(desk: Desk, readers: tuple[Reader, Reader], matter: str) -> set[str]:
    """Every name, then and now, of those parties who then or now are known as minors; none for who may see them."""
    if not masking.hides(desk):
        return set()
    rows = {p: [r.row("party", p) or {} for r in readers] for reader in readers for kind, p in _keys(reader, matter) if kind == "party"}
    year = desk.clock.today().year
    young = [both for both in rows.values() if any(masking.is_minor(row.get("birth_year"), year) for row in both)]
    return {str(row["name"]) for both in young for row in both if row.get("name")}


def take(desk: Desk, copy: Desk, matter: str, chosen: Collection[str], seen: Compared | None = None) -> Taken:
    """Take back what was chosen (ids of offers). Refused when nothing was chosen, or the matter changed since it was compared."""
    again = compare(desk, copy, matter)
    if seen is not None and again != seen:
        raise Refused(Refusal("copy.changed"))
    wanted = [o for o in again.offers if o.id in set(chosen) and not o.refusal]
    if not wanted:
        raise Refused(Refusal("copy.nothing_chosen", field="offers"))
    desk.allow("restore", two=False)
    desk.risk()
    refused: list[str] = []
    events = 0
    for offer in wanted:
        kind, _, rest = offer.id.partition(":")
        if kind == "event":
            try:
                with copy.reading() as then:
                    event = next(e for e in then.events_of(f"matter:{matter}") if e.seq == int(rest))
                _record(desk, matter, event)
                events += 1
            except Refused as error:
                refused += [f"{offer.title}: {say(r)}" for r in error.refusals]
    counts = _write(desk, copy, matter, [o.id for o in wanted if not o.id.startswith("event:")], (again.seq, again.head), events)
    return Taken(*counts, events, tuple(refused))


# --- what is offered ------------------------------------------------------------------------------------


def _offers(desk: Desk, then: Reader, now: Reader, matter: str) -> tuple[tuple[str, ...], tuple[Offer, ...]]:
    found = [
        *_rows(desk, then, now, matter), *_drafts(desk, then, now, matter), *_blobs(then, now, matter), *_events(desk, then, now, matter),
    ]  # fmt: skip
    return ((), tuple(found)) if found else (("Không có gì của bản sao mà kho đang dùng không có.",), ())


def _rows(desk: Desk, then: Reader, now: Reader, matter: str) -> Iterator[Offer]:
    for kind, key in _keys(then, matter):
        before, today = then.row(kind, key), now.row(kind, key)
        if before is None or before == today:
            continue
        names = [n for n in {**before, **(today or {})} if before.get(n) != (today or {}).get(n)]
        if kind == "party" and masking.hides(desk):
            before, today = _party_seen(desk, before, today)
        if kind == "matter":
            before, today = (_matter_seen(desk, then, now, row) for row in (before, today))
        title = f"{ROW_WORDS[kind]} {before.get('name', '')}".strip()
        yield Offer(f"row:{kind}:{key}", title, _said(before, names), _said(today or {}, names))


def _party_seen(desk: Desk, before: dict[str, Any], today: dict[str, Any] | None) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """A party's row then and now as this account may see it: who is a minor by one of them is one in both."""
    year = desk.clock.today().year
    born = next((b for b in ((row or {}).get("birth_year") for row in (before, today)) if masking.is_minor(b, year)), None)
    one, other = (None if row is None else masking.party(row if born is None else {**row, "birth_year": born}, year) for row in (before, today))
    return one or {}, other


def _matter_seen(desk: Desk, then: Reader, now: Reader, row: dict[str, Any] | None) -> dict[str, Any]:
    """A matter's row as this account may see it."""
    texts = dict((row or {}).get("obligations", {}))
    return {**(row or {}), **({"obligations": {n: _text_seen(desk, then, now, str(x)) for n, x in texts.items()}} if texts else {})}


def _text_seen(desk: Desk, then: Reader, now: Reader, said: str) -> str:
    """Free text as this account may see it, by who is a minor then or now."""
    return masking.free_text(desk, now, said, masking.young_names(then, desk.clock.today().year)) if masking.hides(desk) else said


def _keys(then: Reader, matter: str) -> list[tuple[str, str]]:
    """The register rows a matter is made of."""
    state = fold(then.events_of(f"matter:{matter}"))
    people = [p for line in state.lines.values() for p in (*line.line.debtors, *line.line.creditors)]
    opened = [e.body.request for e in then.events_of(f"matter:{matter}") if isinstance(e.body, ev.MatterOpened) and e.body.request]
    return [("matter", matter), ("judgment", state.judgment), *(("request", r) for r in opened), *(("party", p) for p in dict.fromkeys(people))]


def _said(content: dict[str, Any], names: list[str]) -> str:
    return "; ".join(_value(content[n]) for n in names if n in content) or "không có"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{k}: {_value(v)}" for k, v in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _drafts(desk: Desk, then: Reader, now: Reader, matter: str) -> Iterator[Offer]:
    stages = fold(now.events_of(f"matter:{matter}")).papers
    for key, content in then.drafts("").items():
        if content.get("matter") != matter or now.draft(key) is not None:
            continue
        kind, _, paper = key.partition(":")
        stands = stages.get(paper)
        gone = "" if kind != "paper" or stands is None or stands.stage in ("draft", "returned") else "Văn bản này đã đi tiếp, bản nháp không còn dùng."
        texts = "; ".join(str(v) for v in dict(content.get("texts", {})).values() if v)
        if masking.covered(desk, then, matter) or masking.covered(desk, now, matter):
            texts = "•••"
        texts = _text_seen(desk, then, now, texts)
        yield Offer(f"draft:{key}", "Bản nháp văn bản" if kind == "paper" else "Phần đang gõ dở", texts[:400] or "(chưa gõ gì)", "đã bỏ", gone)


def _blobs(then: Reader, now: Reader, matter: str) -> Iterator[Offer]:
    for sha in sorted({sha for e in now.events_of(f"matter:{matter}") for sha in files_of(e.body)}):
        if _has(now, sha) or not _has(then, sha):
            continue
        yield Offer(f"blob:{sha}", "Bản lưu của văn bản", f"còn nguyên ({sha[:12]})", "đã mất")


def _has(reader: Reader, sha: str) -> bool:
    try:
        return hashlib.sha256(reader.blob(sha)).hexdigest() == sha
    except Trouble:
        return False


def _events(desk: Desk, then: Reader, now: Reader, matter: str) -> Iterator[Offer]:
    """What stood then and does not now: struck since, or recorded in a log that went another way."""
    subject, names = f"matter:{matter}", masking.names(desk, then)
    today, common = now.events_of(subject), _common(then, now)
    standing = {e.seq for e in in_force(today)}
    told = {(e.day, repr(e.body)) for e in in_force(today)}
    opened = fold(then.events_of(subject)).opened
    for event in in_force(then.events_of(subject)):
        if (event.seq in standing and event.seq <= common) or (event.day, repr(event.body)) in told:
            continue
        what, detail = describe(event, names, opened)
        day = short_date(event.day) if event.day is not None else ""
        words = " · ".join(x for x in (day, detail) if x)
        yield Offer(
            f"event:{event.seq}", what, words, "đã xóa" if event.seq <= common else "không có", "" if type(event.body) in _AGAIN else _NOT_BY_HAND
        )


def _common(then: Reader, now: Reader) -> int:
    """The last place at which both logs are one."""
    low, high = 0, min(then.head()[0], now.head()[0])
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if then.hash_at(middle) == now.hash_at(middle) else (low, middle - 1)
    return low


# --- taking ---------------------------------------------------------------------------------------------


#: What an ordinary act records, and how it is recorded again.
_AGAIN: dict[type, Any] = {
    ev.FileOpened: lambda desk, m, day, _b: acts.open_file(desk, m, day),
    ev.ValidNotice: lambda desk, m, day, b: acts.valid_notice(desk, m, day, b.way, b.party),
    ev.Verified: lambda desk, m, day, b: acts.verify(
        desk, m, day, b.result, paper=b.paper, address_unknown=b.address_unknown, prisoner=b.prisoner, party=b.party
    ),
    ev.InformationReceived: lambda desk, m, day, b: acts.inform(desk, m, day, b.party),
    ev.Classified: lambda desk, m, day, b: acts.classify(desk, m, day, b.has_means),
    ev.GroundArose: lambda desk, m, day, b: acts.ground(desk, m, day, b.of, b.clause, urgent=b.urgent, lines=b.lines),
    ev.Published: lambda desk, m, day, _b: acts.publish(desk, m, day),
    ev.Collected: lambda desk, m, day, b: acts.collect(desk, m, day, b.line, b.amount, receipt=b.receipt),
    ev.SurplusReturned: lambda desk, m, day, b: acts.return_surplus(desk, m, day, b.amount, receipt=b.receipt),
    co.CostIncurred: lambda desk, m, day, b: costs.incur(
        desk, m, day, b.kind, b.amount, bearer=b.bearer, from_=b.source, party=b.party, voucher=b.voucher, form=b.form
    ),
    co.AdvanceTaken: lambda desk, m, day, b: costs.advance(desk, m, day, b.source, b.amount, voucher=b.voucher, form=b.form),
    co.AdvanceRepaid: lambda desk, m, day, b: costs.repay(desk, m, day, b.source, b.amount, voucher=b.voucher, form=b.form),
    co.CostCollected: lambda desk, m, day, b: costs.collect(desk, m, day, b.bearer, b.amount, party=b.party, receipt=b.receipt, form=b.form),
}


def _record(desk: Desk, matter: str, event: ev.Event) -> None:
    assert event.day is not None
    _AGAIN[type(event.body)](desk, matter, event.day, event.body)


def _write(desk: Desk, copy: Desk, matter: str, ids: list[str], head: tuple[int, str], events: int) -> tuple[int, int, int]:
    """Rows, drafts and files, and the event that says so, in one transaction; how many of each."""
    counts = {"row": 0, "draft": 0, "blob": 0}
    with copy.reading() as then, desk.writing("restore", two=False) as uow:
        for each in ids:
            kind, _, rest = each.partition(":")
            counts[kind] += 1
            if kind == "row":
                name, _, key = rest.partition(":")
                content = then.row(name, key) or {}
                uow.write_row(name, key, content)
                if name == "party":
                    parties.project(uow, key, content, parties.merged_into(uow, key))
                elif name == "judgment":
                    projecting.intake(desk, uow, key)
            elif kind == "draft":
                content = then.draft(rest) or {}
                uow.save_draft(rest, content)
                if rest.startswith("paper:"):
                    projecting.draft_paper(uow, matter, rest.partition(":")[2], str(content.get("form", "")))
            else:
                uow.store_blob(then.blob(rest))
        if any(counts.values()) or events:
            body = TakenBack(*head, counts["row"], counts["draft"], counts["blob"], events)
            uow.append(f"copies:{matter}", desk.clock.today(), body)
        for key in {matter, *(m for each in ids if each.startswith("row:party:") for m in uow.projections.matters_of_party(each[10:]))}:
            projecting.matter(desk, uow, key)
        uow.commit()
    return counts["row"], counts["draft"], counts["blob"]


def _lines(view: MatterView) -> tuple[str, ...]:
    """A matter as lines of text that can be laid beside each other."""
    judged = view.judgment
    said = [
        f"Quyết định: {view.number_text or 'chưa có số'}",
        f"Bản án: {judged.get('number', '')} {judged.get('court', '')}".strip(),
        f"Chấp hành viên: {view.officer or 'chưa phân công'}",
    ]
    for line in view.lines:
        money = f": phải thi hành {dong(line.due)}, đã thu {dong(line.collected)}, còn {dong(line.rest)} đồng" if line.due is not None else ""
        said.append(f"Khoản {line.line}: {line.text or 'không ghi nội dung'}{money}")
        said.append(f"    {', '.join(line.debtors)} → {', '.join(line.creditors)}")
    said += [f"Văn bản: {p.title}{', ' + short_date(p.day) if p.day else ''}, {queries.STAGE_WORDS.get(p.stage, p.stage).lower()}" for p in view.papers]
    for item in view.timeline:
        if not item.minor or item.struck:
            day = short_date(item.day) if item.day is not None else ""
            said.append(" ".join(x for x in (day, item.what, item.detail, "(đã xóa)" if item.struck else "") if x))
    return tuple(said)


def key_for(desk: Desk, file: Path, login: str = "", password: str = "") -> bytes | None:
    """The key of a copy: the one the desk is open with, else by an account. Refused as ``restoring.key_for``."""
    if not restoring.asks_for_password(desk.folder, file):
        return cipher.key_of(desk.folder)
    return restoring.key_for(desk.folder, file, login, password)
