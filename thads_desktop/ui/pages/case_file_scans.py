"""Scans that come to a file: each to the document that was chosen, or, where the code on it names another, to the one the clerk decides."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from thads_desktop.domain.refusal import Refused
from thads_desktop.services import scan_codes
from thads_desktop.services.scan_codes import NOWHERE, Proposal
from thads_desktop.ui import scan_files
from thads_desktop.ui.form import Spec
from thads_desktop.ui.form_page import FormPage
from thads_desktop.ui.pages.case_file_forms import topics
from thads_desktop.ui.refusals import sentence

if TYPE_CHECKING:
    from thads_desktop.services.case_file import Row
    from thads_desktop.services.desk import Desk
    from thads_desktop.services.scans import Given
    from thads_desktop.ui.page import Page, Shell


@dataclass(slots=True)
class _Looked:
    """Files as they were read: those that go to the chosen document, those that are asked about, and what stopped the reading."""

    sure: list[Given] = field(default_factory=list)
    asks: list[Proposal] = field(default_factory=list)
    others: int = 0
    refused: Refused | None = None


class Taking:
    """Takes files in for a page that shows a file."""

    def __init__(self, page: Page, matter: str) -> None:
        self.page, self.matter = page, matter

    def take(self, files: Sequence[Path], row: Row) -> None:
        """Each of these files; it stops at the first that may not be, and says how many went before."""
        self.page.worker.run_read(partial(self._looked, files, row), partial(self._write, row), owner=self.page, on_refused=self._refused)

    def _looked(self, files: Sequence[Path], row: Row) -> _Looked:
        desk, found = self.page.desk, _Looked()
        for file in files:
            try:
                given = scan_files.read(desk, file)
            except Refused as refused:
                if any(r.code.startswith("rights.") for r in refused.refusals):
                    raise
                found.refused = refused
                break
            seen = scan_files.codes(given)
            asked = scan_codes.proposed(desk, self.matter, row.key, given, seen)
            found.others += seen.others
            if asked is None:
                found.sure.append(given)
            else:
                found.asks.append(asked)
        return found

    def _write(self, row: Row, found: _Looked) -> None:
        places = [(scan_codes.place_of(self.matter, row.key), given) for given in found.sure]
        if not places:
            self._told(row, found, (0, None))
            return
        # The same files pasted twice are refused by their content, so that no command has to wait for another.
        self.page.worker.run_write(
            lambda: (attached(self.page.desk, places), topics(self.matter)), partial(self._told, row, found), self._refused,
            owner=self.page, beside=True,
        )  # fmt: skip

    def _told(self, row: Row, found: _Looked, answer: tuple[int, Refused | None]) -> None:
        shell, (done, refused) = self.page.shell, answer
        refused = refused or found.refused
        if refused is not None:
            shell.warn(stopped(done, refused))
        elif done:
            other = ". Mã QR trên bản quét không phải mã văn bản của chương trình" if found.others else ""
            shell.tell(f"Đã đính kèm {done} bản quét vào: {row.title}{other}.")
        if found.asks:
            shell.open_page(ScanPlacesPage(shell, self.matter, found.asks))

    def _refused(self, refusals: Sequence[Any]) -> None:
        self.page.shell.warn(" ".join(sentence(r) for r in refusals))


class ScanPlacesPage(FormPage):
    """Where scans belong whose codes name another document than the chosen one, or none that is known here."""

    name = "file-scan-places"
    title = "Bản quét thuộc văn bản nào"
    belongs = "matters"

    def __init__(self, shell: Shell, matter: str, asks: Sequence[Proposal]) -> None:
        super().__init__(shell)
        self.matter, self.asks = matter, tuple(asks)
        self.lay_out(
            [
                Spec(f"place-{n}", ask.given.name, "choice", required=True, options=ask.places, value=ask.place or None, note=ask.said)
                for n, ask in enumerate(self.asks)
            ],
            accept="Đính kèm",
        )

    def subject(self) -> str:
        digest = hashlib.sha256(b"".join(hashlib.sha256(ask.given.data).digest() for ask in self.asks)).hexdigest()[:16]
        return f"{self.matter}:{digest}"

    def take(self, v: dict[str, Any]) -> None:
        chosen = [(v[f"place-{n}"], ask.given) for n, ask in enumerate(self.asks) if v[f"place-{n}"] != NOWHERE]
        # What was attached before the one that stopped it stays attached: the page goes, and says so.
        self.carry(partial(self._attached, chosen), self._done)

    def _attached(self, chosen: list[tuple[str, Given]]) -> tuple[tuple[int, Refused | None], tuple[str, ...]]:
        changed = {topic for place, _given in chosen for topic in topics(place.partition("|")[0])}
        return attached(self.desk, chosen), tuple(changed)

    def _done(self, answer: tuple[int, Refused | None]) -> None:
        done, refused = answer
        self.shell.back()
        if refused is not None:
            self.shell.warn(stopped(done, refused))
        else:
            left = len(self.asks) - done
            self.shell.tell(f"Đã đính kèm {done} bản quét." + (f" {left} tệp không đính kèm." if left else ""))

    def _leave(self) -> None:
        super()._leave()
        self.shell.warn(f"{len(self.asks)} tệp chưa được đính kèm: thả lại vào hồ sơ khi cần.")

    def help(self) -> str:
        return (
            "Mã QR trên bản quét cho biết bản ấy là của văn bản nào; ô đã chọn sẵn văn bản đó khi nó ở trong hồ sơ đang mở. Mã lạ, hoặc của việc "
            "khác, thì tự chọn nơi giữ; Ctrl+Enter đính kèm, Esc thì các tệp này chưa được đính kèm."
        )


def attached(desk: Desk, chosen: Sequence[tuple[str, Given]]) -> tuple[int, Refused | None]:
    """How many were attached, and what stopped the next one; a missing right is refused whole."""
    for done, (place, given) in enumerate(chosen):
        try:
            scan_codes.attach(desk, place, given)
        except Refused as refused:
            if any(r.code.startswith("rights.") for r in refused.refusals):
                raise
            return done, refused
    return len(chosen), None


def stopped(done: int, refused: Refused) -> str:
    """Why the next file was not taken, and how many were before."""
    before = f"Đã đính kèm {done} tệp; dừng lại: " if done else ""
    return before + " ".join(sentence(r) for r in refused.refusals)


def code_in(page: Page, file: Path, found: Callable[[str], None]) -> None:
    """The code of a paper on a scan that is only looked at: found(code); a word where there is none."""

    def read() -> tuple[str, ...]:
        return scan_files.codes(scan_files.read(page.desk, file)).codes

    def told(codes: tuple[str, ...]) -> None:
        if codes:
            found(codes[0])
        else:
            page.shell.warn(f"Không đọc được mã văn bản trên tệp {file.name}: hãy quét lại 200-300 dpi, đủ góc có mã, hoặc gõ số văn bản vào ô tìm.")

    page.worker.run_read(
        read, told, key=f"code-in-{id(page)}", owner=page, on_refused=lambda refusals: page.shell.warn(" ".join(sentence(r) for r in refusals))
    )

