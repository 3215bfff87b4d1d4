"""The door of the program: without a command the window, with one a service on the command line.

Every command prints Vietnamese for people or one JSON document with ``--json``; exit code 0, 2 on a refusal with
nothing changed, 1 on trouble, the sentence on stderr.
"""

from __future__ import annotations

import argparse
import codecs
import errno
import gc
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from thads_desktop import __version__, parsing_data, parsing_printed, parsing_returns
from thads_desktop.domain.clock import SystemClock
from thads_desktop.domain.refusal import Refusal, Refused, Trouble
from thads_desktop.domain.sentences import say, say_trouble
from thads_desktop.parsing import REFUSED, Parser, a_path

if TYPE_CHECKING:
    from thads_desktop.domain.clock import Clock

TROUBLED = 1
#: What several commands say of the same option.
JSON = "in một tài liệu JSON"
YEAR = "năm thống kê: 2020 là từ 01/10/2019 đến 30/9/2020"
MONTHS = "số tháng tính từ 01/10, từ 1 đến 12"
SERVER = "mật khẩu máy chủ dữ liệu ở dòng đầu; không nêu: biến THADS_SERVER_PASSWORD"
REGIME = "chế độ báo cáo; không nêu: chế độ có hiệu lực ngày cuối kỳ"


#: What the system says of a file, in our words.
_FAULTS = {
    errno.EACCES: "không có quyền", errno.EPERM: "không có quyền", errno.ENOENT: "không có tệp này",
    errno.EISDIR: "là thư mục", errno.ENOTDIR: "không phải thư mục", errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EEXIST: "tên này đã có", errno.EIO: "ổ đĩa báo lỗi", errno.EINVAL: "không phải tệp thường",
}  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The whole command line; each leaf names its function in ``services.commands``."""
    top = Parser(prog="thads-desktop", description="Thi hành án dân sự: sổ thụ lý, quyết định, báo cáo thống kê.")
    top.add_argument("--version", action="version", version=__version__, help="in số phiên bản rồi thôi")
    shared = Parser(add_help=False, options="Chung cho mọi lệnh")
    shared.add_argument("--data", type=a_path, default=None, metavar="THƯ_MỤC", help="thư mục dữ liệu")
    shared.add_argument("--json", action="store_true", help=JSON)
    shared.add_argument("--as", dest="actor", default="", metavar="HỌ_TÊN", help="người ghi, nếu chỉ có một tài khoản; không nêu: văn thư, thủ trưởng")
    shared.add_argument("--password-file", type=a_path, default=None, metavar="TỆP", help="tệp một dòng chứa mật khẩu; không nêu: THADS_PASSWORD")
    shared.add_argument("--server-password-file", type=a_path, metavar="TỆP", help=SERVER)
    shared.add_argument("--today", default=None, help=argparse.SUPPRESS)
    commands = top.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh", parser_class=Parser)

    def leaf(name: str, help_: str, parents: bool = True) -> Parser:
        return commands.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", parents=[shared] if parents else [])

    leaf("window", "mở cửa sổ (mặc định)")
    _demo(leaf("demo", "làm trọn công việc chính trên một tỉnh mẫu"))
    init = leaf("init", "lập đơn vị trong thư mục dữ liệu")
    init.add_argument("--office", required=True, metavar="TÊN", help="tên đơn vị")
    init.add_argument("--parent", required=True, metavar="TÊN", help="tên cơ quan cấp trên")
    init.add_argument("--level", choices=("district", "province"), default="district", help="cấp: district = chi cục (không nêu), province = cục")
    init.add_argument("--officer", action="append", default=[], metavar="TÊN", help="một chấp hành viên; nêu nhiều lần được")
    init.add_argument("--head", default="", metavar="TÊN", help="thủ trưởng đơn vị")
    taking = leaf("import", "tiếp nhận sổ thụ lý Excel")
    taking.add_argument("file", nargs="?", type=a_path, metavar="FILE.xlsx", help="sổ thụ lý; không cần khi dùng --undo")
    taking.add_argument("--dry-run", action="store_true", help="chỉ thử: nói hết kết quả mà không ghi gì")
    taking.add_argument("--create-officers", action="store_true", help="thêm chấp hành viên có trong sổ mà chưa có trong danh sách")
    taking.add_argument("--report", type=a_path, metavar="OUT.xlsx", help="ghi kết quả từng dòng của sổ vào tệp này")
    taking.add_argument("--correction", type=a_path, metavar="OUT.xlsx", help="sổ các dòng cần sửa")
    taking.add_argument("--minutes", type=a_path, metavar="OUT.pdf", help="biên bản đối chiếu với sổ giấy")
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
    returns.add_argument("--reason", default="", metavar="LÝ_DO", help="kỳ đã chốt: thủ trưởng mở lại vì lý do này, rồi chốt bổ sung")
    returns.add_argument("--out", type=a_path, metavar="THƯ_MỤC", help="ghi Excel, PDF và gói có chữ ký vào thư mục này")
    _key(leaf("key", "xuất khóa công khai của đơn vị"))
    _trust(leaf("trust", "tin khóa của một đơn vị"))
    _consolidate(leaf("consolidate", "nhận gói và tổng hợp"))
    _delegation(leaf("delegate", "lập gói ủy thác gửi cơ quan nhận"), leaf("delegation", "mở gói ủy thác hoặc thông báo nhận ủy thác"))
    _upkeep(leaf)
    _accounts(commands, shared)
    parsing_data.add(commands, shared, leaf)
    _update(leaf("update", "cập nhật bằng tệp có chữ ký: quy định, biểu mẫu, hoặc chương trình"))
    _move_store(leaf("move-store", "chuyển dữ liệu lên máy chủ PostgreSQL của cơ quan, hoặc về tệp trên máy này"))
    _who(leaf("who", "ai đã ghi gì trong một kỳ, và điều gì cần xem trước"))
    parsing_printed.add(leaf)
    leaf("self-test", "chương trình tự kiểm tra")
    _tools(commands)
    return top


def _demo(demo: argparse.ArgumentParser) -> None:
    demo.add_argument("--out", type=a_path, default=Path("build/demo"), metavar="THƯ_MỤC", help="nơi để kết quả; không nêu: build/demo")
    demo.add_argument("--matters", type=int, metavar="SỐ", help="số việc mỗi đơn vị, từ 30; không nêu: theo quy mô, cả tỉnh 35.000 việc")
    demo.add_argument("--offices", type=int, default=15, metavar="SỐ", help="số đơn vị, từ 1 đến 15; không nêu: 15")


def _key(key: argparse.ArgumentParser) -> None:
    key.add_argument("--out", type=a_path, metavar="TỆP", help="tệp gói khóa; không nêu: trong thư mục dữ liệu")
    key.add_argument("--new", action="store_true", help="lập khóa mới khi khóa cũ đã mất hoặc hỏng")


def _delegation(out: argparse.ArgumentParser, come: argparse.ArgumentParser) -> None:
    out.add_argument("--matter", required=True, metavar="SỐ", help="việc mang số quyết định thi hành án này")
    out.add_argument("--out", type=a_path, metavar="THƯ_MỤC", help="ghi gói vào thư mục này; không nêu: chỉ nói ủy thác tới đâu")
    out.add_argument("--paper", default="", metavar="SỐ", help="số quyết định ủy thác, nếu việc có nhiều")
    out.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="gửi cho ai; không nêu: cơ quan ghi trong quyết định")
    out.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="để làm gì; không nêu: thi hành án theo ủy thác")
    come.add_argument("file", nargs="?", type=a_path, metavar="GÓI", help="gói của cơ quan khác; không kèm --take: chỉ xem")
    come.add_argument("--take", action="store_true", help="nhận gói: ủy thác vào sổ bản án đến, thông báo vào việc đã ủy thác")
    come.add_argument("--received", default="", metavar="NGÀY", help="ngày nhận, ngày trả lại; không nêu: hôm nay")
    come.add_argument("--even-if-known", action="store_true", help="vẫn nhận dù bản án đã có trong sổ")
    come.add_argument("--submit", action="store_true", help="sau khi nhận, trình ký quyết định thi hành án đã điền sẵn")
    come.add_argument("--issue", action="store_true", help="sau khi nhận, ban hành ngay quyết định thi hành án đã điền sẵn")
    come.add_argument("--matter", default="", metavar="SỐ", help="việc, hoặc bản án, nhận từ ủy thác: dùng với --acknowledge, --mistaken")
    come.add_argument("--acknowledge", type=a_path, metavar="THƯ_MỤC", help="ghi thông báo nhận ủy thác vào thư mục này")
    come.add_argument("--mistaken", default="", metavar="LÝ_DO", help="trả lại ủy thác vì nhầm lẫn")


def _upkeep(leaf: Callable[[str, str], Parser]) -> None:
    """What keeps the data sound."""
    leaf("verify", "kiểm tra tính toàn vẹn")
    leaf("rebuild", "dựng lại danh sách từ nhật ký")
    backup = leaf("backup", "sao lưu")
    backup.add_argument("--second", type=a_path, metavar="THƯ_MỤC", help="nơi cất bản thứ hai từ nay (USB, thư mục chung)")
    backup.add_argument("--out", type=a_path, metavar="NƠI", help="nơi để bản sao; không nêu: trong thư mục dữ liệu")
    restore = leaf("restore", "phục hồi từ bản sao lưu")
    restore.add_argument("file", type=a_path, metavar="TỆP", help="bản sao lưu; dữ liệu đang có được giữ lại bên cạnh")
    restore.add_argument("--into", type=a_path, metavar="THƯ_MỤC", help="dữ liệu ở máy chủ: phục hồi vào thư mục trống này, giữ quyền hiện nay")
    restore.add_argument("--reason", default="", metavar="LÝ_DO", help="vì sao phục hồi; ghi vào nhật ký")
    _copies(leaf("repair", "sửa tệp dữ liệu bị hỏng từ nhật ký và các bản sao"), leaf("drill", "diễn tập phục hồi và lập biên bản"))
    exchange = leaf("exchange", "trao đổi dữ liệu với đơn vị khác có đang bật không, và bật lại sau khi phục hồi")
    exchange.add_argument("--confirm", metavar="LÝ_DO", help="xác nhận kho cũ không còn dùng, vì sao; không nêu: chỉ nói đang bật hay tắt")


def _accounts(commands: argparse._SubParsersAction[Parser], shared: Parser) -> None:
    """The leaves under ``account``."""
    top = commands.add_parser("account", help="tài khoản của đơn vị", description="Tài khoản của đơn vị.")
    kinds = top.add_subparsers(dest="account", required=True, metavar="VIỆC", title="Các việc", parser_class=Parser)

    def leaf(name: str, help_: str, *, login: bool = False, new: bool = False) -> Parser:
        made = kinds.add_parser(name, help=help_, description=f"{help_[0].upper()}{help_[1:]}.", parents=[shared])
        if login:
            made.add_argument("login", metavar="TÊN", help="tên đăng nhập")
        if new:
            made.add_argument("--new-password-file", type=a_path, metavar="TỆP", help="tệp một dòng chứa mật khẩu mới; không nêu: THADS_NEW_PASSWORD")
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
    closed.add_argument("--sheet-file", type=a_path, metavar="TỆP", help=sheet)
    leaf("password", "đổi mật khẩu của mình, hoặc đặt lại cho đồng nghiệp", login=True, new=True)
    leaf("sheet", "lập tờ khôi phục mới; tờ cũ thôi giá trị")


def _move_store(moving: argparse.ArgumentParser) -> None:
    ways = ("prefer", "require", "verify-ca", "verify-full", "disable")
    where = "nơi chuyển lên; thư mục chưa có dữ liệu thì dùng chung dữ liệu đã có ở đó"
    moving.add_argument("--to-server", metavar="MÁY_CHỦ[:CỔNG]/CSDL", help=where)
    moving.add_argument("--user", default="", metavar="TÊN", help="người dùng của cơ sở dữ liệu")
    moving.add_argument("--tls", default="prefer", choices=ways, help="bảo mật đường truyền; không nêu: prefer")
    moving.add_argument("--rootcert", type=a_path, metavar="TỆP", help="chứng thư gốc để kiểm máy chủ")
    moving.add_argument("--to-file", action="store_true", help="chuyển về tệp trong thư mục dữ liệu")


def _copies(repair: argparse.ArgumentParser, drill: argparse.ArgumentParser) -> None:
    repair.add_argument("--copies", type=a_path, action="append", default=[], metavar="THƯ_MỤC", help="thư mục có thêm bản sao; nêu nhiều lần được")
    drill.add_argument("--out", type=a_path, metavar="TỆP_PDF", help="ghi biên bản vào tệp này; không nêu: chỉ giữ trong dữ liệu")


def _tools(commands: argparse._SubParsersAction[Parser]) -> None:
    tool = commands.add_parser("tool", help="công cụ tính")
    kinds = tool.add_subparsers(dest="tool", required=True, metavar="CÔNG_CỤ", title="Các công cụ", parser_class=Parser)
    words = kinds.add_parser("words", help="số tiền bằng chữ")
    words.add_argument("number", metavar="SỐ_TIỀN", help="số nguyên đồng, ví dụ 1.234.567")
    words.add_argument("--zero-tens", choices=("linh", "lẻ"), default="linh", help="đọc số không hàng chục (không nêu: linh)")
    words.add_argument("--thousand", choices=("nghìn", "ngàn"), default="nghìn", help="đọc hàng nghìn (không nêu: nghìn)")
    due = kinds.add_parser("due", help="thời hạn")
    due.add_argument("rule", metavar="MÃ", help="mã của thời hạn, ví dụ R09")
    due.add_argument("--from", dest="from_", required=True, metavar="NGÀY", help="ngày bắt đầu, ví dụ 23/11/2020 hoặc 2020-11-23")
    due.add_argument("--law", choices=("2008", "2025"), help="tính theo luật này; không nêu: luật của ngày ấy, vắt qua 01/7/2026 thì như --crossing")
    due.add_argument("--case", metavar="TRƯỜNG_HỢP", help="trường hợp riêng của thời hạn, nếu có")
    due.add_argument("--hour", default="", metavar="GIỜ", help="giờ bắt đầu của thời hạn tính bằng giờ, ví dụ 08:30")
    due.add_argument("--crossing", choices=("earlier", "old", "new"), help="vắt qua 01/7/2026: hạn sớm hơn (không nêu), luật cũ, mới")
    for each in (words, due, *_money_tools(kinds), parsing_returns.add_tool(kinds)):
        each.add_argument("--json", action="store_true", help=JSON)
        each.add_argument("--data", type=a_path, help=argparse.SUPPRESS)


def _money_tools(kinds: argparse._SubParsersAction[Parser]) -> tuple[Parser, Parser]:
    fee = kinds.add_parser("fee", help="phí thi hành án")
    fee.add_argument("amounts", nargs="+", metavar="SỐ_TIỀN", help="số một người được thi hành án nhận, từng lần theo thứ tự, ví dụ 3.000.000")
    fee.add_argument("--on", required=True, metavar="NGÀY", help="ngày nhận tiền, tài sản")
    how = fee.add_mutually_exclusive_group()
    how.add_argument("--settled", action="store_true", help="chưa cưỡng chế, các bên tự giao nhận: một phần ba mức phí")
    how.add_argument("--voluntary", action="store_true", help="thi hành trong thời hạn tự nguyện: không thu phí")
    interest = kinds.add_parser("interest", help="lãi chậm thi hành án")
    interest.add_argument("principal", metavar="NỢ_GỐC", help="số nguyên đồng, ví dụ 100.000.000")
    interest.add_argument("--from", dest="from_", required=True, metavar="NGÀY", help="ngày bắt đầu, ngày này không tính")
    interest.add_argument("--to", required=True, metavar="NGÀY", help="ngày cuối, có tính")
    pause = "khoảng không tính lãi, kể cả hai ngày; nêu nhiều khoảng được"
    interest.add_argument("--pause", nargs="+", action="extend", default=[], metavar="NGÀY:NGÀY", help=pause)
    paid = "trả một phần vào ngày, trừ nợ gốc trước; nêu nhiều lần được"
    interest.add_argument("--paid", nargs="+", action="extend", default=[], metavar="NGÀY:SỐ", help=paid)
    interest.add_argument("--rate", metavar="PHẦN_TRĂM", help="lãi suất đã thỏa thuận một năm, ví dụ 12 hoặc 9,5; không nêu: theo luật")
    return fee, interest


def _read_as_utf8() -> None:
    """Where Python was told to know nothing beyond ASCII (LC_ALL=C with PYTHONUTF8=0) words and names of files of ours have no letters: begin again."""
    if os.name == "posix" and not getattr(sys, "frozen", False) and codecs.lookup(sys.getfilesystemencoding()).name == "ascii":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - this very program once more


def main(argv: Sequence[str] | None = None, clock: Clock | None = None) -> int:
    """Run one command; the process's exit code."""
    if argv is None:
        _read_as_utf8()
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
    trust.add_argument("package", type=a_path, metavar="GÓI", help="gói khóa hoặc gói báo cáo của đơn vị ấy")
    trust.add_argument("--fingerprint", default="", metavar="DẤU", help="dấu vân tay đã đọc qua điện thoại")
    trust.add_argument("--instead", action="store_true", help="đơn vị đã lập lại dữ liệu: khóa này thay khóa cũ cùng tên, gói cũ thôi tính")


