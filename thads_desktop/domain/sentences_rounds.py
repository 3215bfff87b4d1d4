"""What is said of trips of verification, of what is published, of the archive and of decisions of review: what is wrong, what to do."""

from __future__ import annotations

ROUNDS_REFUSALS: dict[str, str] = {
    "trip.nothing": "Chưa chọn ai để đi xác minh: hãy chọn ít nhất một dòng, hoặc một xã, phường.",
    "trip.unknown": "Không có chuyến này: hãy mở lại danh sách.",
    "trip.closed": "Chuyến này đã khép: hãy chọn chuyến khác, hoặc ghi kết quả ở trang của việc.",
    "trip.gone": "Việc {number} không còn phải xác minh {name}: hãy mở lại danh sách rồi chọn lại.",
    "trip.no_matter": "Việc đã chọn không có trong sổ: hãy mở lại danh sách rồi chọn lại.",
    "trip.not_in": "Người này không thuộc chuyến đã in: hãy bỏ dòng này, và ghi kết quả ở trang của việc.",
    "trip.too_many": "Đã chọn {count} người, một lần in chỉ nhận {limit}: hãy chọn theo xã, phường hoặc chấp hành viên.",
    "trip.no_result": "Chưa ghi kết quả nào: bấm 1 (chưa có), 2 (có điều kiện) hoặc 3 (một phần) trên các dòng đã xác minh.",
    "trip.twice": "Dòng này được ghi hai lần trong một lượt: hãy bỏ bớt một dòng.",
    "trip.before_print": "Ngày xác minh {day} trước ngày in chuyến {printed}: hãy sửa ngày, hoặc ghi ở trang của việc.",
    "span.bad": "Khoảng ngày chưa đúng: ngày cuối phải từ hôm nay ({today}) trở đi.",
    "publication.none": "Chưa chọn dòng nào: hãy chọn ít nhất một dòng trong danh sách.",
    "publication.not_shown": "Việc {number} hiện không đăng tải ai: không có gì để cập nhật hay chấm dứt.",
    "publication.shown": "Việc {number} đang được đăng tải đúng như hồ sơ: không phải đăng lại.",
    "publication.no_lack": "Việc {number} không còn khoản nào chưa có điều kiện: không đăng tải, hãy ghi chấm dứt (Ctrl+E).",
    "publication.still": "Việc {number} vẫn còn chưa có điều kiện thi hành: chấm dứt đăng tải chỉ khi đình chỉ, tiếp tục, thu hồi hoặc đã thi "
    "hành xong. Nếu đăng nhầm, hãy xóa dòng ghi nhầm ở trang của việc.",
    "publication.before": "Việc {number}: ngày {day} trước ngày phát sinh {since}: hãy sửa ngày.",
    "publication.no_fields": "Trước ngày {day} luật không nêu nội dung của danh sách: chương trình không lập danh sách để đăng tải.",
    "publication.no_proof": "Chưa có số công văn hoặc bằng chứng gửi: hãy nhập.",
    "publication.look": "Có {count} dòng phải có người xem lại trước khi gửi, ví dụ {name}: bấm Ctrl+B đến “Xem lại trước khi gửi”, xem từng dòng, rồi "
    "chọn ô “Đã xem lại”.",
    "publication.no_period": (
        "Danh sách đăng tải lập theo hiện trạng hôm nay, không lập lại theo kỳ {typed}: hãy bỏ kỳ. Danh sách đã gửi trước đây thì mở ở "
        "Gửi nơi khác, phần Đã gửi."
    ),
    "publication.bad_file": "Tệp phải có đuôi .xlsx, .pdf hoặc .json: hãy đặt lại tên tệp.",
    "publication.posted": "Việc {number} đã ghi niêm yết tại xã từ {day}.",
    "publication.not_posted": "Việc {number} chưa ghi niêm yết tại xã: không có gì để thôi niêm yết.",
    "archive.none": "Chưa chọn hồ sơ nào: hãy chọn ít nhất một dòng.",
    "archive.open": "Việc {number} chưa kết thúc: chỉ hồ sơ đã kết thúc mới đưa vào lưu trữ.",
    "archive.money": "Việc {number} còn giữ {held} đồng chưa chi trả: hãy chi trả hoặc trả lại trước khi lưu trữ.",
    "archive.money_before": "Việc {number}: bản án này còn giữ {held} đồng thu trước khi có quyết định: hãy xử lý trước khi lưu trữ.",
    "archive.to_pay": "Việc {number} còn {held} đồng đã thu chưa chi trả, ở khoản {lines}{laid}: hãy chi trả, hoặc sung quỹ tiền không ai nhận "
    "(Ctrl+Shift+M ở trang của việc) trước khi lưu trữ.",
    "archive.advance": "Việc {number} còn {open} đồng tạm ứng chi phí của {whose} chưa hoàn trả: hãy ghi hoàn tạm ứng ở trang chi phí (Ctrl+Shift+P ở "
    "trang của việc) trước khi lưu trữ.",
    "archive.exhibit": "Việc {number} còn vật chứng trong kho: {codes}, ở {places}. Hãy xuất kho (Ctrl+Shift+H ở trang của việc) trước khi lưu trữ.",
    "archive.asset": "Việc {number} còn tài sản kê biên ({asset}): {stage}. Hãy giải tỏa hoặc giao tài sản "
    "(Ctrl+Shift+A ở trang của việc) trước khi lưu trữ.",
    "archive.book": "Việc {number} còn mục theo dõi chưa xong trong các sổ (có thể là sổ tài khoản này không xem): hãy để người giữ sổ kết thúc trước.",
    "archive.measure": "Việc {number} còn biện pháp chưa chấm dứt, chưa giải tỏa: hãy ra quyết định chấm dứt, giải tỏa trước khi lưu trữ.",
    "archive.published": "Việc {number} còn đang đăng tải thông tin chưa có điều kiện: hãy ghi chấm dứt đăng tải trước khi lưu trữ.",
    "archive.no_way": "Việc {number}: {says}.",
    "archive.unnumbered": "Việc {number} còn {count} tài liệu chưa đánh số bút lục: mở hồ sơ (Ctrl+Shift+E ở trang của việc), Ctrl+B đánh số rồi làm lại.",
    "archive.uncounted": (
        "Việc {number} còn {count} tài liệu chưa ai đếm số tờ: mở hồ sơ (Ctrl+Shift+E ở trang của việc), Ctrl+G ghi số tờ, rồi làm lại."
    ),
    "archive.changed": (
        "Việc {number}: hồ sơ đã thay đổi sau khi lập mục lục ngày {since} (khi lập {then} tờ, nay {now} tờ): hãy trả lại (Ctrl+Delete ở danh sách chờ "
        "lưu trữ), lập lại mục lục rồi thẩm tra, phê duyệt lại."
    ),
    "archive.incomplete": (
        "Việc {number}: soát hồ sơ còn thiếu {count} mục, trước hết: {first}. Hãy bổ sung (trang Hồ sơ, Ctrl+2), hoặc ghi vào ô Lý do."
    ),
    "archive.carried_sheets": (
        "Việc {number} nhận từ sổ cũ, danh mục trong chương trình chưa đủ: hãy nhập số tờ đếm trên giấy (danh mục có {listed} tờ), từng việc một."
    ),
    "archive.other_sheets": (
        "Việc {number}: danh mục có {listed} tờ, không phải {typed}: hãy đếm lại và sửa số tờ của tài liệu (trang Hồ sơ, Ctrl+G), hoặc để trống ô này."
    ),
    "archive.not_examiner": (
        "Hồ sơ lưu trữ do Thẩm tra viên thẩm tra: hãy chọn người giữ chức vụ ấy ngày đó; chưa có ai thì khai báo ở Thiết lập, mục Cán bộ."
    ),
    "archive.checked_by": "Việc {number}: người phê duyệt không được là người đã thẩm tra hồ sơ ấy: hãy chọn người khác.",
    "archive.step": "Việc {number} {stage}: bước này chưa tới lượt hoặc đã làm.",
    "archive.same_person": "Việc {number}: người thẩm tra không được là người đã lập mục lục hồ sơ ấy: hãy chọn người khác.",
    "archive.no_post": "Chưa chọn người, hoặc người này không còn giữ chức vụ nào ở đơn vị ngày đó: hãy chọn người khác.",
    "archive.not_head": "Hồ sơ lưu trữ do Thủ trưởng (hoặc Phó Thủ trưởng) phê duyệt: hãy chọn người giữ chức vụ ấy ngày đó.",
    "archive.before": "Việc {number}: ngày {day} trước bước trước đó ngày {since}: hãy sửa ngày.",
    "archive.bad_sheets": "Số tờ (bút lục) phải là số nguyên từ 0 đến {most}: hãy nhập lại.",
    "archive.no_minutes": "Chưa có biên bản bàn giao nào của hồ sơ này.",
    "review.not_entrusted": "Việc này không nhận ủy thác và cũng chưa ủy thác đi: không phải chuyển quyết định giám đốc thẩm, tái thẩm cho cơ quan nào.",
    "review.none": "Chưa ghi nhận quyết định giám đốc thẩm, tái thẩm nào chưa chuyển: hãy ghi nhận trước.",
    "review.before": "Ngày chuyển {day} trước ngày nhận {came}: hãy sửa ngày.",
}
