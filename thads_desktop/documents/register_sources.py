"""What a register may be drawn from: the closed vocabulary of row sources, and the fields each of them gives.

A register is a view: its rows are derived from events by ``services/register_sources``. Here stands only what a layout may name. Every
source has the fields of ``COMMON`` beside its own: the running number, the note, and a column left empty to write in by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["text", "date", "money", "count", "number"]
Opens = Literal["matter", "entry", "intake", "item", "asset", "letter", ""]


@dataclass(frozen=True, slots=True)
class SourceField:
    """One thing known of a row. kind: a number has decimals and is summed nowhere; private: hidden from an account without "secret" where the row is
    about a minor."""

    name: str
    label: str
    kind: Kind = "text"
    private: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of rows. needs: the act of the table of rights without which it is not seen ("" = none); opens: what Enter on a row opens; carried: what
    is there when a year ends is a row of the next year's book."""

    key: str
    title: str
    fields: tuple[SourceField, ...]
    opens: Opens = "matter"
    needs: str = ""
    carried: bool = False

    def field(self, name: str) -> SourceField:
        """KeyError for a name the source has not."""
        found = next((f for f in (*COMMON, *self.fields) if f.name == name), None)
        if found is None:
            raise KeyError(name)
        return found

    def has(self, name: str) -> bool:
        return any(f.name == name for f in (*COMMON, *self.fields))


#: STT: the running number of the year; NOTE: "Ghi chú", where the statutory note goes too; HAND: a column that stays empty.
STT, NOTE, HAND = "stt", "note", "hand"
COMMON = (SourceField(STT, "Số thứ tự", "count"), SourceField(NOTE, "Ghi chú"), SourceField(HAND, "Cột trống, ghi tay"))


def _f(name: str, label: str, kind: Kind = "text", *, private: bool = False) -> SourceField:
    return SourceField(name, label, kind, private)


_JUDGMENT = (
    _f("judgment_number", "Số bản án, quyết định"), _f("judgment_day", "Ngày bản án, quyết định", "date"), _f("court", "Cơ quan ra bản án, quyết định"),
)  # fmt: skip
_MATTER = (
    _f("matter_number", "Số QĐ thi hành án"), _f("matter_day", "Ngày QĐ thi hành án", "date"), _f("matter_kind", "Chủ động, theo yêu cầu"), *_JUDGMENT,
    _f("debtor", "Người phải thi hành án"), _f("debtor_address", "Địa chỉ người phải thi hành án", private=True),
    _f("creditor", "Người được thi hành án"), _f("creditor_address", "Địa chỉ người được thi hành án", private=True),
    _f("content", "Khoản phải thi hành"), _f("officer", "Chấp hành viên"),
)  # fmt: skip
_DECISION = (
    _f("number", "Số quyết định"), _f("day", "Ngày quyết định", "date"), _f("kind", "Loại quyết định"), _f("ground", "Căn cứ, lý do"),
    _f("amount", "Số tiền", "money"), _f("signer", "Người ký"), _f("sent_procuracy", "Ngày gửi Viện kiểm sát", "date"),
    _f("sent_parties", "Ngày gửi đương sự", "date"), *_MATTER,
)  # fmt: skip
_MEASURE = (_f("measure", "Biện pháp"), _f("party", "Người bị áp dụng"), _f("ended", "Ngày chấm dứt", "date"))
_ENTRY = (_f("number", "Số vào sổ"), _f("day", "Ngày nhận", "date"), _f("matter_number", "Việc số"), _f("handler", "Người theo dõi"),
    _f("state", "Tình trạng"))
