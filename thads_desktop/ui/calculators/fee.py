"""The enforcement fee of what one creditor received, instalment by instalment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import money_forms
from thads_desktop.ui.calculators.base import FormTab
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.worked import Worked


class FeeTab(FormTab):
    """Amounts, a day, how it came."""

    title = "Phí thi hành án"
    help = (
        "Phí thi hành án: ghi số tiền từng lần một người được thi hành án nhận, mỗi lần một dòng (lần nhận ngày khác thì ghi ngày trước số tiền);"
        " phí từng lần là phần chênh của phí lũy kế."
    )

    def specs(self) -> Sequence[Spec]:
        lists = money_forms.offered()
        return (
            Spec("received", "Số tiền, giá trị tài sản đã nhận", "long", required=True, lines=3, share=2,
                 note="Mỗi lần một dòng: 3.000.000 hoặc 01/02/2020 3.000.000"),
            Spec("on", "Ngày nhận", "date", required=True, value=self.page.clock.today(), beside=True),
            Spec("how", "Cách thu", "choice", options=lists.how, value="collected", share=2),
            Spec("wage_day", "Ngày lấy lương cơ sở", "date", note="Để trống: ngày nhận", beside=True),
            Spec("relief", "Không thu, miễn, giảm", "choice", options=lists.reliefs, share=2),
            Spec("percent", "Giảm (%)", note="Để trống: mức cao nhất", beside=True),
            Spec("pays", "Trả lại cho người khác khi chia tài sản chung (đồng)", "money", note="Phí tính trên giá trị thực nhận"),
        )  # fmt: skip

    def work(self, values: dict[str, Any]) -> Worked:
        return money_forms.fee(self.page.desk, values)
