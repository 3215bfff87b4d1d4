"""Emulation: campaigns; of one the ranking within bands and each point with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from thads_desktop.services import emulation, emulation_evidence, emulation_files
from thads_desktop.ui.ask_twice import AskTwice
from thads_desktop.ui.flow import FlowRow
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.listing_actions import prompt_save, show_print
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.page_parts import buttons, quiet_label, state_label
from thads_desktop.ui.pages.province_rows import short_name
from thads_desktop.ui.progress import ProgressPanel
from thads_desktop.ui.refusals import sentence
from thads_desktop.ui.row_words import with_words
from thads_desktop.ui.table_view import TableView
from thads_desktop.ui.tables import Column, RowsModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.services.emulation import Campaign, Entry, Rank

TOPICS = ("emulation",)


class EmulationPage(Page):
    """Every campaign."""

    name = "emulation"
    title = "Thi đua, khen thưởng"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        acts = buttons(
            ("Phát động   Ctrl+T", self.add), ("Khen thưởng   Ctrl+G", self.awards), ("Vi phạm   Ctrl+B", self.violations),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(), *acts))
        self.model = RowsModel(
            [
                Column("Phong trào", lambda c: c.name, width=0, least=30),
                Column("Từ ngày", lambda c: c.start, width=12), Column("Đến ngày", lambda c: c.until, width=12),
                Column("Đối tượng", lambda c: dict(emulation.ABOUT)[c.about], width=20), Column("Tiêu chí", lambda c: len(c.criteria), "right", 9),
                Column("Lần cho điểm", lambda c: len(c.entries), "right", 13),
                Column("Tình trạng", lambda c: emulation_files.state_words(c, self.clock.today()), width=13),
            ],
            lambda c: c.key,
            self,
        )  # fmt: skip
        self.table = TableView(self.model, self, "Chưa có phong trào nào. Ctrl+T để phát động.")
        self.table.setObjectName("emulation-table")
        self.table.picks_first = True
        self.table.opened.connect(lambda _key: self.open_one())
        self.body.addWidget(with_words(self.table), 1)
        self.action("Phát động phong trào thi đua", "Ctrl+T", self.add, icon="plus")
        self.action("Danh sách khen thưởng", "Ctrl+G", self.awards)
        self.action("Vi phạm của cán bộ, đơn vị", "Ctrl+B", self.violations)

    def refresh(self) -> None:
        self.worker.run_read(lambda: emulation.campaigns(self.desk), self.model.set_rows, key="emulation", owner=self)

    def add(self) -> None:
        self.shell.open_page(OpenPage(self.shell))

    def open_one(self) -> None:
        row: Campaign | None = self.table.current_row()
        if row is not None:
            self.shell.open_page(CampaignPage(self.shell, row))

    def awards(self) -> None:
        """To what was given."""
        from thads_desktop.ui.pages.awards import AwardsPage

        self.shell.open_page(AwardsPage(self.shell))

    def violations(self) -> None:
        """To the violations, for who may see them."""
        from thads_desktop.ui.pages.awards import ViolationsPage

        if not self.desk.may("violation_see"):
            self.shell.warn("Tài khoản này không có quyền xem vi phạm của cán bộ, đơn vị: hãy nhờ thủ trưởng hoặc phó thủ trưởng.")
            return
        self.shell.open_page(ViolationsPage(self.shell))

    def first_focus(self) -> QWidget:
        return self.table

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "mở"), ("Ctrl+T", "phát động"), ("Ctrl+G", "khen thưởng"), ("Ctrl+B", "vi phạm"))

    def help(self) -> str:
        return "Ctrl+T phát động phong trào với tiêu chí và điểm; Enter mở phong trào để cho điểm, xem xếp hạng. Ctrl+G khen thưởng, Ctrl+B vi phạm."


class OpenPage(FormPage):
    """A new campaign."""

    name = "campaign_open"
    title = "Phát động phong trào thi đua"
    belongs = "settings"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        today = self.clock.today()
        self.lay_out((
            Spec("name", "Tên phong trào", required=True),
            Spec("start", "Từ ngày", "date", required=True, value=today, note="có thể phát động trước"),
            Spec("until", "Đến ngày", "date", required=True, beside=True),
            Spec("about", "Đối tượng", "choice", required=True, options=list(emulation.ABOUT), value="unit"),
            Spec("criteria", "Tiêu chí", "long", required=True, lines=8, note="mỗi dòng: tên tiêu chí: điểm tối đa; trừ điểm thì ghi số âm"),
        ))  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            emulation.open_campaign(self.desk, v["name"], v["start"], v["until"], v["about"], v["criteria"])
            return f"Đã phát động {v['name']}.", TOPICS

        self.carry(write, self.back_saying)


class CampaignPage(Page):
    """Ranking above, points with their evidence beneath."""

    name = "campaign"
    title = "Phong trào thi đua"
    belongs = "settings"
    topics = TOPICS

    def __init__(self, shell: Shell, campaign: Campaign) -> None:
        super().__init__(shell)
        self.campaign = campaign
        acts = buttons(
            ("Cho điểm   Ctrl+T", self.give), ("Rút điểm   Ctrl+D", self.take), ("Kết thúc, mở lại   Ctrl+B", self.close_campaign),
            ("In   Ctrl+P", self.print_out), ("Lưu Excel, PDF   F8", self.save),
        )  # fmt: skip
        self.body.addLayout(FlowRow(self.heading(campaign.name), *acts))
        self.twice = AskTwice("Ctrl+B", "Ctrl+B", acts[2], self)
        self.body.addWidget(self.twice)
        self.state = state_label()
        self.body.addWidget(self.state)
        self.body.addWidget(quiet_label("Xếp hạng trong từng nhóm theo số việc của đơn vị; bằng điểm thì cùng hạng; chưa cho điểm thì chưa xếp hạng."))
        self.progress = ProgressPanel(self.worker, self)
        self.body.addWidget(self.progress)
        self.ranks = RowsModel(
            [
                Column("Nhóm", lambda r: r.placed.band, width=30, least=16), Column("Hạng", lambda r: r.place, "right", 7),
                Column("Ai", lambda r: short_name(r.name), width=0, least=24),
                Column("Điểm", lambda r: r.placed.points if r.entries else None, "right", 8),
                Column("Bằng điểm", emulation_files.tied_words, width=14), Column("Số lần cho điểm", lambda r: r.entries, "right", 16),
            ],
            lambda r: r.placed.who,
            self,
        )  # fmt: skip
        self.ranking = TableView(self.ranks, self, "Chưa có đơn vị, cán bộ nào: khai ở Sổ cán bộ trước.")
        self.ranking.setObjectName("campaign-ranking")
        self.ranking.picks_first = True
        self.body.addWidget(with_words(self.ranking), 1)
        self.entries = RowsModel(
            [
                Column("Ngày", lambda e: e.day, width=12), Column("Ai", lambda e: short_name(e.name), width=28, least=16),
                Column("Tiêu chí", lambda e: e.what, width=32, least=16), Column("Điểm", lambda e: e.points, "right", 8),
                Column("Dẫn chứng", lambda e: e.proof, width=0, least=28),
            ],
            lambda e: e.key,
            self,
        )  # fmt: skip
        self.proofs = TableView(self.entries, self, "Chưa cho điểm. Ctrl+T để cho điểm.")
        self.proofs.setObjectName("campaign-entries")
        self.proofs.picks_first = True
        self.proofs.opened.connect(lambda _key: self.follow())
        self.body.addWidget(with_words(self.proofs), 1)
        self.action("Cho điểm thi đua", "Ctrl+T", self.give, icon="plus")
        self.action("Rút lần cho điểm đang chọn", "Ctrl+D", self.take)
        self.action("Kết thúc phong trào; mở lại phong trào đã kết thúc", "Ctrl+B", self.close_campaign)
        self.action("In kết quả thi đua", "Ctrl+P", self.print_out, icon="print")
        self.action("Lưu kết quả thi đua thành Excel hoặc PDF", "F8", self.save, icon="export")

    def refresh(self) -> None:
        def read() -> tuple[Campaign, list[Rank]]:
            stands = next(c for c in emulation.campaigns(self.desk) if c.key == self.campaign.key)
            return stands, emulation.ranking(self.desk, stands.key)

        self.worker.run_read(read, self._show, key="campaign", owner=self)

    def _show(self, found: tuple[Campaign, list[Rank]]) -> None:
        self.campaign, ranks = found
        self.ranks.set_rows(ranks)
        self.entries.set_rows(list(self.campaign.entries))
        self.state.setText(f"{emulation_files.campaign_words(self.campaign, self.clock.today())}. {emulation_files.criteria_words(self.campaign)}.")

    def give(self) -> None:
        """To the form of points, for who is chosen in the ranking."""
        row: Rank | None = self.ranking.current_row()
        campaign, who = self.campaign, row.placed.who if row is not None else ""
        self.worker.run_read(
            lambda: emulation.choices(self.desk, campaign.about),
            lambda names: self.shell.open_page(GivePage(self.shell, campaign, names, who)), owner=self,
        )  # fmt: skip

    def take(self) -> None:
        """The chosen entry counts no more."""
        row: Entry | None = self.proofs.current_row()
        if row is None:
            self.shell.warn("Hãy chọn một lần cho điểm ở bảng dưới.")
            return
        entry = row
        self._write(lambda: emulation.take(self.desk, self.campaign.key, entry.key), f"Đã rút {entry.points} điểm của {entry.name}.")

    def close_campaign(self) -> None:
        """No more points, asked twice; of one that ended, to the reason for opening it again."""
        if not self.campaign.open:
            self.shell.open_page(ReopenPage(self.shell, self.campaign))
            return
        if not self.twice.ask(self.campaign.key, f"Kết thúc phong trào {self.campaign.name}? Xếp hạng giữ như lúc này; mở lại phải ghi lý do."):
            return
        self._write(lambda: emulation.close_campaign(self.desk, self.campaign.key), f"Đã kết thúc {self.campaign.name}.")

    def _write(self, act: Callable[[], object], said: str) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            act()
            return said, TOPICS

        self.worker.run_write(write, self.shell.tell, lambda refusals: self.shell.warn(" ".join(sentence(r) for r in refusals)), owner=self)

    def follow(self) -> None:
        """To the matter that the chosen entry names."""
        row: Entry | None = self.proofs.current_row()
        if row is not None and row.matter:
            from thads_desktop.ui.pages.matter import MatterPage

            self.shell.open_page(MatterPage(self.shell, row.matter))
        elif row is not None:
            self.shell.tell(row.proof)

    def print_out(self) -> None:
        show_print(self, "Kết quả thi đua", lambda: emulation_files.campaign(self.desk, self.campaign.key), "thi-dua")

    def save(self) -> None:
        prompt_save(self, self.progress, "emulation", "Lưu kết quả thi đua", lambda: emulation_files.campaign(self.desk, self.campaign.key), "thi-dua")

    def first_focus(self) -> QWidget:
        return self.ranking

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+T", "cho điểm"), ("Ctrl+D", "rút điểm"), ("Enter", "mở dẫn chứng"), ("Ctrl+P", "in"))

    def help(self) -> str:
        return (
            "Bảng trên xếp hạng trong từng nhóm, bảng dưới là từng lần cho điểm với dẫn chứng; Enter ở bảng dưới mở việc được dẫn. Ctrl+T cho điểm người, "
            "đơn vị đang chọn ở bảng trên; Ctrl+D rút lần cho điểm đang chọn; Ctrl+B hai lần kết thúc phong trào, ở phong trào đã kết thúc thì mở lại."
        )


class GivePage(FormPage):
    """Points for a criterion and what shows them."""

    name = "campaign_give"
    title = "Cho điểm thi đua"
    belongs = "settings"

    def __init__(self, shell: Shell, campaign: Campaign, names: Sequence[tuple[str, str]], who: str) -> None:
        super().__init__(shell)
        self.campaign = campaign
        criteria = [(code, f"{name} ({most})") for code, (name, most) in campaign.criteria.items()]
        self.lay_out((
            Spec("who", "Ai", "choice", required=True, options=list(names), value=who or (names[0][0] if names else None)),
            Spec("criterion", "Tiêu chí", "choice", required=True, options=criteria, value=criteria[0][0]),
            Spec("points", "Điểm", required=True, limit=5, beside=True),
            Spec("evidence", "Dẫn chứng bằng", "choice", required=True, options=list(emulation_evidence.KINDS), value="paper"),
            Spec("of", "Dẫn chứng", required=True, note=emulation_evidence.HOW),
            Spec("day", "Ngày", "date", required=True, value=max(campaign.start, min(campaign.until, self.clock.today())),
                 note="trong thời gian của phong trào"),
        ), f"Cho điểm: {campaign.name}")  # fmt: skip

    def subject(self) -> str:
        return self.campaign.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            emulation.give(self.desk, self.campaign.key, v["who"], v["criterion"], v["points"], v["evidence"], v["of"], v["day"])
            return "Đã cho điểm.", TOPICS

        self.carry(write, self.back_saying)


class ReopenPage(FormPage):
    """Why a campaign that ended is opened again."""

    name = "campaign_reopen"
    title = "Mở lại phong trào thi đua"
    belongs = "settings"

    def __init__(self, shell: Shell, campaign: Campaign) -> None:
        super().__init__(shell)
        self.campaign = campaign
        self.lay_out((Spec("reason", "Lý do mở lại", "long", required=True, lines=3),), f"Mở lại: {campaign.name}")

    def subject(self) -> str:
        return self.campaign.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            emulation.reopen_campaign(self.desk, self.campaign.key, v["reason"])
            return f"Đã mở lại {self.campaign.name}.", TOPICS

        self.carry(write, self.back_saying)
