"""Late interest of a debt, without the time that does not count, with what was paid on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import money_forms
from thads_desktop.ui.calculators.base import FormTab
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.worked import Worked


PAUSE_NOTE = "Mỗi khoảng một dòng, tính cả hai ngày: 01/02/2020 đến 31/03/2020"


class InterestTab(FormTab):
    """A principal, a span, pauses, payments, a rate."""

    title = "Lãi chậm thi hành án"
    help = "Lãi chậm thi hành án: lãi đơn theo luật của từng ngày, trừ các khoảng không tính lãi (cả hai ngày đầu, cuối); tiền trả trừ nợ gốc trước."

    def specs(self) -> Sequence[Spec]:
        return (
            Spec("principal", "Nợ gốc (đồng)", "money", required=True),
            Spec("from", "Từ ngày (không tính)", "date", required=True, beside=True),
            Spec("to", "Đến hết ngày", "date", required=True, value=self.page.clock.today(), beside=True),
            Spec("whose", "Lãi suất", "choice", options=money_forms.WHOSE, value="legal"),
            Spec("rate", "Phần trăm một năm", note="Ví dụ 12 hoặc 9,5; để trống: theo luật", beside=True),
            Spec("pause", "Khoảng không tính lãi (hoãn, tạm đình chỉ)", "long", lines=2, note=PAUSE_NOTE),
            Spec("paid", "Đã trả trong kỳ", "long", lines=2, note="Mỗi lần một dòng: 01/02/2020 5.000.000", beside=True),
        )

    def work(self, values: dict[str, Any]) -> Worked:
        return money_forms.interest(self.page.desk, values)
