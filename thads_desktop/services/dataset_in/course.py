"""What happened in matters, from a file: each row is the same as here, written anew, written over, or left as it stands.

Rows of one matter are taken in the order of their days, whatever set they are of, so that each is judged as the matter stood then.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import events as ev, held, ledger_events as le
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.domain.standing import in_force, standing
from thads_desktop.exchange.dataset_schema import datasets
from thads_desktop.services import projecting, receipts, undoing
from thads_desktop.services.dataset_in import deciding, events, own_rows
from thads_desktop.services.dataset_in.taking import Taking, Values, day_words, differences
from thads_desktop.services.dataset_links import digest_of

if TYPE_CHECKING:
    from thads_desktop.exchange.dataset_read import ReadRow
    from thads_desktop.services.dataset_in.own_rows import OwnRows

#: The sets whose rows happen in a matter, in the order of one day where the file does not tell one.
SETS = ("milestones", "verifications", "receipts", "decisions", "coercion", "security", "vouchers")
_Todo = tuple[str, "ReadRow"]


def take(t: Taking) -> None:
    """Money held before any decision, then matter by matter, then what was given back of the held money."""
    of: dict[str, list[_Todo]] = {}
    before: list[_Todo] = []
    after: list[_Todo] = []
    for dataset in SETS:
        for row in t.rows(dataset):
            if row.values.get("kind") == "held" and dataset in ("receipts", "vouchers"):
                (before if dataset == "receipts" else after).append((dataset, row))
            else:
                of.setdefault(row.values.get("matter", ""), []).append((dataset, row))
    _held(t, before)
    for known, todo in of.items():
        _matter(t, known, todo)
    _held(t, after)


def _order(todo: _Todo) -> tuple[str, float, int, int]:
    dataset, row = todo
    order = row.values.get("order")
    return row.values["day"], float("inf") if order is None else float(order), SETS.index(dataset), row.place


def _matter(t: Taking, known: str, todo: list[_Todo]) -> None:
    matter, own = "", own_rows.OwnRows()
    todo.sort(key=_order)
    todo.sort(key=lambda x: x[1].values.get("kind") != "enforcement")
    for dataset, row in todo:
        with t.row(dataset, row) as v:
            if not known:
                raise Refused(Refusal("data.missing", field="matter"))
            if not matter:
                matter = t.own("matters", known, "matter")
                own = own if matter in t.fresh else own_rows.of_matter(t, matter)
            _one(t, f"matter:{matter}", dataset, row, v, own)
    if matter in t.matters:
        # So that the next matter's numbers are held against these.
        projecting.matter(t.desk, t.uow, matter, t.names)


def _held(t: Taking, todo: list[_Todo]) -> None:
    owns: dict[str, OwnRows] = {}
    for dataset, row in sorted(todo, key=_order):
        with t.row(dataset, row) as v:
            if not v.get("judgment"):
                raise Refused(Refusal("data.missing", field="judgment"))
            judgment = t.own("judgments", v["judgment"], "judgment")
            events.refuse_unreceived(t, judgment)
            if judgment not in owns:
                owns[judgment] = own_rows.of_judgment(t, judgment)
            _one(t, f"intake:{judgment}", dataset, row, v, owns[judgment])


def _one(t: Taking, subject: str, dataset: str, row: ReadRow, v: Values, own: OwnRows) -> None:
    what = _what(t, subject, dataset, v)
    if dataset == "decisions" and v["kind"] == "enforcement":
        deciding.opening(t, subject, row, v, what)
        return
    if v.get("stage") == "void":
        t.refs[dataset, v["id"]] = v["id"]
        if own.of(dataset, v["id"]) is None:
            t.void.add(v["id"])
        t.tell(dataset, row, "skipped", what, "Số hủy: văn bản không có hiệu lực.")
        return
    link = t.link(dataset, v)
    if link is not None:
        t.refs[dataset, v["id"]] = link.own
        if link.digest == digest_of(v):
            t.tell(dataset, row, "same", what)
        else:
            _change(t, subject, dataset, row, v, what, link.own, link.seqs)
        return
    here = events.resolved(t, dataset, v)
    ours = own.of(dataset, v["id"]) if v["id_source"] == "program" else None
    if ours is not None:
        own.used.add((dataset, v["id"]))
        said = differences(datasets()[dataset], ours, here)
        t.refs[dataset, v["id"]] = v["id"]
        if said:
            _change(t, subject, dataset, row, v, what, v["id"], (), said)
        else:
            t.tell(dataset, row, "same", what)
        return
    if alike := own.alike(dataset, here):
        if dataset in ("coercion", "security"):
            t.tell(dataset, row, "same", what, "đã có trong bộ Quyết định")
            return
        t.keep(dataset, v, alike, _seqs(alike))
        t.tell(dataset, row, "link", what, "đã có, nối mã")
        return
    known, seqs = events.write(t, subject, dataset, v, here)
    t.keep(dataset, v, known, seqs)
    own.add(dataset, known, here)
    if dataset == "decisions" and v.get("measure"):
        for family in ("coercion", "security"):
            own.add(family, known, here)
    t.tell(dataset, row, "new", what)


def _seqs(own: str) -> tuple[int, ...]:
    """The event that a row is; none where it is one of several of an event."""
    _key, _, seq = own.partition(".")
    return (int(seq),) if seq.isdigit() else ()


def _change(
    t: Taking, subject: str, dataset: str, row: ReadRow, v: Values, what: str, own: str, seqs: tuple[int, ...], said: str = "tệp khác lần nhận trước"
) -> None:  # fmt: skip
    """Struck and written anew, where it is a fact of one event; a decision, and money that moved between a judgment and its matter, stay."""
    known = t.uow.events_of(subject)
    gone = [e for e in standing(known) if e.seq in (seqs or _seqs(own))]
    if not gone:
        t.tell(dataset, row, "differs", what, say(Refusal("data.struck" if seqs or _seqs(own) else "data.stays", {"says": said})))
        return
    if "update" not in datasets()[dataset].comes_in or v.get("kind") == "applied" or any(getattr(e.body, "paper", "") for e in gone):
        t.tell(dataset, row, "differs", what, say(Refusal("data.stays", {"says": said})))
        return
    here = events.resolved(t, dataset, v)
    for e in gone:
        t.uow.append(subject, None, ev.Struck(e.seq))
        _strike_beside(t, subject, e.seq)
    fresh, new = events.write(t, subject, dataset, v, here)
    if subject.startswith("matter:"):
        undoing.refuse(t.uow, subject.partition(":")[2], known, t.uow.events_of(subject), gone)
    elif any(amount < 0 for amount in held.by_payer(in_force(t.uow.events_of(subject))).values()):
        raise Refused(Refusal("data.held_more", field="amount"))
    t.keep(dataset, v, fresh, new)
    t.tell(dataset, row, "change", what, said)


def _strike_beside(t: Taking, subject: str, seq: int) -> None:
    """With a sum its receipt goes, and its way into the fund."""
    stands = standing(t.uow.events_of(subject))
    receipts.strike_with(t.uow, subject, stands, seq)
    for e in stands:
        if isinstance(e.body, le.CashInFund) and e.body.of == (seq,):
            t.uow.append(subject, None, ev.Struck(e.seq))


def _what(t: Taking, subject: str, dataset: str, v: Values) -> str:
    """The row as a person calls it."""
    kind, _, key = subject.partition(":")
    row = t.names.row("matter" if kind == "matter" else "judgment", key)
    number = str(row.get("number_text" if kind == "matter" else "number", ""))
    field = {"decisions": "kind", "milestones": "kind", "verifications": "result", "coercion": "measure", "security": "measure"}.get(dataset)
    words = datasets()[dataset].field(field).words.get(v.get(field, ""), "") if field else f"{dong(v['amount'])} đồng"
    own = v.get("number") or v.get("receipt") or ""
    return ", ".join(x for x in (number, words, own, day_words(v["day"])) if x)
