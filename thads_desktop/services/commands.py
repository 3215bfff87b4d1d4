"""The commands of the command line: arguments in, an answer for people and for machines out. No logic of their own."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import asdict, is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.money import Spelling, dong, parse_dong
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.paths import default_data_folder
from thads_desktop.services import commands_copies, commands_delegation, commands_papers, commands_rules, inputs
from thads_desktop.services.answer import Answer
from thads_desktop.services.commands_moving import move_store
from thads_desktop.services.commands_update import update

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from thads_desktop.domain.clock import Clock
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.database import Look


def signed_in(args: argparse.Namespace, clock: Clock, *, look: Look = "whole", writes: bool = False, leaves: bool = False) -> Desk:
    """The open data folder in the name of the account given, its log read through. Who records: that account's person; in an
    office of one account the one named by --as, else the usual one.

    writes: the rest of the store is looked at too, so that nothing is written into a damaged one. leaves: all that is written is that
    something left, so that it may be read from a folder that takes no writing; a word then says what the log does not.
    """
    from thads_desktop.services import access, clock_back, closed_folder, copies, credentials, people, second, sweep

    folder = args.data or default_data_folder()
    access.refuse_missing(folder)
    if writes and not leaves:
        desk = access.sign_in(folder, clock, *credentials.given(args), look=look)
    else:
        desk, told = closed_folder.sign_in(folder, clock, *credentials.given(args), look, leaves=leaves)
        sys.stderr.write(told and f"{told}\n")
    writes = writes and not desk.passing
    try:
        if writes:
            desk.look_through()
        if args.actor:
            with desk.reading() as reader:
                named = people.person_named(reader, args.actor)
            if not named:
                raise Refused(Refusal("person.not_here", {"name": args.actor[:60]}, "as"))
            if desk.access is not None and not desk.access.sole and named != desk.actor:
                raise Refused(Refusal("account.as_another", {"name": args.actor[:60]}, "as"))
            desk.actor = named
        if writes:
            copies.guard(desk)
            sweep.clear_left(desk)
            if (colleague := credentials.second()) is not None:
                desk.second = second.named(desk, *colleague)
        # A day that was asked for (--today) stands where it was put.
        if look != "ends" and not getattr(args, "today", None) and (told := clock_back.behind(desk)):
            sys.stderr.write(told + "\n")
    except BaseException:
        desk.close()
        raise
    return desk


def init(args: argparse.Namespace, clock: Clock) -> Answer:
    """Set an office up with its officers and its first account; refused as a whole when one name is wrong."""
    from thads_desktop.services import credentials, first_account, people

    login, password = credentials.given(args)
    founded = first_account.found(
        args.data or default_data_folder(), clock, login, password,
        lambda desk: people.set_up_whole(desk, args.office, args.parent, args.level, args.officer, args.head),
    )  # fmt: skip
    try:
        with founded.desk.reading() as reader:
            made, symbol = people.office(reader), people.identity(reader, clock.today()).symbol
    finally:
        founded.desk.close()
    text = (
        f"Đã lập {made.name} (ký hiệu {symbol}), {len(args.officer)} chấp hành viên.\nTài khoản đầu tiên: {login}. "
        f"Tờ khôi phục: {founded.sheet} (in, cất nơi khác, rồi xóa tệp)."
    )
    plain = {"office": made.key, "name": made.name, "symbol": symbol, "officers": len(args.officer)}
    return Answer(text, {**plain, "account": login, "sheet": str(founded.sheet)})


def import_(args: argparse.Namespace, clock: Clock) -> Answer:
    """Take a register workbook over, try it, or undo an earlier import."""
    from thads_desktop.services import takeover

    if args.undo is None and args.file is None:
        raise Refused(Refusal("import.no_file"))
    further = (args.file, args.report, args.correction, args.minutes, args.dry_run, args.create_officers)
    if args.undo is not None and any(further):
        raise Refused(Refusal("import.undo_alone", field="undo"))
    desk = signed_in(args, clock, writes=True)
    try:
        if args.undo is not None:
            count = takeover.undo(desk, args.undo)
            return Answer(
                f"Đã hủy lô {args.undo}: {count} việc không còn trong sổ.", {"undone": args.undo, "matters": count}
            )
        done = takeover.take_over(
            desk, args.file, dry_run=args.dry_run, create_officers=args.create_officers, report=args.report,
            correction=args.correction, minutes=args.minutes,
        )  # fmt: skip
    finally:
        desk.close()
    return Answer(done.text(), done.json())


def matters(args: argparse.Namespace, clock: Clock) -> Answer:
    """List matters by text and state."""
    from thads_desktop.services import queries

    desk = signed_in(args, clock)
    try:
        if args.limit < 0:
            raise Refused(Refusal("matters.bad_limit", {"limit": str(args.limit)}, "limit"))
        rows = queries.matters(desk, text=args.query, status=args.status, limit=args.limit)
    finally:
        desk.close()
    lines = [
        f"{r.number_text:<22} {r.decision_day:%d/%m/%Y}  {r.debtor[:40]:<40} {dong(r.rest):>18}  "
        f"{r.officer_name or 'chưa phân công':<24} {queries.STATUS_WORDS[r.status]}"
        for r in rows
    ]
    return Answer("\n".join([*lines, f"{len(rows)} việc."]), {"matters": [_plain(r) for r in rows]})


def return_(args: argparse.Namespace, clock: Clock) -> Answer:
    """Compute the forms of a period; close and write files when asked."""
    from thads_desktop.services import office_key, outputs, reopening, reporting

    desk = signed_in(args, clock, writes=args.close or args.out is not None)
    try:
        if args.out is not None:
            outputs.refuse_unfit_folder(args.out, "bao-cao-*")
            office_key.check(desk)
        made = reporting.make(desk, args.year, args.months, regime=args.regime, forms=tuple(args.forms))
        if args.close:
            if args.reason and not made.closed:
                reopening.reopen(desk, made.regime.id, made.year, made.months, args.reason)
            made = reporting.close(desk, made)
        written = reporting.write(desk, made, args.out) if args.out is not None else []
    finally:
        desk.close()
    return Answer("\n".join([made.text(), *(f"Đã ghi {path}" for path in written)]), made.json())


def key(args: argparse.Namespace, clock: Clock) -> Answer:
    """Write the office's public key package and show its fingerprint."""
    from thads_desktop.services import consolidation, office_key, outputs

    desk = signed_in(args, clock, writes=True)
    try:
        if args.out is not None:
            outputs.refuse_unfit(args.out / "x" if args.out.is_dir() else args.out)
        if args.new:
            office_key.renew(desk)
        made = consolidation.key_package(desk, args.out)
    finally:
        desk.close()
    return Answer(f"Khóa của {made.office}: {made.fingerprint}\nĐã ghi {made.path}", {**_plain(made)})


