"""The pure core: what happened, what it means, what may happen next.

Imports the standard library only. Glossary (field term = Vietnamese):

matter = việc thi hành án (one enforcement decision is one matter); enforcement decision = quyết định
thi hành án, ex officio (chủ động, ``cd``) or on request (theo yêu cầu, ``yc``); judgment creditor /
debtor = người được / phải thi hành án; enforcement officer = chấp hành viên; head = thủ trưởng;
obligation line = khoản phải thi hành; verification = xác minh; lack of means = chưa có điều kiện thi
hành án; separate book = sổ theo dõi riêng; deferral = hoãn; suspension = tạm đình chỉ; continuation =
tiếp tục; termination = đình chỉ; delegation = ủy thác; withdrawal = thu hồi; cancellation = hủy;
amendment = sửa đổi, bổ sung; summons to voluntary compliance = giấy báo; voluntary period = thời hạn
tự nguyện; procuracy = viện kiểm sát; statistical year = năm thống kê (1 October to 30 September, named
after the year in which it ends).
"""
