"""Data that leave in the clear leave by an act: to whom and for what stands in a register row, that it happened in the log.

Returns and packages have acts of their own (``PackageMade``), and so has one person's data (``DataGiven``); here is every other file with
names in it. A print of an issued paper goes to the recipients it names and is noted without being asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from thads_desktop.documents.form import load_forms
from thads_desktop.domain.access_events import Exported
from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import inputs

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.storage.unit_of_work import UnitOfWork

#: Kind of what leaves -> its words.
KINDS = {"paper": "văn bản", "print": "bản in văn bản", "inspection": "kết quả kiểm tra", "scan": "bản chụp văn bản",
         "vneid": "dữ liệu thông báo qua VNeID",
         "takeover": "kết quả tiếp nhận sổ", "book": "sổ theo dõi",
         "outgoing": "danh sách văn bản gửi đi", "agenda": "lịch tuần", "handover": "hồ sơ bàn giao", "outage": "biên bản sự cố hệ thống",
         "datasets": "bộ dữ liệu", "cash": "bảng kê thu, chi tiền", "reconciliation": "bảng đối chiếu với kế toán",
         "costs": "bảng kê chi phí", "store": "sổ, phiếu của kho vật chứng", "asset": "danh sách, phiếu tài sản",
         "publication": "danh sách đăng tải", "trip": "danh sách đi xác minh", "forecast": "dự báo xác minh", "archive": "hồ sơ lưu trữ",
         "ledger": "sổ thu, chi", "register": "sổ", "prison": "danh sách tiền trại giam thu", "letters": "sổ văn bản đến, đi",
         "outside": "danh sách gửi cơ quan khác", "folder": "thư mục hồ sơ mã hóa", "return": "bảng so sánh báo cáo",
         "grid": "bảng theo dõi báo cáo", "targets": "bảng chỉ tiêu thi hành án", "direction": "bảng theo dõi chỉ đạo",
         "watch": "danh mục việc trọng điểm", "self_check": "báo cáo tự kiểm tra, kế hoạch kiểm tra",
         "durations": "bảng thời gian thi hành án", "briefing": "tài liệu giao ban", "staff": "sổ cán bộ, phương án biên chế",
         "emulation": "thi đua, khen thưởng", "special": "báo cáo chuyên đề"}  # fmt: skip


def refuse_unsaid(recipient: str, purpose: str) -> None:
    """Refused("export.no_purpose") before anything is written when it is not said to whom and for what."""
    for field, said in (("recipient", recipient), ("purpose", purpose)):
        if not said.strip():
            raise Refused(Refusal("export.no_purpose", field=field))


#: What the log says of a paper, or of a document, that few see: who looks at what left learns no more than that it did.
APART = "giữ riêng"


def named(what: str, form: str) -> str:
    """How the log names a paper that leaves; form: of it, "" = of none."""
    return APART if form and any(f.id == form and f.see for f in load_forms()) else what


def note(desk: Desk, kind: str, what: str, recipient: str, purpose: str, count: int = 1) -> None:
    """Write down that data left. kind: of ``KINDS``; what: which, in words (a number, a period); count: how many things.

    Refused("rights.none" | "export.no_purpose").
    """
    _note(desk, "export", kind, what, recipient, purpose, count)


def note_print(desk: Desk, what: str, recipient: str, purpose: str) -> None:
    """As ``note``, of a paper that was printed from the screen: who sees it may print it."""
    _note(desk, "keep", "print", what, recipient, purpose, 1)


def _note(desk: Desk, act: str, kind: str, what: str, recipient: str, purpose: str, count: int) -> None:
    with desk.writing(act) as uow:
        note_in(desk, uow, kind, what, recipient, purpose, count)
        uow.commit()


def note_in(desk: Desk, uow: UnitOfWork, kind: str, what: str, recipient: str, purpose: str, count: int = 1) -> None:
    """As ``note``, within an act that has asked for the right to export itself: it stays with that act or not at all."""
    refuse_unsaid(recipient, purpose)
    row = uuid4().hex
    content = {
        "what": f"{KINDS[kind]} {inputs.name(what, 'what', required=False, limit=200)}".strip(),
        "recipient": inputs.name(recipient, "recipient", limit=inputs.SENTENCE),
        "purpose": inputs.body(purpose, "purpose", required=True, limit=inputs.SENTENCE),
    }
    uow.write_row("export", row, content)
    uow.append(f"export:{row}", desk.clock.today(), Exported(kind, row, count))
