"""What the obligations of a matter are for the returns, and of which coercions forces were called in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import line_kinds
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell

TITLE = "Loại khoản, huy động lực lượng: để thống kê"
_FORCES = (("", "Chưa ghi"), ("yes", "Có huy động lực lượng liên ngành"), ("no", "Không huy động"))
_TEXT = 70


class LineKindsPage(FormPage):
    """One choice for each obligation, then one for each coercion; what is not said yet begins with what the words suggest."""

    name = "line-kinds"
    title = TITLE

    def __init__(self, shell: Shell, matter: str, number: str) -> None:
        super().__init__(shell)
        self.matter = matter
        self.lines, self.coercions = line_kinds.of_matter(self.desk, matter)
        options = tuple((key, words) for key, words in line_kinds.choices())
        specs = [
            Spec(
                f"line_{x.line}", f"Khoản {x.line}: {x.text[:_TEXT] or 'không ghi nội dung'}", "choice", options=options, value=x.begins,
                note="Theo lời của khoản, chưa ghi" if x.begins != x.kind else "",
            )
            for x in self.lines
        ]  # fmt: skip
        said = {True: "yes", False: "no", None: ""}
        specs += [
            Spec(f"force_{at}", c.words or "Quyết định cưỡng chế", "choice", options=_FORCES, value=said[c.forces])
            for at, c in enumerate(self.coercions)
        ]
        self.lay_out(specs, f"{TITLE}: {number}")

    def subject(self) -> str:
        return f"matter:{self.matter}"

    def help(self) -> str:
        return (
            "Loại khoản chia các khoản thu ngân sách ở biểu 03 và chọn việc của tổ chức tín dụng vào danh sách; huy động lực lượng chia "
            "các quyết định cưỡng chế ở biểu 07. Điều ghi ở đây có hiệu lực từ đầu, cho mọi kỳ chưa chốt. Ctrl+Enter ghi."
        )

    def take(self, v: dict[str, Any]) -> None:
        kinds = {x.line: str(v[f"line_{x.line}"] or "") for x in self.lines if v[f"line_{x.line}"]}
        forces = {c.paper: v[f"force_{at}"] == "yes" for at, c in enumerate(self.coercions) if v[f"force_{at}"]}

        def write() -> tuple[None, tuple[str, ...]]:
            line_kinds.say(self.desk, self.matter, kinds, forces)
            return None, ("matters", "returns")

        self.carry(write, self._said)

    def _said(self, _none: None) -> None:
        self.shell.back()
        self.shell.tell("Đã ghi để thống kê.")
