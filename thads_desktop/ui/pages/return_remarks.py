"""The department's word on a return: taken, with the day it really came; or given back, with as many remarks as there are places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import slips
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page_parts import buttons

if TYPE_CHECKING:
    from thads_desktop.services.department import Arrival
    from thads_desktop.ui.page import Shell

TOPICS = ("province",)
PLACES = ("form", "row", "cell", "matter")
#: What a place is called in ``slips.Remark.words``.
_LABELS = {"biểu": "form", "dòng": "row", "cột": "cell", "việc": "matter"}


class RemarksPage(FormPage):
    """A return is given back: why, where, until when. Ctrl+T puts the remark on a place to those below and takes the next one."""

    name = "return-remarks"
    title = "Trả lại báo cáo của đơn vị"
    belongs = "province"

    def __init__(self, shell: Shell, row: Arrival) -> None:
        super().__init__(shell)
        self.row = row
        self.lay_out((
            Spec("text", "Lý do", "long", required=True, lines=3),
            Spec("form", "Biểu", limit=100, note="không bắt buộc"),
            Spec("row", "Dòng", limit=100, beside=True),
            Spec("cell", "Cột", limit=100, beside=True),
            Spec("matter", "Việc", limit=100, beside=True),
            Spec("where", "Ý kiến tại chỗ ấy", limit=500, note="còn chỗ khác thì Ctrl+T để thêm"),
            Spec("more", "Các ý kiến đã thêm, mỗi dòng một ý kiến", "long", lines=3, limit=20_000),
            Spec("answer_by", "Hạn lập lại", "date", note="không bắt buộc"),
            Spec("arrived", "Ngày thực nhận gói", "date", beside=True, value=row.arrived),
        ))  # fmt: skip
        self.form.add_button(buttons(("Thêm ý kiến khác   Ctrl+T", self.add))[0])
        self.action("Thêm ý kiến này, ghi tiếp ý kiến ở chỗ khác", "Ctrl+T", self.add)

    def subject(self) -> str:
        return self.row.sha256

    def add(self) -> None:
        """The remark that is typed goes below; the next one begins."""
        v = self.form.values()
        said = str(v["where"] or "").strip()
        if not said:
            self.shell.warn("Hãy ghi ý kiến tại chỗ ấy rồi mới thêm ý kiến khác.")
            self.form["where"].editor.setFocus()
            return
        line = _remark(v).words
        before = str(v["more"] or "").rstrip("\n")
        self.form.set_values({"more": f"{before}\n{line}" if before else line, "where": "", **dict.fromkeys(PLACES, "")})
        self.form["form"].editor.setFocus()

    def take(self, v: dict[str, Any]) -> None:
        remarks = (*(read(line) for line in str(v["more"] or "").split("\n") if line.strip()), _remark(v))

        def write() -> tuple[None, tuple[str, ...]]:
            slips.judge(
                self.desk, self.row.sha256, accepted=False, text=v["text"], remarks=remarks, arrived=v["arrived"], answer_by=v["answer_by"],
            )  # fmt: skip
            return None, TOPICS

        self.carry(write, self._done)

    def _done(self, _none: None) -> None:
        self.back_saying("Đã trả lại báo cáo. F8 lưu phiếu gửi đơn vị.")


class AcceptPage(FormPage):
    """A return is taken, with the day it really came."""

    name = "return-accepted"
    title = "Chấp nhận báo cáo của đơn vị"
    belongs = "province"

    def __init__(self, shell: Shell, row: Arrival) -> None:
        super().__init__(shell)
        self.row = row
        self.lay_out((
            Spec("arrived", "Ngày thực nhận gói", "date", required=True, value=row.arrived, note="ngày gói thật sự đến Cục, nếu ghi vào chương trình sau"),
            Spec("text", "Lời ghi kèm", "long", lines=3, note="không bắt buộc", value=row.text if row.judged == "accepted" else None),
        ), self.title, "Chấp nhận")  # fmt: skip

    def subject(self) -> str:
        return self.row.sha256

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            slips.judge(self.desk, self.row.sha256, accepted=True, text=v["text"] or "", arrived=v["arrived"])
            return None, TOPICS

        self.carry(write, lambda _none: self.back_saying("Đã chấp nhận báo cáo. F8 lưu phiếu gửi đơn vị."))


def _remark(v: dict[str, Any]) -> slips.Remark:
    return slips.Remark(str(v["where"] or "").strip(), *(str(v[n] or "").strip() for n in PLACES))


def read(line: str) -> slips.Remark:
    """A line of remarks, as ``slips.Remark.words`` writes one; any other line is a remark on the whole."""
    where, between, text = line.strip().partition(": ")
    places: dict[str, str] = {}
    for part in where.split(", "):
        label, _, value = part.partition(" ")
        name = _LABELS.get(label, "")
        if not name or name in places or not value.strip():
            return slips.Remark(line.strip())
        places[name] = value.strip()
    return slips.Remark(text.strip(), **places) if between and text.strip() else slips.Remark(line.strip())
