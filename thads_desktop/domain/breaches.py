"""The rules that a recorded act broke, in words: what happened stands, and the mark stands beside it.

The codes are those of refusals; here they say what is odd of an act that was done, not what is to be done.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.sentences import REFUSALS
from thads_desktop.domain.sentences_assets import ASSET_BREACHES

if TYPE_CHECKING:
    from collections.abc import Iterable

BREACHES: dict[str, str] = {
    **ASSET_BREACHES,
    "act.before_decision": "trước ngày quyết định thi hành án",
    "matter.ended": "việc đã kết thúc",
    "line.unknown": "nêu khoản không có trong việc",
    "line.ended": "khoản đã kết thúc",
    "line.paid": "nêu khoản đã thu đủ",
    "line.bad_amount": "số tiền của khoản không hợp lý",
    "line.no_debtor": "khoản không có người phải thi hành án",
    "decision.divide": "gộp vào một quyết định những khoản phải ra quyết định riêng",
    "decision.apart": "một quyết định cho nhiều người phải thi hành theo phần",
    "refund.owed": "ghi người phải thi hành án cho khoản trả lại",
    "summons.nobody": "giấy báo tự nguyện cho khoản không có thời hạn tự nguyện",
    "summons.which_debtor": "một giấy báo tự nguyện cho nhiều người phải thi hành án",
    "minutes.other_day": "giờ, ngày ghi trong biên bản khác ngày biên bản",
    "party.not_debtor": "nêu người không phải là người phải thi hành án",
    "party.whole_line": "nêu một người cho khoản nhiều người phải thi hành",
    "ground.missing": "không ghi căn cứ",
    "ground.unknown": "căn cứ không có trong luật của ngày ấy",
    "officer.missing": "không nêu chấp hành viên",
    "officer.same": "phân công lại chính chấp hành viên đang phụ trách",
    "officer.kin": "chấp hành viên là người thân thích của đương sự",
    "officer.same_name": "chấp hành viên trùng họ tên với đương sự",
    "officer.not_in_post": "người được phân công không giữ chức vụ chấp hành viên ngày ấy",
    "means.already": "khoản đã ở tình trạng chưa có điều kiện",
    "means.not_verified": "chưa xác minh điều kiện thi hành án",
    "means.nobody": "khoản không có người phải thi hành án",
    "means.found": "lần xác minh gần nhất cho thấy có điều kiện thi hành án",
    "means.no_deferral": "căn cứ chưa có điều kiện không kèm việc hoãn",
    "deferral.already": "khoản đang được hoãn",
    "deferral.no_until": "hoãn không ghi thời hạn",
    "deferral.until_past": "hạn hoãn trước ngày quyết định",
    "deferral.too_long": "hoãn dài hơn mức luật cho phép",
    "suspension.already": "khoản đang tạm đình chỉ theo chính căn cứ này",
    "withdrawal.not_insolvency": "căn cứ chỉ dùng cho quyết định đình chỉ do phá sản, phục hồi",
    "continuation.nothing": "không có gì đang dừng để tiếp tục",
    "continuation.other_ground": "căn cứ không dùng để chấm dứt tình trạng của khoản",
    "termination.bad_amount": "số tiền đình chỉ không hợp lý",
    "termination.one_line": "đình chỉ một số tiền mà không nêu đúng một khoản bằng tiền",
    "termination.more_than_rest": "số tiền đình chỉ lớn hơn số còn phải thi hành",
    "delegation.no_office": "không nêu cơ quan nhận ủy thác",
    "delegation.same_province": "ủy thác trong cùng tỉnh",
    "delegation.not_province": "ủy thác cho cơ quan không phải cấp tỉnh, quân khu",
    "act.no_amount": "không ghi số tiền",
    "return.ex_officio": "gửi lại yêu cầu của việc chủ động",
    "return.not_lacking": "gửi lại yêu cầu của khoản không ở tình trạng chưa có điều kiện",
    "return.too_early": "chưa đủ thời gian để gửi lại yêu cầu",
    "return.not_verified": "gửi lại yêu cầu khi chưa xác minh",
    "return.new_information": "gửi lại yêu cầu khi có thông tin mới chưa xác minh",
    "transfer.not_party": "người chuyển giao không đứng ở bên ấy",
    "transfer.no_new_party": "không nêu người nhận chuyển giao",
    "transfer.both_sides": "người nhận chuyển giao đứng ở cả hai bên",
    "measure.nobody": "không có người phải thi hành án để áp dụng biện pháp",
    "measure.missing": "không ghi biện pháp nào",
    "measure.unknown": "luật của ngày ấy không có biện pháp này",
    "measure.not_held": "biện pháp được nêu không đang áp dụng",
    "measure.none_held": "không có biện pháp nào đang áp dụng",
    "fee.none": "không có quyết định thu phí",
    "field.no_such_day": "giờ, ngày ấn định không có thật hoặc không ghi ngày",
    "field.day_gone": "ngày ấn định trước ngày văn bản",
    "measure.before_time": "cưỡng chế trước khi hết hạn đã cho",
    "measure.of_money": "cưỡng chế giao vật, làm việc để thi hành khoản tiền",
    "measure.some_money": "cưỡng chế giao vật, làm việc để thi hành cả khoản tiền",
    "measure.day_past": "ngày cưỡng chế trước ngày quyết định",
    "measure.day_off": "cưỡng chế vào ngày nghỉ",
    "measure.over_duty": "vượt nghĩa vụ còn phải thi hành và chi phí",
    "measure.over_share": "vượt mức thu nhập được trừ",
    "measure.below_wage": "không để lại đủ lương tối thiểu vùng",
    "measure.no_income": "không ghi thu nhập",
    "measure.no_wage": "không ghi lương tối thiểu vùng",
    "fee.no_decision": "không nêu quyết định thu phí",
    "fee.not_received": "thu phí trước ngày nhận tiền, tài sản",
    "fee.relief_more": "miễn, giảm nhiều hơn số phí đã thu",
    **dict.fromkeys(
        ("fee.band_unread", "fee.band_wrong", "fee.bands_other", "fee.sum_other", "fee.parts_other", "fee.last_part", "fee.relief_share"),
        "số liệu trong quyết định về phí không khớp nhau",
    ),
    **dict.fromkeys(
        ("sums.unread", "sums.row", "sums.total", "sums.more_than_held", "sums.costs_owed", "sums.cut", "cash.other_receipts"),
        "số liệu trong văn bản không khớp nhau",
    ),
    **dict.fromkeys(
        ("sums.not_booked", "sums.notice_not_held", "sums.notice_not_theirs", "collected.no_receipt", "collected.other_sum", "collected.other_day",
         "confirmation.otherwise"),
        "số liệu trong văn bản khác sổ thu, chi",
    ),
    **dict.fromkeys(("collected.no_cash", "collected.cash", "cash.not_cash"), "phiếu không đúng hình thức thu tiền"),
    "collected.later": "xác nhận đã thu trước ngày thu",
    "sums.pay_by": "hạn nộp trước ngày thông báo",
    "confirmation.period": "kỳ xác nhận không hợp lý",
    "ending.not_ended": "thông báo kết thúc khi việc chưa kết thúc",
    "ending.before": "thông báo kết thúc trước ngày việc kết thúc",
    "remission.not_state": "khoản không thuộc ngân sách nhà nước",
    "transition.none": "luật của ngày ấy không có việc này",
    "target.undone": "quyết định được nêu đã thu hồi hoặc hủy trước đó",
    "target.no_decision": "văn bản được nêu là biên bản, không phải quyết định",
    "target.not_issued": "văn bản được nêu chưa ban hành hoặc không thuộc việc",
    "undo.given_back": "tiền chỉ thừa vì có văn bản bị thu hồi, hủy đã trả lại người nộp",
    "undo.rests_on": "văn bản sau còn hiệu lực dựa vào văn bản bị thu hồi, hủy",
    "undo.decided_since": "yêu cầu hoặc bản án đã có quyết định thi hành án khác",
    "undo.refused_since": "yêu cầu đã bị từ chối",
    "strike.leaves_done": "khoản đã thi hành xong nhờ văn bản bị thu hồi, hủy",
    "decision.already": "việc đã có quyết định thi hành án",
    "decision.before_judgment": "trước ngày bản án",
    "decision.before_receipt": "trước ngày nhận bản án",
    "decision.before_request": "trước ngày nhận yêu cầu",
    "decision.no_request": "không có yêu cầu thi hành án",
    "decision.no_ex_officio": "chủ động ra quyết định trên bản án không có phần chủ động thi hành",
    "decision.no_lines": "không có khoản phải thi hành",
    "decision.recorded": "đã có quyết định cùng số, cùng ngày trong sổ",
    "request.unknown": "yêu cầu không thuộc bản án này",
    "request.answered": "yêu cầu đã được trả lời trước đó",
    "number.taken": "số đã có ở văn bản khác cùng năm",
    "signer.not_known": "người ký không có thẩm quyền ngày ấy",
    "separate_book.not_lacking": "không có quyết định chưa có điều kiện đang có hiệu lực",
    "separate_book.ex_officio_only": "chỉ việc chủ động được chuyển sổ theo dõi riêng",
    "separate_book.too_early": "chưa đủ thời gian chuyển sổ theo dõi riêng",
    "separate_book.verifications": "chưa đủ số lần xác minh",
    "store.other_fate": "xuất kho khác nội dung bản án tuyên",
    "store.no_fate": "xuất kho khi chưa ghi bản án tuyên thế nào",
    "store.other_kind": "xuất kho theo cách không dành cho loại này",
    "store.too_early": "xuất kho trước khi hết hạn nhận lại",
    "store.no_ground": "xuất kho khi chưa có căn cứ trong việc",
    "separate_book.new_information": "có thông tin mới chưa xác minh",
}


def words(codes: Iterable[str]) -> str:
    """The breaches as one list in words; "" for none."""
    return "; ".join(dict.fromkeys(_one(code) for code in codes))


def _one(code: str) -> str:
    return BREACHES.get(code) or REFUSALS.get(code, code).partition(":")[0].rstrip(".")
