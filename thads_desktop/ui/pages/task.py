"""A task: what is to be done, by whom, by which day; given, changed, done or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QPushButton

from thads_desktop.services import book_rights, direction_text, people, slips, tasks
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.opens import open_of
from thads_desktop.ui.page_parts import quiet_label
from thads_desktop.ui.text_pane import TextPane

if TYPE_CHECKING:
    from thads_desktop.services.tasks import Task
    from thads_desktop.ui.page import Shell

TOPICS = ("tasks", "deadlines", "matters")


class TaskPage(FormPage):
    """A new task, of a matter or of none; or one that stands, with Ctrl+D for done."""

    name = "task"
    title = "Giao một việc"
    belongs = "deadlines"

    def __init__(self, shell: Shell, *, matter: str = "", about: str = "", task: Task | None = None, entry: str = "") -> None:
        """about: the number of the matter, or of the entry of a book that it is about, to be read."""
        super().__init__(shell)
        self.task: Task | None = task
        self.matter = task.matter if task is not None else matter
        self.entry = task.entry if task is not None else entry
        with self.desk.reading() as reader:
            today = self.clock.today()
            names = dict.fromkeys((p.person, p.name) for p in people.posts(reader) if p.on(today))
            officer = ""
            if self.matter and task is None:
                officer = reader.projections.officers_of([self.matter]).get(self.matter, "")
        known = {key for key, _name in names}
        # What one notes for oneself is the usual case; of a matter it is its officer's.
        usual = next((p for p in (task.person if task else "", officer, self.desk.actor) if p in known), None)
        number = (task.entry_number or task.number_text) if task is not None else about
        what = "dòng sổ" if self.entry else "việc"
        heading = ("Việc được giao" if task is not None else self.title) + (f", về {what} {number}" if number else "")
        few = bool(self.entry) and book_rights.book_of(self.entry).secret
        note = "Sổ này ít người được xem, còn việc được giao thì cả đơn vị thấy: đừng ghi tên, nội dung của dòng" if few else ""
        if (task.apart if task is not None else book_rights.apart(self.entry)):
            note = "Chỉ người được xem sổ này và người làm thấy việc được giao"
        self.lay_out(
            (
                Spec("text", "Việc phải làm", required=True, limit=tasks.LIMIT, value=task.text if task else None, share=2, note=note),
                Spec("person", "Người làm", "choice", required=True, options=list(names), value=usual),
                Spec("due", "Hạn", "date", required=True, beside=True, value=task.due if task else None, note="ngày, hoặc +5 là năm ngày nữa"),
            ),
            heading, "Ghi lại" if task is not None else "Giao việc",
        )  # fmt: skip
        if task is not None:
            for words, key, run in (("Đã xong", "Ctrl+D", self._done), ("Bỏ, không phải làm", "Ctrl+Delete", self._drop)):
                button = QPushButton(f"{words}   {key}")
                button.clicked.connect(lambda _checked=False, run=run: run())
                self.form.add_button(button)
                self.action(words, key, run)
        asked = "" if task is None else direction_text.of_task(self.desk, task.task) or slips.of_task(self.desk, task.task)
        if asked:
            # What the superior said, whole: the line above is only its first words.
            self.asked = TextPane("asked", "Lời của cấp trên, nguyên văn", 10)
            self.asked.say(asked)
            self.body.insertWidget(self.body.count() - 1, quiet_label("Lời của cấp trên, nguyên văn"))
            self.body.insertWidget(self.body.count() - 1, self.asked, 20)
        if self.entry:
            self.action("Mở dòng sổ của việc này", "Ctrl+O", self._open_entry)

    def subject(self) -> str:
        return self.task.task if self.task is not None else self.entry or self.matter

    def take(self, v: dict[str, Any]) -> None:
        matter, task, entry = self.matter, self.task, self.entry

        def write() -> tuple[str, tuple[str, ...]]:
            if task is not None:
                tasks.change(self.desk, task.task, v["text"], v["person"], v["due"])
            else:
                tasks.put(self.desk, v["text"], v["person"], v["due"], matter, entry)
            return "Đã ghi việc được giao." if task is not None else "Đã giao việc.", self._topics()

        self.carry(write, self.back_saying)

    def _topics(self) -> tuple[str, ...]:
        return (*TOPICS, f"matter:{self.matter}") if self.matter else TOPICS

    def _open_entry(self) -> None:
        open_of(self.shell, f"entry:{self.entry}")

    def _done(self) -> None:
        self._end(lambda key: tasks.end(self.desk, key), "Đã ghi xong việc được giao.")

    def _drop(self) -> None:
        self._end(lambda key: tasks.end(self.desk, key, done=False), "Đã bỏ việc được giao.")

    def _end(self, run: Callable[[str], None], said: str) -> None:
        task = self.task
        if task is None:
            return

        def write() -> tuple[str, tuple[str, ...]]:
            run(task.task)
            return said, self._topics()

        self.carry(write, self.back_saying)

    def hints(self) -> Sequence[tuple[str, str]]:
        if self.task is not None:
            return (("Ctrl+D", "đã xong"), ("Ctrl+Enter", "ghi"), ("Esc", "để sau"))
        return super().hints()

    def help(self) -> str:
        return (
            "Một việc nhỏ có người làm và có hạn, về một việc thi hành án hoặc việc riêng. Nó đứng trong trang Hạn và lịch tuần cho đến khi ghi "
            "đã xong (mở lại rồi nhấn Ctrl+D) hoặc bỏ (Ctrl+Delete). Enter sang ô sau, Ctrl+Enter ghi, Esc để sau."
        )


def open_task(shell: Shell, key: str) -> None:
    """The page of a task that is not done."""
    task = next((t for t in tasks.listed(shell.desk) if t.task == key), None)
    if task is None:
        shell.warn("Việc này đã xong hoặc đã bỏ.")
        return
    shell.open_page(TaskPage(shell, task=task))
