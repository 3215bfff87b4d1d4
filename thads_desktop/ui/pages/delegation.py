"""Delegations at the page of a matter and in the book of judgments: the package that leaves, how far each is, the acknowledgement,
what goes back as mistaken, and the steps of entrusted assets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from thads_desktop.domain.money import dong
from thads_desktop.services import asset_decision, delegation_ack, delegation_assets, delegation_in, delegation_out
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.services.paper_place import on_intake
from thads_desktop.ui.ask_place import ask_folder, saved
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.package_view import PackageView
from thads_desktop.ui.page import Page, Shell

if TYPE_CHECKING:
    from thads_desktop.services.delegation_ack import Came
    from thads_desktop.services.delegation_assets import AssetFile

TOPICS = ("matters", "deadlines", "intake", "papers", "*")
FOLDER = Spec("folder", "Thư mục ghi gói", required=True, note="Ctrl+O chọn thư mục", share=2, limit=1000)


class _Packing(FormPage):
    """A form whose result is a package in a folder."""

    belongs = "matters"

    def say_above(self, lines: Sequence[str]) -> None:
        """How far it is, above the form."""
        said = QLabel("\n".join(lines))
        said.setObjectName("state")
        said.setTextFormat(Qt.TextFormat.PlainText)
        said.setWordWrap(True)
        said.setMaximumWidth(980)
        self.body.insertWidget(1, said)
        self.action("Chọn thư mục ghi gói", "Ctrl+O", self.prompt_folder)

    def prompt_folder(self) -> None:
        """Ask for a folder; no logic here."""
        folder = ask_folder(self, "Chọn thư mục ghi gói", self.desk.folder)
        if folder is not None:
            self.form.set_values({"folder": str(folder)})

    def pack(self, make: Callable[[], Path]) -> None:
        def write() -> tuple[Path, tuple[str, ...]]:
            return make(), TOPICS

        self.carry(write, self._packed)

    def _packed(self, file: Path) -> None:
        self.back_saying(f"{saved([file])}. Nơi gửi, mục đích và dấu của gói đã ghi vào nhật ký.")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "lập gói"), ("Ctrl+O", "chọn thư mục"), ("Esc", "để sau"))


class DelegatePage(_Packing):
    """The package of a decision to delegate."""

    name = "delegate"
    title = "Gói ủy thác"

    def __init__(self, shell: Shell, matter: str, number: str) -> None:
        super().__init__(shell)
        self.matter = matter
        with self.desk.reading() as reader:
            self.out = delegation_out.of_matter(reader, matter)
        open_ = [x for x in self.out if x.lines and not x.answer]
        papers = [(x.paper, f"Số {x.number_text}, đến {x.to_office}") for x in open_]
        specs = (
            Spec("paper", "Quyết định ủy thác", "choice", options=papers, value=papers[0][0] if papers else None, required=True, share=2),
            Spec("recipient", "Gửi cho", note="Để trống: cơ quan nhận ghi trong quyết định", share=2),
            Spec("purpose", "Mục đích", value=delegation_out.PURPOSE, limit=SENTENCE, beside=True),
            FOLDER,
        )
        self.lay_out(specs, f"{self.title}: {number}", "Lập gói có chữ ký")
        self.say_above([_whole(x) for x in self.out])

    def subject(self) -> str:
        return self.matter

    def help(self) -> str:
        return (
            "Lập gói có chữ ký cho cơ quan nhận ủy thác: việc, các khoản ủy thác và số tiền, đương sự, diễn biến, văn bản đã ban hành. "
            "Cơ quan nhận mở gói, ra quyết định không phải gõ lại, rồi gửi thông báo nhận; mở thông báo ấy ở trang Bản án đến (Ctrl+O)."
        )

    def take(self, v: dict[str, Any]) -> None:
        paper, folder = str(v["paper"] or ""), Path(v["folder"])
        self.pack(lambda: delegation_out.make(self.desk, self.matter, paper, folder, v["recipient"], v["purpose"]))


class CamePage(_Packing):
    """How far a delegation to this office is; the acknowledgement for the office that delegated."""

    name = "delegation-came"
    title = "Ủy thác đã nhận"
    belongs = "intake"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment, self.number = judgment, number
        with self.desk.reading() as reader:
            self.came: Came | None = delegation_ack.came(reader, judgment)
            self.assets: AssetFile | None = delegation_assets.file_of(reader, judgment)
            self.paper = asset_decision.current(reader, judgment)
            self.taken_up = not self.paper or reader.row("paper", self.paper) is not None
        self.lay_out((FOLDER,), f"{self.title}: {number}", "Lập thông báo nhận ủy thác")
        self.say_above(_came_words(self.came, self.assets))
        self.action("Xem gói đã nhận: nghĩa vụ, văn bản, diễn biến", "Ctrl+D", self.look)
        self.action("Trả lại ủy thác vì nhầm lẫn", "Ctrl+R", self.send_back)
        if self.assets is not None:
            self.action("Ghi bước xử lý tài sản ủy thác", "Ctrl+G", self.step)
        if self.paper:
            self.action("Quyết định xử lý tài sản ủy thác: xem, in, gửi, sửa, hủy số", "F8", self.paper_, icon="print")

    def hints(self) -> Sequence[tuple[str, str]]:
        more: tuple[tuple[str, str], ...] = (("Ctrl+G", "ghi bước xử lý tài sản"),) if self.assets is not None else (("Ctrl+R", "trả lại vì nhầm lẫn"),)
        more = (*more, ("F8", "quyết định: in, gửi, hủy số")) if self.paper else more
        return (("Ctrl+Enter", "lập thông báo"), ("Ctrl+D", "xem gói đã nhận"), *more)

    def help(self) -> str:
        return (
            "Ctrl+D xem lại gói đã nhận. "
            "Sau khi ra quyết định, hoặc sau khi trả lại ủy thác vì nhầm lẫn (Ctrl+R), lập thông báo có chữ ký gửi cơ quan ủy thác. "
            "Ủy thác xử lý tài sản: Ctrl+G ghi quyết định xử lý, việc giao tài sản và tiền đã chuyển."
        )

    def take(self, v: dict[str, Any]) -> None:
        self.pack(lambda: delegation_ack.make(self.desk, self.judgment, Path(v["folder"])))

    def look(self) -> None:
        """To what came."""
        if self.came is not None:
            self.shell.open_page(PackagePage(self.shell, self.judgment, self.number))

    def send_back(self) -> None:
        """To the form that asks why."""
        self.shell.back()
        self.shell.open_page(SendBackPage(self.shell, self.judgment, self.number))

    def step(self) -> None:
        """To the next step of entrusted assets."""
        from thads_desktop.ui.pages.asset_decision import open_decision

        if self.assets is None:
            return
        self.shell.back()
        if self.assets.decided is None:
            open_decision(self.shell, self.judgment, self.number)
        else:
            self.shell.open_page(AssetStepPage(self.shell, self.assets, self.number))

    def paper_(self) -> None:
        """To the decision that was made here, wherever it is on its way."""
        from thads_desktop.ui.pages.open_paper import open_paper

        shell, judgment = self.shell, self.judgment
        if self.taken_up:
            open_paper(shell, on_intake(judgment), self.paper)
            return

        def write() -> tuple[str, tuple[str, ...]]:
            return asset_decision.take_up(self.desk, judgment), ("papers",)

        self.worker.run_write(write, lambda paper: open_paper(shell, on_intake(judgment), paper), self.refused, owner=self)


class PackagePage(Page):
    """What a delegation brought: obligations, papers, what happened before."""

    name = "delegation-package"
    title = "Gói ủy thác đã nhận"
    belongs = "intake"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        self.body.addWidget(self.heading(f"{self.title}: {number}"))
        self.view = PackageView(self, lambda part: delegation_in.paper(self.desk, judgment, part))
        self.body.addWidget(self.view, 1)

    def refresh(self) -> None:
        self.worker.run_read(lambda: delegation_in.whole(self.desk, self.judgment), self.view.show_content, key="package", owner=self)

    def first_focus(self) -> QWidget:
        return self.view.tables[0]

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+1…3", "các phần"), ("Enter", "xem văn bản"), ("Esc", "trở lại"))

    def help(self) -> str:
        return "Gói ủy thác như cơ quan ủy thác đã gửi: các khoản và số tiền, văn bản kèm theo (Enter mở bản in), diễn biến ở nơi gửi."


class SendBackPage(FormPage):
    """A delegation goes back because it was sent by mistake."""

    name = "delegation-back"
    title = "Trả lại ủy thác vì nhầm lẫn"
    belongs = "intake"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment, self.number = judgment, number
        specs = (
            Spec("reason", "Nhầm lẫn thế nào", "long", required=True, lines=3, limit=SENTENCE, note="Cơ quan nhận chỉ được trả lại khi ủy thác nhầm"),
            Spec("day", "Ngày trả lại", "date", required=True, value=self.clock.today()),
        )
        self.lay_out(specs, f"{self.title}: {number}", "Ghi việc trả lại")

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            delegation_ack.send_back(self.desk, self.judgment, v["reason"], v["day"])
            return None, TOPICS

        self.carry(write, self._done)

    def _done(self, _none: None) -> None:
        self.shell.back()
        self.shell.open_page(CamePage(self.shell, self.judgment, self.number))
        self.shell.tell("Đã ghi việc trả lại ủy thác. Hãy lập thông báo gửi cơ quan ủy thác.")


class AssetStepPage(FormPage):
    """The next step of entrusted assets after the own decision: the hand-over, the money."""

    name = "asset-step"
    belongs = "intake"

    def __init__(self, shell: Shell, file: AssetFile, number: str) -> None:
        super().__init__(shell)
        self.judgment, self.file, self.number = file.judgment, file, number
        today = self.clock.today()
        self.title, specs = self._specs(file)
        specs = (*specs, Spec("day", "Ngày", "date", required=True, value=today))
        self.lay_out(specs, f"{self.title}: {number}", "Ghi")

    def _specs(self, file: AssetFile) -> tuple[str, tuple[Spec, ...]]:
        if file.handed_over is None:
            return "Giao tài sản ủy thác", ()
        return "Chuyển tiền cho cơ quan ủy thác", (
            Spec("amount", "Số tiền chuyển (đồng)", "money", required=True),
            Spec("costs", "Chi phí đã trừ (đồng)", "money", beside=True),
            Spec("receipt", "Số chứng từ"),
        )

    def subject(self) -> str:
        return f"{self.judgment}:{self.title}"

    def take(self, v: dict[str, Any]) -> None:
        file, desk = self.file, self.desk

        def write() -> tuple[None, tuple[str, ...]]:
            if file.handed_over is None:
                delegation_assets.hand_over(desk, file.judgment, v["day"])
            else:
                delegation_assets.send_money(desk, file.judgment, v["amount"], v["day"], v["costs"] or 0, v["receipt"])
            return None, TOPICS

        self.carry(write, self._done)

    def _done(self, _none: None) -> None:
        self.shell.back()
        self.shell.open_page(CamePage(self.shell, self.judgment, self.number))
        self.shell.tell(f"Đã ghi: {self.title.lower()}.")


def _whole(x: delegation_out.Outgoing) -> str:
    of = "ủy thác xử lý tài sản" if x.assets else "ủy thác"
    lines = f", khoản {', '.join(str(n) for n in x.lines)}" if x.lines else ""
    return f"Quyết định {of} số {x.number_text}{lines}: {x.words()}"


def _came_words(came: Came | None, assets: AssetFile | None) -> list[str]:
    if came is None:
        return ["Bản án này không nhận từ gói ủy thác."]
    found = [came.words()]
    if assets is not None:
        found.append(f"Tài sản: {assets.asset}" if assets.asset else "Tài sản ghi trong quyết định ủy thác.")
        if assets.handed_over is not None:
            costs = f", chi phí đã trừ {dong(assets.costs)} đồng" if assets.costs else ""
            sent = f"đã chuyển {dong(assets.sent)} đồng cho cơ quan ủy thác{costs}" if assets.sent else "chưa chuyển tiền cho cơ quan ủy thác (Ctrl+G)"
            found.append(f"Đã giao tài sản; {sent}.")
    return found