_COMPLAINT = (
    _f("kind", "Loại đơn"), _f("way", "Hình thức nhận"), _f("level", "Lần khiếu nại"), _f("who", "Người gửi đơn"),
    _f("address", "Địa chỉ người gửi đơn", private=True), _f("against", "Người bị khiếu nại, tố cáo"), _f("object", "Quyết định, hành vi bị khiếu nại"),
    _f("content", "Nội dung"), _f("accepted", "Ngày thụ lý", "date"), _f("refused", "Ngày trả lời không thụ lý", "date"),
    _f("settled", "Ngày giải quyết xong", "date"), _f("decision", "Số quyết định, kết luận"), _f("result", "Kết quả"),
)  # fmt: skip
_RECEIPT = (
    _f("number", "Số biên lai"), _f("book", "Ký hiệu quyển"), _f("kind", "Loại biên lai"), _f("form", "Biên lai giấy, điện tử"),
    _f("day", "Ngày thu", "date"),
    _f("payer", "Người nộp"), _f("amount", "Số tiền", "money"), _f("way", "Tiền mặt, chuyển khoản"), _f("fund_day", "Ngày nộp quỹ", "date"),
    _f("matter_number", "Số QĐ thi hành án"), _f("judgment_number", "Số bản án, quyết định"), _f("content", "Thu của khoản"),
    _f("officer", "Chấp hành viên"),
)  # fmt: skip