def _update(update: argparse.ArgumentParser) -> None:
    update.add_argument("file", nargs="?", type=a_path, metavar="TỆP", help="gói quy định, biểu mẫu, hoặc bản cập nhật chương trình")
    update.add_argument("--dry-run", action="store_true", help="chỉ thử: nói hết những gì thay đổi mà không cài")
    update.add_argument("--withdraw", default="", metavar="GÓI", help="gỡ bản đang dùng của gói có mã này; bản trước của gói, nếu có, dùng lại")
    update.add_argument("--back", action="store_true", help="trở lại bản chương trình trước lần cập nhật cuối")


def _consolidate(joined: argparse.ArgumentParser) -> None:
    joined.add_argument("packages", nargs="+", type=a_path, metavar="GÓI", help="các gói, hoặc thư mục chứa chúng")
    joined.add_argument("--year", type=int, metavar="NĂM", help="năm của kỳ tổng hợp; không nêu: kỳ của đa số gói")
    joined.add_argument("--months", type=int, metavar="SỐ", help=MONTHS)
    joined.add_argument("--regime", metavar="CHẾ_ĐỘ", help=REGIME)
    joined.add_argument("--out", type=a_path, metavar="THƯ_MỤC", help="ghi Excel, PDF và gói tổng hợp vào thư mục này")
    joined.add_argument("--close", action="store_true", help="chốt báo cáo tổng hợp của kỳ")
    joined.add_argument("--reason", default="", metavar="LÝ_DO", help="lý do vẫn chốt khi có việc do nhiều đơn vị cùng báo cáo")