def trust(args: argparse.Namespace, clock: Clock) -> Answer:
    """Trust the key in a package after its fingerprint was compared."""
    from thads_desktop.services import consolidation

    desk = signed_in(args, clock, writes=True)
    try:
        made = consolidation.trust(desk, args.package, args.fingerprint, instead=args.instead)
    finally:
        desk.close()
    then = f"\nThay khóa {made.instead_of}: gói của khóa ấy thôi tính từ nay." if made.instead_of else ""
    return Answer(f"Đã tin khóa của {made.office}: {made.fingerprint}{then}", _plain(made))


def consolidate(args: argparse.Namespace, clock: Clock) -> Answer:
    """Receive packages, say of each whether it is accepted, and consolidate."""
    from thads_desktop.files import reading_from
    from thads_desktop.services import consolidation, office_key, outputs, receiving, reporting

    period = None
    if (args.year is None) != (args.months is None) or (args.regime and args.year is None):
        raise Refused(Refusal("return.half_period", field="months"))
    if args.year is not None:
        period = (args.regime or reporting.default_regime(args.year, args.months), args.year, args.months)
    desk = signed_in(args, clock, writes=True)
    try:
        with reading_from(receiving.listed(args.packages)):
            if args.out is not None:
                outputs.refuse_unfit_folder(args.out, "tong-hop-*")
                office_key.check(desk)
            done = consolidation.consolidate(desk, args.packages, out=args.out, close=args.close, period=period, reason=args.reason)
    finally:
        desk.close()
    told = () if done.any_accepted and not done.not_closed else (
        done.not_closed or "Không có gói nào được nhận: chưa tổng hợp được.",
    )  # fmt: skip
    return Answer(done.text(), done.json(), 2 if told else 0, told)


