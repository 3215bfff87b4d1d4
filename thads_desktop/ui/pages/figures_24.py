"""Form 24.1: the procuracy's figures are typed beside the lines; the differences and the matters behind them are printed or saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from thads_desktop.documents.outside_layout import figures
from thads_desktop.domain.dates import statistical_year
from thads_desktop.services import figures_24
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.progress import ProgressPanel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.ui.page import Shell

#: Lines beside each other.
_ACROSS = 3


class Figures24Page(FormPage):
    """Enter shows the comparison as it prints; F8 saves it."""

    name = "figures-24"
    title = "Biểu 24.1 của Viện kiểm sát, bên số của cơ quan"
    belongs = "outside"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        year = statistical_year(self.clock.today())
        specs = [
            Spec("year", "Năm thống kê", "choice", options=[(y, str(y)) for y in range(year, year - 6, -1)], value=year),
            Spec("months", "Kỳ", "choice", options=[(m, f"{m:02d} tháng") for m in figures_24.MONTHS], value=12, beside=True),
        ]
        for n, line in enumerate(figures().lines):
            unit = " (1.000 đồng)" if line.measure == "tien" else ""
            specs.append(Spec(f"line_{line.number}", f"{line.number}. {line.label}{unit}", beside=n % _ACROSS > 0, limit=20))
        self.lay_out(specs, accept="So sánh, xem bản in")
        self.progress = ProgressPanel(self.worker, self)
        self.body.insertWidget(1, self.progress)
        self.action("Lưu bảng so sánh biểu 24.1 thành Excel hoặc PDF", "F8", self.save, icon="export")

    def take(self, v: dict[str, Any]) -> None:
        make = self._listing(v)
        # What is no figure is told at its line before anything is computed.
        self.carry(lambda: (self._typed(v), ()), lambda _typed: show_print(self, "So sánh biểu 24.1", make, "bieu-24-1"))

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "outside", "Lưu bảng so sánh biểu 24.1", self._listing(self.form.values()), "bieu-24-1")

    def _typed(self, v: dict[str, Any]) -> dict[int, int]:
        return figures_24.typed({line.number: v[f"line_{line.number}"] or "" for line in figures().lines})

    def _listing(self, v: dict[str, Any]) -> Callable[[], Listing]:
        return lambda: figures_24.listing(self.desk, figures_24.compare(self.desk, int(v["year"]), int(v["months"]), self._typed(v)))

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "so sánh"), ("F8", "lưu"), ("Esc", "để sau"))

    def help(self) -> str:
        return (
            "Gõ số của Viện kiểm sát ở từng dòng (tiền tính 1.000 đồng), để trống dòng không có; Ctrl+Enter so với số của cơ quan lấy từ báo cáo thống "
            "kê cùng kỳ, kê các việc sau mỗi chênh lệch và quyết định chưa gửi Viện kiểm sát trong kỳ. F8 lưu thành tệp."
        )
