"""How the room's screen looks: its own colours and the type of a 1920x1080 slide, whatever the laptop wears."""

from typing import Any

from PySide6.QtGui import QColor, QFont

from carecompanion.ui.theme import Look

WIDTH, HEIGHT = 1920, 1080
SMALLEST = 36  # px on 1920x1080: nothing the room reads is smaller
ROOM_THEMES = ("projectorLight", "dark", "highContrast")  # dark only for dark rooms


class RoomTheme:
    """Colours by token, fonts by their role in tokens type.projector1920x1080 and a size in px of that slide."""

    def __init__(
        self,
        tokens: dict[str, Any],
        name: str = "projectorLight",
        plain_titles: bool = False,
        reduced_motion: bool = False,
    ) -> None:
        self.look = Look()
        self.look.choose(
            tokens,
            name if name in ROOM_THEMES else "projectorLight",
            plain_titles=plain_titles,
            reduced_motion=reduced_motion,
        )
        self._roles: dict[str, dict[str, Any]] = {
            role: spec for role, spec in tokens["type"]["projector1920x1080"].items() if isinstance(spec, dict)
        }
        self._fonts: dict[tuple[str, int, int], QFont] = {}

    @property
    def name(self) -> str:
        return self.look.theme

    @property
    def is_high_contrast(self) -> bool:
        return self.look.is_high_contrast

    @property
    def is_still(self) -> bool:
        """Motion is reduced: no growing circle, words and a count each second."""
        return self.look.reduced_motion

    def color(self, token: str) -> QColor:
        return self.look.color(token)

    def size(self, role: str) -> int:
        return int(self._roles[role]["size"])

    def line(self, role: str, size: int = 0) -> int:
        """Line height for that size, in the role's own proportion."""
        spec = self._roles[role]
        return round(spec["line"] * (size or spec["size"]) / spec["size"])

    def font(self, role: str, size: int = 0, weight: int = 0) -> QFont:
        """`size` and `weight` 0 are the role's own."""
        spec = self._roles[role]
        key = (role, size or int(spec["size"]), weight or int(spec["weight"]))
        if key not in self._fonts:
            self._fonts[key] = self._make_font(spec, key[1], key[2])
        return QFont(self._fonts[key])

    def _make_font(self, spec: dict[str, Any], size: int, weight: int) -> QFont:
        is_title = spec["family"] == "title"
        font = self.look.font("h2" if is_title else "body")
        font.setPixelSize(size)
        font.setWeight(QFont.Weight(weight))
        if is_title and not self.look.plain_titles:
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, -1)
        if spec.get("tabular"):
            font.setFeature(QFont.Tag("tnum"), 1)
        return font