def verify(args: argparse.Namespace, clock: Clock) -> Answer:
    """Check the chain, the registers, the papers and the closed returns."""
    from thads_desktop.services import upkeep

    desk = signed_in(args, clock, look="ends")
    try:
        found = upkeep.verify(desk)
    finally:
        desk.close()
    text = (
        "\n".join(found.findings) if found.findings else f"Nguyên vẹn: {found.events} sự kiện, {found.papers} văn bản."
    )
    return Answer("\n".join((text, *found.notes)), _plain(found), 1 if found.findings else 0)


def rebuild(args: argparse.Namespace, clock: Clock) -> Answer:
    """Throw every list away and build it again from the log."""
    from thads_desktop.services import access, credentials, restoring, upkeep

    folder = args.data or default_data_folder()
    try:
        with access.unlocked(folder, clock, *credentials.given(args)) as account:
            restoring.refuse_unknown(folder, account)
            count, kept = upkeep.rebuild_folder(folder, clock, account)
    except Trouble as trouble:
        if trouble.code != "store.damaged":
            raise
        # To rebuild is what a damaged store is otherwise told to do.
        raise Trouble("store.lost", folder=str(folder)) from trouble
    told = f" Tệp bị hỏng giữ tại {kept}" if kept else ""
    return Answer(f"Đã dựng lại danh sách của {count} việc.{told}", {"matters": count, "kept": str(kept or "")})


def backup(args: argparse.Namespace, clock: Clock) -> Answer:
    """A verified copy of the store."""
    from thads_desktop.services import copies, office_key

    desk = signed_in(args, clock)
    try:
        if args.second is not None:
            copies.choose_second(desk, args.second)
        made = copies.make(desk, args.out)
        told = [f"Bản sao lưu không kèm khóa của đơn vị. {said}" for said in office_key.findings(desk)]
    finally:
        desk.close()
    told += [copies.SECOND_MISSING] if made.second_missing else []
    second = f" và {made.second}" if made.second is not None else ""
    second += f", đầu chuỗi {made.counted.head[:16]} ở sự kiện {made.counted.seq}"
    plain = {"file": str(made.file), "second": str(made.second or ""), **_plain(made.counted)}
    return Answer(f"Đã sao lưu vào {made.file}{second}: {copies.words(made.counted)}.", plain, told=tuple(told))


def self_test(args: argparse.Namespace, clock: Clock) -> Answer:
    """Fonts, forms, law, store, paper, package: does this build work on this machine?"""
    from thads_desktop.services import upkeep

    steps = upkeep.self_test(clock, getattr(args, "further", ()))
    lines = [f"{'đạt' if ok else 'CHƯA ĐẠT'}  {name}{': ' + said if said else ''}" for name, ok, said in steps]
    plain = [{"step": name, "ok": ok, "says": said} for name, ok, said in steps]
    return Answer("\n".join(lines), {"steps": plain}, 0 if all(ok for _, ok, _ in steps) else 1)


def demo(args: argparse.Namespace, clock: Clock) -> Answer:
    """The whole main job on a sample province."""
    from thads_desktop.services import demo as demonstration

    done = demonstration.run(args.out, matters=args.matters, offices=args.offices, progress=_nobody if args.json else _tell)
    return Answer(done.text(), done.json())


