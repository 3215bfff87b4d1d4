"""Delegations that leave: the signed package with all that the receiving office needs, and how far each delegation is.

Who made it, for whom, what for and its digest stand in the log; the package itself is the file, which can be made anew.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from thads_desktop import files
from thads_desktop.domain import delegation as money, delegation_events as de, events as ev, procedure_events as pe
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.fold import fold
from thads_desktop.domain.office import file_slug, short_slug
from thads_desktop.domain.part_events import PartGivenAway
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.standing import in_force
from thads_desktop.domain.text import bare, nfc, seen
from thads_desktop.services import (
    anchors,
    exchange_gate,
    exports,
    inputs,
    intake,
    people,
    projecting,
    receiving,
    return_files,
)
from thads_desktop.services.event_words import describe

if TYPE_CHECKING:
    from pathlib import Path

    from thads_desktop.domain.matter import MatterState
    from thads_desktop.exchange import delegation as box
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.reader import Reader

PURPOSE = "Thi hành án theo ủy thác"
ASSETS_PURPOSE = "Xử lý tài sản theo ủy thác"
#: Steps of papers are told by the papers themselves.
_STEPS = (ev.PaperSubmitted, ev.PaperReturned, ev.PaperSigned, ev.PaperNumbered, ev.PaperRecorded, ev.PaperSent, ev.PaperVoided)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A decision to delegate of a matter and how far it is. lines: what it delegates now; sent: the day of the last package;
    answer: "" | decided | mistaken, received there, decided there and in which words."""

    paper: str
    number_text: str
    day: date
    to_office: str
    lines: tuple[int, ...]
    assets: bool = False
    sent: date | None = None
    answer: str = ""
    received: date | None = None
    decided: date | None = None
    answer_words: str = ""

    def words(self) -> str:
        """The state of the loop in a sentence."""
        if self.answer == "mistaken":
            more = ". Hãy thu hồi quyết định ủy thác để thi hành tiếp." if self.lines else ""
            return f"{self.to_office} trả lại vì ủy thác nhầm: {self.answer_words}{more}"
        if self.answer == "decided":
            own = "quyết định xử lý tài sản ủy thác" if self.assets else "quyết định thi hành án"
            return (f"{self.to_office} nhận ngày {_day(self.received)}, ra {own} số {self.answer_words} ngày {_day(self.decided)}.")
        if self.sent is not None:
            return f"Đã gửi {self.to_office} ngày {_day(self.sent)}, chưa có thông báo nhận ủy thác."
        return f"chưa lập gói gửi {self.to_office}."


def of_matter(reader: Reader, matter: str) -> list[Outgoing]:
    """The decisions to delegate that stand in a matter, oldest first; those that delegate nothing any more and never left are out."""
    events = reader.events_of(f"matter:{matter}")
    if not any(_decision(e.body) for e in events):
        # Most matters: nothing is folded for them.
        return []
    state, found = fold(events), []
    standing = in_force(events)
    for e in standing:
        of = _decision(e.body)
        if of is None or e.day is None:
            continue
        paper, to_office, named, assets = of
        stands = state.papers.get(paper)
        if stands is None or stands.stage not in ("numbered", "sent", "recorded"):
            continue
        lines = tuple(state.named(named)) if assets else money.delegated_by(state, paper)
        sent = [x for x in standing if isinstance(x.body, de.DelegationPackaged) and x.body.paper == paper]
        answer = next((x.body for x in reversed(standing) if isinstance(x.body, de.DelegationAnswered) and x.body.paper == paper), None)
        if not lines and not sent:
            continue
        row = reader.row("delegation_answer", answer.row) or {} if answer is not None else {}
        number = stands.number_text or str((reader.row("paper", paper) or {}).get("number_text", ""))
        found.append(Outgoing(
            paper, number, stands.numbered or e.day, to_office, lines, assets, sent[-1].day if sent else None,
            answer.answer if answer is not None else "", answer.received if answer is not None else None,
            answer.decided if answer is not None else None, str(row.get("number") or row.get("reason") or ""),
        ))  # fmt: skip
    return found


def chosen(reader: Reader, matter: str, number: str = "") -> Outgoing:
    """The decision meant: by its number, else the only one. Refused when there is none, or it is not clear which."""
    found = of_matter(reader, matter)
    row = reader.row("matter", matter) or {}
    told = {"number": str(row.get("number_text", ""))}
    if number:
        found = [x for x in found if bare(x.number_text) == bare(number) or x.paper == number]
    elif len(waiting := [x for x in found if not x.answer]) == 1:
        found = waiting
    if not found:
        raise Refused(Refusal("delegation.none", told, "matter"))
    if len(found) > 1:
        raise Refused(Refusal("delegation.which", {**told, "known": ", ".join(x.number_text for x in found)}, "paper"))
    return found[0]


