"""The lists of the department's page: what became of each package, and each office with its key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from thads_desktop.domain.text import office_tail
from thads_desktop.ui.chips import Chip
from thads_desktop.ui.tables import Column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thads_desktop.services.consolidated import Consolidation
    from thads_desktop.services.receiving import Verdict

OK, NO = Chip("Đã nhận", "green", "check"), Chip("Không nhận", "red", "close")
MISSING = Chip("Còn thiếu", "amber", "clock")
#: What is no fault of the package: it is of another period, it is here already, its key is to be compared first.
OTHERS = {
    "package.wrong_period": Chip("Kỳ khác", "blue", "calendar"), "package.already": Chip("Có rồi", "neutral", "list"),
    "package.unknown_sender": Chip("Chưa tin khóa", "amber", "lock"),
    "trusted": Chip("Đã tin khóa", "blue", "lock"),
}  # fmt: skip
#: Name, fingerprint, key of an office whose key is trusted.
Trusted = tuple[str, str, str]
HELP = (
    "Trước khi nhận gói của một đơn vị, hãy tin khóa của họ: Ctrl+T hiện dấu vân tay, đọc qua điện thoại, thấy đúng mới "
    "nhấn Ctrl+T lần nữa; khóa là của gói đang chọn trong danh sách, hoặc của gói đầu tiên chưa tin. Đơn vị đã tin khóa (có cây tổ "
    "chức thì cơ quan hoạt động vào ngày cuối kỳ) mà chưa gửi thì hiện là còn thiếu. Gói hỏng, gói lạ, gói cũ đều bị từ chối kèm lý "
    "do. Ô Kỳ nói F9 nhận kỳ nào: không chọn thì kỳ của đa số gói; gói ghi Kỳ khác thì chọn kỳ ấy rồi F9 lần nữa."
)


def verdict_columns() -> list[Column]:
    """Of ``Verdict`` rows."""
    return [
        Column("Gói", lambda v: v.file, width=34, least=14),
        Column("Đơn vị", lambda v: short_name(v.office), width=18, least=12),
        Column("", lambda v: OK if v.accepted else OTHERS.get(v.code, NO), width=17),
        Column("Nội dung", _says, width=0, least=66),
    ]


def office_columns() -> list[Column]:
    """Of (name, fingerprint, chip) rows."""
    return [
        Column("Đơn vị", lambda r: r[0], width=0),
        Column("Kỳ này", lambda r: r[2], width=16),
        Column("Dấu vân tay khóa", lambda r: r[1], width=44, least=30),
    ]


def short_name(office: str) -> str:
    """An office without what all of them share: "quận Lê Chân"."""
    return office_tail(office)


def office_rows(trusted: Sequence[Trusted], made: Consolidation | None) -> list[tuple[str, str, Chip | str]]:
    """The trusted offices with whether they sent; then those that the tree expects and whose packages are not known yet."""
    came, lacks = (set(made.came_keys), dict(made.missing_keys)) if made is not None and made.regime is not None else (set(), {})
    rows: list[tuple[str, str, Chip | str]] = [(name, mark, OK if key in came else MISSING if key in lacks else "") for name, mark, key in trusted]
    known = {key for _name, _mark, key in trusted}
    return rows + [(name, "chưa gắn khóa trong cây tổ chức", MISSING) for key, name in lacks.items() if key not in known]


def taken_words(done: Consolidation) -> str:
    """How a receiving went."""
    said = f"Nhận {sum(v.accepted for v in done.verdicts)} trong {len(done.verdicts)} gói; tổng hợp {len(done.offices)} đơn vị."
    other = sum(v.code == "package.wrong_period" for v in done.verdicts)
    return f"{said} {other} gói thuộc kỳ khác: chọn kỳ ấy ở ô Kỳ rồi nhấn F9." if other else said


def closed_words(made: Consolidation) -> str:
    """That it is closed, and how far it is whole."""
    lacks = f", còn thiếu {len(made.missing)} đơn vị" if made.missing else ""
    lacks += f", bản chưa chốt của {len(made.drafts)} đơn vị" if made.drafts else ""
    return f"Đã chốt báo cáo {'bổ sung' if made.supplementary else 'tổng hợp'}{lacks}."


def state_words(made: Consolidation) -> str:
    """What is shown of a period: who sent, who is missing, what is doubtful, whether it is closed."""
    said = [f"{made.months:02d} tháng năm {made.year}: đã có {len(made.offices)} đơn vị"]
    if made.missing:
        said.append(f"còn thiếu {len(made.missing)}: {', '.join(made.missing[:4])}{'…' if len(made.missing) > 4 else ''}")
    if made.drafts:
        said.append(f"bản chưa chốt của {len(made.drafts)} đơn vị: {', '.join(map(short_name, made.drafts[:4]))}{'…' if len(made.drafts) > 4 else ''}")
    if made.twice:
        said.append(f"{len(made.twice)} việc do nhiều đơn vị cùng báo cáo (Ctrl+D xem)")
    said += [v.says for v in made.violations[:3]]
    if made.closed:
        said.append("đã chốt (bổ sung)" if made.supplementary else "đã chốt")
    return " · ".join(said)


def trusted_now(verdict: Verdict) -> Verdict:
    """A package whose key was trusted since it was refused."""
    return replace(verdict, code="trusted", fingerprint="", says="Đã tin khóa: nhấn F9 để nhận gói này.")


def _says(verdict: Verdict) -> str:
    """What became of a package; a fingerprint that is to be compared stands first, where a small screen does not cut it."""
    if verdict.fingerprint:
        return f"{verdict.fingerprint} là dấu vân tay của khóa chưa tin: đối chiếu rồi nhấn Ctrl+T."
    return verdict.says
