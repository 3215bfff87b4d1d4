"""The staff register: who serves where in which rank, who is away or seconded; from here to the units and their work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import bare
from thads_desktop.services import staff, staff_load
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, count_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.search_line import SearchLine
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.services.staff import Member, Unit

TOPICS = ("staff",)


class StaffPage(Page):
    """Everybody who serves today."""

    name = "staff"
    title = "Sổ cán bộ"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(
            ("Thêm cán bộ   Ctrl+T", self.add), ("Biệt phái   Ctrl+D", self.second), ("Nghỉ   Ctrl+B", self.leave), ("Các lần ghi   Ctrl+E", self.entries),
            ("Đơn vị, khối lượng   Ctrl+U", self.units), ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.search = SearchLine("Tìm theo tên, ngạch, đơn vị", "staff-search")
        self.search.textChanged.connect(lambda _text: self._show())
        self.count = count_label()
        self.body.addWidget(self.search)
        self.body.addWidget(self.count)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self._units: list[Unit] = []
        self._members: list[Member] = []
        self.names: dict[str, str] = {}
        #: Those who left as well.
        self.all = False
        self.model = RowsModel(
            [
                Column("Họ và tên", lambda m: m.name, width=0, least=24),
                Column("Ngạch", lambda m: staff.rank_name(m.rank) + (", phụ trách" if m.head else ""), width=30, least=18),
                Column("Biên chế tại", lambda m: self.names.get(m.unit, ""), width=30, least=18, spare=1),
                Column("Đang làm tại", lambda m: staff_load.place_words(m, self.names), width=36, least=20),
                Column("Nghỉ", _away, width=24, least=10, spare=2),
                Column("Được điều đi", lambda m: "có" if m.movable else "không", width=12, spare=3),
            ],
            lambda m: m.key,
            self,
        )
        self.table = TableView(self.model, self, "Chưa có cán bộ nào. Ctrl+U khai đơn vị trước, rồi Ctrl+T thêm cán bộ.")
        self.table.setObjectName("staff-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.change())
        self.search.down.connect(self.table.begin)
        self.body.addWidget(with_words(self.table), 1)
        self.action("Thêm cán bộ vào sổ", "Ctrl+T", self.add, icon="plus")
        self.action("Biệt phái người đang chọn", "Ctrl+D", self.second)
        self.action("Kết thúc biệt phái của người đang chọn", "Ctrl+Shift+D", self.back_home)
        self.action("Ghi nghỉ của người đang chọn", "Ctrl+B", self.leave)
        self.action("Người đang chọn thôi việc", [], self.leave_service)
        self.action("Các lần ghi của người đang chọn: xem, hủy lần ghi sai", "Ctrl+E", self.entries)
        self.action("Hiện, ẩn người đã thôi việc", "Ctrl+H", self.turn_all)
        self.action("Hồ sơ thi đua, khen thưởng của người đang chọn", "Ctrl+I", self.record)
        self.action("Đơn vị và khối lượng mỗi người", "Ctrl+U", self.units)
        self.action("In sổ cán bộ", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu sổ cán bộ thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        self.worker.run_read(lambda: staff.listed(self.desk, with_left=self.all), self._take, key="staff", owner=self)

    def _take(self, found: tuple[list[Unit], list[Member]]) -> None:
        self._units, self._members = found
        self.names = {u.key: short_name(u.name) for u in self._units}
        self._show()

    def _show(self) -> None:
        words = bare(self.search.text())
        rows = [m for m in self._members if words in bare(f"{m.name} {staff.rank_name(m.rank)} {self.names.get(m.unit, '')} {self.names.get(m.at, '')}")]
        self.model.set_rows(rows)
        self.count.setText(f"{len(rows)} người" + (", gồm cả người đã thôi việc (Ctrl+H để ẩn)" if self.all else ""))

    def _with(self, open_: Callable[[Member], Page]) -> None:
        row: Member | None = self.table.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một người trong danh sách, hoặc Ctrl+T để thêm.")
            return
        self.shell.open_page(open_(row))

    def add(self) -> None:
        """To the form of a new one; units come first."""
        if not self._units:
            self.shell.warn("Chưa có đơn vị nào: Ctrl+U rồi Ctrl+T để khai đơn vị trước.")
            return
        self.shell.open_page(MemberPage(self.shell, self._units))

    def change(self) -> None:
        self._with(lambda m: MemberPage(self.shell, self._units, m))

    def second(self) -> None:
        self._with(lambda m: SecondPage(self.shell, self._units, m))

    def back_home(self) -> None:
        self._with(lambda m: EndPage(self.shell, m, home=True))

    def leave(self) -> None:
        self._with(lambda m: LeavePage(self.shell, m))

    def leave_service(self) -> None:
        self._with(lambda m: EndPage(self.shell, m))

    def entries(self) -> None:
        """To what was recorded of the chosen one."""
        from thads_desktop.ui.pages.staff_entries import EntriesPage

        self._with(lambda m: EntriesPage(self.shell, m))

    def turn_all(self) -> None:
        """Those who left, too; they come back by a new entry (Enter)."""
        self.all = not self.all
        self.refresh()

    def record(self) -> None:
        """Points and awards of the chosen one."""
        from thads_desktop.ui.pages.awards import show_record

        row: Member | None = self.table.current_row()
        if row is not None:
            show_record(self, f"staff:{row.key}")

    def units(self) -> None:
        """To the units."""
        from thads_desktop.ui.pages.staff_units import UnitsPage

        self.shell.open_page(UnitsPage(self.shell))

    def print_out(self) -> None:
        show_print(self, "Sổ cán bộ", lambda: staff_load.listing(self.desk), staff_load.file_name(self.clock.today()))

    def save(self) -> None:
        prompt_save(self, self.progress, "staff", "Lưu sổ cán bộ", lambda: staff_load.listing(self.desk), staff_load.file_name(self.clock.today()))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "sửa"), ("Ctrl+T", "thêm"), ("Ctrl+D", "biệt phái"), ("Ctrl+B", "nghỉ"), ("Ctrl+E", "các lần ghi"), ("Ctrl+U", "đơn vị"))

    def help(self) -> str:
        return (
            "Ai làm ở đơn vị nào, ngạch gì. Enter sửa người đang chọn, Ctrl+T thêm, Ctrl+D biệt phái đến đơn vị khác, Ctrl+Shift+D kết thúc biệt phái, "
            "Ctrl+B ghi nghỉ. Biệt phái chỉ thủ trưởng ghi được. Ctrl+E xem các lần ghi của một người và hủy lần ghi sai; Ctrl+H hiện cả người đã thôi "
            "việc (Enter rồi ghi ngày mới khi người ấy trở lại). Ctrl+U mở danh sách đơn vị với khối lượng mỗi người và đề xuất biên chế."
        )


def _away(m: Member) -> str:
    return f"thôi việc, ngày cuối {short_date(m.left)}" if m.left is not None else staff_load.away_words(m)


class _MemberForm(FormPage):
    """A form about one person."""

    belongs = "settings"
    member: Member | None = None

    def subject(self) -> str:
        return self.member.key if self.member is not None else ""

    def _do(self, act: Callable[[], object], said: str) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            act()
            return said, TOPICS

        self.carry(write, self.back_saying)


class MemberPage(_MemberForm):
    """Somebody new, or another unit, rank or name."""

    name = "staff_member"
    title = "Cán bộ"

    def __init__(self, shell: Shell, units: Sequence[Unit], member: Member | None = None) -> None:
        super().__init__(shell)
        self.member = member
        m, today = member, self.clock.today()
        ranks = [(r.code, r.name + (f" ({r.note})" if r.note else "")) for r in staff.ranks_on(today)]
        self.lay_out((
            Spec("name", "Họ và tên", required=True, limit=100, value=m.name if m else None),
            Spec("unit", "Đơn vị (nơi có biên chế)", "choice", required=True, options=[(u.key, u.name) for u in units],
                 value=m.unit if m else units[0].key),
            Spec("rank", "Ngạch", "choice", required=True, options=ranks, value=m.rank if m else "chv_so"),
            Spec("since", "Từ ngày", "date", required=True, value=today, note="sửa: ngày có hiệu lực của thay đổi; người đã thôi việc: ngày trở lại"),
            Spec("head", "Đứng đầu đơn vị", "check", value=m.head if m else False),
            Spec("movable", "Được điều đi (biệt phái)", "check", value=m.movable if m else True),
            Spec("note", "Ghi chú", "long", lines=2, value=m.note if m else None),
        ), f"Sửa: {m.name}" if m else "Thêm cán bộ")  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        key = self.member.key if self.member is not None else ""
        self._do(
            lambda: staff.place(
                self.desk, v["name"], v["unit"], v["rank"], v["since"], head=bool(v["head"]), movable=bool(v["movable"]), note=v["note"] or "", member=key
            ),
            f"Đã ghi {v['name']} vào sổ cán bộ.",
        )


class SecondPage(_MemberForm):
    """To another unit for a time."""

    name = "staff_second"
    title = "Biệt phái"

    def __init__(self, shell: Shell, units: Sequence[Unit], member: Member) -> None:
        super().__init__(shell)
        self.member, self.key = member, member.key
        others = [(u.key, u.name) for u in units if u.key != member.unit]
        self.lay_out((
            Spec("unit", "Đến đơn vị", "choice", required=True, options=others, value=others[0][0] if others else None),
            Spec("since", "Từ ngày", "date", required=True, value=self.clock.today()),
            Spec("until", "Đến hết ngày", "date", beside=True, note="để trống nếu chưa định"),
        ), f"Biệt phái: {member.name}")  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        self._do(lambda: staff.second(self.desk, self.key, v["unit"], v["since"], v["until"]), "Đã ghi biệt phái.")


class LeavePage(_MemberForm):
    """Away for a time."""

    name = "staff_leave"
    title = "Nghỉ"

    def __init__(self, shell: Shell, member: Member) -> None:
        super().__init__(shell)
        self.member, self.key = member, member.key
        self.lay_out((
            Spec("kind", "Loại", "choice", required=True, options=list(staff.LEAVES.items()), value="nam"),
            Spec("since", "Từ ngày", "date", required=True, value=self.clock.today()),
            Spec("until", "Đến hết ngày", "date", required=True, beside=True),
        ), f"Nghỉ: {member.name}")  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        self._do(lambda: staff.take_leave(self.desk, self.key, v["since"], v["until"], v["kind"]), "Đã ghi nghỉ.")


class EndPage(_MemberForm):
    """The last day of a secondment, or of service."""

    name = "staff_end"
    title = "Kết thúc"

    def __init__(self, shell: Shell, member: Member, *, home: bool = False) -> None:
        super().__init__(shell)
        self.member, self.key, self.home = member, member.key, home
        what = "Kết thúc biệt phái" if home else "Thôi việc"
        self.lay_out((Spec("day", "Ngày cuối", "date", required=True, value=self.clock.today()),), f"{what}: {member.name}")

    def take(self, v: dict[str, Any]) -> None:
        act = staff.end_secondment if self.home else staff.leave_service
        self._do(lambda: act(self.desk, self.key, v["day"]), "Đã ghi kết thúc biệt phái." if self.home else "Đã ghi thôi việc.")