def file_name(desk: Desk, one: Outgoing) -> str:
    """What the package of a decision is called; told apart by sender, number and kind."""
    with desk.reading() as reader:
        own = people.office(reader)
    name = file_slug(own.name, own.key)
    number = "-".join(x for x in ("".join(c if c.isalnum() else " " for c in bare(one.number_text))).split())
    return f"{'uy-thac-tai-san' if one.assets else 'uy-thac'}-{name}-{number or one.paper[:8]}.thads"


def make(desk: Desk, matter: str, paper: str, folder: Path, recipient: str = "", purpose: str = "") -> Path:
    """The package of a decision to delegate in a folder. paper: its id or number, "" = the only one. recipient, purpose: "" = the
    office that it names, and what a delegation is for.

    Refused("rights.none" | "exchange.off" | "delegation.*").
    """
    from thads_desktop.exchange import delegation as box, signature

    desk.allow("send")
    exchange_gate.require(desk)
    desk.look_at_chain()
    secret = signature.ensure_key(desk.folder)
    with desk.reading() as reader:
        one = chosen(reader, matter, paper)
        if one.answer:
            raise Refused(Refusal("delegation.answered", {"office": one.to_office}))
        if not one.lines:
            raise Refused(Refusal("delegation.gone", field="paper"))
        content, prints = gathered(desk, reader, matter, one)
        data = _sealed(reader, content, {**prints, box.CONTENT: box.write(content), anchors.PART: anchors.part_of(reader)}, secret)
    to = inputs.name(recipient, "recipient", required=False) or one.to_office
    why = inputs.body(purpose, "purpose", limit=inputs.SENTENCE) or (ASSETS_PURPOSE if one.assets else PURPOSE)
    exports.refuse_unsaid(to, why)
    target, today = folder / file_name(desk, one), desk.clock.today()
    files.refuse_kept(target)
    with desk.writing("send") as uow:
        sha, row = digest(data), uuid4().hex
        uow.write_row("delegation_out", row, {"recipient": to, "purpose": why, "office": content.to.key, "name": one.to_office, "digest": sha})
        uow.append(f"package:{sha[:32]}", today, ev.PackageMade(box.DELEGATION, sha, at_seq=_seq(data)))
        body = de.DelegationPackaged(one.paper, sha, row, one.assets)
        uow.append(f"matter:{matter}", today, body, desk.rules.law_on(today))
        projecting.matter(desk, uow, matter)
        return_files.write_files(folder, {target.name: data})
        uow.commit()
    return target


def gathered(desk: Desk, reader: Reader, matter: str, one: Outgoing) -> tuple[box.Delegation, dict[str, bytes]]:
    """(the content, prints by the name of their part). Refused where it would not be taken in as it is."""
    from thads_desktop.exchange import delegation as box

    events = reader.events_of(f"matter:{matter}")
    state, names, today = fold(events), projecting.Names(reader), desk.clock.today()
    row, judgment = names.row("matter", matter), names.row("judgment", state.judgment)
    paper = names.row("paper", one.paper)
    assert state.opened is not None
    lines = tuple(_line(n, state, row, one) for n in state.lines)
    people_of = tuple(dict.fromkeys(p for x in lines for p in (*x.debtors, *x.creditors)))
    happened = [
        box.Happened(e.day, *(_fit(x, n) for x, n in zip(describe(e, names, state.opened), (300, 2000), strict=True)))
        for e in in_force(events) if e.day is not None and not isinstance(e.body, (*_STEPS, de.DelegationPackaged, de.DelegationAnswered))
    ]  # fmt: skip
    prints, bytes_of = _prints(reader, state, names)
    for what, count, most in (("đương sự", len(people_of), box.MOST_PARTIES), ("khoản", len(lines), box.MOST_LINES),
                              ("diễn biến", len(happened), box.MOST_HAPPENED), ("văn bản", len(prints), box.MOST_PAPERS)):  # fmt: skip
        if count > most:
            raise Refused(Refusal("delegation.too_many", {"what": what, "most": str(most)}))
    in_part = any(x.share is not box.WHOLE for x in lines)
    content = box.Delegation(
        box.IN_PART if in_part else box.FORMAT, _own(reader, today), _to(reader, one.to_office), today,
        box.Decision(one.paper, _fit(one.number_text, 300), one.day, _ground(desk, paper, one.day), one.assets,
                     _fit(str((paper.get("texts") or {}).get("asset", "")), 2000)),
        box.Matter(matter, _fit(str(row.get("number_text", "")), 300), state.opened, "cd" if state.kind == "cd" else "yc", state.case_type, state.urgent),
        box.Judgment(
            str(judgment.get("number", "")) or "không rõ", _iso(judgment.get("day")) or state.opened, str(judgment.get("court", "")) or "không rõ",
            judgment.get("kind") or "ban_an", str(judgment.get("appeal_number", "")), _iso(judgment.get("appeal_day")),
            str(judgment.get("appeal_court", "")),
        ),
        tuple(_party(p, names) for p in people_of), lines, box.total_of(lines), tuple(happened), prints,
        tuple(box.Fee(d.day, d.amount) for d in state.done if d.act == "fee" and d.amount),
        max(0, state.held) + (intake.held(reader, state.judgment) if state.judgment else 0),
    )  # fmt: skip
    parts = {**bytes_of, box.CONTENT: box.write(content)}
    return box.read(parts, content.sender.name), bytes_of


