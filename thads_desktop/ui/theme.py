"""Colours, type and space of the desk: one neutral scale, one blue, and red, amber and green that mean something.

Light, dark and high contrast follow the system. Every text stands on its ground with a contrast of at least 4.5:1
(a test computes it). Space is a grid of 4 px. ``current()`` answers what is on the screen now.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette

from thads_desktop.paths import resource

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Tone = Literal["neutral", "muted", "blue", "red", "amber", "green"]
GRID = 4
#: The stroke colour as it stands in the files of ``resources/icons``.
STROKE = "#33475b"
BASE_POINTS = 10.0
ZOOM_LEAST, ZOOM_MOST, ZOOM_STEP = 90, 200, 10


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as #rrggbb. ``x_tint`` is the ground of a chip or bar whose text is ``x``."""

    name: str
    window: str
    surface: str
    text: str
    muted: str
    hairline: str
    border: str
    blue: str
    on_blue: str
    selection: str
    selection_quiet: str
    red: str
    red_tint: str
    amber: str
    amber_tint: str
    green: str
    green_tint: str
    blue_tint: str
    neutral_tint: str

    def ink(self, tone: Tone) -> str:
        """Text colour of a tone."""
        return self.text if tone == "neutral" else str(getattr(self, tone))

    def tint(self, tone: Tone) -> str:
        """Ground under a tone's text."""
        return str(getattr(self, f"{tone}_tint"))


LIGHT = Theme(
    "light", "#f3f4f6", "#ffffff", "#1b1f24", "#555e68", "#dde1e6", "#868f99", "#1a5bb8", "#ffffff", "#d5e4f8",
    "#e6eaef", "#b3261e", "#fbe9e7", "#805300", "#fdf1d3", "#1c6632", "#e2f2e5", "#e3edfa", "#e9ecf0",
)  # fmt: skip
DARK = Theme(
    "dark", "#1e2227", "#262b32", "#e6eaef", "#abb5c0", "#3a424c", "#7a8592", "#85b6ff", "#10151b", "#2d4669",
    "#363d47", "#ff9f96", "#472624", "#f2be5c", "#42351c", "#7fd494", "#223c2a", "#263a56", "#343b44",
)  # fmt: skip
CONTRAST_DARK = Theme(
    "contrast-dark", "#000000", "#000000", "#ffffff", "#ffffff", "#8c8c8c", "#ffffff", "#7ac0ff", "#000000", "#003a80",
    "#3a3a3a", "#ff9a90", "#000000", "#ffd54a", "#000000", "#7cf29a", "#000000", "#000000", "#000000",
)  # fmt: skip
CONTRAST_LIGHT = Theme(
    "contrast-light", "#ffffff", "#ffffff", "#000000", "#000000", "#707070", "#000000", "#00408f", "#ffffff", "#bcd8ff",
    "#d9d9d9", "#8f0000", "#ffffff", "#5c3b00", "#ffffff", "#00491b", "#ffffff", "#ffffff", "#ffffff",
)  # fmt: skip
THEMES = (LIGHT, DARK, CONTRAST_DARK, CONTRAST_LIGHT)


class _Now:
    theme: Theme = LIGHT
    zoom: int = 100
    folder: QTemporaryDir | None = None


def current() -> Theme:
    """The theme on the screen."""
    return _Now.theme


def zoom() -> int:
    """Percent of the base type size."""
    return _Now.zoom


def space(steps: int) -> int:
    """Pixels of so many grid steps; grows with the type, on the grid."""
    return max(1, round(steps * _Now.zoom / 100)) * GRID


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2)."""
    high, low = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def system_theme() -> Theme:
    """What the system asks for: its colour scheme and its wish for contrast."""
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    wish = getattr(hints, "accessibility", None)  # since Qt 6.10
    if wish is not None and wish().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return CONTRAST_DARK if dark else CONTRAST_LIGHT
    return DARK if dark else LIGHT


def apply(app: QApplication, theme: Theme | None = None, percent: int | None = None) -> Theme:
    """Put a theme (None: the system's) and a zoom (None: as it is) on the whole program."""
    _Now.theme = theme or system_theme()
    if percent is not None:
        _Now.zoom = min(ZOOM_MOST, max(ZOOM_LEAST, percent))
    if app.style().name().lower() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(_Now.theme))
    app.setFont(desk_font())
    app.setStyleSheet(style_sheet(_Now.theme))
    return _Now.theme


def desk_font() -> QFont:
    """The interface face at the present zoom, figures of one width."""
    font = QFont()
    font.setFamilies(["Segoe UI", "Noto Sans", *font.families()])
    font.setPointSizeF(BASE_POINTS * _Now.zoom / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def palette(theme: Theme) -> QPalette:
    """Qt's roles from the theme's colours."""
    role = QPalette.ColorRole
    given = {
        role.Window: theme.window, role.WindowText: theme.text, role.Base: theme.surface,
        role.AlternateBase: theme.window, role.Text: theme.text, role.Button: theme.window,
        role.ButtonText: theme.text, role.BrightText: theme.red,
        role.ToolTipBase: theme.surface, role.ToolTipText: theme.text, role.PlaceholderText: theme.muted,
        role.Highlight: theme.blue, role.HighlightedText: theme.on_blue, role.Link: theme.blue,
        role.LinkVisited: theme.blue, role.Accent: theme.blue, role.Mid: theme.hairline, role.Dark: theme.border,
        role.Light: theme.surface, role.Midlight: theme.window, role.Shadow: theme.border,
    }  # fmt: skip
    made = QPalette()
    for each, colour in given.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(theme.muted))
    return made


