"""The forms of an inspection: its plan, the draw of its sample, a finding, how it was put right, the conclusion."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.dates import add_months
from thads_desktop.domain.refusal import Refusal
from thads_desktop.domain.text import bare
from thads_desktop.law.self_check import heads
from thads_desktop.services import books, check_plans, directions, people
from thads_desktop.services.check_plans import KINDS
from thads_desktop.ui import book_form
from thads_desktop.ui.fields_typed import Suggestion
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.page import Shell

if TYPE_CHECKING:
    from datetime import date

    from thads_desktop.services.check_plans import Check, Found

TOPICS = ("checks", "tasks", "deadlines")
#: Usual size of a sample.
USUAL = 20


class _Form(FormPage):
    """One form over the inspections."""

    belongs = "inspection"
    check: Check

    def subject(self) -> str:
        return self.check.check if hasattr(self, "check") else ""

    def run(self, act: Callable[[], object], said: str) -> None:
        """Carry it out, then back."""

        def write() -> tuple[str, tuple[str, ...]]:
            act()
            return said, TOPICS

        self.carry(write, self.back_saying)


class PlanPage(_Form):
    """Kind, days, what is looked at, who leads."""

    name = "check-plan"
    title = "Kế hoạch kiểm tra"

    def __init__(self, shell: Shell, held: Check | None = None) -> None:
        super().__init__(shell)
        if held is not None:
            self.check = held
        with self.desk.reading() as reader:
            department = people.office(reader).level == "province"
        offices = directions.offices(self.desk) if department else []
        office = Spec(
            "office", "Đơn vị được kiểm tra", "name", value=held.office if held else None, note="để trống khi Cục tự kiểm tra mình",
            suggest=lambda text: [Suggestion(name, "", name) for _key, name in offices if bare(text) in bare(name)],
        )  # fmt: skip
        themes = [("", "không"), *((g.id, g.says) for g in heads().every)]
        self.lay_out(
            (
                Spec("kind", "Loại kiểm tra", "choice", required=True, options=list(KINDS.items()), value=held.kind if held else "full"),
                Spec("theme", "Chuyên đề", "choice", beside=True, options=themes, value=held.theme if held else ""),
                Spec("title", "Tên cuộc kiểm tra", required=True, value=held.title if held else None),
                Spec("leader", "Trưởng đoàn", beside=True, value=held.leader if held else None),
                *((office,) if department else ()),
                Spec("start", "Từ ngày", "date", required=True, value=held.start if held else self.clock.today()),
                Spec("end", "Đến ngày", "date", required=True, beside=True, value=held.end if held else None, note="ngày, hoặc +15"),
                Spec("scope", "Phạm vi, nội dung", "long", value=held.scope if held else None, limit=2_000),
            ),
            self.title, "Ghi kế hoạch",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        key = self.subject()
        self.run(
            lambda: check_plans.plan(
                self.desk, v["kind"], v["title"], v["start"], v["end"], v["scope"] or "", v["leader"] or "", v["theme"] or "", key,
                v.get("office") or "",
            ),
            "Đã ghi kế hoạch kiểm tra.",
        )  # fmt: skip


class DrawPage(_Form):
    """How many, of whose matters; the draw itself runs on the page beneath."""

    name = "check-draw"
    title = "Chọn mẫu hồ sơ theo rủi ro"

    def __init__(self, shell: Shell, held: Check, run: Callable[[Check, int, str, date], None]) -> None:
        super().__init__(shell)
        self.check, self._run = held, run
        with self.desk.reading() as reader:
            officers = [(p.person, p.name) for p in people.officers(reader, self.clock.today())]
        self.lay_out(
            (
                Spec("size", "Số hồ sơ", required=True, limit=4, value=str(USUAL), note=f"từ 1 đến {check_plans.MOST}"),
                Spec("officer", "Của chấp hành viên", "choice", beside=True, options=[("", "mọi chấp hành viên"), *officers], value=""),
                Spec("since", "Việc làm chậm tính từ ngày", "date", required=True, value=add_months(self.clock.today(), -check_plans.MONTHS),
                     note="việc quá hạn chưa làm tính dù hạn hết từ bao giờ"),
            ),
            f"{self.title}: {held.title}", "Chọn mẫu",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        typed = str(v["size"]).strip()
        size = int(typed) if typed.isascii() and typed.isdigit() else 0
        if not 1 <= size <= check_plans.MOST:
            self.refused([Refusal("check.bad_size", {"most": str(check_plans.MOST)}, "size")])
            return
        self.kept.done()
        self.shell.back()
        self._run(self.check, size, str(v["officer"] or ""), v["since"])


class NotePage(_Form):
    """What is wrong, what is to be done, by whom, until when."""

    name = "check-note"
    title = "Ghi phát hiện"

    def __init__(self, shell: Shell, held: Check, matter: str = "", number: str = "") -> None:
        """matter: chosen in the sample; number: of it, with its day."""
        super().__init__(shell)
        self.check, self._matter, self._number = held, matter, number
        with self.desk.reading() as reader:
            today = self.clock.today()
            names = dict.fromkeys((p.person, p.name) for p in people.posts(reader) if p.on(today))
            self._elsewhere = people.office(reader).level == "province"
        about = Spec(
            "matter", "Việc thi hành án số", "name", value=number or None, note="để trống nếu không về một việc",
            suggest=lambda text: book_form.matters(self.desk, text),
        )  # fmt: skip
        if self._elsewhere:
            about = Spec("matter", "Việc của đơn vị được kiểm tra", note="ghi số, ngày quyết định; để trống nếu không về một việc")
        self.lay_out(
            (
                about,
                Spec("text", "Phát hiện gì", "long", required=True, limit=2_000, lines=3),
                Spec("remedy", "Phải khắc phục thế nào", "long", required=True, limit=2_000, lines=3),
                Spec("person", "Người khắc phục", "choice", options=[("", "người khác (ghi ở ô bên)"), *names], value=""),
                Spec("who", "Người khác, đơn vị khác", beside=True, value=held.office or None),
                Spec("due", "Hạn", "date", required=True, beside=True, note="ngày, hoặc +15"),
            ),
            f"{self.title}: {held.title}", "Ghi phát hiện",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        typed = v["matter"] or ""

        def act() -> None:
            # What was chosen is known by its key: two matters may bear one number.
            same = bool(self._matter) and typed.strip() == self._number
            matter = "" if self._elsewhere or not typed else self._matter if same else books.matter_named(self.desk, typed, "matter.unknown")
            check_plans.note(
                self.desk, self.check.check, v["text"], v["remedy"], v["person"] or "", v["due"], matter, v["who"] or "",
                typed if self._elsewhere else "",
            )  # fmt: skip

        self.run(act, "Đã ghi phát hiện.")


class MendPage(_Form):
    """How it was put right, and what proves it."""

    name = "check-mend"
    title = "Ghi khắc phục"

    def __init__(self, shell: Shell, held: Check, found: Found) -> None:
        super().__init__(shell)
        self.check, self.found = held, found
        self.lay_out(
            (
                Spec("how", "Đã khắc phục thế nào", "long", required=True, limit=2_000),
                Spec("proof", "Số văn bản chứng minh"),
                Spec("scan", "Tệp chứng minh (PDF, ảnh)", beside=True, note="đường dẫn tệp; cần một trong hai"),
            ),
            f"{self.title}: {found.text}", "Ghi khắc phục",
        )  # fmt: skip

    def subject(self) -> str:
        return f"{self.check.check}:{self.found.finding}"

    def take(self, v: dict[str, Any]) -> None:
        file = Path(v["scan"].strip()) if v["scan"] and v["scan"].strip() else None
        self.run(
            lambda: check_plans.mend(self.desk, self.check.check, self.found.finding, v["how"], v["proof"] or "", file), "Đã ghi khắc phục."
        )


class ClosePage(_Form):
    """The conclusion."""

    name = "check-close"
    title = "Kết thúc cuộc kiểm tra"

    def __init__(self, shell: Shell, held: Check) -> None:
        super().__init__(shell)
        self.check = held
        self.lay_out((Spec("conclusion", "Kết luận", "long", required=True, limit=20_000),), f"{self.title}: {held.title}", "Kết thúc")

    def take(self, v: dict[str, Any]) -> None:
        self.run(lambda: check_plans.close(self.desk, self.check.check, v["conclusion"]), "Đã kết thúc cuộc kiểm tra.")