def _decision(body: ev.Body) -> tuple[str, str, tuple[int, ...], bool] | None:
    """(paper, to whom, lines, of assets) of what delegates."""
    if isinstance(body, ev.Delegated) and body.paper:
        return body.paper, body.to_office, body.lines, False
    if isinstance(body, PartGivenAway) and body.half == "delegated" and body.paper:
        return body.paper, body.to_office, body.lines, False
    if isinstance(body, pe.ActDone) and body.act == "asset_delegation" and body.paper:
        return body.paper, body.to_office, body.lines, True
    return None


def _line(n: int, state: MatterState, row: dict[str, Any], one: Outgoing) -> box.Obligation:
    from thads_desktop.exchange import delegation as box

    line = state.lines[n].line
    part = money.share(state.lines[n], one.paper) if n in one.lines and not one.assets else None
    text = _fit(str((row.get("obligations") or {}).get(str(n), "")), 2000) or f"Khoản {n}"
    return box.Obligation(
        n, text, line.due, tuple(dict.fromkeys(line.debtors)), tuple(dict.fromkeys(line.creditors)), n in one.lines, line.joint,
        **asdict(money.parts(state.lines[n])), share=box.WHOLE if part is None else part,
    )  # fmt: skip


def _party(key: str, names: projecting.Names) -> box.Party:
    from thads_desktop.exchange import delegation as box

    row = names.row("party", key)
    kind = row.get("kind")
    return box.Party(
        key, _fit(str(row.get("name", "")), 300) or "không rõ tên", kind if kind in ("org", "state") else "person", row.get("birth_year"),
        tuple(_fit(str(x), 30) for x in row.get("ids", ()) if x)[:10], _fit(str(row.get("address", "")), 2000), str(row.get("commune", "")),
        _fit(str(row.get("account", "")), 300),
    )  # fmt: skip


def _prints(reader: Reader, state: MatterState, names: projecting.Names) -> tuple[tuple[box.Print, ...], dict[str, bytes]]:
    from thads_desktop.exchange import delegation as box

    issued = [p for p in state.papers.values() if p.stage in ("numbered", "sent", "recorded") and p.sha256 and p.numbered is not None]
    listed, data = [], {}
    for at, paper in enumerate(issued, 1):
        row, part = names.row("paper", paper.paper), f"van-ban-{at:03d}.pdf"
        assert paper.numbered is not None
        content = reader.blob(paper.sha256)
        if not box.opens(content):
            continue
        title = str(row.get("title", "")) or paper.form
        number = paper.number_text or str(row.get("number_text", ""))
        listed.append(box.Print(part, _fit(title, 300), _fit(number, 300), paper.numbered))
        data[part] = content
    return tuple(listed), data


def _own(reader: Reader, day: date) -> box.Office:
    from thads_desktop.exchange import delegation as box

    own = people.office(reader)
    return box.Office(own.name, own.key, people.identity(reader, day).name)


def _to(reader: Reader, name: str) -> box.Office:
    """The office meant; with its key where exactly one trusted office bears the name."""
    from thads_desktop.exchange import delegation as box

    known = [key for key, row in receiving.trusted(reader).items() if money.same_office(row["name"], name, short_slug(row["name"]), short_slug(name))]
    return box.Office(_fit(name, 300), known[0] if len(known) == 1 else "")


def _ground(desk: Desk, paper: dict[str, Any], day: date) -> str:
    clause = str((paper.get("effect") or {}).get("clause", ""))
    said = next((g.text for g in desk.rules.grounds("delegation", day) if g.code == clause), "")
    reason = str((paper.get("texts") or {}).get("reason", ""))
    return _fit("; ".join(x for x in (said, reason) if x), 2000)


def _sealed(reader: Reader, content: box.Delegation, parts: dict[str, bytes], secret: bytes) -> bytes:
    from thads_desktop.exchange import delegation as box, package, signature

    seq, head = reader.head()
    shown = signature.fingerprint(signature.public_of(secret))
    manifest = package.Manifest(
        box.DELEGATION, content.sender.key, content.sender.name, shown, as_of=content.made_on.isoformat(), seq=seq, chain_head=head,
        made_on=content.made_on.isoformat(),
    )  # fmt: skip
    return package.write(manifest, parts, secret)


def _seq(data: bytes) -> int:
    from thads_desktop.exchange import package

    return package.read_any(data).manifest.seq


def _fit(text: str, most: int) -> str:
    """As a package takes it: NFC, without what cannot be printed, cut to a length."""
    plain = "".join(c if c.isprintable() or c in "\n\u00a0" else " " for c in nfc(seen(text)))
    return plain[:most]


def _iso(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) and text else None


def _day(day: date | None) -> str:
    return short_date(day) if day is not None else "…"


def digest(data: bytes) -> str:
    """SHA-256 of a package, as the log names it."""
    return hashlib.sha256(data).hexdigest()
