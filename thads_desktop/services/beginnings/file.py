"""What is known of the exhibits, the papers and the people of a matter, and of the complaints about it, for its papers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from thads_desktop.documents import facts as prepared
from thads_desktop.domain import means
from thads_desktop.domain.dates import short_date
from thads_desktop.law.books import books
from thads_desktop.services import store_queries
from thads_desktop.services.beginnings.asked import Begin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.matter import PaperState
    from thads_desktop.services.beginnings.asked import Asked, Value
    from thads_desktop.services.projecting import Names

#: What the one debtor there is has to do.
_DEBTOR = ("cost_payer", "thing_keeper", "paper_keeper", "asset_keeper", "child_keeper")
#: Decisions about what lies in the store: their "asset" is that.
_OF_STORE = ("destruction", "give_back")
#: How the forms of a seizure, and of its minutes, begin.
_SEIZED = "seiz"
#: Papers that a request to register a transfer encloses, besides judgment and enforcement decision, in their order.
_ENCLOSED = ("coercion", _SEIZED, "asset_to_buyer", "asset_to_creditor", "buyer_coercion", "asset_handover")
#: The minutes with which a whole file goes to other hands.
_HANDOVER = "file_handover"
#: The minutes with which exhibits come to the office: the body that gives them is no party.
_STORED = "exhibit_handover"
#: Those that go with a decision to delegate: what was kept and seized.
_SENT_ALONG = ("keep_assets", "keep_minutes", _SEIZED)
_ISSUED = ("numbered", "sent", "recorded")
#: The book of the requests for a confirmation.
_CONFIRMING = "xac_nhan"
#: Form of a paper on a complaint -> the level of the entry it is about ("" = either).
_LEVELS = {"complaint_accepted": "", "complaint_first": "1", "complaint_second": "2"}


def _items(of: Asked) -> dict[str, Value]:
    """What the matter has in the store: name, how much, state, code; of a counting what the books say alone; who brought it, if one did."""
    held = [(line, of.names.row("item", line.item)) for line in store_queries.of_matter(of.desk, of.matter) if line.left]
    givers = {str(row.get("giver", "")) for _line, row in held} if of.form.id == _STORED else set()
    return {
        "item_lines": [(line.name, line.rest, str(row.get("state", "")), line.code) for line, row in held],
        "count_lines": [(line.name, line.rest, "", "") for line, _row in held],
        "giver": givers.pop() if len(givers) == 1 else "",
    }  # fmt: skip


def _stored(of: Asked) -> Mapping[str, Value]:
    """What a decision on the store is about, as one text."""
    if of.form.effect not in _OF_STORE:
        return {}
    held = [(line, of.names.row("item", line.item)) for line in store_queries.of_matter(of.desk, of.matter) if line.left]
    return {"asset": "; ".join(", ".join(x for x in (line.name, line.rest, str(row.get("state", ""))) if x) for line, row in held)}


def _cards(of: Asked) -> Mapping[str, Value]:
    """How each of them moved."""
    moves = sorted(
        (x.day, (short_date(x.day), ", ".join(n for n in (x.order, x.voucher) if n), line.name, x.came, x.went, x.left))
        for line in store_queries.of_matter(of.desk, of.matter) for x in store_queries.card(of.desk, line.item).lines if x.came or x.went
    )  # fmt: skip
    return {"card_lines": [cells for _day, cells in moves]}


def _papers(of: Asked) -> Mapping[str, Value]:
    state, names = of.state, of.names
    issued = sorted(
        ((p.numbered, key, p) for key, p in state.papers.items() if p.numbered is not None and p.stage in _ISSUED), key=lambda x: (x[0], x[1])
    )
    rows = [(_title(names, key), _number(names, key, p), short_date(on)) for on, key, p in issued]
    wanted = _SENT_ALONG if of.form.effect == "delegation" else _ENCLOSED
    enclosed = [x for form in wanted for x in issued if x[2].form == form or (form == _SEIZED and x[2].form.startswith(form))]
    said = {p.form: _said(names, key, p, on) for on, key, p in issued}
    taken = [m.paper for m in state.measures_held]
    coercion = next((_said(names, key, p, on) for on, key, p in reversed(issued) if key in taken), "")
    judgment = prepared.judgment_text(names.row("judgment", state.judgment)) if state.judgment else ""
    opening = next((_said(names, key, p, on) for on, key, p in issued if key == state.opening_paper), "")
    return {
        "document_lines": rows, "document_count": f"{len(rows):02d}" if rows else "",
        "enclosures": [(x,) for x in (f"Bản sao {judgment}" if judgment else "", opening, *(_said(names, k, p, on) for on, k, p in enclosed)) if x],
        "coercion_decision": coercion, "council_decision": said.get("destruction", ""),
    }  # fmt: skip


def _listed(of: Asked) -> Mapping[str, Value]:
    """The list of the file as it stands, for who hands it over: every document, received ones and minutes too, and how far its numbers go."""
    if of.form.id != _HANDOVER:
        return {}
    from thads_desktop.services import case_file

    shown = case_file.told(of.desk, of.reader, of.matter)
    rows = [(r.title, r.number_text, short_date(r.issued or r.obtained)) for r in shown.rows if not r.gone]
    return {"document_lines": rows, "document_count": f"{len(rows):02d}" if rows else "", "sheet_count": f"{shown.last:02d}" if shown.last else ""}


def _title(names: Names, key: str) -> str:
    return str(names.row("paper", key).get("title", "")) or "Văn bản"


def _number(names: Names, key: str, paper: PaperState) -> str:
    return paper.number_text or str(names.row("paper", key).get("number_text", ""))


def _said(names: Names, key: str, paper: PaperState, on: date) -> str:
    return prepared.paper_reference(_title(names, key), _number(names, key, paper), on, "")


def _people(of: Asked) -> Mapping[str, Value]:
    state, names = of.state, of.names
    officer = names.name("person", state.officer) if state.officer else ""
    owing = means.debtors(state.lines.values())
    creditors = list(dict.fromkeys(p for s in state.lines.values() for p in s.line.creditors))
    found = {
        "handing": f"Chấp hành viên {officer}" if officer else "", "cash_payer": f"Chấp hành viên {officer}" if officer else "",
        "file_name": f"hồ sơ thi hành án của Quyết định số {names.row('matter', of.matter).get('number_text', '')}",
        **dict.fromkeys(_DEBTOR, names.name("party", owing[0]) if len(owing) == 1 else ""),
    }  # fmt: skip
    if len(creditors) == 1:
        row = names.row("party", creditors[0])
        found |= {"payee": prepared.person(row), "payee_address": str(row.get("address", ""))}
    return found


def _complaint(of: Asked) -> Mapping[str, Value]:
    """The one entry that such a paper is about; nothing where that is not clear, or for who may not see the book."""
    book = books().get("khieu_nai")
    if book is None or not of.desk.may(book.see) or of.form.id not in _LEVELS:
        return {}
    level = _LEVELS[of.form.id]
    open_ = []
    for line in of.reader.projections.entries.of_matter(of.matter):
        row = of.reader.row("entry", line.entry) if line.book == book.key else None
        given = (row or {}).get("values", {})
        done = "accepted" if of.form.id == "complaint_accepted" else "settled"
        if row is not None and not row.get("end") and not given.get(done) and level in ("", str(given.get("level", ""))):
            open_.append(given)
    if len(open_) != 1:
        return {}
    given, names = open_[0], of.names
    return {
        "complainant": names.words(str(given.get("complainant", ""))), "complainant_address": names.words(str(given.get("address", ""))),
        "complaint_day": date.fromisoformat(given["received"]), "complaint_against": names.words(str(given.get("against", ""))),
        "complaint_text": names.words(str(given.get("content", ""))), "settler": names.name("person", str(given.get("settler", ""))),
        "accepted_day": date.fromisoformat(given["accepted"]) if given.get("accepted") else None,
    }  # fmt: skip


def _requester(of: Asked) -> Mapping[str, Value]:
    """Who asked for the confirmation that is still owed, where that is one and nobody of the matter; nothing for who may not see the book."""
    book = books().get(_CONFIRMING)
    if book is None or not of.desk.may(book.see) or of.form.effect != "confirmation":
        return {}
    waiting = []
    for line in of.reader.projections.entries.of_matter(of.matter):
        row = of.reader.row("entry", line.entry) if line.book == book.key else None
        if row is not None and not row.get("end") and not row["values"].get(book.closes):
            waiting.append(row)
    if len(waiting) != 1 or waiting[0].get("party"):
        return {}
    return {"requester": of.names.words(str(waiting[0]["values"].get(book.who, "")))}


TABLE: tuple[Begin, ...] = (
    Begin(frozenset({"item_lines", "count_lines"}), _items),
    Begin(frozenset({"card_lines"}), _cards),
    Begin(frozenset({"asset"}), _stored),
    # The papers of the matter: name, number, day; how many; those that go with a request; the last decision of coercion, on a council.
    Begin(frozenset({"document_lines", "document_count", "enclosures", "coercion_decision", "council_decision"}), _papers),
    Begin(frozenset({"document_lines", "document_count", "sheet_count"}), _listed),
    # Who hands a file over, which; who pays into the fund; the one creditor there is, with address; the one debtor.
    Begin(frozenset({"handing", "file_name", "cash_payer", "payee", "payee_address", *_DEBTOR}), _people),
    Begin(frozenset({
        "complainant", "complainant_address", "complaint_day", "complaint_against", "complaint_text", "accepted_day", "settler",
    }), _complaint),
    Begin(frozenset({"requester"}), _requester),
)  # fmt: skip
