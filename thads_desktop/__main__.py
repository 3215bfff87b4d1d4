"""The door of the program: without a command the window, with one a service on the command line.

Every command prints Vietnamese for people or one JSON document with ``--json``; exit code 0, 2 on a refusal with
nothing changed, 1 on trouble, the sentence on stderr.
"""

from __future__ import annotations

import argparse
import errno
import gc
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from thads_desktop import __version__
from thads_desktop.domain.clock import SystemClock
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble, shortened

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock

REFUSED, TROUBLED = 2, 1
#: What several commands say of the same option.
JSON = "in một tài liệu JSON"
YEAR = "năm thống kê: 2020 là từ 01/10/2019 đến 30/9/2020"
MONTHS = "số tháng tính từ 01/10, từ 1 đến 12"
SERVER = "mật khẩu máy chủ dữ liệu ở dòng đầu; không nêu: biến THADS_SERVER_PASSWORD"
REGIME = "chế độ báo cáo; không nêu: chế độ có hiệu lực ngày cuối kỳ"


#: What argparse says -> how we say it; groups of the pattern stand for {0}, {1}.
_WORDS = (
    (r"argument (\S+).*: invalid int value: (.*)", "{0} phải là số nguyên, không phải {1}"),
    (r"argument (\S+).*: invalid choice: (.*?) \(choose from (.*)\)", "{0} không nhận {1}, hãy dùng một trong {2}"),
    (r"argument (\S+).*: expected .*", "{0} còn thiếu giá trị"),
    (r"argument (\S+).*: ignored explicit argument .*", "{0} không nhận giá trị"),
    (r"the following arguments are required: (.*)", "còn thiếu {0}"),
    (r"unrecognized arguments: (.*)", "không hiểu {0}"),
    (r"argument (\S+).*: (đường dẫn để trống.*)", "{0}: {1}"),
)


def _path(text: str) -> Path:
    """A path that names something: an empty one would be the folder in which the program stands."""
    if not text.strip():
        raise argparse.ArgumentTypeError("đường dẫn để trống, hãy nêu tệp hoặc thư mục")
    return Path(text)


