"""What happens to an asset in the words of the office, for timelines and the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain import asset_events as ae
from thads_desktop.domain.dates import short_date
from thads_desktop.domain.money import dong
from thads_desktop.law import asset_ways
from thads_desktop.law.asset_kinds import kinds

if TYPE_CHECKING:
    from thads_desktop.services.projecting import Names

#: Type of event -> what happened.
WORDS: dict[str, str] = {
    "AssetNoted": "Lập thẻ tài sản",
    "AssetChanged": "Sửa thẻ tài sản",
    "AssetLinked": "Gắn tài sản với việc",
    "AssetUnlinked": "Bỏ gắn tài sản với việc",
    "AssetStep": "Xử lý tài sản",
    "StepOnPaper": "Văn bản của bước xử lý tài sản",
    "StepUndone": "Bước xử lý tài sản thôi có hiệu lực",
}
HOW = {"found": "tài sản của người phải thi hành án", "pledged": "bảo đảm cho khoản này", "named": "bản án, kê biên nêu cho khoản này"}


def detail(body: ae.AssetBody, names: Names) -> str:
    """The particulars of one event."""
    match body:
        case ae.AssetNoted():
            return kinds()[body.kind].title if body.kind in kinds() else ""
        case ae.AssetChanged():
            return f"{len(body.fields)} mục"
        case ae.AssetLinked():
            return ", ".join(x for x in (_number(body.matter, names), HOW.get(body.how, ""), _lines(body.lines)) if x)
        case ae.AssetUnlinked():
            return _number(body.matter, names)
        case ae.AssetStep():
            return ", ".join(x for x in (asset_ways.table().says(body.step), *step(body, names)) if x)
        case ae.StepOnPaper() | ae.StepUndone():
            row = names.row("paper", body.doc)
            return " ".join(x for x in (str(row.get("title", "")), str(row.get("number_text", ""))) if x)


def step(body: ae.AssetStep, names: Names) -> tuple[str, ...]:
    """What is said of a step beside its name: reason, amount, day, who, which paper, for which matter."""
    way = asset_ways.table().of("2008").get(body.step)
    said = names.row("asset_step", body.row)
    return tuple(x for x in (
        way.why_words(body.why) if way is not None and body.why else "",
        f"{dong(body.amount)} đồng" if body.amount is not None else "",
        f"ngày {short_date(body.on)}" if body.on is not None else "",
        names.name("party", body.party), str(said.get("org", "")), f"số {said['number']}" if said.get("number") else "",
        f"việc {_number(body.matter, names)}" if body.matter else "", _lines(body.lines),
        str(said.get("words", "")), "Thủ trưởng xác nhận" if body.confirmed else "",
    ) if x)  # fmt: skip


def title(asset: str, names: Names) -> str:
    """The card in one line, without secret numbers."""
    row = names.row("asset", asset)
    kind = kinds().get(str(row.get("kind", "")))
    return names.words(kind.says(row.get("values", {}))) if kind is not None else "tài sản"


def _number(matter: str, names: Names) -> str:
    return str(names.row("matter", matter).get("number_text", ""))


def _lines(lines: tuple[int, ...]) -> str:
    return f"khoản {', '.join(map(str, lines))}" if lines else ""
