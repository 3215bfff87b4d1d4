"""Sentences on papers that are made before there is a matter."""

from __future__ import annotations

INTAKE_REFUSALS: dict[str, str] = {
    "form.before_matter": "Mẫu “{form}” chỉ lập khi chưa có quyết định thi hành án: trang Bản án đến (F3), chọn bản án, Ctrl+Shift+W.",
}
