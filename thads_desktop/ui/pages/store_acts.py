"""What is done to chosen items: they go out, are moved, are linked to a matter, their owner is told; a seal, damage, words put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import short_date
from thads_desktop.law import store_law
from thads_desktop.services import books, store, store_mending, store_rules, store_steps
from thads_desktop.ui.fields_typed import NameField
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.known_person import offered
from thads_desktop.ui.pages.store_in import QUANTITY, TOPICS, line_of

if TYPE_CHECKING:
    from thads_desktop.services.store_queries import Card, ItemLine
    from thads_desktop.ui.page import Shell

ANYWAY = "Đã giao trong thực tế dù thiếu căn cứ: ghi kèm điều trái quy định"


class _OnItems(FormPage):
    """A form about chosen items."""

    belongs = "store"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell)
        self.items = items

    def subject(self) -> str:
        return self.items[0].item if len(self.items) == 1 else ""

    def named(self) -> str:
        """Which they are, in the heading."""
        one = self.items[0]
        return f"{one.code}, {one.name}" if len(self.items) == 1 else f"{len(self.items)} món, {one.code} …"

    def keys(self) -> list[str]:
        return [x.item for x in self.items]

    def party(self, field: str) -> str:
        """The known person who was taken in a field; "" = typed in words."""
        made = self.form[field]
        taken = made.taken() if isinstance(made, NameField) else None
        return str(taken.payload) if taken is not None else ""

    def put(self, run: Callable[[], str]) -> None:
        """Carry out what gives a sentence, and go back."""
        matters = {x.matter for x in self.items} - {""}

        def write() -> tuple[str, tuple[str, ...]]:
            return run(), (*TOPICS, *(f"matter:{m}" for m in matters))

        self.carry(write, self.back_saying)


class ItemOutPage(_OnItems):
    """They go out together; of one alone a part may."""

    name = "store-out"
    title = "Xuất kho"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell, items)
        today = self.clock.today()
        one = items[0] if len(items) == 1 else None
        part = (Spec("quantity", "Số lượng xuất", beside=True, limit=40, note=f"để trống: xuất hết {one.rest}; {QUANTITY}"),) if one else ()
        self.lay_out(
            (
                Spec("reason", "Xuất để", "choice", required=True, options=[(r.code, r.title) for r in store_rules.reasons(today)], share=2),
                *part,
                Spec("receiver", "Người nhận", "name", required=True, suggest=lambda text: offered(self.desk, text), share=2),
                Spec("order", "Lệnh xuất kho số", required=True, limit=60),
                Spec("voucher", "Phiếu xuất số", beside=True, limit=60),
                Spec("day", "Ngày xuất", "date", required=True, beside=True, value=today),
                Spec("note", "Ghi chú", limit=2000),
                Spec("anyway", ANYWAY, "check"),
            ),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        given = store.Leaving(
            v["reason"] or "", v["day"], v["order"], v["receiver"], v["voucher"], self.party("receiver"), v["note"], bool(v["anyway"])
        )
        self.put(lambda: self._out(given, str(v.get("quantity") or "")))

    def _out(self, given: store.Leaving, quantity: str) -> str:
        store.take_out(self.desk, [(x.item, quantity) for x in self.items], given)
        return f"Đã xuất kho {len(self.items)} món. In lệnh, phiếu, biên bản giao nhận: Ctrl+Shift+P."

    def help(self) -> str:
        return (
            "Lý do xuất kho phải hợp với nội dung bản án tuyên (Ctrl+G sửa), và tài sản trả lại chỉ bán, giấy tờ chỉ chuyển cơ quan ban hành khi đã hết "
            "hạn nhận lại. Mỗi lý do cần căn cứ trong việc: quyết định trả lại, quyết định thành lập Hội đồng tiêu hủy, quyết định sung quỹ, quyết định "
            "thi hành án, hay thông báo nhận. Thiếu căn cứ thì chương trình nói thiếu gì, theo điều nào. Việc đã giao rồi mà thiếu căn cứ thì chọn ô "
            "cuối: dòng ấy mang điều trái quy định. Nhiều món xuất cùng nhau: hoặc cả, hoặc không món nào."
        )


class LinkPage(_OnItems):
    """Of which matter and obligation they are, what the judgment says of them."""

    name = "store-link"
    title = "Gắn vào việc"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell, items)
        law, one = store_law.load(), items[0]
        kinds, fates = {w: c for c, w in law.kinds.items()}, {w: c for c, w in law.fates.items()}
        number = ""
        if one.matter:
            with self.desk.reading() as reader:
                at = reader.projections.matter_id(one.matter)
                number = books.spelled(reader.projections.matter_rows([at])[0]) if at is not None else one.number_text
        self._number, self._matter = number, one.matter
        self.lay_out(
            (
                Spec("matter", "Việc số", value=number or None, limit=120, share=2, note="để trống: chưa có việc"),
                Spec("line", "Khoản", beside=True, limit=4, value=str(one.line) if one.line else None),
                Spec("judgment", "Bản án số", beside=True, limit=120, note="khi chưa có việc"),
                Spec("fate", "Bản án tuyên", "choice", options=list(law.fates.items()), value=fates.get(one.fate, "unknown")),
                Spec("kind", "Loại", "choice", options=list(law.kinds.items()), value=kinds.get(one.kind, "thing"), beside=True),
                Spec("owner", "Của ai (người đã có)", "name", suggest=lambda text: offered(self.desk, text), beside=True, note="để trống: như cũ"),
                Spec("day", "Từ ngày", "date", required=True, value=max(self.clock.today(), one.last)),
            ),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        matter = self._matter if self._matter and v["matter"] == self._number else v["matter"]
        party = self.party("owner")
        self.put(lambda: self._link(v, matter, party))

    def _link(self, v: dict[str, Any], matter: str, party: str) -> str:
        said = store_steps.Link(v["kind"], v["fate"], matter, line_of(v["line"]), v["judgment"], party)
        return f"Đã ghi cho {store.link(self.desk, self.keys(), said, v['day'])} món."

    def help(self) -> str:
        return (
            "Vật chứng nhập kho trước khi có quyết định thi hành án được gắn vào việc ở đây. Bản án tuyên tịch thu, tiêu hủy hay trả lại "
            "quyết định thời hạn nào chạy: chuyển cơ quan tài chính, lập Hội đồng tiêu hủy và tiêu hủy, thông báo và xử lý tài sản không có người nhận."
        )


class MovePage(_OnItems):
    """Where they lie from now on."""

    name = "store-move"
    title = "Chuyển nơi giữ"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell, items)
        self.lay_out(
            (
                Spec("place", "Nơi giữ mới", "choice", required=True, options=list(store_law.load().places.items())),
                Spec("spot", "Vị trí (kho, kệ, ngăn)", beside=True, share=2),
                Spec("order", "Theo lệnh số", required=True, limit=60),
                Spec("day", "Ngày chuyển", "date", required=True, beside=True, value=self.clock.today()),
            ),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def run() -> str:
            store.move(self.desk, self.keys(), v["place"] or "", v["spot"], v["order"], v["day"])
            return f"Đã ghi chuyển nơi giữ {len(self.items)} món."

        self.put(run)


class NoticePage(_OnItems):
    """Whoever may fetch them was told."""

    name = "store-notice"
    title = "Thông báo nhận tài sản"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell, items)
        self.lay_out(
            (
                Spec("day", "Ngày thông báo", "date", required=True, value=self.clock.today()),
                Spec("to", "Người được thông báo (người đã có)", "name", suggest=lambda text: offered(self.desk, text), beside=True, share=2),
                Spec("said", "Bằng cách nào", limit=2000, note="số văn bản, số bưu gửi", share=2),
                Spec("effect", "Ngày bản án có hiệu lực", "date", note="nếu biết: hạn sung quỹ chạy từ ngày này", beside=True),
            ),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        party = self.party("to")

        def run() -> str:
            told = v["said"] or (v["to"] if not party else "")
            store.notify(self.desk, self.keys(), v["day"], v["effect"], party, told)
            return f"Đã ghi thông báo nhận {len(self.items)} món."

        self.put(run)


class SealPage(_OnItems):
    """It was sealed, or opened."""

    name = "store-seal"
    title = "Niêm phong, mở niêm phong"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell, items)
        self.lay_out(
            (
                Spec("sealed", "Đã làm gì", "choice", options=((True, "Niêm phong"), (False, "Mở niêm phong")), value=True),
                Spec("day", "Ngày", "date", required=True, beside=True, value=self.clock.today()),
                Spec("said", "Số niêm phong, người chứng kiến", required=True, limit=2000),
            ),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def run() -> str:
            store.seal(self.desk, self.items[0].item, sealed=bool(v["sealed"]), said=v["said"], day=v["day"])
            return "Đã ghi vào thẻ kho."

        self.put(run)


class DamagePage(_OnItems):
    """Damage or loss."""

    name = "store-damage"
    title = "Hư hỏng, mất mát"

    def __init__(self, shell: Shell, items: list[ItemLine]) -> None:
        super().__init__(shell, items)
        self.lay_out(
            (
                Spec("lost", "Số lượng không còn", limit=40, note=f"để trống: vẫn còn đủ, chỉ hư hỏng; {QUANTITY}"),
                Spec("day", "Ngày", "date", required=True, beside=True, value=self.clock.today()),
                Spec("said", "Sự việc", "long", required=True, lines=3),
            ),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def run() -> str:
            store.damage(self.desk, self.items[0].item, v["lost"] or "", v["said"], v["day"])
            return "Đã ghi vào thẻ kho."

        self.put(run)


class CorrectPage(_OnItems):
    """The words of an item put right."""

    name = "store-correct"
    title = "Sửa mô tả"

    def __init__(self, shell: Shell, card: Card) -> None:
        super().__init__(shell, [card.line])
        w = card.words
        labels = (
            ("name", "Tên vật chứng, tài sản", True, 2), ("unit", "Đơn vị tính", True, 1), ("state", "Tình trạng khi nhập", False, 1),
            ("seal", "Niêm phong", False, 1), ("owner", "Của ai", False, 1), ("giver", "Người giao", False, 1),
            ("commune", "Xã, phường nơi thu giữ", False, 1), ("note", "Ghi chú", False, 1),
        )  # fmt: skip
        self.lay_out(
            tuple(Spec(n, label, required=must, share=share, beside=n in ("unit", "seal", "giver"), value=w.get(n) or None, limit=2000)
                  for n, label, must, share in labels),
            f"{self.title}: {self.named()}",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        def run() -> str:
            store_mending.correct(self.desk, self.items[0].item, {n: str(x or "") for n, x in v.items()})
            return "Đã sửa mô tả; nội dung cũ còn trong nhật ký."

        self.put(run)


class StrikePage(_OnItems):
    """The last line of the card was a typing error."""

    name = "store-strike"
    title = "Xóa dòng cuối của thẻ kho"

    def __init__(self, shell: Shell, card: Card) -> None:
        super().__init__(shell, [card.line])
        self.card = card
        last = next((x for x in card.lines if x.seq == card.last), None)
        what = f"{short_date(last.day)}, {last.what} {last.detail}" if last is not None else ""
        self.lay_out((Spec("reason", "Vì sao ghi nhầm", "long", required=True, lines=3),), f"{self.title}: {what}", "Xóa dòng này")

    def take(self, v: dict[str, Any]) -> None:
        def run() -> str:
            store_mending.strike_last(self.desk, self.card.line.item, self.card.last, v["reason"])
            return "Đã xóa dòng cuối của thẻ kho."

        self.put(run)
