"""Every refusal and every trouble in words: what is wrong, and what to do. One table, so that no code is without its sentence.

``{name}`` stands for a fact of the refusal. Plain words of the office, no blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.sentences_access import ACCESS_REFUSALS, ACCESS_TROUBLES
from thads_desktop.domain.sentences_agenda import AGENDA_REFUSALS
from thads_desktop.domain.sentences_assets import ASSET_REFUSALS
from thads_desktop.domain.sentences_books import BOOK_REFUSALS
from thads_desktop.domain.sentences_chain import CHAIN_REFUSALS
from thads_desktop.domain.sentences_closing import CLOSING_REFUSALS
from thads_desktop.domain.sentences_copies import COPIES_REFUSALS
from thads_desktop.domain.sentences_data import DATA_REFUSALS
from thads_desktop.domain.sentences_delegation import DELEGATION_REFUSALS
from thads_desktop.domain.sentences_emulation import EMULATION_REFUSALS
from thads_desktop.domain.sentences_file import FILE_REFUSALS
from thads_desktop.domain.sentences_given_copies import GIVEN_COPY_REFUSALS
from thads_desktop.domain.sentences_intake import INTAKE_REFUSALS
from thads_desktop.domain.sentences_issuing import ISSUING_REFUSALS
from thads_desktop.domain.sentences_leading import LEADING_REFUSALS
from thads_desktop.domain.sentences_ledger import LEDGER_REFUSALS
from thads_desktop.domain.sentences_letters import LETTER_REFUSALS
from thads_desktop.domain.sentences_many import MANY_REFUSALS
from thads_desktop.domain.sentences_measures import MEASURE_REFUSALS
from thads_desktop.domain.sentences_meeting import MEETING_REFUSALS
from thads_desktop.domain.sentences_money import MONEY_REFUSALS
from thads_desktop.domain.sentences_parties import PARTY_REFUSALS
from thads_desktop.domain.sentences_people import PEOPLE_REFUSALS
from thads_desktop.domain.sentences_print import PRINT_REFUSALS
from thads_desktop.domain.sentences_procedure import PROCEDURE_REFUSALS
from thads_desktop.domain.sentences_registers import REGISTER_REFUSALS
from thads_desktop.domain.sentences_return_forms import RETURN_FORM_REFUSALS
from thads_desktop.domain.sentences_rules import RULES_REFUSALS
from thads_desktop.domain.sentences_staff import STAFF_REFUSALS
from thads_desktop.domain.sentences_store import STORE_REFUSALS
from thads_desktop.domain.sentences_targets import TARGET_REFUSALS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thads_desktop.domain.refusal import Refusal, Trouble

#: Characters of what was typed that a sentence repeats.
ECHO = 100
#: Facts that are lists and sentences of our own and are said in full.
_OURS = frozenset({"known", "cases", "missing", "says", "who", "what", "was", "now", "sheets"})

REFUSALS: dict[str, str] = {
    **ACCESS_REFUSALS, **AGENDA_REFUSALS, **BOOK_REFUSALS, **CLOSING_REFUSALS, **COPIES_REFUSALS, **DELEGATION_REFUSALS, **MONEY_REFUSALS,
    **PROCEDURE_REFUSALS,
    **MEASURE_REFUSALS, **RULES_REFUSALS, **DATA_REFUSALS, **LEDGER_REFUSALS, **STORE_REFUSALS, **ASSET_REFUSALS, **PEOPLE_REFUSALS,
    **REGISTER_REFUSALS, **PRINT_REFUSALS, **FILE_REFUSALS, **LETTER_REFUSALS, **ISSUING_REFUSALS, **MANY_REFUSALS,
    **GIVEN_COPY_REFUSALS, **INTAKE_REFUSALS, **RETURN_FORM_REFUSALS, **CHAIN_REFUSALS, **TARGET_REFUSALS, **LEADING_REFUSALS,
    **MEETING_REFUSALS, **PARTY_REFUSALS, **STAFF_REFUSALS, **EMULATION_REFUSALS,
    # what is typed
    "text.missing": "Còn để trống: hãy nhập nội dung.",
    "text.too_long": "Nội dung dài {length} ký tự, vượt mức {limit} ký tự: hãy rút gọn.",
    "amount.out_of_range": "Số tiền phải là số nguyên đồng lớn hơn 0 và không quá {limit}: hãy nhập lại.",
    "date.bad": "“{text}” không phải là một ngày có thật: hãy nhập ngày/tháng/năm.",
    "date.out_of_range": "Ngày phải từ năm {first} đến năm {last}: hãy nhập lại.",
    "event.future_day": "Ngày {day} chưa đến: hãy nhập ngày hôm nay hoặc trước đó.",
    "write.pending": "Việc vừa làm trên trang này đang được ghi: hãy chờ xong rồi làm tiếp.",
    "stale": "Việc này vừa thay đổi ở nơi khác: hãy mở lại để xem rồi làm tiếp.",
    "draft.changed": "Người ở máy khác vừa gõ vào chính phần này: hãy chọn giữ bản nào.",
    # intake
    "money.decided": "Bản án này đã có quyết định thi hành án: hãy mở việc và thu tiền ở đó (Ctrl+T); tiền của khoản chưa quyết định thì đánh dấu ô ấy.",
    "held.more_than_held": "Chỉ còn {held} đồng đang giữ vào ngày ấy: hãy nhập lại số tiền hoặc ngày.",
    "held.more_than_rest": "Khoản {line} chỉ còn phải thi hành {rest} đồng: hãy nhập lại, phần dư thì trả lại người nộp.",
    "opening.no_debtor": "Hãy ghi người phải thi hành án; không có ai (trả lại, tịch thu, tiêu hủy) thì chọn “Không có” ở ô Loại.",
    "opening.no_party": (
        "Chưa ra được quyết định: còn thiếu người phải thi hành hoặc người được thi hành. Hãy ghi đủ hai bên; "
        "tiền tịch thu mà không có người phải thi hành thì ghi “Tịch thu …” ở nội dung khoản."
    ),
    "opening.bad_place": "Không có người thứ “{place}”: hãy ghi số thứ tự của người đã nhập, cách nhau bằng dấu cách.",
    "opening.idle_party": "Chưa có khoản nào của {name}: hãy ghi người này vào một khoản, hoặc xóa tên.",
    "opening.no_text": "Khoản {line} chưa có nội dung: hãy ghi khoản phải thi hành là gì.",
    "opening.too_many": "Một quyết định ghi được nhiều nhất {most} người mỗi bên và {most} khoản: hãy tách thành nhiều quyết định.",
    "opening.same_party": "Khoản {line}: một người không thể vừa phải thi hành vừa được thi hành. Hãy chọn lại.",
    "commune.unknown": "Không có xã, phường “{commune}” trong danh mục: hãy chọn trong danh sách gợi ý, hoặc để trống và ghi vào địa chỉ.",
    "judgment.unknown": "Không tìm thấy bản án, quyết định này: hãy chọn lại.",
    "judgment.known": "Bản án, quyết định số {number} cùng ngày, cùng cơ quan đã có trong sổ: hãy kiểm tra trước khi nhận lần nữa.",
    "judgment.bad_case_type": "Loại án “{value}” không có trong danh sách: hãy chọn lại.",
    "judgment.bad_kind": "Loại văn bản phải là bản án, quyết định hoặc phán quyết: hãy chọn lại.",
    "judgment.bad_way": "Cách nhận phải là trực tiếp, bưu chính hoặc điện tử: hãy chọn lại.",
    "judgment.received_before": "Ngày nhận {received} trước ngày bản án {day}: hãy kiểm tra lại hai ngày.",
    "request.unknown": "Không tìm thấy yêu cầu thi hành án này: hãy chọn lại.",
    "request.refused_before": "Yêu cầu nhận ngày {came}: không thể từ chối trước ngày đó. Hãy kiểm tra lại ngày.",
    "request.answered": "Yêu cầu này đã được trả lời bằng quyết định thi hành án hoặc thông báo từ chối: hãy chọn yêu cầu khác.",
    "request.before_judgment": "Ngày yêu cầu trước ngày bản án {judgment}: hãy kiểm tra lại.",
    # acts on a matter
    "matter.unknown": "Không tìm thấy việc này: hãy tìm lại theo số quyết định hoặc tên.",
    "matter.no_decision": "Chưa có quyết định thi hành án cho việc này: hãy ra quyết định trước.",
    "matter.ended": "Việc đã kết thúc ngày {day}: không thể làm tiếp trên việc này.",
    "matters.bad_limit": "Số dòng {limit} chưa đúng: hãy ghi số từ 0 trở lên (0 là tất cả).",
    "matters.bad_status": "Trạng thái không có trong danh sách: hãy dùng một trong {known}.",
    "act.before_decision": "Ngày {day} trước ngày quyết định thi hành án {opened}: hãy kiểm tra lại.",
    "act.before_judgment": "Ngày {day} trước ngày bản án {judgment}: hãy kiểm tra lại.",
    "decision.already": "Việc này đã có quyết định thi hành án: không thể ra quyết định lần nữa.",
    "decision.no_ex_officio": "Bản án này không có phần chủ động thi hành: hãy nhận yêu cầu thi hành án (Ctrl+Y) rồi ra quyết định theo yêu cầu.",
    "decision.repeated": "Bản án này đã có {what}: ra thêm một quyết định cùng loại thì phải xác nhận.",
    "decision.before_judgment": "Chưa ra được quyết định: ngày ra quyết định trước ngày bản án {judgment}. Hãy sửa ngày.",
    "decision.before_receipt": "Chưa ra được quyết định: ngày ra quyết định trước ngày nhận bản án {received}. Hãy sửa ngày.",
    "decision.no_request": "Chưa ra được quyết định theo yêu cầu: chưa có yêu cầu thi hành án. Hãy nhận yêu cầu trước.",
    "decision.no_lines": "Chưa ra được quyết định: chưa có khoản phải thi hành nào. Hãy thêm ít nhất một khoản.",
    "line.bad_amount": "Số tiền của khoản {line} phải lớn hơn 0 và không quá 1.000.000 tỷ đồng: hãy nhập lại, hoặc để trống nếu không phải tiền.",
    "line.no_debtor": "Khoản {line} chưa có người phải thi hành án: hãy chọn.",
    "line.unknown": "Việc này không có khoản số {line}: hãy chọn lại.",
    "lines.unreadable": "Hãy ghi số các khoản, ví dụ 1, 3.",
    "line.ended": "Khoản {line} đã kết thúc: hãy chọn khoản khác.",
    "line.paid": "Khoản {line} đã thu đủ: hãy ghi thi hành xong.",
    "line.not_money": "Khoản {line} không phải là tiền: hãy ghi nhận kết quả thay vì thu tiền.",
    "line.done_while_deferred": "Khoản {lines} đang hoãn vào ngày ấy mà chưa có quyết định tiếp tục thi hành án: hãy kiểm tra lại.",
    "line.done_while_suspended": "Khoản {lines} đang tạm đình chỉ vào ngày ấy mà chưa có quyết định tiếp tục thi hành án: hãy kiểm tra lại.",
    "line.rest_open": "Khoản {line} còn phải thi hành {rest} đồng: hãy thu đủ hoặc đình chỉ phần còn lại trước khi ghi thi hành xong.",
    "inspection.bad_period": "Ngày cuối ({until}) trước ngày đầu ({since}): hãy nhập lại kỳ kiểm tra.",
    "inspection.no_matter": "Không có việc nào mang số {number}: hãy nhập số quyết định, ví dụ 12/QĐ-CCTHADS hoặc 12.",
    "inspection.too_long": "Kỳ này có {count} dòng, bản in chỉ chứa {limit} dòng: hãy thu hẹp kỳ, hoặc chọn một người, một loại.",
    "inspection.bad_file": "Tệp kết quả phải có đuôi .pdf hoặc .xlsx: hãy đổi tên tệp.",
    "given.nobody": "Hãy chọn một đương sự trước khi cung cấp dữ liệu.",
    "retention.bad_years": "Thời hạn lưu phải là số năm từ 1 đến 200, hoặc “vĩnh viễn”, để trống nếu chưa xác định: hãy nhập lại.",
    "retention.not_own": "Loại hồ sơ này không có trong danh mục, hoặc đã có thời hạn theo quy định: đơn vị không đặt riêng. Hãy để ô ấy như cũ.",
    "strike.paper_step": "Bước đi của văn bản không xóa được: hãy trả lại văn bản để sửa, hoặc hủy số nếu chưa gửi.",
    "termination.one_line": "Đình chỉ một số tiền thì phải chọn đúng một khoản bằng tiền: hãy chọn khoản.",
    "deferral.once": "Khoản {lines} đã được hoãn theo căn cứ này từ ngày {day}, mà luật chỉ cho hoãn một lần: hãy kiểm tra lại căn cứ.",
    "deferral.asked_later": "Ngày văn bản yêu cầu hoãn {asked} sau ngày quyết định: hãy kiểm tra lại.",
    "deferral.too_long": "Hoãn theo căn cứ này không quá {months} tháng: muộn nhất là ngày {latest}.",
    "issue.changed": "Nội dung văn bản đã khác với bản đã ký (“{was}” nay là “{now}”): hãy trả lại văn bản để trình ký lại.",
    "issue.times_changed": "Từ ngày {since} {what} đã thay đổi, bản in sẽ khác bản đã ký (“{was}” nay là “{now}”): "
    "hãy trả lại văn bản để trình ký lại, hoặc vào số với ngày không sau {last} nếu dãy số còn cho phép.",
    "ground.missing": "Chưa chọn căn cứ: hãy chọn một căn cứ trong danh sách.",
    "ground.unknown": "Căn cứ “{clause}” không có trong luật của ngày này: hãy chọn một căn cứ trong danh sách.",
    "means.already": "Khoản này đang ở tình trạng chưa có điều kiện: không cần ra quyết định lần nữa.",
    "means.not_verified": "Chưa có lần xác minh nào về{who} đến ngày này: hãy ghi kết quả xác minh trước khi ra quyết định chưa có điều kiện.",
    "means.nobody": "Khoản này không có người phải thi hành án nên không xét điều kiện của ai: hãy chi trả, xử lý rồi ghi thi hành xong.",
    "means.found": "Lần xác minh gần nhất cho thấy{who} có điều kiện thi hành án: hãy xác minh lại trước khi ra quyết định chưa có điều kiện.",
    "means.no_deferral": "Căn cứ chưa có điều kiện đã chọn không kèm việc hoãn: hãy bỏ dấu chọn hoãn.",
    "deferral.already": "Khoản này đang được hoãn theo chính căn cứ này: không cần ra quyết định lần nữa.",
    "deferral.no_until": "Hoãn theo căn cứ này phải ghi thời hạn: hãy nhập ngày hết hạn hoãn.",
    "deferral.until_past": "Ngày hết hạn hoãn {until} trước ngày quyết định: hãy kiểm tra lại.",
    "suspension.already": "Khoản này đang tạm đình chỉ theo chính căn cứ này: không cần ra quyết định lần nữa.",
    "continuation.nothing": "Không có quyết định hoãn, tạm đình chỉ hay chưa có điều kiện nào đang có hiệu lực để tiếp tục.",
    "termination.bad_amount": "Số tiền đình chỉ phải lớn hơn 0 và không quá 1.000.000 tỷ đồng: hãy nhập lại.",
    "continuation.other_ground": "Căn cứ đã chọn không dùng để chấm dứt tình trạng của khoản này: hãy chọn căn cứ {clauses}.",
    "termination.more_than_rest": "Số tiền đình chỉ lớn hơn số còn phải thi hành: hãy nhập lại.",
    "delegation.no_office": "Chưa có cơ quan nhận ủy thác: hãy nhập tên cơ quan.",
    "act.before_later": "Việc đã có diễn biến ngày {later}: văn bản ra tại đây không lùi trước ngày đó. Hãy sửa ngày, hoặc ghi nhận nếu đã ban hành.",
    "decision.before_request": "Yêu cầu thi hành án nhận ngày {came}: quyết định không thể có trước ngày đó. Hãy sửa ngày.",
    "decision.recorded": "Đã có quyết định cùng số, cùng ngày trong sổ: hãy kiểm tra có ghi hai lần không.",
    "form.other_measure": "Mẫu {form} dùng cho biện pháp khác: hãy chọn mẫu của biện pháp đã chọn.",
    "field.no_money": "{what}: hãy ghi số tiền bằng đồng, chỉ chữ số, lớn hơn 0.",
    "field.no_day": "{what}: hãy ghi ngày theo ngày/tháng/năm.",
    "field.too_many_cells": "{what}: dòng {line} có nhiều phần hơn các cột ({columns}). Mỗi cột cách nhau một dấu chấm phẩy.",
    "field.too_few_lines": "{what}: phải có ít nhất {least} dòng, mỗi người một dòng.",
    "paper.set_off_differs": "Giá trị tài sản {worth} đồng, số được trừ cộng chênh lệch là {sum} đồng: hãy sửa cho bằng nhau.",
    "form.other_effect": "Mẫu {form} không dùng cho việc này: hãy chọn đúng mẫu.",
    "sign.before_submission": "Văn bản trình ngày {submitted}: không thể ký trước ngày đó. Hãy sửa ngày ký.",
    "strike.leaves_done": "Khoản {line} đã thi hành xong nhờ dòng hoặc văn bản này: hãy xóa dòng thi hành xong trước.",
    "void.before_issue": "Văn bản vào số ngày {issued}: không thể hủy số trước ngày đó. Hãy sửa ngày.",
    "target.undone": "Quyết định này đã được thu hồi hoặc hủy trước đó: hãy chọn quyết định khác.",
    "target.no_decision": "Biên bản và văn bản không có số thì không sửa đổi, thu hồi hay hủy được: hãy chọn quyết định hoặc văn bản có số.",
    "target.not_issued": "Văn bản được chọn chưa ban hành hoặc không thuộc việc này: hãy chọn lại.",
    "cancellation.own": "Thủ trưởng đơn vị không tự hủy quyết định do mình hoặc cấp phó ký: hãy sửa đổi, bổ sung hoặc thu hồi; "
    "quyết định hủy của cấp trên thì ghi nhận (Ctrl+R).",
    "notice.bad_way": "Hình thức thông báo chưa đúng: hãy chọn trong danh sách.",
    "verification.ground_of_none": "Chỉ kết quả chưa có điều kiện mới kèm căn cứ chưa có điều kiện: hãy bỏ đánh dấu, hoặc chọn lại kết quả.",
    "verification.ground_stands": "Không còn khoản nào cần ra quyết định chưa có điều kiện: hãy bỏ đánh dấu kèm căn cứ.",
    "verification.bad_result": "Kết quả xác minh chưa đúng: hãy chọn có điều kiện, chưa có điều kiện hoặc có một phần.",
    "separate_book.not_lacking": "Chỉ chuyển sổ theo dõi riêng khoản đang có quyết định chưa có điều kiện thi hành án.",
    "separate_book.ex_officio_only": "Chỉ việc chủ động được chuyển sổ theo dõi riêng; việc theo yêu cầu thì gửi lại yêu cầu thi hành án.",
    "separate_book.too_early": "Chưa đủ thời gian để chuyển sổ theo dõi riêng: sớm nhất là ngày {ready}.",
    "separate_book.verifications": "Chưa đủ số lần xác minh để chuyển sổ theo dõi riêng: cần {needed}, mới có {done}.",
    "separate_book.new_information": "Có thông tin mới sau lần xác minh cuối: hãy xác minh trước khi chuyển sổ theo dõi riêng.",
    "strike.unknown": "Không tìm thấy dòng cần xóa, hoặc dòng này đã xóa rồi.",
    "strike.decided": "Đã có quyết định thi hành án dựa vào dòng này: hãy sửa đổi, thu hồi hoặc hủy quyết định ấy thay vì xóa.",
    "strike.pending": "Có quyết định đang soạn, trình ký hoặc chờ số dựa vào dòng này: hãy trả lại hoặc bỏ văn bản ấy trước.",
    "strike.refused_before": "Yêu cầu này đã có thông báo từ chối: hãy xóa dòng từ chối trước.",
    "strike.judgment_used": "Bản án này đã có yêu cầu hoặc khoản tiền: hãy xóa những dòng ấy trước.",
    "strike.with_judgment": "Dòng này đi cùng việc nhận bản án: hãy xóa dòng nhận bản án, cả hai sẽ cùng được xóa.",
    "strike.money_used": "Khoản tiền này đã dùng hoặc đã trả lại: hãy xóa dòng dùng tiền hoặc trả tiền trước.",
    "strike.in_matter": "Khoản này đã thành khoản thu của việc: hãy xóa dòng thu tiền ở trang của việc.",
    "strike.issued": "Dòng này thuộc một văn bản đã ban hành: hãy sửa đổi, thu hồi hoặc hủy văn bản ấy thay vì xóa.",
    "strike.rests_on": "{what} dựa vào dòng này: {says}.",
    # a decision that falls away
    "undo.given_back": "Đã trả lại người nộp {amount} đồng ngày {day}, tiền chỉ thừa vì có văn bản này: hãy xóa hoặc sửa dòng trả lại tiền trước.",
    "undo.decided_since": "Yêu cầu hoặc bản án của việc này đã có quyết định thi hành án khác, số {number} ngày {day}: hãy thu hồi quyết định ấy trước.",
    "undo.refused_since": "Yêu cầu của việc này đã bị từ chối ngày {day}: hãy xóa dòng từ chối trước nếu ghi nhầm, hoặc nhận yêu cầu mới.",
    # papers
    "paper.unknown": "Không tìm thấy văn bản này: hãy chọn lại.",
    "paper.missing": "Còn thiếu: {what}. Hãy bổ sung trước khi trình ký.",
    "paper.not_issued": "Văn bản chưa ban hành nên chưa có bản in: hãy xem dự thảo.",
    "paper.wrong_stage": "Văn bản đang ở bước khác nên chưa làm được việc này: hãy mở lại để xem.",
    "form.unknown": "Không có mẫu văn bản “{form}”: hãy chọn trong danh sách.",
    "form.not_in_force": "Mẫu văn bản này không có hiệu lực ngày {day}: hãy kiểm tra lại ngày.",
    "issue.before_signing": "Ngày vào số trước ngày ký {signed}: hãy kiểm tra lại.",
    "send.before_issue": "Ngày gửi trước ngày ban hành {issued}: hãy kiểm tra lại.",
    "send.bad_recipient": "Nơi nhận chưa đúng: hãy chọn Viện kiểm sát, đương sự hoặc cơ quan khác.",
    "void.left_house": "Chỉ hủy được số của văn bản đã vào số mà chưa gửi đi: với văn bản đã gửi hãy sửa đổi, thu hồi hoặc hủy.",
    "void.rests_on": "{what} dựa vào văn bản này: {says}.",
    "void.matter_lives": "Việc đã có diễn biến sau quyết định này: không thể hủy số, hãy thu hồi quyết định.",
    "printing.missing_glyphs": "Phông chữ in không có các ký tự {chars}: hãy thay bằng chữ khác.",
    "scan.unreadable": "Không đọc được tệp quét {file}: hãy kiểm tra đường dẫn.",
    "scan.not_a_pdf": "Tệp {file} không phải là PDF dưới 20 MB: hãy quét lại dạng PDF.",
    # taking over a register
    "import.undo_alone": "Tùy chọn --undo chỉ hủy một lô đã tiếp nhận, không đi cùng tệp hay tùy chọn tiếp nhận nào: hãy chạy hai lệnh riêng.",
    "import.no_file": "Chưa nêu tệp cần tiếp nhận: hãy chỉ ra sổ Excel, hoặc --undo với mã lô.",
    "import.no_such_file": "Không tìm thấy tệp {file}: hãy kiểm tra đường dẫn.",
    "import.not_a_workbook": "Tệp {file} không phải là sổ Excel đọc được (.xlsx): hãy mở bằng Excel và lưu lại dạng .xlsx.",
    "import.too_large": "Tệp quá lớn ({size}): hãy chia sổ thành nhiều tệp.",
    "import.no_heading": "Không tìm thấy đủ tiêu đề cột của sổ thụ lý, còn thiếu: {missing}. Hãy kiểm tra dòng tiêu đề.",
    "import.two_registers": "Sổ có nhiều trang tính cùng có việc ({sheets}): hãy để mỗi trang thành một tệp rồi tiếp nhận từng tệp.",
    "import.no_rows": "Trang tính {sheet} có tiêu đề cột nhưng không có dòng việc nào: hãy kiểm tra lại tệp.",
    "import.no_closing_day": "Sổ không ghi “Tính đến ngày …”: hãy bổ sung ngày khóa sổ ở phần tiêu đề.",
    "import.unknown_batch": "Không có lô tiếp nhận {batch}: hãy xem lại mã lô.",
    "import.undone": "Lô tiếp nhận {batch} đã được hủy trước đó.",
    "import.lives_on": "Không hủy được lô {batch}: đã có diễn biến mới ở {count} việc của lô, ví dụ {example}.",
    "import.over_itself": "Tệp kết quả trùng với sổ đang tiếp nhận ({file}): hãy chọn tên khác.",
    "import.changed": "Sổ {file} đã thay đổi từ lần thử: hãy thử lại rồi mới lưu sổ cần sửa.",
    "import.cancelled": "Đã dừng theo yêu cầu: chưa ghi gì vào dữ liệu.",
    "import.future": "Ngày khóa sổ {day} chưa đến: hãy kiểm tra ngày ghi trong sổ.",
    # returns
    "return.bad_period": "Kỳ báo cáo chưa đúng: năm từ 2010 đến 2100, số tháng từ 1 đến 12.",
    "return.no_regime": "Chưa có biểu mẫu cho kỳ kết thúc ngày {end}: hãy nêu một chế độ cũ (--regime) để xem theo biểu ấy, không chốt được.",
    "return.unknown_regime": "Không có chế độ báo cáo {regime}: hãy dùng một trong {known}.",
    "return.unknown_form": "Không có biểu {form} trong chế độ này: hãy dùng một trong {known}.",
    "return.before_known": "Số liệu tiếp nhận chỉ đầy đủ từ ngày {known}: không lập được báo cáo cho kỳ bắt đầu ngày {start}.",
    "return.other_regime": "Kỳ kết thúc ngày {end} thuộc chế độ {right} ({circular}): theo chế độ {given} chỉ xem được, hãy chốt theo chế độ {right}.",
    "return.only_seen": "Kỳ kết thúc ngày {end} chưa có biểu mẫu riêng: theo chế độ {given} chỉ xem được, không chốt được.",
    "return.not_over": "Kỳ báo cáo chưa kết thúc (ngày cuối {end}): chỉ chốt được sau ngày đó.",
    "return.broken": "Chưa chốt được báo cáo: {says}",
    "return.closed": "Báo cáo kỳ này đã chốt và số liệu không thay đổi: không cần chốt lần nữa.",
    "return.nothing_received": "Chưa nhận được báo cáo nào của kỳ này: không có gì để chốt.",
    "return.half_period": "Hãy nêu cả năm (--year) và số tháng (--months) của kỳ cần tổng hợp.",
    "return.unknown_cell": "Không có ô này trong báo cáo: hãy chọn lại.",
    "output.cannot_write": "Không ghi được vào {folder}: hãy chọn thư mục khác hoặc kiểm tra quyền ghi.",
    "path.too_long": "Tên tệp hoặc đường dẫn dài quá mức hệ thống cho phép ({file}): hãy đặt tên ngắn hơn.",
    "output.own_file": "{file} là tệp của chính thư mục dữ liệu: hãy chọn tên khác hoặc thư mục khác cho tệp kết quả.",
    "output.over_input": "Tệp kết quả trùng với tệp đang đọc ({file}): hãy chọn tên khác.",
    # packages
    "package.no_such_file": "Không đọc được tệp {file}: hãy kiểm tra đường dẫn.",
    "package.not_a_package": "Tệp không phải là gói dữ liệu của chương trình: hãy xin gửi lại.",
    "package.truncated": "Gói bị cắt cụt khi truyền: hãy xin gửi lại.",
    "package.too_large": "Gói lớn bất thường nên không mở: hãy hỏi lại đơn vị gửi.",
    "package.bad_name": "Gói chứa tên tệp không hợp lệ: không mở gói này.",
    "package.unknown_part": "Gói có phần lạ {part}: không nhận gói này, hãy xin gửi lại.",
    "package.missing_part": "Gói thiếu phần {part}: hãy xin gửi lại.",
    "package.bad_manifest": "Bản kê của gói bị hỏng: hãy xin gửi lại.",
    "package.newer": "Gói do phiên bản chương trình mới hơn lập ra: hãy nâng cấp chương trình rồi nhận lại.",
    "package.altered_part": "Phần {part} của gói đã bị thay đổi: không nhận gói này, hãy xin gửi lại.",
    "package.bad_signature": "Chữ ký của gói không đúng: không nhận gói này, hãy xin gửi lại.",
    "package.unknown_sender": (
        "Chưa tin khóa của {office} (dấu vân tay {fingerprint}): hãy mở trang nhận gói (F10), chọn gói này, Ctrl+T xem khóa, gọi điện đối chiếu "
        "dấu vân tay, đúng thì Ctrl+T lần nữa."
    ),
    "package.key_changed": "Khóa của {office} khác với khóa đã tin: hãy liên hệ đơn vị và đối chiếu lại dấu vân tay.",
    "package.other_fingerprint": "Dấu vân tay khóa của {office} khác với dấu đã nêu: không tin khóa này.",
    "package.other_name": "Gói ghi tên {said} nhưng khóa là của {office}: không nhận; nếu đơn vị đã đổi tên, hãy tin lại khóa từ gói mới.",
    "package.new_key": "Khóa này của {office} khác khóa đã tin ({old}): chỉ đổi sau khi gọi điện đối chiếu và nêu dấu vân tay mới (--fingerprint).",
    "package.same_name": "Đã tin một khóa khác cũng mang tên {office}: chỉ tin thêm sau khi gọi điện đối chiếu và nêu dấu vân tay (--fingerprint).",
    "package.nothing_instead": "Không có khóa nào khác mang tên {office} để thay: hãy tin khóa này mà không kèm --instead.",
    "package.extra_part": "Gói của {office} có phần không thuộc báo cáo ({part}): không nhận gói này, hãy xin gửi lại.",
    "package.not_over": "Gói của {office} báo cáo cho kỳ chưa kết thúc (hết ngày {end}): hãy xin gửi lại sau khi hết kỳ.",
    "package.wrong_kind": "Gói này không phải là {wanted}: hãy chọn đúng gói.",
    "package.wrong_period": "Kỳ khác: {period}, gói của {office}; đang nhận {wanted}. Hãy chọn kỳ ấy rồi nhận lại.",
    "package.none_here": "Không có gói nào ở {place}: hãy chọn tệp gói (.thads) hoặc thư mục chứa các gói.",
    "package.older": "Đã nhận lần gửi mới hơn của {office} cho kỳ này: gói cũ không thay thế được.",
    "package.already": "Gói này của {office} đã nhận rồi: không nhận lần nữa.",
    "package.arithmetic": "Số liệu trong gói không khớp: {says}",
    "package.bad_evidence": "Bằng chứng số liệu trong gói không dùng được: {says}",
    "pack.unknown_publisher": "Chưa tin khóa {fingerprint} của {publisher}: chỉ nhận gói của nơi phát hành chương trình hoặc của cấp trên đã tin khóa.",
    "pack.unknown_file": "Gói chứa tệp {file} mà chương trình không dùng: không cài gói này, hãy xin gửi lại.",
    "pack.empty": "Gói không chứa quy định hay biểu mẫu nào: không có gì để cài.",
    "pack.needs": "Gói cần chương trình từ phiên bản {needs}, máy này đang dùng {have}: hãy nâng cấp chương trình rồi cài lại.",
    "pack.same": "Gói {title} bản {version} đã cài rồi: không cài lần nữa.",
    "pack.older": "Đang dùng bản {have} của gói {title}, mới hơn bản {version}: muốn trở lại bản cũ, hãy gỡ bản đang dùng.",
    "pack.bad_file": "Tệp {file} của gói không dùng được ({says}): không cài gói này, hãy báo nơi phát hành.",
    "pack.lost": "Gói làm mất {what} đang có: không cài gói này, hãy báo nơi phát hành.",
    "pack.overlap": "Gói làm hai bản của mẫu {form} cùng có hiệu lực ngày {day}: không cài gói này, hãy báo nơi phát hành.",
    "pack.not_installed": "Gói {pack} không có trong các gói đang dùng: không có gì để gỡ.",
    "pack.in_use": "Không gỡ được gói {title}: {what} chỉ có trong gói này.",
    "pack.changed": "Các gói đã thay đổi từ khi xem trước: hãy xem lại rồi cài.",
    "program.from_source": "Chương trình đang chạy từ mã nguồn: chỉ bản đóng gói (thư mục thads-desktop) mới thay bằng tệp cập nhật được.",
    "program.other_system": "Bản cập nhật dành cho {platform}, máy này là {here}: hãy lấy đúng bản cho máy này.",
    "program.not_newer": "Đang dùng phiên bản {have}, bản cập nhật là {version}: không có gì mới để cài.",
    "program.cannot_write": "Không ghi được vào {folder}: hãy đặt chương trình ở nơi tài khoản này ghi được, hoặc nhờ người quản trị.",
    "program.bad_file": "Tệp {file} trong bản cập nhật không đúng như đã ký: không cài, hãy lấy lại tệp cập nhật.",
    "program.bad_path": "Bản cập nhật chứa đường dẫn không hợp lệ ({file}): không cài, hãy báo nơi phát hành.",
    "program.too_large": "Bản cập nhật lớn bất thường khi mở ra: không cài, hãy báo nơi phát hành.",
    "program.no_room": "Đĩa chỉ còn {free} MB, bản cập nhật cần {needed} MB: hãy dọn chỗ trống rồi làm lại.",
    "program.self_test": "Bản {version} không qua được tự kiểm tra trên máy này ({says}): vẫn dùng bản cũ, không có gì thay đổi.",
    "program.in_the_way": "Thư mục {folder} đã có và không phải bản cập nhật này: hãy dời thư mục ấy đi rồi làm lại.",
    "program.no_way_back": "Không có bản trước để trở lại: chương trình chưa được cập nhật ở thư mục này, hoặc bản trước đã bị xóa.",
    "update.not_an_update": "Tệp {file} không phải gói quy định, biểu mẫu hay bản cập nhật chương trình: hãy chọn đúng tệp.",
    "update.nothing": "Chưa nêu tệp cập nhật: hãy nêu tệp, hoặc --back để trở lại bản trước, --withdraw để gỡ một gói.",
    "update.program_here": "Đây là bản cập nhật chương trình: hãy đóng chương trình rồi chạy lệnh update với tệp này.",
    "package.own": "Gói do chính đơn vị này lập ra: không tự nhận gói của mình.",
    # calculators
    "tool.bad_number": "“{text}” không phải là số nguyên không âm dưới 10^18: hãy nhập liền nhau hoặc từng nhóm ba chữ số (1.234.567).",
    "tool.rule_unknown": "Không có thời hạn {rule}. Các thời hạn đã biết: {known}.",
    "tool.case_needed": "Thời hạn {rule} có nhiều trường hợp, hãy nêu --case: {cases}.",
    "tool.case_unknown": "Thời hạn {rule} không có trường hợp {case}. Các trường hợp: {cases}.",
    "tool.rule_not_in_law": "Thời hạn {rule} không có trong luật {law}: hãy chọn luật kia.",
    # upkeep
    "demo.too_few": "Số việc {matters} quá ít để làm đủ mọi loại việc của tỉnh mẫu: hãy nêu từ {least} việc trở lên (--matters).",
    "demo.bad_offices": "Tỉnh mẫu có từ 1 đến {most} đơn vị, không lập được {offices} đơn vị: hãy nêu lại số đơn vị (--offices).",
    "demo.not_ours": "Thư mục {folder} đã có {names} mà không phải do lệnh demo lập: hãy chọn thư mục khác (--out) hoặc tự dời các thư mục ấy đi.",
    "backup.itself": "Tệp {file} là chính dữ liệu đang dùng: hãy chọn một bản sao lưu.",
    "key.sound": "Khóa đang dùng còn nguyên vẹn: không lập khóa mới.",
    "copies.same_place": "{folder} nằm ngay trong thư mục dữ liệu: hãy chọn đĩa hoặc thư mục khác cho bản sao thứ hai.",
    "backup.on_server": "Dữ liệu của {folder} ở trên máy chủ: hãy phục hồi vào một thư mục mới rồi chuyển lên cơ sở dữ liệu trống (lệnh move-store).",
    # the office's server
    "server.bad_place": "“{place}” không phải là nơi để dữ liệu: hãy viết MÁY_CHỦ[:CỔNG]/CƠ_SỞ_DỮ_LIỆU, ví dụ 192.168.1.10/thads.",
    "server.no_user": "Còn thiếu tên người dùng của cơ sở dữ liệu: hãy nêu --user.",
    "server.password_file": "Không đọc được mật khẩu ở dòng đầu của tệp {file}: hãy kiểm tra tệp ấy.",
    "move.which": "Hãy nêu chuyển đi đâu: --to-server MÁY_CHỦ/CƠ_SỞ_DỮ_LIỆU hoặc --to-file.",
    "move.on_server_already": "Dữ liệu của {folder} đã ở trên máy chủ: không cần chuyển nữa.",
    "move.no_server": "Dữ liệu của {folder} không ở trên máy chủ nào: không có gì để chuyển về.",
    "move.not_empty": "Cơ sở dữ liệu {place} đã có dữ liệu của một đơn vị: hãy lập cơ sở dữ liệu mới, trống, rồi chuyển lại.",
    "backup.no_file": "Không có tệp {file}, hoặc không được phép đọc: hãy kiểm tra đường dẫn.",
    "backup.not_a_backup": "Tệp {file} không phải là bản sao lưu đọc được: hãy chọn tệp khác.",
}

TROUBLES: dict[str, str] = {
    **ACCESS_TROUBLES,
    "store.missing": "Thư mục {folder} chưa có dữ liệu: hãy lập đơn vị (lệnh init) hoặc chọn thư mục khác.",
    "store.not_a_folder": "{folder} không phải là thư mục: hãy chọn một thư mục.",
    "store.read_only": "Thư mục dữ liệu {folder} chỉ cho đọc, không ghi được: hãy cấp quyền ghi, hoặc chép cả thư mục sang nơi ghi được rồi mở ở đó.",
    "store.network": "Thư mục {folder} nằm trên ổ mạng: dữ liệu dễ hỏng. Hãy đặt trên ổ đĩa của máy này; dùng chung nhiều máy thì xem docs/may-chu.md.",
    "store.in_use": "Dữ liệu đang được mở ở một cửa sổ khác của chương trình: hãy dùng cửa sổ ấy hoặc đóng nó lại.",
    "store.newer": "Dữ liệu do phiên bản chương trình mới hơn lập ra: hãy nâng cấp chương trình rồi mở lại.",
    "store.damaged": "Tệp dữ liệu bị hỏng: không ghi gì thêm, hãy sửa (lệnh repair); không được thì phục hồi từ bản sao lưu gần nhất (lệnh restore).",
    "store.lists": "Danh sách trong tệp dữ liệu bị hỏng, nhật ký và sổ gốc còn nguyên: hãy đóng cửa sổ rồi dựng lại danh sách (lệnh rebuild).",
    "store.lost": "Tệp dữ liệu bị hỏng cả phần gốc nên không dựng lại được: hãy sửa từ bản sao (lệnh repair) hoặc phục hồi (lệnh restore).",
    "store.full": "Đĩa đã đầy nên chưa lưu được: hãy dọn chỗ trống rồi làm lại, dữ liệu cũ còn nguyên.",
    "store.locked": "Dữ liệu đang bận: hãy đợi một lát rồi làm lại.",
    "store.io": "Đĩa báo lỗi khi đọc ghi: hãy sao lưu ngay và kiểm tra ổ đĩa.",
    "store.cannot_open": "Không mở được tệp dữ liệu: hãy kiểm tra quyền của thư mục.",
    "store.server_file": "Tệp {file} không nói rõ máy chủ dữ liệu: hãy sửa theo docs/may-chu.md.",
    "store.server_away": "Không gặp được máy chủ dữ liệu {place}: hãy kiểm tra mạng của cơ quan và máy chủ đã bật chưa, rồi thử lại.",
    "store.server_login": "Máy chủ dữ liệu {place} không cho vào: hãy kiểm tra tên người dùng, tên cơ sở dữ liệu và mật khẩu máy chủ"
    " (biến THADS_SERVER_PASSWORD hoặc --server-password-file).",
    "store.moved_away": "Dữ liệu ở máy chủ {place} đã chuyển về tệp trên một máy: hãy làm việc trên máy ấy; khi dữ liệu lên máy chủ lại thì"
    " máy này mở được như trước.",
    "store.came_home": "Dữ liệu đã chuyển từ máy chủ về tệp ở {folder}; lần chuyển dừng giữa chừng nay đã xong: hãy mở lại.",
    "store.server_tls": "Không lập được đường truyền bảo mật tới máy chủ {place}: hãy kiểm tra chứng thư của máy chủ (docs/may-chu.md).",
    "store.server_dropped": "Mất kết nối với máy chủ dữ liệu: việc vừa làm chưa được ghi, chữ đang gõ còn giữ. Hãy kiểm tra mạng rồi làm lại.",
    "store.server_unknown": "Mất kết nối với máy chủ {place} đúng lúc ghi, chưa rõ đã ghi chưa: khi có mạng, hãy mở lại việc để xem rồi làm tiếp.",
    "store.server_moved": "Máy chủ dữ liệu không còn bảng của chương trình: dữ liệu đã chuyển đi nơi khác hoặc bị xóa. Hãy hỏi người quản trị.",
    "store.server_empty": "Cơ sở dữ liệu {place} chưa có dữ liệu: hãy chuyển dữ liệu lên (lệnh move-store) hoặc lập đơn vị (lệnh init).",
    "store.server_encoding": "Cơ sở dữ liệu {place} không dùng bảng mã UTF8: hãy lập lại cơ sở dữ liệu với ENCODING 'UTF8'.",
    "store.server_full": "Đĩa của máy chủ dữ liệu đã đầy nên chưa lưu được: hãy báo người quản trị dọn chỗ trống rồi làm lại.",
    "store.server_read_only": "Máy chủ dữ liệu đang chỉ cho đọc: hãy báo người quản trị, việc vừa làm chưa được ghi.",
    "store.server_rights": "Người dùng của cơ sở dữ liệu thiếu quyền: hãy để người ấy làm chủ cơ sở dữ liệu (docs/may-chu.md).",
    "store.server_busy": "Máy chủ dữ liệu đã hết chỗ kết nối: hãy đợi một lát rồi làm lại, hoặc báo người quản trị.",
    "move.differs": "Hai bên không giống nhau ({what}) nên không chuyển, dữ liệu cũ còn nguyên: hãy chạy lệnh verify và rebuild rồi chuyển lại.",
    "store.blob_missing": "Không còn bản lưu của văn bản ({sha256}…): hãy phục hồi từ bản sao lưu.",
    "key.damaged": "Tệp khóa của đơn vị {file} bị hỏng: hãy phục hồi bản sao lưu có khóa, hoặc lập khóa mới (key --new) rồi báo Cục.",
    "key.lost": "Tệp khóa của đơn vị {file} đã mất: hãy phục hồi bản sao lưu có khóa, hoặc lập khóa mới (key --new) rồi báo Cục.",
    "key.other": "Tệp {file} không phải là khóa đơn vị đã dùng: hãy phục hồi bản sao lưu có khóa, hoặc lập khóa mới (key --new) rồi báo Cục.",
    "disk.full": "Đĩa đã đầy nên chưa ghi được tệp: hãy dọn chỗ trống rồi làm lại.",
    "disk.error": "Không đọc ghi được {file} ({says}): hãy kiểm tra đường dẫn, quyền của thư mục và ổ đĩa.",
    "output.closed": "Việc đã làm xong nhưng không in được kết quả ra màn hình hoặc tệp: hãy kiểm tra nơi nhận kết quả.",
    "store.pack_newer": "Đơn vị đang dùng gói {title} cần chương trình từ phiên bản {needs} (máy này: {have}): hãy nâng cấp chương trình rồi mở lại.",
    "store.pack_unread": "Gói quy định {title} đã cài không đọc được: hãy nâng cấp chương trình, hoặc phục hồi từ bản sao lưu gần nhất.",
    "event.newer": "Nhật ký có sự kiện {type} của phiên bản mới hơn: hãy nâng cấp chương trình rồi mở lại.",
    "font.incomplete": "Phông chữ {font} thiếu chữ tiếng Việt nên không dùng để in: hãy cài lại chương trình.",
}


def say(refusal: Refusal, words: str = "") -> str:
    """The sentence of a refusal, with the article when the law is the reason. words: another template than its usual one."""
    said = _filled(words or REFUSALS[refusal.code], refusal.facts)
    return f"{said} (Căn cứ: {refusal.cite}.)" if refusal.cite else said


def say_trouble(trouble: Trouble) -> str:
    """The sentence of a trouble."""
    return _filled(TROUBLES[trouble.code], trouble.facts)


def _filled(template: str, facts: Mapping[str, str]) -> str:
    """Facts put in as plain text; a fact that is not given leaves its place empty."""
    return template.format_map(_Facts(facts))


def shortened(text: str) -> str:
    """A fact as a sentence shows it: a long one loses its middle."""
    return text if len(text) <= ECHO else f"{text[: ECHO // 2]}…{text[-(ECHO // 2 - 1) :]}"


class _Facts(dict[str, str]):
    def __getitem__(self, name: str) -> str:
        said = super().__getitem__(name)
        return said if name in _OURS else shortened(said)

    def __missing__(self, key: str) -> str:
        return ""
