"""Sentences on the registers an office prints, their closings and layouts."""

from __future__ import annotations

REGISTER_REFUSALS: dict[str, str] = {
    "register.unknown": "Không có sổ nào tên “{name}”. Gõ mã, số hoặc tên sổ, ví dụ: {known}. Xem đủ bằng lệnh registers.",
    "register.many": "“{name}” có thể là nhiều sổ. Hãy gõ mã của một sổ: {known}.",
    "register.bad_year": "Năm {year} không mở sổ được: hãy nhập năm từ {first} đến {last}.",
    "register.bad_span": "Hãy chọn kỳ kết sổ: quý, 6 tháng hoặc năm.",
    "register.not_over": "Kỳ này hết ngày {end}: qua ngày ấy mới kết sổ được.",
    "register.closed": "Kỳ {span} của sổ này đã kết ngày {day}. Dòng ghi thêm sau đó vào kỳ kết sổ tiếp theo.",
    "register.before_closed": "Sổ đã kết đến ngày {end} ({span}), lần kết ấy gồm cả kỳ này: không kết riêng kỳ này nữa.",
    "register.earlier_open": "Chưa kết {first} ({from} - {to}): hãy kết {first} trước rồi kết {span}, để số cộng của kỳ nào chỉ có dòng của kỳ ấy.",
    "register.masked": "Tài khoản này chỉ xem được tên đã che. Kết sổ giữ nguyên các dòng, nên phải do người xem được đầy đủ làm.",
    "register.stale": "Sổ vừa có thay đổi ở nơi khác: hãy xem lại kỳ này rồi kết sổ.",
    "register.no_columns": "Sổ phải còn ít nhất một cột được in: hãy bỏ dấu ẩn của một cột.",
    "register.no_note": "Cột “Ghi chú” phải được in: dòng sửa đổi, bổ sung sau khi kết sổ được ghi ở cột ấy. Hãy để cột này lại, có thể thu hẹp.",
    "register.bad_column": "Cột “{heading}” chưa đúng: {what}.",
    "register.narrow": "Cột “{heading}” chỉ còn rộng {wide} mm trên trang A3, cần ít nhất {least} mm: hãy đặt độ rộng của cột này từ {weight} trở lên, "
    "hoặc thu hẹp các cột khác.",
    "register.narrow_others": "Cột “{heading}” chỉ còn rộng {wide} mm trên trang A3, cần ít nhất {least} mm: hãy thu hẹp hoặc bỏ bớt các cột khác.",
    "register.bad_field": "Nguồn của sổ không có mục “{field}”. Các mục có: {known}.",
    "register.unchanged": "Bố cục sổ không có gì thay đổi.",
    "register.not_custom": "Sổ này theo thông tư, không bỏ được; chỉ sổ riêng của đơn vị mới bỏ được.",
    "register.bad_source": "Không có nguồn dòng “{source}”. Các nguồn có: {known}.",
    "register.same_name": "Đã có sổ tên “{name}”: hãy đặt tên khác.",
    "register.kept_closed": "Sổ riêng này đã kết kỳ, phải giữ lại để tra cứu: không bỏ được.",
    "register.too_many": "Sổ có quá {limit} cột: trang A3 không đọc được. Hãy bỏ bớt cột.",
}
