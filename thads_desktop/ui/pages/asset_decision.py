"""The receiver's own decision to handle entrusted assets: made here as every paper is, or recorded as it was issued on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.documents.form import load_forms
from thads_desktop.services import asset_decision, delegation_assets, intake_view, people
from thads_desktop.services.paper_place import on_intake
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell

TOPICS = ("matters", "deadlines", "intake", "papers", "*")


def open_decision(shell: Shell, judgment: str, number: str) -> None:
    """The decision where its next step is taken: its way, once it was laid before signature; its form; where the law of today has none,
    the page that records it. number: the judgment's."""
    from thads_desktop.ui.pages.intake_paper import IntakePaperPage
    from thads_desktop.ui.pages.open_paper import open_paper

    with shell.desk.reading() as reader:
        paper = asset_decision.on_the_way(reader, judgment)
    if paper:
        open_paper(shell, on_intake(judgment), paper)
    elif any(f.id == asset_decision.FORM and f.on(shell.clock.today()) for f in load_forms()):
        shell.open_page(IntakePaperPage(shell, asset_decision.FORM, intake_view.of_judgment(shell.desk, judgment)))
    else:
        shell.open_page(RecordAssetDecisionPage(shell, judgment, number))


class RecordAssetDecisionPage(FormPage):
    """A decision that was issued on paper: its number, its day, whom the assets go to."""

    name = "asset-decision"
    title = "Ghi nhận quyết định xử lý tài sản ủy thác"
    belongs = "intake"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        today = self.clock.today()
        with self.desk.reading() as reader:
            officers = [("", "Chưa phân công"), *((p.person, p.name) for p in people.officers(reader, today))]
        specs = (
            Spec("number", "Số quyết định", required=True, note="Như ghi trên bản giấy"),
            Spec("day", "Ngày", "date", required=True, value=today, beside=True),
            Spec("officer", "Giao chấp hành viên", "choice", options=officers, value=""),
        )
        self.lay_out(specs, f"{self.title}: {number}", "Ghi nhận")

    def subject(self) -> str:
        return f"{self.judgment}:asset-decision"

    def help(self) -> str:
        return (
            "Quyết định đã ký trên giấy: chương trình chỉ ghi số, ngày, không in và không giữ số trong dãy của mình. Quyết định lập ở đây thì "
            "quay lại (Esc) và làm ở mẫu: trình, ký, vào số, gửi như mọi văn bản."
        )

    def take(self, v: dict[str, Any]) -> None:
        desk, judgment, number = self.desk, self.judgment, str(v["number"])

        def write() -> tuple[str, tuple[str, ...]]:
            delegation_assets.decide(desk, judgment, number, v["day"], v["officer"] or "")
            return f"Đã ghi nhận quyết định xử lý tài sản ủy thác số {number}.", TOPICS

        self.carry(write, self.back_saying)
