"""Refusals of the file of a matter in words: its documents, bút lục, scans, and the folder in which it leaves."""

from __future__ import annotations

FILE_REFUSALS: dict[str, str] = {
    "folder.no_entry": "Hồ sơ khiếu nại, tố cáo không xuất thành thư mục mở ngoài chương trình: hãy in từng tài liệu cần giao.",
    "file.unknown": "Không tìm thấy tài liệu này trong hồ sơ: hãy chọn lại trong danh mục.",
    "file.bad_sheets": "Số tờ phải là số nguyên từ 1 đến {most}: hãy nhập lại.",
    "file.bad_kind": "Loại tài liệu chưa đúng: hãy chọn {known}.",
    "file.same_sheets": "Tài liệu này đã ghi {sheets} tờ: không có gì để sửa.",
    "file.nothing": "Mọi tài liệu trong danh mục đều đã có số bút lục: không có gì để đánh số.",
    "file.not_carried": "Chỉ hồ sơ tiếp nhận từ sổ cũ mới có bút lục đóng từ trước; hồ sơ này đánh từ số 1: hãy dùng Ctrl+B.",
    "file.first_given": "Hồ sơ này đã được đánh bút lục ở đây: số đã đánh giữ nguyên, không đổi được số bắt đầu. Hãy đánh tiếp bằng Ctrl+B.",
    "file.bad_first": "Số bút lục đầu tiên còn trống phải là số nguyên từ 1 đến {most}: hãy xem số cuối đã đóng trên giấy rồi cộng một.",
    "file.same_first": "Hồ sơ này đã ghi đánh từ số {first}: không có gì để sửa.",
    "file.too_many": "Số bút lục vượt {most}: hãy tách hồ sơ hoặc kiểm tra lại số tờ đã ghi.",
    "file.numbered": "Số bút lục đã đóng trên giấy, đã ghi thì không xóa: tài liệu vào nhầm thì bỏ khỏi danh mục, số giữ nguyên kèm ghi chú.",
    "file.taken": "Tài liệu này đã bỏ khỏi danh mục: hãy chọn tài liệu khác.",
    "file.issued_after": "Ngày của tài liệu ({issued}) sau ngày nhận vào hồ sơ ({day}): hãy sửa ngày.",
    "file.archived": (
        "Hồ sơ đã bàn giao vào lưu trữ: chỉ xem. Cần bổ sung thì rút hồ sơ, được Thủ trưởng đồng ý (Ctrl+Shift+K ở trang Hồ sơ), sửa rồi trả lại lưu trữ."
    ),
    "file.not_by_hand": "Tài liệu này do chương trình lập từ việc đã ghi: sửa ở chính việc ấy; số tờ thì sửa được ở đây (Ctrl+G).",
    "file.no_matter": "Việc chưa có quyết định thi hành án nên chưa có hồ sơ.",
    "file.no_code": "Không đọc được mã “{code}” là của văn bản nào ở đây: hãy quét lại mã QR trên giấy, hoặc mở việc và chọn văn bản trong danh mục.",
    "file.same_hand": "Người giao và người nhận là một: hãy chọn người nhận khác.",
    "file.no_post": "Người này không giữ chức vụ nào ở đơn vị ngày đó: hãy chọn người khác.",
    "file.no_minutes": "Hồ sơ này chưa lập biên bản bàn giao nào: Ctrl+Shift+B để lập.",
    "scan.unknown_type": "Tệp {file} không phải PDF, JPEG, PNG hay TIFF (xét theo nội dung, không theo đuôi tệp): hãy quét lại thành PDF.",
    "scan.damaged": "Tệp {file} bị hỏng hoặc chưa chép hết, không mở được: hãy quét hoặc chép lại.",
    "scan.locked": "Tệp {file} có mật khẩu nên không xem được trong hồ sơ: hãy bỏ mật khẩu rồi đính kèm lại.",
    "scan.unpacks": (
        "Tệp {file} giải nén ra quá lớn (hơn {dots} triệu điểm ảnh một trang, {all} triệu cả tệp, hoặc {pages} trang): hãy quét lại 200-300 dpi, khổ thật."
    ),
    "scan.cannot_draw": (
        "Bản quét {title}không chuyển được thành PDF để xem, in: tệp hỏng hoặc quá lớn so với bộ nhớ của máy. Hãy gỡ ra rồi quét lại 200-300 dpi."
    ),
    "scan.large": "Tệp {file} nặng {size} MB, quá mức {most} MB đơn vị đặt: hãy quét 200-300 dpi hoặc tách tệp (mức này đổi ở Thiết lập).",
    "scan.empty": "Tệp {file} không có nội dung: hãy quét lại.",
    "scan.known": "Tệp {file} đã có trong hồ sơ này, ở tài liệu “{where}”: không đính kèm lần nữa.",
    "scan.gone": "Bản quét này đã được gỡ hoặc không có: hãy chọn lại.",
    "scan.of_record": "Bản quét này đi cùng lần ghi nhận văn bản: sai thì xóa lần ghi nhận ấy ở Diễn biến (Ctrl+Delete).",
    "scan.active": (
        "Tệp {file} có mã tự chạy bên trong (JavaScript, mở chương trình, gửi dữ liệu ra ngoài): không nhận vào hồ sơ. Hãy in văn bản ấy ra PDF mới, "
        "hoặc in ra giấy rồi quét, và đính kèm tệp mới."
    ),
    "folder.active": (
        "“{title}” là PDF có mã tự chạy bên trong, nhận từ trước khi chương trình kiểm tra điều này: không đưa vào thư mục gửi đi. Hãy gỡ bản quét ấy và "
        "đính kèm bản quét lại, hoặc bỏ phần bản quét."
    ),
    "scan.of_letter": "Bản quét này là của một dòng trong Sổ văn bản đến, đi: sai thì sửa, thay bản quét ở dòng ấy của sổ.",
    "folder.weak": "Mật khẩu phải có ít nhất {least} ký tự: hãy dùng mật khẩu chương trình đề nghị, hoặc đặt dài hơn.",
    "folder.guessable": (
        "Mật khẩu này dễ đoán (lặp lại, theo dãy, chỉ có số, hoặc từ hay dùng): hãy dùng mật khẩu chương trình đề nghị, hoặc ghép nhiều từ xa nhau."
    ),
    "folder.nothing": "Chưa chọn phần nào để đưa vào thư mục: hãy chọn ít nhất một phần.",
    "folder.bad_part": "Không có phần nào tên “{part}”: hãy chọn trong {known}.",
    "folder.exists": "Thư mục {folder} đã có và không trống: hãy chọn nơi khác, để không lẫn tệp của hai hồ sơ.",
    "folder.no_password": "Chưa có mật khẩu cho thư mục: đặt trong biến môi trường THADS_FOLDER_PASSWORD hoặc tệp ở --folder-password-file.",
    "folder.no_matter": "Không tìm thấy việc số {number}: hãy nhập đúng số quyết định; trùng số thì thêm ngày, ví dụ 301/QĐ-CCTHADS 08/10/2019.",
}