_ALL = (
    Source("judgments", "Bản án, quyết định nhận được", (
        _f("received", "Ngày nhận", "date"), _f("way", "Hình thức nhận"), *_JUDGMENT, _f("kind", "Loại văn bản"), _f("case_type", "Loại án"),
        _f("appeal", "Bản án, quyết định phúc thẩm"), _f("parties", "Tên, địa chỉ đương sự", private=True), _f("attached", "Tài liệu kèm theo"),
        _f("signatures", "Ký giao, ký nhận"), _f("decided", "QĐ thi hành án đã ra"),
    ), "intake"),
    Source("requests", "Yêu cầu thi hành án nhận được", (
        _f("received", "Ngày nhận", "date"), _f("way", "Hình thức nhận"), _f("requester", "Người yêu cầu"),
        _f("requester_address", "Địa chỉ người yêu cầu", private=True), *_JUDGMENT, _f("content", "Nội dung yêu cầu"), _f("attached", "Tài liệu kèm theo"),
        _f("result", "Kết quả"), _f("decided", "QĐ thi hành án đã ra"), _f("refused_on", "Ngày từ chối", "date"),
    ), "intake"),
    Source("matters", "Quyết định thi hành án", (
        _f("number", "Số QĐ thi hành án"), _f("day", "Ngày QĐ thi hành án", "date"), *_MATTER[2:], _f("due", "Số tiền phải thi hành", "money"),
        _f("things", "Tài sản, việc phải thi hành"), _f("delegated_in", "Nhận ủy thác"), _f("result", "Kết quả thi hành"),
        _f("collected", "Số tiền đã thi hành", "money"), _f("terminated", "Số tiền đình chỉ", "money"), _f("delegated", "Số tiền ủy thác", "money"),
        _f("otherwise", "Số tiền thu hồi, hủy, trả đơn, rút hồ sơ", "money"), _f("rest", "Số tiền còn phải thi hành", "money"),
        _f("signer", "Người ký"), _f("sent_procuracy", "Ngày gửi Viện kiểm sát", "date"),
    )),
    Source("amendments", "Quyết định thu hồi, sửa đổi, bổ sung, hủy", (*_DECISION, _f("target", "Quyết định bị thu hồi, sửa đổi, hủy"))),
    Source("delegations_out", "Quyết định ủy thác", (
        *_DECISION, _f("to_office", "Cơ quan nhận ủy thác"), _f("acknowledged", "Ngày cơ quan nhận thông báo", "date"),
        _f("there_number", "Số QĐ thi hành án của cơ quan nhận"),
    )),
    Source("delegations_in", "Ủy thác nhận được", (
        _f("received", "Ngày nhận", "date"), _f("number", "Số quyết định ủy thác"), _f("from_office", "Cơ quan ủy thác"), *_JUDGMENT,
        _f("parties", "Đương sự", private=True), _f("acknowledged", "Ngày thông báo đã nhận", "date"), _f("decided", "QĐ thi hành án đã ra"),
    ), "intake"),
    Source("asset_delegations", "Quyết định ủy thác xử lý tài sản", (*_DECISION, _f("to_office", "Cơ quan nhận ủy thác"))),
    Source("asset_handlings", "Quyết định xử lý tài sản ủy thác", (
        _f("number", "Số quyết định"), _f("day", "Ngày quyết định", "date"), _f("from_office", "Cơ quan ủy thác"), *_JUDGMENT,
        _f("parties", "Đương sự", private=True),
        _f("handed", "Ngày giao tài sản", "date"), _f("amount", "Số tiền đã chuyển", "money"), _f("costs", "Chi phí đã trừ", "money"),
        _f("sent", "Ngày chuyển tiền", "date"),
    ), "intake"),
    Source("pauses", "Quyết định hoãn, tạm đình chỉ, tiếp tục", (
        *_DECISION, _f("until", "Hoãn đến ngày", "date"), _f("continued", "Quyết định tiếp tục (số, ngày)"),
    )),
    Source("terminations", "Quyết định đình chỉ", _DECISION),
    Source("means_lacking", "Quyết định chưa có điều kiện", (
        *_DECISION, _f("published", "Ngày đăng tải", "date"), _f("posted", "Ngày niêm yết", "date"),
    )),
    Source("takings_up", "Quyết định rút hồ sơ", _DECISION),
    Source("custody", "Vật chứng, tài sản kê biên, tạm giữ", (
        _f("number", "Số thẻ kho"), _f("day", "Ngày nhập, kê biên", "date"), _f("kind", "Loại"), _f("voucher", "Số biên bản, phiếu nhập"),
        _f("name", "Tên tài sản, vật chứng"), _f("unit", "Đơn vị tính"), _f("quantity", "Số lượng", "number"),
        _f("state", "Tình trạng"), _f("giver", "Người giao"),
        _f("matter_number", "Việc số"), _f("owner", "Của ai"), _f("place", "Nơi để"), _f("out_day", "Ngày xuất", "date"),
        _f("out_voucher", "Số lệnh, phiếu xuất"),
        _f("receiver", "Người nhận"), _f("how", "Hình thức xử lý"), _f("left", "Còn lại", "number"), _f("value", "Giá trị", "money"),
        _f("storekeeper", "Thủ kho ký"),
    ), "item", "store", carried=True),
    Source("security", "Quyết định áp dụng biện pháp bảo đảm", (*_DECISION, *_MEASURE)),
    Source("coercion", "Quyết định cưỡng chế", (*_DECISION, *_MEASURE, _f("force", "Huy động lực lượng"), _f("result", "Kết quả"))),
    Source("fees", "Quyết định về phí thi hành án", (
        *_DECISION, _f("party", "Người phải nộp phí"), _f("relief", "Số phí miễn, giảm", "money"), _f("kept_back", "Phí đã trừ khi chi trả", "money"),
    )),
    Source("sales", "Tài sản xử lý, bán đấu giá", (
        _f("day", "Ngày kê biên", "date"), _f("name", "Tài sản"), _f("kind", "Loại tài sản"), _f("owner", "Chủ sở hữu"), _f("matter_number", "Việc số"),
        _f("debtor", "Người phải thi hành án"), _f("start", "Giá khởi điểm", "money"), _f("contract", "Hợp đồng đấu giá"),
        _f("rounds", "Số lần đấu giá", "count"),
        _f("cuts", "Số lần giảm giá", "count"), _f("price", "Giá bán", "money"), _f("sold", "Ngày bán được", "date"), _f("buyer", "Người mua, nhận"),
        _f("handed", "Ngày giao tài sản", "date"), _f("stage", "Tình trạng"), _f("officer", "Chấp hành viên"),
    ), "asset"),
    Source("remissions", "Xét miễn, giảm", (*_DECISION, _f("party", "Người được đề nghị"))),
    Source("administrative", "Thi hành án hành chính", (
        *_ENTRY, _f("judgment", "Số, ngày bản án, quyết định"), _f("court", "Tòa án"), _f("debtor", "Người phải thi hành án"),
        _f("creditor", "Người được thi hành án"), _f("content", "Nội dung phải thi hành"), _f("forced", "Ngày Tòa án quyết định buộc thi hành", "date"),
        _f("worked", "Ngày làm việc với người phải thi hành án", "date"), _f("ended", "Ngày kết thúc", "date"), _f("result", "Kết quả"),
    ), "entry", "books"),
    Source("separate_book", "Việc chuyển sổ theo dõi riêng", (
        _f("day", "Ngày chuyển sổ", "date"), *_MATTER, _f("lacking", "QĐ chưa có điều kiện (số, ngày)"), _f("rest", "Số tiền còn phải thi hành", "money"),
        _f("verified", "Ngày xác minh gần nhất", "date"), _f("information", "Ngày có thông tin mới", "date"),
        _f("back", "Ngày đưa ra tổ chức thi hành", "date"),
    )),
    Source("archive", "Hồ sơ đưa vào lưu trữ", (
        _f("day", "Ngày đưa vào lưu trữ", "date"), _f("file", "Hồ sơ số"), _f("title", "Tiêu đề hồ sơ"), _f("sheets", "Số tờ", "count"),
        _f("place", "Nơi để, hộp, giá"), _f("retention", "Thời hạn bảo quản"), _f("loans", "Mượn, rút hồ sơ"),
        _f("ended", "Ngày kết thúc", "date"), *_MATTER[2:],
    )),
    Source("complaints_received", "Đơn khiếu nại, tố cáo, kiến nghị, phản ánh nhận được", (*_ENTRY, *_COMPLAINT), "entry", "complaints"),
    Source("complaints", "Khiếu nại đã thụ lý", (*_ENTRY, *_COMPLAINT), "entry", "complaints"),
    Source("denunciations", "Tố cáo đã thụ lý", (*_ENTRY, *_COMPLAINT), "entry", "denunciations"),
    Source("receipts", "Biên lai đã thu", _RECEIPT),
    Source("receipt_books", "Quyển biên lai đã dùng", (
        _f("day", "Ngày dùng đầu tiên", "date"), _f("book", "Ký hiệu quyển"), _f("kind", "Loại biên lai"), _f("form", "Biên lai giấy, điện tử"),
        _f("first", "Từ số"), _f("last", "Đến số"), _f("used", "Số biên lai đã dùng", "count"), _f("missing", "Số biên lai chưa thấy ghi", "count"),
        _f("amount", "Số tiền", "money"), _f("last_day", "Ngày dùng cuối cùng", "date"),
    ), ""),
    Source("payments", "Tiền đã chi trả", (
        _f("day", "Ngày chi", "date"), _f("voucher", "Số phiếu chi, chứng từ"), _f("party", "Người nhận"), _f("amount", "Số tiền", "money"),
        _f("fee", "Phí đã trừ", "money"), _f("way", "Hình thức"), *_MATTER,
    )),
    Source("letters_out", "Văn bản đi", (
        _f("number", "Số, ký hiệu"), _f("day", "Ngày văn bản", "date"), _f("subject", "Tên loại, trích yếu nội dung"), _f("signer", "Người ký"),
        _f("recipients", "Nơi nhận"), _f("kept_by", "Đơn vị, người nhận bản lưu"), _f("copies", "Số lượng bản"), _f("sent", "Ngày chuyển", "date"),
        _f("signed_for", "Ký nhận"), _f("matter_number", "Việc số"),
    ), "letter"),
    Source("letters_in", "Văn bản đến", (
        _f("day", "Ngày đến", "date"), _f("number", "Số đến"), _f("author", "Tác giả"), _f("their_number", "Số, ký hiệu"),
        _f("written", "Ngày văn bản", "date"), _f("subject", "Tên loại, trích yếu nội dung"), _f("receiver", "Đơn vị, người nhận"),
        _f("passed", "Ngày chuyển", "date"), _f("signed_for", "Ký nhận"), _f("matter_number", "Việc số"),
    ), "letter"),
)  # fmt: skip
SOURCES: dict[str, Source] = {s.key: s for s in _ALL}
