"""What an officer looks after and whom he may not: communes for assignment by area, close kin for refusal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from thads_desktop.domain.refusal import Refusal, Refused
from thads_desktop.services import assignments, people, units
from thads_desktop.ui.fields_typed import NameField, Suggestion
from thads_desktop.ui.form import Spec, build
from thads_desktop.ui.page import Page, Shell


class OfficerDutiesPage(Page):
    """One officer at a time."""

    name = "officer-duties"
    title = "Địa bàn và người thân thích của chấp hành viên"

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self.body.addWidget(self.heading())
        with self.desk.reading() as reader:
            officers = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
        first = officers[0][0] if officers else None
        specs = (
            Spec("officer", "Chấp hành viên", "choice", required=True, options=officers, value=first),
            Spec("add", "Thêm xã, phường", "name", suggest=self._communes, note="Chọn trong danh sách để thêm vào địa bàn", beside=True),
            Spec("areas", "Địa bàn", "long", lines=8, note="Mỗi dòng một xã, phường; xóa dòng để bỏ"),
            Spec(
                "kin", "Người thân thích", "long", lines=8, beside=True,
                note="Mỗi dòng một người: họ tên; số giấy tờ. Việc của người này không được phân công cho chấp hành viên",
            ),
        )  # fmt: skip
        self.form = build(specs, self.clock, worker=self.worker, accept="Ghi")
        self.form.keep_within(1100)
        self.form.accepted.connect(self._write)
        self.form.left.connect(lambda _draft: self.shell.back())
        self.form["officer"].changed.connect(self.refresh)
        add = self.form["add"]
        assert isinstance(add, NameField)
        add.chosen.connect(lambda chosen: self._add(str(chosen.name)))
        self.body.addWidget(self.form)
        self.body.addStretch(1)

    def first_focus(self) -> QWidget:
        return self.form["officer"].editor

    def help(self) -> str:
        return (
            "Địa bàn giúp đề xuất phân công; người thân thích của chấp hành viên không bao giờ được đề xuất. Chọn chấp hành viên ở ô "
            "đầu, sửa rồi nhấn Ctrl+Enter; mỗi dòng một xã, phường hoặc một người."
        )

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Ctrl+Enter", "ghi"), ("Esc", "thôi"))

    def refresh(self) -> None:
        officer = self.form["officer"].value()
        if officer:
            self.worker.run_read(
                lambda: assignments.duties(self.desk, officer), self._show, key="duties", owner=self
            )  # fmt: skip

    def _show(self, found: tuple[tuple[str, ...], tuple[tuple[str, str], ...]]) -> None:
        areas, kin = found
        day = self.clock.today()
        self.form.set_values(
            {
                "areas": "\n".join(units.label(code, day) for code in areas), "add": "",
                "kin": "\n".join(f"{name}; {number}" if number else name for name, number in kin),
            }
        )  # fmt: skip

    def _communes(self, text: str) -> list[Suggestion]:
        return [Suggestion(said, "", code) for code, said in units.suggest(self.desk, text)]

    def _add(self, name: str) -> None:
        lines = [x for x in self.form["areas"].value().splitlines() if x.strip()]
        if name not in lines:
            lines.append(name)
        self.form.set_values({"areas": "\n".join(lines), "add": ""})

    def _write(self, v: dict[str, Any]) -> None:
        day = self.clock.today()

        def write() -> tuple[None, tuple[str, ...]]:
            areas = [_code(line, day) for line in v["areas"].splitlines() if line.strip()]
            kin = [(name.strip(), number.strip()) for name, _, number in (x.partition(";") for x in v["kin"].splitlines()) if name.strip()]
            assignments.set_duties(self.desk, v["officer"], areas, kin)
            return None, ("matters", "people")

        self.worker.run_write(write, lambda _n: self.shell.tell("Đã ghi địa bàn và người thân thích."), self.form.show_refusals, owner=self)


def _code(line: str, day: Any) -> str:
    code = units.code_of(line.strip(), day)
    if not code:
        raise Refused(Refusal("commune.unknown", {"commune": line.strip()[:40]}, "areas"))
    return code
