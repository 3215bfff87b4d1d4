"""Sentences on the rules of law: time limits without a number, what is exported for a lawyer."""

from __future__ import annotations

RULES_REFUSALS: dict[str, str] = {
    "tool.rule_absent": "Thời hạn {rule} ({title}) theo luật {law}: {says}",
    "rules.bad_file": "Bảng quy định chỉ lưu thành .xlsx hoặc .pdf: hãy đổi tên tệp.",
}
