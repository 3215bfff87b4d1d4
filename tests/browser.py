"""A real browser without a window, told what to do over its own pipe (the DevTools protocol): no driver, no network, no further library."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any, Self

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
#: Seconds until something is given up.
PATIENCE = 40.0


def found() -> str:
    """The browser of this machine; "" where there is none."""
    return next((path for name in NAMES if (path := shutil.which(name))), "")


class Browser:
    """One page, opened from the disk as a person would. ``errors``: what its scripts threw or logged as an error."""

    def __init__(self, page: Path, profile: Path, downloads: Path) -> None:
        out_read, out_write = os.pipe()
        in_read, in_write = os.pipe()
        # The browser speaks on its descriptors 3 and 4.
        command = [
            "bash", "-c", f'exec 3<&{in_read} 4>&{out_write}; exec "$@"', "browser", found(), "--headless", "--remote-debugging-pipe", "--disable-gpu",
            "--no-first-run", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={profile}",
            "--window-size=1366,768", "about:blank",
        ]  # fmt: skip
        if os.geteuid() == 0:
            # As root a browser has no sandbox of its own.
            command.insert(6, "--no-sandbox")
        self._process = subprocess.Popen(command, pass_fds=(in_read, out_write), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(in_read)
        os.close(out_write)
        self._in, self._out, self._held, self._count = in_write, out_read, b"", 0
        self._session = ""
        self.errors: list[str] = []
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")["targetId"]
        self._session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(downloads))
        self.call("Page.navigate", url=page.as_uri())
        self.until("document.readyState === 'complete' && location.protocol === 'file:'")

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """Ask the browser, wait for the answer."""
        self._count += 1
        asked: dict[str, Any] = {"id": self._count, "method": method, "params": params}
        if self._session:
            asked["sessionId"] = self._session
        os.write(self._in, json.dumps(asked).encode() + b"\0")
        end = time.monotonic() + PATIENCE
        while True:
            said = self._next(end)
            if said.get("id") == self._count:
                if "error" in said:
                    raise RuntimeError(f"{method}: {said['error']}")
                result: dict[str, Any] = said["result"]
                return result
            if said.get("method") == "Runtime.exceptionThrown":
                self.errors.append(json.dumps(said["params"]["exceptionDetails"], ensure_ascii=False))
            elif said.get("method") == "Log.entryAdded" and said["params"]["entry"]["level"] == "error":
                self.errors.append(said["params"]["entry"]["text"])

    def _next(self, end: float) -> dict[str, Any]:
        while b"\0" not in self._held:
            if not select.select([self._out], [], [], max(0.0, end - time.monotonic()))[0]:
                raise TimeoutError("the browser does not answer")
            got = os.read(self._out, 1 << 20)
            if not got:
                raise RuntimeError("the browser has gone")
            self._held += got
        whole, _, self._held = self._held.partition(b"\0")
        made: dict[str, Any] = json.loads(whole)
        return made

    def ask(self, script: str) -> Any:
        """What a script gives, as plain data."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(json.dumps(answer["exceptionDetails"], ensure_ascii=False))
        return answer["result"].get("value")

    def until(self, script: str) -> None:
        """Until this is true."""
        end = time.monotonic() + PATIENCE
        while not self.ask(script):
            if time.monotonic() > end:
                raise TimeoutError(script)
            select.select([], [], [], 0.05)

    def type(self, text: str) -> None:
        """Into what has the focus."""
        self.call("Input.insertText", text=text)

    def press(self, key: str, code: int, text: str = "") -> None:
        """A key by its name."""
        for kind in ("keyDown", "keyUp"):
            given = {"text": text} if text and kind == "keyDown" else {}
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **given)

    def enter(self) -> None:
        self.press("Enter", 13, "\r")

    def tab(self) -> None:
        self.press("Tab", 9)

    def picture(self) -> bytes:
        """What is seen, as PNG."""
        return base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"])

    def printed(self) -> bytes:
        """What its own print gives, as PDF."""
        return base64.b64decode(self.call("Page.printToPDF")["data"])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_of_what: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)
