"""The forms of the steps of a file: on its way to the archive, given back to be mended, withdrawn from the archive and returned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from thads_desktop.services import archiving, people
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.rounds.section import TOPICS

if TYPE_CHECKING:
    from thads_desktop.ui.page import Shell

#: Stage -> what the next step is called.
NEXT = {
    "": "Lập mục lục hồ sơ", "listed": "Thẩm tra hồ sơ", "checked": "Phê duyệt lưu trữ", "approved": "Bàn giao vào lưu trữ",
    "withdrawn": "Trả hồ sơ về lưu trữ",
}  # fmt: skip
#: Stage -> the posts of who signs its next step; "" = whoever has one.
_POSTS = {"listed": ("examiner",), "checked": ("head", "deputy")}
_NO_EXAMINER = "chưa có ai giữ chức vụ Thẩm tra viên: khai báo ở Thiết lập, mục Cán bộ"


class StepPage(FormPage):
    """One step of the chosen files."""

    name = "archive-step"
    belongs = "rounds"

    def __init__(self, shell: Shell, stage: str, matters: Sequence[str], officer: str = "") -> None:
        super().__init__(shell)
        self.stage, self.matters, self.title = stage, list(matters), NEXT[stage]
        today = self.clock.today()
        with self.desk.reading() as reader:
            held = [p for p in people.posts(reader) if p.on(today)]
        held = [p for p in held if p.post in _POSTS.get(stage, (p.post,))]
        named = list(dict.fromkeys((p.person, p.name) for p in held))
        first = {"": officer, "checked": self.desk.actor}.get(stage, "")
        day = Spec("day", "Ngày", "date", required=True, value=today)
        by = Spec(
            "by", {"": "Chấp hành viên ký mục lục", "listed": "Thẩm tra viên"}.get(stage, "Người phê duyệt"), "choice", required=True, options=named,
            value=first if first in dict(named) else None, beside=True, share=2, note=_NO_EXAMINER if stage == "listed" and not named else "",
        )  # fmt: skip
        fields: tuple[Spec, ...] = (day, by)
        if stage == "":
            fields = (
                *fields, Spec("sheets", "Số tờ đã đếm", note="để trống: theo danh mục tài liệu", limit=7),
                Spec("reason", "Lý do, khi soát hồ sơ còn thiếu", beside=True, share=3, note="để trống: hồ sơ đủ; phần thiếu được ghi kèm lý do"),
            )
        elif stage in ("approved", "withdrawn"):
            fields = (day, Spec("receiver", "Người nhận", required=True, beside=True, share=2), Spec("place", "Nơi lưu (kho, giá, hộp)", required=True))
        self.lay_out(fields, f"{self.title}: {len(self.matters)} hồ sơ")

    def subject(self) -> str:
        return self.stage

    def take(self, v: dict[str, Any]) -> None:
        carried: Callable[[], tuple[int, bytes]]
        match self.stage:
            case "":
                listed = (v["by"], v["day"], _sheets(v["sheets"]), v["reason"] or "")
                carried = lambda: (archiving.list_file(self.desk, self.matters, *listed), b"")  # noqa: E731 - one of five
            case "listed":
                carried = lambda: (archiving.check(self.desk, self.matters, v["by"], v["day"]), b"")  # noqa: E731 - one of five
            case "checked":
                carried = lambda: (archiving.approve(self.desk, self.matters, v["by"], v["day"]), b"")  # noqa: E731 - one of five
            case "withdrawn":
                carried = lambda: (archiving.bring_back(self.desk, self.matters, v["day"], v["place"], v["receiver"]), b"")  # noqa: E731 - one of five
            case _:
                carried = lambda: archiving.hand_over(self.desk, self.matters, v["day"], v["place"], v["receiver"])  # noqa: E731 - one of five

        self.carry(lambda: (carried(), (*TOPICS, "files", *(f"matter:{m}" for m in self.matters))), self._done)

    def _done(self, answer: tuple[int, bytes]) -> None:
        count, minutes = answer
        self.shell.back()
        if minutes:
            from thads_desktop.ui.pages.printed import PrintedPage

            name = f"ban-giao-luu-tru-{self.clock.today():%Y%m%d}"
            self.shell.open_page(PrintedPage(self.shell, "Biên bản bàn giao hồ sơ lưu trữ", lambda: minutes, name))
        self.shell.tell(f"Đã ghi: {self.title.lower()}, {count} hồ sơ.")


class BackPage(FormPage):
    """Why the files go back."""

    name = "archive-back"
    title = "Trả lại hồ sơ lưu trữ"
    belongs = "rounds"

    def __init__(self, shell: Shell, matters: Sequence[str]) -> None:
        super().__init__(shell)
        self.matters = list(matters)
        self.lay_out(
            (Spec("day", "Ngày", "date", required=True, value=self.clock.today()), Spec("reason", "Lý do", required=True, beside=True, share=3)),
            f"Trả lại để hoàn thiện: {len(self.matters)} hồ sơ",
        )

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[int, tuple[str, ...]]:
            return archiving.send_back(self.desk, self.matters, v["day"], v["reason"]), (*TOPICS, *(f"matter:{m}" for m in self.matters))

        self.carry(write, lambda count: self.back_saying(f"Đã trả lại {count} hồ sơ."))


class WithdrawPage(FormPage):
    """Files leave the archive for a while: who consents, who has them, for what."""

    name = "archive-withdraw"
    title = "Rút hồ sơ khỏi lưu trữ"

    def __init__(self, shell: Shell, matters: Sequence[str]) -> None:
        super().__init__(shell)
        self.matters = list(matters)
        today = self.clock.today()
        with self.desk.reading() as reader:
            leading = list(dict.fromkeys((p.person, p.name) for p in people.leaders(reader, today)))
        actor = self.desk.actor if self.desk.actor in dict(leading) else None
        self.lay_out((
            Spec("day", "Ngày", "date", required=True, value=today),
            Spec("by", "Thủ trưởng đồng ý", "choice", required=True, options=leading, value=actor, beside=True, share=2),
            Spec("borrower", "Người nhận hồ sơ", required=True, limit=200),
            Spec("reason", "Lý do rút (bổ sung tài liệu, phục vụ giải quyết…)", required=True, beside=True, share=2),
        ), f"{self.title}: {len(self.matters)} hồ sơ")  # fmt: skip

    def subject(self) -> str:
        return ",".join(self.matters[:1])

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[int, tuple[str, ...]]:
            count = archiving.withdraw(self.desk, self.matters, v["by"] or "", v["day"], v["borrower"] or "", v["reason"] or "")
            return count, (*TOPICS, "files", *(f"matter:{m}" for m in self.matters))

        self.carry(write, lambda count: self.back_saying(f"Đã ghi rút {count} hồ sơ: bổ sung xong thì trả lại lưu trữ."))


def _sheets(typed: str | None) -> int:
    """The number typed; below zero what is none, so that the service says so."""
    text = (typed or "").strip()
    return int(text) if text.isascii() and text.isdigit() else 0 if not text else -1
