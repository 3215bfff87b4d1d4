"""A paper made before there is a matter: the page of a paper, with the request it is about and, of a refusal, its ground."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.acts import FORM_GROUNDS
from thads_desktop.services import asset_decision, intake_papers, papers
from thads_desktop.services.paper_place import judgment_of
from thads_desktop.ui.form import Spec
from thads_desktop.ui.pages.paper import PaperPage
from thads_desktop.ui.pages.paper_words import as_values

if TYPE_CHECKING:
    from thads_desktop.law.ruleset import Ground

_REQUEST = intake_papers.REQUEST


class IntakePaperPage(PaperPage):
    """One paper of a received judgment."""

    name = "intake-paper"
    belongs = "intake"

    def help(self) -> str:
        return (
            "Văn bản lập khi chưa có quyết định thi hành án. Ô nào sổ nhận yêu cầu đã biết thì có sẵn, sửa được. F9 trình, ký và vào số trong một "
            "bước; Ctrl+Enter chỉ trình ký. Thông báo từ chối có số thì yêu cầu được trả lời, thời hạn ra quyết định hết. Quyết định xử lý tài sản ủy "
            "thác đã ban hành trên giấy: Ctrl+R ghi số, ngày. Ctrl+Shift+J lưu bản thảo Word để trao đổi."
        )

    def _specs(self) -> list[Spec]:
        judgment = judgment_of(self.view.key)
        with self.desk.reading() as reader:
            known = intake_papers.requests(reader, judgment)
            begun = as_values(self.document, intake_papers.begins(self.desk, reader, judgment, self.document))
        found = [replace(s, value=begun[s.name]) if begun.get(s.name) and not s.value else s for s in super()._specs()]
        if self.form_id in intake_papers.ABOUT_REQUEST:
            note = "" if known else "Chưa có yêu cầu nào trong sổ: nhận yêu cầu trước (Ctrl+Y ở trang Bản án đến)."
            first = known[0][0] if known else None
            found.insert(2 if self.signers else 1, Spec(_REQUEST, "Yêu cầu", "choice", required=True, options=known, value=first, note=note))
        if self.form_id == asset_decision.FORM:
            note, who = "Chấp hành viên lập hồ sơ, xử lý tài sản", [("", "Chưa phân công"), *self._officers]
            found.insert(2 if self.signers else 1, Spec("officer", "Giao chấp hành viên", "choice", options=who, value="", note=note))
        return found

    def _grounds(self, kind: str) -> Sequence[Ground]:
        of = FORM_GROUNDS.get(self.form_id)
        return self.desk.rules.grounds(of, self.clock.today()) if of else super()._grounds(kind)

    def _made(self) -> papers.Draft:
        made, request = super()._made(), self.form.values().get(_REQUEST)
        return replace(made, texts={**made.texts, _REQUEST: request}) if request else made

    def _values_of(self, draft: papers.Draft) -> dict[str, Any]:
        found = super()._values_of(draft)
        return {**found, _REQUEST: draft.texts[_REQUEST]} if draft.texts.get(_REQUEST) and self.form_id in intake_papers.ABOUT_REQUEST else found

    def _record(self) -> None:
        if self.form_id == asset_decision.FORM:
            from thads_desktop.ui.pages.asset_decision import RecordAssetDecisionPage

            shell, judgment, number = self.shell, judgment_of(self.view.key), self.view.number_text
            shell.back()
            shell.open_page(RecordAssetDecisionPage(shell, judgment, number))
            return
        self.shell.warn("Văn bản này lập và cho số ở đây. Việc đã từ chối yêu cầu bằng văn bản lập ở nơi khác: ghi ở trang Bản án đến, Ctrl+U.")
