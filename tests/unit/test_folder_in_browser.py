"""The folder in which a matter leaves, in a real browser from the disk, by keyboard: a wrong password, the right one, a paper looked at, Esc."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests import browser
from tests.office import Bench, bench
from tests.unit.test_file_folder import EVIL, SECRET, filled, left
from thads_desktop.exchange import sealed_folder

pytestmark = pytest.mark.skipif(not browser.found(), reason="the page is run in a browser (Chromium, Chrome or Edge), and there is none on this machine")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Bench]:
    made = bench(tmp_path / "data", date(2026, 7, 6))
    yield made
    made.desk.close()


def keep(name: str, data: bytes) -> None:
    """For whoever wants to look: THADS_PICTURES names a folder."""
    if folder := os.environ.get("THADS_PICTURES"):
        (Path(folder) / name).write_bytes(data)


def coloured(data: bytes) -> int:
    """How many colours a picture has: an empty page has one."""
    with Image.open(BytesIO(data)) as picture:
        return len(picture.convert("RGB").getcolors(1 << 24) or [])


def test_the_page_opens_by_keyboard_in_a_browser(office: Bench, tmp_path: Path) -> None:
    folder = left(office, filled(office), tmp_path / "ra")
    saved = tmp_path / "luu"
    saved.mkdir()
    with browser.Browser(folder / sealed_folder.PAGE, tmp_path / "ho-so", saved) as page:
        assert page.ask("document.activeElement.id") == "password"
        assert page.ask("!!(window.crypto && window.crypto.subtle)"), "the browser's own cipher is there for a page from the disk"
        keep("folder-1.png", page.picture())
        page.type("không phải mật khẩu này")
        page.enter()
        page.until("document.getElementById('said').className === 'wrong'")
        assert "Mật khẩu chưa đúng" in page.ask("document.getElementById('said').textContent")
        assert page.ask("document.activeElement.id") == "password"
        page.type(SECRET)
        page.enter()
        page.until("document.querySelectorAll('td').length > 0")
        assert page.ask("document.title").startswith("Hồ sơ thi hành án số")
        cells = page.ask("[...document.querySelectorAll('td')].map(x => x.textContent)")
        assert f"Đơn {EVIL}" in cells, "words of users are text"
        assert page.ask("document.querySelectorAll('img, iframe').length") == 0
        assert page.ask("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), "nothing is scrolled sideways"
        keep("folder-2.png", page.picture())
        shown = page.ask("[...document.querySelectorAll('main button')].map(x => x.textContent)")
        assert shown
        # On with Tab to each paper and scan, Enter opens it, Esc closes it and the focus is where it was.
        for at, title in enumerate(shown):
            page.until(f"(document.querySelectorAll('main button')[{at}].focus(), true)")
            page.enter()
            page.until("!!document.querySelector('.viewer')")
            assert page.ask("document.querySelector('.viewer span').textContent") == title
            assert page.ask("document.activeElement.textContent") == "Đóng (Esc)"
            picture = page.ask("!!document.querySelector('.viewer img')")
            if picture:
                page.until("document.querySelector('.viewer img').naturalWidth > 0")
            else:
                assert page.ask("document.querySelector('.viewer iframe').src.startsWith('blob:')")
            if at in (0, len(shown) - 1) or picture:
                seen = page.picture()
                assert coloured(seen) > 10
                keep(f"folder-3-{at}.png", seen)
            page.press("Escape", 27)
            page.until("!document.querySelector('.viewer')")
            assert page.ask(f"document.activeElement === document.querySelectorAll('main button')[{at}]")
        page.enter()
        page.until("!!document.querySelector('.viewer a[download]')")
        name = page.ask("document.querySelector('.viewer a[download]').download")
        page.ask("document.querySelector('.viewer a[download]').click()")
        page.until("true")
        for _ in range(100):
            if (saved / name).exists():
                break
            page.until("new Promise(done => setTimeout(() => done(true), 50))")
        assert (saved / name).read_bytes()[:4] in (b"%PDF", b"\x89PNG", b"\xff\xd8\xff\xe0")
        keep("folder-4.pdf", page.printed())
        assert page.errors == []


def test_what_was_changed_is_told_in_a_browser(office: Bench, tmp_path: Path) -> None:
    folder = left(office, filled(office), tmp_path / "ra")
    (folder / "phan-0002.js").unlink()
    with browser.Browser(folder / sealed_folder.PAGE, tmp_path / "ho-so", tmp_path) as page:
        page.type(SECRET)
        page.enter()
        page.until("document.querySelectorAll('main button').length > 1")
        page.ask("document.querySelectorAll('main button')[1].click()")
        page.until("!!document.querySelector('p.wrong')")
        assert "Thiếu tệp phan-0002.js" in page.ask("document.querySelector('p.wrong').textContent")
