"""Which trusted office is the superior: asked where its name does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thads_desktop.services import superior
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from thads_desktop.ui.page import Shell

TOPICS = ("directions", "returns", "packs")


class SuperiorPage(FormPage):
    """One choice among the offices whose keys are trusted. after: run when it is said."""

    name = "superior"
    title = "Cơ quan cấp trên gửi chỉ đạo, phiếu"
    belongs = "settings"

    def __init__(self, shell: Shell, after: Callable[[], object] | None = None) -> None:
        super().__init__(shell)
        self._after = after
        offices, now = superior.offered(self.desk)
        self.lay_out((
            Spec(
                "office", "Cơ quan cấp trên", "choice", required=True, options=offices, value=now or None,
                note=(
                    "cơ quan đã tin khóa; từ nay chỉ nhận chỉ đạo, phiếu và gói quy định của cơ quan này" if offices
                    else "chưa tin khóa của cơ quan nào: mở trang Cục tổng hợp (F10), chọn gói của cấp trên, Ctrl+T"
                ),
            ),
        ), self.title, "Ghi cơ quan cấp trên")  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            superior.say(self.desk, v["office"])
            return None, TOPICS

        self.carry(write, self._done)

    def _done(self, _none: None) -> None:
        self.back_saying("Đã ghi cơ quan cấp trên của đơn vị.")
        if self._after is not None:
            self._after()

    def help(self) -> str:
        return (
            "Chương trình nhận ra cấp trên theo tên đã ghi ở Thiết lập, kể cả tên của kỳ trước. Khi tên không nói rõ (Cục đổi tên, hai cơ quan cùng "
            "tên) thì chọn một lần ở đây; việc chọn ghi vào nhật ký, lúc nào cũng chọn lại được. Chỉ người được tin khóa mới chọn."
        )
