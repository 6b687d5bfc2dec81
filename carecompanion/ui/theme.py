"""How everything looks: colours, fonts and sizes of the chosen theme and text size, from resources/themes/tokens.json.

Widgets ask `look` and paint themselves; only what Qt draws (fields, menus, scroll bars) wears the one short style sheet
below, each for itself: a sheet on the whole program makes every widget pay whenever it gets a parent, which doubled the
time a page takes. A page is built anew when the look changes, so widgets may keep what they measured.
"""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from carecompanion.paths import find_resources

RAIL_FROM_SCALE = 1.3
ONE_COLUMN_FROM_SCALE = 1.5
FULL_NAVIGATION_FROM_WIDTH = 1200

# Closer letters in large titles, as drawn: px at 100 %.
_TIGHTER = {"display": -0.4, "h1": -0.2}

_SHEET = """
QLineEdit, QPlainTextEdit {{ background: {surface}; color: {text}; border: 1px solid {borderStrong};
  border-radius: {radius}px; selection-background-color: {selection}; selection-color: {onSelection}; }}
QLineEdit {{ padding: 0 {pad}px; lineedit-password-character: 8226; }}
QPlainTextEdit {{ padding: {inner}px; }}
QLineEdit:hover, QPlainTextEdit:hover {{ border-color: {primary}; }}
QLineEdit[error="true"], QPlainTextEdit[error="true"] {{ border: 2px solid {danger}; }}
QLineEdit[error="true"] {{ padding: 0 {pad_error}px; }}
QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {disabledBg}; color: {disabledText}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {borderStrong}; padding: 4px; }}
QMenu::item {{ padding: {item}px {pad}px; border-radius: 6px; }}
QMenu::item:selected {{ background: {selection}; color: {onSelection}; }}
QMenu::separator {{ height: 1px; background: {border}; margin: 4px 8px; }}
QScrollBar:vertical {{ background: transparent; width: {bar}px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {borderStrong}; border-radius: {bar_radius}px;
  min-height: 44px; margin: 2px; }}
QScrollBar::handle:vertical:hover {{ background: {primary}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


class Look:
    """One theme at one text size. `look` is the program's; the projector makes its own with `choose`."""

    def __init__(self) -> None:
        self.turn = 0  # how often it was chosen: what was measured in an earlier turn holds no longer
        self.theme = "light"
        self.scale = 1.0
        self.plain_titles = False
        self.leading = 1.0
        self.reduced_motion = False
        self.illustration: dict[str, str] = {}
        self._tokens: dict[str, Any] = {}
        self._colors: dict[str, Any] = {}
        self._fonts: dict[str, QFont] = {}

    def take(
        self,
        app: QApplication,
        tokens: dict[str, Any],
        theme: str = "light",
        scale: float = 1.0,
        plain_titles: bool = False,
        extra_leading: bool = False,
        reduced_motion: bool = False,
    ) -> None:
        """Dress the whole program. May be called again at any time; pages are then built anew."""
        self.choose(tokens, theme, scale, plain_titles, extra_leading, reduced_motion)
        if not app.property("fontsLoaded"):
            load_fonts(find_resources() / "fonts")
            app.setStyle("Fusion")
            app.setProperty("fontsLoaded", True)
        app.setFont(self.font("body"))
        app.setPalette(self._palette())
        QToolTip.setPalette(self._palette())
        QToolTip.setFont(self.font("small"))

    def style(self, widget: QWidget) -> None:
        """Put the sheet on a field, a menu or a scroll bar; whatever is inside it wears it too."""
        widget.setStyleSheet(self._sheet())

    def choose(
        self,
        tokens: dict[str, Any],
        theme: str = "light",
        scale: float = 1.0,
        plain_titles: bool = False,
        extra_leading: bool = False,
        reduced_motion: bool = False,
    ) -> None:
        """Set the values only; nothing on the screen changes."""
        self.turn += 1
        name = system_theme() if theme == "system" else theme
        self.theme = name if name in tokens["themes"] else "light"
        self.scale = scale
        self.plain_titles = plain_titles
        self.leading = tokens["type"]["extraLeading"] if extra_leading else 1.0
        self.reduced_motion = reduced_motion
        self._tokens = tokens
        self._colors = tokens["themes"][self.theme]["color"]
        self.illustration = tokens["themes"][self.theme]["illustration"]
        self._fonts = {}

    # sizes

    def px(self, n: float) -> int:
        """Controls, fonts and icons: grow with the text."""
        return round(n * self.scale)

    def space(self, n: float) -> int:
        """Gaps and paddings: grow half as much as the text."""
        return round(n * (1 + (self.scale - 1) / 2))

    def radius(self, name: str) -> int:
        """A corner radius by its token: key, control, tile, chip, card, panel."""
        return self.space(self._tokens["radius"][name])

    def line(self, role: str) -> int:
        """Line height of a role, in px."""
        return round(self._role(role)["line"] * self.scale * self.leading)

    @property
    def is_one_column(self) -> bool:
        return self.scale >= ONE_COLUMN_FROM_SCALE

    def uses_rail(self, width: int) -> bool:
        return self.scale >= RAIL_FROM_SCALE or width < FULL_NAVIGATION_FROM_WIDTH

    # colours

    @property
    def is_high_contrast(self) -> bool:
        return self.theme == "highContrast"

    def hex(self, name: str) -> str:
        """A colour token as "#RRGGBB"."""
        value = self._colors[name]
        return str(value if isinstance(value, str) else value["hex"])

    def color(self, name: str) -> QColor:
        """A colour token; the scrim comes with its alpha. "transparent" is allowed."""
        if name == "transparent":
            return QColor(Qt.GlobalColor.transparent)
        color = QColor(self.hex(name))
        value = self._colors[name]
        if not isinstance(value, str):
            color.setAlphaF(value["alpha"])
        return color

    def soft(self, hue: str) -> str:
        """Name of the tint of a hue: "clay" -> "claySoft"."""
        return f"{hue}Soft"

    def on_soft(self, hue: str) -> str:
        """Name of the text colour on that tint: "clay" -> "onClaySoft"."""
        return f"on{hue[0].upper()}{hue[1:]}Soft"

    # type and motion

    def font(self, role: str, weight: int = 0) -> QFont:
        """The font of a role of tokens type.desktop (a copy, free to change); weight 0 is the role's own."""
        if role not in self._fonts:
            self._fonts[role] = self._make_font(role)
        font = QFont(self._fonts[role])
        if weight:
            font.setWeight(QFont.Weight(weight))
        return font

    def duration(self, name: str) -> int:
        """fast, base, slow in ms; 0 when motion is reduced."""
        return 0 if self.reduced_motion else int(self._tokens["motion"][name])

    def _role(self, role: str) -> dict[str, Any]:
        found: dict[str, Any] = self._tokens["type"]["desktop"][role]
        return found

    def _make_font(self, role: str) -> QFont:
        spec = self._role(role)
        face = "text" if self.plain_titles else spec["family"]
        font = QFont(self._families(face))
        font.setPixelSize(self.px(spec["size"]))
        font.setWeight(QFont.Weight(spec["weight"]))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if role in _TIGHTER and face == "title":
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _TIGHTER[role] * self.scale)
        if spec.get("tabular"):
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def _families(self, face: str) -> list[str]:
        """Systems group weights differently, so the semi-bold cut is named on its own too."""
        spec = self._tokens["font"][face]
        cuts = [f"{spec['family']} SemiBold"] if face == "title" else []
        return [spec["family"], *cuts, *spec["fallback"]]

    def _palette(self) -> QPalette:
        role, palette = QPalette.ColorRole, QPalette()
        for part, name in (
            (role.Window, "bg"), (role.WindowText, "text"), (role.Base, "surface"), (role.AlternateBase, "surfaceAlt"),
            (role.Text, "text"), (role.Button, "surface"), (role.ButtonText, "text"), (role.BrightText, "danger"),
            (role.Highlight, "selection"), (role.HighlightedText, "onSelection"), (role.Link, "link"),
            (role.LinkVisited, "link"), (role.ToolTipBase, "text"), (role.ToolTipText, "bg"),
            (role.PlaceholderText, "textSubtle"), (role.Accent, "primary"), (role.Mid, "border"),
            (role.Dark, "borderStrong"),
        ):  # fmt: skip
            palette.setColor(part, self.color(name))
        for part in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, part, self.color("disabledText"))
        return palette

    def _sheet(self) -> str:
        sizes = {
            "radius": self.radius("control"),
            "pad": self.space(14),
            "pad_error": self.space(14) - 1,
            "inner": self.space(8),
            "item": self.space(8),
            "bar": 14,
            "bar_radius": 5,
        }
        return _SHEET.format(**{name: self.hex(name) for name in self._colors}, **sizes)


def load_fonts(folder: Path) -> None:
    """Make the program's own fonts known; installed ones are never relied on."""
    for file in sorted(folder.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def system_theme() -> str:
    """What the system asks for now: "highContrast", "dark" or "light"."""
    hints = QApplication.styleHints()
    accessibility = getattr(hints, "accessibility", None)  # missing in Qt 6.8 and 6.9
    if accessibility is not None and accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "highContrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


look = Look()
