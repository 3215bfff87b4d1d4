"""How the documents of a file read in its table, and the file as a whole in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thads_desktop.domain.money import dong
from thads_desktop.services import file_words
from thads_desktop.ui.tables import Column

if TYPE_CHECKING:
    from thads_desktop.domain.case_file import Scan
    from thads_desktop.services.case_file import Row, Shown
    from thads_desktop.ui.theme import Tone


def documents() -> list[Column]:
    """The columns of the list."""
    return [
        Column("Bút lục", lambda r: r.numbers or ("chưa" if r.key else ""), width=9, tone=_numbered),
        Column("Tài liệu", _title, width=0, least=36, tone=lambda r: "red" if r.gone else "neutral"),
        Column("Số, ký hiệu", lambda r: r.number_text, width=16, least=15, spare=2),
        Column("Ngày", lambda r: (r.issued or r.obtained) if r.key else None, width=10),
        Column("Cơ quan, người lập", lambda r: r.author, width=20, least=12, spare=3),
        Column("Tờ", lambda r: "" if r.gone or not r.key else str(r.sheets) if _counted(r) else f"{r.sheets} ?", "right", 5),
        Column("Quét", lambda r: r.scans or None, "right", 5),
    ]


def _numbered(row: Row) -> Tone:
    return "neutral" if row.numbers or not row.key else "amber"


def _title(row: Row) -> str:
    return f"{row.title} ({row.note})" if row.gone else row.title


def is_open(row: Row) -> bool:
    """It would be numbered now, and nobody has counted its sheets."""
    return bool(row.key) and not (row.gone or row.numbers or _counted(row))


def uncounted(count: int) -> str:
    """What follows where bút lục are given before the sheets were counted."""
    return (
        f"{count} tài liệu (dấu ? ở cột Tờ) chưa ai đếm tờ: đánh bây giờ thì mỗi tài liệu ấy chỉ nhận số bút lục theo số tờ đang ghi, số đã đánh giữ "
        "nguyên; tờ đếm ra thêm sau này phải mang số nối tiếp ở cuối hồ sơ. Nên ghi số tờ trước (Ctrl+G)."
    )


def _counted(row: Row) -> bool:
    return row.counted or row.kind in ("judgment", "decision")


def summary(view: Shown) -> str:
    """How many, how far the numbers are, what waits for one."""
    documents = sum(1 for r in view.rows if not r.gone)
    said = [f"{dong(documents)} tài liệu, {dong(view.sheets)} tờ", f"bút lục đã dùng đến số {view.last}" if view.last else "chưa đánh bút lục"]
    if view.waiting[0]:
        said.append(f"{view.waiting[0]} tài liệu ({view.waiting[1]} số) chờ đánh" + (f", {view.uncounted} chưa đếm tờ" if view.uncounted else ""))
    if view.archived:
        said.append("hồ sơ đã lưu trữ, chỉ xem; cần bổ sung thì rút hồ sơ (Ctrl+Shift+K)")
    if view.withdrawn:
        said.append("hồ sơ đã rút khỏi lưu trữ: bổ sung xong thì trả lại (Ctrl+Shift+K)")
    return "; ".join(said) + "."


#: Said instead of a page that cannot be shown.
BROKEN = "⚠ Bản quét này hỏng, không mở được: gỡ ra (Ctrl+J tới dải bản quét, Ctrl+Delete) rồi quét lại."


def unseen(scan: Scan, thumb: bytes) -> bool:
    """It was attached although it could not be drawn; what came with the record of a paper has no small picture anyway."""
    return not (thumb or scan.by_record)


def scan_words(n: int, scan: Scan, thumb: bytes) -> str:
    """Beneath its small picture."""
    return f"{n}. {file_words.SCAN_KINDS.get(scan.kind, scan.kind)}, {scan.pages} trang" + ("; hỏng, không mở được" if unseen(scan, thumb) else "")
