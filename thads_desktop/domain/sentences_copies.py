"""What is said of copies, of restoring and of repairs: what is wrong, what to do."""

from __future__ import annotations

COPIES_REFUSALS: dict[str, str] = {
    "exchange.off": "Trao đổi dữ liệu đang tắt vì kho này được phục hồi từ bản sao {moment}: hãy vào Thiết lập › Sao lưu và khóa, xác nhận kho"
    " cũ không còn dùng (trên dòng lệnh: exchange --confirm LÝ_DO), rồi làm lại.",
    "exchange.on": "Trao đổi dữ liệu đang bật: không có gì để xác nhận.",
    "exchange.no_reason": "Hãy ghi vì sao biết chắc kho cũ không còn dùng, ví dụ: máy cũ đã hỏng, đã thu hồi.",
    "backup.no_key": "Bản sao {file} đã mã hóa: hãy đăng nhập bằng tài khoản của đơn vị, hoặc dùng tờ khôi phục.",
    "backup.other_office": "Bản sao {file} là của một kho khác (đơn vị khác): hãy phục hồi nó vào một thư mục dữ liệu trống.",
    "backup.clear_by_account": "Bản sao {file} chưa mã hóa, còn thư mục này đã có tài khoản: hãy đăng nhập bằng một tài khoản được phục hồi"
    " (tờ khôi phục thì đặt lại mật khẩu trước).",
    "restore.no_server": "Thư mục {folder} không dẫn đến máy chủ: hãy bỏ --into để phục hồi ngay tại thư mục ấy.",
    "restore.into_taken": "Thư mục {folder} không trống: hãy chọn một thư mục mới để phục hồi vào.",
    "backup.none": "Chưa có bản sao nào ở {places}: hãy sao lưu trước.",
    "copy.no_matter": "Bản sao này không có việc đã chọn: hãy chọn bản sao khác.",
    "copy.nothing_chosen": "Chưa chọn mục nào để lấy lại: hãy đánh dấu ít nhất một mục.",
    "copy.changed": "Việc đã thay đổi từ lúc so sánh: hãy so sánh lại rồi chọn.",
    "repair.on_server": "Dữ liệu ở máy chủ, không sửa được từ thư mục {folder}: danh sách sai thì dùng lệnh rebuild; dữ liệu hỏng thì khôi phục"
    " cơ sở dữ liệu từ bản sao lưu của máy chủ.",
    "repair.sound": "Dữ liệu nguyên vẹn: không có gì để sửa.",
    "repair.no_log": "Không đọc được nhật ký đến cuối, nên không biết đã mất gì: hãy phục hồi từ bản sao lưu gần nhất (lệnh restore). Tệp hỏng"
    " được giữ lại bên cạnh.",
    "repair.lost_event": "Sự kiện {seq} đã hỏng và không bản sao nào chứng minh được nội dung của nó, nên không sửa: hãy phục hồi từ bản sao"
    " lưu gần nhất (lệnh restore).",
}
