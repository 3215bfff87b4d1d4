"""Qt's own texts (buttons, context menus, file and print dialogs) and its dates and numbers, in Vietnamese.

Qt ships no Vietnamese of its own. The texts lie in ``resources/qt/qtbase_vi.ts``, in the form of Qt's tools,
and are read when the window starts, so that no build step stands between a change and a screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree as ET

from PySide6.QtCore import QLocale, QTranslator

from thads_desktop.paths import resource

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtCore import QCoreApplication, QObject

_NAME = "vietnamese-qt"


def read_texts(path: Path) -> dict[tuple[str, str], str]:
    """(context, source text) -> translation, of a .ts file; entries without a translation are left out."""
    texts: dict[tuple[str, str], str] = {}
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            source, translation = message.findtext("source", ""), message.findtext("translation", "")
            if source and translation:
                texts[name, source] = translation
    return texts


class VietnameseQt(QTranslator):
    """Answers for the contexts of its file and leaves every other text as it is."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        self._texts = read_texts(resource("qt", "qtbase_vi.ts"))

    def isEmpty(self) -> bool:
        """Qt asks before it installs a translator."""
        return not self._texts

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: ARG002, N803 - Qt's own names
        """The Vietnamese text; None for an unknown one (an empty text would blank it on the screen)."""
        return cast("str", self._texts.get((context, sourceText)))


def install(app: QCoreApplication) -> None:
    """Make this program's Qt speak Vietnamese; call once, before the first window. A second call changes nothing."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    if app.findChild(QTranslator, _NAME) is None:
        app.installTranslator(VietnameseQt(app))