def _drawn(icon: str, colour: str) -> str:
    """A file with the icon in a colour: a style sheet takes pictures from files alone."""
    if _Now.folder is None:
        _Now.folder = QTemporaryDir()
    file = Path(_Now.folder.filePath(f"{icon}-{colour[1:]}.svg"))
    if not file.exists():
        text = resource("icons", f"{icon}.svg").read_text(encoding="utf-8")
        file.write_text(text.replace(STROKE, colour), encoding="utf-8")
    return file.as_posix()


def style_sheet(theme: Theme) -> str:
    """The little that the palette cannot say."""
    return f"""
QToolTip {{ color: {theme.text}; background: {theme.surface}; border: 1px solid {theme.border}; padding: 4px; }}
QLineEdit, QPlainTextEdit {{
  background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 4px; padding: 4px 8px;
  selection-background-color: {theme.blue}; selection-color: {theme.on_blue}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {theme.blue}; padding: 3px 7px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {theme.window}; color: {theme.muted}; }}
QLineEdit[refused="true"], QPlainTextEdit[refused="true"] {{ border: 2px solid {theme.red}; padding: 3px 7px; }}
QPushButton {{
  background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 4px; padding: 4px 12px; }}
QPushButton:focus {{ border: 2px solid {theme.blue}; padding: 3px 11px; }}
QPushButton:hover {{ background: {theme.blue_tint}; }}
QPushButton:checked {{ background: {theme.selection}; border-color: {theme.blue}; }}
QPushButton:disabled {{ color: {theme.muted}; border-color: {theme.hairline}; background: {theme.window}; }}
QPushButton[primary="true"] {{ background: {theme.blue}; color: {theme.on_blue}; border-color: {theme.blue}; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {theme.text}; }}
QPushButton[primary="true"]:disabled {{
  background: {theme.neutral_tint}; color: {theme.muted}; border-color: {theme.hairline}; }}
QToolButton::menu-indicator {{ image: none; }}
QComboBox {{
  background: {theme.surface}; border: 1px solid {theme.border}; border-radius: 4px; padding: 4px 8px; }}
QComboBox:focus, QComboBox:on {{ border: 2px solid {theme.blue}; padding: 3px 7px; }}
QComboBox:disabled {{ background: {theme.window}; color: {theme.muted}; }}
QComboBox[refused="true"] {{ border: 2px solid {theme.red}; padding: 3px 7px; }}
QComboBox[refused="true"]:focus {{ border: 2px solid {theme.blue}; }}
QComboBox::drop-down {{ border: none; width: {16 * _Now.zoom // 100 + 8}px; }}
QComboBox::down-arrow {{
  image: url("{_drawn("down", theme.text)}"); width: {14 * _Now.zoom // 100}px; height: {14 * _Now.zoom // 100}px; }}
QComboBox QAbstractItemView {{
  background: {theme.surface}; color: {theme.text}; border: 1px solid {theme.border};
  selection-background-color: {theme.selection}; selection-color: {theme.text}; }}
QCheckBox {{ spacing: 8px; padding: 2px; border: 1px solid transparent; }}
QCheckBox:focus {{ border: 1px solid {theme.blue}; border-radius: 4px; }}
QCheckBox::indicator {{
  width: {16 * _Now.zoom // 100}px; height: {16 * _Now.zoom // 100}px; border: 1px solid {theme.border};
  border-radius: 3px; background: {theme.surface}; }}
QCheckBox::indicator:checked {{
  background: {theme.blue}; border-color: {theme.blue}; image: url("{_drawn("check", theme.on_blue)}"); }}
QCheckBox::indicator:disabled {{ background: {theme.window}; border-color: {theme.hairline}; }}
QTableView {{ background: {theme.surface}; border: 1px solid {theme.hairline}; gridline-color: {theme.hairline}; }}
QTableView:focus {{ border: 1px solid {theme.blue}; }}
QHeaderView::section {{
  background: {theme.window}; color: {theme.muted}; border: none; border-bottom: 1px solid {theme.border};
  padding: 4px 8px; }}
QHeaderView::section:vertical {{ border-bottom: 1px solid {theme.hairline}; }}
QTabWidget::pane {{ border: none; border-top: 1px solid {theme.hairline}; }}
QTabBar::tab {{ padding: 4px 12px; border: none; border-bottom: 2px solid transparent; color: {theme.muted}; }}
QTabBar::tab:selected {{ border-bottom: 2px solid {theme.blue}; color: {theme.text}; }}
QTabBar::tab:focus {{ background: {theme.blue_tint}; }}
#topline #person {{ border: 2px solid transparent; border-radius: 4px; padding: 2px 6px; }}
#topline #person:hover, #topline #person:open {{ background: {theme.blue_tint}; }}
#topline #person:focus {{ border-color: {theme.blue}; }}
QScrollArea#paper {{ border: 2px solid {theme.hairline}; }}
QScrollArea#paper:focus {{ border-color: {theme.blue}; }}
#hairline {{ background: {theme.hairline}; border: none; max-height: 1px; }}
QLabel[quiet="true"] {{ color: {theme.muted}; }}
QLabel[refusal="true"] {{ color: {theme.red}; }}
QLabel[heading="true"] {{ font-size: {BASE_POINTS * _Now.zoom / 100 * 1.4:.1f}pt; }}
#topline, #statusline {{ background: {theme.window}; }}
#places {{ background: {theme.window}; border: none; border-right: 1px solid {theme.hairline}; }}
#topline {{ border-bottom: 1px solid {theme.hairline}; }}
#statusline {{ border-top: 1px solid {theme.hairline}; }}
"""
