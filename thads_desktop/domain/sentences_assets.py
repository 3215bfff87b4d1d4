"""Sentences on assets: their cards, what stands against a step, and, of what was done elsewhere, what it broke."""

from __future__ import annotations

ASSET_REFUSALS: dict[str, str] = {
    # the card
    "asset.not_paid": "Chưa có tiền bán của tài sản này để ghi thu: chỉ ghi được sau bước người mua nộp đủ tiền.",
    "asset.booked": "Đã ghi thu đủ tiền bán tài sản này ({amount} đồng): xem Sổ thu, chi của việc (Ctrl+Shift+M ở trang của việc).",
    "asset.unknown": "Không tìm thấy tài sản này: hãy mở lại danh sách.",
    "asset.bad_kind": "Chưa chọn loại tài sản. Các loại: {known}.",
    "asset.unknown_field": "Loại tài sản này không có mục {name}.",
    "asset.bad_form": "{label}: “{value}” chưa đúng dạng. Ví dụ: {example}.",
    "asset.bad_commune": "Không có xã, phường nào tên “{text}”: hãy gõ vài chữ rồi chọn trong danh sách, hoặc để trống.",
    "asset.no_commune": "Đất, nhà phải ghi xã, phường nơi có tài sản; chưa xác định được thì ghi lý do ở ô Chưa rõ xã, phường vì.",
    "asset.many_owners": "Thẻ tài sản ghi được nhiều nhất {limit} chủ sở hữu: những người khác hãy ghi ở phần ghi chú.",
    "asset.known": "Đơn vị đã có thẻ của tài sản này: {known}. Hãy mở thẻ ấy; nếu thật sự là tài sản khác, ghi lý do ở ô Vẫn lập thẻ riêng vì.",
    "asset.unchanged": "Không có gì thay đổi so với thẻ đã ghi.",
    "asset.bad_link": "Chưa chọn tài sản gắn với việc thế nào. Các cách: {known}.",
    "asset.bad_lines": "Việc này không có khoản {lines}. Các khoản của việc: {known}.",
    "asset.bad_numbers": "“{text}” không phải là số khoản: hãy gõ các số cách nhau bằng dấu phẩy, ví dụ 1, 3, hoặc để trống cho mọi khoản.",
    "asset.not_linked": "Tài sản này không gắn với việc ấy.",
    "asset.seized_for": "Tài sản đang bị kê biên cho việc này: phải giải tỏa kê biên trước khi bỏ gắn.",
    "asset.not_seized_for": "Tài sản không bị kê biên cho việc này: hãy chọn một việc đang kê biên tài sản.",
    "asset.which_matter": "Tài sản đang bị kê biên cho nhiều việc: hãy chọn việc được giải tỏa, kê biên cho việc khác vẫn giữ.",
    "asset.too_many": "Danh sách có {count} tài sản, in được nhiều nhất {limit}. Hãy lọc bớt hoặc tìm hẹp lại.",
    "asset.strike_paper": (
        "Bước này ghi khi ban hành văn bản: hãy hủy số, thu hồi hoặc hủy văn bản ấy (trang của văn bản), bước sẽ thôi có hiệu lực theo."
    ),
    "asset.void_last": "Sau bước ghi theo văn bản này, tài sản đã có bước khác: hãy xóa các bước sau trên thẻ tài sản trước, rồi hủy số.",
    "asset.paper_amount": "Số tiền này đã ghi vào thẻ tài sản theo quyết định: muốn đổi thì thu hồi quyết định "
    "(Ctrl+Shift+S ở văn bản ấy) rồi ra quyết định mới.",
    "asset.paper_unknown": "Tài sản được chọn không thuộc việc này: hãy chọn lại ở ô Tài sản, hoặc chọn Không ghi vào thẻ tài sản.",
    "asset.paper_told": "Bước ghi vào thẻ tài sản: {what} Thủ trưởng quyết định thì đánh dấu ô xác nhận, hoặc chọn Không ghi vào thẻ tài sản.",
    # the step as typed
    "asset.bad_step": "Không có bước này trong quy trình xử lý tài sản: hãy chọn lại.",
    "asset.bad_why": "Lý do chưa đúng: hãy chọn một trong {known}.",
    "asset.day_before": "Ngày {day} trước bước liền trước ({says}, ngày {last}): hãy xem lại ngày.",
    "asset.on_before": "Ngày {on} trước ngày ghi bước này ({day}): hãy xem lại hai ngày.",
    "asset.same_matter": "Tài sản đã được kê biên cho chính việc này.",
    "asset.strike_last": "Chỉ xóa được bước ghi sau cùng của tài sản: hãy xóa lần lượt từ bước mới nhất.",
    "asset.seized_again": "Tài sản này đang bị kê biên tại đơn vị: {known}. Muốn kê biên cho việc này nữa, hãy ghi lý do ở ô Ghi chú.",
    # the law
    "asset.none": "{says}.",
    "asset.order": "Chưa làm được “{says}” khi tài sản ở tình trạng “{state}”. Bước này làm khi: {cases}.",
    "asset.silent": "Luật không nói việc “{says}” khi tài sản ở tình trạng “{state}”: Thủ trưởng quyết định rồi đánh dấu xác nhận.",
    "asset.working_day": "Ngày {day} là ngày nghỉ: không cưỡng chế, kê biên vào ngày nghỉ, ngày lễ. Hãy chọn ngày làm việc.",
    "asset.tet": (
        "Ngày {day} nằm trong thời gian trước, sau Tết Nguyên đán không cưỡng chế có huy động "
        "lực lượng: chỉ làm khi không huy động lực lượng, Thủ trưởng xác nhận."
    ),
    "asset.told_before": (
        "Chưa ghi thông báo trước khi kê biên bất động sản đủ thời hạn trước ngày {day}: hãy ghi thông "
        "báo, hoặc Thủ trưởng xác nhận thuộc trường hợp không phải thông báo trước."
    ),
    "asset.small_price": "Giá vượt mức tài sản giá trị nhỏ ({limit} đồng): phải thẩm định giá, hoặc chọn lý do khác.",
    "asset.small_price_unknown": (
        "Chưa biết mức tài sản giá trị nhỏ (05 lần lương tối thiểu tháng theo vùng): hãy "
        "chọn vùng lương; chưa có số của vùng thì Thủ trưởng xác nhận."
    ),
    "asset.own_auction_unknown": "Chương trình chưa xác lập mức giá Chấp hành viên được tự bán đấu giá: Thủ trưởng xác nhận theo văn bản.",
    "asset.no_auction_unknown": (
        "Chưa biết mức giá không phải bán đấu giá (05 lần lương tối thiểu tháng theo vùng): "
        "hãy chọn vùng lương; chưa có số của vùng thì Thủ trưởng xác nhận."
    ),
    "asset.agreed_at_seizure": (
        "Luật nói đương sự thỏa thuận giá khi kê biên; lúc này việc thẩm định giá đã "
        "bắt đầu: Thủ trưởng xác nhận nếu vẫn lấy giá thỏa thuận."
    ),
    "asset.revalued_once": "Đương sự đã yêu cầu định giá lại đủ {times} lần: không định giá lại theo yêu cầu nữa.",
    "asset.revaluation_window": "Đã quá hạn yêu cầu định giá lại ({due}): Thủ trưởng xác nhận nếu vẫn nhận yêu cầu.",
    "asset.has_co_owners": "Thẻ tài sản chưa ghi chủ sở hữu chung nào: hãy ghi vào thẻ trước.",
    "asset.is_co_owner": "Chỉ chủ sở hữu chung ghi trên thẻ mới có quyền ưu tiên mua: hãy chọn đúng một người trong số họ.",
    "asset.co_owner_asked": "Chưa thông báo quyền ưu tiên mua cho chủ sở hữu chung: hãy ghi thông báo trước.",
    "asset.priority_over": "Chủ sở hữu chung còn quyền ưu tiên mua ({due}{says}): chưa bán cho người khác được.",
    "asset.priority_over_told": "Chủ sở hữu chung còn quyền ưu tiên mua ({due}{says}): Thủ trưởng xác nhận nếu vẫn ký hợp đồng đấu giá lúc này.",
    "asset.priority_over_between": (
        "Thời gian ưu tiên mua của chủ sở hữu chung: {due}{says}. Luật không nói lấy ngày nào: Thủ trưởng xác nhận nếu vẫn bán cho người khác lúc này."
    ),
    "asset.priority_over_told_between": (
        "Thời gian ưu tiên mua của chủ sở hữu chung: {due}{says}. Luật không nói lấy ngày nào: Thủ trưởng xác nhận nếu vẫn ký hợp đồng đấu giá lúc này."
    ),
    "asset.priority_over_unsure": (
        "Thời gian ưu tiên mua đã hết ngày {due}, nhưng số ngày ấy chưa chắc chắn: {says} Thủ trưởng đối chiếu, xác nhận nếu bán cho người khác."
    ),
    "asset.priority_over_told_unsure": (
        "Thời gian ưu tiên mua đã hết ngày {due}, nhưng số ngày ấy chưa chắc chắn: {says} Thủ trưởng đối chiếu, xác nhận nếu ký hợp đồng đấu giá."
    ),
    "asset.price_at_least": "Giá nhập thấp hơn giá khởi điểm đang có ({price} đồng): hãy xem lại, hoặc Thủ trưởng xác nhận.",
    "asset.result_told": "Chưa ghi thông báo kết quả thẩm định giá cho đương sự: hãy ghi thông báo, hoặc Thủ trưởng xác nhận.",
    "asset.window_over": "Đương sự còn quyền yêu cầu định giá lại đến {due}: Thủ trưởng xác nhận nếu vẫn ký hợp đồng đấu giá lúc này.",
    "asset.own_auction": "Chấp hành viên chỉ tự bán đấu giá tài sản từ {low} đến {high} đồng; nơi không có tổ chức đấu giá thì chọn lý do ấy.",
    "asset.contract": "Chưa ghi hợp đồng dịch vụ đấu giá: hãy ghi hợp đồng trước, hoặc Thủ trưởng xác nhận.",
    "asset.cut_limit": "Mỗi lần giảm không quá {percent} % giá khởi điểm liền trước ({price} đồng): giá mới phải từ {least} đồng đến dưới giá ấy.",
    "asset.parties_may_agree": "Đương sự còn quyền thỏa thuận mức giảm giá ({due}): Thủ trưởng xác nhận nếu Chấp hành viên giảm giá ngay.",
    "asset.second_cut": "Mới giảm giá {cuts} lần: người được thi hành án chỉ nhận tài sản sau lần giảm giá thứ {times}.",
    "asset.failed_after_cut": "Sau lần giảm giá gần nhất chưa đấu giá lại không thành: Thủ trưởng xác nhận nếu vẫn cho nhận tài sản.",
    "asset.no_auction": "Giá {price} đồng, từ {limit} đồng trở lên phải bán đấu giá (trừ tài sản tươi sống, mau hỏng).",
    "asset.redeem_until": "Đã quá hạn người phải thi hành án nộp tiền nhận lại tài sản ({due}).",
    "asset.extension_limit": "Thời hạn nộp tiền chỉ kéo dài được đến {due}: hãy chọn ngày không muộn hơn.",
    "asset.whole_price": "Phải nộp đủ giá bán {price} đồng: hãy nhập đúng số ấy; chưa nộp đủ thì chưa ghi bước này.",
    "asset.pay_until": (
        "Đã quá hạn nộp tiền ({due}): không nhận tiền mua nữa. Nếu tiền đã nộp thật, hãy "
        "đánh dấu ghi nhận việc đã xảy ra để ghi kèm điều trái quy định."
    ),
    "asset.taking_window": "Người phải thi hành án còn quyền nộp tiền lấy lại tài sản ({due}{says}): chưa giao cho người nhận được.",
    "asset.taking_window_between": (
        "Thời gian người phải thi hành án nộp tiền lấy lại tài sản: {due}{says}. Luật không nói lấy ngày nào: Thủ trưởng xác nhận nếu vẫn giao lúc này."
    ),
    "asset.taking_window_unsure": (
        "Thời gian nộp tiền lấy lại tài sản đã hết ngày {due}, nhưng số ngày ấy chưa chắc chắn: {says} Thủ trưởng đối chiếu, xác nhận nếu giao."
    ),
    "asset.release_known": "Chưa ghi căn cứ giải tỏa kê biên, các việc liên quan cũng chưa kết thúc: hãy ghi căn cứ trước, hoặc Thủ trưởng xác nhận.",
    "asset.price_drop": (
        "Sau lần đấu giá không thành, giá mới thấp hơn giá khởi điểm liền trước ({price} đồng) quá {percent} %, dưới {least} đồng, mà "
        "không do tổ chức thẩm định giá: Thủ trưởng xác nhận."
    ),
    "asset.auction_day_come": "Ngày {day} trước ngày đấu giá đã định ({due}): hãy xem lại ngày, hoặc định lại ngày đấu giá trước.",
    "asset.redeem_whole": "Các khoản tài sản bị kê biên để thi hành còn {owed} đồng, chưa kể chi phí: Thủ trưởng xác nhận nếu nộp ít hơn.",
    "asset.within_costs": "Giá tài sản ({price} đồng) còn lớn hơn chi phí ({costs} đồng): chưa trả lại người phải thi hành án, phải giảm giá tiếp.",
}

