"""The first run: the office, its people, where its numbers go on. Under two minutes; everything can be changed later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QLabel, QVBoxLayout

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import office_settings, people
from thads_desktop.ui import theme
from thads_desktop.ui.form import Spec, build

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk

LEVELS = (("district", "Chi cục (đơn vị tổ chức thi hành)"), ("province", "Cục (nhận và tổng hợp báo cáo)"))


class Wizard(QDialog):
    """One page: what is asked is little enough."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("wizard")
        self.setWindowTitle("Lập đơn vị")
        self.setMinimumWidth(760)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.space(6),) * 4)
        title = QLabel("Lập đơn vị trên máy này")
        title.setProperty("heading", True)
        column.addWidget(title)
        said = QLabel("Chỉ cần tên đơn vị và cơ quan cấp trên. Những mục khác có thể bổ sung sau ở trang Thiết lập.")
        said.setWordWrap(True)
        column.addWidget(said)
        specs = (
            Spec("name", "Tên đơn vị", required=True, note="Ví dụ: Chi cục Thi hành án dân sự quận Lê Chân", share=3),
            Spec("level", "Cấp", "choice", options=LEVELS, value="district", beside=True, share=2),
            Spec("parent", "Cơ quan cấp trên", required=True, note="Ví dụ: Cục Thi hành án dân sự thành phố Hải Phòng"),
            Spec("head", "Thủ trưởng", note="Người ký quyết định"),
            Spec("officers", "Chấp hành viên", "long", note="Mỗi người một dòng", lines=4),
            Spec("next", "Số quyết định thi hành án tiếp theo", note="Để trống nếu bắt đầu từ 01", beside=True),
        )
        self.form = build(specs, desk.clock, accept="Lập đơn vị")
        self.form.accepted.connect(self._accept)
        self.form.left.connect(lambda _draft: self.reject())
        column.addWidget(self.form)

    def _accept(self, values: dict[str, Any]) -> None:
        officers = [n.strip() for n in values["officers"].split("\n") if n.strip()]
        try:
            following = office_settings.number(values["next"], "next") if values["next"].strip() else 1
            people.set_up_whole(
                self.desk, values["name"], values["parent"], values["level"], officers, values["head"], following
            )
        except Refused as refused:
            self.form.show_refusals(refused.refusals)
            return
        self.accept()
