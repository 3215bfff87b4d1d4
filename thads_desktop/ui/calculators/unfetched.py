"""Money that nobody fetches: when it is put away, when it goes to the State."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import money_forms
from thads_desktop.ui.calculators.base import FormTab
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.worked import Worked

ADDRESS = (("known", "Đã biết"), ("unknown", "Không rõ"))


class UnfetchedTab(FormTab):
    """An amount, a notice, the day a judgment took effect."""

    title = "Tiền chưa nhận"
    help = "Tiền chưa nhận: người được báo không đến nhận thì bao giờ gửi bưu điện hoặc gửi tiết kiệm, bao giờ sung quỹ."

    def specs(self) -> Sequence[Spec]:
        return (
            Spec("amount", "Số tiền (đồng)", "money", required=True),
            Spec("told", "Ngày báo hợp lệ", "date", required=True, beside=True),
            Spec("effect", "Ngày bản án có hiệu lực", "date", required=True),
            Spec("collected", "Ngày thu được tiền", "date", note="Để trống: ngày báo", beside=True),
            Spec("address", "Địa chỉ người nhận", "choice", options=ADDRESS, value="known"),
            Spec("region", "Vùng lương tối thiểu", "choice", options=money_forms.REGIONS, note="Cần từ 01/7/2026", beside=True),
        )

    def work(self, values: dict[str, Any]) -> Worked:
        return money_forms.unfetched(self.page.desk, values)
