"""What is said of accounts, powers, keys and the recovery sheet: what is wrong, who may, what to do."""

from __future__ import annotations

ACCESS_REFUSALS: dict[str, str] = {
    "rights.none": "{name} không có quyền {act}. Người có quyền: {who}.",
    "rights.second": "Cần người thứ hai xác nhận việc {act}. Người xác nhận được: {who}.",
    "rights.second_or_sheet": "Khóa tài khoản của {name} cần người thứ hai, mà ngoài {name} không còn ai xác nhận được. {name} tự xác nhận bằng"
    " mật khẩu của mình; hoặc nếu {name} đã nghỉ, gõ chín từ trên tờ khôi phục ngay ở hộp Khóa tài khoản (trên dòng lệnh: account close"
    " {login} --sheet-file TỆP, hoặc đặt biến THADS_SHEET).",
    "rights.signer": "Văn bản này do {who} ký, người ký phải tự xác nhận bằng mật khẩu của mình. Cần xác nhận của: {who}.",
    "rights.signer_without_account": "{who} chưa có tài khoản nên chưa ký được trong chương trình: hãy mở tài khoản cho người này"
    " ở Thiết lập, mục Tài khoản.",
    "second.same": "Người xác nhận phải là người khác: hãy để đồng nghiệp gõ tài khoản và mật khẩu của họ.",
    "second.not_allowed": "Tài khoản này không xác nhận được việc ấy. Người xác nhận được: {who}.",
    "second.nobody": "Tài khoản này chỉ xem, không xác nhận được việc của người khác. Ngoài {name} không còn ai xác nhận được, nên {name} tự làm"
    " một mình: hãy làm lại mà không nêu người thứ hai.",
    "account.wrong": "Tên đăng nhập hoặc mật khẩu chưa đúng: hãy gõ lại. Quên mật khẩu thì nhờ người có quyền đặt lại, hoặc dùng tờ khôi phục"
    " (nút Quên mật khẩu ở cửa sổ đăng nhập).",
    "second.wrong": "Tài khoản hoặc mật khẩu của người thứ hai chưa đúng, hoặc tài khoản ấy đã bị khóa: hãy gõ lại.",
    "second.must_change": "Mật khẩu của {name} do đồng nghiệp đặt: {name} phải tự đăng nhập và đổi mật khẩu của mình một lần (Thiết lập,"
    " mục Tài khoản; trên dòng lệnh: account password) rồi mới xác nhận được.",
    "account.none_yet": "Dữ liệu ở {folder} chưa có tài khoản: hãy mở bằng cửa sổ để đặt tài khoản đầu tiên, hoặc dùng lệnh account"
    " first.",
    "account.has_accounts": "Dữ liệu ở {folder} đã có tài khoản: hãy đăng nhập bằng tài khoản ấy.",
    "account.closed": "Tài khoản này đã bị khóa, hoặc bản dữ liệu đang mở chưa có tài khoản này: hãy hỏi người quản trị.",
    "account.forged": "Mật khẩu này mở được, nhưng khóa của tài khoản không phải khóa mà chương trình đặt lần cuối: có người đã thay tệp khóa"
    " (keys.json). Không dùng tài khoản này: hãy báo người quản trị; đặt lại mật khẩu, hoặc dùng tờ khôi phục (nút Quên mật khẩu).",
    "account.unfinished": "Lần lập đơn vị trước dừng giữa chừng: hãy lập tiếp bằng chính tên đăng nhập và mật khẩu này.",
    "account.unknown": "Không có tài khoản {login} đang mở: hãy kiểm tra lại tên đăng nhập.",
    "account.bad_login": "Tên đăng nhập phải có từ 1 đến {most} ký tự, không có dấu cách: hãy nhập lại.",
    "account.bad_password": "Mật khẩu phải có từ {least} đến {most} ký tự: hãy chọn mật khẩu dài hơn, ví dụ một câu dễ nhớ.",
    "account.password_is_login": "Mật khẩu trùng với tên đăng nhập: hãy chọn mật khẩu khác.",
    "account.passwords_differ": "Hai lần gõ mật khẩu không giống nhau: hãy gõ lại.",
    "account.login_taken": "Tên đăng nhập {login} đã có hoặc đã từng được dùng: hãy chọn tên khác.",
    "account.one_each": "{name} đã có tài khoản: mỗi người một tài khoản.",
    "account.bad_roles": "Chưa chọn vai trò, hoặc có vai trò không có trong danh sách: hãy chọn ít nhất một trong {known}.",
    "account.same_roles": "Tài khoản đang có đúng các vai trò này: không có gì thay đổi.",
    "account.as_another": "Đang đăng nhập bằng tài khoản của người khác nên không ghi thay {name}: hãy đăng nhập bằng tài khoản của"
    " người ấy.",
    "account.head_gives": "Vai trò “{role}” chỉ thủ trưởng giao: hãy nhờ thủ trưởng đăng nhập và giao vai trò này.",
    "account.own": "Không tự khóa tài khoản đang dùng: hãy nhờ người có quyền khác.",
    "account.last": "{name} là người cuối cùng quản lý được tài khoản: hãy giao quyền cho người khác trước.",
    "sheet.misread": "Chín từ chưa đúng: có từ bị đọc hoặc gõ sai. Hãy đối chiếu lại từng từ trên tờ khôi phục.",
    "sheet.none": "Dữ liệu này chưa có tờ khôi phục: hãy nhờ người có quyền đặt lại mật khẩu.",
    "sheet.other": "Đây là tờ khôi phục của dữ liệu khác, hoặc đã bị thay bằng tờ mới: hãy tìm tờ lập sau cùng.",
    "sheet.forged": "Tờ này mở được, nhưng không phải tờ mà chương trình lập sau cùng: có người đã thay tệp khóa (keys.json). Hãy báo người"
    " quản trị, đăng nhập bằng mật khẩu và lập tờ khôi phục mới.",
    "cli.no_account": "Chưa có tên đăng nhập: hãy đặt biến THADS_ACCOUNT.",
    "cli.no_password": "Chưa có mật khẩu: hãy đặt biến THADS_PASSWORD, hoặc dùng --password-file TỆP.",
    "cli.no_password_file": "Không có tệp {what} {file}, hoặc không được phép đọc: hãy kiểm tra đường dẫn.",
    "cli.bad_password_file": "Không đọc được {what} trong tệp {file}: tệp phải có đúng một dòng chữ UTF-8.",
    "cli.no_new_password": "Chưa có mật khẩu cho tài khoản mới: hãy đặt biến THADS_NEW_PASSWORD hoặc dùng --new-password-file TỆP.",
    "export.no_purpose": "Hãy ghi nơi nhận và mục đích: dữ liệu ra khỏi chương trình phải biết giao cho ai, để làm gì.",
}
ACCESS_TROUBLES: dict[str, str] = {
    "keys.damaged": "Tệp khóa {file} không đọc được: hãy chép lại tệp keys.json từ một bản sao lưu (lệnh restore làm việc này).",
    "store.in_the_clear": "Dữ liệu ở {folder} phải được mã hóa nhưng tệp thads.db lại để trần: có người đã thay tệp. Không mở: hãy phục hồi"
    " từ bản sao lưu (lệnh restore) và báo người quản trị.",
    "keys.other": "Khóa dữ liệu trên máy chủ không phải khóa mà máy này đã biết ({folder}): có người đã thay khóa. Không đăng nhập: hãy báo"
    " người quản trị kiểm tra máy chủ.",
    "keys.lost": "Dữ liệu ở {folder} đã mã hóa nhưng không thấy tệp keys.json: hãy phục hồi từ bản sao lưu (lệnh restore).",
}
