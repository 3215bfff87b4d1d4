"""What of the store is printed: orders and vouchers of a day, the register of a year, labels from a place of the sheet on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import statistical_year
from thads_desktop.services import store_labels, store_prints
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.progress import ProgressPanel

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.store_queries import ItemLine
    from thads_desktop.ui.page import Shell

_SHOW = "Xem bản in"


class StorePapersPage(FormPage):
    """Everything under one order on one day."""

    name = "store-papers"
    title = "Lệnh, phiếu, biên bản của kho"
    belongs = "store"

    def __init__(self, shell: Shell, day: date | None = None, order: str = "", *, incoming: bool = False) -> None:
        super().__init__(shell)
        options = [(k, f"{title} ({'nhập' if k.endswith('_in') else 'xuất'})") for k, (title, _kind) in store_prints.PAPERS.items()]
        self.lay_out(
            (
                Spec("which", "In gì", "choice", options=options, value="voucher_in" if incoming else "voucher_out", share=2),
                Spec("order", "Theo lệnh số", required=True, beside=True, limit=60, value=order or None),
                Spec("day", "Ngày", "date", required=True, beside=True, value=day or self.clock.today()),
            ),
            "", _SHOW,
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        which, day, order = str(v["which"]), v["day"], v["order"].strip()
        self.carry(
            lambda: (store_prints.paper(self.desk, which, day, order), ()),
            lambda made: show_print(self, made.title, lambda: made, f"{which.replace('_', '-')}-{day:%Y%m%d}"),
        )

    def help(self) -> str:
        return (
            "Lệnh, phiếu hay biên bản giao nhận (04 bản) của mọi món nhập hoặc xuất theo cùng một lệnh trong cùng một ngày. Bố cục do chương trình dựng "
            "lại, không in ký hiệu mẫu. Ctrl+Enter xem bản in."
        )


class RegisterPage(FormPage):
    """The register of a statistical year, on the screen or in a file (F8)."""

    name = "store-register"
    title = "Sổ theo dõi vật chứng, tài sản"
    belongs = "store"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.progress = ProgressPanel(self.worker, self)
        now = statistical_year(self.clock.today())
        with self.desk.reading() as reader:
            years = sorted({*reader.projections.items.years(), now}, reverse=True)
        options = [(y, f"{y} (01/10/{y - 1} đến 30/9/{y})") for y in years]
        self.lay_out((Spec("year", "Năm thống kê", "choice", options=options, value=now),), "", _SHOW)
        self.body.insertWidget(1, self.progress)
        self.action("Lưu sổ thành Excel hoặc PDF", "F8", self.save, icon="export")

    def take(self, v: dict[str, Any]) -> None:
        year = int(v["year"])
        self.kept.done()
        show_print(self, f"Sổ theo dõi vật chứng, tài sản năm {year}", lambda: store_prints.register(self.desk, year), f"so-vat-chung-{year}")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        year = int(self.form["year"].value())
        prompt_save(self, self.progress, "store", "Lưu sổ theo dõi vật chứng", lambda: store_prints.register(self.desk, year), f"so-vat-chung-{year}")

    def help(self) -> str:
        return "Sổ của một năm thống kê: tồn đầu kỳ, nhập, xuất, còn lại của từng món. Ctrl+Enter xem bản in, F8 lưu Excel hoặc PDF."


class LabelsPage(FormPage):
    """Labels of the chosen items, from a place of the sheet on."""

    name = "store-labels"
    title = "In tem mã vạch"
    belongs = "store"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell)
        self.items = [x.item for x in items]
        self.lay_out(
            (Spec("first", "Bắt đầu từ ô số", value="1", limit=3, note="tờ A4 24 ô, đếm từ trái sang phải, từ trên xuống; tờ mới: 1"),),
            f"{self.title}: {len(items)} món", _SHOW,
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        said = str(v["first"] or "1").strip()
        first = int(said) if said.isascii() and said.isdigit() else 0
        items = self.items

        def show(data: bytes) -> None:
            from thads_desktop.ui.pages.printed import PrintedPage

            self.shell.open_page(PrintedPage(self.shell, "Tem vật chứng, tài sản", lambda: data, "tem-vat-chung"))

        self.carry(lambda: (store_labels.pdf(self.desk, items, first), ()), show)

    def help(self) -> str:
        return (
            "Tờ A4 gồm 3 × 8 tem 70 × 37 mm, in đúng khổ 100 %. Mỗi tem có tên đơn vị, tên và số lượng, việc hoặc bản án, chủ sở hữu, ngày nhập và mã "
            "vạch Code 128; quét mã vào ô tìm của kho rồi Enter là mở thẻ kho."
        )
