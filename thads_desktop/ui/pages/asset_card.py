"""The card of an asset: its kind first, then the fields of the kind; a card that bears the same mark is offered while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidgetItem, QPushButton, QWidget

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.law.asset_kinds import kinds
from thads_desktop.services import asset_cards, asset_queries, books, units
from thads_desktop.services.asset_cards import LINKS, CardInput, LinkInput
from thads_desktop.services.inputs import SENTENCE
from thads_desktop.services.parties import PartyInput
from thads_desktop.ui import book_form
from thads_desktop.ui.fields_typed import NameField, Suggestion
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.known_person import offered
from thads_desktop.ui.page import Page, Shell
from thads_desktop.ui.pages.assets import TOPICS
from thads_desktop.ui.wrapped_list import WrappedList

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.asset_queries import AssetView

OWNERS = ("owner", "co_owner_1", "co_owner_2", "co_owner_3")


class AssetKindPage(Page):
    """Which kind of asset the new card is of."""

    name = "asset-kind"
    title = "Loại tài sản"
    belongs = "assets"

    def __init__(self, shell: Shell, matter: str = "", number: str = "") -> None:
        super().__init__(shell)
        self._matter, self._number = matter, number
        self.body.addWidget(self.heading("Lập thẻ tài sản: chọn loại tài sản"))
        self.kinds = WrappedList()
        self.kinds.setObjectName("asset-kinds")
        self.kinds.setAccessibleName("Loại tài sản")
        for kind in kinds().values():
            item = QListWidgetItem(kind.title)
            item.setData(Qt.ItemDataRole.UserRole, kind.key)
            self.kinds.addItem(item)
        self.kinds.setCurrentRow(0)
        self.kinds.itemActivated.connect(self._chosen)
        self.body.addWidget(self.kinds, 1)

    def _chosen(self, item: QListWidgetItem) -> None:
        kind = str(item.data(Qt.ItemDataRole.UserRole))
        self.shell.back()
        self.shell.open_page(AssetCardPage(self.shell, kind, self._matter))

    def first_focus(self) -> QWidget:
        return self.kinds

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("↑ ↓", "chọn"), ("Enter", "lập thẻ"), ("Esc", "thôi"))

    def help(self) -> str:
        return "Chọn loại tài sản bằng mũi tên hoặc chữ cái đầu rồi Enter; mỗi loại có các mục riêng của thẻ."


class AssetCardPage(FormPage):
    """A new card of a kind (of a matter: linked to it), or one that is changed."""

    name = "asset-card"
    belongs = "assets"

    def __init__(self, shell: Shell, kind: str, matter: str = "", view: AssetView | None = None) -> None:
        super().__init__(shell)
        self.kind, self.view, self.matter = kinds()[kind], view, matter
        #: Field of a person -> (id, the name as it was taken).
        self._known: dict[str, tuple[str, str]] = {}
        self._same: str = ""
        # What is found of a matter is its debtor's until somebody says otherwise.
        nobody = ("", "")
        first = (view.owners or (nobody,))[0] if view is not None else asset_queries.debtor_of(self.desk, matter) if matter else nobody
        for name, (party, said) in zip(OWNERS, (first, *(view.co_owners[:3] if view is not None else ())), strict=False):
            if party:
                self._known[name] = (party, said)
        heading = f"Sửa thẻ tài sản: {self.kind.title}" if view else f"Lập thẻ tài sản: {self.kind.title}"
        self.lay_out(self._specs(), heading, "Ghi lại thẻ" if view else "Lập thẻ")
        self.offer = QPushButton()
        self.offer.setObjectName("same-asset")
        self.offer.hide()
        self.offer.clicked.connect(self._take_same)
        self.body.insertWidget(self.body.indexOf(self.form) + 1, self.offer, 0, Qt.AlignmentFlag.AlignLeft)
        for name in OWNERS:
            field = self.form[name]
            if isinstance(field, NameField):
                field.chosen.connect(lambda chosen, name=name: self._known.__setitem__(name, (str(chosen.payload), chosen.name)))
        if view is None:
            self.form.changed.connect(self._look)
            self.action("Mở thẻ đã có của tài sản này", "Ctrl+J", self._take_same)

    def _specs(self) -> list[Spec]:
        view, secret = self.view, not self.desk.may("secret")
        values = view.values if view is not None else {}
        made: list[Spec] = []
        for at, one in enumerate(self.kind.fields):
            hidden = one.secret and secret and view is not None
            note = "Được che, để trống: giữ như đã ghi" if hidden else f"ví dụ {one.example}" if one.example else ""
            required = one.required and not hidden
            made.append(Spec(one.name, one.label, required=required, note=note, beside=at % 2 == 1, value=None if hidden else values.get(one.name)))
        commune = units.label(view.commune, self.clock.today()) if view is not None else None
        made.append(Spec("commune", "Xã, phường nơi có tài sản", "name", note="Gõ vài chữ, tên cũ hoặc mới", suggest=self._communes, value=commune))
        if self.kind.immovable:
            made.append(Spec("no_commune", "Chưa rõ xã, phường vì", beside=True, limit=SENTENCE, note="Chỉ ghi khi chưa xác định được",
                             value=view.no_commune or None if view is not None else None))  # fmt: skip
        labels = ("Chủ sở hữu", "Chủ sở hữu chung", "Chủ sở hữu chung nữa", "Chủ sở hữu chung nữa")
        for at, (name, label) in enumerate(zip(OWNERS, labels, strict=True)):
            said = self._known.get(name, ("", ""))[1] or None
            made.append(Spec(name, label, "name", suggest=lambda text: offered(self.desk, text), beside=at in (1, 3), value=said))
        if view is None:
            spelled = asset_queries.matter_spelled(self.desk, self.matter) if self.matter else None
            made += [
                Spec("matter", "Việc số", "name", note=book_form.MATTER_NOTE, value=spelled, suggest=lambda text: book_form.matters(self.desk, text)),
                Spec("how", "Gắn với việc", "choice", options=tuple(LINKS.items()), value="found", beside=True),
                Spec("lines", "Cho khoản", note="ví dụ 1, 3; để trống: mọi khoản", beside=True),
            ]
        made += [
            Spec("note", "Ghi chú", "long", lines=2, limit=SENTENCE, value=view.note or None if view is not None else None),
            Spec("apart", "Vẫn lập thẻ riêng vì", note="Chỉ ghi khi đã có thẻ cùng đặc điểm mà là tài sản khác", limit=SENTENCE,
                 value=view.apart or None if view is not None else None),
        ]  # fmt: skip
        return made

    def subject(self) -> str:
        return self.view.asset if self.view is not None else f"{self.kind.key}.{self.matter}"

    def _communes(self, text: str) -> list[Suggestion]:
        return [Suggestion(said, "", code) for code, said in units.suggest(self.desk, text)]

    # --- the same asset -----------------------------------------------------------------------------

    def _look(self) -> None:
        card = self._card(self.form.values())
        self.worker.run_read(lambda: asset_cards.same(self.desk, card), self._found, key=f"same-{id(self)}", owner=self)

    def _found(self, found: tuple[tuple[str, str], ...]) -> None:
        self._same = found[0][0] if found else ""
        self.offer.setVisible(bool(found))
        if found:
            self.offer.setText(f"Đã có thẻ: {found[0][1]}. Mở thẻ ấy   Ctrl+J")
            self.offer.setToolTip(found[0][1])

    def _take_same(self) -> None:
        """The card there is, linked to the matter this one was begun from."""
        asset, matter, desk = self._same, self.matter, self.desk
        if not asset:
            return

        def write() -> tuple[str, tuple[str, ...]]:
            if matter and all(x.matter != matter for x in asset_queries.view(desk, asset).links):
                asset_cards.link(desk, asset, LinkInput(matter))
            return asset, (*TOPICS, f"matter:{matter}")

        self.carry(write, self._open)

    def _open(self, asset: str) -> None:
        from thads_desktop.ui.pages.asset import AssetPage

        self.shell.back()
        self.shell.open_page(AssetPage(self.shell, asset))

    # --- taking -------------------------------------------------------------------------------------

    def _person(self, name: str, typed: str) -> PartyInput | None:
        if not typed:
            return None
        party, said = self._known.get(name, ("", ""))
        return PartyInput(typed, known=party if party and said == typed else "")

    def _card(self, v: dict[str, Any]) -> CardInput:
        commune = v["commune"] or ""
        view = self.view
        if view is not None and commune == units.label(view.commune, self.clock.today()):
            commune = view.commune
        owners = [p for p in (self._person("owner", v["owner"] or ""),) if p is not None]
        owners += [PartyInput(name, known=party) for party, name in (view.owners[1:] if view is not None else ())]
        shared = [p for name in OWNERS[1:] if (p := self._person(name, v[name] or "")) is not None]
        shared += [PartyInput(name, known=party) for party, name in (view.co_owners[3:] if view is not None else ())]
        values = {f.name: v[f.name] or "" for f in self.kind.fields}
        return CardInput(self.kind.key, values, commune, tuple(owners), tuple(shared), v["note"] or "", v["apart"] or "", v.get("no_commune") or "")

    def take(self, v: dict[str, Any]) -> None:
        card, view, desk = self._card(v), self.view, self.desk

        def write() -> tuple[str, tuple[str, ...]]:
            if view is not None:
                asset_cards.change(desk, view.asset, card, view.at)
                return view.asset, TOPICS
            link = link_typed(desk, v)
            asset = asset_cards.note(desk, card, link)
            return asset, (*TOPICS, f"matter:{link.matter}") if link is not None else TOPICS

        self.carry(write, self._done)

    def _done(self, asset: str) -> None:
        if self.view is not None:
            self.back_saying("Đã ghi lại thẻ tài sản.")
        else:
            self._open(asset)
            self.shell.tell("Đã lập thẻ tài sản. Chọn bước tiếp theo ở danh sách bên phải.")

    def help(self) -> str:
        return (
            f"{super().help()} Gõ biển số, số thửa và tờ bản đồ, số khung: nếu đơn vị đã có thẻ của tài sản ấy, chương trình mời mở thẻ đó "
            "(Ctrl+J). Chủ sở hữu gõ vài chữ để chọn người đã có."
        )


def link_typed(desk: Any, v: dict[str, Any]) -> LinkInput | None:
    """The matter and the obligations that were typed; None for no matter. Refused at their fields."""
    with desk.reading() as reader:
        matter = books.matter_meant(reader, v["matter"] or "")
    return LinkInput(matter, v["how"] or "found", line_numbers(v["lines"] or "")) if matter else None


def line_numbers(typed: str) -> tuple[int, ...]:
    """ "1, 3" as numbers. Refused for anything else."""
    parts = [p for p in typed.replace(";", ",").replace(" ", ",").split(",") if p]
    if any(not (p.isascii() and p.isdigit() and len(p) < 6) for p in parts):
        raise Refused(Refusal("asset.bad_numbers", {"text": typed[:40]}, "lines"))
    return tuple(dict.fromkeys(int(p) for p in parts))
