"""The fields that one kind of decision alone asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.services.issuers import by_officer
from thads_desktop.ui.form import Spec
from thads_desktop.ui.pages.act_specs import debtor_choice

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.desk import Desk
    from thads_desktop.services.queries import MatterView

RESULTS = (("", "In để trống, nhập kết quả sau"), ("means", "Có điều kiện"), ("none", "Chưa có điều kiện"))


def special(kind: str, desk: Desk, view: MatterView, day: date, officers: list[tuple[str, str]]) -> list[Spec]:
    """Of the kind of effect; [] for one that asks for nothing of its own. officers: (person, name) of those of the day."""
    match kind:
        case "deferral":
            return [
                Spec("until", "Hoãn đến ngày", "date", note="Để trống nếu căn cứ không có thời hạn"),
                Spec("asked", "Ngày văn bản yêu cầu hoãn", "date", note="Thời hạn hoãn tối đa tính từ ngày này"),
            ]
        case "means_lacking":
            # The law names the ground that may defer the matter as well, and what is ticked then.
            both = desk.rules.grounds("deferral_with_means_lacking", day)
            return [
                *(Spec("defers", g.text, "check") for g in both[:1]),
                Spec("prisoner", "Đang chấp hành án phạt tù còn từ 02 năm trở lên hoặc không xác định thời hạn", "check"),
                Spec("address_unknown", "Chưa xác định được địa chỉ của người phải thi hành án", "check"),
            ]
        case "termination":
            return [Spec("amount", "Số tiền đình chỉ", "money", note="Để trống nếu đình chỉ toàn bộ khoản")]
        case "delegation":
            note = "Để trống nếu ủy thác cả khoản; ghi số tiền thì phần còn lại thi hành tiếp ở đây"
            return [Spec("to_office", "Cơ quan nhận ủy thác", required=True), Spec("amount", "Số tiền ủy thác", "money", note=note)]
        case "assignment":
            return [Spec("officer", "Chấp hành viên", "choice", required=True, options=officers)]
        case "summons" if len(view.debtors) > 1:
            options = [(p, view.parties[p]) for p in view.debtors]
            return [Spec("party", "Người được báo", "choice", options=options, required=True, note="Mỗi người một giấy báo", share=2)]
        case "verification":
            return [Spec("result", "Kết quả", "choice", options=RESULTS, value=""), *debtor_choice(view)]
        case "withdrawal" | "amendment" | "cancellation":
            issued = [p for p in view.papers if p.stage in ("numbered", "sent", "recorded") and p.number_text]
            # The enforcement decision, where there is one, stands there by itself.
            issued = [p for p in issued if p.paper != view.state.opening_paper]
            whole = [("", f"Quyết định thi hành án {view.number_text}".strip())] if view.state.exists else []
            options = [*whole, *((p.paper, f"{p.title} {p.number_text}") for p in issued)]
            if kind == "cancellation":
                # What an officer signed is the head's to cancel; the rest is the superior's, to be recorded.
                options.sort(key=lambda o: not by_officer(view.state, o[0]))
            undone = [o for o in options if o[0] not in view.state.undone]
            note = "" if kind == "amendment" else (
                "Văn bản khác quyết định thi hành án: từ ngày này việc trở lại như chưa có văn bản ấy và vẫn là việc cũ; "
                "báo cáo đã chốt không đổi."
            )
            first = undone[0][0] if undone and (kind == "cancellation" or not whole) else ""
            found = [Spec("target", "Văn bản", "choice", options=options if kind == "amendment" else undone, value=first, note=note)]
            if kind == "withdrawal" and whole:
                found.append(Spec("amount", "Số tiền thu hồi", "money", note="Chỉ khi ủy thác một phần số tiền của khoản; để trống là cả khoản"))
            return found
        case _:
            return []
