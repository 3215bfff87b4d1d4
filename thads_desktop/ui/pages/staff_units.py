"""The units of the staff register: posts, who serves there, the work for each head; from here to a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import people, staff, staff_load, staff_returns
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.pages.staff import TOPICS
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.services.staff_load import Load

_HEADS = ("Việc/người", "Chuyển sang/người", "Triệu đồng/người", "Khối lượng", "Khối lượng/người")


def _figure(at: int) -> Callable[[Any], Any]:
    """What a column shows of a load."""
    return lambda load: staff_load.row(load)[at]


class UnitsPage(Page):
    """The most loaded first."""

    name = "staff_units"
    title = "Đơn vị và khối lượng mỗi người"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        with self.desk.reading() as reader:
            department = people.office(reader).level == "province"
        ways = [("Thêm đơn vị   Ctrl+T", self.add), ("Kê khối lượng   Ctrl+D", self.count)]
        ways += [(f"Lấy từ báo cáo đã {'nhận' if department else 'chốt'}   Ctrl+Y", self.fill)]
        acts = buttons(*ways, ("Đề xuất biên chế, biệt phái   Ctrl+R", self.propose))
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.body.addWidget(quiet_label(
            "Khối lượng tính theo hệ số phân công ở trang Thiết lập. Người biệt phái tính ở nơi đang làm; người đang nghỉ vẫn tính."
        ))  # fmt: skip
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        columns = [
            Column("Đơn vị", lambda x: short_name(x.unit.name), width=0, least=20),
            Column("Biên chế", lambda x: x.unit.posts, "right", 9), Column("Đã có", lambda x: x.own, "right", 8),
            Column("Đang làm", lambda x: x.heads, "right", 9), Column("Chấp hành viên", lambda x: x.officers, "right", 15, spare=4),
            Column("Đang nghỉ", lambda x: x.away, "right", 10, spare=5),
        ]  # fmt: skip
        columns += [Column(head, _figure(at), "right", 16, spare=3 if at < 9 else 0) for at, head in enumerate(_HEADS, start=6)]
        columns.append(Column("Kê ngày", lambda x: short_date(x.unit.work.day) if x.unit.work else "chưa kê", width=11))
        self.model = RowsModel(columns, lambda x: x.unit.key, self)
        self.table = TableView(self.model, self, "Chưa có đơn vị nào. Ctrl+T để khai một đơn vị.")
        self.table.setObjectName("staff-units-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.change())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Thêm đơn vị vào sổ cán bộ", "Ctrl+T", self.add, icon="plus")
        self.action("Kê khối lượng của đơn vị đang chọn", "Ctrl+D", self.count)
        self.action("Lấy đơn vị và khối lượng từ báo cáo" + (" đã nhận" if department else " đã chốt"), "Ctrl+Y", self.fill)
        self.action("Đề xuất biên chế, biệt phái", "Ctrl+R", self.propose)
        self.names: dict[str, str] = {}

    def refresh(self) -> None:
        self.worker.run_read(lambda: staff_load.loads(self.desk), self._take, key="staff-units", owner=self)

    def _take(self, found: list[Load]) -> None:
        self.names = {x.unit.key: x.unit.name for x in found}
        self.model.set_rows(found)

    def add(self) -> None:
        self.shell.open_page(UnitPage(self.shell, None, self.names))

    def change(self) -> None:
        row: Load | None = self.table.current_row()
        if row is not None:
            self.shell.open_page(UnitPage(self.shell, row, self.names))

    def count(self) -> None:
        """To the form of the chosen unit's work."""
        row: Load | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một đơn vị trong danh sách, hoặc Ctrl+T để khai.")
            return
        self.shell.open_page(CountPage(self.shell, row))

    def fill(self) -> None:
        """Every office with its work, from what it sent."""

        def done(filled: staff_returns.Filled) -> str:
            self.refresh()
            return staff_returns.told(filled)

        self.progress.start(
            "Đang lấy khối lượng từ báo cáo", lambda _progress, _cancelled: (staff_returns.fill(self.desk), TOPICS), done, writes=True
        )

    def propose(self) -> None:
        """To the proposal."""
        from thads_desktop.ui.pages.staff_proposal import ProposalPage

        self.shell.open_page(ProposalPage(self.shell))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "sửa"), ("Ctrl+T", "thêm"), ("Ctrl+D", "kê khối lượng"), ("Ctrl+R", "đề xuất"))

    def help(self) -> str:
        return (
            "Mỗi đơn vị một dòng, nặng nhất đứng đầu. Ctrl+T khai đơn vị và biên chế, Ctrl+D kê số việc, số tiền của đơn vị đến một ngày, Enter sửa. "
            "Ctrl+R lập đề xuất biên chế hoặc biệt phái. Ở cơ quan cấp tỉnh, Ctrl+Y thêm các đơn vị và lấy khối lượng từ "
            "báo cáo đã nhận; biên chế tự nhập."
        )


