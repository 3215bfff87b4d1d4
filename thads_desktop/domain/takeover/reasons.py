"""What each finding says to the clerk: one sentence, what is wrong or was repaired, and what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.domain.takeover.rows import COLUMNS, Finding

_WORDS: dict[str, str] = {
    "N01": "Dấu tiếng Việt ở dạng tổ hợp, đã chuyển thành “{new}”.",
    "N02": "Thừa khoảng trắng hoặc xuống dòng, đã sửa thành “{new}”.",
    "N03": "Ngày ghi dạng chữ “{old}”, đã hiểu là {new} (ngày trước, tháng sau).",
    "N04": "Ngày ghi dạng chữ “{old}”, đã hiểu là {new} (ngày trước, tháng sau).",
    "N05": "Ngày ghi bằng số “{old}”, đã đổi thành {new}.",
    "N06": "Số tiền ghi dạng chữ “{old}”, đã đổi thành {new}.",
    "N07": "Số tiền có chữ chỉ đơn vị “{old}”, đã đổi thành {new}.",
    "N08": "Số tiền “{old}” có phần lẻ do tính toán, đã đổi thành {new}.",
    "N09": "Loại ghi là “{old}”, đã hiểu là {new}.",
    "N10": "Tên chấp hành viên ghi là “{old}”, đã nhận ra {new}.",
    "N11": "Kết quả ghi là “{old}”, đã hiểu là {new}.",
    "N12": "Phân loại ghi là “{old}”, đã hiểu là {new}.",
    "N13": "Loại án ghi là “{old}”, đã hiểu là {new}.",
    "N14": "Số giấy tờ ghi dạng số “{old}” nên mất số 0 ở đầu, đã sửa thành {new}.",
    "N15": "Số quyết định ghi là “{old}”, đã viết đủ ký hiệu thành {new}.",
    "N16": "Năm sinh ghi là “{old}”, đã lấy năm {new}.",
    "N17": "Chữ viết bằng phông cũ TCVN3, đã chuyển thành “{new}”.",
    "N18": "Chấp hành viên “{old}” chưa có trong danh sách: thêm theo yêu cầu khi tiếp nhận.",
    "R01": "Ngày của kết quả ({old}) trước ngày quyết định thi hành án: hãy sửa ngày.",
    "R02": "Số tiền là số âm ({old}): hãy sửa lại.",
    "R03": "“{old}” không phải là số tiền: hãy ghi số nguyên đồng.",
    "R04": "Thiếu hoặc không đọc được số quyết định thi hành án (“{old}”): hãy ghi số và ký hiệu.",
    "R05": "“{old}” không phải là một ngày có thật: hãy sửa lại.",
    "R06": "Chấp hành viên “{old}” không có trong danh sách của đơn vị: hãy sửa tên hoặc thêm người này trước.",
    "R07": "Số và ngày quyết định đã dùng cho người phải thi hành án khác ở dòng {old}: hãy kiểm tra số hoặc ngày.",
    "R08": "Số đã thi hành lớn hơn số phải thi hành: hãy kiểm tra hai số tiền.",
    "R09": "Ngày {old} sau ngày khóa sổ: hãy sửa lại.",
    "R10": "Kết quả “{old}” không nhận ra được: hãy ghi Xong, Đình chỉ, Ủy thác, Thu hồi, Hủy, Hoãn hoặc Tạm đình chỉ.",
    "R11": "Thiếu ngày quyết định thi hành án: hãy bổ sung.",
    "R12": "Có kết quả nhưng thiếu ngày của kết quả: hãy bổ sung.",
    "R13": "Thiếu hoặc không nhận ra loại chủ động hay theo yêu cầu (“{old}”): hãy ghi CĐ hoặc YC.",
    "R14": "Dòng này chép lại đúng dòng {old}: đã bỏ, giữ dòng trước.",
    "R15": "Phân loại “{old}” không nhận ra được: hãy ghi Có ĐK, Chưa ĐK hoặc để trống.",
    "R16": "Loại án “{old}” không có trong danh sách: hãy sửa lại.",
    "R17": "Thiếu tên người phải thi hành án: hãy bổ sung.",
    "R18": "Có số đã thi hành năm trước nhưng quyết định ra trong năm nay: hãy kiểm tra ngày quyết định và hai cột tiền.",
    "R19": "Nội dung dài {old} ký tự, vượt mức 2.000 ký tự: hãy rút gọn.",
    "R21": "“{old}” khác với dòng {new} của cùng việc (cùng số và ngày quyết định): hãy sửa cho khớp.",
    "R22": "Ô là công thức chưa có giá trị hoặc đang báo lỗi (“{old}”): hãy gõ giá trị vào ô rồi tiếp nhận lại.",
    "R23": "“{old}” không phải là họ tên một người: hãy ghi tên chấp hành viên.",
    "R24": "Số và ngày quyết định đã có trong dữ liệu cho người phải thi hành án khác (“{old}”): hãy kiểm tra số hoặc ngày.",
    "R25": "Hai cột cùng tiêu đề ghi khác nhau (“{old}” và “{new}”): hãy giữ một cột.",
    "R26": "Ngày bản án ({old}) sau ngày quyết định thi hành án: hãy sửa một trong hai ngày.",
    "R27": "Thiếu cả nội dung khoản phải thi hành và số tiền: hãy bổ sung.",
    "R28": "Ô Kết quả để trống nhưng có ngày hoặc số quyết định của kết quả (“{old}”): hãy ghi kết quả, hoặc xóa ngày và số ấy.",
    "R29": "Ngày thu gần nhất {old} không thuộc năm của cột tiền đã thi hành: hãy sửa ngày hoặc chuyển số tiền sang cột đúng năm.",
    "R30": "Số này đã có ở {old} cho cùng người phải thi hành án, ngày khác trong cùng năm: hãy sửa ngày cho khớp, hoặc sửa số.",
    "R31": "Số hoặc ngày quyết định khác dòng {old} ngay trên mà các ô đương sự để trống (như trên): hãy sửa số, ngày cho khớp, hoặc ghi đương sự.",
    "R32": "Tên không dấu “{old}” hợp với nhiều chấp hành viên ({new}): hãy ghi đủ dấu.",
    "H01": "Cùng một việc với dòng {old} bị loại nên chưa tiếp nhận: hãy sửa dòng ấy rồi tiếp nhận cả việc.",
    "W01": "Thiếu số giấy tờ của người phải thi hành án: đã nhận, hãy bổ sung sau.",
    "W02": "Phân loại Có ĐK nhưng có số quyết định chưa có điều kiện: tính là có điều kiện, hãy kiểm tra.",
    "W03": "Quyết định theo yêu cầu ra sau ngày bản án hơn 5 năm: hãy kiểm tra thời hiệu yêu cầu.",
    "W04": "Quyết định chủ động ra sau ngày bản án hơn 120 ngày: hãy kiểm tra ngày nhận bản án.",
    "W05": "Phân loại Chưa ĐK nhưng không có quyết định: tính là đang thi hành, hãy kiểm tra.",
    "W06": "Thiếu địa chỉ người phải thi hành án: đã nhận, hãy bổ sung sau.",
    "W07": "Ngày phân công trước ngày quyết định: đã nhận, hãy kiểm tra.",
    "W08": "Thiếu năm sinh của người phải thi hành án: đã nhận, hãy bổ sung sau.",
    "W09": "Số giấy tờ “{old}” không có 9 hoặc 12 chữ số: đã nhận nguyên như vậy, hãy kiểm tra.",
    "W10": "Thiếu loại án: tính vào loại khác, hãy bổ sung.",
    "W11": "Ghi Xong nhưng số đã thi hành ít hơn số phải thi hành: đã nhận nguyên như vậy, hãy kiểm tra.",
    "W12": "Căn cứ hoãn thiếu hoặc không nhận ra (“{old}”): tính vào hoãn khác, không tính là hoãn theo điểm c khoản 1 Điều 48.",
    "W13": "Ngày này trước ngày quyết định thi hành án ({old}): tính từ ngày quyết định, hãy kiểm tra.",
    "W14": "Chữ có vẻ viết bằng phông cũ: đã nhận nguyên như vậy, hãy kiểm tra “{old}”.",
    "W15": "Ô tiền gộp với dòng trên: số tiền chỉ tính một lần, ở dòng đầu.",
    "W16": "Các dòng của cùng việc ghi khác nhau (“{old}” và “{new}”): đã lấy theo dòng đầu, hãy kiểm tra.",
    "W17": "Có số thu năm nay nhưng việc đã kết thúc trước năm nay: tính vào ngày kết thúc, hãy kiểm tra.",
    "W18": "Không đọc được năm sinh “{old}”: đã nhận không có năm sinh, hãy bổ sung bốn chữ số.",
    "W19": "Số tiền phải thi hành là 0 đồng: đã nhận, hãy ghi số tiền đúng, hoặc để trống nếu khoản này không phải là tiền.",
    "W20": "Thiếu người được thi hành án: đã nhận, hãy bổ sung sau (khoản nộp ngân sách thì ghi Ngân sách nhà nước).",
    "W21": "Thiếu nội dung khoản phải thi hành: đã nhận, hãy bổ sung sau.",
    "W22": "Thiếu chấp hành viên: đã nhận là việc chưa phân công, hãy phân công sau.",
    "W23": "Năm sinh {old} không thể đúng (sau ngày quyết định hoặc quá 120 tuổi): đã nhận không có năm sinh, hãy kiểm tra.",
    "W24": "Có ngày thu gần nhất nhưng không có số đã thi hành: đã nhận, hãy kiểm tra số tiền.",
    "W25": "Ngày thu gần nhất sau ngày việc kết thúc ({old}): đã nhận, hãy kiểm tra hai ngày.",
    "W26": "Có quyết định chưa có điều kiện nhưng Phân loại để trống: tính là đang thi hành, hãy kiểm tra.",
    "W27": "Đã chuyển sổ theo dõi riêng nhưng Phân loại không phải Chưa ĐK: vẫn tính vào sổ theo dõi riêng, hãy kiểm tra.",
    "W28": "Nhiều hơn số người phải thi hành án: phần thừa “{old}” không nhận, hãy kiểm tra thứ tự.",
    "W29": "Thiếu nội dung này của bản án, quyết định được thi hành: đã nhận, hãy bổ sung sau.",
    "W30": "Số quyết định này đã có ở {old} với ngày khác trong cùng năm: đã nhận, hãy kiểm tra số và ngày.",
    "W31": "Số giấy tờ “{old}” là của người khác ở dòng {new}: đã nhận, hãy kiểm tra.",
    "W32": "Cùng một khoản và số tiền với dòng {old} của việc này: đã nhận cả hai, hãy kiểm tra có ghi lặp không.",
    "B01": "Tiêu đề sổ ghi “{old}”, không phải {new}: hãy kiểm tra đây có đúng là sổ của đơn vị trước khi tiếp nhận.",
    "B02": "Tiêu đề “{old}” có ở nhiều cột ({new}): lấy cột đầu, dòng nào hai cột ghi khác nhau thì bị loại. Hãy xóa cột thừa.",
    "B03": "Sổ không có cột “{old}”: coi như để trống ở mọi dòng. Nếu cột này mang tên khác, hãy sửa lại tiêu đề.",
    "B04": "Cột “{old}” không nhận ra nên không đọc: hãy sửa tiêu đề nếu đây là một cột của sổ thụ lý.",
    "K01": "Đã có; khác: {old}. Không ghi đè, hãy sửa trong chương trình nếu sổ này đúng.",
}
_MONEY = frozenset(c.heading for c in COLUMNS if c.kind == "amount")
_ACTIONS = {"N": "normalise", "R": "reject", "H": "reject", "W": "warn", "B": "warn", "K": "known"}


def finding(code: str, column: str, old: Any = None, new: Any = None) -> Finding:
    """A finding with its sentence; new = the value taken instead of what stood there."""
    money = column in _MONEY
    said = _WORDS[code].format(old=_shown(old, money), new=_shown(new, money)).replace(" (“”)", "")
    return Finding(code, _ACTIONS[code[0]], column, said, new)


def _shown(value: Any, money: bool) -> str:
    """money: whole numbers are sums; of another column they stand as in the cell."""
    if value is None:
        return ""
    if isinstance(value, date):
        return short_date(value)
    if money and isinstance(value, int) and not isinstance(value, bool) and value > 9999:
        return dong(value)
    if not money and isinstance(value, float) and value.is_integer():
        return str(int(value))
    shown = str(value)
    return shown if len(shown) <= 200 else shown[:199] + "…"
