"""The forms over one asset: a step of its chain, another matter, a step that was a typing error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from thads_desktop.domain.dates import short_date
from thads_desktop.law import asset_ways
from thads_desktop.services import asset_cards, asset_queries, asset_steps, books
from thads_desktop.services.asset_cards import LINKS
from thads_desktop.services.asset_steps import OF_CO_OWNERS, OF_SEIZURES, REGIONS, StepInput
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.ui import book_form
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import WIDTH, FormPage
from thads_desktop.ui.pages.asset_card import line_numbers, link_typed
from thads_desktop.ui.pages.assets import TOPICS

if TYPE_CHECKING:
    from thads_desktop.law.asset_ways import Ask
    from thads_desktop.services.asset_queries import AssetView, HistoryLine
    from thads_desktop.ui.page import Shell

#: Steps whose price is the present one until another is typed.
_AT_PRICE = ("auction_held", "asset_sold", "asset_bought", "creditor_takes_asset", "taking_agreed")


class AssetStepPage(FormPage):
    """One step; refused: why it is not lawful now ("" = it is), then it is only recorded that it was done."""

    name = "asset-step"
    belongs = "assets"

    def __init__(self, shell: Shell, view: AssetView, step: str, refused: str = "") -> None:
        super().__init__(shell)
        self.view, self.step = view, step
        today = self.clock.today()
        self.way = asset_ways.table().of(self.desk.rules.law_on(today))[step]
        specs = [Spec("day", "Ngày", "date", required=True, value=None if refused else today)]
        for ask in self.way.asks:
            specs += self._asked(ask)
        specs += [
            Spec("note", "Ghi chú, lý do", "long", lines=2, limit=SENTENCE),
            Spec("confirmed", "Thủ trưởng đã xác nhận điều luật để ngỏ", "check"),
            Spec("elsewhere", "Việc đã xảy ra: ghi nhận, kèm điều trái quy định nếu có", "check", value=bool(refused), beside=True),
        ]
        self.lay_out(specs, f"{self.way.says}", "Ghi bước này")
        said = [view.title, f"Tình trạng: {view.state}. Căn cứ: {self.way.cite}.", self.way.note, f"⚠ {refused}" if refused else ""]
        self.told = QLabel("\n".join(x for x in said if x))
        self.told.setObjectName("told")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setMaximumWidth(WIDTH)
        self.body.insertWidget(1, self.told)

    def _asked(self, ask: Ask) -> list[Spec]:
        view = self.view
        match ask.name:
            case "amount":
                return [Spec("amount", ask.label, "money", required=ask.required, beside=True, value=self._usual())]
            case "on":
                return [Spec("on", ask.label, "date", required=ask.required, beside=True)]
            case "why":
                options = self.way.whys if ask.required else (("", "chưa ghi"), *self.way.whys)
                return [Spec("why", ask.label, "choice", required=ask.required, options=options, value=options[0][0])]
            case "region":
                options = (("", "chưa chọn"), *((r, f"Vùng {r}") for r in REGIONS))
                return [Spec("region", ask.label, "choice", options=options, value="", beside=True)]
            case "party":
                if self.step in OF_CO_OWNERS:
                    shared = view.co_owners or (("", "chưa ghi"),)
                    return [Spec("party", ask.label, "choice", options=shared, value=shared[0][0])]
                people = (("", "chưa ghi"), *asset_queries.people_of(self.desk, view.asset))
                return [Spec("party", ask.label, "choice", options=people, value="")]
            case "matter" if self.step in OF_SEIZURES:
                seized = tuple((x.matter, x.number_text) for x in view.links if x.seized is not None)
                options = seized if len(seized) == 1 else (("", "chọn việc"), *seized)
                return [Spec("matter", ask.label, "choice", required=len(seized) > 1, options=options, value=options[0][0])]
            case "matter":
                usual = next((x.matter for x in view.links if x.seized is None), "")
                spelled = asset_queries.matter_spelled(self.desk, usual) if usual else None
                lines = next((x.lines for x in view.links if x.matter == usual), ())
                return [
                    Spec("matter", "Cho việc số", "name", required=True, value=spelled, suggest=lambda text: book_form.matters(self.desk, text)),
                    Spec("lines", "Cho khoản", note="ví dụ 1, 3; để trống: mọi khoản", beside=True, value=", ".join(map(str, lines)) or None),
                ]
            case _:
                return [Spec(ask.name, ask.label, required=ask.required, beside=ask.name == "number")]

    def _usual(self) -> int | None:
        state = self.view.raw
        if self.step == "buyer_paid":
            return state.sold
        return state.price if self.step in _AT_PRICE else None

    def subject(self) -> str:
        return f"{self.view.asset}.{self.step}"

    def take(self, v: dict[str, Any]) -> None:
        desk, asset, at, step = self.desk, self.view.asset, self.view.at, self.step

        def write() -> tuple[str, tuple[str, ...]]:
            matter = ""
            if step in OF_SEIZURES:
                matter = v.get("matter") or ""
            elif v.get("matter"):
                with desk.reading() as reader:
                    matter = books.matter_meant(reader, v["matter"])
            given = StepInput(
                step, v["day"], matter, line_numbers(v.get("lines") or ""), v.get("amount"), v.get("on"), v.get("party") or "",
                v.get("why") or "", v.get("org") or "", v.get("number") or "", v["note"] or "", v.get("region") or "",
                elsewhere=bool(v["elsewhere"]), confirmed=bool(v["confirmed"]),
            )  # fmt: skip
            asset_steps.take(desk, asset, given, at)
            after = asset_queries.view(desk, asset)
            due = [d for d in after.terms if d.discharged_on is None and d.born >= v["day"]]
            said = "".join(f" Hạn {short_date(d.due)}: {d.title[:1].lower()}{d.title[1:]}." for d in due[:2])
            return f"Đã ghi: {self.way.says}.{said}", (*TOPICS, *(f"matter:{x.matter}" for x in after.links))

        self.carry(write, self.back_saying)

    def help(self) -> str:
        return (
            f"{super().help()} Bước luật cấm thì bị từ chối kèm điều luật. Chỗ luật để ngỏ thì chương trình nói rõ; đánh dấu Thủ trưởng đã xác nhận "
            "rồi ghi lại. Việc đã xảy ra ở nơi khác hoặc đã lỡ làm thì đánh dấu ghi nhận: điều trái quy định được ghi kèm."
        )


class AssetLinkPage(FormPage):
    """Another matter of an asset."""

    name = "asset-link"
    title = "Gắn tài sản với một việc"
    belongs = "assets"

    def __init__(self, shell: Shell, view: AssetView) -> None:
        super().__init__(shell)
        self.view = view
        self.lay_out(
            (
                Spec("matter", "Việc số", "name", required=True, note="Gõ số hoặc tên để chọn việc",
                     suggest=lambda text: book_form.matters(self.desk, text)),
                Spec("how", "Gắn với việc", "choice", required=True, options=tuple(LINKS.items()), value="found"),
                Spec("lines", "Cho khoản", note="ví dụ 1, 3; để trống: mọi khoản", beside=True),
            ),
            f"{self.title}: {view.title}", "Gắn",
        )  # fmt: skip

    def subject(self) -> str:
        return self.view.asset

    def take(self, v: dict[str, Any]) -> None:
        desk, asset = self.desk, self.view.asset

        def write() -> tuple[str, tuple[str, ...]]:
            link = link_typed(desk, v)
            if link is not None:
                asset_cards.link(desk, asset, link)
            return "Đã gắn tài sản với việc.", (*TOPICS, f"matter:{link.matter}" if link is not None else "")

        self.carry(write, self.back_saying)


class AssetStrikePage(FormPage):
    """Why the last step was a typing error."""

    name = "asset-strike"
    title = "Xóa bước ghi nhầm"
    belongs = "assets"

    def __init__(self, shell: Shell, view: AssetView, line: HistoryLine) -> None:
        super().__init__(shell)
        self.view, self.line = view, line
        said = ", ".join(x for x in (short_date(line.day) if line.day else "", line.what, line.detail) if x)
        self.lay_out((Spec("reason", "Lý do", required=True, limit=SENTENCE),), f"{self.title}: {said}", "Xóa bước này")

    def subject(self) -> str:
        return f"{self.view.asset}.{self.line.seq}"

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[str, tuple[str, ...]]:
            asset_steps.strike(self.desk, self.view.asset, self.line.seq, v["reason"])
            return "Đã xóa bước ghi nhầm: tài sản đọc như chưa có bước ấy.", (*TOPICS, *(f"matter:{x.matter}" for x in self.view.links))

        self.carry(write, self.back_saying)
