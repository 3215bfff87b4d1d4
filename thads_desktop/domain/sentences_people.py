"""Refusals about the office and its people, in words."""

from __future__ import annotations

PEOPLE_REFUSALS: dict[str, str] = {
    "office.missing": "Thư mục dữ liệu chưa có đơn vị nào: hãy lập đơn vị trước (lệnh init hoặc cửa sổ thiết lập).",
    "office.exists": "Thư mục dữ liệu này đã có đơn vị: hãy chọn thư mục khác hoặc sửa ở trang Thiết lập.",
    "office.bad_level": "Cấp của đơn vị phải là district (Chi cục) hoặc province (Cục).",
    "office.bad_prefix": "Cách ký theo ủy quyền phải là TUQ. hoặc TL.: hãy chọn lại.",
    "office.prefix_and_title": "Cách ký (TUQ., TL.) và chức danh người ký theo ủy quyền phải ghi cả hai, hoặc để trống cả hai.",
    "signer.no_prefix": (
        "{name} ký theo ủy quyền của người đứng đầu, nhưng thể thức ký (TUQ. hay TL.) chưa có văn bản xác lập: hãy đặt cách ký và chức danh ở trang "
        "Thiết lập, phần tên đơn vị, hoặc chọn người khác ký."
    ),
    "office.no_identity": "Đơn vị phải có ít nhất một tên gọi theo thời gian: hãy nhập tên.",
    "office.wrong_level": "Chỉ cấp Cục mới tổng hợp báo cáo của các đơn vị: hãy mở dữ liệu của Cục.",
    "person.bad_post": "Chức vụ hoặc ngạch chưa đúng: hãy chọn trong danh sách (“Quyền” chỉ đi với Thủ trưởng).",
    "person.bad_term": "Ngày kết thúc trước ngày bắt đầu: hãy kiểm tra lại hai ngày.",
    "person.known": "{name} đã có trong danh sách ở chức vụ này: không cần thêm lần nữa.",
    "person.not_here": "Không có ai tên {name} trong danh sách cán bộ: hãy ghi đúng họ tên, hoặc thêm người này ở trang Thiết lập.",
    "person.unknown": "Không tìm thấy người này trong danh sách cán bộ: hãy chọn lại.",
    "person.no_such_post": "Người này không giữ chức vụ ấy vào ngày đã nhập: hãy kiểm tra lại.",
    "signer.no_power": "{name} không có thẩm quyền ký văn bản này ngày {day}. Người có thẩm quyền: {who}.",
    "signer.not_known": "Người ký không có thẩm quyền ký văn bản này ngày ấy: hãy kiểm tra họ tên, hoặc khai báo chức vụ ở trang Thiết lập.",
    "officer.missing": "Chưa chọn chấp hành viên: hãy chọn một người.",
    "officer.same": "Chấp hành viên này đang phụ trách việc: hãy chọn người khác.",
    "officer.kin": "{name} là người thân thích của đương sự nên không được phân công: hãy chọn người khác.",
    "officer.same_name": "{name} trùng họ tên với một đương sự của việc: hãy kiểm tra để Chấp hành viên không thi hành việc của chính mình.",
    "officer.not_in_post": "Người được chọn không giữ chức vụ chấp hành viên ngày {day}: hãy chọn người khác.",
    "series.bad_number": "Số bắt đầu phải từ 1 đến 9.999.999: hãy nhập lại.",
    "series.taken": "Dãy số đã dùng, số tiếp theo là {next}: số bắt đầu không thể nhỏ hơn.",
    "series.borne": "Số {number} đã cấp cho một quyết định khác trong năm này: hãy đặt số tiếp theo của dãy ở trang Thiết lập, mục Dãy số.",
    "series.recorded": "Số {number} đã có ở một văn bản được ghi nhận trong năm này: hãy đặt số tiếp theo của dãy ở trang Thiết lập, mục Dãy số.",
    "series.out_of_order": "Số liền trước của dãy này vào ngày {last}: số sau không thể có ngày trước đó. Hãy sửa ngày.",
    "number.taken": "Số này đã có ở một văn bản khác trong sổ cùng năm: hãy kiểm tra lại số.",
    "setting.unknown": "Không có thiết lập tên này: hãy chọn trong danh sách.",
    "setting.bad_weight": "Hệ số “{text}” chưa đúng: hãy ghi một số từ 0 đến 1000, ví dụ 0,5; ít nhất một hệ số lớn hơn 0.",
    "setting.bad_value": "Giá trị của thiết lập chưa đúng: hãy chọn một trong {known}.",
}