def _who(who: argparse.ArgumentParser) -> None:
    who.add_argument("--from", dest="from_", default="", metavar="NGÀY", help="ngày ghi đầu kỳ, ví dụ 01/10/2020; không nêu: đầu tháng này")
    who.add_argument("--to", default="", metavar="NGÀY", help="ngày ghi cuối kỳ; không nêu: hôm nay")
    who.add_argument("--person", default="", metavar="HỌ_TÊN", help="chỉ người này ghi")
    who.add_argument("--matter", default="", metavar="SỐ", help="chỉ việc mang số quyết định này")
    who.add_argument("--long", action="store_true", help="từng dòng một, thay cho bảng tổng hợp")
    who.add_argument("--out", type=a_path, metavar="TỆP", help="ghi vào tệp này, đuôi .pdf hoặc .xlsx; cần --recipient và --purpose")
    who.add_argument("--recipient", default="", metavar="NƠI_NHẬN", help="tệp giao cho ai")
    who.add_argument("--purpose", default="", metavar="MỤC_ĐÍCH", help="tệp dùng để làm gì")


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
    """The computer's clock; ``--today`` lets tests and replays stand on a day, though what they record bears the computer's moment."""
    said = getattr(args, "today", None)
    if said is None:
        return SystemClock()
    from datetime import date

    from thads_desktop.domain.clock import StatedDay

    try:
        return StatedDay(date.fromisoformat(said))
    except ValueError:
        raise Refused(Refusal("date.bad", {"text": str(said)[:40]})) from None


if __name__ == "__main__":
    sys.exit(main())
