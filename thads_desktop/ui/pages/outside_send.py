"""A list went to another body: to whom, when, how; its file is made, kept with it and can be opened again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import outside_files, outside_lists
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.services.outside import WAYS
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.progress import ProgressPanel

if TYPE_CHECKING:
    from thads_desktop.services.outside import Sheet
    from thads_desktop.ui.page import Shell

_ENDINGS = (("xlsx", "Excel"), ("pdf", "PDF"))


class OutsideSendPage(FormPage):
    """The sheet is the one that was looked at; where something changed meanwhile, that is told and nothing is written."""

    name = "outside-send"
    title = "Ghi đã gửi"
    belongs = "outside"

    def __init__(self, shell: Shell, sheet: Sheet, recipient: str = "") -> None:
        super().__init__(shell)
        self.sheet = sheet
        published = sheet.what == "publication"
        specs = [
            Spec("recipient", "Nơi nhận", required=True, share=2, value=recipient or None, limit=SENTENCE),
            Spec("day", "Ngày gửi", "date", required=True, beside=True, value=self.clock.today()),
            Spec("way", "Cách gửi", "choice", options=tuple(WAYS.items()), value="file"),
            Spec("ending", "Tệp đã gửi", "choice", options=_ENDINGS, value="xlsx", beside=True),
            Spec("note", "Số công văn, bằng chứng gửi" if published else "Số công văn, ghi chú", required=published, beside=True, limit=100),
        ]
        if sheet.look:
            specs.append(Spec("looked", f"Đã xem lại {len(sheet.look)} dòng phải xem", "check"))
        self.lay_out(specs, f"{self.title}: {sheet.title}, {sheet.words}, {len(sheet.rows)} dòng", "Ghi đã gửi")
        self.progress = ProgressPanel(self.worker, self)
        self.body.insertWidget(self.body.count() - 1, self.progress)

    def subject(self) -> str:
        return f"{self.sheet.what}-{self.sheet.start:%Y%m%d}-{self.sheet.end:%Y%m%d}"

    def take(self, v: dict[str, Any]) -> None:
        desk, sheet = self.desk, self.sheet

        def make(_progress: object, _cancelled: object) -> bytes:
            # Made apart from the writing, so that nobody waits for it.
            return outside_files.data(desk, sheet, v["ending"])

        def write(data: bytes) -> str:
            def written() -> tuple[str, tuple[str, ...]]:
                key = outside_lists.record(
                    desk, sheet, v["recipient"], v["way"], v["day"], v["note"] or "", v["ending"], looked=bool(v.get("looked")), data=data,
                )  # fmt: skip
                return key, ("outside",)

            self.carry(written, lambda _key: self.back_saying("Đã ghi lần gửi; danh sách và tệp được giữ nguyên như đã gửi."))
            self.progress.clear()
            return ""

        self.progress.start("Đang lập tệp", make, write, on_refused=self.refused)
