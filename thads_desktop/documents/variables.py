"""The closed registry of what a form may say: name, label, sample, and where it comes from.

Every value is a prepared string (dates and amounts already in words) or a list of rows. "typed" variables become input
fields; "store" ones are filled from the data.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """kind: text | long | rows | moment (an hour of a day); of a form's own field also money (digits), day (ISO), hour, lines (a row a
    line, cells parted by ";").

    source: store | typed; sample as it would print (an own field's: as it is typed); gap: the dots of a blank one, "" = usual;
    columns: of lines, the heading of each cell; note: what stands under the field.
    """

    name: str
    label: str
    sample: str
    kind: str = "text"
    source: str = "store"
    gap: str = ""
    columns: tuple[str, ...] = ()
    note: str = ""
    #: Of lines: so many at least, where something is written at all.
    least: int = 0
    #: It sets a day or an hour to come: none before the day of the paper.
    ahead: bool = False


_OFFICE = (
    Variable("office", "Tên đơn vị", "Chi cục Thi hành án dân sự quận Lê Chân"),
    Variable("account", "Tài khoản nhận tiền của đơn vị (trang Thiết lập)", "số 3949.0.9052345 tại Kho bạc Nhà nước quận Lê Chân"),
    Variable("procuracy", "Viện kiểm sát", "Viện kiểm sát nhân dân quận Lê Chân"),
)
_CASE = (
    Variable(
        "judgment",
        "Bản án, quyết định",
        "Bản án số 15/2019/DS-ST ngày 05 tháng 3 năm 2019 của Tòa án nhân dân quận Lê Chân",
    ),
    Variable(
        "enforcement_decision",
        "Quyết định thi hành án",
        "Quyết định thi hành án theo yêu cầu số 21/QĐ-CCTHADS ngày 10 tháng 10 năm 2019 của Chi cục trưởng Chi cục Thi hành án dân sự quận Lê Chân",
    ),
    Variable(
        "request_text", "Đơn yêu cầu", "đơn yêu cầu thi hành án ngày 07 tháng 10 năm 2019 của Công ty TNHH Thương mại Hải Sơn"
    ),
    Variable("delegation", "Quyết định ủy thác", ""),
    Variable("debtor_names", "Người phải thi hành án", "ông Nguyễn Văn An"),
    Variable("creditor_names", "Người được thi hành án", "Công ty TNHH Thương mại Hải Sơn"),
    Variable("debtors", "Người phải thi hành án (đầy đủ)", "", "rows"),
    Variable("creditors", "Người được thi hành án (đầy đủ)", "", "rows"),
    Variable("holders", "Cơ quan đang giữ, chi trả tiền, tài sản trả lại (đầy đủ)", "", "rows"),
    Variable("holder_names", "Cơ quan đang giữ, chi trả tiền, tài sản trả lại", ""),
    Variable("commune_bodies", "Ủy ban nhân dân cấp xã nơi người phải thi hành án ở (mục đương sự)", ""),
    Variable("obligations", "Các khoản phải thi hành", "", "rows"),
    Variable("obligations_hit", "Các khoản thuộc quyết định này", "", "rows"),
    Variable("obligations_undone", "Các khoản thu hồi, hủy", "", "rows"),
    Variable("obligations_done", "Các khoản đã thi hành xong", "", "rows"),
    Variable("obligations_here", "Các khoản đang thi hành", "", "rows"),
    Variable("total_due", "Tổng số tiền phải thi hành", "10.000.000 đồng (Mười triệu đồng)"),
    Variable("total_rest", "Số tiền còn phải thi hành", "10.000.000 đồng (Mười triệu đồng)"),
    Variable("total_done", "Số tiền đã thi hành", "2.000.000 đồng (Hai triệu đồng)"),
    Variable("officer", "Chấp hành viên", "Trần Thị Bình"),
    Variable("old_officer", "Chấp hành viên trước", "Lê Văn Cường"),
    Variable("interim", "Quyết định áp dụng biện pháp khẩn cấp tạm thời", ""),
    Variable("money", "Có khoản phải thi hành bằng tiền", "có"),
    Variable("nobody_owes", "Không có người phải thi hành án, hoặc chỉ là Nhà nước", ""),
    Variable("given_back", "Trả lại tiền, tài sản cho đương sự", ""),
    Variable("beside", "Trả lại tiền, tài sản bên cạnh khoản phải thi hành", ""),
    Variable("taken", "Tịch thu, tiêu hủy", ""),
    Variable("refund_address", "Người được nhận lại tiền, tài sản và địa chỉ của người ấy (mục đương sự)", "số 12 phố Cầu Đất"),
    Variable("addressee", "Người được báo, năm sinh, giấy tờ, địa chỉ", "ông Nguyễn Văn An, sinh năm 1980; địa chỉ: số 12 phố Cầu Đất, quận Lê Chân"),
    Variable("voluntary_days", "Thời hạn tự nguyện (ngày)", "10"),
)
_ACT = (
    Variable("ground_text", "Căn cứ áp dụng", "Đương sự đồng ý hoãn thi hành án bằng văn bản, có ghi thời hạn"),
    Variable("ground_law", "Điều luật của căn cứ", "điểm c khoản 1 Điều 48 Luật Thi hành án dân sự"),
    Variable("deferral_law", "Điều luật của việc hoãn kèm theo", "điểm b khoản 1 Điều 48 Luật Thi hành án dân sự"),
    Variable("until_text", "Thời hạn đến", "ngày 31 tháng 12 năm 2020"),
    Variable("from_text", "Kể từ", "ngày 05 tháng 6 năm 2020"),
    Variable("to_office", "Cơ quan nhận ủy thác", "Chi cục Thi hành án dân sự huyện An Dương"),
    Variable(
        "target_text", "Quyết định bị tác động", "Quyết định hoãn thi hành án số 03/QĐ-CCTHADS ngày 05 tháng 6 năm 2020"
    ),
    Variable("officers_own", "Văn bản bị tác động do chấp hành viên ban hành", ""),
    Variable("target_recipients", "Nơi nhận khác của quyết định bị tác động", ""),
    Variable("amount_text", "Số tiền đình chỉ", "4.000.000 đồng (Bốn triệu đồng)"),
    Variable("part", "Một phần", "một phần"),
    Variable(
        "held_conditions",
        "Quyết định đang có hiệu lực",
        "Quyết định hoãn thi hành án số 03/QĐ-CCTHADS ngày 05 tháng 6 năm 2020",
    ),
)
_TYPED = (
    Variable(
        "reason",
        "Lý do, nội dung xét thấy",
        "theo hồ sơ và kết quả xác minh, đã đủ căn cứ ra quyết định này",
        "long",
        "typed",
    ),
    Variable("evidence", "Tài liệu làm căn cứ", "Biên bản xác minh ngày 02 tháng 6 năm 2020", "long", "typed"),
    Variable("old_text", "Nội dung cũ", "số 12 phố Cầu Đất", "long", "typed"),
    Variable("new_text", "Nội dung sửa thành", "số 21 phố Cầu Đất", "long", "typed"),
    Variable("consequence", "Hậu quả pháp lý", "các nội dung khác của quyết định giữ nguyên hiệu lực", "long", "typed"),
    Variable(
        "payment_place", "Nơi nộp tiền, giao tài sản", "trụ sở Chi cục Thi hành án dân sự quận Lê Chân", "text", "typed"
    ),
    Variable(
        "verify_when", "Giờ, ngày xác minh", "08 giờ 30 phút", "moment", "typed",
        "…… giờ …… phút, ngày …… tháng …… năm ………", note="Ví dụ 08:30 (của ngày văn bản); để trống thì in dấu chấm để điền tay",
    ),
    Variable(
        "verify_place", "Địa điểm xác minh", "trụ sở Ủy ban nhân dân phường An Biên", "text", "typed", "…………" * 4
    ),
    Variable(
        "verify_people", "Thành phần tham gia", "Ông Phạm Văn Dũng, cán bộ Ủy ban nhân dân phường", "long", "typed"
    ),
    Variable("verify_assets", "Tài sản", "Không có nhà đất, xe mô tô đứng tên", "long", "typed"),
    Variable("verify_income", "Thu nhập", "Lao động tự do, thu nhập không ổn định", "long", "typed"),
    Variable("verify_other", "Nội dung khác", "Không", "long", "typed"),
    Variable("extra", "Nội dung bổ sung", "", "long", "typed"),
    Variable("notice_way", "Hình thức thông báo thi hành án", "trực tiếp", "text", "typed"),
    Variable("import_book", "Sổ giấy đối chiếu", "", "long", "typed"),
    Variable("import_totals", "Số liệu đối chiếu", "", "rows"),
    Variable("import_office", "Đơn vị giữ sổ thụ lý", "Chi cục Thi hành án dân sự quận Lê Chân"),
    Variable("import_file", "Tệp sổ thụ lý", "so-thu-ly.xlsx"),
    Variable("import_closing", "Ngày khóa sổ", "ngày 31 tháng 12 năm 2019"),
)
_FURTHER = (
    Variable(
        "asset_delegation", "Quyết định ủy thác xử lý tài sản",
        "Quyết định ủy thác xử lý tài sản số 07/QĐ-CCTHADS ngày 01 tháng 8 năm 2022 của Chi cục Thi hành án dân sự huyện An Dương",
    ),
    Variable("from_office", "Cơ quan ủy thác", "Chi cục Thi hành án dân sự huyện An Dương"),
    Variable("money_days", "Số ngày làm việc phải chuyển tiền", "05"),
    Variable("measure_text", "Biện pháp", "trừ vào thu nhập"),
    Variable("measure_law", "Điều luật của biện pháp", "khoản 2 Điều 71 Luật Thi hành án dân sự"),
    Variable("ended_law", "Điều luật của biện pháp được chấm dứt", "khoản 2 Điều 71 Luật Thi hành án dân sự"),
    Variable("about_party", "Người được nêu trong văn bản", "ông Nguyễn Văn An"),
    Variable("coerced_names", "Người bị áp dụng biện pháp", "ông Nguyễn Văn An"),
    Variable("about_details", "Năm sinh, giấy tờ, địa chỉ của người ấy", ", sinh năm 1980; địa chỉ: số 12 phố Cầu Đất, quận Lê Chân"),
    Variable("commune_told", "Gửi Ủy ban nhân dân cấp xã", "có"),
    Variable("side_text", "Quyền hay nghĩa vụ", "quyền"),
    Variable("sum_text", "Số tiền", "2.000.000 đồng (Hai triệu đồng)"),
    Variable("costs_text", "Chi phí thi hành án đến nay", "200.000 đồng (Hai trăm nghìn đồng)"),
    Variable("urgent_hours", "Số giờ phải ra quyết định sau biên bản", "24"),
    Variable("limit_text", "Cách tính mức trừ", "thu nhập một tháng 10.000.000 đồng, trừ không quá 30 %"),
    Variable("obligations_whole", "Các khoản phải thi hành, cả khoản đã xong", "", "rows"),
    Variable("judgment_duties", "Nghĩa vụ theo bản án, quyết định", "", "rows"),
    Variable("result_state", "Kết quả thi hành án theo sổ", "đã thi hành xong một phần"),
    Variable("period_done", "Số tiền thi hành trong kỳ", "2.000.000 đồng (Hai triệu đồng)"),
    Variable("ended_how", "Lý do, căn cứ kết thúc", "đã thi hành xong"),
    Variable("ended_on", "Ngày việc thi hành án kết thúc", "ngày 01 tháng 8 năm 2020"),
    Variable("new_party", "Người nhận chuyển giao", "bà Trần Thị Nhận", "text", "typed"),
    Variable(
        "new_details", "Năm sinh, giấy tờ, địa chỉ của người nhận chuyển giao",
        "sinh năm 1990, số định danh cá nhân 031190000001; địa chỉ: số 14 phố Cát Dài, quận Lê Chân",
    ),
    Variable("base_text", "Số tiền, giá trị tài sản được nhận", "100.000.000 đồng", "text", "typed"),
    Variable("method_text", "Cách tính phí", "Nhân 1/3 (đã có quyết định, chưa cưỡng chế, các bên tự giao nhận)", "text", "typed"),
    Variable("fee_basis", "Văn bản về phí thi hành án", "Điều 4 Thông tư số 216/2016/TT-BTC của Bộ Tài chính"),
    Variable("asset", "Tài sản, nội dung cụ thể", "tài khoản số 123456789 tại Ngân hàng Đông Hải", "long", "typed"),
    Variable("holder", "Nơi giữ, quản lý, trả thu nhập", "Ngân hàng Đông Hải", "text", "typed"),
    Variable("asked_by", "Đơn, văn bản đề nghị", "đơn đề nghị ngày 02 tháng 6 năm 2020", "text", "typed"),
    Variable("result_text", "Nói thêm về kết quả thi hành án", "phần còn lại đang thi hành tiếp", "long", "typed"),
    Variable("court", "Tòa án, cơ quan nhận", "Tòa án nhân dân quận Lê Chân", "text", "typed"),
)
#: Terms that a paper tells somebody, by the rules of its day (``services/paper_terms.py``); empty where the law has no number.
_TERMS = (
    Variable("revalue_days", "Thời hạn yêu cầu định giá lại", "05 ngày làm việc"),
    Variable("cut_agree_days", "Thời hạn thỏa thuận mức giảm giá", "10 ngày"),
    Variable("handover_days", "Thời hạn giao tài sản", "60 ngày"),
    Variable("payee_days", "Thời hạn đến nhận tiền, tài sản", "15 ngày"),
    Variable("things_days", "Thời hạn đến nhận tài sản", "03 tháng"),
    Variable("destroy_days", "Thời hạn tiêu hủy", "20 ngày"),
    Variable("second_complaint_days", "Thời hạn khiếu nại lần hai", "15 ngày"),
)
#: What notices, minutes and letters say by the law of their day, or by the papers before them.
_NOTICES = (
    Variable("summons_times", "Lần triệu tập thứ", "02"),
    Variable("posting_days", "Thời gian niêm yết (ngày)", "07"),
    Variable("bank_hours", "Thời hạn ngân hàng báo kết quả phong tỏa (giờ)", "24"),
    Variable("answer_days", "Thời hạn trả lời xác minh (ngày làm việc)", "03"),
    Variable("proxy_days_registered", "Thời hạn xác minh theo ủy quyền, tài sản phải đăng ký (ngày)", "30"),
    Variable("proxy_days_longest", "Thời hạn dài nhất của việc ấy (ngày)", "45"),
    Variable("proxy_days_other", "Thời hạn xác minh theo ủy quyền, trường hợp khác (ngày)", "15"),
)
VARIABLES: dict[str, Variable] = {v.name: v for v in (*_OFFICE, *_CASE, *_ACT, *_TYPED, *_FURTHER, *_TERMS, *_NOTICES)}

#: Lists of rows -> the names a repeated paragraph may use.
ROW_FIELDS: dict[str, set[str]] = {
    "debtors": {"person", "details"},
    "creditors": {"person", "details"},
    "holders": {"person", "details"},
    "obligations": {"n", "obligation", "amount"},
    "obligations_hit": {"n", "obligation", "amount"},
    "obligations_whole": {"n", "obligation", "amount"},
    "obligations_undone": {"n", "obligation", "amount"},
    "judgment_duties": {"n", "obligation", "amount"},
    "obligations_done": {"n", "obligation", "amount"},
    "obligations_here": {"n", "obligation", "amount"},
    "import_totals": {"label", "book", "taken", "difference"},
}
