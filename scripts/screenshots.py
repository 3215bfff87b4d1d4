"""Pictures of the pages for README: the real window on the data of ``make demo``, at 1366x768, without a screen.

    python scripts/screenshots.py FOLDER [--data DATA_FOLDER]

The data are copied first, so that nothing in them changes. The clock stands on the last day of the demonstration.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402 - Qt's settings come first

from thads_desktop.domain.clock import FixedClock  # noqa: E402 - the checkout's own package
from thads_desktop.services import access, demo_desk, intake, queries  # noqa: E402 - as above
from thads_desktop.ui.app import make_app  # noqa: E402 - as above
from thads_desktop.ui.dialogs.login import LoginDialog  # noqa: E402 - as above
from thads_desktop.ui.run import window_for  # noqa: E402 - as above

TODAY = date(2020, 10, 5)


def main() -> int:
    """Take every picture; 0 when all were written."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--data", type=Path, default=ROOT / "build" / "demo" / "du-lieu")
    asked = parser.parse_args()
    if not (asked.data / "le-chan").is_dir():
        sys.stderr.write(f"No demonstration data in {asked.data}: run `make demo` first.\n")
        return 1
    asked.out.mkdir(parents=True, exist_ok=True)
    app = make_app()
    with tempfile.TemporaryDirectory() as scratch:
        for office, shots in (("le-chan", _office), ("cuc", _department)):
            folder = Path(scratch) / office
            shutil.copytree(asked.data / office, folder)
            if office == "le-chan":
                _log_in(app, folder, asked.out)
            desk = access.sign_in(folder, FixedClock(TODAY), demo_desk.LOGIN, demo_desk.PASSWORD)
            window: Any = window_for(desk)
            window.resize(1366, 768)
            window.show()
            shots(Camera(app, window, asked.out), asked.data.parent)
            window.worker.close()
            window.close()
            desk.close()
    return 0


def _log_in(app: Any, folder: Path, out: Path) -> None:
    """The dialog before anybody is let in."""
    dialog: Any = LoginDialog(folder, FixedClock(TODAY))
    dialog.worker = dialog.first.worker
    dialog.show()
    Camera(app, dialog, out).shoot("dang-nhap")
    dialog.reject()


class Camera:
    """Waits until a page is quiet and keeps its picture."""

    def __init__(self, app: Any, window: Any, out: Path) -> None:
        self.app, self.window, self.out = app, window, out

    def settle(self, until: Callable[[], bool] = lambda: True, most: float = 30.0) -> None:
        end = time.monotonic() + most
        quiet = 0
        while time.monotonic() < end and quiet < 40:
            self.app.processEvents()
            quiet = quiet + 1 if self.window.worker.busy == 0 and until() else 0
            time.sleep(0.01)

    def shoot(self, name: str, until: Callable[[], bool] = lambda: True) -> None:
        self.settle(until)
        file = self.out / f"{name}.png"
        self.window.grab().save(str(file))
        with Image.open(file) as taken:
            # By cover, not by count: a median cut makes the red of a small counter brown.
            few = taken.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE)
        few.save(file, optimize=True)
        print(file)


def _office(camera: Camera, made: Path) -> None:
    window = camera.window
    desk = window.desk
    camera.shoot("viec")
    rows = queries.matters(desk, text="", limit=400)
    lived = next(r for r in rows if len(queries.matter(desk, r.matter).papers) >= 3)
    window.open_matter(lived.matter)
    camera.shoot("mot-viec")
    window.back()
    _decision(camera)
    for place, name in (
        ("intake", "ban-an-den"), ("deadlines", "han"), ("queue", "trinh-ky"), ("assignment", "phan-cong"),
        ("journal", "nhat-ky"), ("settings", "thiet-lap"),
    ):  # fmt: skip
        window.go(place)
        camera.shoot(name)
    window.page().tabs.setCurrentIndex(window.page().tabs.count() - 1)
    camera.shoot("tai-khoan")
    window.go("inspection")
    camera.shoot("kiem-tra", lambda: window.page().made is not None)
    taking = window.go("takeover")
    taking.file.setText(str(made / "so-thu-ly-le-chan.xlsx"))
    taking.try_out()
    camera.shoot("tiep-nhan")
    returns = window.go("returns")
    returns.year.setValue(2020)
    returns.months.setValue(12)
    returns.compute()
    camera.shoot("bao-cao", lambda: returns.made is not None)


def _decision(camera: Camera) -> None:
    from thads_desktop.ui.pages.decision import DecisionPage

    desk = camera.window.desk
    judgment = intake.receive_judgment(
        desk,
        intake.JudgmentInput("88/2020/DS-ST", date(2020, 9, 1), "Tòa án nhân dân quận Lê Chân", "dan_su", TODAY),
    )
    page = DecisionPage(camera.window, judgment)
    camera.window.open_page(page)
    page.form.set_values(
        {
            "debtor": "Nguyễn Văn Bảy", "debtor_birth": "1980", "debtor_address": "số 3 phố Cát Cụt",
            "debtor_commune": "phường Cát Dài, quận Lê Chân", "text_1": "Án phí dân sự sơ thẩm", "due_1": 200_000,
        }
    )  # fmt: skip
    camera.settle(lambda: "điều kiện" in page.state.text())
    camera.shoot("quyet-dinh")
    camera.window.back()


def _department(camera: Camera, made: Path) -> None:
    page = camera.window.go("province")
    camera.settle()
    page.choose([made / "bao-cao"])
    page.tabs.setCurrentIndex(2)
    camera.shoot("cuc-tong-hop", lambda: page.made is not None)


if __name__ == "__main__":
    raise SystemExit(main())
