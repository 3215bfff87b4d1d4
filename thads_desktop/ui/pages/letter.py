"""Forms of the books of letters: entered one after the other, put right, passed on, answered, struck, stamped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from thads_desktop.domain.dates import short_date
from thads_desktop.domain.text import sort_key
from thads_desktop.law.letter_kinds import of_way
from thads_desktop.services import books, inputs, letter_acts, letters, people, recording
from thads_desktop.services.letter_typed import LetterInput, SentInput
from thads_desktop.services.letters import LetterRow
from thads_desktop.ui import book_form
from thads_desktop.ui.fields_typed import Suggestion
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage

if TYPE_CHECKING:
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.letter_acts import Entered
    from thads_desktop.ui.page import Shell

_NOBODY, _LONG = "", inputs.SENTENCE
_MATTER = "số, hoặc tên người phải thi hành"


class _LetterPage(FormPage):
    """A letter of either book. row None = a new one; the form stays for the next."""

    belongs = "letters"
    #: What is said of one letter alone and goes before the next.
    OWN: tuple[str, ...] = ()
    FIRST = ""

    def __init__(self, shell: Shell, row: LetterRow | None, way: str) -> None:
        super().__init__(shell)
        self.row = row
        kinds = [("", "—"), *((key, f"{k.title}{f' ({k.code})' if k.code else ''}") for key, k in of_way(way).items())]
        with self.desk.reading() as reader:
            at = reader.projections.matter_id(row.matter) if row is not None and row.matter else None
            self._number = books.spelled(reader.projections.matter_rows([at])[0]) if at is not None else ""
        heading = f"{self.title}: {row.code}" if row is not None else self.title
        self.lay_out(self.specs(kinds), heading, "Ghi lại" if row is not None else "Vào sổ, nhập tiếp")
        self.action("Chọn tệp bản chụp", "Ctrl+O", self._pick)

    def specs(self, kinds: Sequence[tuple[str, str]]) -> Sequence[Spec]:
        raise NotImplementedError

    def given(self, v: dict[str, Any]) -> LetterInput | SentInput:
        raise NotImplementedError

    def subject(self) -> str:
        return self.row.key if self.row is not None else ""

    def links(self) -> Sequence[Spec]:
        row = self.row
        judgment = row.judgment_text if row is not None else None
        return (
            Spec("matter", "Việc số", "name", note=_MATTER, value=self._number or None, suggest=lambda text: book_form.matters(self.desk, text)),
            Spec("judgment", "Bản án số", beside=True, note="khi chưa có việc", value=judgment, limit=120),
            Spec("note", "Ghi chú", beside=True, value=row.note if row is not None else None, limit=_LONG),
            Spec("entry", "Dòng sổ theo dõi", note="ví dụ KN 3/2026", value=row.entry_text if row is not None and row.entry_text else None, limit=60),
            Spec("scan", "Tệp bản chụp (PDF)", note="Ctrl+O chọn tệp", beside=True, limit=1000),
        )

    def of_matter(self, v: dict[str, Any]) -> tuple[str, str, str]:
        """What the letter was tied to is meant by its id, as long as it is named so."""
        row = self.row
        matter = row.matter if row is not None and self._number and v["matter"] == self._number else v["matter"]
        judgment = row.judgment if row is not None and row.judgment and v["judgment"] == row.judgment_text else v["judgment"]
        entry = row.entry if row is not None and row.entry and v["entry"] == row.entry_text else v["entry"]
        return matter or "", judgment or "", entry or ""

    def read_scan(self, v: dict[str, Any]) -> bytes:
        return recording.scan_of(Path(v["scan"].strip())) if (v["scan"] or "").strip() else b""

    def take(self, v: dict[str, Any]) -> None:
        desk, row = self.desk, self.row
        write: Callable[[], tuple[Any, tuple[str, ...]]]
        if row is not None:

            def write() -> tuple[Any, tuple[str, ...]]:
                letter_acts.correct(desk, row.key, self.given(v), row.at)
                return "", _topics(desk, row.key, row.matter)

            self.carry(write, lambda _none: self.back_saying(f"Đã sửa văn bản {row.code}."))
        else:

            def write() -> tuple[Any, tuple[str, ...]]:
                given = self.given(v)
                made = letter_acts.receive(desk, given) if isinstance(given, LetterInput) else letter_acts.send(desk, given)
                return made, _topics(desk, made.key)

            self.carry(write, self._next)

    def _next(self, made: Entered) -> None:
        """The number is said, the caret goes to the next letter."""
        for name in self.OWN:
            self.form[name].set_raw("")
        self.form.clear_refusals()
        self.kept.begin_anew()
        self.form[self.FIRST].editor.setFocus()
        said = f"Đã vào sổ: văn bản {made.code}, số {made.number_text}."
        if made.notes:
            self.shell.warn(" ".join((said, *made.notes)))
        else:
            self.shell.tell(f"{said} Nhập văn bản tiếp theo, hoặc Esc để thôi.")

    def _pick(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "Chọn bản chụp", "", "PDF (*.pdf)")
        if name:
            self.form.set_values({"scan": name})

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Enter", "ô sau"), ("Ctrl+Enter", "ghi"), ("Ctrl+O", "bản chụp"), ("Esc", "thôi"))


class LetterInPage(_LetterPage):
    """What came."""

    name = "letter-in"
    title = "Văn bản đến"
    OWN = ("author", "number", "written", "title", "matter", "judgment", "entry", "note", "scan", "start")
    FIRST = "author"

    def __init__(self, shell: Shell, row: LetterRow | None = None) -> None:
        super().__init__(shell, row, "in")

    def specs(self, kinds: Sequence[tuple[str, str]]) -> Sequence[Spec]:
        row, desk = self.row, self.desk

        def authors(text: str) -> list[Suggestion]:
            return [Suggestion(said, "", said) for said in letters.authors(desk, text)]

        made = [
            Spec("author", "Tác giả (cơ quan, người gửi)", "name", required=True, share=2, value=row.who if row else None, suggest=authors),
            Spec("number", "Số, ký hiệu", beside=True, value=row.number_text if row else None, limit=100),
            Spec("written", "Ngày văn bản", "date", beside=True, value=row.written if row else None),
            Spec("kind", "Loại", "choice", options=kinds, value=row.kind if row else ""),
            Spec("title", "Trích yếu nội dung", required=True, beside=True, share=2, value=row.title if row else None, limit=_LONG),
            Spec("day", "Ngày đến", "date", required=True, value=row.day if row else self.clock.today()),
            Spec("to", "Đơn vị, người nhận", beside=True, value=row.meant if row else None),
            *self.links(),
        ]
        if row is None:
            made += [
                Spec("start", "Số bắt đầu của năm", beside=True, limit=6, note="chỉ cho văn bản đầu tiên của năm"),
                Spec("anyway", "Vẫn vào sổ dù đã có văn bản cùng tác giả, số, ngày", "check", beside=True),
            ]
        return made

    def given(self, v: dict[str, Any]) -> LetterInput:
        matter, judgment, entry = self.of_matter(v)
        start = (v.get("start") or "").strip()
        number = int(start) if start.isascii() and start.isdigit() else -1 if start else 0
        return LetterInput(
            v["day"], v["author"], v["title"], v["number"] or "", v["written"], v["kind"] or "", v["to"] or "", matter, judgment, entry, v["note"] or "",
            self.read_scan(v), number, bool(v.get("anyway")),
        )  # fmt: skip

    def help(self) -> str:
        return (
            "Gõ tác giả (chọn lại từ tên đã gõ trước), số, ngày, loại, trích yếu rồi Ctrl+Enter: số đến được cho ngay, ô trống lại cho văn bản sau, ngày "
            "đến và loại còn nguyên. Việc số gõ số hoặc tên. Vào sổ sau ngày đến thì được nhắc: văn bản đến phải vào sổ trong ngày."
        )


class LetterOutPage(_LetterPage):
    """What left and was not made here."""

    name = "letter-out"
    title = "Văn bản đi lập ngoài chương trình"
    OWN = ("number", "title", "matter", "judgment", "entry", "note", "scan")
    FIRST = "to"

    def __init__(self, shell: Shell, row: LetterRow | None = None) -> None:
        super().__init__(shell, row, "out")

    def specs(self, kinds: Sequence[tuple[str, str]]) -> Sequence[Spec]:
        row = self.row
        own = (Spec("own", "Lấy số của chương trình (dãy văn bản hành chính)", "check", beside=True, value=True),) if row is None else ()
        note = "để trống: ký hiệu của đơn vị" if row is None else ""
        return (
            Spec("to", "Nơi nhận", required=True, share=2, value=row.who if row else None, limit=_LONG),
            Spec("number", "Số, ký hiệu", beside=True, note=note, value=row.number_text if row else None, limit=100),
            *own,
            Spec("kind", "Loại", "choice", options=kinds, value=row.kind if row else "cong_van"),
            Spec("title", "Trích yếu nội dung", required=True, beside=True, share=2, value=row.title if row else None, limit=_LONG),
            Spec("day", "Ngày văn bản", "date", required=True, value=row.day if row else self.clock.today()),
            Spec("signer", "Người ký", beside=True, value=row.signer if row else None),
            Spec("keeper", "Nơi giữ bản lưu", beside=True, value=row.to if row else "Văn thư"),
            Spec("copies", "Số bản", beside=True, value=str(row.copies) if row else "1", limit=4),
            *self.links(),
        )

    def given(self, v: dict[str, Any]) -> SentInput:
        matter, judgment, entry = self.of_matter(v)
        copies = (v["copies"] or "1").strip()
        return SentInput(
            v["day"], v["to"], v["title"], v["number"] or "", bool(v.get("own")), v["kind"] or "", v["signer"] or "", v["keeper"] or "",
            int(copies) if copies.isascii() and copies.isdigit() else 0, matter, judgment, entry, v["note"] or "", self.read_scan(v),
        )  # fmt: skip

    def help(self) -> str:
        return (
            "Công văn, giấy tờ soạn ngoài chương trình: lấy số tiếp theo của dãy văn bản hành chính, hoặc bỏ dấu chọn rồi gõ số đã có. Văn bản do "
            "chương trình lập tự có trong sổ đi, không ghi lại ở đây."
        )


class PassOnPage(FormPage):
    """Letters go to somebody."""

    name = "letter-pass"
    title = "Chuyển văn bản"
    belongs = "letters"

    def __init__(self, shell: Shell, keys: Sequence[str]) -> None:
        super().__init__(shell)
        self.keys = list(keys)
        today = self.clock.today()
        with self.desk.reading() as reader:
            staff = {p.person: p.name for p in people.posts(reader) if p.on(today)}
        options = [(_NOBODY, "— không phải cán bộ trong danh sách"), *sorted(staff.items(), key=lambda x: sort_key(x[1]))]
        first = options[1][0] if len(options) > 1 else _NOBODY
        self.lay_out(
            (
                Spec("person", "Chuyển cho", "choice", options=options, value=first),
                Spec("to", "Hoặc đơn vị, người nhận khác", beside=True, note="chọn “—” ở ô bên"),
                Spec("day", "Ngày chuyển", "date", required=True, value=today),
                Spec("signed", "Người nhận đã ký nhận", "check", beside=True),
            ),
            f"{self.title}: {len(self.keys)} văn bản", "Ghi đã chuyển",
        )  # fmt: skip

    def take(self, v: dict[str, Any]) -> None:
        desk, keys = self.desk, self.keys

        def write() -> tuple[int, tuple[str, ...]]:
            return letter_acts.pass_on(desk, keys, v["day"], v["person"] or "", v["to"] or "", signed=bool(v["signed"])), ("letters",)

        self.carry(write, lambda count: self.back_saying(f"Đã ghi chuyển {count} văn bản."))


class _StepPage(FormPage):
    """A step of one letter: ``specs`` are asked, ``act`` carries it out."""

    belongs = "letters"
    #: Of which letter, after the title; the key that carries it out; what is said when it is done.
    OF, ACCEPT, DONE = "", "", ""

    def __init__(self, shell: Shell, row: LetterRow) -> None:
        super().__init__(shell)
        self.row = row
        self.lay_out(self.specs(), self.title + self.OF.format(code=row.code, who=row.who), self.ACCEPT)

    def specs(self) -> Sequence[Spec]:
        raise NotImplementedError

    def act(self, v: dict[str, Any]) -> None:
        raise NotImplementedError

    def subject(self) -> str:
        return self.row.key

    def take(self, v: dict[str, Any]) -> None:
        def write() -> tuple[None, tuple[str, ...]]:
            self.act(v)
            return None, _topics(self.desk, self.row.key, self.row.matter)

        self.carry(write, lambda _none: self.back_saying(f"{self.DONE} {self.row.code}."))


class AnswerPage(_StepPage):
    """A letter was answered."""

    name = "letter-answer"
    title = "Trả lời văn bản đến"
    OF, ACCEPT, DONE = " {code}: {who}", "Ghi trả lời", "Đã ghi trả lời văn bản"

    def specs(self) -> Sequence[Spec]:
        return (
            Spec("number", "Trả lời bằng văn bản số", note="số đầy đủ của văn bản đi trong sổ", limit=100),
            Spec("day", "Ngày trả lời", "date", required=True, beside=True, value=self.clock.today()),
            Spec("by", "Hoặc trả lời thế nào", limit=_LONG, note="để trống cả hai: không phải trả lời"),
        )

    def act(self, v: dict[str, Any]) -> None:
        letter_acts.answer(self.desk, self.row.key, v["day"], v["number"] or "", v["by"] or "")


class StrikeLetterPage(_StepPage):
    """A typing error: the last step, or the whole line."""

    name = "letter-strike"
    title = "Xóa dòng ghi nhầm"
    OF, ACCEPT, DONE = ": văn bản {code}, {who}", "Xóa", "Đã xóa phần ghi nhầm của văn bản"

    def specs(self) -> Sequence[Spec]:
        options = [("last", "Bước ghi sau cùng (chuyển, trả lời, sửa)"), ("whole", "Cả dòng; số không cho lại")]
        value = "last" if self.row.passed is not None or self.row.answered is not None else "whole"
        return (
            Spec("what", "Xóa", "choice", options=options, value=value),
            Spec("reason", "Vì sao ghi nhầm", "long", required=True, lines=3),
        )

    def act(self, v: dict[str, Any]) -> None:
        letter_acts.strike(self.desk, self.row.key, v["reason"], whole=v["what"] == "whole")


class StampPage(FormPage):
    """From which place of the sheet the stamps begin."""

    name = "letter-stamp"
    title = "In dấu ĐẾN"
    belongs = "letters"

    def __init__(self, shell: Shell, keys: Sequence[str]) -> None:
        super().__init__(shell)
        self.keys = list(keys)
        note = "0: mỗi nhãn một trang 50 × 35 mm; 1 đến 32: tờ A4, đếm từ trái sang phải, từ trên xuống"
        self.lay_out((Spec("first", "Bắt đầu từ ô số", value="0", limit=3, note=note),), f"{self.title}: {len(self.keys)} văn bản", "Xem, in")

    def take(self, v: dict[str, Any]) -> None:
        said = str(v["first"] or "0").strip()
        first, keys = int(said) if said.isascii() and said.isdigit() else -1, self.keys

        def show(data: bytes) -> None:
            from thads_desktop.ui.pages.printed import PrintedPage

            self.shell.back()
            self.shell.open_page(PrintedPage(self.shell, "Dấu ĐẾN", lambda: data, f"dau-den-{short_date(self.clock.today()).replace('/', '-')}"))

        self.carry(lambda: (letters.stamps(self.desk, keys, first), ()), show)


def _topics(desk: Desk, key: str, before: str = "") -> tuple[str, ...]:
    """What of the screen a change of a letter touches: its matters' pages, too."""
    row = letters.one(desk, key)
    return ("letters", *(f"matter:{m}" for m in dict.fromkeys((row.matter, before)) if m))
