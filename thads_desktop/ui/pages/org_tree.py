"""The dated tree of offices: who stands on a day, who follows whom; and a figure of before on the map of that day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from thads_desktop.domain.dates import short_date
from thads_desktop.services import expected_offices, org_tree, receiving, restated, restated_files
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, choice, quiet_label, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from thads_desktop.domain.listing import Listing
    from thads_desktop.services.org_tree import Unit
    from thads_desktop.services.restated import Series

TOPICS = ("province",)
BACK = "Ctrl+Shift+D"


class OrgTreePage(Page):
    """Every office that was ever written down."""

    name = "org-tree"
    title = "Cây tổ chức các cơ quan"
    belongs = "province"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.units: dict[str, Unit] = {}
        back = buttons((f"Bỏ sắp xếp   {BACK}", self.unfollow))
        self.body.addLayout(FlowRow(self.heading(), *buttons(
            ("Thêm   Ctrl+T", self.add), ("Sửa   Enter", self.change), ("Sáp nhập, chia   Ctrl+D", self.follow),
        ), *back, *buttons(("Lấy từ các đơn vị đã tin khóa   Ctrl+G", self.seed), ("Chuỗi số liệu   Ctrl+B", self.series))))  # fmt: skip
        self.question = AskTwice(BACK, BACK, back[0], self)
        self.body.addWidget(self.question)
        self.state = state_label()
        self.body.addWidget(self.state)
        self.model = RowsModel(
            [
                Column("Cơ quan", lambda u: short_name(u.name), width=0, least=24, tip=lambda u: u.name),
                Column("Cấp", lambda u: org_tree.LEVELS.get(u.level, u.level), width=18, least=12, spare=2),
                Column("Trực thuộc", self._parent, width=26, least=12, spare=1),
                Column("Từ ngày", lambda u: u.since, width=12), Column("Đến ngày", lambda u: u.until, width=12),
                Column("Kế tiếp", self._into, width=34, least=16),
                Column("Gói", lambda u: "có khóa" if u.office else "chưa gắn", width=10, tone=lambda u: "neutral" if u.office else "amber"),
            ],
            lambda u: u.key, self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa ghi cơ quan nào: báo cáo tính theo các đơn vị đã tin khóa. Ctrl+G lấy các đơn vị ấy vào cây.")
        self.table.setObjectName("units-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.change())
        self.body.addWidget(with_words(self.table), 1)
        self.body.addWidget(quiet_label(
            "Đơn vị phải gửi báo cáo của một kỳ là cơ quan đang hoạt động vào ngày cuối kỳ. Sáp nhập: số cũ cộng lại. Chia: chỉ việc mà báo cáo "
            "sau của đơn vị mới có ghi mới tính cho đơn vị ấy; tỷ lệ chia chỉ để biết."
        ))  # fmt: skip
        self.action("Thêm một cơ quan", "Ctrl+T", self.add, icon="plus")
        self.action("Sáp nhập hoặc chia cơ quan đang chọn", "Ctrl+D", self.follow)
        self.action("Bỏ sắp xếp đã ghi nhầm của cơ quan đang chọn", BACK, self.unfollow)
        self.action("Lấy các đơn vị đã tin khóa vào cây", "Ctrl+G", self.seed)
        self.action("Số liệu cũ trên bản đồ tổ chức hôm nay", "Ctrl+B", self.series)

    def refresh(self) -> None:
        def ask() -> tuple[dict[str, Unit], list[str]]:
            with self.desk.reading() as reader:
                return org_tree.tree(reader), expected_offices.not_in_tree(reader)

        self.worker.run_read(ask, lambda found: self._show(*found), key="units", owner=self)

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "thêm"), ("Ctrl+D", "sáp nhập, chia"), ("Ctrl+B", "chuỗi số liệu"))

    def help(self) -> str:
        return (
            "Mỗi cơ quan có ngày bắt đầu, ngày thôi hoạt động và cơ quan kế tiếp. Ctrl+D: từ ngày nào, một cơ quan kế tiếp là sáp nhập, nhiều là chia. "
            "Trước khi ghi, cơ quan kế tiếp phải có trong cây; cơ quan còn hoạt động mà chuyển một phần thì chọn chính nó và nơi nhận. Ghi nhầm "
            "thì Ctrl+Shift+D bỏ sắp xếp của cơ quan đang chọn. Ctrl+B xem số liệu các kỳ trước theo các cơ quan hôm nay."
        )

    def _parent(self, unit: Unit) -> str:
        above = self.units.get(unit.parent)
        return short_name(above.name) if above is not None else ""

    def _into(self, unit: Unit) -> str:
        def one(key: str, share: int) -> str:
            name = short_name(self.units[key].name) if key in self.units else ""
            return name if share == org_tree.WHOLE else f"{name} ({share / 10:g} %)".replace(".", ",")

        return "; ".join(one(key, share) for key, share in unit.into)

    def _show(self, units: dict[str, Unit], apart: list[str]) -> None:
        self.units = units
        self.model.set_rows(sorted(units.values(), key=lambda u: (u.level != "province", u.since, u.name)))
        today = self.clock.today()
        said = f"{len(org_tree.on(units, today))} cơ quan dưới tỉnh đang hoạt động hôm nay, {len(units)} cơ quan đã ghi."
        if apart:
            some = ", ".join(map(short_name, apart[:4])) + ("…" if len(apart) > 4 else "")
            said += f" {len(apart)} đơn vị chưa có trong cây vẫn phải gửi báo cáo: {some} (Ctrl+G lấy vào cây)."
        self.state.setText(said)

    def _current(self) -> Unit | None:
        key = self.table.current_key()
        row: Unit | None = self.model.content(self.model.place(key)) if isinstance(key, str) else None
        if row is None:
            self.shell.warn("Hãy chọn một cơ quan trong danh sách.")
        return row

    def add(self) -> None:
        """To the form of a new one."""
        self.shell.open_page(UnitPage(self.shell, self.units))

    def change(self) -> None:
        """To the form of the chosen one."""
        row = self._current()
        if row is not None:
            self.shell.open_page(UnitPage(self.shell, self.units, row))

    def follow(self) -> None:
        """To the form of what stands in the place of the chosen one."""
        row = self._current()
        if row is not None:
            self.shell.open_page(FollowPage(self.shell, self.units, row))

    def unfollow(self) -> None:
        """What was written down by mistake is taken back, asked for twice."""
        row = self._current()
        if row is None or (row.moved is not None and not self.question.ask(row.key, f"Bỏ sắp xếp từ ngày {short_date(row.moved)} của {row.name}.")):
            return

        def write() -> tuple[None, tuple[str, ...]]:
            org_tree.unfollow(self.desk, row.key)
            return None, TOPICS

        self.worker.run_write(
            write, lambda _none: self.shell.tell("Đã bỏ sắp xếp: cơ quan hoạt động như trước."),
            lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self,
        )  # fmt: skip

    def seed(self) -> None:
        """Offices whose keys are trusted become units."""
        since = date(self.clock.today().year - 10, 1, 1)
        self.worker.run_write(
            lambda: (org_tree.seed(self.desk, since), TOPICS),
            lambda n: self.shell.tell(f"Đã lấy {n} đơn vị vào cây." if n else "Mọi đơn vị đã tin khóa đều có trong cây."),
            lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self,
        )  # fmt: skip

    def series(self) -> None:
        """To figures of before on the map of today."""
        self.shell.open_page(SeriesPage(self.shell))


class UnitPage(FormPage):
    """One office of the tree."""

    name = "unit"
    title = "Cơ quan của cây tổ chức"
    belongs = "province"

    def __init__(self, shell: Shell, units: dict[str, Unit], unit: Unit | None = None) -> None:
        super().__init__(shell)
        self.unit = unit
        with self.desk.reading() as reader:
            offices = [("", "chưa biết"), *((k, r["name"]) for k, r in receiving.trusted(reader).items())]
        above = [("", "không"), *((u.key, _dated(u)) for u in units.values() if unit is None or u.key != unit.key)]
        self.lay_out((
            Spec("name", "Tên", required=True, value=unit.name if unit else None, share=2),
            Spec("level", "Cấp", "choice", required=True, options=tuple(org_tree.LEVELS.items()), value=unit.level if unit else "region", beside=True),
            Spec("since", "Hoạt động từ", "date", required=True, value=unit.since if unit else None),
            Spec("until", "Đến hết", "date", beside=True, value=unit.until if unit else None, note="để trống nếu còn"),
            Spec("parent", "Trực thuộc", "choice", options=above, value=unit.parent if unit else ""),
            Spec("office", "Đơn vị gửi gói", "choice", options=offices, value=unit.office if unit else "", beside=True),
        ))  # fmt: skip

    def subject(self) -> str:
        return self.unit.key if self.unit is not None else ""

    def take(self, v: dict[str, Any]) -> None:
        key = self.unit.key if self.unit is not None else ""

        def write() -> tuple[None, tuple[str, ...]]:
            org_tree.put(self.desk, v["name"], v["level"], v["since"], v["until"], office=v["office"] or "", parent=v["parent"] or "", key=key)
            return None, TOPICS

        self.carry(write, lambda _none: self.back_saying("Đã ghi cơ quan."))


class FollowPage(FormPage):
    """What stands in the place of an office: up to four others."""

    name = "unit-follow"
    title = "Sáp nhập, chia cơ quan"
    belongs = "province"
    MOST = 4

    def __init__(self, shell: Shell, units: dict[str, Unit], unit: Unit) -> None:
        super().__init__(shell)
        self.unit = unit
        others = [("", "không"), *((u.key, _dated(u)) for u in units.values() if u.key != unit.key and u.level != "province")]
        others.append((unit.key, f"chính {short_name(unit.name)}, còn hoạt động"))
        specs = [Spec("since", "Từ ngày", "date", required=True)]
        for n in range(1, self.MOST + 1):
            specs.append(Spec(f"unit_{n}", f"Cơ quan kế tiếp {n}", "choice", options=others, value=""))
            specs.append(Spec(f"share_{n}", "Phần (%)", beside=True, limit=6, value="100" if n == 1 else "", note="chỉ để biết" if n == 1 else ""))
        self.lay_out(specs, f"{self.title}: {unit.name}")

    def subject(self) -> str:
        return self.unit.key

    def take(self, v: dict[str, Any]) -> None:
        into = [(v[f"unit_{n}"], thousandths(v[f"share_{n}"] or "")) for n in range(1, self.MOST + 1) if v[f"unit_{n}"]]

        def write() -> tuple[None, tuple[str, ...]]:
            org_tree.follow(self.desk, self.unit.key, v["since"], into)
            return None, TOPICS

        self.carry(write, lambda _none: self.back_saying("Đã ghi sắp xếp tổ chức."))


class SeriesPage(Page):
    """One figure by office of today over the periods received."""

    name = "restated-series"
    title = "Số liệu các kỳ trên bản đồ tổ chức hôm nay"
    belongs = "province"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.what = choice("what", "Chỉ tiêu", FIGURES, 30, self.refresh)
        self.body.addLayout(FlowRow(self.heading(), self.what, *buttons(("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save))))
        self.state = state_label("Đang cộng…")
        self.body.addWidget(self.state)
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.place = QVBoxLayout()
        self.body.addLayout(self.place, 1)
        self.model: RowsModel | None = None
        self.note = quiet_label()
        self.body.addWidget(self.note)
        self.action("In chuỗi số liệu", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu chuỗi số liệu thành Excel hoặc PDF", "F8", self.save, icon="export")

    def print_out(self) -> None:
        """The series as it will print."""
        show_print(self, "Chuỗi số liệu", self._make(), "chuoi-so-lieu")

    def save(self) -> None:
        """Ask for a file, .xlsx or .pdf."""
        prompt_save(self, self.progress, "grid", "Lưu chuỗi số liệu", self._make(), "chuoi-so-lieu")

    def _make(self) -> Callable[[], Listing]:
        today, (measure, cell), words = self.clock.today(), self.what.currentData(), self.what.currentText()
        return lambda: restated_files.listing(self.desk, today, measure, cell, words)

    def refresh(self) -> None:
        today, (measure, cell) = self.clock.today(), self.what.currentData()
        self.worker.run_read(lambda: restated.series(self.desk, today, measure, cell), self._show, key="series", owner=self)

    def first_focus(self) -> QWidget:
        return self.what

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("↑↓", "chỉ tiêu"), ("Ctrl+P", "in"), ("F8", "lưu"), ("Esc", "quay lại"))

    def _show(self, made: Series) -> None:
        # The columns are the periods received: another answer is another table.
        while (item := self.place.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        columns = [Column("Cơ quan hôm nay", lambda r: short_name(r.name), width=0, least=24, tip=lambda r: r.name)]
        columns += [Column(words, _value(at), "right", 16) for at, words in enumerate(made.periods)]
        self.model = RowsModel(columns, lambda r: r.unit, self)
        self.model.set_rows(made.rows)
        table = TableView(self.model, self, "Chưa nhận báo cáo của kỳ nào.")
        table.setObjectName("series-table")
        self.place.addWidget(with_words(table))
        self.state.setText(f"{made.says}; bản đồ ngày {short_date(made.day)}.")
        self.note.setText("\n".join(made.notes))
        self.note.setVisible(bool(made.notes))


def _dated(unit: Unit) -> str:
    """What tells it from another of its name."""
    return f"{short_name(unit.name)} (đến {short_date(unit.until)})" if unit.until is not None else short_name(unit.name)


def _value(at: int) -> Callable[[Any], str]:
    """The figure of a row in one period."""
    return lambda row: row.shown(at)


#: What a series may show: (measure, cell) and its words.
FIGURES = (
    (("viec", "c6"), "Tổng số phải thi hành (việc)"), (("viec", "c3"), "Mới thụ lý (việc)"), (("viec", "c7"), "Có điều kiện (việc)"),
    (("viec", "c8"), "Thi hành xong (việc)"), (("viec", "c18"), "Tỷ lệ xong trên có điều kiện, việc (%)"),
    (("tien", "t6"), "Tổng số phải thi hành (đồng)"), (("tien", "t7"), "Có điều kiện (đồng)"), (("tien", "t8"), "Thi hành xong (đồng)"),
    (("tien", "t18"), "Tỷ lệ xong trên có điều kiện, tiền (%)"),
)  # fmt: skip


def thousandths(text: str) -> int:
    """ "33,3" -> 333; 0 for what is no share, which is refused."""
    plain = text.strip().replace("%", "").strip().replace(",", ".")
    try:
        return round(float(plain) * 10)
    except (ValueError, OverflowError):
        return 0