class _Help(argparse.HelpFormatter):
    """Help under Vietnamese headings."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


#: What the system says of a file, in our words.
_FAULTS = {
    errno.EACCES: "không có quyền", errno.EPERM: "không có quyền", errno.ENOENT: "không có tệp này",
    errno.EISDIR: "là thư mục", errno.ENOTDIR: "không phải thư mục", errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EEXIST: "tên này đã có", errno.EIO: "ổ đĩa báo lỗi", errno.EINVAL: "không phải tệp thường",
}  # fmt: skip


class _Parser(argparse.ArgumentParser):
    """argparse that speaks Vietnamese, in its help and when the words are wrong."""

    def __init__(self, **kwargs: Any) -> None:
        add_help, options = kwargs.pop("add_help", True), kwargs.pop("options", "Tùy chọn")
        super().__init__(**{"formatter_class": _Help, **kwargs, "add_help": False, "allow_abbrev": False})
        self._positionals.title, self._optionals.title = "Đối số", options
        if add_help:
            self.add_argument("-h", "--help", action="help", help="in trợ giúp này rồi thôi")

    def error(self, message: str) -> NoReturn:
        said = shortened(message)
        for pattern, words in _WORDS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                said = words.format(*(x if n == 2 else shortened(x) for n, x in enumerate(found.groups())))
        see = " ".join(x for x in ("thads-desktop", self.prog.partition(" ")[2], "--help") if x)
        self.exit(REFUSED, f"Lệnh chưa đúng: {said[:400]}. Xem: {see}\n")


def parser() -> argparse.ArgumentParser:
    """The whole command line; each leaf names its function in ``services.commands``."""
    top = _Parser(prog="thads-desktop", description="Thi hành án dân sự: sổ thụ lý, quyết định, báo cáo thống kê.")
    top.add_argument("--version", action="version", version=__version__, help="in số phiên bản rồi thôi")
    shared = _Parser(add_help=False, options="Chung cho mọi lệnh")
    shared.add_argument("--data", type=_path, default=None, metavar="THƯ_MỤC", help="thư mục dữ liệu")
    shared.add_argument("--json", action="store_true", help=JSON)
    shared.add_argument("--as", dest="actor", default="", metavar="HỌ_TÊN", help="người ghi, nếu chỉ có một tài khoản; không nêu: văn thư, thủ trưởng")
    shared.add_argument("--password-file", type=_path, default=None, metavar="TỆP", help="tệp một dòng chứa mật khẩu; không nêu: THADS_PASSWORD")
    shared.add_argument("--server-password-file", type=_path, metavar="TỆP", help=SERVER)
    shared.add_argument("--today", default=None, help=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh", parser_class=_Parser)

    def leaf(name: str, help_: str, parents: bool = True) -> _Parser:
        return commands.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", parents=[shared] if parents else [])

    leaf("window", "mở cửa sổ (mặc định)")
    demo = leaf("demo", "làm trọn công việc chính trên một tỉnh mẫu")
    demo.add_argument("--out", type=_path, default=Path("build/demo"), metavar="THƯ_MỤC", help="nơi để kết quả; không nêu: build/demo")
    demo.add_argument("--matters", type=int, default=2000, metavar="SỐ", help="số việc mỗi đơn vị, từ 30; không nêu: 2000")
    init = leaf("init", "lập đơn vị trong thư mục dữ liệu")
    init.add_argument("--office", required=True, metavar="TÊN", help="tên đơn vị")
    init.add_argument("--parent", required=True, metavar="TÊN", help="tên cơ quan cấp trên")
    init.add_argument("--level", choices=("district", "province"), default="district", help="cấp: district = chi cục (không nêu), province = cục")
    init.add_argument("--officer", action="append", default=[], metavar="TÊN", help="một chấp hành viên; nêu nhiều lần được")
    init.add_argument("--head", default="", metavar="TÊN", help="thủ trưởng đơn vị")
    taking = leaf("import", "tiếp nhận sổ thụ lý Excel")
    taking.add_argument("file", nargs="?", type=_path, metavar="FILE.xlsx", help="sổ thụ lý; không cần khi dùng --undo")
    taking.add_argument("--dry-run", action="store_true", help="chỉ thử: nói hết kết quả mà không ghi gì")
    taking.add_argument("--create-officers", action="store_true", help="thêm chấp hành viên có trong sổ mà chưa có trong danh sách")
    taking.add_argument("--report", type=_path, metavar="OUT.xlsx", help="ghi kết quả từng dòng của sổ vào tệp này")
    taking.add_argument("--correction", type=_path, metavar="OUT.xlsx", help="sổ các dòng cần sửa")
    taking.add_argument("--minutes", type=_path, metavar="OUT.pdf", help="biên bản đối chiếu với sổ giấy")
    taking.add_argument("--undo", metavar="LÔ", help="hủy cả một lần tiếp nhận, theo mã lô đã in ra khi tiếp nhận")
    matters = leaf("matters", "liệt kê việc")
    matters.add_argument("--query", default="", metavar="CHỮ", help="tìm theo số quyết định, tên, số giấy tờ hoặc bản án, có dấu hoặc không dấu")
    matters.add_argument("--status", default="", metavar="TRẠNG_THÁI", help="chỉ việc ở trạng thái này, ví dụ enforcing, deferral, lacks_means, done")
    matters.add_argument("--limit", type=int, default=0, metavar="SỐ", help="nhiều nhất bao nhiêu việc; không nêu: mọi việc")
    returns = leaf("return", "lập báo cáo thống kê")
    returns.add_argument("forms", nargs="*", metavar="BIỂU", help="số biểu cần lập, ví dụ 01 hoặc 01/TK-THA; không nêu: mọi biểu")
    returns.add_argument("--year", type=int, required=True, metavar="NĂM", help=YEAR)
    returns.add_argument("--months", type=int, required=True, metavar="SỐ", help=MONTHS)
    returns.add_argument("--regime", metavar="CHẾ_ĐỘ", help=REGIME)
    returns.add_argument("--close", action="store_true", help="chốt: giữ nguyên số liệu của kỳ đã hết")
    returns.add_argument("--out", type=_path, metavar="THƯ_MỤC", help="ghi Excel, PDF và gói có chữ ký vào thư mục này")
    key = leaf("key", "xuất khóa công khai của đơn vị")
    key.add_argument("--out", type=_path, metavar="TỆP", help="tệp gói khóa; không nêu: trong thư mục dữ liệu")
    key.add_argument("--new", action="store_true", help="lập khóa mới khi khóa cũ đã mất hoặc hỏng")
    _trust(leaf("trust", "tin khóa của một đơn vị"))
    _consolidate(leaf("consolidate", "nhận gói và tổng hợp"))
    _upkeep(leaf)
    _accounts(commands, shared)
    _update(leaf("update", "cập nhật bằng tệp có chữ ký: quy định, biểu mẫu, hoặc chương trình"))
    _move_store(leaf("move-store", "chuyển dữ liệu lên máy chủ PostgreSQL của cơ quan, hoặc về tệp trên máy này"))
    _who(leaf("who", "ai đã ghi gì trong một kỳ, và điều gì cần xem trước"))
    _rules(leaf("rules", "bảng quy định: thời hạn, căn cứ, mức, kèm điều luật"))
    leaf("self-test", "chương trình tự kiểm tra")
    _tools(commands)
    return top


def _upkeep(leaf: Callable[[str, str], _Parser]) -> None:
    """What keeps the data sound."""
    leaf("verify", "kiểm tra tính toàn vẹn")
    leaf("rebuild", "dựng lại danh sách từ nhật ký")
    backup = leaf("backup", "sao lưu")
    backup.add_argument("--second", type=_path, metavar="THƯ_MỤC", help="nơi cất bản thứ hai từ nay (USB, thư mục chung)")
    backup.add_argument("--out", type=_path, metavar="NƠI", help="nơi để bản sao; không nêu: trong thư mục dữ liệu")
    restore = leaf("restore", "phục hồi từ bản sao lưu")
    restore.add_argument("file", type=_path, metavar="TỆP", help="bản sao lưu; dữ liệu đang có được giữ lại bên cạnh")
    restore.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao phục hồi; ghi vào nhật ký")
    _copies(leaf("repair", "sửa tệp dữ liệu bị hỏng từ nhật ký và các bản sao"), leaf("drill", "diễn tập phục hồi và lập biên bản"))
    exchange = leaf("exchange", "trao đổi dữ liệu với đơn vị khác có đang bật không, và bật lại sau khi phục hồi")
    exchange.add_argument("--confirm", metavar="LÝ_DO", help="xác nhận kho cũ không còn dùng, vì sao; không nêu: chỉ nói đang bật hay tắt")


def _accounts(commands: argparse._SubParsersAction[_Parser], shared: _Parser) -> None:
    """The leaves under ``account``."""
    top = commands.add_parser("account", help="tài khoản của đơn vị", description="Tài khoản của đơn vị.")
    kinds = top.add_subparsers(dest="account", required=True, metavar="VIỆC", title="Các việc", parser_class=_Parser)

    def leaf(name: str, help_: str, *, login: bool = False, new: bool = False) -> _Parser:
        made = kinds.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", parents=[shared])
        if login:
            made.add_argument("login", metavar="TÊN", help="tên đăng nhập")
        if new:
            made.add_argument("--new-password-file", type=_path, metavar="TỆP", help="tệp một dòng chứa mật khẩu mới; không nêu: THADS_NEW_PASSWORD")
        return made

    leaf("list", "liệt kê tài khoản")
    leaf("first", "đặt tài khoản đầu tiên cho dữ liệu chưa có tài khoản, và mã hóa dữ liệu")
    opened = leaf("open", "mở tài khoản cho một người của đơn vị", login=True, new=True)
    opened.add_argument("--person", required=True, metavar="HỌ_TÊN", help="người của đơn vị")
    roles = leaf("roles", "đổi vai trò của một tài khoản", login=True)
    for each in (opened, roles):
        each.add_argument("--role", action="append", required=True, metavar="VAI_TRÒ", help="clerk, officer, head...; nêu nhiều lần được")
    closed = leaf("close", "khóa một tài khoản", login=True)
    sheet = "tệp một dòng chứa chín từ của tờ khôi phục, khi ngoài người bị khóa không còn ai xác nhận được; không nêu: THADS_SHEET"
    closed.add_argument("--sheet-file", type=_path, metavar="TỆP", help=sheet)
    leaf("password", "đổi mật khẩu của mình, hoặc đặt lại cho đồng nghiệp", login=True, new=True)
    leaf("sheet", "lập tờ khôi phục mới; tờ cũ thôi giá trị")


def _move_store(moving: argparse.ArgumentParser) -> None:
    ways = ("prefer", "require", "verify-ca", "verify-full", "disable")
    where = "nơi chuyển lên; thư mục chưa có dữ liệu thì dùng chung dữ liệu đã có ở đó"
    moving.add_argument("--to-server", metavar="MÁY_CHỦ[:CỔNG]/CSDL", help=where)
    moving.add_argument("--user", default="", metavar="TÊN", help="người dùng của cơ sở dữ liệu")
    moving.add_argument("--tls", default="prefer", choices=ways, help="bảo mật đường truyền; không nêu: prefer")
    moving.add_argument("--rootcert", type=_path, metavar="TỆP", help="chứng thư gốc để kiểm máy chủ")
    moving.add_argument("--to-file", action="store_true", help="chuyển về tệp trong thư mục dữ liệu")


def _copies(repair: argparse.ArgumentParser, drill: argparse.ArgumentParser) -> None:
    repair.add_argument("--copies", type=_path, action="append", default=[], metavar="THƯ_MỤC", help="thư mục có thêm bản sao; nêu nhiều lần được")
    drill.add_argument("--out", type=_path, metavar="TỆP_PDF", help="ghi biên bản vào tệp này; không nêu: chỉ giữ trong dữ liệu")


def _tools(commands: argparse._SubParsersAction[_Parser]) -> None:
    tool = commands.add_parser("tool", help="công cụ tính")
    kinds = tool.add_subparsers(dest="tool", required=True, metavar="CÔNG_CỤ", title="Các công cụ", parser_class=_Parser)
    words = kinds.add_parser("words", help="số tiền bằng chữ")
    words.add_argument("number", metavar="SỐ_TIỀN", help="số nguyên đồng, ví dụ 1.234.567")
    due = kinds.add_parser("due", help="thời hạn")
    due.add_argument("rule", metavar="MÃ", help="mã của thời hạn, ví dụ R09")
    due.add_argument("--from", dest="from_", required=True, metavar="NGÀY", help="ngày bắt đầu, ví dụ 23/11/2020 hoặc 2020-11-23")
    due.add_argument("--law", choices=("2008", "2025"), help="tính theo luật này; không nêu: luật của ngày ấy, vắt qua 01/7/2026 thì hạn sớm hơn")
    due.add_argument("--case", metavar="TRƯỜNG_HỢP", help="trường hợp riêng của thời hạn, nếu có")
    due.add_argument("--crossing", choices=("earlier", "old", "new"), help="thời hạn vắt qua 01/7/2026: hạn sớm hơn (không nêu), luật cũ, luật mới")
    for each in (words, due):
        each.add_argument("--json", action="store_true", help=JSON)
        each.add_argument("--data", type=_path, help=argparse.SUPPRESS)


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
        if getattr(args, "server_password_file", None) is not None:
            from thads_desktop.services import server_password

            server_password.read(args.server_password_file)
        return _run(args, clock or _clock(args))
    except Refused as refused:
        return _refused(refused, args.json)
    except Trouble as trouble:
        return _troubled(trouble)
    except OSError as error:
        file = str(error.filename or "")
        if error.errno == errno.ENAMETOOLONG:
            return _refused(Refused(Refusal("path.too_long", {"file": file})), args.json)
        full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        says = _FAULTS.get(error.errno or 0, f"lỗi {error.errno} của hệ thống")
        return _troubled(Trouble("disk.full") if full else Trouble("disk.error", file=file, says=says))


def _troubled(trouble: Trouble) -> int:
    sys.stderr.write(say_trouble(trouble) + "\n")
    return REFUSED if trouble.code.startswith(("store.", "event.", "key.", "keys.")) else TROUBLED


def _trust(trust: argparse.ArgumentParser) -> None:
    trust.add_argument("package", type=_path, metavar="GÓI", help="gói khóa hoặc gói báo cáo của đơn vị ấy")
    trust.add_argument("--fingerprint", default="", metavar="DẤU", help="dấu vân tay đã đọc qua điện thoại")
    trust.add_argument("--instead", action="store_true", help="đơn vị đã lập lại dữ liệu: khóa này thay khóa cũ cùng tên, gói cũ thôi tính")


def _update(update: argparse.ArgumentParser) -> None:
    update.add_argument("file", nargs="?", type=_path, metavar="TỆP", help="gói quy định, biểu mẫu, hoặc bản cập nhật chương trình")
    update.add_argument("--dry-run", action="store_true", help="chỉ thử: nói hết những gì thay đổi mà không cài")
    update.add_argument("--withdraw", default="", metavar="GÓI", help="gỡ bản đang dùng của gói có mã này; bản trước của gói, nếu có, dùng lại")
    update.add_argument("--back", action="store_true", help="trở lại bản chương trình trước lần cập nhật cuối")


def _consolidate(joined: argparse.ArgumentParser) -> None:
    joined.add_argument("packages", nargs="+", type=_path, metavar="GÓI", help="các gói, hoặc thư mục chứa chúng")
    joined.add_argument("--year", type=int, metavar="NĂM", help="năm của kỳ tổng hợp; không nêu: kỳ của đa số gói")
    joined.add_argument("--months", type=int, metavar="SỐ", help=MONTHS)
    joined.add_argument("--regime", metavar="CHẾ_ĐỘ", help=REGIME)
    joined.add_argument("--out", type=_path, metavar="THƯ_MỤC", help="ghi Excel, PDF và gói tổng hợp vào thư mục này")
    joined.add_argument("--close", action="store_true", help="chốt báo cáo tổng hợp của kỳ")


def _who(who: argparse.ArgumentParser) -> None:
    who.add_argument("--from", dest="from_", default="", metavar="NGÀY", help="ngày ghi đầu kỳ, ví dụ 01/10/2020; không nêu: đầu tháng này")
    who.add_argument("--to", default="", metavar="NGÀY", help="ngày ghi cuối kỳ; không nêu: hôm nay")
    who.add_argument("--person", default="", metavar="HỌ_TÊN", help="chỉ người này ghi")
    who.add_argument("--matter", default="", metavar="SỐ", help="chỉ việc mang số quyết định này")
    who.add_argument("--long", action="store_true", help="từng dòng một, thay cho bảng tổng hợp")
    who.add_argument("--out", type=_path, metavar="TỆP", help="ghi vào tệp này, đuôi .pdf hoặc .xlsx; cần --recipient và --purpose")
    who.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    who.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")


def _rules(rules: argparse.ArgumentParser) -> None:
    rules.add_argument("--law", choices=("2008", "2025"), default="", help="chỉ luật này; không nêu: cả hai")
    rules.add_argument("--pack", type=_path, metavar="GÓI.thads", help="kể cả gói quy định này, chưa cài cũng được")
    rules.add_argument("--out", type=_path, metavar="TỆP", help="ghi bảng vào tệp này, đuôi .xlsx hoặc .pdf")


def _run(args: argparse.Namespace, clock: Clock) -> int:
    if args.command == "window":
        # What starting makes stays for good: looking for garbage in it only costs time. The shown window takes it up again.
        gc.disable()
        from thads_desktop.ui.run import run

        return run(args.data, clock)
    if args.command == "self-test":
        from thads_desktop.ui.probe import window_opens

        args.further = (("cửa sổ", window_opens),)
    from thads_desktop.services.commands import COMMANDS, damage_behind

    try:
        answer = COMMANDS[args.command](args, clock)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        trouble = damage_behind(args, clock)
        if trouble is None:
            raise
        raise trouble from error
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
    if as_json:
        plain = [{"code": r.code, "field": r.field, "says": say(r)} for r in refused.refusals]
        _print(json.dumps({"refused": plain}, ensure_ascii=False, indent=1) + "\n")
    for refusal in refused.refusals:
        sys.stderr.write(say(refusal) + "\n")
        if refusal.code in ("rights.second", "rights.signer", "second.wrong"):
            sys.stderr.write("Trên dòng lệnh người thứ hai là tài khoản ở biến THADS_SECOND_ACCOUNT và THADS_SECOND_PASSWORD.\n")
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
        raise Refused(Refusal("date.bad", {"text": str(said)[:40]})) from None


if __name__ == "__main__":
    sys.exit(main())
