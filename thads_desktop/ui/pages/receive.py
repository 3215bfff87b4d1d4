"""A received judgment entered in the book, and a request for its enforcement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import intake
from thads_desktop.services.queries import CASE_WORDS
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.known_person import KnownPerson
from thads_desktop.ui.page import Shell

KINDS = (("ban_an", "Bản án"), ("quyet_dinh", "Quyết định"), ("phan_quyet", "Phán quyết"))
WAYS = (("direct", "Trực tiếp"), ("post", "Bưu chính"), ("electronic", "Điện tử"))


class ReceivePage(FormPage):
    """The judgment's form; what follows is the enforcement decision."""

    name = "receive"
    title = "Nhận bản án, quyết định"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        today = self.clock.today()
        specs = (
            Spec("number", "Số bản án, quyết định", required=True),
            Spec("day", "Ngày bản án", "date", required=True, beside=True),
            Spec("kind", "Loại văn bản", "choice", options=KINDS, value="ban_an", beside=True),
            Spec("court", "Cơ quan ra bản án", required=True),
            Spec("case_type", "Loại án", "choice", required=True, options=tuple(CASE_WORDS.items()), beside=True),
            Spec("received", "Ngày nhận", "date", required=True, value=today),
            Spec("way", "Cách nhận", "choice", options=WAYS, value="direct", beside=True),
            Spec("ex_officio", "Có phần chủ động thi hành", "check", value=True),
            Spec("urgent", "Biện pháp khẩn cấp tạm thời (ra quyết định ngay)", "check", beside=True),
            Spec("bankruptcy", "Quyết định về phá sản", "check"),
            Spec("delegated_from", "Nhận ủy thác từ", note="Để trống nếu không phải ủy thác"),
            Spec("delegation_number", "Số quyết định ủy thác", beside=True),
            Spec("even_if_known", "Vẫn nhận dù đã có trong sổ", "check"),
        )
        self.lay_out(specs, accept="Vào sổ và ra quyết định")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "vào sổ"), ("Esc", "để sau"))

    def take(self, v: dict[str, Any]) -> None:
        given = intake.JudgmentInput(
            v["number"], v["day"], v["court"], v["case_type"], v["received"], v["kind"], v["way"], v["urgent"],
            v["bankruptcy"], v["ex_officio"], delegated_from=v["delegated_from"],
            delegation_number=v["delegation_number"], even_if_known=v["even_if_known"],
        )  # fmt: skip
        self.carry(lambda: (intake.receive_judgment(self.desk, given), ("intake", "deadlines")), self._done)

    def _done(self, judgment: str) -> None:
        from thads_desktop.ui.pages.decision import DecisionPage

        self.shell.back()
        with self.desk.reading() as reader:
            unasked, number = intake.of_its_own_motion(reader, judgment), intake.known(reader, judgment)["number"]
        self.shell.open_page(DecisionPage(self.shell, judgment) if unasked else RequestPage(self.shell, judgment, number))
        self.shell.tell("Đã vào sổ bản án, quyết định." + ("" if unasked else " Không có phần chủ động: quyết định chờ yêu cầu thi hành án."))


class RequestPage(FormPage):
    """A request for enforcement of a judgment the office has."""

    name = "request"
    title = "Nhận yêu cầu thi hành án"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        self.who = KnownPerson(self)
        specs = (
            *self.who.specs("Người yêu cầu"),
            Spec("day", "Ngày yêu cầu", "date", required=True, value=self.clock.today()),
            Spec("way", "Cách nhận", "choice", options=WAYS, value="direct", beside=True),
            Spec("lacking", "Yêu cầu còn thiếu hoặc chưa đúng nội dung, giấy tờ", "check",
                 note="Thời hạn thông báo sửa đổi, bổ sung chạy; ra thông báo (Ctrl+Shift+W ở trang Bản án đến) thì hết"),
        )  # fmt: skip
        self.lay_out(specs, f"Nhận yêu cầu thi hành án: {number}")
        self.who.watch()

    def take(self, v: dict[str, Any]) -> None:
        try:
            who = self.who.given()
        except Refused as refused:
            self.refused(refused.refusals)
            return
        self.carry(
            lambda: (intake.receive_request(self.desk, self.judgment, who, v["day"], v["way"], lacking=bool(v["lacking"])), ("intake", "deadlines")),
            lambda _request: self.back_saying("Đã vào sổ yêu cầu thi hành án."),
        )  # fmt: skip


class RefusalPage(FormPage):
    """The notice that a request is refused, recorded with its ground."""

    name = "request-refusal"
    title = "Từ chối yêu cầu thi hành án"

    def __init__(self, shell: Shell, judgment: str, number: str) -> None:
        super().__init__(shell)
        self.judgment = judgment
        today = self.clock.today()
        with self.desk.reading() as reader:
            waiting = [(key, f"Yêu cầu của {name}") for key, name in intake.requests(reader, judgment)]
        grounds = [(g.code, f"{g.code}) {g.text}") for g in self.desk.rules.grounds("refusal", today)]
        specs = (
            Spec("request", "Yêu cầu", "choice", required=True, options=waiting, value=waiting[0][0] if waiting else None),
            Spec("ground", "Căn cứ từ chối", "choice", required=True, options=grounds),
            Spec("day", "Ngày thông báo từ chối", "date", required=True, value=today),
        )
        self.lay_out(specs, f"{self.title}: {number}")

    def help(self) -> str:
        return "Ghi việc đã thông báo từ chối bằng văn bản; thời hạn trả lời yêu cầu hết từ ngày ấy. Yêu cầu vẫn ở trong sổ."

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            intake.refuse_request(self.desk, self.judgment, v["request"], v["ground"], v["day"])
            return None, ("intake", "deadlines")

        self.carry(write, lambda _none: self.back_saying("Đã ghi việc từ chối yêu cầu thi hành án."))