ASSET_BREACHES: dict[str, str] = {
    "asset.none": "luật của ngày ấy không có bước này",
    "asset.order": "sai trình tự xử lý tài sản",
    "asset.working_day": "kê biên, cưỡng chế vào ngày nghỉ",
    "asset.small_price": "tự định giá tài sản vượt mức giá trị nhỏ",
    "asset.revalued_once": "định giá lại theo yêu cầu quá số lần",
    "asset.co_owner_asked": "chưa thông báo quyền ưu tiên mua",
    "asset.priority_over": "bán khi chủ sở hữu chung còn quyền ưu tiên mua",
    "asset.own_auction": "tự bán đấu giá tài sản ngoài mức giá",
    "asset.auction_day_come": "đấu giá trước ngày đã định",
    "asset.cut_limit": "mức giảm giá trái giới hạn",
    "asset.second_cut": "nhận tài sản trước lần giảm giá thứ hai",
    "asset.no_auction": "không đấu giá tài sản phải đấu giá",
    "asset.redeem_until": "nộp tiền nhận lại tài sản quá hạn",
    "asset.extension_limit": "kéo dài thời hạn nộp tiền quá mức",
    "asset.pay_until": "người mua nộp tiền quá hạn",
    "asset.taking_window": "giao tài sản khi người phải thi hành án còn quyền nộp tiền",
    "asset.within_costs": "trả lại tài sản khi giá còn lớn hơn chi phí",
}
