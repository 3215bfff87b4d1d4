"""May an item for the State budget be remitted, how much, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import money_forms
from thads_desktop.ui.calculators.base import FormTab
from thads_desktop.ui.form import Spec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.worked import Worked


class RemissionTab(FormTab):
    """The first decision, what was paid, what is left."""

    title = "Miễn, giảm nghĩa vụ"
    help = "Miễn, giảm nghĩa vụ: xét khoản thu cho ngân sách nhà nước theo luật của ngày đề nghị, nói rõ còn thiếu điều kiện nào."

    def specs(self) -> Sequence[Spec]:
        return (
            Spec("first", "Ngày quyết định thi hành án đầu tiên", "date", required=True),
            Spec("day", "Ngày đề nghị", "date", required=True, value=self.page.clock.today(), beside=True),
            Spec("paid", "Đã nộp (đồng)", "money", note="Để trống: chưa nộp"),
            Spec("rest", "Còn phải nộp (đồng)", "money", required=True, beside=True),
            Spec("last", "Lần miễn, giảm trước", "date", note="Để trống: chưa có lần nào"),
            Spec("minutes", "Ngày biên bản xác minh mới nhất", "date", beside=True),
            Spec("hardship", "Lâm vào hoàn cảnh khó khăn hoặc lập công lớn sau khi đã tích cực nộp một phần", "check"),
        )

    def work(self, values: dict[str, Any]) -> Worked:
        return money_forms.remission(self.page.desk, values)
