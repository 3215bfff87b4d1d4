"""What starts and what discharges a time limit: an event of the log where one exists, else a word of this closed list.

Steps of an asset (``domain.asset.LEADS``) bear the words of this list as their codes.

A law file may name a type of event (with what follows it, as "GroundArose deferral"), a rule whose end it is ("R09"), or a word
from here; anything else is a mistake in the file. Several stand with commas between them.
"""

from __future__ import annotations

import re
from functools import cache

#: Word -> what happened, as people read it.
HAPPENINGS: dict[str, str] = {
    "act_known": "biết hoặc được thông báo hợp lệ quyết định, hành vi",
    "act_known_to_procuracy": "Viện kiểm sát nhận được hoặc phát hiện quyết định, hành vi",
    "asset_bought": "chủ sở hữu chung mua tài sản",
    "asset_delegation_received": "nhận ủy thác xử lý tài sản",
    "asset_handed_over": "giao tài sản",
    "asset_handling_decided": "ra quyết định xử lý tài sản ủy thác",
    "asset_priced": "có giá tài sản",
    "asset_redeemed": "nộp tiền nhận lại tài sản",
    "asset_seized": "kê biên tài sản",
    "asset_sold": "bán tài sản",
    "auction_contract": "ký hợp đồng dịch vụ đấu giá",
    "auction_contract_failed": "không ký được hợp đồng với tổ chức đấu giá đã chọn",
    "auction_day": "ngày đấu giá",
    "auction_failed": "đấu giá không thành",
    "auction_held": "đấu giá thành",
    "auctioneer_chosen": "đương sự thỏa thuận được tổ chức đấu giá",
    "balance_paid": "trả phần chênh lệch",
    "book_conditions_met": "đủ điều kiện chuyển sổ theo dõi riêng",
    "book_period_over": "hết kỳ của sổ",
    "books_closed": "khóa sổ",
    "buyer_paid": "người mua nộp đủ tiền",
    "cash_in_fund": "nộp tiền vào quỹ",
    "co_owner_answered": "chủ sở hữu chung trả lời",
    "co_owner_notice": "thông báo quyền ưu tiên mua",
    "co_owner_period_over": "hết thời hạn ưu tiên mua",
    "coercion_day": "ngày cưỡng chế",
    "coercion_ground": "có căn cứ cưỡng chế",
    "coercion_or_release": "cưỡng chế, chấm dứt biện pháp hoặc trả lại",
    "complaint_accepted": "thụ lý khiếu nại",
    "complaint_received": "nhận đơn khiếu nại",
    "complaint_refused": "trả lời không thụ lý khiếu nại",
    "complaint_settled": "ra quyết định giải quyết khiếu nại",
    "confirmation_given": "cấp giấy xác nhận",
    "confirmation_requested": "nhận yêu cầu xác nhận",
    "confiscated_handed_over": "chuyển giao cơ quan tài chính",
    "cost_relief_decided": "ra quyết định miễn, giảm chi phí",
    "cost_relief_requested": "nhận đề nghị miễn, giảm chi phí",
    "cost_told": "thông báo dự toán chi phí",
    "creditor_takes_asset": "người được thi hành án đồng ý nhận tài sản",
    "currency_exchanged": "đổi ngoại tệ",
    "debtor_period_over": "hết thời hạn người phải thi hành án nộp tiền",
    "debtor_told_of_taking": "thông báo người phải thi hành án việc nhận tài sản",
    "deferral_asked": "văn bản yêu cầu hoãn",
    "denunciation_accepted": "thụ lý tố cáo",
    "denunciation_received": "nhận tố cáo",
    "denunciation_settled": "kết luận tố cáo",
    "deposited": "gửi tiền",
    "destroyed": "tiêu hủy",
    "destruction_council": "lập Hội đồng tiêu hủy",
    "end_notice": "có thông báo kết thúc thi hành án",
    "ended_list_sent": "gửi danh sách việc kết thúc",
    "failed_auction_told": "thông báo đấu giá không thành",
    "fee_relief_decided": "ra quyết định miễn, giảm phí",
    "fee_relief_requested": "nhận đề nghị miễn, giảm phí",
    "fix_asked": "yêu cầu sửa đổi, bổ sung",
    "first_settlement_received": "nhận quyết định giải quyết khiếu nại lần đầu",
    "foreign_currency_due": "phải trả bằng ngoại tệ",
    "forfeited": "ra quyết định sung quỹ nhà nước",
    "heirs_answered": "người được thông báo trả lời",
    "heirs_notice": "thông báo về thừa kế",
    "heirs_period_over": "hết thời hạn của người thừa kế",
    "heirs_sued": "khởi kiện",
    "interim_measure_carried": "áp dụng biện pháp",
    "joint_drawn": "lập biểu thống kê liên ngành",
    "joint_sent": "gửi cơ quan phối hợp biểu thống kê liên ngành",
    "joint_sent_up": "gửi cấp trên biểu thống kê liên ngành",
    "joint_signed": "cơ quan phối hợp ký biểu thống kê liên ngành",
    "judgment_effect": "bản án, quyết định có hiệu lực",
    "money_advanced": "tạm thu tiền",
    "money_received": "nhận được tiền",
    "money_sent_or_deposited": "gửi tiền qua bưu điện hoặc gửi ngân hàng",
    "money_sent_to_sender": "chuyển tiền cho cơ quan ủy thác",
    "month_over": "hết tháng",
    "obstacle_over": "hết lý do chưa chi trả",
    "officer_change_requested": "nhận yêu cầu thay đổi Chấp hành viên",
    "ownership_determined": "xác định được chủ sở hữu, sử dụng",
    "paid_out": "chi trả",
    "passes": "tự hết, không phải việc phải làm",
    "payee_notified": "thông báo người được nhận tiền",
    "period_over": "hết kỳ báo cáo",
    "petition_answered": "trả lời kiến nghị",
    "petition_received": "nhận kiến nghị",
    "price_cut": "quyết định giảm giá",
    "procuracy_answered": "Viện kiểm sát trả lời",
    "protest_accepted": "chấp nhận kháng nghị",
    "protest_answered": "trả lời kháng nghị",
    "protest_complied": "thực hiện kháng nghị",
    "protest_received": "nhận kháng nghị",
    "protest_reported_up": "báo cáo cấp trên về kháng nghị",
    "publication_changed": "thông tin đã đăng thay đổi",
    "reconsideration_asked": "đề nghị Viện kiểm sát xem xét lại",
    "release_ground": "có căn cứ giải tỏa kê biên",
    "request_returned": "gửi lại yêu cầu thi hành án",
    "return_conditions_met": "đủ điều kiện gửi lại yêu cầu",
    "return_decided": "ra quyết định trả lại tiền, tài sản",
    "return_notice": "thông báo nhận tiền, tài sản",
    "returned_to_office": "ngày về trụ sở",
    "revaluation_ground": "có căn cứ định giá lại",
    "revaluation_requested": "đương sự yêu cầu định giá lại",
    "revaluation_window_over": "hết thời hạn yêu cầu định giá lại",
    "sale_day": "ngày bán",
    "sale_told": "thông báo việc bán",
    "security_decided": "ra quyết định áp dụng biện pháp bảo đảm",
    "security_ended": "chấm dứt biện pháp bảo đảm",
    "security_ground_gone": "căn cứ áp dụng biện pháp bảo đảm không còn",
    "seizure_day": "ngày kê biên",
    "seizure_released": "giải tỏa kê biên",
    "seizure_told": "thông báo kê biên",
    "sent_to_procuracy": "gửi Viện kiểm sát",
    "settlement_term_over": "hết thời hạn giải quyết",
    "superior_answered": "cấp trên trả lời",
    "taking_agreed": "đương sự thỏa thuận nhận tài sản",
    "transfer_decided": "ra quyết định về chuyển giao quyền, nghĩa vụ",
    "transfer_ground": "có căn cứ chuyển giao quyền, nghĩa vụ",
    "unclaimed_handled": "gửi tiết kiệm, bán hoặc chuyển cơ quan ban hành",
    "urgent_minutes": "lập biên bản phong tỏa, tạm giữ",
    "valuation_contract": "ký hợp đồng thẩm định giá",
    "valuation_received": "nhận kết quả thẩm định giá",
    "valuation_told": "thông báo kết quả thẩm định giá",
}


def known(said: str) -> bool:
    """Every part of what a file says is an event, a rule or a word of the list."""
    parts = [p.strip() for p in said.split(",")]
    return bool(said) and all(_known(p) for p in parts)


def parts(said: str) -> tuple[str, ...]:
    """The names in what a file says."""
    return tuple(p.strip() for p in said.split(",") if p.strip())


def _known(part: str) -> bool:
    name = part.partition(" ")[0]
    return part in HAPPENINGS or re.fullmatch(r"R\d\d", part) is not None or name in _events()


@cache
def _events() -> frozenset[str]:
    from thads_desktop.domain import events as ev

    return frozenset(name for name, _version in ev.BODIES)