def tool(args: argparse.Namespace, clock: Clock) -> Answer:
    """Calculators that need no data."""
    from thads_desktop.services import commands_money, tools

    if args.tool == "words":
        amount = parse_dong(args.number)
        if amount is None:
            raise Refused(Refusal("tool.bad_number", {"text": args.number[:40]}, "number"))
        said = tools.words(amount, Spelling(args.zero_tens, args.thousand))
        return Answer(said, {"number": amount, "words": said})
    if args.tool == "check":
        return _of("commands_returns", "check")(args, clock)
    if args.tool in commands_money.TOOLS:
        return commands_money.TOOLS[args.tool](args, clock)
    start, hour = inputs.day(args.from_, clock.today(), "from"), inputs.hour(args.hour)
    found = tools.due(args.rule.upper(), start, law=args.law, case=args.case, crossing=args.crossing, hour=hour)
    return Answer(tools.worked(found).text(), _plain(found))


def damage_behind(args: argparse.Namespace, clock: Clock) -> Trouble | None:
    """The trouble with the store that an unforeseen error of a command comes from; None = it is a fault of the program."""
    from thads_desktop.services import access, credentials, upkeep
    from thads_desktop.services.desk import open_desk

    if not hasattr(args, "data") or args.command in ("demo", "self-test", "tool", "window"):
        return None
    folder = args.data or default_data_folder()
    try:
        with access.unlocked(folder, clock, *credentials.given(args)):
            desk = open_desk(folder, clock, look="ends")
        try:
            desk.look_through()
            # Lists that can be read may still say what the log does not.
            return Trouble("store.lists") if upkeep.verify(desk).findings else None
        finally:
            desk.close()
    except Trouble as trouble:
        return trouble


def _tell(line: str) -> None:
    """How far a long command is, as it goes; a reader that has gone away is no reason to stop."""
    with suppress(OSError):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


def _nobody(_line: str) -> None:
    return None


def _plain(value: Any) -> Any:
    """Dataclasses as JSON-ready values: dates ISO, paths text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {k: _plain(v) for k, v in asdict(value).items()}
    if isinstance(value, dict):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Path) else value


def _of(module: str, name: str) -> Callable[[argparse.Namespace, Clock], Answer]:
    """A command that stands in a module of its own, loaded when it is run."""

    def run(args: argparse.Namespace, clock: Clock) -> Answer:
        answer: Answer = getattr(import_module(f"thads_desktop.services.{module}"), name)(args, clock)
        return answer

    return run


COMMANDS: dict[str, Callable[[argparse.Namespace, Clock], Answer]] = {
    "demo": demo,
    "init": init,
    "import": import_,
    "matters": matters,
    "return": return_,
    "returns": _of("commands_returns", "returns"),
    "key": key,
    "trust": trust,
    "consolidate": consolidate,
    "verify": verify,
    "rebuild": rebuild,
    "backup": backup,
    "restore": commands_copies.restore,
    "repair": commands_copies.repair,
    "drill": commands_copies.drill,
    "exchange": commands_copies.exchange,
    "account": _of("commands_account", "account"),
    "move-store": move_store,
    "rules": commands_rules.rules,
    "forms": commands_papers.forms,
    "paper": commands_papers.paper,
    "self-test": self_test,
    "tool": tool,
    "who": _of("commands_inspect", "who"),
    "targets": _of("commands_targets", "targets_"),
    "agenda": _of("commands_agenda", "agenda"),
    "data": _of("commands_data", "data"),
    "registers": _of("commands_registers", "registers_"),
    "register": _of("commands_registers", "register"),
    "folder": _of("commands_file", "folder"),
    "compare": _of("commands_compare", "compare"),
    "outside": _of("commands_outside", "outside_"),
    "durations": _of("commands_meeting", "durations_"),
    "briefing": _of("commands_meeting", "briefing_"),
    "staff": _of("commands_staff", "staff_"),
    "emulation": _of("commands_emulation", "emulation_"),
    "update": update,
    **commands_delegation.COMMANDS,
}
