"""The door of the program: without a command the window, with one a service on the command line.

Every command prints Vietnamese for people or one JSON document with ``--json``; exit code 0, 2 on a refusal with
nothing changed, 1 on trouble, the sentence on stderr.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from thads_desktop import __version__
from thads_desktop.domain.clock import SystemClock
from thads_desktop.domain.refusal import Refused, Trouble

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock

REFUSED, TROUBLED = 2, 1


#: What argparse says -> how we say it; groups of the pattern stand for {0}, {1}.
_WORDS = (
    (r"argument (\S+).*: invalid int value: (.*)", "{0} phải là số nguyên, không phải {1}"),
    (r"argument (\S+).*: invalid choice: (.*?) \(choose from (.*)\)", "{0} không nhận {1}, hãy dùng một trong {2}"),
    (r"argument (\S+).*: expected .*", "{0} còn thiếu giá trị"),
    (r"argument (\S+).*: ignored explicit argument .*", "{0} không nhận giá trị"),
    (r"the following arguments are required: (.*)", "còn thiếu {0}"),
    (r"unrecognized arguments: (.*)", "không hiểu {0}"),
    (r"ambiguous option: (\S+) .*", "{0} viết tắt chưa rõ"),
)


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese when the words are wrong."""

    def error(self, message: str) -> NoReturn:
        said = message
        for pattern, words in _WORDS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                said = words.format(*found.groups())
        see = " ".join(x for x in ("thads-desktop", self.prog.partition(" ")[2], "--help") if x)
        self.exit(REFUSED, f"Lệnh chưa đúng: {said[:400]}. Xem: {see}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line; each leaf names its function in ``services.commands``."""
    top = _Parser(prog="thads-desktop", description="Thi hành án dân sự: sổ thụ lý, quyết định, báo cáo thống kê.")
    top.add_argument("--version", action="version", version=__version__)
    shared = _Parser(add_help=False)
    shared.add_argument("--data", type=Path, default=None, metavar="THƯ_MỤC", help="thư mục dữ liệu")
    shared.add_argument("--json", action="store_true", help="in một tài liệu JSON")
    shared.add_argument("--as", dest="actor", default="", metavar="HỌ_TÊN", help="người ghi; không nêu: văn thư, hoặc thủ trưởng")
    shared.add_argument("--today", default=None, help=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", parser_class=_Parser)

    def leaf(name: str, help_: str, parents: bool = True) -> _Parser:
        return commands.add_parser(name, help=help_, parents=[shared] if parents else [])

    leaf("window", "mở cửa sổ (mặc định)")
    demo = leaf("demo", "làm trọn công việc chính trên một tỉnh mẫu")
    demo.add_argument("--out", type=Path, default=Path("build/demo"))
    demo.add_argument("--matters", type=int, default=2000, help="số việc mỗi đơn vị")
    init = leaf("init", "lập đơn vị trong thư mục dữ liệu")
    init.add_argument("--office", required=True, metavar="TÊN")
    init.add_argument("--parent", required=True, metavar="TÊN")
    init.add_argument("--level", choices=("district", "province"), default="district")
    init.add_argument("--officer", action="append", default=[], metavar="TÊN")
    init.add_argument("--head", default="", metavar="TÊN", help="thủ trưởng đơn vị")
    taking = leaf("import", "tiếp nhận sổ thụ lý Excel")
    taking.add_argument("file", nargs="?", type=Path, metavar="FILE.xlsx")
    taking.add_argument("--dry-run", action="store_true")
    taking.add_argument("--create-officers", action="store_true")
    taking.add_argument("--report", type=Path, metavar="OUT.xlsx")
    taking.add_argument("--correction", type=Path, metavar="OUT.xlsx", help="sổ các dòng cần sửa")
    taking.add_argument("--minutes", type=Path, metavar="OUT.pdf", help="biên bản đối chiếu với sổ giấy")
    taking.add_argument("--undo", metavar="LÔ")
    matters = leaf("matters", "liệt kê việc")
    matters.add_argument("--query", default="")
    matters.add_argument("--status", default="")
    matters.add_argument("--limit", type=int, default=0)
    returns = leaf("return", "lập báo cáo thống kê")
    returns.add_argument("forms", nargs="*", metavar="BIỂU")
    returns.add_argument("--year", type=int, required=True)
    returns.add_argument("--months", type=int, required=True)
    returns.add_argument("--regime", metavar="CHẾ_ĐỘ", help="chế độ báo cáo (2015, 2019, 2024); không nêu: theo ngày cuối kỳ")
    returns.add_argument("--close", action="store_true")
    returns.add_argument("--out", type=Path)
    key = leaf("key", "xuất khóa công khai của đơn vị")
    key.add_argument("--out", type=Path)
    _trust(leaf("trust", "tin khóa của một đơn vị"))
    _consolidate(leaf("consolidate", "nhận gói và tổng hợp"))
    leaf("verify", "kiểm tra tính toàn vẹn")
    leaf("rebuild", "dựng lại danh sách từ nhật ký")
    backup = leaf("backup", "sao lưu")
    backup.add_argument("--out", type=Path)
    restore = leaf("restore", "phục hồi từ bản sao lưu")
    restore.add_argument("file", type=Path)
    leaf("self-test", "chương trình tự kiểm tra")
    _tools(commands)
    return top


def _tools(commands: argparse._SubParsersAction[_Parser]) -> None:
    tool = commands.add_parser("tool", help="công cụ tính")
    kinds = tool.add_subparsers(dest="tool", required=True, metavar="CÔNG_CỤ", parser_class=_Parser)
    words = kinds.add_parser("words", help="số tiền bằng chữ")
    words.add_argument("number")
    due = kinds.add_parser("due", help="thời hạn")
    due.add_argument("rule")
    due.add_argument("--from", dest="from_", required=True, metavar="NGÀY")
    due.add_argument("--law", choices=("2008", "2025"))
    due.add_argument("--case")
    for each in (words, due):
        each.add_argument("--json", action="store_true")
        each.add_argument("--data", type=Path, help=argparse.SUPPRESS)


def main(argv: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command; the process's exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    given = list(sys.argv[1:] if argv is None else argv)
    if not given or given[0].startswith("--data"):
        given = ["window", *given]
    args = parser().parse_args(given)
    try:
        return _run(args, clock or _clock(args))
    except Refused as refused:
        return _refused(refused, args.json)
    except Trouble as trouble:
        return _troubled(trouble)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        facts = {"file": str(error.filename or "")[:200], "says": error.strerror or ""}
        return _troubled(Trouble("disk.full") if full else Trouble("disk.error", **facts))


def _troubled(trouble: Trouble) -> int:
    from thads_desktop.domain.sentences import say_trouble

    sys.stderr.write(say_trouble(trouble) + "\n")
    return REFUSED if trouble.code.startswith(("store.", "event.")) else TROUBLED


def _trust(trust: argparse.ArgumentParser) -> None:
    trust.add_argument("package", type=Path)
    trust.add_argument("--fingerprint", default="", metavar="DẤU", help="dấu vân tay đã đọc qua điện thoại")


def _consolidate(joined: argparse.ArgumentParser) -> None:
    joined.add_argument("packages", nargs="+", type=Path)
    joined.add_argument("--year", type=int, help="năm của kỳ tổng hợp; không nêu: kỳ của đa số gói")
    joined.add_argument("--months", type=int)
    joined.add_argument("--regime", metavar="CHẾ_ĐỘ", help="chế độ báo cáo (2015, 2019, 2024); không nêu: theo ngày cuối kỳ")
    joined.add_argument("--out", type=Path)
    joined.add_argument("--close", action="store_true")


def _run(args: argparse.Namespace, clock: Clock) -> int:
    if args.command == "window":
        from thads_desktop.ui.run import run

        return run(args.data, clock)
    from thads_desktop.services.commands import COMMANDS

    answer = COMMANDS[args.command](args, clock)
    if args.json:
        _print(json.dumps(answer.json, ensure_ascii=False, indent=1) + "\n")
    elif answer.text:
        _print(answer.text + "\n")
    for sentence in answer.told:
        sys.stderr.write(sentence + "\n")
    return answer.code


def _print(text: str) -> None:
    """To the standard output. A reader that has gone away is no fault; a place that takes nothing is Trouble."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        # What is still held must not be written again when the program ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, AttributeError) as error:
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise Trouble("output.closed") from error


def _refused(refused: Refused, as_json: bool) -> int:
    from thads_desktop.domain.sentences import say

    if as_json:
        plain = [{"code": r.code, "field": r.field, "says": say(r)} for r in refused.refusals]
        _print(json.dumps({"refused": plain}, ensure_ascii=False, indent=1) + "\n")
    for refusal in refused.refusals:
        sys.stderr.write(say(refusal) + "\n")
    return REFUSED


def _clock(args: argparse.Namespace) -> Clock:
    """The computer's clock; ``--today`` lets tests and replays stand on a day."""
    said = getattr(args, "today", None)
    if said is None:
        return SystemClock()
    from datetime import date

    from thads_desktop.domain.clock import FixedClock

    try:
        return FixedClock(date.fromisoformat(said))
    except ValueError:
        from thads_desktop.domain.refusal import Refusal

        raise Refused(Refusal("date.bad", {"text": str(said)[:40]})) from None


if __name__ == "__main__":
    sys.exit(main())
