"""The commands of delegations: a package out, a package of another office looked at or taken in, the acknowledgement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.domain.sentences import say
from thads_desktop.services import books, inputs
from thads_desktop.services.answer import Answer

if TYPE_CHECKING:
    import argparse

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services import delegation_in
    from thads_desktop.services.desk import Desk


def delegate(args: argparse.Namespace, clock: Clock) -> Answer:
    """Write the package of a decision to delegate; without --out say how far the delegations of the matter are."""
    from thads_desktop.services import delegation_out, outputs
    from thads_desktop.services.commands import signed_in

    desk = signed_in(args, clock, writes=args.out is not None)
    try:
        matter = books.matter_named(desk, args.matter, "delegation.no_matter")
        if args.out is not None:
            outputs.refuse_unfit_folder(args.out, "uy-thac-*")
            file = delegation_out.make(desk, matter, args.paper, args.out, args.recipient, args.purpose)
            return Answer(f"Đã ghi {file}", {"file": str(file)})
        with desk.reading() as reader:
            found = delegation_out.of_matter(reader, matter)
    finally:
        desk.close()
    plain = [
        {"decision": x.number_text, "to": x.to_office, "lines": list(x.lines), "assets": x.assets, "answer": x.answer, "says": x.words()}
        for x in found
    ]
    lines = [f"{x.number_text}: {x.words()}" for x in found]
    return Answer("\n".join(lines or ["Việc chưa có quyết định ủy thác."]), {"delegations": plain})


def delegation(args: argparse.Namespace, clock: Clock) -> Answer:
    """Open a package of another office; --take takes it in. Of a matter or judgment here: --acknowledge, --mistaken; never both."""
    from thads_desktop.services import delegation_ack, delegation_door, outputs
    from thads_desktop.services.commands import signed_in
    from thads_desktop.services.receiving import content

    writes = args.take or args.acknowledge is not None or bool(args.mistaken)
    if args.file is None and not (args.matter and (args.acknowledge is not None or args.mistaken)):
        raise Refused(Refusal("delegation.nothing_asked", field="file"))
    _refuse_together(args)
    desk = signed_in(args, clock, writes=writes)
    try:
        if args.file is None:
            judgment = _judgment(desk, args.matter)
            if args.mistaken:
                delegation_ack.send_back(desk, judgment, args.mistaken, _received(args, clock))
            if args.acknowledge is None:
                return Answer("Đã ghi việc trả lại ủy thác.", {"judgment": judgment})
            outputs.refuse_unfit_folder(args.acknowledge, "nhan-uy-thac-*")
            file = delegation_ack.make(desk, judgment, args.acknowledge)
            return Answer(f"Đã ghi {file}", {"file": str(file), "judgment": judgment})
        found = delegation_door.look(desk, args.file)
        if isinstance(found, delegation_ack.Acknowledgement):
            if args.take:
                delegation_ack.take(desk, content(args.file))
            return Answer(found.words(), {"kind": "acknowledgement", "matter": found.number_text, "answer": found.answer.answer, "taken": args.take})
        return _delegation(desk, args, clock, found)
    finally:
        desk.close()


def _refuse_together(args: argparse.Namespace) -> None:
    """What is asked of a package and of a matter here never goes together, and nothing that was asked is left out in silence."""
    named = [("--matter", args.matter), ("--acknowledge", args.acknowledge is not None), ("--mistaken", args.mistaken)]
    further = [("--even-if-known", args.even_if_known), ("--submit", args.submit), ("--issue", args.issue)]
    if args.file is not None:
        odd, beside = [name for name, given in named if given], "một tệp gói; hãy nhận gói trước, rồi dùng với --matter"
        if not odd and not args.take:
            odd, beside = [name for name, given in further if given], "việc chỉ xem gói; hãy thêm --take"
    else:
        odd, beside = [name for name, given in [("--take", args.take), *further] if given], "--matter; hãy nêu tệp gói"
    if odd:
        raise Refused(Refusal("delegation.not_together", {"given": ", ".join(odd), "beside": beside}, "file"))


def _delegation(desk: Desk, args: argparse.Namespace, clock: Clock, found: delegation_in.Incoming) -> Answer:
    from thads_desktop.services import delegation_in

    plain = {"kind": "delegation", **delegation_in.plain(found), "taken": args.take}
    text = _words(found)
    if not args.take:
        return Answer(text, plain)
    day = _received(args, clock)
    judgment = delegation_in.take(desk, found.data, day, even_if_known=args.even_if_known)
    plain["taken_as"] = judgment
    said = f"{text}\nĐã nhận ủy thác ngày {short_date(day)}."
    if not (args.submit or args.issue):
        return Answer(said, plain)
    try:
        done, more = _decide(desk, judgment, clock.today(), at_once=args.issue)
    except Refused as refused:
        # What was taken in stays, and is decided by hand.
        return Answer(said, plain, 2, tuple(say(r) for r in refused.refusals))
    return Answer(f"{said}\n{done}", {**plain, **more})


def _decide(desk: Desk, judgment: str, today: date, *, at_once: bool) -> tuple[str, dict[str, Any]]:
    """The decision as it stands ready is issued, or laid before the head."""
    from thads_desktop.services import delegation_in, opening, people

    with desk.reading() as reader:
        ready = delegation_in.ready(desk, reader, judgment)
        heads = [p.person for p in people.posts(reader) if p.post == "head" and p.on(today)]
    if ready is None:
        raise Refused(Refusal("delegation.assets"))
    if not at_once:
        opening.submit(desk, ready, today)
        return "Đã trình ký quyết định thi hành án.", {"submitted": True}
    _paper, number = opening.issue(desk, ready, heads[0] if heads else desk.actor, today)
    return f"Đã ban hành quyết định thi hành án số {number}.", {"decision_here": number}


def _words(found: delegation_in.Incoming) -> str:
    c = found.content
    head = f"{found.office}: quyết định ủy thác số {c.decision.number} ngày {short_date(c.decision.day)}"
    lines = [f"{head}, việc số {c.matter.number}, bản án số {c.judgment.number}."]
    for x in c.lines:
        if x.taken:
            worth = x.rest if c.decision.assets else x.given
            lines.append(f"  Khoản {x.line}: {x.text}" + (f", {dong(worth)} đồng" if x.due is not None else ""))
    lines += [f"  {p.name}: {'đã có trong sổ' if p.meant else 'người mới'}" for p in found.people]
    return "\n".join([*lines, *found.told])


def _judgment(desk: Desk, number: str) -> str:
    """The delegated judgment of a matter's number, or of its own number."""
    from thads_desktop.services import delegation_content, queries

    named = [row for row in queries.intakes(desk) if row.number.casefold() == number.strip().casefold()]
    with desk.reading() as reader:
        for row in named:
            if delegation_content.taken(reader, row.judgment) is not None:
                return row.judgment
    try:
        return queries.matter(desk, books.matter_named(desk, number, "delegation.no_matter")).state.judgment
    except Refused:
        if named:
            # It is here, and nobody delegated it.
            raise Refused(Refusal("delegation.not_by_package", {"number": number.strip()[:60]}, "matter")) from None
        raise


def _received(args: argparse.Namespace, clock: Clock) -> date:
    """The day that was named, else today."""
    return inputs.day(args.received, clock.today(), "received") if args.received else clock.today()


COMMANDS: dict[str, Any] = {"delegate": delegate, "delegation": delegation}
