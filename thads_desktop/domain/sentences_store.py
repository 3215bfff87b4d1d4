"""What is said of exhibits and kept property: what is wrong, what to do."""

from __future__ import annotations

STORE_REFUSALS: dict[str, str] = {
    "store.unknown": "Không có vật chứng, tài sản này: hãy mở lại kho.",
    "store.bad_quantity": "Số lượng “{text}” không đúng: hãy nhập số lớn hơn không, phần lẻ sau dấu phẩy (tối đa bốn chữ số), ví dụ 12 hoặc 0,2145.",
    "store.too_much": "Trong kho chỉ còn {left} {unit} của {code}: không thể xuất {asked}. Hãy sửa số lượng.",
    "store.nothing_left": "{code} không còn trong kho: không làm tiếp được. Ghi nhầm thì xóa dòng cuối của thẻ kho.",
    "store.before_last": "Ngày {day} trước dòng cuối của thẻ kho {code} ({last}). Hãy sửa ngày, hoặc xóa dòng ghi nhầm trước.",
    "store.no_order": "Chưa có số lệnh: thủ kho chỉ nhập, xuất theo lệnh của Thủ trưởng. Hãy nhập số lệnh.",
    "store.no_receiver": "Chưa ghi người nhận: mỗi lần xuất kho phải có người nhận. Hãy nhập họ tên hoặc cơ quan nhận.",
    "store.bad_choice": "Mục này chưa chọn đúng: hãy chọn một trong {known}.",
    "store.no_line": "Việc này không có khoản {line}: hãy để trống, hoặc nhập số một khoản của việc.",
    "store.no_reason_now": "Luật của ngày ấy không có cách xuất kho này: hãy chọn lý do khác.",
    "store.no_ground": "Chưa xuất {code} được để “{reason}”: {lacks}. Hãy ghi căn cứ ấy trước; đã giao rồi thì chọn ghi kèm điều trái quy định.",
    "store.fetch_time": (
        "Người được nhận {code} còn hạn đến nhận ({due}): chưa xuất để “{reason}” được. Hãy đợi hết hạn; đã giao rồi thì chọn ghi kèm điều trái quy định."
    ),
    "store.fetch_open": (
        "Thời hạn đến nhận {code} vắt qua 01/7/2026: {due}. Luật không nói lấy ngày nào: Thủ trưởng xác nhận nếu vẫn xuất để “{reason}” lúc này."
    ),
    "store.no_judgment": "Không có bản án, quyết định đến mang số {number}: hãy kiểm tra lại số, hoặc để trống.",
    "store.many_judgments": "Có nhiều bản án mang số {number}: hãy gắn vật chứng từ trang Bản án đến (Ctrl+Shift+H trên dòng của bản án).",
    "store.other_judgment": "Việc đã chọn thuộc bản án khác: hãy để trống số bản án, hoặc chọn việc của bản án ấy.",
    "store.nothing_changed": "Chưa có gì thay đổi để ghi.",
    "store.no_matter": "{code} chưa gắn với việc thi hành án nào: hãy gắn việc trước (Ctrl+G trên thẻ kho).",
    "store.bad_effect": "Ngày bản án có hiệu lực {day} sau ngày thông báo: hãy sửa lại.",
    "store.not_return": "{code} không thuộc diện trả lại: chỉ thông báo nhận cho tài sản trả lại. Hãy sửa mục “bản án tuyên” trước (Ctrl+G).",
    "store.same_place": "{code} đang ở đúng nơi ấy: chưa có gì để ghi.",
    "store.nothing_struck": "Thẻ kho không còn dòng nào xóa được.",
    "store.only_last": "Chỉ xóa được dòng cuối của thẻ kho: hãy xóa lần lượt từ dòng cuối.",
    "store.counted": "Dòng cuối của thẻ kho là kết quả kiểm kê đã chốt biên bản: không xóa được.",
    "store.in_count": "Đang kiểm kê kho đến ngày {day}: số liệu đến hết ngày ấy đã khóa. Hãy ghi ngày sau, hoặc chốt kiểm kê trước.",
    "store.too_many": "Có {count} dòng, quá mức in ({limit}): hãy lọc bớt.",
    "store.nothing_chosen": "Chưa chọn món nào trong danh sách: hãy chọn ít nhất một dòng.",
    "store.bad_first": "Ô tem bắt đầu phải là số từ 1 đến {most}: hãy sửa lại.",
    "strike.in_store": "Dòng này theo thẻ kho của vật chứng: hãy xóa dòng ghi nhầm ở thẻ kho (Ctrl+Shift+H trên trang của việc, Enter, rồi Ctrl+Delete).",
    "count.unknown": "Không có lần kiểm kê này: hãy mở lại danh sách.",
    "count.closed": "Lần kiểm kê này đã chốt biên bản hoặc đã bỏ: không ghi thêm được.",
    "count.open": "Đang có lần kiểm kê ngày {day} chưa chốt: hãy chốt hoặc bỏ lần ấy trước.",
    "count.not_in_list": "“{code}” không có trong danh sách kiểm kê này: hãy kiểm tra mã trên tem.",
    "count.nothing": "Đến ngày ấy kho không có gì để kiểm kê: hãy chọn ngày khác hoặc nơi khác.",
    "count.left": "Còn {count} món chưa đếm, ví dụ {code}: hãy nhập số đếm được (không thấy thì nhập 0).",
    "count.unexplained": "Còn {count} món chênh lệch chưa ghi lý do, ví dụ {code}: hãy ghi lý do.",
    "count.no_members": "Chưa ghi {who}: biên bản kiểm kê phải có kế toán, thủ kho và Thủ trưởng.",
    "count.no_difference": "{code} đếm đúng số phải có: không cần ghi lý do.",
}
