"""Events of the store in words, for timelines and the journal; and what an item is called there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import quantity, store_events as se
from thads_desktop.law import store_law
from thads_desktop.services.store_projecting import code

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

WORDS: dict[str, str] = {
    "ItemTaken": "Nhập kho",
    "ItemLinked": "Gắn vật chứng vào việc",
    "ItemMoved": "Chuyển nơi giữ",
    "ItemOut": "Xuất kho",
    "ItemSealed": "Niêm phong, mở niêm phong",
    "ItemDamaged": "Ghi hư hỏng, mất mát",
    "ItemNoticed": "Thông báo nhận tài sản",
    "ItemCounted": "Kiểm kê",
    "ExhibitStands": "Vật chứng, tài sản tạm giữ",
    "CountOpened": "Mở kiểm kê kho",
    "CountTyped": "Nhập số kiểm kê",
    "CountClosed": "Chốt biên bản kiểm kê",
    "CountDropped": "Bỏ lần kiểm kê",
}
#: What happened to an item -> words on the timeline of its matter.
HOW = {
    "in": "nhập kho", "link": "gắn vào việc", "unlink": "gắn sang việc khác", "out": "xuất kho", "damage": "hư hỏng, mất mát",
    "notice": "thông báo nhận", "strike": "xóa dòng ghi nhầm của thẻ kho",
}  # fmt: skip


def detail(body: se.StoreBody, names: Names) -> str:
    """How much, where to, to whom, why."""
    law = store_law.load()
    match body:
        case se.ItemTaken():
            return _said(quantity.shown(body.quantity), law.places.get(body.place, ""), _numbered(body.order, body.voucher))
        case se.ItemLinked():
            line = f"khoản {body.line}" if body.line else ""
            return _said(str(names.row("matter", body.matter).get("number_text", "")), line, law.fates.get(body.fate, ""), law.kinds.get(body.kind, ""))
        case se.ItemMoved():
            return _said(law.places.get(body.place, ""), _note(names, body.row), _numbered(body.order, ""))
        case se.ItemOut():
            title = law.reasons["2008"][body.reason].title if body.reason in law.reasons["2008"] else body.reason
            to = names.name("party", body.party) or str(names.row("item_out", body.row).get("receiver", ""))
            paper = names.row("paper", body.ground) if body.ground else {}
            ground = " ".join(x for x in (str(paper.get("title", "")), str(paper.get("number_text", ""))) if x)
            return _said(
                quantity.shown(body.quantity), title, f"theo {ground[:1].lower()}{ground[1:]}" if ground else "", f"người nhận: {to}" if to else "",
                _numbered(body.order, body.voucher),
            )  # fmt: skip
        case se.ItemSealed():
            return _said("niêm phong" if body.sealed else "mở niêm phong", _note(names, body.row))
        case se.ItemDamaged():
            return _said(f"mất {quantity.shown(body.quantity)}" if body.quantity else "", _note(names, body.row))
        case se.ItemNoticed():
            return _said(names.name("party", body.party), _note(names, body.row))
        case se.ItemCounted():
            return f"phải có {quantity.shown(body.expected)}, đếm được {quantity.shown(body.found)}"
        case se.ExhibitStands():
            row = names.row("item", body.item)
            left = f"còn {quantity.shown(body.left)} {row.get('unit', '')}".strip() if body.here else ""
            return _said(HOW.get(body.how, ""), _called(names, body.item), str(row.get("name", "")), left)
        case se.CountTyped():
            return _said(_called(names, body.item), f"đếm được {quantity.shown(body.found)}")
        case se.CountClosed():
            return f"{body.items} món, {body.differ} món chênh lệch"
        case _:
            return ""


def about(names: Names, kind: str, key: str) -> tuple[str, str]:
    """(what a subject of the store is, in words; what opens from it)."""
    if kind == "stocktaking":
        return "kiểm kê kho", "place:store"
    if kind != "item":
        key = str(names.row(kind, key).get("item", ""))
    row = names.row("item", key)
    return (_said(_called(names, key), str(row.get("name", ""))), f"item:{key}") if row else ("kho vật chứng", "place:store")


def _called(names: Names, item: str) -> str:
    row = names.row("item", item)
    return code(row["year"], row["number"]) if row else ""


def _note(names: Names, key: str) -> str:
    return str(names.row("item_note", key).get("text", "")) if key else ""


def _numbered(order: str, voucher: str) -> str:
    return _said(f"lệnh số {order}" if order else "", f"phiếu số {voucher}" if voucher else "")


def _said(*parts: str) -> str:
    return ", ".join(x for x in parts if x)
