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
    "store.other_fate": "{code}: bản án tuyên “{fate}” nên không xuất để “{reason}”, chỉ xuất để: {fits}. Ghi nhầm nội dung tuyên thì sửa bằng Ctrl+G; "
    "đã giao rồi thì chọn ghi kèm điều trái quy định.",
    "store.no_fate": "{code} chưa ghi bản án tuyên thế nào nên chưa xuất để “{reason}” được: hãy gắn việc, ghi nội dung tuyên trước (Ctrl+G); đã giao "
    "rồi thì chọn ghi kèm điều trái quy định.",
    "store.other_kind": "{code} là “{kind}”: “{reason}” chỉ dành cho {known}. Ghi nhầm loại thì sửa bằng Ctrl+G; đã giao rồi thì chọn ghi kèm điều "
    "trái quy định.",
    "store.too_early": "{code}: đã thông báo nhận ngày {told}, người được nhận còn được nhận đến hết ngày {until}. Hãy xuất để “{reason}” sau ngày ấy; đã "
    "giao rồi thì chọn ghi kèm điều trái quy định.",
    "store.twice": "{code} được chọn hai lần trong một lần xuất: hãy để mỗi món một dòng, với tổng số lượng.",
    "store.no_judgment": "Không có bản án, quyết định đến mang số {number}: hãy kiểm tra lại số, hoặc để trống.",
    "store.many_judgments": "Có nhiều bản án mang số {number}: hãy gắn vật chứng từ trang Bản án đến (Ctrl+Shift+H trên dòng của bản án).",
    "store.other_judgment": "Việc đã chọn thuộc bản án khác: hãy để trống số bản án, hoặc chọn việc của bản án ấy.",
    "store.nothing_changed": "Chưa có gì thay đổi để ghi.",
    "store.no_matter": "{code} chưa gắn với việc thi hành án nào: hãy gắn việc trước (Ctrl+G trên thẻ kho).",
    "store.bad_effect": "Ngày bản án có hiệu lực {day} sau ngày thông báo: hãy sửa lại.",
    "store.not_return": "{code} không thuộc diện trả lại: chỉ thông báo nhận cho tài sản trả lại. Hãy sửa mục “bản án tuyên” trước (Ctrl+G).",
    "store.same_place": "{code} đang ở đúng nơi ấy: chưa có gì để ghi.",
    "store.only_last": "Chỉ xóa được dòng cuối của thẻ kho: hãy xóa lần lượt từ dòng cuối.",
    "store.counted": "Dòng cuối của thẻ kho là kết quả kiểm kê đã chốt biên bản: không xóa được.",
    "store.in_count": "Đang kiểm kê kho đến ngày {day}: số liệu đến hết ngày ấy đã khóa. Hãy ghi ngày sau, hoặc chốt kiểm kê trước.",
    "store.minuted": "Kho đã kiểm kê và chốt biên bản đến hết ngày {day}: không ghi, không xóa dòng nào đến ngày ấy nữa. Hãy ghi vào ngày sau, và nói "
    "ngày thật ở ghi chú.",
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
