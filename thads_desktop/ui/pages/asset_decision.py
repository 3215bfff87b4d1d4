"""The receiver's own decision to handle entrusted assets: printed and numbered here, or recorded as it was issued; and its number voided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from thads_desktop.services import asset_decision, delegation_assets, form_approval, people
from thads_desktop.services.asset_decision import Given
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage

if TYPE_CHECKING:
    from thads_desktop.services.delegation_assets import AssetFile
    from thads_desktop.ui.page import Shell

TOPICS = ("matters", "deadlines", "intake", "papers", "*")


class AssetDecisionPage(FormPage):
    """Without a number the decision is made here; with one it is recorded."""

    name = "asset-decision"
    title = "Quyết định xử lý tài sản ủy thác"
    belongs = "intake"

    def __init__(self, shell: Shell, file: AssetFile, number: str) -> None:
        super().__init__(shell)
        self.judgment, self.file, self.number = file.judgment, file, number
        today = self.clock.today()
        with self.desk.reading() as reader:
            extra = form_approval.extra_of(reader, asset_decision.FORM)
            officers = [("", "Chưa phân công"), *((p.person, p.name) for p in people.officers(reader, today))]
        signers = [(p.person, p.name) for p in asset_decision.signers(self.desk, today)]
        specs = [
            Spec("day", "Ngày", "date", required=True, value=today),
            Spec("signer", "Người ký", "choice", options=signers, value=signers[0][0] if signers else None, beside=True, share=2),
            Spec("officer", "Chấp hành viên được giao", "choice", options=officers, value=""),
            Spec("asset", "Tài sản", "long", lines=2, value=file.asset, note="Như quyết định ủy thác ghi; sửa nếu cần nói rõ hơn"),
            Spec("extra", "Nội dung bổ sung", "long", lines=2, value=extra or None),
            Spec("number", "Số, nếu đã ban hành ở nơi khác", note="Để trống: chương trình cấp số, in quyết định. Có số: chỉ ghi nhận"),
        ]
        self.lay_out(specs, f"{self.title}: {number}", "Ban hành hoặc ghi nhận")
        self.action("Xem trước bản in", "F8", self.look)

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "ban hành"), ("F8", "xem trước"), ("Esc", "để sau"))

    def subject(self) -> str:
        return f"{self.judgment}:asset-decision"

    def help(self) -> str:
        return (
            "Quyết định của đơn vị nhận ủy thác, mở hồ sơ riêng; việc thi hành án vẫn do cơ quan ủy thác thi hành. Để trống ô số thì chương trình "
            "cấp số và giữ bản in; mẫu là mẫu dựng lại theo quy định, hãy đối chiếu trước khi dùng. F8 xem trước."
        )

    def _given(self, v: dict[str, Any]) -> Given:
        return Given(v["officer"] or "", v["extra"] or "", v["asset"] or "")

    def look(self) -> None:
        """The page as it would print for signature."""
        from thads_desktop.ui.pages.printed import PrintedPage

        v = self.form.values()
        desk, judgment, given, day = self.desk, self.judgment, self._given(v), v["day"] or self.clock.today()
        self.shell.open_page(PrintedPage(self.shell, self.title, lambda: asset_decision.preview_pdf(desk, judgment, given, day)))

    def take(self, v: dict[str, Any]) -> None:
        desk, judgment, given, number = self.desk, self.judgment, self._given(v), str(v["number"] or "").strip()

        def write() -> tuple[str, tuple[str, ...]]:
            if number:
                delegation_assets.decide(desk, judgment, number, v["day"], given.officer)
                return f"Đã ghi nhận quyết định xử lý tài sản ủy thác số {number}.", TOPICS
            made = asset_decision.issue(desk, judgment, given, v["signer"] or desk.actor, v["day"])
            return f"Đã ban hành quyết định xử lý tài sản ủy thác số {made}. F8 xem, in.", TOPICS

        self.carry(write, self._done)

    def _done(self, said: str) -> None:
        from thads_desktop.ui.pages.delegation import CamePage

        self.shell.back()
        self.shell.open_page(CamePage(self.shell, self.judgment, self.number))
        self.shell.tell(said)


class VoidAssetDecisionPage(FormPage):
    """Why the number of a decision that nobody was told of is voided."""

    name = "asset-decision-void"
    title = "Hủy số quyết định xử lý tài sản ủy thác"
    belongs = "intake"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment, self.number = judgment, number
        note = "Chỉ khi chưa báo cơ quan ủy thác và chưa giao tài sản; số vẫn giữ trong dãy."
        self.lay_out((Spec("reason", "Lý do hủy số", required=True, limit=SENTENCE, note=note),), f"{self.title}: {number}", "Hủy số")

    def subject(self) -> str:
        return f"{self.judgment}:asset-decision-void"

    def take(self, v: dict[str, Any]) -> None:
        desk, judgment = self.desk, self.judgment

        def write() -> tuple[None, tuple[str, ...]]:
            asset_decision.void(desk, judgment, v["reason"])
            return None, TOPICS

        self.carry(write, self._done)

    def _done(self, _none: None) -> None:
        self.shell.back()
        self.shell.tell("Đã hủy số quyết định xử lý tài sản ủy thác.")
