"""What is said when a fee, an interest, an order of payment or a remission cannot be reckoned: what is wrong, what to do."""

from __future__ import annotations

from thads_desktop.domain.sentences_cash import CASH_REFUSALS

MONEY_REFUSALS: dict[str, str] = {
    **CASH_REFUSALS,
    "money.no_law": "Chưa có quy định về {what} cho ngày này (sớm nhất từ {first}): hãy kiểm tra lại ngày, hoặc tính theo văn bản của thời kỳ ấy.",
    "money.bad_amount": "“{text}” không phải là số tiền: hãy ghi số nguyên đồng từ 0 đến dưới 1.000.000 tỷ, ví dụ 1.234.567.",
    "money.too_much": "Tổng số tiền vượt 1.000.000 tỷ đồng: hãy kiểm tra lại các số.",
    "money.no_amount": "Chưa có số tiền nào: hãy ghi ít nhất một số.",
    "money.too_many": "Nhiều nhất {most} dòng một lần tính: hãy chia ra.",
    "money.bad_line": "Dòng “{text}” chưa đúng: hãy ghi theo mẫu {form}.",
    "fee.no_factor": "Cách thu “{how}” chưa xác lập hệ số phí vào ngày {day}: hãy tính theo văn bản của thời kỳ ấy.",
    "fee.no_relief": "Căn cứ miễn, giảm phí này chưa xác lập vào ngày {day}: hãy chọn căn cứ khác hoặc đối chiếu văn bản của thời kỳ ấy.",
    "fee.bad_percent": "Mức giảm phải từ 1 đến {most} %, và chỉ ghi khi căn cứ cho phép giảm đến một mức: hãy sửa.",
    "fee.not_established": "Đơn vị đang chọn chưa tính phí cho ngày {day} vì biểu phí mới chưa xác lập: hãy đối chiếu văn bản, hoặc chọn "
    "biểu phí ở Thiết lập › Lịch và cách tính.",
    "fee.tariff_open": "Biểu phí áp dụng cho tiền, tài sản nhận từ {since} (ở đây là {day}) chưa xác lập: vào Thiết lập › Lịch và cách tính, mục "
    "“Phí thi hành án từ 01/7/2026”, chọn biểu phí của đơn vị rồi ra quyết định; khi có thông tư mới thì cài gói quy định.",
    "fee.not_received": "Ngày nhận tiền, tài sản {received} sau ngày quyết định {day}: hãy sửa ngày nhận.",
    "fee.band_unread": "Dòng {line} của bảng mức thu phí chưa đúng: hãy ghi số tiền; mức thu (ví dụ 3 %); số phí.",
    "fee.band_wrong": "Dòng {line} của bảng mức thu phí: số tiền nhân mức thu là {right} đồng, đang ghi {fee} đồng: hãy sửa dòng ấy.",
    "fee.bands_other": "Các phần của bảng mức thu phí cộng lại {bands} đồng, khác tổng số đã nhận {received} đồng: hãy sửa cho bằng nhau.",
    "fee.sum_other": "Bảng mức thu phí cộng {bands} đồng, trừ phí của số đã nhận trước {before} đồng còn {right} đồng, khác số phí phải nộp {amount} "
    "đồng: hãy sửa; thu khác vì hệ số hoặc miễn, giảm thì ghi ở ô Cách tính phí.",
    "fee.parts_other": "Các lần nhận cộng lại {parts} đồng, khác tổng số đã nhận {received} đồng: hãy sửa cho bằng nhau.",
    "fee.last_part": "Lần nhận cuối của bảng có phí {last} đồng, khác số phí của quyết định này {amount} đồng: hãy sửa cho bằng nhau.",
    "fee.relief_more": "Quyết định thu phí thu {fee} đồng, không miễn, giảm {amount} đồng được: hãy sửa số tiền.",
    "fee.relief_share": "{share} của số phí {fee} đồng là {right} đồng, đang ghi {amount} đồng: hãy sửa số tiền hoặc tỷ lệ.",
    "fee.pays_more": "Số trả cho người khác lớn hơn giá trị đã nhận: hãy kiểm tra lại.",
    "fee.pays_one": "Số trả cho người khác chỉ ghi khi tính cho một lần nhận: hãy tính riêng lần nhận tài sản ấy.",
    "interest.no_rate": "Đã chọn lãi theo thỏa thuận hoặc hợp đồng: hãy ghi lãi suất.",
    "interest.whose_rate": "Đã ghi lãi suất: hãy chọn đó là lãi thỏa thuận hay lãi hợp đồng tín dụng; để trống lãi suất thì tính theo luật.",
    "interest.reversed": "Ngày cuối {end} trước ngày đầu {start}: hãy nhập lại kỳ tính lãi.",
    "interest.bad_pause": "Khoảng không tính lãi có ngày cuối {end} trước ngày đầu {start}: hãy nhập lại.",
    "interest.bad_span": "“{text}” không phải là một khoảng ngày: hãy ghi NGÀY:NGÀY, ví dụ 01/02/2020:31/03/2020.",
    "interest.bad_rate": "“{text}” không phải là lãi suất: hãy ghi phần trăm một năm từ 0 đến 100, ví dụ 12 hoặc 9,5.",
    "order.kind": "Không có loại khoản “{kind}”: hãy chọn trong danh sách.",
    "order.bad_debt": "Tài sản bảo đảm của nợ xấu thanh toán theo pháp luật về tổ chức tín dụng: chương trình không chia khoản này.",
    "order.coerced_later": "Quyết định cưỡng chế ngày {coerced} sau ngày thanh toán {day}: hãy kiểm tra lại hai ngày.",
    "order.no_claims": "Chưa có khoản nào để thanh toán: hãy ghi ít nhất một dòng.",
    "order.no_awarded": "Khoản của {creditor}: số tiền được thi hành theo bản án phải lớn hơn 0.",
    "order.less_awarded": "Khoản của {creditor}: số gốc còn lại lớn hơn số tiền được thi hành theo bản án. Hãy kiểm tra lại.",
    "remission.nothing_left": "Số còn lại phải lớn hơn 0: đã nộp đủ thì không có gì để miễn, giảm.",
    "remission.before": "Ngày đề nghị trước ngày quyết định thi hành án đầu tiên: hãy kiểm tra lại.",
}