class UnitPage(FormPage):
    """A unit: name, posts, how far it is from others."""

    name = "staff_unit"
    title = "Đơn vị"
    belongs = "settings"

    def __init__(self, shell: Shell, load: Load | None, names: dict[str, str]) -> None:
        super().__init__(shell)
        self.key = load.unit.key if load is not None else ""
        unit = load.unit if load is not None else None
        self.lay_out((
            Spec("name", "Tên đơn vị", required=True, value=unit.name if unit else None),
            Spec("posts", "Biên chế được giao", required=True, limit=6, value=str(unit.posts) if unit else None),
            Spec("distances", "Khoảng cách đến đơn vị khác", "long", lines=4, note="mỗi dòng: tên đơn vị: số km; để trống nếu không xét",
                 value=staff.distances_text(unit, names) if unit else None),
        ), f"Sửa: {unit.name}" if unit else "Thêm đơn vị")  # fmt: skip

    def subject(self) -> str:
        return self.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            staff.set_unit(self.desk, v["name"], v["posts"], v["distances"] or "", self.key)
            return f"Đã ghi đơn vị {v['name']}.", TOPICS

        self.carry(write, self.back_saying)


class CountPage(FormPage):
    """A unit's work as of a day."""

    name = "staff_count"
    title = "Kê khối lượng"
    belongs = "settings"

    def __init__(self, shell: Shell, load: Load) -> None:
        super().__init__(shell)
        self.key = load.unit.key
        w = load.unit.work
        years = staff.decimal_text(round(Fraction(w.age_days * 100, 365 * w.carried))) if w and w.carried else ""
        self.lay_out((
            Spec("day", "Đến ngày", "date", required=True, value=self.clock.today()),
            Spec("carried", "Số việc năm trước chuyển sang", required=True, limit=12, note="không gồm số thụ lý mới ở ô bên",
                 value=str(w.carried) if w else None),
            Spec("intake", "Số việc thụ lý mới trong năm", required=True, limit=12, beside=True, value=str(w.intake) if w else None),
            Spec("money", "Tiền năm trước chuyển sang", "money", required=True, value=w.money if w else None),
            Spec("money_new", "Tiền thụ lý mới trong năm", "money", required=True, beside=True, value=w.money_new if w else None),
            Spec("years", "Tuổi trung bình của việc chuyển sang, năm", limit=6, note="ví dụ 1,5; để trống: không tính", value=years or None),
        ), f"Kê khối lượng: {load.unit.name}")  # fmt: skip

    def subject(self) -> str:
        return self.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            staff.count_unit(self.desk, self.key, v["day"], v["carried"], v["intake"], v["money"] or 0, v["money_new"] or 0, v["years"] or "0")
            return "Đã kê khối lượng.", TOPICS

        self.carry(write, self.back_saying)
