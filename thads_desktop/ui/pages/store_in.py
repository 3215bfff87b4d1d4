"""What comes into the store: one item after the other under the same order; the heads stay, the item's fields are empty again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law import store_law
from thads_desktop.services import books, store, store_queries
from thads_desktop.ui.fields_typed import NameField
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.known_person import offered

if TYPE_CHECKING:
    from thads_desktop.domain.refusal import Refusal as _Refusal
    from thads_desktop.ui.page import Shell

TOPICS = ("store", "deadlines", "matters")
#: What is said of one item alone.
OWN = ("name", "quantity", "state", "seal", "value", "note")
QUANTITY = "số; phần lẻ sau dấu phẩy"


class ItemInPage(FormPage):
    """For a matter, a judgment, or neither yet."""

    name = "store-in"
    title = "Nhập kho vật chứng, tài sản"
    belongs = "store"

    def __init__(self, shell: Shell, *, matter: str = "", judgment: str = "", about: str = "") -> None:
        super().__init__(shell)
        self.matter, self._of_judgment = matter, judgment
        law, today = store_law.load(), self.clock.today()
        number, paper = about if matter else "", about if judgment and not matter else ""
        if matter:
            with self.desk.reading() as reader:
                at = reader.projections.matter_id(matter)
                number = books.spelled(reader.projections.matter_rows([at])[0]) if at is not None else about
        self._of_number, self._of_paper = number, paper
        self.lay_out(
            (
                Spec("order", "Lệnh nhập kho số", required=True, limit=60),
                Spec("voucher", "Phiếu nhập số", beside=True, limit=60),
                Spec("day", "Ngày nhập", "date", required=True, beside=True, value=today),
                Spec("giver", "Người giao", beside=True, share=2),
                Spec("place", "Nơi giữ", "choice", options=list(law.places.items()), value=law.usual_place(today), note=law.usual_note(today)),
                Spec("spot", "Vị trí (kho, kệ, ngăn)", beside=True),
                Spec("name", "Tên vật chứng, tài sản", required=True, share=3),
                Spec("quantity", "Số lượng", required=True, beside=True, note=QUANTITY, limit=40),
                Spec("unit", "Đơn vị tính", required=True, beside=True, limit=30),
                Spec("state", "Tình trạng khi nhập", share=2, limit=2000),
                Spec("seal", "Niêm phong", beside=True),
                Spec("kind", "Loại", "choice", options=list(law.kinds.items()), value="thing"),
                Spec("fate", "Bản án tuyên", "choice", options=list(law.fates.items()), value="unknown", beside=True),
                Spec("value", "Giá trị (đồng)", "money", beside=True, note="nếu biết"),
                Spec("owner", "Của ai", "name", suggest=lambda text: offered(self.desk, text), share=2),
                Spec("commune", "Xã, phường nơi thu giữ", beside=True),
                Spec("matter", "Việc số", note="khi đã có quyết định", value=number or None, limit=120),
                Spec("line", "Khoản", beside=True, limit=4, note="của việc"),
                Spec("judgment", "Bản án số", beside=True, note="khi chưa có việc", value=paper or None, limit=120),
                Spec("note", "Ghi chú", limit=2000),
            ),
            f"{self.title}: {about}" if about else "", "Ghi, nhập tiếp món khác",
        )  # fmt: skip

    def subject(self) -> str:
        return self.matter or self._of_judgment

    def take(self, v: dict[str, Any]) -> None:
        owner = self.form["owner"]
        known = owner.taken() if isinstance(owner, NameField) else None
        # What the page was opened for is meant by its id, as long as it is named so.
        matter = self.matter if self.matter and v["matter"] == self._of_number else v["matter"]
        judgment = self._of_judgment if self._of_judgment and v["judgment"] == self._of_paper else v["judgment"]

        def write() -> tuple[str, tuple[str, ...]]:
            item = store.take_in(self.desk, store.ItemInput(
                v["name"], v["quantity"], v["unit"], v["day"], v["order"], v["kind"], v["fate"], v["place"], v["voucher"], v["giver"], v["owner"],
                str(known.payload) if known is not None else "", v["state"], v["seal"], v["value"], v["spot"], v["commune"], v["note"], matter,
                line_of(v["line"]), judgment,
            ))  # fmt: skip
            card = store_queries.card(self.desk, item)
            return card.line.code, (*TOPICS, *((f"matter:{card.line.matter}",) if card.line.matter else ()))

        self.carry(write, self._next)

    def _next(self, code: str) -> None:
        """The heads stay, the caret goes to the next item's name."""
        for name in OWN:
            self.form[name].set_raw("")
        self.form.clear_refusals()
        self.form["name"].editor.setFocus()
        self.shell.tell(f"Đã nhập kho {code}. Nhập món tiếp theo, hoặc Esc để thôi.")

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "ghi, món tiếp"), ("Esc", "thôi"))

    def help(self) -> str:
        return (
            "Mỗi món một lần ghi; ghi xong số lệnh, ngày, người giao, nơi giữ và việc còn nguyên để nhập món tiếp theo. Số lượng viết phần lẻ sau dấu "
            "phẩy: 0,2145. Chưa có việc thì để trống ô Việc số và ghi số bản án, hoặc để trống cả hai rồi gắn sau. Enter sang ô sau, Ctrl+Enter ghi."
        )


def line_of(typed: str) -> int:
    """The number of an obligation as typed; 0 = none. Refused for what is none."""
    said = (typed or "").strip()
    if not said:
        return 0
    if not (said.isascii() and said.isdigit()) or int(said) == 0:
        refusal: _Refusal = Refusal("store.no_line", {"line": said[:10]}, "line")
        raise Refused(refusal)
    return int(said)
